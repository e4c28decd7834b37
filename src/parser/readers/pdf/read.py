"""Read a PDF: every page is studied and closed, then all are composed into one Document."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_void_p

from ....errors import InputError
from ....model import SourceText
from ....outline import Note
from ...document import Document
from ...layout.compose import compose
from ...layout.study import Page, study
from .. import Blob, PageWatch, ReadOptions
from . import MEDIA_TYPE
from .boxes import Boxes
from .doubts import Doubts
from .file import open_pdf
from .library import pdfium
from .page import PdfPage

MAX_PAGES = 5_000
_TOLERATED = 0.3
"""Share of a page's characters by which two engines may differ."""


def read_pdf(blob: Blob, options: ReadOptions) -> Document:
    """The whole file as one Document.

    Raises:
        InputError: encrypted, damaged, without pages, or with more pages than a notice can have.
    """
    with open_pdf(blob.data, blob.name) as document:
        count = _count_pages(document, blob.name)
        doubts = Doubts()
        pages = list(_pages(document, count, blob.part, options.watch, doubts))
    notes = doubts.notes()
    if options.engine == "pdfplumber":
        second = _second_opinion(blob)
        notes.extend(_disagreement(pages, second))
        layout = compose(second)
        source = SourceText(blob.part, layout.text, layout.places)
    else:
        layout = compose(pages)
        source = SourceText(blob.part, layout.text, layout.places, Boxes(blob.data, blob.name, layout).box_of)
    return Document(blob.source(MEDIA_TYPE, count), source, layout.blocks, layout.furniture, tuple(notes))


def _count_pages(document: c_void_p, name: str) -> int:
    count: int = pdfium().FPDF_GetPageCount(document)
    if count < 1:
        raise InputError(f"{name}: this PDF has no pages. Check that the download or the export finished.")
    if count > MAX_PAGES:
        raise InputError(
            f"{name}: this PDF has {count} pages, more than {MAX_PAGES}. Cut the notice out and read that.",
            "over-limits",
        )
    return count


def _second_opinion(blob: Blob) -> list[Page]:
    from .plumber import plumber_sheets

    return [study(sheet) for sheet in plumber_sheets(blob.data, blob.name)]


def _disagreement(pages: list[Page], second: list[Page]) -> Iterator[Note]:
    """Where the engines see another number of pages, or clearly more or less text, one of them is wrong."""
    if len(pages) != len(second):
        yield Note("engine-disagrees", f"pdfium reads {len(pages)} pages, pdfplumber {len(second)}")
    for one, two in zip(pages, second, strict=False):
        if abs(one.characters - two.characters) > _TOLERATED * max(one.characters, two.characters):
            text = f"page {one.number}: pdfium reads {one.characters} characters, pdfplumber {two.characters}"
            yield Note("engine-disagrees", text, page=one.number)


def _pages(document: c_void_p, count: int, part: str, watch: PageWatch | None, doubts: Doubts) -> Iterator[Page]:
    for number in range(1, count + 1):
        if watch is not None and not watch.begins(part, number, count):
            doubts.unreadable(number, f"page {number} was left out: reading it passes the limits of time or memory")
            continue
        page = _study(document, number, doubts)
        if page is not None:
            if watch is not None:
                watch.ends(part, number)
            yield page


def _study(document: c_void_p, number: int, doubts: Doubts) -> Page | None:
    try:
        with PdfPage(document, number) as sheet:
            page = study(sheet)
            doubts.look(sheet, page.characters)
    except ValueError as error:
        doubts.unreadable(number, str(error))
        return None
    return page
