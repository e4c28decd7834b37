"""Does a text look like a unit's name? By known names first, else by the word it ends with."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..lexicon import role_labels
from ..lexicon.width import squeeze
from ..patterns import lazy_re
from .aliases import AliasTable, default_table
from .collectives import parse_collective
from .scope import NOWHERE, Scope
from .unit_table import words

_LONGEST = 40
# Endings after which 和 may join two units; 企业, 部门 and the like also stand inside names (中小企业和民营经济发展局).
_STRONG = (
    "局",
    "委",
    "办",
    "厅",
    "署",
    "院",
    "联",
    "会",
    "室",
    "政府",
    "公司",
    "集团",
    "支队",
    "大队",
    "中心",
    "部",
    "党组",
    "银行",
    "分行",
    "委员会",
)
_FUNCTION = lazy_re(r"[的了是将应须要把被对为按请其并使让可能以进一每等]")
_DATED = lazy_re(r"[0-9]月|[年月]底|报送|上报")
# 一局, 二科 of 投资促进一局、二局.
_ORDINAL = lazy_re(r"[一二三四五六七八九十][局科处庭室部队]")
_REPORTED = lazy_re(r"报送|上报|[0-9]:[0-9]|^[0-9]{4}年")
_NUMBERED_SCHOOL = lazy_re(r"[一二三四五六七八九十]中$")
_TASK = lazy_re(r"确保|加强|推进|做好|开展|完善|提升|建立|召开|落实|保障|强化|推动|支持|制定|出台|督促|优化|按照|根据")


@cache
def _endings() -> tuple[str, ...]:
    return words("ending")


@cache
def _commons() -> tuple[str, ...]:
    return words("common")


@cache
def _persons() -> tuple[str, ...]:
    return words("person")


@lru_cache(maxsize=4096)
def ends_like_unit(text: str) -> bool:
    """The last word is one that units end with (局, 委, 办公室, 集团 ...), and not a common word (格局, 平台)."""
    if not 3 <= len(text) <= _LONGEST or _DATED.search(text):
        return False
    return (text.endswith(_endings()) and not text.endswith(_commons())) or _NUMBERED_SCHOOL.search(text) is not None


def is_complete(name: str, scope: Scope, table: AliasTable) -> bool:
    """A name that can stand alone in a list."""
    if name in words("bare"):
        return False
    return table.known(name, scope) or ends_like_unit(name) or _ORDINAL.fullmatch(name) is not None


def is_complete_before_and(name: str, scope: Scope, table: AliasTable) -> bool:
    if name in words("bare"):
        return False
    return table.known(name, scope) or (name.endswith(_STRONG) and ends_like_unit(name))


def is_person(name: str) -> bool:
    """A name with a post (李副市长, 王某某同志): a leader, not a unit."""
    return name.endswith(_persons())


def looks_like_person(name: str) -> bool:
    """Two or three characters that begin with a surname and end like no place."""
    if ends_like_unit(name):
        return False
    return 2 <= len(name) <= 3 and name[0] in words("surname") and name[-1] not in "省市区县州旗盟镇乡村局委办厅部院会"


def without_person(name: str, scope: Scope, table: AliasTable) -> str:
    """市教育局李明 -> 市教育局."""
    for size in (2, 3):
        if len(name) > size + 2 and looks_like_person(name[-size:]) and table.known(name[:-size], scope):
            return name[:-size]
    return name


def task_behind(name: str, scope: Scope, table: AliasTable) -> int | None:
    """Where a verb begins behind a unit that has its whole name: 市财政局|保障用地和经费; None in any other name."""
    match = _TASK.search(name)
    if match is None or match.start() < 3 or ends_like_unit(name):
        return None
    return match.start() if table.known(name[: match.start()], scope) else None


def is_plausible(name: str, scope: Scope, table: AliasTable) -> bool:
    """Could be a unit's name, known or not: no sentence, no single character, no bare number."""
    if table.known(name, scope) or ends_like_unit(name):
        return True
    return (
        2 <= len(name) <= 14
        and not (_FUNCTION.search(name) or _TASK.search(name) or _REPORTED.search(name))
        and len(re.findall(r"[\u4e00-\u9fff]", name)) >= 2
    )


def is_unit_name(text: str, scope: Scope = NOWHERE) -> bool:
    """Looks like a unit or a collective: known, or ending in a unit's word; no label, no person, no sentence."""
    name, table = squeeze(text), default_table()
    if name in role_labels() or len(name) > _LONGEST:
        return False
    if parse_collective(name, scope) is not None:
        return True
    if table.known(name, scope):
        return len(table.parse(name, scope).written) < 2 or _TASK.search(name) is None
    return ends_like_unit(name) and not (_FUNCTION.search(name) or _TASK.search(name) or is_person(name))
