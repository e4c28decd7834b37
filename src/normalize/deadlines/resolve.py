"""Moments -> days: the year and month that the text leaves out, and the first and last day of a period."""

from __future__ import annotations

import datetime
from dataclasses import replace

from ...lexicon.dates import date_of, last_day_of_month
from ...records import dataclass
from .moments import Moment

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a deadline without a year is read against."""

    year: int | None
    """Year of the title, else of the date."""
    issued_on: datetime.date | None

    @property
    def reference(self) -> int | None:
        """The year to read a deadline against."""
        return self.year or (self.issued_on.year if self.issued_on else None)


@dataclass(frozen=True, slots=True)
class Days:
    """A moment with its days. `last` None: no such day, or no year known; `first` likewise."""

    moment: Moment
    first: datetime.date | None
    last: datetime.date | None
    flags: tuple[str, ...]


def resolve(moments: list[Moment], calendar: Calendar, carried: int | None = None) -> list[Days]:
    """The days of moments that stand in one list or range, which runs forward in time.

    `carried` is the last year printed before them in the same field: it holds on where no year is printed.
    """
    dated = _give_months(_share_months(moments), calendar)
    years = _years(dated, calendar, carried)
    printed = carried is not None
    resolved = []
    for moment, year in zip(dated, years, strict=True):
        printed = printed or moment.year is not None
        resolved.append(_days(moment, year, calendar, year_printed=printed))
    return resolved


def _share_months(moments: list[Moment]) -> list[Moment]:
    """30日 after 6月1日 is a day of June."""
    shared: list[Moment] = []
    for moment in moments:
        before = shared[-1] if shared else None
        if moment.day is not None and moment.month is None and before is not None and before.month is not None:
            moment = replace(moment, month=before.month, month_shift=before.month_shift)
        shared.append(moment)
    return shared


def _give_months(moments: list[Moment], calendar: Calendar) -> list[Moment]:
    """月底, 30日 and 下月 count from the month of the notice."""
    return [_with_month(moment, calendar.issued_on) if _lacks_month(moment) else moment for moment in moments]


def _lacks_month(moment: Moment) -> bool:
    return moment.month is None and (moment.month_shift is not None or moment.day is not None)


def _with_month(moment: Moment, issued_on: datetime.date | None) -> Moment:
    flags = (*moment.flags, "month_inferred")
    if issued_on is None:
        return replace(moment, flags=flags)
    months = issued_on.month - 1 + (moment.month_shift or 0)
    return replace(moment, year=issued_on.year + months // 12, month=months % 12 + 1, flags=flags)


# --- years ----------------------------------------------------------------------------------------------------------


def _years(moments: list[Moment], calendar: Calendar, carried: int | None) -> list[int | None]:
    years: list[int | None] = []
    for index, moment in enumerate(moments):
        before = (moments[index - 1], years[-1]) if years else None
        years.append(_year(moment, before, calendar, carried))
    first_printed = next((i for i, moment in enumerate(moments) if moment.year is not None), 0)
    for index in range(first_printed - 1, -1, -1):
        years[index] = _not_after(moments[index], years[index], moments[index + 1], years[index + 1])
    return years


def _year(
    moment: Moment, before: tuple[Moment, int | None] | None, calendar: Calendar, carried: int | None
) -> int | None:
    if moment.year is not None:
        return moment.year
    if moment.shift is not None:
        base = (before[1] if before else carried) if moment.after else None
        base = base or calendar.reference
        return None if base is None else base + moment.shift
    if before is None:
        return carried or calendar.reference
    previous, year = before
    if year is None:
        return None
    return year + 1 if _order(moment) < _order(previous) else year  # 10月15日、1月15日: the list crosses the year


def _not_after(moment: Moment, year: int | None, following: Moment, following_year: int | None) -> int | None:
    """The year of a moment without one that stands before a moment with its year (10月15日及2020年1月15日)."""
    if year is None or following_year is None:
        return year
    latest = following_year - 1 if _order(moment) > _order(following) else following_year
    return min(year, latest)


def _order(moment: Moment) -> tuple[int, int]:
    """Where in its year a moment ends, as month and day."""
    if moment.month is not None:
        return moment.month, moment.day or (moment.index * 10 if moment.precision == "ten-day" else 31)
    months = {"quarter": 3, "half": 6}.get(moment.precision, 12)
    return months * (moment.index or 1), 31


# --- days -----------------------------------------------------------------------------------------------------------


def _days(moment: Moment, year: int | None, calendar: Calendar, *, year_printed: bool) -> Days:
    flags = list(moment.flags)
    if year is not None and not year_printed:
        flags.append("year_inferred")
    first, last = _bounds(moment, year)
    if year is None:
        flags.append("year_unknown")
    elif last is None and _lacks_month(moment):
        flags.append("month_unknown")
    elif last is None:
        flags += ["impossible", *_suggestion(moment, year)]
    elif moment.weekday not in (None, last.weekday() if last else None):
        flags.append("weekday_differs")
    elif moment.before and last is not None and not moment.edge and moment.precision != "day":
        flags.append("ambiguous")
        first, last = _strictly_before(first, last, calendar)
    return Days(moment, first, last, tuple(dict.fromkeys(flags)))


def _strictly_before(
    first: datetime.date | None, last: datetime.date, calendar: Calendar
) -> tuple[datetime.date | None, datetime.date]:
    """11月前 is before November, unless that is over already: then it is by the end of November."""
    earliest = calendar.issued_on or (datetime.date(calendar.year, 1, 1) if calendar.year else datetime.date.min)
    if first is None or first == datetime.date.min or first - ONE_DAY < earliest:
        return first, last
    return None, first - ONE_DAY


Bounds = tuple[datetime.date | None, datetime.date | None]


def _bounds(moment: Moment, year: int | None) -> Bounds:
    if year is None:
        return None, None
    if moment.month is not None:
        return _within_month(moment, year, moment.month)
    if _lacks_month(moment):
        return None, None
    months = {"quarter": 3, "half": 6}.get(moment.precision, 12)
    last = months * (moment.index or 1)
    if moment.edge == "start":  # 年初, 二季度初: vague, read as the first month
        return date_of(year, last - months + 1, 1), date_of(year, last - months + 1, None)
    return date_of(year, last - months + 1, 1), date_of(year, last, None)


def _within_month(moment: Moment, year: int, month: int) -> Bounds:
    if moment.day is not None:
        day = date_of(year, month, moment.day)
        return day, day
    if moment.precision == "ten-day":
        last_day = 10 * moment.index if moment.index < 3 else None
        return date_of(year, month, 10 * moment.index - 9), date_of(year, month, last_day)
    return date_of(year, month, 1), date_of(year, month, None)


def _suggestion(moment: Moment, year: int) -> list[str]:
    """The last day of the month where only the day is too late: 9月31日 -> suggest=2008-09-30."""
    if moment.month is None or not 1 <= moment.month <= 12 or moment.day is None or moment.day > 31:
        return []
    return [f"suggest={year:04d}-{moment.month:02d}-{last_day_of_month(year, moment.month):02d}"]
