#!/usr/bin/env python3
"""Writes limbo.json, the corpus of OCSP limbo: byte for byte the same each time.

    generate.py                 writes limbo.json, and adds new ids to ids.txt
    generate.py --check         fails if they are not what would be written
    generate.py --unpack DIR    writes each message as GROUP/NAME.der and, but for large ones, .ascii; the keys as PEM
    generate.py --tar FILE      writes all of that, limbo.json and how to read it as a tar; prints its SHA-256
"""

import argparse
import hashlib
import io
import sys
import tarfile
from pathlib import Path

import corpus
import der_ascii
import keys
import model
from cases import (asking, extended, framing, known, large, matching, moments, signed, signers, structure, values,
                   writing)

HERE = Path(__file__).resolve().parent
IDS = HERE / "ids.txt"
FAMILIES = (framing, values, structure, extended, signed, asking, matching, signers, moments, writing, large, known)
SHIPPED = ("README.md", "limbo.schema.json", "ids.txt", "corpus.py")
READABLE = 64 << 10     # bytes of a message that somebody may want to read as text


def made():
    """The text of limbo.json."""
    return model.lines(model.corpus_json([group for family in FAMILIES for group in family.groups()]))


def ids_with(cases, text):
    """ids.txt, where an id that is no longer in the corpus is retired: it is never used again."""
    known_ids = [line.partition(" ")[0] for line in text.splitlines()]
    now = [case["id"] for case in cases]
    retired = [line for line in text.splitlines() if line.endswith(" retired")]
    if again := sorted(set(now) & {line.partition(" ")[0] for line in retired}):
        raise ValueError(f"ids that were retired: {', '.join(again)}")
    listed = set(now)
    lines = [one if one in listed else f"{one} retired" for one in known_ids]
    lines += [one for one in now if one not in set(known_ids)]
    return "".join(line + "\n" for line in lines)


def files(cases):
    """The name and the content of each file that is unpacked."""
    for case in cases:
        message = corpus.message(case)
        if message is not None:
            yield f"{corpus.path(case)}.der", message
            if len(message) <= READABLE:
                yield f"{corpus.path(case)}.ascii", der_ascii.text_of(message).encode()
    for name, pem in keys.all_pem():
        yield f"keys/{name}", pem


def write_tar(out, text, cases):
    """With nothing in it that differs from one day or machine to the next."""
    shipped = [("limbo.json", text.encode()), *((name, (HERE / name).read_bytes()) for name in SHIPPED)]
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in sorted([*shipped, *files(cases)]):
            member = tarfile.TarInfo(f"ocsp-limbo/{name}")
            member.size, member.mtime, member.mode = len(content), 0, 0o644
            archive.addfile(member, io.BytesIO(content))


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--unpack", metavar="DIR", type=Path)
    parser.add_argument("--tar", metavar="FILE", type=Path)
    options = parser.parse_args()
    text = made()
    cases = corpus.read(text)["cases"]
    ids = ids_with(cases, IDS.read_text(encoding="utf-8"))
    if options.check:
        return "limbo.json or ids.txt is not what this program writes" if (
            corpus.FILE.read_text(encoding="utf-8"), IDS.read_text(encoding="utf-8")) != (text, ids) else 0
    if options.unpack:
        for name, content in files(cases):
            file = options.unpack / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    if options.tar:
        with open(options.tar, "wb") as out:
            write_tar(out, text, cases)
        print(f"{hashlib.sha256(options.tar.read_bytes()).hexdigest()}  {options.tar}")
    if not options.unpack and not options.tar:
        corpus.FILE.write_text(text, encoding="utf-8")
        IDS.write_text(ids, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
