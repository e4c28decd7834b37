"""The samples, and what a notice says in whatever form it comes: for tests that hold one form against another."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from hedui.model import Deadline, Measure, Report, Unit

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
if str(SAMPLES) not in sys.path:
    sys.path.insert(0, str(SAMPLES))  # the renderers of the samples

NAMES = ("business-climate", "elder-care", "farmland", "fire-safety", "flood-season", "open-government")
"""Notices whose table stands in the file of the body; farmland has two levels."""
_ABOUT_THE_FILE = {"RDR007"}


def said(report: Report) -> dict[str, object]:
    """Clauses, rows, pairs and findings without white space, ids and places."""
    return {
        "head": (report.notice.document_number, report.notice.issued_on, _bare(report.notice.title)),
        "clauses": [
            (c.number, _bare(c.title), _bare(c.text), _bare(c.annotation), *_duties(c)) for c in report.clauses
        ],
        "rows": [(r.number, _bare(r.title), *_duties(r), *map(_measure, r.measures)) for r in report.rows],
        "pairs": [(pair.clause, pair.row, pair.how) for pair in report.pairs],
        "findings": [(f.code, f.clause, f.row) for f in report.findings if f.code not in _ABOUT_THE_FILE],
        "unaccounted": [_bare(span.text) for span in report.accounting.unaccounted],
    }


def _measure(measure: Measure) -> tuple[object, ...]:
    return (_bare(measure.text), *_duties(measure))


def _duties(item: object) -> tuple[object, ...]:
    lists = ("lead_units", "responsible_units", "supporting_units")
    return (*(_units(getattr(item, name)) for name in lists), _deadlines(getattr(item, "deadlines")))  # noqa: B009


def _units(units: Iterable[Unit]) -> list[tuple[str, str | None]]:
    return [(_bare(unit.raw), unit.name) for unit in units]


def _deadlines(deadlines: Iterable[Deadline]) -> list[tuple[str, str]]:
    return [(deadline.kind, str(deadline.date)) for deadline in deadlines]


def _bare(text: str | None) -> str:
    return "".join((text or "").split())


def assert_spans_quote(report: Report, text: str, part: str) -> None:
    """Every span of the part is what stands there in its source text."""
    checked = 0
    for item in (*report.clauses, *report.rows):
        for span in item.spans:
            if span.part == part:
                assert text[span.start : span.end] == span.text
                checked += 1
    assert checked > 0
