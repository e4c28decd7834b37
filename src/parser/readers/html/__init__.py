"""The HTML reader: a saved web page, or the same page in an MHTML archive (`mhtml` beside this room).

`encoding` decodes by content, `walker` gathers visible lines, tables and boxes in one pass, `tables` unwraps layout
tables, `furniture` tells the notice from what the site prints around it, `layout` writes the linear source text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import Blob, Reader, ReadOptions
from .sniff import MEDIA_TYPE, sniff

if TYPE_CHECKING:
    from ...document import Document


def _read(blob: Blob, options: ReadOptions) -> Document:
    # lxml costs some 25 ms to import; a text file should not pay for it.
    from .reader import read_page

    del options
    return read_page(blob, MEDIA_TYPE)


READER = Reader("html", MEDIA_TYPE, sniff, _read)
