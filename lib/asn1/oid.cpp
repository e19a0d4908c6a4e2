#include "ocspan/asn1/oid.hpp"

#include <algorithm>

#include "ocspan/asn1/decimal.hpp"
#include "ocspan/asn1/text.hpp"
#include "ocspan/limits.hpp"

namespace ocspan::inline OCSPAN_ABI {

OCSPAN_FN void Oid::read(Reader& reader, Field field, Tag tag) {
  bytes_ = reader.contents(tag, field);
  if (reader.is_rereading()) {
    return;
  }
  const auto begin_with_0x80 = [](std::uint8_t before, std::uint8_t byte) { return before < 0x80 && byte == 0x80; };
  // Hardly any has a byte 0x80, which std::find looks for faster than the exact rule can be checked.
  if (bytes_.empty() || bytes_[0] == 0x80 || bytes_.back() >= 0x80 ||
      (std::find(bytes_.begin(), bytes_.end(), 0x80) != bytes_.end() &&
       std::adjacent_find(bytes_.begin(), bytes_.end(), begin_with_0x80) != bytes_.end())) {
    reader.fail(ErrorCode::bad_oid, field, bytes_.data());
  }
}

OCSPAN_FN Result<std::string_view> Oid::to_dotted(std::span<char> out) const {
  TextWriter text{out};
  std::size_t begin = 0;
  for (std::size_t end = 0; end < bytes_.size(); ++end) {
    if (bytes_[end] >= 0x80) {
      continue;
    }
    const Bytes arc = bytes_.subspan(begin, end + 1 - begin);
    if (arc[0] == 0x80) {
      return Error{ErrorCode::bad_oid};
    }
    if (arc.size() > max_decimal_bytes) {
      return Error{ErrorCode::too_long_for_decimal};
    }
    Decimal number;
    for (const std::uint8_t byte : arc) {
      number.append(7, byte & 0x7f);
    }
    if (begin == 0) {  // X.690 8.19.4: the first two arcs are one, 40 * first + second
      const std::uint32_t first = arc.size() > 1 || arc[0] >= 80 ? 2 : arc[0] / 40U;
      text.put_decimal(first);
      number.subtract(first * 40);
    }
    text.put('.');
    number.put(text);
    begin = end + 1;
  }
  if (begin != bytes_.size()) {
    return Error{ErrorCode::bad_oid};
  }
  return text.finish();
}

}  // namespace ocspan::inline OCSPAN_ABI
