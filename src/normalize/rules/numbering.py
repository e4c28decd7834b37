"""NUM: numbers skipped or used twice, on either side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...lexicon.numerals import number_value
from ...records import dataclass
from ..reading import ReadClause, ReadRow
from . import rule
from .check import Check, Draft, heading, quote_spans, quoted


@dataclass(frozen=True, slots=True)
class _Numbered:
    """An item in a series. `series` changes where numbering may restart: another section, another form of label."""

    item: ReadClause | ReadRow
    value: int
    printed: str
    section: str | None

    @property
    def is_clause(self) -> bool:
        return isinstance(self.item, ReadClause)

    @property
    def ident(self) -> str:
        return self.item.clause.id if isinstance(self.item, ReadClause) else self.item.row.id


def _clauses(check: Check) -> list[_Numbered]:
    found = []
    for item in check.reading.clauses:
        value = number_value(item.clause.number)
        if value is not None and item.clause.number:
            found.append(_Numbered(item, value, item.clause.number, item.clause.section))
    return found


def _rows(check: Check) -> list[_Numbered]:
    found = []
    for item in check.reading.rows:
        value = number_value(item.row.number)
        if value is not None and item.row.number:
            found.append(_Numbered(item, value, item.row.number, item.row.section))
    return found


@rule("NUM001", "numbering-gap", "warning", zh="编号跳号", en="Numbering gap")
def numbering_gap(check: Check) -> Iterator[Draft]:
    """编号不连续。

    A number is skipped.

    ## What it says
    相邻两个条款或者相邻两个事项之间缺少一个或者几个编号。

    Between two neighbouring clauses, or two neighbouring rows, one or more numbers are missing.

    ## Why it matters
    可能漏列了内容，也可能其后编号全部有误。

    Either an item was lost on the way to the published text, or everything after it is numbered wrongly.

    ## Example
    条款编号为1、2、4，缺少3。

    Clauses 1, 2, 4: number 3 is missing.

    ## What it does not say
    不从1开始编号、各章重新编号、次序颠倒但编号齐全的不报；节录其他文件的任务、正文和分解表同样保留原编号的不报。
    整项缺失的由 MAT001 报告一次，不再报告分解表跳号。两边在同一项跳号的只报一次。

    A list that starts at another number than 1 is no gap, nor is a restart in a new section, nor a number that
    stands elsewhere in the list; nor are the gaps of an extract that keeps the numbers of another document on both
    sides. A row that is missing altogether is reported once, by MAT001, and not again as a gap in the table; a gap
    that both sides have at the same item is reported once.
    """
    clauses, rows = _clauses(check), _rows(check)
    # Where one side begins anew and the other does not, a number of the one says nothing about the other.
    alike = bool(clauses) and bool(rows) and _begins_anew(clauses) == _begins_anew(rows)
    if alike and _is_extract(clauses) and _is_extract(rows):
        return
    sides: list[tuple[list[_Numbered], Sequence[ReadClause | ReadRow]]]
    sides = [(level, check.matching.rows_alone) for level in _levels(check, clauses)]
    sides.append((rows, check.matching.clauses_alone))
    partner = {group.rows[0].row.id: group.clauses[0].clause.id for group in check.matching.groups}
    gaps: dict[tuple[str, ...], list[tuple[_Numbered, _Numbered, list[int]]]] = {}
    for series, other in sides:
        absent = {_alone_number(item) for item in other}
        printed = _printed_numbers(series)
        for before, after in _steps(series):
            # A number that stands elsewhere in the list is out of order, not missing.
            elsewhere = printed[after.section]
            skipped = [number for number in range(before.value + 1, after.value) if number not in elsewhere]
            # Items without comparable numbers: which of them is missing here is not told, but as many are.
            unnumbered = sum(not alike or _alone_number(item) is None for item in other)
            if not skipped or set(skipped) <= absent or len(skipped) <= unnumbered:
                continue
            clause = (
                after.item.clause.id
                if isinstance(after.item, ReadClause)
                else partner.get(after.item.row.id, after.item.row.id)
            )
            gaps.setdefault((clause, *map(str, skipped)), []).append((before, after, skipped))
    for found in gaps.values():
        yield _gap(*found[0], both=len(found) > 1)


def _levels(check: Check, clauses: Sequence[_Numbered]) -> list[list[_Numbered]]:
    """Clauses that are headings over others count on by themselves: （六） 1. 2. （七） 1."""
    headings = {(section.parent, section.number) for section in check.reading.notice.sections}
    forms = {item.printed.isdigit() for item in clauses if (item.section, item.printed) in headings}
    above = [item for item in clauses if item.printed.isdigit() in forms]
    return [above, [item for item in clauses if item.printed.isdigit() not in forms]]


def _is_extract(series: Sequence[_Numbered]) -> bool:
    """Tasks taken from a longer list with their numbers: it does not begin at 1, and skips more than once."""
    values = [item.value for item in series]
    gaps = sum(after > before + 1 for before, after in pairwise(values))
    return (min(values) > 1 and gaps >= 1) or gaps * 2 >= len(values) > 3


def _printed_numbers(series: Sequence[_Numbered]) -> dict[str | None, set[int]]:
    """The numbers of each section, or for every section all numbers where they do not begin anew."""
    sections: dict[str | None, set[int]] = {}
    for item in series:
        sections.setdefault(item.section, set()).add(item.value)
    if _begins_anew(series):
        return sections
    return {section: {item.value for item in series} for section in sections}


def _begins_anew(series: Sequence[_Numbered]) -> bool:
    values = [item.value for item in series]
    return bool(values) and values.count(min(values)) > 1


def _alone_number(item: ReadClause | ReadRow) -> int | None:
    return number_value(item.clause.number if isinstance(item, ReadClause) else item.row.number)


def _steps(series: Sequence[_Numbered]) -> Iterator[tuple[_Numbered, _Numbered]]:
    """Neighbours in a series; a number used twice counts as the next one, or the one before: one slip, one finding."""
    drift = 0
    for position, (before, after) in enumerate(pairwise(series), 1):
        if after.value <= before.value:
            drift = drift + 1 if after.value == before.value and after.section == before.section else 0
            continue
        if drift and after.value == before.value + drift + 1:
            drift = 0
            continue
        again = sum(item.value == after.value for item in series[position + 1 : position + after.value - before.value])
        if again and before.value + again + 1 == after.value:
            continue
        yield before, after


def _gap(before: _Numbered, after: _Numbered, skipped: list[int], *, both: bool) -> Draft:
    """`both`: the rows skip the same numbers at the same item."""
    numbers = "、".join(map(str, skipped[:10]))
    side_zh, what_zh, side_en = ("正文条款", "条款", "clauses") if after.is_clause else ("分解表", "事项", "rows")
    clause = after.item if isinstance(after.item, ReadClause) else None
    row = after.item if isinstance(after.item, ReadRow) else None
    if both:
        side_zh, side_en = "正文条款和分解表", "clauses and the rows"
    spans = quote_spans([after.item.outline.label])
    return Draft(
        zh=f"{side_zh}编号由{before.printed}跳至{after.printed}，缺少{numbers}，"
        f"可能漏列{what_zh}或者编号有误，请核对。",
        en=f"The {side_en} go from {before.printed} to {after.printed}, without {numbers}: "
        "an item was left out, or the numbers are wrong.",
        clause=clause,
        row=row,
        body=after.printed if clause else None,
        table=after.printed if row else None,
        details={"side": "body" if clause else "table", "skipped": skipped, "after": before.printed},
        body_spans=spans if clause else (),
        table_spans=spans if row else (),
    )


@rule("NUM002", "numbering-duplicate", "warning", zh="编号重复", en="Number used twice")
def numbering_duplicate(check: Check) -> Iterator[Draft]:
    """编号重复。

    A number is used twice.

    ## What it says
    同一序列中有两个条款或者两个事项使用同一编号。

    Two clauses, or two rows, of one series carry the same number.

    ## Why it matters
    交办“第4项”时，承办单位可能办成另一个“第4项”。

    Whoever is told to see to task 4 may see to the wrong task 4.

    ## Example
    “4. 完成校舍抗震鉴定”之后又是“4. 完成校园食堂改造”。

    4. 完成校舍抗震鉴定 is followed by 4. 完成校园食堂改造.

    ## What it does not say
    各章或者各附件重新编号的，不算重复。

    Numbers that restart in each section or each attachment are not duplicates.
    """
    for before, after in _duplicates(check):
        yield _duplicate(before, after)


def used_twice(check: Check) -> set[str]:
    """Ids of the clauses and rows whose number another one of the same series has too."""
    return {item.ident for pair in _duplicates(check) for item in pair}


def _duplicates(check: Check) -> Iterator[tuple[_Numbered, _Numbered]]:
    for series in (*_levels(check, _clauses(check)), _rows(check)):
        restarts = any(after.value < before.value or _begins_table(before, after) for before, after in pairwise(series))
        seen: dict[tuple[str | None, int], _Numbered] = {}
        begun = 0
        for position, item in enumerate(series):
            # Without headings a list that begins again at 1 and counts on is a new series.
            following = [one.value for one in series[position + 1 : position + 3]]
            anew = following[:1] in ([], [2]) or following == [1, 2]
            if position and ((item.value == 1 and anew) or _begins_table(series[position - 1], item)):
                begun += 1
            key = (f"{begun} {item.section}" if restarts else None, item.value)
            if key in seen:
                yield seen[key], item
            seen[key] = item


def _begins_table(before: _Numbered, after: _Numbered) -> bool:
    """Whether another table begins and does not count on; its first row may be lost."""
    ours, theirs = before.item, after.item
    apart = isinstance(ours, ReadRow) and isinstance(theirs, ReadRow) and ours.outline.table != theirs.outline.table
    return apart and after.value <= before.value


def _duplicate(before: _Numbered, after: _Numbered) -> Draft:
    side_zh, side_en = ("正文", "clauses") if after.is_clause else ("分解表", "rows")
    clause = after.item if isinstance(after.item, ReadClause) else None
    row = after.item if isinstance(after.item, ReadRow) else None
    spans = quote_spans([before.item.outline.label, after.item.outline.label])
    return Draft(
        zh=f"{side_zh}中{quoted(heading(before.item))}与{quoted(heading(after.item))}"
        f"都编为{after.printed}，交办时容易混淆。",
        en=f"Two {side_en} have the number {after.printed}: "
        f"{quoted(heading(before.item))} and {quoted(heading(after.item))}.",
        clause=clause,
        row=row,
        body=after.printed if clause else None,
        table=after.printed if row else None,
        details={"side": "body" if clause else "table"},
        body_spans=spans if clause else (),
        table_spans=spans if row else (),
    )
