"""when::, nonce-verify::, several:: and archive::, what else a client looks at before it relies on an answer."""

from cases.matching import DECIDE
from cases.signers import by_delegate
from model import Case, Group, either_of, good, revoked, unknown, untrusted
from parts import *

YEAR = 365 * DAY
REVOKED = forge.revoked(REVOKED_AT, 1)
IS_REVOKED = revoked(revocationTime=text_of(REVOKED_AT), revocationReason="keyCompromise")


def update(this=-HOUR, next_=DAY, status=GOOD, cert=None, **options):
    """An answer; times are counted from now."""
    return single(cert, status, this=time_of(NOW + this),
                  next_update=b"" if next_ is None else explicit(0, time_of(NOW + next_)), **options)


def at(*answers, produced=None, **options):
    return response(singles=answers, produced=None if produced is None else time_of(NOW + produced), **options)


def when_cases():
    def case(name_, about, message, expected, *source, **options):
        return Case(name_, about, "verify", message, expected, ("RFC 6960 4.2.2.1", *source), **options)

    skew = "RFC 6960 has nothing on clocks that differ; clients allow for some minutes."
    step = {"bug": "MISSING_STEP", "importance": "critical"}
    current = ("RFC 6960 3.2",)
    exact = {"policy": {"skew": 0}}
    yield case("fresh", "thisUpdate was an hour ago, nextUpdate is tomorrow.", at(update()), good(), *current,
               bug="BASIC", importance="critical")
    yield case("next-update-in-1-s", "nextUpdate is in a second.", at(update(next_=SECOND)), good(), *current)
    yield case("this-update-now", "thisUpdate is now.", at(update(0 * SECOND), produced=0 * SECOND), good(), *current)
    yield case("this-equals-next", "thisUpdate and nextUpdate are one minute ahead and the same.",
               at(update(60 * SECOND, 60 * SECOND)), either_of(skew, "good", "untrusted", reasons=("future",)),
               *current)
    yield case("next-update-in-2049", "nextUpdate is in 2049.", at(update(next_=14 * YEAR)), good(), *current)
    yield case("next-update-in-9999", "nextUpdate is in 9999.",
               response(singles=[single(next_update=explicit(0, tlv(0x18, b"99991231235959Z")))]), good(), *current)
    yield case(
        "old-this-update", "thisUpdate was a year ago, nextUpdate is tomorrow.", at(update(-YEAR)),
        either_of("RFC 6960 3.2 (5) has thisUpdate be sufficiently recent, and leaves it to the client.", "good",
                  "untrusted", reasons=("too_old",)), *current)
    yield case("no-next-update-fresh", "There is no nextUpdate; thisUpdate was an hour ago.", at(update(next_=None)),
               good(), *current, bug="FUNCTIONALITY")
    yield case("produced-long-after-this", "producedAt is a day after thisUpdate.",
               at(update(-25 * HOUR), produced=-HOUR), good(), "RFC 6960 2.4")
    yield case(
        "produced-long-ago", "producedAt is a year ago, before thisUpdate.", at(update(), produced=-YEAR),
        either_of("RFC 6960 has producedAt be when the response was signed, and asks nothing of it.", "good",
                  "untrusted", reasons=("too_old", "order", "value")), "RFC 6960 2.4")
    yield case("unknown", "The answer is unknown.", at(update(status=UNKNOWN)), unknown(), "RFC 6960 2.2", bug="BASIC",
               importance="critical")
    yield case("revoked", "The answer is revoked.", at(update(status=REVOKED)), IS_REVOKED, "RFC 6960 2.2", bug="BASIC",
               importance="critical")
    yield case("revoked-without-reason", "The answer is revoked, without a reason.",
               at(update(status=forge.revoked(REVOKED_AT))),
               revoked(revocationTime=text_of(REVOKED_AT), revocationReason=None), "RFC 6960 2.2", bug="BASIC",
               importance="critical")
    future = NOW + 10 * DAY
    yield case("revoked-time-in-future", "The answer is revoked, from a time in the future on.",
               at(update(status=forge.revoked(future, 1))), revoked(revocationTime=text_of(future)), "RFC 6960 2.2",
               "CVE-2020-36425", bug="AUTH_BYPASS", importance="high")
    yield case(
        "revoked-1970", "The answer is revoked since 1970: nobody has issued the certificate.",
        at(update(status=forge.revoked(datetime.datetime(1970, 1, 1), 6)), extensions=extensions_of(
            extension("1.3.6.1.5.5.7.48.1.9", NULL))),
        revoked(revocationTime="1970-01-01T00:00:00Z", revocationReason="certificateHold"), "RFC 6960 2.2",
        importance="high")
    yield case("revoked-hold", "The answer is revoked, on hold.", at(update(status=forge.revoked(REVOKED_AT, 6))),
               revoked(revocationReason="certificateHold"), "RFC 6960 2.2", importance="high")
    yield case(
        "revoked-remove-from-crl", "The answer is revoked, with removeFromCRL, which is a reason for delta CRLs alone.",
        at(update(status=forge.revoked(REVOKED_AT, 8))),
        either_of(
            "RFC 5280 5.3.1 has removeFromCRL in delta CRLs alone, for what is no longer "
            "revoked; RFC 6960 has revoked be revoked.", "revoked", "good", "untrusted"), "RFC 5280 5.3.1",
        bug="CAN_OF_WORMS")
    yield case("expired-1-day", "nextUpdate was yesterday.", at(update(-3 * DAY, -DAY)), untrusted("expired"), *current,
               **step)
    yield case("expired-10-years", "nextUpdate was ten years ago.",
               at(update(-11 * YEAR, -10 * YEAR), produced=-11 * YEAR), untrusted("expired"), *current, **step)
    yield case(
        "expired-revoked", "nextUpdate was yesterday, and the answer is revoked.", at(update(-3 * DAY, -DAY, REVOKED)),
        either_of("What is not to be relied on says nothing; a revocation is for good, and a client "
                  "may keep to it.", "untrusted", "revoked", reasons=("expired",)), *current)
    yield case("expired-1-s", "nextUpdate was a second ago.", at(update(next_=-SECOND)),
               either_of(skew, "good", "untrusted", reasons=("expired",)), *current)
    yield case("expired-1-s-exact", "nextUpdate was a second ago, and clocks do not differ.", at(update(next_=-SECOND)),
               untrusted("expired"), *current, inputs=exact, bug="MISSING_STEP", importance="high")
    yield case(
        "next-equals-now", "nextUpdate is now.", at(update(next_=0 * SECOND)),
        either_of("RFC 6960 3.2 (6) has nextUpdate be later than now; RFC 9919 5 and section 2.4 let "
                  "it be now.", "good", "untrusted", reasons=("expired",)), *current, "RFC 9919 5")
    yield case("this-update-tomorrow", "thisUpdate is tomorrow.", at(update(DAY, 2 * DAY)), untrusted("future"), **step)
    yield case("this-update-1-s-ahead-exact", "thisUpdate is in a second, and clocks do not differ.", at(
        update(SECOND)), untrusted("future"), inputs=exact, bug="MISSING_STEP", importance="high")
    yield case("this-update-1-s-ahead", "thisUpdate is in a second.", at(update(SECOND)),
               either_of(skew, "good", "untrusted", reasons=("future",)))
    yield case(
        "this-update-in-9999", "thisUpdate and nextUpdate are in 9999.",
        response(singles=[
            single(this=tlv(0x18, b"99991231000000Z"), next_update=explicit(0, tlv(0x18, b"99991231235959Z")))
        ]), untrusted("future"), **step)
    yield case(
        "produced-tomorrow", "producedAt is tomorrow.", at(update(), produced=DAY),
        either_of(
            "RFC 6960 4.2.2.1 speaks of thisUpdate and nextUpdate alone; a response cannot have "
            "been signed tomorrow.", "good", "untrusted", reasons=("future",)), "RFC 6960 2.4")
    yield case("next-before-this", "nextUpdate is before thisUpdate, and both have passed.", at(update(
        -HOUR, -2 * HOUR)), untrusted("expired", "order", "value"), *current, **step)
    yield case("next-before-this-ahead", "nextUpdate is tomorrow, thisUpdate is the day after.", at(update(
        2 * DAY, DAY)), untrusted("future", "order", "value"), *current, **step)
    yield case("fraction-in-next", "nextUpdate was yesterday, with a fraction of a second.",
               response(singles=[single(next_update=explicit(0, tlv(0x18, b"20341231000000.5Z")))]),
               untrusted("time", "syntax", "expired"), "RFC 5280 4.1.2.5.2",
               "https://github.com/openssl/openssl/issues/32377", bug="KNOWN_BUG", importance="critical")
    yield case(
        "offset-in-next", "nextUpdate is 22:00 of yesterday, with an offset of -0100: 23:00.",
        response(singles=[single(this=time_of(NOW - DAY), next_update=explicit(0, tlv(0x18, b"20341231220000-0100")))]),
        untrusted("time", "syntax", "expired"), "RFC 5280 4.1.2.5.2", "https://github.com/openssl/openssl/issues/32396",
        bug="KNOWN_BUG", importance="critical")
    yield case("nonsense-in-next", "nextUpdate is no time.",
               response(singles=[single(next_update=explicit(0, tlv(0x18, b"20351399999999Z")))]),
               untrusted("time", "syntax"), "RFC 5280 4.1.2.5.2", bug="KNOWN_BUG", importance="high")
    yield case(
        "no-next-update-10-years", "There is no nextUpdate; thisUpdate was ten years ago.",
        at(update(-10 * YEAR, None), produced=-10 * YEAR),
        either_of(
            "RFC 6960 3.2 (5) has thisUpdate be sufficiently recent, and 4.2.2.1 has newer "
            "information be there all the time; how old is too old is the client's.", "good", "untrusted",
            reasons=("too_old", "expired")), *current, importance="high")
    yield case("this-update-1950", "There is no nextUpdate; thisUpdate is 1950.",
               response(singles=[single(this=tlv(0x18, b"19500101000000Z"), next_update=b"")]),
               either_of("The same; no OCSP was there in 1950.", "good", "untrusted", reasons=("too_old", "expired")),
               *current)
    aged = {"policy": {"max_age": 1800}}
    yield case("max-age-exceeded", "thisUpdate was an hour ago, half an hour is allowed.", at(update()),
               untrusted("too_old", "expired"), *current, inputs=aged, bug="FUNCTIONALITY")
    yield case("max-age-no-next-update", "There is no nextUpdate; thisUpdate was an hour ago, half an hour is allowed.",
               at(update(next_=None)), untrusted("too_old", "expired"), *current, inputs=aged, bug="FUNCTIONALITY")
    yield case("max-age-kept", "thisUpdate was an hour ago, two hours are allowed.", at(update()), good(), *current,
               inputs={"policy": {"max_age": 7200}}, bug="FUNCTIONALITY")
    wanted = {"policy": {"require_next_update": True}}
    yield case("lightweight-no-next-update", "There is no nextUpdate, which the lightweight profile wants.",
               at(update(next_=None)), untrusted("missing", "too_old", "expired"), "RFC 9919 5", inputs=wanted,
               features=("lightweight",), bug="MISSING_STEP")
    yield case("lightweight", "There is a nextUpdate, which the lightweight profile wants.", at(update()), good(),
               "RFC 9919 5", inputs=wanted, features=("lightweight",), bug="FUNCTIONALITY")


def nonce_cases():
    sent = keys.stream("sent", 32)
    asked = request(extensions=extensions_of(forge.nonce(sent), number=2))

    def case(name_, about, found, expected, *source, **options):
        inputs = {"request": asked, "nonce": sent, **options.pop("inputs", {})}
        return Case(name_, about, "verify", response(extensions=extensions_of(*found) if found else b""), expected,
                    ("RFC 6960 4.4.1", "RFC 9654 2.1", *source), features=("nonce",), inputs=inputs, **options)

    replay = {"bug": "MISSING_STEP", "importance": "critical"}
    yield case("equal", "The nonce of the response is that of the request.", [forge.nonce(sent)], good(), bug="BASIC",
               importance="critical")
    yield Case("not-asked-but-there", "The response has a nonce, the request had none.", "verify",
               response(extensions=extensions_of(forge.nonce(sent))), good(), ("RFC 9919 5", "RFC 6960 4.4.1"),
               features=("nonce",), inputs={"request": request()})
    yield case("other", "The nonce of the response is another.", [forge.nonce(sent[::-1])], untrusted("nonce"),
               **replay)
    yield case("prefix", "The nonce of the response is the first 31 bytes of the request's.", [forge.nonce(sent[:31])],
               untrusted("nonce"), **replay)
    yield case("longer", "The nonce of the response is that of the request, and a zero.", [forge.nonce(sent + b"\0")],
               untrusted("nonce"), **replay)
    yield case("empty", "The nonce of the response is empty.", [forge.nonce(b"")], untrusted("nonce"), **replay)
    yield case("last-byte", "The last byte of the response's nonce is another.",
               [forge.nonce(sent[:-1] + bytes([sent[-1] ^ 1]))], untrusted("nonce"), **replay)
    yield case(
        "of-another-extension", "The nonce of the request comes back in an extension of another kind.",
        [extension("2.999.1", octets(sent))],
        either_of("The nonce is missing: RFC 9919 5 says that this alone is no reason to refuse.", "good", "untrusted",
                  reasons=("nonce",)), "RFC 9919 5")
    yield case(
        "other-form-bare", "The nonce of the response is that of the request, without its OCTET STRING.",
        [forge.nonce(sent, bare=True)],
        either_of("RFC 2560 had this form; the nonce is the same, and what holds it is not.", "good", "untrusted",
                  reasons=("nonce",)), bug="LEGACY")
    yield case(
        "missing", "The response has no nonce.", [],
        either_of(
            "RFC 9919 5 says that a client SHOULD NOT refuse for that alone; 8.1 says that it "
            "MUST if it knows that the responder has nonces.", "good", "untrusted", reasons=("nonce",)), "RFC 9919 5",
        "RFC 9919 8.1", importance="high")
    yield case("missing-accepted", "The response has no nonce, and the policy allows that.", [], good(), "RFC 9919 5",
               inputs={"policy": {"accept_missing_nonce": True}}, bug="FUNCTIONALITY")
    yield case("missing-refused", "The response has no nonce, and the policy does not allow that.", [],
               untrusted("nonce"), "RFC 9919 8.1", inputs={"policy": {"accept_missing_nonce": False}},
               bug="MISSING_STEP", importance="high")
    yield case(
        "other-though-missing-accepted",
        "The nonce of the response is another; the policy would allow that it is missing.", [forge.nonce(sent[::-1])],
        untrusted("nonce"), inputs={"policy": {"accept_missing_nonce": True}}, **replay)
    twice = "RFC 6960 does not say which of two nonces counts."
    yield case("twice-first-equal", "The response has two nonces, of which the first is that of the request.",
               [forge.nonce(sent), forge.nonce(sent[::-1])],
               either_of(twice, "good", "untrusted", reasons=("nonce", "duplicate")), bug="CAN_OF_WORMS")
    yield case("twice-second-equal", "The response has two nonces, of which the second is that of the request.",
               [forge.nonce(sent[::-1]), forge.nonce(sent)],
               either_of(twice, "good", "untrusted", reasons=("nonce", "duplicate")), bug="CAN_OF_WORMS")
    yield Case(
        "in-single-extensions", "The nonce of the request comes back in singleExtensions: its place is "
        "responseExtensions.", "verify", response(singles=[single(extensions=extensions_of(forge.nonce(sent)))]),
        either_of("The nonce is missing where it belongs: RFC 9919 5 says that this alone is no reason "
                  "to refuse.", "good", "untrusted",
                  reasons=("nonce",)), ("RFC 6960 4.4.1", "https://github.com/keycloak/keycloak/pull/28768"),
        "KNOWN_BUG", features=("nonce",), inputs={"request": asked, "nonce": sent})
    yield case("critical", "The nonce of the response is that of the request, and critical.",
               [extension(forge.NONCE, octets(sent), True)], good(), "RFC 6960 4.1.2")


def several_cases():
    def case(name_, about, answers, expected, *source, **options):
        return Case(
            name_, about, "verify",
            response(singles=answers, **({"extensions": options.pop("extensions")} if "extensions" in options else {})),
            expected, ("RFC 6960 3.2", *source), **options)

    contradiction = ("RFC 6960 has one answer for each certificate; where two contradict each other, the first may "
                     "count only if it is not the better one.")
    ossl = "https://github.com/openssl/openssl/issues/32376"
    hard = {"bug": "KNOWN_BUG", "importance": "critical", "features": ("multi",)}
    bad = single(status=REVOKED)
    multi = {"features": ("multi",)}
    yield case("good-then-revoked", f"good, then revoked, for one certificate. {contradiction}", [single(), bad],
               IS_REVOKED, "RFC 6960 4.2.2.3", ossl, **hard)
    yield case("revoked-then-good", f"revoked, then good, for one certificate. {contradiction}", [bad, single()],
               IS_REVOKED, "RFC 6960 4.2.2.3", ossl, **hard)
    yield case("good-twice", "good twice, for one certificate.", [single(), single()], good(), **multi)
    yield case(
        "good-then-unknown", "good, then unknown, for one certificate: it is not known to be good.",
        [single(), single(status=UNKNOWN)],
        either_of("RFC 6960 does not say which of two answers counts; a client may refuse both.", "unknown",
                  "untrusted", "good"), "RFC 6960 4.2.2.3", bug="CAN_OF_WORMS", **multi)
    yield case(
        "unknown-then-good", "unknown, then good, for one certificate.",
        [single(status=UNKNOWN), single()],
        either_of("RFC 6960 does not say which of two answers counts; a client may refuse both.", "unknown",
                  "untrusted", "good"), "RFC 6960 4.2.2.3", bug="CAN_OF_WORMS", **multi)
    by_sha256 = forge.cert_id(CA, SERIAL, "sha256")
    yield case(
        "good-sha1-revoked-sha256", "good by SHA-1, revoked by SHA-256, for one certificate.",
        [single(), single(by_sha256, REVOKED)],
        either_of("Both are about the certificate; who asks by one hash function looks for that one alone.", "revoked",
                  "untrusted", "good"), "RFC 9919 3.2.1", bug="CAN_OF_WORMS", features=("multi", "sha256-certid"))
    yield case("good-sha1-good-sha256", "good by SHA-1 and by SHA-256, for one certificate, as RFC 9919 has it.",
               [single(), single(by_sha256)], good(), "RFC 9919 3.2.1", features=("multi", "sha256-certid"))
    stale = update(-30 * DAY, -20 * DAY)
    choice = "RFC 6960 does not say which of two answers counts; the first of them is not to be relied on."
    yield case("stale-good-then-fresh-good", "An answer that has passed, then one that has not, both good.",
               [stale, single()], either_of(choice, "good", "untrusted", reasons=("expired",)), **multi)
    yield case("stale-good-then-fresh-revoked", "good, which has passed, then revoked, which has not.", [stale, bad],
               either_of(choice, "revoked", "untrusted", reasons=("expired",)), importance="high", **multi)
    yield case(
        "stale-revoked-then-fresh-good", "revoked, which has passed, then good, which has not.",
        [update(-30 * DAY, -20 * DAY, REVOKED), single()],
        either_of("RFC 6960 does not say which of two answers counts; a hold may have been lifted.", "good", "revoked",
                  "untrusted", reasons=("expired",)), bug="CAN_OF_WORMS", **multi)
    yield case(
        "fresh-good-then-future-good", "An answer that holds, then one that does not yet, both good.",
        [single(), update(DAY, 2 * DAY)],
        either_of("RFC 6960 does not say which of two answers counts; the second of them is not to be "
                  "relied on.", "good", "untrusted", reasons=("future",)), **multi)
    by_md5 = forge.cert_id(CA, SERIAL, "md5")
    yield case(
        "good-sha1-revoked-md5", "good by SHA-1, revoked by MD5, for one certificate.",
        [single(), single(by_md5, REVOKED)],
        either_of(
            "Both are about the certificate; who asks by one hash function looks for that one "
            "alone, and may not know the other.", "revoked", "untrusted", "good",
            reasons=("hash",)), "RFC 9919 3.2.1", bug="CAN_OF_WORMS", **multi)
    unknown_critical = extension("2.999.1", NULL, True)
    rule = ("RFC 6960 4.1.2", "RFC 5280 4.2")
    critical = {"bug": "MISSING_STEP", "importance": "high"}
    yield case("unknown-critical-in-answer", "A critical extension of the answer is one that nobody knows.",
               [single(extensions=extensions_of(unknown_critical))], untrusted("critical"), *rule, **critical)
    yield case("unknown-critical-in-response", "A critical extension of the response is one that nobody knows.",
               [single()], untrusted("critical"), *rule, extensions=extensions_of(unknown_critical), **critical)
    yield case("unknown-in-both", "Extensions that nobody knows, and that are not critical.",
               [single(extensions=extensions_of(extension("2.999.1", NULL)))], good(), *rule, extensions=extensions_of(
                   extension("2.999.2", NULL)), bug="FUNCTIONALITY")
    yield case("critical-known-nonce", "The nonce, which nobody has asked for, is critical.", [single()], good(), *rule,
               extensions=extensions_of(extension(forge.NONCE, octets(keys.stream("sent", 32)), True)), **multi)
    yield case(
        "critical-in-other-answer",
        "A critical extension of an answer about another certificate is one that nobody knows.",
        [single(), single(cert_id(1), extensions=extensions_of(unknown_critical))],
        either_of(
            "RFC 6960 4.1.2 has a client that does not know it not rely on what it belongs to; "
            "whether that is the answer or the response is not said.", "good", "untrusted",
            reasons=("critical",)), *rule, **multi)
    issuer = extension("2.5.29.29", sequence(explicit(4, OTHER_CA.subject)), True)
    yield case("critical-certificate-issuer",
               "A critical certificateIssuer says that the answer is about another issuer's certificate.",
               [single(extensions=extensions_of(issuer))], untrusted(
                   "critical", "no_match"), "RFC 6960 4.4.5", "RFC 5280 5.3.3", importance="high")
    hundred = [single(cert_id(number), REVOKED) for number in range(1, 51)]
    yield case("first-of-51", "The first of 51 answers is about the certificate; the others are about revoked ones.",
               [single(), *hundred], good(), **multi)


def archive_cases():
    """C2PA 2.2, 15.9.1: the status is wanted for the time that a time stamp proves."""
    def case(name_, about, message, attested, expected, *source, **options):
        return Case(name_, about, "verify_at", message, expected, ("C2PA 2.2 15.9.1", *source),
                    options.pop("bug", "FUNCTIONALITY"), "medium", ("archive",),
                    inputs={"attested": text_of(NOW + attested), **options.pop("inputs", {})})

    past = {"this": -30 * DAY, "next_": -20 * DAY}
    produced = -30 * DAY
    yield case("attested-before-this-update", "The attested time is before thisUpdate.",
               at(update(**past), produced=produced), -40 * DAY, good())
    yield case("attested-in-window", "The attested time is between thisUpdate and nextUpdate.",
               at(update(**past), produced=produced), -25 * DAY, good())
    yield case("attested-now", "The attested time is an hour ago, nextUpdate is tomorrow.", at(update()), -HOUR / 2,
               good())
    yield case("attested-after-next", "The attested time is after nextUpdate.", at(update(**past), produced=produced),
               -10 * DAY, untrusted("expired", "too_old"), bug="MISSING_STEP")
    yield case("no-next-within-24h-of-produced",
               "There is no nextUpdate; the attested time is 23 hours after producedAt.",
               at(update(-30 * DAY, None), produced=produced), -30 * DAY + 23 * HOUR, good())
    yield case(
        "no-next-after-24h-of-produced", "There is no nextUpdate; the attested time is 25 hours after producedAt.",
        at(update(-30 * DAY, None), produced=produced), -30 * DAY + 25 * HOUR, untrusted("expired",
                                                                                         "too_old"), bug="MISSING_STEP")
    yield case("revoked-before-attested", "The certificate was revoked before the attested time.",
               at(update(status=REVOKED)), -DAY, revoked(revocationTime=text_of(REVOKED_AT)), "C2PA 2.2 15.9.2",
               bug="MISSING_STEP")
    yield case("revoked-after-attested", "The certificate was revoked after the attested time.",
               at(update(status=forge.revoked(NOW - 2 * DAY, 1))), -3 * DAY, good(), "C2PA 2.2 15.9.2")
    yield case("revoked-at-attested", "The certificate was revoked at the attested time.",
               at(update(status=forge.revoked(NOW - 2 * DAY, 1))), -2 * DAY,
               either_of("Whether a revocation counts from its very second on is not said.", "good", "revoked"),
               "C2PA 2.2 15.9.2")
    yield case(
        "remove-from-crl", "The answer is revoked, with removeFromCRL: it is revoked no longer.",
        at(update(status=forge.revoked(REVOKED_AT, 8))), -DAY,
        either_of(
            "C2PA takes it as not revoked; RFC 5280 5.3.1 has it in delta CRLs alone, and RFC "
            "6960 has revoked be revoked.", "good", "revoked"), "C2PA 2.2 15.9.2", "RFC 5280 5.3.1")
    since = delegate(end=NOW - 15 * DAY)
    yield case("signer-certificate-expired-since",
               "The delegate's certificate was valid at producedAt, and has expired since.",
               by_delegate(since, singles=[update(**past)], produced=time_of(NOW + produced)), -25 * DAY, good())
    early = delegate(begin=NOW - 20 * DAY)
    yield case("signer-certificate-not-yet-at-produced", "The delegate's certificate was not valid yet at producedAt.",
               by_delegate(early, singles=[update(**past)], produced=time_of(NOW + produced)), -25 * DAY,
               untrusted("signer_validity"), bug="MISSING_STEP")
    yield case("this-update-tomorrow", "thisUpdate is tomorrow: the response is not of the past.",
               at(update(DAY, 2 * DAY)), -DAY, untrusted("future"), bug="MISSING_STEP")
    gone = forge.certificate(name(attribute("leaf.test")), LEAF_KEY, CA.subject, CA_KEY, SERIAL, BEGIN,
                             datetime.datetime(2030, 1, 1), [forge.key_usage(0)])
    cutoff = extension("1.3.6.1.5.5.7.48.1.6", time_of(datetime.datetime(2032, 1, 1)))
    yield case(
        "archive-cutoff-after-expiry",
        "The certificate expired in 2030, and the responder keeps what expired since 2032: "
        "good says nothing.", at(update(extensions=extensions_of(cutoff))), -10 * YEAR,
        either_of(
            "RFC 6960 4.4.4 says what archive cutoff is for, and asks nothing of clients; the "
            "rules of archives (AdES) have such an answer not count.", "good", "untrusted",
            reasons=("too_old",)), "RFC 6960 4.4.4", inputs={"certificate": gone.der}, bug="CAN_OF_WORMS")
    covered = extension("1.3.6.1.5.5.7.48.1.6", time_of(datetime.datetime(2028, 1, 1)))
    yield case("archive-cutoff-before-expiry",
               "The certificate expired in 2030, and the responder keeps what expired since 2028.",
               at(update(extensions=extensions_of(covered))), -6 * YEAR, good(), "RFC 6960 4.4.4", inputs={
                   "certificate": gone.der
               })


def groups():
    yield Group("when", "Times (RFC 6960 3.2 (5) and (6), 4.2.2.1).", list(when_cases()), DECIDE)
    yield Group("nonce-verify", "The nonce of a response against that of the request (RFC 6960 4.4.1, RFC 9654, RFC "
                "9919 5).", list(nonce_cases()), DECIDE)
    yield Group("several", "Several answers about one certificate, and critical extensions.", list(several_cases()),
                DECIDE)
    yield Group("archive", "The status at a time in the past, which `attested` proves; `time` is the present.",
                list(archive_cases()), DECIDE)
