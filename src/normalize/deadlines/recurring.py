"""Deadlines that come round: 每月25日前, 每周五, 每季度末(分别在6月、9月和12月底), 按月推进, 每年12月底前."""

from __future__ import annotations

import re
from dataclasses import replace

from ...lexicon.dates import DAY, read_number
from ...model import Precision
from ...patterns import lazy_re
from .item import ENDS, Item, Read
from .moments import Moment, read_day, read_moment
from .resolve import Calendar, resolve

_EVERY = lazy_re(
    r"""
    每隔?个? (?P<count>[0-9]{1,2}|[一两二三四五六])? 个?
    (?P<unit>工作日|日|天|周|星期|旬|半个?月|双月|月份?|季度?|半年度?|年度?|学期|学年)   # 每月, 每两个月, 每个季度
    """,
    re.VERBOSE,
)
_REGULARLY = lazy_re(
    rf"""
    (?: (?: 按(?P<by>日|周|旬|半月|双?月度?|季度?|半年度?|年度?) | 逐(?P<one>[日周旬月季]) )     # 按季度, 逐月
        (?! 计划|任务|目标|安排|方案|要求|龄|份|内|初 )
      | 一?(?P<each>[日周旬月季年])度?一(?:调度|通报|报告|督查|检查|总结|研判|会商|更新|报|评)   # 一月一调度
      | 一?(?P<once>[周月季年]度?|半年)[一1]次                                                   # 一季度一次
      | (?P<alone>月度|季度|半年度)(?= {ENDS} )                                                  # 季度
    )
    (?: 推进|开展|落实|实施|完成|更新|进行|调度 )?
    """,
    re.VERBOSE,
)
_RULES: dict[str, tuple[str, int, Precision | None]] = {
    "日": ("DAILY", 1, "day"),
    "周": ("WEEKLY", 1, None),
    "旬": ("DAILY", 10, "ten-day"),
    "半月": ("DAILY", 15, None),
    "月": ("MONTHLY", 1, "month"),
    "双月": ("MONTHLY", 2, "month"),
    "季": ("MONTHLY", 3, "quarter"),
    "半年": ("MONTHLY", 6, "half"),
    "年": ("YEARLY", 1, "year"),
    "学期": ("MONTHLY", 6, "half"),
}
_SAME_UNIT = {"天": "日", "工作日": "日", "星期": "周", "学年": "年"}

_DAYS_OF_MONTH = lazy_re(
    rf"""
    (?:次月)?的?
    (?: (?P<list> (?: {DAY}[日号]?[、和及] ){{1,6}} {DAY}[日号] )       # 每月10日、25日前
      | (?: {DAY}[日号]?[-~至到] )? (?P<day>{DAY})[日号]               # 每月25日, 每月20-25日
      | (?: {DAY}[日号]?[-~至到] )? (?P<last> 月?[底末] | 最后一?[天日] )  # 每月底, 每月25日至月底
      | (?P<tenday>[上中下])旬                                         # 每月上旬
      | (?P<early>初)
      | 最后一?个?(?P<workday>工作日)                                  # 每月最后一个工作日前
    )""",
    re.VERBOSE,
)
_WEEKDAYS = lazy_re(r"(?:周|星期)?[一二三四五六日天](?!次)(?:[、和及](?:周|星期)?[一二三四五六日天])*+")  # 每周一、周四
_MONTH_OF_QUARTER = lazy_re(
    r"""
    的?
    (?: 第?(?P<number>[一二三1-3])个?月                              # 每个季度第1个月的20日前
      | (?P<first>首个?月|次月|下季度首月|结束后|后(?!续))           # 每季度首月10日前, 每季度结束后10日内
      | (?P<last>最后一?个?月|末月|[末底]月?)                        # 每季度最后一个月的30日前, 每季度末
    )
    (?: 次月 )?的?
    """,
    re.VERBOSE,
)
_END_OF_HALF = lazy_re(r"(?:年)?[底末]")
_END_OF_YEAR = lazy_re(r"的?年?[底末终]")
_AND = lazy_re(r"[、和及与]|以及|[-~至到]")
_TAIL = lazy_re(
    rf"""
    (?: 上午|中午|下午|晚上? )? (?: \ ?[0-9]{{1,2}} (?: [时点]半? | :[0-9]{{2}} ) | 下班 )?
    (?: [之以]?前 | [之以]?内 )?
    (?: (?: 各|至少|不少于|不低于|开展|进行|完成|调度|更新|组织|通报|检查|督查|督导|会商|研判|评估|总结|排查
          | 巡查|演练 ){{0,2}}
        [0-9一二两三四五六]{{1,2}}次(?:以上)?
      | 完成(?= {ENDS} ) )?
    """,
    re.VERBOSE,  # 每月25日前, 每日17时前, 每季度至少开展一次
)
_NAMED = lazy_re(r"\((?:即|分别|为|是|在|于){0,3}")  # (分别在6月、9月和12月底)
_REPORT = lazy_re(r"[^,;。、()]{0,8}?(?:报|反馈)[^,;。、()]{0,20}")  # 每月25日前报督查室


def read_recurring(src: str, pos: int, calendar: Calendar) -> Read | None:
    """A deadline that comes round, with the days named in brackets behind it if there are any."""
    read = _read_every(src, pos) or _read_regularly(src, pos)
    if read is None:
        return None
    end, item = read
    tail = _TAIL.match(src, end)
    end = tail.end() if tail else end
    named = _read_named(src, end, calendar)
    if named is not None:
        end, dates, precision = named
        item = replace(item, recurrence=dates, precision=precision)
    if (report := _REPORT.match(src, end)) is not None:
        return report.end(), replace(item, flags=(*item.flags, "reporting"))
    return end, item


def _read_every(src: str, pos: int) -> Read | None:
    match = _EVERY.match(src, pos)
    if match is None:
        return None
    unit, count = _unit(match["unit"]), read_number(match["count"]) if match["count"] else 1
    reader = _DETAILS.get(unit)
    detailed = reader(src, match.end()) if reader and count == 1 else None
    return detailed or (match.end(), _plain(unit, count))


def _unit(word: str) -> str:
    word = word.replace("半个月", "半月").replace("月份", "月").removesuffix("度")
    return _SAME_UNIT.get(word, word)


def _plain(unit: str, count: int = 1) -> Item:
    frequency, interval, precision = _RULES[unit]
    interval *= count
    rule = f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")
    return Item("recurring", precision=precision, recurrence=rule)


def _read_regularly(src: str, pos: int) -> Read | None:
    match = _REGULARLY.match(src, pos)
    if match is None:
        return None
    return match.end(), _plain(_unit(match["by"] or match["one"] or match["each"] or match["once"] or match["alone"]))


def _recurring(rule: str, precision: Precision = "day") -> Item:
    return Item("recurring", precision=precision, recurrence=rule)


# --- the day within the period --------------------------------------------------------------------------------------


def _read_in_month(src: str, pos: int) -> Read | None:
    read = _read_days(src, pos)
    return (read[0], _recurring(f"FREQ=MONTHLY;{read[1]}")) if read else None


def _read_days(src: str, pos: int) -> tuple[int, str] | None:
    """Days of a month as a rule has them: BYMONTHDAY=25, or =10,25, or =-1 for the last."""
    match = _DAYS_OF_MONTH.match(src, pos)
    if match is None:
        return None
    if match["workday"]:
        return match.end(), "BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
    if match["list"]:
        days = ",".join(str(read_number(day)) for day in re.findall(DAY, match["list"]))
    elif match["tenday"]:
        days = {"上": "10", "中": "20", "下": "-1"}[match["tenday"]]
    elif match["early"]:
        days = "10"
    else:
        days = str(read_number(match["day"])) if match["day"] else "-1"
    return match.end(), f"BYMONTHDAY={days}"


def _read_in_week(src: str, pos: int) -> Read | None:
    match = _WEEKDAYS.match(src, pos)
    if match is None:
        return None
    names = dict(zip("一二三四五六日天", ("MO", "TU", "WE", "TH", "FR", "SA", "SU", "SU"), strict=True))
    days = ",".join(names[character] for character in match.group() if character in names)
    return match.end(), _recurring(f"FREQ=WEEKLY;BYDAY={days}")


def _read_in_quarter(src: str, pos: int) -> Read | None:
    match = _MONTH_OF_QUARTER.match(src, pos)
    if match is None:
        return None
    number = read_number(match["number"]) if match["number"] else 1 if match["first"] else 3
    months = ",".join(str(month) for month in range(number, 13, 3))
    end, days = _read_days(src, match.end()) or (match.end(), "BYMONTHDAY=-1")
    return end, _recurring(f"FREQ=MONTHLY;BYMONTH={months};{days}")


def _read_in_half(src: str, pos: int) -> Read | None:
    match = _END_OF_HALF.match(src, pos)
    return (match.end(), _recurring("FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1")) if match else None


def _read_in_year(src: str, pos: int) -> Read | None:
    match = _END_OF_YEAR.match(src, pos)
    if match is not None:
        return match.end(), _recurring("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1", "month")
    end, moments = _read_moments(src, pos + 1 if src.startswith("的", pos) else pos)
    if not moments:
        return None
    days = [_day_of_year(moment) for moment in moments]
    if len({day for _, day in days}) == 1:
        months = ",".join(str(month) for month, _ in days)
        return end, _recurring(f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={days[0][1]}", moments[-1].precision)
    dates = ",".join(f"{month:02d}-{day:02d}" for month, day in days)
    return end, _recurring(f"DATES={dates}", moments[-1].precision)


def _read_moments(src: str, pos: int) -> tuple[int, list[Moment]]:
    """Moments joined by 、 or 和, or the last one of a range: 每年6月、12月, 每年3月至5月."""
    moments: list[Moment] = []
    joint, start = "", pos
    while (read := read_moment(src, start) or (read_day(src, start) if moments else None)) is not None:
        if read[1].year is not None:
            break
        if joint in ("-", "~", "至", "到"):
            moments.pop()
        pos = read[0]
        moments.append(read[1])
        following = _AND.match(src, pos)
        if following is None:
            break
        joint, start = following.group(), following.end()
    return pos, moments


def _day_of_year(moment: Moment) -> tuple[int, int]:
    """Month and day a moment ends on, -1 for the last day of the month."""
    if moment.month is not None:
        day = moment.day or (10 * moment.index if moment.precision == "ten-day" and moment.index < 3 else -1)
        return moment.month, day
    months = {"quarter": 3, "half": 6}.get(moment.precision, 12)
    return months * (moment.index or 1), -1


def _read_named(src: str, pos: int, calendar: Calendar) -> tuple[int, str, Precision] | None:
    """The days in brackets behind a general word: they win over it."""
    opening = _NAMED.match(src, pos)
    if opening is None:
        return None
    end, moments = _read_moments(src, opening.end())
    closing = src.find(")", end, end + 4)
    if not moments or closing < 0:
        return None
    dates = [day.last for day in resolve(moments, calendar)]
    named = ",".join(date.isoformat() for date in dates if date is not None)
    return (closing + 1, f"DATES={named}", moments[-1].precision) if named else None


_TERM_EDGE = lazy_re(r"(?:开学|放假|期末|结束)?(?:[之以]?[前后]|[初末])(?![期端])")


def _read_in_term(src: str, pos: int) -> Read | None:
    """每学期开学前: once a term, on a day the text does not name."""
    match = _TERM_EDGE.match(src, pos)
    return (match.end(), replace(_plain("学期"), flags=("anchored",))) if match else None


_DETAILS = {
    "学期": _read_in_term,
    "周": _read_in_week,
    "月": _read_in_month,
    "季": _read_in_quarter,
    "半年": _read_in_half,
    "年": _read_in_year,
}
