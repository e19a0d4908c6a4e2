#!/usr/bin/env python3
"""Runs the example of a sandbox over messages that are well-formed and hostile: sandbox_test.py SANDBOX TESTDATA.

A system call other than read, write and exit kills the program, and the test fails. Skipped (77) where the kernel
lets nobody into strict mode.
"""

import json
import pathlib
import subprocess
import sys


def tlv(tag, content):
    size = len(content)
    raw = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag]) + (bytes([size]) if size < 0x80 else bytes([0x80 | len(raw)]) + raw) + content


def basic_response(*singles):
    """A successful response of these SingleResponses."""
    name = tlv(0xA2, tlv(0x04, bytes(20)))
    data = tlv(0x30, name + tlv(0x18, b"20260101000000Z") + tlv(0x30, b"".join(singles)))
    algorithm = tlv(0x30, bytes.fromhex("06032b6570"))
    basic = tlv(0x30, data + algorithm + tlv(0x03, bytes(65)))
    return tlv(0x30, tlv(0x0A, b"\0") + tlv(0xA0, tlv(0x30, bytes.fromhex("06092b0601050507300101") + tlv(0x04, basic))))


def single(serial):
    cert_id = tlv(0x30, tlv(0x30, bytes.fromhex("06052b0e03021a")) + 2 * tlv(0x04, b"") + tlv(0x02, serial))
    return tlv(0x30, cert_id + bytes.fromhex("8000") + tlv(0x18, b"20260101000000Z"))


def nested(depth):
    message = b""
    for _ in range(depth):
        message = tlv(0x30, message)
    return message


# Name, message, and the exit status.
HOSTILE = [
    ("empty", b"", 1),
    ("one byte", b"\x30", 1),
    ("a length of 4 GiB", b"\x30\x84\xff\xff\xff\xff", 1),
    ("a length of 126 bytes", b"\x30\xfe" + b"\xff" * 126, 1),
    ("an indefinite length", b"\x30\x80\x00\x00", 1),
    ("nested 20,000 deep", nested(20_000), 1),
    ("300,000 answers", basic_response(*[single(b"\1")] * 300_000), 0),
    ("300,000 answers, the last one cut off", basic_response(*[single(b"\1")] * 300_000, b"\x30\x7f"), 1),
    ("a serial number of 1,000,000 bytes", basic_response(single(b"\1" * 1_000_000)), 0),
]


def main():
    sandbox, testdata = sys.argv[1:]
    messages = [(str(file), file.read_bytes(), None) for file in sorted(pathlib.Path(testdata).rglob("*.*"))]
    passed, problems = 0, []
    for name, message, status in messages + HOSTILE:
        done = subprocess.run([sandbox], input=message, capture_output=True, timeout=120, check=False)
        if done.returncode == 2:
            print("skipped: the kernel lets nobody into strict mode")
            return 77
        expected = (0, 1) if status is None else (status,)
        if status is None and pathlib.Path(name).name.startswith("resp-"):
            expected = (0,)
        try:
            lines = [json.loads(line) for line in done.stdout.splitlines()]
        except ValueError:
            lines = []
        if done.returncode in expected and lines and ("error" in lines[0]) == (done.returncode == 1):
            passed += 1
        else:
            problems.append(f"{name}: exit status {done.returncode}, {done.stdout[:200]}")
    print("\n".join([*problems, f"{passed} passed, {len(problems)} failed"]))
    return 1 if problems or passed < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
