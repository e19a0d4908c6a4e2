#!/bin/sh
# Fuzzes one harness with AFL++ for some seconds: fuzz/afl.sh HARNESS SECONDS [FOLDER]
# The program, and what afl-fuzz writes, go to FOLDER (build-afl). Exit status 1 if a crash was found.
set -eu

if [ $# -lt 2 ]; then
  echo "usage: $0 HARNESS SECONDS [FOLDER]" >&2
  exit 2
fi
root=$(cd "$(dirname "$0")/.." && pwd)
folder=${3:-$root/build-afl}
mkdir -p "$folder"
CXX=afl-clang-fast++ CXXFLAGS='-O2 -g' LIB_FUZZING_ENGINE=-fsanitize=fuzzer SANITIZER=none OUT=$folder HARNESSES=$1 \
  "$root/fuzz/oss-fuzz-build.sh"
rm -rf "$folder/seeds" "$folder/$1"
python3 -m zipfile -e "$folder/fuzz_$1_seed_corpus.zip" "$folder/seeds"
AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1 AFL_BENCH_UNTIL_CRASH=1 \
  afl-fuzz -V "$2" -i "$folder/seeds" -o "$folder/$1" -x "$root/fuzz/der.dict" -- "$folder/fuzz_$1" >"$folder/$1.log" 2>&1
grep -E '^(execs_done|execs_per_sec|edges_found|saved_crashes) ' "$folder/$1/default/fuzzer_stats"
grep -q '^saved_crashes *: 0$' "$folder/$1/default/fuzzer_stats"
