"""Plain text -> Document. The source text is the decoded file, unchanged but for a byte order mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....errors import InputError
from ....model import Place, Range, SourceText
from ...document import Block, Cell, Document, Paragraph, Table
from .. import Blob, ReadOptions
from ..wrapping import Wrap, find_wrap
from . import MEDIA_TYPE
from .aligned import find_aligned
from .decoding import decode
from .lines import Line, TextTable, lines_of
from .marks import Marks, is_heading, is_markdown
from .pipes import find_piped, is_rule_line
from .tabs import find_tabbed
from .tagged import find_tagged


def read(blob: Blob, options: ReadOptions) -> Document:
    """Read a plain text notice: tables by tabs, pipes or aligned columns; Markdown; hard line ends joined.

    Raises:
        InputError: the file holds nothing but white space, or is no text.
    """
    del options
    text = decode(blob.data)
    if text is None:
        raise InputError(f"{blob.name}: this is no text in UTF-8, UTF-16 or GB18030. Save it as UTF-8 text.")
    if not text.strip():
        raise InputError(f"{blob.name}: the file holds no text, only white space. Check that the export finished.")
    lines, furniture = lines_of(text)
    markdown = is_markdown(lines)
    builder = _Builder(Marks(text, markdown=markdown), furniture)
    builder.take(list(_groups(lines, markdown=markdown)))
    source = SourceText(blob.part, text, builder.places())
    return Document(blob.source(MEDIA_TYPE), source, tuple(builder.blocks), tuple(builder.furniture))


def _groups(lines: Sequence[Line], *, markdown: bool) -> Iterator[Line | TextTable]:
    """Lines in order; the lines of one table together. A drawn line outside of tables is a table of no row."""
    index = 0
    while index < len(lines):
        table = (
            find_tagged(lines, index)
            or find_tabbed(lines, index)
            or find_piped(lines, index)
            or find_aligned(lines, index)
        )
        if table is None and markdown and is_rule_line(lines[index]):
            line = lines[index]
            table = TextTable(index + 1, 0, rules=[(line.start, line.end)])
        yield lines[index] if table is None else table
        index = index + 1 if table is None else table.end


class _Builder:
    """Turns lines and tables into blocks, and keeps the places of both."""

    def __init__(self, marks: Marks, page_numbers: list[Range]) -> None:
        self.blocks: list[Block] = []
        self._page_numbers = page_numbers
        self._rules: list[Range] = []
        self._marks = marks
        self._places: list[Place] = []
        self._tables = 0

    @property
    def furniture(self) -> list[Range]:
        return sorted([*self._page_numbers, *self._rules, *self._marks.found])

    def places(self) -> tuple[Place, ...]:
        """Every place in order: of blocks, of cells, of furniture."""
        furniture = (Place(start, end) for start, end in self.furniture)
        return tuple(sorted([*self._places, *furniture], key=lambda place: place.start))

    def take(self, groups: Sequence[Line | TextTable]) -> None:
        wrap = find_wrap([group.text for group in groups if isinstance(group, Line)])
        broken: list[Line] = []
        for number, group in enumerate(groups):
            if isinstance(group, TextTable):
                self._rules.extend(group.rules)
                self._table(group)
                continue
            broken.append(group)
            following = groups[number + 1] if number + 1 < len(groups) else None
            later = [line.text for line in groups[number + 2 : number + 6] if isinstance(line, Line)]
            if wrap is None or not isinstance(following, Line) or not _goes_on(wrap, group, following, later):
                self._paragraph(broken)
                broken = []

    def _paragraph(self, lines: Sequence[Line]) -> None:
        style = "heading" if self._marks.markdown and is_heading(lines[0]) else None
        for ranges in self._marks.paragraphs([(line.start, line.end) for line in lines]):
            self.blocks.append(Paragraph(ranges, style=style, complete=False))
            self._places.extend(Place(*place, block=len(self.blocks)) for place in ranges)

    def _table(self, draft: TextTable) -> None:
        if not draft.rows:
            return
        self._tables += 1
        cells = []
        for row, drafts in enumerate(draft.rows):
            for cell in drafts:
                where = (self._tables, row + 1, cell.column + 1)
                paragraphs = tuple(Paragraph(ranges) for ranges in self._marks.paragraphs(cell.ranges))
                ranges = (place for paragraph in paragraphs for place in paragraph.ranges)
                self._places.extend(Place(*place, block=len(self.blocks) + 1, cell=where) for place in ranges)
                cells.append(Cell(row, cell.column, cell.row_span, cell.span, paragraphs))
        self.blocks.append(Table(len(draft.rows), draft.columns, tuple(cells), merged_known=draft.merged_known))


def _goes_on(wrap: Wrap, line: Line, following: Line, later: Sequence[str]) -> bool:
    """Whether the next line is the same paragraph. A blank line parts them, unless it came with a page end."""
    return (not following.after_blank or following.after_page) and wrap.joins(line.text, following.text, later)
