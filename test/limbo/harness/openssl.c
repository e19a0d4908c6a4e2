/* OpenSSL's libcrypto. An answer is looked up by the hash that it has, as curl does; what OCSP_basic_verify(),
 * OCSP_check_validity() and OCSP_check_nonce() say decides. */
#include <openssl/err.h>
#include <openssl/ocsp.h>

#include "limbo.h"
#include "openssl_fields.h"
#include "openssl_inputs.h"

static const char* last_error(void) {
  static char text[256];
  ERR_error_string_n(ERR_peek_error(), text, sizeof text);
  return text;
}

/* Whether the nonce will do; what `openssl ocsp` says is in OCSP_check_nonce(3). */
static int nonce_holds(OCSP_BASICRESP* basic, limbo_bytes nonce, const cJSON* policy) {
  OCSP_REQUEST* const request = LIMBO_OWN(OCSP_REQUEST, OCSP_REQUEST_new());
  int result;
  OCSP_request_add1_nonce(request, nonce.data, (int)nonce.size);
  result = OCSP_check_nonce(request, basic);
  return result > 0 || (result < 0 && cJSON_IsTrue(limbo_get(policy, "accept_missing_nonce")));
}

/* Returns what is wrong with the response; NULL if nothing is. */
static const char* verify(OCSP_BASICRESP* basic, const cJSON* inputs, cJSON* answer) {
  static const char* const verdicts[] = {"good", "revoked", "unknown"};
  X509* const issuer = certificate(limbo_member(inputs, "issuer"));
  X509* const cert = certificate(limbo_member(inputs, "certificate"));
  STACK_OF(X509)* const others = certificates(inputs, "extra_certificates");
  STACK_OF(X509)* const trusted = certificates(inputs, "trusted_responders");
  X509_STORE* const store = LIMBO_OWN(X509_STORE, X509_STORE_new());
  const limbo_bytes nonce = limbo_member(inputs, "nonce");
  const cJSON* const policy = limbo_get(inputs, "policy");
  ASN1_GENERALIZEDTIME* times[3] = {NULL, NULL, NULL};
  int reason, status;
  X509_STORE_add_cert(store, issuer);
  X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN); /* the issuer is trusted, whoever has issued it */
  sk_X509_push(others, issuer);
  ERR_clear_error();
  if (cert == NULL && limbo_text(inputs, "serial") == NULL) {
    return "d2i_X509()";
  }
  if (OCSP_basic_verify(basic, others, store, 0) <= 0 &&
      (sk_X509_num(trusted) == 0 || OCSP_basic_verify(basic, trusted, store, OCSP_TRUSTOTHER) <= 0)) {
    return last_error();
  }
  status = find_status(basic, inputs, issuer, cert, &reason, times);
  if (status < 0) {
    return "no answer about the certificate";
  }
  if (!OCSP_check_validity(times[1], times[2], (long)limbo_number(policy, "skew", 300),
                           (long)limbo_number(policy, "max_age", -1))) {
    return last_error();
  }
  if (nonce.data != NULL && !nonce_holds(basic, nonce, policy)) {
    return "OCSP_check_nonce()";
  }
  limbo_show(answer, verdicts[status], status_fields(status, reason, times[0], times[1], times[2]));
  return NULL;
}

static const char* build_request(const cJSON* inputs, cJSON* answer) {
  OCSP_REQUEST* const request = LIMBO_OWN(OCSP_REQUEST, OCSP_REQUEST_new());
  X509* const issuer = certificate(limbo_member(inputs, "issuer"));
  const char* const hash_name = limbo_text(inputs, "hash");
  const EVP_MD* const hash = EVP_get_digestbyname(hash_name == NULL ? "sha1" : hash_name);
  const limbo_bytes nonce = limbo_member(inputs, "nonce");
  const limbo_bytes name = limbo_member(inputs, "requestor_name");
  const unsigned char* at = name.data;
  const cJSON* const types = limbo_get(inputs, "acceptable_responses");
  const cJSON* serial;
  unsigned char* der = NULL;
  int size;
  if (issuer == NULL) {
    limbo_verdict(answer, "skip", "makes CertIDs of an issuer");
    return NULL;
  }
  cJSON_ArrayForEach(serial, limbo_get(inputs, "serials")) {
    OCSP_request_add0_id(request, make_id(hash, serial->valuestring, issuer));
  }
  if (types != NULL) {
    OCSP_REQUEST_add_ext(request, LIMBO_OWN(X509_EXTENSION, OCSP_accept_responses_new(limbo_texts(types))), -1);
  }
  if (nonce.data != NULL) {
    OCSP_request_add1_nonce(request, nonce.data, (int)nonce.size);
  }
  if (name.data != NULL) {
    OCSP_request_set1_name(request, LIMBO_OWN(X509_NAME, d2i_X509_NAME(NULL, &at, (long)name.size)));
  }
  size = i2d_OCSP_REQUEST(request, &der);
  if (size <= 0) {
    return last_error();
  }
  limbo_show(answer, "accept", limbo_object("der", limbo_base64(der, (size_t)size), NULL));
  OPENSSL_free(der);
  return NULL;
}

static const char* parse_request(limbo_bytes message, cJSON* answer) {
  const unsigned char* at = message.data;
  OCSP_REQUEST* const request = LIMBO_OWN(OCSP_REQUEST, d2i_OCSP_REQUEST(NULL, &at, (long)message.size));
  if (request == NULL || at != message.data + message.size) {
    return request == NULL ? last_error() : "bytes follow";
  }
  limbo_show(answer, "accept",
             limbo_object("requests", requests(request), "extensions", request_extensions(request), NULL));
  return NULL;
}

/* Reads a response and, if it is to be verified, does that. */
static const char* take_response(limbo_bytes message, int is_verified, const cJSON* inputs, cJSON* answer) {
  const unsigned char* at = message.data;
  OCSP_RESPONSE* const response = LIMBO_OWN(OCSP_RESPONSE, d2i_OCSP_RESPONSE(NULL, &at, (long)message.size));
  const int status = response == NULL ? -1 : OCSP_response_status(response);
  OCSP_BASICRESP* basic = NULL;
  if (response == NULL || at != message.data + message.size) {
    return response == NULL ? last_error() : "bytes follow";
  }
  if (status == OCSP_RESPONSE_STATUS_SUCCESSFUL) {
    basic = LIMBO_OWN(OCSP_BASICRESP, OCSP_response_get1_basic(response));
    if (basic == NULL) {
      return last_error();
    }
  }
  if (is_verified) {
    return basic == NULL ? OCSP_response_status_str(status) : verify(basic, inputs, answer);
  }
  limbo_show(answer, "accept", limbo_object("responseStatus", limbo_string(limbo_status(status)), "basic",
                                            basic == NULL ? cJSON_CreateNull() : basic_fields(basic), NULL));
  return NULL;
}

static void answer_case(const char* op, const cJSON* question, const cJSON* inputs, cJSON* answer) {
  const limbo_bytes message = limbo_member(question, "input");
  const char* wrong;
  ERR_clear_error();
  wrong = strcmp(op, "build_request") == 0   ? build_request(inputs, answer)
          : strcmp(op, "parse_request") == 0 ? parse_request(message, answer)
                                             : take_response(message, strcmp(op, "verify") == 0, inputs, answer);
  if (wrong != NULL) {
    limbo_refuse(answer, op, wrong);
  }
}

int main(void) {
  return limbo_main((limbo_hello){
      .peer = "openssl", .version = OpenSSL_version(OPENSSL_VERSION_STRING), .clock = "system",
      .ops = "parse_response parse_request verify build_request",
      .features = "multi signed-request nonce trusted-responder time-input pss eddsa sha256-certid",
      .hashes = "sha1 sha224 sha256 sha384 sha512", .signatures = "rsa pss ecdsa ed25519 ed448"});
}
