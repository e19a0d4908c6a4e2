"""The tool's JSON document: how it is obtained, and how it is compared with another reading.

A peer hands over what it read as a *partial document*: the same shape as the tool's JSON, with
only the keys that the peer can tell. Where equality of text is too strict (names, labels), the
leaf is a Check instead of a value.
"""

import hashlib
import json
import re
import subprocess
from typing import NamedTuple

TIMEOUT = 60

ATTRIBUTE_TYPES = {
    "CN": "2.5.4.3", "SN": "2.5.4.4", "surname": "2.5.4.4", "serialNumber": "2.5.4.5",
    "C": "2.5.4.6", "L": "2.5.4.7", "ST": "2.5.4.8", "street": "2.5.4.9", "O": "2.5.4.10",
    "OU": "2.5.4.11", "title": "2.5.4.12", "businessCategory": "2.5.4.15",
    "postalCode": "2.5.4.17", "GN": "2.5.4.42", "givenName": "2.5.4.42", "initials": "2.5.4.43",
    "generationQualifier": "2.5.4.44", "dnQualifier": "2.5.4.46", "pseudonym": "2.5.4.65",
    "organizationIdentifier": "2.5.4.97", "UID": "0.9.2342.19200300.100.1.1",
    "DC": "0.9.2342.19200300.100.1.25", "emailAddress": "1.2.840.113549.1.9.1",
    "EMAIL": "1.2.840.113549.1.9.1", "E": "1.2.840.113549.1.9.1",
    "unstructuredName": "1.2.840.113549.1.9.2",
    "jurisdictionC": "1.3.6.1.4.1.311.60.2.1.3", "jurisdictionST": "1.3.6.1.4.1.311.60.2.1.2",
    "jurisdictionL": "1.3.6.1.4.1.311.60.2.1.1",
}
ATTRIBUTE_OIDS = {name.lower(): oid for name, oid in ATTRIBUTE_TYPES.items()}

# The names that the RFCs give; the tool may leave out `id-ce-` and the like.
LABELS = {
    "1.2.840.10040.4.3": "id-dsa-with-sha1",
    "1.2.840.10045.2.1": "id-ecPublicKey",
    "1.2.840.10045.4.1": "ecdsa-with-SHA1",
    "1.2.840.10045.4.3.1": "ecdsa-with-SHA224",
    "1.2.840.10045.4.3.2": "ecdsa-with-SHA256",
    "1.2.840.10045.4.3.3": "ecdsa-with-SHA384",
    "1.2.840.10045.4.3.4": "ecdsa-with-SHA512",
    "1.2.840.113549.1.1.1": "rsaEncryption",
    "1.2.840.113549.1.1.5": "sha1WithRSAEncryption",
    "1.2.840.113549.1.1.10": "id-RSASSA-PSS",
    "1.2.840.113549.1.1.11": "sha256WithRSAEncryption",
    "1.2.840.113549.1.1.12": "sha384WithRSAEncryption",
    "1.2.840.113549.1.1.13": "sha512WithRSAEncryption",
    "1.2.840.113549.1.1.14": "sha224WithRSAEncryption",
    "1.3.101.112": "id-Ed25519",
    "1.3.101.113": "id-Ed448",
    "1.3.6.1.4.1.11129.2.4.2": "sct-list",
    "1.3.6.1.4.1.11129.2.4.5": "ocsp-sct-list",
    "1.3.6.1.5.5.7.1.1": "id-pe-authorityInfoAccess",
    "1.3.6.1.5.5.7.1.24": "id-pe-tlsfeature",
    "1.3.6.1.5.5.7.48.1.2": "id-pkix-ocsp-nonce",
    "1.3.6.1.5.5.7.48.1.3": "id-pkix-ocsp-crl",
    "1.3.6.1.5.5.7.48.1.4": "id-pkix-ocsp-response",
    "1.3.6.1.5.5.7.48.1.5": "id-pkix-ocsp-nocheck",
    "1.3.6.1.5.5.7.48.1.6": "id-pkix-ocsp-archive-cutoff",
    "1.3.6.1.5.5.7.48.1.7": "id-pkix-ocsp-service-locator",
    "1.3.6.1.5.5.7.48.1.8": "id-pkix-ocsp-pref-sig-algs",
    "1.3.6.1.5.5.7.48.1.9": "id-pkix-ocsp-extended-revoke",
    "2.5.29.14": "id-ce-subjectKeyIdentifier",
    "2.5.29.15": "id-ce-keyUsage",
    "2.5.29.17": "id-ce-subjectAltName",
    "2.5.29.18": "id-ce-issuerAltName",
    "2.5.29.19": "id-ce-basicConstraints",
    "2.5.29.20": "id-ce-cRLNumber",
    "2.5.29.21": "id-ce-cRLReasons",
    "2.5.29.23": "id-ce-holdInstructionCode",
    "2.5.29.24": "id-ce-invalidityDate",
    "2.5.29.29": "id-ce-certificateIssuer",
    "2.5.29.30": "id-ce-nameConstraints",
    "2.5.29.31": "id-ce-cRLDistributionPoints",
    "2.5.29.32": "id-ce-certificatePolicies",
    "2.5.29.35": "id-ce-authorityKeyIdentifier",
    "2.5.29.37": "id-ce-extKeyUsage",
}

HASHES = {"1.3.14.3.2.26": "sha1", "2.16.840.1.101.3.4.2.4": "sha224",
          "2.16.840.1.101.3.4.2.1": "sha256", "2.16.840.1.101.3.4.2.2": "sha384",
          "2.16.840.1.101.3.4.2.3": "sha512"}
HASH_OIDS = {name: oid for oid, name in HASHES.items()}

# RFC 6960 4.2.1 and RFC 5280 5.3.1.
STATUSES = {0: "successful", 1: "malformedRequest", 2: "internalError", 3: "tryLater",
            5: "sigRequired", 6: "unauthorized"}
REASONS = {0: "unspecified", 1: "keyCompromise", 2: "cACompromise", 3: "affiliationChanged",
           4: "superseded", 5: "cessationOfOperation", 6: "certificateHold", 8: "removeFromCRL",
           9: "privilegeWithdrawn", 10: "aACompromise"}


class Unsupported(Exception):
    """The peer says itself that it does not read this kind of message."""


class Refused(Exception):
    """The peer holds the message for malformed."""


class NotUnderstood(Exception):
    """The peer gave something that its script cannot read."""


# --- The tool ----------------------------------------------------------------------------------

class Outcome(NamedTuple):
    """What one run of the tool gave: exactly one of the three is not None."""
    document: dict | None
    error: dict | None      # the content of "error"
    failure: str | None     # neither: a crash, no JSON, an exit status that does not fit


def run_tool(ocspan, kind, file):
    """Runs `ocspan KIND FILE --json`."""
    command = [ocspan, kind, str(file), "--json"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired) as problem:
        return Outcome(None, None, f"cannot run {ocspan}: {problem}")
    stdout = done.stdout.decode(errors="replace")
    stderr = done.stderr.decode(errors="replace")
    try:
        if done.returncode == 0:
            document = strict_json(stdout)
            document.pop("form", None)  # of the file, which is nothing of the message
            return Outcome(document, None, None)
        if done.returncode == 1:
            if stdout.strip():
                raise ValueError("a malformed input must print no document")
            error = strict_json(stderr)["error"]
            if not isinstance(error, dict):
                raise ValueError("error is not an object")
            return Outcome(None, error, None)
        problem = "neither 0 nor 1"
    except (ValueError, KeyError, TypeError) as error:
        problem = str(error)
    return Outcome(None, None, f"exit status {done.returncode}, {problem}: "
                               f"{(stdout + stderr)[:300]!r}")


def strict_json(text):
    """One JSON object; a key that stands twice would hide a value, so it is an error."""
    def unique(pairs):
        if len({key for key, _ in pairs}) != len(pairs):
            raise ValueError(f"a key stands twice in {[key for key, _ in pairs]}")
        return dict(pairs)
    document = json.loads(text, object_pairs_hook=unique)
    if not isinstance(document, dict):
        raise ValueError("not a JSON object")
    return document


def kind_of(file):
    """The verb that reads a file: a PEM is a certificate, else a word of its name tells.

    The start of the name counts first: resp-malformed-request.der is a response.
    """
    word = re.match(r"(req|resp)", file.name) or re.search(r"-(req|resp)", file.name)
    if file.suffix == ".pem" or not word:
        return "certificate"
    return "request" if word[1] == "req" else "response"


# --- Checks: leaves that are not compared as text ----------------------------------------------

class Check:
    """A leaf of a partial document that judges the tool's value itself."""

    def problem(self, actual):
        """None, or what the peer has instead."""
        raise NotImplementedError


class Refusal(Check):
    """The peer does not give this field, although the tool does."""

    def __init__(self, reason):
        self.reason = " ".join(str(reason).split())[:160]

    def problem(self, actual):
        return f"refused: {self.reason}"


class Name(Check):
    """A distinguished name: as many RDNs, each with the same types and values.

    RFC 4514 leaves open how a type without registered short name is written, which of the
    allowed escapes is used, and the order inside an RDN. All that is evened out here.
    """

    def __init__(self, rdns):
        """rdns: most specific first, each a list of (dotted OID or short name, text)."""
        self.rdns = normal_name(rdns)

    def problem(self, actual):
        if not isinstance(actual, str):
            return repr(self.rdns)
        try:
            found = normal_name(parse_rfc4514(actual))
        except ValueError as error:
            return f"{self.rdns!r} (not RFC 4514: {error})"
        return None if found == self.rdns else repr(self.rdns)


class Label(Check):
    """The name that stands beside an OID: null, or the RFC's."""

    def __init__(self, oid):
        self.oid = oid

    def problem(self, actual):
        if actual is None:
            return None
        wanted = LABELS.get(self.oid) or HASHES.get(self.oid)
        if wanted is None or squeeze(wanted) == squeeze(actual):
            return None
        return wanted


class Digest(Check):
    """Known only by its SHA-256 or SHA-1."""

    def __init__(self, algorithm, digest):
        self.algorithm, self.digest = algorithm, digest

    def problem(self, actual):
        found = hashlib.new(self.algorithm, bytes_of(actual)).hexdigest()
        return None if found == self.digest else f"{self.algorithm} {self.digest}, not {found}"


class Bytes(Check):
    """Known only by its length."""

    def __init__(self, length):
        self.length = length

    def problem(self, actual):
        found = len(bytes_of(actual))
        return None if found == self.length else f"{self.length} bytes, not {found}"


def bytes_of(actual):
    """The bytes of a hexadecimal string; of anything else none, so that it differs."""
    is_hex = isinstance(actual, str) and re.fullmatch(r"(?:[0-9a-f]{2})*", actual)
    return bytes.fromhex(actual) if is_hex else b""


def squeeze(label):
    """`id-pkix-ocsp-nonce` and `nonce`, `id-ce-keyUsage` and `keyUsage` are the same label."""
    bare = re.sub(r"^(id-pkix-ocsp-|id-ce-|id-pe-|id-)", "", str(label))
    return re.sub(r"[^a-z0-9]", "", bare.lower())


# --- Names -------------------------------------------------------------------------------------

def parse_rfc4514(text):
    """RDNs of an RFC 4514 string, in the order of the text; strict about what must be escaped."""
    rdns, rdn, rest = [], [], text
    while rest:
        kind, equals, rest = rest.partition("=")
        if not equals or not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*|\d+(\.\d+)+", kind):
            raise ValueError(f"attribute type {kind!r}")
        raw = re.match(r'(?:\\[0-9A-Fa-f]{2}|\\[ "#+,;<=>\\]|[^\\",+;<>\0])*', rest)[0]
        rest = rest[len(raw):]
        if raw.startswith(" ") or re.search(r"(?<!\\) $", raw):
            raise ValueError(f"space not escaped in {raw!r}")
        rdn.append((kind, value_of(raw)))
        if rest.startswith("+"):
            rest = rest[1:]
            continue
        rdns.append(rdn)
        rdn = []
        if rest and not rest.startswith(",") or rest == ",":
            raise ValueError(f"at {rest!r}")
        rest = rest[1:]
    if rdn:
        raise ValueError("ends with +")
    return rdns


def parse_oneline(text):
    """RDNs of OpenSSL's `C = DE, O = "a, b" + OU = c`, turned to most specific first.

    XN_FLAG_ONELINE: spaces around the separators, quotes instead of backslashes, and every byte
    outside ASCII as a hexadecimal pair.
    """
    value = r'"((?:\\.|[^"\\])*)"|((?:\\.|[^\\,+"])*)'
    pattern = re.compile(rf"\s*([A-Za-z0-9.\-]+) = (?:{value})(, | \+ |$)", re.S)
    rdns, rdn, at = [], [], 0
    while at < len(text):
        found = pattern.match(text, at)
        if not found:
            raise ValueError(f"not a name of openssl: {text[at:]!r}")
        kind, quoted, plain, separator = found.groups()
        rdn.append((kind, value_of(quoted if quoted is not None else plain)))
        if separator != " + ":
            rdns.insert(0, rdn)
            rdn = []
        at = found.end()
    return rdns


def value_of(raw):
    """The text of one attribute value, its escapes undone; a #hex value is decoded."""
    if re.fullmatch(r"#(?:[0-9A-Fa-f]{2})+", raw):
        return string_of(bytes.fromhex(raw[1:])) or raw.lower()
    data = re.sub(rb"\\([0-9A-Fa-f]{2})|\\(.)", unescape, raw.encode(), flags=re.S)
    return data.decode(errors="backslashreplace")


def unescape(match):
    """One escape: a hexadecimal pair gives its byte, any other character itself."""
    return bytes([int(match[1], 16)]) if match[1] else match[2]


def string_of(der):
    """The text in the DER of a string type, or None."""
    codecs = {0x0C: "utf-8", 0x12: "ascii", 0x13: "ascii", 0x16: "ascii", 0x14: "latin-1",
              0x1A: "ascii", 0x1C: "utf-32-be", 0x1E: "utf-16-be"}
    if len(der) < 2 or der[0] not in codecs or der[1] != len(der) - 2:
        return None
    return der[2:].decode(codecs[der[0]], errors="backslashreplace")


def normal_name(rdns):
    """Types as dotted OIDs, the attributes of an RDN sorted."""
    return [sorted((ATTRIBUTE_OIDS.get(kind.lower(), kind), value) for kind, value in rdn)
            for rdn in rdns]


# --- Comparison --------------------------------------------------------------------------------

class Difference(NamedTuple):
    """One field in which a reading and the tool's document do not agree."""
    path: str
    ours: str
    theirs: str


class Comparison:
    """Compares partial documents with the tool's; remembers which fields were looked at."""

    def __init__(self, document):
        self.document = document
        self.paths = set()
        self.differences = []

    def against(self, partial):
        self._compare(partial, self.document, "")
        return self

    def _compare(self, wanted, actual, path):
        if isinstance(wanted, dict) and isinstance(actual, dict):
            for key, value in wanted.items():
                self._member(value, actual, key, f"{path}.{key}" if path else key)
        elif isinstance(wanted, list) and isinstance(actual, list):
            self._list(wanted, actual, path)
        else:
            self.paths.add(path)
            self._leaf(wanted, actual, path)

    def _member(self, wanted, actual, key, path):
        if key in actual:
            self._compare(wanted, actual[key], path)
        else:
            self._differ(path, "(no such key)", repr(wanted))

    def _list(self, wanted, actual, path):
        self.paths.add(path + "[]")
        if len(wanted) != len(actual):
            self._differ(path, f"{len(actual)} elements", f"{len(wanted)} elements")
        for index, (one, other) in enumerate(zip(wanted, actual)):
            self._compare(one, other, f"{path}[{index}]")

    def _leaf(self, wanted, actual, path):
        if isinstance(wanted, Check):
            theirs = wanted.problem(actual)
            if theirs is not None:
                self._differ(path, repr(actual), theirs)
        elif type(wanted) is not type(actual) or wanted != actual:   # 1 is not true
            self._differ(path, repr(actual), repr(wanted))

    def _differ(self, path, ours, theirs):
        self.paths -= {path, path + "[]"}
        self.differences.append(Difference(path, ours, theirs))


def leaves(document, path=""):
    """The paths of all fields of a document; the length of a list counts as a field."""
    if isinstance(document, dict):
        for key, value in document.items():
            yield from leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(document, list):
        yield path + "[]"
        for index, value in enumerate(document):
            yield from leaves(value, f"{path}[{index}]")
    else:
        yield path


# --- Parts of documents that several readers build ---------------------------------------------

def algorithm(oid, parameters):
    """An AlgorithmIdentifier; parameters: its TLV in hex, or None where absent."""
    return {"oid": oid, "name": Label(oid), "parameters": parameters}


def hash_algorithm(oid):
    return {"oid": oid, "name": HASHES.get(oid)}


def extension(oid, critical, value):
    return {"oid": oid, "name": Label(oid), "critical": critical, "value": value}


def integer_hex(number):
    """The content octets of an INTEGER: two's complement in the fewest bytes."""
    length = (number if number >= 0 else ~number).bit_length() // 8 + 1
    return number.to_bytes(length, "big", signed=True).hex()


def serial(number):
    return {"serialNumber": str(number), "serialNumberHex": integer_hex(number)}
