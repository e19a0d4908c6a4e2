"""Reads the corpus: what a case asks for, without what stands only once in its group or is made from a recipe."""

import base64
import json
from pathlib import Path

FILE = Path(__file__).resolve().parent / "limbo.json"


def header(tag, size):
    if size < 0x80:
        return bytes([tag, size])
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length


def expand(recipe):
    """The bytes of a recipe. A part is a pattern that is repeated, or `nest` headers in each other around more parts."""
    whole = []
    for part in recipe:
        if "nest" in part:
            inside = expand(part["parts"])
            headers, size = [], len(inside)
            for _ in range(part["nest"]):
                headers.append(header(part["tag"], size))
                size += len(headers[-1])
            whole += [*reversed(headers), inside]
        else:
            whole.append(base64.b64decode(part["pattern"]) * part["repeat"])
    return b"".join(whole)


def message(case):
    """None where a request is to be written."""
    if "recipe" in case:
        return expand(case["recipe"])
    return base64.b64decode(case["input"]) if "input" in case else None


def category(case):
    return case["id"].rpartition("::")[0]


def load(file=FILE):
    """The cases in their order; `inputs` of each is complete: those of its group, with its own over them."""
    corpus = json.loads(Path(file).read_text(encoding="utf-8"))
    groups = {group["id"]: group for group in corpus["groups"]}
    for case in corpus["cases"]:
        group = groups[category(case)]
        inputs = {**group.get("inputs", {}), **case.get("inputs", {})}
        case["inputs"] = {key: value for key, value in inputs.items() if value is not None}
        case["limits"] = group.get("limits", {})
    return corpus
