#include "ocspan/x509/signature_algorithm.hpp"

#include <iterator>
#include <optional>
#include <string_view>
#include <vector>

#include "ocspan/asn1/error_text.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::signature_algorithm_test {
namespace {

using namespace ocspan;

Result<std::optional<HashAlgorithm>> hash_of(const ByteVector& der) {
  const Reading<AlgorithmIdentifier> algorithm = read_alone<AlgorithmIdentifier>(der, Field::signature_algorithm);
  REQUIRE(!algorithm.error);
  return signature_hash_algorithm(algorithm.value);
}

constexpr std::string_view pss = "06 09 2a 86 48 86 f7 0d 01 01 0a";

ByteVector pss_with(std::string_view parameters) { return tlv(0x30, {hex(pss), hex(parameters)}); }

/// Signatures that need no hash.
const std::vector<std::string_view> hashless{
    // EdDSA: RFC 8410 3
    "2b 65 70",
    "2b 65 71",
    // ML-DSA: RFC 9881 2
    "60 86 48 01 65 03 04 03 11",
    "60 86 48 01 65 03 04 03 12",
    "60 86 48 01 65 03 04 03 13",
    // SLH-DSA: RFC 9909 3
    "60 86 48 01 65 03 04 03 14",
    "60 86 48 01 65 03 04 03 15",
    "60 86 48 01 65 03 04 03 16",
    "60 86 48 01 65 03 04 03 17",
    "60 86 48 01 65 03 04 03 18",
    "60 86 48 01 65 03 04 03 19",
    "60 86 48 01 65 03 04 03 1a",
    "60 86 48 01 65 03 04 03 1b",
    "60 86 48 01 65 03 04 03 1c",
    "60 86 48 01 65 03 04 03 1d",
    "60 86 48 01 65 03 04 03 1e",
    "60 86 48 01 65 03 04 03 1f",
};

/// Signatures whose hash is not one of HashAlgorithm.
const std::vector<std::string_view> of_other_hashes{
    "2a 86 48 86 f7 0d 01 01 02",  // MD2 and RSA: RFC 3279 2.2.1
    "2a 85 03 07 01 01 03 02",     // GOST R 34.10-2012: RFC 9215 2
    "2a 85 03 07 01 01 03 03",
    "2a 81 1c cf 55 01 83 75",  // SM2 and SM3
};

/// RSASSA-PKCS1-v1_5.
const std::vector<std::string_view> with_null{
    // RFC 4055 5, RFC 8017 A.2.4
    "2a 86 48 86 f7 0d 01 01 02",
    "2a 86 48 86 f7 0d 01 01 04",
    "2a 86 48 86 f7 0d 01 01 05",
    "2a 86 48 86 f7 0d 01 01 0e",
    "2a 86 48 86 f7 0d 01 01 0b",
    "2a 86 48 86 f7 0d 01 01 0c",
    "2a 86 48 86 f7 0d 01 01 0d",
    // RFC 9688 2.2
    "60 86 48 01 65 03 04 03 0d",
    "60 86 48 01 65 03 04 03 0e",
    "60 86 48 01 65 03 04 03 0f",
    "60 86 48 01 65 03 04 03 10",
};

/// Signatures by elliptic curves and DSA whose RFC leaves the parameters out.
const std::vector<std::string_view> with_none{
    // ECDSA: RFC 5758 3.2, RFC 9688 2.3
    "2a 86 48 ce 3d 04 01",
    "2a 86 48 ce 3d 04 03 01",
    "2a 86 48 ce 3d 04 03 02",
    "2a 86 48 ce 3d 04 03 03",
    "2a 86 48 ce 3d 04 03 04",
    "60 86 48 01 65 03 04 03 09",
    "60 86 48 01 65 03 04 03 0a",
    "60 86 48 01 65 03 04 03 0b",
    "60 86 48 01 65 03 04 03 0c",
    // DSA: RFC 3279 2.2.2, RFC 5758 3.1
    "2a 86 48 ce 38 04 03",
    "60 86 48 01 65 03 04 03 01",
    "60 86 48 01 65 03 04 03 02",
    "60 86 48 01 65 03 04 03 03",
    "60 86 48 01 65 03 04 03 04",
    // GOST R 34.10-2012: RFC 9215 2
    "2a 85 03 07 01 01 03 02",
    "2a 85 03 07 01 01 03 03",
};

/// Those for which no rule of parameters follows from the OBJECT IDENTIFIER.
const std::vector<std::string_view> of_no_rule{
    "2a 86 48 86 f7 0d 01 01 0a",  // RSASSA-PSS, of whose parameters it does not tell
    "2a 81 1c cf 55 01 83 75",     // SM2 and SM3, of which no RFC tells
};

}  // namespace

TEST_CASE("signature_hash_algorithm accepts: algorithms whose name has the hash", "[x509][signature_algorithm]") {
  struct {
    std::string_view oid;
    HashAlgorithm hash;
  } const rows[]{
      // RFC 8017 A.2.4
      {"2a 86 48 86 f7 0d 01 01 04", HashAlgorithm::md5},
      {"2a 86 48 86 f7 0d 01 01 05", HashAlgorithm::sha1},
      {"2a 86 48 86 f7 0d 01 01 0e", HashAlgorithm::sha224},
      {"2a 86 48 86 f7 0d 01 01 0b", HashAlgorithm::sha256},
      {"2a 86 48 86 f7 0d 01 01 0c", HashAlgorithm::sha384},
      {"2a 86 48 86 f7 0d 01 01 0d", HashAlgorithm::sha512},
      // RFC 3279 2.2.3, RFC 5758 3.2
      {"2a 86 48 ce 3d 04 01", HashAlgorithm::sha1},
      {"2a 86 48 ce 3d 04 03 01", HashAlgorithm::sha224},
      {"2a 86 48 ce 3d 04 03 02", HashAlgorithm::sha256},
      {"2a 86 48 ce 3d 04 03 03", HashAlgorithm::sha384},
      {"2a 86 48 ce 3d 04 03 04", HashAlgorithm::sha512},
      // RFC 3279 2.2.2, RFC 5758 3.1
      {"2a 86 48 ce 38 04 03", HashAlgorithm::sha1},
      {"60 86 48 01 65 03 04 03 01", HashAlgorithm::sha224},
      {"60 86 48 01 65 03 04 03 02", HashAlgorithm::sha256},
      {"60 86 48 01 65 03 04 03 03", HashAlgorithm::sha384},
      {"60 86 48 01 65 03 04 03 04", HashAlgorithm::sha512},
      // NIST CSOR: ECDSA and RSA with SHA-3
      {"60 86 48 01 65 03 04 03 09", HashAlgorithm::sha3_224},
      {"60 86 48 01 65 03 04 03 0a", HashAlgorithm::sha3_256},
      {"60 86 48 01 65 03 04 03 0b", HashAlgorithm::sha3_384},
      {"60 86 48 01 65 03 04 03 0c", HashAlgorithm::sha3_512},
      {"60 86 48 01 65 03 04 03 0d", HashAlgorithm::sha3_224},
      {"60 86 48 01 65 03 04 03 0e", HashAlgorithm::sha3_256},
      {"60 86 48 01 65 03 04 03 0f", HashAlgorithm::sha3_384},
      {"60 86 48 01 65 03 04 03 10", HashAlgorithm::sha3_512},
  };
  for (const auto& row : rows) {
    CAPTURE(row.oid);
    for (const std::string_view parameters : {"", "05 00", "30 00"}) {
      const Result<std::optional<HashAlgorithm>> hash = hash_of(tlv(0x30, {tlv(0x06, hex(row.oid)), hex(parameters)}));
      REQUIRE(hash);
      CHECK(*hash == row.hash);
    }
  }
}

TEST_CASE("signature_hash_algorithm accepts: EdDSA, ML-DSA and SLH-DSA, which hash by themselves",
          "[x509][signature_algorithm]") {
  for (const std::string_view contents : hashless) {
    CAPTURE(contents);
    const Result<std::optional<HashAlgorithm>> hash = hash_of(tlv(0x30, tlv(0x06, hex(contents))));
    REQUIRE(hash);
    CHECK_FALSE((*hash).has_value());
  }
}

TEST_CASE("signature_hash_algorithm accepts: RSASSA-PSS, whose parameters have the hash",
          "[x509][signature_algorithm]") {
  struct {
    std::string_view parameters;
    HashAlgorithm hash;
  } const rows[]{
      // RFC 8017 A.2.3: SHA-1 by default
      {"30 00", HashAlgorithm::sha1},
      {"30 05 a2 03 02 01 20", HashAlgorithm::sha1},
      {"30 0f a0 0d 30 0b 06 09 60 86 48 01 65 03 04 02 01", HashAlgorithm::sha256},
      {"30 11 a0 0f 30 0d 06 09 60 86 48 01 65 03 04 02 02 05 00", HashAlgorithm::sha384},
      {"30 11 a0 0f 30 0d 06 09 60 86 48 01 65 03 04 02 0a 05 00", HashAlgorithm::sha3_512},
      // hash, mask and salt, as OpenSSL writes them
      {"30 34"
       "a0 0f 30 0d 06 09 60 86 48 01 65 03 04 02 01 05 00"
       "a1 1c 30 1a 06 09 2a 86 48 86 f7 0d 01 01 08 30 0d 06 09 60 86 48 01 65 03 04 02 03 05 00"
       "a2 03 02 01 20",
       HashAlgorithm::sha256},
      // a DEFAULT that is written out: who verifies has to understand it (RFC 4055 3.1)
      {"30 0d a0 0b 30 09 06 05 2b 0e 03 02 1a 05 00", HashAlgorithm::sha1},
      {"30 05 a3 03 02 01 01", HashAlgorithm::sha1},
      // as GnuTLS 3.7 writes them
      {"30 30 a0 0d 30 0b 06 09 60 86 48 01 65 03 04 02 01"
       "a1 1a 30 18 06 09 2a 86 48 86 f7 0d 01 01 08 30 0b 06 09 60 86 48 01 65 03 04 02 01"
       "a2 03 02 01 20",
       HashAlgorithm::sha256},
      // a mask of its own leaves the hash as it is
      {"30 1e a1 1c 30 1a 06 09 2a 86 48 86 f7 0d 01 01 08 30 0d 06 09 60 86 48 01 65 03 04 02 03 05 00",
       HashAlgorithm::sha1},
  };
  for (const auto& row : rows) {
    CAPTURE(row.parameters);
    const Result<std::optional<HashAlgorithm>> hash = hash_of(pss_with(row.parameters));
    REQUIRE(hash);
    CHECK(*hash == row.hash);
  }
}

TEST_CASE("signature_hash_algorithm rejects: RSASSA-PSS with parameters that cannot be read",
          "[x509][signature_algorithm][reject]") {
  struct {
    std::string_view parameters;
    Error error;  // its offset counts from the parameters' beginning
  } const rows[]{
      {"", {ErrorCode::missing, Field::parameters, 0}},  // RFC 4055 3.1: they must be there
      {"05 00", {ErrorCode::wrong_tag, Field::parameters, 0}},
      {"30 02 a0 00", {ErrorCode::missing, Field::hash_algorithm, 4}},
      {"30 04 a0 02 05 00", {ErrorCode::wrong_tag, Field::hash_algorithm, 4}},
      {"30 04 a0 02 30 00", {ErrorCode::missing, Field::algorithm, 6}},
      {"30 07 a0 05 30 03 06 01 80", {ErrorCode::bad_oid, Field::algorithm, 8}},
      {"30 09 a0 07 30 03 06 01 2a 05 00", {ErrorCode::trailing_data, Field::hash_algorithm, 9}},
      {"30 04 a0 04 30 00", {ErrorCode::truncated, Field::hash_algorithm, 4}},
      // a hash that is not known
      {"30 07 a0 05 30 03 06 01 2a", {ErrorCode::unsupported_algorithm, Field::hash_algorithm, 0}},
  };
  for (const auto& row : rows) {
    const Error error = hash_of(pss_with(row.parameters)).error();
    CAPTURE(row.parameters, to_string(error.code), to_string(error.field), error.offset);
    CHECK(error == row.error);
  }
}

TEST_CASE("signature_hash_algorithm rejects: RSASSA-PSS whose parameters hold something else, or in another order",
          "[x509][signature_algorithm][reject]") {
  for (const std::string_view parameters : {
           "30 02 05 00",
           "30 0d 30 0b 06 09 60 86 48 01 65 03 04 02 01",                       // a hash without its tag [0]
           "30 14 a2 03 02 01 20 a0 0d 30 0b 06 09 60 86 48 01 65 03 04 02 01",  // SHA-256 behind the salt
           "30 1e a0 0d 30 0b 06 09 60 86 48 01 65 03 04 02 01 a0 0d 30 0b 06 09 60 86 48 01 65 03 04 02 02",
       }) {
    CAPTURE(parameters);
    CHECK_FALSE(hash_of(pss_with(parameters)));
  }
}

TEST_CASE("signature_hash_algorithm rejects: what is no known signature algorithm",
          "[x509][signature_algorithm][reject]") {
  for (const std::string_view der : {
           "30 03 06 01 2a",
           "30 0b 06 09 2a 86 48 86 f7 0d 01 01 01",  // rsaEncryption
           "30 0b 06 09 60 86 48 01 65 03 04 02 01",  // SHA-256
           "30 05 06 03 2b 65 6e",                    // X25519
           "30 0a 06 08 2a 86 48 86 f7 0d 01 01",
       }) {
    CAPTURE(der);
    CHECK(hash_of(hex(der)).error().code == ErrorCode::unsupported_algorithm);
    CHECK(hash_of(hex(der)).error().field == Field::signature_algorithm);
  }
  CHECK(signature_hash_algorithm(AlgorithmIdentifier{}).error().code == ErrorCode::unsupported_algorithm);
}

TEST_CASE("signature_hash_algorithm rejects: signatures whose hash is not one of HashAlgorithm",
          "[x509][signature_algorithm][reject]") {
  for (const std::string_view contents : of_other_hashes) {
    CAPTURE(contents);
    for (const std::string_view parameters : {"", "05 00"}) {
      const ByteVector der = tlv(0x30, {tlv(0x06, hex(contents)), hex(parameters)});
      CHECK(hash_of(der).error() == Error{ErrorCode::unsupported_algorithm, Field::signature_algorithm, 0});
    }
  }
}

TEST_CASE("signature_hash_algorithm knows every signature algorithm of known_oids but those of other hashes",
          "[x509][signature_algorithm]") {
  std::size_t signatures = 0;
  std::size_t answered = 0;
  for (const KnownOid& known : known_oids) {
    CAPTURE(known.name);
    const ByteVector contents(known.oid.bytes().begin(), known.oid.bytes().end());
    const bool answers = hash_of(tlv(0x30, {tlv(0x06, contents), hex("30 00")})).has_value();
    CHECK((!answers || known.kind == OidKind::signature));
    signatures += known.kind == OidKind::signature ? 1U : 0U;
    answered += answers ? 1U : 0U;
  }
  CHECK(answered + of_other_hashes.size() == signatures);
}

TEST_CASE("signature_algorithm: parameters NULL for RSASSA-PKCS1-v1_5, absent for all others",
          "[x509][signature_algorithm]") {
  const auto check = [](std::string_view bytes, std::string_view parameters) {
    CAPTURE(bytes);
    const ByteVector contents = hex(bytes);
    const AlgorithmIdentifier algorithm = signature_algorithm(Oid{Bytes{contents}});
    CHECK(algorithm.oid() == Oid{Bytes{contents}});
    CHECK(algorithm.parameters().has_value() == !parameters.empty());
    CHECK(written(algorithm) == tlv(0x30, {tlv(0x06, contents), hex(parameters)}));
  };
  for (const std::string_view oid : with_null) {
    check(oid, "05 00");
  }
  for (const auto& list : {with_none, hashless, of_no_rule}) {
    for (const std::string_view oid : list) {
      check(oid, "");
    }
  }
  // no known signatures: rsaEncryption, SHA-256, a prefix of one, and more than one
  for (const std::string_view oid : {"2a 86 48 86 f7 0d 01 01 01", "60 86 48 01 65 03 04 02 01",
                                     "2a 86 48 86 f7 0d 01 01", "2a 86 48 86 f7 0d 01 01 0b 01", "2a", ""}) {
    check(oid, "");
  }
  std::size_t known = 0;
  for (const KnownOid& row : known_oids) {
    known += row.kind == OidKind::signature ? 1U : 0U;
  }
  CHECK(known == with_null.size() + with_none.size() + hashless.size() + of_no_rule.size());
}

TEST_CASE("has_standard_parameters: signatures but RSASSA-PSS", "[x509][signature_algorithm]") {
  const auto check = [](std::string_view bytes, std::string_view standard) {
    for (const std::string_view parameters : {"", "05 00", "30 00", "0c 00", "06 01 2a"}) {
      CAPTURE(bytes, parameters);
      const ByteVector der = tlv(0x30, {tlv(0x06, hex(bytes)), hex(parameters)});
      const Reading<AlgorithmIdentifier> algorithm = read_alone<AlgorithmIdentifier>(der, Field::algorithm);
      REQUIRE(!algorithm.error);
      CHECK(has_standard_parameters(algorithm.value) == std::optional{parameters == standard});
    }
    const ByteVector contents = hex(bytes);
    CHECK(has_standard_parameters(signature_algorithm(Oid{Bytes{contents}})) == std::optional{true});
  };
  for (const std::string_view oid : with_null) {
    check(oid, "05 00");
  }
  for (const std::string_view oid : with_none) {
    check(oid, "");
  }
  for (const std::string_view oid : hashless) {
    check(oid, "");
  }
}

TEST_CASE("has_standard_parameters: RSASSA-PSS", "[x509][signature_algorithm]") {
  struct {
    std::string_view parameters;
    bool standard;
  } const rows[]{
      {"30 00", true},
      {"30 05 a2 03 02 01 20", true},
      // OpenSSL 3.0, SHA-256 and a salt of 32
      {"30 34 a0 0f 30 0d 06 09 60 86 48 01 65 03 04 02 01 05 00"
       "a1 1c 30 1a 06 09 2a 86 48 86 f7 0d 01 01 08 30 0d 06 09 60 86 48 01 65 03 04 02 01 05 00"
       "a2 03 02 01 20",
       true},
      {"", false},  // RFC 4055 3.1: they must be there
      {"05 00", false},
      {"30 02 05 00", false},
      {"30 0d a0 0b 30 09 06 05 2b 0e 03 02 1a 05 00", false},  // SHA-1 written out
      {"30 05 a3 03 02 01 01", false},                          // the trailer field written out
      {"30 05 a3 03 02 01 02", false},                          // another one
  };
  for (const auto& row : rows) {
    CAPTURE(row.parameters);
    const ByteVector der = pss_with(row.parameters);
    const Reading<AlgorithmIdentifier> algorithm = read_alone<AlgorithmIdentifier>(der, Field::algorithm);
    REQUIRE(!algorithm.error);
    CHECK(has_standard_parameters(algorithm.value) == std::optional{row.standard});
  }
}

TEST_CASE("has_standard_parameters: SHA-1 and SHA-2 have NULL or none", "[x509][signature_algorithm]") {
  for (const HashAlgorithm hash : {HashAlgorithm::sha1, HashAlgorithm::sha224, HashAlgorithm::sha256,
                                   HashAlgorithm::sha384, HashAlgorithm::sha512}) {
    CAPTURE(to_string(hash));
    CHECK(has_standard_parameters(AlgorithmIdentifier{hash}) == std::optional{true});
    CHECK(has_standard_parameters(AlgorithmIdentifier{oid_of(hash)}) == std::optional{true});
    const ByteVector contents(oid_of(hash).bytes().begin(), oid_of(hash).bytes().end());
    const ByteVector der = tlv(0x30, {tlv(0x06, contents), hex("30 00")});
    const Reading<AlgorithmIdentifier> other = read_alone<AlgorithmIdentifier>(der, Field::algorithm);
    CHECK(has_standard_parameters(other.value) == std::optional{false});
  }
}

TEST_CASE("has_standard_parameters: nothing for what is not known, whatever the parameters",
          "[x509][signature_algorithm]") {
  for (const std::string_view contents : {
           "2a 81 1c cf 55 01 83 75",        // SM2 and SM3
           "2a 86 48 86 f7 0d 02 05",        // MD5
           "60 86 48 01 65 03 04 02 08",     // SHA3-256
           "2a 85 03 07 01 01 02 02",        // the hash of GOST R 34.11-2012
           "2a 86 48 86 f7 0d 01 01 01",     // rsaEncryption
           "2a 86 48 ce 3d 02 01",           // ecPublicKey
           "2a 86 48 86 f7 0d 01 01 08",     // MGF1
           "2a 86 48 86 f7 0d 01 01",        // a prefix of signatures
           "2a 86 48 86 f7 0d 01 01 0b 01",  // and more than one
       }) {
    for (const std::string_view parameters : {"", "05 00", "30 00"}) {
      CAPTURE(contents, parameters);
      const ByteVector der = tlv(0x30, {tlv(0x06, hex(contents)), hex(parameters)});
      const Reading<AlgorithmIdentifier> algorithm = read_alone<AlgorithmIdentifier>(der, Field::algorithm);
      REQUIRE(!algorithm.error);
      CHECK_FALSE(has_standard_parameters(algorithm.value).has_value());
    }
  }
  CHECK_FALSE(has_standard_parameters(AlgorithmIdentifier{}).has_value());
}

}  // namespace ocspan_test::signature_algorithm_test
