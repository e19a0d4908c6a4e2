"""The peers of peers.toml: how each is recognised, built and run."""

import subprocess
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


class Peer:
    def __init__(self, name, build, command, steps=None):
        """`steps` are those of peers.toml, None for a harness that is there already."""
        self.name, self.is_absent = name, False
        self._out = build / "limbo"
        self._words = {"harness": str(HERE / "harness"), "root": str(ROOT), "build": str(build), "out": str(self._out)}
        self._steps = steps or {}
        self.command = self._filled(command)
        # What a collector has not collected yet is no need of the peer.
        self.slack = 4 if self._steps.get("collected") else 1
        self.log = self._out / f"{name}.log"

    def _filled(self, text):
        for word, path in self._words.items():
            text = text.replace("{" + word + "}", path)
        return text

    def _shell(self, step):
        with open(self.log, "ab") as log:
            return subprocess.run(self._filled(self._steps[step]), shell=True, stdout=log, stderr=log, check=False,
                                  stdin=subprocess.DEVNULL).returncode == 0

    def prepare(self):
        """Builds it. Returns why it cannot be asked, if so; is_absent says whether it is only not installed."""
        self._out.mkdir(parents=True, exist_ok=True)
        self.log.write_bytes(b"")
        if "present" in self._steps and not self._shell("present"):
            self.is_absent = True
            return "not installed: " + self._steps["install"]
        if "build" in self._steps and not self._shell("build"):
            return f"does not build: {self.log}"
        return None


class Table:
    def __init__(self, build):
        self._build = build.resolve()
        with open(HERE / "peers.toml", "rb") as file:
            self._rows = tomllib.load(file)
        self._peers = {name: Peer(name, self._build, row["run"], row) for name, row in self._rows.items()}

    def add(self, name, command):
        self._peers[name] = Peer(name, self._build, command)

    def names(self):
        return list(self._rows)

    def __getitem__(self, name):
        return self._peers[name]
