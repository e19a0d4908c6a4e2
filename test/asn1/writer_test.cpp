#include "ocspan/asn1/writer.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/sequence_of.hpp"
#include "ocspan/limits.hpp"
#include "support/bytes.hpp"
#include "support/catch2.hpp"
#include "support/reading.hpp"
#include "support/writing.hpp"

namespace ocspan_test::writer_test {
namespace {

using namespace ocspan;

/// Bytes of which those at the beginning and the last one tell whether they were moved to where they belong.
ByteVector marked(std::size_t size) {
  ByteVector bytes(size, 0x5a);
  std::iota(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(size, 200)),
            std::uint8_t{1});
  if (size != 0) {
    bytes.back() = 0xee;
  }
  return bytes;
}

/// A value that writes itself, in bytes that show which one it is.
struct Small {
  std::uint8_t number = 0;

  void write(Writer& writer) const { writer.value(Tag::integer, std::span{&number, 1}); }
};

/// The contents inside so many SEQUENCEs, each of which begins with a NULL and ends with a BOOLEAN.
void write_nested(Writer& writer, unsigned levels, Bytes contents) {
  if (levels == 0) {
    return writer.raw(contents);
  }
  writer.nest(Tag::sequence, [&] {
    writer.value(Tag::null, {});
    write_nested(writer, levels - 1, contents);
    writer.value(Tag::boolean, ByteVector{0xff});
  });
}

ByteVector nested(unsigned levels, const ByteVector& contents) {
  return levels == 0 ? contents : tlv(0x30, {hex("05 00"), nested(levels - 1, contents), hex("01 01 ff")});
}

/// A list of that many bytes, as a SEQUENCE OF INTEGER would be read from it.
struct List {
  explicit List(std::string_view bytes) : der(hex(bytes)) {
    ReadContext context{der};
    Reader reader{context};
    elements.read(reader, Field::responses);
    REQUIRE(!context.error());
  }

  ByteVector der;
  SequenceOf<Integer> elements;
};

/// Bytes that are not there: a span of them may be counted, never looked at.
Bytes out_of_reach(std::size_t size) {
  static const std::uint8_t byte = 0;
  return {&byte, size};
}

constexpr std::size_t longest = std::size_t{max_input_size};

}  // namespace

TEST_CASE("Writer::value writes: identifier, length in the fewest bytes, contents; at each length form",
          "[asn1][writer]") {
  struct {
    std::size_t size;
    std::string_view length;
  } const rows[]{
      {0, "00"},
      {1, "01"},
      {126, "7e"},
      {127, "7f"},
      {128, "81 80"},
      {129, "81 81"},
      {255, "81 ff"},
      {256, "82 01 00"},
      {257, "82 01 01"},
      {0x1234, "82 12 34"},
      {65535, "82 ff ff"},
      {65536, "83 01 00 00"},
      {65537, "83 01 00 01"},
      {0x12'3456, "83 12 34 56"},
      {0xff'ffff, "83 ff ff ff"},
      {0x100'0000, "84 01 00 00 00"},
      {0x100'0001, "84 01 00 00 01"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.size);
    const ByteVector contents = marked(row.size);
    const ByteVector header = join({hex("04"), hex(row.length)});
    ByteVector buffer(header.size() + row.size);
    Writer writer{buffer};
    writer.value(Tag::octet_string, contents);
    const Result<Bytes> result = writer.finish();
    REQUIRE(result);
    REQUIRE((*result).size() == buffer.size());
    CHECK(equal((*result).first(header.size()), header));
    CHECK(std::equal(contents.begin(), contents.end(), buffer.begin() + static_cast<std::ptrdiff_t>(header.size())));

    // one byte less than that
    Writer too_small{std::span{buffer}.first(buffer.size() - 1)};
    too_small.value(Tag::octet_string, contents);
    CHECK(too_small.finish().error() ==
          Error{ErrorCode::no_space, Field::none, static_cast<std::uint32_t>(buffer.size())});
  }
}

TEST_CASE("Writer::value writes: contents of each size up to 160, and nothing behind them", "[asn1][writer]") {
  for (std::size_t size = 0; size <= 160; ++size) {
    const ByteVector contents = marked(size);
    ByteVector buffer(size + 8, 0xee);
    Writer writer{buffer};
    writer.value(Tag::octet_string, contents);
    const ByteVector expected = join({tlv(0x04, contents), ByteVector(buffer.size() - writer.size(), 0xee)});
    CAPTURE(size);
    CHECK(buffer == expected);
  }
}

TEST_CASE("Writer writes nothing once something did not fit, and counts", "[asn1][writer]") {
  ByteVector buffer(4, 0xee);
  Writer writer{buffer};
  writer.value(Tag::octet_string, ByteVector(3, 0x11));  // one byte too many
  writer.raw({});
  writer.raw(ByteVector(1, 0x22));
  writer.nest(Tag::sequence, [&] { writer.raw({}); });
  CHECK(equal(Bytes{buffer}.subspan(2), hex("ee ee")));
  CHECK(writer.finish().error() == Error{ErrorCode::no_space, Field::none, 8});
}

TEST_CASE("Writer::value writes: each identifier octet as it is", "[asn1][writer]") {
  for (unsigned byte = 0; byte < 256; ++byte) {
    std::array<std::uint8_t, 3> buffer{};
    Writer writer{buffer};
    writer.value(static_cast<Tag>(byte), ByteVector{0xaa});
    const Result<Bytes> result = writer.finish();
    REQUIRE(result);
    CHECK(equal(*result, ByteVector{static_cast<std::uint8_t>(byte), 1, 0xaa}));
  }
}

TEST_CASE("Writer::raw writes: bytes as they are, one behind the other", "[asn1][writer]") {
  CHECK(written_by([](Writer& writer) {
          writer.raw(hex("ff"));
          writer.raw({});
          writer.raw(hex("00 01 02"));
          writer.raw(hex("30"));
        }) == hex("ff 00 01 02 30"));
  CHECK(written_by([](Writer& writer) { writer.raw({}); }).empty());
}

TEST_CASE("Writer::nest writes: values inside values, and beside them", "[asn1][writer]") {
  CHECK(written_by([](Writer& writer) { writer.nest(Tag::sequence, [] {}); }) == hex("30 00"));
  CHECK(written_by([](Writer& writer) {
          writer.value(Tag::null, {});
          writer.nest(Tag::sequence, [&] {
            writer.nest(Tag::set, [] {});
            writer.nest(explicit_tag(3), [&] {
              writer.value(Tag::octet_string, hex("aa bb"));
              writer.raw(hex("02 01 07"));
            });
            writer.raw({});
          });
          writer.value(Tag::boolean, hex("ff"));
        }) == hex("05 00  30 0b  31 00  a3 07  04 02 aa bb  02 01 07  01 01 ff"));
}

TEST_CASE("Writer::nest writes: several levels at each length around 128, 256 and 65536", "[asn1][writer]") {
  const auto check = [](unsigned levels, std::size_t size) {
    const ByteVector contents = marked(size);
    const ByteVector expected = nested(levels, contents);
    ByteVector buffer(expected.size());
    Writer writer{buffer};
    write_nested(writer, levels, contents);
    const Result<Bytes> result = writer.finish();
    const bool as_it_should = result && (*result).size() == expected.size() && buffer == expected;
    if (!as_it_should) {
      CAPTURE(levels, size);
      CHECK(as_it_should);
    }
  };
  for (unsigned levels = 1; levels <= 8; ++levels) {
    for (std::size_t size = 0; size <= 300; ++size) {
      check(levels, size);
    }
    for (std::size_t size = 65536 - 80; size <= 65536 + 10; ++size) {
      check(levels, size);
    }
  }
}

TEST_CASE("Writer::nest writes: values that pass 127 behind others that did", "[asn1][writer]") {
  const ByteVector long_one = marked(128);
  const ByteVector short_one = marked(127);
  CHECK(written_by([&](Writer& writer) {
          writer.nest(Tag::sequence, [&] {
            writer.value(Tag::octet_string, long_one);
            writer.nest(Tag::set, [&] {
              writer.value(Tag::octet_string, short_one);
              writer.value(Tag::octet_string, long_one);
            });
            writer.value(Tag::octet_string, short_one);
          });
          writer.value(Tag::octet_string, long_one);
        }) == join({tlv(0x30, {tlv(0x04, long_one), tlv(0x31, {tlv(0x04, short_one), tlv(0x04, long_one)}),
                               tlv(0x04, short_one)}),
                    tlv(0x04, long_one)}));
}

TEST_CASE("Writer::optional writes: [number] EXPLICIT what is there, and nothing else", "[asn1][writer]") {
  for (unsigned number = 0; number <= 30; ++number) {
    CAPTURE(number);
    CHECK(written_by([&](Writer& writer) { writer.optional(number, std::optional{Small{7}}); }) ==
          join({ByteVector{static_cast<std::uint8_t>(0xa0 + number)}, hex("03 02 01 07")}));
  }
  CHECK(written_by([](Writer& writer) { writer.optional(0, std::optional<Small>{}); }).empty());
}

TEST_CASE("Writer::sequence_of writes: elements by their write(), by a function, or as they are", "[asn1][writer]") {
  const std::vector<Small> numbers{{5}, {6}, {7}};
  const ByteVector expected = hex("30 09  02 01 05  02 01 06  02 01 07");
  CHECK(written_by([&](Writer& writer) { writer.sequence_of(numbers); }) == expected);

  const ByteVector first = hex("02 01 05");
  const ByteVector second = hex("02 01 06 02 01 07");  // what is raw is not looked at
  const std::array<Bytes, 2> raw{first, second};
  CHECK(written_by([&](Writer& writer) { writer.sequence_of(std::span<const Bytes>{raw}); }) == expected);

  const List list{"30 09  02 01 05  02 01 06  02 01 07"};
  CHECK(written_by([&](Writer& writer) { writer.sequence_of(list.elements); }) == expected);

  CHECK(written_by([&](Writer& writer) {
          writer.sequence_of(numbers, [&](const Small& element) {
            writer.value(Tag::null, {});
            element.write(writer);
          });
        }) == hex("30 0f  05 00 02 01 05  05 00 02 01 06  05 00 02 01 07"));

  // an empty list is written all the same
  CHECK(written_by([](Writer& writer) { writer.sequence_of(std::vector<Small>{}); }) == hex("30 00"));
  CHECK(written_by([](Writer& writer) { writer.sequence_of(std::span<const Bytes>{}); }) == hex("30 00"));
  CHECK(written_by([](Writer& writer) { writer.sequence_of(SequenceOf<Integer>{}); }) == hex("30 00"));
}

TEST_CASE("Writer::optional_sequence_of writes: nothing for no elements, unless an empty list was read",
          "[asn1][writer]") {
  const std::vector<Small> numbers{{5}, {6}};
  CHECK(written_by([&](Writer& writer) { writer.optional_sequence_of(2, numbers); }) ==
        hex("a2 08 30 06  02 01 05  02 01 06"));
  const ByteVector first = hex("05 00");
  const std::array<Bytes, 1> raw{first};
  CHECK(written_by([&](Writer& writer) { writer.optional_sequence_of(0, std::span<const Bytes>{raw}); }) ==
        hex("a0 04 30 02 05 00"));
  CHECK(written_by([](Writer& writer) { writer.optional_sequence_of(1, std::vector<Small>{}); }).empty());
  CHECK(written_by([](Writer& writer) { writer.optional_sequence_of(1, std::span<const Bytes>{}); }).empty());

  const List list{"30 03 02 01 05"};
  CHECK(written_by([&](Writer& writer) { writer.optional_sequence_of(1, list.elements); }) ==
        hex("a1 05 30 03 02 01 05"));
  const List empty{"30 00"};
  CHECK(written_by([&](Writer& writer) { writer.optional_sequence_of(1, empty.elements); }) == hex("a1 02 30 00"));
  CHECK(written_by([](Writer& writer) { writer.optional_sequence_of(1, SequenceOf<Integer>{}); }).empty());
}

TEST_CASE("Writer::fill writes: as many bytes as were made in place, up to `most`", "[asn1][writer]") {
  constexpr std::size_t most = 130;
  const ByteVector made = marked(most);
  for (std::size_t size = 0; size <= most; ++size) {
    CAPTURE(size);
    ByteVector buffer(200);
    Writer writer{buffer};
    std::size_t given = 0;
    const std::uint8_t* at = nullptr;
    writer.nest(Tag::octet_string, [&] {
      writer.fill(most, [&](std::span<std::uint8_t> out) {
        given = out.size();
        at = out.data();
        std::copy_n(made.begin(), size, out.begin());
        return size;
      });
    });
    writer.value(Tag::null, {});
    CHECK(given == most);
    CHECK(at == buffer.data() + 2);
    const Result<Bytes> result = writer.finish();
    REQUIRE(result);
    const ByteVector contents(made.begin(), made.begin() + static_cast<std::ptrdiff_t>(size));
    CHECK(equal(*result, join({tlv(0x04, contents), hex("05 00")})));
  }
}

TEST_CASE("Writer::fill asks for nothing where `most` bytes do not fit, and counts them all", "[asn1][writer]") {
  // SEQUENCE { OCTET STRING of up to 10, of which 4 are made }, and a NULL
  constexpr std::size_t most = 10;
  constexpr std::size_t needed = 2 + 2 + most + 2;
  for (std::size_t size = 0; size <= needed + 2; ++size) {
    CAPTURE(size);
    ByteVector buffer(size + 16, 0xa5);
    Writer writer{std::span{buffer}.first(size)};
    unsigned calls = 0;
    writer.nest(Tag::sequence, [&] {
      writer.nest(Tag::octet_string, [&] {
        writer.fill(most, [&](std::span<std::uint8_t> out) {
          ++calls;
          CHECK(out.size() == most);
          std::fill(out.begin(), out.end(), std::uint8_t{0x77});
          return std::size_t{4};
        });
      });
    });
    writer.value(Tag::null, {});
    CHECK(calls == (size >= 4 + most ? 1U : 0U));
    if (calls == 0) {
      CHECK(writer.finish().error() == Error{ErrorCode::no_space, Field::none, needed});
    } else {
      const Result<Bytes> result = writer.finish();
      REQUIRE(result);
      CHECK(equal(*result, hex("30 06 04 04 77 77 77 77 05 00")));
    }
    CHECK(std::count(buffer.begin() + static_cast<std::ptrdiff_t>(size), buffer.end(), std::uint8_t{0xa5}) == 16);
  }
}

TEST_CASE("Writer::fill of no bytes fits wherever nothing was left out", "[asn1][writer]") {
  unsigned calls = 0;
  const auto none = [&](std::span<std::uint8_t> out) {
    ++calls;
    return out.size();
  };
  Writer empty{{}};
  empty.fill(0, none);
  CHECK(calls == 1);
  REQUIRE(empty.finish());
  CHECK((*empty.finish()).empty());

  empty.raw(hex("00"));
  empty.fill(0, none);
  CHECK(calls == 1);
  CHECK(empty.finish().error() == Error{ErrorCode::no_space, Field::none, 1});
}

TEST_CASE("Writer::size counts what was written, or would have been", "[asn1][writer]") {
  std::array<std::uint8_t, 4> buffer{};
  for (const std::span<std::uint8_t> out : {std::span<std::uint8_t>{}, std::span<std::uint8_t>{buffer}}) {
    Writer writer{out};
    CHECK(writer.size() == 0);
    writer.raw(hex("aa bb"));
    CHECK(writer.size() == 2);
    writer.value(Tag::octet_string, marked(128));
    CHECK(writer.size() == 2 + 3 + 128);
    writer.raw({});
    CHECK(writer.size() == 2 + 3 + 128);
  }
}

TEST_CASE("Writer::complete and since: what is there, as long as nothing is missing and nothing failed",
          "[asn1][writer]") {
  std::array<std::uint8_t, 8> buffer{};
  Writer writer{buffer};
  CHECK(writer.complete());
  CHECK(writer.since(0).empty());
  writer.raw(hex("aa bb"));
  const std::size_t mark = writer.size();
  writer.value(Tag::integer, hex("05"));
  CHECK(writer.complete());
  CHECK(equal(writer.since(0), hex("aa bb 02 01 05")));
  CHECK(equal(writer.since(mark), hex("02 01 05")));
  CHECK(writer.since(mark).data() == buffer.data() + 2);
  CHECK(writer.since(writer.size()).empty());
  writer.raw(hex("cc dd ee"));
  CHECK(writer.size() == buffer.size());
  CHECK(writer.complete());  // full is not too much
  CHECK(equal(writer.since(mark), hex("02 01 05 cc dd ee")));
  writer.raw({});
  CHECK(writer.complete());
  writer.raw(hex("ff"));
  CHECK_FALSE(writer.complete());
  CHECK(writer.since(0).empty());
  CHECK(writer.since(mark).empty());
  CHECK(writer.since(writer.size()).empty());

  Writer failed{buffer};
  failed.raw(hex("aa"));
  failed.fail({ErrorCode::missing, Field::serial_number});
  CHECK_FALSE(failed.complete());
  CHECK(failed.since(0).empty());

  Writer counting{{}};
  CHECK(counting.complete());
  CHECK(counting.since(0).empty());
  counting.raw(hex("aa"));
  CHECK_FALSE(counting.complete());
  CHECK(counting.since(0).empty());
}

TEST_CASE("Writer::since gives a value whole while others are still open", "[asn1][writer]") {
  ByteVector buffer(300);
  Writer writer{buffer};
  const ByteVector contents = marked(140);
  ByteVector seen;
  writer.nest(Tag::sequence, [&] {
    const std::size_t mark = writer.size();
    writer.value(Tag::octet_string, contents);
    const Bytes value = writer.since(mark);
    seen.assign(value.begin(), value.end());
  });
  CHECK(seen == tlv(0x04, contents));
  const Result<Bytes> result = writer.finish();
  REQUIRE(result);
  CHECK(equal(*result, tlv(0x30, {seen})));
}

TEST_CASE("Writer::fail keeps the first error, which wins over no_space", "[asn1][writer]") {
  constexpr Error first{ErrorCode::missing, Field::serial_number, 3};
  constexpr Error second{ErrorCode::time_value, Field::this_update, 4};
  for (const std::size_t size : {std::size_t{0}, std::size_t{2}, std::size_t{5}, std::size_t{100}}) {
    CAPTURE(size);
    ByteVector buffer(size + 16, 0xa5);
    Writer before{std::span{buffer}.first(size)};
    before.fail(first);
    before.value(Tag::octet_string, hex("01 02 03"));
    before.fail(second);
    CHECK(before.finish().error() == first);
    CHECK((*before.finish()).empty());

    Writer behind{std::span{buffer}.first(size)};
    behind.value(Tag::octet_string, hex("01 02 03"));
    behind.fail(first);
    CHECK(behind.finish().error() == first);

    Writer inside{std::span{buffer}.first(size)};
    inside.nest(Tag::sequence, [&] {
      inside.fail(first);
      inside.raw(marked(200));
      inside.fail(second);
    });
    CHECK(inside.finish().error() == first);
    CHECK(std::count(buffer.begin() + static_cast<std::ptrdiff_t>(size), buffer.end(), std::uint8_t{0xa5}) == 16);
  }
  // what is no error is not recorded
  Writer writer{{}};
  writer.fail(Error{});
  CHECK(writer.complete());
  CHECK(writer.finish());
  writer.fail(second);
  CHECK(writer.finish().error() == second);
}

TEST_CASE("Writer::finish: all that was written, as often as it is asked for", "[asn1][writer]") {
  std::array<std::uint8_t, 6> buffer{};
  Writer writer{buffer};
  REQUIRE(writer.finish());
  CHECK((*writer.finish()).empty());
  writer.value(Tag::integer, hex("05"));
  CHECK(equal(*writer.finish(), hex("02 01 05")));
  CHECK((*writer.finish()).data() == buffer.data());
  writer.value(Tag::integer, hex("06"));
  CHECK(equal(*writer.finish(), hex("02 01 05 02 01 06")));
  writer.value(Tag::null, {});
  CHECK(writer.finish().error() == Error{ErrorCode::no_space, Field::none, 8});
  CHECK((*writer.finish()).empty());
}

TEST_CASE("Writer: once something was left out, nothing that would fit is written behind it", "[asn1][writer]") {
  for (std::size_t size = 0; size < 6; ++size) {
    CAPTURE(size);
    std::array<std::uint8_t, 6> buffer;
    buffer.fill(0xa5);
    Writer writer{std::span{buffer}.first(size)};
    writer.raw(hex("01 02 03 04 05 06"));
    writer.raw(hex("07"));
    writer.nest(Tag::sequence, [] {});
    writer.fill(1, [](std::span<std::uint8_t> out) {
      out[0] = 0;
      return std::size_t{1};
    });
    CHECK(std::count(buffer.begin(), buffer.end(), std::uint8_t{0xa5}) == 6);
    CHECK(writer.finish().error() == Error{ErrorCode::no_space, Field::none, 10});
  }
}

TEST_CASE("Writer rejects: a span that is too small, at every size, whatever is written", "[asn1][writer]") {
  // Lengths of one, two and three bytes, which are inserted into what is there already.
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{100}, std::size_t{127}, std::size_t{128},
                                 std::size_t{250}, std::size_t{255}, std::size_t{256}, std::size_t{700}}) {
    for (unsigned levels = 0; levels < 5; ++levels) {
      CAPTURE(size, levels);
      const ByteVector contents = marked(size);
      CHECK(written_by([&](Writer& writer) { write_nested(writer, levels, contents); }) == nested(levels, contents));
    }
  }
  const List list{"30 09  02 01 05  02 01 06  02 01 07"};
  const ByteVector certificate = tlv(0x30, marked(150));
  const std::vector<Bytes> certificates{certificate, certificate};
  CHECK(written_by([&](Writer& writer) {
          writer.nest(Tag::sequence, [&] {
            writer.optional(0, std::optional{Small{1}});
            writer.sequence_of(list.elements);
            writer.optional_sequence_of(1, list.elements);
            writer.optional_sequence_of(2, certificates);
          });
        }) == tlv(0x30, {tlv(0xa0, hex("02 01 01")), list.der, tlv(0xa1, list.der),
                         tlv(0xa2, tlv(0x30, {certificate, certificate}))}));
}

TEST_CASE("Writer accepts: as much as a Reader reads, and counts it", "[asn1][writer][limits]") {
  Writer writer{{}};
  writer.raw(out_of_reach(longest));
  CHECK(writer.finish().error() == Error{ErrorCode::no_space, Field::none, 0xffff'ffff});
  writer.raw({});
  CHECK(writer.finish().error() == Error{ErrorCode::no_space, Field::none, 0xffff'ffff});
  CHECK(writer.size() == longest);

  Writer value{{}};
  value.value(Tag::octet_string, out_of_reach(longest - 6));
  CHECK(value.finish().error() == Error{ErrorCode::no_space, Field::none, 0xffff'ffff});

  Writer filled{{}};
  filled.fill(longest, [](std::span<std::uint8_t> out) { return out.size(); });
  CHECK(filled.finish().error() == Error{ErrorCode::no_space, Field::none, 0xffff'ffff});
}

TEST_CASE("Writer rejects: more than a Reader reads", "[asn1][writer][limits]") {
  constexpr Error too_long{ErrorCode::input_too_long, Field::none, 0};
  std::array<std::uint8_t, 16> buffer{};
  for (const std::span<std::uint8_t> out : {std::span<std::uint8_t>{}, std::span<std::uint8_t>{buffer}}) {
    CAPTURE(out.size());
    const auto check = [&](auto write) {
      Writer writer{out};
      write(writer);
      CHECK(writer.finish().error() == too_long);
      CHECK_FALSE(writer.complete());
      writer.value(Tag::null, {});
      CHECK(writer.finish().error() == too_long);
    };
    check([](Writer& writer) {
      writer.raw(out_of_reach(longest));
      writer.raw(hex("00"));
    });
    check([](Writer& writer) {
      writer.raw(hex("00"));
      writer.raw(out_of_reach(longest));
    });
    check([](Writer& writer) {
      writer.raw(out_of_reach(longest));
      writer.raw(out_of_reach(longest));
    });
    check([](Writer& writer) {
      writer.raw(out_of_reach(longest / 2));
      writer.raw(out_of_reach(longest / 2 + 2));
    });
    // Six bytes of identifier and length are one too many; of these the last four come last.
    check([](Writer& writer) { writer.value(Tag::octet_string, out_of_reach(longest - 5)); });
    check([](Writer& writer) { writer.value(Tag::octet_string, out_of_reach(longest - 2)); });
    check([](Writer& writer) { writer.value(Tag::octet_string, out_of_reach(longest - 1)); });
    check([](Writer& writer) {
      writer.raw(out_of_reach(longest - 1));
      writer.fill(2, [](std::span<std::uint8_t> bytes) { return bytes.size(); });
    });
    check([](Writer& writer) {
      writer.raw(out_of_reach(longest - 1));
      writer.value(Tag::null, {});
    });
  }
}

TEST_CASE("Writer rejects: more than a Reader reads, even into a span that is larger", "[asn1][writer][limits]") {
  if constexpr (sizeof(std::size_t) > 4) {
    // Of a span of more than 4 GiB only the bytes around the limit are there: what is filled in before is not touched.
    std::array<std::uint8_t, 64> around_limit{};
    const std::size_t before = 32;
    const auto begin = reinterpret_cast<std::uintptr_t>(around_limit.data() + before) - longest;
    const std::span<std::uint8_t> out{reinterpret_cast<std::uint8_t*>(begin), longest + (around_limit.size() - before)};
    const auto check = [&](std::size_t up_to_limit, auto write, Error expected) {
      CAPTURE(up_to_limit);
      Writer writer{out};
      writer.fill(longest - up_to_limit, [](std::span<std::uint8_t> bytes) { return bytes.size(); });
      write(writer);
      CHECK(writer.finish().error() == expected);
      CHECK(writer.complete() == !expected);
      if (!expected) {
        CHECK((*writer.finish()).size() == longest);
      }
    };
    constexpr Error too_long{ErrorCode::input_too_long, Field::none, 0};
    const auto short_value = [](Writer& writer) { writer.value(Tag::octet_string, hex("aa bb")); };
    const auto nested_value = [](Writer& writer) { writer.nest(Tag::octet_string, [&] { writer.raw(hex("aa bb")); }); };
    const auto bytes = [](Writer& writer) { writer.raw(hex("04 02 aa bb")); };
    check(4, short_value, {});
    check(4, nested_value, {});
    check(4, bytes, {});
    for (std::size_t up_to_limit = 0; up_to_limit < 4; ++up_to_limit) {
      check(up_to_limit, short_value, too_long);
      check(up_to_limit, nested_value, too_long);
      check(up_to_limit, bytes, too_long);
    }
  }
}

TEST_CASE("Writer rejects: more than a Reader reads, unless there was another error before", "[asn1][writer][limits]") {
  Writer writer{{}};
  writer.fail({ErrorCode::missing, Field::serial_number});
  writer.raw(out_of_reach(longest));
  writer.raw(out_of_reach(longest));
  CHECK(writer.finish().error() == Error{ErrorCode::missing, Field::serial_number});
}

TEST_CASE("to_vector: what is written, in as much as it needs", "[asn1][writer]") {
  const auto written_with = [](auto write, unsigned& calls) {
    return to_vector([&calls, write](std::span<std::uint8_t> out) {
      ++calls;
      Writer writer{out};
      write(writer);
      return writer.finish();
    });
  };
  unsigned calls = 0;
  const ByteVector contents = marked(1000);
  const Result<ByteVector> value =
      written_with([&](Writer& writer) { writer.value(Tag::octet_string, contents); }, calls);
  REQUIRE(value);
  CHECK(*value == tlv(0x04, contents));
  CHECK(calls == 2);

  calls = 0;
  const Result<ByteVector> nothing = written_with([](Writer&) {}, calls);
  REQUIRE(nothing);
  CHECK((*nothing).empty());
  CHECK(calls == 1);

  // less than was asked for
  calls = 0;
  const Result<ByteVector> filled = written_with(
      [](Writer& writer) {
        writer.fill(100, [](std::span<std::uint8_t> out) {
          out[0] = 0x05;
          out[1] = 0x00;
          return std::size_t{2};
        });
      },
      calls);
  REQUIRE(filled);
  CHECK(*filled == hex("05 00"));
  CHECK(calls == 2);
}

TEST_CASE("to_vector rejects: what its function rejects, but for no_space", "[asn1][writer]") {
  unsigned calls = 0;
  const Result<ByteVector> failed = to_vector([&](std::span<std::uint8_t> out) {
    ++calls;
    Writer writer{out};
    writer.value(Tag::null, {});
    writer.fail({ErrorCode::time_order, Field::next_update});
    return writer.finish();
  });
  CHECK(failed.error() == Error{ErrorCode::time_order, Field::next_update});
  CHECK((*failed).empty());
  CHECK(calls == 1);

  // an error that comes up only where there is space
  calls = 0;
  const Result<ByteVector> unsigned_one = to_vector([&](std::span<std::uint8_t> out) {
    ++calls;
    Writer writer{out};
    writer.fill(10, [&](std::span<std::uint8_t>) {
      writer.fail({ErrorCode::signing_failed, Field::signature});
      return std::size_t{0};
    });
    return writer.finish();
  });
  CHECK(unsigned_one.error() == Error{ErrorCode::signing_failed, Field::signature});
  CHECK((*unsigned_one).empty());
  CHECK(calls == 2);
}

TEST_CASE("Writer::optional_implicit writes: what is there, with that tag, and nothing else", "[asn1][writer]") {
  const ByteVector bytes = hex("05");
  const std::optional<Integer> number{Integer{Bytes{bytes}}};
  const List list{"30 06 02 01 05 02 01 06"};
  for (unsigned tag = 0; tag <= 30; ++tag) {
    CAPTURE(tag);
    CHECK(written_by([&](Writer& writer) { writer.optional_implicit(implicit_tag(tag), number); }) ==
          tlv(static_cast<std::uint8_t>(0x80 + tag), bytes));
    CHECK(written_by([&](Writer& writer) {
            writer.optional_implicit(explicit_tag(tag), std::optional{list.elements});
          }) == tlv(static_cast<std::uint8_t>(0xa0 + tag), hex("02 01 05 02 01 06")));
  }
  CHECK(
      written_by([](Writer& writer) { writer.optional_implicit(implicit_tag(0), std::optional<Integer>{}); }).empty());
}

TEST_CASE("Writer::sequence_of writes: another tag, if asked for", "[asn1][writer]") {
  const std::vector<Small> numbers{{5}, {6}};
  const ByteVector contents = hex("02 01 05 02 01 06");
  CHECK(written_by([&](Writer& writer) { writer.sequence_of(numbers, Tag::set); }) == tlv(0x31, contents));
  CHECK(written_by([&](Writer& writer) {
          writer.sequence_of(numbers, [&](const Small& number) { number.write(writer); }, explicit_tag(3));
        }) == tlv(0xa3, contents));
}

TEST_CASE("Writer::number and vector write: the highest byte first, and lengths of vectors inside each other",
          "[asn1][writer][vector]") {
  CHECK(written_by([](Writer& writer) {
          writer.number(1, 1);
          writer.number(0x0203, 2);
          writer.number(0x0405060708090a0b, 8);
        }) == hex("01 0203 0405060708090a0b"));
  const ByteVector contents(300, 0xcc);
  CHECK(written_by([&](Writer& writer) {
          writer.vector(3, Field::none, [&] {
            writer.vector(2, Field::none, [&] { writer.raw(contents); });
            writer.vector(1, Field::none, [] {});
          });
        }) == join({hex("00012f 012c"), contents, hex("00")}));
}

TEST_CASE("Writer::vector rejects: more than its length can say", "[asn1][writer][vector]") {
  const ByteVector contents(256, 0xcc);
  const auto error_of_size = [&](std::size_t size, std::size_t space) {
    ByteVector out(space);
    Writer writer{out};
    writer.vector(1, Field::version, [&] { writer.raw(Bytes{contents}.first(size)); });
    return writer.finish().error();
  };
  for (const std::size_t space : {std::size_t{0}, std::size_t{300}}) {
    CHECK(error_of_size(256, space) == Error{ErrorCode::wrong_length, Field::version});
    CHECK(error_of_size(255, space).code == (space == 0 ? ErrorCode::no_space : ErrorCode::none));
  }
}

}  // namespace ocspan_test::writer_test
