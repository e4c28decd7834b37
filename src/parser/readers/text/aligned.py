"""Tables whose columns are kept apart by spaces, under a header of known words.

Positions are counted in half-width columns. A table is believed only where its header says so: spaces alone mean
nothing in official texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from ....model import Range
from ...columns import role_of_word
from ...numbering import RANK, read_label
from ..wrapping import columns_of
from .lines import Line, TextCell, TextTable

_WORD = regex.compile(r"[^ \t\u3000\xa0]+")
_WIDEST_HEADER = 400
_LONGEST_SECTION = 60
_UNIT_ROLES = ("lead", "responsible", "supporting")
_ENDS = "。；;"


@dataclass(frozen=True, slots=True)
class _Token:
    """A run of text without spaces: its place on the line in columns, and its range in the source text."""

    left: int
    right: int
    start: int
    end: int
    text: str


def find_aligned(lines: Sequence[Line], index: int) -> TextTable | None:
    """The table that begins at line `index`, None where none does."""
    header = _header(lines[index])
    if header is not None:
        return _Aligned(lines, index, header).read()
    words = _tokens(lines[index])
    if len(words) >= 3 and role_of_word(words[0].text) == "number" and all(role_of_word(w.text) for w in words):
        return _flattened(lines, index, words)
    return None


def _tokens(line: Line) -> list[_Token]:
    tokens, column, at = [], 0, 0
    for match in _WORD.finditer(line.text):
        column += columns_of(line.text[at : match.start()].replace("\t", " "))
        right = column + columns_of(match.group())
        low, high = match.span()
        tokens.append(_Token(column, right, line.start + low, line.start + high, match.group()))
        column, at = right, high
    return tokens


def _header(line: Line) -> list[_Token] | None:
    """The header words, where two in three of at least three are known; 序 号 and 工 作 任 务 are put together."""
    if ("  " not in line.text and "\u3000" not in line.text) or len(line.text) > _WIDEST_HEADER:
        return None
    words: list[_Token] = []
    for token in _tokens(line):
        last = words[-1] if words else None
        if last is not None and token.left - last.right < (3 if len(last.text) + len(token.text) <= 3 else 2):
            words[-1] = _Token(last.left, token.right, last.start, token.end, last.text + token.text)
        else:
            words.append(token)
    known = sum(role_of_word(word.text) is not None for word in words)
    wide = bool(words) and words[-1].right > _WIDEST_HEADER
    return words if len(words) >= 3 and known * 3 >= 2 * len(words) and not wide else None


class _Aligned:
    """Reads one table below its header."""

    def __init__(self, lines: Sequence[Line], index: int, header: list[_Token]) -> None:
        self._lines = lines
        self._first = index
        self._header = header
        self._tokens = [_tokens(line) for line in self._region()]
        self._edges = self._boundaries()
        number = [column for column, word in enumerate(header) if role_of_word(word.text) == "number"]
        self._anchor = number[0] if number else 0

    def read(self) -> TextTable | None:
        if not self._tokens:
            return None
        end = self._first + 1 + len(self._tokens)
        table = TextTable(end, len(self._header))
        table.rows.append([TextCell(c, [(w.start, w.end)]) for c, w in enumerate(self._header)])
        body = self._lines[self._first + 1 : end]
        blocks = any(line.after_blank for line in body[1:]) and not all(line.after_blank for line in body[1:])
        for line, tokens in zip(body, self._tokens, strict=True):
            if self._is_section(line):
                whole = (tokens[0].start, tokens[-1].end)
                table.rows.append([TextCell(0, [whole], len(self._header))])
                continue
            cells = self._cut(tokens)
            if not self._continues(table.rows, cells, line, blocks=blocks):
                table.rows.append([TextCell(column, []) for column in range(len(self._header))])
            for column, place in cells.items():
                table.rows[-1][column].ranges.append(place)
        return table

    def _region(self) -> list[Line]:
        """The lines below the header that have text in several columns, go on with a cell, or are section headings."""
        region: list[Line] = []
        second = self._header[1].left
        for line in self._lines[self._first + 1 :]:
            gaps = regex.search(r"\S(?: {2,}|\u3000+)\S", line.text)
            indent = columns_of(line.text[: len(line.text) - len(line.text.lstrip())])
            if not gaps and not self._is_section(line) and (indent < second or not region):
                break
            region.append(line)
        while region and self._is_section(region[-1]):
            region.pop()
        return region

    def _is_section(self, line: Line) -> bool:
        label = read_label(line.text)
        return (
            label is not None
            and label.rank <= RANK["han-bracket"]
            and len(line.text) <= _LONGEST_SECTION
            and regex.search(r"\S(?: {2,}|\u3000+)\S", line.text[label.end :]) is None
        )

    def _boundaries(self) -> list[int]:
        """The left edge of each column: where the fewest words are cut, as near to the header word as can be."""
        words = [token for line, tokens in zip(self._region(), self._tokens, strict=True)
                 if not self._is_section(line) for token in tokens]  # fmt: skip
        edges = [0]
        for left, word in zip(self._header, self._header[1:], strict=False):
            cuts = dict.fromkeys(range(max(left.left, edges[-1]) + 1, word.right), 0)
            for token in words:
                for at in range(max(token.left + 1, left.left), min(token.right, word.right)):
                    if at in cuts:
                        cuts[at] += 1
            edges.append(min(cuts, key=lambda at: (cuts[at], at > word.left, abs(at - word.left))))
        return edges

    def _cut(self, tokens: Sequence[_Token]) -> dict[int, Range]:
        """Column -> range of its text on this line."""
        cells: dict[int, Range] = {}
        for token in tokens:
            column = max(c for c, edge in enumerate(self._edges) if edge <= token.left or c == 0)
            start = cells[column][0] if column in cells else token.start
            cells[column] = (start, token.end)
        return cells

    def _continues(
        self, rows: list[list[TextCell]], cells: dict[int, Range], line: Line, *, blocks: bool
    ) -> bool:  # fmt: skip
        """Whether a line goes on with the cells above it: no blank line between, no number, no sentence ended."""
        if len(rows) == 1 or len(rows[-1]) == 1:
            return False
        if blocks:
            return not line.after_blank
        if self._anchor in cells:
            return False
        above = [rows[-1][column].ranges for column in cells]
        return any(ranges and self._text(ranges[-1])[-1:] not in _ENDS for ranges in above)

    def _text(self, place: Range) -> str:
        line = next(line for line in reversed(self._lines[self._first :]) if line.start <= place[0])
        return line.text[place[0] - line.start : place[1] - line.start]


def _flattened(lines: Sequence[Line], index: int, header: list[_Token]) -> TextTable | None:
    """One space between cells (1 修剪行道树 市林业局): believed where every numbered line has a word for each column.

    More words than columns are believed only at the end, where several units stand in the last column.
    """
    columns = len(header)
    units_last = role_of_word(header[-1].text) in _UNIT_ROLES
    table = TextTable(index + 1, columns, [[TextCell(c, [(w.start, w.end)]) for c, w in enumerate(header)]])
    for line in lines[index + 1 :]:
        words = _tokens(line)
        if len(words) == 1 and read_label(line.text) is not None and len(line.text) <= _LONGEST_SECTION:
            table.rows.append([TextCell(0, [(words[0].start, words[0].end)], columns)])
        elif words[0].text.isdigit() and (len(words) == columns or (len(words) > columns and units_last)):
            cells = [TextCell(c, [(w.start, w.end)]) for c, w in enumerate(words[: columns - 1])]
            last = TextCell(columns - 1, [(words[columns - 1].start, words[-1].end)])
            table.rows.append([*cells, last])
        else:
            break
        table.end += 1
    while len(table.rows) > 1 and len(table.rows[-1]) == 1:
        table.rows.pop()
        table.end -= 1
    return table if len(table.rows) > 1 else None
