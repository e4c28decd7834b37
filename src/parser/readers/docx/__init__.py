"""The DOCX reader: OOXML by zipfile and lxml, the text as Word prints it.

The container is opened within bounds (`container.package`), `styles` and `numbering` resolve what a paragraph inherits,
`inline` reads one paragraph, `walker` a flow of blocks, `table` lays cells on a true grid, `layout` writes the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import Blob, Reader, ReadOptions
from ..collector import collector_paused
from .sniff import MEDIA_TYPE, sniff

if TYPE_CHECKING:
    from ...document import Document


def _read(blob: Blob, options: ReadOptions) -> Document:
    # lxml costs some 25 ms to import; a text file should not pay for it.
    from .reader import read

    with collector_paused():
        return read(blob, options)


READER = Reader("docx", MEDIA_TYPE, sniff, _read)
