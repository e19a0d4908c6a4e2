#include "ocspan/asn1/error_detail.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "ocspan/asn1/any.hpp"
#include "ocspan/asn1/bit_string.hpp"
#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/null.hpp"
#include "ocspan/asn1/oid.hpp"
#include "ocspan/asn1/time.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::error_detail_test {
namespace {

using namespace ocspan;

/// SEQUENCE { version [0] ENUMERATED { 0, 1 } OPTIONAL, a value by the tag that it has }
class TestMessage {
 public:
  static constexpr Field field = Field::ocsp_request;

  void read(Reader& reader, Field name) {
    Reader fields = reader.open(Tag::sequence, name);
    if (fields.next_is(explicit_tag(0))) {
      Reader inner = fields.open_explicit(0, Field::version);
      (void)detail::read_one_of(inner, Field::version, Tag::enumerated, 3);
      inner.close(Field::version);
    }
    if (fields.next_is(Tag::generalized_time)) {
      Time time;
      time.read(fields, Field::value);
    } else if (fields.next_is(Tag::object_identifier)) {
      Oid oid;
      oid.read(fields, Field::value);
    } else if (fields.next_is(Tag::boolean)) {
      (void)read_boolean(fields, Field::value);
    } else if (fields.next_is(Tag::bit_string)) {
      BitString bits;
      bits.read(fields, Field::value);
    } else if (fields.next_is(explicit_tag(1))) {
      Reader any = fields.open_explicit(1, Field::value);
      Any value;
      value.read(any, Field::value);
      any.close(Field::value);
    } else {
      Integer integer;
      integer.read(fields, Field::value);
    }
    fields.close(name);
  }
};

std::string found_in(const ErrorDetail& detail) {
  std::array<char, 200> buffer{};
  const auto text = found_text(detail, buffer);
  REQUIRE(text);
  return std::string{*text};
}

std::string explained(const ErrorDetail& detail, std::span<const Tag> expected = {}) {
  std::array<char, 300> buffer{};
  const auto text = explain(detail, expected, buffer);
  REQUIRE(text);
  return std::string{*text};
}

std::string name_of_tag(unsigned octet) {
  std::array<char, 50> buffer{};
  return std::string{*to_text(Tag{static_cast<std::uint8_t>(octet)}, buffer)};
}

}  // namespace

TEST_CASE("error_detail says what stood there and what was wanted", "[asn1][error_detail]") {
  struct {
    std::string_view der;
    ErrorCode code;
    Tag expected;
    std::string_view found;
    std::string_view text;
  } const rows[]{
      // tags
      {"04 00", ErrorCode::wrong_tag, Tag::sequence, "04", "OCTET STRING (04)"},
      {"30 02 04 00", ErrorCode::wrong_tag, Tag::integer, "04", "OCTET STRING (04)"},
      {"30 02 a0 00", ErrorCode::missing, Tag::enumerated, "", ""},
      {"30 00", ErrorCode::missing, Tag::integer, "", ""},
      {"30 03 bf 81 00", ErrorCode::high_tag, Tag::integer, "bf 81 00", "bf8100"},
      {"30 02 bf 81", ErrorCode::high_tag, Tag::integer, "bf 81", "bf81"},
      {"30 05 a1 03 1f 1e 00", ErrorCode::bad_high_tag, Tag{}, "1f 1e", "1f1e"},
      {"30 04 a1 02 00 00", ErrorCode::reserved_tag, Tag{}, "00", "UNIVERSAL 0 (00)"},
      // lengths
      {"30 04 02 81 01 05", ErrorCode::length_not_minimal, Tag::integer, "81 01", "8101"},
      {"30 03 02 80 05", ErrorCode::indefinite_length, Tag::integer, "", ""},
      {"30 03 02 ff 05", ErrorCode::reserved_length, Tag::integer, "", ""},
      // something follows
      {"30 03 02 01 05 04", ErrorCode::trailing_data, Tag{}, "04", "1 byte, OCTET STRING (04)"},
      {"30 05 02 01 05 05 00", ErrorCode::trailing_data, Tag{}, "05 00", "2 bytes, the first of them NULL (05)"},
      // values
      {"30 08 a0 03 0a 01 07 02 01 05", ErrorCode::undefined_value, Tag::enumerated, "07", "ENUMERATED 7"},
      {"30 08 a0 03 0a 01 ff 02 01 05", ErrorCode::undefined_value, Tag::enumerated, "ff", "ENUMERATED -1"},
      {"30 0f a0 0b 0a 09 010203040506070809 05 00", ErrorCode::undefined_value, Tag::enumerated,
       "01 02 03 04 05 06 07 08 09", "010203040506070809"},
      {"30 04 02 02 00 01", ErrorCode::integer_not_minimal, Tag::integer, "00 01", "0001"},
      {"30 02 02 00", ErrorCode::integer_empty, Tag::integer, "", ""},
      {"30 03 01 01 07", ErrorCode::bad_boolean, Tag::boolean, "07", "07"},
      {"30 03 03 01 09", ErrorCode::bad_bit_string, Tag::bit_string, "09", "09"},
      {"30 04 06 02 80 01", ErrorCode::bad_oid, Tag::object_identifier, "80 01", "8001"},
      {"30 05 18 03 32 30 32", ErrorCode::time_form, Tag::generalized_time, "32 30 32", "202"},
      {"30 05 18 03 32 1b 32", ErrorCode::time_form, Tag::generalized_time, "32 1b 32", "321b32"},
      {"30 2a 18 28 30313233343536373839 30313233343536373839 30313233343536373839 30313233343536373839",
       ErrorCode::time_form, Tag::generalized_time,
       "30313233343536373839 30313233343536373839 30313233343536373839 30313233343536373839",
       "0123456789012345678901234567890123456789"},
      {"30 2b 18 29 30313233343536373839 30313233343536373839 30313233343536373839 30313233343536373839 30",
       ErrorCode::time_form, Tag::generalized_time,
       "30313233343536373839 30313233343536373839 30313233343536373839 30313233343536373839 30",
       "303132333435363738393031323334353637383930313233..."},
      {"30 11 18 0f 32303236303233303132303030305a", ErrorCode::time_value, Tag::generalized_time,
       "32303236303233303132303030305a", "20260230120000Z"},
      {"30 05 a1 03 05 01 07", ErrorCode::null_content, Tag{}, "07", "07"},
      {"30 1c 06 1a 8001020304050607 0809101112131415 1617181920212223 2425", ErrorCode::bad_oid,
       Tag::object_identifier, "8001020304050607 0809101112131415 1617181920212223 2425",
       "800102030405060708091011121314151617181920212223..."},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    const ByteVector der = hex(row.der);
    const ErrorDetail detail = error_detail<TestMessage>(der, Tolerance::none);
    CHECK(detail.error == load<TestMessage>(der, Tolerance::none).error());
    CHECK(detail.error.code == row.code);
    CHECK(detail.expected == row.expected);
    CHECK(equal(detail.found, hex(row.found)));
    CHECK(detail.missing == 0);
    CHECK(found_in(detail) == row.text);
  }
}

TEST_CASE("error_detail says how many bytes are missing", "[asn1][error_detail]") {
  struct {
    std::string_view der;
    std::uint32_t missing;
    std::string_view text;
  } const rows[]{
      {"30 05 02 01 05", 2, ": 2 bytes are missing"},
      {"30 03 02 02 05", 1, ": 1 byte is missing"},
      {"30 82 01 00 05", 255, ": 255 bytes are missing"},
      {"30 84 ff ff ff ff 00", 0xffff'fffe, ": 4294967294 bytes are missing"},
      {"30 85 01 00 00 00 00 02 01", 0xffff'fffe, ": 4294967294 bytes are missing"},
      {"30 85 02 00 00 00 00 02 01", 0xffff'ffff, ": 4294967295 or more bytes are missing"},
      {"30 88 ff ff ff ff ff ff ff ff", 0xffff'ffff, ": 4294967295 or more bytes are missing"},
      {"30", 0, ""},              // no length
      {"30 82 01", 0, ""},        // a length that is cut off
      {"30 03 a1 01 1f", 0, ""},  // a tag that is cut off
      {"30 04 a1 02 1f 81", 0, ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    const ByteVector der = hex(row.der);
    const ErrorDetail detail = error_detail<TestMessage>(der, Tolerance::none);
    CHECK(detail.error.code == ErrorCode::truncated);
    CHECK(detail.missing == row.missing);
    CHECK(detail.found.empty());
    CHECK(explained(detail) == std::string{message_of(ErrorCode::truncated)} + std::string{row.text});
  }
}

TEST_CASE("error_detail of a message without an error is empty", "[asn1][error_detail]") {
  const ByteVector der = hex("30 03 02 01 05");
  const ErrorDetail detail = error_detail<TestMessage>(der, Tolerance::none);
  CHECK_FALSE(detail.error);
  CHECK(detail.expected == Tag{});
  CHECK(detail.found.empty());
  CHECK_FALSE(detail.is_about_tag());
  CHECK(found_in(detail).empty());
}

TEST_CASE("explain names what was wanted and found", "[asn1][error_detail]") {
  const Tag three[] = {Tag::boolean, Tag::integer, implicit_tag(2)};
  const auto explained_der = [&](std::string_view der, std::size_t count) {
    const ByteVector bytes = hex(der);
    return explained(error_detail<TestMessage>(bytes, Tolerance::none), std::span{three}.first(count));
  };
  CHECK(explained_der("30 02 04 00", 0) == "not the tag that belongs here: OCTET STRING (04) found");
  CHECK(explained_der("30 02 04 00", 1) ==
        "not the tag that belongs here: BOOLEAN (01) expected, OCTET STRING (04) found");
  CHECK(explained_der("30 02 04 00", 3) ==
        "not the tag that belongs here: BOOLEAN (01), INTEGER (02) or [2] (82) expected, OCTET STRING (04) found");
  CHECK(explained_der("30 00", 2) == "missing: BOOLEAN (01) or INTEGER (02) expected");
  CHECK(explained_der("30 00", 0) == "missing");
  CHECK(explained_der("30 03 02 01 05 04", 0) == "something follows where it should end: 1 byte, OCTET STRING (04)");
  CHECK(explained_der("30 03 02 01 05 04", 1) ==
        "something follows where it should end: 1 byte, OCTET STRING (04); BOOLEAN (01) could follow");
  CHECK(explained_der("30 04 02 81 01 05", 0) == "length not in the fewest bytes: 8101 found, 01 is enough");
  CHECK(explained_der("30 83 00 00 80 05", 0) == "length not in the fewest bytes: 83000080 found, 8180 is enough");
  CHECK(explained_der("30 82 00 00", 0) == "length not in the fewest bytes: 820000 found, 00 is enough");
  ErrorDetail without_bytes;
  without_bytes.error = {ErrorCode::length_not_minimal, Field::version, 3};
  CHECK(explained(without_bytes) == "length not in the fewest bytes");
}

TEST_CASE("to_text of a Tag is its name in ASN.1 and its identifier octet", "[asn1][error_detail]") {
  CHECK(name_of_tag(0x30) == "SEQUENCE (30)");
  CHECK(name_of_tag(0x10) == "primitive SEQUENCE (10)");
  CHECK(name_of_tag(0x24) == "constructed OCTET STRING (24)");
  CHECK(name_of_tag(0x09) == "UNIVERSAL 9 (09)");
  CHECK(name_of_tag(0x29) == "UNIVERSAL 9 (29)");
  CHECK(name_of_tag(0x80) == "[0] (80)");
  CHECK(name_of_tag(0xa3) == "[3] (a3)");
  CHECK(name_of_tag(0x41) == "[APPLICATION 1] (41)");
  CHECK(name_of_tag(0xfe) == "[PRIVATE 30] (fe)");
  std::array<char, 10> buffer{};
  CHECK(to_text(Tag::sequence, buffer).error() == Error{ErrorCode::no_space, Field::none, 13});
}

}  // namespace ocspan_test::error_detail_test
