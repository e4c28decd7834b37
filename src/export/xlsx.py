"""XLSX: a workbook for people, with the sheets 差异, 条款, 分解表, 对照 and 说明 (and 文件 for several notices)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from ..model import Clause, Finding, Range, Report, Row
from . import Exporter, ExportOptions, parts_of
from .headings import heading
from .labels import duty_lines, rule_title
from .legend import workbook_legend
from .marks import Side, body_marks, duty_marks, quote_marks, row_text, table_marks
from .sides import Words, words_of
from .tables import CLAUSES, FINDINGS, MEASURES, NOTICES, Column, Table, Value
from .views import Located, View, view_of
from .workbook import Cell, Sheet, Target, workbook

_PAGES = ("page", "pages", "body_page", "table_page")

Line = tuple[Cell | int | None, ...]


def write_xlsx(reports: Sequence[Report], options: ExportOptions) -> dict[str, bytes]:
    """One workbook for all the reports."""
    views = [view_of(report) for report in reports]
    words = words_of(reports, options.lang)
    sheets = [
        _findings(views, words, options),
        _listing(CLAUSES, words("sheet of clauses"), views, words),
        _listing(MEASURES, words("sheet of rows"), views, words),
        _side_by_side(views, words),
        _about(views, words, options),
    ]
    if len(views) > 1:
        sheets.insert(0, _listing(NOTICES, words.pick("文件", "Notices"), views, words))
    title = words.pick("核对结果", "hedui report")
    return {"report.xlsx": workbook(sheets, title, words("cut"))}


def _listing(table: Table[Any], name: str, views: Sequence[View], words: Words) -> Sheet:
    """A table as it is, without its technical columns."""
    columns = _shown(table, views)
    lines = [_line(columns, view, item, words) for view in views for item in table.items(view)]
    return Sheet(name, _headings(table, columns, words), [c.width for c in columns], lines, frozen=1)


def _shown(table: Table[Any], views: Sequence[View]) -> list[Column[Any]]:
    """The columns for people: the file name only where there are several notices, pages only where there are pages."""
    paged = any(source.pages for view in views for source in parts_of(view.report).values())
    hidden = {*(["notice"] if len(views) == 1 else []), *([] if paged else _PAGES)}
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


def _findings(views: Sequence[View], words: Words, options: ExportOptions) -> Sheet:
    columns = _shown(FINDINGS, views)
    lines_of = _lines_of(views)
    make = partial(_finding_line, columns, lines_of=lines_of, words=words, options=options)
    lines = [make(view, found) for view in views for found in view.located]
    headings = _headings(FINDINGS, columns, words)
    return Sheet(words("sheet of findings"), headings, [c.width for c in columns], lines, frozen=3)


def _lines_of(views: Sequence[View]) -> dict[tuple[str, str], int]:
    """The line of each clause and of the first measure of each row in its own sheet, by file and id.

    Ids of clauses and rows differ from one another.
    """
    clauses = [(view.report.source.sha256, clause.id) for view in views for clause in CLAUSES.items(view)]
    rows = [(view.report.source.sha256, line.row.id) for view in views for line in MEASURES.items(view)]
    return {key: number for keys in (clauses, rows) for number, key in reversed(list(enumerate(keys)))}


def _finding_line(
    columns: Sequence[Column[Any]],
    view: View,
    found: Located,
    *,
    lines_of: dict[tuple[str, str], int],
    words: Words,
    options: ExportOptions,
) -> Line:
    """The columns of the table: severity in colour, clause and row as links, differing characters marked."""
    finding = found.finding
    special = {
        "severity": Cell(words(finding.severity), finding.severity),
        "rule": Cell(rule_title(finding, options)),
    }
    for name, item in (("clause", found.clause), ("row", found.row)):
        if item is not None:
            target = Target(words(f"sheet of {name}s"), lines_of[view.report.source.sha256, item.id])
            special[name] = Cell(view.number(item), target=target)
    if finding.body is not None:
        special["body"] = Cell(finding.body, marks=quote_marks(finding.body, finding, found.clause))
    if finding.table is not None:
        special["table"] = Cell(finding.table, marks=quote_marks(finding.table, finding, found.row))
    return tuple(special.get(c.name) or _cell(c.value(view, finding), words) for c in columns)


def _side_by_side(views: Sequence[View], words: Words) -> Sheet:
    columns = [
        *([(words.pick("文件", "notice"), 14)] if len(views) > 1 else []),
        (words("left number"), 8),
        (words("left text"), 42),
        (words("left duties"), 24),
        (words("right number"), 8),
        (words("right text"), 42),
        (words("right duties"), 24),
        (words("differences"), 34),
    ]
    lines = [line for view in views for line in _pair_lines(view, words)]
    if len(views) == 1:
        lines = [line[1:] for line in lines]
    headings, widths = zip(*columns, strict=True)
    return Sheet(words("sheet of pairs"), headings, widths, lines, frozen=2)


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


def _about(views: Sequence[View], words: Words, options: ExportOptions) -> Sheet:
    entries = workbook_legend(views, options)
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
)
