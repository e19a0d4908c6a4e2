// Files, and what is wrong with them.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocspan_tool {

/// What a terminal shows and does not obey: names of files may have any bytes. Escapes them as string_to_text() does,
/// but no backslash, which names of issuers have already; a byte that is no UTF-8 is taken for Latin-1.
std::string printable(std::string_view text);

/// Why a file could not be read, or is not the message that it should be.
struct Failure {
  std::string code;                                ///< an ErrorCode's name, "not_der", "unreadable" or "too_large"
  std::uint32_t offset = 0;                        ///< in the decoded message
  std::string field;                               ///< the path, with indices
  std::string message;                             ///< for people
  std::vector<std::string> expected = {};          ///< the tags that would do there
  std::string found = {};                          ///< what stands there
  std::uint32_t missing = 0;                       ///< how many bytes are missing
  std::string form = {};                           ///< of the message in the input, unless it is DER
  std::optional<std::uint64_t> input_offset = {};  ///< where `offset` stands in the input, unless they are the same

  /// Whether the file itself could not be read: nothing is known about its content.
  bool is_unreadable() const { return code == "unreadable" || code == "too_large"; }
  /// {"error":{"code","offset","field","message"}}, and of "expected", "found", "missing",
  /// "form" and "inputOffset" what there is.
  std::string to_json() const;
  /// "file.der: tbsResponseData.producedAt at byte 212: not the shortest form [integer_not_minimal]": the code, at the
  /// end, is a heading of docs/errors.md.
  std::string to_line(const std::string& file) const;
};

/// A file that a verb cannot do without, and what is wrong with it, or with each of its messages that cannot be read.
struct BadFile : std::runtime_error {
  BadFile(const std::string& of_path, const Failure& why) : BadFile(of_path, std::vector{why}) {}
  BadFile(const std::string& of_path, std::vector<Failure> all)
      : std::runtime_error(all.front().to_line(of_path)), path(of_path), failures(std::move(all)) {}
  std::string path;
  std::vector<Failure> failures;  ///< at least one
};

/// How large a file or line may be unless --max-size says otherwise: 64 MiB.
inline constexpr std::uint64_t default_max_size = 64 << 20;

Failure too_large(std::uint64_t max_size);

/// The content of a file, or of standard input for "-". Throws BadFile if it cannot be read, is a folder, or has more
/// than `max_size` bytes, which are not read then.
std::string read_content(const std::string& path, std::uint64_t max_size = default_max_size);

}  // namespace ocspan_tool
