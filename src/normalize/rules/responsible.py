"""UNT005-007: responsible and supporting units that are missing or added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Severity, Unit
from ..duties import Duties
from . import rule
from .check import Check, Draft, Item, joined, label_en, label_zh
from .column_shifts import slip_en, slip_zh
from .unit_drafts import aside_en, aside_zh, differences, unit_draft, whole_side


def _tier_severity(
    check: Check, units: Sequence[Unit], others: Sequence[Unit], item: Item, *, body: bool
) -> Severity | None:
    """An error where responsible is the principal role; information where only the other side's list is open (等)."""
    duties = item.body if body else item.table
    if _only_there_open(duties, others):
        return "info"
    principal = check.principal == "responsible" and any(unit in duties.responsible for unit in units)
    return "error" if principal else None


def _only_there_open(duties: Duties, others: Sequence[Unit]) -> bool:
    """Whether the other list may include what it does not name. Lists that both end in 等 were meant to be the same."""
    own = (*duties.responsible, *duties.supporting)
    return any(unit.open_list for unit in others) and not any(unit.open_list for unit in own)


def _then_zh(side: str, duties: Duties, others: Sequence[Unit], otherwise: str) -> str:
    """What follows; an open list (等) may well include the unit."""
    return f"{side}名单以“等”结尾，可能已包括在内" if _only_there_open(duties, others) else otherwise


def _then_en(duties: Duties, others: Sequence[Unit]) -> str:
    return " That list is open (等) and may include it." if _only_there_open(duties, others) else ""


@rule("UNT005", "responsible-unit-missing", "warning", zh="责任单位缺失", en="Responsible unit missing")
def responsible_unit_missing(check: Check) -> Iterator[Draft]:
    """正文的责任单位没有列入对应事项。

    A responsible or supporting unit of the body is not in the row.

    ## What it says
    正文条款列为责任或者配合的单位，分解表该事项没有列入。文件不设牵头单位时，任务由责任单位承担，按错误报告。

    The clause names this unit as responsible or supporting; the row does not name it. It is an error where the
    notice names no leads, because then the responsible units carry the task.

    ## Why it matters
    没有列入分解表的单位不进台账，也不会报送进展。

    A unit that is not in the table gets no ledger entry and does not report.

    ## Example
    正文“责任单位：市公安局、市应急局”，分解表为“市公安局”。

    Body 责任单位：市公安局、市应急局; table 市公安局.

    ## What it does not say
    只有分解表名单以“等”结尾的只作提示，两边都以“等”结尾的照常报告。责任单位的先后次序不同不报。

    It is information only where the row's list alone is open (等); where both are, it is said as usual. The order of
    responsible units does not matter.
    """
    for item, difference in differences(check):
        if units := difference.others_missing:
            names = joined(units)
            others = [*item.table.responsible, *item.table.supporting]
            yield unit_draft(
                item,
                units,
                f"{label_zh(item.clause)}的责任单位{names}没有列入{label_zh(item.row)}"
                f"{aside_zh('表中', others)}，{_then_zh('表中', item.body, others, '将不会收到交办任务')}"
                f"{slip_zh(difference.others_slipped, '责任单位')}。",
                f"{names}: responsible in {label_en(item.clause)}, not in {label_en(item.row)}"
                f"{aside_en('the table', others)}.{_then_en(item.body, others)}"
                f"{slip_en(difference.others_slipped, 'units')}",
                _tier_severity(check, units, others, item, body=True),
            )


@rule("UNT006", "responsible-unit-added", "warning", zh="责任单位增加", en="Responsible unit added")
def responsible_unit_added(check: Check) -> Iterator[Draft]:
    """分解表的责任单位在正文中没有。

    A responsible or supporting unit of the row is not in the body.

    ## What it says
    分解表该事项列为责任或者配合的单位，正文条款没有提到。

    The row names this unit as responsible or supporting; the clause does not name it.

    ## Why it matters
    该单位承担了正文没有交给它的任务。

    The unit is given a task that the notice itself does not give it.

    ## Example
    正文“责任单位：市公安局”，分解表为“市公安局、市城管局”。

    Body 责任单位：市公安局; table 市公安局、市城管局.

    ## What it does not say
    只有正文名单以“等”结尾的（市公安局等部门）只作提示，两边都以“等”结尾的照常报告。

    It is information only where the clause's list alone is open (市公安局等部门); where both are, it is said as usual.
    """
    for item, difference in differences(check):
        if units := difference.others_added:
            names = joined(units)
            others = [*item.body.responsible, *item.body.supporting]
            yield unit_draft(
                item,
                units,
                f"{label_zh(item.row)}的责任单位{names}在{label_zh(item.clause)}中没有"
                f"{aside_zh('正文', others)}，{_then_zh('正文', item.table, others, '任务分派缺少依据')}。",
                f"{names}: responsible in {label_en(item.row)}, not in {label_en(item.clause)}"
                f"{aside_en('the body', others)}.{_then_en(item.table, others)}",
                _tier_severity(check, units, others, item, body=False),
            )


@rule("UNT007", "responsible-units-absent", "warning", zh="一方未列责任单位", en="No responsible units on one side")
def responsible_units_absent(check: Check) -> Iterator[Draft]:
    """一方列有责任单位，另一方没有。

    One side names responsible units, the other none at all.

    ## What it says
    就该事项而言，正文列有责任单位而分解表没有，或者相反。如果一方全文都不列责任单位，则对整个文件作一次提示。

    For this item the body names responsible units and the table none, or the reverse. Where a whole side of the
    notice never names them, that is said once for the notice, as information.

    ## Why it matters
    或者无人得知需要配合，或者仅凭分解表向单位派了任务。

    Either nobody is told to help, or units are told by the table alone.

    ## Example
    正文“（牵头单位：县政府办公室；完成时限：9月底）”，分解表另列责任单位“县政府有关部门”。

    Body （牵头单位：县政府办公室；完成时限：9月底）; the row adds 责任单位 县政府有关部门.

    ## What it does not say
    双方都没有责任单位的不报。

    It is silent where neither side names any.
    """
    if check.compares and ("responsible" in check.body_names) != ("responsible" in check.table_names):
        yield whole_side("责任单位", "responsible units", "body" if "responsible" in check.body_names else "table")
    for item, difference in differences(check):
        if not difference.others_absent:
            continue
        body = (*item.body.responsible, *item.body.supporting)
        table = (*item.table.responsible, *item.table.supporting)
        units = body or table or item.body.lead or item.table.lead
        names = joined(units)
        on_body = bool(body) or (not table and bool(item.body.lead))
        if on_body:
            zh = f"{label_zh(item.clause)}的责任单位为{names}，{label_zh(item.row)}没有列责任单位，任务无人承接。"
            en = f"{label_en(item.clause, opens=True)} names {names}; {label_en(item.row)} names no responsible unit."
        else:
            zh = f"{label_zh(item.row)}的责任单位为{names}，{label_zh(item.clause)}没有列责任单位，任务分派缺少依据。"
            en = f"{label_en(item.row, opens=True)} names {names}; {label_en(item.clause)} names no responsible unit."
        yield unit_draft(item, units, zh, en, "error" if check.principal == "responsible" else None)
