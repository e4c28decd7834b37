"""The relational form of a report, defined once for Parquet, SQLite, DuckDB and SQL databases.

Every line of every table belongs to one notice by `notice_key`, so a notice is replaced as a whole. Units and deadlines
stand in lines of their own, under the clause or measure they hold for. `schemas/tables.md` is made from this module.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal

from ..model import Clause, Deadline, Finding, Measure, Report, Row, Span, Unit
from ..records import dataclass
from .marks import row_text
from .plain import to_plain
from .views import View, view_of

Kind = Literal["key", "word", "text", "integer", "number", "boolean", "date"]
"""`key` is a hash or an id of at most 64 characters, `word` one of a few known words."""

Value = str | int | float | bool | datetime.date | None

# What no database text can hold: the character zero, and halves of surrogate pairs.
_UNSTORABLE = {0: 0x2400} | dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column: its name, kind, what it says, and its value of (view, entry). `required` ones are never null."""

    name: str
    kind: Kind
    says: str
    value: Callable[[View, Any], Value]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A table: its columns, the columns that are its key, and its entries in the order of the notice."""

    name: str
    says: str
    key: tuple[str, ...]
    attributes: tuple[Attribute, ...]
    entries: Callable[[View], Iterable[Any]]

    def lines(self, view: View) -> Iterator[tuple[Value, ...]]:
        """One tuple an entry, in the order of the columns; text is as any database can hold it."""
        for entry in self.entries(view):
            yield tuple(_storable(attribute.value(view, entry)) for attribute in self.attributes)


def latest(reports: Iterable[Report]) -> list[View]:
    """Each notice once: a file that comes twice counts as it came last."""
    return [view_of(report) for report in {notice_key(report): report for report in reports}.values()]


def notice_key(report: Report) -> str:
    """SHA-256 of the source file; with attachments, of all their hashes, so that another attachment is another key."""
    hashes = [report.source.sha256, *(source.sha256 for source in report.attachments)]
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def _storable(value: Value) -> Value:
    return value.translate(_UNSTORABLE) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class _Placed:
    """An entry with its 1-based position in the notice, or under its owner."""

    position: int
    entry: Any


@dataclass(frozen=True, slots=True)
class _Owned:
    """A unit or deadline under the clause or measure (or row without measures) that names it."""

    owner: str
    owner_id: str
    role: str
    position: int
    entry: Any


@dataclass(frozen=True, slots=True)
class _MeasureOf:
    row: Row
    measure: Measure
    position: int


def _placed(entries: Sequence[Any]) -> list[_Placed]:
    return [_Placed(number, entry) for number, entry in enumerate(entries, start=1)]


def _measures(view: View) -> Iterator[_MeasureOf]:
    for row in view.report.rows:
        for number, measure in enumerate(row.measures, start=1):
            yield _MeasureOf(row, measure, number)


def _owners(view: View) -> Iterator[tuple[str, Clause | Row | Measure]]:
    yield from (("clause", clause) for clause in view.report.clauses)
    for row in view.report.rows:
        yield from (("measure", measure) for measure in row.measures)
        if not row.measures:
            yield "row", row


def _units(view: View) -> Iterator[_Owned]:
    for owner, item in _owners(view):
        for role in ("lead", "responsible", "supporting"):
            units: tuple[Unit, ...] = getattr(item, f"{role}_units")
            yield from (_Owned(owner, item.id, role, n, unit) for n, unit in enumerate(units, start=1))


def _deadlines(view: View) -> Iterator[_Owned]:
    for owner, item in _owners(view):
        yield from (_Owned(owner, item.id, "", n, deadline) for n, deadline in enumerate(item.deadlines, start=1))


_KEY = Attribute(
    "notice_key", "key", "文件: the notice, SHA-256 of its file(s)", lambda view, _: notice_key(view.report), True
)


def _position(says: str) -> Attribute:
    return Attribute("position", "integer", f"序: {says}, from 1", lambda _, x: x.position, True)


def _of(name: str, kind: Kind, says: str, required: bool = False) -> Attribute:
    """A column that is a field of the placed entry."""
    return Attribute(name, kind, says, lambda _, x: getattr(x.entry, name), required)


def _listed(names: Iterable[str]) -> str:
    return json.dumps(list(names), ensure_ascii=False)


def _evidence(spans_of: Callable[[Any], tuple[Span, ...]]) -> tuple[Attribute, ...]:
    """Where the first span of an entry stands."""

    def first(name: str) -> Callable[[View, Any], Value]:
        return lambda _, x: getattr(spans[0], name) if (spans := spans_of(x)) else None

    def cell(index: int) -> Callable[[View, Any], Value]:
        return lambda _, x: spans[0].cell[index] if (spans := spans_of(x)) and spans[0].cell else None

    return (
        Attribute("part", "word", "文件部分: body, attachment-1 ...", first("part")),
        Attribute("page", "integer", "页, from 1", first("page")),
        Attribute("block", "integer", "段: paragraph or table, from 1", first("block")),
        Attribute("cell_table", "integer", "格: table, from 1", cell(0)),
        Attribute("cell_row", "integer", "格: row, from 1", cell(1)),
        Attribute("cell_column", "integer", "格: column, from 1", cell(2)),
        Attribute("start_offset", "integer", "起: first character in the source text, from 0", first("start")),
        Attribute("end_offset", "integer", "止: one past the last character", first("end")),
    )


NOTICES = Relation(
    "notices",
    "通知: one line a notice.",
    ("notice_key",),
    (
        _KEY,
        Attribute("source_name", "text", "文件名", lambda v, _: v.report.source.name, True),
        Attribute("source_sha256", "key", "SHA-256 of the body file", lambda v, _: v.report.source.sha256, True),
        Attribute("media_type", "text", "格式", lambda v, _: v.report.source.media_type, True),
        Attribute("pages", "integer", "页数", lambda v, _: v.report.source.pages),
        Attribute("attachment_names", "text", "附件文件, JSON list", lambda v, _: _files(v.report)),
        Attribute("document_number", "text", "发文字号", lambda v, _: v.report.notice.document_number),
        Attribute("title", "text", "标题", lambda v, _: v.report.notice.title),
        Attribute("issuer", "text", "发文机关", lambda v, _: v.report.notice.issuer),
        Attribute("issuers", "text", "联合发文机关, JSON list", lambda v, _: _listed(v.report.notice.issuers)),
        Attribute("issued_on", "date", "成文日期", lambda v, _: v.report.notice.issued_on),
        Attribute("issuer_mark", "text", "发文机关标志", lambda v, _: v.report.notice.issuer_mark),
        Attribute("addressees", "text", "主送机关, JSON list", lambda v, _: _listed(v.report.notice.addressees)),
        Attribute("release_note", "text", "附注", lambda v, _: v.report.notice.release_note),
        Attribute("cited", "text", "引用文件, JSON list", lambda v, _: _listed(v.report.notice.references)),
        Attribute(
            "compares",
            "word",
            "比对对象: body-table; or versions, then clauses are the items of the old one, rows those of the new one",
            lambda v, _: v.report.compares,
            True,
        ),
        Attribute("clause_count", "integer", "条款数", lambda v, _: len(v.report.clauses), True),
        Attribute("row_count", "integer", "事项数", lambda v, _: len(v.report.rows), True),
        Attribute("errors", "integer", "错误数", lambda v, _: v.count("error"), True),
        Attribute("warnings", "integer", "警告数", lambda v, _: v.count("warning"), True),
        Attribute("infos", "integer", "提示数", lambda v, _: v.count("info"), True),
        Attribute("schema_version", "word", "version of the report", lambda v, _: v.report.schema_version, True),
        Attribute("tool_version", "word", "version of hedui", lambda v, _: v.report.tool_version, True),
    ),
    lambda view: (view.report,),
)


def _files(report: Report) -> str:
    return _listed(source.name for source in report.attachments)


CLAUSES = Relation(
    "clauses",
    "条款: one line a clause of the body.",
    ("notice_key", "clause_id"),
    (
        _KEY,
        Attribute("clause_id", "key", "id within the notice", lambda _, x: x.entry.id, True),
        _position("place in the notice"),
        _of("number", "text", "编号 as printed"),
        Attribute(
            "section", "text", "章节: headings above, topmost first", lambda v, x: v.section_path(x.entry.section)
        ),
        _of("title", "text", "标题"),
        _of("text", "text", "正文, without the annotation", True),
        _of("annotation", "text", "责任标注"),
        *_evidence(lambda x: x.entry.spans),
    ),
    lambda view: _placed(view.report.clauses),
)

ROWS = Relation(
    "rows",
    "表中事项: one line a task of the breakdown table.",
    ("notice_key", "row_id"),
    (
        _KEY,
        Attribute("row_id", "key", "id within the notice", lambda _, x: x.entry.id, True),
        _position("place in the notice"),
        _of("number", "text", "编号 as printed"),
        Attribute(
            "section", "text", "章节: headings above, topmost first", lambda v, x: v.section_path(x.entry.section)
        ),
        _of("title", "text", "事项名称"),
        Attribute("text", "text", "措施内容: all measures, a line each", lambda _, x: row_text(x.entry), True),
        *_evidence(lambda x: x.entry.spans),
    ),
    lambda view: _placed(view.report.rows),
)

MEASURES = Relation(
    "measures",
    "措施: one line a measure of a row.",
    ("notice_key", "measure_id"),
    (
        _KEY,
        Attribute("measure_id", "key", "id within the notice", lambda _, x: x.measure.id, True),
        Attribute("row_id", "key", "事项: its row", lambda _, x: x.row.id, True),
        _position("place in its row"),
        Attribute("text", "text", "措施内容", lambda _, x: x.measure.text, True),
        Attribute("cells", "text", "单元格原文, JSON list", lambda _, x: _json(x.measure.cells), True),
        *_evidence(lambda x: x.measure.spans),
    ),
    _measures,
)

PAIRS = Relation(
    "pairs",
    "对应: which clause and which row belong together.",
    ("notice_key", "clause_id", "row_id"),
    (
        _KEY,
        Attribute("clause_id", "key", "条款", lambda _, x: x.entry.clause, True),
        Attribute("row_id", "key", "事项", lambda _, x: x.entry.row, True),
        _position("place in the notice"),
        _of("how", "word", "依据: text, number, title, forced", True),
        _of("score", "number", "相似度, 0 to 1", True),
    ),
    lambda view: _placed(view.report.pairs),
)

_OWNER = (
    Attribute("owner", "word", "clause, measure, or row (a row without measures)", lambda _, x: x.owner, True),
    Attribute("owner_id", "key", "its clause_id, measure_id or row_id", lambda _, x: x.owner_id, True),
)

UNITS = Relation(
    "units",
    "单位: one line a unit in a role, under the clause or measure that names it.",
    ("notice_key", "owner", "owner_id", "role", "position"),
    (
        _KEY,
        *_OWNER,
        Attribute("role", "word", "角色: lead, responsible, supporting", lambda _, x: x.role, True),
        _position("place in the list of its role"),
        _of("name", "text", "单位名称, fully qualified", True),
        _of("raw", "text", "原文", True),
        _of("kind", "word", "类别: unit, collective, enterprise, reference", True),
        _of("open_list", "boolean", "等 follows the name", True),
        _of("resolved", "boolean", "已识别: the name is known", True),
        *_evidence(lambda x: (x.entry.span,)),
    ),
    _units,
)


def _flags(_: View, owned: _Owned) -> str:
    deadline: Deadline = owned.entry
    return _listed(deadline.flags)


DEADLINES = Relation(
    "deadlines",
    "完成时限: one line a deadline, under the clause or measure it holds for.",
    ("notice_key", "owner", "owner_id", "position"),
    (
        _KEY,
        *_OWNER,
        _position("place in the list"),
        _of("raw", "text", "原文", True),
        _of("kind", "word", "类型: by, ongoing, recurring, range, event", True),
        Attribute("due_date", "date", "最后期限: last permitted day", lambda _, x: x.entry.date),
        Attribute("start_date", "date", "起始日: first day of a range", lambda _, x: x.entry.start),
        _of("precision", "word", "精度: day, ten-day, month, quarter, half, year"),
        _of("recurrence", "text", "周期规则: RRULE text, or DATES=..."),
        Attribute("flags", "text", "标记, JSON list", _flags, True),
        *_evidence(lambda x: (x.entry.span,)),
    ),
    _deadlines,
)


def _page(side: Literal["body", "table"]) -> Callable[[View, Any], Value]:
    def page(_: View, placed: _Placed) -> Value:
        finding: Finding = placed.entry
        spans: tuple[Span, ...] = getattr(finding.spans, side)
        return spans[0].page if spans else None

    return page


def _json(value: Any) -> str:
    return json.dumps(to_plain(value), ensure_ascii=False, allow_nan=False)


FINDINGS = Relation(
    "findings",
    "差异: one line a finding.",
    ("notice_key", "position"),
    (
        _KEY,
        _position("place in the report"),
        _of("code", "word", "规则编号", True),
        _of("rule", "word", "规则名", True),
        _of("severity", "word", "级别: error, warning, info", True),
        _of("clause_id", "key", "条款"),
        _of("row_id", "key", "事项"),
        Attribute("clause_number", "text", "条款编号 as printed", lambda _, x: x.entry.clause),
        Attribute("row_number", "text", "事项编号 as printed", lambda _, x: x.entry.row),
        _of("message", "text", "说明", True),
        Attribute("body_says", "text", "正文写法", lambda _, x: x.entry.body),
        Attribute("table_says", "text", "表中写法", lambda _, x: x.entry.table),
        Attribute("details", "text", "细节, JSON object", lambda _, x: _json(x.entry.details), True),
        Attribute("body_page", "integer", "正文页", _page("body")),
        Attribute("table_page", "integer", "表页", _page("table")),
        _of("fingerprint", "key", "指纹: the same for the same difference", True),
    ),
    lambda view: _placed(view.report.findings),
)

RELATIONS: tuple[Relation, ...] = (NOTICES, CLAUSES, ROWS, MEASURES, PAIRS, UNITS, DEADLINES, FINDINGS)
"""In an order in which every table stands behind those it refers to."""


def document() -> str:
    """`schemas/tables.md`: every table with its key and columns."""
    lines = [
        "# Tables",
        "",
        "What `--format parquet|sqlite|duckdb` and `hedui load` write. Loading a notice again replaces its lines in",
        "every table, in one transaction. Text holds no character zero and no half of a surrogate pair; lists and",
        "objects are JSON text; offsets count characters of the source text of a part.",
    ]
    for relation in RELATIONS:
        lines += [
            "",
            f"## {relation.name}",
            "",
            relation.says,
            "",
            f"Key: {', '.join(f'`{k}`' for k in relation.key)}.",
        ]
        if relation is not NOTICES:
            lines.append("`notice_key` refers to `notices`.")
        lines += ["", "| column | kind | null | says |", "|---|---|---|---|"]
        for a in relation.attributes:
            lines.append(f"| `{a.name}` | {a.kind} | {'' if a.required else 'yes'} | {a.says} |")
    return "\n".join(lines) + "\n"
