#include "ocspan/ocsp/service_locator.hpp"

namespace ocspan::inline OCSPAN_ABI {

// ServiceLocator ::= SEQUENCE {
//   issuer   Name,
//   locator  AuthorityInfoAccessSyntax OPTIONAL }
OCSPAN_FN void ServiceLocator::read(Reader& reader, Field name) {
  Reader fields = reader.open(Tag::sequence, name);
  issuer_.read(fields, Field::issuer);
  fields.optional_implicit(Tag::sequence, Field::locator, locator_);
  fields.close(name);
}

OCSPAN_FN void ServiceLocator::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    issuer_.write(writer);
    writer.optional_implicit(Tag::sequence, locator_);
  });
}

}  // namespace ocspan::inline OCSPAN_ABI
