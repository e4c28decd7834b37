"""Deadlines without a label: a segment of an annotation, or a cell, that consists of nothing else."""

from __future__ import annotations

import re
from functools import lru_cache

from ...lexicon.dates import Folded, fold
from ...patterns import lazy_re
from .reading import Located, Reading, opens_with_item, read_items
from .resolve import Calendar
from .words import NO_OUTCOME, filler, outcome

_NO_CALENDAR = Calendar(None, None)
_WINDOW = 160  # characters before the end of an annotation in which its deadline is looked for


# 年底前全面推开, 10月底前主体封顶: any words behind a last day, but a report, or a name or a verb of duty.
_FREE_OUTCOME = lazy_re(
    rf"(?!上?报|反馈|通报|汇报|提交|施行|生效|由|各|有关|相关|[省市区县州旗盟镇乡])"
    rf"(?:(?!{NO_OUTCOME})[^,;。、()]){{2,24}}(?<!局|委|办|厅|院|会|部)(?<!政府|单位|部门)(?=[,;。、]|$)"
)
_FIELD_BREAK = lazy_re(r"[,;。、]|(?<![0-9]):|负责|落实|牵头|配合|参与|参加|承办|协办|协助|组织实施")


def is_deadline(text: str) -> bool:
    """Whether the whole of `text` reads as one or more deadlines, with nothing but connectives and outcomes around."""
    return _is_deadline(fold(text).text)


@lru_cache(maxsize=4096)  # the rows of a table repeat their deadlines
def _is_deadline(src: str) -> bool:
    if len(src) > _WINDOW or re.fullmatch(r"[0-9]*", src):
        return False
    if not opens_with_item(src, _NO_CALENDAR):  # most texts: names of units
        return False
    reading = read_items(src, _NO_CALENDAR)
    if not reading.items or not all(_stands_alone(src, located) for located in reading.items):
        return False
    return all(_says_nothing(src, run, reading) for run in reading.between)


_NAMES_TIME = lazy_re(r"时限|时间|节点|进度|期限|工期|适时|同步")


def _stands_alone(src: str, located: Located) -> bool:
    """A report is no deadline of a task, 三年 without 内 is a length of time, 按要求 is a manner of working."""
    flags = located.item.flags
    if "reporting" in flags:
        return False
    if "external" in flags:
        return _NAMES_TIME.search(src, located.start, located.end) is not None
    return "relative" not in flags or src.endswith(("内", "成", "结", "时间", "努力"), 0, located.end)


def _says_nothing(src: str, run: tuple[int, int], reading: Reading) -> bool:
    if filler().fullmatch(src, *run):
        return True
    before = next((located for located in reading.items if located.end == run[0]), None)
    if before is None:
        return False
    free = _FREE_OUTCOME.match(src, *run) if _leaves_room(src[run[0] - 1], before) else None
    pieces = re.split(r"[,;。、]", src[free.end() if free else run[0] : run[1]])
    return all(filler().fullmatch(piece) or outcome().fullmatch(piece) for piece in pieces)


def _leaves_room(last: str, before: Located) -> bool:
    """Whether words of any kind behind it may say what is done by then: 年底前…, 7月1日起…, 每季度…."""
    kind = before.item.kind
    return (kind == "by" and last in "前底末内后") or (kind == "range" and last in "起年间") or kind == "recurring"


def find_deadline_tail(text: str) -> tuple[int, int] | None:
    """Offsets of an unlabelled deadline at the end of an annotation (…负责,6月底前完成), None if it has none.

    `text` is the content of an annotation with or without its closing bracket; a sentence of running text is none of
    this function's business. Dates of reports and validity periods are no deadlines.
    """
    low = max(len(text) - _WINDOW, 0)
    folded = fold(text[low:])
    best = None
    for start in _tail_starts(folded, whole=low == 0):
        if _is_deadline(folded.text[start:]):
            best = start
        elif (
            start and folded.text[start - 1] in ",;。:"
        ):  # but 周四 of 每周一、周四 and 前 of 31日 前 may be part of one
            break
    if best is None:
        return None
    first, last = folded.origin(best, _end_of(folded.text, best))
    return low + first, low + last


def _end_of(src: str, start: int) -> int:
    """The end of a tail without the stop behind it and the bracket around the annotation."""
    end = len(src)
    while end > start + 1 and not (src[end - 1].isalnum() or src[end - 1] in '%”"'):
        if src[end - 1] == ")" and "(" in src[start:end]:
            break
        end -= 1
    return end


_FIELD_START = lazy_re(r"[\w“\"(]")
_GAP_IS_INSIDE = lazy_re(r"[0-9年月季至到于在前自从~-]")


def _tail_starts(folded: Folded, *, whole: bool) -> list[int]:
    """Where a field of an annotation may begin, from the last one backwards."""
    src, origins = folded.text, folded.origins
    starts = {match.end() for match in _FIELD_BREAK.finditer(src)} | ({0} if whole else set())
    for index in range(1, len(src)):
        if origins[index] - origins[index - 1] > 1 and not _GAP_IS_INSIDE.match(src, index - 1):
            starts.add(index)
    return sorted((i for i in starts if i < len(src) and _FIELD_START.match(src[i])), reverse=True)
