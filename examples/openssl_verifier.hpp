// A SignatureVerifier that uses OpenSSL's libcrypto, 3.0 or later.
#pragma once

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <memory>
#include <ocspan/asn1/writer.hpp>
#include <ocspan/ocsp/verify.hpp>
#include <ocspan/x509/known_oid.hpp>
#include <string>
#include <vector>

#include "pss_scheme.hpp"

/// Verifies signatures of every algorithm that libcrypto has but SM2, which signs a name together with the message.
class OpenSSLVerifier {
 public:
  /// Whether the signature is valid; false for any other algorithm, and for a key that does not fit the algorithm.
  bool operator()(const ocspan::AlgorithmIdentifier& algorithm, const ocspan::SubjectPublicKeyInfo& key,
                  ocspan::Bytes message, ocspan::Bytes signature) const {
    const bool holds = verify(algorithm, key, message, signature);
    ERR_clear_error();  // else the reasons of a failure stay in this thread's queue
    return holds;
  }

 private:
  struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(ASN1_OBJECT* object) const { ASN1_OBJECT_free(object); }
  };
  using Key = std::unique_ptr<EVP_PKEY, Free>;

  static bool verify(const ocspan::AlgorithmIdentifier& algorithm, const ocspan::SubjectPublicKeyInfo& spki,
                     ocspan::Bytes message, ocspan::Bytes signature) {
    const Key key = load(spki.der());
    const int scheme = nid_of(algorithm.oid());
    int digest = NID_undef;
    int kind_of_key = NID_undef;
    if (key == nullptr || scheme == NID_undef || OBJ_find_sigid_algs(scheme, &digest, &kind_of_key) != 1) {
      return false;
    }
    const std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
    EVP_PKEY_CTX* key_context = nullptr;  // owned by context
    if (scheme == NID_rsassaPss) {
      const std::optional<PssScheme> pss = PssScheme::of(algorithm);
      // An RSA key may be for both schemes or for PSS alone.
      if (!pss || (EVP_PKEY_is_a(key.get(), "RSA") != 1 && EVP_PKEY_is_a(key.get(), "RSA-PSS") != 1) ||
          EVP_DigestVerifyInit(context.get(), &key_context, digest_of(pss->hash), nullptr, key.get()) != 1 ||
          EVP_PKEY_CTX_set_rsa_padding(key_context, RSA_PKCS1_PSS_PADDING) != 1 ||
          EVP_PKEY_CTX_set_rsa_mgf1_md(key_context, digest_of(pss->mask_hash)) != 1 ||
          EVP_PKEY_CTX_set_rsa_pss_saltlen(key_context, pss->salt_length) != 1) {
        return false;
      }
    } else {
      const EVP_MD* const hash = digest == NID_undef ? nullptr : EVP_get_digestbynid(digest);
      if (scheme == NID_SM2_with_SM3 || (digest != NID_undef && hash == nullptr) ||
          EVP_PKEY_is_a(key.get(), OBJ_nid2sn(kind_of_key)) != 1 ||
          EVP_DigestVerifyInit(context.get(), &key_context, hash, nullptr, key.get()) != 1) {
        return false;
      }
    }
    return EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
  }

  static Key load(ocspan::Bytes der) {
    const unsigned char* at = der.data();
    Key key{d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size()))};
    return at == der.data() + der.size() ? std::move(key) : nullptr;
  }

  static int nid_of(ocspan::Oid oid) {
    std::vector<std::uint8_t> der(oid.bytes().size() + 8);
    ocspan::Writer writer{der};
    oid.write(writer);
    const unsigned char* at = der.data();
    const auto size = static_cast<long>((*writer.finish()).size());
    const std::unique_ptr<ASN1_OBJECT, Free> object{d2i_ASN1_OBJECT(nullptr, &at, size)};
    return object == nullptr ? NID_undef : OBJ_obj2nid(object.get());
  }

  static const EVP_MD* digest_of(ocspan::HashAlgorithm hash) {
    return EVP_get_digestbyname(std::string{to_string(hash)}.c_str());
  }
};
static_assert(ocspan::SignatureVerifier<OpenSSLVerifier>);
