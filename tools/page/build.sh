#!/bin/sh
# Builds the page: build.sh OUT-FOLDER [OCSPAN.wasm]. The folder works from any static server, and opened as a file: the
# script has the WebAssembly module in it. Without a module one is built.
# Debian: esbuild and zopfli, and what tools/wasm/build.sh names.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
out=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
module=${2:-$work/ocspan.wasm}
[ $# -gt 1 ] || "$root/tools/wasm/build.sh" "$module"

cp "$root/tools/wasm/ocspan.js" "$root/tools/wasm/memory.js" "$root"/tools/page/*.js "$work"
cat >"$work/module.js" <<END
const text = atob('$(zopfli -c --i30 "$module" | base64 -w0)');
const packed = new Blob([Uint8Array.from(text, (character) => character.charCodeAt(0))]);
const binary = await new Response(packed.stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
export const { exports: wasm } = (await WebAssembly.instantiate(binary)).instance;
END

mkdir -p "$out"
# As a classic script: a module cannot be loaded from a file. What fails before the page can say so is said at its end.
esbuild "$work/page.js" --bundle --minify --charset=utf8 --format=esm --log-level=warning \
  --banner:js='(async()=>{"use strict";' --footer:js='})().catch((error)=>{
const problem=document.getElementById("problem");problem.hidden=false;
problem.textContent=`This browser cannot run the page: ${error.message}`;});' --external:node:crypto --outfile="$out/page.js"
esbuild "$root/tools/page/page.css" --minify --log-level=warning --outfile="$out/page.css"
example=$(base64 -w0 "$root/testdata/openssl/resp-ecdsa-delegated.der" | tr '+/' '-_' | tr -d =)
sed "s|@EXAMPLE@|$example|" "$root/tools/page/index.html" >"$out/index.html"
printf 'page: script and module %s bytes with gzip, all of it %s\n' "$(gzip -9nc "$out/page.js" | wc -c)" \
  "$(cat "$out/index.html" "$out/page.css" "$out/page.js" | gzip -9nc | wc -c)"
