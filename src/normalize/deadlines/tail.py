"""Deadlines without a label: a segment of an annotation, or a cell, that consists of nothing else."""

from __future__ import annotations

import re
from functools import cache

from ...lexicon.dates import Folded, fold
from .reading import Located, Reading, read_items
from .resolve import Calendar
from .words import alternatives, filler

_NO_CALENDAR = Calendar(None, None)
_WINDOW = 160  # characters before the end of an annotation in which its deadline is looked for


@cache
def _outcome() -> re.Pattern[str]:
    """What is to be done by then: 完成方案制定, 取得明显成效. No unit, no report."""
    return re.compile(
        rf"""
        (?: 全面|基本|全部|初步|力争|须|要 )?
        (?: {alternatives("outcome")} )
        [^,;。、()报送局委办厅院会部门政府单位负责牵头]{{0,10}}
        """,
        re.VERBOSE,
    )


_FIELD_BREAK = re.compile(r"[,;。、]|(?<![0-9]):|负责|落实|牵头|配合|参与|参加|承办|协办|协助|组织实施")


def is_deadline(text: str) -> bool:
    """Whether the whole of `text` reads as one or more deadlines, with nothing but connectives and outcomes around."""
    return _is_deadline(fold(text).text)


def _is_deadline(src: str) -> bool:
    if len(src) > _WINDOW or re.fullmatch(r"[0-9]*", src):
        return False
    reading = read_items(src, _NO_CALENDAR)
    if not reading.items or not all(_stands_alone(src, located) for located in reading.items):
        return False
    return all(_says_nothing(src, run, reading) for run in reading.between)


def _stands_alone(src: str, located: Located) -> bool:
    """A report is no deadline of a task, and 三年 without 内 is a length of time."""
    flags = located.item.flags
    return "reporting" not in flags and not ("relative" in flags and src[located.end - 1] not in "内成结")


def _says_nothing(src: str, run: tuple[int, int], reading: Reading) -> bool:
    if filler().fullmatch(src, *run):
        return True
    follows_item = any(located.end == run[0] for located in reading.items)
    pieces = re.split(r"[,;。、]", src[run[0] : run[1]])
    return follows_item and all(filler().fullmatch(piece) or _outcome().fullmatch(piece) for piece in pieces)


def find_deadline_tail(text: str) -> tuple[int, int] | None:
    """Offsets of an unlabelled deadline at the end of an annotation (…负责,6月底前完成), None if it has none.

    `text` is the content of an annotation with or without its closing bracket; a sentence of running text is none of
    this function's business. Dates of reports and validity periods are no deadlines.
    """
    end = len(text.rstrip())
    for _ in range(3):
        found = _tail_ending_at(text, end)
        if found is not None or not text[:end].endswith(("。", ".", ";", "；", ")", "）", "〕", "]", "］", "】")):
            return found
        end = len(text[: end - 1].rstrip())
    return None


def _tail_ending_at(text: str, end: int) -> tuple[int, int] | None:
    low = max(end - _WINDOW, 0)
    folded = fold(text[low:end])
    best = None
    for start in _tail_starts(folded, whole=low == 0):
        if _is_deadline(folded.text[start:]):
            best = start
        elif folded.text[start - 1 : start] != "、":  # 周四 of 每周一、周四 is none alone
            break
    if best is None:
        return None
    first, last = folded.origin(best, len(folded.text))
    return low + first, low + last


_FIELD_START = re.compile(r"[\w“\"(]")
_GAP_IS_INSIDE = re.compile(r"[0-9年月季至到于在前自从~-]")


def _tail_starts(folded: Folded, *, whole: bool) -> list[int]:
    """Where a field of an annotation may begin, outside brackets, from the last one backwards."""
    src, origins = folded.text, folded.origins
    starts = {match.end() for match in _FIELD_BREAK.finditer(src)} | ({0} if whole else set())
    for index in range(1, len(src)):
        if origins[index] - origins[index - 1] > 1 and not _GAP_IS_INSIDE.match(src, index - 1):
            starts.add(index)
    depths = _depths(src)
    return sorted(
        (i for i in starts if i < len(src) and depths[i] <= 0 and re.match(r"[\w“\"(]", src[i])), reverse=True
    )


def _depths(src: str) -> list[int]:
    depth, depths = 0, []
    for character in src:
        depth += (character == "(") - (character == ")")
        depths.append(depth)
    return depths
