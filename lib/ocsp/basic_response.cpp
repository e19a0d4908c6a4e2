#include "ocspan/ocsp/basic_response.hpp"

#include "ocspan/x509/version.hpp"

namespace ocspan::inline OCSPAN_ABI {

// BasicOCSPResponse ::= SEQUENCE {
//   tbsResponseData     ResponseData,
//   signatureAlgorithm  AlgorithmIdentifier,
//   signature           BIT STRING,
//   certs               [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }
OCSPAN_FN void BasicOCSPResponse::read(Reader& reader, Field field) {
  Reader fields = reader.open(Tag::sequence, field);
  read_response_data(fields);
  signature_.read_fields(fields);
  fields.close(field);
}

// ResponseData ::= SEQUENCE {
//   version             [0] EXPLICIT Version DEFAULT v1,
//   responderID         ResponderID,
//   producedAt          GeneralizedTime,
//   responses           SEQUENCE OF SingleResponse,
//   responseExtensions  [1] EXPLICIT Extensions OPTIONAL }
OCSPAN_FN void BasicOCSPResponse::read_response_data(Reader& reader) {
  const Bytes begin = reader.remaining();
  Reader fields = reader.open(Tag::sequence, Field::tbs_response_data);
  version_ = read_version(fields, 1);
  responder_id_.read(fields, Field::responder_id);
  produced_at_.read(fields, Field::produced_at);
  read_responses(fields);
  fields.optional(1, Field::response_extensions, extensions_);
  fields.close(Field::tbs_response_data);
  tbs_response_data_ = reader.since(begin);
}

// Not part of its caller, so that no SingleResponse is on the stack while the name is read: see docs/decisions.md.
OCSPAN_FN void BasicOCSPResponse::read_responses(Reader& reader) { responses_.read(reader, Field::responses); }

OCSPAN_FN void BasicOCSPResponse::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    detail::write_response_data(
        writer, responder_id_, produced_at_, [&] { writer.sequence_of(responses_); }, extensions_);
    signature_.write_fields(writer);
  });
}

}  // namespace ocspan::inline OCSPAN_ABI
