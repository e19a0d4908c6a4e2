// RFC 4514: string representation of distinguished names.
#include "ocspan/asn1/known_oid.hpp"
#include "ocspan/asn1/string.hpp"
#include "ocspan/asn1/text.hpp"
#include "ocspan/x509/name.hpp"

namespace ocspan {
namespace detail {

// Control characters, separators of lines and paragraphs, and what changes the direction or hides in a terminal.
constexpr bool is_dangerous(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) ||
         (c >= 0xe0000 && c <= 0xe0fff);
}

constexpr void put_escaped_octet(TextWriter& out, std::uint32_t octet) {
  out.put('\\');
  out.put("0123456789ABCDEF"[octet >> 4 & 0xf]);
  out.put("0123456789ABCDEF"[octet & 0xf]);
}

constexpr void put_character(TextWriter& out, std::uint32_t c) {
  const auto put_octet = [&](std::uint32_t octet) {
    if (is_dangerous(c)) {
      put_escaped_octet(out, octet);
    } else {
      out.put(static_cast<char>(octet));
    }
  };
  if (c < 0x80) {
    return put_octet(c);
  }
  const unsigned following = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  put_octet((0xff00U >> (following + 1) & 0xff) | c >> (6 * following));
  for (unsigned i = following; i-- > 0;) {
    put_octet(0x80 | (c >> (6 * i) & 0x3f));
  }
}

OCSPAN_INLINE bool is_text(const Any& value) {
  if (!is_string(value.tag())) {
    return false;
  }
  CodePoints characters{value.tag(), value.contents()};
  while (characters.more()) {
    const std::uint32_t c = characters.next();
    if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) {
      return false;
    }
  }
  return true;
}

// RFC 4514 2.4
OCSPAN_INLINE void put_value(TextWriter& out, const Any& value) {
  CodePoints characters{value.tag(), value.contents()};
  for (bool first = true; characters.more(); first = false) {
    const std::uint32_t c = characters.next();
    const bool special = c == '"' || c == '+' || c == ',' || c == ';' || c == '<' || c == '>' || c == '\\';
    if (special || (first && c == '#') || (c == ' ' && (first || !characters.more()))) {
      out.put('\\');
    }
    put_character(out, c);
  }
}

OCSPAN_INLINE void put_attribute(TextWriter& out, const AttributeTypeAndValue& attribute) {
  const KnownOid* const known = find_known(attribute.type());
  const bool has_descriptor = known != nullptr && known->kind == OidKind::attribute;
  if (has_descriptor) {
    out.put(known->name);
  } else if (const Error size = attribute.type().to_dotted({}).error(); size.code == ErrorCode::no_space) {
    (void)attribute.type().to_dotted(out.rest());
    out.advance(size.offset);
  } else {  // an arc that is too long for decimal
    out.put('#');
    out.put_hex(attribute.type().contents());
  }
  out.put('=');
  if (has_descriptor && is_text(attribute.value())) {
    put_value(out, attribute.value());
  } else {
    out.put('#');
    out.put_hex(attribute.value().der());
  }
}

OCSPAN_INLINE void put_rdn(TextWriter& out, const RelativeDistinguishedName& rdn) {
  bool first = true;
  for (const AttributeTypeAndValue& attribute : rdn) {
    if (!first) {
      out.put('+');
    }
    put_attribute(out, attribute);
    first = false;
  }
}

OCSPAN_INLINE std::size_t size_of(const RelativeDistinguishedName& rdn) {
  TextWriter counter{{}};
  put_rdn(counter, rdn);
  return counter.size();
}

}  // namespace detail

// A forward range is written in reverse without memory and without going back: first the size of the whole, then each
// RelativeDistinguishedName to its place, from the end to the beginning.
OCSPAN_FN Result<std::string_view> Name::to_rfc4514(std::span<char> out) const {
  std::size_t size = empty() ? 0 : this->size() - 1;  // the commas
  for (const RelativeDistinguishedName& rdn : *this) {
    size += detail::size_of(rdn);
  }
  TextWriter text{out};
  text.advance(size);
  if (size > out.size()) {
    return text.finish();
  }
  std::size_t place = size;
  for (const RelativeDistinguishedName& rdn : *this) {
    place -= detail::size_of(rdn);
    TextWriter writer{out.subspan(place)};
    detail::put_rdn(writer, rdn);
    if (place != 0) {
      out[--place] = ',';
    }
  }
  return text.finish();
}

}  // namespace ocspan
