/* Lints by the C interface and libcrypto: lint KIND FILE ISSUER SECONDS PROFILES [ONLY|-EXCEPT]. KIND is response, request or responder;
 * ISSUER and SECONDS may be "-", PROFILES is a number. Prints a line for each finding, then what was not looked at. */
#include <ocspan/ocspan_lint.h>
#include <ocspan/openssl/openssl_crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INPUT_SIZE (1 << 20)

static ocspan_bytes read_input(const char* path) {
  ocspan_bytes content = {NULL, 0};
  FILE* const file = fopen(path, "rb");
  uint8_t* const buffer = malloc(INPUT_SIZE);
  if (file == NULL || buffer == NULL) {
    fprintf(stderr, "%s cannot be read\n", path);
    exit(2);
  }
  content.data = buffer;
  content.size = fread(buffer, 1, INPUT_SIZE, file);
  fclose(file);
  return content;
}

static void print_finding(void* context, const ocspan_lint_finding* finding) {
  ++*(unsigned*)context;
  printf("%s %s %u %u %s\n", ocspan_lint_id(finding->lint), ocspan_lint_severity_name(finding->severity),
         (unsigned)finding->input, (unsigned)finding->at.offset, ocspan_error_name(finding->at.code));
}

int main(int argc, char** argv) {
  ocspan_lint_inputs inputs = {0};
  ocspan_lint_selection selection = {0};
  const ocspan_hasher hasher = ocspan_openssl_hasher();
  ocspan_lint_report report;
  ocspan_lint_number chosen = 0;
  unsigned count = 0, lint;
  if (argc < 6) {
    return 2;
  }
  *(argv[1][2] == 'q' ? &inputs.request : argv[1][4] == 'o' && argv[1][6] == 's' ? &inputs.response : &inputs.responder) =
      read_input(argv[2]);
  if (strcmp(argv[3], "-") != 0) {
    inputs.issuer = read_input(argv[3]);
  }
  if (strcmp(argv[4], "-") != 0) {
    (void)ocspan_time_from_unix(strtoll(argv[4], NULL, 10), &inputs.at);
  }
  selection.profiles = (ocspan_lint_profiles)strtoul(argv[5], NULL, 10);
  if (argc > 6) {
    const bool is_except = argv[6][0] == '-';
    chosen = ocspan_lint_find(argv[6] + (is_except ? 1 : 0));
    if (chosen == 0) {
      return 2;
    }
    selection.only = is_except ? NULL : &chosen;
    selection.only_count = 1;
    selection.except = is_except ? &chosen : NULL;
    selection.except_count = 1;
  }
  ocspan_lint(&inputs, &selection, &hasher, print_finding, &count, &report);
  for (lint = 1; lint <= OCSPAN_LINT_COUNT; ++lint) {
    if (report.not_applicable[lint]) {
      printf("not applicable %s\n", ocspan_lint_id((ocspan_lint_number)lint));
    }
    if (report.not_effective[lint]) {
      printf("not effective %s\n", ocspan_lint_id((ocspan_lint_number)lint));
    }
  }
  printf("%u findings\n", count);
  return 0;
}
