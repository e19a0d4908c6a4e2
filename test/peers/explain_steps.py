#!/usr/bin/env python3
"""What others print of responses that may not be trusted: explain_steps.py [--write] OCSPAN

For each step at which `ocspan verify` fails, a response of check_verify.py that fails there is put to `openssl ocsp`,
ocsptool and Java's PKIX checker. The table of docs/errors.md has to say what they say; --write puts it there.

Exit status: 0 all as the table says; 1 not so; 77 one of them is not installed.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True      # no __pycache__ in the source tree
ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "test"))

import check_verify
import made_parts
from ask_serve import output, words_of_ocsptool, words_of_openssl
from pki import run

SKIPPED = 77
# Those with the steps, and without the hundreds of others.
FAMILIES = (check_verify.algorithms, check_verify.statuses, check_verify.cert_ids, check_verify.signers,
            check_verify.requests, check_verify.times, check_verify.extensions, check_verify.nonces)
# What a step is best shown by, if the first case that fails there says less.
BEST = {"signer_bad_signature": "rsa-sha256, responder's certificate damaged",
        "bad_signature": "rsa-sha256, issuer, damaged", "weak_signature_algorithm": "weak response of a strong CA",
        "nonce_different": "nonce is another", "not_successful": "status 3"}
NO_REQUEST = "(takes no request)"


def openssl(files):
    if files.case.step == "outside_attested_time":
        return "(knows no attested time)"
    asked = ("-reqin", files.request) if files.request else (
        f"-{files.case.hash_name}", "-issuer", files.issuer, "-cert", files.certificate, "-no_nonce")
    text = output("openssl", "ocsp", *asked, "-CAfile", files.issuer, "-respin", files.response, *files.case.openssl)
    text = re.sub(r"^.*(WARNING: no nonce in response|Nonce Verify error)$", r"WARNING: Status: \1", text, flags=re.M)
    return words_of_openssl(text, files.certificate).replace("WARNING: Status: ", "") or "nothing"


def others(files, classes):
    if files.case.request:
        return [NO_REQUEST] * 2
    if files.case.step == "outside_attested_time":
        return [openssl(files)] * 2
    return [ocsptool(files), java(files, classes)]


def ocsptool(files):
    text = output("ocsptool", "--verify-response", f"--load-trust={files.issuer}", f"--load-response={files.response}")
    return words_of_ocsptool(text).replace("Verifying OCSP Response: Success.", "Success.")


def java(files, classes):
    words = output("java", "-cp", classes, "AskOcsp", files.response, files.certificate, files.issuer)
    return re.sub(r"\b[0-9A-F]{8,}\b|\w{3} \w{3} \d\d [\d:]+ \w+ \d{4}", "…", words.strip().splitlines()[-1])


def main():
    missing = [name for name in ("openssl", "ocsptool", "javac", "java") if not shutil.which(name)]
    if missing:
        print(f"SKIP: not installed: {', '.join(missing)}")
        return SKIPPED
    world, cases, lines, problems = check_verify.World(), {}, [], []
    for case in (case for family in FAMILIES for case in family(world)):
        if case.step and (case.step not in cases or BEST.get(case.step) == case.name):
            cases[case.step] = case
    words = (ROOT / "include/ocspan/words.h").read_text(encoding="utf-8")
    steps = re.findall(r"X\(OCSPAN_STEP_\w+, (\w+),", words)
    with tempfile.TemporaryDirectory() as folder:
        run("javac", "-d", folder, Path(__file__).with_name("AskOcsp.java"))
        for step in steps:
            if step not in check_verify.steps_of_library():
                continue
            files = check_verify.Files(Path(folder), world, cases[step])
            if wrong := check_verify.ask_ocspan(sys.argv[-1], files):
                problems.append(f"{cases[step].name}: {wrong}")
            said = [openssl(files), *others(files, folder)]
            lines.append(f"| [{step}](#{step}): {cases[step].name} | {' | '.join(said)} |\n")
    table = "| step, and case | openssl ocsp | ocsptool | Java |\n| --- | --- | --- | --- |\n" + "".join(lines)
    print(table)
    problems += made_parts.problems("docs/errors.md", "test/peers/explain_steps.py", table, "--write" in sys.argv)
    print("\n".join([*problems, f"{len(lines)} steps, {len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
