// What the modules have in common: their memory, what callers give, and the hashes that a module asks for.

/** The longest input in bytes. */
export const maxInput = 64 * 1024 * 1024;

/** The longest document in characters of JSON: strings have a limit, and objects take many times as much memory. */
export const maxDocument = 256 * 1024 * 1024;

export function checkDocumentSize(size) {
  if (size > maxDocument) {
    throw new RangeError(`the document has ${size} characters, more than ${maxDocument}`);
  }
}

/** The means to use a module's memory. */
export function memoryOf(wasm) {
  const bytesAt = (address, size) => new Uint8Array(wasm.memory.buffer, address, size);
  const wordsAt = (address, count) => new Uint32Array(wasm.memory.buffer, address, count);
  const textAt = (address, size) => new TextDecoder().decode(bytesAt(address, size).slice());
  const stringAt = (address) =>
    textAt(address, new Uint8Array(wasm.memory.buffer).indexOf(0, address) - address);

  /** Memory after the module's own. Each call begins with all of it; nothing in it outlives the call. */
  class Scratch {
    #end = wasm.__heap_base.value;

    /** The address of `size` bytes that are not used yet. */
    reserve(size) {
      const address = (this.#end + 7) & ~7;
      this.#end = address + Math.max(size, 1); // so that no two addresses are the same
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
    putWords(words) {
      const address = this.reserve(4 * words.length);
      new Uint32Array(wasm.memory.buffer, address, words.length).set(words);
      return address;
    }

    putZeros(size) {
      const address = this.reserve(size);
      bytesAt(address, size).fill(0);
      return address;
    }

    /** What `work()` resolves to. Until then others may use the memory, which is then as it was before. */
    async lend(work) {
      const begin = wasm.__heap_base.value;
      const bytes = bytesAt(begin, this.#end - begin).slice();
      const result = await work();
      new Uint8Array(wasm.memory.buffer).set(bytes, begin);
      return result;
    }
  }

  return { Scratch, bytesAt, wordsAt, textAt, stringAt };
}

/** A view of the input that does not grow with it. */
export function toBytes(input) {
  const size = input?.byteLength;
  const isBuffer = input instanceof ArrayBuffer
    || (typeof SharedArrayBuffer !== 'undefined' && input instanceof SharedArrayBuffer);
  if (!isBuffer && !ArrayBuffer.isView(input)) {
    throw new TypeError('not a Uint8Array or an ArrayBuffer');
  }
  if (size > maxInput) {
    throw new RangeError(`longer than ${maxInput} bytes`);
  }
  return isBuffer ? new Uint8Array(input, 0, size) : new Uint8Array(input.buffer, input.byteOffset, size);
}

export const toOptionalBytes = (input) => (input === undefined ? undefined : toBytes(input));

/** Seconds since 1970, as the two words of an int64_t. */
export function toSeconds(time) {
  const isText = typeof time === 'string' && /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$/.test(time);
  const seconds = isText || time instanceof Date ? Math.floor(new Date(time).getTime() / 1000) : NaN;
  if (!(seconds >= -62167219200 && seconds <= 253402300799)) { // the years 0 to 9999
    throw new TypeError(`not a time such as new Date() or 2017-03-05T00:00:00Z: ${time}`);
  }
  return [seconds >>> 0, Math.floor(seconds / 2 ** 32)];
}

export function toDuration(seconds) {
  if (!(Number.isInteger(seconds) && seconds >= 0 && seconds < 2 ** 32)) {
    throw new TypeError(`not a number of seconds: ${seconds}`);
  }
  return seconds;
}

export const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (digits) => parseInt(digits, 16));

/** A serial number, given as a bigint or as the command prints and takes it. */
export function toNumber(serialNumber) {
  let number = serialNumber;
  if (typeof serialNumber === 'string') {
    const [, sign, digits] = /^(-?)(0x[0-9a-f]+|\d+)(?: \(-?\d+\))?$/i.exec(serialNumber) ?? [];
    number = digits && (sign ? -BigInt(digits) : BigInt(digits));
  }
  if (typeof number !== 'bigint') {
    throw new TypeError(`not a serial number, as a bigint, in decimal, or 0x and hexadecimal: ${serialNumber}`);
  }
  return number;
}

/** The contents octets of an INTEGER. */
export function toInteger(serialNumber) {
  const number = toNumber(serialNumber);
  const size = ((number < 0n ? ~number : number).toString(2).length >> 3) + 1;
  return fromHex(BigInt.asUintN(8 * size, number).toString(16).padStart(2 * size, '0'));
}

// ---- Hashes ----

export async function webCrypto() {
  const { subtle } = globalThis.crypto ?? (await import('node:crypto')).webcrypto;
  if (subtle === undefined) {
    throw new Error('WebCrypto is not there: a page must come by https, or from localhost');
  }
  return subtle;
}

export const webCryptoHashes = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' };

export async function hashByWebCrypto(hash, data) {
  const name = webCryptoHashes[hash];
  return name && new Uint8Array(await (await webCrypto()).digest(name, data));
}

/** The bytes of a Digest of task.hpp. */
export const digestSize = 84;

/** Computes the hashes that a task wants: `count` structures at `digests` say which. */
export async function answerDigests({ bytesAt, wordsAt }, scratch, digests, count, hashNames, hasher) {
  const wanted = [];
  for (let at = digests; at !== digests + digestSize * count; at += digestSize) {
    const [data, dataSize, hash, hashSize, state] = wordsAt(at, 5);
    if (state === 1) {
      wanted.push({ at, hash: hashNames[hash], data: bytesAt(data, dataSize).slice(), size: hashSize });
    }
  }
  const values = await scratch.lend(() => Promise.all(wanted.map(({ hash, data }) => hasher(hash, data))));
  wanted.forEach(({ at, hash, size }, i) => {
    const value = toOptionalBytes(values[i]);
    if (value !== undefined && value.length !== size) {
      throw new TypeError(`${hash} has ${size} bytes`);
    }
    wordsAt(at + 16, 1)[0] = value === undefined ? 3 : 2;
    bytesAt(at + 20, size).set(value ?? []);
  });
}
