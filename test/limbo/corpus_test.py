#!/usr/bin/env python3
"""Holds the corpus of OCSP limbo against its schema, against the naive reader, and against the program that writes it.

    corpus_test.py SOURCE_ROOT
"""

import base64
import copy
import io
import json
import re
import subprocess
import sys
import unittest
from pathlib import Path

ROOT = Path(sys.argv.pop(1)).resolve() if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
LIMBO = ROOT / "testdata" / "limbo"
sys.path.append(str(LIMBO))
SKIPPED = 77
try:
    import jsonschema

    import generate  # needs python3-cryptography
except ImportError as missing:
    print(f"SKIPPED: {missing}")
    sys.exit(SKIPPED)

import corpus
import der_ascii
import naive

TEXT = corpus.FILE.read_text(encoding="utf-8")
CASES = corpus.read(TEXT)["cases"]
ASK_NAIVE = ("parse_response", "parse_request")
OPINIONS = {case["id"]: naive.opinion(case["op"], corpus.message(case)) for case in CASES if case["op"] in ASK_NAIVE}


def differences(expected, found, path=""):
    """Where what was read is not what is expected; what nothing is expected of may be anything."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return [
            one for key in expected for one in differences(expected[key], found.get(key, "nothing"), f"{path}.{key}")
        ]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        return [one for i, pair in enumerate(zip(expected, found)) for one in differences(*pair, f"{path}[{i}]")]
    return [] if expected == found else [f"{path}: {found!r}, not {expected!r}"[:300]]


def disagreements(cases):
    """Between what is expected and what the naive reader says."""
    found = []
    for case in cases:
        opinion, expected = OPINIONS.get(case["id"]), case["expected"]
        if opinion is None:
            continue
        if expected["verdict"] not in ("either", opinion["verdict"]):
            found.append(f"{case['id']}: {opinion}, not {expected['verdict']}")
        elif opinion["verdict"] == "reject":
            if opinion["reason"] not in expected.get("reasons", [opinion["reason"]]):
                found.append(f"{case['id']}: refused for {opinion['reason']}, not {expected['reasons']}")
        else:
            fields = expected.get("ifAccepted", expected).get("fields", {})
            found += [f"{case['id']}{one}" for one in differences(fields, opinion["fields"])]
    return found


def assembled(text):
    """The bytes of what der_ascii writes."""
    numbers = {name: tag for tag, name in der_ascii.NAMES.items()}
    classes = {word.strip(): number for number, word in enumerate(der_ascii.CLASSES)}
    stack = [(None, b"")]
    for word in re.findall(r'"[^"]*"|`[^`]*`|\[[^\]]*\]|[^\s{}]+|[{}]', text):
        if word == "{":
            continue
        if word == "}":
            tag, contents = stack.pop()
            add = corpus.header(tag, len(contents)) + contents
        elif word[0] in '"`':
            add = word[1:-1].encode() if word[0] == '"' else bytes.fromhex(word[1:-1])
        elif word[0] == "[":
            *of_class, number = word[1:-1].removesuffix(" PRIMITIVE").split()
            constructed = 0 if "PRIMITIVE" in word else 0x20
            stack.append((classes[of_class[0] if of_class else ""] << 6 | constructed | int(number), b""))
            continue
        elif word in numbers:
            stack.append((numbers[word], b""))
            continue
        elif stack[-1][0] == 0x06:
            add = generate.keys.forge.contents(generate.keys.forge.oid(word))
        elif stack[-1][0] == 0x01:
            add = b"\xff" if word == "TRUE" else b"\0"
        else:
            add = generate.keys.forge.contents(generate.keys.forge.integer(int(word)))
        stack[-1] = (stack[-1][0], stack[-1][1] + add)
    return stack[0][1]


class Corpus(unittest.TestCase):
    def setUp(self):
        self.cases = {case["id"]: copy.deepcopy(case) for case in CASES if case["id"] in self.PLANTED}

    PLANTED = ("status::status-7", "cert-status::good", "cert-status::revoked-reason-4")

    def test_schema(self):
        schema = json.loads((LIMBO / "limbo.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        document = json.loads(TEXT)
        self.assertEqual([f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(document)], [])
        document["cases"] = document["cases"][:1]
        changes = ({"op": "guess"}, {"id": "no_group"}, {"expected": {"verdict": "good"}}, {"recipe": []}, {"more": 1})
        for change in changes:
            wrong = {**document, "cases": [{**document["cases"][0], **change}]}
            self.assertFalse(validator.is_valid(wrong), change)

    def test_ids(self):
        ids = [case["id"] for case in CASES]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertGreaterEqual(len(ids), 520)
        listed = generate.IDS.read_text(encoding="utf-8")
        self.assertEqual(generate.ids_with(CASES, listed), listed)
        self.assertTrue(generate.ids_with(CASES[1:], listed).startswith(f"{ids[0]} retired\n"))
        with self.assertRaisesRegex(ValueError, ids[0]):
            generate.ids_with(CASES, f"{ids[0]} retired\n")

    def test_each_case_names_the_section_that_decides_it(self):
        self.assertEqual([case["id"] for case in CASES if not any("section" in one for one in case["source"])], [])

    def test_naive_reader_agrees(self):
        self.assertGreater(len(OPINIONS), 500)
        self.assertEqual(disagreements(CASES), [])

    def test_a_wrong_verdict_is_found(self):
        refused, accepted, _ = (self.cases[one] for one in self.PLANTED)
        refused["expected"] = {"verdict": "accept"}
        accepted["expected"] = {"verdict": "reject", "reasons": ["tag"]}
        self.assertEqual(len(disagreements([refused])), 1)
        self.assertEqual(len(disagreements([accepted])), 1)

    def test_a_wrong_field_is_found(self):
        case = self.cases[self.PLANTED[2]]
        self.assertEqual(disagreements([case]), [])
        case["expected"]["fields"]["basic"]["responses"][0]["revocationReason"] = "keyCompromise"
        self.assertEqual(len(disagreements([case])), 1)

    def test_a_wrong_reason_is_found(self):
        case = self.cases[self.PLANTED[0]]
        case["expected"]["reasons"] = ["time"]
        self.assertEqual(len(disagreements([case])), 1)

    def test_it_is_what_the_program_writes(self):
        self.assertEqual(generate.made(), TEXT)
        self.assertLess(len(TEXT.encode()), 1_500_000)

    def test_tar_is_the_same_each_time(self):
        some = [case for case in CASES if case["id"].startswith("status::")]
        tars = [io.BytesIO(), io.BytesIO()]
        for out in tars:
            generate.write_tar(out, TEXT, some)
        self.assertEqual(tars[0].getvalue(), tars[1].getvalue())
        self.assertIn(b"ocsp-limbo/status/success-minimal.ascii", tars[0].getvalue())

    def test_texts_are_the_messages(self):
        for case in CASES:
            if "input" in case:
                self.assertEqual(assembled(der_ascii.text_of(corpus.message(case))), corpus.message(case), case["id"])

    def test_recipes(self):
        recipe = [{"repeat": 2, "pattern": "AQ=="},
                  {"nest": 2, "tag": 0x30, "parts": [{"repeat": 127, "pattern": "Ag=="}]}]
        self.assertEqual(corpus.expand(recipe), b"\1\1\x30\x81\x81\x30\x7f" + b"\2" * 127)

    def test_harness_of_the_readme(self):
        program = re.search(r"```python\n(.*?)```", (LIMBO / "README.md").read_text(encoding="utf-8"), re.S)[1]
        wanted = [case for case in CASES if case["id"].startswith(("status::", "cert-status::", "match::exact"))]
        lines = [{"hello": 1}, *({**case, "input": base64.b64encode(corpus.message(case)).decode()} for case in wanted)]
        done = subprocess.run([sys.executable, "-c", program], input="".join(json.dumps(line) + "\n" for line in lines),
                              capture_output=True, text=True, timeout=60, check=True)
        hello, *answers = map(json.loads, done.stdout.splitlines())
        self.assertEqual(hello["peer"], "cryptography")
        self.assertEqual([one["id"] for one in answers], [case["id"] for case in wanted])
        verdicts = {one["id"]: one for one in answers}
        self.assertEqual(verdicts["match::exact"]["verdict"], "skip")
        self.assertEqual(verdicts["status::behind-message"]["verdict"], "reject")
        basic = next(case for case in wanted if case["id"] == "cert-status::unknown")["expected"]["fields"]["basic"]
        (found,) = verdicts["cert-status::unknown"]["fields"]["basic"]["responses"]
        self.assertEqual(differences(found, basic["responses"][0]), [])


if __name__ == "__main__":
    unittest.main()
