// Reads OCSP (RFC 6960) messages and certificates as the documents that `ocspan --json` prints, and writes requests. Works
// in browsers and in Node, with the WebAssembly module beside this file.

const url = new URL('ocspan.wasm', import.meta.url);
const binary = url.protocol === 'file:'
  ? await (await import('node:fs/promises')).readFile(url)
  : await (await fetch(url)).arrayBuffer();
const { exports: wasm } = (await WebAssembly.instantiate(binary)).instance;

/** The input is malformed, or the request cannot be written. */
export class OcspanError extends Error {
  /** @param {{code: string, offset: number, field: string, message: string}} error */
  constructor({ code, offset, field, message }) {
    super(message);
    this.name = 'OcspanError';
    this.code = code;
    this.offset = offset;
    this.field = field;
  }
}

/** The deviations that can be let pass: the names that `ocspan --tolerate` takes, and their flags. */
export const tolerances = Object.freeze({
  explicit_default: 1,
  response_bytes_in_error: 2,
  empty_extensions: 4,
  time_forms: 8,
  unsorted_set: 16,
  integer_not_minimal: 32,
  all: 31,
});

/** The longest input in bytes: the document of a longer one might not fit into the module's memory. */
export const maxInput = 64 * 1024 * 1024;

const noSpace = 'no_space';

/** Memory after the module's own. Each call begins with all of it; nothing in it outlives the call. */
class Scratch {
  #end = wasm.__heap_base.value;

  /** The address of `size` bytes that are not used yet. */
  reserve(size) {
    const address = (this.#end + 7) & ~7;
    this.#end = address + size;
    const lacking = this.#end - wasm.memory.buffer.byteLength;
    if (lacking > 0) {
      wasm.memory.grow(Math.ceil(lacking / 65536)); // throws a RangeError if there is no more memory
    }
    return address;
  }

  put(bytes) {
    const address = this.reserve(bytes.length);
    new Uint8Array(wasm.memory.buffer).set(bytes, address);
    return address;
  }

  /** A structure of 32-bit words. */
  putWords(...words) {
    const address = this.reserve(4 * words.length);
    new Uint32Array(wasm.memory.buffer, address, words.length).set(words);
    return address;
  }
}

const bytesAt = (address, size) => new Uint8Array(wasm.memory.buffer, address, size);

function stringAt(address) {
  const bytes = new Uint8Array(wasm.memory.buffer);
  return new TextDecoder().decode(bytes.slice(address, bytes.indexOf(0, address)));
}

function toBytes(input) {
  let bytes;
  if (input instanceof ArrayBuffer || (typeof SharedArrayBuffer !== 'undefined' && input instanceof SharedArrayBuffer)) {
    bytes = new Uint8Array(input);
  } else if (ArrayBuffer.isView(input)) {
    bytes = new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  } else {
    throw new TypeError('not a Uint8Array or an ArrayBuffer');
  }
  if (bytes.length > maxInput) {
    throw new RangeError(`longer than ${maxInput} bytes`);
  }
  return bytes;
}

function toFlags(names) {
  let flags = 0;
  for (const name of names) {
    if (!Object.hasOwn(tolerances, name)) {
      throw new TypeError(`no such tolerance: ${name}`);
    }
    flags |= tolerances[name];
  }
  return flags;
}

function parse(writeJson, input, { tolerate = [] } = {}) {
  const bytes = toBytes(input);
  const flags = toFlags(tolerate);
  let room = 8 * bytes.length + 4096;
  for (;;) {
    const scratch = new Scratch();
    const der = scratch.put(bytes);
    const out = scratch.reserve(room);
    const size = writeJson(der, bytes.length, flags, out, room) >>> 0;
    if (size <= room) {
      const document = JSON.parse(new TextDecoder().decode(bytesAt(out, size).slice()));
      if (document.error) {
        throw new OcspanError(document.error);
      }
      return document;
    }
    room = size;
  }
}

/** Reads the DER of an OCSPResponse. Does not check its signature. */
export const parseResponse = (der, options) => parse(wasm.ocspan_response_json, der, options);
/** Reads the DER of an OCSPRequest. */
export const parseRequest = (der, options) => parse(wasm.ocspan_request_json, der, options);
/** Reads the DER of a certificate. */
export const parseCertificate = (der, options) => parse(wasm.ocspan_certificate_json, der, options);

// The hash functions of a CertID: WebCrypto's name, and the contents octets of the OBJECT IDENTIFIER.
const hashes = {
  sha1: { webCrypto: 'SHA-1', oid: '2b0e03021a' },
  sha256: { webCrypto: 'SHA-256', oid: '608648016503040201' },
  sha384: { webCrypto: 'SHA-384', oid: '608648016503040202' },
  sha512: { webCrypto: 'SHA-512', oid: '608648016503040203' },
};

const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (digits) => parseInt(digits, 16));

async function digest(algorithm, bytes) {
  const { subtle } = globalThis.crypto ?? (await import('node:crypto')).webcrypto;
  return new Uint8Array(await subtle.digest(algorithm, bytes));
}

/**
 * Writes an OCSPRequest for certificates of one issuer, all given as DER. WebCrypto computes the hashes.
 * Resolves to the DER of the request.
 */
export async function createRequest({ issuer, certificates, hash = 'sha256', nonce }) {
  const tolerate = ['all']; // only names, keys and serial numbers are used
  if (!Object.hasOwn(hashes, hash)) {
    throw new TypeError(`no such hash: ${hash}`);
  }
  const { webCrypto, oid } = hashes[hash];
  const { subjectDer, subjectPublicKeyInfo } = parseCertificate(issuer, { tolerate });
  const serials = certificates.map((one) => fromHex(parseCertificate(one, { tolerate }).serialNumberHex));
  const nameHash = await digest(webCrypto, fromHex(subjectDer));
  const keyHash = await digest(webCrypto, fromHex(subjectPublicKeyInfo.publicKey));

  // No await from here on, so no other call uses the memory. The structures are those of ocspan.h.
  const scratch = new Scratch();
  const bytes = (bytes) => (bytes === undefined ? [0, 0] : [scratch.put(bytes), bytes.length]);
  const common = [bytes(fromHex(oid)), bytes(fromHex('0500')), bytes(nameHash), bytes(keyHash)].flat();
  const certIds = scratch.putWords(...serials.flatMap((serial) => [...common, ...bytes(serial)]));
  const nonceBytes = nonce === undefined ? undefined : toBytes(nonce);
  const fields = scratch.putWords(certIds, serials.length, ...bytes(nonceBytes), 0, 0);
  const error = scratch.reserve(8);
  const written = scratch.reserve(4);
  let out = 0;
  let room = 0;
  for (;;) {
    wasm.ocspan_build_request(error, fields, out, room, written);
    const view = new DataView(wasm.memory.buffer);
    const code = stringAt(wasm.ocspan_error_name(view.getUint8(error)));
    if (view.getUint8(error) === 0) {
      return bytesAt(out, view.getUint32(written, true)).slice();
    }
    if (code !== noSpace) {
      throw new OcspanError({
        code,
        offset: view.getUint32(error + 4, true),
        field: stringAt(wasm.ocspan_field_name(view.getUint8(error + 1))),
        message: stringAt(wasm.ocspan_error_message(view.getUint8(error))),
      });
    }
    room = view.getUint32(error + 4, true);
    out = scratch.reserve(room);
  }
}

/** What the module exports: the functions of ocspan.h, and its memory. */
export { wasm };
