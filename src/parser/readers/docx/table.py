"""Tables: cells on a true grid, in one pass over the rows, however long a merge is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from ....records import dataclass
from .draft import SPAN_LIMIT, Draft, DraftCell
from .names import DEL, INS, SDT_CONTENT, TC, TCPR, TR, TRPR, VAL, T, W
from .toggles import is_on, number_of

if TYPE_CHECKING:
    from .walker import Walker

_WRAPPERS = frozenset((W + "sdt", SDT_CONTENT, W + "customXml", INS, DEL, W + "moveTo", W + "moveFrom"))
_GRID_SPAN = W + "gridSpan"
_V_MERGE = W + "vMerge"
_H_MERGE = W + "hMerge"
_GRID_BEFORE = W + "gridBefore"
_HEADER = W + "tblHeader"
_CELL_INS = W + "cellIns"
_CELL_DEL = W + "cellDel"


@dataclass(slots=True)
class _RowProperties:
    before: int = 0
    header: bool = False
    dropped: bool = False


@dataclass(slots=True)
class _CellProperties:
    span: int = 1
    merged: bool = False
    """Part of a vertical merge."""
    above: bool = False
    """The merge began in a row above."""
    left: bool = False
    dropped: bool = False


class TableReader:
    """Reads one table. `walker` reads the content of its cells."""

    def __init__(self, walker: Walker) -> None:
        self._walker = walker
        self._dropping = INS if walker.original else DEL
        self._dropping_cell = _CELL_INS if walker.original else _CELL_DEL
        self._draft = Draft()
        self._above: dict[int, DraftCell] = {}
        """Merged cells that reach down to the row before, by their first column."""
        self._in_header = True

    def read(self, table: etree._Element) -> Draft:
        for row in _unwrapped(table, TR):
            self._row(row)
        return self._draft

    def _row(self, row: etree._Element) -> None:
        properties = self._row_properties(row)
        if properties.dropped:
            return
        column, here = properties.before, dict[int, DraftCell]()
        for element, cell in self._cells(row):
            placed = self._place(element, cell, column)
            if cell.merged:
                here[column] = placed
            column += cell.span
        self._draft.rows += 1
        self._draft.columns = max(self._draft.columns, column)
        self._above = here
        self._in_header = self._in_header and properties.header
        self._draft.header_rows += self._in_header

    def _cells(self, row: etree._Element) -> list[tuple[etree._Element, _CellProperties]]:
        """The cells of a row with their spans; a cell merged to the left (hMerge) widens the one before it."""
        cells: list[tuple[etree._Element, _CellProperties]] = []
        for element in _unwrapped(row, TC):
            properties = self._cell_properties(element)
            if properties.dropped:
                continue
            if properties.left and cells:
                cells[-1][1].span += properties.span
            else:
                cells.append((element, properties))
        return cells

    def _place(self, element: etree._Element, properties: _CellProperties, column: int) -> DraftCell:
        """A new cell, or the cell above grown by one row. A merge that fits no cell above is a cell of its own."""
        if properties.above:
            above = self._above.get(column)
            if above is not None and above.column_span == properties.span:
                above.row_span += 1
                self._draft.covered += has_text(element)
                return above
        cell = DraftCell(self._draft.rows, column, properties.span)
        cell.blocks = self._walker.flow(element)
        self._draft.cells.append(cell)
        return cell

    def _row_properties(self, row: etree._Element) -> _RowProperties:
        found = _RowProperties()
        for properties in row.iterchildren(TRPR):
            for child in properties:
                if child.tag == _GRID_BEFORE:
                    found.before = min(max(number_of(child) or 0, 0), SPAN_LIMIT)
                elif child.tag == _HEADER:
                    found.header = is_on(child)
                elif child.tag == self._dropping:
                    found.dropped = True
        return found

    def _cell_properties(self, cell: etree._Element) -> _CellProperties:
        found = _CellProperties()
        for properties in cell.iterchildren(TCPR):
            for child in properties:
                tag = child.tag
                if tag == _GRID_SPAN:
                    found.span = min(max(number_of(child) or 1, 1), SPAN_LIMIT)
                elif tag == _V_MERGE:
                    found.merged = True
                    found.above = child.get(VAL) != "restart"
                elif tag == _H_MERGE:
                    found.left = child.get(VAL) != "restart"
                elif tag == self._dropping_cell:
                    found.dropped = True
        return found


def _unwrapped(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, through content controls and revision marks around them."""
    for child in parent:
        tag = child.tag
        if tag == wanted:
            yield child
        elif tag in _WRAPPERS:
            yield from _unwrapped(child, wanted)


def has_text(element: etree._Element) -> bool:
    return any(text.text and not text.text.isspace() for text in element.iter(T))
