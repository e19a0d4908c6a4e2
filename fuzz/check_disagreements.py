#!/usr/bin/env python3
"""The classes of disagreements in the harnesses are those of the document: check_disagreements.py SOURCE-ROOT"""

import pathlib
import re
import sys


def documented(text, peer):
    """The names in the tables of the chapter of this peer."""
    chapter = re.search(rf"^## {peer}$(.*?)(?=^## |\Z)", text, re.M | re.S)[1]
    rows = re.findall(r"^\| ([^|]+?) \|", chapter, re.M)
    return {name for name in rows if name != "class" and not name.startswith("-")}


def in_harnesses(folder, peer):
    names = set()
    for source in folder.glob(f"{peer.lower()}_*_fuzzer.cpp"):
        table = re.search(r"^constexpr Disagreement<.*?^};$", source.read_text(), re.M | re.S)[0]
        names |= set(re.findall(r'^ {4}\{"([^"]+)"', table, re.M))
    return names


def main():
    root = pathlib.Path(sys.argv[1])
    text = (root / "docs/reference/fuzz-disagreements.md").read_text()
    failed = 0
    for peer in ("OpenSSL", "Botan"):
        written, known = documented(text, peer), in_harnesses(root / "fuzz", peer)
        for name in sorted(written ^ known):
            print(f"{peer}: {name}: only in {'the document' if name in written else 'a harness'}")
            failed += 1
        failed += not known
        print(f"{peer}: {len(written & known)} classes")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
