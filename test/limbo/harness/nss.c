/* NSS. CERT_DecodeOCSPResponse() reads; CERT_CacheOCSPResponseFromSideChannel(), for stapled responses, decides. The
 * issuer is trusted, and imported for each case, as NSS looks for it among the certificates that it has. */
#include <cert.h>
#include <nss.h>
#include <ocsp.h>
#include <pk11pub.h>
#include <prerror.h>
#include <secerr.h>

#include "limbo.h"

static const char* last_error(void) { return PR_ErrorToName(PR_GetError()); }

static CERTCertificate* certificate(limbo_bytes der, int is_trusted) {
  SECItem item = {siBuffer, der.data, (unsigned)der.size};
  CERTCertificate* const out =
      der.data == NULL ? NULL : CERT_NewTempCertificate(CERT_GetDefaultCertDB(), &item, NULL, PR_FALSE, PR_TRUE);
  if (out != NULL && is_trusted) {
    CERTCertTrust trust;
    CERT_DecodeTrustString(&trust, "CT,C,C");
    CERT_ChangeCertTrust(CERT_GetDefaultCertDB(), out, &trust);
  }
  return out;
}

static void verify(limbo_bytes message, const cJSON* inputs, cJSON* answer) {
  const SECItem response = {siBuffer, message.data, (unsigned)message.size};
  CERTCertificate* const issuer = certificate(limbo_member(inputs, "issuer"), 1);
  CERTCertificate* const asked = certificate(limbo_member(inputs, "certificate"), 0);
  const PRTime now = (PRTime)limbo_time(limbo_text(inputs, "time")) * PR_USEC_PER_SEC;
  if (issuer == NULL || asked == NULL || limbo_has_any(inputs, "nonce", "policy", "extra_certificates", NULL)) {
    limbo_verdict(answer, "skip",
                  "needs certificates that it can read; has no nonce, no policy, no other certificates");
  } else {
    CERT_ClearOCSPCache(); /* else it answers from there */
    if (CERT_CacheOCSPResponseFromSideChannel(CERT_GetDefaultCertDB(), asked, now, &response, NULL) == SECSuccess) {
      limbo_verdict(answer, "good", NULL);
    } else if (PR_GetError() == SEC_ERROR_REVOKED_CERTIFICATE) {
      limbo_verdict(answer, "revoked", NULL);
    } else { /* it has one word for unknown and for no answer about the certificate: SEC_ERROR_OCSP_UNKNOWN_CERT */
      limbo_verdict(answer, "untrusted", last_error());
    }
  }
  CERT_DestroyCertificate(asked);
  CERT_DestroyCertificate(issuer);
}

/* Its structures are not public. */
static void answer_case(const char* op, const cJSON* question, const cJSON* inputs, cJSON* answer) {
  const limbo_bytes message = limbo_member(question, "input");
  const SECItem item = {siBuffer, message.data, (unsigned)message.size};
  PR_SetError(0, 0);
  if (strcmp(op, "verify") == 0) {
    verify(message, inputs, answer);
  } else if (strcmp(op, "parse_request") == 0) {
    CERTOCSPRequest* const request = CERT_DecodeOCSPRequest(&item);
    limbo_verdict(answer, request != NULL ? "accept" : "reject", request != NULL ? NULL : last_error());
    CERT_DestroyOCSPRequest(request);
  } else {
    CERTOCSPResponse* const response = CERT_DecodeOCSPResponse(&item);
    if (response == NULL) {
      limbo_verdict(answer, "reject", last_error());
    } else if (CERT_GetOCSPResponseStatus(response) != SECSuccess &&
               PR_GetError() == SEC_ERROR_OCSP_UNKNOWN_RESPONSE_STATUS) {
      limbo_verdict(answer, "reject", last_error());
    } else {
      limbo_verdict(answer, "accept", NULL);
    }
    if (response != NULL) {
      CERT_DestroyOCSPResponse(response);
    }
  }
}

int main(void) {
  if (NSS_NoDB_Init(NULL) != SECSuccess) {
    fputs("NSS_NoDB_Init()\n", stderr);
    return 1;
  }
  return limbo_main((limbo_hello){
      .peer = "nss", .version = NSS_GetVersion(), .clock = "system", .ops = "parse_response parse_request verify",
      .features = "multi signed-request time-input pss sha256-certid", .hashes = "sha1 sha256",
      .signatures = "rsa pss ecdsa"});
}
