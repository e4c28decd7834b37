"""Deadlines made of moments.

One (6月底前), a list (4月15日、7月15日前), a range (2022年6月-12月), an open start (即日起).
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from itertools import pairwise

from ...model import Precision
from ...patterns import lazy_re
from ...records import dataclass
from .item import ENDS, Item
from .moments import Moment, read_day, read_moment
from .resolve import Calendar, Days, resolve
from .words import read_ongoing

_LEAD = lazy_re(
    r"""
    (?: 务必 | 务 | 力争 | 争取 | 原则上 | 计划 | 预计 | 拟 | 初定 | 确保     # 务于2021年2月3日前, 力争6月底前
      | 最迟 | 最晚 | 不迟于 | 不晚于 | 截至 | 截止 | (?<!期)限               # 不晚于2022年6月底
      | 分别 | 自 | 从 | 于 | 在 | 到 | 至 | 由                              # 到2025年, 分别于6月、12月底前
    ){1,4}+ :?
    """,
    re.VERBOSE,
)
_HEDGE = lazy_re(r"力争|争取|原则上|计划|预计|拟|初定")
_LOOSELY = lazy_re(r"左右|前后")
_TO = lazy_re(r"(?: (?:起|开始|始)?,?(?:[至到]|直至) | -{1,3} | ~{1,2} )", re.VERBOSE)  # 至, 起至, —, ～
_AND = lazy_re(r"(?: 、 | [、,]?(?:以?及|和|与|或) )(?:分别)?[于在]?", re.VERBOSE)  # 、, 及, 和
_FROM = lazy_re(r"(?:之日)?(?:起(?![草步动用止始])|起始|开始|以来|以后|之后|始(?!终))")  # 2022年6月起
_TODAY = lazy_re(
    r"""
    (?:自|从)? (?: 即日|现在|目前|(?:本?通知|文件|方案|本文)?(?:印发|发布|下发|发文|公布)之?日 ) (?: 起|开始 )?
    """,
    re.VERBOSE,  # 即日起, 自印发之日起
)
_DONE = lazy_re(
    rf"""
    (?: 全面|全部|基本|如期|按期|按时|圆满|初步|总体|各项|务必|力争|须|要 )?
    (?: 完成|办结|落实到位|整改到位|竣工|建成|到位|结束 )     # 6月底前完成, 12月底前全面完成
    (?: 整改|销号|任务|工作 )? (?= {ENDS} | [并且] )
    """,
    re.VERBOSE,
)
_REPORT = lazy_re(
    r"(?:将|把)?[^,;。、()0-9]{0,10}?(?:上报|报送|(?<!申)报(?=[省市县区州]|至|到)|反馈)"
)  # 6月30日前上报结果
_QUANTITY = lazy_re(
    r"""
    [^,;。、()0-9一二三四五六七八九十百]{0,12}
    (?: [0-9]{1,3}(?:\.[0-9]{1,3})?% | 百分之[一二三四五六七八九十百]{1,4} | [一二三四五六七八九]成(?!立|果|员|效) )
    (?: 以上|左右 )?
    """,
    re.VERBOSE,  # 完成80%, 达到百分之八十以上
)


@dataclass(frozen=True, slots=True)
class _Run:
    """Moments read in one go, and how they hang together."""

    moments: list[Moment]
    ranged: bool = False
    open_start: bool = False
    today: bool = False
    ongoing: bool = False
    dotted: bool = False


def read_period(src: str, pos: int, calendar: Calendar, carried: int | None) -> tuple[int, Item, int | None] | None:
    """A deadline of moments at `pos`: where it ends, the item, and the last year printed in it."""
    lead = _LEAD.match(src, pos)
    begin = lead.end() if lead else pos
    read = _read_today(src, begin) or _read_run(src, begin)
    if read is None and lead is not None:  # 自印发之日起: the lead word belongs to it
        read = _read_today(src, pos)
    if read is None:
        return None
    end, run = read
    end, flags = _read_tail(src, end, _HEDGE.search(src, pos, begin) is not None)
    days = resolve(run.moments, calendar, carried)
    printed = next((day.moment.year for day in reversed(days) if day.moment.year is not None), None)
    return end, _with_flags(_item(run, days, calendar), flags, calendar), printed


# --- reading --------------------------------------------------------------------------------------------------------


def _read_run(src: str, pos: int) -> tuple[int, _Run] | None:
    first = read_moment(src, pos) or _read_day_before(src, pos)
    if first is None:
        return None
    end, moment = first
    refined = _read_refinement(src, end, moment)
    if refined is not None:
        return refined
    if moment.before:
        return end, _Run([moment])
    return _read_range_end(src, end, [moment]) or _read_list(src, end, [moment])


def _read_day_before(src: str, pos: int) -> tuple[int, Moment] | None:
    """30日前: a day alone needs its 前."""
    read = read_day(src, pos)
    return read if read is not None and read[1].before else None


def _read_refinement(src: str, pos: int, moment: Moment) -> tuple[int, _Run] | None:
    """A finer moment without a year straight after a coarser one: 2022年四季度12月底前, 2022年底11月前."""
    if moment.before or moment.precision not in ("year", "half", "quarter") or src[pos - 1 : pos] == "年":
        return None
    finer = read_moment(src, pos)
    if finer is None or finer[1].month is None or finer[1].year is not None:
        return None
    end, inner = finer
    months = {"half": 6, "quarter": 3}.get(moment.precision, 12)
    last = months * (moment.index or 1)
    fits = last - months < (finer[1].month or 0) <= last
    if fits and (moment.edge != "end" or finer[1].month == last):
        return end, _Run([replace(inner, year=moment.year, shift=moment.shift, after=moment.after)])
    return end, _Run([replace(moment, flags=(*moment.flags, "contradictory"))])


def _read_range_end(src: str, pos: int, moments: list[Moment]) -> tuple[int, _Run] | None:
    to = _TO.match(src, pos)
    if to is None:
        start = _FROM.match(src, pos)
        return _read_open_start(src, start.end(), moments) if start else None
    last = read_moment(src, to.end()) or read_day(src, to.end()) or _read_bare_end(src, to.end(), moments[-1])
    if last is not None:
        return last[0], _Run([*moments, last[1]], ranged=True)
    ongoing = read_ongoing(src, to.end())
    return (ongoing[0], _Run(moments, open_start=True, ongoing=True)) if ongoing else None


_BARE_END = lazy_re(r"(?:(?P<month>[0-9]{1,2})[./])?(?P<number>[0-9]{1,2})(?![0-9年月日./%])")


def _read_bare_end(src: str, pos: int, first: Moment) -> tuple[int, Moment] | None:
    """12 of 2022.6-12, 6.30 of 2022.6.1-6.30."""
    match = _BARE_END.match(src, pos)
    if match is None or first.month is None:
        return None
    if first.day is None and match["month"] is None:
        return match.end(), Moment("month", month=int(match["number"]))
    month = int(match["month"]) if match["month"] else None
    return match.end(), Moment("day", month=month, day=int(match["number"]))


def _read_open_start(src: str, pos: int, moments: list[Moment]) -> tuple[int, _Run]:
    """2022年6月起, with 长期坚持 or an end without 至 behind it."""
    ongoing = read_ongoing(src, pos)
    if ongoing is not None:
        return ongoing[0], _Run(moments, open_start=True, ongoing=True)
    last = read_moment(src, pos)
    if last is not None:
        return last[0], _Run([*moments, last[1]], ranged=True)
    return pos, _Run(moments, open_start=True)


def _read_list(src: str, pos: int, moments: list[Moment]) -> tuple[int, _Run]:
    """One 前 at the end holds for the whole list; a moment with its own 前 ends it."""
    moments = list(moments)
    while not moments[-1].before and (joint := _AND.match(src, pos)) is not None:
        following = read_moment(src, joint.end()) or read_day(src, joint.end())
        if following is None or following[1].edge == "whole":
            break
        pos = following[0]
        moments.append(following[1])
    return pos, _Run(moments)


def _read_today(src: str, pos: int) -> tuple[int, _Run] | None:
    today = _TODAY.match(src, pos)
    if today is None:
        return None
    ongoing = read_ongoing(src, today.end())
    if ongoing is not None:
        return ongoing[0], _Run([], today=True, ongoing=True)
    to = _TO.match(src, today.end())
    last = read_moment(src, to.end() if to else today.end())
    if last is not None:
        return last[0], _Run([last[1]], ranged=True, today=True)
    if to is not None and (ongoing := read_ongoing(src, to.end())) is not None:
        return ongoing[0], _Run([], today=True, ongoing=True)
    started = today.group().endswith(("起", "开始"))
    return (today.end(), _Run([], today=True, open_start=True)) if started else None


def _read_tail(src: str, pos: int, hedged: bool) -> tuple[int, tuple[str, ...]]:
    """What belongs to the deadline after its moments: 左右, 完成, 80%."""
    loosely = _LOOSELY.match(src, pos)
    pos = loosely.end() if loosely else pos
    flags = ["hedge"] if hedged or loosely else []
    if _REPORT.match(src, pos) is not None:
        flags.append("reporting")
    if (done := _DONE.match(src, pos)) is not None:
        pos = done.end()
    elif (quantity := _QUANTITY.match(src, pos)) is not None:
        pos = quantity.end()
        flags.append("quantified")
    return pos, tuple(flags)


# --- meaning --------------------------------------------------------------------------------------------------------


def _item(run: _Run, days: list[Days], calendar: Calendar) -> Item:
    if run.today:
        return _from_today(run, days, calendar)
    if run.open_start:
        flags = tuple(flag for day in days for flag in day.flags)
        start = days[0].last if days[0].moment.edge == "end" else days[0].first
        return Item("ongoing" if run.ongoing else "range", start=start, precision=days[0].moment.precision, flags=flags)
    if run.ranged:
        return _range(days[0], days[-1])
    if len(days) > 1:
        return _list(days)
    return _single(days[0])


def _from_today(run: _Run, days: list[Days], calendar: Calendar) -> Item:
    flags = ("start_inferred",)
    if run.ongoing:
        return Item("ongoing", start=calendar.issued_on, flags=flags)
    if not days:
        return Item("range", start=calendar.issued_on, flags=flags)
    end = days[0]
    return Item("range", end.last, calendar.issued_on, end.moment.precision, flags=(*flags, *end.flags))


def _single(days: Days) -> Item:
    moment = days.moment
    if "contradictory" in days.flags:
        return Item("by", precision=moment.precision, flags=("impossible",))
    whole = moment.edge == "whole" or (moment.precision == "half" and moment.index == 2 and not moment.edge)
    if whole and not moment.before:
        return Item("range", days.last, days.first, moment.precision, flags=days.flags)
    return Item("by", days.last, precision=moment.precision, flags=days.flags)


def _range(first: Days, last: Days) -> Item:
    flags = tuple(dict.fromkeys((*first.flags, *last.flags)))
    start = first.last if first.moment.edge == "end" else first.first
    return Item("range", last.last, start, last.moment.precision, flags=flags)


def _list(days: list[Days]) -> Item:
    """Several days with one 前. Without any year they come round every year; quarters in a row are a period."""
    flags = tuple(dict.fromkeys(flag for day in days for flag in day.flags))
    last = days[-1]
    if any(day.last is None for day in days):
        return Item("by", precision=last.moment.precision, flags=flags)
    if _quarters_in_a_row(days):
        return Item("range", last.last, days[0].first, "quarter", flags=flags)
    yearless = all(day.moment.year is None and day.moment.shift is None for day in days)
    dates = ",".join(f"{day.last:%m-%d}" if yearless else f"{day.last:%Y-%m-%d}" for day in days)
    if yearless:
        kept = tuple(flag for flag in flags if flag != "year_inferred")
        return Item("recurring", precision=last.moment.precision, recurrence=f"DATES={dates}", flags=kept)
    return Item("by", last.last, precision=last.moment.precision, recurrence=f"DATES={dates}", flags=flags)


def _quarters_in_a_row(days: list[Days]) -> bool:
    """二、三季度, but neither 一季度、三季度 nor 一季度末、二季度末."""
    if any(day.moment.precision != "quarter" or day.moment.edge for day in days):
        return False
    indexes = [day.moment.index or 0 for day in days]
    return all(after == before % 4 + 1 for before, after in pairwise(indexes))


def _with_flags(item: Item, flags: tuple[str, ...], calendar: Calendar) -> Item:
    """Add what the words around say, and `suspect` for a deadline that was over when the notice was issued."""
    over = item.date is not None and calendar.issued_on is not None and item.date < calendar.issued_on
    return replace(item, flags=(*item.flags, *flags, *(("suspect",) if over else ())))


def kept_up(item: Item, calendar: Calendar, *, whole: bool) -> Item:
    """年内持续推进, 2022年持续推进: what is kept up until a day is a range.

    `whole`: it runs through the whole period, else from the day of the notice.
    """
    if item.kind == "range" or item.date is None:
        return replace(item, kind="range")
    start = _first_day(item.date, item.precision) if whole else calendar.issued_on
    if start is not None and start > item.date:
        start = None
    flags = item.flags if whole else (*item.flags, "start_inferred")
    return replace(item, kind="range", start=start, flags=flags)


def _first_day(last: datetime.date, precision: Precision | None) -> datetime.date:
    months = {"year": 12, "half": 6, "quarter": 3}.get(precision or "", 1)
    return last.replace(month=last.month - months + 1, day=1)
