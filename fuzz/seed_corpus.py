#!/usr/bin/env python3
"""Packs the files of folders as OSS-Fuzz wants its seeds: seed_corpus.py ZIP FOLDER..."""

import hashlib
import pathlib
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as archive:
    contents = {path.read_bytes() for folder in sys.argv[2:] for path in pathlib.Path(folder).rglob("*")
                if path.is_file() and path.suffix not in (".py", ".md")}
    for data in sorted(contents):
        archive.writestr(hashlib.sha256(data).hexdigest()[:16], data)
