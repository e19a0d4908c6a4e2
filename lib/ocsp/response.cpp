#include "ocspan/ocsp/response.hpp"

#include "ocspan/asn1/integer.hpp"
#include "ocspan/asn1/text.hpp"

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

// OCSPResponseStatus ::= ENUMERATED {
//   successful        (0), -- Response has valid confirmations
//   malformedRequest  (1), -- Illegal confirmation request
//   internalError     (2), -- Internal error in issuer
//   tryLater          (3), -- Try again later
//                          -- (4) is not used
//   sigRequired       (5), -- Must sign the request
//   unauthorized      (6)  -- Request unauthorized
// }
inline constexpr std::uint32_t defined_response_statuses = 0 OCSPAN_RESPONSE_STATUSES(OCSPAN_BIT);

OCSPAN_FN inline OCSPResponseStatus read_response_status(Reader& reader, Field field) {
  return static_cast<OCSPResponseStatus>(read_enumerated(reader, field, defined_response_statuses));
}

OCSPAN_FN bool is_defined(OCSPResponseStatus status) {
  return is_in(defined_response_statuses, static_cast<std::uint8_t>(status));
}

OCSPAN_FN void write_response_status(Writer& writer, OCSPResponseStatus status) {
  write_enumerated(writer, static_cast<std::uint8_t>(status));
}

inline constexpr std::uint8_t der_of_basic_type[] = {6, 9, 0x2b, 6, 1, 5, 5, 7, 0x30, 1, 1};
static_assert(Oid{Bytes{der_of_basic_type}.subspan(2)} == "basic"_oid);

}  // namespace detail

// OCSPResponse ::= SEQUENCE {
//   responseStatus  OCSPResponseStatus,
//   responseBytes   [0] EXPLICIT ResponseBytes OPTIONAL }
OCSPAN_FOLDED OCSPAN_FLAT OCSPAN_FN void OCSPResponse::read(Reader& reader, Field name) {
  const Bytes begin = reader.remaining();
  Reader fields = reader.open(Tag::sequence, name);
  response_status_ = detail::read_response_status(fields, Field::response_status);
  const bool successful = response_status_ == OCSPResponseStatus::successful;
  const std::uint8_t* const response_bytes = fields.remaining().data();
  if (fields.next_is(explicit_tag(0))) {
    if (!successful) {
      fields.tolerate_or_fail(Tolerance::response_bytes_in_error, ErrorCode::response_bytes_in_error,
                              Field::response_bytes, response_bytes);
    }
    Reader inner = fields.open_explicit(0, Field::response_bytes);
    read_response_bytes(inner);
    inner.close(Field::response_bytes);
  } else if (successful) {
    fields.fail(ErrorCode::response_bytes_missing, Field::response_bytes, response_bytes);
  }
  fields.close(name);
  der_ = reader.since(begin);
  tolerated_ = reader.tolerated();
}

// ResponseBytes ::= SEQUENCE {
//   responseType  OBJECT IDENTIFIER,
//   response      OCTET STRING }
// For id-pkix-ocsp-basic the OCTET STRING holds a BasicOCSPResponse; beside an error status its contents are skipped.
OCSPAN_FOLDED OCSPAN_FN void OCSPResponse::read_response_bytes(Reader& reader) {
  Reader fields = reader.open(Tag::sequence, Field::response_bytes);
  const bool is_basic = response_type_.read_usual(fields, Field::response_type, detail::der_of_basic_type);
  const bool successful = response_status_ == OCSPResponseStatus::successful;
  if (successful && !is_basic) {
    fields.fail(ErrorCode::unsupported_response_type, Field::response_type, response_type_.bytes().data());
  }
  Reader response = fields.open(Tag::octet_string, Field::response);
  if (successful) {
    basic_.read(response, Field::basic_ocsp_response);
  } else {
    response.skip_rest();
  }
  response.close(Field::response);
  fields.close(Field::response_bytes);
}

OCSPAN_FN void OCSPResponse::write(Writer& writer) const {
  writer.nest(Tag::sequence, [&] {
    if (has_basic()) {
      detail::write_successful_fields(writer, [&] { basic_.write(writer); });
    } else {
      detail::write_response_status(writer, response_status_);
    }
  });
}

template <class R>
constexpr Result<std::remove_cvref_t<R>> OCSPResponse::of_body(R (BasicOCSPResponse::*field_of_body)() const) const {
  if (!has_basic()) {
    return Error{ErrorCode::not_successful, Field::response_status};
  }
  return (basic_.*field_of_body)();
}

OCSPAN_FN Result<std::optional<Name>> OCSPResponse::responder_name() const {
  return of_body(&BasicOCSPResponse::responder_name);
}
OCSPAN_FN Result<std::optional<Bytes>> OCSPResponse::responder_key_hash() const {
  return of_body(&BasicOCSPResponse::responder_key_hash);
}
OCSPAN_FN Result<Time> OCSPResponse::produced_at() const { return of_body(&BasicOCSPResponse::produced_at); }
OCSPAN_FN Result<SequenceOf<SingleResponse>> OCSPResponse::responses() const {
  return of_body(&BasicOCSPResponse::responses);
}
OCSPAN_FN Result<Extensions> OCSPResponse::extensions() const { return of_body(&BasicOCSPResponse::extensions); }
OCSPAN_FN Result<Oid> OCSPResponse::signature_algorithm_oid() const {
  return of_body(&BasicOCSPResponse::signature_algorithm_oid);
}
OCSPAN_FN Result<std::optional<HashAlgorithm>> OCSPResponse::signature_hash_algorithm() const {
  const Result<AlgorithmIdentifier> algorithm = of_body(&BasicOCSPResponse::signature_algorithm);
  if (!algorithm) {
    return algorithm.error();
  }
  return ocspan::signature_hash_algorithm(*algorithm);
}
OCSPAN_FN Result<Bytes> OCSPResponse::signature() const { return of_body(&BasicOCSPResponse::signature); }
OCSPAN_FN Result<Bytes> OCSPResponse::tbs_response_bytes() const {
  return of_body(&BasicOCSPResponse::tbs_response_bytes);
}
OCSPAN_FN Result<Certificates> OCSPResponse::certificates() const { return of_body(&BasicOCSPResponse::certificates); }

OCSPAN_FN Result<SingleResponse> OCSPResponse::single_response() const {
  if (!has_basic()) {
    return Error{ErrorCode::not_successful, Field::response_status};
  }
  if (basic_.responses().size() != 1) {
    return Error{ErrorCode::not_single, Field::responses};
  }
  return *basic_.responses().begin();
}

OCSPAN_FN Result<OCSPCertStatus> OCSPResponse::certificate_status() const {
  return single_response().transform(&SingleResponse::certificate_status);
}
OCSPAN_FN Result<std::optional<Time>> OCSPResponse::revocation_time() const {
  return single_response().transform(&SingleResponse::revocation_time);
}
OCSPAN_FN Result<std::optional<ReasonFlags>> OCSPResponse::revocation_reason() const {
  return single_response().transform(&SingleResponse::revocation_reason);
}
OCSPAN_FN Result<Time> OCSPResponse::this_update() const {
  return single_response().transform(&SingleResponse::this_update);
}
OCSPAN_FN Result<std::optional<Time>> OCSPResponse::next_update() const {
  return single_response().transform(&SingleResponse::next_update);
}
OCSPAN_FN Result<Bytes> OCSPResponse::issuer_name_hash() const {
  return single_response().transform(&SingleResponse::issuer_name_hash);
}
OCSPAN_FN Result<Bytes> OCSPResponse::issuer_key_hash() const {
  return single_response().transform(&SingleResponse::issuer_key_hash);
}
OCSPAN_FN Result<AlgorithmIdentifier> OCSPResponse::hash_algorithm() const {
  return single_response().transform(&SingleResponse::hash_algorithm);
}
OCSPAN_FN Result<Integer> OCSPResponse::serial_number() const {
  return single_response().transform(&SingleResponse::serial_number);
}
OCSPAN_FN Result<Extensions> OCSPResponse::single_extensions() const {
  return single_response().transform(&SingleResponse::single_extensions);
}

OCSPAN_FN std::string_view to_string(OCSPResponseStatus status) {
  switch (static_cast<int>(status)) { OCSPAN_RESPONSE_STATUSES(OCSPAN_CASE_TEXT) }
  return {};
}

OCSPAN_FN Result<OCSPResponse> load_der_ocsp_response(Input der, Tolerance tolerance) {
  return load<OCSPResponse>(der.bytes(), tolerance);
}

OCSPAN_FN Result<OCSPResponse> load_der_ocsp_response_prefix(Input der, Tolerance tolerance) {
  return load<OCSPResponse>(der.bytes(), tolerance, Ending::prefix);
}

}  // namespace ocspan::inline OCSPAN_ABI
