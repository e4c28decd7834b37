"""The roles of columns under words that no table has, by what stands in their cells.

Words of the header decide first. Cells decide where exactly one reading fits; else the column says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon.labels import tells_another_day
from ..lexicon.width import squeeze
from ..outline import ColumnRole
from ..patterns import lazy_regex
from .column_contents import Grid, cells, is_due, is_units, mostly

_UNITS: tuple[ColumnRole, ...] = ("lead", "responsible", "supporting")
_TEXTS: tuple[ColumnRole, ...] = ("task", "measure", "category")
_NO_DUTY = lazy_regex(r"名称$|姓名|地址|地点|对象|企业|来源|报送|提交|填报|统计|审核|督|考核|备注|电话")


def filled(roles: Sequence[ColumnRole | None], words: Sequence[str], body: Grid) -> list[ColumnRole | None]:
    """The roles, with those that the cells below give to columns of unknown words."""
    found = list(roles)
    if len({role for role in roles if role is not None}) < 2:
        return found
    nameless = [column for column, role in enumerate(roles) if role is None and squeeze(words[column])]
    unknown = {column: texts for column in nameless if (texts := [squeeze(cell) for cell in cells(body, column)])}
    units = [column for column, texts in unknown.items() if may_hold_duties(words[column]) and mostly(texts, is_units)]
    dues = [column for column, texts in unknown.items() if may_hold_duties(words[column]) and mostly(texts, is_due)]
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


def may_hold_duties(word: str) -> bool:
    """填报单位, 服务对象: units that do not do the task stand in such a column."""
    return _NO_DUTY.search(squeeze(word)) is None


def _name_texts(found: list[ColumnRole | None], columns: Sequence[int], texts: dict[int, list[str]]) -> None:
    """Without any word for the task, the columns of text left of the duties are tasks: 工作 | 目标 | 牵头单位."""
    duties = [column for column, role in enumerate(found) if role in _UNITS or role == "deadline"]
    for column in columns:
        if duties and column < max(duties) and not mostly(texts[column], str.isdigit):
            found[column] = "task"
