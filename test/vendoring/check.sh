#!/usr/bin/env bash
# Builds and runs a program in each kind of project that includes ocspan: check.sh WORK-FOLDER BUILD-FOLDER.
# The compiler can reach only those files of the repository that such a project has. BUILD-FOLDER is a build folder of the
# repository, from which Catch2's main() is taken.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$1"
work=$(cd "$1" && pwd)
build=$(cd "$2" && pwd)
flags=(-std=c++20 -Wall -Wextra -Wconversion -Werror)
passed=0

# NAME PROGRAM: it must print the statuses of one response, and refuse a request.
check() {
  local name=$1 program=$2
  "$program" "$root/testdata/openssl/resp-three.der" >"$work/statuses"
  printf 'good\nrevoked\nunknown\n' | diff - "$work/statuses"
  if "$program" "$root/testdata/openssl/req-sha1.der" >/dev/null; then
    echo "$name: a request was read as a response"
    return 1
  fi
  passed=$((passed + 1))
  echo "$name: passed"
}

cp -r "$root/examples/vendoring" "$work/projects"
cd "$work/projects"

"$root/tools/amalgamate.py" make/ocspan
cp -r make/ocspan cmake/ocspan
wc -lc make/ocspan/*
make -s -C make statuses
check 'Makefile' make/statuses
mkdir -p one-header/ocspan
cp make/Makefile one-header/
cp make/ocspan/ocspan.hpp one-header/ocspan/
make -s -C one-header statuses-header-only
check 'one header alone' one-header/statuses-header-only
cmake -S cmake -B cmake/build >/dev/null
cmake --build cmake/build >/dev/null
check 'CMake' cmake/build/statuses

# The unit tests, with every header of the library being the one.
mkdir -p "$work/forwarding"
(cd "$root/include" && find ocspan -name '*.hpp') | while read -r header; do
  mkdir -p "$work/forwarding/$(dirname "$header")"
  echo '#include <ocspan.hpp>' >"$work/forwarding/$header"
done
g++ "${flags[@]}" -DOCSPAN_TESTDATA="\"$root/testdata\"" "-I$work/forwarding" -Imake/ocspan "-I$root/test" \
  "$root/test/ocsp/response_test.cpp" "$root/test/ocsp/request_builder_test.cpp" make/ocspan/ocspan.o \
  "$build/test/libcatch2_main.a" -o "$work/unit-tests"
"$work/unit-tests"

cp statuses.cpp meson/
mkdir -p meson/subprojects
ln -s "$root" meson/subprojects/ocspan
meson setup meson/build meson >"$work/subproject.log"
ninja -C meson/build --quiet
check 'Meson subproject' meson/build/statuses

meson setup "$work/build" "$root" --prefix "$work/installed" -Dtools=disabled -Dbotan=disabled -Dlibcrypto=disabled \
  -Dtests=disabled -Dbenchmarks=disabled >"$work/build.log"
ninja -C "$work/build" --quiet lib/libocspan.a lib/libocspan-lint.a
meson install -C "$work/build" --no-rebuild --tags devel >"$work/install.log"
export PKG_CONFIG_PATH
PKG_CONFIG_PATH=$(dirname "$(find "$work/installed" -name ocspan.pc)")
# shellcheck disable=SC2046
g++ "${flags[@]}" statuses.cpp $(pkg-config --cflags --libs ocspan) -o pkg-config-statuses
check 'pkg-config' ./pkg-config-statuses
# shellcheck disable=SC2046
g++ "${flags[@]}" -DOCSPAN_HEADER_ONLY statuses.cpp $(pkg-config --cflags ocspan) -o installed-header-only-statuses
check 'installed headers alone' ./installed-header-only-statuses

echo "$passed projects passed"
