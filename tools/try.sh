#!/bin/sh
# From a bare Debian 12 to a response on the screen: installs what is missing, builds, and shows FILE.
# try.sh [FILE]
set -eu

file=$(realpath "${1:-$(dirname "$0")/../testdata/openssl/resp-three.der}")
cd "$(dirname "$0")/.."
tools/packages.sh --command
if [ ! -d build ]; then
  meson setup build -Ddebug=false # debug information would take the compiler long
fi
ninja -C build tools/ocspan
exec build/tools/ocspan response "$file"
