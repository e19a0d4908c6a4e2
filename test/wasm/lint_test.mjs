// ocspan/lint against the command: lint_test.mjs PACKAGE-FOLDER OCSPAN TESTDATA
// Every file of testdata, whole and cut off, with several options, must give the same document.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, command, testdata] = process.argv.slice(2);
const { exports } = JSON.parse(readFileSync(join(folder, 'package.json')));
const module = await import(pathToFileURL(resolve(folder, exports['./lint'].import.default)));
const { lint, lints, profiles } = module;

const filesBelow = (path) =>
  readdirSync(path).sort().flatMap((one) => {
    const file = join(path, one);
    return statSync(file).isDirectory() ? filesBelow(file) : [file];
  });

const work = mkdtempSync(join(tmpdir(), 'lint-'));
const inFile = (name, content) => {
  writeFileSync(join(work, name), content);
  return join(work, name);
};
const derOfPem = (name) =>
  execFileSync(command, ['certificate', '--to', 'der', join(testdata, 'openssl/certs', name)]);

const issuer = derOfPem('ca-rsa.pem');
const certificate = derOfPem('leaf-good.pem');
const previous = readFileSync(join(testdata, 'openssl/resp-good.der'));
const httpResponse = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nCache-Control: no-cache\r\n\r\n';
const httpRequest = 'POST / HTTP/1.1\r\nContent-Type: text/plain\r\n\r\n';
const every = Object.keys(profiles);

// What a CA has issued: many numbers of all lengths, and with them those of testdata.
const serials = ['0', '1001', '2001 2026-11-22T10:24:41Z', '00ffff 2017-03-05T00:00:00Z',
  ...Array.from({ length: 3000 }, (_, i) => (BigInt(i + 1) ** 13n).toString(16))];
const toSerial = (line) => {
  const [digits, time] = line.split(' ');
  return [`0x${digits}`, time];
};

// What the command is told, and the same in JavaScript.
const cases = [
  [[], {}],
  [['--profile', 'cabf-tls', '--serials', inFile('serials', serials.join('\n'))],
    { profiles: ['cabf-tls'], serials: serials.map(toSerial) }],
  [[...every.flatMap((name) => ['--profile', name]), '--at', '2024-03-05', '--issuer', inFile('issuer', issuer), '--cert',
    inFile('certificate', certificate), '--previous', inFile('previous', previous), '--http',
    inFile('asked', httpRequest), '--http', inFile('answered', httpResponse), '--took', '11.5'],
  { profiles: every, at: '2024-03-05', issuer, certificate, previous, httpRequest, httpResponse, took: 11.5 }],
  [['--profile', 'mozilla', '--only', 'response.certid_sha1,time.*', '--except', 'time.expired', '--at', '2024-03-05'],
    { profiles: ['mozilla'], only: ['response.certid_sha1', 'time.*'], except: ['time.expired'], at: '2024-03-05' }],
];

let checked = 0;
let found = 0;
async function compare(der, options, args) {
  const file = inFile('message', der);
  const { stdout } = spawnSync(command, ['lint', '--json', ...args, file]);
  const { input: name, form, ...expected } = JSON.parse(stdout);
  assert.equal(name, file);
  assert.equal(form, undefined);
  assert.equal(JSON.stringify(await lint(der, options)), JSON.stringify(expected));
  ++checked;
  found += expected.findings.length;
}

for (const file of filesBelow(testdata).filter((one) => one.endsWith('.der'))) {
  const der = readFileSync(file);
  for (const [args, options] of cases) {
    await compare(der, options, args);
  }
  await compare(der.subarray(0, der.length - 2), {}, []);
}
await compare(certificate, { profiles: ['cabf-tls'] }, ['--profile', 'cabf-tls']);

// What is not signed yet: the ResponseData of a response, which begins behind four headers and an OBJECT IDENTIFIER.
const { findings: [{ offset }] } = await lint(previous, { only: ['response.certid_sha1'] });
const events = execFileSync(command, ['dump', '--json', '-'], { input: previous }).toString().trim().split('\n')
  .map((line) => JSON.parse(line));
const tbs = events.find(({ path }) => path === 'tbsResponseData');
const data = previous.subarray(tbs.offset, tbs.offset + tbs.header + tbs.length);
await compare(data, { tbs: true }, ['--tbs']);
assert.equal((await lint(data, { only: ['response.certid_sha1'] })).findings[0].offset, offset - tbs.offset);

// What came by HTTP, as readInput() takes it apart: also as a request, as the URL of one, and packed in base64.
const { getUrl, maxInput, readInput } = await import(pathToFileURL(resolve(folder, exports['.'].import.default)));
const asked = readFileSync(join(testdata, 'openssl/req-sha1.der'));
const get = getUrl('http://a/b', asked).replace('http://a', 'GET ') + ' HTTP/1.1\r\nHost: a\r\n\r\n';
let inHeaders = 0;
for (const content of [Buffer.concat([Buffer.from(httpResponse), previous]), Buffer.concat([Buffer.from(httpRequest), asked]),
  Buffer.concat([Buffer.from('HTTP/1.1 100 Continue\r\n\r\n' + httpResponse), previous]), Buffer.from(get),
  Buffer.from(Buffer.concat([Buffer.from(httpResponse), previous]).toString('base64'))]) {
  const { stdout } = spawnSync(command, ['lint', '--json', '--profile', 'lightweight', '-'], { input: content });
  const { input: name, form, ...expected } = JSON.parse(stdout);
  inHeaders += expected.findings.filter(({ input }) => input?.startsWith('http')).length;
  expected.findings.forEach((finding) => delete finding.inputOffset);
  const [{ form: read, der, httpRequest: request, httpResponse: response }] = readInput(content);
  assert.equal(read, form);
  assert.deepEqual(await lint(der, { profiles: ['lightweight'], httpRequest: request, httpResponse: response }), expected);
}
assert(inHeaders > 5);

// More findings than there is room for at first.
const request = readFileSync(join(testdata, 'openssl/req-serial-zero.der'));
const requests = execFileSync(command, ['dump', '--json', '-'], { input: request }).toString().trim().split('\n')
  .map((line) => JSON.parse(line)).find(({ path }) => path === 'tbsRequest.requestList[0]');
const one = request.subarray(requests.offset, requests.offset + requests.header + requests.length);
const sequence = (content) => Buffer.concat([Buffer.from([0x30, 0x83, content.length >> 16, content.length >> 8 & 255,
  content.length & 255]), content]);
await compare(sequence(sequence(sequence(Buffer.concat(new Array(1500).fill(one))))), {}, []);

// Whatever is a list of serial numbers.
const unassigned = async (list) =>
  (await lint(previous, { profiles: ['cabf-tls'], only: ['cabf.good_unassigned'], serials: list })).counts.error;
assert.equal(await unassigned([0x1001n]), 0);
assert.equal(await unassigned(new Map([['4097', new Date()], ['0x7fff', undefined]])), 0);
assert.equal(await unassigned(new Set(['0x1001 (4097)'])), 0);
assert.equal(await unassigned([0x1000n, 0x100100n, 0x10n, 1n]), 1);
for (const wrong of [[-1n], ['1001x'], [4097], [[0x1001n, 'yesterday']], '1001', 5]) {
  await assert.rejects(unassigned(wrong), TypeError);
}

// A document that is too long is refused before there is one.
const short = Buffer.from('300e300c300306010004000400020100', 'hex'); // a Request with three findings
await assert.rejects(lint(sequence(sequence(sequence(Buffer.concat(new Array(350_000).fill(short)))))),
  { name: 'RangeError', message: /^the document has \d+ characters, more than/ });

// What a caller's code changes while it is asked for the options.
const resizable = new ArrayBuffer(5, { maxByteLength: maxInput + 1 });
if (resizable.resize) {
  const status = [0x30, 3, 10, 1, 6];
  const resizing = (size) => ({ *[Symbol.iterator]() { resizable.resize(size); } });
  new Uint8Array(resizable).set(status);
  await assert.rejects(lint(resizable, { only: resizing(maxInput + 1) }), RangeError);
  resizable.resize(5);
  assert.deepEqual(await lint(resizable, { serials: resizing(maxInput + 1) }),
    await lint(Uint8Array.from(status), { serials: [] }));
  resizable.resize(5);
  await assert.rejects(lint(resizable, { serials: resizing(0) }), TypeError);
} else {
  console.log('not tested: buffers of this Node do not grow');
}

// The types name what is there, and require() gives a promise.
const types = readFileSync(join(folder, exports['./lint'].import.types), 'utf8');
assert.deepEqual([...types.matchAll(/^export (?:function|class|const) (\w+)/gm)].map((match) => match[1]).sort(),
  Object.keys(module).sort());
assert.deepEqual([.../^export interface LintOptions \{\n(.*?)^\}/ms.exec(types)[1].matchAll(/^  (\w+)\?:/gm)]
  .map((match) => match[1]).sort(), /export async function lint\(der, \{(.*?)\} =/s.exec(
  readFileSync(join(folder, exports['./lint'].import.default), 'utf8'))[1].split(/,\s*/).map((name) => /\w+/.exec(name)?.[0])
  .filter((name) => name).sort());
const required = await createRequire(import.meta.url)(resolve(folder, exports['./lint'].require.default));
assert.deepEqual(Object.keys(required), Object.keys(module));

// The list, and what is refused.
const list = execFileSync(command, ['lint', '--list']).toString().trim().split('\n').map((line) => JSON.parse(line));
assert.deepEqual(lints, list);
const { options } = JSON.parse(execFileSync(command, ['--describe'])).verbs.find(({ name }) => name === 'lint');
assert.deepEqual(options.find(({ names }) => names.includes('--profile')).value.replace(',...', '').split('|'), every);
await assert.rejects(lint(previous, { profiles: ['x'] }), TypeError);
await assert.rejects(lint(previous, { only: ['x'] }), TypeError);
await assert.rejects(lint(previous, { except: ['x.*'] }), TypeError);
await assert.rejects(lint(previous, { took: -1 }), TypeError);
await assert.rejects(lint(new Uint8Array()), TypeError);
await assert.rejects(lint('text'), TypeError);

rmSync(work, { recursive: true });
assert(found > 1000);
console.log(`${checked} messages, ${found} findings`);
