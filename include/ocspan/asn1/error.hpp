// What can go wrong, where, and in which field: the vocabulary in which all layers report.
#pragma once

#include <cstdint>

namespace ocspan {

// The first column is the enumerator and, in text, the code's name; the second is the message for people.
#define OCSPAN_ERROR_CODES(X)                                                                   \
  X(none, "no error")                                                                           \
  /* the framing: identifier and length octets, X.690 8.1 and 10.1 */                           \
  X(missing, "missing")                                                                         \
  X(truncated, "cut off: longer than what encloses it")                                         \
  X(trailing_data, "something follows where it should end")                                     \
  X(wrong_tag, "not the tag that belongs here")                                                 \
  X(high_tag, "a tag number above 30, which no field here has")                                 \
  X(bad_high_tag, "a tag number above 30 that is not in its shortest form")                     \
  X(reserved_tag, "the reserved tag UNIVERSAL 0")                                               \
  X(indefinite_length, "indefinite length")                                                     \
  X(length_not_minimal, "length not in the fewest octets")                                      \
  X(reserved_length, "reserved length octet 0xff")                                              \
  /* values */                                                                                  \
  X(bad_boolean, "not a DER BOOLEAN: one octet, 00 or ff")                                      \
  X(integer_empty, "an INTEGER or ENUMERATED without octets")                                   \
  X(integer_not_minimal, "not the shortest form")                                               \
  X(undefined_value, "a value that is not defined")                                             \
  X(bad_oid, "not an OBJECT IDENTIFIER: empty, cut off, or an arc not in its shortest form")    \
  X(bad_bit_string, "not a DER BIT STRING: more than 7 unused bits, or bits that are not zero") \
  X(null_content, "a NULL with contents")                                                       \
  X(bad_string, "not a value of its string type")                                               \
  X(time_form, "a time not written as YYYYMMDDHHMMSSZ (UTCTime: YYMMDDHHMMSSZ)")                \
  X(time_value, "no such date or time of day")                                                  \
  /* rules of the messages */                                                                   \
  X(explicit_default, "a DEFAULT value is written out")                                         \
  X(unsorted_set, "SET OF out of order")                                                        \
  X(empty_rdn, "a RelativeDistinguishedName without an attribute")                              \
  X(empty_extensions, "Extensions without an extension")                                        \
  X(empty_list, "a list without an element")                                                    \
  X(bad_sct_list, "not a SignedCertificateTimestampList (RFC 6962 3.3)")                        \
  X(unsupported_version, "a version that is not supported")                                     \
  X(unsupported_response_type, "a responseType other than id-pkix-ocsp-basic")                  \
  X(response_bytes_missing, "a successful response without responseBytes")                      \
  X(response_bytes_in_error, "responseBytes beside an error status")                            \
  /* answers to a question about a message that was read */                                     \
  X(not_successful, "the response is not a successful one")                                     \
  X(not_single, "not exactly one request or response in the message")                           \
  X(duplicate, "there is already one")                                                          \
  X(unsupported_algorithm, "an algorithm that is not known")                                    \
  /* what cannot be written */                                                                  \
  X(wrong_length, "not of the length that it must have")                                        \
  X(not_revoked, "of a certificate that is not revoked")                                        \
  X(time_range, "a year outside 1950 to 9999")                                                  \
  X(time_order, "before thisUpdate")                                                            \
  X(signing_failed, "the signer did not sign")                                                  \
  X(too_many, "more than there is room for")                                                    \
  /* limits and space */                                                                        \
  X(input_too_long, "4 GiB or longer")                                                          \
  X(too_long_for_decimal, "too long to be written in decimal")                                  \
  X(no_space, "the buffer is too small")                                                        \
  /* PEM, RFC 7468 */                                                                           \
  X(no_pem_block, "no PEM block of that label")                                                 \
  X(bad_pem, "a PEM block without its END line")                                                \
  X(bad_base64, "not base64")

enum class ErrorCode : std::uint8_t {
#define OCSPAN_X(name, text) name,
  OCSPAN_ERROR_CODES(OCSPAN_X)
#undef OCSPAN_X
};

// Enumerator and spelling of the RFC.
#define OCSPAN_FIELDS(X)                                       \
  X(none, "")                                                  \
  /* RFC 6960 4.2.1 */                                         \
  X(ocsp_response, "OCSPResponse")                             \
  X(response_status, "responseStatus")                         \
  X(response_bytes, "responseBytes")                           \
  X(response_type, "responseType")                             \
  X(response, "response")                                      \
  X(basic_ocsp_response, "BasicOCSPResponse")                  \
  X(tbs_response_data, "tbsResponseData")                      \
  X(version, "version")                                        \
  X(responder_id, "responderID")                               \
  X(by_name, "byName")                                         \
  X(by_key, "byKey")                                           \
  X(produced_at, "producedAt")                                 \
  X(responses, "responses")                                    \
  X(cert_id, "certID")                                         \
  X(cert_status, "certStatus")                                 \
  X(revocation_time, "revocationTime")                         \
  X(revocation_reason, "revocationReason")                     \
  X(this_update, "thisUpdate")                                 \
  X(next_update, "nextUpdate")                                 \
  X(single_extensions, "singleExtensions")                     \
  X(response_extensions, "responseExtensions")                 \
  X(signature_algorithm, "signatureAlgorithm")                 \
  X(signature, "signature")                                    \
  X(certs, "certs")                                            \
  /* RFC 6960 4.1.1 */                                         \
  X(ocsp_request, "OCSPRequest")                               \
  X(tbs_request, "tbsRequest")                                 \
  X(requestor_name, "requestorName")                           \
  X(request_list, "requestList")                               \
  X(req_cert, "reqCert")                                       \
  X(single_request_extensions, "singleRequestExtensions")      \
  X(request_extensions, "requestExtensions")                   \
  X(optional_signature, "optionalSignature")                   \
  X(hash_algorithm, "hashAlgorithm")                           \
  X(issuer_name_hash, "issuerNameHash")                        \
  X(issuer_key_hash, "issuerKeyHash")                          \
  X(serial_number, "serialNumber")                             \
  /* RFC 5280 4.1 and 4.2.1.6 */                               \
  X(certificate, "Certificate")                                \
  X(tbs_certificate, "tbsCertificate")                         \
  X(signature_value, "signatureValue")                         \
  X(issuer, "issuer")                                          \
  X(validity, "validity")                                      \
  X(not_before, "notBefore")                                   \
  X(not_after, "notAfter")                                     \
  X(subject, "subject")                                        \
  X(subject_public_key_info, "subjectPublicKeyInfo")           \
  X(subject_public_key, "subjectPublicKey")                    \
  X(issuer_unique_id, "issuerUniqueID")                        \
  X(subject_unique_id, "subjectUniqueID")                      \
  X(extensions, "extensions")                                  \
  X(extn_id, "extnID")                                         \
  X(critical, "critical")                                      \
  X(extn_value, "extnValue")                                   \
  X(algorithm, "algorithm")                                    \
  X(parameters, "parameters")                                  \
  X(type, "type")                                              \
  X(value, "value")                                            \
  X(general_name, "GeneralName")                               \
  X(type_id, "type-id")                                        \
  X(directory_name, "directoryName")                           \
  /* RFC 5280 4.2 and 5.3, RFC 4055 3.1 */                     \
  X(ca, "cA")                                                  \
  X(path_len_constraint, "pathLenConstraint")                  \
  X(key_identifier, "keyIdentifier")                           \
  X(authority_cert_issuer, "authorityCertIssuer")              \
  X(authority_cert_serial_number, "authorityCertSerialNumber") \
  X(access_method, "accessMethod")                             \
  X(access_location, "accessLocation")                         \
  X(distribution_point, "distributionPoint")                   \
  X(full_name, "fullName")                                     \
  X(name_relative_to_crl_issuer, "nameRelativeToCRLIssuer")    \
  X(reasons, "reasons")                                        \
  X(crl_issuer, "cRLIssuer")                                   \
  X(policy_identifier, "policyIdentifier")                     \
  X(policy_qualifiers, "policyQualifiers")                     \
  X(policy_qualifier_id, "policyQualifierId")                  \
  X(qualifier, "qualifier")                                    \
  X(notice_ref, "noticeRef")                                   \
  X(organization, "organization")                              \
  X(notice_numbers, "noticeNumbers")                           \
  X(explicit_text, "explicitText")                             \
  X(permitted_subtrees, "permittedSubtrees")                   \
  X(excluded_subtrees, "excludedSubtrees")                     \
  X(base, "base")                                              \
  X(minimum, "minimum")                                        \
  X(maximum, "maximum")                                        \
  X(mask_gen_algorithm, "maskGenAlgorithm")                    \
  X(salt_length, "saltLength")                                 \
  X(trailer_field, "trailerField")                             \
  X(reason_code, "reasonCode")                                 \
  X(invalidity_date, "invalidityDate")                         \
  X(hold_instruction_code, "holdInstructionCode")              \
  /* RFC 6960 4.4, RFC 6962 3.3, ISIS-MTT */                   \
  X(crl_url, "crlUrl")                                         \
  X(crl_num, "crlNum")                                         \
  X(crl_time, "crlTime")                                       \
  X(archive_cutoff, "ArchiveCutoff")                           \
  X(locator, "locator")                                        \
  X(sig_identifier, "sigIdentifier")                           \
  X(cert_identifier, "certIdentifier")                         \
  X(certificate_hash, "certificateHash")                       \
  X(sct_list, "SignedCertificateTimestampList")

/// A field of a message, under its name in the RFC. A type's own name stands for the message as a whole.
enum class Field : std::uint8_t {
#define OCSPAN_X(name, text) name,
  OCSPAN_FIELDS(OCSPAN_X)
#undef OCSPAN_X
};

/// What is wrong, in which field, and at which octet of the caller's input, counted from 0. The offset is that of
///  - the identifier octet, if the tag is wrong, a rule about the whole field is broken, or the field is missing;
///  - the second identifier octet, if a tag number above 30 is cut off;
///  - the first length octet, if the length is indefinite, reserved or cut off; the second, if it is not minimal;
///  - the first contents octet, if the contents are cut off or their value is wrong;
///  - the first surplus octet, if something follows the end.
/// For no_space it is the size, in octets or characters, that would have been enough; of other errors of writing, 0.
/// 8 octets; the text and the path with indices are worked out by error_text.hpp, which firmware need not link.
struct [[nodiscard]] Error {
  ErrorCode code = ErrorCode::none;
  Field field = Field::none;
  std::uint32_t offset = 0;

  /// True if there is an error.
  constexpr explicit operator bool() const { return code != ErrorCode::none; }
  friend constexpr bool operator==(const Error&, const Error&) = default;
};
static_assert(sizeof(Error) == 8);

}  // namespace ocspan
