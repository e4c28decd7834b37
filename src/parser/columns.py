"""What the columns of a table mean.

Header words are assigned jointly: 主要任务 is the task beside 具体措施 but the measure beside 事项名称.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import cast

from ..lexicon import header_words, role_labels
from ..lexicon.labels import personal_role, role_at_head, role_by_parts, tells_another_day
from ..lexicon.width import squeeze
from ..outline import ColumnRole
from ..patterns import lazy_regex
from ..records import dataclass
from .column_contents import Grid, gathers, mean_length, mostly_dates, mostly_labelled, mostly_numbers
from .unnamed_columns import filled

HEADER_SEARCH_ROWS = 5
_QUALIFIER = lazy_regex(r"\([^()]*\)|\d{4}年度?|^(?:县级|市级|省级|区级|本单位|主要领导)")
_TASK_TAIL = lazy_regex(r"^\w{1,6}(?:项目|任务|事项|实事|工作|题目|(?<!单位|部门|企业)名称)$")
_MEASURE_TAIL = lazy_regex(r"^\w{1,6}(?:内容|要求|措施|举措|标准)$")
_DEADLINE_TAIL = lazy_regex(r"^\w{1,6}(?:期限|时限)$")
_JOINT = lazy_regex("以及|[及和与、]")
_JOINED = lazy_regex("[及和、]|以及|(?<!参)与")
_LONG_CELLS = 9
"""Mean length from which the cells of an unknown column are texts."""
_MUCH_LONGER = 2.0
"""How much longer than those of another column cells are that are no names beside it."""
_LOWER_WORD = 12
"""The longest word of a lower header level."""
_NAMES = lazy_regex(r"名称$|^事项$|^项目$|^重点工作$")
_UNIT_ROLES = {"lead", "responsible", "supporting"}
_DUTIES = _UNIT_ROLES | {"deadline"}
_TEXT_ROLES = {"task", "measure"}
RoleOf = Callable[[str], ColumnRole | None]


@dataclass(frozen=True, slots=True)
class Header:
    """Header of a breakdown table: its rows are `first`..`last` (0-based, half-open); role and word of each column."""

    first: int
    last: int
    roles: tuple[ColumnRole, ...]
    words: tuple[str, ...]


@lru_cache(maxsize=4096)
def role_of_word(word: str) -> ColumnRole | None:
    """Role of a header word; brackets and years around it do not matter (责任单位（排名第一为牵头）)."""
    folded = squeeze(word)
    roles = _folded_words()
    for candidate in (folded, _QUALIFIER.sub("", folded)):
        if candidate in roles:
            return roles[candidate]
    return _role_by_tail(_QUALIFIER.sub("", folded))


def _role_of_part(part: str) -> ColumnRole | None:
    return _folded_words().get(part) or _role_by_tail(part)


@cache
def _folded_words() -> dict[str, ColumnRole]:
    return {squeeze(word): cast(ColumnRole, role) for word, role in header_words().items()}


def _role_by_tail(word: str) -> ColumnRole | None:
    """A longer header that ends in a known one: 2023年重点工作任务, 市直责任单位.

    Of a joint one all parts must be texts (重点任务及措施): 措施及完成时限 is left alone.
    """
    if _JOINED.search(word):
        if role_by_parts(word) in _UNIT_ROLES:
            return "responsible"
        parts = _JOINT.split(word)
        return "task" if len(word) <= 14 and all(_role_of_part(part) in _TEXT_ROLES for part in parts) else None
    if not 2 < len(word) <= 14:
        return cast("ColumnRole | None", role_by_parts(word))
    tails = sorted(_folded_words(), key=len, reverse=True)
    known = next((_folded_words()[tail] for tail in tails if len(tail) >= 3 and word.endswith(tail)), None)
    if known is not None:
        return known
    made = role_by_parts(word)
    if made is not None:
        return cast(ColumnRole, made)
    personal = personal_role(word)
    if personal is not None:
        return cast(ColumnRole, personal)
    if _DEADLINE_TAIL.match(word):
        return "deadline"
    duty = role_at_head(word)
    if duty is not None:
        return cast(ColumnRole, duty)
    return "task" if _TASK_TAIL.match(word) else ("measure" if _MEASURE_TAIL.match(word) else None)


def find_header(grid: Grid, marked_rows: int = 0, role_of: RoleOf = role_of_word) -> Header | None:
    """The header of a breakdown table within its first rows, or None where the table is no breakdown table.

    `role_of` may know more header words than `role_of_word`.
    """
    for first in range(min(HEADER_SEARCH_ROWS, len(grid))):
        for height in (1, 2, 3):
            if first + height > len(grid):
                break
            words = _column_words(grid[first : first + height], role_of)
            roles = filled([role_of(word) for word in words], words, grid[first + height :])
            _find_text(roles, words, grid[first + height :])
            if not _is_header(roles, grid[first]):
                continue
            if height < 3 and _goes_on(grid, first + height, role_of):
                continue
            return _settle(grid, first, max(first + height, marked_rows if first == 0 else 0), words, roles)
    return None


def _find_text(roles: list[ColumnRole | None], words: Sequence[str], body: Grid) -> None:
    """Where no word names the texts but units and another column are, the longest cells hold them."""
    present = set(roles) - {None}
    if len(present) < 2 or not present & _UNIT_ROLES or present & (_TEXT_ROLES | {"category"}):
        return
    lengths = {c: mean_length(body, c) for c, role in enumerate(roles) if role is None and squeeze(words[c])}
    longest = max(lengths, key=lengths.__getitem__, default=0)
    if lengths.get(longest, 0) >= _LONG_CELLS:
        roles[longest] = "task"


def _goes_on(grid: Grid, row: int, role_of: RoleOf) -> bool:
    return row < len(grid) and (
        _second_level(grid, row, grid[row - 1], role_of) or _under_spread(grid[row - 1], grid[row])
    )


def _column_words(rows: Grid, role_of: RoleOf) -> list[str]:
    """Header word of each column: the lowest known word under it; a column under a spread word has its own word."""
    words = []
    for column in range(max(map(len, rows))):
        stack = [row[column] for row in rows if column < len(row) and row[column].strip()]
        known = [word for word in stack if role_of(word)]
        last = stack[-1] if stack else ""
        words.append(last if not known or (last not in known and _is_under_spread(rows, column)) else known[-1])
    return words


def _is_under_spread(rows: Grid, column: int) -> bool:
    """Whether the lowest word of a column stands under a word that reaches over several columns."""
    return any(_under_spread(above, below) and column in _fresh(above, below) for above, below in pairwise(rows))


def _under_spread(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether `below` names the columns of the words above that reach over several, and nothing else.

    Of a merged cell the text stands in each position, or in plain text only in the first, with blanks behind it.
    """
    fresh = _fresh(above, below)
    spread = {column for column in range(len(above)) if _spreads(above, column)}
    words = [squeeze(below[column]) for column in fresh]
    short = all(len(word) <= _LOWER_WORD and not word.isdigit() for word in words)
    return len(fresh) >= 2 and len(fresh) < len(below) and set(fresh) <= spread and len(set(words)) > 1 and short


def _fresh(above: Sequence[str], below: Sequence[str]) -> list[int]:
    return [n for n, (a, b) in enumerate(zip(above, below, strict=False)) if b.strip() and a != b]


def _spreads(row: Sequence[str], column: int) -> bool:
    """Whether the cell in `column` reaches over its neighbour on either side."""
    here = row[column].strip()
    before = row[column - 1].strip() if column else None
    behind = row[column + 1].strip() if column + 1 < len(row) else None
    return bool(column and (not here or here == before)) or bool(here and behind is not None and behind in ("", here))


def _is_header(roles: Sequence[ColumnRole | None], row: Sequence[str]) -> bool:
    present = set(roles) - {None}
    longest = max((len(squeeze(cell)) for cell in row), default=0)
    if longest > 40 or len(set(row)) < 2:
        return False
    units, text = present & _UNIT_ROLES, present & _TEXT_ROLES
    if units and (text or "category" in present or "number" in present):
        return len(present) >= 2
    return bool(text) and "deadline" in present and len(present) >= 2


def _second_level(grid: Grid, row: int, above: Sequence[str], role_of: RoleOf) -> bool:
    """Whether the next row goes on with the header: it repeats merged words and adds known ones."""
    if row >= len(grid):
        return False
    fresh = [b for a, b in zip(above, grid[row], strict=False) if a != b and b.strip()]
    if not fresh or len(fresh) == len(grid[row]) or len(fresh) == len({*above}):
        return False
    return all(len(squeeze(word)) <= 12 for word in fresh) and all(map(role_of, fresh))


def label_header(words: Sequence[str], body: Grid, role_of: RoleOf = role_of_word) -> Header | None:
    """The header of a table whose columns are the labels of a list (任务名称 | … / 牵头单位 | …): of no row."""
    return _settle(body, 0, 0, words, [role_of(word) for word in words])


def _settle(
    grid: Grid, first: int, last: int, words: Sequence[str], roles: Sequence[ColumnRole | None]
) -> Header | None:
    """Exactly one task column; `_measure_among` tells which of several candidates holds the measures."""
    settled: list[ColumnRole] = [role or "other" for role in roles]
    body = grid[last:]
    if "number" not in settled and settled and roles[0] is None and mostly_numbers(body, 0):
        settled[0] = "number"
    _name_groups(settled, body)
    _name_unknown(settled, words, roles, body)
    _find_deadline(settled, words, roles, body)
    lengths = [mean_length(body, column) for column in range(len(settled))]
    texts = [c for c, role in enumerate(settled) if role in _TEXT_ROLES]
    texts = [c for n, c in enumerate(texts) if n == 0 or words[c] != words[texts[n - 1]]]
    if "measure" not in settled and len(texts) >= 2 and (longer := _longer_text(texts, settled, lengths)) is not None:
        settled[longer] = "measure"
        texts = sorted([*texts, longer])
    if len(texts) >= 2:
        measure = max(texts, key=lambda c: (settled[c] == "measure", lengths[c]))
        # 普法内容 | 具体任务: names before texts, whatever they are called
        measure = next((c for c in texts if c > measure and lengths[c] >= _MUCH_LONGER * lengths[measure]), measure)
        if all(settled[c] == "task" for c in texts):
            measure = _measure_among(texts, words, lengths, body)
        tasks = [c for c in texts if c != measure]
        task = max((c for c in tasks if c < measure), default=tasks[-1])
        for column in texts:
            settled[column] = "category" if column < max(measure, task) else "other"
        settled[measure], settled[task] = "measure", "task"
    elif texts:
        settled[texts[0]] = "task"
    elif "category" in settled:
        settled[len(settled) - 1 - settled[::-1].index("category")] = "task"
    return Header(first, last, tuple(settled), tuple(words))


def _longer_text(texts: Sequence[int], settled: Sequence[ColumnRole], lengths: Sequence[float]) -> int | None:
    """The column of unknown word right of several names that holds what is to be done: 子项目 | 年度目标."""
    behind = [c for c in range(max(texts) + 1, len(settled)) if settled[c] == "other"]
    longest = max(behind, key=lambda c: lengths[c], default=None)
    if longest is None or lengths[longest] < max(_LONG_CELLS, 1.5 * max(lengths[c] for c in texts)):
        return None
    return longest


def _name_groups(settled: list[ColumnRole], body: Grid) -> None:
    """建设内容 | 序号 | 任务: texts before the numbers that stand over several rows each are categories."""
    number = settled.index("number") if "number" in settled else 0
    duties = [column for column, role in enumerate(settled) if role in _DUTIES]
    if not _TEXT_ROLES & set(settled[number:]):
        return
    for column in range(number):
        if settled[column] in _TEXT_ROLES and gathers(body, column, duties):
            settled[column] = "category"


def _name_unknown(
    settled: list[ColumnRole], words: Sequence[str], roles: Sequence[ColumnRole | None], body: Grid
) -> None:
    """A column of unknown words beside the only column of texts: the names before it (活动 | 内容 | 牵头科室), or what
    is to be done behind it, where its cells are long (事项 | 工程概况 | 责任单位).
    """
    texts = [column for column, role in enumerate(settled) if role in _TEXT_ROLES]
    if len(texts) > 1:
        _name_gathering(settled, words, roles, body, texts[0] - 1)
    if len(texts) != 1:
        return
    behind = texts[0] + 1
    unknown = settled[texts[0]] == "task" and behind < len(roles) and roles[behind] is None
    if unknown and mean_length(body, behind) >= _LONG_CELLS:
        settled[behind] = "measure"
        return
    before = max((column for column in range(texts[0]) if settled[column] != "number"), default=-1)
    if before < 0 or "category" in settled:
        return
    cells = [squeeze(row[before]) for row in body if before < len(row) and row[before].strip()]
    if roles[before] is not None or not squeeze(words[before]) or not cells or all(map(str.isdigit, cells)):
        return
    apart = gathers(body, before, [column for column, role in enumerate(settled) if role in _DUTIES])
    beside = before == texts[0] - 1
    if apart or (beside and mostly_labelled(body, texts[0]) and len(set(cells)) < len(body)):
        settled[before] = "category"  # 整治方向 over several rows, 整治任务 with a number in each
    elif beside:
        settled[before], settled[texts[0]] = "task", "measure"


def _name_gathering(
    settled: list[ColumnRole], words: Sequence[str], roles: Sequence[ColumnRole | None], body: Grid, column: int
) -> None:
    """重点工程 | 主要任务 | 工作内容: what stands left of the texts over several rows each is a category."""
    unknown = column >= 0 and roles[column] is None and settled[column] == "other" and squeeze(words[column])
    if not unknown or "category" in settled or mostly_numbers(body, column):
        return
    if gathers(body, column, [n for n, role in enumerate(settled) if role in _DUTIES]):
        settled[column] = "category"


def _find_deadline(
    settled: list[ColumnRole], words: Sequence[str], roles: Sequence[ColumnRole | None], body: Grid
) -> None:
    """Where no column is named for the deadline, the last one of unknown word whose cells give times holds it."""
    if {"deadline", "progress"} & set(settled):
        return
    dated = [c for c, role in enumerate(roles) if role is None and settled[c] == "other" and mostly_dates(body, c)]
    dated = [column for column in dated if not tells_another_day(squeeze(words[column]))]
    if dated:
        settled[dated[-1]] = "deadline"


def _measure_among(texts: Sequence[int], words: Sequence[str], lengths: Sequence[float], body: Grid) -> int:
    """The measure column of several that are called tasks.

    A column of names (事项名称, 项目) or of numbered headings is never the measure; of the others the right-hand one
    is, unless another has clearly longer cells.
    """
    rest = [c for c in texts if not _NAMES.search(squeeze(words[c])) and not mostly_labelled(body, c)] or list(texts)
    last, longest = rest[-1], max(rest, key=lambda c: lengths[c])
    return longest if lengths[longest] > 1.5 * lengths[last] else last


def names_both_roles(word: str) -> bool:
    """牵头及责任单位, 牵头（责任）单位: one column for two roles."""
    folded = squeeze(word)
    return "牵头" in folded and any(label in folded for label in ("责任", "配合")) and folded not in role_labels()
