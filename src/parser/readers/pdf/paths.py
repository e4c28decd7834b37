"""Ruling lines of a page from its path objects; those of form objects are walked piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_ulong
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from ...layout.ruling import THIN, Ruling
from ...layout.sheet import Rules
from .library import Handle, Matrix, quick
from .space import Space

MAX_OBJECTS = 50_000
MAX_SEGMENTS = 20_000
_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_LINE_TO, _MOVE_TO = 0, 2
_MAX_DEPTH = 6

Affine = tuple[float, float, float, float, float, float]
IDENTITY: Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a page is made of: text objects, other drawings that are no level or upright line, and pictures.

    `pictured` is the area of its pictures as a share of the page; pictures that overlap count twice.
    """

    texts: int = 0
    drawings: int = 0
    pictured: float = 0.0


def read_rules(page: Any, space: Space) -> tuple[Rules, Contents]:
    """All ruling lines of a page, in the space given, and what else it holds."""
    collector = _Collector(space)
    collector.page(page)
    rules = collector.ruling.rules()
    return rules, Contents(collector.texts, collector.drawings, collector.pictured / (space.width * space.height or 1))


class _Collector:
    def __init__(self, space: Space) -> None:
        self.space = space
        self.ruling = Ruling(space.width, space.height)
        numbers = (c_float * 4)()
        self.pointers = [byref(numbers, 4 * place) for place in range(4)]
        self.numbers = memoryview(numbers).cast("B").cast("f")
        self.plain, self.e, self.f = space.plain, space.e, space.f
        self.bounds_of = quick("FPDFPageObj_GetBounds")
        self.left = MAX_OBJECTS
        self.texts, self.drawings, self.pictured = 0, 0, 0.0

    def page(self, page: Any) -> None:
        numbers = range(min(quick("FPDFPage_CountObjects")(page), MAX_OBJECTS))
        items = list(map(quick("FPDFPage_GetObject"), repeat(page), numbers))
        kinds = list(map(quick("FPDFPageObj_GetType"), items))
        self.texts += kinds.count(_TEXT)
        for item, kind in zip(items, kinds, strict=True):
            if kind == _TEXT:
                continue
            if kind == _PATH:
                self.path(item)
            elif kind == _FORM:
                self.form(item, IDENTITY, 0)
            else:
                self.other(kind, item, IDENTITY)

    def form(self, form: Handle, outer: Affine, depth: int) -> None:
        inner = _times(self.matrix(form), outer)
        for index in range(max(quick("FPDFFormObj_CountObjects")(form), 0)):
            self.left -= 1
            if self.left < 0 or depth > _MAX_DEPTH:
                return
            item = quick("FPDFFormObj_GetObject")(form, c_ulong(index))
            kind = quick("FPDFPageObj_GetType")(item)
            if kind == _PATH:
                self.drawings += 1
                self.walk(item, inner)
            elif kind == _FORM:
                self.form(item, inner, depth + 1)
            else:
                self.other(kind, item, inner)

    def other(self, kind: int, item: Handle, outer: Affine) -> None:
        """Text, pictures and shadings rule nothing; they are counted."""
        self.texts += kind == _TEXT
        self.drawings += kind in (_IMAGE, _SHADING)
        if kind == _IMAGE and self.bounds_of(item, *self.pointers):
            left, bottom, right, top = self.numbers.tolist()
            a, b, c, d, _, _ = outer
            self.pictured += (right - left) * (top - bottom) * abs(a * d - b * c)

    def matrix(self, item: Handle) -> Affine:
        found = Matrix()
        if not quick("FPDFPageObj_GetMatrix")(item, byref(found)):
            return IDENTITY
        return (found.a, found.b, found.c, found.d, found.e, found.f)

    def path(self, item: Handle) -> None:
        """A path directly on the page: its bounds are enough for a line or a box."""
        if not self.bounds_of(item, *self.pointers):
            return
        left, bottom, right, top = self.numbers.tolist()
        if right - left <= THIN or top - bottom <= THIN:
            if self.plain and left <= right and bottom <= top:
                self.ruling.line((left + self.e, self.f - top, right + self.e, self.f - bottom))
            else:
                self.ruling.line(self.space.box(left, bottom, right, top))
        else:
            self.drawings += 1
            self.walk(item, IDENTITY)

    def walk(self, item: Handle, outer: Affine) -> None:
        matrix = _times(self.matrix(item), outer)
        mode, stroke = c_int(), c_int()
        quick("FPDFPath_GetDrawMode")(item, byref(mode), byref(stroke))
        for points in self.pieces(item, matrix):
            self.ruling.piece(points, bool(stroke.value))

    def pieces(self, item: Handle, matrix: Affine) -> Iterator[list[tuple[float, float]]]:
        """The corners of each piece of a path that consists of straight lines only, as seen."""
        a, b, c, d, e, f = matrix
        points: list[tuple[float, float]] = []
        straight = True
        for index in range(min(quick("FPDFPath_CountSegments")(item), MAX_SEGMENTS)):
            segment = quick("FPDFPath_GetPathSegment")(item, index)
            kind = quick("FPDFPathSegment_GetType")(segment)
            quick("FPDFPathSegment_GetPoint")(segment, *self.pointers[:2])
            if kind == _MOVE_TO:
                if straight and len(points) > 1:
                    yield points
                points, straight = [], True
            straight = straight and kind in (_LINE_TO, _MOVE_TO)
            x, y = self.numbers[0], self.numbers[1]
            points.append(self.space.point(a * x + c * y + e, b * x + d * y + f))
            if quick("FPDFPathSegment_GetClose")(segment):
                points.append(points[0])
        if straight and len(points) > 1:
            yield points


def _times(inner: Affine, outer: Affine) -> Affine:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
