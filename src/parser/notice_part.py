"""A part of a notice: one document, its body file or an attachment, with what was read from it.

Knows which of its paragraphs hold clauses or headings.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import field

from ..records import dataclass
from .breakdown import Breakdown
from .claims import Claims
from .clauses import ClauseSet
from .document import Document
from .flow import Flow, Para
from .index_block import IndexBlock


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
    page: set[int] = field(default_factory=set)
    """Indexes of the paragraphs that belong to the web page around the notice."""

    @property
    def paras(self) -> list[Para]:
        return [item for item in self.flow if isinstance(item, Para)]

    def structure_indexes(self) -> set[int]:
        """Indexes of the paragraphs that hold clauses or section headings."""
        wholes = [clause.whole for clause in self.clauses.clauses]
        titles = [section.title for section in self.clauses.sections if section.title]
        starts = sorted({quote.ranges[0][0] for quote in (*wholes, *titles)})

        def opens(low: int, high: int) -> bool:
            return bisect_left(starts, low) < bisect_left(starts, high)

        return {para.index for para in self.paras if any(opens(*span) for span in para.quote.ranges)}
