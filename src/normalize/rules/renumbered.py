"""MAT003: a clause and its row carry different numbers, and what of that only follows from another change.

Knows which numbers are compared (one clause with one row, neither used twice), and when the two sides count in ways of
their own. What explains a shift is read in `renumbering`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ...lexicon.numerals import number_value
from ...outline import ColumnRole
from ...patterns import lazy_re
from ..match import Group
from ..renumbering import Numbered, read_renumbering
from ..sides import is_arranged
from . import rule
from .check import Check, Draft, quote_spans, titled_en, titled_zh
from .numbering import used_twice

_DECIMAL = lazy_re(r"\d{1,3}(?:[.．]\d{1,3})+")
_STEP = 1000
_ARRANGED: tuple[ColumnRole, ...] = ("lead", "responsible", "supporting", "deadline")
"""What a table can be arranged by, which then counts in an order of its own."""


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
    twice = used_twice(check)
    if _other_way_of_counting(check, groups, twice):
        return
    numbered = [item for item in _numbered(check, groups) if not {*_idents(item[0])} & twice]
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
        ours, theirs = _value(clause.clause.number), _value(row.row.number)
        if ours is not None and theirs is not None:
            found.append((group, Numbered(clauses[clause.clause.id], rows[row.row.id], ours, theirs)))
    return sorted(found, key=lambda item: item[1].clause)


def _counts_on(pairs: Sequence[Numbered]) -> bool:
    """Whether the numbers of the table rise from row to row."""
    return all(a.theirs < b.theirs for a, b in pairwise(sorted(pairs, key=lambda pair: pair.row)))


def _idents(group: Group) -> tuple[str, str]:
    return group.clauses[0].clause.id, group.rows[0].row.id


def _value(number: str | None) -> int | None:
    """The number as a whole: 1.2 stands one before 1.3, and 1.10 behind both."""
    if number is not None and _DECIMAL.fullmatch(number):
        return functools.reduce(lambda value, part: value * _STEP + int(part), number.replace("．", ".").split("."), 0)
    return number_value(number)


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


def _other_way_of_counting(check: Check, groups: list[Group], twice: set[str]) -> bool:
    """One side restarts its numbers and the other does not, or all numbers are shifted by the same amount."""
    clauses = [item.clause for item in check.reading.clauses if item.clause.id not in twice]
    rows = [item.row for item in check.reading.rows if item.row.id not in twice]
    body = [n for clause in clauses if (n := number_value(clause.number)) is not None]
    table = [n for row in rows if (n := number_value(row.number)) is not None]
    restarts = [sum(b <= a for a, b in pairwise(side)) for side in (body, table)]
    if (restarts[0] > 1 or body.count(1) > 1) != (restarts[1] > 1 or table.count(1) > 1):
        return True
    pairs = [(number_value(group.clauses[0].clause.number), number_value(group.rows[0].row.number)) for group in groups]
    shifts = {b - a for a, b in pairs if a is not None and b is not None}
    return len(shifts) == 1 and 0 not in shifts and len(pairs) >= 4
