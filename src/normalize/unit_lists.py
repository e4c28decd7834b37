"""Where the names of a unit list begin and end: separators, brackets, collectives, 和 inside names, wrapped lines."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from ..patterns import lazy_re
from ..records import dataclass
from .aliases import AliasTable
from .annotation_verbs import role_of_words
from .collectives import parse_collective, starts_place_list
from .condensed import CLOSE, OPEN, Condensed, outside_brackets, partners
from .scope import Scope
from .unit_damage import likely_name
from .unit_tails import open_tail_at
from .unit_words import is_complete, is_complete_before_and
from .unit_wrapping import REPAIRED, UNKNOWN, strangeness

_SEPARATORS = frozenset("、,;。/|！!")
_AND = lazy_re(r"以及|及其|和|与|及|暨")
_PLAIN_NOUNS = frozenset({"单位", "机构", "企业", "有关企业", "人民团体", "群团组织", "部门"})
_LONGEST_WRAPPED = 2000
_LONGEST_GLUED = 120
_LONGEST_NAME = 16
_STARTS = frozenset("各省市区县州旗盟")
_ORGAN_ENDS = ("局", "委", "办", "厅", "办公室", "公司", "集团", "中心", "支队", "会", "联", "部", "政府")
_JOIN_WINDOW = 24
_OF_PLACES = lazy_re(r"[省市区县州旗盟乡镇]、[省市区县州旗盟乡镇自街]")
_GOVERNMENT_BODIES = lazy_re(
    r"(?:[省市县区州旗盟])?(?:人民)?政府(?:各|有关|相关)(?:有关|相关)?(?:职能)?部门(?:和单位)?"
)
_ROLES = frozenset({"lead", "responsible", "supporting"})
_BODY_ENDS = frozenset(")村会院校部室科处司站队厂所心团组矿馆")
"""How collectives of bodies end, that no further name belongs to (各学院 教务处); of places (各区 教育局) one may."""
_ZONE = ("区", "园")
_SEEN = 0.05
"""What a line gains as part of a name that a clause prints."""
_SEAM = 0.3
"""What it costs to take a line end that a reader joined for the end of a name."""


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
            pieces = [piece for whole in self._unwrapped(low, high) for piece in self._unglued(*whole)]
            for first, last in pieces:
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
                if index < end and text[index] not in _SEPARATORS and self._is_role(pairs, begin, index):
                    pieces.append((begin, index))
                    begin = index
                continue
            if index > begin and (index in self.view.gaps or index in self.view.seams):
                protected = max(protected, starts_place_list(text, index, end, self.scope.level))
            if text[index] in _SEPARATORS and index >= protected:
                pieces.append((begin, index))
                begin = index + 1
                protected = starts_place_list(text, begin, end, self.scope.level)
            index += 1
        return [(low, high) for low, high in [*pieces, (begin, end)] if low < high]

    def _is_role(self, pairs: dict[int, int], begin: int, end: int) -> bool:
        """Whether a name with its role in a bracket ends here: 人事处（牵头） 各学院 needs no other mark."""
        opening = next(low for low, high in pairs.items() if high == end - 1)
        text = self.view.text
        return opening > begin and text[end] not in OPEN and role_of_words(text[opening + 1 : end - 1]) in _ROLES

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
        # Where marks part the names, a full line only wraps one of them, known or not.
        seams = self.view.seams if self.in_cell and not _has_marks(self.view.text) else frozenset()
        outer = self._outside(start, end)
        gaps = [index for index in outer if index in self.view.gaps or index in seams]
        if not gaps or end - start > _LONGEST_WRAPPED:
            return [(start, end)]
        bounds = [start, *gaps, end]
        best: list[tuple[float, int]] = [(0.0, 0)]
        for right in range(1, len(bounds)):
            options = [
                (best[left][0] + self._cost(bounds[left], bounds[right], bounds[left + 1 : right]), left)
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

    def _outside(self, start: int, end: int) -> list[int]:
        """Indices after `start` at which no bracket is open: 各省（自治 区、直辖市）政府 is not cut inside."""
        pairs, found, index = partners(self.view.text, start, end), [], start + 1
        while index < end:
            found.append(index)
            index = pairs.get(index, index) + 1
        return found

    def _cost(self, start: int, end: int, inside: list[int]) -> float:
        """How unlikely it is that text[start:end] is one name, written over the gaps and seams `inside`."""
        name = self.view.text[start:end]
        if name[0] in "(),、;等" and start > 0:
            return 50.0
        bare = name.rstrip("。.,、;")
        if not bare:
            return 50.0
        if bare in self.scope.familiar:
            return -_SEEN * (1 + len(inside))
        joins = sum(index in self.view.gaps for index in inside)
        strange = self._strangeness(bare) + (_SEAM if start in self.view.seams and self.in_cell else 0.0)
        slip = bool(inside) and (self._is_damaged(bare, strange) or self._doubled(start, end, inside))
        if slip:
            # A tail printed twice over a line end (旅游 旅游局) is one slip, not a cut name and another body.
            strange = 0.4
        elif inside and strange and self._two_names(start, end):
            strange += 6.0
        if inside and not slip and (names := self._names_inside(start, end, inside)) > 1:
            # 科教科 门诊部: names nobody knows, each whole by itself, are no one name.
            strange = max(strange, (UNKNOWN + 2 * _SEAM) * names)
        # Two names that are one known name together (市委 宣传部, 市政府 各部门) are one.
        joined = -0.1 if bare in self.table.index.exact or _GOVERNMENT_BODIES.fullmatch(bare) else 0.4
        return (joined * joins if self.in_cell else 0.6) + strange

    def _is_damaged(self, name: str, strange: float) -> bool:
        return strange == REPAIRED or (strange == UNKNOWN and likely_name(name, self.scope, self.table) is not None)

    def _strangeness(self, name: str) -> float:
        cut = open_tail_at(name)
        return strangeness(name[:cut] if cut else name, self.scope, self.table, in_cell=self.in_cell)

    def _unglued(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cut where a mark between two whole names was lost: 市财政局各县（市、区）政府, 市教育局市民政局."""
        text, begin, pieces = self.view.text, start, []
        if end - start > _LONGEST_GLUED or self.table.known(text[start:end], self.scope):
            return [(start, end)]
        for index in range(start + 3, end - 2):
            if text[index] in _STARTS and self._begins_name(index, end) and self._ends_name(begin, index):
                pieces.append((begin, index))
                begin = index
        return [*pieces, (begin, end)]

    def _begins_name(self, index: int, end: int) -> bool:
        """各县（市、区）政府, or a known name with a letter as its prefix; what follows it may be glued on in turn."""
        text = self.view.text
        if text[index] == "各":
            found = parse_collective(text[index:end], self.scope)
            return found is not None and ":" in found.set_name and not found.set_name.startswith("departments")
        sizes = range(min(end - index, _LONGEST_NAME), 2, -1)
        parsed = (self.table.parse(text[index : index + size], self.scope) for size in sizes)
        return any(name.body is not None and len(name.written) == 1 and len(name.stem) > 1 for name in parsed)

    def _ends_name(self, begin: int, index: int) -> bool:
        name = self.view.text[begin:index]
        return name.endswith(_ORGAN_ENDS) and self.table.known(name, self.scope)

    def _doubled(self, start: int, end: int, inside: list[int]) -> bool:
        """Whether the end of a line is printed again on the next, and the name without it is known."""
        text = self.view.text
        return any(
            text[gap - size : gap] == text[gap : gap + size]
            and self.table.known(text[start:gap] + text[gap + size : end], self.scope)
            for gap in inside
            for size in (2, 3, 4)
            if gap - size > start
        )

    def _names_inside(self, start: int, end: int, inside: list[int]) -> int:
        """How many names, each whole by itself, the lines of an unknown name make."""
        text, name = self.view.text, self.view.text[start:end]
        if _GOVERNMENT_BODIES.fullmatch(name):
            return 1
        cuts = [start]
        for index in inside:
            piece = text[cuts[-1] : index]
            if piece.count(OPEN) == piece.count(CLOSE) and is_complete(piece, self.scope, self.table):
                cuts.append(index)
        last = text[cuts[-1] : end]
        last = last[: open_tail_at(last) or None]
        names = len(cuts) - (not is_complete(last, self.scope, self.table))
        if self.table.known(name, self.scope) and not self._collective_among(start, inside, names):
            return 1
        return names

    def _collective_among(self, start: int, inside: list[int], names: int) -> bool:
        """Whether a collective stands beside other names (各村 财政所), rather than over a line end (各乡 镇政府)."""
        text = self.view.text
        if any(text[index] == "各" for index in inside):
            return True
        # 各区 教育局 is one collective over a line end, 各村 财政所 is not, nor are three names in a row.
        last = text[inside[0] - 1]
        # A line end parts 各车务中心 from the next name, but cuts 各县（区）税务局; white space parts both.
        apart = names > 2 or (last in _BODY_ENDS and (inside[0] in self.view.gaps or last not in ")村"))
        return text[start] == "各" and apart and text[inside[0]] not in "省市县区乡镇街村办人"

    def _two_names(self, start: int, end: int) -> bool:
        """Whether a gap parts a name from one that begins with a place prefix too (县中医院 县人民医院)."""
        text, prefixes = self.view.text, ("省", "市", "区", "县", "州", "旗", "盟", self.scope.place or "\0")
        gaps = [index for index in range(start + 1, end) if index in self.view.gaps or index in self.view.seams]
        return any(
            text.startswith(prefixes, gap)
            and (is_complete(text[start:gap], self.scope, self.table) or text[gap] == text[start])
            for gap in gaps
        )

    def _at_and(self, start: int, end: int) -> list[Item]:
        """Cut at 和 与 及 between two complete names, and take 等… off the last."""
        text = self.view.text
        pairs = partners(text, start, end)
        enclosed = [(low, high) for low, high in pairs.items()]
        whole = text[start:end]
        items: list[Item] = []
        begin = start
        if not self.table.known(whole, self.scope) or self._ends_in_one(whole):
            for match in _AND.finditer(text, start, end):
                if any(low < match.start() < high for low, high in enclosed) or match.start() < begin:
                    continue
                if self._joins(text[begin : match.start()], text[match.end() : end]):
                    items.append(self._item(begin, match.start()))
                    begin = match.end()
        return [*items, self._item(begin, end)]

    def _ends_in_one(self, whole: str) -> bool:
        """Whether a collective goes on with one place by its name: 各市人民政府和临江新区管委会."""
        left, _, right = whole.rpartition("和") if "和" in whole else whole.rpartition("及")
        if not left or parse_collective(left, self.scope) is None or parse_collective("各" + right, self.scope):
            return False
        return is_complete(right, self.scope, self.table)

    def _joins(self, left: str, right: str) -> bool:
        opened = open_tail_at(left)
        left = left[:opened] if opened else left
        cut = open_tail_at(right)
        right = right[:cut] if cut else right
        right = right.rstrip("。.")
        if len(left) < 2 or len(right) < 2 or len(left) > 60 or len(right) > 400:
            return False
        first = _AND.split(right, maxsplit=1)[0]
        if opened and parse_collective(first, self.scope) is not None:
            return True  # 教育、民政等部门和各县区
        if (
            left.endswith(_ZONE)
            and not self.table.known(first, self.scope)
            and parse_collective(first, self.scope) is None
        ):
            return False  # 自贸区和特殊区域发展处: the zone is what an office is for, not a name in a list
        ends = is_complete(right, self.scope, self.table) or is_complete(first, self.scope, self.table)
        ends = ends or parse_collective(first, self.scope) is not None
        return ends and is_complete_before_and(left, self.scope, self.table)

    def _item(self, start: int, end: int) -> Item:
        """An item without its open tail; an empty item means that the name before it is open."""
        cut = open_tail_at(self.view.text[start:end].rstrip("。."))
        if cut is None:
            return Item(start, end)
        return Item(start, start + cut, True) if cut else Item(start, start, True)


@lru_cache(maxsize=64)  # each name of a cell asks
def _has_marks(text: str) -> bool:
    """Whether names are parted by 、 outside brackets; the one of 各市、自治州人民政府 parts none."""
    return "、" in text and any(
        text[index] == "、" and not _OF_PLACES.match(text, index - 1) for index in outside_brackets(text, 0, len(text))
    )
