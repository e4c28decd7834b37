"""The plain text reader: tables by tabs, pipes or aligned columns, Markdown, and text pasted from a PDF."""

from __future__ import annotations

from ...document import Document
from .. import Blob, Reader, ReadOptions
from .decoding import decode

MEDIA_TYPE = "text/plain"


def sniff(data: bytes) -> int:
    """10 for decodable text; other readers that know their format by content outbid it."""
    return 10 if decode(data) is not None else 0


def _read(blob: Blob, options: ReadOptions) -> Document:
    from .reader import read

    return read(blob, options)


READER = Reader("text", MEDIA_TYPE, sniff, _read, forms=("TXT", "Markdown"))
