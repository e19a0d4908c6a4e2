#!/usr/bin/env python3
"""The runner and the report, with harnesses that crash, hang, eat memory, print garbage, or lie."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "testdata" / "limbo" / "limbo.json"
FAULT = "status::status-7"
CASES = "status::s*"


class Runner(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.results = self.folder / "results.json"

    def run_fake(self, way, *options, peer="fake", only=CASES):
        """The exit status of run.py, what it prints, and what it says of the peer."""
        done = subprocess.run(
            [sys.executable, HERE / "run.py", "--build", self.folder, "--peer", peer, "--only", only, "--results",
             self.results, "--verbose", "--command", f"{sys.executable} {HERE}/fake_peer.py {way}", *options],
            env={**os.environ, "LIMBO_CORPUS": str(CORPUS)}, capture_output=True, text=True, timeout=120, check=False)
        peers = json.loads(self.results.read_text())["peers"] if self.results.exists() else {}
        return done.returncode, done.stdout + done.stderr, peers.get(peer, {})

    def outcome(self, way, exit_status):
        status, printed, peer = self.run_fake(way)
        self.assertEqual(peer["state"], "run", printed)
        self.assertEqual(status, exit_status, printed)
        others = {result["outcome"] for case, result in peer["results"].items() if case != FAULT}
        self.assertEqual(others, {"pass"}, printed)  # after the fault it was started again
        self.assertGreater(len(peer["results"]), 10)
        return peer["results"][FAULT]

    def test_right(self):
        self.assertEqual(self.outcome("right", 0)["outcome"], "pass")

    def test_crash(self):
        result = self.outcome("crash", 0)
        self.assertEqual((result["outcome"], result["detail"]), ("crash", "SIGSEGV"))

    def test_exit(self):
        result = self.outcome("exit", 0)
        self.assertEqual((result["outcome"], result["detail"]), ("crash", "exit status 3"))

    def test_hang(self):
        self.assertEqual(self.outcome("hang", 0)["outcome"], "hang")

    def test_memory(self):
        self.assertEqual(self.outcome("memory", 0)["outcome"], "memory")

    def test_not_the_protocol(self):
        for way in ("garbage", "list", "wrong-id", "verdict", "two-lines"):
            with self.subTest(way):
                self.assertEqual(self.outcome(way, 1)["outcome"], "error")

    def test_lie(self):
        self.assertEqual(self.outcome("lie", 0)["outcome"], "unexpected_accept")
        self.assertEqual(self.run_fake("lie", "--strict")[0], 1)

    def test_reason_is_a_note(self):
        self.assertEqual(self.outcome("reason", 0)["outcome"], "reason")
        self.assertEqual(self.run_fake("reason", "--strict")[0], 0)

    def test_skip(self):
        self.assertEqual(self.outcome("skip", 0)["outcome"], "skip")

    def test_field(self):
        result = self.run_fake("field")[2]["results"]["status::success-minimal"]
        self.assertEqual((result["outcome"], result["wrong"]), ("wrong_field", ["responseStatus"]))

    def test_first_line(self):
        status, _, peer = self.run_fake("no-version")
        self.assertEqual((status, peer["state"]), (1, "broken"))

    def test_absent_command(self):
        status, printed, peer = self.run_fake("right", "--command", "/no/such/harness")
        self.assertEqual((status, peer["state"]), (1, "broken"), printed)

    def test_clock(self):
        result = self.run_fake("clock")[2]
        if result["state"] == "broken":
            self.skipTest("faketime is not installed")
        self.assertEqual(result["results"]["status::success-minimal"]["detail"], "2035-01-01 00:00:00")

    def test_regression(self):
        self.assertEqual(self.run_fake("right")[0], 0)
        status, printed, _ = self.run_fake("lie", "--keep")
        self.assertEqual(status, 1)
        self.assertIn(f"worse than before: fake: {FAULT}: unexpected_accept, was pass", printed)
        self.assertEqual(self.run_fake("right")[0], 0)

    def test_what_it_is_not_asked(self):
        results = self.run_fake("right", only="match::ex*")[2]["results"]
        self.assertEqual({result["outcome"] for result in results.values()}, {"skip"})

    def report(self, *options):
        into = self.folder / "docs"
        subprocess.run([sys.executable, HERE / "report.py", self.results, "--into", into, *options], check=True)
        return {path.relative_to(into): path.read_text() for path in into.rglob("*") if path.is_file()}

    def test_what_is_dangerous_is_not_told(self):
        """Nor can it be told from who is missing."""
        self.run_fake("lie", peer="liar")
        self.run_fake("right", peer="honest")
        self.run_fake("right", peer="ocspan")
        pages = self.report()
        for path, page in pages.items():
            if path.name == "results.json":
                peers = json.loads(page)["peers"]
                self.assertEqual([name for name in peers if FAULT in peers[name]["results"]], ["ocspan"])
                self.assertEqual(peers["liar"]["counts"]["status"]["unexpected_accept"], 1)
            elif path.parts[0] == "peers":
                self.assertNotIn(FAULT, page)
            elif path.name == "status.md":
                section = page.partition("## status-7\n")[2].partition("\n## ")[0]
                self.assertNotIn("liar", section)
                self.assertNotIn("honest", section)
                self.assertIn("ocspan", section)
                self.assertIn("honest", page)
        self.assertIn("1 that are counted only", pages[Path("peers/liar.md")])
        self.assertIn("Maintainers are told before", pages[Path("README.md")])
        disclosed = self.report("--disclose")
        self.assertIn(FAULT, disclosed[Path("peers/liar.md")])
        self.assertNotIn("Maintainers are told before", disclosed[Path("README.md")])


if __name__ == "__main__":
    unittest.main()
