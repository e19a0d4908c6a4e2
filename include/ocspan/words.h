/** @file
 * Every word that the library and its callers share: error codes, fields, verify steps, statuses, reasons, tolerances.
 *
 * One row each: X(name in C, name in C++, number, text). The enumerators of C and of C++ and all texts are made of
 * these rows, so a new one is added here and nowhere else. A number never changes its meaning and is never used again; a
 * golden file holds the tests to that. C99 and later, C++11 and later.
 */
#ifndef OCSPAN_WORDS_H
#define OCSPAN_WORDS_H

/** Makes an enumerator of C of a row. */
#define OCSPAN_C_ENUMERATOR(NAME, name, number, text) NAME = number,
/** Makes an enumerator of C++ of a row. */
#define OCSPAN_ENUMERATOR(NAME, name, number, text) name = number,
/** Makes the bit with the row's number of a row, to be combined with those of other rows. */
#define OCSPAN_BIT(NAME, name, number, text) | 1U << number
/** Makes a case that returns the name of a row as a string. */
#define OCSPAN_CASE_NAME(NAME, name, number, text) \
  case number:                                     \
    return #name ""_sv;
/** Makes a case that returns the text of a row as a string. */
#define OCSPAN_CASE_TEXT(NAME, name, number, text) \
  case number:                                     \
    return text ""_sv;

/** What can go wrong: the text is the message for people. */
#define OCSPAN_ERROR_CODES(X) \
  X(OCSPAN_ERROR_NONE, none, 0, "no error") \
  /* the framing: identifier octets and length octets, X.690 8.1 and 10.1 */ \
  X(OCSPAN_ERROR_MISSING, missing, 1, "missing") \
  X(OCSPAN_ERROR_TRUNCATED, truncated, 2, "cut off: longer than what encloses it") \
  X(OCSPAN_ERROR_TRAILING_DATA, trailing_data, 3, "something follows where it should end") \
  X(OCSPAN_ERROR_WRONG_TAG, wrong_tag, 4, "not the tag that belongs here") \
  X(OCSPAN_ERROR_HIGH_TAG, high_tag, 5, "a tag number above 30, which no field here has") \
  X(OCSPAN_ERROR_BAD_HIGH_TAG, bad_high_tag, 6, "a tag number above 30 that is not in its shortest form") \
  X(OCSPAN_ERROR_RESERVED_TAG, reserved_tag, 7, "the reserved tag UNIVERSAL 0") \
  X(OCSPAN_ERROR_INDEFINITE_LENGTH, indefinite_length, 8, "indefinite length") \
  X(OCSPAN_ERROR_LENGTH_NOT_MINIMAL, length_not_minimal, 9, "length not in the fewest bytes") \
  X(OCSPAN_ERROR_RESERVED_LENGTH, reserved_length, 10, "reserved length octet 0xff") \
  /* values */ \
  X(OCSPAN_ERROR_BAD_BOOLEAN, bad_boolean, 11, "not a DER BOOLEAN: one byte, 00 or ff") \
  X(OCSPAN_ERROR_INTEGER_EMPTY, integer_empty, 12, "an INTEGER or ENUMERATED without contents") \
  X(OCSPAN_ERROR_INTEGER_NOT_MINIMAL, integer_not_minimal, 13, "not the shortest form") \
  X(OCSPAN_ERROR_UNDEFINED_VALUE, undefined_value, 14, "a value that is not defined") \
  X(OCSPAN_ERROR_BAD_OID, bad_oid, 15, "not an OBJECT IDENTIFIER: empty, cut off, or an arc not in its shortest form") \
  X(OCSPAN_ERROR_BAD_BIT_STRING, bad_bit_string, 16, "not a DER BIT STRING: more than 7 unused bits, or bits that are not zero") \
  X(OCSPAN_ERROR_NULL_CONTENT, null_content, 17, "a NULL with contents") \
  X(OCSPAN_ERROR_BAD_STRING, bad_string, 18, "not a value of its string type") \
  X(OCSPAN_ERROR_TIME_FORM, time_form, 19, "a time not written as YYYYMMDDHHMMSSZ (UTCTime: YYMMDDHHMMSSZ)") \
  X(OCSPAN_ERROR_TIME_VALUE, time_value, 20, "no such date or time of day") \
  /* rules of the messages */ \
  X(OCSPAN_ERROR_EXPLICIT_DEFAULT, explicit_default, 21, "a DEFAULT value is written out") \
  X(OCSPAN_ERROR_UNSORTED_SET, unsorted_set, 22, "SET OF out of order") \
  X(OCSPAN_ERROR_EMPTY_RDN, empty_rdn, 23, "a RelativeDistinguishedName without an attribute") \
  X(OCSPAN_ERROR_EMPTY_EXTENSIONS, empty_extensions, 24, "Extensions without an extension") \
  X(OCSPAN_ERROR_EMPTY_LIST, empty_list, 25, "a list without an element") \
  X(OCSPAN_ERROR_BAD_SCT_LIST, bad_sct_list, 26, "not a SignedCertificateTimestampList (RFC 6962 3.3)") \
  X(OCSPAN_ERROR_UNSUPPORTED_VERSION, unsupported_version, 27, "a version that is not supported") \
  X(OCSPAN_ERROR_UNSUPPORTED_RESPONSE_TYPE, unsupported_response_type, 28, "a responseType other than id-pkix-ocsp-basic") \
  X(OCSPAN_ERROR_RESPONSE_BYTES_MISSING, response_bytes_missing, 29, "a successful response without responseBytes") \
  X(OCSPAN_ERROR_RESPONSE_BYTES_IN_ERROR, response_bytes_in_error, 30, "responseBytes beside an error status") \
  /* answers to a question about a message that was read */ \
  X(OCSPAN_ERROR_NOT_SUCCESSFUL, not_successful, 31, "the response is not a successful one") \
  X(OCSPAN_ERROR_NOT_SINGLE, not_single, 32, "not exactly one request or response in the message") \
  X(OCSPAN_ERROR_DUPLICATE, duplicate, 33, "there is already one") \
  X(OCSPAN_ERROR_UNSUPPORTED_ALGORITHM, unsupported_algorithm, 34, "an algorithm that is not known") \
  /* what cannot be written */ \
  X(OCSPAN_ERROR_WRONG_LENGTH, wrong_length, 35, "not of the length that it must have") \
  X(OCSPAN_ERROR_NOT_REVOKED, not_revoked, 36, "of a certificate that is not revoked") \
  X(OCSPAN_ERROR_TIME_RANGE, time_range, 37, "a year outside 1950 to 9999") \
  X(OCSPAN_ERROR_TIME_ORDER, time_order, 38, "before thisUpdate") \
  X(OCSPAN_ERROR_SIGNING_FAILED, signing_failed, 39, "the signer did not sign") \
  X(OCSPAN_ERROR_TOO_MANY, too_many, 40, "more than there is room for") \
  /* limits and space */ \
  X(OCSPAN_ERROR_INPUT_TOO_LONG, input_too_long, 41, "4 GiB or longer") \
  X(OCSPAN_ERROR_TOO_LONG_FOR_DECIMAL, too_long_for_decimal, 42, "too long to be written in decimal") \
  X(OCSPAN_ERROR_NO_SPACE, no_space, 43, "the buffer is too small") \
  /* PEM, RFC 7468 */ \
  X(OCSPAN_ERROR_NO_PEM_BLOCK, no_pem_block, 44, "no PEM block of that label") \
  X(OCSPAN_ERROR_BAD_PEM, bad_pem, 45, "a PEM block without its END line") \
  X(OCSPAN_ERROR_BAD_BASE64, bad_base64, 46, "not base64") \
  /* TLS, RFC 6066 8 */ \
  X(OCSPAN_ERROR_UNSUPPORTED_STATUS_TYPE, unsupported_status_type, 47, "a status_type other than ocsp")

/** The fields of the messages: the text is the RFC's own spelling. */
#define OCSPAN_FIELDS(X) \
  X(OCSPAN_FIELD_NONE, none, 0, "") \
  /* RFC 6960 4.2.1 */ \
  X(OCSPAN_FIELD_OCSP_RESPONSE, ocsp_response, 1, "OCSPResponse") \
  X(OCSPAN_FIELD_RESPONSE_STATUS, response_status, 2, "responseStatus") \
  X(OCSPAN_FIELD_RESPONSE_BYTES, response_bytes, 3, "responseBytes") \
  X(OCSPAN_FIELD_RESPONSE_TYPE, response_type, 4, "responseType") \
  X(OCSPAN_FIELD_RESPONSE, response, 5, "response") \
  X(OCSPAN_FIELD_BASIC_OCSP_RESPONSE, basic_ocsp_response, 6, "BasicOCSPResponse") \
  X(OCSPAN_FIELD_TBS_RESPONSE_DATA, tbs_response_data, 7, "tbsResponseData") \
  X(OCSPAN_FIELD_VERSION, version, 8, "version") \
  X(OCSPAN_FIELD_RESPONDER_ID, responder_id, 9, "responderID") \
  X(OCSPAN_FIELD_BY_NAME, by_name, 10, "byName") \
  X(OCSPAN_FIELD_BY_KEY, by_key, 11, "byKey") \
  X(OCSPAN_FIELD_PRODUCED_AT, produced_at, 12, "producedAt") \
  X(OCSPAN_FIELD_RESPONSES, responses, 13, "responses") \
  X(OCSPAN_FIELD_CERT_ID, cert_id, 14, "certID") \
  X(OCSPAN_FIELD_CERT_STATUS, cert_status, 15, "certStatus") \
  X(OCSPAN_FIELD_REVOCATION_TIME, revocation_time, 16, "revocationTime") \
  X(OCSPAN_FIELD_REVOCATION_REASON, revocation_reason, 17, "revocationReason") \
  X(OCSPAN_FIELD_THIS_UPDATE, this_update, 18, "thisUpdate") \
  X(OCSPAN_FIELD_NEXT_UPDATE, next_update, 19, "nextUpdate") \
  X(OCSPAN_FIELD_SINGLE_EXTENSIONS, single_extensions, 20, "singleExtensions") \
  X(OCSPAN_FIELD_RESPONSE_EXTENSIONS, response_extensions, 21, "responseExtensions") \
  X(OCSPAN_FIELD_SIGNATURE_ALGORITHM, signature_algorithm, 22, "signatureAlgorithm") \
  X(OCSPAN_FIELD_SIGNATURE, signature, 23, "signature") \
  X(OCSPAN_FIELD_CERTS, certs, 24, "certs") \
  /* RFC 6960 4.1.1 */ \
  X(OCSPAN_FIELD_OCSP_REQUEST, ocsp_request, 25, "OCSPRequest") \
  X(OCSPAN_FIELD_TBS_REQUEST, tbs_request, 26, "tbsRequest") \
  X(OCSPAN_FIELD_REQUESTOR_NAME, requestor_name, 27, "requestorName") \
  X(OCSPAN_FIELD_REQUEST_LIST, request_list, 28, "requestList") \
  X(OCSPAN_FIELD_REQ_CERT, req_cert, 29, "reqCert") \
  X(OCSPAN_FIELD_SINGLE_REQUEST_EXTENSIONS, single_request_extensions, 30, "singleRequestExtensions") \
  X(OCSPAN_FIELD_REQUEST_EXTENSIONS, request_extensions, 31, "requestExtensions") \
  X(OCSPAN_FIELD_OPTIONAL_SIGNATURE, optional_signature, 32, "optionalSignature") \
  X(OCSPAN_FIELD_HASH_ALGORITHM, hash_algorithm, 33, "hashAlgorithm") \
  X(OCSPAN_FIELD_ISSUER_NAME_HASH, issuer_name_hash, 34, "issuerNameHash") \
  X(OCSPAN_FIELD_ISSUER_KEY_HASH, issuer_key_hash, 35, "issuerKeyHash") \
  X(OCSPAN_FIELD_SERIAL_NUMBER, serial_number, 36, "serialNumber") \
  /* RFC 5280 4.1 and 4.2.1.6 */ \
  X(OCSPAN_FIELD_CERTIFICATE, certificate, 37, "Certificate") \
  X(OCSPAN_FIELD_TBS_CERTIFICATE, tbs_certificate, 38, "tbsCertificate") \
  X(OCSPAN_FIELD_SIGNATURE_VALUE, signature_value, 39, "signatureValue") \
  X(OCSPAN_FIELD_ISSUER, issuer, 40, "issuer") \
  X(OCSPAN_FIELD_VALIDITY, validity, 41, "validity") \
  X(OCSPAN_FIELD_NOT_BEFORE, not_before, 42, "notBefore") \
  X(OCSPAN_FIELD_NOT_AFTER, not_after, 43, "notAfter") \
  X(OCSPAN_FIELD_SUBJECT, subject, 44, "subject") \
  X(OCSPAN_FIELD_SUBJECT_PUBLIC_KEY_INFO, subject_public_key_info, 45, "subjectPublicKeyInfo") \
  X(OCSPAN_FIELD_SUBJECT_PUBLIC_KEY, subject_public_key, 46, "subjectPublicKey") \
  X(OCSPAN_FIELD_ISSUER_UNIQUE_ID, issuer_unique_id, 47, "issuerUniqueID") \
  X(OCSPAN_FIELD_SUBJECT_UNIQUE_ID, subject_unique_id, 48, "subjectUniqueID") \
  X(OCSPAN_FIELD_EXTENSIONS, extensions, 49, "extensions") \
  X(OCSPAN_FIELD_EXTN_ID, extn_id, 50, "extnID") \
  X(OCSPAN_FIELD_CRITICAL, critical, 51, "critical") \
  X(OCSPAN_FIELD_EXTN_VALUE, extn_value, 52, "extnValue") \
  X(OCSPAN_FIELD_ALGORITHM, algorithm, 53, "algorithm") \
  X(OCSPAN_FIELD_PARAMETERS, parameters, 54, "parameters") \
  X(OCSPAN_FIELD_TYPE, type, 55, "type") \
  X(OCSPAN_FIELD_VALUE, value, 56, "value") \
  X(OCSPAN_FIELD_GENERAL_NAME, general_name, 57, "GeneralName") \
  X(OCSPAN_FIELD_TYPE_ID, type_id, 58, "type-id") \
  X(OCSPAN_FIELD_DIRECTORY_NAME, directory_name, 59, "directoryName") \
  /* RFC 5280 4.2 and 5.3, RFC 4055 3.1 */ \
  X(OCSPAN_FIELD_CA, ca, 60, "cA") \
  X(OCSPAN_FIELD_PATH_LEN_CONSTRAINT, path_len_constraint, 61, "pathLenConstraint") \
  X(OCSPAN_FIELD_KEY_IDENTIFIER, key_identifier, 62, "keyIdentifier") \
  X(OCSPAN_FIELD_AUTHORITY_CERT_ISSUER, authority_cert_issuer, 63, "authorityCertIssuer") \
  X(OCSPAN_FIELD_AUTHORITY_CERT_SERIAL_NUMBER, authority_cert_serial_number, 64, "authorityCertSerialNumber") \
  X(OCSPAN_FIELD_ACCESS_METHOD, access_method, 65, "accessMethod") \
  X(OCSPAN_FIELD_ACCESS_LOCATION, access_location, 66, "accessLocation") \
  X(OCSPAN_FIELD_DISTRIBUTION_POINT, distribution_point, 67, "distributionPoint") \
  X(OCSPAN_FIELD_FULL_NAME, full_name, 68, "fullName") \
  X(OCSPAN_FIELD_NAME_RELATIVE_TO_CRL_ISSUER, name_relative_to_crl_issuer, 69, "nameRelativeToCRLIssuer") \
  X(OCSPAN_FIELD_REASONS, reasons, 70, "reasons") \
  X(OCSPAN_FIELD_CRL_ISSUER, crl_issuer, 71, "cRLIssuer") \
  X(OCSPAN_FIELD_POLICY_IDENTIFIER, policy_identifier, 72, "policyIdentifier") \
  X(OCSPAN_FIELD_POLICY_QUALIFIERS, policy_qualifiers, 73, "policyQualifiers") \
  X(OCSPAN_FIELD_POLICY_QUALIFIER_ID, policy_qualifier_id, 74, "policyQualifierId") \
  X(OCSPAN_FIELD_QUALIFIER, qualifier, 75, "qualifier") \
  X(OCSPAN_FIELD_NOTICE_REF, notice_ref, 76, "noticeRef") \
  X(OCSPAN_FIELD_ORGANIZATION, organization, 77, "organization") \
  X(OCSPAN_FIELD_NOTICE_NUMBERS, notice_numbers, 78, "noticeNumbers") \
  X(OCSPAN_FIELD_EXPLICIT_TEXT, explicit_text, 79, "explicitText") \
  X(OCSPAN_FIELD_PERMITTED_SUBTREES, permitted_subtrees, 80, "permittedSubtrees") \
  X(OCSPAN_FIELD_EXCLUDED_SUBTREES, excluded_subtrees, 81, "excludedSubtrees") \
  X(OCSPAN_FIELD_BASE, base, 82, "base") \
  X(OCSPAN_FIELD_MINIMUM, minimum, 83, "minimum") \
  X(OCSPAN_FIELD_MAXIMUM, maximum, 84, "maximum") \
  X(OCSPAN_FIELD_MASK_GEN_ALGORITHM, mask_gen_algorithm, 85, "maskGenAlgorithm") \
  X(OCSPAN_FIELD_SALT_LENGTH, salt_length, 86, "saltLength") \
  X(OCSPAN_FIELD_TRAILER_FIELD, trailer_field, 87, "trailerField") \
  X(OCSPAN_FIELD_REASON_CODE, reason_code, 88, "reasonCode") \
  X(OCSPAN_FIELD_INVALIDITY_DATE, invalidity_date, 89, "invalidityDate") \
  X(OCSPAN_FIELD_HOLD_INSTRUCTION_CODE, hold_instruction_code, 90, "holdInstructionCode") \
  /* RFC 6960 4.4, RFC 6962 3.3, ISIS-MTT */ \
  X(OCSPAN_FIELD_CRL_URL, crl_url, 91, "crlUrl") \
  X(OCSPAN_FIELD_CRL_NUM, crl_num, 92, "crlNum") \
  X(OCSPAN_FIELD_CRL_TIME, crl_time, 93, "crlTime") \
  X(OCSPAN_FIELD_ARCHIVE_CUTOFF, archive_cutoff, 94, "ArchiveCutoff") \
  X(OCSPAN_FIELD_LOCATOR, locator, 95, "locator") \
  X(OCSPAN_FIELD_SIG_IDENTIFIER, sig_identifier, 96, "sigIdentifier") \
  X(OCSPAN_FIELD_CERT_IDENTIFIER, cert_identifier, 97, "certIdentifier") \
  X(OCSPAN_FIELD_CERTIFICATE_HASH, certificate_hash, 98, "certificateHash") \
  X(OCSPAN_FIELD_SCT_LIST, sct_list, 99, "SignedCertificateTimestampList") \
  /* RFC 6066 8 */ \
  X(OCSPAN_FIELD_CERTIFICATE_STATUS, certificate_status, 100, "CertificateStatus") \
  X(OCSPAN_FIELD_CERTIFICATE_STATUS_REQUEST, certificate_status_request, 101, "CertificateStatusRequest") \
  X(OCSPAN_FIELD_STATUS_TYPE, status_type, 102, "status_type") \
  X(OCSPAN_FIELD_RESPONDER_ID_LIST, responder_id_list, 103, "responder_id_list")

/** The fields that are messages of their own: the path of an error begins inside the innermost of them. */
#define OCSPAN_MESSAGES(X) X(ocsp_response) X(basic_ocsp_response) X(ocsp_request) X(certificate)

/** Deviations from DER and the RFCs that a caller may let pass; the numbers are flags. */
#define OCSPAN_TOLERANCES(X) \
  X(OCSPAN_TOLERATE_EXPLICIT_DEFAULT, explicit_default, 1, "a DEFAULT value is written out (X.690 11.5)") \
  X(OCSPAN_TOLERATE_RESPONSE_BYTES_IN_ERROR, response_bytes_in_error, 2, "responseBytes beside an error status (RFC 6960 4.2.1)") \
  X(OCSPAN_TOLERATE_EMPTY_EXTENSIONS, empty_extensions, 4, "Extensions without an extension (RFC 5280 4.1)") \
  X(OCSPAN_TOLERATE_TIME_FORMS, time_forms, 8, "fractions of a second, which are cut off, and missing seconds (RFC 5280 4.1.2.5)") \
  X(OCSPAN_TOLERATE_UNSORTED_SET, unsorted_set, 16, "a SET OF out of order (X.690 11.6)") \
  X(OCSPAN_TOLERATE_INTEGER_NOT_MINIMAL, integer_not_minimal, 32, "a serial number with more leading bytes than it needs (X.690 8.3.2)")

/** OCSPResponseStatus, RFC 6960 4.2.1: the values of the ENUMERATED; 4 is not used. */
#define OCSPAN_RESPONSE_STATUSES(X) \
  X(OCSPAN_RESPONSE_SUCCESSFUL, successful, 0, "successful") \
  X(OCSPAN_RESPONSE_MALFORMED_REQUEST, malformed_request, 1, "malformedRequest") \
  X(OCSPAN_RESPONSE_INTERNAL_ERROR, internal_error, 2, "internalError") \
  X(OCSPAN_RESPONSE_TRY_LATER, try_later, 3, "tryLater") \
  X(OCSPAN_RESPONSE_SIG_REQUIRED, sig_required, 5, "sigRequired") \
  X(OCSPAN_RESPONSE_UNAUTHORIZED, unauthorized, 6, "unauthorized")

/** CertStatus, RFC 6960 4.2.1: the tag numbers of the CHOICE. */
#define OCSPAN_CERT_STATUSES(X) \
  X(OCSPAN_CERT_GOOD, good, 0, "good") \
  X(OCSPAN_CERT_REVOKED, revoked, 1, "revoked") \
  X(OCSPAN_CERT_UNKNOWN, unknown, 2, "unknown")

/** CRLReason, RFC 5280 5.3.1: the values of the ENUMERATED; 7 is not used. */
#define OCSPAN_REASONS(X) \
  X(OCSPAN_REASON_UNSPECIFIED, unspecified, 0, "unspecified") \
  X(OCSPAN_REASON_KEY_COMPROMISE, key_compromise, 1, "keyCompromise") \
  X(OCSPAN_REASON_CA_COMPROMISE, ca_compromise, 2, "cACompromise") \
  X(OCSPAN_REASON_AFFILIATION_CHANGED, affiliation_changed, 3, "affiliationChanged") \
  X(OCSPAN_REASON_SUPERSEDED, superseded, 4, "superseded") \
  X(OCSPAN_REASON_CESSATION_OF_OPERATION, cessation_of_operation, 5, "cessationOfOperation") \
  X(OCSPAN_REASON_CERTIFICATE_HOLD, certificate_hold, 6, "certificateHold") \
  X(OCSPAN_REASON_REMOVE_FROM_CRL, remove_from_crl, 8, "removeFromCRL") \
  X(OCSPAN_REASON_PRIVILEGE_WITHDRAWN, privilege_withdrawn, 9, "privilegeWithdrawn") \
  X(OCSPAN_REASON_AA_COMPROMISE, aa_compromise, 10, "aACompromise")

/** Hash functions that are known by name: the text is the name of their OBJECT IDENTIFIER (RFC 5754, NIST CSOR). */
#define OCSPAN_HASHES(X) \
  X(OCSPAN_HASH_MD5, md5, 0, "md5") \
  X(OCSPAN_HASH_SHA1, sha1, 1, "sha1") \
  X(OCSPAN_HASH_SHA224, sha224, 2, "sha224") \
  X(OCSPAN_HASH_SHA256, sha256, 3, "sha256") \
  X(OCSPAN_HASH_SHA384, sha384, 4, "sha384") \
  X(OCSPAN_HASH_SHA512, sha512, 5, "sha512") \
  X(OCSPAN_HASH_SHA3_224, sha3_224, 6, "sha3-224") \
  X(OCSPAN_HASH_SHA3_256, sha3_256, 7, "sha3-256") \
  X(OCSPAN_HASH_SHA3_384, sha3_384, 8, "sha3-384") \
  X(OCSPAN_HASH_SHA3_512, sha3_512, 9, "sha3-512")

/** What a verification says of the certificate. Untrusted: nothing, for the response is not to be believed or is no
 * answer. */
#define OCSPAN_VERDICTS(X) \
  X(OCSPAN_VERDICT_UNTRUSTED, untrusted, 0, "untrusted") \
  X(OCSPAN_VERDICT_GOOD, good, 1, "good") \
  X(OCSPAN_VERDICT_REVOKED, revoked, 2, "revoked") \
  X(OCSPAN_VERDICT_UNKNOWN, unknown, 3, "unknown")

/** The checks of verify(), in the order in which they are made, which is not that of their numbers; the text says why a
 * response is untrusted. */
#define OCSPAN_VERIFY_STEPS(X) \
  X(OCSPAN_STEP_NONE, none, 0, "every check has passed") \
  X(OCSPAN_STEP_NOT_SUCCESSFUL, not_successful, 1, "the responder gives no answer: its status is an error") \
  X(OCSPAN_STEP_WRONG_ISSUER, wrong_issuer, 2, "the question is not about a certificate of this issuer") \
  X(OCSPAN_STEP_UNSUPPORTED_HASH, unsupported_hash, 3, "a hash that is needed cannot be computed") \
  X(OCSPAN_STEP_NO_ANSWER, no_answer, 4, "no answer about this certificate: issuer name, issuer key and serial number must be its own") \
  X(OCSPAN_STEP_CERTIFICATE_BAD_SIGNATURE, certificate_bad_signature, 23, "the certificate asked about is not signed by the issuer's key") \
  X(OCSPAN_STEP_NO_SIGNER, no_signer, 5, "neither the issuer nor a certificate of the response is the one that the responderID names") \
  X(OCSPAN_STEP_SIGNER_NOT_ISSUED_BY_ISSUER, signer_not_issued_by_issuer, 6, "the responder's certificate names another issuer than the asked one's") \
  X(OCSPAN_STEP_SIGNER_NOT_FOR_OCSP, signer_not_for_ocsp, 7, "the responder's certificate is not for signing OCSP (no id-kp-OCSPSigning)") \
  X(OCSPAN_STEP_SIGNER_KEY_USAGE, signer_key_usage, 8, "the responder's certificate allows neither digital signatures nor nonRepudiation") \
  X(OCSPAN_STEP_SIGNER_CRITICAL_EXTENSION, signer_critical_extension, 9, "the responder's certificate has a critical extension that is not understood") \
  X(OCSPAN_STEP_SIGNER_NOT_YET_VALID, signer_not_yet_valid, 10, "the responder's certificate is not valid yet") \
  X(OCSPAN_STEP_SIGNER_EXPIRED, signer_expired, 11, "the responder's certificate has expired") \
  X(OCSPAN_STEP_SIGNER_BAD_SIGNATURE, signer_bad_signature, 12, "the responder's certificate is not signed by the issuer's key") \
  X(OCSPAN_STEP_UNSUPPORTED_SIGNATURE_ALGORITHM, unsupported_signature_algorithm, 24, "a signature cannot be checked: its algorithm is not known, or does not fit the key") \
  X(OCSPAN_STEP_WEAK_SIGNATURE_ALGORITHM, weak_signature_algorithm, 25, "a signature is of an algorithm or a key that is too weak to be trusted") \
  X(OCSPAN_STEP_BAD_SIGNATURE, bad_signature, 13, "the response is not signed by the responder's key") \
  X(OCSPAN_STEP_TOO_MANY_SIGNERS, too_many_signers, 14, "too many certificates of the response could be the signer's") \
  X(OCSPAN_STEP_SIGNATURE_PENDING, signature_pending, 26, "a signature is still being checked: ask again") \
  X(OCSPAN_STEP_CRITICAL_EXTENSION, critical_extension, 15, "a critical extension of the response is not understood") \
  X(OCSPAN_STEP_PRODUCED_IN_FUTURE, produced_in_future, 16, "producedAt is in the future") \
  X(OCSPAN_STEP_NOT_YET_VALID, not_yet_valid, 17, "thisUpdate is in the future") \
  X(OCSPAN_STEP_UPDATE_ORDER, update_order, 18, "nextUpdate is before thisUpdate") \
  X(OCSPAN_STEP_NEXT_UPDATE_MISSING, next_update_missing, 27, "there is no nextUpdate, which is required") \
  X(OCSPAN_STEP_EXPIRED, expired, 19, "nextUpdate has passed") \
  X(OCSPAN_STEP_TOO_OLD, too_old, 20, "thisUpdate is longer ago than is allowed") \
  X(OCSPAN_STEP_OUTSIDE_ATTESTED_TIME, outside_attested_time, 28, "the answer says nothing about the attested time") \
  X(OCSPAN_STEP_NONCE_MISSING, nonce_missing, 21, "the request had a nonce, and the response has none") \
  X(OCSPAN_STEP_NONCE_DIFFERENT, nonce_different, 22, "the response's nonce is not the request's")

/** Whose key has signed a response: nobody's, as far as is known; the issuer's; that of a responder whose certificate
 * the issuer has issued for it; that of a responder whom the caller trusts (RFC 6960 4.2.2.2). */
#define OCSPAN_SIGNERS(X) \
  X(OCSPAN_SIGNED_BY_NOBODY, nobody, 0, "") \
  X(OCSPAN_SIGNED_BY_ISSUER, issuer, 1, "issuer") \
  X(OCSPAN_SIGNED_BY_DELEGATED, delegated, 2, "delegated") \
  X(OCSPAN_SIGNED_BY_TRUSTED, trusted, 3, "trusted")

/** What came of comparing the nonces of request and response. Not asked: nothing was compared. */
#define OCSPAN_NONCE_CHECKS(X) \
  X(OCSPAN_NONCE_NOT_ASKED, not_asked, 0, "notAsked") \
  X(OCSPAN_NONCE_EQUAL, equal, 1, "equal") \
  X(OCSPAN_NONCE_MISSING, missing, 2, "missing") \
  X(OCSPAN_NONCE_DIFFERENT, different, 3, "different")

/** What came of checking a signature. Unsupported: the algorithm is not known, or does not fit the key. Weak: the
 * signature may be valid, and is not to be trusted all the same. Pending: it is still being checked. */
#define OCSPAN_SIGNATURE_CHECKS(X) \
  X(OCSPAN_SIGNATURE_INVALID, invalid, 0, "invalid") \
  X(OCSPAN_SIGNATURE_VALID, valid, 1, "valid") \
  X(OCSPAN_SIGNATURE_UNSUPPORTED, unsupported, 2, "unsupported") \
  X(OCSPAN_SIGNATURE_WEAK, weak, 3, "weak") \
  X(OCSPAN_SIGNATURE_PENDING, pending, 4, "pending")

/** In which of the inputs of a verification a check has failed: the response, the certificate asked about, or a
 * certificate that the caller has added to those of the response. */
#define OCSPAN_VERIFY_INPUTS(X) \
  X(OCSPAN_INPUT_RESPONSE, response, 0, "response") \
  X(OCSPAN_INPUT_CERTIFICATE, certificate, 1, "certificate") \
  X(OCSPAN_INPUT_ADDED_CERTIFICATE, added_certificate, 2, "addedCertificate")

/** How much a finding of a lint matters: notice, it is right, but some software will not like it; warn, a SHOULD is
 * broken; error, a MUST. */
#define OCSPAN_LINT_SEVERITIES(X) \
  X(OCSPAN_LINT_NOTICE, notice, 0, "notice") \
  X(OCSPAN_LINT_WARN, warn, 1, "warn") \
  X(OCSPAN_LINT_ERROR, error, 2, "error")

/** Whose rules a message is held to; the numbers are flags. */
#define OCSPAN_LINT_PROFILES(X) \
  X(OCSPAN_PROFILE_RFC, rfc, 1, "rfc") \
  X(OCSPAN_PROFILE_LIGHTWEIGHT, lightweight, 2, "lightweight") \
  X(OCSPAN_PROFILE_CABF_TLS, cabf_tls, 4, "cabf-tls") \
  X(OCSPAN_PROFILE_CABF_SMIME, cabf_smime, 8, "cabf-smime") \
  X(OCSPAN_PROFILE_CABF_CS, cabf_cs, 16, "cabf-cs") \
  X(OCSPAN_PROFILE_MOZILLA, mozilla, 32, "mozilla") \
  X(OCSPAN_PROFILE_MICROSOFT, microsoft, 64, "microsoft") \
  X(OCSPAN_PROFILE_APPLE, apple, 128, "apple") \
  X(OCSPAN_PROFILE_C2PA, c2pa, 256, "c2pa") \
  X(OCSPAN_PROFILE_GEMATIK, gematik, 512, "gematik") \
  X(OCSPAN_PROFILE_ARCHIVE, archive, 1024, "archive") \
  X(OCSPAN_PROFILE_OCPP, ocpp, 2048, "ocpp")

/** What lints look at; the numbers are flags. */
#define OCSPAN_LINT_INPUTS(X) \
  X(OCSPAN_LINT_INPUT_RESPONSE, response, 1, "response") \
  X(OCSPAN_LINT_INPUT_REQUEST, request, 2, "request") \
  X(OCSPAN_LINT_INPUT_RESPONDER, responder, 4, "responder") \
  X(OCSPAN_LINT_INPUT_ISSUER, issuer, 8, "issuer") \
  X(OCSPAN_LINT_INPUT_CERTIFICATE, certificate, 16, "certificate") \
  X(OCSPAN_LINT_INPUT_TIME, time, 32, "time") \
  X(OCSPAN_LINT_INPUT_HTTP_REQUEST, http_request, 64, "httpRequest") \
  X(OCSPAN_LINT_INPUT_HTTP_RESPONSE, http_response, 128, "httpResponse") \
  X(OCSPAN_LINT_INPUT_DURATION, duration, 256, "duration") \
  X(OCSPAN_LINT_INPUT_PREVIOUS, previous, 512, "previous") \
  X(OCSPAN_LINT_INPUT_PREVIOUS_OR_TIME, previous_or_time, 1024, "previousOrTime") \
  X(OCSPAN_LINT_INPUT_SERIALS, serials, 2048, "serials") \
  X(OCSPAN_LINT_INPUT_HASHER, hasher, 4096, "hasher") \
  X(OCSPAN_LINT_INPUT_SIGNING_TIME, signing_time, 8192, "signingTime")

#endif
