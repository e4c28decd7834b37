"""Tables without a full frame: no lines at all, three lines, level lines only, or shaded bands.

Such a table is believed only where a line of known header words opens it. The columns are the gutters that no text
crosses; rows come from level lines or bands, else from wider gaps, else from the numbers in the first column. Merged
cells cannot be told from blank ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median_low

from ...lexicon import header_words
from .grid import Grid, Region
from .lines import Line
from .paragraphs import LABEL
from .sheet import Rule, Run

_NUMBER = re.compile(r"\d{1,4}$|" + LABEL.pattern)
_SECTION = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、)）.．]")
_LONGEST_SECTION = 45
_WIDE_GAP = 1.25
"""Times the usual line pitch: more than that parts two rows."""
_NARROWEST = 0.25
"""Font sizes: the narrowest gutter."""
_END_GAP = 3.5
"""Times the font size between two lines: more than that ends a table that has no lines of its own."""


@dataclass(frozen=True, slots=True)
class BareTable:
    """A grid made of gutters, the runs of its cells, and the body lines that it took."""

    grid: Grid
    runs: dict[int, list[Run]]
    lines: tuple[Line, ...]


def find_bare_tables(
    lines: Sequence[Line], levels: Sequence[Rule], template: Sequence[float] | None
) -> Iterator[BareTable]:
    """Every such table among the body lines of a page.

    `levels` are level lines outside of ruled tables. `template` are the column edges of a bare table that reached the
    end of the page before: it may go on at the top without a header.
    """
    start = 0
    while start < len(lines):
        opens = is_header(lines[start])
        if opens or (start == 0 and template and _fits(lines, template)):
            taken = _take(lines[start:], template if not opens or start == 0 else None)
            if taken and len(taken.lines) > 1:
                yield taken.table(levels, has_header=opens)
                start += len(taken.lines)
                continue
        start += 1


def is_header(line: Line) -> bool:
    """Is the line made of header words of breakdown tables?"""
    known = header_words()
    hits = sum("".join(run.text.split()) in known for run in line.runs)
    return hits >= 2 and hits * 3 >= 2 * len(line.runs)


def _fits(lines: Sequence[Line], edges: Sequence[float]) -> bool:
    """Do the lines down to the first one with text in several columns stand in these columns?"""
    until = next((number for number, line in enumerate(lines) if len(line.runs) > 1), len(lines) - 1)
    return all(_column(run, edges) is not None for line in lines[: until + 1] for run in line.runs)


def _column(run: Run, edges: Sequence[float]) -> int | None:
    """The column that holds the run, None where it crosses an edge."""
    slack = 0.5 * run.size
    for column, (left, right) in enumerate(pairwise(edges)):
        if left - slack <= run.left and run.right <= right + slack:
            return column
    return None


@dataclass(slots=True)
class _Taken:
    """Lines of one table and its column edges; `sections` are the numbers of the lines that span all columns."""

    lines: list[Line]
    edges: list[float]
    sections: set[int] = field(default_factory=set)

    def table(self, levels: Sequence[Rule], has_header: bool) -> BareTable:
        starts = sorted({0, *self._row_starts(levels, has_header)})
        count, columns = len(starts), len(self.edges) - 1
        regions: list[Region] = []
        owner: list[tuple[int, ...]] = []
        for row, start in enumerate(starts):
            spans = [(0, columns)] if start in self.sections else [(c, c + 1) for c in range(columns)]
            first = len(regions)
            regions.extend(Region(row, left, row + 1, right) for left, right in spans)
            owner.append(tuple(first + (0 if start in self.sections else c) for c in range(columns)))
        runs: dict[int, list[Run]] = {}
        for row, (low, high) in enumerate(pairwise([*starts, len(self.lines)])):
            for run in (run for line in self.lines[low:high] for run in line.runs):
                runs.setdefault(owner[row][_column(run, self.edges) or 0], []).append(run)
        ys = [self.lines[start].base - self.lines[start].size for start in starts]
        ys.append(self.lines[-1].base + 0.3 * self.lines[-1].size)
        none: frozenset[int] = frozenset()
        grid = Grid(tuple(self.edges), tuple(ys), tuple(regions), tuple(owner), none, none, ruled=False)
        assert count == len(owner)
        return BareTable(grid, runs, tuple(self.lines))

    def _row_starts(self, levels: Sequence[Rule], has_header: bool) -> Iterator[int]:
        """Numbers of the lines that begin a row."""
        yield from self.sections
        yield from (number + 1 for number in self.sections if number + 1 < len(self.lines))
        if has_header and len(self.lines) > 1:
            yield 1
        numbered = [n for n, line in enumerate(self.lines) if n and self._opens(line)]
        ruled = [n for n in range(1, len(self.lines)) if self._ruled(n, levels)]
        yield from ruled
        if len(ruled) >= max(2, len(numbered)):
            return
        spaced = self._spaced()
        if len(spaced) >= max(1, len(numbered) - 1):
            yield from spaced
        elif numbered:
            yield from numbered
        else:
            yield from (n for n, line in enumerate(self.lines) if _column(line.runs[0], self.edges) == 0)

    def _opens(self, line: Line) -> bool:
        return _column(line.runs[0], self.edges) == 0 and bool(_NUMBER.match("".join(line.runs[0].text.split())))

    def _ruled(self, number: int, levels: Sequence[Rule]) -> bool:
        above, below = self.lines[number - 1], self.lines[number]
        width = self.edges[-1] - self.edges[0]
        return any(
            above.base - 0.2 * above.size < level.at < below.base - 0.5 * below.size
            and level.high - level.low >= 0.6 * width
            for level in levels
        )

    def _spaced(self) -> list[int]:
        gaps = [two.base - one.base for one, two in pairwise(self.lines)]
        inner = gaps[1:] or gaps
        usual = median_low(sorted(inner)[: max(1, len(inner) // 2)])
        return [n for n, gap in enumerate(gaps, 1) if gap > _WIDE_GAP * usual]


def _take(lines: Sequence[Line], template: Sequence[float] | None) -> _Taken | None:
    """The lines from the first one on that stand between common gutters."""
    header = lines[0]
    fixed = template is not None and all(_column(run, template) is not None for run in header.runs)
    gutters = [] if fixed else [(one.right, two.left) for one, two in pairwise(header.runs)]
    taken, sections = [header], set[int]()
    for above, line in pairwise(lines):
        if line.base - above.base > _END_GAP * line.size or (len(taken) > 1 and is_header(line)):
            break
        narrower = gutters if fixed else _narrow(gutters, line)
        crosses = (fixed and template is not None and any(_column(r, template) is None for r in line.runs)) or (
            not fixed and narrower is None
        )
        if len(line.runs) == 1 and _SECTION.match(line.text) and len(line.text) <= _LONGEST_SECTION:
            sections.add(len(taken))
        elif not crosses:
            gutters = narrower or gutters
        else:
            break
        taken.append(line)
    if fixed and template is not None:
        return _Taken(taken, list(template), sections)
    plain = [run for n, line in enumerate(taken) if n not in sections for run in line.runs]
    left, right = min(run.left for run in plain), max(run.right for run in plain)
    return _Taken(taken, [left, *((low + high) / 2 for low, high in gutters), right], sections)


def _narrow(gutters: Sequence[tuple[float, float]], line: Line) -> list[tuple[float, float]] | None:
    """What the line leaves of the gutters; None where it crosses one."""
    left: list[tuple[float, float]] = []
    for low, high in gutters:
        middle = (low + high) / 2
        for run in line.runs:
            if run.left < high and run.right > low:
                if (run.left + run.right) / 2 < middle:
                    low = max(low, run.right)
                else:
                    high = min(high, run.left)
        if high - low < _NARROWEST * line.size:
            return None
        left.append((low, high))
    return left
