"""The parts of messages, each with its usual contents, so that a case names only what is different in it."""

import datetime
import hashlib

import keys
from keys import forge

tlv, sequence, explicit, integer, oid = forge.tlv, forge.sequence, forge.explicit, forge.integer, forge.oid
octets, bits, time_of, extension = forge.octet_string, forge.bit_string, forge.generalized_time, forge.extension
NULL, GOOD, UNKNOWN = forge.NULL, forge.GOOD, forge.UNKNOWN

SECOND = datetime.timedelta(seconds=1)
HOUR, DAY = 3600 * SECOND, 86400 * SECOND
NOW = datetime.datetime(2035, 1, 1)
BEGIN, END = datetime.datetime(2020, 1, 1), datetime.datetime(2049, 12, 31, 23, 59, 59)
THIS, NEXT = NOW - HOUR, NOW + DAY
REVOKED_AT = datetime.datetime(2034, 6, 1, 12)
SERIAL = 0x1234
SHA1, SHA256 = forge.HASH_OIDS["sha1"], forge.HASH_OIDS["sha256"]
BASIC = "1.3.6.1.5.5.7.48.1.1"
RSA_SHA256 = forge.SCHEMES["rsa-sha256"][1]


def text_of(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def rdn(*attributes):
    return tlv(0x31, *attributes)


def attribute(value, dotted="2.5.4.3", tag=0x0c):
    return sequence(oid(dotted), tlv(tag, value.encode() if isinstance(value, str) else value))


def name(*attributes):
    return sequence(*(rdn(one) for one in attributes))


def make_ca(common_name, key, *, issuer=None, extensions=(), serial=1):
    """By itself, unless `issuer` is given."""
    subject = name(attribute("OCSP Limbo", "2.5.4.10"), attribute(common_name))
    return forge.certificate(
        subject, key, issuer.subject if issuer else subject, issuer.key if issuer else key, serial, BEGIN, END,
        [forge.extension("2.5.29.19", sequence(tlv(0x01, b"\xff")), True),
         forge.key_usage(0, 5, 6), *extensions])


CA_KEY = keys.key("rsa-sha256", "ca")
CA = make_ca("Limbo CA", CA_KEY)
RESPONDER_KEY = keys.key("rsa-sha256", "responder")
OTHER_CA = make_ca("Other CA", keys.key("rsa-sha256", "other-ca"))
LEAF_KEY = keys.key("ecdsa-p256-sha256", "leaf")
PURPOSES = forge.purposes(forge.OCSP_SIGNING)
NOCHECK = extension(forge.NOCHECK, NULL)


def leaf(serial=SERIAL, ca=CA, **options):
    """The certificate in question."""
    return forge.certificate(name(attribute("leaf.test")), LEAF_KEY, options.pop("issuer", ca.subject), ca.key, serial,
                             BEGIN, END, [forge.key_usage(0), forge.purposes(forge.SERVER_AUTH)], **options)


def delegate(ca=CA, key=RESPONDER_KEY, *, subject="Responder", extensions=(forge.key_usage(0), PURPOSES, NOCHECK),
             begin=BEGIN, end=END, issuer=None, signer=None, **options):
    """A responder of the CA's; `issuer` is a Name that stands there in place of the CA's."""
    return forge.certificate(name(attribute(subject)), key, issuer or ca.subject, signer or ca.key, 77, begin, end,
                             extensions, **options)


LEAF = leaf()
RESPONDER = delegate()

# --- OCSPRequest and OCSPResponse; `more` is put behind the last field --------------------------------

ISSUER_NAME_HASH = hashlib.sha1(CA.subject).digest()
ISSUER_KEY_HASH = hashlib.sha1(CA_KEY.bits).digest()


def algorithm(dotted, parameters=b""):
    return sequence(oid(dotted), parameters)


SHA1_NULL = algorithm(SHA1, NULL)


def cert_id(serial=SERIAL, hash_algorithm=SHA1_NULL, name_hash=octets(ISSUER_NAME_HASH),
            key_hash=octets(ISSUER_KEY_HASH), more=b""):
    return sequence(hash_algorithm, name_hash, key_hash, serial if isinstance(serial, bytes) else integer(serial), more)


def single(cert=None, status=GOOD, this=None, next_update=None, extensions=b"", more=b""):
    return sequence(cert_id() if cert is None else cert, status,
                    time_of(THIS) if this is None else this,
                    explicit(0, time_of(NEXT)) if next_update is None else next_update, extensions, more)


BY_NAME = forge.by_name(CA)


def data(singles=None, *, version=b"", responder=BY_NAME, produced=None, responses=None, extensions=b"", more=b""):
    """`responses` is the whole list, in place of `singles`."""
    return sequence(version, responder,
                    time_of(THIS) if produced is None else produced,
                    sequence(*([single()] if singles is None else singles)) if responses is None else responses,
                    extensions, more)


def basic(tbs=None, *, signature_algorithm=RSA_SHA256, signature=None, certs=b"", more=b"", key=CA_KEY, **options):
    """`options` are those of data()."""
    tbs = data(**options) if tbs is None else tbs
    return sequence(tbs, signature_algorithm, bits(key.sign(tbs)) if signature is None else signature, certs, more)


def around(basic_response, *, status=tlv(0x0a, b"\0"), response_type=oid(BASIC), inner=0x04, outer=0xa0, more=b"",
           behind=b""):
    return sequence(status, tlv(outer, sequence(response_type, tlv(inner, basic_response), behind)), more)


def response(**options):
    """`options` are those of basic() and data()."""
    return around(basic(**options))


def extensions_of(*found, number=1):
    return explicit(number, sequence(*found))


def request_entry(cert=None, extensions=b"", more=b""):
    return sequence(cert_id() if cert is None else cert, extensions, more)


def tbs_request(entries=None, *, version=b"", requestor=b"", extensions=b"", requests=None, more=b""):
    return sequence(version, requestor,
                    sequence(*([request_entry()] if entries is None else entries)) if requests is None else requests,
                    extensions, more)


def request(tbs=None, *, signature=b"", more=b"", **options):
    """`options` are those of tbs_request()."""
    return sequence(tbs_request(**options) if tbs is None else tbs, signature, more)


# --- Parts of recipes ------------------------------------------------------------------------------------


def repeated(count, pattern):
    return {"repeat": count, "pattern": pattern}


def once(pattern):
    return repeated(1, pattern)


def enclosed(tag, *parts, nest=1):
    return {"nest": nest, "tag": tag, "parts": parts}


def wrapped(*parts):
    """A response whose BasicOCSPResponse has these contents."""
    return enclosed(0x30, once(tlv(0x0a, b"\0")),
                    enclosed(0xa0, enclosed(0x30, once(oid(BASIC)), enclosed(0x04, enclosed(0x30, *parts)))))


# --- Fields, as the JSON of `ocspan response` and `ocspan request` names them -----------------------------


def response_fields(*answers, **fields):
    """`fields` of `basic`; an answer is a dictionary."""
    found = {"responseStatus": "successful", "basic": fields}
    if answers:
        found["basic"]["responses"] = list(answers)
    return found


def answer(serial=SERIAL, status="good", **fields):
    return {"certId": {"serialNumber": str(serial)}, "certStatus": status, **fields}


def request_fields(*serials, **fields):
    return {"requests": [{"certId": {"serialNumber": str(serial)}} for serial in serials], **fields}


def extension_fields(dotted, value, critical=False, **decoded):
    found = {"oid": dotted, "critical": critical, "value": value.hex()}
    return {**found, "decoded": decoded} if decoded else found
