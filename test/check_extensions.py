#!/usr/bin/env python3
"""No type of extension is forgotten: check_extensions.py SOURCE-ROOT.

Every class of the library with an `oid` and a `field` of its own is in KnownExtensionTypes, and has a row in
docs/reference/extensions.md; and so the other way round.
"""

import pathlib
import re
import sys

TYPE = re.compile(r"^class (\w+)(?: [^;{]*)?\{(?:(?!^\};).)*?static constexpr Oid oid = ", re.M | re.S)


def main():
    root = pathlib.Path(sys.argv[1])
    include = root / "include/ocspan"
    types = {name for file in sorted(include.glob("*/*.hpp")) for name in TYPE.findall(file.read_text(encoding="utf-8"))}
    listed = re.search(r"KnownExtensionTypes = ExtensionTypes<(.*?)>;",
                       (include / "ocsp/extensions.hpp").read_text(encoding="utf-8"), re.S)[1]
    known = set(re.findall(r"\w+", re.sub(r"//.*", "", listed)))
    documented = set(re.findall(r"^\| `(\w+)` \|", (root / "docs/reference/extensions.md").read_text(encoding="utf-8"), re.M))
    problems = [f"{name}: not in KnownExtensionTypes" for name in sorted(types - known)]
    problems += [f"{name}: known, but no type with an oid" for name in sorted(known - types)]
    problems += [f"{name}: no row in docs/reference/extensions.md" for name in sorted(known - documented)]
    problems += [f"{name}: a row in docs/reference/extensions.md, but no type" for name in sorted(documented - known)]
    print("\n".join([*problems, f"{len(known)} passed, {len(problems)} failed"]))
    return 1 if problems or not known else 0


if __name__ == "__main__":
    sys.exit(main())
