#include "ocspan/x509/certificate.hpp"

#include "ocspan/x509/version.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

// Time ::= CHOICE {
//   utcTime      UTCTime,
//   generalTime  GeneralizedTime }
OCSPAN_FN inline void read_time(Reader& reader, Field field, Time& time) {
  if (reader.next_is(Tag::utc_time)) {
    time.read_utc_time(reader, field);
  } else {
    time.read(reader, field);
  }
}

}  // namespace detail

// Certificate ::= SEQUENCE {
//   tbsCertificate      TBSCertificate,
//   signatureAlgorithm  AlgorithmIdentifier,
//   signatureValue      BIT STRING }
OCSPAN_FN void Certificate::read(Reader& reader, Field name) {
  const Bytes begin = reader.remaining();
  Reader fields = reader.open(Tag::sequence, name);
  read_tbs_certificate(fields);
  signature_algorithm_.read(fields, Field::signature_algorithm);
  signature_.read(fields, Field::signature_value);
  fields.close(name);
  der_ = reader.since(begin);
  tolerated_ = reader.tolerated();
}

// TBSCertificate ::= SEQUENCE {
//   version               [0] EXPLICIT Version DEFAULT v1,
//   serialNumber          CertificateSerialNumber,
//   signature             AlgorithmIdentifier,
//   issuer                Name,
//   validity              Validity,
//   subject               Name,
//   subjectPublicKeyInfo  SubjectPublicKeyInfo,
//   issuerUniqueID        [1] IMPLICIT UniqueIdentifier OPTIONAL,
//   subjectUniqueID       [2] IMPLICIT UniqueIdentifier OPTIONAL,
//   extensions            [3] EXPLICIT Extensions OPTIONAL }
// CertificateSerialNumber ::= INTEGER
// UniqueIdentifier ::= BIT STRING
// Validity ::= SEQUENCE {
//   notBefore  Time,
//   notAfter   Time }
OCSPAN_FOLDED OCSPAN_FN void Certificate::read_tbs_certificate(Reader& reader) {
  const Bytes begin = reader.remaining();
  Reader fields = reader.open(Tag::sequence, Field::tbs_certificate);
  version_ = read_version(fields, 3);
  serial_number_.read_padded(fields, Field::serial_number);
  tbs_signature_algorithm_.read(fields, Field::signature);
  issuer_.read(fields, Field::issuer);
  Reader validity = fields.open(Tag::sequence, Field::validity);
  detail::read_time(validity, Field::not_before, not_before_);
  detail::read_time(validity, Field::not_after, not_after_);
  validity.close(Field::validity);
  subject_.read(fields, Field::subject);
  subject_public_key_info_.read(fields, Field::subject_public_key_info);
  fields.optional_implicit(implicit_tag(1), Field::issuer_unique_id, issuer_unique_id_);
  fields.optional_implicit(implicit_tag(2), Field::subject_unique_id, subject_unique_id_);
  fields.optional(3, Field::extensions, extensions_);
  fields.close(Field::tbs_certificate);
  tbs_certificate_ = reader.since(begin);
}

OCSPAN_FN void OpaqueCertificate::read(Reader& reader, Field field) {
  const Bytes begin = reader.remaining();
  Reader fields = reader.open(Tag::sequence, field);
  AlgorithmIdentifier signature_algorithm;
  BitString signature_value;
  (void)fields.contents(Tag::sequence, Field::tbs_certificate);
  signature_algorithm.read(fields, Field::signature_algorithm);
  signature_value.read(fields, Field::signature_value);
  fields.close(field);
  der_ = reader.since(begin);
}

OCSPAN_FN Result<Certificate> load_der_x509_certificate(Input der, Tolerance tolerance) {
  return load<Certificate>(der.bytes(), tolerance);
}

OCSPAN_FN Result<Certificate> load_der_x509_certificate_prefix(Input der, Tolerance tolerance) {
  return load<Certificate>(der.bytes(), tolerance, Ending::prefix);
}

}  // namespace ocspan::inline OCSPAN_ABI
