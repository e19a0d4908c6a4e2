#!/usr/bin/env python3
"""Runs what the documents and --help show: check_readme.py SOURCE-ROOT BUILD-FOLDER COMPILER [OPTION].

The documents are README.md and docs/howto/*.md. A block ```cpp is a program: it is compiled twice, against the library
and the hash adapter, and header-only; or once, if it includes the adapter of libcrypto. A block ```c is compiled and
linked as C, ```js is a module beside which the package is installed. A block ```console holds commands after `$ ` and
what they print, where `...` stands for anything: `example` is the last program or, in a command, its source.
`tools/install.sh` installs what was built into a temporary folder, where pkg-config finds it. A block ```sh is a script, which must succeed;
what only a person can run begins with a line `# by hand: WHY`. Every block must be one of these, or ```ini or ```html for
a file. Those of install.md are run by test/vendoring/check.py, or are lines of a file in examples/vendoring. The examples
of each verb's --help are run, too.

Each document has a folder of its own with what the repository holds and the files of world.py. A command that ends in
`&` is waited for until it has printed a line, and ended with its block. The port 8080 becomes one that is free.

With --short it is README.md alone. With --javascript FOLDER it is the modules that are run, and nothing else.
"""

import argparse
import concurrent.futures
import contextlib
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.M)
EXAMPLE = re.compile(r"(?<![\w./])(?:\./)?example\b(?![-\w]|\.\w+\.)")
BY_HAND = re.compile(r"# by hand: \S")
BACKGROUND = re.compile(r"^(.*) &$", re.M)
INDENTED = re.compile(r"\n\n    \S.*")
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
    with_openssl = "ocspan/openssl/" in source.read_text(encoding="utf-8")
    crypto = [str(build / "lib/libocspan-openssl.a"), library, "-lcrypto"] if with_openssl else []
    if kind == "c":
        compiler = [os.environ.get("CC", "cc"), "-std=c11", *warnings, include, str(source), "-o", output, linter]
        # The adapter is in C++, and needs what g++ adds by itself.
        yield [*compiler, *crypto, library, *(["-lstdc++"] if crypto else [])]
    elif kind == "cpp":
        common = [*shlex.split(compiler), "-std=c++20", *warnings, include, str(source)]
        if not crypto:  # the adapter is a library, and so is what it is used with
            yield [*common, "-o", output + "-header-only", "-DOCSPAN_HEADER_ONLY", *botan_flags()]
        yield [*common, "-o", output, linter, adapter, *crypto, library, *botan_flags()]


def run(command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options)


def environment_of(build, folder):
    """As if everything were installed: what a user of the library needs is, below `folder`."""
    introspected = json.loads(subprocess.check_output(["meson", "introspect", "--buildoptions", str(build)]))
    options = {one["name"]: one["value"] for one in introspected}
    pkgconfig = f"{folder}{options['prefix']}/{options['libdir']}/pkgconfig"
    ours = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return ours | {"PATH": f"{build}/tools:{os.environ['PATH']}", "DESTDIR": str(folder),
                   "PKG_CONFIG_PATH": f"{pkgconfig}:{os.environ.get('PKG_CONFIG_PATH', '')}",
                   "PKG_CONFIG_SYSROOT_DIR": str(folder)}


class Session:
    """A folder in which commands are run, one after the other."""

    def __init__(self, home, root, build, environment, world=None):
        self.build, self.environment, self.home = build, environment, home
        if world:
            shutil.copytree(world, home)
        else:
            home.mkdir()
        for entry in root.iterdir():
            if not (home / entry.name).exists():
                (home / entry.name).symlink_to(entry)
        self.groups, self.count, self.port = [], 0, ""
        self.begin()

    def begin(self):
        """A new block: what the one before has left running ends."""
        for group in self.groups:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(group, signal.SIGTERM)
        self.groups.clear()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = str(free.getsockname()[1])

    def run(self, script, program, is_script):
        """The exit status, and what was printed. A script ends with the first command that fails."""
        if program:
            script = EXAMPLE.sub(str(program.with_suffix("")), script)
        # What was built is installed as it is.
        script = script.replace("tools/install.sh", f"meson install --quiet -C {self.build} --no-rebuild --tags devel")
        self.count += 1
        log = self.home / f"background-{self.count}.log"
        script = BACKGROUND.sub(rf": >{log}; \1 >{log} & until grep -q . {log}; do sleep 0.02; done; cat {log}", script)
        output = self.home / f"output-{self.count}"
        with output.open("wb") as file:
            process = subprocess.Popen(["sh", "-euc" if is_script else "-c", script.replace("8080", self.port)],
                                       cwd=self.home, stdout=file, stderr=subprocess.STDOUT, env=self.environment,
                                       start_new_session=True)
            self.groups.append(process.pid)
            try:
                status = process.wait(60)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                status = process.wait()
        return status, output.read_text(encoding="utf-8", errors="replace").replace(self.port, "8080")


def is_shown(expected, found):
    """Whether it is what was expected, where `...` stands for anything in a line, and a line of it for lines."""
    lines = [r"(?:.*\n)*" if line == "...\n" else re.escape(line).replace(r"\.\.\.", ".*")
             for line in expected.splitlines(keepends=True)]
    return re.fullmatch("".join(lines), found) is not None


def blocks_of(document):
    """The kind and the content of each block, and what is wrong with the document."""
    text = document.read_text(encoding="utf-8")
    problems = [f"{document.name}: a block without a kind: {found.strip()!r}"
                for found in INDENTED.findall(BLOCK.sub("", text)) if document.parent.name == "howto"]
    return BLOCK.findall(text), problems


def run_document(session, steps):
    """How many of the steps are as they are shown, and what is wrong with the others."""
    passed, problems = 0, []
    for document, program, compiling, command, expected in steps:
        if command == "":
            failed = [each.result() for each in compiling if each.result().returncode != 0]
            passed += len(compiling) - len(failed)
            problems += [f"{document}: {each.stdout}" for each in failed]
            continue
        if command is None:
            session.begin()
            continue
        status, found = session.run(command, program, expected is None)
        is_right = status == 0 if expected is None else is_shown(expected, found)
        passed += is_right
        if not is_right:
            problems.append(f"{document}: $ {command}\nstatus: {status}, shown: {expected!r}\nfound: {found!r}")
    session.begin()
    return passed, problems


def examples_of(ocspan):
    """The examples of each verb's --help."""
    for verb in json.loads(subprocess.check_output([ocspan, "--describe"]))["verbs"]:
        for example in verb["examples"]:
            command = example["command"]
            is_server = verb["name"] == "serve" and "--list" not in command
            yield verb["name"], command + (" &" if is_server else "")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("compiler")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--javascript", type=pathlib.Path, metavar="PACKAGE-FOLDER")
    arguments = parser.parse_args()
    root, build = arguments.root.resolve(), arguments.build.resolve()

    passed, problems, left_out = 0, [], []
    vendored = [path.read_text(encoding="utf-8") for path in (root / "examples/vendoring").rglob("*") if path.is_file()]
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        pool = stack.enter_context(concurrent.futures.ThreadPoolExecutor(os.cpu_count()))
        world = None
        if arguments.javascript:
            (folder / "node_modules").mkdir()
            (folder / "node_modules/ocspan").symlink_to(arguments.javascript.resolve())
        else:
            from world import World  # pylint: disable=import-outside-toplevel # which needs more than modules do
            world = stack.enter_context(contextlib.closing(World(folder / "world", build / "tools/ocspan"))).folder
        documents = []  # of each its steps: the last program, what the compiler says of it, the command, its output
        others = [] if arguments.short else sorted((root / "docs/howto").glob("*.md"))
        for document in [root / "README.md", *others]:
            blocks, found = blocks_of(document)
            problems += found
            program, compiling, steps = folder / "none", [], []
            for kind, content in blocks:
                steps.append((document.name, program, compiling, None, None))
                if kind in SUFFIX:
                    home = folder / f"{document.stem}-{len(steps)}"
                    home.mkdir()
                    program, compiling = home / f"example{SUFFIX[kind]}", []
                    program.write_text(content, encoding="utf-8")
                    if not arguments.javascript:
                        compiling = [pool.submit(run, command) for command in
                                     compilations(root, build, arguments.compiler, kind, program)]
                    steps.append((document.name, program, compiling, "", ""))
                elif kind == "console":
                    steps += [(document.name, program, compiling, command, expected)
                              for command, expected in COMMAND.findall(content)
                              if command.startswith("node ") == bool(arguments.javascript)]
                elif document.name == "install.md":
                    if kind in VENDORED and not any(content in file for file in vendored):
                        problems.append(f"{document.name}: no file in examples/vendoring has {content!r}")
                elif kind == "sh" and BY_HAND.match(content):
                    left_out.append(f"{document.name}: {content.splitlines()[0][2:]}")
                elif kind == "sh" and not arguments.javascript:
                    steps.append((document.name, program, compiling, content, None))
                elif kind not in ("sh", "ini", "html"):
                    problems.append(f"{document.name}: a block of the unknown kind {kind!r}")
            documents.append(steps)
        if not arguments.javascript and not arguments.short:
            documents += [[(f"{verb} --help", None, [], command, None)]
                          for verb, command in examples_of(build / "tools/ocspan")]
        environment = environment_of(build, folder / "stage")
        sessions = [Session(folder / f"session-{number}", root, build, environment, world)
                    for number in range(len(documents))]
        # The first installs what the others need.
        results = [run_document(sessions[0], documents[0]), *pool.map(run_document, sessions[1:], documents[1:])]
        passed = sum(result[0] for result in results)
        problems += [problem for result in results for problem in result[1]]
    by_hand = re.sub(r"<!-- made by .*?<!-- end -->\n", "", (root / "README.md").read_text(encoding="utf-8"), flags=re.S)
    if by_hand.count("\n") > MOST_LINES:
        problems.append(f"README.md: {by_hand.count(chr(10))} lines without its tables, of {MOST_LINES} at most")
    print("\n".join(left_out + problems + [f"{passed} passed, {len(left_out)} by hand, {len(problems)} failed"]))
    return 1 if problems or passed < (1 if arguments.javascript else 5) else 0


if __name__ == "__main__":
    sys.exit(main())
