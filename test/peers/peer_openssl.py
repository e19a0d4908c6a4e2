"""What the `openssl` command prints, as partial documents.

Two readings of each message: the text for people (`ocsp -resp_text`, `x509 -text`), which shows
what OpenSSL's own OCSP and X.509 code understood, and `asn1parse`, which shows where each element
stands and so gives the bytes that the text leaves out.
"""

import functools
import os
import re
import shutil
import ssl
import subprocess
from typing import NamedTuple

from document import (HASHES, Name, REASONS, Refused, STATUSES, algorithm, extension,
                      hash_algorithm, parse_oneline, parse_rfc4514, serial, string_of)

NAME = "openssl"
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
GENERAL_NAMES = {"DirName": "directoryName", "DNS": "dNSName", "email": "rfc822Name",
                 "URI": "uniformResourceIdentifier", "IP Address": "iPAddress",
                 "Registered ID": "registeredID"}


def missing():
    return None if shutil.which("openssl") else "no openssl command"


def version():
    return openssl("version").strip()


def openssl(*arguments, data=b""):
    """Output and complaints of openssl; its exit status says nothing about the parsing."""
    done = subprocess.run(["openssl", *arguments], input=data, capture_output=True, check=False,
                          env={**os.environ, "LC_ALL": "C"})
    return (done.stdout + done.stderr).decode(errors="replace")


def read(kind, data):
    """Partial documents of a message (certificates: PEM)."""
    if kind == "response":
        return read_response(data)
    if kind == "request":
        return [request_text(data), request_bytes(data)]
    return [certificate_text(data), certificate_bytes(data)]


# --- Text --------------------------------------------------------------------------------------

def label(text, name, pattern="(.*)"):
    """The value behind `name:`, or None."""
    found = re.search(rf"^ *{re.escape(name)}: *{pattern}$", text, re.M)
    return found[1] if found else None


def moment(text):
    """`Nov 22 10:10:59 2026 GMT` -> `2026-11-22T10:10:59Z`"""
    if text is None:
        return None
    month, day, clock, year, _ = text.split()
    return f"{int(year):04}-{MONTHS.index(month) + 1:02}-{int(day):02}T{clock}Z"


@functools.lru_cache(maxsize=None)
def oid_of(name):
    """The dotted OID of a name that openssl prints: openssl itself is asked to encode it."""
    if re.fullmatch(r"\d+(\.\d+)+", name):
        return name
    done = subprocess.run(["openssl", "asn1parse", "-genstr", f"OID:{name}", "-noout",
                           "-out", "/dev/stdout"], capture_output=True, check=False)
    if done.returncode != 0 or done.stdout[:1] != b"\x06":
        raise ValueError(f"openssl does not know its own name {name!r}")
    return dotted(done.stdout[2:])


def dotted(content):
    """The content octets of an OBJECT IDENTIFIER as text (X.690 8.19)."""
    arcs, arc = [], 0
    for byte in content:
        arc = arc << 7 | byte & 0x7F
        if not byte & 0x80:
            arcs.append(arc)
            arc = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, [first, arcs[0] - 40 * first] + arcs[1:]))


def split_certificates(text):
    """(the text before the certificates, their DER in hex)"""
    head = re.split(r"^Certificate:$", text, maxsplit=1, flags=re.M)[0]
    blocks = re.findall(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", text, re.S)
    return head, [ssl.PEM_cert_to_DER_cert(block).hex() for block in blocks]


def split_signature(head):
    """(the text before the signature, the name of the algorithm, the signature in hex)"""
    found = re.search(r"^ {4}Signature Algorithm: (.*)$", head, re.M)
    if not found:
        return head, None, None
    lines = re.findall(r"^ {8}((?:[0-9a-f]{2}:)*[0-9a-f]{2}):?$", head[found.end():], re.M)
    return head[:found.start()], found[1], "".join(lines).replace(":", "")


def cert_ids(text):
    """The blocks that start with `Certificate ID:`, each up to the next one."""
    return re.split(r"^ *Certificate ID:$", text, flags=re.M)[1:]


def cert_id(block):
    return {
        "hashAlgorithm": hash_algorithm(oid_of(label(block, "Hash Algorithm"))),
        "issuerNameHash": label(block, "Issuer Name Hash").lower(),
        "issuerKeyHash": label(block, "Issuer Key Hash").lower(),
        **serial(int(label(block, "Serial Number"), 16)),
    }


def unwrap(text):
    """Long hexadecimal values continue behind a backslash at the end of the line."""
    return re.sub(r"(?<=[0-9A-F])\\\n", "", text)


def read_response(data):
    text = openssl("ocsp", "-respin", "/dev/stdin", "-resp_text", "-noverify", data=data)
    error = re.search(r"^Responder Error: \S+ \((\d+)\)$", text, re.M)
    if error:
        if int(error[1]) not in STATUSES:
            raise Refused(f"undefined status {error[1]}")
        return [{"responseStatus": STATUSES[int(error[1])], "responseType": None, "basic": None}]
    if label(text, "Produced At") is None:
        raise Refused(" ".join(text.split())[-200:])
    return [response_text(unwrap(text)), response_bytes(data)]


def response_text(text):
    head, certificates = split_certificates(text)
    head, signed_with, signature = split_signature(head)
    status = int(label(head, "OCSP Response Status", r".*\(0x([0-9a-f]+)\)"), 16)
    return {
        "responseStatus": STATUSES[status],
        "responseType": oid_of(label(head, "Response Type")),
        "basic": {
            "version": int(label(head, "Version", r"(\d+) .*")),
            "responderId": responder(label(head, "Responder Id")),
            "producedAt": moment(label(head, "Produced At")),
            "responses": [single_text(block) for block in cert_ids(head)],
            "signatureAlgorithm": {"oid": oid_of(signed_with)},
            "signature": signature,
            "certificates": certificates,
        },
    }


def responder(text):
    """byKey prints as hexadecimal alone; a name has ` = ` in it unless it is empty."""
    if re.fullmatch(r"[0-9A-F]+", text):
        return {"byKey": text.lower()}
    return {"byName": Name(parse_oneline(text))}


def single_text(block):
    reason = label(block, "Revocation Reason", r".*\(0x([0-9a-f]+)\)")     # 9, 10: "(UNKNOWN)"
    return {
        "certId": cert_id(block),
        "certStatus": label(block, "Cert Status"),
        "revocationTime": moment(label(block, "Revocation Time")),
        "revocationReason": None if reason is None else REASONS[int(reason, 16)],
        "thisUpdate": moment(label(block, "This Update")),
        "nextUpdate": moment(label(block, "Next Update")),
    }


def request_text(data):
    text = unwrap(openssl("ocsp", "-reqin", "/dev/stdin", "-req_text", data=data))
    if "OCSP Request Data:" not in text:
        raise Refused(" ".join(text.split())[-200:])
    head, certificates = split_certificates(text)
    head, signed_with, value = split_signature(head)
    requestor = label(head, "Requestor Name")
    signature = signed_with and {"algorithm": {"oid": oid_of(signed_with)}, "signature": value,
                                 "certificates": certificates}
    return {
        "version": int(label(head, "Version", r"(\d+) .*")),
        "requestorName": requestor if requestor is None else general_name(requestor),
        "requests": [{"certId": cert_id(block)} for block in cert_ids(head)],
        "signature": signature,
    }


def general_name(text):
    kind, _, value = text.partition(":")
    if kind == "DirName":
        return {"type": "directoryName", "value": Name(parse_oneline(value))}
    return {"type": GENERAL_NAMES.get(kind, kind), "value": value}


def certificate_text(data):
    # Without esc_msb the bytes of UTF-8 pass unescaped, as RFC 4514 recommends.
    text = openssl("x509", "-noout", "-text", "-nameopt", "RFC2253,-esc_msb", data=data)
    if "Certificate:" not in text:
        raise Refused(" ".join(text.split())[-200:])
    return {
        "version": int(label(text, "Version", r"(-?\d+) .*")),
        **serial(serial_number(text)),
        "signatureAlgorithm": {"oid": oid_of(label(text, "Signature Algorithm"))},
        "issuer": Name(parse_rfc4514(label(text, "Issuer"))),
        "notBefore": moment(label(text, "Not Before")),
        "notAfter": moment(label(text, "Not After ")),
        "subject": Name(parse_rfc4514(label(text, "Subject"))),
        "subjectPublicKeyInfo":
            {"algorithm": {"oid": oid_of(label(text, "Public Key Algorithm"))}},
        "extensions": extension_heads(text),
    }


def serial_number(text):
    """Up to 8 bytes in decimal; longer ones as hexadecimal on a line of their own."""
    short = label(text, "Serial Number", r"(-?\d+) \(.*\)")
    if short is not None:
        return int(short)
    found = re.search(r"Serial Number:\n *( \(Negative\))?([0-9a-f:]+)$", text, re.M)
    magnitude = int(found[2].replace(":", ""), 16)
    return -magnitude if found[1] else magnitude


def extension_heads(text):
    """OID and criticality: the lines at the depth right below `X509v3 extensions:`."""
    head = re.search(r"^ {8}X509v3 extensions:$", text, re.M)
    if not head:
        return []
    body = re.split(r"^ {4}Signature Algorithm:", text[head.end():], flags=re.M)[0]
    lines = re.findall(r"^ {12}(\S.*?): ?(critical)?$", body, re.M)
    return [{"oid": oid_of(name), "critical": bool(critical)} for name, critical in lines]


# --- Bytes ------------------------------------------------------------------------------------

class Element(NamedTuple):
    """One line of asn1parse, with the bytes it stands for and what is inside."""
    tag: str
    text: str           # what asn1parse prints as the value
    whole: bytes
    content: bytes
    children: list


def elements(data):
    """The outermost elements of DER, as asn1parse sees them."""
    text = openssl("asn1parse", "-inform", "DER", "-in", "/dev/stdin", data=data)
    if re.search(r"^Error|:error:", text, re.M):
        raise ValueError("asn1parse: " + " ".join(text.split())[-200:])
    line = r"^ *(\d+):d=(\d+) +hl=(\d+) l= *(\d+) (?:prim|cons): (.{18})(?::?(.*))$"
    open_lists = [[]]
    for at, depth, header, length, tag, value in re.findall(line, text, re.M):
        at, depth = int(at), int(depth)
        start, end = at + int(header), at + int(header) + int(length)
        one = Element(tag.strip(), value, data[at:end], data[start:end], [])
        del open_lists[depth + 1:]
        open_lists[depth].append(one)
        open_lists.append(one.children)
    return open_lists[0]


def take(children, tag):
    """The next element if it has this tag (an OPTIONAL), else None."""
    return children.pop(0) if children and children[0].tag == tag else None


def explicit(one):
    """What stands inside an EXPLICIT tag."""
    return one.children[0]


def algorithm_bytes(one):
    oid, *parameters = one.children
    return algorithm(oid_of(oid.text), parameters[0].whole.hex() if parameters else None)


def extensions_bytes(one):
    """Extensions in their EXPLICIT tag; None where the tag is absent."""
    return [extension_bytes(inner) for inner in explicit(one).children] if one else []


def extension_bytes(one):
    children = list(one.children)
    oid = children.pop(0)
    critical = take(children, "BOOLEAN")
    return extension(oid_of(oid.text), critical is not None and critical.content != b"\0",
                     children[0].content.hex())


def integer_bytes(one):
    number = int.from_bytes(one.content, "big", signed=True)
    return {"serialNumber": str(number), "serialNumberHex": one.content.hex()}


def cert_id_bytes(one):
    hash_function, name_hash, key_hash, number = one.children
    oid = oid_of(hash_function.children[0].text)
    return {"hashAlgorithm": {"oid": oid, "name": HASHES.get(oid)},
            "issuerNameHash": name_hash.content.hex(), "issuerKeyHash": key_hash.content.hex(),
            **integer_bytes(number)}


def name_bytes(one):
    """A Name read from the elements: openssl's text cannot tell an empty name from none."""
    rdns = [[(oid_of(pair.children[0].text), string_of(pair.children[1].whole)
              or "#" + pair.children[1].whole.hex()) for pair in rdn.children]
            for rdn in one.children]
    return Name(list(reversed(rdns)))


def bits(one):
    """The bytes of a BIT STRING without the one that counts the unused bits."""
    return one.content[1:].hex()


def generalized(one):
    """GeneralizedTime or UTCTime; RFC 5280 4.1.2.5.1: two digits from 50 on mean 19xx."""
    digits = one.content.decode("ascii")
    if one.tag == "UTCTIME":
        digits = ("19" if digits[:2] >= "50" else "20") + digits
    return re.sub(r"^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$", r"\1-\2-\3T\4:\5:\6Z", digits)


def response_bytes(data):
    status, response_bytes = elements(data)[0].children
    kind, value = explicit(response_bytes).children
    basic = elements(value.content)[0]
    tbs, signed_with, signature, *certificates = basic.children
    return {
        "responseStatus": STATUSES[status.content[0]],
        "responseType": oid_of(kind.text),
        "basic": {
            **tbs_bytes(tbs),
            "signatureAlgorithm": algorithm_bytes(signed_with),
            "signature": bits(signature),
            "tbsResponseData": tbs.whole.hex(),
            "certificates": certificates_bytes(certificates),
        },
    }


def certificates_bytes(tagged):
    """[0] EXPLICIT SEQUENCE OF Certificate, absent or not."""
    return [one.whole.hex() for one in explicit(tagged[0]).children] if tagged else []


def tbs_bytes(tbs):
    children = list(tbs.children)
    written_version = take(children, "cont [ 0 ]")
    responder_id, produced_at, responses, *extensions = children
    inside = explicit(responder_id)
    if responder_id.tag == "cont [ 1 ]":
        responder_id = {"byName": name_bytes(inside), "byNameDer": inside.whole.hex()}
    else:
        responder_id = {"byKey": inside.content.hex()}
    return {
        "version": explicit(written_version).content[0] + 1 if written_version else 1,
        "responderId": responder_id,
        "producedAt": generalized(produced_at),
        "responses": [single_bytes(one) for one in responses.children],
        "extensions": extensions_bytes(extensions[0] if extensions else None),
    }


def single_bytes(one):
    children = list(one.children)
    identifier, status, this_update = (children.pop(0) for _ in range(3))
    next_update, extensions = take(children, "cont [ 0 ]"), take(children, "cont [ 1 ]")
    revoked = status.children if status.tag == "cont [ 1 ]" else []
    return {
        "certId": cert_id_bytes(identifier),
        "certStatus": {"0": "good", "1": "revoked", "2": "unknown"}[status.tag[7]],
        "revocationTime": generalized(revoked[0]) if revoked else None,
        "revocationReason":
            REASONS[explicit(revoked[1]).content[0]] if len(revoked) > 1 else None,
        "thisUpdate": generalized(this_update),
        "nextUpdate": generalized(explicit(next_update)) if next_update else None,
        "extensions": extensions_bytes(extensions),
    }


def request_bytes(data):
    tbs, *signature = elements(data)[0].children
    children = list(tbs.children)
    written_version = take(children, "cont [ 0 ]")
    requestor = take(children, "cont [ 1 ]")
    requests, *extensions = children
    return {
        "version": explicit(written_version).content[0] + 1 if written_version else 1,
        "requestorName": {"der": explicit(requestor).whole.hex()} if requestor else None,
        "requests": [{"certId": cert_id_bytes(one.children[0]),
                      "extensions": extensions_bytes((one.children[1:] or [None])[0])}
                     for one in requests.children],
        "extensions": extensions_bytes(extensions[0] if extensions else None),
        "signature": signature_bytes(explicit(signature[0])) if signature else None,
    }


def signature_bytes(one):
    signed_with, value, *certificates = one.children
    return {"algorithm": algorithm_bytes(signed_with), "signature": bits(value),
            "certificates": certificates_bytes(certificates)}


def certificate_bytes(data):
    tbs, signed_with, signature = elements(
        ssl.PEM_cert_to_DER_cert(data.decode("ascii")))[0].children
    children = list(tbs.children)
    written_version = take(children, "cont [ 0 ]")
    number, promised, issuer, validity, subject, key = (children.pop(0) for _ in range(6))
    key_algorithm, key_bits = key.children
    issuer_id, subject_id = take(children, "cont [ 1 ]"), take(children, "cont [ 2 ]")
    return {
        "version": explicit(written_version).content[0] + 1 if written_version else 1,
        **integer_bytes(number),
        "signatureAlgorithm": algorithm_bytes(signed_with),
        "issuer": name_bytes(issuer), "issuerDer": issuer.whole.hex(),
        "notBefore": generalized(validity.children[0]),
        "notAfter": generalized(validity.children[1]),
        "subject": name_bytes(subject), "subjectDer": subject.whole.hex(),
        "subjectPublicKeyInfo": {"algorithm": algorithm_bytes(key_algorithm),
                                 "der": key.whole.hex(), "publicKey": bits(key_bits)},
        "extensions": extensions_bytes(children[0] if children else None),
        "issuerUniqueID": bits(issuer_id) if issuer_id else None,
        "subjectUniqueID": bits(subject_id) if subject_id else None,
        "tbsSignatureAlgorithm": algorithm_bytes(promised),
        "signature": bits(signature),
        "tbsCertificate": tbs.whole.hex(),
    }
