"""Where pdfium puts what it measures, and the measuring of one character: most of the calls that a page takes."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from ctypes import Array, byref, c_double, c_uint, create_string_buffer
from functools import cache, lru_cache
from itertools import repeat
from operator import mul
from typing import Any

from ...layout.sheet import Glyph
from .library import Matrix, Rectangle, quick
from .space import Space

_DESCENT = 0.12
"""Share of a character below its baseline."""
SLOTS = 256
"""Characters that are measured in one go."""
_new = tuple.__new__
GlyphOf = Callable[[int], Glyph]
GlyphsOf = Callable[[Sequence[int]], list[Glyph]]


class Measures:
    """The functions that measure a character, and their results. One for all pages: whoever uses it holds `LOCK`."""

    def __init__(self) -> None:
        self.x, self.y, self.box, self.matrix = c_double(), c_double(), Rectangle(), Matrix()
        colour = (c_uint * 4)()
        self.colour = memoryview(colour).cast("B").cast("I")
        self.x_at, self.y_at, self.box_at, self.matrix_at = map(byref, (self.x, self.y, self.box, self.matrix))
        self.colour_at = [byref(colour, 4 * part) for part in range(4)]
        self.origin_of, self.box_of = quick("FPDFText_GetCharOrigin"), quick("FPDFText_GetLooseCharBox")
        self.matrix_of, self.size_of = quick("FPDFText_GetMatrix"), quick("FPDFText_GetFontSize")
        self.colour_of = quick("FPDFText_GetFillColor")


@cache
def measures() -> Measures:
    return Measures()


class _Slots:
    """Room for the measures of `SLOTS` characters: to fill it in one go takes far less than single calls take."""

    def __init__(self) -> None:
        points, boxes, matrices = (c_double * (2 * SLOTS))(), (Rectangle * SLOTS)(), (Matrix * SLOTS)()
        self.x_at, self.y_at = _places(points, 16), _places(points, 16, 8)
        self.box_at, self.matrix_at = _places(boxes, 16), _places(matrices, 24)
        self.points = memoryview(points).cast("B").cast("d")
        self.boxes = memoryview(boxes).cast("B").cast("f")
        self.matrices = memoryview(matrices).cast("B").cast("f")


def _places(array: Array[Any], step: int, first: int = 0) -> list[Any]:
    return [byref(array, first + step * slot) for slot in range(SLOTS)]


@cache
def _slots() -> _Slots:
    return _Slots()


def _parts(indices: Sequence[int]) -> Iterator[Sequence[int]]:
    return (indices[at : at + SLOTS] for at in range(0, len(indices), SLOTS))


def _fill(results: Iterable[object]) -> None:
    deque(results, maxlen=0)


@lru_cache(maxsize=1)
def room(size: int) -> Any:
    """A buffer of this size, the same as before where the size is."""
    return create_string_buffer(size)


def plain_glyphs(text: Any, space: Space, order: Sequence[int] | None) -> GlyphOf:
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


def many_plain_glyphs(text: Any, space: Space, order: Sequence[int] | None) -> GlyphsOf:
    """The same for many characters: pdfium is called in loops that Python does not see."""
    slots, origin_of, box_of, e, f = _slots(), measures().origin_of, measures().box_of, space.e, space.f

    def glyphs(indices: Sequence[int]) -> list[Glyph]:
        count = len(indices)
        if count > SLOTS:
            return [glyph for part in _parts(indices) for glyph in glyphs(part)]
        if order is not None:
            indices = [order[index] for index in indices]
        _fill(map(origin_of, repeat(text), indices, slots.x_at, slots.y_at))
        _fill(map(box_of, repeat(text), indices, slots.box_at))
        found = zip(
            slots.points[: 2 * count : 2].tolist(),
            slots.boxes[2 : 4 * count : 4].tolist(),
            slots.points[1 : 2 * count : 2].tolist(),
            strict=True,
        )
        return [_new(Glyph, (x + e, right + e if right > x else x + e, f - y)) for x, right, y in found]

    return glyphs


def many_lefts(text: Any, space: Space, indices: Sequence[int]) -> list[float]:
    """Only where characters begin, on a page that is not turned and whose characters are in order."""
    count, slots = len(indices), _slots()
    if count > SLOTS:
        return [left for part in _parts(indices) for left in many_lefts(text, space, part)]
    _fill(map(measures().origin_of, repeat(text), indices, slots.x_at, slots.y_at))
    return [x + space.e for x in slots.points[: 2 * count : 2].tolist()]


def many_styles(text: Any, indices: Sequence[int]) -> list[tuple[float, float, float]]:
    """Of each character the size as drawn, and the direction of its line as the first column of its matrix."""
    count, found, slots = len(indices), measures(), _slots()
    if count > SLOTS:
        return [style for part in _parts(indices) for style in many_styles(text, part)]
    _fill(map(found.matrix_of, repeat(text), indices, slots.matrix_at))
    sizes = map(found.size_of, repeat(text), indices)
    a, b, c, d = (slots.matrices[at : 6 * count : 6].tolist() for at in range(4))
    return list(zip(map(mul, sizes, map(math.hypot, c, d)), a, b, strict=True))


def turned_glyphs(text: Any, space: Space, order: Sequence[int] | None, vertical: bool) -> GlyphOf:
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
