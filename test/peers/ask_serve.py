#!/usr/bin/env python3
"""What clients say of `ocspan serve`: ask_serve.py [--write] OCSPAN

openssl, ocsptool, Java's PKIX checker, Go's golang.org/x/crypto/ocsp and nginx, which staples, ask an honest responder
and five with a fault. The table of docs/howto/serve.md has to say what they say; --write puts it there. All this happens
in a network namespace of its own where there is one to be had.

Exit status: 0 all as the table says; 1 not so; 77 one of the clients is not installed.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True      # no __pycache__ in the source tree
sys.path.append(str(Path(__file__).resolve().parents[1]))

import made_parts
from network import run_in_own_network
from pki import Pki, run

SKIPPED = 77
PATIENCE = 60
HERE = Path(__file__).resolve().parent
ISSUER = "rsa"
GOOD, REVOKED, UNKNOWN = 0x1001, 0x1002, 0x1003
# The name in the table: the certificate that is asked about, and the fault.
ROWS = {
    "good": (GOOD, None),
    "revoked": (REVOKED, None),
    "unknown": (UNKNOWN, None),
    "`--fault expired`": (GOOD, "expired"),
    "`--fault bad-signature`": (GOOD, "bad-signature"),
    "`--fault wrong-serial`": (GOOD, "wrong-serial"),
    "`--fault signer-not-for-ocsp`": (GOOD, "signer-not-for-ocsp"),
    "`--fault try-later`": (GOOD, "try-later"),
}


def output(*command):
    """All that a command prints, whatever its exit status is."""
    done = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False, timeout=PATIENCE)
    return done.stdout.decode(errors="replace")


def words_of_openssl(text, certificate):
    said = re.findall(r"^(?:Response Verify Failure|WARNING: Status.*|Responder Error: .*|ERROR: No Status found.|"
                      r"good|revoked|unknown)$", text.replace(f"{certificate}: ", ""), re.M)
    return "; ".join(said)


def words_of_ocsptool(text):
    verified = re.search(r"^Verifying OCSP Response: (?!Success)(.*)$", text, re.M)
    status = re.search(r"^\s*Certificate Status: (\w+)$", text, re.M)
    refused = re.search(r"^\s*Response Status: (?!Successful)(.*)$", text, re.M)
    said = [found[1] for found in (verified, refused, status) if found]
    return "; ".join(said) or text.strip().splitlines()[-1]


class Clients:
    """Each function gives the client's own words."""

    def __init__(self, folder, pki):
        self.folder, self.pki = folder, pki
        self.issuer = pki.cas[ISSUER].certificate
        run("javac", "-d", folder, HERE / "AskOcsp.java")
        environment = {**os.environ, "GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOCACHE": str(folder / "go")}
        subprocess.run(["go", "build", "-o", folder / "ask_ocsp", HERE / "ask_ocsp.go"], env=environment, check=True,
                       timeout=5 * PATIENCE)

    def openssl(self, url, certificate):
        text = output("openssl", "ocsp", "-issuer", self.issuer, "-cert", certificate, "-url", url, "-CAfile",
                      self.issuer)
        return words_of_openssl(text, certificate)

    def ocsptool(self, url, certificate):
        text = output("ocsptool", f"--ask={url}", "--load-cert", certificate, "--load-issuer", self.issuer,
                      "--load-trust", self.issuer)
        return words_of_ocsptool(text)

    def java(self, url, certificate):
        return output("java", "-cp", self.folder, "AskOcsp", url, certificate, self.issuer).strip().splitlines()[-1]

    def go(self, url, certificate):
        return output(self.folder / "ask_ocsp", url, certificate, self.issuer).strip().splitlines()[-1]

    def nginx(self, servers):
        """What nginx staples, or writes into its log, for each (URL of the responder, certificate)."""
        log, pid, config = (self.folder / name for name in ("nginx.log", "nginx.pid", "nginx.conf"))
        blocks = "".join(f"""
    server {{
      listen 127.0.0.1:{8400 + number} ssl;
      ssl_certificate {certificate};
      ssl_certificate_key {self.pki.keys["leaf", "ec"]};
      ssl_trusted_certificate {self.issuer};
      ssl_stapling on;
      ssl_stapling_verify on;
      ssl_stapling_responder {url};
    }}""" for number, (url, certificate) in enumerate(servers))
        config.write_text(f"""daemon off; user root; pid {pid}; error_log {log} error;
  events {{ worker_connections 100; }}
  http {{ access_log off; {blocks}
  }}""", encoding="ascii")
        with subprocess.Popen(["nginx", "-c", config, "-p", self.folder, "-e", log]) as process:
            try:
                return [self.stapled(number, log) for number in range(len(servers))]
            finally:
                process.terminate()

    def stapled(self, number, log):
        """nginx asks when the first client has come; the next one gets what it was told."""
        deadline = time.monotonic() + PATIENCE
        before = log.stat().st_size if log.exists() else 0
        while time.monotonic() < deadline:
            text = output("openssl", "s_client", "-connect", f"127.0.0.1:{8400 + number}", "-status")
            stapled = re.search(r"Cert Status: (\w+)", text)
            if stapled:
                return "stapled: " + stapled[1]
            new = log.read_text(encoding="utf-8")[before:] if log.exists() else ""
            said = re.search(r"\[error\] [^:]*: (?:\*\d+ )?(.*?) while requesting", new)
            if said:
                return "not stapled: " + re.sub(r"error:[0-9A-F]+:", "", said[1])
            time.sleep(0.1)
        return "nothing"


@contextlib.contextmanager
def serve(ocspan, pki, index, fault):
    """The URL of a running responder, which is a delegated one."""
    signer, issuer = pki.responders[ISSUER], pki.cas[ISSUER]
    command = [ocspan, "serve", "--issuer", issuer.certificate, "--issuer-key", issuer.key, "--responder",
               signer.certificate, "--key", signer.key, "--index", index]
    with subprocess.Popen(command + (["--fault", fault] if fault else []), stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.DEVNULL) as process:
        try:
            yield process.stdout.readline().split()[-1]
        finally:
            process.terminate()


def table_of(ocspan, folder):
    pki = Pki(folder)
    certificates = {serial: pki.certificate(ISSUER, serial) for serial in (GOOD, REVOKED, UNKNOWN)}
    index = folder / "index.txt"
    index.write_text(f"V\t491231235959Z\t\t{GOOD:X}\tunknown\t/CN=good\n"
                     f"R\t491231235959Z\t200102030405Z,superseded\t{REVOKED:X}\tunknown\t/CN=revoked\n",
                     encoding="ascii")
    clients = Clients(folder, pki)
    with contextlib.ExitStack() as stack:
        urls = {fault: stack.enter_context(serve(ocspan, pki, index, fault))
                for fault in sorted({fault for _, fault in ROWS.values()}, key=str)}
        asked = [(urls[fault], certificates[serial]) for serial, fault in ROWS.values()]
        stapled = clients.nginx(asked)
        asking = (clients.openssl, clients.ocsptool, clients.java, clients.go)
        lines = [[name, *(ask(*question) for ask in asking), nginx]
                 for name, question, nginx in zip(ROWS, asked, stapled)]
    head = ["asked about", "openssl ocsp", "ocsptool", "Java", "Go", "nginx"]
    return "".join(f"| {' | '.join(line)} |\n" for line in [head, ["---"] * len(head), *lines])


def main():
    missing = [name for name in ("openssl", "ocsptool", "javac", "java", "go", "nginx") if not shutil.which(name)]
    if missing:
        print(f"SKIP: not installed: {', '.join(missing)}")
        return SKIPPED
    status = run_in_own_network()
    if status is not None:
        return status
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)           # of which nginx's worker reads
        table = table_of(sys.argv[-1], Path(folder))
    print(table)
    problems = [*made_parts.problems("docs/howto/serve.md", "test/peers/ask_serve.py", table, "--write" in sys.argv)]
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
