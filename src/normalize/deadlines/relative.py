"""Time limits that count from an event, 会后7日内, 5个工作日内, 印发之日起3个月内, and plan periods (“十四五”期间)."""

from __future__ import annotations

import datetime
import re

from ...lexicon.dates import date_of, last_day_of_month, read_number
from ...model import Precision
from ...patterns import lazy_re
from .item import ENDS, Item, Read
from .resolve import ONE_DAY, Calendar

_NUMBER = r"(?:[0-9]{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]|半)"
_LIMIT = lazy_re(
    rf"""
    (?: (?: [自从于在] | ^ | (?<=[,;。、(:>/|]) )
        (?P<anchor>[\u4e00-\u9fff]{{1,16}}?) (?: 之日起|之后|以后|后|起 ) ,? )?      # 自受理之日起, 会后
    (?: 为期|限期?|控制在|不超过 )? (?<![0-9])
    (?: {_NUMBER}[-~至到] )? (?P<number>{_NUMBER})
    (?P<unit>个?工作日|自然日|个?小时|日|天|周|个?星期|个月|(?<=[半两])月|年)半?    # 5个工作日, 3个月, 半年; not 3月
    (?: [之以]?内 | (?P<bare>(?= {ENDS} )) )
    (?: 完成|办结 )?
    """,
    re.VERBOSE,
)
_ISSUE = lazy_re(r"(?:本|该)?(?:通知|文件|方案|意见|办法)?(?:印发|发布|下发|发文|公布|出台)$")
_UNITS: dict[str, tuple[str, Precision]] = {
    "小时": ("PT{}H", "day"),
    "工作日": ("P{}D", "day"),
    "自然日": ("P{}D", "day"),
    "日": ("P{}D", "day"),
    "天": ("P{}D", "day"),
    "周": ("P{}W", "day"),
    "星期": ("P{}W", "day"),
    "月": ("P{}M", "month"),
    "年": ("P{}Y", "year"),
}
_PLAN = lazy_re(
    rf"""
    ["“”‘’'「『]? 十(?P<number>[一二三四五六七])五 ["“”‘’'」』]? (?:规划)?
    (?: (?P<end>期?末) 前? | 期间 | 时期 | 期内 | (?= {ENDS} ) )      # “十四五”期间, 十四五末
    (?: 完成 )?
    """,
    re.VERBOSE,
)


_SPAN = lazy_re(
    rf"""
    (?: 力争|争取|计划|拟 )? (?: 利?用|通过|经过 ) (?: {_NUMBER}[-~至到] )? (?P<number>{_NUMBER})
    (?: 到{_NUMBER} )? (?P<unit>个月|年) (?: 左右|以上 )? 的? (?: 时间 | 努力 )            # 力争用3年左右时间
    """,
    re.VERBOSE,
)


def read_limit(src: str, pos: int, calendar: Calendar) -> Read | None:
    """A time limit. Its date is known only where it counts from the notice itself, in calendar days or months."""
    match = _SPAN.match(src, pos) or _LIMIT.match(src, pos)
    found = match.groupdict() if match else {}
    if match is None or (found.get("bare") is not None and not _may_be_bare(match)):
        return None
    number, unit = match["number"], match["unit"].removeprefix("个")
    form, precision = _UNITS[unit] if number != "半" else ("", "month" if unit == "年" else "day")
    duration = _half(unit) if number == "半" else form.format(read_number(number))
    flags = ["relative", f"duration={duration}", *(["workdays"] if unit == "工作日" else [])]
    date = _date(match, calendar.issued_on)
    return match.end(), Item("event", date, precision=precision, flags=tuple(flags))


def _may_be_bare(match: re.Match[str]) -> bool:
    """3个月, 5个工作日, 三年: a length of time without 内. 30日 alone is a day, not a length."""
    return match["unit"] != "日"


def _half(unit: str) -> str:
    return {"年": "P6M", "月": "P15D", "天": "PT12H", "日": "PT12H"}.get(unit, "")


def _date(match: re.Match[str], issued_on: datetime.date | None) -> datetime.date | None:
    if issued_on is None or match["number"] == "半" or not _ISSUE.search(match.groupdict().get("anchor") or ""):
        return None
    count, unit = read_number(match["number"]), match["unit"].removeprefix("个")
    if unit in ("日", "天", "自然日", "周", "星期"):
        return issued_on + count * (7 if unit in ("周", "星期") else 1) * ONE_DAY
    if unit in ("月", "年"):
        return _months_later(issued_on, count * (12 if unit == "年" else 1))
    return None


def _months_later(day: datetime.date, count: int) -> datetime.date | None:
    months = day.month - 1 + count
    year, month = day.year + months // 12, months % 12 + 1
    return date_of(year, month, min(day.day, last_day_of_month(year, month)))


def read_plan(src: str, pos: int) -> Read | None:
    """A five-year plan: the fourteenth runs from 2021 to 2025, and so on every five years."""
    match = _PLAN.match(src, pos)
    if match is None:
        return None
    first = 1951 + 5 * (10 + read_number(match["number"]))
    end = datetime.date(first + 4, 12, 31)
    if match["end"]:
        return match.end(), Item("by", end, precision="year", flags=("plan_period",))
    return match.end(), Item("range", end, datetime.date(first, 1, 1), "year", flags=("plan_period",))
