"""Every form of every sample gives the findings written beside it by hand, and proves them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from expected_findings import compare

import hedui
from hedui.model import Report, Span
from hedui.pipeline import documents_of, rule_catalogue

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
NAMES = sorted(path.parent.name for path in SAMPLES.glob("*/expected.json"))
FORMS = ("txt", "docx", "pdf")
CASES = [(name, form) for name in NAMES for form in FORMS]
WITH_STRAY_TEXT = {"open-government": "扫一扫在手机打开当前页"}
NEVER_BY_DEFAULT = {"punctuation-differs", "recognition-uncertain", "page-unreadable", "source-not-final"}

each_form = pytest.mark.parametrize(("name", "form"), CASES, ids=lambda value: value)


def files_of(name: str, form: str) -> tuple[Path, list[Path]]:
    folder = SAMPLES / name
    return folder / f"{name}.{form}", sorted(folder.glob(f"{name}-attachment.{form}"))


@cache
def report_of(name: str, form: str) -> Report:
    return hedui.check(*files_of(name, form))


def expectation(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SAMPLES / name / "expected.json").read_text(encoding="utf-8"))
    return loaded


def test_the_samples_are_there() -> None:
    assert len(NAMES) >= 8


@each_form
def test_findings_are_exactly_the_expected_ones(name: str, form: str) -> None:
    assert compare(report_of(name, form).findings, expectation(name)["findings"]) == ([], [])


@each_form
def test_head_and_counts_are_read(name: str, form: str) -> None:
    report = report_of(name, form)
    read = {
        "document_number": report.notice.document_number,
        "title": report.notice.title,
        "issuer": report.notice.issuer,
        "issued_on": str(report.notice.issued_on),
        "clauses": len(report.clauses),
        "rows": len(report.rows),
        "sections_level_1": sum(section.level == 1 for section in report.sections),
    }
    assert read == expectation(name)["notice"]


@pytest.mark.parametrize("name", NAMES)
def test_all_three_forms_give_the_same_pairs(name: str) -> None:
    pairs = [[(pair.clause, pair.row) for pair in report_of(name, form).pairs] for form in FORMS]
    assert pairs[0] == pairs[1] == pairs[2]


@each_form
def test_every_span_is_the_exact_source_text(name: str, form: str) -> None:
    spans = list(spans_of(report_of(name, form)))
    documents = documents_of(*files_of(name, form))
    sources = {document.source.part: document.source.text for document in documents}
    assert len(spans) > 5
    for span in spans:
        assert sources[span.part][span.start : span.end] == span.text


@each_form
def test_every_character_has_one_role(name: str, form: str) -> None:
    accounting = report_of(name, form).accounting
    assert sum(accounting.by_role.values()) == accounting.characters
    assert "".join(span.text for span in accounting.unaccounted) == WITH_STRAY_TEXT.get(name, "")


def test_the_samples_together_make_every_rule_fire() -> None:
    expected = {finding[0] for name in NAMES for finding in expectation(name)["findings"]}
    assert expected == {rule.rule for rule in rule_catalogue()} - NEVER_BY_DEFAULT


def test_two_samples_have_no_difference() -> None:
    assert [name for name in NAMES if not expectation(name)["findings"]] == ["elder-care", "river-care"]


def spans_of(value: object) -> Any:
    """Every Span anywhere inside a report."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from spans_of(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from spans_of(item)
    elif hasattr(value, "__dataclass_fields__"):
        for key in value.__dataclass_fields__:
            yield from spans_of(getattr(value, key))
