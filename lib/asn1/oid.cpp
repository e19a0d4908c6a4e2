#include "ocspan/asn1/oid.hpp"

#include "ocspan/asn1/decimal.hpp"
#include "ocspan/asn1/limits.hpp"
#include "ocspan/asn1/text.hpp"

namespace ocspan {

OCSPAN_FN void Oid::read(Reader& reader, Field field, Tag tag) {
  contents_ = reader.contents(tag, field);
  bool begins_arc = true;
  for (const std::uint8_t octet : contents_) {
    if (begins_arc && octet == 0x80) {
      return reader.fail(ErrorCode::bad_oid, field, contents_.data());
    }
    begins_arc = octet < 0x80;
  }
  if (contents_.empty() || !begins_arc) {
    reader.fail(ErrorCode::bad_oid, field, contents_.data());
  }
}

OCSPAN_FN Result<std::string_view> Oid::to_dotted(std::span<char> out) const {
  TextWriter text{out};
  std::size_t begin = 0;
  for (std::size_t end = 0; end < contents_.size(); ++end) {
    if (contents_[end] >= 0x80) {
      continue;
    }
    const Bytes arc = contents_.subspan(begin, end + 1 - begin);
    if (arc[0] == 0x80) {
      return Error{ErrorCode::bad_oid};
    }
    if (arc.size() > max_decimal_octets) {
      return Error{ErrorCode::too_long_for_decimal};
    }
    Decimal number;
    for (const std::uint8_t octet : arc) {
      number.append(7, octet & 0x7f);
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
  if (begin != contents_.size()) {
    return Error{ErrorCode::bad_oid};
  }
  return text.finish();
}

}  // namespace ocspan
