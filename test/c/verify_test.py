#!/usr/bin/env python3
"""Verification by the C interface against the command: verify_test.py C-VERIFY OCSPAN TESTDATA

test/c/verify.c has to say what `ocspan verify --json` says, in the cases of test/peers/verify_cases.py.
"""

import datetime
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "peers"))
import verify_cases  # noqa: E402

TOLERATE_ALL = "31"


def unix_of(text):
    return str(int(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()))


def text_of(value):
    return value if isinstance(value, str) else " ".join(value) if isinstance(value, list) else json.dumps(value)


def expected_lines(document):
    if "error" in document:
        return [f"error {document['error']['code']} {document['error']['offset']}"]
    # what a check found in words the command alone works out
    return [f"{key} {text_of(value)}".rstrip() for key, value in document.items() if key != "detail"]


def options_of(case):
    for option, value in case.options.items():
        yield option
        if option in ("--at", "--attested"):
            yield unix_of(value)
        elif option == "--tolerate":
            yield {"all": TOLERATE_ALL}[value]
        elif value is not True:
            yield value
    if case.serial is not None:
        number = int(case.serial)
        yield from ("--serial", number.to_bytes((number if number >= 0 else ~number).bit_length() // 8 + 1, "big",
                                                signed=True).hex())


def main(verify, ocspan, testdata):
    failures = 0
    with tempfile.TemporaryDirectory() as name:
        cases = list(verify_cases.all_cases(ocspan, testdata, name))
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            for option, der in {"response": case.response, **case.inputs}.items():
                Path(folder, option).write_bytes(der)
            done = subprocess.run([verify, folder, *options_of(case)], capture_output=True, text=True, check=True)
        found = [line.rstrip() for line in done.stdout.splitlines()]
        expected = [line for document in case.documents for line in expected_lines(document)]
        if found != expected:
            failures += 1
            print(f"{case.name}: C {[one for one in found if one not in expected]}, "
                  f"the command {[one for one in expected if one not in found]}")
    print(f"{len(cases)} cases, {failures} failures; {verify_cases.summary(cases)}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
