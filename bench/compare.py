#!/usr/bin/env python3
"""Builds the benchmarks of this library and of its peers, runs all of it, and prints one table in Markdown.

Each library has a program of its own. The programs take turns, once in each repetition; the median of the processor
time counts, and of the ratios the median of those within one repetition. Instructions are callgrind's. --write puts
the tables into docs/figures/benchmarks.md and README.md; --check only runs each operation once, and compares what they came to.
CXX chooses the compiler of a new build folder.
"""

import argparse
import collections
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

import callgrind
from document import ROOT, Problem, markdown, number, write

LIBRARIES = ["ocspan", "openssl", "botan", "gnutls", "wolfssl"]
OURS = LIBRARIES[0]
# The largest message that each is given; that of 10,000 answers has 1.2 MB, that of 1,000,000 has 115 MB.
MOST_OCTETS = 2_000_000
MOST_OCTETS_OF_OURS = 200_000_000
PACKAGES = "libbenchmark-dev valgrind libssl-dev libbotan-2-dev libgnutls28-dev libwolfssl-dev"

SHORT_ROWS = {
    "response/load": "response of 1 answer: load",
    "response/load_and_read": "load, and read every field",
    "response_by_name/load_and_read": "by name of the responder instead of its key",
    "response_1_certificate/load_and_read": "by key, with a certificate in it",
    "response_20/load_and_read": "20 answers: load, read every field",
    "response_10000/load": "10,000 answers: load",
    "request/load": "request: load",
    "request/build": "request: write",
    "certificate/load": "certificate: load",
}
# Why a peer may be ahead.
REASONS = {
    "iterate": "peers keep what they decoded, in many small pieces of memory, and iterating follows pointers; here "
               "nothing is kept, and iterating decodes again. Loading and iterating together is what either costs.",
    "find": "as for iterating.",
}


def output(*command):
    try:
        return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout
    except subprocess.CalledProcessError as error:
        raise Problem(f"{' '.join(map(str, command))}:\n{error.stdout}{error.stderr}") from error


def build(folder, wanted):
    """The programs that there are, by library."""
    if not (folder / "build.ninja").exists():
        output("meson", "setup", folder, ROOT, "-Dtools=disabled", "-Dtests=disabled")
    targets = output("ninja", "-C", folder, "-t", "targets", "all")
    libraries = [library for library in LIBRARIES if f"bench/bench_{library}:" in targets and library in wanted]
    output("ninja", "-C", folder, "bench/write_inputs", "bench/code_none", "bench/code_ocspan_small",
           *(f"bench/{kind}_{library}" for library in libraries for kind in ("bench", "code")
             if f"bench/{kind}_{library}:" in targets))
    return {library: folder / "bench" / f"bench_{library}" for library in libraries}


def most_of(library):
    return MOST_OCTETS_OF_OURS if library == OURS else MOST_OCTETS


def bytes_of_code(program):
    return int(output("size", program).splitlines()[1].split()[0])


def run_once(program, inputs, most):
    """Of each operation what it came to: bytes of the message, answer, allocations, bytes allocated, KiB of growth."""
    fields = collections.namedtuple("Once", "bytes answer allocations allocated growth")
    return {name: fields(*map(int, numbers)) for name, *numbers in
            map(str.split, output(program, inputs, "once", most).splitlines())}


def compare_answers(measured):
    """Nobody may look fast by doing less: all say the same of the same message."""
    for library, one in measured.items():
        for name, once in one["once"].items():
            ours = measured[OURS]["once"].get(name)
            if ours is None or ours.answer != once.answer:
                raise Problem(f"{name}: {library} comes to another answer")


def times(program, inputs, most):
    """Nanoseconds of processor time of each operation."""
    report = json.loads(output(program, inputs, "time", most, "--benchmark_format=json", "--benchmark_min_time=0.01"))
    return {one["name"]: one["cpu_time"] for one in report["benchmarks"]}


def measure_times(measured, programs, inputs, repetitions):
    collected = collections.defaultdict(lambda: collections.defaultdict(list))
    for _ in range(repetitions):
        for library, program in programs.items():
            for name, ns in times(program, inputs, most_of(library)).items():
                collected[library][name].append(ns)
    for library, by_name in collected.items():
        measured[library]["all_ns"] = by_name
        measured[library]["ns"] = {name: statistics.median(all_ns) for name, all_ns in by_name.items()}


def times_ours(measured, library, name, our_name=None):
    """How many times as long a library takes as this one does, or as this one takes for another operation."""
    ours = measured[OURS]["all_ns"][our_name or name]
    return statistics.median(theirs / our for theirs, our in zip(measured[library]["all_ns"][name], ours))


def ratio(value):
    return f"{value:,.0f}" if value >= 20 else f"{value:.1f}"


def of_all_libraries(measured):
    return markdown([" library", "bytes of code"], ([one["name"], number(one["code"])] for one in measured.values()))


def of_all_operations(measured):
    """One line for each operation of each library."""
    timed = bool(measured[OURS]["ns"])

    def lines():
        for name, ours in measured[OURS]["once"].items():
            for library, one in measured.items():
                if name not in one["once"]:
                    continue
                ns = one["ns"].get(name)
                if not timed:
                    time = []
                elif library == OURS:
                    time = [number(ns), ""]
                else:
                    time = [number(ns), ratio(times_ours(measured, library, name))]
                yield [name if library == OURS else "", number(ours.bytes) if library == OURS else "",
                       one["name"].split()[0], *time, number(one["instructions"].get(name)),
                       number(one["once"][name].allocations), number(one["once"][name].allocated)]

    return markdown([" operation", "bytes", " library", *(["ns", "times ours"] if timed else []), "instructions",
                     "allocations", "bytes allocated"], lines())


def of_short_rows(measured):
    """Nanoseconds of each library, and how many times ours that is."""
    ours = measured[OURS]

    def lines():
        for name, title in SHORT_ROWS.items():
            cells = [number(ours["ns"][name])]
            for library, one in measured.items():
                if library != OURS:
                    ns = one["ns"].get(name)
                    cells.append(f"{number(ns)} ({ratio(times_ours(measured, library, name))} ×)" if ns else "")
            yield [title, *cells]
        row = next(iter(SHORT_ROWS))
        yield ["heap allocations of the first row",
               *(number(one["once"][row].allocations) if row in one["once"] else "" for one in measured.values())]
        yield ["bytes of code, to load a response", *(number(one["code"]) for one in measured.values())]

    return markdown([" ns", *(one["name"] for one in measured.values())], lines())


def ahead(measured):
    """The rows in which a peer is ahead, and why."""
    by_reason = collections.defaultdict(list)
    for library, one in measured.items():
        for name in one["ns"]:
            if library != OURS and times_ours(measured, library, name) < 1:
                what = name.partition("/")[2]
                if what not in REASONS:
                    raise Problem(f"{name}: {library} is ahead, and nobody knows why")
                by_reason[what].append(f"`{name}` ({one['name'].split()[0]})")
    for what, names in by_reason.items():
        yield f"- {', '.join(names)}: {REASONS[what]}"


def limits(measured):
    """What is promised: title, limit, figure, whether it holds; and what would be the reason if it does not."""
    ours = measured[OURS]
    instructions, once = ours["instructions"], ours["once"]
    unknown = "no reason is known"

    def at_most(title, most, figure, why=unknown):
        return title, f"at most {most:,}", f"{figure:,.0f}", figure <= most, why

    def at_least(title, least, figure, why=unknown):
        return title, f"at least {least}", ratio(figure), figure >= least, why

    def of_each(what, count):
        return (instructions[f"response_{count}/{what}"] - instructions[f"response/{what}"]) / (count - 1)

    decoded_again = "reading decodes again what loading has checked, and nothing is kept in between"
    for row, title in (("response", "one answer, responder by key"), ("response_by_name", "one answer, by name")):
        yield at_most(f"{title}, load and read every field: instructions", 3000, instructions[f"{row}/load_and_read"],
                      f"{decoded_again}; names have parts within parts")
        for library, what, least in (("openssl", "load_and_read", 30), ("botan", "load", 60),
                                     ("gnutls", "load_and_read", 100), ("wolfssl", "load", 2.5)):
            if library in measured:
                name = measured[library]["name"].split()[0]
                only = "" if what != "load" else ", which loads only,"
                figure = times_ours(measured, library, f"{row}/{what}", f"{row}/load_and_read")
                loading = times_ours(measured, library, f"{row}/load")
                why = f"{decoded_again}; loading alone is {ratio(loading)} times as fast"
                if library == "wolfssl":
                    why += "; wolfSSL passes over the responder's name without looking into it"
                yield at_least(f"{title}: the time of {name}{only} to ours", least, figure, why)
    yield at_most("one answer with a certificate, load and read: instructions", 4000,
                  instructions["response_1_certificate/load_and_read"])
    yield at_most("one answer, lint by the rules of the RFCs: instructions, five times those of loading",
                  5 * instructions["response/load"], instructions["response/lint"])
    yield at_most("each further answer, load: instructions", 700, of_each("load", 10000))
    yield at_most("each further answer, load and read: instructions", 1300, of_each("load_and_read", 10000))
    yield at_most("request, load: instructions", 500, instructions["request/load"],
                  "among them are those of calling the operation, about a dozen")
    yield at_most("request, write without hashing: instructions", 600, instructions["request/build"],
                  "the builder keeps the CertID and writes it when all is known; either is about half of it")
    yield at_most("a program that only loads responses, -Os: bytes of code of the library", 6144, ours["small_code"])
    yield at_most("heap allocations of all rows without hashing", 0,
                  sum(one.allocations for name, one in once.items() if "hash" not in name))
    yield at_most("KiB that loading and reading 1,000,000 answers adds to resident memory", 0,
                  once["response_1000000/load"].growth + once["response_1000000/load_and_read"].growth)


def of_limits(measured):
    """A table of them, and the reasons of those that are missed."""
    all_of_them = list(limits(measured))
    yield from markdown([" ", "promised", "measured"],
                        ([title, limit, figure if held else f"**{figure}**"]
                         for title, limit, figure, held, _ in all_of_them))
    missed = [f"- {title}: {why}." for title, _, _, held, why in all_of_them if not held]
    if missed:
        yield from ["", "Missed, and why:", "", *missed]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--repetitions", type=int, default=7, help="0: no times")
    arguments.add_argument("--only", help="this library beside ours")
    arguments.add_argument("--write", action="store_true", help="the tables into docs/figures/benchmarks.md and README.md")
    arguments.add_argument("--check", action="store_true", help="only that each operation does what it should")
    arguments.add_argument("folder", nargs="?", default="build-bench", type=pathlib.Path)
    wanted = arguments.parse_args()

    programs = build(wanted.folder, [OURS, wanted.only] if wanted.only else LIBRARIES)
    absent = set(LIBRARIES) - set(programs)
    if absent and not wanted.only:
        print(f"without {', '.join(sorted(absent))}; all of it needs {PACKAGES}", file=sys.stderr)
        if wanted.write or wanted.check:
            return 1
    with tempfile.TemporaryDirectory() as inputs:
        output(wanted.folder / "bench" / "write_inputs", ROOT / "testdata", inputs)
        measured = {}
        for library, program in programs.items():
            measured[library] = {
                "name": output(program, inputs, "version").strip(),
                "once": run_once(program, inputs, most_of(library) if not wanted.check else MOST_OCTETS),
                "instructions": {}, "ns": {}}
        compare_answers(measured)
        if wanted.check:
            print(", ".join(f"{one['name']}: {len(one['once'])} operations" for one in measured.values()))
            return 0
        without_library = bytes_of_code(wanted.folder / "bench" / "code_none")
        measured[OURS]["small_code"] = bytes_of_code(wanted.folder / "bench" / "code_ocspan_small") - without_library
        for library, program in programs.items():
            of_code = program.with_name(f"code_{library}")  # there are no archives of all libraries everywhere
            measured[library]["code"] = bytes_of_code(of_code) - without_library if of_code.exists() else None
            measured[library]["instructions"] = callgrind.count(program, inputs, "count", MOST_OCTETS)[0]
        measure_times(measured, programs, inputs, wanted.repetitions)

    compiler = json.loads((wanted.folder / "compile_commands.json").read_text())[0]["command"].split()
    compiler = output(*compiler[:2 if compiler[0].endswith("ccache") else 1], "--version").splitlines()[0]
    processor = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    how = f"{compiler}, -O2; {processor[1] if processor else 'unknown processor'}"
    if wanted.repetitions:
        how += f"; medians of {wanted.repetitions} repetitions"
    short = list(of_short_rows(measured)) if wanted.repetitions else []
    full = [f"{how}.", "", *of_all_libraries(measured), "", *of_all_operations(measured)]
    if wanted.repetitions and not wanted.only:
        full += ["", "What is promised:", "", *of_limits(measured), "", "Where a peer is ahead, and why:", "",
                 *(list(ahead(measured)) or ["nowhere."])]
    print("\n".join([*short, "", *full]))
    if wanted.write:
        write("docs/figures/benchmarks.md", "bench/compare.py", full)
        write("README.md", "bench/compare.py", [*short, "", f"{how}."])
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        sys.exit(str(problem))
