"""The calendar: RFC 5545 as a strict reader has it, stable, and with every date of the ledger."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import icalendar
import pytest

import hedui
from export.sample_report import hostile, sample
from hedui.ledger import Ledger, ledger_of
from hedui.ledger.ical import calendar_of, escaped, folded
from hedui.ledger.recurring import series_of
from hedui.normalize.aliases import AliasTable

ALIASES = AliasTable.load()
SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples").glob("*/*.txt"))


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    paths = [path for path in SAMPLES if "attachment" not in path.name]
    assert len(paths) >= 10
    return ledger_of([hedui.check(path) for path in paths], ALIASES)


def _events(data: bytes | None) -> list[icalendar.Event]:
    assert data is not None
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_every_date_of_the_ledger_is_an_all_day_event(ledger: Ledger) -> None:
    events = _events(calendar_of(ledger))
    wanted = sorted((line.id, day) for line in ledger.lines for day in line.dates)
    assert len(wanted) > 20
    found = sorted((str(e["UID"])[:16], e["DTSTART"].dt) for e in events if "RRULE" not in e)
    assert found == wanted
    for event in events:
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert event["DTEND"].dt - event["DTSTART"].dt == datetime.timedelta(days=1)
        assert not event.errors


def test_no_uid_comes_twice(ledger: Ledger) -> None:
    uids = [str(event["UID"]) for event in _events(calendar_of(ledger))]
    assert len(set(uids)) == len(uids)


def test_the_stamp_is_the_date_of_the_notice_and_no_clock(ledger: Ledger) -> None:
    issued = {line.id: line.issued_on for line in ledger.lines}
    for event in _events(calendar_of(ledger)):
        assert event["DTSTAMP"].dt.date() == (issued[str(event["UID"])[:16]] or datetime.date(2000, 1, 1))


def test_lines_end_in_crlf_and_hold_at_most_75_octets_of_whole_characters() -> None:
    dated = ledger_of([sample()], ALIASES)
    deadlines = next(line.deadlines for line in dated.lines if line.dates)
    texts = ledger_of([hostile()], ALIASES)
    texts = replace(texts, lines=tuple(replace(line, deadlines=deadlines) for line in texts.lines))
    for ledger in (dated, texts):
        data = calendar_of(ledger)
        assert data is not None
        lines = data.split(b"\r\n")
        assert lines[-1] == b""
        assert max(map(len, lines)) <= 75
        assert b"\n" not in b"".join(lines)
        assert b"\r" not in b"".join(lines)
        assert all(line.decode("utf-8") is not None for line in lines)


@pytest.mark.parametrize(
    "text", ["分号;逗号,反斜杠\\完", "两\n行", "a\\nb", "控制\x00字符", "😀" * 60, "半个\ud83d代理"]
)
def test_a_text_comes_back_as_it_was_shown(text: str) -> None:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", f"SUMMARY:{escaped(text)}"]
    data = b"".join(map(folded, [*lines, "END:VEVENT", "END:VCALENDAR"]))
    (event,) = _events(data)
    assert str(event["SUMMARY"]) == text.replace("\x00", "␀").replace("\ud83d", "\ufffd")


def test_without_a_date_there_is_no_calendar() -> None:
    assert calendar_of(Ledger((), (), ())) is None


AFTER = datetime.date(2024, 3, 5)
SERIES = [
    ("FREQ=MONTHLY;BYMONTHDAY=25", "2024-03-25", "FREQ=MONTHLY;BYMONTHDAY=25"),
    ("FREQ=MONTHLY", "2024-03-31", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("FREQ=MONTHLY;INTERVAL=3", "2024-03-31", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    ("FREQ=MONTHLY;INTERVAL=6", "2024-06-30", "FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1"),
    ("FREQ=MONTHLY;INTERVAL=2", "2024-03-31", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1"),
    ("FREQ=YEARLY", "2024-12-31", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
    ("FREQ=WEEKLY;BYDAY=TU", "2024-03-05", "FREQ=WEEKLY;BYDAY=TU"),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2024-03-29", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
    ("FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=20", "2024-04-20", "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=20"),
]


@pytest.mark.parametrize(("recurrence", "first", "rule"), SERIES)
def test_what_recurs_begins_after_the_notice_and_goes_on_by_a_rule(recurrence: str, first: str, rule: str) -> None:
    (series,) = series_of(recurrence, AFTER)
    assert (series.first.isoformat(), series.rule) == (first, rule)
    assert icalendar.vRecur.from_ical(rule)


def test_named_days_are_one_event_each() -> None:
    assert [s.first.isoformat() for s in series_of("DATES=2024-06-30,2024-12-31", AFTER)] == [
        "2024-06-30",
        "2024-12-31",
    ]
    yearly = series_of("DATES=06--1,01-15", AFTER)
    assert [(s.first.isoformat(), s.rule) for s in yearly] == [
        ("2024-06-30", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1"),
        ("2025-01-15", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15"),
    ]


def test_what_recurs_every_day_is_no_entry() -> None:
    assert series_of("FREQ=DAILY", AFTER) == []
