// CRLReason (RFC 5280 5.3.1).
#pragma once

#include <cstdint>
#include <string_view>

#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/writer.hpp"
#include "ocspan/words.h"

namespace ocspan::inline OCSPAN_ABI {

/// CRLReason; the values are those of the ENUMERATED, 7 is not used.
enum class ReasonFlags : std::uint8_t { OCSPAN_REASONS(OCSPAN_ENUMERATOR) };

/// The name of RFC 5280: "keyCompromise".
OCSPAN_FN std::string_view to_string(ReasonFlags reason);

/// Whether the value is one that RFC 5280 defines.
OCSPAN_FN bool is_defined(ReasonFlags reason);

/// Errors: those of read_enumerated.
OCSPAN_FN ReasonFlags read_crl_reason(Reader& reader, Field field);

OCSPAN_FN inline void write_crl_reason(Writer& writer, ReasonFlags reason) {
  write_enumerated(writer, static_cast<std::uint8_t>(reason));
}

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/crl_reason.cpp"
#endif
