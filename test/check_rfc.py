#!/usr/bin/env python3
"""Checks docs/rfc.md: what its rows name is there, and what is said to be done names code and tests.

    check_rfc.py SOURCE-ROOT
    check_rfc.py SOURCE-ROOT --statements FILE

The second compares the ids with those of another list of statements: the first column of its tables. A folder in the
environment variable OCSPAN_SHARED takes the place of that of FILE.

Exit status: 0 all is right; 1 not so; 77 FILE is not there.
"""
import os
import pathlib
import re
import sys

sys.dont_write_bytecode = True      # no __pycache__ in the source tree

import named_tests

SKIPPED = 77
# Which columns a state needs, of code and test.
STATES = {"done": ("code", "test"), "caller": ("code",), "not yet": (), "lint": ("code",), "nothing": ()}
BOUND = {"client", "responder", "CA", "codec", "server"}
ID = re.compile(r"[\dAB][\w.-]*-[\d.]*[\dA]")


class Checker:
    def __init__(self, root):
        self.root = root
        self.tests = {**named_tests.test_cases(root), **named_tests.command_tests(root)}

    def named(self, cell):
        """What a cell names, each as file and name; None if it is not a list of that."""
        if cell == "-":
            return []
        names = named_tests.names_in_code(cell)
        return None if names is None else [tuple(name.partition(": ")[::2]) for name in names]

    def faults(self, rows):
        """What is wrong with each row."""
        seen = set()
        for identifier, _, bound, _, state, code, test in rows:
            if not ID.fullmatch(identifier):
                yield f"{identifier}: not an id"
            if identifier in seen:
                yield f"{identifier}: listed twice"
            seen.add(identifier)
            if not BOUND.issuperset(bound.split(", ")):
                yield f"{identifier}: binds whom? {bound}"
            if state not in STATES:
                yield f"{identifier}: there is no state '{state}'"
                continue
            for column, cell in (("code", code), ("test", test)):
                if cell == "-" and column in STATES[state]:
                    yield f"{identifier}: {state}, and names no {column}"
                if self.named(cell) is None:
                    yield f"{identifier}: not a list: {cell}"
            for file, name in self.named(code) or ():
                if not (self.root / file).is_file():
                    yield f"{identifier}: there is no file {file}"
                elif name and not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", (self.root / file).read_text("utf-8")):
                    yield f"{identifier}: {file} has no {name}"
            for file, name in self.named(test) or ():
                if name not in self.tests.get(file, ()):
                    yield f"{identifier}: {file} has no test '{name}'"

    def misses(self, row):
        """The changes of a good row that are not noticed."""
        assert not list(self.faults([row])), row
        file, name = self.named(row[5])[0]
        changes = {"id": (0, "x"), "binds": (2, "nobody"), "state": (4, "almost"), "no code": (5, "-"),
                   "no test": (6, "-"), "file": (5, f"`{file}x`"), "name": (5, f"`{file}: {name}x`"), "plain code": (5, file),
                   "test's file": (6, row[6].replace("test.cpp", "cpp")), "test's name": (6, row[6].replace("`", "x`"))}
        for what, (column, cell) in changes.items():
            if not list(self.faults([[*row[:column], cell, *row[column + 1:]]])):
                yield f"not noticed: {what}"
        if not list(self.faults([row, row])):
            yield "not noticed: an id twice"


def compare_with(file, rows):
    file = pathlib.Path(os.environ.get("OCSPAN_SHARED", file.parent), file.name)
    if not file.is_file():
        print(f"SKIP: no list of statements: {file} is not there")
        return SKIPPED
    ids = [row[0] for row in rows]
    first_cells = re.findall(r"^\| *(\S+) *\|", file.read_text(encoding="utf-8"), re.M)
    wanted = [cell for cell in first_cells if ID.fullmatch(cell)]
    faults = [f"{identifier}: has no row" for identifier in wanted if identifier not in ids]
    faults += [f"{identifier}: is no statement" for identifier in ids if identifier not in wanted]
    print("\n".join([*faults, f"{len(wanted)} statements, {len(faults)} faults"]))
    return 1 if faults or not wanted else 0


def main():
    root = pathlib.Path(sys.argv[1])
    rows = named_tests.rows(root / "docs/rfc.md", 7)
    if sys.argv[2:3] == ["--statements"]:
        return compare_with(pathlib.Path(sys.argv[3]), rows)
    checker = Checker(root)
    faults = list(checker.faults(rows))
    if not faults:
        faults += checker.misses(next(row for row in rows if row[4] == "done" and "test.cpp" in row[6]))
    counts = ", ".join(f"{sum(row[4] == state for row in rows)} {state}" for state in STATES)
    print("\n".join([*faults, f"{len(rows)} rows: {counts}; {len(faults)} faults"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
