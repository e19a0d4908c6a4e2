#!/usr/bin/env python3
"""Proves what the library needs from outside: check_symbols.py NM ARCHIVE [ALLOWED...].

Nothing but the four memory functions, that is: no heap, no exceptions, no RTTI, no I/O, no locale;
and no data that can change and nothing that runs before main(), hence no global state. Machines
without division need the compiler's own functions as well: ALLOWED names them.
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
