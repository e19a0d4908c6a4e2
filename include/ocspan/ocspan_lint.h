/** @file
 * The C interface of the linter: which rules a message breaks, and where. It is in a library of its own, ocspan-lint;
 * who does not lint links nothing of it. What ocspan.h says of lifetimes and NULL holds here, too.
 */
#ifndef OCSPAN_OCSPAN_LINT_H
#define OCSPAN_OCSPAN_LINT_H

#include "ocspan/lint/lints.h"
#include "ocspan/ocspan.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A lint: the number of a row of OCSPAN_LINTS in lint/lints.h, which never changes; 0 for none. */
typedef uint8_t ocspan_lint_number;

/** How much a finding matters: OCSPAN_LINT_NOTICE, _WARN, _ERROR. */
typedef uint8_t ocspan_lint_severity;
enum { OCSPAN_LINT_SEVERITIES(OCSPAN_C_ENUMERATOR) };

/** Whose rules a message is held to, as flags: OCSPAN_PROFILE_RFC, which counts always, and the other rows of
 * OCSPAN_LINT_PROFILES in words.h. */
typedef uint16_t ocspan_lint_profiles;
enum { OCSPAN_LINT_PROFILES(OCSPAN_C_ENUMERATOR) };

/** What a finding is in: OCSPAN_LINT_INPUT_RESPONSE and the other rows of OCSPAN_LINT_INPUTS in words.h. */
typedef uint16_t ocspan_lint_input;
enum { OCSPAN_LINT_INPUTS(OCSPAN_C_ENUMERATOR) };

/** What is looked at. All but one of response, request and responder may be absent; make it zero first. */
typedef struct ocspan_lint_inputs {
  ocspan_bytes response;     /**< DER of an OCSPResponse */
  ocspan_bytes request;      /**< DER of an OCSPRequest */
  ocspan_bytes responder;    /**< DER of the responder's certificate, if it is not in the response */
  ocspan_bytes issuer;       /**< DER of the CA's certificate */
  ocspan_bytes certificate;  /**< DER of the certificate that is asked about */
  ocspan_bytes previous;     /**< DER of the OCSPResponse that `response` has replaced */
  ocspan_time at;            /**< the time of the check */
  const char* http_request;  /**< the request line and header fields that the request came with */
  size_t http_request_size;  /**< in bytes */
  const char* http_response; /**< the status line and header fields that the response came with */
  size_t http_response_size; /**< in bytes */
  bool has_duration;         /**< whether the duration is known */
  uint32_t duration;         /**< how long the answer took, in milliseconds; valid if has_duration */
  /** Returns whether the CA has issued a certificate with that serial number, and sets *issued_at, which is empty
   * before, if it knows. NULL if there is no list. */
  bool (*find_issued)(void* context, ocspan_bytes serial_number, ocspan_time* issued_at);
  void* context;         /**< passed to find_issued; may be NULL */
  bool is_response_data; /**< whether `response` is a ResponseData that is still to be signed */
} ocspan_lint_inputs;

/** Which lints are looked at: those of the profiles that are among `only`, if that is not NULL, and not in `except`. */
typedef struct ocspan_lint_selection {
  ocspan_lint_profiles profiles;    /**< whose rules, as flags */
  const ocspan_lint_number* only;   /**< may be NULL */
  size_t only_count;                /**< how many there are in only */
  const ocspan_lint_number* except; /**< may be NULL */
  size_t except_count;              /**< how many there are in except */
} ocspan_lint_selection;

/** A rule that is broken. */
typedef struct ocspan_lint_finding {
  ocspan_lint_number lint;       /**< the rule */
  ocspan_lint_severity severity; /**< how much it matters */
  ocspan_lint_input input;       /**< what it is in */
  ocspan_error at;               /**< where; its code is OCSPAN_ERROR_NONE unless the value cannot be read */
} ocspan_lint_finding;

/** For each lint, by its number, whether it was not looked at, and why. */
typedef struct ocspan_lint_report {
  bool not_applicable[OCSPAN_LINT_COUNT + 1]; /**< an input was missing that it needs */
  bool not_effective[OCSPAN_LINT_COUNT + 1];  /**< the message is older than the rule */
} ocspan_lint_report;

/** Looks at all inputs, and calls take for each rule that is broken; context is passed to it and may be NULL. Without a
 * hasher, which may be NULL, lints that need one are not applicable. *report is what became of the others; it may be
 * NULL. */
void ocspan_lint(const ocspan_lint_inputs* inputs, const ocspan_lint_selection* selection, const ocspan_hasher* hasher,
                 void (*take)(void* context, const ocspan_lint_finding* finding), void* context,
                 ocspan_lint_report* report);

/** "response.nonce_length"; "" for a number that is not defined. */
const char* ocspan_lint_id(ocspan_lint_number lint);
/** What should be so: "the nonce has 1 to 128 bytes"; "" for a number that is not defined. */
const char* ocspan_lint_rule(ocspan_lint_number lint);
/** Where the rule stands: "RFC 9654 2.1"; "" for a number that is not defined. */
const char* ocspan_lint_source(ocspan_lint_number lint);
/** How much a finding of the lint matters under these profiles. */
ocspan_lint_severity ocspan_lint_severity_of(ocspan_lint_number lint, ocspan_lint_profiles profiles);
/** "error"; "" for a value that is not defined. */
const char* ocspan_lint_severity_name(ocspan_lint_severity severity);
/** The lint with that id; 0 if there is none. */
ocspan_lint_number ocspan_lint_find(const char* id);

#ifdef __cplusplus
}
#endif

#endif
