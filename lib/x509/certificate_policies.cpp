#include "ocspan/x509/certificate_policies.hpp"

#include "ocspan/asn1/string.hpp"

namespace ocspan::inline OCSPAN_ABI {

// PolicyQualifierInfo ::= SEQUENCE {
//   policyQualifierId  OBJECT IDENTIFIER,
//   qualifier          ANY DEFINED BY policyQualifierId }
OCSPAN_FN void PolicyQualifierInfo::read(Reader& reader, Field field) {
  Reader fields = reader.open(Tag::sequence, field);
  policy_qualifier_id_.read(fields, Field::policy_qualifier_id);
  qualifier_.read(fields, Field::qualifier);
  fields.close(field);
}

OCSPAN_FN void PolicyQualifierInfo::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    policy_qualifier_id_.write(writer);
    qualifier_.write(writer);
  });
}

namespace detail {

// DisplayText ::= CHOICE {
//   ia5String      IA5String      (SIZE (1..200)),
//   visibleString  VisibleString  (SIZE (1..200)),
//   bmpString      BMPString      (SIZE (1..200)),
//   utf8String     UTF8String     (SIZE (1..200)) }
// Real notices are longer than 200 characters.
OCSPAN_FN inline void read_display_text(Reader& reader, Field field, Any& text) {
  const std::uint8_t* const begin = reader.remaining().data();
  text.read(reader, field);
  switch (text.tag()) {
    case Tag::ia5_string:
    case Tag::visible_string:
    case Tag::bmp_string:
    case Tag::utf8_string:
      break;
    default:
      return reader.fail(ErrorCode::wrong_tag, field, begin);
  }
  if (!is_well_formed(text.tag(), text.bytes())) {
    reader.fail(ErrorCode::bad_string, field, text.bytes().data());
  }
}

}  // namespace detail

// UserNotice ::= SEQUENCE {
//   noticeRef     NoticeReference  OPTIONAL,
//   explicitText  DisplayText      OPTIONAL }
// NoticeReference ::= SEQUENCE {
//   organization   DisplayText,
//   noticeNumbers  SEQUENCE OF INTEGER }
OCSPAN_FN void UserNotice::read(Reader& reader, Field name) {
  Reader fields = reader.open(Tag::sequence, name);
  if (fields.next_is(Tag::sequence)) {
    Reader reference = fields.open(Tag::sequence, Field::notice_ref);
    detail::read_display_text(reference, Field::organization, organization_.emplace());
    notice_numbers_.emplace().read(reference, Field::notice_numbers);
    reference.close(Field::notice_ref);
  }
  if (fields.more()) {
    detail::read_display_text(fields, Field::explicit_text, explicit_text_.emplace());
  }
  fields.close(name);
}

OCSPAN_FN void UserNotice::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    if (organization_) {  // notice_numbers_ is there as well
      writer.nest(Tag::sequence, [&] {
        organization_->write(writer);
        notice_numbers_->write(writer);
      });
    }
    if (explicit_text_) {
      explicit_text_->write(writer);
    }
  });
}

// PolicyInformation ::= SEQUENCE {
//   policyIdentifier  CertPolicyId,
//   policyQualifiers  SEQUENCE SIZE (1..MAX) OF PolicyQualifierInfo OPTIONAL }
// CertPolicyId ::= OBJECT IDENTIFIER
OCSPAN_FN void PolicyInformation::read(Reader& reader, Field field) {
  Reader fields = reader.open(Tag::sequence, field);
  policy_identifier_.read(fields, Field::policy_identifier);
  fields.optional_implicit(Tag::sequence, Field::policy_qualifiers, policy_qualifiers_);
  fields.close(field);
}

OCSPAN_FN void PolicyInformation::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    policy_identifier_.write(writer);
    writer.optional_implicit(Tag::sequence, policy_qualifiers_);
  });
}

}  // namespace ocspan::inline OCSPAN_ABI
