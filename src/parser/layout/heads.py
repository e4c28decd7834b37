"""Header words of breakdown tables among the lines of a page: one line, wrapped words, or two levels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..columns import role_of_word
from .lines import Line, space_between
from .sheet import Run

NARROWEST = 0.25
"""Font sizes: the narrowest gutter."""
_HIGHEST_HEADER = 3
"""Lines of a header whose words are wrapped."""
LOOKED_AT = _HIGHEST_HEADER + 2
"""Lines that tell whether a header begins."""
HEADER_PITCH = 2.0
"""Times the font size: lines of one header are no further apart."""
LEAST_COLUMNS = 3
_LONGEST_WORD = 6
_WIDEST_SPACE = 3.0
"""Font sizes between the characters of a word that is spaced out."""
END_GAP = 3.5
"""Times the font size between two lines: more than that ends a table that has no lines of its own."""


def is_header(line: Line) -> bool:
    """Is the line made of header words of breakdown tables?"""
    return are_header_words(words_of(line))


def words_of(line: Line) -> list[str]:
    """The texts of a line; what touches is one."""
    words = [line.runs[0].text]
    for one, two in pairwise(line.runs):
        if space_between(one, two):
            words.append(two.text)
        else:
            words[-1] += two.text
    return words


def header_height(lines: Sequence[Line]) -> int:
    """How many lines from the first one make a header, whose words may be wrapped in their columns; 0 for none.

    Of several heights the one with the most known words is taken, of equal ones the highest: 责任 over 单位.
    """
    if len(lines[0].runs) == 1 and (len(lines) == 1 or len(lines[1].runs) == 1):
        return 0  # nearly every line; a header has two columns, and where it is higher than a line three
    best = most = 0
    before: list[list[Run]] = []
    for height in range(1, min(_HIGHEST_HEADER, len(lines)) + 1):
        last, columns = lines[height - 1], header_columns(lines[:height])
        if height > 1 and last.base - lines[height - 2].base > HEADER_PITCH * last.size:
            break
        beside = len(columns) == len(before) + len(words_of(last))
        if before and ((is_header(last) and not beside) or len(columns) < LEAST_COLUMNS):
            break
        words = _texts(columns)
        hits = known_words(words)
        if hits >= most and are_header_words(words):
            best, most = height, hits
        before = columns
    return best


class Leaves(NamedTuple):
    """A header of two levels: its lines, its columns, and the first and last column below a word of the upper level.

    `second` is the number of the first line of the lower level.
    """

    height: int
    columns: list[list[Run]]
    groups: list[tuple[int, int]]
    second: int


def two_levels(lines: Sequence[Line]) -> Leaves | None:
    """牵头单位 and 配合单位 below 责任分工: a header of two levels, whose words may be wrapped; None for any other."""
    if not lines or len(lines[0].runs) < 2 or len(words_of(lines[0])) < 2:
        return None  # the title of the table
    for high in range(1, min(_HIGHEST_HEADER, len(lines) - 1) + 1):
        if any(two.base - one.base > END_GAP * one.size for one, two in pairwise(lines[: high + 1])):
            return None
        upper, low = header_columns(lines[:high]), _lower_level(lines[high : high + 2])
        if low and len(upper) >= LEAST_COLUMNS:
            leaves = _leaves(high + low, high, upper, header_columns(lines[high : high + low]))
            return leaves if leaves and are_header_words(_texts(leaves.columns)) else None
    return None


def _lower_level(lines: Sequence[Line]) -> int:
    """How many of the lines give known words and no others, in two columns or more; 0 for none."""
    for height in range(len(lines), 0, -1):
        words = _texts(header_columns(lines[:height]))
        near = height == 1 or lines[1].base - lines[0].base <= HEADER_PITCH * lines[0].size
        if near and known_words(words) == len(words) > 1:
            return height
    return 0


def _texts(columns: Sequence[Sequence[Run]]) -> list[str]:
    return ["".join(run.text for run in runs) for runs in columns]


def _leaves(height: int, second: int, upper: Sequence[list[Run]], lower: Sequence[list[Run]]) -> Leaves | None:
    """Which words of the upper level have two or more of the lower one between their neighbours."""
    ends = [-math.inf, *(max(run.right for run in column) for column in upper[:-1])]
    starts = [*(min(run.left for run in column) for column in upper[1:]), math.inf]
    below = [
        [one for one in lower if one[0].left > low and max(run.right for run in one) < high]
        for low, high in zip(ends, starts, strict=True)
    ]
    own = [column for column, leaves in zip(upper, below, strict=True) if len(leaves) < 2]
    columns = sorted([*own, *lower], key=lambda column: column[0].left)
    apart = all(
        max(run.right for run in one) + NARROWEST * two[0].size < min(run.left for run in two)
        for one, two in pairwise(columns)
    )
    groups = [(columns.index(leaves[0]), columns.index(leaves[-1])) for leaves in below if len(leaves) > 1]
    known = sum(high - low + 1 for low, high in groups) == len(lower)
    return Leaves(height, columns, groups, second) if known and apart else None


def header_columns(lines: Sequence[Line]) -> list[list[Run]]:
    """The runs of wrapped header words, by column: those of one column stand above one another."""
    columns: list[list[Run]] = []
    for run in sorted((run for line in lines for run in line.runs), key=lambda run: run.left):
        if columns and run.left < max(one.right for one in columns[-1]) + NARROWEST * run.size:
            columns[-1].append(run)
        else:
            columns.append([run])
    return _unspaced([sorted(column, key=lambda run: (run.base, run.left)) for column in columns])


def _unspaced(columns: list[list[Run]]) -> list[list[Run]]:
    """任　务 is one word: single characters side by side that make a known one."""
    found: list[list[Run]] = []
    for column in columns:
        spaced = found and _spaced(found[-1]) and _spaced([column[0]]) and len(column) == 1
        if spaced and column[0].left - found[-1][-1].right <= _WIDEST_SPACE * column[0].size:
            found[-1].append(column[0])
        else:
            found.append(column)
    return [piece for column in found for piece in ([column] if _is_word(column) else [[run] for run in column])]


def _spaced(runs: Sequence[Run]) -> bool:
    return all(len(run.text) == 1 and run.base == runs[0].base for run in runs)


def _is_word(column: Sequence[Run]) -> bool:
    return not _spaced(column) or len(column) == 1 or role_of_word("".join(run.text for run in column)) is not None


def known_words(words: Sequence[str]) -> int:
    if len(words) < 2:  # nearly every line; one word makes no header, whatever it is
        return 0
    return sum(role_of_word(word) is not None for word in words)


def are_header_words(words: Sequence[str]) -> bool:
    """Are most of the words those that stand above the columns of breakdown tables, or who and when among them?"""
    hits = known_words(words)
    return hits >= 2 and (hits * 3 >= 2 * len(words) or _tells_who_and_when(words))


def _tells_who_and_when(words: Sequence[str]) -> bool:
    """章节 | 评审要点 | 责任科室 | 协作科室 | 完成时限 | 自评等次: short words, two names of units and a deadline."""
    roles = [role_of_word(word) for word in words]
    units = sum(role in ("lead", "responsible", "supporting") for role in roles)
    return units > 1 and "deadline" in roles and all(len(word) <= _LONGEST_WORD for word in words)
