"""MAT: clauses and rows that have no counterpart, or an odd one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz import fuzz

from ...lexicon.numerals import number_value
from ...model import Section
from ...outline import ColumnRole, OutlineSection
from ...patterns import lazy_regex
from ..match import Group
from ..reading import ReadClause, ReadRow
from ..renumbering import Numbered, read_renumbering
from ..sides import is_arranged
from ..text import key_of
from . import rule
from .check import (
    Check,
    Draft,
    heading,
    label_en,
    label_zh,
    quote_spans,
    quoted,
    short,
    titled_en,
    titled_zh,
)

_ARRANGED: tuple[ColumnRole, ...] = ("lead", "responsible", "supporting", "deadline")
"""What a table can be arranged by, which then counts in an order of its own."""
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


@rule("MAT003", "number-differs", "warning", zh="编号不一致", en="Number differs")
def number_differs(check: Check) -> Iterator[Draft]:
    """条款与对应事项内容相同，编号不同。

    A clause and its row say the same but carry different numbers.

    ## What it says
    两者按内容对应，但正文和分解表印出的编号不一致。

    The two were matched by their text; the printed numbers differ.

    ## Why it matters
    日常工作按编号称呼任务，编号不同会把反馈材料对到别的任务上。

    People refer to tasks by number. A different number sends the feedback to the wrong task.

    ## Example
    正文第23条“更新燃气立管”在分解表中编号为22。

    Clause 23 更新燃气立管 stands as number 22 in the table.

    ## What it does not say
    “三”与“3”是同一编号。前面事项有增减或者移动、其后编号顺移的，以及两边各按自己的次序编号的，只作一次提示。两边
    编号方式不同的（正文每章重新编号、分解表连续编号）不报；编号重复的不报（见 NUM002）。

    三 and 3 are the same number. Where items were lost, added, split or moved and the rows behind them are numbered
    on, the shift is one information, and so are two sides that count in different orders. It is silent where the body
    restarts in every section and the table runs through, and for a number used twice (NUM002 says that).
    """
    groups = [group for group in check.matching.groups if len(group.clauses) == 1 and len(group.rows) == 1]
    if _other_way_of_counting(check, groups):
        return
    twice = _used_twice(check)
    numbered = [(group, pair) for group, pair in _numbered(check, groups) if not _either_twice(pair, twice)]
    others = len(check.matching.groups) - len(groups)
    said = read_renumbering([pair for _, pair in numbered], others)
    own_order = _counts_on([pair for _, pair in numbered]) and is_arranged(check.reading, _ARRANGED)
    if said.counted_apart or (own_order and 0 < len(numbered) <= 3 * len(said.own)):
        yield _counted_apart([numbered[place][0] for place in said.own])
        return
    for place in said.own:
        yield _number_draft(numbered[place][0])
    if said.following:
        yield _renumbered([numbered[place][0] for place in said.following])


def _numbered(check: Check, groups: Sequence[Group]) -> list[tuple[Group, Numbered]]:
    """The pairs that have a number on both sides, in the order of the clauses."""
    clauses = {item.clause.id: n for n, item in enumerate(check.reading.clauses)}
    rows = {item.row.id: n for n, item in enumerate(check.reading.rows)}
    found = []
    for group in groups:
        clause, row = group.clauses[0], group.rows[0]
        ours, theirs = number_value(clause.clause.number), number_value(row.row.number)
        if ours is not None and theirs is not None:
            found.append((group, Numbered(clauses[clause.clause.id], rows[row.row.id], ours, theirs)))
    return sorted(found, key=lambda item: item[1].clause)


def _counts_on(pairs: Sequence[Numbered]) -> bool:
    """Whether the numbers of the table rise from row to row."""
    return all(a.theirs < b.theirs for a, b in pairwise(sorted(pairs, key=lambda pair: pair.row)))


def _either_twice(pair: Numbered, twice: tuple[set[int], set[int]]) -> bool:
    return pair.ours in twice[0] or pair.theirs in twice[1]


def _number_draft(group: Group) -> Draft:
    clause, row = group.clauses[0], group.rows[0]
    return Draft(
        zh=f"{titled_zh(clause)}在分解表中编号为{row.row.number}，按编号反馈会对错任务。",
        en=f"{titled_en(clause)} is numbered {row.row.number} in the table: feedback by number goes astray.",
        clause=clause,
        row=row,
        body=clause.clause.number,
        table=row.row.number,
        details={"body_number": clause.clause.number, "table_number": row.row.number},
        body_spans=quote_spans([clause.outline.label]),
        table_spans=quote_spans([row.outline.label]),
    )


def _renumbered(groups: Sequence[Group]) -> Draft:
    """What follows from a row that is lost, added, split or moved: the rows behind it are numbered on."""
    clause, row = groups[0].clauses[0], groups[0].rows[0]
    numbers = [[group.clauses[0].clause.number, group.rows[0].row.number] for group in groups]
    return replace(
        _number_draft(groups[0]),
        zh=f"{titled_zh(clause)}在分解表中编号为{row.row.number}，因前面事项有增减，共{len(groups)}项编号顺移，"
        "请按内容对应。",
        en=f"{titled_en(clause)} is numbered {row.row.number} in the table: items before it come or go, and "
        f"{len(groups)} numbers are shifted.",
        details={"numbers": numbers, **_run(groups)},
        severity="info",
    )


def _run(groups: Sequence[Group]) -> dict[str, str | None]:
    """The last numbers of several items that are all shifted by as much."""
    numbers = [(group.clauses[0].clause.number, group.rows[0].row.number) for group in groups]
    shifts = {(number_value(theirs) or 0) - (number_value(ours) or 0) for ours, theirs in numbers}
    if len(numbers) < 2 or len(shifts) > 1:
        return {}
    return {"last_body_number": numbers[-1][0], "last_table_number": numbers[-1][1]}


def _counted_apart(groups: Sequence[Group]) -> Draft:
    return replace(
        _number_draft(groups[0]),
        zh=f"正文与分解表各自编号，{len(groups)}项编号不同，请按内容对应。",
        en=f"Body and table count in different ways: {len(groups)} numbers differ.",
        details={"count": len(groups)},
        severity="info",
    )


def _used_twice(check: Check) -> tuple[set[int], set[int]]:
    sides = (
        [number_value(item.clause.number) for item in check.reading.clauses],
        [number_value(item.row.number) for item in check.reading.rows],
    )
    body, table = ({n for n, times in Counter(side).items() if times > 1 and n is not None} for side in sides)
    return body, table


def _other_way_of_counting(check: Check, groups: list[Group]) -> bool:
    """One side restarts its numbers and the other does not, or all numbers are shifted by the same amount."""
    body = [n for item in check.reading.clauses if (n := number_value(item.clause.number)) is not None]
    table = [n for item in check.reading.rows if (n := number_value(item.row.number)) is not None]
    restarts = [sum(b <= a for a, b in pairwise(side)) for side in (body, table)]
    if (restarts[0] > 1 or body.count(1) > 1) != (restarts[1] > 1 or table.count(1) > 1):
        return True
    pairs = [(number_value(group.clauses[0].clause.number), number_value(group.rows[0].row.number)) for group in groups]
    shifts = {b - a for a, b in pairs if a is not None and b is not None}
    return len(shifts) == 1 and 0 not in shifts and len(pairs) >= 4


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


@rule("MAT005", "section-differs", "warning", zh="所属章节不一致", en="Section differs")
def section_differs(check: Check) -> Iterator[Draft]:
    """章节标题不一致，或者事项列在其他章节之下。

    The section heading differs between body and table, or an item stands under another section.

    ## What it says
    同一章节在正文和分解表中的标题用词不同（每章只报一次），或者事项所在章节与条款所在章节不同。

    Either the heading of a section is worded differently on the two sides (said once for the section), or the row
    stands under another section than its clause.

    ## Why it matters
    任务常按章节交办和汇总，列错章节会归到别的分管领导和别的统计口径。

    Sections are how tasks are handed to leaders and summed up. An item in the wrong one is counted in the wrong
    place.

    ## Example
    正文第7条属于“优化服务供给”，分解表列在“强化监督保障”之下。

    Clause 7 stands under 二、优化服务供给; its row stands under 三、强化监督保障.

    ## What it does not say
    仅省略开头动词的（“打好蓝天保卫战”与“蓝天保卫战”）只作提示。一方不分章节、分解表只用上一级标题，或者按“类别”
    等其他口径分组的，不报。

    A heading without its opening verb is information only. It is silent where one side has no sections, where the
    table uses only the upper level of the body's headings, and where the table groups its rows by something else (a
    column 类别 that names no section of the body).
    """
    body = {item.section.id: item for item in check.reading.outline.sections}
    table = {item.section.id: item for item in check.reading.outline.table_sections}
    if not body or not table:
        return
    home = _homes(body, table)
    told: set[str] = set()
    for group in check.matching.groups:
        clause, row = group.clauses[0], group.rows[0]
        chain = _chain(clause.clause.section, body)
        theirs = row.row.section
        if not chain or theirs is None or home.get(theirs) is None:
            continue
        own = home[theirs]
        if own is not None and own in chain:
            ours, here = body[own], table[theirs]
            if _heading_key(ours) != _heading_key(here) and theirs not in told:
                told.add(theirs)
                yield _heading_draft(ours, here)
            continue
        yield _other_section_draft(clause, row, body[chain[0]], table[theirs])


def _other_section_draft(clause: ReadClause, row: ReadRow, ours: OutlineSection, here: OutlineSection) -> Draft:
    return Draft(
        zh=f"{label_zh(clause)}属于{quoted(ours.section.title, 40)}，"
        f"{label_zh(row)}列在{quoted(here.section.title, 40)}之下，所属章节不一致。",
        en=f"{label_en(clause, opens=True)} stands under {quoted(ours.section.title, 40)}; "
        f"{label_en(row)} stands under {quoted(here.section.title, 40)}.",
        clause=clause,
        row=row,
        body=ours.section.title,
        table=here.section.title,
        details={"body_section": ours.section.title, "table_section": here.section.title},
        body_spans=quote_spans([ours.title]),
        table_spans=quote_spans([here.title]),
    )


_COUNT = lazy_regex(r"[（(]\s*共?\s*\d+\s*[项条个件]\s*[）)]\s*$")


def _heading_key(item: OutlineSection) -> str:
    """What is compared of a heading: a count behind it （2项） is no part of it."""
    return key_of(_COUNT.sub("", item.title.text))


_SHORTENED = 4
"""The most characters by which a heading is shortened at its start (打好蓝天保卫战, 蓝天保卫战)."""


def _heading_draft(ours: OutlineSection, here: OutlineSection) -> Draft:
    long, short_one = sorted((_heading_key(ours), _heading_key(here)), key=len, reverse=True)
    shortened = long.endswith(short_one) and 0 < len(long) - len(short_one) <= _SHORTENED
    return Draft(
        severity="info" if shortened else None,
        zh=f"正文的章节标题为{quoted(ours.section.title, 40)}，"
        f"分解表为{quoted(here.section.title, 40)}，章节标题不一致。",
        en=f"A section is headed {quoted(ours.section.title, 40)} in the body "
        f"and {quoted(here.section.title, 40)} in the table.",
        body=ours.section.title,
        table=here.section.title,
        details={"body_section": ours.section.title, "table_section": here.section.title},
        body_spans=quote_spans([ours.title]),
        table_spans=quote_spans([here.title]),
    )


def _chain(ident: str | None, sections: dict[str, OutlineSection]) -> list[str]:
    chain = []
    while ident is not None and ident in sections and ident not in chain:
        chain.append(ident)
        ident = sections[ident].section.parent
    return chain


def _homes(body: dict[str, OutlineSection], table: dict[str, OutlineSection]) -> dict[str, str | None]:
    """The body section each table section is, by title, and by number where the titles are somewhat alike."""
    homes: dict[str, str | None] = {}
    taken: defaultdict[str, int] = defaultdict(int)
    for ident, here in table.items():
        scored = sorted(
            ((_section_score(item.section, here.section), -taken[key], key) for key, item in body.items()), reverse=True
        )
        best = scored[0]
        homes[ident] = best[2] if best[0] >= 60 else None
        if homes[ident]:
            taken[best[2]] += 1
    return homes


def _section_score(ours: Section, here: Section) -> float:
    score: float = fuzz.ratio(key_of(ours.title), key_of(here.title))
    same = number_value(ours.number) == number_value(here.number) is not None and ours.level == here.level
    return score + (15 if same and score >= 35 else 0)
