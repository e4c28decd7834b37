"""Ruling lines -> grids. Lines are clustered, joined into connected frames, and each frame is flooded into regions.

A region is a merged cell. The outer frame is always closed: a table cut by a page end often leaves it open there, and
some offices draw no outer frame at all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from ...records import dataclass
from .sheet import Rule, Rules

NEAR = 3.0
"""Points within which two lines are one, and a line touches another (pdfplumber's tolerance too)."""
_DOUBLE = 5.0
"""Points between the two strokes of a broad double line; no row of text is so low."""
_SHORT = 8.0
"""Points by which a line beside broad ones may fall short of a crossing, or a quarter of the way to it."""
_low = itemgetter(1)
_new = tuple.__new__
MAX_CROSSINGS = 250_000
_HIGHEST_BAND = 60.0
"""Points: no row that a section's name fills alone is higher."""


class Region(NamedTuple):
    """A cell: grid rows [top, bottom) and columns [left, right)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """`xs` and `ys` are the grid lines; `owner[row][column]` is the index of the region that covers the position.

    `open_top` and `open_bottom` hold the columns that have no ruling line at the outer frame there.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    owner: tuple[tuple[int, ...], ...]
    open_top: frozenset[int]
    open_bottom: frozenset[int]
    ruled: bool = True
    """False where the grid was found without ruling lines."""


def build_grids(rules: Rules) -> tuple[Grid, ...]:
    """Every table frame of the page, from top to bottom. A single box is no table."""
    horizontal, vertical = _merge(rules.horizontal), _merge(rules.vertical)
    grids = [grid for frame in _frames(horizontal, vertical) if (grid := _grid(*frame)) is not None]
    grids.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return tuple(grid for grid in grids if not any(_inside(grid, other) for other in grids))


def _inside(grid: Grid, other: Grid) -> bool:
    """True where `grid` lies within `other`: a table inside a cell; its text stays with the outer cell."""
    if grid is other:
        return False
    wider = other.xs[0] <= grid.xs[0] and grid.xs[-1] <= other.xs[-1]
    return wider and other.ys[0] <= grid.ys[0] and grid.ys[-1] <= other.ys[-1]


def _merge(rules: Iterable[Rule]) -> list[Rule]:
    """Snap parallel lines that are near, or the strokes of a double line, to one position; join pieces that touch."""
    merged: list[Rule] = []
    for cluster in _clusters(sorted(rules)):
        at = sum(rule.at for rule in cluster) / len(cluster)
        cluster.sort(key=_low)
        _, low, high = cluster[0]
        for _, begin, end in cluster[1:]:
            if begin > high + NEAR:
                merged.append(_new(Rule, (at, low, high)))
                low, high = begin, end
            elif end > high:
                high = end
        merged.append(_new(Rule, (at, low, high)))
    return merged


def _clusters(rules: Sequence[Rule]) -> list[list[Rule]]:
    clusters: list[list[Rule]] = []
    for rule in rules:
        if clusters and rule.at - clusters[-1][-1].at <= _DOUBLE and rule.at - clusters[-1][0].at <= 2 * NEAR:
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    return clusters


Frame = tuple[list[Rule], list[Rule]]


def _frames(horizontal: list[Rule], vertical: list[Rule]) -> list[Frame]:
    """Group the lines that touch one another; a page with more crossings than a table can have is a drawing."""
    if len(horizontal) * len(vertical) > MAX_CROSSINGS:
        return []
    groups = _Groups(len(horizontal) + len(vertical))
    touched = set()
    parent, heights = groups.parent, [level.at for level in horizontal]  # _merge has sorted them
    reach = [(low - NEAR, high + NEAR) for _, low, high in horizontal]
    for v, (at, low, high) in enumerate(vertical, len(horizontal)):
        for h in range(bisect_left(heights, low - NEAR), bisect_right(heights, high + NEAR)):
            begin, end = reach[h]
            if begin <= at <= end:
                touched.add(v)
                if parent[h] != parent[v]:
                    groups.join(h, v)
    bare = [v for v in range(len(horizontal), len(groups.parent)) if v not in touched]
    for one, two in pairwise(bare):
        if _same_height(vertical[one - len(horizontal)], vertical[two - len(horizontal)]):
            groups.join(one, two)
    for one, two in _bands(horizontal, vertical):
        groups.join(one, two)
    frames: dict[int, Frame] = {}
    for item, rule in enumerate([*horizontal, *vertical]):
        frames.setdefault(groups.find(item), ([], []))[item >= len(horizontal)].append(rule)
    return list(frames.values())


class _Groups:
    """Union-find over line numbers."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, item: int) -> int:
        parent = self.parent
        while (above := parent[item]) != item:
            parent[item] = item = parent[above]
        return item

    def join(self, one: int, two: int) -> None:
        if self.parent[one] != self.parent[two]:
            self.parent[self.find(one)] = self.find(two)


def _bands(horizontal: list[Rule], vertical: list[Rule]) -> Iterator[tuple[int, int]]:
    """Pairs of level lines with a row across the whole table between them, where no outer frame holds them together."""
    for one, two in pairwise(range(len(horizontal))):
        above, below = horizontal[one], horizontal[two]
        alike = abs(above.low - below.low) <= NEAR and abs(above.high - below.high) <= NEAR
        if not alike or below.at - above.at > _HIGHEST_BAND:
            continue
        top, bottom, left, right = above.at - NEAR, below.at + NEAR, above.low - NEAR, above.high + NEAR
        near = [v for v in vertical if left <= v[0] <= right and v[1] < bottom and top < v[2]]
        framed = any(min(abs(v.at - above.low), abs(v.at - above.high)) <= NEAR for v in near)
        if near and not framed and not any(v.low < below.at - NEAR and above.at + NEAR < v.high for v in near):
            yield one, two


def _same_height(one: Rule, two: Rule) -> bool:
    """Uprights that no level line touches and that span the same height are one frame, open above and below."""
    return abs(one.low - two.low) <= NEAR and abs(one.high - two.high) <= NEAR


def _grid(horizontal: list[Rule], vertical: list[Rule]) -> Grid | None:
    if not vertical or len(horizontal) + len(vertical) < 3:
        return None
    xs = _positions([rule.at for rule in vertical], [end for rule in horizontal for end in (rule.low, rule.high)])
    ys = _positions([rule.at for rule in horizontal], [end for rule in vertical for end in (rule.low, rule.high)])
    below, right = _borders(horizontal, ys, xs), _borders(vertical, xs, ys)
    ys, below, right = _drop_unused(ys, below, right)
    xs, right, below = _drop_unused(xs, right, below)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2:
        return None
    regions, owner = _flood(rows, columns, below, right)
    if len(regions) < 2:
        return None
    open_top = frozenset(c for c in range(columns) if not below[0][c])
    open_bottom = frozenset(c for c in range(columns) if not below[rows][c])
    return Grid(tuple(xs), tuple(ys), regions, owner, open_top, open_bottom)


def _positions(lines: list[float], ends: list[float]) -> list[float]:
    """Sorted grid lines: the lines themselves, closed by the outermost ends of the lines that cross them."""
    positions: list[float] = []
    for at in sorted(lines):
        if not positions or at - positions[-1] > NEAR:
            positions.append(at)
    for end, place in ((min(ends, default=None), 0), (max(ends, default=None), len(positions))):
        if end is not None and all(abs(end - at) > NEAR for at in positions):
            positions.insert(place, end) if place == 0 else positions.append(end)
    return sorted(positions)


Matrix = list[list[bool]]


def _borders(rules: list[Rule], levels: list[float], crossings: list[float]) -> Matrix:
    """`matrix[level][slot]`: does a line at this level close the whole slot between two crossings?"""
    matrix = [[False] * (len(crossings) - 1) for _ in levels]
    slots = [(low, high, max(NEAR, min(0.25 * (high - low), _SHORT))) for low, high in pairwise(crossings)]
    for at, begin, end in rules:
        closed = matrix[_nearest(levels, at)]
        for slot, (low, high, slack) in enumerate(slots):
            if begin <= low + slack and high <= end + slack:
                closed[slot] = True
    return matrix


def _nearest(levels: list[float], at: float) -> int:
    after = bisect_left(levels, at)
    if after == len(levels) or (after and at - levels[after - 1] <= levels[after] - at):
        return after - 1
    return after


def _drop_unused(levels: list[float], own: Matrix, across: Matrix) -> tuple[list[float], Matrix, Matrix]:
    """Forget inner grid lines that close no slot, as an underline inside a cell."""
    last = len(levels) - 1
    keep = [i for i in range(last + 1) if i in (0, last) or any(own[i])]
    if len(keep) == len(levels):
        return levels, own, across
    slots = list(pairwise(keep))
    thinner = [[any(line[low:high]) for low, high in slots] for line in across]
    return [levels[i] for i in keep], [own[i] for i in keep], thinner


def _flood(
    rows: int, columns: int, below: Matrix, right: Matrix
) -> tuple[tuple[Region, ...], tuple[tuple[int, ...], ...]]:
    """Regions of grid positions without a border between them, each made rectangular."""
    owner = [[-1] * columns for _ in range(rows)]
    regions: list[Region] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] < 0:
                region = _grow(row, column, owner, below, right)
                for r in range(region.top, region.bottom):
                    owner[r][region.left : region.right] = [len(regions)] * (region.right - region.left)
                regions.append(region)
    return tuple(regions), tuple(tuple(line) for line in owner)


def _grow(row: int, column: int, owner: list[list[int]], below: Matrix, right: Matrix) -> Region:
    """The widest rectangle from a top left corner that no border crosses."""
    rows, columns = len(owner), len(owner[0])
    end = column + 1
    while end < columns and not right[end][row] and owner[row][end] < 0:
        end += 1
    bottom = row + 1
    while bottom < rows and _goes_on(bottom, column, end, owner, below, right):
        bottom += 1
    return _new(Region, (row, column, bottom, end))


def _goes_on(row: int, column: int, end: int, owner: list[list[int]], below: Matrix, right: Matrix) -> bool:
    if True in below[row][column:end] or max(owner[row][column:end]) >= 0:
        return False
    return end - column == 1 or not any(right[c][row] for c in range(column + 1, end))
