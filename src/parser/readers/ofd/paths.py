"""Path objects: `M 0 0 L 10 0 C` -> corners of pieces of straight lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from .markup import POINTS, Affine, number, placed, point, text_at

_COMMANDS = re.compile(r"([SMLQBAC])([^SMLQBAC]*)")
"""S and M begin a piece, L draws a line, Q and B curves, A an arc, C closes the piece (GB/T 33190, table 35)."""
_LONGEST = 200_000
"""Characters of the data of one path that are read; tables take a few dozen."""

Corners = list[tuple[float, float]]


def pieces_of(element: etree._Element) -> Iterator[Corners]:
    """The corners of each piece, in points on the page; pieces with curves are left out."""
    matrix = placed(element)
    corners: Corners = []
    straight = True
    for command, rest in _COMMANDS.findall(text_at(element, "AbbreviatedData")[:_LONGEST]):
        if command in "SM":
            if straight and len(corners) > 1:
                yield corners
            corners, straight = [], True
        straight = straight and command not in "QBA"
        if command == "C" and corners:
            corners.append(corners[0])
        elif command in "SML":
            corners.extend(_points(rest, matrix))
    if straight and len(corners) > 1:
        yield corners


def _points(text: str, matrix: Affine) -> Corners:
    words = text.split()
    found = []
    for x, y in zip(words[::2], words[1::2], strict=False):
        across, down = point(matrix, number(x), number(y))
        found.append((across * POINTS, down * POINTS))
    return found


def is_stroked(element: etree._Element) -> bool:
    """A path is stroked unless it says otherwise."""
    return element.get("Stroke", "true").lower() not in ("false", "0")
