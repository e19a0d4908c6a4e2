#include "ocspan/asn1/bit_string.hpp"

#include <cstdint>

#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::bit_string_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::signature;

}  // namespace

TEST_CASE("BitString accepts: up to 7 unused bits that are zero, of all counts and last bytes", "[asn1][bit_string]") {
  for (unsigned unused = 0; unused < 256; ++unused) {
    for (unsigned last = 0; last < 256; ++last) {
      const ByteVector bits{0x5a, static_cast<std::uint8_t>(last)};
      const ByteVector der = join({hex("03 03"), ByteVector{static_cast<std::uint8_t>(unused)}, bits});
      const Reading<BitString> string = read_alone<BitString>(der, field);
      const bool good = unused <= 7 && last % (1U << (unused <= 7 ? unused : 0)) == 0;
      const bool as_it_should = good ? !string.error && equal(string.value.bytes(), bits) &&
                                           string.value.bytes().data() == der.data() + 3 &&
                                           string.value.unused_bits() == unused
                                     : string.error == Error{ErrorCode::bad_bit_string, field, 2};
      if (!as_it_should) {
        CAPTURE(unused, last);
        CHECK(as_it_should);
      }
    }
  }
  CHECK(!error_of<BitString>(hex("03 02 07 80"), field));
}

TEST_CASE("BitString accepts: no bits", "[asn1][bit_string]") {
  const ByteVector der = hex("03 01 00");
  const Reading<BitString> bits = read_alone<BitString>(der, field);
  CHECK(!bits.error);
  CHECK(bits.value.bytes().empty());
  CHECK(bits.value.unused_bits() == 0);
}

TEST_CASE("BitString rejects: unused bits of no byte, whatever their number", "[asn1][bit_string][reject]") {
  for (unsigned unused = 1; unused < 256; ++unused) {
    CAPTURE(unused);
    CHECK(error_of<BitString>({0x03, 0x01, static_cast<std::uint8_t>(unused)}, field) ==
          Error{ErrorCode::bad_bit_string, field, 2});
  }
}

TEST_CASE("BitString rejects: X.690 8.6.2 and 11.2.1", "[asn1][bit_string][reject]") {
  const Refusals rows{
      {"03 00", {ErrorCode::bad_bit_string, field, 2}},  // the number of unused bits is missing
      {"03 02 01 01", {ErrorCode::bad_bit_string, field, 2}},
      {"03 02 07 7f", {ErrorCode::bad_bit_string, field, 2}},
      {"03 02 07 c0", {ErrorCode::bad_bit_string, field, 2}},
      {"03 02 08 00", {ErrorCode::bad_bit_string, field, 2}},
      {"03 03 04 00 08", {ErrorCode::bad_bit_string, field, 2}},
      {"23 04 03 02 00 aa", {ErrorCode::wrong_tag, field, 0}},  // constructed: BER only
      {"04 02 00 aa", {ErrorCode::wrong_tag, field, 0}},
      {"", {ErrorCode::missing, field, 0}},
      {"03 02 00", {ErrorCode::truncated, field, 2}},
      {"03 81 02 00 aa", {ErrorCode::length_not_minimal, field, 2}},
  };
  check_refusals<BitString>(field, rows);
}

TEST_CASE("BitString accepts: ones in all bytes but the unused bits", "[asn1][bit_string]") {
  CHECK(!error_of<BitString>(hex("03 03 04 ff f0"), field));
  CHECK(!error_of<BitString>(hex("03 02 01 fe"), field));
  CHECK(!error_of<BitString>(hex("03 02 00 ff"), field));
}

TEST_CASE("BitString accepts: another tag, if asked for", "[asn1][bit_string]") {
  const ByteVector der = hex("81 02 00 aa");
  const auto bits = read_alone<Tagged<BitString, implicit_tag(1)>>(der, field);
  CHECK(!bits.error);
  CHECK(equal(bits.value.bytes(), hex("aa")));
}

TEST_CASE("BitString::write writes: what was read, unused bits included", "[asn1][bit_string][write]") {
  for (unsigned unused = 0; unused <= 7; ++unused) {
    for (const std::size_t size :
         {std::size_t{1}, std::size_t{2}, std::size_t{126}, std::size_t{127}, std::size_t{300}}) {
      CAPTURE(unused, size);
      ByteVector contents(size + 1, 0xff);
      contents.front() = static_cast<std::uint8_t>(unused);
      contents.back() = static_cast<std::uint8_t>(0xff << unused & 0xff);
      const ByteVector der = tlv(0x03, contents);
      const Reading<BitString> bits = read_alone<BitString>(der, field);
      REQUIRE(!bits.error);
      CHECK(written(bits.value) == der);
    }
  }
  const ByteVector none = hex("03 01 00");
  CHECK(written(read_alone<BitString>(none, field).value) == none);
  CHECK(written(BitString{}) == none);
}

TEST_CASE("BitString::write writes: the tag of a BIT STRING, whatever it was read with", "[asn1][bit_string][write]") {
  const ByteVector der = hex("81 03 04 aa b0");
  const auto bits = read_alone<Tagged<BitString, implicit_tag(1)>>(der, field);
  REQUIRE(!bits.error);
  CHECK(written(bits.value) == hex("03 03 04 aa b0"));
}

TEST_CASE("BitString::write writes: another tag, if asked for", "[asn1][bit_string][write]") {
  const ByteVector der = hex("03 03 04 aa b0");
  const Reading<BitString> bits = read_alone<BitString>(der, field);
  REQUIRE(!bits.error);
  CHECK(written_by([&](Writer& writer) { bits.value.write(writer, implicit_tag(1)); }) == hex("81 03 04 aa b0"));
}

}  // namespace ocspan_test::bit_string_test
