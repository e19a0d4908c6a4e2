#!/usr/bin/env python3
"""Writes the examples of test/lint/rows.py as inputs of the lint harness: lint_seeds.py FOLDER

For each lint the inputs that break it, and their twin that does not.
fuzz/campaign.py starts from them; what they cover is in fuzz/corpus/lint.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "test" / "lint"))
import build  # noqa: E402  (of the folder above)
import rows  # noqa: E402

# In the order of lint_fuzzer.cpp: what a bit asks for, each as two bytes of length and itself.
PARTS = (("issuer",), ("certificate",), ("previous",), ("http_request",), ("http_response",), ("request", "responder"))
AT_THAT_TIME, WITH_HASHER, ALL_PROFILES = 0x40, 0x80, b"\xff\xff"


def harness_input(inputs):
    bits, behind = AT_THAT_TIME | WITH_HASHER, b""
    for bit, names in enumerate(PARTS):
        parts = [getattr(inputs, name) or b"" for name in names]
        if any(parts):
            bits |= 1 << bit
            behind += b"".join(len(part).to_bytes(2, "big") + part for part in parts)
    return inputs.file + ALL_PROFILES + bytes([bits]) + behind


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for row in rows.ROWS:
        for kind, make in (("broken", row.bad), ("kept", row.good)):
            (folder / f"{row.lint}.{kind}").write_bytes(harness_input(make(build.TODAY)))


if __name__ == "__main__":
    main()
