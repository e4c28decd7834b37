"""What the cells of a column tell about it, where its header word does not: names of units, times, numbers, texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex

from ..lexicon.width import fold_width, squeeze
from ..patterns import lazy_regex
from .numbering import read_label
from .unit_brackets import names_units_only, says_duties

Grid = Sequence[Sequence[str]]
"""Cell texts by row and column; a merged cell's text stands in every position it covers."""
_DATE = lazy_regex(
    r"\d{1,4}[年月.-]\d|\d{1,4}[年月]|^[一二三四五六七八九十]{1,2}月|季度|[年月旬周]底|[年月旬周]末|[上下]半年|长期|常态|持续|全年|每[年月周日季]"
)
_LONGEST_DATE = 30
_DUE = lazy_regex(r"(?:\d{4}年|\d{1,2}月|年[底内末]|全年|季度|长期|持续|常年|每[年月季]|立行立改|\d{4}[./-]\d).{0,12}$")
_LONGEST_DUE = 20
_BETWEEN_NAMES = lazy_regex(r"[、,;\s]+")
_SPACES = lazy_regex(r"(?<!\d)\s+(?!\d)")
_OPEN = lazy_regex(r"等(?:\d{1,2}[个家])?(?:(?:有关|相关|各)?(?:部门|单位|机构))?$")
_HEADING_LINE = lazy_regex(
    r"\s*([^，,；;。！：:\s]{3,24}[。]?)[ \t]*(?:\n|(?<=\p{Han})[ \t]+(?=\p{Han}))\s*\S[^\n]{5,}"
)
_HEADED_SHARE = 0.8
_SHARE = 0.7
_STOPS = lazy_regex(r"[,;。:、]+")
_LOOKED_AT = 20
_NARROW = 3
_LONGEST_BEFORE = 3


def cells(body: Grid, column: int) -> list[str]:
    """The cells of a column that say something, without those of rows with one text all across, numbered or not."""
    return [
        row[column]
        for row in body
        if column < len(row) and row[column].strip() and len(set(row)) > (2 if len(row) > _NARROW else 1)
    ]


def mostly(found: Sequence[str], test: Callable[[str], bool]) -> bool:
    """Whether nearly all of some cells (one at least) pass a test."""
    return bool(found) and sum(bool(test(cell)) for cell in found) >= _SHARE * len(found)


def is_units(cell: str) -> bool:
    """Names of units and nothing else, or who does what: 市教育局、市财政局; 市教育局牵头，市财政局配合."""
    folded = fold_width(cell)
    return names_units_only(folded) or says_duties(folded)


def unit_names(cell: str) -> list[str]:
    """The names in a list of units, as they are compared with those of another list."""
    names = (_OPEN.sub("", name) for name in _BETWEEN_NAMES.split(fold_width(cell)))
    return [name for name in names if name]


def is_due(cell: str) -> bool:
    """A time and not much more: 2024年6月底前, 长期坚持."""
    squeezed = squeeze(cell)
    return len(squeezed) <= _LONGEST_DUE and _DUE.search(squeezed) is not None


def gives_time(text: str) -> bool:
    """Whether a text begins with a time, a word before it at most: 2024年6月底前, 力争6月底."""
    found = _DATE.search(squeeze(text))
    return found is not None and found.start() <= _LONGEST_BEFORE


def listed(cell: str) -> str:
    """A cell on one line: line ends, and white space where nothing else parts the names, as pauses.

    White space beside figures parts nothing: 2024 年 6 月底.
    """
    lines = "、".join(filter(None, map(str.strip, fold_width(cell).strip().split("\n"))))
    return squeeze(lines if "、" in lines else _SPACES.sub("、", lines))


def due_key(cell: str) -> str:
    """What two wordings of one time share: 2024年6月底 and 2024年6月30日前 have the year and the month."""
    figures = regex.findall(r"\d+", fold_width(cell))
    return "-".join(figure.lstrip("0") for figure in figures[:2]) or squeeze(cell)[:2]


def headed_by_lines(body: Grid, column: int) -> bool:
    """Whether nearly all cells of a column set a short heading on a line of its own, and a text below it."""
    found = [cell.strip() for cell in cells(body, column)]
    headed = sum(line_heading(cell) is not None for cell in found)
    return len(found) > 1 and headed >= _HEADED_SHARE * len(found)


def line_heading(cell: str) -> int | None:
    """Where the heading ends that stands alone on the first line of a cell, or None."""
    match = _HEADING_LINE.match(cell)
    return match.end(1) if match else None


def mostly_dates(body: Grid, column: int) -> bool:
    """Whether the cells of a column are short and give times."""
    found = [squeeze(cell) for cell in cells(body, column)]
    return mostly(found, lambda cell: len(cell) <= _LONGEST_DATE and _DATE.search(cell) is not None)


def mean_length(body: Grid, column: int) -> float:
    found = cells(body, column)
    return sum(map(len, found)) / len(found) if found else 0.0


def mostly_numbers(body: Grid, column: int) -> bool:
    """Whether most cells of a column are figures or number labels and no more: 3, （三）, 第三条."""
    found = [row[column].strip() for row in body if column < len(row) and row[column].strip()]
    return bool(found) and sum(map(_is_number, found)) * 2 > len(found)


def _is_number(cell: str) -> bool:
    label = None if cell.isdigit() else read_label(cell + "、")
    return cell.isdigit() or (label is not None and label.end >= len(cell))


def share_said(body: Grid, column: int, text: str) -> float:
    """How much of the first cells of a column stands in a text without white space, by the parts between stops."""
    parts = [part for cell in cells(body, column)[:_LOOKED_AT] for part in _STOPS.split(squeeze(cell)) if len(part) > 3]
    return sum(part in text for part in parts) / len(parts) if parts else 1.0


def mostly_labelled(body: Grid, column: int) -> bool:
    found = cells(body, column)
    return bool(found) and sum(read_label(cell) is not None for cell in found) * 2 > len(found)


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
