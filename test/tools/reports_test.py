#!/usr/bin/env python3
"""Asks the ocspan command about inputs of public bug reports, and of reviews, and compares with what is right.

    reports_test.py OCSPAN FOLDER

A folder `reports` in the environment variable OCSPAN_SHARED takes the place of FOLDER. Each file in there must have a
row, or be one of LATER. Exit status: 0 all is right; 1 not so; 77 the folder is not there.
"""
import os
import pathlib
import shlex
import subprocess
import sys

SKIPPED = 77
VERIFY = "verify --at 2035-01-02T00:00:00Z --issuer ca.pem"
LEAF = f"{VERIFY} --cert leaf.pem"


def verify(name, *options, response=None):
    """A question about a certificate, its issuer and a response in the folder `verify`."""
    return (f"verify --at 2026-11-30T18:00:00Z --issuer verify/{name}.issuer.pem --cert verify/{name}.cert.pem "
            f"{' '.join(options)} verify/{response or name}.der")


def asked(command, field="requests[0].certId.issuerNameHash"):
    """A field of the request that a command writes."""
    return f"{command} | request --field {field} -"


class Same(str):
    """In place of what is said: a command that says the same."""


UNSUPPORTED = ("unsupported_signature_algorithm, signatureAlgorithm at byte",)
NONCE = "verify/req-nonce.der"
NONCE_ISSUER = "create-request --issuer verify/nonce.issuer.pem --cert verify/nonce.cert.pem"

# The command, its exit status, and what it says.
ROWS = (
    # Serial numbers keep their sign, in texts as well.
    ("request serial-negative-102.der", 0, ("Serial Number: -0x66 (-102)\n",)),
    ("request serial-positive-154.der", 0, ("Serial Number: 0x9a (154)\n",)),
    ("request --field requests[0].certId.serialNumber serial-negative-102.der", 0, ("-102\n",)),
    ("response serial-negative-102-response.der", 0, ("Serial Number: -0x66 (-102)\n",)),
    (f"{VERIFY} --serial -0x66 serial-negative-102-response.der", 0,
     ("-0x66: good\n", "Serial Number: -0x66 (-102)\n")),
    (f"{VERIFY} --serial 154 serial-negative-102-response.der", 5,
     ("asked about 0x9a (154), the answers are about -0x66 (-102)", "no_answer")),
    # Text around PEM is any text.
    ("certificate --field serialNumberHex pem-text-utf8.pem", 0, ("1234\n",)),
    ("response --field responseStatus pem-text-utf8-response.pem", 0, ("successful\n",)),
    (f"{VERIFY} --cert pem-text-utf8.pem pem-text-utf8-response.pem", 0, ("pem-text-utf8.pem: good\n",)),
    # Who cannot check a signature does not say that it is wrong.
    (f"{LEAF} signature-algorithm-of-another-key.der", 5, UNSUPPORTED),
    (f"{LEAF} signature-algorithm-unknown-to-verifier.der", 5, UNSUPPORTED),
    # Responders that are trusted, or whose certificate is elsewhere.
    (f"{LEAF} delegate-not-enclosed.der", 5, ("no_signer",)),
    (f"{LEAF} --certs delegate-not-enclosed-responder.pem delegate-not-enclosed.der", 0,
     ("leaf.pem: good\n", "Signed by: a responder that the issuer authorised (CN=responder)")),
    (f"{LEAF} --responder delegate-not-enclosed-responder.pem delegate-not-enclosed.der", 0,
     ("leaf.pem: good\n", "Signed by: a trusted responder (CN=responder)\n")),
    (verify("trusted-responder"), 5, ("signer_not_issued_by_issuer",)),
    (verify("trusted-responder", "--responder", "verify/va.pem"), 0, (": good\n", "a trusted responder (CN=VA)\n")),
    # Names are the same whatever their strings' types; what is hashed is the one in the certificate.
    (f"{VERIFY.replace('ca.pem', 'name-issuer-printable.pem')} --cert name-leaf-utf8.pem name-response-utf8.der", 0,
     (": good\n", "Signed by: the issuer\n")),
    (asked("create-request --issuer name-issuer-printable.pem --cert name-leaf-utf8.pem --hash sha1"), 0,
     Same("response --field basic.responses[0].certId.issuerNameHash name-response-utf8.der")),
    # What was compared of the nonce is said.
    (f"{LEAF} --request nonce-in-single-extensions.der ok.der", 0, (": good\n", "Nonce: none was asked for\n")),
    (f"{LEAF} --request nonce-in-single-extensions.der --field nonce ok.der", 0, ("notAsked\n",)),
    (verify("nonce", "--request", NONCE), 0, (": good\n", "Nonce: equal to that of the request\n")),
    (verify("nonce", "--request", NONCE, "--field nonce", response="no-nonce"), 5, ("missing\n",)),
    (verify("nonce", "--request", NONCE, "--accept-missing-nonce", response="no-nonce"), 0,
     (": good\n", "Nonce: missing, which was accepted")),
    (verify("nonce", "--request", NONCE, response="othernonce"), 5, ("nonce_different",)),
    (verify("nonce", "--request", "verify/req-plain.der", response="othernonce"), 0, ("Nonce: none was asked for\n",)),
    # Of a bundle the certificate that fits is taken.
    (asked("create-request --issuer bundle-root-first.pem --cert leaf.pem"), 0,
     Same(asked("create-request --issuer ca.pem --cert leaf.pem"))),
    ("create-request --issuer bundle-root-first.pem --cert leaf.pem", 0, ("the one that fits is CN=Test CA,C=XX\n",)),
    (f"{LEAF.replace('ca.pem', 'bundle-root-first.pem')} ok.der", 0, ("leaf.pem: good\n",)),
    # An extension that is absent, malformed, or has several places.
    ("certificate --field ocspUrl aia-ldap-first.der", 0, ("http://ocsp.example/\n",)),
    ("certificate --field ocspUrls aia-ldap-first.der", 0, ('["ldap://dir.example/cn=x","http://ocsp.example/"]\n',)),
    ("certificate --field ocspUrl aia-absent.der", 1, ("ocspan: ocspUrl is absent\n",)),
    ("certificate --field ocspUrl aia-malformed-uri.der", 1,
     ("ocspUrl cannot be read: authorityInfoAccess is malformed: accessLocation: ",)),
    ("create-request --issuer ca.pem --cert aia-absent.der --get", 2, ("aia-absent.der names no responder",)),
    # Requests by the issuer's hashes alone.
    ("create-request --issuer-name-hash b61bfe820708afd59198c31272d370ac4271c643985569762beb59d652ca4e25 "
     "--issuer-key-hash a82386cf6afd7476f9963e73fec7fa15a799cab193d6f15ad09f0dedc1956b05 --serial 0x1234 "
     "--nonce fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0 --short-nonce | request --json -", 0,
     Same("request --json get-request.der")),
    # Requests as they stand in URLs and logs, and parts of messages that stand alone.
    *((f"request --field requests {file}", 0, Same("request --field requests get-request.der"))
      for file in ("get-line.txt", "get-percent.txt", "get-url.txt")),
    ("request --field form get-percent.txt", 0, ("GET URL\n",)),
    ("request --field requests[0].certId.serialNumber bare-certid.hex", 0, ("4097\n",)),
    ("request --field form bare-certid.hex", 0, ("hexadecimal, CertID\n",)),
    ("response --field form bare-basic.der", 0, ("BasicOCSPResponse\n",)),
    (f"{LEAF} bare-basic.der", 0, ("leaf.pem: good\n",)),
    ("response --field form revocation-values.der", 0, ("CAdES RevocationValues, BasicOCSPResponse\n",)),
    (f"{LEAF} revocation-values.der", 0, ("leaf.pem: good\n", "Input: CAdES RevocationValues, BasicOCSPResponse\n")),
    (f"{LEAF} --field form revocation-values.der", 0, ("CAdES RevocationValues, BasicOCSPResponse\n",)),
    # Of several messages each is shown; for a question the one that answers it.
    ("response --field basic.responses[0].certId.serialNumber two-responses.pem", 0, ("39321\n4660\n",)),
    (f"{LEAF} two-responses.pem", 0, ("leaf.pem: good\n", "response 2 of 2 says, the one that answers\n")),
    (f"{VERIFY} --serial 39321 two-responses.pem", 3, ("39321: revoked\n", "response 1 of 2 says")),
    # keyUsage: nonRepudiation will do.
    (verify("ku-nonrepudiation"), 0, (": good\n", "a responder that the issuer authorised (CN=Responder)")),
    (verify("ku-ds"), 0, (": good\n", "a responder that the issuer authorised (CN=Responder)")),
    # A certificate that the issuer never signed.
    (verify("evil"), 5, ("certificate_bad_signature",)),
    # Of equally strict answers the one that holds; a revocation by a hash that nobody computes is not passed over.
    (verify("newest-not-yet-valid"), 0, (": good\n", "several answers about this certificate")),
    (verify("newest-not-yet-valid", "--field severalAnswers"), 0, ("true\n",)),
    (verify("good-sha1-revoked-md5"), 5, ("unsupported_hash",)),
    # The request is about the certificate, and its whole CertID counts.
    (verify("nonce", "--request", "verify/req-other-issuer.der"), 2, ("does not ask about the certificate",)),
    ("verify --at 2026-11-30T18:00:00Z --issuer verify/nonce.issuer.pem --request verify/req-other-issuer.der "
     "verify/nonce.der", 5, ("wrong_issuer",)),
    # RFC 9654 2.1, RFC 9919 3.1.1 and 5.
    (f"{NONCE_ISSUER} --nonce 00", 2, ("RFC 9654 2.1",)),
    (asked(NONCE_ISSUER, "requests[0].certId.hashAlgorithm.name"), 0, ("sha256\n",)),
    (f"{LEAF} --require-next-update ok.der", 0, ("leaf.pem: good\n",)),
    # A serial number in more bytes than it needs is read if that is tolerated, and asked about as it stands.
    ("certificate serial-not-minimal-cert.der", 1, ("tbsCertificate.serialNumber at byte 14",)),
    ("certificate --tolerate integer_not_minimal --field tolerated serial-not-minimal-cert.der", 0,
     ('["integer_not_minimal"]\n',)),
    ("create-request --issuer ca.pem --cert serial-not-minimal-cert.der | request --tolerate integer_not_minimal "
     "--field requests[0].certId.serialNumberHex -", 0, ("ffd5d5453d324e958b7fc5d04777dbbe\n",)),
    # An option that is given and empty switches nothing off.
    (verify("nonce", "--request ''", response="othernonce"), 2, ("--request is empty",)),
    (f"{NONCE_ISSUER} --nonce ''", 2, ("--nonce is empty",)),
    (f"{NONCE_ISSUER} --get ''", 2, ("--get is empty",)),
    *((verify("nonce", f"--{option} ''"), 2, (f"--{option} is empty",)) for option in ("max-age", "skew", "field")),
)

# Inputs that the command does not read yet.
LATER = set()


class Folder:
    def __init__(self, tool, folder):
        self.tool = tool
        self.folder = folder

    def run(self, line):
        """The last exit status, and all output, of commands that are joined by `|`."""
        said, content = b"", b""
        for command in line.split(" | "):
            done = subprocess.run([self.tool, *shlex.split(command)], cwd=self.folder, input=content,
                                  capture_output=True, timeout=60, check=False)
            said, content = said + done.stderr, done.stdout
        return done.returncode, content, said

    def problem(self, line, status, texts):
        """What is wrong with a row; None if nothing is."""
        got, content, said = self.run(line)
        text = (content + said).decode(errors="replace")
        if isinstance(texts, Same):
            wanted = self.run(texts)[1]
            missing = [] if wanted and content == wanted else [wanted]
        else:
            missing = [wanted for wanted in texts if wanted not in text]
        if got != status or missing:
            return f"exit status {got}, not {status}; not said: {missing}; said: {text}"
        return None


def main():
    tool = pathlib.Path(sys.argv[1]).resolve()
    folder = pathlib.Path(os.environ.get("OCSPAN_SHARED", pathlib.Path(sys.argv[2]).parent), "reports")
    if not folder.is_dir():
        print(f"SKIP: no reports: {folder} is not there")
        return SKIPPED
    reports = Folder(tool, folder)
    failed = 0
    for line, status, texts in ROWS:
        problem = reports.problem(line, status, texts)
        failed += problem is not None
        print(f"{'FAIL' if problem else 'ok':4} {line}{': ' + problem if problem else ''}")
    lines = " ".join(f"{line} {texts if isinstance(texts, Same) else ''}" for line, _, texts in ROWS)
    files = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    without = sorted(file for file in files - LATER if file not in lines.split())
    without += sorted(file for file in LATER if file not in files or file in lines.split())
    for file in without:
        print(f"FAIL {file} has no row")
    print(f"{len(ROWS) - failed} passed, {failed + len(without)} failed; not read yet: {', '.join(sorted(LATER))}")
    return 1 if failed or without else 0


if __name__ == "__main__":
    sys.exit(main())
