"""What of a page is the notice and what stands around it: navigation, share bars, related links, the site's imprint.

Nothing is thrown away: what is no part of the notice stays in the source text as furniture. Three signs count, none of
them alone against running text: the names of the elements, the share of links, and the words of the line. What lies
outside the element that holds the running text is kept only where a notice has such a line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import regex

from ....lexicon import document_words, index_kinds
from ....lexicon.dates import parse_date
from ....lexicon.width import fold_width, squeeze
from ....records import dataclass
from ...index_lines import bare_label, index_pairs, is_index_line
from ...numbering import read_label
from ...page_words import is_boilerplate, is_imprint
from .draft import Box, Draft, Line
from .tables import is_index

_LINKED_SHARE = 0.6
_ASIDE_SHARE = 0.2
"""An element that calls itself navigation but holds more of the running text than this is believed to hold the text."""
_CORE_SHARE = 0.85
_TITLE = regex.compile(rf".{{0,100}}(?:关于.{{2,100}}|{'|'.join(document_words())})(?:\([^()]{{1,40}}\))?")
_NUMBER = regex.compile(r"[^():]{1,16}\(\d{4}\)第?\d{1,4}号")
_LISTED_DATE = regex.compile(r"(?<!\d)\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?=[\])）]?\s*$)")
_BEFORE = regex.compile(r".{2,60}(?:文件|:)")
_AFTER = regex.compile(r"附件\d{0,2}(?:$|[:.、\d一二三四五六七八九十]).*|\(?此件.*|抄送:.*|主送:.*|.{2,40}印发")


@dataclass(frozen=True, slots=True)
class Page:
    """A page after the walk: blocks in order, and the boxes with their weights."""

    blocks: list[Line | Draft]
    root: Box
    asides: list[Box]
    """Boxes that call themselves navigation, share bar or footer, in order."""


def find_furniture(page: Page) -> set[int]:
    """Indexes of the blocks that are no part of the notice."""
    aside = _Asides(page)
    core = _core(page, aside)
    found: set[int] = set()
    for index, block in enumerate(page.blocks):
        if isinstance(block, Draft):
            stands_apart = _is_linked(list(block.lines())) and not is_index(block.cells)
        else:
            stands_apart = _stands_apart(page.blocks, index, block, aside, core)
        if stands_apart:
            found.add(index)
    return found


def _stands_apart(blocks: Sequence[Line | Draft], index: int, line: Line, aside: _Asides, core: Box) -> bool:
    squeezed = squeeze(line.text)
    if _is_value(blocks, index):
        return False
    if line.attached and not squeezed.startswith("附件"):
        return True
    if is_boilerplate(squeezed) or (aside.covers(line.at) and not (line.at < core.enter and _tells(line))):
        return True
    if _is_linked([line]) and line.style is None:
        return True
    if line.at < core.enter:
        return not _may_open(line, squeezed)
    return line.at > core.leave and not _may_close(blocks, index, line, squeezed)


def _tells(line: Line) -> bool:
    """Whether a line of an index block gives the number, the issuer or the day of a notice: no navigation does."""
    kinds = {index_kinds()[pair.label] for pair in index_pairs(line.text) if pair.start < pair.end}
    return line.linked == 0 and not kinds.isdisjoint(("number", "issuer", "date", "code"))


def _may_open(line: Line, squeezed: str) -> bool:
    """Lines a notice has before its text: index, mark, number, title, addressees, and running text."""
    folded = fold_width(line.text).strip()
    if line.style is not None or is_index_line(line.text) or _NUMBER.fullmatch(squeezed):
        return True
    return bool(_TITLE.fullmatch(squeezed) or _BEFORE.fullmatch(squeezed)) or _is_running(folded)


def _may_close(blocks: Sequence[Line | Draft], index: int, line: Line, squeezed: str) -> bool:
    """Lines a notice has after its text: attachments, signature, date, release note, distribution, running text."""
    if is_imprint(squeezed):
        return False
    if _AFTER.fullmatch(squeezed) or parse_date(squeezed) is not None or _is_running(line.text):
        return True
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if isinstance(following, Draft):
        return True
    return following is not None and len(squeezed) <= 40 and parse_date(squeeze(following.text)) is not None


def _is_running(text: str) -> bool:
    return read_label(text) is not None or any(mark in text for mark in "。；")


def _is_value(blocks: Sequence[Line | Draft], index: int) -> bool:
    """The line after a bare index label is its value, whatever it looks like."""
    before = blocks[index - 1] if index else None
    return isinstance(before, Line) and bare_label(before.text) is not None


def _is_linked(lines: Sequence[Line]) -> bool:
    """Whether most of the visible characters lead to other pages."""
    visible = sum(_visible(line) for line in lines)
    return visible > 0 and sum(line.linked for line in lines) >= _LINKED_SHARE * visible


def _visible(line: Line) -> int:
    """Visible characters, without the date that lists of links print after each."""
    dated = _LISTED_DATE.search(line.text) if line.linked else None
    return line.visible - (len(dated.group()) if dated else 0)


def _core(page: Page, aside: _Asides) -> Box:
    """The smallest element that holds nearly all running text; never a table of data, never a single paragraph."""
    tables = {id(block.box) for block in page.blocks if isinstance(block, Draft)}
    core, needed = page.root, (page.root.weight - aside.weight) * _CORE_SHARE
    while True:
        heaviest = max(core.children, key=lambda box: box.weight, default=None)
        if heaviest is None or heaviest.weight < needed or id(heaviest) in tables or not heaviest.children:
            return core
        core = heaviest


class _Asides:
    """Stretches of the page whose elements call themselves navigation, share bar or footer."""

    def __init__(self, page: Page) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.weight = 0
        for box in page.asides:
            believed = box.weight <= page.root.weight * _ASIDE_SHARE
            if believed and (not self._ends or box.leave > self._ends[-1]):
                self._starts.append(box.enter)
                self._ends.append(box.leave)
                self.weight += box.weight

    def covers(self, at: int) -> bool:
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at <= self._ends[index]
