// The adapter for libcrypto: signatures of every kind, hashes, signing.
#include "ocspan/openssl/openssl_crypto.hpp"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "ocsp/building.hpp"
#include "ocspan/ocsp/responder.hpp"
#include "ocspan/ocsp/response.hpp"
#include "ocspan/ocsp/verify.hpp"
#include "ocspan/openssl/openssl_crypto.h"
#include "ocspan/x509/known_oid.hpp"
#include "ocspan/x509/signature_algorithm.hpp"
#include "support/catch2.hpp"

using namespace ocspan;
using namespace ocspan_test;

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

Key make_key(const char* kind, std::size_t bits) {
  return {EVP_PKEY_Q_keygen(nullptr, nullptr, kind, bits), EVP_PKEY_free};
}
Key make_key(const char* kind, const char* curve) {
  return {EVP_PKEY_Q_keygen(nullptr, nullptr, kind, curve), EVP_PKEY_free};
}
Key make_key(const char* kind) { return {EVP_PKEY_Q_keygen(nullptr, nullptr, kind), EVP_PKEY_free}; }

ByteVector public_key_of(const Key& key) {
  ByteVector der(static_cast<std::size_t>(i2d_PUBKEY(key.get(), nullptr)));
  unsigned char* at = der.data();
  i2d_PUBKEY(key.get(), &at);
  return der;
}

ByteVector private_key_of(const Key& key) {
  ByteVector der(static_cast<std::size_t>(i2d_PrivateKey(key.get(), nullptr)));
  unsigned char* at = der.data();
  i2d_PrivateKey(key.get(), &at);
  return der;
}

/// What was signed with libcrypto itself, not through the adapter.
ByteVector signature_of(const Key& key, const EVP_MD* hash, const ByteVector& message) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
  std::size_t size = 0;
  REQUIRE(EVP_DigestSignInit(context.get(), nullptr, hash, nullptr, key.get()) == 1);
  REQUIRE(EVP_DigestSign(context.get(), nullptr, &size, message.data(), message.size()) == 1);
  ByteVector signature(size);
  REQUIRE(EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) == 1);
  signature.resize(size);
  return signature;
}

SubjectPublicKeyInfo read_key(const ByteVector& der) {
  const auto reading = read_alone<SubjectPublicKeyInfo>(der, Field::subject_public_key_info);
  REQUIRE(reading.error == Error{});
  return reading.value;
}

const ByteVector message = characters("message");

}  // namespace

TEST_CASE("OpenSSLVerifier: valid, invalid, weak, unsupported", "[openssl]") {
  struct Row {
    Key key;
    const EVP_MD* hash;
    std::string_view algorithm;
    SignatureCheck answer;
  };
  const Row rows[]{
      {make_key("RSA", std::size_t{2048}), EVP_sha256(), "sha256WithRSAEncryption", SignatureCheck::valid},
      {make_key("RSA", std::size_t{2048}), EVP_sha1(), "sha1WithRSAEncryption", SignatureCheck::weak},
      {make_key("RSA", std::size_t{2048}), EVP_md5(), "md5WithRSAEncryption", SignatureCheck::weak},
      {make_key("RSA", std::size_t{1024}), EVP_sha256(), "sha256WithRSAEncryption", SignatureCheck::weak},
      {make_key("EC", "P-256"), EVP_sha256(), "ecdsa-with-SHA256", SignatureCheck::valid},
      {make_key("EC", "P-384"), EVP_sha1(), "ecdsa-with-SHA1", SignatureCheck::weak},
      {make_key("EC", "P-192"), EVP_sha256(), "ecdsa-with-SHA256", SignatureCheck::weak},
      {make_key("ED25519"), nullptr, "Ed25519", SignatureCheck::valid},
      {make_key("ED448"), nullptr, "Ed448", SignatureCheck::valid},
  };
  for (const Row& row : rows) {
    INFO(row.algorithm);
    REQUIRE(row.key != nullptr);
    const ByteVector der = public_key_of(row.key);
    const SubjectPublicKeyInfo key = read_key(der);
    const ByteVector signature = signature_of(row.key, row.hash, message);
    Oid oid;
    for (const KnownOid& known : known_oids) {
      oid = known.name == row.algorithm ? known.oid : oid;
    }
    const AlgorithmIdentifier algorithm = signature_algorithm(oid);
    CHECK(OpenSSLVerifier{}(algorithm, key, message, signature) == row.answer);
    CHECK(OpenSSLVerifier{true}(algorithm, key, message, signature) == SignatureCheck::valid);
    CHECK(OpenSSLVerifier{}(algorithm, key, characters("messagf"), signature) == SignatureCheck::invalid);
    CHECK(OpenSSLVerifier{}(algorithm, key, message, {}) == SignatureCheck::invalid);
    // What it does not know, and what does not fit.
    const AlgorithmIdentifier unknown{oid_of(HashAlgorithm::sha256)};
    CHECK(OpenSSLVerifier{}(unknown, key, message, signature) == SignatureCheck::unsupported);
    CHECK(OpenSSLVerifier{}(AlgorithmIdentifier{}, key, message, signature) == SignatureCheck::unsupported);
    const ByteVector other = public_key_of(row.algorithm == "Ed25519" ? make_key("ED448") : make_key("ED25519"));
    CHECK(OpenSSLVerifier{}(algorithm, read_key(other), message, signature) == SignatureCheck::unsupported);
    CHECK(OpenSSLVerifier{}(algorithm, SubjectPublicKeyInfo{}, message, signature) == SignatureCheck::unsupported);
    CHECK(OpenSSLVerifier{}(signature_algorithm("SM2-with-SM3"_oid), key, message, signature) ==
          SignatureCheck::unsupported);
    CHECK(OpenSSLVerifier{}(signature_algorithm("ml-dsa-44"_oid), key, message, signature) ==
          SignatureCheck::unsupported);
    // The same from C.
    const ocspan_verifier from_c = ocspan_openssl_verifier(false);
    const ocspan_verifier lenient = ocspan_openssl_verifier(true);
    const Bytes parameters = algorithm.parameters().value_or(Bytes{});
    const ocspan_algorithm c_algorithm{{oid.bytes().data(), oid.bytes().size()},
                                       {parameters.data(), parameters.size()}};
    const ocspan_public_key c_key{{der.data(), der.size()}, {}, {}};
    const ocspan_bytes c_message{message.data(), message.size()};
    const ocspan_bytes c_signature{signature.data(), signature.size()};
    CHECK(from_c.verify(from_c.context, &c_algorithm, &c_key, c_message, c_signature) == static_cast<int>(row.answer));
    CHECK(lenient.verify(lenient.context, &c_algorithm, &c_key, c_message, c_signature) == OCSPAN_SIGNATURE_VALID);
    const std::uint8_t cut_off[] = {0x30};
    const ocspan_algorithm broken{c_algorithm.oid, {cut_off, sizeof cut_off}};
    CHECK(from_c.verify(from_c.context, &broken, &c_key, c_message, c_signature) == OCSPAN_SIGNATURE_UNSUPPORTED);
    const ocspan_public_key no_key{};
    CHECK(from_c.verify(from_c.context, &c_algorithm, &no_key, c_message, c_signature) == OCSPAN_SIGNATURE_UNSUPPORTED);
  }
}

namespace {

/// A key for RSASSA-PSS alone; a restricted one may be used with SHA-256, with it in MGF1, and with a salt of 32 bytes
/// and more (RFC 4055 3.3).
Key make_pss_key(bool is_restricted) {
  const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context{
      EVP_PKEY_CTX_new_from_name(nullptr, "RSA-PSS", nullptr), EVP_PKEY_CTX_free};
  REQUIRE(EVP_PKEY_keygen_init(context.get()) == 1);
  REQUIRE(EVP_PKEY_CTX_set_rsa_keygen_bits(context.get(), 2048) == 1);
  if (is_restricted) {
    REQUIRE(EVP_PKEY_CTX_set_rsa_pss_keygen_md(context.get(), EVP_sha256()) == 1);
    REQUIRE(EVP_PKEY_CTX_set_rsa_pss_keygen_mgf1_md(context.get(), EVP_sha256()) == 1);
    REQUIRE(EVP_PKEY_CTX_set_rsa_pss_keygen_saltlen(context.get(), 32) == 1);
  }
  EVP_PKEY* key = nullptr;
  REQUIRE(EVP_PKEY_generate(context.get(), &key) == 1);
  return {key, EVP_PKEY_free};
}

const ByteVector sha256_algorithm = hex("300d 0609608648016503040201 0500");
const ByteVector sha512_algorithm = hex("300d 0609608648016503040203 0500");
const ByteVector unknown_algorithm = hex("3004 06022a03");
const ByteVector mgf1 = hex("06092a864886f70d010108");

ByteVector pss_params(const ByteVector& hash, const ByteVector& mask_gen, const ByteVector& salt_length,
                      const ByteVector& trailer = {}) {
  return tlv(0x30, {tlv(0xa0, hash), tlv(0xa1, tlv(0x30, mask_gen)), tlv(0xa2, tlv(0x02, salt_length)), trailer});
}

}  // namespace

TEST_CASE("OpenSSLVerifier: RSASSA-PSS with other parameters, and with a key that allows but one", "[openssl]") {
  const Key restricted = make_pss_key(true);
  const Key free = make_pss_key(false);
  const auto answer_of = [](const Key& key, const ByteVector& params) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
    EVP_PKEY_CTX* key_context = nullptr;
    REQUIRE(EVP_DigestSignInit(context.get(), &key_context, EVP_sha256(), nullptr, key.get()) == 1);
    REQUIRE(EVP_PKEY_CTX_set_rsa_pss_saltlen(key_context, 32) == 1);
    REQUIRE(EVP_PKEY_CTX_set_rsa_mgf1_md(key_context, EVP_sha256()) == 1);
    std::size_t size = 256;
    ByteVector signature(size);
    REQUIRE(EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) == 1);
    const ByteVector der = public_key_of(key);
    const auto parameters = read_alone<Any>(params, Field::parameters);
    REQUIRE(parameters.error == Error{});
    return OpenSSLVerifier{}(AlgorithmIdentifier{"RSASSA-PSS"_oid, parameters.value}, read_key(der), message,
                             signature);
  };
  const ByteVector by_sha256 = join({mgf1, sha256_algorithm});
  const ByteVector by_sha512 = join({mgf1, sha512_algorithm});
  const struct {
    ByteVector params;
    SignatureCheck of_free_key;
    SignatureCheck of_restricted_key;
  } rows[]{
      {pss_params(sha256_algorithm, by_sha256, hex("20")), SignatureCheck::valid, SignatureCheck::valid},
      // The DEFAULT of trailerField may be written out to who verifies; there is no other.
      {pss_params(sha256_algorithm, by_sha256, hex("20"), hex("a303 020101")), SignatureCheck::valid,
       SignatureCheck::valid},
      {pss_params(sha256_algorithm, by_sha256, hex("20"), hex("a303 020102")), SignatureCheck::unsupported,
       SignatureCheck::unsupported},
      // What another signature would have.
      {pss_params(sha512_algorithm, by_sha256, hex("20")), SignatureCheck::invalid, SignatureCheck::unsupported},
      {pss_params(sha256_algorithm, by_sha512, hex("20")), SignatureCheck::invalid, SignatureCheck::unsupported},
      {pss_params(sha256_algorithm, by_sha256, hex("1f")), SignatureCheck::invalid, SignatureCheck::unsupported},
      // What nobody has.
      {pss_params(unknown_algorithm, by_sha256, hex("20")), SignatureCheck::unsupported, SignatureCheck::unsupported},
      {pss_params(sha256_algorithm, join({mgf1, unknown_algorithm}), hex("20")), SignatureCheck::unsupported,
       SignatureCheck::unsupported},
      {pss_params(sha256_algorithm, hex("06022a03"), hex("20")), SignatureCheck::unsupported,
       SignatureCheck::unsupported},
      {pss_params(sha256_algorithm, by_sha256, hex("e0")), SignatureCheck::unsupported, SignatureCheck::unsupported},
      {pss_params(sha256_algorithm, by_sha256, hex("010000")), SignatureCheck::unsupported,
       SignatureCheck::unsupported},
      {pss_params(sha256_algorithm, by_sha256, hex("01000020")), SignatureCheck::unsupported,
       SignatureCheck::unsupported},
  };
  for (const auto& row : rows) {
    CAPTURE(row.params);
    CHECK(answer_of(free, row.params) == row.of_free_key);
    CHECK(answer_of(restricted, row.params) == row.of_restricted_key);
  }
}

TEST_CASE("OpenSSLVerifier: hash functions that are not there", "[openssl]") {
  // RFC 2313: md2WithRSAEncryption and md4WithRSAEncryption, of which this libcrypto has the names alone.
  const Key key = make_key("RSA", std::size_t{2048});
  const ByteVector der = public_key_of(key);
  const ByteVector signature = signature_of(key, EVP_sha256(), message);
  for (const std::string_view oid : {"2a864886f70d010102", "2a864886f70d010103"}) {
    CAPTURE(oid);
    const ByteVector contents = hex(oid);
    CHECK(OpenSSLVerifier{true}(AlgorithmIdentifier{Oid{contents}, Any::null()}, read_key(der), message, signature) ==
          SignatureCheck::unsupported);
  }
}

TEST_CASE("OpenSSLVerifier: the responses that openssl ocsp has signed", "[openssl]") {
  struct Row {
    std::string_view response;
    std::string_view issuer;
    SignatureCheck answer;
  };
  const Row rows[]{
      {"openssl/resp-rsa-sha256.der", "openssl/certs/ca-rsa.pem", SignatureCheck::valid},
      {"openssl/resp-rsa-sha512.der", "openssl/certs/ca-rsa.pem", SignatureCheck::valid},
      {"openssl/resp-rsa-pss.der", "openssl/certs/ca-rsa.pem", SignatureCheck::valid},
      {"openssl/resp-rsa-sha1.der", "openssl/certs/ca-rsa.pem", SignatureCheck::weak},
      {"openssl/resp-ecdsa.der", "openssl/certs/ca-ec.pem", SignatureCheck::valid},
      {"openssl/resp-ed25519.der", "openssl/certs/ca-ed.pem", SignatureCheck::valid},
      {"openssl/resp-rsa-sha256.der", "openssl/certs/ca-ec.pem", SignatureCheck::unsupported},
  };
  for (const Row& row : rows) {
    INFO(row.response);
    const ByteVector der = read_file(std::string{OCSPAN_TESTDATA "/"}.append(row.response));
    const auto response = load_der_ocsp_response(der);
    REQUIRE(response.error() == Error{});
    const BasicOCSPResponse& basic = *response->basic();
    const LoadedCertificate issuer{std::string{row.issuer}};
    CHECK(OpenSSLVerifier{}(basic.signature_algorithm(), issuer.certificate.subject_public_key_info(),
                            basic.tbs_response_bytes(), basic.signature()) == row.answer);
  }
}

TEST_CASE("OpenSSLHasher: every hash function of HashAlgorithm", "[openssl][hash]") {
  for (const HashAlgorithm hash :
       {HashAlgorithm::md5, HashAlgorithm::sha1, HashAlgorithm::sha224, HashAlgorithm::sha256, HashAlgorithm::sha384,
        HashAlgorithm::sha512, HashAlgorithm::sha3_224, HashAlgorithm::sha3_256, HashAlgorithm::sha3_384,
        HashAlgorithm::sha3_512}) {
    INFO(to_string(hash));
    ByteVector out(digest_size(hash));
    CHECK(OpenSSLHasher{}(hash, message, out));
    ByteVector other(out.size() + 1, 0xa5);
    CHECK_FALSE(OpenSSLHasher{}(hash, message, other));
    CHECK(other == ByteVector(other.size(), 0xa5));
    const ocspan_hasher from_c = ocspan_openssl_hasher();
    ByteVector again(out.size());
    CHECK(from_c.compute(from_c.context, static_cast<ocspan_hash>(hash), {message.data(), message.size()}, again.data(),
                         again.size()) == 1);
    CHECK(again == out);
    CHECK(from_c.compute(from_c.context, static_cast<ocspan_hash>(hash), {message.data(), message.size()}, other.data(),
                         other.size()) == 0);
  }
  ByteVector sha256(32);
  CHECK(OpenSSLHasher{}(HashAlgorithm::sha256, characters("abc"), sha256));
  CHECK(sha256 == hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  ByteVector sha3(32);
  CHECK(OpenSSLHasher{}(HashAlgorithm::sha3_256, characters("abc"), sha3));
  CHECK(sha3 == hex("3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532"));
  CHECK_FALSE(OpenSSLHasher{}(static_cast<HashAlgorithm>(10), message, sha3));
}

TEST_CASE("OpenSSLSigner: what it signs its verifier finds valid", "[openssl]") {
  for (const Key& key :
       {make_key("RSA", std::size_t{2048}), make_key("EC", "P-256"), make_key("ED25519"), make_key("ED448")}) {
    auto of_key = OpenSSLSigner::of(key.get());
    auto loaded = OpenSSLSigner::load(private_key_of(key));
    REQUIRE(of_key.has_value());
    REQUIRE(loaded.has_value());
    const ByteVector der = public_key_of(key);
    for (OpenSSLSigner* signer : {&*of_key, &*loaded}) {
      ByteVector signature((*signer)(message, {}));
      CHECK(signature.size() >= 64);
      signature.resize((*signer)(message, signature));
      CHECK(OpenSSLVerifier{}(signer->algorithm(), read_key(der), message, signature) == SignatureCheck::valid);
      ByteVector small(8);
      CHECK((*signer)(message, small) == 0);
    }
  }
  CHECK_FALSE(OpenSSLSigner::of(nullptr).has_value());
  CHECK_FALSE(OpenSSLSigner::of(make_key("EC", "P-256").get(), HashAlgorithm::md5).has_value());
  CHECK_FALSE(OpenSSLSigner::of(make_key("X25519").get()).has_value());
  CHECK_FALSE(OpenSSLSigner::load({}).has_value());
  CHECK_FALSE(OpenSSLSigner::load(hex("3000")).has_value());
  CHECK_FALSE(OpenSSLSigner::load(read_file(OCSPAN_TESTDATA "/openssl/certs/ca-rsa.pem")).has_value());
}

TEST_CASE("OpenSSLSigner: by other hash functions", "[openssl]") {
  for (const Key& key : {make_key("RSA", std::size_t{2048}), make_key("EC", "P-256"), make_key("ED25519")}) {
    const ByteVector der = public_key_of(key);
    for (const HashAlgorithm hash : {HashAlgorithm::sha384, HashAlgorithm::sha512, HashAlgorithm::sha1}) {
      auto signer = OpenSSLSigner::load(private_key_of(key), hash);
      REQUIRE(signer.has_value());
      const auto used = signature_hash_algorithm(signer->algorithm());
      CHECK((*used).value_or(hash) == hash);
      ByteVector signature((*signer)(message, {}));
      signature.resize((*signer)(message, signature));
      const bool is_weak = *used == HashAlgorithm::sha1;
      CHECK(OpenSSLVerifier{}(signer->algorithm(), read_key(der), message, signature) ==
            (is_weak ? SignatureCheck::weak : SignatureCheck::valid));
    }
  }
}

TEST_CASE("check_request_signature: requests that openssl signed, by the certificate they name", "[openssl]") {
  for (const std::string name : {"rsa", "ecdsa", "ed25519", "two-certs"}) {
    INFO(name);
    const ByteVector der = read_file(std::string{OCSPAN_TESTDATA} + "/openssl/req-signed-" + name + ".der");
    const OCSPRequest request = *load_der_ocsp_request(der);
    const auto requestor = find_requestor(request);
    REQUIRE(requestor.error() == Error{});
    const SubjectPublicKeyInfo& key = requestor->subject_public_key_info();
    CHECK(check_request_signature(request, key, OpenSSLVerifier{}) == SignatureCheck::valid);
    ByteVector other = der;  // a serial number that was not signed
    const Bytes serial_number = (*request.requests().begin()).cert_id().serial_number().bytes();
    other[static_cast<std::size_t>(serial_number.data() - request.public_bytes().data()) + serial_number.size() - 1] ^=
        1;
    const OCSPRequest changed = *load_der_ocsp_request(other);
    CHECK(check_request_signature(changed, key, OpenSSLVerifier{}) == SignatureCheck::invalid);
  }
}
