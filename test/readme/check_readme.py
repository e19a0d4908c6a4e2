#!/usr/bin/env python3
"""Runs what the documents show: check_readme.py SOURCE-ROOT BUILD-FOLDER COMPILER [--javascript PACKAGE-FOLDER].

The documents are README.md and docs/howto/*.md. A block ```cpp is a program: it is compiled twice, against the library
and the hash adapter, and header-only. A block ```c is compiled and linked as C, ```js is a module beside which the
package is installed. A block ```console holds commands after `$ ` and what they print: `example` is the last program
or, in a command, its source. `meson install` goes into a temporary folder, where pkg-config finds it. Every block must
be one of these, lines of a file in examples/vendoring, or ```sh for what is run by hand and, in install.md, by
test/vendoring/check.py. With --javascript it is the modules that are run, and nothing else.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.M)
EXAMPLE = re.compile(r"(?<![\w./])(?:\./)?example\b(?![-\w]|\.\w+\.)")
MOST_LINES = 200  # of the README, without tables that programs make: it is to be read in three minutes
VENDORED = ("cmake", "make", "ini")
SUFFIX = {"cpp": ".cpp", "c": ".c", "js": ".mjs"}


def botan_flags():
    for name in ("botan-3", "botan-2"):
        found = subprocess.run(["pkg-config", "--cflags", "--libs", name], capture_output=True, text=True, check=False)
        if found.returncode == 0:
            return shlex.split(found.stdout.replace("-I", "-isystem "))
    return []


def compilations(root, build, compiler, kind, source):
    """The commands that make a program of the source; the last one's is run."""
    warnings, include, output = ["-Wall", "-Wextra", "-Werror"], f"-I{root}/include", str(source.with_suffix(""))
    library, adapter = str(build / "lib/libocspan.a"), str(build / "lib/libocspan-botan.a")
    linter = str(build / "lib/libocspan-lint.a")
    if kind == "c":
        yield [os.environ.get("CC", "cc"), "-std=c11", *warnings, include, str(source), "-o", output, linter, library]
    elif kind == "cpp":
        common = [*shlex.split(compiler), "-std=c++20", *warnings, include, str(source)]
        yield [*common, "-o", output + "-header-only", "-DOCSPAN_HEADER_ONLY", *botan_flags()]
        yield [*common, "-o", output, linter, adapter, library, *botan_flags()]


def run(command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options)


class Runner:
    """Runs commands of the documents as if everything were installed."""

    def __init__(self, root, build, folder):
        self.root, self.build = root, build
        stage = folder / "stage"
        introspected = json.loads(subprocess.check_output(["meson", "introspect", "--buildoptions", str(build)]))
        options = {one["name"]: one["value"] for one in introspected}
        pkgconfig = f"{stage}{options['prefix']}/{options['libdir']}/pkgconfig"
        self.environment = {
            **os.environ, "PATH": f"{build}/tools:{os.environ['PATH']}", "DESTDIR": str(stage),
            "PKG_CONFIG_PATH": f"{pkgconfig}:{os.environ.get('PKG_CONFIG_PATH', '')}",
            "PKG_CONFIG_SYSROOT_DIR": str(stage)}

    def __call__(self, command, program):
        command = EXAMPLE.sub(str(program.with_suffix("")), command)
        # What was built is installed as it is, and of it what a user of the library needs.
        command = command.replace("install -C build", f"install -C {self.build} --no-rebuild --tags devel")
        return run(["sh", "-c", command], cwd=self.root, env=self.environment).stdout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("compiler")
    parser.add_argument("--javascript", type=pathlib.Path, metavar="PACKAGE-FOLDER")
    arguments = parser.parse_args()
    root, build = arguments.root.resolve(), arguments.build.resolve()

    passed, problems = 0, []
    vendored = [path.read_text(encoding="utf-8") for path in (root / "examples/vendoring").rglob("*") if path.is_file()]
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        folder = pathlib.Path(folder)
        if arguments.javascript:
            (folder / "node_modules").mkdir()
            (folder / "node_modules/ocspan").symlink_to(arguments.javascript.resolve())
        steps = []  # of each command: the last program before it, what the compiler is saying, the text
        for document in [root / "README.md", *sorted((root / "docs/howto").glob("*.md"))]:
            program, compiling = folder / "none", []
            for kind, content in BLOCK.findall(document.read_text(encoding="utf-8")):
                if kind in SUFFIX:
                    home = folder / f"{document.stem}-{len(steps)}"
                    home.mkdir()
                    program, compiling = home / f"example{SUFFIX[kind]}", []
                    program.write_text(content, encoding="utf-8")
                    if not arguments.javascript:
                        compiling = [pool.submit(run, command) for command in
                                     compilations(root, build, arguments.compiler, kind, program)]
                    steps.append((document, program, compiling, "", ""))
                elif kind == "console":
                    steps += [(document, program, compiling, command, expected)
                              for command, expected in COMMAND.findall(content)]
                elif kind in VENDORED:
                    passed += any(content in file for file in vendored)
                    if not any(content in file for file in vendored):
                        problems.append(f"{document.name}: no file in examples/vendoring has {content!r}")
                elif kind != "sh":
                    problems.append(f"{document.name}: a block of the unknown kind {kind!r}")
        execute = Runner(root, build, folder)
        for document, program, compiling, command, expected in steps:
            is_javascript = command.startswith("node ")
            if command == "":
                failed = [each.result() for each in compiling if each.result().returncode != 0]
                passed += len(compiling) - len(failed)
                problems += [f"{document.name}: {each.stdout}" for each in failed]
            elif is_javascript == bool(arguments.javascript):
                found = execute(command, program)
                passed += found == expected
                if found != expected:
                    problems.append(f"{document.name}: $ {command}\nshown: {expected!r}\nfound: {found!r}")
    by_hand = re.sub(r"<!-- made by .*?<!-- end -->\n", "", (root / "README.md").read_text(encoding="utf-8"), flags=re.S)
    if by_hand.count("\n") > MOST_LINES:
        problems.append(f"README.md: {by_hand.count(chr(10))} lines without its tables, of {MOST_LINES} at most")
    print("\n".join(problems + [f"{passed} passed, {len(problems)} failed"]))
    return 1 if problems or passed < (1 if arguments.javascript else 5) else 0


if __name__ == "__main__":
    sys.exit(main())
