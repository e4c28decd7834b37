"""One open page -> runs of text, each in one cell or outside of all tables.

Few characters are measured: the first and the last of a line. Only where they lie in different cells is the line cut at
white space, and only where that is not enough, character by character.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import pairwise

from ...model import BBox
from ...patterns import lazy_re
from ...records import dataclass
from .grid import Grid, build_grids
from .radicals import repair
from .sheet import Glyph, Rule, Run, Sheet

_LINE = lazy_re(r"[^\r\n\ufffe]+\ufffe?|\ufffe")
_WORD = lazy_re(r"\S+")
_PARTED = lazy_re(r"[\u3001-\u9fff\uff00-\uffef] +[\u3001-\u9fff\uff00-\uffef]")
"""White space between two Chinese characters, which running text does not have."""
_GUTTER = 0.38
"""Font sizes between two words of a line that may be a gutter between columns."""
_HIGHEST_BAND = 8
"""Font sizes: a shaded box that is higher is no band behind a line."""
_CLOSING = frozenset("，。、；：！？）》」』】〉”’")
_SAME = 0.2
"""Font sizes between two prints of one text that a reader takes for one."""
_NUMBERS = frozenset("（(①②③④⑤⑥⑦⑧⑨⑩第一二三四五六七八九十123456789")
"""With what the number of a list item begins."""
_LABEL_LENGTH = 6
_HANGS = 0.15
"""Font sizes between a character and the stop that belongs to it."""
OUTSIDE = (-1, -1)
_new = tuple.__new__
Home = tuple[int, int]
"""Grid and region that hold a character, `OUTSIDE` for body text."""


@dataclass(slots=True)
class Page:
    """What is left of a page after it is closed. `cells[grid][region]` are the runs of that cell, in content order."""

    number: int
    width: float
    height: float
    turn: int
    grids: tuple[Grid, ...]
    body: list[Run] = field(default_factory=list)
    cells: list[dict[int, list[Run]]] = field(default_factory=list)
    levels: tuple[Rule, ...] = ()
    """Level lines, and the upper and lower sides of shaded bands."""
    marks: list[Run] = field(default_factory=list)
    """Watermarks, stamps and other text that is turned or faint."""
    characters: int = 0

    def give_up(self) -> None:
        """Forget the runs and lines, once the story has them."""
        self.body, self.cells, self.levels, self.marks = [], [], (), []


def study(sheet: Sheet) -> Page:
    """Reduce an open page to what the later stages need."""
    rules = sheet.rules()
    page = Page(sheet.number, sheet.width, sheet.height, sheet.turn, build_grids(rules))
    bands = (Rule(y, left, right) for left, top, right, bottom in rules.filled for y in (top, bottom))
    page.levels = (*rules.horizontal, *bands)
    page.cells = [{} for _ in page.grids]
    text = repair(sheet.text)
    place = _Line(sheet, page, text, rules.filled).place
    for match in _LINE.finditer(text):
        printed = match.group()
        stripped = printed.strip()
        if stripped:
            start, length = match.start(), len(stripped)
            if length < len(printed):
                start += len(printed) - len(printed.lstrip())
            page.characters += length
            place(start, start + length)
    for index, grid in enumerate(page.grids):
        if grid.open_bottom:
            _take_overflow(page, grid, page.cells[index])
    return page


def _take_overflow(page: Page, grid: Grid, cells: dict[int, list[Run]]) -> None:
    """Text that runs out of a column left open at the page end belongs to the cell above it."""
    reach = dict.fromkeys(grid.open_bottom, grid.ys[-1])
    for run in sorted(page.body, key=lambda run: run.base):
        column = bisect_right(grid.xs, (run.left + run.right) / 2) - 1
        if column in reach and reach[column] < run.base <= reach[column] + 2.0 * run.size:
            owner = grid.owner[-1][column]
            region = grid.regions[owner]
            if grid.xs[region.left] <= run.left and run.right <= grid.xs[region.right] + 0.5 * run.size:
                reach[column] = run.base
                cells.setdefault(owner, []).append(run)
                page.body.remove(run)


class _Line:
    """Places the lines of text into a page, one after the other."""

    def __init__(self, sheet: Sheet, page: Page, text: str, filled: Sequence[BBox]) -> None:
        self.sheet, self.page, self.text, self.filled = sheet, page, text, filled
        self.glyph, self.style, self.grids = sheet.glyph, sheet.style, page.grids
        self.number = page.number
        self.written: dict[str, Run] = {}
        """The first run with a text."""
        self.again: dict[str, list[Run]] = {}
        """All of the runs so far with a text that came again."""
        self.size = 0.0
        """Font size of the line in hand."""

    def place(self, start: int, end: int) -> None:
        glyph = self.glyph
        first, last = glyph(start), glyph(end - 1)
        self.size, upright = self.style(start)
        if end - start > _LABEL_LENGTH and self.text[start] in _NUMBERS:
            middle = (start + end) // 2  # numbers of lists may be set in another size; spaces may have none
            self.size = self.style(middle + self.text[middle].isspace())[0]
        home = self._home(first) if self.grids else OUTSIDE
        if not upright:
            self.page.marks.append(self._run(start, end, first, last))
        elif self._whole(first, last, home):
            if home is OUTSIDE and self._has_gap(start, end, last.right - first.left):
                self._add_words(start, end)
            else:
                self._add(start, end, first, last, home)
        else:
            for home, low, high in self._pieces(start, end):
                self._add(low, high, glyph(low), glyph(high - 1), home)

    def _whole(self, first: Glyph, last: Glyph, home: Home) -> bool:
        """Do both ends stand on one line and in one cell (or neither beside a table)?"""
        left, _, base = first
        _, right, level = last
        if right < left or abs(level - base) > 0.6 * self.size:
            return False
        if not self.grids:
            return True
        if home is OUTSIDE:
            return self._home(last) is OUTSIDE and not any(g.ys[0] < base < g.ys[-1] for g in self.grids)
        if not home[0]:  # the first grid, which is asked first
            grid = self.grids[0]
            top, low, bottom, high = grid.regions[home[1]]
            x, y = (last[0] + right) / 2, level - 0.36 * self.size
            if grid.xs[low] <= x < grid.xs[high] and grid.ys[top] <= y < grid.ys[bottom]:
                return True
        return home == self._home(last)

    def _home(self, glyph: Glyph) -> Home:
        left, right, base = glyph
        x, y = (left + right) / 2, base - 0.36 * self.size
        for index, grid in enumerate(self.grids):
            region = grid.region_at(x, y)
            if region >= 0:
                return index, region
        return OUTSIDE

    def _pieces(self, start: int, end: int) -> Iterator[tuple[Home, int, int]]:
        """Runs of words, or of characters, that share a home and a baseline."""
        current: tuple[Home, int, int, Glyph] | None = None
        for low, high, home, first, last in self._atoms(start, end):
            if current and self.text[low] in _CLOSING and first.left - current[3].right < _HANGS * self.size:
                home = current[0]  # a stop that hangs over the border
            apart = current and home == OUTSIDE and first.left - current[3].right > _GUTTER * self.size
            if current and current[0] == home and not apart and abs(first.base - current[3].base) <= 0.6 * self.size:
                current = (home, current[1], high, last)
                continue
            if current:
                yield current[:3]
            current = (home, low, high, last)
        if current:
            yield current[:3]

    def _atoms(self, start: int, end: int) -> Iterator[tuple[int, int, Home, Glyph, Glyph]]:
        for match in _WORD.finditer(self.text, start, end):
            low, high = match.span()
            first, last = self.sheet.glyph(low), self.sheet.glyph(high - 1)
            home = self._home(first)
            level = abs(last.base - first.base) <= 0.6 * self.size
            if level and home == self._home(last) and last.right >= first.left:
                yield low, high, home, first, last
                continue
            for index in range(low, high):
                glyph = self.sheet.glyph(index)
                yield index, index + 1, self._home(glyph), glyph, glyph

    def _has_gap(self, start: int, end: int, width: float) -> bool:
        """Is the line so much wider than its characters that it may hold columns?"""
        text = self.text[start:end]
        if " " not in text:
            return False
        if _PARTED.search(text):
            return True
        spaces, latin = text.count(" "), len(text.encode("ascii", "ignore"))
        usual = len(text) - 0.5 * latin - 0.25 * spaces
        return width - self.size * usual > _GUTTER * self.size

    def _add_words(self, start: int, end: int) -> None:
        """Cut a body line where more than a space stands between two words."""
        words = [(m.start(), m.end()) for m in _WORD.finditer(self.text, start, end)]
        low, first = words[0][0], self.sheet.glyph(words[0][0])
        for (_, stop), (again, _) in pairwise(words):
            last, after = self.sheet.glyph(stop - 1), self.sheet.glyph(again)
            if after.left - last.right > _GUTTER * self.size:
                self._add(low, stop, first, last, OUTSIDE)
                low, first = again, after
        self._add(low, end, first, self.sheet.glyph(end - 1), OUTSIDE)

    def _run(self, start: int, end: int, first: Glyph, last: Glyph) -> Run:
        text = self.text[start:end]
        if "\ufffe" in text:
            text = text.replace("\ufffe", "-")
        return _new(Run, (text, self.number, start, first[0], last[1], first[2], self.size))

    def _add(self, start: int, end: int, first: Glyph, last: Glyph, home: Home) -> None:
        run = self._run(start, end, first, last)
        before = self.written.setdefault(run[0], run)
        if before is not run and self._doubled(run, before):
            self.page.marks.append(run)
        elif home is not OUTSIDE:
            number, region = home
            self.page.cells[number].setdefault(region, []).append(run)
        elif self.sheet.faint(start) and not self._shaded(first, last):
            self.page.marks.append(run)
        else:
            self.page.body.append(run)

    def _doubled(self, run: Run, before: Run) -> bool:
        """Was the same written at the same place before, as by a hidden layer under the text?"""
        again, reach = self.again.setdefault(run.text, [before]), _SAME * run.size
        if any(abs(run.left - one.left) < reach and abs(run.base - one.base) < reach for one in again):
            return True
        again.append(run)
        return False

    def _shaded(self, first: Glyph, last: Glyph) -> bool:
        """White letters on a dark band are as plain as black ones on white; a shaded page is no band."""
        y = first.base - 0.36 * self.size
        return any(
            left <= first.left and last.right <= right and top < y < bottom and bottom - top < _HIGHEST_BAND * self.size
            for left, top, right, bottom in self.filled
        )
