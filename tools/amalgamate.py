#!/usr/bin/env python3
"""Makes few files of the library, to be copied into a project: amalgamate.py FOLDER.

FOLDER/ocspan.cpp and FOLDER/ocspan/ocspan.hpp are the library, FOLDER/ocspan/ocspan.h its C interface; with -IFOLDER
they are included as <ocspan/ocspan.hpp> and <ocspan/ocspan.h>, as if installed. FOLDER/CMakeLists.txt builds them.
With OCSPAN_HEADER_ONLY the header needs nothing else. The adapters are in FOLDER/botan and FOLDER/openssl, with headers
in FOLDER/ocspan: whoever wants one compiles its sources, too. The linter is not among them.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
INCLUDE = re.compile(r'#include (?:"(.*)"|<(.*)>)')
DEFINITIONS = re.compile(r'^#ifdef OCSPAN_HEADER_ONLY\n((?:#include "\.\..*"\n)+)#endif\n', re.M)
CMAKE = """\
add_library(ocspan STATIC ocspan.cpp)
add_library(ocspan::ocspan ALIAS ocspan)
target_include_directories(ocspan PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
target_compile_features(ocspan PUBLIC cxx_std_20)
"""


class Amalgamation:
    """Files one behind the other, each once and behind those that it includes."""

    def __init__(self):
        self.parts, self.seen, self.system = [], set(), set()

    def add(self, path):
        """A header, and then the definitions that header-only mode would bring along with it."""
        path = path.resolve()
        if path in self.seen:
            return
        self.seen.add(path)
        text = path.read_text(encoding="utf-8")
        definitions = DEFINITIONS.search(text)
        self.add_text(path, DEFINITIONS.sub("", text))
        for source, _ in INCLUDE.findall(definitions[1]) if definitions else ():
            self.add_definitions(path.parent / source)

    def add_definitions(self, path):
        text = path.read_text(encoding="utf-8")
        for header, _ in INCLUDE.findall(text):
            if header:  # before the condition, not inside
                self.add(ROOT / "include" / header)
        self.parts.append("\n#if defined(OCSPAN_HEADER_ONLY) || defined(OCSPAN_IMPLEMENTATION)")
        self.add_text(path.resolve(), text)
        self.parts.append("#endif")

    def add_text(self, path, text):
        lines, depth = [], 0

        def add_lines():
            if any(lines):
                self.parts.append(f"\n// {path.relative_to(ROOT)}\n" + "\n".join(lines).strip("\n"))
                lines.clear()

        for line in text.splitlines():
            include = INCLUDE.match(line)
            depth += line.startswith("#if") - line.startswith("#endif")
            if include and include[1]:
                if depth == 0:
                    add_lines()  # a header may end with an include of definitions, which need what stands before it
                beside = path.parent / include[1]
                self.add(beside if beside.exists() else ROOT / "include" / include[1])
            elif include and depth == 0:
                self.system.add(include[2])
            elif line != "#pragma once":
                lines.append(line)
        add_lines()

    def text(self):
        return "".join(f"#include <{name}>\n" for name in sorted(self.system)) + "\n".join(self.parts) + "\n"


def origin():
    version = re.search(r"version: '(.*?)'", (ROOT / "meson.build").read_text(encoding="utf-8"))[1]
    text = f"ocspan {version}, made by amalgamate.py.\n\n" + (ROOT / "LICENSE").read_text(encoding="utf-8")
    return "".join(f"// {line}".rstrip() + "\n" for line in text.splitlines())


def with_own_headers(c_header):
    """Its text with those of the headers that it includes, which have guards: ocspan.hpp has them as well."""
    def text_of(include):
        return (ROOT / "include" / include[1]).read_text(encoding="utf-8")
    return re.sub(r'^#include "(.*)"\n', text_of, c_header.read_text(encoding="utf-8"), flags=re.M)


def write_adapter(name, folder):
    """An adapter's files as they are, but for their includes."""
    for path in [*(ROOT / "include/ocspan" / name).iterdir(), *(ROOT / "lib" / name).iterdir()]:
        lines = []
        for line in path.read_text(encoding="utf-8").splitlines():
            line = re.sub(r'"ocspan/(asn1|x509|ocsp)/.*"', '"ocspan/ocspan.hpp"', line)
            line = line.replace('"../../../lib/', '"../../')
            if line not in lines or "ocspan/ocspan.hpp" not in line:
                lines.append(line)
        destination = folder / name if path.suffix == ".cpp" else folder / "ocspan" / name
        destination.mkdir(parents=True, exist_ok=True)
        (destination / path.name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    folder = pathlib.Path(sys.argv[1])
    include = folder / "ocspan"
    include.mkdir(parents=True, exist_ok=True)
    library = Amalgamation()
    library.add(ROOT / "include/ocspan/ocspan.hpp")
    # GCC says of OCSPAN_FOLDED functions that they might not be inlinable, being called from elsewhere as well.
    source = ('#define OCSPAN_IMPLEMENTATION\n#pragma GCC diagnostic ignored "-Wattributes"\n'
              '#include "ocspan/ocspan.hpp"\n')
    c_header = ROOT / "include/ocspan/ocspan.h"
    interface = Amalgamation()
    interface.seen = library.seen | {c_header}
    for path in sorted((ROOT / "lib/c").glob("*.cpp")):
        if path.stem != "lint":
            interface.add(path)
    source += '#include "ocspan/ocspan.h"\n\n' + interface.text()
    (include / "ocspan.h").write_text(with_own_headers(c_header), encoding="utf-8")
    (include / "ocspan.hpp").write_text(origin() + "#pragma once\n\n" + library.text(), encoding="utf-8")
    (folder / "ocspan.cpp").write_text(origin() + "\n" + source, encoding="utf-8")
    for name in ("botan", "openssl"):
        write_adapter(name, folder)
    (folder / "CMakeLists.txt").write_text(CMAKE, encoding="utf-8")


if __name__ == "__main__":
    main()
