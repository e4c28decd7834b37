"""What the markup between two texts of a plain table does, found out once for each distinct markup.

expat parses it in its place (inside table, row, cell, paragraph and run), so markup that is not well-formed, or that
leaves this place, is noticed. Every element is either known here, known to print nothing, or a reason for the careful
reader (`table`) to take over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from xml.parsers import expat

from .draft import SPAN_LIMIT
from .styles import Styles
from .symbols import is_symbol_font
from .toggles import align_of, means_on, whole_number

_PLACE = ("w:tbl", "w:tr", "w:tc", "w:p", "w:r")
"""Where every text of a plain table stands."""
_OPENED = "".join(f"<{name}>" for name in _PLACE).encode()
_CLOSED = "".join(f"</{name}>" for name in reversed(_PLACE)).encode()
_PROPERTIES = frozenset(("w:tblPr", "w:tblGrid", "w:tblPrEx", "w:trPr", "w:tcPr", "w:pPr", "w:rPr"))
_SILENT = _PROPERTIES | {
    f"w:{name}"
    for name in (
        *("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd"),
        *("proofErr", "lastRenderedPageBreak", "softHyphen"),
    )
}
"""Elements that print nothing, whatever they hold."""
_CAREFUL = frozenset(
    f"w:{name}"
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "commentReference"),
        *("numPr", "outlineLvl", "pPrChange", "framePr", "hMerge", "gridBefore", "vanish", "caps", "smallCaps"),
    )
)
"""Elements that the careful reader must see, wherever they stand."""

Attributes = dict[str, str]


class NotPlainError(Exception):
    """The table is not plain."""


class CellStart(NamedTuple):
    span: int = 1
    merged: bool = False
    """Part of a vertical merge."""
    above: bool = False
    """The merge began in a row above."""


class Move(NamedTuple):
    """One paragraph ends with `signs` (tabs, line breaks) and another begins, perhaps in a new row or cell."""

    signs: str
    header: bool | None = None
    """Of a new row: is it a header row? None for no new row."""
    cell: CellStart | None = None
    """A new cell; None for the same cell."""
    align: str | None = None
    style: str | None = None


class Step(NamedTuple):
    """What a markup does: its moves, then signs before the next text."""

    moves: tuple[Move, ...]
    signs: str


class MarkupReader:
    """Reads markup into steps; `styles` say how paragraphs are aligned and which of them are headings."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._plain = self._look(None)
        self._entered = self._ignored = 0
        self._path: list[str] = []
        self._signs = ""
        self._moves: list[Move] = []
        self._vacant = self._described = False
        """Has the last move no paragraph yet? Has the paragraph told its properties?"""
        self._actions: dict[tuple[str, str], Callable[[Attributes], None]] = {
            ("", "w:tbl"): _nothing,
            ("w:tbl", "w:tr"): self._row,
            ("w:tr", "w:trPr"): _nothing,
            ("w:trPr", "w:tblHeader"): self._header,
            ("w:tr", "w:tc"): self._cell,
            ("w:tc", "w:tcPr"): self._cell_properties,
            ("w:tcPr", "w:gridSpan"): self._span,
            ("w:tcPr", "w:vMerge"): self._merge,
            ("w:tc", "w:p"): self._paragraph,
            ("w:p", "w:pPr"): self._describe,
            ("w:pPr", "w:pStyle"): self._style,
            ("w:pPr", "w:jc"): self._align,
            ("w:p", "w:r"): _nothing,
            ("w:r", "w:t"): _nothing,
            ("w:r", "w:tab"): lambda _: self._sign("\t"),
            ("w:r", "w:cr"): lambda _: self._sign("\n"),
            ("w:r", "w:noBreakHyphen"): lambda _: self._sign("-"),
            ("w:r", "w:br"): self._break,
        }

    def read(self, markup: bytes, *, first: bool = False, last: bool = False) -> Step:
        """The step of a markup; the first of a table begins outside of the table, the last one ends outside.

        Raises:
            NotPlainError: it is not well-formed, or holds what only the careful reader can read.
        """
        self._entered, self._ignored = 0 if first else len(_PLACE), 0
        self._path, self._moves, self._signs, self._vacant = [], [], "", False
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse((b"" if first else _OPENED) + markup + (b"" if last else _CLOSED), True)
        except expat.ExpatError as error:
            raise NotPlainError from error
        return Step(tuple(self._moves), self._signs)

    def _start(self, name: str, attributes: Attributes) -> None:
        if self._entered:
            self._entered -= 1
            self._path.append(name)
        elif name in _CAREFUL or (name == "w:rFonts" and any(map(is_symbol_font, attributes.values()))):
            raise NotPlainError
        elif self._ignored:
            self._ignored += 1
        else:
            self._enter(name, self._path[-1] if self._path else "", attributes)

    def _enter(self, name: str, parent: str, attributes: Attributes) -> None:
        action = self._actions.get((parent, name))
        if action is not None:
            if "xml:space" in attributes and name != "w:t":
                raise NotPlainError
            self._path.append(name)
            action(attributes)
        elif name in _SILENT or parent in _PROPERTIES:
            self._ignored = 1
        else:
            raise NotPlainError

    def _end(self, _name: str) -> None:
        if self._ignored:
            self._ignored -= 1
        else:
            self._path.pop()

    def _characters(self, _text: str) -> None:
        if self._path and self._path[-1] == "w:t":
            raise NotPlainError

    def _move(self, header: bool | None = None, cell: CellStart | None = None) -> None:
        align, style = self._plain
        self._moves.append(Move(self._signs, header, cell, align, style))
        self._signs, self._vacant, self._described = "", True, False

    @property
    def _last(self) -> Move:
        return self._moves[-1]

    @_last.setter
    def _last(self, move: Move) -> None:
        self._moves[-1] = move

    def _row(self, _: Attributes) -> None:
        self._move(header=False)

    def _header(self, attributes: Attributes) -> None:
        if not self._vacant or self._last.header is None or self._last.cell is not None:
            raise NotPlainError
        self._last = self._last._replace(header=means_on(attributes.get("w:val")))

    def _cell(self, _: Attributes) -> None:
        if self._vacant and self._last.cell is None:
            self._last = self._last._replace(cell=CellStart())
        else:
            self._move(cell=CellStart())

    def _cell_properties(self, _: Attributes) -> None:
        if not self._vacant:
            raise NotPlainError

    def _span(self, attributes: Attributes) -> None:
        span = whole_number(attributes.get("w:val")) or 1
        cell = self._last.cell or CellStart()
        self._last = self._last._replace(cell=cell._replace(span=min(max(span, 1), SPAN_LIMIT)))

    def _merge(self, attributes: Attributes) -> None:
        cell = self._last.cell or CellStart()
        above = attributes.get("w:val") != "restart"
        self._last = self._last._replace(cell=cell._replace(merged=True, above=above))

    def _paragraph(self, _: Attributes) -> None:
        if not self._vacant:
            self._move()
        self._vacant = False

    def _describe(self, _: Attributes) -> None:
        if self._vacant or self._described or not self._moves:
            raise NotPlainError
        self._described = True

    def _style(self, attributes: Attributes) -> None:
        align, style = self._look(attributes.get("w:val"))
        self._last = self._last._replace(align=align, style=style)

    def _align(self, attributes: Attributes) -> None:
        self._last = self._last._replace(align=align_of(attributes.get("w:val")))

    def _look(self, style_id: str | None) -> tuple[str | None, str | None]:
        style = self._styles.paragraph(style_id)
        if style.list_id is not None and style_id is not None:
            raise NotPlainError
        return style.align, "heading" if style.heading else None

    def _break(self, attributes: Attributes) -> None:
        if attributes.get("w:type", "textWrapping") == "textWrapping":
            self._sign("\n")

    def _sign(self, sign: str) -> None:
        self._signs += sign


def _nothing(_: Attributes) -> None:
    """The element only leads on to others."""
