"""What the rules on units share: the differences of all items, and the shape of a finding about units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from ...model import Severity, Unit
from ..annotations import Duties
from .check import Check, Draft, Item, Tier, joined, spans_of, unit_names
from .column_shifts import Slip, slipped
from .unit_sets import Names, UnitDifference, compare_units

TIERS: tuple[Tier, ...] = ("lead", "responsible")


@lru_cache(maxsize=4)
def differences(check: Check) -> tuple[tuple[Item, UnitDifference], ...]:
    found = [(item, compare_units(check, item)) for item in check.items]
    for tier in TIERS:
        _say_slips_once(check, found, tier)
    return tuple(found)


def _say_slips_once(check: Check, found: Sequence[tuple[Item, UnitDifference]], tier: Tier) -> None:
    """Where a column of units slipped by one row, the first row has the finding and the others have none."""
    names = Names(check.scope, check.aliases)
    single = [(item, difference) for item, difference in found if len(item.group.pairs) == 1]
    in_order = sorted(single, key=lambda pair: check.place(pair[0].row))

    def same(ours: tuple[Unit, ...], theirs: tuple[Unit, ...]) -> bool:
        return not names.minus(ours, theirs) and not names.minus(theirs, ours)

    slips = slipped([Slip(_of_tier(item.body, tier), _of_tier(item.table, tier)) for item, _ in in_order], same)
    for first, rows in slips.items():
        for item, difference in in_order[first : first + rows]:
            difference.silence(tier)
            if item is in_order[first][0]:
                missing = names.minus(_of_tier(item.body, tier), _of_tier(item.table, tier))
                difference.slip(tier, missing, rows)


def _of_tier(duties: Duties, tier: Tier) -> tuple[Unit, ...]:
    return duties.lead if tier == "lead" else (*duties.responsible, *duties.supporting)


def unit_draft(item: Item, units: Sequence[Unit], zh: str, en: str, severity: Severity | None = None) -> Draft:
    """A finding about units of an item, with the two lists of the tier as evidence."""
    tier_lead = any(u in item.body.lead or u in item.table.lead for u in units)
    body = item.body.lead if tier_lead else (*item.body.responsible, *item.body.supporting)
    table = item.table.lead if tier_lead else (*item.table.responsible, *item.table.supporting)
    return Draft(
        zh=zh,
        en=en,
        clause=item.clause,
        row=item.row,
        body=joined(body),
        table=joined(table),
        details={"units": unit_names(units)},
        body_spans=spans_of([u for u in units if u in item.body.lead + item.body.responsible + item.body.supporting])
        or spans_of(body),
        table_spans=spans_of(
            [u for u in units if u in item.table.lead + item.table.responsible + item.table.supporting]
        )
        or spans_of(table),
        severity=severity,
    )


def whole_side(zh: str, en: str, has: Literal["body", "table"]) -> Draft:
    """One finding for the notice where a whole side never names a role."""
    with_zh, without_zh = ("正文", "分解表") if has == "body" else ("分解表", "正文")
    with_en, without_en = ("body", "table") if has == "body" else ("table", "body")
    return Draft(
        zh=f"{with_zh}列有{zh}，{without_zh}通篇没有列{zh}，无法逐项核对。",
        en=f"The {with_en} names {en}, the {without_en} never does: they cannot be compared item by item.",
        details={"side": with_en},
        severity="info",
    )


def aside_zh(side: str, units: Iterable[Unit]) -> str:
    """（表中为市教育局）: what the other side names; nothing where it names none."""
    names = joined(units)
    return f"（{side}为{names}）" if names else ""


def aside_en(side: str, units: Iterable[Unit]) -> str:
    names = joined(units)
    return f" ({side} has {names})" if names else ""
