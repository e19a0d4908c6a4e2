#!/usr/bin/env python3
"""Mutation check of the tests: makes small changes in lib/ and include/, one at a time, and counts those that the unit
tests or the replay of the corpora notice.

test/mutants.py [--build DIR] [--headers] [--sample N --seed S] [--seconds N] [--jobs N] [FILE...]

All changes are compiled into one library and switched on one at a time by a number in the environment, so that a change
costs a run of the tests and not a compilation. --build names a build folder, whose test programs are linked again with
the changed library; without --headers only lib/ is changed, for with it the tests must be compiled again, too. --sample
takes N changes at random. A test that takes several times as long as without a change counts as one that notices. The
C interface and the hash adapter are not changed; the tests that read every message with every byte changed are not
run, since they take longer than all others together.

test/equivalent-mutants.txt lists the changes that change nothing, each with its reason. Exit status 1 if another one
was not noticed.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import re
import resource
import shlex
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
EQUIVALENT = ROOT / "test/equivalent-mutants.txt"

# What the changed sources call. At compile time nothing is changed.
SUPPORT = r"""
#pragma once
#include <type_traits>
extern int mutant_number;
namespace mutant {
constexpr bool on(int number) { return !std::is_constant_evaluated() && mutant_number == number; }
template <int n> constexpr auto more(auto a) { return on(n) ? static_cast<decltype(a)>(a + 1) : a; }
template <int n> constexpr auto less(auto a) { return on(n) ? static_cast<decltype(a)>(a - 1) : a; }
template <int n, class T> constexpr T other(T a, T b) { return on(n) ? b : a; }
#define MUTANT_OPERATOR(name, op, changed, also) \
  template <int n, int m, class A, class B> constexpr decltype(auto) name(const A& a, const B& b) { \
    if (on(n)) { return a changed b; } \
    if (on(m)) { return a also b; } \
    return a op b; \
  }
MUTANT_OPERATOR(lt, <, <=, >=)
MUTANT_OPERATOR(gt, >, >=, <=)
MUTANT_OPERATOR(le, <=, <, >)
MUTANT_OPERATOR(ge, >=, >, <)
MUTANT_OPERATOR(eq, ==, !=, !=)
MUTANT_OPERATOR(ne, !=, ==, ==)
MUTANT_OPERATOR(add, +, -, -)
MUTANT_OPERATOR(sub, -, +, +)
MUTANT_OPERATOR(mul, *, +, +)
MUTANT_OPERATOR(div, /, *, *)
MUTANT_OPERATOR(mod, %, /, /)
MUTANT_OPERATOR(shl, <<, >>, >>)
MUTANT_OPERATOR(shr, >>, <<, <<)
MUTANT_OPERATOR(bit_and, &, |, |)
MUTANT_OPERATOR(bit_or, |, &, &)
MUTANT_OPERATOR(bit_xor, ^, |, |)
}  // namespace mutant
"""

NAMES = {"<": "lt", ">": "gt", "<=": "le", ">=": "ge", "==": "eq", "!=": "ne", "+": "add", "-": "sub", "*": "mul",
         "/": "div", "%": "mod", "<<": "shl", ">>": "shr", "&": "bit_and", "|": "bit_or", "^": "bit_xor"}
CHANGES = {"<": ("<=", ">="), ">": (">=", "<="), "<=": ("<", ">"), ">=": (">", "<"), "==": ("!=",), "!=": ("==",),
           "+": ("-",), "-": ("+",), "*": ("+",), "/": ("*",), "%": ("/",), "<<": (">>",), ">>": ("<<",), "&": ("|",),
           "|": ("&",), "^": ("|",)}
# From the loosest to the tightest. An operand ends where an operator begins that is not tighter.
PRECEDENCE = [("?", ":"), ("||",), ("&&",), ("|",), ("^",), ("&",), ("==", "!="), ("<", ">", "<=", ">="), ("<=>",),
              ("<<", ">>"), ("+", "-"), ("*", "/", "%")]
LEVEL = {operator: level for level, operators in enumerate(PRECEDENCE) for operator in operators}
OTHERS = {"ErrorCode": ("too_many", "no_space"), "Field": ("response_status", "version"), "Tag": ("set", "null"),
          "Tolerance": ("unsorted_set", "time_forms")}

# They do not use the library of lib/, or use what is above it.
NOT_RUN = ("botan", "tools", "mutation", "ocsp header-only")

Change = collections.namedtuple("Change", "path line text what edits kind")


def mask(text):
    """The text with comments, literals and preprocessor lines blanked out, at the same length."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)\'|^[ \t]*#(?:[^\n]*\\\n)*[^\n]*',
                         re.DOTALL | re.MULTILINE)

    def blank(match):
        found = match.group()
        filling = "_" if found[0] in "\"'" else " "
        return re.sub(r"[^\n]", filling, found)

    return pattern.sub(blank, text)


def bodies(masked):
    """Where function bodies begin and end, without their braces; and whether each is one of a void function."""
    found = []
    stack = []
    for i, c in enumerate(masked):
        if c == "{":
            before = masked[:i].rstrip()
            inside = bool(stack) and stack[-1][1]
            head = before[max(before.rfind(";"), before.rfind("}"), before.rfind("{")) + 1:]
            function = not inside and re.search(r"\)\s*(const)?\s*&{0,2}\s*(OCSPAN_LIFETIMEBOUND)?$", before) is not None
            function = function and not re.search(r"\b(consteval|concept|requires|static_assert)\b", head)
            stack.append((i + 1, inside or function, function, re.search(r"\bvoid\s+[\w:]+\(", head) is not None))
        elif c == "}" and stack:
            begin, _, function, void = stack.pop()
            if function:
                found.append((begin, i, void))
    return sorted(found)


def matching(masked, at):
    """Where the bracket at `at` closes."""
    depth = 0
    for i in range(at, len(masked)):
        depth += masked[i] in "([{"
        depth -= masked[i] in ")]}"
        if depth == 0:
            return i
    raise ValueError("unbalanced")


OPERATOR = re.compile(r"(?<=\s)(<=>|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%<>&|^?:])(?=\s)")


def operand(masked, operator_begin, operator_end, level):
    """From where to where the operands of a binary operator reach."""
    depth = 0
    begin = operator_begin
    while begin > 0:
        c = masked[begin - 1]
        if c in ")]}":
            depth += 1
        elif c in "([{":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0:
            if c in ";,":
                break
            tail = masked[max(0, begin - 8):begin]
            if tail.endswith("return") or (masked[begin] != "=" and re.search(r"([^=!<>]|<<|>>)=$", tail)):
                break
            met = re.search(r"\s(<=>|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%<>&|^?:])$", tail)
            if met and masked[begin:begin + 1].isspace() and LEVEL[met.group(1)] < level:
                break
        begin -= 1
    depth = 0
    end = operator_end
    while end < len(masked):
        c = masked[end]
        if c in "([{":
            depth += 1
        elif c in ")]}":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0:
            if c in ";,":
                break
            met = OPERATOR.match(masked, end)
            if met and LEVEL[met.group(1)] <= level:
                break
        end += 1
    while masked[begin].isspace():
        begin += 1
    while masked[end - 1].isspace():
        end -= 1
    return begin, end


def find_changes(path, text):
    """Every change of one file. Its edits are (begin, end, before, middle, after): insertions around a piece of text,
    and what replaces the operator inside it."""
    masked = mask(text)
    changes = []

    seen = collections.Counter()

    def add(what, kind, at, edits):
        line = text.count("\n", 0, at) + 1
        what = " ".join(what.split())
        seen[line, what] += 1
        if seen[line, what] > 1:
            what += f" (the {seen[line, what]}. of this line)"
        changes.append(Change(path, line, text.splitlines()[line - 1].strip(), what, edits, kind))

    def around(begin, end, before, after):
        return [(begin, end, before, after)]

    constant = [m.span() for m in re.finditer(
        r"\bcase\b[^:]*(?:::[^:]*)*:|\bif constexpr \([^{]*\{|\bstatic_assert\([^;]*;|\b(?:static |inline )?constexpr [^;({]*[={][^;]*;", masked)]
    is_constant = lambda at: any(begin <= at < end for begin, end in constant)

    for begin, end, void in bodies(masked):
        if void:
            add("return at once", "statement", begin, [(begin, begin, " if (mutant::on({n})) { return; }", "")])
        # conditions
        for match in re.finditer(r"\b(if|while) \(", masked[begin:end]):
            opening = begin + match.end() - 1
            first, last = opening + 1, matching(masked, opening)
            semicolon = masked[first:last].find(";")
            if semicolon >= 0 and balanced(masked[first:first + semicolon]):
                first += semicolon + 1
                while masked[first].isspace():
                    first += 1
            elif re.search(r"[^=!<>]=[^=]", masked[first:last]):
                continue  # a declaration
            add(f"({text[first:last]}) is false", "condition", opening,
                around(first, last, "(!mutant::on({n}) && static_cast<bool>(", "))"))
            if match.group(1) == "if":
                add(f"({text[first:last]}) is true", "condition", opening,
                    around(first, last, "(mutant::on({n}) || static_cast<bool>(", "))"))
        # operators
        for match in OPERATOR.finditer(masked, begin, end):
            operator = match.group(1)
            at = match.start(1)
            if is_constant(at) or operator in "?:" or operator == "<=>":
                continue
            first, last = operand(masked, at, match.end(1), LEVEL[operator])
            if operator in ("&&", "||"):
                # the operand on the right, and the first one of a chain on the left
                left_end = at
                while masked[left_end - 1].isspace():
                    left_end -= 1
                right = match.end(1)
                while masked[right].isspace():
                    right += 1
                pieces = [(right, last)]
                if operator not in [m.group(1) for m in OPERATOR.finditer(masked, first, left_end)
                                    if balanced(masked[first:m.start(1)])]:
                    pieces.append((first, left_end))
                for piece, piece_end in pieces:
                    if operator == "&&":
                        add(f"{text[piece:piece_end]} is true", "operand", piece,
                            around(piece, piece_end, "(mutant::on({n}) || static_cast<bool>(", "))"))
                    else:
                        add(f"{text[piece:piece_end]} is false", "operand", piece,
                            around(piece, piece_end, "(!mutant::on({n}) && static_cast<bool>(", "))"))
                continue
            for i, changed in enumerate(CHANGES[operator]):
                add(f"{text[first:at]}{changed}{text[match.end(1):last]}", "sum" if operator == "-" else "operator", at,
                    [(first, last, "", "", (at, match.end(1), NAMES[operator], i))])
        # constants
        for match in re.finditer(r"(?<![\w.'])(0x[0-9a-f']+|[0-9][0-9']*)U?\b(?!['.])", masked[begin:end]):
            first, last = begin + match.start(), begin + match.end()
            if is_constant(first) or masked[last] == ">" or re.match(r"\](\{|;| =)", masked[last:]):
                continue  # known at compile time: an argument of a template, the size of an array
            add(f"{match.group()} + 1", "constant", first, around(first, last, "mutant::more<{n}>(", ")"))
            if int(match.group(1).replace("'", ""), 0) != 0:
                add(f"{match.group()} - 1", "constant", first, around(first, last, "mutant::less<{n}>(", ")"))
        for match in re.finditer(r"\b(ErrorCode|Field|Tag|Tolerance)::(\w+)", masked[begin:end]):
            first, last = begin + match.start(), begin + match.end()
            kind = match.group(1)
            if is_constant(first):
                continue
            another = OTHERS[kind][0] if OTHERS[kind][0] != match.group(2) else OTHERS[kind][1]
            add(f"{kind}::{another} instead of {match.group()}", "constant", first,
                around(first, last, "mutant::other<{n}>(", f", {kind}::{another})"))
        for match in re.finditer(r"\b(true|false)\b", masked[begin:end]):
            first, last = begin + match.start(), begin + match.end()
            if is_constant(first):
                continue
            another = "false" if match.group() == "true" else "true"
            add(f"{another} instead of {match.group()}", "constant", first,
                around(first, last, "mutant::other<{n}>(", f", {another})"))
        # statements
        for match in re.finditer(r"(?<=[;{})])\s*\n\s*([^\s;{}][^;{}]*);", masked[begin - 1:end]):
            first = begin - 1 + match.start(1)
            statement = match.group(1)
            last = begin - 1 + match.end()
            if re.match(r"(\(void\)|\+\+|--|\*)?[\w:]+(<[^;=]*>)?(\.|->|\(|\[|\s*[-+*/%&|^]?=[^=]|\s*(<<|>>)=|\+\+|--)",
                        statement) and not re.match(r"(return|if|for|while|switch|using|else|case)\b", statement):
                add(f"without {text[first:last]}", "statement", first,
                    around(first, last, "if (!mutant::on({n})) { ", " }"))
            elif re.match(r"(break|continue)\b", statement):
                add(f"without {text[first:last]}", "statement", first, around(first, last, "if (!mutant::on({n})) ", ""))
            elif void and statement.startswith("return ") and balanced(statement):
                add(f"return; instead of {text[first:last]}", "statement", first,
                    around(first, last, "{ if (mutant::on({n})) { return; } ", " }"))
        # statements that hold a lambda or span several lines with braces: calls that end with `});`
        for match in re.finditer(r"\n( *)([\w.>-]+)\([^\n]*\{\n", masked[begin - 1:end]):
            first = begin - 1 + match.start(2)
            opening = masked.index("(", first)
            last = matching(masked, opening) + 1
            if match.group(2) not in ("if", "for", "while", "switch", "return") and masked[last:last + 1] == ";":
                add(f"without {match.group(2)}(...)", "statement", first,
                    around(first, last + 1, "if (!mutant::on({n})) { ", " }"))
    return changes


def balanced(text):
    depth = 0
    for c in text:
        depth += (c in "([{") - (c in ")]}")
        if depth < 0:
            return False
    return depth == 0


def apply(text, numbered):
    """The text with the edits of all these changes: a dictionary of numbers to changes."""
    innermost = 1 << 60
    pieces = []  # begin, end, number, before, after
    operators = collections.defaultdict(lambda: [-1, -1])
    spans = {}
    for number, change in numbered.items():
        for begin, end, before, after, *operator in change.edits:
            if operator:
                at, at_end, name, which = operator[0]
                operators[at][which] = number
                spans[at] = (begin, end, at_end, name)
            else:
                pieces.append((begin, end, number, before.replace("{n}", str(number)), after.replace("{n}", str(number))))
    events = []  # position, order at one position, text, where the source goes on
    for at, (begin, end, at_end, name) in spans.items():
        first, second = operators[at]
        pieces.append((begin, end, innermost, f"mutant::{name}<{first}, {second}>(", ")"))
        events.append((at, (2,), ",", at_end))
    # Of pieces that begin at one place the longest is outside, of equal ones that with the lower number.
    for begin, end, number, before, after in pieces:
        events.append((begin, (1, -end, number), before, begin))
        events.append((end, (0, -begin, -number), after, end))
    out = []
    at = 0
    for position, _, piece, end in sorted(events):
        out += [text[at:position], piece]
        at = end
    return "".join(out) + text[at:]


# --- compiling ---


LAYERS = ("asn1", "x509", "ocsp")


def sources(headers):
    """The files to change."""
    found = library()
    if headers:
        found += [file for layer in LAYERS for file in sorted((ROOT / "include/ocspan" / layer).glob("*.hpp"))]
    return found


def library():
    """The sources of what is linked into every test."""
    return [file for layer in LAYERS for file in sorted((ROOT / "lib" / layer).glob("*.cpp"))]


class Program:
    """One test program: how it is linked and run."""

    def __init__(self, test):
        self.name, self.seconds = test["name"], 0.0
        self.command = test["cmd"]
        if not self.name.startswith("fuzz") and self.name != "small worlds":
            self.command = [*self.command, "--abort", "~[mutation]~[.]"]


class Build:
    def __init__(self, folder, headers, jobs):
        self.folder = folder
        self.headers = headers
        self.jobs = jobs
        self.changed = folder / "mutants"
        self.compiler = shlex.split(os.environ.get("CXX", "c++"))
        if not (folder / "build.ninja").exists():
            subprocess.run(["meson", "setup", folder, ROOT, "-Doptimization=0", "-Ddebug=false", "-Dtools=disabled", "-Dpeers=disabled",
                            "-Dbenchmarks=disabled"], check=True, stdout=subprocess.DEVNULL)
        tests = json.loads(subprocess.check_output(["meson", "introspect", "--tests", folder]))
        chosen = [test for test in tests if test["name"] not in NOT_RUN and
                  (test["suite"] == ["ocspan:unit"] or test["name"].startswith("fuzz replay"))]
        if not {"asn1", "x509", "ocsp"} <= {test["name"] for test in chosen}:
            sys.exit("the unit tests are not built: Catch2 is needed")
        self.programs = [Program(test) for test in chosen]
        targets = [os.path.relpath(program.command[0], folder) for program in self.programs]
        self.ninja(*targets) if not headers else self.ninja("test/libcatch2_main.a", "lib/libocspan.a")

    def ninja(self, *targets):
        subprocess.run(["ninja", "-C", self.folder, "--quiet", *targets], check=True)

    def write(self, numbered):
        """Writes all sources, with these changes in them."""
        of_path = collections.defaultdict(dict)
        for number, change in numbered.items():
            of_path[change.path][number] = change
        for source in [*library(), *(ROOT / "include").glob("ocspan/**/*.hpp")]:
            path = source.relative_to(ROOT)
            text = source.read_text()
            if str(path) in of_path:
                text = '#include "mutant.hpp"\n' + apply(text, of_path[str(path)])
            target = self.changed / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists() or target.read_text() != text:
                target.write_text(text)
        (self.changed / "include/mutant.hpp").write_text(SUPPORT)
        (self.changed / "library.cpp").write_text(
            "#include <cstdlib>\n#include \"mutant.hpp\"\n"
            "int mutant_number = std::getenv(\"MUTANT\") ? std::atoi(std::getenv(\"MUTANT\")) : 0;\n" +
            "".join(f'#include "{source.relative_to(ROOT)}"\n' for source in library()) +
            ("#include \"ocspan/ocspan.hpp\"\n" if self.headers else ""))

    def flags(self):
        return ["-std=c++20", "-w", f"-I{self.changed}", f"-I{self.changed}/include"]

    def without_errors(self, numbered):
        """The changes that compile: whatever stands in a line with an error is left out."""
        left = dict(numbered)
        while True:
            self.write(left)
            result = subprocess.run([*self.compiler, *self.flags(), "-fsyntax-only",
                                     str(self.changed / "library.cpp")], capture_output=True, text=True)
            if result.returncode == 0:
                return left
            lines = {(os.path.relpath(path, self.changed), int(line) - 1) for path, line in
                     re.findall(r"((?:/\S+)?/(?:lib|include/ocspan)/\S+?):(\d+):", result.stderr)}
            of_line = collections.defaultdict(list)
            for number, change in left.items():
                if (change.path, change.line) in lines:
                    of_line[change.path, change.line].append(number)
            if not of_line:
                sys.exit("does not compile:\n" + result.stderr[:3000])
            for numbers in of_line.values():
                # What is most likely not to compile: a sum of two pointers, what is no constant any more.
                sums = [number for number in numbers if left[number].kind == "sum"]
                constants = [number for number in numbers if left[number].kind == "constant"]
                for number in sums or constants or numbers:
                    del left[number]

    def link(self):
        """Compiles the library, with --headers the tests as well, and links every program."""
        compile_commands = json.loads((self.folder / "compile_commands.json").read_text())
        compile_one = [*self.compiler, *self.flags(), "-O1", "-c"]
        # The copy in header-only mode has each change, too: as one that is made in the sources would be in both.
        work = [[*compile_one, str(self.changed / "library.cpp"), "-o", str(self.changed / "library.o")],
                [*compile_one, str(ROOT / "fuzz/header_only.cpp"), "-o", str(self.changed / "header_only.o")]]
        objects = {}
        if self.headers:
            wanted = tuple(os.path.relpath(program.command[0], self.folder) + ".p/" for program in self.programs)
            for entry in compile_commands:
                if entry["output"].startswith(wanted):
                    target = self.changed / entry["output"].replace("/", "_")
                    command = [word for word in shlex.split(entry["command"]) if word not in ("-Werror", "ccache")]
                    command = [f"-I{self.changed}/include" if word == "-I../include" else word for word in command]
                    command[command.index("-o") + 1] = str(target)
                    command = [word for word in command if not word.startswith("-W")] + ["-w", "-MF", os.devnull]
                    objects[entry["output"]] = str(target)
                    work.append(command)
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            list(pool.map(lambda command: subprocess.run(command, cwd=self.folder, check=True), work))
        for program in self.programs:
            target = os.path.relpath(program.command[0], self.folder)
            command = shlex.split(subprocess.check_output(
                ["ninja", "-C", self.folder, "-t", "commands", target], text=True).splitlines()[-1])
            linked = self.changed / pathlib.Path(target).name
            program.command = [str(linked), *program.command[1:]]
            command[command.index("-o") + 1] = str(linked)
            words = []
            for word in command:
                if word == "fuzz/libfuzz_header_only.a":
                    word = str(self.changed / "header_only.o")
                if re.fullmatch(r"lib/libocspan[\w-]*\.a", word):
                    word = str(self.changed / "library.o")
                    if word in words:
                        continue
                words.append(objects.get(word, word))
            subprocess.run(words, cwd=self.folder, check=True)


# --- running ---


def passes(program, number, seconds):
    """Whether it does so in so many seconds of CPU time, whatever else this machine does."""
    limits = ["prlimit", f"--cpu={seconds}", "--core=0", f"--data={6 << 30}"]
    try:
        return subprocess.run([*limits, *program.command],
                              env=dict(os.environ, MUTANT=str(number), LLVM_PROFILE_FILE=os.devnull),
                              timeout=60 * seconds, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def time_programs(programs):
    def cpu_time():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    for program in programs:
        begin = cpu_time()
        if not passes(program, 0, 600):
            sys.exit(f"{program.name}: fails without a change")
        program.seconds = cpu_time() - begin


def notice(change, number, programs):
    """The name of the program that notices the change, or nothing."""
    layer = change.path.split("/")[-2]
    # The tests of the layer itself are most likely to notice, but those of OCSP take long.
    for program in sorted(programs, key=lambda one: one.seconds / (10 if one.name == layer else 1)):
        if not passes(program, number, 2 + int(4 * program.seconds)):
            return program.name
    return None


def key(change):
    return f"{change.path}: {change.text} => {change.what}"


def equivalents():
    """The changes that change nothing, with their reasons."""
    found = {}
    for line in EQUIVALENT.read_text().splitlines():
        if line and not line.startswith("#"):
            name, separator, reason = line.rpartition(" -- ")
            if not separator:
                sys.exit(f"{EQUIVALENT.name}: no reason: {line}")
            found[name] = reason
    return found


def main():
    parser = argparse.ArgumentParser(description="Mutation check of the tests.")
    parser.add_argument("--build", default="build-mutants", type=pathlib.Path)
    parser.add_argument("--headers", action="store_true")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=int, help="begin no more after so many seconds")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--list", action="store_true", help="only list the changes")
    parser.add_argument("file", nargs="*")
    options = parser.parse_args()

    changes = []
    for source in sources(options.headers):
        path = str(source.relative_to(ROOT))
        if not options.file or path in options.file:
            changes += find_changes(path, source.read_text())
    known = equivalents()
    equivalent = [change for change in changes if key(change) in known]
    changes = [change for change in changes if key(change) not in known]
    total = len(changes)
    if options.sample is not None:
        changes = random.Random(options.seed).sample(changes, min(options.sample, len(changes)))
    numbered = {number: change for number, change in enumerate(changes, 1)}
    if options.list:
        for change in changes:
            print(f"{change.path}:{change.line}: {change.kind}: {change.what}")
        print(f"{total} changes")
        return 0

    begin = time.monotonic()
    build = Build(options.build.resolve(), options.headers, options.jobs)
    left = build.without_errors(numbered)
    print(f"{total} changes, {len(numbered)} tried, of which {len(numbered) - len(left)} do not compile; "
          f"{len(equivalent)} are known to change nothing", flush=True)
    build.link()
    time_programs(build.programs)
    print(f"compiled after {time.monotonic() - begin:.0f} s; the tests take "
          f"{sum(program.seconds for program in build.programs):.1f} s of CPU time", flush=True)

    begin = time.monotonic()
    by = collections.Counter()
    survivors = []

    def outcome(item):
        if options.seconds is not None and time.monotonic() - begin > options.seconds:
            return item[1], "not tried"
        return item[1], notice(item[1], item[0], build.programs)

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for done, (change, program) in enumerate(pool.map(outcome, left.items()), 1):
            by[program] += 1
            if program is None:
                survivors.append(change)
                print(f"not noticed: line {change.line}: {key(change)}", flush=True)
            if done % 50 == 0:
                print(f"{done} of {len(left)} in {time.monotonic() - begin:.0f} s, "
                      f"{len(survivors)} not noticed", file=sys.stderr, flush=True)
    tried = len(left) - by.pop("not tried", 0)
    noticed = tried - len(survivors)
    for name, count in sorted((name, count) for name, count in by.items() if name):
        print(f"noticed first by {name}: {count}")
    print(f"noticed: {noticed} of {tried}, {100 * noticed / max(1, tried):.1f} %, in {time.monotonic() - begin:.0f} s")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
