// RFC 8017 A.2.3, RFC 4055 3.1.
#include "ocspan/x509/rsassa_pss_params.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/error_text.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::rsassa_pss_params_test {
namespace {

using namespace ocspan;

Result<RSASSAPSSParams> load_params(const ByteVector& der, Tolerance tolerance = Tolerance::none) {
  return load<RSASSAPSSParams>(der, tolerance);
}

constexpr std::string_view sha1_oid = "06 05 2b 0e 03 02 1a";
constexpr std::string_view mgf1_oid = "06 09 2a 86 48 86 f7 0d 01 01 08";

// `openssl req -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32` of OpenSSL 3.0
constexpr std::string_view by_sha256 =
    "30 34 a0 0f 30 0d 06 09 60 86 48 01 65 03 04 02 01 05 00"
    "a1 1c 30 1a 06 09 2a 86 48 86 f7 0d 01 01 08 30 0d 06 09 60 86 48 01 65 03 04 02 01 05 00 a2 03 02 01 20";

}  // namespace

TEST_CASE("RSASSAPSSParams accepts: what others write", "[x509][rsassa_pss_params]") {
  struct {
    std::string_view der;
    HashAlgorithm hash;
    HashAlgorithm mask_hash;
    std::string_view salt_length;
    bool nulls;  // whether the parameters of the hashes are NULL, not absent
  } const rows[]{
      {by_sha256, HashAlgorithm::sha256, HashAlgorithm::sha256, "20", true},
      // OpenSSL 3.0: -sha1, rsa_pss_saltlen:20
      {"30 00", HashAlgorithm::sha1, HashAlgorithm::sha1, "14", true},
      // OpenSSL 3.0: -sha512, rsa_pss_saltlen:-1, rsa_mgf1_md:sha1
      {"30 16 a0 0f 30 0d 06 09 60 86 48 01 65 03 04 02 03 05 00 a2 03 02 01 40", HashAlgorithm::sha512,
       HashAlgorithm::sha1, "40", true},
      // OpenSSL 3.0: -sha1, rsa_pss_saltlen:0
      {"30 05 a2 03 02 01 00", HashAlgorithm::sha1, HashAlgorithm::sha1, "00", true},
      // OpenSSL 3.0: -sha1, rsa_pss_saltlen:20, rsa_mgf1_md:sha384
      {"30 1e a1 1c 30 1a 06 09 2a 86 48 86 f7 0d 01 01 08 30 0d 06 09 60 86 48 01 65 03 04 02 02 05 00",
       HashAlgorithm::sha1, HashAlgorithm::sha384, "14", true},
      // OpenSSL 3.0: -sha384, rsa_pss_saltlen:200
      {"30 35 a0 0f 30 0d 06 09 60 86 48 01 65 03 04 02 02 05 00"
       "a1 1c 30 1a 06 09 2a 86 48 86 f7 0d 01 01 08 30 0d 06 09 60 86 48 01 65 03 04 02 02 05 00 a2 04 02 02 00 c8",
       HashAlgorithm::sha384, HashAlgorithm::sha384, "00 c8", true},
      // OpenSSL 3.0: -sha256, rsa_pss_saltlen:20
      {"30 2f a0 0f 30 0d 06 09 60 86 48 01 65 03 04 02 01 05 00"
       "a1 1c 30 1a 06 09 2a 86 48 86 f7 0d 01 01 08 30 0d 06 09 60 86 48 01 65 03 04 02 01 05 00",
       HashAlgorithm::sha256, HashAlgorithm::sha256, "14", true},
      // GnuTLS 3.7: certtool --generate-self-signed with an rsa-pss key and SHA256
      {"30 30 a0 0d 30 0b 06 09 60 86 48 01 65 03 04 02 01"
       "a1 1a 30 18 06 09 2a 86 48 86 f7 0d 01 01 08 30 0b 06 09 60 86 48 01 65 03 04 02 01 a2 03 02 01 20",
       HashAlgorithm::sha256, HashAlgorithm::sha256, "20", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    const ByteVector der = hex(row.der);
    const Result<RSASSAPSSParams> params = load_params(der);
    REQUIRE(params);
    CHECK(params->hash_algorithm() == row.hash);
    CHECK(params->hash_algorithm().parameters().has_value() == row.nulls);
    CHECK(params->mask_gen_algorithm().oid() == "mgf1"_oid);
    REQUIRE(params->mask_gen_algorithm().hash_algorithm().has_value());
    CHECK(*params->mask_gen_algorithm().hash_algorithm() == row.mask_hash);
    CHECK(params->mask_gen_algorithm().hash_algorithm()->parameters().has_value() == row.nulls);
    CHECK(equal(params->salt_length().bytes(), hex(row.salt_length)));
    CHECK(equal(params->trailer_field().bytes(), hex("01")));
    CHECK(written(*params) == der);
    CHECK(load_params(der, Tolerance::all));
  }
}

TEST_CASE("RSASSAPSSParams accepts: the parameters of a response's signature", "[x509][rsassa_pss_params]") {
  const ByteVector message = read_file(std::string{OCSPAN_TESTDATA} + "/openssl/resp-rsa-pss.der");
  const ByteVector oid = hex("06 09 2a 86 48 86 f7 0d 01 01 0a");
  const auto at = std::search(message.begin(), message.end(), oid.begin(), oid.end());
  REQUIRE(message.end() - at > static_cast<std::ptrdiff_t>(oid.size()));
  const ByteVector rest(at + static_cast<std::ptrdiff_t>(oid.size()), message.end());
  const Result<RSASSAPSSParams> params = load<RSASSAPSSParams>(rest, Tolerance::none, Ending::prefix);
  REQUIRE(params);
  // as `openssl asn1parse` shows them
  CHECK(params->hash_algorithm() == HashAlgorithm::sha256);
  REQUIRE(params->mask_gen_algorithm().hash_algorithm().has_value());
  CHECK(*params->mask_gen_algorithm().hash_algorithm() == HashAlgorithm::sha256);
  CHECK(equal(params->salt_length().bytes(), hex("20")));
  CHECK(written(*params) == ByteVector(rest.begin(), rest.begin() + 54));
}

TEST_CASE("RSASSAPSSParams accepts: algorithms and numbers of any kind", "[x509][rsassa_pss_params]") {
  // SEQUENCE of [0] 1.2, [1] 1.3 with parameters NULL, [2] -1, [3] 2
  const ByteVector der = hex("30 1a a0 05 30 03 06 01 2a a1 07 30 05 06 01 2b 05 00 a2 03 02 01 ff a3 03 02 01 02");
  const Result<RSASSAPSSParams> params = load_params(der);
  REQUIRE(params);
  CHECK(params->hash_algorithm().oid() == oid<1, 2>);
  CHECK_FALSE(params->hash_algorithm().hash().has_value());
  CHECK(params->mask_gen_algorithm().oid() == oid<1, 3>);
  CHECK_FALSE(params->mask_gen_algorithm().hash_algorithm().has_value());
  CHECK(params->salt_length().is_negative());
  CHECK(equal(params->trailer_field().bytes(), hex("02")));
  CHECK(written(*params) == der);

  // a mask of something else without parameters
  const ByteVector without = hex("30 07 a1 05 30 03 06 01 2b");
  const Result<RSASSAPSSParams> other = load_params(without);
  REQUIRE(other);
  CHECK(other->mask_gen_algorithm().oid() == oid<1, 3>);
  CHECK_FALSE(other->mask_gen_algorithm() == params->mask_gen_algorithm());
  CHECK(written(*other) == without);
}

TEST_CASE("RSASSAPSSParams rejects: a DEFAULT that is written out, unless tolerated",
          "[x509][rsassa_pss_params][reject]") {
  const std::string sha1{sha1_oid};
  const std::string mgf1{mgf1_oid};
  struct {
    std::string der;
    Error error;
  } const rows[]{
      {"30 0d a0 0b 30 09" + sha1 + "05 00", {ErrorCode::explicit_default, Field::hash_algorithm, 2}},
      {"30 0b a0 09 30 07" + sha1, {ErrorCode::explicit_default, Field::hash_algorithm, 2}},  // absent for NULL
      {"30 1a a1 18 30 16" + mgf1 + "30 09" + sha1 + "05 00",
       {ErrorCode::explicit_default, Field::mask_gen_algorithm, 2}},
      {"30 18 a1 16 30 14" + mgf1 + "30 07" + sha1, {ErrorCode::explicit_default, Field::mask_gen_algorithm, 2}},
      {"30 05 a2 03 02 01 14", {ErrorCode::explicit_default, Field::salt_length, 2}},
      {"30 05 a3 03 02 01 01", {ErrorCode::explicit_default, Field::trailer_field, 2}},
      {"30 0a a2 03 02 01 20 a3 03 02 01 01", {ErrorCode::explicit_default, Field::trailer_field, 7}},
      // all of them: the first is told
      {"30 31 a0 0b 30 09" + sha1 + "05 00 a1 18 30 16" + mgf1 + "30 09" + sha1 + "05 00 a2 03 02 01 14 a3 03 02 01 01",
       {ErrorCode::explicit_default, Field::hash_algorithm, 2}},
  };
  for (const auto& row : rows) {
    const ByteVector der = hex(row.der);
    const Error error = load_params(der).error();
    CAPTURE(row.der, to_string(error.code), to_string(error.field), error.offset);
    CHECK(error == row.error);
    const Reading<RSASSAPSSParams> read =
        read_alone<RSASSAPSSParams>(der, Field::parameters, Tolerance::explicit_default);
    CHECK(!read.error);
    CHECK(read.tolerated == Tolerance::explicit_default);
    CHECK(read.value.hash_algorithm() == HashAlgorithm::sha1);
    CHECK(read.value.mask_gen_algorithm() == MaskGenAlgorithm{HashAlgorithm::sha1});
    CHECK(equal(read.value.trailer_field().bytes(), hex("01")));
    CHECK(load_params(der, Tolerance::time_forms).error() == row.error);
  }
  const ByteVector salt = hex("30 0a a2 03 02 01 20 a3 03 02 01 01");
  const Result<RSASSAPSSParams> params = load_params(salt, Tolerance::explicit_default);
  REQUIRE(params);
  CHECK(equal(params->salt_length().bytes(), hex("20")));
  CHECK(written(*params) == hex("30 05 a2 03 02 01 20"));  // the DEFAULT is not written again
}

TEST_CASE("RSASSAPSSParams rejects: each field, at its place", "[x509][rsassa_pss_params][reject]") {
  constexpr Field field = Field::parameters;
  const std::string mgf1{mgf1_oid};
  struct {
    std::string der;
    Error error;
  } const rows[]{
      {"", {ErrorCode::missing, field, 0}},
      {"05 00", {ErrorCode::wrong_tag, field, 0}},
      {"31 00", {ErrorCode::wrong_tag, field, 0}},
      {"3f 30 00", {ErrorCode::high_tag, field, 0}},
      {"30 80 00 00", {ErrorCode::indefinite_length, field, 1}},
      {"30 01", {ErrorCode::truncated, field, 2}},
      {"30 00 00", {ErrorCode::trailing_data, field, 2}},
      {"30 02 05 00", {ErrorCode::trailing_data, field, 2}},
      {"30 02 a4 00", {ErrorCode::trailing_data, field, 2}},
      // hashAlgorithm
      {"30 05 30 03 06 01 2a", {ErrorCode::trailing_data, field, 2}},              // without [0]
      {"30 05 a0 03 06 01 2a", {ErrorCode::wrong_tag, Field::hash_algorithm, 4}},  // IMPLICIT
      {"30 02 a0 00", {ErrorCode::missing, Field::hash_algorithm, 4}},
      {"30 02 a0 01", {ErrorCode::truncated, Field::hash_algorithm, 4}},
      {"30 04 a0 02 05 00", {ErrorCode::wrong_tag, Field::hash_algorithm, 4}},
      {"30 04 a0 02 30 00", {ErrorCode::missing, Field::algorithm, 6}},
      {"30 07 a0 05 30 03 06 01 80", {ErrorCode::bad_oid, Field::algorithm, 8}},
      {"30 0a a0 08 30 06 06 01 2a 05 01 00", {ErrorCode::null_content, Field::parameters, 11}},
      {"30 0b a0 09 30 07 06 01 2a 05 00 05 00", {ErrorCode::trailing_data, Field::hash_algorithm, 11}},
      {"30 09 a0 07 30 03 06 01 2a 05 00", {ErrorCode::trailing_data, Field::hash_algorithm, 9}},
      {"30 0e a0 05 30 03 06 01 2a a0 05 30 03 06 01 2a", {ErrorCode::trailing_data, field, 9}},
      // maskGenAlgorithm
      {"30 02 a1 00", {ErrorCode::missing, Field::mask_gen_algorithm, 4}},
      {"30 02 a1 01", {ErrorCode::truncated, Field::mask_gen_algorithm, 4}},
      {"30 04 a1 02 05 00", {ErrorCode::wrong_tag, Field::mask_gen_algorithm, 4}},
      {"30 04 a1 02 30 00", {ErrorCode::missing, Field::algorithm, 6}},
      {"30 06 a1 04 30 02 06 00", {ErrorCode::bad_oid, Field::algorithm, 8}},
      {"30 09 a1 07 30 05 06 01 2a 00 00", {ErrorCode::reserved_tag, Field::parameters, 9}},
      {"30 0b a1 09 30 07 06 01 2a 05 00 05 00", {ErrorCode::trailing_data, Field::mask_gen_algorithm, 11}},
      {"30 09 a1 07 30 03 06 01 2a 05 00", {ErrorCode::trailing_data, Field::mask_gen_algorithm, 9}},
      // the hash of MGF1
      {"30 0f a1 0d 30 0b" + mgf1, {ErrorCode::missing, Field::hash_algorithm, 17}},
      {"30 11 a1 0f 30 0d" + mgf1 + "05 00", {ErrorCode::wrong_tag, Field::hash_algorithm, 17}},
      {"30 11 a1 0f 30 0d" + mgf1 + "30 01", {ErrorCode::truncated, Field::hash_algorithm, 19}},
      {"30 11 a1 0f 30 0d" + mgf1 + "30 00", {ErrorCode::missing, Field::algorithm, 19}},
      {"30 16 a1 14 30 12" + mgf1 + "30 03 06 01 2a 05 00", {ErrorCode::trailing_data, Field::mask_gen_algorithm, 22}},
      // saltLength
      {"30 03 02 01 20", {ErrorCode::trailing_data, field, 2}},  // without [2]
      {"30 03 82 01 20", {ErrorCode::trailing_data, field, 2}},  // IMPLICIT
      {"30 02 a2 00", {ErrorCode::missing, Field::salt_length, 4}},
      {"30 05 a2 03 0a 01 20", {ErrorCode::wrong_tag, Field::salt_length, 4}},
      {"30 04 a2 02 02 00", {ErrorCode::integer_empty, Field::salt_length, 6}},
      {"30 06 a2 04 02 02 00 20", {ErrorCode::integer_not_minimal, Field::salt_length, 6}},
      {"30 07 a2 05 02 01 20 05 00", {ErrorCode::trailing_data, Field::salt_length, 7}},
      // trailerField
      {"30 02 a3 00", {ErrorCode::missing, Field::trailer_field, 4}},
      {"30 05 a3 03 0a 01 02", {ErrorCode::wrong_tag, Field::trailer_field, 4}},
      {"30 04 a3 02 02 00", {ErrorCode::integer_empty, Field::trailer_field, 6}},
      {"30 06 a3 04 02 02 00 01", {ErrorCode::integer_not_minimal, Field::trailer_field, 6}},
      {"30 07 a3 05 02 01 02 05 00", {ErrorCode::trailing_data, Field::trailer_field, 7}},
      // out of order: [2] [0], [3] [2]
      {"30 0c a2 03 02 01 20 a0 05 30 03 06 01 2a", {ErrorCode::trailing_data, field, 7}},
      {"30 0a a3 03 02 01 02 a2 03 02 01 20", {ErrorCode::trailing_data, field, 7}},
  };
  for (const auto& row : rows) {
    const ByteVector der = hex(row.der);
    for (const Tolerance tolerance : {Tolerance::none, Tolerance::all}) {
      const Error error = load_params(der, tolerance).error();
      CAPTURE(row.der, to_string(error.code), to_string(error.field), error.offset);
      CHECK(error == row.error);
    }
  }
  const ByteVector whole = hex(by_sha256);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const ByteVector cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    CAPTURE(size);
    CHECK(load_params(cut).error() == Error{size == 0 ? ErrorCode::missing : ErrorCode::truncated, field,
                                            static_cast<std::uint32_t>(size < 2 ? size : 2)});
  }
}

TEST_CASE("RSASSAPSSParams writes: what it is made of, but no DEFAULT", "[x509][rsassa_pss_params][write]") {
  const ByteVector twenty = hex("14");
  const ByteVector padded = hex("00 00 14");
  const ByteVector thirty_two = hex("20");
  const RSASSAPSSParams standard;
  CHECK(written(standard) == hex("30 00"));
  CHECK(standard.hash_algorithm() == HashAlgorithm::sha1);
  CHECK(standard.mask_gen_algorithm() == MaskGenAlgorithm{HashAlgorithm::sha1});
  CHECK(equal(standard.salt_length().bytes(), twenty));
  CHECK(equal(standard.trailer_field().bytes(), hex("01")));

  const MaskGenAlgorithm mgf1_sha1{AlgorithmIdentifier{oid_of(HashAlgorithm::sha1)}};
  CHECK(written(RSASSAPSSParams{HashAlgorithm::sha1, mgf1_sha1, Integer{twenty}}) == hex("30 00"));
  CHECK(written(RSASSAPSSParams{AlgorithmIdentifier{oid_of(HashAlgorithm::sha1)}, mgf1_sha1, Integer{padded}}) ==
        hex("30 00"));

  const RSASSAPSSParams made{HashAlgorithm::sha256, MaskGenAlgorithm{HashAlgorithm::sha256}, Integer{thirty_two}};
  CHECK(made.hash_algorithm() == HashAlgorithm::sha256);
  CHECK(made.mask_gen_algorithm().oid() == "mgf1"_oid);
  CHECK(made.mask_gen_algorithm().hash_algorithm() == AlgorithmIdentifier{HashAlgorithm::sha256});
  CHECK(made.salt_length() == Integer{thirty_two});
  CHECK(written(made) == hex(by_sha256));
}

TEST_CASE("MaskGenAlgorithm is compared by meaning", "[x509][rsassa_pss_params]") {
  const MaskGenAlgorithm sha256{HashAlgorithm::sha256};
  CHECK(sha256 == MaskGenAlgorithm{AlgorithmIdentifier{oid_of(HashAlgorithm::sha256)}});
  CHECK_FALSE(sha256 == MaskGenAlgorithm{HashAlgorithm::sha384});
  CHECK_FALSE(sha256 == MaskGenAlgorithm{});
  const ByteVector ders[]{hex("30 03 06 01 2b"), hex("30 05 06 01 2b 05 00"), hex("30 05 06 01 2b 30 00"),
                          hex("30 03 06 01 2c")};
  for (const ByteVector& a : ders) {
    for (const ByteVector& b : ders) {
      const ByteVector other = b;  // the same bytes elsewhere
      CHECK((read_alone<MaskGenAlgorithm>(a, Field::algorithm).value ==
             read_alone<MaskGenAlgorithm>(other, Field::algorithm).value) == (a == b));
    }
  }
}

}  // namespace ocspan_test::rsassa_pss_params_test
