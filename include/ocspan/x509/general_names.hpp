// GeneralNames (RFC 5280 4.2.1.6), and the extensions that consist of them.
#pragma once

#include "ocspan/asn1/sequence_of.hpp"
#include "ocspan/x509/general_name.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

// GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName
/// A list of names (RFC 5280 4.2.1.6): a range of GeneralName. Lifetime: refers to the bytes it was loaded from.
using GeneralNames = NonEmptySequenceOf<GeneralName>;

/// The subjectAltName extension (RFC 5280 4.2.1.6), further names of the subject: a range of GeneralName.
/// Lifetime: refers to the bytes it was loaded from.
class SubjectAltName : public GeneralNames {
 public:
  static constexpr Oid oid = "subjectAltName"_oid;   ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;  ///< what an error of the whole value is called after
};

/// The issuerAltName extension (RFC 5280 4.2.1.7), further names of the issuer: a range of GeneralName.
/// Lifetime: refers to the bytes it was loaded from.
class IssuerAltName : public GeneralNames {
 public:
  static constexpr Oid oid = "issuerAltName"_oid;    ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;  ///< what an error of the whole value is called after
};

/// The certificateIssuer extension of a CRL entry (RFC 5280 5.3.3), who issued the certificate: a range of GeneralName.
/// Lifetime: refers to the bytes it was loaded from.
class CertificateIssuer : public GeneralNames {
 public:
  static constexpr Oid oid = "certificateIssuer"_oid;  ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;    ///< what an error of the whole value is called after
};

}  // namespace ocspan::inline OCSPAN_ABI
