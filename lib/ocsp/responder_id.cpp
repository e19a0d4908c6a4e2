#include "ocspan/ocsp/responder_id.hpp"

namespace ocspan::inline OCSPAN_ABI {

// ResponderID ::= CHOICE {
//   byName  [1] Name,
//   byKey   [2] KeyHash }
// KeyHash ::= OCTET STRING -- SHA-1 hash of responder's public key
// (excluding the tag and length fields)
// The module's tags are explicit, unlike those of RFC 5280's module for certificates.
OCSPAN_FOLDED OCSPAN_FN void ResponderID::read(Reader& reader, Field field) {
  const bool by_name = reader.next_is(explicit_tag(1));
  Reader name_or_key = reader.open(explicit_tag(by_name ? 1 : 2), field);
  if (by_name) {
    by_name_.emplace().read(name_or_key, Field::by_name);
  } else {
    by_key_ = name_or_key.contents(Tag::octet_string, Field::by_key);
  }
  name_or_key.close(field);
}

OCSPAN_FN void ResponderID::write(Writer& writer) const {
  if (by_name_) {
    writer.optional(1, by_name_);
  } else {
    writer.nest(explicit_tag(2), [&] { writer.value(Tag::octet_string, by_key_.value_or(Bytes{})); });
  }
}

}  // namespace ocspan::inline OCSPAN_ABI
