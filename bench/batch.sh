#!/bin/sh
# How fast --batch reads: a file of hexadecimal responses, on one core and on all, with the memory that it takes.
#   bench/batch.sh OCSPAN [MEGABYTES]
# OCSPAN is the command, built with optimisation.
set -eu

ocspan=$1
megabytes=${2:-300}
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 - "$root/testdata" "$megabytes" >"$work/responses" <<'PYTHON'
import pathlib
import sys

responses = sorted(pathlib.Path(sys.argv[1]).rglob("resp*.der"))
block = b"".join(path.read_bytes().hex().encode() + b"\n" for path in responses)
for _ in range(int(sys.argv[2]) * 10**6 // len(block) + 1):
    sys.stdout.buffer.write(block)
PYTHON

measure() {  # NAME COMMAND...
  name=$1
  shift
  python3 - "$name" "$work/responses" "$@" <<'PYTHON'
import os
import resource
import subprocess
import sys
import time

name, path, *command = sys.argv[1:]
best = None
for _ in range(3):
    begin = time.monotonic()
    with open(path, "rb") as file:
        subprocess.run(command, stdin=file, stdout=subprocess.DEVNULL, check=True)
    took = time.monotonic() - begin
    best = took if best is None else min(best, took)
memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
rate = os.path.getsize(path) / best / 1e6
print(f"{name:10} {rate:7.0f} MB/s  {rate * 60 / 1000:6.1f} GB/min  {memory / 1024:5.1f} MiB of memory")
PYTHON
}

measure 'one core' taskset -c 0 "$ocspan" response --batch
measure 'all cores' "$ocspan" response --batch
