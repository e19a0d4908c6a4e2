#include "ocspan/asn1/oid.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ocspan/asn1/error_text.hpp"
#include "ocspan/asn1/text.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::oid_test {
namespace {

using namespace ocspan;

struct DottedRow {
  std::string_view contents;
  std::string_view dotted;
};

constexpr DottedRow dotted_rows[]{
    // the borders of the first two arcs, 40 * first + second
    {"00", "0.0"},
    {"01", "0.1"},
    {"27", "0.39"},
    {"28", "1.0"},
    {"4f", "1.39"},
    {"50", "2.0"},
    {"77", "2.39"},
    {"78", "2.40"},
    {"7f", "2.47"},
    {"81 00", "2.48"},
    {"81 7f", "2.175"},
    {"82 00", "2.176"},
    {"ff 7f", "2.16303"},
    {"81 80 00", "2.16304"},
    {"88 37 03", "2.999.3"},  // the example of X.690 8.19.5
    {"81 ff ff ff ff ff ff ff ff 7f", "2.18446744073709551535"},
    {"82 80 80 80 80 80 80 80 80 00", "2.18446744073709551536"},
    {"82 80 80 80 80 80 80 80 80 4f", "2.18446744073709551615"},
    // 80 taken from what has a few more than some tens of millions
    {"84 e2 ad 05", "2.9999925"},
    {"84 e2 ad 4f", "2.9999999"},
    {"84 e2 ad 50", "2.10000000"},
    {"96 de b1 83 e9 80 05", "2.99999999999925"},
    // the borders of the other arcs
    {"2a 7f 81 00 ff 7f 81 80 00", "1.2.127.128.16383.16384"},
    {"2a 00 01 00", "1.2.0.1.0"},
    {"2a ff ff ff 7f", "1.2.268435455"},
    {"2a 81 80 80 80 00", "1.2.268435456"},
    {"2a 8f ff ff ff 7f", "1.2.4294967295"},
    {"2a 90 80 80 80 00", "1.2.4294967296"},
    {"2a 81 80 80 80 80 80 80 80 80 00", "1.2.9223372036854775808"},
    {"2a 81 ff ff ff ff ff ff ff ff 7f", "1.2.18446744073709551615"},
    {"2a 82 80 80 80 80 80 80 80 80 00", "1.2.18446744073709551616"},
    // X.667: a UUID as one arc, f81d4fae-7dec-11d0-a765-00a0c91e6bf6 and the first and last of all
    {"69 83 f0 9d a7 eb cf de e0 c7 a1 a7 b2 c0 94 8c c8 f9 d7 76", "2.25.329800735698586629295641978511506172918"},
    {"69 83 ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 7f", "2.25.340282366920938463463374607431768211455"},
    {"69 00", "2.25.0"},
    // digits that are zeros inside a number
    {"2b 06 01 04 01 82 37 15 08 84 e2 ad 00 84 e2 ac 7f 96 de b1 83 e8 ff 7f",
     "1.3.6.1.4.1.311.21.8.10000000.9999999.99999999999999"},
    {"2b 0e 03 02 1a", "1.3.14.3.2.26"},
};

std::string dotted(const ByteVector& contents) {
  const Oid oid{Bytes{contents}};
  const Result<std::string> text = to_std_string([&](std::span<char> out) { return oid.to_dotted(out); });
  return text ? *text : std::string{to_string(text.error().code)};
}

/// 2 * number + bit, digit by digit.
std::string twice_plus(std::string number, int bit) {
  for (std::size_t left = number.size(); left > 0; --left) {
    char& digit = number[left - 1];
    const int value = (digit - '0') * 2 + bit;
    digit = static_cast<char>('0' + value % 10);
    bit = value / 10;
  }
  return bit == 0 ? number : "1" + number;
}

/// The arc that is so many bytes long and has all bits set, in decimal.
std::string largest_arc(std::size_t bytes) {
  std::string number = "0";
  for (std::size_t i = 0; i < bytes * 7; ++i) {
    number = twice_plus(number, 1);
  }
  return number;
}

ByteVector largest_arc_bytes(std::size_t bytes) { return join({ByteVector(bytes - 1, 0xff), ByteVector{0x7f}}); }

}  // namespace

TEST_CASE("Oid accepts: every border of an arc, and writes it in decimal", "[asn1][oid]") {
  for (const DottedRow& row : dotted_rows) {
    CAPTURE(row.contents, row.dotted);
    const ByteVector contents = hex(row.contents);
    const ByteVector der = tlv(0x06, contents);
    const Reading<Oid> oid = read_alone<Oid>(der, Field::extn_id);
    CHECK(!oid.error);
    CHECK(equal(oid.value.bytes(), contents));
    CHECK(oid.value.bytes().data() == der.data() + 2);
    CHECK_FALSE(oid.value.empty());
    CHECK(dotted(contents) == row.dotted);
  }
}

TEST_CASE("Oid accepts: each of the first bytes up to 7f", "[asn1][oid]") {
  for (unsigned byte = 0; byte < 0x80; ++byte) {
    CAPTURE(byte);
    const unsigned first = byte < 40 ? 0 : byte < 80 ? 1 : 2;
    CHECK(dotted({static_cast<std::uint8_t>(byte)}) == std::to_string(first) + "." + std::to_string(byte - 40 * first));
  }
}

TEST_CASE("Oid accepts: contents of any length, 200 arcs of it", "[asn1][oid]") {
  ByteVector contents = hex("2a");
  std::string expected = "1.2";
  for (int i = 0; i < 200; ++i) {
    contents.push_back(static_cast<std::uint8_t>(i % 128));
    expected += "." + std::to_string(i % 128);
  }
  CHECK(!error_of<Oid>(tlv(0x06, contents), Field::extn_id));
  CHECK(dotted(contents) == expected);
}

TEST_CASE("Oid rejects: X.690 8.19.2", "[asn1][oid][reject]") {
  const Refusals rows{
      {"06 00", {ErrorCode::bad_oid, Field::extn_id, 2}},
      // an arc, the first or a later one, that is not in its shortest form
      {"06 01 80", {ErrorCode::bad_oid, Field::extn_id, 2}},
      {"06 02 80 01", {ErrorCode::bad_oid, Field::extn_id, 2}},
      {"06 03 80 81 00", {ErrorCode::bad_oid, Field::extn_id, 2}},
      {"06 03 2a 80 01", {ErrorCode::bad_oid, Field::extn_id, 2}},
      {"06 04 2a 03 80 01", {ErrorCode::bad_oid, Field::extn_id, 2}},
      {"06 05 2a 80 80 80 01", {ErrorCode::bad_oid, Field::extn_id, 2}},
      {"06 05 81 00 03 80 7f", {ErrorCode::bad_oid, Field::extn_id, 2}},
      // the last arc does not end
      {"06 01 81", {ErrorCode::bad_oid, Field::extn_id, 2}},
      {"06 01 ff", {ErrorCode::bad_oid, Field::extn_id, 2}},
      {"06 02 2a 86", {ErrorCode::bad_oid, Field::extn_id, 2}},
      {"06 03 2a 86 80", {ErrorCode::bad_oid, Field::extn_id, 2}},
      {"06 04 2a 03 04 81 00", {ErrorCode::bad_oid, Field::extn_id, 2}},  // it would end outside
      // the framing
      {"", {ErrorCode::missing, Field::extn_id, 0}},
      {"0d 01 2a", {ErrorCode::wrong_tag, Field::extn_id, 0}},  // RELATIVE-OID
      {"26 01 2a", {ErrorCode::wrong_tag, Field::extn_id, 0}},
      {"06 81 01 2a", {ErrorCode::length_not_minimal, Field::extn_id, 2}},
      {"06 02 2a", {ErrorCode::truncated, Field::extn_id, 2}},
  };
  check_refusals<Oid>(Field::extn_id, rows);
}

TEST_CASE("Oid accepts: 80 inside an arc, where it is no padding", "[asn1][oid]") {
  CHECK(!error_of<Oid>(hex("06 04 2a 81 80 00"), Field::extn_id));
  CHECK(!error_of<Oid>(hex("06 03 81 80 00"), Field::extn_id));
}

TEST_CASE("Oid: 80 at each place of contents of each length, by X.690 8.19.2", "[asn1][oid]") {
  for (std::size_t size = 1; size <= 40; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      for (const auto others : {std::uint8_t{0x03}, std::uint8_t{0x81}}) {
        ByteVector contents(size, others);
        contents[at] = 0x80;
        contents[size - 1] &= 0x7f;
        const bool begins_arc = at != size - 1 && (at == 0 || others < 0x80);
        CAPTURE(size, at, others);
        CHECK(error_of<Oid>(tlv(0x06, contents), Field::extn_id) ==
              (begins_arc ? Error{ErrorCode::bad_oid, Field::extn_id, 2} : Error{}));
      }
    }
  }
}

TEST_CASE("Oid accepts: another tag, if asked for", "[asn1][oid]") {
  using Tagged8 = Tagged<Oid, implicit_tag(8)>;
  CHECK(!error_of<Tagged8>(hex("88 02 2a 03"), Field::extn_id));
  CHECK(error_of<Tagged8>(hex("06 02 2a 03"), Field::extn_id) == Error{ErrorCode::wrong_tag, Field::extn_id, 0});
  CHECK(error_of<Tagged8>(hex("88 00"), Field::extn_id) == Error{ErrorCode::bad_oid, Field::extn_id, 2});
}

TEST_CASE("Oid::to_dotted accepts: arcs up to max_decimal_bytes, exactly", "[asn1][oid][limits]") {
  for (const std::size_t bytes : {std::size_t{19}, std::size_t{20}, max_decimal_bytes - 1, max_decimal_bytes}) {
    CAPTURE(bytes);
    const std::string number = largest_arc(bytes);
    CHECK(dotted(join({hex("2a"), largest_arc_bytes(bytes)})) == "1.2." + number);
    CHECK(dotted(join({hex("2a"), largest_arc_bytes(bytes), hex("03")})) == "1.2." + number + ".3");
    // as the first subidentifier it is 80 more than the second arc
    std::string second = number;
    int borrow = 8;
    for (std::size_t i = second.size() - 2; borrow != 0; --i) {
      const int digit = second[i] - '0' - borrow;
      second[i] = static_cast<char>('0' + (digit + 10) % 10);
      borrow = digit < 0 ? 1 : 0;
    }
    CHECK(dotted(largest_arc_bytes(bytes)) == "2." + second);
  }
}

TEST_CASE("Oid::to_dotted rejects: a longer arc, wherever it stands", "[asn1][oid][limits][reject]") {
  const ByteVector arc = largest_arc_bytes(max_decimal_bytes + 1);
  for (const ByteVector& contents : {arc, join({hex("2a"), arc}), join({hex("2a 03"), arc, hex("04")})}) {
    CHECK(!error_of<Oid>(tlv(0x06, contents), Field::extn_id));  // it is a good OBJECT IDENTIFIER all the same
    std::array<char, 2000> buffer{};
    CHECK(Oid{Bytes{contents}}.to_dotted(buffer).error().code == ErrorCode::too_long_for_decimal);
    CHECK(Oid{Bytes{contents}}.to_dotted({}).error().code == ErrorCode::too_long_for_decimal);
  }
}

TEST_CASE("Oid::to_dotted rejects: a buffer of every size that is too small, untouched behind it", "[asn1][oid]") {
  for (const DottedRow& row : dotted_rows) {
    CAPTURE(row.dotted);
    const ByteVector contents = hex(row.contents);
    const Oid oid{Bytes{contents}};
    const std::size_t needed = row.dotted.size();
    for (std::size_t size = 0; size <= needed + 1; ++size) {
      CAPTURE(size);
      std::vector<char> buffer(needed + 8, '~');
      const Result<std::string_view> text = oid.to_dotted(std::span<char>{buffer}.first(size));
      if (size < needed) {
        CHECK(text.error() == Error{ErrorCode::no_space, Field::none, static_cast<std::uint32_t>(needed)});
      } else {
        REQUIRE(text);
        CHECK(*text == row.dotted);
        CHECK((*text).data() == buffer.data());
      }
      CHECK(std::count(buffer.begin() + static_cast<std::ptrdiff_t>(size), buffer.end(), '~') ==
            static_cast<std::ptrdiff_t>(buffer.size() - size));
    }
  }
}

TEST_CASE("Oid is compared byte by byte, never by a prefix", "[asn1][oid]") {
  const ByteVector a = hex("2a 03");
  const ByteVector same = hex("2a 03");
  const ByteVector longer = hex("2a 03 04");
  const ByteVector other = hex("2a 04");
  CHECK(Oid{Bytes{a}} == Oid{Bytes{same}});
  CHECK(Oid{Bytes{a}} != Oid{Bytes{longer}});
  CHECK(Oid{Bytes{longer}} != Oid{Bytes{a}});
  CHECK(Oid{Bytes{a}} != Oid{Bytes{other}});
  CHECK(Oid{} != Oid{Bytes{a}});
  CHECK(Oid{} == Oid{});
  CHECK(Oid{}.empty());
}

TEST_CASE("oid<...> gives the bytes that are read from a message", "[asn1][oid]") {
  struct {
    Oid constant;
    std::string_view contents;
  } const rows[]{
      {oid<0, 0>, "00"},
      {oid<0, 39>, "27"},
      {oid<1, 0>, "28"},
      {oid<1, 39>, "4f"},
      {oid<2, 0>, "50"},
      {oid<2, 39>, "77"},
      {oid<2, 40>, "78"},
      {oid<2, 47>, "7f"},
      {oid<2, 48>, "81 00"},
      {oid<2, 999, 3>, "88 37 03"},
      {oid<1, 2, 127, 128, 16383, 16384>, "2a 7f 81 00 ff 7f 81 80 00"},
      {oid<1, 2, 0xffff'ffff>, "2a 8f ff ff ff 7f"},
      {oid<1, 2, 0x1'0000'0000>, "2a 90 80 80 80 00"},
      {oid<1, 2, 0x8000'0000'0000'0000>, "2a 81 80 80 80 80 80 80 80 80 00"},
      {oid<1, 2, 0xffff'ffff'ffff'ffff>, "2a 81 ff ff ff ff ff ff ff ff 7f"},
      {oid<2, 0xffff'ffff'ffff'ffff - 80>, "81 ff ff ff ff ff ff ff ff 7f"},
      {oid<1, 3, 14, 3, 2, 26>, "2b 0e 03 02 1a"},
      {oid<1, 3, 6, 1, 5, 5, 7, 48, 1, 1>, "2b 06 01 05 05 07 30 01 01"},
      {oid<2, 16, 840, 1, 101, 3, 4, 2, 1>, "60 86 48 01 65 03 04 02 01"},
      {oid<1, 2, 840, 113549, 1, 1, 11>, "2a 86 48 86 f7 0d 01 01 0b"},
      {oid<0, 9, 2342, 19200300, 100, 1, 25>, "09 92 26 89 93 f2 2c 64 01 19"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.contents);
    const ByteVector contents = hex(row.contents);
    CHECK(equal(row.constant.bytes(), contents));
    CHECK(row.constant == Oid{Bytes{contents}});
  }
}

TEST_CASE("oid<...> takes a second arc up to 2^64 - 81", "[asn1][oid]") {
  // One more does not compile: see test/meson.build.
  CHECK(equal(oid<2, 0xffff'ffff'ffff'ffff - 80>.bytes(), hex("81 ff ff ff ff ff ff ff ff 7f")));
}

TEST_CASE("Oid rejects: decimal text of contents that are no OBJECT IDENTIFIER", "[asn1][oid][reject]") {
  for (const ByteVector& contents : {hex("80 01"), hex("2a 80 01"), hex("2a 86"), hex("ff")}) {
    CAPTURE(contents.size());
    char text[100];
    CHECK(Oid{contents}.to_dotted(text).error().code == ErrorCode::bad_oid);
  }
}

TEST_CASE("oid<...> is a constant expression", "[asn1][oid]") {
  STATIC_REQUIRE(oid<1, 3, 14, 3, 2, 26>.bytes().size() == 5);
  STATIC_REQUIRE(oid<2, 999, 3>.bytes()[0] == 0x88);
  STATIC_REQUIRE(oid<2, 999, 3> == oid<2, 999, 3>);
  STATIC_REQUIRE_FALSE(oid<2, 999> == oid<2, 999, 3>);
}

TEST_CASE("Oid::write writes: the contents, be they an OBJECT IDENTIFIER or not", "[asn1][oid][write]") {
  for (const DottedRow& row : dotted_rows) {
    CAPTURE(row.dotted);
    const ByteVector contents = hex(row.contents);
    const ByteVector der = written(Oid{Bytes{contents}});
    CHECK(der == tlv(0x06, contents));
    const Reading<Oid> read = read_alone<Oid>(der, Field::algorithm);
    CHECK(!read.error);
    CHECK(read.value == Oid{Bytes{contents}});
    CHECK(written(read.value) == der);
  }
  CHECK(written(oid<1, 3, 14, 3, 2, 26>) == hex("06 05 2b 0e 03 02 1a"));
  const ByteVector long_one(200, 0x01);
  CHECK(written(Oid{Bytes{long_one}}) == tlv(0x06, long_one));
  CHECK(written(Oid{}) == hex("06 00"));
  const ByteVector cut_off = hex("2a 80");
  CHECK(written(Oid{Bytes{cut_off}}) == hex("06 02 2a 80"));
}

}  // namespace ocspan_test::oid_test
