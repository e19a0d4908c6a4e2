// AuthorityInfoAccessSyntax (RFC 5280 4.2.2.1): where the responder is.
#pragma once

#include <optional>

#include "ocspan/asn1/sequence_of.hpp"
#include "ocspan/x509/general_name.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// One way to reach something about the issuer. Lifetime: that of the bytes.
class AccessDescription {
 public:
  constexpr AccessDescription() = default;
  constexpr AccessDescription(Oid method, const GeneralName& location) : method_(method), location_(location) {}

  /// Errors: those of the fields.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Encodes the fields anew.
  OCSPAN_FN void write(Writer& writer) const;

  /// What is there: "ocsp"_oid, "caIssuers"_oid.
  constexpr Oid access_method() const { return method_; }
  /// Where: mostly a uniformResourceIdentifier.
  constexpr const GeneralName& access_location() const OCSPAN_LIFETIMEBOUND { return location_; }

 private:
  Oid method_;
  GeneralName location_;
};

/// A range of AccessDescription. Lifetime: that of the bytes.
class AuthorityInfoAccess : public NonEmptySequenceOf<AccessDescription> {
 public:
  static constexpr Oid oid = "authorityInfoAccess"_oid;
  static constexpr Field field = Field::extn_value;

  /// The characters of the first URL of that method, which are ASCII: of the responder for "ocsp"_oid, of the issuer's
  /// certificate for "caIssuers"_oid. Nothing if there is none.
  OCSPAN_FN std::optional<Bytes> url(Oid method) const;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/authority_info_access.cpp"
#endif
