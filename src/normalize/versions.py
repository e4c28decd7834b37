"""Two versions of a notice laid side by side: the old clauses against the new ones, the old rows against the new ones.

Matching and rules know a body and a table. Here the old version stands where they look for the body and the new one
where they look for the table, once for the clauses and once for the rows; what they find is then said in the words of
versions. Ids are told apart by `old-` and `new-`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from ..config import Settings
from ..lexicon.width import squeeze
from ..model import Clause, Finding, Measure, Pair, Quote, Row, Section, join_quotes
from ..outline import OutlineClause, OutlineMeasure, OutlineRow, OutlineSection
from ..records import dataclass
from .checking import Checked, checked_by
from .match import match
from .reading import ReadClause, Reading, ReadMeasure, ReadRow
from .rules import all_rules
from .rules.check import Check, Draft, quote_spans
from .version_words import COMPARED, Wording, in_words_of_versions

Kind = Literal["clause", "row"]


@dataclass(frozen=True, slots=True)
class Versions:
    """Both versions as one comparison: old items as clauses, new items as rows, and what was found between them."""

    clauses: tuple[Clause, ...]
    rows: tuple[Row, ...]
    sections: tuple[Section, ...]
    table_sections: tuple[Section, ...]
    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]
    defects: tuple[str, ...]


def compare_readings(old: Reading, new: Reading, settings: Settings) -> Versions:
    """Compare clauses with clauses, rows with rows, and the two titles."""
    clauses, rows = _facing("clause", old, new), _facing("row", old, new)
    first = _checked("clause", clauses, settings, _title_drafts(old, new))
    second = _checked("row", rows, settings)
    return Versions(
        clauses=tuple(item.clause for side in (clauses, rows) for item in side.clauses),
        rows=tuple(item.row for side in (clauses, rows) for item in side.rows),
        sections=tuple(item.section for side in (clauses, rows) for item in side.outline.sections),
        table_sections=tuple(item.section for side in (clauses, rows) for item in side.outline.table_sections),
        pairs=first.pairs + second.pairs,
        findings=first.findings + second.findings,
        defects=first.defects + second.defects,
    )


def _checked(kind: Kind, reading: Reading, settings: Settings, also: Mapping[str, Draft] | None = None) -> Checked:
    """What the rules find, in the words of versions; `also` are drafts by code that no rule makes."""
    wording = Wording(Check(reading, match(reading, settings.pairs if kind == "clause" else None)), kind)
    by_code = {rule.code: rule for rule in all_rules()}
    extra = [(by_code[code], draft) for code, draft in _whole_drafts(reading).items()]
    done = [(by_code[code], draft) for code, draft in (also or {}).items()]
    rules = [rule for rule in all_rules() if rule.code in COMPARED]
    return checked_by(
        wording.check, rules, settings, lambda drafts: [*done, *in_words_of_versions(wording, [*drafts, *extra])]
    )


def _whole_drafts(reading: Reading) -> dict[str, Draft]:
    """One version has no clauses, or no table, at all: one finding, not one for each item of the other."""
    clauses, rows = reading.clauses, reading.rows
    if bool(clauses) == bool(rows):
        return {}
    draft = Draft(zh="", en="", details={"count": len(clauses or rows), "side": "body" if clauses else "table"})
    return {"MAT001" if clauses else "MAT002": draft}


def _title_drafts(old: Reading, new: Reading) -> dict[str, Draft]:
    """The title of the notice itself, said already."""
    ours, theirs = old.notice.title, new.notice.title
    if not ours or not theirs or squeeze(ours) == squeeze(theirs):
        return {}
    draft = Draft(
        zh=f"文件标题由“{ours}”改为“{theirs}”。",
        en=f"The title of the notice was “{ours}” and is “{theirs}”.",
        body=ours,
        table=theirs,
        details={"side": "both", "item": "notice"},
    )
    return {"TXT001": draft}


# --- the two sides --------------------------------------------------------------------------------------------------


def _facing(kind: Kind, old: Reading, new: Reading) -> Reading:
    """A reading whose clauses are the old items and whose rows are the new ones."""
    if kind == "clause":
        clauses = [_clause("old-", item) for item in old.clauses]
        rows = [_as_row("new-", item) for item in new.clauses]
        sections = old.outline.sections, new.outline.sections
    else:
        clauses = [_as_clause("old-", item) for item in old.rows]
        rows = [_row("new-", item) for item in new.rows]
        sections = old.outline.table_sections, new.outline.table_sections
    outline = replace(
        old.outline,
        sections=_sections("old-", sections[0]),
        table_sections=_sections("new-", sections[1]),
        clauses=tuple(item.outline for item in clauses),
        rows=tuple(item.outline for item in rows),
    )
    return replace(old, outline=outline, clauses=tuple(clauses), rows=tuple(rows))


def _sections(prefix: str, sections: Sequence[OutlineSection]) -> tuple[OutlineSection, ...]:
    return tuple(replace(item, section=_section(prefix, item.section)) for item in sections)


def _section(prefix: str, section: Section) -> Section:
    parent = section.parent and prefix + section.parent
    return replace(section, id=prefix + section.id, parent=parent)


def _under(prefix: str, section: str | None) -> str | None:
    return None if section is None else prefix + section


def _clause(prefix: str, item: ReadClause) -> ReadClause:
    ident, section = prefix + item.clause.id, _under(prefix, item.clause.section)
    return replace(
        item,
        clause=replace(item.clause, id=ident, section=section),
        outline=replace(item.outline, id=ident, section=section),
    )


def _row(prefix: str, item: ReadRow) -> ReadRow:
    ident, section = prefix + item.row.id, _under(prefix, item.row.section)
    measures = tuple(_measure(prefix, measure) for measure in item.measures)
    return replace(
        item,
        row=replace(item.row, id=ident, section=section, measures=tuple(m.measure for m in measures)),
        outline=replace(item.outline, id=ident, section=section, measures=tuple(m.outline for m in measures)),
        measures=measures,
    )


def _measure(prefix: str, item: ReadMeasure) -> ReadMeasure:
    ident = prefix + item.measure.id
    return replace(item, measure=replace(item.measure, id=ident), outline=replace(item.outline, id=ident))


def _as_row(prefix: str, item: ReadClause) -> ReadRow:
    """A new clause where the rules look for a row: its text is the one measure."""
    clause, outline = item.clause, item.outline
    ident, section = prefix + clause.id, _under(prefix, clause.section)
    units = (clause.lead_units, clause.responsible_units, clause.supporting_units)
    measure = Measure(f"{ident}.m1", clause.text, *units, clause.deadlines, quote_spans([outline.text]))
    measure_outline = OutlineMeasure(measure.id, outline.text, ())
    row_outline = OutlineRow(
        ident, clause.number, outline.label, outline.title, section, (measure_outline,), outline.whole
    )
    row = Row(ident, clause.number, clause.title, section, *units, clause.deadlines, (measure,), clause.spans)
    return ReadRow(row, row_outline, item.duties, (ReadMeasure(measure, measure_outline, item.duties),))


def _as_clause(prefix: str, item: ReadRow) -> ReadClause:
    """An old row where the rules look for a clause: its measures are the text."""
    row, outline = item.row, item.outline
    ident, section = prefix + row.id, _under(prefix, row.section)
    text = _text(outline)
    clause_outline = OutlineClause(ident, row.number, outline.label, outline.title, text, (), section, outline.whole)
    units = (row.lead_units, row.responsible_units, row.supporting_units)
    words = text.text if text else ""
    clause = Clause(ident, row.number, row.title, words, section, None, *units, row.deadlines, row.spans)
    return ReadClause(clause, clause_outline, item.duties)


def _text(row: OutlineRow) -> Quote | None:
    texts = [measure.text for measure in row.measures if measure.text]
    return join_quotes(texts) if texts else None
