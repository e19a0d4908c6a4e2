#!/usr/bin/env python3
"""Checks the symbols that the library uses and defines: check_symbols.py NM ARCHIVE [--on ARCHIVE] [ALLOWED...].

It may use the four memory functions only, so that it needs no heap, exceptions, RTTI, I/O or locale. It may define no
variable data and nothing that runs before main(), so that it has no global state. ALLOWED names further functions:
where a machine cannot divide, the compiler calls functions of its own. A library that stands on another may use what that
defines, and has no symbol of it: who does not need the upper one links nothing of it.
"""

import argparse
import re
import subprocess
import sys

ALLOWED = {"memcpy", "memmove", "memset", "memcmp"}


def symbols_of(nm, archive):
    """The symbols that an archive defines, with their kinds, and those that it needs."""
    listing = subprocess.run([nm, "-C", archive], capture_output=True, text=True, check=True).stdout
    defined, undefined = {}, set()
    for line in listing.splitlines():
        match = re.match(r"([0-9a-f]*) +(\w) (.+)", line)
        if not match or match[3].startswith(".L"):
            continue
        address, kind, name = match.groups()
        if address:
            defined.setdefault(name, set()).add(kind)
        elif name != "_GLOBAL_OFFSET_TABLE_":  # the linker's own, for addresses of functions
            undefined.add(name)
    return defined, undefined


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("nm")
    arguments.add_argument("archive")
    arguments.add_argument("--on")
    arguments.add_argument("helpers", nargs="*")
    wanted = arguments.parse_intermixed_args()
    defined, undefined = symbols_of(wanted.nm, wanted.archive)
    below = symbols_of(wanted.nm, wanted.on)[0] if wanted.on else {}
    allowed = ALLOWED.union(wanted.helpers)
    problems = [f"data that can change: {name}" for name, kinds in defined.items() if kinds & set("dDbBsSgGC")]
    problems += [f"runs before main(): {name}" for name in defined if name.startswith("_GLOBAL__")]
    problems += [f"in both libraries: {name}" for name, kinds in defined.items()
                 if kinds & set("TDBR") and below.get(name, set()) & set("TDBR")]
    problems += [f"needed from outside: {name}"
                 for name in sorted(undefined - defined.keys() - allowed - below.keys())]
    for problem in problems:
        print(problem)
    print(f"needs {sorted(undefined & allowed)}; {len(defined)} symbols of its own")
    return 1 if problems or not defined else 0


if __name__ == "__main__":
    sys.exit(main())
