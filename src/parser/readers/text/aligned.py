"""Tables whose columns are kept apart by spaces, under a header of known words.

Positions are counted in half-width columns. A table is believed only where its header says so: spaces alone mean
nothing in official texts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import regex

from ....model import Range
from ...columns import role_of_word
from ...numbering import RANK, read_label
from ..wrapping import columns_of
from .lines import Line, TextCell, TextTable
from .ragged import find_ragged
from .words import Word, fields_of, words_of

_WIDEST_HEADER = 400
_LONGEST_SECTION = 60
_ENDS = "。；;"


def find_aligned(lines: Sequence[Line], index: int) -> TextTable | None:
    """The table that begins at line `index`, None where none does."""
    header = _header(lines[index])
    if header is not None:
        aligned = _Aligned(lines, index, header)
        ragged, below = find_ragged(lines, index, header, fields_of), aligned.read()
        if ragged is not None and (below is None or aligned.is_ragged or ragged.end > below.end):
            return ragged
        return aligned.undivided() if aligned.is_ragged else below
    words = words_of(lines[index])
    if len(words) >= 3 and all(role_of_word(word.text) for word in words):
        return find_ragged(lines, index, words, words_of)
    return None


def _header(line: Line) -> list[Word] | None:
    """The header words, where two in three of at least three are known; 序 号 and 工 作 任 务 are put together."""
    if ("  " not in line.text and "\u3000" not in line.text) or len(line.text) > _WIDEST_HEADER:
        return None
    words: list[Word] = []
    for token in words_of(line):
        last = words[-1] if words else None
        if last is not None and token.left - last.right < (3 if len(last.text) + len(token.text) <= 3 else 2):
            words[-1] = Word(last.left, token.right, last.start, token.end, last.text + token.text)
        else:
            words.append(token)
    known = sum(role_of_word(word.text) is not None for word in words)
    wide = bool(words) and words[-1].right > _WIDEST_HEADER
    return words if len(words) >= 3 and known * 3 >= 2 * len(words) and not wide else None


class _Aligned:
    """Reads one table below its header."""

    def __init__(self, lines: Sequence[Line], index: int, header: list[Word]) -> None:
        self._lines = lines
        self._first = index
        self._header = header
        self._tokens = [words_of(line) for line in self._region()]
        self._edges = self._boundaries()
        number = [column for column, word in enumerate(header) if role_of_word(word.text) == "number"]
        self._anchor = number[0] if number else 0

    @property
    def is_ragged(self) -> bool:
        """Whether lines with a field for each column have them elsewhere than below the header."""
        whole = [fields for line in self._region() if len(fields := fields_of(line)) == len(self._header)]
        astray = [fields for fields in whole if len(self._cut(fields)) < len(self._header)]
        return 2 * len(astray) > len(whole)

    def undivided(self) -> TextTable:
        """The lines as they stand, where nobody can tell their cells: no breakdown table, and no text of the notice."""
        end = self._first + 1 + len(self._tokens)
        rows = [[TextCell(0, [(line.start, line.end)], len(self._header))] for line in self._lines[self._first : end]]
        return TextTable(end, len(self._header), rows)

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

    def _cut(self, tokens: Sequence[Word]) -> dict[int, Range]:
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
        line = self._lines[bisect_right(self._lines, place[0], key=lambda line: line.start) - 1]
        return line.text[place[0] - line.start : place[1] - line.start]
