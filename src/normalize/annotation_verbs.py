"""Duty verbs behind units: A牵头，B、C按职责分工负责；A会同B落实；D配合."""

from __future__ import annotations

from functools import cache
from typing import Literal

from ..lexicon import role_adverbs, role_connectors, role_verbs
from ..patterns import lazy_re
from ..records import dataclass
from .aliases import AliasTable
from .collectives import parse_collective
from .condensed import Condensed, outside_brackets
from .scope import Scope
from .unit_words import is_complete, is_person, is_plausible

DutyRole = Literal["lead", "responsible", "supporting", "with", "other"]
UnitRole = Literal["lead", "responsible", "supporting"]

_STRONG = ("牵头", "负责", "会同", "配合", "落实", "参与", "协办", "主办", "承办", "组织实施", "参加", "协助")
_SPLITS = ("、", "和", "与", "及", "或")
_AND_EACH = lazy_re(r"(?:以及|[和与及])(?=各|有关|相关)")
_NOT_OPEN = "高初同平"
"""Before the 等 of 高等教育司."""
_LONGEST_UNIT = 40
_LONGEST_RUN = 40
_WINDOW = 90


@dataclass(frozen=True, slots=True)
class Duty:
    """A run of duty words text[start:end] and the role it gives to the units before it ('with': to those behind it).

    'other' is that of offices which only supervise (督促指导): they are read past.
    """

    start: int
    end: int
    role: DutyRole
    task: tuple[int, int] | None = None
    """Words behind the verb that say what to do (负责制定方案), to the end of the chunk."""


@dataclass(frozen=True, slots=True)
class DutyFinder:
    view: Condensed
    scope: Scope
    table: AliasTable

    def duties(self, start: int, end: int) -> list[Duty]:
        """Duty words of one chunk, in order."""
        text, found = self.view.text, list[Duty]()
        begin = reached = start
        for offset in outside_brackets(text, start, end):
            if offset < reached or text[offset] not in _first_letters() or _ends_noun(text, offset):
                continue
            stop, role = _run(text, offset, min(end, offset + _LONGEST_RUN))
            if role is None:
                reached = max(stop, offset + 1)
                continue
            duty = self._accept(max(begin, offset - _WINDOW), offset, stop, end, role)
            if duty is not None:
                found.append(duty)
                begin = reached = duty.task[1] if duty.task else stop
        return found

    def _accept(self, begin: int, start: int, stop: int, end: int, role: DutyRole) -> Duty | None:
        """Duty words count behind a unit, and before the end of the chunk, another unit, or words about the task."""
        text = self.view.text
        left, right = text[begin:start].rstrip("、"), text[stop : min(end, stop + _WINDOW)]
        if not left:
            return Duty(start, stop, role) if not right or role == "with" else None
        if right and not any(word in text[start:stop] for word in _STRONG):
            return None
        last = _last_name(left)
        many = _last_collective(last)
        goes_on = not right or role == "with" or right[0] in "、(" or self._begins_unit(right)
        whole = is_complete(last, self.scope, self.table) or parse_collective(many, self.scope) is not None
        if whole or is_person(last):
            return Duty(start, stop, role, None if goes_on else (stop, end))
        if not goes_on:
            return None
        cut = self._remark_start(begin, start)
        if cut is not None:
            return Duty(cut, stop, role)
        return Duty(start, stop, role) if is_plausible(last, self.scope, self.table) else None

    def _begins_unit(self, right: str) -> bool:
        first = right.lstrip("、由")
        for mark in _SPLITS:
            first = first.split(mark)[0]
        return is_complete(first, self.scope, self.table) or any(
            self.table.known(right[:size], self.scope) for size in range(2, min(len(right), _LONGEST_UNIT) + 1)
        )

    def _remark_start(self, begin: int, start: int) -> int | None:
        """Where the last known unit of text[begin:start] ends and words such as 根据本地情况 begin."""
        text = self.view.text
        last = begin + len(text[begin:start]) - len(_last_name(text[begin:start]))
        for cut in range(min(start, last + _LONGEST_UNIT), last + 1, -1):
            if self.table.known(text[last:cut], self.scope):
                return cut
        return None


_CARRIERS = ("学校", "单位", "企业", "机构", "主体", "医院", "银行")
"""Nouns a verb of duty is an adjective to: 各食堂承办学校, 试点实施机构."""


def _ends_noun(text: str, offset: int) -> bool:
    """The 组织 of 各级党组织负责 is none of 组织实施, nor is 负责 in 负责人 or 协办 in 市政协办 a verb."""
    if text.startswith(_CARRIERS, offset + 2):
        return True
    if text.startswith(("负责人", "负责同志"), offset) or text.startswith("政协办", offset - 1):
        return True
    return text.startswith("组织", offset) and offset > 0 and text[offset - 1] in "党团会"


def role_of_words(text: str) -> DutyRole | None:
    """Role of a text that is nothing but duty words (the 牵头 of 市发展改革委（牵头）)."""
    stop, role = _run(text, 0, len(text))
    return role if stop == len(text) else None


def _run(text: str, start: int, end: int) -> tuple[int, DutyRole | None]:
    """The longest run of duty words from `start`, and its role; no role where it has no verb."""
    roles: set[str] = set()
    index = start
    while index < end:
        word = next(
            (word for word in _words_by_letter().get(text[index], ()) if text.startswith(word, index, end)), None
        )
        if word is None:
            break
        if word in role_connectors():
            return (index, _strongest(roles)) if roles else (index + len(word), "with")
        roles.add(role_verbs().get(word, ""))
        index += len(word)
    return index, _strongest(roles)


def _strongest(roles: set[str]) -> UnitRole | Literal["other"] | None:
    order: tuple[UnitRole | Literal["other"], ...] = ("lead", "supporting", "responsible", "other")
    return next((role for role in order if role in roles), None)


def _last_collective(name: str) -> str:
    """The 各级党组织 of 市教育局及各级党组织, or the whole name."""
    return _AND_EACH.split(name)[-1]


def _last_name(left: str) -> str:
    """The last name of a list, without 等…; brackets and collectives make it longer, never wrong."""
    cut = left.rfind("等")
    if cut > 1 and len(left) - cut <= 12 and left[cut - 1] not in _NOT_OPEN:
        left = left[:cut]
    depth = 0
    for index in range(len(left) - 1, -1, -1):
        depth += (left[index] == ")") - (left[index] == "(")
        if left[index] == "、" and depth == 0:
            return left[index + 1 :]
    return left


@cache
def _words_by_letter() -> dict[str, tuple[str, ...]]:
    words = sorted({*role_verbs(), *role_adverbs(), *role_connectors()}, key=lambda word: (-len(word), word))
    return {letter: tuple(word for word in words if word[0] == letter) for letter in {word[0] for word in words}}


@cache
def _first_letters() -> frozenset[str]:
    return frozenset(_words_by_letter())
