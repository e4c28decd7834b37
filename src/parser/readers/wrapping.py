"""Text with hard line ends, as it is pasted from a PDF: the lines are full to a fixed width and go on in the next one.

Width is counted in half-width columns: a Chinese character takes two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from unicodedata import east_asian_width

import regex

from ...lexicon.width import fold_width
from ..numbering import read_label
from ..responsibility import opens_with_label

_NARROWEST, _WIDEST = 36, 160
"""Columns. A line of official text holds 28 characters; a narrower column is no body text."""
_SLACK = 6
"""Columns by which a full line falls short: a closing mark, a figure or a word that had to go down together."""
_FEWEST, _SHARE, _LONGER = 6, 0.35, 0.02
_ENDS = "。；！？：.;!?:"
_OWN_LINE = regex.compile(r"\s*(?:附\s*件\s*\d*\s*[:：]?|抄\s*送|主\s*送|\(此件)")
_INDENT = regex.compile(r"(?:\u3000{1,2}|[ \xa0]{2,})\S")


def columns_of(text: str) -> int:
    """Width of a text in half-width columns."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def wrap_width(lines: Sequence[str]) -> int | None:
    """The width at which the lines were broken, None where each line is a paragraph of its own."""
    widths = Counter(columns_of(line.rstrip()) for line in lines)
    long = sum(count for width, count in widths.items() if width >= _NARROWEST)
    best, full = 0, 0
    for width in range(_NARROWEST, _WIDEST + 1):
        inside = sum(widths[width - short] for short in range(_SLACK + 1))
        beyond = sum(count for wide, count in widths.items() if wide > width)
        if inside > full and beyond <= _LONGER * len(lines):
            best, full = width, inside
    return best if full >= _FEWEST and full >= _SHARE * len(lines) and full >= 0.5 * long else None


def is_indented(lines: Sequence[str]) -> bool:
    """Whether paragraphs are told by the indent of their first line."""
    labelled = [line for line in lines if read_label(line) is not None]
    indented = sum(_INDENT.match(line) is not None for line in labelled)
    return bool(labelled) and indented * 2 > len(labelled)


def goes_on(line: str, following: str, width: int, *, indented: bool) -> bool:
    """Whether `following` is the same paragraph as `line`: the line is full, and nothing new begins after it."""
    if columns_of(line.rstrip()) < width - _SLACK:
        return False
    if _INDENT.match(following) or opens_with_label(following) or _OWN_LINE.match(fold_width(following)):
        return False
    if read_label(following) is None:
        return True
    return indented and line.rstrip()[-1] not in _ENDS
