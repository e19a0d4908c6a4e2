// TLSFeature (RFC 7633 4.1): must-staple.
#pragma once

#include <cstdint>

#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/sequence_of.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The TLS extensions that a server with this certificate has to answer, by their numbers: a range of Integer. 5 is
/// status_request, an OCSP response in the handshake. Lifetime: that of the bytes.
// Features ::= SEQUENCE OF INTEGER
class TLSFeature : public SequenceOf<Integer> {
 public:
  static constexpr Oid oid = "tlsfeature"_oid;
  static constexpr Field field = Field::extn_value;

  OCSPAN_FN bool has(std::uint8_t feature) const;
  /// Whether a server must staple an OCSP response.
  OCSPAN_FN inline bool must_staple() const { return has(5); }
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/tls_feature.cpp"
#endif
