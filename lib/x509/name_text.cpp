// RFC 4514: string representation of distinguished names.
#include "ocspan/asn1/string.hpp"
#include "ocspan/asn1/text.hpp"
#include "ocspan/x509/known_oid.hpp"
#include "ocspan/x509/name.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

// RFC 4514 2.4: the characters that need a backslash.
OCSPAN_FN inline void put_value(TextWriter& out, const Any& value) {
  CodePoints characters{value.tag(), value.bytes()};
  for (bool first = true; characters.more(); first = false) {
    const std::uint32_t c = characters.next();
    const bool special = c == '"' || c == '+' || c == ',' || c == ';' || c == '<' || c == '>' || c == '\\';
    if (special || (first && (c == '#' || c == ' ')) || (c == ' ' && !characters.more())) {
      out.put('\\');
    }
    put_character(out, c);
  }
}

OCSPAN_FN inline void put_attribute(TextWriter& out, const AttributeTypeAndValue& attribute) {
  const KnownOid* const known = find_known(attribute.type());
  const bool has_descriptor = known != nullptr && known->kind == OidKind::attribute;
  if (has_descriptor) {
    out.put(known->name);
  } else if (const Error size = attribute.type().to_dotted({}).error(); size.code == ErrorCode::no_space) {
    (void)attribute.type().to_dotted(out.rest());
    out.advance(size.offset);
  } else {  // an arc is too long to be written in decimal
    out.put('#');
    out.put_hex(attribute.type().bytes());
  }
  out.put('=');
  if (has_descriptor && is_text(attribute.value().tag(), attribute.value().bytes())) {
    put_value(out, attribute.value());
  } else {
    out.put('#');
    out.put_hex(attribute.value().der());
  }
}

OCSPAN_FN inline void put_rdn(TextWriter& out, const RelativeDistinguishedName& rdn) {
  bool first = true;
  for (const AttributeTypeAndValue& attribute : rdn) {
    if (!first) {
      out.put('+');
    }
    put_attribute(out, attribute);
    first = false;
  }
}

OCSPAN_FN inline std::size_t size_of(const RelativeDistinguishedName& rdn) {
  TextWriter counter{{}};
  put_rdn(counter, rdn);
  return counter.size();
}

}  // namespace detail

OCSPAN_FN Result<std::string_view> RelativeDistinguishedName::to_rfc4514(std::span<char> out) const {
  TextWriter text{out};
  detail::put_rdn(text, *this);
  return text.finish();
}

// RFC 4514 wants the last RelativeDistinguishedName first, but the range can only be walked forwards, and there is no
// memory to keep it in. So each one is measured, and written to its place from the end of the text to the beginning.
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

}  // namespace ocspan::inline OCSPAN_ABI
