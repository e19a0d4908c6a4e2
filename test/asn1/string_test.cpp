#include "ocspan/asn1/string.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ocspan/asn1/text.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"

namespace ocspan_test::string_test {
namespace {

using namespace ocspan;

std::vector<std::uint32_t> code_points(Tag tag, const ByteVector& contents) {
  std::vector<std::uint32_t> all;
  for (CodePoints characters{tag, contents}; characters.more();) {
    all.push_back(characters.next());
    if (all.size() > contents.size()) {
      FAIL("next() does not consume");
    }
  }
  return all;
}

/// The UTF-8 of a code point by the pattern of RFC 3629 section 3, in so many bytes, shortest or not.
ByteVector utf8(std::uint32_t code_point, int bytes) {
  ByteVector out;
  for (int i = bytes - 1; i > 0; --i) {
    out.insert(out.begin(), static_cast<std::uint8_t>(0x80 | (code_point & 0x3f)));
    code_point >>= 6;
  }
  const std::uint32_t lead = bytes == 1 ? 0 : bytes == 2 ? 0xc0 : bytes == 3 ? 0xe0 : 0xf0;
  out.insert(out.begin(), static_cast<std::uint8_t>(lead | code_point));
  return out;
}

/// What read_ia5_string() reads, as a type that reads itself.
struct Ia5 {
  void read(Reader& reader, Field field) { characters = read_ia5_string(reader, field); }
  Bytes characters;
};

}  // namespace

TEST_CASE("CodePoints accepts: UTF-8 at its borders", "[asn1][string]") {
  struct {
    std::string_view bytes;
    std::uint32_t code_point;
  } const rows[]{
      {"00", 0},
      {"01", 1},
      {"7f", 0x7f},
      {"c2 80", 0x80},
      {"c3 bc", 0xfc},
      {"df bf", 0x7ff},
      {"e0 a0 80", 0x800},
      {"e2 82 ac", 0x20ac},
      {"ec bf bf", 0xcfff},
      {"ed 80 80", 0xd000},
      {"ed 9f bf", 0xd7ff},  // the last before the surrogates
      {"ee 80 80", 0xe000},  // and the first behind them
      {"ef bb bf", 0xfeff},
      {"ef bf bd", 0xfffd},
      {"ef bf bf", 0xffff},
      {"f0 90 80 80", 0x10000},
      {"f0 9f 98 80", 0x1f600},
      {"f1 80 80 80", 0x40000},
      {"f3 bf bf bf", 0xfffff},
      {"f4 80 80 80", 0x100000},
      {"f4 8f bf bf", 0x10ffff},
  };
  for (const auto& row : rows) {
    CAPTURE(row.bytes);
    const ByteVector bytes = hex(row.bytes);
    CHECK(code_points(Tag::utf8_string, bytes) == std::vector<std::uint32_t>{row.code_point});
    CHECK(is_well_formed(Tag::utf8_string, bytes));
    // between others, and twice
    CHECK(code_points(Tag::utf8_string, join({hex("41"), bytes, bytes, hex("42")})) ==
          std::vector<std::uint32_t>{0x41, row.code_point, row.code_point, 0x42});
  }
}

TEST_CASE("CodePoints rejects: ill-formed UTF-8 at its borders", "[asn1][string][reject]") {
  for (const std::string_view text : {
           "80",  // what only follows
           "bf",
           "c0 80",  // overlong
           "c0 af",
           "c1 bf",
           "e0 80 80",
           "e0 80 af",
           "e0 9f bf",
           "f0 80 80 80",
           "f0 80 80 af",
           "f0 8f bf bf",
           "f8 88 80 80 80",  // five and six bytes, which RFC 2279 had
           "fc 84 80 80 80 80",
           "ed a0 80",  // surrogates
           "ed ad bf",
           "ed ae 80",
           "ed af bf",
           "ed b0 80",
           "ed be 80",
           "ed bf bf",
           "ed a0 80 ed b0 80",
           "f4 90 80 80",  // above 10ffff
           "f5 80 80 80",
           "f7 bf bf bf",
           "f8",
           "fe",
           "ff",
           "c2",  // cut off
           "df",
           "e0",
           "e0 a0",
           "e2 82",
           "ef bf",
           "f0",
           "f0 90",
           "f0 90 80",
           "f4 8f bf",
           "c2 41",  // something else follows
           "c2 c2",
           "c2 7f",
           "c2 c0",
           "e2 41 82",
           "e2 82 41",
           "e2 82 c2",
           "e2 28 a1",
           "f0 28 8c bc",
           "f0 90 28 bc",
           "f0 28 8c 28",
           "f0 90 80 41",
           "c2 80 80",  // one too many
           "41 e2 82",
       }) {
    CAPTURE(text);
    const ByteVector bytes = hex(text);
    CHECK_FALSE(is_well_formed(Tag::utf8_string, bytes));
    CHECK_FALSE(is_well_formed(Tag::utf8_string, join({hex("41 c3 bc"), bytes})));
    CHECK_FALSE(is_well_formed(Tag::utf8_string, join({bytes, hex("41")})));
    const std::vector<std::uint32_t> found = code_points(Tag::utf8_string, bytes);
    CHECK(std::find(found.begin(), found.end(), invalid_code_point) != found.end());
  }
}

TEST_CASE("CodePoints accepts: every Unicode scalar value in its shortest UTF-8, and no other form", "[asn1][string]") {
  std::uint32_t wrong = 0;
  for (std::uint32_t code_point = 0; code_point < 0x200000; ++code_point) {
    const int shortest = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    const bool scalar = code_point <= 0x10ffff && (code_point < 0xd800 || code_point > 0xdfff);
    for (int bytes = shortest; bytes <= 4; ++bytes) {
      const ByteVector encoded = utf8(code_point, bytes);
      CodePoints characters{Tag::utf8_string, encoded};
      const std::uint32_t found = characters.next();
      const bool as_it_should =
          scalar && bytes == shortest ? found == code_point && !characters.more() : found == invalid_code_point;
      wrong += as_it_should ? 0 : 1;
    }
    if (code_point == 0x11000) {
      code_point = 0x10f000 - 1;  // the planes between are alike
    } else if (code_point == 0x111000) {
      code_point = 0x1ff000 - 1;
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("CodePoints takes BMPString and UniversalString by their width", "[asn1][string]") {
  CHECK(code_points(Tag::bmp_string, hex("00 41 20 ac ff ff d8 00")) ==
        std::vector<std::uint32_t>{0x41, 0x20ac, 0xffff, 0xd800});
  CHECK(code_points(Tag::universal_string, hex("00 00 00 41 00 01 f6 00 00 10 ff ff")) ==
        std::vector<std::uint32_t>{0x41, 0x1f600, 0x10ffff});
  CHECK(code_points(Tag::bmp_string, {}).empty());
  CHECK(code_points(Tag::universal_string, {}).empty());
  // the odd bytes at the end
  CHECK(code_points(Tag::bmp_string, hex("00 41 00")) == std::vector<std::uint32_t>{0x41, invalid_code_point});
  CHECK(code_points(Tag::universal_string, hex("00 00 00 41 00 00 00")) ==
        std::vector<std::uint32_t>{0x41, invalid_code_point});
}

TEST_CASE("CodePoints takes one-byte types as Latin-1", "[asn1][string]") {
  ByteVector all;
  std::vector<std::uint32_t> expected;
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    all.push_back(static_cast<std::uint8_t>(byte));
    expected.push_back(byte);
  }
  for (const Tag tag :
       {Tag::printable_string, Tag::ia5_string, Tag::teletex_string, Tag::numeric_string, Tag::visible_string}) {
    CAPTURE(static_cast<unsigned>(tag));
    CHECK(code_points(tag, all) == expected);
    CHECK(is_well_formed(tag, all));
  }
}

TEST_CASE("is_well_formed holds BMPString and UniversalString to their width", "[asn1][string]") {
  for (std::size_t size = 0; size < 20; ++size) {
    CAPTURE(size);
    const ByteVector contents(size, 0x00);
    CHECK(is_well_formed(Tag::bmp_string, contents) == (size % 2 == 0));
    CHECK(is_well_formed(Tag::universal_string, contents) == (size % 4 == 0));
    CHECK(is_well_formed(Tag::utf8_string, contents));
    CHECK(is_well_formed(Tag::octet_string, contents));  // no string: nothing to hold to
  }
  CHECK(is_well_formed(Tag::integer, hex("ff")));
}

TEST_CASE("is_string knows the types that hold text", "[asn1][string]") {
  for (unsigned tag = 0; tag < 256; ++tag) {
    CAPTURE(tag);
    const bool holds_text =
        tag == 12 || tag == 18 || tag == 19 || tag == 20 || tag == 22 || tag == 26 || tag == 28 || tag == 30;
    CHECK(is_string(static_cast<Tag>(tag)) == holds_text);
  }
}

TEST_CASE("string_to_text writes UTF-8, with the backslash and what harms a terminal escaped", "[asn1][string]") {
  struct {
    Tag tag;
    std::string_view contents;
    std::string_view text;
  } const rows[]{
      {Tag::utf8_string, "", ""},
      {Tag::printable_string, "61 20 62", "a b"},
      {Tag::ia5_string, "61 5c 62 5c", "a\\\\b\\\\"},
      {Tag::ia5_string, "0a 7f", "\\0A\\7F"},
      {Tag::teletex_string, "e9", "\u00e9"},
      {Tag::bmp_string, "20 ac 00 5c", "\u20ac\\\\"},
      {Tag::universal_string, "00 01 f6 00", "\U0001f600"},
      {Tag::utf8_string, "f4 8f bf bf", "\U0010ffff"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.contents);
    const ByteVector contents = hex(row.contents);
    const Result<std::string> text =
        to_std_string([&](std::span<char> out) { return string_to_text(row.tag, contents, out); });
    REQUIRE(text);
    CHECK(*text == row.text);
    for (std::size_t size = 0; size < row.text.size(); ++size) {
      std::vector<char> out(size);
      CHECK(string_to_text(row.tag, contents, out).error() ==
            Error{ErrorCode::no_space, Field::none, static_cast<std::uint32_t>(row.text.size())});
    }
  }
}

TEST_CASE("string_to_text rejects: what is no text", "[asn1][string][reject]") {
  struct {
    Tag tag;
    std::string_view contents;
  } const rows[]{
      {Tag::octet_string, "61"},
      {Tag::utf8_string, "61 80"},
      {Tag::utf8_string, "ed a0 80"},
      {Tag::bmp_string, "00 61 00"},
      {Tag::bmp_string, "d8 00"},
      {Tag::bmp_string, "df ff"},
      {Tag::universal_string, "00 11 00 00"},
      {Tag::universal_string, "00 00 d8 00"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.contents);
    std::array<char, 50> out{};
    const ByteVector contents = hex(row.contents);
    CHECK_FALSE(is_text(row.tag, contents));
    CHECK(string_to_text(row.tag, contents, out).error() == Error{ErrorCode::bad_string});
  }
  for (const std::string_view contents : {"d7 ff", "e0 00"}) {  // beside the surrogates
    CHECK(is_text(Tag::bmp_string, hex(contents)));
  }
}

TEST_CASE("read_ia5_string accepts: each byte of ASCII, and none", "[asn1][string]") {
  ByteVector all;
  for (std::uint8_t byte = 0; byte < 0x80; ++byte) {
    all.push_back(byte);
  }
  for (const ByteVector& characters : {ByteVector{}, hex("7f"), all}) {
    const ByteVector der = tlv(0x16, characters);
    CAPTURE(der);
    ReadContext context{der};
    Reader reader{context};
    CHECK(equal(read_ia5_string(reader, Field::value), characters));
    CHECK(!context.error());
    CHECK_FALSE(reader.more());
    const ByteVector tagged = tlv(0x86, characters);
    ReadContext tagged_context{tagged};
    Reader tagged_reader{tagged_context};
    CHECK(equal(read_ia5_string(tagged_reader, Field::value, implicit_tag(6)), characters));
    CHECK(!tagged_context.error());
  }
}

TEST_CASE("read_ia5_string rejects: each byte that is not ASCII, anywhere", "[asn1][string][reject]") {
  for (unsigned byte = 0x80; byte < 0x100; ++byte) {
    CAPTURE(byte);
    const auto one = static_cast<std::uint8_t>(byte);
    for (const ByteVector& characters :
         {ByteVector{one}, ByteVector{one, 0x61}, ByteVector{0x61, one}, ByteVector{0x61, one, one, 0x61}}) {
      CHECK(error_of<Ia5>(tlv(0x16, characters), Field::value) == Error{ErrorCode::bad_string, Field::value, 2});
    }
  }
  const Refusals rows{
      {"", {ErrorCode::missing, Field::value, 0}},
      {"0c 01 61", {ErrorCode::wrong_tag, Field::value, 0}},
      {"36 03 16 01 61", {ErrorCode::wrong_tag, Field::value, 0}},
      {"16 02 61", {ErrorCode::truncated, Field::value, 2}},
  };
  check_refusals<Ia5>(Field::value, rows);
}

}  // namespace ocspan_test::string_test
