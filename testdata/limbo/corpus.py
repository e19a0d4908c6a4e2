#!/usr/bin/env python3
"""Reads the corpus: what a case asks for, without what stands only once in its group or is made from a recipe.

    corpus.py --unpack DIR [--largest BYTES]    writes each message as DIR/GROUP/NAME.der
"""

import argparse
import base64
import json
from pathlib import Path

FILE = Path(__file__).resolve().parent / "limbo.json"


def header(tag, size):
    """Identifier and length octets, as DER has them."""
    if size < 0x80:
        return bytes([tag, size])
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length


def expand(recipe):
    """The bytes of a recipe. A part is a pattern that is repeated, or `nest` headers in each other around parts."""
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


def path(case):
    """Of its files, without what comes behind the point."""
    return case["id"].replace("::", "/")


def category(case):
    return case["id"].rpartition("::")[0]


def read(text):
    """The corpus, in which `inputs` of each case is complete: those of its group, with its own over them."""
    document = json.loads(text)
    groups = {group["id"]: group for group in document["groups"]}
    for case in document["cases"]:
        group = groups[category(case)]
        inputs = {**group.get("inputs", {}), **case.get("inputs", {})}
        case["inputs"] = {key: value for key, value in inputs.items() if value is not None}
        case["limits"] = group.get("limits", {})
    return document


def load(file=FILE):
    return read(Path(file).read_text(encoding="utf-8"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--unpack", metavar="DIR", type=Path, required=True)
    parser.add_argument("--largest", metavar="BYTES", type=int, help="leave out messages that are larger")
    options = parser.parse_args()
    count = 0
    for case in load()["cases"]:
        der = message(case)
        if der is not None and (options.largest is None or len(der) <= options.largest):
            file = options.unpack / f"{path(case)}.der"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(der)
            count += 1
    print(f"{count} messages")


if __name__ == "__main__":
    main()
