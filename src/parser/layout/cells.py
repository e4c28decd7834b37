"""Lines of one table cell -> paragraphs: a wrapped name is one paragraph, a list with one unit a line is many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from ...patterns import lazy_re
from .lines import Line, first_advance
from .paragraphs import LABEL, NEVER_FIRST, ends_sentence
from .sheet import Run
from .tables import Box

_WIDEST_PADDING = 7.5
"""Points; cells with centred text show larger insets than they have."""
_ALIGNED = 1.0
"""Points within which lines begin at one place."""
_SEVERAL = 3

_UNIT_END = lazy_re(
    r"(?:[局委办部厅室院会处所站队署厂]|银行|支行|中心|公司|集团|单位|部门|政府|大学|学院|医院|法院)(?:[)）])?$"
)
_UNIT_START = lazy_re(r"[市县区省州盟旗各乡镇]")
_RUNNING = lazy_re(r"[，。；、,;]")


def text_widths(boxes: Sequence[Box], ruled: bool) -> dict[tuple[int, int], float]:
    """The width that text may fill in the cells of each column, in points.

    A ruled cell leaves the padding of its column free on both sides; without lines the widest text tells.
    """
    columns: dict[tuple[int, int], list[Box]] = {}
    for box in boxes:
        if box.parts:
            columns.setdefault(box.columns, []).append(box)
    found: dict[tuple[int, int], float] = {}
    for column, held in columns.items():
        runs = [run for box in held for part in box.parts for run in part]
        widest = max([run.right - run.left for run in runs])
        inner = max([box.width for box in held]) - 2 * _padding(held)
        found[column] = max(inner, widest - runs[0].size) if ruled else widest  # a stop may hang out of its line
    return found


def _padding(boxes: Sequence[Box]) -> float:
    """The smallest inset of a column; only where lines of other widths begin there too, text is not centred."""
    inset = min([box.inset for box in boxes])
    flush = [run for box in boxes if box.inset <= inset + _ALIGNED for run in _flush(box, inset)]
    lengths = [run.right - run.left for run in flush]
    if len(flush) >= _SEVERAL and max(lengths) - min(lengths) > flush[0].size:
        return max(inset, 0.0)
    return max(0.0, min(inset, _WIDEST_PADDING))


def _flush(box: Box, inset: float) -> list[Run]:
    """The runs that begin at this inset."""
    runs = box.parts[0]
    edge = min([run.left for run in runs]) - box.inset
    return [run for run in runs if abs(run.left - edge - inset) <= _ALIGNED]


def cell_paragraphs(lines: Sequence[Line], width: float) -> list[list[Line]]:
    """Group the lines of a cell into paragraphs. `width`: the width that text may fill, in points."""
    if len(lines) < 2:
        return [[line] for line in lines]
    groups: list[list[Line]] = []
    listing = _is_list(lines)
    for line, after in zip_longest(lines, lines[1:]):
        if groups and _wraps(groups[-1], line, after, width) and not (listing and _next_unit(groups[-1], line)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _wraps(group: Sequence[Line], line: Line, after: Line | None, width: float) -> bool:
    last = group[-1]
    if line.text[0] in NEVER_FIRST:
        return True
    if not full(last, line, width, after):
        return False
    if not ends_sentence(last.text):
        return True
    spaced = line.page == last.page and line.base - last.base > 1.9 * last.size
    return not spaced and not LABEL.match(line.text)


def _next_unit(group: Sequence[Line], line: Line) -> bool:
    """In a list with one unit a line: a full line that ends a name, before a line that starts one."""
    start = group[0].text
    alike = _UNIT_START.match(start) and _UNIT_START.match(line.text)
    return bool(_UNIT_END.search(group[-1].key)) and (
        bool(alike) or (start[:2] == line.text[:2] and start[:2].isalpha())
    )


def full(last: Line, line: Line, width: float, after: Line | None = None) -> bool:
    """Would the start of `line` not have fitted behind `last`? Latin words and figures may take some along."""
    text = line.text
    latin = text[0].isascii() and text[0].isalnum() and not LABEL.match(text)
    return last.right - last.left + first_advance(line, after) > width - (2.0 if latin else 0.3) * last.size


def ends_name(text: str) -> bool:
    """Does the text end as the name of a unit does?"""
    return bool(_UNIT_END.search(text))


def starts_name(text: str) -> bool:
    """Does the text start as the name of a unit does, with the level or set it belongs to?"""
    return bool(_UNIT_START.match(text)) or text.startswith("各")


def _is_list(lines: Sequence[Line]) -> bool:
    """A cell without any separator may hold one unit a line."""
    return len(lines) > 1 and not _RUNNING.search("\n".join([line.text for line in lines]))
