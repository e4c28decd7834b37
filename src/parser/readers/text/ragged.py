"""Tables whose columns do not stand below one another: one space between cells, or wider ones that are not aligned.

A line with a word for each column is read in their order. A line with fewer is read only where exactly one placing of
its words fits best what the columns hold (numbers, units, dates, texts); a table with any other line is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ....patterns import lazy_regex
from ....records import dataclass
from ...columns import role_of_word
from ...numbering import read_label
from .lines import Line, TextCell, TextTable
from .words import Word

_UNIT_ROLES = ("lead", "responsible", "supporting")
_TEXT_ROLES = ("task", "measure", "category")
_LONGEST_SECTION, _MOST_WORDS = 60, 40
_HAN_NUMBER = lazy_regex(r"[一二三四五六七八九十]{1,3}")
_UNIT = lazy_regex(
    r"[^。，；]{1,60}(?:局|委|办|厅|部|院|会|府|室|处|科|队|所|站|区|县|市|镇|乡|道|旗|盟|州|集团|公司|中心|单位|部门|机构|企业)"
    r"(?:[（(][^（）()]*[)）])?等?"
)
_DUE = lazy_regex(
    r"[^。；]{0,12}(?:\d{4}年|\d{1,2}月|[上下]半年|季度|年底|年内|长期|持续|常态|全年|每[年月季周半]|即时|立即)[^。；]{0,16}"
)


@dataclass(frozen=True, slots=True)
class _Placed:
    """The best placing of the words so far: its worth, in how many ways it is reached, the columns that are filled."""

    worth: int
    ways: int
    columns: tuple[int, ...]


def find_ragged(
    lines: Sequence[Line], index: int, header: Sequence[Word], words_of: Callable[[Line], list[Word]]
) -> TextTable | None:
    """The table below the header at line `index`, None where one of its rows cannot be told.

    `words_of` divides a line into cells; the first column holds numbers, or tasks with their numbers.
    """
    roles = [role_of_word(word.text) for word in header]
    if roles[0] not in ("number", "task"):
        return None
    table = TextTable(index + 1, len(header), [[TextCell(c, [w.place]) for c, w in enumerate(header)]])
    pending: list[list[TextCell]] = []
    goes_on = False
    for number in range(index + 1, len(lines)):
        line, words = lines[number], _with_label(words_of(lines[number]), roles[0])
        numbered = _is_numbered(words[0].text, roles[0]) and len(words) > 1
        row = _section(line, words, roles)
        if row is None and (numbered or not line.after_blank):
            row = _row(words, roles)
        if row is None:
            if numbered and len(table.rows) + len(pending) > 1:
                return None
            break
        pending.append(row)
        if numbered:
            goes_on = goes_on or any(_is_rest(waiting) for waiting in pending)
            table.rows.extend(pending)
            pending, table.end = [], number + 1
    for number, row in enumerate(pending, table.end):
        # What follows the last number is a row only where rows went on like this before.
        if not goes_on or not _is_rest(row) or not lines[number].text.rstrip().endswith("。"):
            break
        table.rows.append(row)
        table.end = number + 1
    return table if len(table.rows) > 1 else None


def _is_rest(row: Sequence[TextCell]) -> bool:
    """A row of one cell that is no section: the item above goes on."""
    return len(row) > 2 and sum(bool(cell.ranges) for cell in row) == 1


def _with_label(words: list[Word], first: str | None) -> list[Word]:
    """1. 新建公园 市城管局: where tasks stand first, a label of its own belongs to its task."""
    if first == "number" or len(words) < 2 or not _is_label(words[0].text):
        return words
    one, other = words[:2]
    text = f"{one.text} {other.text}"
    return [Word(one.left, other.right, one.start, other.end, text), *words[2:]]


def _is_label(text: str) -> bool:
    label = read_label(text)
    return label is not None and label.end == len(text)


def _is_numbered(text: str, first: str | None) -> bool:
    if first == "number":
        return text.isdigit()
    label = read_label(text)
    return label is not None and label.kind == "arabic"


def _section(line: Line, words: Sequence[Word], roles: Sequence[str | None]) -> list[TextCell] | None:
    """一、紧盯重点场所 across the table, or 一 | 紧盯重点场所 in the columns of number and task."""
    if len(words) == 1 and read_label(line.text) is not None and len(line.text) <= _LONGEST_SECTION:
        return [TextCell(0, [words[0].place], len(roles))]
    if len(words) == 2 and roles[0] == "number" and _HAN_NUMBER.fullmatch(words[0].text) is not None:
        return [TextCell(0, [words[0].place]), TextCell(1, [words[1].place])]
    return None


def _row(words: Sequence[Word], roles: Sequence[str | None]) -> list[TextCell] | None:
    """The cells of a line, None where its words can be placed in several ways, or in none."""
    numbered = _is_numbered(words[0].text, roles[0])
    if numbered and len(words) >= len(roles):
        if len(words) > len(roles) and roles[-1] not in _UNIT_ROLES:
            return None
        columns = tuple(range(len(roles)))
    elif len(words) > min(len(roles), _MOST_WORDS):
        return None
    else:
        placed = _place(words, roles)
        if placed is None:
            return None
        columns = placed
    starts = dict(zip(columns, words, strict=False))
    cells = [TextCell(column, [starts[column].place] if column in starts else []) for column in range(len(roles))]
    if len(words) > len(roles):
        cells[-1].ranges = [(words[len(roles) - 1].start, words[-1].end)]
    return cells


def _place(words: Sequence[Word], roles: Sequence[str | None]) -> tuple[int, ...] | None:
    """A column for each word, in order, that fits best; None where the best is reached in several ways or is bad."""
    best: list[_Placed | None] = [_Placed(0, 1, ())] + [None] * len(words)
    for column, role in enumerate(roles):
        for count in range(min(len(words), column + 1), 0, -1):
            before = best[count - 1]
            fit = _fit(words[count - 1].text, role) if before is not None else None
            if before is not None and fit is not None:
                best[count] = _better(best[count], _Placed(before.worth + fit, before.ways, (*before.columns, column)))
    found = best[-1]
    return found.columns if found is not None and found.ways == 1 else None


def _better(one: _Placed | None, other: _Placed) -> _Placed:
    if one is None or other.worth > one.worth:
        return other
    return one if one.worth > other.worth else _Placed(one.worth, one.ways + other.ways, one.columns)


def _fit(text: str, role: str | None) -> int | None:
    """How well a text suits a column; None where it cannot stand there."""
    if role == "number":
        return 4 if text.isdigit() else None
    is_unit, is_due = _UNIT.fullmatch(text) is not None, _DUE.fullmatch(text) is not None
    if role in _UNIT_ROLES:
        return 3 if is_unit else None
    if role == "deadline":
        return 3 if is_due else None
    if role in _TEXT_ROLES:
        sentence = text.endswith(("。", "；"))
        return (3 if sentence == (role == "measure") else 1) - (2 if is_unit or is_due else 0)
    return 0
