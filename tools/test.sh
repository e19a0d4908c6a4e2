#!/bin/sh
# From a bare Debian 12 to the test results: installs what is missing, builds, and runs all tests but the slow ones.
set -eu

cd "$(dirname "$0")/.."
tools/packages.sh --command catch2 openssl python3-cryptography python3-jsonschema gnutls-bin curl xxd jq \
  bsdextrautils libcjson-dev parallel
# Debug information would take the compiler long. Configured anew each time: a package that was missing may be there now.
if [ -d build ]; then
  meson setup --reconfigure build -Dwerror=true -Ddebug=false
else
  meson setup build -Dwerror=true -Ddebug=false
fi
# Builds what these tests need, and nothing else.
exec meson test -C build --no-suite slow --print-errorlogs
