"""The flat tables of a report, defined once for CSV, XLSX and pandas: which columns, what they say, how to fill them.

`notices` has one line a notice, `clauses` one a clause, `rows` one a row of the breakdown table, `measures` one a
measure (and one for a row that has none), `findings` one a finding. Lists of units are joined by 、, several deadlines
by ；. Numbers are whole numbers, yes or no is a bool, everything else is text; what is not there is None.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

from ..model import Clause, Deadline, Finding, Measure, Report, Row, Source, Span, Unit
from ..records import dataclass
from .marks import row_text
from .plain import to_plain
from .views import View, view_of

Value = str | int | bool | None

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column. `technical` ones (ids, offsets, hashes) are for programs and left out of the workbook.

    `width` is in characters of a spreadsheet column.
    """

    name: str
    zh: str
    en: str
    value: Callable[[View, T], Value]
    width: int = 12
    technical: bool = False


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """One table: its items in document order, and the columns that describe each."""

    name: str
    columns: tuple[Column[T], ...]
    items: Callable[[View], Iterable[T]]

    def lines(self, view: View) -> Iterator[tuple[Value, ...]]:
        """One tuple an item, one value a column."""
        for item in self.items(view):
            yield tuple(column.value(view, item) for column in self.columns)


def lines_of(table: Table[Any], reports: Iterable[Report]) -> Iterator[tuple[Value, ...]]:
    """The lines of one table over several reports."""
    for report in reports:
        yield from table.lines(view_of(report))


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure under its row."""

    row: Row
    measure: Measure


def joined_units(units: Iterable[Unit]) -> str:
    """Full names, 、 between them; an open list ends in 等."""
    return "、".join(unit.name + ("等" if unit.open_list else "") for unit in units)


def joined_deadlines(deadlines: Iterable[Deadline]) -> str:
    """Deadlines as printed, each text once: deadlines of one phrase may share it."""
    return "；".join(dict.fromkeys(deadline.raw.strip() for deadline in deadlines))


def _days(deadlines: Iterable[Deadline]) -> list[str]:
    return sorted({deadline.date.isoformat() for deadline in deadlines if deadline.date is not None})


def _last_day(deadlines: Iterable[Deadline]) -> str | None:
    days = _days(deadlines)
    return days[-1] if days else None


def _recurrence(deadlines: Iterable[Deadline]) -> str:
    return "；".join(deadline.recurrence for deadline in deadlines if deadline.recurrence)


def _file_names(sources: Iterable[Source]) -> str:
    return "、".join(source.name for source in sources)


def _numbers(items: Iterable[Clause | Row]) -> str:
    return "、".join(item.number or item.id for item in items)


def _first(spans: tuple[Span, ...]) -> Span | None:
    return spans[0] if spans else None


def _page(spans: tuple[Span, ...]) -> int | None:
    return spans[0].page if spans else None


def _evidence(spans_of: Callable[[T], tuple[Span, ...]]) -> tuple[Column[T], ...]:
    """Where the item stands: page for people; part and offsets (0-based, half-open) of its first span for programs."""

    def of(name: str) -> Callable[[View, T], Value]:
        return lambda _, item: getattr(_first(spans_of(item)), name, None)

    return (
        Column("page", "页", "page", of("page"), 6),
        Column("part", "部分", "part", of("part"), technical=True),
        Column("block", "段", "block", of("block"), technical=True),
        Column("start", "起", "start", of("start"), technical=True),
        Column("end", "止", "end", of("end"), technical=True),
    )


def _duties(of: Callable[[Any], Clause | Row | Measure]) -> tuple[Column[Any], ...]:
    """Units by role, and the deadline as printed and as data."""

    def units(role: str) -> Callable[[View, Any], Value]:
        return lambda _, item: joined_units(getattr(of(item), role))

    return (
        Column("lead_units", "牵头单位", "lead units", units("lead_units"), 16),
        Column("responsible_units", "责任单位", "responsible units", units("responsible_units"), 20),
        Column("supporting_units", "配合单位", "supporting units", units("supporting_units"), 14),
        Column("deadline", "完成时限", "deadline", lambda _, x: joined_deadlines(of(x).deadlines), 16),
        Column("deadline_date", "最后期限", "last permitted day", lambda _, x: _last_day(of(x).deadlines), 12),
        Column("deadline_dates", "各期限", "all dates", lambda _, x: "、".join(_days(of(x).deadlines)), technical=True),
        Column("ongoing", "长期", "ongoing", lambda _, x: any(d.kind == "ongoing" for d in of(x).deadlines), 6),
        Column("recurrence", "周期", "recurrence", lambda _, x: _recurrence(of(x).deadlines), technical=True),
    )


_NOTICE: Column[Any] = Column("notice", "文件", "notice", lambda view, _: view.report.source.name, 18)
_NOTICE_KEY: Column[Any] = Column(
    "notice_sha256", "文件指纹", "notice SHA-256", lambda view, _: view.report.source.sha256, technical=True
)

NOTICES: Table[Report] = Table(
    "notices",
    (
        _NOTICE,
        Column("document_number", "发文字号", "document number", lambda _, r: r.notice.document_number, 20),
        Column("title", "标题", "title", lambda _, r: r.notice.title, 40),
        Column("issuer", "发文机关", "issuer", lambda _, r: r.notice.issuer, 22),
        Column("issuers", "联合发文", "issuers", lambda _, r: "、".join(r.notice.issuers), 22),
        Column("issued_on", "成文日期", "issued on", lambda _, r: _iso(r.notice.issued_on)),
        Column("issuer_mark", "发文机关标志", "issuer mark", lambda _, r: r.notice.issuer_mark, 22),
        Column("addressees", "主送机关", "addressees", lambda _, r: "、".join(r.notice.addressees), 40),
        Column("release_note", "附注", "release note", lambda _, r: r.notice.release_note, 16),
        Column("references", "引用文件", "references", lambda _, r: "、".join(r.notice.references), 30),
        Column("attachments", "附件说明", "attachments announced", lambda _, r: "、".join(r.notice.attachments), 30),
        Column("attached", "附件文件", "attachment files", lambda _, r: _file_names(r.attachments), 18),
        Column("pages", "页数", "pages", lambda _, r: r.source.pages, 6),
        Column("clauses", "条款数", "clauses", lambda _, r: len(r.clauses), 8),
        Column("rows", "事项数", "rows", lambda _, r: len(r.rows), 8),
        Column("pairs", "对应数", "pairs", lambda _, r: len(r.pairs), 8),
        Column("errors", "错误", "errors", lambda view, _: view.count("error"), 6),
        Column("warnings", "警告", "warnings", lambda view, _: view.count("warning"), 6),
        Column("infos", "提示", "infos", lambda view, _: view.count("info"), 6),
        Column("characters", "字符数", "characters", lambda _, r: r.accounting.characters, technical=True),
        Column("media_type", "格式", "media type", lambda _, r: r.source.media_type, technical=True),
        Column("schema_version", "格式版本", "schema version", lambda _, r: r.schema_version, technical=True),
        Column("tool_version", "软件版本", "tool version", lambda _, r: r.tool_version, technical=True),
        _NOTICE_KEY,
    ),
    lambda view: (view.report,),
)

CLAUSES: Table[Clause] = Table(
    "clauses",
    (
        _NOTICE,
        Column("id", "条款标识", "clause id", lambda _, c: c.id, technical=True),
        Column("number", "条款", "clause", lambda _, c: c.number, 8),
        Column("section", "章节", "section", lambda view, c: view.section_path(c.section), 18),
        Column("title", "标题", "title", lambda _, c: c.title, 22),
        Column("text", "正文", "text", lambda _, c: c.text, 46),
        Column("annotation", "责任标注", "annotation", lambda _, c: c.annotation, 28),
        *_duties(lambda c: c),
        Column("row", "对应事项", "row", lambda view, c: _numbers(view.rows_of.get(c.id, ())), 10),
        Column("findings", "差异数", "findings", lambda view, c: len(view.about_clause.get(c.id, ())), 8),
        *_evidence(lambda c: c.spans),
        _NOTICE_KEY,
    ),
    lambda view: view.report.clauses,
)

ROWS: Table[Row] = Table(
    "rows",
    (
        _NOTICE,
        Column("id", "事项标识", "row id", lambda _, r: r.id, technical=True),
        Column("number", "事项", "row", lambda _, r: r.number, 8),
        Column("section", "章节", "section", lambda view, r: view.section_path(r.section), 18),
        Column("title", "事项名称", "title", lambda _, r: r.title, 22),
        Column("text", "措施内容", "text", lambda _, r: row_text(r), 46),
        Column("measures", "措施数", "measures", lambda _, r: len(r.measures), 8),
        *_duties(lambda r: r),
        Column("clause", "对应条款", "clause", lambda view, r: _numbers(view.clauses_of.get(r.id, ())), 10),
        Column("findings", "差异数", "findings", lambda view, r: len(view.about_row.get(r.id, ())), 8),
        *_evidence(lambda r: r.spans),
        _NOTICE_KEY,
    ),
    lambda view: view.report.rows,
)

MEASURES: Table[MeasureLine] = Table(
    "measures",
    (
        _NOTICE,
        Column("id", "措施标识", "measure id", lambda _, m: m.measure.id, technical=True),
        Column("row_id", "事项标识", "row id", lambda _, m: m.row.id, technical=True),
        Column("row", "事项", "row", lambda _, m: m.row.number, 8),
        Column("section", "章节", "section", lambda view, m: view.section_path(m.row.section), 18),
        Column("row_title", "事项名称", "row title", lambda _, m: m.row.title, 22),
        Column("text", "措施内容", "text", lambda _, m: m.measure.text, 46),
        *_duties(lambda m: m.measure),
        Column("clause", "对应条款", "clause", lambda view, m: _numbers(view.clauses_of.get(m.row.id, ())), 10),
        *_evidence(lambda m: m.measure.spans),
        _NOTICE_KEY,
    ),
    lambda view: (line for row in view.report.rows for line in _measure_lines(row)),
)

FINDINGS: Table[Finding] = Table(
    "findings",
    (
        _NOTICE,
        Column("severity", "级别", "severity", lambda _, f: f.severity, 8),
        Column("code", "编号", "code", lambda _, f: f.code, 10),
        Column("rule", "规则", "rule", lambda _, f: f.rule, 18),
        Column("clause", "条款", "clause", lambda _, f: f.clause, 6),
        Column("row", "事项", "row", lambda _, f: f.row, 6),
        Column("message", "说明", "message", lambda _, f: f.message, 36),
        Column("body", "正文写法", "body says", lambda _, f: f.body, 36),
        Column("table", "表中写法", "table says", lambda _, f: f.table, 36),
        Column("units", "涉及单位", "units", lambda _, f: _unit_names(f), 18),
        Column("body_page", "正文页", "body page", lambda _, f: _page(f.spans.body), 8),
        Column("table_page", "表页", "table page", lambda _, f: _page(f.spans.table), 8),
        Column("clause_id", "条款标识", "clause id", lambda _, f: f.clause_id, technical=True),
        Column("row_id", "事项标识", "row id", lambda _, f: f.row_id, technical=True),
        Column("details", "细节", "details", lambda _, f: _json(f.details), technical=True),
        Column("fingerprint", "指纹", "fingerprint", lambda _, f: f.fingerprint, technical=True),
        _NOTICE_KEY,
    ),
    lambda view: view.report.findings,
)

TABLES: tuple[Table[Any], ...] = (NOTICES, CLAUSES, ROWS, MEASURES, FINDINGS)


def _measure_lines(row: Row) -> list[MeasureLine]:
    if row.measures:
        return [MeasureLine(row, measure) for measure in row.measures]
    units = (row.lead_units, row.responsible_units, row.supporting_units)
    return [MeasureLine(row, Measure(row.id, "", *units, row.deadlines, row.spans))]


def _iso(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _unit_names(finding: Finding) -> str:
    units = finding.details.get("units", ())
    return "、".join(str(unit) for unit in units) if isinstance(units, list | tuple) else ""


def _json(details: dict[str, Any]) -> str:
    return json.dumps(to_plain(details), ensure_ascii=False, allow_nan=False)
