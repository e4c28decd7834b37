"""UNT008-010: units under another name, in another order, or misprinted."""

from __future__ import annotations

from collections.abc import Iterator

from ..reading import ReadClause
from . import rule
from .check import Check, Draft, joined, label_en, label_zh
from .unit_drafts import differences
from .unit_sets import Names

_TIER_ZH = {"lead": "牵头单位", "responsible": "责任单位"}
_RENAME_ZH = {
    "scope": "所指范围不同",
    "renamed": "两者为机构改革前后的名称",
    "combined": "两者为合并设置机构的不同名称",
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
    """同一位置的单位名称所指范围不同，或者是另一机构的名称。

    Same place in the list, other scope or another body's name.

    ## What it says
    正文的单位在分解表中有对应，但对应名称不是它的简称或者别名：“各部门”与“有关部门”（全部与部分）、“城市管理
    局”与“城市管理综合执法局”、只差末尾几个字的“疾控局”与“疾控中心”、机构改革前后的名称（只作提示）。

    A unit of the body has a counterpart in the row whose name is not an alias of it: 各部门 against 有关部门 (all
    against some), 城市管理局 against 城市管理综合执法局, 疾控局 against 疾控中心 (only their last words tell them
    apart), an old name against the new one (information only).

    ## Why it matters
    “各部门”约束所有部门，“有关部门”只约束相关部门。写成另一机构，任务就交到了别处。

    各部门 binds everybody, 有关部门 only those concerned. Another body's name sends the task elsewhere.

    ## Example
    正文“责任单位：市政府各部门”，分解表为“市政府有关部门”。

    Body 责任单位：市政府各部门; table 市政府有关部门.

    ## What it does not say
    同一单位的简称（市发展改革委、市发改委）、省略“各”字、省略地名前缀的不报。

    Aliases of the same unit (市发展改革委, 市发改委), a leading 各 and a missing place prefix are no difference.
    """
    for item, difference in differences(check):
        for rename in difference.renames:
            yield Draft(
                zh=f"{label_zh(item.clause)}的{_TIER_ZH[rename.tier]}为“{rename.body.name}”，"
                f"{label_zh(item.row)}为“{rename.table.name}”，{_RENAME_ZH[rename.kind]}，请核对责任主体。",
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
    """首列单位不同。

    Another unit is listed first.

    ## What it says
    两边列出的单位相同，但正文列在首位的单位在分解表中不在首位。文件规定列第一位的为牵头单位时，按错误报告。

    Both sides name the same first units, in another order: the one the body lists first is not first in the row. It
    is an error where the notice says that the first listed unit leads.

    ## Why it matters
    几个单位共同牵头时，习惯上由列在首位的负总责；文件有此规定的，次序就是责任。

    By custom the first of several leads answers for the whole; where the notice says so, the order is the duty.

    ## Example
    正文“牵头单位：市司法局、市政府办公室”，分解表为“市政府办公室、市司法局”。

    Body 牵头单位：市司法局、市政府办公室; table 市政府办公室、市司法局.

    ## What it does not say
    第二位以后的次序不同不报；有牵头单位时，责任单位的次序不同不报。

    The order of the second and later units does not matter, nor does the order of responsible units below a lead.
    """
    names, leads = Names(check.scope, check.aliases), check.first_listed_leads
    for item, difference in differences(check):
        body, table = item.body.lead, item.table.lead
        if leads and not difference.reordered:
            continue
        if not body or not table or names.relation(body[0], table[0]) == "same":
            continue
        swapped = names.find(body[0], table) is not None and names.find(table[0], body) is not None
        if not (swapped or difference.reordered):
            continue
        body = (*body, *item.body.responsible) if difference.reordered else body
        table = (*table, *item.table.responsible) if difference.reordered else table
        yield Draft(
            zh=f"{label_zh(item.clause)}的首列单位为{body[0].name}，{label_zh(item.row)}的首列单位为{table[0].name}，"
            + ("按照本文件列第一位的为牵头单位的规定，牵头单位不一致。" if leads else "请留意由谁负总责。"),
            en=f"{label_en(item.clause, opens=True)} lists {body[0].name} first, "
            f"{label_en(item.row)} lists {table[0].name}"
            + (": by this notice's rule the first leads." if leads else "."),
            clause=item.clause,
            row=item.row,
            body=joined(body),
            table=joined(table),
            details={"units": [body[0].name, table[0].name]},
            body_spans=(body[0].span,),
            table_spans=(table[0].span,),
            severity="error" if leads else None,
        )


@rule("UNT010", "unit-name-malformed", "warning", zh="单位名称有误", en="Unit name malformed")
def unit_name_malformed(check: Check) -> Iterator[Draft]:
    """单位名称重复、缺字或者断裂，另附疑似名称。

    A unit name is doubled, truncated or broken, with the likely reading.

    ## What it says
    印出的文字不是单位名称，但只有一种合理读法；比对时按该读法处理。

    The printed name is no name, but exactly one reading fits; that reading was used for the comparison.

    ## Why it matters
    多为文件转换造成，也可能是印制差错，公开文本上都会显示出来。

    Often the damage of a conversion, sometimes a slip of the issuer: either way the published text shows it.

    ## Example
    “市人力资源和社会保障 保障局”疑为“市人力资源和社会保障局”。

    市人力资源和社会保障 保障局 reads 市人力资源和社会保障局.

    ## What it does not say
    只是不在名录中的单位不报：各地都有自己的机构名称。

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
                zh=f"{label_zh(item)}的单位名称“{damage.raw}”有误，疑为“{damage.likely}”，比对时按后者处理。",
                en=f"{label_en(item, opens=True)}: “{damage.raw}” is malformed and was compared as “{damage.likely}”.",
                clause=clause,
                row=row,
                body=damage.raw if in_body else None,
                table=None if in_body else damage.raw,
                details={"units": [damage.likely], "raw": damage.raw},
                body_spans=(damage.span,) if in_body else (),
                table_spans=() if in_body else (damage.span,),
            )
