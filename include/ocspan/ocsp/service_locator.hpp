// ServiceLocator (RFC 6960 4.4.6).
#pragma once

#include <optional>

#include "ocspan/x509/authority_info_access.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "ocspan/x509/name.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// Which responder to ask (RFC 6960 4.4.6). Lifetime: refers to the bytes it was loaded or made from.
class ServiceLocator {
 public:
  static constexpr Oid oid = "service-locator"_oid;  ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;  ///< what an error of the whole value is called after

  constexpr ServiceLocator() = default;
  /// The issuer and the authorityInfoAccess of the certificate asked about.
  constexpr ServiceLocator(const Name& issuer, const std::optional<AuthorityInfoAccess>& locator)
      : issuer_(issuer), locator_(locator) {}

  /// Reads the ServiceLocator. Errors: those of its fields.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the ServiceLocator from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// The issuer of the certificate.
  constexpr const Name& issuer() const OCSPAN_LIFETIMEBOUND { return issuer_; }
  /// The authorityInfoAccess of the certificate; nullopt if absent, which only RFC 2560 allows.
  constexpr const std::optional<AuthorityInfoAccess>& locator() const OCSPAN_LIFETIMEBOUND { return locator_; }

 private:
  Name issuer_;
  std::optional<AuthorityInfoAccess> locator_;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/service_locator.cpp"
#endif
