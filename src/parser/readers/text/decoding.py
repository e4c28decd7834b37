"""Bytes -> text: by byte order mark, else by what the bytes can be. A label (HTTP header, meta tag) proves nothing."""

from __future__ import annotations

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_HEAD = 4096
_WIDE_SHARE = 0.9
"""Share of plausible characters that makes bytes without a mark UTF-16."""


def decode(data: bytes) -> str | None:
    """The text of `data` by its byte order mark, else UTF-8, UTF-16 or GB18030; None where it is no text."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _decoded(data, codec)
    if b"\x00" in data[:_HEAD]:
        return _wide(data)
    return _decoded(data, "utf-8") or _decoded(data, "gb18030")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: line ends and digits betray it by their zero bytes, the characters prove it."""
    for codec in ("utf-16-le", "utf-16-be"):
        text = _decoded(data, codec)
        if text is not None and _plausible(text[:_HEAD]) > _WIDE_SHARE:
            return text
    return None


def _plausible(text: str) -> float:
    """Share of characters that Chinese text is made of."""
    usual = sum(
        char.isspace() or " " < char < "\x7f" or "\u4e00" <= char <= "\u9fff" or "\u3000" <= char <= "\u303f"
        or "\uff00" <= char <= "\uffef" or "\u2010" <= char <= "\u203f"
        for char in text
    )  # fmt: skip
    return usual / len(text) if text else 0.0


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    head = text[:_HEAD]
    controls = sum(1 for char in head if char < " " and char not in "\t\r\n\f\v")
    return None if controls > len(head) // 100 else text
