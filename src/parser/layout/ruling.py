"""Drawn pieces -> ruling lines.

A thin box is a line; a box with an outline is four; a box without one is shading. Slanted lines rule nothing, and what
leaves the page is no line of a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...model import BBox
from .sheet import Rule, Rules

THIN = 3.0
"""Points below which a box is a line."""
_BROAD = 5.5
"""Points up to which a painted box is a broad line, where it is much longer."""
_new = tuple.__new__


def _is_line(width: float, height: float, stroke: bool) -> bool:
    short, long = sorted((width, height))
    return short <= THIN or (not stroke and short <= _BROAD and long >= 4 * short)


class Ruling:
    """Gathers the lines of one page. All points are as seen: y downwards from the top left corner."""

    def __init__(self, width: float, height: float) -> None:
        self._right, self._bottom = width + THIN, height + THIN
        self._horizontal: list[Rule] = []
        self._vertical: list[Rule] = []
        self._filled: list[BBox] = []

    def piece(self, points: Sequence[tuple[float, float]], stroke: bool) -> None:
        """A drawn piece of straight lines, by its corners."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        if _is_line(box[2] - box[0], box[3] - box[1], stroke):
            self.line(box)
        elif not stroke:
            self._filled.append(box)
        else:
            for (x0, y0), (x1, y1) in pairwise(points):
                if abs(x0 - x1) <= 0.5 or abs(y0 - y1) <= 0.5:
                    self.line((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def line(self, box: BBox) -> None:
        """A thin box: a line along its longer side."""
        left, top, right, bottom = box
        if not (left >= -THIN and right <= self._right and top >= -THIN and bottom <= self._bottom):
            return
        if right - left >= bottom - top:
            self._horizontal.append(_new(Rule, ((top + bottom) / 2, left, right)))
        else:
            self._vertical.append(_new(Rule, ((left + right) / 2, top, bottom)))

    def rules(self) -> Rules:
        return Rules(tuple(self._horizontal), tuple(self._vertical), tuple(self._filled))
