"""Words that set a deadline without naming a date, read from `data/deadline_words.csv`: 长期坚持, 立行立改, 汛期前."""

from __future__ import annotations

import re
from functools import cache

from ...lexicon.dates import YEAR, fold
from ...lexicon.tables import read_rows
from ...patterns import escaped, lazy_re
from .. import data
from .item import ENDS, Item, Read

_BOUNDARY = rf"(?= {ENDS} | [并且和后直] | 完成 )"
_PHRASE_START = r"(?: ^ | (?<=[,;。、()并且后和前内底年起月日:>/|-]) )"


@cache
def _table() -> dict[str, list[str]]:
    """The words of each reading, longest first."""
    found: dict[str, list[str]] = {}
    for row in sorted(read_rows(data.__name__, "deadline_words.csv"), key=lambda row: (-len(row["word"]), row["word"])):
        plain = row["reading"] in ("blank", "ditto")  # these are looked up in the text as printed
        found.setdefault(row["reading"], []).append(row["word"] if plain else fold(row["word"]).text)
    return found


def alternatives(reading: str) -> str:
    """The words of one reading as a pattern (verbose), longest first."""
    return "|".join(map(escaped, _table().get(reading, ())))


@cache
def _ongoing() -> re.Pattern[str]:
    prefix, verb = alternatives("ongoing"), alternatives("verb")
    return lazy_re(
        rf"""
        (?: (?: {prefix} )(?![0-9]) {_BOUNDARY}                                       # 长期, 常年
          | (?: {prefix} )[性化地]?(?: {verb} ) {_BOUNDARY}                           # 长期坚持, 持续推进
          | {_PHRASE_START} (?: {prefix} )(?: {verb} )                                  # 持续推进改革
          | {_PHRASE_START} (?: {prefix} )[\u4e00-\u9fff]{{2}}(?= {ENDS} )                # 持续开放
        )""",
        re.VERBOSE,
    )


@cache
def _event() -> re.Pattern[str]:
    # 党的十九大召开前, 建校50周年前
    anchor = rf"{alternatives('anchor')} | [一二三四五六七八九十]{{1,3}}大 | [0-9一二三四五六七八九十百]{{1,4}}周年"
    season = alternatives("season")
    return lazy_re(
        rf"""
        (?: ^ | (?<=[,;。、()并且和于在至到每前年:>/|]) )
        (?: (?: {YEAR}年?[-~至到] )? {YEAR}年?度? | 今年 | 明年 | 当年 | 每年 )?
        (?: 整个? (?: {season} ) (?: 全程 )? (?= {ENDS} )                     # 整个汛期
          | (?: {season} )(?: 全程 | 全过程 | 内 )? (?= {ENDS} )              # 供暖期, 今冬明春, 汛期全程
          | (?: (?: {season} | {anchor} ) [、和及] )? [^\W前后年月日0-9A-Za-z_]{{0,8}}? (?: {season} | {anchor} )
            (?: 假期 | 来临 | 到来 | 开始 | 启动 | 结束 | 解除 | 消除 | 平息 | 开幕 | 召开 | 工作 )?
            (?: 前后 | [之以]?[前后](?![期端]) | 期间 )                           # 汛期前, 2024年春节前, 项目竣工后
            (?: 完成 )?
        )""",
        re.VERBOSE,
    )


_EXTERNAL = lazy_re(
    r"""
    (?: 按照?|根据|依据|依照|遵照|结合|以|与 ) [^,;。、()0-9每]{0,16}?
    (?: 要求|部署|安排|规定|时限|节点|进度|计划|通知|时间|需要|实际|情况|为准|方案|任务书|时序|同步 )
    (?: 的 | 时间 | 时限 | 节点 | 要求 | 进度 | 期限 | 为准 ){0,4}
    (?: 推进|落实|完成|执行|实施|开展|办理 )?                # 按省要求, 按时间节点, 按序时进度推进
    """,
    re.VERBOSE,
)


def read_ongoing(src: str, pos: int) -> Read | None:
    """长期坚持, 持续推进, 常年 ..."""
    match = _ongoing().match(src, pos)
    return (match.end(), Item("ongoing")) if match else None


@cache
def _flagged() -> tuple[tuple[re.Pattern[str], Item], ...]:
    return (
        (_words("immediate"), Item("event", flags=("immediate",))),
        (_words("staged"), Item("event", flags=("staged",), weak=True)),
        (_EXTERNAL, Item("event", flags=("external",), weak=True)),
        (_words("regular"), Item("recurring", weak=True)),
        (_words("external"), Item("event", flags=("external",), weak=True)),
    )


def _words(reading: str) -> re.Pattern[str]:
    return lazy_re(rf"(?:{alternatives(reading)})(?:整改|完成|办理|落实|推进|实施|开展|更新|办)?(?!:)")


_PRINTED_YEAR = lazy_re(rf"{YEAR}|[今明每]年")


def read_event_of_year(src: str, pos: int) -> Read | None:
    """2024年春节前, 每年汛期前: an event with its year, which is no deadline of its own."""
    match = _event().match(src, pos) if _PRINTED_YEAR.match(src, pos) else None
    if match is None:
        return None
    if match.group().startswith("每年"):
        return match.end(), Item("recurring", precision="year", recurrence="FREQ=YEARLY", flags=("anchored",))
    return match.end(), Item("event", flags=("anchored",))


def read_event(src: str, pos: int) -> Read | None:
    """汛期前, 立行立改, 分阶段整改, 按省要求: events without a date of their own."""
    match = _event().match(src, pos)
    if match is not None:
        return match.end(), Item("event", flags=("anchored",))
    for pattern, item in _flagged():
        if (match := pattern.match(src, pos)) is not None:
            return match.end(), item
    return None


@cache
def first_characters() -> frozenset[str]:
    """Characters that a word of any reading begins with."""
    readings = ("ongoing", "immediate", "staged", "external", "regular")
    words = (word for reading in readings for word in _table()[reading])
    return frozenset(word[0] for word in words) | frozenset("按根依遵结以与")


_TIMES = r"各?[0-9一二两三四五六]{1,2}次 | 分[0-9二两三四五六]{1,2}(?:批次?|期|步|个?阶段)"


@cache
def filler() -> re.Pattern[str]:
    """Text that says nothing about time and may stand beside a deadline: connectives, states, 完成, punctuation."""
    return lazy_re(rf"(?: {alternatives('filler')} | {_TIMES} | [\W_] | </?p> )*+", re.VERBOSE)


NO_OUTCOME = r"负责|牵头|配合|参与|参加|协办|承办|协助|报送|上报"


@cache
def outcome() -> re.Pattern[str]:
    """What is to be done by then: 完成方案制定, 取得明显成效, 争取全部开工. No unit, no report."""
    return lazy_re(
        rf"""
        (?: 并|且|同时|集中|陆续|统一|全面|基本|全部|初步|力争|争取|确保|须|要 )*+
        (?: {alternatives("outcome")} | (?<=力争) | (?<=争取) | (?<=确保) )
        (?: (?! {NO_OUTCOME} ) [^,;。、()] ){{0,24}}
        """,
        re.VERBOSE,
    )


def ditto() -> tuple[str, ...]:
    """Ways to write 同上."""
    return tuple(_table()["ditto"])


def blank() -> tuple[str, ...]:
    """Ways to write that there is no deadline."""
    return tuple(_table()["blank"])
