// SubjectKeyIdentifier and AuthorityKeyIdentifier (RFC 5280 4.2.1.2, 4.2.1.1).
#pragma once

#include <optional>

#include "ocspan/asn1/integer.hpp"
#include "ocspan/x509/general_names.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// The subjectKeyIdentifier extension (RFC 5280 4.2.1.2): an identifier of the certified key.
/// Lifetime: refers to the bytes it was loaded or made from.
class SubjectKeyIdentifier {
 public:
  static constexpr Oid oid = "subjectKeyIdentifier"_oid;  ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;       ///< what an error of the whole value is called after

  constexpr SubjectKeyIdentifier() = default;
  /// A key identifier to be written. Lifetime: refers to its bytes.
  constexpr explicit SubjectKeyIdentifier(Bytes key_identifier) : key_identifier_(key_identifier) {}

  /// Reads the SubjectKeyIdentifier. Errors: those of Reader::contents.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the SubjectKeyIdentifier.
  OCSPAN_FN void write(Writer& writer) const;

  /// The identifier of the key, usually a SHA-1 hash of it.
  constexpr Bytes key_identifier() const { return key_identifier_; }

 private:
  Bytes key_identifier_;
};

/// The authorityKeyIdentifier extension (RFC 5280 4.2.1.1): which key has signed the certificate.
/// Lifetime: refers to the bytes it was loaded or made from.
class AuthorityKeyIdentifier {
 public:
  static constexpr Oid oid = "authorityKeyIdentifier"_oid;  ///< the type of the extension, its extnID
  static constexpr Field field = Field::extn_value;         ///< what an error of the whole value is called after

  constexpr AuthorityKeyIdentifier() = default;
  /// A key identifier to be written, without issuer and serial number. Lifetime: refers to its bytes.
  constexpr explicit AuthorityKeyIdentifier(Bytes key_identifier) : key_identifier_(key_identifier) {}

  /// Reads the AuthorityKeyIdentifier. Errors: those of its fields. That authorityCertIssuer and
  /// authorityCertSerialNumber come together, as RFC 5280 wants, is not checked.
  OCSPAN_FN void read(Reader& reader, Field name);
  /// Encodes the AuthorityKeyIdentifier from its fields.
  OCSPAN_FN void write(Writer& writer) const;

  /// The subjectKeyIdentifier of the issuer's certificate; nullopt if absent.
  constexpr const std::optional<Bytes>& key_identifier() const OCSPAN_LIFETIMEBOUND { return key_identifier_; }
  /// The issuer of the issuer's certificate; nullopt if absent.
  constexpr const std::optional<GeneralNames>& authority_cert_issuer() const OCSPAN_LIFETIMEBOUND {
    return authority_cert_issuer_;
  }
  /// The serial number of the issuer's certificate; nullopt if absent.
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
