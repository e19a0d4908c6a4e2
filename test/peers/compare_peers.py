#!/usr/bin/env python3
"""Compares every field of `ocspan --json` with what other implementations read.

    compare_peers.py OCSPAN [FOLDER-or-FILE...]

Peers: python3-cryptography, the `openssl` command, GnuTLS's `ocsptool`; those that are missing
are skipped. Without folders the messages of testdata/ are compared. The name of a file tells what
it is: req*.der a request, resp*.der a response, any other a certificate.

Exit status: 0 no difference; 1 a difference, or nothing was compared; 77 no peer is installed.
"""

import argparse
import fnmatch
import re
import ssl
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

sys.dont_write_bytecode = True      # no __pycache__ in the source tree

import peer_gnutls
import peer_openssl
import peer_pyca
from document import (Comparison, Difference, NotUnderstood, Refused, Unsupported, kind_of, leaves,
                      run_tool)

PEERS = (peer_pyca, peer_openssl, peer_gnutls)
SKIPPED = 77
TESTDATA = Path(__file__).resolve().parents[2] / "testdata"
WHOLE = "(message)"         # the path of a difference that concerns the message as such


class Known(NamedTuple):
    """A deviation of a peer that is understood; all but the reasons are patterns."""
    peer: str
    file: str               # of the end of the path, as for fnmatch
    path: str               # of the field, a regular expression
    theirs: str             # of what the peer has, a regular expression
    reason: str
    section: str


# Where a peer is wrong, or does not say. Nothing else may hide a difference.
KNOWN = (
    Known("pyca", "*", r"(^|\.)extensions$", r"^refused: DuplicateExtension",
          "pyca gives no extensions at all when one stands twice; ocspan lists them all",
          "RFC 5280 4.2 is about certificates"),
    Known("pyca", "*", r"\.hashAlgorithm$", r"^refused: UnsupportedAlgorithm",
          "pyca knows five hash algorithms, the syntax is open", "RFC 6960 4.1.1"),
    Known("openssl", "malformed/resp-outer-nonminimal.der", r"^\(message\)$", r"^accepted$",
          "OpenSSL reads BER: a length in more bytes than needed", "X.690 10.1"),
    Known("gnutls", "malformed/resp-outer-nonminimal.der", r"^\(message\)$", r"^accepted$",
          "GnuTLS reads BER: a length in more bytes than needed", "X.690 10.1"),
)

# Files that must be refused. Any other one that is refused fails, even if all peers agree: the
# reason may be that this script takes it for something else.
MALFORMED = ("malformed/*", "pyca/resp-successful-no-response-bytes.der")

# What compare_extensions.py compares: the inside of extensions, and the URLs that are there.
OWN = re.compile(r"\.decoded(\W|$)|^(ocspUrls?|caIssuersUrl)(\W|$)")


class Result(NamedTuple):
    """What came of one file."""
    verdict: str            # ok, FAIL or skip
    lines: list


def main():
    arguments = parse_arguments()
    peers = available()
    if not peers:
        print("SKIP: no peer is installed")
        return SKIPPED
    files = messages(arguments.paths)
    with ThreadPoolExecutor() as pool:
        results = list(pool.map(lambda file: compare(arguments.ocspan, file, peers), files))
    for result in results:
        print("\n".join(result.lines))
    count = {verdict: sum(result.verdict == verdict for result in results)
             for verdict in ("ok", "FAIL", "skip")}
    print(f"{count['ok']} passed, {count['FAIL']} failed, {count['skip']} skipped")
    return 0 if count["ok"] and not count["FAIL"] else 1


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("ocspan", help="the tool")
    parser.add_argument("paths", nargs="*", type=Path, default=[TESTDATA],
                        help="files and folders (default: testdata/)")
    return parser.parse_args()


def available():
    """The peers that are there; says so for the others."""
    found = []
    for peer in PEERS:
        reason = peer.missing()
        if reason:
            print(f"SKIP {peer.NAME}: {reason}")
        else:
            print(f"{peer.NAME}: {peer.version()}")
            found.append(peer)
    return found


def messages(paths):
    files = []
    for path in paths:
        if path.is_dir():
            files += sorted(one for one in path.rglob("*") if one.suffix in (".der", ".pem"))
        else:
            files.append(path)      # a name that does not exist fails like any other
    return files


def compare(ocspan, file, peers):
    """One file with all peers."""
    kind = kind_of(file)
    try:
        data = file.read_bytes()
    except OSError as error:
        return Result("FAIL", [f"FAIL {file}: {error}"])
    if kind == "certificate" and data[:1] == b"\x30":
        data = ssl.DER_cert_to_PEM_cert(data).encode("ascii")     # the form the peers take
    outcome = run_tool(ocspan, kind, file)
    if outcome.failure is not None:
        return Result("FAIL", [f"FAIL {file}: {outcome.failure}"])
    readings = [(peer, reading(peer, kind, data)) for peer in peers]
    if outcome.error is not None:
        return compare_refusals(file, outcome.error, readings)
    return compare_fields(file, outcome.document, readings)


def reading(peer, kind, data):
    """Partial documents, or the exception that stands for the peer's answer."""
    try:
        partial = peer.read(kind, data)
        return partial if isinstance(partial, list) else [partial]
    except (Refused, Unsupported) as answer:
        return answer
    except Exception as error:
        return NotUnderstood(f"{type(error).__name__}: {error}")


def compare_fields(file, document, readings):
    """The tool accepts the file: each field against each peer."""
    report = Report(file)
    seen = set()
    for peer, answer in readings:
        if isinstance(answer, Unsupported):
            report.remark(f"{peer.NAME}(not compared: {answer})")
        elif isinstance(answer, Refused):
            report.differ(peer, Difference(WHOLE, "accepted", f"refused: {answer}"))
        elif isinstance(answer, NotUnderstood):     # must show, not pass
            report.differ(peer, Difference(WHOLE, "accepted", f"output not understood: {answer}"))
        else:
            seen |= compare_peer(report, peer, document, answer)
    if seen and any(peer is peer_openssl for peer, _ in readings):
        # openssl shows every byte, so a field that nobody looked at is a field without test.
        for path in sorted(set(leaves(document)) - seen - report.differing):
            if not OWN.search(path):
                report.fail(f"  {path}: no peer was compared")
    return report.result(bool(seen))


def compare_peer(report, peer, document, partials):
    """The fields that this peer confirmed."""
    comparison = Comparison(document)
    for partial in partials:
        comparison.against(partial)
    for difference in comparison.differences:
        report.differ(peer, difference)
    report.remark(f"{peer.NAME}({len(comparison.paths)} fields)")
    if not comparison.paths:
        report.fail(f"  {peer.NAME} read the message and not one field agreed")
    return comparison.paths


def compare_refusals(file, error, readings):
    """The tool refuses the file: so must the peers, and there is no field to compare."""
    report = Report(file)
    ours = f"refused: {error.get('message')} ({error.get('field')} at {error.get('offset')})"
    report.remark(ours)
    for peer, answer in readings:
        if isinstance(answer, (Refused, NotUnderstood)):
            how = "refuses too" if isinstance(answer, Refused) else "reads it in part"
            report.remark(f"{peer.NAME}({how})")
            report.detail(f"  {peer.NAME}: {str(answer)[:200]}")
        elif isinstance(answer, Unsupported):
            report.remark(f"{peer.NAME}(not compared: {answer})")
        else:
            report.differ(peer, Difference(WHOLE, ours, "accepted"))
    if not any(report.matches(pattern) for pattern in MALFORMED):
        report.fail("  refused, although it is not one of the malformed files")
    return report.result(compared=False)


class Report:
    """Collects what is to be said about one file."""

    def __init__(self, file):
        self.file = file
        self.remarks, self.details = [], []
        self.differing = set()
        self.failed = False

    def remark(self, text):
        self.remarks.append(text)

    def detail(self, line):
        self.details.append(line)

    def fail(self, line):
        self.failed = True
        self.detail(line)

    def differ(self, peer, difference):
        """A difference fails the file unless it is a known one."""
        known = self._known(peer, difference)
        self.differing.add(difference.path)
        text = (f"  {difference.path}\n      ocspan  {difference.ours}\n"
                f"      {peer.NAME:7} {difference.theirs}")
        if known:
            self.detail(f"{text}\n      known   {known.reason} ({known.section})")
        else:
            self.fail(text)

    def matches(self, pattern):
        """Whether the end of the file's path is like that."""
        return fnmatch.fnmatch(str(self.file.resolve()), "*/" + pattern)

    def _known(self, peer, difference):
        for known in KNOWN:
            if (known.peer == peer.NAME
                    and self.matches(known.file)
                    and re.search(known.path, difference.path)
                    and re.search(known.theirs, difference.theirs)):
                return known
        return None

    def result(self, compared):
        """A file of which no field was compared is never counted as passed."""
        verdict = "FAIL" if self.failed else "ok" if compared else "skip"
        line = f"{verdict:4} {self.file.name}  {' '.join(self.remarks)}"
        return Result(verdict, [line] + self.details)


if __name__ == "__main__":
    sys.exit(main())
