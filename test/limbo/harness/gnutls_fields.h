/* What GnuTLS shows of messages, as the corpus names it. The functions that put something return an error of what is
 * only decoded when it is asked for. */
#ifndef GNUTLS_FIELDS_H
#define GNUTLS_FIELDS_H

#include <gnutls/ocsp.h>
#include <gnutls/x509.h>

#include "limbo.h"

static const char* const statuses[] = {"good", "revoked", "unknown"};

static cJSON* time_text(time_t time) { return time == (time_t)-1 ? cJSON_CreateNull() : limbo_unix_time(time); }

/* Frees the datum. */
static cJSON* hex(gnutls_datum_t* from) {
  cJSON* const out = limbo_hex(from->data, from->size);
  gnutls_free(from->data);
  return out;
}

/* parts: the hashes of the issuer's name and key, and the serial number. */
static cJSON* cert_id(gnutls_digest_algorithm_t hash, gnutls_datum_t* parts) {
  const char* const oid = gnutls_digest_get_oid(hash);
  return limbo_object("hashAlgorithm", oid == NULL ? NULL : limbo_object("oid", limbo_string(oid), NULL),
                      "issuerNameHash", hex(&parts[0]), "issuerKeyHash", hex(&parts[1]), "serialNumberHex",
                      hex(&parts[2]), NULL);
}

/* Defines NAME(), an array of what get() finds at each place. */
#define DEFINE_EXTENSIONS(NAME, TYPE, get)                                                            \
  static cJSON* NAME(TYPE from) {                                                                     \
    cJSON* const list = cJSON_CreateArray();                                                          \
    gnutls_datum_t oid, value;                                                                        \
    unsigned critical, i;                                                                             \
    for (i = 0; i < LIMBO_MOST && get(from, i, &oid, &critical, &value) == 0; ++i) {                  \
      cJSON* const name = limbo_string((const char*)oid.data);                                        \
      cJSON_AddItemToArray(list, limbo_object("oid", name, "critical", cJSON_CreateBool(critical != 0), \
                                              "value", hex(&value), NULL));                           \
      gnutls_free(oid.data);                                                                          \
    }                                                                                                 \
    return list;                                                                                      \
  }

DEFINE_EXTENSIONS(response_extensions, gnutls_ocsp_resp_t, gnutls_ocsp_resp_get_extension)
DEFINE_EXTENSIONS(request_extensions, gnutls_ocsp_req_t, gnutls_ocsp_req_get_extension)

/* Puts the answer at that place into the list. */
static int put_single(gnutls_ocsp_resp_t response, unsigned at, cJSON* list) {
  gnutls_datum_t parts[3];
  gnutls_digest_algorithm_t hash;
  unsigned status, reason;
  time_t this_update, next_update, revoked;
  const int error = gnutls_ocsp_resp_get_single(response, at, &hash, &parts[0], &parts[1], &parts[2], &status,
                                                &this_update, &next_update, &revoked, &reason);
  if (error == 0) {
    const int is_revoked = status == GNUTLS_OCSP_CERT_REVOKED;
    const int has_reason = is_revoked && reason != GNUTLS_X509_CRLREASON_UNSPECIFIED; /* which stands for none, too */
    cJSON_AddItemToArray(
        list, limbo_object("certId", cert_id(hash, parts), "certStatus",
                           limbo_string(status < 3 ? statuses[status] : NULL), "revocationTime",
                           time_text(is_revoked ? revoked : (time_t)-1), "revocationReason",
                           has_reason ? limbo_string(limbo_reason((long)reason)) : NULL, "thisUpdate",
                           time_text(this_update), "nextUpdate", time_text(next_update), NULL));
  }
  return error;
}

static int put_basic(gnutls_ocsp_resp_t response, cJSON* fields) {
  cJSON* const list = cJSON_CreateArray();
  gnutls_datum_t signature, id = {NULL, 0};
  unsigned i = 0;
  int error = 0;
  const int by_key = gnutls_ocsp_resp_get_responder_raw_id(response, GNUTLS_OCSP_RESP_ID_KEY, &id) == 0;
  if (!by_key) {
    gnutls_ocsp_resp_get_responder_raw_id(response, GNUTLS_OCSP_RESP_ID_DN, &id);
  }
  while (error == 0 && i < LIMBO_MOST) {
    error = put_single(response, i++, list);
  }
  limbo_put(fields, "basic",
            limbo_object("responderId", limbo_object(by_key ? "byKey" : "byNameDer", hex(&id), NULL), "producedAt",
                         time_text(gnutls_ocsp_resp_get_produced(response)), "responses", list, "extensions",
                         response_extensions(response), "signature",
                         gnutls_ocsp_resp_get_signature(response, &signature) == 0 ? hex(&signature) : NULL, NULL));
  if (gnutls_ocsp_resp_get_produced(response) == (time_t)-1) {
    return GNUTLS_E_OCSP_RESPONSE_ERROR;
  }
  return error == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE ? 0 : error;
}

static int put_requests(gnutls_ocsp_req_t request, cJSON* fields) {
  cJSON* const list = cJSON_CreateArray();
  gnutls_datum_t parts[3];
  gnutls_digest_algorithm_t hash;
  unsigned i;
  int error = 0;
  for (i = 0; error == 0 && i < LIMBO_MOST; ++i) {
    error = gnutls_ocsp_req_get_cert_id(request, i, &hash, &parts[0], &parts[1], &parts[2]);
    if (error == 0) {
      cJSON_AddItemToArray(list, limbo_object("certId", cert_id(hash, parts), NULL));
    }
  }
  limbo_put(fields, "requests", list);
  limbo_put(fields, "extensions", request_extensions(request));
  return error == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE ? 0 : error;
}

#endif
