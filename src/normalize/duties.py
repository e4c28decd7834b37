"""Duties: who leads, who is responsible, who supports, and by when; collected, and merged over several texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Literal

from ..model import Convention, Deadline, Quote, Unit
from ..records import dataclass
from .aliases import AliasTable, default_table
from .deadlines import Calendar, read_deadlines
from .scope import NOWHERE, Scope
from .units import NameDamage

UnitRole = Literal["lead", "responsible", "supporting"]

_IDLE = frozenset("★☆●◆◇■□▲※•▶√ ,;。、:.!?·*()/|-—_“”\"'《》<>")


@dataclass(frozen=True, slots=True)
class Duties:
    """What annotations and cells say.

    `unread` is text nothing was read from, `tasks` what a duty verb says is to be done (负责制定方案). `stated` names
    the roles, and 'deadline', that a label or a verb gives at all, even where the field behind the label is empty.
    """

    lead: tuple[Unit, ...]
    responsible: tuple[Unit, ...]
    supporting: tuple[Unit, ...]
    deadlines: tuple[Deadline, ...]
    unread_deadlines: tuple[Quote, ...]
    conventions: tuple[Convention, ...]
    damages: tuple[NameDamage, ...]
    unread: tuple[Quote, ...]
    tasks: tuple[Quote, ...]
    stated: frozenset[str]


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
        tasks=tuple(quote for part in parts for quote in part.tasks),
        stated=frozenset[str]().union(*(part.stated for part in parts)),
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
class Collector:
    """Duties while they are being read."""

    units: dict[UnitRole, list[Unit]] = field(default_factory=lambda: {"lead": [], "responsible": [], "supporting": []})
    deadlines: list[Deadline] = field(default_factory=list)
    unread_deadlines: list[Quote] = field(default_factory=list)
    conventions: list[Convention] = field(default_factory=list)
    damages: list[NameDamage] = field(default_factory=list)
    unread: list[Quote] = field(default_factory=list)
    tasks: list[Quote] = field(default_factory=list)
    stated: set[str] = field(default_factory=set)

    def take_deadlines(self, quote: Quote, calendar: Calendar) -> None:
        reading = read_deadlines(quote, calendar)
        self.deadlines.extend(reading.deadlines)
        self.unread_deadlines.extend(reading.unread)
        self.stated.add("deadline")

    def duties(self, scope: Scope, table: AliasTable) -> Duties:
        return Duties(
            lead=_units_once(self.units["lead"], scope, table),
            responsible=_units_once(self.units["responsible"], scope, table),
            supporting=_units_once(self.units["supporting"], scope, table),
            deadlines=_deadlines_once(self.deadlines),
            unread_deadlines=tuple(self.unread_deadlines),
            conventions=tuple(self.conventions),
            damages=tuple(self.damages),
            unread=tuple(quote for quote in self.unread if set(quote.text.strip()) - _IDLE),
            tasks=tuple(self.tasks),
            stated=frozenset(self.stated),
        )
