"""Bytes of a page -> its text. The content decides; what the page says of itself only where it leaves that open."""

from __future__ import annotations

import re

from ..text.decoding import decode

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,20})", re.IGNORECASE)
_TOLERATED = ("big5", "big5-hkscs", "shift_jis", "euc-jp", "euc-kr")
"""Declared encodings that are believed where the bytes are neither UTF-8 nor GB18030."""
_LONGEST_CHARACTER = 3


def decode_page(data: bytes) -> tuple[str, int]:
    """The text, and how many characters could not be decoded (each stands as U+FFFD).

    Strict readings come first: byte order mark, UTF-8, UTF-16, GB18030, the declared encoding. A file cut off inside a
    character loses that character. Else the reading with the fewest bad characters is taken.
    """
    for cut in range(_LONGEST_CHARACTER + 1):
        text = decode(data[: len(data) - cut] if cut else data)
        if text is not None:
            return text, int(cut > 0)
    declared = _DECLARED.search(data[:4096])
    if declared is not None and declared[1].decode("ascii").lower() in _TOLERATED:
        try:
            return data.decode(declared[1].decode("ascii")), 0
        except UnicodeDecodeError:
            pass  # the declaration is wrong as well: the reading with the fewest bad characters is taken below
    readings = [data.decode(codec, "replace") for codec in ("utf-8", "gb18030")]
    text = min(readings, key=lambda reading: reading.count("\ufffd"))
    return text, text.count("\ufffd")
