#!/usr/bin/env python3
"""How many requests `ocspan serve` answers, beside `openssl ocsp -port`, and whether its memory grows.

serve.py [--requests N] [--connections N] [--write] OCSPAN, the command, built with optimisation. Both answer the same
request, each time over a new connection, by turns, on one core; the figures are requests in a second of the processor's
time that the responder has used, the median of five rounds. --write puts the table into docs/figures/benchmarks.md.
"""

import argparse
import atexit
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import document

ROUNDS = 5
PATIENCE = 30
KEYS = {"RSA, 2048 bits": ("rsa:2048",), "P-256": ("ec", "-pkeyopt", "ec_paramgen_curve:P-256")}


class Responder:
    """A process that answers, on one core."""

    def __init__(self, command, port=None):
        self.process = subprocess.Popen(["taskset", "-c", "0", *map(str, command)], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, text=True)
        atexit.register(self.process.kill)      # also if a measurement fails
        self.port = port or int(re.search(r":(\d+)/", self.process.stdout.readline())[1])
        deadline = time.monotonic() + PATIENCE
        while not self.listens() and time.monotonic() < deadline:   # not by connecting: that would be a request
            time.sleep(0.02)

    def listens(self):
        """By the kernel's table (state 0A), IPv4 or IPv6."""
        tables = [Path(f"/proc/net/{name}").read_text(encoding="ascii") for name in ("tcp", "tcp6")]
        rows = [row.split() for table in tables for row in table.splitlines()[1:]]
        return any(row[1].endswith(f":{self.port:04X}") and row[3] == "0A" for row in rows)

    def processor_time(self):
        """Of all threads, in seconds. None of them ends before the process does."""
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text(encoding="ascii").split()[0]) for task in tasks) / 1e9

    def memory(self):
        """Resident, in KiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1])

    def answer(self, message):
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as client:
            client.sendall(message)
            answer = b""
            while (piece := client.recv(1 << 16)):
                answer += piece
        if b" 200 " not in answer[:20] or b"\x0a\x01\x00" not in answer:    # successful
            raise SystemExit(f"not an answer: {answer[:200]}")

    def rate(self, message, count):
        """Requests in a second of processor time."""
        before = self.processor_time()
        for _ in range(count):
            self.answer(message)
        return count / (self.processor_time() - before)

    def end(self):
        self.process.kill()
        self.process.wait(PATIENCE)
        self.process.stdout.close()


def run(*command):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, timeout=PATIENCE).stdout


def free_port():
    with socket.socket() as any_socket:
        any_socket.bind(("127.0.0.1", 0))
        return any_socket.getsockname()[1]


def measure(ocspan, folder, options):
    rows, memory = [], None
    for name, kind in KEYS.items():
        key, certificate, index = folder / "ca.key", folder / "ca.pem", folder / "index.txt"
        run("openssl", "req", "-x509", "-newkey", *kind, "-nodes", "-keyout", key, "-subj", "/CN=CA", "-out",
            certificate)
        index.write_text("V\t491231235959Z\t\t1001\tunknown\t/CN=x\n", encoding="ascii")
        port = free_port()
        serve = Responder([ocspan, "serve", "--issuer", certificate, "--key", key, "--index", index])
        openssl = Responder(["openssl", "ocsp", "-port", port, "-index", index, "-CA", certificate, "-rsigner",
                             certificate, "-rkey", key, "-ndays", "7"], port)
        request = run(ocspan, "create-request", "--issuer", certificate, "--serial", "0x1001", "--nonce", "random")
        message = (b"POST / HTTP/1.0\r\nContent-Type: application/ocsp-request\r\nContent-Length: "
                   + str(len(request)).encode() + b"\r\n\r\n" + request)
        rates = [(serve.rate(message, options.requests), openssl.rate(message, options.requests))
                 for _ in range(ROUNDS)]
        ours, theirs = (statistics.median(column) for column in zip(*rates))
        ratio = statistics.median(our / their for our, their in rates)
        rows.append([name, f"{ours:,.0f}", f"{theirs:,.0f}", f"{ratio:.2f}"])
        if memory is None:
            before = serve.memory()
            serve.rate(message, options.connections)
            memory = f"{before:,} KiB before and {serve.memory():,} KiB after {options.connections:,} connections"
        serve.end()
        openssl.end()
    return rows, memory


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--connections", type=int, default=10000)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("ocspan")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows, memory = measure(options.ocspan, Path(folder), options)
    table = [*document.markdown([" key that signs", "serve", "openssl ocsp -port", "serve / openssl"], rows), "",
             f"Memory of `serve`, resident: {memory}."]
    print("\n".join(table))
    if options.write:
        document.write("docs/figures/benchmarks.md", "bench/serve.py", table)


if __name__ == "__main__":
    sys.exit(main())
