#!/usr/bin/env python3
"""Mutation check of the tests: makes small changes in lib/ and include/, one at a time, and counts those that the tests
notice.

    test/mutants.py [--build DIR] [--seconds N] [--jobs N] [--again] [FILE...]   go on with test/mutants.txt
    test/mutants.py --build DIR --sample N --seed TEXT    try some of lib/ again that were noticed, as .ci/run does
    test/mutants.py --write                               write docs/figures/mutations.md, of what is known

All changes are compiled into one library and switched on one at a time by a number in the environment, so that a change
costs runs of tests and no compilation. Each test tells once which changes it reaches; a change is tried with those that
reach it alone: test cases, programs, rows of lints; first those that reach little or noticed the last changes of the
same function, and the first one that fails ends it. One that takes several times as long as without a change fails, too.
What no test notices is made known to the compiler, for the constant expressions of the library and its tests. The
adapters are not changed; the tests that read every message with every byte changed are not run, since they take longer
than all others together.

test/mutants.txt has the outcome of each change, by a hash of the function that it is made in: a change of the sources
invalidates those of the functions that it touches. test/equivalent-mutants.txt lists the changes that change nothing,
each with its reason. Exit status 1 if another one was not noticed.
"""
import argparse
import collections
import concurrent.futures
import hashlib
import json
import os
import random
import re
import resource
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True      # no __pycache__ in the source tree
import made_parts  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
EQUIVALENT = ROOT / "test/equivalent-mutants.txt"
STATE = ROOT / "test/mutants.txt"
FIGURES = "docs/figures/mutations.md"

# What the changed sources call. In constant expressions it is the change MUTANT_NOW that is on, if any.
SUPPORT = r"""
#pragma once
#include <type_traits>
extern int mutant_number;
extern unsigned char mutants_reached[];
#ifndef MUTANT_NOW
#define MUTANT_NOW -2
#endif
namespace mutant {
constexpr bool on(int number) {
  if (std::is_constant_evaluated()) { return number == MUTANT_NOW; }
  if (number >= 0) { mutants_reached[number] = 1; }
  return mutant_number == number;
}
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

# In one file: which change is on, and what was reached, which is added to a file at the end, by one call.
STATE_OF_RUN = r"""
#include <fcntl.h>
#include <unistd.h>
#include <cstdlib>
#include "mutant.hpp"
int mutant_number = std::getenv("MUTANT") ? std::atoi(std::getenv("MUTANT")) : 0;
unsigned char mutants_reached[MUTANTS + 1];
static struct Reached {
  ~Reached() {
    const char* const path = std::getenv("MUTANTS_REACHED");
    const int file = path ? ::open(path, O_WRONLY | O_APPEND) : -1;
    if (file >= 0 && ::write(file, mutants_reached, sizeof mutants_reached) != sizeof mutants_reached) {
      std::abort();
    }
  }
} reached;
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

Change = collections.namedtuple("Change", "path line text what edits kind function index")


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
    seen, hashes, inside = collections.Counter(), collections.Counter(), collections.Counter()
    function = ""

    lines = text.splitlines()

    def add(what, kind, at, edits):
        line = text.count("\n", 0, at) + 1
        what = " ".join(what.split())
        seen[line, what] += 1
        if seen[line, what] > 1:
            what += f" (the {seen[line, what]}. of this line)"
        changes.append(Change(path, line, lines[line - 1].strip(), what, edits, kind, function, inside[function]))
        inside[function] += 1

    def around(begin, end, before, after):
        return [(begin, end, before, after)]

    constant = [m.span() for m in re.finditer(
        r"\bcase\b[^:]*(?:::[^:]*)*:|\bif constexpr \([^{]*\{|\bstatic_assert\([^;]*;|\b(?:static |inline )?constexpr [^;({]*[={][^;]*;", masked)]
    is_constant = lambda at: any(begin <= at < end for begin, end in constant)

    tables = [(match.end(), matching(masked, match.end() - 1))
              for match in re.finditer(r"\bconstexpr [^;({]*= \[\] \{", masked)]
    for begin, end, void in bodies(masked):
        if any(first <= begin < last for first, last in tables):
            continue  # only the compiler runs it
        # Its head belongs to it, as several bodies may be alike.
        head = masked.rfind("\n", 0, begin) + 1
        function = hashlib.sha256(text[head:end].encode()).hexdigest()[:8]
        hashes[function] += 1
        if hashes[function] > 1:
            function += f".{hashes[function]}"
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


LAYERS = ("asn1", "x509", "ocsp", "lint", "c")
ARCHIVES = re.compile(r"lib/libocspan(-asn1|-x509|-lint)?\.a")


def sources():
    """The files to change."""
    return library() + [file for layer in LAYERS for file in sorted((ROOT / "include/ocspan" / layer).glob("*.hpp"))]


def library():
    """The sources of what is linked into every test."""
    return [file for layer in LAYERS for file in sorted((ROOT / "lib" / layer).glob("*.cpp"))]


class Build:
    """The tests' programs, linked with a library that has the changes."""

    def __init__(self, folder, headers, jobs):
        self.folder, self.headers, self.jobs = folder, headers, jobs
        self.changed = folder / "mutants"
        self.compiler = shlex.split(os.environ.get("CXX", "c++"))
        if not (folder / "build.ninja").exists():
            subprocess.run(["meson", "setup", folder, ROOT, "-Doptimization=1", "-Ddebug=false", "-Dpeers=disabled",
                            "-Dbenchmarks=disabled"], check=True, stdout=subprocess.DEVNULL)
        tests = json.loads(subprocess.check_output(["meson", "introspect", "--tests", folder]))
        targets = json.loads(subprocess.check_output(["meson", "introspect", "--targets", folder]))
        self.executables = {file for one in targets if one["type"] == "executable" for file in one["filename"]}
        names = {*CATCH2, *PROGRAMS, *SCRIPTS}
        self.tests = {test["name"]: test for test in tests if (
            test["name"] in SCRIPTS or self.is_program(test["cmd"][0]) and (
                test["name"] in names or test["name"].startswith("fuzz replay")))}
        if not names <= self.tests.keys() or "lints" not in [test["name"] for test in tests]:
            sys.exit("the unit tests or the tool are not built: Catch2, CLI11 and nlohmann/json are needed")
        self.targets = sorted({os.path.relpath(folder / word, folder) for test in self.tests.values()
                               for word in test["cmd"] if self.is_program(word)} | {"tools/ocspan"})
        self.ninja(*self.targets, "test/embedded.hpp")

    def ninja(self, *targets):
        subprocess.run(["ninja", "-C", self.folder, "--quiet", *targets], check=True)

    def is_program(self, word):
        """Of a command, in which some are relative to the folder."""
        return str(self.folder / word) in self.executables

    def program(self, target):
        """The path of one with the changes in it."""
        return str(self.changed / os.path.basename(target))

    def command(self, test):
        """That of a test, with the changed programs."""
        return [self.program(word) if self.is_program(word) else word for word in test["cmd"]]

    def write(self, numbered):
        """Writes all sources, with these changes in them."""
        of_path = collections.defaultdict(dict)
        for number, change in numbered.items():
            of_path[change.path][number] = change
        for source in [*library(), *(ROOT / "lib").glob("*/*.hpp"), *(ROOT / "include").glob("ocspan/**/*.h*")]:
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
            STATE_OF_RUN.replace("MUTANTS + 1", str(max(numbered, default=0) + 1)) +
            "".join(f'#include "{source.relative_to(ROOT)}"\n' for source in library()) +
            '#include "ocspan/ocspan.hpp"\n')

    def compiles(self, number):
        """Whether the compiler lets the change pass in constant expressions: those of the library and its tests."""
        tests = ["-DOCSPAN_HEADER_ONLY", f"-I{self.folder}/test", f"{ROOT}/test/constexpr_test.cpp"]
        return all(subprocess.run([*self.compiler, *self.flags(), f"-DMUTANT_NOW={number}", "-fsyntax-only", *words],
                                  capture_output=True).returncode == 0
                   for words in ([str(self.changed / "library.cpp")], tests))

    def flags(self):
        return ["-std=c++20", "-w", f"-I{self.changed}", f"-I{self.changed}/include"]

    def without_errors(self, numbered):
        """The changes that compile: whatever stands in a line with an error is left out."""
        left = dict(numbered)
        while True:
            self.write(left)
            result = subprocess.run([*self.compiler, *self.flags(), "-fsyntax-only", "-fmax-errors=0",
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
        """Compiles the library and, if headers are changed, the tests, and links every program."""
        compile_one = [*self.compiler, *self.flags(), "-O1", "-c"]
        # The copy in header-only mode has each change, too: as one that is made in the sources would be in both.
        work = [[*compile_one, "-fno-exceptions", "-fno-rtti", str(self.changed / "library.cpp"), "-o",
                 str(self.changed / "library.o")],
                [*compile_one, str(ROOT / "fuzz/header_only.cpp"), "-o", str(self.changed / "header_only.o")]]
        objects = {}
        if self.headers:
            # Not those of the tool: what it has inline is found in the library first.
            wanted = tuple(f"{target}.p/" for target in self.targets if not target.startswith("tools/"))
            for entry in json.loads((self.folder / "compile_commands.json").read_text()):
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
        for target in self.targets:
            command = shlex.split(subprocess.check_output(
                ["ninja", "-C", self.folder, "-t", "commands", target], text=True).splitlines()[-1])
            command[command.index("-o") + 1] = self.program(target)
            library_object = str(self.changed / "library.o")
            words = []
            for word in command:
                if word == "fuzz/libfuzz_header_only.a":
                    word = str(self.changed / "header_only.o")
                if ARCHIVES.fullmatch(word):
                    continue
                words.append(objects.get(word, word))
                if words[-2:-1] == ["-o"]:
                    words.append(library_object)
            subprocess.run(words, cwd=self.folder, check=True)


# --- running ---

CATCH2 = ("asn1", "x509", "ocsp", "verify")
PROGRAMS = ("small worlds", "events", "c interface")
SCRIPTS = ("c interface and command", "c interface lint", "c interface verify")


class Test:
    """A command, which fails if it notices a change. `reaches` are the numbers of the changes in what it runs."""

    def __init__(self, name, command):
        self.name, self.command, self.seconds, self.reaches = name, command, 0.0, frozenset()

    def passes(self, number, seconds):
        """Whether it does so in so many seconds of CPU time, whatever else this machine does."""
        limits = ["prlimit", f"--cpu={seconds}", "--core=0", f"--data={6 << 30}"]
        try:
            return subprocess.run([*limits, *self.command], env=dict(os.environ, MUTANT=str(number)),
                                  timeout=60 * seconds, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL).returncode == 0
        except subprocess.TimeoutExpired:
            return False

    def notices(self, number):
        return not self.passes(number, 2 + int(4 * self.seconds))

    def measure(self, count):
        """Runs it without a change, for its time and what it reaches."""
        with tempfile.NamedTemporaryFile() as file:
            os.environ["MUTANTS_REACHED"] = file.name
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            if not self.passes(0, 600):
                sys.exit(f"{self.name}: fails without a change")
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            del os.environ["MUTANTS_REACHED"]
            self.seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            runs = file.read()
        reached = set()
        for at in range(0, len(runs), count + 1):
            reached |= {i for i, byte in enumerate(runs[at:at + count + 1]) if byte}
        self.reaches = frozenset(reached)


def make_tests(build):
    """Test cases, the programs of which they are, and others."""
    tests = []
    for name in CATCH2:
        program = build.program(build.tests[name]["cmd"][0])
        listed = subprocess.run([program, "--list-test-names-only"], capture_output=True, text=True).stdout
        tests += [Test(f"{name}: {case}", [program, re.sub(r"([\\,\[])", r"\\\1", case)])
                  for case in listed.splitlines() if case]
    tests += [Test(name, build.command(test)) for name, test in build.tests.items() if name not in CATCH2]
    tool = build.program("tools/ocspan")
    listed = subprocess.run([tool, "lint", "--list"], capture_output=True, text=True).stdout
    lints = [json.loads(line)["id"] for line in listed.splitlines()]
    tests += [Test(f"lints: {', '.join(some)}", [sys.executable, str(ROOT / "test/lint/lint_test.py"), tool, *some])
              for some in [["good"], *(lints[at:at + 5] for at in range(0, len(lints), 5))]]
    tests.append(Test("lint findings", [sys.executable, str(ROOT / "test/lint/findings_test.py"), tool, str(ROOT)]))
    return tests


class Tests:
    def __init__(self, build, count):
        self.build, self.tests = build, make_tests(build)
        for test in self.tests:
            test.measure(count)
        self.last = collections.defaultdict(list)  # the tests that noticed the last changes of a function

    def notice(self, change, number):
        """The name of the test that notices the change, or nothing."""
        function = change.path, change.function
        last = self.last[function]
        able = [test for test in self.tests if number in test.reaches]
        able.sort(key=lambda test: (test not in last[-3:], test.seconds * (1 + len(test.reaches) / 500)))
        for test in able:
            if test.notices(number):
                last.append(test)
                return test.name
        return None if self.build.compiles(number) else "the compiler"


# --- outcomes ---

NOTICED, SURVIVES, NOT_COMPILED, EQUIVALENT_TO, NOT_TRIED = "+", "!", "c", "=", "?"


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


class State:
    """What is known of each change: a line for each function, with its file and hash, and a letter for each change."""

    HEAD = ("# Outcomes of the changes that test/mutants.py makes in each function whose text has that hash: noticed "
            f"{NOTICED},\n# not noticed {SURVIVES}, does not compile {NOT_COMPILED}, changes nothing {EQUIVALENT_TO}, "
            f"not tried yet {NOT_TRIED}.\n")

    def __init__(self, changes):
        known = {}
        for line in STATE.read_text().splitlines() if STATE.exists() else ():
            if not line.startswith("#"):
                path, function, outcomes = line.split()
                known[path, function] = outcomes
        counts = collections.Counter((change.path, change.function) for change in changes)
        self.outcomes = {function: list(known[function] if len(known.get(function, "")) == count else NOT_TRIED * count)
                         for function, count in counts.items()}
        same = equivalents()
        for change in changes:
            if key(change) in same and self[change] != NOTICED:  # of two lines that are alike one may be noticed
                self[change] = EQUIVALENT_TO
            elif self[change] == EQUIVALENT_TO:
                self[change] = NOT_TRIED

    def __getitem__(self, change):
        return self.outcomes[change.path, change.function][change.index]

    def __setitem__(self, change, outcome):
        self.outcomes[change.path, change.function][change.index] = outcome

    def write(self):
        STATE.write_text(self.HEAD + "".join(f"{path} {function} {''.join(outcomes)}\n"
                                             for (path, function), outcomes in self.outcomes.items()))


def write_figures(changes, state):
    of_folder = collections.defaultdict(collections.Counter)
    for change in changes:
        of_folder[os.path.dirname(change.path)][state[change]] += 1
        of_folder["all"][state[change]] += 1
    rows = ["| | changes | do not compile | change nothing | not tried yet | tried | noticed | % |",
            "|---|--:|--:|--:|--:|--:|--:|--:|"]
    for folder, count in of_folder.items():
        if folder != "all":
            rows.append(row_of(f"`{folder}`", count))
    rows.append(row_of("all", of_folder["all"]))
    made_parts.put(FIGURES, "test/mutants.py --write", "\n".join(rows) + "\n")


def row_of(name, count):
    tried = count[NOTICED] + count[SURVIVES]
    part = f"{100 * count[NOTICED] / tried:.1f}" if tried else ""
    numbers = [sum(count.values()), count[NOT_COMPILED], count[EQUIVALENT_TO], count[NOT_TRIED], tried, count[NOTICED]]
    return f"| {name} | {' | '.join(f'{number:,}' for number in numbers)} | {part} |"


def main():
    parser = argparse.ArgumentParser(description="Mutation check of the tests.")
    parser.add_argument("--build", default="build-mutants", type=Path)
    parser.add_argument("--sample", type=int, help="try so many of lib/ again that were noticed")
    parser.add_argument("--seed", default="1", help="which ones these are")
    parser.add_argument("--seconds", type=int, help="begin no more after so many seconds")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--again", action="store_true", help="try those again that were not noticed")
    parser.add_argument("--list", action="store_true", help="only list the changes, with their outcomes")
    parser.add_argument("--write", action="store_true", help="only write docs/figures/mutations.md")
    parser.add_argument("file", nargs="*")
    options = parser.parse_args()

    changes = [change for source in sources()
               for change in find_changes(str(source.relative_to(ROOT)), source.read_text())]
    state = State(changes)
    if options.write:
        write_figures(changes, state)
        return 0
    if options.file:
        changes = [change for change in changes if change.path in options.file]
    if options.list:
        for change in changes:
            print(f"{state[change]} {change.line}: {key(change)}")
        return 0

    if options.sample is None:
        wanted = NOT_TRIED + (SURVIVES if options.again else "")
        tried = [change for change in changes if state[change] in wanted]
    else:
        some = [change for change in changes if change.path.startswith("lib/") and state[change] == NOTICED]
        tried = random.Random(options.seed).sample(some, min(options.sample, len(some)))
    random.Random(options.seed).shuffle(tried)
    # The changes of a function one after the other: what noticed one is likely to notice the next.
    order = {}
    for change in tried:
        order.setdefault((change.path, change.function), []).append(change)
    tried = [change for of_function in order.values() for change in of_function]
    numbered = dict(enumerate(tried, 1))

    begin = time.monotonic()
    headers = any(change.path.startswith("include/") for change in tried)  # with which the tests are compiled again
    build = Build(options.build.resolve(), headers, options.jobs)
    left = build.without_errors(numbered)
    for number in numbered.keys() - left.keys():
        state[numbered[number]] = NOT_COMPILED
    print(f"{len(numbered)} changes, of which {len(numbered) - len(left)} do not compile", flush=True)
    if not left:
        return 0
    build.link()
    tests = Tests(build, max(left))
    print(f"compiled after {time.monotonic() - begin:.0f} s; {len(tests.tests)} tests take "
          f"{sum(test.seconds for test in tests.tests):.1f} s of CPU time", flush=True)

    begin = time.monotonic()
    counts = collections.Counter()

    def outcome(item):
        number, change = item
        if options.seconds is not None and time.monotonic() - begin > options.seconds:
            return change, NOT_TRIED, None
        name = tests.notice(change, number)
        return change, NOTICED if name else SURVIVES, name

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for change, result, name in pool.map(outcome, left.items()):
            if result == NOT_TRIED:
                continue
            counts[result] += 1
            state[change] = result
            if result == SURVIVES:
                print(f"not noticed: line {change.line}: {key(change)}", flush=True)
            if options.sample is None and counts.total() % 20 == 0:
                state.write()
                print(f"{counts.total()} of {len(left)} in {time.monotonic() - begin:.0f} s", file=sys.stderr,
                      flush=True)
    if options.sample is None:
        state.write()
    print(f"noticed: {counts[NOTICED]} of {counts.total()}, {100 * counts[NOTICED] / max(1, counts.total()):.1f} %, in "
          f"{time.monotonic() - begin:.0f} s")
    return 1 if counts[SURVIVES] else 0


if __name__ == "__main__":
    sys.exit(main())
