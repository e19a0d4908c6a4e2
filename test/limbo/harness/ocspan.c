/* ocspan by its C interface, with cryptography by libcrypto. */
#include <ocspan/ocspan.h>
#include <ocspan/openssl/openssl_crypto.h>

#include "limbo.h"
#include "ocspan_fields.h"
#include "ocspan_inputs.h"
#include "ocspan_reasons.h"

enum { MOST_SERIALS = 32 };

/* Returns the error of a call, if it has one. */
#define TRY(call)                          \
  do {                                     \
    const ocspan_error error = (call);     \
    if (error.code != OCSPAN_ERROR_NONE) { \
      return error;                        \
    }                                      \
  } while (0)

static void put_reason(cJSON* answer, const char* reason, uint32_t offset) {
  limbo_put(answer, "reason", reason == NULL ? NULL : limbo_string(reason));
  limbo_put(answer, "offset", cJSON_CreateNumber(offset));
}

static ocspan_error verify(ocspan_bytes message, const cJSON* inputs, cJSON* answer) {
  const ocspan_verifier verifier = ocspan_openssl_verifier(false);
  const ocspan_hasher hasher = ocspan_openssl_hasher();
  const ocspan_policy policy = policy_of(inputs);
  const char* const serial = limbo_text(inputs, "serial");
  ocspan_bytes trusted[OCSPAN_MAX_CERTIFICATES], extra[OCSPAN_MAX_CERTIFICATES];
  ocspan_response response;
  ocspan_certificate issuer, certificate;
  ocspan_cert_id asked;
  ocspan_hashes hashes;
  ocspan_verification result;
  const ocspan_question question = {
      .certificate = serial == NULL ? &certificate : NULL, .asked = &asked, .issuer = &issuer,
      .nonce = view(limbo_member(inputs, "nonce")),
      .trusted = trusted, .trusted_count = certificate_list(inputs, "trusted_responders", trusted),
      .certificates = extra, .certificate_count = certificate_list(inputs, "extra_certificates", extra)};
  TRY(ocspan_load_response(message, OCSPAN_TOLERATE_NONE, &response));
  TRY(ocspan_load_certificate(view(limbo_member(inputs, "issuer")), OCSPAN_TOLERATE_ALL, &issuer));
  if (serial == NULL) {
    TRY(ocspan_load_certificate(view(limbo_member(inputs, "certificate")), OCSPAN_TOLERATE_ALL, &certificate));
  } else {
    TRY(ocspan_make_cert_id(serial_number(serial), &issuer, OCSPAN_HASH_SHA256, &hasher, &hashes, &asked));
  }
  TRY(ocspan_verify(&response, &question, &policy, &verifier, &hasher, &result));
  if (result.verdict == OCSPAN_VERDICT_UNTRUSTED) {
    limbo_verdict(answer, "untrusted", ocspan_step_message(result.step));
    put_reason(answer, reason_of(step_reasons, ocspan_step_name(result.step)), result.offset);
  } else {
    limbo_show(answer, ocspan_verdict_name(result.verdict), verification_fields(&result));
  }
  return (ocspan_error){0};
}

static ocspan_error build_request(const cJSON* inputs, cJSON* answer) {
  if (cJSON_HasObjectItem(inputs, "requestor_name")) {
    limbo_verdict(answer, "skip", "the C interface writes no requestorName");
    return (ocspan_error){0};
  }
  const ocspan_hasher hasher = ocspan_openssl_hasher();
  const cJSON* const types = limbo_get(inputs, "acceptable_responses");
  const char* const hash_name = limbo_text(inputs, "hash");
  const ocspan_hash hash = hash_name != NULL && strcmp(hash_name, "sha1") == 0 ? OCSPAN_HASH_SHA1 : OCSPAN_HASH_SHA256;
  const char* const url = limbo_text(inputs, "responder_url");
  const bool has_hashes = cJSON_HasObjectItem(inputs, "issuer_name_hash");
  ocspan_certificate issuer;
  ocspan_cert_id ids[MOST_SERIALS];
  ocspan_hashes hashes[MOST_SERIALS];
  const ocspan_extension extension = types == NULL ? (ocspan_extension){0} : acceptable_responses(types);
  ocspan_request_fields fields = {.cert_ids = ids, .nonce = view(limbo_member(inputs, "nonce")),
      .extensions = &extension, .extension_count = types != NULL, .allow_negative_serial_numbers = true};
  uint8_t out[4096];
  size_t size;
  const cJSON* serial;
  if (!has_hashes) {
    TRY(ocspan_load_certificate(view(limbo_member(inputs, "issuer")), OCSPAN_TOLERATE_ALL, &issuer));
  }
  cJSON_ArrayForEach(serial, limbo_get(inputs, "serials")) {
    const size_t i = fields.cert_id_count++;
    if (i == MOST_SERIALS) {
      break;
    }
    ids[i] = (ocspan_cert_id){ocspan_hash_algorithm(hash), view(limbo_member(inputs, "issuer_name_hash")),
                              view(limbo_member(inputs, "issuer_key_hash")), serial_number(serial->valuestring)};
    if (!has_hashes) {
      TRY(ocspan_make_cert_id(ids[i].serial_number, &issuer, hash, &hasher, &hashes[i], &ids[i]));
    }
  }
  TRY(ocspan_build_request(&fields, out, sizeof out, &size));
  limbo_show(answer, "accept", limbo_object("der", limbo_base64(out, size), NULL));
  if (url != NULL) {
    TRY(ocspan_get_url(url, strlen(url), (ocspan_bytes){out, size}, text, sizeof text, &text_size));
    limbo_put(cJSON_GetObjectItem(answer, "fields"), "url", written((ocspan_error){0}));
  }
  return (ocspan_error){0};
}

static ocspan_error parse_response(ocspan_bytes message, cJSON* answer) {
  ocspan_response response;
  TRY(ocspan_load_response(message, OCSPAN_TOLERATE_NONE, &response));
  limbo_show(answer, "accept", response_fields(&response));
  return (ocspan_error){0};
}

static ocspan_error parse_request(ocspan_bytes message, cJSON* answer) {
  ocspan_request request;
  TRY(ocspan_load_request(message, OCSPAN_TOLERATE_NONE, &request));
  limbo_show(answer, "accept", request_fields(&request));
  return (ocspan_error){0};
}

static void answer_case(const char* op, const cJSON* question, const cJSON* inputs, cJSON* answer) {
  const ocspan_bytes message = view(limbo_member(question, "input"));
  const ocspan_error error = strcmp(op, "parse_response") == 0  ? parse_response(message, answer)
                             : strcmp(op, "parse_request") == 0 ? parse_request(message, answer)
                             : strcmp(op, "build_request") == 0 ? build_request(inputs, answer)
                                                                : verify(message, inputs, answer);
  if (error.code != OCSPAN_ERROR_NONE) {
    char detail[512];
    sprintf(detail, "%s: %s", ocspan_field_name(error.field), ocspan_error_message(error.code));
    limbo_refuse(answer, op, detail);
    put_reason(answer, reason_of(error_reasons, ocspan_error_name(error.code)), error.offset);
  }
}

int main(void) {
  return limbo_main((limbo_hello){
      .peer = "ocspan", .version = OCSPAN_VERSION_STRING, .clock = "input",
      .ops = "parse_response parse_request verify verify_at build_request",
      .features = "multi signed-request nonce trusted-responder time-input pss eddsa sha256-certid archive lightweight",
      .hashes = "sha1 sha224 sha256 sha384 sha512", .signatures = "rsa pss ecdsa ed25519 ed448"});
}
