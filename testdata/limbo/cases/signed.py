"""sigalg:: and certs::, what is beside the data that are signed. No signature need verify here."""

from model import Case, Group, Recipe, accept, either, reject
from parts import *

# RFC 8017 A.2.1, RFC 5758 3.2, RFC 8410 3, RFC 9881 2, RFC 9909 3.
NIST = "2.16.840.1.101.3.4.3."
PSS = "1.2.840.113549.1.1.10"
ML_DSA = {"ml-dsa-44": (NIST + "17", 2420), "ml-dsa-65": (NIST + "18", 3309), "ml-dsa-87": (NIST + "19", 4627)}
SLH_DSA = {"slh-dsa-sha2-128s": (NIST + "20", 7856), "slh-dsa-sha2-256f": (NIST + "25", 49856)}


def signature_cases():
    def case(name, about, expected, *source, **options):
        message = options.pop("message", None) or response(
            **{key: options.pop(key) for key in ("signature_algorithm", "signature") if key in options})
        return Case(name, about, "parse_response", message, expected, source or ("RFC 6960 4.3",), **options)

    def fields(dotted, signature=None, **options):
        found = {"signatureAlgorithm": {"oid": dotted, **options}}
        return response_fields(answer(), **found, **({"signature": signature.hex()} if signature else {}))

    sections = {"rsa": "RFC 8017 A.2.4", "pss": "RFC 8017 A.2.3", "ecdsa": "RFC 5758 3.2", "ed": "RFC 8410 3"}
    for scheme, name, feature in (
            ("rsa-sha1", "rsa-sha1", None),
            ("rsa-sha256", "rsa-sha256", None),
            ("rsa-sha384", "rsa-sha384", None),
            ("rsa-sha512", "rsa-sha512", None),
            ("pss-sha256-32", "pss-sha256", "pss"),
            ("ecdsa-p256-sha256", "ecdsa-sha256", None),
            ("ecdsa-p384-sha384", "ecdsa-sha384", None),
            ("ed25519", "ed25519", "eddsa"),
            ("ed448", "ed448", "eddsa")):
        key = keys.key(scheme, "signer")
        tbs = data()
        signature = key.sign(tbs)
        dotted = {
            "rsa-sha1": "1.2.840.113549.1.1.5", "rsa-sha256": "1.2.840.113549.1.1.11",
            "rsa-sha384": "1.2.840.113549.1.1.12", "rsa-sha512": "1.2.840.113549.1.1.13", "pss-sha256": PSS,
            "ecdsa-sha256": "1.2.840.10045.4.3.2", "ecdsa-sha384": "1.2.840.10045.4.3.3", "ed25519": "1.3.101.112",
            "ed448": "1.3.101.113"
        }[name]
        section = next(section for prefix, section in sections.items() if name.startswith(prefix))
        yield case(name, f"A response that is signed by {name}.", accept(fields(
            dotted, signature)), "RFC 6960 4.3", section, bug="FUNCTIONALITY", signature_algorithm=key.algorithm,
                   signature=bits(signature), features=(feature,) if feature else ())
    for name, (dotted, size) in (ML_DSA | SLH_DSA).items():
        value = keys.stream(name, size)
        small = size < 10000
        parts = response(signature_algorithm=algorithm(dotted), signature=bits(value)) if small else Recipe(
            [wrapped(once(data() + algorithm(dotted)), enclosed(0x03, once(b"\0"), repeated(size // 64, value[:64])))])
        yield case(name, f"The signature is one of {name}: {size} bytes, which are of no meaning here.",
                   accept(fields(dotted, value if small else None)), "RFC 9881 2" if name in ML_DSA else "RFC 9909 3",
                   "FIPS 204 4" if name in ML_DSA else "FIPS 205 11", message=parts,
                   features=("ml-dsa",) if name in ML_DSA else (), bug="FUNCTIONALITY")
    yield case("unknown-oid", "signatureAlgorithm is 2.999.1, without parameters.", accept(fields("2.999.1")),
               signature_algorithm=algorithm("2.999.1"), signature=bits(b"\x5a" * 64))
    tbs = data()
    yield case(
        "signature-1-mib", "signature has a mebibyte.", accept(response_fields(answer())), "RFC 6960 4.2.1",
        "CVE-2021-43527", bug="KNOWN_BUG", message=Recipe(
            [wrapped(once(tbs + RSA_SHA256), enclosed(0x03, once(b"\0"), repeated(1 << 10, b"\x5a" * 1024)))]))
    forbidden = ("{} has no parameters, and says that they MUST be absent; the type is ANY, and it may be left to "
                 "whoever verifies.")
    for name, about, dotted, parameters, why, section, feature in (
            ("rsa-params-absent", "sha256WithRSAEncryption without parameters", "1.2.840.113549.1.1.11", b"",
             "RFC 4055 5 says that they MUST be NULL, and that verifiers MUST accept them absent as well.",
             "RFC 4055 5", None),
            ("ecdsa-params-null", "ecdsa-with-SHA256 with NULL", "1.2.840.10045.4.3.2", NULL,
             forbidden.format("RFC 5758 3.2"), "RFC 5758 3.2", None),
            ("ed25519-params-null", "Ed25519 with NULL", "1.3.101.112", NULL, forbidden.format("RFC 8410 3"),
             "RFC 8410 3", "eddsa"),
            ("ml-dsa-params-null", "ML-DSA-44 with NULL", NIST + "17", NULL, forbidden.format("RFC 9881 2"),
             "RFC 9881 2", "ml-dsa"),
            ("pss-params-absent", "RSASSA-PSS without parameters", PSS, b"",
             "RFC 4055 3.1 says that they MUST be there in a signature; the type is ANY.", "RFC 4055 3.1", "pss"),
            ("pss-params-octets", "RSASSA-PSS with an OCTET STRING", PSS, octets(b""),
             "They are RSASSA-PSS-params; the type is ANY, and it may be left to whoever verifies.", "RFC 4055 3.1",
             "pss"),
            ("pss-defaults-written", "RSASSA-PSS with SHA-1, the default, written out", PSS,
             sequence(explicit(0, SHA1_NULL)),
             "DER leaves a default out; the type is ANY, and it may be left to whoever verifies.", "RFC 4055 3.1",
             "pss"),
            ("hash-ml-dsa", "HashML-DSA-44 with SHA-512", NIST + "32", b"",
             "RFC 9881 8.3 leaves it out of X.509; any algorithm may stand there.", "RFC 9881 8.3", "ml-dsa")):
        yield case(name, f"signatureAlgorithm is {about}.",
                   either(why, fields(dotted), "value",
                          "null", "missing", "default", "tag"), section, signature_algorithm=algorithm(
                              dotted, parameters), signature=bits(b"\x5a" * 64), features=(feature,) if feature else ())
    yield case("algorithm-null", "signatureAlgorithm is a NULL.", reject("tag"), "RFC 6960 4.2.1",
               signature_algorithm=NULL)


def certificate_cases():
    def case(name, about, certificates, expected, *source, **options):
        message = response(certs=explicit(0, sequence(*certificates)))
        return Case(name, about, "parse_response", message, expected, source or ("RFC 6960 4.2.1",), **options)

    def listed(*certificates):
        return response_fields(answer(), certificates=[one.hex() for one in certificates])

    small = forge.certificate(name(attribute("small")), keys.key("ed25519", "small"), name(attribute("small")),
                              keys.key("ed25519", "small"), 1, BEGIN, END).der
    yield case("delegate", "The responder's certificate comes along.", [RESPONDER.der], accept(listed(RESPONDER.der)),
               bug="BASIC")
    yield case("delegate-and-issuer", "The responder's and the issuer's certificate come along.",
               [RESPONDER.der, CA.der], accept(listed(RESPONDER.der, CA.der)))
    yield case("unrelated", "A certificate that has nothing to do with it comes along.", [OTHER_CA.der],
               accept(listed(OTHER_CA.der)))
    later = "A Certificate is expected; who reads it when it is asked for accepts the message."
    signature = bits(b"\x5a" * 64)
    shaped = sequence(sequence(integer(5)), RSA_SHA256, signature)
    yield case("not-a-certificate", "An element has the shape of a certificate, of which tbsCertificate is a SEQUENCE "
               "with an INTEGER.", [shaped], either(later, listed(shaped), "syntax", "missing", "tag"))
    damaged = small.replace(forge.utc_time(BEGIN), tlv(0x17, b"20010100000aZ"))
    yield case("damaged-tbs", "A certificate has a time that is none.", [damaged],
               either(later, listed(damaged), "syntax", "time"), "RFC 5280 4.1.2.5.1")
    fields = forge.children(forge.children(small)[0])
    old = sequence(sequence(*fields[1:]), *forge.children(small)[1:])
    yield case("v1", "A certificate of version 1.", [old], accept(listed(old)), "RFC 5280 4.1.2.1")
    yield case("duplicate", "One certificate is there twice.", [small, small], accept(listed(small, small)))
    empty_key = "CVE-2013-0166"
    unreadable = sequence(
        sequence(*[
            sequence(algorithm("2.999.1"), bits(b"")) if one == keys.key("ed25519", "small").spki else one
            for one in fields
        ]),
        *forge.children(small)[1:])
    yield case("key-of-unknown-kind", "The key of a certificate is of a kind that nobody knows.", [unreadable],
               accept(listed(unreadable)), "RFC 5280 4.1.2.7", empty_key, bug="KNOWN_BUG")
    yield case("element-integer", "An element is an INTEGER.", [integer(1)], reject("tag", "syntax"))
    yield case("element-empty-sequence", "An element is an empty SEQUENCE.", [sequence()], reject("missing", "syntax"))
    yield case("element-null-between", "A NULL stands between two certificates.", [small, NULL, small],
               reject("tag", "syntax"))
    yield case("inside-element", "Something follows the signature of a certificate.",
               [sequence(*forge.children(small), NULL)], reject("trailing"))
    yield case("cut", "The last certificate claims a byte more than is there.", [small[:-1]], reject(
        "length", "syntax"))


def groups():
    yield Group("sigalg", "Signature algorithms and their parameters. Signatures need not verify.",
                list(signature_cases()))
    yield Group("certs", "The certificates that come along (RFC 6960 4.2.1).", list(certificate_cases()))
