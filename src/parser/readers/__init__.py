"""Readers: bytes -> Document. One format, one room; nothing after a reader knows the format.

Each module or package in this folder that defines `READER` is a reader. `sniff` looks at content, never at the file
name. A new format is one new module here and no edit elsewhere.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Protocol

from ...errors import InputError
from ...model import Source
from ...records import dataclass
from ..document import Document
from .foreign import name_foreign, name_foreign_text

_CERTAIN = 100


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
    forms: tuple[str, ...] = ()
    """What people call the forms it reads (DOC, WPS); left empty, its name in capitals."""


@cache
def readers() -> tuple[Reader, ...]:
    """Every reader in this folder, by name. The modules import their heavy libraries only when they read."""
    found = []
    for module in pkgutil.iter_modules(__path__):
        reader = getattr(importlib.import_module(f"{__name__}.{module.name}"), "READER", None)
        if isinstance(reader, Reader):
            found.append(reader)
    return tuple(sorted(found, key=lambda reader: reader.name))


def forms_read() -> str:
    """The forms that are read, as a list for people: DOCX, HTML, MHTML and PDF."""
    names = sorted({form for reader in readers() for form in reader.forms or (reader.name.upper(),)})
    return " and ".join([", ".join(names[:-1]), names[-1]])


def reader_for(data: bytes) -> Reader | None:
    """The reader whose content test is surest; None where none takes the file."""
    if name_foreign_text(data) is not None:
        return None
    surest, found = 0, None
    for reader in readers():
        confidence = reader.sniff(data)
        if confidence > surest:
            surest, found = confidence, reader
        if surest == _CERTAIN:
            break
    return found


def read_document(blob: Blob, options: ReadOptions | None = None) -> Document:
    """Read one file with the reader its content asks for.

    Raises:
        InputError: the file is empty, of an unknown kind, encrypted or too damaged to read.
    """
    if not blob.data:
        raise InputError(
            f"{blob.name}: the file is empty (0 bytes). Check that the download or copy finished.", "empty"
        )
    reader = reader_for(blob.data)
    if reader is None:
        reason = name_foreign_text(blob.data) or name_foreign(blob.data, forms_read())
        raise InputError(f"{blob.name}: {reason}", "unknown-type")
    return reader.read(blob, options or ReadOptions())
