// The library once more, in header-only mode and under another name, so that one program can hold it against the
// compiled one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace header_only {

enum class Kind : std::uint8_t { response, request, certificate, status, status_message, status_request };

/// What Outcome::numbers() says of a message that the header-only library loads.
std::vector<std::uint64_t> message_outcome(Kind kind, const std::uint8_t* data, std::size_t size, unsigned tolerance);

/// The same of the value of an extension, of the type with that place in KnownExtensionTypes.
std::vector<std::uint64_t> extension_outcome(std::size_t type, const std::uint8_t* data, std::size_t size,
                                             unsigned tolerance);

struct LintBytes {
  const std::uint8_t* data = nullptr;
  std::size_t size = 0;
};

/// What a linter is given, without a type of the library.
struct LintCase {
  LintBytes response, request, responder, issuer, certificate, previous, http_request, http_response;
  std::uint16_t profiles = 0;
  bool is_response_data = false;
  bool has_time = false;
  bool has_hasher = false;
};

/// All that the header-only linter says: numbers_of_case() of it.
std::vector<std::uint64_t> lint_outcome(const LintCase& one);

}  // namespace header_only
