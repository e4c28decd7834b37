"""Short invented notices of many offices, years and dialects: what is read from them is what they say.

Each file in `notices` holds the notice, in the source form of samples/README.md or as plain text, and what a reader
finds in it. Lists of units are names with spaces between, `+` after a name that 等 follows. A deadline is its kind and
last permitted day. What a line leaves out is empty, but for title, opening words (`says`), section (`in`) and number
of measures: these are then not compared.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rendering import FORMS, parse_source

import hedui
from hedui.lexicon.width import fold_width
from hedui.model import Clause, Deadline, Report, Row, Section, Unit

NOTICES = sorted((Path(__file__).parent / "notices").glob("*.toml"))
FORMS_OF = {"source": ("txt", "docx", "pdf"), "text": ("txt",)}
IDS: Any = lambda value: value.stem if isinstance(value, Path) else value  # noqa: E731


@cache
def expectation(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


CASES = [(path, form) for path in NOTICES for key in FORMS_OF.keys() & expectation(path) for form in FORMS_OF[key]]
WITH_FINDINGS = [(path, form) for path, form in CASES if "findings" in expectation(path)]


@cache
def report_of(path: Path, form: str) -> Report:
    wanted = expectation(path)
    if "text" in wanted:
        return hedui.check(wanted["text"].encode())
    (part,) = parse_source(wanted["source"])
    return hedui.check(FORMS[form](part))


def units(found: tuple[Unit, ...]) -> list[str]:
    return sorted(fold_width(unit.name) + "+" * unit.open_list for unit in found)


def dues(found: tuple[Deadline, ...]) -> list[str]:
    return sorted(" ".join(filter(None, [due.kind, str(due.date or "")])) for due in found)


def squeezed(text: str | None) -> str:
    return "".join((text or "").split())


def as_read(item: Clause | Row, sections: tuple[Section, ...], wanted: dict[str, Any]) -> dict[str, Any]:
    """What the report says about one clause or row, in the keys of the expectation."""
    text = item.text if isinstance(item, Clause) else "".join(measure.text for measure in item.measures)
    read: dict[str, Any] = {
        "n": item.number,
        "lead": units(item.lead_units),
        "resp": units(item.responsible_units),
        "supp": units(item.supporting_units),
        "due": dues(item.deadlines),
    }
    if "title" in wanted:
        read["title"] = squeezed(item.title)
    if "says" in wanted:
        read["says"] = wanted["says"] if wanted["says"] in squeezed(item.title) + squeezed(text) else text
    if "in" in wanted:
        read["in"] = next((section.number for section in sections if section.id == item.section), None)
    if "measures" in wanted and isinstance(item, Row):
        read["measures"] = len(item.measures)
    return read


def as_wanted(wanted: dict[str, Any]) -> dict[str, Any]:
    lists = {key: sorted(fold_width(wanted.get(key, "")).split()) for key in ("lead", "resp", "supp")}
    due = sorted(part.strip() for part in wanted.get("due", "").split(",") if part.strip())
    rest = {key: wanted[key] for key in ("title", "says", "in", "measures") if key in wanted}
    return {"n": wanted.get("n"), **lists, "due": due, **rest}


def test_there_are_at_least_thirty_notices() -> None:
    assert len(NOTICES) >= 30


@pytest.mark.parametrize(("path", "form"), CASES, ids=IDS)
def test_the_head_is_read(path: Path, form: str) -> None:
    wanted, head = expectation(path), report_of(path, form).notice
    read = {
        "number": squeezed(head.document_number),
        "title": squeezed(head.title),
        "issuers": list(head.issuers),
        "issued_on": str(head.issued_on),
    }
    optional = {
        "conventions": [convention.kind for convention in head.conventions],
        "references": list(head.references),
    }
    read |= {key: optional[key] for key in optional if key in wanted}
    assert read == {key: squeezed(wanted[key]) if key == "number" else wanted[key] for key in read}


@pytest.mark.parametrize(("path", "form"), CASES, ids=IDS)
def test_the_clauses_are_read(path: Path, form: str) -> None:
    wanted, report = expectation(path)["clauses"], report_of(path, form)
    assert len(report.clauses) == len(wanted)
    read = [as_read(clause, report.sections, line) for clause, line in zip(report.clauses, wanted, strict=True)]
    assert read == [as_wanted(line) for line in wanted]


@pytest.mark.parametrize(("path", "form"), CASES, ids=IDS)
def test_the_rows_are_read(path: Path, form: str) -> None:
    wanted, report = expectation(path).get("rows", []), report_of(path, form)
    assert len(report.rows) == len(wanted)
    read = [as_read(row, report.table_sections, line) for row, line in zip(report.rows, wanted, strict=True)]
    assert read == [as_wanted(line) for line in wanted]


@pytest.mark.parametrize(("path", "form"), WITH_FINDINGS, ids=IDS)
def test_nothing_is_reported_but_what_differs(path: Path, form: str) -> None:
    findings = [[finding.rule, finding.clause] for finding in report_of(path, form).findings]
    assert findings == expectation(path)["findings"]


@pytest.mark.parametrize(("path", "form"), CASES, ids=IDS)
def test_no_character_is_left_over(path: Path, form: str) -> None:
    accounting = report_of(path, form).accounting
    assert [span.text for span in accounting.unaccounted] == []
    assert sum(accounting.by_role.values()) == accounting.characters
