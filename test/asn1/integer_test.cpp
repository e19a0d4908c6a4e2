#include "ocspan/asn1/integer.hpp"

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ocspan/asn1/error_text.hpp"
#include "ocspan/asn1/text.hpp"
#include "ocspan/limits.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::integer_test {
namespace {

using namespace ocspan;

std::string decimal(const ByteVector& bytes) {
  const Integer number{Bytes{bytes}};
  const Result<std::string> text = to_std_string([&](std::span<char> out) { return number.to_decimal(out); });
  return text ? *text : std::string{to_string(text.error().code)};
}

/// What read_enumerated(), read_boolean() and read_default_false() read, as types that read themselves.
struct Enumerated {
  void read(Reader& reader, Field field) { number = read_enumerated(reader, field, 0xffff'ffff); }
  std::uint8_t number = 0;
};

struct Boolean {
  void read(Reader& reader, Field field) { is_true = read_boolean(reader, field); }
  bool is_true = false;
};

struct DefaultFalse {
  void read(Reader& reader, Field field) { is_true = read_default_false(reader, field); }
  bool is_true = false;
};

/// 256 * number + byte, digit by digit.
std::string append_byte(std::string number, int byte) {
  int carry = byte;
  for (std::size_t left = number.size(); left > 0; --left) {
    char& digit = number[left - 1];
    const int value = (digit - '0') * 256 + carry;
    digit = static_cast<char>('0' + value % 10);
    carry = value / 10;
  }
  for (; carry != 0; carry /= 10) {
    number.insert(number.begin(), static_cast<char>('0' + carry % 10));
  }
  return number;
}

/// The decimal digits of a number without sign.
std::string unsigned_decimal(const ByteVector& bytes) {
  std::string number = "0";
  for (const std::uint8_t byte : bytes) {
    number = append_byte(number, byte);
  }
  return number;
}

/// The bytes of a number of up to 64 bits, always all eight of them.
ByteVector eight_bytes(std::int64_t number) {
  ByteVector bytes;
  for (int shift = 56; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> shift & 0xff));
  }
  return bytes;
}

/// The same without the bytes that X.690 8.3.2 forbids.
ByteVector fewest_bytes(std::int64_t number) {
  ByteVector bytes = eight_bytes(number);
  while (bytes.size() > 1 && ((bytes[0] == 0 && bytes[1] < 0x80) || (bytes[0] == 0xff && bytes[1] >= 0x80))) {
    bytes.erase(bytes.begin());
  }
  return bytes;
}

constexpr std::int64_t border_numbers[]{
    0,
    1,
    -1,
    2,
    -2,
    127,
    128,
    -127,
    -128,
    -129,
    255,
    256,
    -255,
    -256,
    -257,
    0x7fff,
    0x8000,
    -0x8000,
    -0x8001,
    0x12,
    0x1234,
    9'999'999,
    10'000'000,
    10'000'001,
    -9'999'999,
    -10'000'000,
    99'999'999'999'999,
    100'000'000'000'000,
    -100'000'000'000'000,
    0x7fff'ffff,
    0x8000'0000,
    0xffff'ffff,
    0x1'0000'0000,
    -0x8000'0000LL,
    -0x8000'0001LL,
    INT64_MAX,
    INT64_MIN,
    INT64_MIN + 1,
};

}  // namespace

TEST_CASE("Integer accepts: the fewest bytes", "[asn1][integer]") {
  for (const std::string_view contents :
       {"00", "01", "7f", "80", "ff", "00 80", "00 ff", "01 00", "7f ff", "80 00", "ff 7f", "ff 00", "fe ff"}) {
    CAPTURE(contents);
    const ByteVector bytes = hex(contents);
    const ByteVector der = tlv(0x02, bytes);
    const Reading<Integer> number = read_alone<Integer>(der, Field::serial_number);
    CHECK(!number.error);
    CHECK(equal(number.value.bytes(), bytes));
    CHECK(number.value.bytes().data() == der.data() + 2);
    CHECK(number.value.is_negative() == (bytes[0] >= 0x80));
  }
}

TEST_CASE("Integer accepts or rejects: every pair of first bytes, X.690 8.3.2", "[asn1][integer][reject]") {
  // The first nine bits are neither all ones nor all zeros.
  unsigned refused = 0;
  unsigned wrong = 0;
  for (unsigned first = 0; first < 256; ++first) {
    for (unsigned second = 0; second < 256; ++second) {
      const unsigned nine_bits = first << 1 | second >> 7;
      const bool bad = nine_bits == 0 || nine_bits == 0x1ff;
      const ByteVector pair{static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(second)};
      for (const ByteVector& contents : {pair, join({pair, hex("00")}), join({pair, hex("ff")})}) {
        const Error error = error_of<Integer>(tlv(0x02, contents), Field::serial_number);
        const Error expected =
            bad ? Error{ErrorCode::integer_not_minimal, Field::serial_number, 2} : Error{ErrorCode::none};
        wrong += error == expected ? 0U : 1U;
        refused += error ? 1U : 0U;
      }
    }
  }
  CHECK(wrong == 0);
  CHECK(refused == 2 * 128 * 3);
}

TEST_CASE("Integer rejects: no bytes, and what the Reader rejects", "[asn1][integer][reject]") {
  constexpr Field field = Field::serial_number;
  const Refusals rows{
      {"02 00", {ErrorCode::integer_empty, field, 2}},
      {"02 02 00 00", {ErrorCode::integer_not_minimal, field, 2}},
      {"02 02 00 7f", {ErrorCode::integer_not_minimal, field, 2}},
      {"02 02 ff 80", {ErrorCode::integer_not_minimal, field, 2}},
      {"02 02 ff ff", {ErrorCode::integer_not_minimal, field, 2}},
      {"02 03 00 00 80", {ErrorCode::integer_not_minimal, field, 2}},
      {"", {ErrorCode::missing, field, 0}},
      {"0a 01 01", {ErrorCode::wrong_tag, field, 0}},
      {"22 03 02 01 01", {ErrorCode::wrong_tag, field, 0}},
      {"02 01", {ErrorCode::truncated, field, 2}},
      {"02 81 01 01", {ErrorCode::length_not_minimal, field, 2}},
  };
  check_refusals<Integer>(field, rows);
}

TEST_CASE("Integer accepts: another tag, if asked for", "[asn1][integer]") {
  const ByteVector der = hex("81 01 05");
  const auto number = read_alone<Tagged<Integer, implicit_tag(1)>>(der, Field::serial_number);
  CHECK(!number.error);
  CHECK(equal(number.value.bytes(), hex("05")));
}

TEST_CASE("Integer is compared by value: rows in ascending order", "[asn1][integer]") {
  // Each row is one number, in several ways of writing it.
  const std::vector<std::vector<ByteVector>> rows{
      {hex("80 00 00"), hex("ff 80 00 00")},
      {hex("80 00"), hex("ff 80 00"), hex("ff ff ff 80 00")},
      {hex("fe ff"), hex("ff fe ff")},
      {hex("ff 00"), hex("ff ff 00")},
      {hex("ff 7f"), hex("ff ff 7f")},
      {hex("80"), hex("ff 80"), hex("ff ff 80")},
      {hex("81")},
      {hex("fe")},
      {hex("ff"), hex("ff ff"), hex("ff ff ff ff ff ff ff ff ff")},
      {{}, hex("00"), hex("00 00"), hex("00 00 00 00 00 00 00 00 00")},
      {hex("01")},
      {hex("12"), hex("00 12"), hex("00 00 12")},
      {hex("7f"), hex("00 7f")},
      {hex("00 80"), hex("00 00 80")},
      {hex("00 ff")},
      {hex("01 00")},
      {hex("12 00")},
      {hex("12 34"), hex("00 12 34")},
      {hex("7f ff")},
      {hex("00 80 00")},
      {hex("00 ff ff ff ff ff ff ff ff")},
      {hex("01 00 00 00 00 00 00 00 00")},
      {hex("01 00 00 00 00 00 00 00 01")},
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows.size(); ++j) {
      for (const ByteVector& a : rows[i]) {
        for (const ByteVector& b : rows[j]) {
          CAPTURE(a, b);
          const Integer x{Bytes{a}};
          const Integer y{Bytes{b}};
          CHECK(((x <=> y) == (i <=> j)));
          CHECK((x == y) == (i == j));
          CHECK((x < y) == (i < j));
        }
      }
    }
  }
}

TEST_CASE("Integer is compared by value: as 64-bit numbers are", "[asn1][integer]") {
  for (const std::int64_t a : border_numbers) {
    for (const std::int64_t b : border_numbers) {
      CAPTURE(a, b);
      const ByteVector short_a = fewest_bytes(a);
      const ByteVector short_b = fewest_bytes(b);
      const ByteVector long_b = eight_bytes(b);
      CHECK(((Integer{Bytes{short_a}} <=> Integer{Bytes{short_b}}) == (a <=> b)));
      CHECK(((Integer{Bytes{short_a}} <=> Integer{Bytes{long_b}}) == (a <=> b)));
    }
  }
}

TEST_CASE("Integer without bytes is zero", "[asn1][integer]") {
  CHECK(Integer{} == Integer{});
  CHECK_FALSE(Integer{}.is_negative());
  CHECK(decimal({}) == "0");
}

TEST_CASE("Integer::to_decimal writes numbers of any size", "[asn1][integer]") {
  struct {
    std::string_view bytes;
    std::string_view decimal;
  } const rows[]{
      {"00", "0"},
      {"01", "1"},
      {"09", "9"},
      {"0a", "10"},
      {"7f", "127"},
      {"00 80", "128"},
      {"ff", "-1"},
      {"80", "-128"},
      {"81", "-127"},
      {"ff 7f", "-129"},
      {"ff 00", "-256"},
      {"80 00", "-32768"},
      // numbers that are not in the fewest bytes
      {"00 00 00 12", "18"},
      {"ff ff ff ff ff", "-1"},
      {"ff ff 80", "-128"},
      // 10^7 and 10^14
      {"00 98 96 7f", "9999999"},
      {"00 98 96 80", "10000000"},
      {"00 98 96 81", "10000001"},
      {"ff 67 69 81", "-9999999"},
      {"ff 67 69 80", "-10000000"},
      {"5a f3 10 7a 3f ff", "99999999999999"},
      {"5a f3 10 7a 40 00", "100000000000000"},
      {"a5 0c ef 85 c0 01", "-99999999999999"},
      {"a5 0c ef 85 c0 00", "-100000000000000"},
      // 2^32, 2^63, 2^64, 2^128
      {"00 ff ff ff ff", "4294967295"},
      {"01 00 00 00 00", "4294967296"},
      {"7f ff ff ff ff ff ff ff", "9223372036854775807"},
      {"80 00 00 00 00 00 00 00", "-9223372036854775808"},
      {"ff 7f ff ff ff ff ff ff ff", "-9223372036854775809"},
      {"00 ff ff ff ff ff ff ff ff", "18446744073709551615"},
      {"01 00 00 00 00 00 00 00 00", "18446744073709551616"},
      {"01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00", "340282366920938463463374607431768211456"},
      // serial numbers of 20 and of 21 bytes
      {"7f ee dd cc bb aa 99 88 77 66 55 44 33 22 11 00 ff ee dd cc",
       "730368726734123118469632302676385618847016607180"},
      {"00 98 d9 e5 c0 b4 c3 73 55 2d f7 7c 5d 0f 1e b5 12 8e 49 45 f9",
       "872625873161273451176241581705670534707360122361"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.bytes);
    CHECK(decimal(hex(row.bytes)) == row.decimal);
  }
  for (const std::int64_t number : border_numbers) {
    CHECK(decimal(fewest_bytes(number)) == std::to_string(number));
    CHECK(decimal(eight_bytes(number)) == std::to_string(number));
  }
}

TEST_CASE("Integer::to_decimal accepts: up to max_decimal_bytes, exactly", "[asn1][integer][limits]") {
  for (std::size_t size = 1; size <= max_decimal_bytes; size += size < 40 ? 1 : 36) {
    CAPTURE(size);
    // 7f ff .. ff; as many bytes ff behind one 00; 80 00 .. 00, which is the negative of 80 00 .. 00 without sign
    ByteVector positive(size, 0xff);
    positive[0] = 0x7f;
    CHECK(decimal(positive) == unsigned_decimal(positive));
    ByteVector unsigned_ones(size, 0xff);
    unsigned_ones[0] = size == 1 ? 1 : 0;
    CHECK(decimal(unsigned_ones) == unsigned_decimal(unsigned_ones));
    ByteVector negative(size, 0);
    negative[0] = 0x80;
    CHECK(decimal(negative) == "-" + unsigned_decimal(negative));
    CHECK(decimal(ByteVector(size, 0xff)) == "-1");
  }
  static_assert(max_decimal_bytes == 256);
  ByteVector longest(256, 0xff);
  longest[0] = 0x7f;
  CHECK(decimal(longest).size() == 617);  // log10(2^2047) = 616.2
  CHECK(decimal(longest) == unsigned_decimal(longest));
}

TEST_CASE("Integer::to_decimal rejects: more than max_decimal_bytes, whatever they are", "[asn1][integer][limits]") {
  for (const std::uint8_t byte : ByteVector{0x01, 0x7f, 0x80, 0xfe}) {
    const ByteVector bytes(max_decimal_bytes + 1, byte);
    std::array<char, 1000> buffer{};
    const Integer number{Bytes{bytes}};
    CHECK(number.to_decimal(buffer).error().code == ErrorCode::too_long_for_decimal);
    CHECK(number.to_decimal({}).error().code == ErrorCode::too_long_for_decimal);
    const Result<std::string> text = to_std_string([&](std::span<char> out) { return number.to_hex(out); });
    REQUIRE(text);  // which has no limit
    CHECK((*text).size() == 2 * bytes.size());
  }
}

TEST_CASE("Integer::to_hex writes the bytes as they stand", "[asn1][integer]") {
  struct {
    std::string_view bytes;
    std::string_view text;
  } const rows[]{
      {"", ""}, {"00", "00"}, {"00 80", "0080"}, {"ff 7f", "ff7f"}, {"01 23 45 67 89 ab cd ef", "0123456789abcdef"}};
  for (const auto& row : rows) {
    const ByteVector bytes = hex(row.bytes);
    std::array<char, 32> buffer{};
    const Result<std::string_view> text = Integer{Bytes{bytes}}.to_hex(buffer);
    REQUIRE(text);
    CHECK(*text == row.text);
  }
}

TEST_CASE("Integer's texts reject: a buffer that is too small, untouched behind it", "[asn1][integer]") {
  const ByteVector bytes = hex("ff 7f ff ff ff ff ff ff ff");
  const Integer number{Bytes{bytes}};
  for (std::size_t size = 0; size < 24; ++size) {
    CAPTURE(size);
    std::array<char, 24> buffer;
    buffer.fill('~');
    const Result<std::string_view> text = number.to_decimal(std::span{buffer}.first(size));
    if (size < 20) {
      CHECK(text.error() == Error{ErrorCode::no_space, Field::none, 20});
    } else {
      REQUIRE(text);
      CHECK(*text == "-9223372036854775809");
    }
    CHECK(std::count(buffer.begin() + static_cast<std::ptrdiff_t>(size), buffer.end(), '~') ==
          static_cast<std::ptrdiff_t>(buffer.size() - size));

    buffer.fill('~');
    const Result<std::string_view> digits = number.to_hex(std::span{buffer}.first(size));
    if (size < 18) {
      CHECK(digits.error() == Error{ErrorCode::no_space, Field::none, 18});
    } else {
      CHECK(digits);
    }
    CHECK(std::count(buffer.begin() + static_cast<std::ptrdiff_t>(size), buffer.end(), '~') ==
          static_cast<std::ptrdiff_t>(buffer.size() - size));
  }
}

TEST_CASE("read_enumerated accepts: defined values only, of all that are one byte", "[asn1][enumerated][reject]") {
  // OCSPResponseStatus, CRLReason, none, and all that fit
  for (const std::uint32_t defined : {0x6fU, 0x77fU, 0U, 0xffff'ffffU, 0x8000'0001U}) {
    for (unsigned byte = 0; byte < 256; ++byte) {
      CAPTURE(defined, byte);
      const ByteVector der{0x0a, 0x01, static_cast<std::uint8_t>(byte)};
      ReadContext context{der};
      Reader reader{context};
      const std::uint8_t value = read_enumerated(reader, Field::response_status, defined);
      if (byte < 32 && (defined & (std::uint32_t{1} << byte)) != 0) {
        CHECK(!context.error());
        CHECK(value == byte);
      } else {
        CHECK(context.error() == Error{ErrorCode::undefined_value, Field::response_status, 2});
      }
    }
  }
}

TEST_CASE("read_enumerated rejects: what Integer rejects, and more than one byte", "[asn1][enumerated][reject]") {
  constexpr Field field = Field::response_status;
  const Refusals rows{
      {"0a 00", {ErrorCode::integer_empty, field, 2}},
      {"0a 02 00 01", {ErrorCode::integer_not_minimal, field, 2}},
      {"0a 02 ff ff", {ErrorCode::integer_not_minimal, field, 2}},
      {"0a 02 00 80", {ErrorCode::undefined_value, field, 2}},
      {"0a 02 01 00", {ErrorCode::undefined_value, field, 2}},
      {"0a 05 01 00 00 00 00", {ErrorCode::undefined_value, field, 2}},
      {"02 01 00", {ErrorCode::wrong_tag, field, 0}},
      {"2a 01 00", {ErrorCode::wrong_tag, field, 0}},
      {"", {ErrorCode::missing, field, 0}},
      {"0a 01", {ErrorCode::truncated, field, 2}},
  };
  check_refusals<Enumerated>(field, rows);
}

TEST_CASE("read_boolean accepts: 00 and ff, of all that are one byte", "[asn1][boolean][reject]") {
  for (unsigned byte = 0; byte < 256; ++byte) {
    CAPTURE(byte);
    const ByteVector der{0x01, 0x01, static_cast<std::uint8_t>(byte)};
    const Reading<Boolean> boolean = read_alone<Boolean>(der, Field::critical);
    if (byte == 0 || byte == 0xff) {
      CHECK(!boolean.error);
      CHECK(boolean.value.is_true == (byte == 0xff));
    } else {
      CHECK(boolean.error == Error{ErrorCode::bad_boolean, Field::critical, 2});
    }
  }
}

TEST_CASE("read_boolean rejects: no byte, two bytes, and what the Reader rejects", "[asn1][boolean][reject]") {
  constexpr Field field = Field::critical;
  const Refusals rows{
      {"01 00", {ErrorCode::bad_boolean, field, 2}},
      {"01 02 ff ff", {ErrorCode::bad_boolean, field, 2}},
      {"01 02 00 00", {ErrorCode::bad_boolean, field, 2}},
      {"01 02 00 ff", {ErrorCode::bad_boolean, field, 2}},
      {"21 01 ff", {ErrorCode::wrong_tag, field, 0}},
      {"02 01 ff", {ErrorCode::wrong_tag, field, 0}},
      {"", {ErrorCode::missing, field, 0}},
      {"01 01", {ErrorCode::truncated, field, 2}},
      {"01 81 01 ff", {ErrorCode::length_not_minimal, field, 2}},
  };
  check_refusals<Boolean>(field, rows);
}

TEST_CASE("Integer::write writes: the fewest bytes, be they more to begin with", "[asn1][integer][write]") {
  struct {
    std::string_view bytes;
    std::string_view contents;
  } const rows[]{
      {"", "00"},
      {"00", "00"},
      {"00 00", "00"},
      {"00 00 00 00 00", "00"},
      {"01", "01"},
      {"7f", "7f"},
      {"00 7f", "7f"},
      {"00 00 01", "01"},
      {"80", "80"},
      {"00 80", "00 80"},
      {"00 00 80", "00 80"},
      {"00 00 ff ff", "00 ff ff"},
      {"ff 80", "80"},
      {"ff", "ff"},
      {"ff ff", "ff"},
      {"ff ff ff ff ff", "ff"},
      {"ff 00", "ff 00"},
      {"ff 7f", "ff 7f"},
      {"ff ff 7f", "ff 7f"},
      {"ff ff 00 00", "ff 00 00"},
      {"80 00", "80 00"},
      {"ff 80 00", "80 00"},
      {"01 00", "01 00"},
      {"12 34 56 78 9a bc de f0 12 34 56 78", "12 34 56 78 9a bc de f0 12 34 56 78"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.bytes);
    const ByteVector bytes = hex(row.bytes);
    const ByteVector der = written(Integer{Bytes{bytes}});
    CHECK(der == tlv(0x02, hex(row.contents)));
    const Reading<Integer> read = read_alone<Integer>(der, Field::serial_number);
    CHECK(!read.error);
    CHECK(read.value == Integer{Bytes{bytes}});
  }
  CHECK(written(Integer{}) == hex("02 01 00"));
}

TEST_CASE("Integer::write writes: numbers of any size", "[asn1][integer][write]") {
  for (const std::size_t size : {20U, 127U, 128U, 129U, 300U}) {
    CAPTURE(size);
    for (const std::uint8_t first : ByteVector{0x01, 0x7f, 0x80, 0xfe}) {
      ByteVector contents(size, 0x5a);
      contents[0] = first;
      CHECK(written(Integer{Bytes{contents}}) == tlv(0x02, contents));
      const ByteVector sign(200, first < 0x80 ? 0x00 : 0xff);
      const ByteVector padded = join({sign, contents});
      CHECK(written(Integer{Bytes{padded}}) == tlv(0x02, contents));
    }
  }
  for (const std::int64_t number : border_numbers) {
    CAPTURE(number);
    const ByteVector bytes = eight_bytes(number);
    CHECK(written(Integer{Bytes{bytes}}) == tlv(0x02, fewest_bytes(number)));
  }
}

TEST_CASE("Integer::write writes: all contents of one and of two bytes", "[asn1][integer][write]") {
  unsigned wrong = 0;
  for (int first = -1; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      // the number that the bytes are: the second alone, or both
      const int high = first < 0 ? 0 : first;
      const int value = first < 0 ? (second < 128 ? second : second - 256)
                                  : (high < 128 ? high * 256 + second : high * 256 + second - 65536);
      ByteVector bytes{static_cast<std::uint8_t>(second)};
      if (first >= 0) {
        bytes.insert(bytes.begin(), static_cast<std::uint8_t>(high));
      }
      const ByteVector expected = value >= -128 && value < 128 ? ByteVector{0x02, 1, static_cast<std::uint8_t>(second)}
                                                               : ByteVector{0x02, 2, static_cast<std::uint8_t>(high),
                                                                            static_cast<std::uint8_t>(second)};
      const Integer number{Bytes{bytes}};
      std::array<std::uint8_t, 8> buffer{};
      Writer writer{buffer};
      number.write(writer);
      const Result<Bytes> result = writer.finish();
      const ByteVector der((*result).begin(), (*result).end());
      const Reading<Integer> read = read_alone<Integer>(der, Field::serial_number);
      const bool as_it_should = der == expected && !read.error && read.value == number;
      wrong += as_it_should ? 0U : 1U;
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("Integer::write writes: what was read, as it was, and always as an INTEGER", "[asn1][integer][write]") {
  for (const std::string_view contents : {"00", "01", "7f", "80", "ff", "00 80", "ff 7f", "01 02 03"}) {
    CAPTURE(contents);
    const ByteVector der = tlv(0x02, hex(contents));
    CHECK(written(read_alone<Integer>(der, Field::serial_number).value) == der);
    const ByteVector tagged = tlv(0x81, hex(contents));
    const auto number = read_alone<Tagged<Integer, implicit_tag(1)>>(tagged, Field::serial_number);
    CHECK(written(number.value) == der);
  }
}

TEST_CASE("write_enumerated writes: 0 to 127", "[asn1][enumerated][write]") {
  for (unsigned value = 0; value < 128; ++value) {
    CAPTURE(value);
    const auto byte = static_cast<std::uint8_t>(value);
    const ByteVector der = written_by([&](Writer& writer) { write_enumerated(writer, byte); });
    CHECK(der == ByteVector{0x0a, 1, byte});
    if (value < 32) {
      const Reading<Enumerated> read = read_alone<Enumerated>(der, Field::response_status);
      CHECK(!read.error);
      CHECK(read.value.number == value);
    }
  }
}

TEST_CASE("read_default_false accepts: TRUE, and nothing for FALSE", "[asn1][boolean]") {
  struct {
    std::string_view der;
    bool is_true;
    std::size_t read;
  } const rows[]{
      {"01 01 ff 05 00", true, 3}, {"", false, 0}, {"05 00", false, 0}, {"81 01 ff", false, 0}, {"21 00", false, 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    const ByteVector der = hex(row.der);
    ReadContext context{der};
    Reader reader{context};
    CHECK(read_default_false(reader, Field::critical) == row.is_true);
    CHECK(!context.error());
    CHECK(reader.remaining().size() == der.size() - row.read);
  }
}

TEST_CASE("read_default_false rejects: what read_boolean rejects, and FALSE written out", "[asn1][boolean][reject]") {
  const Refusals rows{
      {"01", {ErrorCode::truncated, Field::critical, 1}},
      {"01 01", {ErrorCode::truncated, Field::critical, 2}},
      {"01 00", {ErrorCode::bad_boolean, Field::critical, 2}},
      {"01 01 01", {ErrorCode::bad_boolean, Field::critical, 2}},
      {"01 02 ff ff", {ErrorCode::bad_boolean, Field::critical, 2}},
      {"01 01 00", {ErrorCode::explicit_default, Field::critical, 0}},
  };
  check_refusals<DefaultFalse>(Field::critical, rows);
}

TEST_CASE("read_default_false accepts with explicit_default: FALSE written out, and says so",
          "[asn1][boolean][tolerance]") {
  const ByteVector der = hex("01 01 00");
  const Reading<DefaultFalse> outcome = read_alone<DefaultFalse>(der, Field::critical, Tolerance::explicit_default);
  CHECK(!outcome.error);
  CHECK(outcome.tolerated == Tolerance::explicit_default);
  CHECK_FALSE(outcome.value.is_true);
  CHECK(error_of<DefaultFalse>(der, Field::critical, Tolerance::time_forms | Tolerance::unsorted_set) ==
        Error{ErrorCode::explicit_default, Field::critical, 0});
  CHECK(error_of<DefaultFalse>(hex("01 01 01"), Field::critical, Tolerance::all) ==
        Error{ErrorCode::bad_boolean, Field::critical, 2});
}

TEST_CASE("write_default_false writes: TRUE, and nothing for FALSE", "[asn1][boolean][write]") {
  CHECK(written_by([](Writer& writer) { write_default_false(writer, true); }) == hex("01 01 ff"));
  CHECK(written_by([](Writer& writer) { write_default_false(writer, false); }).empty());
}

TEST_CASE("Integer::write writes: another tag, if asked for", "[asn1][integer][write]") {
  for (const std::string_view contents : {"00", "7f", "00 80", "ff", "80 00"}) {
    CAPTURE(contents);
    const ByteVector bytes = hex(contents);
    CHECK(written_by([&](Writer& writer) { Integer{Bytes{bytes}}.write(writer, implicit_tag(2)); }) ==
          tlv(0x82, bytes));
  }
  CHECK(written_by([](Writer& writer) { Integer{}.write(writer, implicit_tag(0)); }) == hex("80 01 00"));
}

TEST_CASE("Integer reads: as one that is not negative", "[asn1][integer]") {
  for (const std::string_view text : {"02 01 00", "02 01 7f", "02 02 00 80"}) {
    const ByteVector der = hex(text);
    ReadContext context{der};
    Reader reader{context};
    Integer number;
    number.read_non_negative(reader, Field::minimum);
    CHECK(context.error() == Error{});
  }
  for (const std::string_view text : {"02 01 80", "02 01 ff", "02 02 80 00"}) {
    const ByteVector der = hex(text);
    ReadContext context{der};
    Reader reader{context};
    Integer number;
    number.read_non_negative(reader, Field::minimum);
    CHECK(context.error() == Error{ErrorCode::undefined_value, Field::minimum, 2});
  }
}

}  // namespace ocspan_test::integer_test
