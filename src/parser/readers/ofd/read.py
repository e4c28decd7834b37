"""Read an OFD: every page is studied, then all are composed into one Document, as with PDF.

Annotations, signatures and seals are not read.
"""

from __future__ import annotations

from bisect import bisect_right

from ....model import BBox, SourceText
from ....outline import Note
from ...document import Document
from ...layout.compose import Layout, compose
from ...layout.sheet import Glyph
from ...layout.study import Page, study
from .. import Blob, ReadOptions
from ..container.package import PartError
from . import MEDIA_TYPE
from .page import OfdPage, TooMuchError
from .pages import OfdFile, content_of, open_ofd


def read_ofd(blob: Blob, options: ReadOptions) -> Document:
    """The whole file as one Document.

    Raises:
        InputError: encrypted, damaged, without pages, or with more pages than a notice can have.
    """
    file = open_ofd(blob.data, blob.name)
    count = len(file.pages)
    notes: list[Note] = []
    pages: list[Page] = []
    glyphs: dict[int, list[Glyph]] = {}
    for number in range(1, count + 1):
        if options.watch is not None and not options.watch.begins(blob.part, number, count):
            said = f"page {number} was left out: reading it passes the limits of time or memory"
            notes.append(Note("page-unreadable", said, page=number))
            continue
        sheet = _sheet(file, number, notes)
        if sheet is not None:
            pages.append(study(sheet))
            glyphs[number] = [sheet.glyph(index) for index in range(len(sheet.text))]
        if options.watch is not None:
            options.watch.ends(blob.part, number)
    layout = compose(pages)
    source = SourceText(blob.part, layout.text, layout.places, Boxes(layout, glyphs).box_of)
    return Document(blob.source(MEDIA_TYPE, count), source, layout.blocks, layout.furniture, tuple(notes))


def _sheet(file: OfdFile, number: int, notes: list[Note]) -> OfdPage | None:
    try:
        content = content_of(file, number - 1)
        sheet = OfdPage(number, content.width, content.height, content.layers)
    except (PartError, TooMuchError) as error:
        notes.append(Note("page-unreadable", str(error), page=number))
        return None
    if not sheet.text.strip():
        notes.append(Note("page-unreadable", f"page {number} has no text", page=number))
    return sheet


class Boxes:
    """Exact boxes of runs of the source text, from the places of their characters."""

    def __init__(self, layout: Layout, glyphs: dict[int, list[Glyph]]) -> None:
        self._places, self._origins, self._glyphs = layout.places, layout.origins, glyphs
        self._starts = [place.start for place in layout.places]

    def box_of(self, start: int, end: int) -> BBox | None:
        """The box of [start, end), which must lie within one place; None where it does not."""
        index = bisect_right(self._starts, start) - 1
        if index < 0 or start >= end or end > self._places[index].end:
            return None
        place = self._places[index]
        first = self._origins[index] + start - place.start
        assert place.page is not None
        glyphs = self._glyphs[place.page]
        one, two = glyphs[first], glyphs[first + end - start - 1]
        return None if place.bbox is None else (one.left, place.bbox[1], two.right, place.bbox[3])
