#include "ocspan/x509/name.hpp"

#include "ocspan/asn1/string.hpp"

namespace ocspan::inline OCSPAN_ABI {

// AttributeTypeAndValue ::= SEQUENCE {
//   type   AttributeType,
//   value  AttributeValue }
// AttributeType ::= OBJECT IDENTIFIER
// AttributeValue ::= ANY -- DEFINED BY AttributeType
OCSPAN_FOLDED OCSPAN_FLAT OCSPAN_FN void AttributeTypeAndValue::read(Reader& reader, Field field) {
  Reader fields = reader.open(Tag::sequence, field);
  type_.read(fields, Field::type);
  value_.read(fields, Field::value);
  fields.close(field);
  if (!is_well_formed(value_.tag(), value_.bytes())) {
    reader.fail(ErrorCode::bad_string, Field::value, value_.bytes().data());
  }
}

OCSPAN_FN void AttributeTypeAndValue::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    type_.write(writer);
    value_.write(writer);
  });
}

// RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue
OCSPAN_FOLDED OCSPAN_FLAT OCSPAN_FN void RelativeDistinguishedName::read(Reader& reader, Field field, Tag tag) {
  const std::uint8_t* const begin = reader.remaining().data();
  SequenceOf::read(reader, field, tag);
  if (empty()) {
    reader.fail(ErrorCode::empty_rdn, field, begin);
  }
}

// Name ::= CHOICE { rdnSequence RDNSequence }
// RDNSequence ::= SEQUENCE OF RelativeDistinguishedName
OCSPAN_FN void Name::read(Reader& reader, Field field) {
  const Bytes begin = reader.remaining();
  SequenceOf::read(reader, field);
  der_ = reader.since(begin);
}

OCSPAN_FN void Name::write(Writer& writer) const {
  if (der_.empty()) {
    writer.value(Tag::sequence, {});
  } else {
    writer.raw(der_);
  }
}

}  // namespace ocspan::inline OCSPAN_ABI
