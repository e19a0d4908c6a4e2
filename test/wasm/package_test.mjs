// The JavaScript package against the command: package_test.mjs PACKAGE-FOLDER OCSPAN TESTDATA
// Every file of testdata, whole and damaged, must give the same document or the same error.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, command, testdata] = process.argv.slice(2);
const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json')));
const ocspan = await import(pathToFileURL(resolve(folder, exports['.'].import.default)));
const {
  OcspanError, certificateHashes, createRequest, events, getUrl, maxInput, parseCertificate, parseRequest, parseResponse,
  readInput, tolerances, verify,
} = ocspan;

const run = (args, input) =>
  execFileSync(command, args, { input, maxBuffer: 1 << 30, stdio: ['pipe', 'pipe', 'ignore'] });

const filesBelow = (path) =>
  readdirSync(path).sort().flatMap((one) => {
    const file = join(path, one);
    return statSync(file).isDirectory() ? filesBelow(file) : [file];
  });

/** DER of a file, be it PEM; nothing for what is neither. */
function derOf(file) {
  const content = readFileSync(file);
  const pem = /-----BEGIN [A-Z0-9 ]+-----([^-]+)-----END/.exec(content.toString('latin1'));
  return pem ? Buffer.from(pem[1], 'base64') : content;
}

/** The message itself, cut off, continued, and with bytes changed: the same ones on every run. */
function variantsOf(der) {
  const variants = [der, der.subarray(0, der.length - 1), Buffer.concat([der, Buffer.from([0])])];
  let seed = der.length;
  for (let i = 0; i < 12; ++i) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    const changed = Buffer.from(der);
    changed[seed % Math.min(der.length, i < 6 ? 60 : der.length)] ^= 1 << (seed >>> 28 & 7);
    variants.push(changed);
  }
  return variants;
}

let checked = 0;
let malformed = 0;

function compare(verb, parse, messages, tolerate) {
  const options = tolerate.length ? ['--tolerate', tolerate.join()] : [];
  const lines = run([verb, '--batch', ...options], messages.map((one) => one.toString('hex')).join('\n') + '\n')
    .toString().trimEnd().split('\n');
  assert.equal(lines.length, messages.length);
  messages.forEach((message, i) => {
    ++checked;
    let document;
    try {
      document = parse(message, { tolerate });
    } catch (error) {
      assert(error instanceof OcspanError, error);
      ++malformed;
      const expected = JSON.parse(lines[i]).error;
      assert(expected, `${verb} ${message.toString('hex')}: ${error.message}`);
      assert.deepEqual([error.code, error.offset, error.field], [expected.code, expected.offset, expected.field]);
      assert(expected.message.startsWith(error.message)); // the command says more: what else it could be
      return;
    }
    assert.equal(JSON.stringify(document), lines[i]);
  });
}

/** The events of messages are the lines of the command's dump. */
function compareEvents(messages) {
  for (const message of messages) {
    for (const kind of ['response', 'basic', 'request', 'certificate']) {
      const { stdout } = spawnSync(command, ['dump', '--json', '--type', kind, '-'], { input: message });
      assert.equal(JSON.stringify(events(message, { kind })), `[${stdout.toString().trimEnd().replaceAll('\n', ',')}]`);
      ++checked;
    }
  }
}

const ders = filesBelow(testdata).filter((file) => /\.(der|pem)$/.test(file)).map(derOf).filter((der) => der.length);
const messages = ders.flatMap(variantsOf);
compareEvents(ders);
assert.throws(() => events(ders[0], { kind: 'crl' }), TypeError);
for (const [verb, parse] of Object.entries({
  response: parseResponse, request: parseRequest, certificate: parseCertificate,
})) {
  compare(verb, parse, messages, []);
  for (const tolerance of Object.keys(tolerances)) {
    compare(verb, parse, tolerance === 'all' ? messages : ders, [tolerance]);
  }
}
assert(malformed > 0 && malformed < checked);

// The command has the same tolerances.
const { options } = JSON.parse(run(['--describe'])).verbs.find(({ name }) => name === 'response');
const { value } = options.find(({ names }) => names.includes('--tolerate'));
assert.deepEqual(value.replace(',...', '').split('|'), Object.keys(tolerances));

// Forms of input: test/wasm/forms_test.py compares them with the command's.
const [read] = readInput('\n30 03\n0a 01 06');
assert.deepEqual([read.form, read.kind, read.problem, read.der.length], ['hexadecimal', 'response', null, 5]);
assert.deepEqual(read.placeOf(3), { offset: 10, line: 3, column: 4 });
assert.deepEqual(readInput(read.der)[0].placeOf(3), { offset: 3 });
const [{ kind: ofNone, problem, der: none }] = readInput('%PDF-1.7');
assert(ofNone === null && problem.startsWith('a PDF file') && none.length === 0);
assert.throws(() => readInput(read.der, { kind: 'crl' }), TypeError);
assert.throws(() => readInput(read.der, { tolerate: ['crl'] }), TypeError);
assert.throws(() => readInput(new ArrayBuffer(maxInput + 1)), RangeError);
assert.throws(() => readInput('M'.repeat(maxInput + 1)), RangeError);
assert.equal(readInput(`${'30030a0106\n'.repeat(2000)}`).length, 2000); // the list of messages is longer than at first thought

// A document much larger than the input: the buffer has to grow.
const tlv = (tag, content) => {
  const size = [];
  for (let rest = content.length; rest; rest >>>= 8) size.unshift(rest & 0xff);
  const length = content.length < 0x80 ? [content.length] : [0x80 | size.length, ...size];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};
const oid = Buffer.from('0603551d1f', 'hex'); // cRLDistributionPoints
function requestWithPoints(count) {
  const points = tlv(4, tlv(0x30, Buffer.alloc(2 * count, '3000', 'hex')));
  const extensions = tlv(0xa2, tlv(0x30, tlv(0x30, Buffer.concat([oid, points]))));
  return tlv(0x30, tlv(0x30, Buffer.concat([Buffer.from('3000', 'hex'), extensions])));
}
compare('request', parseRequest, [requestWithPoints(10000)], []);

// Requests, as the command writes them: by each way to name a certificate, with hashes that WebCrypto does not have.
const certificateFile = (name) => join(testdata, 'openssl/certs', `${name}.pem`);
const issuerFile = certificateFile('ca-rsa');
const subjectFiles = ['leaf-good', 'leaf-serial-negative', 'leaf-serial-21'].map(certificateFile);
const issuer = derOf(issuerFile);
const certificates = subjectFiles.map(derOf);
const hasher = (hash, data) => createHash(hash).update(data).digest();
const nonce = Buffer.from('00112233445566778899aabbccddeeff', 'hex');

async function compareRequest(args, fields) {
  const expected = run(['create-request', ...args]);
  assert.equal(Buffer.from(await createRequest(fields)).toString('hex'), expected.toString('hex'));
  ++checked;
}

for (const hash of ['sha1', 'sha224', 'sha256', 'sha384', 'sha512']) {
  const args = ['--hash', hash, '--issuer', issuerFile];
  const fields = { hash, issuer, ...(hash === 'sha224' ? { hasher } : {}) };
  const files = subjectFiles.flatMap((file) => ['--cert', file]);
  await compareRequest([...args, ...files], { ...fields, certificates });
  await compareRequest([...args, ...files.slice(0, 2), '--nonce', nonce.toString('hex'), '--short-nonce'],
    { ...fields, certificates: certificates.slice(0, 1), nonce });
  const serials = ['0', '127', '128', '-129', '0x98d9', '-0x66', '0x00ff', '65536', '123456789012345678901234567890'];
  await compareRequest([...args, ...serials.flatMap((serial) => ['--serial', serial])],
    { ...fields, serialNumbers: serials });
  await compareRequest([...args, '--serial', '39129', '--serial', '-26407'],
    { ...fields, serialNumbers: [0x98d9n, -26407n] });

  // By hashes: those of a message that was read, or of OCPP.
  const { certId } = parseRequest(await createRequest({ ...fields, certificates: [certificates[0]] })).requests[0];
  const { issuerNameHash, issuerKeyHash } = certId;
  const byHashes = ['--hash', hash, '--issuer-name-hash', issuerNameHash, '--issuer-key-hash', issuerKeyHash];
  await compareRequest([...byHashes, '--serial', certId.serialNumber], { certIds: [certId] });
  await compareRequest([...byHashes, '--serial', certId.serialNumber],
    { hash, certIds: [{ issuerNameHash, issuerKeyHash, serialNumber: certId.serialNumber }] });
  await compareRequest([...byHashes, '--serial', '0x98d9'],
    { certIds: [{ ...certId, hashAlgorithm: hash.toUpperCase(), serialNumber: '0x98d9 (39129)' }] });
}
assert.equal(getUrl('http://ocsp.example/a', await createRequest({ issuer, certificates })) + '\n',
  run(['create-request', '--issuer', issuerFile, ...subjectFiles.flatMap((file) => ['--cert', file]), '--get',
    'http://ocsp.example/a']).toString());
for (let i = 0; i < 3; ++i) {
  assert.deepEqual(await certificateHashes(certificates[i], issuer, { hasher }),
    JSON.parse(run(['certificate', '--hashes', '--json', '--issuer', issuerFile, subjectFiles[i]])));
}
assert.deepEqual((await certificateHashes(certificates[0], issuer)).map(({ hashAlgorithm }) => hashAlgorithm),
  ['SHA1', 'SHA256', 'SHA384', 'SHA512']);

const many = await createRequest({ issuer, certificates: Array(20000).fill(certificates[0]) });
assert.equal(many.length, run(['create-request', '--issuer', issuerFile,
  ...Array(1000).fill(['--cert', subjectFiles[0]]).flat()]).length + 19000 * 91);

await assert.rejects(createRequest({ issuer }), { code: 'missing', field: 'requestList' });
await assert.rejects(createRequest({ issuer, certificates, nonce: new Uint8Array(129) }), { code: 'wrong_length' });
await assert.rejects(createRequest({ issuer, certificates, nonce: new Uint8Array() }), { code: 'wrong_length' });
for (const [hash, options] of [['md5', { hasher }], ['sha224', {}]]) {
  await assert.rejects(createRequest({ issuer, certificates, hash, ...options }), { code: 'unsupported_algorithm' });
}
await assert.rejects(createRequest({ issuer: derOf(certificateFile('ca-ec')), certificates }),
  { code: 'wrong_issuer', field: 'issuer', input: 'certificates[0]' });
await assert.rejects(createRequest({ issuer, certificates: [certificates[0], Buffer.from('3000', 'hex')] }),
  { code: 'missing', input: 'certificates[1]', field: 'tbsCertificate' });
await assert.rejects(createRequest({ issuer: certificates[0].subarray(1), certificates }), { input: 'issuer' });
for (const mistake of [
  { certificates }, { issuer: 'MAA=', certificates }, { issuer, certificates, hash: 'sha257' },
  ...[5, '98d9', '', '--5'].map((serialNumber) => ({ issuer, serialNumbers: [serialNumber] })),
  { certIds: [{ hashAlgorithm: 'sha1', issuerNameHash: 'abc', issuerKeyHash: '', serialNumber: 5n }] },
]) {
  await assert.rejects(createRequest(mistake), TypeError);
}
const shortHash = { hashAlgorithm: 'sha1', issuerNameHash: 'ab', issuerKeyHash: '', serialNumber: 5n };
await assert.rejects(createRequest({ certIds: [shortHash] }), { code: 'wrong_length', field: 'issuerNameHash' });
await assert.rejects(createRequest({ issuer, certificates, hasher: () => new Uint8Array(5) }), TypeError);
for (const url of ['', 'ftp://a', 'http://a b', 'http://a#b', 'http://a\n']) {
  assert.throws(() => getUrl(url, nonce), TypeError);
}

const view = new DataView(new Uint8Array([9, 9, 0x30, 3, 10, 1, 6, 9]).buffer, 2, 5);

// What verify() refuses; what it decides is compared in verify_test.py.
const response = derOf(join(testdata, 'openssl/resp-good.der'));
const asked = { issuer, certificate: certificates[0] };
const three = derOf(join(testdata, 'openssl/req-three.der'));
for (const mistake of [
  { issuer }, { certificate: certificates[0] }, { ...asked, serialNumber: 5n }, { ...asked, request: three, nonce },
  { issuer, request: three }, { ...asked, at: 'yesterday' }, { ...asked, at: 5 }, { ...asked, at: new Date(NaN) },
  { ...asked, attested: '2017' }, { ...asked, clockSkew: -1 }, { ...asked, maxAge: 2 ** 32 },
  { ...asked, tolerate: ['x'] },
  { ...asked, verifier: () => true }, { ...asked, verifier: () => 'pending' }, { ...asked, hasher: () => 'abc' },
]) {
  await assert.rejects(verify(response, mistake), TypeError, Object.keys(mistake).join());
}
await assert.rejects(verify(response, { ...asked, verifier: () => { throw new EvalError(); } }), EvalError);
await assert.rejects(verify(response, { ...asked, certificate: certificates[1], request: derOf(join(testdata,
  'openssl/req-sha1.der')) }), { code: 'not_asked', field: 'requestList', input: 'request' });
for (const [input, options] of Object.entries({
  response: {}, issuer: { issuer: view }, certificate: { certificate: view }, request: { request: view },
  'trusted[1]': { trusted: [issuer, view] }, 'certificates[0]': { certificates: [view] },
})) {
  await assert.rejects(verify(input === 'response' ? issuer : response, { ...asked, ...options }), { input });
}
for (const check of ['valid', 'invalid', 'unsupported', 'weak']) {
  const { step } = await verify(response, { ...asked, at: '2026-11-23T00:00:00Z', verifier: async () => check });
  assert.equal(step, {
    valid: null,
    invalid: 'certificate_bad_signature',
    unsupported: 'unsupported_signature_algorithm',
    weak: 'weak_signature_algorithm',
  }[check]);
}
let questions = 0;
const counting = ({ message, signature }) => {
  assert(message.length > 100 && signature.length === 256);
  ++questions;
  return 'valid';
};
await verify(response, { ...asked, verifier: counting });
await verify(response, { ...asked, verifier: counting, certificateIsValidated: true });
assert.equal(questions, 3); // of the certificate and the response, each once; of the response alone

// Calls that wait have nothing in common.
const together = await Promise.all(Array.from({ length: 20 }, (_, i) =>
  createRequest({ issuer, serialNumbers: [BigInt(i)], hash: ['sha1', 'sha256', 'sha512'][i % 3] })));
together.forEach((der, i) => assert.equal(parseRequest(der).requests[0].certId.serialNumber, String(i)));
const interrupting = (hash, data) => {
  parseCertificate(certificates[0]);
  return hasher(hash, data);
};
assert.deepEqual(await createRequest({ issuer, certificates, hasher: interrupting }),
  await createRequest({ issuer, certificates }));

// What is handed in by mistake.
assert.throws(() => parseResponse('MAMKAQY='), TypeError);
assert.throws(() => parseResponse(new Uint8Array(5), { tolerate: ['nonsense'] }), TypeError);
assert.throws(() => parseResponse(new Uint8Array(maxInput + 1)), RangeError);
assert.deepEqual(parseResponse(view), { responseStatus: 'unauthorized', responseType: null, basic: null });


// What a caller's code changes while it is asked for the options.
const resizable = new ArrayBuffer(5, { maxByteLength: maxInput + 5 });
if (resizable.resize) {
  new Uint8Array(resizable).set([0x30, 3, 10, 1, 6]);
  const growing = { *[Symbol.iterator]() { resizable.resize(maxInput + 1); } };
  assert.throws(() => parseResponse(resizable, { tolerate: growing }), RangeError);
} else {
  console.log('not tested: buffers of this Node do not grow');
}

// A document that is too long is refused, and soon.
assert.throws(() => parseRequest(requestWithPoints(6500000)),
  { name: 'RangeError', message: /^the document has \d+ characters, more than/ });

// The types name what is there.
const types = readFileSync(join(folder, exports['.'].import.types), 'utf8');
assert.deepEqual([...types.matchAll(/^export (?:function|class|const) (\w+)/gm)].map((one) => one[1]).sort(),
  Object.keys(ocspan).sort());
const [, members] = /^export interface Verification \{\n(.*?)^\}/ms.exec(types);
assert.deepEqual([...members.matchAll(/^  (\w+):/gm)].map((one) => one[1]),
  Object.keys(await verify(view, { issuer, certificate: certificates[0] })));

// require() gives a promise.
const required = await createRequire(import.meta.url)(resolve(folder, exports['.'].require.default));
assert.deepEqual(Object.keys(required), Object.keys(ocspan));

const calledIn = (file) => readFileSync(join(folder, file), 'latin1').match(/wasm\.\w+/g).map((one) => one.slice(5));
for (const [file, script] of [['ocspan.wasm', 'ocspan.js'], ['ocspan-lint.wasm', 'lint.js']]) {
  const module = new WebAssembly.Module(readFileSync(join(folder, file)));
  assert.deepEqual(WebAssembly.Module.imports(module), []);
  assert.deepEqual(WebAssembly.Module.exports(module).map((one) => one.name).sort(),
    [...new Set([...calledIn(script), ...calledIn('memory.js')])].sort());
}

console.log(`${name}: ${checked} passed, ${malformed} of them errors`);
