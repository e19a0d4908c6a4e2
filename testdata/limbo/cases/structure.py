"""rid::, certid::, cert-status::, list:: and order::, the structures inside a BasicOCSPResponse."""

from model import Case, Group, accept, either, reject
from parts import *


def of_response(name, about, message, expected, *source, **options):
    return Case(name, about, "parse_response", message, expected, source or ("RFC 6960 4.2.1",), **options)


def rid_cases():
    def responder(name, about, value, expected, *source, **options):
        return of_response(name, about, response(responder=value), expected, *source, **options)

    def named(der):
        return accept(response_fields(answer(), responderId={"byNameDer": der.hex()}))

    key_hash = ISSUER_KEY_HASH
    several = name(attribute("DE", "2.5.4.6", 0x13), attribute("OCSP Limbo", "2.5.4.10"), attribute("Limbo CA"))
    of_two = sequence(rdn(attribute("a"), attribute("b", "2.5.4.10")))
    unsorted = sequence(rdn(attribute("b", "2.5.4.10"), attribute("a")))
    yield responder("by-name", "byName, of the usual kind.", BY_NAME, named(CA.subject), bug="BASIC", importance="high")
    yield responder("by-name-several-rdns", "byName of a country, an organisation and a name.", explicit(1, several),
                    named(several))
    universal = name(attribute("東京".encode("utf-32-be"), tag=0x1c))
    for name_, about, der in (
            ("by-name-utf8", "a UTF8String beyond ASCII", name(attribute("Prüfstelle €"))),
            ("by-name-bmp", "a BMPString", name(attribute("東京".encode("utf-16-be"), tag=0x1e))),
            ("by-name-printable", "a PrintableString", name(attribute("Limbo CA", tag=0x13))),
            ("by-name-teletex", "a TeletexString", name(attribute(b"Pr\xfcfstelle", tag=0x14))),
            ("by-name-universal", "a UniversalString", universal),
            ("by-name-ia5", "an emailAddress, an IA5String",
             name(attribute("ca@limbo.test", "1.2.840.113549.1.9.1", 0x16))),
            ("by-name-two-in-rdn", "two attributes in one RDN, in the order of DER", of_two),
            ("by-name-nul", "a NUL in a UTF8String, which does not end it", name(attribute("a\0b"))),
            ("by-name-2000-characters", "2000 characters", name(attribute("x" * 2000)))):
        yield responder(name_, f"byName with {about}.", explicit(1, der), named(der), "RFC 5280 4.1.2.4",
                        *(("CVE-2009-2408", "CVE-2021-3712") if "nul" in name_ else ()))
    yield responder("by-key-20", "byKey, of 20 bytes.", explicit(2, octets(key_hash)),
                    accept(response_fields(answer(), responderId={"byKey": key_hash.hex()})), bug="BASIC",
                    importance="high")
    for size in (0, 19, 21, 32):
        value = keys.stream("key hash", size)
        yield responder(
            f"by-key-{size}", f"byKey has {size} bytes.", explicit(2, octets(value)),
            either("KeyHash is the SHA-1 of a key, which has 20 bytes; its type is OCTET STRING without "
                   "SIZE.", response_fields(answer(), responderId={"byKey": value.hex()}), "size", "length", "value"))
    yield responder(
        "by-name-empty", "byName without an RDN.", explicit(1, sequence()),
        either("RDNSequence has no SIZE; a responder that is not named cannot be found.",
               response_fields(answer(), responderId={"byNameDer": "3000"}), "empty"), "RFC 5280 4.1.2.4",
        "RFC 6960 4.2.2.3")
    yield responder("by-key-implicit", "byKey is [2] IMPLICIT.", tlv(0x82, key_hash), reject("tag"))
    yield responder("by-name-implicit", "byName is [1] IMPLICIT.", tlv(0xa1, forge.contents(CA.subject)), reject("tag"))
    yield responder("choice-0", "The choice of ResponderID is [0].", explicit(0, octets(key_hash)),
                    reject("tag", "integer"))
    yield responder("choice-3", "The choice of ResponderID is [3].", explicit(3, octets(key_hash)), reject("tag"))
    yield responder("by-name-octet-string", "byName is an OCTET STRING.", explicit(1, octets(CA.subject)),
                    reject("tag"))
    yield responder("by-key-name", "byKey is a Name.", explicit(2, CA.subject), reject("tag"))
    yield responder("by-name-bare", "A Name without [1].", CA.subject, reject("tag"))
    yield responder("empty-choice", "[1] has no contents.", explicit(1), reject("missing"))
    yield responder("by-key-trailing", "A NULL follows KeyHash in [2].", explicit(2, octets(key_hash), NULL),
                    reject("trailing"))
    yield responder("by-name-trailing", "A NULL follows Name in [1].", explicit(1, CA.subject, NULL),
                    reject("trailing"))
    yield responder("rdn-unsorted", "The attributes of an RDN are not in the order of DER.", explicit(1, unsorted),
                    reject("order"), "X.690 11.6", "https://github.com/dotnet/runtime/pull/32604", bug="BER_ENCODING")
    yield responder("rdn-empty", "An RDN has no attribute.", explicit(1, sequence(rdn())), reject("empty", "missing"),
                    "RFC 5280 4.1.2.4")
    yield responder("rdn-sequence", "An RDN is a SEQUENCE.", explicit(1, sequence(sequence(attribute("a")))),
                    reject("tag"), "RFC 5280 4.1.2.4")
    yield responder("attribute-without-value", "An attribute has no value.", explicit(
        1, name(sequence(oid("2.5.4.3")))), reject("missing"), "RFC 5280 4.1.2.4")
    yield responder("attribute-trailing", "A NULL follows the value of an attribute.",
                    explicit(1, name(sequence(oid("2.5.4.3"), tlv(0x0c, b"a"), NULL))), reject("trailing"),
                    "RFC 5280 4.1.2.4")
    yield responder(
        "utf8-ill-formed", "A UTF8String is not UTF-8.", explicit(1, name(attribute(b"a\xff"))),
        either(
            "A value that is not of its type is an error; who takes an attribute's value as ANY "
            "does not look at it.", response_fields(answer()), "string"), "X.690 8.23", "RFC 5280 4.1.2.4")
    yield responder(
        "bmp-odd", "A BMPString has an odd number of bytes.", explicit(1, name(attribute(b"\0a\0", tag=0x1e))),
        either(
            "A value that is not of its type is an error; who takes an attribute's value as ANY "
            "does not look at it.", response_fields(answer()), "string"), "X.690 8.23", "RFC 5280 4.1.2.4")


def certid_cases():
    def asked(name_, about, cert, expected, *source, **options):
        return of_response(name_, about, response(singles=[single(cert)]), expected, *(source or ("RFC 6960 4.1.1",)),
                           **options)

    def fields(dotted, name_hash=None, key_hash=None):
        found = {"hashAlgorithm": {"oid": dotted}, "serialNumber": str(SERIAL)}
        if name_hash is not None:
            found["issuerNameHash"] = name_hash.hex()
        if key_hash is not None:
            found["issuerKeyHash"] = key_hash.hex()
        return response_fields({"certId": found})

    def hashed(name_, hash_name, parameters):
        digest = lambda data_: hashlib.new(hash_name, data_).digest()
        form = "NULL as parameters" if parameters else "no parameters"
        return asked(name_, f"A CertID by {hash_name.upper()} with {form}.",
                     forge.cert_id(CA, SERIAL, hash_name, parameters=parameters),
                     accept(fields(forge.HASH_OIDS[hash_name], digest(CA.subject), digest(
                         CA_KEY.bits))), "RFC 6960 4.1.1", "RFC 5754 2", bug="FUNCTIONALITY",
                     importance="high" if hash_name in ("sha1", "sha256") else "medium",
                     features=("sha256-certid",) if hash_name == "sha256" else ())

    for hash_name, parameters, name_ in (
            ("sha1", NULL, "sha1-null"),
            ("sha1", b"", "sha1-absent"),
            ("sha224", NULL, "sha224"),
            ("sha256", NULL, "sha256-null"),
            ("sha256", b"", "sha256-absent"),
            ("sha384", NULL, "sha384"),
            ("sha512", NULL, "sha512")):
        yield hashed(name_, hash_name, parameters)
    sha3 = forge.cert_id(CA, SERIAL, "sha3-256", parameters=b"")
    yield asked("sha3-256", "A CertID by SHA3-256.", sha3, accept(fields(forge.HASH_OIDS["sha3-256"])),
                "RFC 6960 4.1.1", "RFC 9688 2")
    yield asked("unknown-hash", "hashAlgorithm is 2.999.1: any algorithm may stand there.",
                cert_id(hash_algorithm=algorithm("2.999.1")),
                accept(fields("2.999.1", ISSUER_NAME_HASH, ISSUER_KEY_HASH)))
    yield asked(
        "md5", "A CertID by MD5.", forge.cert_id(CA, SERIAL, "md5"),
        either("Any algorithm may stand there; RFC 6151 2 lets nobody use MD5 any more where "
               "collisions matter.", fields(forge.HASH_OIDS["md5"]), "hash", "value"), "RFC 6960 4.1.1", "RFC 6151 2",
        bug="LEGACY")
    yield asked(
        "parameters-octets", "The parameters of SHA-1 are an OCTET STRING.",
        cert_id(hash_algorithm=algorithm(SHA1, octets(b"a"))),
        either("RFC 3279 2.2.1 has NULL there; the type is ANY, and it may be left to whoever "
               "computes the hash.", fields(SHA1), "null", "value", "tag"), "RFC 3279 2.2.1")
    yield asked(
        "parameters-null-with-octets", "The parameters of SHA-1 are a NULL with contents.",
        cert_id(hash_algorithm=algorithm(SHA1, tlv(0x05, b"\0"))),
        either("X.690 8.8.2 has a NULL without contents; who takes the parameters as ANY does not "
               "look into them.", fields(SHA1), "null", "length"), "X.690 8.8.2")
    yield asked(
        "parameters-constructed-null", "The parameters of SHA-1 are a constructed NULL.",
        cert_id(hash_algorithm=algorithm(SHA1, tlv(0x25))),
        either("X.690 8.8.1 has a primitive NULL; who takes the parameters as ANY does not look at "
               "its tag.", fields(SHA1), "null", "tag"), "X.690 8.8.1")
    hashes = "issuerNameHash is an OCTET STRING without SIZE; who knows the algorithm knows the size. It never matches."
    for name_, value in (
            ("hash-short", ISSUER_NAME_HASH[:19]),
            ("hash-long", ISSUER_NAME_HASH + b"\0"),
            ("hash-empty", b"")):
        yield asked(name_, f"issuerNameHash has {len(value)} bytes, the algorithm is SHA-1.",
                    cert_id(name_hash=octets(value)), either(hashes, fields(SHA1, value), "size", "length", "hash"),
                    "RFC 6960 4.1.1", "CVE-2026-5194", bug="KNOWN_BUG")
    yield asked("no-serial", "There is no serialNumber.",
                sequence(SHA1_NULL, octets(ISSUER_NAME_HASH), octets(ISSUER_KEY_HASH)), reject("missing"),
                importance="high")
    yield asked("no-key-hash", "There is no issuerKeyHash.",
                sequence(SHA1_NULL, octets(ISSUER_NAME_HASH), integer(SERIAL)), reject("missing", "tag"))
    yield asked("no-algorithm", "There is no hashAlgorithm.",
                sequence(octets(ISSUER_NAME_HASH), octets(ISSUER_KEY_HASH), integer(SERIAL)), reject("missing", "tag"))
    yield asked("algorithm-empty", "hashAlgorithm is an empty SEQUENCE.", cert_id(hash_algorithm=sequence()),
                reject("missing"))
    yield asked("algorithm-trailing", "Something follows the parameters of hashAlgorithm.",
                cert_id(hash_algorithm=sequence(oid(SHA1), NULL, NULL)), reject("trailing"))
    yield asked("algorithm-oid-alone", "hashAlgorithm is an OBJECT IDENTIFIER without its SEQUENCE.",
                cert_id(hash_algorithm=oid(SHA1)), reject("tag"))
    yield asked("empty", "CertID is an empty SEQUENCE.", sequence(), reject("missing"))
    yield asked("name-hash-bit-string", "issuerNameHash is a BIT STRING.", cert_id(name_hash=bits(ISSUER_NAME_HASH)),
                reject("tag"))
    yield asked("key-hash-integer", "issuerKeyHash is an INTEGER.", cert_id(key_hash=tlv(0x02, ISSUER_KEY_HASH)),
                reject("tag"))
    yield asked("fifth-field", "Something follows serialNumber.", cert_id(more=NULL), reject("trailing"))
    yield asked("two-serials", "There are two serialNumbers.", cert_id(more=integer(1)), reject("trailing"),
                importance="high")
    yield asked("hashes-after-serial", "serialNumber stands before the hashes.",
                sequence(SHA1_NULL, integer(SERIAL), octets(ISSUER_NAME_HASH), octets(ISSUER_KEY_HASH)),
                reject("order", "tag"))


REASONS = {
    0: "unspecified", 1: "keyCompromise", 2: "cACompromise", 3: "affiliationChanged", 4: "superseded",
    5: "cessationOfOperation", 6: "certificateHold", 8: "removeFromCRL", 9: "privilegeWithdrawn", 10: "aACompromise"
}


def status_cases():
    def of_status(name_, about, status, expected, *source, **options):
        return of_response(name_, about, response(singles=[single(status=status)]), expected, *source, **options)

    def with_reason(*value):
        return tlv(0xa1, time_of(REVOKED_AT), *value)

    when = {"revocationTime": text_of(REVOKED_AT)}
    for name_, status in (("good", GOOD), ("unknown", UNKNOWN)):
        yield of_status(name_, f"certStatus is {name_}.", status,
                        accept(response_fields(answer(status=name_, revocationTime=None))), bug="BASIC",
                        importance="critical")
    yield of_status("revoked", "certStatus is revoked, without a reason.", with_reason(),
                    accept(response_fields(answer(status="revoked", **when, revocationReason=None))), bug="BASIC",
                    importance="critical")
    for number, reason in REASONS.items():
        yield of_status(f"revoked-reason-{number}", f"revocationReason is {reason}.", forge.revoked(REVOKED_AT, number),
                        accept(response_fields(answer(status="revoked", **when, revocationReason=reason))),
                        "RFC 6960 4.2.1", "RFC 5280 5.3.1", bug="FUNCTIONALITY")
    for number in (7, 11, 127):
        yield of_status(f"reason-{number}", f"revocationReason is {number}, which is not defined.",
                        forge.revoked(REVOKED_AT, number), reject("value"), "RFC 5280 5.3.1")
    yield of_status("reason-255", "revocationReason is ff, which is -1.", forge.revoked(REVOKED_AT, 255),
                    reject("value", "integer"), "RFC 5280 5.3.1", "X.690 8.4")
    yield of_status("reason-empty", "revocationReason has no contents.", with_reason(explicit(0, tlv(0x0a))),
                    reject("integer", "value", "length"), "X.690 8.4")
    yield of_status("reason-missing", "[0] of revocationReason has no contents.", with_reason(explicit(0)),
                    reject("missing"))
    yield of_status("reason-implicit", "revocationReason is [0] IMPLICIT.", with_reason(tlv(0x80, b"\1")),
                    reject("tag", "trailing"))
    yield of_status("reason-bare", "revocationReason stands without [0].", with_reason(tlv(0x0a, b"\1")),
                    reject("tag", "trailing"))
    yield of_status("reason-integer", "revocationReason is an INTEGER.", with_reason(explicit(0, integer(1))),
                    reject("tag"))
    yield of_status("reason-trailing", "A NULL follows revocationReason in [0].",
                    with_reason(explicit(0, tlv(0x0a, b"\1"), NULL)), reject("trailing"))
    yield of_status("reason-twice", "revocationReason is there twice.",
                    with_reason(*[explicit(0, tlv(0x0a, b"\1"))] * 2), reject("trailing", "duplicate"))
    yield of_status("good-constructed", "good is constructed.", tlv(0xa0), reject("tag"), "X.690 8.8.1",
                    bug="BER_ENCODING")
    yield of_status("unknown-constructed", "unknown is constructed.", tlv(0xa2), reject("tag"), "X.690 8.8.1",
                    bug="BER_ENCODING")
    yield of_status("good-explicit", "good is [0] EXPLICIT: a NULL is in it.", explicit(0, NULL), reject("tag"))
    yield of_status("revoked-primitive", "revoked is primitive.", tlv(0x81, time_of(REVOKED_AT)), reject("tag"),
                    "X.690 8.9.1")
    yield of_status("revoked-explicit", "revoked is [1] EXPLICIT: a SEQUENCE is in it.",
                    explicit(1, sequence(time_of(REVOKED_AT))), reject("tag"))
    yield of_status("choice-3", "The choice of CertStatus is [3].", tlv(0x83), reject("tag"), importance="high")
    yield of_status("choice-universal-null", "certStatus is a NULL.", NULL, reject("tag"), importance="high")
    yield of_status("missing", "There is no certStatus.", b"", reject("missing", "tag"), importance="high")
    yield of_status("good-with-octets", "good has a byte of contents.", tlv(0x80, b"\0"), reject("null", "length"),
                    "X.690 8.8.2")
    yield of_status("unknown-with-octets", "unknown has a byte of contents.", tlv(0x82, b"\0"), reject(
        "null", "length"), "X.690 8.8.2")
    yield of_status("revoked-empty", "revoked has no contents: there is no revocationTime.", tlv(0xa1),
                    reject("missing"))
    yield of_status("revoked-utc-time", "revocationTime is a UTCTime.", tlv(0xa1, forge.utc_time(REVOKED_AT)),
                    reject("tag", "time"))
    yield of_status("revoked-third-field", "A NULL follows revocationReason.",
                    with_reason(explicit(0, tlv(0x0a, b"\1")), NULL), reject("trailing"))
    yield of_status("revoked-and-good", "certStatus is revoked, and good follows it.",
                    forge.revoked(REVOKED_AT) + GOOD, reject("tag", "trailing"), importance="high")
    yield of_status("good-and-revoked", "certStatus is good, and revoked follows it.", GOOD + forge.revoked(REVOKED_AT),
                    reject("tag", "trailing"), importance="high")


ED_KEY = keys.key("ed25519", "small")


def small_certificate(number):
    """Of few bytes."""
    subject = name(attribute(f"c{number}"))
    return forge.certificate(subject, ED_KEY, subject, ED_KEY, number, BEGIN, END).der


def certs_of(*certificates):
    return explicit(0, sequence(*certificates))


def list_cases():
    yield of_response(
        "responses-empty", "responses has no answer.", response(singles=[]),
        either("SEQUENCE OF has no SIZE; a response without an answer answers nothing.",
               {"responseStatus": "successful", "basic": {"responses": []}}, "empty"), "RFC 6960 4.2.1",
        "RFC 6960 4.2.2.3", "https://github.com/openssl/openssl/issues/31759", bug="KNOWN_BUG")
    yield of_response(
        "certs-empty", "certs is there and empty.", response(certs=certs_of()),
        either("RFC 6960 4.2.1 says that it SHOULD be absent then.", response_fields(answer(), certificates=[]),
               "empty"))
    yield Case(
        "request-list-empty", "requestList has no Request.", "parse_request", request(entries=[]),
        either("RFC 6960 4.1.1 says that it has one or more; its SEQUENCE OF has no SIZE.", {"requests": []}, "empty"),
        ("RFC 6960 4.1.1",))
    empty = "https://github.com/bcgit/bc-java/issues/1617"
    sizes = ("RFC 5280 4.1", "RFC 6960 4.2.1", empty)
    yield of_response("extensions-empty", "responseExtensions is there and empty: its SIZE is (1..MAX).",
                      response(extensions=extensions_of()), reject("empty"), *sizes, bug="LEGACY")
    yield of_response("single-extensions-empty", "singleExtensions is there and empty.",
                      response(singles=[single(extensions=extensions_of())]), reject("empty"), *sizes, bug="LEGACY")
    yield Case("request-extensions-empty", "requestExtensions is there and empty.", "parse_request",
               request(extensions=extensions_of(number=2)), reject("empty"), ("RFC 5280 4.1", "RFC 6960 4.1.1"),
               "LEGACY")
    for count in (2, 20, 1000):
        states = [(f, s) for f, s in (("good", GOOD), ("unknown", UNKNOWN), ("revoked", forge.revoked(REVOKED_AT, 1)))]
        answers = [(number, *states[number % 3]) for number in range(count)]
        yield of_response(
            f"responses-{count}", f"responses has {count} answers, of serial numbers from 0 on.",
            response(singles=[single(cert_id(number), state, next_update=b"") for number, _, state in answers]),
            accept(response_fields(*[answer(number, status) for number, status, _ in answers])), features=("multi",),
            bug="FUNCTIONALITY", importance="high" if count < 1000 else "medium")
    for count in (1, 2, 16):
        certificates = [small_certificate(number) for number in range(1, count + 1)]
        yield of_response(f"certs-{count}", f"certs has {count} certificates.", response(certs=certs_of(*certificates)),
                          accept(response_fields(answer(),
                                                 certificates=[one.hex() for one in certificates])), "RFC 6960 4.2.1",
                          "https://github.com/randombit/botan/issues/4536", bug="KNOWN_BUG", importance="high")
    one, unreadable = single(), sequence(integer(1))
    yield of_response("second-answer-damaged", "The second of two answers is damaged.",
                      response(singles=[one, unreadable]), reject("tag", "syntax", "missing"), features=("multi",))
    yield of_response("responses-set", "responses is a SET.", response(responses=tlv(0x31, one)), reject("tag"))
    yield of_response("answer-alone", "The one answer stands without the list around it.", response(responses=one),
                      reject("tag"))
    yield of_response("certs-set", "certs is a SET.", response(certs=explicit(0, tlv(0x31, small_certificate(1)))),
                      reject("tag"))
    yield of_response("certs-implicit", "certs is [0] IMPLICIT.", response(certs=explicit(0, small_certificate(1))),
                      reject("tag", "syntax", "missing"))


def order_cases():
    nonce = forge.nonce(keys.stream("nonce", 32))
    certs = certs_of(small_certificate(1))
    tbs = data()
    signature = bits(CA_KEY.sign(tbs))
    later, extended = explicit(0, time_of(NEXT)), extensions_of(extension("2.999.1", NULL))
    version, produced, answers = explicit(0, integer(0)), time_of(THIS), sequence(single())

    def raw_basic(*fields):
        return around(sequence(*fields))

    def raw_data(*fields):
        return around(basic(sequence(*fields)))

    def raw_single(*fields):
        return response(singles=[sequence(cert_id(), GOOD, *fields)])

    now = time_of(THIS)
    for name_, about, message in (
            ("extensions-before-certs", "[1] stands before certs.",
             raw_basic(tbs, RSA_SHA256, signature, extensions_of(nonce), certs)),
            ("extensions-before-responses", "responseExtensions stands before responses.",
             raw_data(BY_NAME, produced, extensions_of(nonce), answers)),
            ("certs-before-signature", "certs stands before signature.", raw_basic(tbs, RSA_SHA256, certs, signature)),
            ("next-update-after-extensions", "nextUpdate stands behind singleExtensions.",
             raw_single(now, extended, later)),
            ("next-update-before-this", "nextUpdate stands before thisUpdate.", raw_single(later, now)),
            ("produced-at-before-responder-id", "producedAt stands before responderID.",
             raw_data(produced, BY_NAME, answers)),
            ("version-after-responder-id", "version stands behind responderID.",
             raw_data(BY_NAME, version, produced, answers)),
            ("signature-before-algorithm", "signature stands before signatureAlgorithm.",
             raw_basic(tbs, signature, RSA_SHA256)),
            ("algorithm-before-data", "signatureAlgorithm stands before tbsResponseData.",
             raw_basic(RSA_SHA256, tbs, signature)),
            ("status-after-cert-id", "certStatus stands before certID.",
             response(singles=[sequence(GOOD, cert_id(), now)]))):
        yield of_response(name_, about, message, reject("order", "tag", "trailing", "missing"), "RFC 6960 4.2.1",
                          "CVE-2025-12816")
    for name_, about, message in (
            ("next-update-twice", "nextUpdate is there twice.", raw_single(now, later, later)),
            ("this-update-twice", "thisUpdate is there twice.", raw_single(now, now)),
            ("single-extensions-twice", "singleExtensions is there twice.", raw_single(now, extended, extended)),
            ("extensions-twice", "responseExtensions is there twice.",
             raw_data(BY_NAME, produced, answers, extended, extended)),
            ("certs-twice", "certs is there twice.", response(certs=certs + certs)),
            ("version-twice", "version is there twice.", raw_data(version, version, BY_NAME, produced, answers)),
            ("responder-id-twice", "responderID is there twice.", raw_data(BY_NAME, BY_NAME, produced, answers)),
            ("responses-twice", "responses is there twice.", raw_data(BY_NAME, produced, answers, answers)),
            ("signature-twice", "signature is there twice.", raw_basic(tbs, RSA_SHA256, signature, signature)),
            ("response-bytes-twice", "responseBytes is there twice.",
             sequence(tlv(0x0a, b"\0"), *[explicit(0, sequence(oid(BASIC), octets(basic())))] * 2))):
        yield of_response(name_, about, message, reject("duplicate", "trailing", "tag", "default"), "RFC 6960 4.2.1",
                          "CVE-2025-12816")
    for name_, about, message in (
            ("no-responder-id", "There is no responderID.", raw_data(produced, answers)),
            ("no-produced-at", "There is no producedAt.", raw_data(BY_NAME, answers)),
            ("no-responses", "There is no responses.", raw_data(BY_NAME, produced)),
            ("data-empty", "tbsResponseData is an empty SEQUENCE.", raw_data()),
            ("no-signature", "There is no signature.", raw_basic(tbs, RSA_SHA256)),
            ("no-signature-algorithm", "There is no signatureAlgorithm.", raw_basic(tbs, signature)),
            ("no-data", "There is no tbsResponseData.", raw_basic(RSA_SHA256, signature)),
            ("basic-empty", "BasicOCSPResponse is an empty SEQUENCE.", raw_basic()),
            ("no-this-update", "There is no thisUpdate.", raw_single()),
            ("no-cert-id", "There is no certID.", response(singles=[sequence(GOOD, now)])),
            ("answer-empty", "An answer is an empty SEQUENCE.", response(singles=[sequence()]))):
        yield of_response(name_, about, message, reject("missing", "tag"),
                          importance="high" if "signature" in name_ else "medium")
    for name_, about, message in (
            ("data-sixth-field", "A NULL follows responseExtensions.",
             raw_data(BY_NAME, produced, answers, extended, NULL)),
            ("data-unknown-tag", "[2] follows responses.", raw_data(BY_NAME, produced, answers, explicit(2, NULL))),
            ("single-unknown-tag", "[2] follows nextUpdate.", raw_single(now, later, explicit(2, NULL))),
            ("single-trailing", "A NULL follows thisUpdate.", raw_single(now, NULL)),
            ("basic-trailing", "A NULL follows certs.", response(certs=certs, more=NULL)),
            ("basic-unknown-tag", "[1] follows signature.", response(more=explicit(1, NULL)))):
        yield of_response(name_, about, message, reject("trailing", "tag"), "RFC 6960 4.2.1", "X.690 8.9.2")


def groups():
    yield Group("rid", "ResponderID: byName and byKey (RFC 6960 4.2.1).", list(rid_cases()))
    yield Group("certid", "CertID: the hash algorithm, the hashes and the serial number (RFC 6960 4.1.1).",
                list(certid_cases()))
    yield Group("cert-status", "CertStatus and the reasons of a revocation (RFC 6960 4.2.1, RFC 5280 5.3.1).",
                list(status_cases()))
    yield Group("list", "Lists that are empty, short and long.", list(list_cases()))
    yield Group("order", "Fields that are missing, there twice, or in another order (RFC 6960 4.2.1).",
                list(order_cases()))
