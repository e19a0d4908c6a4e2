#!/usr/bin/env python3
"""How fast `ocspan response --batch` and `lint --batch` read, on one core and on all, and how much memory they take.

batch.py [--megabytes N] [--write] OCSPAN, the command, built with optimisation. Lines of hexadecimal from standard
input, and many files; the better of two runs, by the clock, and by the processors' time, of which a busy machine gives
less. --write puts the table into docs/figures/benchmarks.md.
"""

import argparse
import contextlib
import itertools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import document

RESPONSES = sorted((document.ROOT / "testdata").rglob("resp*.der"))
RUNS = 2
FINDINGS = 6  # the exit status of lint, which is no failure


def write_lines(path, megabytes):
    block = b"".join(response.read_bytes().hex().encode() + b"\n" for response in RESPONSES)
    with path.open("wb") as file:
        for _ in range(megabytes * 10**6 // len(block) + 1):
            file.write(block)


def write_files(folder, megabytes):
    """The same number of messages as in lines of so many megabytes."""
    copies = megabytes * 10**6 // sum(2 * response.stat().st_size for response in RESPONSES) + 1
    for i in range(copies):
        (folder / str(i)).mkdir(parents=True)
        for j, response in enumerate(RESPONSES):
            shutil.copyfile(response, folder / str(i) / f"{j}.der")


def most_memory(process):
    """KiB of resident memory so far. What getrusage tells begins with the memory of this program."""
    try:
        found = re.search(r"VmHWM:\s*(\d+) kB", pathlib.Path(f"/proc/{process}/status").read_text())
        return int(found[1]) if found else 0
    except FileNotFoundError:
        return 0


def measure(command, standard_input):
    """Seconds, seconds of processors, and KiB of resident memory."""
    elapsed, worked, memory = [], [], 0
    for _ in range(RUNS):
        with standard_input.open("rb") if standard_input else contextlib.nullcontext() as file:
            begin = time.monotonic()
            process = subprocess.Popen(command, stdin=file, stdout=subprocess.DEVNULL)
            ended = 0
            while not ended:
                memory = max(memory, most_memory(process.pid))
                time.sleep(0.002)
                ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        elapsed.append(time.monotonic() - begin)
        worked.append(usage.ru_utime + usage.ru_stime)
        if os.waitstatus_to_exitcode(status) not in (0, FINDINGS):
            raise document.Problem(f"{' '.join(map(str, command))} ends with {status}")
    return min(elapsed), min(worked), memory


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--megabytes", type=int, default=200)
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("ocspan", type=pathlib.Path)
    wanted = arguments.parse_args()

    cores = sorted(os.sched_getaffinity(0))
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        lines, files = pathlib.Path(folder) / "lines", pathlib.Path(folder) / "files"
        write_lines(lines, wanted.megabytes)
        write_files(files, wanted.megabytes)
        bytes_of_files = sum(file.stat().st_size for file in files.rglob("*.der"))
        for what, data, paths, standard_input in (("lines of hexadecimal", lines.stat().st_size, [], lines),
                                                    ("files of DER", bytes_of_files, [files], None)):
            for verb, (prefix, on) in itertools.product(("response", "lint"), (
                    (["taskset", "-c", str(cores[0])], "one core"), ([], f"all {len(cores)} cores"))):
                elapsed, worked, memory = measure([*prefix, wanted.ocspan, verb, "--batch", *paths], standard_input)
                rows.append([f"`{verb}`, {what}, {on}", f"{data / elapsed * 60 / 1e9:.1f}",
                             f"{data / worked * 60 / 1e9:.1f}", f"{memory / 1024:.1f}"])
    table = list(document.markdown([" ", "GB/min", "GB/min of a processor", "MiB of memory"], rows))
    print("\n".join(table))
    if wanted.write:
        document.write("docs/figures/benchmarks.md", "bench/batch.py", table)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except document.Problem as problem:
        sys.exit(str(problem))
