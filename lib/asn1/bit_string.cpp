#include "ocspan/asn1/bit_string.hpp"

namespace ocspan::inline OCSPAN_ABI {

OCSPAN_FN void BitString::read(Reader& reader, Field field, Tag tag) {
  const Bytes contents = reader.contents(tag, field);
  if (contents.empty()) {
    return reader.fail(ErrorCode::bad_bit_string, field, contents.data());
  }
  const unsigned unused = contents[0];
  if (unused > 7 ||
      (contents.back() & ((1U << unused) - 1)) != 0) {  // without bits, back() is the unused-bits octet itself
    return reader.fail(ErrorCode::bad_bit_string, field, contents.data());
  }
  bytes_ = contents.subspan(1);
  unused_bits_ = static_cast<std::uint8_t>(unused);
}

OCSPAN_FN void BitString::write(Writer& writer, Tag tag) const {
  writer.nest(tag, [&] {
    const std::uint8_t unused_bits[] = {unused_bits_};  // g++ 12 has no constant of a span over the member
    writer.raw(unused_bits);
    writer.raw(bytes_);
  });
}

}  // namespace ocspan::inline OCSPAN_ABI
