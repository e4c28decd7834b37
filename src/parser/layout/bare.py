"""Tables without a full frame: no lines at all, three lines, level lines only, or shaded bands.

Such a table is believed only where a line of known header words opens it. The columns are the gutters that no text
crosses; rows come from level lines or bands, else from wider gaps, else from the numbers in the first column. Merged
cells cannot be told from blank ones.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import pairwise
from typing import NamedTuple

from ...patterns import lazy_re
from ...records import dataclass
from .grid import Grid, Region
from .heads import (
    END_GAP,
    HEADER_PITCH,
    LEAST_COLUMNS,
    LOOKED_AT,
    NARROWEST,
    header_columns,
    header_height,
    known_words,
    two_levels,
    words_of,
)
from .lines import Line
from .median import median_low
from .paragraphs import LABEL
from .sheet import Rule, Run

_NUMBER = lazy_re(r"\d{1,4}$|\d{1,2}(?:[.．]\d{1,2}){1,3}$|[一二三四五六七八九十]{1,3}$|" + LABEL.pattern)
_SECTION = lazy_re(r"[（(]?[一二三四五六七八九十]{1,3}[、)）.．]")
_LONGEST_SECTION = 45
_ATTACHMENT = lazy_re(r"附[件表录](?:[一二三四五六七八九十]{1,3}|\d{1,2})?[:：]?")
_NUMERAL = lazy_re(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]?")
_WITH_NUMBER = 2
"""Runs of a section heading whose number stands in a column of its own."""
_WIDE_GAP = 1.25
"""Times the usual line pitch: more than that parts two rows."""
_CLOSING = "，。、；：）”’》】〉」』"
_HALF = 0.5
"""Font sizes: the blank half of a closing mark, which browsers cut off at a line end."""

Gutters = list[tuple[float, float]]
"""Left and right end of the free space between columns, from left to right."""


class Template(NamedTuple):
    """What a bare table at the end of a page says of its part on the next one. `numbered`: its rows have numbers."""

    gutters: Gutters
    numbered: bool


@dataclass(frozen=True, slots=True)
class BareTable:
    """A grid made of gutters, the runs of its cells, the body lines that it took, and how it goes on."""

    grid: Grid
    runs: dict[int, list[Run]]
    lines: tuple[Line, ...]
    template: Template


def find_bare_tables(
    lines: Sequence[Line], levels: Sequence[Rule], template: Template | None, after: Sequence[Line] = ()
) -> Iterator[BareTable]:
    """Every such table among the body lines of a page.

    `levels` are level lines outside of ruled tables. `template` is that of a bare table that reached the end of the
    page before: it may go on at the top without a header. `after` are the lines of the next page.
    """
    start = 0
    if template and len(template.gutters) < 2:
        template = None  # of labels and values
    while start < len(lines):
        two = two_levels(lines[start : start + LOOKED_AT])
        opens = two.height if two else header_height(lines[start : start + LOOKED_AT])
        if opens or (start == 0 and template and _fits(lines, template.gutters)):
            taken = _take(lines[start:], template if start == 0 else None, opens)
            if taken and (len(taken.lines) > opens or (start + opens == len(lines) and _fits(after, taken.gutters))):
                yield taken.table(levels, header=opens)
                start += len(taken.lines)
                continue
        start += 1


def _fits(lines: Sequence[Line], gutters: Gutters) -> bool:
    """Do the lines down to the first one with text in several columns leave these gutters free?"""
    plain = [line for line in lines if _section_column(line, gutters) is None]
    until = next((number for number, line in enumerate(plain) if len(line.runs) > 1), len(plain) - 1)
    return bool(plain) and all(_narrow(gutters, line) is not None for line in plain[: until + 1])


@dataclass(slots=True)
class _Taken:
    """Lines of one table, its column edges and gutters.

    `sections`: number of a line that is the heading of a section -> the column from which on it spans the others.
    `continued`: it goes on from another page, where the rows have numbers. `groups`: the first and last column below
    each word of the upper level, where the header has two; the lower one begins at line `second`.
    """

    lines: list[Line]
    edges: list[float]
    gutters: Gutters
    sections: dict[int, int] = field(default_factory=dict)
    continued: bool = False
    groups: Sequence[tuple[int, int]] = ()
    second: int = 0

    def table(self, levels: Sequence[Rule], header: int) -> BareTable:
        """`header`: lines of the header; 0 where the table goes on from another page."""
        starts = sorted({0, self.second, *(n for n in self._row_starts(levels, header) if n >= header)})
        regions: list[Region] = []
        owner: list[tuple[int, ...]] = []
        for row, start in enumerate(starts):
            spans = self._spans(start)
            owner.append(tuple(len(regions) + n for n, (left, right) in enumerate(spans) for _ in range(left, right)))
            regions.extend(Region(row, left, row + 1, right) for left, right in spans)
        runs: dict[int, list[Run]] = {}
        for row, (low, high) in enumerate(pairwise([*starts, len(self.lines)])):
            for run in (run for line in self.lines[low:high] for run in line.runs):
                runs.setdefault(owner[row][self._column(run)], []).append(run)
        ys = [self.lines[start].base - self.lines[start].size for start in starts]
        ys.append(self.lines[-1].base + 0.3 * self.lines[-1].size)
        none: frozenset[int] = frozenset()
        grid = Grid(tuple(self.edges), tuple(ys), tuple(regions), tuple(owner), none, none, ruled=False)
        template = Template(self.gutters, self._all_numbered([start for start in starts if start >= header]))
        return BareTable(grid, runs, tuple(self.lines), template)

    def _all_numbered(self, starts: Sequence[int]) -> bool:
        """Has every row a number, but for sections and the end of a row that began on the page before?"""
        column = self._number_column()
        plain = [self.lines[start] for start in starts if start not in self.sections and (start or not self.continued)]
        return all(self._opens(line, column) for line in plain) if plain else self.continued

    def _spans(self, start: int) -> list[tuple[int, int]]:
        """The columns [left, right) of each cell of the row that begins with this line."""
        columns = len(self.edges) - 1
        alone = self.sections.get(start, columns)
        joined = [(low, high + 1) for low, high in self.groups if not start]
        joined += [(alone, columns)] if alone < columns else []
        single = [(c, c + 1) for c in range(columns) if not any(low <= c < high for low, high in joined)]
        return sorted([*single, *joined])

    def _column(self, run: Run) -> int:
        """The column in which most of the run stands."""
        middle = (run.left + run.right) / 2
        return min(max(bisect_right(self.edges, middle) - 1, 0), len(self.edges) - 2)

    def _row_starts(self, levels: Sequence[Rule], header: int) -> Iterator[int]:
        """Numbers of the lines that begin a row."""
        yield from self.sections
        yield from (number + 1 for number in self.sections if number + 1 < len(self.lines))
        if header and len(self.lines) > header:
            yield header
        numbered = self._numbered()
        ruled = [n for n in range(1, len(self.lines)) if self._ruled(n, levels)]
        yield from ruled
        if len(ruled) < max(2, len(numbered)):
            first = next(iter(numbered), len(self.lines)) if self.continued else 0
            yield from (n for n in self._parted(numbered, ruled, header) if n >= first)

    def _parted(self, numbered: Sequence[int], ruled: Sequence[int], header: int) -> Iterator[int]:
        """Where space or numbers part rows."""
        spaced = self._spaced(header)
        if len(spaced) >= max(1, len(numbered) - 1):
            yield from spaced
            known = sorted([*ruled, *spaced])
            yield from (two for one, two in pairwise(numbered) if bisect_right(known, one) == bisect_right(known, two))
        elif numbered:
            yield from numbered
        else:
            yield from (n for n, line in enumerate(self.lines) if self._column(line.runs[0]) == 0)
            yield from self._single_lines()

    def _single_lines(self) -> Iterator[int]:
        """Where lines are so far apart that none is a wrap, every one with text in most columns is a row."""
        gaps = [two.base - one.base for one, two in pairwise(self.lines)]
        most = max(LEAST_COLUMNS, len(self.edges) - 3)
        if gaps and min(gaps) > HEADER_PITCH * self.lines[0].size:
            yield from (n for n, line in enumerate(self.lines) if len(line.runs) >= most)

    def _numbered(self) -> list[int]:
        """The lines with the number of a row."""
        column = self._number_column()
        return [n for n, line in enumerate(self.lines) if n and self._opens(line, column)]

    def _number_column(self) -> int:
        """The first or the second column, behind a category: the one with more numbers, and little else."""
        counted: Counter[tuple[int, bool]] = Counter()
        for line in self.lines:
            first = {self._column(run): run for run in reversed(line.runs[:2])}
            counted.update((column, _is_number(run)) for column, run in first.items())
        return 1 if counted[1, True] > max(counted[0, True], counted[1, False]) else 0

    def _opens(self, line: Line, column: int) -> bool:
        runs = (run for run in line.runs[: column + 1] if self._column(run) == column)
        return any(map(_is_number, runs))

    def _ruled(self, number: int, levels: Sequence[Rule]) -> bool:
        above, below = self.lines[number - 1], self.lines[number]
        width = self.edges[-1] - self.edges[0]
        return any(
            above.base - 0.2 * above.size < level.at < below.base - 0.5 * below.size
            and level.high - level.low >= 0.6 * width
            for level in levels
        )

    def _spaced(self, header: int) -> list[int]:
        gaps = [two.base - one.base for one, two in pairwise(self.lines)]
        inner = sorted(self._pitches(max(header, 1))) or sorted(gaps)
        if not inner:
            return []
        usual = median_low(inner[: max(1, len(inner) // 2)])
        return [n for n, gap in enumerate(gaps, 1) if gap > _WIDE_GAP * usual]

    def _pitches(self, first: int) -> Iterator[float]:
        """Points between lines of one column, from line `first` on: those of two columns may stand between others."""
        above: dict[int, float] = {}
        for line in self.lines[first:]:
            for column in {self._column(run) for run in line.runs}:
                if column in above:
                    yield line.base - above[column]
                above[column] = line.base


def _is_number(run: Run) -> bool:
    return _NUMBER.match("".join(run.text.split())) is not None


def _take(lines: Sequence[Line], template: Template | None, height: int) -> _Taken | None:
    """The lines from the first one on that stand between common gutters; the header has `height` of them."""
    leaves, continued = two_levels(lines), False
    if template and all(
        _narrow(template.gutters, line) is not None for line in lines[leaves.height - 1 if leaves else 0 : height]
    ):
        gutters, continued = template.gutters, template.numbered
    else:
        columns = leaves.columns if leaves else header_columns(lines[:height])
        gutters = [(max(r.right for r in one), min(r.left for r in two)) for one, two in pairwise(columns)]
    taken, sections = list(lines[:height]), dict[int, int]()
    header = lines[0].key if height else None
    for line in lines[height:]:
        if taken and (line.base - taken[-1].base > END_GAP * line.size or _ends_before(line, header)):
            break
        narrower, column = _narrow(gutters, line), _section_column(line, gutters)
        if column is not None:
            sections[len(taken)] = column
        elif narrower is not None:
            gutters = narrower
        else:
            break
        taken.append(line)
    plain = [run for n, line in enumerate(taken) if n not in sections for run in line.runs]
    if not plain:
        return None
    left, right = min(run.left for run in plain), max(run.right for run in plain)
    left, right = min(left, gutters[0][0] - 1), max(right, gutters[-1][1] + 1)
    edges = [left, *((low + high) / 2 for low, high in gutters), right]
    return _Taken(taken, edges, list(gutters), sections, continued, *(leaves[2:] if leaves else ()))


def _ends_before(line: Line, header: str | None) -> bool:
    """Does another attachment or table begin? Cells may read like header words here and there: 项目, 区配合."""
    if _ATTACHMENT.fullmatch(line.key):
        return True
    words = words_of(line)
    return line.key == header or (len(words) >= LEAST_COLUMNS and known_words(words) == len(words))


def _section_column(line: Line, gutters: Gutters) -> int | None:
    """From which column on the heading of a section spans the others: 一、总体要求, or 一 and 总体要求 beside it."""
    text = line.runs[-1].text
    if len(text) > _LONGEST_SECTION or len(line.runs) > _WITH_NUMBER:
        return None
    if len(line.runs) == 1:
        return 0 if _SECTION.match(text) else None
    number, heading = line.runs
    crosses = heading.left < gutters[-1][0] and heading.right > gutters[1][0] if len(gutters) > 1 else False
    beside = number.right <= gutters[0][1] and gutters[0][0] <= heading.left < gutters[1][0] if crosses else False
    return 1 if beside and _NUMERAL.fullmatch(number.text) and _narrow(gutters, line) is None else None


def _narrow(gutters: Gutters, line: Line) -> Gutters | None:
    """What the line leaves of the gutters; None where it crosses one."""
    left: list[tuple[float, float]] = []
    for low, high in gutters:
        middle = (low + high) / 2
        for run in line.runs:
            right = run.right - (_HALF * run.size if run.text[-1] in _CLOSING else 0.0)
            if run.left < high and right > low:
                if (run.left + right) / 2 < middle:
                    low = max(low, right)
                else:
                    high = min(high, run.left)
        if high - low < NARROWEST * line.size:
            return None
        left.append((low, high))
    return left
