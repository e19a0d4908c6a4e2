#include "ocspan/ocsp/responder.hpp"

#include <algorithm>

namespace ocspan::inline OCSPAN_ABI {
namespace detail {

/// The CertID of the first element of `list` that no element of `others` has.
template <class List, class Others>
constexpr std::optional<CertID> first_without_equal(const List& list, const Others& others) {
  auto next = others.begin();  // where the search goes on: most often both are in the same order
  for (const auto& element : list) {
    const CertID wanted = element.cert_id();
    const auto is_wanted = [&](const auto& other) { return other.cert_id() == wanted; };
    auto found = std::find_if(next, others.end(), is_wanted);
    if (found == others.end()) {
      found = std::find_if(others.begin(), next, is_wanted);
      if (found == next) {
        return wanted;
      }
    }
    next = ++found;
  }
  return std::nullopt;
}

}  // namespace detail

OCSPAN_FN Result<Certificate> find_requestor(const OCSPRequest& request, Tolerance tolerance) {
  if (!request.signature()) {
    return Error{ErrorCode::missing, Field::signature};
  }
  const std::optional<GeneralName>& requestor = request.requestor_name();
  if (!requestor || requestor->type() != GeneralNameType::directory_name) {
    return Error{ErrorCode::missing, Field::requestor_name};
  }
  for (const Bytes der : request.signature()->certificates()) {
    const Result<Certificate> certificate = load_der_x509_certificate(der, tolerance);
    if (!certificate || names_match(certificate->subject(), requestor->directory_name())) {
      return certificate;
    }
  }
  return Error{ErrorCode::missing, Field::certs};
}

OCSPAN_FN std::optional<CertID> first_unanswered(const BasicOCSPResponse& response, const OCSPRequest& request) {
  return detail::first_without_equal(request.requests(), response.responses());
}

OCSPAN_FN std::optional<CertID> first_unasked(const BasicOCSPResponse& response, const OCSPRequest& request) {
  return detail::first_without_equal(response.responses(), request.requests());
}

}  // namespace ocspan::inline OCSPAN_ABI
