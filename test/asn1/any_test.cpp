#include "ocspan/asn1/any.hpp"

#include <string_view>

#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::any_test {
namespace {

using namespace ocspan;

constexpr Field field = Field::parameters;

}  // namespace

TEST_CASE("Any accepts: a value of every type, kept as it is", "[asn1][any]") {
  struct {
    std::string_view der;
    std::string_view contents;
    std::uint8_t tag;
  } const rows[]{
      {"05 00", "", 0x05},
      {"02 01 05", "05", 0x02},
      {"30 03 02 01 05", "02 01 05", 0x30},
      // what is inside need not be DER
      {"02 02 00 05", "00 05", 0x02},
      {"01 01 01", "01", 0x01},
      {"30 02 ff ff", "ff ff", 0x30},
      {"0c 01 ff", "ff", 0x0c},
      {"80 02 01 02", "01 02", 0x80},
      {"a0 00", "", 0xa0},
      // the number is in the bytes that follow
      {"1f 1f 01 aa", "aa", 0x1f},
      {"bf 81 00 02 05 00", "05 00", 0xbf},
      // NULL's number in other classes
      {"45 01 00", "00", 0x45},
      {"85 01 00", "00", 0x85},
      {"c5 01 00", "00", 0xc5},
      // a NULL's number is not what its high form may say; 31 + 5
      {"1f 24 01 00", "00", 0x1f},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    const ByteVector der = hex(row.der);
    const ByteVector input = join({der, hex("02 01 01")});
    ReadContext context{input};
    Reader reader{context};
    Any value;
    value.read(reader, field);
    CHECK(!context.error());
    CHECK(equal(value.der(), der));
    CHECK(value.der().data() == input.data());
    CHECK(equal(value.bytes(), hex(row.contents)));
    CHECK(static_cast<unsigned>(value.tag()) == row.tag);
    CHECK(equal(reader.remaining(), hex("02 01 01")));
  }
}

TEST_CASE("Any rejects: a NULL that is not empty, and what Reader::any rejects", "[asn1][any][reject]") {
  const Refusals rows{
      {"05 01 00", {ErrorCode::null_content, field, 2}},  // X.690 8.8.2
      {"05 02 05 00", {ErrorCode::null_content, field, 2}},
      {"05 81 00", {ErrorCode::length_not_minimal, field, 2}},
      {"05 80 00 00", {ErrorCode::indefinite_length, field, 1}},
      {"00 00", {ErrorCode::reserved_tag, field, 0}},
      {"20 00", {ErrorCode::reserved_tag, field, 0}},
      {"1f 05 00", {ErrorCode::bad_high_tag, field, 0}},
      {"", {ErrorCode::missing, field, 0}},
      {"05", {ErrorCode::truncated, field, 1}},
  };
  check_refusals<Any>(field, rows);
}

TEST_CASE("Any that was not read is empty", "[asn1][any]") {
  CHECK(Any{}.der().empty());
  CHECK(Any{}.bytes().empty());
  CHECK(Any{}.tag() == Tag{});
}

TEST_CASE("Any::null is a NULL, as if it had been read", "[asn1][any][write]") {
  const ByteVector der = hex("05 00");
  const Any read = read_alone<Any>(der, field).value;
  const Any null = Any::null();
  CHECK(equal(null.der(), read.der()));
  CHECK(null.bytes().empty());
  CHECK(null.bytes().data() == null.der().data() + 2);
  CHECK(null.tag() == Tag::null);
  CHECK(written(null) == der);
}

TEST_CASE("Any::write writes: what was read, as it was", "[asn1][any][write]") {
  for (const std::string_view bytes :
       {"05 00", "02 02 00 05", "30 02 ff ff", "a0 00", "1f 1f 01 aa", "bf 81 00 02 05 00"}) {
    CAPTURE(bytes);
    const ByteVector der = hex(bytes);
    const ByteVector input = join({der, hex("02 01 01")});
    const Reading<Any> value = read_alone<Any>(input, field);
    REQUIRE(!value.error);
    CHECK(written(value.value) == der);
  }
  CHECK(written(Any{}).empty());
}

}  // namespace ocspan_test::any_test
