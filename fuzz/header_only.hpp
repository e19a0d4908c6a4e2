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

}  // namespace header_only
