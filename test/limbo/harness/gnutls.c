/* GnuTLS. gnutls_ocsp_resp_check_crt() and gnutls_ocsp_resp_verify_direct() decide, and of the times what the library
 * does with a stapled response (check_ocsp_response() in its lib/cert-session.c), as none of them looks at them. */
#include <gnutls/ocsp.h>
#include <gnutls/x509.h>

#include "gnutls_fields.h"
#include "limbo.h"

#define MOST_DAYS_WITHOUT_NEXT_UPDATE 15 /* as in lib/cert-session.c */

static gnutls_datum_t datum(limbo_bytes bytes) {
  gnutls_datum_t out = {bytes.data, (unsigned)bytes.size};
  return out;
}

static gnutls_x509_crt_t certificate(limbo_bytes bytes) {
  const gnutls_datum_t der = datum(bytes);
  gnutls_x509_crt_t out;
  gnutls_x509_crt_init(&out);
  limbo_own((void (*)(void*))gnutls_x509_crt_deinit, out);
  gnutls_x509_crt_import(out, &der, GNUTLS_X509_FMT_DER);
  return out;
}

/* Returns the error, and sets the verdict if there is none. */
static int verify(gnutls_ocsp_resp_t response, const cJSON* inputs, cJSON* answer, cJSON* fields) {
  const limbo_bytes nonce = limbo_member(inputs, "nonce");
  const gnutls_x509_crt_t issuer = certificate(limbo_member(inputs, "issuer"));
  const gnutls_x509_crt_t asked = certificate(limbo_member(inputs, "certificate"));
  const time_t now = limbo_time(limbo_text(inputs, "time"));
  gnutls_datum_t found = {NULL, 0};
  unsigned status, reason, wrong = 0, at = 0;
  time_t this_update, next_update, revoked;
  char detail[128];
  int error;
  if (!limbo_has_any(inputs, "certificate", NULL) || limbo_has_any(inputs, "policy", "extra_certificates", NULL)) {
    limbo_verdict(answer, "skip", "needs a certificate; has no policy; takes no other certificates");
    return 0;
  }
  while ((error = gnutls_ocsp_resp_check_crt(response, at, asked)) != 0 &&
         error != GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE && at < 1000) {
    ++at;
  }
  if (error != 0 || (error = gnutls_ocsp_resp_verify_direct(response, issuer, &wrong, 0)) != 0) {
    return error;
  }
  if (wrong != 0) {
    sprintf(detail, "gnutls_ocsp_resp_verify_direct(): %#x", wrong);
    limbo_verdict(answer, "untrusted", detail);
    return 0;
  }
  if (nonce.data != NULL) {
    error = gnutls_ocsp_resp_get_nonce(response, NULL, &found);
    if (error == 0 && (found.size != nonce.size || memcmp(found.data, nonce.data, nonce.size) != 0)) {
      error = GNUTLS_E_OCSP_RESPONSE_ERROR;
    }
    gnutls_free(found.data);
  }
  if (error == 0) {
    error = gnutls_ocsp_resp_get_single(response, at, NULL, NULL, NULL, NULL, &status, &this_update, &next_update,
                                        &revoked, &reason);
  }
  if (error == 0 && (next_update == (time_t)-1 ? now - this_update > MOST_DAYS_WITHOUT_NEXT_UPDATE * 86400
                                               : next_update < now)) {
    limbo_verdict(answer, "untrusted", "too old");
  } else if (error == 0) {
    limbo_verdict(answer, status < 3 ? statuses[status] : "unknown", NULL);
    limbo_put(fields, "revocationTime", time_text(status == 1 ? revoked : (time_t)-1));
  }
  return error;
}

static int take_request(gnutls_datum_t message, cJSON* answer, cJSON* fields) {
  gnutls_ocsp_req_t request;
  int error;
  gnutls_ocsp_req_init(&request);
  limbo_own((void (*)(void*))gnutls_ocsp_req_deinit, request);
  if ((error = gnutls_ocsp_req_import(request, &message)) == 0 && (error = put_requests(request, fields)) == 0) {
    limbo_verdict(answer, "accept", NULL);
  }
  return error;
}

static int take_response(gnutls_datum_t message, int is_verified, const cJSON* inputs, cJSON* answer, cJSON* fields) {
  gnutls_ocsp_resp_t response;
  int error, status;
  gnutls_ocsp_resp_init(&response);
  limbo_own((void (*)(void*))gnutls_ocsp_resp_deinit, response);
  if ((error = gnutls_ocsp_resp_import2(response, &message, GNUTLS_X509_FMT_DER)) != 0) {
    return error;
  }
  status = gnutls_ocsp_resp_get_status(response);
  if (is_verified && status == GNUTLS_OCSP_RESP_SUCCESSFUL) {
    return verify(response, inputs, answer, fields);
  }
  if (is_verified) {
    limbo_verdict(answer, "untrusted", limbo_status(status));
    return 0;
  }
  limbo_put(fields, "responseStatus", limbo_string(limbo_status(status)));
  if (status != GNUTLS_OCSP_RESP_SUCCESSFUL) {
    limbo_put(fields, "basic", cJSON_CreateNull());
  } else if ((error = put_basic(response, fields)) != 0) {
    return error;
  }
  limbo_verdict(answer, "accept", NULL);
  return 0;
}

static void answer_case(const char* op, const cJSON* question, const cJSON* inputs, cJSON* answer) {
  const gnutls_datum_t message = datum(limbo_member(question, "input"));
  const int is_verified = strcmp(op, "verify") == 0;
  cJSON* const fields = cJSON_CreateObject();
  const int error = strcmp(op, "parse_request") == 0 ? take_request(message, answer, fields)
                                                     : take_response(message, is_verified, inputs, answer, fields);
  if (error != 0) {
    limbo_refuse(answer, op, gnutls_strerror(error));
    cJSON_Delete(fields);
  } else {
    limbo_put(answer, "fields", fields);
  }
}

int main(void) {
  return limbo_main((limbo_hello){
      .peer = "gnutls", .version = gnutls_check_version(NULL), .clock = "system",
      .ops = "parse_response parse_request verify",
      .features = "multi signed-request nonce time-input pss eddsa sha256-certid", .hashes = "sha1 sha256",
      .signatures = "rsa pss ecdsa ed25519"});
}
