#!/bin/sh
# Builds the page: build.sh OUT-FOLDER [OCSPAN.wasm OCSPAN-LINT.wasm]. The folder works from any static server, and opened as
# a file: each script has its WebAssembly module in it. Modules that are not given are built.
# Debian: binaryen, esbuild and zopfli, and what tools/wasm/build.sh names.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
out=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
module=${2:-$work/ocspan.wasm}
lint_module=${3:-$work/ocspan-lint.wasm}
if [ $# -lt 3 ]; then
  "$root/tools/wasm/build.sh" "$module"
  "$root/tools/wasm/build.sh" "$lint_module" lint
fi

cp "$root/tools/wasm/ocspan.js" "$root/tools/wasm/lint.js" "$root/tools/wasm/memory.js" "$root"/tools/page/*.js "$work"
embed() {  # SCRIPT MODULE: a script that exports what the module does
  cat >"$work/$1" <<END
const text = atob('$(zopfli -c --i30 "$2" | base64 -w0)');
const packed = new Blob([Uint8Array.from(text, (character) => character.charCodeAt(0))]);
const binary = await new Response(packed.stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
export const { exports: wasm } = (await WebAssembly.instantiate(binary)).instance;
END
}
bundle() {  # SCRIPT ESBUILD-OPTION...
  script=$1
  shift
  esbuild "$work/$script" --bundle --minify --charset=utf8 --format=esm --log-level=warning --external:node:crypto "$@"
}

# What only a script needs that writes requests is left out of the page's module.
echo 'export const wasm = {};' >"$work/module.js"
{
  printf '[{ "name": "unused" }'
  for name in memory __heap_base $(bundle page.js | grep -o 'ocspan_[a-z0-9_]*' | sort -u); do
    printf ', { "name": "%s", "export": "%s", "root": true }' "$name" "$name"
  done
  printf ']'
} >"$work/graph.json"
wasm-metadce --enable-bulk-memory "$module" --graph-file="$work/graph.json" -o "$work/kept.wasm" >/dev/null
wasm-opt -Oz --enable-bulk-memory "$work/kept.wasm" -o "$work/page.wasm"
embed module.js "$work/page.wasm"
embed lint_module.js "$lint_module"

mkdir -p "$out"
# As a classic script: a module cannot be loaded from a file.
write() {  # SCRIPT WHAT-IS-DONE-WITH-AN-ERROR
  bundle "$1" --banner:js='(async()=>{"use strict";' --footer:js="})().catch((error)=>{$2});" --outfile="$out/$1"
}
# shellcheck disable=SC2016 # a template of JavaScript
write page.js 'const problem=document.getElementById("problem");problem.hidden=false;
problem.textContent=`This browser cannot run the page: ${error.message}`;'
write linter.js 'dispatchEvent(new CustomEvent("linter",{detail:error}));'
esbuild "$root/tools/page/page.css" --minify --log-level=warning --outfile="$out/page.css"
example=$(base64 -w0 "$root/testdata/openssl/resp-ecdsa-delegated.der" | tr '+/' '-_' | tr -d =)
sed "s|@EXAMPLE@|$example|" "$root/tools/page/index.html" >"$out/index.html"
size() { cat "$@" | gzip -9nc | wc -c; }
printf 'page: script and module %s bytes with gzip, those of the linter %s\n' "$(size "$out/page.js")" \
  "$(size "$out/linter.js")"
