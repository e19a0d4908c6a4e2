#!/usr/bin/env python3
"""Installs the headers, and the definitions that they bring along with OCSPAN_HEADER_ONLY: install_headers.py INCLUDE-DIR.

In the repository the definitions are in lib/; installed they are beside the headers.
"""

import os
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
DEFINITIONS = re.compile(r'#include "\.\./\.\./\.\./lib/(.*?)"')


def install(destination, text):
    destination.parent.mkdir(parents=True, exist_ok=True)
    destination.write_text(text, encoding="utf-8")


def main():
    folder = pathlib.Path(os.environ["MESON_INSTALL_DESTDIR_PREFIX"], sys.argv[1], "ocspan")
    for header in (ROOT / "include/ocspan").rglob("*.h*"):
        text = header.read_text(encoding="utf-8")
        for name in DEFINITIONS.findall(text):
            install(folder / "lib" / name, (ROOT / "lib" / name).read_text(encoding="utf-8"))
        install(folder / header.relative_to(ROOT / "include/ocspan"), DEFINITIONS.sub(r'#include "../lib/\1"', text))


if __name__ == "__main__":
    main()
