#!/bin/sh
# Builds a WebAssembly module: build.sh OUT.wasm [lint|core]. It has no imports, and exports what ocspan.js calls or, if it
# is that of the linter, what lint.js calls. That of the core is the C interface without texts, for hosts in any language.
# build.sh --check says whether the toolchain is there.
# Debian: clang-19 lld-19 wasi-libc libc++-19-dev-wasm32; with binaryen the module is a little smaller.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
cxx=${WASM_CXX:-clang++-19}
compile() {  # with less inlining than -Oz does the module is 4 % smaller
  "$cxx" --target=wasm32-wasi -mbulk-memory -std=c++20 -Oz -mllvm -inline-threshold=-20 -flto -ffreestanding -fno-exceptions -fno-rtti \
    -ffunction-sections -fdata-sections -I"$root/include" -I"$root/tools" -nostdlib -Wl,--no-entry -Wl,--strip-all -Wl,--gc-sections \
    -Wl,--lto-O2 -Wl,-mllvm,-inline-threshold=-20 -Wl,--stack-first -Wl,-z,stack-size=16384 -Wl,--export=__heap_base "$@"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ "$1" = --check ]; then
  echo '#include <span>' >"$work/check.cpp"
  compile "$work/check.cpp" -o "$work/check.wasm" 2>/dev/null
  exit
fi

library="lib/asn1/*.cpp lib/x509/*.cpp lib/ocsp/*.cpp lib/c/text.cpp"
tools="tools/output/json_writer.cpp tools/input/any_message.cpp tools/wasm/runtime.cpp"
if [ "${2-}" = core ]; then
  # And the table that a host puts its own functions into: verifiers and hashers are called through it.
  functions="ocspan_load_response ocspan_load_basic_response ocspan_next_single_response ocspan_next_certificate
    ocspan_load_request ocspan_next_request ocspan_load_certificate ocspan_next_extension ocspan_find_extension
    ocspan_find_nonce ocspan_serial_number_from_magnitude ocspan_make_cert_id ocspan_make_cert_id_of
    ocspan_cert_id_equal ocspan_build_request ocspan_default_policy ocspan_verify ocspan_resume_verify"
  tables="-Wl,--export-table -Wl,--growable-table"
  sources="lib/asn1/*.cpp lib/x509/*.cpp lib/ocsp/*.cpp lib/c/load.cpp lib/c/request.cpp lib/c/verify.cpp
    tools/wasm/runtime.cpp"
elif [ "${2-}" = lint ]; then
  script=lint.js
  sources="$library lib/lint/*.cpp $tools tools/output/lint.cpp tools/wasm/lint_exports.cpp"
else
  script=ocspan.js
  sources="$library lib/c/events.cpp lib/c/load.cpp lib/c/request.cpp lib/c/verify.cpp $tools tools/output/document.cpp
    tools/output/dump.cpp tools/output/extensions.cpp tools/output/values.cpp tools/input/forms/*.cpp tools/input/input.cpp
    tools/wasm/exports.cpp"
fi
exports=${tables-}
for function in ${functions:-$(sed -n 's/.*wasm\.\(ocspan_[a-z0-9_]*\).*/\1/p' "$root/tools/wasm/$script")}; do
  exports="$exports -Wl,--export=$function"
done
(
  cd "$root"
  for source in $sources; do
    echo "#include \"$root/$source\""
  done
) >"$work/all.cpp"
# shellcheck disable=SC2086
compile "$work/all.cpp" $exports -o "$work/all.wasm"
if command -v wasm-opt >/dev/null; then
  wasm-opt -Oz --code-folding --merge-similar-functions -Oz --enable-bulk-memory "$work/all.wasm" -o "$1"
else
  cp "$work/all.wasm" "$1"
fi
printf '%s: %s bytes, %s as linked, %s with gzip\n' "$(basename "$1")" "$(wc -c <"$1")" "$(wc -c <"$work/all.wasm")" \
  "$(gzip -9c "$1" | wc -c)"
