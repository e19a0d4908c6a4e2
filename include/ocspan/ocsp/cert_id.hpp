// CertID (RFC 6960 4.1.1): which certificate is meant.
#pragma once

#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/x509/algorithm_identifier.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A CertID (RFC 6960 4.1.1): identifies a certificate by hashes of its issuer and its serial number.
/// Lifetime: refers to the bytes it was loaded or made from.
class CertID {
 public:
  constexpr CertID() = default;
  /// A CertID to be compared or written; der() stays empty. The hashes are not checked; IssuerHashes computes them.
  constexpr CertID(const AlgorithmIdentifier& hash_algorithm, Bytes issuer_name_hash, Bytes issuer_key_hash,
                   const Integer& serial_number)
      : hash_algorithm_(hash_algorithm),
        issuer_name_hash_(issuer_name_hash),
        issuer_key_hash_(issuer_key_hash),
        serial_number_(serial_number) {}

  /// Takes the next of `fields`, which must be a CertID. Lifetime: refers to their bytes.
  OCSPAN_INLINE void take(CheckedFields& fields) {
    const std::uint8_t* const begin = fields.rest().data();
    CheckedFields inner{fields.next()};
    der_ = {begin, fields.rest().data()};
    hash_algorithm_.take(inner);
    issuer_name_hash_ = inner.next();
    issuer_key_hash_ = inner.next();
    serial_number_ = Integer::with_contents(inner.next());
  }

  /// Reads the CertID. Errors: those of its fields. A hash of the wrong length is no error: it never matches.
  OCSPAN_FN void read(Reader& reader, Field field);
  /// Encodes the CertID from its fields; with a zero before the serial number if that is a magnitude that needs one.
  OCSPAN_FN void write(Writer& writer, bool serial_number_needs_zero = false) const;

  /// The hash function; compare it with one of HashAlgorithm, or look at its oid().
  constexpr const AlgorithmIdentifier& hash_algorithm() const OCSPAN_LIFETIMEBOUND { return hash_algorithm_; }
  /// The hash of the issuer's name: of the whole Name, its certificate's subject.
  constexpr Bytes issuer_name_hash() const { return issuer_name_hash_; }
  /// The hash of the issuer's public key: of SubjectPublicKeyInfo::public_key(), not of the whole SubjectPublicKeyInfo.
  constexpr Bytes issuer_key_hash() const { return issuer_key_hash_; }
  /// The serial number of the certificate.
  constexpr const Integer& serial_number() const OCSPAN_LIFETIMEBOUND { return serial_number_; }
  /// The whole value as it stands in the input; empty if it was not read.
  constexpr Bytes der() const { return der_; }

  /// Whether both name the same certificate by the same hash function: hashes and serial number are equal, and
  /// parameters NULL and absent are the same.
  OCSPAN_FN inline friend bool operator==(const CertID& a, const CertID& b) {
    return a.serial_number_ == b.serial_number_ && equal(a.issuer_key_hash_, b.issuer_key_hash_) &&
           equal(a.issuer_name_hash_, b.issuer_name_hash_) && a.hash_algorithm_ == b.hash_algorithm_;
  }

 private:
  Bytes der_;
  AlgorithmIdentifier hash_algorithm_;
  Bytes issuer_name_hash_;
  Bytes issuer_key_hash_;
  Integer serial_number_;
};

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/ocsp/cert_id.cpp"
#endif
