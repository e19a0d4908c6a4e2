"""status:: and der::, the outermost layers: OCSPResponseStatus, ResponseBytes, tags and lengths."""

from model import Case, Group, accept, either, reject
from parts import *

READ = accept(response_fields(answer()))


def status_cases():
    def case(name, about, message, expected, *source, **options):
        return Case(name, about, "parse_response", message, expected, source or ("RFC 6960 4.2.1",), **options)

    def error(number):
        return sequence(tlv(0x0a, bytes([number])))

    yield case("success-minimal", "A successful response with one answer, and nothing optional in it but nextUpdate.",
               response(), READ, bug="BASIC", importance="critical")
    for number, name, text in (
            (1, "malformed-request", "malformedRequest"),
            (2, "internal-error", "internalError"),
            (3, "try-later", "tryLater"),
            (5, "sig-required", "sigRequired"),
            (6, "unauthorized", "unauthorized")):
        yield case(name, f"The error status {text}, which stands alone.", error(number),
                   accept({"responseStatus": text, "basic": None}), bug="BASIC", importance="high")
    for number in (4, 7, 127):
        yield case(f"status-{number}", f"responseStatus is {number}, which is not defined.", error(number),
                   reject("status", "value"))
    yield case("status-negative", "responseStatus is -1.", error(0xff), reject("status", "value"))
    yield case("status-two-octets-0001", "responseStatus is 1 in two bytes: not the fewest.",
               sequence(tlv(0x0a, b"\0\1")), reject("integer", "status", "length"), "X.690 8.3.2", "X.690 8.4",
               bug="BER_ENCODING")
    yield case("status-256", "responseStatus is 256: zero for whoever looks at the last byte only.",
               around(basic(), status=tlv(0x0a, b"\1\0")), reject("status", "value", "integer", "length"),
               importance="high")
    yield case("status-empty", "responseStatus has no contents.", sequence(tlv(0x0a)),
               reject("integer", "length", "status"), "X.690 8.3.1", "X.690 8.4")
    yield case("status-as-integer", "responseStatus is an INTEGER.", around(basic(), status=integer(0)), reject("tag"))
    yield case("status-constructed", "The tag of responseStatus has the constructed bit.",
               around(basic(), status=tlv(0x2a, b"\0")), reject("tag"), "X.690 8.4", bug="BER_ENCODING")
    yield case("status-missing", "There is no responseStatus before responseBytes.",
               sequence(explicit(0, sequence(oid(BASIC), octets(basic())))), reject("tag", "missing"))
    yield case("success-without-bytes", "The status is successful, and there are no responseBytes.", error(0),
               reject("missing"), importance="high")
    yield case("empty-message", "The message is an empty SEQUENCE.", sequence(), reject("missing"))
    yield case("bytes-without-response", "ResponseBytes end behind responseType.",
               sequence(tlv(0x0a, b"\0"), explicit(0, sequence(oid(BASIC)))), reject("missing"))
    yield case("bytes-empty-sequence", "ResponseBytes are an empty SEQUENCE.",
               sequence(tlv(0x0a, b"\0"), explicit(0, sequence())), reject("missing"))
    yield case("bytes-empty-tag", "[0] of responseBytes has no contents.", sequence(tlv(0x0a, b"\0"), explicit(0)),
               reject("missing"))
    yield case("bytes-implicit-tag", "responseBytes are [0] IMPLICIT: there is no SEQUENCE in it.",
               sequence(tlv(0x0a, b"\0"), explicit(0, oid(BASIC), octets(basic()))), reject("tag"), importance="low")
    yield case("bytes-tag-1", "responseBytes have the tag [1].", around(basic(), outer=0xa1), reject("tag", "trailing"))
    yield case("response-as-bit-string", "response is a BIT STRING.",
               sequence(tlv(0x0a, b"\0"), explicit(0, sequence(oid(BASIC), forge.bit_string(basic())))), reject("tag"))
    yield case("response-as-sequence", "BasicOCSPResponse stands in responseBytes without its OCTET STRING.",
               sequence(tlv(0x0a, b"\0"), explicit(0, sequence(oid(BASIC), basic()))), reject("tag"))
    yield case("error-with-bytes", "The status is tryLater, and there are responseBytes all the same: in an error they "
               "are not set.", around(basic(), status=tlv(0x0a, b"\3")), reject("value", "status", "trailing"),
               "RFC 6960 2.3", "RFC 6960 4.2.1", "https://github.com/digicert/pkilint", importance="high")
    yield case("error-with-damaged-bytes", "The status is tryLater, and there are responseBytes, which are damaged.",
               around(b"\x30\x05\x02", status=tlv(0x0a, b"\3")),
               reject("value", "status", "trailing", "syntax", "length"), "RFC 6960 2.3", "RFC 6960 4.2.1")
    yield case("response-type-unknown", "responseType is 2.999.1.", around(basic(), response_type=oid("2.999.1")),
               reject("type"))
    yield case("response-type-nonce-oid", "responseType is id-pkix-ocsp-nonce, which differs in the last arc.",
               around(basic(), response_type=oid(forge.NONCE)), reject("type"))
    yield case("response-type-prefix", "responseType is id-pkix-ocsp, of which id-pkix-ocsp-basic has one arc more.",
               around(basic(), response_type=oid("1.3.6.1.5.5.7.48.1")), reject("type"))
    yield case("response-type-empty-oid", "responseType is an OBJECT IDENTIFIER without contents.",
               around(basic(), response_type=tlv(0x06)), reject("oid", "type", "length"), "X.690 8.19.2")
    yield case("response-empty-octets", "response is an empty OCTET STRING.", around(b""),
               reject("missing", "syntax", "length"))
    behind = "https://github.com/openssl/openssl/issues/32368"
    for name, about, message in (
            ("behind-message", "A NULL follows the message.", response() + NULL),
            ("behind-status-in-message", "A NULL follows the status of an error.", sequence(tlv(0x0a, b"\3"), NULL)),
            ("behind-bytes-in-message", "A NULL follows responseBytes.", around(basic(), more=NULL)),
            ("behind-response-bytes", "A NULL follows ResponseBytes inside [0].",
             sequence(tlv(0x0a, b"\0"), explicit(0, sequence(oid(BASIC), octets(basic())), NULL))),
            ("behind-response-octets", "A NULL follows response inside ResponseBytes.", around(basic(), behind=NULL)),
            ("inside-response-octets", "A NULL follows BasicOCSPResponse inside its OCTET STRING.",
             around(basic() + NULL)),
            ("inside-response-octets-twice", "A second BasicOCSPResponse follows the first in one OCTET STRING.",
             around(basic() + basic(singles=[single(status=forge.revoked(THIS))])))):
        yield case(name, about, message, reject("trailing"), *(("RFC 6960 4.2.1", behind) if "inside" in name else ()),
                   importance="high")


def with_serial(serial):
    """A response and a request with that INTEGER."""
    return response(singles=[single(cert_id(serial))]), request(entries=[request_entry(cert_id(serial))])


def with_cert_id(change):
    return response(singles=[single(change(cert_id()))]), request(entries=[request_entry(change(cert_id()))])


def with_parameters(parameters):
    return with_cert_id(lambda _: cert_id(hash_algorithm=algorithm(SHA1, parameters)))


def with_extension(value):
    return response(extensions=extensions_of(value)), request(extensions=extensions_of(value, number=2))


def whole(change):
    return change(response()), change(request())


def longer_length(der, length):
    """With those length octets in place of its own."""
    return der[:1] + length + forge.contents(der)


def der_cases():
    def both(name, about, messages, expected, *source, bug="BER_ENCODING", **options):
        of_response, of_request = expected if isinstance(expected, tuple) else (expected, expected)
        yield Case(name, about, "parse_response", messages[0], of_response, source, bug, **options)
        yield Case(f"request-{name}", f"{about} In a request.", "parse_request", messages[1], of_request, source, bug,
                   **options)

    serial = b"\x12\x34"
    lengths = ("X.690 10.1", "X.690 8.1.3")
    yield from both("len-81-short", "The length of serialNumber, 2, is written 81 02.",
                    with_serial(b"\x02\x81\x02" + serial), reject("length"), *lengths)
    yield from both("len-82-00xx", "The length of serialNumber, 2, is written 82 00 02.",
                    with_serial(b"\x02\x82\x00\x02" + serial), reject("length"), *lengths)
    yield from both("len-84-leading-zeros", "The length of the message begins with zeros: 84 00 00 hh ll.",
                    whole(lambda der: longer_length(der, b"\x84\0\0" + len(forge.contents(der)).to_bytes(2, "big"))),
                    reject("length"), *lengths)
    yield from both("len-indefinite-outer", "The message has an indefinite length.",
                    whole(lambda der: longer_length(der, b"\x80") + b"\0\0"), reject("length"), *lengths,
                    importance="high")
    yield from both("len-indefinite-inner", "CertID has an indefinite length.",
                    with_cert_id(lambda der: longer_length(der, b"\x80") + b"\0\0"), reject("length"), *lengths,
                    importance="high")
    yield from both("len-reserved-ff", "The length of serialNumber is ff, which is reserved.",
                    with_serial(b"\x02\xff" + serial), reject("length"), "X.690 8.1.3.5")
    yield from both("len-cut", "The message ends inside the length octets.", (b"\x30\x82\x01", b"\x30\x82\x01"),
                    reject("length", "syntax"), "X.690 8.1.3.5")
    yield from both("len-4gib", "The message claims to be 4 GiB long.",
                    whole(lambda der: longer_length(der, b"\x84\xff\xff\xff\xff")), reject("length", "limit"),
                    "X.690 8.1.3", "CVE-2016-2109", bug="KNOWN_BUG", importance="high")
    yield from both("len-2-pow-64",
                    "The length of the message is 2^64 more than it is: its last eight bytes are right.",
                    whole(lambda der: longer_length(der, b"\x89\1" + len(forge.contents(der)).to_bytes(8, "big"))),
                    reject("length", "limit"), "X.690 8.1.3", "CVE-2016-2106", bug="KNOWN_BUG", importance="high")
    yield from both("len-one-more", "serialNumber claims a byte more than CertID has.",
                    with_serial(b"\x02\x03" + serial), reject("length", "syntax"), "X.690 8.1.3")
    yield from both("len-one-less", "serialNumber claims a byte less: the last one stands alone behind it.",
                    with_serial(b"\x02\x01" + serial), reject("trailing", "length", "syntax"), "X.690 8.1.3")
    yield from both("tag-high-form-low-number", "The tag of the hash's parameters, UNIVERSAL 5, is written 1f 05.",
                    with_parameters(b"\x1f\x05\x00"), reject("tag"), "X.690 8.1.2.2")
    yield from both("tag-high-leading-80",
                    "The tag number of the hash's parameters begins with 80: it is not in the fewest bytes.",
                    with_parameters(b"\xbf\x80\x1f\x00"), reject("tag"), "X.690 8.1.2.4")
    yield from both(
        "tag-high", "The hash's parameters have the tag [31], in its shortest form: anything may stand there.",
        with_parameters(b"\xbf\x1f\x02\x05\x00"), (accept(response_fields(answer())), accept(request_fields(SERIAL))),
        "X.690 8.1.2.4", "RFC 5280 4.1.1.2", bug="EDGE_CASE", importance="low")
    yield from both("tag-universal-0",
                    "The hash's parameters have the tag UNIVERSAL 0, which is reserved for the end of "
                    "contents.", with_parameters(b"\0\0"), reject("tag"), "X.690 8.1.5", "X.680 8.4")
    yield from both("sequence-primitive", "The tag of the message is 10: a SEQUENCE that is not constructed.",
                    whole(lambda der: b"\x10" + der[1:]), reject("tag"), "X.690 8.9.1")
    yield from both("sequence-as-set", "The message is a SET.", whole(lambda der: b"\x31" + der[1:]), reject("tag"),
                    "X.690 8.9.1")
    hashed = forge.children(cert_id())[1]
    yield from both("octet-string-constructed", "issuerNameHash is a constructed OCTET STRING.",
                    with_cert_id(lambda _: cert_id(name_hash=tlv(0x24, hashed))), reject("tag"), "X.690 10.2",
                    "CVE-2018-6003", "CVE-2025-13151", bug="KNOWN_BUG")
    yield from both("class-private", "serialNumber has the tag PRIVATE 2.", with_serial(b"\xc2\x02" + serial),
                    reject("tag"), "X.690 8.1.2.2")
    yield from both("class-application", "The message has the tag APPLICATION 16.",
                    whole(lambda der: b"\x70" + der[1:]), reject("tag"), "X.690 8.1.2.2")
    page = b"<!DOCTYPE html><html><head><title>403 Forbidden</title></head><body>Forbidden</body></html>\n"
    for name, about, make in (
            ("empty-input", "There is no byte.", lambda der: b""),
            ("one-octet-30", "There is one byte.", lambda der: b"\x30"),
            ("all-zero", "There are 64 zeros.", lambda der: bytes(64)),
            ("html", "There is a page of HTML.", lambda der: page),
            ("pem-text", "There is PEM, not DER.", lambda der: forge.ssl_pem("OCSP RESPONSE", der).encode()),
            ("base64-text", "There is base64, not DER.", lambda der: forge.base64.b64encode(der)),
            ("http-headers", "Header fields of HTTP stand before the message.",
             lambda der: b"HTTP/1.1 200 OK\r\nContent-Type: application/ocsp-response\r\n\r\n" + der),
            ("truncated-at-1", "The message ends after its first byte but one.", lambda der: der[:2]),
            ("truncated-at-half", "The second half of the message is missing.", lambda der: der[:len(der) // 2]),
            ("truncated-last-octet", "The last byte is missing.", lambda der: der[:-1])):
        yield from both(name, about, whole(make), reject("syntax", "length", "tag",
                                                         "missing"), "X.690 8.1", bug="EDGE_CASE",
                        importance="low" if "text" in name or name in ("html", "http-headers") else "medium")
    yield from both("certificate-as-message", "There is a certificate.", whole(lambda der: CA.der),
                    reject("syntax", "tag", "version"), "RFC 6960 4.1.1", "RFC 6960 4.2.1", bug="EDGE_CASE")
    yield from both("crl-as-message", "There is a CRL.", whole(lambda der: crl()), reject("syntax", "tag"),
                    "RFC 6960 4.1.1", "RFC 6960 4.2.1", bug="EDGE_CASE")
    yield Case("request-as-response", "There is a request.", "parse_response", request(), reject("syntax", "tag"),
               ("RFC 6960 4.2.1",))
    yield Case("response-as-request", "There is a response.", "parse_request", response(), reject("syntax", "tag"),
               ("RFC 6960 4.1.1",))
    yield Case("basic-as-response", "There is a BasicOCSPResponse without what goes around it.", "parse_response",
               basic(), reject("syntax", "tag"), ("RFC 6960 4.2.1",))
    for name, about, more in (
            ("trailing-00", "A zero follows the message.", b"\0"),
            ("trailing-5-octets", "Five bytes follow the message.", b"\x05\0abc"),
            ("trailing-newline", "A line feed follows the message.", b"\n")):
        yield from both(name, about, whole(lambda der, more=more: der + more), reject("trailing"), "X.690 8.1",
                        "RFC 6960 A.1", bug="EDGE_CASE")
    yield from both("two-messages", "The message is there twice.", whole(lambda der: der * 2), reject("trailing"),
                    "X.690 8.1", "RFC 6960 A.1", bug="EDGE_CASE")
    for name, about, value in (
            ("critical-01", "critical is TRUE, written 01: DER has ff.", tlv(0x01, b"\1")),
            ("critical-two-octets", "critical has two bytes.", tlv(0x01, b"\xff\xff")),
            ("critical-empty", "critical has no contents.", tlv(0x01))):
        section = "X.690 11.1" if name == "critical-01" else "X.690 8.2.1"
        yield from both(name, about, with_extension(sequence(oid("2.999.1"), value, octets(NULL))), reject("boolean"),
                        section)
    yield from both("critical-false-written", "critical is FALSE, the default, and stands there all the same.",
                    with_extension(sequence(oid("2.999.1"), tlv(0x01, b"\0"), octets(NULL))), reject("default"),
                    "X.690 11.5", "RFC 6960 4")
    yield Case("version-written",
               "version is v1, the default, and stands there all the same, in data that are signed.", "parse_response",
               response(version=explicit(0, integer(0))), reject("default"), ("X.690 11.5", "RFC 6960 4"),
               "BER_ENCODING")
    yield Case(
        "request-version-written",
        "version is v1, the default, and stands there all the same, in a request that is not "
        "signed.", "parse_request", request(version=explicit(0, integer(0))),
        either(
            "RFC 6960 4 asks for DER in what is signed, and this is not; its appendix A.1 sends "
            "the DER of a request. "
            "Requests of macOS and of Botan are so.", request_fields(SERIAL), "default"),
        ("X.690 11.5", "RFC 6960 4", "RFC 6960 A.1", "https://github.com/pyca/cryptography/issues/6688"), "LEGACY")


def crl():
    tbs = sequence(integer(1), CA.key.algorithm, CA.subject, forge.utc_time(THIS), forge.utc_time(NOW + DAY))
    return sequence(tbs, CA.key.algorithm, forge.bit_string(CA.key.sign(tbs)))


def groups():
    yield Group("status", "OCSPResponse and its status, ResponseBytes and what is in them (RFC 6960 4.2.1).",
                list(status_cases()))
    yield Group("der", "Tags, lengths and BOOLEANs by X.690; what is no message at all. Each for both readers.",
                list(der_cases()))
