"""What the cells of a column tell about it, where its header word does not."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ..lexicon.width import squeeze
from .numbering import read_label

Grid = Sequence[Sequence[str]]
"""Cell texts by row and column; a merged cell's text stands in every position it covers."""
_DATE = regex.compile(
    r"\d{1,4}[年月.-]\d|\d{1,4}[年月]|^[一二三四五六七八九十]{1,2}月|季度|[年月旬周]底|[年月旬周]末|[上下]半年|长期|常态|持续|全年|每[年月周日季]"
)
_LONGEST_DATE = 30
_HEADING_LINE = regex.compile(
    r"\s*([^，,；;。！：:\s]{3,24}[。]?)[ \t]*(?:\n|(?<=\p{Han})[ \t]+(?=\p{Han}))\s*\S[^\n]{5,}"
)
_HEADED_SHARE = 0.8
_DATED_SHARE = 0.7


def headed_by_lines(body: Grid, column: int) -> bool:
    """Whether nearly all cells of a column set a short heading on a line of its own, and a text below it."""
    cells = [row[column].strip() for row in body if column < len(row) and row[column].strip() and len(set(row)) > 1]
    headed = sum(line_heading(cell) is not None for cell in cells)
    return len(cells) > 1 and headed >= _HEADED_SHARE * len(cells)


def line_heading(cell: str) -> int | None:
    """Where the heading ends that stands alone on the first line of a cell, or None."""
    match = _HEADING_LINE.match(cell)
    return match.end(1) if match else None


def mostly_dates(body: Grid, column: int) -> bool:
    """Whether the cells of a column are short and give times."""
    cells = [squeeze(row[column]) for row in body if column < len(row) and row[column].strip() and len(set(row)) > 1]
    dated = sum(len(cell) <= _LONGEST_DATE and _DATE.search(cell) is not None for cell in cells)
    return bool(cells) and dated >= _DATED_SHARE * len(cells)


def mean_length(body: Grid, column: int) -> float:
    cells = [len(row[column]) for row in body if column < len(row) and row[column].strip() and len(set(row)) > 1]
    return sum(cells) / len(cells) if cells else 0.0


def mostly_numbers(body: Grid, column: int) -> bool:
    cells = [row[column].strip() for row in body if column < len(row) and row[column].strip()]
    return bool(cells) and sum(cell.isdigit() for cell in cells) * 2 > len(cells)


def mostly_labelled(body: Grid, column: int) -> bool:
    cells = [row[column] for row in body if column < len(row) and row[column].strip() and len(set(row)) > 1]
    return bool(cells) and sum(read_label(cell) is not None for cell in cells) * 2 > len(cells)


def gathers(body: Grid, column: int, duties: Sequence[int]) -> bool:
    """Whether the cells of a column mostly stand over several rows that have duties of their own, as categories do."""
    groups: list[set[tuple[str, ...]]] = []
    name = ""
    for row in body:
        fresh = row[column] if column < len(row) else ""
        if not groups or (fresh.strip() and fresh != name):
            groups.append(set())
            name = fresh
        groups[-1].add(tuple(row[n] for n in duties if n < len(row) and row[n].strip()))
    return sum(len(group - {()}) > 1 for group in groups) * 2 > len(groups)
