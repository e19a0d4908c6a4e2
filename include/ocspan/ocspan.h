/* The C interface: OCSP (RFC 6960) and the certificates around it, read and written without a heap. C11 and later.
 *
 * Every structure is plain: pointers into the caller's bytes, lengths and values. Nothing is allocated, nothing has to
 * be freed, nothing is shared. Lifetime: whatever was loaded is a view of the bytes it was loaded from; they must stay
 * as they are for as long as it is used. Pointers that are handed in are not NULL unless it says so.
 *
 * Functions that can fail return an ocspan_error; what they write through their pointers is then empty. Text is UTF-8
 * without a NUL at its end. A function that writes into a buffer of the caller's sets *written; if the buffer is too
 * small the error is OCSPAN_ERROR_NO_SPACE and its offset is the size that is needed, so a buffer of size 0, which may
 * be NULL, asks for it.
 */
#ifndef OCSPAN_OCSPAN_H
#define OCSPAN_OCSPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocspan/version.h"
#include "ocspan/words.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Version ---- */

/* The version of the library that is linked, as OCSPAN_VERSION is that of this header: 10203 is 1.2.3. */
uint32_t ocspan_version(void);

/* ---- Errors ---- */

/* What is wrong. ocspan_error_message() has the words. */
typedef uint8_t ocspan_error_code;
enum { OCSPAN_ERROR_CODES(OCSPAN_C_ENUMERATOR) };

/* In which field. ocspan_field_name() has the RFCs' spelling. */
typedef uint8_t ocspan_field;
enum { OCSPAN_FIELDS(OCSPAN_C_ENUMERATOR) };

/* code is OCSPAN_ERROR_NONE if there is none. offset: of the byte of the caller's input, counted from 0. */
typedef struct ocspan_error {
  ocspan_error_code code;
  ocspan_field field;
  uint32_t offset;
} ocspan_error;

/* The code's name, "trailing_data"; the code in words; the field as its RFC spells it, "serialNumber". "" for a value
 * that is none of the above. The strings end with a NUL and live as long as the program. */
const char* ocspan_error_name(ocspan_error_code code);
const char* ocspan_error_message(ocspan_error_code code);
const char* ocspan_field_name(ocspan_field field);

/* ---- Values ---- */

/* Bytes of the caller's. data is NULL where the field that they stand for is absent. */
typedef struct ocspan_bytes {
  const uint8_t* data;
  size_t size;
} ocspan_bytes;

/* Deviations that are let pass, as a set of flags: docs/tolerances.md. */
typedef uint8_t ocspan_tolerance;
enum { OCSPAN_TOLERATE_NONE = 0, OCSPAN_TOLERANCES(OCSPAN_C_ENUMERATOR) OCSPAN_TOLERATE_ALL = 31 };

/* A date and time of day, UTC. month is 0 where the field is absent. */
typedef struct ocspan_time {
  uint16_t year;
  uint8_t month;
  uint8_t day;
  uint8_t hour;
  uint8_t minute;
  uint8_t second;
} ocspan_time;

/* AlgorithmIdentifier. parameters: the whole value, or absent. */
typedef struct ocspan_algorithm {
  ocspan_bytes oid; /* contents octets */
  ocspan_bytes parameters;
} ocspan_algorithm;

typedef uint8_t ocspan_hash;
enum { OCSPAN_HASHES(OCSPAN_C_ENUMERATOR) };

/* A list of the message's, whose elements were all checked. The functions ocspan_next_... take its first element off,
 * and return false when there is none: so iterate over a copy. data is NULL where the list is absent. */
typedef struct ocspan_list {
  ocspan_bytes rest; /* the elements that are left */
} ocspan_list;

typedef struct ocspan_extension {
  ocspan_bytes oid; /* contents octets */
  bool critical;
  ocspan_bytes value; /* contents octets of extnValue: the DER of the extension's own type */
} ocspan_extension;

/* Hashes are contents octets; serial_number is in two's complement, big-endian. */
typedef struct ocspan_cert_id {
  ocspan_algorithm hash_algorithm;
  ocspan_bytes issuer_name_hash;
  ocspan_bytes issuer_key_hash;
  ocspan_bytes serial_number;
} ocspan_cert_id;

/* ---- Responses ---- */

typedef uint8_t ocspan_response_status;
enum { OCSPAN_RESPONSE_STATUSES(OCSPAN_C_ENUMERATOR) };

typedef uint8_t ocspan_cert_status;
enum { OCSPAN_CERT_STATUSES(OCSPAN_C_ENUMERATOR) };

typedef uint8_t ocspan_reason;
enum { OCSPAN_REASONS(OCSPAN_C_ENUMERATOR) };

/* What a response says of one certificate. Nobody has verified it: see ocspan_verify(). */
typedef struct ocspan_single_response {
  ocspan_cert_id cert_id;
  ocspan_cert_status cert_status;
  bool has_revocation_reason;
  ocspan_reason revocation_reason;
  ocspan_time revocation_time; /* there exactly if revoked */
  ocspan_time this_update;
  ocspan_time next_update; /* may be absent */
  ocspan_list single_extensions;
} ocspan_single_response;

/* The fields from response_type on are empty unless response_status is OCSPAN_RESPONSE_SUCCESSFUL. */
typedef struct ocspan_response {
  ocspan_bytes der;
  ocspan_response_status response_status;
  ocspan_tolerance tolerated; /* what was met and let pass */
  uint8_t version;
  ocspan_bytes response_type;  /* contents octets of the OBJECT IDENTIFIER */
  ocspan_bytes responder_name; /* the whole Name; absent if the responder is named by its key */
  ocspan_bytes responder_key_hash;
  ocspan_time produced_at;
  ocspan_list responses;  /* ocspan_next_single_response() */
  ocspan_list extensions; /* ocspan_next_extension() */
  ocspan_algorithm signature_algorithm;
  ocspan_bytes signature;
  ocspan_bytes tbs_response_data; /* the bytes that are signed */
  ocspan_list certificates;       /* ocspan_next_certificate() */
} ocspan_response;

/* Reads a response that fills the whole input. Errors: those of every field. */
ocspan_error ocspan_load_response(ocspan_bytes der, ocspan_tolerance tolerance, ocspan_response* response);
bool ocspan_next_single_response(ocspan_list* responses, ocspan_single_response* single);

/* ---- Requests ---- */

typedef struct ocspan_request {
  ocspan_bytes der;
  ocspan_tolerance tolerated;
  uint8_t version;
  ocspan_bytes requestor_name; /* a GeneralName, the whole value; may be absent */
  ocspan_list requests;        /* ocspan_next_request() */
  ocspan_list extensions;      /* ocspan_next_extension() */
  ocspan_bytes tbs_request;    /* the bytes that are signed */
  /* Empty if the request is not signed. */
  ocspan_algorithm signature_algorithm;
  ocspan_bytes signature;
  ocspan_list certificates; /* ocspan_next_certificate() */
} ocspan_request;

typedef struct ocspan_single_request {
  ocspan_cert_id cert_id;
  ocspan_list extensions;
} ocspan_single_request;

ocspan_error ocspan_load_request(ocspan_bytes der, ocspan_tolerance tolerance, ocspan_request* request);
bool ocspan_next_request(ocspan_list* requests, ocspan_single_request* request);

/* ---- Certificates ---- */

typedef struct ocspan_public_key {
  ocspan_bytes der; /* the whole SubjectPublicKeyInfo */
  ocspan_algorithm algorithm;
  ocspan_bytes bits; /* what a CertID's issuerKeyHash is taken over */
} ocspan_public_key;

typedef struct ocspan_certificate {
  ocspan_bytes der;
  ocspan_tolerance tolerated;
  uint8_t version;
  ocspan_bytes serial_number;
  ocspan_bytes issuer; /* the whole Name */
  ocspan_time not_before;
  ocspan_time not_after;
  ocspan_bytes subject; /* the whole Name */
  ocspan_public_key subject_public_key_info;
  ocspan_list extensions; /* ocspan_next_extension() */
  ocspan_algorithm signature_algorithm;
  ocspan_bytes signature;
  ocspan_bytes tbs_certificate; /* the bytes that are signed */
} ocspan_certificate;

ocspan_error ocspan_load_certificate(ocspan_bytes der, ocspan_tolerance tolerance, ocspan_certificate* certificate);
/* The first CERTIFICATE block of a PEM text, decoded into the buffer, of which the certificate is a view. A buffer as
 * long as the text is large enough. */
ocspan_error ocspan_load_pem_certificate(const char* pem, size_t pem_size, ocspan_tolerance tolerance, uint8_t* buffer,
                                         size_t buffer_size, ocspan_certificate* certificate);
/* A certificate that came along with a message, as its DER. */
bool ocspan_next_certificate(ocspan_list* certificates, ocspan_bytes* der);
/* Where the certificate says that its responder is (RFC 5280 4.2.2.1): ASCII. url->data is NULL if it does not.
 * Errors: of an authorityInfoAccess that is malformed, the offset counted from the beginning of its value; duplicate.
 */
ocspan_error ocspan_certificate_ocsp_url(const ocspan_certificate* certificate, ocspan_tolerance tolerance,
                                         ocspan_bytes* url);

/* ---- Extensions ---- */

bool ocspan_next_extension(ocspan_list* extensions, ocspan_extension* extension);
/* The extension of that type; *found is false if there is none. oid: contents octets.
 * Errors: OCSPAN_ERROR_DUPLICATE if there are several. */
ocspan_error ocspan_find_extension(ocspan_list extensions, ocspan_bytes oid, bool* found, ocspan_extension* extension);
/* The bytes of the nonce, which have to be equal in request and response; nonce->data is NULL if there is none.
 * Errors: OCSPAN_ERROR_DUPLICATE. */
ocspan_error ocspan_find_nonce(ocspan_list extensions, ocspan_bytes* nonce);

/* ---- Text ---- */

/* "1.3.6.1.5.5.7.48.1.1", of contents octets. */
ocspan_error ocspan_oid_text(ocspan_bytes oid, char* out, size_t size, size_t* written);
/* The name that the library knows, "sha256", or "". It lives as long as the program and has *size characters. */
const char* ocspan_oid_name(ocspan_bytes oid, size_t* size);
/* In decimal, of contents octets. */
ocspan_error ocspan_integer_text(ocspan_bytes integer, char* out, size_t size, size_t* written);
/* As RFC 4514 has it, of a whole Name. Errors: of one that is malformed. */
ocspan_error ocspan_name_text(ocspan_bytes name, char* out, size_t size, size_t* written);
/* "2018-08-30T11:15:00Z". Errors: OCSPAN_ERROR_TIME_VALUE for what is no time. */
ocspan_error ocspan_time_text(ocspan_time time, char* out, size_t size, size_t* written);
/* Seconds since 1970-01-01T00:00:00Z. */
int64_t ocspan_time_to_unix(ocspan_time time);
ocspan_error ocspan_time_from_unix(int64_t seconds, ocspan_time* time);
/* "malformedRequest", "revoked", "keyCompromise", "sha256"; "" for a value that is not defined. */
const char* ocspan_response_status_name(ocspan_response_status status);
const char* ocspan_cert_status_name(ocspan_cert_status status);
const char* ocspan_reason_name(ocspan_reason reason);
const char* ocspan_hash_name(ocspan_hash hash);

/* The path of the field at which loading fails: "tbsResponseData.responses[3].certID.serialNumber"; empty if it does
 * not. Reads the input once more. */
ocspan_error ocspan_response_error_path(ocspan_bytes der, ocspan_tolerance tolerance, char* out, size_t size,
                                        size_t* written);
ocspan_error ocspan_request_error_path(ocspan_bytes der, ocspan_tolerance tolerance, char* out, size_t size,
                                       size_t* written);
ocspan_error ocspan_certificate_error_path(ocspan_bytes der, ocspan_tolerance tolerance, char* out, size_t size,
                                           size_t* written);

/* ---- Which certificate is meant ---- */

/* Computes hashes: the library has no cryptography of its own. compute() writes the hash of data into out, which has
 * out_size bytes, as many as the hash has, and returns 1. Anything else, such as 0 or -1, says that it could not. */
typedef struct ocspan_hasher {
  int (*compute)(void* context, ocspan_hash hash, ocspan_bytes data, uint8_t* out, size_t out_size);
  void* context;
} ocspan_hasher;

/* Memory for the two hashes of a CertID. */
typedef struct ocspan_hashes {
  uint8_t name[64];
  uint8_t key[64];
} ocspan_hashes;

/* The CertID of the certificate with that serial number, which the issuer has issued. Lifetime: that of the hashes, and
 * of the serial number. Errors: OCSPAN_ERROR_UNSUPPORTED_ALGORITHM for MD5 and what the hasher cannot compute;
 * OCSPAN_ERROR_MISSING for an issuer that was not loaded, and without a hasher. */
ocspan_error ocspan_make_cert_id(ocspan_bytes serial_number, const ocspan_certificate* issuer, ocspan_hash hash,
                                 const ocspan_hasher* hasher, ocspan_hashes* hashes, ocspan_cert_id* cert_id);

/* By meaning: the same hash function (parameters NULL and absent are one), the same hashes, the same number. */
bool ocspan_cert_id_equal(const ocspan_cert_id* a, const ocspan_cert_id* b);

/* ---- Writing a request ---- */

/* What a request is to hold. Zeros and NULL leave out what they stand for. */
typedef struct ocspan_request_fields {
  const ocspan_cert_id* cert_ids; /* made, read from another message, or put together */
  size_t cert_id_count;
  ocspan_bytes nonce; /* 1 to 128 bytes (RFC 9654) */
  const ocspan_extension* extensions;
  size_t extension_count; /* at most 8, the nonce included */
} ocspan_request_fields;

/* Writes the request, unsigned. Errors: OCSPAN_ERROR_MISSING without a CertID; OCSPAN_ERROR_WRONG_LENGTH for hashes
 * that are not as long as their algorithm's, and for the nonce; OCSPAN_ERROR_UNSUPPORTED_ALGORITHM for MD5;
 * OCSPAN_ERROR_DUPLICATE and OCSPAN_ERROR_TOO_MANY for extensions. */
ocspan_error ocspan_build_request(const ocspan_request_fields* fields, uint8_t* out, size_t size, size_t* written);

/* Writes the URL that asks by GET (RFC 6960 A.1). Beyond 255 characters RFC 5019 5 wants POST. */
ocspan_error ocspan_get_url(const char* responder_url, size_t responder_url_size, ocspan_bytes request, char* out,
                            size_t size, size_t* written);

/* ---- May a response be trusted? ---- */

/* Checks signatures. verify() returns 1 exactly if signature is a signature of message by key under algorithm. Anything
 * else, such as 0 or -1, says that it is not, or that the algorithm or the key is not known. */
typedef struct ocspan_verifier {
  int (*verify)(void* context, const ocspan_algorithm* algorithm, const ocspan_public_key* key, ocspan_bytes message,
                ocspan_bytes signature);
  void* context;
} ocspan_verifier;

/* What the response must be the answer to: the certificate, or, if that is NULL, the CertID that was asked. */
typedef struct ocspan_question {
  const ocspan_certificate* certificate;
  const ocspan_cert_id* asked;
  const ocspan_certificate* issuer; /* which the caller trusts */
  ocspan_bytes nonce;               /* of the request; absent: nothing is asked of the response's */
} ocspan_question;

/* ocspan_default_policy() fills it; times are in seconds. */
typedef struct ocspan_policy {
  ocspan_time at;      /* the time of the check */
  uint32_t clock_skew; /* 300 */
  bool has_max_age;
  uint32_t max_age;                     /* after thisUpdate, whatever nextUpdate is */
  uint32_t max_age_without_next_update; /* 86400 */
  bool accept_missing_nonce;
  ocspan_tolerance tolerance; /* of the certificates that come along */
} ocspan_policy;
ocspan_policy ocspan_default_policy(ocspan_time at);

typedef uint8_t ocspan_verdict;
enum { OCSPAN_VERDICTS(OCSPAN_C_ENUMERATOR) };

typedef uint8_t ocspan_step; /* the check that was not passed; ocspan_step_message() has the words */
enum { OCSPAN_VERIFY_STEPS(OCSPAN_C_ENUMERATOR) };

typedef uint8_t ocspan_signed_by;
enum { OCSPAN_SIGNERS(OCSPAN_C_ENUMERATOR) };

typedef uint8_t ocspan_nonce_check;
enum { OCSPAN_NONCE_CHECKS(OCSPAN_C_ENUMERATOR) };

typedef struct ocspan_verification {
  ocspan_verdict verdict;
  ocspan_step step;   /* of the check that failed; OCSPAN_STEP_NONE unless untrusted */
  ocspan_field field; /* and where it did */
  uint32_t offset;
  ocspan_signed_by signed_by;
  bool nocheck;     /* the responder's own status need not be asked */
  bool several_answers; /* of several answers the strictest was taken */
  ocspan_nonce_check nonce; /* what came of comparing the nonces */
  bool has_revocation_reason;
  ocspan_reason revocation_reason;
  ocspan_time revocation_time; /* there exactly if revoked */
  ocspan_time this_update;     /* there if the signature holds */
  ocspan_time next_update;
  ocspan_time usable_until;           /* there unless untrusted */
  ocspan_bytes responder_certificate; /* of a delegated responder */
} ocspan_verification;

const char* ocspan_step_name(ocspan_step step);
const char* ocspan_step_message(ocspan_step step);

/* Decides as verify() of ocsp/verify.hpp does, which says what is checked. The verdict is untrusted unless all of it
 * holds. There is no way round the callables. Errors, with an untrusted verification: OCSPAN_ERROR_MISSING without a
 * verifier, a hasher, an issuer, or something asked about; those of loading, for a response or certificate that was not
 * loaded. */
ocspan_error ocspan_verify(const ocspan_response* response, const ocspan_question* question,
                           const ocspan_policy* policy, const ocspan_verifier* verifier, const ocspan_hasher* hasher,
                           ocspan_verification* verification);

#ifdef __cplusplus
}
#endif

#endif
