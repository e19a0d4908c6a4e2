#!/usr/bin/env python3
"""What the library takes on small machines: measure.py README DOCS [--write] BUILD-FOLDER...

Each folder is a cross build, named after its machine, with the programs of test/footprint. Prints
tables of the bytes of code, of stack and of the views, and of where the code is; fails if one of the
budgets below is broken, if the stack cannot be told (recursion, frames of no fixed size, calls through
pointers but for that of an observer, which no use has), if there is any data that can change, if more stack was seen in use on a board than was
told, or if README, which has the bytes of code, or DOCS, which has all tables, shows figures that are not
within 5 % of these. --write puts the tables there.
"""

import json
import pathlib
import re
import subprocess
import sys
import textwrap

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True      # no __pycache__ in the source tree
import made_parts  # noqa: E402

BUDGET_MACHINE = "cortex-m3"
# Bytes: the most that there may be, and what is aimed at. A folder's name ends in -lto where that is on.
CODE_BUDGETS = {
    "cortex-m3": {"response": (4350, 4096), "question": (6900, 6700), "request": (7550, 6144), "verify": (13970, 12288)},
    "cortex-m3-lto": {"response": (3760, 3700), "question": (5870, 5800), "request": (6030, 5800),
                      "verify": (12300, 11000)},
}
STACK_BUDGETS = {"cortex-m3": {"response": (1024, 1024)}}
# Functions of the compiler's own that take no stack.
WITHOUT_STACK = {"__aeabi_uidiv", "__aeabi_uidivmod", "__aeabi_idiv", "__aeabi_idivmod", "__aeabi_lmul"}
# What calls an observer, through a pointer, or with link-time optimization has its caller inlined. No use has one.
CALLS_OBSERVER = re.compile(r"(ReadContext|Reader)\d+(begin_value|tell|read_value|close)E")
USES = ("response", "question", "request", "verify")
TITLES = {
    "cortex-m0plus": "Cortex-M0+",
    "cortex-m3": "Cortex-M3",
    "cortex-m3-lto": "Cortex-M3, LTO",
    "cortex-m4": "Cortex-M4",
    "cortex-m33": "Cortex-M33",
    "rv32imac": "RV32IMAC",
    "response": "reading responses",
    "question": "and requests, comparing CertIDs, `write_request()`",
    "request": "and requests, comparing CertIDs, a request builder",
    "verify": "and verifying, a request builder",
}
# What functions are there for, by the first of these that is found in the name.
PARTS = {
    "the program itself, and what is inlined into it": r"^(use|hash|check_signature)\b",
    "memory functions": r"^mem\w+$",
    "verifying": r"Verif|verify|IssuerHash|detail::(names|understood|behind)",
    "building requests": r"Builder|Writer|write|AddedExtension|check_(hashes|extensions)|digest_size|::hash\(\)|oids_of_",
    "TLVs, lists, the first error": r"::(Reader|ReadContext|ElementsOf)::|set_error|load_der|::equal\(",
    "times": r"::Time\b",
    "names, and the UTF-8 in them": r"Name::read|AttributeTypeAnd|utf8|well_formed|ia5|tag_of\(",
    "requests": r"OCSPRequest|::Request::",
    "certificates": r"::Certificate::|SubjectPublicKeyInfo|read_time",
    "typed extensions": r"Extensions::(get|find|context)|KeyUsage|Nonce|NoCheck|UnknownCritical",
    "responses": r"Response|ResponderID|CertStatus|CertID|Signature|OpaqueCertificate|crl_reason",
    "other values of ASN.1 and X.509": r"",
}


class Problem(Exception):
    pass


def run(*command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300,
                          check=True).stdout


def section_sizes(program):
    """Bytes of code with its constants, and of data that can change."""
    code = data = 0
    for name, size in re.findall(r"^\s*\d+ (\S+)\s+([0-9a-f]{8})\s", run("objdump", "-h", program), re.M):
        if re.match(r"\.(text|rodata)", name):
            code += int(size, 16)
        elif re.match(r"\.s?(data|bss)|\.(init|fini)_array", name):
            data += int(size, 16)
    return code, data


class CallGraph:
    """Of what -fcallgraph-info=su wrote beside the objects."""

    def __init__(self, files):
        self.frames, self.calls, self.dynamic = {}, {}, set()
        for file in files:
            text = file.read_text(encoding="utf-8")
            for title, label in re.findall(r'^node: \{ title: "(.*?)" label: "(.*?)"', text, re.M):
                frame = re.search(r"\\n(\d+) bytes \((.*?)\)", label)
                if frame:
                    self.frames[title] = int(frame[1])
                    if frame[2] != "static":
                        self.dynamic.add(title)
            for caller, called in re.findall(r'^edge: \{ sourcename: "(.*?)" targetname: "(.*?)"', text, re.M):
                self.calls.setdefault(caller, set()).add(called)

    def deepest(self, function, callers=()):
        """Bytes of stack, and the functions that take them."""
        if function not in self.frames:  # of one constructor's two names one is told
            function = re.sub(r"C1(?=E)", "C2", function)
        if function in callers:
            raise Problem(f"recursion: {' > '.join([*callers, function])}")
        if function in self.dynamic:
            raise Problem(f"a frame of no fixed size: {function}")
        if function not in self.frames and function not in WITHOUT_STACK:
            raise Problem(f"a call of what is not known: {' > '.join([*callers, function])}")
        most, path = 0, ()
        for called in self.calls.get(function, ()):
            if called == "__indirect_call" and CALLS_OBSERVER.search(function):
                continue
            depth, below = self.known_depth(called, (*callers, function))
            if depth >= most:
                most, path = depth, below
        return most + self.frames.get(function, 0), (function, *path)

    def known_depth(self, function, callers):
        if not hasattr(self, "depths"):
            self.depths = {}
        if function not in self.depths or function in callers:
            self.depths[function] = self.deepest(function, callers)
        return self.depths[function]


def demangled(names):
    return run("c++filt", *(name.rpartition(":")[2] for name in names)).splitlines()


def seen_on_board(folder):
    """The bytes of stack that each use was seen to take; nothing for a machine without a board."""
    if not (folder / "test/footprint/paint-response.elf").exists():
        return {}
    run("meson", "test", "-C", folder, "--no-rebuild", "--suite", "stack")
    tests = map(json.loads, (folder / "meson-logs/testlog.json").read_text(encoding="utf-8").splitlines())
    return {test["name"].rpartition("stack of ")[2]: int(test["stdout"]) for test in tests}


def call_graph(folder, use, program, crypto):
    """That of a program; with link-time optimization the linker has written it."""
    parts = ("test/footprint/" + part for part in (f"libuse-{use}.a.p/*", f"lib{crypto}.a.p/*", f"{program}-{use}.elf.*"))
    return CallGraph(file for part in (*parts, "lib/libocspan.a.p/*", "examples/firmware/libmemory.a.p/*")
                     for file in folder.glob(part + ".ci"))


def measure(folder, use, seen):
    """Bytes of code and of stack."""
    program = folder / f"test/footprint/footprint-{use}.elf"
    code, data = section_sizes(program)
    if data:
        raise Problem(f"{program}: {data} bytes of data that can change")
    graph = call_graph(folder, use, "footprint", "no-crypto")
    stack, path = graph.deepest("use")
    frames = (f"{graph.frames.get(name, 0)} {text}" for name, text in zip(path, demangled(path)))
    print(f"{folder.name}, {use}: {code} bytes of code, {stack} of stack:", *frames, sep="\n  ")
    if use in seen:
        told, _ = call_graph(folder, use, "paint", "crypto").deepest("use")
        print(f"  with cryptography {told}, of which {seen[use]} were seen in use")
        if seen[use] > told:
            raise Problem(f"{use}: more stack was in use than the call graph tells")
    return code, stack


def view_sizes(folder):
    symbols = run("nm", "-S", folder / "test/footprint/libviews.a")
    return {name: int(size, 16) for size, name in re.findall(r"^\w+ (\w+) \w size_of_(\w+)$", symbols, re.M)}


def where_the_bytes_are(program):
    """The bytes of each of PARTS, and of what has no name of its own: fillings, constants."""
    raw = dict.fromkeys(PARTS, 0)
    for size, name in re.findall(r"^[0-9a-f]+ ([0-9a-f]+) [TtWVRr] (.*)", run("nm", "-CS", program), re.M):
        constant = re.search(r"OidConstant|::oid$", name)
        part = next(part for part, names in PARTS.items() if re.search(names, name) and not (constant and names))
        raw[part] += int(size, 16)
    return raw


def parts_table(folder):
    programs = [folder / f"test/footprint/footprint-{use}.elf" for use in USES]
    raw = [where_the_bytes_are(program) for program in programs]
    yield f"| Bytes of code, {TITLES[folder.name]} | reading responses | `write_request()` | a request builder | verifying |"
    yield "|---|" + "--:|" * len(USES)
    for part in PARTS:
        yield f"| {part} | " + " | ".join(f"{each[part]:,}" for each in raw) + " |"
    yield "| all | " + " | ".join(f"{section_sizes(program)[0]:,}" for program in programs) + " |"


def table(title, machines, figures):
    yield "| " + " | ".join([title, *(TITLES[machine] for machine in machines)]) + " |"
    yield "|---|" + "--:|" * len(machines)
    for use in USES:
        yield "| " + " | ".join([TITLES[use], *(f"{figures[machine, use]:,}" for machine in machines)]) + " |"


def budget_table(machine, code, stack):
    yield f"| {TITLES[machine]} | bytes of code | at most | aim | bytes of stack | at most |"
    yield "|---|" + "--:|" * 5
    for use in USES:
        budget, aim = CODE_BUDGETS[machine][use]
        most_stack, _ = STACK_BUDGETS.get(machine, {}).get(use, ("", ""))
        yield (f"| {TITLES[use]} | {code[machine, use]:,} | {budget:,} | {aim:,} | "
               f"{stack[machine, use]:,} | {most_stack and f'{most_stack:,}'} |")


def over_budget(figures, budgets, what):
    for machine, use in ((machine, use) for machine in budgets for use in budgets[machine] if (machine, use) in figures):
        budget, aim = budgets[machine][use]
        figure = figures[machine, use]
        print(f"{machine}, {use}: {figure} bytes of {what}; at most {budget}, {aim} is the aim")
        if figure > budget:
            yield f"{machine}, {use}: {figure} bytes of {what} are more than {budget}"


def differs(shown, text):
    """Whether the words differ, or a figure by more than 5 %."""
    number = re.compile(r"\d[\d,]*")
    pairs = zip(*([int(digits.replace(",", "")) for digits in number.findall(each)] for each in (shown, text)))
    return number.sub("", shown) != number.sub("", text) or any(abs(a - b) > 0.05 * b for a, b in pairs)


def main():
    readme, docs, *folders = sys.argv[1:]
    write = "--write" in folders
    folders = {folder.name: folder for folder in map(pathlib.Path, folders) if folder.name in TITLES}
    code, stack, problems = {}, {}, []
    for machine, folder in folders.items():
        seen = seen_on_board(folder)
        for use in USES:
            try:
                code[machine, use], stack[machine, use] = measure(folder, use, seen)
            except Problem as problem:
                problems.append(f"{machine}, {use}: {problem}")
    views = [view_sizes(folder) for folder in folders.values()]
    problems += [] if views and all(views) and views.count(views[0]) == len(views) else ["the views differ"]
    if not problems:
        short = list(table("Bytes of code", folders, code))
        all_of_it = [*short, "", *table("Bytes of stack", folders, stack), "",
                     textwrap.fill("Bytes of a view: " + ", ".join(f"`{name}` {size}" for name, size in views[0].items()) +
                                   ".", 118)]
        for machine in CODE_BUDGETS:
            all_of_it += ["", *budget_table(machine, code, stack)] if machine in folders else []
        if BUDGET_MACHINE in folders:
            all_of_it += ["", *parts_table(folders[BUDGET_MACHINE])]
        print("\n".join(all_of_it))
        problems += [*over_budget(code, CODE_BUDGETS, "code"), *over_budget(stack, STACK_BUDGETS, "stack")]
        for document, lines in ((readme, short), (docs, all_of_it)):
            problems += made_parts.problems(document, "test/footprint/measure.py", "\n".join(lines) + "\n", write, differs)
    print("\n".join([*problems, "passed" if not problems else "FAILED"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
