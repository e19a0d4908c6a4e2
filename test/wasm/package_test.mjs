// The JavaScript package against the command: package_test.mjs PACKAGE-FOLDER OCSPAN TESTDATA
// Every file of testdata, whole and damaged, must give the same document or the same error.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, command, testdata] = process.argv.slice(2);
const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json')));
const ocspan = await import(pathToFileURL(resolve(folder, exports['.'].import.default)));
const {
  OcspanError, certificateHashes, createRequest, getUrl, maxInput, parseCertificate, parseRequest, parseResponse, tolerances,
} = ocspan;

const run = (args, input) => execFileSync(command, args, { input, maxBuffer: 1 << 30, stdio: ['pipe', 'pipe', 'ignore'] });

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

const ders = filesBelow(testdata).filter((file) => /\.(der|pem)$/.test(file)).map(derOf).filter((der) => der.length);
const messages = ders.flatMap(variantsOf);
for (const [verb, parse] of [['response', parseResponse], ['request', parseRequest], ['certificate', parseCertificate]]) {
  compare(verb, parse, messages, []);
  for (const tolerance of Object.keys(tolerances)) {
    compare(verb, parse, tolerance === 'all' ? messages : ders, [tolerance]);
  }
}
assert(malformed > 0 && malformed < checked);

// The command names its tolerances in --help.
const [, named] = /separated by commas: ([a-z_, ]+)/.exec(run(['response', '--help']).toString());
assert.deepEqual(named.split(', '), Object.keys(tolerances));

// A document much larger than the input: the buffer has to grow.
const tlv = (tag, content) => {
  const size = [];
  for (let rest = content.length; rest; rest >>>= 8) size.unshift(rest & 0xff);
  const length = content.length < 0x80 ? [content.length] : [0x80 | size.length, ...size];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};
const oid = Buffer.from('0603551d1f', 'hex'); // cRLDistributionPoints
const points = tlv(4, tlv(0x30, Buffer.alloc(20000, '3000', 'hex')));
const extensions = tlv(0xa2, tlv(0x30, tlv(0x30, Buffer.concat([oid, points]))));
const request = tlv(0x30, tlv(0x30, Buffer.concat([Buffer.from('3000', 'hex'), extensions])));
compare('request', parseRequest, [request], []);

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
  await compareRequest([...args, ...serials.flatMap((serial) => ['--serial', serial])], { ...fields, serialNumbers: serials });
  await compareRequest([...args, '--serial', '39129', '--serial', '-26407'], { ...fields, serialNumbers: [0x98d9n, -26407n] });

  // By hashes: those of a message that was read, or of OCPP.
  const { certId } = parseRequest(await createRequest({ ...fields, certificates: [certificates[0]] })).requests[0];
  const byHashes = ['--hash', hash, '--issuer-name-hash', certId.issuerNameHash, '--issuer-key-hash', certId.issuerKeyHash];
  await compareRequest([...byHashes, '--serial', certId.serialNumber], { certIds: [certId] });
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
  { certificates }, { issuer: 'MAA=', certificates }, { issuer, certificates, hash: 'sha257' }, { issuer, serialNumbers: [5] },
  { issuer, serialNumbers: ['98d9'] }, { issuer, serialNumbers: [''] }, { issuer, serialNumbers: ['--5'] },
  { certIds: [{ hashAlgorithm: 'sha1', issuerNameHash: 'abc', issuerKeyHash: '', serialNumber: 5n }] },
]) {
  await assert.rejects(createRequest(mistake), TypeError);
}
await assert.rejects(createRequest({ certIds: [{ hashAlgorithm: 'sha1', issuerNameHash: 'ab', issuerKeyHash: '', serialNumber: 5n }] }),
  { code: 'wrong_length', field: 'issuerNameHash' });
await assert.rejects(createRequest({ issuer, certificates, hasher: () => new Uint8Array(5) }), TypeError);
for (const url of ['', 'ftp://a', 'http://a b', 'http://a#b', 'http://a\n']) {
  assert.throws(() => getUrl(url, nonce), TypeError);
}

// Calls that wait have nothing in common.
const together = await Promise.all(Array.from({ length: 20 }, (_, i) =>
  createRequest({ issuer, serialNumbers: [BigInt(i)], hash: ['sha1', 'sha256', 'sha512'][i % 3] })));
together.forEach((der, i) => assert.equal(parseRequest(der).requests[0].certId.serialNumber, String(i)));
const interrupting = (hash, data) => {
  parseCertificate(certificates[0]);
  return hasher(hash, data);
};
assert.deepEqual(await createRequest({ issuer, certificates, hasher: interrupting }), await createRequest({ issuer, certificates }));

// What is handed in by mistake.
assert.throws(() => parseResponse('MAMKAQY='), TypeError);
assert.throws(() => parseResponse(new Uint8Array(5), { tolerate: ['nonsense'] }), TypeError);
assert.throws(() => parseResponse(new Uint8Array(maxInput + 1)), RangeError);
const view = new DataView(new Uint8Array([9, 9, 0x30, 3, 10, 1, 6, 9]).buffer, 2, 5);
assert.deepEqual(parseResponse(view), { responseStatus: 'unauthorized', responseType: null, basic: null });


// What a caller's code changes while it is asked for the options.
const resizable = new ArrayBuffer(5, { maxByteLength: maxInput + 5 });
new Uint8Array(resizable).set([0x30, 3, 10, 1, 6]);
const growing = { *[Symbol.iterator]() { resizable.resize(maxInput + 1); } };
assert.throws(() => parseResponse(resizable, { tolerate: growing }), RangeError);

// A document that is too long is refused, and soon.
const huge = (count) => {
  const list = tlv(4, tlv(0x30, Buffer.alloc(2 * count, '3000', 'hex')));
  return tlv(0x30, tlv(0x30, Buffer.concat([Buffer.from('3000', 'hex'), tlv(0xa2, tlv(0x30, tlv(0x30, Buffer.concat([oid, list]))))])));
};
assert.throws(() => parseRequest(huge(6500000)), { name: 'RangeError', message: /^the document has \d+ characters, more than/ });

// require() gives a promise.
assert.deepEqual(Object.keys(await createRequire(import.meta.url)(resolve(folder, exports['.'].require.default))), Object.keys(ocspan));

const module = new WebAssembly.Module(readFileSync(join(folder, 'ocspan.wasm')));
assert.deepEqual(WebAssembly.Module.imports(module), []);
const called = readFileSync(join(folder, 'ocspan.js'), 'latin1').match(/wasm\.\w+/g).map((one) => one.slice(5));
assert.deepEqual(WebAssembly.Module.exports(module).map((one) => one.name).sort(), [...new Set(called)].sort());

console.log(`${name}: ${checked} passed, ${malformed} of them errors`);
