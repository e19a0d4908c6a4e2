/* Verifies by the C interface and libcrypto: verify FOLDER [OPTION [VALUE]]... Inputs are DER in the folder, each in a
 * file of the option's name: response, --issuer, --cert, --request, --responder, --certs. Prints the members of the
 * command's document, a line each, once for each certificate in question. */
#include <ocspan/ocspan.h>
#include <ocspan/openssl/openssl_crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INPUT_SIZE (1 << 16)

static ocspan_bytes read_input(const char* folder, const char* name) {
  char path[512];
  ocspan_bytes content = {NULL, 0};
  FILE* file;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  file = fopen(path, "rb");
  if (file != NULL) {
    uint8_t* const buffer = malloc(INPUT_SIZE);
    content.data = buffer;
    content.size = buffer == NULL ? 0 : fread(buffer, 1, INPUT_SIZE, file);
    fclose(file);
  }
  return content;
}

static void check(ocspan_error error, const char* what) {
  if (error.code != OCSPAN_ERROR_NONE) {
    printf("error %s %u\n", ocspan_error_name(error.code), (unsigned)error.offset);
    fprintf(stderr, "%s: %s\n", what, ocspan_error_message(error.code));
    exit(0);
  }
}

static ocspan_time time_of(const char* seconds) {
  ocspan_time time;
  check(ocspan_time_from_unix(strtoll(seconds, NULL, 10), &time), "time");
  return time;
}

static void print_name(const char* key, const char* name) { printf("%s %s\n", key, name[0] == '\0' ? "null" : name); }
static void print_flag(const char* key, bool flag) { printf("%s %s\n", key, flag ? "true" : "false"); }

static void print_time(const char* key, ocspan_time time) {
  char text[32];
  size_t written;
  const bool is_there = ocspan_time_text(time, text, sizeof text, &written).code == OCSPAN_ERROR_NONE;
  printf("%s %.*s\n", key, is_there ? (int)written : 4, is_there ? text : "null");
}

static void print_signer(const ocspan_verification* result, const ocspan_certificate* issuer) {
  ocspan_certificate responder = *issuer;
  char text[1024];
  size_t written = 0;
  if (result->responder_certificate.data != NULL) {
    check(ocspan_load_certificate(result->responder_certificate, OCSPAN_TOLERATE_ALL, &responder), "responder");
  }
  if (result->signed_by != OCSPAN_SIGNED_BY_NOBODY) {
    check(ocspan_name_text(responder.subject, text, sizeof text, &written), "signerName");
  }
  printf("signerName %.*s\n", written == 0 ? 4 : (int)written, written == 0 ? "null" : text);
}

static void print_serial_number(ocspan_bytes serial_number) {
  char text[1024];
  size_t written;
  check(ocspan_integer_text(serial_number, text, sizeof text, &written), "serialNumber");
  printf("serialNumber %.*s\nserialNumberHex ", (int)written, text);
  for (written = 0; written < serial_number.size; ++written) {
    printf("%02x", serial_number.data[written]);
  }
  printf("\n");
}

static void print_tolerated(ocspan_tolerance tolerated) {
  printf("tolerated");
#define PRINT(NAME, name, number, text) printf("%s", (tolerated & (number)) != 0 ? " " #name : "");
  OCSPAN_TOLERANCES(PRINT)
#undef PRINT
  printf("\n");
}

/* What is verified, with which policy. */
static struct {
  ocspan_response response;
  ocspan_certificate issuer;
  ocspan_certificate certificate;
  ocspan_policy policy;
  bool accept_weak;
} given;

static void verify(const ocspan_question* question) {
  const ocspan_verifier verifier = ocspan_openssl_verifier(given.accept_weak);
  const ocspan_hasher hasher = ocspan_openssl_hasher();
  const ocspan_certificate* const certificate = question->certificate;
  ocspan_verification result;
  check(ocspan_verify(&given.response, question, &given.policy, &verifier, &hasher, &result), "verify");
  print_name("verdict", ocspan_verdict_name(result.verdict));
  print_name("step", result.step == OCSPAN_STEP_NONE ? "" : ocspan_step_name(result.step));
  print_name("message", ocspan_step_message(result.step));
  print_time("revocationTime", result.revocation_time);
  print_name("revocationReason", result.has_revocation_reason ? ocspan_reason_name(result.revocation_reason) : "");
  print_time("thisUpdate", result.this_update);
  print_time("nextUpdate", result.next_update);
  print_name("signer", ocspan_signed_by_name(result.signed_by));
  print_flag("nocheck", result.nocheck);
  print_time("usableUntil", result.usable_until);
  print_flag("severalAnswers", result.several_answers);
  if (result.step == OCSPAN_STEP_NONE) {
    printf("field null\noffset null\ninput null\n");
  } else {
    printf("field %s\noffset %u\ninput %s\n", ocspan_field_name(result.field), (unsigned)result.offset,
           ocspan_verify_input_name(result.input));
  }
  print_name("responseStatus", ocspan_response_status_name(given.response.response_status));
  print_time("at", given.policy.at);
  print_serial_number(certificate != NULL ? certificate->serial_number : question->asked->serial_number);
  print_signer(&result, &given.issuer);
  print_name("nonce", ocspan_nonce_check_name(result.nonce));
  print_flag("certificateExpired",
             certificate != NULL && ocspan_time_to_unix(certificate->not_after) < ocspan_time_to_unix(given.policy.at));
  print_tolerated(result.tolerated);
}

/* A serial number in hexadecimal, two's complement. */
static ocspan_bytes bytes_of(const char* hexadecimal, uint8_t* out) {
  ocspan_bytes bytes = {out, strlen(hexadecimal) / 2};
  size_t i;
  for (i = 0; i < bytes.size; ++i) {
    unsigned byte = 0;
    sscanf(hexadecimal + 2 * i, "%2x", &byte);
    out[i] = (uint8_t)byte;
  }
  return bytes;
}

static void verify_all(const char* folder, const char* serial) {
  const ocspan_hasher hasher = ocspan_openssl_hasher();
  const ocspan_bytes request_der = read_input(folder, "--request");
  const ocspan_bytes certificate = read_input(folder, "--cert");
  const ocspan_bytes responder = read_input(folder, "--responder");
  const ocspan_bytes more = read_input(folder, "--certs");
  ocspan_request request = {0};
  ocspan_question question = {0};
  ocspan_single_request one;
  ocspan_hashes hashes;
  ocspan_cert_id asked;
  uint8_t serial_number[64];

  question.issuer = &given.issuer;
  question.trusted = &responder;
  question.trusted_count = responder.data != NULL;
  question.certificates = &more;
  question.certificate_count = more.data != NULL;
  if (request_der.data != NULL) {
    check(ocspan_load_request(request_der, OCSPAN_TOLERATE_ALL, &request), "request");
    check(ocspan_find_nonce(request.extensions, &question.nonce), "nonce");
  }
  if (certificate.data != NULL) {
    check(ocspan_load_certificate(certificate, OCSPAN_TOLERATE_ALL, &given.certificate), "certificate");
    question.certificate = &given.certificate;
    verify(&question);
  } else if (serial != NULL) {
    check(ocspan_make_cert_id(bytes_of(serial, serial_number), &given.issuer, OCSPAN_HASH_SHA256, &hasher, &hashes,
                              &asked),
          "serial number");
    question.asked = &asked;
    verify(&question);
  } else {
    while (ocspan_next_request(&request.requests, &one)) {
      question.asked = &one.cert_id;
      verify(&question);
    }
  }
}

int main(int argc, char** argv) {
  const char* serial = NULL;
  int i;
  given.policy = ocspan_default_policy(time_of("0"));
  for (i = 2; i < argc; ++i) {
    const char* const option = argv[i];
    if (strcmp(option, "--accept-weak") == 0) {
      given.accept_weak = true;
    } else if (strcmp(option, "--require-next-update") == 0) {
      given.policy.require_next_update = true;
    } else if (strcmp(option, "--accept-missing-nonce") == 0) {
      given.policy.accept_missing_nonce = true;
    } else if (i + 1 == argc) {
      return 2;
    } else if (strcmp(option, "--at") == 0) {
      given.policy.at = time_of(argv[++i]);
    } else if (strcmp(option, "--attested") == 0) {
      given.policy.attested = time_of(argv[++i]);
    } else if (strcmp(option, "--max-age") == 0) {
      given.policy.has_max_age = true;
      given.policy.max_age = (uint32_t)strtoul(argv[++i], NULL, 10);
    } else if (strcmp(option, "--skew") == 0) {
      given.policy.clock_skew = (uint32_t)strtoul(argv[++i], NULL, 10);
    } else if (strcmp(option, "--tolerate") == 0) {
      given.policy.tolerance = (ocspan_tolerance)strtoul(argv[++i], NULL, 10);
    } else if (strcmp(option, "--serial") == 0) {
      serial = argv[++i];
    } else {
      return 2;
    }
  }
  check(ocspan_load_response(read_input(argv[1], "response"), given.policy.tolerance, &given.response), "response");
  check(ocspan_load_certificate(read_input(argv[1], "--issuer"), OCSPAN_TOLERATE_ALL, &given.issuer), "issuer");
  verify_all(argv[1], serial);
  return 0;
}
