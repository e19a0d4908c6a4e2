#!/usr/bin/env python3
"""Checks docs/reference/known-bugs.md: each row names tests, and each of them exists and is run.

check_known_bugs.py SOURCE-ROOT BUILD-ROOT
"""
import json
import pathlib
import re
import sys

import check_compile


def literals(text):
    """The characters of adjacent string literals."""
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text))


def test_cases(root):
    """The names of the test cases in the files that test/meson.build lists."""
    listed = set(re.findall(r"'([\w/]+_test\.cpp)'", (root / "test/meson.build").read_text()))
    names = set()
    for file in listed:
        source = (root / "test" / file).read_text()
        names.update(literals(found) for found in re.findall(r'TEST_CASE\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)', source))
    return names


def compile_checks():
    """The names of what must not compile."""
    return {name + " does not compile" for name, _, _ in check_compile.CASES}


def main():
    root, build = map(pathlib.Path, sys.argv[1:])
    known = test_cases(root) | compile_checks()
    known.update(test["name"] for test in json.loads((build / "meson-info/intro-tests.json").read_text()))
    known.update(re.findall(r"def (test_\w+)\(", (root / "test/tools/command_test.py").read_text()))

    rows = 0
    faults = []
    seen = set()
    for line in (root / "docs/reference/known-bugs.md").read_text().splitlines():
        if not line.startswith("|") or line.startswith(("|---", "| id |")):
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) != 4 or not all(cells):
            faults.append(f"not four cells: {line}")
            continue
        identifiers, _, _, tests = cells
        rows += 1
        for identifier in identifiers.split(", "):
            if identifier in seen:
                faults.append(f"{identifier}: listed twice")
            seen.add(identifier)
        names = re.findall(r"`([^`]+)`", tests)
        if not names or re.sub(r"`[^`]+`|, ", "", tests):
            faults.append(f"{identifiers}: not a list of tests: {tests}")
        faults += [f"{identifiers}: there is no test '{name}'" for name in names if name not in known]
    print("\n".join(faults + [f"{rows} rows, {len(seen)} bugs, {len(known)} tests known"]))
    return 1 if faults or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
