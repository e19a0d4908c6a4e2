// Reads OCSP (RFC 6960) messages and certificates as the documents that `ocspan --json` prints, verifies responses, and
// writes requests. Works in browsers and in Node.

import {
  answerDigests, checkDocumentSize, digestSize, fromHex, hashByWebCrypto, maxDocument, maxInput, memoryOf, toBytes,
  toDuration, toInteger, toOptionalBytes, toSeconds, webCrypto, webCryptoHashes,
} from './memory.js';
import { wasm } from './module.js';

export { maxDocument, maxInput };

const memory = memoryOf(wasm);
const { Scratch, bytesAt, wordsAt, textAt, stringAt } = memory;

/** An input is malformed, inputs do not belong together, or the request cannot be written. */
export class OcspanError extends Error {
  /** @param {{code: string, offset: number, field: string, message: string, input?: string}} error */
  constructor({ code, offset, field, message, input }) {
    super(message);
    this.name = 'OcspanError';
    this.code = code;
    this.offset = offset;
    this.field = field;
    if (input !== undefined) {
      this.input = input;
    }
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

/** The text that `writeJson` writes of the input; at first there is room for `factor` characters for each byte. */
function jsonOf(writeJson, input, { tolerate = [] } = {}, factor = 8) {
  const flags = toFlags(tolerate);
  const bytes = toBytes(input); // no code of the caller's runs from here on
  let room = factor * bytes.length + 4096;
  for (;;) {
    const scratch = new Scratch();
    const der = scratch.put(bytes);
    const out = scratch.reserve(room);
    const size = writeJson(der, bytes.length, flags, out, room) >>> 0;
    if (size <= room) {
      return textAt(out, size);
    }
    checkDocumentSize(size);
    room = size;
  }
}

function parse(writeJson, input, options) {
  const document = JSON.parse(jsonOf(writeJson, input, options));
  if (document.error) {
    throw new OcspanError(document.error);
  }
  return document;
}

/** Reads the DER of an OCSPResponse. Does not check its signature. */
export const parseResponse = (der, options) => parse(wasm.ocspan_response_json, der, options);
/** Reads the DER of an OCSPRequest. */
export const parseRequest = (der, options) => parse(wasm.ocspan_request_json, der, options);
/** Reads the DER of a certificate. */
export const parseCertificate = (der, options) => parse(wasm.ocspan_certificate_json, der, options);

// The numbers of the fields that are messages, in words.h.
const messageFields = { response: 1, basic: 6, request: 25, certificate: 37 };

function messageField(kind) {
  if (!Object.hasOwn(messageFields, kind)) {
    throw new TypeError(`no such kind of message: ${kind}`);
  }
  return messageFields[kind];
}

/** Every value of a message, as `ocspan dump --json` prints them. */
export function events(der, { kind = 'response', ...options } = {}) {
  const message = messageField(kind);
  return JSON.parse(jsonOf((...rest) => wasm.ocspan_dump_json(message, ...rest), der, options, 24));
}

// ---- Forms of input ----

/** The messages in an input of any form, which is text or bytes. */
export function readInput(input, { kind, ...options } = {}) {
  const content = toBytes(typeof input === 'string' ? new TextEncoder().encode(input) : input);
  const message = kind === undefined ? 0 : messageField(kind);
  const read = (...rest) => wasm.ocspan_read_input(message, ...rest);
  return JSON.parse(jsonOf(read, content, options, 0)).map(({ form, type, problem, isText, at, size, ...headers }, index) => ({
    form,
    kind: problem ? null : kind ?? type,
    der: bytesAt(at, size).slice(),
    problem: problem || null,
    ...Object.fromEntries(Object.entries(headers).map(([name, place]) => [name, textAt(...place)])),
    placeOf: (offset) => placeOf(content, message, index, offset, isText),
  }));
}

function placeOf(content, message, index, inMessage, isText) {
  const scratch = new Scratch();
  const at = scratch.put(content);
  const offset = wasm.ocspan_place_in_input(message, at, content.length, index, inMessage, scratch.reserve(0)) >>> 0;
  if (!isText) {
    return { offset };
  }
  const before = content.subarray(0, offset);
  const line = before.reduce((lines, byte) => lines + (byte === 10), 1);
  return { offset, line, column: offset - before.lastIndexOf(10) };
}

// ---- Cryptography ----

// By the DER of the curve's OBJECT IDENTIFIER: WebCrypto's name, and the bytes of a number.
const curves = {
  '06082a8648ce3d030107': ['P-256', 32],
  '06052b81040022': ['P-384', 48],
  '06052b81040023': ['P-521', 66],
};

const withHash = (hash, scheme) => (webCryptoHashes[hash] ? { ...scheme, hash: webCryptoHashes[hash] } : undefined);

/** What WebCrypto calls the algorithm and its parameters; undefined if it does not have it. */
function schemeOf({ name, decoded }, keyAlgorithm) {
  const [, pkcs1] = /^(sha\d+)WithRSAEncryption$/.exec(name) ?? [];
  const [, ecdsa] = /^ecdsa-with-(SHA\d+)$/.exec(name) ?? [];
  if (pkcs1) {
    return withHash(pkcs1, { name: 'RSASSA-PKCS1-v1_5' });
  }
  if (ecdsa) {
    const [namedCurve, width] = curves[keyAlgorithm.parameters] ?? [];
    return withHash(ecdsa.toLowerCase(), { name: 'ECDSA', namedCurve, width });
  }
  if (name === 'RSASSA-PSS' && decoded?.maskGenHashAlgorithm?.oid === decoded?.hashAlgorithm.oid
      && decoded?.trailerField === '1') {
    return withHash(decoded.hashAlgorithm.name, { name: 'RSA-PSS', saltLength: Number(decoded.saltLength) });
  }
  return name === 'Ed25519' || name === 'Ed448' ? { name } : undefined;
}

/** r and s of an ECDSA signature side by side, as WebCrypto wants them; undefined if they cannot be read. */
function ecdsaNumbers(signature, width) {
  const scratch = new Scratch();
  const der = scratch.put(signature);
  const out = scratch.reserve(2 * width);
  return wasm.ocspan_ecdsa_numbers(der, signature.length, width, out) ? bytesAt(out, 2 * width).slice() : undefined;
}

async function verifyByWebCrypto({ algorithm, keyAlgorithm, key, message, signature }, acceptWeak) {
  const scheme = schemeOf(algorithm, keyAlgorithm);
  if (scheme === undefined) {
    return 'unsupported';
  }
  const subtle = await webCrypto();
  let imported;
  try {
    imported = await subtle.importKey('spki', key, scheme, false, ['verify']);
  } catch {
    return 'unsupported'; // the runtime does not have it, or the key is of another kind
  }
  const raw = scheme.width ? ecdsaNumbers(signature, scheme.width) : signature;
  if (raw === undefined || !await subtle.verify(scheme, imported, raw, message)) {
    return 'invalid';
  }
  const isWeak = scheme.hash === 'SHA-1' || imported.algorithm.modulusLength < 2048;
  return isWeak && !acceptWeak ? 'weak' : 'valid';
}

// ---- Tasks ----

const hashNames = [];
for (let name; (name = stringAt(wasm.ocspan_hash_name(hashNames.length))) !== '';) {
  hashNames.push(name);
}

function hashNumber(name) {
  const number = hashNames.indexOf(String(name).toLowerCase());
  if (number < 0) {
    throw new TypeError(`no such hash: ${name}`);
  }
  return number;
}

// The structures of task.hpp, in words.
const viewSize = 256;
const taskWords = 49;
const [done, failed, hashesWanted] = [0, 1, 2];
const signatureChecks = ['invalid', 'valid', 'unsupported', 'weak'];
const pending = 4;

/**
 * Runs a task until it is done. Resolves to {document, requestCount}: the bytes that it writes, and the number of
 * certificates that its request asks about.
 */
async function runTask(run, inputs, { hasher, verifier }) {
  const { subjects, trusted, certificates, policy } = inputs;
  const scratch = new Scratch();
  const names = new Map(); // of the inputs, by their addresses
  const put = (bytes, name) => {
    if (bytes === undefined) {
      return [0, 0];
    }
    const address = scratch.put(bytes);
    names.set(address, name);
    return [address, bytes.length];
  };
  const putAll = (name) => inputs[name].map((bytes, i) => put(bytes, `${name}[${i}]`));
  const words = ['response', 'issuer', 'request', 'nonce'].flatMap((name) => put(inputs[name], name));
  const list = (elements) => words.push(scratch.putWords(elements.flat()), elements.length);
  list(subjects.map(({ name, certificate, serialNumber, hash, nameHash, keyHash }) =>
    [...put(certificate, name), ...put(serialNumber), hash ?? 0, ...put(nameHash), ...put(keyHash)]));
  list(putAll('trusted'));
  list(putAll('certificates'));
  // Whatever may be hashed: the issuer's name and key by each hash, names in certificates that are asked about, keys of
  // certificates that come along. In a response none is shorter than 64 bytes.
  const digestCount = 64 + 2 * (subjects.length + trusted.length + certificates.length)
    + ((inputs.response?.length ?? 0) >> 5);
  const digests = scratch.putZeros(digestSize * digestCount);
  words.push(digests, digestCount, scratch.putZeros(viewSize * Math.max(subjects.length, trusted.length)));
  words.push(...policy, pending);
  const outAt = 4 * words.length;
  const backAt = outAt + 8; // what the task writes: size, failed, requestCount, question
  const task = scratch.putZeros(4 * taskWords);
  wordsAt(task, words.length).set(words);

  const setOut = (room) => {
    const out = scratch.reserve(room); // first: it may replace the memory
    wordsAt(task + outAt, 2).set([out, room]);
  };
  setOut(4096);
  for (;;) {
    const status = run(task);
    const [out, room, size, failedAt, requestCount, ...question] = wordsAt(task + outAt, 11);
    if (status === hashesWanted) {
      await answerDigests(memory, scratch, digests, digestCount, hashNames, hasher);
    } else if (size > room) {
      checkDocumentSize(size);
      setOut(size);
    } else if (status === done) {
      return { document: bytesAt(out, size).slice(), requestCount };
    } else if (status === failed) {
      throw new OcspanError({ ...JSON.parse(textAt(out, size)).error, input: names.get(failedAt) });
    } else {
      const [key, message, signature] = [0, 2, 4].map((i) => bytesAt(question[i], question[i + 1]).slice());
      const { algorithm, keyAlgorithm } = JSON.parse(textAt(out, size));
      const check = await scratch.lend(() => verifier({ algorithm, keyAlgorithm, key, message, signature }));
      const answer = signatureChecks.indexOf(check);
      if (answer < 0) {
        throw new TypeError(`a verifier says valid, invalid, unsupported or weak, not ${check}`);
      }
      wordsAt(task + outAt - 4, 1)[0] = answer;
    }
  }
}

function toHashValue(value) {
  if (typeof value !== 'string') {
    return toBytes(value);
  }
  if (!/^([0-9a-f]{2})*$/i.test(value)) {
    throw new TypeError(`not hexadecimal: ${value}`);
  }
  return fromHex(value);
}

const noPolicy = new Array(10).fill(0);

/** About the certificate in question; if none is given, about that of the request which has the index. */
function decide(response, index, {
  certificate, serialNumber, request, issuer, trusted = [], certificates = [], nonce, at = new Date(), attested,
  clockSkew = 300, maxAge, maxAgeWithoutNextUpdate = 86400, acceptMissingNonce = false, requireNextUpdate = false,
  certificateIsValidated = false, acceptWeak = false, tolerate = [], hasher = hashByWebCrypto,
  verifier = (question) => verifyByWebCrypto(question, acceptWeak),
}) {
  if (certificate !== undefined && serialNumber !== undefined) {
    throw new TypeError('both a certificate and a serial number are in question');
  }
  if (certificate === undefined && serialNumber === undefined && request === undefined) {
    throw new TypeError('which certificate? Give certificate, serialNumber or request');
  }
  if (nonce !== undefined && request !== undefined) {
    throw new TypeError('both a nonce and the request that has one');
  }
  const flags = (acceptMissingNonce ? 1 : 0) | (requireNextUpdate ? 2 : 0) | (certificateIsValidated ? 4 : 0)
    | (maxAge === undefined ? 0 : 8) | (attested === undefined ? 0 : 16);
  return runTask(wasm.ocspan_verify_task, {
    response: toBytes(response),
    issuer: toBytes(issuer),
    request: toOptionalBytes(request),
    nonce: toOptionalBytes(nonce),
    subjects: [{
      name: 'certificate',
      certificate: toOptionalBytes(certificate),
      serialNumber: serialNumber === undefined ? undefined : toInteger(serialNumber),
    }],
    trusted: Array.from(trusted, toBytes),
    certificates: Array.from(certificates, toBytes),
    policy: [index, toFlags(tolerate), flags, toDuration(clockSkew), toDuration(maxAge ?? 0),
      toDuration(maxAgeWithoutNextUpdate), ...toSeconds(at), ...toSeconds(attested ?? at)],
  }, { hasher, verifier });
}

const toDocument = ({ document }) => JSON.parse(new TextDecoder().decode(document));

/** Decides whether a response may be trusted, and what it then says of a certificate. */
export async function verify(response, options) {
  const decided = await decide(response, 0, options);
  if (options.certificate === undefined && options.serialNumber === undefined && decided.requestCount !== 1) {
    throw new TypeError(`the request asks about ${decided.requestCount} certificates: use verifyEach`);
  }
  return toDocument(decided);
}

/** Decides about each certificate that the request asks about. */
export async function verifyEach(response, options) {
  const all = [];
  let count = 1;
  do {
    const decided = await decide(response, all.length, { ...options, certificate: undefined, serialNumber: undefined });
    count = decided.requestCount;
    all.push(toDocument(decided));
  } while (all.length < count);
  return all;
}

/** Writes an OCSPRequest. */
export async function createRequest({
  issuer, certificates = [], serialNumbers = [], certIds = [], hash = 'sha256', nonce, hasher = hashByWebCrypto,
}) {
  const number = hashNumber(hash);
  const subjects = [
    ...Array.from(certificates, (one, i) => ({ name: `certificates[${i}]`, certificate: toBytes(one), hash: number })),
    ...Array.from(serialNumbers, (one) => ({ serialNumber: toInteger(one), hash: number })),
  ];
  if (subjects.length !== 0 && issuer === undefined) {
    throw new TypeError('whose certificates? Give issuer, or certIds');
  }
  for (const { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber } of certIds) {
    subjects.push({
      serialNumber: toInteger(serialNumber),
      hash: hashNumber(hashAlgorithm?.name ?? hashAlgorithm ?? hash),
      nameHash: toHashValue(issuerNameHash),
      keyHash: toHashValue(issuerKeyHash),
    });
  }
  const { document } = await runTask(wasm.ocspan_request_task, {
    issuer: toOptionalBytes(issuer), nonce: toOptionalBytes(nonce), subjects, trusted: [], certificates: [],
    policy: noPolicy,
  }, { hasher });
  return document;
}

/** The hashes that CertIDs of a certificate hold, as OCPP's CertificateHashData: one for each hash function. */
export async function certificateHashes(certificate, issuer, { hasher = hashByWebCrypto } = {}) {
  const all = [];
  for (const hash of ['sha1', 'sha224', 'sha256', 'sha384', 'sha512']) {
    if (await hasher(hash, new Uint8Array()) !== undefined) {
      const request = parseRequest(await createRequest({ issuer, certificates: [certificate], hash, hasher }));
      const { issuerNameHash, issuerKeyHash, serialNumberHex } = request.requests[0].certId;
      const serialNumber = BigInt.asIntN(4 * serialNumberHex.length, BigInt(`0x${serialNumberHex}`)).toString(16);
      all.push({ hashAlgorithm: hash.toUpperCase(), issuerNameHash, issuerKeyHash, serialNumber });
    }
  }
  return all;
}

/** The URL by which GET asks the request (RFC 6960 A.1). */
export function getUrl(responder, request) {
  if (!/^https?:\/\/[!-"$-~]+$/.test(responder)) {
    throw new TypeError(`not a URL that begins with http:// or https://: ${responder}`);
  }
  const der = toBytes(request);
  const text = new TextEncoder().encode(responder);
  const room = text.length + 4 * der.length + 16; // base64, of which each character may be percent-encoded
  const scratch = new Scratch();
  const [urlAt, derAt, out] = [scratch.put(text), scratch.put(der), scratch.reserve(room)];
  const bytes = scratch.putWords([derAt, der.length]);
  const [error, written] = [scratch.putZeros(8), scratch.putZeros(4)];
  wasm.ocspan_get_url(error, urlAt, text.length, bytes, out, room, written);
  return textAt(out, wordsAt(written, 1)[0]);
}
