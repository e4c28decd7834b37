"""The plain text reader: tables by tabs, pipes or aligned columns, Markdown, and text pasted from a PDF."""

from __future__ import annotations

from .. import Reader
from .decoding import decode
from .reader import MEDIA_TYPE, read


def sniff(data: bytes) -> int:
    """10 for decodable text; other readers that know their format by content outbid it."""
    return 10 if decode(data) is not None else 0


READER = Reader("text", MEDIA_TYPE, sniff, read, forms=("TXT", "Markdown"))
