#!/usr/bin/env python3
"""Writes the examples of test/lint/rows.py as inputs of the lint harness: lint_seeds.py FOLDER

For each lint the inputs that break it, and their twin that does not; headers of HTTP; each also by the RFCs alone, and
without one of its parts, the time or a hasher. fuzz/campaign.py starts from them; what they cover is in
fuzz/corpus/lint.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "test" / "lint"))
import build  # noqa: E402  (of the folder above)
import rows  # noqa: E402

# In the order of lint_fuzzer.cpp: what a bit asks for, each as two bytes of length and itself.
PARTS = (("issuer",), ("certificate",), ("previous",), ("http_request",), ("http_response",), ("request", "responder"))
AT_THAT_TIME, WITH_HASHER, ALL_PROFILES, RFC_ONLY = 0x40, 0x80, b"\xff\xff", b"\x01\x00"

# Header fields as they must not be, and as others write them.
FIELDS = {
    "Cache_Control": ("max-age=, public, no-transform, must-revalidate", "max-age=12345678901", "max-age=+5",
                      "max-age=x", "public", "public, no-transform", "no-cache", "no-store",
                      "max-age=999999999", "max-age=0"),
    "Date": ("Mon, 03 Nov 2025 12:00:05 UTC", "Mon, 03 Nob 2025 12:00:05 GMT", "Mon, 03 Nov 20x5 12:00:05 GMT",
             "Mon, x3 Nov 2025 12:00:05 GMT", "Mon, 03 Nov 2025 x2:00:05 GMT", "Mon, 03 Nov 2025 12:x0:05 GMT",
             "Mon, 03 Nov 2025 12:00:x5 GMT", "Mon, 32 Nov 2025 12:00:05 GMT", "yesterday"),
    "Pragma": ("no-cache",), "ETag": ('"00"', '"' + "0" * 70 + '"'), "Content_Length": ("17",)}
TARGETS = ("/ocsp", "http://ocsp.example/" + "x" * 300, "ocsp", "/", "/ocsp/AAAA", "/ocsp/" + "A" * 2000,
           "/" + "x" * 300, "/ocsp/MA==", "/ocsp/MEkwRzBFMEMwQTAJBgUrDgMCGgUABBT%2B/x=")


def harness_input(inputs, profiles=ALL_PROFILES, flags=AT_THAT_TIME | WITH_HASHER):
    bits, behind = flags, b""
    for bit, names in enumerate(PARTS):
        parts = [getattr(inputs, name) or b"" for name in names]
        if any(parts):
            bits |= 1 << bit
            behind += b"".join(len(part).to_bytes(2, "big") + part for part in parts)
    return inputs.file + profiles + bytes([bits]) + behind


def examples():
    """By name: the inputs of each row, and some of HTTP."""
    for row in rows.ROWS:
        yield f"{row.lint}.broken", row.bad(build.TODAY)
        yield f"{row.lint}.kept", row.good(build.TODAY)
    for name, values in FIELDS.items():
        for number, value in enumerate(values):
            for kind, body in (("answer", build.response()), ("later", build.response(produced=60)),
                               ("refusal", build.forge.unsuccessful(3)), ("no-next", build.response(next=None))):
                header = build.http_response(body, **{name: value})
                yield f"http.{name}.{number}.{kind}", build.Inputs("response", body, http_response=header)
    for number, target in enumerate(TARGETS):
        for method in ("GET", "POST", "PUT"):
            header = build.http_header(f"{method} {target} HTTP/1.1", {"Host": "ocsp.example"})
            yield f"http.{method}.{number}", build.Inputs("request", build.request(), request=build.request(),
                                                          http_request=header)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, inputs in examples():
        variants = {"": inputs, **{f".without-{part}": inputs._replace(**{part: None}) for parts in PARTS
                                   for part in parts if getattr(inputs, part)}}
        for ending, variant in variants.items():
            (folder / f"{name}{ending}").write_bytes(harness_input(variant))
        (folder / f"{name}.rfc").write_bytes(harness_input(inputs, RFC_ONLY))
        (folder / f"{name}.timeless").write_bytes(harness_input(inputs, flags=WITH_HASHER))
        (folder / f"{name}.hashless").write_bytes(harness_input(inputs, flags=AT_THAT_TIME))


if __name__ == "__main__":
    main()
