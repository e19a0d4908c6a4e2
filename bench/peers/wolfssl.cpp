// The same by wolfSSL: loading alone, which is all that its functions for requests and responses have in common with
// the operations here. While it loads a certificate it hashes the names and reads the key.
#include <wolfssl/options.h>  // in front of the others, which look at it

#include <wolfssl/ocsp.h>
#include <wolfssl/ssl.h>
#include <wolfssl/version.h>

#include "../operation.hpp"

namespace ocspan::bench {

std::string library() { return "wolfSSL " LIBWOLFSSL_VERSION_STRING; }

void add_operations(Operations& operations) {
  wolfSSL_Init();
  for (const char* const input : response_inputs) {
    operations.add_load(input, "load", [](const ByteVector& der) -> Outcome {
      const unsigned char* at = der.data();
      OcspResponse* const response = wolfSSL_d2i_OCSP_RESPONSE(nullptr, &at, static_cast<int>(der.size()));
      if (response == nullptr) {
        return {};
      }
      const auto status = static_cast<std::uint64_t>(wolfSSL_OCSP_response_status(response));
      wolfSSL_OCSP_RESPONSE_free(response);
      return {1, status};
    });
  }
  operations.add_load("certificate", "load", [](const ByteVector& der) -> Outcome {
    WOLFSSL_X509* const certificate = wolfSSL_X509_d2i(nullptr, der.data(), static_cast<int>(der.size()));
    if (certificate == nullptr) {
      return {};
    }
    wolfSSL_X509_free(certificate);
    return {1};
  });
}

}  // namespace ocspan::bench
