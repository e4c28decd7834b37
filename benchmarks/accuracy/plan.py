"""The model of an invented notice: what body and table say about each task, before anything is laid out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

Role = str
"""lead, responsible or supporting."""

ROLES: tuple[Role, ...] = ("lead", "responsible", "supporting")


@dataclass(frozen=True, slots=True)
class Due:
    """One part of a deadline: what is printed, and what it means. `damaged` and `unreadable` are for injected faults."""

    text: str
    kind: str
    date: datetime.date | None = None
    readable: bool = True


@dataclass(slots=True)
class Side:
    """What one side (body or table) says about a task. Units are full printed names; 等 is told by `open_list`."""

    number: str | None
    title: str | None
    sentences: list[str]
    units: dict[Role, list[str]]
    dues: list[Due]
    section: int
    open_list: bool = False

    def copy(self) -> Side:
        units = {role: list(names) for role, names in self.units.items()}
        return Side(self.number, self.title, list(self.sentences), units, list(self.dues), self.section, self.open_list)


@dataclass(slots=True)
class Task:
    """One task: its clause and its row; None where one side has none. `changed` marks an injected difference."""

    body: Side | None
    table: Side | None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Numbering:
    """How clauses are numbered: {} is the number, written in Chinese numerals where `han`; `levels` of sections above."""

    label: str
    han: bool = False
    restarts: bool = False
    levels: int = 1


@dataclass(frozen=True, slots=True)
class Style:
    """How this notice is written; every field is drawn by chance."""

    level: str
    numbering: Numbering
    title: str
    annotation: str
    tiers: tuple[Role, ...]
    brackets: tuple[str, str]
    role_words: dict[str, str]
    deadlines: str
    due_label: str
    between_roles: str
    between_units: str
    shared_prefix: bool
    own_plan: bool
    nested: bool
    framed: bool
    columns: str
    headers: dict[str, str]
    extra_columns: tuple[str, ...]
    units_in_table: str
    table_between_units: str
    measures: str
    sections_in_table: str
    numbered_rows: bool
    shuffled_columns: bool
    second_in_table: Role | None
    separate_file: bool
    wide: bool
    spaced_headers: bool
    page_break: bool
    index_block: bool
    closing: bool

    def table_role(self, role: Role) -> Role:
        """The role a unit of the body's `role` has in the table's own words."""
        if role == "lead":
            return role
        return self.second_in_table or role


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that must be reported: rule, printed numbers, full unit names where the rule is about units."""

    rule: str
    clause: str | None = None
    row: str | None = None
    units: tuple[str, ...] | None = None


@dataclass(slots=True)
class Plan:
    """A whole notice. `findings` are expected, `tolerated` rules may be reported for a clause without counting either way."""

    ident: str
    style: Style
    place: str
    prefix: str
    issuer: str
    number: str
    title: str
    short_title: str
    year: int
    issued: datetime.date
    addressees: str
    sections: list[str]
    table_sections: list[str]
    tasks: list[Task]
    form: str = "txt"
    convention: str | None = None
    with_table: bool = True
    stray: str | None = None
    index_number: str | None = None
    """Document number in the index block, where it is another than that of the text."""
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    repaired: dict[str, str] = field(default_factory=dict)
    findings: list[Expected] = field(default_factory=list)
    tolerated: set[tuple[str, str | None]] = field(default_factory=set)
    changes: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        return not self.changes
