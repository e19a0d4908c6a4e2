#!/usr/bin/env python3
"""How fast `ocspan find` looks through files that hold no message, beside cat and grep.

find.py [--megabytes N] [--write] OCSPAN, the command, built with optimisation. Megabytes in a second of processor time,
the best of three runs. --write puts the table into docs/figures/benchmarks.md.
"""

import argparse
import base64
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile

import document

RUNS = 3


def write_files(folder, size):
    """Of each kind of content a file of about this size."""
    rng = random.Random(1)
    noise = rng.randbytes(1 << 20)
    def text(words):
        written = " ".join(rng.choice(words.split()) for _ in range(1 << 17))
        return "\n".join(written[i:i + 90] for i in range(0, len(written), 90)).encode()

    common = text("the of and to a in is it you that he was for on are with as his they at be this have from or one had by "
                  "word")
    many_w = text("know allow two swift answers show answer now follow how")
    kinds = {"random bytes": noise, "zeros": bytes(1 << 20), "text": common,
             "text with many w, which is 0x30 in base64": many_w, "base64": base64.encodebytes(noise),
             "hexadecimal": noise.hex().encode(), "30 82 repeated": b"\x30\x82" * (1 << 19),
             "30 82 repeated, in base64": base64.encodebytes(b"\x30\x82" * (1 << 19))}
    for name, block in kinds.items():
        path = folder / name
        with path.open("wb") as file:
            for _ in range(size // len(block) + 1):
                file.write(block)
        yield name, path


def seconds(command, *statuses):
    """Processor time."""
    best = None
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode not in statuses or done.stdout not in (b"", b"0\n"):
            raise document.Problem(f"{command}: exit status {done.returncode}, {done.stdout[:100]}")
        taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = taken if best is None else min(best, taken)
    return max(best, 1e-3)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--megabytes", type=int, default=200)
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("ocspan", type=pathlib.Path)
    wanted = arguments.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, path in write_files(pathlib.Path(folder), wanted.megabytes * 10**6):
            size = path.stat().st_size / 1e6
            find = seconds([wanted.ocspan, "find", path], 0)
            cat = seconds(["sh", "-c", 'cat "$1" >/dev/null', "sh", path], 0)
            grep = seconds(["grep", "-c", "nowhere", path], 1)
            rows.append([name, *(f"{size / taken:,.0f}" for taken in (find, cat, grep)), f"{find / grep:.1f}"])
            os.unlink(path)
    table = list(document.markdown([" content", "find, MB/s", "cat, MB/s", "grep -c, MB/s", "find / grep"], rows))
    print("\n".join(table))
    if wanted.write:
        document.write("docs/figures/benchmarks.md", "bench/find.py", table)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except document.Problem as problem:
        sys.exit(str(problem))
