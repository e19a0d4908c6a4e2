#include "ocspan/asn1/text.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "support/bytes.hpp"
#include "support/catch2.hpp"

namespace ocspan_test::text_test {
namespace {

using namespace ocspan;

std::string decimal(std::uint32_t number, unsigned least_digits = 1) {
  std::array<char, 40> buffer{};
  TextWriter out{buffer};
  out.put_decimal(number, least_digits);
  const Result<std::string_view> text = out.finish();
  return text ? std::string{*text} : "no space";
}

}  // namespace

TEST_CASE("TextWriter writes one part behind the other", "[asn1][text]") {
  const ByteVector bytes = hex("00 0f f0 ff");
  std::array<char, 40> buffer{};
  TextWriter out{buffer};
  out.put('a');
  out.put(std::string_view{"bc"});
  out.put(std::string_view{});
  out.put_decimal(12);
  out.put_hex(std::uint8_t{0x0a});
  out.put_hex(Bytes{bytes});
  out.put_hex(Bytes{});
  const Result<std::string_view> text = out.finish();
  REQUIRE(text);
  CHECK(*text == "abc120a000ff0ff");
  CHECK((*text).data() == buffer.data());
  CHECK(out.size() == 15);
  CHECK(out.rest().data() == buffer.data() + 15);
  CHECK(out.rest().size() == 25);
}

TEST_CASE("TextWriter::put_decimal writes all of 32 bits, with leading zeros if asked for", "[asn1][text]") {
  for (const std::uint32_t number : {0U, 1U, 9U, 10U, 99U, 100U, 9'999'999U, 10'000'000U, 999'999'999U, 1'000'000'000U,
                                     0x7fff'ffffU, 0x8000'0000U, 0xffff'ffffU}) {
    CHECK(decimal(number) == std::to_string(number));
    CHECK(decimal(number, 0) == std::to_string(number));
  }
  CHECK(decimal(0, 4) == "0000");
  CHECK(decimal(7, 4) == "0007");
  CHECK(decimal(1234, 4) == "1234");
  CHECK(decimal(12345, 4) == "12345");
  CHECK(decimal(5, 12) == "000000000005");
}

TEST_CASE("TextWriter goes on counting past the end of its span, and writes nothing there", "[asn1][text]") {
  for (std::size_t size = 0; size <= 12; ++size) {
    CAPTURE(size);
    std::array<char, 16> buffer;
    buffer.fill('~');
    TextWriter out{std::span{buffer}.first(size)};
    out.put(std::string_view{"0123456789"});
    CHECK(out.size() == 10);
    CHECK(out.rest().size() == (size > 10 ? size - 10 : 0));
    const Result<std::string_view> text = out.finish();
    if (size < 10) {
      CHECK(text.error() == Error{ErrorCode::no_space, Field::none, 10});
      CHECK(std::string_view{buffer.data(), size} == std::string_view{"0123456789"}.substr(0, size));
    } else {
      REQUIRE(text);
      CHECK(*text == "0123456789");
    }
    const std::size_t written = size < 10 ? size : 10;
    CHECK(std::string_view{buffer.data() + written, buffer.size() - written} ==
          std::string(buffer.size() - written, '~'));
  }
}

TEST_CASE("TextWriter::advance counts what others wrote", "[asn1][text]") {
  std::array<char, 8> buffer{};
  TextWriter out{buffer};
  out.put('<');
  out.rest()[0] = 'x';
  out.rest()[1] = 'y';
  out.advance(2);
  out.put('>');
  const Result<std::string_view> text = out.finish();
  REQUIRE(text);
  CHECK(*text == "<xy>");
  out.advance(100);
  CHECK(out.rest().empty());
  out.put('!');
  CHECK(out.finish().error() == Error{ErrorCode::no_space, Field::none, 105});
}

TEST_CASE("TextWriter gives sizes that an offset cannot hold an error of their own", "[asn1][text]") {
  constexpr std::size_t too_long = std::size_t{max_input_size};
  std::array<char, 4> buffer{};
  for (const auto& [counted, error] : {
           std::pair{too_long - 2, Error{ErrorCode::no_space, Field::none, 0xffff'fffe}},
           std::pair{too_long - 1, Error{ErrorCode::input_too_long}},
           std::pair{too_long, Error{ErrorCode::input_too_long}},
           std::pair{SIZE_MAX / 2 + 1, sizeof(std::size_t) == 4 ? Error{ErrorCode::no_space, Field::none, 0x8000'0001}
                                                                : Error{ErrorCode::input_too_long}},
           std::pair{SIZE_MAX - 1, Error{ErrorCode::input_too_long}},
           std::pair{SIZE_MAX, Error{ErrorCode::input_too_long}},
       }) {
    CAPTURE(counted);
    TextWriter out{buffer};
    out.put('<');
    out.advance(counted);
    CHECK(out.finish().error() == error);
    CHECK(out.rest().empty());
  }
}

TEST_CASE("TextWriter never counts past the largest size", "[asn1][text]") {
  std::array<char, 4> buffer{};
  TextWriter out{buffer};
  const auto is_full = [&] {
    return out.size() == SIZE_MAX && out.rest().empty() && out.finish().error() == Error{ErrorCode::input_too_long};
  };
  out.advance(SIZE_MAX - 1);
  CHECK(out.size() == SIZE_MAX - 1);
  out.put('a');
  CHECK(is_full());
  out.put('b');
  CHECK(is_full());
  out.put(std::string_view{"cd"});
  CHECK(is_full());
  out.put_decimal(12);
  CHECK(is_full());
  out.put_hex(std::uint8_t{0x0a});
  CHECK(is_full());
  out.advance(SIZE_MAX);
  CHECK(is_full());
  // Two digits for each of these bytes, which are counted and not looked at, are more than a size_t holds.
  TextWriter digits{{}};
  digits.put_hex(Bytes{static_cast<const std::uint8_t*>(nullptr), SIZE_MAX / 2 + 1});
  CHECK(digits.size() == SIZE_MAX);
}

TEST_CASE("TextWriter without a character is an empty text, even in an empty span", "[asn1][text]") {
  const TextWriter out{{}};
  const Result<std::string_view> text = out.finish();
  REQUIRE(text);
  CHECK((*text).empty());
}

TEST_CASE("to_std_string gives a text of any length", "[asn1][text]") {
  for (const std::size_t size : {0U, 1U, 79U, 80U, 81U, 1000U}) {
    CAPTURE(size);
    int calls = 0;
    const Result<std::string> text = to_std_string([&](std::span<char> out) {
      ++calls;
      TextWriter writer{out};
      for (std::size_t i = 0; i < size; ++i) {
        writer.put(static_cast<char>('a' + i % 26));
      }
      return writer.finish();
    });
    REQUIRE(text);
    REQUIRE((*text).size() == size);
    for (std::size_t i = 0; i < size; i += 7) {
      CHECK((*text)[i] == static_cast<char>('a' + i % 26));
    }
    CHECK(calls <= 2);
  }
}

TEST_CASE("to_std_string hands on errors other than no_space", "[asn1][text]") {
  const Error error{ErrorCode::too_long_for_decimal, Field::serial_number, 7};
  const Result<std::string> text = to_std_string([&](std::span<char>) { return Result<std::string_view>{error}; });
  CHECK(text.error() == error);
}

}  // namespace ocspan_test::text_test
