"""What a paged format gives: text, where each character stands, and ruling lines.

All lengths are points, y downwards, from the top left corner of the page turned so that its text stands upright.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from ...model import BBox
from ...records import dataclass

ASCENT, DESCENT = 0.88, 0.12
"""Font sizes that a character reaches above and below its baseline."""


class Glyph(NamedTuple):
    """Where one character stands: `left` and `right` of its advance, `base` the height of its baseline."""

    left: float
    right: float
    base: float


class Rule(NamedTuple):
    """A straight ruling line at `at` (y of a horizontal, x of a vertical line) from `low` to `high`."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The ruling lines of one page. `filled` are boxes painted without an outline (shading)."""

    horizontal: tuple[Rule, ...] = ()
    vertical: tuple[Rule, ...] = ()
    filled: tuple[BBox, ...] = ()


class Sheet(Protocol):
    """One page while it is open. `text` holds one character for each index that `glyph` knows.

    `turn`: clockwise quarter turns that made the text stand upright, against the page as it is seen.
    `style` gives font size in points and whether the character stands upright, `faint` whether it is painted weakly.
    `glyphs` and `styles` say the same of many characters.
    """

    @property
    def number(self) -> int: ...
    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def text(self) -> str: ...
    @property
    def turn(self) -> int: ...
    def rules(self) -> Rules: ...
    def glyph(self, index: int) -> Glyph: ...
    def style(self, index: int) -> tuple[float, bool]: ...
    def faint(self, index: int) -> bool: ...
    def glyphs(self, indices: Sequence[int]) -> list[Glyph]: ...
    def styles(self, indices: Sequence[int]) -> list[tuple[float, bool]]: ...


class OneByOne(ABC):
    """A sheet to which many characters are no less work than each of them alone."""

    @abstractmethod
    def glyph(self, index: int) -> Glyph: ...

    @abstractmethod
    def style(self, index: int) -> tuple[float, bool]: ...

    def glyphs(self, indices: Sequence[int]) -> list[Glyph]:
        return [self.glyph(index) for index in indices]

    def styles(self, indices: Sequence[int]) -> list[tuple[float, bool]]:
        return [self.style(index) for index in indices]


class Run(NamedTuple):
    """A piece of one line: characters [start, end) of the page's text, all in one cell or all outside of tables."""

    text: str
    page: int
    start: int
    left: float
    right: float
    base: float
    size: float

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def box(self) -> BBox:
        _, _, _, left, right, base, size = self
        return left, base - ASCENT * size, right, base + DESCENT * size


Runs = Sequence[Run]


def seen_box(box: BBox, turn: int, width: float, height: float) -> BBox:
    """A box on the turned page of this width and height, back on the page as it is seen."""
    left, top, right, bottom = box
    for _ in range(turn % 4):
        left, top, right, bottom = top, width - right, bottom, width - left
        width, height = height, width
    return left, top, right, bottom
