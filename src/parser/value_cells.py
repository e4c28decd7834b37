"""The cells that bear on a measure: who does it and by when, its own or carried from the row above.

Knows when a cell stands for the value above it: 同上, a merged cell, or a blank where merged cells are not known.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..outline import ColumnRole, OutlineCell
from ..patterns import lazy_regex
from .grid import text_of
from .table_body import GridRow, TableBody

_VALUE_ROLES: frozenset[ColumnRole] = frozenset(
    ("lead", "responsible", "supporting", "leader", "person", "deadline", "start")
)
_MERGED_SHARE = 0.2
"""Share of blanks from which a column left of the tasks has merged cells; a few are values left out."""
_DITTO = lazy_regex(r"\s*(?:同上|〃|″|\"|同前)\s*")


def value_cells(body: TableBody, row: GridRow, above: Sequence[OutlineCell], *, goes_on: bool) -> list[OutlineCell]:
    """The cells of this physical row. `above` are those of the measure before; `goes_on`: the task is that one's."""
    cells: list[OutlineCell] = []
    for column, role in enumerate(body.header.roles):
        position = row[column]
        if role not in _VALUE_ROLES:
            continue
        header = body.header.words[column]
        if position is None:
            cells.extend(_carried(above, role, header) if goes_on and body.blank_means_above else ())
        elif position.quote is not None and _DITTO.fullmatch(position.quote.text):
            cells.extend(_carried(above, role, header))
        elif position.quote is not None:
            cells.append(OutlineCell(role, header, position.quote, carried=not position.own))
        elif position.own and body.blank_means_above and (goes_on or _within_merged(body, row, column)):
            cells.extend(_carried(above, role, header))
    return cells


def _carried(above: Sequence[OutlineCell], role: ColumnRole, header: str) -> list[OutlineCell]:
    """The value of the measure above, for 同上 and for blanks that stand for a merged cell."""
    same = [cell for cell in above if cell.role == role and cell.header == header]
    return [OutlineCell(cell.role, cell.header, cell.quote, carried=True) for cell in same]


def _within_merged(body: TableBody, row: GridRow, column: int) -> bool:
    """A blank cell in a table whose merged cells are not known, that belongs to the row above.

    The task is blank as well, or what stands left of it is: then each row in which that is blank has no cell of
    its own here.
    """
    if any(cell is not None and cell.quote is None for cell in (row[c] for c in body.columns("task"))):
        return True
    if body.table.merged_known or not _opens_blank(body, row):
        return False
    if column in body.left:
        blank = sum(not text_of(other[column]) for other in body.rows)
        return blank >= _MERGED_SHARE * len(body.rows)
    return not any(text_of(other[column]) for other in body.rows if _opens_blank(body, other))


def _opens_blank(body: TableBody, row: GridRow) -> bool:
    return any(not text_of(row[column]) for column in body.left) and any(text_of(cell) for cell in row)
