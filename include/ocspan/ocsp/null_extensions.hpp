// The extensions that say what they say by being there.
#pragma once

#include "ocspan/asn1/null.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// Of a responder's certificate: do not ask for its status (RFC 6960 4.2.2.2.1).
class OCSPNoCheck {
 public:
  static constexpr Oid oid = "nocheck"_oid;
  static constexpr Field field = Field::extn_value;

  /// Errors: those of read_null.
  OCSPAN_FN inline void read(Reader& reader, Field name) { read_null(reader, name); }
  OCSPAN_FN inline void write(Writer& writer) const { write_null(writer); }
};

/// Of a response: certificates that were never issued are answered as revoked (RFC 6960 4.4.8).
class ExtendedRevoke {
 public:
  static constexpr Oid oid = "extended-revoke"_oid;
  static constexpr Field field = Field::extn_value;

  /// Errors: those of read_null.
  OCSPAN_FN inline void read(Reader& reader, Field name) { read_null(reader, name); }
  OCSPAN_FN inline void write(Writer& writer) const { write_null(writer); }
};

}  // namespace ocspan::inline OCSPAN_ABI
