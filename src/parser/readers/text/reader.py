"""Plain text: UTF-8, UTF-16 or GB18030; tab-separated tables; page breaks inside sentences; `<p>` marks.

The source text is the decoded file, unchanged but for a byte order mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from ....errors import InputError
from ....lexicon import header_words
from ....lexicon.width import squeeze
from ....model import Place, Range, SourceText
from ...document import Block, Cell, Document, Paragraph, Table
from ...numbering import read_label
from .. import Blob, ReadOptions
from .decoding import decode

MEDIA_TYPE = "text/plain"

_LINE = regex.compile(r"[^\r\n\f\v\u2028\u2029]+")
_MARK = regex.compile(r"</?(?:p|br|div|span)\s*/?>", regex.IGNORECASE)
_PAGE_NUMBER = regex.compile(
    r"""\s*(?:
      [-—–－_]{1,2}\s*\d{1,4}\s*[-—–－_]{1,2}        # — 3 —
    | 第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?   # 第 3 页 共 8 页
    | \d{1,4}\s*/\s*\d{1,4}                          # 3 / 8
    )\s*""",
    regex.VERBOSE,
)
_CAPTION = regex.compile(r"^\s*(?:附\s*件|附\s*表|表\s*\d)|(?:表|清单|台账|方案|一览)\s*$")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def cells(self) -> list[Range]:
        """Ranges of the tab-separated cells, in the source text."""
        ranges, start = [], self.start
        for cell in self.text.split("\t"):
            ranges.append((start, start + len(cell)))
            start += len(cell) + 1
        return ranges


def read(blob: Blob, options: ReadOptions) -> Document:
    """Read a plain text notice.

    Raises:
        InputError: the file holds nothing but white space, or is no text.
    """
    del options
    text = decode(blob.data)
    if text is None:
        raise InputError(f"{blob.name}: this is no text in UTF-8, UTF-16 or GB18030. Save it as UTF-8 text.", "unknown-type")
    if not text.strip():
        raise InputError(f"{blob.name}: the file holds no text, only white space. Check that the export finished.", "empty")
    lines = [_Line(m.start(), m.end(), m.group()) for m in _LINE.finditer(text) if m.group().strip()]
    furniture = [(line.start, line.end) for line in lines if _PAGE_NUMBER.fullmatch(line.text)]
    lines = [line for line in lines if not _PAGE_NUMBER.fullmatch(line.text)]
    blocks, places = _blocks(lines, furniture)
    source = SourceText(blob.part, text, tuple(sorted(places, key=lambda place: place.start)))
    return Document(blob.source(MEDIA_TYPE), source, blocks, tuple(sorted(furniture)))


def _blocks(lines: list[_Line], furniture: list[Range]) -> tuple[tuple[Block, ...], list[Place]]:
    blocks: list[Block] = []
    places = [Place(start, end) for start, end in furniture]
    tables = 0
    for group in _groups(lines):
        number = len(blocks) + 1
        if isinstance(group, _Line):
            ranges = _without_marks(group.start, group.end, group.text, furniture, places)
            paragraphs = [Paragraph((r,), complete=False) for r in ranges]
            places.extend(Place(*r, block=number + i) for i, r in enumerate(ranges))
            blocks.extend(paragraphs)
            continue
        tables += 1
        table = _table(group, furniture, places)
        for cell in table.cells:
            where = (tables, cell.row + 1, cell.column + 1)
            places.extend(Place(*r, block=number, cell=where) for p in cell.paragraphs for r in p.ranges)
        blocks.append(table)
    return tuple(blocks), places


def _groups(lines: list[_Line]) -> Iterator[_Line | list[_Line]]:
    """Lines in order; the lines of one table together."""
    index = 0
    while index < len(lines):
        if not _opens_table(lines, index):
            yield lines[index]
            index += 1
            continue
        end = index + 1
        while end < len(lines) and _stays_in_table(lines, index, end):
            end += 1
        yield lines[index:end]
        index = end


def _opens_table(lines: list[_Line], index: int) -> bool:
    """A header of known words, or a line of three cells followed by another such line."""
    cells = [cell for cell in lines[index].text.split("\t") if cell.strip()]
    if len(cells) < 2:
        return False
    known = sum(squeeze(cell) in header_words() for cell in cells)
    if known >= 2:
        return True
    following = lines[index + 1].text.count("\t") if index + 1 < len(lines) else 0
    return lines[index].text.count("\t") >= 2 and following >= 2


def _stays_in_table(lines: list[_Line], first: int, index: int) -> bool:
    """A line with tabs, or a bare section heading between two lines of this table."""
    line = lines[index]
    if "\t" in line.text.strip(" "):
        return True
    if index + 1 >= len(lines) or "\t" not in lines[index + 1].text:
        return False
    if _CAPTION.search(line.text):
        return False
    label = read_label(line.text)
    return label is not None or lines[index + 1].text.count("\t") == lines[first].text.count("\t")


def _table(lines: list[_Line], furniture: list[Range], places: list[Place]) -> Table:
    columns = max(line.text.rstrip(" ").count("\t") for line in lines) + 1
    cells = []
    for row, line in enumerate(lines):
        ranges = line.cells
        for column, (start, end) in enumerate(ranges):
            text = line.text[start - line.start : end - line.start]
            kept = _without_marks(start, end, text, furniture, places)
            span = columns - column if len(ranges) == 1 else 1
            paragraphs = tuple(Paragraph((r,)) for r in kept)
            cells.append(Cell(row, column, 1, span, paragraphs))
    return Table(len(lines), columns, tuple(cells), merged_known=False)


def _without_marks(start: int, end: int, text: str, furniture: list[Range], places: list[Place]) -> list[Range]:
    """Ranges of the text between `<p>` marks, white space at their ends left off; the marks become furniture."""
    ranges, offset = [], 0
    marks = list(_MARK.finditer(text))
    for mark_start, mark_end in [*((m.start(), m.end()) for m in marks), (len(text), len(text))]:
        piece = text[offset:mark_start]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            ranges.append((start + offset + lead, start + offset + len(piece.rstrip())))
        if mark_end > mark_start:
            furniture.append((start + mark_start, start + mark_end))
            places.append(Place(start + mark_start, start + mark_end))
        offset = mark_end
    return ranges

