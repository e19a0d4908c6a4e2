#!/usr/bin/env python3
"""What a byte of a message costs as the message grows: growth.py [--check] [--write] BENCH_GROWTH

Counts the instructions of the program's shapes of messages, valid ones and hostile ones, from 1 to 1,000,000 elements,
and prints them for each byte. Fails if a byte of a message of 20 elements or more (of lints, 1,000) costs more than the
program allows its shape, or each further one of the largest number of elements costs more than 1.1 times as much as of
that many, and more than 2 instructions.
--check is quicker: up to 5,000 elements, and 1,000,000 answers. --write draws docs/figures/growth.svg.
"""

import argparse
import concurrent.futures
import html
import math
import os
import pathlib
import subprocess
import sys

import callgrind
from document import ROOT

ALL = [10**i for i in range(7)] + [20]
FEW = [1, 20, 1_000, 5_000]
MILLION_OF = 0  # the shape of tiny answers
FEWEST = 20
FEWEST_OF_LINTS = 1_000  # which compare each element with the 32 before it
MOST_GROWTH = 1.1
CHEAP = 2.0  # instructions for a byte, whatever it costs in a short message: that may have no eight in a row
SKIPPED = 77

LEFT, RIGHT, TOP, BOTTOM = 60, 560, 40, 500  # of the plot, in a picture of 860 by 560
COLOURS = {"valid": "#2f7fd1", "hostile": "#d9722e"}


class Shape:
    def __init__(self, name, kind, most):
        self.kind, self.most = kind, float(most)
        self.fewest = FEWEST_OF_LINTS if name.endswith(": lint") else FEWEST
        self.data, self.instructions = {}, {}

    def costs(self):
        """Instructions for a byte, by number of elements."""
        return {count: self.instructions[count] / self.data[count] for count in sorted(self.data)}

    def further(self, count):
        """Instructions for each byte that so many elements have more than one."""
        return (self.instructions[count] - self.instructions[1]) / (self.data[count] - self.data[1])

    def is_longer_each(self):
        """Whether an element is longer where there are more of them, as those are that are inside each other: their
        lengths are, and cost more than short ones."""
        few, many = ((self.data[count] - self.data[1]) / (count - 1) for count in (self.fewest, max(self.data)))
        return many > MOST_GROWTH * few

    def problems(self):
        most = max(cost for count, cost in self.costs().items() if count >= self.fewest)
        if most > self.most:
            yield f"a byte costs {most:.1f} instructions, more than {self.most:g}"
        few, many = self.further(self.fewest), self.further(max(self.data))
        if many > max(MOST_GROWTH * few, CHEAP) and not self.is_longer_each():
            yield f"of {max(self.data):,} elements each further byte costs {many:.1f} instructions, of {self.fewest} {few:.1f}"


def measure(program, part, parts, counts):
    """Every parts-th shape, by name."""
    instructions, printed = callgrind.count(program, part, parts, *counts)
    shapes = {}
    for line in printed.splitlines():
        name, kind, most, elements, data = line.split("\t")
        shape = shapes.setdefault(name, Shape(name, kind, most))
        shape.data[int(elements)] = int(data)
        shape.instructions[int(elements)] = instructions[f"{name} {elements}"]
    return shapes


def measure_all(program, counts):
    """All shapes, in as many processes as there are processors."""
    parts = len(os.sched_getaffinity(0))
    with concurrent.futures.ThreadPoolExecutor(parts) as pool:
        return {name: shape for shapes in pool.map(lambda part: measure(program, part, parts, counts), range(parts))
                for name, shape in shapes.items()}


def x_of(elements):
    return LEFT + (RIGHT - LEFT) * math.log10(elements) / 6


def y_of(cost):
    """From 0.001 to 1,000, each decade the same height; what is less is at the bottom."""
    return TOP + (BOTTOM - TOP) * (3 - math.log10(max(cost, 1e-3))) / 6


def apart(heights, least=14.5):
    """The heights of labels near those that are wanted, in the same order, and not one upon another."""
    placed = []
    for height in heights:
        placed.append(max(height, placed[-1] + least) if placed else height)
    surplus = placed[-1] - (BOTTOM + 20)
    for i in range(len(placed) - 1, -1, -1):
        if surplus <= 0:
            break
        placed[i] -= surplus
        surplus = placed[i - 1] + least - placed[i] if i else 0
    return placed


def picture(shapes):
    yield '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 560" font-family="sans-serif" font-size="11.5">'
    yield '<title>Instructions for each byte of a message, by the number of its elements</title>'
    yield '<g stroke="#888" stroke-opacity="0.35">'
    for i in range(7):
        yield f'<line x1="{x_of(10**i):.1f}" y1="{TOP}" x2="{x_of(10**i):.1f}" y2="{BOTTOM}"/>'
    for i in range(-3, 4):
        yield f'<line x1="{LEFT}" y1="{y_of(10**i):.1f}" x2="{RIGHT}" y2="{y_of(10**i):.1f}"/>'
    yield '</g><g fill="#888">'
    for i in range(7):
        yield f'<text x="{x_of(10**i):.1f}" y="{BOTTOM + 18}" text-anchor="middle">{10**i:,}</text>'
    for i in range(-3, 4):
        yield f'<text x="{LEFT - 8}" y="{y_of(10**i) + 4:.1f}" text-anchor="end">{10.0**i:g}</text>'
    yield f'<text x="{(LEFT + RIGHT) / 2}" y="{BOTTOM + 40}" text-anchor="middle">elements, bytes or depth</text>'
    yield f'<text x="{LEFT - 50}" y="{TOP - 18}">instructions for each byte</text></g>'
    last = sorted(shapes.items(), key=lambda item: -list(item[1].costs().values())[-1])
    heights = apart([y_of(list(shape.costs().values())[-1]) for _, shape in last])
    for (name, shape), height in zip(last, heights):
        points = [(x_of(count), y_of(cost)) for count, cost in shape.costs().items()]
        colour = COLOURS[shape.kind]
        yield (f'<polyline fill="none" stroke="{colour}" stroke-width="1.5" points="'
               + " ".join(f"{x:.1f},{y:.1f}" for x, y in points) + '"/>')
        yield (f'<line x1="{RIGHT}" y1="{points[-1][1]:.1f}" x2="{RIGHT + 22}" y2="{height:.1f}" stroke="{colour}" '
               'stroke-opacity="0.5"/>')
        yield f'<text x="{RIGHT + 26}" y="{height + 4:.1f}" fill="{colour}">{html.escape(name)}</text>'
    yield '</svg>'


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true")
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("program", type=pathlib.Path)
    wanted = arguments.parse_args()
    if not callgrind.is_there():
        print("skipped: there is no valgrind")
        return SKIPPED

    if wanted.check:
        shapes = measure_all(wanted.program, FEW)
        for name, shape in measure(wanted.program, MILLION_OF, 1000, [1_000_000]).items():
            shapes[name].data |= shape.data
            shapes[name].instructions |= shape.instructions
    else:
        shapes = measure_all(wanted.program, ALL)
    failed = False
    for name, shape in shapes.items():
        print(f"{name:45}" + " ".join(f"{count:>9,}: {cost:7.3f}" for count, cost in shape.costs().items()))
        for problem in shape.problems():
            print(f"  {problem}")
            failed = True
    if wanted.write:
        (ROOT / "docs/figures/growth.svg").write_text("\n".join(picture(shapes)) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error}\n{error.stdout}{error.stderr}")
