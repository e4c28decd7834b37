"""Tables without anything special, read in one linear pass over the few elements that matter.

A long breakdown table is nearly always of this kind, and the pass costs a quarter of the careful walk. It looks only at
rows, cells, spans, paragraphs and text; at the first element that needs more care it gives up and the careful reader
(`table`) takes over. Both give the same draft, which a test holds against each other on every construct.
"""

from __future__ import annotations

from lxml import etree

from .draft import SPAN_LIMIT, Draft, DraftCell, Line, append_lines
from .inline import printed_text
from .names import (
    ALTERNATE,
    DEL,
    ENDNOTE_REFERENCE,
    FOOTNOTE_REFERENCE,
    INS,
    MATH,
    MOVE_FROM,
    MOVE_TO,
    TBL,
    TC,
    TR,
    TXBX_CONTENT,
    TYPE,
    VAL,
    P,
    R,
    T,
    W,
)
from .toggles import align_of, is_on, number_of

_V_MERGE = W + "vMerge"
_GRID_SPAN = W + "gridSpan"
_HEADER = W + "tblHeader"
_JC = W + "jc"
_BR = W + "br"
_TAB = W + "tab"
_PLAIN = (T, P, TC, TR, _V_MERGE, _GRID_SPAN, _HEADER, _JC, _BR, _TAB)
_SPECIAL = (
    TBL,
    INS,
    DEL,
    MOVE_FROM,
    MOVE_TO,
    ALTERNATE,
    TXBX_CONTENT,
    FOOTNOTE_REFERENCE,
    ENDNOTE_REFERENCE,
    MATH + "oMath",
    *(W + name for name in ("pStyle", "numPr", "outlineLvl", "pPrChange", "tcPrChange", "trPrChange")),
    *(W + name for name in ("hMerge", "gridBefore", "cellIns", "cellDel")),
    *(W + name for name in ("fldChar", "sym", "cr", "ptab", "noBreakHyphen", "ruby", "drawing", "pict", "object")),
)


class PlainTableReader:
    """Reads one table, if it can."""

    def __init__(self, align: str | None, style: str | None) -> None:
        self._covered: list[list[Line | Draft]] = []
        self._default = (align, style)
        self._align = align
        self._draft = Draft()
        self._column = 0
        self._span = 1
        self._merge: str | None = None
        self._cell: DraftCell | None = None
        """The cell being read, once its place is known."""
        self._lines: list[Line | Draft] = []
        self._pieces: list[str] = []
        self._above: dict[int, DraftCell] = {}
        self._here: dict[int, DraftCell] = {}
        self._waiting = False
        """A cell has begun whose spans may still follow."""
        self._header = False

    def read(self, table: etree._Element) -> Draft | None:
        """The draft, None where the table needs the careful reader."""
        pieces, align = self._pieces, self._default[0]
        for element in table.iterdescendants(*_PLAIN, *_SPECIAL):
            tag = element.tag
            if tag == T:
                text = element.text
                if text:
                    pieces.append(printed_text(element, text))
            elif tag == P:
                if self._waiting:
                    self._place()
                elif pieces:
                    self._end_paragraph()
                self._align = align
            elif tag == TC:
                self._end_cell()
                self._waiting = True
            elif tag == _V_MERGE:
                self._merge = element.get(VAL) or "continue"
            elif not self._property(element, tag):
                return None
        self._end_row()
        return self._draft

    def covered_cells(self) -> int:
        """How many cells under a merge still hold text."""
        return sum(bool(lines) for lines in self._covered)

    def _property(self, element: etree._Element, tag: str) -> bool:
        """One of the rarer plain elements; False where it is none of them."""
        if tag == TR:
            self._end_row()
            self._header = False
            self._draft.rows += 1
        elif tag == _GRID_SPAN:
            self._span = min(max(number_of(element) or 1, 1), SPAN_LIMIT)
        elif tag == _JC:
            # Outside a paragraph it places the table or the row on the page.
            if self._cell is not None:
                self._align = align_of(element.get(VAL))
        elif tag == _HEADER:
            self._header = is_on(element)
        elif tag == _BR:
            if element.get(TYPE, "textWrapping") == "textWrapping":
                self._pieces.append("\n")
        elif tag == _TAB:
            parent = element.getparent()
            if parent is not None and parent.tag == R:
                self._pieces.append("\t")
        else:
            return False
        return True

    def _end_paragraph(self) -> None:
        pieces = self._pieces
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        if "\n" in text or text.isspace():
            append_lines(self._lines, text, self._align, self._default[1])
        else:
            self._lines.append(Line("", "", text, self._align, self._default[1]))

    def _place(self) -> None:
        """The cell at the present column: a new one, or the one above grown by a row."""
        self._waiting = False
        column, span = self._column, self._span
        cell: DraftCell | None = None
        if self._merge is not None and self._merge != "restart":
            cell = self._above.get(column)
        if cell is not None and cell.column_span == span:
            cell.row_span += 1
            self._lines = []
            self._covered.append(self._lines)
        else:
            cell = DraftCell(self._draft.rows - 1, column, span)
            self._lines = cell.blocks
            self._draft.cells.append(cell)
        if self._merge is not None:
            self._here[column] = cell
            self._merge = None
        self._cell = cell
        self._column = column + span
        self._span = 1

    def _end_cell(self) -> None:
        if self._waiting:
            self._place()
        if self._pieces:
            self._end_paragraph()

    def _end_row(self) -> None:
        """The row before the present element, if there is one, is complete."""
        self._end_cell()
        self._cell = None
        draft = self._draft
        draft.columns = max(draft.columns, self._column)
        draft.header_rows += self._header and draft.header_rows == draft.rows - 1
        self._above, self._here, self._column = self._here, {}, 0
