"""What is visible of a worksheet, laid on the smallest grid that holds it.

Rows and columns without text fall away, so that a cell at A1 and one at XFD1048576 make a grid of two by two; every
cell keeps its address in the file.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import field

from ....records import dataclass
from ..container.package import Package
from .cells import RawCell, RawSheet, Region

AREA_LIMIT = 1_000_000
"""Largest number of positions of the grid: 50,000 rows of 20 columns."""


@dataclass(slots=True)
class FrameCell:
    """A visible cell: its place on the small grid, and the cell of the file it was."""

    raw: RawCell
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class Frame:
    """`lines` are single cells above the table, a title or a note; `cells` are the table, in order of rows."""

    lines: list[RawCell] = field(default_factory=list)
    rows: int = 0
    columns: int = 0
    cells: list[FrameCell] = field(default_factory=list)
    hidden: list[RawCell] = field(default_factory=list)
    """Cells in hidden rows and columns, and cells under a merged cell."""


def lay(sheet: RawSheet, package: Package) -> Frame:
    """Lay the visible cells of a sheet on their grid.

    Raises:
        InputError: they stand too far apart to be a table.
    """
    frame = Frame()
    seen: list[tuple[int, int, RawCell, Region]] = []
    for cell in sheet.cells:
        region = sheet.merges.get((cell.row, cell.column), Region(cell.row, cell.column))
        row = sheet.hidden_rows.first_visible(cell.row, region.bottom)
        column = sheet.hidden_columns.first_visible(cell.column, region.right)
        if row is None or column is None:
            frame.hidden.append(cell)
        else:
            seen.append((row, column, cell, region))
    seen.sort(key=lambda item: item[:2])
    rows = sorted({row for row, *_ in seen})
    columns = sorted({column for _, column, *_ in seen})
    if len(rows) * len(columns) > AREA_LIMIT:
        raise package.refusal(f"a table of {len(rows)} rows and {len(columns)} columns is too large", "over-limits")
    board = _Board(rows, columns)
    placed = []
    for row, column, cell, region in seen:
        found = board.place(row, column, cell, region)
        if found is None:
            frame.hidden.append(cell)
        else:
            placed.append(found)
    _split(frame, placed, len(rows))
    return frame


class _Board:
    """Which positions of the small grid are taken. Cells must come in order of rows, then columns."""

    def __init__(self, rows: list[int], columns: list[int]) -> None:
        self._rows, self._columns = rows, columns
        self._taken = bytearray(len(rows) * len(columns))

    def place(self, row: int, column: int, cell: RawCell, region: Region) -> FrameCell | None:
        """The cell on the grid; None where a merged cell covers it. A merge that runs into another one is undone."""
        top, left = bisect_left(self._rows, row), bisect_left(self._columns, column)
        bottom, right = bisect_right(self._rows, region.bottom), bisect_right(self._columns, region.right)
        width = len(self._columns)
        first = top * width
        if self._taken[first + left]:
            return None
        # Cells come in order: whatever this merge runs into reaches into its first row.
        if any(self._taken[first + left : first + right]):
            bottom, right = top + 1, left + 1
        for start in range(first, bottom * width, width):
            self._taken[start + left : start + right] = b"\1" * (right - left)
        return FrameCell(cell, top, left, bottom - top, right - left)


def _split(frame: Frame, cells: list[FrameCell], rows: int) -> None:
    """Rows of a single cell above the first row with several are lines; the rest is the table."""
    counts = Counter(cell.row for cell in cells)
    first = next((row for row in range(rows) if counts[row] > 1), rows)
    if any(cell.row < first < cell.row + cell.row_span for cell in cells):
        first = 0
    frame.lines = [cell.raw for cell in cells if cell.row < first]
    frame.cells = [cell for cell in cells if cell.row >= first]
    edges = sorted({cell.column for cell in frame.cells})
    for cell in frame.cells:
        cell.row -= first
        end = bisect_left(edges, cell.column + cell.column_span)
        cell.column = bisect_left(edges, cell.column)
        cell.column_span = end - cell.column
    frame.rows, frame.columns = (rows - first, len(edges)) if frame.cells else (0, 0)
