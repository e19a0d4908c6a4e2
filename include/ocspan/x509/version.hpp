// Version (RFC 5280 4.1.2.1).
#pragma once

#include <cstdint>

#include "ocspan/asn1/reader.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// Reads [0] EXPLICIT Version DEFAULT v1 of a type that is defined up to version `last`, and returns the version: 1 for
/// v1, which is encoded as 0 or absent. Errors: those of Integer::read; unsupported_version if it is above `last`;
/// explicit_default for a v1 that is written out, unless tolerated.
OCSPAN_FN std::uint8_t read_version(Reader& reader, std::uint8_t last);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/version.cpp"
#endif
