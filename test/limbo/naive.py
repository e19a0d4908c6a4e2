"""A second opinion on syntax: reads OCSP messages as X.690 (DER), RFC 6960 and RFC 5280 have them, as plainly as can
be.

It shares nothing with the library or with what made the corpus. Where the standards leave a choice it takes the one
that is easiest to write, so that it decides nothing about cases whose verdict is `either`.
"""

import datetime

BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, NULL, OID, ENUMERATED = 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a
SEQUENCE, SET, GENERALIZED_TIME, IA5_STRING, UTF8_STRING = 0x30, 0x31, 0x18, 0x16, 0x0c
UNIVERSAL_STRING, BMP_STRING = 0x1c, 0x1e
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
    """With a reason of the corpus, and the place of the byte at which that is seen."""

    def __init__(self, reason, at):
        super().__init__(reason)
        self.at = at


def context(number):
    return 0xa0 | number


class Element:
    """A value with its tag: the identifier octets as a number, those of a high tag number one after the other."""

    __slots__ = ("tag", "data", "begin", "at", "end")

    def __init__(self, data, at, end):
        """X.690 8.1.2, 8.1.3, 10.1."""
        begin = at
        if at == end:
            raise Refused("missing", at)
        self.tag = data[at]
        at += 1
        if self.tag & 0xdf == 0:  # UNIVERSAL 0
            raise Refused("tag", begin)
        if self.tag & 0x1f == 0x1f:
            first = at
            while True:
                if at == end:
                    raise Refused("length", first)
                self.tag = self.tag << 8 | data[at]
                at += 1
                if data[at - 1] < 0x80:
                    break
            if data[first] == 0x80 or at - first == 1 and data[first] < 31:
                raise Refused("tag", begin)
        if at == end:
            raise Refused("length", at)
        size = data[at]
        at += 1
        if size >= 0x80:
            count = size & 0x7f
            if size in (0x80, 0xff) or at + count > end:
                raise Refused("length", at - 1)
            size = int.from_bytes(data[at:at + count], "big")
            if data[at] == 0 or size < 0x80:
                raise Refused("length", at)
            at += count
        if size > end - at:
            raise Refused("length", at)
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

    def stands(self, tag):
        """Whether the tag, which is one byte, is next."""
        return self.more() and self.data[self.at] == tag

    def next(self, tag):
        if tag is None:
            return self.of_any_type()
        if self.more() and not self.stands(tag):
            raise Refused("tag", self.at)
        return self.any()

    def optional(self, tag):
        """None if something else stands there."""
        return self.any() if self.stands(tag) else None

    def of_any_type(self):
        """ANY: of its contents it is only asked that NULL has none (X.690 8.8.2)."""
        element = self.any()
        if element.tag == NULL:
            null(element)
        return element

    def done(self):
        if self.more():
            raise Refused("trailing", self.at)


def inside(element):
    return Fields(element.data, element.at, element.end)


def alone(fields, tag, read):
    found = read(fields.next(tag))
    fields.done()
    return found


def only(element, tag, read):
    """What `read` makes of the one value in an explicit tag."""
    return alone(inside(element), tag, read)


def whole(data, tag, read, begin=0):
    return alone(Fields(data, begin, len(data)), tag, read)


# --- X.690 8.2 to 8.19, 11 -----------------------------------------------------------------------------------


def number_of(element):
    octets = element.contents
    if not octets or len(octets) > 1 and (octets[0], octets[1] >> 7) in ((0, 0), (0xff, 1)):
        raise Refused("integer", element.at)
    return int.from_bytes(octets, "big", signed=True)


def decimal(element):
    """None if it is longer than anybody would read."""
    number = number_of(element)
    return str(number) if len(element.contents) <= 256 else None


def dotted(element):
    """None if it is longer than anybody would read."""
    octets = element.contents
    if not octets or octets[-1] >= 0x80:
        raise Refused("oid", element.at)
    if octets[0] == 0x80 or any(octet == 0x80 and octets[i] < 0x80 for i, octet in enumerate(octets[1:])):
        raise Refused("oid", element.at)  # an arc begins with 80
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
        raise Refused("bits", element.at)
    return octets[1:]


def null(element):
    if element.contents:
        raise Refused("null", element.at)


def time_of(element):
    """RFC 5280 4.1.2.5.2."""
    text = element.contents
    if len(text) != 15 or text[14:] != b"Z" or not all(0x30 <= octet <= 0x39 for octet in text[:14]):
        raise Refused("time", element.at)
    year, month, day, hour, minute, second = (
        int(text[a:b]) for a, b in ((0, 4), (4, 6), (6, 8), (8, 10), (10, 12), (12, 14)))
    try:  # the calendar repeats after 400 years, and that of datetime has no year 0
        found = datetime.datetime(year % 400 + 400, month, day, hour, minute, second)
    except ValueError:
        raise Refused("time", element.at) from None
    return f"{year:04}{found:-%m-%dT%H:%M:%S}Z"


# --- RFC 5280 ------------------------------------------------------------------------------------------------


def algorithm(element):
    fields = inside(element)
    found = {"oid": dotted(fields.next(OID))}
    if fields.more():
        fields.of_any_type()
    fields.done()
    return found


def attribute_value(element):
    """RFC 3629; UTF-16 and UTF-32 without a look at what is in them."""
    try:
        if element.tag == UTF8_STRING:
            element.contents.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("string", element.at) from None
    if len(element.contents) % {BMP_STRING: 2, UNIVERSAL_STRING: 4}.get(element.tag, 1):
        raise Refused("string", element.at)


def ia5(element):
    if not element.contents.isascii():
        raise Refused("string", element.at)


def name(element):
    rdns = inside(element)
    while rdns.more():
        rdn, last = rdns.next(SET), b""
        attributes = inside(rdn)
        if not attributes.more():
            raise Refused("empty", rdn.begin)
        while attributes.more():
            attribute = attributes.next(SEQUENCE)
            fields = inside(attribute)
            dotted(fields.next(OID))
            value = fields.of_any_type()
            fields.done()
            attribute_value(value)
            if attribute.der < last:  # X.690 11.6
                raise Refused("order", attribute.begin)
            last = attribute.der
    return element.der.hex()


def general_name(element):
    kind = GENERAL_NAMES[element.tag]
    if kind == "directoryName":
        only(element, SEQUENCE, name)
    elif kind in ("rfc822Name", "dNSName", "uniformResourceIdentifier"):
        ia5(element)
    elif kind == "registeredID":
        dotted(element)
    elif kind == "otherName":
        fields = inside(element)
        dotted(fields.next(OID))
        only(fields.next(context(0)), None, lambda value: None)
        fields.done()
    return {"type": kind, "der": element.der.hex()}


def next_general_name(fields):
    if fields.more() and fields.data[fields.at] not in GENERAL_NAMES:
        raise Refused("tag", fields.at)
    return general_name(fields.any())


def general_names(element):
    fields, found = inside(element), []
    while fields.more():
        found.append(next_general_name(fields))
    return found


def extensions(element):
    """Of the explicit tag around them."""
    return only(element, SEQUENCE, extension_list)


def extension_list(element):
    fields, found = inside(element), []
    if not fields.more():
        raise Refused("empty", element.begin)
    while fields.more():
        one = inside(fields.next(SEQUENCE))
        dotted_name, critical = dotted(one.next(OID)), one.optional(BOOLEAN)
        if critical and critical.contents not in (b"\xff", b"\0"):
            raise Refused("boolean", critical.at)
        if critical and critical.contents == b"\0":
            raise Refused("default", critical.begin)
        value = one.next(OCTET_STRING).contents
        one.done()
        found.append({
            "oid": dotted_name, "critical": critical is not None, "value": value.hex(),
            "decoded": decoded(dotted_name, value)
        })
    return found


def certificates(element):
    """Of the explicit tag around them."""
    return only(element, SEQUENCE, certificate_list)


def certificate_list(element):
    """SEQUENCE { SEQUENCE, AlgorithmIdentifier, BIT STRING } each."""
    fields, found = inside(element), []
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
        only(element, INTEGER, version_number)
        raise Refused("default", element.begin)


def version_number(element):
    if number_of(element):
        raise Refused("version", element.at)


def cert_id(element):
    fields = inside(element)
    found = {
        "hashAlgorithm": algorithm(fields.next(SEQUENCE)), "issuerNameHash": fields.next(OCTET_STRING).contents.hex(),
        "issuerKeyHash": fields.next(OCTET_STRING).contents.hex()
    }
    serial = fields.next(INTEGER)
    found |= {"serialNumber": decimal(serial), "serialNumberHex": serial.contents.hex()}
    fields.done()
    return found


def optional_extensions(fields, number):
    element = fields.optional(context(number))
    return extensions(element) if element else []


def cert_status(around):
    for tag, name_of_tag in ((0x80, "good"), (0x82, "unknown")):
        if around.stands(tag):
            null(around.any())
            return {"certStatus": name_of_tag, "revocationTime": None, "revocationReason": None}
    fields = inside(around.next(context(1)))
    found = {
        "certStatus": "revoked", "revocationTime": time_of(fields.next(GENERALIZED_TIME)), "revocationReason": None
    }
    if reason := fields.optional(context(0)):
        found["revocationReason"] = only(reason, ENUMERATED, crl_reason)
    fields.done()
    return found


def crl_reason(element):
    number = number_of(element)
    if number not in REASONS:
        raise Refused("value", element.at)
    return REASONS[number]


def single_response(element):
    fields = inside(element)
    found = {
        "certId": cert_id(fields.next(SEQUENCE)), **cert_status(fields), "thisUpdate": time_of(
            fields.next(GENERALIZED_TIME))
    }
    next_update = fields.optional(context(0))
    found["nextUpdate"] = only(next_update, GENERALIZED_TIME, time_of) if next_update else None
    found["extensions"] = optional_extensions(fields, 1)
    fields.done()
    return found


def responder_id(fields):
    if by_name := fields.optional(context(1)):
        return {"byNameDer": only(by_name, SEQUENCE, name)}
    return {"byKey": only(fields.next(context(2)), OCTET_STRING, hexadecimal)}


def hexadecimal(element):
    return element.contents.hex()


def basic_response(element):
    fields = inside(element)
    data = inside(fields.next(SEQUENCE))
    version(data)
    found = {
        "responderId": responder_id(data), "producedAt": time_of(data.next(GENERALIZED_TIME)), "responses": []
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


def response_bytes(element):
    fields = inside(element)
    response_type = fields.next(OID)
    if dotted(response_type) != BASIC:
        raise Refused("type", response_type.at)
    found = only(fields.next(OCTET_STRING), SEQUENCE, basic_response)
    fields.done()
    return found


def response(element):
    fields = inside(element)
    status = fields.next(ENUMERATED)
    number = number_of(status)
    if number not in STATUSES:
        raise Refused("status", status.at)
    found = {"responseStatus": STATUSES[number], "basic": None}
    at = fields.at
    if number and fields.stands(context(0)):
        raise Refused("value", at)  # in an error responseBytes are not set
    around = fields.optional(context(0))
    if around:
        found["basic"] = only(around, SEQUENCE, response_bytes)
    elif not number:
        raise Refused("tag" if fields.more() else "missing", at)
    fields.done()
    return found


def signature(element):
    fields = inside(element)
    found = {"algorithm": algorithm(fields.next(SEQUENCE)), "signature": bits_of(fields.next(BIT_STRING)).hex()}
    certs = fields.optional(context(0))
    found["certificates"] = certificates(certs) if certs else []
    fields.done()
    return found


def request(element):
    fields = inside(element)
    tbs = inside(fields.next(SEQUENCE))
    version(tbs)
    found = {"requestorName": None, "requests": [], "signature": None}
    if requestor := tbs.optional(context(1)):
        one = inside(requestor)
        found["requestorName"] = next_general_name(one)
        one.done()
    requests = inside(tbs.next(SEQUENCE))
    while requests.more():
        one = inside(requests.next(SEQUENCE))
        found["requests"].append({"certId": cert_id(one.next(SEQUENCE)), "extensions": optional_extensions(one, 0)})
        one.done()
    found["extensions"] = optional_extensions(tbs, 2)
    tbs.done()
    if around := fields.optional(context(0)):
        found["signature"] = only(around, SEQUENCE, signature)
    fields.done()
    return found


def parse_response(data):
    return whole(data, SEQUENCE, response)


def parse_request(data):
    return whole(data, SEQUENCE, request)


# --- What is in extensions: RFC 6960 4.4, RFC 5280 5.3, RFC 6962 3.3 -----------------------------------------------


def crl_id(element):
    fields, found = inside(element), {"crlUrl": None, "crlNum": None, "crlTime": None}
    if url := fields.optional(context(0)):
        found["crlUrl"] = only(url, IA5_STRING, ia5_text)
    if number := fields.optional(context(1)):
        found["crlNum"] = only(number, INTEGER, decimal)
    if time := fields.optional(context(2)):
        found["crlTime"] = only(time, GENERALIZED_TIME, time_of)
    fields.done()
    return found


def ia5_text(element):
    """As text with a backslash and two digits for what cannot be shown."""
    ia5(element)
    return "".join(chr(one) if 0x20 <= one < 0x7f else f"\\{one:02X}" for one in element.contents)


def list_of(read, tag):
    def read_list(element):
        fields, found = inside(element), []
        while fields.more():
            found.append(read(fields.next(tag)))
        return found
    return read_list


def non_empty(read):
    def read_some(element):
        if element.at == element.end:
            raise Refused("empty", element.begin)
        return read(element)
    return read_some


def preferred(element):
    fields = inside(element)
    found = {"sigIdentifier": algorithm(fields.next(SEQUENCE)), "certIdentifier": None}
    if fields.more():
        found["certIdentifier"] = algorithm(fields.next(SEQUENCE))
    fields.done()
    return found


def access(element):
    fields = inside(element)
    found = {"accessMethod": {"oid": dotted(fields.next(OID))}, "accessLocation": next_general_name(fields)}
    fields.done()
    return found


def service_locator(element):
    fields = inside(element)
    found = {"issuerDer": name(fields.next(SEQUENCE)), "locator": None}
    if locator := fields.optional(SEQUENCE):
        found["locator"] = non_empty(list_of(access, SEQUENCE))(locator)
    fields.done()
    return found


def cert_hash(element):
    fields = inside(element)
    found = {
        "hashAlgorithm": algorithm(fields.next(SEQUENCE)), "certificateHash": fields.next(OCTET_STRING).contents.hex()
    }
    fields.done()
    return found


def sct_list(element):
    octets = element.contents

    def prefixed(at, end):
        """Where what has its length in two bytes before it begins, and ends."""
        begin = at + 2
        if begin > end or begin + int.from_bytes(octets[at:begin], "big") > end:
            raise Refused("length", element.at + at)
        return begin, begin + int.from_bytes(octets[at:begin], "big")

    at, end = prefixed(0, len(octets))
    if end != len(octets):
        raise Refused("trailing", element.at + end)
    found = []
    while at < end:
        begin, at = prefixed(at, end)
        if begin == at:
            raise Refused("length", element.at + begin)
        found.append({"version": octets[begin] + 1,
                      **({"logId": octets[begin + 1:begin + 33].hex()} if octets[begin] == 0 else {})})
    return {"scts": found}


def named(key, read):
    return lambda element: {key: read(element)}


def oid_of(element):
    return {"oid": dotted(element)}


DECODERS = {
    "1.3.6.1.5.5.7.48.1.3": (SEQUENCE, crl_id),
    "1.3.6.1.5.5.7.48.1.4": (SEQUENCE, named("responseTypes", list_of(oid_of, OID))),
    "1.3.6.1.5.5.7.48.1.6": (GENERALIZED_TIME, named("archiveCutoff", time_of)),
    "1.3.6.1.5.5.7.48.1.7": (SEQUENCE, service_locator),
    "1.3.6.1.5.5.7.48.1.8": (SEQUENCE, named("preferredSignatureAlgorithms", list_of(preferred, SEQUENCE))),
    "1.3.6.1.5.5.7.48.1.9": (NULL, lambda element: null(element) or {}),
    "1.3.36.8.3.13": (SEQUENCE, cert_hash), "1.3.6.1.4.1.11129.2.4.5": (OCTET_STRING, sct_list),
    "2.5.29.21": (ENUMERATED, named("reason", crl_reason)), "2.5.29.23": (OID, named("holdInstruction", oid_of)),
    "2.5.29.24": (GENERALIZED_TIME, named("invalidityDate", time_of)),
    "2.5.29.29": (SEQUENCE, named("names", non_empty(general_names))),
}


def nonce(value):
    """RFC 2560 had it without a type, so that what is no OCTET STRING is a nonce, too."""
    try:
        return {"nonce": whole(value, OCTET_STRING, hexadecimal)}
    except Refused:
        return {"nonce": value.hex()}


def decoded(dotted_name, value):
    """None if it is not known. If it is malformed, that is no mistake of the message."""
    if dotted_name == "1.3.6.1.5.5.7.48.1.2":
        return nonce(value)
    if dotted_name not in DECODERS:
        return None
    try:
        return whole(value, *DECODERS[dotted_name])
    except Refused as refused:
        return {"error": {"reason": str(refused), "offset": refused.at}}


def opinion(op, data):
    """As a harness answers: {"verdict", "fields"} or {"verdict", "reason"}."""
    try:
        return {
            "verdict": "accept", "fields": {"parse_response": parse_response, "parse_request": parse_request}[op](data)
        }
    except Refused as refused:
        return {"verdict": "reject", "reason": str(refused), "offset": refused.at}
