#!/usr/bin/env python3
"""Tests of ocspan check: check_test.py OCSPAN [UNITTEST-ARGUMENT...]

A chain of three certificates, of two issuers, one of which has a delegated responder; a server on loopback that answers
as each test wants. All of it runs in a network namespace of its own where that is possible, so that nothing but it can
be reached.
"""

import base64
import contextlib
import datetime
import functools
import http.server
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse

import jsonschema
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

OCSPAN = ""
SCHEMA = pathlib.Path(__file__).resolve().parents[2] / "docs/schema/check.schema.json"
NOW = datetime.datetime.utcnow().replace(microsecond=0)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
GOOD, MALFORMED, USAGE, REVOKED, UNKNOWN, UNTRUSTED, SOON, NO_ANSWER = 0, 1, 2, 3, 4, 5, 7, 8


def name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


class Party:
    """A key and its certificate."""

    def __init__(self, text, issuer=None, access=(), purposes=(), ca=False, serial=None):
        self.key = ec.generate_private_key(ec.SECP256R1())
        signer = issuer or self
        builder = (x509.CertificateBuilder().subject_name(name(text)).public_key(self.key.public_key())
                   .issuer_name(issuer.cert.subject if issuer else name(text))
                   .serial_number(serial or x509.random_serial_number())
                   .not_valid_before(NOW - 30 * DAY).not_valid_after(NOW + 30 * DAY)
                   .add_extension(x509.BasicConstraints(ca, None), critical=True))
        if access:
            builder = builder.add_extension(x509.AuthorityInformationAccess(
                [x509.AccessDescription(method, x509.UniformResourceIdentifier(url)) for method, url in access]), False)
        if purposes:
            builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), False)
        self.cert = builder.sign(signer.key, hashes.SHA256())

    def pem(self):
        return self.cert.public_bytes(serialization.Encoding.PEM)


class Server(http.server.ThreadingHTTPServer):
    """Answers by `behave(handler, request)`, and keeps what it was asked."""
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        self.behave = None
        self.asked = []
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, body, status=200, content_type="application/ocsp-response", fields=()):
        self.send_response(status)
        for key, value in (("Content-Type", content_type), ("Content-Length", str(len(body))), *fields):
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = self.path.lstrip("/").split("/")[-1]
        self.handle_request(base64.b64decode(urllib.parse.unquote(path)) if len(path) > 60 else b"")

    def do_POST(self):
        self.handle_request(self.rfile.read(int(self.headers["Content-Length"])))

    def handle_request(self, request):
        self.server.asked.append((self.command, self.path, request))
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.server.behave(self, request)


class World:
    """The certificates, and the server that they name."""

    def __init__(self, server, folder):
        self.server, self.folder = server, folder
        ask = ((AuthorityInformationAccessOID.OCSP, server.url + "/ocsp"),
               (AuthorityInformationAccessOID.CA_ISSUERS, server.url + "/issuer"))
        self.root = Party("Root", ca=True)
        self.sub = Party("Sub", self.root, ask, ca=True)
        self.leaf = Party("localhost", self.sub, ask)
        self.delegate = Party("Responder", self.sub, purposes=[ExtendedKeyUsageOID.OCSP_SIGNING])
        self.other = Party("Other", ca=True)
        self.mute = Party("mute", self.sub)
        for party, file in ((self.root, "root"), (self.sub, "sub"), (self.leaf, "leaf"), (self.mute, "mute")):
            (folder / f"{file}.pem").write_bytes(party.pem())
        (folder / "chain.pem").write_bytes(self.leaf.pem() + self.sub.pem() + self.root.pem())
        (folder / "pair.pem").write_bytes(self.leaf.pem() + self.sub.pem())

    def respond(self, request, status=ocsp.OCSPCertStatus.GOOD, *, signer=None, this=NOW - HOUR, until=NOW + 2 * DAY,
                nonce=True, subject=None, reason=None, with_certificate=True):
        """A response to a request, as python-cryptography writes it."""
        asked = ocsp.load_der_ocsp_request(request)
        subject = subject or next(each for each in (self.leaf, self.sub, self.mute)
                                  if each.cert.serial_number == asked.serial_number)
        issuer = self.root if subject is self.sub else self.sub
        signer = signer or (self.delegate if issuer is self.sub else issuer)
        builder = ocsp.OCSPResponseBuilder().add_response(
            subject.cert, issuer.cert, asked.hash_algorithm, status, this, until,
            NOW - 2 * HOUR if status is ocsp.OCSPCertStatus.REVOKED else None, reason)
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, signer.cert)
        if signer not in (self.root, self.sub) and with_certificate:
            builder = builder.certificates([signer.cert])
        for extension in asked.extensions if nonce else ():
            builder = builder.add_extension(extension.value, False)
        return builder.sign(signer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def error(status):
    return ocsp.OCSPResponseBuilder.build_unsuccessful(status).public_bytes(serialization.Encoding.DER)


class CheckTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.thread = threading.Thread(target=functools.partial(cls.server.serve_forever, poll_interval=0.02))
        cls.thread.start()
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.world = World(cls.server, cls.folder)

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.thread.join()
        cls.server.server_close()
        shutil.rmtree(cls.folder)

    def setUp(self):
        self.server.asked.clear()
        self.answers()

    def answers(self, *args, **options):
        """From now on the server answers each request so."""
        self.server.behave = lambda handler, request: handler.answer(self.world.respond(request, *args, **options))

    def check(self, *arguments, status, chain="chain.pem", stdin=None):
        command = [OCSPAN, "check", *([str(self.folder / chain)] if chain else []), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, input=stdin, check=False)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        self.err = done.stderr
        return done.stdout

    def until(self, moment):
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    def test_good(self):
        out = self.check(status=GOOD)
        until = self.until(NOW + 2 * DAY)
        self.assertEqual(out, f"CN=localhost: good, until {until}\nCN=Sub: good, until {until}\n")
        self.assertEqual(self.err, "")
        for method, _, request in self.server.asked:
            self.assertEqual(method, "GET")
            self.assertEqual(ocsp.load_der_ocsp_request(request).hash_algorithm.name, "sha256")

    def test_revoked(self):
        self.answers(ocsp.OCSPCertStatus.REVOKED, reason=x509.ReasonFlags.key_compromise)
        out = self.check("--issuer", self.folder / "sub.pem", chain="leaf.pem", status=REVOKED)
        self.assertEqual(out, f"CN=localhost: revoked since {self.until(NOW - 2 * HOUR)}, keyCompromise\n")

    def test_unknown(self):
        self.answers(ocsp.OCSPCertStatus.UNKNOWN)
        self.assertEqual(self.check(chain="pair.pem", status=UNKNOWN), "CN=localhost: unknown to this responder\n")
        self.assertIn("CN=Sub is not asked about: its issuer is missing", self.err)

    def test_worst_counts(self):
        def behave(handler, request):
            leaf = ocsp.load_der_ocsp_request(request).serial_number == self.world.leaf.cert.serial_number
            handler.answer(self.world.respond(request, *([] if leaf else [ocsp.OCSPCertStatus.REVOKED])))
        self.server.behave = behave
        out = self.check(status=REVOKED)
        self.assertIn("CN=localhost: good", out)
        self.assertIn("CN=Sub: revoked", out)

    def test_expired(self):
        self.answers(this=NOW - 9 * DAY, until=NOW - DAY)
        self.assertIn("CN=localhost: untrusted: nextUpdate has passed", self.check(chain="pair.pem", status=UNTRUSTED))

    def test_min_left(self):
        self.assertIn("good, until", self.check("--min-left", "1d", status=GOOD))
        self.assertIn(", which is too soon", self.check("--min-left", "3d", status=SOON))

    def test_signed_by_another(self):
        self.answers(signer=self.world.other)
        self.assertIn("CN=localhost: untrusted: ", self.check(chain="pair.pem", status=UNTRUSTED))
        (self.folder / "other.pem").write_bytes(self.world.other.pem())
        self.check("--responder", self.folder / "other.pem", chain="pair.pem", status=GOOD)

    def test_delegate_is_not_there(self):
        self.answers(with_certificate=False)
        self.assertIn("neither the issuer nor a certificate of the response",
                      self.check(chain="pair.pem", status=UNTRUSTED))

    def test_nonce(self):
        self.check("--nonce", status=GOOD)
        self.assertTrue(all(len(ocsp.load_der_ocsp_request(request).extensions[0].value.nonce) == 32
                            for _, _, request in self.server.asked))
        self.answers(nonce=False)
        self.assertIn("had a nonce, and the response has none",
                      self.check("--nonce", chain="pair.pem", status=UNTRUSTED))
        self.check("--nonce", "--accept-missing-nonce", chain="pair.pem", status=GOOD)
        self.check("--accept-missing-nonce", status=USAGE)

    def test_sha1_only(self):
        for refusal in (ocsp.OCSPResponseStatus.UNAUTHORIZED, ocsp.OCSPResponseStatus.MALFORMED_REQUEST):
            def behave(handler, request, refusal=refusal):
                is_sha1 = ocsp.load_der_ocsp_request(request).hash_algorithm.name == "sha1"
                handler.answer(self.world.respond(request) if is_sha1 else error(refusal))
            self.server.behave = behave
            self.check(chain="pair.pem", status=GOOD)
            out = self.check("--hash", "sha256", chain="pair.pem", status=UNTRUSTED)
            self.assertIn("the responder says " +
                          ("unauthorized" if refusal is ocsp.OCSPResponseStatus.UNAUTHORIZED else "malformedRequest"), out)

    def test_one_method_only(self):
        for only in ("GET", "POST"):
            for status in (405, 404, 501):
                def behave(handler, request, only=only, status=status):
                    if handler.command == only:
                        handler.answer(self.world.respond(request))
                    else:
                        handler.answer(b"no", status, "text/plain")
                self.server.behave = behave
                self.check(chain="pair.pem", status=GOOD)
                self.check("--url", self.server.url + "/" + "long" * 60, chain="pair.pem", status=GOOD)

    def test_long_requests_are_posted(self):
        self.check("--url", self.server.url + "/" + "long" * 60, chain="pair.pem", status=GOOD)
        self.assertEqual([method for method, _, _ in self.server.asked], ["POST"])

    def test_try_later(self):
        self.server.behave = lambda handler, _: handler.answer(error(ocsp.OCSPResponseStatus.TRY_LATER))
        self.assertIn("the responder says tryLater", self.check(chain="pair.pem", status=NO_ANSWER))
        self.assertEqual(len(self.server.asked), 1)

    def test_web_page(self):
        page = b"<!DOCTYPE html><html><body>Forbidden</body></html>"
        self.server.behave = lambda handler, _: handler.answer(page, content_type="text/html")
        out = self.check(chain="pair.pem", status=MALFORMED)
        self.assertIn("no OCSP response: ", out)
        self.server.behave = lambda handler, _: handler.answer(b"")
        self.assertIn("an empty reply", self.check(chain="pair.pem", status=MALFORMED))

    def test_truncated(self):
        self.server.behave = lambda handler, request: handler.answer(self.world.respond(request)[:-5])
        self.assertIn("no OCSP response: byte ", self.check(chain="pair.pem", status=MALFORMED))

    def test_http_error(self):
        self.server.behave = lambda handler, _: handler.answer(b"busy", 503, "text/plain")
        self.assertIn("HTTP status 503", self.check(chain="pair.pem", status=NO_ANSWER))

    def test_unreachable(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            closed = f"http://127.0.0.1:{unused.getsockname()[1]}"
            out = self.check("--url", closed, chain="pair.pem", status=NO_ANSWER)
            self.assertIn(f"CN=localhost: no answer: {closed}: ", out)
            self.check("--url", closed, "--url", self.server.url + "/x", chain="pair.pem", status=GOOD)

    def test_no_responder(self):
        out = self.check("--issuer", self.folder / "sub.pem", chain="mute.pem", status=NO_ANSWER)
        self.assertEqual(out, "CN=mute: no answer: the certificate names no responder\n")
        self.check("--issuer", self.folder / "sub.pem", "--url", self.server.url + "/x", chain="mute.pem", status=GOOD)

    def test_slow(self):
        def behave(handler, request):
            time.sleep(5)
            handler.answer(self.world.respond(request))
        self.server.behave = behave
        begin = time.monotonic()
        self.assertIn("timed out", self.check("--timeout", "1s", chain="pair.pem", status=NO_ANSWER).lower())
        self.assertLess(time.monotonic() - begin, 4)

    def test_chain_is_asked_at_once(self):
        barrier = threading.Barrier(2, timeout=20)

        def behave(handler, request):
            barrier.wait()
            handler.answer(self.world.respond(request))
        self.server.behave = behave
        self.check(status=GOOD)

    def test_too_large(self):
        def behave(handler, _):
            handler.send_response(200)
            handler.send_header("Content-Length", str(1 << 30))
            handler.end_headers()
            for _ in range(1 << 14):
                handler.wfile.write(bytes(1 << 16))
        self.server.behave = behave
        self.assertIn("more than 1048576 bytes", self.check(chain="pair.pem", status=NO_ANSWER))

    def test_header_without_end(self):
        def behave(handler, _):
            handler.send_response(200)
            handler.flush_headers()
            while True:
                handler.wfile.write(b"X-More: " + b"x" * 1000 + b"\r\n")
        self.server.behave = behave
        self.assertIn("header of the reply has more than 65536 bytes", self.check(chain="pair.pem", status=NO_ANSWER))

    def redirecting(self, target, status=302):
        def behave(handler, request):
            if handler.path.startswith("/ocsp"):
                handler.answer(b"", status, fields=[("Location", target)])
            else:
                handler.answer(self.world.respond(request))
        self.server.behave = behave

    def test_redirects(self):
        self.redirecting("file:///etc/passwd")
        self.assertIn("another scheme: file:", self.check(chain="pair.pem", status=NO_ANSWER))
        self.redirecting("https://127.0.0.1/")
        self.assertIn("another scheme: https:", self.check(chain="pair.pem", status=NO_ANSWER))
        self.redirecting(self.server.url + "/ocsp")
        self.assertIn("more than 3 redirects", self.check("--redirect-to-private", chain="pair.pem", status=NO_ANSWER))
        leaf = ocsp.OCSPRequestBuilder().add_certificate(
            self.world.leaf.cert, self.world.sub.cert, hashes.SHA256()).build().public_bytes(serialization.Encoding.DER)
        self.redirecting(self.server.url + "/x/" + urllib.parse.quote(base64.b64encode(leaf), safe=""))
        self.assertIn("a redirect leads to a private address", self.check(chain="pair.pem", status=NO_ANSWER))
        self.check("--redirect-to-private", chain="pair.pem", status=GOOD)

    def test_fetch_issuers(self):
        def behave(handler, request):
            if handler.path == "/issuer":
                handler.answer(self.world.sub.cert.public_bytes(serialization.Encoding.DER))
            else:
                handler.answer(self.world.respond(request))
        self.server.behave = behave
        self.check(chain="leaf.pem", status=USAGE)
        self.assertIn("--fetch-issuers", self.err)
        self.assertIn("CN=localhost: good", self.check("--fetch-issuers", chain="leaf.pem", status=GOOD))

    def test_save_and_read_again(self):
        saved = self.folder / "saved"
        self.check("--save", saved, status=GOOD)
        self.assertEqual(len(list(saved.iterdir())), 6)
        self.server.asked.clear()
        self.assertIn("CN=Sub: good", self.check("--responses", saved, status=GOOD))
        self.assertEqual(self.server.asked, [])
        out = self.check("--responses", saved, "--issuer", self.folder / "sub.pem", chain="mute.pem", status=NO_ANSWER)
        self.assertIn("none of the saved responses is about it", out)
        self.assertEqual(self.err, "")
        self.check("--responses", self.folder / "nothing", status=USAGE)

    def test_staple(self):
        staple = self.folder / "staple.der"
        self.check("--staple", staple, chain="pair.pem", status=GOOD)
        first = staple.read_bytes()
        self.assertEqual(ocsp.load_der_ocsp_response(first).serial_number, self.world.leaf.cert.serial_number)
        for behave, status in ((lambda: self.answers(ocsp.OCSPCertStatus.REVOKED), REVOKED),
                               (lambda: self.answers(this=NOW - 9 * DAY, until=NOW - DAY), UNTRUSTED)):
            behave()
            self.check("--staple", staple, chain="pair.pem", status=status)
            self.assertIn("is left as it is", self.err)
            self.assertEqual(staple.read_bytes(), first)
        self.answers()
        self.check("--staple", staple, "--min-left", "9d", chain="pair.pem", status=SOON)
        self.assertEqual(staple.read_bytes(), first)

    def test_verbose(self):
        self.check("-v", chain="pair.pem", status=GOOD)
        self.assertIn("GET /ocsp/M", self.err)
        self.assertIn("HTTP/1.1 200 OK", self.err)

    def test_json(self):
        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        lines = [json.loads(line) for line in self.check("--json", status=GOOD).splitlines()]
        for line in lines:
            jsonschema.validate(line, schema)
        self.assertEqual([line["certificate"] for line in lines], ["CN=localhost", "CN=Sub"])
        self.assertEqual(lines[0]["attempts"],
                         [{"url": self.server.url + "/ocsp", "method": "GET", "hash": "sha256", "status": 200}])
        self.assertEqual(lines[0]["verification"]["verdict"], "good")
        self.assertLessEqual(abs(lines[0]["secondsLeft"] - 2 * 86400), 120)
        self.answers(this=NOW - 9 * DAY, until=NOW - DAY)
        document = json.loads(self.check("--json", chain="pair.pem", status=UNTRUSTED))
        jsonschema.validate(document, schema)
        self.assertEqual(document["verification"]["step"], "expired")
        self.assertNotIn("secondsLeft", document)
        self.assertEqual(document["attempts"][0]["problem"], "nextUpdate has passed")

    def test_prometheus(self):
        out = self.check("--prometheus", status=GOOD)
        left = [line for line in out.splitlines() if line.startswith("ocspan_response_seconds_left{")]
        self.assertEqual(len(left), 2)
        self.assertLessEqual(abs(int(left[0].split()[-1]) - 2 * 86400), 120)
        self.assertIn('ocspan_status{subject="CN=localhost",serial="', out)
        for line in out.splitlines():
            self.assertRegex(line, r'^(# (HELP|TYPE) ocspan_\w+ .+|ocspan_\w+\{subject="[^"]*",serial="[^"]*"\} -?\d+)$')

    def test_proxy(self):
        asked = []

        def behave(handler, request):
            asked.append(handler.path)
            handler.answer(self.world.respond(request))
        self.server.behave = behave
        environment = os.environ | {"http_proxy": self.server.url}
        done = subprocess.run([OCSPAN, "check", str(self.folder / "pair.pem"), "--url", "http://ocsp.example/"],
                              capture_output=True, text=True, timeout=60, env=environment, check=False)
        self.assertEqual(done.returncode, GOOD, done.stdout + done.stderr)
        self.assertTrue(asked[0].startswith("http://ocsp.example/M"), asked)

    def test_wrong_usage(self):
        self.check(chain=None, status=USAGE)
        self.check("--hash", "md5", status=USAGE)
        self.check("--timeout", "0s", status=USAGE)
        self.check("--url", "ftp://127.0.0.1/", chain="pair.pem", status=NO_ANSWER)


def enter_own_network():
    """Starts this program anew in a network namespace of its own, where that is possible."""
    own_network = ["unshare", "--net", *(["--map-root-user"] if os.geteuid() != 0 else [])]
    if "OCSPAN_OWN_NETWORK" not in os.environ and subprocess.run(
            [*own_network, "ip", "link", "set", "lo", "up"], capture_output=True, check=False).returncode == 0:
        os.environ["OCSPAN_OWN_NETWORK"] = "1"
        os.execvp("unshare", [*own_network, "sh", "-c", 'ip link set lo up && exec "$@"', "sh", sys.executable,
                              *sys.argv])


def main():
    global OCSPAN
    OCSPAN = str(pathlib.Path(sys.argv[1]).resolve())
    enter_own_network()
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])


if __name__ == "__main__":
    main()
