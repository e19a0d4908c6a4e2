/* libksba, which GnuPG's dirmngr reads OCSP with. It reads a response as the answer to a request of its own, here about
 * the certificate in the file named as argument, and shows what is said of that one only. It checks no signature. */
#include <ksba.h>

#include "limbo.h"

static ksba_cert_t asked;

static cJSON* basic_fields(ksba_ocsp_t ocsp) {
  cJSON* const certificates = cJSON_CreateArray();
  ksba_isotime_t produced; /* "20350101T000000" */
  ksba_sexp_t signature = ksba_ocsp_get_sig_val(ocsp, produced);
  ksba_cert_t certificate;
  char time[32];
  int i;
  sprintf(time, "%.8s%.6sZ", produced, produced + 9);
  for (i = 0; (certificate = ksba_ocsp_get_cert(ocsp, i)) != NULL && i < LIMBO_MOST; ++i) {
    size_t size;
    const unsigned char* const der = ksba_cert_get_image(certificate, &size);
    cJSON_AddItemToArray(certificates, limbo_hex(der, size));
    ksba_cert_release(certificate);
  }
  ksba_free(signature);
  return limbo_object("certificates", certificates, "producedAt", limbo_generalized_time(time, 15), NULL);
}

static void answer_case(const char* op, const cJSON* question, const cJSON* inputs, cJSON* answer) {
  const limbo_bytes message = limbo_member(question, "input");
  ksba_ocsp_response_status_t status;
  ksba_ocsp_t ocsp;
  gpg_error_t error;
  (void)inputs;
  ksba_ocsp_new(&ocsp);
  ksba_ocsp_add_target(ocsp, asked, asked);
  ksba_ocsp_prepare_request(ocsp);
  error = ksba_ocsp_parse_response(ocsp, message.data, message.size, &status);
  if (error == 0 && status == KSBA_OCSP_RSPSTATUS_REPLAYED) {
    limbo_verdict(answer, "skip", "it compares the nonce with that of its own request");
  } else if (error != 0) {
    limbo_refuse(answer, op, gpg_strerror(error));
  } else {
    cJSON* const basic = status == KSBA_OCSP_RSPSTATUS_SUCCESS ? basic_fields(ocsp) : cJSON_CreateNull();
    limbo_show(answer, "accept",
               limbo_object("responseStatus", limbo_string(limbo_status((long)status)), "basic", basic, NULL));
  }
  ksba_ocsp_release(ocsp);
}

int main(int argc, char** argv) {
  unsigned char der[4096];
  FILE* const file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL || ksba_cert_new(&asked) != 0 ||
      ksba_cert_init_from_mem(asked, der, fread(der, 1, sizeof der, file)) != 0) {
    fputs("libksba CERTIFICATE\n", stderr);
    return 2;
  }
  return limbo_main((limbo_hello){.peer = "libksba", .version = ksba_check_version(NULL), .clock = "input",
                                  .ops = "parse_response", .features = "multi nonce pss eddsa ml-dsa sha256-certid",
                                  .hashes = "", .signatures = ""});
}
