"""A second opinion on syntax: reads OCSP messages as X.690 (DER), RFC 6960 and RFC 5280 have them, as plainly as can
be.

It shares nothing with the library or with what made the corpus. Where the standards leave a choice it takes the one
that is easiest to write, so that it decides nothing about cases whose verdict is `either`.
"""

import datetime

BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, NULL, OID, ENUMERATED = 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a
SEQUENCE, SET, GENERALIZED_TIME, IA5_STRING = 0x30, 0x31, 0x18, 0x16
BASIC = "1.3.6.1.5.5.7.48.1.1"
STATUSES = {
    0: "successful", 1: "malformedRequest", 2: "internalError", 3: "tryLater", 5: "sigRequired", 6: "unauthorized"
}
REASONS = {
    0: "unspecified", 1: "keyCompromise", 2: "cACompromise", 3: "affiliationChanged", 4: "superseded",
    5: "cessationOfOperation", 6: "certificateHold", 8: "removeFromCRL", 9: "privilegeWithdrawn", 10: "aACompromise"
}
# GeneralName, RFC 5280 4.2.1.6: those that are constructed, and those that are not.
GENERAL_NAMES = {
    0xa0: "otherName", 0x81: "rfc822Name", 0x82: "dNSName", 0xa3: "x400Address", 0xa4: "directoryName",
    0xa5: "ediPartyName", 0x86: "uniformResourceIdentifier", 0x87: "iPAddress", 0x88: "registeredID"
}


class Refused(Exception):
    """With a reason of the corpus."""


def context(number):
    return 0xa0 | number


class Element:
    """A value with its tag: the identifier octets as a number, those of a high tag number one after the other."""

    __slots__ = ("tag", "data", "begin", "at", "end")

    def __init__(self, data, at, end):
        """X.690 8.1.2, 8.1.3, 10.1."""
        begin = at
        if at == end:
            raise Refused("missing")
        self.tag = data[at]
        at += 1
        if self.tag & 0x1f == 0x1f:
            first = at
            while True:
                if at == end:
                    raise Refused("length")
                self.tag = self.tag << 8 | data[at]
                at += 1
                if data[at - 1] < 0x80:
                    break
            if data[first] == 0x80 or at - first == 1 and data[first] < 31:
                raise Refused("tag")
        if self.tag == 0:  # UNIVERSAL 0
            raise Refused("tag")
        if at == end:
            raise Refused("length")
        size = data[at]
        at += 1
        if size >= 0x80:
            count = size & 0x7f
            if size in (0x80, 0xff) or at + count > end:
                raise Refused("length")
            size = int.from_bytes(data[at:at + count], "big")
            if data[at] == 0 or size < 0x80:
                raise Refused("length")
            at += count
        if size > end - at:
            raise Refused("length")
        self.data, self.begin, self.at, self.end = data, begin, at, at + size

    @property
    def contents(self):
        return self.data[self.at:self.end]

    @property
    def der(self):
        return self.data[self.begin:self.end]


class Fields:
    """What stands in a constructed value, one after the other."""

    __slots__ = ("data", "at", "end")

    def __init__(self, data, at, end):
        self.data, self.at, self.end = data, at, end

    def more(self):
        return self.at < self.end

    def any(self):
        element = Element(self.data, self.at, self.end)
        self.at = element.end
        return element

    def next(self, tag):
        element = self.any()
        if element.tag != tag:
            raise Refused("tag")
        return element

    def optional(self, tag):
        """None if something else stands there."""
        if not self.more() or Element(self.data, self.at, self.end).tag != tag:
            return None
        return self.any()

    def done(self):
        if self.more():
            raise Refused("trailing")


def inside(element):
    return Fields(element.data, element.at, element.end)


def only(element, tag):
    """The one value in an explicit tag."""
    fields = inside(element)
    found = fields.next(tag)
    fields.done()
    return found


def whole(data, tag):
    fields = Fields(data, 0, len(data))
    found = fields.next(tag)
    fields.done()
    return found


# --- X.690 8.2 to 8.19, 11 -----------------------------------------------------------------------------------


def number_of(element):
    octets = element.contents
    if not octets or len(octets) > 1 and (octets[0], octets[1] >> 7) in ((0, 0), (0xff, 1)):
        raise Refused("integer")
    return int.from_bytes(octets, "big", signed=True)


def dotted(element):
    """None if it is longer than anybody would read."""
    octets = element.contents
    if not octets or octets[-1] >= 0x80:
        raise Refused("oid")
    if octets[0] == 0x80 or any(octet == 0x80 and octets[i] < 0x80 for i, octet in enumerate(octets[1:])):
        raise Refused("oid")  # an arc begins with 80
    if len(octets) > 1000:
        return None
    arcs, arc = [], 0
    for octet in octets:
        arc = arc << 7 | octet & 0x7f
        if octet < 0x80:
            arcs.append(arc)
            arc = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, [first, arcs[0] - 40 * first, *arcs[1:]]))


def bits_of(element):
    octets = element.contents
    if not octets or octets[0] > 7 or octets[0] and len(octets) == 1 or octets[-1] & (1 << octets[0]) - 1 and octets[0]:
        raise Refused("bits")
    return octets[1:]


def null(element):
    if element.contents:
        raise Refused("null")


def time_of(element):
    """RFC 5280 4.1.2.5.2."""
    text = element.contents
    if len(text) != 15 or text[14:] != b"Z" or not all(0x30 <= octet <= 0x39 for octet in text[:14]):
        raise Refused("time")
    try:
        found = datetime.datetime(*(int(text[a:b]) for a, b in ((0, 4), (4, 6), (6, 8), (8, 10), (10, 12), (12, 14))))
    except ValueError:
        raise Refused("time") from None
    return found.isoformat() + "Z"


# --- RFC 5280 ------------------------------------------------------------------------------------------------


def algorithm(element):
    fields = inside(element)
    found = {"oid": dotted(fields.next(OID))}
    if fields.more():
        fields.any()
    fields.done()
    return found


def name(element):
    rdns = inside(element)
    while rdns.more():
        attributes, last = inside(rdns.next(SET)), b""
        if not attributes.more():
            raise Refused("empty")
        while attributes.more():
            attribute = attributes.next(SEQUENCE)
            if attribute.der < last:  # X.690 11.6
                raise Refused("order")
            last = attribute.der
            fields = inside(attribute)
            dotted(fields.next(OID))
            fields.any()
            fields.done()
    return element.der.hex()


def general_name(element):
    kind = GENERAL_NAMES.get(element.tag)
    if kind is None:
        raise Refused("tag")
    if kind == "directoryName":
        name(only(element, SEQUENCE))
    elif kind == "registeredID":
        dotted(element)
    elif kind == "otherName":
        fields = inside(element)
        dotted(fields.next(OID))
        fields.next(context(0))
        fields.done()
    return {"type": kind, "der": element.der.hex()}


def general_names(element):
    fields, found = inside(element), []
    while fields.more():
        found.append(general_name(fields.any()))
    return found


def extensions(element):
    """Of the explicit tag around them."""
    fields, found = inside(only(element, SEQUENCE)), []
    if not fields.more():
        raise Refused("empty")
    while fields.more():
        one = inside(fields.next(SEQUENCE))
        dotted_name, critical = dotted(one.next(OID)), one.optional(BOOLEAN)
        if critical and critical.contents not in (b"\xff", b"\0"):
            raise Refused("boolean")
        if critical and critical.contents == b"\0":
            raise Refused("default")
        value = one.next(OCTET_STRING).contents
        one.done()
        found.append({
            "oid": dotted_name, "critical": critical is not None, "value": value.hex(),
            "decoded": decoded(dotted_name, value)
        })
    return found


def certificates(element):
    """Of the explicit tag around them: SEQUENCE { SEQUENCE, AlgorithmIdentifier, BIT STRING } each."""
    fields, found = inside(only(element, SEQUENCE)), []
    while fields.more():
        certificate = fields.next(SEQUENCE)
        one = inside(certificate)
        one.next(SEQUENCE)
        algorithm(one.next(SEQUENCE))
        bits_of(one.next(BIT_STRING))
        one.done()
        found.append(certificate.der.hex())
    return found


# --- RFC 6960 4.1.1 and 4.2.1 ----------------------------------------------------------------------------------


def version(fields):
    """v1 is the default, which DER leaves out; there is no other."""
    if element := fields.optional(context(0)):
        raise Refused("version" if number_of(only(element, INTEGER)) else "default")


def cert_id(element):
    fields = inside(element)
    found = {
        "hashAlgorithm": algorithm(fields.next(SEQUENCE)), "issuerNameHash": fields.next(OCTET_STRING).contents.hex(),
        "issuerKeyHash": fields.next(OCTET_STRING).contents.hex()
    }
    serial = fields.next(INTEGER)
    fields.done()
    number = number_of(serial)
    if len(serial.contents) < 256:
        found["serialNumber"] = str(number)
    return {**found, "serialNumberHex": serial.contents.hex()}


def optional_extensions(fields, number):
    element = fields.optional(context(number))
    return extensions(element) if element else []


def cert_status(element):
    if element.tag in (0x80, 0x82):
        null(element)
        return {
            "certStatus": "good" if element.tag == 0x80 else "unknown", "revocationTime": None, "revocationReason": None
        }
    if element.tag != 0xa1:
        raise Refused("tag")
    fields = inside(element)
    found = {
        "certStatus": "revoked", "revocationTime": time_of(fields.next(GENERALIZED_TIME)), "revocationReason": None
    }
    if reason := fields.optional(context(0)):
        found["revocationReason"] = crl_reason(only(reason, ENUMERATED))
    fields.done()
    return found


def crl_reason(element):
    number = number_of(element)
    if number not in REASONS:
        raise Refused("value")
    return REASONS[number]


def single_response(element):
    fields = inside(element)
    found = {
        "certId": cert_id(fields.next(SEQUENCE)), **cert_status(fields.any()), "thisUpdate": time_of(
            fields.next(GENERALIZED_TIME))
    }
    next_update = fields.optional(context(0))
    found["nextUpdate"] = time_of(only(next_update, GENERALIZED_TIME)) if next_update else None
    found["extensions"] = optional_extensions(fields, 1)
    fields.done()
    return found


def responder_id(element):
    if element.tag == context(1):
        return {"byNameDer": name(only(element, SEQUENCE))}
    if element.tag == context(2):
        return {"byKey": only(element, OCTET_STRING).contents.hex()}
    raise Refused("tag")


def basic_response(element):
    fields = inside(element)
    data = inside(fields.next(SEQUENCE))
    version(data)
    found = {
        "responderId": responder_id(data.any()), "producedAt": time_of(data.next(GENERALIZED_TIME)), "responses": []
    }
    answers = inside(data.next(SEQUENCE))
    while answers.more():
        found["responses"].append(single_response(answers.next(SEQUENCE)))
    found["extensions"] = optional_extensions(data, 1)
    data.done()
    found["signatureAlgorithm"] = algorithm(fields.next(SEQUENCE))
    found["signature"] = bits_of(fields.next(BIT_STRING)).hex()
    certs = fields.optional(context(0))
    found["certificates"] = certificates(certs) if certs else []
    fields.done()
    return found


def parse_response(data):
    fields = inside(whole(data, SEQUENCE))
    status = number_of(fields.next(ENUMERATED))
    if status not in STATUSES:
        raise Refused("status")
    found = {"responseStatus": STATUSES[status], "basic": None}
    around = fields.optional(context(0))
    fields.done()
    if status:
        if around:
            raise Refused("value")  # in an error responseBytes are not set
        return found
    if not around:
        raise Refused("missing")
    response_bytes = inside(only(around, SEQUENCE))
    if dotted(response_bytes.next(OID)) != BASIC:
        raise Refused("type")
    response = response_bytes.next(OCTET_STRING).contents
    response_bytes.done()
    found["basic"] = basic_response(whole(response, SEQUENCE))
    return found


def parse_request(data):
    fields = inside(whole(data, SEQUENCE))
    tbs = inside(fields.next(SEQUENCE))
    version(tbs)
    found = {"requestorName": None, "requests": [], "signature": None}
    if requestor := tbs.optional(context(1)):
        one = inside(requestor)
        found["requestorName"] = general_name(one.any())
        one.done()
    requests = inside(tbs.next(SEQUENCE))
    while requests.more():
        one = inside(requests.next(SEQUENCE))
        found["requests"].append({"certId": cert_id(one.next(SEQUENCE)), "extensions": optional_extensions(one, 0)})
        one.done()
    found["extensions"] = optional_extensions(tbs, 2)
    tbs.done()
    if signature := fields.optional(context(0)):
        one = inside(only(signature, SEQUENCE))
        found["signature"] = {
            "algorithm": algorithm(one.next(SEQUENCE)), "signature": bits_of(one.next(BIT_STRING)).hex()
        }
        certs = one.optional(context(0))
        found["signature"]["certificates"] = certificates(certs) if certs else []
        one.done()
    fields.done()
    return found


# --- What is in extensions: RFC 6960 4.4, RFC 5280 5.3, RFC 6962 3.3 -----------------------------------------------


def crl_id(value):
    fields, found = inside(whole(value, SEQUENCE)), {"crlUrl": None, "crlNum": None, "crlTime": None}
    if url := fields.optional(context(0)):
        found["crlUrl"] = only(url, IA5_STRING).contents.decode("ascii")
    if number := fields.optional(context(1)):
        found["crlNum"] = str(number_of(only(number, INTEGER)))
    if time := fields.optional(context(2)):
        found["crlTime"] = time_of(only(time, GENERALIZED_TIME))
    fields.done()
    return found


def list_of(read, tag, value):
    fields, found = inside(whole(value, SEQUENCE)), []
    while fields.more():
        found.append(read(fields.next(tag)))
    return found


def preferred(element):
    fields = inside(element)
    found = {"sigIdentifier": algorithm(fields.next(SEQUENCE)), "certIdentifier": None}
    if fields.more():
        found["certIdentifier"] = algorithm(fields.next(SEQUENCE))
    fields.done()
    return found


def access(element):
    fields = inside(element)
    found = {"accessMethod": {"oid": dotted(fields.next(OID))}, "accessLocation": general_name(fields.any())}
    fields.done()
    return found


def service_locator(value):
    fields = inside(whole(value, SEQUENCE))
    found = {"issuerDer": name(fields.next(SEQUENCE)), "locator": None}
    if fields.more():
        found["locator"] = list_of(access, SEQUENCE, fields.any().der)
    fields.done()
    return found


def cert_hash(value):
    fields = inside(whole(value, SEQUENCE))
    found = {
        "hashAlgorithm": algorithm(fields.next(SEQUENCE)), "certificateHash": fields.next(OCTET_STRING).contents.hex()
    }
    fields.done()
    return found


def sct_list(value):
    def prefixed(data, at):
        """What has its length in two bytes before it, and where it ends."""
        end = at + 2 + int.from_bytes(data[at:at + 2], "big")
        if at + 2 > len(data) or end > len(data) or end == at + 2:
            raise Refused("length")
        return data[at + 2:end], end

    octets = whole(value, OCTET_STRING).contents
    scts, end = prefixed(octets, 0)
    if end != len(octets):
        raise Refused("trailing")
    at, found = 0, []
    while at < len(scts):
        sct, at = prefixed(scts, at)
        found.append({"version": sct[0] + 1, **({"logId": sct[1:33].hex()} if sct[0] == 0 else {})})
    return {"scts": found}


DECODERS = {
    "1.3.6.1.5.5.7.48.1.2": lambda value: {"nonce": whole(value, OCTET_STRING).contents.hex()},
    "1.3.6.1.5.5.7.48.1.3": crl_id,
    "1.3.6.1.5.5.7.48.1.4": lambda value: {"responseTypes": list_of(lambda one: {"oid": dotted(one)}, OID, value)},
    "1.3.6.1.5.5.7.48.1.6": lambda value: {"archiveCutoff": time_of(whole(value, GENERALIZED_TIME))},
    "1.3.6.1.5.5.7.48.1.7": service_locator,
    "1.3.6.1.5.5.7.48.1.8": lambda value: {"preferredSignatureAlgorithms": list_of(preferred, SEQUENCE, value)},
    "1.3.36.8.3.13": cert_hash, "1.3.6.1.4.1.11129.2.4.5": sct_list,
    "2.5.29.21": lambda value: {"reason": crl_reason(whole(value, ENUMERATED))},
    "2.5.29.23": lambda value: {"holdInstruction": {"oid": dotted(whole(value, OID))}},
    "2.5.29.24": lambda value: {"invalidityDate": time_of(whole(value, GENERALIZED_TIME))},
    "2.5.29.29": lambda value: {"names": general_names(whole(value, SEQUENCE))},
}


def decoded(dotted_name, value):
    """None if it is not known, or malformed: that is no mistake of the message."""
    try:
        return DECODERS[dotted_name](value) if dotted_name in DECODERS else None
    except (Refused, UnicodeDecodeError):
        return None


def opinion(op, data):
    """As a harness answers: {"verdict", "fields"} or {"verdict", "reason"}."""
    try:
        return {
            "verdict": "accept", "fields": {"parse_response": parse_response, "parse_request": parse_request}[op](data)
        }
    except Refused as refused:
        return {"verdict": "reject", "reason": str(refused)}
