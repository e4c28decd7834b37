"""Does a row go on behind a page end? And which of its cells do?

A frame left open says so itself. Where the frame is drawn again the text decides: a main cell that ends without a
full stop goes on; a numbered title begins a new row; a blank title beside a new main cell is a further measure of the
same merged item.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ...patterns import lazy_re
from ...records import dataclass
from .cells import ends_name, starts_name
from .heads import are_header_words
from .lines import cell_lines, first_advance
from .paragraphs import LABEL, ends_sentence
from .tables import Box, Chain, Joined, Part, header_rows, signature

_NUMBER = lazy_re(r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})$|" + LABEL.pattern)
_FIGURE = lazy_re(r"[^\d.]\d{1,5}$")
_COUNTED = lazy_re(r"[年月日号项个家户条人次场台套件所座处万亿元亩吨公里米平%％]")
_LONGEST_REST = 6
"""Characters of a header word that may stand behind the page end."""
_MOST = 0.6
_USUAL_PADDING = 5.5
"""Points that office programs leave free beside the text of a cell."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How this table is written: its column with most text, and what its cells look like."""

    main: int
    punctuated: bool
    numbered: bool
    merged: bool
    numbers: int | None
    """The column with the numbers of the items, where there is one."""
    grouped: frozenset[int]
    """Columns whose cells span several numbered items, as those of a category do."""
    spanning: frozenset[int]
    """Columns with cells over several rows of one page."""
    words: frozenset[tuple[int, str]]
    """What stands in the columns before the main one."""


def habits(boxes: Sequence[Box], columns: int) -> Habits:
    """Read the habits of a table from the cells of all its parts."""
    text: Counter[int] = Counter()
    for box in boxes:
        if box.column_span < columns:
            text[box.column] += len(box.key)
    main = max(text, key=lambda column: (text[column], -column), default=0)
    rest = [box for box in boxes if box.row and box.key]  # without the header
    narrow = [box for box in rest if box.column_span < columns]
    own = [box.key for box in narrow if box.column == main]
    before = [box.key for box in narrow if box.column < main]
    numbers = _number_column(boxes, main)
    items = None if numbers is None else [box for box in boxes if box.column == numbers]
    spanning = [box for box in rest if box.row_span > 1]
    return Habits(
        main,
        _share(ends_sentence(key) for key in own) >= _MOST,
        _share(bool(_NUMBER.match(key)) for key in before) >= 0.4,
        bool(spanning) if numbers is None else any(box.column == numbers for box in spanning),
        numbers,
        _grouped(boxes, items or ()),
        frozenset(box.column for box in spanning),
        frozenset((box.column, box.key) for box in boxes if box.column < main and not _NUMBER.match(box.key)),
    )


def _number_column(boxes: Sequence[Box], main: int) -> int | None:
    """The column before the main one whose cells are numbers: only they tell how far an item reaches."""
    alone = (box for box in boxes if box.column_span == 1 and box.column < main)  # not the headings of sections
    numbers = Counter(box.column for box in alone if _NUMBER.match(box.key))
    column, count = numbers.most_common(1)[0] if numbers else (None, 0)
    return column if count > 1 else None


def _grouped(boxes: Sequence[Box], items: Sequence[Box]) -> frozenset[int]:
    lowest = max((item.row_span for item in items), default=0)
    return frozenset(box.column for box in boxes if lowest and box.key and box.row_span > lowest)


def _share(facts: Iterable[bool]) -> float:
    values = list(facts)
    return sum(values) / len(values) if values else 0.0


def join_parts(chain: Chain) -> Joined:
    """One logical table from its parts: repeated headers out, broken rows and cells whole again."""
    columns = chain.place()
    first = chain.parts[0]
    if len(first.open_top) == columns:  # a table without an outer frame is open at every page end
        for part in chain.parts:
            part.open_bottom = frozenset()
    known = habits([box for part in chain.parts for box in part.boxes], columns)
    table = Joined(first.rows, columns, list(first.boxes), 0, [], first.grid.ruled)
    head = signature(first)
    for before, part in zip(chain.parts, chain.parts[1:], strict=False):
        count = header_rows(first, head, part)
        table.header_rows = max(table.header_rows, count)
        for box in part.boxes:
            if box.row < count:
                table.repeated.extend(run for runs in box.parts for run in runs)
        if count < part.rows:
            _append(table, before, part, count, known)
    return table


def _append(table: Joined, before: Part, part: Part, skip: int, known: Habits) -> None:
    ending = {box.columns: box for box in table.boxes if box.bottom == table.rows}
    starting = {box.columns: box for box in part.boxes if box.row == skip}
    seam = _Seam(ending, starting, before, known, table.columns)
    broken = seam.broken()
    shift = table.rows - skip - (1 if broken else 0)
    for box in part.boxes:
        if box.row < skip:
            continue
        box.row += shift
        above = ending.get(box.columns) if starting.get(box.columns) is box else None
        if above and (broken or seam.carried(above, box)):
            above.take(box)
        else:
            table.boxes.append(box)
    table.rows = part.rows + shift


@dataclass(frozen=True, slots=True)
class _Seam:
    """The last row above a page end and the first row below it, as cells by their columns."""

    ending: dict[tuple[int, int], Box]
    starting: dict[tuple[int, int], Box]
    before: Part
    known: Habits
    columns: int

    def broken(self) -> bool:
        """Is it one row, cut by the page end?"""
        if self.ending.keys() != self.starting.keys() or self._section() or self._fresh():
            return False
        if self._header():
            return self._header_cut()
        if len(self.before.open_bottom) == self.columns:
            return True
        if not self.before.grid.ruled and self.known.numbers is not None:
            return True  # numbers alone tell where its rows begin, and here is none
        above, below = self._main(self.ending), self._main(self.starting)
        if LABEL.match(above) and LABEL.match(below):
            return False
        cut = bool(above and below) and not ends_sentence(above)
        if self.before.open_bottom:
            return self.known.main in self.before.open_bottom or (cut and self.known.punctuated)
        if not below or not above:
            return any(box.key for box in self.starting.values())
        if cut:
            return self.known.punctuated or self._title_cut() or self._main_filled() or self._torn()
        return not self.known.merged and not any(
            box.key for columns, box in self.starting.items() if columns[0] != self.known.main
        )

    def carried(self, above: Box, below: Box) -> bool:
        """In a new row: is the cell below still the merged cell above?"""
        if above.column_span == self.columns or above.column == self.known.main or self._header():
            return False
        if below.key:
            goes_on = self._whole_elsewhere(above, below) or self._title_goes_on(above, below)
            return self._open(above) or goes_on or self._list_cut(above, below)
        if self._fresh():
            # A new number begins a new item: only what spans more than the item above may go on into it.
            grouped = above.column in self.known.grouped and self._group_goes_on()
            spans = max(above.row_span - _numbered_rows(self.ending), below.row_span - _numbered_rows(self.starting))
            return self._open(above) or spans > 0 or (grouped and bool(above.key))
        leading = not any(box.key for box in self.starting.values() if box.column < above.column)
        title = (above.column < self.known.main and leading) or self._titles_blank()
        spans = above.row_span > 1 or below.row_span > 1
        if self.known.numbers is None and above.column > self.known.main and not self._titles_go_on():
            spans = False  # a new title without a number begins a new item
        return self._open(above) or spans or (title and bool(above.key) and self._may_span(above))

    def _header(self) -> bool:
        """Is the row above the page end the header, which nothing goes on from?"""
        if any(box.row for box in self.ending.values()):
            return False
        return are_header_words([box.key for box in self.ending.values() if box.key])

    def _header_cut(self) -> bool:
        """Words of the header, wrapped over the page end (工作目标|及要求): numbers tell that no row begins so."""
        filled = [box for box in self.starting.values() if box.key]
        numbered = not self.before.grid.ruled and self.known.numbers is not None
        return numbered and len(filled) * 2 <= self.columns and all(len(box.key) <= _LONGEST_REST for box in filled)

    def _may_span(self, above: Box) -> bool:
        """Not beside a category alone, in a column whose cells never span rows while others do."""
        if self.known.numbers is not None or above.column < self.known.main or not self.known.spanning:
            return True
        return above.column in self.known.spanning

    def _group_goes_on(self) -> bool:
        """Is the category beside the numbers blank below, as the rest of a merged cell is?"""
        return any(
            column in self.known.grouped and column < self.known.main and not box.key
            for (column, _), box in self.starting.items()
        )

    def _titles_blank(self) -> bool:
        titles = [box for box in self.starting.values() if box.column < self.known.main]
        return bool(titles) and not any(box.key for box in titles)

    def _whole_elsewhere(self, above: Box, below: Box) -> bool:
        """扎实推进|重点工作, where other cells of the column have 扎实推进重点工作."""
        return len(above.key) > 1 and (above.column, above.key + below.key) in self.known.words

    def _titles_go_on(self) -> bool:
        """Are the titles below blank, or the rest of those above?"""
        titles = [(columns, box) for columns, box in self.starting.items() if box.column < self.known.main]
        return bool(titles) and all(
            not box.key or (columns in self.ending and self._title_goes_on(self.ending[columns], box))
            for columns, box in titles
        )

    def _torn(self) -> bool:
        """Is a figure parted from what it counts: 10月31|日, 成果5|项?"""
        pairs = [
            (self.ending[columns].key, box.key) for columns, box in self.starting.items() if columns in self.ending
        ]
        return any(_FIGURE.search(above) and _COUNTED.match(below) for above, below in pairs)

    def _title_cut(self) -> bool:
        return any(
            box.key and columns in self.ending and self._title_goes_on(self.ending[columns], box)
            for columns, box in self.starting.items()
        )

    def _title_goes_on(self, above: Box, below: Box) -> bool:
        """A title that the page end cut in two: it, or the column before it, is numbered and lacks its number here."""
        if not self.known.numbered or above.column >= self.known.main or not above.key or _NUMBER.match(below.key):
            return False
        if _NUMBER.match(above.key):
            return True
        numbers = [c for c, box in self.ending.items() if box.column < above.column and _NUMBER.match(box.key)]
        return any(columns in self.starting and not self.starting[columns].key for columns in numbers)

    def _list_cut(self, above: Box, below: Box) -> bool:
        """Beside the task of one item: names or a date that the page end cut, as 县消防救援|大队."""
        if above.column < self.known.main or not above.key or not self._titles_go_on():
            return False
        return self._filled(above, below) and not (ends_name(above.key) and starts_name(below.key))

    def _open(self, above: Box) -> bool:
        return all(column in self.before.open_bottom for column in range(*above.columns))

    def _section(self) -> bool:
        return any(right - left == self.columns for left, right in (*self.ending, *self.starting))

    def _fresh(self) -> bool:
        """Does the row below begin with a number of its own?"""
        number = next((box.key for box in self.starting.values() if box.column == self.known.numbers), "")
        if number:
            return bool(_NUMBER.match(number))
        leading = [box.key for box in self.starting.values() if box.column <= self.known.main and box.key]
        before = [box.key for box in self.starting.values() if box.column < self.known.main and box.key]
        if before:
            return any(_NUMBER.match(key) for key in before[: 1 + self.known.numbered])
        return self.known.main == 0 and bool(leading) and bool(_NUMBER.match(leading[0]))

    def _main(self, boxes: dict[tuple[int, int], Box]) -> str:
        return next((box.key for box in boxes.values() if box.column == self.known.main), "")

    def _main_filled(self) -> bool:
        above = next(box for box in self.ending.values() if box.column == self.known.main)
        below = next(box for box in self.starting.values() if box.column == self.known.main)
        return self._filled(above, below)

    def _filled(self, above: Box, below: Box) -> bool:
        """Is the last line of the cell above filled to its end? Line breaking around quotes is hard to foresee."""
        last, first = cell_lines(above.parts[-1])[-1], cell_lines(below.parts[0])[0]
        slack = 4.0 if "“" in last.text[-3:] + first.text[:3] else 0.3
        padding = min(max(above.inset, 0.0), _USUAL_PADDING)
        return last.right - last.left + first_advance(first) > above.width - 2 * padding - slack * last.size


def _numbered_rows(row: dict[tuple[int, int], Box]) -> int:
    """Rows of an item: those of its numbered cell."""
    return max((box.row_span for box in row.values() if _NUMBER.match(box.key)), default=1)
