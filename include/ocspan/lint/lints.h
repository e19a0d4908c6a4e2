/** @file
 * The one table of lints: what is checked, by which rule, where that stands, and what has to be given for it.
 *
 * A row: X(group, name, number, severity, error_in, profiles, since, needs, rule, source)
 *   group, name  the id is "group.name"; neither it nor the number ever changes, or is used again (test/words.golden)
 *   severity     an OCSPAN_LINT_SEVERITIES
 *   error_in     the profiles in which it is an error, whatever the severity; 0 for none
 *   profiles     the profiles that have it; every profile has what rfc has
 *   since        the day from which on the rule holds, YYYYMMDD, to be compared with producedAt of a response and
 *                notBefore of a certificate; 0 for always
 *   needs        the OCSPAN_LINT_INPUTS without which nothing can be said
 *   rule         what should be so
 *   source       where that stands; BR are the CA/Browser Forum's Baseline Requirements: of TLS 2.2.6, of S/MIME
 *                1.0.10, of code signing (CS) 3.10.0
 */
#ifndef OCSPAN_LINT_LINTS_H
#define OCSPAN_LINT_LINTS_H

/** The table: X is a macro that is given the ten values of each row. */
#define OCSPAN_LINTS(X) \
  /* Response: structure */ \
  X(response, status_undefined, 1, error, 0, rfc, 0, response, \
    "responseStatus is 0, 1, 2, 3, 5 or 6", "RFC 6960 4.2.1") \
  X(response, bytes_in_error, 2, error, 0, rfc, 0, response, \
    "beside an error status there are no responseBytes", "RFC 6960 4.2.1") \
  X(response, bytes_missing, 3, error, 0, rfc, 0, response, \
    "a successful response has responseBytes", "RFC 6960 4.2.1") \
  X(response, type_not_basic, 4, error, 0, rfc, 0, response, \
    "responseType is id-pkix-ocsp-basic", "RFC 6960 4.2.1") \
  X(response, version_written_out, 5, error, 0, rfc, 0, response, \
    "version v1 is left out, as a DEFAULT is in DER", "X.690 11.5") \
  X(response, version_not_v1, 6, error, 0, rfc, 0, response, \
    "version is v1", "RFC 6960 4.2.2.3") \
  X(response, trailing_data, 7, error, 0, rfc, 0, response, \
    "nothing follows where a value should end", "X.690 8.1, RFC 6960 4.2.1") \
  X(response, not_der, 8, error, 0, rfc, 0, response, \
    "the response is DER, and what RFC 6960 defines", "RFC 6960 4.2.1, X.690 10 and 11") \
  X(response, responses_empty, 9, error, 0, rfc, 0, response, \
    "there is at least one answer, a SingleResponse", "RFC 6960 4.2.2.3") \
  X(response, certs_empty, 10, warn, 0, rfc, 0, response, \
    "without certificates, certs is left out", "RFC 6960 4.2.1") \
  X(response, extensions_empty, 11, error, 0, rfc, 0, response, \
    "Extensions have at least one extension", "RFC 5280 4.1") \
  X(response, extension_duplicate, 12, error, 0, rfc, 0, response, \
    "there is one extension of a type (compared with the 32 before it)", "RFC 5280 4.2") \
  X(response, extension_malformed, 13, error, 0, rfc, 0, response, \
    "the value of a known extension is of its type", "RFC 6960 4.4, RFC 5280 5.3") \
  X(response, extension_critical, 14, warn, 0, rfc, 0, response, \
    "no extension is critical", "RFC 6960 4.1.2, 4.4") \
  X(response, extension_critical_unknown, 15, error, 0, rfc, 0, response, \
    "no unknown extension is critical: clients must not go on", "RFC 5280 4.2") \
  X(response, keyhash_length, 16, error, 0, rfc, 0, response, \
    "byKey has 20 bytes, a SHA-1 hash", "RFC 6960 4.2.1") \
  X(response, by_name_empty, 17, warn, 0, rfc, 0, response, \
    "byName is not an empty Name", "RFC 5280 4.1.2.4") \
  X(response, certid_hash_length, 18, error, 0, rfc, 0, response, \
    "both hashes of a CertID are as long as hashAlgorithm makes them", "RFC 6960 4.1.1") \
  X(response, certid_hash_unknown, 19, notice, 0, rfc, 0, response, \
    "the hash function of a CertID is a known one", "RFC 6960 4.1.1") \
  X(response, certid_parameters, 20, notice, 0, rfc, 0, response, \
    "the parameters of a CertID's hash function are NULL or absent", "RFC 3370 2.1, RFC 5754 2") \
  X(response, certid_sha1, 21, notice, 0, rfc, 0, response, \
    "an answer with a CertID by SHA-1 has one by SHA-256 beside it", "RFC 9919 3.2.1") \
  X(response, serial_not_positive, 22, warn, 0, rfc, 0, response, \
    "serialNumber is above 0", "RFC 5280 4.1.2.2") \
  X(response, serial_too_long, 23, warn, 0, rfc, 0, response, \
    "serialNumber has at most 20 bytes", "RFC 5280 4.1.2.2") \
  X(response, certid_repeated, 24, notice, 0, rfc, 0, response, \
    "there is one answer for a CertID (compared with the 32 before it)", "RFC 6960 4.2.2.3") \
  X(response, certid_contradiction, 25, error, 0, rfc, 0, response, \
    "answers for one CertID, or a pair by SHA-1 and SHA-256, have one status (compared with the 32 before)", \
    "RFC 6960 2.2") \
  X(response, reason_undefined, 26, error, 0, rfc, 0, response, \
    "revocationReason is 0 to 6 or 8 to 10", "RFC 5280 5.3.1") \
  X(response, reason_unspecified, 27, warn, 0, rfc, 0, response, \
    "revocationReason is left out rather than unspecified", "RFC 5280 5.3.1") \
  X(response, reason_remove_from_crl, 28, warn, 0, rfc, 0, response, \
    "removeFromCRL stands in delta CRLs only; C2PA reads it as good", "RFC 5280 5.3.1, C2PA 15.9.1") \
  X(response, status_null_content, 29, error, 0, rfc, 0, response, \
    "good and unknown have no contents", "X.690 8.8") \
  X(response, time_form, 30, error, 0, rfc, 0, response, \
    "each time is YYYYMMDDHHMMSSZ, and exists", "RFC 5280 4.1.2.5.2") \
  X(response, sig_params, 31, error, 0, rfc, 0, response, \
    "parameters: NULL for RSA PKCS #1, absent for ECDSA, EdDSA, ML-DSA, SLH-DSA", \
    "RFC 4055 5, RFC 5758 3, RFC 8410 3, RFC 9881 2, RFC 9909 3") \
  X(response, sig_pss_params, 32, error, 0, rfc, 0, response, \
    "RSASSA-PSS has parameters, without written-out DEFAULTs, and trailer 1", "RFC 4055 3.1") \
  X(response, sig_pss_choice, 33, warn, 0, rfc, 0, response, \
    "MGF1 has the hash of the message, and the salt is as long as it", "RFC 4055 3.1") \
  X(response, sig_hash_ml_dsa, 34, error, 0, rfc, 0, response, \
    "HashML-DSA is not used", "RFC 9881 2") \
  X(response, sig_length, 35, error, 0, rfc, 0, response, \
    "the signature is as long as its algorithm makes it", "RFC 8032 5, FIPS 204 4, FIPS 205 11") \
  X(response, sig_ecdsa_der, 36, error, 0, rfc, 0, response, \
    "an ECDSA or DSA signature is a SEQUENCE of two positive INTEGERs", "RFC 3279 2.2") \
  X(response, sig_unused_bits, 37, error, 0, rfc, 0, response, \
    "the signature has no unused bits", "RFC 6960 4.2.1") \
  X(response, sig_weak, 38, warn, 0, rfc, 0, response, \
    "the response is not signed with MD2, MD5 or SHA-1", "RFC 6960 5.1.1") \
  X(response, nonce_length, 39, error, 0, rfc, 0, response, \
    "the nonce has 1 to 128 bytes", "RFC 9654 2.1") \
  X(response, nonce_short, 40, notice, 0, rfc, 0, response, \
    "the nonce has at least 32 bytes", "RFC 9654 2.1") \
  X(response, nonce_not_octet_string, 41, error, 0, rfc, 0, response, \
    "the nonce is an OCTET STRING in extnValue", "RFC 9654 2.1") \
  X(response, nonce_place, 42, error, 0, rfc, 0, response, \
    "the nonce is in responseExtensions", "RFC 6960 4.4.1") \
  X(response, extended_revoke_place, 43, error, 0, rfc, 0, response, \
    "extended-revoke is in responseExtensions only", "RFC 6960 4.4.8") \
  X(response, extended_revoke_critical, 44, error, 0, rfc, 0, response, \
    "extended-revoke is not critical", "RFC 6960 4.4.8") \
  X(response, extended_revoke_value, 45, error, 0, rfc, 0, response, \
    "extended-revoke is NULL", "RFC 6960 4.4.8") \
  X(response, non_issued_incomplete, 46, error, 0, rfc, 0, response, \
    "certificateHold at 1970-01-01 comes with extended-revoke", "RFC 6960 2.2") \
  X(response, non_issued_reason, 47, error, 0, rfc, 0, response, \
    "with extended-revoke, revoked at 1970-01-01 has reason certificateHold", "RFC 6960 2.2") \
  X(response, non_issued_extensions, 48, error, 0, rfc, 0, response, \
    "a certificate that was not issued has no CrlID and no CRL entry extension", "RFC 6960 2.2") \
  X(response, archive_cutoff_place, 49, error, 0, rfc, 0, response, \
    "archive cutoff is in singleExtensions", "RFC 6960 4.4.4") \
  X(response, archive_cutoff_future, 50, error, 0, rfc, 0, response, \
    "archive cutoff is not after producedAt", "RFC 6960 4.4.4") \
  X(response, crl_id_place, 51, error, 0, rfc, 0, response, \
    "CrlID is in singleExtensions", "RFC 6960 4.4.2") \
  X(response, crl_id_empty, 52, warn, 0, rfc, 0, response, \
    "CrlID has a field", "RFC 6960 4.4.2") \
  X(response, service_locator_place, 53, error, 0, rfc, 0, response, \
    "service locator is in requests only", "RFC 6960 4.4.6") \
  X(response, sct_list_malformed, 54, error, 0, rfc, 0, response, \
    "the lengths of an SCT list fit, and there is an SCT", "RFC 6962 3.3") \
  X(response, unasked, 55, warn, 0, rfc, 0, response | request, \
    "there is no answer that was not asked for", "RFC 6960 4.2.2.3") \
  X(response, unanswered, 187, error, 0, rfc, 0, response | request, \
    "there is an answer for each certificate that the request asks about", "RFC 6960 4.2.2.3") \
  /* Response: times */ \
  X(time, negative_validity, 56, error, 0, rfc, 0, response, \
    "nextUpdate is not before thisUpdate", "RFC 6960 2.4") \
  X(time, this_after_produced, 57, error, 0, rfc, 0, response, \
    "thisUpdate is not after producedAt", "RFC 6960 2.4") \
  X(time, next_before_produced, 58, warn, 0, rfc, 0, response, \
    "nextUpdate is after producedAt", "RFC 6960 2.4") \
  X(time, revocation_after_this, 59, notice, 0, rfc, 0, response, \
    "revocationTime is not after thisUpdate", "RFC 6960 2.4") \
  X(time, revocation_before_certificate, 60, notice, 0, rfc, 0, response | certificate, \
    "revocationTime is not before notBefore of the certificate", "RFC 6960 2.4") \
  X(time, in_future, 61, error, 0, rfc, 0, response | time, \
    "producedAt and thisUpdate are not in the future", "RFC 6960 4.2.2.1") \
  X(time, expired, 62, error, 0, rfc, 0, response | time, \
    "nextUpdate has not passed", "RFC 6960 3.2, 4.2.2.1") \
  X(time, produced_outside_signer, 63, error, 0, rfc, 0, response | responder, \
    "producedAt is in the validity of the responder's certificate", "RFC 6960 4.2.2.2") \
  X(time, next_missing, 64, warn, lightweight | cabf | mozilla, rfc, 0, response, \
    "there is a nextUpdate", "RFC 9919 3.2.4, Mozilla Root Store Policy 6") \
  X(time, next_after_signer, 65, error, 0, mozilla, 0, response, \
    "nextUpdate is not after notAfter of a certificate in certs or, without one, of the issuer", \
    "Mozilla Root Store Policy 6") \
  X(time, status_after_expiry, 66, notice, 0, rfc, 0, response | certificate, \
    "good after notAfter of the certificate comes with an archive cutoff", "RFC 6960 4.4.4") \
  /* Response: CA/Browser Forum, root programmes */ \
  X(cabf, interval_short, 67, error, 0, cabf_tls | cabf_smime | microsoft, 20200930, response, \
    "an answer about a subscriber's certificate is valid for at least 8 hours", \
    "TLS BR 4.9.9, S/MIME BR 4.9.10, Microsoft 3.2.2") \
  X(cabf, interval_long, 68, error, 0, cabf | mozilla | apple, 20200930, response, \
    "an answer about a subscriber's certificate is valid for at most 10 days", \
    "TLS BR 4.9.9, S/MIME BR and CS BR 4.9.10, Mozilla 6") \
  X(microsoft, interval_long, 69, error, 0, microsoft, 20251013, response, \
    "an answer about a subscriber's certificate is valid for at most 7 days", "Microsoft Trusted Root Program 3.2.2") \
  X(cabf, refresh_short, 70, error, 0, cabf_tls | cabf_smime, 20200930, response | previous_or_time, \
    "of an answer that is valid for less than 16 hours the next is there before half of that time", \
    "TLS BR 4.9.9, S/MIME BR 4.9.10") \
  X(cabf, refresh_long, 71, error, 0, cabf_tls | cabf_smime | mozilla, 20200930, response | previous_or_time, \
    "of an answer that is valid for 16 hours or more the next is there 8 hours before nextUpdate, within 4 days", \
    "TLS BR 4.9.9, S/MIME BR 4.9.10, Mozilla 6") \
  X(microsoft, refresh, 72, error, 0, microsoft, 20251013, response | previous_or_time, \
    "the next answer is there 8 hours before nextUpdate or, of one valid for more than 16 hours, at half of them", \
    "Microsoft Trusted Root Program 3.2.2") \
  X(apple, produced_age, 73, warn, 0, apple, 0, response | time, \
    "producedAt is at most 96 hours ago (of a CA's certificate, 365 days)", "Apple's OCSP lints 03 and 05") \
  X(apple, this_age, 74, warn, 0, apple, 0, response | time, \
    "thisUpdate is at most 96 hours ago (of a CA's certificate, 365 days)", "Apple's OCSP lints 03 and 05") \
  X(cabf, ca_refresh, 75, error, 0, cabf, 0, response | certificate | time, \
    "an answer about a CA's certificate is at most 12 months old", "TLS BR 4.9.9, S/MIME BR and CS BR 4.9.10") \
  X(cabf, ca_reason_missing, 76, error, 0, cabf_tls | cabf_smime | microsoft, 20200930, response | certificate, \
    "a revoked certificate of a CA has a revocationReason", "TLS BR and S/MIME BR 7.3, Microsoft 2.1.7") \
  X(cabf, reason_not_permitted, 77, error, 0, cabf_tls, 20200930, response, \
    "revocationReason is absent, or 1, 3, 4, 5 or 9; of a CA's certificate, not 0", "TLS BR 7.3, 7.2.2") \
  X(cabf, suspended, 78, error, 0, cabf_tls, 0, response, \
    "no certificate is on hold", "TLS BR 4.9.13, 7.2.2") \
  X(cabf, reason_extension, 79, error, 0, cabf_tls | cabf_smime, 20200930, response, \
    "there is no reasonCode in singleExtensions", "TLS BR and S/MIME BR 7.3.2") \
  X(cabf, sig_encoding, 80, error, 0, cabf_tls | mozilla, 20200930, response, \
    "signatureAlgorithm is byte by byte one of those listed: RSA, PSS, ECDSA with the hash that fits the curve", \
    "TLS BR 7.1.3.2, Mozilla 5.1") \
  X(cabf, sig_sha1, 81, error, 0, cabf | mozilla | apple, 20220601, response, \
    "the response is not signed with SHA-1", "TLS BR 7.1.3.2.1, Mozilla 5.1.3") \
  X(cabf, good_unassigned, 82, error, 0, cabf, 0, response | serials, \
    "no serial number that was not issued is good", "TLS BR 4.9.9, S/MIME BR and CS BR 4.9.10") \
  X(cabf, unknown_after_issue, 83, error, 0, cabf_tls, 20250115, response | serials | time, \
    "15 minutes after it was issued no certificate is unknown", "TLS BR 4.9.9") \
  X(cabf, signer, 84, error, 0, cabf, 0, response | issuer | hasher, \
    "the responder is the CA, or has a certificate of the CA's for signing OCSP", \
    "TLS BR 4.9.9, S/MIME BR and CS BR 4.9.9") \
  X(cabf, ca_digital_signature, 85, error, 0, cabf | microsoft, 0, response | issuer | hasher, \
    "a CA that signs responses itself has digitalSignature in its keyUsage", "TLS BR 7.1.2.10.7, Microsoft 3.1.6") \
  /* Lightweight profile */ \
  X(lw, request_count, 86, error, 0, lightweight, 0, request, \
    "there is exactly one Request", "RFC 9919 3.1.1") \
  X(lw, request_hash, 87, error, 0, lightweight, 0, request, \
    "the CertID is by SHA-256", "RFC 9919 3.1.1") \
  X(lw, single_request_extensions, 88, error, 0, lightweight, 0, request, \
    "there are no singleRequestExtensions", "RFC 9919 3.1.1") \
  X(lw, request_extensions, 89, warn, 0, lightweight, 0, request, \
    "there is no request extension but the nonce", "RFC 9919 3.1.1") \
  X(lw, request_signed, 90, warn, 0, lightweight, 0, request, \
    "the request is not signed", "RFC 9919 3.1.2") \
  X(lw, requestor_name, 91, warn, 0, lightweight, 0, request, \
    "there is no requestorName unless the request is signed", "RFC 9919 3.1.2") \
  X(lw, responses, 92, warn, 0, lightweight, 0, response, \
    "there is one answer, or the pair by SHA-1 and SHA-256", "RFC 9919 3.2.1") \
  X(lw, response_extensions, 93, warn, 0, lightweight, 0, response, \
    "there are no responseExtensions", "RFC 9919 3.2.1") \
  X(lw, by_name, 94, error, 0, lightweight, 0, response, \
    "the responder is identified by its key", "RFC 9919 3.2.2") \
  X(lw, delegate_missing, 95, error, 0, lightweight, 0, response | issuer | hasher, \
    "the certificate of a delegated responder is in certs", "RFC 9919 3.2.2") \
  X(lw, nocheck, 96, warn, 0, lightweight, 0, responder, \
    "the responder's certificate has id-pkix-ocsp-nocheck", "RFC 9919 3.2.2") \
  X(lw, responder_aia, 97, warn, 0, lightweight, 0, responder, \
    "the responder's certificate names no OCSP responder", "RFC 9919 3.2.2") \
  X(lw, responder_crldp, 98, warn, 0, lightweight, 0, responder, \
    "the responder's certificate has no cRLDistributionPoints", "RFC 9919 3.2.2") \
  X(lw, unknown_status, 99, notice, 0, lightweight, 0, response, \
    "a responder that signs beforehand says unauthorized, not unknown", "RFC 9919 3.2.3") \
  /* Request */ \
  X(request, not_der, 100, error, 0, rfc, 0, request, \
    "the request is DER, and what RFC 6960 defines", "RFC 6960 4.1.1, X.690 10 and 11") \
  X(request, version_written_out, 101, error, 0, rfc, 0, request, \
    "version v1 is left out, as a DEFAULT is in DER", "X.690 11.5") \
  X(request, version_not_v1, 102, error, 0, rfc, 0, request, \
    "version is v1", "RFC 6960 4.1.1") \
  X(request, list_empty, 103, error, 0, rfc, 0, request, \
    "there is at least one Request", "RFC 6960 4.1.1") \
  X(request, extensions_empty, 104, error, 0, rfc, 0, request, \
    "Extensions have at least one extension", "RFC 5280 4.1") \
  X(request, extension_duplicate, 105, error, 0, rfc, 0, request, \
    "there is one extension of a type (compared with the 32 before it)", "RFC 5280 4.2") \
  X(request, extension_malformed, 106, error, 0, rfc, 0, request, \
    "the value of a known extension is of its type", "RFC 6960 4.4") \
  X(request, extension_critical, 107, warn, 0, rfc, 0, request, \
    "no extension is critical", "RFC 6960 4.1.2") \
  X(request, certid_repeated, 108, notice, 0, rfc, 0, request, \
    "each certificate is asked about once (compared with the 32 before it)", "RFC 6960 4.1.1") \
  X(request, certid_hash_length, 109, error, 0, rfc, 0, request, \
    "both hashes of a CertID are as long as hashAlgorithm makes them", "RFC 6960 4.1.1") \
  X(request, certid_hash_unknown, 110, notice, 0, rfc, 0, request, \
    "the hash function of a CertID is a known one", "RFC 6960 4.1.1") \
  X(request, certid_parameters, 111, notice, 0, rfc, 0, request, \
    "the parameters of a CertID's hash function are NULL or absent", "RFC 3370 2.1, RFC 5754 2") \
  X(request, serial_not_positive, 112, warn, 0, rfc, 0, request, \
    "serialNumber is above 0", "RFC 5280 4.1.2.2") \
  X(request, serial_too_long, 113, warn, 0, rfc, 0, request, \
    "serialNumber has at most 20 bytes", "RFC 5280 4.1.2.2") \
  X(request, signed_without_name, 114, error, 0, rfc, 0, request, \
    "a signed request has a requestorName", "RFC 6960 4.1.2") \
  X(request, name_kind, 115, notice, 0, rfc, 0, request, \
    "requestorName is a directoryName: the subject of the signer's certificate", "RFC 6960 4.1.2") \
  X(request, nonce_length, 116, error, 0, rfc, 0, request, \
    "the nonce has 1 to 128 bytes: responders must refuse others", "RFC 9654 2.1") \
  X(request, nonce_short, 117, error, 0, rfc, 0, request, \
    "the nonce has at least 32 bytes", "RFC 9654 2.1") \
  X(request, nonce_long, 118, notice, 0, rfc, 0, request, \
    "the nonce has at most 32 bytes: responders by RFC 8954 take no more", "RFC 9654 2.1") \
  X(request, nonce_place, 119, error, 0, rfc, 0, request, \
    "the nonce is in requestExtensions", "RFC 6960 4.4.1") \
  X(request, nonce_not_octet_string, 120, error, 0, rfc, 0, request, \
    "the nonce is an OCTET STRING in extnValue", "RFC 9654 2.1") \
  X(request, nonce_weak, 121, notice, 0, rfc, 0, request, \
    "the nonce is random: not one byte repeated, not a counter, not a time", "RFC 9654 2.1") \
  X(request, acceptable_without_basic, 122, error, 0, rfc, 0, request, \
    "the acceptable response types have id-pkix-ocsp-basic among them", "RFC 6960 4.4.3") \
  X(request, acceptable_empty, 123, warn, 0, rfc, 0, request, \
    "the list of acceptable response types is not empty", "RFC 6960 4.4.3") \
  X(request, preferred_weak, 124, warn, 0, rfc, 0, request, \
    "no preferred signature algorithm is of MD2, MD5 or SHA-1", "RFC 6960 5.1.1") \
  X(request, preferred_duplicate, 125, notice, 0, rfc, 0, request, \
    "each preferred signature algorithm stands once", "RFC 6960 4.4.7") \
  X(request, service_locator_place, 126, error, 0, rfc, 0, request, \
    "service locator is in singleRequestExtensions", "RFC 6960 4.4.6") \
  X(request, certs_empty, 127, warn, 0, rfc, 0, request, \
    "without certificates, certs is left out", "RFC 6960 4.1.1") \
  X(request, sig_params, 128, error, 0, rfc, 0, request, \
    "parameters: NULL for RSA PKCS #1, absent for ECDSA, EdDSA, ML-DSA, SLH-DSA", \
    "RFC 4055 5, RFC 5758 3, RFC 8410 3, RFC 9881 2, RFC 9909 3") \
  X(request, sig_unused_bits, 129, error, 0, rfc, 0, request, \
    "the signature has no unused bits", "RFC 6960 4.1.1") \
  /* The responder's certificate */ \
  X(signer, not_der, 130, error, 0, rfc, 0, responder, \
    "the certificate and its known extensions are DER, and what RFC 5280 defines", "RFC 5280 4.1, X.690 10 and 11") \
  X(signer, eku_missing, 131, error, 0, rfc, 0, responder, \
    "extKeyUsage has id-kp-OCSPSigning", "RFC 6960 4.2.2.2, TLS BR 7.1.2.8.5") \
  X(signer, eku_other, 132, warn, cabf_tls | microsoft | mozilla | c2pa, rfc, 0, responder, \
    "extKeyUsage has nothing beside id-kp-OCSPSigning", \
    "TLS BR 7.1.2.8.5, Microsoft 3.1.18, Mozilla 7.5.1, C2PA 14.5.1") \
  X(signer, nocheck_missing, 133, notice, cabf | mozilla, rfc, 0, responder, \
    "there is id-pkix-ocsp-nocheck", "RFC 6960 4.2.2.2.1, TLS BR 7.1.2.8.6, S/MIME BR and CS BR 4.9.9, Mozilla 5.2") \
  X(signer, nocheck_critical, 134, warn, cabf_tls, rfc, 0, responder, \
    "id-pkix-ocsp-nocheck is not critical", "RFC 6960 4.2.2.2.1, TLS BR 7.1.2.8.2") \
  X(signer, nocheck_value, 135, error, 0, rfc, 0, responder, \
    "id-pkix-ocsp-nocheck is NULL", "RFC 6960 4.2.2.2.1, TLS BR 7.1.2.8.6") \
  X(signer, key_usage_missing, 136, error, 0, cabf_tls, 20230915, responder, \
    "there is a keyUsage", "TLS BR 7.1.2.8.2") \
  X(signer, key_usage_not_critical, 137, error, 0, cabf_tls, 20230915, responder, \
    "keyUsage is critical", "TLS BR 7.1.2.8.2") \
  X(signer, no_digital_signature, 138, error, 0, rfc, 0, responder, \
    "keyUsage has digitalSignature", "RFC 5280 4.2.1.3, TLS BR 7.1.2.8.7") \
  X(signer, key_usage_other, 139, error, 0, cabf_tls, 20230915, responder, \
    "keyUsage has nothing beside digitalSignature", "TLS BR 7.1.2.8.7") \
  X(signer, ca, 140, error, 0, cabf_tls | c2pa, 0, responder, \
    "the certificate is not that of a CA", "TLS BR 7.1.2.8.4, C2PA 14.5.1") \
  X(signer, basic_constraints_form, 141, error, 0, cabf_tls, 20230915, responder, \
    "basicConstraints, if there, is critical and an empty SEQUENCE", "TLS BR 7.1.2.8.2, 7.1.2.8.4") \
  X(signer, aki_missing, 142, error, 0, cabf_tls, 20230915, responder, \
    "there is an authorityKeyIdentifier, not critical", "TLS BR 7.1.2.8.2") \
  X(signer, ski_missing, 143, warn, 0, cabf_tls, 20230915, responder, \
    "there is a subjectKeyIdentifier", "TLS BR 7.1.2.8.2") \
  X(signer, san, 144, error, 0, cabf_tls, 20230915, responder, \
    "there is no subjectAltName", "TLS BR 7.1.2.8.2") \
  X(signer, name_constraints, 145, error, 0, cabf_tls, 20230915, responder, \
    "there is no nameConstraints", "TLS BR 7.1.2.8.2") \
  X(signer, crldp, 146, error, 0, cabf_tls, 20230915, responder, \
    "there is no cRLDistributionPoints", "TLS BR 7.1.2.8.2") \
  X(signer, policies, 147, warn, 0, cabf_tls, 20230915, responder, \
    "there is no certificatePolicies", "TLS BR 7.1.2.8.2, 7.1.2.8.8") \
  X(signer, aia, 148, warn, 0, cabf_tls, 20230915, responder, \
    "there is no authorityInfoAccess", "TLS BR 7.1.2.8.3") \
  X(signer, aia_method, 149, error, 0, cabf_tls, 20230915, responder, \
    "authorityInfoAccess has no method but id-ad-ocsp", "TLS BR 7.1.2.8.3") \
  X(signer, extension_other, 150, warn, 0, cabf_tls, 20230915, responder, \
    "there is no extension of a type that the profile does not name", "TLS BR 7.1.2.8.2") \
  X(signer, serial, 151, error, 0, cabf_tls, 20230915, responder, \
    "serialNumber is above 0 and below 2^159, with room for 64 random bits", "TLS BR 7.1.2.8") \
  X(signer, backdated, 152, error, 0, cabf_tls, 20230915, responder | signing_time, \
    "notBefore is at most a day before the time of signing", "TLS BR 7.1.2.8.1") \
  X(signer, issuer_octets, 153, error, 0, cabf_tls, 20230915, responder | issuer, \
    "issuer is byte by byte the subject of the CA", "TLS BR 7.1.2.8, 7.1.4.1") \
  X(signer, unique_id, 154, error, 0, cabf_tls, 20230915, responder, \
    "there are no unique identifiers", "TLS BR 7.1.2.8") \
  X(signer, version, 155, error, 0, cabf_tls, 20230915, responder, \
    "version is v3", "TLS BR 7.1.2.8") \
  X(signer, long_lived, 156, notice, 0, rfc, 0, responder, \
    "with id-pkix-ocsp-nocheck the certificate is valid for at most a year", "RFC 6960 4.2.2.2.1, RFC 9919 3.2.2") \
  X(signer, not_direct, 157, error, 0, rfc, 0, responder | issuer, \
    "the certificate is issued by the CA that the CertIDs name", "RFC 6960 4.2.2.2") \
  X(signer, not_valid, 158, error, 0, rfc, 0, responder | time, \
    "the certificate is valid at the time of the check", "RFC 6960 3.2") \
  X(signer, chain_in_certs, 159, notice, 0, rfc, 0, response, \
    "certs have one certificate, the responder's", "RFC 6960 4.2.1") \
  /* HTTP */ \
  X(http, status, 160, error, 0, rfc, 0, http_response, \
    "the status is 200", "RFC 6960 A.2") \
  X(http, content_type_response, 161, error, 0, rfc, 0, http_response, \
    "Content-Type is application/ocsp-response", "RFC 6960 A.2") \
  X(http, content_type_request, 162, error, 0, rfc, 0, http_request, \
    "Content-Type of a POST is application/ocsp-request", "RFC 6960 A.1") \
  X(http, content_length, 163, warn, 0, rfc, 0, http_response | response, \
    "Content-Length is the size of the response", "RFC 6960 A.2") \
  X(http, no_cache, 164, error, 0, lightweight, 0, http_response | response, \
    "nothing forbids to cache a successful response", "RFC 9919 7.2") \
  X(http, error_cacheable, 165, warn, 0, lightweight, 0, http_response | response, \
    "an error response is not to be cached", "RFC 9919 7.2") \
  X(http, max_age, 166, error, 0, lightweight, 0, http_response | response | time, \
    "max-age ends after thisUpdate and before nextUpdate", "RFC 9919 7.2") \
  X(http, expires, 167, warn, 0, lightweight, 0, http_response | response, \
    "Expires is nextUpdate", "RFC 9919 7.2") \
  X(http, last_modified, 168, warn, 0, lightweight, 0, http_response | response, \
    "Last-Modified is thisUpdate or producedAt", "RFC 9919 6, 7.2") \
  X(http, etag, 169, notice, 0, lightweight, 0, http_response | response | hasher, \
    "ETag is the SHA-256 hash of the response in hexadecimal, and strong", "RFC 9919 7.2") \
  X(http, directives, 170, warn, 0, lightweight, 0, http_response, \
    "Cache-Control has public, no-transform and must-revalidate", "RFC 9919 6") \
  X(http, date, 171, warn, 0, lightweight, 0, http_response | response, \
    "there is a Date, and producedAt is not after it", "RFC 9919 6") \
  X(http, get_path, 172, error, 0, rfc, 0, http_request, \
    "the path of a GET ends in a slash and base64 with percent-encoded plus, slash and equals sign", \
    "RFC 6960 A.1, RFC 9919 6") \
  X(http, method, 173, error, 0, lightweight, 0, http_request | request, \
    "a request is sent by GET if its URL has at most 255 characters", "RFC 9919 6") \
  X(http, get_unsupported, 174, error, 0, cabf, 20230915, http_request | http_response, \
    "a request by GET is answered", "TLS BR 4.9.9, S/MIME BR and CS BR 4.9.10") \
  X(http, scheme, 175, error, 0, cabf, 0, certificate, \
    "each URL of a responder in the certificate is of the scheme http", "TLS BR 7.1.2.7.7") \
  X(http, slow, 176, warn, 0, cabf, 0, duration, \
    "the answer takes at most 10 seconds", "TLS BR 4.10.2") \
  /* Other profiles */ \
  X(etsi, archive_cutoff, 177, warn, 0, archive, 0, response | issuer, \
    "an archive cutoff is notBefore of the CA's certificate", "ETSI EN 319 411-2 CSS-6.3.10-08") \
  X(gematik, cert_hash_missing, 178, error, 0, gematik, 0, response, \
    "each answer has a CertHash", "gematik SE_1040") \
  X(gematik, cert_hash_mismatch, 179, error, 0, gematik, 0, response | certificate | hasher, \
    "CertHash is the hash of the certificate", "gematik SE_1041") \
  X(gematik, times, 180, error, 0, gematik, 0, response | time, \
    "producedAt is the time of the check, and that is in the answer's validity, within 37.5 seconds", \
    "gematik gemSpec_PKI, 37 500 ms") \
  X(isis, cert_hash_algorithm, 181, error, 0, rfc, 0, response, \
    "the hash in CertHash is as long as its algorithm makes it", "ISIS-MTT, Common PKI") \
  X(c2pa, signer_purposes, 182, error, 0, c2pa, 0, responder, \
    "the responder's certificate is for signing OCSP alone, and not that of a CA", "C2PA 14.5.1") \
  X(c2pa, window, 183, error, 0, c2pa, 0, response | time, \
    "the attested time is before nextUpdate or, if there is none, within a day of producedAt", "C2PA 15.9.1") \
  X(ocpp, size, 184, error, 0, ocpp, 0, response, \
    "the response has at most 18,000 characters of base64", "OCPP 2.1 GetCertificateStatusResponse") \
  X(ocpp, hash, 185, error, 0, ocpp, 0, response, \
    "CertIDs are by SHA-256, SHA-384 or SHA-512", "OCPP OCSPRequestDataType") \
  X(cs, after_expiry, 186, notice, 0, cabf_cs, 0, response | certificate, \
    "for ten years after its end a certificate is not unknown", "CS BR 4.9.10")

/** The highest number of a lint. */
#define OCSPAN_LINT_COUNT 187

#endif
