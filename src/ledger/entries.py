"""What a ledger is made of."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from ..model import Deadline, Unit
from ..records import dataclass

Role = Literal["lead", "responsible", "supporting"]
ROLES: tuple[Role, ...] = ("lead", "responsible", "supporting")

BasedOn = Literal["table", "body"]
Reason = Literal["unknown", "reference", "open-list"]


@dataclass(frozen=True, slots=True)
class Party:
    """A unit in a line. `home` is the place whose unit it is, `body` the organ: together they are one unit's key."""

    role: Role
    unit: Unit
    home: str
    body: str

    @property
    def key(self) -> tuple[str, str]:
        return (self.home, self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One measure; in a notice without a table, one clause.

    `id` is a hash of the notice's number and the task's own words: it survives another page break, another file format
    and a corrected unit or date, so that a later load finds the line again. `raw` holds the printed cells by role
    (lead, responsible, supporting, deadline), or the annotation.
    """

    id: str
    notice: str
    document_number: str | None
    issued_on: datetime.date | None
    file: str
    number: str | None
    section: str
    task: str
    measure: str
    parties: tuple[Party, ...]
    deadlines: tuple[Deadline, ...]
    place: str
    raw: Mapping[str, str] = field(default_factory=dict)
    units_from: BasedOn = "table"
    deadline_from: BasedOn = "table"
    findings: tuple[str, ...] = ()
    """Codes of errors and warnings about the row or its clause: look at them before the line is handed out."""

    @property
    def dates(self) -> tuple[datetime.date, ...]:
        """The last permitted day of every milestone, the earliest first; what recurs has none."""
        dated = (deadline for deadline in self.deadlines if deadline.kind in ("by", "range"))
        return tuple(sorted({day for deadline in dated for day in _days_of(deadline)}))

    @property
    def due(self) -> datetime.date | None:
        """The last permitted day of the whole task."""
        return max(self.dates, default=None)

    @property
    def ongoing(self) -> bool:
        return any(deadline.kind == "ongoing" for deadline in self.deadlines)

    @property
    def recurrences(self) -> tuple[str, ...]:
        """Rules of what recurs, as the report has them (RRULE text or DATES=...)."""
        return tuple(d.recurrence for d in self.deadlines if d.kind == "recurring" and d.recurrence)

    def units(self, role: Role) -> tuple[Unit, ...]:
        return tuple(party.unit for party in self.parties if party.role == role)


def _days_of(deadline: Deadline) -> list[datetime.date]:
    """Every last day that a deadline names: 6月底、12月底 names two."""
    kind, _, days = (deadline.recurrence or "").partition("=")
    if kind == "DATES":
        return [datetime.date.fromisoformat(day) for day in days.split(",")]
    return [deadline.date] if deadline.date else []


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A unit name that a loader cannot assign. `where` are "notice, number" of its lines, `lines` their ids."""

    name: str
    printed: tuple[str, ...]
    reason: Reason
    roles: tuple[Role, ...]
    where: tuple[str, ...]
    lines: tuple[str, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A clause that has no row: it is in no line of the ledger, and nobody takes its task on."""

    notice: str
    number: str | None
    title: str
    annotation: str
    place: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Lines in the order of the notices. `left_out` names files that say the same as an earlier one.

    `unit` is the unit it was cut for, None for all units.
    """

    lines: tuple[LedgerLine, ...]
    unresolved: tuple[Unresolved, ...]
    unlisted: tuple[Unlisted, ...]
    left_out: tuple[str, ...] = ()
    unit: str | None = None
    roles: Mapping[str, tuple[Role, ...]] = field(default_factory=dict)
    """For one unit: line id -> the roles it has there."""

    @property
    def open_names(self) -> tuple[Unresolved, ...]:
        """Names that are neither known nor signed off."""
        return tuple(name for name in self.unresolved if not name.confirmed)
