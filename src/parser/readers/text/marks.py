"""Markup inside plain text: `<p>` marks that divide, Markdown marks that only decorate. All of it becomes furniture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from ....model import Range
from ....patterns import lazy_regex
from .lines import Line

_DIVIDES = r"</?(?:p|br|div|span)(?:\s[^<>\n]{0,200})?/?>"
_DECORATES = (
    r"(?P<mark>^\s{0,3}\#{1,6}\s+|\s+\#{1,6}\s*$"  # ## 标题 ##
    r"|^\s{0,3}(?:[*+-]|>)\s+"  # - item, > quotation
    r"|\*{1,3}|(?<!\w)__|__(?!\w)|`+"  # **重点** __重点__ `code`
    r"|\\(?=[\\`*_{}\[\]()\#+.!|~-]))"  # 1\.
)
_PLAIN = lazy_regex(_DIVIDES, regex.IGNORECASE)
_MARKDOWN = lazy_regex(f"{_DIVIDES}|{_DECORATES}", regex.IGNORECASE)
_HEADING = lazy_regex(r"\s{0,3}#{1,6}\s+\S")
_BOLD = lazy_regex(r"\*\*[^*\n]{1,200}\*\*")


def is_markdown(lines: Sequence[Line]) -> bool:
    """Whether a text uses Markdown: headings with #, or words between **."""
    return any(_HEADING.match(line.text) or _BOLD.search(line.text) for line in lines)


def is_heading(line: Line) -> bool:
    return _HEADING.match(line.text) is not None


class Marks:
    """Takes the marks out of ranges of the source text. `found` are the marks."""

    def __init__(self, source: str, *, markdown: bool) -> None:
        self.found: list[Range] = []
        self._source = source
        self.markdown = markdown
        self._pattern = _MARKDOWN if markdown else _PLAIN

    def paragraphs(self, ranges: Iterable[Range]) -> list[tuple[Range, ...]]:
        """The paragraphs of a text that stands on several lines; white space at the ends of pieces is left off."""
        paragraphs: list[list[Range]] = [[]]
        for start, end in ranges:
            text, at = self._source[start:end], 0
            for match in self._pattern.finditer(text):
                self._take(paragraphs[-1], start + at, start + match.start())
                self.found.append((start + match.start(), start + match.end()))
                at = match.end()
                if "mark" not in match.groupdict() or match["mark"] is None:
                    paragraphs.append([])
            self._take(paragraphs[-1], start + at, end)
        return [tuple(self._stripped(pieces)) for pieces in paragraphs if self._stripped(pieces)]

    def _take(self, pieces: list[Range], start: int, end: int) -> None:
        if start < end:
            pieces.append((start, end))

    def _stripped(self, pieces: Sequence[Range]) -> list[Range]:
        """Pieces with text, blanks at the ends of lines left off; a blank between two pieces of one line stays."""
        kept: list[Range] = []
        for number, (start, end) in enumerate(pieces):
            text = self._source[start:end]
            glued_before = number > 0 and not self._parts_lines(pieces[number - 1][1], start)
            glued_after = number + 1 < len(pieces) and not self._parts_lines(end, pieces[number + 1][0])
            low = start if glued_before and kept else start + len(text) - len(text.lstrip())
            high = end if glued_after else end - len(text) + len(text.rstrip())
            if text.strip() and low < high:
                kept.append((low, high))
        return kept

    def _parts_lines(self, end: int, start: int) -> bool:
        return any(line_end in self._source[end:start] for line_end in "\r\n\f\v\u2028\u2029")
