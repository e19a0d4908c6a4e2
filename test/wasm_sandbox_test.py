#!/usr/bin/env python3
"""Holds the example of a sandbox in the process to the command: wasm_sandbox_test.py WASM-SANDBOX OCSPAN SOURCE-ROOT

All files of testdata and all messages of OCSP limbo are read in the sandbox. The documents have to be those of the
command, and errors the same in code, place and field. A read outside of the sandbox has to end in a trap.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

LARGEST = 1 << 20       # bytes


def documents(command, given=b""):
    """A document for each message. Of an error what its place and code are: the command says more in words."""
    done = subprocess.run([str(word) for word in command], input=given, capture_output=True, timeout=300, check=False)
    for line in done.stdout.splitlines():
        document = json.loads(line)
        error = document.get("error")
        yield (error["code"], error["offset"], error["field"]) if error else document


def main():
    sandbox, tool, root = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, Path(root, "testdata/limbo/corpus.py"), "--unpack", folder, "--largest",
                        str(LARGEST)], check=True, stdout=subprocess.DEVNULL)
        files = sorted([*Path(folder).rglob("*.der"), *Path(root, "testdata/openssl").rglob("*.der"),
                        *Path(root, "testdata/seed").rglob("*.der"), *Path(root, "fuzz/seeds").rglob("*.der")])
        inside = list(documents([sandbox, *files]))
        # As hexadecimal, so that nothing is taken for another form.
        lines = b"".join(file.read_bytes().hex().encode() + b"\n" for file in files)
        outside = list(documents([tool, "response", "--batch"], lines))
        problems = [f"{len(inside)} and {len(outside)} documents"] if not len(files) == len(inside) == len(outside) else []
        packed = 0
        for file, mine, theirs in zip(files, inside, outside):
            is_text = isinstance(mine, tuple) and isinstance(theirs, tuple) and file.read_bytes()[:1] != b"\x30"
            if is_text or isinstance(theirs, dict) and "form" in theirs:
                packed += 1     # in something else, which the command looks into
            elif mine != theirs:
                problems.append(f"{file}: {str(mine)[:200]}, and {str(theirs)[:200]}")
    escaped = subprocess.run([sandbox, "--escape"], capture_output=True, timeout=60, check=False)
    if escaped.returncode != 3 or b"Out-of-bounds" not in escaped.stdout:
        problems.append(f"a read outside: exit status {escaped.returncode}, {escaped.stdout[:200]}")
    print("\n".join([*problems[:20], f"{len(files)} messages, {packed} of them packed, {len(problems)} problems"]))
    return 1 if problems or len(files) < 800 else 0


if __name__ == "__main__":
    sys.exit(main())
