"""Which level of a table is the row: the task, or each of its measures where the body sets the measures as clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from ..lexicon.width import squeeze
from ..model import Quote
from ..outline import ColumnRole, OutlineClause, OutlineMeasure, OutlineRow, OutlineSection
from .columns import Header
from .grid import Grid
from .numbering import read_label

Grain = Literal["category", "task", "measure", "part"]
"""What is a row: a category of the table, a task, each of its measures, or each numbered part of their cells."""
_DUTIES = ("lead", "responsible", "supporting", "deadline")
_OPENING = 8
"""Characters by which a row is known for a clause."""
_CROSS = 0.6
"""What a title counts that stands as a text on the other side."""
_LEAST_SHARE = 0.7
"""Share of the tasks that must be headings of the body, and of their measures that must have duties of their own."""


def rows_are_sections(
    rows: Sequence[OutlineRow], sections: Sequence[OutlineSection], clauses: Sequence[OutlineClause]
) -> bool:
    """Whether the tasks of the table are headings in the body and its measures have units of their own."""
    titles = {squeeze(section.title.text) for section in sections if section.title}
    named = sum(row.title is not None and squeeze(row.title.text) in titles for row in rows)
    measures = [measure for row in rows for measure in row.measures]
    if len(rows) < 2 or len(measures) == len(rows) or len(clauses) <= len(rows):
        return False
    own = sum(_has_duties(measure) for measure in measures)
    return named >= _LEAST_SHARE * len(rows) and own >= _LEAST_SHARE * len(measures)


def grain_fit(rows: Sequence[OutlineRow], clauses: Sequence[OutlineClause]) -> float:
    """How well the rows of a grain are the clauses, 0 to 1: the share of both that open with the same words.

    A title that is the text of the other side counts less than one that is its title.
    """
    ours = [(_opening(clause.title), _opening(clause.text)) for clause in clauses]
    theirs = [(_opening(row.title), _opening(_first_text(row))) for row in rows]
    body, table = _by_place(ours), _by_place(theirs)
    met = sum(_met(one, table) for one in ours) + sum(_met(one, body) for one in theirs)
    return met / max(len(clauses) + len(rows), 1)


def _by_place(items: Sequence[tuple[str, str]]) -> tuple[set[str], set[str]]:
    return {title for title, _ in items if title}, {text for _, text in items if text}


def _met(item: tuple[str, str], others: tuple[set[str], set[str]]) -> float:
    """1 for the title or, without one, the text of another item; less for a title that is a text there."""
    title, text = item
    if title in others[0] or (not title and text in others[1]):
        return 1.0
    return _CROSS if title in others[1] or text in others[0] or text in others[1] else 0.0


def _first_text(row: OutlineRow) -> Quote | None:
    return next((measure.text for measure in row.measures if measure.text), None)


def _opening(text: Quote | None) -> str:
    words = squeeze(text.text) if text else ""
    label = read_label(words)
    return words[label.end if label else 0 :][:_OPENING]


def _has_duties(measure: OutlineMeasure) -> bool:
    return measure.text is not None and any(cell.role in _DUTIES and not cell.carried for cell in measure.cells)


def with_measures_as_rows(header: Header, grid: Grid) -> Header:
    """The header one level lower: tasks are categories, measures are tasks; a number of the task numbers no row."""
    if "measure" not in header.roles:
        return header
    lower: dict[ColumnRole, ColumnRole] = {"task": "category", "measure": "task", "category": "other"}
    if not _numbers_each_measure(header, grid):
        lower["number"] = "other"
    return replace(header, roles=tuple(lower.get(role, role) for role in header.roles))


def with_categories_as_rows(header: Header, grid: Grid) -> Header:
    """The header one level higher: the last category is the task; the task is its measure where there is no other."""
    if "category" not in header.roles or "task" not in header.roles:
        return header
    roles = list(header.roles)
    last = max(column for column, role in enumerate(roles) if role == "category")
    numbers_tasks = "number" in roles and _filled(header, grid, "number") > _own_cells(grid, header.last, last)
    lower: ColumnRole = "other" if "measure" in roles else "measure"
    roles = [lower if role == "task" else role for role in roles]
    roles[last] = "task"
    if numbers_tasks:
        roles = ["other" if role == "number" else role for role in roles]
    return replace(header, roles=tuple(roles))


def _filled(header: Header, grid: Grid, role: ColumnRole) -> int:
    return _own_cells(grid, header.last, header.roles.index(role))


def _own_cells(grid: Grid, first: int, column: int) -> int:
    cells = (row[column] for row in grid[first:])
    return sum(cell is not None and cell.own and cell.quote is not None for cell in cells)


def _numbers_each_measure(header: Header, grid: Grid) -> bool:
    return "number" in header.roles and _filled(header, grid, "number") > _filled(header, grid, "task")
