/** @file
 * The C interface: OCSP (RFC 6960) and the certificates around it, read and written without a heap. C11 and later.
 *
 * Structures hold pointers into the caller's bytes, lengths and values. Nothing is allocated, freed or shared.
 * Lifetime: what was loaded refers to the bytes it was loaded from, which must not change as long as it is used.
 * NULL: a pointer that is handed in is not NULL unless its comment says so. Bytes, lists and times of a field that is
 * absent are empty: data is NULL, month is 0.
 * Errors: a function that can fail returns an ocspan_error; what it writes through its pointers is then empty.
 * Buffers: a function that writes into the caller's buffer sets *written. If the buffer is too small, the error is
 * OCSPAN_ERROR_NO_SPACE and its offset is the size that is needed: a buffer of size 0, which may be NULL, asks for it.
 * Text is UTF-8 without a NUL at its end. A const char* that is returned has one, and lives as long as the program.
 * Enumerations: their values are the rows of tables in words.h, each with name, number and a text that explains it.
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

/** The version of the library that is linked; OCSPAN_VERSION is that of this header. 10203 is 1.2.3. */
uint32_t ocspan_version(void);

/* ---- Errors ---- */

/** What is wrong: OCSPAN_ERROR_TRUNCATED and the other rows of OCSPAN_ERROR_CODES in words.h. */
typedef uint8_t ocspan_error_code;
enum { OCSPAN_ERROR_CODES(OCSPAN_C_ENUMERATOR) };

/** A field of a message: OCSPAN_FIELD_SERIAL_NUMBER and the other rows of OCSPAN_FIELDS in words.h. */
typedef uint8_t ocspan_field;
enum { OCSPAN_FIELDS(OCSPAN_C_ENUMERATOR) };

/** What is wrong, in which field and where; code is OCSPAN_ERROR_NONE if nothing is. */
typedef struct ocspan_error {
  ocspan_error_code code; /**< what is wrong; OCSPAN_ERROR_NONE if nothing is */
  ocspan_field field;     /**< in which field */
  uint32_t offset;        /**< of the byte in the caller's input, counted from 0 */
} ocspan_error;

/** The name of an error code: "trailing_data"; "" for a value that is not defined. */
const char* ocspan_error_name(ocspan_error_code code);
/** An error code in words: "not the shortest form"; "" for a value that is not defined. */
const char* ocspan_error_message(ocspan_error_code code);
/** A field as its RFC spells it: "serialNumber"; "" for a value that is not defined. */
const char* ocspan_field_name(ocspan_field field);

/* ---- Values ---- */

/** Bytes of the caller's; data is NULL if the field that they stand for is absent. */
typedef struct ocspan_bytes {
  const uint8_t* data; /**< the first of them; NULL if the field is absent */
  size_t size;         /**< how many there are */
} ocspan_bytes;

/** Deviations from the RFCs to tolerate, as flags: OCSPAN_TOLERATE_EXPLICIT_DEFAULT, _RESPONSE_BYTES_IN_ERROR,
 * _EMPTY_EXTENSIONS, _TIME_FORMS, _UNSORTED_SET (OCSPAN_TOLERANCES in words.h). See docs/reference/tolerances.md. */
typedef uint8_t ocspan_tolerance;
enum { OCSPAN_TOLERATE_NONE = 0, OCSPAN_TOLERANCES(OCSPAN_C_ENUMERATOR) OCSPAN_TOLERATE_ALL = 63 };

/** A date and time of day in UTC; month is 0 if the field is absent. */
typedef struct ocspan_time {
  uint16_t year;  /**< 0 to 9999 */
  uint8_t month;  /**< 1 to 12; 0 if the time is absent */
  uint8_t day;    /**< 1 to 31 */
  uint8_t hour;   /**< 0 to 23 */
  uint8_t minute; /**< 0 to 59 */
  uint8_t second; /**< 0 to 59 */
} ocspan_time;

/** An AlgorithmIdentifier (RFC 5280 4.1.1.2). */
typedef struct ocspan_algorithm {
  ocspan_bytes oid;        /**< contents octets of the OBJECT IDENTIFIER */
  ocspan_bytes parameters; /**< whole value; may be absent */
} ocspan_algorithm;

/** A hash function: OCSPAN_HASH_MD5, _SHA1, _SHA224, _SHA256, _SHA384, _SHA512, _SHA3_224, _SHA3_256, _SHA3_384,
 * _SHA3_512 (OCSPAN_HASHES in words.h). */
typedef uint8_t ocspan_hash;
enum { OCSPAN_HASHES(OCSPAN_C_ENUMERATOR) };

/** A list in a message, all of whose elements were checked. The functions ocspan_next_... remove its first element, so
 * iterate over a copy; they return false at its end. rest.data is NULL if the list is absent. */
typedef struct ocspan_list {
  ocspan_bytes rest; /**< the elements that are left */
} ocspan_list;

/** An extension (RFC 5280 4.1). */
typedef struct ocspan_extension {
  ocspan_bytes oid;   /**< contents octets of extnID */
  bool critical;      /**< whether who does not understand it must give up */
  ocspan_bytes value; /**< contents octets of extnValue: the DER of the extension's own type */
} ocspan_extension;

/** A CertID (RFC 6960 4.1.1): a certificate, by hashes of its issuer and its serial number. */
typedef struct ocspan_cert_id {
  ocspan_algorithm hash_algorithm; /**< what both hashes are computed by */
  ocspan_bytes issuer_name_hash;   /**< the hash of the issuer's name */
  ocspan_bytes issuer_key_hash;    /**< the hash of the issuer's key */
  ocspan_bytes serial_number;      /**< two's complement, big-endian: see ocspan_serial_number_from_magnitude() */
} ocspan_cert_id;

/* ---- Responses ---- */

/** Whether a responder answers (RFC 6960 4.2.1): OCSPAN_RESPONSE_SUCCESSFUL, _MALFORMED_REQUEST, _INTERNAL_ERROR,
 * _TRY_LATER, _SIG_REQUIRED, _UNAUTHORIZED (OCSPAN_RESPONSE_STATUSES in words.h). */
typedef uint8_t ocspan_response_status;
enum { OCSPAN_RESPONSE_STATUSES(OCSPAN_C_ENUMERATOR) };

/** The status of a certificate (RFC 6960 4.2.1): OCSPAN_CERT_GOOD, _REVOKED, _UNKNOWN (see words.h). */
typedef uint8_t ocspan_cert_status;
enum { OCSPAN_CERT_STATUSES(OCSPAN_C_ENUMERATOR) };

/** Why a certificate was revoked, a CRLReason (RFC 5280 5.3.1): OCSPAN_REASON_KEY_COMPROMISE and the other rows of
 * OCSPAN_REASONS in words.h. */
typedef uint8_t ocspan_reason;
enum { OCSPAN_REASONS(OCSPAN_C_ENUMERATOR) };

/** What a response says of one certificate. It is not verified: see ocspan_verify(). */
typedef struct ocspan_single_response {
  ocspan_cert_id cert_id;          /**< the certificate that this is said of */
  ocspan_cert_status cert_status;  /**< good, revoked or unknown */
  bool has_revocation_reason;      /**< whether there is a reason */
  ocspan_reason revocation_reason; /**< valid if has_revocation_reason */
  ocspan_time revocation_time;     /**< absent unless revoked */
  ocspan_time this_update;         /**< when the status was right */
  ocspan_time next_update;         /**< by when there will be newer information; may be absent */
  ocspan_list single_extensions;   /**< for ocspan_next_extension() */
} ocspan_single_response;

/** A response (RFC 6960 4.2.1). From version on all is empty unless response_status is OCSPAN_RESPONSE_SUCCESSFUL. */
typedef struct ocspan_response {
  ocspan_bytes der;                       /**< the whole OCSPResponse or, if is_basic, BasicOCSPResponse */
  bool is_basic;                          /**< whether it is a BasicOCSPResponse alone */
  ocspan_response_status response_status; /**< whether the responder answers, or why it does not */
  ocspan_tolerance tolerated;             /**< the deviations that were met and tolerated */
  uint8_t version;                        /**< 1 */
  ocspan_bytes response_type;             /**< contents octets of the OBJECT IDENTIFIER */
  ocspan_bytes responder_name;            /**< the whole Name; absent if the responder is identified by its key */
  ocspan_bytes responder_key_hash;        /**< SHA-1; absent if the responder is identified by its name */
  ocspan_time produced_at;                /**< when the response was signed */
  ocspan_list responses;                  /**< for ocspan_next_single_response() */
  ocspan_list extensions;                 /**< for ocspan_next_extension() */
  ocspan_algorithm signature_algorithm;   /**< what it is signed by */
  ocspan_bytes signature;                 /**< the bits */
  ocspan_bytes tbs_response_data;         /**< the bytes that are signed */
  ocspan_list certificates;               /**< for ocspan_next_certificate() */
} ocspan_response;

/** Loads a response from der, which it must fill. Its signature is not verified. Errors: those of its fields. */
ocspan_error ocspan_load_response(ocspan_bytes der, ocspan_tolerance tolerance, ocspan_response* response);
/** Loads a BasicOCSPResponse that stands alone, as in the archives of CAdES and PAdES (RFC 5126 6.3.4), from der, which
 * it must fill. Its status is OCSPAN_RESPONSE_SUCCESSFUL, and is_basic is true. Errors: those of its fields. */
ocspan_error ocspan_load_basic_response(ocspan_bytes der, ocspan_tolerance tolerance, ocspan_response* response);
/** Takes the next answer from the list of a response; false if there is none. */
bool ocspan_next_single_response(ocspan_list* responses, ocspan_single_response* single);

/* ---- Requests ---- */

/** A request (RFC 6960 4.1.1). */
typedef struct ocspan_request {
  ocspan_bytes der;                     /**< the whole request */
  ocspan_tolerance tolerated;           /**< the deviations that were met and tolerated */
  uint8_t version;                      /**< 1 */
  ocspan_bytes requestor_name;          /**< who asks: a GeneralName, the whole value; may be absent */
  ocspan_list requests;                 /**< for ocspan_next_request() */
  ocspan_list extensions;               /**< for ocspan_next_extension() */
  ocspan_bytes tbs_request;             /**< the bytes that are signed */
  ocspan_algorithm signature_algorithm; /**< from here on empty if the request is not signed */
  ocspan_bytes signature;               /**< the bits */
  ocspan_list certificates;             /**< for ocspan_next_certificate() */
} ocspan_request;

/** The question of a request about one certificate. */
typedef struct ocspan_single_request {
  ocspan_cert_id cert_id; /**< the certificate asked about */
  ocspan_list extensions; /**< for ocspan_next_extension() */
} ocspan_single_request;

/** Loads a request from der, which it must fill. Its signature is not verified. Errors: those of its fields. */
ocspan_error ocspan_load_request(ocspan_bytes der, ocspan_tolerance tolerance, ocspan_request* request);
/** Takes the next question from the list of a request; false if there is none. */
bool ocspan_next_request(ocspan_list* requests, ocspan_single_request* request);

/* ---- Certificates ---- */

/** A SubjectPublicKeyInfo (RFC 5280 4.1.2.7): a public key and its algorithm. */
typedef struct ocspan_public_key {
  ocspan_bytes der;           /**< the whole value */
  ocspan_algorithm algorithm; /**< what the key is for */
  ocspan_bytes bits;          /**< the key; what a CertID's issuerKeyHash is computed over */
} ocspan_public_key;

/** A certificate (RFC 5280 4.1). */
typedef struct ocspan_certificate {
  ocspan_bytes der;                          /**< the whole certificate */
  ocspan_tolerance tolerated;                /**< the deviations that were met and tolerated */
  uint8_t version;                           /**< 1 to 3 */
  ocspan_bytes serial_number;                /**< two's complement, big-endian */
  ocspan_bytes issuer;                       /**< the whole Name */
  ocspan_time not_before;                    /**< from when on it is valid */
  ocspan_time not_after;                     /**< until when it is valid, that second included */
  ocspan_bytes subject;                      /**< the whole Name */
  ocspan_public_key subject_public_key_info; /**< the subject's key */
  ocspan_list extensions;                    /**< for ocspan_next_extension() */
  ocspan_bytes issuer_unique_id;             /**< the bits; may be absent */
  ocspan_bytes subject_unique_id;            /**< the bits; may be absent */
  ocspan_algorithm signature_algorithm;      /**< what it is signed by */
  ocspan_algorithm tbs_signature_algorithm;  /**< the one that is signed, which must be the same */
  ocspan_bytes signature;                    /**< the bits */
  ocspan_bytes tbs_certificate;              /**< the bytes that are signed */
} ocspan_certificate;

/** Loads a certificate from der, which it must fill. Its signature is not verified. Errors: those of its fields. */
ocspan_error ocspan_load_certificate(ocspan_bytes der, ocspan_tolerance tolerance, ocspan_certificate* certificate);
/** Loads the first CERTIFICATE block of a PEM text (RFC 7468), decoded into the buffer, to which the certificate
 * refers. A buffer as long as the text is large enough. Errors: OCSPAN_ERROR_NO_PEM_BLOCK, OCSPAN_ERROR_BAD_PEM and
 * OCSPAN_ERROR_BAD_BASE64, with the offset in the text; OCSPAN_ERROR_NO_SPACE; those of the certificate's fields. */
ocspan_error ocspan_load_pem_certificate(const char* pem, size_t pem_size, ocspan_tolerance tolerance, uint8_t* buffer,
                                         size_t buffer_size, ocspan_certificate* certificate);
/** Takes the DER of the next certificate from the list of a response or request; false if there is none. */
bool ocspan_next_certificate(ocspan_list* certificates, ocspan_bytes* der);
/** Finds the URL of the certificate's OCSP responder in authorityInfoAccess (RFC 5280 4.2.2.1), in ASCII; url->data is
 * NULL if there is none. Errors: OCSPAN_ERROR_DUPLICATE if the extension is there twice; those of its fields, with the
 * offset counted from the beginning of its value. */
ocspan_error ocspan_certificate_ocsp_url(const ocspan_certificate* certificate, ocspan_tolerance tolerance,
                                         ocspan_bytes* url);
/** Finds the URL of the issuer's certificate in authorityInfoAccess (RFC 5280 4.2.2.1), in ASCII; url->data is NULL if
 * there is none. Errors: OCSPAN_ERROR_DUPLICATE if the extension is there twice; those of its fields, with the offset
 * counted from the beginning of its value. */
ocspan_error ocspan_certificate_ca_issuers_url(const ocspan_certificate* certificate, ocspan_tolerance tolerance,
                                               ocspan_bytes* url);
/** Whether two Names, each given as the whole value, are the same by RFC 5280 7.1, as an issuer's subject and the
 * issuer of its certificates must be: text without regard to the case of ASCII letters, white space and the type of
 * string. False if one cannot be read. */
bool ocspan_names_match(ocspan_bytes a, ocspan_bytes b);

/* ---- Extensions ---- */

/** Takes the next extension from a list; false if there is none. */
bool ocspan_next_extension(ocspan_list* extensions, ocspan_extension* extension);
/** Finds the extension whose extnID has the contents octets oid; *found is false if there is none.
 * Errors: OCSPAN_ERROR_DUPLICATE if there are several. */
ocspan_error ocspan_find_extension(ocspan_list extensions, ocspan_bytes oid, bool* found, ocspan_extension* extension);
/** Finds the nonce (RFC 9654), whose bytes must be equal in request and response; nonce->data is NULL if there is none.
 * Errors: OCSPAN_ERROR_DUPLICATE if there are several. */
ocspan_error ocspan_find_nonce(ocspan_list extensions, ocspan_bytes* nonce);

/* ---- Text ---- */

/** Writes the contents octets of an OBJECT IDENTIFIER as "1.3.6.1.5.5.7.48.1.1".
 * Errors: OCSPAN_ERROR_BAD_OID; OCSPAN_ERROR_TOO_LONG_FOR_DECIMAL for an arc of more than 256 bytes. */
ocspan_error ocspan_oid_text(ocspan_bytes oid, char* out, size_t size, size_t* written);
/** The name of the OBJECT IDENTIFIER with these contents octets, "sha256"; "" if the library has none. *size is the
 * number of characters. */
const char* ocspan_oid_name(ocspan_bytes oid, size_t* size);
/** Writes the contents octets of an INTEGER in decimal. Errors: OCSPAN_ERROR_TOO_LONG_FOR_DECIMAL beyond 256 bytes. */
ocspan_error ocspan_integer_text(ocspan_bytes integer, char* out, size_t size, size_t* written);
/** Writes a Name, given as the whole value, as RFC 4514 does: "CN=Example,C=US". Errors: those of reading the Name. */
ocspan_error ocspan_name_text(ocspan_bytes name, char* out, size_t size, size_t* written);
/** Writes a time as "2018-08-30T11:15:00Z". Errors: OCSPAN_ERROR_TIME_VALUE if there is no such time. */
ocspan_error ocspan_time_text(ocspan_time time, char* out, size_t size, size_t* written);
/** The seconds from 1970-01-01T00:00:00Z to a time, without leap seconds. */
int64_t ocspan_time_to_unix(ocspan_time time);
/** The time so many seconds after 1970-01-01T00:00:00Z. Errors: OCSPAN_ERROR_TIME_VALUE outside the years 0 to 9999. */
ocspan_error ocspan_time_from_unix(int64_t seconds, ocspan_time* time);
/** A response status as RFC 6960 spells it: "malformedRequest"; "" for a value that is not defined. */
const char* ocspan_response_status_name(ocspan_response_status status);
/** A certificate status as RFC 6960 spells it: "revoked"; "" for a value that is not defined. */
const char* ocspan_cert_status_name(ocspan_cert_status status);
/** A reason as RFC 5280 spells it: "keyCompromise"; "" for a value that is not defined. */
const char* ocspan_reason_name(ocspan_reason reason);
/** The name of a hash function: "sha256"; "" for a value that is not defined. */
const char* ocspan_hash_name(ocspan_hash hash);
/** The AlgorithmIdentifier of a hash function, for a CertID whose hashes are known; it lives as long as the program.
 * oid.data is NULL for a value that is not defined. */
ocspan_algorithm ocspan_hash_algorithm(ocspan_hash hash);

/** Writes the path of the field at which loading a response fails, "tbsResponseData.responses[3].certID.serialNumber";
 * an empty one if it does not fail. Reads der once more. */
ocspan_error ocspan_response_error_path(ocspan_bytes der, ocspan_tolerance tolerance, char* out, size_t size,
                                        size_t* written);
/** Writes the path of the field at which loading a request fails, "tbsRequest.requestList[0].reqCert"; an empty one if
 * it does not fail. Reads der once more. */
ocspan_error ocspan_request_error_path(ocspan_bytes der, ocspan_tolerance tolerance, char* out, size_t size,
                                       size_t* written);
/** Writes the path of the field at which loading a certificate fails, "tbsCertificate.validity.notAfter"; an empty one
 * if it does not fail. Reads der once more. */
ocspan_error ocspan_certificate_error_path(ocspan_bytes der, ocspan_tolerance tolerance, char* out, size_t size,
                                           size_t* written);

/** An error, and what is found in the input where it is. Lifetime: that of the input. */
typedef struct ocspan_error_detail {
  ocspan_error error; /**< what is explained */
  uint8_t expected; /**< the identifier octet that must stand there, of a CHOICE the last; 0 if any would do, or none */
  ocspan_bytes found; /**< what stands there, as ErrorDetail in asn1/error_detail.hpp says; may be absent */
  uint32_t missing; /**< for OCSPAN_ERROR_TRUNCATED: how many more bytes are declared than there are; 0 if not known */
} ocspan_error_detail;

/** The error of loading a response, and what is found there; OCSPAN_ERROR_NONE if it does not fail. Reads der once
 * more. */
ocspan_error_detail ocspan_response_error_detail(ocspan_bytes der, ocspan_tolerance tolerance);
/** The error of loading a request, and what is found there; OCSPAN_ERROR_NONE if it does not fail. Reads der once
 * more. */
ocspan_error_detail ocspan_request_error_detail(ocspan_bytes der, ocspan_tolerance tolerance);
/** The error of loading a certificate, and what is found there; OCSPAN_ERROR_NONE if it does not fail. Reads der once
 * more. */
ocspan_error_detail ocspan_certificate_error_detail(ocspan_bytes der, ocspan_tolerance tolerance);
/** Writes the message of an error, with what was expected and found: "not the tag that belongs here: SEQUENCE (30)
 * expected, INTEGER (02) found". */
ocspan_error ocspan_error_explanation(const ocspan_error_detail* detail, char* out, size_t size, size_t* written);

/* ---- Every value of a message ---- */

/** A value that reading has passed. The header, and the contents of what has no others inside, are all bytes of a
 * message that is accepted, each once. */
typedef struct ocspan_event {
  ocspan_field field; /**< of an EXPLICIT tag, the field that is in it; none where no type says what is there */
  uint8_t tag;        /**< the first identifier octet */
  uint16_t depth;     /**< how many values it is inside of */
  uint32_t index;     /**< of an element of a SEQUENCE OF or SET OF: which one, from 0; else OCSPAN_NO_INDEX */
  uint32_t offset;    /**< of the identifier octet in the input */
  uint32_t header;    /**< how many identifier and length octets there are */
  uint32_t length;    /**< how many contents octets there are */
} ocspan_event;

/** The index of an event that is not about an element of a list. */
#define OCSPAN_NO_INDEX 0xffffffffU

/** Writes an event for each value of a message, in the order of the input, a value before those inside it. message is
 * OCSPAN_FIELD_OCSP_RESPONSE, _BASIC_OCSP_RESPONSE, _OCSP_REQUEST or _CERTIFICATE. What a response, a certificate in it
 * or an extension of a known type holds has events of its own, with offsets in der. *count is how many events there
 * are, of which no more than capacity are written; out may be NULL if that is 0. Errors: those of loading, the events
 * being those of what was read before; OCSPAN_ERROR_UNDEFINED_VALUE for another message. */
ocspan_error ocspan_events(ocspan_field message, ocspan_bytes der, ocspan_tolerance tolerance, ocspan_event* out,
                           size_t capacity, size_t* count);

/* ---- Which certificate is meant ---- */

/** Computes hashes for the library, which has no cryptography of its own. */
typedef struct ocspan_hasher {
  /** Writes the hash of data into out, which has out_size bytes, the size of that hash, and returns 1. Any other value,
   * such as 0 or -1, means that the hash could not be computed. */
  int (*compute)(void* context, ocspan_hash hash, ocspan_bytes data, uint8_t* out, size_t out_size);
  void* context; /**< passed to compute; may be NULL */
} ocspan_hasher;

/** Memory for the two hashes of a CertID. */
typedef struct ocspan_hashes {
  uint8_t name[64]; /**< for the hash of the issuer's name */
  uint8_t key[64];  /**< for the hash of the issuer's key */
} ocspan_hashes;

/** Makes the CertID of the certificate with that serial number that the issuer has issued: of the issuer's name as its
 * own certificate encodes it. Lifetime: it refers to
 * *hashes and to the bytes of serial_number. Errors: OCSPAN_ERROR_UNSUPPORTED_ALGORITHM for MD5 and for what the hasher
 * cannot compute; OCSPAN_ERROR_MISSING without a serial number, for an issuer that was not loaded, and if hasher or its
 * function is NULL. */
ocspan_error ocspan_make_cert_id(ocspan_bytes serial_number, const ocspan_certificate* issuer, ocspan_hash hash,
                                 const ocspan_hasher* hasher, ocspan_hashes* hashes, ocspan_cert_id* cert_id);

/** Makes the CertID of a certificate: of the issuer's name as the certificate encodes it (RFC 6960 4.1.1). Lifetime: it
 * refers to *hashes and to the certificate's bytes. Errors: those of ocspan_make_cert_id(). */
ocspan_error ocspan_make_cert_id_of(const ocspan_certificate* certificate, const ocspan_certificate* issuer,
                                    ocspan_hash hash, const ocspan_hasher* hasher, ocspan_hashes* hashes,
                                    ocspan_cert_id* cert_id);

/** Makes the serial number of a CertID, which is in two's complement, of an unsigned one, big-endian, as databases,
 * OCPP and printed certificates have it: 98 d9, which would be -26407, becomes 00 98 d9. Leading zeros make no
 * difference. Lifetime: it refers to out. Errors: OCSPAN_ERROR_NO_SPACE, with the needed size as its offset, at most
 * one byte more than magnitude has. */
ocspan_error ocspan_serial_number_from_magnitude(ocspan_bytes magnitude, uint8_t* out, size_t size,
                                                 ocspan_bytes* serial_number);

/** Whether two CertIDs name the same certificate by the same hash function, whose parameters NULL and absent are the
 * same. False if the parameters of one cannot be read. */
bool ocspan_cert_id_equal(const ocspan_cert_id* a, const ocspan_cert_id* b);

/* ---- Writing a request ---- */

/** What a request is to hold. Zeros and NULL leave out what they stand for. */
typedef struct ocspan_request_fields {
  const ocspan_cert_id* cert_ids;     /**< by ocspan_make_cert_id(), or from another message */
  size_t cert_id_count;               /**< how many there are */
  ocspan_bytes nonce;                 /**< 1 to 128 bytes (RFC 9654) */
  const ocspan_extension* extensions; /**< requestExtensions */
  size_t extension_count;             /**< at most 8, the nonce included */
  /** Whether a negative serial number is meant: most often it is a magnitude that was taken for two's complement. */
  bool allow_negative_serial_numbers;
} ocspan_request_fields;

/** Writes the request, unsigned. Errors: OCSPAN_ERROR_MISSING without a CertID, and for a CertID without hash
 * algorithm; OCSPAN_ERROR_WRONG_LENGTH for a nonce, or a hash that is not as long as its algorithm's;
 * OCSPAN_ERROR_UNDEFINED_VALUE for a negative serial number; OCSPAN_ERROR_UNSUPPORTED_ALGORITHM for MD5;
 * OCSPAN_ERROR_DUPLICATE and OCSPAN_ERROR_TOO_MANY for extensions. */
ocspan_error ocspan_build_request(const ocspan_request_fields* fields, uint8_t* out, size_t size, size_t* written);

/** Writes the URL by which GET asks the request (RFC 6960 A.1). */
ocspan_error ocspan_get_url(const char* responder_url, size_t responder_url_size, ocspan_bytes request, char* out,
                            size_t size, size_t* written);

/** Whether the request is to be sent by GET, since its URL has at most 255 characters, and not by POST (RFC 9919 6). */
bool ocspan_is_for_get(const char* responder_url, size_t responder_url_size, ocspan_bytes request);

/** Decodes what a client that uses GET has put behind the responder's own URL, the inverse of ocspan_get_url(): path is
 * the rest of the request target. Lifetime: *request refers to out. Errors: OCSPAN_ERROR_BAD_BASE64, with the offset in
 * path; OCSPAN_ERROR_NO_SPACE, with the needed size as its offset. */
ocspan_error ocspan_decode_get_path(const char* path, size_t path_size, uint8_t* out, size_t size,
                                    ocspan_bytes* request);

/* ---- Stapling in TLS ---- */

/** A ResponderID (RFC 6960 4.2.1): one of the two is absent. */
typedef struct ocspan_responder_id {
  ocspan_bytes name;     /**< the whole Name */
  ocspan_bytes key_hash; /**< SHA-1 */
} ocspan_responder_id;

/** What a client asks for by status_request (RFC 6066 8). */
typedef struct ocspan_status_request {
  ocspan_list responder_ids; /**< the responders that it trusts, for ocspan_next_responder_id() */
  ocspan_list extensions;    /**< for the request to the responder, for ocspan_next_extension() */
} ocspan_status_request;

/** Takes the response from a CertificateStatus (RFC 6066 8, RFC 9846 4.4.2.1), which bytes must be as a whole: in TLS
 * 1.3 the extension_data of status_request, in TLS 1.2 the body of a message or, if with_header, the whole message. The
 * response, in DER, was not looked into. Errors: OCSPAN_ERROR_UNSUPPORTED_STATUS_TYPE; OCSPAN_ERROR_WRONG_TAG for a
 * message of another type; those of its fields. */
ocspan_error ocspan_load_certificate_status(ocspan_bytes bytes, bool with_header, ocspan_bytes* response);
/** Writes a CertificateStatus with the response, in DER, which is not looked into and must not lie in the buffer.
 * Errors: OCSPAN_ERROR_MISSING for no response; OCSPAN_ERROR_WRONG_LENGTH for one of 16 MiB or more. */
ocspan_error ocspan_write_certificate_status(ocspan_bytes response, bool with_header, uint8_t* out, size_t size,
                                             size_t* written);
/** Loads a CertificateStatusRequest (RFC 6066 8), the extension_data of a client's status_request, which bytes must be
 * as a whole. Errors: OCSPAN_ERROR_UNSUPPORTED_STATUS_TYPE; those of its fields. */
ocspan_error ocspan_load_status_request(ocspan_bytes bytes, ocspan_tolerance tolerance, ocspan_status_request* request);
/** Takes the next responder from the list of an ocspan_status_request; false if there is none. */
bool ocspan_next_responder_id(ocspan_list* responder_ids, ocspan_responder_id* id);

/* ---- May a response be trusted? ---- */

/** What came of checking a signature: OCSPAN_SIGNATURE_INVALID, _VALID, _UNSUPPORTED (the algorithm or the key is not
 * known, or they do not fit), _WEAK (too weak to be trusted), _PENDING (the answer is not known yet)
 * (OCSPAN_SIGNATURE_CHECKS in words.h). */
typedef uint8_t ocspan_signature_check;
enum { OCSPAN_SIGNATURE_CHECKS(OCSPAN_C_ENUMERATOR) };

/** Checks signatures for the library, which has no cryptography of its own. */
typedef struct ocspan_verifier {
  /** Says whether signature is a signature of message by key under algorithm, as an ocspan_signature_check: 1 exactly
   * if it is. A value that is none of them, such as -1, counts as OCSPAN_SIGNATURE_INVALID. */
  int (*verify)(void* context, const ocspan_algorithm* algorithm, const ocspan_public_key* key, ocspan_bytes message,
                ocspan_bytes signature);
  void* context; /**< passed to verify; may be NULL */
} ocspan_verifier;

/** What the response must answer: whether a certificate is good. */
typedef struct ocspan_question {
  const ocspan_certificate* certificate; /**< the certificate asked about, or NULL */
  const ocspan_cert_id* asked;           /**< if certificate is NULL, the CertID in the request */
  const ocspan_certificate* issuer;      /**< the certificate's issuer, which the caller trusts */
  ocspan_bytes nonce;                    /**< that of the request; if absent, the response may have any or none */
  const ocspan_bytes* trusted;           /**< the DER of certificates of responders that are trusted; may be NULL */
  size_t trusted_count;                  /**< at most OCSPAN_MAX_CERTIFICATES */
  const ocspan_bytes* certificates;      /**< the DER of more certificates that may be the responder's; may be NULL */
  size_t certificate_count;              /**< at most OCSPAN_MAX_CERTIFICATES */
} ocspan_question;

/** How many certificates of each kind a question may have beside those of the response. */
#define OCSPAN_MAX_CERTIFICATES 16

/** The time of the check and how strict it is; ocspan_default_policy() fills it. Durations are in seconds. */
typedef struct ocspan_policy {
  ocspan_time at;                       /**< the time of the check */
  uint32_t clock_skew;                  /**< how far clocks may differ; 300 */
  bool has_max_age;                     /**< whether max_age counts; false */
  uint32_t max_age;                     /**< how long after thisUpdate, even if nextUpdate is later */
  uint32_t max_age_without_next_update; /**< how long after thisUpdate if there is no nextUpdate; 86400 */
  bool accept_missing_nonce;            /**< whether a response without the request's nonce is accepted; false */
  ocspan_tolerance tolerance;           /**< for the certificates in the response; none */
  bool require_next_update;             /**< whether a response without nextUpdate is refused; false */
  bool certificate_is_validated;        /**< whether the certificate's own signature was checked before; false */
  ocspan_time attested;                 /**< the time at which the status is wanted, if it is not at; absent */
} ocspan_policy;

/** The default policy at a time: the values that the members of ocspan_policy name. */
ocspan_policy ocspan_default_policy(ocspan_time at);

/** What a verified response says of the certificate: OCSPAN_VERDICT_UNTRUSTED (nothing, for it cannot be believed),
 * _GOOD, _REVOKED, _UNKNOWN (OCSPAN_VERDICTS in words.h). */
typedef uint8_t ocspan_verdict;
enum { OCSPAN_VERDICTS(OCSPAN_C_ENUMERATOR) };

/** The check that a response has failed: OCSPAN_STEP_EXPIRED and the other rows of OCSPAN_VERIFY_STEPS in words.h. */
typedef uint8_t ocspan_step;
enum { OCSPAN_VERIFY_STEPS(OCSPAN_C_ENUMERATOR) };

/** Whose key has signed a response: the rows of OCSPAN_SIGNERS in words.h, such as OCSPAN_SIGNED_BY_ISSUER. */
typedef uint8_t ocspan_signed_by;
enum { OCSPAN_SIGNERS(OCSPAN_C_ENUMERATOR) };

/** What came of comparing nonces: OCSPAN_NONCE_NOT_ASKED (they were not compared), _EQUAL, _MISSING, _DIFFERENT
 * (OCSPAN_NONCE_CHECKS in words.h). */
typedef uint8_t ocspan_nonce_check;
enum { OCSPAN_NONCE_CHECKS(OCSPAN_C_ENUMERATOR) };

/** What a check has failed in: OCSPAN_INPUT_RESPONSE, _CERTIFICATE (the one asked about), _ADDED_CERTIFICATE (one of
 * the question's) (OCSPAN_VERIFY_INPUTS in words.h). */
typedef uint8_t ocspan_verify_input;
enum { OCSPAN_VERIFY_INPUTS(OCSPAN_C_ENUMERATOR) };

/** The outcome of ocspan_verify(). Lifetime: refers to the bytes of the response. */
typedef struct ocspan_verification {
  ocspan_verdict verdict;             /**< what the response says of the certificate */
  ocspan_step step;                   /**< the check that failed; OCSPAN_STEP_NONE unless untrusted */
  ocspan_field field;                 /**< the field at which it failed */
  ocspan_verify_input input;          /**< what that field is in */
  uint32_t offset;                    /**< where it is there */
  ocspan_signed_by signed_by;         /**< whose key has signed the response */
  bool nocheck;                       /**< whether the responder's own status need not be asked */
  bool several_answers;               /**< whether there were several answers, of which the strictest counts */
  ocspan_nonce_check nonce;           /**< what came of comparing the nonces */
  ocspan_tolerance tolerated;         /**< the deviations of the response and of the responder's certificate */
  bool has_revocation_reason;         /**< only if revoked */
  ocspan_reason revocation_reason;    /**< valid if has_revocation_reason */
  ocspan_time revocation_time;        /**< absent unless revoked, be it after the attested time */
  ocspan_time this_update;            /**< absent unless the signature is valid */
  ocspan_time next_update;            /**< absent unless the signature is valid and the answer has it */
  ocspan_time usable_until;           /**< absent if untrusted */
  ocspan_bytes responder_certificate; /**< the DER of a delegated responder's certificate; may be absent */
} ocspan_verification;

/** The name of a verify step: "signer_expired"; "" for a value that is not defined. */
const char* ocspan_step_name(ocspan_step step);
/** A verify step in words: "nextUpdate has passed"; "" for a value that is not defined. */
const char* ocspan_step_message(ocspan_step step);
/** The name of a verdict: "good"; "" for a value that is not defined. */
const char* ocspan_verdict_name(ocspan_verdict verdict);
/** The name of whose key has signed: "delegated"; "" for nobody's and for a value that is not defined. */
const char* ocspan_signed_by_name(ocspan_signed_by signed_by);
/** The name of what came of comparing nonces: "notAsked"; "" for a value that is not defined. */
const char* ocspan_nonce_check_name(ocspan_nonce_check check);
/** The name of what a check has failed in: "addedCertificate"; "" for a value that is not defined. */
const char* ocspan_verify_input_name(ocspan_verify_input input);

/** Decides whether the response is a valid and trusted answer to the question, by the checks that verify() in
 * ocsp/verify.hpp lists; the verdict is OCSPAN_VERDICT_UNTRUSTED unless all are passed. Errors, the verdict being
 * untrusted: OCSPAN_ERROR_MISSING if verifier, hasher or their functions are NULL, without an issuer, and without a
 * certificate or CertID; those of loading for a response or certificate that was not loaded. */
ocspan_error ocspan_verify(const ocspan_response* response, const ocspan_question* question,
                           const ocspan_policy* policy, const ocspan_verifier* verifier, const ocspan_hasher* hasher,
                           ocspan_verification* verification);

/** The answers of a verifier in a verification that is not finished. Begin with zeros; use a new one for each response,
 * question and policy. */
typedef struct ocspan_verify_progress {
  ocspan_signature_check answers[34]; /**< what the verifier has answered, in order */
  uint8_t count;                      /**< how many answers there are */
} ocspan_verify_progress;

/** Goes on with a verification whose verifier has answered OCSPAN_SIGNATURE_PENDING: the step is then
 * OCSPAN_STEP_SIGNATURE_PENDING. What the verifier has answered is kept in progress, and it is asked for nothing again.
 * Errors: those of ocspan_verify(). */
ocspan_error ocspan_resume_verify(const ocspan_response* response, const ocspan_question* question,
                                  const ocspan_policy* policy, const ocspan_verifier* verifier,
                                  const ocspan_hasher* hasher, ocspan_verify_progress* progress,
                                  ocspan_verification* verification);

#ifdef __cplusplus
}
#endif

#endif
