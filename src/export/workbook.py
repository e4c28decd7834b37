"""Sheets of text as an XLSX file in which no cell is ever a formula, an error or a link out of the file.

Every text is written as a string with the format "quote prefix", so that it stays text even after someone edits the
cell. The same sheets give the same bytes: the creation date is fixed and the parts of the file carry no time.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import IO, Any

from ..model import Range
from ..records import dataclass
from .visible import cell_text

CELL_LIMIT = 32_767
"""Characters of a cell, counted as Excel does: in UTF-16 units."""

SHEET_LINES = 1_048_575
"""Lines of a sheet below its heading; what is more goes on in the next sheet."""

LINKS = 60_000
"""Links of a sheet, at most two a line. Excel reads 65,530 and calls a file with more damaged."""

COLOURED = 16_000
"""Characters. LibreOffice breaks a longer text of several colours into lines that are not in it."""

# What stands for a character in the files of Excel; in a text of several colours LibreOffice shows it escaped.
_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")
_LINE_POINTS = 15.0
_TALLEST = 409.0
_CREATED = datetime.datetime(2000, 1, 1)
_FONT = {"font_name": "Microsoft YaHei", "font_size": 10}
_CELL = _FONT | {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D9D9D9", "quote_prefix": True}
_STYLES: dict[str, dict[str, Any]] = {
    "text": _CELL,
    "strong": _CELL | {"bold": True},
    "muted": _CELL | {"font_color": "#7F7F7F"},
    "error": _CELL | {"bg_color": "#FBE3E1", "font_color": "#A61B1B", "bold": True, "align": "center"},
    "warning": _CELL | {"bg_color": "#FFF2CC", "font_color": "#7A4F00", "bold": True, "align": "center"},
    "info": _CELL | {"bg_color": "#E3EDF9", "font_color": "#1F4E8C", "bold": True, "align": "center"},
    "heading": _CELL | {"bg_color": "#24486B", "font_color": "#FFFFFF", "bold": True, "valign": "vcenter"},
    "link": _CELL | {"font_color": "#1F4E8C", "underline": 1},
    "plain": _FONT,
    "mark": _FONT | {"font_color": "#C00000", "bold": True},
    "marked": _CELL | {"font_color": "#C00000", "bold": True},
}


@dataclass(frozen=True, slots=True)
class Target:
    """A line of a sheet of the same workbook, 0-based below the heading."""

    sheet: str
    line: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A text with a style of this module; `marks` are the ranges of it that stand out in colour."""

    text: str
    style: str = "text"
    marks: tuple[Range, ...] = ()
    target: Target | None = None
    """Where a click leads; the text is then shown as a link."""


Line = tuple[Cell | int | None, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its heading line, column widths in characters, and lines; `frozen` columns stay in view."""

    name: str
    headings: Sequence[str]
    widths: Sequence[int]
    lines: Sequence[Line] = field(repr=False, default=())
    frozen: int = 0
    filtered: bool = True


def workbook(sheets: Iterable[Sheet], title: str, cut_mark: str) -> bytes:
    """The sheets as a file. A text too long for a cell is cut and ends in `cut_mark`."""
    out = io.BytesIO()
    book = Book(out, title, cut_mark)
    for sheet in sheets:
        writer = book.begin(sheet)
        for line in sheet.lines:
            writer.add(line)
    book.close()
    return out.getvalue()


class Book:
    """A workbook that is written line by line.

    A `streamed` one keeps one line of each sheet in memory, the rest in temporary files; its sheets may be filled in
    any order. Sheets that go on in a further sheet do so at the end of the book. Its texts stand in their cells instead
    of in a list of all texts, which no reader of the file notices.
    """

    def __init__(self, out: IO[bytes], title: str, cut_mark: str, *, streamed: bool = False) -> None:
        import xlsxwriter

        safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book = xlsxwriter.Workbook(out, {"constant_memory" if streamed else "in_memory": True, **safe})
        if streamed:
            self._book.use_zip64()
        self._book.set_properties({"title": cell_text(title), "created": _CREATED})
        self._styles = {name: self._book.add_format(style) for name, style in _STYLES.items()}
        self._cut_mark = cut_mark
        self._writers: list[SheetWriter] = []

    def begin(self, sheet: Sheet) -> SheetWriter:
        """A writer of the lines of a sheet; those that `sheet` has are not written."""
        self._writers.append(SheetWriter(self._book, sheet, self._styles, self._cut_mark))
        return self._writers[-1]

    def close(self) -> None:
        for writer in self._writers:
            writer.end()
        self._book.close()


class SheetWriter:
    """Writes the lines of one sheet; what a sheet cannot hold goes on in a further one."""

    def __init__(self, book: Any, sheet: Sheet, styles: dict[str, Any], cut_mark: str) -> None:
        self._book, self._sheet, self._styles, self._cut_mark = book, sheet, styles, cut_mark
        self._streamed = bool(book.constant_memory)
        self._pages = 0
        self._begin_page()

    def add(self, line: Line) -> None:
        if self._number == SHEET_LINES:
            self.end()
            self._begin_page()
        self._number += 1
        self._page.set_row(self._number, _height(line, self._sheet.widths))
        for column, value in enumerate(line):
            _write(self._page, self._number, column, value, self._styles, self._cut_mark)
        if self._streamed:  # the line before is in its temporary file now; its height need not be kept
            for kept in ("row_info", "set_rows", "row_sizes"):  # what it is called depends on the version
                getattr(self._page, kept, {}).pop(self._number - 1, None)

    def end(self) -> None:
        """What stands at the end of a sheet, or holds for all of its lines."""
        self._page.freeze_panes(1, self._sheet.frozen)
        if self._sheet.filtered:
            self._page.autofilter(0, 0, self._number, len(self._sheet.headings) - 1)
        self._page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        _set_up_print(self._page)

    def _begin_page(self) -> None:
        self._pages += 1
        self._number = 0
        name = self._sheet.name if self._pages == 1 else f"{self._sheet.name} {self._pages}"
        self._page = self._book.add_worksheet(name)
        for column, (heading, width) in enumerate(zip(self._sheet.headings, self._sheet.widths, strict=True)):
            self._page.set_column(column, column, width)
            self._page.write_string(0, column, heading, self._styles["heading"])


def fitted(text: str, cut_mark: str) -> str:
    """The text, visible, and cut with a mark where a cell cannot hold it."""
    text = cell_text(text)
    if len(text) * 2 <= CELL_LIMIT:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= CELL_LIMIT * 2:
        return text
    return units[: (CELL_LIMIT - len(cut_mark)) * 2].decode("utf-16-le", "ignore") + cut_mark


def _height(line: Line, widths: Sequence[int]) -> float:
    """Points that the tallest cell of the line needs. Not every program finds the height of wrapped text by itself."""
    tallest = max(
        _lines(value.text, width) for value, width in zip(line, widths, strict=True) if isinstance(value, Cell)
    )
    return min(3 + tallest * _LINE_POINTS, _TALLEST)


def _lines(text: str, width: int) -> int:
    """Lines of a wrapped cell: a Chinese character takes two columns, which is half of what it and its UTF-8 count."""
    return sum(1 + (len(part) + len(part.encode("utf-8", "replace"))) // 2 // width for part in text.split("\n"))


def _set_up_print(page: Any) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&C&A  &P / &N")


def _write(page: Any, line: int, column: int, value: Cell | int | None, styles: dict[str, Any], cut_mark: str) -> None:
    if value is None or (isinstance(value, Cell) and not value.text):
        page.write_blank(line, column, None, styles["text"])
    elif isinstance(value, int):
        page.write_number(line, column, value, styles["text"])
    else:
        text = fitted(value.text, cut_mark)
        if value.target is not None and line <= LINKS // 2:
            page.write_url(line, column, _address(value.target), styles["link"], text)
            return
        pieces = _pieces(text, value.marks if _is_colourable(text) else ())
        if len(pieces) < 2:
            style = "marked" if pieces and pieces[0][1] else value.style
            page.write_string(line, column, text, styles[style])
            return
        rich = [part for piece, marked in pieces for part in (styles["mark" if marked else "plain"], piece)]
        page.write_rich_string(line, column, *rich, styles[value.style])


def _is_colourable(text: str) -> bool:
    """Whether every program shows the text as it is when it is made of pieces in several colours."""
    return len(text) <= COLOURED and _ESCAPE.search(text) is None


def _address(target: Target) -> str:
    """A line that went on to a further sheet is found there."""
    page, line = divmod(target.line, SHEET_LINES)
    name = target.sheet if page == 0 else f"{target.sheet} {page + 1}"
    return f"internal:'{name}'!A{line + 2}"


def _pieces(text: str, marks: Iterable[Range]) -> list[tuple[str, bool]]:
    """The text cut at the marks: (piece, is it marked); no piece is empty."""
    pieces, offset = [], 0
    for start, end in marks:
        pieces += [(text[offset:start], False), (text[start:end], True)]
        offset = max(end, offset)
    pieces.append((text[offset:], False))
    return [piece for piece in pieces if piece[0]]
