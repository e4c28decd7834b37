"""A notice that a page or an export left in one paragraph, cut where its lines began: …的通知 各县区： … 一、… 二、….

White space after a full stop or a colon is a line end that was lost: Chinese text has none there. It is believed only
where the text says so itself: nothing but this paragraph, and two chapters at least, counted from 一、, each after such
white space. Above the first stop, and behind the last one, all white space parts lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ..lexicon.width import fold_width
from ..patterns import lazy_regex
from .document import Block, Document, Paragraph
from .numbering import Label, read_label

_GAP = lazy_regex(r"\s+")
_STOPS, _LAST_STOPS = "。:;!?", "。;!?"
_SHORTEST, _LONGEST_LABEL = 150, 12
_FEWEST = 2
_MOST_OTHERS, _LONGEST_OTHER = 4, 60


def with_lines(document: Document) -> Sequence[Block]:
    """The blocks of a document; the paragraph that holds a whole notice as the lines it was made of."""
    quotes = [document.quote(block) for block in document.blocks if isinstance(block, Paragraph)]
    long = [quote for quote in quotes if len(quote) > _LONGEST_OTHER]
    if len(long) != 1 or len(long[0]) < _SHORTEST or len(quotes) > 1 + _MOST_OTHERS:
        return document.blocks
    text = fold_width(long[0].text)
    cuts = list(_cuts(text))
    if not _counts_chapters(text, cuts):
        return document.blocks
    return [line for block in document.blocks for line in _lines(document, block, long[0].ranges, cuts)]


def _cuts(text: str) -> Iterator[int]:
    """Where lines begin: behind white space outside of brackets that follows a stop, or stands in head or tail."""
    first = next((n for n, char in enumerate(text) if char in _STOPS), len(text))
    last = max(text.rfind(stop) for stop in _LAST_STOPS)
    depth = at = 0
    for gap in _GAP.finditer(text):
        between = text[at : gap.start()]
        depth = max(0, depth + between.count("(") - between.count(")"))
        at = gap.end()
        before = text[gap.start() - 1 : gap.start()]
        stopped = before in _STOPS or (before == ")" and _label_at(text, gap.end()) is not None)
        if not depth and (stopped or gap.start() <= first or gap.start() > last):
            yield gap.end()


def _label_at(text: str, at: int) -> Label | None:
    return read_label(text[at : at + _LONGEST_LABEL])


def _counts_chapters(text: str, cuts: Sequence[int]) -> bool:
    """Whether the lines that begin with 一、 二、 … count from one on, two at least."""
    labels = [label for cut in cuts if (label := _label_at(text, cut)) is not None and label.kind == "han"]
    values = [label.value for label in labels]
    return len(values) >= _FEWEST and values == list(range(1, len(values) + 1))


def _lines(document: Document, block: Block, ranges: Sequence[tuple[int, int]], cuts: Sequence[int]) -> list[Block]:
    if not isinstance(block, Paragraph) or block.ranges != ranges:
        return [block]
    quote = document.quote(block)
    edges = [0, *cuts, len(quote)]
    pieces = (quote.cut(low, high).strip() for low, high in pairwise(edges))
    return [replace(block, ranges=piece.ranges, complete=True, style=None) for piece in pieces if piece]
