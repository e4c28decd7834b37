"""Tables that give one task as a list of labels and values: 任务名称 | … / 牵头单位 | … / 完成时限 | …

Each task becomes one row of a table whose columns are the labels, and is then read as any breakdown table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..lexicon.labels import header_role
from ..lexicon.width import squeeze
from ..patterns import lazy_regex
from ..records import dataclass
from .columns import RoleOf, role_of_word
from .grid import Grid, GridCell, text_of

_TEXT, _DUTY = {"task", "measure"}, {"lead", "responsible", "supporting", "deadline"}
_COUNTED = lazy_regex(r"(?<=\w\w)[(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[)]?[:.]?$")
_LEAST = 3
"""Fewest labels of a task."""


@dataclass(frozen=True, slots=True)
class KeyValues:
    """The label cells, the different label words, and for each task its value under each word."""

    labels: tuple[GridCell, ...]
    words: tuple[str, ...]
    tasks: tuple[tuple[GridCell | None, ...], ...]


def find_key_values(grid: Grid, role_of: RoleOf = role_of_word) -> KeyValues | None:
    """The tasks of a table of labels and values; None for other tables. `role_of` may know more words."""
    couples: list[tuple[GridCell, GridCell]] = []
    for row in grid:
        cells = [cell for cell in row if cell is not None and cell.own]
        while len(cells) > 2 and not any(text_of(cell).strip() for cell in cells[-2:]):
            del cells[-2:]  # blanks for a value that reaches over the rest of the row
        if len(cells) == 1:
            continue  # 任务一: a heading across the table
        if len(cells) % 2:
            return None
        couples.extend(zip(cells[::2], cells[1::2], strict=True))
    words = tuple(dict.fromkeys(_word(label) for label, _ in couples))
    if not _are_labels(words, role_of) or any(_is_duty_word(value.text) for _, value in couples):
        return None
    return KeyValues(tuple(label for label, _ in couples), words, tuple(_tasks(couples, words)))


def _word(label: GridCell) -> str:
    """The word of a label without the number of the task: 任务1, 任务一, 事项（二）."""
    word = squeeze(label.text)
    bare = _COUNTED.sub("", word)
    return bare if role_of_word(bare) in _TEXT else word


def _are_labels(words: Sequence[str], role_of: RoleOf) -> bool:
    roles = {role_of(word) for word in words}
    return None not in roles and len(words) >= _LEAST and bool(roles & _TEXT) and bool(roles & _DUTY)


def _is_duty_word(value: str) -> bool:
    return header_role(value) in _DUTY


def _tasks(couples: Sequence[tuple[GridCell, GridCell]], words: Sequence[str]) -> Iterator[tuple[GridCell | None, ...]]:
    """A label that comes again opens the next task."""
    task: dict[str, GridCell] = {}
    for label, value in couples:
        word = _word(label)
        if word in task:
            yield tuple(task.get(known) for known in words)
            task = {}
        task[word] = value
    yield tuple(task.get(known) for known in words)
