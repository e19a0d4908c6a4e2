#!/usr/bin/env python3
"""Tests of ocspan dump: dump_test.py OCSPAN SOURCE-ROOT.

Its lines cover every byte, are those of the schema, and agree with `openssl asn1parse` in place, size, depth and tag.
"""

import base64
import json
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import unittest

try:
    import jsonschema
except ImportError:
    jsonschema = None

OCSPAN = ""
ROOT = pathlib.Path()

# What asn1parse calls the types.
TAGS = {"OBJECT": "OBJECT IDENTIFIER", "UTCTIME": "UTCTime", "GENERALIZEDTIME": "GeneralizedTime",
        "UTF8STRING": "UTF8String", "PRINTABLESTRING": "PrintableString", "IA5STRING": "IA5String",
        "BMPSTRING": "BMPString", "T61STRING": "TeletexString", "NUMERICSTRING": "NumericString",
        "UNIVERSALSTRING": "UniversalString", "VISIBLESTRING": "VisibleString"}
ROW = re.compile(r"\s*(\d+):d=(\d+)\s+hl=(\d+)\s+l=\s*(\d+) (cons|prim): ([A-Z0-9]+(?: STRING)?|cont \[ \d+ \])")


def run(*options, data=None, env=None):
    return subprocess.run([OCSPAN, "dump", *map(str, options)], input=data, capture_output=True, timeout=60,
                          check=False, env=env)


def der_of(file):
    content = file.read_bytes()
    pem = re.search(rb"-----BEGIN [A-Z0-9 ]+-----([^-]+)-----END", content)
    return base64.b64decode(pem[1]) if pem else content


def files():
    return sorted(file for file in (ROOT / "testdata").rglob("*") if file.suffix in (".der", ".pem"))


def lines_of(data, *options):
    return [json.loads(line) for line in run("--json", *options, "-", data=data).stdout.splitlines()]


def has_children(lines, i):
    return i + 1 < len(lines) and lines[i + 1]["depth"] > lines[i]["depth"]


def covered(lines):
    """What the headers, and the contents of what has no others inside, are: (begin, end), in order."""
    for i, line in enumerate(lines):
        inside = 0 if has_children(lines, i) and line["tag"] is not None else line["length"]
        yield line["offset"], line["offset"] + line["header"] + inside


def asn1parse(der, base, depth):
    text = subprocess.check_output(["openssl", "asn1parse", "-inform", "DER"], input=der, text=False).decode("latin-1")
    for line in text.splitlines():
        row = ROW.match(line)
        if row is None:  # the rest of a text with a line break in it
            continue
        context = re.fullmatch(r"cont (\[) (\d+) \]", row[6])
        tag = f"[{context[2]}]" if context else TAGS.get(row[6], row[6])
        yield int(row[1]) + base, int(row[3]), int(row[4]), int(row[2]) + depth, tag


class Dump(unittest.TestCase):
    def check_cover(self, lines, size):
        at = 0
        for begin, end in covered(lines):
            self.assertEqual(begin, at)
            at = end
        self.assertEqual(at, size)

    def test_every_byte_once(self):
        for file in files():
            with self.subTest(file=file.name):
                lines = lines_of(file.read_bytes())
                self.assertTrue(lines and all("error" not in line for line in lines))
                self.check_cover(lines, len(der_of(file)))
        self.assertGreater(len(files()), 60)

    def test_schema(self):
        if jsonschema is None:
            self.skipTest("needs python3-jsonschema")
        schema = json.loads((ROOT / "docs/schema/dump.schema.json").read_text(encoding="utf-8"))
        validator = jsonschema.validators.validator_for(schema)(schema)
        good = (ROOT / "testdata/openssl/resp-good.der").read_bytes()
        for data in (good, base64.b64encode(good), good[:300], b"\x30\x03\x0a\x01\x07", *(file.read_bytes() for file in files()[::7])):
            for line in lines_of(data):
                validator.validate(line)

    def test_openssl(self):
        if shutil.which("openssl") is None:
            self.skipTest("needs openssl")
        for file in files():
            der = der_of(file)
            lines = lines_of(der)
            known = [(line["offset"], line["header"], line["length"], line["depth"], line["tag"]) for line in lines]
            # asn1parse does not look into OCTET STRINGs: what is in them it is given apart.
            parts = [(0, len(der), 0)] + [(begin + header, length, depth + 1)
                                          for i, (begin, header, length, depth, tag) in enumerate(known)
                                          if tag == "OCTET STRING" and has_children(lines, i)]
            seen = [row for begin, length, depth in parts for row in asn1parse(der[begin:begin + length], begin, depth)]
            with self.subTest(file=file.name):
                self.assertEqual(sorted(seen), known)

    def test_malformed(self):
        good = (ROOT / "testdata/openssl/resp-good.der").read_bytes()
        wrong = bytearray(good)
        wrong[199] = 0x17  # the tag of producedAt
        result = run("--json", "-", data=bytes(wrong))
        self.assertEqual(result.returncode, 1)
        lines = [json.loads(line) for line in result.stdout.splitlines()]
        at = next(i for i, line in enumerate(lines) if "error" in line)
        self.assertEqual(lines[at]["error"], {
            "code": "wrong_tag", "offset": 199, "field": "tbsResponseData.producedAt",
            "message": "not the tag that belongs here: GeneralizedTime (18) expected, UTCTime (17) found"})
        self.assertEqual((lines[at + 1]["offset"], lines[at + 1]["depth"], lines[at + 1]["tag"]), (199, 6, "UTCTime"))
        self.assertTrue(all(line["path"] == line["field"] == "" for line in lines[at + 1:]))
        self.check_cover(lines[:at] + lines[at + 1:], len(wrong))
        for size in range(30, len(good), 29):  # cut off anywhere, and continued
            lines = [line for line in lines_of(good[:size], "--type", "response") if "error" not in line]
            at = 0
            for line in lines:  # what is there of a value that is cut off has no header
                self.assertEqual(line["offset"], at)
                at += line["header"] + (line["length"] if not has_children(lines, lines.index(line)) or
                                        line["tag"] is None else 0)
            self.assertEqual(at, size)
        lines = [line for line in lines_of(good + bytes(3)) if "error" not in line]
        self.check_cover(lines, len(good) + 3)
        self.assertEqual(lines[-1], {"offset": len(good), "header": 0, "length": 3, "depth": 0, "field": "", "path": "",
                                     "tag": None, "value": "000000"})

    def test_values(self):
        text = run(ROOT / "testdata/openssl/resp-revoked-1-keyCompromise.der").stdout.decode()
        for line in ("responseStatus ENUMERATED successful (0)", "certStatus [1] revoked",
                     "serialNumber INTEGER 0x2001 (8193)", "revocationReason ENUMERATED keyCompromise (1)",
                     "algorithm OBJECT IDENTIFIER sha1 (1.3.14.3.2.26)", "BasicOCSPResponse SEQUENCE",
                     "parameters NULL"):
            self.assertRegex(text, re.escape(line) + "\n")
        self.assertRegex(text, r"\n *\d+  2\+15 +producedAt GeneralizedTime 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ\n")
        certificate = run(ROOT / "testdata/openssl/certs/ca-rsa.pem").stdout.decode()
        for line in ("version INTEGER v3 (2)", "cA BOOLEAN TRUE"):
            self.assertRegex(certificate, re.escape(line) + "\n")
        self.assertRegex(text, r"byName SEQUENCE .*CN=Ocspan RSA CA")

    def test_form(self):
        """What the input was taken for is said once, before the first value."""
        good = (ROOT / "testdata/openssl/resp-good.der").read_bytes()
        size = f"{len(good)} bytes".encode()
        text = base64.encodebytes(good)
        self.assertEqual(run("-", data=good).stdout.split(b"\n")[0], b"Input: DER, " + size)
        self.assertEqual(run("-", data=text).stdout.split(b"\n")[0], b"Input: base64, " + size)
        lines = lines_of(text)
        self.assertEqual(lines[0].pop("form"), "base64")
        self.assertEqual(lines, lines_of(good))
        block = b"-----BEGIN OCSP RESPONSE-----\n" + text + b"-----END OCSP RESPONSE-----\n"
        self.assertEqual(re.findall(rb"^Input: .*", run("-", data=block * 2).stdout, re.M),
                         [b"Input: PEM, " + size + b", 1 of 2", b"Input: PEM, " + size + b", 2 of 2"])
        lines = lines_of(block * 2)
        self.assertEqual([(line["offset"], line["form"]) for line in lines if "form" in line], [(0, "PEM")] * 2)
        damaged = lines_of(base64.b64encode(good[:4] + b"\x0b" + good[5:]), "--type", "response")
        self.assertEqual([line.get("form") for line in damaged][:3], ["base64", None, None])

    def test_type(self):
        request = (ROOT / "testdata/openssl/req-sha1.der").read_bytes()
        self.assertEqual(lines_of(request)[0]["field"], "OCSPRequest")
        self.assertEqual(lines_of(request, "--type", "certificate")[0]["field"], "Certificate")
        good = (ROOT / "testdata/openssl/resp-good.der").read_bytes()
        body = next(line for line in lines_of(good) if line["field"] == "BasicOCSPResponse")
        lines = lines_of(good[body["offset"]:], "--type", "basic")
        self.assertEqual((lines[0]["field"], "error" in lines[-1]), ("BasicOCSPResponse", False))
        self.assertEqual(lines_of(good[body["offset"]:]), lines)
        self.assertEqual(run("--type", "crl", "-", data=good).returncode, 2)
        self.assertEqual(run("-", data=b"Forbidden\n").returncode, 1)

    def test_tolerate(self):
        # version [0] v1 is written out.
        request = bytes.fromhex("3021301fa003020100301830163014300906052b0e03021a0500040101040101020105")
        errors = [line["error"]["code"] for line in lines_of(request) if "error" in line]
        self.assertEqual(errors, ["explicit_default"])
        lines = lines_of(request, "--tolerate", "explicit_default")
        self.check_cover(lines, len(request))
        self.assertEqual(lines[2]["path"], "tbsRequest.version")

    def test_width(self):
        file = ROOT / "testdata/openssl/resp-good.der"
        whole = run(file).stdout.decode().splitlines()
        for width in (1, 3, 20, 60, 100):
            for line, of_whole in zip(run("--width", width, file).stdout.decode().splitlines(), whole, strict=True):
                self.assertLessEqual(len(line), width)
                self.assertTrue(line == of_whole or line.endswith("..."[:width]))
        self.assertGreater(max(map(len, whole)), 100)

    def test_colours_on_a_terminal_only(self):
        file = ROOT / "testdata/openssl/resp-good.der"
        self.assertNotIn(b"\x1b", run(file).stdout)
        for value, coloured in ((None, True), ("", True), ("1", False)):
            env = {name: of for name, of in os.environ.items() if name != "NO_COLOR"}
            env.update({} if value is None else {"NO_COLOR": value})
            terminal, other = pty.openpty()
            with subprocess.Popen([OCSPAN, "dump", file], stdout=other, env=env) as process:
                os.close(other)
                shown = b""
                try:
                    while piece := os.read(terminal, 65536):
                        shown += piece
                except OSError:  # the end
                    pass
                process.wait(60)
            os.close(terminal)
            self.assertEqual(b"\x1b[1mOCSPResponse\x1b[0m" in shown, coloured)
            self.assertEqual(b"\x1b" in shown, coloured)


if __name__ == "__main__":
    OCSPAN, ROOT = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    unittest.main(argv=sys.argv[:1])
