// The C interface: text.
#include "convert.hpp"
#include "ocspan/asn1/error_detail.hpp"
#include "ocspan/ocsp/request.hpp"
#include "ocspan/ocsp/response.hpp"
#include "ocspan/ocsp/verify.hpp"
#include "ocspan/x509/known_oid.hpp"

namespace ocspan::c {
namespace {

/// A text of the library as a C string: it is a literal, which ends with a NUL, or empty.
const char* c_string(std::string_view literal) { return literal.empty() ? "" : literal.data(); }

template <class Message>
ocspan_error_detail detail_of(ocspan_bytes der, ocspan_tolerance tolerance) {
  const ErrorDetail detail = error_detail<Message>(from_c(der), tolerance_from_c(tolerance));
  return {to_c(detail.error), static_cast<uint8_t>(detail.expected), to_c(detail.found), detail.missing};
}

}  // namespace
}  // namespace ocspan::c

using namespace ocspan;
using namespace ocspan::c;

uint32_t ocspan_version() { return OCSPAN_VERSION; }

const char* ocspan_error_name(ocspan_error_code code) { return c_string(to_string(static_cast<ErrorCode>(code))); }

const char* ocspan_error_message(ocspan_error_code code) { return c_string(message_of(static_cast<ErrorCode>(code))); }

const char* ocspan_field_name(ocspan_field field) { return c_string(to_string(static_cast<Field>(field))); }

ocspan_error ocspan_oid_text(ocspan_bytes oid, char* out, size_t size, size_t* written) {
  return give(Oid{from_c(oid)}.to_dotted({out, size}), written);
}

const char* ocspan_oid_name(ocspan_bytes oid, size_t* size) {
  const std::string_view name = name_of(Oid{from_c(oid)});
  *size = name.size();
  return c_string(name);
}

ocspan_error ocspan_integer_text(ocspan_bytes integer, char* out, size_t size, size_t* written) {
  return give(Integer{from_c(integer)}.to_decimal({out, size}), written);
}

ocspan_error ocspan_name_text(ocspan_bytes name, char* out, size_t size, size_t* written) {
  const Result<Name> value = name_from_c(name);
  *written = 0;
  return value ? give((*value).to_rfc4514({out, size}), written) : to_c(value.error());
}

ocspan_error ocspan_time_text(ocspan_time time, char* out, size_t size, size_t* written) {
  *written = 0;
  return from_c(time).is_valid() ? give(from_c(time).to_text({out, size}), written)
                                 : to_c(Error{ErrorCode::time_value});
}

int64_t ocspan_time_to_unix(ocspan_time time) { return from_c(time).to_unix(); }

ocspan_error ocspan_time_from_unix(int64_t seconds, ocspan_time* time) {
  const Result<Time> result = Time::from_unix(seconds);
  *time = result ? to_c(*result) : ocspan_time{};
  return to_c(result.error());
}

const char* ocspan_response_status_name(ocspan_response_status status) {
  return c_string(to_string(static_cast<OCSPResponseStatus>(status)));
}

const char* ocspan_cert_status_name(ocspan_cert_status status) {
  return c_string(to_string(static_cast<OCSPCertStatus>(status)));
}

const char* ocspan_reason_name(ocspan_reason reason) { return c_string(to_string(static_cast<ReasonFlags>(reason))); }

const char* ocspan_hash_name(ocspan_hash hash) { return c_string(to_string(static_cast<HashAlgorithm>(hash))); }

const char* ocspan_verdict_name(ocspan_verdict verdict) { return c_string(to_string(static_cast<Verdict>(verdict))); }

const char* ocspan_signed_by_name(ocspan_signed_by signed_by) {
  return c_string(to_string(static_cast<SignedBy>(signed_by)));
}

const char* ocspan_nonce_check_name(ocspan_nonce_check check) {
  return c_string(to_string(static_cast<NonceCheck>(check)));
}

const char* ocspan_verify_input_name(ocspan_verify_input input) {
  return c_string(to_string(static_cast<VerifyInput>(input)));
}

const char* ocspan_step_name(ocspan_step step) { return c_string(to_string(static_cast<VerifyStep>(step))); }

const char* ocspan_step_message(ocspan_step step) { return c_string(message_of(static_cast<VerifyStep>(step))); }

ocspan_error ocspan_response_error_path(ocspan_bytes der, ocspan_tolerance tolerance, char* out, size_t size,
                                        size_t* written) {
  return give(error_path<OCSPResponse>(from_c(der), tolerance_from_c(tolerance), {out, size}), written);
}

ocspan_error ocspan_request_error_path(ocspan_bytes der, ocspan_tolerance tolerance, char* out, size_t size,
                                       size_t* written) {
  return give(error_path<OCSPRequest>(from_c(der), tolerance_from_c(tolerance), {out, size}), written);
}

ocspan_error ocspan_certificate_error_path(ocspan_bytes der, ocspan_tolerance tolerance, char* out, size_t size,
                                           size_t* written) {
  return give(error_path<Certificate>(from_c(der), tolerance_from_c(tolerance), {out, size}), written);
}

ocspan_error_detail ocspan_response_error_detail(ocspan_bytes der, ocspan_tolerance tolerance) {
  return detail_of<OCSPResponse>(der, tolerance);
}

ocspan_error_detail ocspan_request_error_detail(ocspan_bytes der, ocspan_tolerance tolerance) {
  return detail_of<OCSPRequest>(der, tolerance);
}

ocspan_error_detail ocspan_certificate_error_detail(ocspan_bytes der, ocspan_tolerance tolerance) {
  return detail_of<Certificate>(der, tolerance);
}

ocspan_error ocspan_error_explanation(const ocspan_error_detail* detail, char* out, size_t size, size_t* written) {
  const Tag expected{detail->expected};
  const Error error{static_cast<ErrorCode>(detail->error.code), static_cast<Field>(detail->error.field),
                    detail->error.offset};
  const ErrorDetail explained{error, expected, from_c(detail->found), detail->missing};
  const std::span<const Tag> tags{&expected, explained.is_about_tag() && expected != Tag{} ? 1U : 0U};
  return give(explain(explained, tags, {out, size}), written);
}
