#include "ocspan/x509/authority_info_access.hpp"

namespace ocspan::inline OCSPAN_ABI {

// AccessDescription ::= SEQUENCE {
//   accessMethod    OBJECT IDENTIFIER,
//   accessLocation  GeneralName }
OCSPAN_FN void AccessDescription::read(Reader& reader, Field field) {
  Reader fields = reader.open(Tag::sequence, field);
  method_.read(fields, Field::access_method);
  location_.read(fields, Field::access_location);
  fields.close(field);
}

OCSPAN_FN void AccessDescription::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    method_.write(writer);
    location_.write(writer);
  });
}

namespace detail {

/// Whether the scheme is http or https, in any case (RFC 3986 3.1).
constexpr bool is_http(Bytes url) {
  const auto is_at = [&](std::size_t i, char c) { return i < url.size() && (url[i] | 0x20) == c; };
  if (!is_at(0, 'h') || !is_at(1, 't') || !is_at(2, 't') || !is_at(3, 'p')) {
    return false;
  }
  const std::size_t end = is_at(4, 's') ? 5 : 4;
  return end < url.size() && url[end] == ':';
}

}  // namespace detail

// AuthorityInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
OCSPAN_FN std::optional<Bytes> AuthorityInfoAccess::url(Oid method) const {
  std::optional<Bytes> first;
  for (const AccessDescription& one : *this) {
    const GeneralName& location = one.access_location();
    if (one.access_method() == method && location.type() == GeneralNameType::uniform_resource_identifier) {
      if (detail::is_http(location.bytes())) {
        return location.bytes();
      }
      first = first ? first : location.bytes();
    }
  }
  return first;
}

}  // namespace ocspan::inline OCSPAN_ABI
