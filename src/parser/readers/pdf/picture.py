"""A page of a PDF as a picture with boxes drawn on it (`hedui inspect --image`)."""

from __future__ import annotations

import io
from collections.abc import Iterable

from .library import LOCK
from .stages import Mark

_SCALE = 2.0
"""Pixels to a point."""
_COLOURS = {
    "glyph": (60, 120, 220),
    "turned": (200, 60, 200),
    "level": (220, 40, 40),
    "upright": (30, 110, 220),
    "shaded": (230, 160, 30),
    "cell": (20, 150, 70),
    "text": (60, 120, 220),
    "paragraph": (60, 120, 220),
    "other paragraph": (200, 60, 200),
    "table": (20, 150, 70),
    "furniture": (140, 140, 140),
}
_FILL = 36
"""Opacity of the inside of a box, of 255."""


def page_picture(data: bytes, number: int, marks: Iterable[Mark]) -> bytes:
    """Page `number` (1-based, it must exist) as PNG, the marks drawn over it."""
    import pypdfium2
    from PIL import Image, ImageDraw

    with LOCK:
        document = pypdfium2.PdfDocument(data)
        try:
            page = document[number - 1]
            picture = page.render(scale=_SCALE).to_pil().convert("RGBA")
            page.close()
        finally:
            document.close()
    over = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(over)
    for mark in marks:
        colour, box = _COLOURS[mark.kind], [_SCALE * value for value in mark.box]
        if box[0] == box[2] or box[1] == box[3]:
            pen.line(box, (*colour, 255), 3)
        else:
            pen.rectangle(box, (*colour, _FILL), (*colour, 255))
    out = io.BytesIO()
    Image.alpha_composite(picture, over).convert("RGB").save(out, "PNG")
    return out.getvalue()
