// The extensions whose value is NULL: all they say is that they are there.
#pragma once

#include "ocspan/asn1/null.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The id-pkix-ocsp-nocheck extension of a responder's certificate (RFC 6960 4.2.2.2.1): clients need not ask whether
/// that certificate is revoked.
class OCSPNoCheck {
 public:
  static constexpr Oid oid = "nocheck"_oid;
  static constexpr Field field = Field::extn_value;

  /// Reads the OCSPNoCheck. Errors: those of read_null.
  OCSPAN_FN inline void read(Reader& reader, Field name) { read_null(reader, name); }
  /// Encodes the OCSPNoCheck.
  OCSPAN_FN inline void write(Writer& writer) const { write_null(writer); }
};

/// The Extended Revoked Definition extension of a response (RFC 6960 4.4.8): the responder also answers revoked for
/// certificates that were never issued.
class ExtendedRevoke {
 public:
  static constexpr Oid oid = "extended-revoke"_oid;
  static constexpr Field field = Field::extn_value;

  /// Reads the ExtendedRevoke. Errors: those of read_null.
  OCSPAN_FN inline void read(Reader& reader, Field name) { read_null(reader, name); }
  /// Encodes the ExtendedRevoke.
  OCSPAN_FN inline void write(Writer& writer) const { write_null(writer); }
};

}  // namespace ocspan::inline OCSPAN_ABI
