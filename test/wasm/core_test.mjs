// core.wasm against the package: core_test.mjs PACKAGE-FOLDER CORE.wasm TESTDATA
// Of every file the C interface must give the same error, field and offset, and of a response as many answers.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, module, testdata] = process.argv.slice(2);
const { parseCertificate, parseRequest, parseResponse } = await import(pathToFileURL(resolve(folder, 'ocspan.js')));
const { instance } = await WebAssembly.instantiate(readFileSync(module), {});  // it imports nothing
const core = instance.exports;
const most = 30720;
assert(readFileSync(module).length <= most, `core.wasm has more than ${most} bytes`);

// struct ocspan_bytes { const uint8_t* data; size_t size; }, then the ocspan_error { code, field, offset } that is
// returned, the message, and the file.
const bytes = core.__heap_base.value;
const error = bytes + 8;
const message = error + 8;
const file = message + 1024;

/** Loads a message by one of the C interface's functions. */
const load = (name, der) => {
  core.memory.grow(Math.max(0, Math.ceil((file + der.length - core.memory.buffer.byteLength) / 65536)));
  new Uint8Array(core.memory.buffer, file).set(der);
  const view = new DataView(core.memory.buffer);
  view.setUint32(bytes, file, true);
  view.setUint32(bytes + 4, der.length, true);
  core[`ocspan_load_${name}`](error, bytes, 0, message);
  return { failed: view.getUint8(error) !== 0, offset: view.getUint32(error + 4, true) };
};

const parsers = { response: parseResponse, request: parseRequest, certificate: parseCertificate };
const counts = { read: 0, refused: 0 };
const files = readdirSync(testdata, { recursive: true }).filter((name) => name.endsWith('.der')).sort();
for (const name of files) {
  const der = readFileSync(join(testdata, name));
  for (const [kind, parse] of Object.entries(parsers)) {
    const expected = { failed: false, offset: 0 };
    try {
      parse(der);
    } catch (problem) {
      Object.assign(expected, { failed: true, offset: problem.offset });
    }
    assert.deepEqual(load(kind, der), expected, `${name} as ${kind}`);
    counts[expected.failed ? 'refused' : 'read'] += 1;
  }
}
assert(counts.read > 50 && counts.refused > 100, JSON.stringify(counts));
console.log(`${files.length} files, as response, request and certificate: ${counts.read} read, ${counts.refused} refused`);
