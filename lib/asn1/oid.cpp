#include "ocspan/asn1/oid.hpp"

#include "ocspan/asn1/decimal.hpp"
#include "ocspan/asn1/limits.hpp"
#include "ocspan/asn1/text.hpp"

namespace ocspan {
namespace detail {

// Whether one of the eight octets is 0x80: bit 8 is set, and the others are not, to which adding 0x7f would set it.
constexpr bool has_0x80(std::uint64_t octets) {
  const std::uint64_t others = (octets & eight_times(0x7f)) + eight_times(0x7f);
  return (octets & ~others & eight_times(0x80)) != 0;
}

}  // namespace detail

OCSPAN_FN void Oid::read(Reader& reader, Field field, Tag tag) {
  contents_ = reader.contents(tag, field);
  if (reader.is_again()) {
    return;
  }
  std::size_t i = 0;
  if constexpr (detail::short_cuts) {  // 0x80 is rare: over eight octets without it in one step
    while (contents_.size() - i >= 8 && !detail::has_0x80(detail::load_8(contents_.data() + i))) {
      i += 8;
    }
  }
  for (; i < contents_.size(); ++i) {
    if (contents_[i] == 0x80 && (i == 0 || contents_[i - 1] < 0x80)) {
      return reader.fail(ErrorCode::bad_oid, field, contents_.data());
    }
  }
  if (contents_.empty() || contents_.back() >= 0x80) {
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
