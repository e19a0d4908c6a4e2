// The JavaScript package against the command: package_test.mjs PACKAGE-FOLDER OCSPAN TESTDATA
// Every file of testdata, whole and damaged, must give the same document or the same error.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, command, testdata] = process.argv.slice(2);
const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json')));
const {
  OcspanError, createRequest, maxInput, parseCertificate, parseRequest, parseResponse, tolerances, wasm,
} = await import(pathToFileURL(resolve(folder, exports['.'].default)));

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

// Requests, as the command writes them.
const certificate = (file) => derOf(join(testdata, 'seed', file));
const issuerFile = 'rapidssl-sha256-ca-g3.pem';
const subjectFile = 'www.cryptography.io.pem';
const issuer = certificate(issuerFile);
const subject = certificate(subjectFile);
for (const hash of ['sha1', 'sha256', 'sha384', 'sha512']) {
  for (const nonce of [undefined, Buffer.from('00112233445566778899aabbccddeeff', 'hex')]) {
    const expected = run(['create-request', '--issuer', join(testdata, 'seed', issuerFile), '--cert',
      join(testdata, 'seed', subjectFile), '--hash', hash,
      ...(nonce ? ['--short-nonce', '--nonce', nonce.toString('hex')] : [])]);
    const written = await createRequest({ issuer, certificates: [subject], hash, nonce });
    assert.equal(Buffer.from(written).toString('hex'), expected.toString('hex'));
    ++checked;
  }
}
assert.equal(parseRequest(await createRequest({ issuer, certificates: [subject, issuer] })).requests.length, 2);
await assert.rejects(createRequest({ issuer, certificates: [] }), { code: 'missing', field: 'requestList' });
await assert.rejects(createRequest({ issuer, certificates: [subject], nonce: new Uint8Array(129) }), OcspanError);
await assert.rejects(createRequest({ issuer, certificates: [subject], hash: 'md5' }), TypeError);

// What is handed in by mistake.
assert.throws(() => parseResponse('MAMKAQY='), TypeError);
assert.throws(() => parseResponse(new Uint8Array(5), { tolerate: ['nonsense'] }), TypeError);
assert.throws(() => parseResponse(new Uint8Array(maxInput + 1)), RangeError);
const view = new DataView(new Uint8Array([9, 9, 0x30, 3, 10, 1, 6, 9]).buffer, 2, 5);
assert.deepEqual(parseResponse(view), { responseStatus: 'unauthorized', responseType: null, basic: null });

const module = new WebAssembly.Module(readFileSync(join(folder, 'ocspan.wasm')));
assert.deepEqual(WebAssembly.Module.imports(module), []);
assert(typeof wasm.ocspan_verify === 'function');

console.log(`${name}: ${checked} passed, ${malformed} of them errors`);
