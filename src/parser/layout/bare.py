"""Tables without a full frame: no lines at all, three lines, level lines only, or shaded bands.

Such a table is believed only where a line of known header words opens it. The columns are the gutters that no text
crosses; rows come from level lines or bands, else from wider gaps, else from the numbers in the first column. Merged
cells cannot be told from blank ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ...patterns import lazy_re
from ...records import dataclass
from .bare_rows import BareRows
from .grid import Grid, Region
from .gutters import Gutters, fits, heads_rows, narrow, section_column
from .heads import (
    END_GAP,
    LEAST_COLUMNS,
    LOOKED_AT,
    header_columns,
    header_height,
    known_words,
    two_levels,
    words_of,
)
from .lines import Line
from .sheet import Rule, Run

_ATTACHMENT = lazy_re(r"附[件表录](?:[一二三四五六七八九十]{1,3}|\d{1,2})?[:：]?")


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
        if opens or (start == 0 and template and fits(lines, template.gutters)):
            taken = _take(lines[start:], template if start == 0 else None, opens)
            if taken and (len(taken.lines) > opens or (start + opens == len(lines) and fits(after, taken.gutters))):
                yield taken.table(levels, header=opens)
                start += len(taken.lines)
                continue
        start += 1


@dataclass(frozen=True, slots=True)
class _Taken:
    """The lines of one table and their rows, and the gutters between the columns.

    `groups`: the first and last column below each word of the upper level, where the header has two; the lower one
    begins at line `second`.
    """

    rows: BareRows
    gutters: Gutters
    groups: Sequence[tuple[int, int]] = ()
    second: int = 0

    @property
    def lines(self) -> Sequence[Line]:
        return self.rows.lines

    def table(self, levels: Sequence[Rule], header: int) -> BareTable:
        """`header`: lines of the header; 0 where the table goes on from another page."""
        starts = sorted({0, self.second, *(n for n in self.rows.starts(levels, header) if n >= header)})
        regions: list[Region] = []
        owner: list[tuple[int, ...]] = []
        for row, start in enumerate(starts):
            spans = self._spans(start)
            owner.append(tuple(len(regions) + n for n, (left, right) in enumerate(spans) for _ in range(left, right)))
            regions.extend(Region(row, left, row + 1, right) for left, right in spans)
        runs: dict[int, list[Run]] = {}
        for row, (low, high) in enumerate(pairwise([*starts, len(self.lines)])):
            for run in (run for line in self.lines[low:high] for run in line.runs):
                runs.setdefault(owner[row][self.rows.column(run)], []).append(run)
        ys = [self.lines[start].base - self.lines[start].size for start in starts]
        ys.append(self.lines[-1].base + 0.3 * self.lines[-1].size)
        none: frozenset[int] = frozenset()
        grid = Grid(tuple(self.rows.edges), tuple(ys), tuple(regions), tuple(owner), none, none, ruled=False)
        template = Template(self.gutters, self.rows.all_numbered([start for start in starts if start >= header]))
        return BareTable(grid, runs, tuple(self.lines), template)

    def _spans(self, start: int) -> list[tuple[int, int]]:
        """The columns [left, right) of each cell of the row that begins with this line."""
        columns = len(self.rows.edges) - 1
        alone = self.rows.sections.get(start, columns)
        joined = [(low, high + 1) for low, high in self.groups if not start]
        joined += [(alone, columns)] if alone < columns else []
        single = [(c, c + 1) for c in range(columns) if not any(low <= c < high for low, high in joined)]
        return sorted([*single, *joined])


def _take(lines: Sequence[Line], template: Template | None, height: int) -> _Taken | None:
    """The lines from the first one on that stand between common gutters; the header has `height` of them."""
    leaves, continued = two_levels(lines), False
    if template and all(
        narrow(template.gutters, line) is not None for line in lines[leaves.height - 1 if leaves else 0 : height]
    ):
        gutters, continued = template.gutters, template.numbered
    else:
        columns = leaves.columns if leaves else header_columns(lines[:height])
        gutters = [(max(r.right for r in one), min(r.left for r in two)) for one, two in pairwise(columns)]
    taken, sections = list(lines[:height]), dict[int, int]()
    header = lines[0].key if height else None
    for below, line in enumerate(lines[height:], height + 1):
        if taken and (line.base - taken[-1].base > END_GAP * line.size or _ends_before(line, header)):
            break
        narrower, column = narrow(gutters, line), section_column(line, gutters)
        if column is not None:
            sections[len(taken)] = column
        elif narrower is None and heads_rows(line, lines[below : below + 1], gutters):
            sections[len(taken)] = 0
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
    rows = BareRows(taken, edges, sections, continued)
    return _Taken(rows, list(gutters), *(leaves[2:] if leaves else ()))


def _ends_before(line: Line, header: str | None) -> bool:
    """Does another attachment or table begin? Cells may read like header words here and there: 项目, 区配合."""
    if _ATTACHMENT.fullmatch(line.key):
        return True
    words = words_of(line)
    return line.key == header or (len(words) >= LEAST_COLUMNS and known_words(words) == len(words))
