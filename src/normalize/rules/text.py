"""TXT001, 002, 006, 007: titles, words, figures and punctuation."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from ...model import Quote, Severity
from ..alignment import Link
from ..beside import stands_beside
from ..edits import Edit, edits_of
from ..match import Group, Sentence
from ..similarity import bare_title
from ..text import key_of, sentences
from . import rule
from .check import Check, Draft, label_en, label_zh, quote_spans, quoted


@lru_cache(maxsize=4)
def _edits(check: Check) -> tuple[tuple[Group, tuple[Edit, ...]], ...]:
    found = []
    for group in check.matching.groups:
        edits = [edit for link in group.alignment.links if not link.same for edit in edits_of(link)]
        found.append((group, (*_beside(group, [*_heading_edits(group), *edits]), *_further(group))))
    return tuple(found)


def _further(group: Group) -> Iterator[Edit]:
    """What another column of the row says otherwise; it need not say all."""
    for link in group.alignment.beside:
        yield from (edit for edit in edits_of(link) if edit.body and edit.table)


def _beside(group: Group, edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits, those words looked up in the other columns of the row that its text leaves out."""
    for edit in edits:
        left_out = not edit.table and edit.body
        link = stands_beside(Sentence("", edit.body_quote, key_of(edit.body)), group.rows) if left_out else None
        if link is None:
            yield edit
        elif not link.same:
            yield from (each for each in edits_of(link) if each.body and each.table)


def _left_out(edit: Edit) -> bool:
    """Words that the table only leaves out, none of them a word of obligation."""
    return not edit.table and edit.kind == "words"


def _heading_edits(group: Group) -> tuple[Edit, ...]:
    """Edits of the two headings that change the task: all where there is no text besides, else figures and duties."""
    link = _headings(group)
    if link is None or bare_title(link.body[0].key) == bare_title(link.table[0].key):
        return ()
    edits = edits_of(link)
    return tuple(edits if _is_bare(group) else [edit for edit in edits if edit.kind != "words"])


def _headings(group: Group) -> Link | None:
    """The two headings of an item that is one clause and one row, where they differ and can be compared."""
    clause, row = group.clauses[0].outline.title, group.rows[0].outline.title
    if len(group.pairs) != 1 or clause is None or row is None or key_of(clause.text) == key_of(row.text):
        return None
    if _is_text_of_other(group, clause.text, row.text):
        return None
    # An enumerator before it (一是) is no part of a heading.
    said = [next(iter(sentences(quote)), quote) if _is_bare(group) else quote for quote in (clause, row)]
    ours, theirs = (Sentence("", quote, key_of(quote.text)) for quote in said)
    if ours.key == theirs.key:
        return None
    return Link((ours,), (theirs,))


def _is_bare(group: Group) -> bool:
    """Whether neither side has any text besides its heading."""
    texts = [measure.outline.text for row in group.rows for measure in row.measures]
    return not any([group.clauses[0].outline.text, *texts])


@rule("TXT001", "title-differs", "info", zh="标题不一致", en="Title differs")
def title_differs(check: Check) -> Iterator[Draft]:
    """条款标题与事项名称用词不同。

    Other words in the title.

    ## What it says
    条款的标题与分解表的事项名称文字不同。

    The heading of the clause and the title of the row use other words.

    ## Why it matters
    多为省略动词（去掉“推进”），也可能换了对象，请留意。

    Often a shortening (推进 dropped), sometimes another subject. Worth a look.

    ## Example
    正文“加强政务数据共享”，分解表“政务数据共享”。

    Body 加强政务数据共享; table 政务数据共享.

    ## What it does not say
    句末句号、全半角、空格和标点不同不报。一方没有标题，或者以条款中的语句作标题的，不报。标题中的数字见 TXT006；任
    务只有一句话、没有其他内容的，用词不同见 TXT002。

    A trailing 。, width, spaces and punctuation do not count. Silent where one side has no title, or where a
    sentence of the other side's text stands in its place. A figure in the title is TXT006; other words in a task
    that is nothing but its title are TXT002.
    """
    for group in check.matching.groups:
        clause, row = group.clauses[0], group.rows[0]
        ours, theirs = clause.clause.title, row.row.title
        link = _headings(group)
        if link is None or not ours or not theirs or len(_heading_edits(group)) == len(edits_of(link)):
            continue
        yield Draft(
            zh=f"正文标题为{quoted(ours, 40)}，分解表为{quoted(theirs, 40)}，标题用词不同。",
            en=f"The title is {quoted(ours, 40)} in the body and {quoted(theirs, 40)} in the table.",
            clause=clause,
            row=row,
            body=ours,
            table=theirs,
            body_spans=quote_spans([clause.outline.title]),
            table_spans=quote_spans([row.outline.title]),
        )


def _is_text_of_other(group: Group, ours: str, theirs: str) -> bool:
    """What stands as title on one side is a sentence of the other side's text: no title to compare."""
    body = [clause.outline.text for clause in group.clauses]
    table = [measure.outline.text for row in group.rows for measure in row.measures]
    said = [{key_of(s.text) for text in side if text for s in sentences(text)} for side in (body, table)]
    return key_of(theirs) in said[0] or key_of(ours) in said[1]


@rule("TXT002", "text-reworded", "warning", zh="文字表述不一致", en="Text reworded")
def text_reworded(check: Check) -> Iterator[Draft]:
    """对应语句用词不同，details.edits 逐处列出。

    Other words in a matched sentence; details.edits lists them.

    ## What it says
    条款中的语句在分解表中换了说法。同一事项的各处改动合并为一条，逐处注明两边位置。“应当”“可以”“不得”等义务用
    语有变化的，按错误报告。

    A sentence of the clause stands in the row in other words. All edits of an item are listed in one finding, each
    with its place in both sources. It is an error where a word of obligation changes (应当, 可以, 不得).

    ## Why it matters
    各单位按分解表执行。少一个限定词、换一个动词，任务可能变宽或者变窄。

    The table is what units work from. A dropped qualifier or another verb can widen or narrow the task.

    ## Example
    正文“加大培训工作力度，组织开展技能竞赛”，分解表“加大培训力度，组织技能竞赛”。

    Body 加大培训工作力度，组织开展技能竞赛; table 加大培训力度，组织技能竞赛.

    ## What it does not say
    标点、全半角、空格不同不报。数字改动见 TXT006；整句缺失见 TXT003。同一行其他栏目写有的，以及分解表通篇为摘要时省
    略的词语，不报。

    Punctuation, width and spacing never count. A changed figure is TXT006; a sentence that is gone altogether is
    TXT003. Silent for words that another column of the row has, and for words left out by a table that abridges
    throughout.
    """
    for group, edits in _edits(check):
        words = [edit for edit in edits if edit.kind != "figure" and not (check.table_abridges and _left_out(edit))]
        if not words:
            continue
        clause, row = group.clauses[0], group.rows[0]
        listed_zh, listed_en = _listed(map(_edit_zh, words), "；", "等"), _listed(map(_edit_en, words), "; ", " ...")
        graver = any(edit.kind == "obligation" for edit in words)
        yield _edit_draft(
            group,
            words,
            f"{label_zh(clause)}与{label_zh(row)}文字不一致：{listed_zh}{'，义务要求发生变化' if graver else ''}。",
            f"{label_en(clause, opens=True)} and {label_en(row)} differ in words: {listed_en}"
            f"{' (a word of obligation)' if graver else ''}.",
            severity="error" if graver else None,
        )


def _listed(edits: Iterable[str], separator: str, rest: str) -> str:
    """The first six different edits."""
    different = list(dict.fromkeys(edits))
    return separator.join(different[:6]) + (rest if len(different) > 6 else "")


def _edit_zh(edit: Edit) -> str:
    body, table = edit.shown
    if not table:
        return f"表中删去{quoted(body, 40)}"
    if not body:
        return f"表中增加{quoted(table, 40)}"
    return f"{quoted(body, 40)}在表中为{quoted(table, 40)}"


def _edit_en(edit: Edit) -> str:
    body, table = edit.shown
    if not table:
        return f"{quoted(body, 40)} is left out of the table"
    if not body:
        return f"{quoted(table, 40)} is added in the table"
    return f"{quoted(body, 40)} is {quoted(table, 40)} in the table"


def _edit_draft(group: Group, edits: Sequence[Edit], zh: str, en: str, severity: Severity | None = None) -> Draft:
    links = [link for link in (*group.alignment.links, *group.alignment.beside) if not link.same]
    if not links and (headings := _headings(group)) is not None:
        links = [headings]
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
        severity=severity,
    )


def _edit_details(group: Group, edit: Edit) -> dict[str, Any]:
    """Words and ranges of an edit: into the clause's text, and into the text of one measure."""
    clause_text = group.clauses[0].outline.text
    details: dict[str, Any] = {"body": edit.body, "table": edit.table, "kind": edit.kind}
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


@rule("TXT006", "number-changed", "error", zh="数字不一致", en="Figure changed")
def number_changed(check: Check) -> Iterator[Draft]:
    """对应语句中的数字不同。

    A figure inside the text differs.

    ## What it says
    对应语句中的数量、日期或者百分比不一致。

    In a matched sentence a number, date or percentage is another one.

    ## Why it matters
    任务按指标和限额考核，数字就是标准。

    Targets and limits are what a task is measured by.

    ## Example
    正文“新增停车泊位5000个”，分解表“新增停车泊位500个”。

    Body 新增停车泊位5000个; table 新增停车泊位500个.

    ## What it does not say
    数字按印出的形式比对：“10%”与“百分之十”不同。连同前后文字一并删去的数字见 TXT002。

    Figures are compared as printed: 10% and 百分之十 differ. A figure that is gone with the words around it is
    TXT002.
    """
    for group, edits in _edits(check):
        figures = [edit for edit in edits if edit.kind == "figure"]
        if not figures:
            continue
        clause, row = group.clauses[0], group.rows[0]
        shown = [edit.shown for edit in figures]
        listed = "；".join(f"正文为{quoted(body, 30)}，表中为{quoted(table, 30)}" for body, table in shown)
        listed_en = "; ".join(f"{quoted(body, 30)} against {quoted(table, 30)}" for body, table in shown)
        yield _edit_draft(
            group,
            figures,
            f"{label_zh(clause)}与{label_zh(row)}数字不一致：{listed}，请核对指标。",
            f"A figure differs between {label_en(clause)} and {label_en(row)}: {listed_en}.",
        )


@rule("TXT007", "punctuation-differs", "info", zh="标点不一致", en="Punctuation differs", off=True)
def punctuation_differs(check: Check) -> Iterator[Draft]:
    """语句相同，标点不同（默认关闭）。

    Punctuation differs in a sentence that is otherwise the same. Off by default.

    ## What it says
    文字一致，标点不一致（全半角之外）。

    The words agree, the marks do not (other than in width).

    ## Why it matters
    一般无碍，印发前最后校对时可以启用：`--select TXT007`。

    Rarely; useful in a last proof before publication. Select it with `--select TXT007`.

    ## Example
    正文“统一标准、统一平台”，分解表“统一标准，统一平台”。

    Body 统一标准、统一平台; table 统一标准，统一平台.

    ## What it does not say
    全半角、空格和单元格末尾的句号不计。

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
            zh=f"{label_zh(clause)}与{label_zh(row)}标点不一致，文字相同。",
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
