#!/usr/bin/env python3
"""Runs `ocspan --json` over a folder of test vectors and checks each verdict and each field.

    check_manifest.py OCSPAN FOLDER

FOLDER/manifest.json lists the files: `expect` is a part of the tool's document, `fields` the same
values under pyca/cryptography's names, `error` the field and the offset of a refusal;
`create_request` lists requests that are written, byte by byte.

Exit status: 0 all as the manifest says; 1 not so; 77 the folder is not there.
"""

import argparse
import hashlib
import json
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True      # no __pycache__ in the source tree

from document import (Check, Comparison, Digest, HASHES, Name, Bytes, integer_hex,
                      parse_rfc4514, run_tool)

SKIPPED = 77
ERROR_KEYS = {"code": str, "offset": int, "field": str, "message": str}


def main():
    arguments = parse_arguments()
    manifest = arguments.folder / "manifest.json"
    if not manifest.is_file():
        print(f"SKIP: no test vectors: {manifest} is not there")
        return SKIPPED
    passed = failed = 0
    content = json.loads(manifest.read_text(encoding="utf-8"))
    for number, entry in enumerate(content["create_request"], 1):
        problem = check_created(arguments.ocspan, arguments.folder, entry)
        passed, failed = passed + (problem is None), failed + (problem is not None)
        print(f"{'FAIL' if problem else 'ok':4} create_request {number}  {problem or ''}".rstrip())
    for entry in content["files"]:
        compared, problems = check(arguments.ocspan, arguments.folder, entry)
        if not compared and not problems:
            problems = ["nothing of this entry was compared"]
        passed, failed = passed + (not problems), failed + bool(problems)
        verdict = "FAIL" if problems else "ok"
        print(f"{verdict:4} {entry['file']}  {entry['verdict']} ({compared} fields)")
        for problem in problems:
            print(f"  {problem}")
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("ocspan", help="the tool")
    parser.add_argument("folder", type=Path, help="the folder with manifest.json")
    return parser.parse_args()


def check_created(ocspan, folder, entry):
    """None, or what is wrong with the request that is written."""
    command = [ocspan, "create-request", "--issuer", folder / entry["issuer"], "--cert", folder / entry["cert"],
               "--hash", entry["hash"], *(["--short-nonce", "--nonce", entry["nonce"]] if entry["nonce"] else [])]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    if done.returncode != 0 or done.stderr:
        return f"exit status {done.returncode}: {done.stderr.decode()}"
    if done.stdout.hex() != entry["expected_der"]:
        return f"ocspan {done.stdout.hex()}, manifest {entry['expected_der']}"
    return None


def check(ocspan, folder, entry):
    """(number of fields compared, list of problems)"""
    file = folder / entry["file"]
    if not file.is_file():
        return 0, ["the file is not there"]
    if hashlib.sha256(file.read_bytes()).hexdigest() != entry["sha256"]:
        return 0, ["the file is not the one the manifest means: other SHA-256"]
    outcome = run_tool(ocspan, entry["kind"], file)
    if outcome.failure is not None:
        return 0, [outcome.failure]
    if entry["verdict"] == "reject":
        return check_refusal(entry, outcome)
    if entry["verdict"] in ("accept", "status-only"):
        return check_document(entry, outcome)
    return 0, [f"unknown verdict {entry['verdict']!r}"]


def check_refusal(entry, outcome):
    error = outcome.error
    if error is None:
        return 0, [f"accepted, but: {entry['reason']}"]
    problems = []
    if {key: type(error.get(key)) for key in ERROR_KEYS} != ERROR_KEYS:
        problems.append(f"error lacks some of {{code, offset, field, message}}: {error}")
    for key, wanted in entry["error"].items():
        if error.get(key) != wanted:
            problems.append(f"error.{key}: ocspan {error.get(key)!r}, manifest {wanted!r}")
    return len(entry["error"]), problems


def check_document(entry, outcome):
    if outcome.error is not None:
        return 0, [f"refused: {outcome.error}"]
    comparison = Comparison(outcome.document)
    problems = []
    if entry.get("expect") is not None:
        comparison.against(translate_expect(entry["expect"]))
    if entry.get("fields") is not None:
        partials, unknown = translate(TABLES[entry["kind"]], entry["fields"])
        for partial in partials:
            comparison.against(partial)
        problems += [f"fields.{name}: this script cannot translate it" for name in unknown]
    problems += [f"{one.path}: ocspan {one.ours}, manifest {one.theirs}"
                 for one in comparison.differences]
    return len(comparison.paths), problems


def translate_expect(expect):
    """`expect` is a part of the document but for two names in a request."""
    wanted = dict(expect)
    if isinstance(wanted.get("requestorName"), str):
        wanted["requestorName"] = {"der": wanted["requestorName"]}
    if isinstance(wanted.get("signature"), dict):
        signature = dict(wanted["signature"])
        signature["algorithm"] = signature.pop("signatureAlgorithm")
        wanted["signature"] = signature
    return wanted


# --- `fields`: pyca's names -> the document ------------------------------------------------------

class Present(Check):
    """There or null."""

    def __init__(self, wanted):
        self.wanted = wanted

    def problem(self, actual):
        return None if (actual is not None) == self.wanted else f"present: {self.wanted}"


class Without(Check):
    """An object that lacks a key: the other branch of a CHOICE."""

    def __init__(self, key):
        self.key = key

    def problem(self, actual):
        return f"no {self.key}" if not isinstance(actual, dict) or self.key in actual else None


def translate(table, fields):
    """One partial document for each field, and the names that the table does not have."""
    unknown = [name for name in fields if name not in table]
    return [table[name](value) for name, value in fields.items() if name in table], unknown


def at(path, convert=lambda value: value):
    """A translator: the value, converted, stands at this path of the document."""
    def partial(value):
        value = convert(value)
        for key in reversed(path.split(".")):
            value = {key: value}
        return value
    return partial


def choice(key, convert=lambda value: value):
    """A translator for a branch of responderId: null means that the other branch is there."""
    there = at(f"basic.responderId.{key}", convert)
    absent = at("basic.responderId", lambda _: Without(key))
    return lambda value: (absent if value is None else there)(value)


def listed(table):
    """A converter for a list whose elements have a table of their own."""
    def element(fields):
        partials, unknown = translate(table, fields)
        if unknown:
            raise KeyError(f"fields inside a list that cannot be translated: {unknown}")
        return AllOf(partials)
    return lambda elements: [element(one) for one in elements]


class AllOf(Check):
    """Several partial documents of the same element."""

    def __init__(self, partials):
        self.partials = partials

    def problem(self, actual):
        comparison = Comparison(actual)
        for partial in self.partials:
            comparison.against(partial)
        return "; ".join(f"{one.path}: {one.theirs}" for one in comparison.differences) or None


def distinguished(text):
    return Name(parse_rfc4514(text))


def serial_number(decimal):
    return {"serialNumber": decimal, "serialNumberHex": integer_hex(int(decimal))}


CERT_ID = {
    "hash_algorithm":
        at("certId.hashAlgorithm", lambda oid: {"oid": oid, "name": HASHES.get(oid)}),
    "issuer_name_hash": at("certId.issuerNameHash"),
    "issuer_key_hash": at("certId.issuerKeyHash"),
    "serial_number": at("certId", serial_number),
    "extensions": at("extensions"),
}
SINGLE = {
    **CERT_ID,
    "certificate_status": at("certStatus"),
    "revocation_time": at("revocationTime"),
    "revocation_reason": at("revocationReason"),
    "this_update": at("thisUpdate"),
    "next_update": at("nextUpdate"),
}
TABLES = {
    "response": {
        "response_status": at("responseStatus"),
        "version": at("basic.version"),
        "responder_key_hash": choice("byKey"),
        "responder_name": choice("byName", distinguished),
        "responder_name_der": choice("byNameDer"),
        "produced_at": at("basic.producedAt"),
        "responses": at("basic.responses", listed(SINGLE)),
        "extensions": at("basic.extensions"),
        "signature_algorithm_oid": at("basic.signatureAlgorithm.oid"),
        "signature_algorithm_parameters": at("basic.signatureAlgorithm.parameters"),
        "signature": at("basic.signature"),
        "tbs_response_sha256": at("basic.tbsResponseData", lambda hex_: Digest("sha256", hex_)),
        "tbs_response_length": at("basic.tbsResponseData", Bytes),
        "certificates": at("basic.certificates",
                           lambda digests: [Digest("sha256", one) for one in digests]),
    },
    "request": {
        "version": at("version"),
        "requestor_name":
            at("requestorName", lambda der: der if der is None else {"der": der}),
        "requests": at("requests", listed(CERT_ID)),
        "extensions": at("extensions"),
        "signed": at("signature", Present),
    },
    "certificate": {
        "subject": at("subject", distinguished),
        "issuer": at("issuer", distinguished),
        "subject_name_der": at("subjectDer"),
        "issuer_name_der": at("issuerDer"),
        "serial_number": serial_number,
        "public_key_sha1":
            at("subjectPublicKeyInfo.publicKey", lambda hex_: Digest("sha1", hex_)),
        # The document does not have the certificate's bytes.
        "der_sha256": lambda _: {},
    },
}


if __name__ == "__main__":
    sys.exit(main())
