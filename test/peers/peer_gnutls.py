"""What GnuTLS's `ocsptool` prints (no certificates, no signature, no CRLReason)."""

import os
import re
import shutil
import subprocess

from document import (HASH_OIDS, Name, Refused, Unsupported, hash_algorithm, parse_rfc4514,
                      serial)

NAME = "gnutls"
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
STATUSES = {"Successful": "successful", "malformedRequest": "malformedRequest",
            "internalError": "internalError", "tryLater": "tryLater",
            "sigRequired": "sigRequired", "unauthorized": "unauthorized"}
SIGNATURES = {
    "RSA-SHA1": "1.2.840.113549.1.1.5", "RSA-SHA224": "1.2.840.113549.1.1.14",
    "RSA-SHA256": "1.2.840.113549.1.1.11", "RSA-SHA384": "1.2.840.113549.1.1.12",
    "RSA-SHA512": "1.2.840.113549.1.1.13", "RSA-PSS-SHA256": "1.2.840.113549.1.1.10",
    "ECDSA-SHA256": "1.2.840.10045.4.3.2", "ECDSA-SHA384": "1.2.840.10045.4.3.3",
    "ECDSA-SHA512": "1.2.840.10045.4.3.4", "EdDSA-Ed25519": "1.3.101.112",
}


def missing():
    return None if shutil.which("ocsptool") else "no ocsptool command"


def ocsptool(*arguments, data=b""):
    done = subprocess.run(["ocsptool", *arguments], input=data, capture_output=True, check=False,
                          env={**os.environ, "LC_ALL": "C", "TZ": "UTC"})
    return (done.stdout + done.stderr).decode(errors="replace")


def version():
    return ocsptool("--version").splitlines()[0]


def read(kind, data):
    """Partial documents of a message."""
    if kind == "certificate":
        raise Unsupported("certificates are not ocsptool's")
    if kind == "request":
        return [request(ocsptool("--request-info", data=data))]
    return [response(ocsptool("--response-info", data=data))]


def label(text, name):
    """The value behind `name:`, or None."""
    found = re.search(rf"^\s*{re.escape(name)}: ?(.*)$", text, re.M)
    return found[1] if found else None


def moment(text):
    """`Sun Nov 22 10:10:59 UTC 2026` -> `2026-11-22T10:10:59Z`"""
    if text is None:
        return None
    _, month, day, clock, _, year = text.split()
    return f"{int(year):04}-{MONTHS.index(month) + 1:02}-{int(day):02}T{clock}Z"


def blocks(text):
    return re.split(r"^\s*Certificate ID:$", text, flags=re.M)[1:]


def cert_id(block):
    partial = {"issuerNameHash": label(block, "Issuer Name Hash"),
               "issuerKeyHash": label(block, "Issuer Key Hash"),
               **serial(int.from_bytes(bytes.fromhex(label(block, "Serial Number")), "big",
                                       signed=True))}
    oid = HASH_OIDS.get(label(block, "Hash Algorithm").lower())
    if oid:         # an algorithm that GnuTLS does not know has no OID in its text
        partial["hashAlgorithm"] = hash_algorithm(oid)
    return partial


def request(text):
    if "OCSP Request Information:" not in text:
        raise Refused(" ".join(text.split())[:200])
    return {"version": int(label(text, "Version")),
            "requests": [{"certId": cert_id(block)} for block in blocks(text)]}


def response(text):
    status = label(text, "Response Status")
    if status not in STATUSES:
        raise Refused(" ".join(text.split())[:200])
    if status != "Successful":
        return {"responseStatus": STATUSES[status]}
    if label(text, "Produced At") is None:
        raise Refused(" ".join(text.split())[:200])
    basic = {"version": int(label(text, "Version")),
             "responderId": responder(text),
             "producedAt": moment(label(text, "Produced At")),
             "responses": [single(block) for block in blocks(text)]}
    oid = SIGNATURES.get(label(text, "Signature Algorithm"))
    if oid:
        basic["signatureAlgorithm"] = {"oid": oid}
    return {"responseStatus": "successful", "basic": basic}


def responder(text):
    key = label(text, "Responder Key ID")
    return {"byKey": key} if key else {"byName": Name(parse_rfc4514(label(text, "Responder ID")))}


def single(block):
    return {"certId": cert_id(block),
            "certStatus": label(block, "Certificate Status"),
            "revocationTime": moment(label(block, "Revocation time")),
            "thisUpdate": moment(label(block, "This Update")),
            "nextUpdate": moment(label(block, "Next Update"))}
