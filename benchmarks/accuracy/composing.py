"""From a seed to a plan: office, style, tasks. Everything is drawn from one random generator, so a seed is a notice."""

from __future__ import annotations

import datetime
from random import Random

from .plan import Due, Numbering, Plan, Role, Side, Style, Task
from .vocabulary import Directory, Writer, directory, offices, random_due, rewritten, words

NUMERALS = "一二三四五六七八九十"
BRACKETS = (("（", "）"), ("（", "）"), ("（", "）"), ("(", ")"), ("〔", "〕"), ("【", "】"), ("[", "]"))
NUMBERINGS = (
    *(Numbering("{}. "),) * 3,
    Numbering("{}. ", restarts=True),
    Numbering("（{}）", han=True),
    Numbering("（{}）", han=True, restarts=True),
    Numbering("({})", han=True),
    Numbering("{}、"),
    Numbering("{}．"),
    Numbering("{}. ", levels=2),
    Numbering("{}. ", restarts=True, levels=2),
    Numbering("{}、", han=True, levels=0),
    Numbering("{}. ", levels=0),
    Numbering("第{}条　", han=True, levels=0),
    Numbering(""),
)
ANNOTATIONS = (
    "labels", "labels", "labels", "verbs", "verbs", "lines", "line", "in title", "heading", "first leads", "responsible",
    "central", "none", "two",
)  # fmt: skip
LEAD_WORDS = ("牵头单位", "牵头单位", "牵头部门", "主办单位", "牵头责任单位", "主责单位", "主要责任单位")
RESPONSIBLE_WORDS = ("责任单位", "责任单位", "责任部门")
SUPPORT_WORDS = ("配合单位", "协办单位", "参与单位", "配合部门", "协作单位", "协同责任单位")
DUE_WORDS = ("完成时限", "完成时限", "完成时间", "时限要求", "时限", "办结时限")
HEADERS: dict[str, tuple[str, ...]] = {
    "number": ("序号", "序号", "编号"),
    "category": ("类别", "工作类别", "一级指标"),
    "task": (
        "工作任务",
        "任务名称",
        "事项名称",
        "重点任务",
        "项目名称",
        "目标任务",
        "重点工作",
        "任务内容",
        "具体任务",
    ),
    "measure": ("主要内容", "具体措施", "工作措施", "工作要求", "具体要求", "主要举措", "工作内容", "工作标准"),
    "lead": ("牵头单位", "牵头单位", "牵头部门", "主责单位", "牵头责任单位", "主办单位"),
    "responsible": ("责任单位", "责任单位", "责任部门"),
    "supporting": ("配合单位", "协办单位", "配合部门", "协同配合单位", "参与单位"),
    "deadline": ("完成时限", "完成时间", "时限要求", "完成时限", "办结时限", "时间节点"),
    "remark": ("备注", "进展情况", "完成情况"),
    "leader": ("责任领导", "牵头领导", "分管领导"),
}
KINDS = ("工作要点", "实施方案", "行动计划", "重点工作任务", "若干措施", "重点任务责任分工方案", "工作方案", "任务清单")
TIERS: tuple[tuple[Role, ...], ...] = (
    ("lead", "responsible"),
    ("lead", "responsible"),
    ("lead", "supporting"),
    ("lead", "responsible", "supporting"),
)


def compose(seed: int, number: int, form: str) -> tuple[Plan, Directory, Writer]:
    """Notice `number` of the run `seed`, without differences: the table says what the body says, in its own way."""
    rng = Random(f"{seed}-{number}")
    level = rng.choice(
        ("city", "city", "city", "county", "county", "province", "town", "zone", "university", "hospital", "nation")
    )
    data = offices()[level]
    place_number = rng.randrange(len(data["places"]))
    place = data["places"][place_number]
    prefix = "区" if place.endswith("区") and level == "county" else data["prefix"]
    names = directory(level, place, prefix)
    style = _style(level, rng)
    field = rng.choice(words()["fields"])
    writer = Writer(field, rng)
    year = rng.randint(2009, 2026)
    issued = datetime.date(year, rng.randint(1, 4), rng.randint(1, 28))
    issuer = place + rng.choice([word for word in (data["government"], data["office"]) if word] or [""])
    short = f"{place if level not in ('nation',) else ''}{year}年{field['document']}{rng.choice(KINDS)}"
    plan = Plan(
        ident=f"{number}",
        style=style,
        place=place,
        prefix=prefix,
        issuer=issuer,
        number=f"{data['codes'][place_number % len(data['codes'])]}〔{year}〕{rng.randint(1, 90)}号",
        title=f"{issuer}关于印发{short}的通知",
        short_title=short,
        year=year,
        issued=issued,
        addressees=rng.choice(names.collectives) + "，" + rng.choice(("各有关单位", "各直属机构")) + "：",
        sections=[],
        table_sections=[],
        tasks=[],
        form=form,
        aliases=names.aliases,
    )
    if style.annotation == "first leads":
        plan.convention = rng.choice(
            ("列第一位的为牵头单位，下同", "排名第一的为牵头单位，下同", "排在首位的单位为牵头单位，下同")
        )
    _tasks(plan, names, writer, rng)
    return plan, names, writer


def _style(level: str, rng: Random) -> Style:
    pick = rng.choice
    numbering = pick(NUMBERINGS)
    annotation = pick(ANNOTATIONS)
    if not numbering.label:
        annotation = pick(("labels", "verbs"))
    if annotation == "heading" and numbering.levels == 0:
        annotation = "labels"
    tiers = _tiers(annotation, rng)
    title = pick(("run in", "run in", "run in", "own line", "none"))
    if annotation == "in title":
        title = "run in"
    if not numbering.label:
        title = "run in"
    columns = pick(("task+measure", "task+measure", "task+measure", "one cell", "title only"))
    if title == "none":
        columns = "text only"
    units_in_table = pick(("columns", "columns", "columns", "columns", "verbs", "labels", "marked"))
    if "lead" not in tiers or annotation == "first leads":
        units_in_table = "columns"
    if len(tiers) == 3 and units_in_table == "marked":
        units_in_table = "columns"
    measures = pick(("whole", "whole", "numbered", "paragraphs", "rows", "rows with units"))
    if columns != "task+measure":
        measures = "whole"
    return Style(
        level=level,
        numbering=numbering,
        title=title,
        annotation=annotation,
        tiers=tiers,
        brackets=pick(BRACKETS),
        role_words={
            "lead": pick(LEAD_WORDS),
            "responsible": pick(RESPONSIBLE_WORDS),
            "supporting": pick(SUPPORT_WORDS),
        },
        deadlines=pick(("all", "all", "most", "none", "table only")),
        due_label=pick(DUE_WORDS),
        between_roles=pick(("；", "；", "；", "，", ";", "。")),
        between_units=pick(("、", "、", "、", "，")) if annotation in ("lines",) else "、",
        shared_prefix=rng.random() < 0.35,
        own_plan=rng.random() < 0.7,
        nested=rng.random() < 0.2 and title != "none",
        framed=rng.random() < 0.35 and annotation != "none",
        columns=columns,
        headers={key: pick(choices) for key, choices in HEADERS.items()},
        extra_columns=tuple(key for key in ("remark", "leader") if rng.random() < 0.12),
        units_in_table=units_in_table,
        table_between_units=pick(("、", "、", "、", " ", "¶", "，")),
        measures=measures,
        sections_in_table=pick(("rows", "rows", "column", "none")),
        numbered_rows=rng.random() < 0.7,
        shuffled_columns=rng.random() < 0.15,
        second_in_table=_second_in_table(tiers, units_in_table, annotation, rng),
        separate_file=rng.random() < 0.2,
        wide=rng.random() < 0.2,
        spaced_headers=rng.random() < 0.2,
        page_break=rng.random() < 0.4,
        index_block=rng.random() < 0.2,
        closing=rng.random() < 0.25,
    )


def _second_in_table(tiers: tuple[Role, ...], units_in_table: str, annotation: str, rng: Random) -> Role | None:
    """Where the table calls the second tier by the other word."""
    if units_in_table == "marked" or annotation == "first leads":
        return "responsible"
    if len(tiers) == 2 and units_in_table == "columns" and rng.random() < 0.2:
        return "supporting" if tiers[1] == "responsible" else "responsible"
    return None


def _tiers(annotation: str, rng: Random) -> tuple[Role, ...]:
    if annotation == "responsible":
        return ("responsible",)
    if annotation in ("first leads", "heading"):
        return ("lead", "responsible")
    if annotation == "central":
        return rng.choice((("responsible",), ("lead", "responsible")))
    if annotation == "verbs":
        return rng.choice((("lead", "supporting"), ("lead", "responsible")))
    return rng.choice(TIERS)


def _tasks(plan: Plan, names: Directory, writer: Writer, rng: Random) -> None:
    style = plan.style
    count = rng.randint(5, 30)
    with_sections = style.numbering.levels > 0
    cuts = sorted(rng.sample(range(2, count - 1), min(rng.randint(1, 3), max(count - 4, 1)))) if count > 4 else []
    if with_sections:
        plan.sections = [writer.section() for _ in range(len(cuts) + 1)]
        plan.table_sections = list(plan.sections)
    leads = [_some(names, rng, 1, set()) for _ in plan.sections]
    place_in_section = 0
    for position in range(count):
        section = sum(position >= cut for cut in cuts) if with_sections else 0
        new_section = with_sections and position in cuts
        place_in_section = 0 if new_section else place_in_section
        place_in_section += 1
        number = _body_number(style.numbering, position + 1, place_in_section)
        title = writer.title() if style.title != "none" else None
        sentences = [writer.sentence(long=title is None), *(writer.sentence() for _ in range(rng.randint(0, 3)))]
        side = Side(number, title, sentences, {}, [], section)
        side.units = _units(style, names, rng, leads[section] if style.annotation == "heading" else None)
        side.open_list = style.annotation in ("central", "verbs", "labels") and rng.random() < 0.1
        side.dues = _dues(plan, rng)
        plan.tasks.append(Task(side, _table_side(plan, side, position + 1, place_in_section, rng)))


def _body_number(numbering: Numbering, running: int, inside: int) -> str | None:
    if not numbering.label:
        return None
    value = inside if numbering.restarts else running
    return han(value) if numbering.han else str(value)


def han(value: int) -> str:
    tens, ones = divmod(value, 10)
    if value <= 10:
        return NUMERALS[value - 1]
    return ("" if tens == 1 else NUMERALS[tens - 1]) + "十" + (NUMERALS[ones - 1] if ones else "")


def _units(style: Style, names: Directory, rng: Random, lead: list[str] | None) -> dict[Role, list[str]]:
    taken: set[str] = set(lead or ())
    units: dict[Role, list[str]] = {}
    for role in style.tiers:
        if role == "lead":
            one = style.annotation == "first leads"
            units[role] = list(lead) if lead else _some(names, rng, 1 if one else rng.choice((1, 1, 1, 2, 3)), taken)
        else:
            low = 2 if style.tiers == ("responsible",) else 1
            units[role] = _some(names, rng, rng.choice((low, 2, 2, 3, 4, 6)), taken)
            if rng.random() < 0.25:
                units[role].append(rng.choice([*names.collectives, *names.enterprises]))
        taken.update(units[role])
    optional = style.tiers[-1]
    if len(style.tiers) > 1 and style.annotation in ("labels", "lines", "verbs") and rng.random() < 0.08:
        units[optional] = []
    return units


def _some(names: Directory, rng: Random, count: int, taken: set[str]) -> list[str]:
    return rng.sample([name for name in names.units if name not in taken], count)


def _dues(plan: Plan, rng: Random) -> list[Due]:
    how = plan.style.deadlines
    if how == "none" or (how == "most" and rng.random() < 0.25):
        return []
    return random_due(plan.year, rng)


def _table_side(plan: Plan, body: Side, running: int, inside: int, rng: Random) -> Side:
    """The row: the same task in the table's own way of writing."""
    style, side = plan.style, body.copy()
    restarts = style.numbering.restarts and Random(f"{plan.ident}-restart").random() < 0.5
    side.number = str(inside if restarts else running) if style.numbered_rows else None
    for role in style.tiers:
        side.units[role] = [_renamed(plan, name, rng) for name in side.units[role]]
        if (
            role != "lead"
            and not (style.tiers == ("responsible",) and style.annotation == "first leads")
            and rng.random() < 0.3
        ):
            rng.shuffle(side.units[role])
    side.dues = [rewritten(due, plan.year, rng) for due in body.dues]
    if style.columns == "title only":
        side.sentences = []
    if style.deadlines == "table only":
        body.dues = []
    if style.annotation == "none":
        body.units = {role: [] for role in style.tiers}
        body.dues, body.open_list, side.open_list = [], False, False
    return side


def _renamed(plan: Plan, name: str, rng: Random) -> str:
    forms = plan.aliases.get(name, (name,))
    return rng.choice(forms) if rng.random() < 0.25 else name
