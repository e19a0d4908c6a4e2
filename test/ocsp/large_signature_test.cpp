// The large signatures and keys of ML-DSA (FIPS 204, RFC 9881) and SLH-DSA (FIPS 205, RFC 9909).
#include <cstdint>
#include <string_view>
#include <vector>

#include "ocsp/building.hpp"
#include "ocspan/ocsp/response_builder.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::large_signature_test {
namespace {

using namespace ocspan;

struct Row {
  Oid algorithm;
  std::string_view name;
  std::size_t key;
  std::size_t signature;
};

const Row rows[] = {
    {"ml-dsa-44"_oid, "ml-dsa-44", 1312, 2420},
    {"ml-dsa-65"_oid, "ml-dsa-65", 1952, 3309},
    {"ml-dsa-87"_oid, "ml-dsa-87", 2592, 4627},
    {"slh-dsa-sha2-128s"_oid, "slh-dsa-sha2-128s", 32, 7856},
    {"slh-dsa-sha2-256f"_oid, "slh-dsa-sha2-256f", 64, 49856},
    {"slh-dsa-shake-256f"_oid, "slh-dsa-shake-256f", 64, 49856},
};

/// A certificate with such a key, signed by such a key.
ByteVector certificate_of(const Row& row) {
  const ByteVector algorithm = der_of(signature_algorithm(row.algorithm));
  const ByteVector name = encode(name_of_two("", Field::none));
  const ByteVector time = text(0x17, "260101000000Z");
  const ByteVector key = tlv(0x30, {algorithm, tlv(0x03, join({hex("00"), ByteVector(row.key, 0x4b)}))});
  const ByteVector tbs = tlv(0x30, {hex("020105"), algorithm, name, tlv(0x30, {time, time}), name, key});
  return tlv(0x30, {tbs, algorithm, tlv(0x03, join({hex("00"), ByteVector(row.signature, 0x5a)}))});
}

}  // namespace

TEST_CASE("Certificate accepts: keys and signatures of ML-DSA and SLH-DSA", "[ocsp][large]") {
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const ByteVector der = certificate_of(row);
    const Result<Certificate> certificate = load_der_x509_certificate(der);
    REQUIRE(certificate.error() == Error{});
    CHECK(name_of(certificate->signature_algorithm().oid()) == row.name);
    CHECK(name_of(certificate->subject_public_key_info().algorithm().oid()) == row.name);
    CHECK(certificate->subject_public_key_info().public_key().size() == row.key);
    CHECK(certificate->signature().size() == row.signature);
    CHECK(has_standard_parameters(certificate->signature_algorithm()) == true);
    const auto hash = signature_hash_algorithm(certificate->signature_algorithm());
    CHECK(hash.error() == Error{});
    CHECK_FALSE(hash->has_value());
  }
}

TEST_CASE("OCSPResponseBuilder writes: signatures of ML-DSA and SLH-DSA, with the certificate", "[ocsp][large]") {
  const ByteVector number = hex("05");
  const ByteVector hash(20, 0x11);
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const ByteVector certificate = certificate_of(row);
    const std::vector<Bytes> certificates{certificate};
    FakeSigner signer{ByteVector(row.signature, 0x5a)};
    OCSPResponseBuilder builder;
    builder.add_response(CertID{HashAlgorithm::sha1, hash, hash, Integer{number}}, {.this_update = Time{2026, 1, 1}})
        .responder_id(ResponderID{Bytes{hash}})
        .produced_at(Time{2026, 1, 1})
        .certificates(certificates);
    const auto der = builder.sign(signature_algorithm(row.algorithm), signer);
    REQUIRE(der.error() == Error{});
    const Result<OCSPResponse> response = load_der_ocsp_response(*der);
    REQUIRE(response.error() == Error{});
    CHECK(name_of(response->basic()->signature_algorithm_oid()) == row.name);
    CHECK(copy(response->basic()->signature()) == signer.signature);
    CHECK(copy(*response->basic()->certificates().begin()) == certificate);
    CHECK(signer.messages.back() == copy(response->basic()->tbs_response_bytes()));
    const bool rewritten = der_of(*response) == *der;
    CHECK(rewritten);
  }
}

}  // namespace ocspan_test::large_signature_test
