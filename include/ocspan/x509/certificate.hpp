// Certificate (RFC 5280 4.1).
#pragma once

#include <cstdint>
#include <optional>

#include "ocspan/asn1/bit_string.hpp"
#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/asn1/result.hpp"
#include "ocspan/asn1/time.hpp"
#include "ocspan/x509/algorithm_identifier.hpp"
#include "ocspan/x509/extension.hpp"
#include "ocspan/x509/name.hpp"
#include "ocspan/x509/subject_public_key_info.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A certificate (RFC 5280 4.1). Every field was checked when it was loaded, the signature was not.
/// Lifetime: refers to the bytes it was loaded from.
class Certificate {
 public:
  constexpr Certificate() {}  // not defaulted, which would zero it first: see docs/decisions.md

  static constexpr Field field = Field::certificate;  ///< what an error of the whole value is called after
  /// Reads the Certificate. Errors: those of its fields.
  OCSPAN_FN void read(Reader& reader, Field name);

  /// The version, 1 to 3. Fields that came with a later version than this are read all the same.
  constexpr unsigned version() const { return version_; }
  /// The serial number, which the issuer gives to one certificate only.
  constexpr const Integer& serial_number() const OCSPAN_LIFETIMEBOUND { return serial_number_; }
  /// The field `signature`, which should equal signature_algorithm() (RFC 5280 4.1.1.2); loading does not check that.
  constexpr const AlgorithmIdentifier& tbs_signature_algorithm() const OCSPAN_LIFETIMEBOUND {
    return tbs_signature_algorithm_;
  }
  /// The name of the issuer: its certificate's subject().
  constexpr const Name& issuer() const OCSPAN_LIFETIMEBOUND { return issuer_; }
  /// The first second of the certificate's validity (RFC 5280 4.1.2.5).
  constexpr const Time& not_before() const OCSPAN_LIFETIMEBOUND { return not_before_; }
  /// The last second of the certificate's validity (RFC 5280 4.1.2.5).
  constexpr const Time& not_after() const OCSPAN_LIFETIMEBOUND { return not_after_; }
  /// The name of the holder of the key.
  constexpr const Name& subject() const OCSPAN_LIFETIMEBOUND { return subject_; }
  /// The certified key and its algorithm.
  constexpr const SubjectPublicKeyInfo& subject_public_key_info() const OCSPAN_LIFETIMEBOUND {
    return subject_public_key_info_;
  }
  /// issuerUniqueID (RFC 5280 4.1.2.8), which CAs no longer use; nullopt if absent.
  constexpr const std::optional<BitString>& issuer_unique_id() const OCSPAN_LIFETIMEBOUND { return issuer_unique_id_; }
  /// subjectUniqueID (RFC 5280 4.1.2.8), which CAs no longer use; nullopt if absent.
  constexpr const std::optional<BitString>& subject_unique_id() const OCSPAN_LIFETIMEBOUND {
    return subject_unique_id_;
  }
  /// The extensions; empty if absent.
  constexpr const Extensions& extensions() const OCSPAN_LIFETIMEBOUND { return extensions_; }

  /// The algorithm of signature().
  constexpr const AlgorithmIdentifier& signature_algorithm() const OCSPAN_LIFETIMEBOUND { return signature_algorithm_; }
  /// The signature: the bytes of signatureValue.
  constexpr Bytes signature() const { return signature_.bytes(); }
  /// The signature with its number of unused bits, which is 0 for every signature algorithm there is.
  constexpr const BitString& signature_bits() const OCSPAN_LIFETIMEBOUND { return signature_; }
  /// The bytes that are signed: the TBSCertificate as it stands in the input.
  constexpr Bytes tbs_certificate_bytes() const { return tbs_certificate_; }
  /// The DER of the whole certificate as it stands in the input.
  constexpr Bytes public_bytes() const { return der_; }
  /// The deviations that were met and tolerated.
  constexpr Tolerance tolerated() const { return tolerated_; }

 private:
  OCSPAN_FN void read_tbs_certificate(Reader& reader);

  Bytes der_;
  Bytes tbs_certificate_;
  Integer serial_number_;
  AlgorithmIdentifier tbs_signature_algorithm_;
  Name issuer_;
  Time not_before_;
  Time not_after_;
  Name subject_;
  SubjectPublicKeyInfo subject_public_key_info_;
  std::optional<BitString> issuer_unique_id_;
  std::optional<BitString> subject_unique_id_;
  Extensions extensions_;
  AlgorithmIdentifier signature_algorithm_;
  BitString signature_;
  std::uint8_t version_ = 1;
  Tolerance tolerated_ = Tolerance::none;
};

/// A certificate inside another message, of which only the outer shape was checked: SEQUENCE { SEQUENCE,
/// AlgorithmIdentifier, BIT STRING }. One odd certificate thus does not make the whole message unreadable.
/// Lifetime: refers to the bytes it was loaded from.
class OpaqueCertificate {
 public:
  /// Takes the next of `fields`, which must be a certificate. Lifetime: refers to their bytes.
  OCSPAN_INLINE void take(CheckedFields& fields) {
    const std::uint8_t* const begin = fields.rest().data();
    fields.next();
    der_ = {begin, fields.rest().data()};
  }

  /// Reads the outer shape of a certificate. Errors: those of its three fields.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// The DER of the whole certificate, for load_der_x509_certificate().
  constexpr Bytes der() const { return der_; }
  /// Iterating over Certificates gives der(), not an OpaqueCertificate.
  static constexpr bool iterates_as_der = true;

 private:
  Bytes der_;
};

/// A list of certificates inside a message: a range of Bytes, each the DER of one for load_der_x509_certificate().
/// Lifetime: refers to the bytes it was loaded from.
using Certificates = SequenceOf<OpaqueCertificate>;

/// Loads a certificate from `der`, all of which it must fill. Lifetime: the certificate refers to `der`.
/// Errors: those of its fields; trailing_data if something follows; input_too_long.
OCSPAN_FN Result<Certificate> load_der_x509_certificate(Input der OCSPAN_LIFETIMEBOUND,
                                                        Tolerance tolerance = Tolerance::none);

/// Loads a certificate from the beginning of `der`; what follows its public_bytes() is ignored.
/// Lifetime: the certificate refers to `der`. Errors: those of its fields; input_too_long.
OCSPAN_FN Result<Certificate> load_der_x509_certificate_prefix(Input der OCSPAN_LIFETIMEBOUND,
                                                               Tolerance tolerance = Tolerance::none);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/certificate.cpp"
#endif
