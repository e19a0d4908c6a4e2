#!/bin/sh
# From a bare Debian 12 to a response on the screen: installs what is missing, builds, and shows FILE.
# try.sh [FILE]
set -eu

file=$(realpath "${1:-$(dirname "$0")/../testdata/openssl/resp-three.der}")
cd "$(dirname "$0")/.."
tools/install.sh g++ meson pkg-config libcli11-dev nlohmann-json3-dev libbotan-2-dev libssl-dev zlib1g-dev libcurl4-openssl-dev
if [ ! -d build ]; then
  meson setup build -Ddebug=false # debug information would take the compiler long
fi
ninja -C build tools/ocspan
exec build/tools/ocspan response "$file"
