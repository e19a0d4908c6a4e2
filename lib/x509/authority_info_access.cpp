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

// AuthorityInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
OCSPAN_FN std::optional<Bytes> AuthorityInfoAccess::url(Oid method) const {
  for (const AccessDescription& one : *this) {
    if (one.access_method() == method && one.access_location().type() == GeneralNameType::uniform_resource_identifier) {
      return one.access_location().bytes();
    }
  }
  return std::nullopt;
}

}  // namespace ocspan::inline OCSPAN_ABI
