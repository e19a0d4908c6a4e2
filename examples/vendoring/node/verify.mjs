// Verifies a response: node verify.mjs ISSUER.pem CERTIFICATE.pem RESPONSE.der SECONDS-SINCE-1970. Prints the verdict.
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { verify } from 'ocspan';

const [issuer, certificate, response] = process.argv.slice(2, 5).map((path) => readFileSync(path));
try {
  const { verdict } = await verify(response, {
    issuer: new X509Certificate(issuer).raw,
    certificate: new X509Certificate(certificate).raw,
    at: new Date(1000 * process.argv[5]).toISOString().replace('.000', ''),
  });
  console.log(verdict);
  process.exitCode = verdict === 'good' ? 0 : 1;
} catch (error) {
  console.log('malformed');
  process.exitCode = 1;
}
