// TLSFeature (RFC 7633 4.1): must-staple.
#pragma once

#include <cstdint>

#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/sequence_of.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

// Features ::= SEQUENCE OF INTEGER
/// The tlsfeature extension (RFC 7633 4.1), the TLS extensions that a server with this certificate must answer: a range
/// of Integer, their numbers. Lifetime: refers to the bytes it was loaded from.
class TLSFeature : public SequenceOf<Integer> {
 public:
  static constexpr Oid oid = "tlsfeature"_oid;       ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;  ///< what an error of the whole value is called after

  /// Whether TLS extension number `feature` is among them.
  OCSPAN_FN bool has(std::uint8_t feature) const;
  /// Whether a server must staple an OCSP response: TLS extension 5, status_request, is among them.
  OCSPAN_FN inline bool must_staple() const { return has(5); }
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/tls_feature.cpp"
#endif
