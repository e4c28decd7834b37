"""What a physical row of a breakdown table is: its header again, a note or total, a section heading, or else a task.

Knows the words that begin notes, signers and totals, and the shapes of a heading among the rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon.numerals import number_value
from ..lexicon.width import squeeze
from ..model import Quote, join_quotes
from ..patterns import lazy_regex
from .grid import GridCell, text_of
from .numbering import RANK, read_figure, read_label
from .table_body import GridRow, TableBody

TABLE_NOTE = lazy_regex(r"\s*+[（(]?\s*+(?:注|备\s*注|说\s*明|填表说明)\s*\d{0,2}\s*[:：.、]|\s*+[*※]")
"""What begins a note below or above the rows of a table."""
_FILLED_IN = lazy_regex(
    r"\s*(?:填表|填报|制表|审核|审批|复核|联系|报送)\s*(?:人|单位|部门|日期|时间|电话|领导)[^:：]{0,6}[:：]"
)
_TOTAL = lazy_regex(r"\s*(?:合|总|小)\s*计\s*[:：]?\s*")
_LONGEST_HEADING = 60


class RowKinds:
    """Tells the rows of one table apart, from top to bottom: below a note stand notes."""

    def __init__(self, body: TableBody) -> None:
        self._body = body
        self._in_notes = False
        header, grid = body.header, body.grid
        self._heads = {_words(grid[number]) for number in range(header.first, header.last)}

    def is_repeated_header(self, row: GridRow) -> bool:
        return bool(self._heads) and _words(row) in self._heads

    def is_note(self, own: Sequence[Quote]) -> bool:
        """A text that explains the table (注：…) and those below it, its signers (填表人：…), or totals."""
        if own and _TOTAL.fullmatch(own[0].text):
            return True
        if len(own) == 1:
            self._in_notes = self._in_notes or TABLE_NOTE.match(own[0].text) is not None
            return self._in_notes or _FILLED_IN.match(own[0].text) is not None
        return bool(own) and all(_FILLED_IN.match(quote.text) for quote in own)

    def heading(self, number: int, row: GridRow) -> Quote | None:
        """The heading that this row is; None for the row of a task. `number` is its place in the grid."""
        return self._heading(row) or self._parent(number, row)

    def _heading(self, row: GridRow) -> Quote | None:
        """A row with one text across the table, or one numbered heading and blanks."""
        filled = [cell for cell in row if cell is not None and cell.quote is not None]
        distinct: dict[int, GridCell] = {}
        for cell in filled:
            distinct.setdefault(id(cell.cell), cell)
        if len(distinct) == 2:
            return self._numbered_heading(list(distinct.values()))
        if len(distinct) != 1 or not filled[0].own:
            return None
        return filled[0].quote if self._spans(filled[0]) else self._headed_by_label(filled)

    def _spans(self, only: GridCell) -> bool:
        """One text across the table, or words where the numbers of the rows stand."""
        if only.cell.column_span > 1 and only.cell.column_span >= self._body.table.columns - 1:
            return True
        text = text_of(only)
        if only.cell.column in self._body.columns("number") and read_figure(text) is not None:
            return True  # 1 全面推进乡村振兴, over 1.1
        names_rows = only.cell.column in self._body.columns("number") and squeeze(text).isalpha()
        return names_rows and read_label(text) is None and number_value(text) is None

    def _headed_by_label(self, filled: Sequence[GridCell]) -> Quote | None:
        """One short text with the label of a heading, in a cell of its own: left of the texts, or among the tasks."""
        only, body = filled[0], self._body
        label = read_label(text_of(only))
        if label is None and len(filled) == 1 and self._stands_over_numbered(only):
            return only.quote
        headed = label is not None and label.rank <= RANK["han-bracket"] and len(text_of(only)) <= _LONGEST_HEADING
        if label is None or not headed or len(filled) != 1:
            return None
        first_text = min(body.columns("number", "category", "task"), default=0)
        if only.cell.column <= first_text:
            return only.quote if body.blank_means_above else None
        among_tasks = only.cell.column in body.columns("category", "task") and body.columns("number")
        return only.quote if among_tasks and label.kind not in body.task_labels() else None

    def _stands_over_numbered(self, only: GridCell) -> bool:
        """校内提质增效 | blank | blank, in the first column, where each task below begins with its number."""
        body, text = self._body, text_of(only)
        if only.cell.column or body.columns("number") or 0 not in body.columns("task") or "。" in text:
            return False
        return body.numbers_tasks() and len(text) <= _LONGEST_HEADING

    def _numbered_heading(self, cells: Sequence[GridCell]) -> Quote | None:
        """一 | 紧盯重点场所 | blank | blank: 序号 holds the section's number, the task column its name."""
        first, second = cells
        if not (first.own and second.own and first.quote and second.quote):
            return None
        named = second.cell.column in self._body.columns("task", "category")
        in_place = named and first.cell.column in self._body.columns("number")
        label = read_label(first.quote.text.strip() + "、") if in_place else None
        if label is None or label.rank > RANK["han-bracket"] or label.end < len(first.quote.text.strip()):
            return None
        return join_quotes([first.quote, second.quote])

    def _parent(self, number: int, row: GridRow) -> Quote | None:
        """1 above 1.1: a row that only names what the rows below it belong to."""
        body, grid = self._body, self._body.grid
        columns, measures = body.columns("number"), body.columns("measure")
        if not columns or not measures or number + 1 >= len(grid):
            return None
        own, below = (squeeze(text_of(line[columns[0]])) for line in (row, grid[number + 1]))
        told = any(text_of(row[column]) for column in measures)
        return None if told or not own or not below.startswith(own + ".") else body.first_quote(row, "task")


def _words(row: GridRow) -> tuple[str, ...]:
    return tuple(squeeze(text_of(cell)) for cell in row)
