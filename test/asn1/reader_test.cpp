#include "ocspan/asn1/reader.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ocspan/asn1/error_text.hpp"
#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/sequence_of.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"

#if __has_include(<sys/mman.h>)
#include <sys/mman.h>
#endif

namespace ocspan_test::reader_test {
namespace {

using namespace ocspan;

struct Row {
  ByteVector der;
  Error error;
};

/// The error of reading one SEQUENCE from the bytes.
Error error_of_sequence(const ByteVector& der) {
  ReadContext context{der};
  Reader reader{context};
  const Bytes contents = reader.contents(Tag::sequence, Field::response);
  CHECK((!context.error() || contents.empty()));
  return context.error();
}

Error error_of_any(const ByteVector& der) {
  ReadContext context{der};
  Reader reader{context};
  (void)reader.any(Field::value);
  return context.error();
}

bool same(Bytes bytes, std::string_view text) { return equal(bytes, hex(text)); }

ByteVector zeros(std::size_t count) { return ByteVector(count, 0); }

struct TestMessage {
  static constexpr Field field = Field::ocsp_request;
  void read(Reader& reader, Field name) { contents = reader.contents(Tag::sequence, name); }
  Bytes contents;
};

}  // namespace

TEST_CASE("Reader rejects: framing errors, each with its offset", "[asn1][reader][reject]") {
  constexpr Field field = Field::response;
  const std::vector<Row> rows{
      // nothing there
      {{}, {ErrorCode::missing, field, 0}},
      // cut off after the identifier, within the length, within the contents
      {hex("30"), {ErrorCode::truncated, field, 1}},
      {hex("30 81"), {ErrorCode::truncated, field, 1}},
      {hex("30 82 01"), {ErrorCode::truncated, field, 1}},
      {hex("30 83 01 00"), {ErrorCode::truncated, field, 1}},
      {hex("30 84 01 00 00"), {ErrorCode::truncated, field, 1}},
      {hex("30 fe"), {ErrorCode::truncated, field, 1}},
      {hex("30 01"), {ErrorCode::truncated, field, 2}},
      {hex("30 02 00"), {ErrorCode::truncated, field, 2}},
      {hex("30 7f"), {ErrorCode::truncated, field, 2}},
      {hex("30 81 80"), {ErrorCode::truncated, field, 3}},
      {hex("30 82 01 00 00"), {ErrorCode::truncated, field, 4}},
      {hex("30 83 01 00 00 00"), {ErrorCode::truncated, field, 5}},
      // 4 GiB - 1 bytes, and 4 GiB, claimed in ten bytes
      {hex("30 84 ff ff ff ff 00 00 00 00"), {ErrorCode::truncated, field, 6}},
      {hex("30 85 01 00 00 00 00 00 00 00"), {ErrorCode::truncated, field, 7}},
      {hex("30 88 ff ff ff ff ff ff ff ff"), {ErrorCode::truncated, field, 10}},
      // indefinite
      {hex("30 80"), {ErrorCode::indefinite_length, field, 1}},
      {hex("30 80 00 00"), {ErrorCode::indefinite_length, field, 1}},
      // reserved
      {hex("30 ff"), {ErrorCode::reserved_length, field, 1}},
      {join({hex("30 ff 01"), zeros(126)}), {ErrorCode::reserved_length, field, 1}},
      // not in the fewest bytes
      {hex("30 81 00"), {ErrorCode::length_not_minimal, field, 2}},
      {hex("30 81 01 00"), {ErrorCode::length_not_minimal, field, 2}},
      {join({hex("30 81 7f"), zeros(0x7f)}), {ErrorCode::length_not_minimal, field, 2}},
      {hex("30 82 00 00"), {ErrorCode::length_not_minimal, field, 2}},
      {hex("30 82 00 01 00"), {ErrorCode::length_not_minimal, field, 2}},
      {join({hex("30 82 00 80"), zeros(0x80)}), {ErrorCode::length_not_minimal, field, 2}},
      {join({hex("30 82 00 ff"), zeros(0xff)}), {ErrorCode::length_not_minimal, field, 2}},
      {join({hex("30 83 00 01 00"), zeros(0x100)}), {ErrorCode::length_not_minimal, field, 2}},
      {join({hex("30 83 00 ff ff"), zeros(0xffff)}), {ErrorCode::length_not_minimal, field, 2}},
      {hex("30 84 00 00 00 00"), {ErrorCode::length_not_minimal, field, 2}},
      {hex("30 84 00 00 00 01 00"), {ErrorCode::length_not_minimal, field, 2}},
      {join({hex("30 84 00 01 00 00"), zeros(0x10000)}), {ErrorCode::length_not_minimal, field, 2}},
      {hex("30 85 00 00 00 00 01 00"), {ErrorCode::length_not_minimal, field, 2}},
      {hex("30 88 00 00 00 00 00 00 00 00"), {ErrorCode::length_not_minimal, field, 2}},
      // another tag: the constructed bit missing, another class, another number
      {hex("10 00"), {ErrorCode::wrong_tag, field, 0}},
      {hex("70 00"), {ErrorCode::wrong_tag, field, 0}},
      {hex("b0 00"), {ErrorCode::wrong_tag, field, 0}},
      {hex("f0 00"), {ErrorCode::wrong_tag, field, 0}},
      {hex("31 00"), {ErrorCode::wrong_tag, field, 0}},
      {hex("00 00"), {ErrorCode::wrong_tag, field, 0}},
      {hex("02"), {ErrorCode::wrong_tag, field, 0}},  // the tag is looked at before the length
      // a tag number above 30, in each class, primitive and constructed
      {hex("1f 1f 00"), {ErrorCode::high_tag, field, 0}},
      {hex("3f 1f 00"), {ErrorCode::high_tag, field, 0}},
      {hex("5f 1f 00"), {ErrorCode::high_tag, field, 0}},
      {hex("7f 49 00"), {ErrorCode::high_tag, field, 0}},
      {hex("9f 81 00 00"), {ErrorCode::high_tag, field, 0}},
      {hex("bf 1f 00"), {ErrorCode::high_tag, field, 0}},
      {hex("df 1f 00"), {ErrorCode::high_tag, field, 0}},
      {hex("ff 1f 00"), {ErrorCode::high_tag, field, 0}},
      {hex("bf"), {ErrorCode::high_tag, field, 0}},
  };
  for (const Row& row : rows) {
    const Error error = error_of_sequence(row.der);
    const ByteVector begin(row.der.begin(),
                           row.der.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(row.der.size(), 16)));
    CAPTURE(begin, to_string(error.code), error.offset);
    CHECK(error == row.error);
  }
}

TEST_CASE("Reader accepts: one identifier octet of 256", "[asn1][reader]") {
  for (unsigned byte = 0; byte < 256; ++byte) {
    CAPTURE(byte);
    const Error error = error_of_sequence({static_cast<std::uint8_t>(byte), 0});
    const ErrorCode code = byte == 0x30            ? ErrorCode::none
                           : (byte & 0x1f) == 0x1f ? ErrorCode::high_tag
                                                   : ErrorCode::wrong_tag;
    CHECK(error.code == code);
    CHECK(error.offset == 0);
  }
}

TEST_CASE("Reader accepts: the short form of a length, exactly", "[asn1][reader]") {
  for (std::uint8_t length = 0; length < 0x80; ++length) {
    CAPTURE(length);
    const ByteVector der = join({ByteVector{0x30, length}, ByteVector(length, 0xaa), hex("05")});
    ReadContext context{der};
    Reader reader{context};
    const Bytes contents = reader.contents(Tag::sequence, Field::response);
    CHECK(contents.data() == der.data() + 2);
    CHECK(contents.size() == length);
    CHECK(same(reader.remaining(), "05"));
    CHECK(!context.error());

    if (length != 0) {
      const ByteVector cut(der.begin(), der.end() - 2);
      CHECK(error_of_sequence(cut) == Error{ErrorCode::truncated, Field::response, 2});
    }
  }
}

TEST_CASE("Reader accepts: the long form of a length at its borders", "[asn1][reader]") {
  for (const std::size_t length : {0x80U, 0x81U, 0xffU, 0x100U, 0xffffU, 0x10000U, 0xffffffU, 0x1000000U}) {
    CAPTURE(length);
    ByteVector der = tlv(0x30, zeros(length));
    const std::size_t header = length < 0x100 ? 3 : length < 0x10000 ? 4 : length < 0x1000000 ? 5 : 6;
    REQUIRE(der.size() == header + length);
    {
      ReadContext context{der};
      Reader reader{context};
      const Bytes contents = reader.contents(Tag::sequence, Field::response);
      CHECK(contents.data() == der.data() + header);
      CHECK(contents.size() == length);
      CHECK(reader.remaining().empty());
      CHECK(!context.error());
    }
    der.pop_back();
    CHECK(error_of_sequence(der) == Error{ErrorCode::truncated, Field::response, static_cast<std::uint32_t>(header)});
  }
}

TEST_CASE("Reader rejects: 5 to 126 length octets, which no input has the contents for", "[asn1][reader][reject]") {
  for (std::uint8_t count = 5; count <= 126; ++count) {
    CAPTURE(count);
    const ByteVector begin{0x30, static_cast<std::uint8_t>(0x80 | count)};
    const ByteVector huge = join({begin, hex("01"), zeros(count - 1U)});
    CHECK(error_of_sequence(huge) == Error{ErrorCode::truncated, Field::response, 2U + count});
    CHECK(error_of_sequence(join({huge, zeros(32)})) == Error{ErrorCode::truncated, Field::response, 2U + count});
    // one length octet less than announced
    CHECK(error_of_sequence(join({begin, hex("01"), zeros(count - 2U)})) ==
          Error{ErrorCode::truncated, Field::response, 1});
    // a length of 1 written in so many bytes, contents and all
    CHECK(error_of_sequence(join({begin, zeros(count - 1U), hex("01 00")})) ==
          Error{ErrorCode::length_not_minimal, Field::response, 2});
  }
}

TEST_CASE("Reader keeps the first error: later reads do nothing", "[asn1][reader][sticky]") {
  const ByteVector der = hex("02 01 05  04 00  30 00");
  ReadContext context{der, Tolerance::time_forms};
  Reader reader{context};
  CHECK(reader.more());
  CHECK(same(reader.contents(Tag::integer, Field::serial_number), "05"));
  const Bytes left = reader.remaining();
  const Error first{ErrorCode::wrong_tag, Field::issuer, 3};

  CHECK(reader.contents(Tag::sequence, Field::issuer).empty());
  REQUIRE(context.error() == first);
  CHECK_FALSE(reader.more());
  CHECK_FALSE(reader.next_element());

  // what would have been right is not read any more
  CHECK(reader.contents(Tag::octet_string, Field::value).empty());
  CHECK(reader.any(Field::value).empty());
  Reader inner = reader.open(Tag::octet_string, Field::value);
  CHECK_FALSE(inner.more());
  CHECK(inner.remaining().empty());
  CHECK(inner.contents(Tag::octet_string, Field::value).empty());
  inner.close(Field::value);
  CHECK(reader.open_explicit(0, Field::value).remaining().empty());
  CHECK(reader.remaining().data() == left.data());
  CHECK(reader.remaining().size() == left.size());

  // nor are further errors recorded
  reader.fail(ErrorCode::bad_oid, Field::type, der.data());
  reader.tolerate_or_fail(Tolerance::unsorted_set, ErrorCode::unsorted_set, Field::type, der.data());
  reader.close(Field::response);
  CHECK(context.error() == first);
}

TEST_CASE("Reader keeps the first error: of an inner reader, for the outer ones", "[asn1][reader][sticky]") {
  const ByteVector der = hex("30 05 30 03 04 01 aa  02 01 01");
  ReadContext context{der};
  Reader reader{context};
  Reader outer = reader.open(Tag::sequence, Field::responses);
  Reader inner = outer.open(Tag::sequence, Field::response);
  CHECK(inner.contents(Tag::integer, Field::serial_number).empty());
  CHECK_FALSE(inner.more());
  CHECK_FALSE(outer.more());
  CHECK_FALSE(reader.more());
  CHECK(reader.contents(Tag::integer, Field::version).empty());
  CHECK(context.error() == Error{ErrorCode::wrong_tag, Field::serial_number, 4});
}

TEST_CASE("Reader reports offsets from the beginning of the input, however deep", "[asn1][reader]") {
  // The innermost value claims a byte that only its neighbours have.
  const ByteVector der = hex("02 01 01  30 07 30 03 02 02 00 05 00");
  ReadContext context{der};
  Reader reader{context};
  CHECK(same(reader.contents(Tag::integer, Field::version), "01"));
  Reader outer = reader.open(Tag::sequence, Field::responses);
  Reader inner = outer.open(Tag::sequence, Field::response);
  CHECK(inner.contents(Tag::integer, Field::serial_number).empty());
  CHECK(context.error() == Error{ErrorCode::truncated, Field::serial_number, 9});
}

TEST_CASE("Reader reports what is missing at the end of what encloses it", "[asn1][reader]") {
  const ByteVector der = hex("30 05 30 03 02 01 05 04 00");
  ReadContext context{der};
  Reader reader{context};
  Reader outer = reader.open(Tag::sequence, Field::responses);
  Reader inner = outer.open(Tag::sequence, Field::response);
  CHECK(same(inner.contents(Tag::integer, Field::serial_number), "05"));
  CHECK(inner.contents(Tag::octet_string, Field::value).empty());
  CHECK(context.error() == Error{ErrorCode::missing, Field::value, 7});
}

TEST_CASE("Reader::close rejects: something left, at the first surplus byte", "[asn1][reader][reject]") {
  const ByteVector der = hex("30 05 02 01 01 05 00  05 00");
  SECTION("inside") {
    ReadContext context{der};
    Reader reader{context};
    Reader fields = reader.open(Tag::sequence, Field::cert_id);
    CHECK(same(fields.contents(Tag::integer, Field::serial_number), "01"));
    CHECK(fields.more());
    fields.close(Field::cert_id);
    CHECK(context.error() == Error{ErrorCode::trailing_data, Field::cert_id, 5});
  }
  SECTION("behind") {
    ReadContext context{der};
    Reader reader{context};
    Reader fields = reader.open(Tag::sequence, Field::cert_id);
    (void)fields.any(Field::serial_number);
    (void)fields.any(Field::parameters);
    fields.close(Field::cert_id);
    CHECK(!context.error());
    reader.close(Field::ocsp_request);
    CHECK(context.error() == Error{ErrorCode::trailing_data, Field::ocsp_request, 7});
  }
  SECTION("nothing left") {
    ReadContext context{der};
    Reader reader{context};
    (void)reader.any(Field::cert_id);
    (void)reader.any(Field::parameters);
    CHECK_FALSE(reader.more());
    reader.close(Field::ocsp_request);
    CHECK(!context.error());
  }
}

TEST_CASE("Reader::any accepts: every well-formed identifier", "[asn1][reader]") {
  struct {
    ByteVector der;
    ByteVector contents;
  } const rows[]{
      {hex("05 00"), {}},
      {hex("02 02 00 01"), hex("00 01")},  // the contents are not looked at
      {hex("30 01 ff"), hex("ff")},        // nor is what is constructed
      {hex("1e 01 aa"), hex("aa")},        // 30 is the last low number
      {hex("40 00"), {}},                  // numbers 0 that are not UNIVERSAL
      {hex("60 00"), {}},
      {hex("80 01 01"), hex("01")},
      {hex("a0 00"), {}},
      {hex("c0 00"), {}},
      {hex("e0 00"), {}},
      {hex("1f 1f 01 aa"), hex("aa")},           // 31
      {hex("3f 7f 00"), {}},                     // 127
      {hex("9f 81 00 01 aa"), hex("aa")},        // 128
      {hex("bf ff 7f 02 05 00"), hex("05 00")},  // 16383
      {hex("df 81 80 00 00"), {}},               // 16384
      {hex("ff 8f ff ff ff ff 7f 00"), {}},      // more than 32 bits
      {join({hex("7f 81"), ByteVector(100, 0x80), hex("00 00")}), {}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.der);
    ReadContext context{row.der};
    Reader reader{context};
    const Bytes contents = reader.any(Field::value);
    CHECK(!context.error());
    CHECK(equal(contents, row.contents));
    CHECK(reader.remaining().empty());
  }
}

TEST_CASE("Reader::any rejects: ill-formed identifiers and lengths", "[asn1][reader][reject]") {
  constexpr Field field = Field::value;
  const std::vector<Row> rows{
      {{}, {ErrorCode::missing, field, 0}},
      {hex("05"), {ErrorCode::truncated, field, 1}},
      {hex("05 01"), {ErrorCode::truncated, field, 2}},
      {hex("05 80"), {ErrorCode::indefinite_length, field, 1}},
      {hex("05 ff"), {ErrorCode::reserved_length, field, 1}},
      {hex("05 81 00"), {ErrorCode::length_not_minimal, field, 2}},
      // X.680 8.4: UNIVERSAL 0 is reserved; a value would be an end-of-contents
      {hex("00 00"), {ErrorCode::reserved_tag, field, 0}},
      {hex("00"), {ErrorCode::reserved_tag, field, 0}},
      {hex("20 00"), {ErrorCode::reserved_tag, field, 0}},
      // X.690 8.1.2.4.2: numbers up to 30 have the low form; no leading zeros
      {hex("1f 00 00"), {ErrorCode::bad_high_tag, field, 0}},
      {hex("1f 1e 00"), {ErrorCode::bad_high_tag, field, 0}},
      {hex("9f 02 01 00"), {ErrorCode::bad_high_tag, field, 0}},
      {hex("bf 1e 00"), {ErrorCode::bad_high_tag, field, 0}},
      {hex("1f 80 00 00"), {ErrorCode::bad_high_tag, field, 0}},
      {hex("1f 80 1f 00"), {ErrorCode::bad_high_tag, field, 0}},
      {hex("ff 80 81 00 00"), {ErrorCode::bad_high_tag, field, 0}},
      // the number does not end
      {hex("1f"), {ErrorCode::truncated, field, 1}},
      {hex("3f 81"), {ErrorCode::truncated, field, 1}},
      {hex("bf 81 ff ff"), {ErrorCode::truncated, field, 1}},
      // the number ends, the length or the contents do not
      {hex("1f 1f"), {ErrorCode::truncated, field, 2}},
      {hex("1f 81 00 81"), {ErrorCode::truncated, field, 3}},
      {hex("1f 1f 01"), {ErrorCode::truncated, field, 3}},
      {hex("1f 81 00 80"), {ErrorCode::indefinite_length, field, 3}},
      {hex("1f 1f 81 7f"), {ErrorCode::length_not_minimal, field, 3}},
  };
  for (const Row& row : rows) {
    const Error error = error_of_any(row.der);
    CAPTURE(row.der, to_string(error.code), error.offset);
    CHECK(error == row.error);
  }
}

TEST_CASE("Reader::any does not read beyond what encloses it: a tag number cut off there", "[asn1][reader][reject]") {
  const ByteVector der = hex("30 02 1f 81  00 00");
  ReadContext context{der};
  Reader reader{context};
  Reader inner = reader.open(Tag::sequence, Field::parameters);
  CHECK(inner.any(Field::value).empty());
  CHECK(context.error() == Error{ErrorCode::truncated, Field::value, 3});
}

TEST_CASE("Reader::since gives what was read, identifier and length included", "[asn1][reader]") {
  const ByteVector der = hex("05 00  02 01 07  04 00");
  ReadContext context{der};
  Reader reader{context};
  (void)reader.any(Field::value);
  const Bytes mark = reader.remaining();
  CHECK(reader.since(mark).empty());
  (void)reader.any(Field::value);
  CHECK(same(reader.since(mark), "02 01 07"));
  CHECK(reader.since(mark).data() == der.data() + 2);
  (void)reader.any(Field::value);
  CHECK(same(reader.since(mark), "02 01 07 04 00"));
}

TEST_CASE("Reader::pass goes behind exactly the value that is named, if nobody follows the nesting", "[asn1][reader]") {
  const std::uint8_t value[] = {2, 1, 7};
  const auto passed = [&](std::string_view input, Trace* trace = nullptr) {
    const ByteVector der = hex(input);
    ReadContext context{der, Tolerance::none, trace};
    Reader reader{context};
    const Bytes bytes = reader.skip_if_equal(value);
    CHECK((bytes.empty() || bytes.data() == der.data()));
    CHECK(reader.remaining().size() == der.size() - bytes.size());
    return bytes.size();
  };
  const std::size_t all = detail::fast_paths ? 3 : 0;
  CHECK(passed("02 01 07") == all);
  CHECK(passed("02 01 07 00") == all);
  CHECK(passed("02 01 08") == 0);
  CHECK(passed("03 01 07") == 0);
  CHECK(passed("02 01") == 0);
  CHECK(passed("") == 0);
  Trace trace;
  CHECK(passed("02 01 07", &trace) == 0);

  const ByteVector der = hex("02 01 07 02 01 07");
  ReadContext context{der};
  Reader reader{context};
  reader.fail(ErrorCode::missing, Field::value, der.data());
  CHECK(reader.skip_if_equal(value).empty());
}

TEST_CASE("Reader::first gives the contents of the first value, whatever its form", "[asn1][reader]") {
  const std::string_view rest = "05 00";
  struct {
    std::string_view header;
    std::size_t size;
  } const rows[]{{"30", 0},      {"04", 1},         {"a0", 127},  {"80", 3},
                 {"04 81", 128}, {"30 82 01", 256}, {"1f 1f", 5}, {"bf 81 00", 9}};
  for (const auto& row : rows) {
    CAPTURE(row.header, row.size);
    const ByteVector contents(row.size, 0x5a);
    const ByteVector der =
        join({hex(row.header), ByteVector{static_cast<std::uint8_t>(row.size)}, contents, hex(rest)});
    CHECK(equal(Reader::first(der), contents));
    CHECK(same(Reader::after_first(der), rest));
  }
}

TEST_CASE("CheckedFields gives one field after the other, whatever the form of its length", "[asn1][reader]") {
  struct {
    std::string_view header;
    std::size_t size;
  } const rows[]{{"30 00", 0},      {"04 01", 1},         {"a0 7f", 127},           {"80 81 80", 128},
                 {"04 81 ff", 255}, {"30 82 01 00", 256}, {"30 83 01 00 00", 65536}};
  ByteVector all;
  for (const auto& row : rows) {
    all = join({all, hex(row.header), ByteVector(row.size, 0x5a)});
  }
  CheckedFields fields{all};
  for (const auto& row : rows) {
    CAPTURE(row.header, row.size);
    const auto tag = static_cast<Tag>(hex(row.header)[0]);
    CHECK(fields.next_is(tag));
    CHECK_FALSE(fields.next_is(Tag::integer));
    const Bytes left = fields.rest();
    CHECK(equal(fields.next(), ByteVector(row.size, 0x5a)));
    CHECK(fields.rest().size() == left.size() - hex(row.header).size() - row.size);
  }
  CHECK(fields.rest().empty());
  CHECK_FALSE(fields.next_is(Tag::integer));
  CHECK(fields.next().empty());
  CHECK(CheckedFields{Bytes{}}.next().empty());
}

TEST_CASE("Reader::next_is tells which value comes next", "[asn1][reader]") {
  const ByteVector der = hex("a1 02 05 00");
  ReadContext context{der};
  Reader reader{context};
  CHECK(reader.next_is(explicit_tag(1)));
  CHECK_FALSE(reader.next_is(implicit_tag(1)));
  CHECK_FALSE(reader.next_is(explicit_tag(0)));
  (void)reader.any(Field::value);
  CHECK_FALSE(reader.next_is(explicit_tag(1)));
}

TEST_CASE("Reader::optional reads EXPLICIT values that are there, and only those", "[asn1][reader]") {
  SECTION("there") {
    const ByteVector der = hex("a2 03 02 01 2a  05 00");
    ReadContext context{der};
    Reader reader{context};
    std::optional<Integer> value;
    reader.optional(1, Field::version, value);
    CHECK_FALSE(value.has_value());
    reader.optional(2, Field::version, value);
    REQUIRE(value.has_value());
    CHECK(same(value->bytes(), "2a"));
    CHECK(same(reader.remaining(), "05 00"));
    CHECK(!context.error());
  }
  SECTION("a list, empty where it is absent") {
    const ByteVector der = hex("a1 08 30 06 02 01 01 02 01 02");
    ReadContext context{der};
    Reader reader{context};
    SequenceOf<Integer> list;
    reader.optional(0, Field::request_list, list);
    CHECK(list.empty());
    reader.optional(1, Field::request_list, list);
    CHECK(list.size() == 2);
    CHECK_FALSE(reader.more());
    CHECK(!context.error());
  }
}

TEST_CASE("Reader::optional rejects: an EXPLICIT tag around nothing, too much, or another type",
          "[asn1][reader][reject]") {
  constexpr Field field = Field::version;
  const std::vector<Row> rows{
      {hex("a0 00"), {ErrorCode::missing, field, 2}},
      {hex("a0 05 02 01 01 05 00"), {ErrorCode::trailing_data, field, 5}},
      {hex("a0 03 04 01 01"), {ErrorCode::wrong_tag, field, 2}},
      {hex("a0 80 02 01 01 00 00"), {ErrorCode::indefinite_length, field, 1}},
      {hex("a0 02 02 01 01"), {ErrorCode::truncated, field, 4}},
  };
  for (const Row& row : rows) {
    ReadContext context{row.der};
    Reader reader{context};
    std::optional<Integer> value;
    reader.optional(0, field, value);
    CAPTURE(row.der, to_string(context.error().code), context.error().offset);
    CHECK(context.error() == row.error);
  }
}

TEST_CASE("Reader::tolerate_or_fail fails unless the flag is allowed, and reports what was let pass",
          "[asn1][reader]") {
  const ByteVector der = hex("05 00");
  for (unsigned bit = 0; bit < 5; ++bit) {
    const auto flag = static_cast<Tolerance>(1U << bit);
    const auto others = static_cast<Tolerance>(31U & ~(1U << bit));
    CAPTURE(bit);
    {
      ReadContext context{der, others};
      Reader reader{context};
      CHECK_FALSE(reader.allows(flag));
      reader.tolerate_or_fail(flag, ErrorCode::explicit_default, Field::version, der.data() + 1);
      CHECK(context.error() == Error{ErrorCode::explicit_default, Field::version, 1});
      CHECK(context.tolerated() == Tolerance::none);
    }
    {
      ReadContext context{der, flag};
      Reader reader{context};
      CHECK(reader.allows(flag));
      CHECK(context.tolerated() == Tolerance::none);
      reader.tolerate_or_fail(flag, ErrorCode::explicit_default, Field::version, der.data() + 1);
      CHECK(!context.error());
      CHECK(context.tolerated() == flag);
      CHECK(reader.tolerated() == flag);
      CHECK(reader.more());
    }
  }
}

TEST_CASE("Tolerance flags are distinct, and combine", "[asn1][tolerance]") {
  constexpr Tolerance two = Tolerance::time_forms | Tolerance::unsorted_set;
  STATIC_REQUIRE(contains(two, Tolerance::time_forms));
  STATIC_REQUIRE(contains(two, two));
  STATIC_REQUIRE_FALSE(contains(two, Tolerance::explicit_default));
  STATIC_REQUIRE_FALSE(contains(two, two | Tolerance::explicit_default));
  STATIC_REQUIRE((two & Tolerance::time_forms) == Tolerance::time_forms);
  STATIC_REQUIRE((Tolerance::explicit_default | Tolerance::response_bytes_in_error | Tolerance::empty_extensions |
                  Tolerance::time_forms | Tolerance::unsorted_set | Tolerance::integer_not_minimal) == Tolerance::all);
}

TEST_CASE("load accepts: a message that fills the input; a prefix, if asked for", "[asn1][reader]") {
  const ByteVector exact = hex("30 01 aa");
  const ByteVector longer = hex("30 01 aa 00 00");
  const Result<TestMessage> message = load<TestMessage>(exact, Tolerance::none);
  REQUIRE(message);
  CHECK(same(message->contents, "aa"));
  CHECK(load<TestMessage>(exact, Tolerance::none, Ending::prefix));
  CHECK(load<TestMessage>(longer, Tolerance::none).error() == Error{ErrorCode::trailing_data, Field::ocsp_request, 3});
  const Result<TestMessage> prefix = load<TestMessage>(longer, Tolerance::none, Ending::prefix);
  REQUIRE(prefix);
  CHECK(same(prefix->contents, "aa"));
  CHECK(load<TestMessage>({}, Tolerance::none).error() == Error{ErrorCode::missing, Field::ocsp_request, 0});
  CHECK(load<TestMessage>({}, Tolerance::none, Ending::prefix).error() ==
        Error{ErrorCode::missing, Field::ocsp_request, 0});
}

TEST_CASE("load gives an empty message beside an error", "[asn1][reader]") {
  const ByteVector longer = hex("30 01 aa 00");
  const Result<TestMessage> message = load<TestMessage>(longer, Tolerance::none);
  CHECK_FALSE(message.has_value());
  CHECK(message->contents.empty());
}

TEST_CASE("Trace follows the nesting, and counts elements", "[asn1][reader][trace]") {
  const ByteVector der = hex("30 0c  a0 08 30 06 02 01 01 02 01 02  05 00");
  Trace trace;
  ReadContext context{der, Tolerance::none, &trace};
  Reader reader{context};
  CHECK(trace.depth() == 0);
  Reader fields = reader.open(Tag::sequence, Field::tbs_request);
  Reader inner = fields.open_explicit(0, Field::request_list);
  Reader list = inner.open(Tag::sequence, Field::request_list);
  REQUIRE(trace.depth() == 3);
  CHECK(trace[0].field == Field::tbs_request);
  CHECK(trace[1].field == Field::none);
  CHECK(trace[2].field == Field::request_list);
  CHECK(trace[2].elements == 0);
  std::uint32_t count = 0;
  while (list.next_element()) {
    CHECK(trace[2].elements == ++count);
    (void)list.any(Field::request_list);
  }
  CHECK(count == 2);
  list.close(Field::request_list);
  CHECK(trace.depth() == 2);
  inner.close(Field::request_list);
  CHECK(trace.depth() == 1);
  (void)fields.contents(Tag::integer, Field::version);  // wrong_tag: what is around it stays open
  fields.close(Field::tbs_request);
  reader.close(Field::ocsp_request);
  CHECK(context.error() == Error{ErrorCode::wrong_tag, Field::version, 12});
  REQUIRE(trace.depth() == 1);
  CHECK(trace[0].field == Field::tbs_request);
}

TEST_CASE("Trace stands any depth", "[asn1][reader][trace]") {
  ByteVector der;
  for (int i = 0; i < 60; ++i) {
    der = tlv(0x30, der);
  }
  Trace trace;
  ReadContext context{der, Tolerance::none, &trace};
  std::vector<Reader> readers{Reader{context}};
  for (int i = 0; i < 60; ++i) {
    if (i != 0) {
      (void)readers.back().next_element();
    }
    readers.push_back(readers.back().open(Tag::sequence, i == 0 ? Field::response : Field::value));
  }
  CHECK(!context.error());
  REQUIRE(trace.depth() == 24);  // the outer ones are kept
  CHECK(trace[0].field == Field::response);
  CHECK(trace[0].elements == 1);
  trace.begin_element();  // of one that is not kept
  CHECK(trace.elements() == 0);
  for (std::size_t i = 0; i < trace.depth(); ++i) {
    CHECK(trace[i].elements == 1);
  }
  for (int i = 0; i < 60; ++i) {
    readers.back().close(Field::value);
    readers.pop_back();
  }
  CHECK(trace.depth() == 0);
  CHECK(!context.error());
}

TEST_CASE("Trace stands elements and an end that nothing was opened for", "[asn1][reader][trace]") {
  const ByteVector der = hex("05 00 05 00");
  Trace trace;
  ReadContext context{der, Tolerance::none, &trace};
  Reader reader{context};
  while (reader.next_element()) {
    (void)reader.any(Field::value);
  }
  reader.close(Field::ocsp_request);
  CHECK(!context.error());
  CHECK(trace.depth() == 0);
}

#if __has_include(<sys/mman.h>)
namespace {

/// Zeros that take up address space only; empty if there is not that much of it.
class ZeroPages {
 public:
  explicit ZeroPages(std::size_t size) : size_(size) {
    void* const memory =
        ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    memory_ = memory == MAP_FAILED ? nullptr : memory;
  }
  ZeroPages(const ZeroPages&) = delete;
  ZeroPages& operator=(const ZeroPages&) = delete;
  ~ZeroPages() {
    if (memory_ != nullptr) {
      ::munmap(memory_, size_);
    }
  }

  std::span<std::uint8_t> bytes() const {
    return {static_cast<std::uint8_t*>(memory_), memory_ == nullptr ? 0 : size_};
  }

 private:
  std::size_t size_;
  void* memory_ = nullptr;
};

}  // namespace

TEST_CASE("ReadContext accepts: 4 GiB - 1 bytes; rejects: more", "[asn1][reader][limits]") {
  if constexpr (sizeof(std::size_t) <= 4) {
    WARN("skipped: an input cannot be that long here");
  } else {
    const std::size_t limit = std::size_t{0xffff'ffff};
    const ZeroPages pages{limit + 2};
    if (pages.bytes().empty()) {
      WARN("skipped: no address space for 4 GiB");
      return;
    }
    // a SEQUENCE of 4 GiB - 1 bytes, header included; whatever follows inside stays zero
    const ByteVector header = hex("30 84 ff ff ff f9");
    std::copy(header.begin(), header.end(), pages.bytes().begin());
    {
      ReadContext context{pages.bytes().first(limit)};
      Reader reader{context};
      CHECK(reader.more());
      CHECK(reader.contents(Tag::sequence, Field::response).size() == limit - 6);
      CHECK_FALSE(reader.more());
      reader.close(Field::response);
      CHECK(!context.error());
    }
    for (const std::size_t size : {limit + 1, limit + 2}) {
      CAPTURE(size);
      ReadContext context{pages.bytes().first(size)};
      CHECK(context.error() == Error{ErrorCode::input_too_long, Field::none, 0});
      Reader reader{context};
      CHECK_FALSE(reader.more());
      CHECK_FALSE(reader.next_element());
      CHECK(reader.contents(Tag::sequence, Field::response).empty());
      CHECK(reader.any(Field::response).empty());
      reader.close(Field::response);
      CHECK(context.error() == Error{ErrorCode::input_too_long, Field::none, 0});
      CHECK(load<TestMessage>(pages.bytes().first(size), Tolerance::all, Ending::prefix).error() ==
            Error{ErrorCode::input_too_long, Field::none, 0});
    }
    // the last byte of the longest input is the surplus one
    pages.bytes()[5] = 0xf8;
    CHECK(load<TestMessage>(pages.bytes().first(limit), Tolerance::none).error() ==
          Error{ErrorCode::trailing_data, Field::ocsp_request, 0xffff'fffe});
    // 4 GiB - 1 as the length itself is one that no input has room for
    pages.bytes()[5] = 0xff;
    CHECK(load<TestMessage>(pages.bytes().first(limit), Tolerance::none).error() ==
          Error{ErrorCode::truncated, Field::ocsp_request, 6});
  }
}
#endif

TEST_CASE("Reader::rest gives all that is left, whatever it is, and nothing after an error", "[asn1][reader]") {
  const ByteVector der = hex("02 01 05 ff ff ff");
  ReadContext context{der};
  Reader reader{context};
  (void)reader.contents(Tag::integer, Field::version);
  const Bytes rest = reader.take_rest();
  CHECK(same(rest, "ff ff ff"));
  CHECK(rest.data() == der.data() + 3);
  CHECK_FALSE(reader.more());
  CHECK(reader.remaining().empty());
  CHECK(reader.take_rest().empty());
  reader.close(Field::value);
  CHECK(!context.error());

  // of what encloses it, not of the input
  const ByteVector nested = hex("30 02 aa bb 05 00");
  ReadContext nested_context{nested};
  Reader outer{nested_context};
  Reader inner = outer.open(Tag::sequence, Field::value);
  CHECK(same(inner.take_rest(), "aa bb"));
  inner.close(Field::value);
  CHECK(same(outer.take_rest(), "05 00"));
  CHECK(!nested_context.error());

  ReadContext failed{der};
  Reader after{failed};
  (void)after.contents(Tag::sequence, Field::version);
  CHECK(after.take_rest().empty());
  CHECK(failed.error() == Error{ErrorCode::wrong_tag, Field::version, 0});
}

TEST_CASE("Reader::optional_implicit reads values that are there, and only those", "[asn1][reader]") {
  const ByteVector der = hex("81 01 2a a2 03 02 01 05 05 00");
  ReadContext context{der};
  Reader reader{context};
  std::optional<Integer> number;
  reader.optional_implicit(implicit_tag(0), Field::version, number);
  CHECK_FALSE(number.has_value());
  reader.optional_implicit(explicit_tag(1), Field::version, number);
  CHECK_FALSE(number.has_value());
  reader.optional_implicit(implicit_tag(1), Field::version, number);
  REQUIRE(number.has_value());
  CHECK(same(number->bytes(), "2a"));

  SequenceOf<Integer> list;  // empty where it is absent
  reader.optional_implicit(explicit_tag(1), Field::responses, list);
  CHECK_FALSE(list.present());
  reader.optional_implicit(explicit_tag(2), Field::responses, list);
  CHECK(list.size() == 1);
  CHECK(same(reader.remaining(), "05 00"));
  CHECK(!context.error());

  ReadContext at_end{Bytes{}};
  Reader nothing{at_end};
  std::optional<Integer> absent;
  nothing.optional_implicit(implicit_tag(1), Field::version, absent);
  CHECK_FALSE(absent.has_value());
  CHECK(!at_end.error());
}

TEST_CASE("Reader::optional_implicit rejects: what the value itself rejects", "[asn1][reader][reject]") {
  constexpr Field field = Field::version;
  const std::vector<Row> rows{
      {hex("81"), {ErrorCode::truncated, field, 1}},
      {hex("81 00"), {ErrorCode::integer_empty, field, 2}},
      {hex("81 02 00 01"), {ErrorCode::integer_not_minimal, field, 2}},
      {hex("81 02 01"), {ErrorCode::truncated, field, 2}},
  };
  for (const Row& row : rows) {
    ReadContext context{row.der};
    Reader reader{context};
    std::optional<Integer> value;
    reader.optional_implicit(implicit_tag(1), field, value);
    CAPTURE(row.der, to_string(context.error().code), context.error().offset);
    CHECK(context.error() == row.error);
  }
}

TEST_CASE("Reader::number and vector accept: what their lengths say", "[asn1][reader][vector]") {
  const ByteVector bytes = join({hex("01 0203 0405060708090a0b 0002 aabb 000000 00010000"), ByteVector(0x10000, 0xcc)});
  ReadContext context{bytes};
  Reader reader{context};
  CHECK(reader.number(1, Field::version) == 1);
  CHECK(reader.number(2, Field::version) == 0x0203);
  CHECK(reader.number(8, Field::version) == 0x0405060708090a0b);
  CHECK(same(reader.vector(2, Field::version), "aa bb"));
  CHECK(reader.vector(3, Field::version).empty());
  CHECK(reader.vector(4, Field::version).size() == 0x10000);
  CHECK(reader.take(0, Field::version).empty());
  CHECK_FALSE(reader.more());
  CHECK(!context.error());
}

TEST_CASE("Reader::vector rejects: a length or contents that are cut off, each with its offset",
          "[asn1][reader][vector][reject]") {
  constexpr Field field = Field::version;
  const std::vector<Row> rows{
      {hex(""), {ErrorCode::missing, field, 0}},          {hex("00"), {ErrorCode::truncated, field, 0}},
      {hex("0001"), {ErrorCode::truncated, field, 2}},    {hex("0002 aa"), {ErrorCode::truncated, field, 2}},
      {hex("ffff aa"), {ErrorCode::truncated, field, 2}}, {hex("0001 aabb"), {ErrorCode::trailing_data, field, 3}},
  };
  for (const Row& row : rows) {
    ReadContext context{row.der};
    Reader reader{context};
    const Bytes contents = reader.vector(2, field);
    CAPTURE(row.der, to_string(context.error().code), context.error().offset);
    CHECK(contents.empty() == (row.error.code != ErrorCode::trailing_data));
    reader.close(field);
    CHECK(reader.number(1, field) == 0);  // the first error is kept, and nothing is read behind it
    CHECK(reader.vector(1, field).empty());
    CHECK(context.error() == row.error);
  }
}

}  // namespace ocspan_test::reader_test
