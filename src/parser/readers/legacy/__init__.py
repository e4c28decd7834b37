"""Old and foreign office forms (DOC, WPS, RTF, ODT, XLS, ET, ODS): converted by LibreOffice, then read as DOCX or XLSX.

`kinds` tells the forms by content, `office` runs LibreOffice within bounds, `reader` reads what it made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import Blob, Reader, ReadOptions
from .kinds import kind_of

if TYPE_CHECKING:
    from ...document import Document


def _sniff(data: bytes) -> int:
    """90 for a form that LibreOffice converts; a file with a password counts: its error is ours to explain."""
    return 90 if kind_of(data) is not None else 0


def _read(blob: Blob, options: ReadOptions) -> Document:
    from .reader import read_converted

    return read_converted(blob, options)


READER = Reader(
    "legacy", "application/x-ole-storage", _sniff, _read, forms=("DOC", "WPS", "RTF", "ODT", "XLS", "ET", "ODS")
)
