#!/bin/sh
# Instructions of each operation of the benchmark, counted by callgrind: the same on every run, unlike times.
#   bench/instructions.sh [BUILD-DIR]
# CXX chooses the compiler. What comes before and behind the operation is the same for any number of repetitions, so the
# difference of two runs is the operation alone.
set -eu

command -v valgrind >/dev/null || { echo "$0: valgrind is needed" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
build=${1:-build-bench}
few=1
many=6

if [ ! -f "$build/build.ninja" ]; then
  meson setup "$build" "$root" -Dtools=disabled -Dtests=disabled -Dbenchmarks=disabled >/dev/null
fi
ninja -C "$build" bench/run_once >/dev/null
run_once=$build/bench/run_once

instructions() {  # NAME TIMES
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$run_once" "$root/testdata" "$@" 2>&1 >/dev/null |
    sed -n 's/.*Collected *: *//p'
}

printf '%-40s %9s %14s\n' operation octets instructions
"$run_once" "$root/testdata" | while read -r name octets; do
  at_few=$(instructions "$name" "$few")
  at_many=$(instructions "$name" "$many")
  printf '%-40s %9s %14s\n' "$name" "$octets" $(((at_many - at_few) / (many - few)))
done
