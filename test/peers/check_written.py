#!/usr/bin/env python3
"""What ocspan writes, judged by other implementations.

    check_written.py OCSPAN SIGN_RESPONSE SIGN_REQUEST [--seed N] [--cases N] [--every N]

Requests of `ocspan create-request` are those that python3-cryptography and `openssl` build of the
same input, byte for byte. Requests and responses signed by the two examples are read and
verified by OpenSSL, python3-cryptography and GnuTLS; damaged ones they must refuse. The keys are
drawn anew each time, all else from the seed.

Exit status: 0 all agree; 1 not so, or a peer was never asked; 77 no openssl to make the PKI with.
"""

import argparse
import collections
import hashlib
import itertools
import random
import re
import sys
import tempfile
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

sys.dont_write_bytecode = True      # no __pycache__ in the source tree

import libcrypto
import peer_gnutls
import peer_openssl
import peer_pyca
from document import Comparison, REASONS, Unsupported, integer_hex
from pki import Pki, SUBJECTS, der_of, run, subject_of

try:
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509 import ocsp
except ImportError:
    pass                # peer_pyca says so

SKIPPED = 77
SEED, CASES = 6960, 500
HASHES = ("sha1", "sha224", "sha256", "sha384", "sha512")
MANY = (2, 8, 9, 100)   # certificates in one request
NONCE_OID = "1.3.6.1.5.5.7.48.1.2"
ARCHIVE_CUTOFF_OID = "1.3.6.1.5.5.7.48.1.6"
SIGNATURE_OIDS = {"rsa": ("1.2.840.113549.1.1.11", "0500"), "ec": ("1.2.840.10045.4.3.2", None),
                  "ed": ("1.3.101.112", None)}

# What is found out, and by whom. A peer that is there and was not asked even once is a failure.
EQUAL, READ, VERIFIED, REFUSED = "equal byte for byte", "read alike", "verified", "refused when damaged"
STATUS, NONCE = "same status", "refused for its nonce"
ASKED = {
    ("openssl", "request"): (EQUAL, READ),
    ("openssl", "signed request"): (READ,),
    ("openssl", "response"): (READ, VERIFIED, REFUSED, STATUS, NONCE),
    ("libcrypto", "signed request"): (VERIFIED, REFUSED),
    ("pyca", "request"): (EQUAL, READ),
    ("pyca", "signed request"): (READ, VERIFIED, REFUSED),
    ("pyca", "response"): (READ, VERIFIED, REFUSED),
    ("gnutls", "request"): (READ,),
    ("gnutls", "signed request"): (READ,),
    ("gnutls", "response"): (READ, VERIFIED, REFUSED),
}


class Finding(NamedTuple):
    """One question to one peer, and what came of it."""
    peer: str
    kind: str                   # of the message
    what: str
    problem: str | None = None  # None: as it should be
    unsupported: str | None = None


class RequestCase(NamedTuple):
    """What to ask for."""
    number: int
    ca: str
    serials: list
    hash: str
    nonce: bytes | None


class ResponseCase(NamedTuple):
    """How to answer a request."""
    request: RequestCase
    statuses: list          # for each certificate (good, None), (unknown, None) or (revoked, reason or None)
    delegated: bool
    by_key: bool
    certificates: bool
    hours: int | None
    archive_cutoff: bool


def main():
    arguments = parse_arguments()
    peers = available()
    if "openssl" not in peers:
        print("SKIP: the PKI is made by openssl")
        return SKIPPED
    warnings.simplefilter("ignore")     # deprecations of python3-cryptography
    print(f"seed {arguments.seed}")
    cases = Cases(random.Random(arguments.seed), arguments.cases)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor() as pool:
        check = Checks(arguments, Pki(folder), peers)
        jobs = [(method, case) for method, found in (
            (check.unsigned_request, cases.requests), (check.many, cases.many),
            (check.signed_request, cases.signed), (check.response, cases.responses)) for case in found[::arguments.every]]
        jobs += [(check.no_request, data) for data in (b"", b"\x30\x00", b"no DER")]
        findings = [finding for found in pool.map(lambda job: ask(*job), jobs) for finding in found]
    return report(findings, peers)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("ocspan", help="the tool")
    parser.add_argument("sign_response", help="the example that signs responses")
    parser.add_argument("sign_request", help="the example that signs requests")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--cases", type=int, default=CASES, help="how many random requests")
    parser.add_argument("--every", type=int, default=1, metavar="N",
                        help="only every Nth case of each kind; N shall have no factor in common with 2, 3, 5 and 7, "
                        "by which the cases take turns")
    return parser.parse_args()


def available():
    """The names of the peers that are there; says so for the others."""
    found = []
    for peer in (peer_openssl, libcrypto, peer_pyca, peer_gnutls):
        reason = peer.missing()
        print(f"SKIP {peer.NAME}: {reason}" if reason else f"{peer.NAME}: {peer.version()}")
        found += [] if reason else [peer.NAME]
    return found


def ask(method, case):
    """All findings about one input."""
    try:
        return list(method(case))
    except Exception as error:      # a command that failed must not hide what the others found
        return [Finding("none", method.__name__, "asked", f"{case}: {type(error).__name__}: {error}")]


def report(findings, peers):
    counts = collections.Counter()
    for finding in findings:
        if finding.problem is None and finding.unsupported is None:
            counts[finding[:3]] += 1
    for (peer, kind), questions in ASKED.items():
        for what in questions if peer in peers else ():
            print(f"{peer:9} {kind:14} {what:21} {counts[peer, kind, what]:5}")
    unsupported = collections.Counter(
        (one.peer, one.kind, one.unsupported) for one in findings if one.unsupported)
    for (peer, kind, reason), count in unsupported.items():
        print(f"{peer:9} {kind:14} NOT SUPPORTED: {reason} {count:5}")
    problems = [f"{one.peer}, {one.kind}, {one.what}: {one.problem}" for one in findings if one.problem]
    problems += [f"{peer}, {kind}, {what}: not asked even once" for (peer, kind), questions in ASKED.items()
                 for what in questions if peer in peers and not counts[peer, kind, what]]
    for problem in problems[:50]:
        print(problem[:2000])
    print(f"{counts.total()} passed, {len(problems)} failed, {unsupported.total()} not supported")
    return 1 if problems or not counts else 0


# --- The inputs --------------------------------------------------------------------------------

class Cases:
    """All inputs; they depend on the random numbers alone."""

    def __init__(self, rng, count):
        self.rng = rng
        self.numbers = itertools.count()
        self.requests = [self._request(1, HASHES[i % 5], i % 2 == 0) for i in range(count)]
        self.many = [self._request(size, rng.choice(HASHES), nonce, ca)
                     for size, ca, nonce in itertools.product(MANY, SUBJECTS, (False, True))]
        self.signed = [self._request(size, HASHES[i % 5], nonce, ca)
                       for i, (ca, size, nonce) in enumerate(itertools.product(SUBJECTS, (1, 3), (False, True)))]
        self.responses = self._responses()

    def _request(self, size, name, nonce, ca=None):
        raw = self.rng.randint(1, 128) if nonce else 0
        return RequestCase(next(self.numbers), ca or self.rng.choice(list(SUBJECTS)),
                           [self._serial() for _ in range(size)], name,
                           self.rng.randbytes(raw) if nonce else None)

    def _serial(self):
        bits = 8 * self.rng.randint(1, 20)
        return self.rng.randrange(1 << bits - 8, 1 << bits)

    def _responses(self):
        """Every combination of what a responder can choose; the rest takes turns or is drawn."""
        reasons = itertools.cycle([None, *REASONS])
        names = itertools.cycle(HASHES)
        both = (False, True)
        found = []
        for ca, status, delegated, by_key, certificates in itertools.product(
                SUBJECTS, ("good", "revoked", "unknown"), both, both, both):
            request = self._request(1, next(names), self.rng.random() < 0.5, ca)
            found.append(ResponseCase(
                request, [(status, next(reasons) if status == "revoked" else None)], delegated, by_key,
                certificates, self.rng.choice((None, 1, 24 * 7)), self.rng.random() < 0.5))
        for ca in SUBJECTS:
            statuses = [("revoked", reason) for reason in (None, *REASONS)] + [("good", None), ("unknown", None)]
            self.rng.shuffle(statuses)
            request = self._request(len(statuses), next(names), True, ca)
            found.append(ResponseCase(request, statuses, True, True, True, 24, True))
        return found


# --- The questions -----------------------------------------------------------------------------

class Checks:
    """Each method takes one input and yields what the peers found."""

    def __init__(self, arguments, pki, peers):
        self.ocspan = arguments.ocspan
        self.sign_response_command = arguments.sign_response
        self.sign_request_command = arguments.sign_request
        self.pki = pki
        self.peers = peers
        self.now = int(time.time())
        self.issuers = {ca: subject_of(pki.cas[ca].certificate) for ca in SUBJECTS}

    def unsigned_request(self, case):
        (serial,) = case.serials
        certificate = self.pki.certificate(case.ca, serial, f"leaf-{case.number}.pem")
        how = {0: ("--cert", certificate), 1: ("--serial", serial), 2: ("--serial", hex(serial))}
        ours = self._create(case, how[case.number % 3])
        if "pyca" in self.peers:
            yield equal("pyca", case, ours, pyca_request(case, certificate, self.pki.cas[case.ca].certificate))
        if case.nonce is None:      # openssl draws its own
            yield equal("openssl", case, ours, self._openssl_request(case, "-cert", certificate))
        # What equals pyca's need not be read every time; 7 takes turns with the hashes, nonces and forms.
        if "pyca" not in self.peers or case.number % 7 == 0:
            yield from self._read("request", "request", ours, self._request_document(case), case)

    def many(self, case):
        words = [word for serial in case.serials for word in ("--serial", hex(serial))]
        ours = self._create(case, words)
        if case.nonce is None:
            theirs = [word for serial in case.serials for word in ("-serial", hex(serial))]
            yield equal("openssl", case, ours, self._openssl_request(case, *theirs))
        yield from self._read("request", "request", ours, self._request_document(case), case)

    def signed_request(self, case):
        issuer, signer = self.pki.cas[case.ca], self.pki.requestors[case.ca]
        certificates = [self.pki.certificate(case.ca, serial, f"leaf-{case.number}-{i}.pem")
                        for i, serial in enumerate(case.serials)]
        embedded = {"--no-certs": [], "": [signer.certificate],
                    "--chain": [signer.certificate, issuer.certificate]}
        for option, expected in embedded.items():
            words = {"--chain": ["--chain", issuer.certificate], "--no-certs": ["--no-certs"], "": []}[option]
            ours = self._output(self.sign_request_command, f"signed-{case.number}", "--issuer", issuer.certificate,
                                "--signer", signer.certificate, "--key", signer.key, "--hash", case.hash,
                                "--nonce", case.nonce.hex() if case.nonce else "", *words, *certificates)
            parts = SignedParts.of_request(ours)
            document = self._request_document(case)
            subject = subject_of(signer.certificate)
            document["requestorName"] = {"type": "directoryName", "value": subject.text,
                                         "der": tlv(0xA4, subject.der).hex()}
            document["signature"] = {"algorithm": algorithm(signer.kind), "signature": parts.signature.hex(),
                                     "certificates": [der_of(one).hex() for one in expected]}
            yield from self._read("request", "signed request", ours, document, case)
            yield from self._verify_request(case, ours, parts, certificates_known=not expected)

    def _verify_request(self, case, ours, parts, certificates_known):
        issuer, signer = self.pki.cas[case.ca], self.pki.requestors[case.ca]
        for damage, data in (None, ours), *parts.damaged(ours):
            if "libcrypto" in self.peers:
                known = [der_of(signer.certificate)] if certificates_known else []
                problem = libcrypto.verify_request(data, known, [der_of(issuer.certificate)])
                yield verdict("libcrypto", "signed request", case, damage, problem, "bad signature|signature failure")
            if "pyca" in self.peers:
                again = SignedParts.of_request(data)
                problem = pyca_verify(signer.certificate, again.tbs, again.signature)
                yield verdict("pyca", "signed request", case, damage, problem, "InvalidSignature")

    def response(self, case):
        ca, request_case = case.request.ca, case.request
        responder = (self.pki.responders if case.delegated else self.pki.cas)[ca]
        name = f"answered-{request_case.number}"
        request = self._create(request_case, [word for serial in request_case.serials
                                              for word in ("--serial", serial)])
        self._file(name + ".req", request)
        ours = self._output(self.sign_response_command, name + ".resp", "--request", self.pki.path(name + ".req"),
                            "--index", self._index(case, name + ".index"),
                            "--issuer", self.pki.cas[ca].certificate, "--responder", responder.certificate,
                            "--key", responder.key, "--now", self.now,
                            *["--by-key"] * case.by_key, *["--no-certs"] * (not case.certificates),
                            *(["--next-update", self.now + 3600 * case.hours] if case.hours else []),
                            *(["--archive-cutoff", self.now - 86400] if case.archive_cutoff else []))
        parts = SignedParts.of_response(ours)
        yield from self._read("response", "response", ours,
                              self._response_document(case, responder, parts), request_case)
        yield from self._verify_response(case, responder, ours, parts)
        yield from self._openssl_status(case, responder, ours)

    def _verify_response(self, case, responder, ours, parts):
        name, ca = f"answered-{case.request.number}", self.pki.cas[case.request.ca].certificate
        for number, (damage, data) in enumerate([(None, ours), *parts.damaged(ours)]):
            file = self._file(f"{name}-{number}.resp", data)
            # The request comes along for its nonce.
            text = peer_openssl.openssl(
                "ocsp", "-respin", str(file), "-reqin", str(self.pki.path(name + ".req")), "-CAfile", str(ca),
                "-verify_other", str(responder.certificate))
            problem = None if "Response verify OK" in text else text
            yield verdict("openssl", "response", case, damage, problem, "Response Verify Failure")
            if "pyca" in self.peers:
                message = ocsp.load_der_ocsp_response(data)
                problem = pyca_verify(responder.certificate, message.tbs_response_bytes, message.signature)
                yield verdict("pyca", "response", case, damage, problem, "InvalidSignature")
            if "gnutls" in self.peers:
                # By the signer that is given, and by the one that the message names and carries.
                ways = [("--load-signer", responder.certificate)]
                ways += [("--load-trust", ca)] if case.certificates else []
                for option, certificate in ways:
                    text = peer_gnutls.ocsptool("-e", option, str(certificate), "--load-response", str(file))
                    (problem,) = re.findall(r"^Verifying OCSP Response: (.*)$", text, re.M) or [text]
                    problem = None if problem == "Success." else problem
                    yield verdict("gnutls", "response", case, damage, problem, "^Failure, Signature")

    def _openssl_status(self, case, responder, ours):
        """What openssl says of the certificate to somebody who asked for it, and that it looks at the nonce."""
        ca, name = self.pki.cas[case.request.ca].certificate, f"answered-{case.request.number}"
        asked = [word for serial in case.request.serials for word in ("-serial", hex(serial))]
        text = peer_openssl.openssl(
            "ocsp", "-respin", str(self.pki.path(name + ".resp")), "-no_nonce", "-issuer", str(ca),
            f"-{case.request.hash}", *asked, "-CAfile", str(ca), "-verify_other", str(responder.certificate))
        found = re.findall(r"^0x[0-9a-f]+: (\w+)$", text, re.M)
        wanted = [status for status, _ in case.statuses]
        problem = None if "Response verify OK" in text and found == wanted else f"{wanted}, but {text}"
        yield Finding("openssl", "response", STATUS, problem)
        if case.request.nonce:
            other = self._create(case.request._replace(nonce=bytes(8)), ["--serial", "1"])
            text = peer_openssl.openssl("ocsp", "-respin", str(self.pki.path(name + ".resp")), "-reqin", "/dev/stdin",
                                        "-CAfile", str(ca), data=other)
            yield Finding("openssl", "response", NONCE, None if "Nonce Verify error" in text else text)

    def no_request(self, data):
        """What is no request is answered by a response without a body."""
        file = self._file(f"no-request-{len(data)}.der", data)
        issuer = self.pki.cas["ec"]
        ours = self._output(self.sign_response_command, f"refusal-{len(data)}.resp", "--request", file, "--index",
                            self._file(f"empty-{len(data)}.index", b""), "--issuer", issuer.certificate,
                            "--responder", issuer.certificate, "--key", issuer.key)
        document = {"responseStatus": "malformedRequest", "responseType": None, "basic": None}
        yield from self._read("response", "response", ours, document, data)

    # --- How messages come about ---

    def _create(self, case, words):
        """The request of `ocspan create-request`."""
        nonce = ["--short-nonce", "--nonce", case.nonce.hex()] if case.nonce else []
        return run(self.ocspan, "create-request", "--issuer", self.pki.cas[case.ca].certificate, "--hash", case.hash,
                   *nonce, *words)

    def _openssl_request(self, case, *words):
        return run("openssl", "ocsp", "-no_nonce", "-issuer", self.pki.cas[case.ca].certificate, f"-{case.hash}",
                   *words, "-reqout", "-")

    def _output(self, command, name, *words):
        """What a command writes to the file that --out names."""
        run(command, "--out", self.pki.path(name), *words)
        return self.pki.path(name).read_bytes()

    def _file(self, name, data):
        self.pki.path(name).write_bytes(data)
        return self.pki.path(name)

    def _index(self, case, name):
        """The certificates as sign_response wants them told: an unknown one does not stand there."""
        lines = ["7fee good"]
        for serial, (status, reason) in zip(case.request.serials, case.statuses):
            if status != "unknown":
                lines.append(f"{integer_hex(serial)} {status}" + (
                    f" {self.now - 3600} {'' if reason is None else reason}" if status == "revoked" else ""))
        return self._file(name, "\n".join(lines).encode())

    # --- What must be in them ---

    def _request_document(self, case):
        return {
            "version": 1,
            "requestorName": None,
            "requests": [{"certId": self.issuers[case.ca].cert_id(case.hash, serial), "extensions": []}
                         for serial in case.serials],
            "extensions": nonce_extensions(case.nonce),
            "signature": None,
        }

    def _response_document(self, case, responder, parts):
        subject = subject_of(responder.certificate)
        key = hashlib.sha1(subject.key).hexdigest()
        by_name = {"byName": subject.text, "byNameDer": subject.der.hex()}
        cutoff = tlv(0x18, moment(self.now - 86400).translate({ord(c): None for c in "-:T"}).encode())
        extensions = [extension(ARCHIVE_CUTOFF_OID, cutoff)] if case.archive_cutoff else []
        return {
            "responseStatus": "successful",
            "responseType": "1.3.6.1.5.5.7.48.1.1",
            "basic": {
                "version": 1,
                "responderId": {"byKey": key} if case.by_key else by_name,
                "producedAt": moment(self.now),
                "responses": [{
                    "certId": self.issuers[case.request.ca].cert_id(case.request.hash, serial),
                    "certStatus": status,
                    "revocationTime": moment(self.now - 3600) if status == "revoked" else None,
                    "revocationReason": None if reason is None else REASONS[reason],
                    "thisUpdate": moment(self.now),
                    "nextUpdate": moment(self.now + 3600 * case.hours) if case.hours else None,
                    "extensions": extensions,
                } for serial, (status, reason) in zip(case.request.serials, case.statuses)],
                "extensions": nonce_extensions(case.request.nonce),
                "signatureAlgorithm": algorithm(responder.kind),
                "signature": parts.signature.hex(),
                "tbsResponseData": parts.tbs.hex(),
                "certificates": [der_of(responder.certificate).hex()] if case.certificates else [],
            },
        }

    def _read(self, verb, kind, data, document, case):
        """Each peer reads the message; each field that it gives must be the one that was wanted."""
        for peer in (peer_openssl, peer_pyca, peer_gnutls):
            if peer.NAME not in self.peers:
                continue
            try:
                partials = peer.read(verb, data)
            except Unsupported as reason:
                yield Finding(peer.NAME, kind, READ, unsupported=str(reason).partition(",")[0])
                continue
            except Exception as error:      # whatever it is, the message was not read
                yield Finding(peer.NAME, kind, READ, f"{case}: {type(error).__name__}: {error}\n    {data.hex()}")
                continue
            comparison = Comparison(document)
            for partial in partials if isinstance(partials, list) else [partials]:
                comparison.against(partial)
            problem = "; ".join(f"{one.path}: wanted {one.ours}, found {one.theirs}"
                                for one in comparison.differences)
            problem = problem or ("" if comparison.paths else "not one field was compared")
            yield Finding(peer.NAME, kind, READ, problem and f"{case}: {problem}\n    {data.hex()}" or None)


def equal(peer, case, ours, theirs):
    same = ours == theirs
    return Finding(peer, "request", EQUAL, None if same else
                   f"{case}\n    ocspan {ours.hex()}\n    {peer} {theirs.hex()}")


def verdict(peer, kind, case, damage, problem, refusal):
    """An undamaged message has no problem; a damaged one is refused in the words of `refusal`, not by accident."""
    if damage is None:
        return Finding(peer, kind, VERIFIED, problem and f"{case}: {problem}")
    refused = problem is not None and re.search(refusal, problem)
    return Finding(peer, kind, REFUSED, None if refused else f"{case}: damaged in the {damage}: {problem}")


# --- python3-cryptography ----------------------------------------------------------------------

def pyca_request(case, certificate, issuer):
    builder = ocsp.OCSPRequestBuilder().add_certificate(
        x509.load_pem_x509_certificate(certificate.read_bytes()),
        x509.load_pem_x509_certificate(issuer.read_bytes()), getattr(hashes, case.hash.upper())())
    if case.nonce:
        builder = builder.add_extension(x509.OCSPNonce(case.nonce), critical=False)
    return builder.build().public_bytes(Encoding.DER)


def pyca_verify(certificate, message, signature):
    """None, or why the signature does not hold."""
    key = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
        else:
            key.verify(signature, message)
        return None
    except InvalidSignature:
        return "InvalidSignature"


# --- DER ---------------------------------------------------------------------------------------

class SignedParts(NamedTuple):
    """What is signed in a message, and the signature, with the places where they stand."""
    tbs_at: slice
    signature_at: slice
    tbs: bytes
    signature: bytes

    @classmethod
    def of_request(cls, data):
        """OCSPRequest { tbsRequest, [0] { Signature { algorithm, BIT STRING, ... } } }"""
        tbs, tagged = inside(data, slice(0, len(data)))
        (signature,) = inside(data, tagged)
        return cls._of(data, tbs, inside(data, signature)[1])

    @classmethod
    def of_response(cls, data):
        """OCSPResponse { status, [0] { { OID, OCTET STRING { { tbs, algorithm, BIT STRING, ... } } } } }"""
        _, tagged = inside(data, slice(0, len(data)))
        (response_bytes,) = inside(data, tagged)
        (basic,) = inside(data, inside(data, response_bytes)[1])
        tbs, _, bits, *_ = inside(data, basic)
        return cls._of(data, tbs, bits)

    @classmethod
    def _of(cls, data, tbs, bits):
        at = slice(contents(data, bits).start + 1, bits.stop)   # behind the byte that counts unused bits
        return cls(tbs, at, data[tbs], data[at])

    def damaged(self, data):
        """The message with a bit changed in the signature and in what is signed, so that it still can be read."""
        middle = (self.signature_at.start + self.signature_at.stop) // 2
        yield "signature", changed(data, middle)
        # The last digit of producedAt; a byte of the first issuerNameHash, where there is no time.
        found = re.search(rb"\x18\x0f\d{14}Z", self.tbs) or re.search(rb"\x04[\x14\x1c\x20\x30\x40]", self.tbs)
        yield "message", changed(data, self.tbs_at.start + found.start() + 2 + 13)


def changed(data, at):
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]


def contents(data, element):
    """Where the contents of a DER element stand."""
    length, start = data[element.start + 1], element.start + 2
    if length & 0x80:
        start += length & 0x7F
        length = int.from_bytes(data[element.start + 2:start], "big")
    return slice(start, start + length)


def inside(data, element):
    """Where the elements inside a DER element stand."""
    found, outer = [], contents(data, element)
    at = outer.start
    while at < outer.stop:
        end = contents(data, slice(at, None)).stop
        found.append(slice(at, end))
        at = end
    return found


def tlv(tag, content):
    """DER of one value, which must be short."""
    if len(content) > 255:
        raise ValueError("too long")
    return bytes([tag, len(content)] if len(content) < 128 else [tag, 0x81, len(content)]) + content


# --- Parts of the documents --------------------------------------------------------------------

def algorithm(kind):
    oid, parameters = SIGNATURE_OIDS[kind]
    return {"oid": oid, "name": None, "parameters": parameters}


def extension(oid, value):
    return {"oid": oid, "name": None, "critical": False, "value": value.hex()}


def nonce_extensions(nonce):
    return [extension(NONCE_OID, tlv(0x04, nonce))] if nonce else []


def moment(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


if __name__ == "__main__":
    sys.exit(main())
