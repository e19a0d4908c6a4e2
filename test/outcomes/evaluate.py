#!/usr/bin/env python3
"""Writes C++ in which the compiler works out the outcome of each message, and refuses what is undefined behaviour.

    evaluate.py OUT.cpp PART PARTS FILE-OR-FOLDER...

The program that is made of all PARTS prints what print_outcomes prints of the same files. Of the messages of OCSP limbo
the verdict has to be the one that the corpus expects.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "testdata" / "limbo"))
import corpus

LOADERS = {"parse_response": "load_der_ocsp_response", "parse_request": "load_der_ocsp_request"}
VERDICTS = {"accept": True, "reject": False}
MAIN = """
int main() {
  for (const Part part : {%s}) {
    for (const Evaluated& one : part()) {
      for (const std::uint64_t digest : one.outcome) {
        std::printf("%%010" PRIx64 " ", digest);
      }
      std::printf("%%s\\n", one.name);
    }
  }
}
"""


def files_in(paths):
    """As print_outcomes finds them."""
    for path in map(Path, paths):
        yield from (file for file in sorted(path.rglob("*")) if file.is_file()) if path.is_dir() else [path]


def expected_verdicts():
    """From the end of a file's path to the function that reads the message, and whether it has to succeed."""
    return {
        f"limbo/{corpus.path(case)}.der": (LOADERS[case["op"]], VERDICTS[case["expected"]["verdict"]])
        for case in corpus.load()["cases"] if case["op"] in LOADERS and case["expected"]["verdict"] in VERDICTS
    }


def main():
    output, part, parts, *paths = sys.argv[1:]
    files = sorted(files_in(paths), key=lambda file: (file.stat().st_size, file))[int(part)::int(parts)]
    verdicts = expected_verdicts()
    names = [f"part_{number}" for number in range(int(parts))]
    lines = ["// Made by evaluate.py.", '#include "evaluated.hpp"', "",
             *(f"std::span<const Evaluated> {name}();" for name in names), "", "namespace {"]
    rows = []
    for number, file in enumerate(files):
        data = file.read_bytes()
        if data.startswith(b"-----BEGIN"):
            lines.append(f"constexpr char m{number}[] = {{{','.join(map(str, data))}}};")
            outcome = f"evaluate_pem<{len(data)}>({{m{number}, {len(data)}}})"
        else:
            lines.append(f"constexpr std::array<std::uint8_t, {len(data)}> m{number}{{{','.join(map(str, data))}}};")
            outcome = f"ocspan_test::outcome_of_der(m{number})"
            loader, is_accepted = verdicts.get("/".join(file.parts[-3:]), (None, None))
            if loader:
                lines.append(f"static_assert(ocspan::{loader}(m{number}).has_value() == {str(is_accepted).lower()});")
        lines.append(f"constexpr ocspan_test::Outcome o{number} = {outcome};")
        rows.append(f'  {{"{file}", o{number}}},')
    lines += ["constexpr Evaluated all[] = {", *rows, "};", "}  // namespace",
              f"std::span<const Evaluated> part_{part}() {{ return all; }}"]
    if part == "0":
        lines.append(MAIN % ", ".join(names))
    Path(output).write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
