// Loads a WebAssembly module, in browsers and in Node.

/** What the module at `url` exports. */
export async function load(url) {
  const binary = url.protocol === 'file:'
    ? await (await import('node:fs/promises')).readFile(url)
    : await (await fetch(url)).arrayBuffer();
  return (await WebAssembly.instantiate(binary)).instance.exports;
}
