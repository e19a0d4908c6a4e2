// Cryptography by OpenSSL's libcrypto, 3.0 or later, in the library ocspan-openssl: a SignatureVerifier, a Hasher and a
// Signer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "ocspan/ocsp/hasher.hpp"
#include "ocspan/ocsp/signature.hpp"
#include "ocspan/ocsp/verify.hpp"

struct evp_pkey_st;  // EVP_PKEY

namespace ocspan::inline OCSPAN_ABI {

/// Checks every kind of signature that libcrypto has. Thread-safe; allocates; throws nothing but std::bad_alloc.
class OpenSSLVerifier {
 public:
  /// With `accept_weak` signatures that are valid but weak are valid, which they are not otherwise: by MD2, MD4, MD5,
  /// MDC-2, RIPEMD-160 and SHA-1, by RSA and DSA keys below 2048 bits, and on curves below 224 bits.
  constexpr explicit OpenSSLVerifier(bool accept_weak = false) : accept_weak_(accept_weak) {}

  /// Unsupported: an algorithm or parameters that libcrypto does not have, a key that it cannot read or that is of
  /// another kind than the algorithm's, and SM2, which signs a name beside the message. Weak: valid, but see above.
  SignatureCheck operator()(const AlgorithmIdentifier& algorithm, const SubjectPublicKeyInfo& spki, Bytes message,
                            Bytes signature) const;

 private:
  bool accept_weak_;
};
static_assert(SignatureVerifier<OpenSSLVerifier>);

/// Computes all hash functions of HashAlgorithm. Thread-safe; allocates; throws nothing.
class OpenSSLHasher {
 public:
  /// Writes the hash of `data` into `out`, which must have digest_size(hash) bytes. Returns false for another size, and
  /// where libcrypto was built or configured without that hash.
  bool operator()(HashAlgorithm hash, Bytes data, std::span<std::uint8_t> out) const noexcept;
};
static_assert(Hasher<OpenSSLHasher>);

/// Signs by RSASSA-PKCS1-v1_5 or ECDSA with SHA-256, SHA-384, SHA-512 or, for tests of who must refuse it, SHA-1, by
/// DSA with SHA-256, or by Ed25519 or Ed448, as its key is. Allocates.
class OpenSSLSigner {
 public:
  /// Signs with a key of the caller's, of which it keeps a reference. `hash` means nothing to Ed25519 and Ed448.
  /// nullopt for any other kind of key, for another hash function, and for null.
  static std::optional<OpenSSLSigner> of(evp_pkey_st* key, HashAlgorithm hash = HashAlgorithm::sha256);
  /// Loads a private key without password: PKCS #8 or the older forms, as PEM or DER. nullopt if it cannot be read, and
  /// where of() has none.
  static std::optional<OpenSSLSigner> load(Bytes bytes, HashAlgorithm hash = HashAlgorithm::sha256);

  /// The algorithm that sign() of a builder takes beside the signer. Lifetime: that of the program.
  const AlgorithmIdentifier& algorithm() const { return algorithm_; }

  /// Writes the signature of `message` into `out` and returns its size, 0 if it fails; an empty `out` asks for the most
  /// that it may take. Throws nothing.
  std::size_t operator()(Bytes message, std::span<std::uint8_t> out) noexcept;

 private:
  OpenSSLSigner(std::shared_ptr<evp_pkey_st> key, const AlgorithmIdentifier& algorithm,
                std::optional<HashAlgorithm> hash);

  std::shared_ptr<evp_pkey_st> key_;
  AlgorithmIdentifier algorithm_;
  std::optional<HashAlgorithm> hash_;
};
static_assert(Signer<OpenSSLSigner>);

}  // namespace ocspan::inline OCSPAN_ABI

#ifdef OCSPAN_HEADER_ONLY
#include "../../../lib/openssl/openssl_crypto.cpp"
#endif
