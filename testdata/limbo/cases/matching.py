"""match::, whether an answer is about the certificate."""

from model import TIME, Case, Group, either_of, good, revoked, untrusted
from parts import *

DECIDE = {"issuer": CA.der, "certificate": LEAF.der, "time": TIME}
LONG = 0x7feeddccbbaa99887766554433221100ffeeddcc


def match_cases():
    def case(name_, about, message, expected, *source, **options):
        return Case(name_, about, "verify", message, expected, ("RFC 6960 3.2", *source), **options)

    def by(cert, *more, status=GOOD):
        return response(singles=[single(cert, status), *more])

    other, later = single(cert_id(0x1111), UNKNOWN), single(cert_id(0x2222), forge.revoked(REVOKED_AT))
    yield case("exact", "The answer is about the certificate, by SHA-1.", response(), good(), bug="BASIC",
               importance="critical")
    yield case("exact-revoked", "The answer is about the certificate, which is revoked.",
               by(cert_id(), status=forge.revoked(REVOKED_AT, 1)),
               revoked(revocationTime=text_of(REVOKED_AT), revocationReason="keyCompromise"), bug="BASIC",
               importance="critical")
    yield case("sha256", "The answer is about the certificate, by SHA-256.", by(forge.cert_id(CA, SERIAL, "sha256")),
               good(), "RFC 9919 3.1.1", bug="BASIC", importance="high", features=("sha256-certid",))
    yield case("sha256-params-absent", "The same, without NULL as parameters.",
               by(forge.cert_id(CA, SERIAL, "sha256", parameters=b"")), good(), "RFC 5754 2",
               "https://github.com/bcgit/bc-java/issues/1789", features=("sha256-certid",), bug="KNOWN_BUG")
    yield case("sha1-params-absent", "The answer is about the certificate, by SHA-1 without NULL as parameters.",
               by(cert_id(hash_algorithm=algorithm(SHA1))), good(), "RFC 3370 2.1", bug="KNOWN_BUG")
    yield case("second-of-three", "The second of three answers is about the certificate.",
               response(singles=[other, single(), later]), good(), bug="BASIC", importance="high", features=("multi",))
    yield case(
        "last-of-twenty", "The last of twenty answers is about the certificate; the others are about revoked ones.",
        response(singles=[*[single(cert_id(number), forge.revoked(REVOKED_AT)) for number in range(1, 20)],
                          single()]), good(), features=("multi",))
    yield case(
        "serial-leading-zero-not-minimal-in-certificate",
        "The certificate's serial number is 00 12 34: not in the fewest bytes. That of the "
        "answer is 12 34.", response(),
        either_of("The certificate is not DER, X.690 8.3.2; who reads it may compare numbers or bytes.", "good",
                  "untrusted"), "X.690 8.3.2", "https://github.com/openssl/openssl/issues/25023", inputs={
                      "certificate": leaf(tlv(0x02, b"\0\x12\x34")).der
                  })
    printable = name(attribute("OCSP Limbo", "2.5.4.10", 0x13), attribute("Limbo CA", tag=0x13))
    of_other_name = leaf(issuer=printable).der
    yield case(
        "issuer-name-other-string-type", "The certificate writes its issuer's name in PrintableStrings, the issuer in "
        "UTF8Strings; what is hashed is the issuer's.", response(),
        either_of("RFC 5280 7.1 has the two names be one; RFC 6960 4.1.1 hashes the name as the "
                  "certificate has it.", "good", "untrusted"), "RFC 5280 7.1", "RFC 6960 4.1.1",
        "https://github.com/openssl/openssl/issues/18956", inputs={"certificate": of_other_name}, bug="CAN_OF_WORMS")
    yield case(
        "issuer-name-of-the-certificate", "The certificate writes its issuer's name in PrintableStrings, the issuer in "
        "UTF8Strings; what is hashed is the certificate's.",
        by(cert_id(name_hash=octets(hashlib.sha1(printable).digest()))), good(), "RFC 6960 4.1.1", "RFC 5280 7.1",
        "https://github.com/pyca/cryptography/issues/3515", inputs={"certificate": of_other_name}, bug="KNOWN_BUG")

    serial_bug = {"bug": "AUTH_BYPASS", "importance": "critical"}
    over = ("CVE-2016-7444", "CVE-2026-10098")
    prefix = "Serial numbers are compared over the shorter of two lengths."
    yield case("serial-prefix", f"The answer is about 0x12, the certificate is 0x1234. {prefix}", by(cert_id(0x12)),
               untrusted("no_match"), *over, **serial_bug)
    yield case("serial-prefix-of-answer", f"The answer is about 0x123456, the certificate is 0x1234. {prefix}",
               by(cert_id(0x123456)), untrusted("no_match"), *over, **serial_bug)
    yield case("serial-suffix", "The answer is about 0x34, the certificate is 0x1234.", by(cert_id(0x34)),
               untrusted("no_match"), *over, **serial_bug)
    yield case("serial-zero-behind", "The answer is about 0x123400, the certificate is 0x1234.", by(cert_id(0x123400)),
               untrusted("no_match"), *over, **serial_bug)
    yield case("serial-negated", "The answer is about -0x1234.", by(cert_id(-SERIAL)), untrusted("no_match"),
               "https://github.com/strongswan/strongswan/issues/1415", **serial_bug)
    yield case("serial-sign", "The answer is about -0x66, the certificate is 0x9a: the same byte but for the 00 "
               "before it.", by(
                   cert_id(-0x66)), untrusted("no_match"), "https://github.com/strongswan/strongswan/issues/1415",
               inputs={"certificate": leaf(0x9a).der}, **serial_bug)
    yield case("serial-other", "The answer is about another serial number beside the right hashes.", by(
        cert_id(0x4321)), untrusted("no_match"), "CVE-2021-37155", "CVE-2024-2660", **serial_bug)
    yield case("serial-modulo-2-pow-32", "The answer is about 0x1234 + 2^32.", by(cert_id(SERIAL + 2 ** 32)),
               untrusted("no_match"), **serial_bug)
    yield case("serial-modulo-2-pow-64", "The answer is about 0x1234 + 2^64.", by(cert_id(SERIAL + 2 ** 64)),
               untrusted("no_match"), **serial_bug)
    yield case("serial-20-octets", "The serial number of the certificate and of the answer has 20 bytes.",
               by(cert_id(LONG)), good(), "RFC 5280 4.1.2.2", inputs={"certificate": leaf(LONG).der},
               bug="FUNCTIONALITY")
    yield case("serial-20-octets-last-differs", "The serial numbers have 20 bytes, of which the last differs.",
               by(cert_id(LONG ^ 1)), untrusted("no_match"), "RFC 5280 4.1.2.2", inputs={"certificate": leaf(LONG).der},
               **serial_bug)
    hashes = {"bug": "AUTH_BYPASS", "importance": "high"}
    wrong = keys.stream("another", 20)
    yield case("name-hash-other", "issuerNameHash is another's.", by(cert_id(name_hash=octets(wrong))),
               untrusted("no_match"), "RFC 6960 4.1.1", **hashes)
    yield case("key-hash-other", "issuerKeyHash is another's.", by(cert_id(key_hash=octets(wrong))),
               untrusted("no_match"), "RFC 6960 4.1.1", **hashes)
    yield case("key-hash-of-spki", "issuerKeyHash is that of the whole SubjectPublicKeyInfo.",
               by(cert_id(key_hash=octets(hashlib.sha1(CA_KEY.spki).digest()))), untrusted("no_match"),
               "RFC 6960 4.1.1", **hashes)
    yield case("key-hash-with-unused-bits",
               "issuerKeyHash is that of the BIT STRING with the number of its unused bits.",
               by(cert_id(key_hash=octets(hashlib.sha1(b"\0" + CA_KEY.bits).digest()))), untrusted("no_match"),
               "RFC 6960 4.1.1", "RFC 9654 A.1", **hashes)
    yield case("name-hash-of-subject", "issuerNameHash is that of the certificate's subject.",
               by(cert_id(name_hash=octets(hashlib.sha1(LEAF.subject).digest()))), untrusted("no_match"),
               "RFC 6960 4.1.1", **hashes)
    yield case("hashes-swapped", "issuerNameHash and issuerKeyHash stand in each other's place.",
               by(cert_id(name_hash=octets(ISSUER_KEY_HASH), key_hash=octets(ISSUER_NAME_HASH))), untrusted("no_match"),
               "RFC 6960 4.1.1", **hashes)
    yield case("hash-truncated", "issuerNameHash and issuerKeyHash have their first 19 bytes.",
               by(cert_id(name_hash=octets(ISSUER_NAME_HASH[:19]), key_hash=octets(ISSUER_KEY_HASH[:19]))),
               untrusted("no_match"), "CVE-2026-5194", **hashes)
    yield case("hash-empty", "issuerNameHash and issuerKeyHash are empty.",
               by(cert_id(name_hash=octets(b""), key_hash=octets(b""))), untrusted("no_match"), "CVE-2026-5194",
               **hashes)
    yield case("hash-longer", "A zero follows the hashes.",
               by(cert_id(name_hash=octets(ISSUER_NAME_HASH + b"\0"), key_hash=octets(ISSUER_KEY_HASH + b"\0"))),
               untrusted("no_match"), "CVE-2026-5194", **hashes)
    yield case("sha1-oid-with-sha256-values", "The algorithm is SHA-1, the hashes are those of SHA-256.",
               by(forge.cert_id(CA, SERIAL, "sha256", hash_oid=SHA1)), untrusted("no_match"), "CVE-2026-5194", **hashes)
    yield case("sha256-oid-with-sha1-values", "The algorithm is SHA-256, the hashes are those of SHA-1.",
               by(forge.cert_id(CA, SERIAL, hash_oid=SHA256)), untrusted("no_match"), "CVE-2026-5194", **hashes)
    yield case("no-responses", "The response has no answer.", response(singles=[]), untrusted("no_match", "empty"),
               "https://github.com/openssl/openssl/issues/31759", **hashes)
    yield case("certificate-of-another-ca", "The answer is about another CA's certificate of the same serial number.",
               by(forge.cert_id(OTHER_CA, SERIAL)), untrusted("no_match"), "CVE-2020-8286", bug="AUTH_BYPASS",
               importance="critical")
    yield case(
        "certificate-not-signed-by-the-issuer", "The certificate names the issuer, which has not signed it.",
        response(),
        either_of(
            "RFC 6960 takes for granted that the certificate's own path is validated; who is "
            "given the issuer alone may check its signature.", "good", "untrusted",
            reasons=("signature",)), "RFC 9919 4.2", inputs={
                "certificate": forge.certificate(name(attribute("leaf.test")), LEAF_KEY, CA.subject, OTHER_CA.key,
                                                 SERIAL, BEGIN, END).der
            })
    yield case(
        "md5", "The answer is about the certificate, by MD5.", by(forge.cert_id(CA, SERIAL, "md5")),
        either_of(
            "RFC 6960 leaves the hash functions open; RFC 6151 2 has nobody use MD5 where "
            "collisions matter, which is not so here.", "good", "untrusted", reasons=("hash", "no_match")),
        "RFC 6151 2", bug="LEGACY")
    yield case("unknown-hash", "The hash function of the CertID is 2.999.1.",
               by(forge.cert_id(CA, SERIAL, hash_oid="2.999.1")), untrusted("hash", "no_match"), importance="high")
    for status in (1, 2, 3, 5, 6):
        yield case(f"error-{status}", f"The status is the error {status}.", sequence(tlv(0x0a, bytes([status]))),
                   untrusted("not_successful"), "RFC 6960 2.3", "CVE-2024-8096", bug="AUTH_BYPASS",
                   importance="critical")
    yield case("error-with-good-bytes", "The status is the error 6, with responseBytes that say good.",
               around(basic(), status=tlv(0x0a, b"\6")), untrusted("not_successful", "value", "status"),
               "RFC 6960 4.2.1", "CVE-2024-8096", **hashes)


def groups():
    yield Group("match", "Whether the CertID of an answer is that of the certificate (RFC 6960 3.2 and 4.1.1).",
                list(match_cases()), DECIDE)
