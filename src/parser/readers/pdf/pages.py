"""A PDF file that stays open, with the pages used last."""

from __future__ import annotations

import weakref
from collections import OrderedDict
from ctypes import c_void_p

from .file import close_pdf, load_pdf
from .library import LOCK, pdfium
from .page import PdfPage

_OPEN_PAGES = 32
"""A file with so many pages keeps all of them open: most notices are loaded once for their text and for exact boxes."""
_OPEN_OF_MANY = 6
"""Pages that a longer file keeps open."""


class OpenFile:
    """An open file; it is closed with its pages when it is no longer used. Whoever calls it holds `LOCK`."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises InputError as `load_pdf` does."""
        self.data, self.name = data, name
        self.document = load_pdf(data, name)
        self.count: int = pdfium().FPDF_GetPageCount(self.document)
        self._most = _OPEN_PAGES if self.count <= _OPEN_PAGES else _OPEN_OF_MANY
        self._pages: OrderedDict[int, PdfPage] = OrderedDict()
        # Not when the process ends: pypdfium2, where somebody imported it, has taken the library down by then.
        weakref.finalize(self, _close, self.document, self._pages, data).atexit = False

    def page(self, number: int) -> PdfPage:
        """Page `number` (1-based), open until so many others were asked for. Raises ValueError as `PdfPage` does."""
        if number not in self._pages:
            page = PdfPage(self.document, number)
            if len(self._pages) >= self._most:
                self._pages.popitem(last=False)[1].close()
            self._pages[number] = page
        self._pages.move_to_end(number)
        return self._pages[number]


def _close(document: c_void_p, pages: OrderedDict[int, PdfPage], data: bytes) -> None:
    """`data` is passed to stay alive until the document is closed."""
    with LOCK:
        for page in pages.values():
            page.close()
        close_pdf(document)
