"""Chinese text from several lines as one: white space that only wraps or pads is taken out."""

from __future__ import annotations

import regex

from ..patterns import lazy_regex

_LINE_BREAK = lazy_regex(r"(?<!\s)[^\S\r\n]*+[\r\n]\s*+")
_GAP = lazy_regex(r"(?<=[A-Za-z])\s+(?=[A-Za-z])|\s+")


def squeeze_han(text: str) -> str:
    """`text` without line breaks, and without spaces that touch a character that is not Latin."""
    text = text.replace("\u3000", " ").replace("\xa0", " ")
    text = _LINE_BREAK.sub("", text.strip())
    return _GAP.sub(lambda m: " " if _latin_gap(m) else "", text)


def _latin_gap(match: regex.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    return (
        start > 0
        and end < len(text)
        and text[start - 1].isascii()
        and text[start - 1].isalpha()
        and (text[end].isascii() and text[end].isalpha())
    )
