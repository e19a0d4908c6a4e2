#!/usr/bin/env python3
"""Staples of ocspan check in web servers: check_staples.py OCSPAN

nginx and HAProxy, each of them skipped where it is not installed, serve TLS on loopback with the staple that check has
written; a client of OpenSSL sees it, and after renewal the new one. `ocspan serve` is the responder. All of it runs in a
network namespace of its own where that is possible.
"""

import base64
import contextlib
import datetime
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tools"))

from check_test import Party, enter_own_network  # noqa: E402

from cryptography.hazmat.primitives import serialization  # noqa: E402
from cryptography.x509.oid import AuthorityInformationAccessOID  # noqa: E402

OCSPAN = ""
PATIENCE = 30
PEM = serialization.Encoding.PEM


def free_port():
    with socket.socket() as any_socket:
        any_socket.bind(("127.0.0.1", 0))
        return any_socket.getsockname()[1]


def wait_for(port):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port}")


@contextlib.contextmanager
def running(*command):
    """A process that is ended at the end."""
    with subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


class StapleTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.stack = contextlib.ExitStack()
        self.addCleanup(self.stack.close)
        ca = Party("CA", ca=True)
        index = self.folder / "index.txt"
        self.write("ca.pem", ca.pem())
        self.write("ca.key", self.pem_of(ca.key))
        index.write_text("V\t491231235959Z\t\t2001\tunknown\t/CN=localhost\n", encoding="ascii")
        serve = self.stack.enter_context(running(
            OCSPAN, "serve", "--issuer", self.folder / "ca.pem", "--key", self.folder / "ca.key", "--index", index))
        # The certificate names the responder, whose port is known now.
        url = re.search(r"http://\S+", serve.stdout.readline())[0]
        leaf = Party("localhost", ca, [(AuthorityInformationAccessOID.OCSP, url)], serial=0x2001)
        self.write("chain.pem", leaf.pem() + ca.pem())
        self.write("leaf.key", self.pem_of(leaf.key))
        self.staple = self.folder / "staple.der"
        self.options = ()
        self.renew()

    @staticmethod
    def pem_of(key):
        return key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())

    def write(self, name, content):
        (self.folder / name).write_bytes(content)

    def renew(self):
        """A new staple, which is another if a second has passed."""
        subprocess.run([OCSPAN, "check", self.folder / "chain.pem", "--staple", self.staple, *self.options], check=True,
                       timeout=PATIENCE, capture_output=True)

    def produced_at(self):
        """Of the staple in the file."""
        return subprocess.run([OCSPAN, "response", "--field", "basic.producedAt", self.staple], check=True, text=True,
                              timeout=PATIENCE, capture_output=True).stdout.strip()

    def seen(self, port):
        """producedAt of the staple that a TLS client sees; None if there is no staple."""
        out = subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{port}", "-status", "-CAfile",
                              self.folder / "ca.pem"], input="", capture_output=True, text=True, timeout=PATIENCE,
                             check=False).stdout
        found = re.search(r"Produced At: (.*) GMT", out)
        if found is None:
            self.assertIn("OCSP response: no response sent", out)
            return None
        self.assertIn("Cert Status: good", out)
        return datetime.datetime.strptime(found[1], "%b %d %H:%M:%S %Y").strftime("%Y-%m-%dT%H:%M:%SZ")

    def watch(self, port, reload):
        """The staple that is there is seen and, after renewal and `reload()`, the new one."""
        wait_for(port)
        first = self.produced_at()
        self.assertEqual(self.seen(port), first)
        time.sleep(1.1)
        self.renew()
        second = self.produced_at()
        self.assertNotEqual(first, second)
        reload()
        deadline = time.monotonic() + PATIENCE
        in_a_row = 0            # for a moment a worker of before the reload may accept connections, too
        while in_a_row < 3 and time.monotonic() < deadline:
            in_a_row = in_a_row + 1 if self.seen(port) == second else 0
            time.sleep(0.1)
        self.assertEqual(in_a_row, 3)

    @unittest.skipUnless(shutil.which("nginx") or os.path.exists("/usr/sbin/nginx"), "needs nginx")
    def test_nginx(self):
        nginx, port = shutil.which("nginx") or "/usr/sbin/nginx", free_port()
        self.write("nginx.conf", f"""
            daemon off;
            pid {self.folder}/nginx.pid;
            error_log {self.folder}/error.log;
            events {{}}
            http {{
              access_log off;
              client_body_temp_path {self.folder}/body; proxy_temp_path {self.folder}/proxy;
              fastcgi_temp_path {self.folder}/fastcgi; uwsgi_temp_path {self.folder}/uwsgi;
              scgi_temp_path {self.folder}/scgi;
              server {{
                listen 127.0.0.1:{port} ssl;
                ssl_certificate {self.folder}/chain.pem;
                ssl_certificate_key {self.folder}/leaf.key;
                ssl_stapling on;
                ssl_stapling_file {self.staple};
              }}
            }}""".encode())
        command = [nginx, "-p", self.folder, "-c", self.folder / "nginx.conf", "-e", self.folder / "error.log"]
        with running(*command):
            self.watch(port, lambda: subprocess.run([*map(str, command), "-s", "reload"], check=True, timeout=PATIENCE,
                                                    capture_output=True))

    @unittest.skipUnless(shutil.which("haproxy") or os.path.exists("/usr/sbin/haproxy"), "needs haproxy")
    def test_haproxy(self):
        haproxy, port = shutil.which("haproxy") or "/usr/sbin/haproxy", free_port()
        pem = self.folder / "site.pem"
        pem.write_bytes((self.folder / "chain.pem").read_bytes() + (self.folder / "leaf.key").read_bytes())
        self.staple = self.folder / "site.pem.ocsp"     # where HAProxy looks for it
        self.options = ("--hash", "sha1")               # it compares with a CertID by SHA-1
        self.renew()
        self.write("haproxy.cfg", f"""
global
  stats socket {self.folder}/control level admin
defaults
  mode http
  timeout connect 5s
  timeout client 5s
  timeout server 5s
frontend site
  bind 127.0.0.1:{port} ssl crt {pem}
  http-request return status 200
""".encode())

        def reload():
            with socket.socket(socket.AF_UNIX) as control:
                control.connect(str(self.folder / "control"))
                text = base64.b64encode(self.staple.read_bytes()).decode()
                control.sendall(f"set ssl ocsp-response {text}\n".encode())
                self.assertIn("updated", control.recv(1000).decode())
        with running(haproxy, "-f", self.folder / "haproxy.cfg", "-db"):
            self.watch(port, reload)


def main():
    global OCSPAN
    OCSPAN = str(pathlib.Path(sys.argv[1]).resolve())
    if os.geteuid() == 0:   # who is only mapped to root cannot give up its rights, which nginx as root wants to
        enter_own_network()
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])


if __name__ == "__main__":
    main()
