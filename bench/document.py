"""Tables in Markdown, and their places in documents."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Problem(Exception):
    pass


def number(value):
    """With three digits at least."""
    if value is None:
        return ""
    for unit, suffix in ((1e6, " M"), (1e3, " k")):
        if value >= 9_999.5 * unit / 1e3:
            scaled = value / unit
            return (f"{scaled:.1f}" if scaled < 100 else f"{scaled:,.0f}") + suffix
    return f"{value:,.0f}"


def markdown(head, lines):
    """A table. What is not a number has a head that begins with a blank."""
    yield "| " + " | ".join(name.strip() for name in head) + " |"
    yield "|" + "".join("---|" if name.startswith(" ") else "--:|" for name in head)
    for line in lines:
        yield "| " + " | ".join(line) + " |"


def write(document, script, lines):
    """Puts lines where a document, named from the root of the repository, has the marks of a script."""
    path = ROOT / document
    first, last = f"<!-- made by {script} -->\n", "<!-- end -->\n"
    text = path.read_text()
    pattern = re.escape(first) + ".*?" + re.escape(last)
    if len(re.findall(pattern, text, re.S)) != 1:
        raise Problem(f"{document}: no place between the marks of {script}")
    path.write_text(re.sub(pattern, lambda _: first + "\n".join(lines) + "\n" + last, text, flags=re.S))
