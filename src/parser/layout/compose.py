"""The story of all pages -> blocks, furniture and the linear source text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ...model import Place, Range
from ..document import Block, Cell, Paragraph, Table
from .cells import cell_paragraphs, paddings
from .joins import join_parts
from .lines import Line, cell_lines
from .paragraphs import Body, join_lines, measure
from .sheet import Run
from .story import Story, tell
from .study import Page
from .tables import Box, Chain, Joined


@dataclass(frozen=True, slots=True)
class Layout:
    """Blocks in reading order over one source text.

    `origins[i]` is (page, offset in the page's own text) of the first character of `places[i]`.
    """

    text: str
    places: tuple[Place, ...]
    origins: tuple[tuple[int, int], ...]
    blocks: tuple[Block, ...]
    furniture: tuple[Range, ...]


def compose(pages: Sequence[Page]) -> Layout:
    """Read all pages of one file together."""
    story = tell(pages)
    areas = _areas(pages, story)
    writer = _Writer(story)
    for is_table, group in groupby(story.elements, key=lambda element: isinstance(element, Chain)):
        if is_table:
            for chain in group:
                assert isinstance(chain, Chain)
                writer.table(join_parts(chain), chain.page)
        else:
            lines = [line for line in group if isinstance(line, Line)]
            for body in join_lines(lines, areas):
                writer.paragraph(body)
    writer.page_furniture(len(pages) + 1)
    return writer.layout()


def _areas(pages: Sequence[Page], story: Story) -> dict[int, Body]:
    """The text area of each page: pages of one width share it."""
    width = {page.number: round(page.width) for page in pages}
    lines: dict[int, list[Line]] = {}
    for element in story.elements:
        if isinstance(element, Line):
            lines.setdefault(width[element.page], []).append(element)
    areas = {key: measure(group) for key, group in lines.items()}
    return {page: areas[key] for page, key in width.items() if key in areas}


@dataclass(slots=True)
class _Writer:
    """Writes lines one below the other and notes where each came from."""

    story: Story
    chunks: list[str] = field(default_factory=list)
    offset: int = 0
    places: list[Place] = field(default_factory=list)
    origins: list[tuple[int, int]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    furniture: list[Range] = field(default_factory=list)
    page: int = 1
    tables: int = 0

    def page_furniture(self, page: int) -> None:
        """Write what is left of the pages before `page`."""
        for number in range(self.page, page):
            for run in self.story.furniture.pop(number, ()):
                self.furniture.append(self.line(Line((run,)), None, None))
        self.page = max(self.page, page)

    def paragraph(self, body: Body_) -> None: ...
