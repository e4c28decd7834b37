"""Tables turned through 90°: the words of the header stand in the first column, and each further column is an item.

A turned table is laid the usual way round before it is read. Where it is too wide for the page and begins anew below,
its parts follow one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..lexicon.width import squeeze
from ..outline import ColumnRole
from .columns import role_of_word
from .document import Cell, Table
from .grid import Grid, text_of

_TEXTS: frozenset[ColumnRole | None] = frozenset(("task", "measure"))
_DUTIES: frozenset[ColumnRole | None] = frozenset(("lead", "responsible", "supporting", "deadline"))
_LEAST_WORDS, _KNOWN_SHARE = 3, 0.7
_LONGEST_WORD = 14


def laid_upright(table: Table, grid: Grid) -> Table | None:
    """The table with its first column as header row, or None where that column does not hold header words."""
    rows = [number for number, row in enumerate(grid) if not _is_across(row)]
    words = [squeeze(text_of(grid[number][0])) for number in rows]
    if table.columns < 3 or not _are_header(words):
        return None
    return _turned(table, rows, words)


def _is_across(row: Sequence[object]) -> bool:
    """A title or a note over all columns, or a blank row."""
    cells = {id(getattr(position, "cell", None)) for position in row}
    return len(cells) == 1


def _are_header(words: Sequence[str]) -> bool:
    different = dict.fromkeys(words)
    roles = [role_of_word(word) for word in different]
    known = sum(role is not None for role in roles)
    if known < _LEAST_WORDS or known < _KNOWN_SHARE * len(roles) or max(map(len, words)) > _LONGEST_WORD:
        return False
    return bool(_TEXTS & set(roles)) and bool(_DUTIES & set(roles))


def _turned(table: Table, rows: Sequence[int], words: Sequence[str]) -> Table:
    """Rows become columns; the part that opens with the first word again goes on below the part before it."""
    columns = {word: column for column, word in enumerate(dict.fromkeys(words))}
    part, places = 0, {}
    for row, word in zip(rows, words, strict=True):
        part += word == words[0]
        places[row] = (part - 1, columns[word])
    items = table.columns - 1
    cells = tuple(sorted(_cells(table, places, items), key=lambda cell: (cell.row, cell.column)))
    return replace(table, rows=1 + items * part, columns=len(columns), cells=cells, header_rows=1)


def _cells(table: Table, places: dict[int, tuple[int, int]], items: int) -> Iterator[Cell]:
    for cell in table.cells:
        if cell.row not in places:
            continue
        part, column = places[cell.row]
        if cell.column == 0:
            if part == 0:
                yield replace(cell, row=0, column=column, row_span=1, column_span=cell.row_span)
            continue
        row = items * part + cell.column
        yield replace(cell, row=row, column=column, row_span=cell.column_span, column_span=cell.row_span)
