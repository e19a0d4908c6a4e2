// Cryptography by libcrypto, and hashes by Botan. The input is a message that is signed, and behind it a certificate or
// a private key. A verifier says the same in C; it never believes anything else than what was signed.
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>

#include "building.hpp"
#include "c_interface.hpp"
#include "harness.hpp"
#include "ocspan/botan/botan_hash.hpp"
#include "ocspan/openssl/openssl_crypto.h"
#include "ocspan/openssl/openssl_crypto.hpp"

namespace ocspan::fuzz::crypto_harness {
namespace {

struct SignedBytes {
  AlgorithmIdentifier algorithm;
  Bytes message;
  Bytes signature;
};

constexpr std::size_t most_keys = 4;  // a check takes long

void check_signature(const SignedBytes& one, const SubjectPublicKeyInfo& key, bool is_thorough) {
  const SignatureCheck strict = OpenSSLVerifier{}(one.algorithm, key, one.message, one.signature);
  const SignatureCheck also_weak = OpenSSLVerifier{true}(one.algorithm, key, one.message, one.signature);
  OCSPAN_PROPERTY(strict != SignatureCheck::pending && also_weak != SignatureCheck::weak);
  OCSPAN_PROPERTY(also_weak == (strict == SignatureCheck::weak ? SignatureCheck::valid : strict));
  const ocspan_algorithm algorithm{c_bytes(one.algorithm.oid().bytes()),
                                   c_bytes(one.algorithm.parameters().value_or(Bytes{}))};
  ocspan_public_key c_key{};
  c_key.der = c_bytes(key.der());
  const auto of_c = [&](bool accept_weak) {
    const ocspan_verifier verifier = ocspan_openssl_verifier(accept_weak);
    return verifier.verify(verifier.context, &algorithm, &c_key, c_bytes(one.message), c_bytes(one.signature));
  };
  OCSPAN_PROPERTY(of_c(false) == static_cast<int>(strict) && of_c(true) == static_cast<int>(also_weak));
  c_key.der = {key.der().data(), key.der().size() - 1};
  OCSPAN_PROPERTY(of_c(true) == OCSPAN_SIGNATURE_UNSUPPORTED);
  if (also_weak == SignatureCheck::valid && is_thorough) {
    ByteVector other = copy_of(one.message);
    other[other.size() / 2] ^= 1;
    OCSPAN_PROPERTY(OpenSSLVerifier{true}(one.algorithm, key, other, one.signature) == SignatureCheck::invalid);
    OCSPAN_PROPERTY(OpenSSLVerifier{true}(one.algorithm, key, one.message, one.signature.subspan(1)) ==
                    SignatureCheck::invalid);
  }
}

/// One hash function, which the size chooses: to find one takes libcrypto longer than to compute it.
void check_hash(Bytes data) {
  const ocspan_hasher hasher = ocspan_openssl_hasher();
  const std::size_t number = data.size() % 12;
  const auto hash = static_cast<HashAlgorithm>(number);
  ByteVector of_openssl(digest_size(hash));
  ByteVector of_botan(of_openssl.size());
  ByteVector of_c(of_openssl.size());
  const bool is_known = OpenSSLHasher{}(hash, data, of_openssl);
  OCSPAN_PROPERTY((hasher.compute(hasher.context, static_cast<ocspan_hash>(number), c_bytes(data), of_c.data(),
                                  of_c.size()) == 1) == is_known);
  OCSPAN_PROPERTY(of_openssl == of_c && is_known == !to_string(hash).empty());
  OCSPAN_PROPERTY(!BotanHasher{}(hash, data, of_botan) || of_botan == of_openssl);
  of_openssl.push_back(0);
  OCSPAN_PROPERTY(!OpenSSLHasher{}(hash, data, of_openssl) && !BotanHasher{}(hash, data, of_openssl));
}

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(unsigned char* bytes) const { OPENSSL_free(bytes); }
};

/// What is signed by a key is believed of it, and of nobody else: see check_signature().
void check_signer(Bytes key, Bytes message) {
  for (const HashAlgorithm hash : {HashAlgorithm::sha256, HashAlgorithm::sha1, HashAlgorithm::md5}) {
    std::optional<OpenSSLSigner> signer = OpenSSLSigner::load(key, hash);
    if (!signer) {
      continue;
    }
    const std::size_t most = (*signer)(message, {});
    ByteVector signature(most);
    const std::size_t size = (*signer)(message, signature);
    OCSPAN_PROPERTY(size <= most);
    const unsigned char* at = key.data();
    const std::unique_ptr<EVP_PKEY, Free> loaded{d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(key.size()))};
    unsigned char* der = nullptr;
    const int der_size = loaded == nullptr ? 0 : i2d_PUBKEY(loaded.get(), &der);
    const std::unique_ptr<unsigned char, Free> owner{der};
    ReadContext context{Bytes{der, static_cast<std::size_t>(der_size < 0 ? 0 : der_size)}};
    Reader reader{context};
    SubjectPublicKeyInfo info;
    info.read(reader, Field::none);
    if (size != 0 && !context.error()) {
      check_signature({signer->algorithm(), message, Bytes{signature}.first(size)}, info, true);
    }
  }
}

void check_input(Bytes input) {
  ReadContext context{input};
  Reader reader{context};
  reader.any(Field::none);
  const Bytes behind = context.error() ? Bytes{} : reader.remaining();
  const Bytes message = input.first(input.size() - behind.size());
  std::vector<SignedBytes> all;
  std::vector<SubjectPublicKeyInfo> keys;
  const auto add_key = [&](Bytes der) {
    const Result<Certificate> certificate = load_der_x509_certificate(der, Tolerance::all);
    if (certificate && keys.size() < most_keys) {
      keys.push_back(certificate->subject_public_key_info());
    }
  };
  add_key(behind);
  add_key(message);
  if (const auto certificate = load_der_x509_certificate(message, Tolerance::all)) {
    all.push_back({certificate->signature_algorithm(), certificate->tbs_certificate_bytes(), certificate->signature()});
  }
  if (const auto response = load_der_ocsp_response(message, Tolerance::all); response && response->basic() != nullptr) {
    const BasicOCSPResponse& basic = *response->basic();
    all.push_back({basic.signature_algorithm(), basic.tbs_response_bytes(), basic.signature()});
    for (const Bytes der : basic.certificates()) {
      add_key(der);
    }
  }
  if (const auto request = load_der_ocsp_request(message, Tolerance::all); request && request->signature()) {
    const Signature& signature = *request->signature();
    all.push_back({signature.algorithm(), request->tbs_request_bytes(), signature.bits().bytes()});
    for (const Bytes der : signature.certificates()) {
      add_key(der);
    }
  }
  for (const SignedBytes& one : all) {
    for (const SubjectPublicKeyInfo& key : keys) {
      check_signature(one, key, is_chosen(input));
    }
  }
  check_hash(message);
  if (!behind.empty()) {
    check_signer(behind, message);
  }
}

}  // namespace
}  // namespace ocspan::fuzz::crypto_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ocspan::fuzz::crypto_harness::check_input({data, size});
  return 0;
}
