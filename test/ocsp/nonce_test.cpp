// RFC 9654 2.1, and the nonces of RFC 2560, which did not say how they are encoded.
#include "ocspan/ocsp/nonce.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include "ocsp/in_messages.hpp"
#include "ocspan/asn1/bytes.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::nonce_test {
namespace {

using namespace ocspan;

constexpr std::string_view nonce_oid = "2b 06 01 05 05 07 30 01 02";

Nonce read_nonce(const ByteVector& value) {
  const Result<Nonce> nonce = Extension{Nonce::oid, false, value}.as<Nonce>();
  CHECK(nonce);
  return *nonce;
}

}  // namespace

TEST_CASE("Nonce accepts: an OCTET STRING, and anything else as it is", "[ocsp][nonce]") {
  struct {
    std::string_view value;
    std::string_view bytes;
    bool bare;
    bool standard_length;
  } const rows[]{
      // python-cryptography 38: OCSPNonce(bytes(range(16))), OCSPNonce(bytes(1))
      {"04 10 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f", "00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f",
       false, true},
      {"04 01 00", "00", false, true},
      // no bytes at all: an empty OCTET STRING is one, an empty value is none
      {"04 00", "", false, false},
      {"", "", true, false},
      // an OCTET STRING in an OCTET STRING is taken off once
      {"04 04 04 02 01 02", "04 02 01 02", false, true},
      {"04 02 04 00", "04 00", false, true},
      // begins like an OCTET STRING, whose length is another
      {"04", "04", true, true},
      {"04 03 01 02", "04 03 01 02", true, true},
      {"04 7f 01 02", "04 7f 01 02", true, true},
      {"04 82 01 02", "04 82 01 02", true, true},
      {"04 01 01 02", "04 01 01 02", true, true},
      {"04 02 01 02 00", "04 02 01 02 00", true, true},
      {"04 01 01 04 01 01", "04 01 01 04 01 01", true, true},
      // an OCTET STRING in BER, not DER
      {"04 81 02 01 02", "04 81 02 01 02", true, true},
      {"04 82 00 02 01 02", "04 82 00 02 01 02", true, true},
      {"04 80", "04 80", true, true},
      {"04 ff 01", "04 ff 01", true, true},
      {"24 04 04 02 01 02", "24 04 04 02 01 02", true, true},
      {"24 80 04 02 01 02 00 00", "24 80 04 02 01 02 00 00", true, true},
      // other types
      {"02 02 01 02", "02 02 01 02", true, true},
      {"0c 02 61 62", "0c 02 61 62", true, true},
      {"1f 04 02 01", "1f 04 02 01", true, true},
      // random bytes
      {"9b", "9b", true, true},
      {"93 c4 0e 5f a1 28 77 d0 3b 11 ee 62 48 fd 09 bc", "93 c4 0e 5f a1 28 77 d0 3b 11 ee 62 48 fd 09 bc", true,
       true},
  };
  for (const auto& row : rows) {
    CAPTURE(row.value);
    const ByteVector value = hex(row.value);
    const Nonce nonce = read_nonce(value);
    CHECK(equal(nonce.bytes(), hex(row.bytes)));
    CHECK(nonce.is_bare() == row.bare);
    CHECK(nonce.has_standard_length() == row.standard_length);
    CHECK(written(nonce) == value);

    const Reading<Nonce> alone = read_alone<Nonce>(value, Field::extn_value);
    CHECK(!alone.error);
    CHECK(equal(alone.value.bytes(), nonce.bytes()));
  }
}

TEST_CASE("Nonce says of which length it is, in either form", "[ocsp][nonce]") {
  struct {
    std::size_t size;
    bool standard;
  } const rows[]{{0, false},  {1, true},   {2, true},    {31, true},   {32, true},    {126, true},
                 {127, true}, {128, true}, {129, false}, {256, false}, {65536, false}};
  for (const auto& row : rows) {
    CAPTURE(row.size);
    const ByteVector bytes(row.size, 0x5a);
    const ByteVector value = tlv(0x04, bytes);
    const Nonce nonce = read_nonce(value);
    CHECK(equal(nonce.bytes(), bytes));
    CHECK_FALSE(nonce.is_bare());
    CHECK(nonce.has_standard_length() == row.standard);

    const Nonce bare = read_nonce(bytes);
    CHECK(equal(bare.bytes(), bytes));
    CHECK(bare.is_bare());
    CHECK(bare.has_standard_length() == row.standard);
    if (row.size <= 256) {
      CHECK(written(nonce) == value);
      CHECK(written(bare) == bytes);
    }
  }
}

TEST_CASE("Nonce reads no further than its reader, and fails nothing", "[ocsp][nonce]") {
  const ByteVector der = hex("30 04 04 02 01 02 05 00");
  ReadContext context{der};
  Reader reader{context};
  Reader inner = reader.open(Tag::sequence, Field::extn_value);
  Nonce nonce;
  nonce.read(inner, Field::extn_value);
  inner.close(Field::extn_value);
  CHECK(!context.error());
  CHECK_FALSE(nonce.is_bare());
  CHECK(equal(nonce.bytes(), hex("01 02")));
  CHECK(equal(reader.remaining(), hex("05 00")));

  reader.fail(ErrorCode::missing, Field::version, der.data());
  nonce.read(reader, Field::extn_value);  // after an error there is nothing to read
  CHECK(nonce.bytes().empty());
  CHECK(context.error() == Error{ErrorCode::missing, Field::version, 0});
}

TEST_CASE("Nonce writes: bytes as an OCTET STRING", "[ocsp][nonce][write]") {
  CHECK(written(Nonce{}) == hex("04 00"));
  CHECK_FALSE(Nonce{}.is_bare());
  for (const std::size_t size : {0U, 1U, 32U, 127U, 128U, 129U}) {
    CAPTURE(size);
    const ByteVector bytes(size, 0x04);
    const Nonce made{bytes};
    CHECK(equal(made.bytes(), bytes));
    CHECK_FALSE(made.is_bare());
    const ByteVector der = written(made);
    CHECK(der == tlv(0x04, bytes));
    CHECK(equal(read_nonce(der).bytes(), bytes));
  }
}

TEST_CASE("Nonce in messages of OpenSSL", "[ocsp][nonce]") {
  // as `openssl asn1parse` shows them
  struct {
    std::string_view file;
    std::string_view bytes;
  } const requests[]{
      {"openssl/req-nonce.der", "99c12deaf24e4c361b8c15a7f76a250d"},
      {"openssl/req-five-hashes.der", "091a832915406431d22aaf8bec98f69d"},
      {"openssl/req-signed-ecdsa.der", "0e1a784b9b76aae64177d953dfe98f6c"},
  };
  for (const auto& row : requests) {
    CAPTURE(row.file);
    const ByteVector der = file_of_testdata(std::string{row.file});
    const auto request = load_der_ocsp_request(der);
    REQUIRE(request);
    const auto nonce = request->extensions().get<Nonce>();
    REQUIRE(nonce);
    REQUIRE((*nonce).has_value());
    CHECK(equal((*nonce)->bytes(), hex(row.bytes)));
    CHECK_FALSE((*nonce)->is_bare());
    CHECK((*nonce)->has_standard_length());
  }
  const ByteVector der = file_of_testdata("openssl/resp-good-nonce.der");
  const auto response = load_der_ocsp_response(der);
  REQUIRE(response);
  REQUIRE(response->basic() != nullptr);
  const auto nonce = response->basic()->extensions().get<Nonce>();
  REQUIRE(nonce);
  REQUIRE((*nonce).has_value());
  CHECK(equal((*nonce)->bytes(), hex("e2e8498241abdc829713bf8709ad5527")));
  CHECK_FALSE((*nonce)->is_bare());
}

TEST_CASE("Nonce by Extensions::get: absent, present in both forms, twice", "[ocsp][nonce]") {
  check_get<Nonce>(nonce_oid, hex("04 02 01 02"), [](const Nonce& nonce) {
    CHECK_FALSE(nonce.is_bare());
    CHECK(equal(nonce.bytes(), hex("01 02")));
  });
  check_get<Nonce>(nonce_oid, hex("04 03 01 02"), [](const Nonce& nonce) {
    CHECK(nonce.is_bare());
    CHECK(equal(nonce.bytes(), hex("04 03 01 02")));
  });
  check_get<Nonce>(nonce_oid, {}, [](const Nonce& nonce) {
    CHECK(nonce.is_bare());
    CHECK(nonce.bytes().empty());
  });
}

}  // namespace ocspan_test::nonce_test
