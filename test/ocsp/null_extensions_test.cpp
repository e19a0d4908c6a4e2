// RFC 6960 4.2.2.2.1 and 4.4.8.
#include "ocspan/ocsp/null_extensions.hpp"

#include <string>
#include <string_view>

#include "ocsp/in_messages.hpp"
#include "ocspan/x509/certificate.hpp"
#include "ocspan/x509/pem.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/writing.hpp"

namespace ocspan_test::null_extensions_test {
namespace {

using namespace ocspan;

constexpr std::string_view no_check_oid = "2b 06 01 05 05 07 30 01 05";
constexpr std::string_view extended_revoke_oid = "2b 06 01 05 05 07 30 01 09";

template <class T>
void check_null(std::string_view oid) {
  // python-cryptography 38: OCSPNoCheck(); OpenSSL 3.0: the extension noCheck
  const ByteVector null = hex("05 00");
  const Result<T> read = Extension{T::oid, false, null}.template as<T>();
  REQUIRE(read);
  CHECK(written(*read) == null);
  CHECK(written(T{}) == null);
  check_get<T>(oid, null, [&](const T& value) { CHECK(written(value) == null); });

  constexpr Field field = Field::extn_value;
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"05", {ErrorCode::truncated, field, 1}},
      {"05 01", {ErrorCode::truncated, field, 2}},
      {"05 01 00", {ErrorCode::null_content, field, 2}},
      {"05 02 05 00", {ErrorCode::null_content, field, 2}},
      {"05 00 00", {ErrorCode::trailing_data, field, 2}},
      {"05 00 05 00", {ErrorCode::trailing_data, field, 2}},
      {"05 80 00 00", {ErrorCode::indefinite_length, field, 1}},
      {"05 81 00", {ErrorCode::length_not_minimal, field, 2}},
      {"05 ff", {ErrorCode::reserved_length, field, 1}},
      {"25 00", {ErrorCode::wrong_tag, field, 0}},
      {"85 00", {ErrorCode::wrong_tag, field, 0}},
      {"04 00", {ErrorCode::wrong_tag, field, 0}},
      {"04 02 05 00", {ErrorCode::wrong_tag, field, 0}},
      {"30 02 05 00", {ErrorCode::wrong_tag, field, 0}},
      {"01 01 ff", {ErrorCode::wrong_tag, field, 0}},
      {"1f 05 00", {ErrorCode::high_tag, field, 0}},
  };
  check_refused_values<T>(oid, rows);
}

}  // namespace

TEST_CASE("OCSPNoCheck is a NULL, and nothing else", "[ocsp][null_extensions]") {
  check_null<OCSPNoCheck>(no_check_oid);
}

TEST_CASE("ExtendedRevoke is a NULL, and nothing else", "[ocsp][null_extensions]") {
  check_null<ExtendedRevoke>(extended_revoke_oid);
}

TEST_CASE("OCSPNoCheck in certificates of OpenSSL", "[ocsp][null_extensions]") {
  struct {
    std::string_view file;
    bool has_no_check;
  } const rows[]{
      {"openssl/certs/responder.pem", true}, {"openssl/certs/responder-ec.pem", true},
      {"openssl/certs/ca-rsa.pem", false},   {"openssl/certs/leaf-good.pem", false},
      {"openssl/certs/leaf-v1.pem", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.file);
    const ByteVector pem = file_of_testdata(std::string{row.file});
    ByteVector der(pem.size());
    const auto certificate = load_pem_x509_certificate({reinterpret_cast<const char*>(pem.data()), pem.size()}, der);
    REQUIRE(certificate);
    const auto no_check = certificate->extensions().get<OCSPNoCheck>();
    REQUIRE(no_check);
    CHECK((*no_check).has_value() == row.has_no_check);
    const auto extended_revoke = certificate->extensions().get<ExtendedRevoke>();
    REQUIRE(extended_revoke);
    CHECK_FALSE((*extended_revoke).has_value());
  }
}

}  // namespace ocspan_test::null_extensions_test
