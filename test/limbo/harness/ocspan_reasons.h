/* The corpus's words for what ocspan says is wrong. */
#ifndef OCSPAN_REASONS_H
#define OCSPAN_REASONS_H

#include <ocspan/ocspan.h>
#include <string.h>

/* A word of the corpus, and the names in words.h that it stands for. */
typedef struct ocspan_reason_names {
  const char* word;
  const char* names[8];
} ocspan_reason_names;

static const ocspan_reason_names error_reasons[] = {
    {"missing", {"missing", "response_bytes_missing"}},
    {"length", {"truncated", "indefinite_length", "length_not_minimal", "reserved_length"}},
    {"trailing", {"trailing_data"}},
    {"tag", {"wrong_tag", "high_tag", "bad_high_tag", "reserved_tag"}},
    {"boolean", {"bad_boolean"}},
    {"integer", {"integer_empty", "integer_not_minimal"}},
    {"value", {"undefined_value", "response_bytes_in_error"}},
    {"oid", {"bad_oid"}},
    {"bits", {"bad_bit_string"}},
    {"null", {"null_content"}},
    {"string", {"bad_string"}},
    {"time", {"time_form", "time_value"}},
    {"default", {"explicit_default"}},
    {"order", {"unsorted_set"}},
    {"empty", {"empty_rdn", "empty_extensions", "empty_list"}},
    {"version", {"unsupported_version"}},
    {"type", {"unsupported_response_type"}},
    {"duplicate", {"duplicate"}},
    {"size", {"wrong_length"}},
    {"limit", {"input_too_long"}},
    {"syntax", {NULL}}};

static const ocspan_reason_names step_reasons[] = {
    {"not_successful", {"not_successful"}},
    {"no_match", {"wrong_issuer", "no_answer", "certificate_bad_signature"}},
    {"hash", {"unsupported_hash"}},
    {"no_signer", {"no_signer"}},
    {"signer_unauthorized",
     {"signer_not_issued_by_issuer", "signer_not_for_ocsp", "signer_key_usage", "signer_critical_extension",
      "signer_bad_signature"}},
    {"signer_validity", {"signer_not_yet_valid", "signer_expired"}},
    {"signature", {"unsupported_signature_algorithm", "weak_signature_algorithm", "bad_signature"}},
    {"limit", {"too_many_signers"}},
    {"critical", {"critical_extension"}},
    {"future", {"produced_in_future", "not_yet_valid"}},
    {"expired", {"update_order", "next_update_missing", "expired", "outside_attested_time"}},
    {"too_old", {"too_old"}},
    {"nonce", {"nonce_missing", "nonce_different"}},
    {NULL, {NULL}}};

/* The word of the row that has the name; that of the last row, if none has. */
static const char* reason_of(const ocspan_reason_names* row, const char* name) {
  for (; row->names[0] != NULL; ++row) {
    int i;
    for (i = 0; i < 8 && row->names[i] != NULL; ++i) {
      if (strcmp(row->names[i], name) == 0) {
        return row->word;
      }
    }
  }
  return row->word;
}

#endif
