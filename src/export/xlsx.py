"""XLSX: a workbook for people, with the sheets 差异, 条款, 分解表, 对照 and 说明 (and 文件 for several notices)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..model import Clause, Finding, Range, Report, Row
from . import Exporter, ExportOptions
from .labels import duty_lines, pick, rule_title, word
from .legend import Totals, legend
from .marks import Side, body_marks, duty_marks, quote_marks, row_text, table_marks
from .tables import CLAUSES, FINDINGS, MEASURES, NOTICES, Column, Table, Value
from .views import Located, View, view_of
from .workbook import Book, Cell, Line, Sheet, Target, workbook


@dataclass(frozen=True, slots=True)
class _Part:
    """A sheet and its lines of one notice; the notices come one after the other."""

    sheet: Sheet
    lines: Callable[[View], Iterable[Line]]


def write_xlsx(reports: Sequence[Report], options: ExportOptions) -> dict[str, bytes]:
    """One workbook for all the reports."""
    views = [view_of(report) for report in reports]
    totals = Totals()
    for view in views:
        totals.add(view)
    sheets = [
        replace(part.sheet, lines=[line for view in views for line in part.lines(view)])
        for part in _parts(len(views) > 1, options)
    ]
    about = _about(totals, options)
    return {"report.xlsx": workbook([*sheets, about], *_names(options.lang))}


def stream_xlsx(reports: Iterable[Report], count: int, options: ExportOptions, folder: Path) -> list[str]:
    """The same workbook, with one report in memory at a time."""
    totals = Totals()
    with (folder / "report.xlsx").open("wb") as file:
        book = Book(file, *_names(options.lang), streamed=True)
        writers = [(book.begin(part.sheet), part.lines) for part in _parts(count > 1, options)]
        for report in reports:
            view = view_of(report)
            totals.add(view)
            for writer, lines_of in writers:
                for line in lines_of(view):
                    writer.add(line)
        about = _about(totals, options)
        writer = book.begin(about)
        for line in about.lines:
            writer.add(line)
        book.close()
    return ["report.xlsx"]


def _names(lang: str) -> tuple[str, str]:
    """Title of the workbook, and the mark of a text that was cut."""
    return pick(lang, "核对结果", "hedui report"), word("cut", lang)


def _parts(several: bool, options: ExportOptions) -> list[_Part]:
    """The sheets about notices, in order; `several` notices need their names on each line."""
    lang = options.lang
    parts = [
        _findings(several, options),
        _listing(CLAUSES, _sheet_of("clause", lang), several, lang),
        _listing(MEASURES, _sheet_of("row", lang), several, lang),
        _side_by_side(several, options),
    ]
    if several:
        parts.insert(0, _listing(NOTICES, pick(lang, "文件", "Notices"), several, lang))
    return parts


def _sheet_of(kind: str, lang: str) -> str:
    """The sheet in which clauses or rows stand."""
    return pick(lang, "条款", "Clauses") if kind == "clause" else pick(lang, "分解表", "Breakdown table")


def _listing(table: Table[Any], name: str, several: bool, lang: str) -> _Part:
    """A table as it is, without its technical columns."""
    columns = _shown(table, several)
    sheet = Sheet(name, [_heading(column, lang) for column in columns], [c.width for c in columns], frozen=1)
    return _Part(sheet, lambda view: (_line(columns, view, item, lang) for item in table.items(view)))


def _shown(table: Table[Any], several: bool) -> list[Column[Any]]:
    """The columns for people; the file name only where there are several notices."""
    hidden = "" if several else "notice"
    return [column for column in table.columns if not column.technical and column.name != hidden]


def _heading(column: Column[Any], lang: str) -> str:
    return pick(lang, column.zh, column.en)


def _line(columns: Sequence[Column[Any]], view: View, item: object, lang: str) -> Line:
    return tuple(_cell(column.value(view, item), lang) for column in columns)


def _cell(value: Value, lang: str) -> Cell | int | None:
    if isinstance(value, bool):
        return Cell(word("yes" if value else "no", lang), "text" if value else "muted")
    return Cell(value) if isinstance(value, str) else value


def _findings(several: bool, options: ExportOptions) -> _Part:
    columns = _shown(FINDINGS, several)
    places = _Places()

    def lines(view: View) -> Iterator[Line]:
        here = places.of(view)
        return (_finding_line(columns, view, found, here, options) for found in view.located)

    headings = [_heading(column, options.lang) for column in columns]
    sheet = Sheet(pick(options.lang, "差异", "Findings"), headings, [c.width for c in columns], frozen=3)
    return _Part(sheet, lines)


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
    columns: Sequence[Column[Any]],
    view: View,
    found: Located,
    places: dict[str, int],
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
            target = Target(_sheet_of(name, options.lang), places[item.id])
            special[name] = Cell(item.number or item.id, target=target)
    if finding.body is not None:
        special["body"] = Cell(finding.body, marks=quote_marks(finding.body, finding, found.clause))
    if finding.table is not None:
        special["table"] = Cell(finding.table, marks=quote_marks(finding.table, finding, found.row))
    return tuple(special.get(c.name) or _cell(c.value(view, finding), options.lang) for c in columns)


def _side_by_side(several: bool, options: ExportOptions) -> _Part:
    lang = options.lang
    columns = [
        *([(pick(lang, "文件", "notice"), 14)] if several else []),
        (pick(lang, "条款", "clause"), 6),
        (pick(lang, "正文", "body"), 42),
        (pick(lang, "正文责任与时限", "duties in the body"), 24),
        (pick(lang, "事项", "row"), 6),
        (pick(lang, "分解表", "breakdown table"), 42),
        (pick(lang, "表中责任与时限", "duties in the table"), 24),
        (pick(lang, "差异", "findings"), 34),
    ]
    name = pick(lang, "对照", "Side by side")
    sheet = Sheet(name, [head for head, _ in columns], [width for _, width in columns], frozen=2)
    first = 0 if several else 1
    return _Part(sheet, lambda view: (line[first:] for line in _pair_lines(view, options)))


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


def _about(totals: Totals, options: ExportOptions) -> Sheet:
    lang = options.lang
    lines: list[Line] = [(Cell(kind), Cell(name, "strong"), Cell(says)) for kind, name, says in legend(totals, options)]
    headings = (pick(lang, "项目", "item"), pick(lang, "名称", "name"), pick(lang, "说明", "meaning"))
    return Sheet(pick(lang, "说明", "About"), headings, (16, 30, 110), lines, filtered=False)


EXPORTER = Exporter(
    "xlsx",
    ".xlsx",
    "a workbook for people: findings, clauses, table, side by side",
    write_xlsx,
    combines=True,
    binary=True,
    stream=stream_xlsx,
)
