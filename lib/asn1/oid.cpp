#include "ocspan/asn1/oid.hpp"

#include <algorithm>

#include "ocspan/asn1/decimal.hpp"
#include "ocspan/asn1/text.hpp"
#include "ocspan/limits.hpp"

namespace ocspan::inline OCSPAN_ABI {

OCSPAN_FN void Oid::read(Reader& reader, Field field, Tag tag) {
  bytes_ = reader.contents(tag, field);
  bool good = !bytes_.empty() && bytes_.back() < 0x80;
  // Few have a byte 0x80 at all, which std::find looks for faster than the exact rule can be checked.
  if (!detail::fast_paths || std::find(bytes_.begin(), bytes_.end(), 0x80) != bytes_.end()) {
    std::uint8_t before = 0;
    for (const std::uint8_t byte : bytes_) {
      if (byte == 0x80 && before < 0x80) {
        good = false;
      }
      before = byte;
    }
  }
  if (!good) {
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
