#!/usr/bin/env python3
"""The JavaScript package as it is published: install_test.py PACKAGE OCSPAN SOURCE-ROOT NODE-MODULES

It is packed, and the archive, whose files are all named here, is installed into an empty project. There it must do the
same by import, by require() and in Chromium as the command does, and its types must fit programs of both kinds.
NODE-MODULES may have TypeScript; what is not tested for want of it or of Chromium is said.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import browser

HERE = pathlib.Path(__file__).resolve().parent
FILES = {"LICENSE", "README.md", "lint.cjs", "lint.d.cts", "lint.d.ts", "lint.js", "lint_module.js", "load.js",
         "memory.js", "module.js", "ocspan-lint.wasm", "ocspan.cjs", "ocspan.d.cts", "ocspan.d.ts", "ocspan.js", "ocspan.wasm",
         "package.json"}
INPUTS = {"issuer": "certs/ca-rsa.pem", "certificate": "certs/leaf-good.pem", "response": "resp-delegated.der"}
AT = "2026-11-23T00:00:00Z"
READ = "Object.fromEntries(Object.entries(INPUTS).map(([name, file]) => [name, readFileSync('testdata/' + file)]))"

PROGRAMS = {"main.mjs": """import { readFileSync } from 'node:fs';
import * as ocspan from 'ocspan';
import * as linter from 'ocspan/lint';
import { use } from './installed.mjs';
console.log(JSON.stringify(await use(ocspan, linter, FILES)));
""", "main.cjs": """const { readFileSync } = require('node:fs');
async function main() {
  const { use } = await import('./installed.mjs');
  console.log(JSON.stringify(await use(await require('ocspan'), await require('ocspan/lint'), FILES)));
}
main();
"""}

PAGE = """<!DOCTYPE html>
<meta charset="utf-8">
<title>waiting</title>
<script type="importmap">
  { "imports": { "ocspan": "./node_modules/ocspan/ocspan.js", "ocspan/lint": "./node_modules/ocspan/lint.js" } }
</script>
<script type="module">
  import * as ocspan from 'ocspan';
  import * as linter from 'ocspan/lint';
  import { use } from './installed.mjs';
  const read = async (file) => (await fetch(`testdata/${file}`)).arrayBuffer();
  const files = {};
  for (const [name, file] of Object.entries(INPUTS)) files[name] = await read(file);
  document.body.textContent = JSON.stringify(await use(ocspan, linter, files));
  document.title = 'done';
</script>
<body></body>
"""

TYPED = """const response = FIRST.parseResponse(new Uint8Array());
const status: 'good' | 'revoked' | 'unknown' = response.basic!.responses[0].certStatus;
const asked = { issuer: new Uint8Array(), serialNumber: 5n };
const verified: Promise<{ verdict: string }> = FIRST.verify(new ArrayBuffer(0), asked);
const byHashes = { issuerNameHash: '', issuerKeyHash: '', serialNumber: '0x5' };
const request: Promise<Uint8Array> = FIRST.createRequest({ certIds: [byHashes] });
const serials = new Map([[5n, new Date()]]);
const found = SECOND.lint(new Uint8Array(), { profiles: ['cabf-tls'], serials, at: new Date() });
found.then(({ findings }) => findings.map(({ id, severity }) => `${id}: ${severity}`));
void [status, verified, request];
// @ts-expect-error: there is no such profile
SECOND.lint(new Uint8Array(), { profiles: ['x'] });
// @ts-expect-error: an answer has no such member
response.basic!.responses[0].status;
"""

PACKAGE = OCSPAN = ROOT = NODE_MODULES = None


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=120, check=False,
                          **options)
    if done.returncode != 0:
        raise AssertionError(f"{command}: {done.stdout}{done.stderr}")
    return done.stdout


def named(text):
    return text.replace("FILES", READ).replace("INPUTS", json.dumps(INPUTS))


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.project = pathlib.Path(cls.folder.name, "project")
        cls.project.mkdir()
        quiet = ("--cache", pathlib.Path(cls.folder.name, "cache"), "--offline", "--no-audit", "--no-fund",
                 "--loglevel", "error")
        packed, = json.loads(run("npm", "pack", PACKAGE, "--json", "--pack-destination", cls.folder.name, *quiet,
                                 cwd=cls.project))
        cls.files = {file["path"] for file in packed["files"]}
        cls.size = packed["size"]
        run("npm", "init", "--yes", *quiet, cwd=cls.project)
        run("npm", "install", pathlib.Path(cls.folder.name, packed["filename"]), *quiet, cwd=cls.project)
        shutil.copy(HERE / "installed.mjs", cls.project)
        testdata = ROOT / "testdata/openssl"
        (cls.project / "testdata").symlink_to(testdata)
        cls.expected = cls.expected_of(*(testdata / INPUTS[name] for name in ("issuer", "certificate", "response")))

    @staticmethod
    def expected_of(issuer, certificate, response):
        given = ("--issuer", issuer, "--cert", certificate)
        request = subprocess.run([OCSPAN, "create-request", *given], capture_output=True, check=True).stdout.hex()
        with tempfile.NamedTemporaryFile("w") as serials:
            serials.write("1001\n")
            serials.flush()
            done = subprocess.run([OCSPAN, "lint", "--json", *given, "--at", AT, "--profile", "cabf-tls", "--serials",
                                   serials.name, response], capture_output=True, check=False)
        linted = json.loads(done.stdout)
        del linted["input"]
        verbs = json.loads(run(OCSPAN, "--describe"))["verbs"]
        tolerance, = (option for verb in verbs if verb["name"] == "response" for option in verb["options"]
                      if "--tolerate" in option["names"])
        verified = json.loads(run(OCSPAN, "verify", "--json", *given, "--at", AT, response))
        verified.pop("detail", None)
        return {"form": "PEM", "kind": "certificate", "refused": "wrong_tag", "request": request, "byHashes": request,
                "tolerances": tolerance["value"].removesuffix(",...").split("|"),
                "verification": verified, "findings": linted,
                "lints": len(run(OCSPAN, "lint", "--list").splitlines()),
                "events": [json.loads(line) for line in run(OCSPAN, "dump", "--json", response).splitlines()]}

    def test_the_archive(self):
        print(f"{self.size} bytes packed")
        self.assertEqual(self.files, FILES)
        self.assertEqual((self.project / "node_modules/ocspan/LICENSE").read_bytes(), (ROOT / "LICENSE").read_bytes())

    def test_in_node(self):
        for name, text in PROGRAMS.items():
            with self.subTest(name):
                (self.project / name).write_text(named(text), encoding="utf-8")
                self.assertEqual(json.loads(run("node", name, cwd=self.project)), self.expected)

    def test_in_a_browser(self):
        if lacking := browser.missing():
            self.skipTest(f"needs {lacking}")
        from selenium.webdriver.support.wait import WebDriverWait
        (self.project / "index.html").write_text(named(PAGE), encoding="utf-8")
        with browser.served(self.project) as url, browser.chromium() as window:
            window.get(f"{url}/index.html")
            WebDriverWait(window, 60).until(lambda one: one.title == "done")
            self.assertEqual(json.loads(window.find_element("tag name", "body").text), self.expected)

    def test_types(self):
        compiler = NODE_MODULES / "typescript/bin/tsc"
        if not compiler.exists():
            self.skipTest("needs TypeScript, which .ci/run installs by npm")
        modules = "import * as ocspan from 'ocspan';\nimport * as linter from 'ocspan/lint';\n"
        promises = ("import ocspan = require('ocspan');\nimport linter = require('ocspan/lint');\n"
                    "async function main() {\nconst [first, second] = [await ocspan, await linter];\n")
        (self.project / "typed.mts").write_text(modules + TYPED.replace("FIRST", "ocspan").replace("SECOND", "linter"))
        (self.project / "typed.cts").write_text(promises + TYPED.replace("FIRST", "first").replace("SECOND", "second") +
                                                "}\nmain();\n")
        run("node", compiler, "--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom", "--module", "node16",
            "typed.mts", "typed.cts", cwd=self.project)
        # What README.md shows, which leaves out that a certificate may have no URL.
        shown, = re.findall(r"^```js\n(.*?)^```$", (PACKAGE / "README.md").read_text(encoding="utf-8"), re.M | re.S)
        (self.project / "readme.mts").write_text(shown + "declare const issuer: Uint8Array, certificate: Uint8Array;\n")
        run("node", compiler, "--noEmit", "--target", "es2022", "--lib", "es2022,dom", "--module", "node16", "readme.mts",
            cwd=self.project)


def main():
    global PACKAGE, OCSPAN, ROOT, NODE_MODULES
    browser.missing()  # which may start this program again
    if lacking := [name for name in ("node", "npm") if shutil.which(name) is None]:
        print(f"SKIPPED: needs {', '.join(lacking)}")
        return browser.SKIPPED
    PACKAGE, OCSPAN, ROOT, NODE_MODULES = (pathlib.Path(argument).resolve() for argument in sys.argv[1:5])
    program = unittest.main(argv=[sys.argv[0], *sys.argv[5:]], exit=False)
    for test, reason in program.result.skipped:
        print(f"SKIP {test.id()}: {reason}")
    return 0 if program.result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
