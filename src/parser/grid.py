"""The full grid of a table: at every position the cell that covers it."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Quote, join_quotes
from ..records import dataclass
from .document import Cell, Document, Table


@dataclass(slots=True)
class GridCell:
    """A grid position: the cell that covers it, and whether that cell starts here."""

    cell: Cell
    quote: Quote | None
    own: bool

    @property
    def text(self) -> str:
        return self.quote.text if self.quote is not None else ""


Grid = Sequence[Sequence[GridCell | None]]


def cell_quote(document: Document, cell: Cell) -> Quote | None:
    """Text of a cell, its paragraphs separated by one white-space character of the source."""
    quotes = [document.quote(paragraph).strip() for paragraph in cell.paragraphs]
    quotes = [quote for quote in quotes if quote]
    return join_quotes(quotes) if quotes else None


def expand(document: Document, table: Table) -> list[list[GridCell | None]]:
    """The full grid: every position holds the cell that covers it."""
    grid: list[list[GridCell | None]] = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        quote = cell_quote(document, cell)
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, table.columns)):
                grid[row][column] = GridCell(cell, quote, row == cell.row and column == cell.column)
    return grid


def text_of(position: GridCell | None) -> str:
    return position.text if position is not None else ""
