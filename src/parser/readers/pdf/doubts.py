"""Pages whose text is missing or cannot be trusted: scans, fonts without a character map, text behind a picture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ....outline import Note
from .page import PdfPage

_NO_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]"
    # what the bytes of a font without a character map look like: ƒ„†‡ˆ‰Š, À to ɏ
    "|[\x7f-\xa6\xa8-\xaf\xb2-\xb6\xb8-\xd6\xd8-\u024f\u02c6\u02dc\u201a\u201e\u2020\u2021\u2022\u2030\u2039\u203a\u20ac\u2122]"
)
_GARBLED = 0.3
"""Share of characters without a meaning from which the rest is not believed either."""
_FULL = 0.6
"""Share of the page that a scan covers at least."""
_HARDLY = 20
"""A scanned page with fewer characters has a page number or a stamp for its text."""
_SAMPLES = 7


@dataclass(slots=True)
class Doubts:
    """Gathers what is doubtful page by page; `notes` says it for the whole file."""

    _unreadable: dict[int, str] = field(default_factory=dict)
    _blank: list[int] = field(default_factory=list)
    _hidden: list[int] = field(default_factory=list)
    _pages: int = 0

    def unreadable(self, page: int, why: str) -> None:
        self._unreadable[page] = why

    def look(self, sheet: PdfPage, characters: int) -> None:
        """Judge an open page that gave so many characters. Its rules must have been read."""
        self._pages += 1
        contents, number = sheet.contents, sheet.number
        odd = len(_NO_TEXT.findall(sheet.text))
        if not characters and not (contents.texts or contents.drawings):
            self._blank.append(number)
        elif not characters:
            what = "text that gives no characters" if contents.texts else "no text"
            self.unreadable(number, f"page {number} has {what}")
        elif odd > _GARBLED * characters:
            share = round(100 * odd / characters)
            self.unreadable(number, f"page {number}: {share} % of its characters have no meaning")
        elif contents.pictured >= _FULL and characters < _HARDLY:
            self.unreadable(number, f"page {number} is a picture with hardly any text")
        elif contents.pictured >= _FULL and _mostly_invisible(sheet):
            self._hidden.append(number)

    def notes(self) -> list[Note]:
        """Blank pages are worth a word only where nothing else is there, or where the file is damaged elsewhere too."""
        found = dict(self._unreadable)
        if found or len(self._blank) == self._pages:
            found |= {page: f"page {page} has no text" for page in self._blank}
        notes = [Note("page-unreadable", found[page], page=page) for page in sorted(found)]
        if self._hidden:
            pages = "、".join(map(str, self._hidden))
            said = f"第{pages}页是扫描图像，文字取自图像后面看不见的识别文字层，可能有误"
            notes.append(Note("hidden-text", said, page=self._hidden[0]))
        return notes


def _mostly_invisible(sheet: PdfPage) -> bool:
    places = [index for index, char in enumerate(sheet.text) if not char.isspace()]
    sample = places[:: max(1, len(places) // _SAMPLES)]
    return 2 * sum(sheet.invisible(index) for index in sample) > len(sample)
