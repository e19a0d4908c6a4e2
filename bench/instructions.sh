#!/bin/sh
# Instructions and heap allocations of each operation of this library: bench/instructions.sh [BUILD-FOLDER]
set -eu
exec python3 "$(dirname "$0")/compare.py" --only ocspan --repetitions 0 "$@"
