"""The same notice, typed, written and printed by different programs, gives the same clauses, rows, pairs and findings.

data/ holds the prints: by LibreOffice (fonts embedded), by Chromium (Type 3 fonts), and drawn with an embedded TrueType
font. TXT, DOCX and the drawing with a font that is not embedded are made here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import hedui
from hedui.model import Clause, Report, Row

from .printing import HERE, NAMES, source_of

PRINTS = ("libreoffice", "chromium", "truetype")


@cache
def report(name: str, form: str) -> Report:
    if form in PRINTS:
        return hedui.check((HERE / "data" / f"{name}.{form}.pdf").read_bytes())
    from rendering import FORMS

    return hedui.check(FORMS[form](source_of(name)))


def squeezed(text: str | None) -> str:
    return "".join((text or "").split())


def duties(item: Clause | Row) -> list[object]:
    """Units of each role and deadlines."""
    lists = (item.lead_units, item.responsible_units, item.supporting_units)
    dues = [(due.kind, due.date, due.recurrence) for due in item.deadlines]
    return [*([(unit.name, unit.open_list) for unit in units] for units in lists), dues]


def clauses(found: Report) -> list[object]:
    return [[c.number, squeezed(c.title), squeezed(c.text), *duties(c)] for c in found.clauses]


def rows(found: Report) -> list[object]:
    return [[r.number, squeezed(r.title), [squeezed(m.text) for m in r.measures], *duties(r)] for r in found.rows]


def pairs(found: Report) -> list[object]:
    return [(pair.clause, pair.row, pair.how) for pair in found.pairs]


def findings(found: Report) -> list[object]:
    return [(f.rule, f.severity, f.clause, f.row) for f in found.findings]


def test_each_notice_was_printed_by_each_program():
    assert sorted(path.name for path in Path(HERE / "data").glob("*.pdf")) == sorted(
        f"{name}.{form}.pdf" for name in NAMES for form in PRINTS
    )


@pytest.mark.parametrize("view", [clauses, rows, pairs, findings], ids=lambda view: view.__name__)
@pytest.mark.parametrize("form", ["txt", "pdf", *PRINTS])
@pytest.mark.parametrize("name", NAMES)
def test_a_form_says_what_the_docx_says(name: str, form: str, view):
    assert view(report(name, form)) == view(report(name, "docx"))


@pytest.mark.parametrize("form", ["txt", "docx", "pdf", *PRINTS])
@pytest.mark.parametrize("name", NAMES)
def test_every_character_has_a_role(name: str, form: str):
    accounting = report(name, form).accounting
    assert sum(accounting.by_role.values()) == accounting.characters
    assert accounting.unaccounted == ()
