// The lightweight profile (RFC 9919).
#include "ocspan/lint/linter.hpp"
#include "ocspan/ocsp/nonce.hpp"

namespace ocspan::inline OCSPAN_ABI::detail {

// RFC 9919 3.1.
OCSPAN_FN void lint_lightweight(Linter& linter, const OCSPRequest& request) {
  if (!linter.has(LintProfile::lightweight)) {
    return;
  }
  linter.require(request.requests().size() == 1, Lint::lw_request_count, request, Field::request_list);
  for (const Request& each : request.requests()) {
    linter.require(each.cert_id().hash_algorithm() == HashAlgorithm::sha256, Lint::lw_request_hash, each.cert_id(),
                   Field::hash_algorithm);
    linter.require(!each.extensions().present(), Lint::lw_single_request_extensions, Field::single_request_extensions,
                   each.extensions().bytes());
  }
  for (const Extension& extension : request.extensions()) {
    linter.require(extension.oid() == Nonce::oid, Lint::lw_request_extensions, extension, Field::extn_id);
  }
  linter.require(!request.signature(), Lint::lw_request_signed, request, Field::optional_signature);
  linter.require(!request.requestor_name() || request.signature(), Lint::lw_requestor_name, request,
                 Field::requestor_name);
}

/// Whether the response has the certificate of the responder that signs for the CA.
OCSPAN_FN inline bool has_delegate(const Linter& linter, const BasicOCSPResponse& response) {
  if (linter.responder() != nullptr) {
    for (const Bytes& der : response.certificates()) {
      if (equal(der, linter.responder()->public_bytes())) {
        return true;
      }
    }
  }
  return false;
}

// RFC 9919 3.2.1 and 3.2.2.
OCSPAN_FN void lint_lightweight(Linter& linter, const BasicOCSPResponse& response) {
  if (!linter.has(LintProfile::lightweight)) {
    return;
  }
  const SequenceOf<SingleResponse>& answers = response.responses();
  linter.require(answers.size() < 2 || (answers.size() == 2 &&
                                        is_pair(answers.begin()->cert_id(), std::next(answers.begin())->cert_id())),
                 Lint::lw_responses, response, Field::responses);
  linter.require(!response.extensions().present(), Lint::lw_response_extensions, response, Field::response_extensions);
  linter.require(!response.responder_name(), Lint::lw_by_name, response, Field::responder_id);
  linter.require(linter.issuer() == nullptr || !linter.callbacks().has_hasher() || linter.is_direct() ||
                     linter.inputs().is_response_data || has_delegate(linter, response),
                 Lint::lw_delegate_missing, response, Field::certs);
}

// RFC 9919 3.2.3.
OCSPAN_FN void lint_lightweight(Linter& linter, const SingleResponse& answer) {
  linter.require(answer.certificate_status() != OCSPCertStatus::unknown, Lint::lw_unknown_status, answer,
                 Field::cert_status);
}

}  // namespace ocspan::inline OCSPAN_ABI::detail
