"""Documents -> Outline: head, clauses, annotations, tables, and the accounting of every character.

Knows in which order a notice is read, and which grain of its tables fits its clauses.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon.own_words import OwnWords
from ..model import Quote
from ..outline import ColumnRole, Note, Outline, OutlineClause, OutlineRow, OutlineSection
from .breakdown import other_grains, read_breakdown
from .captions import heading_over, is_continued, take_caption, title_over
from .claiming import accounting, claim_breakdown, claim_lines, claim_other_table
from .claims import Claims
from .clauses import find_clauses
from .document import Document
from .flow import Flow, Para, TableBlock, flow_of
from .grain import Grain, grain_fit, rows_are_sections
from .heading_values import take_headings
from .notice import HeadReading, read_head
from .notice_part import Part
from .notice_words import NoticeWords, words_of
from .page_lines import FEWEST, opening_lines, page_lines
from .table_sections import SectionAbove
from .tree import build_tree

_WEB = ("text/html", "multipart/related")
_FITTING, _LEAST_FIT, _BETTER = 0.8, 0.5, 0.3
"""Share of clauses that open like a row: where no other grain is tried; what another must reach, and be better by."""


def read_outline(documents: Sequence[Document]) -> Outline:
    """Read the structure of a notice: the first document is its body file, the others are its attachments."""
    words = words_of(documents)
    parts = _read_in_grain(documents, words)
    head = _head(parts[0])
    for number, part in enumerate(parts):
        claim_lines(part, head if number == 0 else None)
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
    tried = [(grain_fit(_rows_in_grain(flows, words, grain), clauses), grain) for grain in grains]
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
        part.index.take_lines(opening_lines(part.paras))
        # The reader of web pages has taken most such lines out already.
        part.page = page_lines(part.paras, 1 if part.document.origin.media_type in _WEB else FEWEST)
        tree = build_tree(part.flow, part.captions | part.index.lines | part.page)
        part.clauses = find_clauses(tree, "" if number == 0 else f"a{number}-", rows)
    said = [quote.text for part in parts for clause in part.clauses.clauses for quote in clause.annotations]
    said += [quote.text for part in parts for section in part.clauses.sections for quote in section.annotations]
    take_headings([table for part in parts for table in part.tables], said)
    return parts


def _tables_in_grain(
    documents: Sequence[Document], flows: Sequence[Flow], words: NoticeWords, grain: Grain
) -> list[Part]:
    """Each document with its tables alone."""
    parts = [Part(document, flow, Claims(document.source)) for document, flow in zip(documents, flows, strict=True)]
    rows = sections = 0
    for part in parts:
        _read_tables(part, words, rows, sections, grain)
        rows += sum(len(table.rows) for table in part.tables)
        sections += sum(len(table.sections) for table in part.tables)
    return parts


def _rows_in_grain(flows: Sequence[Flow], words: NoticeWords, grain: Grain) -> list[OutlineRow]:
    """The rows of all tables: all that is needed to see how well a grain fits."""
    laid = (words.laid[id(item.table)] for flow in flows for item in flow if isinstance(item, TableBlock))
    tables = (read_breakdown(one, 0, 0, grain) for one in laid if one)
    return [row for table in tables if table for row in table.rows]


def _read_tables(part: Part, words: NoticeWords, first_row: int, first_section: int, grain: Grain) -> None:
    headings = _headings_over_tables(part, words)
    for position, item in enumerate(part.flow):
        if not isinstance(item, TableBlock):
            continue
        laid = words.laid[id(item.table)]
        heading = headings.get(position)
        before = part.tables[-1].open_sections if part.tables and is_continued(part, position) else None
        above = SectionAbove(heading.quote if heading else None, before)
        table = read_breakdown(laid, first_row, first_section, grain, above) if laid else None
        if table is None:
            claim_other_table(part, item)
            continue
        if heading is not None:
            part.captions.add(heading.index)
            part.claims.claim("heading", heading.quote)
        part.tables.append(table)
        first_row += len(table.rows)
        first_section += len(table.sections)
        claim_breakdown(part, item, table)
        take_caption(part, position)
        table.over = title_over(part, position)


def _headings_over_tables(part: Part, words: NoticeWords) -> dict[int, Para]:
    """The headings of sections over the tables of a part that has a table for each section, by place of the table."""
    places = [
        n for n, item in enumerate(part.flow) if isinstance(item, TableBlock) and words.laid[id(item.table)].header
    ]
    found = {place: heading for place in places if (heading := heading_over(part, place)) is not None}
    return found if len(found) > 1 else {}


def _head(part: Part) -> HeadReading:
    indexes = part.structure_indexes()
    first = min(indexes, default=None)
    paras = [para for para in part.paras if para.index not in part.captions | part.page]
    own = sum(1 for para in paras if first is None or para.index < first)
    return read_head(paras, own, part.index, part.document.linked_files)


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
        accounting=accounting(parts),
        index_claims=head.index_claims,
        captions=tuple(quote for part in parts for quote in _captions(part)),
        words=own,
    )


def _captions(part: Part) -> list[Quote]:
    quotes = [para.quote for para in part.paras if para.index in part.captions]
    quotes.extend(quote for table in part.tables for quote in table.caption)
    return quotes


def _preamble(part: Part) -> list[Quote]:
    """Paragraphs that belong to no clause, and what stands above or below the rows of the tables."""
    structure = part.structure_indexes()
    quotes = [para.quote for para in part.paras if para.index not in structure]
    quotes.extend(quote for table in part.tables for quote in (*table.caption, *table.header_quotes))
    return quotes
