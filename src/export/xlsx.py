"""XLSX: a workbook for people, with the sheets 差异, 条款, 分解表, 对照 and 说明 (and 文件 for several notices)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..model import Clause, Finding, Range, Report, Row
from ..records import dataclass
from . import Exporter, ExportOptions, parts_of
from .headings import heading
from .labels import duty_lines, rule_title
from .legend import Totals, workbook_legend
from .marks import Side, body_marks, duty_marks, quote_marks, row_text, table_marks
from .sides import Words, words_of
from .tables import CLAUSES, FINDINGS, MEASURES, NOTICES, Column, Table, Value
from .views import Located, View, view_of
from .workbook import Book, Cell, Line, Sheet, Target, workbook

_PAGES = ("page", "pages", "body_page", "table_page")


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the workbook holds: `several` notices need their names on each line, `paged` ones have pages."""

    words: Words
    options: ExportOptions
    several: bool
    paged: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """A sheet and its lines of one notice; the notices come one after the other."""

    sheet: Sheet
    lines: Callable[[View], Iterable[Line]]


def write_xlsx(reports: Sequence[Report], options: ExportOptions) -> dict[str, bytes]:
    """One workbook for all the reports."""
    views = [view_of(report) for report in reports]
    several = len(views) > 1
    paged = several or any(source.pages for view in views for source in parts_of(view.report).values())
    shape = _Shape(words_of(reports, options.lang), options, several, paged)
    totals = Totals()
    for view in views:
        totals.add(view)
    sheets = [
        replace(part.sheet, lines=[line for view in views for line in part.lines(view)]) for part in _parts(shape)
    ]
    return {"report.xlsx": workbook([*sheets, _about(totals, shape)], *_names(shape.words))}


def stream_xlsx(reports: Iterable[Report], count: int, options: ExportOptions, folder: Path) -> list[str]:
    """The same workbook of many notices, with one report in memory at a time."""
    shape = _Shape(words_of((), options.lang), options, several=count > 1, paged=True)
    totals = Totals()
    with (folder / "report.xlsx").open("wb") as file:
        book = Book(file, *_names(shape.words), streamed=True)
        writers = [(book.begin(part.sheet), part.lines) for part in _parts(shape)]
        for report in reports:
            view = view_of(report)
            totals.add(view)
            for writer, lines_of in writers:
                for line in lines_of(view):
                    writer.add(line)
        about = _about(totals, shape)
        writer = book.begin(about)
        for line in about.lines:
            writer.add(line)
        book.close()
    return ["report.xlsx"]


def _names(words: Words) -> tuple[str, str]:
    """Title of the workbook, and the mark of a text that was cut."""
    return words.pick("核对结果", "hedui report"), words("cut")


def _parts(shape: _Shape) -> list[_Part]:
    """The sheets about notices, in order."""
    words = shape.words
    parts = [
        _findings(shape),
        _listing(CLAUSES, words("sheet of clauses"), shape),
        _listing(MEASURES, words("sheet of rows"), shape),
        _side_by_side(shape),
    ]
    if shape.several:
        parts.insert(0, _listing(NOTICES, words.pick("文件", "Notices"), shape))
    return parts


def _listing(table: Table[Any], name: str, shape: _Shape) -> _Part:
    """A table as it is, without its technical columns."""
    columns = _shown(table, shape)
    sheet = Sheet(name, _headings(table, columns, shape.words), [c.width for c in columns], frozen=1)
    return _Part(sheet, lambda view: (_line(columns, view, item, shape.words) for item in table.items(view)))


def _shown(table: Table[Any], shape: _Shape) -> list[Column[Any]]:
    """The columns for people: the file name only where there are several notices, pages only where there are pages."""
    hidden = {*([] if shape.several else ["notice"]), *([] if shape.paged else _PAGES)}
    return [column for column in table.columns if not column.technical and column.name not in hidden]


def _headings(table: Table[Any], columns: Sequence[Column[Any]], words: Words) -> list[str]:
    called = [heading(table, column, versions=words.versions) for column in columns]
    return [words.pick(zh, en) for _, zh, en in called]


def _line(columns: Sequence[Column[Any]], view: View, item: object, words: Words) -> Line:
    return tuple(_cell(column.value(view, item), words) for column in columns)


def _cell(value: Value, words: Words) -> Cell | int | None:
    if isinstance(value, bool):
        return Cell(words("yes" if value else "no"), "text" if value else "muted")
    return Cell(value) if isinstance(value, str) else value


def _findings(shape: _Shape) -> _Part:
    columns = _shown(FINDINGS, shape)
    places = _Places()

    def lines(view: View) -> Iterator[Line]:
        here = places.of(view)
        return (_finding_line(columns, view, found, here, shape) for found in view.located)

    headings = _headings(FINDINGS, columns, shape.words)
    return _Part(Sheet(shape.words("sheet of findings"), headings, [c.width for c in columns], frozen=3), lines)


class _Places:
    """Where the clauses and rows of each notice stand in their sheets; the notices are asked for in order."""

    def __init__(self) -> None:
        self._clauses = self._measures = 0
        """Lines of the notices before."""

    def of(self, view: View) -> dict[str, int]:
        """The line of each clause and of the first measure of each row, by id. Ids differ from one another."""
        clauses, measures = list(CLAUSES.items(view)), list(MEASURES.items(view))
        found = {clause.id: line for line, clause in enumerate(clauses, start=self._clauses)}
        for line, measure in enumerate(measures, start=self._measures):
            found.setdefault(measure.row.id, line)
        self._clauses += len(clauses)
        self._measures += len(measures)
        return found


def _finding_line(
    columns: Sequence[Column[Any]], view: View, found: Located, places: dict[str, int], shape: _Shape
) -> Line:
    """The columns of the table: severity in colour, clause and row as links, differing characters marked."""
    finding, words = found.finding, shape.words
    special = {
        "severity": Cell(words(finding.severity), finding.severity),
        "rule": Cell(rule_title(finding, shape.options)),
    }
    for name, item in (("clause", found.clause), ("row", found.row)):
        if item is not None:
            special[name] = Cell(view.number(item), target=Target(words(f"sheet of {name}s"), places[item.id]))
    if finding.body is not None:
        special["body"] = Cell(finding.body, marks=quote_marks(finding.body, finding, found.clause))
    if finding.table is not None:
        special["table"] = Cell(finding.table, marks=quote_marks(finding.table, finding, found.row))
    return tuple(special.get(c.name) or _cell(c.value(view, finding), words) for c in columns)


def _side_by_side(shape: _Shape) -> _Part:
    words = shape.words
    columns = [
        *([(words.pick("文件", "notice"), 14)] if shape.several else []),
        (words("left number"), 8),
        (words("left text"), 42),
        (words("left duties"), 24),
        (words("right number"), 8),
        (words("right text"), 42),
        (words("right duties"), 24),
        (words("differences"), 34),
    ]
    sheet = Sheet(words("sheet of pairs"), [head for head, _ in columns], [width for _, width in columns], frozen=2)
    first = 0 if shape.several else 1
    return _Part(sheet, lambda view: (line[first:] for line in _pair_lines(view, words)))


def _pair_lines(view: View, words: Words) -> Iterator[Line]:
    """A line for each pair in the order of the clauses, then for each row that has no clause."""
    for clause in view.report.clauses:
        for row in view.rows_of.get(clause.id) or (None,):
            yield _pair_line(view, clause, row, words)
    for row in view.unpaired_rows():
        yield _pair_line(view, None, row, words)


def _pair_line(view: View, clause: Clause | None, row: Row | None, words: Words) -> Line:
    in_clause = [found.finding for found in view.about(clause, None)]
    in_row = [found.finding for found in view.about(None, row)]
    nothing = (Cell(""), Cell(words("nothing"), "muted"), Cell(""))
    return (
        Cell(view.report.source.name, "muted"),
        *(_side(view, clause, body_marks(clause, in_clause), in_clause, words) if clause else nothing),
        *(_side(view, row, table_marks(row, in_row), in_row, words) if row else nothing),
        _summary([found.finding for found in view.about(clause, row)], words),
    )


def _side(
    view: View, item: Clause | Row, marks: Sequence[Range], findings: Sequence[Finding], words: Words
) -> tuple[Cell, Cell, Cell]:
    """Number, task and duties of one side, what differs in colour."""
    side: Side = "body" if isinstance(item, Clause) else "table"
    text = item.text if isinstance(item, Clause) else row_text(item)
    title = f"{item.title}\n" if item.title else ""
    colon = words.pick("：", ": ")
    duties = "\n".join(f"{label}{colon}{value}" for label, value in duty_lines(item, words.lang))
    return (
        Cell(view.numbers.get(item.id, ""), "strong"),
        Cell(title + text, marks=tuple((len(title) + start, len(title) + end) for start, end in marks)),
        Cell(duties, marks=duty_marks(duties, findings, side)),
    )


def _summary(findings: Sequence[Finding], words: Words) -> Cell:
    return Cell("\n".join(f"{words(f.severity)} {f.code} {f.message}" for f in findings))


def _about(totals: Totals, shape: _Shape) -> Sheet:
    words = shape.words
    entries = workbook_legend(totals, words, shape.options)
    lines: list[Line] = [(Cell(kind), Cell(name, "strong"), Cell(says)) for kind, name, says in entries]
    headings = (words.pick("项目", "item"), words.pick("名称", "name"), words.pick("说明", "meaning"))
    return Sheet(words.pick("说明", "About"), headings, (16, 30, 110), lines, filtered=False)


EXPORTER = Exporter(
    "xlsx",
    ".xlsx",
    "a workbook for people: findings, clauses, table, side by side",
    write_xlsx,
    combines=True,
    binary=True,
    stream=stream_xlsx,
)
