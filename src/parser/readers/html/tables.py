"""Tables that hold data told from tables that only lay out the page."""

from __future__ import annotations

from collections.abc import Iterable

from ....lexicon import index_labels
from ....lexicon.width import squeeze
from ...columns import HEADER_SEARCH_ROWS, find_header
from ...numbering import read_label
from .draft import AREA_LIMIT, Draft, DraftCell, Line, flatten

_LONG_LINE, _LONG_CELL, _MANY_LINES = 20, 400, 5
_NUMBERED_LINES = 3


def without_frames(blocks: Iterable[Line | Draft]) -> list[Line | Draft]:
    """The blocks with every layout table replaced by what it holds, however deep they lie in one another."""
    found: list[Line | Draft] = []
    for block in blocks:
        if isinstance(block, Line) or holds_data(block):
            found.append(block)
        else:
            for cell in block.cells:
                found.extend(without_frames(cell.blocks))
    return found


def holds_data(table: Draft) -> bool:
    """Whether the cells of a table belong side by side: a breakdown table, an index block, a form, a statistic."""
    filled = [cell for cell in table.cells if any(True for _ in flatten(cell.blocks))]
    if len({cell.column for cell in filled}) < 2 or table.rows * table.columns > AREA_LIMIT:
        return False
    if find_header(_first_rows(table), table.header_rows) is not None or is_index(filled):
        return True
    if table.presentation or any(isinstance(block, Draft) for cell in filled for block in cell.blocks):
        return False
    return not any(_is_story(cell) for cell in filled)


def is_index(cells: Iterable[DraftCell]) -> bool:
    """Whether the cells are an index block: 索引号 | 1234 | 发文日期 | 2024年4月12日."""
    labels = index_labels()
    found = 0
    for cell in cells:
        lines = cell.lines()
        if len(lines) == 1:
            found += squeeze(lines[0].text).partition(":")[0] in labels
    return found >= 2


def _first_rows(table: Draft) -> list[list[str]]:
    """Texts of the rows in which a header may stand and a few below, tables inside cells left out."""
    rows = min(table.rows, 3 * HEADER_SEARCH_ROWS)
    grid = [[""] * table.columns for _ in range(rows)]
    for cell in table.cells:
        if cell.row >= rows:
            continue
        text = " ".join(block.text for block in cell.blocks if isinstance(block, Line))
        for row in range(cell.row, min(cell.row + cell.row_span, rows)):
            for column in range(cell.column, cell.column + cell.column_span):
                grid[row][column] = text
    return grid


def _is_story(cell: DraftCell) -> bool:
    """A cell that holds a whole text: several numbered paragraphs, or many long lines."""
    lines = cell.lines()
    numbered = sum(len(line.text) > _LONG_LINE and read_label(line.text) is not None for line in lines)
    length = sum(len(line.text) for line in lines)
    return numbered >= _NUMBERED_LINES or (len(lines) >= _MANY_LINES and length > _LONG_CELL)
