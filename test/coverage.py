#!/usr/bin/env python3
"""Coverage of lib/ and include/, from the tests alone, from the corpora alone, and from both.

test/coverage.py [--build DIR] [--write] [--conditions]

CXX chooses the compiler (clang++-19), CC the one for C; llvm-profdata and llvm-cov of the same version are needed.
Prints lines, branches and MC/DC of each file, and what neither the tests nor the corpora reach; --write puts the table
into docs/figures/coverage.md; --conditions lists the conditions without MC/DC. Exit status 1 if what is not reached is
not what test/not-covered.txt explains: anything else, or if that file explains what is reached or not there any more.

Instantiations of a template, and copies of a function in several programs, count as one. What is evaluated by the
compiler alone is not reached.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXPLAINED = ROOT / "test/not-covered.txt"
NOTE = ROOT / "docs/figures/coverage.md"
BEGIN, END = "<!-- written by test/coverage.py --write -->\n", "<!-- the end of it -->\n"
# Only the library is of interest.
INSTRUMENTED = "[clang]\ndefault:skip\nsource:*/lib/*/*=allow\nsource:*/include/ocspan/*=allow\n"
# What clang counts as a branch and is none: what the compiler decides, the result of a comparison that is = default; and
# what fail() and those that call it return, who never return true.
NO_BRANCH = re.compile(r"!?detail::fast_paths|std::is_same_v<.*>|true|false|t|\(.*, true\)\)?", re.S)
NEVER_TRUE = re.compile(r"(checks\.)?fail(_in|_in_tbs)?\(.*", re.S)
NO_CODE = re.compile(r"[\s{}();]*(else \{)?|#.*")  # clang counts the `}` behind a return, and a #define
JOBS = os.cpu_count() or 1
CONDITION = 6  # what clang calls a branch that is a condition of an expression with several
KINDS = ("lines", "branches", "conditions")


def run(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, **options)


def build(folder, compilers):
    """The programs of the tests and those that replay corpora, each with its arguments; and all that use the library."""
    if not (folder / "build.ninja").exists():
        folder.mkdir(parents=True, exist_ok=True)
        instrumented = folder / "instrumented.txt"
        instrumented.write_text(INSTRUMENTED)
        link = "-fprofile-instr-generate"
        unoptimised = "-Wl,--no-as-needed -lstdc++"  # what C++ needs that the optimiser removes
        # MC/DC of a fold over all types of extension would take a bit for each of 2^27 ways through it.
        limit = "-Xclang -fmcdc-max-test-vectors=1024 -w"
        run("meson", "setup", folder, ROOT, "-Doptimization=0", "-Ddebug=false", "-Dpeers=disabled",
            "-Dbenchmarks=disabled", "-Dtests=enabled", f"-Dcpp_link_args={link}", f"-Dc_link_args={link} {unoptimised}",
            f"-Dcpp_args=-O0 {link} -fcoverage-mapping -fcoverage-mcdc {limit} -fprofile-list={instrumented}",
            env=dict(os.environ, **compilers, LLVM_PROFILE_FILE=os.devnull), stdout=subprocess.DEVNULL)
    run("ninja", "-C", folder, "--quiet", "build.ninja", stdout=subprocess.DEVNULL)  # of the tests that there are now
    known = json.loads(subprocess.check_output(["meson", "introspect", "--tests", "--targets", folder]))
    executables = {name for one in known["targets"] if one["type"] == "executable" for name in one["filename"]}
    programs = {"tests": [], "corpora": []}
    for test in known["tests"]:
        if test["name"].startswith("fuzz replay"):
            programs["corpora"].append(test["cmd"])
        # The header-only test would compile the library once more for itself.
        elif (test["suite"] == ["ocspan:unit"] and test["name"] != "ocsp header-only") or (
                "c interface" in test["name"] or test["name"] == "lints"):
            programs["tests"].append(test["cmd"])
    made = sorted({str(folder / word) for commands in programs.values() for command in commands for word in command
                   if str(folder / word) in executables})
    run("ninja", "-C", folder, "--quiet", *(os.path.relpath(one, folder) for one in made),
        env=dict(os.environ, LLVM_PROFILE_FILE=os.devnull))
    return programs, made


def profile(folder, name, commands, profdata):
    """Runs the programs and writes what they reached into one file."""
    raw = folder / "profiles" / name
    raw.mkdir(parents=True, exist_ok=True)
    for old in raw.iterdir():
        old.unlink()

    def reach(number):
        # Of a program that runs several times, and of those that a test runs, one file each.
        environment = dict(os.environ, LLVM_PROFILE_FILE=str(raw / f"{number}-%m.profraw"))
        result = subprocess.run(commands[number], cwd=folder, env=environment, stdout=subprocess.DEVNULL)
        if result.returncode != 0:
            sys.exit(f"{commands[number]}: exit status {result.returncode}")

    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        list(pool.map(reach, range(len(commands))))
    return merge(folder, name, sorted(raw.glob("*.profraw")), profdata)


def merge(folder, name, parts, profdata):
    merged = folder / "profiles" / f"{name}.profdata"
    run(profdata, "merge", "-sparse", *parts, "-o", merged)
    return merged


class File:
    """What was reached of one file: for each line, each outcome of a branch and each condition, whether it was."""

    def __init__(self):
        for kind in KINDS:
            setattr(self, kind, collections.defaultdict(bool))


def read(llvm_cov, profile_data, program, files):
    """Adds what was reached of the copy in one program."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}  # it warns of what is unused there
    command = [llvm_cov, "export", program, f"-instr-profile={profile_data}", ROOT / "lib", ROOT / "include"]
    name = ""
    for line in run(*command, "-format=lcov", **options).stdout.splitlines():
        kind, _, value = line.partition(":")
        if kind == "SF":
            name = os.path.relpath(value, ROOT)
            source = (ROOT / name).read_text().splitlines()
        elif kind == "DA":
            number, count = value.split(",")[:2]
            if not NO_CODE.fullmatch(source[int(number) - 1]):
                files[name].lines[int(number)] |= int(count) != 0
    exported = run(*command, "-skip-functions", "-skip-expansions", **options).stdout
    for file in json.loads(exported)["data"][0]["files"]:
        name = os.path.relpath(file["filename"], ROOT)
        source = (ROOT / name).read_text().splitlines()
        of_file = files[name]
        decisions = {tuple(record[:4]) for record in file.get("mcdc_records", [])}
        for branch in file["branches"]:
            place = tuple(branch[:4])
            text = text_at(source, place)
            # Of what has several conditions these are branches; sometimes clang counts the whole as one, too.
            if NO_BRANCH.fullmatch(text) or (place in decisions and branch[-1] != CONDITION):
                continue
            if not NEVER_TRUE.fullmatch(text):
                of_file.branches[place, "true"] |= branch[4] != 0
            of_file.branches[place, "false"] |= branch[5] != 0
        conditions = sorted({tuple(branch[:4]) for branch in file["branches"] if branch[-1] == CONDITION})
        for record in file.get("mcdc_records", []):
            first, last = tuple(record[:2]), tuple(record[2:4])
            inside = [place for place in conditions if first <= place[:2] and place[2:] <= last]
            if len(inside) != len(record[-1]):  # some are written by a macro
                inside = [(*record[:4], i) for i in range(len(record[-1]))]
            for place, covered in zip(inside, record[-1]):
                text = text_at(source, place[:4])
                if not NO_BRANCH.fullmatch(text) and not NEVER_TRUE.fullmatch(text):
                    of_file.conditions[place, "condition"] |= covered


def text_at(source, place):
    """The text of a place; of one of several lines its first, which are enough to name it."""
    first, begin, last, end = place
    return source[first - 1][begin - 1:end - 1 if first == last else None].strip()


def percent(reached):
    """Of a dictionary of booleans; never rounded up to 100."""
    return f"{int(1000 * sum(reached.values()) / len(reached)) / 10:.1f}" if reached else "-"


def table(files_of):
    """Lines, branches and MC/DC of each file, for each of the three."""
    total = {name: File() for name in files_of}
    rows = []
    for path in sorted(files_of["both"]):
        cells = []
        for name, files in files_of.items():
            reached = [getattr(files[path], kind) for kind in KINDS]
            cells.append(" / ".join(percent(one) for one in reached))
            for kind, one in zip(KINDS, reached):
                getattr(total[name], kind).update({(path, key): v for key, v in one.items()})
        rows.append((path, cells))
    rows.append(("all", [" / ".join(percent(getattr(total[name], kind)) for kind in KINDS) for name in files_of]))
    lines = ["| lines / branches / MC/DC, percent | " + " | ".join(files_of) + " |", "|---" * (1 + len(files_of)) + "|"]
    lines += [f"| {path} | " + " | ".join(cells) + " |" for path, cells in rows]
    both = total["both"]
    counts = ", ".join(f"{sum(one.values())} of {len(one)} {text}" for one, text in (
        (both.lines, "lines"), (both.branches, "outcomes of branches"), (both.conditions, "conditions (MC/DC)")))
    return "\n".join(lines) + f"\n\nTests and corpora together reach {counts}.\n"


def not_reached(files):
    """Each line and each outcome of a branch that was not reached, as test/not-covered.txt names it."""
    found = {}
    for path, file in sorted(files.items()):
        source = (ROOT / path).read_text().splitlines()
        for number in sorted(number for number, reached in file.lines.items() if not reached):
            found[f"{path}: line: {source[number - 1].strip()}"] = number
        for (place, outcome), reached in sorted(file.branches.items()):
            if not reached:
                found[f"{path}: {outcome}: {text_at(source, place)}"] = place[0]
    return found


def check(found):
    """Compares with what is explained; returns whether there is a difference."""
    explained = {}
    for line in EXPLAINED.read_text().splitlines():
        if line and not line.startswith("#"):
            key, separator, reason = line.partition(" -- ")
            if not separator or not reason:
                sys.exit(f"{EXPLAINED.name}: no reason: {line}")
            explained[key] = reason
    unexplained = [key for key in found if key not in explained]
    needless = [key for key in explained if key not in found]
    for key in unexplained:
        print(f"not reached and not explained: line {found[key]} of {key}")
    for key in needless:
        print(f"explained, but reached or not there: {key}")
    print(f"{len(found)} not reached, of which {len(found) - len(unexplained)} are explained")
    return bool(unexplained or needless)


def write(text):
    note = NOTE.read_text()
    begin, end = note.index(BEGIN) + len(BEGIN), note.index(END)
    NOTE.write_text(note[:begin] + "\n" + text + "\n" + note[end:])


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build-coverage", help="build folder")
    parser.add_argument("--write", action="store_true", help="put the table into docs/figures/coverage.md")
    parser.add_argument("--conditions", action="store_true", help="list the conditions without MC/DC")
    arguments = parser.parse_args()
    folder = arguments.build.resolve()
    compilers = {"CXX": os.environ.get("CXX", "clang++-19"), "CC": os.environ.get("CC", "clang-19")}
    version = compilers["CXX"].split()[-1].removeprefix("clang++")  # behind a ccache, say
    programs, made = build(folder, compilers)
    profdata, llvm_cov = "llvm-profdata" + version, "llvm-cov" + version
    data = {name: profile(folder, name, commands, profdata) for name, commands in programs.items()}
    data["both"] = merge(folder, "both", list(data.values()), profdata)
    files_of = {name: collections.defaultdict(File) for name in data}
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        list(pool.map(lambda name: [read(llvm_cov, data[name], one, files_of[name]) for one in made], data))
    text = table(files_of)
    print(text)
    if arguments.write:
        write(text)
    if arguments.conditions:
        for path, file in sorted(files_of["both"].items()):
            source = (ROOT / path).read_text().splitlines()
            for (place, _), reached in sorted(file.conditions.items()):
                if not reached:
                    print(f"no MC/DC: line {place[0]} of {path}: {text_at(source, place[:4])}")
    return 1 if check(not_reached(files_of["both"])) else 0


if __name__ == "__main__":
    sys.exit(main())
