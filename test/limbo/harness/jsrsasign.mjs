// jsrsasign: reads, from hexadecimal.
import { KJUR } from 'jsrsasign';
import { hex, most, run, statuses, version } from './limbo.mjs';

const parser = new KJUR.asn1.ocsp.OCSPParser();

// "20350101000000Z"
const time = (text) => (text === undefined ? null
  : text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

const certId = (id) => ({ issuerNameHash: id.issname, issuerKeyHash: id.isskey, serialNumberHex: id.sbjsn });

function single(one) {
  return { certId: certId(one.certid), certStatus: one.status.status,
    revocationTime: time(one.status.time), thisUpdate: time(one.thisupdate), nextUpdate: time(one.nextupdate) };
}

function parseResponse(message) {
  const response = parser.getOCSPResponse(hex(message));
  const status = response.resstatus ?? 0; // it is there in an error only
  const fields = { responseStatus: statuses[status], basic: null };
  if (status === 0) {
    const responder = response.respid.key ? { byKey: response.respid.key } : {};
    fields.basic = { responderId: responder, producedAt: time(response.prodat), responses: response.array.slice(0, most).map(single),
      signature: response.sighex, certificates: (response.certs ?? []).slice(0, most) };
  }
  return { verdict: 'accept', fields };
}

function parseRequest(message) {
  const request = parser.getOCSPRequest(hex(message));
  return { verdict: 'accept', fields: { requests: request.array.slice(0, most).map((one) => ({ certId: certId(one) })) } };
}

await run({ peer: 'jsrsasign', version: version('jsrsasign'), features: ['multi', 'nonce', 'pss', 'sha256-certid'] },
  { parse_response: parseResponse, parse_request: parseRequest });
