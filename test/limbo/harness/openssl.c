/* OpenSSL's libcrypto. An answer is looked up by the hash that it has, as curl does; what OCSP_basic_verify(),
 * OCSP_check_validity() and OCSP_check_nonce() say decides. */
#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/x509.h>

#include "limbo.h"

static const char* last_error(void) {
  static char text[256];
  ERR_error_string_n(ERR_peek_error(), text, sizeof text);
  return text;
}

static void put_oid(cJSON* object, const char* name, const ASN1_OBJECT* oid) {
  char text[1024];
  if (OBJ_obj2txt(text, sizeof text, oid, 1) < (int)sizeof text) {
    cJSON_AddStringToObject(cJSON_AddObjectToObject(object, name), "oid", text);
  }
}

static void put_string(cJSON* object, const char* name, const ASN1_STRING* string) {
  limbo_put_hex(object, name, ASN1_STRING_get0_data(string), (size_t)ASN1_STRING_length(string));
}

/* Two's complement, which only the DER has. */
static void put_integer(cJSON* object, const char* name, const ASN1_INTEGER* integer) {
  unsigned char* der = NULL;
  const int size = i2d_ASN1_INTEGER(integer, &der);
  const unsigned char* at = der;
  long length;
  int tag, of;
  ASN1_get_object(&at, &length, &tag, &of, size);
  limbo_put_hex(object, name, at, (size_t)length);
  OPENSSL_free(der);
}

static void put_time(cJSON* object, const char* name, const ASN1_GENERALIZEDTIME* time) {
  if (time == NULL) {
    cJSON_AddNullToObject(object, name);
  } else {
    limbo_put_generalized_time(object, name, (const char*)ASN1_STRING_get0_data(time), (size_t)ASN1_STRING_length(time));
  }
}

static void put_cert_id(cJSON* object, OCSP_CERTID* id) {
  cJSON* const out = cJSON_AddObjectToObject(object, "certId");
  ASN1_OCTET_STRING *name, *key;
  ASN1_OBJECT* hash;
  ASN1_INTEGER* serial;
  OCSP_id_get0_info(&name, &hash, &key, &serial, id);
  put_oid(out, "hashAlgorithm", hash);
  put_string(out, "issuerNameHash", name);
  put_string(out, "issuerKeyHash", key);
  put_integer(out, "serialNumberHex", serial);
}

static void put_extensions(cJSON* object, const STACK_OF(X509_EXTENSION) * extensions) {
  cJSON* const list = cJSON_AddArrayToObject(object, "extensions");
  int i;
  for (i = 0; i < sk_X509_EXTENSION_num(extensions) && i < LIMBO_MOST; ++i) {
    X509_EXTENSION* const one = sk_X509_EXTENSION_value(extensions, i);
    cJSON* const out = cJSON_CreateObject();
    char oid[1024];
    if (OBJ_obj2txt(oid, sizeof oid, X509_EXTENSION_get_object(one), 1) < (int)sizeof oid) {
      cJSON_AddStringToObject(out, "oid", oid);
    }
    cJSON_AddBoolToObject(out, "critical", X509_EXTENSION_get_critical(one));
    put_string(out, "value", X509_EXTENSION_get_data(one));
    cJSON_AddItemToArray(list, out);
  }
}

/* The lists of extensions have no accessor of their own. */
#define EXTENSIONS(TYPE, object)                                              \
  STACK_OF(X509_EXTENSION)* list = sk_X509_EXTENSION_new_null();              \
  int at;                                                                     \
  for (at = 0; at < TYPE##_get_ext_count(object) && at < LIMBO_MOST; ++at) {  \
    sk_X509_EXTENSION_push(list, TYPE##_get_ext(object, at));                 \
  }

static void put_single(cJSON* array, OCSP_SINGLERESP* single) {
  cJSON* const out = cJSON_CreateObject();
  ASN1_GENERALIZEDTIME *revoked, *this_update, *next_update;
  int reason;
  const int status = OCSP_single_get0_status(single, &reason, &revoked, &this_update, &next_update);
  EXTENSIONS(OCSP_SINGLERESP, single)
  put_cert_id(out, (OCSP_CERTID*)OCSP_SINGLERESP_get0_id(single));
  cJSON_AddStringToObject(out, "certStatus", OCSP_cert_status_str(status));
  put_time(out, "revocationTime", status == V_OCSP_CERTSTATUS_REVOKED ? revoked : NULL);
  limbo_put_text(out, "revocationReason", status == V_OCSP_CERTSTATUS_REVOKED ? limbo_reason(reason) : NULL);
  put_time(out, "thisUpdate", this_update);
  put_time(out, "nextUpdate", next_update);
  put_extensions(out, list);
  sk_X509_EXTENSION_free(list);
  cJSON_AddItemToArray(array, out);
}

static void put_basic(cJSON* fields, OCSP_BASICRESP* basic) {
  cJSON* const out = cJSON_AddObjectToObject(fields, "basic");
  cJSON* const id = cJSON_AddObjectToObject(out, "responderId");
  cJSON* const list_out = cJSON_AddArrayToObject(out, "responses");
  const ASN1_OCTET_STRING* key;
  const X509_NAME* name;
  const ASN1_OBJECT* algorithm;
  int i;
  EXTENSIONS(OCSP_BASICRESP, basic)
  OCSP_resp_get0_id(basic, &key, &name);
  if (key != NULL) {
    put_string(id, "byKey", key);
  } else {
    unsigned char* der = NULL;
    const int size = i2d_X509_NAME(name, &der);
    limbo_put_hex(id, "byNameDer", der, (size_t)size);
    OPENSSL_free(der);
  }
  put_time(out, "producedAt", OCSP_resp_get0_produced_at(basic));
  for (i = 0; i < OCSP_resp_count(basic) && i < LIMBO_MOST; ++i) {
    put_single(list_out, OCSP_resp_get0(basic, i));
  }
  put_extensions(out, list);
  sk_X509_EXTENSION_free(list);
  X509_ALGOR_get0(&algorithm, NULL, NULL, OCSP_resp_get0_tbs_sigalg(basic));
  put_oid(out, "signatureAlgorithm", algorithm);
  put_string(out, "signature", OCSP_resp_get0_signature(basic));
}

static void put_request(cJSON* fields, OCSP_REQUEST* request) {
  cJSON* const out = cJSON_AddArrayToObject(fields, "requests");
  int i;
  EXTENSIONS(OCSP_REQUEST, request)
  for (i = 0; i < OCSP_request_onereq_count(request) && i < LIMBO_MOST; ++i) {
    cJSON* const one = cJSON_CreateObject();
    put_cert_id(one, OCSP_onereq_get0_id(OCSP_request_onereq_get0(request, i)));
    cJSON_AddItemToArray(out, one);
  }
  put_extensions(fields, list);
  sk_X509_EXTENSION_free(list);
}

static X509* certificate(limbo_bytes der) {
  const unsigned char* at = der.data;
  return d2i_X509(NULL, &at, (long)der.size);
}

static STACK_OF(X509) * certificates(const cJSON* inputs, const char* name) {
  STACK_OF(X509)* const out = sk_X509_new_null();
  const cJSON* one;
  cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(inputs, name)) {
    X509* const found = certificate(limbo_decode(one->valuestring));
    if (found != NULL) {
      sk_X509_push(out, found);
    }
  }
  return out;
}

/* The CertID of what is asked about, by that hash. */
static OCSP_CERTID* make_id(const EVP_MD* hash, const char* serial, const X509* issuer) {
  BIGNUM* number = NULL;
  ASN1_INTEGER* integer;
  OCSP_CERTID* id;
  BN_dec2bn(&number, serial);
  integer = BN_to_ASN1_INTEGER(number, NULL);
  id = OCSP_cert_id_new(hash, X509_get_subject_name(issuer), X509_get0_pubkey_bitstr(issuer), integer);
  ASN1_INTEGER_free(integer);
  BN_free(number);
  return id;
}

/* Looks for the answer about the certificate. Returns its status, -1 if there is none. */
static int find_status(OCSP_BASICRESP* basic, const cJSON* inputs, const X509* issuer, X509* cert, int* reason,
                       ASN1_GENERALIZEDTIME** times) {
  int i;
  for (i = 0; i < OCSP_resp_count(basic); ++i) {
    OCSP_CERTID* const found = (OCSP_CERTID*)OCSP_SINGLERESP_get0_id(OCSP_resp_get0(basic, i));
    ASN1_OBJECT* oid;
    const EVP_MD* hash;
    OCSP_CERTID* id;
    int status, is_there;
    OCSP_id_get0_info(NULL, &oid, NULL, NULL, found);
    hash = EVP_get_digestbyobj(oid);
    if (hash == NULL) {
      continue;
    }
    id = cert != NULL ? OCSP_cert_to_id(hash, cert, issuer) : make_id(hash, limbo_text(inputs, "serial"), issuer);
    is_there = OCSP_resp_find_status(basic, id, &status, reason, &times[0], &times[1], &times[2]);
    OCSP_CERTID_free(id);
    if (is_there) {
      return status;
    }
  }
  return -1;
}

/* Whether the nonce will do; what `openssl ocsp` says is in OCSP_check_nonce(3). */
static int nonce_holds(OCSP_BASICRESP* basic, const cJSON* inputs) {
  const limbo_bytes nonce = limbo_member(inputs, "nonce");
  OCSP_REQUEST* const request = OCSP_REQUEST_new();
  const cJSON* const policy = cJSON_GetObjectItemCaseSensitive(inputs, "policy");
  int result;
  if (nonce.data != NULL) {
    OCSP_request_add1_nonce(request, nonce.data, (int)nonce.size);
  }
  result = OCSP_check_nonce(request, basic);
  OCSP_REQUEST_free(request);
  return result > 0 || (result < 0 && cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(policy, "accept_missing_nonce")));
}

static long seconds_of(const cJSON* inputs, const char* name, long without) {
  const cJSON* const policy = cJSON_GetObjectItemCaseSensitive(inputs, "policy");
  const cJSON* const given = cJSON_GetObjectItemCaseSensitive(policy, name);
  return given == NULL ? without : (long)given->valuedouble;
}

static void verify(OCSP_BASICRESP* basic, const cJSON* inputs, cJSON* answer) {
  static const char* const verdicts[] = {"good", "revoked", "unknown"};
  X509* const issuer = certificate(limbo_member(inputs, "issuer"));
  X509* const cert = certificate(limbo_member(inputs, "certificate"));
  STACK_OF(X509)* const others = certificates(inputs, "extra_certificates");
  STACK_OF(X509)* const trusted = certificates(inputs, "trusted_responders");
  X509_STORE* const store = X509_STORE_new();
  ASN1_GENERALIZEDTIME* times[3] = {NULL, NULL, NULL};
  int reason, status;
  const char* wrong = NULL;
  X509_STORE_add_cert(store, issuer);
  X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN); /* the issuer is trusted, whoever has issued it */
  X509_up_ref(issuer);
  sk_X509_push(others, issuer);
  ERR_clear_error();
  if (cert == NULL && limbo_text(inputs, "serial") == NULL) {
    wrong = "d2i_X509()";
  } else if (OCSP_basic_verify(basic, others, store, 0) <= 0 &&
      (sk_X509_num(trusted) == 0 || OCSP_basic_verify(basic, trusted, store, OCSP_TRUSTOTHER) <= 0)) {
    wrong = last_error();
  }
  status = wrong != NULL ? -1 : find_status(basic, inputs, issuer, cert, &reason, times);
  if (wrong == NULL && status < 0) {
    wrong = "no answer about the certificate";
  } else if (wrong == NULL &&
             !OCSP_check_validity(times[1], times[2], seconds_of(inputs, "skew", 300), seconds_of(inputs, "max_age", -1))) {
    wrong = last_error();
  } else if (wrong == NULL && limbo_text(inputs, "nonce") != NULL && !nonce_holds(basic, inputs)) {
    wrong = "OCSP_check_nonce()";
  }
  limbo_verdict(answer, wrong != NULL ? "untrusted" : verdicts[status], wrong);
  if (wrong == NULL) {
    cJSON* const fields = cJSON_AddObjectToObject(answer, "fields");
    put_time(fields, "revocationTime", status == V_OCSP_CERTSTATUS_REVOKED ? times[0] : NULL);
    limbo_put_text(fields, "revocationReason", status == V_OCSP_CERTSTATUS_REVOKED ? limbo_reason(reason) : NULL);
    put_time(fields, "thisUpdate", times[1]);
    put_time(fields, "nextUpdate", times[2]);
  }
  X509_STORE_free(store);
  sk_X509_pop_free(trusted, X509_free);
  sk_X509_pop_free(others, X509_free);
  X509_free(cert);
  X509_free(issuer);
}

static void build_request(const cJSON* inputs, cJSON* answer) {
  OCSP_REQUEST* const request = OCSP_REQUEST_new();
  X509* const issuer = certificate(limbo_member(inputs, "issuer"));
  const char* const hash = limbo_text(inputs, "hash");
  const limbo_bytes nonce = limbo_member(inputs, "nonce");
  const limbo_bytes name_der = limbo_member(inputs, "requestor_name");
  const cJSON* one;
  char* types[16] = {NULL};
  int count = 0, size;
  unsigned char* der = NULL;
  if (issuer == NULL) {
    limbo_verdict(answer, "skip", "makes CertIDs of an issuer");
    OCSP_REQUEST_free(request);
    return;
  }
  cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(inputs, "serials")) {
    OCSP_request_add0_id(request, make_id(EVP_get_digestbyname(hash == NULL ? "sha1" : hash), one->valuestring, issuer));
  }
  cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(inputs, "acceptable_responses")) {
    types[count < 15 ? count++ : 15] = one->valuestring;
  }
  if (count > 0) {
    X509_EXTENSION* const extension = OCSP_accept_responses_new(types);
    OCSP_REQUEST_add_ext(request, extension, -1);
    X509_EXTENSION_free(extension);
  }
  if (nonce.data != NULL) {
    OCSP_request_add1_nonce(request, nonce.data, (int)nonce.size);
  }
  if (name_der.data != NULL) {
    const unsigned char* at = name_der.data;
    X509_NAME* const name = d2i_X509_NAME(NULL, &at, (long)name_der.size);
    OCSP_request_set1_name(request, name);
    X509_NAME_free(name);
  }
  size = i2d_OCSP_REQUEST(request, &der);
  limbo_verdict(answer, size > 0 ? "accept" : "reject", size > 0 ? NULL : last_error());
  if (size > 0) {
    limbo_put_base64(cJSON_AddObjectToObject(answer, "fields"), "der", der, (size_t)size);
  }
  OPENSSL_free(der);
  X509_free(issuer);
  OCSP_REQUEST_free(request);
}

static void answer_case(const char* op, const cJSON* question, const cJSON* inputs, cJSON* answer) {
  const limbo_bytes message = limbo_member(question, "input");
  const unsigned char* at = message.data;
  ERR_clear_error();
  if (strcmp(op, "build_request") == 0) {
    build_request(inputs, answer);
  } else if (strcmp(op, "parse_request") == 0) {
    OCSP_REQUEST* const request = d2i_OCSP_REQUEST(NULL, &at, (long)message.size);
    if (request == NULL || at != message.data + message.size) {
      limbo_refuse(answer, op, request == NULL ? last_error() : "bytes follow");
    } else {
      limbo_verdict(answer, "accept", NULL);
      put_request(cJSON_AddObjectToObject(answer, "fields"), request);
    }
    OCSP_REQUEST_free(request);
  } else {
    OCSP_RESPONSE* const response = d2i_OCSP_RESPONSE(NULL, &at, (long)message.size);
    const int status = response == NULL ? -1 : OCSP_response_status(response);
    const int is_successful = status == OCSP_RESPONSE_STATUS_SUCCESSFUL;
    OCSP_BASICRESP* const basic = is_successful ? OCSP_response_get1_basic(response) : NULL;
    if (response == NULL || at != message.data + message.size) {
      limbo_refuse(answer, op, response == NULL ? last_error() : "bytes follow");
    } else if (is_successful && basic == NULL) {
      limbo_refuse(answer, op, last_error());
    } else if (strcmp(op, "verify") == 0) {
      if (basic == NULL) {
        limbo_refuse(answer, op, OCSP_response_status_str(status));
      } else {
        verify(basic, inputs, answer);
      }
    } else {
      cJSON* const fields = cJSON_AddObjectToObject(answer, "fields");
      limbo_verdict(answer, "accept", NULL);
      limbo_put_text(fields, "responseStatus", limbo_status(status));
      if (basic != NULL) {
        put_basic(fields, basic);
      } else {
        cJSON_AddNullToObject(fields, "basic");
      }
    }
    OCSP_BASICRESP_free(basic);
    OCSP_RESPONSE_free(response);
  }
}

int main(void) {
  static char hello[1024];
  sprintf(hello,
          "{\"peer\":\"openssl\",\"version\":\"%s\",\"clock\":\"system\","
          "\"ops\":[\"parse_response\",\"parse_request\",\"verify\",\"build_request\"],"
          "\"features\":[\"multi\",\"signed-request\",\"nonce\",\"trusted-responder\",\"time-input\",\"pss\",\"eddsa\","
          "\"sha256-certid\"],\"hashes\":[\"sha1\",\"sha224\",\"sha256\",\"sha384\",\"sha512\"],"
          "\"signatures\":[\"rsa\",\"pss\",\"ecdsa\",\"ed25519\",\"ed448\"]}",
          OpenSSL_version(OPENSSL_VERSION_STRING));
  return limbo_main(hello);
}
