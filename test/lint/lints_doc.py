#!/usr/bin/env python3
"""Checks the tables of docs/lints.md: lints_doc.py OCSPAN SOURCE-ROOT [--write]

They are made of `ocspan lint --list` and of the examples in rows.py, a table for each group, between two comments.
Every lint that the prose names is one of them, and each that finds something in testdata is explained. --write makes
the tables anew.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))
import made_parts
import rows

GROUPS = {"response": "Responses", "time": "Times of responses", "cabf": "CA/Browser Forum",
          "microsoft": "Microsoft", "apple": "Apple", "lw": "The lightweight profile", "request": "Requests",
          "signer": "The responder's certificate", "http": "HTTP", "etsi": "Archives", "gematik": "gematik",
          "isis": "Common PKI", "c2pa": "C2PA", "ocpp": "OCPP", "cs": "Code signing"}
CABF = ["cabf-tls", "cabf-smime", "cabf-cs"]


def shown(profiles):
    """The three of the CA/Browser Forum together, as they mostly stand."""
    if set(CABF) <= set(profiles):
        profiles = ["cabf", *(profile for profile in profiles if profile not in CABF)]
    return ", ".join(profiles)


def when(lint):
    """What has to be so before there is anything to find."""
    since = str(lint["since"])
    group = lint["id"].split(".")[0]
    main = {"request": "request", "signer": "responder"}.get(group, "response")
    needs = [each for each in lint["needs"] if each != main]
    parts = [shown(lint["profiles"]) if lint["profiles"] != ["rfc"] else "",
             f"since {since[:4]}-{since[4:6]}-{since[6:]}" if lint["since"] else "",
             f"needs {', '.join(needs)}" if needs else ""]
    return "; ".join(part for part in parts if part)


def tables(lints):
    lines = []
    for group, title in GROUPS.items():
        lines += ["", f"### {title}", "", "| lint | severity | what should be so | source | when | fails | passes |",
                  "|---|---|---|---|---|---|---|"]
        for lint in lints:
            if lint["id"].split(".")[0] != group:
                continue
            severity = lint["severity"] + (f"; error in {shown(lint['errorIn'])}" if lint["errorIn"] else "")
            own = [row for row in rows.ROWS if row.lint == lint["id"]]
            bad = "; ".join(row.bad_text for row in own) + (f", at `{own[0].field}`" if own[0].field else "")
            good = "; ".join(row.good_text for row in own)
            along = {f"`{name}`" for row in own for name in row.along.split()}
            bad += f" (and {', '.join(sorted(along))}: {next(row.why for row in own if row.along)})" if along else ""
            cells = [f"`{lint['id']}`", severity, lint["rule"], lint["source"], when(lint), bad, good]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n\n"


def main():
    tool, root = sys.argv[1], Path(sys.argv[2])
    listed = subprocess.run([tool, "lint", "--list"], capture_output=True, timeout=60, check=True).stdout
    lints = [json.loads(line) for line in listed.splitlines()]
    problems = [*made_parts.problems("docs/lints.md", "test/lint/lints_doc.py", tables(lints), "--write" in sys.argv[3:])]
    text = (root / "docs/lints.md").read_text(encoding="utf-8")
    ids = {lint["id"] for lint in lints}
    groups = {lint.split(".")[0] for lint in ids}
    problems += [] if groups <= set(GROUPS) else [f"groups without a title: {groups - set(GROUPS)}"]
    problems += [f"docs/lints.md: there is no lint {name}" for name in sorted(set(re.findall(r"`(\w+\.\w+)`", text)))
                 if name.split(".")[0] in groups and name not in ids and not name.endswith((".hpp", ".h", ".md"))]
    explained = text.partition("## What our own test data break")[2]
    findings = Path(__file__).with_name("findings.txt").read_text(encoding="utf-8")
    found = re.findall(r"^testdata/.*\n((?:  .*\n)*)", findings, re.M)
    problems += [f"docs/lints.md: {name} is found in testdata, and not explained"
                 for name in sorted(set(re.findall(r"(\S+)@", " ".join(found)))) if f"`{name}`" not in explained]
    print("\n".join([*problems, f"{len(lints)} lints, {len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
