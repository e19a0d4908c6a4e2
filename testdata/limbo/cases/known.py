"""known::, what people reported of messages in the field, each built anew in the shape that was reported."""

from cases.matching import DECIDE
from cases.signers import by_delegate
from model import Case, Group, accept, either, good, reject, untrusted
from parts import *


def groups():
    cases = []

    def case(name_, about, op, message, expected, *source, **options):
        cases.append(
            Case(name_, about, op, message, expected, source, "KNOWN_BUG", options.pop("importance", "medium"),
                 **options))

    macos = request(version=explicit(0, integer(0)), entries=[request_entry(cert_id(0x77c9efb0f95c4207))])
    case(
        "pyca-6688-macos-request",
        "A request as macOS writes it: version v1, the default, stands there, and nothing is "
        "signed.", "parse_request", macos,
        either(
            "RFC 6960 4 asks for DER in what is signed, and this is not; its appendix A.1 sends "
            "the DER of a request.", request_fields(0x77c9efb0f95c4207),
            "default"), "X.690 11.5", "RFC 6960 4", "https://github.com/pyca/cryptography/issues/6688")
    case(
        "fractional-bouncycastle-csharp",
        "A response as a responder in C# wrote it: each time has a fraction of seven digits.", "parse_response",
        response(
            produced=tlv(0x18, b"20341231230000.1234567Z"), singles=[
                single(this=tlv(0x18, b"20341231230000.1234567Z"), next_update=explicit(
                    0, tlv(0x18, b"20350101230000.1234567Z")))
            ]), reject("time"), "RFC 5280 4.1.2.5.2", "https://github.com/bcgit/bc-csharp/issues/474")
    title = b"502 Bad Gateway"
    page = b"<html>\r\n<head><title>%s</title></head>\r\n<body>\r\n<h1>%s</h1>\r\n</body>\r\n</html>\r\n" % (title, title)
    case("crtsh-58-html", "A page of HTML that a proxy sent in place of a response.", "parse_response", page,
         reject("syntax", "tag", "length"), "RFC 6960 A.2", "https://github.com/crtsh/certwatch_db/issues/58")
    case("certgrinder-759-trailing", "A response, and the end of another one behind it.", "parse_response",
         response() + response()[-5:], reject("trailing"), "RFC 6960 A.2",
         "https://github.com/tykling/certgrinder/issues/759")
    case("certgrinder-581-empty", "A response of which nothing was kept: a file without a byte.", "parse_response", b"",
         reject("syntax", "missing", "length"), "RFC 6960 A.2", "https://github.com/tykling/certgrinder/issues/581")
    telesec = keys.stream("telesec", 32)
    case(
        "telesec-32-octet-nonce", "An error without a body, as a responder answers that refuses a nonce of 32 bytes: "
        "whoever looks for the nonce in it must not fall over.", "verify", sequence(tlv(0x0a, b"\1")),
        untrusted("not_successful"), "RFC 9654 2.1", "https://github.com/strongswan/strongswan/issues/2011",
        features=("nonce",), inputs={
            **DECIDE, "nonce": telesec, "request": request(extensions=extensions_of(forge.nonce(telesec), number=2))
        })
    case("bc-java-155-unknown", "An answer of unknown among others.", "parse_response",
         response(singles=[single(cert_id(1), UNKNOWN), single(cert_id(2))]),
         accept(response_fields(answer(1, "unknown"), answer(2))), "RFC 6960 4.2.1",
         "https://github.com/bcgit/bc-java/issues/155", features=("multi",))
    case(
        "rustls-3201-empty-responder-id", "responderID has no contents.", "parse_response",
        response(responder=explicit(2, octets(b""))),
        either("KeyHash is the SHA-1 of a key; its type is OCTET STRING without SIZE.",
               response_fields(answer(), responderId={"byKey": ""}), "size", "length"), "RFC 6960 4.2.1",
        "https://github.com/rustls/rustls/issues/3201")
    case("pyca-15253-version", "version is 2, which is v3: some never look.", "parse_response",
         response(version=explicit(0, integer(2))), reject("version", "value"), "RFC 6960 4.2.2.3",
         "https://github.com/pyca/cryptography/issues/15253", importance="high")
    case("boulder-538-utc-time",
         "producedAt of a revoked answer has the tag of UTCTime and the form of GeneralizedTime.", "parse_response",
         response(produced=tlv(0x17, b"20341231230000Z")), reject(
             "tag", "time"), "RFC 6960 4.2.1", "https://github.com/letsencrypt/boulder/issues/538")
    key = keys.key("pss-sha256-32", "responder")
    case("ossl-16748-pss-trailer", "RSASSA-PSS without trailerField, which is the default: some wanted it written.",
         "verify", by_delegate(key=key), good(), "RFC 8017 A.2.3", "https://github.com/openssl/openssl/issues/16748",
         features=("pss",), inputs=DECIDE)
    negative = cert_id(hash_algorithm=algorithm(SHA1, b"\x1f\x82\x02\x01\x00"))
    case("cve-2016-2108-any", "The parameters of the hash have the tag UNIVERSAL 258, which some used inside for negative "
         "INTEGERs.", "parse_response", response(singles=[single(negative)]),
         either("No such type is defined; the parameters are ANY, and it may be left to whoever computes the hash.",
                response_fields(answer()), "tag", "syntax"), "X.690 8.1.2.4", "CVE-2016-2108")
    case("cve-2011-0014-short", "The first four bytes of a response.", "parse_response", response()[:4],
         reject("length", "syntax", "missing"), "X.690 8.1.3", "CVE-2011-0014")
    yield Group("known", "What people reported of messages in the field, each built anew in the shape that "
                "was reported.", cases)
