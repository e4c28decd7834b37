"""Frames laid out as the linear source text, its places and the blocks of the document."""

from __future__ import annotations

from ....errors import InputError
from ....model import Place, Range, SourceText, Span
from ....outline import Note
from ...document import Block, Cell, Paragraph, Table
from .cells import RawCell
from .frame import Frame

TEXT_LIMIT = 20_000_000
"""Characters of all cells together: a cell can point at one long shared text any number of times."""


class Layout:
    """Writes the source text. A place names the tab, row and column as the spreadsheet numbers them, from 1."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.blocks: list[Block] = []
        self.furniture: list[Range] = []
        self._pieces: list[str] = []
        self._places: list[Place] = []
        self._length = 0

    def sheet(self, frame: Frame, tab: int) -> None:
        """The visible cells of a sheet: the lines above its table, and the table."""
        for line in frame.lines:
            for text in _lines(line.text):
                found = self._write(text, len(self.blocks) + 1, (tab, line.row + 1, line.column + 1))
                self.blocks.append(Paragraph((found,), line.align))
        if not frame.cells:
            return
        number = len(self.blocks) + 1
        cells = []
        for cell in frame.cells:
            ranges = self._cell(cell.raw, tab, number)
            paragraphs = tuple(Paragraph((found,), cell.raw.align) for found in ranges)
            cells.append(Cell(cell.row, cell.column, cell.row_span, cell.column_span, paragraphs))
        self.blocks.append(Table(frame.rows, frame.columns, tuple(cells)))

    def aside(self, cells: list[RawCell], tab: int | None) -> None:
        """Text that nobody sees: kept at the end, as furniture. `tab` is None for a sheet that is hidden itself."""
        for cell in cells:
            self.furniture.extend(self._cell(cell, tab, None))

    def source(self, part: str) -> SourceText:
        return SourceText(part, "\n".join(self._pieces), tuple(self._places))

    def _cell(self, cell: RawCell, tab: int | None, block: int | None) -> list[Range]:
        address = None if tab is None else (tab, cell.row + 1, cell.column + 1)
        return [self._write(line, block, address) for line in _lines(cell.text)]

    def _write(self, line: str, block: int | None, address: tuple[int, int, int] | None) -> Range:
        start, end = self._length, self._length + len(line)
        self._places.append(Place(start, end, None, block, address))
        self._pieces.append(line)
        self._length = end + 1
        if self._length > TEXT_LIMIT:
            raise InputError(
                f"{self._name}: the cells hold more than {TEXT_LIMIT} characters. Keep only the sheets of the notice.",
                "over-limits",
            )
        return start, end


def _lines(text: str) -> list[str]:
    """The lines of a cell that hold a visible sign."""
    return [line for line in text.split("\n") if line and not line.isspace()]


def hidden_note(source: SourceText, furniture: list[Range], cells: int, sheets: int) -> Note | None:
    """How much text is hidden, and where it begins."""
    if not furniture:
        return None
    where = f"（其中隐藏的工作表 {sheets} 个）" if sheets else ""
    said = f"隐藏的行、列、工作表或合并单元格下面有 {cells} 个单元格的文字{where}，未参与核对"
    start, end = furniture[0]
    span: Span = source.hull(start, end)
    return Note("hidden-text", said, span, original=span.text)
