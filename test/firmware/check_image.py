#!/usr/bin/env python3
"""Runs an image: check_image.py STATUS OUTPUT COMMAND... IMAGE.

It must end with that status, and its last line must hold OUTPUT.
"""

import subprocess
import sys


def main():
    status, output, *command = sys.argv[1:]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    print(done.stdout + done.stderr)
    print(f"exit status {done.returncode}, {status} wanted; {output!r} wanted")
    return 0 if done.returncode == int(status) and output in done.stdout.splitlines()[-1] else 1


if __name__ == "__main__":
    sys.exit(main())
