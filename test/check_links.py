#!/usr/bin/env python3
"""Follows every relative link in the Markdown files: check_links.py SOURCE-ROOT.

A link's file must be there, and its #anchor must be a heading of that file, by GitHub's rules. So must the target of
an image, and every path of ours that is named in `code`; NAME and HARNESS in one are the reader's. Links with a scheme
are not followed. site_problems() does the same for a folder of HTML.
"""

import html.parser
import pathlib
import re
import subprocess
import sys
import urllib.parse

LINK = re.compile(r"\]\(([^()\s]+)\)")
PATH = re.compile(r"`((?:\.ci|bench|docs|examples|fuzz|include|lib|test|testdata|tools)/[\w./-]+)`")
FENCE = re.compile(r"^```.*?^```$", re.M | re.S)
HEADING = re.compile(r"^#{1,6} +(.*?) *$", re.M)


def anchors_in_order(text):
    """As GitHub makes them: lower case, without punctuation, blanks as hyphens; the second of two alike ends in -1."""
    anchors = []
    for heading in HEADING.findall(FENCE.sub("", text)):
        words = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading)
        anchor = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        n = 0
        while (f"{anchor}-{n}" if n else anchor) in anchors:
            n += 1
        anchors.append(f"{anchor}-{n}" if n else anchor)
    return anchors


def markdown_files(root):
    """Those of the repository; without git, all but those of build folders."""
    done = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"], cwd=root,
                          capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return sorted({root / name for name in done.stdout.split("\0") if name and (root / name).exists()})
    return sorted(path for path in root.rglob("*.md") if not path.relative_to(root).parts[0].startswith("build"))


class Links(html.parser.HTMLParser):
    """What a page of HTML links to, and what can be linked to in it."""

    def __init__(self, text):
        super().__init__()
        self.targets, self.anchors = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in ("id", "name"):
                self.anchors.add(value)
            elif name in ("href", "src", "data") and value and not re.match(r"\w+:|//", value):
                self.targets.append(value)


def site_problems(folder, opaque):
    """How many links a site has, and those that lead nowhere. What is behind the # of the page `opaque` is its own."""
    pages = {path: Links(path.read_text(encoding="utf-8", errors="replace")) for path in sorted(folder.rglob("*.html"))}
    checked, problems = 0, []
    for path, page in pages.items():
        for link in page.targets:
            checked += 1
            name, _, anchor = urllib.parse.unquote(link).partition("#")
            target = (path.parent / name.partition("?")[0]).resolve() if name else path
            if not target.is_relative_to(folder) or not target.is_file():
                problems.append(f"{path.relative_to(folder)}: {link}: there is no such file")
            elif anchor and target != opaque and anchor not in pages[target].anchors:
                problems.append(f"{path.relative_to(folder)}: {link}: there is no such place")
    return checked, problems


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    texts = {path: path.read_text(encoding="utf-8") for path in markdown_files(root)}
    checked, problems = 0, []
    for path, text in texts.items():
        text = FENCE.sub("", text)
        for link in LINK.findall(text):
            if re.match(r"\w+:", link):
                continue
            checked += 1
            name, _, anchor = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            if not target.is_relative_to(root) or not target.exists():
                problems.append(f"{path.relative_to(root)}: {link}: there is no such file")
            elif anchor and anchor not in anchors_in_order(texts.get(target) or target.read_text(encoding="utf-8")):
                problems.append(f"{path.relative_to(root)}: {link}: there is no such heading")
        for name in PATH.findall(text):
            checked += 1
            if not re.search(r"NAME|HARNESS|\.\.\.", name) and not (root / name).exists():
                problems.append(f"{path.relative_to(root)}: `{name}`: there is no such file")
    print("\n".join([*problems, f"{checked} passed, {len(problems)} failed"]))
    return 1 if problems or checked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
