#!/bin/sh
# From a bare Debian 12 to the installed command, libraries and headers: installs the packages that are missing, builds
# what is installed and nothing else, and installs it into /usr/local, or where build/ was configured for.
set -eu

cd "$(dirname "$0")/.."
tools/packages.sh --command
if [ ! -d build ]; then
  meson setup build -Ddebug=false # debug information would take the compiler long
fi
ninja -C build installed
as_root=
if [ "$(id -u)" -ne 0 ]; then
  as_root=sudo
fi
$as_root meson install -C build --no-rebuild --quiet # without that it would build the tests
