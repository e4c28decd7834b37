"""The spreadsheet reader (XLSX, XLSM, XLTX): every sheet as a reader sees it on the screen.

`book` opens the workbook, `styles` and `numbers` print a stored number as its format shows it, `cells` reads a
worksheet, `frame` lays what is visible on a small grid however far apart the cells stand, `layout` writes the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import Blob, Reader, ReadOptions
from ..container import ZIP_MAGIC, zip_names

if TYPE_CHECKING:
    from ...document import Document

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _sniff(data: bytes) -> int:
    """A ZIP with the parts of a workbook; a cut-off download has lost its directory but not the names before each."""
    if not data.startswith(ZIP_MAGIC):
        return 0
    names = zip_names(data)
    if names is None:
        return 60 if b"xl/workbook" in data else 0
    return 95 if any(name.startswith("xl/") for name in names) and not any(n.startswith("word/") for n in names) else 0


def _read(blob: Blob, options: ReadOptions) -> Document:
    from .reader import read_book

    del options
    return read_book(blob)


READER = Reader("sheet", MEDIA_TYPE, _sniff, _read, forms=("XLSX",))
