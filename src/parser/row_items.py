"""The rows of a breakdown table as its readers count them: physical rows gathered into items with their measures.

Knows when a physical row opens an item, when it is a further measure, and when it is the rest of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from ..lexicon.width import squeeze
from ..model import Quote, join_quotes
from ..outline import OutlineCell, OutlineMeasure, OutlineRow
from ..records import dataclass
from .numbering import read_label
from .row_openings import after_opening, measure_text, read_opening
from .table_body import GridRow, TableBody
from .table_sections import TableSections
from .value_cells import value_cells

_ENDS = "。；！？：…!?;:.）)"
"""What a measure ends with that is whole."""


@dataclass(slots=True)
class _Item:
    """A row being gathered."""

    number: str | None
    label: Quote | None
    title: Quote | None
    section: str | None
    measures: list[tuple[Quote | None, list[OutlineCell]]] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)


class RowItems:
    """The items of one table so far; their sections are those that `sections` has open."""

    def __init__(self, body: TableBody, sections: TableSections) -> None:
        self._body, self._sections = body, sections
        self._items: list[_Item] = []

    def take(self, row: GridRow, own: Sequence[Quote]) -> None:
        """A physical row that is no heading and no note. `own` are the texts of the cells that begin in it."""
        self._sections.take_category(row)
        if not self._items or (self._starts_item(row) and not self._repeats(row)):
            self._items.append(self._new_item(row))
        item = self._items[-1]
        text = self._measure_text(row, item)
        cells = value_cells(self._body, row, self._above(), goes_on=bool(item.measures))
        own_values = [cell for cell in cells if not cell.carried]
        goes_on = text is not None and not own_values and read_label(text.text) is None
        if item.measures and text is not None and goes_on and self._broken(item):
            previous, kept = item.measures[-1]
            item.measures[-1] = (join_quotes([previous, text], keep_breaks=False) if previous else text, kept)
        elif text is not None or own_values or not item.measures:
            item.measures.append((text, cells))
        personal = self._personal(row)
        item.quotes.extend([quote for quote in own if id(quote) not in personal] or own)

    def rows(self, first: int) -> list[OutlineRow]:
        """The items as rows; ids go on from `first` (r1 ...)."""
        return [_as_row(item, number, first) for number, item in enumerate(self._items, first + 1)]

    def _starts_item(self, row: GridRow) -> bool:
        """A number of its own, else a task cell of its own, opens an item; without either each row is one."""
        numbers, tasks = self._body.columns("number"), self._body.columns("task")
        for columns in (numbers, tasks):
            cells = [row[c] for c in columns if row[c] is not None]
            filled = [cell for cell in cells if cell is not None and cell.own and cell.quote is not None]
            if filled:
                return True
            if columns is numbers and numbers and self._items and self._items[-1].number is not None:
                covered = [cell for cell in cells if cell is not None and cell.quote is not None]
                if covered or self._body.blank_goes_on:
                    return False
        return not numbers and not tasks

    def _repeats(self, row: GridRow) -> bool:
        """Number and title are those of the row above: a merged cell that was undone and filled down."""
        new, last = self._new_item(row), self._items[-1]
        if new.number is None or new.title is None or last.title is None or new.section != last.section:
            return False
        return new.number == last.number and squeeze(new.title.text) == squeeze(last.title.text)

    def _new_item(self, row: GridRow) -> _Item:
        return _Item(*read_opening(self._body, row), self._sections.current)

    def _measure_text(self, row: GridRow, item: _Item) -> Quote | None:
        text = measure_text(self._body, row)
        if text is None or item.measures or self._body.columns("measure"):
            return text
        return after_opening(text, item.number, item.title)

    def _above(self) -> Sequence[OutlineCell]:
        """The cells of the measure above: of this item, else of the one before."""
        return next((item.measures[-1][1] for item in reversed(self._items[-2:]) if item.measures), ())

    def _broken(self, item: _Item) -> bool:
        """The last measure stops in mid-sentence, so that a row with nothing but text goes on with it."""
        text = item.measures[-1][0]
        return text is not None and text.text.rstrip()[-1:] not in _ENDS and self._body.blank_means_above

    def _personal(self, row: GridRow) -> set[int]:
        """Cells that name leaders or persons: accounted for, and never part of a row."""
        cells = (row[column] for column in self._body.columns("leader", "person"))
        return {id(cell.quote) for cell in cells if cell is not None}


def _as_row(item: _Item, number: int, first: int) -> OutlineRow:
    ident = f"r{number}"
    measures = tuple(
        OutlineMeasure(f"{ident}.m{n}", text, tuple(cells)) for n, (text, cells) in enumerate(item.measures, 1)
    )
    whole = join_quotes(item.quotes)
    return OutlineRow(ident, item.number, item.label, item.title, item.section, measures, whole, first)
