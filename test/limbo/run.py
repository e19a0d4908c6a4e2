#!/usr/bin/env python3
"""Asks implementations of OCSP each case of the corpus, and says which of their answers are wrong.

    test/limbo/run.py                                   # every peer of peers.toml that is installed
    test/limbo/run.py --peer openssl --only 'signer::*' # some
    test/limbo/run.py --peer mine --command './mine'    # a harness of your own

testdata/limbo/README.md has the protocol. The exit status is 1 if a harness does not keep to it, if an answer is worse
than it was in the file of --results, or if --strict and any answer is wrong.
"""

import argparse
import base64
import collections
import concurrent.futures
import datetime
import fnmatch
import hashlib
import json
import os
import shutil
import sys
import threading
from pathlib import Path

from judge import GOOD, WORSE, Outcome, judge
from peers import ROOT, Peer, Table
from process import Failure, Harness

sys.path.insert(0, str(ROOT / "testdata" / "limbo"))
import corpus  # noqa: E402  (the module of the corpus, which is not in this folder)

SKIPPED = 77  # Meson's word for it


class Progress:
    """A line on a terminal that is written over; nothing elsewhere."""

    def __init__(self, total):
        self.total, self.done, self.lock = total, 0, threading.Lock()
        self.shown = sys.stderr.isatty()

    def step(self, peer, case):
        with self.lock:
            self.done += 1
            if self.shown:
                line = f"{self.done}/{self.total} {peer} {case}"
                print("\r" + line[:shutil.get_terminal_size().columns - 1] + "\x1b[K", end="", file=sys.stderr)

    def end(self):
        if self.shown:
            print("\r\x1b[K", end="", file=sys.stderr)


def question(case):
    """The line that a harness gets: never what is expected."""
    line = {"id": case["id"], "op": case["op"], "inputs": case["inputs"]}
    message = corpus.message(case)
    if message is not None:
        line["input"] = base64.b64encode(message).decode()
    return json.dumps(line)


def needs_more(case, hello):
    """Why the peer cannot be asked this, or None."""
    if case["op"] not in hello["ops"]:
        return "no " + case["op"]
    lacking = set(case.get("features", ())) - set(hello["features"])
    return "without " + ", ".join(sorted(lacking)) if lacking else None


def ask_all(peer, cases, clock, progress):
    """The peer's Outcome for each case, by id, and what it says of itself."""
    harness = Harness(peer.name, peer.command, peer.log, peer.slack)
    outcomes = {}
    try:
        hello = harness.start(None)
        by_system = hello["clock"] == "system"
        # Peers that read the system's clock are started once for each time; they may look at it while they read, too.
        for case in sorted(cases, key=lambda case: case["inputs"].get("time", clock)) if by_system else cases:
            lack = needs_more(case, hello)
            if lack:
                outcomes[case["id"]] = Outcome("skip", detail=lack)
            else:
                try:
                    answer = harness.ask(case["id"], question(case), case["limits"],
                                         case["inputs"].get("time", clock) if by_system else None)
                    outcomes[case["id"]] = judge(case, answer)
                except Failure as failure:
                    outcomes[case["id"]] = Outcome(failure.kind, detail=failure.detail)
            progress.step(peer.name, case["id"])
    finally:
        harness.stop()
    return hello, {case["id"]: outcomes[case["id"]] for case in cases}


def run_peer(peer, cases, clock, progress):
    """What the file of results says of the peer."""
    why = peer.prepare()
    if why:
        return {"state": "absent" if peer.is_absent else "broken", "why": why}
    try:
        hello, outcomes = ask_all(peer, cases, clock, progress)
    except Failure as failure:  # of the first line
        return {"state": "broken", "why": f"{failure.kind}: {failure.detail}"}
    return {"state": "run", **{key: hello[key] for key in ("version", "ops", "features", "clock")},
            "results": {case: outcome.as_json() for case, outcome in outcomes.items()}}


def regressions(last, now):
    """Cases whose outcome is worse than that of the same version of the peer."""
    found = []
    for name, peer in now.items():
        before = last.get(name, {})
        if peer["state"] == "run" and before.get("state") == "run" and before["version"] == peer["version"]:
            for case, result in peer["results"].items():
                was = before["results"].get(case)
                if was and was["outcome"] in GOOD and result["outcome"] in WORSE:
                    found.append(f"{name}: {case}: {result['outcome']}, was {was['outcome']}")
    return found


def summary(name, peer):
    if peer["state"] != "run":
        return f"{name:14} {peer['state']}: {peer['why']}"
    counts = collections.Counter(result["outcome"] for result in peer["results"].values())
    worse = [f"{counts[kind]} {kind}" for kind in WORSE if counts[kind]]
    asked = sum(counts.values()) - counts["skip"]
    return f"{name:14} {peer['version']}: {sum(counts[kind] for kind in GOOD)}/{asked}" + "".join(
        ", " + text for text in worse)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=corpus.FILE)
    parser.add_argument("--build", type=Path, default=ROOT / "build", help="Meson's folder; harnesses are built in it")
    parser.add_argument("--peer", action="append", help="ask this one; may be repeated")
    parser.add_argument("--without", action="append", default=[], help="do not ask this one; may be repeated")
    parser.add_argument("--command", metavar="LINE", help="runs a harness that peers.toml does not have; with one --peer")
    parser.add_argument("--only", default="*", metavar="GLOB", help="ask the cases whose id matches")
    parser.add_argument("--skip", default="", metavar="GLOB", help="leave out the cases whose id matches")
    parser.add_argument("--results", type=Path, help="where results are written; compared with what was there before")
    parser.add_argument("--keep", action="store_true", help="compare with --results, and leave the file as it is")
    parser.add_argument("--strict", action="store_true", help="fail if an answer is wrong, or a peer absent")
    parser.add_argument("--verbose", action="store_true", help="list the answers that are wrong")
    return parser.parse_args()


def main():
    options = arguments()
    everything = corpus.load(options.corpus)
    cases = [case for case in everything["cases"] if fnmatch.fnmatchcase(case["id"], options.only)
             and not fnmatch.fnmatchcase(case["id"], options.skip)]
    table = Table(options.build)
    if options.command:
        table.add(options.peer[0], options.command)
    peers = [table[name] for name in options.peer or table.names() if name not in options.without]
    last = {}
    if options.results and options.results.exists():
        last = json.loads(options.results.read_text(encoding="utf-8"))["peers"]

    progress = Progress(len(cases) * len(peers))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda peer: run_peer(peer, cases, everything["generated"], progress), peers)
        now = dict(zip((peer.name for peer in peers), found))
    progress.end()

    for name, peer in now.items():
        print(summary(name, peer))
        if options.verbose and peer["state"] == "run":
            for case, result in peer["results"].items():
                if result["outcome"] in WORSE:
                    print(f"  {result['outcome']:17} {case}  {result.get('wrong', '')} {result.get('detail', '')}")
    worse = regressions(last, now)
    for line in worse:
        print("worse than before: " + line)
    if options.results and not options.keep:
        document = {"version": 1, "date": datetime.datetime.now(datetime.timezone.utc).date().isoformat(),
                    "corpus": hashlib.sha256(options.corpus.read_bytes()).hexdigest(), "peers": {**last, **now}}
        options.results.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    outcomes = [result["outcome"] for peer in now.values() for result in peer.get("results", {}).values()]
    failed = worse or "error" in outcomes or any(peer["state"] == "broken" for peer in now.values())
    if options.strict:
        failed = failed or set(outcomes) & set(WORSE) or any(peer["state"] != "run" for peer in now.values())
    if not outcomes and not failed:
        return SKIPPED
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
