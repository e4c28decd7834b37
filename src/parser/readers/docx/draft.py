"""Lines and tables between reading and layout: text whose place in the source is not known yet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

SPAN_LIMIT = 512
"""Word has at most 63 columns; a larger gridSpan is an attack or an accident."""


class Line(NamedTuple):
    """One printed line of an author: a paragraph, or a part of it between line breaks.

    `label` is the automatic number, `gap` the white space printed after it; both empty for most lines.
    """

    label: str
    gap: str
    text: str
    align: str | None
    style: str | None


class DraftCell:
    """A cell while its table is being read; row and column 0-based."""

    __slots__ = ("blocks", "column", "column_span", "row", "row_span")

    def __init__(self, row: int, column: int, column_span: int) -> None:
        self.row = row
        self.column = column
        self.column_span = column_span
        self.row_span = 1
        self.blocks: list[Line | Draft] = []

    def lines(self) -> Iterable[Line]:
        """The lines of this cell, a table inside it resolved in its place."""
        return flatten(self.blocks)


class Draft:
    """A table before its text has a place in the source."""

    __slots__ = ("cells", "columns", "covered", "header_rows", "rows")

    def __init__(self) -> None:
        self.rows = 0
        self.columns = 0
        self.header_rows = 0
        self.covered = 0
        """Cells hidden under a merge that still hold text."""
        self.cells: list[DraftCell] = []

    def lines(self) -> Iterator[Line]:
        """The lines of all cells, row by row."""
        for cell in self.cells:
            yield from cell.lines()


def flatten(blocks: list[Line | Draft]) -> list[Line]:
    """The lines of a flow of blocks, tables resolved into the lines of their cells."""
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, Draft):
            lines.extend(block.lines())
        else:
            lines.append(block)
    return lines


def append_lines(
    blocks: list[Line | Draft], text: str, align: str | None, style: str | None, label: str = "", gap: str = ""
) -> None:
    """A line for each line break of the author; a line without a visible sign is left out."""
    if not label and "\n" not in text:
        if text and not text.isspace():
            blocks.append(Line("", "", text, align, style))
        return
    for line in text.split("\n"):
        blank = not line or line.isspace()
        if not blank or label:
            blocks.append(Line(label, "" if blank or line[0].isspace() else gap, line, align, style))
            label = gap = ""


def drop_unseen_columns(draft: Draft) -> None:
    """Grid lines at which no cell begins are not drawn: the grid keeps only what one sees."""
    edges = sorted({cell.column for cell in draft.cells} | {draft.columns})
    if len(edges) == draft.columns + 1:
        return
    for cell in draft.cells:
        end = bisect_left(edges, cell.column + cell.column_span)
        cell.column = bisect_left(edges, cell.column)
        cell.column_span = end - cell.column
    draft.columns = len(edges) - 1


def unframed(draft: Draft) -> list[Line | Draft]:
    """A table of a single column that is a mere frame (one cell, or around another table) reads as what it holds."""
    framing = len(draft.cells) == 1 or any(isinstance(block, Draft) for cell in draft.cells for block in cell.blocks)
    if draft.columns == 1 and framing:
        return [block for cell in draft.cells for block in cell.blocks]
    return [draft] if draft.cells else []
