"""MAT005: section headings that differ, and items that stand under another section.

Knows which section of the body a section of the table is, by its title and number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

from rapidfuzz import fuzz

from ...lexicon.numerals import number_value
from ...model import Section
from ...outline import OutlineSection
from ...patterns import lazy_regex
from ..reading import ReadClause, ReadRow
from ..text import key_of
from . import rule
from .check import Check, Draft, label_en, label_zh, quote_spans, quoted

_COUNT = lazy_regex(r"[（(]\s*共?\s*\d+\s*[项条个件]\s*[）)]\s*$")
"""A count behind a heading: （2项）."""
_ALIKE = 60
"""From what likeness of 100 on two headings are one."""
_SHORTENED = 4
"""The most characters by which a heading is shortened at its start (打好蓝天保卫战, 蓝天保卫战)."""


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
    home = _homes(check, body, table)
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
        ours, here = body[chain[0]], table[theirs]
        said = ours.section.title, here.section.title
        if _heading_key(ours) == _heading_key(here):  # 完善体系 under each part: the headings above tell them apart
            said = _path(ours, body), _path(here, table)
        yield _other_section_draft(clause, row, ours, here, said)


def _other_section_draft(
    clause: ReadClause, row: ReadRow, ours: OutlineSection, here: OutlineSection, said: tuple[str, str]
) -> Draft:
    body, table = said
    return Draft(
        zh=f"{label_zh(clause)}属于{quoted(body, 40)}，{label_zh(row)}列在{quoted(table, 40)}之下，所属章节不一致。",
        en=f"{label_en(clause, opens=True)} stands under {quoted(body, 40)}; "
        f"{label_en(row)} stands under {quoted(table, 40)}.",
        clause=clause,
        row=row,
        body=body,
        table=table,
        details={"body_section": ours.section.title, "table_section": here.section.title},
        body_spans=quote_spans([ours.title]),
        table_spans=quote_spans([here.title]),
    )


def _path(item: OutlineSection, sections: dict[str, OutlineSection]) -> str:
    above = reversed(_chain(item.section.id, sections))
    return " / ".join(sections[ident].section.title for ident in above)


def _heading_key(item: OutlineSection) -> str:
    """What is compared of a heading: a count behind it is no part of it."""
    return key_of(_COUNT.sub("", item.title.text))


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


def _homes(check: Check, body: dict[str, OutlineSection], table: dict[str, OutlineSection]) -> dict[str, str | None]:
    """The body section each table section is: by its title, else by the items it holds, else by a title that is like.

    Where most sections of the table are those of the body, one that holds the items of a section which no other is has
    another heading.
    """
    held = _held(check, body, table)
    homes = _by_title(body, table, held)
    known = {home for home in homes.values() if home is not None}
    for ident, here in table.items():
        if homes[ident] is not None:
            continue
        level = _level(table, ident)
        beside = Counter(_depth(home, body) for key, home in homes.items() if home and _level(table, key) == level)
        depth = beside.most_common(1)[0][0] if beside else level
        by_items = held.get(ident, {}).get(depth)
        likely = by_items if by_items not in known and 2 * len(known) >= len(table) else None
        homes[ident] = likely or _most_alike(here, body, known)
        known |= {home for home in (homes[ident],) if home is not None}
    return homes


def _by_title(
    body: dict[str, OutlineSection], table: dict[str, OutlineSection], held: dict[str, dict[int, str]]
) -> dict[str, str | None]:
    """The body section with the same title; of several (完善体系 under each part) that of the items, else the next."""
    same: defaultdict[str, list[str]] = defaultdict(list)
    for key, item in body.items():
        same[_heading_key(item)].append(key)
    homes: dict[str, str | None] = {}
    taken: Counter[str] = Counter()
    for ident, here in table.items():
        found = same[_heading_key(here)]
        own = [key for key in held.get(ident, {}).values() if key in found]
        homes[ident] = own[0] if own else min(found, key=lambda key: taken[key], default=None)
        taken.update(key for key in (homes[ident],) if key is not None)
    return homes


def _held(check: Check, body: dict[str, OutlineSection], table: dict[str, OutlineSection]) -> dict[str, dict[int, str]]:
    """The section of the body that more than half of the items of a table section stand in, at each depth."""
    counts: defaultdict[str, defaultdict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for group in check.matching.groups:
        theirs = group.rows[0].row.section
        if theirs in table:
            for depth, key in enumerate(reversed(_chain(group.clauses[0].clause.section, body)), 1):
                counts[theirs][depth][key] += 1
    return {
        ident: {
            depth: most for depth, found in depths.items() for most, n in found.most_common(1) if 2 * n > found.total()
        }
        for ident, depths in counts.items()
    }


def _depth(ident: str, sections: dict[str, OutlineSection]) -> int:
    return len(_chain(ident, sections))


def _level(sections: dict[str, OutlineSection], ident: str) -> int:
    return sections[ident].section.level


def _most_alike(here: OutlineSection, body: dict[str, OutlineSection], known: Collection[str]) -> str | None:
    score, _, key = max(
        (_section_score(item.section, here.section), key not in known, key) for key, item in body.items()
    )
    return key if score >= _ALIKE else None


def _section_score(ours: Section, here: Section) -> float:
    score: float = fuzz.ratio(key_of(ours.title), key_of(here.title))
    same = number_value(ours.number) == number_value(here.number) is not None and ours.level == here.level
    return score + (15 if same and score >= 35 else 0)
