#include "net/serve_signer.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>

#include "input/file.hpp"

namespace ocspan_tool::serve {
namespace {

using namespace ocspan;

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
  void operator()(unsigned char* bytes) const { OPENSSL_free(bytes); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

void require(bool done) {
  if (!done) {
    throw std::runtime_error{"libcrypto cannot make the certificate of a responder"};
  }
}

Owned<EVP_PKEY> load_key(const std::string& path) {
  const std::string content = read_content(path);
  const Owned<BIO> bio{BIO_new_mem_buf(content.data(), static_cast<int>(content.size()))};
  const auto no_password = [](char*, int, int, void*) { return -1; };  // asks nobody
  Owned<EVP_PKEY> key{PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr)};
  if (key == nullptr) {
    const auto* at = reinterpret_cast<const unsigned char*>(content.data());
    key.reset(d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(content.size())));
  }
  if (key == nullptr) {
    throw std::invalid_argument{path + " is no private key without a password, in PEM or DER"};
  }
  return key;
}

Signers signers_of(EVP_PKEY* key, std::optional<HashAlgorithm> only) {
  using enum HashAlgorithm;
  Signers signers;
  for (const HashAlgorithm hash : only ? std::vector{*only} : std::vector{sha256, sha384, sha512}) {
    if (auto signer = OpenSSLSigner::of(key, hash)) {
      signers.push_back(*std::move(signer));
    }
  }
  return signers;
}

void add_extension(X509* certificate, X509* issuer, int type, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Owned<X509_EXTENSION> extension{X509V3_EXT_conf_nid(nullptr, &context, type, value)};
  require(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1);
}

void add_unknown_critical(X509* certificate) {
  // Of the enterprise number that is reserved for examples (RFC 5612).
  const std::unique_ptr<ASN1_OBJECT, decltype(&ASN1_OBJECT_free)> type{OBJ_txt2obj("1.3.6.1.4.1.32473.1", 1),
                                                                       ASN1_OBJECT_free};
  const std::unique_ptr<ASN1_OCTET_STRING, decltype(&ASN1_OCTET_STRING_free)> value{ASN1_OCTET_STRING_new(),
                                                                                    ASN1_OCTET_STRING_free};
  const unsigned char null[] = {5, 0};
  require(ASN1_OCTET_STRING_set(value.get(), null, sizeof null) == 1);
  const Owned<X509_EXTENSION> extension{X509_EXTENSION_create_by_OBJ(nullptr, type.get(), 1, value.get())};
  require(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1);
}

void add_common_name(X509_NAME* name, const char* text) {
  require(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(text), -1, -1,
                                     0) == 1);
}

/// Signs with SHA-256, or as the key has it.
void sign(X509* certificate, EVP_PKEY* key) {
  const bool has_own_hash = EVP_PKEY_is_a(key, "ED25519") == 1 || EVP_PKEY_is_a(key, "ED448") == 1;
  require(X509_sign(certificate, key, has_own_hash ? nullptr : EVP_sha256()) > 0);
}

}  // namespace

Signers load_signers(const std::string& path, std::optional<HashAlgorithm> hash) {
  Signers signers = signers_of(load_key(path).get(), hash);
  if (signers.empty()) {
    throw std::invalid_argument{path + " is no key for RSA, ECDSA, DSA, Ed25519 or Ed448"};
  }
  return signers;
}

DelegatedSigner make_signer(const SignerPlan& plan, Bytes issuer, const std::string& issuer_key,
                            std::optional<HashAlgorithm> hash) {
  const Owned<EVP_PKEY> key{plan.has_weak_key ? EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{1024})
                                              : EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")};
  const unsigned char* at = issuer.data();
  const Owned<X509> ca{d2i_X509(nullptr, &at, static_cast<long>(issuer.size()))};
  const Owned<X509> certificate{X509_new()};
  require(key != nullptr && ca != nullptr && certificate != nullptr);
  X509* const made = certificate.get();
  require(X509_set_version(made, X509_VERSION_3) == 1 && ASN1_INTEGER_set(X509_get_serialNumber(made), 0x0c59) == 1 &&
          X509_gmtime_adj(X509_getm_notBefore(made), plan.not_before) != nullptr &&
          X509_gmtime_adj(X509_getm_notAfter(made), plan.not_after) != nullptr &&
          X509_set_pubkey(made, key.get()) == 1);
  add_common_name(X509_get_subject_name(made), "a responder for tests");
  if (plan.is_of_other_ca) {
    add_common_name(X509_get_issuer_name(made), "another CA");
  } else {
    require(X509_set_issuer_name(made, X509_get_subject_name(ca.get())) == 1);
  }
  add_extension(made, ca.get(), NID_key_usage, plan.key_usage);
  add_extension(made, ca.get(), NID_ext_key_usage, plan.extended_key_usage);
  add_extension(made, ca.get(), NID_id_pkix_OCSP_noCheck, "ignored");
  if (plan.has_critical_extension) {
    add_unknown_critical(made);
  }
  sign(made, plan.is_of_other_ca ? key.get() : load_key(issuer_key).get());
  unsigned char* der = nullptr;
  const int size = i2d_X509(made, &der);
  require(size > 0);
  const Owned<unsigned char> owned{der};
  DelegatedSigner signer{{der, der + size}, signers_of(key.get(), hash)};
  signer.certificate.back() ^= plan.has_bad_signature ? 1 : 0;
  return signer;
}

}  // namespace ocspan_tool::serve
