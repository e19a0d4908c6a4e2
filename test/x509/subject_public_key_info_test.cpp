#include "ocspan/x509/subject_public_key_info.hpp"

#include <string_view>

#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"

namespace ocspan_test::subject_public_key_info_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::subject_public_key_info;

}  // namespace

TEST_CASE("SubjectPublicKeyInfo accepts: the example of RFC 8410 10.1", "[x509][subject_public_key_info]") {
  const ByteVector key = hex("19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1");
  const ByteVector der = join({hex("30 2a 30 05 06 03 2b 65 70 03 21 00"), key});
  const ByteVector input = join({der, hex("05 00")});
  ReadContext context{input};
  Reader reader{context};
  SubjectPublicKeyInfo info;
  info.read(reader, field);
  REQUIRE(!context.error());
  CHECK(equal(info.der(), der));
  CHECK(info.der().data() == input.data());
  CHECK(equal(info.public_key(), key));  // without tag, length and the number of unused bits
  CHECK(info.public_key().data() == input.data() + 12);
  CHECK(equal(info.algorithm().oid().bytes(), hex("2b 65 70")));
  CHECK_FALSE(info.algorithm().parameters().has_value());
  CHECK(equal(reader.remaining(), hex("05 00")));
}

TEST_CASE("SubjectPublicKeyInfo accepts: any algorithm, and a key without bits", "[x509][subject_public_key_info]") {
  for (const std::string_view bytes : {
           "30 09 30 03 06 01 2a 03 02 00 aa",
           "30 08 30 03 06 01 2a 03 01 00",
           "30 09 30 03 06 01 2a 03 02 07 80",
           "30 0b 30 05 06 01 2a 05 00 03 02 00 aa",
       }) {
    CAPTURE(bytes);
    const ByteVector der = hex(bytes);
    const Reading<SubjectPublicKeyInfo> info = read_alone<SubjectPublicKeyInfo>(der, field);
    CHECK(!info.error);
    CHECK(equal(info.value.der(), der));
  }
}

TEST_CASE("SubjectPublicKeyInfo rejects: each field, at its place", "[x509][subject_public_key_info][reject]") {
  const Refusals rows{
      {"", {ErrorCode::missing, field, 0}},
      {"31 00", {ErrorCode::wrong_tag, field, 0}},
      {"30 05", {ErrorCode::truncated, field, 2}},
      {"30 00", {ErrorCode::missing, Field::algorithm, 2}},
      {"30 04 03 02 00 aa", {ErrorCode::wrong_tag, Field::algorithm, 2}},
      {"30 02 30 00", {ErrorCode::missing, Field::algorithm, 4}},
      {"30 05 30 03 06 01 2a", {ErrorCode::missing, Field::subject_public_key, 7}},
      {"30 09 30 03 06 01 2a 04 02 00 aa", {ErrorCode::wrong_tag, Field::subject_public_key, 7}},
      {"30 07 30 03 06 01 2a 03 00", {ErrorCode::bad_bit_string, Field::subject_public_key, 9}},
      {"30 09 30 03 06 01 2a 03 02 08 00", {ErrorCode::bad_bit_string, Field::subject_public_key, 9}},
      {"30 09 30 03 06 01 2a 03 02 01 ff", {ErrorCode::bad_bit_string, Field::subject_public_key, 9}},
      {"30 0b 30 03 06 01 2a 03 02 00 aa 05 00", {ErrorCode::trailing_data, field, 11}},
  };
  check_refusals<SubjectPublicKeyInfo>(field, rows);
}

}  // namespace ocspan_test::subject_public_key_info_test
