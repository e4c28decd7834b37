"""Documents -> Outline: head, clauses, annotations, tables, and the accounting of every character."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import field

from ..lexicon.own_words import OwnWords
from ..model import Accounting, Quote, Span, TextRole
from ..outline import ColumnRole, Note, Outline, OutlineClause, OutlineRow, OutlineSection
from ..patterns import lazy_regex
from ..records import dataclass
from .breakdown import Breakdown, other_grains, read_breakdown
from .claims import Claims
from .clauses import ClauseSet, find_clauses
from .document import Document
from .flow import Flow, Para, TableBlock, flow_of
from .grain import Grain, grain_fit, rows_are_sections
from .grid import cell_quote
from .heading_values import take_headings
from .index_block import IndexBlock
from .notice import HeadReading, read_head
from .notice_words import NoticeWords, words_of
from .numbering import read_label
from .responsibility import find_annotations, is_contact_note
from .row_kinds import TABLE_NOTE
from .tree import build_tree, is_closing

_CAPTION = lazy_regex(r"附\s*件|附\s*表|表|清单|台账|分解|分工|方案|一览|单位\s*[:：]|续|计划|要点")
_LABEL_OF_ANNEX = lazy_regex(r"\s*附\s*[件表]\s*[\d一二三四五六七八九十]*\s*[:：]?\s*$")
_CAPTION_LIMIT, _CAPTION_LINES = 60, 4
_FITTING, _LEAST_FIT, _BETTER = 0.8, 0.5, 0.3
"""Share of clauses that open like a row: where no other grain is tried; what another must reach, and be better by."""


@dataclass(slots=True)
class Part:
    """One document with what was read from it."""

    document: Document
    flow: Flow
    claims: Claims
    tables: list[Breakdown] = field(default_factory=list)
    captions: set[int] = field(default_factory=set)
    clauses: ClauseSet = field(default_factory=ClauseSet)
    index: IndexBlock = field(default_factory=IndexBlock)

    @property
    def paras(self) -> list[Para]:
        return [item for item in self.flow if isinstance(item, Para)]


def read_outline(documents: Sequence[Document]) -> Outline:
    """Read the structure of a notice: the first document is its body file, the others are its attachments."""
    words = words_of(documents)
    parts = _read_in_grain(documents, words)
    head = _head(parts[0])
    for number, part in enumerate(parts):
        _claim(part, head if number == 0 else None)
    return _outline(parts, head, words.own)


def _read_in_grain(documents: Sequence[Document], words: NoticeWords) -> list[Part]:
    """Tables and clauses of each document, the rows of the tables on the level of the clauses."""
    flows = [flow_of(document, words.own) for document in documents]
    parts = _read_parts(documents, flows, words)
    rows, clauses = _rows_of(parts), [clause for part in parts for clause in part.clauses.clauses]
    if rows_are_sections(rows, [section for part in parts for section in part.clauses.sections], clauses):
        return _read_parts(documents, flows, words, "measure")
    fit = grain_fit(rows, clauses)
    grains = other_grains([table for part in parts for table in part.tables]) if rows and clauses else []
    if fit >= _FITTING or not grains:
        return parts
    tried = [(grain_fit(_rows_of(_tables_in_grain(documents, flows, words, g)), clauses), g) for g in grains]
    best, grain = max(tried, key=lambda item: item[0])
    better = best >= max(_LEAST_FIT, fit + _BETTER)
    return _read_parts(documents, flows, words, grain) if better else parts


def _rows_of(parts: Sequence[Part]) -> list[OutlineRow]:
    return [row for part in parts for table in part.tables for row in table.rows]


def _read_parts(
    documents: Sequence[Document], flows: Sequence[Flow], words: NoticeWords, grain: Grain = "task"
) -> list[Part]:
    """Tables and clauses of each document."""
    parts = _tables_in_grain(documents, flows, words, grain)
    rows = len(_rows_of(parts))
    for number, part in enumerate(parts):
        tree = build_tree(part.flow, part.captions)
        part.clauses = find_clauses(tree, "" if number == 0 else f"a{number}-", rows)
    said = [quote.text for part in parts for clause in part.clauses.clauses for quote in clause.annotations]
    said += [quote.text for part in parts for section in part.clauses.sections for quote in section.annotations]
    take_headings([table for part in parts for table in part.tables], said)
    return parts


def _tables_in_grain(
    documents: Sequence[Document], flows: Sequence[Flow], words: NoticeWords, grain: Grain
) -> list[Part]:
    """Each document with its tables alone: all that is needed to see how well a grain fits."""
    parts = [Part(document, flow, Claims(document.source)) for document, flow in zip(documents, flows, strict=True)]
    rows = sections = 0
    for part in parts:
        _read_tables(part, words, rows, sections, grain)
        rows += sum(len(table.rows) for table in part.tables)
        sections += sum(len(table.sections) for table in part.tables)
    return parts


def _read_tables(part: Part, words: NoticeWords, first_row: int, first_section: int, grain: Grain) -> None:
    for position, item in enumerate(part.flow):
        if not isinstance(item, TableBlock):
            continue
        laid = words.laid[id(item.table)]
        table = read_breakdown(laid, first_row, first_section, grain) if laid else None
        if table is None:
            _claim_other_table(part, item)
            continue
        part.tables.append(table)
        first_row += len(table.rows)
        first_section += len(table.sections)
        _claim_breakdown(part, item, table)
        _take_caption(part, position)
        table.over = _title_over(part, position)


def _claim_other_table(part: Part, item: TableBlock) -> None:
    """Index blocks, forms and layout tables are no task tables, but their text is accounted for."""
    role: TextRole = "head" if part.index.take_table(part.document, item.table) else "cell"
    for cell in item.table.cells:
        part.claims.claim(role, cell_quote(part.document, cell))


def _claim_breakdown(part: Part, item: TableBlock, table: Breakdown) -> None:
    claimed: tuple[tuple[TextRole, list[Quote]], ...] = (
        ("table caption", table.caption),
        ("header", table.header_quotes),
        ("furniture", table.repeated),
        ("heading", table.section_quotes),
    )
    for role, quotes in claimed:
        for quote in quotes:
            part.claims.claim(role, quote)
    for cell in item.table.cells:
        part.claims.claim("cell", cell_quote(part.document, cell))


def _take_caption(part: Part, position: int) -> None:
    """The short lines right above a table that name it: 附件2, …任务分解表, （单位：万元）."""
    for item in reversed(part.flow[max(0, position - _CAPTION_LINES) : position]):
        if not isinstance(item, Para) or len(item.text) > _CAPTION_LIMIT or "。" in item.text:
            return
        if not _CAPTION.search(item.text) and item.align != "center":
            return
        if item.text.rstrip().endswith(("；", ";", "）", ")")) and not item.text.lstrip().startswith(("（", "(")):
            return
        if find_annotations(item.plain):
            return
        part.captions.add(item.index)
        part.claims.claim("table caption", item.quote)
        if _LABEL_OF_ANNEX.match(item.text):
            return


def _title_over(part: Part, position: int) -> Quote | None:
    """The short line right above a table, without its number: （一）市应急局."""
    above = part.flow[position - 1] if position else None
    if not isinstance(above, Para) or not above.text.strip() or len(above.text) > _CAPTION_LIMIT:
        return None
    label = read_label(above.text)
    return above.quote.cut(label.end if label else 0).strip()


def _head(part: Part) -> HeadReading:
    indexes = _structure_indexes(part.clauses, part)
    first = min(indexes, default=None)
    paras = [para for para in part.paras if para.index not in part.captions]
    own = sum(1 for para in paras if first is None or para.index < first)
    return read_head(paras, own, part.index, part.document.linked_files)


def _structure_indexes(clauses: ClauseSet, part: Part) -> set[int]:
    """Indexes of the paragraphs that hold clauses or section headings."""
    starts = {quote.ranges[0][0] for quote in _structure_quotes(clauses)}
    return {
        para.index for para in part.paras if any(low <= s < high for low, high in para.quote.ranges for s in starts)
    }


def _structure_quotes(clauses: ClauseSet) -> list[Quote]:
    wholes = [clause.whole for clause in clauses.clauses]
    return [*wholes, *(section.title for section in clauses.sections if section.title)]


def _claim(part: Part, head: HeadReading | None) -> None:
    """Give every paragraph of a part its role; what is left in the middle stays unaccounted."""
    part.claims.claim_ranges("furniture", part.document.furniture)
    _claim_clauses(part)
    headings = {section.title.ranges[0][0] for section in part.clauses.sections if section.title}
    lead_ins = {para.index for para in part.clauses.lead_ins}
    structure = _structure_indexes(part.clauses, part)
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


def _outline(parts: Sequence[Part], head: HeadReading, own: OwnWords) -> Outline:
    clauses: list[OutlineClause] = []
    sections: list[OutlineSection] = []
    rows: list[OutlineRow] = []
    table_sections: list[OutlineSection] = []
    columns: list[tuple[ColumnRole, ...]] = []
    notes: list[Note] = list(head.notes)
    for part in parts:
        clauses.extend(part.clauses.clauses)
        sections.extend(part.clauses.sections)
        notes.extend(part.document.notes)
        for table in part.tables:
            rows.extend(table.rows)
            table_sections.extend(table.sections)
            columns.append(table.header.roles)
            if table.all_empty:
                notes.append(Note("all-cells-empty", "every cell of the breakdown table is empty"))
    return Outline(
        source=parts[0].document.origin,
        attached=tuple(part.document.origin for part in parts[1:]),
        head=head.head,
        sections=tuple(sections),
        clauses=tuple(clauses),
        table_sections=tuple(table_sections),
        rows=tuple(rows),
        columns=tuple(columns),
        preamble=tuple(quote for part in parts for quote in _preamble(part)),
        table_expected=head.announces_table or len(parts) > 1 or bool(columns),
        notes=tuple(notes),
        accounting=_accounting(parts),
        index_claims=head.index_claims,
        words=own,
    )


def _preamble(part: Part) -> list[Quote]:
    """Paragraphs that belong to no clause, and what stands above or below the rows of the tables."""
    structure = _structure_indexes(part.clauses, part)
    quotes = [para.quote for para in part.paras if para.index not in structure]
    quotes.extend(quote for table in part.tables for quote in (*table.caption, *table.header_quotes))
    return quotes


def _accounting(parts: Sequence[Part]) -> Accounting:
    counts: Counter[str] = Counter()
    spans: list[Span] = []
    for part in parts:
        counts.update(part.claims.counts())
        spans.extend(part.claims.unaccounted())
    return Accounting(sum(counts.values()), dict(sorted(counts.items())), tuple(spans))
