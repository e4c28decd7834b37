"""The readable source form of a sample notice, described in samples/README.md, and its parser.

One line is one paragraph. A line that begins with @ says what the paragraph is; a line without it is body text. Between
`@table` and `@end` a line that begins with ! is a header row, with | a row, with = a section row across the table, and
--- is a page end (only the TXT form needs to be told). In a cell ^ is merged with the cell above, < with the cell on
the left, and ¶ begins a new paragraph. ⏎ is a page end inside a sentence in the TXT form, and a line end in a title.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

PARAGRAPH_KINDS = frozenset(
    {"mark", "index", "number", "title", "to", "text", "sign", "date", "note", "label", "heading", "closing", "page"}
)
BREAK = "⏎"
NEW_PARAGRAPH = "¶"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: `kind` is one of PARAGRAPH_KINDS."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Region:
    """A cell with its merge: 0-based row and column of the top left corner, spans, and paragraphs of text."""

    row: int
    column: int
    row_span: int
    column_span: int
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table. `widths` are relative; `page_ends` are the rows before which the TXT form ends a page."""

    widths: tuple[int, ...]
    header_rows: int
    cells: tuple[tuple[str, ...], ...]
    page_ends: frozenset[int]
    options: frozenset[str]

    def regions(self) -> list[Region]:
        """The cells with ^ and < resolved, row by row."""
        found = []
        for row, texts in enumerate(self.cells):
            for column, text in enumerate(texts):
                if text not in ("^", "<"):
                    row_span, column_span = self._extent(row, column)
                    found.append(Region(row, column, row_span, column_span, tuple(text.split(NEW_PARAGRAPH))))
        return found

    def _extent(self, row: int, column: int) -> tuple[int, int]:
        bottom, right = row + 1, column + 1
        while right < len(self.widths) and self.cells[row][right] == "<":
            right += 1
        while bottom < len(self.cells) and self.cells[bottom][column] == "^":
            bottom += 1
        return bottom - row, right - column


@dataclass(frozen=True, slots=True)
class Part:
    """One file to render. `options` come from `@txt`: "indented" for paragraphs that begin with two wide spaces."""

    blocks: tuple[Line | Grid, ...]
    options: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Building:
    blocks: list[Line | Grid] = field(default_factory=list)
    options: set[str] = field(default_factory=set)

    def part(self) -> Part:
        return Part(tuple(self.blocks), frozenset(self.options))


def parse_source(text: str) -> list[Part]:
    """The notice, and after it one part for each `@attachment`.

    Raises:
        ValueError: a directive is unknown, or a table row has another number of cells than the table has widths.
    """
    parts = [_Building()]
    lines = iter(enumerate(text.splitlines(), 1))
    for number, line in lines:
        word, _, rest = line.partition(" ")
        if not line.strip() or line.startswith("#"):
            continue
        if word == "@attachment":
            parts.append(_Building(options=set(parts[0].options)))
        elif word == "@txt":
            parts[-1].options.update(rest.split())
        elif word == "@table":
            parts[-1].blocks.append(_grid(rest, lines))
        else:
            parts[-1].blocks.append(_line(number, line))
    return [part.part() for part in parts]


def _line(number: int, line: str) -> Line:
    if not line.startswith("@"):
        return Line("text", line.strip())
    kind, _, text = line[1:].partition(" ")
    if kind not in PARAGRAPH_KINDS:
        raise ValueError(f"line {number}: unknown directive @{kind}")
    return Line(kind, text.strip())


def _grid(head: str, lines: Iterator[tuple[int, str]]) -> Grid:
    widths = tuple(int(word) for word in head.split() if word.isdigit())
    options = frozenset(word for word in head.split() if not word.isdigit())
    cells: list[tuple[str, ...]] = []
    page_ends: set[int] = set()
    header_rows = 0
    for number, line in lines:
        if line.startswith("@end"):
            return Grid(widths, header_rows, tuple(cells), frozenset(page_ends), options)
        if line.startswith("---"):
            page_ends.add(len(cells))
        elif line.strip():
            cells.append(_cells(number, line, len(widths)))
            header_rows += line.startswith("!")
    raise ValueError("a @table has no @end")


def _cells(number: int, line: str, width: int) -> tuple[str, ...]:
    if line.startswith("="):
        return (line[1:].strip(), *("<" for _ in range(width - 1)))
    cells = tuple(cell.strip() for cell in line[1:].split("|"))
    if len(cells) != width:
        raise ValueError(f"line {number}: {len(cells)} cells in a table of {width} columns")
    return cells
