"""Known differences between the units of body and table."""

from __future__ import annotations

import re
from random import Random

from .changing import change, note, pairs
from .plan import Plan, Side
from .vocabulary import Directory, Writer


def _tiered(plan: Plan) -> bool:
    """Whether both sides name leads and the lead is told by words, not by place."""
    style = plan.style
    return "lead" in style.tiers and style.annotation not in ("none", "first leads", "heading")


def _seconds(plan: Plan) -> bool:
    return plan.style.annotation not in ("none", "first leads") and plan.style.tiers != ("lead",)


def _second_role(plan: Plan) -> str:
    return next(role for role in plan.style.tiers if role != "lead")


def _fresh(plan: Plan, names: Directory, body: Side, table: Side, rng: Random) -> str:
    taken = {n for side in (body, table) for units in side.units.values() for n in units}
    known = {form for name in taken for form in plan.aliases.get(name, (name,))}
    return rng.choice([name for name in names.units if name not in known])


@change("lead-unit-missing")
def lead_unit_missing(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not _tiered(plan):
        return False
    for task, body, table in pairs(plan, rng):
        if len(body.units["lead"]) > 1 and len(table.units["lead"]) > 1:
            gone = rng.randrange(1, len(body.units["lead"]))
            del table.units["lead"][gone]
            return note(plan, task, "lead-unit-missing", (body.units["lead"][gone],))
    return False


@change("lead-unit-added")
def lead_unit_added(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not _tiered(plan):
        return False
    for task, body, table in pairs(plan, rng):
        if body.units["lead"]:
            added = _fresh(plan, names, body, table, rng)
            table.units["lead"].append(added)
            return note(plan, task, "lead-unit-added", (added,))
    return False


@change("lead-units-absent")
def lead_units_absent(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not _tiered(plan) or plan.style.units_in_table == "labels":
        return False
    for task, body, table in pairs(plan, rng):
        if body.units["lead"] and any(table.units[role] for role in plan.style.tiers if role != "lead"):
            table.units["lead"] = []
            return note(plan, task, "lead-units-absent")
    return False


@change("unit-role-differs")
def unit_role_differs(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not _tiered(plan):
        return False
    second = _second_role(plan)
    for task, body, table in pairs(plan, rng):
        if body.units["lead"] and body.units[second] and not body.open_list:
            old, new = body.units["lead"][0], body.units[second][0]
            lead = table.units["lead"][0]
            forms = plan.aliases.get(new, (new,))
            place = next(n for n, name in enumerate(table.units[second]) if name in forms)
            table.units["lead"][0], table.units[second][place] = table.units[second][place], lead
            return note(plan, task, "unit-role-differs", tuple(sorted((old, new))))
    return False


@change("responsible-unit-missing")
def responsible_unit_missing(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not _seconds(plan):
        return False
    role = plan.style.tiers[-1]
    for task, body, table in pairs(plan, rng):
        if len(body.units[role]) > 1 and not body.open_list:
            gone = rng.choice(body.units[role])
            forms = plan.aliases.get(gone, (gone,))
            table.units[role] = [name for name in table.units[role] if name not in forms]
            return note(plan, task, "responsible-unit-missing", (gone,))
    return False


@change("responsible-unit-added")
def responsible_unit_added(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not _seconds(plan):
        return False
    role = plan.style.tiers[-1]
    for task, body, table in pairs(plan, rng):
        if body.units[role] and not body.open_list:
            added = _fresh(plan, names, body, table, rng)
            table.units[role].insert(rng.randrange(len(table.units[role]) + 1), added)
            return note(plan, task, "responsible-unit-added", (added,))
    return False


@change("responsible-units-absent")
def responsible_units_absent(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not _tiered(plan):
        return False
    for task, body, table in pairs(plan, rng):
        seconds = [role for role in plan.style.tiers if role != "lead"]
        if body.units["lead"] and any(body.units[role] for role in seconds):
            for role in seconds:
                table.units[role] = []
            return note(plan, task, "responsible-units-absent")
    return False


@change("unit-name-differs")
def unit_name_differs(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not _seconds(plan) or not plan.prefix:
        return False
    role, prefix = plan.style.tiers[-1], plan.prefix
    for task, body, table in pairs(plan, rng):
        if not body.units[role] or any("部门" in name for name in body.units[role]) or body.open_list:
            continue
        ours, theirs = rng.choice(
            ((f"{prefix}政府各部门", f"{prefix}政府有关部门"), (f"{prefix}各有关部门", f"{prefix}各部门"))
        )
        body.units[role].append(ours)
        table.units[role].append(theirs)
        return note(plan, task, "unit-name-differs", tuple(sorted((ours, theirs))))
    return False


@change("unit-order-differs")
def unit_order_differs(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if plan.style.annotation == "first leads":
        for task, body, table in pairs(plan, rng):
            if body.units["responsible"]:
                new = body.units["responsible"][0]
                place = next(
                    n for n, name in enumerate(table.units["responsible"]) if name in plan.aliases.get(new, (new,))
                )
                lead = table.units["lead"]
                lead[0], table.units["responsible"][place] = table.units["responsible"][place], lead[0]
                return note(plan, task, "unit-order-differs")
        return False
    if not _tiered(plan):
        return False
    for task, body, table in pairs(plan, rng):
        if len(body.units["lead"]) > 1:
            table.units["lead"] = [*table.units["lead"][1:], table.units["lead"][0]]
            return note(plan, task, "unit-order-differs")
    return False


@change("unit-name-malformed")
def unit_name_malformed(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not plan.prefix or plan.style.units_in_table != "columns":
        return False
    for task, body, table in pairs(plan, rng):
        for role in plan.style.tiers:
            for place, name in enumerate(table.units[role]):
                if re.search(r"[\u4e00-\u9fff]{4,}[局厅]$", name) and len(name) >= 6 and name in names.units:
                    table.units[role][place] = name[:-1] + " " + name[-3:]
                    plan.repaired[table.units[role][place]] = name
                    return note(plan, task, "unit-name-malformed")
    return False
