"""The sections of a breakdown table: headings among its rows, and the values of its category column.

Knows how headings nest by their labels (一、 over （一）), and which section the next row belongs to.
"""

from __future__ import annotations

from ..lexicon.width import squeeze
from ..model import Quote, Section
from ..outline import OutlineSection
from ..records import dataclass
from .numbering import RANK, Label, read_figure, read_label
from .table_body import GridRow, TableBody


@dataclass(frozen=True, slots=True)
class SectionAbove:
    """The section in which a table begins: a heading in the line over it, or those open in the table it continues."""

    heading: Quote | None = None
    continued: TableSections | None = None


NO_SECTION = SectionAbove()


class TableSections:
    """The sections of one table so far. Ids go on from `first` (ts1 ...); `current` is that of the next row."""

    def __init__(self, body: TableBody, first: int, above: SectionAbove = NO_SECTION) -> None:
        self.found: list[OutlineSection] = []
        self.current: str | None = above.continued.current if above.continued else None
        self._body, self._first = body, first
        self._open: list[tuple[Label | None, str]] = [*above.continued._open] if above.continued else []
        self._category: Quote | None = None
        if above.heading is not None:
            self.open(above.heading)

    def open(self, quote: Quote) -> None:
        """A heading begins: it stands below the open ones of a higher rank, and closes all others."""
        label = read_label(quote.text) or read_figure(quote.text)
        rank = _rank(label)
        while self._open and (self._open[-1][0] is None or _rank(self._open[-1][0]) >= rank):
            self._open.pop()
        parent = self._open[-1][1] if self._open else None
        ident = f"ts{self._first + len(self.found) + 1}"
        title = quote.cut(label.end if label else 0).strip()
        title = title.cut(0, len(title.text.rstrip("。.；;：: ")))
        section = Section(ident, label.number if label else None, title.text, len(self._open) + 1, parent)
        self.found.append(OutlineSection(section, title))
        self._open.append((label, ident))
        self.current = ident

    def take_category(self, row: GridRow) -> None:
        """A category column is a section; its cell is merged or repeated over the rows."""
        for column in self._body.columns("category"):
            cell = row[column]
            if cell is None or cell.quote is None or not cell.own:
                continue
            if self._category is None or squeeze(cell.quote.text) != squeeze(self._category.text):
                self._category = cell.quote
                self.open(cell.quote)
            return


def _rank(label: Label | None) -> float:
    return label.rank if label is not None else RANK["han"]
