"""match:: and signer::, whether an answer is about the certificate, and whether its signer may give it."""

from model import TIME, Case, Group, either_of, good, revoked, unknown, untrusted
from parts import *

DECIDE = {"issuer": CA.der, "certificate": LEAF.der, "time": TIME}


def match_cases():
    def case(name, about, message, expected, *source, **options):
        return Case(name, about, "verify", message, expected, ("RFC 6960 3.2", *source), **options)

    def by(cert):
        return response(singles=[single(cert)])

    yield case("exact", "The answer is about the certificate, by SHA-1.", response(), good(), bug="BASIC", importance="critical")
    prefix = "Serial numbers are compared over the shorter of two lengths."
    yield case("serial-prefix", f"The answer is about 0x12, the certificate is 0x1234. {prefix}", by(cert_id(0x12)), untrusted("no_match"),
               "CVE-2016-7444", "CVE-2026-10098", bug="AUTH_BYPASS", importance="critical")


def groups():
    yield Group("match", "Whether the CertID of an answer is that of the certificate (RFC 6960 3.2 and 4.1.1).", list(match_cases()), DECIDE)
