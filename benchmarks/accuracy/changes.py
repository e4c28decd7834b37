"""Known differences: a function puts one into a plan and says which findings must follow, or finds no place for it.

Here: whole clauses and rows, numbers, sections, and what is not there at all; units, deadlines and words have modules of
their own.
"""

from __future__ import annotations

from random import Random

from . import deadline_changes, text_changes, unit_changes  # noqa: F401  (they register their changes)
from .changing import CHANGES, change, note, pairs
from .composing import han
from .plan import Expected, Plan, Task
from .vocabulary import Directory, Writer

__all__ = ["CHANGES", "inject"]


@change("clause-without-row")
def clause_without_row(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if len(plan.tasks) < 5:
        return False
    for task, _, table in pairs(plan, rng):
        if sum(t.table is not None and t.table.section == table.section for t in plan.tasks) < 2:
            continue
        task.table = None
        return note(plan, task, "clause-without-row")
    return False


@change("row-without-clause")
def row_without_clause(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    last = plan.tasks[-1]
    if last.changed or last.body is None or last.table is None or not plan.style.numbered_rows or not last.table.number:
        return False
    side = last.table.copy()
    side.number = str(int(last.table.number) + 1)
    side.title = writer.title() if last.table.title else None
    side.sentences = [writer.sentence() for _ in last.table.sentences]
    last.changed = True
    task = Task(None, side)
    plan.tasks.append(task)
    return note(plan, task, "row-without-clause")


@change("number-differs")
def number_differs(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not plan.style.numbered_rows or not plan.style.numbering.label:
        return False
    if plan.style.numbering.restarts:
        return False
    for index in rng.sample(range(len(plan.tasks) - 1), len(plan.tasks) - 1):
        a, b = plan.tasks[index], plan.tasks[index + 1]
        if a.changed or b.changed or a.table is None or b.table is None or a.body is None or b.body is None:
            continue
        if a.table.section != b.table.section:
            continue
        a.table.number, b.table.number = b.table.number, a.table.number
        # The rows stand in the order of their numbers: what was told apart by place is now told by text alone.
        plan.tasks[index], plan.tasks[index + 1] = Task(a.body, b.table, True), Task(b.body, a.table, True)
        plan.findings.append(Expected("number-differs", a.body.number))
        plan.findings.append(Expected("number-differs", b.body.number))
        return True
    return False


@change("uncertain-match")
def uncertain_match(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if plan.style.columns != "task+measure" or not plan.style.numbered_rows or plan.style.numbering.restarts:
        return False
    if not plan.style.numbering.label or plan.style.annotation == "none":
        return False
    for task, body, table in pairs(plan, rng):
        table.title = writer.title()
        table.sentences = [writer.sentence() for _ in table.sentences]
        for rule in ("title-differs", "text-reworded", "sentence-missing", "sentence-added", "number-changed"):
            plan.tolerated.add((rule, body.number))
        return note(plan, task, "uncertain-match")
    return False


@change("section-differs")
def section_differs(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if plan.style.sections_in_table == "none" or len(plan.sections) < 2:
        return False
    number = rng.randrange(len(plan.sections))
    if plan.sections[number] != plan.table_sections[number]:
        return False
    text = plan.sections[number]
    plan.table_sections[number] = text.replace("工作", "任务") if rng.random() < 0.5 else text[2:]
    plan.findings.append(Expected("section-differs"))
    return True


@change("item in another section")
def item_in_another_section(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if plan.style.sections_in_table == "none" or len(plan.sections) < 2 or plan.style.annotation == "heading":
        return False
    if plan.style.numbering.restarts:
        return False
    for index in range(1, len(plan.tasks)):
        task, before = plan.tasks[index], plan.tasks[index - 1]
        if task.changed or task.table is None or before.table is None or task.body is None:
            continue
        last_of_old = task.table.section != before.table.section
        more = sum(t.table is not None and t.table.section == task.table.section for t in plan.tasks) > 2
        if last_of_old and more:
            task.table.section = before.table.section
            return note(plan, task, "section-differs")
    return False


@change("numbering-gap")
def numbering_gap(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    return _last_numbers(plan, "numbering-gap", 1)


@change("numbering-duplicate")
def numbering_duplicate(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    return _last_numbers(plan, "numbering-duplicate", -1)


def _last_numbers(plan: Plan, rule: str, step: int) -> bool:
    """The last clause and its row carry a number too high, or the one before once more."""
    last, before = plan.tasks[-1], plan.tasks[-2]
    numbering = plan.style.numbering
    if last.changed or before.changed or not last.body or not last.table or not numbering.label or not before.body:
        return False
    if numbering.restarts or last.body.section != before.body.section:
        return False
    value = len(plan.tasks) + step
    last.body.number = han(value) if numbering.han else str(value)
    last.changed = before.changed = True
    plan.findings.append(Expected(rule, last.body.number))
    if last.table.number:
        last.table.number = str(value)
        plan.findings.append(Expected(rule, None, last.table.number))
    return True


@change("text-unaccounted")
def text_unaccounted(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if plan.style.separate_file:
        return False
    plan.stray = rng.choice(("更多惠民资讯尽在云上客户端", "请持本页到服务大厅领取宣传册", "本期图解由融媒中心制作"))
    plan.findings.append(Expected("text-unaccounted"))
    return True


@change("index-differs")
def index_differs(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not plan.style.index_block:
        return False
    before, _, last = plan.number.removesuffix("号").rpartition("〕")
    plan.index_number = f"{before}〕{int(last) + 1}号"
    plan.findings.append(Expected("index-differs"))
    return True


@change("table-not-found")
def table_not_found(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if plan.changes or rng.random() < 0.6:
        return False
    plan.with_table = False
    for task in plan.tasks:
        task.table, task.changed = None, True
    plan.findings.append(Expected("table-not-found"))
    return True


@change("clauses-not-found")
def clauses_not_found(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if plan.changes or plan.style.own_plan or rng.random() < 0.5:
        return False
    for task in plan.tasks:
        task.body, task.changed = None, True
    plan.sections = []
    plan.findings.append(Expected("clauses-not-found"))
    return True


def inject(plan: Plan, names: Directory, writer: Writer, rng: Random) -> None:
    """None in two of five notices, else one to five differences on tasks of their own; and what whole sides never name."""
    if rng.random() >= 0.4:
        wanted = rng.sample(sorted(CHANGES), len(CHANGES))
        limit = rng.randint(1, min(5, max(1, len(plan.tasks) // 3)))
        for name in wanted:
            if len(plan.changes) >= limit or not plan.with_table or "clauses-not-found" in plan.changes:
                break
            if CHANGES[name](plan, names, writer, rng):
                plan.changes.append(name)
    if plan.with_table and "clauses-not-found" not in plan.changes:
        _whole_sides(plan)


def _whole_sides(plan: Plan) -> None:
    """What one side of the notice never names is one finding for the notice."""
    style = plan.style
    if style.annotation == "none":
        if "lead" in style.tiers:
            plan.findings.append(Expected("lead-units-absent"))
        if style.tiers != ("lead",):
            plan.findings.append(Expected("responsible-units-absent"))
    table_only = style.deadlines == "table only" or (style.annotation == "none" and style.deadlines != "none")
    if table_only and any(task.table and task.table.dues for task in plan.tasks):
        plan.findings.append(Expected("deadline-added"))
