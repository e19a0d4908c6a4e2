// Makes calls in Node: node_calls.mjs PACKAGE-FOLDER CALLS.json, with WebCrypto, and then with functions of one's own.
import { constants, createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { failuresOf } from './calls.mjs';

const [folder, file] = process.argv.slice(2);
const ocspan = await import(pathToFileURL(resolve(folder, 'ocspan.js')));
const calls = JSON.parse(readFileSync(file));

// By the name of the algorithm: the type of the key, and the hash.
const algorithms = [
  [/^(sha\d+)WithRSAEncryption$/, 'rsa'],
  [/^(RSASSA-PSS)$/, 'rsa'],
  [/^ecdsa-with-(SHA\d+)$/, 'ec'],
  [/^dsa-with-(sha\d+)$/, 'dsa'],
  [/^(Ed25519)$/, 'ed25519'],
  [/^(Ed448)$/, 'ed448'],
];

const verifierOf = ({ acceptWeak }) => ({ algorithm, key: spki, message, signature }) => {
  const [pattern, type] = algorithms.find(([one]) => one.test(algorithm.name)) ?? [];
  let key;
  try {
    key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch {
    return 'unsupported';
  }
  if (key.asymmetricKeyType !== type) {
    return 'unsupported';
  }
  const isPss = algorithm.name === 'RSASSA-PSS';
  const named = isPss ? algorithm.decoded.hashAlgorithm.name : pattern.exec(algorithm.name)[1].toLowerCase();
  const hash = named.startsWith('sha') ? named : null; // else the algorithm has its own
  const padding = isPss
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: Number(algorithm.decoded.saltLength) } : {};
  if (!verify(hash, message, { key, ...padding }, signature)) {
    return 'invalid';
  }
  const isWeak = hash === 'sha1' || key.asymmetricKeyDetails.modulusLength < 2048;
  return isWeak && !acceptWeak ? 'weak' : 'valid';
};
const hasher = (hash, data) => createHash(hash).update(data).digest();

const failures = [
  ...await failuresOf(ocspan, calls, ['more hashes', 'more algorithms']),
  ...await failuresOf(ocspan, calls, [], (options) => ({ hasher, verifier: verifierOf(options) })),
];
console.log(failures.join('\n'));
process.exitCode = failures.length === 0 ? 0 : 1;
