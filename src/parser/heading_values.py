"""Tables arranged by units or by months: what the heading over the rows names holds for each row below it.

一、科研处 over the tasks of that office in a table without a column of units; 三月份 over those due in that month.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..lexicon.width import fold_width, squeeze
from ..model import Quote
from ..outline import ColumnRole, OutlineCell, OutlineRow
from ..patterns import lazy_regex
from .breakdown import Breakdown
from .unit_brackets import names_units_only

_UNITS: frozenset[ColumnRole] = frozenset(("lead", "responsible", "supporting"))
_DUE = lazy_regex(
    r"(?:\d{4}年)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:底|底?前)?|第?[一二三四]季度|[上下]半年)"
)
_SHARE = 0.7
_LEAST = 2


def take_headings(tables: Sequence[Breakdown], annotations: Sequence[str]) -> None:
    """Give the rows the units or the dates that the headings over them name.

    `annotations` are those of the body: headings count as units only where most of them are named there.
    """
    said = squeeze("".join(annotations))

    def is_unit(heading: str) -> bool:
        return heading in said and names_units_only(fold_width(heading))

    def is_due(heading: str) -> bool:
        return _DUE.fullmatch(fold_width(heading)) is not None

    headings = [_headings(table) for table in tables]
    for role, test in (("unit", is_unit), ("deadline", is_due)):
        chosen = [n for n, table in enumerate(tables) if headings[n] and not _has_column(table, role)]
        known = list(dict.fromkeys(squeeze(quote.text) for n in chosen for quote in headings[n].values()))
        if len(known) >= _LEAST and _mostly(known, test):
            for n in chosen:
                _give(tables[n], headings[n], role)


def _headings(table: Breakdown) -> dict[str, Quote]:
    """The heading over each row, by the id of the row: its section in the table, else the line above the table."""
    titles = {item.section.id: item.title for item in table.sections}
    found = {row.id: titles.get(row.section or "", table.over) for row in table.rows}
    return {ident: quote for ident, quote in found.items() if quote is not None}


def _has_column(table: Breakdown, role: str) -> bool:
    roles = set(table.header.roles)
    return "deadline" in roles if role == "deadline" else bool(roles & {"lead", "responsible"})


def _mostly(headings: Sequence[str], test: Callable[[str], bool]) -> bool:
    return sum(map(test, headings)) >= _SHARE * len(headings)


def _give(table: Breakdown, headings: dict[str, Quote], role: str) -> None:
    unit: ColumnRole = "lead" if _UNITS & set(table.header.roles) else "responsible"
    given: ColumnRole = "deadline" if role == "deadline" else unit
    table.rows = [
        _with_cell(row, OutlineCell(given, "", headings[row.id], carried=True)) if row.id in headings else row
        for row in table.rows
    ]


def _with_cell(row: OutlineRow, cell: OutlineCell) -> OutlineRow:
    measures = (replace(measure, cells=(*measure.cells, cell)) for measure in row.measures)
    return replace(row, measures=tuple(measures))
