/* ocspan by its C interface, with cryptography by libcrypto. */
#include <ocspan/ocspan.h>
#include <ocspan/openssl/openssl_crypto.h>

#include <openssl/asn1.h>
#include <openssl/bn.h>
#include <openssl/objects.h>

#include "limbo.h"

#define LONGEST_TEXT 4096

static ocspan_bytes view(limbo_bytes bytes) { return (ocspan_bytes){bytes.data, bytes.size}; }

/* The corpus's names of errors and steps. */
static const char* reason_of_error(ocspan_error_code code) {
  static const char* const reasons[] = {
      [OCSPAN_ERROR_MISSING] = "missing", [OCSPAN_ERROR_TRUNCATED] = "length",
      [OCSPAN_ERROR_TRAILING_DATA] = "trailing", [OCSPAN_ERROR_WRONG_TAG] = "tag", [OCSPAN_ERROR_HIGH_TAG] = "tag",
      [OCSPAN_ERROR_BAD_HIGH_TAG] = "tag", [OCSPAN_ERROR_RESERVED_TAG] = "tag",
      [OCSPAN_ERROR_INDEFINITE_LENGTH] = "length", [OCSPAN_ERROR_LENGTH_NOT_MINIMAL] = "length",
      [OCSPAN_ERROR_RESERVED_LENGTH] = "length", [OCSPAN_ERROR_BAD_BOOLEAN] = "boolean",
      [OCSPAN_ERROR_INTEGER_EMPTY] = "integer", [OCSPAN_ERROR_INTEGER_NOT_MINIMAL] = "integer",
      [OCSPAN_ERROR_UNDEFINED_VALUE] = "value", [OCSPAN_ERROR_BAD_OID] = "oid", [OCSPAN_ERROR_BAD_BIT_STRING] = "bits",
      [OCSPAN_ERROR_NULL_CONTENT] = "null", [OCSPAN_ERROR_BAD_STRING] = "string", [OCSPAN_ERROR_TIME_FORM] = "time",
      [OCSPAN_ERROR_TIME_VALUE] = "time", [OCSPAN_ERROR_EXPLICIT_DEFAULT] = "default",
      [OCSPAN_ERROR_UNSORTED_SET] = "order", [OCSPAN_ERROR_EMPTY_RDN] = "empty",
      [OCSPAN_ERROR_EMPTY_EXTENSIONS] = "empty", [OCSPAN_ERROR_EMPTY_LIST] = "empty",
      [OCSPAN_ERROR_UNSUPPORTED_VERSION] = "version", [OCSPAN_ERROR_UNSUPPORTED_RESPONSE_TYPE] = "type",
      [OCSPAN_ERROR_RESPONSE_BYTES_MISSING] = "missing", [OCSPAN_ERROR_RESPONSE_BYTES_IN_ERROR] = "value",
      [OCSPAN_ERROR_DUPLICATE] = "duplicate", [OCSPAN_ERROR_WRONG_LENGTH] = "size",
      [OCSPAN_ERROR_INPUT_TOO_LONG] = "limit"};
  const char* const reason = code < sizeof reasons / sizeof *reasons ? reasons[code] : NULL;
  return reason == NULL ? "syntax" : reason;
}

static const char* reason_of_step(ocspan_step step) {
  static const char* const reasons[] = {
      [OCSPAN_STEP_NOT_SUCCESSFUL] = "not_successful", [OCSPAN_STEP_WRONG_ISSUER] = "no_match",
      [OCSPAN_STEP_UNSUPPORTED_HASH] = "hash", [OCSPAN_STEP_NO_ANSWER] = "no_match",
      [OCSPAN_STEP_CERTIFICATE_BAD_SIGNATURE] = "no_match", [OCSPAN_STEP_NO_SIGNER] = "no_signer",
      [OCSPAN_STEP_SIGNER_NOT_ISSUED_BY_ISSUER] = "signer_unauthorized",
      [OCSPAN_STEP_SIGNER_NOT_FOR_OCSP] = "signer_unauthorized",
      [OCSPAN_STEP_SIGNER_KEY_USAGE] = "signer_unauthorized",
      [OCSPAN_STEP_SIGNER_CRITICAL_EXTENSION] = "signer_unauthorized",
      [OCSPAN_STEP_SIGNER_NOT_YET_VALID] = "signer_validity", [OCSPAN_STEP_SIGNER_EXPIRED] = "signer_validity",
      [OCSPAN_STEP_SIGNER_BAD_SIGNATURE] = "signer_unauthorized",
      [OCSPAN_STEP_UNSUPPORTED_SIGNATURE_ALGORITHM] = "signature",
      [OCSPAN_STEP_WEAK_SIGNATURE_ALGORITHM] = "signature", [OCSPAN_STEP_BAD_SIGNATURE] = "signature",
      [OCSPAN_STEP_TOO_MANY_SIGNERS] = "limit", [OCSPAN_STEP_CRITICAL_EXTENSION] = "critical",
      [OCSPAN_STEP_PRODUCED_IN_FUTURE] = "future", [OCSPAN_STEP_NOT_YET_VALID] = "future",
      [OCSPAN_STEP_UPDATE_ORDER] = "expired", [OCSPAN_STEP_NEXT_UPDATE_MISSING] = "expired",
      [OCSPAN_STEP_EXPIRED] = "expired", [OCSPAN_STEP_TOO_OLD] = "too_old",
      [OCSPAN_STEP_OUTSIDE_ATTESTED_TIME] = "expired", [OCSPAN_STEP_NONCE_MISSING] = "nonce",
      [OCSPAN_STEP_NONCE_DIFFERENT] = "nonce"};
  return step < sizeof reasons / sizeof *reasons ? reasons[step] : NULL;
}

static void put_text(cJSON* object, const char* name, ocspan_error error, const char* text, const size_t* size) {
  char out[LONGEST_TEXT + 1];
  if (error.code == OCSPAN_ERROR_NONE) {
    sprintf(out, "%.*s", (int)*size, text);
    cJSON_AddStringToObject(object, name, out);
  }
}

static void put_bytes(cJSON* object, const char* name, ocspan_bytes bytes) {
  if (bytes.data == NULL) {
    cJSON_AddNullToObject(object, name);
  } else {
    limbo_put_hex(object, name, bytes.data, bytes.size);
  }
}

static void put_time(cJSON* object, const char* name, ocspan_time time) {
  char text[32];
  size_t size;
  if (time.month == 0) {
    cJSON_AddNullToObject(object, name);
  } else {
    put_text(object, name, ocspan_time_text(time, text, sizeof text, &size), text, &size);
  }
}

static void put_oid(cJSON* object, const char* name, ocspan_bytes oid) {
  char text[LONGEST_TEXT];
  size_t size;
  put_text(object, name, ocspan_oid_text(oid, text, sizeof text, &size), text, &size);
}

static void put_algorithm(cJSON* object, const char* name, ocspan_algorithm algorithm) {
  cJSON* const out = cJSON_AddObjectToObject(object, name);
  put_oid(out, "oid", algorithm.oid);
  put_bytes(out, "parameters", algorithm.parameters);
}

static void put_cert_id(cJSON* object, const ocspan_cert_id* id) {
  cJSON* const out = cJSON_AddObjectToObject(object, "certId");
  char text[LONGEST_TEXT];
  size_t size;
  put_algorithm(out, "hashAlgorithm", id->hash_algorithm);
  put_bytes(out, "issuerNameHash", id->issuer_name_hash);
  put_bytes(out, "issuerKeyHash", id->issuer_key_hash);
  put_text(out, "serialNumber", ocspan_integer_text(id->serial_number, text, sizeof text, &size), text, &size);
  put_bytes(out, "serialNumberHex", id->serial_number);
}

static void put_extensions(cJSON* object, const char* name, ocspan_list extensions) {
  cJSON* const list = cJSON_AddArrayToObject(object, name);
  ocspan_extension extension;
  int count = 0;
  while (ocspan_next_extension(&extensions, &extension) && count++ < LIMBO_MOST) {
    cJSON* const out = cJSON_CreateObject();
    put_oid(out, "oid", extension.oid);
    cJSON_AddBoolToObject(out, "critical", extension.critical);
    put_bytes(out, "value", extension.value);
    cJSON_AddItemToArray(list, out);
  }
}

static void put_certificates(cJSON* object, ocspan_list certificates) {
  cJSON* const list = cJSON_AddArrayToObject(object, "certificates");
  ocspan_bytes der;
  int count = 0;
  while (ocspan_next_certificate(&certificates, &der) && count++ < LIMBO_MOST) {
    limbo_add_hex(list, der.data, der.size);
  }
}

static void put_single_response(cJSON* list, const ocspan_single_response* single) {
  cJSON* const out = cJSON_CreateObject();
  put_cert_id(out, &single->cert_id);
  cJSON_AddStringToObject(out, "certStatus", ocspan_cert_status_name(single->cert_status));
  put_time(out, "revocationTime", single->revocation_time);
  if (single->has_revocation_reason) {
    cJSON_AddStringToObject(out, "revocationReason", ocspan_reason_name(single->revocation_reason));
  } else {
    cJSON_AddNullToObject(out, "revocationReason");
  }
  put_time(out, "thisUpdate", single->this_update);
  put_time(out, "nextUpdate", single->next_update);
  put_extensions(out, "extensions", single->single_extensions);
  cJSON_AddItemToArray(list, out);
}

static void put_response(cJSON* fields, const ocspan_response* response) {
  cJSON *basic, *id, *list;
  int count = 0;
  ocspan_list responses = response->responses;
  ocspan_single_response single;
  char text[LONGEST_TEXT];
  size_t size;
  cJSON_AddStringToObject(fields, "responseStatus", ocspan_response_status_name(response->response_status));
  if (response->response_status != OCSPAN_RESPONSE_SUCCESSFUL) {
    return;
  }
  put_oid(fields, "responseType", response->response_type);
  basic = cJSON_AddObjectToObject(fields, "basic");
  cJSON_AddNumberToObject(basic, "version", response->version);
  id = cJSON_AddObjectToObject(basic, "responderId");
  if (response->responder_name.data != NULL) {
    put_text(id, "byName", ocspan_name_text(response->responder_name, text, sizeof text, &size), text, &size);
    put_bytes(id, "byNameDer", response->responder_name);
  } else {
    put_bytes(id, "byKey", response->responder_key_hash);
  }
  put_time(basic, "producedAt", response->produced_at);
  list = cJSON_AddArrayToObject(basic, "responses");
  while (ocspan_next_single_response(&responses, &single) && count++ < LIMBO_MOST) {
    put_single_response(list, &single);
  }
  put_extensions(basic, "extensions", response->extensions);
  put_algorithm(basic, "signatureAlgorithm", response->signature_algorithm);
  put_bytes(basic, "signature", response->signature);
  put_bytes(basic, "tbsResponseData", response->tbs_response_data);
  put_certificates(basic, response->certificates);
}

static void put_request(cJSON* fields, const ocspan_request* request) {
  cJSON* const list = cJSON_AddArrayToObject(fields, "requests");
  ocspan_list requests = request->requests;
  ocspan_single_request one;
  cJSON* signature;
  int count = 0;
  cJSON_AddNumberToObject(fields, "version", request->version);
  if (request->requestor_name.data == NULL) {
    cJSON_AddNullToObject(fields, "requestorName");
  } else {
    put_bytes(cJSON_AddObjectToObject(fields, "requestorName"), "der", request->requestor_name);
  }
  while (ocspan_next_request(&requests, &one) && count++ < LIMBO_MOST) {
    cJSON* const out = cJSON_CreateObject();
    put_cert_id(out, &one.cert_id);
    put_extensions(out, "extensions", one.extensions);
    cJSON_AddItemToArray(list, out);
  }
  put_extensions(fields, "extensions", request->extensions);
  if (request->signature.data == NULL) {
    cJSON_AddNullToObject(fields, "signature");
  } else {
    signature = cJSON_AddObjectToObject(fields, "signature");
    put_algorithm(signature, "algorithm", request->signature_algorithm);
    put_bytes(signature, "signature", request->signature);
    put_certificates(signature, request->certificates);
  }
}

static void refuse(cJSON* answer, const char* verdict, const char* reason, uint32_t offset, const char* detail) {
  limbo_verdict(answer, verdict, detail);
  if (reason != NULL) {
    cJSON_AddStringToObject(answer, "reason", reason);
  }
  cJSON_AddNumberToObject(answer, "offset", offset);
}

static void refuse_error(cJSON* answer, const char* verdict, ocspan_error error) {
  char detail[512];
  sprintf(detail, "%s: %s", ocspan_field_name(error.field), ocspan_error_message(error.code));
  refuse(answer, verdict, reason_of_error(error.code), error.offset, detail);
}

/* Two's complement of a decimal number, by libcrypto, which is there anyway. */
static ocspan_bytes serial_number(const char* decimal) {
  BIGNUM* number = NULL;
  ASN1_INTEGER* integer;
  unsigned char* out = limbo_keep(malloc(strlen(decimal) + 16));
  unsigned char* end = out;
  BN_dec2bn(&number, decimal);
  integer = BN_to_ASN1_INTEGER(number, NULL);
  i2d_ASN1_INTEGER(integer, &end);
  ASN1_INTEGER_free(integer);
  BN_free(number);
  return (ocspan_bytes){out + 2, (size_t)(end - out) - 2}; /* behind tag and length */
}

static size_t certificate_list(const cJSON* inputs, const char* name, ocspan_bytes* out) {
  size_t count = 0;
  const cJSON* one;
  cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(inputs, name)) {
    if (count < OCSPAN_MAX_CERTIFICATES) {
      out[count++] = view(limbo_decode(one->valuestring));
    }
  }
  return count;
}

static ocspan_time time_of(const cJSON* inputs, const char* name) {
  const char* const text = limbo_text(inputs, name);
  ocspan_time time = {0};
  if (text != NULL) {
    (void)ocspan_time_from_unix(limbo_time(text), &time);
  }
  return time;
}

static ocspan_policy policy_of(const cJSON* inputs) {
  const cJSON* const given = cJSON_GetObjectItemCaseSensitive(inputs, "policy");
  const cJSON* const skew = cJSON_GetObjectItemCaseSensitive(given, "skew");
  const cJSON* const max_age = cJSON_GetObjectItemCaseSensitive(given, "max_age");
  ocspan_policy policy = ocspan_default_policy(time_of(inputs, "time"));
  policy.attested = time_of(inputs, "attested");
  if (skew != NULL) {
    policy.clock_skew = (uint32_t)skew->valuedouble;
  }
  if (max_age != NULL) {
    policy.has_max_age = true;
    policy.max_age = (uint32_t)max_age->valuedouble;
  }
  policy.require_next_update = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(given, "require_next_update"));
  policy.accept_missing_nonce = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(given, "accept_missing_nonce"));
  return policy;
}

static void verify(limbo_bytes message, const cJSON* inputs, cJSON* answer) {
  const ocspan_verifier verifier = ocspan_openssl_verifier(false);
  const ocspan_hasher hasher = ocspan_openssl_hasher();
  const ocspan_policy policy = policy_of(inputs);
  const char* const serial = limbo_text(inputs, "serial");
  ocspan_bytes trusted[OCSPAN_MAX_CERTIFICATES], extra[OCSPAN_MAX_CERTIFICATES];
  ocspan_question question = {.nonce = view(limbo_member(inputs, "nonce")),
                              .trusted = trusted,
                              .trusted_count = certificate_list(inputs, "trusted_responders", trusted),
                              .certificates = extra,
                              .certificate_count = certificate_list(inputs, "extra_certificates", extra)};
  ocspan_response response;
  ocspan_certificate issuer, certificate;
  ocspan_cert_id asked;
  ocspan_hashes hashes;
  ocspan_verification result;
  ocspan_error error = ocspan_load_response(view(message), OCSPAN_TOLERATE_NONE, &response);
  if (error.code != OCSPAN_ERROR_NONE) {
    refuse_error(answer, "untrusted", error);
    return;
  }
  error = ocspan_load_certificate(view(limbo_member(inputs, "issuer")), OCSPAN_TOLERATE_ALL, &issuer);
  question.issuer = &issuer;
  if (error.code == OCSPAN_ERROR_NONE && serial != NULL) {
    error = ocspan_make_cert_id(serial_number(serial), &issuer, OCSPAN_HASH_SHA256, &hasher, &hashes, &asked);
    question.asked = &asked;
  } else if (error.code == OCSPAN_ERROR_NONE) {
    error = ocspan_load_certificate(view(limbo_member(inputs, "certificate")), OCSPAN_TOLERATE_ALL, &certificate);
    question.certificate = &certificate;
  }
  if (error.code == OCSPAN_ERROR_NONE) {
    error = ocspan_verify(&response, &question, &policy, &verifier, &hasher, &result);
  }
  if (error.code != OCSPAN_ERROR_NONE) {
    refuse_error(answer, "untrusted", error);
  } else if (result.verdict == OCSPAN_VERDICT_UNTRUSTED) {
    refuse(answer, "untrusted", reason_of_step(result.step), result.offset, ocspan_step_message(result.step));
  } else {
    cJSON* const fields = cJSON_AddObjectToObject(answer, "fields");
    limbo_verdict(answer, ocspan_verdict_name(result.verdict), NULL);
    put_time(fields, "revocationTime", result.revocation_time);
    if (result.has_revocation_reason) {
      cJSON_AddStringToObject(fields, "revocationReason", ocspan_reason_name(result.revocation_reason));
    } else {
      cJSON_AddNullToObject(fields, "revocationReason");
    }
    put_time(fields, "thisUpdate", result.this_update);
    put_time(fields, "nextUpdate", result.next_update);
    cJSON_AddBoolToObject(fields, "nocheck", result.nocheck);
  }
}

/* AcceptableResponses (RFC 6960 4.4.3) */
static ocspan_extension acceptable_responses(const cJSON* types) {
  static const uint8_t oid[] = {0x2b, 6, 1, 5, 5, 7, 0x30, 1, 4};
  uint8_t* const der = limbo_keep(malloc(128));
  uint8_t* end = der + 2;
  const cJSON* type;
  cJSON_ArrayForEach(type, types) {
    ASN1_OBJECT* const object = OBJ_txt2obj(type->valuestring, 1);
    i2d_ASN1_OBJECT(object, &end);
    ASN1_OBJECT_free(object);
  }
  der[0] = 0x30;
  der[1] = (uint8_t)(end - der - 2);
  return (ocspan_extension){.oid = {oid, sizeof oid}, .value = {der, (size_t)(end - der)}};
}

static void build_request(const cJSON* inputs, cJSON* answer) {
  enum { MOST = 32, LONGEST = 4096 };
  const ocspan_hasher hasher = ocspan_openssl_hasher();
  const cJSON* const types = cJSON_GetObjectItemCaseSensitive(inputs, "acceptable_responses");
  const char* const hash_name = limbo_text(inputs, "hash");
  const ocspan_hash hash = hash_name != NULL && strcmp(hash_name, "sha1") == 0 ? OCSPAN_HASH_SHA1 : OCSPAN_HASH_SHA256;
  const limbo_bytes issuer_der = limbo_member(inputs, "issuer");
  const char* const url = limbo_text(inputs, "responder_url");
  ocspan_error error = {0};
  ocspan_certificate issuer;
  ocspan_cert_id ids[MOST];
  ocspan_hashes hashes[MOST];
  ocspan_extension extension;
  ocspan_request_fields fields = {.cert_ids = ids, .nonce = view(limbo_member(inputs, "nonce")),
                                  .extensions = &extension, .allow_negative_serial_numbers = true};
  uint8_t out[LONGEST];
  char url_out[2 * LONGEST];
  size_t size, url_size;
  const cJSON* serial;
  if (cJSON_HasObjectItem(inputs, "requestor_name")) {
    limbo_verdict(answer, "skip", "the C interface writes no requestorName");
    return;
  }
  if (types != NULL) {
    extension = acceptable_responses(types);
    fields.extension_count = 1;
  }
  if (!cJSON_HasObjectItem(inputs, "issuer_name_hash")) {
    error = ocspan_load_certificate(view(issuer_der), OCSPAN_TOLERATE_ALL, &issuer);
  }
  cJSON_ArrayForEach(serial, cJSON_GetObjectItemCaseSensitive(inputs, "serials")) {
    ocspan_cert_id* const id = &ids[fields.cert_id_count];
    const ocspan_bytes number = serial_number(serial->valuestring);
    if (cJSON_HasObjectItem(inputs, "issuer_name_hash")) {
      *id = (ocspan_cert_id){ocspan_hash_algorithm(hash), view(limbo_member(inputs, "issuer_name_hash")),
                             view(limbo_member(inputs, "issuer_key_hash")), number};
    } else if (error.code == OCSPAN_ERROR_NONE) {
      error = ocspan_make_cert_id(number, &issuer, hash, &hasher, &hashes[fields.cert_id_count], id);
    }
    if (++fields.cert_id_count == MOST) {
      break;
    }
  }
  if (error.code == OCSPAN_ERROR_NONE) {
    error = ocspan_build_request(&fields, out, sizeof out, &size);
  }
  if (error.code == OCSPAN_ERROR_NONE && url != NULL) {
    error = ocspan_get_url(url, strlen(url), (ocspan_bytes){out, size}, url_out, sizeof url_out, &url_size);
  }
  if (error.code != OCSPAN_ERROR_NONE) {
    refuse_error(answer, "reject", error);
  } else {
    cJSON* const found = cJSON_AddObjectToObject(answer, "fields");
    limbo_verdict(answer, "accept", NULL);
    limbo_put_base64(found, "der", out, size);
    if (url != NULL) {
      put_text(found, "url", error, url_out, &url_size);
    }
  }
}

static void answer_case(const char* op, const cJSON* question, const cJSON* inputs, cJSON* answer) {
  const limbo_bytes message = limbo_member(question, "input");
  ocspan_error error = {0};
  if (strcmp(op, "parse_response") == 0) {
    ocspan_response response;
    error = ocspan_load_response(view(message), OCSPAN_TOLERATE_NONE, &response);
    if (error.code == OCSPAN_ERROR_NONE) {
      limbo_verdict(answer, "accept", NULL);
      put_response(cJSON_AddObjectToObject(answer, "fields"), &response);
    }
  } else if (strcmp(op, "parse_request") == 0) {
    ocspan_request request;
    error = ocspan_load_request(view(message), OCSPAN_TOLERATE_NONE, &request);
    if (error.code == OCSPAN_ERROR_NONE) {
      limbo_verdict(answer, "accept", NULL);
      put_request(cJSON_AddObjectToObject(answer, "fields"), &request);
    }
  } else if (strcmp(op, "build_request") == 0) {
    build_request(inputs, answer);
  } else {
    verify(message, inputs, answer);
  }
  if (error.code != OCSPAN_ERROR_NONE) {
    refuse_error(answer, "reject", error);
  }
}

int main(void) {
  return limbo_main(
      "{\"peer\":\"ocspan\",\"version\":\"" OCSPAN_VERSION_STRING "\",\"clock\":\"input\","
      "\"ops\":[\"parse_response\",\"parse_request\",\"verify\",\"verify_at\",\"build_request\"],"
      "\"features\":[\"multi\",\"signed-request\",\"nonce\",\"trusted-responder\",\"time-input\",\"pss\",\"eddsa\","
      "\"sha256-certid\",\"archive\",\"lightweight\"],"
      "\"hashes\":[\"sha1\",\"sha224\",\"sha256\",\"sha384\",\"sha512\"],"
      "\"signatures\":[\"rsa\",\"pss\",\"ecdsa\",\"ed25519\",\"ed448\"]}");
}
