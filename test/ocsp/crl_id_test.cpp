// RFC 6960 4.4.2.
#include "ocspan/ocsp/crl_id.hpp"

#include <optional>
#include <string_view>

#include "ocsp/in_messages.hpp"
#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/error_text.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::crl_id_test {
namespace {

using namespace ocspan;

constexpr std::string_view crl_id_oid = "2b 06 01 05 05 07 30 01 03";
constexpr Time in_2026{2026, 1, 2, 3, 4, 5};

// OpenSSL 3.0: OCSP_crlID_new("http://crl.example/c.crl", 300, "20260102030405Z")
constexpr std::string_view all_fields =
    "30 35 a0 1a 16 18 68 74 74 70 3a 2f 2f 63 72 6c 2e 65 78 61 6d 70 6c 65 2f 63 2e 63 72 6c a1 04 02 02 01 2c"
    "a2 11 18 0f 32 30 32 36 30 31 30 32 30 33 30 34 30 35 5a";

bool is_text(const std::optional<Bytes>& bytes, std::string_view characters) {
  return bytes.has_value() && equal(*bytes, ByteVector(characters.begin(), characters.end()));
}

}  // namespace

TEST_CASE("CrlID accepts: each field, or none", "[ocsp][crl_id]") {
  struct {
    std::string_view der;
    std::optional<std::string_view> url;
    std::optional<std::string_view> number;
    std::optional<Time> time;
  } const rows[]{
      // OpenSSL 3.0: OCSP_crlID_new with other arguments
      {all_fields, "http://crl.example/c.crl", "01 2c", in_2026},
      {"30 1c a0 1a 16 18 68 74 74 70 3a 2f 2f 63 72 6c 2e 65 78 61 6d 70 6c 65 2f 63 2e 63 72 6c",
       "http://crl.example/c.crl", std::nullopt, std::nullopt},
      {"30 06 a1 04 02 02 00 80", std::nullopt, "00 80", std::nullopt},
      {"30 13 a2 11 18 0f 32 30 32 36 30 31 30 32 30 33 30 34 30 35 5a", std::nullopt, std::nullopt, in_2026},
      {"30 1f a0 0a 16 08 68 74 74 70 3a 2f 2f 61 a2 11 18 0f 32 30 32 36 30 31 30 32 30 33 30 34 30 35 5a", "http://a",
       std::nullopt, in_2026},
      {"30 00", std::nullopt, std::nullopt, std::nullopt},
      // SEQUENCE, [0], an IA5String: empty, and of the first and last character
      {"30 04 a0 02 16 00", "", std::nullopt, std::nullopt},
      {"30 06 a0 04 16 02 01 7f", "\x01\x7f", std::nullopt, std::nullopt},
      // SEQUENCE, [1], a negative INTEGER: what a cRLNumber may not be, but INTEGER is
      {"30 05 a1 03 02 01 ff", std::nullopt, "ff", std::nullopt},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    const ByteVector der = hex(row.der);
    const Result<CrlID> read = Extension{CrlID::oid, false, der}.as<CrlID>();
    REQUIRE(read);
    CHECK(read->crl_url().has_value() == row.url.has_value());
    CHECK(read->crl_num().has_value() == row.number.has_value());
    CHECK(read->crl_time() == row.time);
    if (row.url) {
      CHECK(is_text(read->crl_url(), *row.url));
    }
    if (row.number && read->crl_num()) {
      CHECK(equal(read->crl_num()->bytes(), hex(*row.number)));
    }
    CHECK(written(*read) == der);
  }
}

TEST_CASE("CrlID rejects: each field, at its place", "[ocsp][crl_id][reject]") {
  constexpr Field field = Field::extn_value;
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 00", {ErrorCode::wrong_tag, field, 0}},
      {"a0 00", {ErrorCode::wrong_tag, field, 0}},
      {"3f 30 00", {ErrorCode::high_tag, field, 0}},
      {"30 80 00 00", {ErrorCode::indefinite_length, field, 1}},
      {"30 81 00", {ErrorCode::length_not_minimal, field, 2}},
      {"30 01", {ErrorCode::truncated, field, 2}},
      {"30 00 00", {ErrorCode::trailing_data, field, 2}},
      {"30 02 05 00", {ErrorCode::trailing_data, field, 2}},
      // crlUrl
      {"30 03 16 01 61", {ErrorCode::trailing_data, field, 2}},  // without [0]
      {"30 03 80 01 61", {ErrorCode::trailing_data, field, 2}},  // IMPLICIT
      {"30 02 a0 00", {ErrorCode::missing, Field::crl_url, 4}},
      {"30 02 a0 02", {ErrorCode::truncated, Field::crl_url, 4}},
      {"30 04 a0 02 16 01", {ErrorCode::truncated, Field::crl_url, 6}},
      {"30 05 a0 03 0c 01 61", {ErrorCode::wrong_tag, Field::crl_url, 4}},
      {"30 05 a0 03 86 01 61", {ErrorCode::wrong_tag, Field::crl_url, 4}},
      {"30 05 a0 03 16 01 80", {ErrorCode::bad_string, Field::crl_url, 6}},
      {"30 06 a0 04 16 02 61 ff", {ErrorCode::bad_string, Field::crl_url, 6}},
      {"30 07 a0 05 16 01 61 05 00", {ErrorCode::trailing_data, Field::crl_url, 7}},
      {"30 0a a0 03 16 01 61 a0 03 16 01 61", {ErrorCode::trailing_data, field, 7}},
      // crlNum
      {"30 03 81 01 05", {ErrorCode::trailing_data, field, 2}},  // IMPLICIT
      {"30 02 a1 00", {ErrorCode::missing, Field::crl_num, 4}},
      {"30 04 a1 02 02 01", {ErrorCode::truncated, Field::crl_num, 6}},
      {"30 05 a1 03 0a 01 05", {ErrorCode::wrong_tag, Field::crl_num, 4}},
      {"30 04 a1 02 02 00", {ErrorCode::integer_empty, Field::crl_num, 6}},
      {"30 06 a1 04 02 02 00 7f", {ErrorCode::integer_not_minimal, Field::crl_num, 6}},
      {"30 06 a1 04 02 02 ff 80", {ErrorCode::integer_not_minimal, Field::crl_num, 6}},
      {"30 07 a1 05 02 01 05 05 00", {ErrorCode::trailing_data, Field::crl_num, 7}},
      {"30 0a a1 03 02 01 05 a1 03 02 01 05", {ErrorCode::trailing_data, field, 7}},
      // crlTime
      {"30 02 a2 00", {ErrorCode::missing, Field::crl_time, 4}},
      {"30 04 a2 02 18 0f", {ErrorCode::truncated, Field::crl_time, 6}},
      {"30 04 a2 02 18 00", {ErrorCode::time_form, Field::crl_time, 6}},
      {"30 11 a2 0f 17 0d 32 36 30 31 30 32 30 33 30 34 30 35 5a", {ErrorCode::wrong_tag, Field::crl_time, 4}},
      {"30 15 a2 13 18 0f 32 30 32 36 30 31 30 32 30 33 30 34 30 35 5a 05 00",
       {ErrorCode::trailing_data, Field::crl_time, 21}},
      // out of order: [1] [0], [2] [0], [2] [1]
      {"30 0a a1 03 02 01 05 a0 03 16 01 61", {ErrorCode::trailing_data, field, 7}},
      {"30 18 a2 11 18 0f 32 30 32 36 30 31 30 32 30 33 30 34 30 35 5a a0 03 16 01 61",
       {ErrorCode::trailing_data, field, 21}},
      {"30 18 a2 11 18 0f 32 30 32 36 30 31 30 32 30 33 30 34 30 35 5a a1 03 02 01 05",
       {ErrorCode::trailing_data, field, 21}},
      // a fourth field
      {"30 09 a1 03 02 01 05 a3 02 05 00", {ErrorCode::trailing_data, field, 7}},
  };
  check_refused_values<CrlID>(crl_id_oid, rows);
  check_truncated<CrlID>(hex(all_fields), field);
}

TEST_CASE("CrlID rejects: times of another form, or of no day", "[ocsp][crl_id][reject]") {
  struct {
    std::string_view time;
    ErrorCode code;
    ErrorCode tolerated;  // what is left of it with Tolerance::time_forms
  } const rows[]{
      {"20260102030405", ErrorCode::time_form, ErrorCode::time_form},
      {"20260102030405+0000", ErrorCode::time_form, ErrorCode::time_form},
      {"260102030405Z", ErrorCode::time_form, ErrorCode::none},  // a UTCTime is one of the year 2601 without seconds
      {"2026010203Z", ErrorCode::time_form, ErrorCode::time_form},
      {"202601020304Z", ErrorCode::time_form, ErrorCode::none},
      {"20260102030405.25Z", ErrorCode::time_form, ErrorCode::none},
      {"20261302030405Z", ErrorCode::time_value, ErrorCode::time_value},
      {"20260229030405Z", ErrorCode::time_value, ErrorCode::time_value},
      {"20260102240000Z", ErrorCode::time_value, ErrorCode::time_value},
  };
  for (const auto& row : rows) {
    CAPTURE(row.time);
    const ByteVector der = tlv(0x30, tlv(0xa2, text(0x18, row.time)));
    const Extension extension{CrlID::oid, false, der};
    CHECK(extension.as<CrlID>().error() == Error{row.code, Field::crl_time, 6});
    CHECK(extension.as<CrlID>(Tolerance::time_forms).error().code == row.tolerated);
  }
  const ByteVector der = tlv(0x30, tlv(0xa2, text(0x18, "20260102030405.25Z")));
  in_messages({extension(crl_id_oid, der)}, [](const Extensions& extensions) {
    CHECK(extensions.get<CrlID>().error() == Error{ErrorCode::time_form, Field::crl_time, 6});
    const auto read = extensions.get<CrlID>(Tolerance::time_forms);
    REQUIRE(read);
    REQUIRE((*read).has_value());
    CHECK((*read)->crl_time() == in_2026);
  });
}

TEST_CASE("CrlID writes: the fields that it is made of", "[ocsp][crl_id][write]") {
  const ByteVector url = ByteVector(200, 'u');
  const ByteVector number = hex("00 00 05");  // written in the fewest bytes
  CHECK(written(CrlID{}) == hex("30 00"));
  CHECK(written(CrlID{Bytes{url}, std::nullopt, std::nullopt}) == tlv(0x30, tlv(0xa0, tlv(0x16, url))));
  CHECK(written(CrlID{std::nullopt, Integer{Bytes{number}}, std::nullopt}) == hex("30 05 a1 03 02 01 05"));
  CHECK(written(CrlID{std::nullopt, std::nullopt, in_2026}) == tlv(0x30, tlv(0xa2, text(0x18, "20260102030405Z"))));

  const CrlID made{Bytes{url}, Integer{Bytes{number}}, in_2026};
  const ByteVector der = written(made);
  CHECK(der == tlv(0x30, {tlv(0xa0, tlv(0x16, url)), hex("a1 03 02 01 05"), tlv(0xa2, text(0x18, "20260102030405Z"))}));
  const Result<CrlID> read = Extension{CrlID::oid, false, der}.as<CrlID>();
  REQUIRE(read);
  CHECK(read->crl_url().has_value());
  CHECK(read->crl_num() == made.crl_num());
  CHECK(read->crl_time() == made.crl_time());

  CHECK(error_of_writing(CrlID{std::nullopt, std::nullopt, Time{2026, 2, 30}}) == Error{ErrorCode::time_value});
}

TEST_CASE("CrlID by Extensions::get: absent, present, twice", "[ocsp][crl_id]") {
  check_get<CrlID>(crl_id_oid, hex(all_fields), [](const CrlID& crl_id) {
    CHECK(is_text(crl_id.crl_url(), "http://crl.example/c.crl"));
    CHECK(crl_id.crl_time() == in_2026);
    REQUIRE(crl_id.crl_num().has_value());
    CHECK(equal(crl_id.crl_num()->bytes(), hex("01 2c")));
  });
}

}  // namespace ocspan_test::crl_id_test
