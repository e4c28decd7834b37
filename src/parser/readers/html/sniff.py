"""Is this a web page? Answered by the first bytes, whatever the file is called."""

from __future__ import annotations

import re

MEDIA_TYPE = "text/html"

_HEAD = 4096
_LEAD = re.compile(rb"(?:\xef\xbb\xbf|\s|<!--(?:[^-]|-(?!->))*-->|<\?xml[^>]*\?>)*+")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_PIECE = re.compile(
    rb"<(?:meta|title|div|table|style|script|center|article|section|main|h[1-6]|font|ul|ol|dl|p|span)[\s>]",
    re.IGNORECASE,
)


def sniff(data: bytes) -> int:
    """90 for a whole page, 70 for a piece of one that ends in a tag; 0 otherwise."""
    head = _narrow(data[:_HEAD])
    lead = _LEAD.match(head)
    rest = head[lead.end() :] if lead else head
    if _PAGE.match(rest) or _PAGE.search(head[:1024]):
        return 90
    return 70 if _PIECE.match(rest) and _narrow(data[-64:]).rstrip().endswith(b">") else 0


def _narrow(head: bytes) -> bytes:
    """UTF-16 markup without its zero bytes: tags are ASCII in every encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<\x00" in head[:4] or b"\x00<" in head[:4] or b">\x00" in head:
        return head.lstrip(b"\xff\xfe").replace(b"\x00", b"")
    return head
