#!/usr/bin/env python3
"""Holds the JSON of every verb to docs/schema: schema_test.py OCSPAN SOURCE-ROOT

The inputs are the messages of testdata, OCSP limbo and the seeds of the fuzz harnesses, right and wrong ones. Every
verb that prints JSON has a schema; of those that are held to theirs here alone, each property is met at least once.
"""

import json
import re
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import jsonschema

warnings.simplefilter("ignore", DeprecationWarning)     # of RefResolver, which the jsonschema of Debian 12 needs
LARGEST = 1500      # bytes of the messages of limbo
# The verb, or what of it has lines of its own, and its schema.
SCHEMAS = {"response": "response", "request": "request", "certificate": "certificate", "verify": "verify",
           "verify --batch": "verify_batch",
           "dump": "dump", "find": "find", "lint": "lint", "check": "check", "serve": "fault"}
COMPLETE = ("response", "request", "certificate", "verify", "verify_batch", "fault", "common")
CAS = ("ca-rsa", "ca-ec", "ca-ed")


class Schemas:
    def __init__(self, folder):
        files = sorted(folder.glob("*.schema.json"))
        self.documents = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in files}
        for schema in self.documents.values():
            jsonschema.Draft202012Validator.check_schema(schema)
        self.validators = {name: jsonschema.Draft202012Validator(schema, resolver=jsonschema.RefResolver(
            name, schema, store=self.documents)) for name, schema in self.documents.items()}
        self.met = {name: set() for name in self.documents}
        self.counts = dict.fromkeys(SCHEMAS.values(), 0)

    def problem(self, name, line):
        """What is wrong with a line; nothing if it is as the schema says."""
        document = json.loads(line)
        self.counts[name] += 1
        for met in (f"{name}.schema.json", "common.schema.json"):
            self.note(met, document)
        error = jsonschema.exceptions.best_match(self.validators[f"{name}.schema.json"].iter_errors(document))
        if name == "check" and not error and "verification" in document:    # which is what verify prints
            return self.problem("verify", json.dumps(document["verification"]))
        return f"{error.json_path}: {error.message[:200]}" if error else None

    def note(self, name, document):
        if isinstance(document, dict):
            self.met[name] |= document.keys()
            for key, value in document.items():
                if key != "decoded":        # whose members depend on the type, and stand in no schema
                    self.note(name, value)
        elif isinstance(document, list):
            for value in document:
                self.note(name, value)

    def never_met(self, name):
        return sorted(self.properties(self.documents[name]) - self.met[name])

    def properties(self, schema):
        """That stand in a schema itself."""
        parts = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
        own = set(schema.get("properties", ())) if isinstance(schema, dict) else set()
        return own.union(*map(self.properties, parts))


def commands(root, limbo, work):
    """(verb, arguments) whose lines are documents, on either output."""
    openssl, seeds = root / "testdata/openssl", root / "fuzz/seeds"
    certificates = openssl / "certs"
    folders = [openssl, root / "testdata/seed", limbo, seeds]
    for verb in ("response", "request", "certificate"):
        yield verb, ["--batch", *folders]
    yield "response", ["--batch", "--tolerate", "all", limbo]
    yield "request", ["--batch", "--tolerate", "all", limbo / "der"]
    yield "certificate", ["--batch", "--tolerate", "all", seeds / "certificate"]
    base64 = work / "base64"
    base64.write_text("MAMKAQY=\n", encoding="ascii")
    for file in [base64, seeds / "response/ResponseData.der", *sorted(openssl.glob("resp-*.der"))[:3]]:
        if file.exists():
            yield "response", ["--json", file]
    yield "response", ["--json", work / "none"]
    yield "request", ["--json", work / "cut"]
    yield "certificate", ["--hashes", "--json", certificates / "leaf-good.pem", "--issuer", certificates / "ca-rsa.pem"]
    yield "certificate", ["--json", certificates / "leaf-good.pem"]
    for ca in CAS:
        question = ["--json", "--issuer", certificates / f"{ca}.pem", "--serial", "0x1001"]
        for file in sorted(openssl.glob("resp-*.der")):
            yield "verify", [*question, "--at", "2026-11-23", file]
        yield "verify", [*question, "--tolerate", "all", "--accept-weak", base64]
    ca = ["--json", "--issuer", certificates / "ca-rsa.pem", "--at", "2026-11-23"]
    yield "verify", [*ca, "--cert", certificates / "leaf-good.pem", openssl / "resp-good.der"]
    yield "verify", [*ca, "--request", openssl / "req-nonce.der", openssl / "resp-good-nonce.der"]
    yield "verify", [*ca, "--request", openssl / "req-three.der", openssl / "resp-three.der"]
    (work / "staples").mkdir()
    for name in ("good", "cut", "alone"):
        response = (openssl / "resp-good.der").read_bytes()
        (work / f"staples/{name}.der").write_bytes(response[:-1] if name == "cut" else response)
        if name != "alone":
            (work / f"staples/{name}.pem").write_bytes((certificates / "leaf-good.pem").read_bytes())
    yield "verify --batch", [*ca, work / "staples"]
    for file in (work / "two.pem", work / "cut"):
        yield "verify", [*ca, "--cert", certificates / "leaf-good.pem", file]
    for file in [*sorted(openssl.glob("*.der"))[::5], *sorted(limbo.rglob("*.der"))[::40]]:
        yield "dump", ["--json", file]
    yield "find", ["--json", openssl / "resp-good.der", work / "two.pem"]
    yield "lint", ["--list"]
    yield "lint", ["--batch", *folders]
    yield "lint", ["--json", "--issuer", certificates / "ca-rsa.pem", openssl / "resp-good.der"]
    yield "check", ["--json", "--at", "2026-11-23", "--issuer", certificates / "ca-rsa.pem", "--responses", openssl,
                    certificates / "leaf-good.pem", certificates / "leaf-serial-20.pem"]
    yield "serve", ["--list-faults"]


def main():
    tool, root = sys.argv[1], Path(sys.argv[2]).resolve()
    schemas, problems = Schemas(root / "docs/schema"), []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        subprocess.run([sys.executable, root / "testdata/limbo/corpus.py", "--unpack", work / "limbo", "--largest",
                        str(LARGEST)], check=True, stdout=subprocess.DEVNULL)
        (work / "cut").write_bytes((root / "testdata/openssl/req-sha1.der").read_bytes()[:20])
        two = [subprocess.run([tool, "response", "--to", "pem", root / "testdata/openssl" / name], check=True,
                              capture_output=True).stdout for name in ("resp-unknown.der", "resp-good.der")]
        (work / "two.pem").write_bytes(b"".join(two))
        for verb, arguments in commands(root, work / "limbo", work):
            done = subprocess.run([tool, *verb.split(), *arguments], capture_output=True, timeout=60, check=False)
            lines = [line for line in (done.stdout + done.stderr).splitlines() if line[:1] in (b"{", b"[")]
            if not lines:
                problems.append(f"{verb} {arguments} prints no JSON: {done.stderr[:200]}")
            for line in lines:
                wrong = schemas.problem(SCHEMAS[verb], line)
                if wrong:
                    problems.append(f"{verb} {' '.join(map(str, arguments))[-80:]}: {wrong}: {line[:150]}")
    listed = subprocess.run([tool, "--help"], capture_output=True, text=True, check=True).stdout
    verbs = re.findall(r"^  ([a-z-]+) {3,}", listed.partition("Subcommands:")[2], re.M)
    for verb in verbs:
        text = subprocess.run([tool, verb, "--help"], capture_output=True, text=True, check=True).stdout
        if "JSON" in text and verb not in SCHEMAS:
            problems.append(f"{verb} prints JSON, and has no schema")
    if len(verbs) < len(SCHEMAS):
        problems.append(f"only {len(verbs)} verbs are listed")
    for name in COMPLETE:
        problems += [f"{name}.schema.json: {key} is never met" for key in schemas.never_met(f"{name}.schema.json")]
    unused = set(schemas.documents) - {f"{name}.schema.json" for name in SCHEMAS.values()} - {"common.schema.json"}
    problems += [f"{name}: of no verb" for name in sorted(unused)]
    counts = ", ".join(f"{count} of {name}" for name, count in schemas.counts.items())
    print("\n".join([*problems[:60], f"{counts}; {len(problems)} problems"]))
    return 1 if problems or min(schemas.counts.values()) == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
