"""Runs -> visual lines, from top to bottom and left to right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ...patterns import lazy_re
from .sheet import Run

_WORD_GAP, _CHINESE_GAP = 0.12, 0.2
"""Font sizes below which two runs touch: of letters and figures, and where a Chinese character is one of them."""


class Line(NamedTuple):
    """One visual line: runs that stand on one baseline, from left to right. Made by `line_of`."""

    runs: tuple[Run, ...]
    text: str

    @property
    def left(self) -> float:
        return self.runs[0].left

    @property
    def right(self) -> float:
        return self.runs[-1].right

    @property
    def base(self) -> float:
        return self.runs[0].base

    @property
    def size(self) -> float:
        return self.runs[0].size

    @property
    def page(self) -> int:
        return self.runs[0].page

    @property
    def key(self) -> str:
        """The text without white space."""
        return "".join(self.text.split())


def line_of(runs: tuple[Run, ...]) -> Line:
    """A line with its text: one space between two runs that do not touch."""
    if len(runs) == 1:
        return Line(runs, runs[0].text)
    return Line(runs, runs[0].text + "".join([space_between(one, two) + two.text for one, two in pairwise(runs)]))


def space_between(one: Run, two: Run) -> str:
    """A space where two runs of one line do not touch; characters of a word may be printed one by one."""
    words = one.text[-1].isascii() and two.text[0].isascii()
    return "" if 0 <= two.left - one.right + one.size < (1 + (_WORD_GAP if words else _CHINESE_GAP)) * one.size else " "


def page_lines(runs: Iterable[Run]) -> list[Line]:
    """Lines by position: the order of the content says nothing about body text (footers may come first)."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.base):
        if rows and run.base - rows[-1][0].base <= 0.5 * min(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [line_of(tuple(sorted(row, key=lambda run: run.left))) for row in rows]


def cell_lines(runs: Sequence[Run]) -> list[Line]:
    """Lines of a cell: content order is kept, runs that follow one another on one baseline are one line."""
    rows: list[list[Run]] = []
    for run in runs:
        last = rows[-1][-1] if rows else None
        if last and abs(run.base - last.base) <= 0.5 * min(run.size, last.size) and run.left >= last.left:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [line_of(tuple(row)) for row in rows]


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
