// The npm package ocsp, with its ASN.1 of asn1.js-rfc2560. It has one word for all that is wrong, and for revoked.
import ocsp from 'ocsp';
import rfc2560 from 'asn1.js-rfc2560';
import { base64, hex, most, run, time, version } from './limbo.mjs';

// Its own words where they differ.
const statuses = { malformed_request: 'malformedRequest', internal_error: 'internalError', try_later: 'tryLater',
  sig_required: 'sigRequired' };
const date = (number) => (number === undefined || number === null ? null : time(new Date(number)));

// Decimal takes long for what is long.
function twosComplement(number) {
  const size = Math.floor(number.bitLength() / 8) + 1;
  return hex(number.toTwos(8 * size).toArrayLike(Buffer, 'be', size));
}

function certId(id) {
  return { hashAlgorithm: { oid: id.hashAlgorithm.algorithm.join('.') }, issuerNameHash: hex(id.issuerNameHash),
    issuerKeyHash: hex(id.issuerKeyHash), serialNumberHex: twosComplement(id.serialNumber) };
}

function single(one) {
  const { type, value } = one.certStatus;
  return { certId: certId(one.certId), certStatus: type,
    revocationTime: type === 'revoked' ? date(value.revocationTime) : null,
    revocationReason: type === 'revoked' ? value.revocationReason ?? null : null,
    thisUpdate: date(one.thisUpdate), nextUpdate: date(one.nextUpdate) };
}

function parseResponse(message) {
  const { responseStatus } = rfc2560.OCSPResponse.decode(message, 'der');
  const fields = { responseStatus: statuses[responseStatus] ?? responseStatus, basic: null };
  if (responseStatus === 'successful') {
    const basic = ocsp.utils.parseResponse(message).value; // which refuses all but successful ones
    const data = basic.tbsResponseData;
    fields.basic = { producedAt: date(data.producedAt), responses: data.responses.slice(0, most).map(single),
      signatureAlgorithm: { oid: basic.signatureAlgorithm.algorithm.join('.') }, signature: hex(basic.signature.data) };
  }
  return { verdict: 'accept', fields };
}

function parseRequest(message) {
  const { tbsRequest } = rfc2560.OCSPRequest.decode(message, 'der');
  return { verdict: 'accept', fields: { requests: tbsRequest.requestList.slice(0, most).map((one) => ({ certId: certId(one.reqCert) })) } };
}

function verify(message, inputs) {
  if (!inputs.certificate || inputs.nonce || inputs.policy || inputs.extra_certificates) {
    return { verdict: 'skip', detail: 'needs a certificate; has no nonce, no policy, no other certificates' };
  }
  const request = ocsp.request.generate(base64(inputs.certificate), base64(inputs.issuer));
  return new Promise((resolve) => {
    ocsp.verify({ request, response: message }, (error, status) => {
      const said = /^OCSP Status: (revoked|unknown)$/.exec(error?.message);
      resolve({ verdict: said ? said[1] : error ? 'untrusted' : status.type, detail: error ? String(error) : undefined });
    });
  });
}

await run({ peer: 'ocsp', version: version('ocsp'), clock: 'system', features: ['multi', 'nonce', 'time-input'] },
  { parse_response: parseResponse, parse_request: parseRequest, verify });
