#include "ocspan/x509/crl_distribution_points.hpp"

#include <string_view>
#include <vector>

#include "ocspan/x509/extension.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::crl_distribution_points_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::extn_value;

}  // namespace

TEST_CASE("CRLDistributionPoints accepts and writes: a full name", "[x509][crl_distribution_points]") {
  // made by pyca/cryptography
  const ByteVector der =
      hex("30 1c 30 1a a0 18 a0 16 86 0a 68 74 74 70 3a 2f 2f 63 2f 31 86 08 6c 64 61 70 3a 2f 2f 63");
  const Reading<CRLDistributionPoints> outcome = read_alone<CRLDistributionPoints>(der, field);
  REQUIRE(!outcome.error);
  REQUIRE(outcome.value.size() == 1);
  const DistributionPoint point = *outcome.value.begin();
  REQUIRE(point.full_name().has_value());
  const std::vector<GeneralName> names(point.full_name()->begin(), point.full_name()->end());
  REQUIRE(names.size() == 2);
  CHECK(names[0].type() == GeneralNameType::uniform_resource_identifier);
  CHECK(equal(names[0].bytes(), hex("68 74 74 70 3a 2f 2f 63 2f 31")));
  CHECK(equal(names[1].bytes(), hex("6c 64 61 70 3a 2f 2f 63")));
  CHECK_FALSE(point.name_relative_to_crl_issuer().has_value());
  CHECK_FALSE(point.reasons().has_value());
  CHECK_FALSE(point.crl_issuer().has_value());
  CHECK(written(outcome.value) == der);
}

TEST_CASE("CRLDistributionPoints accepts and writes: all fields", "[x509][crl_distribution_points]") {
  // made by pyca/cryptography: nameRelativeToCRLIssuer, reasons and cRLIssuer; reasons and cRLIssuer; fullName
  const ByteVector der =
      hex("30 53 30 3d a0 17 a1 15 30 08 06 03 55 04 03 0c 01 58 30 09 06 03 55 04 06 13 02 44 45 81 03 07 40 80"
          "a2 1d a4 1b 30 19 31 0b 30 09 06 03 55 04 06 13 02 44 45 31 0a 30 08 06 03 55 04 03 0c 01 58"
          "30 09 81 02 05 20 a2 03 82 01 69"
          "30 07 a0 05 a0 03 82 01 66");
  const Reading<CRLDistributionPoints> outcome = read_alone<CRLDistributionPoints>(der, field);
  REQUIRE(!outcome.error);
  const std::vector<DistributionPoint> points(outcome.value.begin(), outcome.value.end());
  REQUIRE(points.size() == 3);

  CHECK_FALSE(points[0].full_name().has_value());
  REQUIRE(points[0].name_relative_to_crl_issuer().has_value());
  const RelativeDistinguishedName& relative = *points[0].name_relative_to_crl_issuer();
  const std::vector<AttributeTypeAndValue> attributes(relative.begin(), relative.end());
  REQUIRE(attributes.size() == 2);
  CHECK(attributes[0].type() == "CN"_oid);
  CHECK(equal(attributes[0].value().der(), hex("0c 01 58")));
  CHECK(attributes[1].type() == "C"_oid);
  REQUIRE(points[0].reasons().has_value());
  CHECK(equal(points[0].reasons()->bytes(), hex("40 80")));  // keyCompromise is bit 1, aACompromise bit 8
  CHECK(points[0].reasons()->unused_bits() == 7);
  REQUIRE(points[0].crl_issuer().has_value());
  REQUIRE(points[0].crl_issuer()->size() == 1);
  CHECK(points[0].crl_issuer()->begin()->directory_name().size() == 2);

  CHECK_FALSE(points[1].full_name().has_value());
  CHECK_FALSE(points[1].name_relative_to_crl_issuer().has_value());
  REQUIRE(points[1].reasons().has_value());
  CHECK(equal(points[1].reasons()->bytes(), hex("20")));
  CHECK(points[1].reasons()->unused_bits() == 5);
  REQUIRE(points[1].crl_issuer().has_value());
  CHECK(equal(points[1].crl_issuer()->begin()->bytes(), hex("69")));

  REQUIRE(points[2].full_name().has_value());
  CHECK(equal(points[2].full_name()->begin()->bytes(), hex("66")));
  CHECK_FALSE(points[2].name_relative_to_crl_issuer().has_value());
  CHECK_FALSE(points[2].reasons().has_value());
  CHECK_FALSE(points[2].crl_issuer().has_value());

  CHECK(written(outcome.value) == der);
}

TEST_CASE("CRLDistributionPoints accepts and writes: a full name, reasons and an issuer",
          "[x509][crl_distribution_points]") {
  // made by OpenSSL
  const ByteVector der =
      hex("30 27 30 25 a0 0d a0 0b 86 09 68 74 74 70 3a 2f 2f 63 2f 81 02 05 60"
          "a2 10 a4 0e 30 0c 31 0a 30 08 06 03 55 04 03 0c 01 58");
  const Reading<CRLDistributionPoints> outcome = read_alone<CRLDistributionPoints>(der, field);
  REQUIRE(!outcome.error);
  REQUIRE(outcome.value.size() == 1);
  const DistributionPoint point = *outcome.value.begin();
  REQUIRE(point.full_name().has_value());
  CHECK(equal(point.full_name()->begin()->bytes(), hex("68 74 74 70 3a 2f 2f 63 2f")));
  REQUIRE(point.reasons().has_value());
  CHECK(equal(point.reasons()->bytes(), hex("60")));
  REQUIRE(point.crl_issuer().has_value());
  CHECK(point.crl_issuer()->begin()->type() == GeneralNameType::directory_name);
  CHECK(written(outcome.value) == der);
}

TEST_CASE("CRLDistributionPoints accepts: a point without a field", "[x509][crl_distribution_points]") {
  const ByteVector der = hex("30 02 30 00");  // SEQUENCE, SEQUENCE: RFC 5280 wants a name or an issuer, ASN.1 does not
  const Reading<CRLDistributionPoints> outcome = read_alone<CRLDistributionPoints>(der, field);
  REQUIRE(!outcome.error);
  REQUIRE(outcome.value.size() == 1);
  CHECK_FALSE(outcome.value.begin()->full_name().has_value());
  CHECK_FALSE(outcome.value.begin()->name_relative_to_crl_issuer().has_value());
  CHECK_FALSE(outcome.value.begin()->reasons().has_value());
  CHECK_FALSE(outcome.value.begin()->crl_issuer().has_value());
  CHECK(written(outcome.value) == der);
  CHECK(written(DistributionPoint{}) == hex("30 00"));
}

TEST_CASE("CRLDistributionPoints rejects: each field, at its place", "[x509][crl_distribution_points][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 00", {ErrorCode::wrong_tag, field, 0}},
      {"30", {ErrorCode::truncated, field, 1}},
      {"30 03 30 00", {ErrorCode::truncated, field, 2}},
      {"30 00", {ErrorCode::empty_list, field, 0}},
      {"30 02 31 00", {ErrorCode::wrong_tag, field, 2}},
      {"30 02 30 01", {ErrorCode::truncated, field, 4}},
      // distributionPoint: none of the alternatives, or both
      {"30 04 30 02 a0 00", {ErrorCode::missing, Field::full_name, 6}},
      {"30 06 30 04 a0 02 a2 00", {ErrorCode::wrong_tag, Field::full_name, 6}},
      {"30 06 30 04 a0 02 30 00", {ErrorCode::wrong_tag, Field::full_name, 6}},
      {"30 06 30 04 a0 02 80 00", {ErrorCode::wrong_tag, Field::full_name, 6}},
      {"30 06 30 04 a0 02 81 00", {ErrorCode::wrong_tag, Field::full_name, 6}},
      {"30 0b 30 09 a0 07 a0 03 82 01 61 a1 00", {ErrorCode::trailing_data, Field::distribution_point, 11}},
      {"30 0b 30 09 a0 07 a0 03 82 01 61 05 00", {ErrorCode::trailing_data, Field::distribution_point, 11}},
      {"30 04 30 02 a0 01", {ErrorCode::truncated, Field::distribution_point, 6}},
      {"30 04 30 02 80 00", {ErrorCode::trailing_data, field, 4}},
      // fullName
      {"30 06 30 04 a0 02 a0 00", {ErrorCode::empty_list, Field::full_name, 6}},
      {"30 05 30 03 a0 01 a0", {ErrorCode::truncated, Field::full_name, 7}},
      {"30 08 30 06 a0 04 a0 02 89 00", {ErrorCode::wrong_tag, Field::full_name, 8}},
      {"30 09 30 07 a0 05 a0 03 82 01 80", {ErrorCode::bad_string, Field::full_name, 10}},
      // nameRelativeToCRLIssuer
      {"30 06 30 04 a0 02 a1 00", {ErrorCode::empty_rdn, Field::name_relative_to_crl_issuer, 6}},
      {"30 08 30 06 a0 04 a1 02 05 00", {ErrorCode::wrong_tag, Field::name_relative_to_crl_issuer, 8}},
      {"30 08 30 06 a0 04 a1 02 30 00", {ErrorCode::missing, Field::type, 10}},
      {"30 0e 30 0c a0 0a a1 08 30 06 06 01 2a 0c 01 ff", {ErrorCode::bad_string, Field::value, 15}},
      {"30 16 30 14 a0 12 a1 10 30 06 06 01 2b 0c 01 61 30 06 06 01 2a 0c 01 61",
       {ErrorCode::unsorted_set, Field::name_relative_to_crl_issuer, 16}},
      // reasons
      {"30 04 30 02 81 00", {ErrorCode::bad_bit_string, Field::reasons, 6}},
      {"30 05 30 03 81 01 01", {ErrorCode::bad_bit_string, Field::reasons, 6}},
      {"30 06 30 04 81 02 08 00", {ErrorCode::bad_bit_string, Field::reasons, 6}},
      {"30 06 30 04 81 02 05 21", {ErrorCode::bad_bit_string, Field::reasons, 6}},
      {"30 05 30 03 81 02 05", {ErrorCode::truncated, Field::reasons, 6}},
      {"30 05 30 03 a1 01 00", {ErrorCode::trailing_data, field, 4}},
      {"30 06 30 04 03 02 05 20", {ErrorCode::trailing_data, field, 4}},
      // cRLIssuer
      {"30 04 30 02 a2 00", {ErrorCode::empty_list, Field::crl_issuer, 4}},
      {"30 06 30 04 a2 02 89 00", {ErrorCode::wrong_tag, Field::crl_issuer, 6}},
      {"30 07 30 05 a2 03 82 01 ff", {ErrorCode::bad_string, Field::crl_issuer, 8}},
      {"30 04 30 02 a2 01", {ErrorCode::truncated, Field::crl_issuer, 6}},
      {"30 04 30 02 82 00", {ErrorCode::trailing_data, field, 4}},
      // another order, more
      {"30 0e 30 0c a2 03 82 01 61 a0 05 a0 03 82 01 61", {ErrorCode::trailing_data, field, 9}},
      {"30 0b 30 09 a2 03 82 01 61 81 02 05 20", {ErrorCode::trailing_data, field, 9}},
      {"30 04 30 02 05 00", {ErrorCode::trailing_data, field, 4}},
      {"30 09 30 07 a2 03 82 01 61 05 00", {ErrorCode::trailing_data, field, 9}},
      // the second
      {"30 06 30 00 30 02 a2 00", {ErrorCode::empty_list, Field::crl_issuer, 6}},
      {"30 04 30 00 05 00", {ErrorCode::wrong_tag, field, 4}},
  };
  check_refusals<CRLDistributionPoints>(field, rows);
  const ByteVector value = hex("30 02 30 00 00");
  CHECK(Extension{"cRLDistributionPoints"_oid, false, value}.as<CRLDistributionPoints>().error() ==
        Error{ErrorCode::trailing_data, field, 4});
}

TEST_CASE("CRLDistributionPoints accepts with unsorted_set: a relative name out of order, and writes it as it is",
          "[x509][crl_distribution_points][tolerance]") {
  const ByteVector der = hex("30 16 30 14 a0 12 a1 10 30 06 06 01 2b 0c 01 61 30 06 06 01 2a 0c 01 61");
  const Reading<CRLDistributionPoints> outcome = read_alone<CRLDistributionPoints>(der, field, Tolerance::unsorted_set);
  REQUIRE(!outcome.error);
  CHECK(outcome.tolerated == Tolerance::unsorted_set);
  const DistributionPoint point = *outcome.value.begin();
  REQUIRE(point.name_relative_to_crl_issuer().has_value());
  CHECK(point.name_relative_to_crl_issuer()->size() == 2);
  CHECK(written(outcome.value) == der);
}

}  // namespace ocspan_test::crl_distribution_points_test
