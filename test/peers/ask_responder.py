#!/usr/bin/env python3
"""Asks a real responder, `openssl ocsp -port`, by requests of `ocspan create-request`: ask_responder.py OCSPAN

By POST and by GET, for certificates that are good, revoked and unknown; `ocspan response` reads the
answers. openssl listens on every interface, so all this happens in a network namespace of its own.

Exit status: 0 all as it should be; 1 not so; 77 there is no openssl, curl or namespace to be had.
"""

import base64
import fcntl
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

sys.dont_write_bytecode = True      # no __pycache__ in the source tree

from pki import Pki, run, subject_of

SKIPPED = 77
NAMESPACE = "/proc/self/ns/net"
INSIDE = "--not-in="        # followed by the namespace that must have been left
PORT = 2560                 # free: nobody else is in there
PATIENCE = 5                # seconds for one thing to happen
HOST = f"http://127.0.0.1:{PORT}"

CA = "ec"
REVOKED_AT, REVOKED_AT_READ = "200102030405Z", "2020-01-02T03:04:05Z"
# serial number: certStatus, revocationTime, revocationReason
CERTIFICATES = {
    0x1001: ("good", None, None),
    0xF2: ("revoked", REVOKED_AT_READ, None),
    0x7FEEDDCCBBAA99887766554433221100FFEEDDCC: ("revoked", REVOKED_AT_READ, "keyCompromise"),
    0x7777: ("unknown", None, None),
}
HASHES = ("sha1", "sha256", "sha512")


def main():
    if sys.argv[-1].startswith(INSIDE):
        return ask_all(sys.argv[1], sys.argv[-1].removeprefix(INSIDE))
    for command in ("openssl", "curl", "unshare"):
        if not shutil.which(command):
            return skip(f"no {command} command")
    for way in ("-n", "-rn"):       # -r: without being root, where the kernel lets one
        done = subprocess.run(["unshare", way, "true"], capture_output=True, text=True, timeout=PATIENCE,
                              check=False)
        if done.returncode == 0:
            return subprocess.run(["unshare", way, sys.executable, __file__, sys.argv[1],
                                   INSIDE + os.readlink(NAMESPACE)], check=False).returncode
    return skip(f"no network namespace: {done.stderr.strip()}")


def skip(reason):
    print(f"SKIP: {reason}")
    return SKIPPED


def ask_all(ocspan, outside):
    """The whole test, from inside the namespace."""
    if os.readlink(NAMESPACE) == outside:
        raise RuntimeError("unshare has left the network as it was")
    try:
        raise_loopback()
    except OSError as error:
        return skip(f"no loopback interface: {error}")
    with tempfile.TemporaryDirectory() as folder:
        talk = Talk(ocspan, Pki(folder))
        questions = talk.questions()
        responder, log = start_responder(talk.pki, len(questions))
        try:
            for question, *arguments in questions:
                question(*arguments)
            # It ends by itself after as many requests as it was told, and says so by its exit status.
            if responder.wait(PATIENCE) != 0:
                raise RuntimeError(f"the responder ended with {responder.returncode}")
        except Exception as error:
            print(f"{error}\nthe responder says: {log.read_text(errors='replace')[-2000:]}")
            talk.failed += 1
        finally:
            responder.kill()
            responder.wait(PATIENCE)
    print(f"{talk.passed} passed, {talk.failed} failed")
    return 0 if talk.passed and not talk.failed else 1


def raise_loopback():
    """`ip link set lo up`, which needs no `ip`."""
    get_flags, set_flags, up, layout = 0x8913, 0x8914, 1, "16sh22x"      # linux/sockios.h, linux/if.h
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        asked = fcntl.ioctl(any_socket, get_flags, struct.pack(layout, b"lo", 0))
        flags = struct.unpack(layout, asked)[1]
        fcntl.ioctl(any_socket, set_flags, struct.pack(layout, b"lo", flags | up))


def start_responder(pki, requests):
    """(process, file of what it prints) when it is listening."""
    lines = [f"V\t491231235959Z\t\t{raw(serial)}\tunknown\t/CN={serial}" if status == "good" else
             f"R\t491231235959Z\t{REVOKED_AT}{',' + reason if reason else ''}\t{raw(serial)}\tunknown\t/CN={serial}"
             for serial, (status, _, reason) in CERTIFICATES.items() if status != "unknown"]
    index, log = pki.path("index.txt"), pki.path("responder.log")
    index.write_text("\n".join(lines) + "\n", encoding="ascii")
    signer = pki.responders[CA]
    with log.open("wb") as output:
        responder = subprocess.Popen(
            ["openssl", "ocsp", "-port", str(PORT), "-index", index, "-CA", pki.cas[CA].certificate,
             "-rsigner", signer.certificate, "-rkey", signer.key, "-ndays", "7", "-nrequest", str(requests)],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    deadline = time.monotonic() + 2 * PATIENCE
    # Not by connecting: that would be a request.
    while not listening() and responder.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    return responder, log


def listening():
    """Whether somebody listens on the port, by the kernel's table (state 0A), IPv4 or IPv6."""
    tables = [Path(f"/proc/net/{name}") for name in ("tcp", "tcp6")]
    rows = [row.split() for table in tables if table.exists() for row in table.read_text().splitlines()[1:]]
    return any(row[1].endswith(f":{PORT:04X}") and row[3] == "0A" for row in rows)


def raw(serial):
    """As openssl's index writes a serial number: pairs of hexadecimal digits."""
    digits = f"{serial:X}"
    return "0" * (len(digits) % 2) + digits


class Talk:
    """Questions to the responder, and how many answers were right."""

    def __init__(self, ocspan, pki):
        self.ocspan = ocspan
        self.pki = pki
        self.issuer = subject_of(pki.cas[CA].certificate)
        self.passed = self.failed = 0

    def questions(self):
        """One for each request that the responder gets."""
        found = []
        for number, serial in enumerate(CERTIFICATES):
            for name in HASHES:
                nonce = bytes(range(number, number + 8 * number + 1))      # 1 to 25 bytes
                found += [(self.post, [serial], name, nonce), (self.post, [serial], name, None),
                          (self.get, [serial], name, nonce), (self.get, [serial], name, None)]
        found.append((self.post, list(CERTIFICATES), "sha256", bytes(32)))
        found.append((self.get, list(CERTIFICATES), "sha1", None))
        found.append((self.get, [self.awkward_serial()], "sha1", None))
        return found

    def post(self, serials, name, nonce):
        request = self.create(serials, name, nonce)
        answer = self.curl(HOST + "/", "--header", "Content-Type: application/ocsp-request", "--data-binary", "@-",
                           data=request)
        self.judge(f"POST {name} {serials} {nonce}", answer, serials, name, nonce)

    def get(self, serials, name, nonce):
        # With a slash at the end of the responder's URL and without one. openssl answers neither `HOST//...` nor
        # anything after it: it ends.
        url = self.create(serials, name, nonce, "--get", HOST + ("/" if nonce else "")).decode().rstrip("\n")
        text = urllib.parse.unquote(url.removeprefix(HOST + "/"))
        if base64.b64decode(text, validate=True) != self.create(serials, name, nonce):
            raise RuntimeError(f"not the URL of that request: {url}")
        self.judge(f"GET {name} {serials} {nonce}", self.curl(url), serials, name, nonce)

    def awkward_serial(self):
        """A number whose request has `//` and `+` in base64; where it stands in the request decides."""
        for shift in range(3):
            serial = int("7f" + "01" * shift + "ffffff" * 2 + "fbefbe" * 2, 16)
            text = base64.b64encode(self.create([serial], "sha1", None)).decode()
            if "//" in text and "+" in text:
                return serial
        raise RuntimeError("no request with // and + in base64")

    def create(self, serials, name, nonce, *words):
        for serial in serials:
            words += ("--serial", hex(serial))
        if nonce:
            words += ("--nonce", nonce.hex(), "--short-nonce")
        return run(self.ocspan, "create-request", "--issuer", self.pki.cas[CA].certificate, "--hash", name, *words)

    def curl(self, url, *words, data=b""):
        return run("curl", "--silent", "--show-error", "--fail", "--noproxy", "*", "--max-time", PATIENCE,
                   *words, url, data=data)

    def judge(self, what, answer, serials, name, nonce):
        document = json.loads(run(self.ocspan, "response", "--json", "-", data=answer))
        # Not all of it: the rest is what openssl likes.
        basic = document["basic"] or {"responses": [], "extensions": []}
        found = [(one["certId"], one["certStatus"], one["revocationTime"], one["revocationReason"])
                 for one in basic["responses"]]
        wanted = [(self.issuer.cert_id(name, serial), *CERTIFICATES.get(serial, ("unknown", None, None)))
                  for serial in serials]
        nonces = [one["value"] for one in basic["extensions"] if one["name"] == "nonce"]
        sent = [(bytes([4, len(nonce)]) + nonce).hex()] if nonce else []
        if (document["responseStatus"], found, nonces) == ("successful", wanted, sent):
            self.passed += 1
        else:
            self.failed += 1
            print(f"{what}: wanted {wanted} and nonces {sent}, found {document}")


if __name__ == "__main__":
    sys.exit(main())
