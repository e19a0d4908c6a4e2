#!/usr/bin/env python3
"""The JavaScript package's verify() against `ocspan verify --json`: verify_test.py [--browser] PACKAGE OCSPAN TESTDATA

The cases are those of test/peers/check_verify.py, the messages of TESTDATA, and a few more. They run in Node or, with
--browser, in Chromium, which selenium drives.
"""

import argparse
import functools
import http.server
import json
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "peers"))
import check_verify  # noqa: E402  exits with 77 where python3-cryptography is missing
import ocsp_forge as forge  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: E402

SKIPPED = 77
FAMILIES = (check_verify.algorithms, check_verify.statuses, check_verify.cert_ids, check_verify.several_answers,
            check_verify.signers, check_verify.times, check_verify.extensions, check_verify.nonces, check_verify.pairs)
# Options of the command, as those of verify().
FLAGS = {"--accept-weak": "acceptWeak", "--require-next-update": "requireNextUpdate",
         "--accept-missing-nonce": "acceptMissingNonce"}
TIMES = {"--at": "at", "--attested": "attested"}
NUMBERS = {"--max-age": "maxAge", "--skew": "clockSkew"}
# What WebCrypto does not have everywhere, by words of the names of cases.
NEEDS = {"sha224": "more hashes", "brainpool": "more algorithms", "secp256k1": "more algorithms",
         "dsa-sha": "more algorithms", "ed448": "Ed448"}


def as_hex(data):
    return {"hex": bytes(data).hex()}


def der_of(path):
    """Of a file, be it PEM."""
    data = path.read_bytes()
    return forge.base64.b64decode(data.split(b"-----")[2]) if data.startswith(b"-----") else data


def javascript_options(options):
    found, rest = {}, list(options)
    while rest:
        option = rest.pop(0)
        if option in FLAGS:
            found[FLAGS[option]] = True
        elif option in TIMES:
            found[TIMES[option]] = rest.pop(0)
        elif option == "--tolerate":
            found["tolerate"] = rest.pop(0).split(",")
        else:
            found[NUMBERS[option]] = int(rest.pop(0))
    return found


class Cases:
    def __init__(self, ocspan):
        self.ocspan, self.all = ocspan, []

    def run(self, *command):
        words = [str(word) for word in (self.ocspan, *command)]
        done = subprocess.run(words, capture_output=True, timeout=60, check=False)
        return done.stdout or done.stderr.splitlines()[-1]

    def add(self, name, call, args, expected):
        needs = sorted({need for word, need in NEEDS.items() if word in name and call == "verify"})
        self.all.append({"name": name, "call": call, "args": args, "expected": expected, "needs": needs})

    def add_verify(self, name, response, question, files, options):
        """`question` is `--cert` and the like with a file or number; `files` are other options, each with a file."""
        options = (*options, *(() if "--at" in options else ("--at", check_verify.text_of(check_verify.NOW))))
        given = [word for pair in files.items() for word in pair]
        printed = self.run("verify", "--json", *question, *given, *options, response)
        documents = [json.loads(line) for line in printed.splitlines()]
        assert documents, name
        names = {"--issuer": "issuer", "--cert": "certificate", "--request": "request", "--responder": "trusted",
                 "--certs": "certificates"}
        javascript = javascript_options(options)
        for option, file in [*files.items(), *([question] if question and question[0] == "--cert" else [])]:
            data = as_hex(der_of(file))
            javascript[names[option]] = [data] if option in ("--responder", "--certs") else data
        if question and question[0] == "--serial":
            javascript["serialNumber"] = question[1]
        if "error" in documents[0]:
            documents[0] = {"error": {key: documents[0]["error"][key] for key in ("code", "offset", "field")}}
        args = [as_hex(response.read_bytes()), javascript]
        if not question:
            self.add(f"{name}, each", "verifyEach", args, documents)
        if question or len(documents) == 1:
            self.add(name, "verify", args, documents[0])


def add_forged(cases, world, folder, families):
    for case in [case for family in families for case in family(world)]:
        files = check_verify.Files(folder, world, case)
        given = {"--issuer": files.issuer, "--request": files.request, "--responder": files.responder,
                 "--certs": files.more}
        cases.add_verify(case.name, files.response, ("--cert", files.certificate),
                         {option: file for option, file in given.items() if file}, case.options)


def small_keys(world):
    """RSA keys that are too small, where only their size is weak."""
    for bits in (1024, 2047, 2048):
        key = forge.Key(rsa.generate_private_key(65537, bits), *forge.SCHEMES["rsa-sha256"][1:])
        ca = world.make_ca(f"CA of {bits} bits", key)
        response = world.by_issuer(ca=ca)
        yield check_verify.Case(f"RSA key of {bits} bits", response, "", ca=ca)
        yield check_verify.Case(f"RSA key of {bits} bits, accepted", response, "", ca=ca, options=("--accept-weak",))
    # Hashes of many keys are asked for.
    others = [world.delegate(key=world.key("ed25519", f"other {i}")).der for i in range(40)]
    yield check_verify.Case("the last of 41 certificates, by key", world.by_delegate(
        certificates=[*others, world.responder.der], responder_id=forge.by_key(world.responder_key)), "")


def add_testdata(cases, testdata):
    folder = testdata / "openssl"
    certificates = folder / "certs"
    pairs = [("ca-rsa", "leaf-good"), ("ca-ec", "leaf-ec"), ("ca-ed", "leaf-ed"), ("ca-rsa", "leaf-serial-21")]
    for response in sorted(folder.glob("resp-*.der")):
        document = json.loads(cases.run("response", "--json", response))
        answers = document["basic"]["responses"] if document["basic"] else []
        at = ("--at", answers[0]["thisUpdate"]) if answers else ()
        for issuer, leaf in pairs:
            files = {"--issuer": certificates / f"{issuer}.pem"}
            question = ("--cert", certificates / f"{leaf}.pem")
            cases.add_verify(f"{response.name} about {leaf}", response, question, files, at)
        if answers and answers[0]["certId"]["serialNumber"]:
            serial = answers[0]["certId"]["serialNumber"]
            cases.add_verify(f"{response.name} about {serial}", response, ("--serial", serial), files,
                             (*at, "--tolerate", "all"))
    for request in ("req-sha1", "req-three", "req-nonce"):
        for response in ("resp-three", "resp-good", "resp-good-nonce", "resp-try-later"):
            files = {"--issuer": certificates / "ca-rsa.pem", "--request": folder / f"{request}.der"}
            cases.add_verify(f"{response} to {request}", folder / f"{response}.der", (), files, ())


def add_malformed(cases, testdata, folder):
    der = (testdata / "openssl/resp-good.der").read_bytes()
    certificates = testdata / "openssl/certs"
    for position in (0, 5, 40, 100, 200):
        file = folder / "malformed.der"
        file.write_bytes(der[:position] + bytes([der[position] ^ 0xff]) + der[position + 1:])
        cases.add_verify(f"byte {position} is another", file, ("--cert", certificates / "leaf-good.pem"),
                         {"--issuer": certificates / "ca-rsa.pem"}, ())


def add_requests(cases, testdata):
    issuer, leaf = (testdata / "openssl/certs" / name for name in ("ca-rsa.pem", "leaf-good.pem"))
    for name in ("sha1", "sha256", "sha384", "sha512"):
        written = cases.run("create-request", "--issuer", issuer, "--cert", leaf, "--hash", name)
        cases.add(f"create-request by {name}", "createRequest", [
            {"issuer": as_hex(der_of(issuer)), "certificates": [as_hex(der_of(leaf))], "hash": name}], as_hex(written))
    for file in sorted(testdata.glob("*/*.der")):
        if file.name.startswith("resp"):
            document = json.loads(cases.run("response", "--json", file))
            cases.add(file.name, "parseResponse", [as_hex(file.read_bytes())], document)


def run_in_node(package, cases, folder):
    file = folder / "cases.json"
    file.write_text(json.dumps(cases), encoding="utf-8")
    command = ["node", HERE / "node_cases.mjs", package, file]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    return done.stdout.strip() or (f"exit status {done.returncode}" if done.returncode else "")


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def run_in_browser(package, cases, folder):
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.support.wait import WebDriverWait

    site = folder / "site"
    site.mkdir()
    (site / "package").symlink_to(package.resolve())
    for name in ("cases.mjs", "page.html"):
        (site / name).symlink_to(HERE / name)
    (site / "cases.json").write_text(json.dumps(cases), encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"):
        options.add_argument(argument)
    browser = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)
    try:
        browser.get(f"http://127.0.0.1:{server.server_port}/page.html")
        WebDriverWait(browser, 240).until(lambda one: one.title == "done")
        return browser.find_element("tag name", "body").text.strip()
    finally:
        browser.quit()
        server.shutdown()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("package", type=Path)
    parser.add_argument("ocspan", type=Path)
    parser.add_argument("testdata", type=Path)
    arguments = parser.parse_args()
    if arguments.browser:
        try:
            import selenium  # noqa: F401
        except ImportError:
            print("SKIPPED: needs python3-selenium")
            return SKIPPED
        if not shutil.which("chromium") or not shutil.which("chromedriver"):
            print("SKIPPED: needs chromium and chromium-driver")
            return SKIPPED

    cases = Cases(arguments.ocspan)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        add_forged(cases, check_verify.World(), folder, (*FAMILIES, small_keys))
        add_testdata(cases, arguments.testdata)
        add_malformed(cases, arguments.testdata, folder)
        add_requests(cases, arguments.testdata)
        run = run_in_browser if arguments.browser else run_in_node
        failures = run(arguments.package, cases.all, folder)
    print(failures)
    verdicts = {}
    for case in cases.all:
        if case["call"] == "verify" and "verdict" in case["expected"]:
            key = case["expected"]["step"] or case["expected"]["verdict"]
            verdicts[key] = verdicts.get(key, 0) + 1
    print(f"{len(cases.all)} cases, {len(failures.splitlines())} failures; "
          + ", ".join(f"{count} {key}" for key, count in sorted(verdicts.items())))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
