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

namespace ocspan::inline OCSPAN_ABI {

/// The bytes that the hashes of a CertID are computed over, for callers that hash by other means, such as hardware.
/// Lifetime: refers to the bytes of the issuer's certificate.
struct IssuerHashInput {
  Bytes name;  ///< for issuerNameHash: the issuer's subject, the whole Name as it is encoded
  Bytes key;   ///< for issuerKeyHash: the bits of the issuer's public key, not the whole SubjectPublicKeyInfo

  /// Of a Name, the whole value, and the bits of a public key.
  constexpr IssuerHashInput(Bytes issuer_name, Bytes issuer_key) : name(issuer_name), key(issuer_key) {}
  /// Of an issuer, as its own certificate encodes its name.
  constexpr explicit IssuerHashInput(const Certificate& issuer)
      : name(issuer.subject().der()), key(issuer.subject_public_key_info().public_key()) {}
};

namespace detail {

/// The hash function that a CertID may use; nullopt for MD5, for what is not one of HashAlgorithm, and if there are
/// parameters other than NULL, which no hash function has.
OCSPAN_FN inline std::optional<HashAlgorithm> supported_hash(const AlgorithmIdentifier& algorithm) {
  const std::optional<HashAlgorithm> hash = algorithm.hash();
  return hash != HashAlgorithm::md5 && !algorithm.has_meaningful_parameters() ? hash : std::nullopt;
}

/// Checks the hash function of a CertID. Errors: unsupported_algorithm unless it is a supported_hash().
OCSPAN_FN inline Error check_hash_algorithm(const AlgorithmIdentifier& algorithm) {
  return supported_hash(algorithm) ? Error{} : Error{ErrorCode::unsupported_algorithm, Field::hash_algorithm};
}

}  // namespace detail

/// The hashes of an issuer by one hash function: computed once, they make the CertIDs of all its certificates.
/// Lifetime: refers to the algorithm that it was made from; the hashes are its own.
class IssuerHashes {
 public:
  constexpr IssuerHashes() = default;

  /// Hashes the name and the key of `issuer`. Errors: unsupported_algorithm for MD5, for a hash that is not one of
  /// HashAlgorithm, for parameters other than NULL, and for what `hasher` cannot compute.
  template <Hasher H>
  static constexpr Result<IssuerHashes> of(const IssuerHashInput& issuer, const AlgorithmIdentifier& algorithm,
                                           H&& hasher) {
    Result<IssuerHashes> hashes;
    if (!(*hashes).set(issuer, algorithm, hasher)) {
      hashes = Error{ErrorCode::unsupported_algorithm, Field::hash_algorithm};
    }
    return hashes;
  }

  /// Replaces the hashes by those of `issuer`. Returns false, and leaves nothing of use, if of() would fail.
  template <Hasher H>
  constexpr bool set(const IssuerHashInput& issuer, const AlgorithmIdentifier& algorithm, H&& hasher) {
    const std::optional<HashAlgorithm> hash = detail::supported_hash(algorithm);
    if (!hash) {
      return false;
    }
    algorithm_ = algorithm;
    size_ = digest_size(*hash);
    return hasher(*hash, issuer.name, std::span{name_}.first(size_)) &&
           hasher(*hash, issuer.key, std::span{key_}.first(size_));
  }

  /// The hash of the issuer's name. Lifetime: refers to this object.
  constexpr Bytes name_hash() const OCSPAN_LIFETIMEBOUND { return std::span{name_}.first(size_); }
  /// The hash of the issuer's key. Lifetime: refers to this object.
  constexpr Bytes key_hash() const OCSPAN_LIFETIMEBOUND { return std::span{key_}.first(size_); }

  /// The CertID of the certificate with that serial number. Lifetime: refers to this object and to `serial_number`.
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

}  // namespace ocspan::inline OCSPAN_ABI
