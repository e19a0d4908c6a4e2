// RFC 6960 4.4.6.
#include "ocspan/ocsp/service_locator.hpp"

#include <span>
#include <string>
#include <string_view>

#include "ocsp/in_messages.hpp"
#include "ocspan/asn1/bytes.hpp"
#include "ocspan/asn1/text.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/writing.hpp"

namespace ocspan_test::service_locator_test {
namespace {

using namespace ocspan;

constexpr std::string_view service_locator_oid = "2b 06 01 05 05 07 30 01 07";

// OpenSSL 3.0: OCSP_url_svcloc_new with the name C=DE, CN=Example CA and two URLs
constexpr std::string_view two_urls =
    "30 67"
    "30 22 31 0b 30 09 06 03 55 04 06 13 02 44 45 31 13 30 11 06 03 55 04 03 0c 0a 45 78 61 6d 70 6c 65 20 43 41"
    "30 41 30 20 06 08 2b 06 01 05 05 07 30 01 86 14 68 74 74 70 3a 2f 2f 6f 63 73 70 2e 65 78 61 6d 70 6c 65 2f"
    "30 1d 06 08 2b 06 01 05 05 07 30 01 86 11 68 74 74 70 3a 2f 2f 62 2e 65 78 61 6d 70 6c 65 2f";

ByteVector characters(std::string_view text) { return ByteVector(text.begin(), text.end()); }

std::string rfc4514(const Name& name) {
  return *to_std_string([&](std::span<char> out) { return name.to_rfc4514(out); });
}

}  // namespace

TEST_CASE("ServiceLocator accepts: issuer and locator", "[ocsp][service_locator]") {
  const ByteVector der = hex(two_urls);
  const Result<ServiceLocator> read = Extension{ServiceLocator::oid, false, der}.as<ServiceLocator>();
  REQUIRE(read);
  CHECK(rfc4514(read->issuer()) == "CN=Example CA,C=DE");
  CHECK(equal(read->issuer().der(), Bytes{der}.subspan(2, 0x24)));
  REQUIRE(read->locator().has_value());
  CHECK(read->locator()->size() == 2);
  auto one = read->locator()->begin();
  CHECK((*one).access_method() == "ocsp"_oid);
  CHECK((*one).access_location().type() == GeneralNameType::uniform_resource_identifier);
  CHECK(equal((*one).access_location().bytes(), characters("http://ocsp.example/")));
  ++one;
  CHECK((*one).access_method() == "ocsp"_oid);
  CHECK(equal((*one).access_location().bytes(), characters("http://b.example/")));
  const auto url = read->locator()->url("ocsp"_oid);
  REQUIRE(url.has_value());
  CHECK(equal(*url, characters("http://ocsp.example/")));
  CHECK_FALSE(read->locator()->url("caIssuers"_oid).has_value());
  CHECK(written(*read) == der);
}

TEST_CASE("ServiceLocator accepts: no locator, which RFC 2560 allowed, and an issuer without a name",
          "[ocsp][service_locator]") {
  // SEQUENCE, the Name of two_urls
  const ByteVector without = hex(
      "30 24"
      "30 22 31 0b 30 09 06 03 55 04 06 13 02 44 45 31 13 30 11 06 03 55 04 03 0c 0a 45 78 61 6d 70 6c 65 20 43 41");
  const Result<ServiceLocator> read = Extension{ServiceLocator::oid, false, without}.as<ServiceLocator>();
  REQUIRE(read);
  CHECK(rfc4514(read->issuer()) == "CN=Example CA,C=DE");
  CHECK_FALSE(read->locator().has_value());
  CHECK(written(*read) == without);

  // SEQUENCE, empty Name, SEQUENCE of AccessDescription: 1.2, iPAddress
  const ByteVector nameless = hex("30 0f 30 00 30 0b 30 09 06 01 2a 87 04 c0 00 02 01");
  const Result<ServiceLocator> other = Extension{ServiceLocator::oid, false, nameless}.as<ServiceLocator>();
  REQUIRE(other);
  CHECK(other->issuer().empty());
  REQUIRE(other->locator().has_value());
  CHECK(other->locator()->size() == 1);
  CHECK((*other->locator()->begin()).access_method() == oid<1, 2>);
  CHECK((*other->locator()->begin()).access_location().type() == GeneralNameType::ip_address);
  CHECK_FALSE(other->locator()->url("ocsp"_oid).has_value());
  CHECK(written(*other) == nameless);
}

TEST_CASE("ServiceLocator rejects: each field, at its place", "[ocsp][service_locator][reject]") {
  constexpr Field field = Field::extn_value;
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 02 30 00", {ErrorCode::wrong_tag, field, 0}},
      {"3f 30 00", {ErrorCode::high_tag, field, 0}},
      {"30 80 30 00 00 00", {ErrorCode::indefinite_length, field, 1}},
      {"30 02 30 00 00", {ErrorCode::trailing_data, field, 4}},
      // issuer
      {"30 00", {ErrorCode::missing, Field::issuer, 2}},
      {"30 02 31 00", {ErrorCode::wrong_tag, Field::issuer, 2}},
      {"30 04 a0 02 30 00", {ErrorCode::wrong_tag, Field::issuer, 2}},
      {"30 02 30 01", {ErrorCode::truncated, Field::issuer, 4}},
      {"30 04 30 02 30 00", {ErrorCode::wrong_tag, Field::issuer, 4}},
      {"30 04 30 02 31 00", {ErrorCode::empty_rdn, Field::issuer, 4}},
      {"30 06 30 04 31 02 30 00", {ErrorCode::missing, Field::type, 8}},
      {"30 09 30 07 31 05 30 03 06 01 2a", {ErrorCode::missing, Field::value, 11}},
      {"30 0c 30 0a 31 08 30 06 06 01 2a 0c 01 ff", {ErrorCode::bad_string, Field::value, 13}},
      // locator
      {"30 04 30 00 05 00", {ErrorCode::trailing_data, field, 4}},
      {"30 04 30 00 31 00", {ErrorCode::trailing_data, field, 4}},
      {"30 04 30 00 a0 00", {ErrorCode::trailing_data, field, 4}},
      {"30 04 30 00 30 01", {ErrorCode::truncated, Field::locator, 6}},
      {"30 04 30 00 30 00", {ErrorCode::empty_list, Field::locator, 4}},
      {"30 06 30 00 30 02 05 00", {ErrorCode::wrong_tag, Field::locator, 6}},
      {"30 06 30 00 30 02 30 00", {ErrorCode::missing, Field::access_method, 8}},
      {"30 08 30 00 30 04 30 02 05 00", {ErrorCode::wrong_tag, Field::access_method, 8}},
      {"30 08 30 00 30 04 30 02 06 00", {ErrorCode::bad_oid, Field::access_method, 10}},
      {"30 09 30 00 30 05 30 03 06 01 2a", {ErrorCode::missing, Field::access_location, 11}},
      {"30 0b 30 00 30 07 30 05 06 01 2a 16 00", {ErrorCode::wrong_tag, Field::access_location, 11}},
      {"30 0b 30 00 30 07 30 05 86 00 06 01 2a", {ErrorCode::wrong_tag, Field::access_method, 8}},  // out of order
      {"30 0c 30 00 30 08 30 06 06 01 2a 86 01 80", {ErrorCode::bad_string, Field::access_location, 13}},
      {"30 0b 30 00 30 07 30 05 06 01 2a 86 01", {ErrorCode::truncated, Field::access_location, 13}},
      {"30 0d 30 00 30 09 30 07 06 01 2a 86 00 05 00", {ErrorCode::trailing_data, Field::locator, 13}},
      {"30 0d 30 00 30 09 30 05 06 01 2a 86 00 05 00", {ErrorCode::wrong_tag, Field::locator, 13}},
      {"30 0f 30 00 30 0b 30 05 06 01 2a 86 00 30 02 05 00", {ErrorCode::wrong_tag, Field::access_method, 15}},
      {"30 0d 30 00 30 07 30 05 06 01 2a 86 00 30 00", {ErrorCode::trailing_data, field, 13}},
      // the locator before the issuer, which it cannot be
      {"30 0b 30 07 30 05 06 01 2a 86 00 30 00", {ErrorCode::wrong_tag, Field::issuer, 4}},
  };
  check_refused_values<ServiceLocator>(service_locator_oid, rows);
  check_truncated<ServiceLocator>(hex(two_urls), field);
}

TEST_CASE("ServiceLocator writes: an empty issuer, if it was not read", "[ocsp][service_locator][write]") {
  const ServiceLocator made;
  CHECK(written(made) == hex("30 02 30 00"));
  CHECK(made.issuer().empty());
  CHECK_FALSE(made.locator().has_value());
}

TEST_CASE("ServiceLocator by Extensions::get: absent, present, twice", "[ocsp][service_locator]") {
  check_get<ServiceLocator>(service_locator_oid, hex(two_urls), [](const ServiceLocator& locator) {
    CHECK(rfc4514(locator.issuer()) == "CN=Example CA,C=DE");
    REQUIRE(locator.locator().has_value());
    CHECK(locator.locator()->size() == 2);
  });
}

TEST_CASE("ServiceLocator writes: an issuer and an authorityInfoAccess that were read elsewhere",
          "[ocsp][service_locator][write]") {
  const ByteVector der = hex(two_urls);
  const Extension extension{ServiceLocator::oid, false, der};
  const Result<ServiceLocator> read = extension.as<ServiceLocator>();
  REQUIRE(read);
  CHECK(written(ServiceLocator{read->issuer(), read->locator()}) == der);
  const Bytes issuer = read->issuer().der();
  CHECK(written(ServiceLocator{read->issuer(), std::nullopt}) == tlv(0x30, ByteVector(issuer.begin(), issuer.end())));
}

}  // namespace ocspan_test::service_locator_test
