"""What recurs, as a calendar needs it: the first day, and a rule that says every later one."""

from __future__ import annotations

import calendar
import datetime

from ..records import dataclass

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_HORIZON = 366 * 5
"""Days looked at for the first occurrence; every rule of the report recurs within five years, even on 29 February."""

# A rule without a day means "once within the period": the period's last day is the last permitted one.
_PERIOD_ENDS = {
    "FREQ=WEEKLY": "FREQ=WEEKLY;BYDAY=FR",
    "FREQ=MONTHLY": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;INTERVAL=3": "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
    "FREQ=MONTHLY;INTERVAL=6": "FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1",
    "FREQ=YEARLY": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1",
}


@dataclass(frozen=True, slots=True)
class Series:
    """All-day events: the first day, and an RRULE for the later ones, None for a single day."""

    first: datetime.date
    rule: str | None = None


def series_of(recurrence: str, after: datetime.date) -> list[Series]:
    """The events of a recurrence as the report has it (RRULE text or DATES=...), from the day `after` on.

    What recurs every day is no entry of a calendar: it would fill every day and remind of nothing.
    """
    kind, _, days = recurrence.partition("=")
    if kind == "DATES":
        return [_dated(day, after) for day in days.split(",")]
    rule = _PERIOD_ENDS.get(recurrence, recurrence)
    if rule.startswith("FREQ=DAILY"):
        return []
    if rule.startswith("FREQ=MONTHLY;INTERVAL") and "BYMONTHDAY" not in rule:
        rule += ";BYMONTHDAY=-1"
    first = _first(rule, after)
    return [Series(first, rule)] if first else []


def _dated(day: str, after: datetime.date) -> Series:
    """2024-06-30 once, or 06-30 every year; a day of -1 is the last of its month."""
    if len(day) == 10 and not day.startswith("-"):
        return Series(datetime.date.fromisoformat(day))
    month, _, number = day.partition("-")
    rule = f"FREQ=YEARLY;BYMONTH={int(month)};BYMONTHDAY={int(number)}"
    return Series(_first(rule, after) or after, rule)


def _first(rule: str, after: datetime.date) -> datetime.date | None:
    parts = {name: value.split(",") for name, _, value in (part.partition("=") for part in rule.split(";"))}
    days = (after + datetime.timedelta(days=count) for count in range(_HORIZON))
    return next((day for day in days if _falls_on(day, parts)), None)


def _falls_on(day: datetime.date, parts: dict[str, list[str]]) -> bool:
    """Whether a day fits the BY parts of a rule; the report's rules have no others that bear on the day."""
    last = calendar.monthrange(day.year, day.month)[1]
    if "BYMONTH" in parts and str(day.month) not in parts["BYMONTH"]:
        return False
    if "BYMONTHDAY" in parts and not {str(day.day), str(day.day - last - 1)} & set(parts["BYMONTHDAY"]):
        return False
    if "BYDAY" not in parts:
        return True
    if parts.get("BYSETPOS") == ["-1"]:
        later = (day.replace(day=number) for number in range(day.day + 1, last + 1))
        return _WEEKDAYS[day.weekday()] in parts["BYDAY"] and not any(
            _WEEKDAYS[other.weekday()] in parts["BYDAY"] for other in later
        )
    return _WEEKDAYS[day.weekday()] in parts["BYDAY"]
