"""Annotations and table cells -> duties. Brackets and conventions come off first, then each labelled field is read."""

from __future__ import annotations

from ..lexicon.labels import names_persons
from ..lexicon.own_words import NO_WORDS, OwnWords
from ..model import Convention, Quote
from ..outline import ColumnRole
from .aliases import AliasTable, default_table
from .annotation_chunks import FieldReader
from .annotation_fields import Field, FieldFinder, with_plain_marks
from .condensed import CLOSE, OPEN, Condensed, condense, outside_brackets, partners
from .conventions import find_stated, without_conventions
from .deadlines import Calendar
from .duties import Collector, Duties, UnitRole, merge_duties
from .scope import Scope
from .unit_sharing import Share

__all__ = ["Duties", "merge_duties", "read_annotation", "read_cell"]

_EDGES = frozenset(",;。、.")
_UNIT_COLUMNS: dict[ColumnRole, UnitRole] = {
    "lead": "lead",
    "responsible": "responsible",
    "supporting": "supporting",
}


def read_annotation(
    quote: Quote, scope: Scope, calendar: Calendar, table: AliasTable | None = None, own: OwnWords = NO_WORDS
) -> Duties:
    """Read one annotation, its brackets or labels included. Never raises; what is not understood is in `unread`.

    `own` are the labels and verbs of the notice that no table of words has.
    """
    return _read(quote, Field(None, 0, 0), scope, calendar, table or default_table(), own, in_cell=False)


def read_cell(
    role: ColumnRole,
    header: str,
    quote: Quote,
    scope: Scope,
    calendar: Calendar,
    table: AliasTable | None = None,
    own: OwnWords = NO_WORDS,
) -> Duties:
    """Read a table cell under a column of units or deadlines. Columns of leaders, persons and text give nothing.

    A cell may say more than its column: labels and verbs inside it (牵头单位：X, Y配合) decide over the column.
    """
    duty, table = _UNIT_COLUMNS.get(role), table or default_table()
    if duty is not None:
        field = Field(duty, 0, 0, persons=names_persons(header))
        return _read(quote, field, scope, calendar, table, own, in_cell=True)
    collector = Collector()
    if role == "deadline":
        collector.take_deadlines(quote, calendar)
    return collector.duties(scope, table)


def _read(
    quote: Quote, default: Field, scope: Scope, calendar: Calendar, table: AliasTable, own: OwnWords, *, in_cell: bool
) -> Duties:
    """Read all fields of a text; `default` says what stands before the first label."""
    collector, view, share = Collector(), with_plain_marks(condense(quote, own)), Share()
    stated = find_stated(view)
    for item in stated:
        said = view.cut(item.start, item.end)
        collector.conventions.append(Convention(item.kind, said.text, said.span()))
    if stated:
        view = with_plain_marks(condense(without_conventions(view, stated), own))
    if default.role is not None:
        collector.stated.add(default.role)
    for start, end in _contents(view.text):
        for found in FieldFinder(view, scope, table).fields(start, end):
            field = found if found.role else Field(default.role, found.start, found.end, default.persons)
            _read_field(view, field, scope, calendar, table, collector, in_cell, share)
    return collector.duties(scope, table)


def _read_field(
    view: Condensed,
    field: Field,
    scope: Scope,
    calendar: Calendar,
    table: AliasTable,
    collector: Collector,
    in_cell: bool,
    share: Share,
) -> None:
    if field.role in ("leader", "person", "other"):
        FieldReader(view, field, scope, calendar, table, collector, in_cell, share).read_past()
    elif field.role == "unknown":
        collector.unread.append(view.cut(field.start, field.end))
    elif field.role == "deadline":
        collector.take_deadlines(view.cut(*_trimmed(view.text, field.start, field.end)), calendar)
    else:
        FieldReader(view, field, scope, calendar, table, collector, in_cell, share).read()


def _contents(text: str) -> list[tuple[int, int]]:
    """The insides of the outer brackets; the whole text where it does not all stand in brackets."""
    start, end = _trimmed(text, 0, len(text))
    pairs = partners(text, start, end)
    outside = outside_brackets(text, start, end)
    if not pairs or any(text[index] not in _EDGES for index in outside):
        return [(start, end)] if start < end else []
    insides, low = [], start
    for opening, closing in sorted(pairs.items()):
        if opening >= low:
            insides.append(_unwrapped(text, opening + 1, closing))
            low = closing
    return [(first, last) for first, last in insides if first < last]


def _unwrapped(text: str, start: int, end: int) -> tuple[int, int]:
    """Brackets around brackets taken off: 【（责任单位：市教育局）】."""
    pairs = partners(text, start, end)
    start, end = _trimmed(text, start, end)
    while start < end and pairs.get(start) == end - 1:
        start, end = _trimmed(text, start + 1, end - 1)
    return start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Stops, and brackets without a partner, taken off both ends."""
    pairs = partners(text, start, end)
    closers = set(pairs.values())
    while start < end and (text[start] in _EDGES or (text[start] == OPEN and start not in pairs)):
        start += 1
    while start < end and (text[end - 1] in _EDGES or (text[end - 1] == CLOSE and end - 1 not in closers)):
        end -= 1
    return start, end
