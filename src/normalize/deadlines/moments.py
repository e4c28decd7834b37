"""Points and periods in time as a deadline prints them: 2022年6月底, 三季度, 年内, 月底前, 30日.

`read_moment(src, pos)` takes a folded text (`lexicon.dates.fold`) and gives the moment and the position after it. What
the text leaves out, year or month, is left open here and filled in by `resolve.py`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ...lexicon.dates import DAY, YEAR, read_date, read_number
from ...model import Precision
from ...patterns import lazy_re
from ...records import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or a period. `edge`: end (底), start (初), middle (中), inside (内), whole (全年), or nothing.

    `shift` counts years from the year of reference (今年 0, 明年 1) or, with `after`, from the moment before (次年).
    `month_shift` does the same for months (月底 0, 下月底 1). `index` numbers a quarter, a half or a ten-day period.
    `before` says that 前 follows; `weekday` is the printed one, Monday 0.
    """

    precision: Precision
    year: int | None = None
    shift: int | None = None
    after: bool = False
    month: int | None = None
    month_shift: int | None = None
    day: int | None = None
    index: int = 0
    edge: str = ""
    before: bool = False
    weekday: int | None = None
    flags: tuple[str, ...] = ()


Read = tuple[int, Moment]

_EDGE = {**dict.fromkeys("底末终", "end"), "初": "start", "中": "middle", "内": "inside"}
# An edge word that is the beginning of another word is none: 6月初步完成, 6月内部审核, 6月中心.
_EDGE_WORD = (
    r"[底末终](?![线数层册账稿端止])|初(?![步次审稿期评])|内(?![部容外设])|中(?=$|[,;。、)~-]|[之以]?前|完成|至|旬)"
)
_YEAR_WORDS = {"今年": 0, "本年": 0, "当年": 0, "明年": 1, "来年": 1, "后年": 2, "次年": 1, "翌年": 1}
_TEN_DAYS = {"上": 1, "上中": 2, "中上": 2, "中": 2, "中下": 3, "下": 3}

_BARE_START = lazy_re(
    rf"""(?<![0-9〇一二三四五六七八九十.])
    (?: (?P<years>(?:19|20)[0-9]{{2}}) (?= [-~至到]{{1,2}} (?:19|20)[0-9]{{2}} (?![0-9]|学年) )    # 2022 of 2022-2025年
      | (?: (?P<year>{YEAR})年 )?
        (?: (?P<month>1[0-2]|[1-9]) (?= [-~至到、和及]{{1,2}} [0-9]{{1,2}}月 )                 # 6 of 2022年6-12月
          | 第?(?P<quarter>[一二三四1-4]) (?= [-~至到、和及] 第?[一二三四1-4]季 )              # 二 of 二、三季度
        | (?P<half>上) (?= [、和及] 下半年 )                                                  # 上 of 上、下半年
        )
    )""",
    re.VERBOSE,
)
_WORD_YEAR = lazy_re(r"今年|本年|当年|明年|来年|后年|次年|翌年")
_MONTH_EDGE = lazy_re(
    rf"""份?底?的?
    (?: (?P<tenday>上中|中[上下]|[上中下])旬      # 6月上旬
      | 月?(?P<edge>{_EDGE_WORD})             # 6月底, 6月份内, 6月初
    )""",
    re.VERBOSE,
)
_DAY_TAIL = lazy_re(
    r"""
    (?: \( (?: (?:星期|周)(?P<weekday>[一二三四五六日天]) | 含(?:当[日天])? ) \) )?              # 4月20日(星期五)
    (?: 上午|下午|中午|晚上?|凌晨 )?
    (?: \ ?[0-9]{1,2} (?: [时点]整? | [时点]?:?[0-9]{2}分? (?: :[0-9]{2} )? )   # 24时, 18:00, 00:00:00
      | 下班 | 零时 | 〇时 )?
    """,
    re.VERBOSE,
)
_IN_YEAR = lazy_re(
    rf"""(?<![0-9〇一二三四五六七八九十])
    (?: (?P<year>{YEAR})年? (?:度|的)? | (?P<short>[1-4][0-9])年(?![内中初])
      | (?P<word>今年|本年度?|当年|明年|来年|后年|次年|翌年) )?
    (?: 前?第?(?P<quarter>[一二三四1-4])季度?份?      # 三季度, 2022年第三季度, 前三季度
      | 首季度?(?P<first>)                            # 首季
      | [Qq](?P<q>[1-4]) | (?P<q2>[1-4])[Qq]          # 2022年Q3
      | (?P<half>[上下前后])半年                      # 上半年
      | (?P<whole>全年)度?                            # 全年
      | 年?度?(?P<edge>年?[底末终]|年内(?![容部])|年中(?![期央心小学部])   # 年底, 2020年年底, 年内
        |年初(?![步中级期])|内|中(?=$|[,;。)])|初(?!步))                            # 今年底
    )
    """,
    re.VERBOSE,
)
_ONLY_YEAR = lazy_re(
    rf"""(?<![0-9〇一二三四五六七八九十])
    (?: (?P<year>{YEAR})年度?(?![级月])                                # 2025年
      | (?<=[-~至到])(?P<end>(?:19|20)[0-9]{{2}})(?![0-9.]|学年)        # 2025 of 2022-2025
      | (?P<bare>(?:19|20)[0-9]{{2}})(?=$|[,;。)]|前)              # 2022 alone in its cell
      | (?P<short>[2-4][0-9])年(?=前|完成)                         # 25年前
      | (?P<word>今年|本年度?|当年|明年|来年|后年|次年|翌年)度?    # 明年
    )""",
    re.VERBOSE,
)
_IN_MONTH = lazy_re(
    r"""
    (?<![0-9一二三四五六七八九十个年])(?P<which>本|当|这个|下个?|次)?月份?
    (?: (?P<edge>[底末]|内(?![部容外设])) | (?P<tenday>[上中下])旬     # 月底, 本月底, 下月中旬
      | (?<=[本当]月)(?= $ | [,;。)] | 完成 | 办结 ) )                  # 当月
    """,
    re.VERBOSE,
)
_DAY_IN_MONTH = lazy_re(rf"(?<![每年])(?P<which>本|当|这个|下个?|次)月份?的?(?P<day>{DAY})[日号]")  # 次月5日前
_DAY_ALONE = lazy_re(rf"(?<![0-9一二三四五六七八九十月])(?P<day>{DAY})[日号](?!内|[之以]内)")
_SHORT_DOTTED = lazy_re(  # 6.30前, 6/30前
    r"(?<![0-9.])(?P<month>1[0-2]|0?[1-9])[./](?P<day>[0-3]?[0-9])日?(?=[之以]?前)"
)
_BEFORE = lazy_re(r"(?:以内|之内)?(?P<before>[之以]?前(?![期端三两四沿言列述往后]|提(?![出交供升请])))?")


def read_moment(src: str, pos: int) -> Read | None:
    """A moment at `pos`, with a 前 that follows it."""
    for reader in (_read_bare_start, _read_dated, _read_in_year, _read_only_year, _read_in_month, _read_short_dotted):
        if (read := reader(src, pos)) is not None:
            return _read_before(src, *read)
    return None


def read_day(src: str, pos: int) -> Read | None:
    """A day whose month stands elsewhere: 30日 of 6月1日至30日, 30日前."""
    match = _DAY_ALONE.match(src, pos)
    if match is None:
        return None
    return _read_before(src, *_day_tail(src, match.end(), Moment("day", day=read_number(match["day"]))))


def _read_before(src: str, pos: int, moment: Moment) -> Read:
    match = _BEFORE.match(src, pos)
    if match is None or match.end() == pos:
        return pos, moment
    return match.end(), replace(moment, before=match["before"] is not None, edge=moment.edge or _inside(match))


def _inside(match: re.Match[str]) -> str:
    return "inside" if match.group().startswith(("以内", "之内")) else ""


def _read_bare_start(src: str, pos: int) -> Read | None:
    match = _BARE_START.match(src, pos)
    if match is None:
        return None
    year = read_number(match["year"]) if match["year"] else None
    if match["years"]:
        return match.end(), Moment("year", int(match["years"]))
    if match["month"]:
        return match.end(), Moment("month", year, month=int(match["month"]))
    if match["half"]:
        return match.end(), Moment("half", year, index=1)
    return match.end(), Moment("quarter", year, index=read_number(match["quarter"]))


def _read_dated(src: str, pos: int) -> Read | None:
    word = _WORD_YEAR.match(src, pos)
    read = read_date(src, word.end() if word else pos)
    if read is None:
        return None
    end, parts = read
    precision: Precision = "month" if parts.day is None else "day"
    moment = Moment(precision, parts.year, month=parts.month, day=parts.day, flags=parts.flags)
    if word is not None:
        moment = _with_word(moment, word.group())
    return _day_tail(src, end, moment) if parts.day is not None else _month_edge(src, end, moment)


def _with_word(moment: Moment, word: str) -> Moment:
    word = word.removesuffix("度")
    return replace(moment, shift=_YEAR_WORDS[word], after=word in ("次年", "翌年"))


def _month_edge(src: str, pos: int, moment: Moment) -> Read:
    match = _MONTH_EDGE.match(src, pos)
    if match is None:
        return (pos + 1 if src.startswith("份", pos) else pos), moment
    if match["tenday"]:
        return match.end(), replace(moment, precision="ten-day", index=_TEN_DAYS[match["tenday"]])
    edge = _EDGE[match["edge"]]
    if edge == "start":  # 6月初: vague, read as the first ten days
        return match.end(), replace(moment, precision="ten-day", index=1, edge=edge, flags=(*moment.flags, "vague"))
    if edge == "middle":
        return match.end(), replace(moment, precision="ten-day", index=2, edge=edge)
    return match.end(), replace(moment, edge=edge)


def _day_tail(src: str, pos: int, moment: Moment) -> Read:
    match = _DAY_TAIL.match(src, pos)
    if match is None:
        return pos, moment
    weekday = "一二三四五六日".find(match["weekday"].replace("天", "日")) if match["weekday"] else None
    return match.end(), replace(moment, weekday=weekday)


def _read_in_year(src: str, pos: int) -> Read | None:
    match = _IN_YEAR.match(src, pos)
    if match is None or not _edge_has_year(match):
        return None
    moment = _of_year(match)
    number = match["quarter"] or match["q"] or match["q2"] or ("1" if match["first"] is not None else None)
    if number:
        moment = replace(moment, precision="quarter", index=read_number(number))
        return _period_edge(src, match.end(), moment)
    if match["half"]:
        moment = replace(moment, precision="half", index=1 if match["half"] in "上前" else 2)
        return _period_edge(src, match.end(), moment)
    if match["whole"]:
        return match.end(), replace(moment, edge="whole")
    return match.end(), _year_edge(moment, match["edge"])


def _edge_has_year(match: re.Match[str]) -> bool:
    """底, 内, 初 need a year before them or a 年 of their own: 年底, 2022底, 今年内."""
    edge = match["edge"]
    return edge is None or edge.startswith("年") or match.group() != edge


def _of_year(match: re.Match[str]) -> Moment:
    found = match.groupdict()
    if found["word"]:
        return _with_word(Moment("year"), found["word"])
    if found["short"]:
        return Moment("year", 2000 + int(found["short"]), flags=("century_inferred",))
    printed = found["year"] or found.get("end") or found.get("bare")
    return Moment("year", read_number(printed) if printed else None)


_PERIOD_EDGE = lazy_re(r"的?(?P<edge>[底末](?![端线])|内(?![部容外设])|初(?![步次]))")


def _period_edge(src: str, pos: int, moment: Moment) -> Read:
    match = _PERIOD_EDGE.match(src, pos)
    if match is None:
        return pos, moment
    edge = _EDGE[match["edge"]]
    flags = (*moment.flags, "vague") if edge == "start" else moment.flags
    return match.end(), replace(moment, edge=edge, flags=flags)


def _year_edge(moment: Moment, word: str) -> Moment:
    edge = _EDGE[word[-1]]
    if edge == "middle":  # 年中: read as the end of the first half
        return replace(moment, precision="half", index=1, edge=edge, flags=(*moment.flags, "vague"))
    if edge == "start":
        return replace(moment, edge=edge, flags=(*moment.flags, "vague"))
    return replace(moment, edge=edge)


def _read_only_year(src: str, pos: int) -> Read | None:
    match = _ONLY_YEAR.match(src, pos)
    return (match.end(), _of_year(match)) if match else None


def _read_in_month(src: str, pos: int) -> Read | None:
    with_day = _DAY_IN_MONTH.match(src, pos)
    match = with_day or _IN_MONTH.match(src, pos)
    if match is None:
        return None
    shift = 1 if (match["which"] or "").startswith(("下", "次")) else 0
    if with_day is not None:
        return match.end(), Moment("day", month_shift=shift, day=read_number(match["day"]))
    if match["tenday"]:
        return match.end(), Moment("ten-day", month_shift=shift, index=_TEN_DAYS[match["tenday"]])
    return match.end(), Moment("month", month_shift=shift, edge=_EDGE[match["edge"]] if match["edge"] else "")


def _read_short_dotted(src: str, pos: int) -> Read | None:
    match = _SHORT_DOTTED.match(src, pos)
    return (match.end(), Moment("day", month=int(match["month"]), day=int(match["day"]))) if match else None
