"""Annotations and table cells -> duties: who leads, who is responsible, who supports, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..model import Convention, Deadline, Quote, Unit
from ..outline import ColumnRole
from .aliases import AliasTable, default_table
from .annotation_fields import Field, FieldFinder, has_persons
from .annotation_verbs import DutyFinder, DutyRole, role_of_words
from .condensed import CLOSE, OPEN, Condensed, condense, outside_brackets, partners
from .conventions import find_stated, without_conventions
from .deadlines import Calendar, find_deadline_tail, is_deadline, read_deadlines
from .scope import NOWHERE, Scope
from .unit_sharing import Share
from .units import ListReader, Marked, NameDamage
from .unit_words import is_complete, is_plausible

_UNIT_ROLES = ("lead", "responsible", "supporting")
_STOPS = ",;。"
_IDLE = frozenset(" ,;。、:.!?·*()/|-—_“”\"'《》<>")


@dataclass(frozen=True, slots=True)
class Duties:
    """What an annotation or a cell says. `unread` is text nothing was read from; `stated` names the roles and 'deadline'
    that a label or a verb gives at all, even where the field is empty."""

    lead: tuple[Unit, ...]
    responsible: tuple[Unit, ...]
    supporting: tuple[Unit, ...]
    deadlines: tuple[Deadline, ...]
    unread_deadlines: tuple[Quote, ...]
    conventions: tuple[Convention, ...]
    damages: tuple[NameDamage, ...]
    unread: tuple[Quote, ...]
    stated: frozenset[str]


def read_annotation(quote: Quote, scope: Scope, calendar: Calendar, table: AliasTable | None = None) -> Duties:
    """Read one annotation, its brackets or labels included. Never raises; what is not understood is in `unread`."""
    return _read(quote, scope, calendar, table, role=None, in_cell=False, persons=False)


def read_cell(
    role: ColumnRole, header: str, quote: Quote, scope: Scope, calendar: Calendar, table: AliasTable | None = None
) -> Duties:
    """Read a table cell under a column of units or deadlines. Columns of leaders and persons give nothing."""
    if role in _UNIT_ROLES:
        return _read(quote, scope, calendar, table, role=role, in_cell=True, persons=has_persons(header))
    collector = _Collector()
    if role == "deadline":
        collector.take_deadlines(quote, calendar)
    return collector.duties()


def merge_duties(parts: Sequence[Duties], scope: Scope = NOWHERE, table: AliasTable | None = None) -> Duties:
    """The union of several duties for each role, in order, the same unit, deadline and convention once."""
    table = table or default_table()
    return Duties(
        lead=_units_once((unit for part in parts for unit in part.lead), scope, table),
        responsible=_units_once((unit for part in parts for unit in part.responsible), scope, table),
        supporting=_units_once((unit for part in parts for unit in part.supporting), scope, table),
        deadlines=_deadlines_once(deadline for part in parts for deadline in part.deadlines),
        unread_deadlines=tuple(quote for part in parts for quote in part.unread_deadlines),
        conventions=tuple(dict.fromkeys(item for part in parts for item in part.conventions)),
        damages=tuple(dict.fromkeys(damage for part in parts for damage in part.damages)),
        unread=tuple(quote for part in parts for quote in part.unread),
        stated=frozenset().union(*(part.stated for part in parts)),
    )


def _units_once(units: Iterable[Unit], scope: Scope, table: AliasTable) -> tuple[Unit, ...]:
    once: dict[object, Unit] = {}
    for unit in units:
        once.setdefault(table.key(unit.name, scope), unit)
    return tuple(once.values())


def _deadlines_once(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    once: dict[object, Deadline] = {}
    for deadline in deadlines:
        raw = deadline.raw if deadline.date is None and deadline.recurrence is None else ""
        once.setdefault((deadline.kind, deadline.date, deadline.start, deadline.recurrence, raw), deadline)
    return tuple(once.values())


@dataclass(slots=True)
class _Collector:
    """Duties while they are being read."""

    units: dict[str, list[Unit]] = field(default_factory=lambda: {role: [] for role in _UNIT_ROLES})
    deadlines: list[Deadline] = field(default_factory=list)
    unread_deadlines: list[Quote] = field(default_factory=list)
    conventions: list[Convention] = field(default_factory=list)
    damages: list[NameDamage] = field(default_factory=list)
    unread: list[Quote] = field(default_factory=list)
    stated: set[str] = field(default_factory=set)

    def take_deadlines(self, quote: Quote, calendar: Calendar) -> None:
        reading = read_deadlines(quote, calendar)
        self.deadlines.extend(reading.deadlines)
        self.unread_deadlines.extend(reading.unread)
        self.stated.add("deadline")

    def duties(self, scope: Scope = NOWHERE, table: AliasTable | None = None) -> Duties:
        table = table or default_table()
        return Duties(
            lead=_units_once(self.units["lead"], scope, table),
            responsible=_units_once(self.units["responsible"], scope, table),
            supporting=_units_once(self.units["supporting"], scope, table),
            deadlines=_deadlines_once(self.deadlines),
            unread_deadlines=tuple(self.unread_deadlines),
            conventions=tuple(self.conventions),
            damages=tuple(self.damages),
            unread=tuple(quote for quote in self.unread if set(quote.text) - _IDLE and quote.text.strip()),
            stated=frozenset(self.stated),
        )


def _read(
    quote: Quote,
    scope: Scope,
    calendar: Calendar,
    table: AliasTable | None,
    *,
    role: str | None,
    in_cell: bool,
    persons: bool,
) -> Duties:
    table, collector, view = table or default_table(), _Collector(), condense(quote)
    stated = find_stated(view)
    for item in stated:
        own = view.cut(item.start, item.end)
        collector.conventions.append(Convention(item.kind, own.text, own.span()))
    if stated:
        view = condense(without_conventions(view, stated))
    if role is not None:
        collector.stated.add(role)
    reader = _Reader(view, scope, calendar, table, in_cell, collector)
    for start, end in _contents(view):
        for found in FieldFinder(view, scope, table).fields(start, end):
            reader.read_field(found if found.role else Field(role, found.start, found.end, persons))
    return collector.duties(scope, table)


def _contents(view: Condensed) -> list[tuple[int, int]]:
    """The insides of the outer brackets; the whole text where it stands in none."""
    text = view.text
    start, end = _trimmed(text, 0, len(text))
    pairs = partners(text, start, end)
    outside = outside_brackets(text, start, end)
    groups = [(low, high) for low, high in sorted(pairs.items()) if not any(a < low < b for a, b in pairs.items())]
    if groups and all(text[index] in _IDLE for index in outside):
        return [inner for low, high in groups for inner in _inner(view, low + 1, high)]
    return [(start, end)] if start < end else []


def _inner(view: Condensed, start: int, end: int) -> list[tuple[int, int]]:
    start, end = _trimmed(view.text, start, end)
    while start < end and partners(view.text, start, end).get(start) == end - 1:
        start, end = _trimmed(view.text, start + 1, end - 1)
    return [(start, end)] if start < end else []


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Stops and brackets without a partner taken off both ends."""
    pairs = partners(text, start, end)
    closers = set(pairs.values())
    while start < end and (text[start] in ",;。、." or (text[start] == OPEN and start not in pairs)):
        start += 1
    while start < end and (text[end - 1] in ",;。、." or (text[end - 1] == CLOSE and end - 1 not in closers)):
        end -= 1
    return start, end


@dataclass(frozen=True, slots=True)
class _Pending:
    """Units not yet given a role: `same` those of the running chunk, `earlier` those of chunks before it."""

    earlier: list[tuple[int, int]] = field(default_factory=list)
    same: list[tuple[int, int]] = field(default_factory=list)
    companions: list[tuple[int, int]] = field(default_factory=list)

    def clear(self) -> None:
        self.earlier.clear()
        self.same.clear()
        self.companions.clear()

    def next_chunk(self) -> None:
        self.earlier.extend(self.same)
        self.same.clear()


@dataclass(frozen=True, slots=True)
class _Reader:
    view: Condensed
    scope: Scope
    calendar: Calendar
    table: AliasTable
    in_cell: bool
    collector: _Collector

    def read_field(self, found: Field) -> None:
        if found.role in ("leader", "person", "other"):
            return
        if found.role == "deadline":
            start, end = _trimmed(self.view.text, found.start, found.end)
            self.collector.take_deadlines(self.view.cut(start, end), self.calendar)
        elif found.role == "unknown":
            self.collector.unread.append(self.view.cut(found.start, found.end))
        else:
            if found.role is not None:
                self.collector.stated.add(found.role)
            _FieldReader(self, found, _Pending(), Share()).read()

    def take_deadlines(self, start: int, end: int) -> None:
        self.collector.take_deadlines(self.view.cut(start, end), self.calendar)


@dataclass(frozen=True, slots=True)
class _FieldReader:
    """Reads one field of units, chunk by chunk: units wait until a verb, a stop or the end of the field gives their role."""

    reader: _Reader
    field: Field
    pending: _Pending
    share: Share

    def read(self) -> None:
        units_in, deadlines = self._chunks()
        for start, end in deadlines:
            self.reader.take_deadlines(start, end)
        for start, end, stop in units_in:
            self._read_chunk(start, end)
            if stop in ";。":
                self._flush()
            else:
                self.pending.next_chunk()
        self._flush()

    def _chunks(self) -> tuple[list[tuple[int, int, str]], list[tuple[int, int]]]:
        """Chunks of units with the stop behind them, and runs of deadlines."""
        text, begin = self.reader.view.text, self.field.start
        units: list[tuple[int, int, str]] = []
        deadlines: list[tuple[int, int]] = []
        stops = [i for i in outside_brackets(text, begin, self.field.end) if text[i] in _STOPS and self._is_stop(i)]
        for stop in [*stops, self.field.end]:
            low, high = self._take_dates(begin, stop, deadlines)
            if low < high:
                units.append((low, high, text[stop] if stop < self.field.end else ""))
            begin = stop + 1
        return units, deadlines

    def _is_stop(self, index: int) -> bool:
        """A comma between digits (1,000) parts no chunks."""
        text = self.reader.view.text
        return not (text[index] == "," and text[index - 1 : index].isdigit() and text[index + 1 : index + 2].isdigit())

    def _take_dates(self, start: int, end: int, deadlines: list[tuple[int, int]]) -> tuple[int, int]:
        """Move a deadline at either end of a chunk to `deadlines`; the rest of the chunk is returned."""
        text = self.reader.view.text
        chunk = text[start:end]
        if not chunk or self.reader.table.known(chunk, self.reader.scope):
            return start, end
        if is_deadline(chunk):
            self._add_deadline(deadlines, start, end)
            return end, end
        by = chunk.find("由")
        if by > 0 and is_deadline(chunk[:by]):
            self._add_deadline(deadlines, start, start + by)
            return start + by, end
        tail = find_deadline_tail(chunk)
        if tail is not None and 0 < tail[0] < tail[1]:
            self._add_deadline(deadlines, start + tail[0], start + tail[1])
            return start, start + tail[0]
        return start, end

    def _add_deadline(self, deadlines: list[tuple[int, int]], start: int, end: int) -> None:
        """5月底，长期坚持 is read as one text."""
        if deadlines and deadlines[-1][1] == start - 1 and self.reader.view.text[start - 1] != "。":
            deadlines[-1] = (deadlines[-1][0], end)
        else:
            deadlines.append((start, end))

    def _read_chunk(self, start: int, end: int) -> None:
        reader = self.reader
        begin, behind = start, False
        for duty in DutyFinder(reader.view, reader.scope, reader.table).duties(start, end):
            self._wait(begin, duty.start, behind)
            begin = duty.end
            if duty.role == "with":
                behind = True
            else:
                self._give(duty.role)
                behind = False
        self._wait(begin, end, behind)

    def _wait(self, start: int, end: int, behind: bool) -> None:
        if start < end:
            (self.pending.companions if behind else self.pending.same).append((start, end))

    def _give(self, role: DutyRole) -> None:
        """A duty verb closes the units that wait for it."""
        own = self.field.role
        if role == "responsible" and own in ("lead", "supporting"):
            role = own  # type: ignore[assignment]
        pending = self.pending
        leading = role if role != "responsible" or not pending.companions or own is not None else "lead"
        if pending.companions and role == "responsible":
            leading = "lead"
        earlier = (own or "responsible") if role == "supporting" and pending.same else leading
        self._assign(pending.earlier, earlier)
        self._assign(pending.same, leading)
        self._assign(pending.companions, "responsible" if role in ("lead", "responsible") else role)
        pending.clear()

    def _flush(self) -> None:
        """No verb follows: the label gives the role; without a label the units are responsible."""
        pending, own = self.pending, self.field.role
        waiting = [*pending.earlier, *pending.same]
        if own is None and not pending.companions:
            self._assign(waiting, "responsible", certain=False)
        else:
            self._assign(
                waiting, "lead" if pending.companions and own in (None, "responsible") else own or "responsible"
            )
        self._assign(pending.companions, "responsible" if own in (None, "lead") else own or "responsible")
        pending.clear()

    def _assign(self, ranges: Sequence[tuple[int, int]], role: str, *, certain: bool = True) -> None:
        for start, end in ranges:
            self._assign_list(start, end, role, certain)

    def _assign_list(self, start: int, end: int, role: str, certain: bool) -> None:
        reader, collector = self.reader, self.reader.collector
        found = ListReader(reader.view, reader.scope, reader.table, reader.in_cell).read(start, end, self.share)
        if not certain and not all(self._sure(mark) for mark in found.marked):
            collector.unread.append(reader.view.cut(start, end))
            return
        for mark in found.marked:
            if (
                self.field.persons
                and not is_complete(mark.unit.name, reader.scope, reader.table)
                and len(mark.unit.name) <= 4
            ):
                continue
            collector.units[self._role_of(mark, role)].append(mark.unit)
        if found.marked:
            collector.stated.add(role)
        collector.damages.extend(found.damages)
        for low, high in found.leftovers:
            if is_deadline(reader.view.text[low:high]):
                reader.take_deadlines(low, high)
            else:
                collector.unread.append(reader.view.cut(low, high))

    def _sure(self, mark: Marked) -> bool:
        """Without a label or a verb only what is plainly a unit is read as one."""
        return mark.unit.resolved or is_complete(mark.unit.name, self.reader.scope, self.reader.table)

    def _role_of(self, mark: Marked, role: str) -> str:
        """The role in a bracket behind the name (市发展改革委（牵头）), else that of the list."""
        if mark.note is None:
            return role
        text = self.reader.view.text[slice(*mark.note)].rstrip("。.;,").removesuffix("单位").removesuffix("部门")
        if is_deadline(text):
            self.reader.take_deadlines(*mark.note)
        own = role_of_words(text)
        if own is None or own == "with":
            return role
        self.reader.collector.stated.add(own)
        return own
