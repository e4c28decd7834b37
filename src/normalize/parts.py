"""Items left over that are part of another one: a clause split into rows, rows that are the sentences of a clause,
a task that is repeated under each of its units, and the reverse of each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from ..model import MatchBasis
from .similarity import COVERED, alike, coverage, titles_alike

if TYPE_CHECKING:
    from .sides import Side

Chosen = dict[tuple[int, int], MatchBasis]
_SPLIT_FLOOR = 0.8
_BESIDE_FLOOR = 0.6
"""Enough beside another part of the same item, or under a heading that is its title."""
_PROPER = 1.05
_WHOLLY, _WHOLLY_LENGTH = 0.97, 10
"""An item all of whose words stand in another one is part of it, whatever its heading."""
_AGAIN = 0.9
"""Likeness from which a row says again what another row says."""


class Parts:
    """Finds the counterpart of what one-to-one assignment left over. `scored` are candidate pairs, best first.

    `other_units` tells of two clauses, and of two rows, whether they name different units: only then is an item that
    says the same again a task repeated for them, and no double. `by_unit`: the table is arranged by units.
    """

    def __init__(
        self,
        clauses: Sequence[Side],
        rows: Sequence[Side],
        scored: Sequence[tuple[int, int]],
        other_units: tuple[Callable[[int, int], bool], Callable[[int, int], bool]],
        *,
        by_unit: bool,
    ) -> None:
        self._sides = clauses, rows
        self._scored, self._other_units, self._by_unit = scored, other_units, by_unit
        self._partners: tuple[dict[int, list[int]], dict[int, list[int]]] = (defaultdict(list), defaultdict(list))
        self._closed: tuple[set[int], set[int]] = (set(), set())

    def join(self, chosen: Mapping[tuple[int, int], MatchBasis]) -> Chosen:
        """The further pairs. Forced pairs are left alone."""
        for pair, how in chosen.items():
            self._take(pair)
            if how == "forced":
                self._closed[0].add(pair[0])
                self._closed[1].add(pair[1])
        found: Chosen = {}
        for near in (False, True, True):
            for pair in self._scored:
                if any(self._belongs(pair, side, near=near) for side in (1, 0)):
                    found[pair] = "text"
                    self._take(pair)
        return found

    def _take(self, pair: tuple[int, int]) -> None:
        self._partners[0][pair[0]].append(pair[1])
        self._partners[1][pair[1]].append(pair[0])

    def _belongs(self, pair: tuple[int, int], side: int, *, near: bool) -> bool:
        """Whether the item of `side` (0 clause, 1 row), left over, is part of its partner in `pair`, which is not."""
        own, other = pair[side], pair[1 - side]
        others = self._partners[1 - side].get(other, ())
        if not others or self._partners[side].get(own) or pair[0] in self._closed[0] or pair[1] in self._closed[1]:
            return False
        part, whole = self._sides[side][own], self._sides[1 - side][other]
        if any(self._repeats(side, own, n) for n in others):
            return True
        beside = near and any(abs(own - n) == 1 for n in others)
        return is_inside(part, whole, near=beside)

    def _repeats(self, side: int, one: int, other: int) -> bool:
        this, that = self._sides[side][one], self._sides[side][other]
        same = this.whole == that.whole or (side == 1 and self._by_unit and says_again(this, that))
        return same and bool(this.whole) and self._other_units[side](one, other)


def says_again(one: Side, other: Side) -> bool:
    """Whether two items of one side say nearly the same."""
    return titles_alike(one.title, other.title) >= _AGAIN and alike(one.whole, other.whole) >= _AGAIN


def is_inside(part: Side, whole: Side, *, near: bool = False) -> bool:
    """Whether the text of `part` stands in `whole`, with a sentence of some length.

    `near`: another part of it stands beside.
    """
    if not part.said or not whole.sentences:
        return False
    lengths = [len(s.key) for s in part.said]
    best = [max(alike(s.key, t.key, COVERED) for t in whole.sentences) for s in part.said]
    own = part.title if part.sentences else ""
    alike_titles = titles_alike(own, whole.title) if own and whole.title else 0.0
    under = bool(part.above) and titles_alike(part.above, whole.title) >= _AGAIN
    titled = alike_titles >= 0.6 or not own or under
    enough = sum(lengths) >= 12 or alike_titles > 0.95 or under or near
    size = sum(len(s.key) for s in whole.sentences) / max(sum(lengths), 1)
    if size <= _PROPER:
        return False  # As long as the whole: another item of nearly the same words, no part of it.
    covered = coverage(lengths, best)
    if size > 1.3 and covered >= _WHOLLY and sum(lengths) >= _WHOLLY_LENGTH:
        return True
    floor = _BESIDE_FLOOR if near or under else _SPLIT_FLOOR
    return covered >= floor and enough and (titled or len(part.said) > 1)
