#include "ocspan/x509/name_constraints.hpp"

namespace ocspan::inline OCSPAN_ABI {

// GeneralSubtree ::= SEQUENCE {
//   base     GeneralName,
//   minimum  [0] IMPLICIT BaseDistance DEFAULT 0,
//   maximum  [1] IMPLICIT BaseDistance OPTIONAL }
// BaseDistance ::= INTEGER (0..MAX)
OCSPAN_FN void GeneralSubtree::read(Reader& reader, Field field) {
  Reader fields = reader.open(Tag::sequence, field);
  base_.read(fields, Field::base);
  if (fields.next_is(implicit_tag(0))) {
    const std::uint8_t* const begin = fields.remaining().data();
    minimum_.read_non_negative(fields, Field::minimum, implicit_tag(0));
    if (minimum_ == Integer{}) {
      fields.tolerate_or_fail(Tolerance::explicit_default, ErrorCode::explicit_default, Field::minimum, begin);
    }
  }
  if (fields.next_is(implicit_tag(1))) {
    maximum_.emplace().read_non_negative(fields, Field::maximum, implicit_tag(1));
  }
  fields.close(field);
}

OCSPAN_FN void GeneralSubtree::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    base_.write(writer);
    if (minimum_ != Integer{}) {
      minimum_.write(writer, implicit_tag(0));
    }
    writer.optional_implicit(implicit_tag(1), maximum_);
  });
}

// NameConstraints ::= SEQUENCE {
//   permittedSubtrees  [0] IMPLICIT GeneralSubtrees OPTIONAL,
//   excludedSubtrees   [1] IMPLICIT GeneralSubtrees OPTIONAL }
// GeneralSubtrees ::= SEQUENCE SIZE (1..MAX) OF GeneralSubtree
OCSPAN_FN void NameConstraints::read(Reader& reader, Field name) {
  Reader fields = reader.open(Tag::sequence, name);
  fields.optional_implicit(explicit_tag(0), Field::permitted_subtrees, permitted_subtrees_);
  fields.optional_implicit(explicit_tag(1), Field::excluded_subtrees, excluded_subtrees_);
  fields.close(name);
}

OCSPAN_FN void NameConstraints::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    writer.optional_implicit(explicit_tag(0), permitted_subtrees_);
    writer.optional_implicit(explicit_tag(1), excluded_subtrees_);
  });
}

}  // namespace ocspan::inline OCSPAN_ABI
