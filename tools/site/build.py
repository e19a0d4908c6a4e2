#!/usr/bin/env python3
"""Makes the site: build.py OUT-FOLDER [PAGE-FOLDER]

It is static: the reference of include/ by Doxygen, with the documents of this repository as its pages, a search over
both, and what documents link to. PAGE-FOLDER is that of tools/page, built; without it the site is without the page.
Debian: doxygen. Ends with an error for a name without a comment and for a link that leads nowhere.
"""

import html
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "test"))
sys.dont_write_bytecode = True      # no __pycache__ in the source tree
from check_links import anchors_in_order, markdown_files  # noqa: E402

FENCE = re.compile(r"(^```.*?^```$)", re.M | re.S)
CODE = re.compile(r"(`[^`\n]+`)")
UNKNOWN_NAME = re.compile(r"`\*.*::|\*::")
LINK = re.compile(r"(!?)\[((?:[^][]|!\[[^]]*\]\([^)]*\))*)\]\(([^()\s]+)\)")
HEADING = re.compile(r"^(#{1,6}) +(.*?) *$", re.M)
PARENTS = {"docs/limbo/groups": "docs/limbo/README.md", "docs/limbo/peers": "docs/limbo/README.md"}


def page_of(path):
    """The name of a document's page."""
    return "index" if path == ROOT / "README.md" else re.sub(r"\W", "_", str(path.relative_to(ROOT).with_suffix("")))


class Site:
    def __init__(self, out, with_page):
        self.out, self.with_page = out, with_page
        self.documents = {path: path.read_text(encoding="utf-8") for path in markdown_files(ROOT)}
        self.under = set()  # pages that have a place in the tree
        self.files = {}     # what is linked to beside the documents, and its place in the site

    def address_of_file(self, path):
        """Where a file or a folder that is no document is found: as it is, folders with a list of what is in them."""
        place = f"files/{path.relative_to(ROOT)}"
        self.files[path] = place
        return f"{place}/index.html" if path.is_dir() else place

    def link(self, document, match):
        picture, text, address = match.groups()
        text = " ".join(text.split())  # Doxygen 1.9.4 loses itself in a link over two lines
        if re.match(r"\w+:", address):
            return f"{picture}[{text}]({address})"
        name, _, anchor = address.partition("#")
        target = (document.parent / name).resolve() if name else document
        inner = LINK.sub(lambda each: self.link(document, each), text) if "](" in text else self.escape(text)
        if picture or "](" in text:  # a picture that is a link is the picture alone
            if picture:
                self.files[target] = f"files/{target.relative_to(ROOT)}"
                return f'<img src="{self.files[target]}" alt="{html.escape(text)}"/>'
            return inner
        if target.is_dir() and (target / "README.md") in self.documents:
            target = target / "README.md"
        if target not in self.documents:
            return f'<a href="{self.address_of_file(target)}">{html_of(text)}</a>'
        page = page_of(target)
        if anchor:
            return f"[{inner}](@ref {page}-{anchor})"
        if page not in self.under and page != "index" and self.parent(target) == document:
            self.under.add(page)
            return f'@subpage {page} "{plain(text)}"'
        return f"[{inner}](@ref {page})"

    def parent(self, path):
        """The document below which another stands in the tree of pages."""
        return ROOT / PARENTS.get(str(path.parent.relative_to(ROOT)), "README.md")

    @staticmethod
    def escape(text):
        """Prose in which Doxygen finds no command, and no quotation that has no end and takes in what follows."""
        text = re.sub(r"\\([_[\]`])", r"\1", text)  # escapes of Markdown that it does not know
        text = re.sub(r"(?<!\\)\\(?=\w)", r"\\\\", text)
        text = re.sub(r"(?<![\\\w])@", r"\\@", text)
        text = re.sub(r"(?<![\\&#])#(?=\w)", r"\\#", text)
        text = re.sub(r'(?<!\\)"', r'\\"', text)
        return re.sub(r"(?<![-<!|\\])--(?![->|])", r"\\--", text)

    def prose(self, document, text):
        """What is outside of fences."""
        parts, position = [], 0
        for match in LINK.finditer(text):
            parts += [self.words(text[position:match.start()]), self.link(document, match)]
            position = match.end()
        return "".join([*parts, self.words(text[position:])])

    def words(self, text):
        return "".join(self.code(each) if i % 2 else self.escape(each) for i, each in enumerate(CODE.split(text)))

    @staticmethod
    def code(span):
        if UNKNOWN_NAME.search(span):  # which Doxygen would look for
            return "<code>" + html.escape(span[1:-1]).replace("::", r"\::") + "</code>"
        # To Doxygen an apostrophe ends what one backtick begins, but not what two do.
        return f"`{span}`" if "'" in span else span

    def page(self, document):
        """The document as Doxygen wants it: headings with the anchors that GitHub gives them, links by name."""
        name, text = page_of(document), self.documents[document]
        anchors = iter(anchors_in_order(text))

        def heading(match):
            anchor = next(anchors)
            level, words = len(match[1]), self.prose(document, match[2].replace("`", ""))  # headings have no code
            if level == 1:
                return f"# {words}" + (f" {{#{name}}}" if name != "index" else "")
            return f"{match[1]} {words} {{#{name}-{anchor}}}"

        parts = FENCE.split(text)
        for i, part in enumerate(parts):
            if i % 2 == 0:
                position, pieces = 0, []
                for match in HEADING.finditer(part):
                    pieces += [self.prose(document, part[position:match.start()]), heading(match)]
                    position = match.end()
                parts[i] = "".join([*pieces, self.prose(document, part[position:])])
        return "".join(parts) + "\n"  # without which Doxygen takes a fence at the end for an open one

    def write(self):
        with tempfile.TemporaryDirectory() as folder:
            pages = pathlib.Path(folder)
            inputs = []
            # Parents first, so that each page has its place where it is linked to first.
            readme = ROOT / "README.md"
            for document in sorted(self.documents, key=lambda each: (each != readme, len(each.parts), each)):
                file = pages / f"{page_of(document)}.md"
                text = self.page(document)
                if document == readme and self.with_page:
                    text = re.sub(r"^## On a page .*$", r'\g<0>\n\n<a href="page/index.html">Open it</a>: it is part of'
                                  " this site.", text, flags=re.M)
                file.write_text(text, encoding="utf-8")
                inputs.append(file)
            config = (f"@INCLUDE = {ROOT}/tools/site/Doxyfile\nOUTPUT_DIRECTORY = {self.out}\nHTML_OUTPUT = .\n"
                      f"INPUT += {' '.join(map(str, inputs))}\nUSE_MDFILE_AS_MAINPAGE = {pages}/index.md\n"
                      f"STRIP_FROM_PATH = {ROOT} {pages}\n")
            done = subprocess.run(["doxygen", "-"], input=config, text=True, cwd=ROOT, check=False,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            sys.stderr.write(done.stderr.replace(folder, "site"))
            if done.returncode != 0:
                sys.exit(1)
        for path, place in self.files.items():
            copy(path, self.out / place, "../" * (place.count("/") + 1) + "site.css")
        # What the search finds stands in pages of their own, which have this stylesheet alone.
        with (self.out / "search/search.css").open("a", encoding="utf-8") as file:
            file.write((self.out / "site.css").read_text(encoding="utf-8"))


def plain(text):
    return " ".join(re.sub(r"[`\"]", "", text).split())


def html_of(text):
    return "".join(f"<code>{html.escape(each[1:-1])}</code>" if i % 2 else html.escape(each)
                   for i, each in enumerate(CODE.split(text)))


def copy(path, to, stylesheet=None):
    """A file, or a folder with a list of what is in it."""
    if not path.is_dir():
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, to)
        return
    listed = subprocess.run(["git", "ls-files", "-z", "."], cwd=path, capture_output=True, text=True, check=False)
    names = listed.stdout.split("\0") if listed.returncode == 0 else [
        str(each.relative_to(path)) for each in sorted(path.rglob("*")) if each.is_file()]
    names = [name for name in names if name]
    for name in names:
        copy(path / name, to / name)
    rows = "".join(f'<li><a href="{html.escape(name)}">{html.escape(name)}</a></li>\n' for name in names)
    title = html.escape(str(path.relative_to(ROOT)))
    to.mkdir(parents=True, exist_ok=True)
    (to / "index.html").write_text(
        f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><link rel="stylesheet" href="{stylesheet}">'
        f"<title>{title}</title>\n<h1>{title}</h1>\n<ul>\n{rows}</ul></html>\n", encoding="utf-8")


def main():
    out = pathlib.Path(sys.argv[1]).resolve()
    page = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    Site(out, page is not None).write()
    if page is not None:
        (out / "page").mkdir()
        for name in ("index.html", "page.css", "page.js"):
            shutil.copyfile(page / name, out / "page" / name)


if __name__ == "__main__":
    main()
