"""Parts of documents that programs make: what stands between `<!-- made by PROGRAM -->` and `<!-- end -->`."""

import operator
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[1]
END = "<!-- end -->\n"


class Problem(Exception):
    pass


def split(document, program):
    """What stands before the part that a program makes, with its mark; the part; and the rest. A document is named from
    the root of the repository."""
    text = (ROOT / document).read_text(encoding="utf-8")
    before, begin, rest = text.partition(f"<!-- made by {program} -->\n")
    part, end, after = rest.partition(END)
    if not begin or not end or begin in after:
        raise Problem(f"{document}: has no place for what {program} makes, or more than one")
    return before + begin, part, end + after


def put(document, program, part):
    before, _, after = split(document, program)
    (ROOT / document).write_text(before + part + after, encoding="utf-8")


def problems(document, program, part, write, differ=operator.ne):
    """Writes the part, or says that another stands there. What counts as another, `differ(there, part)` says."""
    if write:
        put(document, program, part)
    elif differ(split(document, program)[1], part):
        yield f"{document}: not what {program} --write makes"
