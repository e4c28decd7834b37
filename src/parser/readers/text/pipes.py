"""Tables whose cells are separated by pipes: Markdown, and tables drawn with +---+ or box characters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ....lexicon.labels import header_role
from ....model import Range
from ....patterns import lazy_regex
from ...numbering import read_label
from .lines import Line, TextCell, TextTable

_PIPE = lazy_regex(r"(?<!\\)[|｜│┃║]")
_RULE = lazy_regex(r"[\s|｜│┃║+:\-—–_─━═=┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛╟╢╞╡╪╫]+")
_DRAWN = lazy_regex(r"[-—–─━═=]{2}|[┌├└╔╠╚┏┣┗][-─━═]|\|\s*:?-+:?\s*\|")
_BRACKET = lazy_regex(r"\s*[（(〔【［\[][^）)〕】］\]|｜]++[|｜]")
"""【牵头单位：…｜配合单位：…】: pipes inside a bracket part no cells."""
_GRID_RULES = 3


def find_piped(lines: Sequence[Line], index: int) -> TextTable | None:
    """The table that begins at line `index`, None where none does."""
    end = index
    while end < len(lines) and (_is_rule(lines[end]) or _PIPE.search(lines[end].text) or _heads(lines, index, end)):
        end += 1
    taken = lines[index:end]
    while taken and not _PIPE.search(taken[-1].text) and not _is_rule(taken[-1]):
        taken = taken[:-1]
    rows = [line for line in taken if not _is_rule(line) and _PIPE.search(line.text) and not _BRACKET.match(line.text)]
    if not rows or not _is_table(rows, any(_is_rule(line) for line in taken)):
        return None
    return _table(taken, index + len(taken))


def is_rule_line(line: Line) -> bool:
    """A line that is drawn and says nothing: --- or ======."""
    return _is_rule(line) and _DRAWN.search(line.text) is not None


def _is_rule(line: Line) -> bool:
    return _RULE.fullmatch(line.text) is not None and _DRAWN.search(line.text) is not None


def _heads(lines: Sequence[Line], first: int, index: int) -> bool:
    """A bare section heading between two lines of the table."""
    if index == first or index + 1 >= len(lines) or read_label(lines[index].text) is None:
        return False
    return len(lines[index].text) <= 60 and _PIPE.search(lines[index + 1].text) is not None


def _is_table(rows: Sequence[Line], ruled: bool) -> bool:
    """Known header words, a drawn line, or two rows of three cells."""
    counts = [len(_cells(row)) for row in rows]
    known = sum(header_role(row.text[low:high]) is not None for row in rows[:2] for low, high in _cells(row))
    return max(counts) >= 2 and (known >= 2 or ruled or (len(rows) >= 2 and min(counts) >= 3))


def _cells(line: Line) -> list[Range]:
    """Ranges of the cells in the text of the line; the pipes at its ends are no separators."""
    pipes = [match.start() for match in _PIPE.finditer(line.text)]
    edges = [-1, *pipes, len(line.text)]
    cells = [(low + 1, high) for low, high in pairwise(edges)]
    if pipes and not line.text[: pipes[0]].strip():
        cells = cells[1:]
    if pipes and cells and not line.text[pipes[-1] + 1 :].strip():
        cells = cells[:-1]
    return cells


def _table(lines: Sequence[Line], end: int) -> TextTable:
    columns = max(len(_cells(line)) for line in lines if _PIPE.search(line.text) and not _is_rule(line))
    table = TextTable(end, columns)
    # Between drawn lines several lines of text make one row; a single rule only parts the header from the rows.
    gridded = sum(_is_rule(line) for line in lines) >= _GRID_RULES
    open_row = False
    for line in lines:
        if _is_rule(line):
            table.rules.append((line.start, line.end))
            open_row = False
            continue
        table.rules.extend((line.start + m.start(), line.start + m.end()) for m in _PIPE.finditer(line.text))
        cells = [(line.start + low, line.start + high) for low, high in _cells(line)]
        if gridded and open_row and len(table.rows[-1]) == len(cells):
            for cell, more in zip(table.rows[-1], cells, strict=True):
                cell.ranges.append(more)
            continue
        span = columns if len(cells) == 1 else 1
        table.rows.append([TextCell(column, [cell], span) for column, cell in enumerate(cells)])
        open_row = True
    return table
