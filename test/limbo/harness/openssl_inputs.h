/* What the corpus asks, as OpenSSL wants it, and where the answer to it is. */
#ifndef OPENSSL_INPUTS_H
#define OPENSSL_INPUTS_H

#include <openssl/ocsp.h>
#include <openssl/x509v3.h>

#include "limbo.h"

static X509* certificate(limbo_bytes der) {
  const unsigned char* at = der.data;
  return LIMBO_OWN(X509, d2i_X509(NULL, &at, (long)der.size));
}

static STACK_OF(X509) * certificates(const cJSON* inputs, const char* name) {
  STACK_OF(X509)* const out = sk_X509_new_null();
  const cJSON* one;
  limbo_own((void (*)(void*))OPENSSL_sk_free, out);
  cJSON_ArrayForEach(one, limbo_get(inputs, name)) {
    X509* const found = certificate(limbo_decode(one->valuestring));
    if (found != NULL) {
      sk_X509_push(out, found);
    }
  }
  return out;
}

/* The CertID of a serial number in decimal, by that hash. */
static OCSP_CERTID* make_id(const EVP_MD* hash, const char* serial, const X509* issuer) {
  ASN1_INTEGER* const number = LIMBO_OWN(ASN1_INTEGER, s2i_ASN1_INTEGER(NULL, serial));
  return OCSP_cert_id_new(hash, X509_get_subject_name(issuer), X509_get0_pubkey_bitstr(issuer), number);
}

/* Looks for the answer about the certificate. Returns its status, -1 if there is none. */
static int find_status(OCSP_BASICRESP* basic, const cJSON* inputs, const X509* issuer, X509* cert, int* reason,
                       ASN1_GENERALIZEDTIME** times) {
  int status, i, is_there = 0;
  for (i = 0; !is_there && i < OCSP_resp_count(basic); ++i) {
    ASN1_OBJECT* object;
    const EVP_MD* hash;
    OCSP_id_get0_info(NULL, &object, NULL, NULL, (OCSP_CERTID*)OCSP_SINGLERESP_get0_id(OCSP_resp_get0(basic, i)));
    hash = EVP_get_digestbyobj(object);
    if (hash != NULL) {
      OCSP_CERTID* const id = cert != NULL ? OCSP_cert_to_id(hash, cert, issuer)
                                           : make_id(hash, limbo_text(inputs, "serial"), issuer);
      is_there = OCSP_resp_find_status(basic, id, &status, reason, &times[0], &times[1], &times[2]);
      OCSP_CERTID_free(id);
    }
  }
  return is_there ? status : -1;
}

#endif
