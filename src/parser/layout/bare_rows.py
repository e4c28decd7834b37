"""Where the rows of a table without a full frame begin: at level lines, wider gaps, numbers, or texts on the left.

Knows what parts two rows on a page that draws no cells, and which sign is trusted before which.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ...patterns import lazy_re
from ...records import dataclass
from .heads import HEADER_PITCH, LEAST_COLUMNS
from .lines import Line
from .median import median_low
from .paragraphs import LABEL
from .sheet import Rule, Run

_NUMBER = lazy_re(r"\d{1,4}$|\d{1,2}(?:[.．]\d{1,2}){1,3}$|[一二三四五六七八九十]{1,3}$|" + LABEL.pattern)
_LEAST_NUMBERED = 3
"""Rows with a number, from which the numbers tell the rows."""
_WIDE_GAP = 1.25
"""Times the usual line pitch: more than that parts two rows."""


@dataclass(frozen=True, slots=True)
class BareRows:
    """The lines of one table and its column edges.

    `sections`: number of a line that is the heading of a section -> the column from which on it spans the others.
    `continued`: it goes on from another page, where the rows have numbers.
    """

    lines: Sequence[Line]
    edges: Sequence[float]
    sections: Mapping[int, int]
    continued: bool = False

    def column(self, run: Run) -> int:
        """The column in which most of the run stands."""
        middle = (run.left + run.right) / 2
        return min(max(bisect_right(self.edges, middle) - 1, 0), len(self.edges) - 2)

    def starts(self, levels: Sequence[Rule], header: int) -> Iterator[int]:
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
        spaced = self._without_paragraphs(self._spaced(header), numbered)
        if len(spaced) >= max(1, len(numbered) - 1):
            yield from spaced
            known = sorted([*ruled, *spaced])
            yield from (two for one, two in pairwise(numbered) if bisect_right(known, one) == bisect_right(known, two))
        elif numbered:
            yield from numbered
        else:
            yield from (n for n, line in enumerate(self.lines) if self.column(line.runs[0]) == 0)
            yield from self._single_lines()

    def _without_paragraphs(self, spaced: Sequence[int], numbered: Sequence[int]) -> list[int]:
        """Where each row has a number, a line in one column behind is a paragraph of its cell: a list of units."""
        if len(numbered) < _LEAST_NUMBERED or not {*numbered[1:]} <= {*spaced}:
            return [*spaced]
        last = self._number_column() + 1
        single = {
            n
            for n in spaced
            if len(found := {self.column(run) for run in self.lines[n].runs}) == 1 and min(found) > last
        }
        return [n for n in spaced if n not in single or n in numbered]

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
            texts = {column: self._text(line, column) for column in (0, 1)}
            counted.update((column, _is_number(text)) for column, text in texts.items() if text)
        return 1 if counted[1, True] > max(counted[0, True], counted[1, False]) else 0

    def _opens(self, line: Line, column: int) -> bool:
        return _is_number(self._text(line, column))

    def _text(self, line: Line, column: int) -> str:
        """What a line has in a column; a print may paint each letter by itself."""
        return "".join(run.text for run in line.runs if self.column(run) == column)

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
            for column in {self.column(run) for run in line.runs}:
                if column in above:
                    yield line.base - above[column]
                above[column] = line.base

    def all_numbered(self, starts: Sequence[int]) -> bool:
        """Has every row a number, but for sections and the end of a row that began on the page before?"""
        column = self._number_column()
        plain = [self.lines[start] for start in starts if start not in self.sections and (start or not self.continued)]
        return all(self._opens(line, column) for line in plain) if plain else self.continued


def _is_number(text: str) -> bool:
    return _NUMBER.match("".join(text.split())) is not None
