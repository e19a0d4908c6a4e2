#!/bin/sh
# Installs those of the named Debian packages that are missing: packages.sh [--command] [PACKAGE]...
# --command stands for all that the command and the libraries are built with.
set -eu

if [ "${1-}" = --command ]; then
  shift
  set -- g++ meson pkg-config libcli11-dev nlohmann-json3-dev libbotan-2-dev libssl-dev zlib1g-dev \
    libcurl4-openssl-dev libcpp-httplib-dev "$@"
fi
missing=
for package in "$@"; do
  if ! dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed; then
    missing="$missing $package"
  fi
done
if [ -z "$missing" ]; then
  exit 0
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
  as_root=sudo
fi
echo "installing$missing"
$as_root apt-get update -q
# --no-remove: fails rather than remove a package that is installed
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive \
  apt-get install -q -y --no-remove --no-install-recommends $missing
