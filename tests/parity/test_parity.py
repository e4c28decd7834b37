"""The same notice in every form gives the same head, clauses, rows, pairs and findings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from forms import FORMS
from rendering import parse_source

import hedui
from hedui.model import Deadline, Report, Unit

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
NOTICES = sorted(path.stem for path in SAMPLES.glob("*/*.notice"))
MEASURE = "docx"
"""The form that the others are held against."""
SITES_OWN = {("open-government", form) for form in FORMS if form.endswith("html")}
"""扫一扫在手机打开当前页 is text that belongs to nothing, but on a web page it is the site's own (docs/reading.md)."""

each_form = pytest.mark.parametrize("form", [form for form in FORMS if form != MEASURE])
each_notice = pytest.mark.parametrize("name", NOTICES)


@cache
def report_of(name: str, form: str) -> Report:
    source = (SAMPLES / name / f"{name}.notice").read_text(encoding="utf-8")
    body, *attachments = [FORMS[form](part) for part in parse_source(source)]
    return hedui.check(body, attachments)


def test_there_are_at_least_five_notices_in_nine_forms() -> None:
    assert len(NOTICES) >= 5
    assert len(FORMS) >= 9


@each_form
@each_notice
def test_the_head_is_the_same(name: str, form: str) -> None:
    assert head(report_of(name, form)) == head(report_of(name, MEASURE))


@each_form
@each_notice
def test_clauses_and_rows_are_the_same(name: str, form: str) -> None:
    assert items(report_of(name, form)) == items(report_of(name, MEASURE))


@each_form
@each_notice
def test_pairs_are_the_same(name: str, form: str) -> None:
    read, wanted = report_of(name, form).pairs, report_of(name, MEASURE).pairs
    assert [(pair.clause, pair.row) for pair in read] == [(pair.clause, pair.row) for pair in wanted]


@each_form
@each_notice
def test_findings_are_the_same(name: str, form: str) -> None:
    forced = {"RDR001"} if (name, form) in SITES_OWN else set()
    assert findings(report_of(name, form)) == [f for f in findings(report_of(name, MEASURE)) if f[0] not in forced]


@pytest.mark.parametrize("form", FORMS)
@each_notice
def test_every_character_has_one_role(name: str, form: str) -> None:
    accounting = report_of(name, form).accounting
    assert sum(accounting.by_role.values()) == accounting.characters


def head(report: Report) -> dict[str, Any]:
    names = ("issuer_mark", "document_number", "title", "issuers", "addressees", "issued_on", "release_note",
             "references", "attachments")  # fmt: skip
    return {name: getattr(report.notice, name) for name in names}


def items(report: Report) -> list[tuple[Any, ...]]:
    clauses = [("clause", c.number, c.title, duties(c), deadlines(c.deadlines)) for c in report.clauses]
    rows = [("row", r.number, r.title, duties(r), deadlines(r.deadlines), len(r.measures)) for r in report.rows]
    return [*clauses, *rows]


def duties(item: Any) -> list[list[tuple[str, bool]]]:
    return [names(units) for units in (item.lead_units, item.responsible_units, item.supporting_units)]


def names(units: Sequence[Unit]) -> list[tuple[str, bool]]:
    return [(unit.name, unit.open_list) for unit in units]


def deadlines(found: Sequence[Deadline]) -> list[tuple[str, str]]:
    return [(deadline.kind, str(deadline.date)) for deadline in found]


def findings(report: Report) -> list[tuple[str, str, str | None, str | None]]:
    found = [(finding.code, finding.severity, finding.clause, finding.row) for finding in report.findings]
    return sorted(found, key=str)
