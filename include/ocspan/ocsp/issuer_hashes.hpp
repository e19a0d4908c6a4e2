// The two hashes by which a CertID names an issuer (RFC 6960 4.1.1).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "ocspan/asn1/result.hpp"
#include "ocspan/ocsp/cert_id.hpp"
#include "ocspan/ocsp/hasher.hpp"
#include "ocspan/x509/certificate.hpp"

namespace ocspan {

/// The octets that the hashes are taken over, for those who hash by other means, such as hardware.
/// Lifetime: that of the issuer's certificate.
struct IssuerHashInput {
  Bytes name;  ///< of issuerNameHash: the issuer's subject, the whole Name as it is encoded
  Bytes key;   ///< of issuerKeyHash: the bits of the issuer's public key, not the whole SubjectPublicKeyInfo

  constexpr IssuerHashInput(Bytes issuer_name, Bytes issuer_key) : name(issuer_name), key(issuer_key) {}
  constexpr explicit IssuerHashInput(const Certificate& issuer)
      : name(issuer.subject().der()), key(issuer.subject_public_key_info().public_key()) {}
};

namespace detail {

/// Errors: unsupported_algorithm for MD5, for what is none of HashAlgorithm, and for parameters, which none of them
/// has.
OCSPAN_INLINE Error check_hash_algorithm(const AlgorithmIdentifier& algorithm) {
  const std::optional<HashAlgorithm> hash = algorithm.hash();
  const bool supported = hash && *hash != HashAlgorithm::md5 && algorithm == *hash;
  return supported ? Error{} : Error{ErrorCode::unsupported_algorithm, Field::hash_algorithm};
}

}  // namespace detail

/// The hashes of an issuer under one hash function: worked out once, they serve for each of its certificates.
/// Holds the hashes, and no view of the issuer.
class IssuerHashes {
 public:
  constexpr IssuerHashes() = default;

  /// Hashes the name and the key of `issuer`.
  /// Errors: unsupported_algorithm for MD5, for what is none of HashAlgorithm, for parameters other than NULL, and for
  /// what `hasher` cannot compute.
  template <Hasher H>
  static constexpr Result<IssuerHashes> of(const IssuerHashInput& issuer, const AlgorithmIdentifier& algorithm,
                                           H&& hasher) {
    if (const Error error = detail::check_hash_algorithm(algorithm)) {
      return error;
    }
    const std::optional<HashAlgorithm> hash = algorithm.hash();
    IssuerHashes hashes;
    hashes.algorithm_ = algorithm;
    hashes.size_ = digest_size(*hash);
    if (!hasher(*hash, issuer.name, std::span{hashes.name_}.first(hashes.size_)) ||
        !hasher(*hash, issuer.key, std::span{hashes.key_}.first(hashes.size_))) {
      return Error{ErrorCode::unsupported_algorithm, Field::hash_algorithm};
    }
    return hashes;
  }

  constexpr Bytes name_hash() const OCSPAN_LIFETIMEBOUND { return std::span{name_}.first(size_); }
  constexpr Bytes key_hash() const OCSPAN_LIFETIMEBOUND { return std::span{key_}.first(size_); }

  /// The CertID of the issuer's certificate with that serial number. Lifetime: that of this object and of the number.
  constexpr CertID cert_id(const Integer& serial_number) const& OCSPAN_LIFETIMEBOUND {
    return CertID{algorithm_, name_hash(), key_hash(), serial_number};
  }
  CertID cert_id(const Integer& serial_number) const&& = delete;

 private:
  AlgorithmIdentifier algorithm_;
  std::array<std::uint8_t, 64> name_{};
  std::array<std::uint8_t, 64> key_{};
  std::size_t size_ = 0;
};

}  // namespace ocspan
