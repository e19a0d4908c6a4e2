// Reading a response and a request, which of the CertIDs are the same, and building a request by hashes: with a
// builder, or as one question.
#include <array>
#include <ocspan/ocsp/request.hpp>
#include <ocspan/ocsp/request_builder.hpp>
#include <ocspan/ocsp/response.hpp>

#include "use.hpp"

namespace {

ocspan::Result<ocspan::Bytes> build(const ocspan::CertID& asked, std::span<std::uint8_t> out) {
#ifdef ONE_QUESTION
  return ocspan::write_request(asked, std::nullopt, out);
#else
  return ocspan::OCSPRequestBuilder{ocspan::NoHasher{}, std::array<ocspan::RequestEntry, 1>{}}
      .add_certificate(asked)
      .build(out);
#endif
}

}  // namespace

int use(ocspan::Bytes response_der, ocspan::Bytes request_der, ocspan::Bytes, std::span<std::uint8_t> out) {
  const auto response = ocspan::load_der_ocsp_response(response_der);
  const auto request = ocspan::load_der_ocsp_request(request_der);
  if (!response || !request) {
    return -static_cast<int>(response.error().code) - static_cast<int>(request.error().code);
  }
  int result = static_cast<int>(response->response_status());
  for (const ocspan::Request& asked : request->requests()) {
    if (const ocspan::BasicOCSPResponse* const basic = response->basic()) {
      for (const ocspan::SingleResponse& single : basic->responses()) {
        if (single.cert_id() == asked.cert_id()) {
          result += static_cast<int>(single.certificate_status()) + single.this_update().year;
        }
      }
    }
    const auto built = build(asked.cert_id(), out);
    result += built ? static_cast<int>((*built).size()) : -static_cast<int>(built.error().code);
  }
  return result;
}
