"""One page of a PDF as a `Sheet`: its text, the places of its characters and its ruling lines."""

from __future__ import annotations

import ctypes
import math
from ctypes import byref, c_double, c_uint, c_void_p
from types import TracebackType

from ...layout.sheet import Glyph, Rules
from .library import Matrix, Rectangle, pdfium
from .paths import read_rules
from .space import Space


class PdfPage:
    """An open page; use it as a context manager. `text` has one character for each character pdfium counts."""

    def __init__(self, document: c_void_p, number: int) -> None:
        """Raises ValueError where pdfium cannot load the page."""
        self.number = number
        self._pdfium = pdfium()
        self.handle = self._pdfium.FPDF_LoadPage(document, number - 1)
        if not self.handle:
            raise ValueError(f"page {number} cannot be loaded")
        self._text = self._pdfium.FPDFText_LoadPage(self.handle)
        self.text = self._read_text() if self._text else ""
        self.space = Space.of_page(self.handle)
        self._origin, self._box, self._matrix = (c_double(), c_double()), Rectangle(), Matrix()
        self.turn = self._main_turn()
        self.space = self.space.turned(self.turn)
        self.width, self.height = self.space.width, self.space.height

    def __enter__(self) -> PdfPage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._text:
            self._pdfium.FPDFText_ClosePage(self._text)
        self._pdfium.FPDF_ClosePage(self.handle)

    def _read_text(self) -> str:
        count = self._pdfium.FPDFText_CountChars(self._text)
        if count <= 0:
            return ""
        buffer = ctypes.create_string_buffer(2 * (count + 1))
        self._pdfium.FPDFText_GetText(self._text, 0, count, buffer)
        text = buffer.raw[: 2 * count].decode("utf-16-le", "replace")
        if len(text) == count and "\0" not in text:
            return text
        codes = (self._pdfium.FPDFText_GetUnicode(self._text, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)

    def rules(self) -> Rules:
        return read_rules(self.handle, self.space)

    def glyph(self, index: int) -> Glyph:
        """Where a character stands: its origin and advance rather than its ink, which is tight in Type 3 fonts."""
        x, y = self._origin
        self._pdfium.FPDFText_GetCharOrigin(self._text, index, byref(x), byref(y))
        self._pdfium.FPDFText_GetMatrix(self._text, index, byref(self._matrix))
        self._pdfium.FPDFText_GetLooseCharBox(self._text, index, byref(self._box))
        box, matrix = self._box, self._matrix
        left, base = self.space.point(x.value, y.value)
        one, two = self.space.point(box.left, box.bottom)[0], self.space.point(box.right, box.top)[0]
        size = self._pdfium.FPDFText_GetFontSize(self._text, index) * math.hypot(matrix.c, matrix.d)
        angle = self.space.angle(matrix.a, matrix.b)
        return Glyph(left, max(one, two), base, size or 1.0, angle % 360 in (0.0, 360.0))

    def faint(self, index: int) -> bool:
        """Is the character painted in a light grey or nearly transparent, as watermarks are?"""
        red, green, blue, alpha = (c_uint() for _ in range(4))
        fine = self._pdfium.FPDFText_GetFillColor(
            self._text, index, byref(red), byref(green), byref(blue), byref(alpha)
        )
        if not fine:
            return False
        levels = (red.value, green.value, blue.value)
        return alpha.value < 100 or (min(levels) > 170 and max(levels) - min(levels) < 40)

    def _main_turn(self) -> int:
        """Quarter turns by which most lines of the page are set: a landscape table drawn on a portrait page."""
        return 0
