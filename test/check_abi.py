#!/usr/bin/env python3
"""Compares the binary interface for C with that of the last release: check_abi.py SOURCE-ROOT COMPILER [--write].

COMPILER and its options make a shared library that shows C's functions alone; abidw writes down what these and their
structures look like, abidiff compares it with test/abi/ocspan.abi. New functions may come; whatever else changes needs
another soname, which is another major or, as long as that is 0, minor version. --write makes the file anew.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

MAP = "{ global: ocspan_*; local: *; };\n"


def soname(root):
    text = (root / "include/ocspan/version.h").read_text(encoding="utf-8")
    major, minor = (re.search(rf"OCSPAN_VERSION_{part} (\d+)", text)[1] for part in ("MAJOR", "MINOR"))
    return f"libocspan.so.{major}" if major != "0" else f"libocspan.so.0.{minor}"


def library(root, compiler, folder):
    """The C interface with the linter's, not optimised, with debug information."""
    sources = [path for floor in ("asn1", "x509", "ocsp", "lint", "c")
               for path in sorted((root / "lib" / floor).glob("*.cpp"))]
    unit, version_script, out = folder / "all.cpp", folder / "c.map", folder / "libocspan.so"
    unit.write_text("".join(f'#include "{path}"\n' for path in sources), encoding="utf-8")
    version_script.write_text(MAP, encoding="utf-8")
    subprocess.run([*compiler, "-std=c++20", "-g", "-fPIC", "-shared", "-nostdlib", "-fno-exceptions", "-fno-rtti",
                    "-w", f"-ffile-prefix-map={root}=.", f"-ffile-prefix-map={folder}=.", f"-I{root}/include",
                    f"-Wl,--version-script={version_script}", f"-Wl,-soname,{soname(root)}", unit, "-o", out],
                   check=True)
    return out


def main():
    root, write = pathlib.Path(sys.argv[1]).resolve(), "--write" in sys.argv
    compiler = [argument for argument in sys.argv[2:] if argument != "--write"]
    baseline = root / "test/abi/ocspan.abi"
    if not shutil.which("abidw") or "x86_64" not in subprocess.check_output([*compiler, "-dumpmachine"], text=True):
        print("needs abigail-tools, and a compiler for x86-64")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        built = library(root, compiler, pathlib.Path(folder))
        found = pathlib.Path(folder) / "found.abi"
        subprocess.run(["abidw", "--headers-dir", root / "include", "--drop-private-types",
                        "--exported-interfaces-only", "--no-show-locs",
                        "--no-corpus-path", "--no-comp-dir-path", "--type-id-style", "hash", "--out-file", found,
                        built],
                       check=True)
        if write:
            shutil.copy(found, baseline)
        compared = subprocess.run(["abidiff", "--no-added-syms", baseline, found], capture_output=True, text=True,
                                  check=False)
    functions = baseline.read_text(encoding="utf-8").count("<elf-symbol ")
    print(f"{compared.stdout}{functions} functions in the last release; abidiff's exit status {compared.returncode}")
    return 1 if compared.returncode != 0 or functions == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
