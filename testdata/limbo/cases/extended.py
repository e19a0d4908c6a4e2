"""ext:: and nonce::, extensions and what is in them."""

from model import Case, Group, accept, either, reject
from parts import *

ACCESS_OCSP = "1.3.6.1.5.5.7.48.1"
OCSP = "1.3.6.1.5.5.7.48.1."
SCT_LIST = "1.3.6.1.4.1.11129.2.4.5"
MESSAGE_READ = "The message is well-formed; only who reads this extension meets the mistake."


def in_response(*found):
    return response(extensions=extensions_of(*found))


def in_single(*found):
    return response(singles=[single(extensions=extensions_of(*found))])


def in_request(*found):
    return request(extensions=extensions_of(*found, number=2))


def sct(number, body=None):
    """A SignedCertificateTimestamp of RFC 6962 3.2, by its length."""
    if body is None:
        body = (b"\0" + keys.stream(f"log {number}", 32) + (2051222400000 + number).to_bytes(8, "big") +
                b"\0\0\4\3\0\x08" + keys.stream(f"sct {number}", 8))
    return len(body).to_bytes(2, "big") + body


def sct_list(*scts, more=0):
    """`more` is what the length of the list is wrong by."""
    whole = b"".join(scts)
    return octets((len(whole) + more).to_bytes(2, "big") + whole)


def container_cases():
    def case(name, about, message, expected, *source, **options):
        return Case(name, about, "parse_response", message, expected, ("RFC 5280 4.2", *source), **options)

    def listed(*found):
        return accept(response_fields(answer(), extensions=list(found)))

    private = "2.999.1"
    yield case("unknown-oid", "An extension that nobody knows.", in_response(extension(private, NULL)),
               listed(extension_fields(private, NULL)), "RFC 6960 4.1.2")
    yield case(
        "unknown-critical", "A critical extension that nobody knows: the message is read, and not to be relied on.",
        in_response(extension(private, NULL, True)), listed(extension_fields(private, NULL, True)), "RFC 6960 4.1.2")
    yield case("in-single", "An extension of an answer.", in_single(extension(private, NULL)),
               accept(response_fields(answer(extensions=[extension_fields(private, NULL)]))))
    yield case("value-empty", "extnValue is empty.", in_response(extension(private, b"")),
               listed(extension_fields(private, b"")))
    yield case("value-not-der", "extnValue is no DER, of an extension that nobody knows.",
               in_response(extension(private, b"\xff\xff")), listed(extension_fields(private, b"\xff\xff")))
    twenty = [f"2.999.{number}" for number in range(20)]
    yield case("twenty", "Twenty extensions, in their order.",
               in_response(*[extension(one, NULL, i % 2 == 1) for i, one in enumerate(twenty)]),
               listed(*[extension_fields(one, NULL, i % 2 == 1) for i, one in enumerate(twenty)]))
    yield case(
        "duplicate", "One extension is there twice.",
        in_response(extension(private, NULL), extension(private, octets(b"a"))),
        either(
            "RFC 5280 4.2 lets a certificate have one of a kind; RFC 6960 says nothing of it.",
            response_fields(answer(),
                            extensions=[extension_fields(private, NULL),
                                        extension_fields(private, octets(b"a"))]), "duplicate"))
    for name_, about, found, *reasons in (
            ("value-missing", "An extension has no extnValue.", sequence(oid(private)), "missing"),
            ("value-missing-critical", "An extension ends behind critical.",
             sequence(oid(private), tlv(0x01, b"\xff")), "missing"),
            ("oid-missing", "An extension has no extnID.", sequence(octets(NULL)), "missing", "tag"),
            ("extension-empty", "An extension is an empty SEQUENCE.", sequence(), "missing"),
            ("value-bit-string", "extnValue is a BIT STRING.", sequence(oid(private), bits(NULL)), "tag"),
            ("value-bare", "The value stands without its OCTET STRING.", sequence(oid(private), NULL), "tag"),
            ("critical-after-value", "critical stands behind extnValue.",
             sequence(oid(private), octets(NULL), tlv(0x01, b"\xff")), "order", "trailing"),
            ("critical-twice", "critical is there twice.",
             sequence(oid(private), tlv(0x01, b"\xff"), tlv(0x01, b"\xff"), octets(NULL)), "tag", "duplicate"),
            ("critical-integer", "critical is an INTEGER.", sequence(oid(private), integer(1), octets(NULL)), "tag"),
            ("trailing", "Something follows extnValue.", sequence(oid(private), octets(NULL), NULL), "trailing")):
        yield case(name_, about, in_response(found), reject(*reasons), "RFC 5280 4.1")
    yield case("value-4gib", "extnValue claims to be 4 GiB long.",
               in_response(sequence(oid(private), b"\x04\x84\xff\xff\xff\xff", NULL)), reject("length", "limit", "syntax"),
               "X.690 8.1.3", "CVE-2024-23775", bug="KNOWN_BUG")
    yield case("list-set", "Extensions are a SET.",
               response(extensions=explicit(1, tlv(0x31, extension(private, NULL)))), reject("tag"), "RFC 5280 4.1")
    yield case("list-implicit", "responseExtensions are [1] IMPLICIT.",
               response(extensions=explicit(1, extension(private, NULL))), reject("tag", "missing", "syntax"),
               "RFC 6960 4.2.1")
    yield case("list-trailing", "A NULL follows Extensions in [1].",
               response(extensions=explicit(1, sequence(extension(private, NULL)), NULL)), reject("trailing"),
               "RFC 6960 4.2.1")


def typed_cases():
    def decoded(where, name_, about, dotted, value, section, /, **fields):
        """Of a single extension, or of one of a request."""
        found = [extension_fields(dotted, value, **fields)]
        doc = "RFC 5280" if section.startswith("5.3") else "RFC 6960"
        if where == "request":
            return Case(name_, about, "parse_request", in_request(extension(dotted, value)),
                        accept(request_fields(SERIAL, extensions=found)), (f"{doc} {section}",), "FUNCTIONALITY")
        message, basic_fields = ((in_single(extension(dotted, value)),
                                  response_fields(answer(extensions=found))) if where == "single" else
                                 (in_response(extension(dotted, value)), response_fields(answer(), extensions=found)))
        return Case(name_, about, "parse_response", message, accept(basic_fields), (f"{doc} {section}",),
                    "FUNCTIONALITY")

    url = "http://crl.limbo.test/1.crl"
    as_url, as_number, as_time = explicit(0, tlv(0x16, url.encode())), explicit(1, integer(77)), explicit(
        2, time_of(THIS))
    yield decoded("single", "crl-id-url", "A CrlID with a URL.", OCSP + "3", sequence(as_url), "4.4.2", crlUrl=url,
                  crlNum=None, crlTime=None)
    yield decoded("single", "crl-id-num", "A CrlID with a number.", OCSP + "3", sequence(as_number), "4.4.2",
                  crlUrl=None, crlNum="77", crlTime=None)
    yield decoded("single", "crl-id-time", "A CrlID with a time.", OCSP + "3", sequence(as_time), "4.4.2", crlUrl=None,
                  crlNum=None, crlTime=text_of(THIS))
    yield decoded("single", "crl-id-all", "A CrlID with everything.", OCSP + "3", sequence(as_url, as_number, as_time),
                  "4.4.2", crlUrl=url, crlNum="77", crlTime=text_of(THIS))
    yield decoded("single", "crl-id-none", "A CrlID with nothing: each of its fields is optional.", OCSP + "3",
                  sequence(), "4.4.2", crlUrl=None, crlNum=None, crlTime=None)
    yield decoded("single", "archive-cutoff", "An ArchiveCutoff.", OCSP + "6", time_of(REVOKED_AT), "4.4.4",
                  archiveCutoff=text_of(REVOKED_AT))
    types = ["1.3.6.1.5.5.7.48.1.1", "2.999.1", "2.999.2"]
    yield decoded("request", "acceptable-basic", "AcceptableResponses: the basic type.", OCSP + "4",
                  sequence(oid(types[0])), "4.4.3", responseTypes=[{"oid": types[0]}])
    yield decoded("request", "acceptable-many", "AcceptableResponses: three types.", OCSP + "4",
                  sequence(*map(oid, types)), "4.4.3", responseTypes=[{"oid": one} for one in types])
    rsa, ecdsa = RSA_SHA256, forge.SCHEMES["ecdsa-p256-sha256"][1]
    ec_key = algorithm("1.2.840.10045.2.1", oid("1.2.840.10045.3.1.7"))
    yield decoded(
        "request", "preferred-one", "PreferredSignatureAlgorithms: one.", OCSP + "8", sequence(
            sequence(rsa)), "4.4.7.1",
        preferredSignatureAlgorithms=[{"sigIdentifier": {"oid": "1.2.840.113549.1.1.11"}, "certIdentifier": None}])
    yield decoded(
        "request", "preferred-with-key", "PreferredSignatureAlgorithms: two, one with the kind of key.", OCSP + "8",
        sequence(sequence(ecdsa, ec_key), sequence(rsa)), "4.4.7.1", preferredSignatureAlgorithms=[{
            "sigIdentifier": {"oid": "1.2.840.10045.4.3.2"}, "certIdentifier": {"oid": "1.2.840.10045.2.1"}
        }, {"sigIdentifier": {"oid": "1.2.840.113549.1.1.11"}, "certIdentifier": None}])
    place = sequence(sequence(oid(ACCESS_OCSP), tlv(0x86, b"http://ocsp.limbo.test/")))
    for name_, about, value, locator in (
            ("service-locator", "A ServiceLocator.", sequence(CA.subject, place),
             [{"accessMethod": {"oid": ACCESS_OCSP}} ]),
            ("service-locator-no-locator",
             "A ServiceLocator without locator, which section 4.4.6 has as OPTIONAL, and the module has not.",
             sequence(CA.subject), None)):
        found = extension(OCSP + "7", value)
        fields = {
            "requests": [{
                "certId": {"serialNumber": str(SERIAL)}, "extensions": [
                    extension_fields(OCSP + "7", value, issuerDer=CA.subject.hex(),
                                     **({"locator": locator} if locator else {}))
                ]
            }]
        }
        message = request(entries=[request_entry(extensions=extensions_of(found, number=0))])
        expected = accept(fields) if locator else either(
            "Section 4.4.6 has locator as OPTIONAL, the modules of B.1 and B.2 have not.", fields, "missing")
        yield Case(name_, about, "parse_request", message, expected, ("RFC 6960 4.4.6", "RFC 6960 B.1"),
                   "FUNCTIONALITY" if locator else "CAN_OF_WORMS")
    revoked_forever = extension_fields(OCSP + "9", NULL)
    yield Case("extended-revoke", "ExtendedRevoke.", "parse_response", in_response(extension(OCSP + "9", NULL)),
               accept(response_fields(answer(), extensions=[revoked_forever])), ("RFC 6960 4.4.8",), "FUNCTIONALITY")
    digest = hashlib.sha256(LEAF.der).digest()
    yield Case(
        "cert-hash-sha256", "A CertHash: the certificate's hash by SHA-256.", "parse_response",
        in_single(extension("1.3.36.8.3.13", sequence(algorithm(SHA256), octets(digest)))),
        accept(
            response_fields(
                answer(extensions=[
                    extension_fields("1.3.36.8.3.13", sequence(algorithm(SHA256), octets(digest)),
                                     hashAlgorithm={"oid": SHA256}, certificateHash=digest.hex())
                ]))), ("ISIS-MTT SigG-Profile",), "FUNCTIONALITY")
    for count in (1, 4):
        value = sct_list(*map(sct, range(count)))
        yield Case(
            f"sct-list-{count}", f"A SignedCertificateTimestampList of {count}.", "parse_response",
            in_single(extension(SCT_LIST, value)),
            accept(
                response_fields(
                    answer(extensions=[
                        extension_fields(
                            SCT_LIST, value, scts=[{"version": 1, "logId": keys.stream(f"log {number}", 32).hex()}
                                                   for number in range(count)])
                    ]))), ("RFC 6962 3.3",), "FUNCTIONALITY")
    yield decoded("single", "entry-reason", "The CRL entry extension reasonCode.", "2.5.29.21", tlv(0x0a, b"\1"),
                  "5.3.1", reason="keyCompromise")
    yield decoded("single", "entry-invalidity", "The CRL entry extension invalidityDate.", "2.5.29.24",
                  time_of(REVOKED_AT), "5.3.2", invalidityDate=text_of(REVOKED_AT))
    yield decoded("single", "entry-issuer", "The CRL entry extension certificateIssuer.", "2.5.29.29",
                  sequence(explicit(4, OTHER_CA.subject)), "5.3.3",
                  names=[{"type": "directoryName", "der": explicit(4, OTHER_CA.subject).hex()}])
    hold = "1.2.840.10040.2.3"
    yield Case(
        "entry-hold", "The CRL entry extension holdInstructionCode.", "parse_response",
        in_single(extension("2.5.29.23", oid(hold))),
        accept(
            response_fields(
                answer(extensions=[extension_fields("2.5.29.23", oid(hold), holdInstruction={"oid": hold})]))),
        ("RFC 3280 5.3.2",), "FUNCTIONALITY")

    def malformed(name_, about, dotted, value, *source, where=in_single, bug="EDGE_CASE"):
        expected = either(MESSAGE_READ, None, "syntax", "order", "time", "empty", "trailing", "null", "missing",
                          "value", "length", "tag")
        op = "parse_request" if where is in_request else "parse_response"
        return Case(name_, about, op, where(extension(dotted, value)), expected, source, bug)

    yield malformed("crl-id-order", "In a CrlID the number stands before the URL.", OCSP + "3",
                    sequence(as_number, as_url), "RFC 6960 4.4.2")
    yield malformed("crl-id-utf8", "The URL of a CrlID is a UTF8String.", OCSP + "3",
                    sequence(explicit(0, tlv(0x0c, url.encode()))), "RFC 6960 4.4.2")
    yield malformed("archive-cutoff-fraction", "An ArchiveCutoff has a fraction of a second.", OCSP + "6",
                    tlv(0x18, b"20340601120000.5Z"), "RFC 6960 4.4.4", "RFC 5280 4.1.2.5.2")
    yield malformed("archive-cutoff-utc", "An ArchiveCutoff is a UTCTime.", OCSP + "6", forge.utc_time(REVOKED_AT),
                    "RFC 6960 4.4.4")
    yield malformed("acceptable-empty", "AcceptableResponses has no type.", OCSP + "4", sequence(), "RFC 6960 4.4.3",
                    where=in_request)
    yield malformed("acceptable-not-oid", "AcceptableResponses has an INTEGER.", OCSP + "4", sequence(integer(1)),
                    "RFC 6960 4.4.3", where=in_request)
    yield malformed("preferred-trailing", "Something follows a PreferredSignatureAlgorithm.", OCSP + "8",
                    sequence(sequence(rsa, ec_key, NULL)), "RFC 6960 4.4.7.1", where=in_request)
    yield malformed("extended-revoke-octets", "ExtendedRevoke is a NULL with contents.", OCSP + "9", tlv(0x05, b"\0"),
                    "RFC 6960 4.4.8", where=in_response)
    yield malformed("cert-hash-missing", "A CertHash has no hash.", "1.3.36.8.3.13", sequence(algorithm(SHA256)),
                    "ISIS-MTT SigG-Profile")
    overread = ("RFC 6962 3.3", "CVE-2025-32989")
    yield malformed("sct-list-length-plus-1", "The length of a list of SCTs is one more than it is.", SCT_LIST,
                    sct_list(sct(0), more=1), *overread, bug="KNOWN_BUG")
    yield malformed("sct-list-length-minus-1", "The length of a list of SCTs is one less than it is.", SCT_LIST,
                    sct_list(sct(0), more=-1), *overread, bug="KNOWN_BUG")
    yield malformed("sct-list-length-max", "The length of a list of SCTs is ffff.", SCT_LIST,
                    octets(b"\xff\xff" + sct(0)), *overread, bug="KNOWN_BUG")
    yield malformed("sct-list-empty", "A list of SCTs is empty.", SCT_LIST, sct_list(), "RFC 6962 3.3")
    yield malformed("sct-list-empty-sct", "An SCT is empty.", SCT_LIST, sct_list(b"\0\0"), "RFC 6962 3.3")
    yield malformed("sct-list-no-length", "A list of SCTs has not even its length.", SCT_LIST, octets(b""),
                    "RFC 6962 3.3")
    yield malformed("sct-cut", "An SCT ends inside its signature.", SCT_LIST, sct_list(sct(0,
                                                                                           sct(0)[2:-1])), *overread,
                    bug="KNOWN_BUG")
    yield malformed("sct-version-2", "An SCT has version 2, of which nothing is known.", SCT_LIST,
                    sct_list(sct(0, b"\1" + bytes(40))), "RFC 6962 3.2")
    yield malformed("sct-list-bare", "A list of SCTs stands in extnValue without its OCTET STRING.", SCT_LIST,
                    sct_list(sct(0))[2:], "RFC 6962 3.3")
    yield malformed("entry-reason-7", "reasonCode is 7, which is not defined.", "2.5.29.21", tlv(0x0a, b"\7"),
                    "RFC 5280 5.3.1")


def nonce_cases():
    nonce = forge.NONCE
    sizes = ("RFC 9654 2.1",)

    def fields(value, critical=False, **decoded):
        return extension_fields(nonce, value, critical, **decoded)

    def read(name_, about, found, expected, *source, **options):
        return Case(name_, about, "parse_response", in_response(found), expected, (*source, *sizes),
                    features=("nonce",), **options)

    for size in (1, 16, 32, 33, 128):
        value = keys.stream(f"nonce {size}", size)
        yield read(f"length-{size}", f"A nonce of {size} bytes.", forge.nonce(value),
                   accept(response_fields(answer(), extensions=[fields(octets(value), nonce=value.hex())])),
                   "RFC 6960 4.4.1", bug="FUNCTIONALITY", importance="high" if size == 32 else "medium")
    for size in (0, 129, 255):
        value = keys.stream(f"nonce {size}", size)
        yield read(
            f"length-{size}", f"A nonce of {size} bytes.", forge.nonce(value),
            either(
                "Its SIZE is (1..128) since RFC 9654; RFC 6960 had none, and a reader may leave it "
                "to whoever asks for the nonce.", response_fields(answer(), extensions=[fields(octets(value))]), "size",
                "length", "value"))
    value = keys.stream("nonce", 32)
    yield Case("in-request", "A nonce of 32 bytes in a request.", "parse_request", in_request(forge.nonce(value)),
               accept(request_fields(SERIAL, extensions=[fields(octets(value), nonce=value.hex())])),
               ("RFC 6960 4.4.1", *sizes), "BASIC", "high", ("nonce",))
    yield read("in-response", "A nonce of 32 bytes in a response.", forge.nonce(value),
               accept(response_fields(answer(), extensions=[fields(octets(value), nonce=value.hex())])),
               "RFC 6960 4.4.1", bug="BASIC", importance="high")
    old = ("RFC 2560 did not say that extnValue holds an OCTET STRING, and older peers put the bytes there as they "
           "are; RFC 6960 and RFC 9654 say so.")
    bare = b"\xc0" + value[:15]
    yield read("bare-16", "A nonce of 16 bytes stands in extnValue without its OCTET STRING.",
               forge.nonce(bare, bare=True),
               either(old, response_fields(answer(), extensions=[fields(bare)]), "tag", "syntax", "length", "value"),
               "RFC 6960 4.4.1", "https://github.com/openssl/openssl/pull/15009", bug="LEGACY")
    looks = octets(value[:14])
    yield read("bare-looks-like-octet-string",
               "The 16 bytes of extnValue are an OCTET STRING of 14: nobody can tell whether they "
               "are the nonce.", forge.nonce(looks, bare=True),
               accept(response_fields(answer(), extensions=[fields(
                   looks, nonce=value[:14].hex())])), "RFC 6960 4.4.1", bug="CAN_OF_WORMS")
    yield read("empty-value", "extnValue of a nonce is empty.", forge.nonce(b"", bare=True),
               either(old, None, "size", "missing", "tag", "syntax", "length"), "RFC 6960 4.4.1")
    yield read("trailing", "Something follows the OCTET STRING of a nonce in extnValue.",
               forge.nonce(octets(value) + NULL, bare=True), either(old, None, "trailing", "syntax"), "RFC 6960 4.4.1")
    two = [forge.nonce(value), forge.nonce(value[::-1])]
    yield Case(
        "twice", "Two nonces.", "parse_response", in_response(*two),
        either("RFC 5280 4.2 lets a certificate have one extension of a kind; RFC 6960 says nothing "
               "of it.", response_fields(answer(), extensions=[fields(octets(value)),
                                                               fields(octets(value[::-1]))]), "duplicate"),
        ("RFC 6960 4.4.1", "RFC 5280 4.2"), features=("nonce",))
    yield Case(
        "in-single-extensions", "The nonce is in singleExtensions: its place is responseExtensions.", "parse_response",
        in_single(forge.nonce(value)),
        either(
            "RFC 6960 4.4.1 has it in responseExtensions; an extension in another place is one "
            "that nobody knows.", response_fields(answer(extensions=[fields(octets(value))])), "value"),
        ("RFC 6960 4.4.1", "https://github.com/keycloak/keycloak/pull/28768"), "KNOWN_BUG", features=("nonce",))
    yield read(
        "critical", "The nonce is critical: it should not be.", extension(nonce, octets(value), True),
        either("RFC 6960 4.1.2 says that extensions SHOULD NOT be critical.",
               response_fields(answer(), extensions=[fields(octets(value), True)]), "critical"), "RFC 6960 4.1.2")


def groups():
    yield Group(
        "ext", "Extensions: their container (RFC 5280 4.1), and those of OCSP (RFC 6960 4.4) and of "
        "CRL entries (RFC 5280 5.3).", [*container_cases(), *typed_cases()])
    yield Group("nonce", "The nonce (RFC 6960 4.4.1, RFC 9654).", list(nonce_cases()))
