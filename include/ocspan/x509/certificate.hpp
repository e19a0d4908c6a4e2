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

/// A view of a certificate whose every field was checked when it was loaded.
/// Lifetime: that of the bytes it was loaded from.
class Certificate {
 public:
  constexpr Certificate() {}  // a defaulted one would clear all of it first

  static constexpr Field field = Field::certificate;
  /// Errors: those of the fields.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// 1 to 3. Fields that came with a later version than this are read all the same.
  constexpr unsigned version() const { return version_; }
  constexpr const Integer& serial_number() const OCSPAN_LIFETIMEBOUND { return serial_number_; }
  /// The `signature` of TBSCertificate, which a verifier finds equal to signature_algorithm() (4.1.1.2).
  constexpr const AlgorithmIdentifier& tbs_signature_algorithm() const OCSPAN_LIFETIMEBOUND {
    return tbs_signature_algorithm_;
  }
  constexpr const Name& issuer() const OCSPAN_LIFETIMEBOUND { return issuer_; }
  constexpr const Time& not_before() const OCSPAN_LIFETIMEBOUND { return not_before_; }
  constexpr const Time& not_after() const OCSPAN_LIFETIMEBOUND { return not_after_; }
  constexpr const Name& subject() const OCSPAN_LIFETIMEBOUND { return subject_; }
  constexpr const SubjectPublicKeyInfo& subject_public_key_info() const OCSPAN_LIFETIMEBOUND {
    return subject_public_key_info_;
  }
  constexpr const std::optional<BitString>& issuer_unique_id() const OCSPAN_LIFETIMEBOUND { return issuer_unique_id_; }
  constexpr const std::optional<BitString>& subject_unique_id() const OCSPAN_LIFETIMEBOUND {
    return subject_unique_id_;
  }
  constexpr const Extensions& extensions() const OCSPAN_LIFETIMEBOUND { return extensions_; }

  constexpr const AlgorithmIdentifier& signature_algorithm() const OCSPAN_LIFETIMEBOUND { return signature_algorithm_; }
  /// The bytes of signatureValue.
  constexpr Bytes signature() const { return signature_.bytes(); }
  /// The same with its number of unused bits, which is 0 for every signature algorithm that there is.
  constexpr const BitString& signature_bits() const OCSPAN_LIFETIMEBOUND { return signature_; }
  /// The bytes that are signed: TBSCertificate as it stands in the input.
  constexpr Bytes tbs_certificate_bytes() const { return tbs_certificate_; }
  /// The whole certificate as it stands in the input.
  constexpr Bytes public_bytes() const { return der_; }
  /// The deviations that were met and let pass.
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

/// A certificate somewhere in a message, of which only the shape was checked: SEQUENCE { SEQUENCE,
/// AlgorithmIdentifier, BIT STRING }. So one odd certificate does not lose the message it came in.
class OpaqueCertificate {
 public:
  /// Errors: those of the three fields.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// The whole certificate, for load_der_x509_certificate.
  constexpr Bytes view() const { return der_; }

 private:
  Bytes der_;
};

/// A list of embedded certificates; each element is the DER of one, as Bytes.
using Certificates = SequenceOf<OpaqueCertificate>;

/// Reads one certificate that fills the whole input.
/// Returns a view of `der`. Errors: those of every field, with offset and field.
OCSPAN_FN Result<Certificate> load_der_x509_certificate(Input der OCSPAN_LIFETIMEBOUND,
                                                        Tolerance tolerance = Tolerance::none);

/// The same for one that something may follow: public_bytes().size() bytes were consumed.
OCSPAN_FN Result<Certificate> load_der_x509_certificate_prefix(Input der OCSPAN_LIFETIMEBOUND,
                                                               Tolerance tolerance = Tolerance::none);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/x509/certificate.cpp"
#endif
