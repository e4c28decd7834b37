"""The breakdown table of a plan as a grid: columns, merges, section rows, one row or several for each task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from rendering.source import Grid, Line

from .body import due_text
from .composing import han
from .plan import ROLES, Plan, Role, Side

WIDTHS = {"number": 7, "category": 12, "task": 20, "measure": 40, "lead": 16, "responsible": 18, "supporting": 18, "units": 26,
          "deadline": 13, "remark": 8, "leader": 10}  # fmt: skip
NARROW = str.maketrans("，；：（）", ",;:()")


@dataclass(frozen=True, slots=True)
class Columns:
    """Keys of the columns in printed order, and the header word of each."""

    keys: tuple[str, ...]
    words: tuple[str, ...]


def table_blocks(plan: Plan, rng: Random) -> list[Line | Grid]:
    """Label, heading and grid of the breakdown table."""
    columns = _columns(plan, rng)
    cells: list[tuple[str, ...]] = [columns.words]
    current, ends = None, set()
    for task in plan.tasks:
        side = task.table
        if side is None:
            continue
        if plan.table_sections and side.section != current and plan.style.sections_in_table == "rows":
            order = [s.section for t in plan.tasks if (s := t.table) is not None]
            number = list(dict.fromkeys(order)).index(side.section) + 1
            cells.append((f"{han(number)}、{plan.table_sections[side.section]}", *("<" for _ in columns.keys[1:])))
        elif plan.style.page_break and len(cells) > 3 and rng.random() < 0.15:
            ends.add(len(cells))
        cells.extend(_rows(plan, side, columns, first=side.section != current or len(cells) in ends, rng=rng))
        current = side.section
    widths = tuple(WIDTHS[key] for key in columns.keys)
    grid = Grid(widths, 1, tuple(cells), frozenset(ends), frozenset())
    label = "附件" if plan.style.separate_file or not plan.style.own_plan else "附件2"
    heading = f"{plan.short_title}任务分解表"
    return [Line("page", rng.choice(("", "landscape"))), Line("label", label), Line("heading", heading), grid]


def _columns(plan: Plan, rng: Random) -> Columns:
    style, keys = plan.style, []
    if style.numbered_rows:
        keys.append("number")
    if plan.table_sections and style.sections_in_table == "column":
        keys.append("category")
    keys.append("task")
    if style.columns == "task+measure":
        keys.append("measure")
    keys.extend(_unit_columns(plan))
    if style.deadlines != "none":
        keys.append("deadline")
    if style.shuffled_columns:
        front = keys[: keys.index("task")]
        rest = keys[len(front) :]
        rng.shuffle(rest)
        keys = [*front, *rest]
        if "measure" in keys and keys.index("measure") < keys.index("task"):
            keys.remove("measure")
            keys.insert(keys.index("task") + 1, "measure")
    keys.extend(style.extra_columns)
    words = [_header(plan, key) for key in keys]
    if style.spaced_headers:
        words = [" ".join(word) if len(word) <= 4 else word for word in words]
    return Columns(tuple(keys), tuple(words))


def _unit_columns(plan: Plan) -> list[str]:
    style = plan.style
    if style.annotation == "first leads" or style.units_in_table in ("verbs", "labels", "marked"):
        return ["units"]
    return [style.table_role(role) for role in style.tiers]


def _header(plan: Plan, key: str) -> str:
    return "责任单位" if key == "units" else plan.style.headers[key]


def _rows(plan: Plan, side: Side, columns: Columns, *, first: bool, rng: Random) -> list[tuple[str, ...]]:
    """The physical rows of one task."""
    style = plan.style
    texts = _measure_cells(side, style.measures)
    split = _split_units(plan, side, len(texts)) if style.measures == "rows with units" else None
    rows = []
    for index, text in enumerate(texts):
        cells = []
        for key in columns.keys:
            if key == "measure":
                cells.append(text)
            elif key == "category":
                cells.append(plan.table_sections[side.section] if first and not index else "^")
            elif split is not None and key == split[0]:
                cells.append(split[1][index])
            elif index:
                cells.append("^")
            else:
                cells.append(_cell(plan, side, key, rng))
        rows.append(tuple(_narrow(plan, cell) for cell in cells))
    return rows


def _narrow(plan: Plan, cell: str) -> str:
    return cell.translate(NARROW) if plan.style.wide else cell


def _measure_cells(side: Side, how: str) -> list[str]:
    sentences = side.sentences or [""]
    if how in ("rows", "rows with units"):
        return list(sentences)
    if how == "numbered" and len(sentences) > 1:
        return ["¶".join(f"{number}. {text}" for number, text in enumerate(sentences, 1))]
    return ["¶".join(sentences) if how == "paragraphs" else "".join(sentences)]


def _split_units(plan: Plan, side: Side, count: int) -> tuple[str, list[str]] | None:
    """The last unit column dealt out over the measures, where there are enough units for that."""
    style = plan.style
    role = style.tiers[-1]
    names = side.units.get(role, [])
    if style.units_in_table != "columns" or count < 2 or len(names) < count or role == "lead":
        return None
    if style.annotation == "first leads" or style.tiers == ("responsible",) or side.open_list:
        return None
    dealt = [names[index::count] for index in range(count)]
    return style.table_role(role), [style.table_between_units.join(part) for part in dealt]


def _cell(plan: Plan, side: Side, key: str, rng: Random) -> str:
    style = plan.style
    if key == "number":
        return side.number or ""
    if key == "task":
        return _task_cell(plan, side)
    if key == "deadline":
        return due_text(side.dues)
    if key == "units":
        return _mixed(plan, side)
    if key == "leader":
        return rng.choice(("分管领导", "赵某某", "副主任"))
    if key == "remark":
        return rng.choice(("", "", "新增任务"))
    roles = [role for role in style.tiers if style.table_role(role) == key]
    names = [name for role in roles for name in side.units.get(role, [])]
    return _joined(plan, side, names, roles[-1] if roles else "lead")


def _task_cell(plan: Plan, side: Side) -> str:
    if plan.style.columns == "one cell":
        return f"{side.title}。{''.join(side.sentences)}"
    if plan.style.columns == "text only":
        return "".join(side.sentences)
    return side.title or ""


def _joined(plan: Plan, side: Side, names: Sequence[str], role: Role) -> str:
    last = [r for r in ROLES if side.units.get(r)][-1:]
    etc = "等" if side.open_list and [role] == last and names else ""
    return plan.style.table_between_units.join(names) + etc


def _mixed(plan: Plan, side: Side) -> str:
    """Several roles in one cell."""
    style = plan.style
    if style.annotation == "first leads":
        return style.table_between_units.join([*side.units["lead"], *side.units["responsible"]])
    filled = [role for role in style.tiers if side.units.get(role)]
    lists = {role: "、".join(side.units[role]) for role in filled}
    if filled and side.open_list:
        lists[filled[-1]] += "等"
    if style.units_in_table == "labels":
        names = {"lead": "牵头单位", "responsible": "责任单位", "supporting": "配合单位"}
        return "¶".join(f"{names[role]}：{lists[role]}" for role in filled)
    if style.units_in_table == "verbs":
        verbs = {"lead": "牵头", "responsible": "负责", "supporting": "配合"}
        return "，".join(lists[role] + verbs[role] for role in filled)
    leads = [f"{name}（牵头）" for name in side.units.get("lead", [])]
    rest = [lists[role] for role in filled if role != "lead"]
    return "、".join([*leads, *rest])
