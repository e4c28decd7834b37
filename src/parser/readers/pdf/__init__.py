"""PDF -> Document. pdfium gives the characters and ruling lines; `hedui.parser.layout` makes sense of them."""

from __future__ import annotations

import re

from ...document import Document
from .. import Blob, Reader, ReadOptions

MEDIA_TYPE = "application/pdf"
_HEADER = re.compile(rb"%PDF-\d")


def _sniff(data: bytes) -> int:
    """A PDF header within the first 1024 bytes, as PDF readers accept it."""
    match = _HEADER.search(data, 0, 1024)
    if match is None:
        return 0
    return 100 if match.start() == 0 else 90


def _read(blob: Blob, options: ReadOptions) -> Document:
    from .read import read_pdf

    return read_pdf(blob, options)


READER = Reader("pdf", MEDIA_TYPE, _sniff, _read)
