"""Web page archives (MHTML): a page and its pictures as the parts of one MIME message. Only the page is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import InputError
from . import Blob, Reader, ReadOptions
from .mime import is_archive

if TYPE_CHECKING:
    from email.message import Message

    from ..document import Document

MEDIA_TYPE = "multipart/related"
PART_LIMIT = 2_000
_LARGEST = 128 << 20


def _read(blob: Blob, options: ReadOptions) -> Document:
    """Read the page of an archive.

    Raises:
        InputError: the archive holds no page, is cut off before it, or is built to overwhelm its reader.
    """
    from .html.reader import read_page

    del options
    return read_page(blob, MEDIA_TYPE, _page_of(blob))


def _page_of(blob: Blob) -> bytes:
    """The bytes of the page: the part the archive starts with, else the first page with something in it."""
    if len(blob.data) > _LARGEST:
        raise InputError(f"{blob.name}: the archive is larger than {_LARGEST >> 20} MB. Save the page alone as HTML.")
    pages = [payload for part in _parts(blob) if (payload := _payload(part)).strip()]
    if not pages:
        raise InputError(
            f"{blob.name}: the web page archive holds no page. Save the page again, or save it as HTML only."
        )
    return pages[0]


def _parts(blob: Blob) -> list[Message]:
    """The parts that are pages, the one named by `start` first."""
    from email import message_from_bytes

    try:
        message = message_from_bytes(blob.data.lstrip(b"\xef\xbb\xbf \r\n"))
        found = []
        for number, part in enumerate(message.walk()):
            if number > PART_LIMIT:
                raise InputError(f"{blob.name}: the archive holds more than {PART_LIMIT} parts. Save the page as HTML.")
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                found.append(part)
    except RecursionError:
        raise InputError(f"{blob.name}: the parts of the archive are nested too deep. Save the page as HTML.") from None
    start = message.get_param("start")
    return sorted(found, key=lambda part: part.get("Content-ID") != start) if start else found


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _sniff(data: bytes) -> int:
    """95: an archive holds a page, and outbids the reader of pages."""
    return 95 if is_archive(data) else 0


READER = Reader("mhtml", MEDIA_TYPE, _sniff, _read)
