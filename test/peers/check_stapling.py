#!/usr/bin/env python3
"""What OpenSSL says of OCSP in TLS, read and written again: check_stapling.py STAPLE TESTDATA

`openssl s_server -status_file` staples the responses of testdata in handshakes of TLS 1.2 and 1.3; `openssl s_client
-msg` shows the bytes of the messages. OpenSSL's libssl makes the ClientHellos that ask for staples by lists of
responders and extensions. examples/staple.cpp has to find what was sent, and to write the same bytes.

Exit status: 0 all as it should be; 1 not so; 77 there is no openssl, or no libssl.
"""

import contextlib
import ctypes
import ctypes.util
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SKIPPED = 77
PATIENCE = 10               # seconds for one thing to happen
VERSIONS = ("tls1_2", "tls1_3")
STATUS_REQUEST = 5          # the number of the extension
# Messages by the names that -msg has for them.
MESSAGE = re.compile(r"^(?:>>>|<<<) [^\n]*Handshake \[length [0-9a-f]+\], (\w+)\n((?:    [0-9a-f ]+\n)+)", re.M)

# openssl/tls1.h, openssl/ssl.h
SET_STATUS_TYPE, SET_STATUS_EXTENSIONS, SET_STATUS_IDS = 65, 67, 69
BY_KEY = bytes.fromhex("a216 0414") + bytes(range(20))
BY_NAME = bytes.fromhex("a111 300f 310d 300b 0603 550403 0c04") + b"OCSP"
NONCE = bytes.fromhex("301f 0609 2b0601050507300102 0412 0410") + bytes(range(16))
OTHER = bytes.fromhex("300b 0603 883703 0101ff 0401 05")


class Cursor:
    """Takes numbers and vectors off bytes: TLS as it stands in RFC 8446, apart from the library."""

    def __init__(self, data):
        self.data = data

    def take(self, size):
        taken, self.data = self.data[:size], self.data[size:]
        assert len(taken) == size, "cut off"
        return taken

    def number(self, size):
        return int.from_bytes(self.take(size), "big")

    def vector(self, size):
        return self.take(self.number(size))


def status_request_in(extensions):
    """The extension_data of status_request; None if it is not there."""
    cursor = Cursor(extensions)
    while cursor.data:
        number, data = cursor.number(2), cursor.vector(2)
        if number == STATUS_REQUEST:
            return data
    return None


def asked_by(client_hello):
    """The extension_data by which a ClientHello, a handshake message, asks for a staple."""
    cursor = Cursor(Cursor(client_hello[1:]).vector(3))
    cursor.take(2 + 32)
    for length_size in (1, 2, 1):
        cursor.vector(length_size)
    return status_request_in(cursor.vector(2))


def stapled_to(certificate):
    """The extension_data of the first CertificateEntry of a Certificate message of TLS 1.3."""
    cursor = Cursor(Cursor(certificate[1:]).vector(3))
    cursor.vector(1)
    entries = Cursor(cursor.vector(3))
    entries.vector(3)
    return status_request_in(entries.vector(2))


class Checker:
    def __init__(self, staple):
        self.staple = staple
        self.passed = self.failed = 0

    def check(self, what, good, *details):
        self.passed += good
        self.failed += not good
        if not good:
            print(what, *details)

    def lines(self, kind, data):
        done = subprocess.run([self.staple, kind], input=data, capture_output=True, timeout=PATIENCE, check=False)
        return [tuple(line.split(" ", 1)) for line in done.stdout.decode().splitlines()]

    def compare(self, what, kind, data, expected):
        """The program finds what is expected, and writes what it was given; cut off, it is refused."""
        found = self.lines(kind, data)
        self.check(what, found == [*expected, ("written", data.hex())], found)
        cut = self.lines(kind, data[:-1])
        self.check(f"{what}, cut off", cut[0][0] == "error", cut)


@contextlib.contextmanager
def server(folder, version, status_file):
    """`openssl s_server` with that staple, for one client; the path of its socket."""
    path = folder / "socket"
    path.unlink(missing_ok=True)
    command = ["openssl", "s_server", "-unix", path, "-cert", folder / "cert.pem", "-key", folder / "key.pem",
               "-status_file", status_file, f"-{version}", "-naccept", "1", "-quiet"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        try:
            deadline = time.monotonic() + PATIENCE
            while not path.exists():
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("s_server does not listen")
                time.sleep(0.01)
            yield path
        finally:
            process.terminate()


def check_handshakes(checker, testdata):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-keyout", folder / "key.pem", "-out", folder / "cert.pem", "-subj", "/CN=server", "-days", "2"],
                       capture_output=True, check=True)
        for version in VERSIONS:
            for response in sorted(Path(testdata, "openssl").glob("resp-*.der")):
                with server(folder, version, response) as path:
                    done = subprocess.run(["openssl", "s_client", "-unix", path, "-status", "-msg", f"-{version}"],
                                          stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False)
                messages = {kind: bytes.fromhex(dump)
                            for kind, dump in MESSAGE.findall(done.stdout.decode("utf-8", "replace"))}
                what = f"{version} {response.name}"
                expected = [("response", response.read_bytes().hex())]
                if version == "tls1_2":
                    message = messages["CertificateStatus"]
                    checker.compare(what, "message", message, expected)
                    checker.compare(what, "status", message[4:], expected)
                else:
                    checker.compare(what, "status", stapled_to(messages["Certificate"]), expected)
        checker.compare("the request", "request", asked_by(messages["ClientHello"]), [])


class Libssl:
    """A client of OpenSSL's that says hello into memory."""

    def __init__(self):
        self.ssl, self.crypto = (ctypes.CDLL(ctypes.util.find_library(name)) for name in ("ssl", "crypto"))
        for library, names in ((self.ssl, ("TLS_client_method", "SSL_CTX_new", "SSL_new")),
                               (self.crypto, ("BIO_new", "BIO_s_mem", "OPENSSL_sk_new_null", "d2i_OCSP_RESPID",
                                              "d2i_X509_EXTENSIONS"))):
            for name in names:
                getattr(library, name).restype = ctypes.c_void_p
        self.context = ctypes.c_void_p(self.ssl.SSL_CTX_new(ctypes.c_void_p(self.ssl.TLS_client_method())))

    def decoded(self, function, der):
        begin = ctypes.c_char_p(der)
        value = getattr(self.crypto, function)(None, ctypes.byref(begin), ctypes.c_long(len(der)))
        assert value, function
        return ctypes.c_void_p(value)

    def client_hello(self, responders, extensions):
        """The handshake message of a client that asks for a staple so."""
        client = ctypes.c_void_p(self.ssl.SSL_new(self.context))
        bios = [ctypes.c_void_p(self.crypto.BIO_new(ctypes.c_void_p(self.crypto.BIO_s_mem()))) for _ in range(2)]
        self.ssl.SSL_set_bio(client, *bios)
        ids = ctypes.c_void_p(self.crypto.OPENSSL_sk_new_null())
        for responder in responders:
            self.crypto.OPENSSL_sk_push(ids, self.decoded("d2i_OCSP_RESPID", responder))
        self.ssl.SSL_ctrl(client, SET_STATUS_TYPE, ctypes.c_long(1), None)
        self.ssl.SSL_ctrl(client, SET_STATUS_IDS, ctypes.c_long(0), ids)
        if extensions:
            contents = b"".join(extensions)
            der = b"\x30" + bytes([len(contents)]) + contents
            self.ssl.SSL_ctrl(client, SET_STATUS_EXTENSIONS, ctypes.c_long(0), self.decoded("d2i_X509_EXTENSIONS", der))
        self.ssl.SSL_connect(client)
        room = ctypes.create_string_buffer(1 << 14)
        size = self.crypto.BIO_read(bios[1], room, len(room))
        self.ssl.SSL_free(client)       # with all that it was given
        return room.raw[5:size]         # without the header of its only record


def check_requests(checker):
    library = Libssl()
    for responders in ([], [BY_KEY], [BY_NAME], [BY_KEY, BY_NAME, BY_KEY]):
        for extensions in ([], [NONCE], [OTHER, NONCE]):
            data = asked_by(library.client_hello(responders, extensions))
            checker.compare(f"{len(responders)} responders, {len(extensions)} extensions", "request", data,
                            [*(("responder", der.hex()) for der in responders),
                             *(("extension", der.hex()) for der in extensions)])


def main():
    staple, testdata = sys.argv[1:]
    if not shutil.which("openssl") or not ctypes.util.find_library("ssl"):
        print("SKIP: no openssl command, or no libssl")
        return SKIPPED
    checker = Checker(staple)
    check_requests(checker)
    check_handshakes(checker, testdata)
    print(f"{checker.passed} passed, {checker.failed} failed")
    return 1 if checker.failed or checker.passed < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
