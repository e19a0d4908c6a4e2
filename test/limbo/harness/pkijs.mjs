// PKI.js. Its verify() and getCertificateStatus() decide, and then the times, which it leaves to its caller.
import { webcrypto } from 'node:crypto';
import * as pkijs from 'pkijs';
import { base64, hex, most, reasons, run, statuses, time, version } from './limbo.mjs';

pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto }));

const oid = (algorithm) => ({ oid: algorithm.algorithmId });
const extensions = (list) => (list ?? []).slice(0, most).map((one) => (
  { oid: one.extnID, critical: one.critical, value: hex(one.extnValue.valueBlock.valueHexView) }));

function certId(id) {
  return { hashAlgorithm: oid(id.hashAlgorithm), issuerNameHash: hex(id.issuerNameHash.valueBlock.valueHexView),
    issuerKeyHash: hex(id.issuerKeyHash.valueBlock.valueHexView),
    serialNumberHex: hex(id.serialNumber.valueBlock.valueHexView) };
}

function single(one) {
  const status = ['good', 'revoked', 'unknown'][one.certStatus.idBlock.tagNumber];
  const [when, why] = status === 'revoked' ? one.certStatus.valueBlock.value : [];
  return { certId: certId(one.certID), certStatus: status, revocationTime: time(when?.toDate()),
    revocationReason: why ? reasons[why.valueBlock.value[0].valueBlock.valueDec] : null, thisUpdate: time(one.thisUpdate),
    nextUpdate: time(one.nextUpdate), extensions: extensions(one.singleExtensions) };
}

function basicOf(response) {
  if (response.responseBytes?.responseType !== pkijs.id_PKIX_OCSP_Basic) {
    throw new Error('no basic response');
  }
  return pkijs.BasicOCSPResponse.fromBER(response.responseBytes.response.valueBlock.valueHexView);
}

function parseResponse(message) {
  const response = pkijs.OCSPResponse.fromBER(message);
  const status = response.responseStatus.valueBlock.valueDec;
  const fields = { responseStatus: statuses[status], basic: null };
  if (status === 0) {
    const basic = basicOf(response);
    const data = basic.tbsResponseData;
    fields.basic = {
      responderId: data.responderID instanceof pkijs.RelativeDistinguishedNames
        ? { byNameDer: hex(data.responderID.toSchema().toBER()) }
        : { byKey: hex(data.responderID.valueBlock.valueHexView) },
      producedAt: time(data.producedAt), responses: data.responses.slice(0, most).map(single),
      extensions: extensions(data.responseExtensions), signatureAlgorithm: oid(basic.signatureAlgorithm),
      signature: hex(basic.signature.valueBlock.valueHexView),
      certificates: (basic.certs ?? []).slice(0, most).map((one) => hex(one.toSchema(true).toBER())) };
  }
  return { verdict: 'accept', fields };
}

function parseRequest(message) {
  const { tbsRequest } = pkijs.OCSPRequest.fromBER(message);
  return { verdict: 'accept', fields: {
    requests: tbsRequest.requestList.slice(0, most).map((one) => (
      { certId: certId(one.reqCert), extensions: extensions(one.singleRequestExtensions) })),
    extensions: extensions(tbsRequest.requestExtensions) } };
}

async function verify(message, inputs) {
  if (!inputs.certificate || inputs.nonce || inputs.policy) {
    return { verdict: 'skip', detail: 'needs a certificate; compares no nonce; has no policy' };
  }
  const certificates = (list) => (list ?? []).map((one) => pkijs.Certificate.fromBER(base64(one)));
  const [issuer, certificate] = certificates([inputs.issuer, inputs.certificate]);
  const response = pkijs.OCSPResponse.fromBER(message);
  if (response.responseStatus.valueBlock.valueDec !== 0) {
    return { verdict: 'untrusted', detail: statuses[response.responseStatus.valueBlock.valueDec] };
  }
  const basic = basicOf(response);
  basic.certs = [...(basic.certs ?? []), issuer]; // as verify() of the whole response does
  if (!await basic.verify({ trustedCerts: [issuer], issuerCerts: [issuer, ...certificates(inputs.extra_certificates)],
    trustedResponders: certificates(inputs.trusted_responders) })) {
    return { verdict: 'untrusted', detail: 'verify() is false' };
  }
  const found = await basic.getCertificateStatus(certificate, issuer);
  const now = new Date(inputs.time);
  if (!found.isForCertificate) {
    return { verdict: 'untrusted', detail: 'isForCertificate is false' };
  }
  if (basic.tbsResponseData.responses.some((one) => one.thisUpdate > now || (one.nextUpdate && one.nextUpdate < now))) {
    return { verdict: 'untrusted', detail: 'outside thisUpdate and nextUpdate' };
  }
  return { verdict: ['good', 'revoked', 'unknown'][found.status] };
}

await run({ peer: 'pkijs', version: version('pkijs'), clock: 'system',
  features: ['multi', 'signed-request', 'nonce', 'trusted-responder', 'time-input', 'pss', 'sha256-certid'] },
{ parse_response: parseResponse, parse_request: parseRequest, verify });
