"""Tables whose cells are separated by tabs."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ....lexicon import header_words
from ....lexicon.width import squeeze
from ...numbering import read_label
from .lines import Line, TextCell, TextTable

_CAPTION = regex.compile(r"^\s*(?:附\s*件|附\s*表|表\s*\d)|(?:表|清单|台账|方案|一览)\s*$")


_FORM_CELLS, _FORM_CELL = 4, 12
"""A form without any entry is one line of that many words: 单位 <tab> 姓名 <tab> 职务 <tab> 电话."""


def find_tabbed(lines: Sequence[Line], index: int) -> TextTable | None:
    """The table that begins at line `index`, None where none does."""
    if not _opens(lines, index):
        return None
    end = index + 1
    while end < len(lines) and _stays(lines, index, end):
        end += 1
    taken = lines[index:end]
    columns = max(line.text.rstrip(" ").count("\t") for line in taken) + 1
    table = TextTable(end, columns)
    for line in taken:
        ranges = line.cells
        span = columns if len(ranges) == 1 else 1
        table.rows.append([TextCell(column, [cell], span) for column, cell in enumerate(ranges)])
    return table


def _opens(lines: Sequence[Line], index: int) -> bool:
    """A header of known words, three lines of label and value, or a line of three cells and another such line."""
    cells = [cell for cell in lines[index].text.split("\t") if cell.strip()]
    if len(cells) < 2:
        return False
    known = sum(squeeze(cell) in header_words() for cell in cells)
    if known >= 2:
        return True
    if all(_is_labelled(line) for line in lines[index : index + 3]) and index + 3 <= len(lines):
        return True
    following = lines[index + 1].text.count("\t") if index + 1 < len(lines) else 0
    alone = len(cells) >= _FORM_CELLS and all(len(cell) <= _FORM_CELL for cell in cells)
    return lines[index].text.count("\t") >= 2 and (following >= 2 or alone)


def _is_labelled(line: Line) -> bool:
    """牵头单位 <tab> 市民政局: a line of a table that lists one task."""
    label, tab, value = line.text.partition("\t")
    return bool(tab and value.strip()) and squeeze(label) in header_words()


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
