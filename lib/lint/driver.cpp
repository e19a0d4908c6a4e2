// Reads what is given, and asks each group of lints about it.
#include "ocspan/lint/linter.hpp"
#include "ocspan/ocsp/null_extensions.hpp"
#include "ocspan/x509/basic_constraints.hpp"
#include "ocspan/x509/key_usage.hpp"
#include "ocspan/x509/name.hpp"

namespace ocspan::inline OCSPAN_ABI::detail {

/// Which lint has found what the Reader says of a response.
OCSPAN_FN inline Lint lint_of_response(const Error& error) {
  switch (error.code) {
    case ErrorCode::undefined_value:
      return error.field == Field::response_status ? Lint::response_status_undefined : Lint::response_reason_undefined;
    case ErrorCode::response_bytes_in_error:
      return Lint::response_bytes_in_error;
    case ErrorCode::response_bytes_missing:
      return Lint::response_bytes_missing;
    case ErrorCode::unsupported_response_type:
      return Lint::response_type_not_basic;
    case ErrorCode::explicit_default:
      return error.field == Field::version ? Lint::response_version_written_out : Lint::response_not_der;
    case ErrorCode::unsupported_version:
      return Lint::response_version_not_v1;
    case ErrorCode::trailing_data:
      return Lint::response_trailing_data;
    case ErrorCode::empty_extensions:
      return Lint::response_extensions_empty;
    case ErrorCode::null_content:
      return error.field == Field::cert_status ? Lint::response_status_null_content : Lint::response_not_der;
    case ErrorCode::time_form:
    case ErrorCode::time_value:
      return Lint::response_time_form;
    default:
      return Lint::response_not_der;
  }
}

OCSPAN_FN inline Lint lint_of_request(const Error& error) {
  switch (error.code) {
    case ErrorCode::explicit_default:
      return error.field == Field::version ? Lint::request_version_written_out : Lint::request_not_der;
    case ErrorCode::unsupported_version:
      return Lint::request_version_not_v1;
    case ErrorCode::empty_extensions:
      return Lint::request_extensions_empty;
    default:
      return Lint::request_not_der;
  }
}

OCSPAN_FN inline Lint lint_of_certificate(const Error& /*error*/) { return Lint::signer_not_der; }

/// Whether the responderID names this certificate.
OCSPAN_FN inline bool names(Linter& linter, const ResponderID& id, const Certificate& certificate) {
  if (id.by_name()) {
    return names_match(*id.by_name(), certificate.subject());
  }
  std::uint8_t hash[20]{};
  return linter.callbacks().hash(HashAlgorithm::sha1, certificate.subject_public_key_info().public_key(), hash) &&
         equal(*id.by_key(), hash);
}

/// Whether the certificate is that of a CA which answers itself, and not that of a responder.
OCSPAN_FN inline bool is_ca_itself(const Certificate& certificate) {
  Error error;
  BasicConstraints constraints;
  ExtKeyUsage purposes;
  return certificate.extensions().get_into(constraints, error, Tolerance::all) && constraints.ca() &&
         !(certificate.extensions().get_into(purposes, error) && purposes.has("OCSPSigning"_oid));
}

/// Finds out who has signed the response: the issuer, or a responder whose certificate is given or in the response.
OCSPAN_FN inline void find_responder(Linter& linter, const BasicOCSPResponse& response) {
  const ResponderID& id = response.responder_id();
  if (linter.issuer() != nullptr && names(linter, id, *linter.issuer())) {
    return linter.set_direct();
  }
  for (const Bytes& der : response.certificates()) {
    Certificate certificate;
    if (!read_message(certificate, der, Tolerance::all) && names(linter, id, certificate)) {
      // A CA other than the given issuer needs to be authorized as any responder.
      return linter.issuer() == nullptr && is_ca_itself(certificate) ? linter.set_direct()
                                                                     : linter.set_responder(certificate);
    }
  }
}

OCSPAN_FN inline void lint_basic(Linter& linter, const BasicOCSPResponse& response) {
  linter.set_produced(response.produced_at());
  if (linter.responder() == nullptr) {
    find_responder(linter, response);
  }
  lint_response(linter, response);
  lint_times(linter, response);
  lint_programmes(linter, response);
  lint_lightweight(linter, response);
  lint_others(linter, response);
  const Result<std::optional<Extension>> extended_revoke = response.extensions().find(ExtendedRevoke::oid);
  AnswersBefore before{.is_extended = !extended_revoke || *extended_revoke};
  for (const SingleResponse& answer : response.responses()) {
    lint_answer(linter, response, answer, before);
    lint_times(linter, response, answer);
    lint_programmes(linter, answer);
    lint_lightweight(linter, answer);
    lint_others(linter, response, answer);
  }
  lint_answers(linter, before);
}

// Each has its message in a frame of its own, and is not inlined, so that only one of them is on the stack.

OCSPAN_COLD OCSPAN_FN inline void lint_given_responder(Linter& linter) {
  Certificate responder;
  linter.look_at({LintInput::responder, linter.inputs().responder});
  if (linter.read(responder, linter.inputs().responder, lint_of_certificate)) {
    linter.set_responder(responder);
  }
}

OCSPAN_COLD OCSPAN_FN inline void lint_given_response_data(Linter& linter) {
  UnsignedResponse response;
  if (linter.read(response, linter.inputs().response, lint_of_response)) {
    lint_basic(linter, response.basic);
  } else {
    linter.set_missing(LintInput::response);
  }
}

OCSPAN_COLD OCSPAN_FN inline void lint_given_response(Linter& linter) {
  OCSPResponse response;
  const bool is_read = linter.read(response, linter.inputs().response, lint_of_response);
  if (!is_read) {
    linter.set_missing(LintInput::response);
  } else if (response.basic() != nullptr) {
    lint_basic(linter, *response.basic());
  }
  lint_others(linter);
  lint_http_response(linter, is_read ? &response : nullptr);
}

OCSPAN_COLD OCSPAN_FN inline void lint_given_request(Linter& linter) {
  OCSPRequest request;
  linter.look_at({LintInput::request, linter.inputs().request});
  if (linter.read(request, linter.inputs().request, lint_of_request)) {
    lint_request(linter, request);
    lint_lightweight(linter, request);
  } else {
    linter.set_missing(LintInput::request);
  }
}

/// Looks at the responder's certificate, which is given or was found in the response.
OCSPAN_COLD OCSPAN_FN inline void lint_known_responder(Linter& linter, const Certificate& responder) {
  const bool is_given = responder.public_bytes().data() == linter.inputs().responder.data();
  if (is_given) {
    linter.look_at({LintInput::responder, linter.inputs().responder});
  } else {  // or that cannot be read, and there is another in the response
    linter.look_at({LintInput::response, linter.inputs().response});
    if (responder.tolerated() != Tolerance::none) {
      Certificate again;
      (void)linter.read(again, responder.public_bytes(), lint_of_certificate);
    }
  }
  linter.set_date(responder.not_before());
  lint_responder(linter, responder);
}

OCSPAN_FN LintReport lint(const LintInputs& inputs, const LintSelection& selection, LintCallbacks& callbacks) {
  Linter linter{inputs, selection, callbacks};
  if (!inputs.responder.empty()) {
    lint_given_responder(linter);
  }
  linter.look_at({LintInput::response, inputs.response});
  if (inputs.is_response_data) {
    lint_given_response_data(linter);
  } else if (!inputs.response.empty()) {
    lint_given_response(linter);
  } else if (!inputs.http_response.empty()) {
    lint_http_response(linter, nullptr);
  }
  if (!inputs.request.empty()) {
    lint_given_request(linter);
  }
  if (linter.responder() != nullptr) {
    lint_known_responder(linter, *linter.responder());
  }
  lint_http(linter);
  return linter.report();
}

}  // namespace ocspan::inline OCSPAN_ABI::detail
