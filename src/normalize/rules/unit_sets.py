"""How the units of an item compare: which are on one side only, which changed their role, which only their name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from functools import lru_cache

from ...lexicon.width import squeeze
from ...model import Unit
from ...patterns import lazy_re
from ...records import dataclass
from ..aliases import AliasTable, relation
from ..collectives import parse_collective, parts_of
from ..units import Scope
from .check import Check, Item, Tier

_RENAMES = ("scope", "renamed", "combined", "suggests")


@dataclass(frozen=True, slots=True)
class Rename:
    """Same place in the list, other scope or another body's name. `kind` is the relation between the two names."""

    body: Unit
    table: Unit
    kind: str
    tier: str


@dataclass(slots=True)
class UnitDifference:
    """Differences of one item, each unit in one of the lists only.

    `leads_*` are None where the item cannot be compared in that role (a side that never names leads).
    """

    leads_missing: list[Unit] = field(default_factory=list)
    leads_added: list[Unit] = field(default_factory=list)
    others_missing: list[Unit] = field(default_factory=list)
    others_added: list[Unit] = field(default_factory=list)
    roles: list[tuple[Unit, Unit]] = field(default_factory=list)
    renames: list[Rename] = field(default_factory=list)
    reordered: bool = False
    """Under 列第一位的为牵头单位 the two sides list the same units, another one first."""
    leads_absent: bool = False
    others_absent: bool = False
    leads_slipped: int = 0
    """From here on so many rows have the leads of the row beside them: the whole column slipped."""
    others_slipped: int = 0

    def silence(self, tier: Tier) -> None:
        """Nothing is said of the units of this tier."""
        self.roles, self.renames = [], [item for item in self.renames if item.tier != tier]
        if tier == "lead":
            self.leads_missing, self.leads_added, self.leads_absent, self.reordered = [], [], False, False
        else:
            self.others_missing, self.others_added, self.others_absent = [], [], False

    def slip(self, tier: Tier, missing: list[Unit], rows: int) -> None:
        """The column of this tier slipped by one row, from here on in so many rows."""
        if tier == "lead":
            self.leads_missing, self.leads_slipped = missing, rows
        else:
            self.others_missing, self.others_slipped = missing, rows


class Names:
    """Whether two units are one, under the notice's scope and aliases."""

    def __init__(self, scope: Scope, aliases: AliasTable) -> None:
        self._scope, self._aliases = scope, aliases

    def relation(self, a: Unit, b: Unit) -> str:
        return _relation(a.name, b.name, self._scope, self._aliases)

    def renaming(self, a: Unit, b: Unit) -> str:
        """The relation of two units that stand on one side each: look-alikes are another body's name there."""
        kind = self.relation(a, b)
        return kind if kind != "different" else look_alike(squeeze(a.name), squeeze(b.name))

    def find(self, unit: Unit, among: Iterable[Unit]) -> Unit | None:
        candidates = list(among)
        exact = next((other for other in candidates if other.name == unit.name), None)
        return exact or next((other for other in candidates if self.relation(unit, other) == "same"), None)

    def minus(self, units: Sequence[Unit], others: Sequence[Unit]) -> list[Unit]:
        """Units of the first list without a counterpart in the second; a counterpart serves once."""
        rest, left = [], list(others)
        for unit in units:
            found = self.find(unit, left)
            if found is None:
                rest.append(unit)
            elif found.name != unit.name and any(u is not unit and u.name == found.name for u in units):
                # 市水务局 and 市水利局 in one list are two units there, though either may be an alias of the other.
                rest.append(unit)
        return rest

    def divided_otherwise(self, missing: Sequence[Unit], added: Sequence[Unit]) -> set[int]:
        """Ids of the units of both lists that unite the same offices: 各乡镇、各街道 against 各乡镇（街道）."""
        ours, theirs = self._sets(missing), self._sets(added)
        alike = [sort for sort in ours if sort in theirs and _united(ours[sort]) == _united(theirs[sort])]
        return {id(unit) for sort in alike for unit, _ in (*ours[sort], *theirs[sort])}

    def _sets(self, units: Sequence[Unit]) -> dict[object, list[tuple[Unit, frozenset[str]]]]:
        """The collectives of a list with the sets they unite, by their sort: towns, places, departments ..."""
        found: dict[object, list[tuple[Unit, frozenset[str]]]] = {}
        for unit in units:
            collective = parse_collective(squeeze(unit.name), self._scope)
            if collective is not None and collective.kind == "collective":
                sort = collective.set_name.partition(":")[0], collective.quantity, collective.level
                found.setdefault(sort, []).append((unit, parts_of(collective)))
        return found


def _united(units: Sequence[tuple[Unit, frozenset[str]]]) -> frozenset[str]:
    return frozenset().union(*(sets for _, sets in units))


_QUANTITY = lazy_re(r"各?(?:有关|相关)|各")
_ORGAN = lazy_re(
    r"(?:局|委|办|厅|署|处|科|股|台|馆|站|所|院|校|队|支队|大队|总队|中心|公司|集团|协会|学会|办公室|委员会|管理局|执法局|分局|服务中心)$"
)
_SHORTEST_STEM = 3
"""Characters that two look-alikes have in common: 市气象 of 市气象局 and 市气象台."""


def look_alike(one: str, other: str) -> str:
    """`scope` of 各工会 and 有关工会, `suggests` of names that only their last word tells apart, else `different`."""
    bare = [_QUANTITY.sub("", name, count=1) for name in (one, other)]
    if bare[0] == bare[1] and one != other:
        return "scope"
    ends = [_ORGAN.search(name) for name in (one, other)]
    stems = {name[: end.start()] for name, end in zip((one, other), ends, strict=True) if end is not None}
    stem = stems.pop() if len(stems) == 1 and None not in ends else ""
    return "suggests" if len(stem) >= _SHORTEST_STEM else "different"


@lru_cache(maxsize=65536)
def _relation(a: str, b: str, scope: Scope, aliases: AliasTable) -> str:
    return relation(a, b, scope, aliases)


def compare_units(check: Check, item: Item) -> UnitDifference:
    """Compare the united duties of a matched item."""
    names = Names(check.scope, check.aliases)
    body, table = item.body, item.table
    result = UnitDifference()
    body_second, table_second = _second(body.responsible, body.supporting), _second(table.responsible, table.supporting)
    leads_comparable = "lead" in check.body_names and "lead" in check.table_names
    if not leads_comparable:
        _compare_untiered(check, names, item, result)
        return result
    if _only_doer(check, names, item):
        result.others_added = names.minus(table_second, body_second)
        return result
    result.reordered = check.first_listed_leads and _reordered(names, item)
    if result.reordered:
        body_second, table_second = [*body.lead, *body_second], [*table.lead, *table_second]
    else:
        result.roles = _role_changes(names, item, body_second, table_second)
    changed = {id(unit) for pair in result.roles for unit in pair}
    if result.reordered:
        pass
    elif bool(body.lead) != bool(table.lead):
        result.leads_absent = not all(id(u) in changed for u in body.lead or table.lead)
    else:
        missing = [u for u in names.minus(body.lead, table.lead) if id(u) not in changed]
        added = [u for u in names.minus(table.lead, body.lead) if id(u) not in changed]
        result.leads_missing, result.leads_added = _renamed(names, missing, added, "lead", result)
    if bool(body_second) != bool(table_second) and not (check.first_listed_leads and body.lead and table.lead):
        _compare_absent(check, names, item, result, changed, body_second or table_second)
    else:
        missing = [u for u in names.minus(body_second, table_second) if id(u) not in changed]
        missing = [u for u in missing if not _leads_both(names, u, item)]
        added = [u for u in names.minus(table_second, body_second) if id(u) not in changed]
        added = [u for u in added if not _leads_both(names, u, item)]
        result.others_missing, result.others_added = _renamed(names, missing, added, "responsible", result)
    return result


def _only_doer(check: Check, names: Names, item: Item) -> bool:
    """（市司法局负责） beside a table that has columns for leads and supporters only: it stands where it has to."""
    body, table = item.body, item.table
    if body.lead or body.supporting or len(body.responsible) != 1 or len(table.lead) != 1:
        return False
    return not check.table_has_doers and names.relation(body.responsible[0], table.lead[0]) == "same"


def _reordered(names: Names, item: Item) -> bool:
    """Each side's first unit, the lead by convention, stands further down on the other side."""
    body, table = item.body, item.table
    if len(body.lead) != 1 or len(table.lead) != 1:
        return False
    return (
        names.find(body.lead[0], table.responsible) is not None
        and names.find(table.lead[0], body.responsible) is not None
    )


def _second(responsible: Sequence[Unit], supporting: Sequence[Unit]) -> list[Unit]:
    return [*responsible, *supporting]


def _compare_absent(
    check: Check, names: Names, item: Item, result: UnitDifference, changed: set[int], present: Sequence[Unit]
) -> None:
    """One side names responsible units for this item, the other none at all."""
    if not ({"responsible"} <= check.body_names and {"responsible"} <= check.table_names):
        return
    left = [u for u in present if id(u) not in changed and not _leads_both(names, u, item)]
    result.others_absent = bool(left)


def _leads_both(names: Names, unit: Unit, item: Item) -> bool:
    """A unit that leads on both sides and is listed again as responsible on one is no difference."""
    return names.find(unit, item.body.lead) is not None and names.find(unit, item.table.lead) is not None


def _role_changes(
    names: Names, item: Item, body_second: Sequence[Unit], table_second: Sequence[Unit]
) -> list[tuple[Unit, Unit]]:
    changes = []
    for ours, theirs_lead, theirs_second in (
        (item.body.lead, item.table.lead, table_second),
        (item.table.lead, item.body.lead, body_second),
    ):
        for unit in ours:
            if names.find(unit, theirs_lead) is not None:
                continue
            other = names.find(unit, theirs_second)
            if other is not None:
                changes.append((unit, other) if ours is item.body.lead else (other, unit))
    return changes


def _compare_untiered(check: Check, names: Names, item: Item, result: UnitDifference) -> None:
    """One side names no leads anywhere: compare everybody with everybody.

    Without leads, responsible is the principal role.
    """
    body = [*item.body.lead, *item.body.responsible, *item.body.supporting]
    table = [*item.table.lead, *item.table.responsible, *item.table.supporting]
    if not item.body.lead and not item.table.lead:
        result.roles = _tier_swaps(names, item)
    if bool(body) != bool(table):
        units = {"lead", "responsible"}
        result.others_absent = bool(check.body_names & units and check.table_names & units)
        return
    missing, added = _renamed(names, names.minus(body, table), names.minus(table, body), "responsible", result)
    result.leads_missing = [u for u in missing if u in item.body.lead]
    result.leads_added = [u for u in added if u in item.table.lead]
    result.others_missing = [u for u in missing if u not in item.body.lead]
    result.others_added = [u for u in added if u not in item.table.lead]


def _tier_swaps(names: Names, item: Item) -> list[tuple[Unit, Unit]]:
    """Responsible on one side, supporting on the other, where both sides know both words."""
    if not (item.body.supporting and item.table.supporting):
        return []
    swaps = []
    for unit in item.body.responsible:
        other = names.find(unit, item.table.supporting)
        if other is not None and names.find(unit, item.table.responsible) is None:
            swaps.append((unit, other))
    for unit in item.table.responsible:
        other = names.find(unit, item.body.supporting)
        if other is not None and names.find(unit, item.body.responsible) is None:
            swaps.append((other, unit))
    return swaps


def _renamed(
    names: Names, missing: list[Unit], added: list[Unit], tier: str, result: UnitDifference
) -> tuple[list[Unit], list[Unit]]:
    """Take out pairs that are one body under another name, or one collective with another scope."""
    alike = names.divided_otherwise(missing, added)
    left = [unit for unit in added if id(unit) not in alike]
    rest = []
    for unit in missing:
        if id(unit) in alike:
            continue
        kinds = [(names.renaming(unit, other), other) for other in left]
        match = next((pair for wanted in _RENAMES for pair in kinds if pair[0] == wanted), None)
        if match is None:
            rest.append(unit)
            continue
        left.remove(match[1])
        result.renames.append(Rename(unit, match[1], match[0], tier))
    return rest, left
