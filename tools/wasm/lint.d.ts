// Types of the module ocspan/lint.

import type { Hasher, Input, SerialNumber } from './ocspan.js';

/** Whose rules a message is held to, beside those of the RFCs. */
export type Profile =
  | 'rfc' | 'lightweight' | 'cabf-tls' | 'cabf-smime' | 'cabf-cs' | 'mozilla' | 'microsoft' | 'apple' | 'c2pa' | 'gematik'
  | 'archive' | 'ocpp';
/** The profiles, and the flags of the C interface for them. */
export const profiles: Readonly<Record<Profile, number>>;

export type Severity = 'error' | 'warn' | 'notice';

/** What lints look at. */
export type LintInput =
  | 'response' | 'request' | 'responder' | 'issuer' | 'certificate' | 'time' | 'httpRequest' | 'httpResponse' | 'duration'
  | 'previous' | 'previousOrTime' | 'signingTime' | 'serials' | 'hasher';

/** A lint, as docs/lints.md explains it. */
export interface LintInfo {
  /** "response.nonce_length": never renamed, never used again. */
  id: string;
  severity: Severity;
  /** The profiles in which it is an error, whatever `severity`. */
  errorIn: Profile[];
  /** The profiles that have it. Every profile has what rfc has. */
  profiles: Profile[];
  /** The day from which on the rule holds, YYYYMMDD; 0 for always. */
  since: number;
  /** The inputs without which nothing can be said. */
  needs: LintInput[];
  /** What should be so. */
  rule: string;
  /** Where that stands. */
  source: string;
}
/** What lints there are, in the order of their numbers, which begin at 1. */
export const lints: readonly LintInfo[];

export interface LintFinding {
  id: string;
  severity: Severity;
  /** Of the value that is wrong or, if one is missing, of that which it is missing from. */
  offset: number;
  /** In which input, if it is not the message itself. */
  input?: LintInput;
  /** The path of the field: "tbsResponseData.responses[0].nextUpdate". */
  field: string;
  /** Why the value cannot be read. */
  error?: { code: string; message: string };
  /** What should be so. */
  message: string;
  source: string;
}

export interface LintResult {
  /** What the message was taken for. */
  kind: 'response' | 'responseData' | 'request' | 'certificate';
  /** Those that were asked for, with commas between them; "rfc" if there are no others. */
  profile: string;
  findings: LintFinding[];
  counts: Record<Severity, number>;
  /** Lints that lacked an input. */
  notApplicable: string[];
  /** Lints whose rule is younger than the message. */
  notEffective: string[];
}

export interface LintOptions {
  profiles?: Iterable<Profile>;
  /** Ids, or groups such as "time.*", of the lints that are looked at, as far as the profiles have them. */
  only?: Iterable<string>;
  /** And of those that are not. */
  except?: Iterable<string>;
  /** The request that the response answers. */
  request?: Input;
  /** The responder's certificate, if it is not in the response. */
  responder?: Input;
  /** The CA's certificate. */
  issuer?: Input;
  /** The certificate that is asked about. */
  certificate?: Input;
  /** The response that this one has replaced. */
  previous?: Input;
  /** The request line and header fields that the request came with. */
  httpRequest?: string;
  /** The status line and header fields that the response came with. */
  httpResponse?: string;
  /**
   * The serial numbers of all certificates that the CA has issued: `[0x1001n, '0x1002']`, or, with the times of issue, a
   * Map: `new Map([[0x1001n, '2026-11-22T10:00:00Z']])`.
   */
  serials?: Iterable<SerialNumber | readonly [SerialNumber, (Date | string)?]>;
  /** The time of the check; without it, lints that need one are not applicable. */
  at?: Date | string;
  /** How many seconds the answer took. */
  took?: number;
  /** Whether the message is a ResponseData that is not signed yet. */
  tbs?: boolean;
  hasher?: Hasher;
}

/**
 * Looks for rules that a response, a request or a responder's certificate breaks, as `ocspan lint --json` does. What
 * cannot be read is a finding as well.
 */
export function lint(der: Input, options?: LintOptions): Promise<LintResult>;
