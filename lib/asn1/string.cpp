#include "ocspan/asn1/string.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

// Control characters, separators of lines and paragraphs, and what changes the direction or hides in a terminal.
constexpr bool is_dangerous(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) ||
         (c >= 0xe0000 && c <= 0xe0fff);
}

constexpr void put_escaped_byte(TextWriter& out, std::uint32_t byte) {
  out.put('\\');
  out.put("0123456789ABCDEF"[byte >> 4 & 0xf]);
  out.put("0123456789ABCDEF"[byte & 0xf]);
}

OCSPAN_FN void put_character(TextWriter& out, std::uint32_t c) {
  const auto put_byte = [&](std::uint32_t byte) {
    if (is_dangerous(c)) {
      put_escaped_byte(out, byte);
    } else {
      out.put(static_cast<char>(byte));
    }
  };
  if (c < 0x80) {
    return put_byte(c);
  }
  const unsigned following = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  put_byte((0xff00U >> (following + 1) & 0xff) | c >> (6 * following));
  for (unsigned left = following; left > 0; --left) {
    put_byte(0x80 | (c >> (6 * (left - 1)) & 0x3f));
  }
}

}  // namespace detail

OCSPAN_FN std::uint32_t CodePoints::next() {
  if (tag_ == Tag::utf8_string) {
    return detail::next_utf8(rest_);
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
OCSPAN_FN std::uint32_t detail::next_utf8(Bytes& rest) {
  const std::uint32_t lead = rest[0];
  rest = rest.subspan(1);
  if (lead < 0x80) {
    return lead;
  }
  const std::size_t following = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
  if (lead < 0xc2 || lead > 0xf4 || rest.size() < following) {
    return invalid_code_point;
  }
  std::uint32_t value = lead & (0x3fU >> following);
  for (std::size_t i = 0; i < following; ++i) {
    if ((rest[i] & 0xc0) != 0x80) {
      return invalid_code_point;
    }
    value = value << 6 | (rest[i] & 0x3fU);
  }
  const std::uint32_t least = 1U << (5 * following + 1);  // for two bytes, which need 0x80, the lead byte was checked
  if (value < least || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) {
    return invalid_code_point;
  }
  rest = rest.subspan(following);
  return value;
}

namespace detail {

constexpr bool is_ascii(std::uint64_t bytes) { return (bytes & eight_times(0x80)) == 0; }

}  // namespace detail

OCSPAN_FOLDED OCSPAN_FN bool is_well_formed(Tag tag, Bytes contents) {
  switch (tag) {
    case Tag::bmp_string:
      return contents.size() % 2 == 0;
    case Tag::universal_string:
      return contents.size() % 4 == 0;
    case Tag::utf8_string: {
      if (detail::fast_paths && detail::hold_by_eight(contents, detail::is_ascii)) {
        return true;
      }
      while (!contents.empty()) {
        if (detail::next_utf8(contents) == invalid_code_point) {
          return false;
        }
      }
      return true;
    }
    default:
      return true;
  }
}

OCSPAN_FOLDED OCSPAN_FN void check_ia5_string(Reader& reader, Field field, Bytes characters) {
  for (const std::uint8_t character : characters) {
    if (character > 0x7f) {
      reader.fail(ErrorCode::bad_string, field, characters.data());
    }
  }
}

OCSPAN_FN Bytes read_ia5_string(Reader& reader, Field field, Tag tag) {
  const Bytes characters = reader.contents(tag, field);
  check_ia5_string(reader, field, characters);
  return characters;
}

OCSPAN_FN bool is_text(Tag tag, Bytes contents) {
  if (!is_string(tag)) {
    return false;
  }
  CodePoints characters{tag, contents};
  while (characters.more()) {
    const std::uint32_t c = characters.next();
    if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) {
      return false;
    }
  }
  return true;
}

OCSPAN_FN Result<std::string_view> string_to_text(Tag tag, Bytes contents, std::span<char> out) {
  TextWriter text{out};
  if (!is_text(tag, contents)) {
    return Error{ErrorCode::bad_string};
  }
  CodePoints characters{tag, contents};
  while (characters.more()) {
    const std::uint32_t c = characters.next();
    if (c == '\\') {
      text.put('\\');
    }
    detail::put_character(text, c);
  }
  return text.finish();
}

}  // namespace ocspan::inline OCSPAN_ABI
