// @peculiar/asn1-ocsp: reads, the basic response in a second step.
import ocsp from '@peculiar/asn1-ocsp';
import schema from '@peculiar/asn1-schema';
import { hex, most, reasons, run, statuses, time, version } from './limbo.mjs';

const { AsnConvert } = schema;
const parse = (bytes, type) => AsnConvert.parse(bytes, type);
const octets = (one) => hex(one.buffer ?? one);
const extensions = (list) => Array.from(list ?? []).slice(0, most).map((one) => (
  { oid: one.extnID, critical: one.critical, value: octets(one.extnValue) }));

function certId(id) {
  return { hashAlgorithm: { oid: id.hashAlgorithm.algorithm }, issuerNameHash: octets(id.issuerNameHash),
    issuerKeyHash: octets(id.issuerKeyHash), serialNumberHex: hex(id.serialNumber) };
}

function single(one) {
  const { revoked } = one.certStatus;
  return { certId: certId(one.certID),
    certStatus: revoked ? 'revoked' : ['good', 'unknown'].find((name) => one.certStatus[name] === null),
    revocationTime: time(revoked?.revocationTime),
    revocationReason: revoked?.revocationReason ? reasons[revoked.revocationReason.reason] : null,
    thisUpdate: time(one.thisUpdate), nextUpdate: time(one.nextUpdate), extensions: extensions(one.singleExtensions) };
}

function parseResponse(message) {
  const response = parse(message, ocsp.OCSPResponse);
  const fields = { responseStatus: statuses[response.responseStatus], basic: null };
  if (response.responseStatus === ocsp.OCSPResponseStatus.successful) {
    if (response.responseBytes?.responseType !== ocsp.id_pkix_ocsp_basic) {
      throw new Error('no basic response');
    }
    const basic = parse(response.responseBytes.response.buffer, ocsp.BasicOCSPResponse);
    const data = basic.tbsResponseData;
    fields.basic = {
      responderId: data.responderID.byKey ? { byKey: octets(data.responderID.byKey) }
        : { byNameDer: hex(AsnConvert.serialize(data.responderID.byName)) },
      producedAt: time(data.producedAt), responses: Array.from(data.responses).slice(0, most).map(single),
      extensions: extensions(data.responseExtensions), signatureAlgorithm: { oid: basic.signatureAlgorithm.algorithm },
      signature: hex(basic.signature), certificates: (basic.certs ?? []).slice(0, most).map((one) => hex(AsnConvert.serialize(one))) };
  }
  return { verdict: 'accept', fields };
}

function parseRequest(message) {
  const { tbsRequest } = parse(message, ocsp.OCSPRequest);
  return { verdict: 'accept', fields: {
    requests: Array.from(tbsRequest.requestList).slice(0, most).map((one) => (
      { certId: certId(one.reqCert), extensions: extensions(one.singleRequestExtensions) })),
    extensions: extensions(tbsRequest.requestExtensions) } };
}

await run({ peer: 'peculiar', version: version('@peculiar/asn1-ocsp'),
  features: ['multi', 'signed-request', 'nonce', 'pss', 'eddsa', 'ml-dsa', 'sha256-certid'] },
{ parse_response: parseResponse, parse_request: parseRequest });
