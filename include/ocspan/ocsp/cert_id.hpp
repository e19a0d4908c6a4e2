// CertID (RFC 6960 4.1.1): which certificate is meant.
#pragma once

#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/reader.hpp"
#include "ocspan/x509/algorithm_identifier.hpp"

namespace ocspan::inline OCSPAN_ABI {

/// A view of a CertID. Lifetime: that of the bytes.
class CertID {
 public:
  constexpr CertID() = default;
  /// To be compared and written; der() stays empty. The hashes are taken as they are; IssuerHashes works them out.
  constexpr CertID(const AlgorithmIdentifier& hash_algorithm, Bytes issuer_name_hash, Bytes issuer_key_hash,
                   const Integer& serial_number)
      : hash_algorithm_(hash_algorithm),
        issuer_name_hash_(issuer_name_hash),
        issuer_key_hash_(issuer_key_hash),
        serial_number_(serial_number) {}

  /// Errors: those of the fields. Hashes whose length is not the algorithm's are no error: they never match.
  OCSPAN_FN void read(Reader& reader, Field field);

  /// Encodes the fields anew.
  OCSPAN_FN void write(Writer& writer) const;

  /// The hash function; compare it with one of HashAlgorithm, or look at its oid().
  constexpr const AlgorithmIdentifier& hash_algorithm() const OCSPAN_LIFETIMEBOUND { return hash_algorithm_; }
  /// Over the issuer's subject Name, whole value.
  constexpr Bytes issuer_name_hash() const { return issuer_name_hash_; }
  /// Over the bits of the issuer's public key: SubjectPublicKeyInfo::public_key(), not the whole of it.
  constexpr Bytes issuer_key_hash() const { return issuer_key_hash_; }
  constexpr const Integer& serial_number() const OCSPAN_LIFETIMEBOUND { return serial_number_; }
  /// The whole value as it stands in the input it was read from.
  constexpr Bytes der() const { return der_; }

  /// By meaning: the same hash function (parameters NULL and absent are one), the same hashes, the same number.
  OCSPAN_INLINE friend bool operator==(const CertID& a, const CertID& b) {
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
