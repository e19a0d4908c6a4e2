"""request::, requests that are read."""

from model import Case, Group, accept, either, reject
from parts import *


def groups():
    found = []

    def case(name_, about, message, expected, *source, **options):
        found.append(Case(name_, about, "parse_request", message, expected, ("RFC 6960 4.1.1", *source), **options))

    def entries(*serials):
        return [request_entry(cert_id(serial)) for serial in serials]

    case("one", "One certificate is asked about.", request(), accept(request_fields(SERIAL)), bug="BASIC",
         importance="critical")
    hashes = ("sha1", "sha224", "sha256", "sha384", "sha512")
    case(
        "five-hashes", "One certificate by five hash functions.",
        request(entries=[request_entry(forge.cert_id(CA, SERIAL, one)) for one in hashes]),
        accept({
            "requests": [{"certId": {"hashAlgorithm": {"oid": forge.HASH_OIDS[one]}, "serialNumber": str(SERIAL)}}
                         for one in hashes]
        }), features=("multi",))
    case("twenty", "Twenty certificates, in their order.", request(entries=entries(*range(20))),
         accept(request_fields(*range(20))), features=("multi",))
    case("thousand", "A thousand certificates, in their order.", request(entries=entries(*range(1000))),
         accept(request_fields(*range(1000))), features=("multi",))
    general = {
        "directory": ("a directoryName", explicit(
            4, CA.subject), "directoryName"), "rfc822": ("an rfc822Name", tlv(
                0x81, b"ca@limbo.test"), "rfc822Name"), "dns": ("a dNSName", tlv(0x82, b"limbo.test"), "dNSName"),
        "uri": ("a uniformResourceIdentifier", tlv(0x86, b"https://limbo.test/"), "uniformResourceIdentifier"),
        "other": ("an otherName", tlv(0xa0, oid("2.999.1"), explicit(0, tlv(
            0x0c, b"x"))), "otherName"), "ip": ("an iPAddress", tlv(
                0x87,
                b"\xc0\0\2\1"), "iPAddress"), "registered": ("a registeredID", tlv(0x88, forge.contents(
                    oid("2.999.1"))), "registeredID"), "edi": ("an ediPartyName", tlv(
                        0xa5, explicit(1, tlv(0x0c, b"x"))), "ediPartyName"),
    }
    general_name = "RFC 5280 4.2.1.6"
    for name_, (about, der, type_) in general.items():
        more = ("CVE-2025-32988",) if name_ == "other" else ("CVE-2020-1971",) if name_ == "edi" else ()
        case(f"name-{name_}", f"requestorName is {about}.", request(requestor=explicit(1, der)),
             accept(request_fields(SERIAL, requestorName={"type": type_, "der": der.hex()})), general_name, *more,
             bug="KNOWN_BUG" if more else "FUNCTIONALITY")

    unread = "What is in it is not looked at by everybody."
    odd = explicit(1, tlv(0x87, b"\xc0"))
    case(
        "name-ip-1", "requestorName is an iPAddress of one byte: it has 4 or 16.", request(requestor=odd),
        either("RFC 5280 4.2.1.6 says how long it is; its type is OCTET STRING without SIZE.", request_fields(SERIAL),
               "size", "length", "value"), general_name, "CVE-2017-3735", bug="KNOWN_BUG")
    case("name-x400", "requestorName is an x400Address, with an empty ORAddress.",
         request(requestor=explicit(1, tlv(0xa3, sequence()))),
         either(unread, request_fields(SERIAL), "syntax", "missing", "tag"), general_name, "CVE-2023-0286",
         bug="KNOWN_BUG")
    case(
        "name-dns-nul", "requestorName is a dNSName with a NUL in it, which does not end it.",
        request(requestor=explicit(1, tlv(0x82, b"limbo.test\0.example"))),
        either(
            "It is an IA5String, which may have it; RFC 5280 4.2.1.6 has a name in the preferred "
            "syntax, which has not.",
            request_fields(SERIAL, requestorName={"type": "dNSName", "der": tlv(0x82, b"limbo.test\0.example").hex()}),
            "string", "value"), general_name, "CVE-2009-2408", bug="KNOWN_BUG")
    case(
        "name-dns-not-ascii", "requestorName is a dNSName with a byte above 7f: IA5String has none.",
        request(requestor=explicit(1, tlv(0x82, b"limb\xf6.test"))),
        either("A value that is not of its type is an error; not everybody looks at characters.",
               request_fields(SERIAL), "string", "value"), general_name, "X.690 8.23")
    key = keys.key("rsa-sha256", "requestor")
    certificate = forge.certificate(name(attribute("requestor")), key, CA.subject, CA_KEY, 5, BEGIN, END).der
    requestor = explicit(1, explicit(4, name(attribute("requestor"))))

    def signed(tbs=None, *, certs=b"", more=b"", tag=0xa0, signature=None, behind=b""):
        tbs = tbs_request(requestor=requestor) if tbs is None else tbs
        value = bits(key.sign(tbs)) if signature is None else signature
        return request(tbs, signature=tlv(tag, sequence(key.algorithm, value, certs, more), behind))

    whole = {"signature": {"algorithm": {"oid": "1.2.840.113549.1.1.11"}}}
    section = "RFC 6960 4.1.2"
    case("signed", "A signed request.", signed(), accept(request_fields(SERIAL, **whole)), section,
         features=("signed-request",), bug="FUNCTIONALITY")
    case("signed-certs", "A signed request with a certificate.", signed(certs=explicit(0, sequence(certificate))),
         accept(request_fields(SERIAL, signature={**whole["signature"], "certificates": [certificate.hex()]})), section,
         features=("signed-request",), bug="FUNCTIONALITY")
    case(
        "signed-without-name", "A signed request without requestorName.", signed(tbs_request()),
        either("RFC 6960 4.1.2 says that the requestor SHALL give a name then; no reader has to ask "
               "for it.", request_fields(SERIAL), "missing"), section, features=("signed-request",))
    case("signed-certs-empty",
         "A signed request whose certs are there and empty.", signed(certs=explicit(0, sequence())),
         either("SEQUENCE OF has no SIZE.", request_fields(SERIAL), "empty"), section, features=("signed-request",))
    extended = extension("2.999.1", NULL)
    case(
        "single-extensions", "A Request has an extension.",
        request(entries=[request_entry(extensions=extensions_of(extended, number=0))]),
        accept({
            "requests": [{"certId": {"serialNumber": str(SERIAL)}, "extensions": [extension_fields("2.999.1", NULL)]}]
        }), bug="FUNCTIONALITY")
    case("no-extensions", "A request without extensions.", request(), accept(request_fields(SERIAL, extensions=[])),
         bug="BASIC")
    case("extensions", "A request with an extension.", request(extensions=extensions_of(extended, number=2)),
         accept(request_fields(SERIAL, extensions=[extension_fields("2.999.1", NULL)])), bug="FUNCTIONALITY")
    case(
        "everything", "Each optional field is there.",
        signed(
            tbs_request(requestor=requestor, entries=[request_entry(extensions=extensions_of(extended, number=0))],
                        extensions=extensions_of(forge.nonce(keys.stream("nonce", 32)), number=2)), certs=explicit(
                            0, sequence(certificate))), accept(request_fields(SERIAL, **whole)),
        features=("signed-request", "nonce"))

    case("version-1", "version is 1, which is v2.", request(version=explicit(0, integer(1))), reject(
        "version", "value"), importance="high")
    case("version-bare", "version stands without [0].", request(version=integer(0)), reject("tag"))
    case("name-implicit", "requestorName is [1] IMPLICIT.", request(requestor=tlv(0x81, b"limbo.test")), reject("tag"))
    case("name-bare", "requestorName is a Name: GeneralName has no such choice.",
         request(requestor=explicit(1, CA.subject)), reject("tag"), general_name)
    case("name-choice-9", "requestorName is [9]: GeneralName has no such choice.",
         request(requestor=explicit(1, tlv(0x89, b"a"))), reject("tag"), general_name)
    case("name-constructed-dns", "requestorName is a constructed dNSName.",
         request(requestor=explicit(1, tlv(0xa2, b"limbo.test"))), reject("tag", "syntax"), "X.690 10.2")
    case("name-directory-implicit", "directoryName is [4] IMPLICIT: a CHOICE cannot be.",
         request(requestor=explicit(1, tlv(0xa4, forge.contents(CA.subject)))), reject("tag"), general_name)
    case("name-empty", "[1] of requestorName has no contents.", request(requestor=explicit(1)), reject("missing"),
         general_name)
    case("name-trailing", "Something follows requestorName in [1].",
         request(requestor=explicit(1, explicit(4, CA.subject), NULL)), reject("trailing"))
    case("signature-implicit", "optionalSignature is [0] IMPLICIT.",
         request(tbs_request(requestor=requestor), signature=explicit(0, key.algorithm, bits(b"\x5a" * 64))),
         reject("tag", "trailing"))
    case("signature-tag-1", "optionalSignature is [1].", signed(tag=0xa1), reject("tag", "trailing"))
    case("list-set", "requestList is a SET.", request(requests=tlv(0x31, request_entry())), reject("tag"))
    case("list-implicit", "A Request stands without the list around it.", request(requests=request_entry()),
         reject("tag"))
    case("cert-id-alone", "A CertID stands in requestList without its Request.", request(entries=[cert_id()]),
         reject("tag"))
    case("no-list", "There is no requestList.", request(requests=b""), reject("missing"))
    case("certid-missing", "A Request is an empty SEQUENCE.", request(entries=[sequence()]), reject("missing"))
    case("tbs-missing", "The message is an empty SEQUENCE.", sequence(), reject("missing"))
    case("signature-missing", "optionalSignature ends behind its algorithm.",
         request(tbs_request(requestor=requestor), signature=explicit(0, sequence(key.algorithm))), reject("missing"))
    case("extensions-before-list", "requestExtensions stands before requestList.",
         request(tbs=sequence(extensions_of(extended, number=2), sequence(request_entry()))), reject("order", "tag"))
    case("name-after-list", "requestorName stands behind requestList.",
         request(tbs=sequence(sequence(request_entry()), requestor)), reject("order", "tag", "trailing"))
    case("name-before-version", "requestorName stands before version.",
         request(tbs=sequence(requestor, explicit(0, integer(0)), sequence(request_entry()))), reject("order", "tag"))
    case("extensions-tag-1", "requestExtensions is [1].", request(extensions=extensions_of(extended)),
         reject("tag", "trailing"))
    case("single-extensions-tag-1", "singleRequestExtensions is [1].",
         request(entries=[request_entry(extensions=extensions_of(extended))]), reject("tag", "trailing"))
    for name_, about, message in (
            ("in-tbs", "Something follows requestExtensions.",
             request(extensions=extensions_of(extended, number=2), more=NULL)),
            ("in-request", "Something follows the CertID of a Request.", request(entries=[request_entry(more=NULL)])),
            ("in-signature", "Something follows the fields of optionalSignature.", signed(more=NULL)),
            ("behind-signature", "Something follows Signature in [0].", signed(behind=NULL)),
            ("in-message", "Something follows tbsRequest.", request(more=NULL)),
            ("behind", "Something follows the message.", request() + NULL)):
        case(name_, about, message, reject("trailing", "tag"))
    case("list-twice", "requestList is there twice.", request(requests=sequence(request_entry()) * 2),
         reject("duplicate", "trailing", "tag"))
    yield Group("request", "Requests (RFC 6960 4.1).", found)
