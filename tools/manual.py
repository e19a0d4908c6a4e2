#!/usr/bin/env python3
"""Writes the manual and the completions of shells: manual.py OCSPAN FOLDER VERB...

They are made of what `OCSPAN --describe` prints, as --help is. Into the folder go ocspan.1 and ocspan-VERB.1, and
ocspan.bash, _ocspan for zsh and ocspan.fish. It is an error if the verbs are not those named. SOURCE_DATE_EPOCH is the
date of the pages, if it is set.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import textwrap
import time


class Option:
    """An option or an argument of a verb."""

    def __init__(self, described):
        self.names, self.description = described["names"], described["description"]
        self.is_argument, self.is_list = described["isArgument"], described["isList"]
        self.takes_value, self.needs_value = described["takesValue"], described["needsValue"]
        self.excludes, self.needs = described["excludes"], described["needs"]
        self.is_required, self.value = described["isRequired"], described["value"]
        self.is_comma_list = self.value.endswith(",...")
        names = self.value.removesuffix(",...").split("|")
        self.choices = [name for name in names if name == name.lower()] if len(names) > 1 else []
        self.of_files = self.is_argument or self.value == "FILE"
        self.of_folders = self.value == "FOLDER"


class Verb:
    """A verb as it is described."""

    def __init__(self, described):
        self.name, self.description, self.notes = described["name"], described["description"], described["notes"]
        every = [Option(option) for option in described["options"]]
        self.options = [option for option in every if not option.is_argument]
        self.arguments = [option for option in every if option.is_argument]
        self.examples, self.exit_note = described["examples"], described["exitNote"]
        self.exit_statuses = described["exitStatuses"]


# The manual, in the macros of man(7).

ROFF = {"\\": "\\e", "-": "\\-", "'": "\\(aq", "^": "\\(ha", "~": "\\(ti"}


def roff(text):
    """Text as it stands in a line of a page."""
    text = "".join(ROFF.get(character, character) for character in text)
    return "\\&" + text if text.startswith(".") else text


def wrapped(text, width):
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def paragraph(text):
    """Text in lines that are not too long."""
    return "\n".join(map(roff, wrapped(text, 72))) + "\n"


def one_line(text):
    """A line that is shown as one, with line ends that do not count."""
    text = text.replace("|\\:", "|\\:\\\n") if len(text) > 80 else text
    return "\n".join(" \\\n".join(wrapped(line, 76)) for line in text.split("\n")) + "\n"


def bold(text):
    return f"\\fB{roff(text)}\\fR"


def italic(text):
    return f"\\fI{roff(text)}\\fR"


def sentence(text):
    """With a capital letter, but where it begins with a name, and with a full stop."""
    first = re.match(r"[a-z]+(?=[\s,;:.]|$)", text)
    return (text[0].upper() + text[1:] if first else text) + ("" if text.endswith((".", ":")) else ".")


def value_of(option):
    """The alternatives may be many: a line is broken between them."""
    value = "|\\:".join(italic(name) for name in option.value.split("|"))
    return f" {value}" if option.needs_value else f" [{value}]"


def option_entry(option):
    heading = ", ".join(bold(name) for name in option.names)
    if option.takes_value:
        heading += value_of(option)
    text = sentence(option.description)
    for label, names in (("Not with", option.excludes), ("Only with", option.needs)):
        if names:
            text += f" {label} " + ", ".join(names) + "."
    return f".TP\n{one_line(heading)}{paragraph(text)}"


def page(name, title, sections, version, date):
    text = f'.TH {name.upper()} 1 {date} "ocspan {version}" "User Commands"\n.ad l\n.nh\n'
    text += f".SH NAME\n{roff(name)} \\- {roff(title)}\n"
    return text + "".join(f".SH {heading}\n{body}" for heading, body in sections if body)


def verb_page(verb, others, version, date):
    synopsis = f'{bold("ocspan " + verb.name)} [{italic("OPTION")}]...'
    for argument in verb.arguments:
        name = italic(argument.names[0])
        synopsis += f" {name}" if argument.is_required else f" [{name}]"
        synopsis += "..." if argument.is_list else ""
    description = paragraph(sentence(verb.description)) + (paragraph(verb.notes) if verb.notes else "")
    description += "".join(f".TP\n{italic(argument.names[0])}\n{paragraph(sentence(argument.description))}"
                           for argument in verb.arguments)
    statuses = "".join(f".TP\n.B {each['status']}\n{paragraph(sentence(each['meaning']))}"
                       for each in verb.exit_statuses)
    statuses += f".PP\n{paragraph(verb.exit_note)}" if verb.exit_note else ""
    examples = ".PP\n".join(
        f"{paragraph(sentence(each['what'] + ':'))}.RS 4\n.EX\n{one_line(roff(each['command']))}.EE\n.RE\n"
        for each in verb.examples)
    see = ",\n".join(f"\\fB{roff(other)}\\fR(1)" for other in ["ocspan", *(f"ocspan-{each}" for each in others)]) + "\n"
    return page(f"ocspan-{verb.name}", verb.description[0].lower() + verb.description[1:], (
        ("SYNOPSIS", synopsis + "\n"), ("DESCRIPTION", description),
        ("OPTIONS", "".join(map(option_entry, verb.options))), ("EXIT STATUS", statuses), ("EXAMPLES", examples),
        ("SEE ALSO", see)), version, date)


def main_page(description, options, verbs, version, date):
    synopsis = f'{bold("ocspan")} {italic("VERB")} [{italic("OPTION")}]... [{italic("FILE")}]...\n'
    listed = "".join(f".TP\n{bold(verb.name)}\n{paragraph(sentence(verb.description))}"
                     f"See \\fBocspan\\-{roff(verb.name)}\\fR(1).\n"
                     for verb in verbs)
    return page("ocspan", description[0].lower() + description[1:].rstrip("."), (
        ("SYNOPSIS", synopsis), ("DESCRIPTION", paragraph(f"{description} The verbs are:") + listed),
        ("OPTIONS", "".join(map(option_entry, options)))), version, date)


# Completions.

def quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


def bash(options, verbs):
    top = " ".join([*(verb.name for verb in verbs), *(name for option in options for name in option.names)])
    values, names = "", ""
    for verb in verbs:
        for option in verb.options:
            if option.takes_value:
                action = ("_ocspan_words " + quoted(" ".join(option.choices)) if option.choices else "_ocspan_paths -f"
                          if option.of_files else "_ocspan_paths -d" if option.of_folders else ":")
                pattern = "|".join(f"{verb.name}:{name}" for name in option.names)
                values += f"    {pattern}) {action}; return ;;\n"
        all_names = " ".join(name for option in verb.options for name in option.names)
        names += f"    {verb.name}) options={quoted(all_names)} ;;\n"
    return f"""# bash completion for ocspan
_ocspan_words() {{
  local prefix=
  [[ $word == *,* ]] && prefix=${{word%,*}},
  mapfile -t COMPREPLY < <(compgen -P "$prefix" -W "$1" -- "${{word##*,}}")
}}

_ocspan_paths() {{
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$word")
}}

_ocspan() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=$((COMP_CWORD - 1)) options=
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _ocspan_words {quoted(top)}
    return
  fi
  # --option=value is three words.
  if [[ $word == = ]]; then
    word=
  elif [[ ${{COMP_WORDS[before]}} == = ]]; then
    before=$((before - 1))
  fi
  case ${{COMP_WORDS[1]}}:${{COMP_WORDS[before]}} in
{values}  esac
  case ${{COMP_WORDS[1]}} in
{names}  esac
  if [[ $word == -* ]]; then
    _ocspan_words "$options"
  else
    _ocspan_paths -f
  fi
}}

complete -F _ocspan ocspan
"""


def zsh_option(option):
    message = ""
    if option.takes_value:
        action = ("_values -s , name " + " ".join(option.choices) if option.is_comma_list
                  else f"({' '.join(option.choices)})" if option.choices
                  else "_files" if option.of_files else "_files -/" if option.of_folders else " ")
        message = f"{':' if option.needs_value else '::'}{option.value.split('|')[0].replace(':', '')}:{action}"
    description = re.sub(r"([\[\]\\])", r"\\\1", option.description)
    repeated = "*" if option.is_list else ""
    others = "" if option.is_list or len(option.names) == 1 else f"({' '.join(option.names)})"
    # A long option's value may be behind "=" or the next word.
    return " ".join(quoted(f"{others}{repeated}{name}{'=' if option.needs_value and name.startswith('--') else ''}"
                           f"[{description}]{message}") for name in option.names)


def zsh(options, verbs):
    listed = " ".join(quoted(f"{verb.name}:{verb.description}") for verb in verbs)
    cases = ""
    for verb in verbs:
        arguments = [zsh_option(option) for option in verb.options]
        arguments += [quoted(f"{'*' if each.is_list else ''}:{each.names[0]}:_files") for each in verb.arguments]
        joined = " \\\n        ".join(arguments)
        cases += f"    {verb.name})\n      _arguments -s \\\n        {joined}\n      ;;\n"
    top = " ".join(zsh_option(option) for option in options)
    return f"""#compdef ocspan
_ocspan() {{
  if ((CURRENT == 2)); then
    local -a verbs=({listed})
    _describe -t commands verb verbs
    _arguments {top}
    return
  fi
  local verb=$words[2]
  shift words
  ((CURRENT--))
  case $verb in
{cases}  esac
}}

_ocspan "$@"
"""


def fish_option(option):
    text = " ".join(f"-s {name[1:]}" if len(name) == 2 else f"-l {name[2:]}" for name in option.names)
    if option.takes_value:
        text += (" -x -a " + quoted(" ".join(option.choices)) if option.choices else " -r -F" if option.of_files
                 else " -x -a '(__fish_complete_directories)'" if option.of_folders else " -x")
    return f"{text} -d " + "'" + re.sub(r"(['\\])", r"\\\1", option.description) + "'"


def fish(options, verbs):
    text = """# fish completion for ocspan
function __ocspan_verb
  set -l words (commandline -opc)
  if test (count $words) -lt 2
    test -z "$argv"
  else
    test "$words[2]" = "$argv"
  end
end

"""
    text += "".join(f"complete -c ocspan -n __ocspan_verb {fish_option(option)}\n" for option in options)
    for verb in verbs:
        text += f"complete -c ocspan -n __ocspan_verb -f -a {verb.name} -d {quoted(verb.description)}\n"
        text += "".join(f"complete -c ocspan -n '__ocspan_verb {verb.name}' {fish_option(option)}\n"
                        for option in verb.options)
    return text


def main(ocspan, folder, *names):
    described = json.loads(subprocess.check_output([ocspan, "--describe"]))
    verbs = [Verb(verb) for verb in described["verbs"]]
    if sorted(verb.name for verb in verbs) != sorted(names):
        print(f"the verbs are {' '.join(verb.name for verb in verbs)}", file=sys.stderr)
        return 1
    options = [Option(option) for option in described["options"]]
    moment = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())))
    version, date = described["version"], time.strftime("%Y-%m-%d", moment)
    made = {"ocspan.1": main_page(described["description"], options, verbs, version, date),
            "ocspan.bash": bash(options, verbs), "_ocspan": zsh(options, verbs), "ocspan.fish": fish(options, verbs)}
    for verb in verbs:
        others = [other.name for other in verbs if other is not verb]
        made[f"ocspan-{verb.name}.1"] = verb_page(verb, others, version, date)
    for name, text in made.items():
        pathlib.Path(folder, name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
