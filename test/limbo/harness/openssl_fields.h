/* What OpenSSL shows of messages, as the corpus names it. */
#ifndef OPENSSL_FIELDS_H
#define OPENSSL_FIELDS_H

#include <openssl/ocsp.h>
#include <openssl/x509.h>

#include "limbo.h"

static cJSON* oid(const ASN1_OBJECT* object) {
  char text[1024];
  return OBJ_obj2txt(text, sizeof text, object, 1) < (int)sizeof text ? limbo_string(text) : NULL;
}

static cJSON* string(const ASN1_STRING* from) {
  return limbo_hex(ASN1_STRING_get0_data(from), (size_t)ASN1_STRING_length(from));
}

/* Two's complement, which only the DER has. */
static cJSON* integer(const ASN1_INTEGER* from) {
  unsigned char* der = NULL;
  const int size = i2d_ASN1_INTEGER(from, &der);
  const unsigned char* at = der;
  long length;
  int tag, of;
  cJSON* out;
  ASN1_get_object(&at, &length, &tag, &of, size);
  out = limbo_hex(at, (size_t)length);
  OPENSSL_free(der);
  return out;
}

static cJSON* time_text(const ASN1_GENERALIZEDTIME* time) {
  return time == NULL ? cJSON_CreateNull()
                      : limbo_generalized_time((const char*)time->data, (size_t)time->length);
}

static cJSON* cert_id(const OCSP_CERTID* id) {
  ASN1_OCTET_STRING *name, *key;
  ASN1_OBJECT* hash;
  ASN1_INTEGER* serial;
  OCSP_id_get0_info(&name, &hash, &key, &serial, (OCSP_CERTID*)id);
  return limbo_object("hashAlgorithm", limbo_object("oid", oid(hash), NULL), "issuerNameHash", string(name),
                      "issuerKeyHash", string(key), "serialNumberHex", integer(serial), NULL);
}

static cJSON* extension(X509_EXTENSION* from) {
  return limbo_object("oid", oid(X509_EXTENSION_get_object(from)), "critical",
                      cJSON_CreateBool(X509_EXTENSION_get_critical(from)), "value",
                      string(X509_EXTENSION_get_data(from)), NULL);
}

/* Defines NAME(), an array of what `show` makes of each element, the one at `i`. */
#define DEFINE_LIST(NAME, TYPE, count, show)         \
  static cJSON* NAME(TYPE* from) {                   \
    cJSON* const out = cJSON_CreateArray();          \
    int i;                                           \
    for (i = 0; i < count && i < LIMBO_MOST; ++i) {  \
      cJSON_AddItemToArray(out, show);               \
    }                                                \
    return out;                                      \
  }

DEFINE_LIST(request_extensions, OCSP_REQUEST, OCSP_REQUEST_get_ext_count(from),
            extension(OCSP_REQUEST_get_ext(from, i)))
DEFINE_LIST(basic_extensions, OCSP_BASICRESP, OCSP_BASICRESP_get_ext_count(from),
            extension(OCSP_BASICRESP_get_ext(from, i)))
DEFINE_LIST(single_extensions, OCSP_SINGLERESP, OCSP_SINGLERESP_get_ext_count(from),
            extension(OCSP_SINGLERESP_get_ext(from, i)))

/* The members of an answer that its status and its times are. */
static cJSON* status_fields(int status, int reason, const ASN1_GENERALIZEDTIME* revoked,
                            const ASN1_GENERALIZEDTIME* this_update, const ASN1_GENERALIZEDTIME* next_update) {
  const int is_revoked = status == V_OCSP_CERTSTATUS_REVOKED;
  return limbo_object("revocationTime", time_text(is_revoked ? revoked : NULL), "revocationReason",
                      limbo_string(is_revoked ? limbo_reason(reason) : NULL), "thisUpdate", time_text(this_update),
                      "nextUpdate", time_text(next_update), NULL);
}

static cJSON* single(OCSP_SINGLERESP* from) {
  ASN1_GENERALIZEDTIME *revoked, *this_update, *next_update;
  int reason;
  const int status = OCSP_single_get0_status(from, &reason, &revoked, &this_update, &next_update);
  cJSON* const out = status_fields(status, reason, revoked, this_update, next_update);
  limbo_put(out, "certId", cert_id(OCSP_SINGLERESP_get0_id(from)));
  limbo_put(out, "certStatus", limbo_string(OCSP_cert_status_str(status)));
  limbo_put(out, "extensions", single_extensions(from));
  return out;
}

DEFINE_LIST(singles, OCSP_BASICRESP, OCSP_resp_count(from), single(OCSP_resp_get0(from, i)))
DEFINE_LIST(requests, OCSP_REQUEST, OCSP_request_onereq_count(from),
            limbo_object("certId", cert_id(OCSP_onereq_get0_id(OCSP_request_onereq_get0(from, i))), NULL))

static cJSON* responder_id(const OCSP_BASICRESP* basic) {
  const ASN1_OCTET_STRING* key;
  const X509_NAME* name;
  const unsigned char* der;
  size_t size;
  OCSP_resp_get0_id(basic, &key, &name);
  if (key != NULL) {
    return limbo_object("byKey", string(key), NULL);
  }
  X509_NAME_get0_der(name, &der, &size);
  return limbo_object("byNameDer", limbo_hex(der, size), NULL);
}

static cJSON* basic_fields(OCSP_BASICRESP* basic) {
  const ASN1_OBJECT* algorithm;
  X509_ALGOR_get0(&algorithm, NULL, NULL, OCSP_resp_get0_tbs_sigalg(basic));
  return limbo_object("responderId", responder_id(basic), "producedAt", time_text(OCSP_resp_get0_produced_at(basic)),
                      "responses", singles(basic), "extensions", basic_extensions(basic), "signatureAlgorithm",
                      limbo_object("oid", oid(algorithm), NULL), "signature",
                      string(OCSP_resp_get0_signature(basic)), NULL);
}

#endif
