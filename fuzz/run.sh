#!/bin/sh
# Fuzzes each harness for some seconds, with AddressSanitizer and UndefinedBehaviorSanitizer, and stops by itself.
#   fuzz/run.sh SECONDS [BUILD-DIR [HARNESS...]]
# CXX chooses the compiler (clang++-19), which must be clang. Exit status 1 if anything was found.
set -eu

if [ $# -lt 1 ]; then
  echo "usage: $0 SECONDS [BUILD-DIR [HARNESS...]]" >&2
  exit 2
fi
seconds=$1
root=$(cd "$(dirname "$0")/.." && pwd)
build=${2:-build-fuzz}
shift $(($# < 2 ? $# : 2))
harnesses=${*:-response request certificate pem writer request_builder response_builder extension verify}

if [ ! -f "$build/build.ninja" ]; then
  CXX=${CXX:-clang++-19} meson setup "$build" "$root" -Dfuzz=true -Dtools=disabled -Dtests=disabled \
    -Dbenchmarks=disabled -Db_sanitize=address,undefined -Db_lundef=false \
    -Dcpp_args='-fno-sanitize-recover=all -fno-omit-frame-pointer -D_GLIBCXX_ASSERTIONS' >/dev/null
fi
# Only what is run here: the unit tests of an instrumented build take long to compile.
# shellcheck disable=SC2086,SC2046 # one harness an argument
ninja -C "$build" $(printf 'fuzz/fuzz_%s ' $harnesses) >/dev/null
build=$(cd "$build" && pwd)

# The first folder is the one that libFuzzer writes into.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
found=0
for name in $harnesses; do
  seeds=$root/testdata
  mkdir "$work/$name"
  if [ -d "$root/fuzz/corpus/$name" ]; then
    seeds="$seeds $root/fuzz/corpus/$name"
  fi
  log=$build/fuzz_$name.log
  status=0
  # shellcheck disable=SC2086 # one folder an argument
  "$build/fuzz/fuzz_$name" "$work/$name" $seeds -dict="$root/fuzz/der.dict" -max_len=8192 -timeout=10 \
    -max_total_time="$seconds" -print_final_stats=1 -artifact_prefix="$build/$name-" >"$log" 2>&1 || status=$?
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  per_second=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
  coverage=$(sed -n 's/.* cov: \([0-9]*\) ft: \([0-9]*\) .*/\1 edges, \2 features/p' "$log" | tail -n 1)
  if [ "$status" -eq 0 ]; then
    echo "$name: ${executions:-?} executions, ${per_second:-?} exec/s, coverage ${coverage:-?}, crashes: 0"
  else
    found=1
    reproducer=$(sed -n 's/.*Test unit written to //p' "$log" | head -n 1)
    echo "$name: ${executions:-?} executions, ${per_second:-?} exec/s, coverage ${coverage:-?}, crashes: 1"
    grep -m 1 -E 'does not hold|ERROR: |runtime error' "$log" || true
    echo "  reproducer: ${reproducer:-none written}; log: $log"
  fi
done
exit "$found"
