#!/usr/bin/env python3
"""Installs ocspan and builds, in every way of docs/howto/install.md, a program that verifies: check.py WORK BUILD.

WORK is a new folder, BUILD a build folder of the repository in which the command and the adapters were built, and the
JavaScript package can be. The commands are those of the document, in a copy of examples/vendoring; what is installed
goes into folders of WORK.
"""

import configparser
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MESSAGES = ROOT / "testdata/openssl"
SECTION = re.compile(r"^## (.*)\n((?:(?!## ).*\n)*)", re.M)
COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.M | re.S)
FOLDER = re.compile(r"\(\.\./\.\./examples/vendoring/([\w-]+)\)")
IN_TIME, LATER = "1795392000", "1895392000"
CASES = [("resp-good.der", "leaf-good", IN_TIME, "good"), ("resp-good.der", "leaf-good", LATER, "untrusted"),
         ("resp-good.der", "leaf-serial-127", IN_TIME, "untrusted"),
         ("req-sha1.der", "leaf-good", IN_TIME, "malformed")]


def run(*command, cwd=None, **variables):
    """The output of a command that must succeed."""
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **variables}, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}: exit status {done.returncode}\n{done.stdout}")
    return done.stdout


def check(name, *program, **variables):
    """The program says of each case what is right, and exits with 0 for good alone."""
    for response, certificate, at, verdict in CASES:
        arguments = [MESSAGES / "certs/ca-rsa.pem", MESSAGES / f"certs/{certificate}.pem", MESSAGES / response, at]
        done = subprocess.run([*program, *arguments], env={**os.environ, **variables}, capture_output=True, text=True,
                              check=False)
        if (done.stdout, done.returncode) != (verdict + "\n", int(verdict != "good")):
            raise SystemExit(f"{name}: {response} for {certificate} at {at} is {verdict}, not {done.stdout!r}, "
                             f"exit status {done.returncode} {done.stderr}")
    print(f"{name}: passed", flush=True)


class Documents:
    """The sections of install.md, and which of them have been run."""

    def __init__(self):
        text = (ROOT / "docs/howto/install.md").read_text(encoding="utf-8")
        self.sections = {name: body for name, body in SECTION.findall(text) if COMMANDS.search(body)}
        self.left = set(self.sections)

    def run(self, name, cwd, build="build", **variables):
        """Runs the commands of a section in cwd or, if it names folders, each block in that below cwd that it names.
        Another build folder has its options."""
        self.left.discard(name)
        body, begin = self.sections[name], 0
        for block in COMMANDS.finditer(body):
            folders = FOLDER.findall(body[begin:block.start()])
            commands = block[1]
            if build != "build":
                commands = commands.replace(" build", f" {build}")
            run("sh", "-ec", commands, cwd=cwd / folders[-1] if folders else cwd, **variables)
            begin = block.end()


def check_archive(work, build):
    """`meson dist` makes an archive, and the same again; its files are those of its bill of materials."""
    hashes = set()
    for _ in range(2):
        run("meson", "dist", "-C", build, "--no-tests", "--formats", "xztar")
        archive, = (build / "meson-dist").glob("ocspan-*.tar.xz")
        hashes.add(hashlib.sha256(archive.read_bytes()).hexdigest())
    if len(hashes) != 1:
        raise SystemExit("meson dist made two different archives of the same sources")
    run("tar", "xf", archive, "-C", work)
    source = work / archive.name.removesuffix(".tar.xz")
    bill = json.loads((source / "ocspan.spdx.json").read_text(encoding="utf-8"))
    bill_verification = bill["packages"][0]["packageVerificationCode"]["packageVerificationCodeValue"]
    listed = {one["fileName"]: one["checksums"][0]["checksumValue"] for one in bill["files"]}
    hash_all = "find . -type f ! -name ocspan.spdx.json -print0 | xargs -0 sha1sum"
    sums = run("sh", "-c", hash_all, cwd=source)
    found = {name: digest for digest, name in (line.split("  ", 1) for line in sums.splitlines())}
    verification = run("sh", "-c", f"{hash_all} | cut -c1-40 | sort | tr -d '\\n' | sha1sum", cwd=source).split()[0]
    if listed != found or bill_verification != verification:
        raise SystemExit("the bill of materials is not that of the archive")
    print(f"archive: {archive.stat().st_size} bytes, {len(found)} files in its bill of materials: passed", flush=True)
    return archive, source


def check_archive_alone(source):
    """Without Git: the tests that build least."""
    run("meson", "setup", "test-build", "-Dtools=disabled", "-Dbenchmarks=disabled", "-Ddebug=false", "-Doptimization=0",
        cwd=source)
    tests = ["asn1", "layers", "lists", "words", "links", "extension list", "rfc", "limbo pages"]
    passed = re.search(r"^Ok: +(\d+)", run("meson", "test", "-C", "test-build", *tests, cwd=source), re.M)
    if not passed or int(passed[1]) != len(tests):
        raise SystemExit("the archive did not pass its tests")
    print(f"the archive's own tests: {passed[1]} passed", flush=True)


def installed(stage, prefix):
    """The variables by which what is installed in a folder is found."""
    libraries, = (stage / prefix).glob("lib/*/pkgconfig")
    return {"PKG_CONFIG_PATH": str(libraries), "PKG_CONFIG_SYSROOT_DIR": str(stage),
            "CMAKE_PREFIX_PATH": str(stage / prefix), "LD_LIBRARY_PATH": str(libraries.parent)}


def check_installed(what, documents, work, stage, prefix):
    variables = installed(stage, prefix)
    projects = work / f"projects-{what}"
    shutil.copytree(ROOT / "examples/vendoring", projects)
    documents.run("CMake, installed", projects, **variables)
    documents.run("Make, and C, installed", projects, **variables)
    for program in ("cmake-installed/build/verify", "cmake-installed/build/verify-c", "make-installed/verify",
                    "make-installed/verify-c", "make-installed/verify-header-only"):
        check(f"{program}, {what}", projects / program, **variables)
    version = run(stage / prefix / "bin/ocspan", "--version", LD_LIBRARY_PATH=variables["LD_LIBRARY_PATH"])
    print(f"{version.strip()}, {what}: passed", flush=True)
    linked = run("readelf", "-d", projects / "cmake-installed/build/verify")
    if ("libocspan.so" in linked) != (what == "debian"):
        raise SystemExit(f"{what}: the program is linked with the other kind of library")


def check_debian(documents, work, source):
    """The packages are built from the archive, have no error, and unpacked serve as what is installed."""
    # Debug information, which the packages do not have, would take the compiler long.
    documents.run("A Debian package", source, DEB_BUILD_OPTIONS="nocheck", DEB_CXXFLAGS_STRIP="-g")
    changes, = work.glob("ocspan_*.changes")
    print(run("lintian", "--fail-on", "error", "--allow-root", changes), end="")
    stage = work / "debian"
    for package in work.glob("*.deb"):
        run("dpkg-deb", "--extract", package, stage)
    return stage


def check_firmware(work):
    """Zephyr's module and ESP-IDF's component by stand-ins for their CMake, PlatformIO's library by its words."""
    vendoring = ROOT / "examples/vendoring"
    run("cmake", f"-DVENDORING={vendoring}", "-P", ROOT / "test/vendoring/esp-idf/CMakeLists.txt")
    for name in ("zephyr", "esp-idf"):
        run("cmake", f"-DVENDORING={vendoring}", "-DCMAKE_UNITY_BUILD=ON", "-DCMAKE_UNITY_BUILD_BATCH_SIZE=0",
            "-S", ROOT / "test/vendoring" / name, "-B", work / name)
        run("cmake", "--build", work / name)
        check(name, work / name / "verify")

    project = work / "platformio"
    shutil.copytree(vendoring / "platformio", project)
    library = project / "lib/ocspan"
    run(ROOT / "tools/amalgamate.py", library)
    build = json.loads((library / "library.json").read_text(encoding="utf-8"))["build"]
    sources = set()
    for sign, pattern in re.findall(r"([+-])<(.*?)>", " ".join(build["srcFilter"])):
        matches = {path for path in (library / build["srcDir"]).glob(pattern) if path.is_file()}
        sources = sources | matches if sign == "+" else sources - matches
    settings = configparser.ConfigParser()
    settings.read(project / "platformio.ini")
    flags = [*settings["env:board"]["build_flags"].split(), *build["flags"], f"-I{library / build['includeDir']}"]
    run("g++", *flags, *sources, library / "openssl/openssl_crypto.cpp", vendoring / "verify.cpp", "-lcrypto", "-o",
        project / "verify")
    check("platformio", project / "verify")


def main():
    work, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    work.mkdir(parents=True)
    work = work.resolve()
    documents = Documents()

    archive, source = check_archive(work, build)
    check_archive_alone(source)

    stage = work / "installed"
    documents.run("Install it", ROOT, build, DESTDIR=str(stage))
    check_installed("meson", documents, work, stage, "usr/local")
    check_installed("debian", documents, work, check_debian(documents, work, source), "usr")

    projects = work / "projects"
    shutil.copytree(ROOT / "examples/vendoring", projects)
    shutil.copy(archive, projects / "cmake-fetched")
    documents.run("CMake, built along", projects)
    check("CMake, built along", projects / "cmake-fetched/build/verify")

    shutil.copy(projects / "verify.cpp", projects / "meson")
    (projects / "meson/subprojects/packagefiles").mkdir()
    shutil.copy(archive, projects / "meson/subprojects/packagefiles")
    documents.run("Meson", projects)
    check("Meson", projects / "meson/build/verify")

    for name in ("make-copied", "cmake-copied"):
        run(ROOT / "tools/amalgamate.py", projects / name / "ocspan")
    documents.run("One source file", projects)
    for program in ("make-copied/verify", "make-copied/verify-header-only", "cmake-copied/build/verify"):
        check(program, projects / program)

    check_firmware(work)

    package = json.loads((ROOT / "tools/wasm/package.json").read_text(encoding="utf-8"))
    scripts = (path.name for pattern in package["files"] for path in (ROOT / "tools/wasm").glob(pattern))
    run("ninja", "-C", build, *(f"tools/wasm/{name}" for name in (
        "package.json", "README.md", "LICENSE", "ocspan.wasm", "ocspan-lint.wasm", *scripts)))
    packed = run("npm", "pack", "--silent", "--pack-destination", projects / "node", build / "tools/wasm").split()[-1]
    documents.run("Node", projects)
    check(f"Node, {packed}", "node", projects / "node/verify.mjs")

    if documents.left:
        raise SystemExit(f"commands of install.md that were not run: {sorted(documents.left)}")


if __name__ == "__main__":
    sys.exit(main())
