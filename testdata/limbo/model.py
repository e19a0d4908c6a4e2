"""What a case and a group are, and how they become JSON."""

import base64
import json
import re
from typing import NamedTuple, Optional, Union

TIME = "2035-01-01T00:00:00Z"
# What reads, and in it where: "RFC 6960 4.2.1", "CVE-2016-7444", "https://...".
DOCUMENT = re.compile(r"(RFC \d+|X\.6[89]0|ISIS-MTT|C2PA 2\.2|FIPS 20[45]|BCP 14) (.+)")


class Recipe(NamedTuple):
    """A message that is too large to stand in a file: see expand() in corpus.py."""
    parts: list


class Case(NamedTuple):
    name: str
    about: str  # Markdown
    op: str
    message: Union[bytes, Recipe, None]
    expected: dict
    source: tuple
    bug: str = "EDGE_CASE"
    importance: str = "medium"
    features: tuple = ()
    conflicts: tuple = ()
    inputs: dict = {}  # laid over those of the group


class Group(NamedTuple):
    name: str
    about: str
    cases: list
    inputs: dict = {}
    limits: Optional[dict] = None  # of a case, where they are not the runner's own


def text(data):
    return base64.b64encode(data).decode()


def accept(fields=None):
    return {"verdict": "accept", **({"fields": fields} if fields else {})}


def reject(*reasons):
    return {"verdict": "reject", "reasons": list(reasons)}


def either(why, fields=None, *reasons):
    """`reasons` of those who refuse, `fields` of those who do not."""
    return {
        "verdict": "either", "why": why, **({"reasons": list(reasons)} if reasons else {}),
        **({"ifAccepted": {"fields": fields}} if fields else {})
    }


def good(**fields):
    return {"verdict": "good", **({"fields": fields} if fields else {})}


def revoked(**fields):
    return {"verdict": "revoked", **({"fields": fields} if fields else {})}


def unknown():
    return {"verdict": "unknown"}


def untrusted(*reasons):
    return {"verdict": "untrusted", "reasons": list(reasons)}


def either_of(why, *verdicts, reasons=()):
    """Of a verification: one of these verdicts is right."""
    return {
        "verdict": "either", "why": why, "verdicts": list(verdicts), **({"reasons": list(reasons)} if reasons else {})
    }


def source(words):
    if words.startswith("https://"):
        return {"link": words}
    if words.startswith("CVE-"):
        return {"cve": words}
    doc, section = DOCUMENT.fullmatch(words).groups()
    return {"doc": doc, "section": section}


def plain(value):
    """As JSON has it: bytes are base64."""
    if isinstance(value, bytes):
        return text(value)
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value


def case_json(group, case):
    found = {
        "id": f"{group.name}::{case.name}", "description": case.about,
        "source": [source(words) for words in case.source], "op": case.op
    }
    if isinstance(case.message, Recipe):
        found["recipe"] = plain(case.message.parts)
    elif case.message is not None:
        found["input"] = text(case.message)
    if case.inputs:
        found["inputs"] = plain(case.inputs)
    found |= {"expected": plain(case.expected), "bugType": case.bug, "importance": case.importance}
    if case.features:
        found["features"] = list(case.features)
    if case.conflicts:
        found["conflicts_with"] = list(case.conflicts)
    return found


def group_json(group):
    found = {"id": group.name, "description": group.about}
    if group.inputs:
        found["inputs"] = plain(group.inputs)
    if group.limits:
        found["limits"] = group.limits
    return found


def corpus_json(groups):
    return {
        "version": 1, "source": "testdata/limbo/generate.py", "license": "CC0-1.0", "generated": TIME, "groups": [
            group_json(group) for group in groups
        ], "cases": [case_json(group, case) for group in groups for case in group.cases]
    }


def lines(document):
    """As JSON, with a line for each group and for each case: what changes stands in its own line."""
    found = []
    for key, value in document.items():
        if isinstance(value, list):
            rows = ",\n".join(json.dumps(one, ensure_ascii=False) for one in value)
            found.append(f'"{key}": [\n{rows}\n]')
        else:
            found.append(f'"{key}": {json.dumps(value)}')
    return "{\n" + ",\n".join(found) + "\n}\n"
