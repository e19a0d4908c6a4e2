#!/bin/sh
# From a bare Debian 12 to the test results: installs what is missing, builds, and runs all tests.
set -eu

cd "$(dirname "$0")/.."
tools/install.sh g++ meson pkg-config libcli11-dev nlohmann-json3-dev libbotan-2-dev catch2 libssl-dev \
  openssl python3-cryptography gnutls-bin curl
# Without what debuggers want to know, which takes the compiler long.
if [ -d build ]; then
  meson setup --reconfigure build -Dwerror=true -Ddebug=false # what was missing may be there now
else
  meson setup build -Dwerror=true -Ddebug=false
fi
ninja -C build
exec meson test -C build --print-errorlogs
