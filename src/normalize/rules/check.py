"""What a rule sees (`Check`) and what it says (`Draft`)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import field
from functools import cached_property
from typing import Any, Literal

from ...model import Deadline, Quote, Severity, Span, Unit
from ...records import dataclass
from ..abridging import is_abridged
from ..annotations import Duties, merge_duties
from ..match import Group, Matching
from ..reading import ReadClause, Reading, ReadRow

Tier = Literal["lead", "responsible"]

_LONGEST_PLACE = 16
_INNER_QUOTES = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding before it gets its code, language and fingerprint. Texts in both languages."""

    zh: str
    en: str
    clause: ReadClause | None = None
    row: ReadRow | None = None
    body: str | None = None
    table: str | None = None
    details: dict[str, Any] = field(default_factory=dict)
    body_spans: tuple[Span, ...] = ()
    table_spans: tuple[Span, ...] = ()
    severity: Severity | None = None


_LEAST_TEXTS, _GIVES_TEXT = 3, 0.75
"""Number and share of items with text in the table from which a row without text has lost it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A matched item with its duties united on each side."""

    group: Group
    body: Duties
    table: Duties

    @property
    def clause(self) -> ReadClause:
        return self.group.clauses[0]

    @property
    def row(self) -> ReadRow:
        return self.group.rows[0]


class Check:
    """A read and matched notice, with what several rules ask of it."""

    def __init__(self, reading: Reading, matching: Matching) -> None:
        self.reading = reading
        self.matching = matching
        self.scope = reading.scope
        self.aliases = reading.aliases

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return tuple(
            Item(
                group,
                merge_duties([item.duties for item in group.clauses], self.scope, self.aliases),
                merge_duties([item.duties for item in group.rows], self.scope, self.aliases),
            )
            for group in self.matching.groups
        )

    @cached_property
    def body_names(self) -> frozenset[str]:
        """Roles (lead, responsible, supporting, deadline) that any clause names."""
        return _named(self.reading.clauses) | self._single

    @cached_property
    def table_names(self) -> frozenset[str]:
        """Roles that any row names."""
        return _named(self.reading.rows) | self._single

    @cached_property
    def table_has_doers(self) -> bool:
        """Does any row name a responsible unit (责任), rather than leads and supporters only (牵头, 配合)?"""
        return any(row.duties.responsible for row in self.reading.rows)

    @cached_property
    def _single(self) -> frozenset[str]:
        """What either side names where there is one item only: one item is no side that leaves a role to the other."""
        if min(len(self.reading.clauses), len(self.reading.rows)) != 1:
            return frozenset()
        return _named((*self.reading.clauses, *self.reading.rows))

    @cached_property
    def principal(self) -> Tier:
        """The principal role: lead where the notice names leads, else responsible."""
        return "lead" if "lead" in self.body_names | self.table_names else "responsible"

    @cached_property
    def table_abridges(self) -> bool:
        """Does the table take up only a part of the text in most of its items?"""
        return is_abridged([group.alignment for group in self.matching.groups])

    @cached_property
    def table_gives_text(self) -> bool:
        """Do most rows give text, rather than name their tasks?"""
        groups = [group.alignment for group in self.matching.groups]
        giving = sum(alignment.row_has_text for alignment in groups)
        return giving >= _LEAST_TEXTS and giving >= _GIVES_TEXT * len(groups)

    @cached_property
    def first_listed_leads(self) -> bool:
        return any(item.kind == "first-listed-leads" for item in self.reading.notice.conventions)

    @cached_property
    def _partners(self) -> dict[int, tuple[ReadClause, ReadRow]]:
        groups = self.matching.groups
        return {id(item): (g.clauses[0], g.rows[0]) for g in groups for item in (*g.clauses, *g.rows)}

    def both(self, item: ReadClause | ReadRow) -> tuple[ReadClause | None, ReadRow | None]:
        """The clause and the row of a matched item; None for the side that has no counterpart."""
        clause, row = self._partners.get(id(item), (None, None))
        return (item, row) if isinstance(item, ReadClause) else (clause, item)

    @cached_property
    def all_items(self) -> tuple[ReadClause | ReadRow, ...]:
        """Every clause, then every row."""
        return (*self.reading.clauses, *self.reading.rows)

    def place(self, row: ReadRow) -> int:
        """Where the row stands in the table, 0-based."""
        return self._row_places[row.row.id]

    @cached_property
    def _row_places(self) -> dict[str, int]:
        return {item.row.id: n for n, item in enumerate(self.reading.rows)}

    @property
    def compares(self) -> bool:
        """Whether there are two sides to compare at all."""
        return bool(self.reading.clauses) and bool(self.reading.rows)


def _named(items: Iterable[ReadClause | ReadRow]) -> frozenset[str]:
    names: set[str] = set()
    for duties in (item.duties for item in items):
        names |= {"lead"} if duties.lead else set()
        names |= {"responsible"} if duties.responsible or duties.supporting else set()
        names |= {"supporting"} if duties.supporting else set()
        names |= {"deadline"} if duties.deadlines or duties.unread_deadlines else set()
    return frozenset(names)


def unit_names(units: Iterable[Unit]) -> list[str]:
    return [unit.name for unit in units]


def joined(units: Iterable[Unit]) -> str | None:
    """Names as a reader would list them; None for none."""
    return "、".join(unit.name for unit in units) or None


def spans_of(values: Iterable[Unit | Deadline]) -> tuple[Span, ...]:
    """Spans of units or deadlines, each place once."""
    seen = {(v.span.part, v.span.start, v.span.end): v.span for v in values}
    return tuple(seen.values())


def quote_spans(quotes: Iterable[Quote | None]) -> tuple[Span, ...]:
    return tuple(span for quote in quotes if quote is not None for span in quote.spans())


def label_zh(item: ReadClause | ReadRow) -> str:
    """正文第3条 / 表中第3项, or the title where it has no number."""
    number = _number(item)
    if isinstance(item, ReadClause):
        return f"正文第{number}条{_place(item, '（{}）')}" if number else f"正文{quoted(heading(item))}"
    return f"表中第{number}项{_place(item, '（{}）')}" if number else f"表中{quoted(heading(item))}"


def label_en(item: ReadClause | ReadRow, *, opens: bool = False) -> str:
    """clause 3 / row 3, or the title where it has no number. `opens`: it opens the sentence."""
    kind = "clause" if isinstance(item, ReadClause) else "row"
    named = f"{number}{_place(item, ' ({})')}" if (number := _number(item)) else quoted(heading(item))
    return f"{kind.capitalize() if opens else kind} {named}"


def titled_zh(item: ReadClause | ReadRow) -> str:
    """正文第3条“标题”, for a message that names one side only."""
    return label_zh(item) + (quoted(heading(item)) if _number(item) else "")


def titled_en(item: ReadClause | ReadRow) -> str:
    return label_en(item, opens=True) + (f" {quoted(heading(item))}" if _number(item) else "")


def heading(item: ReadClause | ReadRow) -> str:
    """The title; where there is none, the text of a clause, or of the first measure that has one."""
    if isinstance(item, ReadClause):
        return item.clause.title or item.clause.text
    return item.row.title or next((m.measure.text for m in item.measures if m.measure.text), "")


def _place(item: ReadClause | ReadRow, form: str) -> str:
    """The section of an item whose number stands more than once on its side."""
    return form.format(short(item.place, _LONGEST_PLACE)) if item.place else ""


def _number(item: ReadClause | ReadRow) -> str | None:
    return item.clause.number if isinstance(item, ReadClause) else item.row.number


def date_zh(date: datetime.date) -> str:
    """2023年6月30日."""
    return f"{date.year}年{date.month}月{date.day}日"


def quoted(text: str, limit: int = 24) -> str:
    """`text` in “”, its own quotation marks turned into ‘’, cut to `limit` characters."""
    return f"“{short(text, limit).translate(_INNER_QUOTES)}”"


def short(text: str, limit: int = 24) -> str:
    """`text` on one line, cut to `limit` characters."""
    text = "".join(text.split()) if any("一" <= char <= "鿿" for char in text) else " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
