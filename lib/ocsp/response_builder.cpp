#include "ocspan/ocsp/response_builder.hpp"

namespace ocspan::inline OCSPAN_ABI {

OCSPAN_FN Error detail::check_time(const Time& time, Field field) {
  if (time.year < 1950 || time.year > 9999) {
    return {ErrorCode::time_range, field};
  }
  if (!time.is_valid()) {
    return {ErrorCode::time_value, field};
  }
  return {};
}

OCSPAN_FN Error detail::check_fields(const SingleResponseFields& fields) {
  const bool revoked = fields.certificate_status == OCSPCertStatus::revoked;
  if (fields.certificate_status > OCSPCertStatus::unknown) {
    return {ErrorCode::undefined_value, Field::cert_status};
  }
  if (fields.revocation_time.has_value() != revoked) {
    return {revoked ? ErrorCode::missing : ErrorCode::not_revoked, Field::revocation_time};
  }
  if (fields.revocation_reason && !revoked) {
    return {ErrorCode::not_revoked, Field::revocation_reason};
  }
  if (fields.revocation_reason && !is_defined(*fields.revocation_reason)) {
    return {ErrorCode::undefined_value, Field::revocation_reason};
  }
  if (!fields.this_update) {
    return {ErrorCode::missing, Field::this_update};
  }
  Error error = check_time(*fields.this_update, Field::this_update);
  if (!error && fields.next_update) {
    error = check_time(*fields.next_update, Field::next_update);
  }
  if (!error && fields.revocation_time) {
    error = check_time(*fields.revocation_time, Field::revocation_time);
  }
  if (error) {
    return error;
  }
  if (fields.next_update && *fields.next_update < *fields.this_update) {
    return {ErrorCode::time_order, Field::next_update};
  }
  return check_extensions(fields.extensions, Field::single_extensions);
}

}  // namespace ocspan::inline OCSPAN_ABI
