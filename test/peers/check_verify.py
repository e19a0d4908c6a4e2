#!/usr/bin/env python3
"""`ocspan verify` over a table of responses that may and that may not be trusted: each must have the
expected verdict and failing step, and the verdict is compared with that of `openssl ocsp` and of GnuTLS.

    check_verify.py OCSPAN [VERIFY_RESPONSE [DISAGREEMENTS]]

VERIFY_RESPONSE is the example that verifies by Botan. Where a peer's verdict is another one, the reason
has to stand in the table of docs/reference/verify-disagreements.md, in which no row may be left over.
"""

import datetime
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple, Optional

SKIPPED = 77
try:
    import ocsp_forge as forge
except ImportError as missing:
    print(f"SKIPPED: {missing}")
    sys.exit(SKIPPED)

SECOND = datetime.timedelta(seconds=1)
HOUR = 3600 * SECOND
DAY = 24 * HOUR
NOW = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0, tzinfo=None)
SERIAL = 0x1234
EXIT_STATUS = {"good": 0, "revoked": 3, "unknown": 4, "untrusted": 5}
NO_ANSWER_NOW = 8   # internalError and tryLater
REASONS = {0: "unspecified", 1: "keyCompromise", 2: "cACompromise", 3: "affiliationChanged", 4: "superseded",
           5: "cessationOfOperation", 6: "certificateHold", 8: "removeFromCRL", 9: "privilegeWithdrawn",
           10: "aACompromise"}


class Case(NamedTuple):
    name: str
    response: bytes
    verdict: str
    step: Optional[str] = None
    ca: Optional[forge.Certificate] = None      # the table's own, if it is not said
    serial: int = SERIAL
    request: Optional[bytes] = None
    options: tuple = ()             # of `ocspan verify`
    openssl: tuple = ()             # the same for openssl, where it has such options
    hash_name: str = "sha1"         # of the CertID that openssl looks for
    issuer_file: Optional[bytes] = None         # another issuer's certificate on the command line
    fields: dict = {}               # what else the JSON must say
    compare: bool = True            # with the peers, which have a clock of their own
    certificate: Optional[bytes] = None         # another one than the CA's with that serial number
    responder: Optional[bytes] = None           # certificates of responders that are trusted
    more: Optional[bytes] = None                # certificates beside those of the response
    by_request: bool = False                    # asks about what the request names, and not by a certificate
    trust: str = "-VAfile"                      # by which of its options openssl is told to trust `responder`


class World:
    """One CA with everything under it."""

    def __init__(self, scheme="rsa-sha256"):
        self.keys = {}
        self.ca = self.make_ca("CA", self.key(scheme))
        self.other_ca = self.make_ca("Other CA", self.key(scheme, "other"))
        self.responder_key = self.key("ecdsa-p256-sha256", "responder")
        self.responder = self.delegate()

    def key(self, scheme, owner="ca"):
        """Keys are made once for their kind: RSA and DSA take their time."""
        kind = forge.SCHEMES[scheme][0]
        if (kind, owner) not in self.keys:
            self.keys[kind, owner] = forge.new_key(scheme)
        return self.keys[kind, owner].with_scheme(scheme)

    @staticmethod
    def make_ca(common_name, key, *more):
        subject = forge.name(common_name)
        return forge.certificate(subject, key, subject, key, 1, NOW - 30 * DAY, NOW + 30 * DAY, [
            forge.extension("2.5.29.19", forge.sequence(forge.tlv(0x01, b"\xff")), True),
            forge.key_usage(0, 5, 6), *more])

    def delegate(self, ca=None, key=None, *, issuer=None, extensions=None, begin=NOW - DAY, end=NOW + DAY, **options):
        """A responder of the CA's; `issuer` is a name that it gives in place of the CA's."""
        ca = ca or self.ca
        if extensions is None:
            extensions = [forge.key_usage(0), forge.purposes(forge.OCSP_SIGNING), forge.extension(forge.NOCHECK, forge.NULL)]
        return forge.certificate(forge.name("Responder"), key or self.responder_key, issuer or ca.subject,
                                 options.pop("signer", ca.key), 77, begin, end, extensions, **options)

    def single(self, status=forge.GOOD, cert=None, begin=-HOUR, end=HOUR, extensions=(), ca=None):
        cert = cert if cert is not None else forge.cert_id(ca or self.ca, SERIAL)
        return forge.single(cert, status, NOW + begin, None if end is None else NOW + end, extensions)

    def by_issuer(self, *singles, produced=-HOUR, ca=None, key=None, **options):
        ca = ca or self.ca
        return forge.response(forge.by_name(ca), NOW + produced, singles or [self.single(ca=ca)], key or ca.key, **options)

    def by_delegate(self, *singles, delegate=None, produced=-HOUR, responder_id=None, key=None, **options):
        delegate = delegate or self.responder
        options.setdefault("certificates", [delegate.der])
        return forge.response(responder_id or forge.by_name(delegate), NOW + produced, singles or [self.single()],
                              key or delegate.key, **options)


def steps_of_library():
    """The names of the steps at which `ocspan verify` may fail: its verifier answers at once."""
    words = (Path(__file__).resolve().parents[2] / "include/ocspan/words.h").read_text(encoding="utf-8")
    return set(re.findall(r"X\(OCSPAN_STEP_\w+, (\w+),", words)) - {"none", "signature_pending"}


def untrusted(name, response, step, **options):
    return Case(name, response, "untrusted", step, **options)


def algorithms(world):
    """Every signature algorithm that python3-cryptography can sign with, by the CA and by a responder."""
    for scheme in forge.SCHEMES:
        ca = world.make_ca(f"CA with {scheme}", world.key(scheme))
        responder = world.delegate(ca, world.key(scheme, "responder"))
        single = world.single(ca=ca)
        options = ("--accept-weak",) if "sha1" in scheme else ()
        yield Case(f"{scheme}, issuer", world.by_issuer(ca=ca), "good", ca=ca, options=options)
        yield untrusted(f"{scheme}, issuer, damaged", world.by_issuer(ca=ca, damage=True), "bad_signature", ca=ca,
                        options=options)
        yield Case(f"{scheme}, responder", world.by_delegate(single, delegate=responder), "good", ca=ca, options=options)
        yield untrusted(f"{scheme}, responder, damaged", world.by_delegate(single, delegate=responder, damage=True),
                        "bad_signature", ca=ca, options=options)
        forged = world.delegate(ca, world.key(scheme, "responder"), damage=True)
        yield untrusted(f"{scheme}, responder's certificate damaged", world.by_delegate(single, delegate=forged),
                        "signer_bad_signature", ca=ca, options=options)
        if options:
            yield untrusted(f"{scheme}: weak", world.by_issuer(ca=ca), "weak_signature_algorithm", ca=ca,
                            fields={"input": "certificate"}, compare=False)
    weak = forge.Key(world.ca.key.private, *forge.SCHEMES["rsa-sha1"][1:])
    yield untrusted("weak response of a strong CA", world.by_issuer(key=weak), "weak_signature_algorithm",
                    fields={"input": "response"})
    yield untrusted("RSA key, ECDSA algorithm", world.by_issuer(
        key=forge.Key(world.ca.key.private, forge.SCHEMES["ecdsa-p256-sha256"][1], world.ca.key._sign)),
        "unsupported_signature_algorithm")
    yield untrusted("algorithm is not known", world.by_issuer(
        key=forge.Key(world.ca.key.private, forge.sequence(forge.oid("1.2.3.4")), world.ca.key._sign)),
        "unsupported_signature_algorithm")
    yield untrusted("SHA-256 is signed, SHA-384 is said", world.by_issuer(
        key=forge.Key(world.ca.key.private, forge.SCHEMES["rsa-sha384"][1], world.ca.key._sign)), "bad_signature")
    yield untrusted("signature with unused bits", world.by_issuer(
        key=forge.Key(world.ca.key.private, world.ca.key.algorithm, lambda key, message: b"\0" * 256), unused_bits=3),
        "bad_signature")
    yield untrusted("empty signature", world.by_issuer(
        key=forge.Key(world.ca.key.private, world.ca.key.algorithm, lambda key, message: b"")), "bad_signature")
    yield untrusted("other bytes are signed", world.by_issuer(signed=b"another message"), "bad_signature")


def statuses(world):
    signers = {"issuer, by name": world.by_issuer,
               "issuer, by key": lambda *singles: forge.response(forge.by_key(world.ca.key), NOW, singles, world.ca.key),
               "responder, by name": world.by_delegate,
               "responder, by key": lambda *singles: world.by_delegate(
                   *singles, responder_id=forge.by_key(world.responder_key))}
    for signer, build in signers.items():
        who = {"signer": "issuer" if signer.startswith("issuer") else "delegated",
               "nocheck": signer.startswith("responder")}
        yield Case(f"good, {signer}", build(world.single()), "good", fields=who)
        yield Case(f"unknown, {signer}", build(world.single(forge.UNKNOWN)), "unknown", fields=who)
        yield Case(f"revoked, {signer}", build(world.single(forge.revoked(NOW - DAY))), "revoked", fields={
            **who, "revocationTime": text_of(NOW - DAY), "revocationReason": None})
    for reason, text in REASONS.items():
        yield Case(f"revoked, {text}", world.by_issuer(world.single(forge.revoked(NOW - DAY, reason))), "revoked",
                   fields={"revocationReason": text})
    yield Case("revoked in the future", world.by_issuer(world.single(forge.revoked(NOW + 10 * DAY))), "revoked",
               fields={"revocationTime": text_of(NOW + 10 * DAY)})
    for status in (1, 2, 3, 5, 6):
        yield untrusted(f"status {status}", forge.unsuccessful(status), "not_successful")


def cert_ids(world):
    ca = world.ca

    def answer(cert, **options):
        return world.by_issuer(world.single(cert=cert), **options)

    for hash_name in ("sha1", "sha224", "sha256", "sha384", "sha512"):
        for parameters, form in ((forge.NULL, "NULL"), (b"", "absent")):
            cert = forge.cert_id(ca, SERIAL, hash_name, parameters=parameters)
            yield Case(f"CertID by {hash_name}, parameters {form}", answer(cert), "good", hash_name=hash_name)
    for serial in (0, 1, 0x7f, 0x80, 0xff, 0x12, 1 << 150, -5):
        yield Case(f"serial number {serial}", answer(forge.cert_id(ca, serial)), "good", serial=serial)
    for asked, answered in ((0x12, 0x1234), (0x1234, 0x12), (0x34, 0x1234), (0x1234, 0x123400), (0x123400, 0x1234),
                            (0x80, -0x80), (0, 0x100), (0x1234, 0x1235)):
        yield untrusted(f"serial number {asked:#x} asked, {answered:#x} answered", answer(forge.cert_id(ca, answered)),
                        "no_answer", serial=asked)
    yield untrusted("issuerNameHash of another", answer(forge.cert_id(ca, SERIAL, name_hash=b"\1" * 20)), "no_answer")
    yield untrusted("issuerKeyHash of another", answer(forge.cert_id(ca, SERIAL, key_hash=b"\1" * 20)), "no_answer")
    name_hash = forge.children(forge.cert_id(ca, SERIAL))[1][2:]
    key_hash = forge.children(forge.cert_id(ca, SERIAL))[2][2:]
    yield untrusted("hashes in each other's place", answer(forge.cert_id(ca, SERIAL, name_hash=key_hash, key_hash=name_hash)),
                    "no_answer")
    for size in (0, 19):
        yield untrusted(f"issuerKeyHash of {size} bytes", answer(forge.cert_id(ca, SERIAL, key_hash=key_hash[:size])),
                        "no_answer")
    yield untrusted("issuerNameHash with a byte more", answer(forge.cert_id(ca, SERIAL, name_hash=name_hash + b"\0")),
                    "no_answer")
    yield untrusted("hashes of SHA-1, algorithm SHA-256", answer(forge.cert_id(
        ca, SERIAL, hash_oid=forge.HASH_OIDS["sha256"])), "no_answer")
    yield untrusted("issuerKeyHash over the whole SubjectPublicKeyInfo", answer(forge.cert_id(
        ca, SERIAL, key_hash=forge.hashlib.sha1(ca.key.spki).digest())), "no_answer")
    yield untrusted("hash function that is not known", answer(forge.cert_id(ca, SERIAL, hash_oid="1.2.3.4")),
                    "unsupported_hash")
    yield untrusted("CertID by MD5", answer(forge.cert_id(ca, SERIAL, "md5")), "unsupported_hash")
    yield untrusted("no answers at all", forge.response(forge.by_name(ca), NOW, [], ca.key), "no_answer")
    yield untrusted("answer of another CA's certificate", world.by_issuer(
        world.single(cert=forge.cert_id(world.other_ca, SERIAL))), "no_answer")
    forged = forge.certificate(forge.name("leaf"), world.responder_key, ca.subject, world.other_ca.key, SERIAL,
                               NOW - DAY, NOW + DAY)
    yield untrusted("the issuer has not signed the certificate", world.by_issuer(), "certificate_bad_signature",
                    certificate=forged.pem(), fields={"input": "certificate"})
    yield Case("the second of three answers", world.by_issuer(
        world.single(forge.UNKNOWN, forge.cert_id(ca, 1)), world.single(), world.single(forge.UNKNOWN, forge.cert_id(ca, 2))),
        "good")


def several_answers(world):
    both = {"severalAnswers": True}
    good, unknown, revoked = world.single(), world.single(forge.UNKNOWN), world.single(forge.revoked(NOW - DAY))
    for singles, verdict in (((good, revoked), "revoked"), ((revoked, good), "revoked"), ((good, unknown), "unknown"),
                             ((unknown, good), "unknown"), ((unknown, revoked), "revoked"), ((good, good), "good"),
                             ((good, unknown, revoked), "revoked"), ((revoked, unknown, good), "revoked")):
        order = ", ".join({good: "good", unknown: "unknown", revoked: "revoked"}[one] for one in singles)
        yield Case(f"several answers: {order}", world.by_issuer(*singles), verdict, fields=both)
    by_sha256 = forge.cert_id(world.ca, SERIAL, "sha256")
    yield Case("good by SHA-1, revoked by SHA-256", world.by_issuer(
        good, world.single(forge.revoked(NOW - DAY), by_sha256)), "revoked", fields=both)
    old = world.single(begin=-10 * HOUR, end=-9 * HOUR)
    early = world.single(begin=HOUR, end=2 * HOUR)
    yield Case("an answer that holds beside one that does not yet", world.by_issuer(good, early), "good", fields=both)
    for hash_name in ("md5", "sm3"):
        cert = (forge.cert_id(world.ca, SERIAL, "md5") if hash_name == "md5" else
                forge.cert_id(world.ca, SERIAL, hash_oid="1.2.156.10197.1.401"))
        yield untrusted(f"good by SHA-1, revoked by {hash_name}", world.by_issuer(
            good, world.single(forge.revoked(NOW - DAY), cert)), "unsupported_hash")
    yield Case("an answer that has passed beside one that has not", world.by_issuer(old, good), "good", fields=both)


def signers(world):
    ca = world.ca
    self_signed = forge.certificate(forge.name("Responder"), world.responder_key, forge.name("Responder"),
                                    world.responder_key, 77, NOW - DAY, NOW + DAY,
                                    [forge.purposes(forge.OCSP_SIGNING)])
    yield untrusted("responder whose certificate is not there", world.by_delegate(certificates=[]), "no_signer")
    yield untrusted("another responderID by name", world.by_delegate(responder_id=forge.by_name(forge.name("Nobody"))),
                    "no_signer")
    yield untrusted("another responderID by key", world.by_delegate(
        responder_id=forge.explicit(2, forge.octet_string(b"\1" * 20))), "no_signer")
    yield untrusted("responderID by key of 19 bytes", world.by_delegate(
        responder_id=forge.explicit(2, forge.octet_string(b"\1" * 19))), "no_signer")
    yield untrusted("self-signed responder", world.by_delegate(delegate=self_signed), "signer_not_issued_by_issuer")
    yield Case("self-signed responder that is trusted", world.by_delegate(delegate=self_signed), "good",
               responder=self_signed.pem(), fields={"signer": "trusted"})
    yield Case("trusted responder whose certificate is not there", world.by_delegate(
        delegate=self_signed, certificates=[]), "good", responder=self_signed.pem(), fields={"signer": "trusted"})
    yield untrusted("another's key signs as the trusted responder", world.by_delegate(
        delegate=self_signed, key=ca.key), "unsupported_signature_algorithm", responder=self_signed.pem())
    yield Case("responder whose certificate is elsewhere", world.by_delegate(certificates=[]), "good",
               more=world.responder.pem(), fields={"signer": "delegated"})
    yield untrusted("self-signed responder whose certificate is elsewhere", world.by_delegate(
        delegate=self_signed, certificates=[]), "signer_not_issued_by_issuer", more=self_signed.pem(),
        fields={"input": "addedCertificate"})
    yield untrusted("responder of another CA", world.by_delegate(delegate=world.delegate(world.other_ca)),
                    "signer_not_issued_by_issuer")
    yield untrusted("responder of another CA that gives the CA's name", world.by_delegate(
        delegate=world.delegate(world.other_ca, issuer=ca.subject)), "signer_bad_signature")
    grandparent = world.make_ca("Root", world.key("ecdsa-p384-sha384"))
    yield untrusted("responder of the CA above", world.by_delegate(
        delegate=world.delegate(grandparent), certificates=[world.delegate(grandparent).der, grandparent.der]),
        "signer_not_issued_by_issuer")
    leaf = world.delegate(extensions=[forge.key_usage(0)])
    yield untrusted("a certificate of the CA without purposes", world.by_delegate(delegate=leaf), "signer_not_for_ocsp")
    for dotted, what in ((forge.SERVER_AUTH, "serverAuth"), (forge.ANY_PURPOSE, "anyExtendedKeyUsage")):
        yield untrusted(f"a certificate of the CA for {what}", world.by_delegate(
            delegate=world.delegate(extensions=[forge.purposes(dotted)])), "signer_not_for_ocsp")
    yield Case("a certificate for several purposes", world.by_delegate(delegate=world.delegate(
        extensions=[forge.purposes(forge.SERVER_AUTH, forge.OCSP_SIGNING)])), "good", fields={"nocheck": False})
    yield Case("purposes are critical", world.by_delegate(delegate=world.delegate(
        extensions=[forge.purposes(forge.OCSP_SIGNING, critical=True)])), "good")
    signing = forge.purposes(forge.OCSP_SIGNING)
    yield untrusted("purposes twice", world.by_delegate(delegate=world.delegate(extensions=[signing, signing])),
                    "signer_not_for_ocsp")
    yield untrusted("purposes that are malformed", world.by_delegate(delegate=world.delegate(
        extensions=[forge.extension("2.5.29.37", b"\x30\x03\x06\x01")])), "signer_not_for_ocsp")
    yield Case("no keyUsage", world.by_delegate(delegate=world.delegate(extensions=[signing])), "good")
    yield untrusted("keyUsage without digitalSignature", world.by_delegate(
        delegate=world.delegate(extensions=[signing, forge.key_usage(5, 6)])), "signer_key_usage")
    yield Case("keyUsage nonRepudiation alone", world.by_delegate(
        delegate=world.delegate(extensions=[signing, forge.key_usage(1)])), "good")
    yield Case("keyUsage with more", world.by_delegate(
        delegate=world.delegate(extensions=[signing, forge.key_usage(0, 1)])), "good")
    yield untrusted("unknown critical extension", world.by_delegate(delegate=world.delegate(
        extensions=[signing, forge.extension("1.2.3.4", forge.NULL, True)])), "signer_critical_extension")
    yield Case("unknown extension that is not critical", world.by_delegate(delegate=world.delegate(
        extensions=[signing, forge.extension("1.2.3.4", forge.NULL)])), "good")
    yield untrusted("expired responder", world.by_delegate(
        delegate=world.delegate(begin=NOW - 2 * DAY, end=NOW - HOUR)), "signer_expired")
    yield untrusted("responder that is not valid yet", world.by_delegate(
        delegate=world.delegate(begin=NOW + HOUR, end=NOW + DAY)), "signer_not_yet_valid")
    for value, critical, nocheck in ((forge.NULL, False, True), (forge.NULL, True, True), (b"\x30\0", False, False), (b"", False, False)):
        delegate = world.delegate(extensions=[signing, forge.extension(forge.NOCHECK, value, critical)])
        yield Case(f"nocheck {value.hex() or 'empty'}{', critical' if critical else ''}",
                   world.by_delegate(delegate=delegate), "good", fields={"nocheck": nocheck})
    yield untrusted("two signature algorithms in the responder's certificate", world.by_delegate(
        delegate=world.delegate(inner_algorithm=forge.SCHEMES["rsa-sha384"][1])), "signer_bad_signature")
    yield untrusted("unused bits in the signature of the responder's certificate", world.by_delegate(
        delegate=world.delegate(signer=forge.Key(ca.key.private, ca.key.algorithm, lambda key, message: b"\0" * 256),
                                unused_bits=3)), "signer_bad_signature")
    yield untrusted("the CA's key signs as the responder", world.by_delegate(key=ca.key), "unsupported_signature_algorithm")
    yield untrusted("the responder's key signs as the CA", world.by_issuer(key=world.responder_key), "unsupported_signature_algorithm")
    yield Case("the CA's certificate comes along", world.by_issuer(certificates=[ca.der]), "good",
               fields={"signer": "issuer"})
    renewed = world.make_ca("CA", ca.key, forge.extension("1.2.3.4", forge.NULL))
    yield Case("another certificate of the CA comes along", world.by_issuer(certificates=[renewed.der]), "good",
               fields={"signer": "issuer"})
    crowd = [world.delegate(key=world.key("ed25519", f"crowd {i}")).der for i in range(15)]
    yield Case("16 certificates of one name, the signer's is the last", world.by_delegate(
        certificates=[*crowd, world.responder.der]), "good")
    yield untrusted("17 certificates of one name, the signer's is the last", world.by_delegate(
        certificates=[crowd[0], *crowd, crowd[1], world.responder.der]), "too_many_signers")
    odd = forge.sequence(forge.sequence(forge.integer(5)), world.ca.key.algorithm, forge.bit_string(b""))
    yield Case("an unreadable certificate before the signer's", world.by_delegate(
        certificates=[odd, world.responder.der]), "good", compare=False)
    broken = forge.Key(world.responder_key.private, world.responder_key.algorithm, world.responder_key._sign)
    broken.spki = forge.sequence(forge.sequence(forge.oid("1.2.3.4")), forge.bit_string(b"\1\2\3"))
    yield untrusted("a responder's key that nobody can read", world.by_delegate(
        delegate=world.delegate(key=broken), key=world.responder_key), "unsupported_signature_algorithm")


def trusted_responders(world):
    """Whom the caller trusts may sign, whatever its certificate says (RFC 6960 4.2.2.2, criterion 1)."""
    ca, key = world.ca, world.responder_key
    under_the_ca = {
        "without purposes": world.delegate(extensions=[]),
        "for serverAuth": world.delegate(extensions=[forge.purposes(forge.SERVER_AUTH)]),
        "for signing certificates": world.delegate(extensions=[forge.key_usage(5), forge.purposes(forge.OCSP_SIGNING)]),
    }
    under_another = {
        "of another CA": world.delegate(world.other_ca),
        "whose certificate is damaged": world.delegate(damage=True),
        "with an unknown critical extension": world.delegate(extensions=[forge.extension("1.2.3.4", forge.NULL, True)]),
        "that is another CA": world.other_ca,
    }
    for what, signer in (under_the_ca | under_another).items():
        response = world.by_delegate(delegate=signer)
        for trust in ("-VAfile", "-trust_other") + (("-no_cert_checks",) if what in under_the_ca else ()):
            yield Case(f"trusted by {trust}: {what}", response, "good", responder=signer.pem(), trust=trust,
                       fields={"signer": "trusted"})
    signer = under_another["of another CA"]
    for trust in ("-VAfile", "-trust_other"):
        def trusted(name, response, verdict, step=None, **options):
            return Case(f"trusted by {trust}: {name}", response, verdict, step,
                        **{"responder": signer.pem(), "trust": trust, **options})

        yield trusted("named by key", world.by_delegate(delegate=signer, responder_id=forge.by_key(key)), "good")
        yield trusted("its certificate is not there", world.by_delegate(delegate=signer, certificates=[]), "good")
        yield trusted("revoked", world.by_delegate(world.single(forge.revoked(NOW - DAY)), delegate=signer), "revoked")
        yield trusted("unknown", world.by_delegate(world.single(forge.UNKNOWN), delegate=signer), "unknown")
        yield trusted("the second of two", world.by_delegate(delegate=signer, certificates=[]), "good",
                      responder=world.other_ca.pem() + signer.pem())
        yield trusted("the CA signs", world.by_issuer(), "good", fields={"signer": "issuer"})
        yield trusted("a delegate signs", world.by_delegate(), "good", responder=world.other_ca.pem(),
                      fields={"signer": "delegated"})
        yield trusted("damaged", world.by_delegate(delegate=signer, damage=True), "untrusted", "bad_signature")
        yield trusted("the responderID is another's", world.by_delegate(
            delegate=signer, responder_id=forge.by_name(forge.name("Nobody"))), "untrusted", "no_signer")
        yield trusted("no answer", world.by_delegate(world.single(cert=forge.cert_id(ca, 1)), delegate=signer),
                      "untrusted", "no_answer")
        yield trusted("an answer that has passed", world.by_delegate(
            world.single(begin=-3 * HOUR, end=-2 * HOUR), delegate=signer), "untrusted", "expired")
        yield trusted("SHA-1", world.by_delegate(delegate=signer, key=key.with_scheme("ecdsa-p256-sha1")),
                      "untrusted", "weak_signature_algorithm", fields={"input": "response"})
        for what, step, begin, end in (("has ended", "signer_expired", -2, -1),
                                       ("has not begun", "signer_not_yet_valid", 1, 2)):
            one = world.delegate(world.other_ca, begin=NOW + begin * HOUR, end=NOW + end * HOUR)
            yield trusted(f"the certificate {what}", world.by_delegate(delegate=one), "untrusted", step,
                          responder=one.pem(), fields={"input": "addedCertificate"})
        twin = world.delegate(world.other_ca, world.key("ecdsa-p256-sha256", "twin"))
        yield trusted("the delegate of the same name signs", world.by_delegate(), "good", responder=twin.pem())


def more_certificates(world):
    """Certificates that come from elsewhere are trusted no more than those of the response."""
    response = world.by_delegate(certificates=[])
    bad = {
        "expired": ("signer_expired", world.delegate(begin=NOW - 2 * DAY, end=NOW - HOUR)),
        "not valid yet": ("signer_not_yet_valid", world.delegate(begin=NOW + HOUR, end=NOW + DAY)),
        "without purposes": ("signer_not_for_ocsp", world.delegate(extensions=[])),
        "of another CA": ("signer_not_issued_by_issuer", world.delegate(world.other_ca)),
        "damaged": ("signer_bad_signature", world.delegate(damage=True)),
        "for signing certificates": ("signer_key_usage", world.delegate(
            extensions=[forge.key_usage(5), forge.purposes(forge.OCSP_SIGNING)])),
        "with an unknown critical extension": ("signer_critical_extension", world.delegate(extensions=[
            forge.purposes(forge.OCSP_SIGNING), forge.extension("1.2.3.4", forge.NULL, True)])),
    }
    for what, (step, certificate) in bad.items():
        more = certificate.pem()
        yield untrusted(f"elsewhere: {what}", response, step, more=more, fields={"input": "addedCertificate"})
        yield Case(f"elsewhere: {what}, and the right one is there", world.by_delegate(), "good", more=more)
    twin = world.delegate(key=world.key("ecdsa-p256-sha256", "twin"))
    right = world.responder.pem()
    yield Case("elsewhere: the right one, a twin is there", world.by_delegate(certificates=[twin.der]), "good",
               more=right)
    yield Case("elsewhere: a twin, then the right one", response, "good", more=twin.pem() + right)
    yield Case("elsewhere: the right one, then a twin", response, "good", more=right + twin.pem())
    yield untrusted("elsewhere: a twin", response, "bad_signature", more=twin.pem())
    yield Case("elsewhere: by key, a twin before it", world.by_delegate(
        certificates=[], responder_id=forge.by_key(world.responder_key)), "good", more=twin.pem() + right)
    yield Case("elsewhere and there, -no_intern", world.by_delegate(), "good", more=right, openssl=("-no_intern",))
    yield Case("there alone, -no_intern", world.by_delegate(), "good", openssl=("-no_intern",))
    yield untrusted("without purposes, nobody trusts it", world.by_delegate(delegate=bad["without purposes"][1]),
                    "signer_not_for_ocsp", openssl=("-no_cert_checks",))


def requests(world):
    """Asked by the CertID of a request."""
    ca, sent = world.ca, bytes(range(32))

    def asked(name, cert, response, verdict, step=None, **options):
        return Case(f"asked by CertID: {name}", response, verdict, step, by_request=True,
                    **{"request": forge.request(cert), **options})

    right = forge.cert_id(ca, SERIAL)
    yield asked("right", right, world.by_issuer(), "good")
    yield asked("revoked", right, world.by_issuer(world.single(forge.revoked(NOW - DAY))), "revoked")
    yield asked("by SHA-256, answered by SHA-1", forge.cert_id(ca, SERIAL, "sha256"), world.by_issuer(), "good")
    yield asked("issuer of another key", forge.cert_id(ca, SERIAL, key_hash=b"\1" * 20), world.by_issuer(), "untrusted",
                "wrong_issuer")
    yield asked("issuer of another name", forge.cert_id(ca, SERIAL, name_hash=b"\1" * 20), world.by_issuer(),
                "untrusted", "wrong_issuer")
    yield asked("another CA's, answered by this one", forge.cert_id(world.other_ca, SERIAL), world.by_issuer(),
                "untrusted", "wrong_issuer")
    yield asked("hash function that is not known", forge.cert_id(ca, SERIAL, hash_oid="1.2.3.4"), world.by_issuer(),
                "untrusted", "unsupported_hash")
    yield asked("another serial number", forge.cert_id(ca, SERIAL + 1), world.by_issuer(), "untrusted", "no_answer")
    yield asked("the nonce is another", right, world.by_issuer(extensions=[forge.nonce(sent[::-1])]), "untrusted",
                "nonce_different", request=forge.request(right, [forge.nonce(sent)]))


def encodings(world):
    """One name in several encodings, and names that are nearly the same (RFC 5280 7.1)."""
    ca, responder = world.ca, world.responder
    ways = {"PrintableString": lambda text: forge.name(text, 0x13), "BMPString": lambda text: utf16_name(text),
            "other case": lambda text: forge.name(text.swapcase()),
            "white space": lambda text: forge.name(f"  {text} ")}
    for how, write in ways.items():
        name = write("CA")
        yield Case(f"{how}: the delegate's issuer", world.by_delegate(delegate=world.delegate(issuer=name)), "good")
        yield Case(f"{how}: the CA's responderID", forge.response(
            forge.by_name(name), NOW, [world.single()], ca.key), "good")
        yield Case(f"{how}: the delegate's responderID", world.by_delegate(
            responder_id=forge.by_name(write("Responder"))), "good")
        leaf = forge.certificate(forge.name("leaf"), responder.key, name, ca.key, SERIAL, NOW - DAY, NOW + DAY).pem()
        yield Case(f"{how}: the certificate's issuer, and the CA's hash", world.by_issuer(), "good", certificate=leaf)
        name_hash = forge.hashlib.sha1(name).digest()
        answer = world.by_issuer(world.single(cert=forge.cert_id(ca, SERIAL, name_hash=name_hash)))
        yield Case(f"{how}: the certificate's issuer, and its hash", answer, "good", certificate=leaf)
        yield untrusted(f"{how}: the hash of it alone", answer, "no_answer")
    for text in ("C A", "CA1", "\u0421A", "CA\u00a0"):
        name = forge.name(text)
        yield untrusted(f"{text!a}: the delegate's issuer", world.by_delegate(delegate=world.delegate(issuer=name)),
                        "signer_not_issued_by_issuer")
        yield untrusted(f"{text!a}: the CA's responderID", forge.response(
            forge.by_name(name), NOW, [world.single()], ca.key), "no_signer")


def utf16_name(text):
    value = forge.tlv(0x1e, text.encode("utf-16-be"))
    return forge.sequence(forge.tlv(0x31, forge.sequence(forge.oid("2.5.4.3"), value)))


def times(world):
    at = ("--at", text_of(NOW))
    yield untrusted("thisUpdate in the future", world.by_issuer(world.single(begin=HOUR, end=2 * HOUR)), "not_yet_valid")
    yield untrusted("nextUpdate has passed", world.by_issuer(world.single(begin=-3 * HOUR, end=-2 * HOUR)), "expired")
    yield untrusted("nextUpdate before thisUpdate", world.by_issuer(world.single(begin=-60 * SECOND, end=-120 * SECOND)),
                    "update_order")
    yield untrusted("producedAt in the future", world.by_issuer(produced=HOUR), "produced_in_future")
    yield Case("nextUpdate equal to thisUpdate", world.by_issuer(world.single(begin=-60 * SECOND, end=-60 * SECOND)), "good")
    yield Case("nextUpdate in 200 years", world.by_issuer(world.single(end=73000 * DAY)), "good")
    yield Case("no nextUpdate", world.by_issuer(world.single(end=None)), "good", fields={
        "nextUpdate": None, "usableUntil": text_of(NOW + 23 * HOUR)})
    yield untrusted("no nextUpdate, two days old", world.by_issuer(world.single(begin=-48 * HOUR, end=None)), "too_old")
    yield Case("no nextUpdate, two days old, which the policy allows", world.by_issuer(
        world.single(begin=-48 * HOUR, end=None)), "good", options=("--max-age", "200000"), openssl=("-status_age", "200000"))
    yield untrusted("no nextUpdate, which the policy wants", world.by_issuer(world.single(end=None)),
                    "next_update_missing", options=("--require-next-update",))
    passed = world.by_issuer(world.single(begin=-30 * DAY, end=-20 * DAY), produced=-30 * DAY)
    for days, step in ((-40, None), (-25, None), (-20, None), (-19, "outside_attested_time")):
        yield Case(f"attested {-days} days ago", passed, "untrusted" if step else "good", step, compare=False,
                   options=("--attested", text_of(NOW + days * DAY)))
    for when, verdict in ((-3 * DAY, "good"), (-DAY, "revoked")):
        yield Case(f"attested at {when}, revoked two days ago", world.by_issuer(world.single(forge.revoked(NOW - 2 * DAY))),
                   verdict, options=("--attested", text_of(NOW + when)), compare=False)
    yield Case("a month old, and nextUpdate is tomorrow", world.by_issuer(world.single(begin=-30 * DAY, end=DAY)), "good")
    yield untrusted("older than the policy allows", world.by_issuer(world.single(begin=-2 * HOUR)), "too_old",
                    options=("--max-age", "3600"), openssl=("-status_age", "3600"))
    for seconds, step in ((300, None), (301, "not_yet_valid")):
        yield Case(f"thisUpdate {seconds} s ahead", world.by_issuer(world.single(begin=seconds * SECOND)),
                   "untrusted" if step else "good", step, options=at, compare=False)
    for seconds, step in ((300, None), (301, "expired")):
        yield Case(f"nextUpdate {seconds} s ago", world.by_issuer(world.single(end=-seconds * SECOND)),
                   "untrusted" if step else "good", step, options=at, compare=False)
    for seconds, step in ((300, None), (301, "produced_in_future")):
        yield Case(f"producedAt {seconds} s ahead", world.by_issuer(produced=seconds * SECOND),
                   "untrusted" if step else "good", step, options=at, compare=False)
    for skew, step in ((10, None), (9, "not_yet_valid")):
        yield Case(f"thisUpdate 10 s ahead, clocks {skew} s apart", world.by_issuer(world.single(begin=10 * SECOND)),
                   "untrusted" if step else "good", step, options=(*at, "--skew", str(skew)), compare=False)
    for age, step in ((3300, None), (3299, "too_old")):
        yield Case(f"an hour old, {age} s allowed", world.by_issuer(), "untrusted" if step else "good", step,
                   options=(*at, "--max-age", str(age)), compare=False)
    for when, verdict, step in ((-30 * DAY, "untrusted", "produced_in_future"), (-30 * SECOND, "good", None),
                                (30 * DAY, "untrusted", "expired")):
        yield Case(f"at another time: {when}", world.by_issuer(), verdict, step, options=("--at", text_of(NOW + when)),
                   compare=False)
    yield Case("usable until the responder's certificate ends", world.by_delegate(
        delegate=world.delegate(end=NOW + 60 * SECOND * 30)), "good", fields={"usableUntil": text_of(NOW + HOUR / 2)})
    yield Case("usable until the policy's age", world.by_issuer(), "good", options=("--max-age", "5400"),
               openssl=("-status_age", "5400"), fields={"usableUntil": text_of(NOW + HOUR / 2)})


def extensions(world):
    unknown = forge.extension("1.2.3.4", forge.NULL, True)
    yield untrusted("unknown critical responseExtension", world.by_issuer(extensions=[unknown]), "critical_extension")
    yield untrusted("unknown critical singleExtension", world.by_issuer(world.single(extensions=[unknown])),
                    "critical_extension")
    yield Case("unknown extensions that are not critical", world.by_issuer(
        world.single(extensions=[forge.extension("1.2.3.4", forge.NULL)]),
        extensions=[forge.extension("1.2.3.5", forge.NULL)]), "good")
    yield Case("unknown critical extension of an answer about another certificate", world.by_issuer(
        world.single(cert=forge.cert_id(world.ca, 1), extensions=[unknown]), world.single()), "good")
    yield Case("critical archiveCutoff", world.by_issuer(world.single(extensions=[
        forge.extension("1.3.6.1.5.5.7.48.1.6", forge.generalized_time(NOW - DAY), True)])), "good")
    yield untrusted("critical certificateIssuer", world.by_issuer(world.single(extensions=[
        forge.extension("2.5.29.29", forge.sequence(forge.tlv(0xa4, world.other_ca.subject)), True)])), "critical_extension")


def nonces(world):
    cert = forge.cert_id(world.ca, SERIAL)
    sent = bytes(range(32))
    request = forge.request(cert, [forge.nonce(sent)])

    def answer(*response_extensions):
        return world.by_issuer(extensions=response_extensions)

    yield Case("nonce comes back", answer(forge.nonce(sent)), "good", request=request)
    yield untrusted("nonce is another", answer(forge.nonce(sent[::-1])), "nonce_different", request=request)
    yield untrusted("nonce is a prefix", answer(forge.nonce(sent[:31])), "nonce_different", request=request)
    yield untrusted("nonce is longer", answer(forge.nonce(sent + b"\0")), "nonce_different", request=request)
    yield untrusted("nonce is empty", answer(forge.nonce(b"")), "nonce_different", request=request)
    yield untrusted("nonce is missing", answer(), "nonce_missing", request=request)
    yield Case("nonce is missing, which the policy allows", answer(), "good", request=request,
               options=("--accept-missing-nonce",))
    yield untrusted("two nonces, the first the one that was sent", answer(forge.nonce(sent), forge.nonce(b"other")),
                    "nonce_different", request=request)
    yield Case("nonce that nobody has sent", answer(forge.nonce(sent)), "good", request=forge.request(cert))
    yield Case("critical nonce", answer(forge.extension(forge.NONCE, forge.octet_string(sent), True)), "good", request=request)
    bare = forge.request(cert, [forge.nonce(sent, bare=True)])
    yield Case("bare nonce comes back", answer(forge.nonce(sent, bare=True)), "good", request=bare)


def pairs(world):
    """Where several things are wrong, of which the table of all pairs says nothing."""
    expired = world.single(begin=-3 * HOUR, end=-2 * HOUR)
    other = world.single(cert=forge.cert_id(world.ca, 1))
    revoked = world.single(forge.revoked(NOW - DAY))
    unknown = forge.extension("1.2.3.4", forge.NULL, True)
    yield untrusted("no answer, no signer", world.by_delegate(other, certificates=[]), "no_answer")
    yield untrusted("no signer, expired", world.by_delegate(expired, certificates=[]), "no_signer")
    yield untrusted("damaged, by the issuer, expired", world.by_issuer(expired, damage=True), "bad_signature")
    yield untrusted("critical responseExtension, expired", world.by_issuer(expired, extensions=[unknown]),
                    "critical_extension")
    yield untrusted("revoked, damaged", world.by_issuer(revoked, damage=True), "bad_signature")
    yield untrusted("revoked, expired", world.by_issuer(
        world.single(forge.revoked(NOW - DAY), begin=-3 * HOUR, end=-2 * HOUR)), "expired")
    yield untrusted("good, revoked, damaged", world.by_issuer(world.single(), revoked, damage=True), "bad_signature")


class Faulty:
    """A delegate's response to a request with a nonce, in which things can be made wrong one by one."""

    def __init__(self, world):
        self.world, self.ca = world, world.ca
        self.purposes, self.usage, self.more = [forge.purposes(forge.OCSP_SIGNING)], [forge.key_usage(0)], []
        self.delegate = {}
        self.single, self.response = {}, {}
        self.nonce, self.case = [forge.nonce(b"sent")], {}

    def of_step(self, step):
        getattr(self, step)()
        return self

    def no_answer(self):
        self.single["cert"] = forge.cert_id(self.ca, 1)

    def certificate_bad_signature(self):
        self.case["certificate"] = forge.certificate(
            forge.name("leaf"), self.world.responder_key, self.ca.subject, self.world.other_ca.key, SERIAL, NOW - DAY,
            NOW + DAY).pem()

    def signer_not_issued_by_issuer(self):
        self.delegate["issuer"] = forge.name("Other CA")

    def signer_not_for_ocsp(self):
        self.purposes = []

    def signer_key_usage(self):
        self.usage = [forge.key_usage(5)]

    def signer_critical_extension(self):
        self.more = [forge.extension("1.2.3.4", forge.NULL, True)]

    def signer_expired(self):
        self.delegate |= {"begin": NOW - 2 * DAY, "end": NOW - HOUR}

    def signer_not_yet_valid(self):
        self.delegate |= {"begin": NOW + HOUR, "end": NOW + DAY}

    def signer_bad_signature(self):
        self.delegate["damage"] = True

    def bad_signature(self):
        self.response["damage"] = True

    def weak_signature_algorithm(self):
        self.response["key"] = self.world.responder_key.with_scheme("ecdsa-p256-sha1")

    def critical_extension(self):
        self.single["extensions"] = [forge.extension("1.2.3.4", forge.NULL, True)]

    def produced_in_future(self):
        self.response["produced"] = HOUR

    def not_yet_valid(self):
        self.single |= {"begin": HOUR, "end": 2 * HOUR}

    def update_order(self):
        self.single |= {"begin": -60 * SECOND, "end": -120 * SECOND}

    def next_update_missing(self):
        self.single["end"] = None
        self.case["options"] = self.case.get("options", ()) + ("--require-next-update",)

    def expired(self):
        self.single |= {"begin": -3 * HOUR, "end": -2 * HOUR}

    def too_old(self):
        self.case |= {"options": self.case.get("options", ()) + ("--max-age", "60"), "openssl": ("-status_age", "60")}

    def nonce_missing(self):
        self.nonce = []

    def nonce_different(self):
        self.nonce = [forge.nonce(b"other")]

    def untrusted(self, name, step):
        delegate = self.world.delegate(extensions=self.purposes + self.usage + self.more, **self.delegate)
        response = self.world.by_delegate(self.world.single(**self.single), delegate=delegate, extensions=self.nonce,
                                          **self.response)
        return untrusted(name, response, step, request=forge.request(
            forge.cert_id(self.ca, SERIAL), [forge.nonce(b"sent")]), **self.case)


# In the order of the checks; of those in one group only one can be.
STEPS_IN_PAIRS = [("no_answer",), ("certificate_bad_signature",), ("signer_not_issued_by_issuer",),
                  ("signer_not_for_ocsp",), ("signer_key_usage",), ("signer_critical_extension",),
                  ("signer_not_yet_valid", "signer_expired"), ("signer_bad_signature",),
                  ("weak_signature_algorithm", "bad_signature"), ("critical_extension",), ("produced_in_future",),
                  ("not_yet_valid", "update_order", "next_update_missing", "expired"), ("too_old",),
                  ("nonce_missing", "nonce_different")]


def all_pairs(world):
    """Two faults of a delegate's response at a time: the one that is checked first is told."""
    for i, group in enumerate(STEPS_IN_PAIRS):
        for first in group:
            yield Faulty(world).of_step(first).untrusted(f"alone: {first}", first)
            for second in (step for later in STEPS_IN_PAIRS[i + 1:] for step in later):
                yield Faulty(world).of_step(first).of_step(second).untrusted(f"{first}, {second}", first)


def text_of(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class Files:
    """Of a case, in a folder."""

    def __init__(self, folder, world, case):
        ca = case.ca or world.ca
        self.folder, self.case = folder, case
        self.issuer = self.write("issuer.pem", case.issuer_file or ca.pem())
        self.certificate = self.write("certificate.pem",
                                      case.certificate or certificate_of(world, ca, case.serial).pem())
        self.responder = self.write("responder.pem", case.responder) if case.responder else None
        self.more = self.write("more.pem", case.more) if case.more else None
        self.response = self.write("response.der", case.response)
        self.request = self.write("request.der", case.request) if case.request else None
        # openssl takes one file of certificates that may be the signer's; it looks for the issuer there as well if it
        # is given a request.
        others = [case.more, case.responder if case.trust != "-VAfile" else None, ca.pem() if case.request else None]
        self.others = self.write("others.pem", "".join(filter(None, others))) if any(others) else None

    def write(self, name, content):
        file = self.folder / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file


CERTIFICATES = {}


def certificate_of(world, ca, serial):
    if (ca.der, serial) not in CERTIFICATES:
        CERTIFICATES[ca.der, serial] = forge.certificate(
            forge.name("leaf"), world.responder_key, ca.subject, ca.key, serial, NOW - DAY, NOW + DAY)
    return CERTIFICATES[ca.der, serial]


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, timeout=60, check=False)
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def ask_ocspan(ocspan, files):
    """What is wrong with the answer; nothing if it is as expected."""
    case = files.case
    request = ("--request", files.request) if files.request else ()
    request += ("--responder", files.responder) if files.responder else ()
    request += ("--certs", files.more) if files.more else ()
    certificate = () if case.by_request else ("--cert", files.certificate)
    status, out, err = run(ocspan, "verify", "--json", "--issuer", files.issuer, *certificate, *request, *case.options,
                           files.response)
    if not out:
        return f"exit status {status}, {err.strip()}"
    answer = json.loads(out)
    expected = {"verdict": case.verdict, "step": case.step, **case.fields}
    wrong = [f"{key} {answer[key]!r}, not {value!r}" for key, value in expected.items() if answer[key] != value]
    later = answer["responseStatus"] in ("internalError", "tryLater")
    if status != (NO_ANSWER_NOW if later else EXIT_STATUS[case.verdict]):
        wrong.append(f"exit status {status}")
    # What an untrusted response says cannot be read from the answer; a trusted one has no step.
    if case.verdict == "untrusted":
        wrong += [key for key in ("revocationTime", "revocationReason", "usableUntil") if answer[key] is not None]
        if answer["input"] == "response" and not 0 <= answer["offset"] <= len(case.response):
            wrong.append(f"offset {answer['offset']}")
    elif answer["usableUntil"] is None or answer["thisUpdate"] is None:
        wrong.append("no times")
    return "; ".join(wrong)


def ask_openssl(files):
    """The verdict of `openssl ocsp`. Of a request it compares the nonce, and of a certificate the answer; it does not
    do both in one run, so that it is asked twice where there are both."""
    case = files.case
    trusted = ()
    if files.responder:
        trusted = ("-VAfile", files.responder) if case.trust == "-VAfile" else (case.trust,)
    trusted += ("-verify_other", files.others) if files.others else ()
    verdict = "trusted"
    if files.request:
        verdict = run_openssl("-reqin", files.request, *trusted, files=files)
    if not case.by_request and verdict != "untrusted":
        verdict = run_openssl(f"-{case.hash_name}", "-issuer", files.issuer, "-cert", files.certificate, "-no_nonce",
                              *trusted, files=files)
    return verdict


def run_openssl(*question, files):
    status, out, err = run("openssl", "ocsp", *question, "-CAfile", files.issuer, "-respin", files.response,
                           *files.case.openssl)
    text = out + err
    found = re.search(r"^\S*certificate\.pem: (\w+)$", text, re.M)
    # A missing nonce, and times that do not hold, are warnings, which are all that is said of them.
    if status != 0 or "Response verify OK" not in text or "WARNING: " in text or "ERROR" in text:
        return "untrusted"
    return found[1] if found else "trusted" if question[0] == "-reqin" else "untrusted"


def ask_gnutls(files):
    """Whether ocsptool trusts the response: it looks at nobody's certificate in it. It takes one signer in place of the
    CA, and no other certificates."""
    trusted = f"--load-signer={files.responder}" if files.responder else f"--load-trust={files.issuer}"
    _, out, err = run("ocsptool", "--verify-response", trusted, f"--load-response={files.response}")
    return "trusted" if "Verifying OCSP Response: Success." in out + err else "untrusted"


def ask_botan(example, files, *options):
    _, out, err = run(example, "--issuer", files.issuer, "--cert", files.certificate, "--response", files.response, *options)
    return out.split("\n")[0] or err.strip()


def agree(ours, theirs):
    return ours == theirs or (theirs == "trusted" and ours != "untrusted")


class Row(NamedTuple):
    """Of the table of disagreements."""
    peer: str
    cases: str      # a failing step of ours, or a regular expression between slashes that names cases
    theirs: str

    def holds_for(self, case, peer, theirs):
        named = (re.fullmatch(self.cases[1:-1], case.name) if self.cases.startswith("/") else
                 self.cases == case.step)
        return bool(named) and (peer, theirs) == (self.peer, self.theirs)


def version(text):
    return [int(part) for part in re.search(r"\d+(?:\.\d+)+", text)[0].split(".")]


def listed_disagreements(file):
    """The rows for the peers that are installed: `openssl from 3.0.20` is one for that version and later ones."""
    rows = []
    for line in file.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip().strip("`").replace(r"\|", "|") for cell in line.strip("|").split(" | ")]
        peer, _, first = cells[0].partition(" from ")
        if len(cells) == 4 and peer in PEERS and shutil.which(COMMANDS[peer]):
            if not first or version(run(*VERSIONS[peer])[1]) >= version(first):
                rows.append(Row(peer, *cells[1:3]))
    return rows


FAMILIES = (algorithms, statuses, cert_ids, several_answers, signers, trusted_responders, more_certificates, requests,
            encodings, times, extensions, nonces, pairs, all_pairs)
PEERS = {"openssl": ask_openssl, "gnutls": ask_gnutls}
COMMANDS = {"openssl": "openssl", "gnutls": "ocsptool"}
VERSIONS = {"openssl": ("openssl", "version"), "gnutls": ("ocsptool", "--version")}
BOTAN_HAS_NOT = ("dsa", "ed448")    # of what its adapter knows


def main(ocspan, example=None, disagreements=None):
    table = Path(disagreements or Path(__file__).resolve().parents[2] / "docs/reference/verify-disagreements.md")
    left_over = listed_disagreements(table)
    listed = list(left_over)
    peers = {peer: ask for peer, ask in PEERS.items() if shutil.which(COMMANDS[peer])}
    world = World()
    cases = [case for family in FAMILIES for case in family(world)]
    names = [case.name for case in cases]
    assert len(set(names)) == len(names), [name for name in names if names.count(name) > 1]
    failures, compared, by_botan = [], dict.fromkeys(peers, 0), 0
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            files = Files(Path(folder), world, case)
            if wrong := ask_ocspan(ocspan, files):
                failures.append(f"{case.name}: {wrong}")
            for peer, ask in peers.items() if case.compare else ():
                theirs = ask(files)
                compared[peer] += 1
                if agree(case.verdict, theirs):
                    continue
                reasons = [row for row in listed if row.holds_for(case, peer, theirs)]
                left_over = [row for row in left_over if row not in reasons]
                if not reasons:
                    failures.append(f"{case.name}: {case.verdict} ({case.step}), {peer} says {theirs}")
            scheme = case.name.split(",")[0]
            if example and scheme in forge.SCHEMES:
                by_botan += 1
                theirs = ask_botan(example, files)
                knows = not scheme.startswith(BOTAN_HAS_NOT)
                if theirs != (case.verdict if knows else "untrusted"):
                    failures.append(f"{case.name}: {case.verdict}, by Botan {theirs}")
                theirs = ask_botan(example, files, "--p256")
                if theirs != (case.verdict if scheme == "ecdsa-p256-sha256" else "untrusted"):
                    failures.append(f"{case.name}: {case.verdict}, by one's own ECDSA {theirs}")
    failures += [f"{table.name}: a row that was not met: {' | '.join(row)}" for row in left_over]
    failures += [f"no case for {step}" for step in sorted(steps_of_library() - {case.step for case in cases})]
    for failure in failures:
        print(failure)
    steps = len({case.step for case in cases if case.step})
    print(f"{len(cases)} cases, {steps} failing steps; " +
          ", ".join(f"{count} compared with {peer}" for peer, count in compared.items()) +
          f"; {by_botan} verified by Botan; {len(failures)} failures")
    for peer in PEERS.keys() - peers.keys():
        print(f"not there to compare with: {peer}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
