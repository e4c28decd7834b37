"""MAT: clauses and rows that have no counterpart, or an uncertain one.

Other numbers (MAT003) are in `renumbered`, other sections (MAT005) in `sections`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...lexicon.numerals import number_value
from . import rule
from .check import Check, Draft, heading, label_en, label_zh, quote_spans, short, titled_en, titled_zh

LOW_SCORE = 0.5
CLOSE_RATIO = 0.97


@rule("MAT001", "clause-without-row", "error", zh="条款未列入分解表", en="Clause without a row")
def clause_without_row(check: Check) -> Iterator[Draft]:
    """正文条款在分解表中没有对应事项。

    A clause of the body has no row in the breakdown table.

    ## What it says
    按内容、标题和编号综合比对，分解表中没有任何一项与该条款对应。

    Nothing in the breakdown table corresponds to this clause, by text, title or number together.

    ## Why it matters
    督办台账依据分解表建立。没有列入分解表的条款无人承接，也不会被跟踪督办。

    The supervision ledger is made from the table. A clause that is not in it is assigned to nobody and never
    followed up.

    ## Example
    正文有“21. 办好社区食堂”“22. 建设口袋公园”“23. 更新燃气立管”，分解表只有前后两项：第22条没有对应事项。

    The body has 21. 办好社区食堂, 22. 建设口袋公园, 23. 更新燃气立管; the table has only 21 and 23: clause 22 has
    no row.

    ## What it does not say
    文件没有分解表时不报（见 RDR002）；内容列在其他编号之下的不报（见 MAT003）。该条款的单位和时限不再另行报告。

    It does not fire where the notice has no table at all (RDR002 says that), nor for a clause whose text stands in
    a row that carries another number (MAT003 says that). The clause's units and deadline are not reported again.
    """
    if not check.compares:
        return
    for item in check.matching.clauses_alone:
        yield Draft(
            zh=f"{titled_zh(item)}在分解表中没有对应事项，任务无人承接。",
            en=f"{titled_en(item)} has no row in the breakdown table: nobody takes the task on.",
            clause=item,
            body=heading(item),
            details={"title": item.clause.title},
            body_spans=quote_spans([item.outline.title or item.outline.text]),
        )


@rule("MAT002", "row-without-clause", "error", zh="分解表事项无对应条款", en="Row without a clause")
def row_without_clause(check: Check) -> Iterator[Draft]:
    """分解表事项在正文中没有对应条款。

    A row of the breakdown table has no clause in the body.

    ## What it says
    按内容、标题和编号综合比对，正文中没有任何条款与该事项对应。

    The row matches no clause, by text, title or number together.

    ## Why it matters
    分解表分派了正文没有部署的任务，要求单位落实缺少依据。

    The table assigns a task that the notice itself never sets: there is no basis to hold anybody to it.

    ## Example
    分解表第9项为“推行电子证照互认”，正文没有任何条款提到。

    Row 9 推行电子证照互认 stands in the table; no clause of the body speaks of it.

    ## What it does not say
    正文未能读到条款时不报（见 RDR003）；一条拆成两项的，后一项不报。

    It does not fire where the body has no clauses (RDR003), nor for a row that holds a part of a clause split in
    two.
    """
    if not check.compares:
        return
    for item in check.matching.rows_alone:
        yield Draft(
            zh=f"{titled_zh(item)}在正文中没有对应条款，任务缺少依据。",
            en=f"{titled_en(item)} has no clause in the body: the task has no basis.",
            row=item,
            table=heading(item),
            details={"title": item.row.title},
            table_spans=quote_spans([item.outline.title or item.outline.whole]),
        )


@rule("MAT004", "uncertain-match", "warning", zh="对应关系不确定", en="Uncertain match")
def uncertain_match(check: Check) -> Iterator[Draft]:
    """条款与事项已经对应，但把握不大。

    A clause and a row were matched, but the evidence is weak or another candidate is nearly as good.

    ## What it says
    两者相似度低，或者另有一个候选几乎同样相近，且编号也不能区分。

    The score of the pair is low, or the second-best candidate comes close to it and no number decides between them.

    ## Why it matters
    该条的其他差异都以这一对应关系为前提，应当先核对。确有把握时可以在设置中指定对应关系。

    What is reported for this item rests on the match. Look at it first; a forced pair can be set in the settings.

    ## Example
    正文第8条“做好汛期值守”与分解表第8项“提升应急处突能力”文字完全不同，仅编号和单位相同。

    Clause 8 做好汛期值守 stands against row 8 提升应急处突能力: other words throughout, only number and unit agree.

    ## What it does not say
    内容相近但编号一致的不报。

    It is silent where text is alike but the printed numbers agree.
    """
    for group in check.matching.groups:
        if len(group.pairs) != 1 or group.pairs[0].how == "forced":
            continue
        clause, row, pair = group.clauses[0], group.rows[0], group.pairs[0]
        rival = check.matching.runners_up.get((pair.clause, pair.row), 0.0)
        same_number = number_value(clause.clause.number) == number_value(row.row.number) is not None
        low = pair.score < LOW_SCORE
        close = rival >= pair.score * CLOSE_RATIO and not same_number
        if not low and not close:
            continue
        reason_zh = f"两者相似度仅{pair.score:.0%}" if low else "另有内容几乎相同的候选"
        reason_en = f"they are only {pair.score:.0%} alike" if low else "another candidate is nearly as good"
        yield Draft(
            zh=f"{label_zh(clause)}与{label_zh(row)}的对应关系不确定，{reason_zh}，请先核对是否为同一事项。",
            en=f"{label_en(clause, opens=True)} and {label_en(row)} may not belong together: {reason_en}. "
            "Check this first.",
            clause=clause,
            row=row,
            body=clause.clause.title or short(clause.clause.text, 60),
            table=row.row.title,
            details={"score": pair.score, "runner_up": round(rival, 4)},
            body_spans=quote_spans([clause.outline.title or clause.outline.text]),
            table_spans=quote_spans([row.outline.title or row.outline.whole]),
        )
