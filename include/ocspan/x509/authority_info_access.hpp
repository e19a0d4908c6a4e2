// AuthorityInfoAccessSyntax (RFC 5280 4.2.2.1): where the OCSP responder is.
#pragma once

#include <optional>

#include "ocspan/asn1/sequence_of.hpp"
#include "ocspan/x509/general_name.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A place related to the issuer (RFC 5280 4.2.2.1). Lifetime: refers to the bytes it was loaded or made from.
class AccessDescription {
 public:
  constexpr AccessDescription() = default;
  /// An entry to be written. Lifetime: refers to the bytes of both.
  constexpr AccessDescription(Oid method, const GeneralName& location) : method_(method), location_(location) {}

  /// Reads the AccessDescription. Errors: those of its fields.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Encodes the AccessDescription from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// What is found there: "ocsp"_oid (an OCSP responder) or "caIssuers"_oid (the issuer's certificate).
  constexpr Oid access_method() const { return method_; }
  /// The place, usually a uniformResourceIdentifier.
  constexpr const GeneralName& access_location() const OCSPAN_LIFETIMEBOUND { return location_; }

 private:
  Oid method_;
  GeneralName location_;
};

/// A range of AccessDescription (RFC 5280 4.2.2.1). Lifetime: refers to the bytes it was loaded from.
class AuthorityInfoAccess : public NonEmptySequenceOf<AccessDescription> {
 public:
  static constexpr Oid oid = "authorityInfoAccess"_oid;  ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;      ///< what an error of the whole value is called after

  /// The URL whose accessMethod is `method`, in ASCII: the OCSP responder's for "ocsp"_oid, that of the issuer's
  /// certificate for "caIssuers"_oid. Of several the first of HTTP (RFC 5280 4.2.2.1, RFC 6960 A.1), or else the first;
  /// nullopt if there is none. Lifetime: refers to the bytes it was loaded from.
  OCSPAN_FN std::optional<Bytes> url(Oid method) const;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/authority_info_access.cpp"
#endif
