#include "ocspan/asn1/string.hpp"

namespace ocspan {

OCSPAN_FN std::uint32_t CodePoints::next() {
  if (tag_ == Tag::utf8_string) {
    return next_utf8();
  }
  const std::size_t width = tag_ == Tag::bmp_string ? 2 : tag_ == Tag::universal_string ? 4 : 1;
  if (rest_.size() < width) {
    rest_ = {};
    return invalid_code_point;
  }
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    value = value << 8 | rest_[i];
  }
  rest_ = rest_.subspan(width);
  return value;
}

// RFC 3629 section 4.
OCSPAN_FN std::uint32_t CodePoints::next_utf8() {
  const std::uint8_t lead = rest_[0];
  rest_ = rest_.subspan(1);
  if (lead < 0x80) {
    return lead;
  }
  const std::size_t following = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
  constexpr std::uint32_t least[] = {0, 0x80, 0x800, 0x10000};
  if (lead < 0xc2 || lead > 0xf4 || rest_.size() < following) {
    return invalid_code_point;
  }
  std::uint32_t value = lead & (0x3fU >> following);
  for (std::size_t i = 0; i < following; ++i) {
    if ((rest_[i] & 0xc0) != 0x80) {
      return invalid_code_point;
    }
    value = value << 6 | (rest_[i] & 0x3fU);
  }
  if (value < least[following] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) {
    return invalid_code_point;
  }
  rest_ = rest_.subspan(following);
  return value;
}

OCSPAN_FN bool is_well_formed(Tag tag, Bytes contents) {
  switch (tag) {
    case Tag::bmp_string:
      return contents.size() % 2 == 0;
    case Tag::universal_string:
      return contents.size() % 4 == 0;
    case Tag::utf8_string: {
      CodePoints characters{tag, contents};
      while (characters.more()) {
        if (characters.next() == invalid_code_point) {
          return false;
        }
      }
      return true;
    }
    default:
      return true;
  }
}

}  // namespace ocspan
