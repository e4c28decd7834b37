"""Lines and table drafts laid out as the linear source text, its places and the blocks of the document."""

from __future__ import annotations

from ....model import Place, Range, SourceText
from ....records import maker
from ...document import Block, Cell, Paragraph, Table
from .draft import Draft, Line, flatten

_place, _made_paragraph, _cell = maker(Place), maker(Paragraph), maker(Cell)


class Layout:
    """Writes the source text of one part: lines separated by line feeds, cells row by row, merged cells once."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.furniture: list[Range] = []
        self._pieces: list[str] = []
        self._places: list[Place] = []
        self._length = 0
        self._tables = 0

    def body(self, blocks: list[Line | Draft]) -> None:
        """The blocks of the document, numbered from 1."""
        for block in blocks:
            number = len(self.blocks) + 1
            if isinstance(block, Draft):
                self.blocks.append(self._table(block, number))
            else:
                self.blocks.append(self._paragraph(block, number, None))

    def aside(self, blocks: list[Line | Draft]) -> None:
        """Text that belongs to the page and not to the notice: kept at the end, as furniture."""
        for line in flatten(blocks):
            self.furniture.extend(self._paragraph(line, None, None).ranges)

    def source(self, part: str) -> SourceText:
        return SourceText(part, "\n".join(self._pieces), tuple(self._places))

    def _paragraph(self, line: Line, block: int | None, cell: tuple[int, int, int] | None) -> Paragraph:
        label, gap, text, align, style = line
        start = end = self._length
        if label:
            end += len(label) + len(gap)
            self._places.append(_place(start, end, None, block, cell, None, True))
            text = f"{label}{gap}{text}"
        stop = start + len(text)
        if stop > end:
            self._places.append(_place(end, stop, None, block, cell))
        self._pieces.append(text)
        self._length = stop + 1
        return _made_paragraph(((start, stop),), align, style)

    def _table(self, draft: Draft, block: int) -> Table:
        self._tables += 1
        number, paragraph = self._tables, self._paragraph
        cells = []
        for cell in draft.cells:
            row, column = cell.row, cell.column
            address = (number, row + 1, column + 1)
            paragraphs = tuple([paragraph(line, block, address) for line in cell.lines()])
            cells.append(_cell(row, column, cell.row_span, cell.column_span, paragraphs))
        return Table(draft.rows, draft.columns, tuple(cells), header_rows=draft.header_rows)
