#!/usr/bin/env python3
"""Every form in which people have messages, as the programs write it that make it: forms_test.py OCSPAN TESTDATA.

What needs a program that is not there is skipped, and listed at the end.
"""

import base64
import http.server
import json
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import command_test
from command_test import Command, tlv, values

GOOD = b""
REQUEST = b""
CHUNK = 400


def run(*command, content=b""):
    """What a program writes to standard output."""
    if shutil.which(command[0]) is None:
        raise unittest.SkipTest(f"{command[0]} is not installed")
    return subprocess.run([*map(str, command)], input=content, capture_output=True, timeout=60, check=True).stdout


class Forms(Command):
    def shown(self, verb, content, form, der, count=1):
        """The document of a message that is to be read out of `content`; it must be that of `der`."""
        first = self.succeed(verb, "-", stdin=content).split("\n")[0]
        of_many = f", 1 of {count}" if count > 1 else ""
        self.assertEqual(first, f"Input: {form}, {len(der)} bytes{of_many}")
        lines = self.succeed(verb, "--json", "-", stdin=content).splitlines()
        self.assertEqual(len(lines), count)
        expected = self.document(verb, "-", stdin=der)
        for line in lines:
            document = json.loads(line)
            self.assertEqual(document.pop("form"), form)
            self.assertEqual(document, expected)

    def place(self, content, offset, form):
        """The error of a response whose status is wrong stands at `offset` of the content."""
        error = self.error("response", "-", stdin=content)
        self.assertEqual((error["code"], error["field"]), ("undefined_value", "responseStatus"))
        self.assertEqual((error["form"], error["inputOffset"]), (form, offset))
        return error["message"]


class Dumps(Forms):
    DUMPS = (
        (["xxd"], "hex dump"), (["xxd", "-u", "-c", "32"], "hex dump"), (["xxd", "-g", "1"], "hex dump"),
        (["xxd", "-c", "8"], "hex dump"), (["xxd", "-p"], "hexadecimal"), (["xxd", "-ps", "-c", "0"], "hexadecimal"),
        (["xxd", "-i"], "C array"),
        (["hexdump", "-C"], "hex dump"), (["hexdump"], "hex dump"), (["hexdump", "-x"], "hex dump"),
        (["hexdump", "-b"], "hex dump"), (["hexdump", "-v", "-e", '1/1 "%02x "'], "hexadecimal"),
        (["od"], "hex dump"), (["od", "-x"], "hex dump"), (["od", "-b"], "hex dump"),
        *((["od", f"-A{base}", "-t", kind], "hex dump")
          for base in "xod" for kind in ("x1", "x1z", "x2", "x4", "o1", "o2")),
        (["od", "-An", "-tx1"], "hexadecimal"),
    )

    def test_of_every_program(self):
        for command, form in self.DUMPS:
            for size in (5, 16, 17, 32, 33, len(GOOD)):
                # The smallest response, and one that what follows makes as long as that.
                der = tlv(0x30, tlv(10, b"\6")) if size == 5 else GOOD[:size]
                content = run(*command, content=der)
                with self.subTest(command=command, size=size):
                    if der in (GOOD, tlv(0x30, tlv(10, b"\6"))):
                        self.shown("response", content, form, der)
                    else:
                        error = self.error("response", "-", stdin=content)
                        self.assertEqual((error["code"], error["missing"]), ("truncated", len(GOOD) - size))

    def test_a_named_array(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "response.der")
            path.write_bytes(GOOD)
            self.shown("response", run("xxd", "-i", path), "C array", GOOD)
        numbers = ", ".join(map(str, GOOD))
        for content in (f"[{numbers}]", f"var der = []byte{{{numbers},}}", f"{{{numbers}}}",
                        '"' + "".join(f"\\x{byte:02x}" for byte in GOOD) + '"'):
            self.shown("response", content.encode(), "C array", GOOD)

    def test_lines_that_repeat(self):
        opaque = tlv(0x30, tlv(6, b"\x2a\x03"), tlv(4, bytes(300)))
        der = command_test.make_certificate(extensions=opaque)
        for command in (["hexdump", "-C"], ["od", "-tx1"], ["hexdump"], ["xxd", "-a"]):
            content = run(*command, content=der)
            self.assertIn(b"\n*\n", content)
            self.shown("certificate", content, "hex dump", der)

    def test_what_a_line_with_an_asterisk_stands_for_is_limited(self):
        message = self.error("response", "-", stdin=b"0000000 30 03\n*\nfffffff0\n")["message"]
        self.assertIn("not DER: text", message)

    def test_the_place_of_an_error(self):
        der = GOOD.replace(b"\x0a\x01\x00", b"\x0a\x01\x07", 1)
        at = der.index(b"\x0a\x01\x07") + 2
        self.assertEqual(at, 6)
        self.assertIn("line 1, column 13 of the input: hexadecimal",
                      self.place(der.hex().encode(), 2 * at, "hexadecimal"))
        self.place(b"\n 0x" + der.hex(":").encode(), 4 + 3 * at, "hexadecimal")
        lines = b"\n" + base64.encodebytes(der)
        self.assertIn("line 2, column 9 of the input: base64", self.place(lines, 9, "base64"))
        pem = b"text\n-----BEGIN OCSP RESPONSE-----\n" + base64.encodebytes(der) + b"-----END OCSP RESPONSE-----\n"
        self.assertIn("line 3, column 9 of the input: PEM", self.place(pem, pem.index(b"MIIG") + 8, "PEM"))
        dump = run("hexdump", "-C", content=der)
        self.place(dump, dump.index(b" 07 ") + 1, "hex dump")
        array = run("xxd", "-i", content=der)
        self.place(array, array.index(b"0x07"), "C array")
        body = b"HTTP/1.1 200 OK\r\n\r\n"
        self.assertIn(f"byte {len(body) + 6} of the input: HTTP response",
                      self.place(body + der, len(body) + 6, "HTTP response"))
        status = b"\1" + len(der).to_bytes(3, "big") + der
        self.place(status, 4 + at, "TLS CertificateStatus")
        self.place(base64.b64encode(status), (4 + at) * 8 // 6, "base64, TLS CertificateStatus")
        basic = self.basic().replace(b"\x18\x0f", b"\x18\x0e", 1)
        error = self.error("response", "-", stdin=basic)
        self.assertLess(abs(error["inputOffset"] - basic.index(b"\x18\x0e")), 18)

    @staticmethod
    def basic():
        return values(values(values(values(GOOD)[1])[0])[1])[0]


class Base64(Forms):
    def test_of_openssl_and_others(self):
        encoded = base64.b64encode(GOOD)
        self.shown("response", run("openssl", "base64", content=GOOD), "base64", GOOD)
        self.shown("response", run("base64", "-w0", content=GOOD), "base64", GOOD)
        self.shown("response", encoded.rstrip(b"="), "base64", GOOD)
        url = base64.urlsafe_b64encode(GOOD)
        self.assertTrue(b"-" in url or b"_" in url)
        self.shown("response", url, "base64url", GOOD)
        self.shown("response", url.rstrip(b"="), "base64url", GOOD)

    def test_a_message_on_each_line(self):
        for content, form in ((GOOD.hex().encode(), "hexadecimal"), (base64.b64encode(GOOD), "base64"),
                              (base64.urlsafe_b64encode(GOOD).rstrip(b"="), "base64url")):
            for end in (b"\n", b"\r\n\n"):
                self.shown("response", content + end + content + end, form, GOOD, 2)
        # Which one is damaged cannot be told apart from a message that is.
        error = self.error("response", "-", stdin=GOOD.hex().encode() + b"\n30030a01\n")
        self.assertEqual((error["code"], error["offset"]), ("trailing_data", len(GOOD)))

    def test_damage_is_named(self):
        for content in (base64.b64encode(GOOD)[:-3] + b"=", b"MAMKA"):
            self.assertIn("base64 that is damaged at character", self.error("response", "-", stdin=content)["message"])


class Pem(Forms):
    def test_of_certtool_and_openssl(self):
        path = command_test.TESTDATA / "openssl/certs/leaf-good.pem"
        der = base64.b64decode("".join(path.read_text().split("-----")[2].split()))
        self.shown("certificate", run("certtool", "-i", "--infile", path), "PEM", der)
        self.shown("certificate", run("openssl", "x509", "-text", "-nameopt", "utf8", "-in", path), "PEM", der)

    def test_of_ocsptool(self):
        path = command_test.TESTDATA / "openssl/resp-good.der"
        self.shown("response", run("ocsptool", "--response-info", "--infile", path), "PEM", GOOD)

    def test_several_are_all_shown(self):
        block = b"-----BEGIN OCSP RESPONSE-----\n%s-----END OCSP RESPONSE-----\n"
        other = tlv(0x30, tlv(10, b"\6"))
        bundle = b"first\n" + block % base64.encodebytes(GOOD) + block % base64.encodebytes(other)
        text = self.succeed("response", "-", stdin=bundle)
        self.assertIn(f"Input: PEM, {len(GOOD)} bytes, 1 of 2\n", text)
        self.assertIn("Input: PEM, 5 bytes, 2 of 2\n", text)
        self.assertEqual(self.succeed("response", "--field", "responseStatus", "-", stdin=bundle),
                         "successful\nunauthorized\n")
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "two.pem")
            path.write_bytes(bundle)
            lines = [json.loads(line) for line in self.succeed("response", "--batch", path).splitlines()]
            self.assertEqual([(line["file"], line["responseStatus"]) for line in lines],
                             [(str(path), "successful"), (str(path), "unauthorized")])
        bad = bundle.replace(base64.b64encode(other), base64.b64encode(other[:-1] + b"\7"))
        done = self.run_tool("response", "--json", "-", stdin=bad)
        self.assertEqual((done.returncode, len(done.stdout.splitlines()), len(done.stderr.splitlines())), (1, 1, 1))
        self.assertIn(b"undefined_value", done.stderr)


class Urls(Forms):
    def urls(self):
        certs = command_test.TESTDATA / "openssl/certs"
        command = ["create-request", "--issuer", certs / "ca-rsa.pem", "--cert", certs / "leaf-good.pem"]
        url = self.succeed(*command, "--get", "http://ocsp.example.test/ca/").strip()
        der = self.run_tool(*command).stdout
        return url, der

    def test_as_they_stand_in_urls_lines_and_logs(self):
        url, der = self.urls()
        path = url[url.index("/ca/"):]
        plain = base64.b64encode(der).decode()
        for content in (url, path, path[4:], f"GET {path} HTTP/1.1", f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n",
                        "http://a/" + plain, "//" + plain, f"GET /{plain.replace('+', ' ')} HTTP/1.0",
                        f'10.0.0.1 - - [30/Nov/2026:00:00:00 +0000] "GET {path} HTTP/1.1" 200 471 "-" "x"'):
            self.shown("request", content.encode(), "GET URL", der)
        self.shown("request", f'"GET {path} HTTP/1.1" 200\n"GET / HTTP/1.1" 404\n"GET {path} HTTP/1.1" 200\n'.encode(),
                   "GET URL", der, 2)

    def test_plus_signs_that_became_spaces(self):
        serial = 0
        while b"+" not in (encoded := base64.b64encode(command_test.make_request(serial=b"\1" + bytes([serial]) * 9))):
            serial += 1
        self.shown("request", encoded.replace(b"+", b" "), "GET URL", base64.b64decode(encoded))

    def test_what_has_no_request_in_it(self):
        self.assertIn("has no OCSP request", self.error("request", "-", stdin=b"GET / HTTP/1.1\r\n")["message"])

    def test_the_log_of_a_server(self):
        url, der = self.urls()
        log = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_error(404)

            def log_message(self, form, *arguments):
                log.append(f"{self.address_string()} - - [{self.log_date_time_string()}] {form % arguments}\n")

        with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
            threading.Thread(target=server.handle_request).start()
            run("curl", "-s", url.replace("ocsp.example.test", f"127.0.0.1:{server.server_port}"))
        self.shown("request", "".join(log).encode(), "GET URL", der)


class Http(Forms):
    def answer(self, *options, chunked=False, status=200, body=None):
        """What curl writes of an answer."""
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                content = GOOD if body is None else body
                self.send_response(status)
                self.send_header("Content-Type", "application/ocsp-response")
                if chunked:
                    self.send_header("Transfer-Encoding", "chunked")
                else:
                    self.send_header("Content-Length", str(len(content)))
                self.send_header("Connection", "close")
                self.end_headers()
                pieces = [content[i:i + CHUNK] for i in range(0, len(content), CHUNK)]
                self.wfile.write(b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in [*pieces, b""]) if chunked
                                 else content)

            def log_message(self, form, *arguments):
                pass

        with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
            threading.Thread(target=server.handle_request).start()
            return run("curl", "-s", *options, f"http://127.0.0.1:{server.server_port}/")

    def test_of_curl(self):
        for options in (["-i"], ["-i", "--raw"]):
            for chunked in (False, True):
                content = self.answer(*options, chunked=chunked)
                self.shown("response", content, "HTTP response", GOOD)
        raw = self.answer("-i", "--raw", chunked=True)
        self.assertIn(b"\r\n190\r\n", raw)
        self.shown("response", run("xxd", content=raw), "hex dump, HTTP response", GOOD)
        self.shown("response", self.answer("-i", body=base64.b64encode(GOOD)), "HTTP response, base64", GOOD)
        self.shown("response", b"HTTP/1.1 100 Continue\r\n\r\n" + self.answer("-i"), "HTTP response", GOOD)

    def test_a_page_is_named_with_its_status(self):
        page = b"<!DOCTYPE html><title>403 Forbidden</title>"
        message = self.error("response", "-", stdin=self.answer("-i", status=403, body=page))["message"]
        self.assertIn("an HTTP response (HTTP/1.1 403 Forbidden), and its body is an HTML", message)
        message = self.error("response", "-", stdin=self.answer("-i", status=503, body=b"later"))["message"]
        self.assertIn("(HTTP/1.1 503 Service Unavailable), and its body is no message", message)
        for bad in (b"\r\r", b"\x1b[2J", b"\t", b"\xff"):  # nothing of which reaches the terminal
            self.assertIn("an HTTP response (a first line that is damaged) without a body", self.error(
                "response", "-", stdin=b"HTTP/1.1 200 " + bad + b"OK\r\n\r\n")["message"])
        compressed = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b"
        self.assertIn("compressed", self.error("response", "-", stdin=compressed)["message"])

    def test_a_request(self):
        head = b"POST /ocsp HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % len(REQUEST)
        self.shown("request", head + REQUEST, "HTTP request", REQUEST)


class Captures(Forms):
    """What tshark writes of an exchange, the response in two packets."""

    def capture(self, *exports):
        request = b"POST /ocsp HTTP/1.1\r\nHost: a\r\nContent-Type: application/ocsp-request\r\nContent-Length: %d\r\n\r\n"
        response = b"HTTP/1.1 200 OK\r\nContent-Type: application/ocsp-response\r\nContent-Length: %d\r\n\r\n"
        dump = ""
        response = response % len(GOOD) + GOOD
        for way, packet in (("O", request % len(REQUEST) + REQUEST), ("I", response[:1000]), ("I", response[1000:])):
            for at in range(0, len(packet), 16):
                dump += f"{way if at == 0 else ''} {at:06x} {packet[at:at + 16].hex(' ')}\n"
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "pcap")
            run("text2pcap", "-q", "-D", "-T", "1024,80", "-", path, content=dump.encode())
            return [run("tshark", "-r", path, *map(str, export)) for export in exports]

    def test_streams(self):
        streams = [["-q", "-z", f"follow,{kind},{form},0"]
                   for kind in ("tcp", "http") for form in ("raw", "hex")]
        for stream, text in zip(streams, self.capture(*streams), strict=True):
            with self.subTest(stream=stream):
                form = "hexadecimal" if ",raw" in stream[-1] else "hex dump"
                self.shown("response", text, f"{form}, HTTP response", GOOD)
                self.shown("request", text, f"{form}, HTTP request", REQUEST)

    def test_json(self):
        for text in self.capture(["-T", "jsonraw"], ["-T", "json", "-x"], ["-T", "jsonraw", "-J", "ocsp"]):
            self.shown("response", text, "hexadecimal", GOOD)
            self.shown("request", text, "hexadecimal", REQUEST)

    def test_fields(self):
        for direction, verb, der, form in (("src", "request", REQUEST, "HTTP request"),
                                           ("dst", "response", GOOD, "HTTP response")):
            text, = self.capture(["-Y", f"tcp.{direction}port == 80", "-T", "fields", "-e", "tcp.payload"])
            self.shown(verb, text, f"hexadecimal, {form}", der)

    def test_objects(self):
        with tempfile.TemporaryDirectory() as folder:
            self.capture(["-q", "--export-objects", f"http,{folder}"])
            self.assertEqual(sorted(path.read_bytes() for path in pathlib.Path(folder).iterdir()),
                             sorted([REQUEST, GOOD]))

    def test_the_place_of_an_error(self):
        stream, = self.capture(["-q", "-z", "follow,tcp,raw,0"])
        wrong = stream.replace(b"0a0100", b"0a0107", 1)
        self.place(wrong, wrong.index(b"0a0107") + 4, "hexadecimal, HTTP response")


class Tls(Forms):
    def staple(self, *client):
        """What a client writes that connects to a server which staples the good response."""
        if shutil.which(client[0]) is None:
            self.skipTest(f"{client[0]} is not installed")
        with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
            probe.close()
            response, key, certificate = (pathlib.Path(folder, name) for name in ("response", "key", "certificate"))
            response.write_bytes(GOOD)
            run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                key, "-out", certificate, "-subj", "/CN=localhost")
            server = subprocess.Popen(["openssl", "s_server", "-accept", str(port), "-key", key, "-cert", certificate,
                                       "-status_file", response, "-quiet"], stdin=subprocess.DEVNULL,
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                for _ in range(100):
                    with socket.socket() as ready:
                        if ready.connect_ex(("127.0.0.1", port)) == 0:
                            break
                    time.sleep(0.05)
                arguments = [part.format(port=port, folder=folder) for part in client]
                said = subprocess.run(arguments, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
                saved = pathlib.Path(folder, "saved")
                return saved.read_bytes() if saved.exists() else said.stdout
            finally:
                server.terminate()
                server.wait()

    def test_of_openssl(self):
        said = self.staple("openssl", "s_client", "-connect", "127.0.0.1:{port}", "-tls1_2", "-status", "-msg").decode()
        lines = iter(said[said.index("CertificateStatus\n"):].splitlines()[1:])
        digits = ""
        for line in lines:
            if not line.startswith("    "):
                break
            digits += line + "\n"
        self.shown("response", digits.encode(), "hexadecimal, TLS CertificateStatus", GOOD)

    def test_of_gnutls(self):
        for option, form in (("--save-ocsp-multi", "PEM"), ("--save-ocsp", "DER")):
            saved = self.staple("gnutls-cli", f"{option}={{folder}}/saved", "--insecure", "-p", "{port}", "127.0.0.1")
            self.assertIn(f"Input: {form}, {len(GOOD)} bytes\n", self.succeed("response", "-", stdin=saved))

    def test_each_place_in_which_it_stands(self):
        def with_size(content, width):
            return len(content).to_bytes(width, "big") + content

        status = b"\1" + with_size(GOOD, 3)
        handshake = b"\x16" + with_size(status, 3)
        for content in (status, handshake, b"\x16\3\3" + with_size(handshake, 2), b"\0\5" + with_size(status, 2)):
            self.shown("response", content, "TLS CertificateStatus", GOOD)
        both = with_size(GOOD, 3) + with_size(b"", 3) + with_size(GOOD, 3)
        self.shown("response", b"\2" + with_size(both, 3), "TLS CertificateStatus", GOOD, 2)
        for wrong in (status + b"\0", status[:-1], b"\3" + status[1:], b"\1\0\0\0", b"\2\0\0\3\0\0\0"):
            self.assertNotIn("TLS", self.error("response", "-", stdin=wrong).get("form", ""))


class Archives(Forms):
    BASIC = "CAdES RevocationValues, BasicOCSPResponse"

    def signed(self, crls=b"", attribute=b""):
        """A signature by openssl cms, with revocation information added to it."""
        with tempfile.TemporaryDirectory() as folder:
            key, certificate = pathlib.Path(folder, "key"), pathlib.Path(folder, "certificate")
            run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                key, "-out", certificate, "-subj", "/CN=signer")
            der = run("openssl", "cms", "-sign", "-nodetach", "-signer", certificate, "-inkey", key, "-outform", "DER",
                      content=b"content")
        oid, content = values(der)
        *fields, signers = values(values(content)[0])
        signer = values(values(signers)[0])
        if attribute:
            signer.append(tlv(0xa1, attribute))
        signers = tlv(0x31, tlv(0x30, *signer))
        return tlv(0x30, oid, tlv(0xa0, tlv(0x30, *fields, tlv(0xa1, crls) if crls else b"", signers)))

    def accepted(self, der):
        """`der`, which openssl can read."""
        self.assertIn(b"CMS_ContentInfo", run("openssl", "cms", "-cmsout", "-print", "-inform", "DER", content=der))
        return der

    def test_a_response_in_cms(self):
        other = tlv(0xa1, tlv(6, bytes.fromhex("2b06010505071002")), GOOD)  # RFC 5940 3
        der = self.accepted(self.signed(crls=other))
        self.shown("response", der, "CMS OtherRevocationInfoFormat", GOOD)
        self.shown("response", self.accepted(self.signed(crls=other + other)), "CMS OtherRevocationInfoFormat", GOOD, 2)
        pem = run("openssl", "cms", "-cmsout", "-inform", "DER", "-outform", "PEM", content=der)
        self.shown("response", pem, "PEM, CMS OtherRevocationInfoFormat", GOOD)
        self.assertIn("this is PKCS#7 or CMS", self.error("response", "-", stdin=self.signed())["message"])

    def test_revocation_values(self):
        basic = Dumps.basic()
        type_of_basic = tlv(6, bytes.fromhex("2b0601050507300101"))
        whole = tlv(0x30, tlv(10, b"\0"), tlv(0xa0, tlv(0x30, type_of_basic, tlv(4, basic))))
        bare = tlv(0x30, tlv(0xa1, tlv(0x30, basic)))
        self.shown("response", bare, self.BASIC, whole)
        self.shown("response", tlv(0x30, tlv(0xa1, tlv(0x30, basic, basic))), self.BASIC, whole, 2)
        oid = tlv(6, bytes.fromhex("2a864886f70d0109100218"))
        self.shown("response", self.accepted(self.signed(attribute=tlv(0x30, oid, tlv(0x31, bare)))), self.BASIC, whole)

    def test_revocation_info_archival(self):
        archival = tlv(0x30, tlv(0xa0, tlv(0x30)), tlv(0xa1, tlv(0x30, GOOD, GOOD)))
        self.shown("response", archival, "Adobe RevocationInfoArchival", GOOD, 2)
        attribute = tlv(0x30, tlv(6, bytes.fromhex("2a864886f72f010108")), tlv(0x31, archival))
        self.shown("response", self.accepted(self.signed(attribute=attribute)), "Adobe RevocationInfoArchival", GOOD, 2)


class Parts(Forms):
    def test_a_basic_response(self):
        basic = Dumps.basic()
        document = self.document("response", "-", stdin=basic)
        expected = self.document("response", "-", stdin=GOOD)
        self.assertEqual(document.pop("form"), "BasicOCSPResponse")
        self.assertEqual(document, expected)

    def test_what_is_signed_alone_has_no_signature(self):
        data = values(Dumps.basic())[0]
        basic = self.document("response", "-", stdin=data)["basic"]
        expected = self.document("response", "-", stdin=GOOD)["basic"]
        self.assertEqual(basic, {**expected, "signatureAlgorithm": None, "signature": None, "certificates": []})
        self.assertIn("the signature is not in the input", self.succeed("response", "-", stdin=data))
        self.assertIn("cannot be verified",
                      self.refused(2, "verify", "--issuer", command_test.TESTDATA / "openssl/certs/ca-rsa.pem",
                                   "--serial", "1", "-", stdin=data))

    def test_a_cert_id(self):
        cert_id = values(values(values(values(REQUEST)[0])[0])[0])[0]
        expected = self.document("request", "-", stdin=REQUEST)["requests"][0]["certId"]
        document = self.document("request", "-", stdin=cert_id.hex().encode())
        self.assertEqual((document["requests"][0]["certId"], document["form"]), (expected, "hexadecimal, CertID"))
        self.assertIn("ocspan request", self.refused(1, "response", "-", stdin=cert_id))


class Others(Forms):
    """What is no message is named, with the way out."""

    def message(self, content):
        return self.error("response", "-", stdin=content)["message"]

    def test_files_that_are_known(self):
        for content, name in ((b"%PDF-1.7\n%\xe2\xe3", "a PDF file: ocspan find"),
                              (b"PK\3\4\x14\0", "a ZIP archive: ocspan find"),
                              (b"\xd4\xc3\xb2\xa1\2\0\4\0", "a PCAP capture: ocspan find"),
                              (b"\n\r\r\n\x1c\0\0\0", "a PCAP-NG capture: ocspan find"),
                              (b"OCSP Response Data:\n    OCSP Response Status", "text about a response")):
            self.assertIn(name, self.message(content))

    def test_what_openssl_makes(self):
        with tempfile.TemporaryDirectory() as folder:
            key, certificate = pathlib.Path(folder, "key"), pathlib.Path(folder, "certificate")
            run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate,
                "-subj", "/CN=a")
            config = pathlib.Path(folder, "config")
            pathlib.Path(folder, "index").write_text("")
            config.write_text(f"[ca]\ndefault_ca=a\n[a]\ndatabase={folder}/index\ndefault_md=sha256\n"
                              "default_crl_days=3\n")
            crl = run("openssl", "ca", "-config", config, "-gencrl", "-keyfile", key, "-cert", certificate)
            der = ["-outform", "DER"]
            for content, name in (
                    (run("openssl", "crl", *der, content=crl), "an X.509 CRL"), (crl, "it has X509 CRL"),
                    (run("openssl", "req", "-new", "-key", key, "-subj", "/CN=a", *der), "a certificate signing"),
                    (run("openssl", "rsa", "-in", key, "-traditional", *der), "a private key"),
                    (run("openssl", "pkcs8", "-topk8", "-nocrypt", "-in", key, *der), "a private key"),
                    (run("openssl", "pkcs8", "-topk8", "-passout", "pass:a", "-in", key, *der), "a private key"),
                    (run("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", *der), "a private key"),
                    (run("openssl", "rsa", "-in", key, "-pubout", *der), "a public key"),
                    (run("openssl", "pkcs12", "-export", "-in", certificate, "-inkey", key, "-passout", "pass:a"),
                     "PKCS#12"),
                    (run("openssl", "crl2pkcs7", "-nocrl", "-certfile", certificate, *der), "PKCS#7")):
                self.assertIn(name, self.message(content))


if __name__ == "__main__":
    command_test.OCSPAN = sys.argv.pop(1)
    command_test.TESTDATA = pathlib.Path(sys.argv.pop(1)).resolve()
    GOOD = (command_test.TESTDATA / "openssl/resp-good.der").read_bytes()
    REQUEST = (command_test.TESTDATA / "seed/request.der").read_bytes()
    program = unittest.main(verbosity=1, exit=False)
    for test, reason in program.result.skipped:
        print(f"SKIP {test.id()}: {reason}")
    sys.exit(not program.result.wasSuccessful())
