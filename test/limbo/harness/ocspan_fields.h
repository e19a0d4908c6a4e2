/* What ocspan's C interface shows of messages, as the corpus names it. */
#ifndef OCSPAN_FIELDS_H
#define OCSPAN_FIELDS_H

#include <ocspan/ocspan.h>

#include "limbo.h"

static char text[4096];
static size_t text_size;

/* What a function has written into `text`, if it could. */
static cJSON* written(ocspan_error error) {
  char copy[sizeof text + 1];
  sprintf(copy, "%.*s", (int)text_size, text);
  return error.code == OCSPAN_ERROR_NONE ? limbo_string(copy) : NULL;
}

#define TEXT(write, value) written(write(value, text, sizeof text, &text_size))

static cJSON* bytes(ocspan_bytes from) {
  return from.data == NULL ? cJSON_CreateNull() : limbo_hex(from.data, from.size);
}

static cJSON* time_text(ocspan_time time) {
  return time.month == 0 ? cJSON_CreateNull() : TEXT(ocspan_time_text, time);
}

static cJSON* reason_text(bool is_there, ocspan_reason reason) {
  return limbo_string(is_there ? ocspan_reason_name(reason) : NULL);
}

static cJSON* algorithm(ocspan_algorithm from) {
  return limbo_object("oid", TEXT(ocspan_oid_text, from.oid), "parameters", bytes(from.parameters), NULL);
}

static cJSON* cert_id(const ocspan_cert_id* id) {
  return limbo_object("hashAlgorithm", algorithm(id->hash_algorithm), "issuerNameHash", bytes(id->issuer_name_hash),
                      "issuerKeyHash", bytes(id->issuer_key_hash), "serialNumber",
                      TEXT(ocspan_integer_text, id->serial_number), "serialNumberHex", bytes(id->serial_number), NULL);
}

/* Defines NAME(), an array of what `show` makes of each ELEMENT of a list. */
#define DEFINE_LIST(NAME, ELEMENT, next, show)                        \
  static cJSON* NAME(ocspan_list list) {                              \
    cJSON* const out = cJSON_CreateArray();                           \
    ELEMENT element;                                                  \
    int count = 0;                                                    \
    while (next(&list, &element) && count++ < LIMBO_MOST) {           \
      cJSON_AddItemToArray(out, show);                                \
    }                                                                 \
    return out;                                                       \
  }

DEFINE_LIST(certificates, ocspan_bytes, ocspan_next_certificate, bytes(element))
DEFINE_LIST(extensions, ocspan_extension, ocspan_next_extension,
            limbo_object("oid", TEXT(ocspan_oid_text, element.oid), "critical", cJSON_CreateBool(element.critical),
                         "value", bytes(element.value), NULL))
DEFINE_LIST(requests, ocspan_single_request, ocspan_next_request,
            limbo_object("certId", cert_id(&element.cert_id), "extensions", extensions(element.extensions), NULL))
DEFINE_LIST(responses, ocspan_single_response, ocspan_next_single_response,
            limbo_object("certId", cert_id(&element.cert_id), "certStatus",
                         limbo_string(ocspan_cert_status_name(element.cert_status)), "revocationTime",
                         time_text(element.revocation_time), "revocationReason",
                         reason_text(element.has_revocation_reason, element.revocation_reason), "thisUpdate",
                         time_text(element.this_update), "nextUpdate", time_text(element.next_update), "extensions",
                         extensions(element.single_extensions), NULL))

static cJSON* response_fields(const ocspan_response* from) {
  cJSON* const status = limbo_string(ocspan_response_status_name(from->response_status));
  cJSON* id;
  if (from->response_status != OCSPAN_RESPONSE_SUCCESSFUL) {
    return limbo_object("responseStatus", status, NULL);
  }
  id = from->responder_name.data == NULL
           ? limbo_object("byKey", bytes(from->responder_key_hash), NULL)
           : limbo_object("byName", TEXT(ocspan_name_text, from->responder_name), "byNameDer",
                          bytes(from->responder_name), NULL);
  return limbo_object(
      "responseStatus", status, "responseType", TEXT(ocspan_oid_text, from->response_type), "basic",
      limbo_object("version", cJSON_CreateNumber(from->version), "responderId", id, "producedAt",
                   time_text(from->produced_at), "responses", responses(from->responses), "extensions",
                   extensions(from->extensions), "signatureAlgorithm", algorithm(from->signature_algorithm),
                   "signature", bytes(from->signature), "tbsResponseData", bytes(from->tbs_response_data),
                   "certificates", certificates(from->certificates), NULL),
      NULL);
}

static cJSON* request_fields(const ocspan_request* from) {
  cJSON* const name = from->requestor_name.data == NULL ? cJSON_CreateNull()
                                                        : limbo_object("der", bytes(from->requestor_name), NULL);
  cJSON* const signature =
      from->signature.data == NULL
          ? cJSON_CreateNull()
          : limbo_object("algorithm", algorithm(from->signature_algorithm), "signature", bytes(from->signature),
                         "certificates", certificates(from->certificates), NULL);
  return limbo_object("version", cJSON_CreateNumber(from->version), "requestorName", name, "requests",
                      requests(from->requests), "extensions", extensions(from->extensions), "signature", signature,
                      NULL);
}

static cJSON* verification_fields(const ocspan_verification* from) {
  return limbo_object("revocationTime", time_text(from->revocation_time), "revocationReason",
                      reason_text(from->has_revocation_reason, from->revocation_reason), "thisUpdate",
                      time_text(from->this_update), "nextUpdate", time_text(from->next_update), "nocheck",
                      cJSON_CreateBool(from->nocheck), NULL);
}

#endif
