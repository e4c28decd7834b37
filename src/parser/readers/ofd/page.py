"""One page of an OFD as a `Sheet`: its text in the order of the content, where each character stands, its lines."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from ...layout.ruling import Ruling
from ...layout.sheet import Glyph, OneByOne, Rules
from .markup import POINTS, child, children, name_of, number, numbers, placed, point
from .paths import is_stroked, pieces_of

CHARACTER_LIMIT, OBJECT_LIMIT = 200_000, 100_000
"""Largest number of characters and of objects of a page."""
_DEPTH = 16
_GAP = 0.25
"""Font sizes between two characters that are a space."""
_BLANKS = str.maketrans("\r\n\t", "   ")


class _Char(NamedTuple):
    text: str
    glyph: Glyph
    size: float
    upright: bool
    faint: bool


class TooMuchError(Exception):
    """The page holds more than a page can."""


class OfdPage(OneByOne):
    """A page that has been read. `layers` are the content of its template and of the page itself, in order of painting.

    Raises:
        TooMuchError: more characters or objects than a page can hold.
    """

    turn = 0

    def __init__(self, page: int, width: float, height: float, layers: Iterable[etree._Element]) -> None:
        self.number, self.width, self.height = page, width, height
        self._ruling = Ruling(width, height)
        self._chars: list[_Char] = []
        self._letters: list[str] = []
        self._left = OBJECT_LIMIT
        for layer in layers:
            self._walk(layer, 0)
        self.text = "".join(self._letters)

    def rules(self) -> Rules:
        return self._ruling.rules()

    def glyph(self, index: int) -> Glyph:
        return self._chars[index].glyph

    def style(self, index: int) -> tuple[float, bool]:
        return self._chars[index].size, self._chars[index].upright

    def faint(self, index: int) -> bool:
        return self._chars[index].faint

    def _walk(self, container: etree._Element, depth: int) -> None:
        for element in container:
            self._left -= 1
            if self._left < 0:
                raise TooMuchError(f"page {self.number} holds more than {OBJECT_LIMIT} objects")
            kind = name_of(element)
            if kind == "TextObject":
                self._add(_chars_of(element))
            elif kind == "PathObject":
                for corners in pieces_of(element):
                    self._ruling.piece(corners, is_stroked(element))
            elif kind in ("Layer", "PageBlock") and depth < _DEPTH:
                self._walk(element, depth + 1)

    def _add(self, chars: Iterable[_Char]) -> None:
        """Add characters with the white space that their places imply."""
        for char in chars:
            last = self._chars[-1] if self._chars else None
            between = _between(last, char) if last is not None else ""
            if between and last is not None:
                self._chars.append(last)
                self._letters.append(between)
            self._chars.append(char)
            self._letters.append(char.text)
            if len(self._chars) > CHARACTER_LIMIT:
                raise TooMuchError(f"page {self.number} holds more than {CHARACTER_LIMIT} characters")


def _between(last: _Char, char: _Char) -> str:
    size = max(last.size, 1.0)
    if abs(char.glyph.base - last.glyph.base) > 0.5 * size or char.glyph.left < last.glyph.right - 0.5 * size:
        return "\n"
    gap = char.glyph.left - last.glyph.right
    return " " if gap > _GAP * size and not last.text.isspace() and not char.text.isspace() else ""


def _chars_of(element: etree._Element) -> Iterator[_Char]:
    """The characters of a text object; invisible ones are left out."""
    if element.get("Visible", "true").lower() in ("false", "0"):
        return
    matrix = placed(element)
    across, down = math.hypot(matrix[0], matrix[1]), math.hypot(matrix[2], matrix[3])
    size = number(element.get("Size"))
    if not (size > 0 and across > 0 and down > 0):
        return
    angle = math.degrees(math.atan2(matrix[1], matrix[0])) + number(element.get("CharDirection"))
    upright, faint = round(angle) % 360 == 0, _is_faint(element)
    x = y = 0.0
    for code in children(element, "TextCode"):
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        for letter, right, down_, advance in _letters(code, size, number(element.get("HScale"), 1.0)):
            left, base = point(matrix, x + right, y + down_)
            glyph = Glyph(left * POINTS, (left + advance * across) * POINTS, base * POINTS)
            yield _Char(letter, glyph, size * down * POINTS, upright, faint)


def _letters(code: etree._Element, size: float, scale: float) -> Iterator[tuple[str, float, float, float]]:
    """Each letter of a text, how far it stands right of and below the first one, and its advance, in its own space.

    Where the text names no offsets, letters follow each other. An offset up to the font size is the advance; a wider
    one leaves room after the letter.
    """
    text = (code.text or "").translate(_BLANKS)
    rights, downs = code.get("DeltaX"), code.get("DeltaY")
    by_itself = not rights and not downs
    steps, falls = _offsets(rights, len(text)), _offsets(downs, len(text))
    right = down = 0.0
    for letter in text:
        natural = size * scale * (1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.5)
        step = natural if by_itself else next(steps, 0.0)
        yield letter, right, down, step if 0 < step <= size else natural
        right += step
        down += next(falls, 0.0)


def _offsets(text: str | None, most: int) -> Iterator[float]:
    """The offsets from letter to letter, `most` at most: `3 g 4 2.5` is 3 and four times 2.5."""
    words = iter((text or "").split())
    given = 0
    for word in words:
        times, offset = 1, word
        if word == "g":
            times, offset = min(max(int(number(next(words, ""))), 0), most), next(words, "")
        for _ in range(times):
            if given >= most:
                return
            given += 1
            yield number(offset)


def _is_faint(element: etree._Element) -> bool:
    """Painted in a light grey or nearly transparent, as watermarks are."""
    color = child(element, "FillColor")
    opacity = number(element.get("Alpha"), 255.0)
    if color is None:
        return opacity < 100
    levels = numbers(color.get("Value"))
    light = len(levels) in (1, 3) and min(levels) > 170 and max(levels) - min(levels) < 40
    return light or min(opacity, number(color.get("Alpha"), 255.0)) < 100
