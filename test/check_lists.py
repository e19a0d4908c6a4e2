#!/usr/bin/env python3
"""Finds what was forgotten in a list that is kept by hand: check_lists.py SOURCE-ROOT BUILD-FOLDER.

- Every type with `static constexpr Oid oid` in include/ocspan is one of KnownExtensionTypes, and extensions.hpp includes
  its header. (What describes extensions handles them all, or does not compile.)
- ocspan.hpp brings every header but those of the adapters and internal ones.
- Every source file in the folders of COMPILED is named in a meson.build, and every fuzz harness in fuzz/meson.build.
- Every unit test has the namespace that is named after its file, since a program is one translation unit.
- lib/sources.cmake and the CMakeLists.txt beside it compile the same files with the same options as lib/meson.build.
- `ninja installed` builds all that is installed, and nothing else.
- The version of meson.build stands wherever a version does.
- Where README.md or docs speak of a number of types of extension, it is the right one.
"""

import json
import pathlib
import re
import subprocess
import sys

INCLUDE = re.compile(r'^#include "(ocspan/[^"]+)"', re.M)
TYPE = re.compile(r"^(?:struct|class) (\w+)[^;{]*\{((?:(?!^\};).*\n)*)", re.M)
KNOWN_TYPES = re.compile(r"using KnownExtensionTypes = ExtensionTypes<(.*?)>;", re.S)
COMPILED = ("lib", "test/asn1", "test/x509", "test/ocsp", "test/botan", "test/openssl", "test/tools", "tools", "bench", "examples")
OTHER_LIBRARIES = ("botan", "openssl", "lint")
# Headers of which the library's sources alone make use.
INTERNAL = ("ocspan/asn1/decimal.hpp", "ocspan/x509/version.hpp")
# Compiled by what users write themselves: the example of a project that has ocspan in it.
NOT_BY_MESON = ("examples/vendoring/verify.cpp",)
# Named by a variable in meson.build: bench/peers/NAME.cpp.
NAMED_BY_STEM = ("bench/peers",)
UNIT_TESTS = ("asn1", "x509", "ocsp")


def without_comments(text):
    return re.sub(r"//.*", "", text)


def extension_types(root):
    """Problems, and how many types there are."""
    include = root / "include"
    extensions = include / "ocspan/ocsp/extensions.hpp"
    text = extensions.read_text(encoding="utf-8")
    listed = re.findall(r"\w+", without_comments(KNOWN_TYPES.search(text)[1]))
    included = set(INCLUDE.findall(text))
    problems, found = [], set()
    for header in sorted(include.rglob("*.hpp")):
        content = header.read_text(encoding="utf-8")
        name = str(header.relative_to(include))
        of_header = [kind for kind, body in TYPE.findall(content) if re.search(r"static constexpr Oid oid\b", body)]
        if len(of_header) != len(re.findall(r"static constexpr Oid oid\b", content)):
            problems.append(f"{name}: has a type with an oid that cannot be read by this script")
        problems += [f"{name}: {kind} is not one of KnownExtensionTypes" for kind in of_header if kind not in listed]
        if of_header and name not in included:
            problems.append(f"{extensions.relative_to(root)}: does not include {name}")
        found |= set(of_header)
    problems += [f"KnownExtensionTypes: {kind} has no oid" for kind in listed if kind not in found]
    problems += [f"KnownExtensionTypes: {kind} stands there twice" for kind in set(listed) if listed.count(kind) > 1]
    return problems, len(listed)


def headers(root):
    include = root / "include"
    reached, new = set(), {"ocspan/ocspan.hpp"}
    while new:
        reached |= new
        new = {name for one in new if (include / one).exists()
               for name in INCLUDE.findall((include / one).read_text(encoding="utf-8"))} - reached
    return [f"ocspan/ocspan.hpp: does not bring {header.relative_to(include)}" for header in sorted(include.rglob("*.hpp"))
            if str(header.relative_to(include)) not in (*reached, *INTERNAL) and header.parent.name not in OTHER_LIBRARIES]


def sources(root):
    named = set()
    for file in root.rglob("meson.build"):
        folder = file.parent
        if folder.is_relative_to(root / "examples/vendoring"):
            continue
        for word in re.findall(r"'([^'\n]+)'", file.read_text(encoding="utf-8")):
            named.add((folder / word).resolve())
            named.add((folder / f"{word}.cpp").resolve())   # what a variable makes a name of
    for part in COMPILED:
        for source in sorted((root / part).rglob("*.cpp")):
            name = source.relative_to(root)
            stems = {one.stem for one in named if one.parent == source.parent.parent}
            if str(name) in NOT_BY_MESON or (str(name.parent) in NAMED_BY_STEM and source.stem in stems):
                continue
            if source.resolve() not in named:
                yield f"{name}: no meson.build names it"
    harnesses = {source.name.removesuffix("_fuzzer.cpp") for source in (root / "fuzz").glob("*_fuzzer.cpp")}
    words = set(re.findall(r"'(\w+)'", (root / "fuzz/meson.build").read_text(encoding="utf-8")))
    yield from (f"fuzz/{name}_fuzzer.cpp: fuzz/meson.build does not name it" for name in sorted(harnesses - words))


def cmake(root):
    """What CMake compiles is what Meson does: the lists of the one are those of the other."""
    lib, text = root / "lib", (root / "lib/meson.build").read_text(encoding="utf-8")
    cmake_text = (lib / "sources.cmake").read_text(encoding="utf-8")

    def of_meson(*lists):
        files = [re.search(rf"^{one} = files\((.*?)\)", text, re.M | re.S)[1] for one in lists]
        return set(re.findall(r"'(\S+\.cpp)'", " ".join(files)))

    def of_cmake(one):
        found = {str(path.relative_to(lib)) for pattern in re.findall(rf"GLOB {one}\b(.*?)\)", cmake_text, re.S)
                 for part in re.findall(r"LIST_DIR\}/(\S+)", pattern) for path in lib.glob(part)}
        found |= {name for name in re.findall(rf"set\({one} \$\{{CMAKE_CURRENT_LIST_DIR\}}/(\S+)\)", cmake_text)}
        removed = re.search(rf"REMOVE_ITEM {one} \$\{{(\w+)\}}", cmake_text)
        return found - of_cmake(removed[1]) if removed else found

    for ours, *theirs in (("OCSPAN_SOURCES", "asn1_sources", "x509_sources", "ocsp_sources"),
                          ("OCSPAN_C_SOURCES", "c_sources"), ("OCSPAN_LINT_SOURCES", "lint_sources"),
                          ("OCSPAN_LINT_C_SOURCES", "lint_c_sources")):
        different = of_cmake(ours) ^ of_meson(*theirs)
        if different:
            yield f"lib/sources.cmake: {ours} is not what lib/meson.build compiles: {sorted(different)}"
    options = set(re.findall(r"'(-[Wf][\w-]+)'", re.search(r"^library_args = .*?\)", text, re.M | re.S)[0]))
    cmake_options = set(re.search(r"set\(OCSPAN_OPTIONS (.*?)\)", cmake_text, re.S)[1].split())
    # How Meson is told of these it has words of its own.
    if cmake_options - {"-fno-exceptions", "-fno-rtti", "-fvisibility=hidden"} != options:
        yield "lib/sources.cmake: OCSPAN_OPTIONS are not library_args of lib/meson.build"
    beside = (root / "CMakeLists.txt").read_text(encoding="utf-8")
    for source in [*lib.glob("botan/*.cpp"), *lib.glob("openssl/*.cpp")]:
        if str(source.relative_to(root)) not in beside:
            yield f"CMakeLists.txt: does not compile {source.relative_to(root)}"


def installed(build):
    targets = json.loads((build / "meson-info/intro-targets.json").read_text(encoding="utf-8"))
    wanted = {str(pathlib.Path(name).relative_to(build)) for target in targets if target["installed"]
              for name in target["filename"]}
    query = subprocess.check_output(["ninja", "-C", build, "-t", "query", "installed"], text=True)
    built = set(re.findall(r"^    \|? ?(\S+)$", query.partition("outputs:")[0], re.M))
    yield from (f"meson.build: {name} is installed, and `installed` does not build it" for name in sorted(wanted - built))
    yield from (f"meson.build: {name} is not installed, and `installed` builds it" for name in sorted(built - wanted))


def namespaces(root):
    for folder in UNIT_TESTS:
        for file in sorted((root / "test" / folder).glob("*_test.cpp")):
            if f"\nnamespace ocspan_test::{file.stem} {{\n" not in file.read_text(encoding="utf-8"):
                yield f"{file.relative_to(root)}: has no namespace ocspan_test::{file.stem}"


def versions(root):
    """Of each file what the version is part of in it; of some the first two numbers alone."""
    version = re.search(r"version: '(.*?)'", (root / "meson.build").read_text(encoding="utf-8"))[1]
    series = version.rpartition(".")[0]
    vendoring = "examples/vendoring"
    for name, pattern, wanted in (
            ("include/ocspan/version.h", r"OCSPAN_ABI v(\w+?)(?:_header_only)?$", series.replace(".", "_")),
            ("tools/wasm/package.json", r'"version": "(.*)"', version),
            ("debian/changelog", r"\A\w+ \((.*)\)", version),
            ("debian/control", r"\blibocspan(\d\S*)", series),
            (f"{vendoring}/cmake-installed/CMakeLists.txt", r"find_package\(ocspan (\S+)", series),
            (f"{vendoring}/cmake-fetched/CMakeLists.txt", r"ocspan-(.*)\.tar", version),
            (f"{vendoring}/meson/subprojects/ocspan.wrap", r"ocspan-([\d.]*\d)", version),
            (f"{vendoring}/platformio/lib/ocspan/library.json", r'"version": "(.*)"', version),
            ("docs/howto/install.md", r"ocspan-(\d[\d.]*\d)", version),
            ("docs/stability.md", r"libocspan\.so\.(0\S*\d)", series),
            ("test/abi/ocspan.abi", r"soname='libocspan.so.(.*?)'", series)):
        found = set(re.findall(pattern, (root / name).read_text(encoding="utf-8"), re.M))
        if found != {wanted}:
            yield f"{name}: is of version {sorted(found)}, not {wanted}"


def numbers_in_docs(root, count):
    for file in [root / "README.md", *sorted((root / "docs").rglob("*.md"))]:
        text = file.read_text(encoding="utf-8")
        for number in re.findall(r"\b(\d+)\s+types(?:\s+of\s+extensions?)?\b", text):
            if int(number) != count:
                yield f"{file.relative_to(root)}: speaks of {number} types; there are {count} types of extension"


def main():
    root, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    problems, count = extension_types(root)
    for check in (headers, sources, cmake, namespaces, versions):
        problems += check(root)
    problems += installed(build)
    problems += numbers_in_docs(root, count)
    print("\n".join([*problems, f"{count} types of extension, {len(problems)} failed"]))
    return 1 if problems or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
