"""Grids of single pages -> logical tables: parts of one table over several pages are chained and joined."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import field
from itertools import pairwise

from ...records import dataclass
from .grid import Grid
from .sheet import Run

SAME = 4.0
"""Points within which two column edges are the same."""


@dataclass(slots=True)
class Box:
    """A cell in the making: position in the logical table, and its runs page by page. `width` in points."""

    row: int
    column: int
    row_span: int
    column_span: int
    parts: list[list[Run]]
    width: float
    inset: float = 0.0
    """Smallest distance from the cell's left edge to its text, in points."""
    _key: str | None = None

    @property
    def bottom(self) -> int:
        return self.row + self.row_span

    @property
    def columns(self) -> tuple[int, int]:
        return self.column, self.column + self.column_span

    @property
    def key(self) -> str:
        """The text without white space."""
        if self._key is None:
            self._key = "".join("".join([run.text for part in self.parts for run in part]).split())
        return self._key

    def take(self, below: Box) -> None:
        """The cell goes on in another one, further down."""
        self.row_span = below.bottom - self.row
        self.parts.extend(below.parts)
        self._key = None


@dataclass(slots=True)
class Part:
    """The piece of a table that one page holds, with its cells placed on the columns of the whole table."""

    page: int
    grid: Grid
    runs: dict[int, list[Run]]
    left: float
    """How far the grid is shifted against the first part (mirrored margins), in points."""
    boxes: list[Box] = field(default_factory=list)
    open_bottom: frozenset[int] = frozenset()
    open_top: frozenset[int] = frozenset()

    @property
    def rows(self) -> int:
        return len(self.grid.ys) - 1


@dataclass(slots=True)
class Chain:
    """Parts of one logical table in page order."""

    parts: list[Part]

    @property
    def page(self) -> int:
        return self.parts[0].page

    def accepts(self, grid: Grid) -> bool:
        """Has the grid the same outer width and no column edge that contradicts those of the chain?"""
        if not (grid.ruled or self.parts[-1].grid.ruled):
            return len(grid.xs) == len(self.parts[-1].grid.xs)
        known, new = _relative(self.parts[-1].grid), _relative(grid)
        if abs(known[-1] - new[-1]) > 1.5 * SAME:
            return False
        fewer, more = sorted((known, new), key=len)
        return all(any(abs(x - other) <= SAME for other in more) for x in fewer)

    def place(self) -> int:
        """Put the cells of every part on common columns; the number of columns. Gutters count, lines are measured."""
        if not self.parts[0].grid.ruled:
            for part in self.parts:
                _place(part, [x - part.left for x in part.grid.xs])
            return len(self.parts[0].grid.xs) - 1
        edges = _union([[x - part.left for x in part.grid.xs] for part in self.parts])
        for part in self.parts:
            _place(part, edges)
        return len(edges) - 1


def start_chain(page: int, grid: Grid, runs: dict[int, list[Run]]) -> Chain:
    return Chain([Part(page, grid, runs, grid.xs[0])])


def add_part(chain: Chain, page: int, grid: Grid, runs: dict[int, list[Run]]) -> None:
    chain.parts.append(Part(page, grid, runs, grid.xs[0]))


def _relative(grid: Grid) -> list[float]:
    return [x - grid.xs[0] for x in grid.xs]


def _union(lists: Sequence[list[float]]) -> list[float]:
    edges: list[float] = []
    for x in sorted(x for values in lists for x in values):
        if not edges or x - edges[-1] > 1.5 * SAME:
            edges.append(x)
    return edges


def _place(part: Part, edges: list[float]) -> None:
    grid = part.grid
    column = [_nearest(edges, x - part.left) for x in grid.xs]
    for index, region in enumerate(grid.regions):
        left, right = column[region.left], column[region.right]
        if left < right:
            runs, edge = part.runs.get(index), grid.xs[region.left]
            inset = min([run.left for run in runs]) - edge if runs else 0.0
            width, span = grid.xs[region.right] - edge, region.bottom - region.top
            part.boxes.append(Box(region.top, left, span, right - left, [runs] if runs else [], width, inset))
    slots = list(pairwise(column))
    part.open_top = _slots(grid.open_top, slots)
    part.open_bottom = _slots(grid.open_bottom, slots)


def _nearest(edges: list[float], x: float) -> int:
    after = min(bisect_left(edges, x), len(edges) - 1)
    return after - 1 if after and x - edges[after - 1] < edges[after] - x else after


def _slots(opened: frozenset[int], slots: list[tuple[int, int]]) -> frozenset[int]:
    return frozenset(c for index in opened for c in range(*slots[index]))


@dataclass(slots=True)
class Joined:
    """A logical table: its cells, and the repeated header cells that became furniture. `ruled`: drawn with lines."""

    rows: int
    columns: int
    boxes: list[Box]
    header_rows: int
    repeated: list[Run]
    ruled: bool = True


Signature = dict[int, list[tuple[tuple[int, int], int, str]]]
"""Rows by number: the columns, height and text of their cells; rows without text are left out."""


def header_rows(first: Part, one: Signature, later: Part) -> int:
    """How many of the first rows of a later part repeat those of the first part, whose signature is `one`."""
    two = signature(later)
    count = 0
    while count < min(first.rows, later.rows) and one.get(count) and one.get(count) == two.get(count):
        count += 1
    while count and any(box.row < count < box.bottom for box in later.boxes):
        count -= 1
    return count or _one_of_two(one, two)


def _one_of_two(one: Signature, two: Signature) -> int:
    """1 where a part repeats the upper row of a header of two, whose words then reach over that row alone."""
    words = [(columns, text) for columns, _, text in one.get(0, ())]
    tall = any(height > 1 for _, height, _ in one.get(0, ()))
    return int(tall and words == [(columns, text) for columns, height, text in two.get(0, ()) if height == 1])


def signature(part: Part) -> Signature:
    """What the rows of a part look like."""
    rows: Signature = {}
    for box in part.boxes:
        rows.setdefault(box.row, []).append((box.columns, box.row_span, box.key))
    return {row: sorted(cells) for row, cells in rows.items() if any(text for _, _, text in cells)}
