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
}

/** Thrown if the input is malformed or the request cannot be written. */
export class OcspanError extends Error implements ErrorFields {
  constructor(error: ErrorFields);
  code: string;
  offset: number;
  field: string;
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
/** The longest input in bytes. */
export const maxInput: number;

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

/** Writes an OCSPRequest for certificates of one issuer, all given as DER. Rejects with OcspanError. */
export function createRequest(request: {
  issuer: Input;
  certificates: Input[];
  /** Of the CertIDs; without it sha256 (RFC 9919 3.1.1). */
  hash?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  /** 1 to 128 bytes (RFC 9654). */
  nonce?: Input;
}): Promise<Uint8Array>;

/** What the module exports: the functions of ocspan.h, and its memory. */
export const wasm: WebAssembly.Exports;
