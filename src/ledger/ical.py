"""The dated deadlines of a ledger as iCalendar (RFC 5545): all-day events that Outlook and phones take.

No clock: DTSTAMP is the date of the notice, so the same notice gives the same bytes and a second import replaces the
first (same UID). Lines end in CRLF and are folded at 75 octets, never inside a character.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ..export.labels import pick
from ..export.tables import joined_deadlines, joined_units
from ..export.visible import cell_text
from .entries import Ledger, LedgerLine
from .recurring import Series, series_of

_FOLD = 75
_NO_DATE = datetime.date(2000, 1, 1)
"""Stands for the date of a notice that has none."""

_LONGEST_SUMMARY = 60


def calendar_of(ledger: Ledger, lang: str = "zh") -> bytes | None:
    """Every milestone and every recurrence of the ledger as an event; None where nothing is dated."""
    events = [line for entry in ledger.lines for line in _events(ledger, entry, lang)]
    if not events:
        return None
    name = " ".join(filter(None, (ledger.unit, pick(lang, "任务台账", "Task ledger"))))
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//hedui//ledger//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines = [*head, f"X-WR-CALNAME:{escaped(name)}", *events, "END:VCALENDAR"]
    return b"".join(folded(line) for line in lines)


def _events(ledger: Ledger, line: LedgerLine, lang: str) -> Iterator[str]:
    for day in line.dates:
        yield from _event(ledger, line, Series(day), f"{line.id}-{day:%Y%m%d}", lang)
    recurring = [series for rule in line.recurrences for series in series_of(rule, line.issued_on or _NO_DATE)]
    for number, series in enumerate(dict.fromkeys(recurring), start=1):
        yield from _event(ledger, line, series, f"{line.id}-r{number}", lang)


def _event(ledger: Ledger, line: LedgerLine, series: Series, ident: str, lang: str) -> Iterator[str]:
    stamp = line.issued_on or _NO_DATE
    yield "BEGIN:VEVENT"
    yield f"UID:{ident}@hedui"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{series.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{series.first + datetime.timedelta(days=1):%Y%m%d}"
    if series.rule:
        yield f"RRULE:{series.rule}"
    yield f"SUMMARY:{escaped(_summary(ledger, line, lang))}"
    yield f"DESCRIPTION:{escaped(_description(line, lang))}"
    yield "TRANSP:TRANSPARENT"  # the day stays free: a deadline is no appointment
    yield "END:VEVENT"


def _summary(ledger: Ledger, line: LedgerLine, lang: str) -> str:
    """办结：（牵头）推行证照联办; in the calendar of all units, the leading unit stands there."""
    roles = ledger.roles.get(line.id, ())
    names = {"lead": ("牵头", "lead"), "responsible": ("责任", "responsible"), "supporting": ("配合", "supporting")}
    who = "、".join(names[role][lang == "en"] for role in roles)
    who = who or joined_units(line.units("lead") or line.units("responsible"))
    what = " ".join(filter(None, (line.number, line.task or line.measure)))
    text = f"[{who}] {what}" if who else what
    return text if len(text) <= _LONGEST_SUMMARY else text[: _LONGEST_SUMMARY - 1] + "…"


def _description(line: LedgerLine, lang: str) -> str:
    said = (
        ("", line.measure),
        (pick(lang, "牵头单位", "lead"), joined_units(line.units("lead"))),
        (pick(lang, "责任单位", "responsible"), joined_units(line.units("responsible"))),
        (pick(lang, "配合单位", "supporting"), joined_units(line.units("supporting"))),
        (pick(lang, "完成时限", "deadline"), joined_deadlines(line.deadlines)),
        (pick(lang, "文件", "notice"), " ".join(filter(None, (line.notice, line.document_number)))),
        (pick(lang, "出处", "place"), line.place),
    )
    return "\n".join(f"{label}：{value}" if label else value for label, value in said if value)


def escaped(text: str) -> str:
    """A value of type TEXT: backslash, semicolon, comma and line feed are written as RFC 5545 (3.3.11) has them."""
    text = cell_text(text.replace("\r\n", "\n")).replace("\u2028", "\n").replace("\u2029", "\n")
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A content line with its CRLF, continued after 75 octets by a line that begins with a space (3.1)."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        encoded = character.encode()
        if len(piece) + len(encoded) > _FOLD:
            pieces.append(piece)
            piece = b" "
        piece += encoded
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
