#!/usr/bin/env python3
"""Compiles every public header: check_headers.py [--together] (library|header-only) SOURCE-ROOT COMPILER...

Each is compiled alone, so that it must include all that it needs. With --together they are compiled in few runs, which
cost a small part of that: in each run a header comes after those that it includes, and otherwise in another order, so
that most includes that are missing are noticed all the same.
"""

import os
import pathlib
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

MODES = {"library": [], "header-only": ["-DOCSPAN_HEADER_ONLY"]}
FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wsign-conversion",
         "-Wshadow", "-Werror", "-x", "c++"]
NO_RUNTIME = ["-fno-exceptions", "-fno-rtti"]
# The adapters are compiled alone, with their library, which throws.
ADAPTERS = {"botan": ("botan-3", "botan-2")}
INCLUDE = re.compile(r'^#include "(ocspan/[^"]+)"', re.M)


def flags_of_adapter(name):
    for package in ADAPTERS[name]:
        found = subprocess.run(["pkg-config", "--cflags", package], capture_output=True, text=True, check=False)
        if found.returncode == 0:
            return shlex.split(found.stdout.replace("-I", "-isystem "))
    sys.exit(f"pkg-config does not find {' or '.join(ADAPTERS[name])}")


def problem_of(mode, include, compiler, headers):
    """What the compiler says of the headers, each included twice; empty if it is content."""
    names = [header.relative_to(include) for header in headers]
    folder = headers[0].parent.name
    extra = flags_of_adapter(folder) if folder in ADAPTERS and mode == "header-only" else NO_RUNTIME
    source = "".join(f'#include "{name}"\n' * 2 for name in names)
    source += "#ifndef OCSPAN_ABI\n#error the namespace is not that of the version\n#endif\n"
    done = subprocess.run([*compiler, *FLAGS, *extra, *MODES[mode], f"-I{include}", "-"], input=source,
                          capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"{', '.join(map(str, names))}:\n{done.stderr}"


def after_their_includes(include, headers):
    """The headers, each after those that it includes."""
    ordered, seen = [], set()

    def add(header):
        if header not in seen:
            seen.add(header)
            for name in INCLUDE.findall(header.read_text(encoding="utf-8")):
                if (include / name).suffix == ".hpp":
                    add(include / name)
            ordered.append(header)

    for header in headers:
        add(header)
    return ordered


def main():
    together = "--together" in sys.argv[1:]
    mode, root, *compiler = (word for word in sys.argv[1:] if word != "--together")
    include = pathlib.Path(root, "include")
    headers = sorted(include.rglob("*.hpp"))
    if together:
        alone = [header for header in headers if header.parent.name in ADAPTERS]
        others = [header for header in headers if header not in alone]
        groups = [after_their_includes(include, order) for order in (others, others[::-1])]
        groups += [[header] for header in alone]
    else:
        groups = [[header] for header in headers]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda group: problem_of(mode, include, compiler, group), groups))
    problems = [result for result in results if result]
    print("\n".join(problems + [f"{len(groups) - len(problems)} passed, {len(problems)} failed"]))
    return 1 if problems or not headers else 0


if __name__ == "__main__":
    sys.exit(main())
