// What somebody does who has installed the package: the same in Node, by import and by require(), and in browsers.

const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Uses the package and its linter on the files of install_test.py, which are bytes by their names. */
export async function use(ocspan, { lint, lints }, files) {
  const { createRequest, events, OcspanError, parseRequest, readInput, tolerances, verify } = ocspan;
  const [{ form, kind, der: issuer }] = readInput(files.issuer);
  const [{ der: certificate }] = readInput(files.certificate);
  const [{ der: response }] = readInput(files.response);
  const options = { issuer, certificate, at: '2026-11-23T00:00:00Z' };
  const byCertificate = await createRequest({ issuer, certificates: [certificate] });
  const { certId: { issuerNameHash, issuerKeyHash, serialNumber } } = parseRequest(byCertificate).requests[0];
  let refused;
  try {
    parseRequest(response);
  } catch (error) {
    refused = error instanceof OcspanError && error.code;
  }
  return {
    form,
    kind,
    refused,
    tolerances: Object.keys(tolerances),
    request: toHex(byCertificate),
    byHashes: toHex(await createRequest({ certIds: [{ issuerNameHash, issuerKeyHash, serialNumber }] })),
    verification: await verify(response, options),
    events: events(response),
    lints: lints.length,
    findings: await lint(response, { ...options, profiles: ['cabf-tls'], serials: [0x1001n] }),
  };
}
