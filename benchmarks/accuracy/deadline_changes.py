"""Known differences between the deadlines of body and table."""

from __future__ import annotations

import datetime
from random import Random

from .changing import change, note, pairs
from .plan import Due, Plan, Side, Task
from .vocabulary import Directory, Writer, by_forms, month_end


def _dated(plan: Plan, rng: Random) -> list[tuple[Task, Side, Side]]:
    if plan.style.deadlines not in ("all", "most") or plan.style.annotation == "none":
        return []
    found = [item for item in pairs(plan, rng) if item[1].dues and item[2].dues]
    return found if len(found) > 2 else []


@change("deadline-conflict")
def deadline_conflict(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, body, table in _dated(plan, rng):
        if body.dues[0].kind == "by" and len(body.dues) == 1 and body.dues[0].date:
            month = rng.choice([m for m in range(5, 13) if m != body.dues[0].date.month])
            day = month_end(plan.year, month)
            table.dues = [Due(rng.choice(by_forms(day, plan.year)), "by", day)]
            return note(plan, task, "deadline-conflict")
    return False


@change("deadline-missing")
def deadline_missing(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, _, table in _dated(plan, rng):
        table.dues = []
        return note(plan, task, "deadline-missing")
    return False


@change("deadline-added")
def deadline_added(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, body, _ in _dated(plan, rng):
        if any(body.units.values()):
            body.dues = []
            return note(plan, task, "deadline-added")
    return False


@change("deadline-part-dropped")
def deadline_part_dropped(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, body, table in _dated(plan, rng):
        if len(body.dues) == 2:
            table.dues = [rng.choice(table.dues)]
            return note(plan, task, "deadline-part-dropped")
    return False


@change("deadline-impossible")
def deadline_impossible(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, body, table in _dated(plan, rng):
        month = rng.choice((6, 9, 11))
        due = Due(f"{plan.year}年{month}月31日前", "by", None, readable=False)
        if rng.random() < 0.4:
            early = datetime.date(plan.year - 1, 11, 30)
            due = Due(f"{plan.year - 1}年11月底", "by", early)
        body.dues, table.dues = [due], [due]
        return note(plan, task, "deadline-impossible")
    return False


@change("deadline-unreadable")
def deadline_unreadable(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if plan.style.annotation in ("verbs", "central"):
        return False
    for task, body, table in _dated(plan, rng):
        due = Due("详见附页", "none", None, readable=False)
        body.dues, table.dues = [due], [due]
        return note(plan, task, "deadline-unreadable")
    return False


@change("text-damaged")
def text_damaged(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, body, table in _dated(plan, rng):
        due = body.dues[0]
        if due.kind == "by" and due.date and len(body.dues) == 1 and due.date.month > 9:
            day = due.date
            text = rng.choice((f"{day.year}{day.month}月{day.day}日", f"{day.year}年{day.month}月{day.day}"))
            table.dues = [Due(text, "by", day)]
            return note(plan, task, "text-damaged")
    return False
