#!/usr/bin/env python3
"""Forms of input in JavaScript: forms_test.py PACKAGE OCSPAN TESTDATA

Whatever the tests of the forms give to the command (test/tools/forms_test.py), which is what real programs write, is read
by the package as well. It must be told by the same name, give the same document, the same error at the same place, or the
same problem.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))
import command_test  # noqa: E402
import forms_test  # noqa: E402

VERBS = ("response", "request", "certificate")
FEWEST = 400


def recorded(run_tool, cases):
    """run_tool(), which writes down the inputs that are read as JSON, and what comes of them."""
    def run(self, *arguments, stdin=b""):
        done = run_tool(self, *arguments, stdin=stdin)
        if len(arguments) == 3 and arguments[0] in VERBS and set(arguments[1:]) == {"--json", "-"}:
            lines = [json.loads(line) for line in (done.stdout + done.stderr).splitlines()]
            cases.append({"kind": arguments[0], "input": stdin.hex(), "lines": lines})
        return done

    return run


def main():
    package, command_test.OCSPAN, command_test.TESTDATA = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]).resolve()
    forms_test.GOOD = (command_test.TESTDATA / "openssl/resp-good.der").read_bytes()
    forms_test.REQUEST = (command_test.TESTDATA / "seed/request.der").read_bytes()
    cases = []
    command_test.Command.run_tool = recorded(command_test.Command.run_tool, cases)
    if not unittest.main(forms_test, argv=sys.argv[:1], exit=False).result.wasSuccessful():
        return 1
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "cases.json")
        file.write_text(json.dumps(cases), encoding="utf-8")
        failed = subprocess.run(["node", HERE / "forms.mjs", package, file], check=False).returncode
    print(f"{len(cases)} inputs")
    return 1 if failed or len(cases) < FEWEST else 0


if __name__ == "__main__":
    sys.exit(main())
