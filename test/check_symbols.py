#!/usr/bin/env python3
"""Proves what the library needs from outside: check_symbols.py NM ARCHIVE.

Nothing but the four memory functions, that is: no heap, no exceptions, no RTTI, no I/O, no locale;
and no data that can change, hence no global state.
"""

import subprocess
import sys

ALLOWED = {"memcpy", "memmove", "memset", "memcmp"}


def main():
    nm, archive = sys.argv[1:]
    listing = subprocess.run([nm, "-C", archive], capture_output=True, text=True, check=True).stdout
    defined, undefined, problems = set(), set(), []
    for line in listing.splitlines():
        address, _, rest = line[:16].strip(), line[16:17], line[17:]
        if len(rest) < 3 or rest[1] != " ":
            continue
        kind, name = rest[0], rest[2:]
        if not address:
            undefined.add(name)
            continue
        defined.add(name)
        if kind in "dDbBsSgGC":
            problems.append(f"data that can change: {name}")
    problems += [f"needed from outside: {name}" for name in sorted(undefined - defined - ALLOWED)]
    for problem in problems:
        print(problem)
    print(f"needs {sorted(undefined & ALLOWED)}; {len(defined)} symbols of its own")
    return 1 if problems or not defined else 0


if __name__ == "__main__":
    sys.exit(main())
