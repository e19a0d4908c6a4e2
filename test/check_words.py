#!/usr/bin/env python3
"""Checks that the numbers in include/ocspan/words.h and lint/lints.h keep their meaning: check_words.py SOURCE-ROOT
[--write].

test/words.golden has every row that there ever was. A row of it that is changed or missing is an error, and so are two
rows of one table with the same number or name. --write adds new rows to it.
"""

import pathlib
import re
import sys

TABLE = re.compile(r"#define (OCSPAN_\w+)\(X\)((?:[^\n]*\\\n)*[^\n]*)")
ROW = re.compile(r'X\((OCSPAN_\w+), (\w+), (\d+), "((?:[^"\\]|\\.)*)"\)')
LINT = re.compile(r"X\((\w+), (\w+), (\d+), ")
# Of these the text is the RFC's own word, and is promised like the number.
SPELLED = {"OCSPAN_FIELDS", "OCSPAN_RESPONSE_STATUSES", "OCSPAN_CERT_STATUSES", "OCSPAN_REASONS", "OCSPAN_HASHES",
           "OCSPAN_VERDICTS", "OCSPAN_SIGNERS", "OCSPAN_NONCE_CHECKS", "OCSPAN_SIGNATURE_CHECKS", "OCSPAN_VERIFY_INPUTS", "OCSPAN_LINT_SEVERITIES",
           "OCSPAN_LINT_PROFILES", "OCSPAN_LINT_INPUTS"}


def rows_of(text):
    """What is promised of each row, a line each; and what is wrong with the tables."""
    lines, problems = [], []
    for table, body in TABLE.findall(text):
        seen = {}
        for c_name, name, number, spelling in ROW.findall(body):
            lines.append(f"{table} {number} {c_name} {name}" + (f" {spelling}" if table in SPELLED else ""))
            for key in (c_name, name, int(number)):
                if key in seen:
                    problems.append(f"{table}: {key} stands twice")
                seen[key] = True
        rows = body.count("X(")
        if rows != len(seen) / 3 and not problems and table != "OCSPAN_MESSAGES":
            problems.append(f"{table}: {rows} rows, of which only {len(seen) // 3} can be read")
    return lines, problems


def lints_of(text):
    """As rows_of(), for the table of lints, whose numbers are 1 to OCSPAN_LINT_COUNT."""
    lints = LINT.findall(text)
    lines = [f"OCSPAN_LINTS {number} {group}.{name}" for group, name, number in lints]
    problems = [] if len(lints) == len(set(lint[:2] for lint in lints)) else ["OCSPAN_LINTS: an id stands twice"]
    count = re.search(r"#define OCSPAN_LINT_COUNT (\d+)", text)[1]
    if sorted(int(lint[2]) for lint in lints) != list(range(1, int(count) + 1)):
        problems.append(f"OCSPAN_LINTS: not the numbers 1 to {count}, each once")
    return lines, problems


def main():
    root = pathlib.Path(sys.argv[1])
    golden = root / "test/words.golden"
    rows, problems = rows_of((root / "include/ocspan/words.h").read_text(encoding="utf-8"))
    lints, problems_of_lints = lints_of((root / "include/ocspan/lint/lints.h").read_text(encoding="utf-8"))
    rows, problems = rows + lints, problems + problems_of_lints
    if "--write" in sys.argv[2:]:
        old = golden.read_text(encoding="utf-8").splitlines() if golden.exists() else []
        golden.write_text("\n".join([*old, *(row for row in rows if row not in old)]) + "\n", encoding="utf-8")
    promised = golden.read_text(encoding="utf-8").splitlines()
    problems += [f"gone, or changed: {row}" for row in promised if row not in rows]
    problems += [f"new, to be added by --write: {row}" for row in rows if row not in promised]
    print("\n".join([*problems, f"{len(rows)} passed, {len(problems)} failed"]))
    return 1 if problems or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
