#include "ocspan/x509/key_identifier.hpp"

namespace ocspan::inline OCSPAN_ABI {

// SubjectKeyIdentifier ::= KeyIdentifier
// KeyIdentifier ::= OCTET STRING
OCSPAN_FN void SubjectKeyIdentifier::read(Reader& reader, Field name) {
  key_identifier_ = reader.contents(Tag::octet_string, name);
}

OCSPAN_FN void SubjectKeyIdentifier::write(Writer& writer) const { writer.value(Tag::octet_string, key_identifier_); }

// AuthorityKeyIdentifier ::= SEQUENCE {
//   keyIdentifier              [0] IMPLICIT KeyIdentifier            OPTIONAL,
//   authorityCertIssuer        [1] IMPLICIT GeneralNames             OPTIONAL,
//   authorityCertSerialNumber  [2] IMPLICIT CertificateSerialNumber  OPTIONAL }
OCSPAN_FN void AuthorityKeyIdentifier::read(Reader& reader, Field name) {
  Reader fields = reader.open(Tag::sequence, name);
  if (fields.next_is(implicit_tag(0))) {
    key_identifier_ = fields.contents(implicit_tag(0), Field::key_identifier);
  }
  fields.optional_implicit(explicit_tag(1), Field::authority_cert_issuer, authority_cert_issuer_);
  fields.optional_implicit(implicit_tag(2), Field::authority_cert_serial_number, authority_cert_serial_number_);
  fields.close(name);
}

OCSPAN_FN void AuthorityKeyIdentifier::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    if (key_identifier_) {
      writer.value(implicit_tag(0), *key_identifier_);
    }
    writer.optional_implicit(explicit_tag(1), authority_cert_issuer_);
    writer.optional_implicit(implicit_tag(2), authority_cert_serial_number_);
  });
}

}  // namespace ocspan::inline OCSPAN_ABI
