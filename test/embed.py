#!/usr/bin/env python3
"""Writes a C++ header that holds files as constexpr arrays: embed.py OUTPUT FILE..."""

import pathlib
import re
import sys


def main():
    output, *files = sys.argv[1:]
    lines = ["// Made by embed.py.", "#pragma once", "#include <cstdint>", "", "namespace embedded {"]
    for file in map(pathlib.Path, files):
        name = re.sub(r"\W", "_", file.stem)
        octets = ",".join(str(octet) for octet in file.read_bytes())
        lines.append(f"inline constexpr std::uint8_t {name}[] = {{{octets}}};")
    lines.append("}  // namespace embedded")
    pathlib.Path(output).write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
