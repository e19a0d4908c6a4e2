#!/usr/bin/env python3
"""Compares the C interface with the command: interface_test.py DUMP OCSPAN TESTDATA.

Every file of testdata, as it is and damaged, is read by both, as each kind of message.
"""

import base64
import json
import pathlib
import re
import subprocess
import sys
import tempfile


def oid_lines(key, oid):
    return [f"{key} {oid['oid']}", f"name {oid['name'] or ''}"]


def algorithm_lines(key, algorithm):
    return oid_lines(key, algorithm) + [f"parameters {text(algorithm['parameters'])}"]


def text(value):
    return "null" if value is None else value


def cert_id_lines(cert_id):
    yield from oid_lines("hashAlgorithm", cert_id["hashAlgorithm"])
    for key in ("issuerNameHash", "issuerKeyHash", "serialNumber", "serialNumberHex"):
        yield f"{key} {text(cert_id[key])}"


def extension_lines(extensions):
    nonces = []
    for extension in extensions:
        yield from oid_lines("extension", extension)
        yield f"critical {str(extension['critical']).lower()}"
        yield f"value {extension['value']}"
        if extension["name"] == "nonce":
            nonces.append(extension["decoded"]["nonce"])
    if len(nonces) == 1:
        yield f"nonce {nonces[0]}"


def certificate_lines(certificates):
    return [f"certificate {der}" for der in certificates]


def response_lines(document):
    yield f"responseStatus {document['responseStatus']}"
    basic = document["basic"]
    if basic is None:
        return
    yield f"responseType {document['responseType']}"
    yield "name basic"
    yield f"version {basic['version']}"
    responder = basic["responderId"]
    yield f"byNameDer {text(responder.get('byNameDer'))}"
    if "byName" in responder:
        yield f"byName {responder['byName']}"
    yield f"byKey {text(responder.get('byKey'))}"
    yield f"producedAt {basic['producedAt']}"
    for single in basic["responses"]:
        yield from cert_id_lines(single["certId"])
        for key in ("certStatus", "revocationTime", "revocationReason", "thisUpdate", "nextUpdate"):
            yield f"{key} {text(single[key])}"
        yield from extension_lines(single["extensions"])
    yield from extension_lines(basic["extensions"])
    yield from algorithm_lines("signatureAlgorithm", basic["signatureAlgorithm"])
    yield f"signature {basic['signature']}"
    yield f"tbsResponseData {basic['tbsResponseData']}"
    yield from certificate_lines(basic["certificates"])


def request_lines(document):
    yield f"version {document['version']}"
    requestor = document["requestorName"]
    yield f"requestorName {requestor['der'] if requestor else 'null'}"
    for one in document["requests"]:
        yield from cert_id_lines(one["certId"])
        yield from extension_lines(one["extensions"])
    yield from extension_lines(document["extensions"])
    signature = document["signature"]
    if signature:
        yield from algorithm_lines("algorithm", signature["algorithm"])
        yield f"signature {signature['signature']}"
        yield from certificate_lines(signature["certificates"])


def subject_lines(document):
    key = document["subjectPublicKeyInfo"]
    yield f"version {document['version']}"
    yield f"serialNumber {text(document['serialNumber'])}"
    yield from algorithm_lines("signatureAlgorithm", document["signatureAlgorithm"])
    for name in ("issuer", "notBefore", "notAfter", "subject"):
        yield f"{name} {document[name]}"
    yield from algorithm_lines("keyAlgorithm", key["algorithm"])
    yield f"der {key['der']}"
    yield f"publicKey {key['publicKey']}"
    yield from extension_lines(document["extensions"])
    access = [one for one in document["extensions"] if one["name"] == "authorityInfoAccess"]
    if not access or len(access) == 1 and "error" not in access[0]["decoded"]:
        yield f"ocspUrl {text(document['ocspUrl'])}"
        yield f"caIssuersUrl {text(document['caIssuersUrl'])}"
    for name in ("issuerUniqueID", "subjectUniqueID"):
        yield f"{name} {text(document[name])}"
    yield from algorithm_lines("tbsSignatureAlgorithm", document["tbsSignatureAlgorithm"])
    yield f"signature {document['signature']}"
    yield f"tbsCertificate {document['tbsCertificate']}"


LINES = {"response": response_lines, "request": request_lines, "certificate": subject_lines}


def expected_lines(verb, document):
    error = document.get("error")
    return [f"error {error['code']} {error['offset']} {error['field']} {error['message']}"] if error \
        else list(LINES[verb](document))


def der_of(path):
    """DER of a file, be it PEM."""
    content = path.read_bytes()
    pem = re.search(rb"-----BEGIN [A-Z0-9 ]+-----([^-]+)-----END", content)
    return base64.b64decode(pem[1]) if pem else content


def variants(der):
    yield der
    yield der[:-1]
    yield der + b"\0"
    for place in range(0, min(len(der), 400), 7):
        yield der[:place] + bytes([der[place] ^ (1 << place % 8)]) + der[place + 1:]


def main():
    dump, ocspan, testdata = sys.argv[1:]
    ders = [der_of(path) for path in sorted(pathlib.Path(testdata).rglob("*"))
            if path.suffix in (".der", ".pem")]
    passed = failed = errors = 0
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, der in enumerate(one for whole in ders for one in variants(whole)):
            # Messages that begin as text does are not DER to the command, which looks at the file.
            if der[:1] == b"0" and der[1:2] >= b"\x80":
                path = pathlib.Path(folder, f"{number:05}")
                path.write_bytes(der)
                paths.append(path)
        for verb in LINES:
            actual = subprocess.run([dump, verb, *paths], capture_output=True, check=True).stdout.decode()
            said = subprocess.run([ocspan, verb, "--batch", *paths], capture_output=True, check=True)
            blocks = iter(actual.split(f"{verb} {folder}/")[1:])
            for line, block in zip(said.stdout.decode().splitlines(), blocks, strict=True):
                document = json.loads(line)
                expected = expected_lines(verb, document)
                lines = block.splitlines()[1:]
                is_error = "error" in document
                # The command says more: what else the message could be.
                if lines == expected or is_error and expected[0].startswith(lines[0]):
                    passed += 1
                    errors += is_error
                else:
                    failed += 1
                    print(f"{verb} {document['file']}: C {lines}, the command {expected}")
    print(f"{passed} passed ({errors} of them errors), {failed} failed")
    return 1 if failed or not 0 < errors < passed else 0


if __name__ == "__main__":
    sys.exit(main())
