"""MIME messages told apart by their headers: a web page archive (MHTML) is read, an e-mail is not."""

from __future__ import annotations

import re

_HEAD = 4096
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[ \t]")
_MIME = re.compile(rb"^(?:mime-version|snapshot-content-location|content-type|content-location)\s*:", re.I | re.M)
_POSTED = re.compile(rb"^(?:received|return-path|delivered-to|message-id|x-mailer|to|cc|reply-to)\s*:", re.I | re.M)
_SENDER = re.compile(rb"^from\s*:", re.I | re.M)


def is_archive(data: bytes) -> bool:
    """Mail headers over related parts or a page, and no sign of the post."""
    headers = _headers(data).lower()
    related = b"multipart/related" in headers or b"text/html" in headers
    return related and _MIME.search(headers) is not None and _POSTED.search(headers) is None


def is_mail(data: bytes) -> bool:
    """Headers that only a posted message has, two of them or one and a sender."""
    headers = _headers(data)
    posted = {match.group().lower() for match in _POSTED.finditer(headers)}
    return len(posted) + (_SENDER.search(headers) is not None) >= 2 and not is_archive(data)


def _headers(data: bytes) -> bytes:
    """The headers at the top of a message; nothing where the first line is no header."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \r\n")
    return re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0] if _HEADER.match(head) else b""
