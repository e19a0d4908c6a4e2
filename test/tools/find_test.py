#!/usr/bin/env python3
"""Tests of ocspan find: find_test.py [CLASS[.TEST]...] OCSPAN TESTDATA

Messages are planted in files of many kinds, which a fixed seed makes; each is found where it is, and nothing else is.
"""

import base64
import gzip
import io
import json
import pathlib
import random
import re
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import urllib.parse
import zipfile
import zlib

import jsonschema

OCSPAN = ""
TESTDATA = pathlib.Path()
SCHEMA = pathlib.Path(__file__).resolve().parents[2] / "docs/schema/find.schema.json"


def values(der):
    """The content of a value, as the DER of each value in it."""
    def bounds(at):
        count = der[at + 1] & 0x7f if der[at + 1] >= 0x80 else 0
        begin = at + 2 + count
        return begin, begin + (int.from_bytes(der[at + 2:begin], "big") if count else der[at + 1])
    at, end = bounds(0)
    found = []
    while at < end:
        begin, at = at, bounds(at)[1]
        found.append(der[begin:at])
    return found


def content(der):
    return b"".join(values(der))


def messages():
    """(DER, type) of all messages of the test data, and of bodies of responses alone."""
    found = []
    for file in sorted((TESTDATA / "openssl").glob("*.der")):
        der = file.read_bytes()
        is_request = file.name.startswith("req")
        found.append((der, "OCSPRequest" if is_request else "OCSPResponse"))
        if not is_request and len(der) > 100:
            octets = values(content(values(der)[1]))[1]
            body = octets[2 + (octets[1] & 0x7f if octets[1] >= 0x80 else 0):]
            found.append((body, "BasicOCSPResponse"))
    return found


def tlv(tag, *contents):
    """A value in DER."""
    inside = b"".join(contents)
    size = len(inside)
    length = bytes([size]) if size < 0x80 else size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag]) + (bytes([0x80 + len(length)]) if size >= 0x80 else b"") + length + inside


def filled_messages(fill):
    """Messages of each type, of each thing that they may begin with, with so many bytes in an extension."""
    extensions = tlv(0x30, tlv(0x30, b"\x06\x03\x2a\x03\x04", tlv(4, bytes(fill))))
    algorithm = tlv(0x30, b"\x06\x03\x2a\x03\x05")
    cert_id = tlv(0x30, algorithm, tlv(4, b"\0"), tlv(4, b"\0"), b"\x02\x01\x07")
    time = tlv(0x18, b"20260101000000Z")
    name = tlv(0x30, tlv(0x31, tlv(0x30, bytes.fromhex("0603550403"), tlv(0x0c, b"name"))))
    found = []
    for requestor in (b"", tlv(0xa1, tlv(0xa4, name))):
        requests = tlv(0x30, tlv(0x30, cert_id))
        found.append((tlv(0x30, tlv(0x30, requestor, requests, tlv(0xa2, extensions))), "OCSPRequest"))
    for responder in (tlv(0xa1, name), tlv(0xa2, tlv(4, bytes(20)))):
        answers = tlv(0x30, tlv(0x30, cert_id, b"\x80\0", time))
        body = tlv(0x30, tlv(0x30, responder, time, answers, tlv(0xa1, extensions)), algorithm, b"\x03\x02\0\xff")
        typed = tlv(0x30, bytes.fromhex("06092b0601050507300101"), tlv(4, body))
        found += [(body, "BasicOCSPResponse"), (tlv(0x30, b"\x0a\x01\0", tlv(0xa0, typed)), "OCSPResponse")]
    return found


ERRORS = [(tlv(0x30, b"\x0a\x01", bytes([status])), "OCSPResponse") for status in (1, 2, 3, 5, 6)]


def limit_memory():
    limit = 128 << 20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


class Planted:
    """A file that is being made, and the messages in it."""

    def __init__(self, rng):
        self.rng = rng
        self.data = bytearray()
        self.there = []  # (stream, offset, length, type, form, der)

    def add(self, data):
        self.data += data

    def plant(self, message, written=None, form="DER", at=None):
        written = message[0] if written is None else written
        self.there.append(([], len(self.data) if at is None else at, len(written), message[1], form, message[0]))
        self.data += written

    def plant_digits(self, message, before, width=1 << 40, end=b"\n", spell=None):
        """In base64, with so many bytes before it, and some behind it; each digit but its first may be spelled so."""
        other = bytes([len(self.there) * 37 % 256])
        digits = base64.b64encode(other * before + message[0] + other * 9)
        first, last = before * 8 // 6, ((before + len(message[0])) * 8 - 1) // 6
        ends = lambda digit: digit // width * len(end)  # noqa: E731
        if spell is None:
            begin, stop, text = first + ends(first), last + 1 + ends(last), in_lines(digits, width, end)
        else:
            size = len(spell(digits[0]))
            begin, stop = first + ends(first), first + 1 + (last - first) * size + ends(last)
            text = b"".join((end if i != 0 and i % width == 0 else b"") + (spell(digit) if i > first else b"%c" % digit)
                            for i, digit in enumerate(digits))
        self.there.append(([], len(self.data) + begin, stop - begin, message[1], "base64", message[0]))
        self.data += text

    def nest(self, inner, stream):
        """What was planted in a stream that begins at this offset."""
        self.there += [([stream, *each[0]], *each[1:]) for each in inner.there]


def in_lines(text, size, end=b"\n"):
    return end.join(text[i:i + size] for i in range(0, len(text), size))


def written_as_base64(rng, der):
    plain = base64.b64encode(der)
    return rng.choice([
        lambda: plain,
        lambda: in_lines(plain, 64),
        lambda: in_lines(plain, rng.randrange(1, 80), b"\r\n"),
        lambda: in_lines(plain, 76, b"\n  "),
        lambda: in_lines(plain, 64, b"\\n"),
        lambda: plain.replace(b"/", b"\\/"),
        lambda: base64.urlsafe_b64encode(der),
        lambda: urllib.parse.quote(plain, safe="").encode(),
    ])()


def noise(rng, size):
    return rng.randbytes(size)


def make_random(rng, all_messages):
    file = Planted(rng)
    for _ in range(rng.randrange(4)):
        file.add(noise(rng, rng.randrange(5000)) + b"\0")
        file.plant(rng.choice(all_messages))
    file.add(noise(rng, rng.randrange(3000)))
    return file


def make_log(rng, all_messages):
    file = Planted(rng)
    for line in range(rng.randrange(1, 60)):
        file.add(f"2026-12-01T00:00:{line:02} host app[{rng.randrange(30000)}]: ".encode())
        if rng.random() < 0.2:
            message = rng.choice(all_messages)
            file.add(rng.choice([b"GET /ocsp/", b'"response": "', b"staple="]))
            file.plant(message, written_as_base64(rng, message[0]), "base64")
            file.add(rng.choice([b" HTTP/1.1", b'"', b" "]))
        else:
            file.add(b"cert=" + base64.b64encode(noise(rng, rng.randrange(90))) + b" status=304030203000")
        file.add(b"\n")
    return file


def make_mail(rng, all_messages):
    """A CMS that is attached in base64: the messages begin anywhere in groups of three bytes."""
    file = Planted(rng)
    file.add(b"Content-Transfer-Encoding: base64\n\n")
    inside, there = b"", []
    for _ in range(rng.randrange(1, 3)):
        inside += noise(rng, rng.randrange(200)) + b"\xff"
        message = rng.choice(all_messages)
        there.append((len(inside), message))
        inside += message[0]
    inside += b"\0" + noise(rng, rng.randrange(50))
    text = base64.b64encode(inside)
    start = len(file.data)
    width = 76
    where = lambda digit: start + digit + digit // width  # noqa: E731
    for at, message in there:
        first, last = at * 8 // 6, (at * 8 + len(message[0]) * 8 - 1) // 6
        file.there.append(([], where(first), where(last) + 1 - where(first), message[1], "base64", message[0]))
    file.add(in_lines(text, width) + b"\n")
    return file


def make_zip(rng, all_messages):
    file, archive = Planted(rng), io.BytesIO()
    inner = []
    with zipfile.ZipFile(archive, "w") as out:
        for i in range(rng.randrange(1, 4)):
            entry = rng.choice([make_random, make_log])(rng, all_messages)
            kind = rng.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
            header = archive.tell()
            out.writestr(zipfile.ZipInfo(f"{i}.bin"), bytes(entry.data), kind)
            begin = header + 30 + len(f"{i}.bin")
            inner.append((entry, begin, kind))
    file.add(archive.getvalue())
    for entry, begin, kind in inner:
        if kind == zipfile.ZIP_DEFLATED:
            file.nest(entry, begin)
        else:
            file.there += [([*each[0]], each[1] + begin, *each[2:]) for each in entry.there]
    return file


def make_gzip(rng, all_messages):
    file, inner = Planted(rng), make_zip(rng, all_messages)
    file.add(noise(rng, 20) + b"\0")
    begin = len(file.data)
    file.add(gzip.compress(bytes(inner.data), mtime=0))
    file.nest(inner, begin)
    return file


def make_pdf(rng, all_messages):
    """A document with compressed streams; written anew by qpdf, what is in them is found again."""
    file = Planted(rng)
    file.add(b"%PDF-1.7\n")
    offsets = []
    for number in range(4, 4 + rng.randrange(1, 4)):
        inner = rng.choice([make_random, make_log])(rng, all_messages)
        data = zlib.compress(bytes(inner.data))
        offsets.append((number, len(file.data)))
        file.add(b"%d 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\r\n" % (number, len(data)))
        file.nest(inner, len(file.data))
        file.add(data + b"\nendstream\nendobj\n")
    streams = b"".join(b"%d 0 R " % number for number, _ in offsets)
    for number, text in ((1, b"<</Type/Catalog/Pages 2 0 R/DSS<</OCSPs[%s]>>>>" % streams),
                         (2, b"<</Type/Pages/Kids[3 0 R]/Count 1>>"),
                         (3, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")):
        offsets.append((number, len(file.data)))
        file.add(b"%d 0 obj\n%s\nendobj\n" % (number, text))
    start = len(file.data)
    file.add(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
    for _, offset in sorted(offsets):
        file.add(b"%010d 00000 n \n" % offset)
    file.add(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, start))
    return file


def make_capture(rng, all_messages):
    """Packets of HTTP, in the format of libpcap."""
    file = Planted(rng)
    file.add(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1))
    for second in range(rng.randrange(1, 12)):
        message = rng.choice(all_messages)
        body = b"HTTP/1.1 200 OK\r\nContent-Type: application/ocsp-response\r\n\r\n"
        size = 54 + len(body) + len(message[0])
        file.add(struct.pack("<IIII", second, 0, size, size))
        file.add(bytes(12) + b"\x08\x00E" + bytes(39) + body)
        file.plant(message)
    return file


def text2pcap(rng, all_messages, folder):
    """A capture by text2pcap, of packets that it gets as hexadecimal."""
    chosen = [rng.choice([each for each in all_messages if len(each[0]) < 60000]) for _ in range(rng.randrange(1, 6))]
    dump = ""
    for der, _ in chosen:
        for at in range(0, len(der), 16):
            dump += f"{at:06x} {der[at:at + 16].hex(' ')}\n"
        dump += "\n"
    (folder / "dump").write_text(dump)
    subprocess.run(["text2pcap", "-q", "-T", "1024,80", folder / "dump", folder / "pcap"], check=True,
                   capture_output=True)
    return locate(rng, (folder / "pcap").read_bytes(), chosen)


def cms(rng, all_messages, folder):
    """A message as the content of a CMS of openssl."""
    chosen = [rng.choice(all_messages)]
    (folder / "content").write_bytes(chosen[0][0])
    data = subprocess.run(["openssl", "cms", "-data_create", "-binary", "-in", folder / "content", "-outform", "DER"],
                          check=True, capture_output=True).stdout
    return locate(rng, data, chosen)


def locate(rng, data, chosen):
    """Where each of these messages stands, one after the other."""
    file, at = Planted(rng), 0
    for message in chosen:
        at = data.index(message[0], at)
        file.there.append(([], at, len(message[0]), message[1], "DER", message[0]))
        at += len(message[0])
    file.add(data)
    return file


class Finding(unittest.TestCase):
    """What the tests share."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def run_tool(self, *arguments, **options):
        return subprocess.run([OCSPAN, "find", *map(str, arguments)], capture_output=True, timeout=300, check=False,
                              **options)

    def found(self, *arguments, **options):
        done = self.run_tool("--json", *arguments, **options)
        self.assertEqual((done.returncode, done.stderr), (0, b""), arguments)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        for line in lines:
            self.validator.validate(line)
        return lines

    @classmethod
    def setUpClass(cls):
        schema = json.loads(SCHEMA.read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        cls.validator = jsonschema.Draft202012Validator(schema)
        cls.messages = messages()

    def skip_if_memory_is_reserved(self):
        if b"__asan_init" in OCSPAN.read_bytes():
            self.skipTest("the address sanitizer reserves memory")

    def make(self, name, maker, rng):
        file = maker(rng, self.messages)
        (self.folder / name).write_bytes(file.data)
        return file

    def check_file(self, file, *arguments):
        """What is found in one file is what was planted there."""
        (self.folder / "file").write_bytes(file.data)
        lines = self.found(*arguments, self.folder / "file")
        self.assertEqual([(line["offset"], line["length"], line["type"], line["form"], line["size"]) for line in lines],
                         [(*each[1:5], len(each[5])) for each in file.there])


class Find(Finding):
    def test_messages_of_all_sizes(self):
        """Each form of length of the message and of what it begins with, in DER and at each place in base64."""
        file = Planted(None)
        for message in ERRORS:
            file.plant(message, base64.b64encode(message[0]), "base64")
            file.add(b" ")
        for message in [*ERRORS, *(each for size in range(300) for each in filled_messages(size))]:
            file.plant(message)
            for before in range(3):
                file.add(b" ")
                file.plant_digits(message, before)
            file.add(b" ")
        for size in [*range(65536 - 300, 65536, 9), (1 << 24) + 1]:
            for message in filled_messages(size)[size % 2::2]:
                file.plant(message)
                file.plant_digits(message, size % 3)
                file.add(b" ")
        self.check_file(file, "--max-size", "32MiB")

    def test_base64_that_is_interrupted_anywhere(self):
        """By all that may stand between digits, behind each of the first digits and later, with escaped ones."""
        all_messages = [*ERRORS[:1], *filled_messages(0), *filled_messages(200)]
        spellings = [None, lambda digit: b"%%%02X" % digit, lambda digit: b"\\u%04x" % digit]
        file = Planted(None)
        for end in (b"\n", b"\r\n", b"\r", b"\n\t", b"\n\n \t", b"\\n", b"\\r\\n", b"%0A", b"%0D%0A", b"\\u000a"):
            for width in range(1, 80):
                for before in range(3):
                    for spell in spellings:
                        message = all_messages[len(file.there) % len(all_messages)]
                        file.plant_digits(message, before, width, end, spell)
                        file.add(b" ")
        self.check_file(file)

    def check_planted(self, makers, count):
        there = {}
        for i in range(count):
            name = f"{i}.bin"
            there[name] = self.make(name, makers[i % len(makers)], random.Random(i)).there
        out = self.folder / "out"
        lines = self.found("--extract", out, *(self.folder / name for name in there))
        for name, expected in there.items():
            expected = sorted(expected, key=lambda each: each[0] + [each[1]])
            of_file = [line for line in lines if pathlib.Path(line["file"]).name == name]
            self.assertEqual([(line["stream"], line["offset"], line["length"], line["type"], line["form"], line["size"])
                              for line in of_file],
                             [(*each[:5], len(each[5])) for each in expected],
                             name)
            for line, each in zip(of_file, expected):
                place = "+".join(map(str, [*line["stream"], line["offset"]]))
                self.assertEqual(line["extracted"], str(out / f"{name}-{place}.der"))
                self.assertEqual(pathlib.Path(line["extracted"]).read_bytes(), each[5])
        self.assertEqual(len(list(out.iterdir())), len(lines))
        self.assertGreater(len(lines), count // 2)

    def test_planted_messages_are_found_and_nothing_else(self):
        makers = [make_random, make_log, make_mail, make_zip, make_gzip, make_pdf, make_capture,
                  lambda rng, all_messages: cms(rng, all_messages, self.folder)]
        self.check_planted(makers, 200)

    def test_captures_by_text2pcap(self):
        if not shutil.which("text2pcap"):
            self.skipTest("needs text2pcap of wireshark-common")
        self.check_planted([lambda rng, all_messages: text2pcap(rng, all_messages, self.folder)], 20)

    def test_documents_by_qpdf(self):
        if not shutil.which("qpdf"):
            self.skipTest("needs qpdf")
        for i in range(10):
            there = self.make("made.pdf", make_pdf, random.Random(i)).there
            subprocess.run(["qpdf", "--recompress-flate", "--object-streams=generate", self.folder / "made.pdf",
                            self.folder / "again.pdf"], check=True)
            lines = self.found(self.folder / "again.pdf")
            self.assertEqual(sorted((line["type"], line["size"], line["offset"]) for line in lines),
                             sorted((each[3], len(each[5]), each[1]) for each in there))

    def test_the_line_for_people(self):
        response = (TESTDATA / "openssl/resp-good.der").read_bytes()
        (self.folder / "a").write_bytes(b"x" + response)
        (self.folder / "b").write_bytes(b"<< >> stream\n" + zlib.compress(b"abc" + response) + b"\nendstream")
        done = self.run_tool("a", "b", cwd=self.folder)
        self.assertEqual(done.stdout.decode(),
                         f"a 1 {len(response)} OCSPResponse\nb 13+3 {len(response)} OCSPResponse\n")
        done = self.run_tool("-", input=response)
        self.assertEqual(done.stdout.decode(), f"- 0 {len(response)} OCSPResponse\n")

    def test_a_file_is_not_replaced(self):
        arguments = ("--extract", self.folder / "out", TESTDATA / "openssl/resp-good.der")
        self.assertEqual(self.run_tool(*arguments).returncode, 0)
        file = self.folder / "out/resp-good.der-0.der"
        file.write_bytes(b"mine")
        done = self.run_tool(*arguments)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"is there already", done.stderr)
        self.assertEqual((file.read_bytes(), list(file.parent.iterdir())), (b"mine", [file]))

    def test_what_cannot_be_read_does_not_end_the_others(self):
        done = self.run_tool(self.folder, self.folder / "none", TESTDATA / "openssl/resp-good.der")
        self.assertEqual(done.returncode, 2)
        self.assertEqual(len(done.stdout.splitlines()), 1)
        self.assertTrue(re.search(rb"is a folder \[unreadable\]\n.*No such file", done.stderr, re.S))

    def test_a_damaged_response_leaves_its_body(self):
        response = bytearray((TESTDATA / "openssl/resp-good.der").read_bytes())
        response[6] = 1
        (self.folder / "damaged").write_bytes(response)
        self.assertEqual([line["type"] for line in self.found(self.folder / "damaged")], ["BasicOCSPResponse"])

    def test_streams_that_are_none_or_damaged(self):
        response = (TESTDATA / "openssl/resp-good.der").read_bytes()
        (self.folder / "false").write_bytes(b"stream\n\x78\x9c" + response + b"\x1f\x8b\x08" + response +
                                            b"PK\3\4" + response)
        self.assertEqual([line["offset"] for line in self.found(self.folder / "false")],
                         [9, 12 + len(response), 16 + 2 * len(response)])
        packed = gzip.compress(response + random.Random(1).randbytes(300000))
        (self.folder / "cut").write_bytes(packed[:200000])
        self.assertEqual([(line["stream"], line["offset"]) for line in self.found(self.folder / "cut")], [([0], 0)])

    def test_what_is_not_looked_into_is_said(self):
        data = b"x"
        for _ in range(6):
            data = gzip.compress(data)
        (self.folder / "deep").write_bytes(data)
        done = self.run_tool(self.folder / "deep")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"too deep", done.stderr)

    def test_bombs_end(self):
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        zeros = bytes(1 << 20)
        data = b"".join(packer.compress(zeros) for _ in range(1500)) + packer.flush()
        done = self.run_tool("-", input=data)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"too much to decompress", done.stderr)

    def test_what_looks_like_messages_is_bounded(self):
        """Each eight bytes begin what may be a request of a megabyte."""
        data = (b"\x30\x83\x10\x00\x00\x30\x83\x0f\x00\x00\x30\x00" * 200000) + bytes(1 << 20)
        done = self.run_tool("-", input=data)
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertIn(b"too much looks like messages", done.stderr)

    def test_memory_is_bounded(self):
        """A long input through a pipe, with a message at its end."""
        response = (TESTDATA / "openssl/resp-good.der").read_bytes()
        block = random.Random(2).randbytes(1 << 20)
        count = 300
        self.skip_if_memory_is_reserved()
        with subprocess.Popen([OCSPAN, "find", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              preexec_fn=limit_memory) as tool:
            for _ in range(count):
                tool.stdin.write(block)
            tool.stdin.write(response)
            tool.stdin.close()
            self.assertEqual(tool.stdout.read().decode(), f"- {count << 20} {len(response)} OCSPResponse\n")
        self.assertEqual(tool.returncode, 0)


class FindInLargeFile(Finding):
    def test_a_gigabyte(self):
        """With messages far from each other, in little memory and time."""
        self.skip_if_memory_is_reserved()
        response = next(message for message in self.messages if len(message[0]) > 1000)
        size = 10**9
        there = []
        with (self.folder / "file").open("wb") as out:
            for i in range(200):
                file = Planted(None)
                if i % 2 == 0:
                    file.plant(response)
                else:
                    file.plant_digits(response, i % 3, 76)
                begin = i * (size // 200) + 4096 - i * 31  # anywhere in and across blocks and pages
                out.seek(begin)
                out.write(file.data)
                there += [(each[1] + begin, each[4], each[5]) for each in file.there]
            out.truncate(size)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        lines = self.found("--extract", self.folder / "out", self.folder / "file", preexec_fn=limit_memory)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.assertEqual([(line["offset"], line["form"], pathlib.Path(line["extracted"]).read_bytes()) for line in lines],
                         there)
        self.assertLess(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 10)


if __name__ == "__main__":
    TESTDATA = pathlib.Path(sys.argv.pop()).resolve()
    OCSPAN = pathlib.Path(sys.argv.pop()).resolve()
    unittest.main()
