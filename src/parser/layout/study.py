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

_PIECE = lazy_re("[^\ufffe]*\ufffe|[^\ufffe]+")
"""Parts of a line: pdfium writes U+FFFE for a hyphen at the end of a line, and no break after it."""
_WORD = lazy_re(r"\S+")
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
    lines = list(_lines(text))
    page.characters = sum([len(printed) for _, printed in lines])
    _Placing(sheet, page, text, rules.filled).place(lines)
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


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Where each printed line starts, and the line without the white space around it."""
    at = 0
    for line in text.replace("\r", "\n").split("\n"):
        for piece in _PIECE.findall(line) if "\ufffe" in line else (line,):
            if printed := piece.strip():
                yield at if len(printed) == len(piece) else at + piece.index(printed), printed
            at += len(piece)
        at += 1


def _is_chinese(char: str) -> bool:
    return "\u3001" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


class _Placing:
    """Places the lines of text into a page, one after the other."""

    def __init__(self, sheet: Sheet, page: Page, text: str, filled: Sequence[BBox]) -> None:
        self.sheet, self.page, self.text, self.filled = sheet, page, text, filled
        self.grids = page.grids
        self.frames = [(index, grid.xs, grid.ys, grid.owner) for index, grid in enumerate(page.grids)]
        self.written: dict[str, Run] = {}
        """The first run with a text."""
        self.again: dict[str, list[Run]] = {}
        """All of the runs so far with a text that came again."""
        self.size = 0.0
        """Font size of the line in hand."""

    def place(self, lines: Sequence[tuple[int, str]]) -> None:
        ends = [start + len(printed) - 1 for start, printed in lines]
        found = self.sheet.glyphs([start for start, _ in lines] + ends)
        styles = self._styles(lines)
        for (start, printed), first, last, style in zip(lines, found, found[len(lines) :], styles, strict=False):
            self.size, upright = style
            home = self._home(first) if self.frames else OUTSIDE
            if not upright:
                self.page.marks.append(self._run(printed, start, first, last))
            elif self._whole(first, last, home):
                if home is OUTSIDE and self._has_gap(printed, last.right - first.left):
                    self._add_words(start, start + len(printed))
                else:
                    self._add(printed, start, first, last, home)
            else:
                for home, low, high, one, two in self._pieces(start, start + len(printed)):
                    self._add(self.text[low:high], low, one, two, home)

    def _styles(self, lines: Sequence[tuple[int, str]]) -> list[tuple[float, bool]]:
        """Font size and uprightness of each line."""
        styles = self.sheet.styles([start for start, _ in lines])
        numbered: dict[int, int] = {}
        for number, (start, printed) in enumerate(lines):
            if printed[0] in _NUMBERS and len(printed) > _LABEL_LENGTH:
                middle = start + len(printed) // 2  # numbers of lists may be set in another size; spaces may have none
                numbered[number] = middle + self.text[middle].isspace()
        for number, (size, _) in zip(numbered, self.sheet.styles([*numbered.values()]), strict=True):
            styles[number] = size, styles[number][1]
        return styles

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
        for index, xs, ys, owner in self.frames:
            if xs[0] <= x < xs[-1] and ys[0] <= y < ys[-1]:
                return index, owner[bisect_right(ys, y) - 1][bisect_right(xs, x) - 1]
        return OUTSIDE

    def _pieces(self, start: int, end: int) -> Iterator[tuple[Home, int, int, Glyph, Glyph]]:
        """Runs of words, or of characters, that share a home and a baseline."""
        current: tuple[Home, int, int, Glyph, Glyph] | None = None
        for low, high, home, first, last in self._atoms(start, end):
            if current and self.text[low] in _CLOSING and first.left - current[4].right < _HANGS * self.size:
                home = current[0]  # a stop that hangs over the border
            apart = current and home == OUTSIDE and first.left - current[4].right > _GUTTER * self.size
            if current and current[0] == home and not apart and abs(first.base - current[4].base) <= 0.6 * self.size:
                current = (home, current[1], high, current[3], last)
                continue
            if current:
                yield current
            current = (home, low, high, first, last)
        if current:
            yield current

    def _atoms(self, start: int, end: int) -> Iterator[tuple[int, int, Home, Glyph, Glyph]]:
        for low, high, first, last in self._words(start, end):
            home = self._home(first)
            level = abs(last.base - first.base) <= 0.6 * self.size
            if level and home == self._home(last) and last.right >= first.left:
                yield low, high, home, first, last
                continue
            for index, glyph in enumerate(self.sheet.glyphs(range(low, high)), low):
                yield index, index + 1, self._home(glyph), glyph, glyph

    def _words(self, start: int, end: int) -> Iterator[tuple[int, int, Glyph, Glyph]]:
        """Start and end of each word, its first and its last character."""
        spans = [match.span() for match in _WORD.finditer(self.text, start, end)]
        glyphs = self.sheet.glyphs([low for low, _ in spans] + [high - 1 for _, high in spans])
        for (low, high), first, last in zip(spans, glyphs, glyphs[len(spans) :], strict=False):
            yield low, high, first, last

    def _has_gap(self, text: str, width: float) -> bool:
        """Is the line so much wider than its characters that it may hold columns?"""
        if " " not in text:
            return False
        words = [word for word in text.split(" ") if word]
        if any(_is_chinese(one[-1]) and _is_chinese(two[0]) for one, two in pairwise(words)):
            return True  # running text has no white space there
        spaces, latin = text.count(" "), len(text.encode("ascii", "ignore"))
        usual = len(text) - 0.5 * latin - 0.25 * spaces
        return width - self.size * usual > _GUTTER * self.size

    def _add_words(self, start: int, end: int) -> None:
        """Cut a body line where more than a space stands between two words."""
        words = list(self._words(start, end))
        low, _, first, _ = words[0]
        for (_, stop, _, last), (again, _, after, _) in pairwise(words):
            if after.left - last.right > _GUTTER * self.size:
                self._add(self.text[low:stop], low, first, last, OUTSIDE)
                low, first = again, after
        self._add(self.text[low:end], low, first, words[-1][3], OUTSIDE)

    def _run(self, text: str, start: int, first: Glyph, last: Glyph) -> Run:
        if "\ufffe" in text:
            text = text.replace("\ufffe", "-")
        return _new(Run, (text, self.page.number, start, first[0], last[1], first[2], self.size))

    def _add(self, text: str, start: int, first: Glyph, last: Glyph, home: Home) -> None:
        run = self._run(text, start, first, last)
        before = self.written.setdefault(run[0], run)
        if before is not run and self._doubled(run, before):
            self.page.marks.append(run)
        elif home is not OUTSIDE:
            number, region = home
            cells = self.page.cells[number]
            if region in cells:
                cells[region].append(run)
            else:
                cells[region] = [run]
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
