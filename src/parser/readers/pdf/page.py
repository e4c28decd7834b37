"""One page of a PDF as a `Sheet`: its text, the places of its characters and its ruling lines."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from ctypes import c_void_p
from types import TracebackType

from ...layout.order import seen_order
from ...layout.sheet import Glyph, Rules
from .library import fonts, pdfium, pointer
from .measures import GlyphOf, many_lefts, many_plain_glyphs, many_styles, measures, plain_glyphs, room, turned_glyphs
from .paths import Contents, read_rules
from .space import Space

_WORD = re.compile(r"\S{2,}")
_LINE_END = re.compile(r"\S(?=\r\n\S)")
_SAMPLES = 5
_DARK = 3 * 170
"""Sum of red, green and blue up to which no watermark is painted."""
_INVISIBLE = 3
"""Text render mode 3."""


class PdfPage:
    """An open page; use it as a context manager. `text` has one character for each character pdfium counts."""

    def __init__(self, document: c_void_p, number: int) -> None:
        """Raises ValueError where pdfium cannot load the page."""
        self.number = number
        self._pdfium = pdfium()
        with fonts():
            self.handle = self._pdfium.FPDF_LoadPage(document, number - 1)
            if not self.handle:
                raise ValueError(f"page {number} cannot be loaded")
            self._text: int | None = self._pdfium.FPDFText_LoadPage(self.handle)
        self._pointer = pointer(self._text) if self._text else None
        self.text = self._read_text() if self._text else ""
        self._measures = measures()
        self.space = Space.of_page(self.handle)
        self.contents = Contents()
        """Known after `rules`."""
        self._vertical = False
        self._order: list[int] | None = None
        """Index of pdfium for each character of `text`, where they differ."""
        self._stand(self.space)
        self._sample = _sample(self.text)
        self._vertical = self._is_vertical()
        self.turn = 3 if self._vertical else self._main_turn()
        self._stand(self.space.turned(self.turn))
        self.width, self.height = self.space.width, self.space.height
        if (order := seen_order(self.text, self.glyph, self._lefts)) is not None:
            self._order, self.text = order, "".join([self.text[index] for index in order])
            self._stand(self.space)

    def _stand(self, space: Space) -> None:
        """Measure in this space, and in the order known so far."""
        self.space, self._plain = space, space.plain
        self.glyph: GlyphOf = (
            plain_glyphs(self._pointer, space, self._order)
            if self._plain
            else turned_glyphs(self._pointer, space, self._order, self._vertical)
        )
        """Where a character stands: its origin and advance rather than its ink, which is tight in Type 3 fonts."""
        self._many_plain = many_plain_glyphs(self._pointer, space, self._order)

    def glyphs(self, indices: Sequence[int]) -> list[Glyph]:
        return self._many_plain(indices) if self._plain else [self.glyph(index) for index in indices]

    def _lefts(self, indices: Sequence[int]) -> list[float]:
        """Where the characters begin, which takes half of what their glyphs take."""
        if self._plain:
            return many_lefts(self._pointer, self.space, indices)
        return [self.glyph(index).left for index in indices]

    def __enter__(self) -> PdfPage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the page back to pdfium; it cannot be used afterwards."""
        if self._text:
            self._pdfium.FPDFText_ClosePage(self._text)
        self._pdfium.FPDF_ClosePage(self.handle)

    def _read_text(self) -> str:
        count = self._pdfium.FPDFText_CountChars(self._text)
        if count <= 0:
            return ""
        buffer = room(1 << (2 * count + 1).bit_length())
        self._pdfium.FPDFText_GetText(self._text, 0, count, buffer)
        text = str(memoryview(buffer)[: 2 * count], "utf-16-le", "replace")
        if len(text) == count and "\0" not in text:
            return text
        codes = (self._pdfium.FPDFText_GetUnicode(self._text, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)

    def rules(self) -> Rules:
        rules, self.contents = read_rules(pointer(self.handle), self.space)
        return rules

    def invisible(self, index: int) -> bool:
        """Is the character neither filled nor stroked, as those behind a recognised picture are?"""
        index = index if self._order is None else self._order[index]
        item = self._pdfium.FPDFText_GetTextObject(self._text, index)
        mode: int = self._pdfium.FPDFTextObj_GetTextRenderMode(item) if item else 0
        return mode == _INVISIBLE

    def style(self, index: int) -> tuple[float, bool]:
        """Font size as seen, and whether the character stands upright."""
        if self._order is not None:
            index = self._order[index]
        found = self._measures
        found.matrix_of(self._pointer, index, found.matrix_at)
        matrix = found.matrix
        size: float = found.size_of(self._pointer, index) * math.hypot(matrix.c, matrix.d)
        return size or 1.0, self._upright(matrix.a, matrix.b)

    def styles(self, indices: Sequence[int]) -> list[tuple[float, bool]]:
        if self._order is not None:
            indices = [self._order[index] for index in indices]
        plain = self._plain
        return [
            (size or 1.0, (plain and b == 0.0 and a > 0.0) or self._upright(a, b))
            for size, a, b in many_styles(self._pointer, indices)
        ]

    def _upright(self, a: float, b: float) -> bool:
        """Does a character stand upright whose line goes in the direction a, b?"""
        angle = self.space.angle(a, b)
        return angle == 0 or (self._vertical and angle == 270)

    def faint(self, index: int) -> bool:
        """Is the character painted in a light grey or nearly transparent, as watermarks are?"""
        if self._order is not None:
            index = self._order[index]
        found = self._measures
        if not found.colour_of(self._pointer, index, *found.colour_at):
            return False
        red, green, blue, alpha = found.colour.tolist()
        if red + green + blue <= _DARK and alpha >= 100:
            return False
        levels = (red, green, blue)
        return alpha < 100 or (min(levels) > 170 and max(levels) - min(levels) < 40)

    def _is_vertical(self) -> bool:
        """Do the characters of most lines stand below each other? Such a page is read as if it lay on its left side."""
        if not (self._sample and all(self._descends(index) for index in self._sample)):
            return False
        # pdfium breaks lines between neighbours where it takes a page for vertical: behind a break they tell the truth.
        ends = [match.start() for match in _LINE_END.finditer(self.text)]
        beside = sum(self._goes_right(index) for index in ends)
        return 2 * beside < len(ends) or not ends

    def _goes_right(self, index: int) -> bool:
        """Does the first character of the next line stand right beside the last of this one?"""
        one, two = self.glyph(index), self.glyph(index + 3)
        size = self.style(index)[0]
        return abs(two.base - one.base) < 0.1 * size and 0 < two.left - one.left < 1.5 * size

    def _descends(self, index: int) -> bool:
        """Does the second of two characters stand under the first, both upright?"""
        one, two = self.glyph(index), self.glyph(index + 1)
        size, upright = self.style(index)
        return upright and abs(two.left - one.left) < 0.1 * size and 0.5 * size < two.base - one.base < 2.0 * size

    def _main_turn(self) -> int:
        """Quarter turns that make most text stand upright: a landscape table drawn on a portrait page needs one."""
        if all(self.style(index)[1] for index in self._sample):
            return 0
        angles: Counter[int] = Counter()
        for match in _WORD.finditer(self.text):
            self.style(match.start())
            angles[self.space.angle(self._measures.matrix.a, self._measures.matrix.b)] += 1
        most = angles.most_common(1)[0][0]
        return (360 - most) // 90 % 4 if most % 90 == 0 else 0


def _sample(text: str) -> list[int]:
    """Where some words begin, spread over the text of a page."""
    step = max(1, len(text) // _SAMPLES)
    words = (_WORD.search(text, index) for index in range(0, len(text), step))
    return sorted({word.start() for word in words if word})
