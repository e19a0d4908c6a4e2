#!/usr/bin/env python3
"""Compares what all lints find in known messages with findings.txt: findings_test.py OCSPAN SOURCE-ROOT [--write]

The messages are those of testdata and, where the folder is there, of ../shared/vectors beside the source root, or of
vectors in the folder that the environment variable OCSPAN_SHARED names. The file has been read by someone who asked of
each kind of finding why it is right: docs/lints.md says so. --write writes it anew.
"""

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

FOLDERS = {"testdata": "testdata", "vectors": os.environ.get("OCSPAN_SHARED", "../shared") + "/vectors"}
WIDTH = 120


def findings_of(tool, root):
    """{name: {path: ["id@offset", ...]}} of the folders that there are."""
    listed = subprocess.run([tool, "lint", "--list"], capture_output=True, timeout=60, check=True).stdout
    profiles = sorted({profile for line in listed.splitlines() for profile in json.loads(line)["profiles"]})
    command = [tool, "lint", "--batch", *(word for profile in profiles for word in ("--profile", profile))]
    found = {}
    for name, folder in FOLDERS.items():
        files = sorted((root / folder).rglob("*.der"))
        if not files:
            print(f"skipped: {name}: there is no such folder")
            continue
        done = subprocess.run([*command, *files], capture_output=True, timeout=300, check=False)
        found[name] = {}
        for file, line in zip(files, done.stdout.splitlines(), strict=True):
            document = json.loads(line)
            entries = ([f"{each['id']}@{each['offset']}" for each in document["findings"]] if "findings" in document
                       else [f"error:{document['error']['code']}@{document['error']['offset']}"])
            found[name].setdefault(f"{name}/{file.relative_to(root / folder)}", []).extend(entries)
    return found


def text_of(files):
    lines = []
    for path, entries in files.items():
        lines += [path, *textwrap.wrap(" ".join(entries) or "nothing", WIDTH, initial_indent="  ",
                                       subsequent_indent="  ", break_on_hyphens=False, break_long_words=False)]
    return lines


def read(file):
    """{name: {path: entries}} of a file that text_of() has made."""
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            found[path.split("/")[0]][path] += [] if line == "  nothing" else line.split()
        else:
            path = line
            found.setdefault(path.split("/")[0], {})[path] = []
    return found


def main():
    tool, root = sys.argv[1], Path(sys.argv[2])
    file = Path(__file__).with_name("findings.txt")
    found = findings_of(tool, root)
    if "--write" in sys.argv[3:]:
        known = read(file) if file.exists() else {}
        lines = [line for name in FOLDERS for line in text_of(found.get(name, known.get(name, {})))]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    known = read(file)
    problems = []
    for name, files in found.items():
        for path in sorted({*files, *known.get(name, {})}):
            is_now, was = files.get(path, ["no such file"]), known.get(name, {}).get(path, ["no such file"])
            problems += [f"{path}: new: {entry}" for entry in is_now if entry not in was]
            problems += [f"{path}: gone: {entry}" for entry in was if entry not in is_now]
    count = sum(map(len, found.values()))
    print("\n".join([*problems, f"{count} files, {len(problems)} differences"]))
    return 1 if problems or not count else 0


if __name__ == "__main__":
    sys.exit(main())
