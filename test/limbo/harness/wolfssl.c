/* wolfSSL. wolfSSL_d2i_OCSP_RESPONSE() reads; wolfSSL_CertManagerCheckOCSP() decides, whose call of the responder is
 * given the response of the case. */
#include <wolfssl/options.h>
#include <wolfssl/ssl.h>
#include <wolfssl/ocsp.h>
#include <wolfssl/error-ssl.h>
#include <wolfssl/wolfcrypt/error-crypt.h>

#include "limbo.h"

static int give_response(void* context, const char* url, int url_size, unsigned char* request, int request_size,
                         unsigned char** response) {
  limbo_bytes* const message = (limbo_bytes*)context;
  (void)url, (void)url_size, (void)request, (void)request_size;
  *response = message->data;
  return (int)message->size;
}

static void verify(limbo_bytes message, const cJSON* inputs, cJSON* answer) {
  const limbo_bytes issuer = limbo_member(inputs, "issuer");
  const limbo_bytes certificate = limbo_member(inputs, "certificate");
  WOLFSSL_CERT_MANAGER* const manager = wolfSSL_CertManagerNew();
  int result;
  if (certificate.data == NULL || limbo_has_any(inputs, "nonce", "policy", "extra_certificates", NULL)) {
    limbo_verdict(answer, "skip", "needs a certificate; its nonce is its own; has no policy, no other certificates");
    wolfSSL_CertManagerFree(manager);
    return;
  }
  wolfSSL_CertManagerEnableOCSP(manager, WOLFSSL_OCSP_URL_OVERRIDE | WOLFSSL_OCSP_NO_NONCE);
  wolfSSL_CertManagerSetOCSPOverrideURL(manager, "http://limbo.test/");
  wolfSSL_CertManagerSetOCSP_Cb(manager, give_response, NULL, &message);
  result = wolfSSL_CertManagerLoadCABuffer(manager, issuer.data, (long)issuer.size, WOLFSSL_FILETYPE_ASN1);
  if (result == WOLFSSL_SUCCESS) {
    result = wolfSSL_CertManagerCheckOCSP(manager, certificate.data, (int)certificate.size);
  }
  limbo_verdict(answer,
                result == WOLFSSL_SUCCESS     ? "good"
                : result == OCSP_CERT_REVOKED ? "revoked"
                : result == OCSP_CERT_UNKNOWN ? "unknown"
                                              : "untrusted",
                result == WOLFSSL_SUCCESS ? NULL : wolfSSL_ERR_reason_error_string((unsigned long)result));
  wolfSSL_CertManagerFree(manager);
}

static cJSON* basic_fields(WOLFSSL_OCSP_BASICRESP* basic) {
  cJSON* const list = cJSON_CreateArray();
  int i;
  for (i = 0; i < wolfSSL_OCSP_resp_count(basic) && i < LIMBO_MOST; ++i) {
    WOLFSSL_OCSP_SINGLERESP* const single = wolfSSL_OCSP_resp_get0(basic, i);
    const int status = wolfSSL_OCSP_single_get0_status(single, NULL, NULL, NULL, NULL);
    cJSON_AddItemToArray(list, limbo_object("certStatus", limbo_string(wolfSSL_OCSP_cert_status_str(status)), NULL));
  }
  return limbo_object("responses", list, NULL);
}

static void answer_case(const char* op, const cJSON* question, const cJSON* inputs, cJSON* answer) {
  limbo_bytes message = limbo_member(question, "input");
  if (strcmp(op, "verify") == 0) {
    verify(message, inputs, answer);
  } else {
    const unsigned char* at = message.data;
    OcspResponse* const response = wolfSSL_d2i_OCSP_RESPONSE(NULL, &at, (int)message.size);
    if (response == NULL) {
      limbo_verdict(answer, "reject", "wolfSSL_d2i_OCSP_RESPONSE()");
    } else {
      const int status = wolfSSL_OCSP_response_status(response);
      WOLFSSL_OCSP_BASICRESP* const basic = status == 0 ? wolfSSL_OCSP_response_get1_basic(response) : NULL;
      limbo_show(answer, "accept", limbo_object("responseStatus", limbo_string(limbo_status(status)), "basic",
                                                basic == NULL ? NULL : basic_fields(basic), NULL));
      wolfSSL_OCSP_BASICRESP_free(basic);
      wolfSSL_OCSP_RESPONSE_free(response);
    }
  }
}

int main(void) {
  wolfSSL_Init();
  return limbo_main((limbo_hello){.peer = "wolfssl", .version = wolfSSL_lib_version(), .clock = "system",
                                  .ops = "parse_response verify", .features = "time-input pss eddsa",
                                  .hashes = "sha1", .signatures = "rsa ecdsa ed25519"});
}
