#include "ocspan/x509/basic_constraints.hpp"

namespace ocspan::inline OCSPAN_ABI {

// BasicConstraints ::= SEQUENCE {
//   cA                 BOOLEAN DEFAULT FALSE,
//   pathLenConstraint  INTEGER (0..MAX) OPTIONAL }
OCSPAN_FN void BasicConstraints::read(Reader& reader, Field name) {
  Reader fields = reader.open(Tag::sequence, name);
  ca_ = read_default_false(fields, Field::ca);
  if (fields.next_is(Tag::integer)) {
    path_len_constraint_.emplace().read_non_negative(fields, Field::path_len_constraint);
  }
  fields.close(name);
}

OCSPAN_FN void BasicConstraints::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    write_default_false(writer, ca_);
    if (path_len_constraint_) {
      path_len_constraint_->write(writer);
    }
  });
}

}  // namespace ocspan::inline OCSPAN_ABI
