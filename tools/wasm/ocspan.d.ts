/** Hexadecimal digits, lower case. */
export type Hex = string;
/** A time in UTC: "2018-08-30T11:15:00Z". */
export type Time = string;

/** An OBJECT IDENTIFIER, and the name that the library has for it, if any. */
export interface Oid {
  oid: string;
  name: string | null;
}

export interface AlgorithmIdentifier extends Oid {
  /** The whole value: a NULL is "0500". */
  parameters: Hex | null;
  /** The fields of RSASSA-PSS-params; only RSASSA-PSS has them. */
  decoded?: {
    hashAlgorithm: Oid;
    maskGenAlgorithm: Oid;
    maskGenHashAlgorithm: Oid | null;
    saltLength: string | null;
    trailerField: string | null;
  };
  /** Present only if the algorithm's RFC does not allow these parameters. */
  standardParameters?: false;
}

/** A name of the kind that `type` says, such as "directoryName"; `der` is the whole value. */
export interface GeneralName {
  type: string;
  value: string;
  der: Hex;
}

/** An extension; `value` is the contents of extnValue. */
export interface Extension extends Oid {
  critical: boolean;
  value: Hex;
  /** The fields if the type is known; `{error}` if the value is malformed; null if the type is not known. */
  decoded: { error: ErrorFields } | Record<string, unknown> | null;
}

/** A certificate, by hashes of its issuer and its serial number (RFC 6960 4.1.1). */
export interface CertId {
  hashAlgorithm: Oid;
  issuerNameHash: Hex;
  issuerKeyHash: Hex;
  /** In decimal; null if it is too long for that. */
  serialNumber: string | null;
  /** The contents octets of the serial number, in two's complement. */
  serialNumberHex: Hex;
}

/** What a response says of one certificate; nobody has verified it. */
export interface SingleResponse {
  certId: CertId;
  certStatus: 'good' | 'revoked' | 'unknown';
  revocationTime: Time | null;
  revocationReason: string | null;
  thisUpdate: Time;
  nextUpdate: Time | null;
  extensions: Extension[];
}

/** The body of a successful response (RFC 6960 4.2.1). */
export interface BasicOcspResponse {
  version: 1;
  responderId: { byName: string; byNameDer: Hex } | { byKey: Hex };
  producedAt: Time;
  responses: SingleResponse[];
  extensions: Extension[];
  signatureAlgorithm: AlgorithmIdentifier;
  signature: Hex;
  tbsResponseData: Hex;
  /** Each the DER of one certificate. */
  certificates: Hex[];
}

/** A response (RFC 6960 4.2.1). Its signature is not verified. */
export interface OcspResponse {
  responseStatus: 'successful' | 'malformedRequest' | 'internalError' | 'tryLater' | 'sigRequired' | 'unauthorized';
  responseType: string | null;
  /** null unless successful. */
  basic: BasicOcspResponse | null;
  tolerated?: Tolerance[];
}

/** A request (RFC 6960 4.1.1). Its signature is not verified. */
export interface OcspRequest {
  version: 1;
  requestorName: GeneralName | null;
  requests: { certId: CertId; extensions: Extension[] }[];
  extensions: Extension[];
  signature: { algorithm: AlgorithmIdentifier; signature: Hex; certificates: Hex[] } | null;
  tolerated?: Tolerance[];
}

/** A certificate (RFC 5280 4.1). Its signature is not verified. */
export interface Certificate {
  version: 1 | 2 | 3;
  serialNumber: string | null;
  serialNumberHex: Hex;
  signatureAlgorithm: AlgorithmIdentifier;
  /** As in RFC 4514. */
  issuer: string;
  issuerDer: Hex;
  notBefore: Time;
  notAfter: Time;
  subject: string;
  subjectDer: Hex;
  subjectPublicKeyInfo: { algorithm: AlgorithmIdentifier; der: Hex; publicKey: Hex };
  extensions: Extension[];
  ocspUrl: string | null;
  ocspUrls: string[] | null;
  caIssuersUrl: string | null;
  issuerUniqueID: Hex | null;
  subjectUniqueID: Hex | null;
  tbsSignatureAlgorithm: AlgorithmIdentifier;
  signature: Hex;
  tbsCertificate: Hex;
  tolerated?: Tolerance[];
}

/** What is wrong with the input, in which field and where. */
export interface ErrorFields {
  code: string;
  /** Of the byte in the input, counted from 0. */
  offset: number;
  /** The path of the field: "tbsResponseData.responses[3].certID.serialNumber". */
  field: string;
  message: string;
  /** Which input it is, where there are several: "issuer", "certificates[3]"; absent where there is one. */
  input?: string;
}

/**
 * Thrown if an input is malformed, if the request cannot be written, if a certificate is not the issuer's
 * ("wrong_issuer"), and if a request does not ask about the certificate in question ("not_asked").
 */
export class OcspanError extends Error implements ErrorFields {
  constructor(error: ErrorFields);
  code: string;
  offset: number;
  field: string;
  input?: string;
}

/** A deviation from DER and the RFCs that can be tolerated. */
export type Tolerance =
  | 'explicit_default'
  | 'response_bytes_in_error'
  | 'empty_extensions'
  | 'time_forms'
  | 'unsorted_set'
  | 'integer_not_minimal';
/** The flag of each tolerance. */
export const tolerances: Readonly<Record<Tolerance | 'all', number>>;
/** The longest input in bytes. A longer one is a RangeError. */
export const maxInput: number;
/** The longest document in characters of JSON. A message whose document would be longer is a RangeError. */
export const maxDocument: number;

export interface Options {
  /** Deviations to let pass; by default none. */
  tolerate?: (Tolerance | 'all')[];
}

/** The bytes of the input; they are copied. */
export type Input = ArrayBufferLike | ArrayBufferView;

/** Reads the DER of an OCSPResponse. Does not check its signature. Throws OcspanError. */
export function parseResponse(der: Input, options?: Options): OcspResponse;
/** Reads the DER of an OCSPRequest. Throws OcspanError. */
export function parseRequest(der: Input, options?: Options): OcspRequest;
/** Reads the DER of a certificate. Throws OcspanError. */
export function parseCertificate(der: Input, options?: Options): Certificate;

/** A value of a message, or bytes that are none, behind an error. */
export interface MessageEvent {
  /** Of the identifier octet. */
  offset: number;
  /** How many identifier and length octets there are; 0 for bytes that are no value. */
  header: number;
  /** How many contents octets there are. */
  length: number;
  /** How many values it is inside of. */
  depth: number;
  /** As its RFC spells it; empty where no type says what is there. */
  field: string;
  /** "tbsResponseData.responses[0].certID"; empty for the message itself, and behind an error. */
  path: string;
  /** "SEQUENCE", "[0]"; null for bytes that are no value. */
  tag: string | null;
  /** In words: a name, a time, a number, the beginning of the bytes; null for a value that others are in. */
  value: string | null;
}
export interface EventOptions extends Options {
  /** What the input is; by default events() takes it for a response. */
  kind?: 'response' | 'basic' | 'request' | 'certificate';
}
/**
 * Every value of a message, as `ocspan dump --json` prints them: the header, and the contents of what has no others
 * inside, are all bytes of the input, each once. If it is malformed, the error stands behind what was read before it, and
 * then the rest as plain values.
 */
export function events(der: Input, options?: EventOptions): (
  MessageEvent | { error: { code: string; offset: number; field: string; message: string } })[];

/** A message in an input, or why there is none. */
export interface InputMessage {
  /** How it is written down, from the outside inwards: "DER", "base64", "HTTP response, base64, TLS CertificateStatus". */
  form: string;
  /** That was asked for, or else what it can be read as the farthest; null if there is a problem. */
  kind: NonNullable<EventOptions['kind']> | null;
  /**
   * The message; empty if there is a problem. One that is a part, such as a "CertID", stands in the smallest message that
   * can hold it; a "ResponseData" alone has a signature that never verifies.
   */
  der: Uint8Array;
  /** Why there is no message, and what to do about it; null if there is one. */
  problem: string | null;
  /** The header of the HTTP request that it came in, or whose URL it was, as `lint` of ocspan/lint takes it. */
  httpRequest?: string;
  /** The header of the HTTP response that it came in. */
  httpResponse?: string;
  /**
   * Where the byte at `offset` of the message stands in the input, counted in bytes of UTF-8: from 0, and by line and
   * column, which begin with 1, in what is text.
   */
  placeOf(offset: number): { offset: number; line?: number; column?: number };
}
/**
 * The messages in an input, at least one: DER, PEM, base64, hexadecimal, dumps, arrays, URLs, HTTP, and what messages are
 * packed in, as docs/reference/forms.md says. `kind` is what is looked for; without it, anything.
 */
export function readInput(input: Input | string, options?: EventOptions): InputMessage[];

/** A hash function, by its name in lower case: "sha256", "sha3-256". */
export type HashName =
  | 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | 'sha3-224' | 'sha3-256' | 'sha3-384' | 'sha3-512';

/**
 * Computes a hash; undefined if it does not have that hash function. Without it WebCrypto does, which has sha1, sha256,
 * sha384 and sha512.
 */
export type Hasher = (hash: HashName, data: Uint8Array) => MaybePromise<Uint8Array | undefined>;

/** A signature that is to be checked. */
export interface SignatureQuestion {
  algorithm: AlgorithmIdentifier;
  /** That of the key. */
  keyAlgorithm: AlgorithmIdentifier;
  /** The DER of a SubjectPublicKeyInfo. */
  key: Uint8Array;
  message: Uint8Array;
  signature: Uint8Array;
}

/**
 * What came of checking a signature. Unsupported: the algorithm is not known, or does not fit the key. Weak: it may be
 * valid, but is of an algorithm or key that is too weak to be trusted.
 */
export type SignatureCheck = 'valid' | 'invalid' | 'unsupported' | 'weak';
/**
 * Checks a signature. Without it WebCrypto does, which has RSASSA-PKCS1-v1_5 and RSASSA-PSS with SHA-1, SHA-256,
 * SHA-384 and SHA-512, ECDSA with these on P-256, P-384 and P-521, and, where the runtime has them, Ed25519 and Ed448.
 * PSS must have one hash function for both uses, and a key that is for any scheme of RSA.
 */
export type Verifier = (question: SignatureQuestion) => MaybePromise<SignatureCheck>;

type MaybePromise<T> = T | Promise<T>;

/** A serial number: a bigint, or a text in decimal or 0x and hexadecimal, with a sign if it is negative. */
export type SerialNumber = bigint | string;

/** How a response is to be verified. All certificates and requests are given as DER. */
export interface VerifyOptions {
  /** The issuer's certificate, which the caller trusts. */
  issuer: Input;
  /** The certificate in question. */
  certificate?: Input;
  /** Or its serial number. */
  serialNumber?: SerialNumber;
  /** The request that was sent: it must ask about the certificate, and the response must repeat its nonce. */
  request?: Input;
  /** The nonce that the response must repeat, where the request is not at hand. */
  nonce?: Input;
  /** Certificates of responders that are trusted. */
  trusted?: Iterable<Input>;
  /** More certificates that may be the responder's. */
  certificates?: Iterable<Input>;
  /** The time of the check; without it, now. */
  at?: Date | Time;
  /** The time at which the status is wanted, proved by a time stamp; `at` stays the present. */
  attested?: Date | Time;
  /** How many seconds the clocks may differ; without it, 300. */
  clockSkew?: number;
  /** How many seconds after thisUpdate a response may be used; without it, until its nextUpdate. */
  maxAge?: number;
  /** How many seconds after thisUpdate one without nextUpdate may be used; without it, 86400. */
  maxAgeWithoutNextUpdate?: number;
  /** Accept a response without the request's nonce. */
  acceptMissingNonce?: boolean;
  /** Refuse a response without nextUpdate. */
  requireNextUpdate?: boolean;
  /** A path validation has checked that the issuer has signed the certificate. */
  certificateIsValidated?: boolean;
  /** Accept signatures by SHA-1 and RSA keys below 2048 bits. Has no effect on a verifier of one's own. */
  acceptWeak?: boolean;
  /** Deviations to let pass in the response and in its certificates; by default none. */
  tolerate?: (Tolerance | 'all')[];
  hasher?: Hasher;
  verifier?: Verifier;
}

/** What a response says of a certificate, and why it is or is not to be believed. */
export interface Verification {
  verdict: 'good' | 'revoked' | 'unknown' | 'untrusted';
  /** The check that failed, such as "expired"; null unless untrusted. */
  step: string | null;
  /** The step in words. */
  message: string;
  revocationTime: Time | null;
  revocationReason: string | null;
  thisUpdate: Time | null;
  nextUpdate: Time | null;
  signer: 'issuer' | 'delegated' | 'trusted' | null;
  /** Whether the responder's own status need not be asked. */
  nocheck: boolean;
  /** Until when the response may be used; null if untrusted. */
  usableUntil: Time | null;
  severalAnswers: boolean;
  /** Where the check failed; null unless untrusted. */
  field: string | null;
  offset: number | null;
  input: 'response' | 'certificate' | 'addedCertificate' | null;
  responseStatus: OcspResponse['responseStatus'];
  at: Time;
  serialNumber: string | null;
  serialNumberHex: Hex;
  signerName: string | null;
  nonce: 'notAsked' | 'equal' | 'missing' | 'different';
  certificateExpired: boolean;
  tolerated: Tolerance[];
}

/**
 * Decides whether the DER of a response may be trusted, and what it then says of a certificate: that which is given, or
 * the only one that the request asks about. Rejects with OcspanError.
 */
export function verify(response: Input, options: VerifyOptions): Promise<Verification>;
/** Decides about each certificate that the request asks about, in its order. Rejects with OcspanError. */
export function verifyEach(
  response: Input,
  options: Omit<VerifyOptions, 'certificate' | 'serialNumber' | 'nonce'> & { request: Input },
): Promise<Verification[]>;

/** Writes an OCSPRequest. Rejects with OcspanError. */
export function createRequest(request: {
  /** The issuer's certificate, as DER. */
  issuer?: Input;
  /** The certificates of the issuer's to ask about, as DER. */
  certificates?: Iterable<Input>;
  /** Serial numbers of others of the issuer's. */
  serialNumbers?: Iterable<SerialNumber>;
  /** Of all that come without one; without it sha256 (RFC 9919 3.1.1). */
  hash?: HashName;
  /** Certificates by hashes: of a message that was read, or of OCPP, whose serial numbers lack the 0x. */
  certIds?: Iterable<{
    /** Without it, `hash`. */
    hashAlgorithm?: Pick<Oid, 'name'> | string;
    issuerNameHash: Hex | Input;
    issuerKeyHash: Hex | Input;
    serialNumber: SerialNumber | null;
  }>;
  /** 1 to 128 bytes (RFC 9654); clients use 32 or more. */
  nonce?: Input;
  hasher?: Hasher;
}): Promise<Uint8Array>;

/**
 * The hashes that CertIDs of a certificate hold, as OCPP's CertificateHashData: by SHA-1, SHA-256, SHA-384 and SHA-512,
 * and by SHA-224 where the hasher has it. Both certificates are given as DER. Rejects with OcspanError.
 */
export function certificateHashes(
  certificate: Input,
  issuer: Input,
  options?: { hasher?: Hasher },
): Promise<{
  hashAlgorithm: string;
  issuerNameHash: Hex;
  issuerKeyHash: Hex;
  /** In hexadecimal, without leading zeros. */
  serialNumber: string;
}[]>;

/** The URL by which GET asks a responder (RFC 6960 A.1). With more than 255 characters, use POST (RFC 9919 6). */
export function getUrl(responder: string, request: Input): string;
