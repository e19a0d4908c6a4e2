#!/usr/bin/env python3
"""Tests of ocspan lint: lint_command_test.py OCSPAN SOURCE-ROOT.

What its options do, what it prints, and its exit statuses; lines of JSON are those of the schema. What each lint finds is
tested by test/lint.
"""

import base64
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import jsonschema

from command_test import tlv, values

OCSPAN = ""
ROOT = pathlib.Path()
VALIDATOR = None


def run(*options, data=None):
    return subprocess.run([OCSPAN, "lint", *map(str, options)], input=data, capture_output=True, timeout=60, check=False)


def lines_of(output):
    lines = [json.loads(line) for line in output.splitlines()]
    for line in lines:
        VALIDATOR.validate(line)
    return lines


def document_of(*options, data=None):
    (line,) = lines_of(run("--json", *options, data=data).stdout)
    return line


def response(name):
    return ROOT / "testdata/openssl" / f"resp-{name}.der"


def ids_of(document):
    return [finding["id"] for finding in document["findings"]]


def events_of(der):
    dumped = subprocess.run([OCSPAN, "dump", "--json", "-"], input=der, capture_output=True, check=True)
    return [json.loads(line) for line in dumped.stdout.splitlines()]


class LintTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return path

    def response_data(self):
        """That of a response, and where it begins in there."""
        der = response("good").read_bytes()
        event = next(event for event in events_of(der) if event["path"] == "tbsResponseData")
        return der[event["offset"]:event["offset"] + event["header"] + event["length"]], event["offset"]

    def test_text(self):
        file = response("good-no-next-update")
        result = run("--only", "time.next_missing", file)
        self.assertEqual(result.returncode, 0)
        self.assertEqual(result.stdout.decode(),
                         f"{file}:218: warn: time.next_missing: expected: there is a nextUpdate (RFC 9919 3.2.4, Mozilla "
                         "Root Store Policy 6), at tbsResponseData.responses[0].nextUpdate\n"
                         f"{file}: errors: 0, warnings: 1, notices: 0; lints not applicable: 0\n")
        result = run("--only", "time.next_missing", "-", data=response("good").read_bytes())
        self.assertEqual(result.stdout, b"standard input: no findings; lints not applicable: 0\n")
        cut = self.write("cut.der", response("good").read_bytes()[:-1])
        result = run("--only", "response.not_der", cut)
        self.assertEqual(result.returncode, 6)
        self.assertIn(b", at OCSPResponse: cut off: longer than what encloses it\n", result.stdout)

    def test_everything_in_testdata(self):
        for file in sorted((ROOT / "testdata").rglob("*")):
            if file.suffix not in (".der", ".pem"):
                continue
            everything = run("--json", file)
            self.assertIn(everything.returncode, (0, 6), file)
            for document in lines_of(everything.stdout):
                self.assertEqual(document["input"], str(file))
                self.assertEqual(everything.returncode == 6 and document["counts"]["error"] == 0, False, file)
                for severity in ("error", "warn", "notice"):
                    found = [one for one in document["findings"] if one["severity"] == severity]
                    self.assertEqual(document["counts"][severity], len(found))
                self.assertFalse(set(ids_of(document)) & set(document["notApplicable"]))

    def test_paths_are_those_of_dump(self):
        der = response("delegated").read_bytes()
        paths = {event["offset"]: event["path"] for event in events_of(der)}
        findings = document_of("--profile", "cabf-tls", "-", data=der)["findings"]
        self.assertGreater(len(findings), 2)
        for finding in findings:
            self.assertTrue(finding["field"].startswith(paths[finding["offset"]]), finding)

    def test_exit_statuses(self):
        notice = response("good")
        for level, status in (("error", 0), ("warn", 0), ("notice", 6)):
            self.assertEqual(run("--fail-on", level, notice).returncode, status)
        self.assertEqual(run("--fail-on", "warn", response("good-no-next-update")).returncode, 6)
        self.assertEqual(run("--fail-on", "anything", notice).returncode, 2)
        self.assertEqual(run().returncode, 2)
        self.assertEqual(run(self.folder / "absent").returncode, 2)
        for content in (b"", b"<html>", b"HTTP/1.1 404 Not Found\r\n\r\n"):
            result = run("--json", "-", data=content)
            self.assertEqual((result.returncode, result.stdout), (1, b""))
            self.assertIn("error", json.loads(result.stderr))
        self.assertEqual(run("--max-size", "10", notice).returncode, 2)

    def test_several_files(self):
        result = run(response("good"), self.folder / "absent", response("good-no-next-update"))
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"absent: No such file", result.stderr)
        self.assertIn(str(response("good-no-next-update")).encode() + b": errors: 0, warnings: 1", result.stdout)
        both = run("--json", response("good"), response("unknown"))
        self.assertEqual(len(lines_of(both.stdout)), 2)

    def test_selection(self):
        file = response("good-no-next-update")
        self.assertEqual(ids_of(document_of(file)), ["time.next_missing", "response.certid_sha1"])
        self.assertEqual(ids_of(document_of("--only", "response.*", file)), ["response.certid_sha1"])
        self.assertEqual(ids_of(document_of("--except", "response.*", file)), ["time.next_missing"])
        self.assertEqual(ids_of(document_of("--only", "response.certid_sha1,time.*", "--except", "time.next_missing", file)),
                         ["response.certid_sha1"])
        for option in ("--only", "--except"):
            for name in ("response", "response.nothing", "nothing.*", "time.next_missing,x"):
                self.assertEqual(run(option, name, file).returncode, 2, name)
        # What is in no profile would never be found.
        self.assertEqual(run("--only", "cabf.sig_sha1", file).returncode, 2)
        self.assertEqual(run("--only", "cabf.sig_sha1", "--profile", "cabf-tls", file).returncode, 0)
        self.assertEqual(document_of("--profile", "mozilla", "--profile", "cabf-cs", file)["profile"],
                         "cabf-cs,mozilla")
        self.assertEqual(document_of(file)["profile"], "rfc")
        self.assertEqual(run("--profile", "nothing", file).returncode, 2)

    def test_list(self):
        lints = lines_of(run("--list").stdout)
        self.assertEqual(len(lints), len({lint["id"] for lint in lints}))
        table = (ROOT / "include/ocspan/lint/lints.h").read_text()
        self.assertIn(f"#define OCSPAN_LINT_COUNT {len(lints)}\n", table)
        for lint in lines_of(run("--list", "--profile", "ocpp").stdout):
            self.assertTrue({"rfc", "ocpp"} & set(lint["profiles"]))
        self.assertEqual([lint["id"] for lint in lines_of(run("--list", "--only", "ocpp.*").stdout)],
                         ["ocpp.size", "ocpp.hash"])

    def test_batch(self):
        files = [response("good"), response("good-no-next-update")]
        result = run("--batch", "--fail-on", "warn", *files)
        self.assertEqual(result.returncode, 6)
        documents = lines_of(result.stdout)
        self.assertEqual([document["file"] for document in documents], [str(file) for file in files])
        self.assertTrue(all("notApplicable" not in document for document in documents))
        self.assertEqual(run("--batch", *files).returncode, 0)
        lines = [base64.b64encode(files[0].read_bytes()), files[1].read_bytes().hex().encode(), b"", b"no message", b"3000"]
        documents = lines_of(run("--batch", data=b"\n".join(lines) + b"\n").stdout)
        self.assertEqual([ids_of(one) for one in documents[:2]], [ids_of(document_of(file)) for file in files])
        self.assertEqual([one["error"]["code"] for one in documents[2:4]], ["truncated", "not_der"])
        self.assertEqual(documents[4]["counts"]["error"], 1)
        self.assertEqual(run("--batch", files[0], self.folder / "absent").returncode, 2)

    def test_forms(self):
        der = response("good").read_bytes()
        (plain,) = document_of("-", data=der)["findings"]
        text = base64.b64encode(der)
        document = document_of("-", data=text)
        self.assertEqual(document["form"], "base64")
        self.assertEqual(document["findings"], [plain | {"inputOffset": plain["offset"] // 3 * 4}])
        self.assertIn(b"standard input:%d: notice" % (plain["offset"] // 3 * 4), run("-", data=text).stdout)
        event = next(event for event in events_of(der) if event["field"] == "response")  # a BasicOCSPResponse alone
        begin = event["offset"] + event["header"]
        (bare,) = document_of("-", data=der[begin:begin + event["length"]])["findings"]
        self.assertEqual(bare["inputOffset"], plain["offset"] - begin)

    def test_http(self):
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1620\r\n\r\n"
        before = b"HTTP/1.1 100 Continue\r\n\r\n"
        message = self.write("message", before + head + response("good").read_bytes())
        (finding,) = document_of("--only", "http.*", message)["findings"]
        self.assertEqual((finding["id"], finding["input"], finding["offset"], finding["inputOffset"]),
                         ("http.content_type_response", "httpResponse", 17, 42))
        headers = self.write("headers", b"GET /x HTTP/1.1\r\nHost: a.test\r\n\r\n" + before + head)
        document = document_of("--only", "http.*", "--http", headers, response("good"))
        self.assertEqual(ids_of(document), ["http.get_path", "http.content_type_response"])
        self.assertEqual(document["findings"][1]["inputOffset"], headers.read_bytes().index(b"Content-Type"))
        self.assertIn(b"headers:%d: error: http.content_type_response" % document["findings"][1]["inputOffset"],
                      run("--only", "http.*", "--http", headers, response("good")).stdout)
        # That of the option counts.
        other = self.write("other", head.replace(b"text/plain", b"application/ocsp-response"))
        self.assertEqual(ids_of(document_of("--only", "http.*", "--http", other, message)), [])
        self.assertEqual(run("--http", response("good"), message).returncode, 2)
        request = (ROOT / "testdata/seed/request.der").read_bytes()
        post = b"POST / HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 88\r\n\r\n" + request
        self.assertEqual(ids_of(document_of("--only", "http.*", "-", data=post)), ["http.content_type_request"])

    def test_response_data(self):
        data, begin = self.response_data()
        (finding,) = document_of("--tbs", "-", data=data)["findings"]
        (in_response,) = document_of(response("good"))["findings"]
        self.assertEqual(finding, in_response | {"offset": in_response["offset"] - begin})
        self.assertEqual(document_of("-", data=data)["kind"], "responseData")
        self.assertEqual(ids_of(document_of("--tbs", "-", data=data + b"\0")), ["response.certid_sha1", "response.trailing_data"])
        self.assertEqual(document_of("--tbs", response("good"))["counts"]["error"], 1)

    def test_kinds(self):
        self.assertEqual(document_of(ROOT / "testdata/seed/request.der")["kind"], "request")
        certificate = ROOT / "testdata/openssl/certs/ca-rsa.pem"
        document = document_of("--only", "signer.eku_missing", certificate)
        self.assertEqual((document["kind"], document["form"]), ("certificate", "PEM"))
        self.assertNotIn("input", document["findings"][0])
        self.assertEqual(run("--responder", certificate, certificate).returncode, 1)
        finding = document_of("--only", "signer.eku_missing", "--responder", certificate, response("good"))["findings"][0]
        self.assertEqual(finding["input"], "responder")
        self.assertNotIn("inputOffset", finding)
        self.assertIn(f"{certificate}:4: error: signer.eku_missing".encode(),
                      run("--only", "signer.eku_missing", "--responder", certificate, response("good")).stdout)

    def test_kind_of_what_has_an_early_error(self):
        """It is what its beginning says, however far it can be read as something else."""
        version_9, no_serial = tlv(0xa0, tlv(2, b"\x09")), tlv(2)
        request = values(values((ROOT / "testdata/seed/request.der").read_bytes())[0])
        _, octets = values(values(values(response("good").read_bytes())[1])[0])
        data = values(values(octets)[0])[0]
        name = tlv(0xa1, b"\x30\x05damaged"[:7])
        certificate, *signed = values(base64.b64decode("".join(
            (ROOT / "testdata/openssl/certs/ca-rsa.pem").read_text(encoding="ascii").split("-----")[2].split())))
        fields = values(certificate)
        broken = {
            "request": (tlv(0x30, tlv(0x30, version_9, *request)), tlv(0x30, tlv(0x30, version_9, name, *request)),
                        tlv(0x30, tlv(0x30, name, *request)), tlv(0x30, tlv(0x30, tlv(0x30, b"\x05\x00")))),
            "response": (tlv(0x30, tlv(0x0a, b"\x09")), tlv(0x30, tlv(0x0a), *values(response("good").read_bytes())[1:])),
            "certificate": (tlv(0x30, tlv(0x30, version_9, *fields[1:]), *signed),
                            tlv(0x30, tlv(0x30, fields[0], no_serial, *fields[2:]), *signed),
                            tlv(0x30, tlv(0x30, no_serial, *fields[2:]), *signed)),
        }
        for kind, messages in broken.items():
            for message in messages:
                self.assertEqual(document_of("-", data=message)["kind"], kind, message.hex())
                self.assertEqual(document_of("-", data=message[:len(message) // 2 + 9])["kind"], kind, message.hex())
        # A ResponseData alone that cannot be read is taken for that of a response.
        for message in (tlv(0x30, version_9, *values(data)), tlv(0x30, tlv(0xa2, b"\5\0"), *values(data)[1:])):
            self.assertEqual(document_of("-", data=message)["form"], "ResponseData", message.hex())

    def test_time(self):
        only = ["--only", "time.expired"]
        self.assertEqual(document_of(*only, response("good"))["notApplicable"], ["time.expired"])
        self.assertEqual(ids_of(document_of(*only, "--at", "2035-01-01", response("three"))), ["time.expired"] * 3)
        self.assertEqual(run("--at", "yesterday", response("good")).returncode, 2)
        self.assertEqual(ids_of(document_of("--profile", "cabf-tls", "--only", "http.slow", "--took", "10.1",
                                            response("good"))), ["http.slow"])
        self.assertEqual(run("--took", "-1", response("good")).returncode, 2)

    def test_serials(self):
        options = ["--profile", "cabf-tls", "--only", "cabf.good_unassigned,cabf.unknown_after_issue"]
        shown = subprocess.run([OCSPAN, "response", "--json", response("good")], capture_output=True, check=True)
        serial = json.loads(shown.stdout)["basic"]["responses"][0]["certId"]["serialNumberHex"]
        for lines, expected in ((f"{serial.upper()}\n", []), (f"ff\n00{serial} 2026-01-01T00:00:00Z\r\n\n1\n", []),
                                ("ff\n", ["cabf.good_unassigned"]), ("", ["cabf.good_unassigned"])):
            file = self.write("serials", lines.encode())
            self.assertEqual(ids_of(document_of(*options, "--serials", file, response("good"))), expected)
        for lines in (b"xyz\n", b"01 then\n"):
            result = run(*options, "--serials", self.write("serials", lines), response("good"))
            self.assertEqual(result.returncode, 2)
            self.assertIn(b"line 1", result.stderr)

    def test_many_findings_in_linear_time(self):
        der = (ROOT / "testdata/openssl/req-serial-zero.der").read_bytes()
        event = next(event for event in events_of(der) if event["path"] == "tbsRequest.requestList[0]")
        one = der[event["offset"]:event["offset"] + event["header"] + event["length"]]

        def sequence(content):
            return b"\x30\x83" + len(content).to_bytes(3, "big") + content

        count = 100_000
        result = run("--json", "--only", "request.serial_not_positive", "-",
                     data=sequence(sequence(sequence(one * count))))
        document = json.loads(result.stdout)
        self.assertEqual(len(document["findings"]), count)
        self.assertEqual(document["findings"][-1]["field"],
                         f"tbsRequest.requestList[{count - 1}].reqCert.serialNumber")


if __name__ == "__main__":
    OCSPAN, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
    SCHEMA = json.loads((ROOT / "docs/schema/lint.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
    unittest.main(argv=sys.argv[:1])
