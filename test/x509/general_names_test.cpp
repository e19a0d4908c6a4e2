#include "ocspan/x509/general_names.hpp"

#include <string_view>
#include <vector>

#include "ocspan/x509/extension.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::general_names_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::extn_value;

// C=DE, CN=X
constexpr std::string_view name_der =
    "30 19 31 0b 30 09 06 03 55 04 06 13 02 44 45 31 0a 30 08 06 03 55 04 03 0c 01 58";

struct Row {
  GeneralNameType type;
  std::string_view contents;
};

template <class T>
void check_names(std::string_view bytes, const std::vector<Row>& expected) {
  const ByteVector der = hex(bytes);
  const Reading<T> outcome = read_alone<T>(der, field);
  REQUIRE(!outcome.error);
  CHECK(outcome.value.size() == expected.size());
  const std::vector<GeneralName> all(outcome.value.begin(), outcome.value.end());
  REQUIRE(all.size() == expected.size());
  std::vector<ByteVector> contents;
  std::vector<GeneralName> made;
  for (const Row& row : expected) {
    contents.push_back(hex(row.contents));
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    CAPTURE(i);
    CHECK(all[i].type() == expected[i].type);
    CHECK(equal(all[i].bytes(), contents[i]));
    made.emplace_back(expected[i].type, contents[i]);
  }
  CHECK(written(outcome.value) == der);
  CHECK(written_by([&](Writer& writer) { writer.sequence_of(made); }) == der);
}

}  // namespace

TEST_CASE("SubjectAltName accepts and writes: what others write", "[x509][general_names]") {
  // made by pyca/cryptography
  check_names<SubjectAltName>(
      "30 68 82 09 61 2e 65 78 61 6d 70 6c 65 81 0b 75 40 62 2e 65 78 61 6d 70 6c 65 86 09 68 74 74 70 3a 2f 2f 63 2f"
      "87 04 c0 00 02 01 87 10 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01 88 02 2a 03"
      "a4 1b 30 19 31 0b 30 09 06 03 55 04 06 13 02 44 45 31 0a 30 08 06 03 55 04 03 0c 01 58"
      "a0 0a 06 03 2a 03 04 a0 03 0c 01 78",
      {
          {GeneralNameType::dns_name, "61 2e 65 78 61 6d 70 6c 65"},
          {GeneralNameType::rfc822_name, "75 40 62 2e 65 78 61 6d 70 6c 65"},
          {GeneralNameType::uniform_resource_identifier, "68 74 74 70 3a 2f 2f 63 2f"},
          {GeneralNameType::ip_address, "c0 00 02 01"},
          {GeneralNameType::ip_address, "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01"},
          {GeneralNameType::registered_id, "2a 03"},
          {GeneralNameType::directory_name, name_der},
          {GeneralNameType::other_name, "06 03 2a 03 04 a0 03 0c 01 78"},
      });
  // made by OpenSSL
  check_names<SubjectAltName>(
      "30 1e 82 01 61 86 09 68 74 74 70 3a 2f 2f 62 2f 88 02 2a 03 a0 0a 06 03 2a 03 04 a0 03 0c 01 78",
      {
          {GeneralNameType::dns_name, "61"},
          {GeneralNameType::uniform_resource_identifier, "68 74 74 70 3a 2f 2f 62 2f"},
          {GeneralNameType::registered_id, "2a 03"},
          {GeneralNameType::other_name, "06 03 2a 03 04 a0 03 0c 01 78"},
      });
}

TEST_CASE("IssuerAltName accepts and writes: what others write", "[x509][general_names]") {
  // made by pyca/cryptography, and by OpenSSL
  check_names<IssuerAltName>("30 0b 86 09 68 74 74 70 3a 2f 2f 63 2f",
                             {{GeneralNameType::uniform_resource_identifier, "68 74 74 70 3a 2f 2f 63 2f"}});
  check_names<IssuerAltName>("30 05 81 03 75 40 62", {{GeneralNameType::rfc822_name, "75 40 62"}});
}

TEST_CASE("CertificateIssuer accepts and writes: what others write", "[x509][general_names]") {
  // made by pyca/cryptography
  constexpr std::string_view bytes =
      "30 1d a4 1b 30 19 31 0b 30 09 06 03 55 04 06 13 02 44 45 31 0a 30 08 06 03 55 04 03 0c 01 58";
  check_names<CertificateIssuer>(bytes, {{GeneralNameType::directory_name, name_der}});
  const ByteVector der = hex(bytes);
  const Reading<CertificateIssuer> outcome = read_alone<CertificateIssuer>(der, field);
  CHECK(outcome.value.begin()->directory_name().size() == 2);
  CHECK(equal(outcome.value.begin()->directory_name().der(), hex(name_der)));
}

TEST_CASE("GeneralNames rejects: no name, and what is none", "[x509][general_names][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 03 82 01 61", {ErrorCode::wrong_tag, field, 0}},
      {"82 01 61", {ErrorCode::wrong_tag, field, 0}},
      {"30", {ErrorCode::truncated, field, 1}},
      {"30 04 82 01 61", {ErrorCode::truncated, field, 2}},
      {"30 00", {ErrorCode::empty_list, field, 0}},
      // none of the alternatives
      {"30 02 89 00", {ErrorCode::wrong_tag, field, 2}},
      {"30 02 a9 00", {ErrorCode::wrong_tag, field, 2}},
      {"30 03 16 01 61", {ErrorCode::wrong_tag, field, 2}},
      {"30 05 a2 03 16 01 61", {ErrorCode::wrong_tag, field, 2}},  // EXPLICIT where it is IMPLICIT
      {"30 03 bf 1f 00", {ErrorCode::high_tag, field, 2}},
      // IA5String
      {"30 03 81 01 80", {ErrorCode::bad_string, field, 4}},
      {"30 03 82 01 ff", {ErrorCode::bad_string, field, 4}},
      {"30 05 86 03 61 c3 a4", {ErrorCode::bad_string, field, 4}},
      {"30 02 82 01", {ErrorCode::truncated, field, 4}},
      // registeredID
      {"30 02 88 00", {ErrorCode::bad_oid, field, 4}},
      {"30 03 88 01 81", {ErrorCode::bad_oid, field, 4}},
      // otherName
      {"30 02 a0 00", {ErrorCode::missing, Field::type_id, 4}},
      {"30 04 a0 02 05 00", {ErrorCode::wrong_tag, Field::type_id, 4}},
      {"30 04 a0 02 06 00", {ErrorCode::bad_oid, Field::type_id, 6}},
      {"30 05 a0 03 06 01 2a", {ErrorCode::missing, Field::value, 7}},
      {"30 07 a0 05 06 01 2a 05 00", {ErrorCode::wrong_tag, Field::value, 7}},
      {"30 07 a0 05 06 01 2a a0 00", {ErrorCode::missing, Field::value, 9}},
      {"30 0b a0 09 06 01 2a a0 04 05 00 05 00", {ErrorCode::trailing_data, Field::value, 11}},
      {"30 0b a0 09 06 01 2a a0 02 05 00 05 00", {ErrorCode::trailing_data, field, 11}},
      // directoryName
      {"30 02 a4 00", {ErrorCode::missing, Field::directory_name, 4}},
      {"30 04 a4 02 31 00", {ErrorCode::wrong_tag, Field::directory_name, 4}},
      {"30 06 a4 04 30 02 31 00", {ErrorCode::empty_rdn, Field::directory_name, 6}},
      {"30 06 a4 04 30 00 05 00", {ErrorCode::trailing_data, field, 6}},
      {"30 10 a4 0e 30 0c 31 0a 30 08 06 03 55 04 03 0c 01 ff", {ErrorCode::bad_string, Field::value, 17}},
      // the second
      {"30 05 82 01 61 89 00", {ErrorCode::wrong_tag, field, 5}},
      {"30 06 82 01 61 82 01 80", {ErrorCode::bad_string, field, 7}},
  };
  check_refusals<SubjectAltName>(field, rows);
  check_refusals<IssuerAltName>(field, rows);
  check_refusals<CertificateIssuer>(field, rows);
  const ByteVector value = hex("30 03 82 01 61 00");
  const Extension extension{Oid{}, false, value};
  const Error behind{ErrorCode::trailing_data, field, 5};
  CHECK(extension.as<SubjectAltName>().error() == behind);
  CHECK(extension.as<IssuerAltName>().error() == behind);
  CHECK(extension.as<CertificateIssuer>().error() == behind);
}

TEST_CASE("GeneralNames accepts with unsorted_set: a directoryName that is out of order",
          "[x509][general_names][tolerance]") {
  // SEQUENCE, [4], Name, SET: CN=Y before CN=X
  const ByteVector der = hex("30 1a a4 18 30 16 31 14 30 08 06 03 55 04 03 0c 01 59 30 08 06 03 55 04 03 0c 01 58");
  CHECK(error_of<SubjectAltName>(der, field) == Error{ErrorCode::unsorted_set, Field::directory_name, 18});
  const Reading<SubjectAltName> outcome = read_alone<SubjectAltName>(der, field, Tolerance::unsorted_set);
  REQUIRE(!outcome.error);
  CHECK(outcome.tolerated == Tolerance::unsorted_set);
  REQUIRE(outcome.value.size() == 1);
  CHECK(outcome.value.begin()->directory_name().begin()->size() == 2);
  CHECK(written(outcome.value) == der);
}

}  // namespace ocspan_test::general_names_test
