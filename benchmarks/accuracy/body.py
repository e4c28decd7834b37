"""The body of a plan as paragraphs: head, sections, clauses with their annotations, tail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from rendering.source import Line

from .composing import han
from .plan import ROLES, Due, Plan, Side

BOSSES = ("常务副职", "分管副县长", "党委委员")


def body_lines(plan: Plan, rng: Random) -> list[Line]:
    """Everything before the breakdown table."""
    letter, rest = _letter(plan), _clauses(plan, rng)
    tail = [Line("sign", plan.issuer), Line("date", f"{plan.issued.year}年{plan.issued.month}月{plan.issued.day}日")]
    if rng.random() < 0.6:
        tail.append(Line("note", "（此件公开发布）"))
    if plan.style.own_plan:
        label = [Line("label", "附件1")] if rng.random() < 0.5 and plan.with_table else []
        return [*letter, *_announced(plan), *tail, Line("page", ""), *label, Line("heading", plan.short_title), *rest]
    return [*letter, *rest, *_announced(plan), *tail]


def _letter(plan: Plan) -> Iterator[Line]:
    if plan.style.index_block:
        known = f"索引号：{plan.year}-0{plan.ident}　　发布机构：{plan.issuer}　　成文日期：{plan.issued}"
        yield Line("index", f"{known}　　发文字号：{plan.index_number or plan.number}")
    yield Line("number", plan.number)
    yield Line("title", plan.title)
    yield Line("to", plan.addressees)
    yield Line("text", f"现将《{plan.short_title}》印发给你们，请结合实际认真贯彻落实。")


def _announced(plan: Plan) -> Iterator[Line]:
    table = f"{plan.short_title}任务分解表"
    if plan.style.own_plan:
        yield Line("text", f"附件：1. {plan.short_title}")
        yield Line("text", f"2. {table}")
    else:
        yield Line("text", f"附件：{table}")


def _clauses(plan: Plan, rng: Random) -> Iterator[Line]:
    style, number, current, told = plan.style, 0, -1, False
    framed = style.framed and plan.sections
    if framed:
        number += 1
        yield Line("text", f"{han(number)}、总体要求")
        yield Line("text", "坚持目标导向和问题导向相统一，统筹发展和安全，推动各项部署落地见效。")
    elif rng.random() < 0.5:
        yield Line("text", f"为做好{plan.year}年有关工作，结合实际，制定本文件。")
    for task in plan.tasks:
        side = task.body
        if side is None:
            continue
        if plan.sections and side.section != current:
            current = side.section
            number += 1
            yield from _section(plan, number, current)
        yield from _clause(plan, side, rng, None if told else plan.convention)
        told = True
    if framed:
        yield Line("text", f"{han(number + 1)}、保障措施")
        yield Line("text", "（一）加强组织领导。各责任单位要把本项工作摆上重要位置，主要负责同志亲自抓。")
        yield Line("text", "（二）严格督促检查。定期调度进展情况，对推诿扯皮的予以通报。")


def _section(plan: Plan, number: int, section: int) -> Iterator[Line]:
    lead = ""
    if plan.style.annotation == "heading":
        side = next(task.body for task in plan.tasks if task.body and task.body.section == section)
        lead = f"（{'由' if number % 2 else ''}{side.units['lead'][0]}牵头）"
    yield Line("text", f"{han(number)}、{plan.sections[section]}{lead}")
    if plan.style.numbering.levels == 2:
        yield Line("text", "（一）主要任务" if section % 2 else "（一）年度目标任务")


def _clause(plan: Plan, side: Side, rng: Random, convention: str | None) -> Iterator[Line]:
    style = plan.style
    label = style.numbering.label.format(side.number)
    notes = _annotations(plan, side, convention)
    inline = notes and style.annotation not in ("lines", "line")
    title = side.title or ""
    if inline and style.annotation == "in title":
        title, notes, inline = title + notes[0], [], False
    texts = list(side.sentences)
    nested = style.nested and len(texts) > 1 and style.annotation != "two" and bool(label)
    inline = inline and not nested
    if style.title == "own line":
        yield Line("text", label + title)
        head = ""
    else:
        head = f"{label}{title}。" if title else label
    if len(notes) == 2 and inline:
        half = max(len(texts) // 2, 1)
        texts[half - 1] += notes[0]
        texts[-1] += notes[1] if len(texts) > half else ""
    elif inline:
        texts[-1] += notes[0]
    if nested:
        yield from _nested(head, texts)
    else:
        yield Line("text", head + "".join(texts))
    if not inline:
        yield from (Line("text", note) for note in notes)


def _nested(head: str, texts: Sequence[str]) -> Iterator[Line]:
    if head:
        yield Line("text", head)
    for number, text in enumerate(texts, 1):
        yield Line("text", f"（{number}）{text}")


def _annotations(plan: Plan, side: Side, convention: str | None) -> list[str]:
    style = plan.style
    if style.annotation == "none" or not (any(side.units.values()) or side.dues):
        return []
    opening, closing = style.brackets
    if style.annotation in ("verbs", "central"):
        return [opening + _verbs(plan, side) + closing]
    fields = _labelled(plan, side, convention)
    if style.annotation == "lines":
        return fields
    if style.annotation == "line":
        return ["　　".join(fields)]
    if style.annotation == "two" and len(side.sentences) > 1:
        return [opening + style.between_roles.join(fields) + closing] * 2
    return [opening + style.between_roles.join(fields) + closing]


def _labelled(plan: Plan, side: Side, convention: str | None) -> list[str]:
    style, fields = plan.style, []
    last = [role for role in ROLES if side.units.get(role)][-1:]
    if style.annotation == "first leads":
        names = [*side.units["lead"], *side.units["responsible"]]
        words = style.role_words["responsible"] + "：" + _list(plan, names)
        fields.append(words + (f"，{convention}" if convention else ""))
    else:
        for role in ROLES:
            names = side.units.get(role, [])
            if names and not (role == "lead" and style.annotation == "heading"):
                etc = "等" if side.open_list and [role] == last else ""
                fields.append(f"{style.role_words[role]}：{_list(plan, names)}{etc}")
    if side.dues:
        fields.append(f"{style.due_label}：{due_text(side.dues)}")
    return fields


def _verbs(plan: Plan, side: Side) -> str:
    parts = []
    etc = "等" if side.open_list else ""
    lead, responsible = side.units.get("lead", []), side.units.get("responsible", [])
    supporting = side.units.get("supporting", [])
    if lead:
        parts.append(_list(plan, lead) + "牵头")
    if responsible:
        parts.append(_list(plan, responsible) + etc + ("按职责分工负责" if lead or len(responsible) > 2 else "负责"))
    if supporting:
        parts.append(_list(plan, supporting) + etc + "配合")
    if side.dues:
        parts.append("，".join(due.text + "完成" * due.text.endswith("前") for due in side.dues))
    return "，".join(parts)


def due_text(dues: Sequence[Due]) -> str:
    return "，".join(due.text for due in dues)


def _list(plan: Plan, names: Sequence[str]) -> str:
    """A unit list, a shared prefix written once where the style does that."""
    style, prefix = plan.style, plan.prefix
    written, shared = [], False
    for name in names:
        plain = prefix and name.startswith(prefix) and name[1:2] not in ("委", "政", "直", "有", "各") and len(name) > 3
        written.append(name[1:] if style.shared_prefix and plain and shared else name)
        shared = bool(plain)
    return style.between_units.join(written)
