#!/usr/bin/env python3
"""Writes limbo.json, the corpus of OCSP limbo: byte for byte the same each time.

    generate.py                 writes limbo.json, and adds new ids to ids.txt
    generate.py --check         fails if limbo.json is not what would be written
    generate.py --unpack DIR    each case as GROUP/NAME.der and .ascii (der-ascii), the keys as PEM
    generate.py --tar FILE      all of it as a tar, whose SHA-256 is printed
"""

import argparse
import hashlib
import io
import json
import sys
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE))

import corpus
import model
from cases import asking, extended, framing, known, large, moments, signed, structure, values, verifying, writing

FAMILIES = (framing, values, structure, extended, signed, asking, verifying, moments, writing, large, known)


def made():
    """The text of limbo.json."""
    groups = [group for family in FAMILIES for group in family.groups()]
    return model.lines(model.corpus_json(groups))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--unpack", metavar="DIR", type=Path)
    parser.add_argument("--tar", metavar="FILE", type=Path)
    options = parser.parse_args()
    text = made()
    if options.check:
        if corpus.FILE.read_text(encoding="utf-8") != text:
            return "limbo.json is not what this program writes"
    else:
        corpus.FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
