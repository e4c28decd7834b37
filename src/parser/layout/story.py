"""Pages -> the story: body lines and tables in reading order, and the text that belongs to the pages only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import field

from ...patterns import lazy_re
from ...records import dataclass
from .bare import BareTable, Template, find_bare_tables
from .fields import find_field_tables
from .furniture import PageEnds, furniture_lines
from .grid import Grid
from .lines import Line, line_of, page_lines
from .sheet import Run
from .study import Page
from .tables import Chain, add_part, start_chain

_CONTINUED = lazy_re(r"[（(]?(?:续表|续上表|接上表|接上页|续)[一二三四五六七八九十0-9]*[)）]?")
_CAPTION_LINES = 4

Element = Line | Chain


@dataclass(slots=True)
class Story:
    """Lines and tables in reading order; `furniture[page]` is what else stands on a page."""

    elements: list[Element] = field(default_factory=list)
    furniture: dict[int, list[Line]] = field(default_factory=lambda: defaultdict(list))
    pending: list[Line] = field(default_factory=list)
    """Lines at the top of a page after a table that reached the end of the page before: perhaps its caption again."""

    def add_line(self, line: Line, top_of_page: bool) -> None:
        after_table = bool(self.elements) and isinstance(self.elements[-1], Chain)
        if after_table and (self.pending or top_of_page):
            self.pending.append(line)
        else:
            self.elements.append(line)

    def add_grid(self, page: int, grid: Grid, runs: dict[int, list[Run]]) -> None:
        last = self.elements[-1] if self.elements else None
        if isinstance(last, Chain) and page == last.parts[-1].page + 1 and last.accepts(grid) and self._captions_only():
            self.furniture[page].extend(self.pending)
            self.pending.clear()
            add_part(last, page, grid, runs)
            return
        self.flush()
        self.elements.append(start_chain(page, grid, runs))

    def flush(self) -> None:
        """The lines held back are body text after all."""
        self.elements.extend(self.pending)
        self.pending.clear()

    def _captions_only(self) -> bool:
        captions = {item.key for item in self.elements[-1 - _CAPTION_LINES : -1] if isinstance(item, Line)}
        return all(_is_continuation(line.key, captions) for line in self.pending)


def _is_continuation(text: str, captions: set[str]) -> bool:
    return (
        text in captions
        or bool(_CONTINUED.fullmatch(text))
        or any(
            caption and text.startswith(caption) and _CONTINUED.fullmatch(text[len(caption) :]) for caption in captions
        )
    )


def tell(pages: Sequence[Page]) -> Story:
    """Put the body lines and tables of all pages into reading order and set furniture aside."""
    lines = {page.number: page_lines(page.body) for page in pages}
    aside = furniture_lines([_ends(page, lines[page.number]) for page in pages])
    story = Story()
    template: Template | None = None
    bodies = []
    for page in pages:
        story.furniture[page.number].extend(line_of((run,)) for run in page.marks)
        bodies.append(body := list[Line]())
        for line in lines[page.number]:
            (story.furniture[page.number] if line in aside else body).append(line)
    for number, (page, body) in enumerate(zip(pages, bodies, strict=True), start=1):
        after = bodies[number] if number < len(bodies) else ()
        template = _take_bare_tables(page, body, template, after)
        _tell_page(story, page, body)
    story.flush()
    return story


def _take_bare_tables(
    page: Page, body: list[Line], template: Template | None, after: Sequence[Line]
) -> Template | None:
    """Move tables without a full frame from the body to the grids of the page.

    Returns the template of such a table where it reaches the end of the page.
    """
    last = body[-1] if body else None
    reaching = None
    for table in _bare_tables(page, body, template, after):
        page.grids = (*page.grids, table.grid)
        page.cells.append(table.runs)
        if last is table.lines[-1]:
            reaching = table.template
        for line in table.lines:
            body.remove(line)
    order = sorted(range(len(page.grids)), key=lambda index: page.grids[index].ys[0])
    page.grids, page.cells = tuple(page.grids[i] for i in order), [page.cells[i] for i in order]
    return reaching


def _bare_tables(page: Page, body: list[Line], template: Template | None, after: Sequence[Line]) -> Iterator[BareTable]:
    if template is None and all(len(line.runs) == 1 for line in body):
        return  # nearly every page: a table has a line with two columns
    yield from list(find_bare_tables(body, page.levels, template, after))
    yield from list(find_field_tables(body, template))


def _tell_page(story: Story, page: Page, body: Sequence[Line]) -> None:
    """One page from top to bottom."""
    top_of_page = True
    waiting = list(zip(page.grids, page.cells, strict=True))
    for line in body:
        while waiting and waiting[0][0].ys[0] < line.base - 0.4 * line.size:
            story.add_grid(page.number, *waiting.pop(0))
            top_of_page = False
        story.add_line(line, top_of_page)
    for grid, runs in waiting:
        story.add_grid(page.number, grid, runs)


def _ends(page: Page, lines: Sequence[Line]) -> PageEnds:
    tops = [grid.ys[0] for grid in page.grids]
    bottoms = [grid.ys[-1] for grid in page.grids]
    return PageEnds(page.number, page.height, lines, min(tops, default=None), max(bottoms, default=None))
