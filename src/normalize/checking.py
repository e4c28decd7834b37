"""Reading -> pairs and findings: match, run the rules, and give each finding its language and fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from ..config import Settings
from ..model import Finding, FindingSpans, Pair, Severity
from ..records import dataclass
from .match import Matching, match
from .reading import Reading
from .rules import Rule, all_rules, run_rules
from .rules.check import Check, Draft
from .text import key_of


@dataclass(frozen=True, slots=True)
class Checked:
    """Pairs and findings in the order of the document, and one line for each rule that crashed."""

    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]
    defects: tuple[str, ...]


Rewording = Callable[[list[tuple[Rule, Draft]]], list[tuple[Rule, Draft]]]


def check_reading(reading: Reading, settings: Settings) -> Checked:
    """Match clauses with rows and run the rules the settings choose."""
    return checked_by(Check(reading, match(reading, settings.pairs)), all_rules(), settings)


def checked_by(check: Check, rules: Sequence[Rule], settings: Settings, reword: Rewording | None = None) -> Checked:
    """What these rules find, those that the settings silence left out. `reword` may say the drafts in other words."""
    chosen = [rule for rule in rules if _default_severity(rule, settings) is not None]
    drafts, defects = run_rules(check, chosen)
    said = [(rule, draft) for rule, draft in reword(drafts) if rule in chosen] if reword else drafts
    order = _order(check.reading, check.matching)
    placed = sorted(said, key=lambda item: (_place(item[1], order), item[0].code))
    findings = tuple(_finding(rule, draft, settings) for rule, draft in placed)
    return Checked(check.matching.pairs, findings, tuple(defects))


def _default_severity(rule: Rule, settings: Settings) -> Severity | None:
    return settings.severity_of(rule.code, rule.slug, rule.severity, on=not rule.off)


def _order(reading: Reading, matching: Matching) -> dict[str, int]:
    """Place of each clause and row in the report: rows stand with their clause, lone rows after the last paired one."""
    order = {item.clause.id: 2 * n for n, item in enumerate(reading.clauses, 1)}
    for group in matching.groups:
        for row in group.rows:
            order[row.row.id] = order[group.clauses[0].clause.id]
    last = 1
    for item in reading.rows:
        last = order.setdefault(item.row.id, last + 1 if last % 2 == 0 else last)
    return order


def _place(draft: Draft, order: Mapping[str, int]) -> int:
    if draft.clause is not None:
        return order.get(draft.clause.clause.id, 0)
    return order.get(draft.row.row.id, 0) if draft.row is not None else 0


def _finding(rule: Rule, draft: Draft, settings: Settings) -> Finding:
    severity = draft.severity or rule.severity
    return Finding(
        code=rule.code,
        rule=rule.slug,
        severity=settings.severity_of(rule.code, rule.slug, severity, on=True) or severity,
        clause=draft.clause.clause.number if draft.clause else None,
        row=draft.row.row.number if draft.row else None,
        message=draft.en if settings.lang == "en" else draft.zh,
        body=draft.body,
        table=draft.table,
        details=draft.details,
        spans=FindingSpans(draft.body_spans, draft.table_spans),
        fingerprint=_fingerprint(rule, draft),
        clause_id=draft.clause.clause.id if draft.clause else None,
        row_id=draft.row.row.id if draft.row else None,
    )


def _fingerprint(rule: Rule, draft: Draft) -> str:
    """Hash of what is compared, not of where it stands: it survives renumbering and another page break."""
    parts: Iterable[object] = (
        rule.code,
        key_of(draft.body or ""),
        key_of(draft.table or ""),
        key_of((draft.clause.clause.title or draft.clause.clause.text[:40]) if draft.clause else ""),
        key_of((draft.row.row.title or "") if draft.row else ""),
        draft.details.get("units"),
        draft.details.get("sentence"),
        draft.details.get("skipped"),
    )
    text = json.dumps(list(parts), ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
