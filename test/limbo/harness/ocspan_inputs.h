/* What the corpus asks ocspan, as its C interface wants it. What needs ASN.1 to be written, libcrypto makes. */
#ifndef OCSPAN_INPUTS_H
#define OCSPAN_INPUTS_H

#include <ocspan/ocspan.h>
#include <openssl/ocsp.h>
#include <openssl/x509v3.h>

#include "limbo.h"

static ocspan_bytes view(limbo_bytes bytes) { return (ocspan_bytes){bytes.data, bytes.size}; }

/* Two's complement of a decimal number. */
static ocspan_bytes serial_number(const char* decimal) {
  ASN1_INTEGER* const integer = s2i_ASN1_INTEGER(NULL, decimal);
  unsigned char* const out = limbo_allocate(strlen(decimal) + 16);
  unsigned char* end = out;
  i2d_ASN1_INTEGER(integer, &end);
  ASN1_INTEGER_free(integer);
  return (ocspan_bytes){out + 2, (size_t)(end - out) - 2}; /* behind tag and length */
}

static size_t certificate_list(const cJSON* inputs, const char* name, ocspan_bytes* out) {
  size_t count = 0;
  const cJSON* one;
  cJSON_ArrayForEach(one, limbo_get(inputs, name)) {
    if (count < OCSPAN_MAX_CERTIFICATES) {
      out[count++] = view(limbo_decode(one->valuestring));
    }
  }
  return count;
}

static ocspan_time time_of(const cJSON* inputs, const char* name) {
  ocspan_time time = {0};
  if (limbo_text(inputs, name) != NULL) {
    (void)ocspan_time_from_unix(limbo_time(limbo_text(inputs, name)), &time);
  }
  return time;
}

static ocspan_policy policy_of(const cJSON* inputs) {
  const cJSON* const given = limbo_get(inputs, "policy");
  ocspan_policy policy = ocspan_default_policy(time_of(inputs, "time"));
  policy.attested = time_of(inputs, "attested");
  policy.clock_skew = (uint32_t)limbo_number(given, "skew", policy.clock_skew);
  policy.has_max_age = cJSON_HasObjectItem(given, "max_age");
  policy.max_age = (uint32_t)limbo_number(given, "max_age", 0);
  policy.require_next_update = cJSON_IsTrue(limbo_get(given, "require_next_update"));
  policy.accept_missing_nonce = cJSON_IsTrue(limbo_get(given, "accept_missing_nonce"));
  return policy;
}

/* AcceptableResponses (RFC 6960 4.4.3). */
static ocspan_extension acceptable_responses(const cJSON* types) {
  static const uint8_t oid[] = {0x2b, 6, 1, 5, 5, 7, 0x30, 1, 4};
  X509_EXTENSION* const made = LIMBO_OWN(X509_EXTENSION, OCSP_accept_responses_new(limbo_texts(types)));
  const ASN1_OCTET_STRING* const value = X509_EXTENSION_get_data(made);
  return (ocspan_extension){.oid = {oid, sizeof oid},
                            .value = {ASN1_STRING_get0_data(value), (size_t)ASN1_STRING_length(value)}};
}

#endif
