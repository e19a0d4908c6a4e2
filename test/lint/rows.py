"""The table of examples: for each lint inputs that break it alone, and a twin as near to them as can be that does not.

A row that is not alone says which lints come along, and why. `at` is the path of a value in the bytes that were built
(build.offset), or the beginning of a line of HTTP, or a number.
"""

import base64
import datetime
import urllib.parse
from typing import Any, Callable, NamedTuple

from build import (ANSWER, BASIC, CA, CA_BEGIN, CA_KEY, CERT_ID, DAY, DIRECTORY_NAME, EXTENSION, HASH_ML_DSA_44, HOUR,
                   LEAF, LEAF_SERIAL, ML_DSA_44, NAMES, NOT_ISSUED, OTHER_CA, OTHER_KEY, PRODUCED_AT, REQUEST_CERT_ID,
                   REQUEST_EXTENSION, REQUEST_LIST, RESPONDER, RESPONDER_EXTENSIONS, RESPONDER_KEY, RESPONDER_SERIAL,
                   RESPONSES, SINGLE_EXTENSION, STATUS, TBS, Inputs, access, access_description, after, ca_certificate,
                   cert_hash, etag, extension, http_date, http_header, http_response, key_identifier, leaf, random,
                   request, responder, response, revoked, signature_of_request, time)
from build import NULL, explicit, forge, integer, octet_string, oid, sequence, tlv

ERROR, WARN, NOTICE = "error", "warn", "notice"
CABF = "cabf-tls cabf-smime cabf-cs"


class Row(NamedTuple):
    lint: str
    severity: str
    profile: str
    bad_text: str                   # what is wrong, and what is right
    good_text: str
    bad: Callable[[Any], Inputs]    # of a day
    good: Callable[[Any], Inputs]
    at: Any
    field: str
    input: str                      # in which the finding is
    error_in: str                   # the profiles in which it is an error
    along: str                      # the lints of the same profile that come along, and
    why: str
    twin_along: str                 # those that the twin breaks
    since: str                      # the first day of the rule
    unneeded: str                   # inputs of which the lint makes use, but needs none


ROWS = []


def row(lint, severity, bad_text, bad, good_text, good, at, field, *, profile="rfc", input=None, error_in="", along="",
        why="", twin_along="", since="", unneeded=""):
    ROWS.append(Row(lint, severity, profile, bad_text, good_text, bad, good, at, field, input or bad.kind, error_in,
                    along, why, twin_along, since, unneeded))


def inputs_of(kind, build, inputs):
    """Inputs of a day; times and other inputs that depend on it are functions or seconds."""
    def make(day):
        more = {name: after(value, day) if name == "at" else value(day) if callable(value) else value
                for name, value in inputs.items()}
        return Inputs(kind, build(day), **more)
    make.kind = kind
    return make


def raw(kind, data, **inputs):
    return inputs_of(kind, lambda day: data, inputs)


def answers(with_=None, **changes):
    """A response that differs so from the one that keeps every rule, with these other inputs."""
    return inputs_of("response", lambda day: response(day, **changes), with_ or {})


def asks(with_=None, **changes):
    return inputs_of("request", lambda day: request(**changes), with_ or {})


def certifies(with_=None, **changes):
    """A responder's certificate that differs so."""
    return inputs_of("certificate", lambda day: responder(day=day, **changes).der, with_ or {})


def sent(header, body=None, **with_):
    """A response that came with this header, or one that is made for it."""
    body = body or response()
    return raw("response", body, http_response=header if isinstance(header, bytes) else http_response(body, **header),
               **with_)


GOOD = answers()
GOOD_REQUEST = asks()
GOOD_RESPONDER = certifies()


# Response: structure

row("response.status_undefined", ERROR, "responseStatus 4", raw("response", forge.unsuccessful(4)),
    "responseStatus 3", raw("response", forge.unsuccessful(3)), (0, "contents"), "responseStatus")
row("response.bytes_in_error", ERROR, "tryLater with responseBytes", answers(response_status=3),
    "tryLater without", raw("response", forge.unsuccessful(3)), (1,), "responseBytes")
row("response.bytes_missing", ERROR, "successful, and nothing else", raw("response", forge.unsuccessful(0)),
    "successful with responseBytes", GOOD, "end", "responseBytes")
row("response.type_not_basic", ERROR, "another responseType", answers(type_name="1.3.6.1.5.5.7.48.1.99"),
    "id-pkix-ocsp-basic", GOOD, (1, 0, 0, "contents"), "responseBytes.responseType")
row("response.version_written_out", ERROR, "version 0, written out", answers(version=explicit(0, integer(0))),
    "no version", GOOD, (*TBS, 0, 0), "tbsResponseData.version")
row("response.version_not_v1", ERROR, "version 1, which is v2", answers(version=explicit(0, integer(1))),
    "no version", GOOD, (*TBS, 0, 0, "contents"), "tbsResponseData.version")
row("response.trailing_data", ERROR, "a byte behind the response", inputs_of(
    "response", lambda day: response(day) + b"\0", {}), "nothing behind it", GOOD, -1, "OCSPResponse")
row("response.not_der", ERROR, "critical is TRUE as 01", answers(extensions=[sequence(
    oid(NAMES["unknown"]), tlv(1, b"\1"), octet_string(NULL))]), "no critical", answers(extensions=[sequence(
        oid(NAMES["unknown"]), octet_string(NULL))]), (*EXTENSION, 1, "contents"),
    "tbsResponseData.responseExtensions[0].critical")
row("response.responses_empty", ERROR, "no answer", answers(answers=[]), "one answer", GOOD, RESPONSES,
    "tbsResponseData.responses")
row("response.certs_empty", WARN, "certs with no certificate", answers(certs=()), "no certs", answers(certs=None),
    (*BASIC, 3, 0), "certs")
row("response.extensions_empty", ERROR, "responseExtensions with no extension",
    answers(extensions=explicit(1, sequence())), "no responseExtensions", GOOD, (*TBS, 3, 0),
    "tbsResponseData.responseExtensions")
row("response.extension_duplicate", ERROR, "two extensions of one type",
    answers(extensions=[extension("unknown", NULL), extension("unknown", NULL)]), "one",
    answers(extensions=[extension("unknown", NULL)]), (*TBS, 3, 0, 1, 0),
    "tbsResponseData.responseExtensions[1].extnID")
def kinds(*numbers):
    """Extensions of unknown types, each with a number of its own."""
    return [forge.extension(f"1.3.6.1.4.1.55555.{number}", NULL) for number in numbers]


row("response.extension_duplicate", ERROR, "the type of the 32nd before it",
    answers(extensions=kinds(*range(40, 45), *range(1, 33), 1)), "of the 33rd before it, which is not compared with",
    answers(extensions=kinds(*range(40, 45), 1, *range(2, 34), 1)), (*TBS, 3, 0, 37, 0),
    "tbsResponseData.responseExtensions[37].extnID")
row("response.extension_malformed", ERROR, "archive cutoff as an INTEGER",
    answers(answers=[{"extensions": [extension("archive_cutoff", integer(5))]}]),
    "archive cutoff as a time", answers(answers=[{"extensions": [extension("archive_cutoff", time(0))]}]),
    (*SINGLE_EXTENSION, 1, 0), "tbsResponseData.responses[0].singleExtensions[0].extnValue.ArchiveCutoff")
row("response.extension_malformed", ERROR, "archive cutoff as an INTEGER, which is no time to compare",
    answers({"issuer": CA.der}, answers=[{"extensions": [extension("archive_cutoff", integer(5))]}]),
    "as the time of the CA's notBefore", answers({"issuer": CA.der}, answers=[{"extensions": [extension(
        "archive_cutoff", forge.generalized_time(CA_BEGIN))]}]),
    (*SINGLE_EXTENSION, 1, 0), "tbsResponseData.responses[0].singleExtensions[0].extnValue.ArchiveCutoff",
    profile="archive", unneeded="issuer")
row("response.extension_critical", WARN, "critical archive cutoff",
    answers(answers=[{"extensions": [extension("archive_cutoff", time(0), True)]}]), "not critical",
    answers(answers=[{"extensions": [extension("archive_cutoff", time(0))]}]), (*SINGLE_EXTENSION, 1),
    "tbsResponseData.responses[0].singleExtensions[0].critical")
row("response.extension_critical_unknown", ERROR, "unknown critical extension",
    answers(extensions=[extension("unknown", NULL, True)]), "not critical",
    answers(extensions=[extension("unknown", NULL)]), (*EXTENSION, 1), "tbsResponseData.responseExtensions[0].critical",
    along="response.extension_critical", why="no extension should be critical")
row("response.keyhash_length", ERROR, "byKey with 32 bytes", answers(by=explicit(2, octet_string(random(32)))),
    "20 bytes", answers(by=explicit(2, octet_string(random(20)))), (*TBS, 0), "tbsResponseData.responderID")
row("response.by_name_empty", WARN, "byName without an RDN", answers(by=forge.by_name(sequence())),
    "the responder's name", answers(by=forge.by_name(RESPONDER)), (*TBS, 0), "tbsResponseData.responderID")
row("response.certid_hash_length", ERROR, "SHA-256 issuerNameHash of 31 bytes", answers(name_hash=random(31)),
    "32 bytes", GOOD, (*CERT_ID, 1), "tbsResponseData.responses[0].certID.issuerNameHash")
row("response.certid_hash_length", ERROR, "SHA-256 issuerKeyHash of 33 bytes", answers(key_hash=random(33)),
    "32 bytes", GOOD, (*CERT_ID, 2), "tbsResponseData.responses[0].certID.issuerKeyHash")
row("response.certid_hash_unknown", NOTICE, "RIPEMD-160", answers(hash_oid="1.3.36.3.2.1"), "SHA-256", GOOD,
    (*CERT_ID, 0), "tbsResponseData.responses[0].certID.hashAlgorithm")
row("response.certid_parameters", NOTICE, "SHA-256 with an INTEGER", answers(parameters=integer(1)),
    "SHA-256 with nothing", answers(parameters=b""), (*CERT_ID, 0), "tbsResponseData.responses[0].certID.hashAlgorithm")
row("response.certid_sha1", NOTICE, "an answer by SHA-1", answers(hash_name="sha1"), "beside it one by SHA-256",
    answers(answers=[{"hash_name": "sha1"}, {}]), (*CERT_ID, 0), "tbsResponseData.responses[0].certID.hashAlgorithm")
row("response.serial_not_positive", WARN, "serialNumber 0", answers(serial=0), "1", answers(serial=1),
    (*CERT_ID, 3), "tbsResponseData.responses[0].certID.serialNumber")
row("response.serial_too_long", WARN, "serialNumber of 21 bytes", answers(serial=1 << 160), "20 bytes",
    answers(serial=1 << 158), (*CERT_ID, 3), "tbsResponseData.responses[0].certID.serialNumber")
row("response.certid_repeated", NOTICE, "two answers for one CertID", answers(answers=[{}, {}]),
    "for two serial numbers", answers(answers=[{}, {"serial": 9}]), (*RESPONSES, 1, 0),
    "tbsResponseData.responses[1].certID")
def serials(*numbers):
    """An answer for each serial number."""
    return answers(answers=[{"serial": number} for number in numbers])


row("response.certid_repeated", NOTICE, "the CertID of the 32nd before it", serials(*range(100, 105), *range(1, 33), 1),
    "of the 33rd before it, which is not compared with", serials(*range(100, 105), 1, *range(2, 34), 1),
    (*RESPONSES, 37, 0), "tbsResponseData.responses[37].certID")
row("response.certid_repeated", NOTICE, "the CertID of the second of 33", serials(*range(1, 34), 2),
    "of the first, which is the 33rd before it", serials(*range(1, 34), 1), (*RESPONSES, 33, 0),
    "tbsResponseData.responses[33].certID")
row("response.certid_contradiction", ERROR, "good by SHA-1, revoked by SHA-256",
    answers(answers=[{"hash_name": "sha1"}, {"status": revoked()}]), "good by both",
    answers(answers=[{"hash_name": "sha1"}, {}]), (*RESPONSES, 1, 1), "tbsResponseData.responses[1].certStatus")
row("response.certid_contradiction", ERROR, "good by SHA-256, revoked by SHA-1",
    answers(answers=[{}, {"hash_name": "sha1", "status": revoked()}]), "good by both",
    answers(answers=[{}, {"hash_name": "sha1"}]), (*RESPONSES, 1, 1), "tbsResponseData.responses[1].certStatus")
row("response.certid_contradiction", ERROR, "good, revoked, and revoked again",
    answers(answers=[{}, {"status": revoked()}, {"status": revoked()}]), "revoked three times",
    answers(answers=[{"status": revoked()}] * 3), (*RESPONSES, 1, 1), "tbsResponseData.responses[1].certStatus",
    along="response.certid_repeated", why="one CertID once would not contradict", twin_along="response.certid_repeated")
row("response.certid_contradiction", ERROR, "one CertID good and unknown",
    answers(answers=[{}, {"status": forge.UNKNOWN}]), "good twice", answers(answers=[{}, {}]), (*RESPONSES, 1, 1),
    "tbsResponseData.responses[1].certStatus",
    along="response.certid_repeated", why="one CertID once would not contradict", twin_along="response.certid_repeated")
row("response.reason_undefined", ERROR, "revocationReason 7", answers(status=revoked(reason=7)), "9",
    answers(status=revoked(reason=9)), (*STATUS, 1, 0, "contents"),
    "tbsResponseData.responses[0].certStatus.revocationReason")
row("response.reason_unspecified", WARN, "revocationReason 0", answers(status=revoked(reason=0)), "none",
    answers(status=revoked()), (*STATUS, 1), "tbsResponseData.responses[0].certStatus.revocationReason")
row("response.reason_remove_from_crl", WARN, "revocationReason 8", answers(status=revoked(reason=8)), "1",
    answers(status=revoked(reason=1)), (*STATUS, 1), "tbsResponseData.responses[0].certStatus.revocationReason")
row("response.status_null_content", ERROR, "good with a byte", answers(status=tlv(0x80, b"\0")), "good", GOOD,
    (*STATUS, "contents"), "tbsResponseData.responses[0].certStatus")
row("response.time_form", ERROR, "producedAt without seconds",
    answers(produced_value=tlv(0x18, after(0).strftime("%Y%m%d%H%MZ").encode())),
    "with seconds", GOOD, PRODUCED_AT, "tbsResponseData.producedAt")
ECDSA = forge.ecdsa("sha256")[0]
ECDSA_VALUE = sequence(integer(1 << 250), integer(1 << 249))
row("response.sig_params", ERROR, "ECDSA with NULL", answers(algorithm=sequence(
    oid("1.2.840.10045.4.3.2"), NULL), signature=ECDSA_VALUE), "ECDSA without parameters",
    answers(algorithm=ECDSA, signature=ECDSA_VALUE), (*BASIC, 1, 1), "signatureAlgorithm.parameters")
row("response.sig_pss_params", ERROR, "PSS without parameters", answers(algorithm=sequence(
    oid("1.2.840.113549.1.1.10"))), "PSS with SHA-256 and a salt of 32 bytes",
    answers(algorithm=forge.rsa_pss("sha256", 32)[0]), (*BASIC, 1), "signatureAlgorithm.parameters")
row("response.sig_pss_choice", WARN, "PSS with SHA-256 and no salt", answers(algorithm=forge.rsa_pss("sha256", 0)[0]),
    "with a salt of 32 bytes", answers(algorithm=forge.rsa_pss("sha256", 32)[0]), (*BASIC, 1, 1),
    "signatureAlgorithm.parameters")
def pss(hash_oid, mask_oid, salt):
    """RSASSA-PSS with these hash functions, for the message and in MGF1."""
    hash_algorithm, mask = sequence(oid(hash_oid), NULL), sequence(oid(mask_oid), NULL)
    return answers(algorithm=sequence(oid("1.2.840.113549.1.1.10"), sequence(
        explicit(0, hash_algorithm), explicit(1, sequence(oid("1.2.840.113549.1.1.8"), mask)),
        explicit(2, integer(salt)))))


SHA256, SHA512, RIPEMD160 = forge.HASH_OIDS["sha256"], forge.HASH_OIDS["sha512"], "1.3.36.3.2.1"
row("response.sig_pss_choice", WARN, "PSS with SHA-256 and a salt of 8,192 bytes", pss(SHA256, SHA256, 32 << 8),
    "of 32 bytes", pss(SHA256, SHA256, 32), (*BASIC, 1, 1), "signatureAlgorithm.parameters")
row("response.sig_pss_choice", WARN, "PSS with SHA-256, and SHA-512 in MGF1", pss(SHA256, SHA512, 32),
    "SHA-256 in both", pss(SHA256, SHA256, 32), (*BASIC, 1, 1), "signatureAlgorithm.parameters")
row("response.sig_pss_choice", WARN, "PSS with an unknown hash function, and SHA-256 in MGF1",
    pss(RIPEMD160, SHA256, 21), "the same in both, of which the size is not known", pss(RIPEMD160, RIPEMD160, 21),
    (*BASIC, 1, 1), "signatureAlgorithm.parameters")
row("response.sig_hash_ml_dsa", ERROR, "HashML-DSA-44", answers(algorithm=sequence(oid(HASH_ML_DSA_44)),
                                                                signature=random(2420)), "ML-DSA-44",
    answers(algorithm=sequence(oid(ML_DSA_44)), signature=random(2420)), (*BASIC, 1), "signatureAlgorithm")
ED25519 = forge.eddsa("1.3.101.112")[0]
row("response.sig_length", ERROR, "Ed25519 with 63 bytes", answers(algorithm=ED25519, signature=random(63)), "64 bytes",
    answers(algorithm=ED25519, signature=random(64)), (*BASIC, 2), "signature")
row("response.sig_length", ERROR, "ML-DSA-44 with 2421 bytes", answers(algorithm=sequence(oid(ML_DSA_44)),
                                                                       signature=random(2421)), "2420 bytes",
    answers(algorithm=sequence(oid(ML_DSA_44)), signature=random(2420)), (*BASIC, 2), "signature")
row("response.sig_ecdsa_der", ERROR, "r is negative", answers(algorithm=ECDSA, signature=sequence(
    integer(-5), integer(5))), "r is positive", answers(algorithm=ECDSA, signature=sequence(integer(5), integer(5))),
    (*BASIC, 2), "signature")
row("response.sig_ecdsa_der", ERROR, "s is 0", answers(algorithm=ECDSA, signature=sequence(integer(5), integer(0))),
    "s is 1", answers(algorithm=ECDSA, signature=sequence(integer(5), integer(1))), (*BASIC, 2), "signature")
row("response.sig_unused_bits", ERROR, "one unused bit", answers(signature=bytes(256), unused=1), "none",
    answers(signature=bytes(256)), (*BASIC, 2), "signature")
row("response.sig_weak", WARN, "sha1WithRSAEncryption", answers(algorithm=forge.rsa_pkcs1("sha1")[0]),
    "sha256WithRSAEncryption", GOOD, (*BASIC, 1), "signatureAlgorithm")
MD5_WITH_RSA = sequence(oid("1.2.840.113549.1.1.4"), NULL)
row("response.sig_weak", WARN, "md5WithRSAEncryption", answers(algorithm=MD5_WITH_RSA), "sha256WithRSAEncryption", GOOD,
    (*BASIC, 1), "signatureAlgorithm")
row("response.nonce_length", ERROR, "a nonce of no byte", answers(extensions=[forge.nonce(b"")]), "32 bytes",
    answers(extensions=[forge.nonce(random(32))]), (*EXTENSION, 1), "tbsResponseData.responseExtensions[0].extnValue")
row("response.nonce_length", ERROR, "129 bytes", answers(extensions=[forge.nonce(random(129))]), "128 bytes",
    answers(extensions=[forge.nonce(random(128))]), (*EXTENSION, 1), "tbsResponseData.responseExtensions[0].extnValue")
row("response.nonce_short", NOTICE, "31 bytes", answers(extensions=[forge.nonce(random(31))]), "32 bytes",
    answers(extensions=[forge.nonce(random(32))]), (*EXTENSION, 1), "tbsResponseData.responseExtensions[0].extnValue")
row("response.nonce_not_octet_string", ERROR, "32 bytes right in extnValue",
    answers(extensions=[forge.nonce(random(32), bare=True)]), "in an OCTET STRING",
    answers(extensions=[forge.nonce(random(32))]), (*EXTENSION, 1), "tbsResponseData.responseExtensions[0].extnValue")
row("response.nonce_place", ERROR, "in singleExtensions", answers(answers=[{"extensions": [forge.nonce(random(32))]}]),
    "in responseExtensions", answers(extensions=[forge.nonce(random(32))]), (*SINGLE_EXTENSION, 0),
    "tbsResponseData.responses[0].singleExtensions[0].extnID")
row("response.extended_revoke_place", ERROR, "in singleExtensions",
    answers(answers=[{"extensions": [extension("extended_revoke", NULL)]}]), "in responseExtensions",
    answers(extensions=[extension("extended_revoke", NULL)]), (*SINGLE_EXTENSION, 0),
    "tbsResponseData.responses[0].singleExtensions[0].extnID")
row("response.extended_revoke_critical", ERROR, "critical", answers(extensions=[extension(
    "extended_revoke", NULL, True)]), "not critical", answers(extensions=[extension("extended_revoke", NULL)]),
    (*EXTENSION, 1),
    "tbsResponseData.responseExtensions[0].critical", along="response.extension_critical",
    why="no extension should be critical")
row("response.extended_revoke_value", ERROR, "an OCTET STRING", answers(extensions=[extension(
    "extended_revoke", octet_string(b""))]), "NULL", answers(extensions=[extension("extended_revoke", NULL)]),
    (*EXTENSION, 1, 0), "tbsResponseData.responseExtensions[0].extnValue.extnValue")
NEVER = forge.revoked(NOT_ISSUED, 6)
row("response.non_issued_incomplete", ERROR, "on hold since 1970 without extended-revoke", answers(status=NEVER),
    "with it", answers(answers=[{"status": NEVER}], extensions=[extension("extended_revoke", NULL)]), (*STATUS, 0),
    "tbsResponseData.responses[0].certStatus.revocationTime")
row("response.extension_duplicate", ERROR, "extended-revoke twice, on hold since 1970",
    answers(answers=[{"status": NEVER}], extensions=[extension("extended_revoke", NULL)] * 2), "once",
    answers(answers=[{"status": NEVER}], extensions=[extension("extended_revoke", NULL)]), (*TBS, 3, 0, 1, 0),
    "tbsResponseData.responseExtensions[1].extnID")
row("response.non_issued_reason", ERROR, "keyCompromise in 1970, with extended-revoke",
    answers(answers=[{"status": forge.revoked(NOT_ISSUED, 1)}], extensions=[extension("extended_revoke", NULL)]),
    "certificateHold", answers(answers=[{"status": NEVER}], extensions=[extension("extended_revoke", NULL)]),
    STATUS, "tbsResponseData.responses[0].certStatus")
row("response.non_issued_reason", ERROR, "keyCompromise in 1970, with extended-revoke",
    answers(answers=[{"status": forge.revoked(NOT_ISSUED, 1)}], extensions=[extension("extended_revoke", NULL)]),
    "without it", answers(status=forge.revoked(NOT_ISSUED, 1)), STATUS, "tbsResponseData.responses[0].certStatus")
row("response.non_issued_extensions", ERROR, "never issued, with a CrlID",
    answers(answers=[{"status": NEVER, "extensions": [extension("crl_id", sequence(explicit(1, integer(1))))]}],
            extensions=[extension("extended_revoke", NULL)]), "with an archive cutoff",
    answers(answers=[{"status": NEVER, "extensions": [extension("archive_cutoff", time(0))]}],
            extensions=[extension("extended_revoke", NULL)]), (*SINGLE_EXTENSION, 0),
    "tbsResponseData.responses[0].singleExtensions[0].extnID")
row("response.archive_cutoff_place", ERROR, "in responseExtensions", answers(extensions=[extension(
    "archive_cutoff", time(0))]), "in singleExtensions",
    answers(answers=[{"extensions": [extension("archive_cutoff", time(0))]}]), (*EXTENSION, 0),
    "tbsResponseData.responseExtensions[0].extnID")
row("response.archive_cutoff_future", ERROR, "a second after producedAt",
    answers(answers=[{"extensions": [extension("archive_cutoff", time(1))]}]), "at producedAt",
    answers(answers=[{"extensions": [extension("archive_cutoff", time(0))]}]), (*SINGLE_EXTENSION, 1),
    "tbsResponseData.responses[0].singleExtensions[0].extnValue")
CRL_ID = extension("crl_id", sequence(explicit(1, integer(1))))
row("response.crl_id_place", ERROR, "in responseExtensions", answers(extensions=[CRL_ID]), "in singleExtensions",
    answers(answers=[{"extensions": [CRL_ID]}]), (*EXTENSION, 0), "tbsResponseData.responseExtensions[0].extnID")
row("response.crl_id_empty", WARN, "an empty CrlID", answers(answers=[{"extensions": [extension(
    "crl_id", sequence())]}]), "one with a number", answers(answers=[{"extensions": [CRL_ID]}]),
    (*SINGLE_EXTENSION, 1), "tbsResponseData.responses[0].singleExtensions[0].extnValue")
LOCATOR = extension("service_locator", sequence(CA.subject))
row("response.service_locator_place", ERROR, "in singleExtensions", answers(answers=[{"extensions": [LOCATOR]}]),
    "none", GOOD, (*SINGLE_EXTENSION, 0), "tbsResponseData.responses[0].singleExtensions[0].extnID")
SCT = b"\0" + random(32) + bytes(8) + b"\0\0" + b"\4\3" + b"\0\4" + bytes(4)


def sct_list(size):
    data = len(SCT).to_bytes(2, "big") + SCT
    return extension("sct_list", octet_string(size.to_bytes(2, "big") + data))


row("response.sct_list_malformed", ERROR, "a length of one byte more", answers(answers=[{"extensions": [sct_list(
    len(SCT) + 3)]}]), "the length of what follows", answers(answers=[{"extensions": [sct_list(len(SCT) + 2)]}]),
    (*SINGLE_EXTENSION, 1, 0, "contents"),
    "tbsResponseData.responses[0].singleExtensions[0].extnValue.SignedCertificateTimestampList")
row("response.unasked", WARN, "an answer about another certificate", answers(
    {"request": request()}, answers=[{}, {"serial": 9}]), "which was asked about, too",
    answers({"request": request([{}, {"serial": 9}])}, answers=[{}, {"serial": 9}]), (*RESPONSES, 1, 0),
    "tbsResponseData.responses[1].certID")
row("response.unanswered", ERROR, "asked about two, answers one", answers({"request": request([{}, {"serial": 9}])}),
    "asked about one", answers({"request": request()}), RESPONSES, "tbsResponseData.responses")
row("response.unanswered", ERROR, "answers about the serial number of another CA's certificate", answers(
    {"request": request([{"key_hash": random(32)}])}), "of another hash function, whose hashes cannot be compared",
    answers({"request": request([{"hash_name": "sha1"}])}), RESPONSES, "tbsResponseData.responses",
    along="response.unasked", why="nobody has asked about the one that is answered")

# Response: times

row("time.negative_validity", ERROR, "nextUpdate a second before thisUpdate", answers(this=0, next=-1),
    "a second after it", answers(this=0, next=1), (*ANSWER, 3), "tbsResponseData.responses[0].nextUpdate")
row("time.this_after_produced", ERROR, "thisUpdate a second after producedAt", answers(this=1), "at producedAt",
    answers(this=0), (*ANSWER, 2), "tbsResponseData.responses[0].thisUpdate")
row("time.next_before_produced", WARN, "nextUpdate at producedAt", answers(this=-5, next=0), "a second after it",
    answers(this=-5, next=1), (*ANSWER, 3), "tbsResponseData.responses[0].nextUpdate")
row("time.revocation_after_this", NOTICE, "revoked a second after thisUpdate", answers(status=lambda day: revoked(
    1, day=day)), "at thisUpdate", answers(status=lambda day: revoked(0, day=day)), (*STATUS, 0),
    "tbsResponseData.responses[0].certStatus.revocationTime")
row("time.revocation_before_certificate", NOTICE, "revoked a second before notBefore",
    answers({"certificate": LEAF.der}, status=revoked(-60 * DAY - 1)), "at notBefore",
    answers({"certificate": LEAF.der}, status=revoked(-60 * DAY)), (*STATUS, 0),
    "tbsResponseData.responses[0].certStatus.revocationTime")
row("time.in_future", ERROR, "checked a second before producedAt", answers({"at": -1}, this=-5), "at producedAt",
    answers({"at": 0}, this=-5), PRODUCED_AT, "tbsResponseData.producedAt")
row("time.expired", ERROR, "checked a second after nextUpdate", answers({"at": 4 * DAY + 1}), "at nextUpdate",
    answers({"at": 4 * DAY}), (*ANSWER, 3), "tbsResponseData.responses[0].nextUpdate")
row("time.produced_outside_signer", ERROR, "a second after the responder's notAfter",
    answers(certs=[responder(end=-1).der]), "at notAfter", answers(certs=[responder(end=0).der]), PRODUCED_AT,
    "tbsResponseData.producedAt")
row("time.next_missing", WARN, "no nextUpdate", answers(next=None), "nextUpdate", GOOD, ANSWER,
    "tbsResponseData.responses[0].nextUpdate",
    error_in=f"lightweight {CABF} mozilla")
row("time.next_after_signer", ERROR, "a second after the responder's notAfter",
    answers(certs=[responder(end=4 * DAY - 1).der]), "at notAfter", answers(certs=[responder(end=4 * DAY).der]),
    (*ANSWER, 3), "tbsResponseData.responses[0].nextUpdate", profile="mozilla")
row("time.status_after_expiry", NOTICE, "good a second after the certificate's end",
    answers({"certificate": leaf(end=-1).der}), "at its end", answers({"certificate": leaf(end=0).der}), STATUS,
    "tbsResponseData.responses[0].certStatus")

CUT_OFF = extension("archive_cutoff", time(-DAY))
row("time.status_after_expiry", NOTICE, "good a second after the certificate's end",
    answers({"certificate": leaf(end=-1).der}), "with an archive cutoff",
    answers({"certificate": leaf(end=-1).der}, answers=[{"extensions": [CUT_OFF]}]), STATUS,
    "tbsResponseData.responses[0].certStatus")
row("response.extension_duplicate", ERROR, "two archive cutoffs, good a second after the certificate's end",
    answers({"certificate": leaf(end=-1).der}, answers=[{"extensions": [CUT_OFF] * 2}]), "one",
    answers({"certificate": leaf(end=-1).der}, answers=[{"extensions": [CUT_OFF]}]), (*ANSWER, 4, 0, 1, 0),
    "tbsResponseData.responses[0].singleExtensions[1].extnID", unneeded="certificate")
row("time.status_after_expiry", NOTICE, "good a second after the end of the certificate with this serial number",
    answers({"certificate": leaf(end=-1).der}), "with another one",
    answers({"certificate": leaf(end=-1).der}, serial=LEAF_SERIAL + 1), STATUS,
    "tbsResponseData.responses[0].certStatus")
row("time.next_after_signer", ERROR, "by the CA: a second after its notAfter", answers(
    {"issuer": ca_certificate(end=after(4 * DAY - 1)).der}, by=forge.by_key(CA_KEY), certs=None), "at notAfter",
    answers({"issuer": ca_certificate(end=after(4 * DAY)).der}, by=forge.by_key(CA_KEY), certs=None), (*ANSWER, 3),
    "tbsResponseData.responses[0].nextUpdate", profile="mozilla", unneeded="issuer")

# Response: CA/Browser Forum, root programmes


def replaces(**changes):
    """The inputs of a response that has replaced one with these times."""
    return {"previous": lambda day: response(day, **changes)}


row("cabf.interval_short", ERROR, "8 hours but a second, both ends counted", answers(next=8 * HOUR - 2), "8 hours",
    answers(next=8 * HOUR - 1), (*ANSWER, 3),
    "tbsResponseData.responses[0].nextUpdate", profile="cabf-tls", since="2020-09-30")
row("cabf.interval_long", ERROR, "10 days and a second, both ends counted", answers(next=10 * DAY), "10 days",
    answers(next=10 * DAY - 1), (*ANSWER, 3),
    "tbsResponseData.responses[0].nextUpdate", profile="cabf-tls", since="2020-09-30")
row("microsoft.interval_long", ERROR, "7 days and a second", answers(next=7 * DAY + 1), "7 days",
    answers(next=7 * DAY), (*ANSWER, 3),
    "tbsResponseData.responses[0].nextUpdate", profile="microsoft", since="2025-10-13")
row("cabf.refresh_short", ERROR, "10 hours: replaced a second after half",
    answers(replaces(next=10 * HOUR), produced=5 * HOUR + 1, this=5 * HOUR + 1, next=15 * HOUR), "at half",
    answers(replaces(next=10 * HOUR), produced=5 * HOUR, this=5 * HOUR, next=15 * HOUR), (*ANSWER, 2),
    "tbsResponseData.responses[0].thisUpdate",
    profile="cabf-tls", since="2020-09-30")
row("cabf.refresh_short", ERROR, "10 hours: still there a second after half",
    answers({"at": 5 * HOUR + 1}, next=10 * HOUR), "at half", answers({"at": 5 * HOUR}, next=10 * HOUR),
    (*ANSWER, 2), "tbsResponseData.responses[0].thisUpdate", profile="cabf-tls", since="2020-09-30")
row("cabf.refresh_long", ERROR, "2 days: replaced 8 hours but a second before the end",
    answers(replaces(next=2 * DAY), produced=40 * HOUR + 1, this=40 * HOUR + 1, next=5 * DAY), "8 hours before",
    answers(replaces(next=2 * DAY), produced=40 * HOUR, this=40 * HOUR, next=5 * DAY), (*ANSWER, 2),
    "tbsResponseData.responses[0].thisUpdate",
    profile="cabf-tls", since="2020-09-30")
row("cabf.refresh_long", ERROR, "9 days: replaced 4 days and a second after thisUpdate",
    answers(replaces(next=9 * DAY), produced=4 * DAY + 1, this=4 * DAY + 1, next=9 * DAY), "4 days",
    answers(replaces(next=9 * DAY), produced=4 * DAY, this=4 * DAY, next=9 * DAY), (*ANSWER, 2),
    "tbsResponseData.responses[0].thisUpdate",
    profile="cabf-tls", since="2020-09-30")
row("cabf.refresh_long", ERROR, "16 hours, both ends counted: replaced 8 hours but a second before the end",
    answers(replaces(next=16 * HOUR - 1), produced=8 * HOUR, this=8 * HOUR, next=5 * DAY), "8 hours before",
    answers(replaces(next=16 * HOUR - 1), produced=8 * HOUR - 1, this=8 * HOUR - 1, next=5 * DAY), (*ANSWER, 2),
    "tbsResponseData.responses[0].thisUpdate", profile="cabf-tls", since="2020-09-30")
def replaces_many(place_of_old, count_of_old, place_of_new):
    """As above, with many answers: the one that is replaced too late has these numbers among them, from 0."""
    others = [{"serial": number, "next": 9 * DAY} for number in range(1, 41)]
    old = [*others[:place_of_old], {"next": 9 * DAY}, *others[place_of_old:count_of_old - 1]]
    new = [{"serial": number, "next": 9 * DAY, "this": 4 * DAY + 1} for number in range(1_000, 1_000 + place_of_new)]
    new.append({"next": 9 * DAY, "this": 4 * DAY + 1})
    return answers({"previous": lambda day: response(day, answers=old)}, produced=4 * DAY + 1, answers=new)


row("cabf.refresh_long", ERROR, "9 days: the 32nd of 40 answers replaced too late", replaces_many(31, 40, 0),
    "the 33rd, which is not compared with", replaces_many(32, 40, 0), (*ANSWER, 2),
    "tbsResponseData.responses[0].thisUpdate", profile="cabf-tls", since="2020-09-30")
row("cabf.refresh_long", ERROR, "9 days: the 32nd answer replaces another too late", replaces_many(0, 1, 31),
    "the 33rd, which is not compared with", replaces_many(0, 1, 32), (*RESPONSES, 31, 2),
    "tbsResponseData.responses[31].thisUpdate", profile="cabf-tls", since="2020-09-30")
row("cabf.refresh_long", ERROR, "9 days: replaced 4 days and a second after thisUpdate",
    answers(replaces(next=9 * DAY), produced=4 * DAY + 1, this=4 * DAY + 1, next=9 * DAY),
    "the one before was about another certificate",
    answers(replaces(next=9 * DAY, serial=9), produced=4 * DAY + 1, this=4 * DAY + 1, next=9 * DAY), (*ANSWER, 2),
    "tbsResponseData.responses[0].thisUpdate", profile="cabf-tls", since="2020-09-30")
row("microsoft.refresh", ERROR, "6 days: replaced 3 days and a second after thisUpdate",
    answers(replaces(next=6 * DAY), produced=3 * DAY + 1, this=3 * DAY + 1, next=6 * DAY), "3 days",
    answers(replaces(next=6 * DAY), produced=3 * DAY, this=3 * DAY, next=6 * DAY), (*ANSWER, 2),
    "tbsResponseData.responses[0].thisUpdate",
    profile="microsoft", since="2025-10-13")
row("apple.produced_age", WARN, "producedAt 96 hours and a second ago", answers({"at": 96 * HOUR + 1}, next=5 * DAY),
    "96 hours", answers({"at": 96 * HOUR}, next=5 * DAY), PRODUCED_AT,
    "tbsResponseData.producedAt", profile="apple", along="apple.this_age",
    why="thisUpdate is not after producedAt")
row("apple.this_age", WARN, "thisUpdate 96 hours and a second ago", answers({"at": 96 * HOUR}, this=-1, next=5 * DAY),
    "96 hours", answers({"at": 96 * HOUR}, this=0, next=5 * DAY), (*ANSWER, 2),
    "tbsResponseData.responses[0].thisUpdate", profile="apple")
SUBORDINATE_CA = leaf(is_ca=True, end=3_000 * DAY).der
row("apple.produced_age", WARN, "of a CA, producedAt 365 days and a second ago",
    answers({"certificate": SUBORDINATE_CA, "at": 365 * DAY + 1}, next=400 * DAY,
            certs=[responder(end=400 * DAY).der]), "365 days",
    answers({"certificate": SUBORDINATE_CA, "at": 365 * DAY}, next=400 * DAY, certs=[responder(end=400 * DAY).der]),
    PRODUCED_AT, "tbsResponseData.producedAt", profile="apple", along="apple.this_age signer.long_lived",
    why="thisUpdate is not after producedAt", twin_along="signer.long_lived", unneeded="certificate")
def constrained(*contents, purpose=forge.SERVER_AUTH):
    """The certificate that is asked about, with BasicConstraints of these contents, and without a purpose if that is
    None."""
    return leaf(kinds=[extension("basic_constraints", sequence(*contents), True),
                       *([forge.purposes(purpose)] if purpose else [])]).der


row("cabf.interval_long", ERROR, "10 days and a second, of a certificate whose cA is FALSE",
    answers({"certificate": constrained()}, next=10 * DAY), "TRUE",
    answers({"certificate": constrained(tlv(1, b"\xff"))}, next=10 * DAY), (*ANSWER, 3),
    "tbsResponseData.responses[0].nextUpdate", profile="cabf-tls", since="2020-09-30", unneeded="certificate")
row("cabf.interval_long", ERROR, "10 days and a second, of a certificate without a purpose",
    answers({"certificate": constrained(purpose=None)}, next=10 * DAY), "of a timestamp authority's",
    answers({"certificate": constrained(purpose="1.3.6.1.5.5.7.3.8")}, next=10 * DAY), (*ANSWER, 3),
    "tbsResponseData.responses[0].nextUpdate", profile="cabf-cs", unneeded="certificate", since="2020-09-30")
row("cabf.ca_refresh", ERROR, "of a CA, 366 days and a second old",
    answers({"certificate": SUBORDINATE_CA, "at": 366 * DAY + 1}, next=400 * DAY,
            certs=[responder(end=400 * DAY).der]), "366 days",
    answers({"certificate": SUBORDINATE_CA, "at": 366 * DAY}, next=400 * DAY, certs=[responder(end=400 * DAY).der]),
    (*ANSWER, 2),
    "tbsResponseData.responses[0].thisUpdate", profile="cabf-tls", along="signer.long_lived",
    why="so is the responder's certificate here",
    twin_along="signer.long_lived")
row("cabf.ca_reason_missing", ERROR, "a CA revoked without a reason", answers(
    {"certificate": SUBORDINATE_CA}, status=revoked()), "for cessationOfOperation",
    answers({"certificate": SUBORDINATE_CA}, status=revoked(reason=5)), STATUS,
    "tbsResponseData.responses[0].certStatus", profile="cabf-tls",
    since="2020-09-30")
row("cabf.reason_not_permitted", ERROR, "aACompromise", answers(status=lambda day: revoked(reason=10, day=day)),
    "privilegeWithdrawn", answers(status=lambda day: revoked(reason=9, day=day)), (*STATUS, 1),
    "tbsResponseData.responses[0].certStatus.revocationReason",
    profile="cabf-tls", since="2020-09-30")
row("cabf.reason_not_permitted", ERROR, "a CA revoked as unspecified", answers(
    {"certificate": SUBORDINATE_CA}, status=lambda day: revoked(reason=0, day=day)), "as cACompromise",
    answers({"certificate": SUBORDINATE_CA}, status=lambda day: revoked(reason=2, day=day)), (*STATUS, 1),
    "tbsResponseData.responses[0].certStatus.revocationReason", profile="cabf-tls", since="2020-09-30",
    along="response.reason_unspecified", why="RFC 5280 advises against it, too", unneeded="certificate")
row("cabf.suspended", ERROR, "certificateHold", answers(status=revoked(reason=6)), "cessationOfOperation",
    answers(status=revoked(reason=5)), (*STATUS, 1),
    "tbsResponseData.responses[0].certStatus.revocationReason", profile="cabf-tls")
row("cabf.reason_extension", ERROR, "reasonCode in singleExtensions",
    answers(answers=[{"extensions": [extension("reason", tlv(0x0a, b"\1"))], "status": lambda day: revoked(day=day)}]),
    "invalidityDate", answers(answers=[{"extensions": [extension("invalidity_date", time(-DAY))],
                                        "status": lambda day: revoked(day=day)}]), (*SINGLE_EXTENSION, 0),
    "tbsResponseData.responses[0].singleExtensions[0].extnID",
    profile="cabf-tls", since="2020-09-30")
row("cabf.sig_encoding", ERROR, "Ed25519", answers(algorithm=ED25519, signature=random(64)), "RSA with SHA-256", GOOD,
    (*BASIC, 1), "signatureAlgorithm", profile="cabf-tls", since="2020-09-30")
row("cabf.sig_encoding", ERROR, "ECDSA with SHA-384 and a key on P-256", answers(
    {"responder": lambda day: responder(day=day, key=OTHER_KEY).der}, certs=None, algorithm=forge.ecdsa("sha384")[0],
    signature=ECDSA_VALUE), "with SHA-256", answers(
        {"responder": lambda day: responder(day=day, key=OTHER_KEY).der}, certs=None, algorithm=ECDSA,
        signature=ECDSA_VALUE), (*BASIC, 1),
    "signatureAlgorithm", profile="cabf-tls", since="2020-09-30", unneeded="responder")
P384_KEY, P521_KEY = forge.new_key("ecdsa-p384-sha384"), forge.new_key("ecdsa-p521-sha512")


def by_curve(key, hash_name):
    return answers({"responder": lambda day: responder(day=day, key=key).der}, certs=None,
                   algorithm=forge.ecdsa(hash_name)[0], signature=ECDSA_VALUE)


def encoded(lint_text, bad, good_text, good, **more):
    row("cabf.sig_encoding", ERROR, lint_text, bad, good_text, good, (*BASIC, 1), "signatureAlgorithm",
        profile="cabf-tls", since="2020-09-30", **more)


def by_algorithm(dotted, *parameters):
    return answers(algorithm=sequence(oid(dotted), *parameters), signature=ECDSA_VALUE, certs=None)


encoded("ECDSA with SHA-512 and a key on P-384", by_curve(P384_KEY, "sha512"), "with SHA-384",
        by_curve(P384_KEY, "sha384"), unneeded="responder")
encoded("ECDSA with SHA-384 and a key on P-521", by_curve(P521_KEY, "sha384"), "with SHA-512",
        by_curve(P521_KEY, "sha512"), unneeded="responder")
encoded("ECDSA with SHA-224", by_algorithm("1.2.840.10045.4.3.1"), "with SHA-256",
        by_algorithm("1.2.840.10045.4.3.2"))
encoded("the arc behind ECDSA with SHA-512", by_algorithm("1.2.840.10045.4.3.5"), "ECDSA with SHA-512",
        by_algorithm("1.2.840.10045.4.3.4"))
encoded("RSA with SHA-224", by_algorithm("1.2.840.113549.1.1.14", NULL), "with SHA-512",
        by_algorithm("1.2.840.113549.1.1.13", NULL))
SHA224 = forge.HASH_OIDS["sha224"]
encoded("PSS with SHA-224 and a salt of 80 bytes", pss(SHA224, SHA224, 80), "SHA-512 and 64 bytes",
        pss(SHA512, SHA512, 64), along="response.sig_pss_choice", why="the salt is longer than the hash")
NO_HASH = "2.16.840.1.101.3.4.2.0"
encoded("PSS with the arc before SHA-256 and a salt of 16 bytes", pss(NO_HASH, NO_HASH, 16), "SHA-256 and 32 bytes",
        pss(SHA256, SHA256, 32))
encoded("PSS with SHA-256, and SHA-512 in MGF1", pss(SHA256, SHA512, 32), "SHA-256 in both",
        pss(SHA256, SHA256, 32), along="response.sig_pss_choice", why="RFC 4055 advises against it, too")
encoded("PSS with SHA-256 and a salt of 48 bytes", pss(SHA256, SHA256, 48), "of 32 bytes", pss(SHA256, SHA256, 32),
        along="response.sig_pss_choice", why="RFC 4055 advises against it, too")
row("cabf.sig_sha1", ERROR, "sha1WithRSAEncryption", answers(algorithm=forge.rsa_pkcs1("sha1")[0]),
    "sha256WithRSAEncryption", GOOD, (*BASIC, 1), "signatureAlgorithm", profile="cabf-tls", along="response.sig_weak",
    why="RFC 6960 advises against it, too", since="2022-06-01")


def issued(seconds):
    """A CA's list with the serial number that is asked about."""
    return lambda day: f"{LEAF_SERIAL:x} {after(seconds, day).strftime('%Y-%m-%dT%H:%M:%SZ')}\n".encode()


row("cabf.good_unassigned", ERROR, "good, and not in the CA's list", answers({"serials": b"0123\n"}), "in the list",
    answers({"serials": f"{LEAF_SERIAL:x}\n".encode()}), STATUS,
    "tbsResponseData.responses[0].certStatus", profile="cabf-tls")
row("cabf.unknown_after_issue", ERROR, "unknown 15 minutes and a second after issue",
    answers({"serials": issued(-901), "at": 0}, status=forge.UNKNOWN), "15 minutes",
    answers({"serials": issued(-900), "at": 0}, status=forge.UNKNOWN), STATUS,
    "tbsResponseData.responses[0].certStatus", profile="cabf-tls",
    since="2025-01-15")
row("cabf.signer", ERROR, "byKey is neither the CA's nor that of a certificate", answers({"issuer": CA.der},
    certs=None),
    "of a certificate by the CA", answers({"issuer": CA.der}), (*TBS, 0),
    "tbsResponseData.responderID", profile="cabf-tls")
row("cabf.signer", ERROR, "by a certificate of the CA without a purpose", answers(
    {"issuer": CA.der}, certs=[responder(eku=b"").der]), "with id-kp-OCSPSigning", answers({"issuer": CA.der}),
    (*TBS, 0), "tbsResponseData.responderID", profile="cabf-tls", along="signer.eku_missing",
    why="RFC 6960 demands it, too")
row("cabf.signer", ERROR, "by a certificate of the CA for servers", answers(
    {"issuer": CA.der}, certs=[responder(eku=forge.purposes(forge.SERVER_AUTH)).der]), "with id-kp-OCSPSigning",
    answers({"issuer": CA.der}), (*TBS, 0), "tbsResponseData.responderID", profile="cabf-tls",
    along="signer.eku_missing", why="RFC 6960 demands it, too")
row("cabf.ca_digital_signature", ERROR, "signed by a CA without digitalSignature",
    answers({"issuer": ca_certificate(usage=(5, 6)).der}, by=forge.by_key(CA_KEY), certs=None), "without keyUsage",
    answers({"issuer": ca_certificate(usage=None).der}, by=forge.by_key(CA_KEY), certs=None), (*TBS, 0),
    "tbsResponseData.responderID", profile="cabf-tls")
row("cabf.ca_digital_signature", ERROR, "signed by a CA without digitalSignature",
    answers({"issuer": ca_certificate(usage=(5, 6)).der}, by=forge.by_key(CA_KEY), certs=None), "with it",
    answers({"issuer": CA.der}, by=forge.by_key(CA_KEY), certs=None), (*TBS, 0),
    "tbsResponseData.responderID", profile="cabf-tls")

# Lightweight profile

row("lw.request_count", ERROR, "two Requests", asks(ids=[{}, {"serial": 9}]), "one", GOOD_REQUEST, REQUEST_LIST,
    "tbsRequest.requestList",
    profile="lightweight")
row("lw.request_hash", ERROR, "by SHA-1", asks(ids=[{"hash_name": "sha1"}]), "by SHA-256", GOOD_REQUEST,
    (*REQUEST_CERT_ID, 0), "tbsRequest.requestList[0].reqCert.hashAlgorithm", profile="lightweight")
row("lw.single_request_extensions", ERROR, "an extension of the Request",
    asks(single=explicit(0, sequence(extension("unknown", NULL)))), "none", GOOD_REQUEST, (0, 0, 0, 1, 0),
    "tbsRequest.requestList[0].singleRequestExtensions",
    profile="lightweight")
BASIC_ACCEPTED = extension("acceptable", sequence(oid(NAMES["basic"])))
row("lw.request_extensions", WARN, "AcceptableResponses", asks(extensions=[BASIC_ACCEPTED]), "a nonce",
    asks(extensions=[forge.nonce(random(32))]), (*REQUEST_EXTENSION, 0),
    "tbsRequest.requestExtensions[0].extnID", profile="lightweight")
row("lw.request_signed", WARN, "signed", asks(name=DIRECTORY_NAME, signature=signature_of_request()), "not signed",
    GOOD_REQUEST, (1,), "optionalSignature", profile="lightweight")
row("lw.requestor_name", WARN, "a requestorName, not signed", asks(name=DIRECTORY_NAME), "no requestorName",
    GOOD_REQUEST, (0, 0), "tbsRequest.requestorName", profile="lightweight")
row("lw.responses", WARN, "answers for two serial numbers", answers(answers=[{}, {"serial": 9}]),
    "for one, by SHA-1 and SHA-256", answers(answers=[{"hash_name": "sha1"}, {}]), RESPONSES,
    "tbsResponseData.responses",
    profile="lightweight")
row("lw.response_extensions", WARN, "a nonce", answers(extensions=[forge.nonce(random(32))]), "none", GOOD,
    (*TBS, 3), "tbsResponseData.responseExtensions", profile="lightweight")
row("lw.by_name", ERROR, "byName", answers(by=forge.by_name(RESPONDER)), "byKey", GOOD, (*TBS, 0),
    "tbsResponseData.responderID",
    profile="lightweight")
row("lw.delegate_missing", ERROR, "no certs", answers({"issuer": CA.der}, certs=None), "the responder's",
    answers({"issuer": CA.der}), BASIC, "certs", profile="lightweight")
row("lw.delegate_missing", ERROR, "another responder's alone", answers(
    {"issuer": CA.der, "responder": RESPONDER.der}, certs=[responder(serial=RESPONDER_SERIAL + 1).der]),
    "the responder's, too", answers({"issuer": CA.der, "responder": RESPONDER.der}, certs=[
        responder(serial=RESPONDER_SERIAL + 1).der, RESPONDER.der]), (*BASIC, 3), "certs", profile="lightweight",
    twin_along="signer.chain_in_certs", unneeded="responder")
row("lw.nocheck", WARN, "without nocheck", certifies(nocheck=b""), "with it", GOOD_RESPONDER, (0,),
    "tbsCertificate.extensions",
    profile="lightweight", along="signer.nocheck_missing", why="RFC 6960 has one way of three, RFC 9919 has one")
OCSP_ACCESS = access("ocsp", "http://ocsp.example/")
row("lw.responder_aia", WARN, "authorityInfoAccess with id-ad-ocsp", certifies(more=OCSP_ACCESS), "with caIssuers",
    certifies(more=access("caIssuers", "http://ca.example/")), (0, 7, 0, 5, 1),
    "tbsCertificate.extensions[5].extnValue", profile="lightweight")
CRLDP = extension("crldp", sequence(sequence(explicit(0, explicit(0, tlv(0x86, b"http://ca.example/crl"))))))
row("lw.responder_crldp", WARN, "with cRLDistributionPoints", certifies(more=CRLDP), "without", GOOD_RESPONDER,
    (0, 7, 0, 5, 0), "tbsCertificate.extensions[5].extnID", profile="lightweight")
row("lw.unknown_status", NOTICE, "unknown", answers(status=forge.UNKNOWN), "unauthorized",
    raw("response", forge.unsuccessful(6)), STATUS, "tbsResponseData.responses[0].certStatus", profile="lightweight")

# Request

row("request.not_der", ERROR, "critical is TRUE as 01", asks(extensions=[sequence(
    oid(NAMES["unknown"]), tlv(1, b"\1"), octet_string(NULL))]), "no critical",
    asks(extensions=[extension("unknown", NULL)]), (*REQUEST_EXTENSION, 1, "contents"),
    "tbsRequest.requestExtensions[0].critical")
row("request.version_written_out", ERROR, "version 0, written out", asks(version=explicit(0, integer(0))),
    "no version", GOOD_REQUEST, (0, 0, 0), "tbsRequest.version")
row("request.version_not_v1", ERROR, "version 1, which is v2", answers({"request": request(version=explicit(
    0, integer(1)))}), "no version", answers({"request": request()}), (0, 0, 0, "contents"),
    "tbsRequest.version", input="request")
row("request.list_empty", ERROR, "no Request", asks(ids=[]), "one", GOOD_REQUEST, REQUEST_LIST,
    "tbsRequest.requestList")
row("request.extensions_empty", ERROR, "requestExtensions with no extension", asks(extensions=[]),
    "no requestExtensions", GOOD_REQUEST, (0, 1, 0), "tbsRequest.requestExtensions")
row("request.extension_duplicate", ERROR, "two extensions of one type",
    asks(extensions=[extension("unknown", NULL), extension("unknown", NULL)]), "one",
    asks(extensions=[extension("unknown", NULL)]), (0, 1, 0, 1, 0), "tbsRequest.requestExtensions[1].extnID")
row("request.extension_malformed", ERROR, "AcceptableResponses as an INTEGER",
    asks(extensions=[extension("acceptable", integer(1))]), "as a list", asks(extensions=[BASIC_ACCEPTED]),
    (*REQUEST_EXTENSION, 1, 0), "tbsRequest.requestExtensions[0].extnValue.extnValue")
row("request.extension_malformed", ERROR, "extended-revoke as an OCTET STRING",
    asks(extensions=[extension("extended_revoke", octet_string(b""))]), "as NULL",
    asks(extensions=[extension("extended_revoke", NULL)]), (*REQUEST_EXTENSION, 1, 0),
    "tbsRequest.requestExtensions[0].extnValue.extnValue")
row("request.extension_malformed", ERROR, "an SCT list with a length of one byte more",
    asks(extensions=[sct_list(len(SCT) + 3)]), "with the length of what follows",
    asks(extensions=[sct_list(len(SCT) + 2)]), (*REQUEST_EXTENSION, 1, 0, "contents"),
    "tbsRequest.requestExtensions[0].extnValue.SignedCertificateTimestampList")
row("request.extension_critical", WARN, "a critical nonce", asks(extensions=[forge.extension(
    forge.NONCE, octet_string(random(32)), True)]), "not critical", asks(extensions=[forge.nonce(random(32))]),
    (*REQUEST_EXTENSION, 1), "tbsRequest.requestExtensions[0].critical")
row("request.certid_repeated", NOTICE, "one CertID twice", asks(ids=[{}, {}]), "two serial numbers",
    asks(ids=[{}, {"serial": 9}]), (0, 0, 1, 0), "tbsRequest.requestList[1].reqCert")
row("request.certid_hash_length", ERROR, "SHA-256 issuerKeyHash of 31 bytes", asks(ids=[{"key_hash": random(31)}]),
    "32 bytes", GOOD_REQUEST, (*REQUEST_CERT_ID, 2), "tbsRequest.requestList[0].reqCert.issuerKeyHash")
row("request.certid_hash_unknown", NOTICE, "RIPEMD-160", asks(ids=[{"hash_oid": "1.3.36.3.2.1"}]), "SHA-256",
    GOOD_REQUEST, (*REQUEST_CERT_ID, 0), "tbsRequest.requestList[0].reqCert.hashAlgorithm")
row("request.certid_parameters", NOTICE, "SHA-256 with an INTEGER", asks(ids=[{"parameters": integer(1)}]),
    "SHA-256 with nothing", asks(ids=[{"parameters": b""}]), (*REQUEST_CERT_ID, 0),
    "tbsRequest.requestList[0].reqCert.hashAlgorithm")
row("request.serial_not_positive", WARN, "serialNumber -1", asks(ids=[{"serial": -1}]), "1", asks(ids=[{"serial": 1}]),
    (*REQUEST_CERT_ID, 3), "tbsRequest.requestList[0].reqCert.serialNumber")
row("request.serial_too_long", WARN, "serialNumber of 21 bytes", asks(ids=[{"serial": 1 << 160}]), "20 bytes",
    asks(ids=[{"serial": 1 << 158}]), (*REQUEST_CERT_ID, 3), "tbsRequest.requestList[0].reqCert.serialNumber")
row("request.signed_without_name", ERROR, "signed without requestorName", asks(signature=signature_of_request()),
    "with it", asks(signature=signature_of_request(), name=DIRECTORY_NAME), (0,), "tbsRequest.requestorName")
row("request.name_kind", NOTICE, "a dNSName", asks(signature=signature_of_request(), name=tlv(0x82, b"a.example")),
    "a directoryName", asks(signature=signature_of_request(), name=DIRECTORY_NAME), (0, 0), "tbsRequest.requestorName")
row("request.nonce_length", ERROR, "a nonce of no byte", asks(extensions=[forge.nonce(b"")]), "32 bytes",
    asks(extensions=[forge.nonce(random(32))]), (*REQUEST_EXTENSION, 1), "tbsRequest.requestExtensions[0].extnValue")
row("request.nonce_length", ERROR, "129 bytes", asks(extensions=[forge.nonce(random(129))]), "128 bytes",
    asks(extensions=[forge.nonce(random(128))]), (*REQUEST_EXTENSION, 1),
    "tbsRequest.requestExtensions[0].extnValue", twin_along="request.nonce_long")
row("request.nonce_short", ERROR, "31 bytes", asks(extensions=[forge.nonce(random(31))]), "32 bytes",
    asks(extensions=[forge.nonce(random(32))]), (*REQUEST_EXTENSION, 1), "tbsRequest.requestExtensions[0].extnValue")
row("request.nonce_long", NOTICE, "33 bytes", asks(extensions=[forge.nonce(random(33))]), "32 bytes",
    asks(extensions=[forge.nonce(random(32))]), (*REQUEST_EXTENSION, 1), "tbsRequest.requestExtensions[0].extnValue")
row("request.nonce_place", ERROR, "in singleRequestExtensions", asks(single=explicit(0, sequence(
    forge.nonce(random(32))))), "in requestExtensions", asks(extensions=[forge.nonce(random(32))]),
    (0, 0, 0, 1, 0, 0, 0), "tbsRequest.requestList[0].singleRequestExtensions[0].extnID")
row("request.nonce_not_octet_string", ERROR, "32 bytes right in extnValue",
    asks(extensions=[forge.nonce(random(32), bare=True)]), "in an OCTET STRING",
    asks(extensions=[forge.nonce(random(32))]), (*REQUEST_EXTENSION, 1), "tbsRequest.requestExtensions[0].extnValue")
row("request.nonce_weak", NOTICE, "00 01 02 ... 1f", asks(extensions=[forge.nonce(bytes(range(32)))]), "random bytes",
    asks(extensions=[forge.nonce(random(32))]), (*REQUEST_EXTENSION, 1), "tbsRequest.requestExtensions[0].extnValue")
row("request.nonce_weak", NOTICE, "digits of a time", asks(extensions=[forge.nonce(b"20250603120000" * 3)]),
    "random bytes", asks(extensions=[forge.nonce(random(42))]), (*REQUEST_EXTENSION, 1),
    "tbsRequest.requestExtensions[0].extnValue",
    along="request.nonce_long", why="14 digits are written three times", twin_along="request.nonce_long")
row("request.nonce_weak", NOTICE, "32 digits", asks(extensions=[forge.nonce(b"09" + b"20250603120000" * 2 + b"09")]),
    "31 and a byte below them", asks(extensions=[forge.nonce(b"/9" + b"20250603120000" * 2 + b"09")]),
    (*REQUEST_EXTENSION, 1), "tbsRequest.requestExtensions[0].extnValue")
row("request.nonce_weak", NOTICE, "32 digits", asks(extensions=[forge.nonce(b"09" + b"20250603120000" * 2 + b"09")]),
    "31 and a byte above them", asks(extensions=[forge.nonce(b":9" + b"20250603120000" * 2 + b"09")]),
    (*REQUEST_EXTENSION, 1), "tbsRequest.requestExtensions[0].extnValue")
row("request.nonce_weak", NOTICE, "28 zeros before a small number", asks(extensions=[forge.nonce(
    bytes(28) + b"\1\2\3\5")]), "random bytes", asks(extensions=[forge.nonce(random(32))]), (*REQUEST_EXTENSION, 1),
    "tbsRequest.requestExtensions[0].extnValue")
row("request.acceptable_without_basic", ERROR, "another type alone", asks(extensions=[extension(
    "acceptable", sequence(oid("1.3.6.1.5.5.7.48.1.99")))]), "beside id-pkix-ocsp-basic", asks(extensions=[extension(
        "acceptable", sequence(oid("1.3.6.1.5.5.7.48.1.99"), oid(NAMES["basic"])))]), (*REQUEST_EXTENSION, 1),
    "tbsRequest.requestExtensions[0].extnValue")
row("request.acceptable_empty", WARN, "no type", asks(extensions=[extension("acceptable", sequence())]), "basic",
    asks(extensions=[BASIC_ACCEPTED]), (*REQUEST_EXTENSION, 1), "tbsRequest.requestExtensions[0].extnValue")


def prefers(*algorithms):
    return asks(extensions=[extension("preferred", sequence(*(sequence(each) for each in algorithms)))])


RSA_SHA1, RSA_SHA256 = forge.rsa_pkcs1("sha1")[0], forge.rsa_pkcs1("sha256")[0]
row("request.preferred_weak", WARN, "RSA with SHA-1", prefers(RSA_SHA256, RSA_SHA1), "RSA with SHA-256",
    prefers(RSA_SHA256), (*REQUEST_EXTENSION, 1, 0, 1, 0), "tbsRequest.requestExtensions[0].extnValue[1].sigIdentifier")
row("request.preferred_duplicate", NOTICE, "one twice", prefers(RSA_SHA256, RSA_SHA256), "two",
    prefers(RSA_SHA256, ECDSA), (*REQUEST_EXTENSION, 1, 0, 1, 0),
    "tbsRequest.requestExtensions[0].extnValue[1].sigIdentifier")
UNKNOWN_ALGORITHMS = [sequence(oid(f"1.3.6.1.4.1.55555.{number}")) for number in range(1, 41)]
row("request.preferred_duplicate", NOTICE, "the 32nd before it", prefers(
    *UNKNOWN_ALGORITHMS[:5], RSA_SHA256, *UNKNOWN_ALGORITHMS[5:36], RSA_SHA256),
    "the 33rd before it, which is not compared with", prefers(
    *UNKNOWN_ALGORITHMS[:5], RSA_SHA256, *UNKNOWN_ALGORITHMS[5:37], RSA_SHA256), (*REQUEST_EXTENSION, 1, 0, 37, 0),
    "tbsRequest.requestExtensions[0].extnValue[37].sigIdentifier")
row("request.service_locator_place", ERROR, "in requestExtensions", asks(extensions=[LOCATOR]),
    "in singleRequestExtensions", asks(single=explicit(0, sequence(LOCATOR))), (*REQUEST_EXTENSION, 0),
    "tbsRequest.requestExtensions[0].extnID")


def signs(**changes):
    return asks(name=DIRECTORY_NAME, signature=signature_of_request(**changes))


row("request.certs_empty", WARN, "certs with no certificate", signs(certs=()), "no certs", signs(), (1, 0, 2, 0),
    "optionalSignature.certs")
row("request.sig_params", ERROR, "ECDSA with NULL", signs(algorithm=sequence(oid("1.2.840.10045.4.3.2"), NULL)),
    "without parameters", signs(algorithm=ECDSA), (1, 0, 0, 1), "optionalSignature.signatureAlgorithm.parameters")
row("request.sig_unused_bits", ERROR, "one unused bit", signs(unused=1), "none", signs(), (1, 0, 1),
    "optionalSignature.signature")

# The responder's certificate

CERTIFICATE_EXTENSIONS = (0, 7, 0)    # in the order of RESPONDER_EXTENSIONS, and `more` behind them
ORDER = {name: (*CERTIFICATE_EXTENSIONS, number) for number, name in enumerate([*RESPONDER_EXTENSIONS, "more"])}
TLS_SINCE = "2023-09-15"
row("signer.not_der", ERROR, "keyUsage is an OCTET STRING", certifies(key_usage=extension(
    "key_usage", octet_string(b"\x80"), True)), "a BIT STRING", GOOD_RESPONDER, (*ORDER["key_usage"], 2, 0),
    "tbsCertificate.extensions[2].extnValue.extnValue",
    input="responder")
row("signer.not_der", ERROR, "notBefore without Z", raw("certificate", RESPONDER.der.replace(
    b"Z\x17\x0d", b"0\x17\x0d")), "with Z", GOOD_RESPONDER, (0, 4, 0, "contents"),
    "tbsCertificate.validity.notBefore", input="responder")
row("signer.not_der", ERROR, "authorityInfoAccess is an INTEGER", certifies(more=extension("aia", integer(1))),
    "a list", certifies(more=OCSP_ACCESS), (*ORDER["more"], 1, 0),
    "tbsCertificate.extensions[5].extnValue.extnValue", input="responder", profile="cabf-tls", along="signer.aia",
    why="it should not be there at all", twin_along="signer.aia")
row("signer.eku_missing", ERROR, "no extKeyUsage", certifies(eku=b""), "id-kp-OCSPSigning", GOOD_RESPONDER, (0,),
    "tbsCertificate.extensions",
    input="responder")
row("signer.eku_missing", ERROR, "anyExtendedKeyUsage alone", certifies(eku=forge.purposes(forge.ANY_PURPOSE)),
    "id-kp-OCSPSigning", GOOD_RESPONDER, (0,), "tbsCertificate.extensions", input="responder")
row("signer.eku_other", WARN, "id-kp-serverAuth, too", certifies(eku=forge.purposes(
    forge.OCSP_SIGNING, forge.SERVER_AUTH)), "id-kp-OCSPSigning alone", GOOD_RESPONDER, (*ORDER["eku"], 1),
    "tbsCertificate.extensions[3].extnValue",
    input="responder", error_in="cabf-tls microsoft mozilla c2pa")
row("signer.nocheck_missing", NOTICE, "no nocheck", certifies(nocheck=b""), "nocheck", GOOD_RESPONDER, (0,),
    "tbsCertificate.extensions",
    input="responder", error_in=f"{CABF} mozilla")
row("signer.nocheck_critical", WARN, "critical", certifies(nocheck=forge.extension(forge.NOCHECK, NULL, True)),
    "not critical", GOOD_RESPONDER, (*ORDER["nocheck"], 1),
    "tbsCertificate.extensions[4].critical", input="responder", error_in="cabf-tls")
row("signer.nocheck_value", ERROR, "an OCTET STRING", certifies(nocheck=forge.extension(
    forge.NOCHECK, octet_string(b""))), "NULL", GOOD_RESPONDER, (*ORDER["nocheck"], 1),
    "tbsCertificate.extensions[4].extnValue", input="responder")


def profiled(lint, severity, bad_text, bad, good_text, good, at, field, **more):
    """Of the TLS BR's profile of certificates."""
    row(lint, severity, bad_text, bad, good_text, good, at, field, profile="cabf-tls", input="responder",
    since=TLS_SINCE,
        **more)


profiled("signer.key_usage_missing", ERROR, "no keyUsage", certifies(key_usage=b""), "keyUsage", GOOD_RESPONDER, (0,),
         "tbsCertificate.extensions")
profiled("signer.key_usage_not_critical", ERROR, "not critical", certifies(key_usage=extension(
    "key_usage", forge.bit_string(b"\x80", 7))), "critical", GOOD_RESPONDER, (*ORDER["key_usage"], 0),
    "tbsCertificate.extensions[2].extnID")
row("signer.no_digital_signature", ERROR, "nonRepudiation alone", certifies(key_usage=forge.key_usage(1)),
    "digitalSignature", GOOD_RESPONDER, (*ORDER["key_usage"], 2),
    "tbsCertificate.extensions[2].extnValue", input="responder")
profiled("signer.key_usage_other", ERROR, "nonRepudiation, too", certifies(key_usage=forge.key_usage(0, 1)),
         "digitalSignature alone", GOOD_RESPONDER, (*ORDER["key_usage"], 2), "tbsCertificate.extensions[2].extnValue")
NO_CA = extension("basic_constraints", sequence(), True)
row("signer.ca", ERROR, "cA TRUE", certifies(more=extension("basic_constraints", sequence(tlv(1, b"\xff")), True)),
    "cA left out", certifies(more=NO_CA), (*ORDER["more"], 2),
    "tbsCertificate.extensions[5].extnValue", profile="cabf-tls", input="responder")
profiled("signer.basic_constraints_form", ERROR, "not critical", certifies(more=extension(
    "basic_constraints", sequence())), "critical", certifies(more=NO_CA), (*ORDER["more"], 1),
    "tbsCertificate.extensions[5].extnValue")
profiled("signer.aki_missing", ERROR, "no authorityKeyIdentifier", certifies(aki=b""), "there", GOOD_RESPONDER, (0,),
         "tbsCertificate.extensions")
profiled("signer.aki_missing", ERROR, "critical", certifies(aki=extension(
    "aki", sequence(tlv(0x80, key_identifier(CA_KEY))), True)), "not critical", GOOD_RESPONDER, (0,),
    "tbsCertificate.extensions")
profiled("signer.ski_missing", WARN, "no subjectKeyIdentifier", certifies(ski=b""), "there", GOOD_RESPONDER, (0,),
         "tbsCertificate.extensions")
profiled("signer.san", ERROR, "a dNSName", certifies(more=extension("san", sequence(tlv(0x82, b"a.example")))), "none",
         GOOD_RESPONDER, (*ORDER["more"], 0), "tbsCertificate.extensions[5].extnID")
profiled("signer.name_constraints", ERROR, "nameConstraints", certifies(more=extension("name_constraints", sequence(
    explicit(0, sequence(tlv(0x82, b"example")))), True)), "none", GOOD_RESPONDER, (*ORDER["more"], 0),
    "tbsCertificate.extensions[5].extnID")
profiled("signer.crldp", ERROR, "cRLDistributionPoints", certifies(more=CRLDP), "none", GOOD_RESPONDER,
         (*ORDER["more"], 0), "tbsCertificate.extensions[5].extnID")
profiled("signer.policies", WARN, "a policy", certifies(more=extension("policies", sequence(sequence(
    oid("2.23.140.1.2.1"))))), "none", GOOD_RESPONDER, (*ORDER["more"], 0), "tbsCertificate.extensions[5].extnID")
profiled("signer.aia", WARN, "id-ad-ocsp", certifies(more=OCSP_ACCESS), "none", GOOD_RESPONDER, (*ORDER["more"], 0),
         "tbsCertificate.extensions[5].extnID")
profiled("signer.aia_method", ERROR, "caIssuers", certifies(more=access("caIssuers", "http://ca.example/")),
         "id-ad-ocsp", certifies(more=OCSP_ACCESS), (*ORDER["more"], 1),
    "tbsCertificate.extensions[5].extnValue", along="signer.aia",
         why="it should not be there at all", twin_along="signer.aia")
OCSP_URL, ISSUERS_URL = (access_description(method, f"http://{method}.example/".lower())
                         for method in ("ocsp", "caIssuers"))
profiled("signer.aia_method", ERROR, "caIssuers, then id-ad-ocsp", certifies(more=extension("aia", sequence(
    ISSUERS_URL, OCSP_URL))), "id-ad-ocsp twice", certifies(more=extension("aia", sequence(OCSP_URL, OCSP_URL))),
    (*ORDER["more"], 1), "tbsCertificate.extensions[5].extnValue", along="signer.aia",
    why="it should not be there at all", twin_along="signer.aia")
profiled("signer.extension_other", WARN, "an unknown type", certifies(more=extension("unknown", NULL)), "none",
         GOOD_RESPONDER, (*ORDER["more"], 0), "tbsCertificate.extensions[5].extnID")
profiled("signer.serial", ERROR, "serialNumber 5", certifies(serial=5), "of 8 bytes", GOOD_RESPONDER, (0, 1),
         "tbsCertificate.serialNumber")
profiled("signer.serial", ERROR, "2 to the 159th", certifies(serial=1 << 159), "one less",
         certifies(serial=(1 << 159) - 1), (0, 1), "tbsCertificate.serialNumber")
profiled("signer.backdated", ERROR, "notBefore a day and a second before signing", certifies(
    {"at": -29 * DAY + 1}), "a day", certifies({"at": -29 * DAY}), (0, 4, 0), "tbsCertificate.validity.notBefore")
profiled("signer.issuer_octets", ERROR, "the CA's name as a PrintableString", certifies(
    {"issuer": CA.der}, issuer=forge.name("Lint CA", 0x13)), "as the CA has it", certifies({"issuer": CA.der}), (0, 3),
    "tbsCertificate.issuer")
profiled("signer.unique_id", ERROR, "issuerUniqueID", certifies(unique_ids=tlv(0x81, b"\0\1")), "none", GOOD_RESPONDER,
         (0, 7), "tbsCertificate.issuerUniqueID")
profiled("signer.unique_id", ERROR, "subjectUniqueID", certifies(unique_ids=tlv(0x82, b"\0\1")), "none",
         GOOD_RESPONDER, (0, 7), "tbsCertificate.subjectUniqueID")
profiled("signer.version", ERROR, "v2", certifies(version=1), "v3", GOOD_RESPONDER, (0, 0), "tbsCertificate.version")
row("signer.long_lived", NOTICE, "with nocheck 366 days", certifies(begin=-6 * DAY, end=360 * DAY), "a second less",
    certifies(begin=-6 * DAY, end=360 * DAY - 1), (0, 4, 1), "tbsCertificate.validity.notAfter", input="responder")
row("signer.not_direct", ERROR, "by another CA", certifies({"issuer": OTHER_CA.der}), "by the CA",
    certifies({"issuer": CA.der}), (0, 3), "tbsCertificate.issuer", input="responder")
row("signer.not_valid", ERROR, "checked a second after notAfter", certifies({"at": 60 * DAY + 1}), "at notAfter",
    certifies({"at": 60 * DAY}), (0, 4), "tbsCertificate.validity", input="responder")
row("signer.chain_in_certs", NOTICE, "the CA's certificate, too", answers(certs=(RESPONDER.der, CA.der)),
    "the responder's alone", GOOD, (*BASIC, 3), "certs")

# HTTP

row("http.status", ERROR, "404", sent({"status": "404 Not Found"}), "200", sent({}), "HTTP/1.1 404", "",
    input="httpResponse")
row("http.content_type_response", ERROR, "text/html", sent({"Content_Type": "text/html"}), "application/ocsp-response",
    sent({}), "Content-Type", "", input="httpResponse")
POST = {"Content-Type": "application/ocsp-request", "Host": "ocsp.example"}


def posted(fields, **with_):
    return raw("request", request(), http_request=http_header("POST / HTTP/1.1", {**POST, **fields}), **with_)


row("http.content_type_request", ERROR, "application/x-www-form-urlencoded",
    posted({"Content-Type": "application/x-www-form-urlencoded"}), "application/ocsp-request", posted({}),
    "Content-Type", "", input="httpRequest")
row("http.content_length", WARN, "a byte more", sent({"Content_Length": str(len(response()) + 1)}), "of the response",
    sent({}), "Content-Length", "", input="httpResponse")
row("http.no_cache", ERROR, "Pragma: no-cache", sent({"Pragma": "no-cache"}), "no Pragma", sent({}), "Pragma", "",
    profile="lightweight", input="httpResponse")
row("http.no_cache", ERROR, "Cache-Control: no-store", sent({"Cache_Control": "no-store, max-age=60, public, "
                                                             "no-transform, must-revalidate"}), "max-age",
    sent({}), "Cache-Control", "", profile="lightweight", input="httpResponse")
TRY_LATER = forge.unsuccessful(3)
row("http.error_cacheable", WARN, "tryLater, for an hour", sent(
    http_header("HTTP/1.1 200 OK", {"Content-Type": "application/ocsp-response", "Content-Length": "5",
                                    "Cache-Control": "max-age=3600"}), TRY_LATER), "no-store", sent(
    http_header("HTTP/1.1 200 OK", {"Content-Type": "application/ocsp-response", "Content-Length": "5",
                                    "Cache-Control": "no-store"}), TRY_LATER), "Cache-Control", "",
    profile="lightweight", input="httpResponse")
def later(**fields):
    return sent(http_header("HTTP/1.1 200 OK", {"Content-Type": "application/ocsp-response", "Content-Length": "5",
                                                **fields}), TRY_LATER)


row("http.error_cacheable", WARN, "tryLater with Pragma: cache", later(Pragma="cache"), "Pragma: no-cache",
    later(Pragma="no-cache"), 0, "", profile="lightweight", input="httpResponse")
CONTROL = "public, no-transform, must-revalidate"
row("http.max_age", ERROR, "until nextUpdate", sent({"Cache_Control": f"max-age={4 * DAY - 10}, {CONTROL}"}, at=10),
    "until a second before", sent({"Cache_Control": f"max-age={4 * DAY - 11}, {CONTROL}"}, at=10), "Cache-Control",
    "", profile="lightweight", input="httpResponse")
row("http.expires", WARN, "a second after nextUpdate", sent({"Expires": http_date(4 * DAY + 1)}), "at nextUpdate",
    sent({}), "Expires", "", profile="lightweight", input="httpResponse")
row("http.last_modified", WARN, "a second after producedAt", sent({"Last_Modified": http_date(1)}), "at producedAt",
    sent({}), "Last-Modified", "", profile="lightweight", input="httpResponse")
row("http.last_modified", WARN, "between thisUpdate and producedAt", sent(
    {"Last_Modified": http_date(-1)}, response(this=-2)), "at producedAt",
    sent({"Last_Modified": http_date(0)}, response(this=-2)), "Last-Modified", "", profile="lightweight",
    input="httpResponse")
row("http.etag", NOTICE, "an empty field", sent(http_response(response()).replace(
    f"ETag: {etag(response())}\r\n".encode(), b"ETag:\n")), "the SHA-256 hash", sent({}), "ETag", "",
    profile="lightweight", input="httpResponse")
row("http.etag", NOTICE, "a weak one", sent({"ETag": 'W/"1"'}), "the SHA-256 hash", sent({}), "ETag", "",
    profile="lightweight", input="httpResponse")
row("http.directives", WARN, "no must-revalidate", sent({"Cache_Control": "max-age=3600, public, no-transform"}),
    "all three", sent({}), "Cache-Control", "", profile="lightweight", input="httpResponse")
row("http.date", WARN, "no Date", inputs_of("response", lambda day: response(), {"http_response": http_response(
    response(), without=("Date",))}), "Date", sent({}), 0, "", profile="lightweight", input="httpResponse")
row("http.date", WARN, "a second before producedAt", sent({"Date": http_date(-1)}), "at producedAt",
    sent({"Date": http_date(0)}), "Date", "", profile="lightweight", input="httpResponse")


def path_of(der, encoded):
    text = base64.b64encode(der).decode()
    return http_header(f"GET /ocsp/{urllib.parse.quote(text, safe='') if encoded else text} HTTP/1.1",
                       {"Host": "ocsp.example"})


PADDED = request([{"serial": 300}])
assert len(PADDED) % 3 != 0, "its base64 has to end in an equals sign"
row("http.get_path", ERROR, "base64 as it is", raw("request", PADDED, http_request=path_of(PADDED, False)),
    "percent-encoded", raw("request", PADDED, http_request=path_of(PADDED, True)), "GET", "", input="httpRequest")
row("http.get_path", ERROR, "two slashes", raw("request", PADDED, http_request=path_of(PADDED, True).replace(
    b"/ocsp/", b"/ocsp//")), "one", raw("request", PADDED, http_request=path_of(PADDED, True)), "GET", "",
    input="httpRequest")
PLUS = request([{"name_hash": b"\xfb" * 32}])
row("http.get_path", ERROR, "a plus sign as it is", raw("request", PLUS, http_request=path_of(PLUS, True).replace(
    b"%2B", b"+")), "percent-encoded", raw("request", PLUS, http_request=path_of(PLUS, True)), "GET", "",
    input="httpRequest")
row("http.get_path", ERROR, "an equals sign as it is", raw("request", PADDED, http_request=path_of(
    PADDED, True).replace(b"%3D", b"=")), "percent-encoded", raw("request", PADDED, http_request=path_of(PADDED, True)),
    "GET", "", input="httpRequest")


def posted_to(size):
    """By POST, where the URL of a GET would have so many characters."""
    url = "http://ocsp.example/"
    encoded = urllib.parse.quote(base64.b64encode(request()).decode(), safe="")
    url += "x" * (size - len(url) - len("/") - len(encoded))
    return raw("request", request(), http_request=http_header(f"POST {url} HTTP/1.1", POST))


row("http.method", ERROR, "by POST, with a URL of 255 characters for GET", posted_to(255), "of 256", posted_to(256),
    "POST", "", profile="lightweight", input="httpRequest")
row("http.method", ERROR, "by POST, with a URL of 255 characters for GET", posted_to(255), "of 1,000", posted_to(1_000),
    "POST", "", profile="lightweight", input="httpRequest")
row("http.method", ERROR, "a short request by POST", posted({}), "one of which the URL would be too long",
    posted({"Host": "a" * 100 + ".example"}), "POST", "", profile="lightweight", input="httpRequest")
GET = http_header("GET /ocsp/" + path_of(PADDED, True).decode().split("/ocsp/")[1].split(" ")[0] + " HTTP/1.1",
                  {"Host": "ocsp.example"})


def got(status):
    def make(day):
        body = response(day)
        return Inputs("response", body, http_request=GET, http_response=http_response(body, status=status))
    make.kind = "response"
    return make


row("http.get_unsupported", ERROR, "405 for a GET", got("405 Method Not Allowed"), "200", got("200 OK"), "HTTP/1.1", "",
    profile="cabf-tls", input="httpResponse", along="http.status", why="no status but 200 has an OCSP response",
    since="2023-09-15")
row("http.scheme", ERROR, "https", answers({"certificate": leaf(url="https://ocsp.example/").der}), "http",
    answers({"certificate": LEAF.der}), (0, 7, 0, 1, 1),
    "tbsCertificate.extensions[1].extnValue", profile="cabf-tls", input="certificate")
def located(*descriptions):
    return answers({"certificate": leaf(locations=extension("aia", sequence(*descriptions))).der})


def schemed(text, location, good_text="http", good=None):
    row("http.scheme", ERROR, text, located(sequence(oid("1.3.6.1.5.5.7.48.1"), location), OCSP_URL), good_text,
        good or located(OCSP_URL, OCSP_URL), (0, 7, 0, 1, 1), "tbsCertificate.extensions[1].extnValue",
        profile="cabf-tls", input="certificate")


schemed("https, then http", tlv(0x86, b"https://ocsp.example/"))
schemed("a directoryName", DIRECTORY_NAME)
schemed("http:// and nothing behind it", tlv(0x86, b"http://"), "one character",
        located(sequence(oid("1.3.6.1.5.5.7.48.1"), tlv(0x86, b"http://a")), OCSP_URL))
row("http.slow", WARN, "10.001 seconds", answers({"took": 10.001}), "10 seconds", answers({"took": 10}), 0, "",
    profile="cabf-tls", input="duration")

# Other profiles


def cut_off(seconds):
    """Whose CA's certificate began 2018-01-01."""
    moment = after(seconds, CA_BEGIN)
    return answers({"issuer": CA.der}, answers=[{"extensions": [extension("archive_cutoff",
                                                                          forge.generalized_time(moment))]}])


row("etsi.archive_cutoff", WARN, "a second after the CA's notBefore", cut_off(1), "at notBefore", cut_off(0),
    (*SINGLE_EXTENSION, 1), "tbsResponseData.responses[0].singleExtensions[0].extnValue", profile="archive")


def hashed(*extensions):
    return answers({"certificate": LEAF.der}, answers=[{"extensions": extensions}])


row("gematik.cert_hash_missing", ERROR, "no CertHash", GOOD, "CertHash",
    answers(answers=[{"extensions": [cert_hash()]}]),
    ANSWER, "tbsResponseData.responses[0].singleExtensions", profile="gematik")
row("gematik.cert_hash_mismatch", ERROR, "the hash of another certificate", hashed(cert_hash(CA.der)),
    "that of the certificate", hashed(cert_hash()), (*SINGLE_EXTENSION, 1),
    "tbsResponseData.responses[0].singleExtensions[0].extnValue", profile="gematik")


def hashed_at(seconds):
    return answers({"at": seconds}, answers=[{"extensions": [cert_hash()]}])


row("gematik.times", ERROR, "checked 38 seconds after producedAt", hashed_at(38), "37 seconds", hashed_at(37),
    PRODUCED_AT, "tbsResponseData.producedAt", profile="gematik")
row("isis.cert_hash_algorithm", ERROR, "31 bytes of SHA-256", answers(answers=[{"extensions": [cert_hash(size=31)]}]),
    "32 bytes", answers(answers=[{"extensions": [cert_hash()]}]), (*SINGLE_EXTENSION, 1),
    "tbsResponseData.responses[0].singleExtensions[0].extnValue")
row("c2pa.signer_purposes", ERROR, "id-kp-serverAuth, too", certifies(eku=forge.purposes(
    forge.OCSP_SIGNING, forge.SERVER_AUTH)), "id-kp-OCSPSigning alone", GOOD_RESPONDER, (0,),
    "tbsCertificate.extensions", profile="c2pa",
    input="responder", along="signer.eku_other", why="C2PA says again what RFC 6960 advises")
row("c2pa.window", ERROR, "attested at nextUpdate", answers({"at": 4 * DAY}), "a second before",
    answers({"at": 4 * DAY - 1}), (*ANSWER, 3), "tbsResponseData.responses[0].nextUpdate", profile="c2pa")
row("c2pa.window", ERROR, "without nextUpdate, attested a day after producedAt", answers({"at": DAY}, next=None),
    "a second before", answers({"at": DAY - 1}, next=None), (*ANSWER, 2), "tbsResponseData.responses[0].thisUpdate",
    profile="c2pa", along="time.next_missing", why="RFC 9919 wants one", twin_along="time.next_missing")


def padded(size):
    """A response of so many bytes."""
    more = size - len(response(extensions=[extension("unknown", bytes(10_000))]))
    return answers(extensions=[extension("unknown", bytes(10_000 + more))])


row("ocpp.size", ERROR, "13,501 bytes", padded(13_501), "13,500 bytes", padded(13_500), (), "", profile="ocpp")
row("ocpp.hash", ERROR, "by SHA-224", answers(hash_name="sha224"), "by SHA-256", GOOD, (*CERT_ID, 0),
    "tbsResponseData.responses[0].certID.hashAlgorithm",
    profile="ocpp")
row("cs.after_expiry", NOTICE, "unknown a second after the certificate's end",
    answers({"certificate": leaf(end=-1).der}, status=forge.UNKNOWN), "at its end",
    answers({"certificate": leaf(end=0).der}, status=forge.UNKNOWN), STATUS,
    "tbsResponseData.responses[0].certStatus", profile="cabf-cs")
row("cs.after_expiry", NOTICE, "unknown ten years after the certificate's end, of 3,653 days",
    answers({"certificate": leaf(begin=-4_000 * DAY, end=-3_653 * DAY).der}, status=forge.UNKNOWN), "a second later",
    answers({"certificate": leaf(begin=-4_000 * DAY, end=-3_653 * DAY - 1).der}, status=forge.UNKNOWN), STATUS,
    "tbsResponseData.responses[0].certStatus", profile="cabf-cs")
row("response.extension_duplicate", ERROR, "CertHash twice", answers(answers=[{"extensions": [cert_hash()] * 2}]),
    "once", answers(answers=[{"extensions": [cert_hash()]}]), (*ANSWER, 4, 0, 1, 0),
    "tbsResponseData.responses[0].singleExtensions[1].extnID", profile="gematik")
