"""TXT: titles, sentences and figures."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from ...model import Quote
from ..edits import Edit, edits_of
from ..match import Group, Sentence
from ..reading import ReadClause, ReadRow
from ..text import key_of
from . import rule
from .check import Check, Draft, label_en, label_zh, quote_spans, short


@lru_cache(maxsize=4)
def _edits(check: Check) -> tuple[tuple[Group, tuple[Edit, ...]], ...]:
    found = []
    for group in check.matching.groups:
        edits = [edit for link in group.alignment.links if not link.same for edit in edits_of(link)]
        found.append((group, tuple(edits)))
    return tuple(found)


def _owner_row(group: Group, sentence: Sentence) -> ReadRow:
    return next((row for row in group.rows if row.row.id == sentence.owner), group.rows[0])


def _owner_clause(group: Group, sentence: Sentence) -> ReadClause:
    return next((clause for clause in group.clauses if clause.clause.id == sentence.owner), group.clauses[0])


@rule("TXT001", "title-differs", "info", zh="标题不一致", en="Title differs")
def title_differs(check: Check) -> Iterator[Draft]:
    """Other words in the title.

    ## What it says
    The heading of the clause and the title of the row use other words.

    ## Why it matters
    Often a shortening (推进 dropped), sometimes another subject. Worth a look.

    ## Example
    Body 加强政务数据共享; table 政务数据共享.

    ## What it does not say
    A trailing 。, width, spaces and punctuation do not count. Silent where one side has no title.
    """
    for group in check.matching.groups:
        if len(group.pairs) != 1:
            continue
        clause, row = group.clauses[0], group.rows[0]
        ours, theirs = clause.clause.title, row.row.title
        if not ours or not theirs or key_of(ours) == key_of(theirs):
            continue
        yield Draft(
            zh=f"标题不一致：正文{label_zh(clause)}为“{ours}”，分解表为“{theirs}”。",
            en=f"The title of {label_en(clause)} differs: “{ours}” in the body, “{theirs}” in the table.",
            clause=clause,
            row=row,
            body=ours,
            table=theirs,
            body_spans=quote_spans([clause.outline.title]),
            table_spans=quote_spans([row.outline.title]),
        )


@rule("TXT002", "text-reworded", "warning", zh="文字表述不一致", en="Text reworded")
def text_reworded(check: Check) -> Iterator[Draft]:
    """Other words in a matched sentence; details.edits lists them.

    ## What it says
    A sentence of the clause stands in the row in other words. All edits of an item are listed in one finding, each with
    its place in both sources.

    ## Why it matters
    The table is what units work from. A dropped qualifier or another verb can widen or narrow the task.

    ## Example
    Body 加大培训工作力度，组织开展技能竞赛; table 加大培训力度，组织技能竞赛.

    ## What it does not say
    Punctuation, width and spacing never count. A changed figure is TXT006; a sentence that is gone altogether is TXT003.
    """
    for group, edits in _edits(check):
        words = [edit for edit in edits if not edit.figure]
        if not words:
            continue
        clause, row = group.clauses[0], group.rows[0]
        listed_zh = "；".join(_edit_zh(edit) for edit in words[:6]) + ("等" if len(words) > 6 else "")
        listed_en = "; ".join(_edit_en(edit) for edit in words[:6]) + (" ..." if len(words) > 6 else "")
        yield _edit_draft(
            check,
            group,
            words,
            f"正文{label_zh(clause)}与{label_zh(row)}文字不一致：{listed_zh}。",
            f"{label_en(clause).capitalize()} and {label_en(row)} differ in words: {listed_en}.",
        )


def _edit_zh(edit: Edit) -> str:
    if not edit.table:
        return f"分解表删去“{short(edit.body, 40)}”"
    if not edit.body:
        return f"分解表增加“{short(edit.table, 40)}”"
    return f"“{short(edit.body, 40)}”改为“{short(edit.table, 40)}”"


def _edit_en(edit: Edit) -> str:
    if not edit.table:
        return f"“{short(edit.body, 40)}” dropped"
    if not edit.body:
        return f"“{short(edit.table, 40)}” added"
    return f"“{short(edit.body, 40)}” became “{short(edit.table, 40)}”"


def _edit_draft(check: Check, group: Group, edits: Sequence[Edit], zh: str, en: str) -> Draft:
    links = [link for link in group.alignment.links if not link.same]
    body = "".join(s.quote.text for link in links for s in link.body)
    table = "".join(s.quote.text for link in links for s in link.table)
    return Draft(
        zh=zh,
        en=en,
        clause=group.clauses[0],
        row=group.rows[0],
        body=body,
        table=table,
        details={"edits": [_edit_details(group, edit) for edit in edits]},
        body_spans=quote_spans([edit.body_quote for edit in edits]),
        table_spans=quote_spans([edit.table_quote for edit in edits]),
    )


def _edit_details(group: Group, edit: Edit) -> dict[str, Any]:
    """Words and ranges of an edit: into the clause's text, and into the text of one measure."""
    clause_text = group.clauses[0].outline.text
    details: dict[str, Any] = {"body": edit.body, "table": edit.table}
    details["body_range"] = _range_in(clause_text, edit.body_quote) if clause_text else None
    for row in group.rows:
        for measure in row.measures:
            text = measure.outline.text
            found = _range_in(text, edit.table_quote) if text else None
            if found is not None:
                details["measure"], details["table_range"] = measure.measure.id, found
                return details
    return details


def _range_in(whole: Quote, part: Quote) -> list[int] | None:
    """Offsets of `part` in the text of `whole`, or None where it does not stand there."""
    if part.source is not whole.source or not part.ranges:
        return None
    start = _offset_in(whole, part.ranges[0][0])
    if part.ranges[0][0] == part.ranges[-1][1]:
        return None if start is None else [start, start]
    end = _offset_in(whole, part.ranges[-1][1] - 1)
    return None if start is None or end is None else [start, end + 1]


def _offset_in(whole: Quote, origin: int) -> int | None:
    starts = [start for start, _ in whole.ranges]
    position = bisect.bisect_right(starts, origin) - 1
    if position < 0:
        return None
    low, high = whole.ranges[position]
    before = sum(end - start for start, end in whole.ranges[:position])
    return before + origin - low if origin <= high else None


@rule("TXT003", "sentence-missing", "warning", zh="正文语句未列入分解表", en="Sentence missing")
def sentence_missing(check: Check) -> Iterator[Draft]:
    """A sentence of the clause stands nowhere in the table.

    ## What it says
    The clause has this sentence; neither its own row nor any other row has it.

    ## Why it matters
    What is not in the table is not broken down, not assigned and not checked.

    ## Example
    Body 简化签批环节。清理积压件。; table 简化签批环节。

    ## What it does not say
    Silent where the row only names the task and has no text of its own. A sentence under another row is TXT005.
    """
    for group in check.matching.groups:
        if not group.alignment.row_has_text:
            continue
        for sentence in group.alignment.missing:
            clause, row = _owner_clause(group, sentence), group.rows[0]
            text = sentence.quote.text
            yield Draft(
                zh=f"正文{label_zh(clause)}的“{short(text, 60)}”未列入分解表，该项工作将无人跟进。",
                en=f"“{short(text, 60)}” of {label_en(clause)} stands nowhere in the table.",
                clause=clause,
                row=row,
                body=text,
                details={"sentence": text},
                body_spans=sentence.quote.spans(),
            )


@rule("TXT004", "sentence-added", "warning", zh="分解表增加语句", en="Sentence added")
def sentence_added(check: Check) -> Iterator[Draft]:
    """A sentence of the row stands nowhere in the body.

    ## What it says
    The row has this sentence; no clause has it.

    ## Why it matters
    The table sets a task that the notice itself does not set.

    ## Example
    Table 每季度通报一次排名。, of which the body says nothing.

    ## What it does not say
    Silent where the clause has no text besides its heading, because then the table is meant to spell the task out.
    """
    for group in check.matching.groups:
        if not any(clause.clause.text.strip() for clause in group.clauses):
            continue
        for sentence in group.alignment.added:
            row = _owner_row(group, sentence)
            text = sentence.quote.text
            yield Draft(
                zh=f"{label_zh(row)}的“{short(text, 60)}”在正文中没有依据。",
                en=f"“{short(text, 60)}” of {label_en(row)} stands nowhere in the body.",
                clause=group.clauses[0],
                row=row,
                table=text,
                details={"sentence": text},
                table_spans=sentence.quote.spans(),
            )


@rule("TXT005", "sentence-moved", "error", zh="语句错列到其他事项", en="Sentence moved")
def sentence_moved(check: Check) -> Iterator[Draft]:
    """A sentence stands under another row than its clause's.

    ## What it says
    A sentence of this clause is missing from its own row and stands under another one.

    ## Why it matters
    It is now led by the other row's unit and due on the other row's date: the duty changed hands without anybody saying so.

    ## Example
    开通两条社区微线 belongs to clause 7 and stands in row 8.

    ## What it does not say
    It is not also reported as missing here and added there. Check the original file first: row shifts often come from a
    conversion.
    """
    clauses = {item.clause.id: item for item in check.reading.clauses}
    rows = {item.row.id: item for item in check.reading.rows}
    for move in check.matching.moves:
        clause, row = clauses[move.body.owner], rows[move.table.owner]
        own = next((g.rows[0] for g in check.matching.groups if clause in g.clauses), None)
        text = move.body.quote.text
        instead_zh = f"，而不在{label_zh(own)}" if own else ""
        yield Draft(
            zh=f"正文{label_zh(clause)}的“{short(text, 60)}”列在{label_zh(row)}之下{instead_zh}，"
            "其牵头单位和时限随之改变。",
            en=f"“{short(text, 60)}” of {label_en(clause)} stands under {label_en(row)}: its lead and deadline change.",
            clause=clause,
            row=row,
            body=text,
            table=move.table.quote.text,
            details={"sentence": text, "own_row": own.row.number if own else None, "score": round(move.score, 4)},
            body_spans=move.body.quote.spans(),
            table_spans=move.table.quote.spans(),
        )


@rule("TXT006", "number-changed", "error", zh="数字不一致", en="Figure changed")
def number_changed(check: Check) -> Iterator[Draft]:
    """A figure inside the text differs.

    ## What it says
    In a matched sentence a number, date or percentage is another one.

    ## Why it matters
    Targets and limits are what a task is measured by.

    ## Example
    Body 新增停车泊位5000个; table 新增停车泊位500个.

    ## What it does not say
    Figures are compared as printed: 10% and 百分之十 differ. A figure that is gone with the words around it is TXT002.
    """
    for group, edits in _edits(check):
        figures = [edit for edit in edits if edit.figure]
        if not figures:
            continue
        clause, row = group.clauses[0], group.rows[0]
        listed = "；".join(f"“{short(e.body, 30)}”变为“{short(e.table, 30)}”" for e in figures)
        listed_en = "; ".join(f"“{short(e.body, 30)}” became “{short(e.table, 30)}”" for e in figures)
        yield _edit_draft(
            check,
            group,
            figures,
            f"正文{label_zh(clause)}与{label_zh(row)}的数字不一致：{listed}。",
            f"A figure differs between {label_en(clause)} and {label_en(row)}: {listed_en}.",
        )


@rule("TXT007", "punctuation-differs", "info", zh="标点不一致", en="Punctuation differs", off=True)
def punctuation_differs(check: Check) -> Iterator[Draft]:
    """Punctuation differs in a sentence that is otherwise the same. Off by default.

    ## What it says
    The words agree, the marks do not (other than in width).

    ## Why it matters
    Rarely; useful in a last proof before publication. Select it with `--select TXT007`.

    ## Example
    Body 统一标准、统一平台; table 统一标准，统一平台.

    ## What it does not say
    Width and spacing never count, nor does a full stop at the end of a cell.
    """
    for group in check.matching.groups:
        pairs = []
        for link in group.alignment.links:
            ours = "".join(_marks(s.quote.text) for s in link.body)
            theirs = "".join(_marks(s.quote.text) for s in link.table)
            if link.same and ours != theirs:
                pairs.append(link)
        if not pairs:
            continue
        clause, row = group.clauses[0], group.rows[0]
        yield Draft(
            zh=f"正文{label_zh(clause)}与{label_zh(row)}标点不一致。",
            en=f"Punctuation differs between {label_en(clause)} and {label_en(row)}.",
            clause=clause,
            row=row,
            body="".join(s.quote.text for link in pairs for s in link.body),
            table="".join(s.quote.text for link in pairs for s in link.table),
            body_spans=quote_spans(s.quote for link in pairs for s in link.body),
            table_spans=quote_spans(s.quote for link in pairs for s in link.table),
        )


def _marks(text: str) -> str:
    """`text` width-folded, without white space and without the stop at its end."""
    from ...lexicon.width import squeeze

    return squeeze(text).rstrip("。.;；,，")
