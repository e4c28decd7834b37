"""Reports against plans: findings by rule, fields by kind, false alarms."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import hedui
from hedui.lexicon.width import fold_width
from hedui.model import Clause, Deadline, Finding, Report, Row, Unit

from .building import Built
from .plan import ROLES, Due, Expected, Plan, Role, Side

Fact = tuple[str, ...]


@dataclass(slots=True)
class Count:
    """True positives, false positives, false negatives."""

    hit: int = 0
    false: int = 0
    missed: int = 0

    def add(self, hit: int, false: int, missed: int) -> None:
        self.hit, self.false, self.missed = self.hit + hit, self.false + false, self.missed + missed

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + self.false) if self.hit + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        whole = 2 * self.hit + self.false + self.missed
        return 2 * self.hit / whole if whole else 1.0


@dataclass(slots=True)
class Scores:
    """Counts over many notices. `fields` is by form and kind of field; `trouble` is one line for each thing that is wrong."""

    rules: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    fields: dict[tuple[str, str], Count] = field(default_factory=lambda: defaultdict(Count))
    notices: int = 0
    clean_notices: int = 0
    clean_clauses: int = 0
    alarms: int = 0
    alarmed_notices: int = 0
    trouble: list[str] = field(default_factory=list)

    @property
    def findings(self) -> Count:
        total = Count()
        for count in self.rules.values():
            total.add(count.hit, count.false, count.missed)
        return total

    @property
    def alarmed_share(self) -> float:
        """Share of the clean notices with any finding at warning or above."""
        return self.alarmed_notices / max(self.clean_notices, 1)

    @property
    def alarm_rate(self) -> float:
        """False alarms (findings at warning or above) per 100 clean clauses."""
        return 100 * self.alarms / max(self.clean_clauses, 1)

    def fields_of(self, form: str) -> Count:
        total = Count()
        for (of, _), count in self.fields.items():
            if of == form:
                total.add(count.hit, count.false, count.missed)
        return total

    def take(self, built: Built) -> None:
        """Check one notice and count what comes out."""
        body, *attachments = built.files
        report = hedui.check(body, attachments)
        self.notices += 1
        self._findings(built.plan, report)
        self._fields(built.plan, report)

    def _findings(self, plan: Plan, report: Report) -> None:
        missing = list(plan.findings)
        surplus = []
        for finding in report.findings:
            match = next((wanted for wanted in missing if _fits(finding, wanted)), None)
            if match is not None:
                missing.remove(match)
                self.rules[finding.rule].add(1, 0, 0)
            elif (finding.rule, finding.clause) not in plan.tolerated:
                surplus.append(finding)
        for wanted in missing:
            self.rules[wanted.rule].add(0, 0, 1)
            self._tell(plan, f"missed {wanted.rule} clause {wanted.clause} row {wanted.row} {wanted.units or ''}")
        for finding in surplus:
            self.rules[finding.rule].add(0, 1, 0)
            self._tell(plan, f"false {finding.rule} {finding.severity}: {finding.message}")
        if plan.clean:
            loud = [finding for finding in surplus if finding.severity != "info"]
            self.clean_notices += 1
            self.clean_clauses += len(plan.tasks)
            self.alarms += len(loud)
            self.alarmed_notices += bool(loud)

    def _tell(self, plan: Plan, what: str) -> None:
        self.trouble.append(f"{plan.ident} {plan.form} [{','.join(plan.changes)}] {what}")

    def _fields(self, plan: Plan, report: Report) -> None:
        wanted, read = Counter(_wanted(plan)), Counter(_read(plan, report))
        for fact in wanted.keys() | read.keys():
            hit = min(wanted[fact], read[fact])
            false, missed = read[fact] - hit, wanted[fact] - hit
            self.fields[plan.form, fact[0]].add(hit, false, missed)
            if false or missed:
                self._tell(plan, f"field {'read' if false else 'not read'}: {' | '.join(fact)}")


def _fits(finding: Finding, wanted: Expected) -> bool:
    if finding.rule != wanted.rule or finding.clause != wanted.clause:
        return False
    if wanted.clause is None and wanted.row is not None and finding.row != wanted.row:
        return False
    return wanted.units is None or tuple(sorted(map(fold_width, finding.details.get("units", ())))) == tuple(
        sorted(map(fold_width, wanted.units))
    )


def _squeezed(text: str | None) -> str:
    return fold_width("".join((text or "").split()))


def _wanted(plan: Plan) -> Iterator[Fact]:
    yield "head", "number", _squeezed(plan.number)
    yield "head", "title", _squeezed(plan.title)
    yield "head", "issued", str(plan.issued)
    for position, side in enumerate([t.body for t in plan.tasks if t.body]):
        yield from _side_facts(plan, "clause", position, side, {role: role for role in ROLES})
        yield "clause title", str(position), _squeezed(side.title)
        if plan.sections:
            above = _middle(side.section) if plan.style.numbering.levels == 2 else plan.sections[side.section]
            yield "clause section", str(position), above
        yield "clause text", str(position), _letters("".join(side.sentences))
    for position, side in enumerate([t.table for t in plan.tasks if t.table]):
        yield from _side_facts(plan, "row", position, side, {role: plan.style.table_role(role) for role in ROLES})
        if side.title:
            yield "row title", str(position), _squeezed(side.title)
        if plan.table_sections and plan.style.sections_in_table != "none":
            yield "row section", str(position), plan.table_sections[side.section]


def _middle(section: int) -> str:
    return "主要任务" if section % 2 else "年度目标任务"


def _letters(text: str) -> str:
    """Letters and digits, numbers of inner items （1） left out."""
    text = re.sub(r"[（(]\d{1,2}[）)]", "", text)
    return "".join(char for char in _squeezed(text) if char.isalnum())


def _side_facts(plan: Plan, what: str, position: int, side: Side, roles: dict[Role, Role]) -> Iterator[Fact]:
    yield f"{what} number", str(position), side.number or "-"
    for role in side.units:
        for name in side.units[role]:
            yield f"{what} unit", str(position), roles[role], _unit_name(plan.repaired.get(name, name))
    for due in side.dues:
        if due.readable:
            yield f"{what} deadline", str(position), due.kind, str(due.date or "")


def _unit_name(name: str) -> str:
    return _squeezed(name)


def _read(plan: Plan, report: Report) -> Iterator[Fact]:
    yield "head", "number", _squeezed(report.notice.document_number)
    yield "head", "title", _squeezed(report.notice.title)
    yield "head", "issued", str(report.notice.issued_on)
    titles = {section.id: section.title for section in (*report.sections, *report.table_sections)}
    for position, clause in enumerate(report.clauses):
        yield from _item_facts("clause", position, clause)
        yield "clause title", str(position), _squeezed(clause.title)
        if plan.sections:
            yield "clause section", str(position), titles.get(clause.section or "", "-")
        yield "clause text", str(position), _letters(clause.text)
    for position, row in enumerate(report.rows):
        yield from _item_facts("row", position, row)
        if plan.style.columns != "text only":
            yield "row title", str(position), _squeezed(row.title).rstrip("。")
        if plan.table_sections and plan.style.sections_in_table != "none":
            yield "row section", str(position), titles.get(row.section or "", "-")


def _item_facts(what: str, position: int, item: Clause | Row) -> Iterator[Fact]:
    yield f"{what} number", str(position), item.number or "-"
    lists: Sequence[tuple[str, Iterable[Unit]]] = (
        ("lead", item.lead_units), ("responsible", item.responsible_units), ("supporting", item.supporting_units),
    )  # fmt: skip
    for role, units in lists:
        for unit in units:
            yield f"{what} unit", str(position), role, _unit_name(unit.name)
    for due in item.deadlines:
        if _is_plain(due):
            yield f"{what} deadline", str(position), due.kind, str(due.date or "") if due.kind == "by" else ""


def _is_plain(due: Deadline | Due) -> bool:
    return not isinstance(due, Deadline) or "impossible" not in due.flags
