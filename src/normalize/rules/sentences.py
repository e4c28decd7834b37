"""TXT003-005: sentences that are missing, added, or stand under another row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model import Unit
from ..match import Group, Sentence
from ..reading import ReadClause, ReadRow
from ..text import key_of
from . import rule
from .check import Check, Draft, label_en, label_zh, quoted


def _owner_row(group: Group, sentence: Sentence) -> ReadRow:
    return next((row for row in group.rows if row.row.id == sentence.owner), group.rows[0])


def _owner_clause(group: Group, sentence: Sentence) -> ReadClause:
    return next((clause for clause in group.clauses if clause.clause.id == sentence.owner), group.clauses[0])


@rule("TXT003", "sentence-missing", "warning", zh="正文语句未列入分解表", en="Sentence missing")
def sentence_missing(check: Check) -> Iterator[Draft]:
    """正文语句在分解表中没有列出。

    A sentence of the clause stands nowhere in the table.

    ## What it says
    条款中的这一句，对应事项没有，其他事项也没有。

    The clause has this sentence; neither its own row nor any other row has it.

    ## Why it matters
    没有列入分解表的工作不会被分解、交办和检查。

    What is not in the table is not broken down, not assigned and not checked.

    ## Example
    正文“简化签批环节。清理积压件。”，分解表只有“简化签批环节。”。

    Body 简化签批环节。清理积压件。; table 简化签批环节。

    ## What it does not say
    分解表只列事项名称、不列具体内容的不报；多数事项列有内容、个别只剩名称的仍报。同一行其他栏目（如反馈问题、预期成效）写有的不报。分解表通篇为摘要的，
    只作一次提示。列在其他事项之下的见 TXT005。

    Silent where the rows only name their tasks, not where one of them does so among rows with text; and silent where
    another column of the row says it.
    A table that abridges throughout is one information. A sentence under another row is TXT005.
    """
    if check.table_abridges:
        if count := sum(bool(group.alignment.missing) for group in check.matching.groups):
            yield _abridged(count)
        return
    for group in check.matching.groups:
        if not (group.alignment.row_has_text or check.table_gives_text):
            continue
        for sentence in group.alignment.missing:
            if _stands_in_another_column(group, sentence):
                continue
            clause, row = _owner_clause(group, sentence), group.rows[0]
            text = sentence.quote.text
            yield Draft(
                zh=f"{label_zh(clause)}的{quoted(text, 60)}在分解表中没有列出，该项工作将无人跟进。",
                en=f"{quoted(text, 60)} of {label_en(clause)} stands nowhere in the table: nobody will see to it.",
                clause=clause,
                row=row,
                body=text,
                details={"sentence": text},
                body_spans=sentence.quote.spans(),
            )


def _abridged(count: int) -> Draft:
    return Draft(
        zh=f"分解表通篇为摘要，{count}项未列出正文的全部语句，不逐项报告。",
        en=f"The table abridges throughout: {count} items leave sentences out. They are not listed one by one.",
        details={"count": count},
        severity="info",
    )


def _stands_in_another_column(group: Group, sentence: Sentence) -> bool:
    """A column that is neither task nor measure says it word for word (反馈问题, 预期成效)."""
    return any(sentence.key in key_of(row.outline.whole.text) for row in group.rows)


@rule("TXT004", "sentence-added", "warning", zh="分解表增加语句", en="Sentence added")
def sentence_added(check: Check) -> Iterator[Draft]:
    """分解表语句在正文中没有。

    A sentence of the row stands nowhere in the body.

    ## What it says
    分解表该事项中的这一句，正文任何条款都没有。

    The row has this sentence; no clause has it.

    ## Why it matters
    分解表提出了正文没有部署的任务。

    The table sets a task that the notice itself does not set.

    ## Example
    分解表有“每季度通报一次排名。”，正文没有相应内容。

    Table 每季度通报一次排名。, of which the body says nothing.

    ## What it does not say
    条款只有标题、没有具体内容的不报，此时本应由分解表展开。

    Silent where the clause has no text besides its heading, because then the table is meant to spell the task out.
    """
    for group in check.matching.groups:
        if not any(clause.clause.text.strip() for clause in group.clauses):
            continue
        for sentence in group.alignment.added:
            row = _owner_row(group, sentence)
            text = sentence.quote.text
            yield Draft(
                zh=f"{label_zh(row)}的{quoted(text, 60)}在正文中没有出现，任务缺少依据。",
                en=f"{quoted(text, 60)} of {label_en(row)} stands nowhere in the body: the task has no basis.",
                clause=group.clauses[0],
                row=row,
                table=text,
                details={"sentence": text},
                table_spans=sentence.quote.spans(),
            )


@rule("TXT005", "sentence-moved", "error", zh="语句错列到其他事项", en="Sentence moved")
def sentence_moved(check: Check) -> Iterator[Draft]:
    """条款中的语句列到了其他事项之下。

    A sentence stands under another row than its clause's.

    ## What it says
    条款中的这一句不在对应事项中，而在另一事项之下。

    A sentence of this clause is missing from its own row and stands under another one.

    ## Why it matters
    该项工作改由另一事项的单位牵头、按另一事项的时限完成，责任在无人察觉中转移。

    It is now led by the other row's unit and due on the other row's date: the duty changed hands without anybody
    saying so.

    ## Example
    “开通两条社区微线”属于正文第7条，列在表中第8项。

    开通两条社区微线 belongs to clause 7 and stands in row 8.

    ## What it does not say
    不再分别报告一处缺失、一处增加。请先查看原件：表格串行多由文件转换造成。

    It is not also reported as missing here and added there. Check the original file first: row shifts often come
    from a conversion.
    """
    clauses = {item.clause.id: item for item in check.reading.clauses}
    rows = {item.row.id: item for item in check.reading.rows}
    for move in check.matching.moves:
        clause, row = clauses[move.body.owner], rows[move.table.owner]
        own = next((g.rows[0] for g in check.matching.groups if clause in g.clauses), None)
        text = move.body.quote.text
        instead_zh = f"，没有列在{label_zh(own)}" if own else ""
        then_zh, then_en = _consequence(own, row)
        yield Draft(
            zh=f"{label_zh(clause)}的{quoted(text, 60)}列在{label_zh(row)}{instead_zh}，{then_zh}。",
            en=f"{quoted(text, 60)} of {label_en(clause)} stands under {label_en(row)}: {then_en}.",
            clause=clause,
            row=row,
            body=text,
            table=move.table.quote.text,
            details={"sentence": text, "own_row": own.row.number if own else None, "score": round(move.score, 4)},
            body_spans=move.body.quote.spans(),
            table_spans=move.table.quote.spans(),
        )


def _consequence(own: ReadRow | None, row: ReadRow) -> tuple[str, str]:
    """What the move changes: the lead or the units, the deadline, or only the place."""
    if own is None:
        return "请核对任务归属", "check where it belongs"
    changed = []
    if _names(own.row.lead_units) != _names(row.row.lead_units):
        changed.append(("牵头单位", "lead"))
    elif _names(own.row.responsible_units) != _names(row.row.responsible_units):
        changed.append(("责任单位", "units"))
    if {d.date for d in own.row.deadlines} != {d.date for d in row.row.deadlines}:
        changed.append(("完成时限", "deadline"))
    if not changed:
        return "请核对任务归属", "check where it belongs"
    return "和".join(zh for zh, _ in changed) + "随之改变", "its " + " and ".join(en for _, en in changed) + " change"


def _names(units: Iterable[Unit]) -> set[str]:
    return {unit.name for unit in units}
