"""Breakdown tables (任务分解表): grid -> rows with measures.

Merged cells are carried, section rows and repeated heads are told apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from itertools import groupby

from ..lexicon.numerals import number_value
from ..lexicon.width import squeeze
from ..model import Quote, Section, join_quotes
from ..outline import ColumnRole, OutlineCell, OutlineMeasure, OutlineRow, OutlineSection
from ..patterns import lazy_regex
from ..records import dataclass
from .cell_headings import colon, headed_by_colons
from .column_contents import Grid as Texts
from .column_contents import headed_by_lines, line_heading
from .columns import Header, RoleOf, find_header, label_header, role_of_word
from .document import Document, Table
from .grain import Grain, with_categories_as_rows, with_measures_as_rows
from .grid import Grid, GridCell, expand, text_of
from .key_values import KeyValues, find_key_values
from .numbering import RANK, Label, read_label
from .splitting import is_by_unit, with_parts_as_rows, with_parts_numbered
from .turning import laid_upright

_VALUE_ROLES: frozenset[ColumnRole] = frozenset(
    ("lead", "responsible", "supporting", "leader", "person", "deadline", "start")
)
_LEADING: tuple[ColumnRole, ...] = ("category", "lead", "responsible", "supporting", "deadline")
"""What stands left of the tasks and reaches over several of them."""
_MERGED_SHARE = 0.2
"""Share of blanks from which a column left of the tasks has merged cells; a few are values left out."""
_LEAST_BLANKS = 2
"""Rows without a number, from which it is no single slip."""
_ENDS = "。；！？：…!?;:.）)"
_DITTO = lazy_regex(r"\s*(?:同上|〃|″|\"|同前)\s*")
TABLE_NOTE = lazy_regex(r"\s*+[（(]?\s*+(?:注|备\s*注|说\s*明|填表说明)\s*\d{0,2}\s*[:：.、]|\s*+[*※]")
"""What begins a note below or above the rows of a table."""
_FILLED_IN = lazy_regex(
    r"\s*(?:填表|填报|制表|审核|审批|复核|联系|报送)\s*(?:人|单位|部门|日期|时间|电话|领导)[^:：]{0,6}[:：]"
)
_TOTAL = lazy_regex(r"\s*(?:合|总|小)\s*计\s*[:：]?\s*")


@dataclass(slots=True)
class Breakdown:
    """A breakdown table, read. Cells of header and body are kept for the accounting."""

    header: Header
    rows: list[OutlineRow] = field(default_factory=list)
    sections: list[OutlineSection] = field(default_factory=list)
    header_quotes: list[Quote] = field(default_factory=list)
    repeated: list[Quote] = field(default_factory=list)
    caption: list[Quote] = field(default_factory=list)
    section_quotes: list[Quote] = field(default_factory=list)
    all_empty: bool = False
    parted: bool = False
    """Some cells of task text hold several numbered parts."""
    over: Quote | None = None
    """The title in the line right above the table, without its number."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A table with its full grid, the texts of the grid, and the header where one is found."""

    table: Table
    grid: Grid
    texts: Texts
    header: Header | None
    listed: KeyValues | None = None


def lay_out(document: Document, table: Table, role_of: RoleOf = role_of_word) -> LaidOut:
    """Find the header of a table. `role_of` may know more header words than the tables of words do."""
    grid: Grid = expand(document, table)
    listed = find_key_values(grid, role_of)
    if listed is not None:
        grid = listed.tasks
    elif (upright := laid_upright(table, grid)) is not None:
        table, grid = upright, expand(document, upright)
    texts = [[text_of(position) for position in row] for row in grid]
    header = label_header(listed.words, texts, role_of) if listed else find_header(texts, table.header_rows, role_of)
    return LaidOut(table, grid, texts, header, listed)


def read_breakdown(
    document: Document, laid: LaidOut, first_row: int, first_section: int, grain: Grain = "task"
) -> Breakdown | None:
    """Read a table as a breakdown table, or None where its header says it is something else.

    `grain` says what is a row: a category, a task, each of its measures, or each numbered part of their cells. Ids
    go on from `first_row` and `first_section` (r1, ts1 ...), so that several tables of a notice count on.
    """
    header = laid.header
    if header is None:
        return None
    grid = laid.grid
    parted = with_parts_as_rows(header, grid, always=True)
    several, whole = len(parted) > len(grid), grid
    grid = parted if grain == "part" else with_parts_as_rows(header, grid)
    if len(grid) > len(whole) and (grain == "part" or is_by_unit(header)):
        header = with_parts_numbered(header)
    if grain == "category":
        header = with_categories_as_rows(header, grid)
    elif grain != "task":
        header = with_measures_as_rows(header, grid)
    reader = _Rows(document, laid.table, header, grid, first_row, first_section)
    if laid.listed is not None:
        reader.take_labels(laid.listed)
    for number, row in enumerate(grid):
        reader.take(number, row)
    result = reader.finish()
    result.parted = several
    return result


def other_grains(tables: Sequence[Breakdown]) -> list[Grain]:
    """The grains that would give other rows than the tasks of these tables."""
    roles = {role for table in tables for role in table.header.roles}
    found: list[Grain] = ["category"] if "category" in roles else []
    found += ["measure"] if "measure" in roles else []
    return [*found, "part"] if any(table.parted for table in tables) else found


def _arranged_by(body: Grid, column: int) -> bool:
    """Whether a table is arranged by the values of a column: each stands in one place, above the rows it is for.

    Elsewhere a blank time is a value left out.
    """
    values = ["".join(text_of(row[column]).split()) if column < len(row) else "" for row in body]
    filled = [value for value in values if value]
    runs = [value for value, _ in groupby(filled)]
    return bool(filled) and bool(values[0]) and len(set(runs)) == len(runs) and 4 * len(filled) <= 3 * len(values)


def _counts_over_blanks(body: Grid, columns: Sequence[int]) -> bool:
    """Whether the numbers count on without a gap over rows with none: those are the rest of the row above."""
    if not columns or not body:
        return False
    cells = [text_of(row[columns[0]]).strip() for row in body if len(set(map(text_of, row))) > 1]
    labels = [read_label(cell + "、") for cell in cells if cell]
    values = [label.value if label is not None else None for label in labels]
    blanks = len(cells) - len(values)
    return blanks >= _LEAST_BLANKS and bool(cells[0]) and values == list(range(1, len(values) + 1))


@dataclass(slots=True)
class _Item:
    """A row being gathered."""

    number: str | None
    label: Quote | None
    title: Quote | None
    section: str | None
    measures: list[tuple[Quote | None, list[OutlineCell]]] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)


class _Rows:
    """Gathers physical rows into items. One instance reads one table."""

    def __init__(
        self,
        document: Document,
        table: Table,
        header: Header,
        grid: Grid,
        first_row: int,
        first_section: int,
    ) -> None:
        self._document, self._table, self._header, self._grid = document, table, header, grid
        self._result = Breakdown(header)
        self._first_row, self._first_section = first_row, first_section
        self._items: list[_Item] = []
        self._headings: list[tuple[Label | None, str]] = []
        self._section: str | None = None
        self._category: Quote | None = None
        self._in_notes = False
        body = grid[header.last :]
        merged = any(cell.row_span > 1 for cell in table.cells if cell.row >= header.last)
        self._blank_means_above = not (table.merged_known and merged)
        tasks = [column for column, role in enumerate(header.roles) if role == "task"]
        self._body = body
        self._blank_goes_on = self._blank_means_above and _counts_over_blanks(body, self._columns("number"))
        left = [c for c in self._columns(*_LEADING) if c < min(tasks, default=0)]
        self._left = [c for c in left if header.roles[c] != "deadline" or (c == left[0] and _arranged_by(body, c))]
        alone = "measure" not in header.roles and len(tasks) == 1
        texts = [[text_of(cell) for cell in row] for row in body] if alone else []
        self._line_headings = alone and headed_by_lines(texts, tasks[0])
        cells = [text for row in texts if len(set(row)) > 1 and (text := row[tasks[0]].strip())] if alone else []
        self._colon_headings = headed_by_colons(cells)
        self._result.all_empty = bool(body) and not any(text_of(cell) for row in body for cell in row)

    def take_labels(self, listed: KeyValues) -> None:
        """The labels of a table of labels and values are its header, each as often as it stands there."""
        self._result.header_quotes.extend(label.quote for label in listed.labels if label.quote is not None)

    def take(self, number: int, row: Sequence[GridCell | None]) -> None:
        """One physical row: header, repeated header, section heading, or part of an item."""
        own = [cell.quote for cell in row if cell is not None and cell.own and cell.quote is not None]
        if number < self._header.first:
            self._result.caption.extend(own)
        elif number < self._header.last:
            self._result.header_quotes.extend(own)
        elif self._is_repeated_header(row):
            self._result.repeated.extend(own)
        elif self._is_note(own):
            self._result.caption.extend(own)
        elif (heading := self._heading(row) or self._parent(number, row)) is not None:
            self._open_section(heading, own)
        elif own:
            self._take_item(row, own)

    def _is_repeated_header(self, row: Sequence[GridCell | None]) -> bool:
        words = [squeeze(text_of(cell)) for cell in row]
        heads = {
            tuple(squeeze(text_of(c)) for c in self._grid[n]) for n in range(self._header.first, self._header.last)
        }
        return tuple(words) in heads

    def _is_note(self, own: Sequence[Quote]) -> bool:
        """A text that explains the table (注：…) and those below it, its signers (填表人：…), or totals."""
        if own and _TOTAL.fullmatch(own[0].text):
            return True
        if len(own) == 1:
            self._in_notes = self._in_notes or TABLE_NOTE.match(own[0].text) is not None
            return self._in_notes or _FILLED_IN.match(own[0].text) is not None
        return bool(own) and all(_FILLED_IN.match(quote.text) for quote in own)

    def _heading(self, row: Sequence[GridCell | None]) -> Quote | None:
        """A row with one text across the table, or one numbered heading and blanks."""
        filled = [cell for cell in row if cell is not None and cell.quote is not None]
        distinct: dict[int, GridCell] = {}
        for cell in filled:
            distinct.setdefault(id(cell.cell), cell)
        if len(distinct) == 2:
            return self._numbered_heading(list(distinct.values()))
        if len(distinct) != 1 or not filled[0].own:
            return None
        only = filled[0]
        across = only.cell.column_span > 1 and only.cell.column_span >= self._table.columns - 1
        label = read_label(only.quote.text) if only.quote is not None else None
        names_rows = only.cell.column in self._columns("number") and squeeze(text_of(only)).isalpha()
        if across or (names_rows and label is None and number_value(text_of(only)) is None):
            return only.quote
        headed = label is not None and label.rank <= RANK["han-bracket"] and len(text_of(only)) <= 60
        if label is None or not headed or len(filled) != 1:
            return None
        first_text = min(self._columns("number", "category", "task"), default=0)
        if only.cell.column <= first_text:
            return only.quote if self._blank_means_above else None
        among_tasks = only.cell.column in self._columns("category", "task") and self._columns("number")
        return only.quote if among_tasks and label.kind not in self._task_labels() else None

    def _parent(self, number: int, row: Sequence[GridCell | None]) -> Quote | None:
        """1 above 1.1: a row that only names what the rows below it belong to."""
        columns = self._columns("number")
        if not columns or not self._columns("measure") or number + 1 >= len(self._grid):
            return None
        own, below = (squeeze(text_of(line[columns[0]])) for line in (row, self._grid[number + 1]))
        told = any(text_of(row[column]) for column in self._columns("measure"))
        return None if told or not own or not below.startswith(own + ".") else self._first_quote(row, "task")

    def _task_labels(self) -> set[str]:
        """The kinds of label of the tasks that stand beside other cells."""
        found: set[str] = set()
        for row in self._body:
            filled = {id(cell.cell) for cell in row if cell is not None and cell.quote is not None}
            labels = (read_label(text_of(row[column])) for column in self._columns("task"))
            found |= {label.kind for label in labels if label is not None and len(filled) > 2}
        return found

    def _numbered_heading(self, cells: list[GridCell]) -> Quote | None:
        """一 | 紧盯重点场所 | blank | blank: 序号 holds the section's number, the task column its name."""
        first, second = cells
        if not (first.own and second.own and first.quote and second.quote):
            return None
        in_place = first.cell.column in self._columns("number") and second.cell.column in self._columns(
            "task", "category"
        )
        label = read_label(first.quote.text.strip() + "、") if in_place else None
        if label is None or label.rank > RANK["han-bracket"] or label.end < len(first.quote.text.strip()):
            return None
        return join_quotes([first.quote, second.quote])

    def _columns(self, *roles: ColumnRole) -> list[int]:
        return [column for column, role in enumerate(self._header.roles) if role in roles]

    def _open_section(self, quote: Quote, own: list[Quote]) -> None:
        label = read_label(quote.text)
        rank = _rank(label)
        while self._headings and (self._headings[-1][0] is None or _rank(self._headings[-1][0]) >= rank):
            self._headings.pop()
        parent = self._headings[-1][1] if self._headings else None
        ident = f"ts{self._first_section + len(self._result.sections) + 1}"
        title = quote.cut(label.end if label else 0).strip()
        title = title.cut(0, len(title.text.rstrip("。.；;：: ")))
        section = Section(ident, label.number if label else None, title.text, len(self._headings) + 1, parent)
        self._result.sections.append(OutlineSection(section, title))
        self._result.section_quotes.extend(own)
        self._headings.append((label, ident))
        self._section = ident

    def _take_item(self, row: Sequence[GridCell | None], own: list[Quote]) -> None:
        self._take_category(row)
        if not self._items or (self._starts_item(row) and not self._repeats(row)):
            self._items.append(self._new_item(row))
        item = self._items[-1]
        text, cells = self._measure_text(row), self._value_cells(row, item)
        own_values = [cell for cell in cells if not cell.carried]
        goes_on = text is not None and not own_values and read_label(text.text) is None
        if item.measures and text is not None and goes_on and self._broken(item):
            previous, kept = item.measures[-1]
            item.measures[-1] = (join_quotes([previous, text], keep_breaks=False) if previous else text, kept)
        elif text is not None or own_values or not item.measures:
            item.measures.append((text, cells))
        personal = self._personal(row)
        item.quotes.extend([quote for quote in own if id(quote) not in personal] or own)

    def _personal(self, row: Sequence[GridCell | None]) -> set[int]:
        """Cells that name leaders or persons: accounted for, and never part of a row."""
        cells = (row[column] for column in self._columns("leader", "person"))
        return {id(cell.quote) for cell in cells if cell is not None}

    def _take_category(self, row: Sequence[GridCell | None]) -> None:
        """A category column is a section; its cell is merged or repeated over the rows."""
        for column in self._columns("category"):
            cell = row[column]
            if cell is None or cell.quote is None or not cell.own:
                continue
            if self._category is None or squeeze(cell.quote.text) != squeeze(self._category.text):
                self._category = cell.quote
                self._open_section(cell.quote, [])
            return

    def _starts_item(self, row: Sequence[GridCell | None]) -> bool:
        """A number of its own, else a task cell of its own, opens an item; without either each row is one."""
        numbers, tasks = self._columns("number"), self._columns("task")
        for columns in (numbers, tasks):
            cells = [row[c] for c in columns if row[c] is not None]
            filled = [cell for cell in cells if cell is not None and cell.own and cell.quote is not None]
            if filled:
                return True
            if columns is numbers and numbers and self._items and self._items[-1].number is not None:
                covered = [cell for cell in cells if cell is not None and cell.quote is not None]
                if covered or self._blank_goes_on:
                    return False
        return not numbers and not tasks

    def _repeats(self, row: Sequence[GridCell | None]) -> bool:
        """Number and title are those of the row above: a merged cell that was undone and filled down."""
        new, last = self._new_item(row), self._items[-1]
        if new.number is None or new.title is None or last.title is None or new.section != last.section:
            return False
        return new.number == last.number and squeeze(new.title.text) == squeeze(last.title.text)

    def _new_item(self, row: Sequence[GridCell | None]) -> _Item:
        number, label = self._number(row)
        title = self._first_quote(row, "task")
        if title is not None and self._columns("measure"):
            inner = read_label(title.text)
            if inner is not None:
                number, label = (number, label) if number else (inner.number, title.cut(0, inner.end).strip())
                title = title.cut(inner.end).strip()
            title = title.cut(0, len(title.text.rstrip("。.；;：: "))) or None
        elif title is not None:
            number, label, title = self._run_in(title, number, label)
        return _Item(number, label, title or None, self._section)

    def _run_in(
        self, text: Quote, number: str | None, label: Quote | None
    ) -> tuple[str | None, Quote | None, Quote | None]:
        """The only text column holds title and measure: a heading runs in up to the first 。 where text follows."""
        inner = read_label(text.text)
        if inner is not None and (number is None or inner.number == number):
            number, label = inner.number, text.cut(0, inner.end).strip()
            text = text.cut(inner.end).strip()
        heading = line_heading(text.text) if self._line_headings else None
        heading = colon(text.text) if heading is None and self._colon_headings else heading
        if heading is not None:
            return number, label, text.cut(0, heading).strip()
        stop = text.text.find("。")
        end = len(text.text) if stop < 0 else stop
        alone = stop < 0 or stop >= len(text.text.rstrip()) - 1
        if end > 42 or (alone and any(mark in text.text for mark in "，,；;")):
            return number, label, None
        return number, label, text.cut(0, end).strip()

    def _number(self, row: Sequence[GridCell | None]) -> tuple[str | None, Quote | None]:
        quote = self._first_quote(row, "number")
        if quote is None:
            return None, None
        label = read_label(quote.text.rstrip() + "、")
        text = quote.text.strip().strip("()（）.．、。 ")
        if label is not None and label.end >= len(quote.text.rstrip()):
            return label.number, quote
        if (inner := read_label(quote.text)) is not None:
            # 序号 holding a section name: 一 空气质量目标
            return inner.number, quote
        return text or None, quote

    def _first_quote(self, row: Sequence[GridCell | None], role: ColumnRole) -> Quote | None:
        for column in self._columns(role):
            cell = row[column]
            if cell is not None and cell.quote is not None:
                return cell.quote
        return None

    def _measure_text(self, row: Sequence[GridCell | None]) -> Quote | None:
        quotes = []
        for column in self._columns("measure") or self._columns("task"):
            cell = row[column]
            if cell is not None and cell.own and cell.quote is not None:
                quotes.append(cell.quote)
        if not quotes:
            return None
        text = join_quotes(quotes)
        if not self._columns("measure"):
            return self._after_title(text)
        return text

    def _after_title(self, text: Quote) -> Quote | None:
        """The measure in a column that holds title and measure: what follows number and heading."""
        item = self._items[-1]
        if item.measures:
            return text
        start = 0
        if (inner := read_label(text.text)) is not None and inner.number == item.number:
            start = inner.end
        rest = text.cut(start).strip()
        if item.title is None:
            return rest
        rest = rest.cut(len(item.title.text)).strip()
        rest = rest.cut(len(rest.text) - len(rest.text.lstrip("。.；;：: \n")))
        return rest if rest else None

    def _value_cells(self, row: Sequence[GridCell | None], item: _Item) -> list[OutlineCell]:
        cells: list[OutlineCell] = []
        for column, role in enumerate(self._header.roles):
            position = row[column]
            if role not in _VALUE_ROLES:
                continue
            header = self._header.words[column]
            if position is None:
                cells.extend(self._above(role, header) if item.measures and self._blank_means_above else ())
            elif position.quote is not None and _DITTO.fullmatch(position.quote.text):
                cells.extend(self._above(role, header))
            elif position.quote is not None:
                cells.append(OutlineCell(role, header, position.quote, carried=not position.own))
            elif position.own and self._blank_means_above and (item.measures or self._within_merged(row, column)):
                cells.extend(self._above(role, header))
        return cells

    def _within_merged(self, row: Sequence[GridCell | None], column: int) -> bool:
        """A blank cell in a table whose merged cells are not known, that belongs to the row above.

        The task is blank as well, or what stands left of it is: then each row in which that is blank has no cell of
        its own here.
        """
        if any(cell is not None and cell.quote is None for cell in (row[c] for c in self._columns("task"))):
            return True
        if self._table.merged_known or not self._opens_blank(row):
            return False
        if column in self._left:
            blank = sum(not text_of(other[column]) for other in self._body)
            return blank >= _MERGED_SHARE * len(self._body)
        return not any(text_of(other[column]) for other in self._body if self._opens_blank(other))

    def _opens_blank(self, row: Sequence[GridCell | None]) -> bool:
        return any(not text_of(row[column]) for column in self._left) and any(text_of(cell) for cell in row)

    def _above(self, role: ColumnRole, header: str) -> list[OutlineCell]:
        """The value of the measure above, for 同上 and for blanks that stand for a merged cell."""
        for item in reversed(self._items[-2:]):
            if item.measures:
                cells = item.measures[-1][1]
                same = [c for c in cells if c.role == role and c.header == header]
                return [OutlineCell(c.role, c.header, c.quote, carried=True) for c in same]
        return []

    def _broken(self, item: _Item) -> bool:
        """The last measure stops in mid-sentence, so that a row with nothing but text goes on with it."""
        text = item.measures[-1][0]
        return text is not None and text.text.rstrip()[-1:] not in _ENDS and self._blank_means_above

    def finish(self) -> Breakdown:
        for number, item in enumerate(self._items, self._first_row + 1):
            ident = f"r{number}"
            measures = tuple(
                OutlineMeasure(f"{ident}.m{n}", text, tuple(cells)) for n, (text, cells) in enumerate(item.measures, 1)
            )
            whole = join_quotes(item.quotes)
            self._result.rows.append(
                OutlineRow(ident, item.number, item.label, item.title, item.section, measures, whole, self._first_row)
            )
        return self._result


def _rank(label: Label | None) -> float:
    return label.rank if label is not None else RANK["han"]
