#!/usr/bin/env python3
"""Checks by readelf and objdump what the command is hardened with: check_hardening.py COMMAND [OPTIMISED].

Position-independent, relocations read-only before main() runs, smashed stacks noticed, indirect branches checked where
the processor can (x86-64), and in an OPTIMISED build calls of the C library with the size of what they write into.
"""

import re
import subprocess
import sys


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main():
    command, optimised = sys.argv[1], "optimised" in sys.argv[2:]
    header, segments, dynamic, symbols = (output("readelf", "-W", option, command)
                                          for option in ("-h", "-l", "-d", "-s"))
    needed = set(re.findall(r" UND (__\w+)", symbols))
    entry = output("objdump", "-d", "--no-show-raw-insn", "--disassemble=main", command)
    is_x86_64 = "X86-64" in header
    checks = {
        "position-independent": "DYN (" in header and re.search(r"\(FLAGS_1\).*\bPIE\b", dynamic),
        "read-only relocations": "GNU_RELRO" in segments,
        "all of them before main()": re.search(r"\(FLAGS(_1)?\).*\b(BIND_)?NOW\b", dynamic),
        "no executable stack": not re.search(r"GNU_STACK.*RWE", segments),
        "stack protector": "__stack_chk_fail" in needed,
        "indirect branches": not is_x86_64 or re.search(r"<main>:\n.*\bendbr64\b", entry),
        "_FORTIFY_SOURCE": not optimised or any(name.endswith("_chk") for name in needed),
    }
    failed = [name for name, holds in checks.items() if not holds]
    for name in failed:
        print(f"FAILED: {name}")
    print(f"{len(checks) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
