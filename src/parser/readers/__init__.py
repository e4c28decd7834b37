"""Readers: bytes -> Document. One format, one room; nothing after a reader knows the format.

Each module or package in this folder that defines `READER` is a reader. `sniff` looks at content, never at the file
name. A new format is one new module here and no edit elsewhere.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from ...errors import InputError
from ...model import Source
from ..document import Document


class PageWatch(Protocol):
    """Follows a reader page by page, and may leave pages out: those that cost too much the last time."""

    def begins(self, part: str, page: int, pages: int) -> bool:
        """Page `page` (1-based) of `pages` comes next; False leaves it out."""
        ...

    def ends(self, part: str, page: int) -> None:
        """The page was read."""
        ...


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a caller may choose about reading."""

    revisions: str = "final"
    """Tracked changes: "final" text, or "original"."""
    engine: str = "pdfium"
    """PDF engine: "pdfium" or "pdfplumber"."""
    watch: PageWatch | None = None
    """Hears of each page of a form that has pages."""
    conversion_seconds: float = 60.0
    """Time on the clock that LibreOffice has for the conversion of an old office file."""


@dataclass(frozen=True, slots=True)
class Blob:
    """One input: its bytes, its name (file name only) and the part it will be (body, attachment-1 ...)."""

    data: bytes
    name: str
    part: str

    def source(self, media_type: str, pages: int | None = None) -> Source:
        return Source(self.name, hashlib.sha256(self.data).hexdigest(), media_type, pages)


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader. `sniff(data)` is a confidence from 0 (not mine) to 100 (certain); it must be fast and never raise."""

    name: str
    media_type: str
    sniff: Callable[[bytes], int]
    read: Callable[[Blob, ReadOptions], Document]


@cache
def readers() -> tuple[Reader, ...]:
    """Every reader in this folder, by name. The modules import their heavy libraries only when they read."""
    found = []
    for module in pkgutil.iter_modules(__path__):
        reader = getattr(importlib.import_module(f"{__name__}.{module.name}"), "READER", None)
        if isinstance(reader, Reader):
            found.append(reader)
    return tuple(sorted(found, key=lambda reader: reader.name))


def read_document(blob: Blob, options: ReadOptions | None = None) -> Document:
    """Read one file with the reader its content asks for.

    Raises:
        InputError: the file is empty, of an unknown kind, encrypted or too damaged to read.
    """
    if not blob.data:
        raise InputError(
            f"{blob.name}: the file is empty (0 bytes). Check that the download or copy finished.", "empty"
        )
    scored = [(reader.sniff(blob.data), reader) for reader in readers()]
    confidence, reader = max(scored, key=lambda pair: pair[0])
    if confidence <= 0:
        raise InputError(f"{blob.name}: {_unknown(blob.data)}", "unknown-type")
    return reader.read(blob, options or ReadOptions())


_FOREIGN = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"BM", "a BMP picture"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (DOC, XLS, WPS or an encrypted Office file)"),
    (b"{\\rtf", "an RTF file"),
    (b"PK\x03\x04", "a ZIP file that is no DOCX"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
)


def _unknown(data: bytes) -> str:
    kind = next((name for magic, name in _FOREIGN if data.startswith(magic)), "a file of unknown kind")
    return f"this is {kind}; hedui reads PDF, DOCX and TXT. Save or export the notice in one of these forms."
