"""A worksheet -> its cells with text, its merges, and what is hidden. Rows and columns are 0-based, as in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import field
from typing import NamedTuple

from lxml import etree

from ....outline import Note
from ....records import dataclass
from .book import Book, clean, text_of
from .names import S, is_on, whole
from .numbers import printed, printed_text
from .styles import Style

ROWS, COLUMNS = 1_048_576, 16_384
"""The size of a sheet; what stands beyond it is an accident or an attack, and is left out as a spreadsheet does."""
CELL_LIMIT = 500_000
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class RawCell(NamedTuple):
    """A cell with visible characters; its text may have several lines."""

    row: int
    column: int
    text: str
    align: str | None


class Region(NamedTuple):
    """The last row and column of a merged cell, inclusive."""

    bottom: int
    right: int


class Hidden:
    """Runs of hidden rows, or of hidden columns."""

    def __init__(self, runs: Iterable[tuple[int, int]]) -> None:
        """`runs` are (first, last), inclusive."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for first, last in sorted(runs):
            if self._ends and first <= self._ends[-1] + 1:
                self._ends[-1] = max(self._ends[-1], last)
            else:
                self._starts.append(first)
                self._ends.append(last)

    def first_visible(self, low: int, high: int) -> int | None:
        """The first of low..high that is not hidden."""
        index = bisect_right(self._starts, low) - 1
        if index >= 0 and low <= self._ends[index]:
            low = self._ends[index] + 1
        return low if low <= high else None


@dataclass(slots=True)
class RawSheet:
    """What a worksheet holds. `uncounted` are formulas without a stored result."""

    cells: list[RawCell]
    merges: dict[tuple[int, int], Region]
    hidden_rows: Hidden
    hidden_columns: Hidden
    uncounted: list[str] = field(default_factory=list)


def read_cells(root: etree._Element, book: Book) -> RawSheet:
    """Read a worksheet.

    Raises:
        InputError: it has more cells with text than a notice can have.
    """
    reader = _Reader(book)
    data = root.find(S + "sheetData")
    for row in () if data is None else data.iterchildren(S + "row"):
        reader.row(row)
    columns = Hidden(_hidden_columns(root))
    return RawSheet(reader.cells, _merges(root), Hidden((row, row) for row in reader.hidden), columns, reader.uncounted)


class _Reader:
    def __init__(self, book: Book) -> None:
        self._book = book
        self._row = self._column = -1
        self.cells: list[RawCell] = []
        self.hidden: list[int] = []
        self.uncounted: list[str] = []

    def row(self, element: etree._Element) -> None:
        number = whole(element.get("r"))
        self._row = self._row + 1 if number is None else number - 1
        if not 0 <= self._row < ROWS:
            return
        if is_on(element.get("hidden")) or element.get("ht") in ("0", "0.0"):
            self.hidden.append(self._row)
        self._column = -1
        for cell in element.iterchildren(S + "c"):
            self._cell(cell)

    def _cell(self, element: etree._Element) -> None:
        place = _REFERENCE.fullmatch(element.get("r", ""))
        self._column = self._column + 1 if place is None else column_number(place[1])
        style = self._book.style(whole(element.get("s")))
        text = self._text(element, style)
        if not text or text.isspace() or self._column >= COLUMNS:
            return
        if len(self.cells) >= CELL_LIMIT:
            raise self._book.package.refusal(f"a sheet holds more than {CELL_LIMIT} cells with text", "over-limits")
        self.cells.append(RawCell(self._row, self._column, text, style.align))

    def _text(self, element: etree._Element, style: Style) -> str:
        """What the cell shows; a formula shows the result that was stored with it."""
        kind, value = element.get("t", "n"), element.findtext(S + "v")
        if kind == "inlineStr":
            inline = element.find(S + "is")
            return "" if inline is None else printed_text(text_of(inline), style.code)
        if not value and kind != "str":
            formula = element.find(S + "f")
            if formula is not None:
                self.uncounted.append(formula.text or "")
            return ""
        if kind == "s":
            index, strings = whole(value), self._book.strings
            text = strings[index] if index is not None and index < len(strings) else ""
            return printed_text(text, style.code)
        if kind == "b":
            return "TRUE" if is_on(value) else "FALSE"
        if kind == "n" and value:
            return printed(value, style.code, from_1904=self._book.from_1904)
        return printed_text(clean(value or ""), style.code)


def column_number(letters: str) -> int:
    """A -> 0, Z -> 25, AA -> 26."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number - 1


def _merges(root: etree._Element) -> dict[tuple[int, int], Region]:
    merges: dict[tuple[int, int], Region] = {}
    for element in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
        first, _, last = element.get("ref", "").partition(":")
        one, two = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if one is not None and two is not None:
            top, bottom = sorted((int(one[2]) - 1, int(two[2]) - 1))
            left, right = sorted((column_number(one[1]), column_number(two[1])))
            merges.setdefault((top, left), Region(bottom, right))
    return merges


def _hidden_columns(root: etree._Element) -> Iterable[tuple[int, int]]:
    for element in root.iterfind(f"{S}cols/{S}col"):
        first, last = whole(element.get("min")), whole(element.get("max"))
        if first and last and first <= last and (is_on(element.get("hidden")) or element.get("width") in ("0", "0.0")):
            yield first - 1, min(last, COLUMNS) - 1


def uncounted_note(sheet: RawSheet, name: str) -> Note | None:
    """Formulas that no program has worked out: the file does not say what a reader would see there."""
    if not sheet.uncounted:
        return None
    said = f"工作表“{name}”有 {len(sheet.uncounted)} 个公式没有保存计算结果，未能读出"
    return Note("text-damaged", said, original=f"={sheet.uncounted[0]}", repaired="")
