// What people read: times, serial numbers, what a message says.

/** An element with attributes and text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, value);
  }
  made.append(...children);
  return made;
}

const units = [['year', 31557600], ['month', 2629800], ['day', 86400], ['hour', 3600], ['minute', 60]];
const relative = new Intl.RelativeTimeFormat('en');

/** "9 days ago", "in 2 hours". */
export function fromNow(time) {
  const seconds = (new Date(time) - Date.now()) / 1000;
  const [unit, size] = units.find(([, one]) => Math.abs(seconds) >= one) ?? ['second', 1];
  return relative.format(Math.trunc(seconds / size), unit);
}

export const count = (number, noun) => `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;

/** A time as a <time>, with how far it is from now. */
export function timeOf(time, { mustLast = false } = {}) {
  const isOver = mustLast && new Date(time) < Date.now();
  const text = `${time.slice(0, 10)} ${time.slice(11, 16)}`;
  return element('time', { datetime: time, title: `${time.replace('T', ' ').replace('Z', '')} UTC`,
    class: isOver ? 'over' : '' }, `${text} UTC, ${fromNow(time)}`);
}

/** "0x1001 (4097)", as the command prints it. */
export function serialOf({ serialNumberHex }) {
  const number = BigInt.asIntN(4 * serialNumberHex.length, BigInt(`0x${serialNumberHex || 0}`));
  const digits = (number < 0n ? -number : number).toString(16);
  const sign = number < 0n ? '-' : '';
  return `${sign}0x${digits.padStart(digits.length + digits.length % 2, '0')} (${number})`;
}

const nonceOf = (extensions) => extensions.find(({ name }) => name === 'nonce')?.decoded?.nonce;

function factsOfResponse({ responseStatus, basic }, index) {
  if (basic === null) {
    return { status: responseStatus, facts: [['meaning', 'the responder gives no answer']] };
  }
  const single = basic.responses[index];
  const { byName, byKey } = basic.responderId;
  const nonce = nonceOf(basic.extensions);
  return {
    status: single ? `says: ${single.certStatus}` : 'says nothing',
    facts: [
      ...(single ? [
        ['serial number', serialOf(single.certId)],
        ...(single.revocationTime ? [['revoked', timeOf(single.revocationTime)]] : []),
        ...(single.revocationReason ? [['reason', single.revocationReason]] : []),
        ['this update', timeOf(single.thisUpdate)],
        ['next update', single.nextUpdate ? timeOf(single.nextUpdate, { mustLast: true }) : 'not given'],
      ] : []),
      ['responder', byName ?? `key ${byKey}`],
      ['signature', basic.signatureAlgorithm.name ?? basic.signatureAlgorithm.oid],
      ...(nonce ? [['nonce', nonce]] : []),
    ],
  };
}

function factsOfRequest({ requests, requestorName, extensions, signature }) {
  const nonce = nonceOf(extensions);
  return {
    status: `asks about ${count(requests.length, 'certificate')}`,
    facts: [
      ...requests.slice(0, 3).map(({ certId }) => ['serial number', serialOf(certId)]),
      ...(requestorName ? [['requestor', requestorName.value]] : []),
      ['nonce', nonce ?? 'none'],
      ['signature', signature ? signature.algorithm.name ?? signature.algorithm.oid : 'none'],
    ],
  };
}

function factsOfCertificate(certificate) {
  return {
    status: 'certificate',
    facts: [
      ['subject', certificate.subject || 'empty'],
      ['issuer', certificate.issuer],
      ['serial number', serialOf(certificate)],
      ['not before', timeOf(certificate.notBefore)],
      ['not after', timeOf(certificate.notAfter, { mustLast: true })],
      ['signature', certificate.signatureAlgorithm.name ?? certificate.signatureAlgorithm.oid],
      ...(certificate.ocspUrl ? [['OCSP responder', certificate.ocspUrl]] : []),
    ],
  };
}

/** What a message says, in one phrase and in facts; of a response what its answer with that index does. */
export function summaryOf(document, index) {
  const { status, facts } = document.responseStatus ? factsOfResponse(document, index)
    : document.requests ? factsOfRequest(document) : factsOfCertificate(document);
  return { status, facts: document.tolerated ? [...facts, ['tolerated', document.tolerated.join(', ')]] : facts };
}
