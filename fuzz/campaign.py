#!/usr/bin/env python3
"""Fuzzes the harnesses, as many at a time as there are cores, and stops by itself.

    fuzz/campaign.py [--seconds N] [--jobs N] [--build FOLDER] [--optimization LEVEL] [--plain]
                     [--without-peers] [--merge] [HARNESS...]

Builds what is needed (CXX chooses the compiler, clang++-19, which must be clang) and fuzzes each
harness for N seconds, with AddressSanitizer and UndefinedBehaviorSanitizer unless --plain says
without. The corpora that grow stay in FOLDER/corpora, so that the next campaign goes on from there.

What is found is minimised and put into fuzz/corpus/HARNESS, where the replay test of that harness
meets it from then on. --merge also brings the corpora there, each as the few files that cover all
that the whole covers.

Ends with a table of executions, coverage and findings. Exit status: 0 nothing was found; 1
something was, or a harness did not run.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMITS = ["-max_len=8192", "-timeout=10", "-rss_limit_mb=2048", "-close_fd_mask=1", f"-dict={ROOT / 'fuzz/der.dict'}"]
PEERS = ("openssl_", "botan_")
MAX_FILE = 4096         # bytes of a file in a merged corpus
STATUS = re.compile(r"^#(\d+)\t.*? cov: (\d+) ft: (\d+) corp: (\d+)/\S+(?:.*? exec/s: (\d+))?", re.M)
REASON = re.compile(r"^.*(?:does not hold|ERROR: |runtime error).*$", re.M)


def main():
    arguments = parse_arguments()
    build(arguments)
    names = arguments.harnesses or harnesses(arguments.build)
    if arguments.without_peers:
        names = [name for name in names if not name.startswith(PEERS)]
    subprocess.run(["ninja", "-C", arguments.build, *(f"fuzz/fuzz_{name}" for name in names)],
                   stdout=subprocess.DEVNULL, check=True)
    subprocess.run([sys.executable, ROOT / "testdata/limbo/corpus.py", "--unpack", arguments.build / "limbo",
                    "--largest", "8192"], check=True)
    if "lint" in names:
        subprocess.run([sys.executable, ROOT / "fuzz/lint_seeds.py", arguments.build / "lint"], check=True)
    campaign = Campaign([Run(name, arguments) for name in names], arguments.jobs)
    campaign.run()
    for run in campaign.runs:
        run.minimise_finding()
    if arguments.merge:
        for run in campaign.runs:
            run.merge()
    print(f"{'harness':30} {'executions':>12} {'exec/s':>8} {'edges':>6} {'features':>8} {'corpus':>6} {'CPU s':>6}  crashes")
    for run in campaign.runs:
        print(run.report())
    executions = sum(run.executions() for run in campaign.runs)
    crashes = sum(run.failed for run in campaign.runs)
    print(f"{executions} executions in {campaign.seconds:.0f} s, {sum(run.cpu for run in campaign.runs):.0f} s of CPU, "
          f"{crashes} crashes")
    return 1 if crashes else 0


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=60, help="for each harness (60)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="harnesses at a time (one for each core)")
    parser.add_argument("--build", type=Path, help="build folder (build-fuzz, or build-fuzz-plain)")
    parser.add_argument("--optimization", help="of the compiler, if it sets up the build folder (2; 3 with --plain)")
    parser.add_argument("--plain", action="store_true", help="without sanitizers: faster, finds properties only")
    parser.add_argument("--without-peers", action="store_true", help="not the harnesses against other implementations")
    parser.add_argument("--merge", action="store_true", help="bring the minimised corpora to fuzz/corpus")
    parser.add_argument("harnesses", nargs="*", metavar="HARNESS", help="all, if none is named")
    arguments = parser.parse_args()
    arguments.build = (arguments.build or ROOT / ("build-fuzz-plain" if arguments.plain else "build-fuzz")).resolve()
    return arguments


def build(arguments):
    """Sets up the build folder unless it is there."""
    if (arguments.build / "build.ninja").exists():
        return
    options = ["-Dbuildtype=release"] if arguments.plain else [
        "-Db_sanitize=address,undefined", "-Db_lundef=false",
        "-Dcpp_args=-fno-sanitize-recover=all -fno-omit-frame-pointer -D_GLIBCXX_ASSERTIONS"]
    subprocess.run(["meson", "setup", arguments.build, ROOT, "-Dfuzz=true", "-Dtests=disabled",
                    "-Dbenchmarks=disabled", *options,
                    *([f"-Doptimization={arguments.optimization}"] if arguments.optimization else [])],
                   env={"CXX": "clang++-19", **os.environ}, stdout=subprocess.DEVNULL, check=True)


def harnesses(folder):
    """Those of the build, which has no harness for a peer that is not installed."""
    subprocess.run(["ninja", "-C", folder, "build.ninja"], stdout=subprocess.DEVNULL, check=True)
    targets = subprocess.run(["ninja", "-C", folder, "-t", "targets", "all"], stdout=subprocess.PIPE, text=True,
                             check=True).stdout
    found = re.findall(r"^fuzz/fuzz_(\w+): cpp_LINKER$", targets, re.M)
    return [name for name in found if not name.endswith("_without_mutator")]


class Run:
    """One harness: its process, what its log says, and what it found."""

    def __init__(self, name, arguments):
        self.name, self.seconds = name, arguments.seconds
        self.program = arguments.build / "fuzz" / f"fuzz_{name}"
        self.corpus = arguments.build / "corpora" / name
        self.log = arguments.build / "corpora" / f"{name}.log"
        self.artifacts = arguments.build / "artifacts" / name
        self.own = ROOT / "fuzz" / "corpus" / name
        self.limbo = arguments.build / "limbo"
        self.made = arguments.build / name  # seeds that only this harness has, and that no test replays
        self.process, self.failed, self.cpu, self.finding = None, False, 0.0, ""

    def seeds(self):
        """A harness with a peer starts from what the one without does."""
        without_peer = self.own.with_name(re.sub(r"^(openssl|botan)_", "", self.name))
        folders = [ROOT / "testdata/openssl", ROOT / "testdata/seed", self.limbo, self.made, ROOT / "fuzz" / "seeds", self.own,
                   without_peer]
        return list(dict.fromkeys(folder for folder in folders if folder.is_dir()))

    def start(self):
        self.corpus.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self.artifacts, ignore_errors=True)
        self.artifacts.mkdir(parents=True)
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(  # the first folder is the one that libFuzzer writes into
                [self.program, self.corpus, *self.seeds(), *LIMITS, f"-max_total_time={self.seconds}",
                 "-print_final_stats=1", f"-artifact_prefix={self.artifacts}/"],
                stdout=subprocess.DEVNULL, stderr=log)

    def has_ended(self):
        pid, status, usage = os.wait4(self.process.pid, os.WNOHANG)
        if pid == 0:
            return False
        self.process.returncode = os.waitstatus_to_exitcode(status)
        self.failed = self.process.returncode != 0
        self.cpu = usage.ru_utime + usage.ru_stime
        return True

    def text(self):
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def status(self):
        """(executions, edges, features, files) by the last line that says so."""
        found = STATUS.findall(self.text())
        return tuple(int(number) for number in found[-1][:4]) if found else (0, 0, 0, 0)

    def executions(self):
        final = re.search(r"^stat::number_of_executed_units: *(\d+)", self.text(), re.M)
        return int(final[1]) if final else self.status()[0]

    def minimise_finding(self):
        """Makes what was found small and a test of it."""
        if not self.failed:
            return
        reason = REASON.search(self.text())
        self.finding = reason[0].strip() if reason else f"exit status {self.process.returncode}; see {self.log}"
        found = sorted(self.artifacts.iterdir())
        if not found:
            return
        smallest = self.artifacts / "minimised"
        subprocess.run([self.program, "-minimize_crash=1", "-max_total_time=30", *LIMITS[:-1],
                        f"-exact_artifact_path={smallest}", found[0]],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        data = (smallest if smallest.exists() else found[0]).read_bytes()
        self.own.mkdir(parents=True, exist_ok=True)
        test = self.own / f"crash-{hashlib.sha256(data).hexdigest()[:12]}"
        test.write_bytes(data)
        self.finding += f"\n    reproducer and test: {test.relative_to(ROOT)}, {len(data)} bytes"

    def merge(self):
        """The files of least size that cover what the corpora cover; what was found once stays."""
        merged = self.corpus.with_name(f"{self.name}.merged")
        shutil.rmtree(merged, ignore_errors=True)
        merged.mkdir()
        folders = [folder for folder in (self.own, self.made, self.corpus) if folder.is_dir()]
        # What covers no more than how often something was done would make the corpora several times as large.
        limits = [f"-max_len={MAX_FILE}", "-use_counters=0"]
        done = subprocess.run([self.program, "-merge=1", merged, *folders, *LIMITS[1:], *limits],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        if done.returncode != 0:
            self.finding += "\n    its corpus cannot be merged"
            self.failed = True
            return
        self.own.mkdir(parents=True, exist_ok=True)
        for file in self.own.iterdir():
            if not file.name.startswith("crash-"):
                file.unlink()
        for file in merged.iterdir():
            data = file.read_bytes()
            (self.own / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)

    def report(self):
        _, edges, features, files = self.status()
        executions = self.executions()
        rate = executions / self.cpu if self.cpu else 0
        line = (f"{self.name:30} {executions:12} {rate:8.0f} {edges:6} {features:8} {files:6} {self.cpu:6.0f}  "
                f"{'1: ' + self.finding if self.failed else 0}")
        return line


class Campaign:
    """All runs, some at a time, with a line that tells how far it is."""

    def __init__(self, runs, jobs):
        self.runs, self.jobs, self.seconds = runs, jobs, 0.0

    def run(self):
        begin = time.monotonic()
        waiting, running = list(self.runs), []
        try:
            while waiting or running:
                while waiting and len(running) < self.jobs:
                    running.append(waiting.pop(0))
                    running[-1].start()
                time.sleep(0.5)
                running = [run for run in running if not run.has_ended()]
                self.seconds = time.monotonic() - begin
                self.show(len(waiting), running)
        finally:
            for run in running:     # only if interrupted
                run.process.terminate()
            if sys.stderr.isatty():
                print("\r\x1b[K", end="", file=sys.stderr)

    def show(self, waiting, running):
        if not sys.stderr.isatty():
            return
        parts = []
        for run in running:
            executions, edges, features, _ = run.status()
            parts.append(f"{run.name} {executions} ({edges} edges, {features} features)")
        found = sum(run.failed for run in self.runs)
        done = len(self.runs) - waiting - len(running)
        line = f"{self.seconds:.0f} s, {done}/{len(self.runs)} done, {found} found: {'; '.join(parts)}"
        print("\r\x1b[K" + line[:shutil.get_terminal_size().columns - 1], end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
