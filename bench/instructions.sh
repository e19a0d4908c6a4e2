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
ninja -C "$build" bench/read_once >/dev/null
read_once=$build/bench/read_once

instructions() {  # NAME OPERATION TIMES
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$read_once" "$root/testdata" "$@" 2>&1 >/dev/null |
    sed -n 's/.*Collected *: *//p'
}

per_operation() {  # NAME OPERATION
  at_few=$(instructions "$1" "$2" "$few")
  at_many=$(instructions "$1" "$2" "$many")
  echo $(((at_many - at_few) / (many - few)))
}

printf '%-26s %9s %12s %15s\n' message octets load 'load and read'
"$read_once" "$root/testdata" | while read -r name octets; do
  printf '%-26s %9s %12s %15s\n' "$name" "$octets" "$(per_operation "$name" load)" \
    "$(per_operation "$name" load_and_read)"
done
