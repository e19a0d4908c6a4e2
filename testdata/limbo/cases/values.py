"""int::, oid::, bits:: and time::, the simple values."""

from model import Case, Group, accept, either, reject
from parts import *


def of_response(name, about, message, expected, *source, **options):
    return Case(name, about, "parse_response", message, expected, source, **options)


def int_cases():
    def serial(name, about, encoded, expected, *source, **options):
        return of_response(name, about, response(singles=[single(cert_id(encoded))]), expected,
                           *(source or ("X.690 8.3.2", "RFC 6960 4.1.1")), **options)

    yield serial("serial-empty", "serialNumber has no contents.", tlv(0x02), reject("integer", "length"), "X.690 8.3.1")
    minimal = "the first nine bits are the same, so it is not in the fewest bytes"
    yield serial("serial-00-7f", f"serialNumber is 00 7f: {minimal}.", tlv(0x02, b"\0\x7f"), reject("integer"),
                 "X.690 8.3.2", "https://github.com/openssl/openssl/issues/4320", bug="BER_ENCODING")
    yield serial("serial-ff-80", f"serialNumber is ff 80: {minimal}.", tlv(0x02, b"\xff\x80"), reject("integer"),
                 bug="BER_ENCODING")
    yield serial("serial-00-00", f"serialNumber is 00 00: {minimal}.", tlv(0x02, b"\0\0"), reject("integer"),
                 bug="BER_ENCODING")
    yield serial("serial-ff-ff", f"serialNumber is ff ff: {minimal}.", tlv(0x02, b"\xff\xff"), reject("integer"),
                 bug="BER_ENCODING")
    yield serial("serial-as-enumerated", "serialNumber is an ENUMERATED.", tlv(0x0a, b"\x12\x34"), reject("tag"))
    yield serial("serial-as-octets", "serialNumber is an OCTET STRING.", octets(b"\x12\x34"), reject("tag"))
    yield serial("serial-constructed", "serialNumber is constructed.", tlv(0x22, integer(SERIAL)), reject("tag"),
                 "X.690 8.3.1")
    for name, number in (
            ("zero", 0),
            ("one", 1),
            ("127", 127),
            ("128", 128),
            ("255", 255),
            ("32768", 32768),
            ("64-bit", 2 ** 64),
            ("20-octets", 0x7feeddccbbaa99887766554433221100ffeeddcc),
            ("21-octets", 0x98d9e5c0b4c373552df77c5d0f1eb5128e4945f9)):
        encoded = integer(number)
        yield serial(
            f"serial-{name}", f"serialNumber is {number}.", encoded,
            accept(
                response_fields({
                    "certId": {"serialNumber": str(number), "serialNumberHex": forge.contents(encoded).hex()}
                })), "RFC 6960 4.1.1", "RFC 5280 4.1.2.2", bug="FUNCTIONALITY",
            importance="high" if "octets" in name else "medium")
    for name, number in (("negative", -129), ("minus-one", -1), ("minus-128", -128)):
        yield serial(f"serial-{name}", f"serialNumber is {number}: no CA may give it, readers should cope.",
                     integer(number), accept(response_fields(
                         {"certId": {"serialNumber": str(number)}})), "RFC 6960 4.1.1", "RFC 5280 4.1.2.2",
                     "https://github.com/strongswan/strongswan/issues/1415", bug="EDGE_CASE")
    yield serial(
        "serial-1000-octets", "serialNumber has 1000 bytes.", tlv(0x02, b"\x12" * 1000),
        either("Readers must cope with 20 bytes, and may have a limit beyond.",
               response_fields({"certId": {"serialNumberHex": "12" * 1000}}), "limit", "integer", "size"),
        "RFC 5280 4.1.2.2")
    yield of_response("version-empty", "version has no contents.", response(version=explicit(0, tlv(0x02))),
                      reject("integer", "length", "version"), "X.690 8.3.1")
    yield of_response("version-2", "version is 1, which is v2.", response(version=explicit(0, integer(1))),
                      reject("version", "value"), "RFC 6960 4.2.2.3", importance="high")
    yield of_response("version-negative", "version is -1.", response(version=explicit(0, integer(-1))),
                      reject("version", "value"), "RFC 6960 4.2.2.3")
    yield of_response("version-256", "version is 256: zero for whoever looks at the last byte only.",
                      response(version=explicit(0, integer(256))), reject("version", "value"), "RFC 6960 4.2.2.3")
    yield of_response("version-implicit", "version is [0] IMPLICIT.", response(version=tlv(0x80, b"\0")), reject("tag"),
                      "RFC 6960 4.2.1")
    yield of_response(
        "reason-two-octets", "revocationReason is 1 in two bytes.",
        response(singles=[single(status=tlv(0xa1, time_of(REVOKED_AT), explicit(0, tlv(0x0a, b"\0\1"))))]),
        reject("integer", "value", "length"), "X.690 8.3.2", "X.690 8.4", bug="BER_ENCODING")


def oid_cases():
    def extended(name, about, encoded, expected, *source, **options):
        return of_response(name, about, response(extensions=extensions_of(sequence(encoded, octets(NULL)))), expected,
                           *(source or ("X.690 8.19.2",)), **options)

    yield extended("oid-empty", "An extnID has no contents.", tlv(0x06), reject("oid", "length"))
    yield extended("oid-leading-80", "An arc of an extnID begins with 80: it is not in the fewest bytes.",
                   tlv(0x06, b"\x2a\x80\x01"), reject("oid"), bug="BER_ENCODING")
    yield extended("oid-first-leading-80", "The first arc of an extnID begins with 80.", tlv(0x06, b"\x80\x2a\x01"),
                   reject("oid"), bug="BER_ENCODING")
    yield extended("oid-unfinished", "The last arc of an extnID has no end.", tlv(0x06, b"\x2a\x81"), reject("oid"),
                   "X.690 8.19.2", "CVE-2026-23490", bug="KNOWN_BUG")
    yield extended("oid-only-80", "An extnID is the byte 80.", tlv(0x06, b"\x80"), reject("oid"))
    yield extended("oid-constructed", "An extnID is constructed.", tlv(0x26, oid("2.999")), reject("tag"),
                   "X.690 8.19.1")
    yield extended("oid-relative", "An extnID is a RELATIVE-OID.", tlv(0x0d, b"\x2a"), reject("tag"), "RFC 5280 4.1")
    for name, dotted, more in (
            ("oid-arc-2-pow-32", f"2.999.{2 ** 32}", ("CVE-2025-66030",)),
            ("oid-arc-2-pow-32-and-1", f"2.999.{2 ** 32 + 1}", ("CVE-2025-66030",)),
            ("oid-arc-2-pow-64", f"2.999.{2 ** 64}", ()),
            ("oid-arc-uuid", f"2.25.{2 ** 128 - 1}", ()),
            ("oid-2-999", "2.999", ("https://github.com/weidai11/cryptopp/issues/1353",)),
            ("oid-2-47", "2.47", ()),
            ("oid-2-48", "2.48", ()),
            ("oid-0-39", "0.39", ()),
            ("oid-1-39", "1.39", ()),
            ("oid-2-0", "2.0", ()),
            ("oid-100-arcs", "1.2." + ".".join(map(str, range(98))), ())):
        yield extended(name, f"An extnID is {dotted}.", oid(dotted),
                       accept(response_fields(answer(), extensions=[extension_fields(dotted, NULL)])), "X.690 8.19.3",
                       "X.690 8.19.4", *more, bug="KNOWN_BUG" if more else "EDGE_CASE")


def bits_cases():
    def signed(name, about, encoded, expected, *source, **options):
        return of_response(name, about, response(signature=encoded), expected, *(source or ("X.690 8.6.2",)), **options)

    value = stream = keys.stream("signature", 256)
    yield signed("bits-empty", "signature has no contents.", tlv(0x03), reject("bits", "length"), "X.690 8.6.2.1")
    yield signed("bits-unused-8", "signature has 8 unused bits.", bits(value, 8), reject("bits"))
    yield signed("bits-unused-255", "signature has 255 unused bits.", bits(value, 255), reject("bits"))
    yield signed("bits-unused-of-none", "signature has 7 unused bits, and no byte.", bits(b"", 7), reject("bits"),
                 "X.690 8.6.2.3")
    yield signed("bits-unused-nonzero-padding", "signature has one unused bit, which is not zero.",
                 bits(value[:-1] + b"\xff", 1), reject("bits"), "X.690 11.2.1", "CVE-2014-8275", bug="KNOWN_BUG")
    yield signed("bits-constructed", "signature is a constructed BIT STRING.", tlv(0x23, bits(value)),
                 reject("tag", "bits"), "X.690 10.2", "CVE-2016-1950", bug="BER_ENCODING")
    yield signed("bits-as-octets", "signature is an OCTET STRING.", octets(value), reject("tag"), "RFC 6960 4.2.1")
    yield signed("bits-signature-leading-zeros", "signature begins with three zeros, which belong to it.",
                 bits(bytes(3) + stream[3:]), accept(response_fields(
                     answer(), signature=(bytes(3) + stream[3:]).hex())), "X.690 8.6.2",
                 "https://github.com/wolfSSL/wolfssl/pull/740", bug="KNOWN_BUG")
    yield signed("bits-signature-empty", "signature has no bit.", bits(b""),
                 accept(response_fields(answer(), signature="")), "X.690 8.6.2.3")
    yield signed(
        "bits-unused-1-zero", "signature has one unused bit, which is zero.", bits(value[:-1] + b"\xfe", 1),
        either("A BIT STRING may be so; every signature algorithm in use gives whole bytes.", response_fields(answer()),
               "bits", "signature"), "X.690 8.6.2", "RFC 5280 4.1.1.3")


def time_cases():
    """Each in producedAt; those that are starred in four fields."""
    def produced(text):
        return response(produced=tlv(0x18, text))

    places = {
        "": ("producedAt", produced),
        "this-update-": ("thisUpdate", lambda text: response(singles=[single(this=tlv(0x18, text))])),
        "next-update-": ("nextUpdate",
                         lambda text: response(singles=[single(next_update=explicit(0, tlv(0x18, text)))])),
        "revocation-time-": ("revocationTime",
                             lambda text: response(singles=[single(status=tlv(0xa1, tlv(0x18, text)))])),
    }

    def refused(name, about, text, *source, starred=False, **options):
        for prefix, (field, write) in places.items() if starred else [("", places[""])]:
            message = write(text)
            yield of_response(f"{prefix}{name}", f"{field} {about}: `{text.decode()}`.", message, reject("time"),
                              *(source or ("RFC 5280 4.1.2.5.2", "RFC 6960 4.2.2.1")), **options)

    utc = tlv(0x17, b"341231230000Z")
    for prefix, field, message in (
            ("", "producedAt", response(produced=utc)),
            ("this-update-", "thisUpdate", response(singles=[single(this=utc)])),
            ("next-update-", "nextUpdate", response(singles=[single(next_update=explicit(0, utc))])),
            ("revocation-time-", "revocationTime", response(singles=[single(status=tlv(0xa1, utc))]))):
        yield of_response(f"{prefix}utc-time", f"{field} is a UTCTime.", message, reject("tag", "time"),
                          "RFC 6960 4.2.1")
    yield from refused("no-seconds", "has no seconds", b"203412312300Z", "RFC 5280 4.1.2.5.2",
                       "https://github.com/wbond/ocspbuilder/issues/15", starred=True, bug="LEGACY")
    yield from refused("fraction-point", "has a fraction of a second", b"20341231230000.5Z", "RFC 5280 4.1.2.5.2",
                       "https://github.com/bcgit/bc-csharp/issues/474", starred=True, bug="LEGACY")
    yield from refused("fraction-comma", "has a fraction behind a comma", b"20341231230000,5Z", "RFC 5280 4.1.2.5.2",
                       "X.690 11.7.4")
    yield from refused("fraction-zero", "has a fraction of zero", b"20341231230000.0Z", "RFC 5280 4.1.2.5.2",
                       "X.690 11.7.3")
    yield from refused("fraction-empty", "has a point without a fraction", b"20341231230000.Z")
    yield from refused("offset-plus0000", "has an offset of zero", b"20341231230000+0000", "RFC 5280 4.1.2.5.2",
                       "X.690 11.7.1")
    yield from refused("offset-minus0500", "has an offset of five hours", b"20341231230000-0500", "RFC 5280 4.1.2.5.2",
                       "X.690 11.7.1", starred=True)
    yield from refused("no-zone", "has no Z: it is local time", b"20341231230000", "RFC 5280 4.1.2.5.2", "X.690 11.7.1",
                       starred=True)
    for name, about, text in (
            ("lower-z", "ends in a small z", b"20341231230000z"),
            ("space", "begins with a space", b" 0341231230000Z"),
            ("space-end", "ends in a space", b"20341231230000Z "),
            ("sign", "begins with a sign", b"+0341231230000Z"),
            ("letters", "has letters", b"2034123123O0OOZ"),
            ("hexadecimal", "has a hexadecimal digit", b"203412312300a0Z"),
            ("nul", "has a NUL", b"2034123123000\0Z"),
            ("empty", "has no contents", b""),
            ("only-z", "is a Z alone", b"Z"),
            ("thirteen-digits", "has 13 digits", b"2034123123000Z"),
            ("sixteen-digits", "has 16 digits", b"2034123123000000Z"),
            ("two-digit-year", "has a year of two digits", b"341231230000Z"),
            ("date-alone", "is a date alone", b"20341231Z"),
            ("iso-8601", "has the signs of ISO 8601", b"2034-12-31T23:00:00Z"),
            ("month-00", "has month 0", b"20340031230000Z"),
            ("month-13", "has month 13", b"20341331230000Z"),
            ("day-00", "has day 0", b"20341200230000Z"),
            ("day-32", "has day 32", b"20341232230000Z"),
            ("april-31", "is the 31st of April", b"20340431230000Z"),
            ("feb-29-2023", "is the 29th of February of 2023", b"20230229230000Z"),
            ("feb-30-2024", "is the 30th of February", b"20240230230000Z"),
            ("feb-29-1900", "is the 29th of February of 1900", b"19000229230000Z"),
            ("feb-29-2100", "is the 29th of February of 2100", b"21000229230000Z"),
            ("hour-24", "has hour 24", b"20341231240100Z"),
            ("minute-60", "has minute 60", b"20341231236000Z"),
            ("second-60", "has second 60 where no leap second can be", b"20341231120060Z"),
            ("second-61", "has second 61", b"20341231235961Z")):
        yield from refused(name, about, text,
                           "RFC 5280 4.1.2.5.2", "RFC 6960 4.2.2.1", *(("CVE-2015-1789",) if len(text) < 13 else ()),
                           importance="low" if name in ("letters", "hexadecimal", "iso-8601") else "medium")
    for name, text in (
            ("feb-29-2024", "20240229120000Z"),
            ("feb-29-2000", "20000229120000Z"),
            ("year-1950", "19500101000000Z"),
            ("year-2049", "20491231235959Z"),
            ("year-2050", "20500101000000Z"),
            ("year-9999", "99991231235959Z"),
            ("midnight", "20350101000000Z"),
            ("last-second", "20341231235959Z"),
            ("before-1970", "19691231235959Z"),
            ("year-2038", "20380119031408Z"),
            ("year-2106", "21060207062816Z")):
        iso = f"{text[:4]}-{text[4:6]}-{text[6:8]}T{text[8:10]}:{text[10:12]}:{text[12:]}"
        yield of_response(name, f"producedAt is {iso}.", produced(text.encode()),
                          accept(response_fields(answer(), producedAt=iso)), "RFC 5280 4.1.2.5.2", "RFC 6960 4.2.2.1",
                          bug="FUNCTIONALITY")
    for name, text, why in (
            ("year-0000", "00000101000000Z",
             "It has the form; the calendar that counts so has no year 0, and ISO 8601 wants years "
             "before 1583 to be agreed upon."),
            ("year-1949", "19490101000000Z", "It has the form; RFC 5280 has no certificates before 1950."),
            ("leap-second", "20161231235960Z", "It was a second of UTC; RFC 5280 does not speak of leap seconds.")):
        yield of_response(name, f"producedAt is {text}.", produced(text.encode()), either(why, None, "time"),
                          "RFC 5280 4.1.2.5.2", "RFC 5280 4.1.2.5", bug="EDGE_CASE", importance="low")
    yield of_response("constructed", "producedAt is constructed.", response(produced=tlv(0x38, time_of(THIS))),
                      reject("tag"), "X.690 10.2")
    yield of_response("visible-string", "producedAt is a VisibleString.",
                      response(produced=tlv(0x1a, b"20341231230000Z")), reject("tag"), "RFC 6960 4.2.1")
    yield of_response("in-sequence", "nextUpdate stands in two [0].",
                      response(singles=[single(next_update=explicit(0, explicit(0, time_of(NEXT))))]), reject("tag"),
                      "RFC 6960 4.2.1")
    yield of_response("next-update-implicit", "nextUpdate is [0] IMPLICIT.",
                      response(singles=[single(next_update=tlv(0x80, b"20350102000000Z"))]), reject("tag", "trailing"),
                      "RFC 6960 4.2.1")


def groups():
    yield Group("int", "INTEGERs and ENUMERATEDs (X.690 8.3): serial numbers, version, reasons.", list(int_cases()))
    yield Group("oid", "OBJECT IDENTIFIERs (X.690 8.19), as extnID of a response.", list(oid_cases()))
    yield Group("bits", "BIT STRINGs (X.690 8.6), as signature of a response.", list(bits_cases()))
    yield Group("time", "GeneralizedTime (RFC 5280 4.1.2.5.2, RFC 6960 4.2.2.1).", list(time_cases()))
