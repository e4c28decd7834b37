"""Pictures of the places that findings point at, cut from the pages of a PDF and small enough to stand in a page.

Each shows the lines around the spans, the spans coloured. Errors come first: where the findings are too many for the
budget, what is left out is the least grave.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from ..model import BBox, Clause, Row, Span
from ..records import dataclass
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
_GAP = 4.0
"""Points above and below: less than between two lines."""
_WIDEST = 430.0
"""Points. Half a page of HTML shows no more without making it smaller than print."""
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
    """Boxes of the paragraph, or of each cell in the line of the table, on the same page."""


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
    cells: dict[object, list[BBox]] = {}
    for span in item.spans if item else ():
        if span.bbox is not None and (span.part, span.page, _line(span)) == (first.part, first.page, _line(first)):
            cells.setdefault(span.cell, []).append(span.bbox)
    return _Place((found.order, side), first.part, first.page or 1, here, tuple(map(_joined, cells.values())))


def _line(span: Span) -> tuple[int, int] | None:
    return span.cell[:2] if span.cell else None


def _cut_out(pages: Pages, place: _Place) -> tuple[bytes, tuple[int, int]]:
    """The picture as PNG, and its size in CSS pixels."""
    boxes = [box for span in place.spans for box in pages.boxes(span)]
    frame = _frame(pages, place, boxes)
    picture = pages.picture(place.page, frame, _SCALE).convert("RGB")
    for box in boxes:
        _colour(picture, [(edge - frame[index % 2]) * _SCALE for index, edge in enumerate(box)])
    out = io.BytesIO()
    picture.quantize(_COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue(), (round((frame[2] - frame[0]) * 1.2), round((frame[3] - frame[1]) * 1.2))


def _frame(pages: Pages, place: _Place, boxes: Sequence[BBox]) -> BBox:
    """The cells beside the spans, or the lines above and below, none cut through, with a margin, inside the page."""
    shown = _joined([*boxes, *_beside(boxes, place.around)])
    spans = _joined(boxes)
    if place.spans[0].cell is None or shown[3] - shown[1] > _TALLEST:
        top, bottom = _whole_lines(pages, place.page, (shown[0], spans[1], shown[2], spans[3]), boxes)
        shown = (shown[0], top, shown[2], min(bottom, top + _TALLEST))
    width, height = pages.size(place.page)
    left, right = max(shown[0] - _MARGIN, 0.0), min(shown[2] + _MARGIN, width)
    return (left, max(shown[1] - _GAP, 0.0), right, min(shown[3] + _GAP, height))


def _beside(boxes: Sequence[BBox], around: Sequence[BBox]) -> list[BBox]:
    """What stands around the spans, nearest first, as long as the picture stays narrow enough to be read."""
    here = _joined(boxes)
    chosen: list[BBox] = []
    for box in sorted(around, key=lambda box: max(box[0] - here[2], here[0] - box[2])):
        wide = _joined([*boxes, *chosen, box])
        if wide[2] - wide[0] > _WIDEST and not box[0] <= here[0] < box[2]:
            break
        chosen.append(box)
    return chosen


def _whole_lines(pages: Pages, page: int, frame: BBox, boxes: Sequence[BBox]) -> tuple[float, float]:
    """Top and bottom of the spans with the line above and the line below them."""
    high = min(box[3] - box[1] for box in boxes)
    strip = (frame[0], frame[1] - 2 * high, frame[2], frame[3] + 2 * high)
    near = [line for line in pages.lines(page, strip) if line[3] - line[1] < 2 * high]
    return min([frame[1], *(line[1] for line in near)]), max([frame[3], *(line[3] for line in near)])


def _joined(boxes: Sequence[BBox]) -> BBox:
    left, top, right, bottom = zip(*boxes, strict=True)
    return (min(left), min(top), max(right), max(bottom))


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
