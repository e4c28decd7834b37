"""What a row says outside its measures: columns such as 工作目标 or 预期成效, which take up words of the clause."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from rapidfuzz import fuzz

from ..model import Quote
from .alignment import Alignment, Link
from .reading import ReadRow, without
from .sides import Sentence
from .text import fold, key_of

_ALIKE = 80.0
_SHORTEST = 5


def with_columns_beside(alignment: Alignment, rows: Sequence[ReadRow]) -> Alignment:
    """The alignment with the sentences linked that another column of the row takes up, in the same words or nearly."""
    found = {id(s): link for s in alignment.missing if (link := stands_beside(s, rows)) is not None}
    if not found:
        return alignment
    left = tuple(s for s in alignment.missing if id(s) not in found)
    return dataclasses.replace(alignment, beside=tuple(found.values()), missing=left)


def stands_beside(sentence: Sentence, rows: Sequence[ReadRow]) -> Link | None:
    """The sentence with its counterpart in a further column; None where there is none."""
    if len(sentence.key) < _SHORTEST:
        return None
    for row in rows:
        other = _further_columns(row)
        folded = fold(other.text)
        if len(folded.key) < len(sentence.key):
            continue
        place = fuzz.partial_ratio_alignment(sentence.key, folded.key, score_cutoff=_ALIKE)
        if place is None:
            continue
        start, end = folded.source_range(place.dest_start, place.dest_end)
        quote = other.cut(start, end)
        return Link((sentence,), (Sentence(row.row.id, quote, key_of(quote.text)),))
    return None


def _further_columns(row: ReadRow) -> Quote:
    known = [row.outline.label, row.outline.title]
    known += [measure.outline.text for measure in row.measures]
    known += [cell.quote for measure in row.measures for cell in measure.outline.cells]
    return without(row.outline.whole, [quote for quote in known if quote is not None])
