#!/usr/bin/env python3
"""Writes docs/limbo from the results of run.py: report.py RESULTS [--disclose] [--into FOLDER]

What could mislead, crash or exhaust an implementation is told to its maintainers first. Until then, which is until
--disclose, such answers are counted, and nothing that is written says which case they belong to. With --check nothing
is written: it fails if the pages are not those of the results that are published beside them.
"""

import argparse
import collections
import json
import sys
from pathlib import Path

from judge import GOOD, OUTCOMES, WORSE
from peers import ROOT

sys.path.insert(0, str(ROOT / "testdata" / "limbo"))
import corpus  # noqa: E402  (the module of the corpus, which is not in this folder)

US = "ocspan"  # whose own answers are always shown
HIDDEN = ("wrong_good", "unexpected_accept", "crash", "memory", "hang")
WORDS = {"wrong_good": "good where it must not be", "unexpected_accept": "accepted what must be refused",
         "crash": "crashed", "memory": "took too much memory", "hang": "did not answer in time",
         "unexpected_reject": "refused what must be accepted", "wrong_field": "read or said something else",
         "error": "the harness does not keep to the protocol", "reason": "another reason than expected",
         "skip": "not asked, or skipped"}
LONGEST_HEX = 48  # bytes that are shown
SITES = {"RFC": "https://www.rfc-editor.org/rfc/rfc{}", "CVE": "https://www.cve.org/CVERecord?id={}"}


def publish(results, disclose):
    """The results without what is not to be known yet: of the cases that somebody fails dangerously, our own only."""
    dangerous = {case for name, peer in results["peers"].items() if name != US
                 for case, result in peer.get("results", {}).items() if result["outcome"] in HIDDEN}
    if disclose:
        dangerous = set()
    peers = {}
    for name, peer in sorted(results["peers"].items()):
        if peer["state"] != "run":
            peers[name] = peer
            continue
        counts = collections.defaultdict(collections.Counter)
        for case, result in peer["results"].items():
            counts[case.partition("::")[0]][result["outcome"]] += 1
        shown = {case: result for case, result in peer["results"].items() if name == US or case not in dangerous}
        peers[name] = {**peer, "counts": {group: {kind: count[kind] for kind in OUTCOMES if count[kind]}
                                          for group, count in counts.items()}, "results": shown}
    return {**results, "disclosed": disclose, "peers": peers}


def text(words):
    """As Markdown shows it literally, in one line."""
    for special in "\\`*_[]<>|#":
        words = words.replace(special, "\\" + special)
    return words


def link(source):
    if "cve" in source:
        return f"[{source['cve']}]({SITES['CVE'].format(source['cve'])})"
    if "link" in source:
        return f"[{source['link'].removeprefix('https://')}]({source['link']})"
    name = f"{source['doc']} {source['section']}"
    if not source["doc"].startswith("RFC "):
        return name
    url = SITES["RFC"].format(source["doc"].removeprefix("RFC "))
    section = source["section"]
    return f"[{name}]({url}#{'section' if section[0].isdigit() else 'appendix'}-{section})"


def expectation(expected):
    verdict = expected["verdict"]
    if verdict == "either":
        return "**either** of " + ", ".join(expected["verdicts"]) if "verdicts" in expected else "**either**"
    return f"**{verdict}**" + (" (" + ", ".join(expected["reasons"]) + ")" if "reasons" in expected else "")


def excerpt(case, offset):
    """Hexadecimal of the message around a byte; of its beginning if that is None."""
    message = corpus.message(case)
    if message is None:
        return []
    begin = max(0, min((offset or 0) - LONGEST_HEX // 3, len(message) - LONGEST_HEX))
    shown = message[begin:begin + LONGEST_HEX]
    lines = []
    for at in range(0, len(shown), 16):
        row = " ".join(f"{byte:02x}" for byte in shown[at:at + 16])
        lines.append(f"{begin + at:6x}  {row}")
        if offset is not None and begin + at <= offset < begin + at + 16:
            lines.append(" " * (8 + 3 * (offset - begin - at)) + "^^")
    where = "" if offset is None else f"; {US} stops at byte {offset}"
    return [f"{len(message):,} bytes{where}:", "", "```", *lines, "```", ""]


def ran(peers):
    return {name: peer for name, peer in peers.items() if peer["state"] == "run"}


def answers(case, peers, hidden):
    """What the peers said of a case, those that agree together."""
    by_verdict = collections.defaultdict(list)
    for name, peer in ran(peers).items():
        result = peer["results"].get(case)
        if result and result["outcome"] != "skip":
            by_verdict[result["outcome"] not in GOOD, result.get("verdict", result["outcome"])].append((name, result))
    for (is_wrong, verdict), found in sorted(by_verdict.items()):
        plain = [name for name, result in found if not result.get("detail") and not result.get("wrong")]
        names = ([", ".join(plain)] if plain else []) + [
            name + (" (" + ", ".join(map(text, result["wrong"])) + ")" if "wrong" in result else "") +
            (f" “{text(result['detail'])}”" if result.get("detail") else "")
            for name, result in found if name not in plain]
        yield f"- {'✗ ' if is_wrong else ''}{verdict}: " + "; ".join(names)
    if hidden:
        yield "- The others are counted only, until their maintainers know."


def group_page(group, cases, peers, hidden):
    yield f"# {group['id']}::"
    yield ""
    yield group["description"]
    yield ""
    for case in cases:
        yield f"## {case['id'].partition('::')[2]}"
        yield ""
        yield case["description"]
        yield ""
        sources = ", ".join(map(link, case["source"]))
        yield f"`{case['op']}`, expected: {expectation(case['expected'])}. {sources}."
        if "why" in case["expected"]:
            yield f"Either, since: {case['expected']['why']}"
        yield ""
        yield from excerpt(case, peers.get(US, {}).get("results", {}).get(case["id"], {}).get("offset"))
        yield from answers(case["id"], peers, case["id"] in hidden)
        yield ""


def peer_page(name, peer):
    yield f"# {name}"
    yield ""
    if peer["state"] != "run":
        yield f"{peer['state']}: {text(peer['why'])}"
        return
    yield f"Version {peer['version']}. Asked to: {', '.join(peer['ops'])}. [All peers](../README.md)."
    yield ""
    total = collections.Counter()
    for count in peer["counts"].values():
        total.update(count)
    for kind in (*WORSE, "reason", "skip"):
        cases = [(case, result) for case, result in peer["results"].items() if result["outcome"] == kind]
        if not total[kind]:
            continue
        yield f"## {total[kind]} × {WORDS[kind]}"
        yield ""
        if len(cases) < total[kind]:
            yield f"{total[kind] - len(cases)} that are counted only, until its maintainers know."
            yield ""
        if kind == "skip":
            reasons = collections.Counter(result.get("detail", "") for _, result in cases)
            yield from (f"- {count} × {text(why) or 'no reason given'}" for why, count in reasons.most_common())
        for case, result in cases if kind != "skip" else ():
            what = ", ".join(result.get("wrong", ())) or result.get("reason", "")
            group, _, short = case.partition("::")
            anchor = short.lower().replace(".", "")
            yield (f"- [{case}](../groups/{group}.md#{anchor})" + (f": {text(what)}" if what else "")
                   + (f" “{text(result['detail'])}”" if result.get("detail") else ""))
        yield ""


def numbers(count):
    """passed/run, then what is dangerous."""
    good = sum(count.get(kind, 0) for kind in GOOD)
    asked = sum(number for kind, number in count.items() if kind != "skip")
    wrong = sum(count.get(kind, 0) for kind in ("wrong_good", "unexpected_accept"))
    return "" if not asked else f"{good}/{asked}" + (f" <sub>{wrong}</sub>" if wrong else "")


def front_page(results, groups):
    peers = results["peers"]
    yield "# OCSP limbo: results"
    yield ""
    yield ("What implementations of OCSP (RFC 6960) say of each case of [the corpus](../../testdata/limbo/README.md). "
           f"Asked on {results['date']}, on Debian 12. [results.json](results.json) has the same for programs.")
    yield ""
    if not results["disclosed"]:
        yield ("**Maintainers are told before anything is published that could make somebody trust what must not be "
               "trusted, or that lets a message crash or exhaust a program.** Answers of these kinds are counts here "
               "until then, and a case that has one shows no other implementation's answer either.")
        yield ""
    yield ("A cell is `passed/asked`; the small number, if there is one, counts what was accepted or believed though "
           "it must be refused. Where the RFCs leave room a case expects **either**, says why, and both answers pass. "
           "A wrong reason is a note: few implementations say why. What an implementation cannot do it is not asked.")
    yield ""
    yield ("A harness calls what the implementation's own documents call, and decides as little as it can; its head "
           "says what ([the harnesses](../../test/limbo/harness)). Many of these libraries read BER on purpose, or "
           "leave a check to their caller: a case that is not passed is a difference to the RFCs, not always a fault.")
    yield ""
    yield "| peer | version | passed/asked | crashed, hung, memory |"
    yield "|---|---|---|---|"
    for name, peer in peers.items():
        if peer["state"] == "run":
            total = collections.Counter()
            for count in peer["counts"].values():
                total.update(count)
            heavy = sum(total[kind] for kind in ("crash", "hang", "memory"))
            yield f"| [{name}](peers/{name}.md) | {text(peer['version'])} | {numbers(total)} | {heavy or ''} |"
        else:
            yield f"| {name} | {peer['state']} | | |"
    yield ""
    yield "## By group"
    yield ""
    names = list(ran(peers))
    yield "| | " + " | ".join(f"[{name}](peers/{name}.md)" for name in names) + " |"
    yield "|---|" + "---|" * len(names)
    for group in groups:
        cells = [numbers(peers[name]["counts"].get(group["id"], {})) for name in names]
        yield f"| [{group['id']}](groups/{group['id']}.md) | " + " | ".join(cells) + " |"


def pages(results):
    """By path: all that docs/limbo holds."""
    everything = corpus.load()
    peers = results["peers"]
    asked = {case["id"] for case in everything["cases"]}
    hidden = set() if results["disclosed"] else asked - {
        case for name, peer in ran(peers).items() if name != US for case in peer["results"]}
    found = {"README.md": front_page(results, everything["groups"])}
    for group in everything["groups"]:
        cases = [case for case in everything["cases"] if corpus.category(case) == group["id"]]
        found[f"groups/{group['id']}.md"] = group_page(group, cases, peers, hidden)
    for name, peer in peers.items():
        found[f"peers/{name}.md"] = peer_page(name, peer)
    return {path: "\n".join(lines).rstrip() + "\n" for path, lines in found.items()}


def as_json(results):
    """One line for each answer, so that a change of one is a change of one line."""
    lines = [f'{{"version": 1, "date": {json.dumps(results["date"])}, "corpus": {json.dumps(results["corpus"])}, '
             f'"disclosed": {json.dumps(results["disclosed"])}, "peers": {{']
    for i, (name, peer) in enumerate(results["peers"].items()):
        head = json.dumps({key: value for key, value in peer.items() if key != "results"}, ensure_ascii=False)
        rows = ",\n".join(f"{json.dumps(case)}: {json.dumps(result, ensure_ascii=False)}"
                          for case, result in peer.get("results", {}).items())
        lines.append(f'{"," if i else ""}{json.dumps(name)}: {head[:-1]}, "results": {{\n{rows}}}}}')
    return "\n".join(lines) + "}}\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path, nargs="?", help="what run.py --results has written")
    parser.add_argument("--disclose", action="store_true", help="say all")
    parser.add_argument("--into", type=Path, default=ROOT / "docs" / "limbo")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    published = options.into / "results.json"
    if options.check:
        expected = pages(json.loads(published.read_text(encoding="utf-8")))
        stale = [path for path, content in expected.items()
                 if not (options.into / path).exists() or (options.into / path).read_text(encoding="utf-8") != content]
        stale += [str(path) for path in options.into.rglob("*.md")
                  if str(path.relative_to(options.into)) not in expected]
        for path in stale:
            print(f"{path} is not what report.py writes: run test/limbo/report.py")
        return 1 if stale else 0
    if options.results:
        results = publish(json.loads(options.results.read_text(encoding="utf-8")), options.disclose)
        options.into.mkdir(parents=True, exist_ok=True)
        published.write_text(as_json(results), encoding="utf-8")
    for path, content in pages(json.loads(published.read_text(encoding="utf-8"))).items():
        (options.into / path).parent.mkdir(parents=True, exist_ok=True)
        (options.into / path).write_text(content, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
