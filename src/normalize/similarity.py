"""How alike two texts are, and which sentences of one side are worth comparing with which of the other.

Candidates come from an index over character pairs (bigrams), rarest first, so that 2,000 clauses against 5,000 measures
need thousands of comparisons and not millions.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from ..patterns import lazy_regex

_LEADING_VERBS = lazy_regex(
    r"^(?:进一步|持续|全面|深入|大力|积极|切实|着力|加快|不断)*(?:加强|推进|推动|做好|完善|提升|强化|开展|规范|优化|加大|落实|健全|深化|实施|建立|抓好)*"
)
_RAREST = 14
_COMMON = 400
_SHORT = 6
_INSIDE = 0.85
COVERED = 0.5
"""Likeness from which a sentence has a counterpart."""


@lru_cache(maxsize=8192)  # matching, alignment and the rules compare the same sentences
def alike(a: str, b: str, floor: float = 0.0) -> float:
    """0 to 1 for two folded texts. A text that stands whole inside a longer one counts nearly as alike.

    What comes out below `floor` may be lower than it is: whoever asks only for more saves the dear comparison.
    """
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    ratio = fuzz.ratio(a, b) / 100
    shorter = min(len(a), len(b))
    if shorter < _SHORT or ratio > 0.9:
        return ratio
    common = ratio * (len(a) + len(b)) / 2
    if ratio <= 0.2 or _INSIDE * 2 * common / (shorter + common) < max(floor, ratio):
        return ratio  # not even a stretch that holds all that the two have in common would count for more
    return max(ratio, _INSIDE * fuzz.partial_ratio(a, b) / 100)


def titles_alike(a: str, b: str) -> float:
    """0 to 1 for two folded titles; the verbs they open with (加强, 推进 ...) count little."""
    if not a or not b:
        return 0.0
    bare_a, bare_b = bare_title(a), bare_title(b)
    plain = fuzz.ratio(a, b) / 100
    return max(plain, 0.95 * fuzz.ratio(bare_a, bare_b) / 100 if bare_a and bare_b else 0.0)


@lru_cache(maxsize=4096)  # each title is compared with many
def bare_title(key: str) -> str:
    return _LEADING_VERBS.sub("", key) or key


def bigrams(key: str) -> set[str]:
    if len(key) < 2:
        return {key} if key else set()
    return {key[i : i + 2] for i in range(len(key) - 1)}


class Index:
    """Finds, for a text, the texts of a fixed list that share its rarest character pairs."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number, key in enumerate(keys):
            for pair in bigrams(key):
                self._postings[pair].append(number)

    def candidates(self, key: str, most: int = 8) -> list[int]:
        """Numbers of the texts that share the most rare pairs with `key`, best first, at most `most`."""
        known = sorted((len(self._postings[pair]), pair) for pair in bigrams(key) if pair in self._postings)
        counts: Counter[int] = Counter()
        for _, pair in known[:_RAREST]:
            postings = self._postings[pair]
            counts.update(postings if len(postings) <= _COMMON else postings[:_COMMON])
        return [number for _, number in heapq.nsmallest(most, ((-count, number) for number, count in counts.items()))]


def coverage(lengths: Iterable[int], best: Iterable[float]) -> float:
    """Share of a text, by length, that has a counterpart."""
    pairs = list(zip(lengths, best, strict=True))
    total = sum(length for length, _ in pairs)
    return sum(length * score for length, score in pairs if score >= COVERED) / total if total else 0.0
