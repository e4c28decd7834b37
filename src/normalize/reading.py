"""Outline -> Reading: units, deadlines and conventions read, clauses and rows in their public form.

A reading keeps each public clause and row beside the outline it was read from, because rules need the quotes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

from ..lexicon.width import squeeze
from ..model import Clause, Convention, Head, Measure, Notice, Quote, RawCell, Row, Unit
from ..outline import Outline, OutlineClause, OutlineMeasure, OutlineRow, OutlineSection
from ..patterns import lazy_regex
from ..records import dataclass
from .aliases import AliasTable
from .annotations import Duties, merge_duties, read_annotation, read_cell
from .conventions import apply_conventions, find_conventions, lead_in_each
from .deadlines import Calendar
from .places import scope_of
from .units import Scope
from .wrapped_names import rejoined

_YEAR = lazy_regex(r"(?<![\d—–\-－~至])(20\d{2})年(?!\s*[—–\-－~至])")
_NUMBER_YEAR = lazy_regex(r"\(((?:19|20)\d{2})\)")


NOTHING = Duties((), (), (), (), (), (), (), (), (), frozenset())


@dataclass(frozen=True, slots=True)
class ReadClause:
    clause: Clause
    outline: OutlineClause
    duties: Duties
    place: str = ""
    """Its section, where another clause has the same number: 一、扩大有效需求."""


@dataclass(frozen=True, slots=True)
class ReadMeasure:
    measure: Measure
    outline: OutlineMeasure
    duties: Duties


@dataclass(frozen=True, slots=True)
class ReadRow:
    row: Row
    outline: OutlineRow
    duties: Duties
    measures: tuple[ReadMeasure, ...]
    place: str = ""
    """Its section, where another row has the same number."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A notice, read. `scope` and `calendar` are what its names and dates were read against."""

    notice: Notice
    outline: Outline
    clauses: tuple[ReadClause, ...]
    rows: tuple[ReadRow, ...]
    scope: Scope
    calendar: Calendar
    aliases: AliasTable


def read_notice(outline: Outline, aliases: AliasTable) -> Reading:
    """Read every annotation and cell of an outline."""
    scope, calendar = scope_of(outline.head), calendar_of(outline)
    conventions = find_conventions(_stating_quotes(outline))
    reader = _Reader(outline, scope, calendar, conventions, aliases)
    clauses = tuple(reader.clause(item) for item in outline.clauses)
    printed = _printed(clauses)
    named = {squeeze(unit.raw) for unit in _units(clauses)}
    # 综合行政执法办公室 in the body may be 综合行政执法办 in the table.
    familiar = frozenset(named | {name.removesuffix("公室") for name in named if name.endswith("办公室")})
    reader = replace(reader, printed=printed, scope=replace(scope, familiar=familiar))
    rows = tuple(reader.row(item) for item in outline.rows)
    notice = _notice(outline, conventions, clauses, rows)
    body_places, table_places = (
        _places(outline.clauses, outline.sections),
        _places(outline.rows, outline.table_sections),
    )
    clauses = tuple(replace(clause, place=place) for clause, place in zip(clauses, body_places, strict=True))
    rows = tuple(replace(row, place=place) for row, place in zip(rows, table_places, strict=True))
    return Reading(notice, outline, clauses, rows, scope, calendar, aliases)


def _places(items: Sequence[OutlineClause] | Sequence[OutlineRow], sections: Sequence[OutlineSection]) -> Iterator[str]:
    """The section of each item whose number is not its own alone, '' for the others."""
    counted = Counter(item.number for item in items)
    named = {each.section.id: "、".join(filter(None, [each.section.number, each.section.title])) for each in sections}
    for item in items:
        yield named.get(item.section or "", "") if item.number and counted[item.number] > 1 else ""


def calendar_of(outline: Outline) -> Calendar:
    """The year of the title where it names exactly one, else of the date, the document number or the tables' titles."""
    head = outline.head
    issued, number = head.issued_on, _NUMBER_YEAR.search(squeeze(head.document_number or ""))
    dated = issued.year if issued else int(number[1]) if number else None
    captions = "\n".join(squeeze(quote.text) for quote in outline.captions)
    year = _only_year(squeeze(head.title or "")) or dated or _only_year(captions)
    return Calendar(year=year, issued_on=issued)


def _only_year(text: str) -> int | None:
    years = {int(year) for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def _stating_quotes(outline: Outline) -> list[Quote]:
    """Where a notice states its conventions: annotations, headings, clause texts, table captions and header words."""
    quotes = [quote for clause in outline.clauses for quote in (*clause.annotations, clause.text) if quote]
    quotes.extend(quote for section in outline.sections for quote in (*section.annotations, section.title) if quote)
    quotes.extend(outline.preamble)
    return quotes


@dataclass(frozen=True, slots=True)
class _Reader:
    outline: Outline
    scope: Scope
    calendar: Calendar
    conventions: tuple[Convention, ...]
    aliases: AliasTable
    printed: Mapping[str, Unit] = field(default_factory=dict)
    """Units by their names as the clauses print them, for cells that break a name over two lines."""

    def clause(self, item: OutlineClause) -> ReadClause:
        own = [self._annotation(quote) for quote in item.annotations]
        # Lines that only name leaders or persons (牵头领导：…) are read past and never exported.
        shown = [quote for quote, said in zip(item.annotations, own, strict=True) if said != NOTHING]
        hidden = [quote for quote, said in zip(item.annotations, own, strict=True) if said == NOTHING]
        duties = merge_duties(lead_in_each(own, self.conventions), self.scope, self.aliases)
        inherited = [self._annotation(quote) for quote in self._inherited(item.section)]
        if inherited:
            duties = _inherit(duties, merge_duties(inherited, self.scope, self.aliases), self.scope, self.aliases)
        duties = self._convened(duties)
        clause = Clause(
            id=item.id,
            number=item.number,
            title=item.title.text if item.title else None,
            text=item.text.text if item.text else "",
            section=item.section,
            annotation="\n".join(quote.text for quote in shown) or None,
            lead_units=duties.lead,
            responsible_units=duties.responsible,
            supporting_units=duties.supporting,
            deadlines=duties.deadlines,
            spans=without(item.whole, hidden).spans(),
        )
        return ReadClause(clause, item, duties)

    def _annotation(self, quote: Quote) -> Duties:
        return read_annotation(quote, self.scope, self.calendar, self.aliases, self.outline.words)

    def _convened(self, duties: Duties) -> Duties:
        return apply_conventions(duties, self.conventions, self.scope, table=self.aliases)

    def _inherited(self, section: str | None) -> list[Quote]:
        """Annotations of the headings above a clause."""
        by_id = {item.section.id: item for item in self.outline.sections}
        quotes: list[Quote] = []
        while section is not None and section in by_id:
            quotes.extend(by_id[section].annotations)
            section = by_id[section].section.parent
        return quotes

    def row(self, item: OutlineRow) -> ReadRow:
        measures = tuple(self._measure(measure) for measure in item.measures)
        duties = merge_duties([measure.duties for measure in measures], self.scope, self.aliases)
        row = Row(
            id=item.id,
            number=item.number,
            title=item.title.text if item.title else None,
            section=item.section,
            lead_units=duties.lead,
            responsible_units=duties.responsible,
            supporting_units=duties.supporting,
            deadlines=duties.deadlines,
            measures=tuple(measure.measure for measure in measures),
            spans=item.whole.spans(),
        )
        return ReadRow(row, item, duties, measures)

    def _rejoined(self, duties: Duties, cell: Quote) -> Duties:
        if len(cell.ranges) == 1 and "\n" not in cell.text:
            return duties
        lead, responsible, supporting = (
            rejoined(units, self.printed, cell.source) for units in (duties.lead, duties.responsible, duties.supporting)
        )
        return replace(duties, lead=lead, responsible=responsible, supporting=supporting)

    def _measure(self, item: OutlineMeasure) -> ReadMeasure:
        parts = [
            self._rejoined(
                read_cell(
                    cell.role, cell.header, cell.quote, self.scope, self.calendar, self.aliases, self.outline.words
                ),
                cell.quote,
            )
            for cell in item.cells
        ]
        duties = self._convened(merge_duties(parts, self.scope, self.aliases))
        measure = Measure(
            id=item.id,
            text=item.text.text if item.text else "",
            lead_units=duties.lead,
            responsible_units=duties.responsible,
            supporting_units=duties.supporting,
            deadlines=duties.deadlines,
            spans=item.text.spans() if item.text else (),
            cells=tuple(RawCell(cell.role, cell.header, cell.quote.text, cell.carried) for cell in item.cells),
        )
        return ReadMeasure(measure, item, duties)


def _printed(clauses: Sequence[ReadClause]) -> dict[str, Unit]:
    return {squeeze(unit.raw): unit for unit in _units(clauses) if unit.kind == "unit"}


def _units(clauses: Sequence[ReadClause]) -> list[Unit]:
    duties = [item.duties for item in clauses]
    return [unit for one in duties for unit in (*one.lead, *one.responsible, *one.supporting)]


def without(whole: Quote, parts: Sequence[Quote]) -> Quote:
    """`whole` less the ranges of `parts`."""
    ranges = list(whole.ranges)
    for low, high in (bounds for part in parts for bounds in part.ranges):
        ranges = [
            piece
            for start, end in ranges
            for piece in ((start, min(end, low)), (max(start, high), end))
            if piece[0] < piece[1]
        ]
    return Quote(whole.source, tuple(ranges))


def _inherit(own: Duties, above: Duties, scope: Scope, aliases: AliasTable) -> Duties:
    """A heading's roles hold where the clause names none of its own in that role."""
    missing = Duties(
        lead=() if own.lead else above.lead,
        responsible=() if own.responsible else above.responsible,
        supporting=() if own.supporting else above.supporting,
        deadlines=() if own.deadlines else above.deadlines,
        unread_deadlines=(),
        conventions=above.conventions,
        damages=(),
        unread=(),
        tasks=(),
        stated=above.stated,
    )
    return merge_duties([own, missing], scope, aliases)


def _notice(
    outline: Outline, conventions: tuple[Convention, ...], clauses: Sequence[ReadClause], rows: Sequence[ReadRow]
) -> Notice:
    head = {name: getattr(outline.head, name) for name in Head.__dataclass_fields__ if name != "conventions"}
    return Notice(
        **head,
        conventions=conventions,
        source=outline.source,
        attached=outline.attached,
        sections=tuple(item.section for item in outline.sections),
        clauses=tuple(item.clause for item in clauses),
        table_sections=tuple(item.section for item in outline.table_sections),
        rows=tuple(item.row for item in rows),
        accounting=outline.accounting,
    )
