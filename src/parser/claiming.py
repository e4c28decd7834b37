"""The role of every character of a part: which clause, table, caption, head or closing line claims it.

Knows in which order the readings claim, and what a paragraph is that stands before, between or behind the clauses and
tables; what is left in the middle stays unaccounted.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from ..model import Accounting, Quote, Span, TextRole
from ..records import dataclass
from .breakdown import Breakdown
from .flow import Flow, Para, TableBlock
from .notice import HeadReading
from .notice_part import Part
from .responsibility import is_contact_note
from .row_kinds import TABLE_NOTE
from .tree import is_closing


def claim_breakdown(part: Part, item: TableBlock, table: Breakdown) -> None:
    """Caption, header, repeated header and section headings of a breakdown table; its other cells are cells."""
    claimed: tuple[tuple[TextRole, list[Quote]], ...] = (
        ("table caption", table.caption),
        ("header", table.header_quotes),
        ("furniture", table.repeated),
        ("heading", table.section_quotes),
    )
    for role, quotes in claimed:
        for quote in quotes:
            part.claims.claim(role, quote)
    _claim_cells(part, item, "cell")


def claim_other_table(part: Part, item: TableBlock) -> None:
    """Index blocks, forms and layout tables are no task tables, but their text is accounted for."""
    role: TextRole = "head" if part.index.take_table(part.document, item.table) else "cell"
    _claim_cells(part, item, role)


def _claim_cells(part: Part, item: TableBlock, role: TextRole) -> None:
    for cell in item.table.cells:
        for paragraph in cell.paragraphs:
            part.claims.claim_ranges(role, paragraph.ranges)


def claim_lines(part: Part, head: HeadReading | None) -> None:
    """Give every paragraph of a part its role; what is left in the middle stays unaccounted."""
    part.claims.claim_ranges("furniture", part.document.furniture)
    for para in part.paras:
        if para.index in part.page:
            part.claims.claim("furniture", para.quote)
    _claim_clauses(part)
    headings = {section.title.ranges[0][0] for section in part.clauses.sections if section.title}
    lead_ins = {para.index for para in part.clauses.lead_ins}
    structure = part.structure_indexes()
    region = _Region(
        used=head.indexes if head else set(),
        first=min(structure, default=math.inf),
        last=max(structure, default=math.inf),
        first_table=min((t.index for t in part.flow if isinstance(t, TableBlock)), default=math.inf),
        last_table=max((t.index for t in part.flow if isinstance(t, TableBlock)), default=math.inf),
        in_body=head is not None,
    )
    for position, item in enumerate(part.flow):
        if not isinstance(item, Para):
            continue
        if item.index in lead_ins or any(low <= h < high for low, high in item.quote.ranges for h in headings):
            part.claims.claim("heading", item.quote)
        elif (role := region.role(item, part.flow, position)) is not None:
            part.claims.claim(role, item.quote)


def _claim_clauses(part: Part) -> None:
    claims = part.claims
    for text, clause in zip(part.clauses.texts, part.clauses.clauses, strict=True):
        for annotation in text.annotations:
            claims.claim("annotation", annotation)
        for quote in (text.label, text.title, text.title_stop):
            claims.claim("clause title", quote)
        claims.claim("clause text", clause.whole)
    for section in part.clauses.sections:
        for annotation in section.annotations:
            claims.claim("annotation", annotation)


@dataclass(frozen=True, slots=True)
class _Region:
    """Where the clauses and tables of a part stand, by block index; infinity where there are none."""

    used: set[int]
    first: float
    last: float
    first_table: float
    last_table: float
    in_body: bool

    def role(self, item: Para, flow: Flow, position: int) -> TextRole | None:
        """Role of a paragraph outside clauses and headings; None where nothing claims it."""
        if item.index < self.first:
            if self.in_body:
                return "head"
            return "table caption" if item.index < self.first_table < math.inf else "closing"
        known = item.index in self.used or is_closing(item, flow, position)
        known = known or is_contact_note(item.plain)
        if item.index > self.last:
            return "closing" if item.index < self.last_table or known or TABLE_NOTE.match(item.text) else None
        return "closing" if known else None


def accounting(parts: Sequence[Part]) -> Accounting:
    """How many characters each role has over all parts, and where those stand that nothing claims."""
    counts: Counter[str] = Counter()
    spans: list[Span] = []
    for part in parts:
        counts.update(part.claims.counts())
        spans.extend(part.claims.unaccounted())
    return Accounting(sum(counts.values()), dict(sorted(counts.items())), tuple(spans))
