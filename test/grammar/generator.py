"""Makes OCSP messages from their ASN.1, ocsp.asn1: whole ones, and ones in which one to three things are otherwise.

The message of a number is always the same one. What was done to it is told by labels: of the kind of change alone, or
with the type that it was done to.
"""

import base64
import random
import re
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
# A length takes one byte more beyond 127, 255 and 65,535; long ones are made seldom.
EDGES = (126, 127, 128, 129, 254, 255, 256, 257)
LONG_EDGES = (65533, 65534, 65535, 65536, 65537)
TAGS = {
    "BOOLEAN": 0x01, "INTEGER": 0x02, "BIT STRING": 0x03, "OCTET STRING": 0x04, "NULL": 0x05,
    "OBJECT IDENTIFIER": 0x06, "ENUMERATED": 0x0a, "UTF8String": 0x0c, "PrintableString": 0x13, "TeletexString": 0x14,
    "IA5String": 0x16, "GeneralizedTime": 0x18, "UniversalString": 0x1c, "BMPString": 0x1e, "OPAQUE": 0x30
}
CONSTRUCTED = 0x20
BASIC = "1.3.6.1.5.5.7.48.1.1"
HASHES = ("1.3.14.3.2.26", "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.3")
SIGNATURES = ("1.2.840.113549.1.1.11", "1.2.840.10045.4.3.2", "1.3.101.112")
EXTENSIONS = {
    "1.3.6.1.5.5.7.48.1.2": "Nonce", "1.3.6.1.5.5.7.48.1.3": "CrlID", "1.3.6.1.5.5.7.48.1.4": "AcceptableResponses",
    "1.3.6.1.5.5.7.48.1.6": "ArchiveCutoff", "1.3.6.1.5.5.7.48.1.7": "ServiceLocator",
    "1.3.6.1.5.5.7.48.1.8": "PreferredSignatureAlgorithms", "1.3.6.1.5.5.7.48.1.9": "ExtendedRevoke",
    "2.5.29.21": "CRLReason", "2.5.29.23": "HoldInstructionCode", "2.5.29.24": "InvalidityDate",
    "2.5.29.29": "GeneralNames", "1.2.3.4": "Unknown"
}
OIDS = {
    "responseType": (BASIC,), "hashAlgorithm": HASHES, "signatureAlgorithm": SIGNATURES, "sigIdentifier": SIGNATURES,
    "certIdentifier": SIGNATURES, "type": ("2.5.4.3", "2.5.4.6", "2.5.4.10", "2.5.4.11", "1.2.3.4"),
    "accessMethod": ("1.3.6.1.5.5.7.48.1", "1.3.6.1.5.5.7.48.2")
}

# --- What is done otherwise, by type: contents, of which the type allows some and forbids others ----------------------

OID_EDGES = [
    b"", b"\x80", b"\x80\x01", b"\x2a\x80", b"\x2a\x80\x01", b"\x2a\x81", b"\x2a\xff\x7f", b"\x00", b"\x27", b"\x28",
    b"\x4f", b"\x50", b"\x77", b"\x78", b"\x7f", b"\x81\x00", b"\x88\x37", b"\x2a" + b"\x8f" + b"\xff" * 3 + b"\x7f",
    b"\x2a\x90\x80\x80\x80\x00", b"\x2a" + b"\xff" * 8 + b"\x7f", b"\x2a\x81" + b"\x80" * 8 + b"\x00",
    b"\x2a" + b"\x83" + b"\x80" * 18 + b"\x00", b"\x2a" + b"\xff" * 20 + b"\x7f", b"\x2a" + b"\x01" * 40
]
INTEGER_EDGES = [
    b"", b"\x00", b"\x01", b"\x7f", b"\x80", b"\xff", b"\x00\x00", b"\x00\x7f", b"\x00\x80", b"\xff\x7f", b"\xff\x80",
    b"\xff\xff", b"\x7f" + b"\xff" * 7, b"\x80" + b"\x00" * 7, b"\x00\xff" + b"\xff" * 7, b"\x7f" + b"\xff" * 19,
    b"\x00" + b"\xff" * 20, b"\xff" * 21, b"\x01" * 255, b"\x01" * 256
]
BIT_EDGES = [
    b"", b"\x00", b"\x01", b"\x07", b"\x08", b"\xff", b"\x00\xff", b"\x01\xfe", b"\x01\xff", b"\x07\x80", b"\x07\x81",
    b"\x07\xc0", b"\x08\x00", b"\x04\xff\xf0", b"\x04\xff\xe8"
]
TIME = "20340601120000Z"
TIME_EDGES = [
    "", "Z", "20340601120000", "203406011200Z", "2034060112Z", "20340601120000.5Z", "20340601120000.Z",
    "20340601120000,5Z", "20340601120000.0Z", "20340601120000+0000", "20340601120000-0100", "20340601120000z",
    "20340601120060Z", "20340601120059Z", "20340601126000Z", "20340601240000Z", "20340601235959Z", "20340600120000Z",
    "20340001120000Z", "20341301120000Z", "20341231000000Z", "20340431120000Z", "20340229120000Z", "20360229120000Z",
    "20000229120000Z", "21000229120000Z", "19000229120000Z", "24000229120000Z", "00000101000000Z", "00010101000000Z",
    "99991231235959Z", "19491231235959Z", "19500101000000Z", "19700101000000Z", "20380119031408Z", "340601120000Z",
    "20340601120000Z\0", " 0340601120000Z", "+0340601120000Z", "20340601 20000Z", "２"
]
UTF8_EDGES = [
    b"\x00", b"\x7f", b"\xc2\x80", b"\xdf\xbf", b"\xe0\xa0\x80", b"\xed\x9f\xbf", b"\xee\x80\x80", b"\xef\xbf\xbf",
    b"\xf0\x90\x80\x80", b"\xf4\x8f\xbf\xbf", b"\x80", b"\xbf", b"\xc0\x80", b"\xc1\xbf", b"\xc2", b"\xc2\x7f",
    b"\xc2\xc0", b"\xe0\x9f\xbf", b"\xe0\xa0", b"\xe2\x82", b"\xe2\x82\x7f", b"\xed\xa0\x80", b"\xed\xbf\xbf",
    b"\xf0\x8f\xbf\xbf", b"\xf0\x90\x80", b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xfe",
    b"\xff"
]


def utf8_edge(rng):
    """An edge behind up to 16 bytes of ASCII and before as many: anywhere in eight bytes, and between two eights."""
    return b"a" * rng.randrange(17) + rng.choice(UTF8_EDGES) + b"b" * rng.randrange(17)


def time_edge(rng):
    if rng.random() < 0.6:
        return rng.choice(TIME_EDGES).encode()
    text = bytearray(TIME.encode())
    text[rng.randrange(15)] = rng.choice((rng.randrange(256), 0x2f, 0x3a, 0x30, 0x39, 0x33))
    return bytes(text)


EDGE_VALUES = {
    "BOOLEAN": lambda rng: rng.choice((b"", b"\x00", b"\x01", b"\x7f", b"\x80", b"\xfe", b"\xff", b"\xff\xff")),
    "INTEGER": lambda rng: rng.choice(INTEGER_EDGES), "BIT STRING": lambda rng: rng.choice(BIT_EDGES),
    "OCTET STRING": lambda rng: rng.randbytes(rng.choice((0, 1, 19, 20, 21, 32, 33, 64))),
    "NULL": lambda rng: rng.choice((b"\x00", b"\x05\x00", b"")), "OBJECT IDENTIFIER": lambda rng: rng.choice(OID_EDGES),
    "ENUMERATED": lambda rng: rng.choice((*(bytes([i]) for i in range(13)), b"", b"\x7f", b"\x80", b"\xff", b"\x00\x01",
                                          b"\x00\x80", b"\x01\x00")),
    "GeneralizedTime": time_edge, "UTF8String": utf8_edge, "PrintableString": utf8_edge, "TeletexString": utf8_edge,
    "IA5String": utf8_edge, "BMPString": utf8_edge, "UniversalString": utf8_edge
}


def oid(dotted):
    arcs = list(map(int, dotted.split(".")))
    out = b""
    for arc in (arcs[0] * 40 + arcs[1], *arcs[2:]):
        octets = bytes([arc & 0x7f])
        while arc := arc >> 7:
            octets = bytes([arc & 0x7f | 0x80]) + octets
        out += octets
    return out


# --- The grammar ----------------------------------------------------------------------------------------------------


class Field(NamedTuple):
    name: str
    tag: int                   # or None
    implicit: bool
    kind: "Type"
    optional: bool             # with a DEFAULT, too
    default: bool


class Type(NamedTuple):
    what: str                  # SEQUENCE, CHOICE, OF, a primitive type, or the name of another type
    fields: tuple = ()         # of SEQUENCE and CHOICE
    element: object = None     # of SEQUENCE OF, SET OF and CONTAINING
    tag: int = 0               # of SEQUENCE OF and SET OF
    numbers: tuple = ()        # of ENUMERATED


class Parser:
    """Of as much ASN.1 as ocsp.asn1 needs."""

    def __init__(self, text):
        text = re.sub(r"--[^\n]*", "", text)
        primitive = "|".join(re.escape(name) for name in TAGS if " " in name)
        self.words = re.findall(rf"{primitive}|::=|[\w-]+|[\[\]{{}},]", text)
        self.at = 0

    def take(self, *wanted):
        """Whether these words are next, which are passed over then."""
        if tuple(self.words[self.at:self.at + len(wanted)]) != wanted:
            return False
        self.at += len(wanted)
        return True

    def word(self):
        self.at += 1
        return self.words[self.at - 1]

    def module(self):
        types = {}
        while self.at < len(self.words):
            name, sign = self.word(), self.word()
            assert sign == "::=", name
            types[name] = self.type()
        return types

    def type(self):
        for word, tag in (("SEQUENCE", 0x30), ("SET", 0x31)):
            if self.take(word, "OF"):
                return Type("OF", element=self.type(), tag=tag)
        what = self.word()
        if what in ("SEQUENCE", "CHOICE"):
            return Type(what, fields=self.fields())
        if what == "ENUMERATED":
            self.take("{")
            numbers = []
            while not self.take("}"):
                numbers.append(int(self.word()))
                self.take(",")
            return Type(what, numbers=tuple(numbers))
        return Type(what, element=self.type() if self.take("CONTAINING") else None)

    def fields(self):
        assert self.take("{")
        fields = []
        while not self.take("}"):
            name, tag = self.word(), None
            if self.take("["):
                tag = int(self.word())
                self.take("]")
            implicit, kind = self.take("IMPLICIT"), self.type()
            default = self.take("DEFAULT")
            fields.append(Field(name, tag, implicit, kind, self.take("OPTIONAL") or default, default))
            self.take(",")
        return tuple(fields)


TYPES = Parser((HERE / "ocsp.asn1").read_text(encoding="ascii")).module()

# --- Messages -------------------------------------------------------------------------------------------------------


class Node:
    """A value: its identifier octets, and bytes or the values in it."""

    __slots__ = ("tag", "parts", "what", "name", "field", "siblings", "length", "behind")

    def __init__(self, tag, parts, what, name, field=None, siblings=()):
        self.tag, self.parts, self.what, self.name = bytes([tag]), parts, what, name
        self.field = field          # the Field whose tag this is
        self.siblings = siblings    # of an alternative of a CHOICE: the fields of that
        self.length = None          # what makes the length octets, if not DER
        self.behind = b""           # bytes that follow

    def contents(self):
        return self.parts if isinstance(self.parts, bytes) else b"".join(part.der() for part in self.parts)

    def der(self):
        contents = self.contents()
        return self.tag + (self.length or length_octets)(len(contents)) + contents + self.behind

    def walk(self):
        """Itself and all that is in it."""
        found = [self]
        for node in found:
            if not isinstance(node.parts, bytes):
                found += node.parts
        return found


def length_octets(size):
    if size < 0x80:
        return bytes([size])
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(octets)]) + octets


class Maker:
    """Makes one whole message."""

    def __init__(self, rng, certificates):
        self.rng, self.certificates = rng, certificates

    def make(self, kind, name, above=""):
        """The value of a type in the field `name`, which is in the field `above`."""
        rng, what = self.rng, kind.what
        if what == "ExtensionType":
            what = EXTENSIONS.get(self.extension, "Unknown")
        if what in TYPES:
            return self.make(TYPES[what], name if TYPES[what].what in TAGS else what, name)
        if what == "CHOICE":
            field = rng.choice(kind.fields)
            if name == "DirectoryString" and rng.random() < 0.7:
                field = kind.fields[0]
            node = self.field(field, name)
            node.siblings = kind.fields
            return node
        if what == "SEQUENCE":
            return Node(0x30, self.sequence(kind.fields, above), what, name)
        if what == "OF":
            count = rng.choice((1, 1, 1, 1, 2, 3) if name != "Extensions" else (1, 1, 2, 2, 3))
            if name in ("responses", "requestList", "SEQUENCE OF"):
                count = rng.choice((0, 1, 1, 1, 1, 1, 1, 1, 2, 3))
            parts = [self.make(kind.element, name, above) for _ in range(count)]
            if kind.tag == 0x31:
                parts.sort(key=Node.der)
            return Node(kind.tag, parts, what, name)
        if what == "ANY":
            return rng.choice((Node(0x05, b"", "NULL", name), Node(0x04, rng.randbytes(rng.randrange(40)), what, name)))
        if kind.element:
            return Node(TAGS[what], [self.make(kind.element, name)], "CONTAINING", name)
        return Node(TAGS[what], self.value(kind, name, above), what, name)

    def sequence(self, fields, above):
        parts = []
        for field in fields:
            chance = 0.0 if field.default else 0.25 if field.name in ("optionalSignature", "requestorName") else 0.5
            if field.name == "critical" and self.rng.random() < 0.2:
                chance = 1.0
            if not field.optional or self.rng.random() < chance:
                parts.append(self.field(field, above))
        return parts

    def field(self, field, above):
        inner = self.make(field.kind, field.name, above)
        if field.tag is None:
            return inner
        if field.implicit:
            constructed = CONSTRUCTED if not isinstance(inner.parts, bytes) else 0
            return Node(0x80 | constructed | field.tag, inner.parts, inner.what, field.name, field)
        return Node(0x80 | CONSTRUCTED | field.tag, [inner], "EXPLICIT", field.name, field)

    def value(self, kind, name, above):
        rng, what = self.rng, kind.what
        if what == "OBJECT IDENTIFIER":
            if name == "extnID":
                self.extension = rng.choice(tuple(EXTENSIONS))
                return oid(self.extension)
            return oid(rng.choice(OIDS.get(name if name in OIDS else above, (BASIC, "1.2.840.10040.2.1"))))
        if what == "ENUMERATED":
            number = rng.choice(kind.numbers)
            return bytes([0 if name == "responseStatus" and self.is_successful else number])
        if what == "INTEGER":
            size = rng.choice((1, 2, 8, 16, 20)) if name != "version" else 0
            return b"\x00" if size == 0 else bytes([rng.randrange(1, 0x80)]) + rng.randbytes(size - 1)
        if what == "OPAQUE":
            return rng.choice(self.certificates)
        if what == "BMPString":
            return "".join(rng.choice("abcä€") for _ in range(rng.randrange(1, 12))).encode("utf-16-be")
        if what == "UniversalString":
            return "".join(rng.choice("abcä€") for _ in range(rng.randrange(1, 12))).encode("utf-32-be")
        if what == "UTF8String":
            return "".join(rng.choice("abcdef ä€😀") for _ in range(rng.randrange(1, 20))).encode()
        fixed = {"BOOLEAN": b"\xff", "NULL": b"", "GeneralizedTime": TIME.encode(),
                 "BIT STRING": b"\x00" + rng.randbytes(16), "OCTET STRING": rng.randbytes(20)}
        return fixed.get(what, b"abc.example")

    def message(self, kind):
        self.is_successful = self.rng.random() < 0.97
        node = self.make(TYPES[kind], kind)
        if kind == "OCSPResponse":  # RFC 6960 4.2.1: responseBytes are there if it is successful, and else not
            while (len(node.parts) == 2) != (node.parts[0].parts == b"\x00"):
                node = self.make(TYPES[kind], kind)
        return node


# --- Changes --------------------------------------------------------------------------------------------------------


def change_value(rng, node):
    if not isinstance(node.parts, bytes) or node.what not in EDGE_VALUES:
        return None
    node.parts = EDGE_VALUES[node.what](rng)
    return f"value: {node.what}"


def change_tagging(rng, node):
    """EXPLICIT and IMPLICIT mixed up."""
    number = node.tag[0] & 0x1f
    if node.what == "EXPLICIT" and len(node.parts) == 1:
        inner = node.parts[0]
        constructed = inner.tag[0] & CONSTRUCTED
        node.tag, node.parts, node.what = bytes([0x80 | constructed | number]), inner.parts, inner.what
        return "tag: implicit for explicit"
    if node.field is not None and node.field.implicit:
        universal = Node(TAGS.get(node.what, 0x30), node.parts, node.what, node.name)
        node.tag, node.parts, node.what = bytes([0x80 | CONSTRUCTED | number]), [universal], "EXPLICIT"
        return "tag: explicit for implicit"
    return None


def change_alternative(rng, node):
    if not node.siblings:
        return None
    other = rng.choice(node.siblings)
    node.tag = bytes([TAGS.get(other.kind.what, 0x30) if other.tag is None else node.tag[0] & 0xe0 | other.tag])
    return "tag: of another alternative"


def change_tag(rng, node):
    tag = node.tag[0]
    how = rng.choice(("constructed bit", "high number", "class", "another", "another"))
    if how == "constructed bit":
        node.tag = bytes([tag ^ CONSTRUCTED])
    elif how == "high number":
        node.tag = bytes([tag | 0x1f]) + rng.choice((
            bytes([tag & 0x1f]), b"\x1e", b"\x1f", b"\x20", b"\x80\x1f", b"\x80", b"\x81\x00", b"\xff\x7f",
            b"\xff" * 4 + b"\x7f", b"\x90\x80\x80\x80\x00", b"\xff" * 9 + b"\x7f"))
    elif how == "class":
        node.tag = bytes([tag & 0x3f | rng.choice((0x00, 0x40, 0x80, 0xc0))])
    else:
        node.tag = bytes([rng.choice((tag - 1 & 0xff, tag + 1 & 0xff, 0x00, 0x1e, 0x17, 0x30, rng.randrange(256)))])
        if node.tag[0] & 0x1f == 0x1f:
            node.tag += b"\x1f"
    return f"tag: {how}"


def change_length(rng, node):
    forms = {
        "length: a byte too many": lambda size: b"\x81" + bytes([size]) if size < 0x80 else bytes(
            [length_octets(size)[0] + 1, 0]) + length_octets(size)[1:],
        "length: indefinite": lambda size: b"\x80",
        "length: reserved": lambda size: b"\xff",
        "length: one more": lambda size: length_octets(size + 1),
        "length: one less": lambda size: length_octets(max(size - 1, 0)),
        "length: 4 GiB": lambda size: b"\x84\xff\xff\xff\xff",
        "length: 2^64": lambda size: b"\x89\x01" + b"\x00" * 8,
        "length: eight bytes": lambda size: b"\x88" + size.to_bytes(8, "big"),
    }
    label = rng.choice(tuple(forms))
    node.length = forms[label]
    if label == "length: indefinite":
        node.parts = [*node.parts, Node(0, b"", "NULL", "")] if isinstance(node.parts, list) else node.parts + b"\0\0"
        node.length = lambda size: b"\x80"
    return label


def change_order(rng, node):
    if isinstance(node.parts, bytes) or not node.parts:
        return None
    parts = list(node.parts)
    at = rng.randrange(len(parts))
    how = rng.choice(("swapped", "twice", "left out", "emptied", "surplus", "behind"))
    if how == "swapped":
        if len(parts) < 2:
            return None
        at = rng.randrange(len(parts) - 1)
        parts[at], parts[at + 1] = parts[at + 1], parts[at]
    elif how == "twice":
        parts.insert(at, parts[at])
    elif how == "left out":
        del parts[at]
    elif how == "emptied":
        parts = []
    else:
        surplus = rng.choice((Node(0x05, b"", "NULL", ""), Node(0xa3, b"", "NULL", ""),
                              Node(0xa0, b"\x02\x01\x00", "ANY", ""), Node(0x00, b"", "NULL", "")))
        parts.insert(at if how == "surplus" else len(parts), surplus)
    node.parts = parts
    return f"order: {how}"


def change_default(rng, node):
    """Writes a value out that is the default, or another one."""
    value = rng.choice((b"\x00", b"\x00", b"\x01", b"\x02", b"\xff", b""))
    if node.name in ("ResponseData", "TBSRequest") and not isinstance(node.parts, bytes):
        node.parts = [Node(0xa0, [Node(0x02, value, "INTEGER", "version")], "EXPLICIT", "version"), *node.parts]
        return "default: version"
    if node.name == "Extension" and not isinstance(node.parts, bytes) and len(node.parts) == 2:
        node.parts = [node.parts[0], Node(0x01, value, "BOOLEAN", "critical"), node.parts[1]]
        return "default: critical"
    return None


def change_size(rng, node):
    """Fills something inside so that the length of the value is at an edge."""
    edge = rng.choice(LONG_EDGES if rng.random() < 0.06 else EDGES)
    leaves = [leaf for leaf in node.walk() if leaf.length is None and leaf.what in (
        "OCTET STRING", "BIT STRING", "INTEGER", "UTF8String", "ANY", "PrintableString") and leaf.name != "version"
        and isinstance(leaf.parts, bytes)]
    if not leaves:
        return None
    leaf = rng.choice(leaves)
    for _ in range(5):
        missing = edge - len(node.contents())
        if missing == 0:
            break
        # A byte that a number or a string may have as often as one likes.
        leaf.parts = leaf.parts[:max(len(leaf.parts) + missing, 1)].ljust(len(leaf.parts) + missing, b"a")
    if leaf.what == "BIT STRING" and leaf.parts:
        leaf.parts = b"\x00" + leaf.parts[1:]
    return "size: " + ("short" if edge < 1000 else "long")


def change_end(rng, node):
    node.behind = rng.choice((b"\x00", b"\x05\x00", b"\x00\x00", b"\xff"))
    return "behind: bytes"


CHANGES = (change_value, change_value, change_value, change_value, change_tagging, change_alternative, change_tag,
           change_tag, change_length, change_order, change_order, change_size, change_size, change_size, change_default,
           change_end)


def change_something(rng, tree):
    """A field first and then one of its values, as there are many of some. Returns the label."""
    by_field = {}
    for node in tree.walk():
        by_field.setdefault((node.what, node.name), []).append(node)
    fields = list(by_field.values())
    while True:
        change = rng.choice(CHANGES)
        for _ in range(40):
            if label := change(rng, rng.choice(rng.choice(fields))):
                return label


class Message(NamedTuple):
    op: str
    der: bytes
    labels: tuple


def certificates():
    """The tbsCertificates of some that are well-formed: what is in them is not asked about here."""
    found = []
    for stem in ("leaf-ed", "leaf-good", "ca-ec"):
        lines = (HERE.parents[1] / f"testdata/openssl/certs/{stem}.pem").read_text(encoding="ascii").split("\n")
        begin = next(i for i, line in enumerate(lines) if line.startswith("-----BEGIN"))
        der = base64.b64decode("".join(lines[begin + 1:lines.index("-----END CERTIFICATE-----")]))
        size = lambda at: (2, der[at + 1]) if der[at + 1] < 0x80 else (
            2 + (der[at + 1] & 0x7f), int.from_bytes(der[at + 2:at + 2 + (der[at + 1] & 0x7f)], "big"))
        outer, _ = size(0)
        inner, length = size(outer)
        found.append(der[outer + inner:outer + inner + length])
    return found


CERTIFICATES = certificates()


def message(seed, number):
    """The message of that number."""
    rng = random.Random(f"{seed} {number}")
    kind, op = (("OCSPResponse", "parse_response"), ("OCSPRequest", "parse_request"))[rng.random() < 0.3]
    tree = Maker(rng, CERTIFICATES).message(kind)
    labels = [change_something(rng, tree) for _ in range(rng.choice((0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3)))]
    return Message(op, tree.der(), tuple(labels))
