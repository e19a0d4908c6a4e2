#!/usr/bin/env python3
"""Holds against each other what programs print of the same messages, which differ in how the library was built.

    same_outcomes.py --program COMMAND --program COMMAND... [--evaluated PROGRAM] [--more FILE-OR-FOLDER] [--stream FILE]
        FILE-OR-FOLDER...

A COMMAND is a print_outcomes, perhaps run by an emulator. The PROGRAM is what evaluate.py made of the same messages, but
for those of --more and of the stream.
"""

import argparse
import shlex
import subprocess
import sys


def outcomes(command, paths=(), stream=subprocess.DEVNULL):
    """From the name of a message to what is printed of it."""
    done = subprocess.run([*shlex.split(command), *paths], stdin=stream, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{command}: exit status {done.returncode}: {done.stderr[-500:]}")
    return dict(reversed(line.rsplit(" ", 1)) for line in done.stdout.splitlines())


def differences(command, found, first, expected):
    """How many there are; a few of them are printed."""
    names = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
    for name in names[:10]:
        print(f"{name}: {expected.get(name)} by {first}, {found.get(name)} by {command}")
    print(f"{command}: {len(expected)} messages, {len(names)} differ")
    return len(names)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--program", action="append", required=True)
    parser.add_argument("--evaluated")
    parser.add_argument("--more", action="append", default=[])
    parser.add_argument("--stream")
    parser.add_argument("path", nargs="+")
    options = parser.parse_args()

    def more_outcomes(command):
        found = outcomes(command, options.more) if options.more else {}
        if options.stream:
            with open(options.stream, "rb") as stream:
                found |= outcomes(command, stream=stream)
        return found

    first, *others = options.program
    expected = outcomes(first, options.path)
    wrong = 0 if expected else 1
    if options.evaluated:
        wrong += differences(options.evaluated, outcomes(options.evaluated), first, expected)
    expected |= more_outcomes(first)
    for command in others:
        found = outcomes(command, options.path) | more_outcomes(command)
        wrong += differences(command, found, first, expected)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
