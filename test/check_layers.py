#!/usr/bin/env python3
"""Proves the layering by the includes: check_layers.py SOURCE-ROOT.

asn1 includes nothing but asn1, x509 nothing above x509, ocsp nothing above ocsp, and c, the C
interface, is above them all; of other headers only those of the C++ standard library; no header of
Botan anywhere but in the hash adapter.
"""

import pathlib
import re
import sys

LAYERS = ["asn1", "x509", "ocsp", "c"]
INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.M)
# A definition that a header brings along when it is used header-only.
DEFINITION = re.compile(r"(?:\.\./)+lib/(\w+)/\w+\.cpp$")
HASH_ADAPTER = "botan_hash"


def problem(layer, file, quote, name):
    """None, or why this include does not belong here."""
    if quote == "<":
        if file.stem == HASH_ADAPTER and name.startswith("botan/"):
            return None
        return None if re.fullmatch(r"[a-z_0-9]+", name) else "not the standard library"
    if layer == "c" and name in ("ocspan/ocspan.h", "convert.hpp"):
        return None
    match = DEFINITION.match(name) or re.match(r"ocspan/(\w+)/\w+\.hpp$", name)
    if not match or match[1] not in LAYERS:
        return "not a header of a layer"
    if LAYERS.index(match[1]) > LAYERS.index(layer):
        return f"{layer} must know nothing of {match[1]}"
    return None


def main():
    root = pathlib.Path(sys.argv[1])
    checked = failed = 0
    for layer in LAYERS:
        files = sorted((root / "include/ocspan" / layer).glob("*.hpp"))
        files += sorted((root / "lib" / layer).glob("*.[ch]pp"))
        for file in files:
            for quote, name in INCLUDE.findall(file.read_text(encoding="utf-8")):
                checked += 1
                why = problem(layer, file, quote, name)
                if why:
                    failed += 1
                    print(f"{file.relative_to(root)}: includes {name}: {why}")
    print(f"{checked - failed} passed, {failed} failed")
    return 1 if failed or checked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
