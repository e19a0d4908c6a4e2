#!/usr/bin/env python3
"""Messages made from the grammar, read by ocspan, by the naive reader, and by other implementations.

    compare.py OCSPAN BUILD [--seed N] [--first N] [--count N] [--jobs N] [--all-rows] [--show N]

ocspan has to say what the naive reader says of each message: the verdict, every field, what is in the extensions, or
the reason and the byte of the error. Where OpenSSL, python3-cryptography or Go say otherwise than the naive reader, a
row of docs/reference/grammar-disagreements.md has to say why; --all-rows wants each row to have occurred. --show prints
the message of that number, its changes, and what each reader says of it.

Exit status 1 if anything is unexplained; 77 without any of the peers.
"""

import argparse
import base64
import collections
import concurrent.futures
import fnmatch
import itertools
import json
import os
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT / "test/limbo")]

import generator
import naive
import peers

ROWS = ROOT / "docs/reference/grammar-disagreements.md"
PEERS = ("openssl", "cryptography", "go")
CHUNK = 2500
VERBS = {"parse_response": "response", "parse_request": "request"}
SKIPPED = 77
# ocspan's codes in the words of the naive reader.
REASONS = {
    "missing": "missing", "truncated": "length", "trailing_data": "trailing", "wrong_tag": "tag", "high_tag": "tag",
    "bad_high_tag": "tag", "reserved_tag": "tag", "indefinite_length": "length", "length_not_minimal": "length",
    "reserved_length": "length", "bad_boolean": "boolean", "integer_empty": "integer", "integer_not_minimal": "integer",
    "undefined_value": "value status", "bad_oid": "oid", "bad_bit_string": "bits", "null_content": "null",
    "bad_string": "string", "time_form": "time", "time_value": "time", "explicit_default": "default",
    "unsorted_set": "order", "empty_rdn": "empty", "empty_extensions": "empty", "empty_list": "empty",
    "unsupported_version": "version", "unsupported_response_type": "type", "response_bytes_missing": "missing tag",
    "response_bytes_in_error": "value"
}


def is_same_error(wanted, error):
    return wanted["offset"] == error["offset"] and wanted["reason"] in REASONS.get(error["code"], "").split()


def missed(wanted, found, path=""):
    """The paths of what ocspan does not show as the naive reader has it."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        if "error" in wanted or "error" in found:
            is_same = "error" in wanted and "error" in found and is_same_error(wanted["error"], found["error"])
            return [] if is_same else [path]
        return [one for key in wanted for one in missed(wanted[key], found.get(key), f"{path}.{key}")]
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        return [one for pair in zip(wanted, found) for one in missed(*pair, path)]
    return [] if wanted == found else [path]


def differences(wanted, found, path=""):
    """The paths of the fields that both have, and that differ."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return [one for key in wanted if key in found for one in differences(wanted[key], found[key], f"{path}.{key}")]
    if isinstance(wanted, list) and isinstance(found, list):
        if len(wanted) != len(found):
            return [f"{path}: how many"]
        return [one for pair in zip(wanted, found) for one in differences(*pair, path)]
    return [] if wanted == found else [path]


def judge_ocspan(opinion, said):
    """None, or what is wrong."""
    if opinion["verdict"] == "reject":
        if "error" not in said:
            return f"reads it: {opinion['reason']} at {opinion['offset']}"
        return None if is_same_error(opinion, said["error"]) else f"{said['error']}, not {opinion}"
    if "error" in said:
        return f"refuses it: {said['error']}"
    paths = missed(opinion["fields"], said)
    return f"reads otherwise: {paths}" if paths else None


def has_bad_extension(fields):
    """Whether the value of one is malformed, which loses no message."""
    if isinstance(fields, list):
        return any(map(has_bad_extension, fields))
    return isinstance(fields, dict) and ("error" in fields or any(map(has_bad_extension, fields.values())))


def judge_peer(opinion, answer):
    """None, or what the peer does and the key of that: why the naive reader refuses, the peer's words, or a field."""
    if answer["verdict"] == "skip" or answer["verdict"] == opinion["verdict"] == "reject":
        return None
    if opinion["verdict"] == "reject":
        return "reads", opinion["reason"]
    if answer["verdict"] == "reject":
        where = "in an extension: " if has_bad_extension(opinion["fields"]) else ""
        return "refuses", where + re.sub(r"\s+", " ", answer.get("detail", ""))
    paths = differences(opinion["fields"], answer.get("fields", {}))
    return ("reads otherwise", paths[0]) if paths else None


def ask_ocspan(tool, messages):
    said = [None] * len(messages)
    for op, verb in VERBS.items():
        numbers = [i for i, message in enumerate(messages) if message.op == op]
        lines = "".join(messages[i].der.hex() + "\n" for i in numbers)
        # Exit status 1: some were refused.
        done = subprocess.run([tool, verb, "--batch"], input=lines, capture_output=True, text=True, check=False)
        answers = done.stdout.splitlines()
        if len(answers) != len(numbers):
            raise RuntimeError(f"ocspan {verb}: {len(answers)} answers of {len(numbers)}: {done.stderr[:500]}")
        for i, answer in zip(numbers, answers):
            said[i] = json.loads(answer)
    return said


def ask_peer(command, messages):
    questions = ({"id": str(i), "op": one.op, "input": base64.b64encode(one.der).decode(), "inputs": {}}
                 for i, one in enumerate(messages))
    lines = "".join(json.dumps(question) + "\n" for question in questions)
    done = subprocess.run(shlex.split(command), input=lines, capture_output=True, encoding="utf-8", errors="replace",
                          check=False)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode != 0 or len(answers) != len(messages):
        raise RuntimeError(f"{command}: exit status {done.returncode} after {len(answers)} of {len(messages)} answers")
    return answers


def compare(tool, commands, seed, numbers):
    """What was counted, and of each disagreement the number of a message."""
    messages = [generator.message(seed, number) for number in numbers]
    opinions = [naive.opinion(message.op, message.der) for message in messages]
    counts, examples = collections.Counter(), {}

    def count(key, number):
        counts[key] += 1
        examples.setdefault(key, number)

    for number, message, opinion, said in zip(numbers, messages, opinions, ask_ocspan(tool, messages)):
        counts[opinion["verdict"]] += 1
        if wrong := judge_ocspan(opinion, said):
            count(("ocspan", message.op, "is wrong", wrong), number)
    for name, command in commands.items():
        for number, message, opinion, answer in zip(numbers, messages, opinions, ask_peer(command, messages)):
            if disagreement := judge_peer(opinion, answer):
                count((name, message.op, *disagreement), number)
    return counts, examples


def read_rows():
    """Peer, op, what it does, pattern of the key; of the tables, whose headings name the peer."""
    rows = []
    for section in re.split(r"\n## ", ROWS.read_text(encoding="utf-8"))[1:]:
        for row in re.findall(r"^\| (.*) \|$", section, re.M)[1:]:
            ops, does, key, _ = (cell.strip() for cell in row.split(" | "))
            rows += [(section.split()[0].lower(), f"parse_{op}", does, key.strip("`")) for op in ops.split(", ")]
    return rows


def is_explained(row, key):
    """A malformed extension may have nothing to do with it."""
    words = (key[3], key[3].removeprefix("in an extension: "))
    pattern = row[3].replace("[", "(")
    return row[:3] == key[:3] and any(fnmatch.fnmatchcase(one.replace("[", "("), pattern) for one in words)


def show(tool, commands, seed, number):
    message = generator.message(seed, number)
    print(f"{message.op}: {', '.join(message.labels) or 'nothing is changed'}\n{message.der.hex()}")
    print("naive:", json.dumps(naive.opinion(message.op, message.der)))
    print("ocspan:", json.dumps(ask_ocspan(tool, [message])[0]))
    for name, command in commands.items():
        print(f"{name}:", json.dumps(ask_peer(command, [message])[0]))


def prepared_peers(build):
    table, commands = peers.Table(build), {}
    for name in PEERS:
        problem = table[name].prepare()
        if problem is None:
            commands[name] = table[name].command
        elif not table[name].is_absent:
            sys.exit(f"{name}: {problem}")
        else:
            print(f"skipped: {name}: {problem}")
    return commands


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tool")
    parser.add_argument("build", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--all-rows", action="store_true")
    parser.add_argument("--show", type=int)
    options = parser.parse_args()
    commands = prepared_peers(options.build)
    if options.show is not None:
        show(options.tool, commands, options.seed, options.show)
        return 0

    begin = time.monotonic()
    counts, examples = collections.Counter(), {}  # by what a peer does and its key
    every = range(options.first, options.first + options.count)
    chunks = [every[at:at + CHUNK] for at in range(0, len(every), CHUNK)]
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        for found, of_chunk in pool.map(compare, itertools.repeat(options.tool), itertools.repeat(commands),
                                        itertools.repeat(options.seed), chunks):
            counts += found
            examples = of_chunk | examples

    rows = read_rows()
    unexplained = [key for key in examples if not any(is_explained(row, key) for row in rows)]
    for key in sorted(unexplained, key=lambda key: -counts[key]):
        example = f"--seed {options.seed} --show {examples[key]}"
        print(f"unexplained: {' | '.join(key)}: {counts[key]}, for example {example}")
    unused = [row for row in rows if row[0] in commands and not any(is_explained(row, key) for key in examples)]
    for row in unused if options.all_rows else ():
        print(f"does not occur: {' | '.join(row)}")
    for name in ("ocspan", *commands):
        all_of_it, not_explained = (sum(counts[key] for key in keys if key[0] == name)
                                    for keys in (examples, unexplained))
        print(f"{name}: {all_of_it} disagreements, {not_explained} unexplained")
    print(f"{options.count} messages, {counts['accept']} of them well-formed, in {time.monotonic() - begin:.0f} s")
    if unexplained or options.all_rows and unused or not counts["accept"] or not counts["reject"]:
        return 1
    return 0 if commands else SKIPPED


if __name__ == "__main__":
    sys.exit(main())
