"""A clause and a row as matching sees them: number, title, sentences and place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..lexicon.numerals import number_value
from ..model import Quote
from ..outline import ColumnRole
from ..records import dataclass
from .reading import ReadClause, Reading, ReadRow
from .text import key_of, sentences

_TEXTS = ("task", "measure")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a clause or of a row's measures. `key` is its comparison form."""

    owner: str
    quote: Quote
    key: str


@dataclass(frozen=True, slots=True)
class Side:
    """A clause or a row as matching sees it."""

    ident: str
    number: int | None
    title: str
    sentences: tuple[Sentence, ...]
    position: float
    heading: Sentence | None = None
    """The title as a sentence, for a counterpart that has the same words in its running text."""
    above: str = ""
    """The title of the section the item stands under."""

    @property
    def said(self) -> tuple[Sentence, ...]:
        """What the item says: its sentences, or its title where that is all it has."""
        return self.sentences or ((self.heading,) if self.heading else ())

    @property
    def whole(self) -> str:
        return self.title + "".join(sentence.key for sentence in self.sentences)


def is_arranged(reading: Reading, by: Sequence[ColumnRole]) -> bool:
    """Whether a table is arranged by units or dates: their column stands left of the tasks, or they head the rows."""
    cells = (cell for row in reading.rows for measure in row.outline.measures for cell in measure.cells)
    return any(cell.role in by and not cell.header for cell in cells) or any(
        min((n for n, role in enumerate(columns) if role in by), default=len(columns))
        < min((n for n, role in enumerate(columns) if role in _TEXTS), default=0)
        for columns in reading.outline.columns
    )


def sides_of(reading: Reading) -> tuple[list[Side], list[Side]]:
    """Clauses and rows in their order."""
    body = {item.section.id: key_of(item.title.text) for item in reading.outline.sections}
    table = {item.section.id: key_of(item.title.text) for item in reading.outline.table_sections}
    clauses = [_clause_side(item, n, len(reading.clauses), body) for n, item in enumerate(reading.clauses)]
    rows = [_row_side(item, n, len(reading.rows), table) for n, item in enumerate(reading.rows)]
    return clauses, rows


def _clause_side(item: ReadClause, position: int, count: int, headings: Mapping[str, str]) -> Side:
    ident = item.clause.id
    text = sentences(item.outline.text) if item.outline.text else []
    found = tuple(Sentence(ident, quote, key_of(quote.text)) for quote in text)
    heading = _heading(ident, item.outline.title)
    title = heading.key if heading else ""
    above = headings.get(item.clause.section or "", "")
    return Side(ident, number_value(item.clause.number), title, found, position / max(count, 1), heading, above)


def _row_side(item: ReadRow, position: int, count: int, headings: Mapping[str, str]) -> Side:
    ident = item.row.id
    quotes = [quote for m in item.measures if m.outline.text for quote in sentences(m.outline.text)]
    found = tuple(Sentence(ident, quote, key_of(quote.text)) for quote in quotes)
    heading = _heading(ident, item.outline.title)
    title = heading.key if heading else ""
    above = headings.get(item.row.section or "", "")
    return Side(ident, number_value(item.row.number), title, found, position / max(count, 1), heading, above)


def _heading(owner: str, title: Quote | None) -> Sentence | None:
    """The title as a sentence, without an enumerator (一是) before it."""
    if title is None:
        return None
    said = sentences(title)
    quote = said[0] if len(said) == 1 else title
    return Sentence(owner, quote, key_of(quote.text))
