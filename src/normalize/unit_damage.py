"""Names damaged by a conversion or mistyped, with the likely reading: doubled, truncated, beheaded, known mistakes."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from .unit_parse import NATION, Parsed
from .unit_table import mistakes
from .unit_words import ends_like_unit

if TYPE_CHECKING:
    from .aliases import AliasTable
    from .scope import Scope

_LONGEST = 40
_SHORTEST_PART = 4
_MOST_LOST = 3
_TOWNS = ("镇", "乡", "街道")
_PROVINCES = ("省", "自治区")
_PREFIXES = "省市区县州旗盟"


def likely_name(name: str, scope: Scope, table: AliasTable) -> str | None:
    """What a damaged name most likely says, or None where it is whole, unknown, or could be several."""
    if len(name) > 4 and name[0] == name[1] in _PREFIXES and _is_whole(name[1:], scope, table):
        return name[1:]
    if not 3 <= len(name) <= _LONGEST or table.known(name, scope):
        return _mistaken(name) or _undoubled(name, scope, None)
    return _mistaken(name) or _undoubled(name, scope, table) or _completed(name, scope, table)


def _is_whole(name: str, scope: Scope, table: AliasTable) -> bool:
    """A known name with its own prefix (市教育局); 市场监管局 begins with a letter that is none."""
    parsed = table.parse(name, scope)
    return parsed.body is not None and parsed.written == name[0]


def _mistaken(name: str) -> str | None:
    if not name.endswith(_wrong_endings()):
        return None
    return next(name[: -len(wrong)] + right for wrong, right in mistakes().items() if name.endswith(wrong))


@cache
def _wrong_endings() -> tuple[str, ...]:
    return tuple(mistakes())


def _undoubled(name: str, scope: Scope, table: AliasTable | None) -> str | None:
    """社会保障保障局 -> 社会保障局, where only the shorter reading is a known name, or one that a clause prints.

    A known name (`table` None) is doubled inside only: 市市场监管局 is 市 and 市场监管局.
    """
    if name in scope.familiar or (table is None and not scope.familiar):
        return None
    for size in range(len(name) // 2, 0, -1):
        for start in range(0 if table else 1, len(name) - 2 * size + 1):
            if name[start : start + size] == name[start + size : start + 2 * size]:
                candidate = name[:start] + name[start + size :]
                if candidate in scope.familiar or (table is not None and table.known(candidate, scope)):
                    return candidate
    return None


def _completed(name: str, scope: Scope, table: AliasTable) -> str | None:
    """人力资源和社会保 or 力资源和社会保障局 -> 人力资源和社会保障局, where one organ only fits."""
    parsed = table.parse(name, scope)
    stem = parsed.stem
    if ends_like_unit(stem) and parsed.written:
        return None
    if len(stem) < _SHORTEST_PART:
        whole = _one_letter_short(table, parsed, _starting(table, stem)) if parsed.written else None
        return name[: len(name) - len(stem)] + whole if whole else None
    national = parsed.level == NATION
    found = None
    if not ends_like_unit(stem):
        starting = _starting(table, stem)
        found = _one_letter_short(table, parsed, starting) or _only(table, stem, starting, national=national)
    if found is None and not parsed.written and len(stem) > _SHORTEST_PART:
        found = _only(table, stem, _ending(table, stem), national=national)
    return name[: len(name) - len(stem)] + found if found else None


def _one_letter_short(table: AliasTable, parsed: Parsed, forms: list[str]) -> str | None:
    """市场监督管理局 for 市场监督管理, 教育局 for 教育: the only organ of that level whose name is a letter longer."""
    in_town = parsed.written in _TOWNS
    national = parsed.level == NATION
    found = [
        form
        for form in forms
        if len(form) == len(parsed.stem) + 1 and form in table.bodies and (form[-1] in "所站") == in_town
    ]
    found = [form for form in found if national or table.bodies[form].group != "national"]
    if len(found) != 1:
        return None
    provincial = parsed.stem + "厅"
    return provincial if parsed.written in _PROVINCES and provincial in table.bodies[found[0]].forms else found[0]


def _only(table: AliasTable, stem: str, forms: list[str], *, national: bool) -> str | None:
    """The shortest of the forms where all are names of one body, a local one but for a national name."""
    local = {
        form: body for form in forms if (body := table.index.find(form)) and (national or body.group != "national")
    }
    if len(set(local.values())) != 1:
        return None
    return min(local, key=lambda form: (len(form) - len(stem), form not in table.bodies))


@lru_cache(maxsize=4)
def _sorted_forms(table: AliasTable) -> list[str]:
    return sorted(table.index.exact)


@lru_cache(maxsize=4)
def _headless_forms(table: AliasTable) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for form in table.index.exact:
        found.setdefault(form[1:], []).append(form)
    return found


def _starting(table: AliasTable, stem: str) -> list[str]:
    forms = _sorted_forms(table)
    found = []
    for form in forms[bisect_left(forms, stem) :]:
        if not form.startswith(stem):
            break
        if len(form) - len(stem) <= _MOST_LOST:
            found.append(form)
    return found


def _ending(table: AliasTable, stem: str) -> list[str]:
    return _headless_forms(table).get(stem, [])
