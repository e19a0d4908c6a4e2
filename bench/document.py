"""Tables in Markdown, and their places in documents."""

import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "test"))
from made_parts import ROOT, Problem, put  # noqa: E402, F401


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
    put(document, script, "\n".join(lines) + "\n")
