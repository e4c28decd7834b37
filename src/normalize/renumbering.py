"""Why a clause and its row carry different numbers: the cause once, and what merely follows from it apart.

A row that is lost, added, split or moved shifts the numbers of all rows behind it. The shift follows from that one
change, which another rule reports; only a number that nothing explains is a finding of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..records import dataclass

_FEW = 4
"""Below so many pairs nothing is said about the way of counting as a whole."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A pair of one clause and one row: their places on the two sides (0-based) and their numbers."""

    clause: int
    row: int
    ours: int
    theirs: int

    @property
    def shift(self) -> int:
        return self.theirs - self.ours


@dataclass(frozen=True, slots=True)
class Renumbering:
    """Places in the list of pairs: numbers of their own account, and shifts that follow from another change.

    `counted_apart`: most numbers differ, because the two sides count in different ways.
    """

    own: tuple[int, ...]
    following: tuple[int, ...]
    counted_apart: bool = False


def read_renumbering(pairs: Sequence[Numbered], others: int = 0) -> Renumbering:
    """Sort the pairs with different numbers by what explains them.

    `pairs` stand in the order of the clauses; `others` counts the items that are no pair of one and one.
    """
    kept = _in_order([pair.row for pair in pairs])
    movers = {n for n in range(len(pairs)) if n not in kept}
    movers |= _exchanged(pairs, movers)
    explained = set(_explained(pairs, [n for n in range(len(pairs)) if n not in movers]))
    differing = [n for n, pair in enumerate(pairs) if pair.shift]
    own = tuple(n for n in differing if n not in explained)
    apart = len(pairs) + others >= _FEW and 2 * len(own) >= len(pairs) + (not others)
    return Renumbering(own, tuple(n for n in differing if n in explained), apart)


def _in_order(rows: Sequence[int]) -> set[int]:
    """Places of the longest part of `rows` that stands in rising order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, row in enumerate(rows):
        at = bisect_left(tails, row)
        before.append(ends[at - 1] if at else -1)
        tails[at:], ends[at:] = [row, *tails[at + 1 :]], [place, *ends[at + 1 :]]
    found, place = set(), ends[-1] if ends else -1
    while place >= 0:
        found.add(place)
        place = before[place]
    return found


def _exchanged(pairs: Sequence[Numbered], movers: set[int]) -> set[int]:
    """The other one of two rows that changed places."""
    numbers = {(pairs[n].theirs, pairs[n].ours) for n in movers}
    return {n for n, pair in enumerate(pairs) if pair.shift and (pair.ours, pair.theirs) in numbers}


def _explained(pairs: Sequence[Numbered], steady: Sequence[int]) -> Iterator[int]:
    """Pairs whose shift is that of the pair before, or differs from it by the items that stand between on one side."""
    before = Numbered(-1, -1, 0, 0)
    for n in steady:
        pair = pairs[n]
        between = (pair.row - before.row) - (pair.clause - before.clause)
        if pair.shift == before.shift or (between and pair.shift - before.shift == between):
            yield n
        before = pair
