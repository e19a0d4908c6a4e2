// The extensions whose value is NULL: all they say is that they are there.
#pragma once

#include "ocspan/asn1/null.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// In a responder's certificate: clients need not ask whether it is revoked (RFC 6960 4.2.2.2.1).
class OCSPNoCheck {
 public:
  static constexpr Oid oid = "nocheck"_oid;          ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;  ///< what an error of the whole value is called after

  /// Reads the OCSPNoCheck. Errors: those of read_null.
  OCSPAN_FN inline void read(Reader& reader, Field name) { read_null(reader, name); }
  /// Encodes the OCSPNoCheck.
  OCSPAN_FN inline void write(Writer& writer) const { write_null(writer); }
};

/// In a response: certificates that were never issued are answered as revoked, too (RFC 6960 4.4.8).
class ExtendedRevoke {
 public:
  static constexpr Oid oid = "extended-revoke"_oid;  ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;  ///< what an error of the whole value is called after

  /// Reads the ExtendedRevoke. Errors: those of read_null.
  OCSPAN_FN inline void read(Reader& reader, Field name) { read_null(reader, name); }
  /// Encodes the ExtendedRevoke.
  OCSPAN_FN inline void write(Writer& writer) const { write_null(writer); }
};

}  // namespace ocspan::inline OCSPAN_ABI
