"""UNT001-004: leads that are missing, added, or have another role on the other side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from ...model import Unit
from ..annotations import Duties
from . import rule
from .check import Check, Draft, Item, joined, label_en, label_zh
from .column_shifts import slip_en, slip_zh
from .unit_drafts import aside_en, aside_zh, differences, unit_draft, whole_side
from .unit_sets import Names


@rule("UNT001", "lead-unit-missing", "error", zh="牵头单位缺失", en="Lead unit missing")
def lead_unit_missing(check: Check) -> Iterator[Draft]:
    """正文的牵头单位没有列入对应事项。

    A lead unit of the body is in no measure of the row.

    ## What it says
    正文条款列为牵头的单位，在分解表该事项的所有措施中都没有出现，也不以其他角色出现。

    The clause names this unit as lead; the row, taken over all its measures, names it in no role.

    ## Why it matters
    牵头单位负责汇总进展、承担督办责任。没有列入分解表就不会进入台账，等于无人牵头。

    The lead reports progress and is called to account. A lead that is not in the table gets no ledger entry: nobody
    leads.

    ## Example
    正文“牵头单位：市教育局、民政局”，分解表为“市教育局”：缺少市民政局。

    Body 牵头单位：市教育局、民政局; table 市教育局: 市民政局 is missing.

    ## What it does not say
    简称与全称、省略的地名前缀、单位排序不同的不报；整列错位一行的只在第一行报一次。角色发生变化的见 UNT004；一方完
    全没有牵头单位的见 UNT003。

    Short and full names, a spread prefix and the order of units do not matter. A column that slipped by one row is
    reported once, at its first row. A unit that changed its role is UNT004; a side without any lead is UNT003.
    """
    for item, difference in differences(check):
        if units := difference.leads_missing:
            names = joined(units)
            yield unit_draft(
                item,
                units,
                f"{label_zh(item.clause)}的牵头单位{names}没有列入{label_zh(item.row)}"
                f"{aside_zh('表中', item.table.lead)}，其牵头任务将无从落实"
                f"{slip_zh(difference.leads_slipped, '牵头单位')}。",
                f"{names}: lead in {label_en(item.clause)}, in no measure of {label_en(item.row)}"
                f"{aside_en('the table', item.table.lead)}. Nobody will see to its task."
                f"{slip_en(difference.leads_slipped, 'leads')}",
            )


@rule("UNT002", "lead-unit-added", "error", zh="牵头单位增加", en="Lead unit added")
def lead_unit_added(check: Check) -> Iterator[Draft]:
    """分解表的牵头单位在正文中没有。

    A lead unit of the row is not in the body.

    ## What it says
    分解表该事项列为牵头的单位，正文条款没有以任何角色提到。

    The row names this unit as lead; the clause names it in no role.

    ## Why it matters
    仅凭分解表要求该单位牵头，该单位可以质疑依据。

    A unit is made to lead by the table alone. It will ask on what basis.

    ## Example
    正文“牵头单位：市科技局”，分解表为“市科技局、市财政局”：增加了市财政局。

    Body 牵头单位：市科技局; table 市科技局、市财政局: 市财政局 was added.

    ## What it does not say
    正文列为责任单位的见 UNT004；正文没有牵头单位的见 UNT003。

    A unit that the clause names as responsible is UNT004. A clause without any lead is UNT003.
    """
    for item, difference in differences(check):
        if units := difference.leads_added:
            names = joined(units)
            yield unit_draft(
                item,
                units,
                f"{label_zh(item.row)}的牵头单位{names}在{label_zh(item.clause)}中没有"
                f"{aside_zh('正文', item.body.lead)}，牵头责任缺少依据。",
                f"{names}: lead in {label_en(item.row)}, not named in {label_en(item.clause)}"
                f"{aside_en('the body', item.body.lead)}. There is no basis for it to lead.",
            )


@rule("UNT003", "lead-units-absent", "error", zh="一方未列牵头单位", en="No lead units on one side")
def lead_units_absent(check: Check) -> Iterator[Draft]:
    """一方列有牵头单位，另一方没有。

    One side names lead units, the other none at all.

    ## What it says
    就该事项而言，正文列有牵头单位而分解表没有，或者相反。如果一方全文都不列牵头单位，则对整个文件作一次提示。

    For this item the body names leads and the table none, or the reverse. Where a whole side of the notice never
    names leads, that is said once for the notice, as information.

    ## Why it matters
    没有牵头单位，人人有责就成了无人负责。

    Without a lead the item belongs to everybody and so to nobody.

    ## Example
    正文“（牵头单位：市商务局）”，分解表该项“牵头单位”一栏为空。

    Body （牵头单位：市商务局）; the cell 牵头单位 of the row is empty.

    ## What it does not say
    该牵头单位列在另一方责任单位之中的见 UNT004；双方都没有牵头单位的不报。

    A lead that stands among the responsible units of the other side is UNT004. No lead on either side is no
    finding.
    """
    if check.compares and ("lead" in check.body_names) != ("lead" in check.table_names):
        yield whole_side("牵头单位", "lead units", "body" if "lead" in check.body_names else "table")
    for item, difference in differences(check):
        if not difference.leads_absent:
            continue
        units = item.body.lead or item.table.lead
        names = joined(units)
        if item.body.lead:
            zh = f"{label_zh(item.clause)}由{names}牵头，{label_zh(item.row)}没有列牵头单位，任务无人牵头。"
            en = f"{label_en(item.clause, opens=True)} is led by {names}; {label_en(item.row)} names no lead."
        else:
            zh = f"{label_zh(item.row)}由{names}牵头，{label_zh(item.clause)}没有列牵头单位，牵头责任缺少依据。"
            en = f"{label_en(item.row, opens=True)} is led by {names}; {label_en(item.clause)} names no lead."
        yield unit_draft(item, units, zh, en)


@rule("UNT004", "unit-role-differs", "error", zh="单位角色不一致", en="Unit role differs")
def unit_role_differs(check: Check) -> Iterator[Draft]:
    """同一单位一边牵头，另一边只是责任或者配合。

    A unit leads on one side and is responsible or supporting on the other.

    ## What it says
    该单位两边都有，但角色不同。报告此项后，不再就该单位报告 UNT001、UNT002、UNT005、UNT006。

    The unit stands on both sides, in different roles. It replaces UNT001, 002, 005 and 006 for that unit.

    ## Why it matters
    牵头单位要负总责，配合单位不必。两个单位互换角色时，都会以为对方牵头。

    The lead is called to account, a supporting unit is not. If two units swap, both believe the other one leads.

    ## Example
    正文“牵头单位：市人社局；责任单位：市统计局”，分解表牵头为市统计局、责任为市人社局。

    Body 牵头单位：市人社局；责任单位：市统计局; table 牵头 市统计局, 责任 市人社局.

    ## What it does not say
    同为第二层级、一边写“责任”一边写“配合”的，只是用词不同，不报。

    责任 on one side and 配合 on the other for the same second tier is only a word.
    """
    for item, difference in differences(check):
        if not difference.roles:
            continue
        names_of = Names(check.scope, check.aliases)
        units: list[Unit] = []
        for ours, _ in difference.roles:
            if names_of.find(ours, units) is None:
                units.append(ours)
        yield unit_draft(item, units, *_role_message(item, difference.roles))


_Role = Literal["lead", "responsible", "supporting"]
_ROLES_ZH: dict[_Role, str] = {"lead": "牵头单位", "responsible": "责任单位", "supporting": "配合单位"}


def _role_message(item: Item, roles: Sequence[tuple[Unit, Unit]]) -> tuple[str, str]:
    """Both messages, with the role of each unit on each side."""
    zh, en = [], []
    changes: dict[str, tuple[_Role, _Role]] = {}
    for ours, theirs in roles:
        changes.setdefault(ours.name, (_role_of(ours, item.body), _role_of(theirs, item.table)))
    for name, (here, there) in changes.items():
        zh.append(f"{name}在{label_zh(item.clause)}为{_ROLES_ZH[here]}，在{label_zh(item.row)}为{_ROLES_ZH[there]}")
        en.append(f"{name} is {here} in {label_en(item.clause)} and {there} in {label_en(item.row)}")
    leads = any("lead" in change for change in changes.values())
    duty = "牵头责任" if leads else "主次责任"
    return "；".join(zh) + f"，{duty}发生变化。", "; ".join(en) + "."


def _role_of(unit: Unit, duties: Duties) -> _Role:
    if unit in duties.lead:
        return "lead"
    return "responsible" if unit in duties.responsible else "supporting"
