"""Tables without anything special, read from their bytes and cut out before the tree is built.

A long breakdown table is nearly always of this kind, and building a tree for it is most of the cost of reading a
document. Between two texts of such a table stands the same few markups again and again: the end of a paragraph and a
cell, the next cell in the same font. Each distinct one is parsed once (`plain_markup`); after that reading is cutting
at the end tags of texts. That is exact because a `<` in such a document can only begin a tag. A table with a comment,
a CDATA section, a numeric character reference or any element that needs more care is left for the careful reader
(`table`). Both give the same draft, which a test holds against each other on every construct.
"""

from __future__ import annotations

import re

from ....patterns import lazy_re
from .draft import Draft, DraftCell, Line, append_lines
from .names import MAIN_NS
from .plain_markup import MarkupReader, Move, NotPlainError, Step
from .styles import Styles

_OPEN, _CLOSE = b"<w:tbl>", b"</w:tbl>"
_TEXT_END = b"</w:t>"
_NAMESPACE = MAIN_NS.encode()
_BINDING = b'xmlns:w="' + _NAMESPACE + b'"'
_BLANKS = " \t\r\n"
_PLAIN_TEXT, _KEPT_TEXT = b"w:t>", b'w:t xml:space="preserve">'
_IDENTIFIERS = re.compile(rb' w(?:14:(?:para|text)Id|:rsid\w*)="\w*"')
"""Attributes Word gives a value of its own on nearly every paragraph; they say nothing about the text."""
_SAMPLE = 1 << 16
"""A table that has such attributes has them within so many bytes."""
_UNEVEN = ((b"\r", b"\r"), (b"#", b"&#"), (b"]", b"]]>"))
"""What XML makes something else of, or refuses, within a text; the rarest sign first, because it is found faster."""
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
_ENTITY = lazy_re("&[^;]*;?")
_FORBIDDEN = lazy_re("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML document may hold (the others of this kind are tab and line feed)."""


def cut_plain_tables(data: bytes, styles: Styles) -> tuple[bytes, list[Draft]]:
    """The part with an empty `<w:tbl w:draft="n"/>` in place of each plain table, and the drafts of these tables.

    No style may hide its text.
    """
    if styles.paragraph(None).list_id is not None or not _is_even(data):
        return data, []
    reader = PlainTableReader(styles)
    drafts: list[Draft] = []
    kept: list[bytes] = []
    at, start = 0, data.find(_OPEN)
    while start >= 0 and (end := data.find(_CLOSE, start)) >= 0:
        end += len(_CLOSE)
        draft = reader.read(data[start:end])
        if draft is None:
            inner = data.rfind(_OPEN, start + 1, end)
            start = inner if inner >= 0 else data.find(_OPEN, end)
            continue
        kept += (data[at:start], f'<w:tbl w:draft="{len(drafts)}"/>'.encode())
        drafts.append(draft)
        at, start = end, data.find(_OPEN, end)
    rest = b"".join((*kept, data[at:]))
    return (rest, drafts) if drafts and rest.count(b"xmlns:w=") == 1 else (data, [])


def _is_even(data: bytes) -> bool:
    """Do the names and the signs of the document mean one thing only: no comment, no second prefix, no own blanks?"""
    if (b"!" in data and b"<!" in data) or (data.find(b"?", 200) >= 0 and data.find(b"<?", 200) >= 0):
        return False
    if data.find(b"xml:space", 0, data.find(b"<w:body")) >= 0:
        return False
    return data.count(_NAMESPACE) == 1 and _BINDING in data


class PlainTableReader:
    """Reads tables, one after the other, each if it can."""

    def __init__(self, styles: Styles) -> None:
        self._markup = MarkupReader(styles)
        self._steps: dict[bytes, Step] = {}
        self._begin()

    def _begin(self) -> None:
        self._draft = Draft()
        self._above: dict[int, DraftCell] = {}
        """Merged cells that reach down to the row before, by their first column."""
        self._here: dict[int, DraftCell] = {}
        self._column = 0
        self._in_header = True
        self._parts: list[str] = []
        """The text of the open paragraph."""
        self._align: str | None = None
        self._style: str | None = None
        self._lines: list[Line | Draft] = []
        """The lines of the open cell."""
        self._covered: list[Line | Draft] | None = None
        """These lines, where the cell is hidden under a merge."""

    def read(self, table: bytes) -> Draft | None:
        """The draft of a whole `<w:tbl>` element, None where the table needs the careful reader."""
        if any(sign in table and mark in table for sign, mark in _UNEVEN):
            return None
        self._begin()
        try:
            self._read(table)
        except (NotPlainError, UnicodeDecodeError):
            return None
        return self._draft

    def _read(self, table: bytes) -> None:
        *chunks, ending = table.split(_TEXT_END)
        start = table[:_SAMPLE]
        marked = b" w:rsid" in start or b":paraId=" in start
        steps, parts, move = self._steps, self._parts, self._move
        first = True
        for chunk in chunks:
            markup, _, tagged = chunk.rpartition(b"<")
            moves, signs = steps.get(markup) or self._learn(markup, marked=marked, first=first)
            first = False
            if moves:
                move(moves)
            if signs:
                parts.append(signs)
            text = _text(tagged)
            if text:
                parts.append(text)
        moves, signs = self._markup.read(ending, first=first, last=True)
        move(moves)
        self._end_paragraph(signs)
        self._end_row()

    def _learn(self, markup: bytes, *, marked: bool, first: bool) -> Step:
        """The step of a markup that was not met yet."""
        if first:
            return self._markup.read(markup, first=True)
        plain = _IDENTIFIERS.sub(b"", markup) if marked else markup
        step = self._steps.get(plain)
        if step is None:
            step = self._steps[plain] = self._markup.read(plain)
        return step

    def _move(self, moves: tuple[Move, ...]) -> None:
        for signs, header, cell, align, style in moves:
            self._end_paragraph(signs)
            if header is not None:
                self._begin_row(header)
            if cell is not None:
                self._begin_cell(*cell)
            self._align, self._style = align, style

    def _end_paragraph(self, signs: str) -> None:
        parts = self._parts
        if signs:
            parts.append(signs)
        if parts:
            text = parts[0] if len(parts) == 1 else "".join(parts)
            parts.clear()
            if "\n" in text or text.isspace():
                append_lines(self._lines, text, self._align, self._style)
            else:
                self._lines.append(Line("", "", text, self._align, self._style))

    def _begin_row(self, header: bool) -> None:
        self._end_row()
        draft = self._draft
        draft.rows += 1
        self._in_header = self._in_header and header
        draft.header_rows += self._in_header
        self._above, self._here, self._column = self._here, {}, 0

    def _end_row(self) -> None:
        self._draft.covered += bool(self._covered)
        self._covered = None
        self._draft.columns = max(self._draft.columns, self._column)

    def _begin_cell(self, span: int, merged: bool, above: bool) -> None:
        if self._covered is not None:
            self._draft.covered += bool(self._covered)
            self._covered = None
        column = self._column
        cell = self._above.get(column) if above else None
        if cell is not None and cell.column_span == span:
            cell.row_span += 1
            self._lines = self._covered = []
        else:
            cell = DraftCell(self._draft.rows - 1, column, span)
            self._lines = cell.blocks
            self._draft.cells.append(cell)
        if merged:
            self._here[column] = cell
        self._column = column + span


def _text(tagged: bytes) -> str:
    """The text of a w:t as printed, from the last bytes before its end tag: `w:t>text`."""
    if tagged.startswith(_PLAIN_TEXT):
        text = tagged[4:].decode().strip(_BLANKS)
    elif tagged.startswith(_KEPT_TEXT):
        text = tagged[len(_KEPT_TEXT) :].decode()
    else:
        raise NotPlainError
    return text if text.isprintable() and "&" not in text else _resolved(text)


def _resolved(text: str) -> str:
    if _FORBIDDEN.search(text):
        raise NotPlainError
    return _ENTITY.sub(_meant, text.replace("\n", " "))


def _meant(entity: re.Match[str]) -> str:
    sign = _ENTITIES.get(entity[0])
    if sign is None:
        raise NotPlainError
    return sign
