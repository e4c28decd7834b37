"""Cells that hold several numbered measures, and beside them cells numbered alike with a unit or a date for each.

1.打造研学线路 2.培育民宿 | 1.资源科 2.产业科: the physical row is split, so that each measure has its own values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import Quote
from ..outline import ColumnRole
from ..patterns import lazy_regex
from ..records import dataclass
from .columns import Header
from .grid import Grid, GridCell
from .numbering import Label, read_label

_VALUES: tuple[ColumnRole, ...] = ("lead", "responsible", "supporting", "deadline", "start")
_START = lazy_regex(r"(?:^|(?<=[\s\p{Han}。；;，,、]))(?=\d{1,2}[.．、])|(?=[(（]\s?\d|[①-⑳])")
_KINDS = frozenset(("arabic", "bracket", "circle"))


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of a cell: its number, the whole with its label, and what stands behind the label."""

    value: int
    whole: Quote
    bare: Quote


def numbered_parts(quote: Quote) -> list[Part]:
    """The parts of a text whose numbers count on from the one it begins with; empty where there are not two."""
    places: list[tuple[int, Label]] = []
    for start in sorted({*_line_starts(quote), *(match.start() for match in _START.finditer(quote.text))}):
        label = read_label(quote.text, start)
        if label is None or label.kind not in _KINDS or not quote.text[label.end :].strip():
            continue
        if places and (label.kind != places[0][1].kind or label.value != places[-1][1].value + 1):
            continue
        if not places and start > 0:
            return []
        places.append((start, label))
    if len(places) < 2:
        return []
    ends = [*(start for start, _ in places[1:]), len(quote.text)]
    return [
        Part(label.value, quote.cut(start, end).strip(), quote.cut(label.end, end).strip())
        for (start, label), end in zip(places, ends, strict=True)
    ]


def _line_starts(quote: Quote) -> Iterator[int]:
    """Where the lines of a printed page begin that a reader joined."""
    at = 0
    for low, high in quote.ranges[:-1]:
        at += high - low
        yield at


def with_parts_as_rows(header: Header, grid: Grid, *, always: bool = False) -> Grid:
    """The grid with rows of numbered measures split: where values are numbered alike, or `always`.

    In a table of units and their tasks (市水务局 | 1.… 2.…) each number is a task as well.
    """
    texts = [c for c, role in enumerate(header.roles) if role == "measure"]
    texts = texts or [c for c, role in enumerate(header.roles) if role == "task"]
    values = [c for c, role in enumerate(header.roles) if role in _VALUES]
    if not texts:
        return grid
    by_unit = is_by_unit(header)
    rows = [_Row(row, texts[-1], values) for row in grid[header.last :]]
    if not always and not by_unit and not any(row.listed for row in rows):
        return grid
    return [*grid[: header.last], *(cells for row in rows for cells in row.split())]


def is_by_unit(header: Header) -> bool:
    """Whether a table lists units, and beside each its tasks in one column."""
    if "measure" in header.roles or "task" not in header.roles:
        return False
    return any(role in _VALUES for role in header.roles[: header.roles.index("task")])


def with_parts_numbered(header: Header) -> Header:
    """The header of a table whose tasks are split: a number beside several of them numbers none."""
    if "measure" in header.roles:
        return header
    return replace(header, roles=tuple("other" if role == "number" else role for role in header.roles))


class _Row:
    """A physical row with the numbered parts of its text, and the columns that are numbered alike."""

    def __init__(self, row: Sequence[GridCell | None], text: int, values: Sequence[int]) -> None:
        self._row, self._text = row, text
        self._parts = _parts(row[text])
        numbers = [part.value for part in self._parts]
        found = {column: _parts(row[column]) for column in values} if numbers else {}
        self.listed = {c: parts for c, parts in found.items() if _same(numbers, [part.value for part in parts])}

    def split(self) -> Iterator[Sequence[GridCell | None]]:
        """A row for each part; the cells that are not numbered are merged over them."""
        if not self._parts:
            yield self._row
        for at, part in enumerate(self._parts):
            cells: list[GridCell | None] = []
            for column, position in enumerate(self._row):
                if position is None:
                    cells.append(None)
                elif column == self._text:
                    cells.append(GridCell(position.cell, part.whole, True))
                elif column in self.listed:
                    cells.append(GridCell(position.cell, self.listed[column][at].bare, True))
                else:
                    cells.append(GridCell(position.cell, position.quote, position.own and at == 0))
            yield cells


def _parts(position: GridCell | None) -> list[Part]:
    own = position is not None and position.own and position.quote is not None
    return numbered_parts(position.quote) if own and position is not None and position.quote is not None else []


def _same(ours: Sequence[int], theirs: Sequence[int]) -> bool:
    """The same numbers, or as many from 1 where the measures count on through the table."""
    return list(ours) == list(theirs) or list(theirs) == list(range(1, len(ours) + 1))
