"""Deadlines as one line of text, for tables of expected readings.

`by 2022-05-31 month | 2022年5月底`: kind, start..date, precision, recurrence, flags in brackets, and the exact text.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from hedui.model import Deadline, Place, Quote, SourceText
from hedui.normalize.deadlines import Calendar, read_deadlines

READINGS = Path(__file__).with_name("deadline_readings.txt")


def quote_of(text: str) -> Quote:
    return Quote(SourceText("body", text, (Place(0, len(text)),)), ((0, len(text)),))


def calendar_of(words: str) -> Calendar:
    year, issued_on = words.split()
    return Calendar(
        None if year == "-" else int(year), None if issued_on == "-" else datetime.date.fromisoformat(issued_on)
    )


def line_of(deadline: Deadline) -> str:
    days = "" if deadline.date is None else deadline.date.isoformat()
    if deadline.start is not None:
        days = f"{deadline.start.isoformat()}..{days}"
    flags = f"[{' '.join(deadline.flags)}]" if deadline.flags else ""
    words = (deadline.kind, days, deadline.precision or "", deadline.recurrence or "", flags)
    return f"{' '.join(word for word in words if word)} | {_visible(deadline.raw)}"


def lines_of(text: str, calendar: Calendar) -> list[str]:
    reading = read_deadlines(quote_of(text), calendar)
    return [*map(line_of, reading.deadlines), *(f"unread | {_visible(quote.text)}" for quote in reading.unread)]


def _visible(text: str) -> str:
    return text.replace("\n", "\\n")


def readings() -> list[tuple[str, str, list[str]]]:
    """Calendar, text and expected lines of every reading in the file; `@ year date` changes the calendar."""
    found: list[tuple[str, str, list[str]]] = []
    calendar = "- -"
    for line in READINGS.read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            calendar = line[2:]
        elif line.startswith("    "):
            found[-1][2].append(line.strip())
        elif line and not line.startswith("# "):
            found.append((calendar, line.replace("\\n", "\n"), []))
    return found
