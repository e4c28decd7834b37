"""Read a PDF: every page is studied, then all are composed into one Document."""

from __future__ import annotations

from collections.abc import Iterator

from ....errors import InputError
from ....model import SourceText
from ....outline import Note
from ...document import Document
from ...layout.compose import compose
from ...layout.study import Page, study
from .. import Blob, PageWatch, ReadOptions
from ..collector import collector_paused
from . import MEDIA_TYPE
from .boxes import Boxes
from .doubts import Doubts
from .library import LOCK
from .pages import OpenFile

MAX_PAGES = 5_000
_TOLERATED = 0.3
"""Share of a page's characters by which two engines may differ."""


def read_pdf(blob: Blob, options: ReadOptions) -> Document:
    """The whole file as one Document.

    Raises:
        InputError: encrypted, damaged, without pages, or with more pages than a notice can have.
    """
    with collector_paused():
        return _read(blob, options)


def _read(blob: Blob, options: ReadOptions) -> Document:
    with LOCK:
        file = OpenFile(blob.data, blob.name)
        _refuse_count(file)
        doubts = Doubts()
        pages = list(_pages(file, blob.part, options.watch, doubts))
    notes = doubts.notes()
    if options.engine == "pdfplumber":
        second = _second_opinion(blob)
        notes.extend(_disagreement(pages, second))
        layout = compose(second)
        source = SourceText(blob.part, layout.text, layout.places)
    else:
        layout = compose(pages)
        source = SourceText(blob.part, layout.text, layout.places, Boxes(file, layout).box_of)
    return Document(blob.source(MEDIA_TYPE, file.count), source, layout.blocks, layout.furniture, tuple(notes))


def _refuse_count(file: OpenFile) -> None:
    if file.count < 1:
        raise InputError(f"{file.name}: this PDF has no pages. Check that the download or the export finished.")
    if file.count > MAX_PAGES:
        raise InputError(
            f"{file.name}: this PDF has {file.count} pages, more than {MAX_PAGES}. Cut the notice out and read that.",
            "over-limits",
        )


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


def _pages(file: OpenFile, part: str, watch: PageWatch | None, doubts: Doubts) -> Iterator[Page]:
    for number in range(1, file.count + 1):
        if watch is not None and not watch.begins(part, number, file.count):
            doubts.unreadable(number, f"page {number} was left out: reading it passes the limits of time or memory")
            continue
        page = _study(file, number, doubts)
        if page is not None:
            if watch is not None:
                watch.ends(part, number)
            yield page


def _study(file: OpenFile, number: int, doubts: Doubts) -> Page | None:
    try:
        sheet = file.page(number)
        page = study(sheet)
        doubts.look(sheet, page.characters)
    except ValueError as error:
        doubts.unreadable(number, str(error))
        return None
    return page
