#!/usr/bin/env python3
"""The JavaScript package against the command: verify_test.py [--browser] PACKAGE OCSPAN TESTDATA

verify() has to say what `ocspan verify --json` says, in the cases of test/peers/verify_cases.py. They run in Node or,
with --browser, in Chromium, which selenium drives.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "peers"))
import browser  # noqa: E402
import verify_cases  # noqa: E402

# Options of the command, as those of verify().
INPUTS = {"--issuer": "issuer", "--cert": "certificate", "--request": "request"}
LISTS = {"--responder": "trusted", "--certs": "certificates"}
OPTIONS = {"--accept-weak": "acceptWeak", "--require-next-update": "requireNextUpdate", "--at": "at",
           "--accept-missing-nonce": "acceptMissingNonce", "--attested": "attested", "--max-age": "maxAge",
           "--skew": "clockSkew", "--tolerate": "tolerate"}
# What WebCrypto does not have everywhere, by words of the names of cases.
NEEDS = {"sha224": "more hashes", "brainpool": "more algorithms", "secp256k1": "more algorithms",
         "dsa-sha": "more algorithms", "ed448": "Ed448"}


def as_hex(data):
    return {"hex": bytes(data).hex()}


def javascript_options(case):
    options = {**{INPUTS[option]: as_hex(der) for option, der in case.inputs.items() if option in INPUTS},
               **{LISTS[option]: [as_hex(der)] for option, der in case.inputs.items() if option in LISTS}}
    for option, value in case.options.items():
        options[OPTIONS[option]] = (int(value) if option in ("--max-age", "--skew") else
                                    value.split(",") if option == "--tolerate" else value)
    if case.serial is not None:
        options["serialNumber"] = case.serial
    return options


def calls_of(case):
    """The calls of the package, and what must come of them."""
    args = [as_hex(case.response), javascript_options(case)]
    needs = sorted({need for word, need in NEEDS.items() if word in case.name})
    documents = [{"error": {key: one["error"][key] for key in ("code", "offset", "field")}} if "error" in one else
                 {key: value for key, value in one.items() if key != "detail"}  # which the command alone works out
                 for one in case.documents]
    common = {"name": case.name, "args": args, "needs": needs}
    if "--cert" not in case.inputs and case.serial is None:
        yield {**common, "call": "verifyEach", "expected": documents}
    if len(documents) == 1:
        yield {**common, "call": "verify", "expected": documents[0]}


def other_calls(ocspan, testdata):
    """Requests and documents, since what Node does right a browser may do wrong."""
    issuer, leaf = (testdata / "openssl/certs" / name for name in ("ca-rsa.pem", "leaf-good.pem"))
    for name in ("sha1", "sha256", "sha384", "sha512"):
        written = verify_cases.run(ocspan, "create-request", "--issuer", issuer, "--cert", leaf, "--hash", name)
        fields = {"issuer": as_hex(verify_cases.der_of(issuer)), "certificates": [as_hex(verify_cases.der_of(leaf))],
                  "hash": name}
        yield {"name": f"a request by {name}", "call": "createRequest", "args": [fields], "needs": [],
               "expected": as_hex(written)}
    for file in sorted(testdata.glob("*/resp*.der")):
        yield {"name": file.name, "call": "parseResponse", "args": [as_hex(file.read_bytes())], "needs": [],
               "expected": json.loads(verify_cases.run(ocspan, "response", "--json", file))}


def run_in_node(package, calls, folder):
    file = folder / "calls.json"
    file.write_text(json.dumps(calls), encoding="utf-8")
    command = ["node", HERE / "node_calls.mjs", package, file]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    return done.stdout.strip() or (f"exit status {done.returncode}" if done.returncode else "")


def run_in_browser(package, calls, folder):
    from selenium.webdriver.support.wait import WebDriverWait

    site = folder / "site"
    site.mkdir()
    (site / "package").symlink_to(package.resolve())
    for name in ("calls.mjs", "page.html"):
        (site / name).symlink_to(HERE / name)
    (site / "calls.json").write_text(json.dumps(calls), encoding="utf-8")
    with browser.served(site) as url, browser.chromium() as window:
        window.get(f"{url}/page.html")
        WebDriverWait(window, 240).until(lambda one: one.title == "done")
        return window.find_element("tag name", "body").text.strip()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("package", type=Path)
    parser.add_argument("ocspan", type=Path)
    parser.add_argument("testdata", type=Path)
    arguments = parser.parse_args()
    if arguments.browser and (lacking := browser.missing()):
        print(f"SKIPPED: needs {lacking}")
        return browser.SKIPPED

    with tempfile.TemporaryDirectory() as name:
        cases = list(verify_cases.all_cases(arguments.ocspan, arguments.testdata, name))
        calls = [call for case in cases for call in calls_of(case)]
        calls += other_calls(arguments.ocspan, arguments.testdata)
        run = run_in_browser if arguments.browser else run_in_node
        failures = run(arguments.package, calls, Path(name))
    print(failures)
    print(f"{len(calls)} calls, {len(failures.splitlines())} failures; {verify_cases.summary(cases)}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
