#!/usr/bin/env python3
"""Runs what the README shows: check_readme.py SOURCE-ROOT OCSPAN COMPILER LIBRARY LIBRARY-OF-BOTAN.

A block ```cpp is a program: it is compiled twice, against the library and the hash adapter, and
header-only. A block
```console holds commands behind `$ ` and what they print; `./NAME` runs the last program. Every
block must be one of these, or ```sh for what is run by hand; none may be missing.
"""

import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.M)


def botan_flags():
    for name in ("botan-3", "botan-2"):
        found = subprocess.run(["pkg-config", "--cflags", "--libs", name], capture_output=True, text=True, check=False)
        if found.returncode == 0:
            return shlex.split(found.stdout.replace("-I", "-isystem "))
    return []


def compile_program(root, compiler, libraries, source, output):
    """None, or what the compiler said."""
    source_file = output.with_suffix(".cpp")
    source_file.write_text(source, encoding="utf-8")
    common = [*shlex.split(compiler), "-std=c++20", "-Wall", "-Wextra", "-Werror", f"-I{root}/include",
              str(source_file), "-o", str(output)]
    library, adapter = libraries
    for extra in (["-DOCSPAN_HEADER_ONLY"], [adapter, library]):
        done = subprocess.run(common + extra + botan_flags(), capture_output=True, text=True, check=False)
        if done.returncode != 0:
            return done.stderr
    return None


def main():
    root, ocspan, compiler, *libraries = sys.argv[1:]
    ocspan, *libraries = (str(pathlib.Path(file).resolve()) for file in (ocspan, *libraries))
    text = pathlib.Path(root, "README.md").read_text(encoding="utf-8")
    passed, problems = 0, []
    with tempfile.TemporaryDirectory() as folder:
        path = f"{pathlib.Path(ocspan).parent}:{folder}:{os.environ['PATH']}"
        for kind, content in BLOCK.findall(text):
            if kind == "cpp":
                error = compile_program(root, compiler, libraries, content, pathlib.Path(folder, "example"))
                passed += error is None
                problems += [error] if error else []
            elif kind == "console":
                for command, expected in COMMAND.findall(content):
                    command = command.replace("./example", "example")
                    done = subprocess.run(["sh", "-c", command], cwd=root, env={**os.environ, "PATH": path},
                                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
                    passed += done.stdout == expected
                    if done.stdout != expected:
                        problems.append(f"$ {command}\nshown: {expected!r}\nfound: {done.stdout!r}")
            elif kind != "sh":
                problems.append(f"a block of the unknown kind {kind!r}")
    print("\n".join(problems + [f"{passed} passed, {len(problems)} failed"]))
    return 1 if problems or passed < 5 else 0


if __name__ == "__main__":
    sys.exit(main())
