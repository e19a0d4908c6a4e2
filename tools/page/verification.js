// Whether a response may be believed, step by step.
import { OcspanError, parseCertificate, readInput, verify } from './ocspan.js';
import { element, timeOf } from './words.js';

const signers = { issuer: 'the issuer itself', delegated: 'a responder that the issuer has authorised' };

// The checks in their order: the steps at which each may fail, what it asks, and what was found.
const checks = [
  [/^not_successful$/, 'The responder answers'],
  [/^(wrong_issuer|unsupported_hash|no_answer)$/, 'The answer is about this certificate of this issuer'],
  [/^certificate_bad_signature$/, 'The issuer has signed the certificate', ({ subject }) => subject === undefined && 'no certificate was given'],
  [/^(no_signer|signer_.*|too_many_signers)$/, 'Its signer may sign it', ({ signer }) => signers[signer]],
  [/^(bad_signature|(unsupported|weak)_signature_algorithm)$/, 'Its signature is valid', ({ signerName }) => signerName],
  [/^critical_extension$/, 'Its critical extensions are understood'],
  [/^/, 'It is fresh', ({ usableUntil }) => usableUntil && ['usable until ', timeOf(usableUntil)]],
];

/** The certificates in a file or a text; throws an Error that says why there are none. */
export function readCertificates(input) {
  return readInput(input, { kind: 'certificate', tolerate: ['all'] }).map(({ der, problem }) => {
    if (problem !== null) {
      throw new Error(problem);
    }
    const { subject } = parseCertificate(der, { tolerate: ['all'] });
    return { der, name: /(?:^|,)CN=((?:\\.|[^,\\])+)/.exec(subject)?.[1] ?? subject };
  });
}

/**
 * Verifies a response by the first of the issuers and subjects with which there is an answer. Without subjects the answer
 * with that serial number is meant. Resolves to what verify() does, with the issuer and the subject.
 */
export async function verifyBy({ der, issuers, subjects, responders, serialNumber, at, tolerate }) {
  let first;
  for (const issuer of issuers) {
    for (const subject of subjects.length ? subjects : [undefined]) {
      let result;
      try {
        result = await verify(der, { issuer: issuer.der, certificates: responders.map((one) => one.der), tolerate, ...(at && { at }),
          ...(subject ? { certificate: subject.der } : { serialNumber }) });
      } catch (error) {
        if (!(error instanceof OcspanError)) {
          throw error;
        }
        result = { verdict: 'untrusted', step: error.code, message: error.message, offset: null };
      }
      const found = { ...result, issuer, subject };
      if (!/^(wrong_issuer|no_answer)$/.test(result.step)) {
        return found;
      }
      first ??= found;
    }
  }
  return first;
}

/** The index of the check that has failed. */
function failedCheck({ step, input, field }) {
  if (step === null) {
    return checks.length;
  }
  if (/_signature_algorithm$/.test(step)) { // of one of three signatures
    return input === 'certificate' ? 2 : input === 'addedCertificate' || field?.startsWith('certs') ? 3 : 4;
  }
  return checks.findIndex(([steps]) => steps.test(step));
}

/** The rows of the list of checks. `show(byte)` shows where one has failed. */
export function stepsOf(result, show) {
  const failed = failedCheck(result);
  return checks.map(([, text, findingOf], i) => {
    const isSkipped = i > failed || (i === 2 && result.subject === undefined && failed !== i);
    const state = isSkipped ? 'skipped' : i < failed ? 'passed' : 'failed';
    const finding = i === failed ? result.message : i > failed ? 'not checked' : findingOf?.(result);
    const row = element('li', { class: state }, element('span', { class: 'mark', role: 'img', 'aria-label': state }),
      element('span', {}, text, ...(finding ? [': ', ...[finding].flat()] : []), ' '));
    if (i === failed && result.offset !== null) {
      const button = element('button', { type: 'button' }, `byte ${result.offset}`);
      button.addEventListener('click', () => show(result.offset));
      row.append(button);
    }
    return row;
  });
}
