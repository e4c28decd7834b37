"""The whole content of a deadline field: its items in order, and what no reader understood."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from ...patterns import lazy_re
from ...records import dataclass
from .item import Item
from .periods import kept_up, read_period
from .recurring import read_recurring
from .relative import read_limit, read_plan
from .resolve import Calendar
from .words import NO_OUTCOME, filler, first_characters, outcome, read_event, read_event_of_year, read_ongoing

Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Located:
    """An item and where it stands in the folded text."""

    start: int
    end: int
    item: Item


@dataclass(frozen=True, slots=True)
class Reading:
    """The items of a folded text in order, the runs around them, and the segments that hold no item."""

    items: tuple[Located, ...]
    between: tuple[Run, ...]
    unread: tuple[Run, ...]


def read_items(src: str, calendar: Calendar) -> Reading:
    """Read a folded text from left to right; every reader looks a bounded distance ahead."""
    found = _join_starts(src, _scan(src, calendar))
    segments = [(run, items) for run, items in _segments(src, found) if not _VALIDITY.search(src, *run)]
    kept = [located for _, items in segments for located in _firm(items)]
    unread = [run for run, items in segments if not items and not filler().fullmatch(src, *run)]
    if kept:  # 年底前完成，并建立长效机制: what else is to be done by then
        unread = [run for run in unread if not _done_by_then(src, run)]
    return Reading(
        tuple(_without_reports(kept)),
        tuple(_between(src, found)),
        tuple(_trimmed(src, run) for run in unread),
    )


# --- from left to right ---------------------------------------------------------------------------------------------


@cache
def _starts() -> re.Pattern[str]:
    """Positions worth a reader's look: a character some form begins with, or the beginning of a segment."""
    characters = "".join(sorted(first_characters() | set("0123456789〇一二两三四五六七八九十廿卅半")))
    lead = (
        "务力争原计预拟初确最不截限分自从于在到至由即现目印发文公下通本该方每按逐隔年月全上中前后首第当今明来次翌这为控"
    )
    return lazy_re(rf"[{re.escape(characters + lead)}QqO\"“”‘’'「『]|(?:^|(?<=[,;。、()并且和前年:>/|]))(?=\w)")


def opens_with_item(src: str, calendar: Calendar) -> bool:
    """Whether an item stands in a folded text with nothing but filler before it: a look at its beginning tells."""
    lead = filler().match(src)
    return next(_scan(src, calendar, lead.end() if lead else 0), None) is not None


def _scan(src: str, calendar: Calendar, last: int | None = None) -> Iterator[Located]:
    """The items from left to right; with `last`, those that begin there at the latest."""
    carried: int | None = None
    pos = 0
    while (start := _starts().search(src, pos)) is not None:
        begin = start.start()
        if last is not None and begin > last:
            return
        period = _read_plain(src, begin, calendar) or read_period(src, begin, calendar, carried)
        end, item, printed = period or _read_word(src, begin) or (begin + 1, None, None)
        carried = printed or carried
        if item is not None:
            end, item = _read_kept_up(src, begin, end, item, calendar)
            yield Located(begin, end, item)
        pos = end


_Found = tuple[int, Item, int | None]


def _read_plain(src: str, pos: int, calendar: Calendar) -> _Found | None:
    read = (
        read_event_of_year(src, pos)
        or read_recurring(src, pos, calendar)
        or read_plan(src, pos)
        or read_limit(src, pos, calendar)
    )
    return (*read, None) if read else None


def _read_word(src: str, pos: int) -> _Found | None:
    read = read_ongoing(src, pos) or read_event(src, pos)
    return (*read, None) if read else None


_KEEPS_UP = lazy_re(r"持续|常态|不断|滚动|动态|贯穿")
_UNTIL = lazy_re(r"(?:[前内](?P<within>)|年|年度|季度|期间)$")


def _read_kept_up(src: str, begin: int, end: int, item: Item, calendar: Calendar) -> tuple[int, Item]:
    """年内持续推进 is one range; 6月底,持续推进 and 6月底前完成并持续推进 are two deadlines."""
    if item.kind not in ("by", "range") or not _KEEPS_UP.match(src, end):
        return end, item
    until = _UNTIL.search(src[max(begin, end - 4) : end])
    ongoing = read_ongoing(src, end)
    if until is None or ongoing is None:
        return end, item
    return ongoing[0], kept_up(item, calendar, whole=until["within"] is None)


def _join_starts(src: str, found: Iterable[Located]) -> list[Located]:
    """2022年6月起,长期坚持 and 2022年每月25日前: the first part only says when the second begins."""
    joined: list[Located] = []
    for located in found:
        before = joined[-1] if joined else None
        if before is not None and _starts_only(src, before, located):
            joined.pop()
            item = replace(
                located.item,
                start=_start_of(before.item),
                flags=(*before.item.flags, *located.item.flags),
                precision=located.item.precision or before.item.precision,
            )
            located = Located(before.start, located.end, item)
        joined.append(located)
    return joined


def _starts_only(src: str, first: Located, second: Located) -> bool:
    if second.item.kind not in ("ongoing", "recurring") or src[first.end : second.start] not in ("", ","):
        return False
    if first.item.kind == "range" and first.item.date is None:
        return True
    by_year = first.item.kind in ("by", "range") and first.item.precision == "year" and src[first.end - 1] == "年"
    return by_year and first.end == second.start and second.item.kind == "recurring"


def _start_of(item: Item) -> datetime.date | None:
    return item.start or (item.date.replace(month=1, day=1) if item.date else None)


# --- segments -------------------------------------------------------------------------------------------------------

_VALIDITY = lazy_re(r"有效期(?!限?内)")  # how long the paper holds, no deadline of a task
_SEGMENT_END = lazy_re(r"[,;。!?]")


def _segments(src: str, found: list[Located]) -> Iterator[tuple[Run, list[Located]]]:
    """Runs between punctuation that stands in no item, with the items in each."""
    start, index = 0, 0
    inside: list[Located] = []
    for mark in (*_SEGMENT_END.finditer(src), None):
        end = mark.start() if mark else len(src)
        while index < len(found) and found[index].start < end:
            inside.append(found[index])
            index += 1
        if mark is None or not inside or inside[-1].end <= end:
            yield (start, end), inside
            start, inside = end + 1, []


def _firm(items: list[Located]) -> list[Located]:
    """按省要求于6月底前: what names no time itself counts only where nothing else does."""
    return [located for located in items if not located.item.weak] or items[:1]


def _without_reports(items: list[Located]) -> list[Located]:
    """12月底前完成,每月25日前报督查室: the date of a report is a deadline only where there is no other."""
    kept = [located for located in items if "reporting" not in located.item.flags] or items
    return [_plain(located) if located.item.kind == "by" else located for located in kept]


def _plain(located: Located) -> Located:
    """6月底前上报 alone in its field is a day like any other."""
    flags = tuple(flag for flag in located.item.flags if flag != "reporting")
    return replace(located, item=replace(located.item, flags=flags))


def _between(src: str, found: list[Located]) -> Iterator[Run]:
    edges = [0, *(edge for located in found for edge in (located.start, located.end)), len(src)]
    return ((edges[i], edges[i + 1]) for i in range(0, len(edges), 2))


def _done_by_then(src: str, run: Run) -> bool:
    """Whether a segment says what is to be done, rather than who does it: 争取在市区开工10所、县里开工4所."""
    return outcome().match(src, *run) is not None and re.search(NO_OUTCOME, src[slice(*run)]) is None


_INK = lazy_re(r"\w")
_CONNECTIVE = lazy_re(r"[\W_并且及和]*+")


def _trimmed(src: str, run: Run) -> Run:
    """A run without connectives before it and punctuation around it."""
    connective = _CONNECTIVE.match(src, *run)
    start = connective.end() if connective else run[0]
    end = run[1]
    while end > start and not _INK.match(src, end - 1):
        end -= 1
    return start, end
