"""Runs -> visual lines, from top to bottom and left to right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from ...patterns import lazy_re
from .sheet import Run

_WORD_GAP, _CHINESE_GAP = 0.12, 0.2
"""Font sizes below which two runs touch: of letters and figures, and where a Chinese character is one of them."""
_new = tuple.__new__
_left, _base = attrgetter("left"), attrgetter("base")


class Line(NamedTuple):
    """One visual line: runs that stand on one baseline, from left to right. Made by `line_of`.

    `page`, `left`, `base` and `size` are those of its first run, `right` is that of its last.
    """

    runs: tuple[Run, ...]
    text: str
    page: int
    left: float
    right: float
    base: float
    size: float

    @property
    def key(self) -> str:
        """The text without white space."""
        return "".join(self.text.split())


def line_of(runs: tuple[Run, ...]) -> Line:
    """A line with its text: one space between two runs that do not touch."""
    text, page, _, left, right, base, size = runs[0]
    if len(runs) > 1:
        text += "".join([space_between(one, two) + two.text for one, two in pairwise(runs)])
        right = runs[-1].right
    return _new(Line, (runs, text, page, left, right, base, size))


def space_between(one: Run, two: Run) -> str:
    """A space where two runs of one line do not touch; characters of a word may be printed one by one."""
    words = one.text[-1].isascii() and two.text[0].isascii()
    return "" if 0 <= two.left - one.right + one.size < (1 + (_WORD_GAP if words else _CHINESE_GAP)) * one.size else " "


def page_lines(runs: Iterable[Run]) -> list[Line]:
    """Lines by position: the order of the content says nothing about body text (footers may come first)."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=_base):
        if rows and _is_level(run, rows[-1][0]):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [line_of(tuple(sorted(row, key=_left) if len(row) > 1 else row)) for row in rows]


def cell_lines(runs: Sequence[Run]) -> list[Line]:
    """Lines of a cell: content order is kept, runs that follow one another on one baseline are one line."""
    if len(runs) == 1:
        return [line_of(tuple(runs))]
    rows: list[list[Run]] = []
    last = None
    for run in runs:
        if last is not None and run.left >= last.left and _is_level(run, last):
            rows[-1].append(run)
        else:
            rows.append([run])
        last = run
    return [line_of(tuple(row)) for row in rows]


def _is_level(run: Run, other: Run) -> bool:
    apart = abs(run.base - other.base)
    return apart <= 0.5 * run.size and apart <= 0.5 * other.size


_CLOSE = "，。、；：？！）】》〉」』…—％〕),.;:!?%"
_MATHS = "·°±×÷‰℃Ⅰ-Ⅻⅰ-ⅻ\u2200-\u22ff"
"""Signs that cling to figures: ≤8%."""
_WORD = rf"[（【《〈「『“‘(\[〔]*(?:[!-~{_MATHS}]{{1,60}}|.(?:[),.;:!?%\]][!-~]{{0,60}})?)"
_STOPS = rf"[{re.escape(_CLOSE)}\]’]{{0,6}}(?:(?<=[，。、：；）】」』》])[0-9]{{1,8}})?"
_UNBREAKABLE = lazy_re(rf"{_WORD}{_STOPS}(?:[“”]{{1,3}}(?:{_WORD})?{_STOPS}){{0,4}}", re.DOTALL)
"""What is not parted at a line end: a word or a character, with the brackets and stops that cling to it, and the digits
that office programs keep behind a stop (责，2024). Quotation marks cling to both sides (节、“八).
"""


_SCRIPT_SPACE = 0.3
"""Font sizes that office programs leave between Chinese and Latin text."""


_NARROW = 0.52
"""Font sizes that letters and figures take."""
_SHORT_PIECE = 3
"""Characters of a line that may be a piece of what no line has room for: 善|“31631”递."""


def first_advance(line: Line, after: Line | None = None) -> float:
    """Width of what must fit at the end of the line above for this line not to be a wrap; `after` is the next one."""
    text = line.text
    if after is not None and len(text) <= _SHORT_PIECE:
        text += after.text
    if "\u3400" <= text[0] <= "\u9fff" and (len(text) == 1 or "\u3400" <= text[1] <= "\u9fff"):
        return line.size  # the usual case: two ordinary characters cling to nothing
    match = _UNBREAKABLE.match(text)
    assert match is not None  # a line is never empty
    space = _SCRIPT_SPACE if text[0].isascii() and text[0].isalnum() else 0.0
    kept = match.group()
    return line.size * (len(kept) - (1.0 - _NARROW) * sum(map(str.isascii, kept)) + space)
