#include "ocspan/openssl/openssl_crypto.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>

#include "ocspan/asn1/writer.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "ocspan/x509/rsassa_pss_params.hpp"
#include "ocspan/x509/signature_algorithm.hpp"

#ifdef OCSPAN_HEADER_ONLY
#define OCSPAN_OPENSSL_FN inline
#else
#define OCSPAN_OPENSSL_FN
#endif

namespace ocspan::inline OCSPAN_ABI {
namespace detail::openssl {

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(ASN1_OBJECT* object) const { ASN1_OBJECT_free(object); }
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_MD_CTX, Free>;

/// What libcrypto has noted of its failures is nobody's to read.
struct ErrorsForgotten {
  ~ErrorsForgotten() { ERR_clear_error(); }
};

inline Key load_public_key(Bytes der) {
  const unsigned char* at = der.data();
  Key key{d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size()))};
  return at == der.data() + der.size() ? std::move(key) : nullptr;
}

inline int nid_of(Oid oid) {
  std::array<std::uint8_t, 80> der{};
  Writer writer{der};
  oid.write(writer);
  const Result<Bytes> written = writer.finish();
  const unsigned char* at = der.data();
  const std::unique_ptr<ASN1_OBJECT, Free> object{
      written ? d2i_ASN1_OBJECT(nullptr, &at, static_cast<long>((*written).size())) : nullptr};
  return object == nullptr ? NID_undef : OBJ_obj2nid(object.get());
}

/// Null for none, too.
inline const EVP_MD* digest_of(std::optional<HashAlgorithm> hash) {
  return hash ? EVP_get_digestbyname(std::string{to_string(*hash)}.c_str()) : nullptr;
}

inline bool is_weak(int digest) {
  constexpr int weak[] = {NID_md2, NID_md4, NID_md5, NID_md5_sha1, NID_mdc2, NID_ripemd160, NID_sha1};
  return std::find(std::begin(weak), std::end(weak), digest) != std::end(weak);
}

inline bool is_weak(const EVP_PKEY* key) {
  const int bits = EVP_PKEY_get_bits(key);
  if (EVP_PKEY_is_a(key, "EC") == 1) {
    return bits < 224;
  }
  const bool is_of_large_numbers =
      EVP_PKEY_is_a(key, "RSA") == 1 || EVP_PKEY_is_a(key, "RSA-PSS") == 1 || EVP_PKEY_is_a(key, "DSA") == 1;
  return is_of_large_numbers && bits < 2048;
}

/// Prepares the check of an RSASSA-PSS signature. Returns its hash function, null for parameters that cannot be read
/// and for those that nobody uses: a mask function other than MGF1, a trailer field other than 1, a salt of 64 KiB and
/// more.
inline const EVP_MD* begin_pss(EVP_MD_CTX* context, EVP_PKEY* key, const AlgorithmIdentifier& algorithm) {
  // Who verifies has to understand a DEFAULT that is written out (RFC 4055 3.1).
  const auto params = load<RSASSAPSSParams>(algorithm.parameters().value_or(Bytes{}), Tolerance::explicit_default);
  if (!params || params->trailer_field() != RSASSAPSSParams{}.trailer_field()) {
    return nullptr;
  }
  const std::optional<AlgorithmIdentifier>& mask = params->mask_gen_algorithm().hash_algorithm();  // of MGF1 alone
  const EVP_MD* const digest = digest_of(params->hash_algorithm().hash());
  const EVP_MD* const mask_digest = digest_of(mask ? mask->hash() : std::nullopt);
  const Bytes salt_length = params->salt_length().bytes();
  if (params->salt_length().is_negative() || salt_length.size() > 3) {
    return nullptr;
  }
  int length = 0;
  for (const std::uint8_t byte : salt_length) {
    length = length << 8 | byte;
  }
  // RSA keys may be for any scheme, or for PSS alone.
  const bool fits = EVP_PKEY_is_a(key, "RSA") == 1 || EVP_PKEY_is_a(key, "RSA-PSS") == 1;
  EVP_PKEY_CTX* key_context = nullptr;  // belongs to the other one
  if (!fits || digest == nullptr || mask_digest == nullptr || length >= 0x10000 ||
      EVP_DigestVerifyInit(context, &key_context, digest, nullptr, key) != 1) {
    return nullptr;
  }
  (void)EVP_PKEY_CTX_set_rsa_padding(key_context, RSA_PKCS1_PSS_PADDING);  // without it the others fail
  const bool ready = EVP_PKEY_CTX_set_rsa_mgf1_md(key_context, mask_digest) == 1 &&
                     EVP_PKEY_CTX_set_rsa_pss_saltlen(key_context, length) == 1;
  return ready ? digest : nullptr;
}

/// Prepares the check of a signature. Returns false if there is no way to check it; `digest` is its hash function, or
/// NID_undef for algorithms that have none of their own.
inline bool begin(EVP_MD_CTX* context, EVP_PKEY* key, const AlgorithmIdentifier& algorithm, int& digest) {
  const int scheme = nid_of(algorithm.oid());
  int kind_of_key = NID_undef;
  digest = NID_undef;
  if (scheme == NID_undef || scheme == NID_SM2_with_SM3 || OBJ_find_sigid_algs(scheme, &digest, &kind_of_key) != 1) {
    return false;
  }
  if (scheme == NID_rsassaPss) {
    const EVP_MD* const hash = begin_pss(context, key, algorithm);
    digest = hash == nullptr ? NID_undef : EVP_MD_get_type(hash);
    return hash != nullptr;
  }
  const EVP_MD* const hash = digest == NID_undef ? nullptr : EVP_get_digestbynid(digest);
  return (digest == NID_undef || hash != nullptr) && EVP_PKEY_is_a(key, OBJ_nid2sn(kind_of_key)) == 1 &&
         EVP_DigestVerifyInit(context, nullptr, hash, nullptr, key) == 1;
}

}  // namespace detail::openssl

OCSPAN_OPENSSL_FN SignatureCheck OpenSSLVerifier::operator()(const AlgorithmIdentifier& algorithm,
                                                             const SubjectPublicKeyInfo& spki, Bytes message,
                                                             Bytes signature) const {
  using namespace detail::openssl;
  const ErrorsForgotten forgotten;
  const Key key = load_public_key(spki.der());
  const Context context{EVP_MD_CTX_new()};
  int digest = NID_undef;
  if (key == nullptr || context == nullptr || !begin(context.get(), key.get(), algorithm, digest)) {
    return SignatureCheck::unsupported;
  }
  if (EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) != 1) {
    return SignatureCheck::invalid;
  }
  return !accept_weak_ && (is_weak(digest) || is_weak(key.get())) ? SignatureCheck::weak : SignatureCheck::valid;
}

OCSPAN_OPENSSL_FN bool OpenSSLHasher::operator()(HashAlgorithm hash, Bytes data,
                                                 std::span<std::uint8_t> out) const noexcept {
  const detail::openssl::ErrorsForgotten forgotten;
  const EVP_MD* const digest = detail::openssl::digest_of(hash);
  return digest != nullptr && static_cast<std::size_t>(EVP_MD_get_size(digest)) == out.size() &&
         EVP_Digest(data.data(), data.size(), out.data(), nullptr, digest, nullptr) == 1;
}

OCSPAN_OPENSSL_FN OpenSSLSigner::OpenSSLSigner(std::shared_ptr<evp_pkey_st> key, const AlgorithmIdentifier& algorithm,
                                               std::optional<HashAlgorithm> hash)
    : key_(std::move(key)), algorithm_(algorithm), hash_(hash) {}

OCSPAN_OPENSSL_FN std::optional<OpenSSLSigner> OpenSSLSigner::of(evp_pkey_st* key, HashAlgorithm hash) {
  struct Kind {
    const char* key;
    std::optional<HashAlgorithm> hash;
    Oid algorithm;
  };
  const Kind kinds[] = {{"RSA", HashAlgorithm::sha256, "sha256WithRSAEncryption"_oid},
                        {"RSA", HashAlgorithm::sha384, "sha384WithRSAEncryption"_oid},
                        {"RSA", HashAlgorithm::sha512, "sha512WithRSAEncryption"_oid},
                        {"RSA", HashAlgorithm::sha1, "sha1WithRSAEncryption"_oid},
                        {"EC", HashAlgorithm::sha256, "ecdsa-with-SHA256"_oid},
                        {"EC", HashAlgorithm::sha384, "ecdsa-with-SHA384"_oid},
                        {"EC", HashAlgorithm::sha512, "ecdsa-with-SHA512"_oid},
                        {"EC", HashAlgorithm::sha1, "ecdsa-with-SHA1"_oid},
                        {"DSA", HashAlgorithm::sha256, "dsa-with-sha256"_oid},
                        {"ED25519", {}, "Ed25519"_oid},
                        {"ED448", {}, "Ed448"_oid}};
  for (const Kind& kind : kinds) {
    if (key != nullptr && EVP_PKEY_is_a(key, kind.key) == 1 && kind.hash.value_or(hash) == hash &&
        EVP_PKEY_up_ref(key) == 1) {
      return OpenSSLSigner{{key, detail::openssl::Free{}}, signature_algorithm(kind.algorithm), kind.hash};
    }
  }
  return std::nullopt;
}

OCSPAN_OPENSSL_FN std::optional<OpenSSLSigner> OpenSSLSigner::load(Bytes bytes, HashAlgorithm hash) {
  using namespace detail::openssl;
  const ErrorsForgotten forgotten;
  const std::unique_ptr<BIO, Free> bio{BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()))};
  // Asks nobody for a password: there is none.
  const auto no_password = [](char*, int, int, void*) { return -1; };
  Key key{bio == nullptr ? nullptr : PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr)};
  if (key == nullptr) {
    const unsigned char* at = bytes.data();
    key.reset(d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(bytes.size())));
  }
  return of(key.get(), hash);
}

OCSPAN_OPENSSL_FN std::size_t OpenSSLSigner::operator()(Bytes message, std::span<std::uint8_t> out) noexcept {
  using namespace detail::openssl;
  const ErrorsForgotten forgotten;
  if (out.empty()) {
    return static_cast<std::size_t>(EVP_PKEY_get_size(key_.get()));
  }
  const Context context{EVP_MD_CTX_new()};
  std::size_t size = out.size();
  const bool signed_ = context != nullptr &&
                       EVP_DigestSignInit(context.get(), nullptr, digest_of(hash_), nullptr, key_.get()) == 1 &&
                       EVP_DigestSign(context.get(), out.data(), &size, message.data(), message.size()) == 1;
  return signed_ ? size : 0;
}

}  // namespace ocspan::inline OCSPAN_ABI

#undef OCSPAN_OPENSSL_FN
