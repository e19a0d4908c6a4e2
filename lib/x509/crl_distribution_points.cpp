#include "ocspan/x509/crl_distribution_points.hpp"

namespace ocspan::inline OCSPAN_ABI {

// DistributionPoint ::= SEQUENCE {
//   distributionPoint  [0] DistributionPointName  OPTIONAL,
//   reasons            [1] IMPLICIT ReasonFlags   OPTIONAL,
//   cRLIssuer          [2] IMPLICIT GeneralNames  OPTIONAL }
// DistributionPointName ::= CHOICE {
//   fullName                 [0] IMPLICIT GeneralNames,
//   nameRelativeToCRLIssuer  [1] IMPLICIT RelativeDistinguishedName }
OCSPAN_FN void DistributionPoint::read(Reader& reader, Field field) {
  Reader fields = reader.open(Tag::sequence, field);
  if (fields.next_is(explicit_tag(0))) {
    Reader name = fields.open(explicit_tag(0), Field::distribution_point);
    if (name.next_is(explicit_tag(1))) {
      name_relative_to_crl_issuer_.emplace().read(name, Field::name_relative_to_crl_issuer, explicit_tag(1));
    } else {
      full_name_.emplace().read(name, Field::full_name, explicit_tag(0));
    }
    name.close(Field::distribution_point);
  }
  fields.optional_implicit(implicit_tag(1), Field::reasons, reasons_);
  fields.optional_implicit(explicit_tag(2), Field::crl_issuer, crl_issuer_);
  fields.close(field);
}

OCSPAN_FN void DistributionPoint::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    if (full_name_ || name_relative_to_crl_issuer_) {
      writer.nest(explicit_tag(0), [&] {
        writer.optional_implicit(explicit_tag(0), full_name_);
        writer.optional_implicit(explicit_tag(1), name_relative_to_crl_issuer_);
      });
    }
    writer.optional_implicit(implicit_tag(1), reasons_);
    writer.optional_implicit(explicit_tag(2), crl_issuer_);
  });
}

}  // namespace ocspan::inline OCSPAN_ABI
