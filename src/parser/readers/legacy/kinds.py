"""The forms that LibreOffice converts, told by content: a .wps is a .doc inside, and names lie."""

from __future__ import annotations

import struct

from ....records import dataclass
from ..container import OLE_MAGIC, ZIP_MAGIC
from .ole import Stream, top_streams


@dataclass(frozen=True, slots=True)
class Kind:
    """`suffix` is what LibreOffice is told, `target` the suffix of what it makes, `package` what must be installed."""

    name: str
    media_type: str
    suffix: str
    target: str
    package: str


_WRITER, _CALC = "libreoffice-writer", "libreoffice-calc"
DOC = Kind("DOC", "application/msword", "doc", "docx", _WRITER)
RTF = Kind("RTF", "application/rtf", "rtf", "docx", _WRITER)
ODT = Kind("ODT", "application/vnd.oasis.opendocument.text", "odt", "docx", _WRITER)
XLS = Kind("XLS", "application/vnd.ms-excel", "xls", "xlsx", _CALC)
ODS = Kind("ODS", "application/vnd.oasis.opendocument.spreadsheet", "ods", "xlsx", _CALC)

_WORD_STREAM = "WordDocument"
_BOOK_STREAMS = ("Workbook", "Book")
_ENCRYPTED_PACKAGE = "EncryptedPackage"


def kind_of(data: bytes) -> Kind | None:
    """The form of a file that LibreOffice converts, None for any other file."""
    if data.startswith(b"{\\rtf"):
        return RTF
    if data.startswith(ZIP_MAGIC):
        return _open_document(data)
    if not data.startswith(OLE_MAGIC):
        return None
    streams = top_streams(data)
    if _ENCRYPTED_PACKAGE in streams:
        return None
    if _WORD_STREAM in streams:
        return DOC
    return XLS if any(name in streams for name in _BOOK_STREAMS) else None


def _open_document(data: bytes) -> Kind | None:
    """The first part of an OpenDocument file is its media type, not compressed; templates have a longer one."""
    said = data[30:120]
    for kind in (ODT, ODS):
        if said.startswith(b"mimetype" + kind.media_type.encode()):
            return kind
    return None


def is_encrypted(data: bytes, kind: Kind) -> bool:
    """Whether a DOC or XLS says of itself that it is encrypted."""
    streams = top_streams(data)
    if kind is DOC:
        return _has_flag(data, streams[_WORD_STREAM])
    return kind is XLS and any(_has_password(data, streams[name]) for name in _BOOK_STREAMS if name in streams)


def _has_flag(data: bytes, stream: Stream) -> bool:
    """Bit 8 of the flags in the file information block ([MS-DOC] 2.5.2)."""
    if stream.start is None or stream.start + 12 > len(data):
        return False
    flags: int
    (flags,) = struct.unpack_from("<H", data, stream.start + 10)
    return bool(flags & 0x0100)


def _has_password(data: bytes, stream: Stream) -> bool:
    """A record FilePass among the first records ([MS-XLS] 2.4.117)."""
    at = stream.start
    for _ in range(8):
        if at is None or at + 4 > len(data):
            return False
        record, size = struct.unpack_from("<HH", data, at)
        if record == 0x002F:
            return True
        at += 4 + size
    return False
