"""Unit readings and duties as one line of text, for tables of expected readings.

A unit is its name, then marks: + open list, ? not in the table, # collective, & reference, $ enterprise.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path

from hedui.model import Place, Quote, SourceText, Unit
from hedui.normalize.annotations import Duties
from hedui.normalize.deadlines import Calendar
from hedui.normalize.units import Scope

CITY = Scope("云川市", "市")
CALENDAR = Calendar(year=2023, issued_on=datetime.date(2023, 3, 20))
_KIND_MARKS = {"unit": "", "collective": "#", "reference": "&", "enterprise": "$"}


def quote_of(text: str) -> Quote:
    return Quote(SourceText("body", text, (Place(0, len(text)),)), ((0, len(text)),))


def shown(units: Iterable[Unit]) -> str:
    """Units as one line: 市教育局 市税务局+ 各县（市、区）政府#."""
    return " ".join(
        unit.name + ("+" if unit.open_list else "") + ("" if unit.resolved else "?") + _KIND_MARKS[unit.kind]
        for unit in units
    )


def duties_line(duties: Duties) -> str:
    """Duties as one line: `L 市教育局 | R 市财政局 | D by 2023-06-30 | C first-listed-leads | U 备注`."""
    parts = {
        "L": shown(duties.lead),
        "R": shown(duties.responsible),
        "S": shown(duties.supporting),
        "D": " ".join(f"{item.kind} {item.date or '-'}" for item in duties.deadlines),
        "C": " ".join(item.kind for item in duties.conventions),
        "!": " ".join(damage.likely for damage in duties.damages),
        "U": " ".join(quote.text for quote in (*duties.unread, *duties.unread_deadlines)),
        "T": " ".join(quote.text for quote in duties.tasks),
    }
    return " | ".join(f"{key} {value}" for key, value in parts.items() if value)


def table(name: str) -> list[tuple[str, str]]:
    """Pairs `text => expected` of a table beside this file; ⏎ stands for a line break, # opens a comment line."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" => ") for line in lines if line.strip() and not line.startswith("# ")]
    return [(text.replace("⏎", "\n"), expected.strip()) for text, expected in pairs]
