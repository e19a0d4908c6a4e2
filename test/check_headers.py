#!/usr/bin/env python3
"""Compiles every public header by itself: check_headers.py (library|header-only) SOURCE-ROOT COMPILER..."""

import os
import pathlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

MODES = {"library": [], "header-only": ["-DOCSPAN_HEADER_ONLY"]}
FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wsign-conversion",
         "-Wshadow", "-Werror", "-fno-exceptions", "-fno-rtti", "-x", "c++"]


def compile_alone(mode, include, compiler, header):
    """What the compiler said; empty if it is content."""
    source = f'#include "{header.relative_to(include)}"\n#include "{header.relative_to(include)}"\n'
    done = subprocess.run([*compiler, *FLAGS, *MODES[mode], f"-I{include}", "-"], input=source,
                          capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"{header.name}:\n{done.stderr}"


def main():
    mode, include, compiler = sys.argv[1], pathlib.Path(sys.argv[2], "include"), sys.argv[3:]
    jobs = [(mode, include, compiler, header) for header in sorted(include.rglob("*.hpp"))]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda job: compile_alone(*job), jobs))
    problems = [result for result in results if result]
    print("\n".join(problems + [f"{len(jobs) - len(problems)} passed, {len(problems)} failed"]))
    return 1 if problems or not jobs else 0


if __name__ == "__main__":
    sys.exit(main())
