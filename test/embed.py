#!/usr/bin/env python3
"""Writes a C++ header that holds files as constexpr arrays, and all of them as `files`: embed.py OUTPUT FILE..."""

import pathlib
import re
import sys


def main():
    output, *files = sys.argv[1:]
    lines = ["// Made by embed.py.", "#pragma once", "#include <cstdint>", "#include <span>", "", "namespace embedded {"]
    names = [re.sub(r"\W", "_", pathlib.Path(file).stem) for file in files]
    for name, file in zip(names, map(pathlib.Path, files)):
        data = ",".join(str(byte) for byte in file.read_bytes())
        lines.append(f"inline constexpr std::uint8_t {name}[] = {{{data}}};")
    lines.append(f"inline constexpr std::span<const std::uint8_t> files[] = {{{', '.join(names)}}};")
    lines.append("}  // namespace embedded")
    pathlib.Path(output).write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
