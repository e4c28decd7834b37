"""Shared prefixes and tails given back: 市教育局、民政局 -> 市民政局; 市教育、民政、财政局 -> 市教育局."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from ..patterns import lazy_re
from ..records import dataclass
from .aliases import AliasTable
from .collectives import parse_collective
from .scope import Scope
from .unit_parse import NATION, Parsed
from .unit_table import Body, words
from .unit_words import ends_like_unit

_TAILS = (
    "委员会",
    "办公室",
    "管委会",
    "管理委员会",
    "分公司",
    "公司",
    "集团",
    "支队",
    "部门",
    "中心",
    "局",
    "委",
    "厅",
    "办",
    "部",
)
_OWN_NAMES = lazy_re(
    r"^(?:各|有关|相关|中国|国家|中央|国网|国务院|全国|驻|原|民航(?=.)|外汇(?:管理)?局(?=.)|(?:华东|华北|华中|华南|西南|西北|东北)|(?:长江|黄河|淮河|珠江|海河|太湖|松辽)(?=.*(?:局|委|委员会)$))|(?:公司|集团|银行|分行|支行|厂|库|大学|学院|学校|[一二三四五六七八九十]中|医院|研究院|研究所|实验室|协会|学会|商会|基金会"
    r"|(?<!^旅游)(?<!^森林)(?<!^自然)(?<!^湿地)(?<!^风景名)(?<=..)(?:景区|保护区|公园|湿地)管理(?:局|处|中心|所)|(?<=.{4})[省市县州盟旗](?:委员会|分会|支会|分局|分社)|乡|镇|街道|办事处|村|社区|园区|开发区|新区|示范区|度假区|景区|管理区|管委会|管委|专班|指挥部|领导小组|省|市|区|县|州|盟|旗|部门|单位|企业|政府)$"
    r"|[市区县州旗盟乡镇园道](?:党工委|党委|委)$"
)
_GOVERNMENTS = frozenset({"政府", "人民政府", "党委", "委"})
_UNSHARED_GROUPS = frozenset({"central", "zone", "national", "partyhead"})
_JOINT_TAIL = lazy_re(
    r"[省市区县州旗盟](?:人民)?政府(?P<tail>办公室|办公厅|办|督查室|各?(?:有关|相关)?(?:部门|单位)(?:[和、]单位)?)$"
)


_LETTERS = frozenset("省市区县州旗盟镇乡道团校")
_SEATS = frozenset({"管委会", "管理委员会", "政府", "人民政府", "办事处"})
_PARTY_SEAT = lazy_re(r"(?<=[省市区县州旗盟乡镇区园道])(?:党工委|党委|委)$")
"""高新区党工委、管委会; 石门街道党工委、办事处; 青岚县委、政府."""


_INNER = lazy_re(
    r"(?P<organ>.{2,}?[局委办厅院部])(?P<inner>[^局委办厅院]{2,}(?:科|处|室|股|中心|大队|支队|所|站|(?<!公)司))"
)
"""教育局规划科: a part of an organ, named with it."""


@dataclass(slots=True)
class Share:
    """The prefix in force while a list is read: 市, 云川市, and whether its last bearer was 市委 or 市政府.

    `organ` is the organ whose part was named last (市教育局 of 市教育局规划科): the parts after it may leave it out.
    """

    base: str = ""
    holder: str = ""
    organ: str = ""
    each: str = ""
    """The places of a collective of organs, 各县(市、区) of 各县(市、区)教育局, where no other prefix is in force."""
    printed: str = ""
    """`each` as it is printed."""

    def give(self, name: str, scope: Scope, table: AliasTable) -> str:
        """The name with the shared prefix, or as it is where it has its own or takes none. Remembers a new prefix."""
        if parse_collective(name, scope) is not None:
            self.each = "" if self.base else _places_of_each(name, scope, table)
            return name
        if self.each and not self.base and _is_local(name, scope, table):
            return self.each + name
        parsed = table.parse(name, scope)
        if parsed.level is not None or parsed.written:
            if parsed.body is not None or len(parsed.written) != 1 or not name.startswith(_places()):
                self._remember(parsed)  # the 镇 of 镇江 is no prefix
            return name
        own = self._has_own(name) or _names_own_place(name, scope) or (_is_section(name) and not self.organ)
        if not self.base or own or not _takes_prefix(name, parsed.body, scope, table):
            return name
        return self._prefix_for(name, parsed.body) + name

    def _has_own(self, name: str) -> bool:
        """镇卫生院 behind 镇应急管理站; the 市 of 市场发展中心 is no prefix."""
        return self.base not in ("", "市") and name.startswith(self.base)

    def _remember(self, parsed: Parsed) -> None:
        inner = _INNER.fullmatch(parsed.stem) if parsed.body is None else None
        self.organ = parsed.written + inner["organ"] if inner else ""
        if parsed.inside:
            if parsed.stem == "团委" and parsed.level and len(parsed.level) == 1:
                self.base, self.holder = self.base or parsed.level, self.holder
            return
        if parsed.level == NATION or (parsed.stem in _GOVERNMENTS and len(parsed.written) > 1):
            self.base = self.holder = ""
            return
        if parsed.body is not None and parsed.body.group in ("central", "zone"):
            return
        if parsed.written[-1:] in _LETTERS:
            self.base, self.holder = parsed.written.removeprefix("中共"), parsed.holder

    def _prefix_for(self, name: str, body: Body | None) -> str:
        if body is None and self.organ and name.endswith(("科", "处", "室", "股", "中心", "队", "所", "站", "司")):
            return self.organ
        if body is None:
            return self.base + ("委" if self.holder == "委" and name.endswith("部") else "")
        if body.group == "party" and not name.startswith(("直", "委")) and (self.holder == "委" or name.endswith("部")):
            return self.base + "委"
        if body.group in ("office", "partyoffice") and not name.startswith(("政府", "人民政府", "委")):
            return self.base + self.holder
        return self.base


def _is_section(name: str) -> bool:
    """科技信息科 behind 市公交集团: a part of the organ that issues, which has no prefix of a place."""
    return name.endswith(("科", "股"))


def _is_local(name: str, scope: Scope, table: AliasTable) -> bool:
    """An organ that every place has, without a prefix of its own: 教育局, 妇联; no government, no zone."""
    parsed = table.parse(name, scope)
    if parsed.written or parsed.inside or parsed.body is None:
        return False  # 团区委 says whose it is
    return parsed.body.group in ("gov", "party", "people")


def _places_of_each(name: str, scope: Scope, table: AliasTable) -> str:
    """各县(市、区) of 各县(市、区)教育局, 各县区 of 各县区委宣传部; '' where no organ stands behind the places."""
    if not name.startswith("各"):
        return ""
    ends = [index + 1 for index, char in enumerate(name) if char in "市区县州旗盟镇乡)"]
    organs = ((end, name[end:].removeprefix("委")) for end in reversed(ends))
    named = ((end, organ) for end, organ in organs if len(organ) > 2 and organ not in _GOVERNMENTS)
    return next((name[:end] for end, organ in named if _is_local(organ, scope, table)), "")


def _names_own_place(name: str, scope: Scope) -> bool:
    """云川仲裁委 in a notice of 云川市, and any name that begins with that of a province or a prefecture."""
    stem = (scope.place or "").rstrip("省市区县州旗盟")
    return (len(stem) > 1 and name.startswith(stem)) or name.startswith(_places())


@cache
def _places() -> tuple[str, ...]:
    return words("place")


def _takes_prefix(name: str, body: Body | None, scope: Scope, table: AliasTable) -> bool:
    if body is not None:
        return body.group not in _UNSHARED_GROUPS
    if name.endswith("部门"):
        return _is_function(name.removesuffix("部门"), scope, table)
    return ends_like_unit(name) and _OWN_NAMES.search(name) is None


def complete_bare_items(
    names: Sequence[str], scope: Scope, table: AliasTable, closed: Collection[int] = ()
) -> list[str]:
    """Give names without an ending the tail of the name that closes their run (市教育、民政局; 济南、青岛市政府).

    `closed` are the items behind which 等部门 stands: 市教育、民政等部门 -> 市教育部门, 民政部门.
    """
    full = list(names)
    run: list[int] = []
    for index, name in enumerate(names):
        if _is_bare(name, scope, table):
            run.append(index)
            if index in closed:
                _share_function(full, run, scope, table)
                run = []
            continue
        if run:
            _share_tail(full, [n for n in run if not _is_cut_short(names[n], name, scope, table)], name, scope, table)
        elif index and name in _SEATS:
            full[index] = (_PARTY_SEAT.sub("", full[index - 1]) + name) if _PARTY_SEAT.search(full[index - 1]) else name
        elif index and _JOINT_TAIL.search(name) and full[index - 1].endswith("委"):
            _share_office(full, index, name, scope, table)
        run = []
    return full


def _is_cut_short(name: str, last: str, scope: Scope, table: AliasTable) -> bool:
    """区市场监督管理、区档案局: each has its own prefix, so the first has lost its 局, and shares none."""
    one, other = table.parse(name, scope), table.parse(last, scope)
    return bool(one.written) and (one.written == other.written or (one.level == NATION) != (other.level == NATION))


def _share_function(full: list[str], run: list[int], scope: Scope, table: AliasTable) -> None:
    """发展改革、财政 of 发展改革、财政等部门, where they are functions of organs."""
    stems = [table.parse(full[index], scope).stem for index in run]
    if any(_is_function(stem, scope, table) for stem in stems):
        for index in run:
            full[index] += "部门"


def _share_office(full: list[str], index: int, name: str, scope: Scope, table: AliasTable) -> None:
    """市委、市政府办公室 -> 市委办公室."""
    match = _JOINT_TAIL.search(name)
    parsed = table.parse(full[index - 1], scope)
    if match and parsed.body is not None and parsed.body.group == "partyhead":
        full[index - 1] += match["tail"]


def _is_bare(name: str, scope: Scope, table: AliasTable) -> bool:
    if not name or len(name) > 12 or ends_like_unit(name) or parse_collective(name, scope) is not None:
        return False
    parsed = table.parse(name, scope)
    if parsed.body is None:
        return name[-1] not in "局委厅办院部会"
    return parsed.body.group == "enterprise" and name[-1] not in "司团行局网"


def _is_function(stem: str, scope: Scope, table: AliasTable) -> bool:
    """发改, 财政: what with 局 or 委 behind it is a body."""
    return any(table.known(stem + tail, scope) for tail in ("局", "委", "办"))


def _share_tail(full: list[str], run: list[int], last: str, scope: Scope, table: AliasTable) -> None:
    tail = next((tail for tail in _TAILS if last.endswith(tail)), None)
    stems = [full[index] for index in run]
    if tail == "部门" and any(_is_function(stem, scope, table) for stem in stems):
        tail = "部门"
    elif tail and not any(table.known(stem + tail, scope) for stem in stems):
        tail = None
    if tail:
        for index in run:
            full[index] += tail
        return
    parsed = table.parse(last, scope)
    if parsed.body is None or len(parsed.written) < 2 or parsed.written[-1] not in "省市区县州旗盟":
        return
    letter, rest = parsed.written[-1], last[len(parsed.written) :]
    for index in run:
        name = full[index]
        if name[-1] in "区县旗" and name[-1] != letter and "区" in rest:
            continue  # 临江投资区、白州高新区管委会: another place, not one that shares the tail
        full[index] = name + rest if name.endswith((letter, "市", "区", "县", "旗")) else name + letter + rest
