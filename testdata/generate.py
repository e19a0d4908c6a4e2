#!/usr/bin/env python3
"""Makes the messages of testdata/openssl/ with the `openssl` 3.0 command.

Run without arguments it replaces the whole folder. Keys are drawn anew each time and stay in a
temporary folder, so every run gives other bytes: regenerate only to add or change a message.
Each response is verified by openssl before it is kept.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openssl_config

HERE = Path(__file__).resolve().parent
OUT = HERE / "openssl"
CERTS = OUT / "certs"

DAYS = 7000                 # still before 2050: the validity is written as UTCTime
DAYS_PAST_2050 = 20000      # RFC 5280 4.1.2.5: GeneralizedTime from 2050 on

# Each subject exercises other attribute types and string types. Backslashes escape for `-subj`.
SUBJECTS = {
    # UTF8String with non-ASCII, every character RFC 4514 2.4 wants escaped, IA5String.
    "rsa": r'/C=DE/O=Ocspan Prüfstelle €/OU= lead, comma\+plus "quote";<less>back\\slash'
           "/CN=Ocspan RSA CA/emailAddress=ca@example.test",
    # PrintableString wherever it can hold the text, BMPString elsewhere (string mask `pkix`).
    "ec": "/C=JP/ST=Kyoto/L=Kyoto/O=Ocspan Test/OU=東京 日本/CN=Ocspan P-256 CA",
    # domainComponent IA5String; an RDN of three attributes, given in an order that is not DER's.
    "ed": "/DC=test/DC=example/O=Ocspan Test/CN=Ocspan Ed25519 CA+serialNumber=42+OU=Multi",
}
STRING_MASK = {"rsa": "utf8only", "ec": "pkix", "ed": "utf8only"}

LEAF = """\
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth, clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = DNS:example.test, DNS:*.example.test, IP:192.0.2.1, email:a@example.test
authorityInfoAccess = OCSP;URI:http://ocsp.example.test/, caIssuers;URI:http://ca.example.test/c
[bare]
basicConstraints = CA:FALSE
"""

SERIAL_21 = "0x98D9E5C0B4C373552DF77C5D0F1EB5128E4945F9"   # top bit set: 21 bytes with the 00
SERIAL_20 = "0x7FEEDDCCBBAA99887766554433221100FFEEDDCC"

# name: (issuer, key, subject, serial, extension section or None for v1, days)
LEAVES = {
    "leaf-good": ("rsa", "ec", "/CN=leaf-good", "0x1001", "leaf", DAYS),
    "leaf-rsa-2050": ("rsa", "rsa", "/CN=leaf-rsa-2050", "0x1002", "leaf", DAYS_PAST_2050),
    "leaf-v1": ("rsa", "ec", "/CN=leaf-v1", "0x1003", None, DAYS),
    "leaf-serial-zero": ("rsa", "ec", "/CN=leaf-serial-zero", "0", "bare", DAYS),
    "leaf-serial-127": ("rsa", "ec", "/CN=leaf-serial-127", "127", "bare", DAYS),
    "leaf-serial-128": ("rsa", "ec", "/CN=leaf-serial-128", "128", "bare", DAYS),
    "leaf-serial-20": ("rsa", "ec", "/CN=leaf-serial-20", SERIAL_20, "bare", DAYS),
    "leaf-serial-21": ("rsa", "ec", "/CN=leaf-serial-21", SERIAL_21, "bare", DAYS),
    "leaf-serial-negative": ("rsa", "ec", "/CN=leaf-serial-negative", "-129", "bare", DAYS),
    "leaf-names": ("rsa", "ec",
                   r"/C=AT/ST=Wien/L=Wien/street=Ring 1/O=#hash/OU=trailing /UID=u,1/title=\\"
                   "/GN=Zoë/SN=Ω/CN=line\nbreak", "0x1004", "bare", DAYS),
    "leaf-empty-name": ("rsa", "ec", "/", "0x1005", "leaf", DAYS),
    "leaf-ec": ("ec", "ec", "/CN=leaf-ec", "0x1006", "leaf", DAYS),
    "leaf-ed": ("ed", "ed", "/CN=leaf-ed", "0x1007", "leaf", DAYS),
    "responder": ("rsa", "rsa", "/O=Ocspan Test/CN=Delegated responder", "0x4001",
                  "responder", DAYS),
    "responder-ec": ("ec", "ec", "/O=Ocspan Test/CN=Delegated P-256 responder", "0x4002",
                     "responder", DAYS),
}

# RFC 5280 5.3.1. openssl's index knows all but 9 and 10, which `repeat_with_reason` makes.
REASONS = {0: "unspecified", 1: "keyCompromise", 2: "cACompromise", 3: "affiliationChanged",
           4: "superseded", 5: "cessationOfOperation", 6: "certificateHold", 8: "removeFromCRL"}
REASONS_PATCHED = {9: "privilegeWithdrawn", 10: "aACompromise"}
ERROR_STATUSES = {1: "malformed-request", 2: "internal-error", 3: "try-later",
                  5: "sig-required", 6: "unauthorized"}

EXPIRY, REVOKED_AT = "491231235959Z", "200102030405Z"
GOOD_SERIAL, UNKNOWN_SERIAL = "0x1001", "0x7777"
NO_REASON_SERIAL, HOLD_SERIAL, COMPROMISE_TIME_SERIAL = "0x20FF", "0x2101", "0x2102"


def reason_serial(code):
    """The serial under which the index lists a certificate revoked for that reason."""
    return f"0x{0x2000 + code:04X}"


class Workshop:
    """The temporary folder with the keys, and the openssl commands that work on it."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def path(self, name):
        return self.folder / name

    def openssl(self, *arguments):
        """Runs openssl; its complaints are worth seeing only when it fails."""
        command = ["openssl", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, cwd=self.folder, check=False)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)}\n{done.stderr.decode(errors='replace')}")
        return (done.stdout + done.stderr).decode(errors="replace")

    def key(self, name, kind):
        self.openssl("genpkey", *openssl_config.KEY_OPTIONS[kind], "-out", self.path(f"{name}.key"))
        return self.path(f"{name}.key")

    def config(self, issuer):
        file = self.path(f"{issuer}.cnf")
        file.write_text(openssl_config.config(STRING_MASK[issuer], LEAF), encoding="utf-8")
        return file

    def make_ca(self, kind):
        """A self-signed CA, named after the kind of its key."""
        name = f"ca-{kind}"
        self.openssl("req", "-x509", "-new", "-utf8", "-key", self.key(name, kind),
                     "-config", self.config(kind), "-extensions", "ca", "-set_serial", "1",
                     "-days", DAYS, "-subj", SUBJECTS[kind], "-out", CERTS / f"{name}.pem")

    def make_leaf(self, name, issuer, kind, subject, serial, section, days):
        config, request = self.config(issuer), self.path(f"{name}.csr")
        self.openssl("req", "-new", "-utf8", "-key", self.key(name, kind), "-config", config,
                     "-subj", subject, "-out", request)
        extensions = ["-extfile", config, "-extensions", section] if section else []
        self.openssl("x509", "-req", "-in", request, "-CA", CERTS / f"ca-{issuer}.pem",
                     "-CAkey", self.path(f"ca-{issuer}.key"), f"-set_serial={serial}",
                     "-days", days, *extensions, "-out", CERTS / f"{name}.pem")

    def make_index(self):
        """The certificate database from which `openssl ocsp` answers."""
        revoked = {reason_serial(code): f",{name}" for code, name in REASONS.items()}
        revoked[NO_REASON_SERIAL] = ""
        # These two add a CRL entry extension to the SingleResponse.
        revoked[HOLD_SERIAL] = ",holdInstruction,holdInstructionReject"
        revoked[COMPROMISE_TIME_SERIAL] = ",keyTime,20200101000000Z"
        lines = [f"V\t{EXPIRY}\t\t{serial}\tunknown\t/CN={serial}"
                 for serial in (GOOD_SERIAL[2:], SERIAL_21[2:], "1006", "1007")]
        lines += [f"R\t{EXPIRY}\t{REVOKED_AT}{reason}\t{serial[2:]}\tunknown\t/CN={serial[2:]}"
                  for serial, reason in revoked.items()]
        self.path("index.txt").write_text("\n".join(lines) + "\n", encoding="ascii")

    def request(self, name, *arguments, issuer="rsa", nonce=False):
        """Writes testdata/openssl/req-NAME.der."""
        self._request(OUT / f"req-{name}.der", arguments, issuer, nonce)

    def _request(self, file, arguments, issuer, nonce):
        self.openssl("ocsp", "-nonce" if nonce else "-no_nonce",
                     "-issuer", CERTS / f"ca-{issuer}.pem", *arguments, "-reqout", file)

    def response(self, name, serials, *arguments, issuer="rsa", signer=None, nonce=False,
                 digest=None):
        """Writes testdata/openssl/resp-NAME.der: the answer to a request for these serials."""
        signer = signer or f"ca-{issuer}"
        file, asked = OUT / f"resp-{name}.der", self.path("asked.der")
        wanted = [part for serial in serials for part in ("-serial", serial)]
        self._request(asked, ([digest] if digest else []) + wanted, issuer, nonce)
        self.openssl("ocsp", "-index", self.path("index.txt"), "-CA", CERTS / f"ca-{issuer}.pem",
                     "-rsigner", CERTS / f"{signer}.pem", "-rkey", self.path(f"{signer}.key"),
                     "-reqin", asked, "-respout", file, *arguments)
        self.verify(file, issuer, signer)

    def verify(self, file, issuer, signer):
        """A message whose signature does not hold must never become test data."""
        text = self.openssl("ocsp", "-respin", file, "-CAfile", CERTS / f"ca-{issuer}.pem",
                            "-verify_other", CERTS / f"{signer}.pem")
        if "Response verify OK" not in text:
            sys.exit(f"{file}: {text}")

    def repeat_with_reason(self, source, target, code):
        """Copies a response of CRLReason 1 with another reason, and signs it again.

        The source has no certificates, so its signature is its last 256 octets (RSA 2048): the
        new one has the same length and no length octet changes.
        """
        data = (OUT / source).read_bytes()
        tbs = data[tbs_slice(data)]
        reason = bytes.fromhex("a0030a01")      # [0] EXPLICIT, ENUMERATED of one octet
        if tbs.count(reason) != 1:
            sys.exit(f"{source}: CRLReason not found exactly once")
        patched = tbs.replace(reason + b"\x01", reason + bytes([code]))
        self.path("tbs").write_bytes(patched)
        self.openssl("dgst", "-sha256", "-sign", self.path("ca-rsa.key"),
                     "-out", self.path("signature"), self.path("tbs"))
        signature = self.path("signature").read_bytes()
        file = OUT / target
        file.write_bytes(data.replace(tbs, patched)[:-len(signature)] + signature)
        self.verify(file, "rsa", "ca-rsa")


def tbs_slice(data):
    """Where tbsResponseData stands in a response that has responseBytes.

    OCSPResponse { responseStatus, [0] { ResponseBytes { responseType, OCTET STRING {
    BasicOCSPResponse { tbsResponseData
    """
    _, status, _ = element(data, 0)
    _, response_bytes, _ = element(data, element(data, status)[2])
    _, response_type, _ = element(data, response_bytes)
    _, basic, _ = element(data, element(data, response_type)[2])
    _, tbs, _ = element(data, basic)
    return slice(tbs, element(data, tbs)[2])


def element(data, at):
    """(tag, start of the content, end) of the DER element at that offset."""
    length, start = data[at + 1], at + 2
    if length & 0x80:
        start += length & 0x7F
        length = int.from_bytes(data[at + 2:start], "big")
    return data[at], start, start + length


def make_requests(shop):
    one = ("-cert", CERTS / "leaf-good.pem")
    for digest in ("sha1", "sha224", "sha256", "sha384", "sha512"):
        shop.request(digest, f"-{digest}", *one)
    shop.request("serial-21", "-cert", CERTS / "leaf-serial-21.pem")
    shop.request("serial-zero", "-serial", "0")
    shop.request("ec", "-cert", CERTS / "leaf-ec.pem", issuer="ec")
    shop.request("ed", "-cert", CERTS / "leaf-ed.pem", issuer="ed")
    shop.request("nonce", *one, nonce=True)
    shop.request("three", *one, "-serial", SERIAL_21, "-serial", UNKNOWN_SERIAL)
    # The digest holds for what follows it: a CertID of each algorithm, and a nonce.
    digests = ("sha1", "sha224", "sha256", "sha384", "sha512")
    shop.request("five-hashes", *[part for digest in digests for part in (f"-{digest}", *one)],
                 nonce=True)
    make_signed_requests(shop, one)


def make_signed_requests(shop, one):
    """openssl takes the requestorName from the signer's certificate."""
    def signer(name):
        return "-signer", CERTS / f"{name}.pem", "-signkey", shop.path(f"{name}.key")

    shop.request("signed-rsa", *one, *signer("leaf-rsa-2050"), nonce=True)
    shop.request("signed-ecdsa", *one, *signer("leaf-good"), nonce=True)
    shop.request("signed-ed25519", "-cert", CERTS / "leaf-ed.pem", *signer("leaf-ed"), issuer="ed")
    shop.request("signed-names", *one, *signer("leaf-names"), "-no_certs")
    shop.request("signed-no-certs", *one, *signer("leaf-good"), "-no_certs")
    shop.request("signed-two-certs", *one, *signer("leaf-good"),
                 "-sign_other", CERTS / "ca-rsa.pem")


def make_revoked(shop):
    for code, name in REASONS.items():
        shop.response(f"revoked-{code}-{name}", [reason_serial(code)], "-resp_no_certs",
                      "-ndays", "7")
    for code, name in REASONS_PATCHED.items():
        shop.repeat_with_reason("resp-revoked-1-keyCompromise.der",
                                f"resp-revoked-{code}-{name}.der", code)
    shop.response("revoked-no-reason", [NO_REASON_SERIAL], "-resp_no_certs", "-ndays", "7")
    shop.response("revoked-hold-instruction", [HOLD_SERIAL], "-ndays", "7")
    shop.response("revoked-invalidity-date", [COMPROMISE_TIME_SERIAL], "-ndays", "7")


def make_signed(shop):
    """The signature algorithms and the ways to name the responder."""
    good, week = [GOOD_SERIAL], ("-ndays", "7")
    for digest in ("sha1", "sha256", "sha512"):
        shop.response(f"rsa-{digest}", good, "-rmd", digest, "-resp_no_certs", *week)
    shop.response("rsa-pss", good, "-rmd", "sha256", "-rsigopt", "rsa_padding_mode:pss",
                  "-rsigopt", "rsa_pss_saltlen:32", "-rsigopt", "rsa_mgf1_md:sha256", *week)
    shop.response("ecdsa", ["0x1006"], *week, issuer="ec")
    shop.response("ecdsa-delegated", ["0x1006"], *week, issuer="ec", signer="responder-ec")
    shop.response("ed25519", ["0x1007"], *week, issuer="ed")
    shop.response("delegated", good, *week, signer="responder")
    shop.response("delegated-by-key", good, "-resp_key_id", *week, signer="responder")
    others = shop.path("others.pem")
    others.write_text("".join((CERTS / f"{name}.pem").read_text()
                              for name in ("ca-rsa", "ca-ec", "leaf-v1")), encoding="ascii")
    shop.response("extra-certs", good, "-rother", others, *week, signer="responder")


def make_responses(shop):
    good, week = [GOOD_SERIAL], ("-ndays", "7")
    shop.response("good", good, *week)
    shop.response("good-no-next-update", good)
    shop.response("good-by-key", good, "-resp_key_id", *week)
    shop.response("good-no-certs", good, "-resp_no_certs", *week)
    shop.response("good-nonce", good, *week, nonce=True)
    shop.response("good-serial-21", [SERIAL_21], "-resp_no_certs", *week)
    for digest in ("sha224", "sha256", "sha384", "sha512"):
        shop.response(f"good-certid-{digest}", good, "-resp_no_certs", *week,
                      digest=f"-{digest}")
    shop.response("unknown", [UNKNOWN_SERIAL], *week)
    shop.response("three", [GOOD_SERIAL, reason_serial(4), UNKNOWN_SERIAL], *week, nonce=True)
    shop.response("many", [reason_serial(code) for code in REASONS]
                  + [GOOD_SERIAL, NO_REASON_SERIAL, HOLD_SERIAL, UNKNOWN_SERIAL], *week)
    make_revoked(shop)
    make_signed(shop)
    for code, name in ERROR_STATUSES.items():
        # OCSPResponse { ENUMERATED }: openssl cannot be made to give every one of them.
        (OUT / f"resp-{name}.der").write_bytes(bytes([0x30, 3, 0x0A, 1, code]))


def main():
    version = subprocess.run(["openssl", "version"], capture_output=True, text=True, check=True)
    if not re.match(r"OpenSSL 3\.0\.", version.stdout):
        print(f"warning: written for OpenSSL 3.0, this is {version.stdout.strip()}",
              file=sys.stderr)
    shutil.rmtree(OUT, ignore_errors=True)
    CERTS.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        shop = Workshop(folder)
        for kind in SUBJECTS:
            shop.make_ca(kind)
        for name, leaf in LEAVES.items():
            shop.make_leaf(name, *leaf)
        shop.make_index()
        make_requests(shop)
        make_responses(shop)
    files = [file for file in OUT.rglob("*") if file.is_file()]
    print(f"{len(files)} files, {sum(file.stat().st_size for file in files)} bytes")


if __name__ == "__main__":
    main()
