"""The seed notice, as TXT, DOCX and PDF: the difference list read by hand, and every unit and deadline read by eye."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hedui import check
from hedui.model import Report, Span
from hedui.pipeline import documents_of

FORMS = ("txt", "docx", "pdf")
GOLDEN = Path(__file__).parent / "duties.golden.txt"


@cache
def report_of(path: Path) -> Report:
    return check(path)


@pytest.fixture(params=FORMS)
def notice(request: pytest.FixtureRequest, seed: Path) -> Path:
    return seed / f"notice.{request.param}"


@pytest.fixture
def expected(seed: Path) -> dict[str, Any]:
    return json.loads((seed / "expected.json").read_text(encoding="utf-8"))


def finding_key(rule: str, clause: str | None, extra: object = None) -> tuple[object, ...]:
    return (rule, clause, tuple(extra) if isinstance(extra, list) else extra)


def test_the_findings_are_exactly_those_read_by_hand(notice: Path, expected: dict[str, Any]) -> None:
    wanted = [finding_key(*entry) for entry in expected["findings"]]
    with_units = {entry[:2] for entry in wanted if isinstance(entry[2] if len(entry) > 2 else None, tuple)}
    found = []
    for finding in report_of(notice).findings:
        extra: object = None
        if (finding.rule, finding.clause) in with_units:
            extra = tuple(finding.details["units"])
        elif finding.rule == "sentence-moved":
            extra = finding.row
        found.append((finding.rule, finding.clause, extra))
    assert Counter(found) == Counter(wanted)


def test_the_head_is_read(notice: Path, expected: dict[str, Any]) -> None:
    report = report_of(notice)
    head = report.notice
    assert {
        "document_number": head.document_number,
        "title": head.title,
        "issuer": head.issuer,
        "issued_on": str(head.issued_on),
        "clauses": len(report.clauses),
        "rows": len(report.rows),
        "sections": sum(section.level == 1 for section in report.sections),
    } == expected["notice"]


def test_all_three_forms_give_the_same_pairs(seed: Path) -> None:
    pairs = {form: report_of(seed / f"notice.{form}").pairs for form in FORMS}
    assert pairs["txt"] == pairs["docx"] == pairs["pdf"]
    assert len(pairs["txt"]) == 29


def duties(report: Report) -> Iterator[str]:
    for kind, items in (("clause", report.clauses), ("row", report.rows)):
        for item in items:
            units = [
                " ".join(unit.name for unit in units) or "-"
                for units in (item.lead_units, item.responsible_units, item.supporting_units)
            ]
            dates = " + ".join(f"{d.kind} {d.date or ''}".strip() for d in item.deadlines)
            yield f"{kind} {item.number} | {' | '.join(units)} | {dates}"


def test_every_unit_and_deadline_reads_as_it_was_checked_by_eye(notice: Path) -> None:
    text = "\n".join(duties(report_of(notice))) + "\n"
    if os.environ.get("HEDUI_GOLDEN") == "rewrite":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def spans_in(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from spans_in(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from spans_in(getattr(value, name))


def test_every_span_quotes_the_source(notice: Path) -> None:
    (document,) = documents_of(notice)
    spans = list(spans_in(report_of(notice)))
    assert len(spans) > 500
    assert [s for s in spans if document.source.text[s.start : s.end] != s.text] == []


def test_every_character_has_a_role(notice: Path) -> None:
    (document,) = documents_of(notice)
    accounting = report_of(notice).accounting
    assert accounting.unaccounted == ()
    assert "unaccounted" not in accounting.by_role
    assert sum(accounting.by_role.values()) == accounting.characters
    assert accounting.characters == sum(not char.isspace() for char in document.source.text)


def test_the_pdf_says_on_which_page_each_clause_stands(seed: Path) -> None:
    report = report_of(seed / "notice.pdf")
    assert report.source.pages == 18
    pages = [clause.spans[0].page for clause in report.clauses]
    assert pages == sorted(page for page in pages if page)
    assert all(span.bbox and span.page for clause in report.clauses for span in clause.spans)
