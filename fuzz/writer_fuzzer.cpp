// The DER writer: a program of writes, which the input is, against an encoder that is as simple as can be.
#include "harness.hpp"
#include "writing.hpp"

namespace ocspan::fuzz::writer_harness {
namespace {

/// X.690 8.1, by making the contents first.
ByteVector encode(std::uint8_t tag, const ByteVector& contents) {
  ByteVector length;
  for (std::size_t rest = contents.size(); rest != 0; rest /= 256) {
    length.insert(length.begin(), static_cast<std::uint8_t>(rest % 256));
  }
  ByteVector der;
  der.reserve(contents.size() + 6);
  der.push_back(tag);
  if (contents.size() < 128) {
    der.push_back(static_cast<std::uint8_t>(contents.size()));
  } else {
    der.push_back(static_cast<std::uint8_t>(128 + length.size()));
    der.insert(der.end(), length.begin(), length.end());
  }
  der.insert(der.end(), contents.begin(), contents.end());
  return der;
}

/// X.690 8.3.2, by taking bytes away as long as they say nothing.
ByteVector fewest(ByteVector number) {
  if (number.empty()) {
    return {0};
  }
  while (number.size() > 1 && ((number[0] == 0 && number[1] < 128) || (number[0] == 255 && number[1] >= 128))) {
    number.erase(number.begin());
  }
  return number;
}

/// A number of bytes near the places where lengths take one more byte.
std::size_t some_size(Choices& choices) {
  constexpr std::size_t sizes[] = {0, 1, 2, 126, 127, 128, 129, 255, 256};
  return choices.below(100) == 99 ? 65535 + choices.below(2)
         : choices.flag()         ? choices.below(300)
                                  : choices.one_of(sizes);
}

/// Runs the program up to where the value that is open is closed; returns what its contents should be.
ByteVector run(Choices& choices, Writer& writer, unsigned depth) {
  ByteVector expected;
  const auto expect = [&](const ByteVector& bytes) { expected.insert(expected.end(), bytes.begin(), bytes.end()); };
  while (choices.more() && expected.size() < 2000) {
    const std::uint8_t tag = choices.byte();
    switch (choices.byte() % 8) {
      case 0: {
        const Bytes contents = choices.bytes(some_size(choices));
        writer.value(static_cast<Tag>(tag), contents);
        expect(encode(tag, copy_of(contents)));
        break;
      }
      case 1: {
        const Bytes bytes = choices.bytes(choices.below(20));
        writer.raw(bytes);
        expect(copy_of(bytes));
        break;
      }
      case 2: {
        const Bytes bytes = choices.bytes(choices.below(24));
        Integer{bytes}.write(writer);
        expect(encode(0x02, fewest(copy_of(bytes))));
        break;
      }
      case 3: {
        const std::size_t most = some_size(choices);
        writer.fill(most, [&](std::span<std::uint8_t> out) {
          OCSPAN_PROPERTY(out.size() == most);
          std::fill(out.begin(), out.end(), tag);
          return most;
        });
        expect(ByteVector(most, tag));
        break;
      }
      case 4: {
        const std::vector<Bytes> elements(choices.below(4), choices.bytes(choices.below(50)));
        writer.optional_sequence_of(tag & 0xf, elements);
        ByteVector all;
        for (const Bytes element : elements) {
          all.insert(all.end(), element.begin(), element.end());
        }
        if (!elements.empty()) {
          expect(encode(static_cast<std::uint8_t>(0xa0 | (tag & 0xf)), encode(0x30, all)));
        }
        break;
      }
      case 5:
      case 6:
        if (depth < 12) {
          ByteVector contents;
          const std::size_t mark = writer.size();
          writer.nest(static_cast<Tag>(tag), [&] { contents = run(choices, writer, depth + 1); });
          const ByteVector value = encode(tag, contents);
          OCSPAN_PROPERTY(writer.since(mark).empty() || equal(writer.since(mark), value));
          expect(value);
        }
        break;
      default:
        return expected;
    }
  }
  return expected;
}

void check_writer(Bytes input) {
  Choices first{input};
  Writer counting{{}};
  const ByteVector expected = run(first, counting, 0);
  OCSPAN_PROPERTY(counting.size() == expected.size());
  if (expected.empty()) {
    OCSPAN_PROPERTY(counting.finish().has_value());
    return;
  }
  const Result<ByteVector> bytes = bytes_of([&](std::span<std::uint8_t> out) {
    Choices choices{input};
    Writer writer{out};
    (void)run(choices, writer, 0);
    OCSPAN_PROPERTY(writer.complete() == (expected.size() <= out.size()));
    return writer.finish();
  });
  OCSPAN_PROPERTY(bytes && *bytes == expected);
}

}  // namespace
}  // namespace ocspan::fuzz::writer_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ocspan::fuzz::writer_harness::check_writer({data, size});
  return 0;
}
