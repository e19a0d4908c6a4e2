// A program that loads a response and does nothing else, by the library that OCSPAN_CODE_... names, or by none: how
// much code it has more than the one without a library is the code that comes with that library. It is linked, and
// never run.
#include <cstdio>
#if defined OCSPAN_CODE_OCSPAN
#include "ocspan/ocspan.hpp"
#elif defined OCSPAN_CODE_OPENSSL
#include <openssl/ocsp.h>
#elif defined OCSPAN_CODE_BOTAN
#include <botan/ocsp.h>
#elif defined OCSPAN_CODE_GNUTLS
#include <gnutls/gnutls.h>
#include <gnutls/ocsp.h>
#elif defined OCSPAN_CODE_WOLFSSL
#include <wolfssl/options.h>

#include <wolfssl/ocsp.h>
#endif

namespace {

unsigned char message[4096];

bool load(std::size_t size) {
#if defined OCSPAN_CODE_OCSPAN
  return ocspan::load_der_ocsp_response(ocspan::Bytes{message, size}).has_value();
#elif defined OCSPAN_CODE_OPENSSL
  const unsigned char* at = message;
  return OCSP_response_get1_basic(d2i_OCSP_RESPONSE(nullptr, &at, static_cast<long>(size))) != nullptr;
#elif defined OCSPAN_CODE_BOTAN
  return Botan::OCSP::Response{message, size}.status() == Botan::OCSP::Response_Status_Code::Successful;
#elif defined OCSPAN_CODE_GNUTLS
  gnutls_ocsp_resp_t response = nullptr;
  gnutls_ocsp_resp_init(&response);
  const gnutls_datum_t data{message, static_cast<unsigned>(size)};
  return gnutls_ocsp_resp_import(response, &data) == 0;
#elif defined OCSPAN_CODE_WOLFSSL
  const unsigned char* at = message;
  return wolfSSL_d2i_OCSP_RESPONSE(nullptr, &at, static_cast<int>(size)) != nullptr;
#else
  return size != 0;
#endif
}

}  // namespace

int main() { return load(std::fread(message, 1, sizeof message, stdin)) ? 0 : 1; }
