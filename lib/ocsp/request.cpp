#include "ocspan/ocsp/request.hpp"

#include "ocspan/x509/version.hpp"

namespace ocspan::inline OCSPAN_ABI {

// Request ::= SEQUENCE {
//   reqCert                  CertID,
//   singleRequestExtensions  [0] EXPLICIT Extensions OPTIONAL }
OCSPAN_FLAT OCSPAN_FN void Request::read(Reader& reader, Field field) {
  Reader fields = reader.open(Tag::sequence, field);
  req_cert_.read(fields, Field::req_cert);
  fields.optional(0, Field::single_request_extensions, extensions_);
  fields.close(field);
}

OCSPAN_FN void Request::write(Writer& writer) const { detail::write_request(writer, req_cert_, extensions_); }

// OCSPRequest ::= SEQUENCE {
//   tbsRequest         TBSRequest,
//   optionalSignature  [0] EXPLICIT Signature OPTIONAL }
OCSPAN_FN void OCSPRequest::read(Reader& reader, Field name) {
  const Bytes begin = reader.remaining();
  Reader fields = reader.open(Tag::sequence, name);
  read_tbs_request(fields);
  fields.optional(0, Field::optional_signature, signature_);
  fields.close(name);
  der_ = reader.since(begin);
  tolerated_ = reader.tolerated();
}

OCSPAN_FN void OCSPRequest::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    detail::write_tbs_request(writer, requestor_name_, [&] { writer.sequence_of(requests_); }, extensions_);
    writer.optional(0, signature_);
  });
}

// TBSRequest ::= SEQUENCE {
//   version            [0] EXPLICIT Version DEFAULT v1,
//   requestorName      [1] EXPLICIT GeneralName OPTIONAL,
//   requestList        SEQUENCE OF Request,
//   requestExtensions  [2] EXPLICIT Extensions OPTIONAL }
OCSPAN_FLAT OCSPAN_FN void OCSPRequest::read_tbs_request(Reader& reader) {
  const Bytes begin = reader.remaining();
  Reader fields = reader.open(Tag::sequence, Field::tbs_request);
  version_ = read_version(fields, 1);
  fields.optional(1, Field::requestor_name, requestor_name_);
  requests_.read(fields, Field::request_list);
  fields.optional(2, Field::request_extensions, extensions_);
  fields.close(Field::tbs_request);
  tbs_request_ = reader.since(begin);
}

OCSPAN_FN Result<CertID> OCSPRequest::cert_id() const {
  if (requests_.size() != 1) {
    return Error{ErrorCode::not_single, Field::request_list};
  }
  return (*requests_.begin()).cert_id();
}

OCSPAN_FN Result<Bytes> OCSPRequest::issuer_name_hash() const { return cert_id().transform(&CertID::issuer_name_hash); }
OCSPAN_FN Result<Bytes> OCSPRequest::issuer_key_hash() const { return cert_id().transform(&CertID::issuer_key_hash); }
OCSPAN_FN Result<AlgorithmIdentifier> OCSPRequest::hash_algorithm() const {
  return cert_id().transform(&CertID::hash_algorithm);
}
OCSPAN_FN Result<Integer> OCSPRequest::serial_number() const { return cert_id().transform(&CertID::serial_number); }

OCSPAN_FN Result<OCSPRequest> load_der_ocsp_request(Input der, Tolerance tolerance) {
  return load<OCSPRequest>(der.bytes(), tolerance);
}

OCSPAN_FN Result<OCSPRequest> load_der_ocsp_request_prefix(Input der, Tolerance tolerance) {
  return load<OCSPRequest>(der.bytes(), tolerance, Ending::prefix);
}

}  // namespace ocspan::inline OCSPAN_ABI
