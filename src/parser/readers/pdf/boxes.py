"""Exact boxes of runs of the source text, measured when they are asked for."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from ....model import BBox
from ...layout.compose import Layout
from ...layout.sheet import ASCENT, DESCENT, seen_box
from .library import LOCK
from .pages import OpenFile

_start = attrgetter("start")


class Boxes:
    """Measures in the file it was read from, or opens that again where it is asked in another process."""

    def __init__(self, file: OpenFile, layout: Layout) -> None:
        self.data, self.name = file.data, file.name
        self.places, self.origins = layout.places, layout.origins
        self._open: OpenFile | None = file

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_open": None}

    def box_of(self, start: int, end: int) -> BBox | None:
        """The box of [start, end), which must lie within one place; None where it does not."""
        index = bisect_right(self.places, start, key=_start) - 1
        if index < 0 or start >= end or end > self.places[index].end:
            return None
        place = self.places[index]
        first = self.origins[index] + start - place.start
        with LOCK:
            if self._open is None:
                self._open = OpenFile(self.data, self.name)
            assert place.page is not None
            page = self._open.page(place.page)
            one, two, size = page.glyph(first), page.glyph(first + end - start - 1), page.style(first)[0]
        box = (one.left, one.base - ASCENT * size, two.right, one.base + DESCENT * size)
        return seen_box(box, page.turn, page.width, page.height)
