#!/usr/bin/env python3
"""Checks the symbols that the library uses and defines: check_symbols.py NM ARCHIVE [ALLOWED...].

It may use the four memory functions only, so that it needs no heap, exceptions, RTTI, I/O or locale. It may define no
variable data and nothing that runs before main(), so that it has no global state. ALLOWED names further functions:
where a machine cannot divide, the compiler calls functions of its own.
"""

import re
import subprocess
import sys

ALLOWED = {"memcpy", "memmove", "memset", "memcmp"}


def main():
    nm, archive, *helpers = sys.argv[1:]
    allowed = ALLOWED.union(helpers)
    listing = subprocess.run([nm, "-C", archive], capture_output=True, text=True, check=True).stdout
    defined, undefined, problems = set(), set(), []
    for line in listing.splitlines():
        match = re.match(r"([0-9a-f]*) +(\w) (.+)", line)
        if not match or match[3].startswith(".L"):
            continue
        address, kind, name = match.groups()
        if not address:
            if name != "_GLOBAL_OFFSET_TABLE_":  # the linker's own, for addresses of functions
                undefined.add(name)
            continue
        defined.add(name)
        if kind in "dDbBsSgGC":
            problems.append(f"data that can change: {name}")
        if name.startswith("_GLOBAL__"):
            problems.append(f"runs before main(): {name}")
    problems += [f"needed from outside: {name}" for name in sorted(undefined - defined - allowed)]
    for problem in problems:
        print(problem)
    print(f"needs {sorted(undefined & allowed)}; {len(defined)} symbols of its own")
    return 1 if problems or not defined else 0


if __name__ == "__main__":
    sys.exit(main())
