"""Notices of many kinds of offices, clean and with planted differences, in four forms: each finding was written down
before the first run.

`NAME.yaml` holds the notice (see drawing.py) and what is planted: words of the body or of the table, the words that
stand there instead, and the findings this gives, as code, number of the clause or row, and units.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from drawing import as_docx, as_page, as_text

import hedui
from hedui.model import Finding

GRAVE = ("error", "warning")
_BESIDE_FIGURES = re.compile(r"(?<=[0-9])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[0-9])")


def as_spaced_text(body: str, form: str) -> bytes:
    """As text with a space on both sides of figures, as office programs print them and PDF readers give them."""
    return _BESIDE_FIGURES.sub(" ", as_text(body, form).decode()).encode()


NOTICES = sorted((Path(__file__).parent / "notices").glob("*.yaml"))
FORMS: dict[str, Callable[[str, str], bytes]] = {
    "text": as_text,
    "docx": as_docx,
    "page": as_page,
    "spaced": as_spaced_text,
}


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding as a notice writes it down; an empty `number` or no unit is not compared."""

    code: str
    number: str
    units: frozenset[str]

    def fits(self, finding: Finding) -> bool:
        places = {"", finding.clause, finding.row}
        units = self.units or set(finding.details.get("units", ()))
        return finding.code == self.code and self.number in places and units == set(finding.details.get("units", ()))


def load(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def grave(data: bytes) -> list[Finding]:
    return [finding for finding in hedui.check(data).findings if finding.severity in GRAVE]


def planted(notice: dict[str, Any]) -> tuple[str, str, list[Expected]]:
    sides = {"body": notice["body"], "table": notice["table"]}
    wanted = []
    for plant in notice["planted"]:
        assert sides[plant["in"]].count(plant["words"]) == 1, plant
        sides[plant["in"]] = sides[plant["in"]].replace(plant["words"], plant["instead"])
        wanted += [Expected(code, str(number), frozenset(units)) for code, number, *units in plant["finds"]]
    return sides["body"], sides["table"], wanted


each_notice = pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
each_form = pytest.mark.parametrize("form", FORMS)


def test_there_are_notices() -> None:
    assert len(NOTICES) >= 100


@each_form
@each_notice
def test_a_clean_notice_gives_no_warning(path: Path, form: str) -> None:
    notice = load(path)
    found = grave(FORMS[form](notice["body"], notice["table"]))
    assert [f"{finding.code} {finding.message}" for finding in found] == []


@each_form
@each_notice
def test_what_was_planted_is_found_and_nothing_else(path: Path, form: str) -> None:
    body, table, missing = planted(load(path))
    surplus = []
    for finding in grave(FORMS[form](body, table)):
        fitting = next((item for item in missing if item.fits(finding)), None)
        if fitting is None:
            surplus.append(f"{finding.code} {finding.clause}/{finding.row} {finding.message}")
        else:
            missing.remove(fitting)
    assert (missing, surplus) == ([], [])
