#!/usr/bin/env python3
"""Builds the same sources elsewhere and expects the same bytes: check_reproducible.py SOURCE-ROOT BUILD-FOLDER.

The archives and the command of BUILD-FOLDER are built again from a copy of the sources, with the same options; the
library with debug information, which has paths and times if anything has, is built in two copies.
"""

import hashlib
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

OPTIONS = ("werror", "debug", "optimization", "cpp_args", "default_library", "b_lto", "b_ndebug", "prefix", "libdir")
LARGE = shutil.ignore_patterns("build", "build-*", ".git", "corpus", "seeds", "docs", "__pycache__")


def built(source, folder, options, targets):
    """The hashes of what is built, by its name."""
    commands = [["meson", "setup", folder, source, "-Dtests=disabled", "-Dbenchmarks=disabled", "-Dpeers=disabled",
                 *options],
                ["ninja", "-C", folder, *targets]]
    for command in commands:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(done.stdout)
    return hashes(folder, targets)


def hashes(folder, targets):
    return {target: hashlib.sha256((folder / target).read_bytes()).hexdigest() for target in targets}


def main():
    root, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    introspected = json.loads(subprocess.check_output(["meson", "introspect", "--buildoptions", build]))
    options = [f"-D{one['name']}={str(one['value']).lower() if isinstance(one['value'], bool) else one['value']}"
               for one in introspected if one["name"] in OPTIONS]
    targets = [target for target in ("lib/libocspan.a", "lib/libocspan-lint.a", "lib/libocspan-botan.a",
                                     "lib/libocspan-openssl.a", "tools/ocspan") if (build / target).exists()]
    with tempfile.TemporaryDirectory() as folder:
        one, other = pathlib.Path(folder, "one"), pathlib.Path(folder, "another/copy")
        for copy in (one, other):
            shutil.copytree(root, copy, ignore=LARGE)
        pairs = [(built(one, one / "build", ["-Ddebug=true"], targets[:1]),
                  built(other, pathlib.Path(folder, "apart"), ["-Ddebug=true"], targets[:1])),
                 (hashes(build, targets), built(other, other / "again", options, targets))]
    different = [target for first, second in pairs for target in first if first[target] != second[target]]
    print(f"{sum(map(len, (first for first, _ in pairs)))} files built again; other bytes: {different or 'none'}")
    return 1 if different or "tools/ocspan" not in targets else 0


if __name__ == "__main__":
    sys.exit(main())
