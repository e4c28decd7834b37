"""A unit's name taken apart: whose it is (prefix) and what it is (stem). 云川市委宣传部 -> 云川市 + 委 + 宣传部.

Only names without white space and in one width come in here. Nothing is decided by closeness: a stem is looked up
exactly, or it is unknown.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from ..records import dataclass
from .scope import Scope
from .unit_table import Body, Branch, FormIndex, Side, branches, words

NATION = "国"
_NATIONAL_HEADS = ("中共中央", "国务院", "中华全国", "国家", "中央", "全国", "中国")
_LEAGUE = ("共青团", "团")
_LONGEST_PLACE = 12
_NOT_IN_PLACES = frozenset("局厅委政各有和与及()、0123456789")
_NO_PLACE_STARTS = ("", *"省市区县州旗盟镇乡各全国地原中")
_LONGEST_BARE_PLACE = 4
_SHORTEST_OFFICE = 2
_ZONE_STEMS = frozenset({"管委会", "管理委员会", "管委"})

Holder = Literal["", "委", "政府"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A name in its parts.

    `written` is the prefix as printed (市, 云川市, 中共云川市), `level` what it stands for: a letter, 国, or a place.
    `holder` is 委 or 政府 where the prefix goes on so (市委, 市政府). `stem` is the rest, `body` what the table knows
    of it; `inside` marks names that carry their place in the middle (国网云川供电公司).
    """

    written: str
    level: str | None
    holder: Holder
    stem: str
    body: Body | None
    inside: bool = False


@dataclass(frozen=True, slots=True)
class NameParser:
    """Takes names apart against one table of forms."""

    index: FormIndex
    table: dict[str, Body]

    def parse(self, name: str, scope: Scope) -> Parsed:
        return (
            self._whole(name)
            or self._branch(name, scope)
            or self._district_office(name, scope)
            or self._league(name, scope)
            or self._own_place(name, scope)
            or self._letter(name, known=True)
            or self._national(name)
            or self._place(name)
            or self._bare_place(name)
            or self._letter(name, known=False)
            or Parsed("", None, "", name, None)
        )

    def _whole(self, name: str) -> Parsed | None:
        body = self.index.exact.get(name) and self.index.find(name)
        if not body:
            return None
        return Parsed("", NATION if body.group == "national" else None, "", name, body)

    def _branch(self, name: str, scope: Scope) -> Parsed | None:
        for branch in branches():
            place = _between(name, branch)
            if place is not None:
                body = self.table.get(branch.body)
                return Parsed("", _level(place, scope), "", branch.body, body, inside=True)
        return None

    def _district_office(self, name: str, scope: Scope) -> Parsed | None:
        """市生态环境局城南分局, 生态环境城南分局: the organ of a district, named with its place; 区资规分局 is 资规局.

        A function between the two (公安交警分局) is no place.
        """
        stem = name.removesuffix("分局")
        if stem == name or len(stem) < _SHORTEST_OFFICE:
            return None
        prefix = next((word for word in words("prefix") if stem.startswith(word)), "")
        if body := self.index.find(stem[len(prefix) :] + "局"):
            return Parsed(prefix, prefix or None, "", stem[len(prefix) :] + "局", body)
        cut = stem.rfind("局", 0, -1) + 1
        cuts = [cut] if cut else range(len(stem) - 2, max(len(stem) - _LONGEST_BARE_PLACE - 1, 1), -1)
        for size in cuts:
            organ, place = stem[:size] + ("" if cut else "局"), stem[size:]
            body = self.index.find(organ) or (self._letter_body(organ) if cut else None)
            if body is not None and len(place) <= _LONGEST_BARE_PLACE and not self._is_function(place):
                return Parsed("", _level(place, scope), "", body.name, body, inside=True)
        return None

    def _letter_body(self, organ: str) -> Body | None:
        """市生态环境局, 云川市生态环境局."""
        parsed = self._letter(organ, known=True) or self._place(organ)
        return parsed.body if parsed else None

    def _is_function(self, place: str) -> bool:
        """The 交警 of 公安交警分局, and the 云川银监 of 云川银监分局 behind another name."""
        if place in words("branch") or _NOT_IN_PLACES & set(place):
            return True
        ends = (place[start:] for start in range(len(place) - 1))
        return any(self.index.find(end + "分局") for end in ends) or self.index.find(place + "局") is not None

    def _league(self, name: str, scope: Scope) -> Parsed | None:
        """团市委, 共青团云川市委."""
        head = next((head for head in _LEAGUE if name.startswith(head)), None)
        if head is None or not name.endswith(("委", "委员会")) or name.endswith("工委"):
            return None
        place = name[len(head) :].removesuffix("员会").removesuffix("委")
        if not place or place[-1] not in _level_letters() or len(place) > _LONGEST_PLACE:
            return None
        body = self.index.find("团委")
        return Parsed("", _level(place, scope), "", "团委", body, inside=True)

    def _own_place(self, name: str, scope: Scope) -> Parsed | None:
        if not scope.place:
            return None
        for head in ("中共", ""):
            if name.startswith(head + scope.place) and len(name) > len(head + scope.place):
                parsed = self._with_prefix(name, head + scope.place, _own_level(scope))
                return parsed if parsed.body else self._place(name[len(head + scope.place) :]) or parsed
        stem = scope.place.rstrip("".join(_level_letters()))
        if len(stem) >= 2 and name.startswith(stem):
            body = self.index.find(name[len(stem) :])
            if body is not None:
                return Parsed(stem, _own_level(scope), "", name[len(stem) :], body)
        return None

    def _letter(self, name: str, *, known: bool) -> Parsed | None:
        """市教育局; with `known` only where the rest is a name the table has."""
        for word in words("prefix"):
            if not name.startswith(word) or len(name) <= len(word):
                continue
            parsed = self._with_prefix(name, word, word)
            if parsed.body is not None or (not known and self._may_prefix(name, word)):
                return parsed
        return None

    def _may_prefix(self, name: str, word: str) -> bool:
        rest = name[len(word) :]
        if name[:2] in words("lookalike") and rest[:2] not in self.index.starts:
            return False
        return len(rest) >= 2 and not rest.startswith(("级", "直", "属", "(", "、", "各", "有关", "相关"))

    def _with_prefix(self, name: str, written: str, level: str) -> Parsed:
        rest = name[len(written) :]
        body = self.index.find(_joint_office(rest))
        if body is not None:
            return Parsed(written, level, _holder_of(rest), rest, body)
        if rest == "委":
            return Parsed(written, level, "委", rest, self.index.find("党委"))
        if rest.startswith("委"):
            stem = rest[2:] if rest[2:3] == "直" else rest[1:]
            return Parsed(written, level, "委", stem, self.index.find(stem, "party"))
        for mark in ("人民政府", "政府"):
            if rest.startswith(mark):
                stem = rest.removeprefix(mark)
                return Parsed(written, level, "政府", stem, self.index.find(stem))
        return Parsed(written, level, "", rest, None)

    def _national(self, name: str) -> Parsed | None:
        head = next((head for head in _NATIONAL_HEADS if name.startswith(head) and len(name) > len(head) + 1), None)
        if head is None:
            return None
        stem = name[len(head) :]
        side: Side = "party" if head in ("中央", "中共中央") else "gov"
        return Parsed(head, NATION, "", stem, self.index.find(stem, side))

    def _place(self, name: str) -> Parsed | None:
        """青岚县教育局, 云川市青岚县教育局: a place of any name before a known stem; the last place counts."""
        letters = _level_letters()
        for size in range(min(len(name) - 2, _LONGEST_PLACE), 1, -1):
            place = name[:size]
            if place[-1] not in letters or _NOT_IN_PLACES & set(place):
                continue
            parsed = self._with_prefix(name, place, _last_step(place.removeprefix("中共")))
            if parsed.body is not None and parsed.stem not in _ZONE_STEMS:
                return parsed
        return None

    def _bare_place(self, name: str) -> Parsed | None:
        """云江银保监局, 云川海事局: a branch of a central body behind a place without its letter."""
        if name[:1] in _NO_PLACE_STARTS:
            return None
        place = next((place for place in words("place") if name.startswith(place)), "")
        if place and (body := self.index.find(name[len(place) :])) is not None and body.group == "central":
            return Parsed("", place, "", name[len(place) :], body, inside=True)
        for size in range(2, min(len(name) - 2, _LONGEST_BARE_PLACE) + 1):
            body = self.index.find(name[size:])
            if body is not None and body.group == "central" and not _NOT_IN_PLACES & set(name[:size]):
                return Parsed("", name[:size], "", name[size:], body, inside=True)
        return None


@cache
def _level_letters() -> frozenset[str]:
    return frozenset("省市区县州旗盟")


def _own_level(scope: Scope) -> str:
    return scope.level or (scope.place or "")[-1:]


def _level(place: str, scope: Scope) -> str | None:
    """The level a place inside a name stands for: 市 and the notice's own place alike."""
    if not place:
        return None
    own = scope.place or ""
    if own and (place in (own, own.rstrip("省市区县州旗盟")) or _is_last_place(place, own)):
        return _own_level(scope)
    return place


def _is_last_place(place: str, own: str) -> bool:
    """城南 or 城南区 in a notice of 云川市城南区."""
    return len(place) > 1 and (own.endswith(place) or own.rstrip("省市区县州旗盟").endswith(place))


def _holder_of(rest: str) -> Holder:
    if rest.startswith(("政府", "人民政府")):
        return "政府"
    return "委" if rest.startswith("委") else ""


def _joint_office(rest: str) -> str:
    """委市政府督查室 (of 市委市政府督查室) -> 委政府督查室."""
    if len(rest) > 4 and rest[0] == "委" and rest[2:4] == "政府":
        return "委" + rest[2:]
    return rest


def _last_step(place: str) -> str:
    """云川市青岚县 -> 青岚县."""
    for index in range(len(place) - 2, 1, -1):
        if place[index - 1] in "省市州盟" and len(place) - index >= 2:
            return place[index:]
    return place


def _between(name: str, branch: Branch) -> str | None:
    """What stands between a head and a tail of a branch's name ('' for nothing); None where it is no such name."""
    if not (name.startswith(branch.heads) and name.endswith(branch.tails)):
        return None
    head = next(head for head in branch.heads if name.startswith(head))
    rest = name[len(head) :]
    tail = next((tail for tail in branch.tails if rest.endswith(tail)), None)
    if tail is None:
        return None
    place = rest[: -len(tail)]
    fits = len(place) <= 8 and not _NOT_IN_PLACES & set(place)
    return place if fits else None
