// Reads inputs as the command has read them: forms.mjs PACKAGE-FOLDER CASES.json
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, file] = process.argv.slice(2);
const { parseCertificate, parseRequest, parseResponse, readInput } = await import(
  pathToFileURL(resolve(folder, 'ocspan.js')));
const parsers = { response: parseResponse, request: parseRequest, certificate: parseCertificate };

/** What the command says of a message, as far as the package does. */
function expectedOf({ error, ...document }) {
  if (error === undefined) {
    const { form = 'DER', ...rest } = document;
    return { form, document: rest };
  }
  const { code, offset, field, form, inputOffset, message } = error;
  return code === 'not_der'
    ? { problem: message.replace(/^not DER: /, '').replace(/ \(input: .*\)$/, '') }
    : { error: { code, offset, field }, ...(form && { form, inputOffset }) };
}

function readAs(kind, { form, der, problem, placeOf }) {
  if (problem !== null) {
    return { problem };
  }
  try {
    return { form, document: parsers[kind](der) };
  } catch ({ code, offset, field }) {
    return { error: { code, offset, field }, ...(form !== 'DER' && { form, inputOffset: placeOf(offset).offset }) };
  }
}

const noSignature = { signatureAlgorithm: null, signature: null, certificates: [] }; // which the package cannot tell

for (const { kind, input, lines } of JSON.parse(readFileSync(file))) {
  const bytes = Buffer.from(input, 'hex');
  const messages = readInput(bytes, { kind });
  const found = messages.map((message) => readAs(kind, message));
  for (const { form, document } of found) {
    if (form?.endsWith('ResponseData')) {
      Object.assign(document.basic, noSignature);
    }
  }
  assert.deepEqual(found, lines.map(expectedOf), bytes.toString('latin1').slice(0, 200));
  messages.forEach((message) => assert.equal(message.kind, message.problem === null ? kind : null));
  if (lines.every(({ error }) => error === undefined)) { // then nobody has to say what it is
    const all = readInput(bytes); // of an exchange both the request and the response
    const any = all.find((message) => message.kind === kind) ?? all[0];
    if (any.kind === 'basic') { // which is dumped as it is
      assert(kind === 'response' && Buffer.from(messages[0].der).includes(any.der));
    } else {
      assert.deepEqual([any.kind, any.form, any.der], [kind, messages[0].form, messages[0].der]);
    }
  }
}
