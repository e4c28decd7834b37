"""The markup of OFD: elements by local name (the namespace has changed its address), numbers, boxes, matrices.

Lengths are millimetres, y downwards; everything that leaves the room is in points.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from lxml import etree

POINTS = 72 / 25.4
"""Points in a millimetre."""
_FARTHEST = 1e6

Affine = tuple[float, float, float, float, float, float]
IDENTITY: Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def name_of(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    for child in () if element is None else element:
        if name_of(child) == name:
            yield child


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element of that path."""
    for name in path:
        element = next(children(element, name), None)
    return element


def text_at(element: etree._Element | None, *path: str) -> str:
    found = child(element, *path)
    return ((found.text or "") if found is not None else "").strip()


def number(text: str | None, default: float = 0.0) -> float:
    """A finite number of sensible size, else the default."""
    try:
        found = float(text or "")
    except ValueError:
        return default
    return found if math.isfinite(found) and abs(found) < _FARTHEST else default


def numbers(text: str | None) -> list[float]:
    return [number(word) for word in (text or "").split()]


def box_of(text: str | None) -> tuple[float, float, float, float] | None:
    """x, y, width, height; None where there are no four numbers."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 else None


def placed(element: etree._Element) -> Affine:
    """From the space of an object into the space around it: its own matrix, then its boundary."""
    found = numbers(element.get("CTM"))
    a, b, c, d, e, f = found if len(found) == 6 else IDENTITY
    boundary = box_of(element.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    return (a, b, c, d, e + boundary[0], f + boundary[1])


def point(matrix: Affine, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
