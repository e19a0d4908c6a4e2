// The line protocol of the corpus, for harnesses in JavaScript.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export const reasons = ['unspecified', 'keyCompromise', 'cACompromise', 'affiliationChanged', 'superseded',
  'cessationOfOperation', 'certificateHold', null, 'removeFromCRL', 'privilegeWithdrawn', 'aACompromise'];
export const statuses = ['successful', 'malformedRequest', 'internalError', 'tryLater', null, 'sigRequired',
  'unauthorized'];

export const most = 1000; // elements of a list that are shown: a case that measures the peer must not measure JSON

export const hex = (bytes) => Buffer.from(bytes).toString('hex');
export const time = (date) => (date ? date.toISOString().replace('.000Z', 'Z') : null);
export const base64 = (text) => (text === undefined ? undefined : Buffer.from(text, 'base64'));

/**
 * @param hello the members of the first line but ops and clock
 * @param operations from op to a function of the message and the inputs that returns the answer's members; what it throws
 *   refuses the message, in the peer's own words
 */
export async function run(hello, operations) {
  for await (const line of createInterface({ input: process.stdin })) {
    const { hello: first, id, op, input, inputs } = JSON.parse(line);
    let answer = { clock: 'input', hashes: [], signatures: [], ...hello, ops: Object.keys(operations) };
    if (!first) {
      const begin = process.hrtime.bigint();
      try {
        answer = await operations[op](base64(input), inputs);
      } catch (error) {
        answer = { verdict: op === 'verify' ? 'untrusted' : 'reject', detail: String(error) };
      }
      answer = { id, ...answer, ns: Number(process.hrtime.bigint() - begin) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}

/** The version of a package. */
export function version(name) {
  return JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url))).version;
}
