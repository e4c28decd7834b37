"""Exact boxes of runs of the source text, measured when they are asked for."""

from __future__ import annotations

import weakref
from bisect import bisect_right
from collections import OrderedDict
from ctypes import c_void_p

from ....model import BBox
from ...layout.compose import Layout
from ...layout.sheet import seen_box
from .file import close_pdf, load_pdf
from .library import LOCK
from .page import PdfPage

_OPEN_PAGES = 32


class Boxes:
    """Opens the file again when the first box is asked for, and keeps the pages asked for last open."""

    def __init__(self, data: bytes, name: str, layout: Layout) -> None:
        self.data, self.name = data, name
        self.starts = [place.start for place in layout.places]
        self.places, self.origins = layout.places, layout.origins
        self._open: _OpenFile | None = None

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_open": None}

    def box_of(self, start: int, end: int) -> BBox | None:
        """The box of [start, end), which must lie within one place; None where it does not."""
        index = bisect_right(self.starts, start) - 1
        if index < 0 or start >= end or end > self.places[index].end:
            return None
        number, offset = self.origins[index]
        first = offset + start - self.places[index].start
        with LOCK:
            if self._open is None:
                self._open = _OpenFile(self.data, self.name)
            page = self._open.page(number)
            one, two, size = page.glyph(first), page.glyph(first + end - start - 1), page.style(first)[0]
        box = (one.left, one.base - 0.88 * size, two.right, one.base + 0.12 * size)
        return seen_box(box, page.turn, page.width, page.height)


class _OpenFile:
    """A file with a few open pages; everything is closed when it is no longer used."""

    def __init__(self, data: bytes, name: str) -> None:
        self.document = load_pdf(data, name)
        self.pages: OrderedDict[int, PdfPage] = OrderedDict()
        # Not when the process ends: pypdfium2, where somebody imported it, has taken the library down by then.
        weakref.finalize(self, _close, self.document, self.pages, data).atexit = False

    def page(self, number: int) -> PdfPage:
        if number not in self.pages:
            if len(self.pages) >= _OPEN_PAGES:
                self.pages.popitem(last=False)[1].close()
            self.pages[number] = PdfPage(self.document, number)
        self.pages.move_to_end(number)
        return self.pages[number]


def _close(document: c_void_p, pages: OrderedDict[int, PdfPage], data: bytes) -> None:
    """`data` is passed to stay alive until the document is closed."""
    with LOCK:
        for page in pages.values():
            page.close()
        close_pdf(document)
