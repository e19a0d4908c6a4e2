// CRLReason (RFC 5280 5.3.1).
#pragma once

#include <cstdint>
#include <string_view>

#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/writer.hpp"
#include "ocspan/words.h"

namespace ocspan::inline OCSPAN_ABI {

/// CRLReason (RFC 5280 5.3.1), under the name that pyca/cryptography has for it: unspecified, key_compromise,
/// ca_compromise, affiliation_changed, superseded, cessation_of_operation, certificate_hold, remove_from_crl,
/// privilege_withdrawn, aa_compromise (OCSPAN_REASONS in words.h). The values are those of the ENUMERATED.
enum class ReasonFlags : std::uint8_t { OCSPAN_REASONS(OCSPAN_ENUMERATOR) };

/// The reason as RFC 5280 spells it: "keyCompromise"; empty for a value that is not defined.
OCSPAN_FN std::string_view to_string(ReasonFlags reason);

/// Whether RFC 5280 defines the value: 0 to 10 without 7.
OCSPAN_FN bool is_defined(ReasonFlags reason);

/// Reads a CRLReason and returns it. Errors: those of read_enumerated.
OCSPAN_FN ReasonFlags read_crl_reason(Reader& reader, Field field);

/// Encodes a CRLReason.
OCSPAN_FN inline void write_crl_reason(Writer& writer, ReasonFlags reason) {
  write_enumerated(writer, static_cast<std::uint8_t>(reason));
}

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/crl_reason.cpp"
#endif
