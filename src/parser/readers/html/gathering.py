"""White space as a browser shows it, while the text of a line is gathered from inline elements."""

from __future__ import annotations

import re

from ....records import dataclass

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_INVISIBLE = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff\xad\x00")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f“”‘’]")
_BLANK_ONLY = " \t\r\n\f"


@dataclass(frozen=True, slots=True)
class Gathered:
    """Lines of text (several only in preformatted text), and how many of their characters are links."""

    lines: list[str]
    linked: int
    attached: bool


class Gathering:
    """The text of the line that is being read."""

    def __init__(self) -> None:
        self.attached = False
        """A part of the line is a link to a file."""
        self._pieces: list[str] = []
        self._linked = 0
        self._pre = False

    def add(self, text: str, *, linked: bool, pre: bool) -> None:
        self._pieces.append(text)
        self._pre = self._pre or (pre and not text.isspace())
        if linked:
            self._linked += sum(not char.isspace() for char in text)

    def take(self) -> Gathered:
        """What was gathered, and begin anew."""
        text = "".join(self._pieces).translate(_INVISIBLE)
        lines = text.splitlines() if self._pre else [_BLANKS.sub(_collapsed, text).strip(_BLANK_ONLY)]
        gathered = Gathered([line for line in lines if line.strip()], self._linked, self.attached)
        self._pieces, self._linked, self._pre, self.attached = [], 0, False, False
        return gathered


def _collapsed(match: re.Match[str]) -> str:
    """One space; nothing for a bare line end inside Chinese text, where editors wrap the markup."""
    text, start, end = match.string, match.start(), match.end()
    if match.group() in ("\n", "\r\n", "\r") and start and end < len(text):
        return "" if _WIDE.match(text[start - 1]) and _WIDE.match(text[end]) else " "
    return " "
