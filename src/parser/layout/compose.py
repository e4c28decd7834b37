"""The story of all pages -> blocks, furniture and the linear source text."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import groupby, pairwise
from operator import attrgetter

from ...model import Place, Range
from ...records import dataclass, maker
from ..document import Block, Cell, Paragraph, Table
from .cells import cell_paragraphs, text_widths
from .joins import join_parts
from .lines import Line, cell_lines, line_of, space_between
from .paragraphs import Block as Found
from .paragraphs import Measure, join_lines, measure
from .sheet import ASCENT, DESCENT, seen_box
from .story import Element, Story, tell
from .study import Page
from .tables import Chain, Joined

_position = attrgetter("row", "column")
_place, _paragraph, _cell = maker(Place), maker(Paragraph), maker(Cell)


@dataclass(frozen=True, slots=True)
class Layout:
    """Blocks in reading order over one source text.

    `origins[i]` is the offset of the first character of `places[i]` in its page's own text.
    """

    text: str
    places: tuple[Place, ...]
    origins: array[int]
    blocks: tuple[Block, ...]
    furniture: tuple[Range, ...]


def compose(pages: Sequence[Page]) -> Layout:
    """Read all pages of one file together. Their runs are given up as they are written: they take much room."""
    story = tell(pages)
    areas = _areas(pages, story)
    writer = _Writer(story, {page.number: page for page in pages if page.turn})
    for page in pages:
        page.give_up()
    for is_table, group in groupby(_given_up(story.elements), key=lambda element: isinstance(element, Chain)):
        if is_table:
            for chain in group:
                assert isinstance(chain, Chain)
                number, joined = chain.page, join_parts(chain)
                chain.parts.clear()
                writer.table(joined, number)
        else:
            lines = [line for line in group if isinstance(line, Line)]
            for found in join_lines(lines, areas):
                writer.paragraph(found)
    writer.page_furniture(max((page.number for page in pages), default=0) + 1)
    return writer.layout()


def _given_up(elements: list[Element]) -> Iterator[Element]:
    """One after the other, each out of the list."""
    elements.reverse()
    while elements:
        yield elements.pop()


def _areas(pages: Sequence[Page], story: Story) -> dict[int, Measure]:
    """The text area of each page: pages of one width share it, but for those with a table whose text leaves it."""
    lines: dict[int, list[Line]] = {page.number: [] for page in pages}
    for element in story.elements:
        if isinstance(element, Line):
            lines[element.page].append(element)
    kinds: dict[tuple[int, bool], list[int]] = {}
    for page in pages:
        if lines[page.number]:
            kinds.setdefault((round(page.width), bool(page.grids)), []).append(page.number)
    areas: dict[int, Measure] = {}
    for (width, has_table), numbers in sorted(kinds.items()):
        text = areas.get(kinds[width, False][0]) if has_table and (width, False) in kinds else None
        alike = [number for number in numbers if text and all(text.holds(line) for line in lines[number])]
        areas.update((number, text) for number in alike if text)
        others = [number for number in numbers if number not in areas]
        if others:
            own = measure([line for number in others for line in lines[number]], width)
            areas.update((number, own) for number in others)
    return areas


@dataclass(slots=True)
class _Writer:
    """Writes lines one below the other and notes where each came from."""

    story: Story
    turned: dict[int, Page]
    """Pages that were turned to be read."""
    chunks: list[str] = field(default_factory=list)
    offset: int = 0
    places: list[Place] = field(default_factory=list)
    origins: array[int] = field(default_factory=lambda: array("L"))
    blocks: list[Block] = field(default_factory=list)
    furniture: list[Range] = field(default_factory=list)
    page: int = 1
    tables: int = 0

    def page_furniture(self, page: int) -> None:
        """Write what is left of the pages before `page`."""
        for number in range(self.page, page):
            for line in self.story.furniture.pop(number, ()):
                self.furniture.append(self.line(line, None, None))
        self.page = max(self.page, page)

    def paragraph(self, found: Found) -> None:
        number = len(self.blocks) + 1
        ranges = self.lines(found.lines, number, None)
        self.blocks.append(Paragraph(ranges, found.align, None, found.complete, found.lines[0].page))

    def table(self, joined: Joined, page: int) -> None:
        self.tables += 1
        number, widths = len(self.blocks) + 1, text_widths(joined.boxes, joined.ruled)
        cells = []
        for box in sorted(joined.boxes, key=_position):
            where = (self.tables, box.row + 1, box.column + 1)
            lines = [line for part in box.parts for line in cell_lines(part)]
            groups = cell_paragraphs(lines, widths.get(box.columns, 0.0))
            paragraphs = tuple(_paragraph(self.lines(group, number, where), page=group[0].page) for group in groups)
            cells.append(_cell(box.row, box.column, box.row_span, box.column_span, paragraphs))
        for run in joined.repeated:
            self.story.furniture[run.page].append(line_of((run,)))
        self.blocks.append(Table(joined.rows, joined.columns, tuple(cells), joined.ruled, joined.header_rows, page))

    def lines(self, lines: Sequence[Line], block: int, cell: tuple[int, int, int] | None) -> tuple[Range, ...]:
        """Write the lines of one paragraph; a wrap inside Latin text keeps its line break as its space."""
        ranges = [self.line(line, block, cell) for line in lines]
        for number, (line, after) in enumerate(pairwise(lines)):
            if line.text[-1].isascii() and _is_latin(line.text[-1]) and _is_latin(after.text[0]):
                start, end = ranges[number]
                ranges[number] = start, end + 1
        return tuple(ranges)

    def line(self, line: Line, block: int | None, cell: tuple[int, int, int] | None) -> Range:
        if cell is None and block is not None:
            self.page_furniture(line.page)
        start = end = self.offset
        before = None
        for run in line.runs:
            if before is not None and (space := space_between(before, run)):
                self.chunks.append(space)
                end += 1
            text, number, first, left, right, base, size = before = run
            box = (left, base - ASCENT * size, right, base + DESCENT * size)
            if number in self.turned:
                page = self.turned[number]
                box = seen_box(box, page.turn, page.width, page.height)
            low, end = end, end + len(text)
            self.places.append(_place(low, end, number, block, cell, box))
            self.origins.append(first)
            self.chunks.append(text)
        self.chunks.append("\n")
        self.offset = end + 1
        return start, end

    def layout(self) -> Layout:
        text = "".join(self.chunks)
        self.chunks.clear()
        return Layout(text, tuple(self.places), self.origins, tuple(self.blocks), tuple(self.furniture))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
