// Looks for rules that OCSP messages break, as `ocspan lint --json` does. A module of its own, `ocspan/lint`, with a
// WebAssembly module of its own: who does not lint loads neither.

import {
  answerDigests, checkDocumentSize, digestSize, hashByWebCrypto, memoryOf, toBytes, toNumber, toOptionalBytes, toSeconds,
} from './memory.js';
import { wasm } from './lint_module.js';

const memory = memoryOf(wasm);
const { Scratch, bytesAt, wordsAt, textAt, stringAt } = memory;

/** Whose rules a message is held to: the names that `ocspan lint --profile` takes, and their flags. */
export const profiles = Object.freeze({
  rfc: 1,
  lightweight: 2,
  'cabf-tls': 4,
  'cabf-smime': 8,
  'cabf-cs': 16,
  mozilla: 32,
  microsoft: 64,
  apple: 128,
  c2pa: 256,
  gematik: 512,
  archive: 1024,
  ocpp: 2048,
});

function listLints() {
  for (let room = 1 << 16; ;) {
    const out = new Scratch().reserve(room);
    const size = wasm.ocspan_lint_list(out, room);
    if (size <= room) {
      return JSON.parse(textAt(out, size));
    }
    room = size;
  }
}

/** What lints there are, in the order of their numbers, which begin at 1. */
export const lints = Object.freeze(listLints());

const hashNames = [];
for (let name; (name = stringAt(wasm.ocspan_hash_name(hashNames.length))) !== '';) {
  hashNames.push(name);
}

/** The numbers of lints that are named by their ids or groups, such as "time.*". */
function toNumbers(names) {
  return new Set(Array.from(names).flatMap((name) => {
    const group = String(name).endsWith('.*') ? name.slice(0, -1) : undefined;
    const found = lints.flatMap(({ id }, i) => ((group ? id.startsWith(group) : id === name) ? [i + 1] : []));
    if (found.length === 0) {
      throw new TypeError(`no such lint: ${name}`);
    }
    return found;
  }));
}

function toProfiles(names) {
  return Array.from(names).reduce((flags, name) => {
    if (!Object.hasOwn(profiles, name)) {
      throw new TypeError(`no such profile: ${name}`);
    }
    return flags | profiles[name];
  }, profiles.rfc);
}

function toMilliseconds(seconds) {
  if (!(seconds >= 0 && seconds <= 4e6)) {
    throw new TypeError(`not a number of seconds: ${seconds}`);
  }
  return Math.floor(seconds * 1000);
}

/** What a CA has issued: serial numbers in hexadecimal, in the order that find_issued() searches, and times. */
function toIssued(serials) {
  if (typeof serials === 'string' || typeof serials[Symbol.iterator] !== 'function') {
    throw new TypeError(`not a list of serial numbers: ${serials}`);
  }
  return Array.from(serials, (entry) => {
    const [serialNumber, issuedAt] = Array.isArray(entry) ? entry : [entry];
    const number = toNumber(serialNumber);
    if (number < 0n) {
      throw new TypeError(`a negative serial number: ${serialNumber}`);
    }
    const digits = number === 0n ? '' : number.toString(16);
    const hex = '0'.repeat(digits.length % 2) + digits;
    return { hex, issuedAt: issuedAt === undefined ? [0, 0] : toSeconds(issuedAt) };
  }).sort(({ hex: a }, { hex: b }) => (a < b ? -1 : a > b ? 1 : 0));
}

const toText = (text) => (text === undefined ? undefined : new TextEncoder().encode(text));

/** Which rules a response, a request or a responder's certificate breaks, and where. */
export async function lint(der, {
  profiles: names = [], only, except = [], request, responder, issuer, certificate, previous, httpRequest, httpResponse,
  serials, at, took, tbs = false, hasher = hashByWebCrypto,
} = {}) {
  const excepted = toNumbers(except);
  const selected = [...(only === undefined ? lints.map((_, i) => i + 1) : toNumbers(only))]
    .filter((number) => !excepted.has(number));
  const message = toBytes(der);
  if (message.length === 0) {
    throw new TypeError('there is nothing to look at: the message is empty');
  }
  const inputs = [
    message, ...[request, responder, issuer, certificate, previous].map(toOptionalBytes), toText(httpRequest),
    toText(httpResponse), Uint8Array.from(selected),
  ];
  const flags = (at === undefined ? 0 : 1) | (took === undefined ? 0 : 2) | (tbs ? 4 : 0)
    | (serials === undefined ? 0 : 8);
  const words = [toProfiles(names), flags, toMilliseconds(took ?? 0), ...toSeconds(at ?? new Date(0))];
  return run(inputs, toIssued(serials ?? []), words, hasher);
}

/** Runs the LintTask of lint_exports.cpp until it is done. */
async function run(inputs, issued, words, hasher) {
  const scratch = new Scratch();
  const put = (bytes) => (bytes === undefined ? [0, 0] : [scratch.put(bytes), bytes.length]);
  // Each certificate's key by each hash; in a response none is shorter than 32 bytes.
  const count = 64 + (inputs[0].length >> 5);
  const digests = scratch.putZeros(digestSize * count);
  let magnitude = scratch.reserve(issued.reduce((sum, { hex }) => sum + hex.length / 2, 0));
  const serials = scratch.putWords(issued.flatMap(({ hex, issuedAt }) => { // IssuedSerial of lint_exports.cpp
    const bytes = bytesAt(magnitude, hex.length / 2);
    for (let i = 0; i < bytes.length; ++i) {
      bytes[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
    }
    magnitude += bytes.length;
    return [bytes.byteOffset, bytes.length, ...issuedAt];
  }));
  const written = [...inputs.flatMap(put), serials, issued.length, ...words, digests, count];
  const back = 4 * (written.length + 4);
  const task = scratch.putZeros(back + 8);
  wordsAt(task, written.length).set(written);
  let [findings, room] = [256, 1 << 16];
  for (;;) {
    const memories = [scratch.reserve(12 * findings), findings, scratch.reserve(room), room];
    wordsAt(task + 4 * written.length, 4).set(memories);
    const status = wasm.ocspan_lint_task(task);
    const [found, size] = wordsAt(task + back, 2);
    if (status === 2) {
      await answerDigests(memory, scratch, digests, count, hashNames, hasher);
    } else if (found > findings) {
      findings = found;
    } else if (size > room) {
      checkDocumentSize(size);
      room = size;
    } else {
      return JSON.parse(new TextDecoder().decode(bytesAt(memories[2], size).slice()));
    }
  }
}
