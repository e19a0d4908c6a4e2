#!/usr/bin/env python3
"""`ocspan serve` as its clients see it: serve_test.py OCSPAN TESTDATA

In a network namespace of its own where there is one to be had, else on the loopback interface. The answers of
an honest responder are checked by openssl, ocsptool and `ocspan verify`; those of each fault by `ocspan verify`
and `ocspan lint`, which have to name what --list-faults says; what is sent by hostile clients does not matter
to others.
"""

import base64
import concurrent.futures
import contextlib
import hashlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import unittest.mock
from pathlib import Path

sys.dont_write_bytecode = True      # no __pycache__ in the source tree
sys.path.append(str(Path(__file__).resolve().parents[1] / "peers"))

from network import run_in_own_network
from pki import Pki, run

PATIENCE = 20                       # seconds for one thing to happen, on a busy machine
GOOD, REVOKED, UNKNOWN = 0x1001, 0xF2, 0x7777
ISSUER = "rsa"                      # its delegated responder has a key for ECDSA
OTHER = "ec"


class World:
    """What all tests have in common: a PKI of several issuers, and the index of one of them, all by openssl."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.pki = Pki(folder)
        self.issuer = self.pki.cas[ISSUER]
        self.responder = self.pki.responders[ISSUER]
        self.certificates = {serial: self.pki.certificate(ISSUER, serial) for serial in (GOOD, REVOKED, UNKNOWN)}
        self.foreign = self.pki.certificate(OTHER, GOOD)
        self.index = self.make_index()
        self.serials = self.path("serials")
        self.serials.write_text(f"{GOOD:x}\n{REVOKED:x}\n", encoding="ascii")

    def path(self, name):
        return self.folder / name

    def make_index(self):
        """By `openssl ca`, which has issued two of the certificates, and has revoked one of them."""
        index, config = self.path("index.txt"), self.path("ca.cnf")
        index.touch()
        self.path("index.txt.attr").write_text("unique_subject = no\n", encoding="ascii")
        config.write_text(f"[ca]\ndefault_ca = this\n[this]\ndatabase = {index}\ndefault_md = sha256\n"
                          f"certificate = {self.issuer.certificate}\nprivate_key = {self.issuer.key}\n",
                          encoding="ascii")
        for serial in (GOOD, REVOKED):
            self.openssl_ca("-valid", self.certificates[serial])
        self.openssl_ca("-revoke", self.certificates[REVOKED], "-crl_reason", "keyCompromise")
        return index

    def openssl_ca(self, *arguments):
        run("openssl", "ca", "-config", self.path("ca.cnf"), *arguments)


class Serve:
    """A running `ocspan serve`; leaving it checks that SIGTERM ends it within a second or so."""

    def __init__(self, *arguments, signers=("--key", None)):
        self.arguments = [str(word) for word in arguments]
        if "--issuer" not in self.arguments and "--limbo" not in self.arguments:
            if signers[1] is None:
                signers = ("--key", WORLD.issuer.key)
            self.arguments += ["--issuer", str(WORLD.issuer.certificate), "--index", str(WORLD.index),
                               *map(str, signers)]

    def __enter__(self):
        self.log = tempfile.TemporaryFile("w+", dir=WORLD.folder)
        # What is freed is free, also with the address sanitizer.
        sanitizer = f"{os.environ.get('ASAN_OPTIONS', '')}:quarantine_size_mb=0:thread_local_quarantine_size_kb=0"
        self.process = subprocess.Popen([OCSPAN, "serve", *self.arguments], stdin=subprocess.DEVNULL, text=True,
                                        stdout=subprocess.PIPE, stderr=self.log,
                                        env={**os.environ, "ASAN_OPTIONS": sanitizer.strip(":")})
        line = self.process.stdout.readline()
        found = re.fullmatch(r"listening on (http://127\.0\.0\.1:(\d+)/)\n", line)
        if not found:
            self.process.kill()
            raise AssertionError(f"{self.arguments}: {line!r} {self.logged()}")
        self.url, self.port = found[1], int(found[2])
        return self

    def __exit__(self, kind, *_):
        begin = time.monotonic()
        self.process.send_signal(signal.SIGINT if len(self.arguments) % 2 else signal.SIGTERM)
        status = self.process.wait(PATIENCE)
        took = time.monotonic() - begin
        self.process.stdout.close()
        if kind is None and (status != 0 or took > 3):      # of which 0.5 s are its own
            raise AssertionError(f"{self.arguments}: ended with {status} after {took:.1f} s: {self.logged()}")
        self.log.close()

    def logged(self):
        self.log.seek(0)
        return self.log.read()

    def memory(self):
        """Resident, in bytes."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        raise AssertionError("no VmRSS")

    def ask(self, request, method="POST", path="/"):
        """(status, header, body)"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            if method == "GET":
                connection.request("GET", path)
            else:
                connection.request(method, path, request, {"Content-Type": "application/ocsp-request"})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()


def ocspan(*arguments, data=b""):
    return subprocess.run([OCSPAN, *map(str, arguments)], input=data, capture_output=True, timeout=PATIENCE,
                          check=False)


def create_request(*arguments):
    done = ocspan("create-request", *arguments)
    if done.returncode != 0:
        raise AssertionError(done.stderr.decode())
    return done.stdout


def request_about(serial, *arguments):
    return create_request("--issuer", WORLD.issuer.certificate, "--cert", WORLD.certificates[serial], *arguments)


def shown(response):
    """The document of a response."""
    done = ocspan("response", "--json", "-", data=response)
    return json.loads(done.stdout)


def tlv(tag, *contents):
    content = b"".join(contents)
    size = len(content)
    long = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag]) + (bytes([size]) if size < 0x80 else bytes([0x80 | len(long)]) + long) + content


def with_extension(oid, value, critical=False, serial=GOOD):
    """A request with one extension of any kind."""
    request = request_about(serial)
    listed = request[request.index(0x30, 1):]               # TBSRequest: its only field is requestList
    header = 2 if listed[1] < 0x80 else 3
    extension = tlv(0x30, oid, tlv(0x01, b"\xff") if critical else b"", tlv(0x04, value))
    return tlv(0x30, tlv(0x30, listed[header:], tlv(0xA2, tlv(0x30, extension))))


NONCE = bytes.fromhex("06092b0601050507300102")
PREFERRED = bytes.fromhex("06092b0601050507300108")


class Honest(unittest.TestCase):
    def test_openssl(self):
        names = {GOOD: "good", REVOKED: "revoked", UNKNOWN: "unknown"}
        for signers in (("--key", WORLD.issuer.key),
                        ("--responder", WORLD.responder.certificate, "--key", WORLD.responder.key)):
            with Serve(signers=signers) as serve:
                for hash_name in ("sha1", "sha256", "sha384", "sha512"):
                    files = [word for file in WORLD.certificates.values() for word in ("-cert", file)]
                    text = run("openssl", "ocsp", "-issuer", WORLD.issuer.certificate, f"-{hash_name}", *files, "-url",
                               serve.url, "-CAfile", WORLD.issuer.certificate).decode()
                    for serial, file in WORLD.certificates.items():
                        self.assertIn(f"{file}: {names[serial]}\n", text)
                    self.assertIn("Reason: keyCompromise", text)
                log = serve.logged()
                self.assertIn("0x1001 (4097) good, 0xF2 (242) revoked, 0x7777 (30583) unknown".lower(), log.lower())
                self.assertEqual(len(log.splitlines()), 4)

    def test_ocsptool(self):
        if not shutil.which("ocsptool"):
            self.skipTest("ocsptool is not installed")
        # GnuTLS does not find the issuer by its key: of a responder that is the issuer it has to have the name.
        for signers in (("--key", WORLD.issuer.key, "--fault", "by-name"),
                        ("--responder", WORLD.responder.certificate, "--key", WORLD.responder.key)):
            with Serve(signers=signers) as serve:
                for serial, status in ((GOOD, "good"), (REVOKED, "revoked"), (UNKNOWN, "unknown")):
                    text = run("ocsptool", f"--ask={serve.url}", "--nonce", "--load-cert", WORLD.certificates[serial],
                               "--load-issuer", WORLD.issuer.certificate, "--load-trust", WORLD.issuer.certificate)
                    self.assertIn("Verifying OCSP Response: Success", text.decode())
                    self.assertIn(f"Certificate Status: {status}", text.decode())

    def test_curl_by_get(self):
        with Serve() as serve:
            for serial, status in ((GOOD, 0), (REVOKED, 3), (UNKNOWN, 4)):
                url = request_about(serial, "--get", serve.url).decode().strip()
                for form in (url, url.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=")):
                    response = run("curl", "-sf", form)
                    done = ocspan("verify", "-", "--issuer", WORLD.issuer.certificate, "--cert",
                                  WORLD.certificates[serial], data=response)
                    self.assertEqual(done.returncode, status, done.stderr)

    def test_header(self):
        with Serve("--next-update", "2d") as serve:
            url = request_about(GOOD, "--get", serve.url).decode().strip()
            by_get = serve.ask(b"", "GET", url[len(serve.url) - 1:])
            for status, header, body in (serve.ask(request_about(GOOD)), by_get):
                answer = shown(body)["basic"]["responses"][0]
                self.assertEqual(status, 200)
                self.assertEqual(header["Content-Type"], "application/ocsp-response")
                self.assertEqual(header["Content-Length"], str(len(body)))
                self.assertEqual(header["ETag"], f'"{hashlib.sha256(body).hexdigest()}"')
                for field, time_in_answer in (("Last-Modified", "thisUpdate"), ("Expires", "nextUpdate")):
                    moment = time.strptime(answer[time_in_answer], "%Y-%m-%dT%H:%M:%SZ")
                    self.assertEqual(header[field], time.strftime("%a, %d %b %Y %H:%M:%S GMT", moment))
                self.assertEqual(header["Cache-Control"],
                                 f"max-age=86400,public,no-transform,must-revalidate")
            _, header, _ = serve.ask(b"nonsense")
            self.assertEqual(header["Cache-Control"], "no-cache")

    def test_status(self):
        foreign = create_request("--issuer", WORLD.pki.cas[OTHER].certificate, "--cert", WORLD.foreign)
        unknown = b"\x06\x03\x2a\x03\x04"
        with Serve() as serve:
            for request, expected in ((foreign, "unauthorized"), (b"", "malformedRequest"),
                                      (b"\x30\x00", "malformedRequest"),
                                      (request_about(GOOD) + b"\0", "malformedRequest"),
                                      (with_extension(PREFERRED, b"\5\0", critical=True), "successful"),
                                      (with_extension(unknown, b"\5\0", critical=True), "malformedRequest"),
                                      (with_extension(unknown, b"\5\0"), "successful")):
                self.assertEqual(shown(serve.ask(request)[2])["responseStatus"], expected, request.hex())
            self.assertEqual(shown(serve.ask(b"", "GET", "/")[2])["responseStatus"], "malformedRequest")
            self.assertEqual(serve.ask(b"", "DELETE")[0], 405)
            self.assertIn("unauthorized", serve.logged())

    def test_nonce(self):
        with Serve() as serve:
            for size in (1, 16, 32, 128):
                value = tlv(0x04, bytes(range(size)))
                answer = shown(serve.ask(with_extension(NONCE, value))[2])
                self.assertEqual([one["value"] for one in answer["basic"]["extensions"]], [value.hex()])
            for size in (0, 129, 200):
                answer = shown(serve.ask(with_extension(NONCE, tlv(0x04, bytes(size))))[2])
                self.assertEqual(answer["responseStatus"], "malformedRequest")
            self.assertEqual(shown(serve.ask(request_about(GOOD))[2])["basic"]["extensions"], [])

    def test_preferred_signature_algorithms(self):
        rsa = {"sha256WithRSAEncryption": "0b", "sha384WithRSAEncryption": "0c", "sha512WithRSAEncryption": "0d"}
        algorithms = {name: bytes.fromhex(f"300d06092a864886f70d0101{last}0500") for name, last in rsa.items()}
        ecdsa = bytes.fromhex("300a06082a8648ce3d040302")
        with Serve() as serve:
            for preferred, expected in (([algorithms["sha512WithRSAEncryption"]], "sha512WithRSAEncryption"),
                                        ([ecdsa, algorithms["sha384WithRSAEncryption"]], "sha384WithRSAEncryption"),
                                        ([ecdsa], "sha256WithRSAEncryption")):
                value = tlv(0x30, *(tlv(0x30, one) for one in preferred))
                response = serve.ask(with_extension(PREFERRED, value))[2]
                self.assertEqual(shown(response)["basic"]["signatureAlgorithm"]["name"], expected)
                done = ocspan("verify", "-", "--issuer", WORLD.issuer.certificate, "--cert", WORLD.certificates[GOOD],
                              data=response)
                self.assertEqual(done.returncode, 0, done.stderr)

    def test_index_that_changes(self):
        index = WORLD.path("changing.txt")
        status = lambda serve: shown(serve.ask(request_about(GOOD))[2])["basic"]["responses"][0]
        index.write_text("V\t491231235959Z\t\t1001\tunknown\t/CN=x\n", encoding="ascii")
        with Serve("--issuer", WORLD.issuer.certificate, "--key", WORLD.issuer.key, "--index", index) as serve:
            self.assertEqual(status(serve)["certStatus"], "good")
            for reason, expected in (("", None), (",superseded", "superseded"), (",unspecified", None),
                                     (",CACompromise", "cACompromise"), (",keyTime,20200101000000Z", "keyCompromise"),
                                     (",holdInstruction,holdInstructionReject", "certificateHold")):
                index.write_text(f"# by hand\nR\t491231235959Z\t200102030405Z{reason}\t1001\tunknown\t/CN=x\n",
                                 encoding="ascii")
                answer = status(serve)
                self.assertEqual((answer["certStatus"], answer["revocationTime"], answer["revocationReason"]),
                                 ("revoked", "2020-01-02T03:04:05Z", expected))
            for damaged in ("R\t491231235959Z\tyesterday\t1001\tunknown\t/CN=x\n", "X\n",
                            "R\t491231235959Z\t200102030405Z,whim\t1001\tunknown\t/CN=x\n",
                            "V\t491231235959Z\t\tzz\t\t\n"):
                index.write_text(damaged, encoding="ascii")
                self.assertEqual(status(serve)["certStatus"], "revoked")
                self.assertIn("line 1: ", serve.logged())
            index.unlink()
            self.assertEqual(status(serve)["certStatus"], "revoked")
            index.write_text("E\t200102030405Z\t\t1001\tunknown\t/CN=x\n", encoding="ascii")
            self.assertEqual(status(serve)["certStatus"], "good")
            index.write_text("", encoding="ascii")
            self.assertEqual(status(serve)["certStatus"], "unknown")

    def test_delay(self):
        with Serve("--delay", "1s") as serve:
            begin = time.monotonic()
            serve.ask(request_about(GOOD))
            self.assertGreater(time.monotonic() - begin, 0.9)

    def test_wrong_usage(self):
        issuer, key = WORLD.issuer.certificate, WORLD.issuer.key
        right = ["--issuer", issuer, "--key", key, "--index", WORLD.index]
        for arguments, words in ((["--fault", "no-such"], "no such fault"), ([], "what to answer from?"),
                                 (["--issuer", issuer], "--issuer requires"), ([*right, "--port", "70000"], "70000"),
                                 ([*right, "--next-update", "soon"], "not a duration"),
                                 ([*right, "--address", "192.0.2.1"], "cannot listen on 192.0.2.1"),
                                 ([*right[:3], WORLD.pki.cas[OTHER].key, *right[4:]], "is not the key"),
                                 ([*right[:3], issuer, *right[4:]], "no private key"),
                                 ([*right[:5], issuer], "line 1: "), ([*right[:5], "/nowhere"], "/nowhere"),
                                 (["--limbo", issuer], "no limbo.json"),
                                 (["--issuer", issuer, "--responder", WORLD.responder.certificate, "--key",
                                   WORLD.responder.key, "--index", WORLD.index, "--fault", "signer-expired"],
                                  "give --issuer-key")):
            done = ocspan("serve", *arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertIn(words, done.stderr.decode(), arguments)


class Limbo(unittest.TestCase):
    def test_cases(self):
        file = WORLD.path("limbo.json")
        part, try_later = b"\x0a\1\3", b"\x30\3\x0a\1\3"
        pattern = base64.b64encode(part).decode()
        inner = {"nest": 3, "tag": 0xA0, "parts": [{"repeat": 50, "pattern": pattern}]}
        recipe = [{"nest": 1, "tag": 0x30, "parts": [{"repeat": 2, "pattern": pattern}, inner]}]
        cases = [{"id": "status::try-later", "op": "parse_response", "input": base64.b64encode(try_later).decode()},
                 {"id": "dos::nested", "op": "verify", "recipe": recipe},
                 {"id": "request::one", "op": "parse_request", "input": pattern},
                 {"id": "build::one", "op": "build_request"}]
        file.write_text(json.dumps({"cases": cases}), encoding="ascii")
        nested = tlv(0x30, part * 2, tlv(0xA0, tlv(0xA0, tlv(0xA0, part * 50))))
        with Serve("--limbo", file) as serve:
            for path, expected in (("/status::try-later", try_later), ("/status%3A%3atry-later", try_later),
                                   ("/status::try-later/MEUw", try_later), ("/dos::nested", nested)):
                for method in ("GET", "POST"):
                    status, header, body = serve.ask(b"\x30\0", method, path)
                    self.assertEqual((status, header["Content-Type"]), (200, "application/ocsp-response"))
                    self.assertEqual(body, expected)
            for path in ("/", "/status", "/request::one", "/build::one", "/status::try-late"):
                self.assertEqual(serve.ask(b"", "GET", path)[0], 404)

    def test_all(self):
        """Each case of testdata."""
        file = Path(TESTDATA) / "limbo/limbo.json"
        if not file.exists():
            self.skipTest(f"there is no {file}")
        cases = json.loads(file.read_text(encoding="utf-8"))["cases"]
        served = 0
        with Serve("--limbo", file) as serve:
            connection = http.client.HTTPConnection("127.0.0.1", serve.port, timeout=PATIENCE)
            for case in cases:
                if case["op"] in ("parse_response", "verify", "verify_at") and "input" in case:
                    connection.request("GET", "/" + case["id"])
                    self.assertEqual(connection.getresponse().read(), base64.b64decode(case["input"]), case["id"])
                    served += 1
            connection.close()
        self.assertGreater(served, 300)


class Faults(unittest.TestCase):
    """Each is fetched by curl, and given to what has to find it."""

    SHORT = 1 << 20             # what is read of a response without an end

    def fetch(self, fault, serve, folder):
        """The files of the response's header and of its body, and how long it took."""
        header, body, request = folder / "header", folder / "body", folder / "request"
        about = UNKNOWN if fault and fault["name"] == "good-if-unknown" else GOOD
        request.write_bytes(request_about(about, "--nonce", "random"))
        asked = ["--data-binary", f"@{request}", "-H", "Content-Type: application/ocsp-request", serve.url]
        if fault and fault["name"] == "post-only":
            asked = [request_about(about, "--get", serve.url).decode().strip()]
        begin = time.monotonic()
        if fault and fault["name"] == "endless-header":
            self.read_endless_header(serve, begin + 11)
            header.touch()
            body.touch()
            return header, body, request, time.monotonic() - begin
        with subprocess.Popen(["curl", "-s", "--max-time", "17", "-D", header, *asked], stdout=subprocess.PIPE) as curl:
            body.write_bytes(curl.stdout.read(self.SHORT))
            curl.kill()
        return header, body, request, time.monotonic() - begin

    def read_endless_header(self, serve, until):
        with socket.create_connection(("127.0.0.1", serve.port), timeout=PATIENCE) as client:
            client.sendall(b"GET / HTTP/1.1\r\n\r\n")
            last = b""
            while time.monotonic() < until:
                piece = client.recv(1 << 16)
                self.assertNotEqual(piece, b"")
                self.assertNotIn(b"\r\n\r\n", last + piece)
                last = piece[-3:]
                time.sleep(0.001)           # it need not be as fast as it can be

    def verify(self, fault, body, request):
        options = fault.get("options", "").split() if fault else []
        return ocspan("verify", body, "--json", "--issuer", WORLD.issuer.certificate, "--cert",
                      WORLD.certificates[GOOD], "--request", request, *options)

    def ask_by_check(self, fault, serve):
        """The verb check says the step, too, but for a responder that knows only SHA-1: that it asks again."""
        done = ocspan("check", WORLD.certificates[GOOD], "--issuer", WORLD.issuer.certificate, "--url", serve.url,
                      "--nonce", "--json", *fault.get("options", "").split())
        document = json.loads(done.stdout)
        step = None if fault["name"] == "sha1-only" else fault["step"]
        self.assertEqual(document["verification"]["step"], step, fault["name"])

    def lint(self, options, header, body, request, took, by_get=False):
        """The ids of what is found."""
        options = [str(WORLD.serials) if word == "LIST" else word for word in options.split()]
        asked = header.with_name("asked")
        asked.write_text("GET / HTTP/1.1\r\n\r\n" if by_get else
                         "POST / HTTP/1.1\r\nContent-Type: application/ocsp-request\r\n\r\n", encoding="ascii")
        heads = [word for head in (header, asked) if head.stat().st_size for word in ("--http", head)]
        # Where no body belongs to the answer, the request is looked at, and how long that took.
        has_body = body.stat().st_size or b" 200 " in header.read_bytes()
        asking = ("--request", request) if has_body else ()
        done = ocspan("lint", "--json", body if has_body else request, *asking, "--issuer", WORLD.issuer.certificate,
                      "--cert", WORLD.certificates[GOOD], "--at", "now", "--took", f"{took:.3f}", *heads, *options)
        if done.returncode == 1:                # no message at all
            self.assertIn(json.loads(done.stderr)["error"]["code"], ("not_der", "truncated"))
            return {"response.not_der"}
        self.assertIn(done.returncode, (0, 6), done.stderr)
        return {finding["id"] for finding in json.loads(done.stdout.splitlines()[0]).get("findings", [])}

    def check(self, fault):
        delegated = ("--responder", WORLD.responder.certificate, "--key", WORLD.responder.key, "--issuer-key",
                     WORLD.issuer.key)
        direct = ("--key", WORLD.issuer.key)
        for number, signers in enumerate((direct, delegated)):
            if number and fault["name"] in ("slow", "endless-header"):
                continue            # takes long, and has nothing to do with who signs
            folder = WORLD.path(f"{fault['name']}-{number}")
            folder.mkdir()
            with Serve("--fault", fault["name"], signers=signers) as serve:
                header, body, request, took = self.fetch(fault, serve, folder)
                if "step" in fault and HAS_CHECK:
                    self.ask_by_check(fault, serve)
            if "step" in fault:
                document = json.loads(self.verify(fault, body, request).stdout)
                self.assertEqual((document["verdict"], document["step"]), ("untrusted", fault["step"]), fault["name"])
            else:
                found = self.lint(fault.get("options", ""), header, body, request, took, fault["name"] == "post-only")
                self.assertIn(fault["lint"], found, fault["name"])

    def failure(self, fault):
        """What went wrong, in words."""
        try:
            return self.check(fault)
        except Exception as error:
            return f"{fault['name']}: {type(error).__name__}: {error}"

    def test_each(self):
        faults = [json.loads(line) for line in ocspan("serve", "--list-faults").stdout.splitlines()]
        self.assertGreater(len(faults), 50)
        self.assertEqual(len({fault["name"] for fault in faults}), len(faults))
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            # Those that take long first.
            wrong = list(pool.map(self.failure, sorted(faults, key=lambda fault: fault.get("lint") != "http.slow")))
        self.assertEqual([words for words in wrong if words], [])
        if not HAS_CHECK:
            print("SKIP: the verb check, which was built without libcurl")

    def test_none(self):
        """Without a fault nothing is found, with the options of any."""
        faults = [json.loads(line) for line in ocspan("serve", "--list-faults").stdout.splitlines()]
        for number, signers in enumerate((("--key", WORLD.issuer.key),
                                          ("--responder", WORLD.responder.certificate, "--key", WORLD.responder.key))):
            folder = WORLD.path(f"none-{number}")
            folder.mkdir()
            with Serve(signers=signers) as serve:
                header, body, request, took = self.fetch(None, serve, folder)
            for options in sorted({fault.get("options", "") for fault in faults if "step" in fault}):
                done = self.verify({"options": options}, body, request)
                self.assertEqual(json.loads(done.stdout)["verdict"], "good", options)
            linted = [fault for fault in faults if "lint" in fault]
            for options in sorted({fault.get("options", "") for fault in linted}):
                found = self.lint(options, header, body, request, took)
                self.assertEqual(found & {fault.get("lint") for fault in faults}, set(), options)

    def test_several(self):
        with Serve("--fault", "expired", "--fault", "status-500") as serve:
            status, _, body = serve.ask(request_about(GOOD))
            self.assertEqual(status, 500)
            done = ocspan("verify", "-", "--json", "--issuer", WORLD.issuer.certificate, "--cert",
                          WORLD.certificates[GOOD], data=body)
            self.assertEqual(json.loads(done.stdout)["step"], "expired")


class Hostile(unittest.TestCase):
    """Clients that are slow, huge or broken, while others are answered."""

    @staticmethod
    def connect(serve):
        return socket.create_connection(("127.0.0.1", serve.port), timeout=PATIENCE)

    def answered(self, serve):
        begin = time.monotonic()
        self.assertEqual(serve.ask(request_about(GOOD))[0], 200)
        self.assertLess(time.monotonic() - begin, 5)

    def send(self, serve, pieces):
        """Sends until the other side has enough; returns how much, and the beginning of what it answers."""
        sent = 0
        with self.connect(serve) as client:
            try:
                for piece in pieces:
                    client.sendall(piece)
                    sent += len(piece)
            except OSError:
                pass
            try:
                return sent, client.recv(100)
            except OSError:
                return sent, b""

    def test_huge(self):
        block = bytes(1 << 16)
        chunk = b"10000\r\n" + block + b"\r\n"
        with Serve() as serve:
            before = serve.memory()
            head = b"POST / HTTP/1.1\r\nHost: x\r\n"
            for pieces in ((head + b"Content-Length: 1073741824\r\n\r\n", *[block] * (1 << 14)),
                           (head + b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * (1 << 14)),
                           (head + b"Content-Length: 99999999999999999999999\r\n\r\n", *[block] * (1 << 14)),
                           (head, *[b"X-Field: " + b"x" * 1000 + b"\r\n"] * (1 << 20)),
                           (b"GET /", *[b"A" * (1 << 16)] * (1 << 14)),
                           [b"\0" * (1 << 16)] * (1 << 14)):
                sent, _ = self.send(serve, pieces)
                self.assertLess(sent, 64 << 20)             # the kernel's buffers
                self.answered(serve)
            # A body that is too large, in whole: it is refused, not cut.
            status, _, _ = serve.ask(bytes((64 << 10) + 1))
            self.assertEqual(status, 413)
            self.assertEqual(shown(serve.ask(bytes(64 << 10))[2])["responseStatus"], "malformedRequest")
            self.assertLess(serve.memory() - before, 16 << 20)

    def test_broken(self):
        request = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n"
        with Serve() as serve:
            for content in (b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\xff" * 50,
                            b"\x16\x03\x01\x02\x00\x01",                # TLS
                            b"GET /%zz%2 HTTP/1.1\r\n\r\n", b"GET x HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                            b"GET /" + b"A" * 8000 + b" HTTP/1.1\r\n\r\n",
                            b"GET /" + b"%2F" * 2000 + b" HTTP/1.1\r\n\r\n",
                            b"OPTIONS * HTTP/1.1\r\n\r\n", b"PUT / HTTP/1.1\r\nContent-Length: 1\r\n\r\nx",
                            request + b"\x30\x03\x30\x01\x00" + request + b"12345" + b"GET / HTTP/1.1\r\n\r\n",
                            request.replace(b"5", b"5\r\nContent-Encoding: gzip") + b"\x1f\x8b\x08\x00\x00",
                            request.replace(b"5", b"5\r\nExpect: 100-continue") + b"12345",
                            request.replace(b"Content-Length: 5", b"Transfer-Encoding: chunked") + b"zz\r\n"):
                with self.connect(serve) as client:
                    client.sendall(content)
                    client.shutdown(socket.SHUT_WR)
                    while client.recv(1 << 16):
                        pass
                with self.connect(serve) as client:     # and gone before the answer
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                    client.sendall(content)
                self.answered(serve)

    def test_slow(self):
        """Half a request, a byte a second, and a hundred connections that say nothing: all end by themselves."""
        with Serve() as serve, contextlib.ExitStack() as stack:
            clients = [stack.enter_context(self.connect(serve)) for _ in range(110)]
            for client in clients[:5]:
                client.sendall(b"POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\nhalf")
            for client in clients[5:10]:
                client.sendall(b"GET /MEU")
            over = threading.Event()

            def drip():
                for byte in b"GET /" + b"A" * 100:
                    with contextlib.suppress(OSError):
                        clients[10].sendall(bytes([byte]))
                    if over.wait(1):
                        return
            thread = threading.Thread(target=drip)
            thread.start()
            begin = time.monotonic()
            for _ in range(3):
                self.answered(serve)
            for client in clients:
                client.settimeout(max(0.1, begin + PATIENCE - time.monotonic()))
                with contextlib.suppress(ConnectionResetError):
                    while client.recv(1000):
                        pass
            self.assertLess(time.monotonic() - begin, PATIENCE)
            over.set()
            thread.join()
            self.answered(serve)

    def test_end_while_clients_wait(self):
        """What __exit__ checks."""
        with contextlib.ExitStack() as stack:
            with Serve("--fault", "slow") as serve:
                for _ in range(100):
                    stack.enter_context(self.connect(serve))
                client = stack.enter_context(self.connect(serve))
                client.sendall(b"GET / HTTP/1.1\r\n\r\n")
                time.sleep(0.2)

    def test_many_connections(self):
        # The address sanitizer keeps what is freed, up to this size, which would look like growth.
        small = "quarantine_size_mb=1:thread_local_quarantine_size_kb=64"
        options = os.environ.get("ASAN_OPTIONS")
        with unittest.mock.patch.dict(os.environ, ASAN_OPTIONS=f"{options}:{small}" if options else small), \
                Serve() as serve:
            request = request_about(GOOD, "--nonce", "random")
            def ask(count):
                for _ in range(count):
                    self.assertEqual(serve.ask(request)[0], 200)
            growth = []
            for _ in range(10):
                before = serve.memory()
                ask(1000)
                growth.append(serve.memory() - before)
            # An allocator takes what it needs when it needs it; what leaks does so every time.
            self.assertLess(min(growth), 1 << 16, growth)


def main():
    global OCSPAN, TESTDATA, WORLD, HAS_CHECK
    status = run_in_own_network()
    if status is not None:
        return status
    OCSPAN, TESTDATA = sys.argv[1:3]
    HAS_CHECK = "without libcurl" not in str(ocspan("check", os.devnull).stderr)
    with tempfile.TemporaryDirectory() as folder:
        WORLD = World(folder)
        ended = unittest.main(argv=[sys.argv[0], *sys.argv[3:]], exit=False, verbosity=2)
    return 0 if ended.result.wasSuccessful() else 1


OCSPAN = TESTDATA = WORLD = HAS_CHECK = None

if __name__ == "__main__":
    sys.exit(main())
