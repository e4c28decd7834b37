"""Where pdfium puts what it measures, and the measuring of one character: most of the calls that a page takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ctypes import byref, c_double, c_uint, create_string_buffer
from functools import cache, lru_cache
from typing import Any

from ...layout.sheet import Glyph
from .library import Handle, Matrix, Rectangle, quick
from .space import Space

_DESCENT = 0.12
"""Share of a character below its baseline."""
_new = tuple.__new__
Glyphs = Callable[[int], Glyph]


class Measures:
    """The functions that measure a character, and their results. One for all pages: whoever uses it holds `LOCK`."""

    def __init__(self) -> None:
        self.x, self.y, self.box, self.matrix = c_double(), c_double(), Rectangle(), Matrix()
        self.colour = [c_uint() for _ in range(4)]
        self.x_at, self.y_at, self.box_at, self.matrix_at = map(byref, (self.x, self.y, self.box, self.matrix))
        self.colour_at = [byref(part) for part in self.colour]
        self.origin_of, self.box_of = quick("FPDFText_GetCharOrigin"), quick("FPDFText_GetLooseCharBox")
        self.matrix_of, self.size_of = quick("FPDFText_GetMatrix"), quick("FPDFText_GetFontSize")
        self.colour_of = quick("FPDFText_GetFillColor")


@cache
def measures() -> Measures:
    return Measures()


@lru_cache(maxsize=1)
def room(size: int) -> Any:
    """A buffer of this size, the same as before where the size is."""
    return create_string_buffer(size)


def plain_glyphs(text: Handle, space: Space, order: Sequence[int] | None) -> Glyphs:
    """`PdfPage.glyph` of a page that is not turned: the usual case, and much of the reading time."""
    measured = measures()
    origin_of, x, x_at, y, y_at = measured.origin_of, measured.x, measured.x_at, measured.y, measured.y_at
    box_of, box, box_at = measured.box_of, measured.box, measured.box_at
    e, f = space.e, space.f

    def glyph(index: int) -> Glyph:
        if order is not None:
            index = order[index]
        origin_of(text, index, x_at, y_at)
        box_of(text, index, box_at)
        left, right = x.value + e, box.right + e
        return _new(Glyph, (left, right if right > left else left, f - y.value))

    return glyph


def turned_glyphs(text: Handle, space: Space, order: Sequence[int] | None, vertical: bool) -> Glyphs:
    """`PdfPage.glyph` of any other page. `vertical`: its characters stand below each other."""
    found, point = measures(), space.point

    def glyph(index: int) -> Glyph:
        if order is not None:
            index = order[index]
        found.origin_of(text, index, found.x_at, found.y_at)
        found.box_of(text, index, found.box_at)
        box = found.box
        if vertical:
            left, top, right, bottom = space.box(box.left, box.bottom, box.right, box.top)
            return Glyph(left, right, bottom - _DESCENT * (bottom - top))
        left, base = point(found.x.value, found.y.value)
        right = max(point(box.left, box.bottom)[0], point(box.right, box.top)[0])
        return Glyph(left, max(left, right), base)

    return glyph
