// GeneralNames (RFC 5280 4.2.1.6), and the extensions that are just that.
#pragma once

#include "ocspan/asn1/sequence_of.hpp"
#include "ocspan/x509/general_name.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A range of GeneralName. Lifetime: that of the bytes.
// GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName
using GeneralNames = NonEmptySequenceOf<GeneralName>;

/// Other names of the subject (RFC 5280 4.2.1.6).
class SubjectAltName : public GeneralNames {
 public:
  static constexpr Oid oid = "subjectAltName"_oid;
  static constexpr Field field = Field::extn_value;
};

/// Other names of the issuer (RFC 5280 4.2.1.7).
class IssuerAltName : public GeneralNames {
 public:
  static constexpr Oid oid = "issuerAltName"_oid;
  static constexpr Field field = Field::extn_value;
};

/// Of a CRL entry: who issued the certificate (RFC 5280 5.3.3).
class CertificateIssuer : public GeneralNames {
 public:
  static constexpr Oid oid = "certificateIssuer"_oid;
  static constexpr Field field = Field::extn_value;
};

}  // namespace ocspan::inline OCSPAN_ABI
