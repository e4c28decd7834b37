"""Pictures of the places that findings point at, cut from the pages of a PDF and small enough to stand in a page.

Each shows the lines around the spans, the spans coloured. Errors come first: where the findings are too many for the
budget, what is left out is the least grave.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..model import BBox, Clause, Row, Span
from . import parts_of
from .pdf_pages import Pages
from .views import SEVERITIES, Located, View

if TYPE_CHECKING:
    from PIL.Image import Image

Side = Literal["body", "table"]
Key = tuple[int, Side]
"""Order of the finding in the report, and the side."""

_SCALE = 2.0
"""Pixels a point: what a screen of ordinary density shows sharply at 1.5 times the printed size."""
_MARGIN = 9.0
_TALLEST = 150.0
"""Points. What is taller is cut at its foot: the place is shown, not the whole clause."""
_BUDGET = 3_000_000
"""Bytes of all pictures of a page, before they are written as text."""
_MOST = 400
_COLOURS = 16
_TONE = (255, 226, 120)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a data URI; width and height in CSS pixels."""

    uri: str
    width: int
    height: int
    page: int


def pictures_of(view: View, originals: Mapping[str, bytes]) -> dict[Key, Picture]:
    """A picture for each side of each finding that has a place on a page of a PDF that was given."""
    sources = parts_of(view.report)
    given = {part: data for part, data in originals.items() if part in sources and data.startswith(b"%PDF-")}
    opened: dict[str, Pages] = {}
    made: dict[Key, Picture] = {}
    left = _BUDGET
    try:
        for place in _places(view, given):
            if place.part not in opened:
                opened[place.part] = Pages(given[place.part], sources[place.part].name)
            data, size = _cut_out(opened[place.part], place)
            left -= len(data)
            if left < 0 or len(made) >= _MOST:
                break
            made[place.key] = Picture(_uri(data), *size, place.page)
    finally:
        for pages in opened.values():
            pages.close()
    return made


@dataclass(frozen=True, slots=True)
class _Place:
    key: Key
    part: str
    page: int
    spans: tuple[Span, ...]
    around: tuple[BBox, ...]
    """Boxes of the paragraph or the line of the table on the same page: how wide the picture is."""


def _places(view: View, given: Mapping[str, bytes]) -> list[_Place]:
    """Errors first; within a severity by page, so that each page is opened once."""
    places = [
        (SEVERITIES.index(found.finding.severity), place.part, place.page, place.key, place)
        for found in view.located
        for place in (_place(found, "body", given), _place(found, "table", given))
        if place is not None
    ]
    return [place for *_, place in sorted(places, key=lambda entry: entry[:4])]


def _place(found: Located, side: Side, given: Mapping[str, bytes]) -> _Place | None:
    """The spans of a side on the page of the first of them."""
    item: Clause | Row | None = found.clause if side == "body" else found.row
    spans = found.finding.spans.body if side == "body" else found.finding.spans.table
    placed = [span for span in spans if span.page is not None and span.bbox is not None and span.part in given]
    if not placed:
        return None
    first = placed[0]
    here = tuple(span for span in placed if (span.part, span.page) == (first.part, first.page))
    around = tuple(
        span.bbox
        for span in (item.spans if item else ())
        if span.bbox is not None and (span.part, span.page, _line(span)) == (first.part, first.page, _line(first))
    )
    return _Place((found.order, side), first.part, first.page or 1, here, around)


def _line(span: Span) -> tuple[int, int] | None:
    return span.cell[:2] if span.cell else None


def _cut_out(pages: Pages, place: _Place) -> tuple[bytes, tuple[int, int]]:
    """The picture as PNG, and its size in CSS pixels."""
    boxes = [box for span in place.spans for box in pages.boxes(span)]
    frame = _frame(boxes, place.around, pages.size(place.page))
    picture = pages.picture(place.page, frame, _SCALE).convert("RGB")
    for box in boxes:
        _colour(picture, [(edge - frame[index % 2]) * _SCALE for index, edge in enumerate(box)])
    out = io.BytesIO()
    picture.quantize(_COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue(), (round((frame[2] - frame[0]) * 1.2), round((frame[3] - frame[1]) * 1.2))


def _frame(boxes: Sequence[BBox], around: Sequence[BBox], size: tuple[float, float]) -> BBox:
    """As wide as the paragraph or the line of the table, as high as the spans, with a margin, inside the page."""
    wide = [*boxes, *around]
    left, right = min(box[0] for box in wide) - _MARGIN, max(box[2] for box in wide) + _MARGIN
    high = max(_MARGIN, min(box[3] - box[1] for box in boxes))
    top, bottom = min(box[1] for box in boxes) - high, max(box[3] for box in boxes) + high
    bottom = min(bottom, top + _TALLEST)
    return (max(left, 0.0), max(top, 0.0), min(right, size[0]), min(bottom, size[1]))


def _colour(picture: Image, edges: Sequence[float]) -> None:
    """Colour the paper inside the edges and leave the ink black."""
    from PIL import Image, ImageChops

    left, top, right, bottom = (round(edge) for edge in edges)
    area = (max(left, 0), max(top, 0), min(right, picture.width), min(bottom, picture.height))
    if area[0] < area[2] and area[1] < area[3]:
        ink = picture.crop(area)
        picture.paste(ImageChops.multiply(ink, Image.new("RGB", ink.size, _TONE)), area)


def _uri(data: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(data).decode()
