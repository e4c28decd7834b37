"""What the parser hands to the normaliser: the structure of a notice as quotes, before any value is read.

An outline knows where clauses, annotations, rows and cells stand; it does not know units or deadlines.
"""

from __future__ import annotations

from typing import Literal

from .lexicon.own_words import NO_WORDS, OwnWords
from .model import Accounting, Head, Quote, Section, Source, Span
from .records import dataclass

ColumnRole = Literal[
    "number",
    "category",
    "task",
    "measure",
    "lead",
    "responsible",
    "supporting",
    "leader",
    "person",
    "deadline",
    "start",
    "progress",
    "other",
]


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A heading above clauses or rows. Annotations in a heading hold for every clause below it."""

    section: Section
    title: Quote
    annotations: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlineClause:
    """A clause as it stands. `annotations` are whole, brackets or labels included."""

    id: str
    number: str | None
    label: Quote | None
    title: Quote | None
    text: Quote | None
    annotations: tuple[Quote, ...]
    section: str | None
    whole: Quote


@dataclass(frozen=True, slots=True)
class OutlineCell:
    """A cell that bears on a measure: its own, or carried from a merged cell. `header` is the printed column head."""

    role: ColumnRole
    header: str
    quote: Quote
    carried: bool = False


@dataclass(frozen=True, slots=True)
class OutlineMeasure:
    id: str
    text: Quote | None
    cells: tuple[OutlineCell, ...]


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One task of the table; `title` without its number label."""

    id: str
    number: str | None
    label: Quote | None
    title: Quote | None
    section: str | None
    measures: tuple[OutlineMeasure, ...]
    whole: Quote
    table: int = 0
    """The same for the rows of one table, another one for the next table's."""


NoteKind = Literal[
    "text-damaged",
    "page-unreadable",
    "revisions-open",
    "table-announced",
    "engine-disagrees",
    "all-cells-empty",
    "hidden-text",
    "converted",
]


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader saw and repaired, or could not read. Rules turn notes into findings.

    `original` and `repaired` are texts where the kind has them; `page` is 1-based.
    """

    kind: NoteKind
    text: str
    span: Span | None = None
    original: str | None = None
    repaired: str | None = None
    page: int | None = None


IndexKind = Literal["number", "title", "issuer", "date"]


@dataclass(frozen=True, slots=True)
class IndexClaim:
    """What the index block of a website says under `label`, where the text of the notice says it too.

    `index` and `text` are what both print; `text` holds several quotes for several issuers.
    """

    kind: IndexKind
    label: str
    index: Quote
    text: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The structure of one notice with all its attachments."""

    source: Source
    attached: tuple[Source, ...]
    head: Head
    sections: tuple[OutlineSection, ...]
    clauses: tuple[OutlineClause, ...]
    table_sections: tuple[OutlineSection, ...]
    rows: tuple[OutlineRow, ...]
    columns: tuple[tuple[ColumnRole, ...], ...]
    """Roles of the columns of each breakdown table found."""
    preamble: tuple[Quote, ...]
    """Paragraphs outside clauses, where a notice states its conventions."""
    table_expected: bool
    """The notice announces a breakdown table, or an attachment was given."""
    notes: tuple[Note, ...]
    accounting: Accounting
    index_claims: tuple[IndexClaim, ...] = ()
    captions: tuple[Quote, ...] = ()
    """What stands above the tables: their titles, in a line of the text or in a row of their own."""
    words: OwnWords = NO_WORDS
    """Labels and verbs of this notice that no table of words has."""
