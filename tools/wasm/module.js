// The WebAssembly module, which lies beside this file, in browsers and in Node.

const url = new URL('ocspan.wasm', import.meta.url);
const binary = url.protocol === 'file:'
  ? await (await import('node:fs/promises')).readFile(url)
  : await (await fetch(url)).arrayBuffer();

/** What the module exports. */
export const { exports: wasm } = (await WebAssembly.instantiate(binary)).instance;
