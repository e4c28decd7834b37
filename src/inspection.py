"""Each stage of reading as text, for finding out where a reading went wrong (`hedui inspect`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, get_args

from .config import PageStage, Stage
from .errors import UsageError
from .model import Deadline, Quote, Unit
from .normalize.match import match
from .normalize.reading import Reading
from .outline import Outline, OutlineRow
from .parser.document import Document, Table
from .parser.readers import Blob, readers

if TYPE_CHECKING:
    from .parser.readers.pdf.stages import Mark

PAGE_STAGES: tuple[PageStage, ...] = get_args(PageStage)
"""Stages of reading a single page of a PDF."""


def text_stage(documents: Sequence[Document]) -> str:
    """The linear source text of each part: what all offsets point into."""
    return "\n".join(
        f"[{document.source.part}] {document.origin.name}\n{document.source.text}" for document in documents
    )


def blocks_stage(documents: Sequence[Document], page: int | None = None) -> str:
    """Paragraphs and tables in reading order, with what the reader knows of them; only those of `page` where given."""
    return "\n".join(line for document in documents for line in _blocks(document, page))


def _blocks(document: Document, page: int | None) -> Iterator[str]:
    yield f"[{document.source.part}] {document.origin.media_type}, pages: {document.origin.pages or '-'}"
    wanted = {place.block for place in document.source.places if place.page == page}
    for number, block in enumerate(document.blocks, 1):
        if page is not None and number not in wanted:
            continue
        if isinstance(block, Table):
            yield f"{number:>4}  table {block.rows} x {block.columns}, {len(block.cells)} cells"
            for cell in block.cells:
                span = f" {cell.row_span}x{cell.column_span}" if cell.row_span * cell.column_span > 1 else ""
                text = " ¶ ".join(document.quote(p).text for p in cell.paragraphs)
                yield f"        {cell.row + 1},{cell.column + 1}{span}: {text}"
        else:
            marks = [mark for mark in (block.align, block.style, None if block.complete else "open") if mark]
            yield f"{number:>4}  {' '.join(marks):<7} {document.quote(block).text}"


def furniture_stage(documents: Sequence[Document]) -> str:
    """Page numbers, running heads, repeated table heads, markup."""
    return "\n".join(
        f"{low:>7}-{high:<7} {document.source.text[low:high]}"
        for document in documents
        for low, high in document.furniture
    )


def outline_stage(outline: Outline) -> str:
    """Head, sections, clauses, rows and the accounting, before any unit or deadline is read."""
    head = outline.head
    lines = [f"{name}: {getattr(head, name)}" for name in type(head).__dataclass_fields__]
    lines += [f"section {item.section.id} {item.section.number} {item.section.title}" for item in outline.sections]
    for clause in outline.clauses:
        lines.append(f"clause {clause.id} [{clause.number}] {_text(clause.title)} | {_text(clause.text)}")
        lines += [f"    annotation: {quote.text}" for quote in clause.annotations]
    lines += [f"columns: {', '.join(columns)}" for columns in outline.columns]
    lines += [line for row in outline.rows for line in _row(row)]
    counts = ", ".join(f"{role} {count}" for role, count in outline.accounting.by_role.items())
    lines.append(f"characters {outline.accounting.characters}: {counts}")
    lines += [f"unaccounted {span.start}-{span.end}: {span.text}" for span in outline.accounting.unaccounted]
    return "\n".join(lines)


def _row(row: OutlineRow) -> Iterator[str]:
    yield f"row {row.id} [{row.number}] {_text(row.title)}"
    for measure in row.measures:
        yield f"    {measure.id}: {_text(measure.text)}"
        for cell in measure.cells:
            yield f"        {cell.role} ({cell.header}){' carried' if cell.carried else ''}: {cell.quote.text}"


def _text(quote: Quote | None) -> str:
    return quote.text if quote is not None else "-"


def units_stage(reading: Reading) -> str:
    """Units and deadlines of every clause and row."""
    lines = [f"place {reading.scope.place}, level {reading.scope.level}, year {reading.calendar.year}"]
    for item in reading.clauses:
        lines.append(f"clause {item.clause.id} [{item.clause.number}]")
        lines += _duties(item.clause.lead_units, item.clause.responsible_units, item.clause.supporting_units)
        lines += _deadlines(item.clause.deadlines)
    for row in reading.rows:
        lines.append(f"row {row.row.id} [{row.row.number}]")
        lines += _duties(row.row.lead_units, row.row.responsible_units, row.row.supporting_units)
        lines += _deadlines(row.row.deadlines)
    return "\n".join(lines)


def _duties(lead: Sequence[Unit], responsible: Sequence[Unit], supporting: Sequence[Unit]) -> list[str]:
    lists = (("lead", lead), ("responsible", responsible), ("supporting", supporting))
    return [f"    {role}: {' '.join(map(_unit, units))}" for role, units in lists if units]


def _unit(unit: Unit) -> str:
    return unit.name + ("…" if unit.open_list else "") + ("" if unit.resolved else "?")


def _deadlines(deadlines: Sequence[Deadline]) -> list[str]:
    return [
        f"    {d.kind}: {d.raw} {d.date or ''} {d.recurrence or ''} {','.join(d.flags)}".rstrip() for d in deadlines
    ]


def pairs_stage(reading: Reading) -> str:
    """Pairs with their scores, the sentences of each pair, and what stands alone."""
    matching = match(reading)
    lines = []
    for group in matching.groups:
        for pair in group.pairs:
            rival = matching.runners_up.get((pair.clause, pair.row), 0.0)
            lines.append(f"{pair.clause} = {pair.row}  {pair.how} {pair.score:.2f} (next {rival:.2f})")
        for link in group.alignment.links:
            mark = "=" if link.same else "~"
            lines.append(f"    {mark} {''.join(s.quote.text for s in link.body)}")
            lines += [] if link.same else [f"      {''.join(s.quote.text for s in link.table)}"]
        lines += [f"    - {s.quote.text}" for s in group.alignment.missing]
        lines += [f"    + {s.quote.text}" for s in group.alignment.added]
    lines += [f"moved {move.body.owner} -> {move.table.owner}: {move.body.quote.text}" for move in matching.moves]
    lines += [f"clause alone: {item.clause.id}" for item in matching.clauses_alone]
    lines += [f"row alone: {item.row.id}" for item in matching.rows_alone]
    return "\n".join(lines)


def page_stage(blob: Blob, stage: str, page: int | None) -> str:
    """One of PAGE_STAGES of one page (1-based), or of all pages.

    Raises:
        UsageError: the file is no PDF, or has no such page.
        InputError: it cannot be opened.
    """
    from .parser.readers.pdf.stages import page_count, page_stages

    _need_pdf(blob)
    wanted = range(1, page_count(blob.data, blob.name) + 1) if page is None else (page,)
    lines = []
    for number in wanted:
        lines.append(f"page {number}")
        lines += page_stages(blob.data, blob.name, number).lines[stage]
    return "\n".join(lines)


def page_image(blob: Blob, document: Document, stage: str | None, page: int) -> bytes:
    """A page as PNG with the boxes of a stage drawn on it: one of PAGE_STAGES, else paragraphs, cells and furniture.

    Raises:
        UsageError: the file is no PDF, or has no such page.
        InputError: it cannot be opened.
    """
    from .parser.readers.pdf.picture import page_picture
    from .parser.readers.pdf.stages import page_stages

    _need_pdf(blob)
    marks = page_stages(blob.data, blob.name, page).marks
    found = marks[stage] if stage in PAGE_STAGES else [*_block_marks(document, page)]
    return page_picture(blob.data, page, found)


def _block_marks(document: Document, page: int) -> Iterator[Mark]:
    from .parser.readers.pdf.stages import Mark

    for place in document.source.places:
        if place.page != page or place.bbox is None:
            continue
        kind = "furniture" if place.block is None else "table" if place.cell else "paragraph"
        if kind == "paragraph" and place.block is not None and place.block % 2:
            kind = "other paragraph"
        yield Mark(place.bbox, kind)


def _need_pdf(blob: Blob) -> None:
    reader = next(reader for reader in readers() if reader.name == "pdf")
    if not reader.sniff(blob.data):
        raise UsageError(f"{blob.name} is no PDF: pages, their pictures and {', '.join(PAGE_STAGES)} exist only there.")


DOCUMENT_STAGES: dict[Stage, Callable[[Sequence[Document]], str]] = {
    "text": text_stage,
    "blocks": blocks_stage,
    "furniture": furniture_stage,
}
READING_STAGES: dict[Stage, Callable[[Reading], str]] = {
    "outline": lambda reading: outline_stage(reading.outline),
    "units": units_stage,
    "pairs": pairs_stage,
}
