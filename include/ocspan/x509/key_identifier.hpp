// SubjectKeyIdentifier and AuthorityKeyIdentifier (RFC 5280 4.2.1.2, 4.2.1.1).
#pragma once

#include <optional>

#include "ocspan/asn1/integer.hpp"
#include "ocspan/x509/general_names.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// Which key the certificate is for. Lifetime: that of the bytes.
class SubjectKeyIdentifier {
 public:
  static constexpr Oid oid = "subjectKeyIdentifier"_oid;
  static constexpr Field field = Field::extn_value;

  constexpr SubjectKeyIdentifier() = default;
  constexpr explicit SubjectKeyIdentifier(Bytes key_identifier) : key_identifier_(key_identifier) {}

  /// Errors: those of Reader::contents.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Writes the value.
  OCSPAN_FN void write(Writer& writer) const;

  constexpr Bytes key_identifier() const { return key_identifier_; }

 private:
  Bytes key_identifier_;
};

/// Which key the certificate was signed with. Lifetime: that of the bytes.
class AuthorityKeyIdentifier {
 public:
  static constexpr Oid oid = "authorityKeyIdentifier"_oid;
  static constexpr Field field = Field::extn_value;

  constexpr AuthorityKeyIdentifier() = default;
  constexpr explicit AuthorityKeyIdentifier(Bytes key_identifier) : key_identifier_(key_identifier) {}

  /// Errors: those of the fields. That the last two come together is not looked at.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the fields anew.
  OCSPAN_FN void write(Writer& writer) const;

  constexpr const std::optional<Bytes>& key_identifier() const OCSPAN_LIFETIMEBOUND { return key_identifier_; }
  constexpr const std::optional<GeneralNames>& authority_cert_issuer() const OCSPAN_LIFETIMEBOUND {
    return authority_cert_issuer_;
  }
  constexpr const std::optional<Integer>& authority_cert_serial_number() const OCSPAN_LIFETIMEBOUND {
    return authority_cert_serial_number_;
  }

 private:
  std::optional<Bytes> key_identifier_;
  std::optional<GeneralNames> authority_cert_issuer_;
  std::optional<Integer> authority_cert_serial_number_;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/key_identifier.cpp"
#endif
