// What request.cpp does, and verifying the answer to each of the request's questions.
#include <array>
#include <ocspan/ocsp/request.hpp>
#include <ocspan/ocsp/request_builder.hpp>
#include <ocspan/ocsp/response.hpp>
#include <ocspan/ocsp/verify.hpp>

#include "use.hpp"

namespace {

// Types rather than pointers to functions: a call through a pointer hides what is called.
struct HashUnit {
  bool operator()(ocspan::HashAlgorithm algorithm, ocspan::Bytes data, std::span<std::uint8_t> out) const {
    return hash(algorithm, data, out);
  }
};
struct SignatureUnit {
  bool operator()(const ocspan::AlgorithmIdentifier& algorithm, const ocspan::SubjectPublicKeyInfo& key,
                  ocspan::Bytes message, ocspan::Bytes signature) const {
    return check_signature(algorithm, key, message, signature);
  }
};

}  // namespace

int use(ocspan::Bytes response_der, ocspan::Bytes request_der, ocspan::Bytes issuer_der, std::span<std::uint8_t> out) {
  const auto response = ocspan::load_der_ocsp_response(response_der);
  const auto request = ocspan::load_der_ocsp_request(request_der);
  const auto issuer = ocspan::load_der_x509_certificate(issuer_der);
  if (!response || !request || !issuer) {
    return -1;
  }
  int result = static_cast<int>(response->response_status());
  for (const ocspan::Request& asked : request->requests()) {
    const ocspan::Question question{asked.cert_id(), *issuer};
    const ocspan::VerifyPolicy policy{.at = {2026, 12, 1, 0, 0, 0}};
    const ocspan::Verification verification = ocspan::verify(*response, question, policy, SignatureUnit{}, HashUnit{});
    result += static_cast<int>(verification.verdict()) + static_cast<int>(verification.failure().step);
    const auto built = ocspan::OCSPRequestBuilder{ocspan::NoHasher{}, std::array<ocspan::RequestEntry, 1>{}}
                           .add_certificate(asked.cert_id())
                           .build(out);
    result += built ? static_cast<int>((*built).size()) : -static_cast<int>(built.error().code);
  }
  return result;
}
