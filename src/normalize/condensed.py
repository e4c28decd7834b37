"""A quote as the grammars of units and annotations read it: no white space, one width, a map back to the source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..lexicon.own_words import NO_WORDS, OwnWords
from ..lexicon.width import fold_width
from ..model import Quote
from ..records import dataclass

OPEN, CLOSE = "(", ")"
BRACKETS = frozenset("()")


@dataclass(frozen=True, slots=True)
class Condensed:
    """`text[i]` is the folded form of `quote.text[offsets[i]]`; before each index in `gaps` white space was left out.

    At each index in `seams` a reader joined two lines without white space between them: most often a wrapped name, but
    where a full line ends with a name, two names. Indices into `text` are 0-based; ranges are half-open.
    """

    quote: Quote
    text: str
    offsets: tuple[int, ...]
    gaps: frozenset[int]
    seams: frozenset[int] = frozenset()

    def cut(self, start: int, end: int) -> Quote:
        """The source of text[start:end], white space between its characters included."""
        if start >= end:
            return self.quote.cut(0, 0)
        return self.quote.cut(self.offsets[start], self.offsets[end - 1] + 1)

    def printed(self, start: int, end: int) -> str:
        """text[start:end] in its printed width."""
        return "".join(self.quote.text[offset] for offset in self.offsets[start:end])


def condense(quote: Quote, own: OwnWords = NO_WORDS) -> Condensed:
    text = fold_width(own.plain(quote.text)).replace("|", ";").replace("丨", ";")
    if "".join(text.split()) == text:  # most quotes
        everywhere = tuple(range(len(text)))
        return Condensed(quote, text, everywhere, frozenset(), frozenset(_joints(quote, everywhere)))
    chars, offsets, gaps = [], [], set()
    for offset, char in enumerate(text):
        if not char.isspace():
            chars.append(char)
            offsets.append(offset)
        elif offsets:
            gaps.add(len(offsets))
    gaps.discard(len(offsets))
    seams = _joints(quote, offsets) - gaps
    return Condensed(quote, "".join(chars), tuple(offsets), frozenset(gaps), frozenset(seams))


def _joints(quote: Quote, offsets: Sequence[int]) -> set[int]:
    """Indices of the characters with which a range of the quote begins."""
    found, at = set(), 0
    for low, high in quote.ranges[:-1]:
        at += high - low
        found.add(bisect_left(offsets, at))
    return found - {0, len(offsets)}


def partners(text: str, start: int, end: int) -> dict[int, int]:
    """Opening bracket -> closing bracket in text[start:end]; a bracket without a partner is not listed."""
    if text.find(OPEN, start, end) < 0:
        return {}
    waiting: list[int] = []
    found = {}
    for index in range(start, end):
        if text[index] == OPEN:
            waiting.append(index)
        elif text[index] == CLOSE and waiting:
            found[waiting.pop()] = index
    return found


def outside_brackets(text: str, start: int, end: int) -> list[int]:
    """Indices of text[start:end] that no pair of brackets encloses; the brackets themselves are enclosed."""
    pairs = partners(text, start, end)
    if not pairs:
        return list(range(start, end))
    indices, index = [], start
    while index < end:
        if index in pairs:
            index = pairs[index] + 1
        else:
            indices.append(index)
            index += 1
    return indices


def without_single_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without brackets at its ends whose partner is missing."""
    pairs = partners(text, start, end)
    closers = set(pairs.values())
    while start < end and text[start] in BRACKETS and start not in pairs:
        start += 1
    while start < end and text[end - 1] in BRACKETS and end - 1 not in closers:
        end -= 1
    return start, end
