"""What the walk over a page leaves behind: lines, tables and boxes, before it is known what belongs to the notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field

from ....records import dataclass

SPAN_LIMIT = 512
"""Browsers take up to 1,000 columns; no notice has more than a dozen. A larger span is an attack or an accident."""
AREA_LIMIT = 500_000
"""Largest number of grid positions of a table; a larger one is read as its lines."""
_HEADER_LIMIT = 3


@dataclass(slots=True, eq=False)
class Box:
    """A block element. `enter` and `leave` count lines and boxes of the page, in order; a line inside lies between.

    `weight` is the number of characters below it that look like running text and are no links.
    """

    parent: Box | None
    enter: int
    leave: int = 0
    weight: int = 0
    children: list[Box] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """One visible line. `complete` is False where the author broke it with `<br>`: the sentence may go on."""

    text: str
    at: int
    align: str | None = None
    style: str | None = None
    complete: bool = True
    label: str = ""
    """The number that the page generates (`<ol>`); it is no part of `text`."""
    linked: int = 0
    """Characters that are links to other pages."""
    attached: bool = False
    """It holds a link to a file."""
    goes_on: bool = False
    """It was broken at a fixed width: the next line belongs to the same paragraph."""

    @property
    def visible(self) -> int:
        return sum(not char.isspace() for char in self.text)


@dataclass(slots=True)
class DraftCell:
    row: int
    column: int
    row_span: int
    column_span: int
    blocks: list[Line | Draft] = field(default_factory=list)

    def lines(self) -> list[Line]:
        """The lines of this cell, tables inside it resolved in their place."""
        return list(flatten(self.blocks))


@dataclass(slots=True)
class Draft:
    """A table: rows are laid on a true grid as they come, spans clamped, no position covered twice."""

    box: Box
    rows: int = 0
    columns: int = 0
    header_rows: int = 0
    cells: list[DraftCell] = field(default_factory=list)
    presentation: bool = False
    _column: int = 0
    _heading: bool = False
    _reach: dict[int, int] = field(default_factory=dict)
    """Column -> one past the last row that a cell from above covers."""

    def open_row(self, *, in_head: bool) -> None:
        """Begin a row. Rows of `<thead>` count as header rows, and first rows of nothing but `<th>` do."""
        self._close_row()
        self.rows += 1
        self._column = 0
        self._heading = in_head

    def open_cell(self, row_span: int | None, column_span: int | None, *, heading: bool) -> DraftCell:
        """The next cell of the row; a span of 0 rows reaches to the end of the table."""
        if not self.rows:
            self.open_row(in_head=False)
        row = self.rows - 1
        if self._column == 0:
            self._heading = self._heading or heading
        else:
            self._heading = self._heading and heading
        column = self._column
        while self._reach.get(column, 0) > row:
            column += 1
        height = SPAN_LIMIT if row_span == 0 else min(max(row_span or 1, 1), SPAN_LIMIT)
        width = 1
        while width < min(max(column_span or 1, 1), SPAN_LIMIT) and self._reach.get(column + width, 0) <= row:
            width += 1
        if height > 1:
            self._reach.update((at, row + height) for at in range(column, column + width))
        self._column = column + width
        self.columns = max(self.columns, self._column)
        cell = DraftCell(row, column, height, width)
        self.cells.append(cell)
        return cell

    def _close_row(self) -> None:
        if self._heading and self.header_rows == self.rows - 1:
            self.header_rows = self.rows

    def close(self) -> None:
        """Trim spans to the rows there are, and drop grid columns at which no cell begins: nobody sees them."""
        self._close_row()
        if self.header_rows > _HEADER_LIMIT or self.header_rows == self.rows:
            self.header_rows = 0
        edges = sorted({cell.column for cell in self.cells} | {self.columns})
        seen = {edge: number for number, edge in enumerate(edges)}
        for cell in self.cells:
            cell.row_span = min(cell.row_span, self.rows - cell.row)
            end = cell.column + cell.column_span
            while end not in seen:
                end += 1
            cell.column, cell.column_span = seen[cell.column], seen[end] - seen[cell.column]
        self.columns = max(len(edges) - 1, 0)

    def lines(self) -> Iterator[Line]:
        for cell in self.cells:
            yield from flatten(cell.blocks)


def flatten(blocks: Iterable[Line | Draft]) -> Iterator[Line]:
    """The lines of a flow of blocks, tables resolved into the lines of their cells."""
    for block in blocks:
        if isinstance(block, Draft):
            yield from block.lines()
        else:
            yield block
