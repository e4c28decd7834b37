"""Pages of a PDF as they are seen: where characters stand, and pictures of a part of a page.

Boxes are as spans have them: left, top, right, bottom in points from the top left corner of the page as it is seen.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..model import BBox, Span
from ..records import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

_SLACK = 1.5
"""Points a character may stick out of the box of its span."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character that is no white space, and its box."""

    text: str
    box: BBox


class Pages:
    """A PDF opened for looking at. Only the page last asked for is kept open.

    Raises:
        InputError: it cannot be opened.
    """

    _KEPT = 40
    """Pages whose characters are kept: findings of one severity come after those of another, on the same pages."""

    def __init__(self, data: bytes, name: str) -> None:
        import pypdfium2

        try:
            self.document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise InputError(f"{name}: the PDF cannot be opened ({error}). Save it again and retry.") from error
        self._number = 0
        self._page: Any = None
        self._glyphs: dict[int, list[Glyph]] = {}

    def __len__(self) -> int:
        return len(self.document)

    def close(self) -> None:
        """Give the page and the document back."""
        self._forget()
        self.document.close()

    def page(self, number: int) -> Any:
        """The page, 1-based."""
        if number != self._number:
            self._forget()
            self._page, self._number = self.document[number - 1], number
        return self._page

    def _forget(self) -> None:
        if self._page is not None:
            self._page.close()
        self._page, self._number = None, 0

    def size(self, number: int) -> tuple[float, float]:
        """Width and height in points, as seen."""
        width, height = self.page(number).get_size()
        return float(width), float(height)

    def boxes(self, span: Span) -> list[BBox]:
        """One box for each line of the span, from the very characters; its own box where they cannot be told."""
        if span.page is None or span.bbox is None or not 1 <= span.page <= len(self):
            return []
        if "\n" not in span.text:
            return [span.bbox]
        wanted = "".join(span.text.split())
        lines = _lines([glyph for glyph in self._all_glyphs(span.page) if _inside(glyph.box, span.bbox)])
        # On a turned page pdfium tells the last line first.
        for glyphs in (list(chain(*lines)), list(chain(*reversed(lines)))):
            at = "".join(glyph.text for glyph in glyphs).find(wanted)
            if at >= 0:
                return [_around(line) for line in _lines(glyphs[at : at + len(wanted)])]
        return [span.bbox]

    def lines(self, number: int, frame: BBox) -> list[BBox]:
        """The boxes of the lines of characters that stand inside the frame."""
        return [_around(line) for line in _lines([g for g in self._all_glyphs(number) if _inside(g.box, frame)])]

    def _all_glyphs(self, number: int) -> list[Glyph]:
        if number not in self._glyphs:
            if len(self._glyphs) >= self._KEPT:
                self._glyphs.clear()
            self._glyphs[number] = list(_glyphs(self.page(number)))
        return self._glyphs[number]

    def picture(self, number: int, box: BBox, scale: float) -> Image:
        """The part of the page inside the box, `scale` pixels a point."""
        width, height = self.size(number)
        left, top, right, bottom = box
        crop = (left, height - bottom, width - right, top)
        picture: Image = self.page(number).render(scale=scale, crop=crop).to_pil()
        return picture


def to_page_space(page: Any, box: BBox) -> BBox:
    """A box as it is seen in the coordinates of the page's content: left, bottom, right, top."""
    import pypdfium2.raw as library

    width, height = page.get_size()
    corners = []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        # Device units fine enough that rounding to whole ones is not seen.
        grain = 64
        left, bottom = ctypes.c_double(), ctypes.c_double()
        size = (0, 0, round(width * grain), round(height * grain), 0)
        library.FPDF_DeviceToPage(page.raw, *size, round(x * grain), round(y * grain), left, bottom)
        corners.append((left.value, bottom.value))
    (x0, y0), (x1, y1) = corners
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _to_seen(page: Any, box: tuple[float, float, float, float]) -> BBox:
    import pypdfium2.raw as library

    width, height = page.get_size()
    grain = 64
    xs, ys = [], []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        across, down = ctypes.c_int(), ctypes.c_int()
        size = (0, 0, round(width * grain), round(height * grain), 0)
        library.FPDF_PageToDevice(page.raw, *size, x, y, across, down)
        xs.append(across.value / grain)
        ys.append(down.value / grain)
    return (min(xs), min(ys), max(xs), max(ys))


def _glyphs(page: Any) -> Iterator[Glyph]:
    text = page.get_textpage()
    try:
        for index in range(text.count_chars()):
            sign = text.get_text_range(index, 1)
            if sign and not sign.isspace():
                yield Glyph(sign, _to_seen(page, text.get_charbox(index, loose=True)))
    finally:
        text.close()  # before its page, or the library crashes


def _inside(box: BBox, frame: BBox) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return frame[0] - _SLACK <= x <= frame[2] + _SLACK and frame[1] - _SLACK <= y <= frame[3] + _SLACK


def _lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs cut into lines. Those of a turned page run up or down."""
    across = sum(_beside(one.box, two.box, 1) for one, two in pairwise(glyphs))
    down = sum(_beside(one.box, two.box, 0) for one, two in pairwise(glyphs))
    lines: list[list[Glyph]] = []
    for glyph in glyphs:
        if lines and _beside(_around(lines[-1]), glyph.box, 1 if across >= down else 0):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return lines


def _around(glyphs: Sequence[Glyph]) -> BBox:
    """The box around the glyphs."""
    left, top, right, bottom = zip(*(glyph.box for glyph in glyphs), strict=True)
    return (min(left), min(top), max(right), max(bottom))


def _beside(one: BBox, two: BBox, axis: int) -> bool:
    """Whether the second box lies at the height (axis 1) or in the column (axis 0) of the first."""
    return two[axis] < (one[axis] + one[axis + 2]) / 2 < two[axis + 2]
