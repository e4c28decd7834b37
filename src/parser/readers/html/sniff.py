"""Is this a web page, or a web page archive? Answered by the first bytes, whatever the file is called."""

from __future__ import annotations

import re

MEDIA_TYPE = "text/html"
MHTML_TYPE = "multipart/related"

_HEAD = 4096
_LEAD = re.compile(rb"(?:\xef\xbb\xbf|\s|<!--(?:[^-]|-(?!->))*-->|<\?xml[^>]*\?>)*+")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_PIECE = re.compile(
    rb"<(?:meta|title|div|table|style|script|center|article|section|main|h[1-6]|font|ul|ol|dl|p|span)[\s>]",
    re.IGNORECASE,
)
_MIME = re.compile(rb"^(?:mime-version|snapshot-content-location|content-type|content-location)\s*:", re.I | re.M)
_POSTED = re.compile(rb"^(?:received|return-path|delivered-to|message-id|x-mailer|to|cc|reply-to)\s*:", re.I | re.M)
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[ \t]")


def sniff(data: bytes) -> int:
    """90 for a whole page, 70 for a piece of one that ends in a tag; 0 otherwise."""
    head = _narrow(data[:_HEAD])
    lead = _LEAD.match(head)
    rest = head[lead.end() :] if lead else head
    if _PAGE.match(rest) or _PAGE.search(head[:1024]):
        return 90
    return 70 if _PIECE.match(rest) and _narrow(data[-64:]).rstrip().endswith(b">") else 0


def sniff_archive(data: bytes) -> int:
    """95 for MHTML (mail headers over related parts, no sign of the post); it holds a page and outbids it."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \r\n")
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    if not _HEADER.match(head) or not _MIME.search(headers):
        return 0
    related = b"multipart/related" in headers.lower() or b"text/html" in headers.lower()
    return 95 if related and not _POSTED.search(headers) else 0


def sniff_mail(data: bytes) -> bool:
    """Whether `data` begins like an e-mail: several headers of the post, no web page archive."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \r\n")
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    posted = len({match.group().lower() for match in _POSTED.finditer(headers)})
    sender = re.search(rb"^from\s*:", headers, re.I | re.M) is not None
    return _HEADER.match(head) is not None and posted + sender >= 2 and not sniff_archive(data)


def _narrow(head: bytes) -> bytes:
    """UTF-16 markup without its zero bytes: tags are ASCII in every encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<\x00" in head[:4] or b"\x00<" in head[:4] or b">\x00" in head:
        return head.lstrip(b"\xff\xfe").replace(b"\x00", b"")
    return head
