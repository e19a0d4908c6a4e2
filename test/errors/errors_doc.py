#!/usr/bin/env python3
"""Checks docs/errors.md: errors_doc.py OCSPAN SOURCE-ROOT [--write]

It is made of the tables of include/ocspan/words.h, of advice.py and of what the command says of messages: for each code
the smallest message of OCSP limbo that it refuses with it or, where there is none, a command of advice.py, which has to
print the code. Every code and step has its entry, and so has every code that the command itself knows. What others
print stands in a table that test/peers/explain_steps.py makes. --write makes the page anew.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "testdata/limbo"))
sys.dont_write_bytecode = True
import advice  # noqa: E402
import corpus  # noqa: E402

VERBS = {"parse_response": "response", "parse_request": "request"}
LARGEST = 60000     # of limbo's messages; the others take long, and say nothing else
OTHERS = re.compile(r"<!-- made by test/peers/explain_steps.py -->\n.*?<!-- end -->\n", re.S)
HEAD = """# Errors

Each error of the library and of the command has a code, which never changes. A line of error on standard error ends in
it, in brackets; in JSON it is `code`. C++ has it as `ErrorCode::truncated`, C as `OCSPAN_ERROR_TRUNCATED`. Beside it
stand the byte, counted from 0 in the DER, and the field, as its RFC spells it.

A response that can be read and may not be trusted is no error: `ocspan verify` says
[which check](#steps-of-verification) has failed.

The examples are cases of [OCSP limbo](limbo/README.md). `testdata/limbo/corpus.py --unpack limbo` writes them into a
folder, a file for each: `ocspan response limbo/status/status-127.der`.

<!-- made by test/errors/errors_doc.py, but for the table of what others print -->
"""


def rows_of(table):
    """(name in C, name, number, text) of each row of a table in words.h."""
    words = (ROOT / "include/ocspan/words.h").read_text(encoding="utf-8")
    body = re.search(rf"#define {table}\(X\)(.*?)\n\n", words, re.S)[1]
    return [(c_name, name, int(number), text)
            for c_name, name, number, text in re.findall(r'X\((\w+), (\w+), (\d+), "(.*)"\)', body)]


def errors_in(document):
    """The codes of errors anywhere in a document: also an extension that cannot be read is one."""
    if isinstance(document, dict):
        if isinstance(document.get("error"), dict):
            yield document["error"]
        for value in document.values():
            yield from errors_in(value)
    elif isinstance(document, list):
        for value in document:
            yield from errors_in(value)


def run(tool, command):
    """What a command prints, on both outputs, if it runs beside the tool."""
    environment = {"PATH": f"{Path(tool).resolve().parent}:/usr/bin:/bin"}
    return subprocess.run(["sh", "-c", command], cwd=ROOT, env=environment, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False, timeout=60).stdout


def smallest_cases(tool):
    """For each code the smallest case of limbo that has it: its id and the error."""
    found = {}
    for operation, verb in VERBS.items():
        cases = [(case, corpus.message(case)) for case in corpus.load()["cases"] if case["op"] == operation]
        cases = [(case, der) for case, der in cases if der and len(der) < LARGEST]
        lines = "".join(f"{der.hex()}\n" for _, der in cases)
        printed = subprocess.run([tool, verb, "--batch"], input=lines, capture_output=True, text=True, check=True,
                                 timeout=60).stdout
        for (case, der), line in zip(cases, printed.splitlines(), strict=True):
            for error in errors_in(json.loads(line)):
                rank = (verb != "response", len(der), case["id"])   # of responses, if there is one
                if error["code"] not in found or rank < found[error["code"]][0]:
                    found[error["code"]] = rank, error
    return {code: (rank[-1], error) for code, (rank, error) in found.items()}


def example_of(tool, code, cases):
    if code in cases:
        case, error = cases[code]
        group, _, name = case.rpartition("::")
        message = re.sub(r" \(line .*\)$", "", error["message"])   # which is about the line of hexadecimal
        return f"[{case}](limbo/groups/{group}.md#{name}), `{error['field']} at byte {error['offset']}: {message}`"
    if code in advice.SHOWN_BY:
        command = advice.SHOWN_BY[code]
        line = next(line for line in run(tool, command).splitlines() if f"[{code}]" in line)
        return f"limbo has no case; `{command}` prints `{line.strip()}`"
    return ""


def section(name, text, number, c_name, example, cause, what):
    begins_with_a_name = re.match(r"\w*[A-Z_]", text)
    shown = text if begins_with_a_name else text[0].upper() + text[1:]
    lines = ["", f"### {name}", "", f"{shown}. {c_name}, number {number}.", ""]
    if example:
        lines.append(f"- **Example**: {example}")
    return [*lines, f"- **Usual cause**: {cause}", f"- **What to do**: {what}"]


def page(tool, others):
    cases = smallest_cases(tool)
    problems = []
    lines = [HEAD.rstrip("\n"), "", "## Codes"]
    steps = rows_of("OCSPAN_VERIFY_STEPS")
    codes = rows_of("OCSPAN_ERROR_CODES")
    step_names = {name for _, name, _, _ in steps}
    for c_name, name, number, text in codes:
        if name in step_names:     # none, and not_successful, which is a step as well
            continue
        example = example_of(tool, name, cases)
        if not example and name not in advice.OF_CALLERS:
            problems.append(f"{name}: no message of testdata shows it, nor a command in advice.py")
        example = example or "no message shows it: " + advice.OF_CALLERS.get(name, "")
        lines += section(name, text, number, f"`{c_name}`", example, *advice.CODES[name])
    lines += ["", "## Codes of the command", "", "What is wrong before a message is read."]
    for name, (cause, what, command) in advice.OF_THE_COMMAND.items():
        lines += ["", f"### {name}", "", cause]
        if command:
            printed = run(tool, command)
            if f"[{name}]" not in printed:
                problems.append(f"{command} does not print {name}: {printed}")
            lines += ["", f"- **Example**: `{command}` prints `{printed.splitlines()[0]}`"]
        else:
            lines.append("")
        lines.append(f"- **What to do**: {what}")
    lines += ["", "## Steps of verification", "",
              "In the order in which they are checked: the first that fails is named, as `step` in JSON."]
    for c_name, name, number, text in steps:
        if name == "none":
            continue
        beside = ("As an error code, `OCSPAN_ERROR_NOT_SUCCESSFUL`, it is what an accessor of a response says that has"
                  " no answers. ") if name == "not_successful" else ""
        cause, what = advice.STEPS[name]
        lines += section(name, text, number, f"`{c_name}`", "", cause, beside + what)
    lines += ["", "## What others print", "",
              "A response that fails at each step, put to `openssl ocsp -respin`, `ocsptool --verify-response` and",
              "Java's PKIX checker, each in its own words (`test/peers/explain_steps.py --write build/tools/ocspan`).",
              "Where they print good and nothing else, they trust it: [why](reference/verify-disagreements.md).", ""]
    return "\n".join(lines) + "\n" + others, problems


def main():
    tool, root = sys.argv[1], Path(sys.argv[2])
    file = root / "docs/errors.md"
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    others = OTHERS.search(text)
    others = others[0] if others else "<!-- made by test/peers/explain_steps.py -->\n<!-- end -->\n"
    made, problems = page(tool, others)
    if "--write" in sys.argv[3:]:
        file.write_text(made, encoding="utf-8")
        text = made
    if text != made:
        problems.append("docs/errors.md: not what test/errors/errors_doc.py --write makes")
    codes, steps = rows_of("OCSPAN_ERROR_CODES"), rows_of("OCSPAN_VERIFY_STEPS")
    known = {name for _, name, _, _ in codes}
    listed = set(advice.CODES) | {"not_successful"}
    problems += [f"advice.py: {name} is no code" for name in sorted(listed - known)]
    problems += [f"advice.py: {name} is no step" for name in sorted(set(advice.STEPS) - {row[1] for row in steps})]
    unseen = set(re.findall(r"^### (\w+)\n\n.*\n\n- \*\*Example\*\*: no message shows", made, re.M))
    problems += [f"advice.py: a message shows {name}" for name in sorted(set(advice.OF_CALLERS) - unseen)]
    headers = "".join(path.read_text(encoding="utf-8") for path in sorted((root / "include").rglob("*.hpp")))
    named = re.findall(r"`(?:\w+::)?(\w+)\(\)`", "".join(advice.OF_CALLERS.values()) + str(advice.CODES))
    problems += [f"advice.py: there is no {name}()" for name in sorted(set(named)) if f" {name}(" not in headers]
    verbs = ("response", "create-request", "verify", "check", "lint")
    options = "".join(run(tool, f"ocspan {verb} --help") for verb in verbs)
    problems += [f"advice.py: there is no {option}" for option in sorted(set(re.findall(
        r"`(--[a-z-]+)", str(advice.CODES) + str(advice.STEPS) + str(advice.OF_THE_COMMAND)))) if option not in options]
    sources = "".join(path.read_text(encoding="utf-8") for path in sorted((root / "tools").rglob("*.cpp")))
    own = set(re.findall(r'Failure\{"(\w+)"|failure\.code = "(\w+)"|\{path\w*, \{"(\w+)"|return \{"(\w+)", 0', sources))
    own = {name for names in own for name in names if name} - known
    problems += [f"advice.py: the command's {name} is missing, or not its" for name in
                 sorted(own ^ set(advice.OF_THE_COMMAND))]
    rows = set(re.findall(r"^\| \[(\w+)\]", others, re.M))
    problems += [f"docs/errors.md: what others print of {name} is missing"
                 for name in sorted({row[1] for row in steps} - rows - {"none", "signature_pending"})]
    print("\n".join([*problems, f"{len(codes)} codes, {len(steps)} steps, {len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
