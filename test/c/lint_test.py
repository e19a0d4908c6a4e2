#!/usr/bin/env python3
"""The linter by the C interface against the command: lint_test.py C_LINT OCSPAN TESTDATA.

Each DER file of testdata, whole, cut off and as something that it is not, with and without an issuer, a time and profiles:
the findings, and what was not looked at, must be the same.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

INPUTS = {"response": 1, "request": 2, "responder": 4}  # OCSPAN_LINT_INPUTS
KINDS = {"response": "response", "request": "request", "certificate": "responder"}
RFC, TLS, ALL = 1, 1 | 4, 0xFFF
PROFILES = {RFC: [], TLS: ["--profile", "cabf-tls"], ALL: None}


def names_of_profiles(ocspan):
    text = subprocess.run([ocspan, "lint", "--profile", "?", "x"], capture_output=True, text=True, check=False).stderr
    return re.search(r"--profile is (.*), not", text)[1].split(", ")


def run_command(ocspan, file, options):
    output = subprocess.run([ocspan, "lint", "--json", *options, file], capture_output=True, text=True, check=False).stdout
    document = json.loads(output)
    main = KINDS.get(document["kind"], "response")
    lines = [f"{one['id']} {one['severity']} {INPUTS[one.get('input', main)]} {one['offset']} "
             f"{one.get('error', {'code': 'none'})['code']}" for one in document["findings"]]
    lines += [f"not applicable {one}" for one in document["notApplicable"]]
    lines += [f"not effective {one}" for one in document["notEffective"]]
    return document["kind"], sorted([*lines, f"{len(document['findings'])} findings"])


def main():
    program, ocspan, testdata = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    every = [word for name in names_of_profiles(ocspan) for word in ("--profile", name)]
    checked, failures = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        issuer = folder / "issuer.der"
        pem = testdata / "openssl/certs/ca-rsa.pem"
        subprocess.run([ocspan, "certificate", "--to", "der", "-o", issuer, pem], check=True)
        cut = folder / "cut.der"
        for file in sorted(testdata.rglob("*.der")):
            cut.write_bytes(file.read_bytes()[:-2])
            for der, with_issuer, time, profiles, choice in (
                    (file, False, None, RFC, None), (file, True, "1709640000", ALL, None), (cut, False, None, TLS, None),
                    (file, False, "1709640000", ALL, "response.certid_sha1"), (file, False, None, RFC, "-request.nonce_long")):
                options = every if profiles == ALL else PROFILES[profiles]
                options = [*options, *(["--at", time] if time else []), *(["--issuer", issuer] if with_issuer else [])]
                if choice:
                    options += ["--except" if choice.startswith("-") else "--only", choice.lstrip("-")]
                kind, expected = run_command(ocspan, der, options)
                if kind == "responseData":
                    continue
                found = subprocess.run([program, KINDS[kind], der, issuer if with_issuer else "-", time or "-",
                                        str(profiles), *([choice] if choice else [])],
                                       capture_output=True, text=True, check=True).stdout.splitlines()
                checked += 1
                if sorted(found) != expected:
                    failures += 1
                    print(f"{der.name} {options}: {sorted(set(found) ^ set(expected))}")
    print(f"{checked} runs, {failures} failures")
    return 1 if failures or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
