"""Page numbers and running heads: text at the ends of pages that belongs to the page, whatever its content order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile

from ...patterns import lazy_re
from ...records import dataclass
from .heads import is_header
from .lines import Line
from .median import median

_DASH = r"[-—–―－─﹣•·~～_|]"
_SURE = lazy_re(
    rf"{_DASH}+\d{{1,4}}{_DASH}+|第\d{{1,4}}页[,，/]?(?:[(（]?共\d{{1,4}}页[)）]?)?|共\d{{1,4}}页[,，/]?第\d{{1,4}}页"
    r"|(?i:page)\d{1,4}(?:of\d{1,4})?"
)
_BARE = lazy_re(r"(\d{1,4})(?:/\d{1,4})?")
_NUMBERED = lazy_re(
    r"(?:\d{1,4}[/-]\d{1,2}[/-]\d{1,4},?)?\d{1,2}:\d{2}(?:[AaPp][Mm])?|第\d{1,4}页|\d{1,4}/\d{1,4}|—\d{1,4}—|-\d{1,4}-"
)
_ATTACHMENT = lazy_re(r"附[件表录][0-9一二三四五六七八九十]*[:：]?")
_AT_AN_END = 3
_MARGIN = 0.11
"""Share of the page height in which running heads and bare numbers stand."""


@dataclass(frozen=True, slots=True)
class PageEnds:
    """The body lines of one page from top to bottom, and the heights where its tables begin and end."""

    number: int
    height: float
    lines: Sequence[Line]
    table_top: float | None = None
    table_bottom: float | None = None

    def top(self) -> list[Line]:
        """The first lines, from the top edge inwards."""
        limit = self.height if self.table_top is None else self.table_top
        return [line for line in self.lines[:_AT_AN_END] if line.base < limit]

    def bottom(self) -> list[Line]:
        """The last lines, from the bottom edge inwards."""
        limit = 0.0 if self.table_bottom is None else self.table_bottom
        return [line for line in self.lines[-_AT_AN_END:] if line.base > limit][::-1]

    def in_margin(self, line: Line) -> bool:
        zone = max(_MARGIN * self.height, 60.0)
        return line.base < zone or line.base > self.height - zone


def furniture_lines(pages: Sequence[PageEnds]) -> set[Line]:
    """The lines that are page numbers or running heads."""
    found: set[Line] = set()
    for page in pages:
        for end in (page.top(), page.bottom()):
            found.update(line for line in end[:2] if _SURE.fullmatch(line.key))
    found |= _bare_numbers(pages, found)
    found |= _running_heads(pages)
    return found


def _bare_numbers(pages: Sequence[PageEnds], known: set[Line]) -> set[Line]:
    """A number alone at the very end of the page, that counts pages."""
    candidates: dict[int, list[Line]] = defaultdict(list)
    for page in pages:
        for end in (page.top(), page.bottom()):
            line = next((line for line in end if line not in known), None)
            match = _BARE.fullmatch(line.key) if line else None
            if line and match and page.in_margin(line):
                candidates[int(match.group(1)) - page.number].append(line)
    enough = 1 if len(pages) < 3 else 2
    return {line for lines in candidates.values() if len(lines) >= enough for line in lines}


def _running_heads(pages: Sequence[PageEnds]) -> set[Line]:
    groups: dict[tuple[str, bool], list[Line]] = defaultdict(list)
    for page in pages:
        for is_top, end in ((True, page.top()), (False, page.bottom())):
            for line in takewhile(page.in_margin, end):
                groups[_NUMBERED.sub("#", line.key), is_top].append(line)
    found: set[Line] = set()
    for (text, is_top), lines in groups.items():
        lines = _same_height(lines)
        if len(lines) >= max(2, 0.4 * len(pages)) and not _ATTACHMENT.fullmatch(text) and not is_header(lines[0]):
            found.update(lines[1:] if is_top and _opens_text(lines[0], pages) else lines)
    return found


def _same_height(lines: list[Line]) -> list[Line]:
    middle = median(line.base for line in lines)
    pages: dict[int, Line] = {}
    for line in lines:
        if abs(line.base - middle) <= 4.0:
            pages.setdefault(line.page, line)
    return list(pages.values())


def _opens_text(first: Line, pages: Sequence[PageEnds]) -> bool:
    """Is a repeated line, where it stands first, a caption of its own: set within the text area, or large?"""
    others = [line for page in pages for line in page.lines if page.number < first.page]
    if others:
        return first.base >= min(line.base for line in others) - 2.0
    usual = median(line.size for page in pages for line in page.lines)
    return first.size >= 1.25 * usual
