#include "ocspan/x509/authority_info_access.hpp"

#include <optional>
#include <string_view>
#include <vector>

#include "ocspan/x509/extension.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::authority_info_access_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::extn_value;

/// The characters of a URL; "none" if there is none.
std::string_view characters(const std::optional<Bytes>& url) {
  return url ? std::string_view{reinterpret_cast<const char*>(url->data()), url->size()} : "none";
}

ByteVector bytes_of(std::string_view characters) { return ByteVector(characters.begin(), characters.end()); }

}  // namespace

TEST_CASE("AuthorityInfoAccess accepts and writes: what others write", "[x509][authority_info_access]") {
  // made by pyca/cryptography: caIssuers http://i/c, ocsp o.example, ocsp http://o/, ocsp http://p/
  const ByteVector der =
      hex("30 5d 30 16 06 08 2b 06 01 05 05 07 30 02 86 0a 68 74 74 70 3a 2f 2f 69 2f 63"
          "30 15 06 08 2b 06 01 05 05 07 30 01 82 09 6f 2e 65 78 61 6d 70 6c 65"
          "30 15 06 08 2b 06 01 05 05 07 30 01 86 09 68 74 74 70 3a 2f 2f 6f 2f"
          "30 15 06 08 2b 06 01 05 05 07 30 01 86 09 68 74 74 70 3a 2f 2f 70 2f");
  const Reading<AuthorityInfoAccess> outcome = read_alone<AuthorityInfoAccess>(der, field);
  REQUIRE(!outcome.error);
  CHECK(outcome.value.size() == 4);

  struct {
    Oid method;
    GeneralNameType type;
    std::string_view location;
  } const rows[]{
      {"caIssuers"_oid, GeneralNameType::uniform_resource_identifier, "http://i/c"},
      {"ocsp"_oid, GeneralNameType::dns_name, "o.example"},
      {"ocsp"_oid, GeneralNameType::uniform_resource_identifier, "http://o/"},
      {"ocsp"_oid, GeneralNameType::uniform_resource_identifier, "http://p/"},
  };
  const std::vector<AccessDescription> all(outcome.value.begin(), outcome.value.end());
  REQUIRE(all.size() == 4);
  std::vector<ByteVector> locations;
  std::vector<AccessDescription> made;
  for (const auto& row : rows) {
    locations.push_back(bytes_of(row.location));
  }
  for (std::size_t i = 0; i < 4; ++i) {
    CAPTURE(i);
    CHECK(all[i].access_method() == rows[i].method);
    CHECK(all[i].access_location().type() == rows[i].type);
    CHECK(characters(all[i].access_location().bytes()) == rows[i].location);
    made.emplace_back(rows[i].method, GeneralName{rows[i].type, locations[i]});
  }
  CHECK(written(outcome.value) == der);
  CHECK(written_by([&](Writer& writer) { writer.sequence_of(made); }) == der);

  // the first that is a URL, of that method
  CHECK(characters(outcome.value.url("ocsp"_oid)) == "http://o/");
  CHECK(characters(outcome.value.url("caIssuers"_oid)) == "http://i/c");
  CHECK(characters(outcome.value.url(oid<1, 3, 6, 1, 5, 5, 7, 48, 3>)) == "none");
  CHECK(outcome.value.url("ocsp"_oid)->data() == der.data() + 63);
}

TEST_CASE("AuthorityInfoAccess::url: absent, of another kind, empty", "[x509][authority_info_access]") {
  // made by OpenSSL
  const ByteVector der =
      hex("30 2e 30 15 06 08 2b 06 01 05 05 07 30 01 86 09 68 74 74 70 3a 2f 2f 6f 2f"
          "30 15 06 08 2b 06 01 05 05 07 30 02 86 09 68 74 74 70 3a 2f 2f 69 2f");
  const Reading<AuthorityInfoAccess> both = read_alone<AuthorityInfoAccess>(der, field);
  REQUIRE(!both.error);
  CHECK(characters(both.value.url("ocsp"_oid)) == "http://o/");
  CHECK(characters(both.value.url("caIssuers"_oid)) == "http://i/");
  CHECK(written(both.value) == der);

  // SEQUENCE, SEQUENCE, ocsp, dNSName
  const ByteVector no_url = hex("30 0f 30 0d 06 08 2b 06 01 05 05 07 30 01 82 01 61");
  const Reading<AuthorityInfoAccess> dns = read_alone<AuthorityInfoAccess>(no_url, field);
  REQUIRE(!dns.error);
  CHECK(characters(dns.value.url("ocsp"_oid)) == "none");

  // SEQUENCE, SEQUENCE, ocsp, uniformResourceIdentifier without a character
  const ByteVector empty_url = hex("30 0e 30 0c 06 08 2b 06 01 05 05 07 30 01 86 00");
  const Reading<AuthorityInfoAccess> empty = read_alone<AuthorityInfoAccess>(empty_url, field);
  REQUIRE(!empty.error);
  CHECK(characters(empty.value.url("ocsp"_oid)).empty());

  CHECK(characters(AuthorityInfoAccess{}.url("ocsp"_oid)) == "none");
}

TEST_CASE("AuthorityInfoAccess::url: of several the first of HTTP", "[x509][authority_info_access]") {
  const struct {
    std::vector<std::string_view> urls;
    std::string_view found;
  } rows[]{
      {{"ldap://a/", "http://o/", "http://p/"}, "http://o/"},
      {{"ldap://a/", "https://o/", "http://p/"}, "https://o/"},
      {{"", "h", "http", "https", "httpx://a/", "HTTP:", "http://p/"}, "HTTP:"},
      {{"ftp://a/", "HttpS://o/"}, "HttpS://o/"},
      {{"ldap://a/", "ftp://a/"}, "ldap://a/"},
      {{"httpss://a/", "shttp://a/"}, "httpss://a/"},
      {{"xttp://a/", "hxtp://a/", "htxp://a/", "httx://a/", "http://o/"}, "http://o/"},
  };
  for (const auto& row : rows) {
    std::vector<ByteVector> locations;
    std::vector<AccessDescription> made;
    for (const std::string_view url : row.urls) {
      locations.push_back(bytes_of(url));
    }
    for (const ByteVector& location : locations) {
      made.emplace_back("ocsp"_oid, GeneralName{GeneralNameType::uniform_resource_identifier, location});
    }
    const ByteVector der = written_by([&](Writer& writer) { writer.sequence_of(made); });
    const Reading<AuthorityInfoAccess> outcome = read_alone<AuthorityInfoAccess>(der, field);
    CAPTURE(row.found);
    REQUIRE(!outcome.error);
    CHECK(characters(outcome.value.url("ocsp"_oid)) == row.found);
  }
}

TEST_CASE("AuthorityInfoAccess rejects: each field, at its place", "[x509][authority_info_access][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 00", {ErrorCode::wrong_tag, field, 0}},
      {"30", {ErrorCode::truncated, field, 1}},
      {"30 01", {ErrorCode::truncated, field, 2}},
      {"30 00", {ErrorCode::empty_list, field, 0}},
      {"30 02 31 00", {ErrorCode::wrong_tag, field, 2}},
      {"30 02 30 01", {ErrorCode::truncated, field, 4}},
      // accessMethod
      {"30 02 30 00", {ErrorCode::missing, Field::access_method, 4}},
      {"30 04 30 02 05 00", {ErrorCode::wrong_tag, Field::access_method, 4}},
      {"30 04 30 02 06 00", {ErrorCode::bad_oid, Field::access_method, 6}},
      {"30 05 30 03 06 01 80", {ErrorCode::bad_oid, Field::access_method, 6}},
      {"30 05 30 03 86 01 61", {ErrorCode::wrong_tag, Field::access_method, 4}},
      // accessLocation
      {"30 05 30 03 06 01 2a", {ErrorCode::missing, Field::access_location, 7}},
      {"30 07 30 05 06 01 2a 89 00", {ErrorCode::wrong_tag, Field::access_location, 7}},
      {"30 08 30 06 06 01 2a 16 01 61", {ErrorCode::wrong_tag, Field::access_location, 7}},
      {"30 08 30 06 06 01 2a a6 01 61", {ErrorCode::wrong_tag, Field::access_location, 7}},
      {"30 07 30 05 06 01 2a 86 01", {ErrorCode::truncated, Field::access_location, 9}},
      {"30 08 30 06 06 01 2a 86 01 80", {ErrorCode::bad_string, Field::access_location, 9}},
      {"30 09 30 07 06 01 2a a4 02 31 00", {ErrorCode::wrong_tag, Field::directory_name, 9}},
      // more
      {"30 0a 30 08 06 01 2a 86 01 61 05 00", {ErrorCode::trailing_data, field, 10}},
      // the second
      {"30 0c 30 06 06 01 2a 86 01 61 30 02 06 00", {ErrorCode::bad_oid, Field::access_method, 14}},
      {"30 0a 30 06 06 01 2a 86 01 61 05 00", {ErrorCode::wrong_tag, field, 10}},
  };
  check_refusals<AuthorityInfoAccess>(field, rows);
  const ByteVector value = hex("30 08 30 06 06 01 2a 86 01 61 00");
  CHECK(Extension{"authorityInfoAccess"_oid, false, value}.as<AuthorityInfoAccess>().error() ==
        Error{ErrorCode::trailing_data, field, 10});
}

}  // namespace ocspan_test::authority_info_access_test
