#!/usr/bin/env python3
"""Tests of ocspan verify --batch: verify_batch_test.py OCSPAN [UNITTEST-ARGUMENT...]

The certificates are those of check_test.py; their responses lie beside them as web servers keep staples.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import types
import unittest

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp

from check_test import (DAY, GOOD, HOUR, MALFORMED, NO_ANSWER, NOW, REVOKED, SOON, UNKNOWN, UNTRUSTED, USAGE, World,
                        error)
from schema_test import Schemas

OCSPAN = ""
SCHEMAS = Schemas(pathlib.Path(__file__).resolve().parents[2] / "docs/schema")


class VerifyBatch(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = pathlib.Path(tempfile.mkdtemp())
        cls.world = World(types.SimpleNamespace(url="http://127.0.0.1:1"), cls.made)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.made)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=self.made))
        self.until = f"{NOW + 2 * DAY:%Y-%m-%dT%H:%M:%SZ}"

    def response(self, *args, subject=None, **options):
        subject = subject or self.world.leaf
        issuer = self.world.root if subject is self.world.sub else self.world.sub
        request = ocsp.OCSPRequestBuilder().add_certificate(subject.cert, issuer.cert, hashes.SHA256()).build()
        return self.world.respond(request.public_bytes(serialization.Encoding.DER), *args, **options)

    def put(self, **files):
        """Files by name, where __ stands for a dot."""
        for name, content in files.items():
            (self.folder / name.replace("__", ".")).write_bytes(content)

    def put_site(self, name, staple):
        """As HAProxy has it: the certificate and its key, the issuer, the staple."""
        key = self.world.leaf.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                                serialization.NoEncryption())
        self.put(**{f"{name}__pem": self.world.leaf.pem() + key, f"{name}__pem__issuer": self.world.sub.pem(),
                    f"{name}__pem__ocsp": staple})

    def verify(self, *arguments, status, paths=None):
        command = [OCSPAN, "verify", "--batch", *(paths or [self.folder]), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, errors="surrogateescape", timeout=60, check=False)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        self.assertEqual(done.stderr, "")
        return done.stdout.replace(str(self.folder) + "/", "")

    def documents(self, *arguments, status, **options):
        lines = self.verify("--json", *arguments, status=status, **options).splitlines()
        documents = [json.loads(line) for line in lines]
        for document in documents:
            SCHEMAS.validators["verify_batch.schema.json"].validate(document)
        return documents

    def test_beside_its_certificate(self):
        self.put_site("a", self.response())
        self.put(b__pem=self.world.leaf.pem() + self.world.sub.pem() + self.world.root.pem(), b__der=self.response(),
                 c__crt=self.world.leaf.pem(), c__issuer=self.world.root.pem() + self.world.sub.pem(),
                 c__ocsp=self.response(),
                 d__cer=self.world.leaf.cert.public_bytes(serialization.Encoding.DER), d__issuer=self.world.sub.pem(),
                 d__der=self.response(), key__pem=b"not looked at")
        self.assertEqual(self.verify(status=GOOD), "".join(
            f"{name}: good, until {self.until}\n" for name in ("a.pem.ocsp", "b.der", "c.ocsp", "d.der")))

    def test_one_issuer_for_all(self):
        self.put(a__pem=self.world.leaf.pem(), a__ocsp=self.response(), a__issuer=self.world.other.pem())
        self.assertIn("Other", self.verify(status=USAGE))
        self.assertIn("a.ocsp: good", self.verify("--issuer", self.made / "sub.pem", status=GOOD))
        self.assertIn("was issued by CN=Sub", self.verify("--issuer", self.made / "root.pem", status=USAGE))
        (self.folder / "a.issuer").unlink()
        self.assertIn("a.issuer, or behind it in", self.verify(status=USAGE))

    def test_verdicts(self):
        good = self.response()
        since = f"{NOW - 2 * HOUR:%Y-%m-%dT%H:%M:%SZ}"
        expired = self.response(this=NOW - 9 * DAY, until=NOW - DAY)
        for staple, line, status in (
                (self.response(ocsp.OCSPCertStatus.REVOKED), f"revoked since {since}", REVOKED),
                (self.response(ocsp.OCSPCertStatus.UNKNOWN), "unknown to this responder", UNKNOWN),
                (expired, "untrusted: nextUpdate has passed: 24 hours ago", UNTRUSTED),
                (self.response(signer=self.world.other), "untrusted: ", UNTRUSTED),
                (self.response(subject=self.world.mute), "untrusted: no answer about this certificate", UNTRUSTED),
                (error(ocsp.OCSPResponseStatus.TRY_LATER), "untrusted: ", NO_ANSWER),
                (b"", "OCSPResponse at byte 0: ", MALFORMED),
                (good[:-1], "", MALFORMED)):
            self.put_site("a", good)
            self.put_site("b", staple)
            lines = self.verify(status=status).splitlines()
            self.assertEqual(lines[0], f"a.pem.ocsp: good, until {self.until}")
            self.assertTrue(lines[1].startswith(f"b.pem.ocsp: {line}"), lines)
            self.assertEqual(len(lines), 2)

    def test_the_worst_counts(self):
        staples = (  # from the worst on
            (self.response(ocsp.OCSPCertStatus.REVOKED), REVOKED), (None, USAGE), (b"no response", MALFORMED),
            (self.response(until=NOW - DAY, this=NOW - 2 * DAY), UNTRUSTED),
            (self.response(ocsp.OCSPCertStatus.UNKNOWN), UNKNOWN),
            (error(ocsp.OCSPResponseStatus.TRY_LATER), NO_ANSWER), (self.response(until=NOW + HOUR), SOON),
            (self.response(), GOOD))
        for staple, status in reversed(staples):
            name = f"site{status}"
            self.put_site(name, staple or self.response())
            if staple is None:
                (self.folder / f"{name}.pem").unlink()
            self.verify("--min-left", "6h", status=status)
        self.assertEqual(len(self.verify("--min-left", "6h", status=REVOKED).splitlines()), len(staples))

    def test_json(self):
        self.put_site("a", self.response())
        self.put_site("b", b"{")
        self.put(c__ocsp=self.response())
        at = NOW + DAY
        a, b, c = self.documents("--at", f"{at:%Y-%m-%dT%H:%M:%SZ}", status=USAGE)
        self.assertEqual((a["certificate"], a["verdict"], a["text"], a["secondsLeft"]),
                         ("CN=localhost", "good", f"until {self.until}", 86400))
        self.assertEqual((a["verification"]["signer"], a["verification"]["usableUntil"]), ("delegated", self.until))
        self.assertEqual(b["error"]["code"], "not_der")
        self.assertEqual(c["error"]["message"], "its certificate is not beside it: c.pem")
        self.put_site("a", self.response(this=NOW - 9 * DAY, until=NOW - DAY))
        expired = self.documents(status=UNTRUSTED, paths=[self.folder / "a.pem.ocsp"])[0]
        self.assertNotIn("secondsLeft", expired)
        verification = expired["verification"]
        self.assertEqual((verification["step"], verification["detail"]), ("expired", "24 hours ago"))

    def test_prometheus(self):
        self.put_site("a", self.response(until=NOW + HOUR))
        self.put(b__ocsp=b"x")
        self.put(b__pem=b"x")
        lines = self.verify("--prometheus", "--min-left", "2h", status=MALFORMED).splitlines()
        of_a = 'file="a.pem.ocsp",subject="CN=localhost",serial="'
        self.assertTrue(any(line.startswith(f"ocspan_status{{{of_a}") and line.endswith(" 7") for line in lines), lines)
        self.assertIn('ocspan_status{file="b.ocsp"} 1', lines)
        self.assertIn('ocspan_good{file="b.ocsp"} 0', lines)
        left = [int(line.split()[-1]) for line in lines if line.startswith("ocspan_response_seconds_left{")]
        self.assertEqual(len(left), 1)
        self.assertTrue(3300 < left[0] <= 3600, left)
        for line in lines:
            self.assertRegex(line, r'^(# (HELP|TYPE) ocspan_\w+ .+|ocspan_\w+\{file="[^"]*"(,\w+="[^"]*")*\} \d+)$')

    def test_what_a_folder_stands_for(self):
        (self.folder / "below").mkdir()
        self.put_site("a", self.response())
        self.put_site("below/b", self.response())
        self.put(note__txt=b"x", staple=self.response())
        self.assertEqual(self.verify(status=GOOD).count("good"), 2)
        self.put(staple__pem=self.world.leaf.pem() + self.world.sub.pem())
        named = [self.folder / "staple", self.folder / "a.pem.ocsp"]
        self.assertEqual([line.split(":")[0] for line in self.verify(status=GOOD, paths=named).splitlines()],
                         ["staple", "a.pem.ocsp"])
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        self.assertIn("a folder without *.ocsp and *.der", self.verify(status=USAGE))
        self.put(a__pem=self.world.leaf.pem() + self.world.sub.pem())
        self.assertIn("a.ocsp: No such file", self.verify(status=USAGE, paths=[self.folder / "a.ocsp"]))

    def test_names_of_files(self):
        os.makedirs(os.fsencode(self.folder) + b"/\xff\n\"")
        for end, content in ((b".ocsp", self.response()), (b".pem", self.world.leaf.pem() + self.world.sub.pem())):
            pathlib.Path(os.fsdecode(os.fsencode(self.folder) + b"/\xff\n\"/a" + end)).write_bytes(content)
        self.assertEqual(self.documents(status=GOOD)[0]["file"], '\ufffd\n"/a.ocsp')
        self.assertEqual(len(self.verify(status=GOOD).splitlines()), 1)
        self.assertNotIn("\n\"", self.verify("--prometheus", status=GOOD))

    def test_other_options(self):
        self.put_site("a", self.response(signer=self.world.other))
        (self.made / "trusted.pem").write_bytes(self.world.other.pem())
        self.verify("--responder", self.made / "trusted.pem", status=GOOD)
        self.put_site("a", self.response(with_certificate=False))
        self.verify(status=UNTRUSTED)
        (self.made / "delegate.pem").write_bytes(self.world.delegate.pem())
        self.verify("--certs", self.made / "delegate.pem", status=GOOD)
        self.put_site("a", self.response(until=None))
        self.verify(status=GOOD)
        self.verify("--require-next-update", status=UNTRUSTED)

    def test_wrong_usage(self):
        for arguments in (["--cert", "a.pem"], ["--serial", "1"], ["--request", "r.der"], ["--field", "verdict"],
                          ["--json", "--prometheus"], ["--min-left", "soon"], ["--issuer", "/nowhere"]):
            done = subprocess.run([OCSPAN, "verify", "--batch", self.folder, *arguments], capture_output=True,
                                  check=False)
            self.assertEqual(done.returncode, USAGE, arguments)
        for arguments in (["--batch"], ["--issuer", self.made / "sub.pem", "a", "b"], ["a"], ["--prometheus", "a"]):
            done = subprocess.run([OCSPAN, "verify", *arguments], capture_output=True, check=False)
            self.assertEqual(done.returncode, USAGE, arguments)


def main():
    global OCSPAN
    OCSPAN = str(pathlib.Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])


if __name__ == "__main__":
    main()
