"""The words of a line, kept apart by spaces, with their places counted in half-width columns."""

from __future__ import annotations

import regex

from ....model import Range
from ....patterns import lazy_regex
from ....records import dataclass
from ..wrapping import columns_of
from .lines import Line

_WORD = lazy_regex(r"[^ \t\u3000\xa0]+")
_FIELD = lazy_regex(r"[^ \t\u3000\xa0]+(?: [^ \t\u3000\xa0]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of text: its place on the line in columns, and its range in the source text."""

    left: int
    right: int
    start: int
    end: int
    text: str

    @property
    def place(self) -> Range:
        return self.start, self.end


def words_of(line: Line) -> list[Word]:
    """Runs of text without spaces."""
    return _runs(line, _WORD)


def fields_of(line: Line) -> list[Word]:
    """Runs of text without wide spaces: a single space is part of them."""
    return _runs(line, _FIELD)


def _runs(line: Line, pattern: regex.Pattern[str]) -> list[Word]:
    words, column, at = [], 0, 0
    for match in pattern.finditer(line.text):
        column += columns_of(line.text[at : match.start()].replace("\t", " "))
        right = column + columns_of(match.group())
        low, high = match.span()
        words.append(Word(column, right, line.start + low, line.start + high, match.group()))
        column, at = right, high
    return words
