"""Bytes of a page -> its text. Only the content decides: what header and meta tag say is too often wrong."""

from __future__ import annotations

from ..text.decoding import decode

_LONGEST_CHARACTER = 3


def decode_page(data: bytes) -> tuple[str, int]:
    """The text, and how many characters could not be decoded (each stands as U+FFFD, a lost last one as nothing).

    Strict readings come first: byte order mark, UTF-8, UTF-16, GB18030. A file cut off inside a character loses that
    character. Else the reading with the fewest bad characters is taken.
    """
    for cut in range(_LONGEST_CHARACTER + 1):
        text = decode(data[: len(data) - cut] if cut else data)
        if text is not None:
            return text, int(cut > 0)
    readings = [data.decode(codec, "replace") for codec in ("utf-8", "gb18030")]
    text = min(readings, key=lambda reading: reading.count("\ufffd"))
    return text, text.count("\ufffd")
