// RFC 6960 4.4.7.1.
#include "ocspan/ocsp/preferred_signature_algorithms.hpp"

#include <array>
#include <optional>
#include <string_view>

#include "ocsp/in_messages.hpp"
#include "ocspan/asn1/bytes.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "ocspan/x509/signature_algorithm.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/writing.hpp"

namespace ocspan_test::preferred_signature_algorithms_test {
namespace {

using namespace ocspan;

constexpr std::string_view preferred_oid = "2b 06 01 05 05 07 30 01 08";

// By hand: OpenSSL, GnuTLS and python-cryptography do not write this extension.
constexpr std::string_view two =
    "30 34"
    // PreferredSignatureAlgorithm of ecdsa-with-SHA256 and ecPublicKey on prime256v1
    "30 21 30 0a 06 08 2a 86 48 ce 3d 04 03 02"
    "30 13 06 07 2a 86 48 ce 3d 02 01 06 08 2a 86 48 ce 3d 03 01 07"
    // PreferredSignatureAlgorithm of sha256WithRSAEncryption with NULL
    "30 0f 30 0d 06 09 2a 86 48 86 f7 0d 01 01 0b 05 00";

}  // namespace

TEST_CASE("PreferredSignatureAlgorithms accepts: pairs and single algorithms",
          "[ocsp][preferred_signature_algorithms]") {
  const ByteVector der = hex(two);
  const auto read = Extension{PreferredSignatureAlgorithms::oid, false, der}.as<PreferredSignatureAlgorithms>();
  REQUIRE(read);
  REQUIRE(read->size() == 2);
  const PreferredSignatureAlgorithm first = *read->begin();
  CHECK(first.sig_identifier().oid() == "ecdsa-with-SHA256"_oid);
  CHECK_FALSE(first.sig_identifier().parameters().has_value());
  REQUIRE(first.cert_identifier().has_value());
  CHECK(first.cert_identifier()->oid() == "ecPublicKey"_oid);
  REQUIRE(first.cert_identifier()->parameters().has_value());
  CHECK(equal(*first.cert_identifier()->parameters(), hex("06 08 2a 86 48 ce 3d 03 01 07")));
  const PreferredSignatureAlgorithm second = *++read->begin();
  CHECK(second.sig_identifier().oid() == "sha256WithRSAEncryption"_oid);
  REQUIRE(second.sig_identifier().parameters().has_value());
  CHECK(equal(*second.sig_identifier().parameters(), hex("05 00")));
  CHECK_FALSE(second.cert_identifier().has_value());
  CHECK(written(*read) == der);
  CHECK(written(first) == ByteVector(der.begin() + 2, der.begin() + 37));
  CHECK(written(second) == ByteVector(der.begin() + 37, der.end()));

  const ByteVector empty = hex("30 00");  // SEQUENCE OF without a least size
  const auto none = Extension{PreferredSignatureAlgorithms::oid, false, empty}.as<PreferredSignatureAlgorithms>();
  REQUIRE(none);
  CHECK(none->empty());
  CHECK(written(*none) == empty);
}

TEST_CASE("PreferredSignatureAlgorithms rejects: each field, at its place",
          "[ocsp][preferred_signature_algorithms][reject]") {
  constexpr Field field = Field::extn_value;
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 00", {ErrorCode::wrong_tag, field, 0}},
      {"3f 30 00", {ErrorCode::high_tag, field, 0}},
      {"30 80 00 00", {ErrorCode::indefinite_length, field, 1}},
      {"30 00 00", {ErrorCode::trailing_data, field, 2}},
      // the element
      {"30 02 05 00", {ErrorCode::wrong_tag, field, 2}},
      {"30 02 31 00", {ErrorCode::wrong_tag, field, 2}},
      {"30 02 30 01", {ErrorCode::truncated, field, 4}},
      {"30 05 30 03 06 01 2a", {ErrorCode::wrong_tag, Field::sig_identifier, 4}},  // an AlgorithmIdentifier itself
      // sigIdentifier
      {"30 02 30 00", {ErrorCode::missing, Field::sig_identifier, 4}},
      {"30 04 30 02 05 00", {ErrorCode::wrong_tag, Field::sig_identifier, 4}},
      {"30 04 30 02 30 01", {ErrorCode::truncated, Field::sig_identifier, 6}},
      {"30 04 30 02 30 00", {ErrorCode::missing, Field::algorithm, 6}},
      {"30 06 30 04 30 02 05 00", {ErrorCode::wrong_tag, Field::algorithm, 6}},
      {"30 06 30 04 30 02 06 00", {ErrorCode::bad_oid, Field::algorithm, 8}},
      {"30 08 30 06 30 04 06 01 2a 05", {ErrorCode::truncated, Field::parameters, 10}},
      {"30 0b 30 09 30 07 06 01 2a 05 00 05 00", {ErrorCode::trailing_data, Field::sig_identifier, 11}},
      // certIdentifier
      {"30 09 30 07 30 03 06 01 2a 05 00", {ErrorCode::wrong_tag, Field::cert_identifier, 9}},
      {"30 09 30 07 30 03 06 01 2a 30 01", {ErrorCode::truncated, Field::cert_identifier, 11}},
      {"30 09 30 07 30 03 06 01 2a 30 00", {ErrorCode::missing, Field::algorithm, 11}},
      {"30 0b 30 09 30 03 06 01 2a a0 02 30 00", {ErrorCode::wrong_tag, Field::cert_identifier, 9}},
      {"30 10 30 0e 30 03 06 01 2a 30 07 06 01 2a 05 00 05 00", {ErrorCode::trailing_data, Field::cert_identifier, 16}},
      // a third, and what is wrong in a second element
      {"30 0e 30 0c 30 03 06 01 2a 30 03 06 01 2a 05 00", {ErrorCode::trailing_data, field, 14}},
      {"30 09 30 05 30 03 06 01 2a 30 00", {ErrorCode::missing, Field::sig_identifier, 11}},
      {"30 09 30 05 30 03 06 01 2a 05 00", {ErrorCode::wrong_tag, field, 9}},
      {"30 07 30 05 30 03 06 01 2a 05 00", {ErrorCode::trailing_data, field, 9}},
  };
  check_refused_values<PreferredSignatureAlgorithms>(preferred_oid, rows);
  check_truncated<PreferredSignatureAlgorithms>(hex(two), field);
}

TEST_CASE("PreferredSignatureAlgorithms writes: a range of what is made of algorithms",
          "[ocsp][preferred_signature_algorithms][write]") {
  const ByteVector curve_der = hex("06 08 2a 86 48 ce 3d 03 01 07");
  const Result<Any> curve = [&] {
    ReadContext context{curve_der};
    Reader reader{context};
    Any value;
    value.read(reader, Field::parameters);
    return Result<Any>{value};
  }();
  const std::array made{
      PreferredSignatureAlgorithm{signature_algorithm("ecdsa-with-SHA256"_oid),
                                  AlgorithmIdentifier{"ecPublicKey"_oid, *curve}},
      PreferredSignatureAlgorithm{signature_algorithm("sha256WithRSAEncryption"_oid)},
  };
  CHECK_FALSE(made[1].cert_identifier().has_value());
  CHECK(written_by([&](Writer& writer) { writer.sequence_of(made); }) == hex(two));
  CHECK(written(PreferredSignatureAlgorithm{}) == hex("30 04 30 02 06 00"));
}

TEST_CASE("PreferredSignatureAlgorithms by Extensions::get: absent, present, twice",
          "[ocsp][preferred_signature_algorithms]") {
  check_get<PreferredSignatureAlgorithms>(preferred_oid, hex(two), [](const PreferredSignatureAlgorithms& preferred) {
    REQUIRE(preferred.size() == 2);
    CHECK((*preferred.begin()).sig_identifier().oid() == "ecdsa-with-SHA256"_oid);
    CHECK((*preferred.begin()).cert_identifier().has_value());
    CHECK((*++preferred.begin()).sig_identifier().oid() == "sha256WithRSAEncryption"_oid);
    CHECK_FALSE((*++preferred.begin()).cert_identifier().has_value());
  });
}

}  // namespace ocspan_test::preferred_signature_algorithms_test
