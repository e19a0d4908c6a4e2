/* Verifies a response by OpenSSL's libcrypto: verify ISSUER.pem CERTIFICATE.pem RESPONSE.der SECONDS-SINCE-1970. Prints the
 * verdict. The projects in C of this folder build it. */
#include <ocspan/ocspan.h>
#include <ocspan/openssl/openssl_crypto.h>
#include <stdio.h>
#include <stdlib.h>

static uint8_t content[65536];

static size_t read_file(const char* path) {
  FILE* const file = fopen(path, "rb");
  const size_t size = file == NULL ? 0 : fread(content, 1, sizeof content, file);
  if (file != NULL) {
    fclose(file);
  }
  return size;
}

static bool load_certificate(const char* path, uint8_t* buffer, size_t size, ocspan_certificate* certificate) {
  return ocspan_load_pem_certificate((const char*)content, read_file(path), OCSPAN_TOLERATE_NONE, buffer, size,
                                     certificate)
             .code == OCSPAN_ERROR_NONE;
}

int main(int argc, char** argv) {
  static uint8_t issuer_buffer[sizeof content], certificate_buffer[sizeof content];
  const ocspan_verifier verifier = ocspan_openssl_verifier(false);
  const ocspan_hasher hasher = ocspan_openssl_hasher();
  ocspan_certificate issuer, certificate;
  ocspan_response response;
  ocspan_question question = {0};
  ocspan_policy policy;
  ocspan_time now;
  ocspan_verification verification;
  ocspan_bytes der = {content, 0};
  if (argc != 5) {
    return 2;
  }
  if (!load_certificate(argv[1], issuer_buffer, sizeof issuer_buffer, &issuer) ||
      !load_certificate(argv[2], certificate_buffer, sizeof certificate_buffer, &certificate)) {
    printf("malformed\n");
    return 1;
  }
  question.issuer = &issuer;
  question.certificate = &certificate;
  der.size = read_file(argv[3]);
  if (ocspan_load_response(der, OCSPAN_TOLERATE_NONE, &response).code != OCSPAN_ERROR_NONE ||
      ocspan_time_from_unix(atoll(argv[4]), &now).code != OCSPAN_ERROR_NONE) {
    printf("malformed\n");
    return 1;
  }
  policy = ocspan_default_policy(now);
  if (ocspan_verify(&response, &question, &policy, &verifier, &hasher, &verification).code != OCSPAN_ERROR_NONE) {
    printf("incomplete\n");
    return 1;
  }
  printf("%s\n", ocspan_verdict_name(verification.verdict));
  return verification.verdict == OCSPAN_VERDICT_GOOD ? 0 : 1;
}
