"""Lines and tables laid out as the linear source text, its places and the blocks of the document."""

from __future__ import annotations

from collections.abc import Sequence

from ....model import Place, Range, SourceText
from ...document import Block, Cell, Paragraph, Table
from .draft import Draft, Line

_Where = tuple[int, tuple[int, int, int] | None]


class Layout:
    """Writes the source text: lines separated by line feeds, cells row by row, furniture where the page has it."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.furniture: list[Range] = []
        self._pieces: list[str] = []
        self._places: list[Place] = []
        self._length = 0
        self._tables = 0

    def paragraph(self, lines: Sequence[Line]) -> None:
        """A paragraph of the notice, broken into one line or several."""
        self.blocks.append(self._paragraph(lines, (len(self.blocks) + 1, None)))

    def table(self, draft: Draft) -> None:
        self._tables += 1
        number, cells = len(self.blocks) + 1, []
        for cell in sorted(draft.cells, key=lambda cell: (cell.row, cell.column)):
            address = (self._tables, cell.row + 1, cell.column + 1)
            paragraphs = tuple(self._paragraph([line], (number, address)) for line in cell.lines())
            cells.append(Cell(cell.row, cell.column, cell.row_span, cell.column_span, paragraphs))
        self.blocks.append(Table(draft.rows, draft.columns, tuple(cells), header_rows=draft.header_rows))

    def aside(self, lines: Sequence[Line]) -> None:
        """Text that belongs to the page and not to the notice."""
        for line in lines:
            self.furniture.append(self._write(line.text, None))

    def source(self, part: str) -> SourceText:
        return SourceText(part, "\n".join(self._pieces), tuple(self._places))

    def _paragraph(self, lines: Sequence[Line], where: _Where) -> Paragraph:
        ranges = [self._line(line, where) for line in lines]
        return Paragraph(tuple(ranges), lines[0].align, lines[0].style, complete=lines[-1].complete)

    def _line(self, line: Line, where: _Where) -> Range:
        if not line.label:
            return self._write(line.text, where)
        start = self._length
        end = start + len(line.label)
        self._places.append(Place(start, end, None, *where, generated=True))
        self._places.append(Place(end, end + len(line.text), None, *where))
        return self._append(line.label + line.text)

    def _write(self, text: str, where: _Where | None) -> Range:
        start, end = self._append(text)
        self._places.append(Place(start, end) if where is None else Place(start, end, None, *where))
        return start, end

    def _append(self, text: str) -> Range:
        start = self._length
        self._pieces.append(text)
        self._length = start + len(text) + 1
        return start, start + len(text)
