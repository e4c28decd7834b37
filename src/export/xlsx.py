"""XLSX: a workbook for people, with the sheets 差异, 条款, 分解表, 对照 and 说明 (and 文件 for several notices)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..model import Clause, Finding, Range, Report, Row
from . import Exporter, ExportOptions
from .labels import duty_lines, pick, rule_title, word
from .legend import legend
from .marks import Side, body_marks, duty_marks, quote_marks, row_text, table_marks
from .tables import CLAUSES, FINDINGS, MEASURES, NOTICES, Column, Table, Value
from .views import Located, View, view_of
from .workbook import Cell, Sheet, Target, workbook

Line = tuple[Cell | int | None, ...]


def write_xlsx(reports: Sequence[Report], options: ExportOptions) -> dict[str, bytes]:
    """One workbook for all the reports."""
    lang = options.lang
    views = [view_of(report) for report in reports]
    sheets = [
        _findings(views, options),
        _listing(CLAUSES, _sheet_of("clause", lang), views, lang),
        _listing(MEASURES, _sheet_of("row", lang), views, lang),
        _side_by_side(views, options),
        _about(views, options),
    ]
    if len(views) > 1:
        sheets.insert(0, _listing(NOTICES, pick(lang, "文件", "Notices"), views, lang))
    title = pick(lang, "核对结果", "hedui report")
    return {"report.xlsx": workbook(sheets, title, word("cut", lang))}


def _sheet_of(kind: str, lang: str) -> str:
    """The sheet in which clauses or rows stand."""
    return pick(lang, "条款", "Clauses") if kind == "clause" else pick(lang, "分解表", "Breakdown table")


def _listing(table: Table[Any], name: str, views: Sequence[View], lang: str) -> Sheet:
    """A table as it is, without its technical columns."""
    columns = _shown(table, views)
    lines = [_line(columns, view, item, lang) for view in views for item in table.items(view)]
    return Sheet(name, [_heading(column, lang) for column in columns], [c.width for c in columns], lines, frozen=1)


def _shown(table: Table[Any], views: Sequence[View]) -> list[Column[Any]]:
    """The columns for people; the file name only where there are several notices."""
    hidden = "notice" if len(views) == 1 else ""
    return [column for column in table.columns if not column.technical and column.name != hidden]


def _heading(column: Column[Any], lang: str) -> str:
    return pick(lang, column.zh, column.en)


def _line(columns: Sequence[Column[Any]], view: View, item: object, lang: str) -> Line:
    return tuple(_cell(column.value(view, item), lang) for column in columns)


def _cell(value: Value, lang: str) -> Cell | int | None:
    if isinstance(value, bool):
        return Cell(word("yes" if value else "no", lang), "text" if value else "muted")
    return Cell(value) if isinstance(value, str) else value


def _findings(views: Sequence[View], options: ExportOptions) -> Sheet:
    columns = _shown(FINDINGS, views)
    lines_of = _lines_of(views)
    lines = [_finding_line(columns, view, found, lines_of, options) for view in views for found in view.located]
    headings = [_heading(column, options.lang) for column in columns]
    return Sheet(pick(options.lang, "差异", "Findings"), headings, [c.width for c in columns], lines, frozen=3)


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
    lines_of: dict[tuple[str, str], int],
    options: ExportOptions,
) -> Line:
    """The columns of the table: severity in colour, clause and row as links, differing characters marked."""
    finding = found.finding
    special = {
        "severity": Cell(word(finding.severity, options.lang), finding.severity),
        "rule": Cell(rule_title(finding, options)),
    }
    for name, item in (("clause", found.clause), ("row", found.row)):
        if item is not None:
            target = Target(_sheet_of(name, options.lang), lines_of[view.report.source.sha256, item.id])
            special[name] = Cell(item.number or item.id, target=target)
    if finding.body is not None:
        special["body"] = Cell(finding.body, marks=quote_marks(finding.body, finding, found.clause))
    if finding.table is not None:
        special["table"] = Cell(finding.table, marks=quote_marks(finding.table, finding, found.row))
    return tuple(special.get(c.name) or _cell(c.value(view, finding), options.lang) for c in columns)


def _side_by_side(views: Sequence[View], options: ExportOptions) -> Sheet:
    lang = options.lang
    columns = [
        *([(pick(lang, "文件", "notice"), 14)] if len(views) > 1 else []),
        (pick(lang, "条款", "clause"), 6),
        (pick(lang, "正文", "body"), 42),
        (pick(lang, "正文责任与时限", "duties in the body"), 24),
        (pick(lang, "事项", "row"), 6),
        (pick(lang, "分解表", "breakdown table"), 42),
        (pick(lang, "表中责任与时限", "duties in the table"), 24),
        (pick(lang, "差异", "findings"), 34),
    ]
    lines = [line for view in views for line in _pair_lines(view, options)]
    if len(views) == 1:
        lines = [line[1:] for line in lines]
    name = pick(lang, "对照", "Side by side")
    return Sheet(name, [head for head, _ in columns], [width for _, width in columns], lines, frozen=2)


def _pair_lines(view: View, options: ExportOptions) -> Iterator[Line]:
    """A line for each pair in the order of the clauses, then for each row that has no clause."""
    for clause in view.report.clauses:
        for row in view.rows_of.get(clause.id) or (None,):
            yield _pair_line(view, clause, row, options)
    for row in view.unpaired_rows():
        yield _pair_line(view, None, row, options)


def _pair_line(view: View, clause: Clause | None, row: Row | None, options: ExportOptions) -> Line:
    in_clause = [found.finding for found in view.about(clause, None)]
    in_row = [found.finding for found in view.about(None, row)]
    nothing = (Cell(""), Cell(word("nothing", options.lang), "muted"), Cell(""))
    return (
        Cell(view.report.source.name, "muted"),
        *(_side(clause, clause.text, body_marks(clause, in_clause), in_clause, options) if clause else nothing),
        *(_side(row, row_text(row), table_marks(row, in_row), in_row, options) if row else nothing),
        _summary([found.finding for found in view.about(clause, row)], options),
    )


def _side(
    item: Clause | Row, text: str, marks: Sequence[Range], findings: Sequence[Finding], options: ExportOptions
) -> tuple[Cell, Cell, Cell]:
    """Number, task and duties of one side, what differs in colour."""
    side: Side = "body" if isinstance(item, Clause) else "table"
    title = f"{item.title}\n" if item.title else ""
    colon = pick(options.lang, "：", ": ")
    duties = "\n".join(f"{label}{colon}{value}" for label, value in duty_lines(item, options.lang))
    return (
        Cell(item.number or "", "strong"),
        Cell(title + text, marks=tuple((len(title) + start, len(title) + end) for start, end in marks)),
        Cell(duties, marks=duty_marks(duties, findings, side)),
    )


def _summary(findings: Sequence[Finding], options: ExportOptions) -> Cell:
    return Cell("\n".join(f"{word(f.severity, options.lang)} {f.code} {f.message}" for f in findings))


def _about(views: Sequence[View], options: ExportOptions) -> Sheet:
    lang = options.lang
    lines: list[Line] = [(Cell(kind), Cell(name, "strong"), Cell(says)) for kind, name, says in legend(views, options)]
    headings = (pick(lang, "项目", "item"), pick(lang, "名称", "name"), pick(lang, "说明", "meaning"))
    return Sheet(pick(lang, "说明", "About"), headings, (16, 30, 110), lines, filtered=False)


EXPORTER = Exporter(
    "xlsx",
    ".xlsx",
    "a workbook for people: findings, clauses, table, side by side",
    write_xlsx,
    combines=True,
    binary=True,
)
