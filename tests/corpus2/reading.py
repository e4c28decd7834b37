"""What is read from a notice, one line for each thing, as the expectations beside the notices have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hedui.model import Clause, Deadline, Report, Row, Unit


def shown(report: Report) -> str:
    """Head, clauses, rows and findings as text; + marks a name that 等 follows."""
    return "\n".join([*_head(report), *_items(report), *_findings(report)]) + "\n"


def _head(report: Report) -> Iterator[str]:
    head = report.notice
    yield f"number: {head.document_number}"
    yield f"title: {head.title}"
    yield f"issuers: {' | '.join(head.issuers)}"
    yield f"issued on: {head.issued_on}"
    yield f"addressees: {' | '.join(head.addressees)}"
    yield f"attachments: {' | '.join(head.attachments)}"


def _items(report: Report) -> Iterator[str]:
    sections = {section.id: section.number for section in (*report.sections, *report.table_sections)}
    for clause in report.clauses:
        yield f"clause {clause.number} in {sections.get(clause.section or '')}: {_title(clause)}"
        yield f"  text: {' / '.join(clause.text.splitlines())}"
        yield from _duties(clause)
    for row in report.rows:
        yield f"row {row.number} in {sections.get(row.section or '')}: {_title(row)}"
        yield from (f"  measure: {' / '.join(m.text.splitlines())}" for m in row.measures if m.text)
        yield from _duties(row)


def _title(item: Clause | Row) -> str:
    return item.title or "(no title)"


def _duties(item: Clause | Row) -> Iterator[str]:
    roles: Sequence[tuple[str, tuple[Unit, ...]]] = (
        ("lead", item.lead_units),
        ("responsible", item.responsible_units),
        ("supporting", item.supporting_units),
    )
    for role, units in roles:
        if units:
            yield f"  {role}: {' '.join(unit.name + '+' * unit.open_list for unit in units)}"
    if item.deadlines:
        yield f"  due: {', '.join(_due(due) for due in item.deadlines)}"


def _due(due: Deadline) -> str:
    return " ".join(filter(None, [due.kind, str(due.date or ""), due.recurrence]))


def _findings(report: Report) -> Iterator[str]:
    for finding in report.findings:
        yield f"finding {finding.rule} {finding.severity}: clause {finding.clause}, row {finding.row}"
