#!/usr/bin/env python3
"""Checks docs/reference/known-bugs.md: each row names tests, and each of them exists and is run.

check_known_bugs.py SOURCE-ROOT BUILD-ROOT
"""
import json
import pathlib
import sys

sys.dont_write_bytecode = True      # no __pycache__ in the source tree

import check_compile
import named_tests


def compile_checks():
    """The names of what must not compile."""
    return {name + " does not compile" for name, _, _ in check_compile.CASES}


def main():
    root, build = map(pathlib.Path, sys.argv[1:])
    known = compile_checks().union(*named_tests.test_cases(root).values())
    known.update(test["name"] for test in json.loads((build / "meson-info/intro-tests.json").read_text()))
    known.update(name.partition(".")[2] for names in named_tests.command_tests(root).values() for name in names)

    faults = []
    seen = set()
    rows = named_tests.rows(root / "docs/reference/known-bugs.md", 4)
    for identifiers, _, _, tests in rows:
        for identifier in identifiers.split(", "):
            if identifier in seen:
                faults.append(f"{identifier}: listed twice")
            seen.add(identifier)
        names = named_tests.names_in_code(tests)
        if names is None:
            faults.append(f"{identifiers}: not a list of tests: {tests}")
        faults += [f"{identifiers}: there is no test '{name}'" for name in names or () if name not in known]
    print("\n".join(faults + [f"{len(rows)} rows, {len(seen)} bugs, {len(known)} tests known"]))
    return 1 if faults or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
