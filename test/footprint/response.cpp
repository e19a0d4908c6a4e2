// Reading a response, and nothing else.
#include <ocspan/ocsp/response.hpp>

#include "use.hpp"

int use(ocspan::Bytes der, ocspan::Bytes, ocspan::Bytes, std::span<std::uint8_t>) {
  const auto response = ocspan::load_der_ocsp_response(der);
  if (!response) {
    return -static_cast<int>(response.error().code);
  }
  int result = static_cast<int>(response->response_status());
  if (const ocspan::BasicOCSPResponse* const basic = response->basic()) {
    for (const ocspan::SingleResponse& single : basic->responses()) {
      result += static_cast<int>(single.certificate_status()) + single.this_update().year;
    }
  }
  return result;
}
