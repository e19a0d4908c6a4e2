#!/usr/bin/env python3
"""Tests of the ocspan command from outside: command_test.py OCSPAN TESTDATA."""

import base64
import datetime
import hashlib
import json
import os
import pathlib
import pty
import re
import resource
import subprocess
import sys
import tempfile
import unittest

OCSPAN = ""
TESTDATA = pathlib.Path()

UNAUTHORIZED = bytes.fromhex("30030a0106")
UNAUTHORIZED_JSON = {"responseStatus": "unauthorized", "responseType": None, "basic": None}


def tlv(tag, *parts):
    """DER of one value."""
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    data = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(data)]) + data + content


def values(der):
    """What a value holds, each as its DER."""
    def contents_of(at):
        count = der[at + 1] & 0x7f if der[at + 1] >= 0x80 else 0
        begin = at + 2 + count
        return begin, begin + (int.from_bytes(der[at + 2:begin], "big") if count else der[at + 1])

    at, end = contents_of(0)
    found = []
    while at < end:
        begin, at = at, contents_of(at)[1]
        found.append(der[begin:at])
    return found


def without_certs(response):
    """A response whose certs are left out, which are not signed."""
    status, response_bytes = values(response)
    response_type, octets = values(values(response_bytes)[0])
    basic = tlv(0x30, *values(values(octets)[0])[:3])
    return tlv(0x30, status, tlv(0xa0, tlv(0x30, response_type, tlv(4, basic))))


def make_request(serial=b"\x01", hash_oid=b"\x2b\x0e\x03\x02\x1a", requestor=b"", version=b"",
                 extensions=b"", single_extensions=b"", name_hash=bytes(20), key_hash=bytes(20)):
    """An OCSPRequest for one certificate."""
    cert_id = tlv(0x30, tlv(0x30, tlv(6, hash_oid), tlv(5)), tlv(4, name_hash),
                  tlv(4, key_hash), tlv(2, serial))
    tbs = tlv(0x30, version, requestor, tlv(0x30, tlv(0x30, cert_id, single_extensions)), extensions)
    return tlv(0x30, tbs)


def make_extension(oid, value, critical=False):
    return tlv(0x30, tlv(6, oid), tlv(1, b"\xff") if critical else b"", tlv(4, value))


def make_name(text, tag=0x0c):
    """A Name of one commonName, a UTF8String or of another type."""
    return tlv(0x30, tlv(0x31, tlv(0x30, tlv(6, b"\x55\x04\x03"), tlv(tag, text))))


def make_certificate(name=make_name(b"me"), extensions=make_extension(b"\x2a\x03", tlv(5), critical=True)):
    """A Certificate with every field that RFC 5280 4.1 has."""
    algorithm = tlv(0x30, tlv(6, bytes.fromhex("2a864886f70d01010b")), tlv(5))
    validity = tlv(0x30, tlv(0x17, b"200101000000Z"), tlv(0x17, b"300101000000Z"))
    key = tlv(0x30, algorithm, tlv(3, b"\0\1\2"))
    tbs = tlv(0x30, tlv(0xa0, tlv(2, b"\2")), tlv(2, b"\5"), algorithm, name, validity, name, key,
              tlv(0x81, b"\0\3"), tlv(0x82, b"\0\4"), tlv(0xa3, tlv(0x30, extensions)))
    return tlv(0x30, tbs, algorithm, tlv(3, b"\0\5"))


class Command(unittest.TestCase):
    """What every test needs to run the command."""

    def run_tool(self, *arguments, stdin=b""):
        return subprocess.run([OCSPAN, *map(str, arguments)], input=stdin, capture_output=True,
                              timeout=60, check=False)

    def succeed(self, *arguments, stdin=b""):
        done = self.run_tool(*arguments, stdin=stdin)
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""), arguments)
        return done.stdout.decode()

    def document(self, *arguments, stdin=b""):
        return json.loads(self.succeed(*arguments, "--json", stdin=stdin))

    def refused(self, status, *arguments, stdin=b""):
        """The text on standard error of a command that must end with this status and print nothing else."""
        done = self.run_tool(*arguments, stdin=stdin)
        self.assertEqual((done.returncode, done.stdout), (status, b""), (arguments, done.stderr))
        self.assertTrue(done.stderr.endswith(b"\n"))
        return done.stderr.decode()

    def error(self, *arguments, stdin=b"", status=1):
        document = json.loads(self.refused(status, *arguments, "--json", stdin=stdin))
        self.assertEqual(list(document), ["error"])
        keys = list(document["error"])
        self.assertEqual(keys[:4], ["code", "offset", "field", "message"])
        self.assertEqual(keys[4:], [key for key in ("expected", "found", "missing", "form", "inputOffset")
                                    if key in keys])
        return document["error"]


class Usage(Command):
    def test_wrong_usage_is_status_2(self):
        good = TESTDATA / "openssl/resp-good.der"
        for arguments in ([], ["nonsense"], ["response"], ["response", good, good],
                          ["response", "--nonsense", good], ["response", good, "--tolerate", "x"],
                          ["response", good, "--field"], ["response", "--batch", "--field", "a"]):
            done = self.run_tool(*arguments)
            self.assertEqual(done.returncode, 2, (arguments, done.stderr))
            self.assertNotEqual(done.stderr + done.stdout, b"")

    def test_help_and_version_are_status_0(self):
        self.assertIn("response", self.succeed("--help"))
        self.assertIn("--tolerate", self.succeed("request", "--help"))
        self.assertRegex(self.succeed("--version"), r"^\d+\.\d+\.\d+\n$")

    def test_unreadable_file_is_status_2(self):
        self.assertIn("no-such-file: ", self.refused(2, "response", "no-such-file"))
        self.assertIn("folder", self.refused(2, "response", TESTDATA))
        self.assertEqual(self.error("response", "no-such-file", status=2)["code"], "unreadable")

    def test_a_file_without_a_verb_and_help_say_what_to_do(self):
        for word in (str(TESTDATA / "openssl/resp-good.der"), "help"):
            self.assertIn(f"{word} is no verb: ocspan response FILE", self.refused(2, word))

    def test_names_of_files_do_not_command_the_terminal(self):
        for name, shown in ((b"no\x1b[31m", b"no\\1B[31m"), ("nö\\".encode(), "nö\\".encode()),
                            (b"n\xff", "nÿ".encode()), ("ü".encode() + b"\xff", "üÿ".encode())):
            done = subprocess.run([OCSPAN, "response", name], capture_output=True, timeout=60, check=False)
            self.assertEqual(done.stderr, shown + b": No such file or directory [unreadable]\n")

    def test_full_disk_is_not_a_success(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([OCSPAN, "response", TESTDATA / "openssl/resp-good.der"],
                                  stdout=full, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 2)


class Forms(Command):
    """DER, PEM, base64 and hexadecimal of the same message, and what is none of them."""

    def test_every_form_gives_the_same_document(self):
        der = (TESTDATA / "openssl/resp-good.der").read_bytes()
        expected = self.document("response", "-", stdin=der)
        hexadecimal = der.hex()
        lines = base64.encodebytes(der)
        pem = b"-----BEGIN OCSP RESPONSE-----\n" + lines + b"-----END OCSP RESPONSE-----\n"
        forms = {
            "base64": [base64.b64encode(der), lines, b"\xef\xbb\xbf" + lines],
            "hexadecimal": [hexadecimal.encode(), hexadecimal.upper().encode(),
                            b"0x" + hexadecimal.encode(), der.hex(":").encode(),
                            der.hex(" ", 2).encode() + b"\r\n"],
            "PEM": [pem, pem.replace(b"\n", b"\r\n"), b"stray text\n" + pem + b"more of it",
                    "subject=CN = Größe\n".encode() + pem + b"\0\xff", b"0\n\x80\n" + pem,
                    b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" + pem],
            "DER": [der],
        }
        for form, contents in forms.items():
            for content in contents:
                document = self.document("response", "-", stdin=content)
                self.assertEqual(document.pop("form", "DER"), form)
                self.assertEqual(document, expected, form)
                self.assertEqual(self.succeed("response", "-", stdin=content).split("\n")[0],
                                 f"Input: {form}, {len(der)} bytes")

    def test_what_is_plainly_something_else_is_named(self):
        for content, name in ((b"<!DOCTYPE html><html>\xc3\xbc", "HTML"), (b"\n <html>", "HTML"),
                              (b"HTTP/1.1 204 No Content\r\n\r\n", "HTTP"),
                              (b"POST / HTTP/1.1\r\n\r\n", "HTTP"), (b"{}", "JSON"),
                              (b"\x1f\x8b\x08", "gzip"), ("MAMK".encode("utf-16"), "UTF-16"),
                              (b"unexpected answer!", "text"), (b" \n", "white space"),
                              (b"30030a010", "odd number"), (b"MAMKAQ=", "base64"),
                              (b"-----BEGIN OCSP RESPONSE-----\nMAMKAQY=\n", "END"),
                              (b"-----BEGIN X-----\n-----END X-----\n", "X")):
            error = self.error("response", "-", stdin=content)
            self.assertEqual((error["code"], error["offset"]), ("not_der", 0), content)
            self.assertIn(name, error["message"])

    def test_an_empty_file_is_named(self):
        error = self.error("response", os.devnull)
        self.assertEqual((error["code"], error["offset"], error["field"]), ("missing", 0, "OCSPResponse"))
        self.assertIn("empty", error["message"])

    def test_another_kind_of_message_is_named(self):
        request = TESTDATA / "seed/request.der"
        response = TESTDATA / "openssl/resp-good.der"
        certificate = TESTDATA / "openssl/certs/leaf-good.pem"
        self.assertIn("ocspan request", self.refused(1, "response", request))
        self.assertIn("ocspan response", self.refused(1, "request", response))
        self.assertIn("CERTIFICATE", self.refused(1, "request", certificate))


class Errors(Command):
    def test_a_line_for_people_has_file_path_offset_reason_and_code(self):
        self.assertEqual(self.refused(1, "response", "-", stdin=UNAUTHORIZED + b"\0"),
                         "standard input: OCSPResponse at byte 5: something follows where it should end: 1 byte, "
                         "UNIVERSAL 0 (00) [trailing_data]\n")

    def test_a_path_has_indices(self):
        der = bytearray((TESTDATA / "openssl/resp-three.der").read_bytes())
        third = der.rindex(bytes.fromhex("020277778200"))  # serialNumber 7777, unknown
        der[third + 4] = 0x83
        error = self.error("response", "-", stdin=bytes(der))
        self.assertEqual((error["code"], error["offset"], error["field"]),
                         ("wrong_tag", third + 4, "tbsResponseData.responses[2].certStatus"))
        # of a CHOICE, each alternative
        self.assertEqual((error["expected"], error["found"]), (["[0] (80)", "[1] (a1)", "[2] (82)"], "[3] (83)"))

    def test_what_stood_there_and_what_was_wanted_is_named(self):
        version = tlv(0xa0, tlv(2, b"\2"))
        for verb, der, code, expected, found, missing, message in (
                ("response", tlv(2, b"\1"), "wrong_tag", ["SEQUENCE (30)"], "INTEGER (02)", None,
                 "SEQUENCE (30) expected, INTEGER (02) found"),
                ("response", bytes.fromhex("300f0a0106"), "truncated", None, None, 12, "12 bytes are missing"),
                ("response", bytes.fromhex("30030a0107"), "undefined_value", None, "ENUMERATED 7", None,
                 "ENUMERATED 7 found"),
                ("response", bytes.fromhex("3081030a0106"), "length_not_minimal", None, "8103", None, "03 is enough"),
                ("response", tlv(0x30, tlv(10, b"\6"), tlv(4)), "trailing_data", None,
                 "2 bytes, the first of them OCTET STRING (04)", None, "OCTET STRING (04)"),
                ("request", make_request(extensions=tlv(0xa3)), "trailing_data", ["[2] (a2)"],
                 "2 bytes, the first of them [3] (a3)", None, "[2] (a2) could follow"),
                ("request", make_request(version=version), "unsupported_version", None, "INTEGER 2 (version 3)", None,
                 "INTEGER 2 (version 3) found"),
                # an optional field, or what comes after it
                ("request", tlv(0x30, tlv(0x30, tlv(4))), "wrong_tag", ["SEQUENCE (30)", "[0] (a0)", "[1] (a1)"],
                 "OCTET STRING (04)", None, "SEQUENCE (30), [0] (a0) or [1] (a1) expected"),
                ("request", tlv(0x30), "missing", None, None, None, "missing")):
            error = self.error(verb, "-", stdin=der)
            self.assertEqual([error.get(key) for key in ("code", "expected", "found", "missing")],
                             [code, expected, found, missing])
            self.assertIn(message, error["message"])
            self.assertIn(message, self.refused(1, verb, "-", stdin=der))
            line = json.loads(self.succeed(verb, "--batch", stdin=der.hex().encode()))
            place = f" (line 1, column {2 * error['offset'] + 1} of the input: hexadecimal)"
            self.assertEqual(line["error"]["message"], error["message"] + place)
            self.assertEqual(line["error"]["inputOffset"], 2 * error["offset"])

    def test_trying_tags_in_a_large_message_takes_no_long_time(self):
        extensions = tlv(0xa2, tlv(0x30, tlv(0x30, tlv(6, b"\x2a\x03"), tlv(4, bytes(1 << 21)))))
        der = tlv(0x30, tlv(0x30, tlv(0x30), extensions), tlv(0x30))
        error = self.error("request", "-", stdin=der)
        self.assertEqual((error["code"], "expected" in error), ("trailing_data", False))

    def test_tolerances_are_off_unless_named(self):
        request = make_request(version=tlv(0xa0, tlv(2, b"\0")))
        self.assertEqual(self.error("request", "-", stdin=request)["code"], "explicit_default")
        for names in ("explicit_default", "time_forms,explicit_default", "all"):
            document = self.document("request", "-", "--tolerate", names, stdin=request)
            self.assertEqual(document["tolerated"], ["explicit_default"])
            self.assertEqual(document["version"], 1)
        self.refused(1, "request", "-", "--tolerate", "time_forms", stdin=request)
        self.assertNotIn("tolerated", self.document("request", "-", "--tolerate", "all",
                                                    stdin=make_request()))


class Documents(Command):
    def test_an_unsuccessful_response(self):
        self.assertEqual(self.document("response", "-", stdin=UNAUTHORIZED), UNAUTHORIZED_JSON)

    def test_the_keys_of_a_response_in_their_order(self):
        document = self.document("response", TESTDATA / "openssl/resp-good-nonce.der")
        self.assertEqual(list(document), ["responseStatus", "responseType", "basic"])
        basic = document["basic"]
        self.assertEqual(list(basic), ["version", "responderId", "producedAt", "responses", "extensions",
                                       "signatureAlgorithm", "signature", "tbsResponseData", "certificates"])
        self.assertEqual(list(basic["responses"][0]),
                         ["certId", "certStatus", "revocationTime", "revocationReason", "thisUpdate",
                          "nextUpdate", "extensions"])
        self.assertEqual(list(basic["responses"][0]["certId"]),
                         ["hashAlgorithm", "issuerNameHash", "issuerKeyHash", "serialNumber",
                          "serialNumberHex"])
        self.assertEqual(list(basic["extensions"][0]), ["oid", "name", "critical", "value", "decoded"])
        self.assertEqual(list(basic["signatureAlgorithm"]), ["oid", "name", "parameters"])

    def test_a_serial_number_beyond_decimal_stands_in_hexadecimal(self):
        document = self.document("request", "-", stdin=make_request(serial=b"\x7f" * 65536))
        cert_id = document["requests"][0]["certId"]
        self.assertIsNone(cert_id["serialNumber"])
        self.assertEqual(cert_id["serialNumberHex"], "7f" * 65536)

    def test_an_unknown_oid_stays_readable(self):
        document = self.document("request", "-", stdin=make_request(hash_oid=b"\x69" + b"\xff" * 20 + b"\x7f"))
        algorithm = document["requests"][0]["certId"]["hashAlgorithm"]
        self.assertEqual(algorithm, {"oid": f"2.25.{2 ** 147 - 1}", "name": None})

    def test_an_oid_with_an_endless_arc_stands_in_hexadecimal(self):
        oid = b"\x2b" + b"\xff" * 254000 + b"\x7f"
        document = self.document("request", "-", stdin=make_request(hash_oid=oid))
        self.assertEqual(document["requests"][0]["certId"]["hashAlgorithm"]["oid"], "#" + oid.hex())

    def test_every_kind_of_general_name(self):
        name = tlv(0x30, tlv(0x31, tlv(0x30, tlv(6, b"\x55\x04\x03"), tlv(0x0c, b"me"))))
        for der, kind, value in (
                (tlv(0xa4, name), "directoryName", "CN=me"),
                (tlv(0x81, b"a@b"), "rfc822Name", "a@b"),
                (tlv(0x82, b"a\x1b[2J\\"), "dNSName", "a\\1B[2J\\\\"),
                (tlv(0x86, b"http://x"), "uniformResourceIdentifier", "http://x"),
                (tlv(0x87, b"\x7f\0\0\1"), "iPAddress", "127.0.0.1"),
                (tlv(0x88, b"\x2a\x03"), "registeredID", "1.2.3"),
                (tlv(0xa0, tlv(6, b"\x2a\x03"), tlv(0xa0, tlv(5))), "otherName", "06022a03a0020500")):
            document = self.document("request", "-", stdin=make_request(requestor=tlv(0xa1, der)))
            self.assertEqual(document["requestorName"], {"type": kind, "value": value, "der": der.hex()})

    def test_no_control_character_reaches_the_terminal(self):
        hostile = "\x1b[31m\x07\u202e\x85\u2028".encode()
        name = tlv(0x30, tlv(0x31, tlv(0x30, tlv(6, b"\x55\x04\x03"), tlv(0x0c, hostile))))
        request = make_request(requestor=tlv(0xa1, tlv(0xa4, name)))
        for output in (self.succeed("request", "-", stdin=request),
                       self.succeed("request", "-", "--json", stdin=request),
                       self.succeed("request", "-", "--field", "requestorName.value", stdin=request)):
            text = output.replace("\n", "")
            self.assertTrue(text.isprintable(), repr(output))
            self.assertIn("1B[31m", text)


class Extensions(Command):
    NONCE = bytes.fromhex("2b0601050507300102")

    def decoded(self, oid, value, critical=False):
        """What is decoded of one extension of a request."""
        request = make_request(extensions=tlv(0xa2, tlv(0x30, make_extension(oid, value, critical))))
        return self.document("request", "-", stdin=request)["extensions"][0]["decoded"]

    def test_absent_malformed_and_unknown_are_three_answers(self):
        self.assertEqual(self.document("request", "-", stdin=make_request())["extensions"], [])
        self.assertIsNone(self.decoded(b"\x2a\x03", tlv(5)))
        error = self.decoded(bytes.fromhex("2b0601050507300103"), tlv(0x30, tlv(0xa1, tlv(2))))["error"]
        self.assertEqual(list(error), ["code", "offset", "field", "message"])
        self.assertEqual([error[key] for key in ("code", "offset", "field")], ["integer_empty", 6, "crlNum"])

    def test_both_forms_of_a_nonce(self):
        self.assertEqual(self.decoded(self.NONCE, tlv(4, b"\1\2")),
                         {"nonce": "0102", "form": "octetString", "standardLength": True})
        self.assertEqual(self.decoded(self.NONCE, b"\1\2"),
                         {"nonce": "0102", "form": "bare", "standardLength": True})
        self.assertEqual(self.decoded(self.NONCE, tlv(4, bytes(129)))["standardLength"], False)
        self.assertEqual(self.decoded(self.NONCE, tlv(4))["standardLength"], False)

    def test_where_to_ask(self):
        leaf = TESTDATA / "openssl/certs/leaf-good.pem"
        self.assertEqual(self.succeed("certificate", leaf, "--field", "ocspUrl"), "http://ocsp.example.test/\n")
        self.assertEqual(self.succeed("certificate", leaf, "--field", "caIssuersUrl"), "http://ca.example.test/c\n")
        self.assertEqual(self.refused(1, "certificate", TESTDATA / "openssl/certs/ca-rsa.pem", "--field", "ocspUrl"),
                         "ocspan: ocspUrl is absent\n")

    def test_of_several_responders_the_first_of_http_and_all_of_them(self):
        def access(*urls, tag=0x86):
            places = [tlv(0x30, tlv(6, bytes.fromhex("2b06010505073001")), tlv(tag, url)) for url in urls]
            return make_extension(bytes.fromhex("2b06010505070101"), tlv(0x30, *places))

        def field(name, extensions):
            done = self.run_tool("certificate", "--field", name, "-", stdin=make_certificate(extensions=extensions))
            return done.returncode, (done.stdout or done.stderr).decode()

        several = access(b"ldap://a", b"HTTP://b", b"http://c")
        self.assertEqual(field("ocspUrl", several), (0, "HTTP://b\n"))
        self.assertEqual(field("ocspUrls", several), (0, '["ldap://a","HTTP://b","http://c"]\n'))
        self.assertEqual(field("ocspUrl", access(b"ldap://a")), (0, "ldap://a\n"))
        for name in ("ocspUrl", "ocspUrls", "caIssuersUrl"):
            for extensions, reason in (
                    (make_extension(b"\x2a\x03", tlv(5)), f"{name} is absent\n"),
                    (access(b"a@b", tag=0x81), f"{name} is absent\n"),
                    (access(b"http://\xff"),
                     f"{name} cannot be read: authorityInfoAccess is malformed: accessLocation: "),
                    (several + several, f"{name} cannot be read: there are two authorityInfoAccess\n")):
                status, text = field(name, extensions)
                self.assertEqual(status, 1)
                self.assertTrue(text.startswith(f"ocspan: {reason}"), text)

    def test_the_text_shows_what_is_inside(self):
        text = self.succeed("certificate", TESTDATA / "openssl/certs/leaf-good.pem")
        for line in ("        basicConstraints: critical\n            cA: false\n",
                     "            usages: digitalSignature, keyEncipherment\n",
                     "                serverAuth\n                clientAuth\n",
                     "                dNSName:example.test\n", "                iPAddress:192.0.2.1\n",
                     "                    accessMethod: ocsp\n"
                     "                    accessLocation: uniformResourceIdentifier:http://ocsp.example.test/\n"):
            self.assertIn(line, text)

    def test_the_text_says_what_is_malformed(self):
        extension = tlv(0x30, tlv(6, bytes.fromhex("2b0601050507300106")), tlv(4, tlv(0x18, b"2020")))
        text = self.succeed("request", "-", stdin=make_request(extensions=tlv(0xa2, tlv(0x30, extension))))
        self.assertIn("        archive-cutoff:\n"
                      "            malformed: ArchiveCutoff at byte 2: a time not written as", text)
        self.assertIn("            180432303230\n", text)

    def test_the_parameters_of_algorithms(self):
        pss = self.document("response", TESTDATA / "openssl/resp-rsa-pss.der")["basic"]["signatureAlgorithm"]
        self.assertEqual([pss["decoded"][key] for key in ("saltLength", "trailerField")], ["32", "1"])
        self.assertEqual({pss["decoded"][key]["name"] for key in ("hashAlgorithm", "maskGenHashAlgorithm")}, {"sha256"})
        self.assertIn("RSASSA-PSS (sha256, mgf1 with sha256, salt 32)",
                      self.succeed("response", TESTDATA / "openssl/resp-rsa-pss.der"))
        good = self.document("response", TESTDATA / "openssl/resp-good.der")["basic"]["signatureAlgorithm"]
        self.assertEqual(list(good), ["oid", "name", "parameters"])
        rsa = bytes.fromhex("06092a864886f70d01010b")
        der = (TESTDATA / "openssl/resp-good-no-certs.der").read_bytes().replace(rsa + b"\5\0", rsa + b"\4\0")
        odd = self.document("response", "-", stdin=der)["basic"]["signatureAlgorithm"]
        self.assertEqual((odd["parameters"], odd["standardParameters"]), ("0400", False))

    def test_no_control_character_of_a_notice_reaches_the_terminal(self):
        notice = tlv(0x30, tlv(0xc, b"a\x1b[2J\nb\\"))
        policy = tlv(0x30, tlv(6, b"\x2a\x03"),
                     tlv(0x30, tlv(0x30, tlv(6, bytes.fromhex("2b06010505070202")), notice)))
        qualifier = self.decoded(bytes.fromhex("551d20"), tlv(0x30, policy))["policies"][0]["policyQualifiers"][0]
        self.assertEqual(qualifier["explicitText"], "a\\1B[2J\\0Ab\\\\")


class Fields(Command):
    def test_a_field_is_printed_alone(self):
        file = TESTDATA / "openssl/resp-three.der"
        for path in ("basic.responses[1].certStatus", "basic.responses.1.certStatus",
                     "/basic/responses/1/certStatus"):
            done = self.run_tool("response", file, "--field", path)
            self.assertEqual((done.returncode, done.stdout), (0, b"revoked\n"))
            self.assertIn(b"not verified", done.stderr)
        self.assertEqual(self.refused(1, "response", file, "--field", "basic.responses[0].revocationTime"),
                         "ocspan: basic.responses[0].revocationTime is absent\n")
        self.assertEqual(self.succeed("response", file, "--field", "basic.version"), "1\n")
        whole = json.loads(self.succeed("response", file, "--field", "basic.responses[2].certId"))
        self.assertEqual(whole["serialNumber"], str(0x7777))

    def test_a_field_that_is_not_there_is_wrong_usage(self):
        for path in ("basic.nonsense", "basic.responses[9]", "basic.responses[-1]", "basic.responses.x",
                     "responseStatus.x", ".", "basic..version"):
            self.refused(2, "response", TESTDATA / "openssl/resp-three.der", "--field", path)
        for path, outer in (("basic.responses[99999999999999999999]", "basic.responses"), ("/basic/~2", "/basic"),
                            ("/basic/responses/-", "/basic/responses"), ("validity", ""),
                            ("tbsResponseData.responses[0].certIDs", "tbsResponseData.responses[0]"),
                            ("tbsResponseData..version", "tbsResponseData"),
                            # what an error's path may name, and the document shows as a whole
                            ("tbsResponseData.responderID.byName[1][0].type", "tbsResponseData.responderID.byName"),
                            ("certs[0].signatureAlgorithm.algorithm", "certs[0]")):
            self.assertEqual(self.refused(2, "response", TESTDATA / "openssl/resp-three.der", "--field", path),
                             f"ocspan: there is no field {path}{'; there is ' if outer else ''}{outer}\n")

    def test_an_extension_goes_by_its_name(self):
        def extension(value, last_arc=2):
            return tlv(0x30, tlv(6, bytes.fromhex("2b06010505073001"), bytes([last_arc])), tlv(4, value))

        def request(*extensions):
            return make_request(extensions=tlv(0xa2, tlv(0x30, *extensions)))

        self.assertEqual(self.succeed("request", "-", "--field", "nonce", stdin=request(extension(tlv(4, bytes(8))))),
                         "00" * 8 + "\n")
        for stdin, name, reason in (
                (make_request(), "nonce", "there is no extension nonce"),
                (request(extension(tlv(4, b"1")), extension(tlv(4, b"2"))), "nonce", "there are several extensions nonce"),
                (request(extension(b"1", last_arc=8)), "pref-sig-algs", "pref-sig-algs is malformed: ")):
            self.assertIn(reason, self.refused(1, "request", "-", "--field", name, stdin=stdin))
        self.assertIn("no field sha256", self.refused(2, "request", "-", "--field", "sha256", stdin=make_request()))
        leaf = TESTDATA / "openssl/certs/leaf-good.pem"
        self.assertIn("ocsp.example.test", self.succeed("certificate", leaf, "--field", "authorityInfoAccess"))

    def test_the_names_of_the_rfcs_are_those_of_the_document(self):
        extension = tlv(0x30, tlv(6, b"\x2a\x03"), tlv(4, tlv(5)))
        request = make_request(single_extensions=tlv(0xa0, tlv(0x30, extension)))
        openssl = TESTDATA / "openssl"
        for verb, message, pairs in (
                ("response", (openssl / "resp-three.der").read_bytes(), {
                    "OCSPResponse": "", "BasicOCSPResponse": "basic", "responseBytes.response": "basic",
                    "responseBytes.responseType": "responseType", "tbsResponseData": "basic.tbsResponseData",
                    "tbsResponseData.responderID.byName": "basic.responderId.byName",
                    "tbsResponseData.responses[1]": "basic.responses[1]",
                    "tbsResponseData.responses[2].certID.hashAlgorithm.algorithm":
                        "basic.responses[2].certId.hashAlgorithm.oid",
                    "tbsResponseData.responses[1].certStatus.revocationTime": "basic.responses[1].revocationTime",
                    "tbsResponseData.responseExtensions[0].extnID": "basic.extensions[0].oid",
                    "/tbsResponseData/responseExtensions/0/extnValue": "basic.extensions[0].value",
                    "signatureAlgorithm.algorithm": "basic.signatureAlgorithm.oid", "signature": "basic.signature",
                    "certs[0]": "basic.certificates[0]"}),
                ("response", (openssl / "resp-revoked-invalidity-date.der").read_bytes(), {
                    "tbsResponseData.responses[0].singleExtensions[0].extnID": "basic.responses[0].extensions[0].oid"}),
                ("request", request, {
                    "tbsRequest.requestList[0].reqCert.serialNumber": "requests[0].certId.serialNumber",
                    "tbsRequest.requestList[0].singleRequestExtensions[0]": "requests[0].extensions[0]"}),
                ("request", (openssl / "req-signed-ed25519.der").read_bytes(), {
                    "OCSPRequest": "", "tbsRequest.requestorName.directoryName": "requestorName.value",
                    "tbsRequest.requestExtensions": "extensions",
                    "optionalSignature.signatureAlgorithm.algorithm": "signature.algorithm.oid",
                    "optionalSignature.signature": "signature.signature",
                    "optionalSignature.certs[0]": "signature.certificates[0]"}),
                ("certificate", make_certificate(), {
                    "Certificate": "", "tbsCertificate": "tbsCertificate", "signatureValue": "signature",
                    "tbsCertificate.signature": "tbsSignatureAlgorithm",
                    "tbsCertificate.signature.algorithm": "tbsSignatureAlgorithm.oid",
                    "tbsCertificate.validity.notAfter": "notAfter",
                    "tbsCertificate.subjectPublicKeyInfo.algorithm.algorithm": "subjectPublicKeyInfo.algorithm.oid",
                    "tbsCertificate.subjectPublicKeyInfo.subjectPublicKey": "subjectPublicKeyInfo.publicKey",
                    "tbsCertificate.subjectUniqueID": "subjectUniqueID",
                    "tbsCertificate.extensions[0].critical": "extensions[0].critical"})):
            document = self.document(verb, "-", stdin=message)
            for rfc, path in pairs.items():
                expected = document
                for step in re.findall(r"\w+", path):
                    expected = expected[int(step) if step.isdecimal() else step]
                found = self.succeed(verb, "-", "--field", rfc, stdin=message)
                self.assertEqual(found[:-1] if isinstance(expected, str) else json.loads(found), expected, rfc)

    # What the document has no value for: levels of the ASN.1 that it leaves out, and what it shows as one string.
    NOT_IN_DOCUMENT = re.compile(r"responseBytes$|tbsRequest$|tbsCertificate\.validity$|.*hashAlgorithm\.parameters$"
                                 r"|.*(byName|directoryName|issuer|subject)\[|.*certs\[\d+\]\.")

    def test_the_path_of_every_error_is_a_field_of_the_good_message(self):
        extension = tlv(0x30, tlv(6, b"\x2a\x03"), tlv(1, b"\xff"), tlv(4, tlv(5)))
        messages = {
            "response": ["three", "good", "good-by-key", "revoked-1-keyCompromise", "revoked-invalidity-date"],
            "request": ["five-hashes", "signed-ed25519",
                        make_request(single_extensions=tlv(0xa0, tlv(0x30, extension)))],
            "certificate": [make_certificate()],
        }
        found = {}  # by verb and path without indices: the path with the lowest indices, and its message
        for verb, names in messages.items():
            for name in names:
                good = name if isinstance(name, bytes) else (
                    TESTDATA / f"openssl/{'resp' if verb == 'response' else 'req'}-{name}.der").read_bytes()
                damaged = [good[:i] + bytes([byte]) + good[i + 1:] for i in range(len(good))
                           for byte in (0, 0xff, good[i] ^ 1)]
                lines = self.succeed(verb, "--batch", stdin=b"\n".join(one.hex().encode() for one in damaged))
                for line in lines.splitlines():
                    path = json.loads(line).get("error", {"field": ""})["field"]
                    if path:
                        key = verb, re.sub(r"\d", "", path)
                        found[key] = min(found.get(key, (path, good)), (path, good))
        for (verb, _), (path, good) in found.items():
            if self.NOT_IN_DOCUMENT.match(path):
                self.refused(2, verb, "-", "--field", path, stdin=good)
            else:
                done = self.run_tool(verb, "-", "--field", path, stdin=good)
                self.assertIn(done.returncode, (0, 1), (verb, path, done.stderr))
                self.assertEqual(done.returncode == 1, b"is absent" in done.stderr)
        self.assertGreater(len(found), 120)


class Text(Command):
    def test_the_labels_are_those_of_openssl(self):
        """The lines that scripts look for, as openssl itself prints them for the same files."""
        for name in ("resp-three", "resp-good-by-key", "resp-revoked-5-cessationOfOperation", "resp-many",
                     "resp-good-serial-21", "resp-good-no-next-update"):
            file = TESTDATA / f"openssl/{name}.der"
            try:
                done = subprocess.run(["openssl", "ocsp", "-respin", file, "-resp_text", "-noverify"],
                                      capture_output=True, text=True, check=True)
            except FileNotFoundError:
                self.skipTest("openssl is not installed")
            labels = ("OCSP Response Status", "Response Type", "Version", "Produced At", "Hash Algorithm",
                      "Issuer Name Hash", "Issuer Key Hash", "Serial Number", "Cert Status", "Revocation Time",
                      "Revocation Reason", "This Update", "Next Update", "Signature Algorithm")
            openssl = done.stdout.split("Certificate:\n")[0]
            openssl = re.sub(r"(?<=Serial Number: )(-?)([0-9A-F]+)",  # ours is what --serial takes, and in decimal
                             lambda found: f"{found[1]}0x{found[2].lower()} ({int(found[1] + found[2], 16)})", openssl)
            expected = [line.strip() for line in openssl.splitlines() if line.strip().startswith(labels)]
            text = self.succeed("response", file).split("\nCertificate:\n")[0]
            found = [line.strip() for line in text.splitlines() if line.strip().startswith(labels)]
            self.assertEqual(found, expected, name)
            self.assertGreater(len(expected), 8)

    def test_serial_numbers_are_told_apart_and_can_be_pasted(self):
        issuer = ["create-request", "--issuer", TESTDATA / "openssl/certs/ca-rsa.pem"]
        texts = set()
        serials = (-102, 154, -1, 255, -128, 128, -32768, 32768, 0, 127, 2 ** 159)
        for serial in serials:
            der = self.run_tool(*issuer, f"--serial={serial}").stdout
            line = self.succeed("request", "-", stdin=der).splitlines()[-1].strip()
            self.assertRegex(line, rf"^Serial Number: -?0x[0-9a-f]+ \({serial}\)$")
            pasted = line.split()[2]
            self.assertEqual(self.run_tool(*issuer, f"--serial={pasted}").stdout, der)
            texts.add(pasted)
        self.assertEqual(len(texts), len(serials))
        for contents, text in ((b"\x9a", "-0x66 (-102)"), (b"\5", "0x05 (5)")):
            certificate = make_certificate().replace(tlv(2, b"\5"), tlv(2, contents), 1)
            self.assertIn(f"    Serial Number: {text}\n", self.succeed("certificate", "-", stdin=certificate))

    def test_a_status_is_not_shown_as_verified(self):
        text = self.succeed("response", TESTDATA / "openssl/resp-good.der")
        self.assertLess(text.index("Verification: none"), text.index("Cert Status: good"))

    def test_every_value_of_the_document_is_in_the_text(self):
        document = self.document("response", TESTDATA / "openssl/resp-many.der")
        text = self.succeed("response", TESTDATA / "openssl/resp-many.der")
        for single in document["basic"]["responses"]:
            self.assertIn(single["certId"]["issuerKeyHash"].upper(), text)
            self.assertIn(f"Cert Status: {single['certStatus']}\n", text)
        self.assertIn(document["basic"]["responderId"]["byName"], text)
        data = "".join(text.split("Signature Value:\n")[1].split("Certificate")[0].split())
        self.assertEqual(data.replace(":", ""), document["basic"]["signature"])


class Batch(Command):
    def lines(self, *arguments, stdin=b"", status=0):
        done = self.run_tool("response", "--batch", *arguments, stdin=stdin)
        self.assertEqual((done.returncode, done.stderr), (status, b""))
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    def run_within(self, memory, *arguments, stdin=None):
        """Runs the command with so many bytes of address space."""
        limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory))  # noqa: E731
        return subprocess.run([OCSPAN, *map(str, arguments)], stdin=stdin, capture_output=True, timeout=60,
                              preexec_fn=limit, check=False)

    def peak(self, *arguments):
        """The most memory, in bytes, that the command had at a time."""
        script = ("import os, subprocess, sys; done = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL); "
                  "_, status, usage = os.wait4(done.pid, 0); print(usage.ru_maxrss); sys.exit(status != 0)")
        done = subprocess.run([sys.executable, "-c", script, OCSPAN, *map(str, arguments)], capture_output=True,
                              timeout=60, check=True)
        return int(done.stdout) * 1024

    def test_one_line_out_for_each_line_in(self):
        good = (TESTDATA / "openssl/resp-good.der").read_bytes()
        stdin = b"\n".join([UNAUTHORIZED.hex().encode(), b"", b"zz!", b"30030a01", base64.b64encode(good),
                            UNAUTHORIZED.hex().encode() + b"\r", base64.b64encode(UNAUTHORIZED)])
        lines = self.lines(stdin=stdin)
        self.assertEqual(len(lines), 7)
        self.assertEqual([lines[i] for i in (0, 5, 6)], [UNAUTHORIZED_JSON] * 3)
        self.assertEqual(lines[4], self.document("response", "-", stdin=good))
        self.assertEqual([lines[i]["error"]["code"] for i in (1, 2, 3)], ["missing", "not_der", "truncated"])

    def test_a_last_line_with_newline_is_not_two(self):
        self.assertEqual(len(self.lines(stdin=b"30030a0106\n")), 1)
        self.assertEqual(self.lines(stdin=b""), [])

    def test_a_path_that_cannot_be_read_does_not_end_the_others(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder)
            (path / "a-loop").symlink_to("a-loop")
            (path / "folder").symlink_to(".")
            (path / "gone").symlink_to("nowhere")
            (path / "last.der").write_bytes(UNAUTHORIZED)
            os.mkfifo(path / "pipe")
            lines = self.lines("x" * 300, folder, path / "last.der", status=2)
            self.assertEqual([line.get("error", {}).get("code") for line in lines],
                             ["unreadable", "unreadable", "unreadable", None, None])
            self.assertEqual([pathlib.Path(line["file"]).name for line in lines[1:]],
                             ["a-loop", "gone", "last.der", "last.der"])
            self.assertEqual(lines[3], {"file": str(path / "last.der"), **UNAUTHORIZED_JSON})

    def test_what_is_larger_than_the_memory_does_not_end_the_others(self):
        if b"__asan_init" in pathlib.Path(OCSPAN).read_bytes():
            self.skipTest("the sanitizer needs more memory than this test leaves")
        memory, size = 1 << 29, 1 << 30
        with tempfile.TemporaryDirectory() as folder:
            large = pathlib.Path(folder, "large")
            with large.open("wb") as file:
                file.truncate(size)
            good = TESTDATA / "openssl/resp-good.der"
            arguments = ["response", "--max-size", 2 * size]
            done = self.run_within(memory, *arguments, "--batch", large, good)
            self.assertEqual((done.returncode, done.stderr), (2, b""))
            lines = [json.loads(line) for line in done.stdout.splitlines()]
            self.assertEqual(lines[0]["error"]["message"], "there is not enough memory")
            self.assertEqual(lines[1]["responseStatus"], "successful")
            for last in ("-", "--batch"):
                with large.open("rb") as stdin:
                    done = self.run_within(memory, *arguments, last, stdin=stdin)
                self.assertEqual((done.returncode, done.stdout), (2, b""))
                self.assertIn(b"not enough memory", done.stderr)

    def test_what_is_larger_than_the_limit_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            large = pathlib.Path(folder, "large")
            with large.open("wb") as file:
                file.truncate((64 << 20) + 1)
            self.assertIn(f"{large}: larger than 67108864 bytes", self.refused(2, "response", large))
            self.assertEqual(self.error("response", large, status=2)["code"], "too_large")
            self.assertIn("larger than", self.refused(2, "certificate", "--hashes", large))
            self.assertIn("larger than", self.refused(2, "verify", "--issuer", large, "--serial", 1, large))
            good = pathlib.Path(folder, "good")
            good.write_bytes(UNAUTHORIZED)
            lines = self.lines("--max-size", "5", large, good, status=2)
            self.assertEqual([line.get("error", {}).get("code") for line in lines], ["too_large", None])
        self.succeed("response", "--max-size", 5, "-", stdin=UNAUTHORIZED)
        self.assertIn("larger than 4 bytes", self.refused(2, "response", "--max-size", 4, "-", stdin=UNAUTHORIZED))
        self.assertIn("larger than 2048 bytes", self.refused(2, "response", "--max-size", "2KiB", "-", stdin=bytes(2049)))
        self.assertEqual(self.run_tool("response", "--max-size", "x", "-").returncode, 2)

    def test_a_line_beyond_the_limit_is_one_error(self):
        line = UNAUTHORIZED.hex().encode()
        for size, newline in ((11, b"\n"), (1 << 18, b"\n"), (3 << 18, b"\n"), (3 << 18, b"")):
            for before in (b"", line + b"\n"):
                lines = self.lines("--max-size", "10", stdin=before + b"0" * size + newline + (line if newline else b""))
                codes = [one.get("error", {}).get("code") for one in lines]
                self.assertEqual(codes, [None] * bool(before) + ["too_large"] + [None] * bool(newline))

    def test_memory_is_a_small_multiple_of_the_message(self):
        """Of what becomes 44 times as long as JSON, an empty DistributionPoint, and others."""
        if b"__asan_init" in pathlib.Path(OCSPAN).read_bytes():
            self.skipTest("the sanitizer needs more memory than this test leaves")
        count = 500_000
        points = tlv(0x30, tlv(6, b"\x55\x1d\x1f"), tlv(4, tlv(0x30, b"\x30\0" * count)))
        names = tlv(0x30, tlv(6, b"\x55\x1d\x11"), tlv(4, tlv(0x30, b"\x82\0" * count)))
        opaque = tlv(0x30, tlv(6, b"\x2a\x03"), tlv(4, bytes(2 * count)))
        url = tlv(0x30, tlv(6, b"\x55\x1d\x11"), tlv(4, tlv(0x30, tlv(0x86, b'"' * 2 * count))))
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "message")
            for extension in (points, names, opaque, url):
                path.write_bytes(make_certificate(extensions=extension))
                idle = self.peak("certificate", TESTDATA / "openssl/certs/leaf-good.pem")
                for arguments, most in ((["--json"], 16), (["--batch"], 20), ([], 60), (["--field", "subject"], 60)):
                    self.assertLess(self.peak("certificate", path, *arguments) - idle, most << 20, arguments)

    def test_files_and_folders(self):
        with tempfile.TemporaryDirectory() as folder:
            below = pathlib.Path(folder, "b/c")
            below.mkdir(parents=True)
            (below / "1.der").write_bytes(UNAUTHORIZED)
            (below / "2.der").write_bytes(UNAUTHORIZED[:-1])
            pathlib.Path(folder, "a.hex").write_text(UNAUTHORIZED.hex())
            lines = self.lines(folder)
            self.assertEqual([pathlib.Path(line["file"]).name for line in lines], ["a.hex", "1.der", "2.der"])
            self.assertEqual({**lines[0], "file": None}, {**UNAUTHORIZED_JSON, "file": None, "form": "hexadecimal"})
            self.assertEqual(lines[2]["error"]["code"], "truncated")
            missing = self.lines(pathlib.Path(folder, "none"), pathlib.Path(folder, "a.hex"), status=2)
            self.assertEqual(missing[0]["error"]["code"], "unreadable")
            self.assertEqual(missing[1]["responseStatus"], "unauthorized")
            mixed = self.lines(pathlib.Path(folder, "a.hex"), "-", stdin=b"30030a0106")
            self.assertEqual([line.get("file") is not None for line in mixed], [True, False])

    def test_progress_is_shown_on_a_terminal_only(self):
        try:
            parent, terminal = pty.openpty()
        except OSError as error:  # a chroot without /dev/pts
            self.skipTest(str(error))
        command = [OCSPAN, "response", "--batch"]
        line = (TESTDATA / "openssl/resp-many.der").read_bytes().hex().encode() + b"\n"
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=terminal) as tool:
            tool.communicate(line * 20000, timeout=60)
            self.assertEqual(tool.returncode, 0)
        os.close(terminal)
        self.assertIn(b"messages", os.read(parent, 65536))
        os.close(parent)


class Hashes(Command):
    """certificate --hashes: what the CertIDs of requests hold, as OCPP has it."""

    def setUp(self):
        self.leaf = TESTDATA / "openssl/certs/leaf-good.pem"
        self.issuer = TESTDATA / "openssl/certs/ca-rsa.pem"

    def hashes(self, *arguments):
        return json.loads(self.succeed("certificate", "--hashes", "--json", *arguments))

    def test_they_are_those_of_requests(self):
        found = self.hashes(self.leaf, "--issuer", self.issuer)
        self.assertEqual([one["hashAlgorithm"] for one in found], ["SHA1", "SHA224", "SHA256", "SHA384", "SHA512"])
        text = self.succeed("certificate", "--hashes", self.leaf, "--issuer", self.issuer)
        for one in found:
            done = self.run_tool("create-request", "--issuer", self.issuer, "--cert", self.leaf, "--hash",
                                 one["hashAlgorithm"].lower())
            cert_id = self.document("request", "-", stdin=done.stdout)["requests"][0]["certId"]
            self.assertEqual({key: one[key] for key in ("issuerNameHash", "issuerKeyHash")},
                             {key: cert_id[key] for key in ("issuerNameHash", "issuerKeyHash")})
            self.assertEqual(int(one["serialNumber"], 16), int(cert_id["serialNumber"]))
            self.assertIn(f"Hash Algorithm: {cert_id['hashAlgorithm']['name']}\n"
                          f"    Issuer Name Hash: {one['issuerNameHash']}\n"
                          f"    Issuer Key Hash: {one['issuerKeyHash']}\n    Serial Number: 0x1001 (4097)\n", text)

    def test_a_certificate_that_is_its_own_issuer_and_one_in_a_bundle_with_it(self):
        found = self.hashes(self.issuer)
        self.assertEqual(found, self.hashes(self.issuer, "--issuer", self.issuer))
        with tempfile.TemporaryDirectory() as folder:
            bundle = pathlib.Path(folder, "bundle.pem")
            bundle.write_text(self.issuer.read_text() + self.leaf.read_text())
            done = self.run_tool("certificate", "--hashes", "--json", bundle)
            self.assertEqual(json.loads(done.stdout), self.hashes(self.leaf, "--issuer", self.issuer))

    def test_serial_numbers_without_leading_zeros(self):
        for name, serial in (("127", "7f"), ("128", "80"), ("zero", "0"), ("negative", "-81"),
                             ("21", "98d9e5c0b4c373552df77c5d0f1eb5128e4945f9")):
            leaf = TESTDATA / f"openssl/certs/leaf-serial-{name}.pem"
            self.assertEqual({one["serialNumber"] for one in self.hashes(leaf, "--issuer", self.issuer)}, {serial})

    def test_what_makes_no_sense_is_status_2(self):
        other = TESTDATA / "openssl/certs/ca-ec.pem"
        for arguments, reason in (([self.leaf], "give --issuer"), ([self.leaf, "--issuer", other], "was issued by"),
                                  ([], "exactly one FILE"), ([self.leaf, "--field", "version"], "excludes")):
            self.assertIn(reason, self.refused(2, "certificate", "--hashes", *arguments), arguments)
        self.assertIn("requires", self.refused(2, "certificate", self.leaf, "--issuer", other))


class CreateRequest(Command):
    SEED = "MEMwQTA/MD0wOzAJBgUrDgMCGgUABBRAC0Z68eay0wmDug1gfn5ZN0gkxAQUw5zz/NNGCDS7zkZ/oHxb8+IIy1kCAj8g"

    def setUp(self):
        self.issuer = ["create-request", "--issuer", TESTDATA / "seed/rapidssl-sha256-ca-g3.pem"]
        self.certificate = ["--cert", TESTDATA / "seed/www.cryptography.io.pem"]
        self.by_sha1 = [*self.certificate, "--hash", "sha1"]

    def create(self, *arguments):
        """The DER, and what `ocspan request` reads in it."""
        done = self.run_tool(*self.issuer, *arguments)
        self.assertEqual((done.returncode, done.stderr), (0, b""), arguments)
        return done.stdout, self.document("request", "-", stdin=done.stdout)

    def test_a_certificate(self):
        der, _ = self.create(*self.by_sha1)
        self.assertEqual(base64.b64encode(der).decode(), self.SEED)
        self.assertEqual(self.create(*self.certificate), self.create(*self.certificate, "--hash", "sha256"))

    def test_a_serial_number_is_as_good_as_the_certificate(self):
        for serial in ("16160", "0x3f20", "0X3F20", "0x0000003f20"):
            self.assertEqual(base64.b64encode(self.create("--serial", serial, "--hash", "sha1")[0]).decode(),
                             self.SEED)

    def test_every_form_of_a_certificate(self):
        pem = (TESTDATA / "seed/www.cryptography.io.pem").read_text()
        der = base64.b64decode("".join(line for line in pem.splitlines() if "-----" not in line))
        with tempfile.TemporaryDirectory() as folder:
            for content in (der, der.hex().encode(), base64.b64encode(der)):
                file = pathlib.Path(folder, "certificate")
                file.write_bytes(content)
                self.assertEqual(base64.b64encode(self.create("--cert", file, "--hash", "sha1")[0]).decode(),
                                 self.SEED)

    def test_serial_numbers_of_any_size_and_sign(self):
        serials = {"0": "00", "127": "7f", "128": "0080", "255": "00ff", "256": "0100", "-1": "ff", "-128": "80",
                   "-129": "ff7f", "0x80": "0080", "-0x80": "80", "-0x81": "ff7f",
                   str(2 ** 159): "0080" + "00" * 19, str(2 ** 300): "10" + "00" * 37}
        arguments = [f"--serial={serial}" for serial in serials]
        _, document = self.create(*arguments)
        self.assertEqual([one["certId"]["serialNumberHex"] for one in document["requests"]], list(serials.values()))

    def test_many_certificates_come_in_order_and_before_the_serial_numbers(self):
        other = TESTDATA / "openssl/certs"
        self.issuer = ["create-request", "--issuer", other / "ca-rsa.pem"]
        _, document = self.create("--serial", "5", "--cert", other / "leaf-good.pem", "--cert",
                                  other / "leaf-serial-127.pem", "--serial", "6")
        self.assertEqual([one["certId"]["serialNumber"] for one in document["requests"]], ["4097", "127", "5", "6"])

    def test_an_issuer_that_does_not_fit_is_status_2(self):
        leaf = TESTDATA / "openssl/certs/leaf-good.pem"
        self.assertIn(f"{leaf} was issued by ", self.refused(2, *self.issuer, "--cert", leaf))

    def test_the_name_that_is_hashed_is_the_certificate_s_own(self):
        printable = make_name(b"ME", tag=0x13)
        with tempfile.TemporaryDirectory() as folder:
            issuer, leaf = pathlib.Path(folder, "issuer"), pathlib.Path(folder, "leaf")
            issuer.write_bytes(make_certificate())
            leaf.write_bytes(make_certificate(name=printable))
            done = self.run_tool("create-request", "--issuer", issuer, "--cert", leaf)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            cert_id = self.document("request", "-", stdin=done.stdout)["requests"][0]["certId"]
            self.assertEqual(cert_id["issuerNameHash"], hashlib.sha256(printable).hexdigest())

    def test_of_a_bundle_what_fits_is_taken(self):
        certificates = [(TESTDATA / "openssl/certs" / name).read_text() for name in ("leaf-good.pem", "ca-rsa.pem")]
        with tempfile.TemporaryDirectory() as folder:
            bundle = pathlib.Path(folder, "bundle.pem")
            for order in (certificates, certificates[::-1]):
                bundle.write_text("".join(order))
                done = self.run_tool("create-request", "--issuer", bundle, "--cert", bundle)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(done.stderr.count(b"the one that fits is"), 2)
                wanted = self.run_tool("create-request", "--issuer", TESTDATA / "openssl/certs/ca-rsa.pem",
                                       "--cert", TESTDATA / "openssl/certs/leaf-good.pem")
                self.assertEqual(done.stdout, wanted.stdout)
            self.assertIn("whose serial number", self.refused(2, "create-request", "--issuer", bundle, "--serial", "1"))
            bundle.write_text(certificates[0] + certificates[1][:200])
            self.assertIn("END line", self.refused(1, "create-request", "--issuer", bundle, "--serial", "1"))

    def test_hashes_are_as_good_as_the_issuer(self):
        for name in ("sha1", "sha256", "sha512"):
            der, document = self.create(*self.certificate, "--hash", name)
            cert_id = document["requests"][0]["certId"]
            done = self.run_tool("create-request", "--issuer-name-hash", cert_id["issuerNameHash"], "--issuer-key-hash",
                                 cert_id["issuerKeyHash"].upper(), "--serial", "16160", "--hash", name)
            self.assertEqual((done.returncode, done.stdout), (0, der), done.stderr)
        for arguments, reason in (
                (["--issuer-name-hash", "00" * 32], "--issuer-key-hash"),
                (["--issuer-name-hash", "00" * 32, "--issuer-key-hash", "00" * 20], "the 32 bytes of sha256"),
                (["--issuer-name-hash", "zz", "--issuer-key-hash", "00" * 32], "hexadecimal"),
                ([*self.issuer[1:], "--issuer-name-hash", "00" * 32, "--issuer-key-hash", "00" * 32], "excludes"),
                ([], "whose certificates?")):
            self.assertIn(reason, self.refused(2, "create-request", *arguments, "--serial", "1"), arguments)

    def test_every_hash(self):
        sizes = {"sha1": 20, "sha224": 28, "sha256": 32, "sha384": 48, "sha512": 64}
        for name, size in sizes.items():
            cert_id = self.create(*self.certificate, "--hash", name)[1]["requests"][0]["certId"]
            self.assertEqual(cert_id["hashAlgorithm"]["name"], name)
            self.assertEqual({len(cert_id[key]) for key in ("issuerNameHash", "issuerKeyHash")}, {2 * size})

    def test_a_nonce(self):
        for nonce in ("00", "a5" * 31, "00" * 32, "a5" * 128):
            short = ["--short-nonce"] if len(nonce) < 64 else []
            extension = self.create("--serial", 1, "--nonce", nonce, *short)[1]["extensions"][0]
            octet_string = tlv(4, bytes.fromhex(nonce)).hex()
            self.assertEqual((extension["name"], extension["critical"], extension["value"]),
                             ("nonce", False, octet_string))
        for text, size in (("random", 32), ("random:1", 1), ("random:128", 128)):
            values = [self.create("--serial", 1, "--short-nonce", "--nonce", text)[1]["extensions"][0]["value"]
                      for _ in range(2)]
            self.assertEqual(len(tlv(4, bytes(size)).hex()), len(values[0]))
            self.assertTrue(size < 8 or values[0] != values[1])

    def test_the_url_for_get(self):
        encoded = self.SEED.replace("/", "%2F").replace("+", "%2B")
        for url in ("http://ocsp.example", "http://ocsp.example/"):
            printed = self.succeed(*self.issuer, *self.by_sha1, "--get", url)
            self.assertEqual(printed, f"http://ocsp.example/{encoded}\n")
        done = self.run_tool(*self.issuer, *["--serial=1"] * 3, "--get", "http://ocsp.example/")
        self.assertIn(b"beyond 255", done.stderr)
        self.assertTrue(done.stdout.startswith(b"http://ocsp.example/M"))

    def test_get_without_a_url_asks_the_responder_that_the_certificate_names(self):
        folder = TESTDATA / "openssl/certs"
        command = ["create-request", "--issuer", folder / "ca-rsa.pem"]
        leaf = ["--cert", folder / "leaf-good.pem"]
        self.assertEqual(self.succeed(*command, *leaf, "--get"),
                         self.succeed(*command, *leaf, "--get", "http://ocsp.example.test/"))
        self.assertIn("give its URL", self.refused(2, *command, "--serial", "1", "--get"))
        self.assertIn("--get is empty", self.refused(2, *command, *leaf, "--get", ""))

    def test_a_file_to_write_to(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "request.der")
            self.assertEqual(self.succeed(*self.issuer, *self.by_sha1, "-o", file), "")
            self.assertEqual(base64.b64encode(file.read_bytes()).decode(), self.SEED)
            file.unlink()
            self.assertIn("http://a/", self.succeed(*self.issuer, *self.by_sha1, "-o", file, "--get", "http://a"))
            self.assertEqual(base64.b64encode(file.read_bytes()).decode(), self.SEED)
            link = pathlib.Path(folder, "link")
            link.symlink_to(file)
            file.chmod(0o640)
            self.succeed(*self.issuer, *self.certificate, "-o", link)
            self.assertTrue(link.is_symlink())
            self.assertEqual(file.stat().st_mode & 0o777, 0o640)
            self.assertNotEqual(base64.b64encode(file.read_bytes()).decode(), self.SEED)
            self.assertEqual(sorted(pathlib.Path(folder).iterdir()), [link, file])
            self.assertEqual(self.succeed(*self.issuer, *self.certificate, "-o", "/dev/null"), "")
            for path in (folder, file / "in-a-file", pathlib.Path(folder, "none/request.der"), "/dev/full"):
                self.assertIn("cannot be written", self.refused(2, *self.issuer, *self.certificate, "-o", path))

    def test_what_makes_no_sense_is_status_2(self):
        for arguments, reason in (
                ([], "--cert or --serial"), (["--serial", ""], "is empty"),
                (["--serial", "0x"], "not a number"), (["--serial", "12a"], "not a decimal number"),
                (["--serial", "0x1g"], "not a decimal number"), (["--serial", "1", "--hash", "md5"], "sha512"),
                (["--serial", "1", "--nonce", "0"], "hexadecimal"), (["--serial", "1", "--nonce", "0g"], "hexadecimal"),
                (["--serial", "1", "--nonce", "00" * 129], "1 to 128"),
                (["--serial", "1", "--nonce", "00" * 31], "--short-nonce"),
                (["--serial", "1", "--nonce", "random:31"], "--short-nonce"),
                (["--serial", "1", "--nonce", "random:0"], "1 to 128"),
                (["--serial", "1", "--nonce", "random:129"], "1 to 128"),
                (["--serial", "1", "--nonce", "random:"], "random:LENGTH"),
                (["--serial", "1", "--nonce", "random16"], "random:LENGTH"),
                (["--cert", "no-such-file"], "no-such-file: ")):
            self.assertIn(reason, self.refused(2, *self.issuer, *arguments), arguments)
        self.assertEqual(self.run_tool("create-request", "--serial", 1).returncode, 2)

    def test_a_url_that_would_mislead_is_status_2(self):
        for url in ("ocsp.example", "-http://a", "http://a\nb", "http://a\x1b[31m", "http://a/#b", "http://a b",
                    "ldap://a"):
            self.assertIn("not a URL", self.refused(2, *self.issuer, "--serial=1", f"--get={url}"))

    def test_hashes_as_others_write_them(self):
        for name in ("SHA256", "sha-256", "SHA-256"):
            self.assertEqual(self.create("--serial", 1, "--hash", name), self.create("--serial", 1))

    def test_what_is_no_certificate_is_status_1(self):
        response = TESTDATA / "openssl/resp-good.der"
        self.assertIn(f"{response}: tbsCertificate at byte 4: ", self.refused(1, *self.issuer, "--cert", response))
        self.assertIn("can be read as a response", self.refused(1, "create-request", "--issuer", response, "--serial", 1))

    def test_der_is_not_for_a_terminal(self):
        try:
            parent, terminal = pty.openpty()
        except OSError as error:  # a chroot without /dev/pts
            self.skipTest(str(error))
        done = subprocess.run([OCSPAN, *map(str, self.issuer), "--serial", "1"], stdout=terminal,
                              stderr=subprocess.PIPE, check=False)
        os.close(terminal)
        os.close(parent)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"-o FILE", done.stderr)


class Writing(Command):
    def test_every_form_is_read_again(self):
        for verb, name in (("response", "resp-good.der"), ("request", "req-sha1.der"), ("certificate", "certs/ca-rsa.pem")):
            file = TESTDATA / "openssl" / name
            der = self.run_tool(verb, file, "--to", "der").stdout
            self.assertTrue(name.endswith(".pem") or der == file.read_bytes())
            for form in ("der", "pem", "base64", "hex"):
                written = self.run_tool(verb, file, "--to", form).stdout
                self.assertEqual(self.run_tool(verb, "-", "--to", "der", stdin=written).stdout, der)
            self.assertEqual(self.succeed(verb, file, "--to", "hex"), der.hex() + "\n")
            self.assertEqual(self.succeed(verb, file, "--to", "base64"), base64.b64encode(der).decode() + "\n")
        self.assertEqual(self.succeed("certificate", file, "--to", "pem"), file.read_text()[file.read_text().index("-----"):])
        for label, (verb, name) in (("OCSP RESPONSE", ("response", "resp-good.der")), ("OCSP REQUEST", ("request", "req-sha1.der"))):
            self.assertIn(f"-----BEGIN {label}-----\n", self.succeed(verb, TESTDATA / "openssl" / name, "--to", "pem"))

    def test_a_file_is_replaced_as_a_whole(self):
        with tempfile.TemporaryDirectory() as folder:
            out, response = pathlib.Path(folder) / "out", TESTDATA / "openssl/resp-good.der"
            out.write_bytes(b"old")
            self.refused(1, "response", "-", "--to", "der", "-o", out, stdin=response.read_bytes()[:-1])
            self.assertEqual(out.read_bytes(), b"old")
            self.succeed("response", response, "--to", "der", "-o", out)
            self.assertEqual((out.read_bytes(), list(out.parent.iterdir())), (response.read_bytes(), [out]))

    def test_certificates_of_a_response(self):
        for name in ("resp-good.der", "resp-extra-certs.der"):
            response = TESTDATA / "openssl" / name
            blocks = re.findall(r"-----BEGIN CERTIFICATE-----\n(.*?)-----END CERTIFICATE-----\n",
                                self.succeed("response", response, "--certs"), re.S)
            self.assertEqual([base64.b64decode(block).hex() for block in blocks],
                             self.document("response", response)["basic"]["certificates"])
        for name in ("resp-good-no-certs.der", "resp-unauthorized.der"):
            self.assertIn("there are no certificates in it", self.refused(1, "response", TESTDATA / "openssl" / name, "--certs"))

    def test_what_makes_no_sense_is_status_2(self):
        response = TESTDATA / "openssl/resp-good.der"
        for arguments in (["--to", "xml"], ["--to", "pem", "--json"], ["--to", "pem", "--certs"], ["-o", "x"], ["--to", ""]):
            self.refused(2, "response", response, *arguments)


class Verify(Command):
    KEYS = ["verdict", "step", "message", "detail", "revocationTime", "revocationReason", "thisUpdate", "nextUpdate", "signer",
            "nocheck", "usableUntil", "severalAnswers", "field", "offset", "input", "responseStatus", "at",
            "serialNumber", "serialNumberHex", "signerName", "nonce", "certificateExpired", "tolerated"]

    def setUp(self):
        if b"cannot verify" in self.run_tool("verify", "--issuer", self.file("certs/ca-rsa.pem"), "--serial", 1,
                                             self.file("resp-good.der")).stderr:
            self.skipTest("built without libcrypto")

    @staticmethod
    def file(name):
        return TESTDATA / "openssl" / name

    def question(self, response, issuer="certs/ca-rsa.pem", field="serialNumber", at=None):
        """The arguments that ask about the first certificate of a response, at the time it was signed."""
        basic = self.document("response", self.file(response))["basic"]
        return ["verify", "--issuer", self.file(issuer), "--serial", basic["responses"][0]["certId"][field],
                "--at", at or basic["producedAt"], self.file(response)]

    def verdict(self, status, *arguments, stdin=b""):
        done = self.run_tool(*arguments, "--json", stdin=stdin)
        self.assertEqual((done.returncode, done.stderr), (status, b""), arguments)
        answer = json.loads(done.stdout)
        self.assertEqual(list(answer), self.KEYS)
        return answer

    def test_the_exit_status_is_the_verdict(self):
        for response, status, verdict in (
                ("resp-good.der", 0, "good"), ("resp-revoked-1-keyCompromise.der", 3, "revoked"),
                ("resp-unknown.der", 4, "unknown"), ("resp-delegated.der", 0, "good")):
            self.assertEqual(self.verdict(status, *self.question(response))["verdict"], verdict)
        answer = self.verdict(5, *self.question("resp-good.der", at="2035-01-01T00:00:00Z"))
        self.assertEqual((answer["verdict"], answer["step"], answer["field"]), ("untrusted", "expired", "nextUpdate"))
        self.assertGreater(answer["offset"], 0)
        for response, status in (("resp-try-later.der", 8), ("resp-internal-error.der", 8), ("resp-unauthorized.der", 5)):
            answer = self.verdict(status, "verify", "--issuer", self.file("certs/ca-rsa.pem"), "--serial", 1,
                                  self.file(response))
            self.assertEqual(answer["step"], "not_successful")

    def test_who_signed(self):
        self.assertEqual(self.verdict(0, *self.question("resp-good.der"))["signer"], "issuer")
        self.assertEqual(self.verdict(0, *self.question("resp-delegated-by-key.der"))["signer"], "delegated")
        self.assertIsNone(self.verdict(5, *self.question("resp-good.der", "certs/ca-ec.pem"))["signer"])

    def test_why_it_was_revoked(self):
        answer = self.verdict(3, *self.question("resp-revoked-4-superseded.der"))
        self.assertEqual(answer["revocationReason"], "superseded")
        self.assertRegex(answer["revocationTime"], "^20..-..-..T..:..:..Z$")

    def test_a_certificate_is_as_good_as_its_serial_number(self):
        question = self.question("resp-good.der")
        for field in ("serialNumber", "serialNumberHex"):
            serial = ["--serial", ("0x" if field.endswith("Hex") else "") + self.question("resp-good.der", field=field)[4]]
            answer = self.verdict(0, *question[:3], *serial, *question[5:])
            self.assertEqual((answer["verdict"], answer["serialNumberHex"]), ("good", "1001"))
        for serial, contents in (("0", "00"), ("127", "7f"), ("0x0080", "0080"), ("-1", "ff"), ("-0x80", "80")):
            answer = self.verdict(5, *question[:3], f"--serial={serial}", *question[5:])
            self.assertEqual(answer["serialNumberHex"], contents)
        certificate = ["--cert", self.file("certs/leaf-good.pem")]
        self.assertEqual(self.verdict(0, *question[:3], *certificate, *question[5:])["verdict"], "good")

    def test_the_text_is_for_people(self):
        done = self.run_tool(*self.question("resp-revoked-4-superseded.der"))
        self.assertEqual(done.returncode, 3)
        lines = done.stdout.decode().splitlines()
        self.assertTrue(lines[0].endswith(": revoked"))
        self.assertIn("    Revocation Reason: superseded", lines)
        self.assertIn("    Signed by: the issuer", lines)
        moment = datetime.datetime.fromisoformat(
            self.document("response", self.file("resp-good.der"))["basic"]["responses"][0]["thisUpdate"][:-1])
        at = (moment + datetime.timedelta(hours=1)).isoformat() + "Z"
        done = self.run_tool(*self.question("resp-good.der", at=at), "--max-age", "60")
        self.assertEqual(done.returncode, 5)
        self.assertIn(b"untrusted\n    Reason: thisUpdate is longer ago than is allowed: 60 minutes ago, 60 seconds "
                      b"are allowed (too_old, "
                      b"thisUpdate at byte ",
                      done.stdout)
        self.assertNotIn(b"good", done.stdout)

    def request(self, folder, *arguments, issuer="certs/ca-rsa.pem"):
        path = pathlib.Path(folder, "request.der")
        self.succeed("create-request", "--issuer", self.file(issuer), *arguments, "-o", path)
        return path

    def test_the_nonce_of_the_request(self):
        question = self.question("resp-good-nonce.der")
        self.assertEqual(self.verdict(0, *question)["nonce"], "notAsked")
        whole = self.document("response", self.file("resp-good-nonce.der"))["basic"]["extensions"]
        nonce = next(one["decoded"]["nonce"] for one in whole if one["name"] == "nonce")
        with tempfile.TemporaryDirectory() as folder:
            for value, step, what in ((nonce, None, "equal"), ("00" * 8, "nonce_different", "different")):
                request = self.request(folder, *question[3:5], "--nonce", value, "--short-nonce")
                answer = self.verdict(5 if step else 0, *question, "--request", request)
                self.assertEqual((answer["step"], answer["nonce"]), (step, what))
                # without a nonce the response is not bound to the request
                plain = self.question("resp-good.der")
                answer = self.verdict(5, *plain, "--request", request)
                self.assertEqual((answer["step"], answer["nonce"]), ("nonce_missing", "missing"))
                self.verdict(0, *plain, "--request", request, "--accept-missing-nonce")
                self.assertIn(b"    Nonce: missing, which was accepted",
                              self.run_tool(*plain, "--request", request, "--accept-missing-nonce").stdout)

    def test_a_nonce_in_the_wrong_place_is_none(self):
        question = self.question("resp-good.der")
        cert_id = self.document("response", self.file("resp-good.der"))["basic"]["responses"][0]["certId"]
        nonce = make_extension(bytes.fromhex("2b0601050507300102"), tlv(4, b"1234"))
        with tempfile.TemporaryDirectory() as folder:
            request = pathlib.Path(folder, "request.der")
            request.write_bytes(make_request(
                serial=bytes.fromhex(cert_id["serialNumberHex"]), single_extensions=tlv(0xa0, tlv(0x30, nonce)),
                name_hash=bytes.fromhex(cert_id["issuerNameHash"]), key_hash=bytes.fromhex(cert_id["issuerKeyHash"])))
            self.assertEqual(self.verdict(0, *question, "--request", request)["nonce"], "notAsked")
            self.assertIn(b"    Nonce: none was asked for\n", self.run_tool(*question, "--request", request).stdout)

    def test_the_request_must_be_about_the_certificate(self):
        question = self.question("resp-good.der")
        with tempfile.TemporaryDirectory() as folder:
            for hash_name in ("sha1", "sha256", "sha512"):
                request = self.request(folder, *question[3:5], "--hash", hash_name)
                self.assertEqual(self.verdict(0, *question, "--request", request)["verdict"], "good")
                # alone it says what is asked
                answer = self.verdict(0, *question[:3], *question[5:], "--request", request)
                self.assertEqual(answer["serialNumber"], question[4])
            for arguments, issuer in ((["--serial", 1], "certs/ca-rsa.pem"), (question[3:5], "certs/ca-ec.pem")):
                request = self.request(folder, *arguments, issuer=issuer)
                self.assertIn("does not ask", self.refused(2, *question, "--request", request))

    def test_several_certificates_and_the_worst_of_them(self):
        response = self.file("resp-three.der")
        basic = self.document("response", response)["basic"]
        serials = {one["certStatus"]: one["certId"]["serialNumber"] for one in basic["responses"]}
        common = ["verify", "--issuer", self.file("certs/ca-rsa.pem"), "--at", basic["producedAt"], response]
        for wanted, status in ((["good", "unknown"], 4), (["unknown", "revoked", "good"], 3), (["good"], 0)):
            arguments = [part for one in wanted for part in ("--serial", serials[one])]
            done = self.run_tool(*common, *arguments, "--json")
            self.assertEqual(done.returncode, status)
            self.assertEqual([json.loads(line)["verdict"] for line in done.stdout.splitlines()], wanted)
        done = self.run_tool(*common, "--serial", serials["good"], "--serial", 9)
        self.assertEqual(done.returncode, 5)
        self.assertIn(b"asked about 0x09 (9), the answers are about 0x", done.stdout)

    def test_a_bundle_has_the_one_that_fits(self):
        question = self.question("resp-good.der")
        issuers = b"".join(self.file(f"certs/{name}.pem").read_bytes() for name in ("ca-ec", "ca-rsa", "ca-ed"))
        leaves = b"".join(self.file(f"certs/{name}.pem").read_bytes() for name in ("ca-rsa", "leaf-good"))
        with tempfile.TemporaryDirectory() as folder:
            bundle, chain = pathlib.Path(folder, "bundle.pem"), pathlib.Path(folder, "chain.pem")
            bundle.write_bytes("M\u00fcller & S\u00f6hne\n".encode() + issuers)
            chain.write_bytes(leaves)
            done = self.run_tool("verify", "--issuer", bundle, "--cert", chain, *question[5:])
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(done.stderr.count(b"the one that fits"), 2)
            self.assertIn("whose serial number", self.refused(2, "verify", "--issuer", bundle, *question[3:]))

    def test_of_several_responses_the_one_that_answers(self):
        names = ("resp-revoked-1-keyCompromise.der", "resp-good.der", "resp-unknown.der")
        encoded = {name: base64.encodebytes(self.file(name).read_bytes()).decode() for name in names}
        for order in (names, names[::-1]):
            bundle = "".join(f"-----BEGIN OCSP RESPONSE-----\n{encoded[name]}-----END OCSP RESPONSE-----\n"
                             for name in order).encode()
            for name, status, verdict in (("resp-good.der", 0, "good"), ("resp-unknown.der", 4, "unknown"),
                                          ("resp-revoked-1-keyCompromise.der", 3, "revoked")):
                question = [*self.question(name)[:-1], "-"]
                done = self.run_tool(*question, "--json", stdin=bundle)
                answer = json.loads(done.stdout)
                self.assertEqual((done.returncode, answer["verdict"]), (status, verdict))
                self.assertEqual((answer["responseNumber"], answer["responseCount"]), (order.index(name) + 1, 3))
                self.assertIn(f"    Note: this is what response {order.index(name) + 1} of 3 says",
                              self.run_tool(*question, stdin=bundle).stdout.decode())

    def test_of_several_that_answer_the_newest_and_the_strictest(self):
        def bundle(*responses):
            return b"".join(b"-----BEGIN OCSP RESPONSE-----\n" + base64.encodebytes(one) +
                            b"-----END OCSP RESPONSE-----\n" for one in responses)

        older, newer = (self.file(name).read_bytes() for name in ("resp-good.der", "resp-delegated.der"))
        question = [*self.question("resp-delegated.der")[:-1], "-", "--field", "responseNumber"]
        self.assertEqual(self.succeed(*question, stdin=bundle(older, newer)), "2\n")
        self.assertEqual(self.succeed(*question, stdin=bundle(newer, older)), "1\n")
        with tempfile.TemporaryDirectory() as folder:
            def openssl(*command):
                subprocess.run(["openssl", *command], cwd=folder, capture_output=True, timeout=60, check=True)

            openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key", "-out", "ca", "-subj", "/CN=ca")
            responses = {}
            openssl("ocsp", "-issuer", "ca", "-serial", "1", "-no_nonce", "-reqout", "request")
            for status, row in (("good", "V\t491231235959Z\t"), ("revoked", "R\t491231235959Z\t260101000000Z")):
                pathlib.Path(folder, "index").write_text(f"{row}\t01\tunknown\t/CN=a\n")
                openssl("ocsp", "-index", "index", "-CA", "ca", "-rsigner", "ca", "-rkey", "key", "-reqin", "request",
                        "-respout", status, "-ndays", "1")
                responses[status] = pathlib.Path(folder, status).read_bytes()
            for order in (("good", "revoked"), ("revoked", "good")):
                done = self.run_tool("verify", "--issuer", pathlib.Path(folder, "ca"), "--serial", "1", "-",
                                     stdin=bundle(*(responses[status] for status in order)))
                self.assertEqual(done.returncode, 3, done.stdout + done.stderr)

    def test_times(self):
        question = self.question("resp-good.der")
        moment = datetime.datetime.fromisoformat(question[6][:-1]).replace(tzinfo=datetime.timezone.utc)
        for at in (int(moment.timestamp()), (moment + datetime.timedelta(days=1)).date().isoformat()):
            self.assertEqual(self.verdict(0, *question[:6], at, question[-1])["verdict"], "good")
        self.verdict(7, *question, "--min-left", "36500d")
        self.verdict(0, *question, "--min-left", "1m")
        expired = [*question[:6], "2035-01-01", question[-1]]
        self.assertIn(b"nextUpdate has passed: ", self.run_tool(*expired).stdout)
        self.assertEqual(self.verdict(0, *expired, "--attested", question[6])["verdict"], "good")
        self.assertEqual(self.verdict(5, *expired, "--attested", "2034-01-01")["step"], "outside_attested_time")
        without = self.question("resp-good-no-next-update.der")
        self.verdict(0, *without)
        self.assertEqual(self.verdict(5, *without, "--require-next-update")["step"], "next_update_missing")

    def test_what_a_check_found_is_named(self):
        good, delegated = self.question("resp-good.der"), self.question("resp-delegated.der")
        nonce = self.question("resp-good-nonce.der")
        before = "2016-01-01"

        def at(question, time, *more):
            return [*question[:6], time, *more, question[-1]]

        with tempfile.TemporaryDirectory() as folder:
            asked = self.request(folder, *nonce[3:5], "--nonce", "0102030405060708", "--short-nonce")
            for step, detail, arguments in (
                    ("not_successful", "^unauthorized$", [*good[:-1], self.file("resp-unauthorized.der")]),
                    ("no_answer", r"^asked about 0x09 \(9\), the answers are about 0x1001 \(4097\)$",
                     [*good[:4], "9", *good[5:]]),
                    ("no_answer", "^asked about 0x1001 .*, the answer about that number has other hashes .*P-256 CA",
                     self.question("resp-good.der", "certs/ca-ec.pem")),
                    ("no_signer", "^it names .*CN=Ocspan RSA CA",
                     [*good[:3], "--serial", "0x1001", *good[5:-1], self.changed_responder(folder)]),
                    ("signer_not_yet_valid", "^CN=Delegated responder,O=Ocspan Test, by [0-9]+ days$", at(delegated, before)),
                    ("signer_expired", "^CN=Delegated responder,O=Ocspan Test, [0-9]+ days ago$",
                     at(delegated, "9999-01-01")),
                    ("weak_signature_algorithm", "^sha1WithRSAEncryption of the response$",
                     self.question("resp-rsa-sha1.der")),
                    ("produced_in_future", "^by [0-9]+ days$", at(good, before)),
                    ("expired", "^[0-9]+ days ago$", at(good, "2035-01-01")),
                    ("too_old", "^60 minutes ago, 60 seconds are allowed$",
                     at(good, self.later(good[6], 3600), "--max-age", "60")),
                    ("outside_attested_time", "^attested is 2034-01-01T00:00:00Z, thisUpdate is 20.*, nextUpdate is 20",
                     at(good, "2035-01-01", "--attested", "2034-01-01")),
                    ("nonce_missing", "^asked 0x0102030405060708, the response has none$", [*good, "--request", asked]),
                    ("nonce_different", "^asked 0x0102030405060708, the response has 0x[0-9a-f]+$",
                     [*nonce, "--request", asked])):
                with self.subTest(step=step):
                    answer = self.verdict(5, *arguments)
                    self.assertEqual(answer["step"], step)
                    self.assertRegex(answer["detail"], detail)
                    self.assertIn(f": {answer['detail']} ({step}, ".encode(), self.run_tool(*arguments).stdout)
        self.assertIsNone(self.verdict(0, *good)["detail"])

    @staticmethod
    def later(time, seconds):
        moment = datetime.datetime.fromisoformat(time[:-1]) + datetime.timedelta(seconds=seconds)
        return moment.isoformat() + "Z"

    def changed_responder(self, folder):
        """A response whose responderID names nobody who is known."""
        der = bytearray(self.file("resp-good.der").read_bytes())
        name = der.index(b"DE", der.index(b"\x55\x04\x06"))
        der[name:name + 2] = b"FR"
        path = pathlib.Path(folder, "changed.der")
        path.write_bytes(der)
        return path

    def test_a_serial_number_is_taken_as_it_is_printed(self):
        question = self.question("resp-good.der")
        text = self.succeed("response", question[-1])
        printed = re.search("Serial Number: (.*)\n", text)[1]
        self.assertEqual(printed, "0x1001 (4097)")
        self.assertIn(f"Serial Number: {printed}\n", self.succeed("certificate", self.file("certs/leaf-good.pem")))
        self.assertEqual(self.verdict(0, *question[:4], printed, *question[5:])["verdict"], "good")
        for serial in ("0x1001 (4098)", "0x1001 ()", "0x1001 (4097"):
            self.refused(2, *question[:4], serial, *question[5:])

    def test_names_of_files_do_not_command_the_terminal(self):
        question = self.question("resp-good.der")
        with tempfile.TemporaryDirectory() as folder:
            leaf, bundle = os.path.join(folder, "l\x1b[31m"), os.path.join(folder, "b\x1b[31m")
            pathlib.Path(leaf).write_bytes(self.file("certs/leaf-good.pem").read_bytes())
            pathlib.Path(bundle).write_bytes(
                b"".join(self.file(f"certs/{name}.pem").read_bytes() for name in ("ca-ec", "ca-rsa")))
            done = self.run_tool("verify", "--issuer", bundle, "--cert", leaf, *question[5:])
            self.assertEqual(done.returncode, 0)
            self.assertNotIn(b"\x1b", done.stdout + done.stderr)
            self.assertIn(b"l\\1B[31m: good", done.stdout)
            self.assertIn(b"b\\1B[31m the one that fits", done.stderr)

    def test_weak_signatures_are_refused_unless_asked_for(self):
        question = self.question("resp-rsa-sha1.der")
        self.assertEqual(self.verdict(5, *question)["step"], "weak_signature_algorithm")
        self.verdict(0, *question, "--accept-weak")

    def test_trusted_responders(self):
        question = self.question("resp-delegated.der", "certs/ca-ec.pem")
        basic = self.document("response", self.file("resp-delegated.der"))["basic"]
        self.assertEqual(self.verdict(5, *question, "--responder", self.file("certs/responder.pem"))["step"], "no_answer")
        question = self.question("resp-delegated.der")
        answer = self.verdict(0, *question, "--responder", self.file("certs/responder.pem"))
        self.assertEqual(answer["signer"], "trusted")
        self.assertEqual(answer["signerName"], basic["responderId"]["byName"])
        self.assertIn(b"a trusted responder (", self.run_tool(*question, "--responder",
                                                              self.file("certs/responder.pem")).stdout)

    def test_the_responder_s_certificate_may_be_elsewhere(self):
        question = self.question("resp-delegated.der")
        der = without_certs(question.pop().read_bytes())
        self.assertEqual(self.verdict(5, *question, "-", stdin=der)["step"], "no_signer")
        for others, signer in (("responder", "delegated"), ("ca-ec", None)):
            answer = self.verdict(0 if signer else 5, *question, "-", "--certs", self.file(f"certs/{others}.pem"),
                                  stdin=der)
            self.assertEqual((answer["signer"], answer["step"]), (signer, None if signer else "no_signer"))

    def test_the_responder_s_status_is_named(self):
        texts = set()
        for name, status in (("try-later", "tryLater"), ("unauthorized", "unauthorized"),
                             ("internal-error", "internalError"), ("sig-required", "sigRequired"),
                             ("malformed-request", "malformedRequest")):
            question = ["verify", "--issuer", self.file("certs/ca-rsa.pem"), "--serial", 1,
                        self.file(f"resp-{name}.der")]
            done = self.run_tool(*question)
            self.assertIn(status.encode(), done.stdout)
            texts.add(done.stdout)
            self.assertEqual(self.verdict(done.returncode, *question)["responseStatus"], status)
        self.assertEqual(len(texts), 5)

    def test_one_value(self):
        question = self.question("resp-good.der")
        self.assertEqual(self.succeed(*question, "--field", "verdict").strip(), "good")
        self.refused(2, *question, "--field", "verdikt")
        self.assertIn("revocationTime is absent", self.refused(1, *question, "--field", "revocationTime"))

    def test_standard_input(self):
        question = self.question("resp-good.der")
        self.assertEqual(self.verdict(0, *question[:-1], "-", stdin=question[-1].read_bytes())["verdict"], "good")

    def test_what_is_malformed_is_status_1(self):
        question = self.question("resp-good.der")
        error = self.error(*question[:-1], "-", stdin=question[-1].read_bytes() + b"\0")
        self.assertEqual(error["code"], "trailing_data")
        self.assertIn("tbsCertificate", self.refused(1, "verify", "--issuer", question[-1], "--serial", 1, question[-1]))

    def test_what_makes_no_sense_is_status_2(self):
        question = self.question("resp-good.der")
        issuer, response = question[:3], question[-1]
        for arguments, reason in (
                ([], "--cert, --serial or --request"), (["--skew="], "--skew is empty"), (["--serial", "x"], "not a decimal number"),
                (["--cert", "no-such-file"], "no-such-file: "), (["--serial", 1, "--at", "yesterday"], "--at"),
                (["--serial", 1, "--at", "2026-02-30T00:00:00Z"], "--at"),
                (["--serial", 1, "--at", "2026-02-03T00:00:00+01:00"], "--at"), (["--serial", 1, "--at", ""], "--at is empty"),
                (["--serial", 1, "--request", ""], "--request is empty"), (["--serial", 1, "--min-left", "2w"], "--min-left"),
                (["--cert", self.file("certs/leaf-ec.pem")], "was issued by"),
                (["--serial", 1, "--tolerate", "all,most"], "most"),
                (["--serial", 1, "--request", self.file("req-sha1.der")], "does not ask")):
            self.assertIn(reason, self.refused(2, *issuer, *arguments, response), arguments)
        for arguments in (["--max-age", "-1"], ["--skew", "x"]):
            self.assertEqual(self.run_tool(*question, *arguments).returncode, 2, arguments)


if __name__ == "__main__":
    TESTDATA = pathlib.Path(sys.argv.pop()).resolve()
    OCSPAN = sys.argv.pop()
    unittest.main()
