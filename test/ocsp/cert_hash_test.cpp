// ISIS-MTT, Common PKI 2.0 part 4.
#include "ocspan/ocsp/cert_hash.hpp"

#include <string_view>

#include "ocsp/in_messages.hpp"
#include "ocspan/asn1/bytes.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/writing.hpp"

namespace ocspan_test::cert_hash_test {
namespace {

using namespace ocspan;

constexpr std::string_view cert_hash_oid = "2b 24 08 03 0d";

// By hand: OpenSSL, GnuTLS and python-cryptography do not write this extension. The digest is what
// `openssl dgst -sha256` says of seed/www.cryptography.io.pem as DER.
constexpr std::string_view digest = "dc4f4d1400d4526052b5da693394dc8560b29cc21df90b9e2ec7416261c73888";
constexpr std::string_view by_sha256 =
    "30 31"
    "30 0d 06 09 60 86 48 01 65 03 04 02 01 05 00"                             // sha256, NULL
    "04 20 dc4f4d1400d4526052b5da693394dc8560b29cc21df90b9e2ec7416261c73888";  // the digest

}  // namespace

TEST_CASE("CertHash accepts: an algorithm and the hash", "[ocsp][cert_hash]") {
  const ByteVector der = hex(by_sha256);
  const Result<CertHash> read = Extension{CertHash::oid, false, der}.as<CertHash>();
  REQUIRE(read);
  CHECK(read->hash_algorithm() == HashAlgorithm::sha256);
  CHECK(read->hash_algorithm().parameters().has_value());
  CHECK(equal(read->certificate_hash(), hex(digest)));
  CHECK(written(*read) == der);

  // SEQUENCE, SEQUENCE of 1.2 alone, an empty OCTET STRING: nothing says which hashes there are, or how long they are
  const ByteVector unknown = hex("30 07 30 03 06 01 2a 04 00");
  const Result<CertHash> other = Extension{CertHash::oid, false, unknown}.as<CertHash>();
  REQUIRE(other);
  CHECK(other->hash_algorithm().oid() == oid<1, 2>);
  CHECK_FALSE(other->hash_algorithm().parameters().has_value());
  CHECK(other->certificate_hash().empty());
  CHECK(written(*other) == unknown);
}

TEST_CASE("CertHash rejects: each field, at its place", "[ocsp][cert_hash][reject]") {
  constexpr Field field = Field::extn_value;
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 07 30 03 06 01 2a 04 00", {ErrorCode::wrong_tag, field, 0}},
      {"04 00", {ErrorCode::wrong_tag, field, 0}},
      {"3f 30 00", {ErrorCode::high_tag, field, 0}},
      {"30 80 30 03 06 01 2a 04 00 00 00", {ErrorCode::indefinite_length, field, 1}},
      {"30 07 30 03 06 01 2a 04 00 00", {ErrorCode::trailing_data, field, 9}},
      {"30 09 30 03 06 01 2a 04 00 05 00", {ErrorCode::trailing_data, field, 9}},
      // hashAlgorithm
      {"30 00", {ErrorCode::missing, Field::hash_algorithm, 2}},
      {"30 05 06 01 2a 04 00", {ErrorCode::wrong_tag, Field::hash_algorithm, 2}},
      {"30 07 04 00 30 03 06 01 2a", {ErrorCode::wrong_tag, Field::hash_algorithm, 2}},  // out of order
      {"30 02 30 01", {ErrorCode::truncated, Field::hash_algorithm, 4}},
      {"30 04 30 00 04 00", {ErrorCode::missing, Field::algorithm, 4}},
      {"30 06 30 02 05 00 04 00", {ErrorCode::wrong_tag, Field::algorithm, 4}},
      {"30 06 30 02 06 00 04 00", {ErrorCode::bad_oid, Field::algorithm, 6}},
      {"30 0a 30 06 06 01 2a 05 01 00 04 00", {ErrorCode::null_content, Field::parameters, 9}},
      {"30 0b 30 07 06 01 2a 05 00 05 00 04 00", {ErrorCode::trailing_data, Field::hash_algorithm, 9}},
      // certificateHash
      {"30 05 30 03 06 01 2a", {ErrorCode::missing, Field::certificate_hash, 7}},
      {"30 07 30 03 06 01 2a 03 00", {ErrorCode::wrong_tag, Field::certificate_hash, 7}},
      {"30 07 30 03 06 01 2a 24 00", {ErrorCode::wrong_tag, Field::certificate_hash, 7}},
      {"30 06 30 03 06 01 2a 04", {ErrorCode::truncated, Field::certificate_hash, 8}},
      {"30 07 30 03 06 01 2a 04 01", {ErrorCode::truncated, Field::certificate_hash, 9}},
      {"30 09 30 03 06 01 2a 04 81 01 00", {ErrorCode::length_not_minimal, Field::certificate_hash, 9}},
  };
  check_refused_values<CertHash>(cert_hash_oid, rows);
  check_truncated<CertHash>(hex(by_sha256), field);
}

TEST_CASE("CertHash writes: the fields that it is made of", "[ocsp][cert_hash][write]") {
  const ByteVector bytes = hex(digest);
  const CertHash made{HashAlgorithm::sha256, bytes};
  CHECK(made.hash_algorithm() == HashAlgorithm::sha256);
  CHECK(equal(made.certificate_hash(), bytes));
  CHECK(written(made) == hex(by_sha256));
  CHECK(written(CertHash{AlgorithmIdentifier{oid<1, 2>}, {}}) == hex("30 07 30 03 06 01 2a 04 00"));
  const ByteVector long_one(200, 0x5a);
  CHECK(written(CertHash{AlgorithmIdentifier{oid<1, 2>}, long_one}) ==
        tlv(0x30, {hex("30 03 06 01 2a"), tlv(0x04, long_one)}));
}

TEST_CASE("CertHash by Extensions::get: absent, present, twice", "[ocsp][cert_hash]") {
  check_get<CertHash>(cert_hash_oid, hex(by_sha256), [](const CertHash& cert_hash) {
    CHECK(cert_hash.hash_algorithm() == HashAlgorithm::sha256);
    CHECK(equal(cert_hash.certificate_hash(), hex(digest)));
  });
}

}  // namespace ocspan_test::cert_hash_test
