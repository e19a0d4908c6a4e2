#include "ocspan/x509/certificate_policies.hpp"

#include <string_view>
#include <vector>

#include "ocspan/x509/extension.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::certificate_policies_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::extn_value;

UserNotice notice_of(const PolicyQualifierInfo& info) {
  const Result<UserNotice> notice = load<UserNotice>(info.qualifier().der(), Tolerance::none);
  REQUIRE(notice);
  CHECK(info.policy_qualifier_id() == "unotice"_oid);
  CHECK(equal(written(*notice), info.qualifier().der()));
  return *notice;
}

}  // namespace

TEST_CASE("CertificatePolicies accepts and writes: policies with and without qualifiers",
          "[x509][certificate_policies]") {
  // made by pyca/cryptography
  const ByteVector der =
      hex("30 81 86 30 08 06 06 67 81 0c 01 02 01 30 7a 06 02 2a 03"
          "30 74 30 17 06 08 2b 06 01 05 05 07 02 01 16 0b 68 74 74 70 3a 2f 2f 63 70 73 2f"
          "30 25 06 08 2b 06 01 05 05 07 02 02"
          "30 19 30 0e 0c 03 4f 72 67 30 07 02 01 01 02 02 00 80 0c 07 54 65 78 74 20 c3 a4"
          "30 0f 06 08 2b 06 01 05 05 07 02 02 30 03 0c 01 74"
          "30 0c 06 08 2b 06 01 05 05 07 02 02 30 00"
          "30 13 06 08 2b 06 01 05 05 07 02 02 30 07 30 05 0c 01 4f 30 00");
  const Reading<CertificatePolicies> outcome = read_alone<CertificatePolicies>(der, field);
  REQUIRE(!outcome.error);
  const std::vector<PolicyInformation> policies(outcome.value.begin(), outcome.value.end());
  REQUIRE(policies.size() == 2);
  CHECK(policies[0].policy_identifier() == "domain-validated"_oid);
  CHECK_FALSE(policies[0].policy_qualifiers().has_value());
  CHECK(policies[1].policy_identifier() == oid<1, 2, 3>);
  REQUIRE(policies[1].policy_qualifiers().has_value());
  const std::vector<PolicyQualifierInfo> qualifiers(policies[1].policy_qualifiers()->begin(),
                                                    policies[1].policy_qualifiers()->end());
  REQUIRE(qualifiers.size() == 5);

  CHECK(qualifiers[0].policy_qualifier_id() == "cps"_oid);
  CHECK(qualifiers[0].qualifier().tag() == Tag::ia5_string);
  CHECK(equal(qualifiers[0].qualifier().bytes(), hex("68 74 74 70 3a 2f 2f 63 70 73 2f")));

  const UserNotice both = notice_of(qualifiers[1]);
  REQUIRE(both.organization().has_value());
  CHECK(equal(both.organization()->der(), hex("0c 03 4f 72 67")));
  REQUIRE(both.notice_numbers().has_value());
  const std::vector<Integer> numbers(both.notice_numbers()->begin(), both.notice_numbers()->end());
  REQUIRE(numbers.size() == 2);
  CHECK(equal(numbers[0].bytes(), hex("01")));
  CHECK(equal(numbers[1].bytes(), hex("00 80")));
  REQUIRE(both.explicit_text().has_value());
  CHECK(equal(both.explicit_text()->der(), hex("0c 07 54 65 78 74 20 c3 a4")));

  const UserNotice text_only = notice_of(qualifiers[2]);
  CHECK_FALSE(text_only.organization().has_value());
  CHECK_FALSE(text_only.notice_numbers().has_value());
  REQUIRE(text_only.explicit_text().has_value());
  CHECK(equal(text_only.explicit_text()->bytes(), hex("74")));

  const UserNotice nothing = notice_of(qualifiers[3]);
  CHECK_FALSE(nothing.organization().has_value());
  CHECK_FALSE(nothing.notice_numbers().has_value());
  CHECK_FALSE(nothing.explicit_text().has_value());

  const UserNotice reference_only = notice_of(qualifiers[4]);
  REQUIRE(reference_only.organization().has_value());
  CHECK(equal(reference_only.organization()->bytes(), hex("4f")));
  REQUIRE(reference_only.notice_numbers().has_value());
  CHECK(reference_only.notice_numbers()->empty());
  CHECK_FALSE(reference_only.explicit_text().has_value());

  CHECK(written(outcome.value) == der);
}

TEST_CASE("CertificatePolicies accepts and writes: texts of other string types", "[x509][certificate_policies]") {
  // made by OpenSSL: VisibleStrings and UTF8String
  const ByteVector der =
      hex("30 5e 30 04 06 02 2a 03 30 3d 06 02 2a 04"
          "30 37 30 15 06 08 2b 06 01 05 05 07 02 01 16 09 68 74 74 70 3a 2f 2f 63 2f"
          "30 1e 06 08 2b 06 01 05 05 07 02 02 30 12 30 0d 1a 03 4f 72 67 30 06 02 01 01 02 01 02 1a 01 76"
          "30 17 06 02 2a 06 30 11 30 0f 06 08 2b 06 01 05 05 07 02 02 30 03 0c 01 75");
  const Reading<CertificatePolicies> outcome = read_alone<CertificatePolicies>(der, field);
  REQUIRE(!outcome.error);
  const std::vector<PolicyInformation> policies(outcome.value.begin(), outcome.value.end());
  REQUIRE(policies.size() == 3);
  CHECK_FALSE(policies[0].policy_qualifiers().has_value());
  REQUIRE(policies[1].policy_qualifiers().has_value());
  REQUIRE(policies[1].policy_qualifiers()->size() == 2);
  const UserNotice visible = notice_of(*++policies[1].policy_qualifiers()->begin());
  REQUIRE(visible.organization().has_value());
  CHECK(visible.organization()->tag() == Tag::visible_string);
  CHECK(equal(visible.organization()->bytes(), hex("4f 72 67")));
  REQUIRE(visible.notice_numbers().has_value());
  CHECK(visible.notice_numbers()->size() == 2);
  REQUIRE(visible.explicit_text().has_value());
  CHECK(visible.explicit_text()->tag() == Tag::visible_string);
  REQUIRE(policies[2].policy_qualifiers().has_value());
  const UserNotice utf8 = notice_of(*policies[2].policy_qualifiers()->begin());
  REQUIRE(utf8.explicit_text().has_value());
  CHECK(utf8.explicit_text()->tag() == Tag::utf8_string);
  CHECK(written(outcome.value) == der);
}

TEST_CASE("UserNotice accepts and writes: texts of the four string types, of any length",
          "[x509][certificate_policies]") {
  const ByteVector longer(300, 0x61);
  struct {
    ByteVector text;
    Tag tag;
  } const rows[]{
      {hex("16 01 61"), Tag::ia5_string},
      {hex("1a 01 61"), Tag::visible_string},
      {hex("1e 04 00 61 20 ac"), Tag::bmp_string},
      {hex("0c 03 e2 82 ac"), Tag::utf8_string},
      {hex("0c 00"), Tag::utf8_string},
      {tlv(0x0c, longer), Tag::utf8_string},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const ByteVector der = tlv(0x30, {tlv(0x30, {row.text, hex("30 03 02 01 05")}), row.text});
    const Reading<UserNotice> outcome = read_alone<UserNotice>(der, Field::qualifier);
    REQUIRE(!outcome.error);
    REQUIRE(outcome.value.organization().has_value());
    CHECK(equal(outcome.value.organization()->der(), row.text));
    REQUIRE(outcome.value.notice_numbers().has_value());
    CHECK(outcome.value.notice_numbers()->size() == 1);
    REQUIRE(outcome.value.explicit_text().has_value());
    CHECK(outcome.value.explicit_text()->tag() == row.tag);
    CHECK(equal(outcome.value.explicit_text()->der(), row.text));
    CHECK(written(outcome.value) == der);
  }
  CHECK(written(UserNotice{}) == hex("30 00"));
}

TEST_CASE("CertificatePolicies rejects: each field, at its place", "[x509][certificate_policies][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 00", {ErrorCode::wrong_tag, field, 0}},
      {"30", {ErrorCode::truncated, field, 1}},
      {"30 01", {ErrorCode::truncated, field, 2}},
      {"30 00", {ErrorCode::empty_list, field, 0}},
      {"30 02 31 00", {ErrorCode::wrong_tag, field, 2}},
      {"30 03 06 01 2a", {ErrorCode::wrong_tag, field, 2}},
      // policyIdentifier
      {"30 02 30 00", {ErrorCode::missing, Field::policy_identifier, 4}},
      {"30 04 30 02 05 00", {ErrorCode::wrong_tag, Field::policy_identifier, 4}},
      {"30 04 30 02 06 00", {ErrorCode::bad_oid, Field::policy_identifier, 6}},
      {"30 05 30 03 06 01 81", {ErrorCode::bad_oid, Field::policy_identifier, 6}},
      {"30 04 30 02 06 01", {ErrorCode::truncated, Field::policy_identifier, 6}},
      // policyQualifiers
      {"30 07 30 05 06 01 2a 30 00", {ErrorCode::empty_list, Field::policy_qualifiers, 7}},
      {"30 07 30 05 06 01 2a 30 01", {ErrorCode::truncated, Field::policy_qualifiers, 9}},
      {"30 09 30 07 06 01 2a 30 02 31 00", {ErrorCode::wrong_tag, Field::policy_qualifiers, 9}},
      {"30 07 30 05 06 01 2a 31 00", {ErrorCode::trailing_data, field, 7}},
      {"30 07 30 05 06 01 2a 05 00", {ErrorCode::trailing_data, field, 7}},
      // policyQualifierId
      {"30 09 30 07 06 01 2a 30 02 30 00", {ErrorCode::missing, Field::policy_qualifier_id, 11}},
      {"30 0b 30 09 06 01 2a 30 04 30 02 05 00", {ErrorCode::wrong_tag, Field::policy_qualifier_id, 11}},
      {"30 0b 30 09 06 01 2a 30 04 30 02 06 00", {ErrorCode::bad_oid, Field::policy_qualifier_id, 13}},
      // qualifier
      {"30 0c 30 0a 06 01 2a 30 05 30 03 06 01 2a", {ErrorCode::missing, Field::qualifier, 14}},
      {"30 0e 30 0c 06 01 2a 30 07 30 05 06 01 2a 05 01", {ErrorCode::truncated, Field::qualifier, 16}},
      {"30 0f 30 0d 06 01 2a 30 08 30 06 06 01 2a 05 01 00", {ErrorCode::null_content, Field::qualifier, 16}},
      {"30 0e 30 0c 06 01 2a 30 07 30 05 06 01 2a 00 00", {ErrorCode::reserved_tag, Field::qualifier, 14}},
      // more
      {"30 10 30 0e 06 01 2a 30 09 30 07 06 01 2a 05 00 05 00",
       {ErrorCode::trailing_data, Field::policy_qualifiers, 16}},
      {"30 10 30 0e 06 01 2a 30 07 30 05 06 01 2a 05 00 05 00", {ErrorCode::trailing_data, field, 16}},
      // the second
      {"30 07 30 03 06 01 2a 30 00", {ErrorCode::missing, Field::policy_identifier, 9}},
      {"30 07 30 03 06 01 2a 05 00", {ErrorCode::wrong_tag, field, 7}},
      {"30 10 30 0e 06 01 2a 30 09 30 05 06 01 2a 05 00 30 00", {ErrorCode::missing, Field::policy_qualifier_id, 18}},
  };
  check_refusals<CertificatePolicies>(field, rows);
  const ByteVector value = hex("30 05 30 03 06 01 2a 05 00");
  CHECK(Extension{"certificatePolicies"_oid, false, value}.as<CertificatePolicies>().error() ==
        Error{ErrorCode::trailing_data, field, 7});
}

TEST_CASE("UserNotice rejects: each field, at its place", "[x509][certificate_policies][reject]") {
  constexpr Field notice = Field::qualifier;
  const Refusals rows{
      {"", {ErrorCode::missing, notice, 0}},
      {"31 00", {ErrorCode::wrong_tag, notice, 0}},
      {"0c 01 61", {ErrorCode::wrong_tag, notice, 0}},
      {"30 03 0c 01", {ErrorCode::truncated, notice, 2}},
      // noticeRef, organization
      {"30 02 30 01", {ErrorCode::truncated, Field::notice_ref, 4}},
      {"30 02 30 00", {ErrorCode::missing, Field::organization, 4}},
      {"30 04 30 02 30 00", {ErrorCode::wrong_tag, Field::organization, 4}},
      {"30 05 30 03 13 01 61", {ErrorCode::wrong_tag, Field::organization, 4}},
      {"30 04 30 02 0c 01", {ErrorCode::truncated, Field::organization, 6}},
      {"30 07 30 05 0c 01 ff 30 00", {ErrorCode::bad_string, Field::organization, 6}},
      // noticeNumbers
      {"30 05 30 03 0c 01 61", {ErrorCode::missing, Field::notice_numbers, 7}},
      {"30 07 30 05 0c 01 61 31 00", {ErrorCode::wrong_tag, Field::notice_numbers, 7}},
      {"30 08 30 06 0c 01 61 02 01 05", {ErrorCode::wrong_tag, Field::notice_numbers, 7}},
      {"30 09 30 07 0c 01 61 30 02 05 00", {ErrorCode::wrong_tag, Field::notice_numbers, 9}},
      {"30 09 30 07 0c 01 61 30 02 02 00", {ErrorCode::integer_empty, Field::notice_numbers, 11}},
      {"30 0b 30 09 0c 01 61 30 04 02 02 00 01", {ErrorCode::integer_not_minimal, Field::notice_numbers, 11}},
      {"30 09 30 07 0c 01 61 30 00 05 00", {ErrorCode::trailing_data, Field::notice_ref, 9}},
      // explicitText
      {"30 01 0c", {ErrorCode::truncated, Field::explicit_text, 3}},
      {"30 02 05 00", {ErrorCode::wrong_tag, Field::explicit_text, 2}},
      {"30 03 04 01 61", {ErrorCode::wrong_tag, Field::explicit_text, 2}},
      {"30 03 13 01 61", {ErrorCode::wrong_tag, Field::explicit_text, 2}},
      {"30 03 14 01 61", {ErrorCode::wrong_tag, Field::explicit_text, 2}},
      {"30 06 1c 04 00 00 00 61", {ErrorCode::wrong_tag, Field::explicit_text, 2}},
      {"30 05 2c 03 0c 01 61", {ErrorCode::wrong_tag, Field::explicit_text, 2}},
      {"30 03 1f 1f 00", {ErrorCode::wrong_tag, Field::explicit_text, 2}},
      {"30 03 0c 01 ff", {ErrorCode::bad_string, Field::explicit_text, 4}},
      {"30 04 0c 02 c0 80", {ErrorCode::bad_string, Field::explicit_text, 4}},
      {"30 03 1e 01 62", {ErrorCode::bad_string, Field::explicit_text, 4}},  // as OpenSSL makes it of "BMP:b"
      // another order, twice, more
      {"30 0a 0c 01 62 30 05 0c 01 61 30 00", {ErrorCode::trailing_data, notice, 5}},
      {"30 0e 30 05 0c 01 61 30 00 30 05 0c 01 61 30 00", {ErrorCode::wrong_tag, Field::explicit_text, 9}},
      {"30 06 0c 01 61 0c 01 62", {ErrorCode::trailing_data, notice, 5}},
      {"30 0c 30 05 0c 01 61 30 00 0c 01 62 05 00", {ErrorCode::trailing_data, notice, 12}},
  };
  check_refusals<UserNotice>(notice, rows);
  const ByteVector behind = hex("30 00 00");
  CHECK(load<UserNotice>(behind, Tolerance::none).error() == Error{ErrorCode::trailing_data, notice, 2});
}

}  // namespace ocspan_test::certificate_policies_test
