// How a responder for tests answers: honestly, or wrong in the ways of its faults.
#pragma once

#include <cstdint>
#include <ocspan/ocspan.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocspan_tool::serve {

inline constexpr std::int64_t hour = 3600;
inline constexpr std::int64_t day = 24 * hour;

/// The certificate that is made for a delegated responder, where a fault wants another than the given one. As it stands
/// here it is right.
struct SignerPlan {
  std::int64_t not_before = -day;  ///< in seconds from now
  std::int64_t not_after = 30 * day;
  const char* key_usage = "critical,digitalSignature";
  const char* extended_key_usage = "OCSPSigning";
  bool has_weak_key = false;
  bool has_critical_extension = false;  ///< of a type that nobody knows
  bool is_of_other_ca = false;
  bool has_bad_signature = false;
};

/// How an answer to a request is made. As it stands here, it is honest.
struct Behaviour {
  // The answer to a request that can be read:
  std::optional<ocspan::OCSPResponseStatus> error_status = {};  ///< in place of any answer
  std::optional<ocspan::HashAlgorithm> only_hash = {};          ///< CertIDs by other hashes are refused
  std::int64_t produced_at = 0;                                 ///< in seconds from now
  std::int64_t this_update = 0;                                 ///< in seconds from now
  std::optional<std::int64_t> next_update = 7 * day;            ///< in seconds from now
  std::optional<ocspan::HashAlgorithm> hash = {};               ///< of the CertIDs; nullopt for that of the request
  bool is_about_other_serial = false;
  bool is_about_other_issuer = false;
  bool is_good_if_unknown = false;
  bool has_critical_extension = false;         ///< of a type that nobody knows
  bool has_critical_single_extension = false;  ///< the same in each answer
  std::size_t more_answers = 0;                ///< about certificates that nobody asked for
  enum class NonceAnswer : std::uint8_t { same, none, other } nonce = NonceAnswer::same;
  /// Changes the ResponseData before it is signed; `this_update` and `next_update` are as they stand in it.
  void (*edit)(std::span<std::uint8_t> response_data, std::string_view this_update,
               std::string_view next_update) = nullptr;

  // Who signs it, and how:
  std::optional<SignerPlan> signer = {};  ///< another responder than the given one
  std::size_t decoys = 0;                 ///< certificates that only look like the signer's
  bool is_by_name = false;                ///< else the responder is identified by its key
  bool names_other_responder = false;
  bool leaves_out_certificate = false;
  bool names_other_algorithm = false;
  bool has_bad_signature = false;
  std::optional<ocspan::HashAlgorithm> signature_hash = {};  ///< in place of what the request prefers

  // How it is sent:
  std::string_view refused_method = {};
  bool has_endless_header = false;
  bool has_content_length = true;
};

/// An answer over HTTP.
struct HttpAnswer {
  using HeaderField = std::pair<std::string, std::string>;

  int status = 200;
  std::vector<HeaderField> fields = {};
  std::string body = {};
  std::uint64_t zeros = 0;  ///< how many come after the body
  std::int64_t delay = 0;   ///< seconds to wait before it

  /// Replaces a header field, or adds it.
  void set(std::string_view name, std::string_view value);
};

/// A way to be wrong, which a client has to notice.
struct Fault {
  std::string_view name;
  std::string_view what;
  std::string_view step = {};     ///< the VerifyStep at which verify() ends; empty if a lint finds it
  std::string_view lint = {};     ///< the id of the lint that finds it
  std::string_view options = {};  ///< of `ocspan verify` or `ocspan lint`, without which it may pass
  void (*behaviour)(Behaviour&) = nullptr;
  void (*http)(HttpAnswer&) = nullptr;
};

/// All faults, in the order in which --list-faults has them.
std::span<const Fault> all_faults();

/// The fault of that name. Throws std::invalid_argument if there is none.
const Fault& fault_of(std::string_view name);

}  // namespace ocspan_tool::serve
