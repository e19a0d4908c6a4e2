#!/usr/bin/env python3
"""Checks that each floor of the library knows only those below it: check_layers.py SOURCE-ROOT.

Includes: a floor includes its own headers, those of lower floors and the standard library's; an adapter those of its one
library as well. Words: asn1 does not speak of X.509 and OCSP, x509 not of OCSP. Every folder in lib is a floor or an
adapter.
"""

import pathlib
import re
import sys

# From the bottom; a floor includes its own headers and those of the floors before it. "words" are the files right in
# include/ocspan.
FLOORS = ["words", "asn1", "x509", "ocsp", "lint", "c"]
# Beside the floors: what stands on ocsp, and the one library whose headers it includes.
ADAPTERS = {"botan": "botan/", "openssl": "openssl/"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+(["<])([^">]+)[">]', re.M)
# A definition that a header brings along when it is used header-only.
DEFINITION = re.compile(r"(?:\.\./)+lib/(\w+)/\w+\.cpp$")
# Headers that the floors do not see: the whole of the library.
ROOF = ("ocspan.hpp", "ocspan.h", "ocspan_lint.h")

OCSP = r"(?i:ocsp(?!an)|responder|cert_?id\b|certid|nonce|single_?response|tbs_?re(sponse|quest)|revok|revocation)|RFC 6960"
X509 = r"(?i:x\.?509|certificate|issuer|extension|rdn|distinguished|serial_?number|\bcrl)|RFC 5280 4\.[12]\.[2-9]"
# Field and Tolerance have the words of all floors: a floor uses its own of them.
ASN1_ONLY = r"\bField::(?!none\b)\w+|\bTolerance::(?!none\b|all\b|explicit_default\b|time_forms\b|unsorted_set\b|integer_not_minimal\b)\w+"
FOREIGN_WORDS = {"asn1": [OCSP, X509, ASN1_ONLY], "x509": [OCSP]}
# Where a word of a higher floor is a lower one's own.
EXCEPTIONS = {
    "x509/known_oid.hpp": (OCSP, "the one table of OBJECT IDENTIFIERs"),
    "x509/authority_info_access": (OCSP, "id-ad-ocsp is an access method of RFC 5280 4.2.2.1"),
    "x509/crl_reason": (OCSP, "CRLReason is of RFC 5280 5.3.1"),
    "x509/crl_entry_extensions": (OCSP, "the reasons of revocation are of RFC 5280 5.3"),
    "x509/tls_feature.hpp": (OCSP, "must-staple is about OCSP: RFC 7633"),
    "x509/signed_certificate_timestamp": (OCSP, "the same list is an extension of OCSP: RFC 6962 3.3"),
    "asn1/time": (X509, "RFC 5280 4.1.2.5 leaves one form of each type of time"),
}


def floor_of(name):
    match = DEFINITION.search(name) or re.match(r"ocspan/(\w+)/\w+\.hp*$", name)
    if match:
        return match[1]
    return "words" if re.match(r"ocspan/\w+\.hp*$", name) and name.removeprefix("ocspan/") not in ROOF else None


def problem_of_include(floor, quote, name):
    """None, or why this include does not belong here."""
    if quote == "<":
        if floor in ADAPTERS and name.startswith(ADAPTERS[floor]):
            return None
        return None if re.fullmatch(r"[a-z_0-9]+", name) else "not the standard library"
    if floor in ("c", *ADAPTERS) and name in ("ocspan/ocspan.h", "ocspan/ocspan_lint.h", "convert.hpp"):
        return None
    below = floor_of(name)
    if below == floor:
        return None
    allowed = FLOORS[:FLOORS.index("lint")] if floor in ADAPTERS else FLOORS[:FLOORS.index(floor)]
    return None if below in allowed else f"{floor} must know nothing of {below or name}"


def problems_of_words(floor, file, text):
    text = INCLUDE.sub("", text)
    text = re.sub(r"ocspan", "", text)
    for words in FOREIGN_WORDS.get(floor, ()):
        if any(f"{floor}/{file.name}".startswith(where) and excepted == words
               for where, (excepted, _) in EXCEPTIONS.items()):
            continue
        for match in re.finditer(words, text):
            line = text[:match.start()].count("\n") + 1
            yield f"line {line}: “{match[0]}” is a word of a higher floor"


def files_of(root, floor):
    if floor == "words":
        return [file for file in sorted((root / "include/ocspan").glob("*.h*")) if file.name not in ROOF]
    return sorted((root / "include/ocspan" / floor).glob("*.h*")) + sorted((root / "lib" / floor).glob("*.[ch]pp"))


def main():
    root = pathlib.Path(sys.argv[1])
    checked, problems = 0, []
    for floor in [*FLOORS, *ADAPTERS]:
        files = files_of(root, floor)
        problems += [] if files else [f"{floor}: has no files"]
        for file in files:
            text = file.read_text(encoding="utf-8")
            for quote, name in INCLUDE.findall(text):
                checked += 1
                why = problem_of_include(floor, quote, name)
                problems += [f"{file.relative_to(root)}: includes {name}: {why}"] if why else []
            problems += [f"{file.relative_to(root)}: {why}" for why in problems_of_words(floor, file, text)]
    floors = {file.parent.name for file in (root / "lib").glob("*/*.cpp")}
    problems += [f"lib/{name}: neither a floor nor an adapter" for name in sorted(floors - {*FLOORS, *ADAPTERS})]
    print("\n".join([*problems, f"{checked} passed, {len(problems)} failed"]))
    return 1 if problems or checked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
