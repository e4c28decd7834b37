"""The layout every reader produces: one linear source text, and blocks that point into it.

Reading order is the order of `blocks`. Within the source text blocks are separated by line feeds, table cells stand row
by row, merged cells once. Ranges are (start, end) into `source.text`; a paragraph has one range for each visual line,
joined without a separator, so that a paragraph broken by a line or page end reads as one.
"""

from __future__ import annotations

from dataclasses import field

from ..model import Quote, Range, Source, SourceText
from ..outline import Note
from ..records import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as the reader sees it.

    `style` is "heading" where the format says so; `align` is "center" or "right" where it is known. `complete` is False
    where the reader cannot know whether the paragraph goes on in the next one (plain text, a page end): the structure
    stage decides by punctuation and numbering.
    """

    ranges: tuple[Range, ...]
    align: str | None = None
    style: str | None = None
    complete: bool = True
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the grid; `row` and `column` are 0-based, of its top left corner."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells. Every grid position is covered by at most one cell.

    `merged_known` is False where the format cannot tell a merged cell from a blank one (plain text); blanks then mean
    "as above" inside one item. `header_rows` is what the format itself marks as header, 0 where it marks nothing.
    """

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    merged_known: bool = True
    header_rows: int = 0
    page: int | None = None


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read: what it says and where everything stands."""

    origin: Source
    source: SourceText
    blocks: tuple[Block, ...]
    furniture: tuple[Range, ...] = ()
    """Page numbers, running heads, repeated table heads, markup: text that belongs to the page, not to the notice."""
    notes: tuple[Note, ...] = field(default=())
    linked_files: tuple[str, ...] = ()
    """Names of the files a saved page links to: its attachments, which are not in the file."""

    def quote(self, paragraph: Paragraph) -> Quote:
        """The paragraph as one continuous text."""
        return Quote(self.source, paragraph.ranges)
