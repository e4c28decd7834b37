"""Which differing numbers are findings of their own, and which follow from another change."""

from __future__ import annotations

import pytest

from hedui.normalize.renumbering import Numbered, read_renumbering
from hedui.normalize.rules.column_shifts import Slip, slipped

CASES: dict[str, tuple[list[tuple[int, int, int, int]], tuple[int, ...], tuple[int, ...]]] = {
    "the second row is lost and the rest counted on": ([(0, 0, 1, 1), (2, 1, 3, 2), (3, 2, 4, 3)], (), (1, 2)),
    "a row is added at the start": ([(0, 1, 1, 2), (1, 2, 2, 3)], (), (0, 1)),
    "a clause is split into two rows": ([(0, 0, 1, 1), (2, 3, 3, 4)], (), (1,)),
    "one number is misprinted": ([(0, 0, 1, 1), (1, 1, 2, 7), (2, 2, 3, 3)], (1,), ()),
    "two rows change places": ([(0, 0, 1, 1), (1, 2, 2, 3), (2, 1, 3, 2), (3, 3, 4, 4)], (1, 2), ()),
    "the last row moves to the front": ([(0, 1, 1, 2), (1, 2, 2, 3), (2, 3, 3, 4), (3, 0, 4, 1)], (3,), (0, 1, 2)),
}
"""Name -> places and numbers of the pairs, those of their own account, those that follow."""


@pytest.mark.parametrize("name", CASES)
def test_a_shift_follows_from_what_comes_or_goes(name: str) -> None:
    pairs, own, following = CASES[name]
    said = read_renumbering([Numbered(*pair) for pair in pairs])
    assert (said.own, said.following) == (own, following)


def test_two_orders_of_counting_are_told() -> None:
    pairs = [Numbered(n, row, n + 1, row + 1) for n, row in enumerate((5, 4, 3, 2, 1, 0))]
    assert read_renumbering(pairs).counted_apart


SLIPS: dict[str, tuple[str, str, dict[int, int]]] = {
    "the column slips down from the second row": ("abcde", "aabcd", {1: 4}),
    "the first cell is left blank": ("abcde", " abcd", {0: 5}),
    "the column slips up": ("abcde", "bcdee", {0: 4}),
    "two wrong cells are no slip": ("abcde", "aabde", {}),
    "the same unit everywhere": ("aaaaa", "aaaaa", {}),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_column_that_slipped_is_one_run(name: str) -> None:
    body, table, runs = SLIPS[name]
    items = [Slip(ours, theirs.strip()) for ours, theirs in zip(body, table, strict=True)]
    assert slipped(items, lambda ours, theirs: ours == theirs) == runs
