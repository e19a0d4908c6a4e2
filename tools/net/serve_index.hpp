// The file in which `openssl ca` keeps what it has issued and revoked.
#pragma once

#include <sys/stat.h>

#include <map>
#include <memory>
#include <mutex>
#include <ocspan/ocspan.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocspan_tool::serve {

/// What the CA says about a certificate.
struct IndexEntry {
  ocspan::OCSPCertStatus status = ocspan::OCSPCertStatus::good;  ///< good or revoked
  std::optional<ocspan::Time> revocation_time = {};
  std::optional<ocspan::ReasonFlags> reason = {};  ///< nullopt for unspecified, too (RFC 5280 5.3.1)
};

/// The certificates that a CA has issued.
class Index {
 public:
  /// Reads the text of an index.txt. Throws std::invalid_argument, with the number of the line, for what is none.
  explicit Index(std::string_view text);

  /// nullopt for a serial number that is not in it. A certificate that has expired is good.
  std::optional<IndexEntry> find(const ocspan::Integer& serial_number) const;

 private:
  void add(std::string_view line);

  std::map<std::vector<std::uint8_t>, IndexEntry> entries_;  // by magnitude
};

/// An index.txt that is read again when it has changed. Thread-safe.
class IndexFile {
 public:
  /// Throws BadFile or std::invalid_argument if it cannot be read.
  explicit IndexFile(std::string path);

  /// What the file holds now; if it cannot be read any more, what it held before, and a note on standard error.
  std::shared_ptr<const Index> current();

 private:
  void read();

  std::string path_;
  std::mutex mutex_;
  struct stat state_{};
  std::shared_ptr<const Index> index_;
};

}  // namespace ocspan_tool::serve
