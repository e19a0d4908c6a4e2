#!/usr/bin/env python3
"""docs/reference/interfaces.md and docs/howto/migrate.md against what there is: check_interfaces.py SOURCE-ROOT OCSPAN

Every option of the command must have a row in the former, and each row there must be about such an option. What the
tables of both name must be there: in ocspan.h, ocspan_lint.h, openssl_crypto.h, ocspan.d.ts, lint.d.ts, the headers for
C++, or the options of the verb.
"""

import json
import pathlib
import re
import subprocess
import sys

CODE = re.compile(r"`([^`]+)`")


def words_of(*files):
    return {word for file in files for word in re.findall(r"\w+", file.read_text(encoding="utf-8"))}


def options_of(ocspan):
    """Of each verb, its options."""
    described = json.loads(subprocess.check_output([ocspan, "--describe"]))
    return {verb["name"]: {name for option in verb["options"] for name in option["names"] if name.startswith("--")}
            - {"--help"} for verb in described["verbs"]}


def migration_problems(root, names, there):
    """What the tables of docs/howto/migrate.md name and is not there. The first column is others'."""
    columns, problems, looked_at = [], [], 0
    for line in (root / "docs/howto/migrate.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")] if line.startswith("| ") else []
        if cells and cells[-1] in ("ocspan", *names):
            columns = cells
            continue
        for column, cell in zip(columns[1:], cells[1:]):
            for code in CODE.findall(cell):
                words = code.split()
                looked_at += 1
                if column == "ocspan" and words[0] == "ocspan":
                    problems += [f"migrate.md: there is no {words[1]} {option}" for option in words[2:]
                                 if option.startswith("--") and (words[1], option) not in there]
                elif column in names:
                    problems += [f"migrate.md: {word} is not in {column}" for word in re.findall(r"\w+", code)
                                 if word not in names[column]]
    return problems if looked_at > 100 else [*problems, f"migrate.md: only {looked_at} names were looked at"]


def main(root, ocspan):
    root = pathlib.Path(root)
    document = (root / "docs/reference/interfaces.md").read_text(encoding="utf-8")
    names = {"C": words_of(root / "include/ocspan/ocspan.h", root / "include/ocspan/openssl/openssl_crypto.h",
                          root / "include/ocspan/ocspan_lint.h"),
             "JavaScript": words_of(root / "tools/wasm/ocspan.d.ts", root / "tools/wasm/lint.d.ts"),
             "C++": words_of(*sorted((root / "include/ocspan").rglob("*.hpp")))}
    verbs = options_of(ocspan)
    there = {(verb, option) for verb, options in verbs.items() for option in options}
    listed, problems = set(), []
    for options, in_c, in_javascript in re.findall(r"^\| (`.*?) \| (.*?) \| (.*?) \|$", document, re.M):
        words = CODE.findall(options)
        verb = words[0].split()[0] if words[0].split()[0] in verbs else None
        listed |= {(one, word.split()[-1]) for word in words if word.split()[-1].startswith("--")
                   for one in verbs if verb in (None, one)}
        for language, cell in (("C", in_c), ("JavaScript", in_javascript)):
            problems += [f"{name} is not in {language}" for name in CODE.findall(cell) if name not in names[language]]
    problems += [f"{verb} {option} has no row" for verb, option in sorted(there - listed)]
    known = {option for _, option in there}
    problems += [f"there is no {option}" for option in sorted({option for _, option in listed} - known)]
    problems += migration_problems(root, names, there)
    for problem in problems:
        print(problem)
    print(f"{len(there)} options, {len(problems)} problems")
    return 1 if problems or not there else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
