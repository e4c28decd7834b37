"""Tables whose cells are separated by tabs."""

from __future__ import annotations

from collections.abc import Sequence

from ....lexicon.labels import header_role
from ....model import Range
from ....patterns import lazy_regex
from ...numbering import read_label
from .lines import Line, TextCell, TextTable

_LONGEST_CELL = 50
"""Lines of a quoted cell."""
_CLOSE = lazy_regex(r'[^"\t]*+(?:(?P<end>"(?=\t|$))|["\t])')
_CAPTION = lazy_regex(r"^\s*(?:附\s*件|附\s*表|表\s*\d)|(?:表|清单|台账|方案|一览)\s*$")


_WORD = lazy_regex(r"[\u4e00-\u9fff（）()]{2,12}")
_FORM_CELLS, _FORM_CELL = 4, 12
"""A form without any entry is one line of that many words: 单位 <tab> 姓名 <tab> 职务 <tab> 电话."""


def find_tabbed(lines: Sequence[Line], index: int) -> TextTable | None:
    """The table that begins at line `index`, None where none does."""
    if not _opens(lines, index):
        return None
    rules: list[Range] = []
    records: list[list[list[Range]]] = []
    end = index
    while end < len(lines) and (end == index or _stays(lines, index, end)):
        cells, end = _record(lines, end, rules)
        records.append(cells)
    columns = max(map(len, records))
    table = TextTable(end, columns, rules=rules)
    for cells in records:
        span = columns if len(cells) == 1 else 1
        table.rows.append([TextCell(column, ranges, span) for column, ranges in enumerate(cells)])
    return table


def _record(lines: Sequence[Line], index: int, rules: list[Range]) -> tuple[list[list[Range]], int]:
    """The cells of a row, and the line after it. A cell in quotes may hold line ends, as spreadsheets copy it."""
    line = lines[index]
    cells = [[cell] for cell in line.cells]
    end = index + 1
    while _is_open(line, cells[-1][-1]) and (close := _closing(lines, end)) is not None:
        start, _ = cells[-1][-1]
        rules.append((start, start + 1))
        cells[-1][-1] = (start + 1, cells[-1][-1][1])
        cells[-1].extend((between.start, between.end) for between in lines[end:close])
        line, end = lines[close], close + 1
        at = line.text.index('"')
        cells[-1].append((line.start, line.start + at))
        rules.append((line.start + at, line.start + at + 1))
        cells.extend([cell] for cell in line.cells[1:])
    return cells, end


def _is_open(line: Line, cell: Range) -> bool:
    """Whether a cell opens a quote that does not end on its line."""
    text = line.text[cell[0] - line.start : cell[1] - line.start]
    return text.startswith('"') and text.count('"') % 2 == 1


def _closing(lines: Sequence[Line], index: int) -> int | None:
    """The line in which a quoted cell ends, None where none of the next lines does."""
    for number in range(index, min(index + _LONGEST_CELL, len(lines))):
        if (found := _CLOSE.match(lines[number].text)) is not None:
            return number if found["end"] else None
    return None


def _opens(lines: Sequence[Line], index: int) -> bool:
    """A header of known words, three lines of label and value, or a line of three cells and another such line."""
    cells = [cell for cell in lines[index].text.split("\t") if cell.strip()]
    if len(cells) < 2:
        return False
    known = sum(header_role(cell) is not None for cell in cells)
    if known >= 2:
        return True
    if index + 3 <= len(lines) and _is_labelled(lines[index]) and all(map(_is_couple, lines[index + 1 : index + 3])):
        return True
    following = lines[index + 1].text.count("\t") if index + 1 < len(lines) else 0
    alone = len(cells) >= _FORM_CELLS and all(len(cell) <= _FORM_CELL for cell in cells)
    return lines[index].text.count("\t") >= 2 and (following >= 2 or alone)


def _is_labelled(line: Line) -> bool:
    """牵头单位 <tab> 市民政局: a line of a table that lists one task."""
    label, tab, value = line.text.partition("\t")
    return bool(tab and value.strip()) and header_role(label) is not None


def _is_couple(line: Line) -> bool:
    """A word and its value, whether or not the word is known: 主推股室 <tab> 养老服务股."""
    label, tab, value = line.text.partition("\t")
    return bool(tab and value.strip()) and "\t" not in value.strip() and _WORD.fullmatch(label.strip()) is not None


def _stays(lines: Sequence[Line], first: int, index: int) -> bool:
    """A line with tabs, or a bare section heading between two lines of this table."""
    line = lines[index]
    if "\t" in line.text.strip(" "):
        return True
    if index + 1 >= len(lines) or "\t" not in lines[index + 1].text:
        return False
    if _CAPTION.search(line.text):
        return False
    label = read_label(line.text)
    return label is not None or lines[index + 1].text.count("\t") == lines[first].text.count("\t")
