"""Gutters: the free space between the columns of a table without a frame, and what a line of text leaves of it.

Knows which line stands between the gutters, which crosses them, and which is the heading of a section that may.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...patterns import lazy_re
from .heads import NARROWEST
from .lines import Line

_SECTION = lazy_re(r"[（(]?[一二三四五六七八九十]{1,3}[、)）.．](?![一二三四五六七八九十]+[年类级、])")
"""一、总体要求; 一、二年级 is the end of a cell."""
_LONGEST_SECTION = 45
_STOPS = "。；，：、"
_ROW_NUMBER = lazy_re(r"\d{1,3}[.．、]?|[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）、.．]?")
_NUMERAL = lazy_re(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]?")
_WITH_NUMBER = 2
"""Runs of a section heading whose number stands in a column of its own."""
_CLOSING = "，。、；：）”’》】〉」』"
_HALF = 0.5
"""Font sizes: the blank half of a closing mark, which browsers cut off at a line end."""

Gutters = list[tuple[float, float]]
"""Left and right end of the free space between columns, from left to right."""


def fits(lines: Sequence[Line], gutters: Gutters) -> bool:
    """Do the lines down to the first one with text in several columns leave these gutters free?"""
    plain = [line for line in lines if section_column(line, gutters) is None]
    until = next((number for number, line in enumerate(plain) if len(line.runs) > 1), len(plain) - 1)
    return bool(plain) and all(narrow(gutters, line) is not None for line in plain[: until + 1])


def narrow(gutters: Gutters, line: Line) -> Gutters | None:
    """What the line leaves of the gutters; None where it crosses one."""
    left: list[tuple[float, float]] = []
    for low, high in gutters:
        middle = (low + high) / 2
        for run in line.runs:
            right = run.right - (_HALF * run.size if run.text[-1] in _CLOSING else 0.0)
            if run.left < high and right > low:
                if (run.left + right) / 2 < middle:
                    low = max(low, right)
                else:
                    high = min(high, run.left)
        if high - low < NARROWEST * line.size:
            return None
        left.append((low, high))
    return left


def section_column(line: Line, gutters: Gutters) -> int | None:
    """From which column on the heading of a section spans the others: 一、总体要求, or 一 and 总体要求 beside it."""
    text = line.runs[-1].text
    if len(text) > _LONGEST_SECTION or len(line.runs) > _WITH_NUMBER:
        return None
    if len(line.runs) == 1:
        return 0 if _SECTION.match(text) else None
    number, heading = line.runs
    crosses = heading.left < gutters[-1][0] and heading.right > gutters[1][0] if len(gutters) > 1 else False
    beside = number.right <= gutters[0][1] and gutters[0][0] <= heading.left < gutters[1][0] if crosses else False
    return 1 if beside and _NUMERAL.fullmatch(number.text) and narrow(gutters, line) is None else None


def heads_rows(line: Line, below: Sequence[Line], gutters: Gutters) -> bool:
    """Whether a short line without a number is the heading of a section: the next one begins a row with its number."""
    if len(line.runs) > 1 or not below or len(line.runs[0].text) > _LONGEST_SECTION or line.runs[0].text[-1] in _STOPS:
        return False
    row = below[0]
    aligned = abs(row.runs[0].left - line.runs[0].left) < line.size
    numbered = _ROW_NUMBER.fullmatch("".join(row.runs[0].text.split())) is not None
    return aligned and numbered and len(row.runs) > 1 and narrow(gutters, row) is not None
