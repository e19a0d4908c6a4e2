#!/usr/bin/env python3
"""Whether the dictionary has every OBJECT IDENTIFIER that the library knows: check_dictionary.py ROOT.

Prints the lines that it lacks.
"""
import pathlib
import re
import sys

KNOWN = re.compile(r'\{oid<([\d, ]+)>, "([^"]+)", OidKind::(\w+)\}')


def bytes_of(arc):
    """X.690 8.19.2."""
    data = [arc & 0x7F]
    while arc := arc >> 7:
        data.insert(0, 0x80 | arc & 0x7F)
    return data


def main():
    root = pathlib.Path(sys.argv[1])
    dictionary = (root / "fuzz/der.dict").read_text()
    known = KNOWN.findall((root / "include/ocspan/x509/known_oid.hpp").read_text())
    lacks = 0
    for dotted, name, kind in known:
        arcs = [int(arc) for arc in dotted.split(",")]
        contents = [byte for arc in (arcs[0] * 40 + arcs[1], *arcs[2:]) for byte in bytes_of(arc)]
        entry = "".join(f"\\x{byte:02x}" for byte in (6, len(contents), *contents))
        if f'"{entry}"' not in dictionary:
            lacks += 1
            print(f'{kind}_{re.sub("[^A-Za-z0-9]", "_", name)}="{entry}"')
    print(f"# of {len(known)} it lacks {lacks}", file=sys.stderr)
    return 1 if lacks or len(known) < 100 else 0


if __name__ == "__main__":
    sys.exit(main())
