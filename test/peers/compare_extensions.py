#!/usr/bin/env python3
"""Compares every field of every decoded extension with what python3-cryptography reads.

    compare_extensions.py OCSPAN TESTDATA

Read are the certificates, OCSP requests and responses of TESTDATA; messages around extensions that
pyca writes, for shapes that are rare; the certificates of Debian's ca-certificates; the
certificates, OCSP messages and CRLs of python3-cryptography-vectors. CRLs are there for the
extensions of their entries, which are also those of SingleResponses.

Known disagreements are the rows of docs/reference/extension-disagreements.md. One that is not there fails,
and so does a row that matches nothing although files of that name were compared.

Exit status: 0 all agree; 1 a difference, or nothing was compared; 77 python3-cryptography is not
installed.
"""

import argparse
import base64
import collections
import datetime
import hashlib
import importlib.util
import ipaddress
import itertools
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
import warnings
from pathlib import Path
from typing import NamedTuple

sys.dont_write_bytecode = True      # no __pycache__ in the source tree

import peer_pyca
from document import Check, Comparison, Label, Name, kind_of, leaves, squeeze

if peer_pyca.MISSING is None:
    import cryptography
    from cryptography import x509
    from cryptography.x509 import ocsp
    from cryptography.x509.certificate_transparency import LogEntryType, Version

SKIPPED = 77
TIMEOUT = 120
DISAGREEMENTS = Path(__file__).resolve().parents[2] / "docs/reference/extension-disagreements.md"
CA_CERTIFICATES = Path("/usr/share/ca-certificates")

# The types whose contents the tool shows.
TYPES = {
    "2.5.29.19": "basicConstraints", "2.5.29.15": "keyUsage", "2.5.29.37": "extKeyUsage",
    "2.5.29.17": "subjectAltName", "2.5.29.18": "issuerAltName",
    "2.5.29.14": "subjectKeyIdentifier", "2.5.29.35": "authorityKeyIdentifier",
    "1.3.6.1.5.5.7.1.1": "authorityInfoAccess", "2.5.29.31": "cRLDistributionPoints",
    "2.5.29.32": "certificatePolicies", "2.5.29.30": "nameConstraints",
    "1.3.6.1.5.5.7.1.24": "tlsfeature", "1.3.6.1.4.1.11129.2.4.2": "sct-list",
    "1.3.6.1.5.5.7.48.1.5": "nocheck", "1.3.6.1.5.5.7.48.1.2": "nonce",
    "1.3.6.1.5.5.7.48.1.3": "crl", "1.3.6.1.5.5.7.48.1.4": "response",
    "1.3.6.1.5.5.7.48.1.6": "archive-cutoff", "1.3.6.1.5.5.7.48.1.7": "service-locator",
    "1.3.6.1.5.5.7.48.1.8": "pref-sig-algs", "1.3.6.1.5.5.7.48.1.9": "extended-revoke",
    "1.3.36.8.3.13": "certHash", "1.3.6.1.4.1.11129.2.4.5": "ocsp-sct-list",
    "2.5.29.21": "cRLReasons", "2.5.29.24": "invalidityDate", "2.5.29.29": "certificateIssuer",
    "2.5.29.23": "holdInstructionCode",
}

# The names that stand beside OBJECT IDENTIFIERs inside extensions; any other has none.
VALUE_NAMES = {
    "1.3.6.1.5.5.7.48.1": "ocsp", "1.3.6.1.5.5.7.48.2": "caIssuers",
    "1.3.6.1.5.5.7.48.1.1": "basic",
    "2.5.29.37.0": "anyExtendedKeyUsage", "1.3.6.1.5.5.7.3.1": "serverAuth",
    "1.3.6.1.5.5.7.3.2": "clientAuth", "1.3.6.1.5.5.7.3.3": "codeSigning",
    "1.3.6.1.5.5.7.3.4": "emailProtection", "1.3.6.1.5.5.7.3.8": "timeStamping",
    "1.3.6.1.5.5.7.3.9": "OCSPSigning",
    "2.5.29.32.0": "anyPolicy", "2.23.140.1.1": "ev-guidelines",
    "2.23.140.1.2.1": "domain-validated", "2.23.140.1.2.2": "organization-validated",
    "2.23.140.1.2.3": "individual-validated",
    "1.3.6.1.5.5.7.2.1": "cps", "1.3.6.1.5.5.7.2.2": "unotice",
}

USAGES = (("digital_signature", "digitalSignature"), ("content_commitment", "nonRepudiation"),
          ("key_encipherment", "keyEncipherment"), ("data_encipherment", "dataEncipherment"),
          ("key_agreement", "keyAgreement"), ("key_cert_sign", "keyCertSign"),
          ("crl_sign", "cRLSign"))

REASONS = ("unspecified", "keyCompromise", "cACompromise", "affiliationChanged", "superseded",
           "cessationOfOperation", "certificateHold", "privilegeWithdrawn", "aACompromise")

# HashAlgorithm of RFC 5246 7.4.1.4.1.
TLS_HASHES = {"md5": 1, "sha1": 2, "sha224": 3, "sha256": 4, "sha384": 5, "sha512": 6}


def main():
    arguments = parse_arguments()
    if peer_pyca.missing():
        print(f"SKIP: {peer_pyca.missing()}")
        return SKIPPED
    warnings.simplefilter("ignore")         # pyca's about certificates it is going to refuse
    print(f"compared with {peer_pyca.version()}")
    sources = [source for name in ("testdata", "made", "ca-certificates", "vectors")
               for source in sources_of(name, arguments.testdata)]
    tally = Tally(read_disagreements(DISAGREEMENTS))
    compare_all(arguments.ocspan, sources, tally)
    tally.count_sources(sources)
    tally.report_stale([source.name for source in sources])
    tally.summarize()
    return 1 if tally.failures or not tally.compared else 0


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("ocspan", help="the tool")
    parser.add_argument("testdata", type=Path, help="the folder of our own messages")
    return parser.parse_args()


# --- DER, independent of both readers ----------------------------------------------------------

class Element(NamedTuple):
    tag: int
    contents: bytes
    der: bytes


def elements(content):
    """The TLVs that stand one after the other."""
    found, at = [], 0
    while at < len(content):
        begin, tag, length = at, content[at], content[at + 1]
        if tag & 0x1F == 0x1F:
            raise ValueError("a tag number above 30")
        at += 2
        if length >= 0x80:
            size = length & 0x7F
            length = int.from_bytes(content[at:at + size], "big")
            at += size
        if at + length > len(content):
            raise ValueError("cut off")
        found.append(Element(tag, content[at:at + length], content[begin:at + length]))
        at += length
    return found


def inside(content):
    """What is in the one element."""
    (one,) = elements(content)
    return elements(one.contents)


def tlv(tag, *parts):
    contents = b"".join(parts)
    length = len(contents)
    if length < 0x80:
        return bytes([tag, length]) + contents
    size = (length.bit_length() + 7) // 8
    return bytes([tag, 0x80 | size]) + length.to_bytes(size, "big") + contents


def oid_der(dotted):
    first, second, *rest = map(int, dotted.split("."))
    content = b""
    for arc in (40 * first + second, *rest):
        low = bytes([arc & 0x7F])
        while arc := arc >> 7:
            low = bytes([arc & 0x7F | 0x80]) + low
        content += low
    return tlv(0x06, content)


def dotted_of(contents):
    arcs, arc = [], 0
    for byte in contents:
        arc = arc << 7 | byte & 0x7F
        if byte < 0x80:
            arcs.append(arc)
            arc = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, (first, arcs[0] - 40 * first, *arcs[1:])))


def integer_der(number):
    length = (number if number >= 0 else ~number).bit_length() // 8 + 1
    return tlv(0x02, number.to_bytes(length, "big", signed=True))


class Raw(NamedTuple):
    """An extension as it stands in the message."""
    oid: str
    critical: bool
    value: bytes
    der: bytes

    @property
    def type(self):
        return TYPES.get(self.oid, self.oid)


def raw_extensions(sequence):
    """Of the SEQUENCE OF Extension."""
    found = []
    for one in inside(sequence):
        oid, *critical, value = elements(one.contents)
        found.append(Raw(dotted_of(oid.contents), bool(critical) and any(critical[0].contents),
                         value.contents, one.der))
    return found


def tagged(parts, tag):
    """What the explicit tag holds, or None."""
    return next((part.contents for part in parts if part.tag == tag), None)


def places_of(kind, der):
    """The extensions of a message by where the tool's document has them."""
    return {"certificate": places_of_certificate, "request": places_of_request,
            "response": places_of_response, "crl": places_of_crl}[kind](der)


def optional_extensions(parts, tag):
    held = tagged(parts, tag)
    return [] if held is None else raw_extensions(held)


def places_of_certificate(der):
    return {"extensions": optional_extensions(inside(inside(der)[0].der), 0xA3)}


def places_of_request(der):
    parts = inside(inside(der)[0].der)
    requests = inside(next(part for part in parts if part.tag == 0x30).der)
    return {"extensions": optional_extensions(parts, 0xA2),
            **{f"requests[{i}].extensions": optional_extensions(elements(one.contents), 0xA0)
               for i, one in enumerate(requests)}}


def places_of_response(der):
    held = tagged(inside(der), 0xA0)
    if held is None:
        return {}
    parts = inside(inside(inside(held)[1].contents)[0].der)
    singles = inside([part for part in parts if part.tag == 0x30][-1].der)
    return {"basic.extensions": optional_extensions(
                [part for part in parts[-1:] if len(parts) > 3], 0xA1),
            **{f"basic.responses[{i}].extensions":
                   optional_extensions(elements(one.contents)[3:], 0xA1)
               for i, one in enumerate(singles)}}


def places_of_crl(der):
    """Of entries that are alike one is enough: there are lists of thousands."""
    places, seen = {}, set()
    sequences = [part for part in inside(inside(der)[0].der) if part.tag == 0x30]
    if len(sequences) < 3:
        return places
    for i, entry in enumerate(elements(sequences[2].contents)):
        last = elements(entry.contents)[-1]
        if last.tag == 0x30 and last.der not in seen:
            seen.add(last.der)
            places[f"revoked[{i}].extensions"] = raw_extensions(last.der)
    return places


# --- One extension alone -----------------------------------------------------------------------

SHA1 = tlv(0x30, oid_der("1.3.14.3.2.26"), b"\x05\x00")
SIGNATURE = tlv(0x30, oid_der("1.2.840.10045.4.3.2")), tlv(0x03, b"\0" + b"\x30\0")
CERT_ID = tlv(0x30, SHA1, tlv(0x04, bytes(20)), tlv(0x04, bytes(20)), integer_der(1))


def message_with(context, der):
    """(kind, place, message) of the smallest message that holds this Extension.

    pyca has no function that reads one extension, and a refused one hides its neighbours.
    """
    extensions = tlv(0x30, der)
    moment = tlv(0x18, b"20200101000000Z")
    if context == "certificate":
        name = tlv(0x30, tlv(0x31, tlv(0x30, oid_der("2.5.4.3"), tlv(0x0C, b"x"))))
        key = tlv(0x30, tlv(0x30, oid_der("1.3.101.112")), tlv(0x03, bytes(33)))
        utc = tlv(0x17, b"200101000000Z")
        tbs = tlv(0x30, tlv(0xA0, integer_der(2)), integer_der(1), SIGNATURE[0], name,
                  tlv(0x30, utc, utc), name, key, tlv(0xA3, extensions))
        return "certificate", "extensions", tlv(0x30, tbs, *SIGNATURE)
    if context == "request":
        requests = tlv(0x30, tlv(0x30, CERT_ID))
        return "request", "extensions", tlv(0x30, tlv(0x30, requests, tlv(0xA2, extensions)))
    of_single = tlv(0xA1, extensions) if context == "single" else b""
    of_response = tlv(0xA1, extensions) if context == "response" else b""
    single = tlv(0x30, CERT_ID, b"\x80\0", moment, of_single)
    tbs = tlv(0x30, tlv(0xA2, tlv(0x04, bytes(20))), moment, tlv(0x30, single), of_response)
    basic = tlv(0x30, tbs, *SIGNATURE)
    held = tlv(0x30, oid_der("1.3.6.1.5.5.7.48.1.1"), tlv(0x04, basic))
    place = "basic.extensions" if of_response else "basic.responses[0].extensions"
    return "response", place, tlv(0x30, b"\x0a\x01\0", tlv(0xA0, held))


def context_of(kind, place):
    if kind in ("certificate", "request"):      # pyca gives no singleRequestExtensions
        return kind
    return "response" if place == "basic.extensions" else "single"


# --- Sources -----------------------------------------------------------------------------------

class Source(NamedTuple):
    """One message."""
    name: str               # the set, a slash, the path in it
    kind: str               # as the tool's verb; or crl
    der: bytes


def sources_of(name, testdata):
    """All messages of one set; says so where it is not there."""
    finder = {"testdata": lambda: testdata_sources(testdata), "made": made_sources,
              "ca-certificates": ca_sources, "vectors": vector_sources}[name]
    found = list(finder())
    if found:
        kinds = collections.Counter(source.kind for source in found)
        print(f"{name}: " + ", ".join(f"{kinds[kind]} {kind}s" for kind in sorted(kinds)))
    else:
        print(f"{name}: not there, left out")
    return found


def testdata_sources(folder):
    for file in sorted(folder.rglob("*")):
        if file.suffix in (".der", ".pem"):
            name = f"testdata/{file.relative_to(folder)}"
            data = file.read_bytes()
            kind = kind_of(file)
            if data[:1] == b"\x30":
                yield Source(name, kind, data)
            else:
                yield from pem_sources(name, data)


def made_sources():
    """Shapes that the other sets have rarely or never, written by pyca."""
    oid = x509.ObjectIdentifier
    name = x509.Name([x509.NameAttribute(x509.NameOID.COUNTRY_NAME, "DE"),
                      x509.NameAttribute(x509.NameOID.COMMON_NAME, 'a, "b" + \u00e9\U0001f512')])
    address, network = ipaddress.ip_address, ipaddress.ip_network
    names = [
        x509.RFC822Name("a\\b@example.org"), x509.DNSName("*.example.org"), x509.DNSName(""),
        x509.UniformResourceIdentifier("ldap://h/o=x?y%20\\"), x509.DirectoryName(name),
        x509.DirectoryName(x509.Name([])), x509.IPAddress(address("192.0.2.255")),
        x509.IPAddress(address("2001:db8::ff")), x509.RegisteredID(oid("2.999.268435455.0.1")),
        x509.OtherName(oid("1.3.6.1.4.1.311.20.2.3"), b"\x0c\x03a@b"),
        x509.OtherName(oid("2.5.4.3"), tlv(0x30, tlv(0x04, bytes(300))))]
    bases = [x509.IPAddress(network("192.0.2.0/25")), x509.IPAddress(network("2001:db8::/33")),
             x509.DNSName(".example.org"), x509.DirectoryName(name)]
    flags = x509.ReasonFlags
    in_crl = [flags.key_compromise, flags.ca_compromise, flags.affiliation_changed,
              flags.superseded, flags.cessation_of_operation, flags.certificate_hold,
              flags.privilege_withdrawn, flags.aa_compromise]
    rdn = x509.RelativeDistinguishedName(
        [x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "x"),
         x509.NameAttribute(x509.NameOID.COMMON_NAME, "#y ")])
    notice = x509.NoticeReference("\u00e9", [0, 1, 127, 128, 2**64])
    features = x509.TLSFeatureType
    certificate = [
        *(x509.BasicConstraints(True, length) for length in (None, 0, 127, 128, 65536)),
        *(x509.KeyUsage(*(i == j for j in range(9))) for i in range(7)),
        x509.KeyUsage(*(i in (4, 7) for i in range(9))),
        x509.KeyUsage(*(i in (4, 8) for i in range(9))), x509.KeyUsage(*[True] * 9),
        x509.ExtendedKeyUsage([*map(oid, VALUE_NAMES), oid("0.0"), oid("1.39.16383.16384")]),
        x509.SubjectAlternativeName(names), x509.IssuerAlternativeName(names),
        x509.SubjectKeyIdentifier(b""), x509.SubjectKeyIdentifier(bytes(range(256))),
        x509.AuthorityKeyIdentifier(b"\xff", names, 2**159),
        x509.AuthorityKeyIdentifier(b"", None, None),
        x509.AuthorityKeyIdentifier(None, names, 0),
        x509.AuthorityInformationAccess(
            [x509.AccessDescription(oid(f"1.3.6.1.5.5.7.48.{method}"), one)
             for one in names for method in (1, 2, 3)]),
        x509.SubjectInformationAccess(
            [x509.AccessDescription(oid("1.3.6.1.5.5.7.48.5"), names[0])]),
        x509.CRLDistributionPoints([
            x509.DistributionPoint(names, None, None, None),
            x509.DistributionPoint(None, rdn, frozenset(in_crl), names),
            *(x509.DistributionPoint(None, None, frozenset([flag]), names[:1])
              for flag in in_crl)]),
        x509.CertificatePolicies([
            *(x509.PolicyInformation(oid(one), None) for one in VALUE_NAMES),
            x509.PolicyInformation(oid("2.999"), [
                "", "http://example.org/\\", x509.UserNotice(None, None),
                x509.UserNotice(None, 'b"\u00e9\U0001f512\u202e\n\\\u2028'),
                x509.UserNotice(notice, None),
                x509.UserNotice(x509.NoticeReference("o", []), "t")])]),
        x509.NameConstraints(bases, None), x509.NameConstraints(None, bases),
        x509.NameConstraints(bases, bases[::-1]), x509.OCSPNoCheck(),
        *(x509.TLSFeature(one) for one in (
            [features.status_request], [features.status_request_v2],
            [features.status_request_v2, features.status_request]))]
    single = [*map(x509.CRLReason, list(flags)), x509.CertificateIssuer(names),
              x509.InvalidityDate(datetime.datetime(1950, 1, 1)),
              x509.InvalidityDate(datetime.datetime(2050, 2, 28, 23, 59, 59))]
    request = [x509.OCSPNonce(bytes([1] * length)) for length in (0, 1, 32, 33, 128, 129)]
    if hasattr(x509, "OCSPAcceptableResponses"):
        request += [x509.OCSPAcceptableResponses(list(map(oid, one)))
                    for one in (["1.3.6.1.5.5.7.48.1.1"], ["1.3.6.1.5.5.7.48.1.1", "2.999.1"])]
    for context, values in (("certificate", certificate), ("single", single),
                            ("request", request), ("response", request[:6])):
        for number, value in enumerate(values, 1):
            critical = b"\x01\x01\xff" if number % 2 else b""
            der = tlv(0x30, oid_der(value.oid.dotted_string), critical,
                      tlv(0x04, value.public_bytes()))
            kind, _, message = message_with(context, der)
            yield Source(f"made/{context}-{number}-{type(value).__name__}", kind, message)
    bare = tlv(0x30, oid_der("1.3.6.1.5.5.7.48.1.2"), tlv(0x04, bytes(range(1, 17))))
    yield Source("made/bare-nonce", "request", message_with("request", bare)[2])


def ca_sources():
    for file in sorted(CA_CERTIFICATES.rglob("*.crt")):
        yield from pem_sources(f"ca-certificates/{file.name}", file.read_bytes())


def vector_sources():
    """Every file is tried: the endings do not tell what is in it."""
    spec = importlib.util.find_spec("cryptography_vectors")
    if spec is None:
        return
    folder = Path(spec.origin).parent
    for file in sorted(folder.rglob("*")):
        if not file.is_file():
            continue
        name = f"vectors/{file.relative_to(folder)}"
        data = file.read_bytes()
        if "ocsp" in file.parts and file.suffix == ".der" and re.search("re(q|sp)", file.name):
            yield Source(name, kind_of(file), data)
        elif data[:1] == b"\x30":
            kind = next((kind for kind in ("certificate", "crl") if loads(kind, data)), None)
            if kind:
                yield Source(name, kind, data)
        elif b"-----BEGIN " in data:
            yield from pem_sources(name, data)


def pem_sources(name, data):
    """Certificates and CRLs; of several in one file the name gets a number."""
    pattern = rb"-----BEGIN (X509 CRL|(?:X509 )?CERTIFICATE)-----\s*(.*?)-----END \1-----"
    found = re.findall(pattern, data, re.S)
    for number, (label, text) in enumerate(found, 1):
        try:
            der = base64.b64decode(text)
        except ValueError:
            continue
        yield Source(f"{name}#{number}" if len(found) > 1 else name,
                     "crl" if label == b"X509 CRL" else "certificate", der)


# --- pyca --------------------------------------------------------------------------------------

class Refusal(NamedTuple):
    """pyca's exception."""
    text: str


def attempt(getter):
    try:
        return getter()
    except NotImplementedError:
        return None             # pyca says that it has no such thing
    except Exception as error:
        return Refusal(f"{type(error).__name__}: {' '.join(str(error).split())[:160]}")


def load(kind, der):
    loader = {"certificate": lambda: x509.load_der_x509_certificate(der),
              "request": lambda: ocsp.load_der_ocsp_request(der),
              "response": lambda: ocsp.load_der_ocsp_response(der),
              "crl": lambda: x509.load_der_x509_crl(der)}[kind]
    return attempt(loader)


def loads(kind, der):
    return not isinstance(load(kind, der), Refusal)


def pyca_places(kind, message, places):
    """By place pyca's list of extensions, or its Refusal; places that it does not offer lack."""
    if kind == "certificate" or kind == "request":
        return {"extensions": attempt(lambda: list(message.extensions))}
    if kind == "crl":
        entries = list(message)
        return {place: attempt(lambda: list(entries[int(re.search(r"\d+", place)[0])].extensions))
                for place in places}
    found = {"basic.extensions": attempt(lambda: list(message.extensions))}
    if sum("responses" in place for place in places) == 1:
        found["basic.responses[0].extensions"] = attempt(lambda: list(message.single_extensions))
    return found


def pyca_alone(context, raw):
    """pyca's reading of one extension, or its Refusal."""
    kind, place, der = message_with(context, raw.der)
    message = load(kind, der)
    if isinstance(message, Refusal):
        return message
    found = pyca_places(kind, message, [place])[place]
    return found if isinstance(found, Refusal) else found[0]


# --- pyca's values as the tool's documents -----------------------------------------------------

class ExactLabel(Check):
    """The name beside an OID, which must be there exactly if VALUE_NAMES has one."""

    def __init__(self, oid):
        self.wanted = VALUE_NAMES.get(oid)

    def problem(self, actual):
        if actual is None or self.wanted is None:
            return None if actual is self.wanted else repr(self.wanted)
        return None if squeeze(actual) == squeeze(self.wanted) else repr(self.wanted)


class OneOf(Check):
    """pyca does not keep which string type it was."""

    def __init__(self, candidates):
        self.candidates = candidates

    def problem(self, actual):
        return None if actual in self.candidates else " or ".join(map(str, self.candidates))


class Exactly(Check):
    """A list whose difference is one, not one of each element."""

    def __init__(self, wanted):
        self.wanted = wanted

    def problem(self, actual):
        return None if actual == self.wanted else repr(self.wanted)


class NotSaid(Check):
    """pyca reads the field, but does not give it."""

    def problem(self, actual):
        return None


def decimal(number):
    return None if number is None else str(number)


def hexadecimal(content):
    return None if content is None else content.hex()


def oid_document(oid):
    return {"oid": oid.dotted_string, "name": ExactLabel(oid.dotted_string)}


def shown(text):
    """A text as the tool prints it, which a terminal must not take for something else."""
    return None if text is None else "".join(
        "\\\\" if one == "\\" else "".join(f"\\{byte:02X}" for byte in one.encode())
        if unicodedata.category(one) in ("Cc", "Cf", "Zl", "Zp") else one for one in text)


def general_names(names):
    return None if names is None else [general_name(name) for name in names]


def general_name(name):
    value = name.value
    for kind, tag, label in ((x509.RFC822Name, 0x81, "rfc822Name"), (x509.DNSName, 0x82, "dNSName"),
                             (x509.UniformResourceIdentifier, 0x86, "uniformResourceIdentifier")):
        if isinstance(name, kind):
            return {"type": label, "value": shown(value),
                    "der": tlv(tag, value.encode("latin-1")).hex()}
    if isinstance(name, x509.DirectoryName):
        return {"type": "directoryName", "value": peer_pyca.distinguished(value),
                "der": tlv(0xA4, value.public_bytes()).hex()}
    if isinstance(name, x509.RegisteredID):
        return {"type": "registeredID", "value": value.dotted_string,
                "der": tlv(0x88, elements(oid_der(value.dotted_string))[0].contents).hex()}
    if isinstance(name, x509.OtherName):
        contents = oid_der(name.type_id.dotted_string) + tlv(0xA0, value)
        return {"type": "otherName", "value": contents.hex(), "der": tlv(0xA0, contents).hex()}
    if isinstance(name, x509.IPAddress):
        address = (value.packed if hasattr(value, "packed")
                   else value.network_address.packed + value.netmask.packed)
        return {"type": "iPAddress", "der": tlv(0x87, address).hex(),
                "value": ".".join(map(str, address)) if len(address) == 4 else address.hex()}
    raise TypeError(f"pyca gives a {type(name).__name__}, which this script does not know")


def basic_constraints(value, _):
    return {"cA": value.ca, "pathLenConstraint": decimal(value.path_length)}


def key_usage(value, _):
    usages = [label for attribute, label in USAGES if getattr(value, attribute)]
    # The properties of these two raise without keyAgreement, but pyca writes them.
    bits = elements(value.public_bytes())[0].contents[1:] + bytes(2)
    usages += ["encipherOnly"] * (bits[0] & 1) + ["decipherOnly"] * (bits[1] >> 7)
    return {"usages": usages}


def ext_key_usage(value, _):
    return {"keyPurposes": [oid_document(oid) for oid in value]}


def alternative_names(value, _):
    return {"names": general_names(value)}


def subject_key_identifier(value, _):
    return {"keyIdentifier": value.digest.hex()}


def authority_key_identifier(value, _):
    return {"keyIdentifier": hexadecimal(value.key_identifier),
            "authorityCertIssuer": general_names(value.authority_cert_issuer),
            "authorityCertSerialNumber": decimal(value.authority_cert_serial_number)}


def authority_info_access(value, _):
    return {"accessDescriptions": [{"accessMethod": oid_document(one.access_method),
                                    "accessLocation": general_name(one.access_location)}
                                   for one in value]}


def crl_distribution_points(value, _):
    return {"distributionPoints": [{
        "fullName": general_names(one.full_name),
        "nameRelativeToCRLIssuer": None if one.relative_name is None else Name(
            [[(attribute.oid.dotted_string, attribute.value) for attribute in one.relative_name]]),
        "reasons": None if one.reasons is None else
            Exactly([reason for reason in REASONS
                     if reason in {flag.value for flag in one.reasons}]),
        "cRLIssuer": general_names(one.crl_issuer)} for one in value]}


def certificate_policies(value, _):
    return {"policies": [{
        "policyIdentifier": oid_document(one.policy_identifier),
        "policyQualifiers": None if one.policy_qualifiers is None else
            [policy_qualifier(qualifier) for qualifier in one.policy_qualifiers]}
        for one in value]}


def policy_qualifier(value):
    if isinstance(value, str):
        oid = "1.3.6.1.5.5.7.2.1"
        rest = {"qualifier": tlv(0x16, value.encode("latin-1")).hex(), "cPSuri": shown(value)}
    else:
        oid = "1.3.6.1.5.5.7.2.2"
        reference = value.notice_reference
        rest = {"qualifier": OneOf(notice_encodings(value)),
                "organization": None if reference is None else shown(reference.organization),
                "noticeNumbers": None if reference is None else
                    list(map(str, reference.notice_numbers)),
                "explicitText": shown(value.explicit_text)}
    return {"oid": oid, "name": ExactLabel(oid), **rest}


def notice_encodings(notice):
    """Every UserNotice that pyca reads like that: a text has one of four types."""
    reference = notice.notice_reference
    references = [b""] if reference is None else [
        tlv(0x30, text, tlv(0x30, *map(integer_der, reference.notice_numbers)))
        for text in text_encodings(reference.organization)]
    texts = [b""] if notice.explicit_text is None else text_encodings(notice.explicit_text)
    return [tlv(0x30, *parts).hex() for parts in itertools.product(references, texts)]


def text_encodings(text):
    found = []
    for tag, codec in ((0x0C, "utf-8"), (0x16, "ascii"), (0x1A, "ascii"), (0x1E, "utf-16-be")):
        try:
            found.append(tlv(tag, text.encode(codec)))
        except UnicodeEncodeError:
            pass
    return found


def name_constraints(value, raw):
    # pyca keeps neither minimum nor maximum, and writes without them.
    plain = attempt(value.public_bytes) == raw.value
    rest = {"minimum": "0" if plain else NotSaid(), "maximum": None if plain else NotSaid()}
    def subtrees(names):
        return None if names is None else [{"base": general_name(one), **rest} for one in names]
    return {"permittedSubtrees": subtrees(value.permitted_subtrees),
            "excludedSubtrees": subtrees(value.excluded_subtrees)}


def tls_feature(value, _):
    features = [feature.value for feature in value]
    return {"features": list(map(str, features)), "mustStaple": 5 in features}


def sct_list(value, _):
    return {"scts": [sct(one) for one in value]}


def sct(one):
    since = one.timestamp.replace(tzinfo=None) - datetime.datetime(1970, 1, 1)
    assert one.version == Version.v1 and isinstance(one.entry_type, LogEntryType)
    return {"version": 1, "logId": one.log_id.hex(),
            "timestamp": since // datetime.timedelta(milliseconds=1),
            "extensions": one.extension_bytes.hex(),
            "hashAlgorithm": TLS_HASHES[one.signature_hash_algorithm.name],
            "signatureAlgorithm": one.signature_algorithm.value,
            "signature": one.signature.hex()}


def nonce(value, raw):
    return {"nonce": value.nonce.hex(),
            "form": "bare" if value.nonce == raw.value else "octetString",
            "standardLength": 1 <= len(value.nonce) <= 128}     # RFC 9654 2.1


def crl_reason(value, _):
    return {"reason": value.reason.value}


def invalidity_date(value, _):
    return {"invalidityDate": peer_pyca.moment(value, "invalidity_date")}


def acceptable_responses(value, _):
    return {"responseTypes": [oid_document(oid) for oid in value]}


# By the name of pyca's class, as older versions do not have all of them.
READERS = {
    "BasicConstraints": basic_constraints, "KeyUsage": key_usage,
    "ExtendedKeyUsage": ext_key_usage, "SubjectAlternativeName": alternative_names,
    "IssuerAlternativeName": alternative_names, "CertificateIssuer": alternative_names,
    "SubjectKeyIdentifier": subject_key_identifier,
    "AuthorityKeyIdentifier": authority_key_identifier,
    "AuthorityInformationAccess": authority_info_access,
    "CRLDistributionPoints": crl_distribution_points,
    "CertificatePolicies": certificate_policies, "NameConstraints": name_constraints,
    "TLSFeature": tls_feature, "PrecertificateSignedCertificateTimestamps": sct_list,
    "SignedCertificateTimestamps": sct_list, "OCSPNoCheck": lambda value, _: {},
    "OCSPNonce": nonce, "CRLReason": crl_reason, "InvalidityDate": invalidity_date,
    "OCSPAcceptableResponses": acceptable_responses,
}


# --- The tool ----------------------------------------------------------------------------------

def run_tool(ocspan, messages):
    """The documents of many messages: {(kind, der): document}; one run for each kind."""
    documents = {}
    for kind in sorted({kind for kind, _ in messages}):
        ders = sorted({der for other, der in messages if other == kind})
        with tempfile.TemporaryDirectory() as folder:
            for der in ders:
                (Path(folder) / hashlib.sha256(der).hexdigest()).write_bytes(der)
            done = subprocess.run([ocspan, kind, "--json", "--batch", folder],
                                  capture_output=True, timeout=TIMEOUT, check=True)
        found = {Path(line["file"]).name: line
                 for line in map(json.loads, done.stdout.decode().splitlines())}
        for der in ders:        # a message without line is an error of the tool: KeyError
            documents[kind, der] = found[hashlib.sha256(der).hexdigest()]
    return documents


def at(document, place):
    for key in re.findall(r"\w+", place):
        document = document[int(key) if key.isdigit() else key]
    return document


# --- Comparison --------------------------------------------------------------------------------

def compare_all(ocspan, sources, tally):
    whole = run_tool(ocspan, {(one.kind, one.der) for one in sources if one.kind != "crl"})
    jobs = []
    for source in sources:
        try:
            places = places_of(source.kind, source.der)
        except (ValueError, IndexError, StopIteration):
            places = None
        jobs.append((source, places, whole.get((source.kind, source.der))))
    alone = {message_with(context_of(source.kind, place), raw.der)
             for source, places, document in jobs if document is None or "error" in document
             for place, raws in (places or {}).items() for raw in raws}
    alone = run_tool(ocspan, {(kind, der) for kind, _, der in alone})
    for source, places, document in jobs:
        compare(source, places, document, alone, tally)


def compare(source, places, document, alone, tally):
    """One message."""
    refused = document is not None and "error" in document
    message = load(source.kind, source.der)
    if source.kind != "crl" and message is not None:
        compare_verdicts(source, document, message, tally)
    if places is None:
        if not refused or not isinstance(message, Refusal):
            tally.differ(source, "(message)", "-", "this script does not find its extensions")
        return
    usable = message is not None and not isinstance(message, Refusal)
    theirs = pyca_places(source.kind, message, places) if usable else {}
    readings = {}
    for place, raws in places.items():
        context = context_of(source.kind, place)
        ours = [ours_alone(context, raw, alone) for raw in raws] \
            if document is None or refused else at(document, place)
        readings[place] = compare_place(source, place, raws, ours, theirs.get(place), tally)
    if source.kind == "certificate" and not refused:
        compare_urls(source, document, places["extensions"], readings["extensions"], tally)


def ours_alone(context, raw, alone):
    kind, place, der = message_with(context, raw.der)
    document = alone[kind, der]
    if "error" in document:
        return {"decoded": {"error": document["error"]}}
    return at(document, place)[0]


def compare_verdicts(source, document, message, tally):
    """Of the message as such."""
    ours = f"refused: {document['error']['message']}" if "error" in document else "accepted"
    theirs = f"refused: {message.text}" if isinstance(message, Refusal) else "accepted"
    if (ours == "accepted") != (theirs == "accepted"):
        tally.differ(source, "(message)", ours, theirs)
    elif ours != "accepted":
        tally.both_refuse_message += 1


def compare_place(source, place, raws, ours, theirs, tally):
    """One list of extensions; gives back pyca's readings."""
    context = context_of(source.kind, place)
    if len(raws) != len(ours):
        tally.differ(source, "(extensions)", f"{len(ours)} extensions", f"{len(raws)} are there")
        return []
    if isinstance(theirs, list) and len(theirs) != len(raws):
        tally.differ(source, "(extensions)", f"{len(raws)} extensions", f"{len(theirs)} extensions")
        theirs = None
    readings = theirs if isinstance(theirs, list) else [pyca_alone(context, raw) for raw in raws]
    if isinstance(theirs, Refusal) and not any(isinstance(one, Refusal) for one in readings):
        tally.differ(source, "(extensions)", "read", f"refused: {theirs.text}")
    for raw, mine, reading in zip(raws, ours, readings):
        compare_extension(source, raw, mine, reading, tally)
    return readings


def compare_extension(source, raw, ours, reading, tally):
    decoded = ours["decoded"]
    malformed = isinstance(decoded, dict) and "error" in decoded
    if raw.type == raw.oid and malformed:
        tally.differ(source, raw.type, "malformed", "no type that the tool shows")
    elif isinstance(reading, Refusal):
        if malformed:
            tally.both_refuse[raw.type] += 1
        elif decoded is not None:
            tally.differ(source, raw.type, "read", f"refused: {reading.text}")
        else:
            tally.unknown[raw.type] += 1    # a type of pyca alone
    else:
        compare_read(source, raw, ours, reading, malformed, tally)


def compare_read(source, raw, ours, reading, malformed, tally):
    """pyca reads the extension."""
    if malformed:
        error = ours["decoded"]["error"]
        tally.differ(source, raw.type, f"refused: {error['message']} ({error['field']})", "read")
        return
    name = type(reading.value).__name__
    try:
        decoded = decoded_by_pyca(reading.value, raw)
    except Exception as error:      # a value that pyca computes only when it is asked for it
        tally.differ(source, raw.type, "read", f"refused: {type(error).__name__}: {error}")
        return
    partial = {"oid": reading.oid.dotted_string, "name": Label(reading.oid.dotted_string),
               "critical": reading.critical, "value": raw.value.hex()}
    if isinstance(reading.value, x509.UnrecognizedExtension):
        partial["value"] = reading.value.value.hex()
    if decoded is not UNKNOWN:
        partial["decoded"] = decoded
    comparison = Comparison(ours).against(partial)
    for difference in comparison.differences:
        path = difference.path.removeprefix("decoded").lstrip(".")
        tally.differ(source, f"{raw.type}.{path}".rstrip("."), difference.ours, difference.theirs)
    if decoded is UNKNOWN:
        tally.unknown[raw.type] += 1
        return
    # A field that pyca does not give is one without test.
    seen = tuple(comparison.paths | {difference.path for difference in comparison.differences})
    for path in leaves(ours):
        if not any(path == one or path.startswith((one + "[", one + ".")) for one in seen):
            path = path.removeprefix("decoded").lstrip(".")
            tally.differ(source, f"{raw.type}.{path}", "a field", "nothing to compare it with")
    if decoded is None:
        tally.unknown[raw.type] += 1
    elif not comparison.differences:
        tally.count(raw.type, len(comparison.paths))


UNKNOWN = object()


def decoded_by_pyca(value, raw):
    """What `decoded` should be; UNKNOWN where pyca has no such type, but the tool does."""
    reader = READERS.get(type(value).__name__)
    if reader and raw.oid in TYPES:
        return reader(value, raw)
    # Types that only pyca knows, as subjectInfoAccess, must have no `decoded`.
    return UNKNOWN if raw.oid in TYPES else None


def compare_urls(source, document, raws, readings, tally):
    """The first URL of each access method, which must be there once to count."""
    found = [reading for raw, reading in zip(raws, readings) if raw.type == "authorityInfoAccess"]
    usable = len(found) == 1 and not isinstance(found[0], Refusal)
    for key, method in (("ocspUrl", "1.3.6.1.5.5.7.48.1"), ("caIssuersUrl", "1.3.6.1.5.5.7.48.2")):
        urls = [shown(one.access_location.value) for one in found[0].value
                if one.access_method.dotted_string == method
                and isinstance(one.access_location, x509.UniformResourceIdentifier)] \
            if usable else []
        wanted = urls[0] if urls else None
        if key == "ocspUrl" and document["ocspUrls"] != (urls or None):
            tally.differ(source, "ocspUrls", repr(document["ocspUrls"]), repr(urls))
        if document[key] != wanted:
            tally.differ(source, key, repr(document[key]), repr(wanted))
        elif wanted is None:
            tally.absent[key] += 1
        else:
            tally.count(key, 1)


# --- Known disagreements -----------------------------------------------------------------------

class Disagreement:
    """A row of the table."""

    def __init__(self, file, what, versions, theirs, ours):
        self.file, self.what = pattern(file), pattern(what)
        self.versions = versions
        self.theirs, self.ours = quoted(theirs), quoted(ours)
        self.label = f"{file} {what} {theirs}"
        self.hits = 0

    def applies(self):
        relation = re.fullmatch(r"(<|>=) (\d+)", self.versions)
        if not relation:
            if self.versions != "all":
                raise ValueError(f"versions {self.versions!r}")
            return True
        version = int(cryptography.__version__.partition(".")[0])
        return (version < int(relation[2])) == (relation[1] == "<")

    def matches(self, source, what, ours, theirs):
        return (self.applies() and self.file.fullmatch(source.name) and self.what.fullmatch(what)
                and all(part in ours for part in self.ours)
                and all(part in theirs for part in self.theirs))


def pattern(cell):
    """A cell of one or more quoted texts, in which * is anything."""
    return re.compile("|".join(re.escape(part).replace(r"\*", ".*") for part in quoted(cell)))


def quoted(cell):
    parts = re.findall(r"`([^`]+)`", cell)
    if not parts:
        raise ValueError(f"nothing quoted in {cell!r}")
    return parts


def read_disagreements(file):
    rows = []
    for line in file.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `"):
            if len(cells) != 7:
                raise ValueError(f"{file.name}: not seven cells: {line}")
            # Each file for itself: that one is left must not hide that another is gone.
            rows += [Disagreement(f"`{one}`", *cells[1:5]) for one in quoted(cells[0])]
    return rows


class Tally:
    """What came of it all."""

    def __init__(self, disagreements):
        self.disagreements = disagreements
        self.compared = collections.Counter()
        self.fields = collections.Counter()
        self.both_refuse = collections.Counter()
        self.listed = collections.Counter()
        self.unknown = collections.Counter()
        self.absent = collections.Counter()
        self.both_refuse_message = 0
        self.failures = 0

    def count(self, kind, fields):
        self.compared[kind] += 1
        self.fields[kind] += fields

    def differ(self, source, what, ours, theirs):
        """Fails, unless it is listed."""
        known = [one for one in self.disagreements if one.matches(source, what, ours, theirs)]
        for one in known:
            one.hits += 1
        if known:
            self.listed[what.partition(".")[0] if what[:1].isalpha() else what] += 1
            return
        self.failures += 1
        print(f"FAIL {source.name}  {what}\n      ocspan  {ours}\n      pyca    {theirs}")

    def count_sources(self, sources):
        """A set of which nothing can be read must not look like one that agrees."""
        if not any(source.name.startswith("testdata/") for source in sources):
            self.failures += 1
            print("FAIL nothing is in the folder of test data")

    def report_stale(self, names):
        for one in self.disagreements:
            if one.applies() and not one.hits and any(map(one.file.fullmatch, names)):
                self.failures += 1
                print(f"FAIL listed, but does not occur: {one.label}")

    def summarize(self):
        print("extension               compared  fields  refused by both  listed disagreements")
        for kind in (*TYPES.values(), "ocspUrl", "caIssuersUrl"):
            row = (f"{kind:23} {self.compared[kind]:8} {self.fields[kind]:7} "
                   f"{self.both_refuse[kind]:16} {self.listed[kind]:21}")
            note = ""
            if not self.compared[kind]:
                note = "  never compared"
                if self.unknown[kind]:
                    note += f": pyca has no such type ({self.unknown[kind]} met)"
            print(row + note)
        others = sum(count for kind, count in self.unknown.items() if kind not in TYPES.values())
        print(f"of types that the tool does not show, and it does not: {others}")
        print(f"listed disagreements about whole messages: {self.listed['(message)']}, about lists "
              f"of extensions: {self.listed['(extensions)']}; messages refused by both: "
              f"{self.both_refuse_message}")
        print(f"{sum(self.compared.values())} compared ({sum(self.fields.values())} fields), "
              f"{sum(self.listed.values())} listed disagreements, {self.failures} failures")


if __name__ == "__main__":
    sys.exit(main())
