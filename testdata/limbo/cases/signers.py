"""signer::, whether who has signed an answer may give it."""

from cases.matching import DECIDE
from model import Case, Group, either_of, good, revoked, untrusted
from parts import *


def by_delegate(certificate=RESPONDER, *, key=None, responder=None, certs=None, **options):
    """Signed by the delegate, whose certificate comes along unless `certs` says otherwise."""
    key, certs = key or certificate.key, [certificate.der] if certs is None else certs
    return response(responder=responder or forge.by_name(certificate), key=key, signature_algorithm=options.pop(
        "signature_algorithm", key.algorithm), certs=explicit(0, sequence(*certs)) if certs else b"", **options)


def by_ca(ca, *, responder=None, **options):
    """Signed by that CA, about its own certificate in question."""
    return response(responder=responder or forge.by_name(ca), key=ca.key, signature_algorithm=ca.key.algorithm,
                    singles=options.pop("singles", [single(forge.cert_id(ca, SERIAL))]), **options)


ROOT = make_ca("Limbo Root", keys.key("ecdsa-p256-sha256", "root"))
INTERMEDIATE = make_ca("Limbo Intermediate", keys.key("ecdsa-p256-sha256", "intermediate"), issuer=ROOT, serial=3)
SUB_CA = make_ca("Limbo Sub CA", keys.key("ecdsa-p256-sha256", "sub-ca"), issuer=CA, serial=4)
EC_CA = make_ca("Limbo EC CA", keys.key("ecdsa-p256-sha256", "ec-ca"))
ED_CA = make_ca("Limbo Ed25519 CA", keys.key("ed25519", "ed-ca"))


def about(ca):
    return {"issuer": ca.der, "certificate": leaf(ca=ca).der}


def good_signers():
    def case(name_, text, message, *source, **options):
        return Case(name_, text, "verify", message, options.pop("expected", good()), ("RFC 6960 4.2.2.2", *source),
                    **{"bug": "FUNCTIONALITY", **options})

    first = {"bug": "BASIC", "importance": "critical"}
    yield case("issuer-by-name", "The issuer signs, named by its name.", response(), **first)
    yield case("issuer-by-key", "The issuer signs, named by its key.", response(responder=forge.by_key(CA_KEY)),
               **first)
    yield case("delegate-by-name", "A delegate signs, named by its name.", by_delegate(), **first)
    yield case("delegate-by-key", "A delegate signs, named by its key.",
               by_delegate(responder=forge.by_key(RESPONDER_KEY)), **first)
    yield case("delegate-revoked", "A delegate signs that the certificate is revoked.",
               by_delegate(singles=[single(status=forge.revoked(REVOKED_AT, 4))]), expected=revoked(
                   revocationTime=text_of(REVOKED_AT), revocationReason="superseded"), **first)
    yield case("delegate-second-in-certs", "The delegate's certificate is the second of two.",
               by_delegate(certs=[OTHER_CA.der, RESPONDER.der]), "https://github.com/randombit/botan/issues/4536",
               importance="high")
    twin = delegate(key=keys.key("ecdsa-p256-sha256", "twin")).der
    yield case("delegate-after-twin", "Before the delegate's certificate stands another of the same name.",
               by_delegate(certs=[twin, RESPONDER.der]))
    yield case("delegate-elsewhere", "The delegate's certificate does not come along; it is given beside the response.",
               by_delegate(certs=[]), inputs={"extra_certificates": [RESPONDER.der]})
    yield case("delegate-nocheck", "The delegate's certificate has nocheck.", by_delegate(), "RFC 6960 4.2.2.2.1")
    yield case(
        "delegate-no-nocheck", "The delegate's certificate has no nocheck, and says nothing of where to check it: "
        "that is up to the client.", by_delegate(delegate(extensions=(forge.key_usage(0), PURPOSES))),
        "RFC 6960 4.2.2.2.1")
    yield case(
        "delegate-more-purposes", "The delegate's certificate is for OCSP and for servers.",
        by_delegate(
            delegate(extensions=(forge.key_usage(0), forge.purposes(forge.SERVER_AUTH, forge.OCSP_SIGNING), NOCHECK))),
        "RFC 5280 4.2.1.12")
    yield case(
        "delegate-eku-critical", "extKeyUsage of the delegate's certificate is critical, which it may be.",
        by_delegate(
            delegate(extensions=(forge.key_usage(0), forge.purposes(forge.OCSP_SIGNING, critical=True), NOCHECK))),
        "RFC 5280 4.2.1.12")
    yield case("delegate-without-key-usage", "The delegate's certificate has no keyUsage.",
               by_delegate(delegate(extensions=(PURPOSES, NOCHECK))), "RFC 5280 4.2.1.3")
    yield case("delegate-ec-under-rsa", "A delegate with a key on P-256 under a CA with RSA.",
               by_delegate(delegate(key=keys.key("ecdsa-p256-sha256", "responder"))))
    yield case("delegate-rsa-under-ec", "A delegate with RSA under a CA with a key on P-256.",
               by_delegate(delegate(EC_CA), singles=[single(forge.cert_id(EC_CA, SERIAL))]), inputs=about(EC_CA))
    yield case("issuer-ec", "A CA with a key on P-256 signs.", by_ca(EC_CA), inputs=about(EC_CA))
    yield case("issuer-not-self-signed", "The issuer, which another CA has issued, signs.", by_ca(INTERMEDIATE),
               inputs=about(INTERMEDIATE))
    yield case("delegate-of-intermediate", "A delegate of an issuer that another CA has issued signs.",
               by_delegate(delegate(INTERMEDIATE), singles=[single(forge.cert_id(INTERMEDIATE, SERIAL))]),
               inputs=about(INTERMEDIATE))
    own = "https://github.com/golang/go/issues/81395"
    yield case("issuer-in-certs", "The issuer signs, and its certificate comes along.",
               response(certs=explicit(0, sequence(CA.der))), own, bug="KNOWN_BUG", importance="high")
    renewed = make_ca("Limbo CA", CA_KEY, serial=99)
    yield case("self-signed-copy-of-issuer",
               "The issuer signs, and another certificate of its name and key comes along.",
               response(certs=explicit(0, sequence(renewed.der))), own, bug="KNOWN_BUG")
    yield case("unrelated-in-certs", "The issuer signs, and another CA's certificate comes along.",
               response(certs=explicit(0, sequence(OTHER_CA.der))))
    printable = name(attribute("OCSP Limbo", "2.5.4.10", 0x13), attribute("Limbo CA", tag=0x13))
    folded = name(attribute("ocsp limbo", "2.5.4.10"), attribute("limbo  ca "))
    same = ("RFC 5280 7.1", "RFC 5280 6.1.3")
    yield case(
        "delegate-issuer-other-string-type",
        "The delegate's certificate writes its issuer's name in PrintableStrings, the issuer "
        "in UTF8Strings: it is one name.", by_delegate(delegate(issuer=printable)), *same)
    yield case(
        "delegate-issuer-other-case", "The delegate's certificate writes its issuer's name in small letters, with more "
        "spaces: it is one name.", by_delegate(delegate(issuer=folded)), *same)
    unsaid = "RFC 6960 does not say how names are compared; RFC 5280 7.1 has these two be one."
    yield case("responder-id-other-string-type",
               "responderID writes the issuer's name in PrintableStrings, the issuer in UTF8Strings.",
               response(responder=explicit(1, printable)), "RFC 5280 7.1", expected=either_of(
                   unsaid, "good", "untrusted", reasons=("no_signer", "responder_id")))
    yield case("responder-id-other-case", "responderID writes the issuer's name in small letters, with more spaces.",
               response(responder=explicit(1, folded)), "RFC 5280 7.1", expected=either_of(
                   unsaid, "good", "untrusted", reasons=("no_signer", "responder_id")))
    pss = keys.key("pss-sha256-32", "responder")
    yield case("pss-delegate", "A delegate signs by RSASSA-PSS.", by_delegate(RESPONDER, key=pss), "RFC 8017 8.1",
               features=("pss",))
    yield case("ed25519", "A CA with a key of Ed25519 signs.", by_ca(ED_CA), "RFC 8410 3", features=("eddsa",),
               inputs=about(ED_CA))
    yield case("ed25519-delegate", "A delegate with a key of Ed25519 signs.",
               by_delegate(delegate(key=keys.key("ed25519", "responder"))), "RFC 8410 3", features=("eddsa",))
    for scheme in ("rsa-sha384", "rsa-sha512"):
        key = keys.key(scheme, "ca")
        yield case(scheme, f"The issuer signs by {scheme}.", response(key=key, signature_algorithm=key.algorithm),
                   "RFC 6960 4.3")
    yield case(
        "params-absent", "The issuer signs by sha256WithRSAEncryption without NULL as parameters.",
        response(signature_algorithm=algorithm("1.2.840.113549.1.1.11")), "RFC 4055 5", expected=either_of(
            "RFC 4055 5 has them MUST be NULL and verifiers accept them absent; a stricter "
            "verifier refuses.", "good", "untrusted", reasons=("signature",)))
    produced, tbs, signature = next((produced, tbs, signature) for produced in (THIS - n * SECOND for n in range(5000))
                                    for tbs in [data(produced=time_of(produced))] for signature in [CA_KEY.sign(tbs)]
                                    if signature[0] == 0)
    bug = "https://github.com/wolfSSL/wolfssl/pull/740"
    yield case("leading-zero", "The signature begins with a zero.", around(basic(tbs, signature=bits(signature))), bug,
               bug="KNOWN_BUG", importance="high")
    yield Case("leading-zero-cut",
               "The signature begins with a zero, which is missing: it is a byte shorter than the key.", "verify",
               around(basic(tbs, signature=bits(
                   signature[1:]))), untrusted("signature"), ("RFC 8017 8.2.2", bug), "KNOWN_BUG")


def bad_signatures():
    def case(name_, text, message, *source, **options):
        return Case(name_, text, "verify", message, untrusted("signature"), ("RFC 6960 3.2", *source), "AUTH_BYPASS",
                    options.pop("importance", "high"), **options)

    tbs = data()
    signature = CA_KEY.sign(tbs)

    def with_signature(value, unused=0):
        return around(basic(tbs, signature=bits(value, unused)))

    first = {"importance": "critical"}
    yield case("flipped-bit", "One bit of the signature is another.", with_signature(forge.damaged(signature)),
               "CVE-2026-32883", "CVE-2022-1343", "https://github.com/bcgit/bc-java/issues/2254", **first)
    yield case("other-tbs", "What is signed is another ResponseData, in which the certificate is revoked.",
               with_signature(CA_KEY.sign(data([single(status=forge.revoked(REVOKED_AT))]))), **first)
    signed = response(singles=[single(this=time_of(THIS - 30 * DAY), next_update=explicit(0, time_of(NOW - DAY)))])
    yield case("later-next-update", "In a signed response nextUpdate was put off.",
               signed.replace(time_of(NOW - DAY), time_of(NEXT)), **first)
    yield case("other-serial", "In a signed response about another certificate the serial number was replaced.",
               response(singles=[single(cert_id(0x4321))]).replace(integer(0x4321), integer(SERIAL)), **first)
    yield case("empty", "The signature is empty.", with_signature(b""), **first)
    yield case("all-zero", "The signature is zeros.", with_signature(bytes(256)))
    yield case("one", "The signature is the number 1.", with_signature(bytes(255) + b"\1"))
    yield case("modulus", "The signature is the modulus of the key.",
               with_signature(CA_KEY.private.public_key().public_numbers().n.to_bytes(256, "big")), "RFC 8017 5.2.2")
    yield case(
        "plus-modulus", "The signature is right, and the modulus is added to it: the same number modulo the "
        "modulus.",
        with_signature((int.from_bytes(signature, "big") + CA_KEY.private.public_key().public_numbers().n).to_bytes(
            257, "big")), "RFC 8017 5.2.2")
    yield case("other-algorithm", "signatureAlgorithm is SHA-384 with RSA, the signature is of SHA-256.",
               around(basic(tbs, signature_algorithm=forge.SCHEMES["rsa-sha384"][1], signature=bits(signature))))
    yield case("algorithm-of-another-key", "signatureAlgorithm is ECDSA, the key is of RSA.",
               around(basic(tbs, signature_algorithm=forge.SCHEMES["ecdsa-p256-sha256"][1], signature=bits(signature))))
    yield case("algorithm-unknown", "signatureAlgorithm is 2.999.1.",
               around(basic(tbs, signature_algorithm=algorithm("2.999.1"), signature=bits(signature))))
    yield case("algorithm-is-hash", "signatureAlgorithm is SHA-256, and the signature is the hash.",
               around(basic(tbs, signature_algorithm=algorithm(SHA256), signature=bits(hashlib.sha256(tbs).digest()))),
               **first)
    yield case("unused-bits", "The signature has three unused bits, which are zero.",
               with_signature(signature[:-1] + bytes([signature[-1] & 0xf8]), 3))
    yield case("truncated", "The last byte of the signature is missing.", with_signature(signature[:-1]))
    yield case("longer", "A zero follows the signature.", with_signature(signature + b"\0"), "RFC 8017 8.2.2")
    yield case("zero-before", "A zero stands before the signature.", with_signature(b"\0" + signature),
               "RFC 8017 8.2.2")
    yield case("signed-by-leaf", "The certificate in question signs, in the issuer's name.",
               by_delegate(LEAF, responder=BY_NAME, certs=[]), **first)
    yield case("signed-by-delegate-in-issuers-name", "A delegate signs, in the issuer's name.",
               by_delegate(responder=BY_NAME, certs=[]))
    yield case("inner-of-whole", "What is signed is ResponseData without its tag and length.",
               with_signature(CA_KEY.sign(forge.contents(tbs))), "RFC 6960 4.2.1")
    digest_info = sequence(algorithm(SHA256, NULL), octets(hashlib.sha256(tbs).digest()))
    trailing = b"\0\1" + b"\xff" * 8 + b"\0" + digest_info
    yield case("padding-short", "The padding of the signature is short, and random bytes follow the hash.",
               with_signature(raw_rsa(trailing + keys.stream("garbage", 256 - len(trailing)))), "RFC 8017 9.2",
               "CVE-2014-1568")
    bare = hashlib.sha256(tbs).digest()
    yield case("padding-without-digest-info", "The signature holds the hash alone, without DigestInfo.",
               with_signature(raw_rsa(b"\0\1" + b"\xff" * (256 - 3 - len(bare)) + b"\0" + bare)), "RFC 8017 9.2")


def raw_rsa(block):
    numbers = CA_KEY.private.private_numbers()
    return pow(int.from_bytes(block, "big"), numbers.d, numbers.public_numbers.n).to_bytes(256, "big")


def bad_signers():
    def case(name_, text, message, *reasons, source=(), **options):
        expected = options.pop("expected", None) or untrusted(*reasons)
        return Case(name_, text, "verify", message, expected, ("RFC 6960 4.2.2.2", *source),
                    **{"bug": "AUTH_BYPASS", "importance": "critical", **options})

    nobody = forge.by_name(name(attribute("Nobody")))
    medium = {"importance": "medium", "bug": "MISSING_STEP"}
    id_rule = ("RFC 6960 4.2.2.3",)
    yield case("delegate-missing", "The delegate's certificate does not come along.", by_delegate(certs=[]),
               "no_signer", "signature", "signer_unauthorized", importance="high")
    yield case("responder-id-other-name", "A delegate signs; responderID is another's name.",
               by_delegate(responder=nobody), "no_signer", "responder_id", source=id_rule, **medium)
    yield case("responder-id-other-key", "A delegate signs; responderID is another's key.",
               by_delegate(responder=explicit(2, octets(keys.stream("key", 20)))), "no_signer", "responder_id",
               source=id_rule, **medium)
    yield case("issuer-responder-id-other-name", "The issuer signs; responderID is another's name.",
               response(responder=nobody), "no_signer", "responder_id", source=id_rule, **medium)
    yield case("issuer-responder-id-of-delegate",
               "The issuer signs; responderID is the delegate's, whose certificate comes along.",
               response(responder=forge.by_name(RESPONDER), certs=explicit(0, sequence(
                   RESPONDER.der))), "signature", "no_signer", "responder_id", source=id_rule, **medium)
    with_id = delegate(extensions=(forge.key_usage(0), PURPOSES, NOCHECK,
                                   extension("2.5.29.14", octets(keys.stream("ski", 20)))))
    yield case("responder-id-of-subject-key-id-only",
               "responderID is by the delegate's subjectKeyIdentifier, which is not the SHA-1 of "
               "its key.", by_delegate(with_id, responder=explicit(2, octets(keys.stream(
                   "ski", 20)))), "no_signer", "responder_id", source=(*id_rule, "RFC 6960 4.2.1"), **medium)
    yield case("responder-id-empty-key", "responderID is an empty byKey.",
               by_delegate(responder=explicit(2, octets(b""))), "no_signer", "responder_id", source=id_rule, **medium)
    yield case("responder-id-key-prefix", "responderID is by the first 19 bytes of the hash of the delegate's key.",
               by_delegate(responder=explicit(2, octets(hashlib.sha1(RESPONDER_KEY.bits).digest()[:19]))), "no_signer",
               "responder_id", source=id_rule, **medium)
    yield case("responder-id-key-sha256", "responderID is by the SHA-256 of the delegate's key.",
               by_delegate(responder=explicit(2, octets(hashlib.sha256(RESPONDER_KEY.bits).digest()))), "no_signer",
               "responder_id", source=(*id_rule, "RFC 6960 4.2.1"), **medium)
    yield case("responder-id-key-of-issuer", "A delegate signs; responderID is by the issuer's key.",
               by_delegate(responder=forge.by_key(CA_KEY)), "signature", "no_signer", "responder_id",
               source=(*id_rule, "https://github.com/wolfSSL/wolfssl/issues/10303"), **medium)

    def of(extensions, **options):
        return by_delegate(delegate(extensions=extensions, **options))

    usage, purpose = forge.key_usage(0), forge.purposes
    yield case("no-eku", "The signer's certificate is the CA's, and has no extKeyUsage.", of((usage, NOCHECK)),
               "signer_unauthorized", source=("CVE-2022-43705",))
    yield case("eku-server-auth", "The signer's certificate is the CA's, for servers.",
               of((usage, purpose(forge.SERVER_AUTH), NOCHECK)), "signer_unauthorized", source=("CVE-2022-43705",))
    yield case("eku-any", "The signer's certificate is the CA's, for anyExtendedKeyUsage: id-kp-OCSPSigning "
               "has to be there.", of((usage, purpose(forge.ANY_PURPOSE), NOCHECK)), "signer_unauthorized",
               importance="high")
    yield case("eku-client-and-email", "The signer's certificate is the CA's, for clients and electronic mail.",
               of((usage, purpose("1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.4"), NOCHECK)), "signer_unauthorized")
    yield case("eku-prefix", "The signer's certificate is the CA's, for 1.3.6.1.5.5.7.3.9.1.",
               of((usage, purpose("1.3.6.1.5.5.7.3.9.1"), NOCHECK)), "signer_unauthorized", importance="high")
    yield case("eku-nocheck-oid", "The signer's certificate is the CA's; nocheck stands among its purposes.",
               of((usage, purpose("1.3.6.1.5.5.7.48.1.5"))), "signer_unauthorized", importance="high")
    yield case("eku-empty", "extKeyUsage of the signer's certificate is empty.",
               of((usage, extension("2.5.29.37", sequence()), NOCHECK)), "signer_unauthorized", importance="high",
               source=("RFC 5280 4.2.1.12",))
    yield case("eku-malformed", "extKeyUsage of the signer's certificate ends inside an OBJECT IDENTIFIER.",
               of((usage, extension("2.5.29.37", b"\x30\x03\x06\x01"), NOCHECK)), "signer_unauthorized", "syntax",
               importance="high", source=("RFC 5280 4.2.1.12",))
    yield case("leaf-as-responder", "The certificate in question signs as a responder, and comes along.",
               by_delegate(LEAF), "signer_unauthorized",
               source=("CVE-2022-43705", "https://github.com/PeculiarVentures/PKI.js/pull/502"))
    yield case("delegate-of-another-ca", "A delegate of another CA signs.", by_delegate(delegate(OTHER_CA)),
               "signer_unauthorized", source=("https://github.com/PeculiarVentures/PKI.js/pull/502",))
    yield case("another-ca", "Another CA signs, and its certificate comes along.", by_delegate(OTHER_CA),
               "signer_unauthorized", "no_signer")
    yield case("delegate-of-another-ca-with-it",
               "A delegate of another CA signs, and that CA's certificate comes along.",
               by_delegate(delegate(OTHER_CA), certs=[delegate(OTHER_CA).der, OTHER_CA.der]), "signer_unauthorized",
               source=("https://github.com/openssl/openssl/issues/30323",))
    other_key = keys.key("rsa-sha256", "other-ca")
    twin_ca = make_ca("Limbo CA", other_key)
    yield case("delegate-same-name-other-key",
               "A CA of the issuer's name and with another key has issued the delegate, and comes along.",
               by_delegate(delegate(twin_ca), certs=[delegate(twin_ca).der,
                                                     twin_ca.der]), "signer_unauthorized", "signature")
    yield case("twin-of-issuer", "A CA of the issuer's name and with another key signs, and comes along.",
               by_delegate(twin_ca), "signature", "signer_unauthorized", "no_signer")
    yield case("delegate-of-sub-ca", "A delegate of a CA below the issuer signs, and that CA comes along.",
               by_delegate(delegate(SUB_CA), certs=[delegate(SUB_CA).der, SUB_CA.der]), "signer_unauthorized")
    of_root = delegate(ROOT)
    yield case(
        "delegate-of-parent-ca", "A delegate of the CA above the issuer signs, and that CA comes along.",
        by_delegate(of_root, certs=[of_root.der, ROOT.der], singles=[single(forge.cert_id(INTERMEDIATE, SERIAL))]),
        "signer_unauthorized", source=("https://github.com/wolfSSL/wolfssl/pull/10532",), inputs=about(INTERMEDIATE))
    yield case("parent-ca", "The CA above the issuer signs, and comes along.",
               by_delegate(ROOT, singles=[single(forge.cert_id(INTERMEDIATE, SERIAL))]), "signer_unauthorized",
               "no_signer", inputs=about(INTERMEDIATE))
    second = forge.certificate(name(attribute("Second")), keys.key("ecdsa-p256-sha256", "second"), RESPONDER.subject,
                               RESPONDER_KEY, 78, BEGIN, END, (usage, PURPOSES, NOCHECK))
    yield case("two-levels", "A delegate has made another one, which signs; both come along.",
               by_delegate(second, certs=[second.der, RESPONDER.der]), "signer_unauthorized", "signature",
               source=("CVE-2026-5501",))
    of_leaf = forge.certificate(name(attribute("Second")), keys.key("ecdsa-p256-sha256", "second"), LEAF.subject,
                                LEAF_KEY, 78, BEGIN, END, (usage, PURPOSES, NOCHECK))
    yield case("delegate-of-leaf",
               "The certificate in question has made itself a delegate, which signs; both come along.",
               by_delegate(of_leaf, certs=[of_leaf.der, LEAF.der]), "signer_unauthorized", "signature")
    self_signed = forge.certificate(name(attribute("Responder")), RESPONDER_KEY, name(attribute("Responder")),
                                    RESPONDER_KEY, 77, BEGIN, END, (usage, PURPOSES, NOCHECK))
    yield case("self-signed", "The signer's certificate is self-signed.", by_delegate(self_signed),
               "signer_unauthorized")
    alike = name(attribute("OCSP Limbo", "2.5.4.10"), attribute("Limbo \u0421A"))
    yield case(
        "delegate-issuer-alike", "The delegate's certificate names an issuer whose name looks like the issuer's, with "
        "a Cyrillic letter; the issuer has signed it.", by_delegate(delegate(issuer=alike)), "signer_unauthorized",
        source=("RFC 5280 7.1", "RFC 5280 6.1.3"), **medium)
    forged = delegate(signer=other_key)
    yield case("forged-delegate-signature", "The delegate's certificate names the issuer, which has not signed it.",
               by_delegate(forged), "signer_unauthorized", "signature", source=("CVE-2026-32144",))
    yield case("damaged-delegate-signature", "A bit of the signature of the delegate's certificate is another.",
               by_delegate(delegate(damage=True)), "signer_unauthorized", "signature", source=("CVE-2026-32144",))
    yield case("delegate-two-algorithms", "The delegate's certificate has two signature algorithms that differ.",
               by_delegate(delegate(inner_algorithm=forge.SCHEMES["rsa-sha384"][1])), "signature",
               "signer_unauthorized", source=("RFC 5280 4.1.1.2",), **medium)
    yield case("critical-unknown-in-delegate", "The delegate's certificate has a critical extension that nobody knows.",
               by_delegate(delegate(extensions=(usage, PURPOSES, NOCHECK, extension("2.999.1", NULL, True)))),
               "critical", "signer_unauthorized", source=("RFC 5280 4.2",), **medium)
    open_ = "RFC 6960 says nothing of it; {}"
    lenient = {"bug": "CAN_OF_WORMS", "importance": "medium"}
    yield case(
        "key-usage-without-digital-signature", "keyUsage of the delegate's certificate is for certificates alone.",
        of((forge.key_usage(5), PURPOSES, NOCHECK)), source=("RFC 5280 4.2.1.3",), **lenient, expected=either_of(
            open_.format("RFC 5280 4.2.1.3 has digitalSignature for what is neither a certificate nor a CRL."), "good",
            "untrusted", reasons=("signer_unauthorized",)))
    yield case("key-usage-non-repudiation", "keyUsage of the delegate's certificate is nonRepudiation alone.",
               of((forge.key_usage(1), PURPOSES, NOCHECK)),
               source=("RFC 5280 4.2.1.12", "https://github.com/bcgit/bc-java/issues/2033"), **lenient, expected=good())
    yield case(
        "delegate-is-ca", "The delegate is a CA, of the issuer's making, for OCSP.",
        by_delegate(make_ca("Limbo Sub CA", RESPONDER_KEY, issuer=CA, extensions=(PURPOSES, NOCHECK),
                            serial=6)), **lenient, expected=either_of(
                                open_.format("a CA's key is not one that should sign responses of another."), "good",
                                "untrusted", reasons=("signer_unauthorized",)))
    yield case(
        "nocheck-critical", "nocheck of the delegate's certificate is critical: it should not be.",
        of((usage, PURPOSES, extension(forge.NOCHECK, NULL, True))), source=("RFC 6960 4.2.2.2.1",),
        **lenient, expected=either_of(
            "RFC 6960 4.2.2.2.1 says SHOULD; who does not know it must refuse the certificate.", "good", "untrusted",
            reasons=("critical", "signer_unauthorized")))
    yield case(
        "nocheck-with-value", "nocheck of the delegate's certificate is an OCTET STRING: it is NULL.",
        of((usage, PURPOSES, extension(forge.NOCHECK, octets(b"a")))),
        source=("RFC 6960 4.2.2.2.1", "CVE-2021-38597"), **lenient, expected=either_of(
            "It is malformed; who ignores it treats the certificate as one without.", "good", "untrusted",
            reasons=("signer_unauthorized", "syntax", "null")))
    sha1 = keys.key("rsa-sha1", "ca")
    yield case(
        "sha1-signature", "The issuer signs by SHA-1.", response(key=sha1, signature_algorithm=sha1.algorithm),
        source=("RFC 6960 4.3",), bug="LEGACY", importance="medium", expected=either_of(
            "RFC 6960 4.3 says that clients SHOULD be able to; SHA-1 has been broken since.", "good", "untrusted",
            reasons=("signature",)))
    unreadable = forge.Key(RESPONDER_KEY.private, RESPONDER_KEY.algorithm, RESPONDER_KEY._sign)
    unreadable.spki = sequence(algorithm("2.999.1"), bits(b"\1\2\3"))
    yield case("key-unreadable", "The delegate's key is of a kind that nobody knows.",
               by_delegate(delegate(key=unreadable)), "signature", "signer_unauthorized", "no_signer",
               source=("CVE-2013-0166",), importance="high", bug="KNOWN_BUG")

    valid = {"bug": "MISSING_STEP", "importance": "high"}
    of_time = ("RFC 6960 3.2", "RFC 5280 6.1.3", "CVE-2026-42791")
    yield case("delegate-expired", "The delegate's certificate expired a year ago.",
               by_delegate(delegate(end=NOW - 365 * DAY)), "signer_validity", source=of_time, **valid)
    yield case("delegate-not-yet", "The delegate's certificate is valid from next year on.",
               by_delegate(delegate(begin=NOW + 365 * DAY)), "signer_validity", source=of_time, **valid)
    yield case("delegate-expired-by-a-second", "The delegate's certificate expired a second ago.",
               by_delegate(delegate(end=NOW - SECOND)), "signer_validity", source=of_time, **valid)
    yield case("delegate-expires-now", "The delegate's certificate is valid up to now, and including it.",
               by_delegate(delegate(end=NOW)), source=of_time, expected=good(), bug="EDGE_CASE", importance="medium")
    yield case("delegate-begins-now", "The delegate's certificate is valid from now on.",
               by_delegate(delegate(begin=NOW)), source=of_time, expected=good(), bug="EDGE_CASE", importance="medium")


def trusted_signers():
    """RFC 6960 4.2.2.2, criterion 1."""
    def case(name_, text, certificate, message, expected, **options):
        return Case(name_, text, "verify", message, expected, ("RFC 6960 2.2", "RFC 6960 4.2.2.2"), "FUNCTIONALITY",
                    "medium", ("trusted-responder",), inputs={"trusted_responders": [certificate.der]}, **options)

    of_other = delegate(OTHER_CA)
    plain = delegate(extensions=(forge.key_usage(0),))
    yield case("trusted-other-ca", "A delegate of another CA signs, which is trusted by configuration.", of_other,
               by_delegate(of_other), good())
    yield case("trusted-not-in-certs",
               "A responder signs that is trusted by configuration; its certificate does not come along.", of_other,
               by_delegate(of_other, certs=[]), good())
    yield case("trusted-by-key", "A responder signs that is trusted by configuration, named by its key.", of_other,
               by_delegate(of_other, responder=forge.by_key(RESPONDER_KEY)), good())
    yield case("trusted-without-eku",
               "A responder signs that is trusted by configuration; its certificate has no extKeyUsage.", plain,
               by_delegate(plain), good())
    yield case("trusted-another-signs", "A delegate of another CA signs; another one is trusted by configuration.",
               delegate(OTHER_CA, keys.key("ecdsa-p256-sha256", "twin"), subject="Twin"), by_delegate(of_other),
               untrusted("signer_unauthorized", "no_signer"))
    yield case("trusted-signature-damaged",
               "A responder is trusted by configuration; a bit of the response's signature is another.", of_other,
               by_delegate(of_other, signature=bits(bytes(256))), untrusted("signature"))
    yield case("trusted-issuer-signs", "A responder is trusted by configuration; the issuer signs, who may.", of_other,
               response(), good())


def groups():
    yield Group("signer", "Who has signed, and whether they may (RFC 6960 4.2.2.2).",
                [*good_signers(), *bad_signatures(), *bad_signers(), *trusted_signers()], DECIDE)
