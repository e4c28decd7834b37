"""Where the names of a unit list begin and end: separators, brackets, collectives, 和 inside names, wrapped lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from .aliases import AliasTable
from .collectives import parse_collective, starts_place_list
from .condensed import Condensed, partners
from .scope import Scope
from .unit_damage import likely_name
from .unit_words import is_complete, is_complete_before_and, looks_like_person

_SEPARATORS = frozenset("、,;。/|！!")
_AND = re.compile(r"以及|和|与|及|暨")
_OPEN_TAIL = re.compile(
    r"等(?:[0-9一二三四五六七八九十]+[个家]|市委|市政府|省政府|县政府|区政府|[省市区县州旗盟]直|[省市区县州旗盟]级|[省市区县州旗盟]|中央|国家|国务院"
    r"|驻[^、,;()]{1,4}|其他|其它|多个|各|有关|相关|涉及|所有|全部|责任|成员|牵头|配合|市属|区属|县属|省属|属地|职能|相应|行业|主管)*+"
    r"(?:部门和单位|部门、单位|部门及单位|成员单位|单位和部门|部门单位|部门|单位|机构|企业|公司|学校|高校|地区|地方|媒体|团体|系统)?"
)
_PLAIN_NOUNS = frozenset({"单位", "机构", "企业", "有关企业", "人民团体", "群团组织", "部门"})
_LONGEST_WRAPPED = 2000
_JOIN_WINDOW = 24


@dataclass(frozen=True, slots=True)
class Item:
    """One name of a list, as a range of the condensed text; `open_list` where 等 follows it."""

    start: int
    end: int
    open_list: bool = False


@dataclass(frozen=True, slots=True)
class ListSplitter:
    """Splits one list. `in_cell`: white space separates unless only the joined text is a name."""

    view: Condensed
    scope: Scope
    table: AliasTable
    in_cell: bool

    def split(self, start: int, end: int) -> list[Item]:
        items: list[Item] = []
        for low, high in self._merged(self._hard(start, end)):
            for first, last in self._unwrapped(low, high):
                for item in self._at_and(first, last):
                    if item.start == item.end:
                        items[-1:] = [Item(kept.start, kept.end, True) for kept in items[-1:]]
                    else:
                        items.append(item)
        return items

    def _hard(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cut at 、 , ; outside brackets and outside the places of a collective."""
        text, pieces, index, begin = self.view.text, [], start, start
        pairs = partners(text, start, end)
        protected = starts_place_list(text, start, end, self.scope.level)
        while index < end:
            if index in pairs:
                index = pairs[index] + 1
                continue
            if text[index] in _SEPARATORS and index >= protected:
                pieces.append((begin, index))
                begin = index + 1
                protected = starts_place_list(text, begin, end, self.scope.level)
            index += 1
        return [(low, high) for low, high in [*pieces, (begin, end)] if low < high]

    def _merged(self, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """有关部门、单位 is one collective."""
        merged: list[tuple[int, int]] = []
        for low, high in pieces:
            if merged and self.view.text[low:high] in _PLAIN_NOUNS and self.view.text[low - 1] == "、":
                before = parse_collective(self.view.text[slice(*merged[-1])], self.scope)
                if before is not None and before.set_name.startswith("departments:"):
                    merged[-1] = (merged[-1][0], high)
                    continue
            merged.append((low, high))
        return merged

    def _unwrapped(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cut at white space where it separates names, not where it only wraps one."""
        gaps = [index for index in range(start + 1, end) if index in self.view.gaps]
        if not gaps or end - start > _LONGEST_WRAPPED:
            return [(start, end)]
        bounds = [start, *gaps, end]
        best: list[tuple[float, int]] = [(0.0, 0)]
        for right in range(1, len(bounds)):
            options = [
                (best[left][0] + self._cost(bounds[left], bounds[right], right - left - 1), left)
                for left in range(max(0, right - _JOIN_WINDOW), right)
                if left == right - 1 or bounds[right] - bounds[left] <= 40
            ]
            best.append(min(options))
        cuts, right = [end], len(bounds) - 1
        while right:
            right = best[right][1]
            cuts.append(bounds[right])
        cuts.reverse()
        return list(pairwise(cuts))

    def _cost(self, start: int, end: int, joins: int) -> float:
        """How unlikely it is that text[start:end] is one name written over `joins` gaps."""
        name = self.view.text[start:end]
        if name[0] in "(),、;等" and start > 0:
            return 50.0
        bare = name.rstrip("。.,、;")
        if not bare:
            return 50.0
        strangeness = self._strangeness(bare)
        if joins and strangeness == 1.0:
            # A tail printed twice over a line end (旅游 旅游局) is one slip, not a cut name and another body.
            strangeness = 0.4
        elif joins and strangeness and self._two_names(start, end):
            strangeness += 6.0
        joined = 0.1 if bare in self.table.index.exact else 0.4
        return (joined * joins if self.in_cell else 0.6) + strangeness

    def _strangeness(self, name: str) -> float:
        """0 for a name the table knows, more the less the text looks like a whole name."""
        if is_complete(name, self.scope, self.table):
            return 0.0 if self.table.known(name, self.scope) else 2.0
        open_tail = open_tail_at(name)
        if open_tail and is_complete(name[:open_tail], self.scope, self.table):
            return 0.0
        if self.in_cell and looks_like_person(name):
            return 0.3
        if likely_name(name, self.scope, self.table) is not None:
            return 1.0
        return 6.0 if len(name) <= _JOIN_WINDOW else 9.0

    def _two_names(self, start: int, end: int) -> bool:
        """Whether a gap parts a complete name from one that begins with the place prefix (县中医院 县人民医院)."""
        text, prefixes = self.view.text, ("省", "市", "区", "县", "州", "旗", "盟", self.scope.place or "\0")
        gaps = [index for index in range(start + 1, end) if index in self.view.gaps]
        return any(
            text.startswith(prefixes, gap) and is_complete(text[start:gap], self.scope, self.table) for gap in gaps
        )

    def _at_and(self, start: int, end: int) -> list[Item]:
        """Cut at 和 与 及 between two complete names, and take 等… off the last."""
        text = self.view.text
        pairs = partners(text, start, end)
        enclosed = [(low, high) for low, high in pairs.items()]
        whole = text[start:end]
        items: list[Item] = []
        begin = start
        if not self.table.known(whole, self.scope):
            for match in _AND.finditer(text, start, end):
                if any(low < match.start() < high for low, high in enclosed) or match.start() < begin:
                    continue
                if self._joins(text[begin : match.start()], text[match.end() : end]):
                    items.append(self._item(begin, match.start()))
                    begin = match.end()
        return [*items, self._item(begin, end)]

    def _joins(self, left: str, right: str) -> bool:
        cut = open_tail_at(left)
        left = left[:cut] if cut else left
        cut = open_tail_at(right)
        right = right[:cut] if cut else right
        right = right.rstrip("。.")
        if len(left) < 2 or len(right) < 2 or len(left) > 60 or len(right) > 400:
            return False
        first = _AND.split(right, maxsplit=1)[0]
        ends = is_complete(right, self.scope, self.table) or is_complete(first, self.scope, self.table)
        return ends and is_complete_before_and(left, self.scope, self.table)

    def _item(self, start: int, end: int) -> Item:
        """An item without its open tail; an empty item means that the name before it is open."""
        cut = open_tail_at(self.view.text[start:end].rstrip("。."))
        if cut is None:
            return Item(start, end)
        return Item(start, start + cut, True) if cut else Item(start, start, True)


def open_tail_at(name: str) -> int | None:
    """Where 等, 等部门, 等有关部门 or 等县（市、区）政府 begins at the end of `name`; None where it does not."""
    index = name.rfind("等", max(0, len(name) - 40))
    if index < 0 or (index > 0 and name[index - 1] in "高中初平同优特一二三"):
        return None
    tail = name[index:]
    if _OPEN_TAIL.fullmatch(tail) or (
        len(tail) > 3 and parse_collective("各" + tail[1:].lstrip("各"), Scope(None, None))
    ):
        return index
    return None
