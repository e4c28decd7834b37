"""The lines of a text file, and tables while their cells are gathered from lines."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from ....model import Range

_LINE = regex.compile(r"[^\r\n\f\v\u2028\u2029]+")
_PAGE_NUMBER = regex.compile(
    r"""\s*(?:
      [-—–－_]{1,2}\s*\d{1,4}\s*[-—–－_]{1,2}        # — 3 —
    | 第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?   # 第 3 页 共 8 页
    | \d{1,4}\s*/\s*\d{1,4}                          # 3 / 8
    )\s*""",
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its range in the source text, and whether a blank line or a page end is above it."""

    start: int
    end: int
    text: str
    after_blank: bool = False
    after_page: bool = False

    @property
    def cells(self) -> list[Range]:
        """Ranges of the tab-separated cells, in the source text."""
        ranges, start = [], self.start
        for cell in self.text.split("\t"):
            ranges.append((start, start + len(cell)))
            start += len(cell) + 1
        return ranges


def lines_of(text: str) -> tuple[list[Line], list[Range]]:
    """The lines of a text, and the page numbers between them, which are none."""
    lines: list[Line] = []
    page_numbers: list[Range] = []
    end, page = 0, False
    for match in _LINE.finditer(text):
        if not match.group().strip():
            continue
        between = text[end : match.start()]
        page = page or "\f" in between
        blank = sum(line_end in between for line_end in ("\n", "\r")) and len(between.splitlines()) > 1
        end = match.end()
        if _PAGE_NUMBER.fullmatch(match.group()):
            page_numbers.append(match.span())
            page = True
            continue
        lines.append(Line(match.start(), match.end(), match.group(), bool(blank), page))
        page = False
    return lines, page_numbers


@dataclass(slots=True)
class TextCell:
    """A cell: its column, how many columns it covers, and its lines."""

    column: int
    ranges: list[Range]
    span: int = 1


@dataclass(slots=True)
class TextTable:
    """A table up to line `end` (half-open). `rules` are drawn lines and separators: they become furniture."""

    end: int
    columns: int
    rows: list[list[TextCell]] = field(default_factory=list)
    rules: list[Range] = field(default_factory=list)
