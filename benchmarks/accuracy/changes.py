"""Known differences: a function puts one into a plan and says which findings must follow, or finds no place for it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from random import Random

from .plan import Due, Expected, Plan, Side, Task
from .vocabulary import Directory, Writer, by_forms, month_end

Change = Callable[[Plan, Directory, Writer, Random], bool]
CHANGES: dict[str, Change] = {}


def change(name: str) -> Callable[[Change], Change]:
    def register(function: Change) -> Change:
        CHANGES[name] = function
        return function

    return register


def _pairs(plan: Plan, rng: Random, *, margin: int = 0) -> list[tuple[Task, Side, Side]]:
    """Untouched tasks with both sides, in random order; `margin` tasks at the end are left out."""
    tasks = plan.tasks[: len(plan.tasks) - margin]
    found = [(t, t.body, t.table) for t in tasks if not t.changed and t.body is not None and t.table is not None]
    rng.shuffle(found)
    return found


def _note(plan: Plan, task: Task, rule: str, units: tuple[str, ...] | None = None) -> bool:
    task.changed = True
    plan.findings.append(
        Expected(rule, task.body.number if task.body else None, task.table.number if task.table else None, units)
    )
    return True


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


@change("clause-without-row")
def clause_without_row(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if len(plan.tasks) < 5:
        return False
    for task, _, table in _pairs(plan, rng):
        if sum(t.table is not None and t.table.section == table.section for t in plan.tasks) < 2:
            continue
        task.table = None
        return _note(plan, task, "clause-without-row")
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
    return _note(plan, task, "row-without-clause")


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
    for task, body, table in _pairs(plan, rng):
        table.title = writer.title()
        table.sentences = [writer.sentence() for _ in table.sentences]
        for rule in ("title-differs", "text-reworded", "sentence-missing", "sentence-added", "number-changed"):
            plan.tolerated.add((rule, body.number))
        return _note(plan, task, "uncertain-match")
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
            return _note(plan, task, "section-differs")
    return False


@change("numbering-gap")
def numbering_gap(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    return _last_numbers(plan, "numbering-gap", 1)


@change("numbering-duplicate")
def numbering_duplicate(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    return _last_numbers(plan, "numbering-duplicate", -1)


def _last_numbers(plan: Plan, rule: str, step: int) -> bool:
    """The last clause and its row carry a number too high, or the one before once more."""
    from .composing import han

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


@change("lead-unit-missing")
def lead_unit_missing(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not _tiered(plan):
        return False
    for task, body, table in _pairs(plan, rng):
        if len(body.units["lead"]) > 1 and len(table.units["lead"]) > 1:
            gone = rng.randrange(1, len(body.units["lead"]))
            del table.units["lead"][gone]
            return _note(plan, task, "lead-unit-missing", (body.units["lead"][gone],))
    return False


@change("lead-unit-added")
def lead_unit_added(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not _tiered(plan):
        return False
    for task, body, table in _pairs(plan, rng):
        if body.units["lead"]:
            added = _fresh(plan, names, body, table, rng)
            table.units["lead"].append(added)
            return _note(plan, task, "lead-unit-added", (added,))
    return False


@change("lead-units-absent")
def lead_units_absent(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not _tiered(plan) or plan.style.units_in_table == "labels":
        return False
    for task, body, table in _pairs(plan, rng):
        if body.units["lead"] and any(table.units[role] for role in plan.style.tiers if role != "lead"):
            table.units["lead"] = []
            return _note(plan, task, "lead-units-absent")
    return False


@change("unit-role-differs")
def unit_role_differs(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not _tiered(plan):
        return False
    second = _second_role(plan)
    for task, body, table in _pairs(plan, rng):
        if body.units["lead"] and body.units[second] and not body.open_list:
            old, new = body.units["lead"][0], body.units[second][0]
            lead = table.units["lead"][0]
            forms = plan.aliases.get(new, (new,))
            place = next(n for n, name in enumerate(table.units[second]) if name in forms)
            table.units["lead"][0], table.units[second][place] = table.units[second][place], lead
            return _note(plan, task, "unit-role-differs", tuple(sorted((old, new))))
    return False


@change("responsible-unit-missing")
def responsible_unit_missing(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not _seconds(plan):
        return False
    role = plan.style.tiers[-1]
    for task, body, table in _pairs(plan, rng):
        if len(body.units[role]) > 1 and not body.open_list:
            gone = rng.choice(body.units[role])
            forms = plan.aliases.get(gone, (gone,))
            table.units[role] = [name for name in table.units[role] if name not in forms]
            return _note(plan, task, "responsible-unit-missing", (gone,))
    return False


@change("responsible-unit-added")
def responsible_unit_added(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not _seconds(plan):
        return False
    role = plan.style.tiers[-1]
    for task, body, table in _pairs(plan, rng):
        if body.units[role] and not body.open_list:
            added = _fresh(plan, names, body, table, rng)
            table.units[role].insert(rng.randrange(len(table.units[role]) + 1), added)
            return _note(plan, task, "responsible-unit-added", (added,))
    return False


@change("responsible-units-absent")
def responsible_units_absent(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not _tiered(plan):
        return False
    for task, body, table in _pairs(plan, rng):
        seconds = [role for role in plan.style.tiers if role != "lead"]
        if body.units["lead"] and any(body.units[role] for role in seconds):
            for role in seconds:
                table.units[role] = []
            return _note(plan, task, "responsible-units-absent")
    return False


@change("unit-name-differs")
def unit_name_differs(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not _seconds(plan) or not plan.prefix:
        return False
    role, prefix = plan.style.tiers[-1], plan.prefix
    for task, body, table in _pairs(plan, rng):
        if not body.units[role] or any("部门" in name for name in body.units[role]) or body.open_list:
            continue
        ours, theirs = rng.choice(
            ((f"{prefix}政府各部门", f"{prefix}政府有关部门"), (f"{prefix}各有关部门", f"{prefix}各部门"))
        )
        body.units[role].append(ours)
        table.units[role].append(theirs)
        return _note(plan, task, "unit-name-differs", tuple(sorted((ours, theirs))))
    return False


@change("unit-order-differs")
def unit_order_differs(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if plan.style.annotation == "first leads":
        for task, body, table in _pairs(plan, rng):
            if body.units["responsible"]:
                new = body.units["responsible"][0]
                place = next(
                    n for n, name in enumerate(table.units["responsible"]) if name in plan.aliases.get(new, (new,))
                )
                lead = table.units["lead"]
                lead[0], table.units["responsible"][place] = table.units["responsible"][place], lead[0]
                return _note(plan, task, "unit-order-differs")
        return False
    if not _tiered(plan):
        return False
    for task, body, table in _pairs(plan, rng):
        if len(body.units["lead"]) > 1:
            table.units["lead"] = [*table.units["lead"][1:], table.units["lead"][0]]
            return _note(plan, task, "unit-order-differs")
    return False


@change("unit-name-malformed")
def unit_name_malformed(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if not plan.prefix or plan.style.units_in_table != "columns":
        return False
    for task, body, table in _pairs(plan, rng):
        for role in plan.style.tiers:
            for place, name in enumerate(table.units[role]):
                if re.search(r"[\u4e00-\u9fff]{4,}[局厅]$", name) and len(name) >= 6 and name in names.units:
                    table.units[role][place] = name[:-1] + " " + name[-3:]
                    plan.repaired[table.units[role][place]] = name
                    return _note(plan, task, "unit-name-malformed")
    return False


def _dated(plan: Plan, rng: Random) -> list[tuple[Task, Side, Side]]:
    if plan.style.deadlines not in ("all", "most") or plan.style.annotation == "none":
        return []
    found = [item for item in _pairs(plan, rng) if item[1].dues and item[2].dues]
    return found if len(found) > 2 else []


@change("deadline-conflict")
def deadline_conflict(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, body, table in _dated(plan, rng):
        if body.dues[0].kind == "by" and len(body.dues) == 1 and body.dues[0].date:
            month = rng.choice([m for m in range(5, 13) if m != body.dues[0].date.month])
            day = month_end(plan.year, month)
            table.dues = [Due(rng.choice(by_forms(day, plan.year)), "by", day)]
            return _note(plan, task, "deadline-conflict")
    return False


@change("deadline-missing")
def deadline_missing(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, _, table in _dated(plan, rng):
        table.dues = []
        return _note(plan, task, "deadline-missing")
    return False


@change("deadline-added")
def deadline_added(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, body, _ in _dated(plan, rng):
        if any(body.units.values()):
            body.dues = []
            return _note(plan, task, "deadline-added")
    return False


@change("deadline-part-dropped")
def deadline_part_dropped(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, body, table in _dated(plan, rng):
        if len(body.dues) == 2:
            table.dues = [rng.choice(table.dues)]
            return _note(plan, task, "deadline-part-dropped")
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
        return _note(plan, task, "deadline-impossible")
    return False


@change("deadline-unreadable")
def deadline_unreadable(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if plan.style.annotation in ("verbs", "central"):
        return False
    for task, body, table in _dated(plan, rng):
        due = Due("视情况而定", "none", None, readable=False)
        body.dues, table.dues = [due], [due]
        return _note(plan, task, "deadline-unreadable")
    return False


@change("text-damaged")
def text_damaged(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, body, table in _dated(plan, rng):
        due = body.dues[0]
        if due.kind == "by" and due.date and len(body.dues) == 1 and due.date.month > 9:
            day = due.date
            text = rng.choice((f"{day.year}{day.month}月{day.day}日", f"{day.year}年{day.month}月{day.day}"))
            table.dues = [Due(text, "by", day)]
            return _note(plan, task, "text-damaged")
    return False


@change("title-differs")
def title_differs(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if plan.style.title == "none":
        return False
    for task, _, table in _pairs(plan, rng):
        if table.title:
            table.title = table.title[2:]
            return _note(plan, task, "title-differs")
    return False


REWORDINGS = (
    ("推动", "促进"), ("建立", "设立"), ("完善", "健全"), ("应当", "可以"), ("逐步", "全面"), ("组织", "安排"), ("确保", "力争"), ("提升", "提高"),
    ("严格", "认真"), ("加大", "加强"), ("开展", "组织"), ("鼓励", "支持"), ("全面", ""), ("及时", ""), ("形成", "编制"), ("公开", "公布"),
)  # fmt: skip


@change("text-reworded")
def text_reworded(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, _, table in _with_text(plan, rng):
        for place, sentence in enumerate(table.sentences):
            for old, new in rng.sample(REWORDINGS, len(REWORDINGS)):
                if old in sentence:
                    table.sentences[place] = sentence.replace(old, new, 1)
                    return _note(plan, task, "text-reworded")
    return False


@change("number-changed")
def number_changed(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, _, table in _with_text(plan, rng):
        for place, sentence in enumerate(table.sentences):
            found = re.search(r"\d+", sentence)
            if found:
                other = str(int(found.group()) + rng.randint(1, 40))
                table.sentences[place] = sentence[: found.start()] + other + sentence[found.end() :]
                return _note(plan, task, "number-changed")
    return False


def _with_text(plan: Plan, rng: Random) -> list[tuple[Task, Side, Side]]:
    return [item for item in _pairs(plan, rng) if item[2].sentences]


@change("sentence-missing")
def sentence_missing(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, _, table in _with_text(plan, rng):
        if len(table.sentences) > 1:
            del table.sentences[rng.randrange(len(table.sentences))]
            return _note(plan, task, "sentence-missing")
    return False


@change("sentence-added")
def sentence_added(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, _, table in _with_text(plan, rng):
        table.sentences.insert(rng.randint(1, len(table.sentences)), writer.sentence())
        return _note(plan, task, "sentence-added")
    return False


@change("sentence-moved")
def sentence_moved(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, _, table in _with_text(plan, rng):
        others = [other for other, _, row in _pairs(plan, rng) if other is not task and row.sentences]
        if len(table.sentences) > 1 and others:
            target = others[0]
            assert target.table is not None
            target.table.sentences.append(table.sentences.pop())
            target.changed = True
            return _note(plan, task, "sentence-moved")
    return False


@change("text-unaccounted")
def text_unaccounted(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if plan.style.separate_file:
        return False
    plan.stray = rng.choice(("更多惠民资讯尽在云上客户端", "请持本页到服务大厅领取宣传册", "本期图解由融媒中心制作"))
    plan.findings.append(Expected("text-unaccounted"))
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
