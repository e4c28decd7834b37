"""Tables without lines that give each task as labels with values: 重点工作 …, 责任单位 …, one below the other.

Such a table is believed only where three lines in a row begin with a known word, the labels and the values each stand
below one another, and both a task and who or when are among the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..columns import role_of_word
from .bare import BareTable, Template
from .grid import Grid, Region
from .heads import END_GAP
from .lines import Line
from .sheet import Run

_LEAST = 3
"""Fewest labels of a task."""
_LEAST_GUTTER = 1.0
"""Font sizes between a label and its value."""
_SAME = 0.5
"""Font sizes: how much further to one side a line of a column may begin."""
_TEXT, _DUTY = frozenset({"task", "measure"}), frozenset({"lead", "responsible", "supporting", "deadline"})


def find_field_tables(lines: Sequence[Line], template: Template | None) -> Iterator[BareTable]:
    """Every such table; `template` is that of one which reached the end of the page before."""
    start = 0
    while start < len(lines):
        if start and len(lines[start].runs) < 2:
            start += 1
            continue
        goes_on = template if start == 0 and template is not None and len(template.gutters) == 1 else None
        taken = _take(lines[start:], goes_on)
        if taken:
            yield _table(taken)
        start += max(1, len(taken))


def _take(lines: Sequence[Line], template: Template | None) -> list[tuple[Line, int]]:
    """The lines of a table from the first one on, each with the number of its first run in the column of values."""
    taken: list[tuple[Line, int]] = []
    left, value = template.gutters[0] if template else (None, None)
    for line in lines:
        if taken and line.base - taken[-1][0].base > END_GAP * line.size:
            break
        cut = _label_runs(line)
        if cut and (value is None or (_near(line.runs[cut].left, value, line) and _near(line.left, left, line))):
            left, value = line.left, line.runs[cut].left
        elif value is not None and _near(line.left, value, line):
            cut = 0
        else:
            break
        taken.append((line, cut))
    roles = {role_of_word(_label(line, cut)) for line, cut in taken if cut}
    believed = template is not None or (sum(cut > 0 for _, cut in taken) >= _LEAST and roles & _TEXT and roles & _DUTY)
    return taken if believed else []


def _near(x: float, other: float | None, line: Line) -> bool:
    return other is not None and abs(x - other) <= _SAME * line.size


def _label_runs(line: Line) -> int:
    """How many runs make the known word that a line of two columns begins with; 0 for any other line."""
    wide = [
        n for n, (one, two) in enumerate(pairwise(line.runs), 1) if two.left - one.right >= _LEAST_GUTTER * line.size
    ]
    return wide[0] if len(wide) == 1 and role_of_word(_label(line, wide[0])) is not None else 0


def _label(line: Line, cut: int) -> str:
    return "".join(run.text for run in line.runs[:cut])


def _table(taken: Sequence[tuple[Line, int]]) -> BareTable:
    lines = [line for line, _ in taken]
    starts = sorted({0, *(n for n, (_, cut) in enumerate(taken) if cut)})
    runs: dict[int, list[Run]] = {}
    row = -1
    for number, (line, cut) in enumerate(taken):
        row += number in starts
        for at, run in enumerate(line.runs):
            runs.setdefault(2 * row + (at >= cut), []).append(run)
    value = min(line.runs[cut].left for line, cut in taken)
    gutter = max((line.runs[cut - 1].right for line, cut in taken if cut), default=value - 1), value
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    edges = (min(left, gutter[0] - 1), sum(gutter) / 2, max(right, value + 1))
    ys = (*(lines[start].base - lines[start].size for start in starts), lines[-1].base + 0.3 * lines[-1].size)
    regions = tuple(Region(row, column, row + 1, column + 1) for row in range(len(starts)) for column in (0, 1))
    owner = tuple((2 * row, 2 * row + 1) for row in range(len(starts)))
    none: frozenset[int] = frozenset()
    grid = Grid(edges, ys, regions, owner, none, none, ruled=False)
    return BareTable(grid, runs, tuple(lines), Template([(left, value)], numbered=False))
