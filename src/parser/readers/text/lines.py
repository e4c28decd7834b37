"""The lines of a text file, and tables while their cells are gathered from lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import field

import regex

from ....model import Range
from ....patterns import lazy_regex
from ....records import dataclass

_LONGEST_HEAD = 60
_LINE = lazy_regex(r"[^\r\n\f\v\u2028\u2029]+")
_PAGE_NUMBER = lazy_regex(
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
    """The lines of a text, and the page numbers and running heads between them, which are none."""
    lines: list[Line] = []
    furniture: list[Range] = []
    printed = [match for match in _LINE.finditer(text) if match.group().strip()]
    heads = _running_heads([match.group() for match in printed])
    end, page = 0, False
    for number, match in enumerate(printed):
        between = text[end : match.start()]
        page = page or "\f" in between
        blank = sum(line_end in between for line_end in ("\n", "\r")) and len(between.splitlines()) > 1
        end = match.end()
        if number in heads or _PAGE_NUMBER.fullmatch(match.group()):
            furniture.append(match.span())
            page = True
            continue
        lines.append(Line(match.start(), match.end(), match.group(), bool(blank), page))
        page = False
    return lines, furniture


def _running_heads(lines: Sequence[str]) -> set[int]:
    """Numbers of the lines that come again beside page numbers: heads below them, feet above them."""
    pages = [number for number, line in enumerate(lines) if _PAGE_NUMBER.fullmatch(line)]
    found: set[int] = set()
    for step in (1, -1):
        beside = [number + step for number in pages if 0 <= number + step < len(lines)]
        first = [0] if step == 1 and lines else []
        texts = Counter("".join(lines[number].split()) for number in {*beside, *first})
        found.update(n for n in beside if texts["".join(lines[n].split())] > 1 and _may_run(lines[n]))
    return found


def _may_run(line: str) -> bool:
    """A repeated table head (序号 工作任务 …) is no running head, a sentence neither."""
    return len(line) <= _LONGEST_HEAD and len(line.split()) < 3 and line.rstrip()[-1] not in "。；，、："


@dataclass(slots=True)
class TextCell:
    """A cell: its column, its lines, how many columns and rows it covers."""

    column: int
    ranges: list[Range]
    span: int = 1
    row_span: int = 1


@dataclass(slots=True)
class TextTable:
    """A table up to line `end` (half-open). `rules` are drawn lines and separators: they become furniture."""

    end: int
    columns: int
    rows: list[list[TextCell]] = field(default_factory=list)
    rules: list[Range] = field(default_factory=list)
    merged_known: bool = False
