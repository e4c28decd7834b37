"""The body of a breakdown table as a whole: its columns by role, what a blank cell means, how its tasks are headed.

Knows what is told only by all rows together, before the first of them is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from ..model import Quote
from ..outline import ColumnRole
from .cell_headings import headed_by_colons
from .column_contents import headed_by_lines
from .columns import Header
from .document import Table
from .grid import Grid, GridCell, text_of
from .numbering import Label, read_label

_LEADING: tuple[ColumnRole, ...] = ("category", "lead", "responsible", "supporting", "deadline")
"""What stands left of the tasks and reaches over several of them."""
_LEAST_BLANKS = 2
"""Rows without a number, from which it is no single slip."""

GridRow = Sequence[GridCell | None]
"""One physical row of the grid."""


class TableBody:
    """The rows below the header of one table, and the ways of that table.

    `blank_means_above`: merged cells are not known, so that a blank may stand for the value above. `blank_goes_on`: a
    row without a number is the rest of the row above. `left`: the columns left of the tasks that reach over several of
    them. `line_headings`, `colon_headings`: how the only column of text sets its titles apart.
    """

    def __init__(self, table: Table, header: Header, grid: Grid) -> None:
        self.table, self.header, self.grid = table, header, grid
        self.rows: Grid = grid[header.last :]
        merged = any(cell.row_span > 1 for cell in table.cells if cell.row >= header.last)
        self.blank_means_above = not (table.merged_known and merged)
        self.blank_goes_on = self.blank_means_above and _counts_over_blanks(self.rows, self.columns("number"))
        tasks = self.columns("task")
        left = [c for c in self.columns(*_LEADING) if c < min(tasks, default=0)]
        self.left = [c for c in left if header.roles[c] != "deadline" or (c == left[0] and _arranged_by(self.rows, c))]
        alone = "measure" not in header.roles and len(tasks) == 1
        texts = [[text_of(cell) for cell in row] for row in self.rows] if alone else []
        self.line_headings = alone and headed_by_lines(texts, tasks[0])
        cells = [text for row in texts if len(set(row)) > 1 and (text := row[tasks[0]].strip())] if alone else []
        self.colon_headings = headed_by_colons(cells)

    @property
    def all_empty(self) -> bool:
        return bool(self.rows) and not any(text_of(cell) for row in self.rows for cell in row)

    def columns(self, *roles: ColumnRole) -> list[int]:
        return [column for column, role in enumerate(self.header.roles) if role in roles]

    def first_quote(self, row: GridRow, role: ColumnRole) -> Quote | None:
        """The text of the first column of a role that has one in this row."""
        for column in self.columns(role):
            cell = row[column]
            if cell is not None and cell.quote is not None:
                return cell.quote
        return None

    def task_labels(self) -> set[str]:
        """The kinds of label of the tasks that stand beside other cells."""
        return {label.kind for labels in self._labels_beside() for label in labels if label is not None}

    def numbers_tasks(self) -> bool:
        """Whether each task that stands beside other cells begins with a label of one kind."""
        beside = list(self._labels_beside())
        return len(beside) > 1 and all(labels[:1] != [None] for labels in beside) and len(self.task_labels()) == 1

    def _labels_beside(self) -> Iterator[list[Label | None]]:
        """The labels of the task cells of each row that has other cells too."""
        for row in self.rows:
            if len({id(cell.cell) for cell in row if cell is not None and cell.quote is not None}) > 2:
                yield [read_label(text_of(row[column])) for column in self.columns("task")]


def own_quotes(row: GridRow) -> list[Quote]:
    """The texts of the cells that begin in this row."""
    return [cell.quote for cell in row if cell is not None and cell.own and cell.quote is not None]


def _arranged_by(body: Grid, column: int) -> bool:
    """Whether a table is arranged by the values of a column: each stands in one place, above the rows it is for.

    Elsewhere a blank time is a value left out.
    """
    values = ["".join(text_of(row[column]).split()) if column < len(row) else "" for row in body]
    filled = [value for value in values if value]
    runs = [value for value, _ in groupby(filled)]
    return bool(filled) and bool(values[0]) and len(set(runs)) == len(runs) and 4 * len(filled) <= 3 * len(values)


def _counts_over_blanks(body: Grid, columns: Sequence[int]) -> bool:
    """Whether the numbers count on without a gap over rows with none: those are the rest of the row above.

    Where no row without a number stands between two, a number may be missing: its row is lost.
    """
    if not columns or not body:
        return False
    cells = [text_of(row[columns[0]]).strip() for row in body if len(set(map(text_of, row))) > 1]
    labels = [(place, read_label(cell + "、")) for place, cell in enumerate(cells) if cell]
    values = [(place, label.value) for place, label in labels if label is not None]
    blanks = len(cells) - len(labels)
    if blanks < _LEAST_BLANKS or len(values) < len(labels) or not cells[0] or values[0][1] != 1:
        return False
    steps = ((b - a, after - before) for (before, a), (after, b) in pairwise(values))
    return all(step == 1 or (step > 1 and apart == 1) for step, apart in steps)
