"""Styled text on a grid of character cells: widths of Chinese characters, line breaks, two columns side by side."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from ..records import dataclass

# A line does not begin with these, and does not end with the others.
_NO_START = frozenset("，。、；：？！）》〉」』】〕”’…％%,.;:?!)]}")
_NO_END = frozenset("（《〈「『【〔“‘([{")
_BACK = 12
"""How many characters before the edge a better place to break is looked for."""

_SGR = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "strong": "1",
    "muted": "2",
    "mark": "1;4;31",
}


@dataclass(frozen=True, slots=True)
class Styled:
    """A text with styles: `runs` are (start, end, style), sorted, without overlap; the rest is plain."""

    text: str
    runs: tuple[tuple[int, int, str], ...] = ()

    def cut(self, start: int, end: int) -> Styled:
        runs = [(max(low, start) - start, min(high, end) - start, style) for low, high, style in self.runs]
        return Styled(self.text[start:end], tuple(run for run in runs if run[0] < run[1]))

    def painted(self, color: bool) -> str:
        """The text with terminal colours, or without."""
        if not color:
            return self.text
        pieces, offset = [], 0
        for start, end, style in self.runs:
            pieces += [self.text[offset:start], f"\x1b[{_SGR[style]}m{self.text[start:end]}\x1b[0m"]
            offset = end
        return "".join([*pieces, self.text[offset:]])


def styled(*pieces: str | tuple[str, str]) -> Styled:
    """Join pieces: a text, or (text, style)."""
    text, runs = "", []
    for piece in pieces:
        plain, style = piece if isinstance(piece, tuple) else (piece, "")
        if style and plain:
            runs.append((len(text), len(text) + len(plain), style))
        text += plain
    return Styled(text, tuple(runs))


@cache
def _cell(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1


def cells(text: str) -> int:
    """Columns the text takes in a terminal."""
    return sum(map(_cell, text))


def wrapped(content: Styled, width: int) -> list[Styled]:
    """The text in lines of at most `width` columns, broken as Chinese text is: anywhere but before a closing mark,
    after an opening one, or inside a word of Latin letters or digits.
    """
    return [content.cut(start, end) for start, end in _lines(content.text, width)]


def _lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    offset = 0
    for paragraph in text.split("\n"):
        end = offset + len(paragraph)
        yield from _paragraph(text, offset, end, width)
        offset = end + 1


def _paragraph(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    used, offset = 0, start
    while offset < end:
        used += _cell(text[offset])
        if used > width and offset > start:
            offset = _break(text, start, offset)
            yield start, offset
            while offset < end and text[offset] == " ":
                offset += 1
            start, used = offset, 0
        else:
            offset += 1
    yield start, end


def _break(text: str, start: int, edge: int) -> int:
    for offset in range(edge, max(start, edge - _BACK), -1):
        before, after = text[offset - 1], text[offset]
        word = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
        if not word and after not in _NO_START and before not in _NO_END:
            return offset
    return edge


def beside(left: Styled, right: Styled, width: int) -> list[Styled]:
    """Two texts in two columns of equal width, a rule between them; together at most `width` columns."""
    column = (width - 3) // 2
    lefts, rights = wrapped(left, column), wrapped(right, column)
    size = max(len(lefts), len(rights))
    lines = []
    for index in range(size):
        first = lefts[index] if index < len(lefts) else Styled("")
        second = rights[index] if index < len(rights) else Styled("")
        gap = " " * (column - cells(first.text))
        lines.append(joined((first, styled(gap, (" │ ", "muted")), second)))
    return lines


def joined(parts: Iterable[Styled]) -> Styled:
    """Several styled texts as one."""
    text, runs = "", []
    for part in parts:
        runs += [(len(text) + start, len(text) + end, style) for start, end, style in part.runs]
        text += part.text
    return Styled(text, tuple(runs))
