// The Reader and the types that all else is made of: the first byte says how many of the next are the program; the
// others are what it reads.
#include "../test/support/naive_der.hpp"
#include "harness.hpp"
#include "writing.hpp"

namespace ocspan::fuzz::reader_harness {
namespace {

/// Every value at every depth, read as a naive decoder reads it: the same contents, or the same error at the same
/// byte.
void check_framing(Bytes input) {
  constexpr std::size_t max_values = 500;  // the work may grow with the square of the input
  std::vector<Bytes> unread{input};
  for (std::size_t i = 0; i < max_values && !unread.empty(); ++i) {
    const Bytes bytes = unread.back();
    unread.pop_back();
    ReadContext context{bytes};
    Reader reader{context};
    const Bytes contents = reader.any(Field::value);
    const naive::Verdict<naive::Tlv> naive = naive::decode_tlv(bytes);
    OCSPAN_PROPERTY(context.error().code == naive.broken);
    if (context.error()) {
      OCSPAN_PROPERTY(context.error().offset == naive.at && contents.empty() && context.error().field == Field::value);
      continue;
    }
    OCSPAN_PROPERTY(same_place(contents, naive.value.contents));
    OCSPAN_PROPERTY(same_place(reader.remaining(), bytes.subspan(naive.at)));
    OCSPAN_PROPERTY(same_place(reader.since(bytes), bytes.first(naive.at)));
    unread.push_back(reader.remaining());
    if (naive.value.constructed) {
      unread.push_back(contents);
    }
  }
}

/// What was read without error is written as it stood.
template <class T>
void check_value(Reader& reader, const ReadContext& context) {
  const Bytes begin = reader.remaining();
  const bool failed_before = static_cast<bool>(context.error());
  T value{};
  value.read(reader, Field::value);
  (void)record_of(value, context.input());
  if (!context.error()) {
    if (context.tolerated() == Tolerance::none) {
      OCSPAN_PROPERTY(equal(written(value), reader.since(begin)));
    }
    Checker{}.visit(value);
  } else if (failed_before) {
    OCSPAN_PROPERTY(same_place(reader.remaining(), begin));  // nothing is read after an error
  }
}

/// Runs the program. Whatever it does: the first error stays, lies in the input, and ends all reading.
void run(Choices& program, Bytes input, Tolerance tolerance) {
  ReadContext context{input, tolerance};
  std::vector<Reader> readers{Reader{context}};
  Error first;
  while (program.more()) {
    Reader& reader = readers.back();
    const Bytes before = reader.remaining();
    const std::uint8_t operation = program.byte();
    switch (operation % 14) {
      case 0:
        OCSPAN_PROPERTY(inside(reader.contents(static_cast<Tag>(program.byte()), Field::value), input));
        break;
      case 1:
      case 2:
      case 3: {  // into the next value
        const Tag tag = before.empty() ? Tag::sequence : static_cast<Tag>(before[0]);
        OCSPAN_PROPERTY(before.empty() || reader.next_is(tag));
        const Reader inner = reader.open(tag, Field::value);
        readers.push_back(inner);
        break;
      }
      case 4:  // out of it
        reader.close(Field::value);
        OCSPAN_PROPERTY(context.error() || before.empty());
        if (readers.size() > 1) {
          readers.pop_back();
        }
        break;
      case 5:
        OCSPAN_PROPERTY(inside(reader.any(Field::value), input));
        break;
      case 6:
        check_value<Integer>(reader, context);
        break;
      case 7:
        check_value<Oid>(reader, context);
        break;
      case 8:
        check_value<BitString>(reader, context);
        break;
      case 9:
        check_value<Any>(reader, context);
        break;
      case 10:
        check_value<Time>(reader, context);
        break;
      case 11:
        (void)read_boolean(reader, Field::value);
        break;
      case 12:
        (void)read_enumerated(reader, Field::value, 0x1f);
        break;
      default:
        read_null(reader, Field::value);
    }
    OCSPAN_PROPERTY(inside(readers.back().remaining(), input));
    OCSPAN_PROPERTY(!first || context.error() == first);
    first = context.error();
    if (first) {
      OCSPAN_PROPERTY(first.offset <= input.size() && first.field == Field::value);
      for (Reader& each : readers) {
        OCSPAN_PROPERTY(!each.more() && !each.next_element() && Reader{each}.take_rest().empty());
        OCSPAN_PROPERTY(each.any(Field::none).empty() && each.contents(Tag::integer, Field::none).empty());
      }
    }
  }
}

void check_reader(Bytes input) {
  if (input.empty()) {
    return;
  }
  const std::size_t program_size = std::min<std::size_t>(input[0] % 64, input.size() - 1);
  const Bytes program = input.subspan(1, program_size);
  const Bytes bytes = input.subspan(1 + program_size);
  for (const Tolerance tolerance : {Tolerance::none, Tolerance::all}) {
    Choices choices{program};
    run(choices, bytes, tolerance);
  }
  check_framing(bytes);
}

}  // namespace
}  // namespace ocspan::fuzz::reader_harness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ocspan::fuzz::reader_harness::check_reader({data, size});
  return 0;
}
