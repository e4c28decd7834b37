"""The OFD reader (GB/T 33190-2016): text and ruling lines with page and box, by the same layout code as PDF.

`pages` finds the pages of the package, `page` reads the objects of one, `paths` what it draws, `read` puts them
together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import Blob, Reader, ReadOptions
from ..container import ZIP_MAGIC, zip_names

if TYPE_CHECKING:
    from ...document import Document

MEDIA_TYPE = "application/ofd"


def _sniff(data: bytes) -> int:
    """A ZIP with OFD.xml at its top; a cut-off download has lost its directory but not the names before each part."""
    if not data.startswith(ZIP_MAGIC):
        return 0
    names = zip_names(data)
    if names is None:
        return 60 if b"OFD.xml" in data[:4096] or b"Doc_0/" in data[:4096] else 0
    return 95 if "ofd.xml" in names else 0


def _read(blob: Blob, options: ReadOptions) -> Document:
    from .read import read_ofd

    return read_ofd(blob, options)


READER = Reader("ofd", MEDIA_TYPE, _sniff, _read)
