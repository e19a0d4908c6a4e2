"""A small PKI of the day, made by the `openssl` command in a folder of the caller's.

Three CAs (RSA, P-256, Ed25519); under each of them a responder whose key is of another kind than
the CA's, a signer of requests whose key is of the same kind, and any number of certificates.
"""

import functools
import hashlib
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).resolve().parents[2] / "testdata"))

import openssl_config
import peer_openssl
from document import HASH_OIDS, hash_algorithm, integer_hex

TIMEOUT = 60
DAYS = 30

# The encodings of a name differ most: UTF-8 beyond ASCII, BMPString, an RDN of several attributes.
SUBJECTS = {
    "rsa": ("utf8only", '/C=DE/O=Prüfstelle €/OU=comma\\, "quote"/CN=RSA CA/emailAddress=ca@example.test'),
    "ec": ("pkix", "/C=JP/O=Ocspan Test/OU=東京 日本/CN=P-256 CA"),
    "ed": ("utf8only", "/DC=test/DC=example/O=Ocspan Test/CN=Ed25519 CA+serialNumber=42+OU=Multi"),
}
OTHER_KIND = {"rsa": "ec", "ec": "ed", "ed": "rsa"}

LEAF = """\
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
authorityKeyIdentifier = keyid
"""


class Identity(NamedTuple):
    """A certificate with its private key."""
    kind: str               # of the key: rsa, ec, ed
    certificate: Path
    key: Path


class Pki:
    """Raises RuntimeError with openssl's words if it fails."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.keys = {}
        for kind in openssl_config.KEY_OPTIONS:
            for holder in ("ca", "leaf"):
                key = self.path(f"{holder}-{kind}.key")
                run("openssl", "genpkey", *openssl_config.KEY_OPTIONS[kind], "-out", key)
                self.keys[holder, kind] = key
        self.cas = {kind: self._make_ca(kind) for kind in SUBJECTS}
        self.responders = {kind: self._make_under(kind, "responder", OTHER_KIND[kind], "0x4001")
                           for kind in SUBJECTS}
        self.requestors = {kind: self._make_under(kind, "requestor", kind, "0x4002")
                           for kind in SUBJECTS}
        self.request = self._make_request("/CN=leaf", "ec")

    def path(self, name):
        return self.folder / name

    def certificate(self, ca, serial, name=None):
        """The path of a new certificate with that serial number."""
        return self._issue(ca, self.request, hex(serial), "leaf", name or f"{ca}-{serial:x}.pem")

    def _make_ca(self, kind):
        mask, subject = SUBJECTS[kind]
        config, file = self.path(f"{kind}.cnf"), self.path(f"ca-{kind}.pem")
        config.write_text(openssl_config.config(mask, LEAF), encoding="utf-8")
        run("openssl", "req", "-x509", "-new", "-utf8", "-key", self.keys["ca", kind], "-config", config,
            "-extensions", "ca", "-set_serial", "1", "-days", DAYS, "-subj", subject, "-out", file)
        return Identity(kind, file, self.keys["ca", kind])

    def _make_under(self, ca, role, kind, serial):
        request = self._make_request(f"/O=Ocspan Test/CN={role} of {ca}", kind)
        section = "responder" if role == "responder" else "leaf"
        file = self._issue(ca, request, serial, section, f"{role}-{ca}.pem")
        return Identity(kind, file, self.keys["leaf", kind])

    def _make_request(self, subject, kind):
        file = self.path(f"{subject.rpartition('=')[2].replace(' ', '-')}.csr")
        run("openssl", "req", "-new", "-config", self.path("rsa.cnf"), "-key", self.keys["leaf", kind],
            "-subj", subject, "-out", file)
        return file

    def _issue(self, ca, request, serial, section, name):
        issuer, file = self.cas[ca], self.path(name)
        run("openssl", "x509", "-req", "-in", request, "-CA", issuer.certificate, "-CAkey", issuer.key,
            f"-set_serial={serial}", "-days", DAYS, "-extfile", self.path(f"{ca}.cnf"), "-extensions", section,
            "-out", file)
        return file


class Subject:
    """Of a certificate, as openssl sees it."""

    def __init__(self, file):
        document = peer_openssl.certificate_bytes(file.read_bytes())
        self.der = bytes.fromhex(document["subjectDer"])
        self.key = bytes.fromhex(document["subjectPublicKeyInfo"]["publicKey"])
        text = run("openssl", "x509", "-noout", "-subject", "-nameopt", "RFC2253,-esc_msb", "-in", file)
        self.text = text.decode().removeprefix("subject=").rstrip("\n")

    def cert_id(self, name, serial):
        """Of a certificate that this one has issued."""
        return {"hashAlgorithm": hash_algorithm(HASH_OIDS[name]),
                "issuerNameHash": hashlib.new(name, self.der).hexdigest(),
                "issuerKeyHash": hashlib.new(name, self.key).hexdigest(),
                "serialNumber": str(serial), "serialNumberHex": integer_hex(serial)}


@functools.lru_cache(maxsize=None)
def subject_of(file):
    return Subject(file)


@functools.lru_cache(maxsize=None)
def der_of(file):
    return run("openssl", "x509", "-in", file, "-outform", "DER")


def run(*command, data=b""):
    """Standard output of a command that must succeed."""
    done = subprocess.run([str(word) for word in command], input=data, capture_output=True,
                          timeout=TIMEOUT, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit status {done.returncode}: "
                           f"{(done.stderr + done.stdout).decode(errors='replace')[:1000]}")
    return done.stdout
