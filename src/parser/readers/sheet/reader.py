"""From the bytes of a workbook to a Document.

What is read and what is not:
- Every visible sheet, in the order of the tabs. A single cell above the table (a title, a unit of measure) is a
  paragraph; the rest is one table a sheet, with its merged cells.
- Numbers and dates as their formats show them; of a formula the result that was stored with it.
- Hidden rows, columns and sheets, and cells under a merged cell, are furniture, and a note says so.
- Comments, text boxes, print heads and feet are not read.
"""

from __future__ import annotations

from ...document import Document
from .. import Blob
from . import MEDIA_TYPE
from .book import Book, open_book
from .cells import RawCell, read_cells, uncounted_note
from .frame import lay
from .layout import Layout, hidden_note


def read_book(blob: Blob) -> Document:
    """Read a workbook.

    Raises:
        InputError: damaged, encrypted, in the binary form (XLSB), or built to overwhelm its reader.
    """
    book = open_book(blob.data, blob.name)
    layout = Layout(blob.name)
    asides: list[tuple[list[RawCell], int | None]] = []
    shown = 0
    for tab in book.tabs:
        sheet = read_cells(book.sheet(tab), book)
        note = uncounted_note(sheet, tab.name)
        if note is not None:
            book.notes.append(note)
        if tab.hidden:
            asides.append((sheet.cells, None))
            continue
        shown += 1
        frame = lay(sheet, book.package)
        layout.sheet(frame, shown)
        asides.append((frame.hidden, shown))
    return _document(blob, book, layout, asides)


def _document(blob: Blob, book: Book, layout: Layout, asides: list[tuple[list[RawCell], int | None]]) -> Document:
    for cells, tab in asides:
        layout.aside(cells, tab)
    source = layout.source(blob.part)
    hidden = sum(len(cells) for cells, _ in asides)
    sheets = sum(1 for cells, tab in asides if tab is None and cells)
    note = hidden_note(source, layout.furniture, hidden, sheets)
    notes = (*book.notes, note) if note is not None else tuple(book.notes)
    return Document(blob.source(MEDIA_TYPE), source, tuple(layout.blocks), tuple(layout.furniture), notes)
