#include "ocspan/x509/key_identifier.hpp"

#include <optional>
#include <string_view>

#include "ocspan/x509/extension.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::key_identifier_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::extn_value;

}  // namespace

TEST_CASE("SubjectKeyIdentifier accepts and writes: what others write", "[x509][key_identifier]") {
  struct {
    std::string_view der;
    std::string_view key_identifier;
  } const rows[]{
      // made by pyca/cryptography
      {"04 14 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10 11 12 13 14",
       "01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10 11 12 13 14"},
      // made by OpenSSL
      {"04 04 01 02 03 04", "01 02 03 04"},
      // an OCTET STRING without bytes, which is one all the same
      {"04 00", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    const ByteVector der = hex(row.der);
    const ByteVector key_identifier = hex(row.key_identifier);
    const Reading<SubjectKeyIdentifier> outcome = read_alone<SubjectKeyIdentifier>(der, field);
    REQUIRE(!outcome.error);
    CHECK(equal(outcome.value.key_identifier(), key_identifier));
    CHECK(outcome.value.key_identifier().data() == der.data() + 2);
    CHECK(written(outcome.value) == der);
    CHECK(written(SubjectKeyIdentifier{key_identifier}) == der);
  }
}

TEST_CASE("SubjectKeyIdentifier rejects: what is no OCTET STRING", "[x509][key_identifier][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"03 02 00 01", {ErrorCode::wrong_tag, field, 0}},
      {"24 03 04 01 01", {ErrorCode::wrong_tag, field, 0}},
      {"80 01 01", {ErrorCode::wrong_tag, field, 0}},
      {"04", {ErrorCode::truncated, field, 1}},
      {"04 02 01", {ErrorCode::truncated, field, 2}},
      {"04 81 01 01", {ErrorCode::length_not_minimal, field, 2}},
  };
  check_refusals<SubjectKeyIdentifier>(field, rows);
  const ByteVector value = hex("04 01 01 00");
  CHECK(Extension{"subjectKeyIdentifier"_oid, false, value}.as<SubjectKeyIdentifier>().error() ==
        Error{ErrorCode::trailing_data, field, 3});
}

TEST_CASE("AuthorityKeyIdentifier accepts and writes: what others write", "[x509][key_identifier]") {
  SECTION("made by pyca/cryptography: keyIdentifier") {
    const ByteVector der = hex("30 16 80 14 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10 11 12 13 14");
    const ByteVector key_identifier(der.begin() + 4, der.end());
    const Reading<AuthorityKeyIdentifier> outcome = read_alone<AuthorityKeyIdentifier>(der, field);
    REQUIRE(!outcome.error);
    REQUIRE(outcome.value.key_identifier().has_value());
    CHECK(equal(*outcome.value.key_identifier(), key_identifier));
    CHECK_FALSE(outcome.value.authority_cert_issuer().has_value());
    CHECK_FALSE(outcome.value.authority_cert_serial_number().has_value());
    CHECK(written(outcome.value) == der);
    CHECK(written(AuthorityKeyIdentifier{key_identifier}) == der);
  }
  SECTION("made by pyca/cryptography: all") {
    const ByteVector der =
        hex("30 2c 80 03 01 02 03"
            "a1 20 a4 1b 30 19 31 0b 30 09 06 03 55 04 06 13 02 44 45 31 0a 30 08 06 03 55 04 03 0c 01 58 82 01 69"
            "82 03 00 80 ff");
    const Reading<AuthorityKeyIdentifier> outcome = read_alone<AuthorityKeyIdentifier>(der, field);
    REQUIRE(!outcome.error);
    REQUIRE(outcome.value.key_identifier().has_value());
    CHECK(equal(*outcome.value.key_identifier(), hex("01 02 03")));
    REQUIRE(outcome.value.authority_cert_issuer().has_value());
    const GeneralNames& issuer = *outcome.value.authority_cert_issuer();
    REQUIRE(issuer.size() == 2);
    GeneralNames::Iterator name = issuer.begin();
    CHECK(name->type() == GeneralNameType::directory_name);
    CHECK(name->directory_name().size() == 2);
    ++name;
    CHECK(name->type() == GeneralNameType::dns_name);
    CHECK(equal(name->bytes(), hex("69")));
    REQUIRE(outcome.value.authority_cert_serial_number().has_value());
    CHECK(equal(outcome.value.authority_cert_serial_number()->bytes(), hex("00 80 ff")));
    CHECK(written(outcome.value) == der);
  }
  SECTION("made by pyca/cryptography: authorityCertIssuer, authorityCertSerialNumber") {
    const ByteVector der = hex("30 08 a1 03 82 01 69 82 01 01");
    const Reading<AuthorityKeyIdentifier> outcome = read_alone<AuthorityKeyIdentifier>(der, field);
    REQUIRE(!outcome.error);
    CHECK_FALSE(outcome.value.key_identifier().has_value());
    REQUIRE(outcome.value.authority_cert_issuer().has_value());
    CHECK(equal(outcome.value.authority_cert_issuer()->begin()->bytes(), hex("69")));
    REQUIRE(outcome.value.authority_cert_serial_number().has_value());
    CHECK(equal(outcome.value.authority_cert_serial_number()->bytes(), hex("01")));
    CHECK(written(outcome.value) == der);
  }
}

TEST_CASE("AuthorityKeyIdentifier accepts: each field alone, or none", "[x509][key_identifier]") {
  struct {
    std::string_view der;
    bool key_identifier;
    bool issuer;
    bool serial_number;
  } const rows[]{
      {"30 00", false, false, false},                  // SEQUENCE
      {"30 02 80 00", true, false, false},             // [0] without bytes
      {"30 05 a1 03 82 01 69", false, true, false},    // [1], dNSName
      {"30 03 82 01 ff", false, false, true},          // [2], -1
      {"30 06 80 01 aa 82 01 05", true, false, true},  // [0], [2]
      {"30 0b 80 01 aa a1 03 82 01 69 82 01 05", true, true, true},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    const ByteVector der = hex(row.der);
    const Reading<AuthorityKeyIdentifier> outcome = read_alone<AuthorityKeyIdentifier>(der, field);
    REQUIRE(!outcome.error);
    CHECK(outcome.value.key_identifier().has_value() == row.key_identifier);
    CHECK(outcome.value.authority_cert_issuer().has_value() == row.issuer);
    CHECK(outcome.value.authority_cert_serial_number().has_value() == row.serial_number);
    CHECK(written(outcome.value) == der);
  }
  CHECK(written(AuthorityKeyIdentifier{}) == hex("30 00"));
}

TEST_CASE("AuthorityKeyIdentifier rejects: each field, at its place", "[x509][key_identifier][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 00", {ErrorCode::wrong_tag, field, 0}},
      {"04 01 aa", {ErrorCode::wrong_tag, field, 0}},
      {"30", {ErrorCode::truncated, field, 1}},
      {"30 04 80 01 aa", {ErrorCode::truncated, field, 2}},
      // keyIdentifier
      {"30 03 80 02 01", {ErrorCode::truncated, Field::key_identifier, 4}},
      {"30 01 80", {ErrorCode::truncated, Field::key_identifier, 3}},
      {"30 05 a0 03 04 01 aa", {ErrorCode::trailing_data, field, 2}},
      {"30 03 04 01 aa", {ErrorCode::trailing_data, field, 2}},
      // authorityCertIssuer
      {"30 02 a1 00", {ErrorCode::empty_list, Field::authority_cert_issuer, 2}},
      {"30 04 a1 02 89 00", {ErrorCode::wrong_tag, Field::authority_cert_issuer, 4}},
      {"30 07 a1 05 30 03 82 01 69", {ErrorCode::wrong_tag, Field::authority_cert_issuer, 4}},
      {"30 05 a1 03 82 01 80", {ErrorCode::bad_string, Field::authority_cert_issuer, 6}},
      {"30 05 a1 03 82 02 61", {ErrorCode::truncated, Field::authority_cert_issuer, 6}},
      {"30 03 a1 02 82", {ErrorCode::truncated, Field::authority_cert_issuer, 4}},
      {"30 06 a1 04 a4 02 31 00", {ErrorCode::wrong_tag, Field::directory_name, 6}},
      {"30 03 81 01 69", {ErrorCode::trailing_data, field, 2}},
      // authorityCertSerialNumber
      {"30 02 82 00", {ErrorCode::integer_empty, Field::authority_cert_serial_number, 4}},
      {"30 04 82 02 00 01", {ErrorCode::integer_not_minimal, Field::authority_cert_serial_number, 4}},
      {"30 04 82 02 ff ff", {ErrorCode::integer_not_minimal, Field::authority_cert_serial_number, 4}},
      {"30 03 82 02 01", {ErrorCode::truncated, Field::authority_cert_serial_number, 4}},
      {"30 05 a2 03 02 01 05", {ErrorCode::trailing_data, field, 2}},
      {"30 03 02 01 05", {ErrorCode::trailing_data, field, 2}},
      // another order, twice, more
      {"30 06 82 01 01 80 01 aa", {ErrorCode::trailing_data, field, 5}},
      {"30 08 82 01 01 a1 03 82 01 69", {ErrorCode::trailing_data, field, 5}},
      {"30 08 a1 03 82 01 69 80 01 aa", {ErrorCode::trailing_data, field, 7}},
      {"30 06 80 01 aa 80 01 aa", {ErrorCode::trailing_data, field, 5}},
      {"30 05 82 01 01 05 00", {ErrorCode::trailing_data, field, 5}},
  };
  check_refusals<AuthorityKeyIdentifier>(field, rows);
  const ByteVector value = hex("30 03 80 01 aa 30 00");
  CHECK(Extension{"authorityKeyIdentifier"_oid, false, value}.as<AuthorityKeyIdentifier>().error() ==
        Error{ErrorCode::trailing_data, field, 5});
}

}  // namespace ocspan_test::key_identifier_test
