#!/usr/bin/env python3
"""What the mutator and the dictionary bring: coverage over executions, with and without each.

    fuzz/benefit.py [--runs N,N] [--seeds N] [--build FOLDER] [--write] [HARNESS...]

Fuzzes each harness of a message type without the one, the other and both, each time for the same number of executions,
from no input and from one valid message, with as many seeds of libFuzzer's random numbers as --seeds says. Without
sanitizers. Prints the medians of the edges that were reached after so many executions; --write puts the table into
docs/figures/fuzzing.md. libFuzzer counts what the harness and the library reach, not what the mutator does.
"""

import argparse
import concurrent.futures
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import campaign

ROOT = Path(__file__).resolve().parent.parent
NOTE = ROOT / "docs/figures/fuzzing.md"
BEGIN, END = "<!-- written by fuzz/benefit.py --write -->\n", "<!-- the end of it -->\n"
MESSAGES = {
    "response": "response/OCSPResponse.valid-good.der",
    "request": "request/OCSPRequest.valid-two.der",
    "certificate": "certificate/Certificate.valid-v3.der",
    "extension": "extension/subjectAltName.valid.der",
}
# Name: the program's suffix, and whether it has the dictionary.
VARIANTS = {
    "neither": ("_without_mutator", False),
    "dictionary": ("_without_mutator", True),
    "mutator": ("", False),
    "both": ("", True),
}
STATUS = re.compile(r"^#(\d+)\t.*? cov: (\d+) ft: (\d+)", re.M)


def reached(build, name, variant, start, seed, runs):
    """Edges after each number of executions."""
    suffix, has_dictionary = VARIANTS[variant]
    with tempfile.TemporaryDirectory() as corpus:
        if start:
            Path(corpus, "message").write_bytes((ROOT / "fuzz/seeds" / start).read_bytes())
        command = [build / "fuzz" / f"fuzz_{name}{suffix}", corpus, f"-seed={seed}", f"-runs={max(runs)}",
                   "-max_len=4096", f"-artifact_prefix={corpus}/"]
        if has_dictionary:
            command.append(f"-dict={ROOT / 'fuzz/der.dict'}")
        result = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if result.returncode != 0:
        sys.exit(f"{command}: exit status {result.returncode}\n{result.stderr[-2000:]}")
    # A line for each input that reaches something new.
    lines = [(int(count), int(edges)) for count, edges, _ in STATUS.findall(result.stderr)]
    return [max((edges for count, edges in lines if count <= one), default=0) for one in runs]


def table(build, names, runs, seeds):
    jobs = [(name, start, variant, seed) for name in names for start in (None, MESSAGES[name]) for variant in VARIANTS
            for seed in range(1, seeds + 1)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = dict(zip(jobs, pool.map(lambda job: reached(build, job[0], job[2], job[1], job[3], runs), jobs)))
    lines = ["| harness | from | executions | " + " | ".join(VARIANTS) + " |", "|---|---|" + "--:|" * (1 + len(VARIANTS))]
    for name in names:
        for start in (None, MESSAGES[name]):
            for i, one in enumerate(runs):
                cells = [f"{statistics.median(results[name, start, variant, seed][i] for seed in range(1, seeds + 1)):.0f}"
                         for variant in VARIANTS]
                lines.append(f"| {name} | {'a message' if start else 'nothing'} | {one:,} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + f"\n\nMedians of {seeds} runs.\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", default="1000,10000,100000", help="executions after which to look (%(default)s)")
    parser.add_argument("--seeds", type=int, default=5, help="runs of each kind (5)")
    parser.add_argument("--build", type=Path, default=ROOT / "build-fuzz-plain", help="build folder")
    parser.add_argument("--write", action="store_true", help="put the table into docs/figures/fuzzing.md")
    parser.add_argument("harnesses", nargs="*", metavar="HARNESS", help=", ".join(MESSAGES))
    arguments = parser.parse_args()
    arguments.build, arguments.plain = arguments.build.resolve(), True
    names = arguments.harnesses or list(MESSAGES)
    campaign.build(arguments)
    subprocess.run(["ninja", "-C", arguments.build, *(f"fuzz/fuzz_{name}{suffix}" for name in names
                                                      for suffix in ("", "_without_mutator"))],
                   stdout=subprocess.DEVNULL, check=True)
    text = table(arguments.build, names, sorted(int(one) for one in arguments.runs.split(",")), arguments.seeds)
    print(text)
    if arguments.write:
        note = NOTE.read_text()
        begin, end = note.index(BEGIN) + len(BEGIN), note.index(END)
        NOTE.write_text(note[:begin] + "\n" + text + "\n" + note[end:])


if __name__ == "__main__":
    main()
