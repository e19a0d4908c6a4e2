#!/usr/bin/env python3
"""Writes the seeds: make_seeds.py FOLDER; or compares them with what is there: make_seeds.py --check FOLDER

A seed is a small message FOLDER/KIND/STRUCTURE.VERDICT.der: one that is accepted (VERDICT begins
with `valid`), or one that is so but for one rule, whose ErrorCode the VERDICT is. Each structure has
both. seeds_test holds the names against what the library says.
"""

import pathlib
import sys


# --- X.690, as far as it is needed ---------------------------------------------------------------

def tlv(tag, *parts):
    contents = b"".join(parts)
    size = len(contents)
    length = bytes([size]) if size < 0x80 else (b"\x81" if size < 0x100 else b"\x82\x01") + bytes([size & 0xff])
    return bytes([tag]) + length + contents


def seq(*parts):
    return tlv(0x30, *parts)


def raw(contents):
    return tlv(0x04, contents)


def integer(contents):
    return tlv(0x02, contents)


def bits(contents, unused=0):
    return tlv(0x03, bytes([unused]), contents)


def time(text):
    return tlv(0x18, text.encode())


def explicit(number, *parts):
    return tlv(0xa0 + number, *parts)


def oid(dotted):
    first, second, *arcs = map(int, dotted.split("."))
    contents = b""
    for arc in [first * 40 + second] + arcs:
        group = [arc & 0x7f]
        while arc := arc >> 7:
            group.insert(0, 0x80 | arc & 0x7f)
        contents += bytes(group)
    return tlv(0x06, contents)


NULL = tlv(0x05)
TRUE = tlv(0x01, b"\xff")
FALSE = tlv(0x01, b"\x00")


# --- The structures; each takes its parts, so that one of them can be damaged -----------------------

def algorithm(name="1.3.14.3.2.26", parameters=NULL):
    return seq(oid(name), parameters)


def attribute(value=tlv(0x0c, b"a")):
    return seq(oid("2.5.4.3"), value)


def name(*rdns):
    return seq(*(rdns or [tlv(0x31, attribute())]))


def extension(dotted="1.3.6.1.5.5.7.48.1.2", value=raw(b"\x01" * 8), critical=b""):
    return seq(oid(dotted), critical, raw(value))


def cert_id(hash_algorithm=algorithm(), serial=integer(b"\x01")):
    return seq(hash_algorithm, raw(b"\xaa" * 20), raw(b"\xbb" * 20), serial)


def single(status=tlv(0x80), this_update=time("20180830111500Z"), identifier=cert_id(), rest=b""):
    return seq(identifier, status, this_update, rest)


def revoked(moment=time("20180830111500Z"), reason=b""):
    return tlv(0xa1, moment, reason)


BY_KEY = explicit(2, raw(b"\xcc" * 20))
RSA = "1.2.840.113549.1.1.11"


def basic(singles=single(), responder=BY_KEY, version=b"", extensions=b"", signed_with=algorithm(RSA),
          signature=bits(b"\x5a"), certificates=b"", produced_at=time("20180830111500Z")):
    data = seq(version, responder, produced_at, seq(singles), extensions)
    return seq(data, signed_with, signature, certificates)


def response(body=None, status=b"\x00", response_type="1.3.6.1.5.5.7.48.1.1", behind=b""):
    inner = explicit(0, seq(oid(response_type), raw(body + behind))) if body is not None else b""
    return seq(tlv(0x0a, status), inner)


def request(entries=seq(cert_id()), requestor=b"", version=b"", extensions=b"", signature=b""):
    return seq(seq(version, requestor, seq(entries), extensions), signature)


def certificate(version=explicit(0, integer(b"\x02")), serial=integer(b"\x01"), signed_with=algorithm(RSA), issuer=name(),
                validity=None, subject=name(), key=None, rest=b"", signature=bits(b"\x5a")):
    validity = validity or seq(tlv(0x17, b"180830111500Z"), time("20500101000000Z"))
    key = key or seq(algorithm("1.2.840.113549.1.1.1"), bits(seq(integer(b"\x03"))))
    return seq(seq(version, serial, signed_with, issuer, validity, subject, key, rest), signed_with, signature)


def uri(text=b"http://a.test/"):
    return tlv(0x86, text)


SCT = b"\x00" + b"\x11" * 32 + b"\x00" * 8 + b"\x00\x00" + b"\x04\x03" + b"\x00\x02\x5a\x5a"
SCT_LIST = bytes([0, len(SCT) + 2, 0, len(SCT)]) + SCT

# OBJECT IDENTIFIER, a value that is accepted, one that is not, and why not
EXTENSIONS = {
    "basicConstraints": ("2.5.29.19", seq(TRUE, integer(b"\x00")), seq(FALSE), "explicit_default"),
    "keyUsage": ("2.5.29.15", bits(b"\xa0", 5), bits(b"\xa1", 5), "bad_bit_string"),
    "extKeyUsage": ("2.5.29.37", seq(oid("1.3.6.1.5.5.7.3.9")), seq(), "empty_list"),
    "subjectAltName": ("2.5.29.17", seq(tlv(0x82, b"a.test")), seq(tlv(0x82, b"\xff")), "bad_string"),
    "issuerAltName": ("2.5.29.18", seq(uri()), seq(), "empty_list"),
    "subjectKeyIdentifier": ("2.5.29.14", raw(b"\x01" * 20), bits(b"\x01"), "wrong_tag"),
    "authorityKeyIdentifier": ("2.5.29.35", seq(tlv(0x80, b"\x01" * 20)), seq(tlv(0x83)), "trailing_data"),
    "authorityInfoAccess": ("1.3.6.1.5.5.7.1.1", seq(seq(oid("1.3.6.1.5.5.7.48.1"), uri())), seq(), "empty_list"),
    "cRLDistributionPoints": ("2.5.29.31", seq(seq(explicit(0, explicit(0, uri())))), seq(), "empty_list"),
    "certificatePolicies": ("2.5.29.32", seq(seq(oid("2.5.29.32.0"))), seq(seq()), "missing"),
    "nameConstraints": ("2.5.29.30", seq(explicit(0, seq(tlv(0x82, b"test")))),
                        seq(explicit(0, seq(tlv(0x82, b"test"), tlv(0x80, b"\x00")))), "explicit_default"),
    "tlsFeature": ("1.3.6.1.5.5.7.1.24", seq(integer(b"\x05")), seq(integer(b"\x00\x05")), "integer_not_minimal"),
    "certificateSCTList": ("1.3.6.1.4.1.11129.2.4.2", raw(SCT_LIST), raw(SCT_LIST[:-1]), "bad_sct_list"),
    "ocspNoCheck": ("1.3.6.1.5.5.7.48.1.5", NULL, tlv(0x05, b"\x00"), "null_content"),
    "nonce": ("1.3.6.1.5.5.7.48.1.2", raw(b"\x01" * 32), None, ""),
    "crlID": ("1.3.6.1.5.5.7.48.1.3", seq(explicit(0, tlv(0x16, b"http://a.test/")), explicit(1, integer(b"\x01")),
                                          explicit(2, time("20180830111500Z"))),
              seq(explicit(2, time("20180230111500Z"))), "time_value"),
    "acceptableResponses": ("1.3.6.1.5.5.7.48.1.4", seq(oid("1.3.6.1.5.5.7.48.1.1")), seq(tlv(0x06, b"\x80\x01")),
                            "bad_oid"),
    "archiveCutoff": ("1.3.6.1.5.5.7.48.1.6", time("20180830111500Z"), time("20180830111500+0000"), "time_form"),
    "serviceLocator": ("1.3.6.1.5.5.7.48.1.7", seq(name(), seq(seq(oid("1.3.6.1.5.5.7.48.1"), uri()))),
                       seq(name(), tlv(0x31)), "trailing_data"),
    "preferredSignatureAlgorithms": ("1.3.6.1.5.5.7.48.1.8", seq(seq(algorithm(RSA))), seq(seq()), "missing"),
    "extendedRevoke": ("1.3.6.1.5.5.7.48.1.9", NULL, tlv(0x05, b"\x00"), "null_content"),
    "certHash": ("1.3.36.8.3.13", seq(algorithm(), raw(b"\x01" * 20)), seq(algorithm()), "missing"),
    "ocspSCTList": ("1.3.6.1.4.1.11129.2.4.5", raw(SCT_LIST), raw(b"\x00\x00"), "bad_sct_list"),
    "cRLReason": ("2.5.29.21", tlv(0x0a, b"\x01"), tlv(0x0a, b"\x07"), "undefined_value"),
    "invalidityDate": ("2.5.29.24", time("20180830111500Z"), time("20180830111560Z"), "time_value"),
    "certificateIssuer": ("2.5.29.29", seq(explicit(4, name())), seq(), "empty_list"),
    "holdInstructionCode": ("2.5.29.23", oid("1.2.840.10040.2.1"), tlv(0x06), "bad_oid"),
}


def seeds():
    """(kind, name, bytes) of each."""
    yield from (("response", *seed) for seed in responses())
    yield from (("request", *seed) for seed in requests())
    yield from (("certificate", *seed) for seed in certificates())
    yield from (("certificate_status", *seed) for seed in certificate_statuses())
    yield from (("certificate_status_message", *seed) for seed in certificate_status_messages())
    yield from (("certificate_status_request", *seed) for seed in certificate_status_requests())
    for known, (dotted, good, bad, why) in EXTENSIONS.items():
        yield "extension", f"{known}.valid", extension(dotted, good)
        if bad is not None:
            yield "extension", f"{known}.{why}", extension(dotted, bad)
    # Any bytes are a nonce, of RFC 2560: only what is around it can be damaged.
    yield "extension", "nonce.valid-bare", extension(value=b"\x01" * 8)
    yield "extension", "nonce.bad_boolean", extension(critical=tlv(0x01, b"\x01"))


def responses():
    good = basic()
    yield "OCSPResponse.valid-good", response(good)
    yield "OCSPResponse.valid-unauthorized", response(status=b"\x06")
    yield "OCSPResponse.undefined_value", response(status=b"\x04")
    yield "OCSPResponse.response_bytes_missing", response()
    yield "OCSPResponse.response_bytes_in_error", response(good, b"\x06")
    yield "ResponseBytes.valid", response(good)
    yield "ResponseBytes.unsupported_response_type", response(good, response_type="1.3.6.1.5.5.7.48.1.99")
    yield "ResponseBytes.trailing_data", response(good, behind=b"\x05\x00")
    yield "BasicOCSPResponse.valid", response(basic(extensions=explicit(1, seq(extension()))))
    yield "BasicOCSPResponse.explicit_default", response(basic(version=explicit(0, integer(b"\x00"))))
    yield "BasicOCSPResponse.unsupported_version", response(basic(version=explicit(0, integer(b"\x01"))))
    yield "ResponderID.valid-by-name", response(basic(responder=explicit(1, name())))
    yield "ResponderID.valid-by-key", response(good)
    yield "ResponderID.wrong_tag", response(basic(responder=explicit(3, name())))
    yield "Name.valid", response(basic(responder=explicit(1, name(tlv(0x31, attribute(), seq(oid("2.5.4.11"), tlv(0x13, b"b")))))))
    yield "Name.empty_rdn", response(basic(responder=explicit(1, name(tlv(0x31)))))
    yield "Name.unsorted_set", response(basic(responder=explicit(1, name(tlv(0x31, seq(oid("2.5.4.11"), tlv(0x13, b"b")), attribute())))))
    yield "Name.bad_string", response(basic(responder=explicit(1, name(tlv(0x31, attribute(tlv(0x0c, b"\xff")))))))
    yield "SingleResponse.valid-unknown", response(basic(single(tlv(0x82))))
    yield "SingleResponse.valid-next-update", response(basic(single(rest=explicit(0, time("20180831111500Z")))))
    yield "SingleResponse.valid-extensions", response(basic(single(rest=explicit(1, seq(extension("2.5.29.21", tlv(0x0a, b"\x01")))))))
    yield "SingleResponse.null_content", response(basic(single(tlv(0x80, b"\x00"))))
    yield "SingleResponse.trailing_data", response(basic(single(rest=explicit(2, NULL))))
    yield "RevokedInfo.valid", response(basic(single(revoked())))
    yield "RevokedInfo.valid-reason", response(basic(single(revoked(reason=explicit(0, tlv(0x0a, b"\x01"))))))
    yield "RevokedInfo.undefined_value", response(basic(single(revoked(reason=explicit(0, tlv(0x0a, b"\x07"))))))
    yield "CertID.valid", response(good)
    yield "CertID.integer_not_minimal", response(basic(single(identifier=cert_id(serial=integer(b"\x00\x01")))))
    yield "CertID.integer_empty", response(basic(single(identifier=cert_id(serial=integer(b"")))))
    yield "GeneralizedTime.valid", response(basic(produced_at=time("20000229235959Z")))
    yield "GeneralizedTime.time_value", response(basic(produced_at=time("19000229000000Z")))
    yield "GeneralizedTime.time_form", response(basic(produced_at=time("201808301115Z")))
    yield "AlgorithmIdentifier.valid", response(basic(signed_with=algorithm("1.3.101.112", b"")))
    yield "AlgorithmIdentifier.bad_oid", response(basic(signed_with=seq(tlv(0x06, b"\x2a\x80"))))
    yield "AlgorithmIdentifier.null_content", response(basic(signed_with=algorithm(RSA, tlv(0x05, b"\x00"))))
    yield "BitString.valid", response(basic(signature=bits(b"\xa0", 5)))
    yield "BitString.bad_bit_string", response(basic(signature=bits(b"\xa1", 5)))
    yield "Certificates.valid", response(basic(certificates=explicit(0, seq(certificate()))))
    yield "Certificates.missing", response(basic(certificates=explicit(0, seq(seq(seq(), algorithm())))))
    yield "Extensions.valid", response(basic(extensions=explicit(1, seq(extension(), extension("2.999", NULL, TRUE)))))
    yield "Extensions.empty_extensions", response(basic(extensions=explicit(1, seq())))
    yield "Extensions.bad_boolean", response(basic(extensions=explicit(1, seq(extension(critical=tlv(0x01, b"\x01"))))))
    yield "Extensions.explicit_default", response(basic(extensions=explicit(1, seq(extension(critical=FALSE)))))


def requests():
    general = {"rfc822Name": tlv(0x81, b"a@a.test"), "directoryName": explicit(4, name()), "registeredID": tlv(0x88, b"\x2a\x03"),
               "otherName": tlv(0xa0, oid("2.999"), explicit(0, NULL)), "iPAddress": tlv(0x87, b"\x7f\x00\x00\x01")}
    signature = explicit(0, seq(algorithm(RSA), bits(b"\x5a"), explicit(0, seq(certificate()))))
    yield "OCSPRequest.valid", request()
    yield "OCSPRequest.valid-two", request(seq(cert_id()) + seq(cert_id(algorithm("2.16.840.1.101.3.4.2.1"))))
    yield "OCSPRequest.trailing_data", request() + NULL
    yield "TBSRequest.valid", request(extensions=explicit(2, seq(extension())))
    yield "TBSRequest.explicit_default", request(version=explicit(0, integer(b"\x00")))
    yield "TBSRequest.missing", seq(seq())
    yield "Request.valid", request(seq(cert_id(), explicit(0, seq(extension("1.3.6.1.5.5.7.48.1.7", seq(name()))))))
    yield "Request.empty_extensions", request(seq(cert_id(), explicit(0, seq())))
    for kind, der in general.items():
        yield f"GeneralName.valid-{kind}", request(requestor=explicit(1, der))
    yield "GeneralName.bad_string", request(requestor=explicit(1, tlv(0x81, b"\xff")))
    yield "GeneralName.wrong_tag", request(requestor=explicit(1, NULL))
    yield "Signature.valid", request(signature=signature)
    yield "Signature.missing", request(signature=explicit(0, seq(algorithm(RSA))))


def certificates():
    ids = tlv(0x81, b"\x00\x01") + tlv(0x82, b"\x00\x02")
    yield "Certificate.valid-v1", certificate(version=b"")
    yield "Certificate.valid-v3", certificate(rest=ids + explicit(3, seq(extension("2.5.29.14", raw(b"\x01")))))
    yield "Certificate.unsupported_version", certificate(version=explicit(0, integer(b"\x03")))
    yield "Certificate.explicit_default", certificate(version=explicit(0, integer(b"\x00")))
    yield "Validity.valid", certificate(validity=seq(tlv(0x17, b"500101000000Z"), tlv(0x17, b"491231235959Z")))
    yield "Validity.time_form", certificate(validity=seq(tlv(0x17, b"5001010000Z"), time("20500101000000Z")))
    yield "Validity.missing", certificate(validity=seq(tlv(0x17, b"500101000000Z")))
    yield "SubjectPublicKeyInfo.valid", certificate(key=seq(algorithm("1.3.101.112", b""), bits(b"\x01" * 32)))
    yield "SubjectPublicKeyInfo.missing", certificate(key=seq(algorithm()))
    yield "UniqueIdentifier.valid", certificate(rest=ids)
    yield "UniqueIdentifier.bad_bit_string", certificate(rest=tlv(0x81, b"\x08\x01"))


def vector(size, *parts):
    contents = b"".join(parts)
    return len(contents).to_bytes(size, "big") + contents


def certificate_statuses():
    good = b"\x01" + vector(3, response(status=b"\x06"))
    yield "CertificateStatus.valid", good
    yield "CertificateStatus.unsupported_status_type", b"\x02" + vector(3, vector(3, response(status=b"\x06")))
    yield "CertificateStatus.missing", b"\x01" + vector(3)
    yield "CertificateStatus.truncated", good[:-1]
    yield "CertificateStatus.trailing_data", good + b"\0"


def certificate_status_messages():
    good = b"\x01" + vector(3, response(status=b"\x06"))
    yield "Handshake.valid", b"\x16" + vector(3, good)
    yield "Handshake.wrong_tag", b"\x0b" + vector(3, good)
    yield "Handshake.trailing_data", b"\x16" + vector(3, good, b"\0")


def certificate_status_requests():
    by_name = explicit(1, name())
    ids = vector(2, vector(2, BY_KEY), vector(2, by_name))
    nonce = vector(2, seq(extension()))
    yield "CertificateStatusRequest.valid", b"\x01" + vector(2) + vector(2)
    yield "CertificateStatusRequest.valid-all", b"\x01" + ids + nonce
    yield "CertificateStatusRequest.unsupported_status_type", b"\x02" + ids + nonce
    yield "CertificateStatusRequest.empty_extensions", b"\x01" + ids + vector(2, seq())
    yield "CertificateStatusRequest.wrong_tag", b"\x01" + vector(2, vector(2, name())) + nonce
    yield "CertificateStatusRequest.truncated", b"\x01" + vector(2, vector(2, BY_KEY)[:-1]) + nonce
    yield "CertificateStatusRequest.missing", b"\x01" + vector(2, vector(2)) + nonce
    yield "CertificateStatusRequest.trailing_data", b"\x01" + ids + nonce + b"\0"


def main():
    check = sys.argv[1] == "--check"
    folder = pathlib.Path(sys.argv[-1])
    made = {folder / kind / f"{name}.der": der for kind, name, der in seeds()}
    if check:
        there = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for path in sorted(made.keys() | there.keys()):
            if made.get(path) != there.get(path):
                print(f"{path}: not what make_seeds.py writes")
        return 0 if made == there else 1
    for path, der in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(der)
    print(f"{len(made)} seeds")
    return 0


if __name__ == "__main__":
    sys.exit(main())
