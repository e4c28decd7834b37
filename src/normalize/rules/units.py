"""UNT: units that are missing, added, exchanged, renamed, reordered or misprinted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from ...model import Severity, Unit
from ..reading import ReadClause
from . import rule
from .check import Check, Draft, Item, joined, label_en, label_zh, spans_of, unit_names
from .unit_sets import Names, UnitDifference, compare_units


@lru_cache(maxsize=4)
def _differences(check: Check) -> tuple[tuple[Item, UnitDifference], ...]:
    return tuple((item, compare_units(check, item)) for item in check.items)


def _draft(item: Item, units: Sequence[Unit], zh: str, en: str, severity: Severity | None = None) -> Draft:
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


@rule("UNT001", "lead-unit-missing", "error", zh="牵头单位缺失", en="Lead unit missing")
def lead_unit_missing(check: Check) -> Iterator[Draft]:
    """A lead unit of the body is in no measure of the row.

    ## What it says
    The clause names this unit as lead; the row, taken over all its measures, names it in no role.

    ## Why it matters
    The lead reports progress and is called to account. A lead that is not in the table gets no ledger entry: nobody leads.

    ## Example
    Body 牵头单位：市教育局、民政局; table 市教育局: 市民政局 is missing.

    ## What it does not say
    Short and full names, a spread prefix and the order of units do not matter. A unit that changed its role is UNT004; a
    side without any lead is UNT003.
    """
    for item, difference in _differences(check):
        if units := difference.leads_missing:
            names = joined(units)
            yield _draft(
                item,
                units,
                f"正文{label_zh(item.clause)}的牵头单位{names}未列入{label_zh(item.row)}，该单位的牵头任务将无人落实。",
                f"{names}: lead in {label_en(item.clause)}, in no measure of {label_en(item.row)}.",
            )


@rule("UNT002", "lead-unit-added", "error", zh="牵头单位增加", en="Lead unit added")
def lead_unit_added(check: Check) -> Iterator[Draft]:
    """A lead unit of the row is not in the body.

    ## What it says
    The row names this unit as lead; the clause names it in no role.

    ## Why it matters
    A unit is made to lead by the table alone. It will ask on what basis.

    ## Example
    Body 牵头单位：市科技局; table 市科技局、市财政局: 市财政局 was added.

    ## What it does not say
    A unit that the clause names as responsible is UNT004. A clause without any lead is UNT003.
    """
    for item, difference in _differences(check):
        if units := difference.leads_added:
            names = joined(units)
            yield _draft(
                item,
                units,
                f"{label_zh(item.row)}的牵头单位{names}在正文{label_zh(item.clause)}中没有，牵头责任缺少依据。",
                f"{names}: lead in {label_en(item.row)}, not named in {label_en(item.clause)}.",
            )


@rule("UNT003", "lead-units-absent", "error", zh="一方未列牵头单位", en="No lead units on one side")
def lead_units_absent(check: Check) -> Iterator[Draft]:
    """One side names lead units, the other none at all.

    ## What it says
    For this item the body names leads and the table none, or the reverse. Where a whole side of the notice never names
    leads, that is said once for the notice, as information.

    ## Why it matters
    Without a lead the item belongs to everybody and so to nobody.

    ## Example
    Body （牵头单位：市商务局）; the cell 牵头单位 of the row is empty.

    ## What it does not say
    A lead that stands among the responsible units of the other side is UNT004. No lead on either side is no finding.
    """
    if check.compares and ("lead" in check.body_names) != ("lead" in check.table_names):
        yield _whole_side("牵头单位", "lead units", "body" if "lead" in check.body_names else "table")
    for item, difference in _differences(check):
        if not difference.leads_absent:
            continue
        units = item.body.lead or item.table.lead
        names = joined(units)
        if item.body.lead:
            zh = f"正文{label_zh(item.clause)}由{names}牵头，{label_zh(item.row)}未列牵头单位，任务无人牵头。"
            en = f"{label_en(item.clause).capitalize()} is led by {names}; {label_en(item.row)} names no lead."
        else:
            zh = f"{label_zh(item.row)}由{names}牵头，正文{label_zh(item.clause)}未列牵头单位。"
            en = f"{label_en(item.row).capitalize()} is led by {names}; {label_en(item.clause)} names no lead."
        yield _draft(item, units, zh, en)


def _whole_side(zh: str, en: str, has: Literal["body", "table"]) -> Draft:
    """One finding for the notice where a whole side never names a role."""
    with_zh, without_zh = ("正文", "分解表") if has == "body" else ("分解表", "正文")
    with_en, without_en = ("body", "table") if has == "body" else ("table", "body")
    return Draft(
        zh=f"{with_zh}列明了{zh}，{without_zh}全文均未列{zh}，无法逐项核对。",
        en=f"The {with_en} names {en}, the {without_en} never does: they cannot be compared item by item.",
        details={"side": with_en},
        severity="info",
    )


@rule("UNT004", "unit-role-differs", "error", zh="单位角色不一致", en="Unit role differs")
def unit_role_differs(check: Check) -> Iterator[Draft]:
    """A unit leads on one side and is responsible or supporting on the other.

    ## What it says
    The unit stands on both sides, in different roles. It replaces UNT001, 002, 005 and 006 for that unit.

    ## Why it matters
    The lead is called to account, a supporting unit is not. If two units swap, both believe the other one leads.

    ## Example
    Body 牵头单位：市人社局；责任单位：市统计局; table 牵头 市统计局, 责任 市人社局.

    ## What it does not say
    责任 on one side and 配合 on the other for the same second tier is only a word.
    """
    for item, difference in _differences(check):
        if not difference.roles:
            continue
        names_of = Names(check.scope, check.aliases)
        units: list[Unit] = []
        for ours, _ in difference.roles:
            if names_of.find(ours, units) is None:
                units.append(ours)
        names = joined(units)
        yield _draft(
            item,
            units,
            f"{names}在正文{label_zh(item.clause)}与{label_zh(item.row)}中的角色不一致，牵头责任发生转移。",
            f"{names}: another role in {label_en(item.row)} than in {label_en(item.clause)}.",
        )


def _tier_severity(
    check: Check, units: Sequence[Unit], others: Sequence[Unit], item: Item, *, body: bool
) -> Severity | None:
    """An error where responsible is the principal role; information where the other side's list is open (等)."""
    if any(unit.open_list for unit in others):
        return "info"
    duties = item.body if body else item.table
    principal = check.principal == "responsible" and any(unit in duties.responsible for unit in units)
    return "error" if principal else None


@rule("UNT005", "responsible-unit-missing", "warning", zh="责任单位缺失", en="Responsible unit missing")
def responsible_unit_missing(check: Check) -> Iterator[Draft]:
    """A responsible or supporting unit of the body is not in the row.

    ## What it says
    The clause names this unit as responsible or supporting; the row does not name it. It is an error where the notice
    names no leads, because then the responsible units carry the task.

    ## Why it matters
    A unit that is not in the table gets no ledger entry and does not report.

    ## Example
    Body 责任单位：市公安局、市应急局; table 市公安局.

    ## What it does not say
    It is information only where the row's list is open (等). The order of responsible units does not matter.
    """
    for item, difference in _differences(check):
        if units := difference.others_missing:
            names = joined(units)
            others = [*item.table.responsible, *item.table.supporting]
            yield _draft(
                item,
                units,
                f"正文{label_zh(item.clause)}的责任单位{names}未列入{label_zh(item.row)}，将不会收到交办任务。",
                f"{names}: responsible in {label_en(item.clause)}, not in {label_en(item.row)}.",
                _tier_severity(check, units, others, item, body=True),
            )


@rule("UNT006", "responsible-unit-added", "warning", zh="责任单位增加", en="Responsible unit added")
def responsible_unit_added(check: Check) -> Iterator[Draft]:
    """A responsible or supporting unit of the row is not in the body.

    ## What it says
    The row names this unit as responsible or supporting; the clause does not name it.

    ## Why it matters
    The unit is given a task that the notice itself does not give it.

    ## Example
    Body 责任单位：市公安局; table 市公安局、市城管局.

    ## What it does not say
    It is information only where the clause's list is open (市公安局等部门).
    """
    for item, difference in _differences(check):
        if units := difference.others_added:
            names = joined(units)
            others = [*item.body.responsible, *item.body.supporting]
            yield _draft(
                item,
                units,
                f"{label_zh(item.row)}的责任单位{names}在正文{label_zh(item.clause)}中没有，任务分派缺少依据。",
                f"{names}: responsible in {label_en(item.row)}, not in {label_en(item.clause)}.",
                _tier_severity(check, units, others, item, body=False),
            )


@rule("UNT007", "responsible-units-absent", "warning", zh="一方未列责任单位", en="No responsible units on one side")
def responsible_units_absent(check: Check) -> Iterator[Draft]:
    """One side names responsible units, the other none at all.

    ## What it says
    For this item the body names responsible units and the table none, or the reverse. Where a whole side of the notice
    never names them, that is said once for the notice, as information.

    ## Why it matters
    Either nobody is told to help, or units are told by the table alone.

    ## Example
    Body （牵头单位：县政府办公室；完成时限：9月底）; the row adds 责任单位 县政府有关部门.

    ## What it does not say
    It is silent where neither side names any.
    """
    if check.compares and ("responsible" in check.body_names) != ("responsible" in check.table_names):
        yield _whole_side("责任单位", "responsible units", "body" if "responsible" in check.body_names else "table")
    for item, difference in _differences(check):
        if not difference.others_absent:
            continue
        body = (*item.body.responsible, *item.body.supporting)
        table = (*item.table.responsible, *item.table.supporting)
        units = body or table or item.body.lead or item.table.lead
        names = joined(units)
        on_body = bool(body) or (not table and bool(item.body.lead))
        if on_body:
            zh = f"正文{label_zh(item.clause)}的责任单位为{names}，{label_zh(item.row)}未列责任单位。"
            en = f"{label_en(item.clause).capitalize()} names {names}; {label_en(item.row)} names no responsible unit."
        else:
            zh = f"{label_zh(item.row)}的责任单位为{names}，正文{label_zh(item.clause)}未列责任单位。"
            en = f"{label_en(item.row).capitalize()} names {names}; {label_en(item.clause)} names no responsible unit."
        yield _draft(item, units, zh, en, "error" if check.principal == "responsible" else None)


_RENAME_ZH = {
    "scope": "范围不同",
    "renamed": "为机构改革前后名称",
    "combined": "为合并设置机构的不同名称",
    "suggests": "名称不同，可能是另一单位",
}
_RENAME_EN = {
    "scope": "another scope",
    "renamed": "a name before or after a reform",
    "combined": "a combined body's name",
    "suggests": "another name, perhaps another body",
}


@rule("UNT008", "unit-name-differs", "warning", zh="单位名称不一致", en="Unit name differs")
def unit_name_differs(check: Check) -> Iterator[Draft]:
    """Same place in the list, other scope or another body's name.

    ## What it says
    A unit of the body has a counterpart in the row whose name is not an alias of it: 各部门 against 有关部门 (all against
    some), 城市管理局 against 城市管理综合执法局, an old name against the new one (information only).

    ## Why it matters
    各部门 binds everybody, 有关部门 only those concerned. Another body's name sends the task elsewhere.

    ## Example
    Body 责任单位：市政府各部门; table 市政府有关部门.

    ## What it does not say
    Aliases of the same unit (市发展改革委, 市发改委), a leading 各 and a missing place prefix are no difference.
    """
    for item, difference in _differences(check):
        for rename in difference.renames:
            yield Draft(
                zh=f"正文{label_zh(item.clause)}为“{rename.body.name}”，{label_zh(item.row)}为“{rename.table.name}”，"
                f"{_RENAME_ZH[rename.kind]}，请核对责任主体。",
                en=f"“{rename.body.name}” in {label_en(item.clause)}, “{rename.table.name}” in {label_en(item.row)}: "
                f"{_RENAME_EN[rename.kind]}.",
                clause=item.clause,
                row=item.row,
                body=rename.body.name,
                table=rename.table.name,
                details={"units": [rename.body.name, rename.table.name], "relation": rename.kind, "role": rename.tier},
                body_spans=(rename.body.span,),
                table_spans=(rename.table.span,),
                severity="info" if rename.kind == "renamed" else None,
            )


@rule("UNT009", "unit-order-differs", "info", zh="单位排序不一致", en="Unit order differs")
def unit_order_differs(check: Check) -> Iterator[Draft]:
    """Another unit is listed first.

    ## What it says
    Both sides name the same first units, in another order: the one the body lists first is not first in the row. It is
    an error where the notice says that the first listed unit leads.

    ## Why it matters
    By custom the first of several leads answers for the whole; where the notice says so, the order is the duty.

    ## Example
    Body 牵头单位：市司法局、市政府办公室; table 市政府办公室、市司法局.

    ## What it does not say
    The order of the second and later units does not matter, nor does the order of responsible units below a lead.
    """
    names = Names(check.scope, check.aliases)
    for item, difference in _differences(check):
        body, table = item.body.lead, item.table.lead
        if check.first_listed_leads and not difference.reordered:
            continue
        if not body or not table or names.relation(body[0], table[0]) == "same":
            continue
        swapped = names.find(body[0], table) is not None and names.find(table[0], body) is not None
        if not (swapped or difference.reordered):
            continue
        body = (*body, *item.body.responsible) if difference.reordered else body
        table = (*table, *item.table.responsible) if difference.reordered else table
        yield Draft(
            zh=f"正文{label_zh(item.clause)}首列单位为{body[0].name}，{label_zh(item.row)}首列单位为{table[0].name}。",
            en=f"{label_en(item.clause).capitalize()} lists {body[0].name} first, {label_en(item.row)} lists {table[0].name}.",
            clause=item.clause,
            row=item.row,
            body=joined(body),
            table=joined(table),
            details={"units": [body[0].name, table[0].name]},
            body_spans=(body[0].span,),
            table_spans=(table[0].span,),
            severity="error" if check.first_listed_leads else None,
        )


@rule("UNT010", "unit-name-malformed", "warning", zh="单位名称有误", en="Unit name malformed")
def unit_name_malformed(check: Check) -> Iterator[Draft]:
    """A unit name is doubled, truncated or broken, with the likely reading.

    ## What it says
    The printed name is no name, but exactly one reading fits; that reading was used for the comparison.

    ## Why it matters
    Often the damage of a conversion, sometimes a slip of the issuer: either way the published text shows it.

    ## Example
    市人力资源和社会保障 保障局 reads 市人力资源和社会保障局.

    ## What it does not say
    A name that is merely unknown is not malformed: local bodies have names of their own.
    """
    seen: set[tuple[str, int]] = set()
    for item in check.all_items:
        clause, row = check.both(item)
        in_body = isinstance(item, ReadClause)
        for damage in item.duties.damages:
            key = (damage.span.part, damage.span.start)
            if key in seen:
                continue
            seen.add(key)
            yield Draft(
                zh=f"{label_zh(item)}的单位名称“{damage.raw}”有误，疑为“{damage.likely}”。",
                en=f"{label_en(item).capitalize()}: “{damage.raw}” is malformed; it likely reads “{damage.likely}”.",
                clause=clause,
                row=row,
                body=damage.raw if in_body else None,
                table=None if in_body else damage.raw,
                details={"units": [damage.likely], "raw": damage.raw},
                body_spans=(damage.span,) if in_body else (),
                table_spans=() if in_body else (damage.span,),
            )
