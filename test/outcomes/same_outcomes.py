#!/usr/bin/env python3
"""Holds against each other what programs print of the same messages, which differ in how the library was built.

    same_outcomes.py --program COMMAND --program COMMAND... [--evaluated PROGRAM] [--more FILE-OR-FOLDER] [--made N]
        FILE-OR-FOLDER...

A COMMAND is a print_outcomes, perhaps run by an emulator. The PROGRAM is what evaluate.py made of the same messages,
but for those of --more and for N that are made from the grammar.
"""

import argparse
import shlex
import subprocess
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "grammar"))
import generator


def outcomes(command, paths=(), stream=b""):
    """From the name of a message to what is printed of it."""
    done = subprocess.run([*shlex.split(command), *paths], input=stream, capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{command}: exit status {done.returncode}: {done.stderr[-500:]}")
    return dict(reversed(line.rsplit(" ", 1)) for line in done.stdout.decode().splitlines())


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
    parser.add_argument("--made", type=int, default=0)
    parser.add_argument("path", nargs="+")
    options = parser.parse_args()

    messages = [generator.message(1, number).der for number in range(options.made)]
    stream = b"".join(len(message).to_bytes(4, "big") + message for message in messages)

    def more_outcomes(command):
        return (outcomes(command, options.more) if options.more else {}) | outcomes(command, stream=stream)

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
