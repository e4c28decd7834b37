"""What a column of an unknown word holds, by its cells: names of units, deadlines, or running text.

Words of the header decide first. Cells decide where exactly one reading fits; else the column says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex

from ..lexicon.labels import tells_another_day
from ..lexicon.width import fold_width, squeeze
from ..outline import ColumnRole
from .unit_brackets import names_units_only, says_duties

_UNITS: tuple[ColumnRole, ...] = ("lead", "responsible", "supporting")
_TEXTS: tuple[ColumnRole, ...] = ("task", "measure", "category")
_DUE = regex.compile(
    r"(?:\d{4}年|\d{1,2}月|年[底内末]|全年|季度|长期|持续|常年|每[年月季]|立行立改|\d{4}[./-]\d).{0,12}$"
)
_NO_DUTY = regex.compile(r"名称$|姓名|地址|地点|对象|企业|来源|报送|提交|填报|统计|审核|督|考核|备注|电话")
_MOST = 0.7
_LONGEST_DUE = 20


def filled(
    roles: Sequence[ColumnRole | None], words: Sequence[str], body: Sequence[Sequence[str]]
) -> list[ColumnRole | None]:
    """The roles, with those that the cells below give to columns of unknown words."""
    found = list(roles)
    if len({role for role in roles if role is not None}) < 2:
        return found
    nameless = [column for column, role in enumerate(roles) if role is None and squeeze(words[column])]
    unknown = {column: texts for column in nameless if (texts := _cells(body, column))}
    units = [c for c, texts in unknown.items() if _mostly(texts, _is_units) and not _NO_DUTY.search(squeeze(words[c]))]
    dues = [c for c, texts in unknown.items() if _mostly(texts, _is_due) and not _NO_DUTY.search(squeeze(words[c]))]
    dues = [column for column in dues if not tells_another_day(squeeze(words[column]))]
    if len(dues) == 1 and "deadline" not in roles:
        found[dues[0]] = "deadline"
    tasks, second = {"task", "measure"} & set(roles), {"responsible", "supporting"} & set(roles)
    if units and tasks and not second and (len(units) == 1 or "lead" not in roles):
        for column in units:
            found[column] = "responsible"
    evident = "number" in roles or len({*_UNITS, "deadline"} & set(roles)) >= 2
    if evident and not set(_TEXTS) & set(roles):
        _name_texts(found, [c for c in unknown if c not in units and c not in dues], unknown)
    return found


def _name_texts(found: list[ColumnRole | None], columns: Sequence[int], cells: dict[int, list[str]]) -> None:
    """Without any word for the task, the columns of text left of the duties are tasks: 工作 | 目标 | 牵头单位."""
    duties = [column for column, role in enumerate(found) if role in _UNITS or role == "deadline"]
    for column in columns:
        if duties and column < max(duties) and not _mostly(cells[column], str.isdigit):
            found[column] = "task"


def _cells(body: Sequence[Sequence[str]], column: int) -> list[str]:
    return [squeeze(row[column]) for row in body if column < len(row) and row[column].strip() and len(set(row)) > 1]


def _mostly(cells: Sequence[str], test: Callable[[str], bool]) -> bool:
    return sum(bool(test(cell)) for cell in cells) >= _MOST * len(cells)


def _is_units(cell: str) -> bool:
    folded = fold_width(cell)
    return names_units_only(folded) or says_duties(folded)


def _is_due(cell: str) -> bool:
    return len(cell) <= _LONGEST_DUE and _DUE.search(fold_width(cell)) is not None
