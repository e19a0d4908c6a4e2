"""Messages for lints: one that keeps every rule of every profile, and others that differ from it in what is asked for.

Times are seconds from `day`, so that a message can be moved to another day as a whole.
"""

import datetime
import hashlib
import sys
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).resolve().parents[1] / "peers"))

import ocsp_forge as forge
from ocsp_forge import NULL, explicit, integer, octet_string, oid, sequence, tlv

HOUR, DAY = 3_600, 86_400
TODAY = datetime.datetime(2025, 11, 3, 12)
NAMES = {"basic": "1.3.6.1.5.5.7.48.1.1", "crl_id": "1.3.6.1.5.5.7.48.1.3", "acceptable": "1.3.6.1.5.5.7.48.1.4",
         "archive_cutoff": "1.3.6.1.5.5.7.48.1.6", "service_locator": "1.3.6.1.5.5.7.48.1.7",
         "preferred": "1.3.6.1.5.5.7.48.1.8", "extended_revoke": "1.3.6.1.5.5.7.48.1.9",
         "sct_list": "1.3.6.1.4.1.11129.2.4.5", "cert_hash": "1.3.36.8.3.13", "reason": "2.5.29.21",
         "invalidity_date": "2.5.29.24", "unknown": "1.3.6.1.4.1.55555.1", "aki": "2.5.29.35", "ski": "2.5.29.14",
         "san": "2.5.29.17", "name_constraints": "2.5.29.30", "crldp": "2.5.29.31", "policies": "2.5.29.32",
         "aia": "1.3.6.1.5.5.7.1.1", "basic_constraints": "2.5.29.19", "key_usage": "2.5.29.15"}
ML_DSA_44, HASH_ML_DSA_44 = "2.16.840.1.101.3.4.3.17", "2.16.840.1.101.3.4.3.32"

CA_KEY, OTHER_KEY = forge.new_key("ecdsa-p256-sha256"), forge.new_key("ecdsa-p256-sha256")
RESPONDER_KEY = forge.new_key("rsa-sha256")
LEAF_SERIAL, RESPONDER_SERIAL = 0x5a17_0000_0000_0000_0001, 0x5a17_0000_0000_0000_0002


def after(seconds, day=TODAY):
    return day + datetime.timedelta(seconds=seconds)


def time(seconds, day=TODAY):
    return forge.generalized_time(after(seconds, day))


def random(size):
    """The same bytes each time, which no lint finds weak."""
    return hashlib.shake_256(b"nonce").digest(size)


def extension(name, value, critical=False):
    return forge.extension(NAMES[name], value, critical)


def key_identifier(key):
    return hashlib.sha1(key.bits, usedforsecurity=False).digest()


# Certificates

CA_BEGIN = datetime.datetime(2018, 1, 1)


def ca_certificate(name="Lint CA", key=CA_KEY, usage=(0, 5, 6), tag=0x0c, end=datetime.datetime(2038, 1, 1), more=()):
    """`usage`: None for no keyUsage; `more`: extensions beside those that there are."""
    subject = forge.name(name, tag)
    extensions = [extension("basic_constraints", sequence(tlv(1, b"\xff")), True),
                  *([forge.key_usage(*usage)] if usage else []), *more]
    return forge.certificate(subject, key, subject, key, 1, CA_BEGIN, end, extensions)


CA, OTHER_CA = ca_certificate(), ca_certificate("Another CA", OTHER_KEY)


def access_description(method, url):
    method = {"ocsp": "1.3.6.1.5.5.7.48.1", "caIssuers": "1.3.6.1.5.5.7.48.2"}[method]
    return sequence(oid(method), tlv(0x86, url.encode()))


def access(method, url):
    return extension("aia", sequence(access_description(method, url)))


RESPONDER_EXTENSIONS = {
    "aki": extension("aki", sequence(tlv(0x80, key_identifier(CA_KEY)))),
    "ski": extension("ski", octet_string(key_identifier(RESPONDER_KEY))),
    "key_usage": forge.key_usage(0),
    "eku": forge.purposes(forge.OCSP_SIGNING),
    "nocheck": forge.extension(forge.NOCHECK, NULL),
}


def responder(begin=-30 * DAY, end=60 * DAY, serial=RESPONDER_SERIAL, issuer=CA.subject, day=TODAY, version=2,
              unique_ids=b"", more=b"", key=RESPONDER_KEY, **extensions):
    """`more`: an extension beside those that there are; the others replace one, which b"" leaves out."""
    extensions = [*{**RESPONDER_EXTENSIONS, **extensions}.values(), more]
    return forge.certificate(forge.name("Lint Responder"), key, issuer, CA_KEY, serial, after(begin, day),
                             after(end, day), [each for each in extensions if each], version=version,
                             unique_ids=unique_ids)


def leaf(begin=-60 * DAY, end=90 * DAY, day=TODAY, url="http://ocsp.example/", is_ca=False,
         purpose=forge.SERVER_AUTH, kinds=None, locations=None):
    """What is asked about: a certificate of a server or the like, or of a subordinate CA. `kinds` and `locations`:
    other extensions than those that say so, and than the one for `url`."""
    kinds = kinds or [extension("basic_constraints", sequence(tlv(1, b"\xff")), True) if is_ca else
                      forge.purposes(purpose)]
    return forge.certificate(forge.name("Lint Subject"), OTHER_KEY, CA.subject, CA_KEY, LEAF_SERIAL,
                             after(begin, day), after(end, day), [*kinds, locations or access("ocsp", url)])


RESPONDER, LEAF = responder(), leaf()


# Messages

def cert_id(serial=LEAF_SERIAL, hash_name="sha256", **changes):
    return forge.cert_id(CA, serial, hash_name, **changes)


def cert_hash(data=LEAF.der, hash_name="sha256", size=None):
    digest = hashlib.new(hash_name, data).digest()[:size]
    return extension("cert_hash", sequence(sequence(oid(forge.HASH_OIDS[hash_name]), NULL), octet_string(digest)))


def revoked(seconds=-DAY, reason=None, day=TODAY):
    return forge.revoked(after(seconds, day), reason)


NOT_ISSUED = datetime.datetime(1970, 1, 1)


def answer(day=TODAY, id=None, status=forge.GOOD, this=0, next=4 * DAY, extensions=(), **cert_id_changes):
    id = id or cert_id(**cert_id_changes)
    status = status(day) if callable(status) else status
    return sequence(id, status, time(this, day), b"" if next is None else explicit(0, time(next, day)),
                    explicit(1, sequence(*extensions)) if extensions else b"")


def response(day=TODAY, produced=0, answers=None, by=None, certs=(RESPONDER.der,), extensions=None, version=b"",
             algorithm=RESPONDER_KEY.algorithm, signature=None, unused=0, response_status=0, type_name="basic",
             produced_value=None, tbs_only=False, **answer_changes):
    """`extensions`: a list, or the contents of [1]; `answers`: the keywords of each."""
    answers = [answer_changes] if answers is None else answers
    extensions = explicit(1, sequence(*extensions)) if isinstance(extensions, (list, tuple)) else extensions or b""
    tbs = sequence(version, by or forge.by_key(RESPONDER_KEY), produced_value or time(produced, day),
                   sequence(*(answer(day, **each) for each in answers)), extensions)
    if tbs_only:
        return tbs
    signature = RESPONDER_KEY.sign(tbs) if signature is None else signature
    basic = sequence(tbs, algorithm, forge.bit_string(signature, unused),
                     b"" if certs is None else explicit(0, sequence(*certs)))
    return sequence(tlv(0x0a, bytes([response_status])),
                    explicit(0, sequence(oid(NAMES.get(type_name, type_name)), octet_string(basic))))


def request(ids=None, extensions=None, single=b"", version=b"", name=b"", signature=b""):
    """`ids`: the keywords of each CertID; `name` and `signature`: what stands in [1] and [0]."""
    ids = [{}] if ids is None else ids
    extensions = explicit(2, sequence(*extensions)) if extensions is not None else b""
    return sequence(sequence(version, name and explicit(1, name),
                             sequence(*(sequence(cert_id(**each), single) for each in ids)), extensions),
                    signature and explicit(0, signature))


def signature_of_request(algorithm=RESPONDER_KEY.algorithm, unused=0, certs=None):
    """Lints do not verify it."""
    return sequence(algorithm, forge.bit_string(bytes(256), unused), b"" if certs is None else
                    explicit(0, sequence(*certs)))


DIRECTORY_NAME = explicit(4, forge.name("Lint Requestor"))


# HTTP

def http_date(seconds):
    return after(seconds).strftime("%a, %d %b %Y %H:%M:%S GMT")


def etag(body):
    return f'"{hashlib.sha256(body).hexdigest()}"'


def http_response(body, status="200 OK", without=(), **changes):
    """The status line and header fields that RFC 9919 wants for `body`, which response() has made."""
    fields = {"Content-Type": "application/ocsp-response", "Content-Length": str(len(body)), "Date": http_date(5),
              "Last-Modified": http_date(0), "Expires": http_date(4 * DAY),
              "ETag": etag(body),
              "Cache-Control": "max-age=3600, public, no-transform, must-revalidate"}
    fields |= {name.replace("_", "-"): value for name, value in changes.items()}
    return http_header(f"HTTP/1.1 {status}", {name: value for name, value in fields.items() if name not in without})


def http_header(first_line, fields):
    return "\r\n".join([first_line, *(f"{name}: {value}" for name, value in fields.items()), "", ""]).encode()


# Places

def offset(der, path):
    """Where a value begins: `path` has the number of a value in the one before, from 0, beginning with the whole. A
    last "contents" stands for where the contents of the value begin."""
    at = 0
    for number in path:
        at += forge.header_size(der[at:])
        if number == "contents":
            break
        for _ in range(number):
            at += forge.whole_size(der[at:])
    return at


BASIC = (1, 0, 1, 0)
TBS = (*BASIC, 0)
PRODUCED_AT = (*TBS, 1)
RESPONSES = (*TBS, 2)
ANSWER = (*RESPONSES, 0)
CERT_ID = (*ANSWER, 0)
STATUS = (*ANSWER, 1)
EXTENSION = (*TBS, 3, 0, 0)             # the first of responseExtensions
SINGLE_EXTENSION = (*ANSWER, 4, 0, 0)   # the first of singleExtensions
REQUEST_LIST = (0, 0)
REQUEST_CERT_ID = (0, 0, 0, 0)
REQUEST_EXTENSION = (0, 1, 0, 0)        # if there is no requestorName


class Inputs(NamedTuple):
    """What `ocspan lint` is given. `kind` is that of `file`."""
    kind: str
    file: bytes
    tbs: bool = False
    request: bytes = None
    issuer: bytes = None
    certificate: bytes = None
    responder: bytes = None
    previous: bytes = None
    at: datetime.datetime = None
    http_request: bytes = None
    http_response: bytes = None
    serials: bytes = None
    took: float = None
