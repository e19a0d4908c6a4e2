#!/usr/bin/env python3
"""Tests of the manual and of the completions of shells: manual_test.py OCSPAN BUILD-FOLDER

The folder `tools` in it has what tools/manual.py writes. Each shell reads its completions by itself; bash and fish are asked what they
complete, and zsh which of its functions is called with what.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

OCSPAN, BUILD, FOLDER = "", pathlib.Path(), pathlib.Path()
VERBS = ("response", "request", "certificate", "create-request", "verify", "check", "dump", "find", "lint", "serve")


def run(*command, folder=None):
    environment = os.environ | {"LC_ALL": "C.UTF-8", "MANWIDTH": "80"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=folder, env=environment)
    return done.stdout + done.stderr


def help_of(verb):
    return run(OCSPAN, verb, "--help")


class Manual(unittest.TestCase):
    def test_programs_for_manuals_object_to_nothing(self):
        pages = sorted(FOLDER.glob("*.1"))
        self.assertEqual({page.name for page in pages}, {"ocspan.1", *(f"ocspan-{verb}.1" for verb in VERBS)})
        for page in pages:
            self.assertEqual(run("mandoc", "-Tlint", page), "")
            self.assertEqual(run("groff", "-ww", "-man", "-Tutf8", "-z", page), "")

    def test_a_page_has_all_that_help_has(self):
        for verb in VERBS:
            shown = run("man", "-l", FOLDER / f"ocspan-{verb}.1")
            flat = " ".join(shown.split())
            text = help_of(verb)
            for names in re.findall(r"^  (-\S+)", text, re.M):
                self.assertRegex(shown, rf"(?m)^       {re.escape(names.replace(',', ', '))}\b", verb)
            examples = re.findall(r"^  (ocspan .*)$", text, re.M)
            self.assertGreaterEqual(len(examples), 2, verb)
            for example in examples:
                self.assertIn(example, flat)
            statuses = re.search(r"Exit status: (.*)", text)[1]
            for status in re.findall(r"(?:^|, )(\d) ", statuses):
                self.assertRegex(shown, rf"(?m)^       {status}  ", verb)

    def test_the_first_page_names_all_verbs(self):
        shown = run("man", "-l", FOLDER / "ocspan.1")
        for verb in VERBS:
            self.assertIn(f"ocspan-{verb}(1)", shown)


class Installation(unittest.TestCase):
    def test_all_goes_where_it_is_looked_for(self):
        installed = json.loads(run("meson", "introspect", "--installed", BUILD))
        folders = {"ocspan.bash": "share/bash-completion/completions", "_ocspan": "share/zsh/site-functions",
                   "ocspan.fish": "share/fish/vendor_completions.d"}
        for file in FOLDER.glob("ocspan*.1"):
            folders[file.name] = "share/man/man1"
        self.assertEqual(len(folders), 4 + len(VERBS))
        for name, folder in folders.items():
            self.assertTrue(installed[str(FOLDER / name)].endswith(f"/{folder}/{name}"), name)


class Completions(unittest.TestCase):
    @staticmethod
    def bash(*words):
        """What bash completes the last word to."""
        script = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ocspan; '
                  '((${#COMPREPLY[@]})) && printf "%s\\n" "${COMPREPLY[@]}"')
        return run("bash", "-c", script, "bash", FOLDER / "ocspan.bash", *words, folder=FOLDER).split()

    @staticmethod
    def fish(line):
        script = f"source {FOLDER}/ocspan.fish; cd {FOLDER}; complete -C '{line}'"
        return [each.split("\t")[0] for each in run("fish", "--no-config", "-c", script).splitlines()]

    @staticmethod
    def zsh(*words):
        """The functions of completion that are called, each with its arguments behind it."""
        stubs = "".join(f"{name}() {{ print -r -- {name}; print -rl -- \"$@\" }}\n"
                        for name in ("_arguments", "_describe"))
        script = f'{stubs}words=("$@"); CURRENT=$#; source {FOLDER}/_ocspan'
        return run("zsh", "-f", "-c", script, "zsh", *words).splitlines()

    def test_the_shells_can_read_them(self):
        for shell, file in (("bash", "ocspan.bash"), ("zsh", "_ocspan"), ("fish", "ocspan.fish")):
            self.assertEqual(run(shell, "-n", FOLDER / file), "")

    def test_verbs(self):
        self.assertEqual(self.bash("ocspan", "ver"), ["verify"])
        self.assertEqual(set(self.bash("ocspan", "")), {*VERBS, "-h", "--help", "--version"})
        self.assertEqual(self.fish("ocspan ver"), ["verify"])
        self.assertTrue(set(VERBS) <= set(self.fish("ocspan ")))
        self.assertEqual(self.zsh("ocspan", "")[0], "_describe")

    def test_all_options(self):
        for verb in VERBS:
            options = set(re.findall(r"^  (?:-\w,)?(--[\w-]+)", help_of(verb), re.M))
            self.assertEqual({word for word in self.bash("ocspan", verb, "-") if word.startswith("--")}, options)
            self.assertEqual({word for word in self.fish(f"ocspan {verb} --") if word.startswith("--")}, options)
            found = self.zsh("ocspan", verb, "-")
            self.assertEqual(found[0], "_arguments")
            matches = map(re.compile(r"(?:\([^)]*\))?\*?(--[\w-]+)=?\[").match, found)
            self.assertEqual({match[1] for match in matches if match}, options)

    def test_values(self):
        hashes = ["sha1", "sha224", "sha256", "sha384", "sha512"]
        for words in (("--hash", ""), ("--hash", "=", ""), ("--hash", "=")):
            self.assertEqual(self.bash("ocspan", "check", *words), hashes)
        self.assertEqual(self.fish("ocspan check --hash sha2"), ["sha224", "sha256"])
        self.assertIn("*--hash=[the hash of the CertID; without it sha256, then sha1 if the responder refuses]"
                      ":sha1:(sha1 sha224 sha256 sha384 sha512)", self.zsh("ocspan", "check", "--hash", ""))
        self.assertEqual(self.bash("ocspan", "response", "--tolerate", "time_forms,uns"), ["time_forms,unsorted_set"])
        self.assertEqual(self.bash("ocspan", "verify", "--min-left", ""), [])
        self.assertEqual(self.bash("ocspan", "request", "--out", "ocspan.f"), ["ocspan.fish"])

    def test_files(self):
        self.assertEqual(self.bash("ocspan", "verify", "ocspan.b"), ["ocspan.bash"])
        self.assertEqual(self.bash("ocspan", "verify", "--issuer", "ocspan.b"), ["ocspan.bash"])
        self.assertEqual(self.fish("ocspan verify --issuer ocspan.b"), ["ocspan.bash"])
        self.assertEqual(self.bash("ocspan", "check", "--save", "ocspan.b"), [])


def main():
    global OCSPAN, BUILD, FOLDER
    OCSPAN, BUILD = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    FOLDER = BUILD / "tools"
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])


if __name__ == "__main__":
    main()
