/* GnuTLS. gnutls_ocsp_resp_check_crt() and gnutls_ocsp_resp_verify_direct() decide, and of the times what the library
 * does with a stapled response (check_ocsp_response() in its lib/cert-session.c), as none of them looks at the times. */
#include <gnutls/ocsp.h>
#include <gnutls/x509.h>

#include "limbo.h"

#define MOST_DAYS_WITHOUT_NEXT_UPDATE 15 /* as in lib/cert-session.c */

static gnutls_datum_t datum(limbo_bytes bytes) {
  gnutls_datum_t out = {bytes.data, (unsigned)bytes.size};
  return out;
}

static void put_time(cJSON* object, const char* name, time_t time) {
  if (time == (time_t)-1) {
    cJSON_AddNullToObject(object, name);
  } else {
    limbo_put_unix_time(object, name, time);
  }
}

/* Puts them and frees them. */
static void put_cert_id(cJSON* out, gnutls_digest_algorithm_t hash, gnutls_datum_t* parts) {
  int i;
  limbo_put_cert_id(out, gnutls_digest_get_oid(hash), parts[0].data, parts[0].size, parts[1].data, parts[1].size,
                    parts[2].data, parts[2].size);
  for (i = 0; i < 3; ++i) {
    gnutls_free(parts[i].data);
  }
}

static void put_extension(cJSON* list, gnutls_datum_t* oid, unsigned critical, gnutls_datum_t* value) {
  cJSON* const out = cJSON_CreateObject();
  cJSON_AddStringToObject(out, "oid", (const char*)oid->data);
  cJSON_AddBoolToObject(out, "critical", critical != 0);
  limbo_put_hex(out, "value", value->data, value->size);
  gnutls_free(oid->data);
  gnutls_free(value->data);
  cJSON_AddItemToArray(list, out);
}

/* Returns an error of what is only decoded when it is asked for. */
static int put_response(gnutls_ocsp_resp_t response, cJSON* fields) {
  static const char* const statuses[] = {"good", "revoked", "unknown"};
  cJSON *basic, *list;
  gnutls_datum_t parts[3], oid, value, id = {NULL, 0};
  gnutls_digest_algorithm_t hash;
  unsigned status, reason, critical, i;
  time_t this_update, next_update, revoked;
  int error;
  limbo_put_text(fields, "responseStatus", limbo_status(gnutls_ocsp_resp_get_status(response)));
  if (gnutls_ocsp_resp_get_status(response) != GNUTLS_OCSP_RESP_SUCCESSFUL) {
    cJSON_AddNullToObject(fields, "basic");
    return 0;
  }
  basic = cJSON_AddObjectToObject(fields, "basic");
  list = cJSON_AddObjectToObject(basic, "responderId");
  if (gnutls_ocsp_resp_get_responder_raw_id(response, GNUTLS_OCSP_RESP_ID_KEY, &id) == 0) {
    limbo_put_hex(list, "byKey", id.data, id.size);
  } else if (gnutls_ocsp_resp_get_responder_raw_id(response, GNUTLS_OCSP_RESP_ID_DN, &id) == 0) {
    limbo_put_hex(list, "byNameDer", id.data, id.size);
  }
  gnutls_free(id.data);
  if (gnutls_ocsp_resp_get_produced(response) == (time_t)-1) {
    return GNUTLS_E_OCSP_RESPONSE_ERROR;
  }
  put_time(basic, "producedAt", gnutls_ocsp_resp_get_produced(response));
  list = cJSON_AddArrayToObject(basic, "responses");
  for (i = 0; (error = gnutls_ocsp_resp_get_single(response, i, &hash, &parts[0], &parts[1], &parts[2], &status,
                                                   &this_update, &next_update, &revoked, &reason)) == 0 && i < LIMBO_MOST; ++i) {
    cJSON* const out = cJSON_CreateObject();
    const int is_revoked = status == GNUTLS_OCSP_CERT_REVOKED;
    cJSON_AddItemToArray(list, out);
    put_cert_id(out, hash, parts);
    limbo_put_text(out, "certStatus", status < 3 ? statuses[status] : NULL);
    put_time(out, "revocationTime", is_revoked ? revoked : (time_t)-1);
    if (is_revoked && reason != GNUTLS_X509_CRLREASON_UNSPECIFIED) { /* which stands for none, too */
      limbo_put_text(out, "revocationReason", limbo_reason((long)reason));
    }
    put_time(out, "thisUpdate", this_update);
    put_time(out, "nextUpdate", next_update);
  }
  if (error != 0 && error != GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE) {
    return error;
  }
  list = cJSON_AddArrayToObject(basic, "extensions");
  for (i = 0; gnutls_ocsp_resp_get_extension(response, i, &oid, &critical, &value) == 0 && i < LIMBO_MOST; ++i) {
    put_extension(list, &oid, critical, &value);
  }
  if (gnutls_ocsp_resp_get_signature(response, &value) == 0) {
    limbo_put_hex(basic, "signature", value.data, value.size);
    gnutls_free(value.data);
  }
  return 0;
}

static int put_request(gnutls_ocsp_req_t request, cJSON* fields) {
  cJSON* list = cJSON_AddArrayToObject(fields, "requests");
  gnutls_datum_t parts[3], oid, value;
  gnutls_digest_algorithm_t hash;
  unsigned critical, i;
  int error;
  for (i = 0; (error = gnutls_ocsp_req_get_cert_id(request, i, &hash, &parts[0], &parts[1], &parts[2])) == 0 && i < LIMBO_MOST; ++i) {
    cJSON* const out = cJSON_CreateObject();
    put_cert_id(out, hash, parts);
    cJSON_AddItemToArray(list, out);
  }
  list = cJSON_AddArrayToObject(fields, "extensions");
  for (i = 0; gnutls_ocsp_req_get_extension(request, i, &oid, &critical, &value) == 0 && i < LIMBO_MOST; ++i) {
    put_extension(list, &oid, critical, &value);
  }
  return error == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE ? 0 : error;
}

static void put_verdict(gnutls_ocsp_resp_t response, unsigned at, time_t now, cJSON* answer) {
  static const char* const verdicts[] = {"good", "revoked", "unknown"};
  unsigned status, reason;
  time_t this_update, next_update, revoked;
  const int error = gnutls_ocsp_resp_get_single(response, at, NULL, NULL, NULL, NULL, &status, &this_update,
                                                &next_update, &revoked, &reason);
  if (error != 0) {
    limbo_verdict(answer, "untrusted", gnutls_strerror(error));
  } else if (next_update == (time_t)-1 ? now - this_update > MOST_DAYS_WITHOUT_NEXT_UPDATE * 86400 : next_update < now) {
    limbo_verdict(answer, "untrusted", "too old");
  } else {
    limbo_verdict(answer, status < 3 ? verdicts[status] : "unknown", NULL);
    put_time(cJSON_AddObjectToObject(answer, "fields"), "revocationTime", status == 1 ? revoked : (time_t)-1);
  }
}

static void verify(gnutls_ocsp_resp_t response, const cJSON* inputs, cJSON* answer) {
  const gnutls_datum_t nonce = datum(limbo_member(inputs, "nonce"));
  const gnutls_datum_t issuer_der = datum(limbo_member(inputs, "issuer"));
  const gnutls_datum_t certificate_der = datum(limbo_member(inputs, "certificate"));
  gnutls_x509_crt_t issuer, certificate;
  gnutls_datum_t found = {NULL, 0};
  unsigned wrong = 0, at = 0;
  int error;
  if (certificate_der.data == NULL || cJSON_HasObjectItem(inputs, "policy") ||
      cJSON_HasObjectItem(inputs, "extra_certificates")) {
    limbo_verdict(answer, "skip", "needs a certificate; has no policy; takes no other certificates");
    return;
  }
  gnutls_x509_crt_init(&issuer);
  gnutls_x509_crt_init(&certificate);
  gnutls_x509_crt_import(issuer, &issuer_der, GNUTLS_X509_FMT_DER);
  gnutls_x509_crt_import(certificate, &certificate_der, GNUTLS_X509_FMT_DER);
  while ((error = gnutls_ocsp_resp_check_crt(response, at, certificate)) != 0 &&
         error != GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE && at < 1000) {
    ++at;
  }
  if (error == 0) {
    error = gnutls_ocsp_resp_verify_direct(response, issuer, &wrong, 0);
  }
  if (error == 0 && wrong == 0 && nonce.data != NULL) {
    error = gnutls_ocsp_resp_get_nonce(response, NULL, &found);
    if (error == 0 && (found.size != nonce.size || memcmp(found.data, nonce.data, nonce.size) != 0)) {
      error = GNUTLS_E_OCSP_RESPONSE_ERROR;
    }
    gnutls_free(found.data);
  }
  if (error != 0 || wrong != 0) {
    char detail[128];
    sprintf(detail, "gnutls_ocsp_resp_verify_direct(): %#x", wrong);
    limbo_verdict(answer, "untrusted", error != 0 ? gnutls_strerror(error) : detail);
  } else {
    put_verdict(response, at, limbo_time(limbo_text(inputs, "time")), answer);
  }
  gnutls_x509_crt_deinit(certificate);
  gnutls_x509_crt_deinit(issuer);
}

static void answer_case(const char* op, const cJSON* question, const cJSON* inputs, cJSON* answer) {
  const gnutls_datum_t message = datum(limbo_member(question, "input"));
  const int is_request = strcmp(op, "parse_request") == 0;
  cJSON* const fields = cJSON_CreateObject();
  gnutls_ocsp_resp_t response;
  gnutls_ocsp_req_t request;
  int error;
  gnutls_ocsp_resp_init(&response);
  gnutls_ocsp_req_init(&request);
  error = is_request ? gnutls_ocsp_req_import(request, &message)
                     : gnutls_ocsp_resp_import2(response, &message, GNUTLS_X509_FMT_DER);
  if (error == 0 && strcmp(op, "verify") == 0) {
    if (gnutls_ocsp_resp_get_status(response) == GNUTLS_OCSP_RESP_SUCCESSFUL) {
      verify(response, inputs, answer);
    } else {
      limbo_verdict(answer, "untrusted", limbo_status(gnutls_ocsp_resp_get_status(response)));
    }
  } else if (error == 0 && (error = is_request ? put_request(request, fields) : put_response(response, fields)) == 0) {
    limbo_verdict(answer, "accept", NULL);
    cJSON_AddItemToObject(answer, "fields", cJSON_Duplicate(fields, 1));
  }
  if (error != 0) {
    limbo_refuse(answer, op, gnutls_strerror(error));
  }
  cJSON_Delete(fields);
  gnutls_ocsp_req_deinit(request);
  gnutls_ocsp_resp_deinit(response);
}

int main(void) {
  static char hello[512];
  sprintf(hello,
          "{\"peer\":\"gnutls\",\"version\":\"%s\",\"clock\":\"system\",\"ops\":[\"parse_response\",\"parse_request\","
          "\"verify\"],\"features\":[\"multi\",\"signed-request\",\"nonce\",\"time-input\",\"pss\",\"eddsa\","
          "\"sha256-certid\"],\"hashes\":[\"sha1\",\"sha256\"],\"signatures\":[\"rsa\",\"pss\",\"ecdsa\",\"ed25519\"]}",
          gnutls_check_version(NULL));
  return limbo_main(hello);
}
