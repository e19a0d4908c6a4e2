"""dos::, messages that cost much to who is not careful. Made from recipes."""

from model import Case, Group, Recipe, either, either_of, reject
from cases.matching import DECIDE
from parts import *

LIMIT = "No RFC has a limit, and a reader may have one; it is the cost that counts."


def with_data(*fields):
    """A response whose ResponseData has these fields."""
    return Recipe([wrapped(enclosed(0x30, *fields), once(RSA_SHA256 + bits(b"\x5a" * 256)))])


HEAD = once(BY_NAME + time_of(THIS))
SIGNATURE = once(bits(b"\x5a" * 256))


def groups():
    cases = []

    def case(name_, about, message, expected, *source, **options):
        cases.append(
            Case(name_, about, options.pop("op", "parse_response"), message, expected,
                 ("RFC 6960 4.2.1", *source), options.pop("bug", "KNOWN_BUG"), options.pop("importance", "high"),
                 **options))

    def extended(*parts):
        return with_data(HEAD, once(sequence(single())), enclosed(0xa1, enclosed(0x30, *parts)))

    limited = either(LIMIT, None, "limit", "size", "length")
    deep = ("CVE-2026-33818", "CVE-2025-66031", "CVE-2026-30922")
    case("nested-100000-sequences", "SEQUENCEs in each other, 100,000 deep, in place of the message.",
         Recipe([enclosed(0x30, nest=100000)]), reject("syntax", "tag", "limit", "missing"), *deep)
    case("nested-100000-indefinite", "SEQUENCEs of indefinite length in each other, 100,000 deep.",
         Recipe([repeated(100000, b"\x30\x80")]), reject("length", "syntax", "limit"), "CVE-2026-44378", "X.690 10.1")
    case("nested-100000-octet-strings", "Constructed OCTET STRINGs in each other, 100,000 deep.",
         Recipe([enclosed(0x24, nest=100000)]), reject("tag", "syntax", "limit"), "CVE-2018-6003")
    case("nested-100000-explicit", "[0] in each other, 100,000 deep, behind the status.",
         Recipe([enclosed(0x30, once(tlv(0x0a, b"\0")), enclosed(0xa0, nest=100000))]), reject("tag", "limit"), *deep)
    case(
        "nested-100000-parameters", "SEQUENCEs in each other, 100,000 deep, as the parameters of signatureAlgorithm: "
        "anything may stand there.",
        Recipe([
            wrapped(once(data()), enclosed(0x30, once(oid("1.2.840.113549.1.1.11")), enclosed(0x30, nest=100000)),
                    SIGNATURE)
        ]), either(LIMIT, None, "limit"), *deep)
    cases.append(
        Case("request-nested-100000", "SEQUENCEs in each other, 100,000 deep, in place of a request.", "parse_request",
             Recipe([enclosed(0x30, nest=100000)]), reject("syntax", "tag", "limit", "missing"),
             ("RFC 6960 4.1.1", *deep), "KNOWN_BUG", "high"))
    many = ("CVE-2025-58185", "CVE-2024-12133")
    small = sequence(sequence(sequence(tlv(0x06, b"\x2a")), octets(b""), octets(b""), integer(1)), GOOD, time_of(THIS))
    case("million-empty-elements", "responses has a million empty SEQUENCEs.",
         with_data(HEAD, enclosed(0x30, repeated(1000000, sequence()))), reject("missing", "limit"), *many)
    case("answers-100000", "responses has 100,000 answers.", with_data(HEAD, enclosed(0x30, repeated(100000, small))),
         limited, *many)
    case("million-nulls", "responses has a million NULLs.", with_data(HEAD, enclosed(0x30, repeated(1000000, NULL))),
         reject("tag", "limit"), *many)
    case("extensions-100000", "responseExtensions has 100,000 extensions of one kind.",
         extended(repeated(100000, sequence(tlv(0x06, b"\x2a"), octets(b"")))),
         either(LIMIT + " Nor has RFC 6960 a word on extensions that are there twice.", None, "limit", "duplicate"),
         *many)
    case("oid-1-mib", "An extnID has a mebibyte, in arcs of a byte.",
         extended(enclosed(0x30, enclosed(0x06, repeated(1024, b"\x2a" * 1024)), once(octets(NULL)))), limited,
         "https://github.com/PeculiarVentures/ASN1.js/issues/148", "X.690 8.19")
    case(
        "oid-arc-1-mib", "An extnID is one arc of a mebibyte.",
        extended(
            enclosed(0x30, enclosed(0x06, once(b"\x2a"), repeated(1024, b"\xff" * 1024), once(b"\x7f")),
                     once(octets(NULL)))), limited, "CVE-2023-2650", "CVE-2026-23490", "X.690 8.19")
    identifier = enclosed(0x30, once(SHA1_NULL + octets(ISSUER_NAME_HASH) + octets(ISSUER_KEY_HASH)),
                          enclosed(0x02, repeated(1024, b"\x12" * 1024)))
    case("integer-1-mib", "serialNumber has a mebibyte.",
         with_data(HEAD, enclosed(0x30, enclosed(0x30, identifier, once(GOOD + time_of(THIS))))),
         either("Readers must cope with 20 bytes, and may have a limit beyond.", None, "limit", "size", "integer"),
         "RFC 5280 4.1.2.2")
    rdns = enclosed(0xa1, enclosed(0x30, repeated(100000, rdn(attribute("a")))))
    case("name-100000-rdns", "byName has 100,000 RDNs.", with_data(rdns, once(time_of(THIS) + sequence(single()))),
         limited, "RFC 5280 4.1.2.4", "CVE-2024-12133")
    attributes = enclosed(0xa1, enclosed(0x30, enclosed(0x31, repeated(100000, attribute("a")))))
    case("rdn-100000-attributes", "byName has one RDN of 100,000 attributes, which are the same.",
         with_data(attributes, once(time_of(THIS) + sequence(single()))), limited, "X.690 11.6", "CVE-2024-12133")
    case("length-4gib-in-10-octets",
         "Ten bytes that claim to be 4 GiB long.", b"\x30\x84\xff\xff\xff\xff\x0a\x01\0\xa0",
         reject("length", "syntax", "limit"), "CVE-2016-2109", "CVE-2019-17359")
    case("length-4gib-everywhere", "Each of four headers claims to be nearly 4 GiB long.",
         b"\x30\x84\xff\xff\xff\xf0\x0a\x01\0\xa0\x84\xff\xff\xff\xe0\x30\x84\xff\xff\xff\xd0\x04\x84\xff\xff\xff\xc0",
         reject("length", "syntax", "limit"), "CVE-2016-2109")
    scts = enclosed(0x04, once(b"\xff\xff"), repeated(21845, b"\0\1\1"))
    found = enclosed(0x30, once(oid("1.3.6.1.4.1.11129.2.4.5")), enclosed(0x04, scts))
    case(
        "sct-list-64k-of-one", "A list of SCTs has 65,535 bytes, in SCTs of one byte.", extended(found),
        either("The message is well-formed; the SCTs are of a version that nobody knows.", None, "syntax", "length",
               "limit"), "RFC 6962 3.3", "CVE-2025-32989")
    twin = delegate(key=keys.key("ed25519", "small"), extensions=(PURPOSES,))
    last = by_certificates(enclosed(0xa0, enclosed(0x30, repeated(10000, twin.der), once(RESPONDER.der))))
    case("certs-10000-same-name", "10,000 certificates have the delegate's name and are those of another key; the "
         "delegate's is the last.", last,
         either_of(LIMIT, "good", "untrusted", reasons=("limit", "signature", "no_signer")), "CVE-2024-12133",
         op="verify", inputs=DECIDE)
    yield Group(
        "dos", "Messages that cost much to who is not careful: each within a second, and within 64 "
        "MiB beside the message.", cases, limits={"seconds": 1, "bytes": 64 << 20})


def by_certificates(certs):
    """Signed by the delegate, with those certificates."""
    tbs = data(responder=forge.by_name(RESPONDER))
    return Recipe([wrapped(once(tbs + RESPONDER_KEY.algorithm + bits(RESPONDER_KEY.sign(tbs))), certs)])
