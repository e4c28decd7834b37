"""PDF in the layout of GB/T 9704, drawn line by line: a ruled table breaks at page ends as an office program breaks it.

The font is the PDF built-in STSong-Light with its Chinese character map: nothing is embedded and the files stay small.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from .lines import wrap
from .pdf_table import draw_table
from .source import BREAK, Grid, Line, Part

FONT = "STSong-Light"
MM = 72 / 25.4
PORTRAIT, LANDSCAPE = (210 * MM, 297 * MM), (297 * MM, 210 * MM)
TOP, BOTTOM, LEFT, RIGHT = 37 * MM, 35 * MM, 28 * MM, 26 * MM
# kind: size in points, line height, alignment, first-line indent in characters
LOOK = {
    "mark": (30.0, 60.0, "center", 0),
    "index": (11.0, 20.0, "left", 0),
    "number": (16.0, 40.0, "center", 0),
    "title": (20.0, 34.0, "center", 0),
    "to": (16.0, 28.0, "left", 0),
    "text": (16.0, 28.0, "left", 2),
    "sign": (16.0, 28.0, "right", 0),
    "date": (16.0, 28.0, "right", 0),
    "note": (16.0, 28.0, "left", 2),
    "label": (16.0, 28.0, "left", 0),
    "heading": (20.0, 34.0, "center", 0),
    "closing": (14.0, 24.0, "left", 0),
}


def measure(text: str, size: float) -> float:
    """Width of `text` in points."""
    return float(pdfmetrics.stringWidth(text, FONT, size))


@dataclass(slots=True)
class Sheet:
    """The page being drawn. `y` is the distance in points from the lower edge to the next line's top."""

    canvas: Canvas
    size: tuple[float, float] = PORTRAIT
    number: int = 1
    y: float = PORTRAIT[1] - TOP

    @property
    def width(self) -> float:
        return self.size[0] - LEFT - RIGHT

    @property
    def room(self) -> float:
        return self.y - BOTTOM

    @property
    def is_fresh(self) -> bool:
        return self.y == self.size[1] - TOP

    def new_page(self, size: tuple[float, float] | None = None) -> None:
        """Finish this page with its number and begin the next one; a first page still empty is only given its size."""
        if self.number > 1 or not self.is_fresh:
            self.finish()
            self.number += 1
        self.size = size or self.size
        self.canvas.setPageSize(self.size)
        self.y = self.size[1] - TOP

    def finish(self) -> None:
        """Write the page number in the foot, outside on odd and even pages, and close the page."""
        text = f"— {self.number} —"
        x = self.size[0] - RIGHT - 14 - measure(text, 14) if self.number % 2 else LEFT + 14
        self.write(x, BOTTOM - 24, text, 14)
        self.canvas.showPage()

    def write(self, x: float, y: float, text: str, size: float) -> None:
        """Draw text with its baseline at (x, y)."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, y, text)


def render_pdf(part: Part) -> bytes:
    """One part as a PDF file without date or random id."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=PORTRAIT, invariant=True, pageCompression=0)
    sheet = Sheet(canvas)
    for block in part.blocks:
        if isinstance(block, Grid):
            draw_table(sheet, block, measure)
        elif block.kind == "page":
            sheet.new_page(LANDSCAPE if block.text == "landscape" else PORTRAIT)
        else:
            _paragraph(sheet, block)
    sheet.finish()
    canvas.save()
    return out.getvalue()


def _paragraph(sheet: Sheet, line: Line) -> None:
    size, height, align, indent = LOOK[line.kind]
    pieces = line.text.split(BREAK) if line.kind == "title" else [line.text.replace(BREAK, "")]
    for piece in pieces:
        for index, text in enumerate(wrap(piece, sheet.width, size, measure, indent * size)):
            if sheet.room < height:
                sheet.new_page()
            x = LEFT + (indent * size if index == 0 else 0)
            spare = sheet.width - measure(text, size)
            x += {"left": 0.0, "center": spare / 2, "right": spare - 2 * size}[align]
            sheet.write(x, sheet.y - size - (height - size) / 2 + 3, text, size)
            sheet.y -= height
