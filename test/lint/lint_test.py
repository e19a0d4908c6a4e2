#!/usr/bin/env python3
"""Checks each lint by messages made for it: lint_test.py OCSPAN [LINT...], of which `good` stands for none of them.

For each row of rows.py: the inputs break the lint at the place that was built wrong, with the severity of the row, and
nothing else; the twin does not. Where the row says so it is an error in other profiles; before the rule's first day it
is not effective; and without an input that the row gives, it is not applicable. A lint without a row is a failure.
"""

import concurrent.futures
import datetime
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import build
import rows

OPTIONS = {"request": "--request", "issuer": "--issuer", "certificate": "--cert", "responder": "--responder",
           "previous": "--previous", "serials": "--serials"}
SEVERAL = {"http_request", "http_response"}


class Linter:
    """Runs `ocspan lint`, on inputs in files of their own."""

    def __init__(self, tool, folder):
        self.tool, self.folder = tool, folder

    def write(self, data):
        handle, name = tempfile.mkstemp(dir=self.folder)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        return name

    def lint(self, inputs, *profiles):
        command = [self.tool, "lint", "--json", self.write(inputs.file)]
        command += [word for profile in profiles for word in ("--profile", profile)]
        for name, option in OPTIONS.items():
            if (data := getattr(inputs, name)) is not None:
                command += [option, self.write(data)]
        for name in SEVERAL:
            if (data := getattr(inputs, name)) is not None:
                command += ["--http", self.write(data)]
        command += ["--at", inputs.at.strftime("%Y-%m-%dT%H:%M:%SZ")] if inputs.at else []
        command += ["--took", str(inputs.took)] if inputs.took is not None else []
        command += ["--tbs"] if inputs.tbs else []
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
        if done.returncode not in (0, 6) or done.stderr:
            raise RuntimeError(f"exit status {done.returncode}: {done.stderr.decode()}{done.stdout.decode()}")
        return json.loads(done.stdout)


def place_of(row, inputs):
    """The offset at which the finding has to be, worked out from what was built."""
    data = getattr(inputs, {"httpRequest": "http_request", "httpResponse": "http_response"}.get(row.input, row.input),
                   None) if row.input != inputs.kind else inputs.file
    data = inputs.file if data is None else data
    if row.at == "end" or isinstance(row.at, int):
        return len(data) if row.at == "end" else row.at % len(data)
    if isinstance(row.at, str):
        assert data.count(row.at.encode()) == 1
        return data.index(row.at.encode())
    return build.offset(data, row.at)


def check(linter, lints, row):
    """What is wrong with a row, a line each."""
    problems = []

    def expect(what, found, wanted):
        if found != wanted:
            problems.append(f"{row.lint} ({row.bad_text}): {what}: {found}, not {wanted}")

    def found_in(document):
        return sorted({finding["id"] for finding in document["findings"]})

    bad = row.bad(build.TODAY)
    document = linter.lint(bad, row.profile)
    expect("findings", found_in(document), sorted([row.lint, *row.along.split()]))
    main = {"certificate": "responder"}.get(bad.kind, bad.kind)
    input_name = {"certificate": "responder"}.get(row.input, row.input) if row.input == bad.kind else row.input
    for finding in document["findings"]:
        if finding["id"] == row.lint:
            expect("place", finding["offset"], place_of(row, bad))
            expect("field", finding["field"], row.field)
            expect("severity", finding["severity"], row.severity)
            expect("input", finding.get("input", main), input_name)
    expect("twin", found_in(linter.lint(row.good(build.TODAY), row.profile)), sorted(row.twin_along.split()))

    table = lints[row.lint]
    expect("severity in the table", table["severity"], row.severity)
    expect("errorIn", sorted(table["errorIn"]), sorted(row.error_in.split()))
    for profile in row.error_in.split():
        severities = {finding["severity"] for finding in linter.lint(bad, profile)["findings"]
                      if finding["id"] == row.lint}
        expect(f"severity in {profile}", severities, {"error"})
    expect("by the RFC alone", row.lint in found_in(linter.lint(bad)), "rfc" in table["profiles"])

    for name in bad._fields[3:]:
        if getattr(bad, name) is not None and name not in row.unneeded:
            document = linter.lint(bad._replace(**{name: None}), row.profile)
            expect(f"not applicable without {name}", row.lint in document["notApplicable"], True)
            expect(f"without {name}", row.lint in found_in(document), False)

    expect("since", table["since"], int(row.since.replace("-", "")) if row.since else 0)
    if row.since:
        first = datetime.datetime.fromisoformat(row.since) + datetime.timedelta(hours=1)
        # What is dated is notBefore of a certificate; a response that replaces another is some days younger than it.
        offset = datetime.timedelta(days=30) if row.bad.kind == "certificate" else datetime.timedelta()
        age = datetime.timedelta(days=5) if bad.previous else datetime.timedelta(hours=2)
        expect("on its first day", row.lint in found_in(linter.lint(row.bad(first + offset), row.profile)), True)
        document = linter.lint(row.bad(first + offset - age), row.profile)
        expect("before its first day", row.lint in found_in(document), False)
        expect("not effective before", row.lint in document["notEffective"], True)
    return problems


# TLS BR 7.1.3.2, without the curves, which have keys of their own.
LISTED_ALGORITHMS = {f"{scheme} with {name}": algorithm
                     for name, salt in (("sha256", 32), ("sha384", 48), ("sha512", 64))
                     for scheme, algorithm in (("RSA", build.forge.rsa_pkcs1(name)[0]),
                                               ("PSS", build.forge.rsa_pss(name, salt)[0]))}


def good_messages():
    """Of several kinds, with every input that there is for them; by what they are."""
    hashed = [{"extensions": [build.cert_hash()]}]
    asked = build.request()

    def complete(body, **changes):
        more = {"issuer": build.CA.der, "request": asked, "certificate": build.LEAF.der, "at": build.after(30),
                "http_request": rows.path_of(asked, True), "http_response": build.http_response(body),
                "serials": rows.issued(-build.DAY)(build.TODAY), "took": 1.0,
                "previous": build.response(build.after(-build.DAY), answers=hashed)}
        return build.Inputs("response", body, **more | changes)

    subordinate = build.leaf(is_ca=True, end=3_000 * build.DAY).der
    authority = build.leaf(purpose="1.3.6.1.5.5.7.3.8").der
    later = rows.http_header("HTTP/1.1 200 OK", {"Content-Type": "application/ocsp-response", "Content-Length": "5",
                                                 "Cache-Control": "no-store"})
    return {
        "by a responder": complete(build.response(answers=hashed)),
        "by the CA": complete(build.response(answers=hashed, certs=None, by=build.forge.by_key(build.CA_KEY),
                                             algorithm=build.CA_KEY.algorithm, signature=rows.ECDSA_VALUE)),
        **{f"by {name}": complete(build.response(answers=hashed, algorithm=algorithm))
           for name, algorithm in LISTED_ALGORITHMS.items()},
        "revoked": complete(build.response(answers=[hashed[0] | {"status": build.revoked(reason=4)}])),
        "of a CA's certificate": complete(
            build.response(answers=[{"extensions": [build.cert_hash(subordinate)], "next": 59 * build.DAY}]),
            certificate=subordinate, http_response=None),
        "of a timestamp authority's": complete(
            build.response(answers=[{"extensions": [build.cert_hash(authority)], "next": 59 * build.DAY}]),
            certificate=authority, http_response=None),
        "an error": complete(rows.TRY_LATER, http_response=later, previous=None),
        "a request": build.Inputs("request", build.request(extensions=[build.forge.nonce(build.random(32))])),
        "a long request": build.Inputs("request", asked, http_request=rows.http_header(
            "POST / HTTP/1.1", {**rows.POST, "Host": "a" * 100 + ".example"})),
        "a certificate to be signed": build.Inputs("certificate", build.RESPONDER.der, issuer=build.CA.der,
                                                   at=build.after(-30 * build.DAY)),
    }


def check_good(linter, lints):
    """What keeps every rule of every profile, with every input there is, has no finding; and nothing is said of what
    has no input."""
    profiles = sorted({profile for lint in lints.values() for profile in lint["profiles"]})
    problems = []
    for what, inputs in good_messages().items():
        document = linter.lint(inputs, *profiles)
        problems += [f"{what} keeps every rule: {finding}" for finding in document["findings"]]
        if what == "by a responder":
            # All but the lint of a certificate that is still to be signed.
            problems += [f"not applicable: {lint}" for lint in document["notApplicable"] if lint != "signer.backdated"]
            problems += [] if "signer.backdated" in document["notApplicable"] else ["signer.backdated of a response"]
    unsigned = build.Inputs("response", build.response(tbs_only=True, extensions=None,
                                                       answers=[{"extensions": [build.cert_hash()]}]), tbs=True,
                            issuer=build.CA.der, at=build.after(30))
    document = linter.lint(unsigned, *profiles)
    problems += [f"keeps every rule, and is to be signed: {finding}" for finding in document["findings"]]
    late = build.response(tbs_only=True, this=1)
    found = [(finding["id"], finding["offset"], finding["field"])
             for finding in linter.lint(unsigned._replace(file=late))["findings"]]
    if found != [("time.this_after_produced", build.offset(late, (2, 0, 2)),
                  "tbsResponseData.responses[0].thisUpdate")]:
        problems.append(f"to be signed: {found}")
    alone = linter.lint(build.Inputs("response", build.response(certs=None)), *profiles)
    for lint, row in lints.items():
        is_applicable = not set(row["needs"]) - {"response", "hasher"}
        if (lint in alone["notApplicable"]) == is_applicable:
            problems.append(f"{lint}: of a response alone applicable: {not is_applicable}, by its needs {row['needs']}")
    ending = build.ca_certificate(end=build.after(build.DAY)).der
    outlasting = build.Inputs("response", build.response(), issuer=ending)
    problems += [f"by a responder that outlasts its CA: {finding}"
                 for finding in linter.lint(outlasting, "mozilla")["findings"]]
    foreign = linter.lint(build.Inputs("response", build.response(
        by=build.forge.by_key(build.OTHER_KEY), certs=(build.OTHER_CA.der,)), issuer=build.CA.der), "cabf-tls")
    if not {"cabf.signer", "signer.not_direct"} <= {finding["id"] for finding in foreign["findings"]}:
        problems.append(f"by another CA: {foreign['findings']}")
    broken = linter.lint(build.Inputs("response", build.response(), request=build.request(
        version=build.explicit(0, build.integer(1)))), "lightweight")
    problems += [] if "lw.request_count" in broken["notApplicable"] else ["applicable to a request that is not read"]
    for purpose, is_responder in ((build.forge.SERVER_AUTH, False), (build.forge.OCSP_SIGNING, True)):
        authority = build.ca_certificate(more=[build.forge.purposes(purpose)]).der
        found = [finding["id"] for finding in linter.lint(build.Inputs("response", build.response(
            by=build.forge.by_key(build.CA_KEY), certs=(authority,))), *profiles)["findings"]]
        if ("signer.ca" in found) != is_responder or (not is_responder and any("signer." in one for one in found)):
            problems.append(f"of a CA with the purpose {purpose}, by itself: {found}")
    unreplaced = linter.lint(build.Inputs("response", build.response(), previous=rows.TRY_LATER), "cabf-tls")
    problems += [f"applicable to one that replaced an error: {lint}"
                 for lint in ("cabf.refresh_short", "cabf.refresh_long") if lint not in unreplaced["notApplicable"]]
    thrice = rows.prefers(rows.RSA_SHA256, rows.RSA_SHA256, rows.RSA_SHA256)(build.TODAY)
    found = [(finding["id"], finding["offset"]) for finding in linter.lint(thrice)["findings"]]
    if found != [("request.preferred_duplicate", build.offset(thrice.file, (*build.REQUEST_EXTENSION, 1, 0, number, 0)))
                 for number in (1, 2)]:
        problems.append(f"an algorithm that is preferred three times: {found}")
    attested = build.Inputs("response", build.response(), at=build.after(-build.DAY))
    problems += [f"attested before the answer: {finding}" for finding in linter.lint(attested, "c2pa")["findings"]]
    return problems


def main():
    tool, wanted = sys.argv[1], sys.argv[2:]
    listed = subprocess.run([tool, "lint", "--list"], capture_output=True, timeout=60, check=True).stdout
    lints = {lint["id"]: lint for lint in map(json.loads, listed.splitlines())}
    problems = [f"{lint}: no row" for lint in lints if lint not in {row.lint for row in rows.ROWS}]
    problems += [f"{row.lint}: no such lint" for row in rows.ROWS if row.lint not in lints]
    chosen = [row for row in rows.ROWS if row.lint in lints and (not wanted or row.lint in wanted)]
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        linter = Linter(tool, folder)
        for found in pool.map(lambda row: check(linter, lints, row), chosen):
            problems += found
        if not wanted or "good" in wanted:
            problems += check_good(linter, lints)
    print("\n".join([*problems, f"{len(lints)} lints, {len(chosen)} rows, {len(problems)} failures"]))
    return 1 if problems or not chosen and "good" not in wanted else 0


if __name__ == "__main__":
    sys.exit(main())
