"""Instructions as callgrind counts them: the same on every run, unlike times."""

import pathlib
import re
import shutil
import subprocess
import tempfile


def is_there():
    return shutil.which("valgrind") is not None


def count(*command):
    """The instructions behind each name that a program gives to CALLGRIND_DUMP_STATS_AT, and what it prints."""
    with tempfile.TemporaryDirectory() as folder:
        printed = subprocess.run(["valgrind", "--quiet", "--tool=callgrind", "--instr-atstart=no",
                                  f"--callgrind-out-file={folder}/out", *map(str, command)],
                                 check=True, capture_output=True, text=True).stdout
        counts = {}
        for part in pathlib.Path(folder).iterdir():
            text = part.read_text()
            name = re.search(r"^desc: Trigger: Client Request: (.*)$", text, re.M)
            total = re.search(r"^summary: (\d+)", text, re.M)
            if name and total:
                counts[name[1]] = int(total[1])
        return counts, printed
