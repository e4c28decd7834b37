"""Reports -> ledger: which lines there are, and what stands in each."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from ..export.tables import joined_units
from ..export.views import View, view_of
from ..lexicon.width import squeeze
from ..model import Clause, Measure, Report, Row, Span, Unit
from ..normalize.aliases import AliasTable
from ..normalize.places import scope_of
from ..records import dataclass
from .entries import ROLES, Ledger, LedgerLine, Party, Reason, Role, Unlisted, Unresolved
from .places import place_of

_RAW_ROLES = (*ROLES, "deadline")


def ledger_of(reports: Iterable[Report], aliases: AliasTable, confirmed: Collection[str] = ()) -> Ledger:
    """The ledger of all units. `confirmed` are names somebody has signed off although they are not known.

    A notice that comes twice (as DOCX and as PDF) with the same words is one notice: the first one counts.
    """
    lines: list[LedgerLine] = []
    unlisted: list[Unlisted] = []
    copies: dict[str, list[str]] = {}
    for report in reports:
        maker = _Maker(view_of(report), aliases)
        own = maker.lines()
        words = "".join(map(_words, own))
        if own and words in copies:
            copies[words].append(report.source.name)
            continue
        copies[words] = [report.source.name]
        lines += own
        unlisted += maker.unlisted()
    lines = list(_with_own_ids(lines))
    left_out = tuple(name for names in copies.values() for name in names[1:])
    return Ledger(tuple(lines), unresolved_in(lines, confirmed), tuple(unlisted), left_out)


def unresolved_in(lines: Sequence[LedgerLine], confirmed: Collection[str] = ()) -> tuple[Unresolved, ...]:
    """Names in these lines that are not known, point elsewhere, or end in 等, in the order they come up."""
    found: dict[tuple[str, Reason], list[tuple[LedgerLine, Party]]] = defaultdict(list)
    for line in lines:
        for party in line.parties:
            for reason in _reasons(party.unit):
                name = party.unit.name + ("等" if reason == "open-list" else "")
                found[name, reason].append((line, party))
    return tuple(_unresolved(name, reason, places, confirmed) for (name, reason), places in found.items())


def _reasons(unit: Unit) -> Iterator[Reason]:
    if unit.kind == "reference":
        yield "reference"
    elif not unit.resolved:
        yield "unknown"
    if unit.open_list:
        yield "open-list"


def _unresolved(
    name: str, reason: Reason, places: Sequence[tuple[LedgerLine, Party]], confirmed: Collection[str]
) -> Unresolved:
    return Unresolved(
        name=name,
        printed=tuple(dict.fromkeys(party.unit.raw for _, party in places)),
        reason=reason,
        roles=tuple(dict.fromkeys(party.role for _, party in places)),
        where=tuple(dict.fromkeys(f"{line.notice}，{line.number or line.task}" for line, _ in places)),
        lines=tuple(dict.fromkeys(line.id for line, _ in places)),
        confirmed=name in confirmed,
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    """The lines of one report."""

    view: View
    aliases: AliasTable

    def lines(self) -> list[LedgerLine]:
        if not self.view.report.rows:
            return [self._of_clause(clause) for clause in self.view.report.clauses]
        return [
            self._of_measure(row, measure)
            for row in self.view.report.rows
            for measure in row.measures or (_only_measure(row),)
        ]

    def unlisted(self) -> list[Unlisted]:
        report = self.view.report
        alone = [c for c in report.clauses if report.rows and c.id not in self.view.rows_of]
        return [Unlisted(self._name(), c.number, c.title or c.text, c.annotation or "", _place(c.spans)) for c in alone]

    def _name(self) -> str:
        return self.view.report.notice.title or self.view.report.source.name

    def _of_clause(self, clause: Clause) -> LedgerLine:
        raw = dict.fromkeys(_RAW_ROLES, clause.annotation or "")
        return self._line(clause, clause.text, clause, clause, raw, clause.spans)

    def _of_measure(self, row: Row, measure: Measure) -> LedgerLine:
        units, deadline = self._bearers(row, measure)
        return self._line(row, measure.text, units, deadline, _raw(measure), measure.spans or row.spans)

    def _bearers(self, row: Row, measure: Measure) -> tuple[Measure | Clause, Measure | Clause]:
        """Who says the units and the deadline: the measure, or the clause where the whole table leaves it to the body.

        A single row that leaves them out is a finding, and its line stays as the table has it.
        """
        rows, clauses = self.view.report.rows, self.view.clauses_of.get(row.id, ())
        if not clauses:
            return measure, measure
        no_units = not any(r.lead_units or r.responsible_units or r.supporting_units for r in rows)
        no_deadlines = not any(r.deadlines for r in rows)
        return (clauses[0] if no_units else measure), (clauses[0] if no_deadlines else measure)

    def _line(
        self,
        item: Clause | Row,
        text: str,
        units: Clause | Measure,
        deadline: Clause | Measure,
        raw: dict[str, str],
        spans: tuple[Span, ...],
    ) -> LedgerLine:
        report = self.view.report
        return LedgerLine(
            id="",
            notice=self._name(),
            document_number=report.notice.document_number,
            issued_on=report.notice.issued_on,
            file=report.source.name,
            number=item.number,
            section=self.view.section_path(item.section),
            task=item.title or "",
            measure=text,
            parties=tuple(self._parties(units)),
            deadlines=deadline.deadlines,
            place=_place(spans),
            raw=raw,
            units_from="body" if isinstance(units, Clause) else "table",
            deadline_from="body" if isinstance(deadline, Clause) else "table",
            findings=self._findings(item),
        )

    def _parties(self, bearer: Clause | Measure) -> Iterator[Party]:
        scope = scope_of(self.view.report.notice)
        for role in ROLES:
            units: tuple[Unit, ...] = getattr(bearer, f"{role}_units")
            for unit in units:
                key = self.aliases.key(unit.name, scope)
                home = scope.place if key.prefix == scope.level and scope.place else key.prefix
                yield Party(role, unit, home or "", key.body)

    def _findings(self, item: Clause | Row) -> tuple[str, ...]:
        clause, row = (item, None) if isinstance(item, Clause) else (None, item)
        about = self.view.about(clause, row)
        return tuple(dict.fromkeys(found.finding.code for found in about if found.finding.severity != "info"))


def _only_measure(row: Row) -> Measure:
    units = (row.lead_units, row.responsible_units, row.supporting_units)
    return Measure(row.id, "", *units, row.deadlines, row.spans)


def _raw(measure: Measure) -> dict[str, str]:
    """The printed cells by role; a name in a column that only says 单位 counts for every role it was read as."""
    cells: dict[str, list[str]] = {role: [] for role in _RAW_ROLES}
    for cell in measure.cells:
        if cell.role in cells:
            cells[cell.role].append(cell.text)
    for role in ROLES:
        units: tuple[Unit, ...] = getattr(measure, f"{role}_units")
        if units and not cells[role]:
            cells[role] = [cell.text for cell in measure.cells if any(unit.raw in cell.text for unit in units)]
    return {role: "\n".join(dict.fromkeys(texts)) for role, texts in cells.items()}


def _place(spans: tuple[Span, ...]) -> str:
    return place_of(spans[0]) if spans else ""


def _with_own_ids(lines: Iterable[LedgerLine]) -> Iterator[LedgerLine]:
    """Hash of the notice and the task's own words; what is printed twice is told apart by its turn."""
    turns: Counter[str] = Counter()
    for line in lines:
        words = _words(line)
        turns[words] += 1
        digest = hashlib.sha256(f"{words}{turns[words]}".encode()).hexdigest()
        yield replace(line, id=digest[:16])


def _words(line: LedgerLine) -> str:
    """What a line says, however it is set; the units stand in where it names no task."""
    words = [line.document_number or line.notice, line.number or "", line.task, line.measure]
    if not (line.task or line.measure):
        words += [joined_units(line.units(role)) for role in ROLES]
    return json.dumps([squeeze(word) for word in words], ensure_ascii=True)


def role_order(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Each role once, the lead first."""
    given = set(roles)
    return tuple(role for role in ROLES if role in given)
