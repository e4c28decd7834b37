"""One item of the old version that became several, or several that became one: said once, not as coming and going.

The rules see a new item without a counterpart beside sentences that moved to it, or an old item without a counterpart
beside sentences that were added elsewhere. Where those sentences are the whole item, they are one change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..lexicon.width import squeeze
from .annotations import Duties
from .reading import ReadClause, ReadRow
from .rules import Rule
from .rules.check import Draft

Ruled = tuple[Rule, Draft]


def splits_joined(drafts: Sequence[Ruled]) -> list[Ruled]:
    """The drafts with each split and each merger as one draft that names both items."""
    result: list[Ruled | None] = list(drafts)
    for place, (rule, draft) in enumerate(drafts):
        if parts := _parts(rule, draft, drafts):
            for part in parts:
                result[part] = None
            result[place] = rule, _joined(draft, drafts[parts[0]][1])
    return [ruled for ruled in result if ruled is not None]


def _parts(rule: Rule, draft: Draft, drafts: Sequence[Ruled]) -> list[int]:
    """Which drafts are about the sentences that make up the new or the old item this draft is about."""
    if rule.code == "MAT002" and (new := draft.row) is not None:
        whole = squeeze("".join(measure.measure.text for measure in new.measures))
        return _of_one([(n, d, d.clause, d.body) for n, (r, d) in _about(drafts, "TXT005") if d.row is new], whole)
    if rule.code == "MAT001" and (old := draft.clause) is not None:
        whole = squeeze(old.clause.text)
        return _of_one([(n, d, d.row, d.table) for n, (r, d) in _about(drafts, "TXT004")], whole)
    return []


def _about(drafts: Sequence[Ruled], code: str) -> list[tuple[int, Ruled]]:
    return [(n, ruled) for n, ruled in enumerate(drafts) if ruled[0].code == code]


def _of_one(sentences: Sequence[tuple[int, Draft, ReadClause | ReadRow | None, str | None]], whole: str) -> list[int]:
    """The drafts of one and the same counterpart whose sentences are all of `whole`, in its order."""
    by_item: dict[int, tuple[str, list[int]]] = {}
    for place, _, item, sentence in sentences:
        said, places = by_item.get(id(item), ("", []))
        sentence = squeeze(sentence or "")
        if sentence and sentence in whole:
            by_item[id(item)] = said + sentence, [*places, place]
    return next((places for said, places in by_item.values() if said == whole and whole), [])


def _joined(draft: Draft, part: Draft) -> Draft:
    """The draft with both items. Where nobody's duty changes it is no more than another arrangement."""
    clause, row = draft.clause or part.clause, draft.row or part.row
    if clause is None or row is None:
        return draft
    same = _duty(clause.duties) == _duty(row.duties)
    return replace(
        draft,
        clause=clause,
        row=row,
        body=draft.body or part.body,
        table=draft.table or part.table,
        body_spans=draft.body_spans or part.body_spans,
        table_spans=draft.table_spans or part.table_spans,
        details={**draft.details, "same_duties": same},
        severity="warning" if same else draft.severity,
    )


def _duty(duties: Duties) -> tuple[object, ...]:
    units = [frozenset(unit.name for unit in role) for role in (duties.lead, duties.responsible, duties.supporting)]
    return (*units, frozenset((deadline.kind, deadline.date) for deadline in duties.deadlines))
