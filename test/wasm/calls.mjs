// Makes the calls of verify_test.py, in Node and in browsers, and looks at what comes of them.

const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (digits) => parseInt(digits, 16));

/** An argument, in which {"hex"} stands for bytes. */
function toArgument(json) {
  if (Array.isArray(json)) {
    return json.map(toArgument);
  }
  if (json === null || typeof json !== 'object') {
    return json;
  }
  return 'hex' in json ? fromHex(json.hex)
    : Object.fromEntries(Object.entries(json).map(([key, value]) => [key, toArgument(value)]));
}

async function outcome(ocspan, call, args) {
  try {
    const result = await ocspan[call](...args);
    return result instanceof Uint8Array ? { hex: toHex(result) } : result;
  } catch (error) {
    if (!(error instanceof ocspan.OcspanError)) {
      return { exception: String(error) };
    }
    const { code, offset, field } = error;
    return { error: { code, offset, field } };
  }
}

const isUnsupported = ({ step }) => step === 'unsupported_hash' || step === 'unsupported_signature_algorithm';

/** The members in which two objects differ. */
function difference(found, expected) {
  const keys = Object.keys({ ...found, ...expected });
  return keys.filter((key) => JSON.stringify(found[key]) !== JSON.stringify(expected[key]))
    .map((key) => `${key} ${JSON.stringify(found[key])}, not ${JSON.stringify(expected[key])}`).join('; ')
    || 'the order of the members';
}

/**
 * What is wrong, a line for each call. `options(of)` gives further options, to those of the call. `lacking` are the
 * needs that cannot be met: a call that has one of them may end in unsupported.
 */
export async function failuresOf(ocspan, calls, lacking, options = () => ({})) {
  const failures = [];
  for (const { name, call, args: given, expected, needs } of calls) {
    const args = given.map(toArgument);
    const last = args.at(-1);
    if (call !== 'parseResponse') {
      args[args.length - 1] = { ...last, ...options(last) };
    }
    const found = await outcome(ocspan, call, args);
    const isSame = JSON.stringify(found) === JSON.stringify(expected);
    const mayFail = needs.some((one) => lacking.includes(one));
    if (!isSame && !(mayFail && isUnsupported(found))) {
      failures.push(`${name}: ${difference(found, expected)}`);
    }
  }
  return failures;
}
