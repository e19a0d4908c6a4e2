#!/bin/sh
# clang-tidy, as .clang-tidy says, over the library and the tool, each as one unit, and the adapters: check_tidy.sh
# Exit status 1 if there is a warning. CLANG_TIDY names another one than clang-tidy-19.
set -eu

cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unit() {  # NAME FILE...
  name=$1
  shift
  printf "#include \"$PWD/%s\"\n" "$@" >"$work/$name.cpp"
}
unit library lib/asn1/*.cpp lib/x509/*.cpp lib/ocsp/*.cpp lib/lint/*.cpp lib/c/*.cpp
# shellcheck disable=SC2046 # no file has a blank in its name; those of wasm are for another machine
unit tools $(find tools -name '*.cpp' ! -path '*/wasm/*')

# How many warnings it counted and suppressed it says on standard error, in words that do not help.
# shellcheck disable=SC2046 # the flags are words
printf '%s\n' "$work/library.cpp" "$work/tools.cpp" lib/botan/*.cpp lib/openssl/*.cpp |
  xargs -P "$(nproc)" -I {} "${CLANG_TIDY:-clang-tidy-19}" --quiet --config-file=.clang-tidy \
    '--warnings-as-errors=*' {} -- -std=c++20 "-I$PWD/include" "-I$PWD/tools" \
    -DOCSPAN_TOOL_LIBCRYPTO=1 -DOCSPAN_TOOL_ZLIB=1 -DOCSPAN_TOOL_SERVE=1 -DOCSPAN_TOOL_CURL=1 \
    $(pkg-config --cflags botan-2 cpp-httplib | sed 's/-I/-isystem /g') 2>"$work/counts" || {
  grep -v 'warnings\? \(generated\|treated as errors\)\|^Suppressed\|^Use -header' "$work/counts" >&2 || true
  exit 1
}
