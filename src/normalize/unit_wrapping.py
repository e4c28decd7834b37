"""How far a text looks like one whole name: the measure by which a wrapped cell is cut into names."""

from __future__ import annotations

from ..patterns import lazy_re
from .aliases import AliasTable
from .collectives import Collective, parse_collective
from .scope import Scope
from .unit_damage import likely_name
from .unit_parse import NATION
from .unit_table import words
from .unit_words import ends_like_unit, looks_like_person

REPAIRED = 2.2
"""Strangeness of a damaged name that one reading fits."""

_ENUMERATOR = lazy_re(r"^(?:\d{1,2}[.、)]|[①-⑳])")
UNKNOWN = 2.0
"""Strangeness of a name that nobody knows and that ends like a unit's."""

_CUT, _TOO_LONG = 6.0, 9.0
_LONGEST = 24
_FRESH = ("各", "全市", "全县", "全区", "全省")


def strangeness(name: str, scope: Scope, table: AliasTable, *, in_cell: bool) -> float:
    """0 for a known name with its own prefix, more the less `name` looks whole.

    Small differences decide: 县委 + 宣传部 is stranger than 县委宣传部, and 公室县财政局, with a place nobody knows, is
    stranger than 县财政局.
    """
    name = _ENUMERATOR.sub("", name)
    if name in words("bare"):
        return _CUT
    collective = parse_collective(name, scope)
    if collective is not None:
        return _collective(name, collective)
    if table.known(name, scope):
        return _known(name, scope, table)
    if in_cell and looks_like_person(name):
        return 0.3
    if ends_like_unit(name):
        return UNKNOWN
    if likely_name(name, scope, table) is not None:
        return REPAIRED
    return _CUT if len(name) <= _LONGEST else _TOO_LONG


def _collective(name: str, collective: Collective) -> float:
    """各县区 may go on (各县区政府), 有关部门 may belong to what stands before it (县政府有关部门)."""
    if collective.set_name.startswith(("departments:", "party-departments:")):
        return 0.0 if collective.level or name.startswith(_FRESH) or collective.kind == "reference" else 0.5
    if collective.set_name.count(":") > 1:
        return 0.8
    return 0.6 if name.endswith(tuple("市县区州旗盟乡镇街")) else 0.0


def _known(name: str, scope: Scope, table: AliasTable) -> float:
    parsed = table.parse(name, scope)
    if parsed.body is None:
        return 0.6
    if parsed.inside or parsed.level == NATION:
        return 0.0
    if not parsed.written:
        return 0.0 if parsed.body.group in ("zone", "central") else 0.5
    if parsed.stem in ("政府", "人民政府", "委", ""):
        return 0.5
    own = len(parsed.written) == 1 or parsed.written in words("prefix") or (scope.place or "\0") in parsed.written
    return 0.0 if own else 0.9
