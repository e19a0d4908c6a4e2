#include "ocspan/ocsp/basic_response.hpp"

#include "ocspan/x509/version.hpp"

namespace ocspan::inline OCSPAN_ABI {

// BasicOCSPResponse ::= SEQUENCE {
//   tbsResponseData     ResponseData,
//   signatureAlgorithm  AlgorithmIdentifier,
//   signature           BIT STRING,
//   certs               [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }
OCSPAN_FOLDED OCSPAN_FN void BasicOCSPResponse::read(Reader& reader, Field name) {
  Reader fields = reader.open(Tag::sequence, name);
  read_response_data(fields);
  signature_.read_fields(fields);
  fields.close(name);
}

// ResponseData ::= SEQUENCE {
//   version             [0] EXPLICIT Version DEFAULT v1,
//   responderID         ResponderID,
//   producedAt          GeneralizedTime,
//   responses           SEQUENCE OF SingleResponse,
//   responseExtensions  [1] EXPLICIT Extensions OPTIONAL }
OCSPAN_FOLDED OCSPAN_FN void BasicOCSPResponse::read_response_data(Reader& reader) {
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

// Not part of its caller at -O2, so that no SingleResponse is on the stack while the name is read: see
// docs/decisions.md.
OCSPAN_FOLDED OCSPAN_FN void BasicOCSPResponse::read_responses(Reader& reader) {
  responses_.read(reader, Field::responses);
}

OCSPAN_FN void BasicOCSPResponse::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    detail::write_response_data(
        writer, responder_id_, produced_at_, [&] { writer.sequence_of(responses_); }, extensions_);
    signature_.write_fields(writer);
  });
}

OCSPAN_FN Bytes BasicOCSPResponse::public_bytes() const {
  const Bytes last = certificates().present() ? certificates().bytes() : signature();
  const std::uint8_t* const end = last.data() + last.size();
  return end == nullptr ? Bytes{} : Bytes{Reader::identifier_of({tbs_response_data_.data(), end}), end};
}

OCSPAN_FN Tolerance BasicOCSPResponse::tolerated() const {
  ReadContext context{public_bytes(), Tolerance::all};
  Reader reader{context};
  BasicOCSPResponse again;
  again.read(reader, field);
  return context.error() ? Tolerance::none : context.tolerated();
}

OCSPAN_FN Result<BasicOCSPResponse> load_der_basic_ocsp_response(Input der, Tolerance tolerance) {
  return load<BasicOCSPResponse>(der.bytes(), tolerance);
}

}  // namespace ocspan::inline OCSPAN_ABI
