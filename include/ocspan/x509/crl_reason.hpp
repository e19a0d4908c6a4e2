// CRLReason (RFC 5280 5.3.1).
#pragma once

#include <cstdint>
#include <string_view>

#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/writer.hpp"

namespace ocspan {

/// CRLReason; the values are those of the ENUMERATED, 7 is not used.
enum class ReasonFlags : std::uint8_t {
  unspecified = 0,
  key_compromise = 1,
  ca_compromise = 2,
  affiliation_changed = 3,
  superseded = 4,
  cessation_of_operation = 5,
  certificate_hold = 6,
  remove_from_crl = 8,
  privilege_withdrawn = 9,
  aa_compromise = 10,
};

/// The name of RFC 5280: "keyCompromise".
OCSPAN_FN std::string_view to_string(ReasonFlags reason);

/// Whether the value is one that RFC 5280 defines.
OCSPAN_FN bool is_defined(ReasonFlags reason);

/// Errors: those of read_enumerated.
OCSPAN_FN ReasonFlags read_crl_reason(Reader& reader, Field field);

OCSPAN_INLINE void write_crl_reason(Writer& writer, ReasonFlags reason) {
  write_enumerated(writer, static_cast<std::uint8_t>(reason));
}

}  // namespace ocspan

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/crl_reason.cpp"
#endif
