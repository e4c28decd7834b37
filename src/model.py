"""The frozen types that cross borders, and the vocabulary of the field.

Offsets are 0-based and half-open into the source text of one part. Pages, blocks, table rows and columns inside a
`Span` are 1-based, because people read them. Each Chinese term stands once, beside its field.

The public report is made of these dataclasses; `schemas/report.schema.json` is generated from them.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from typing import Annotated, Any, Literal

from .records import dataclass

SCHEMA_VERSION = "1.0"

BBox = tuple[float, float, float, float]
"""Left, top, right, bottom in points (1/72 inch) from the top left corner of the page as it is seen."""

Severity = Literal["error", "warning", "info"]
UnitKind = Literal["unit", "collective", "enterprise", "reference"]
DeadlineKind = Literal["by", "ongoing", "recurring", "range", "event"]
Precision = Literal["day", "ten-day", "month", "quarter", "half", "year"]
MatchBasis = Literal["text", "number", "title", "forced"]
TextRole = Literal[
    "head",
    "heading",
    "clause title",
    "clause text",
    "annotation",
    "table caption",
    "header",
    "cell",
    "furniture",
    "closing",
    "unaccounted",
]
Range = tuple[int, int]


# --- evidence -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """出处: exact source text and where it stands. `source_text[start:end] == text` always holds."""

    part: Annotated[str, "文件部分: body, or attachment-1, attachment-2 ..."]
    start: Annotated[int, "起: first character, 0-based, in the source text of the part"]
    end: Annotated[int, "止: one past the last character"]
    text: Annotated[str, "原文: the exact characters"]
    page: Annotated[int | None, "页: 1-based, where the format has pages"] = None
    block: Annotated[int | None, "段: 1-based number of the paragraph or table in its part"] = None
    cell: Annotated[tuple[int, int, int] | None, "格: table, row, column, each 1-based"] = None
    bbox: Annotated[BBox | None, "位置: left, top, right, bottom in points from the page's top left"] = None
    generated: Annotated[bool, "自动生成: written by the reader (a Word list number), not typed"] = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run of the source text stands: one visual line, one paragraph, or one cell paragraph."""

    start: int
    end: int
    page: int | None = None
    block: int | None = None
    cell: tuple[int, int, int] | None = None
    bbox: BBox | None = None
    generated: bool = False


@dataclass(frozen=True, slots=True)
class SourceText:
    """One part's linear text with the index from its offsets to page and box, or to paragraph and cell.

    `places` are sorted, do not overlap, and cover every character that is not white space.
    `box_of(start, end)` gives the exact box of a run inside one place, where the format knows it.
    """

    part: str
    text: str
    places: tuple[Place, ...]
    box_of: Callable[[int, int], BBox | None] | None = field(default=None, compare=False, repr=False)
    _starts: list[int] = field(default_factory=list, compare=False, repr=False)

    def __post_init__(self) -> None:
        self._starts.extend(place.start for place in self.places)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Cut [start, end) where the place changes; white space between two places belongs to neither."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        spans = []
        for place in self.places[first : bisect_left(self._starts, end, first)]:
            low = start if start > place.start else place.start
            high = end if end < place.end else place.end
            if low < high:
                spans.append(self._span(low, high, place))
        return tuple(spans)

    def _span(self, start: int, end: int, place: Place) -> Span:
        bbox = place.bbox
        if self.box_of is not None and (start, end) != (place.start, place.end):
            bbox = self.box_of(start, end) or bbox
        text = self.text[start:end]
        return Span(self.part, start, end, text, place.page, place.block, place.cell, bbox, place.generated)

    def hull(self, start: int, end: int) -> Span:
        """One span from start to end, placed where it begins."""
        parts = self.spans(start, end)
        first = parts[0] if parts else Span(self.part, start, end, "")
        bbox = first.bbox if len(parts) < 2 else _union([p.bbox for p in parts if p.page == first.page])
        text = self.text[start:end]
        return Span(self.part, start, end, text, first.page, first.block, first.cell, bbox, first.generated)


def _union(boxes: Iterable[BBox | None]) -> BBox | None:
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    left, top, right, bottom = zip(*known, strict=True)
    return (min(left), min(top), max(right), max(bottom))


@dataclass(frozen=True, slots=True)
class Quote:
    """引文: text read continuously from one or more ranges of a source, in reading order.

    A clause that crosses a page end is one quote with two ranges; the page number between them is in neither.
    `text` is the concatenation of the ranges, character for character: nothing is inserted or rewritten.
    """

    source: SourceText
    ranges: tuple[Range, ...]
    text: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        text, ranges = self.source.text, self.ranges
        if len(ranges) == 1:  # nearly all quotes
            start, end = ranges[0]
            quoted = text[start:end]
        else:
            quoted = "".join([text[start:end] for start, end in ranges])
        object.__setattr__(self, "text", quoted)

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    def cut(self, start: int, end: int | None = None) -> Quote:
        """The part of this quote from `start` to `end`, both offsets into `text`."""
        size = len(self.text)
        end = size if end is None else end
        if start <= 0 and end >= size:
            return self
        ranges, offset = [], 0
        for low, high in self.ranges:
            first = low + start - offset if start > offset else low
            offset += high - low
            last = high - offset + end if end < offset else high
            if first < last:
                ranges.append((first, last))
        return Quote(self.source, tuple(ranges))

    def strip(self) -> Quote:
        """This quote without white space at its ends."""
        text = self.text
        if text and not (text[0].isspace() or text[-1].isspace()):  # most quotes
            return self
        start = len(text) - len(text.lstrip())
        return self.cut(start, max(start, len(text.rstrip())))

    def spans(self) -> tuple[Span, ...]:
        """One span for each range and place."""
        return tuple(span for start, end in self.ranges for span in self.source.spans(start, end))

    def span(self) -> Span:
        """One span for the whole quote: the hull, or the longest range where other text lies between."""
        if not self.ranges:
            return Span(self.source.part, 0, 0, "")
        start, end = self.ranges[0][0], self.ranges[-1][1]
        if start >= end or end - start > 2 * len(self.text) + 24:
            start, end = max(self.ranges, key=lambda r: r[1] - r[0])
        return self.source.hull(start, end)

    def origin(self, offset: int) -> int:
        """Offset in the source text of the character at `offset` of this quote's text."""
        for low, high in self.ranges:
            if offset < high - low:
                return low + offset
            offset -= high - low
        return self.ranges[-1][1] if self.ranges else 0


def join_quotes(quotes: Sequence[Quote], *, keep_breaks: bool = True) -> Quote:
    """Read several quotes of one source as one.

    With `keep_breaks` one white-space character of the source that stands between two quotes is kept, so that
    paragraphs do not run together; without it they are joined directly, as the lines of one paragraph are.
    """
    present = [quote for quote in quotes if quote.ranges]
    if not present:
        raise ValueError("join_quotes needs at least one quote that is not empty")
    if len(present) == 1 and len(present[0].ranges) == 1 and present[0].text:
        return present[0]
    source, ranges = present[0].source, list(present[0].ranges)
    for quote in present[1:]:
        if keep_breaks:
            ranges.extend(_one_break(source.text, ranges[-1][1], quote.ranges[0][0]))
        ranges.extend(quote.ranges)
    return Quote(source, tuple(_coalesce(ranges)))


def _one_break(text: str, start: int, end: int) -> list[Range]:
    for offset in range(start, min(end, start + 64)):
        if text[offset].isspace():
            return [(offset, offset + 1)]
    return []


def _coalesce(ranges: Iterable[Range]) -> list[Range]:
    merged: list[Range] = []
    for start, end in ranges:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], end)
        elif start < end:
            merged.append((start, end))
    return merged


# --- values ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unit:
    """单位: an organisation with a role. `name` is as the text has it, with a shared prefix or tail given back."""

    raw: Annotated[str, "原文: as printed, e.g. 民政局"]
    name: Annotated[str, "单位名称: fully qualified, e.g. 市民政局"]
    kind: Annotated[UnitKind, "类别: unit 单位, collective 集合, enterprise 企业, reference 指代"]
    open_list: Annotated[bool, "等: an open list (等, 等有关部门) follows this name"]
    resolved: Annotated[bool, "已识别: the name is known to the alias table or the collectives"]
    span: Annotated[Span, "出处"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """完成时限. "5月底，长期坚持" is two deadlines: one `by`, one `ongoing`."""

    raw: Annotated[str, "原文"]
    kind: Annotated[DeadlineKind, "类型: by 截止, ongoing 长期, recurring 周期, range 期间, event 事件"]
    date: Annotated[datetime.date | None, "最后期限: last permitted day"]
    start: Annotated[datetime.date | None, "起始日: first day of a range"]
    precision: Annotated[Precision | None, "精度"]
    recurrence: Annotated[str | None, "周期规则: RRULE text, or DATES=..."]
    flags: Annotated[tuple[str, ...], "标记: year_inferred, ambiguous, impossible, damaged ..."]
    span: Annotated[Span, "出处"]


@dataclass(frozen=True, slots=True)
class Convention:
    """A rule the notice states once for all its items (列第一位的为牵头单位)."""

    kind: Annotated[
        str, "类型: first-listed-leads, responsible-leads-if-no-lead, default-units, places-not-repeated, other"
    ]
    text: Annotated[str, "原文"]
    span: Annotated[Span, "出处"]


@dataclass(frozen=True, slots=True)
class Section:
    """章节 heading above clauses or rows. `number` as printed without brackets or 、 (一, 二)."""

    id: str
    number: Annotated[str | None, "编号"]
    title: Annotated[str, "标题"]
    level: Annotated[int, "层级: 1 for the topmost"]
    parent: Annotated[str | None, "上级章节 id"]


@dataclass(frozen=True, slots=True)
class Clause:
    """条款: a numbered piece of the body that sets a task."""

    id: str
    number: Annotated[str | None, "编号, as printed without brackets or full stop"]
    title: Annotated[str | None, "标题"]
    text: Annotated[str, "正文, without the annotation"]
    section: Annotated[str | None, "所属章节 id"]
    annotation: Annotated[str | None, "责任标注"]
    lead_units: Annotated[tuple[Unit, ...], "牵头单位"]
    responsible_units: Annotated[tuple[Unit, ...], "责任单位"]
    supporting_units: Annotated[tuple[Unit, ...], "配合单位"]
    deadlines: Annotated[tuple[Deadline, ...], "完成时限"]
    spans: Annotated[tuple[Span, ...], "出处: the whole clause, heading to annotation"]


@dataclass(frozen=True, slots=True)
class RawCell:
    """单元格原文: a cell that bears on a measure, as printed, whatever was read from it."""

    role: Annotated[str, "列: lead, responsible, supporting, deadline, leader, person, start, progress, other ..."]
    header: Annotated[str, "表头: the printed column head"]
    text: Annotated[str, "原文"]
    carried: Annotated[bool, "合并: carried down from a merged cell"] = False


@dataclass(frozen=True, slots=True)
class Measure:
    """措施: one cell of task text inside a row, with the units and deadlines that hold for it."""

    id: str
    text: Annotated[str, "措施内容"]
    lead_units: Annotated[tuple[Unit, ...], "牵头单位"]
    responsible_units: Annotated[tuple[Unit, ...], "责任单位"]
    supporting_units: Annotated[tuple[Unit, ...], "配合单位"]
    deadlines: Annotated[tuple[Deadline, ...], "完成时限"]
    spans: Annotated[tuple[Span, ...], "出处"]
    cells: Annotated[tuple[RawCell, ...], "单元格原文: the cells its units and deadlines were read from"] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """表中事项: one task of the breakdown table. Its own lists are the union over its measures."""

    id: str
    number: Annotated[str | None, "编号"]
    title: Annotated[str | None, "事项名称"]
    section: Annotated[str | None, "所属章节: id in table_sections"]
    lead_units: Annotated[tuple[Unit, ...], "牵头单位"]
    responsible_units: Annotated[tuple[Unit, ...], "责任单位"]
    supporting_units: Annotated[tuple[Unit, ...], "配合单位"]
    deadlines: Annotated[tuple[Deadline, ...], "完成时限"]
    measures: Annotated[tuple[Measure, ...], "措施"]
    spans: Annotated[tuple[Span, ...], "出处"]


@dataclass(frozen=True, slots=True)
class Source:
    """One input file. `name` is the file name only: no path of a machine."""

    name: str
    sha256: str
    media_type: str
    pages: Annotated[int | None, "页数, where the format has pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands at the head and the tail of a notice."""

    issuer_mark: Annotated[str | None, "发文机关标志"] = None
    document_number: Annotated[str | None, "发文字号"] = None
    title: Annotated[str | None, "标题"] = None
    issuer: Annotated[str | None, "发文机关: the first or only issuer"] = None
    issuers: Annotated[tuple[str, ...], "发文机关 (联合发文)"] = ()
    addressees: Annotated[tuple[str, ...], "主送机关"] = ()
    issued_on: Annotated[datetime.date | None, "成文日期"] = None
    release_note: Annotated[str | None, "附注: 此件公开发布"] = None
    references: Annotated[tuple[str, ...], "引用文件: document numbers cited in the text"] = ()
    attachments: Annotated[tuple[str, ...], "附件说明: names of the attachments the notice announces"] = ()
    conventions: Annotated[tuple[Convention, ...], "约定: rules the notice states once"] = ()


@dataclass(frozen=True, slots=True)
class Accounting:
    """Every character that is not white space, counted once by its role."""

    characters: Annotated[int, "字符数: characters that are not white space, in all parts"]
    by_role: Annotated[dict[str, int], "各类字符数"]
    unaccounted: Annotated[tuple[Span, ...], "未归类文字"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Head):
    """通知: one published document with its attachments, read and normalised. What `hedui.read` returns."""

    source: Source
    attached: Annotated[tuple[Source, ...], "attachment files that were read"] = ()
    sections: tuple[Section, ...] = ()
    clauses: tuple[Clause, ...] = ()
    table_sections: tuple[Section, ...] = ()
    rows: tuple[Row, ...] = ()
    accounting: Accounting = field(default_factory=lambda: Accounting(0, {}, ()))


@dataclass(frozen=True, slots=True)
class Pair:
    """对应: a clause matched to a row."""

    clause: Annotated[str, "clause id"]
    row: Annotated[str, "row id"]
    how: Annotated[MatchBasis, "依据: text, number, title, forced"]
    score: Annotated[float, "相似度, 0 to 1"]


@dataclass(frozen=True, slots=True)
class FindingSpans:
    body: tuple[Span, ...] = ()
    table: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """差异: what a rule says about one place. `clause` and `row` are the printed numbers."""

    code: Annotated[str, "规则编号, e.g. UNT001"]
    rule: Annotated[str, "规则名, e.g. lead-unit-missing"]
    severity: Annotated[Severity, "级别"]
    clause: Annotated[str | None, "条款编号 as printed"]
    row: Annotated[str | None, "表中编号 as printed"]
    message: Annotated[str, "说明, in the language of the report"]
    body: Annotated[str | None, "正文写法: what the body says"]
    table: Annotated[str | None, "表中写法: what the table says"]
    details: Annotated[dict[str, Any], "细节: units, edits, dates ..., by rule"]
    spans: Annotated[FindingSpans, "出处"]
    fingerprint: Annotated[str, "指纹: changes when the compared text changes, not when it moves"]
    clause_id: Annotated[str | None, "clause id"] = None
    row_id: Annotated[str | None, "row id"] = None


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule as exporters show it."""

    code: str
    rule: str
    severity: Severity
    title_zh: str
    title_en: str
    says: str
    says_zh: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """报告: notice, pairs, findings and accounting. The public contract."""

    schema_version: str
    tool_version: str
    source: Source
    attachments: tuple[Source, ...]
    notice: Head
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    table_sections: Annotated[tuple[Section, ...], "headings inside the breakdown table"]
    rows: tuple[Row, ...]
    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]
    accounting: Accounting
    defects: Annotated[
        tuple[str, ...], "规则运行错误: a rule of hedui that crashed, one line each; empty unless hedui is broken"
    ] = ()
    compares: Annotated[
        Literal["body-table", "versions"],
        "比对对象: body and table of one notice, or two versions (clauses are the old one's items, rows the new one's)",
    ] = "body-table"

    def to_frames(self) -> dict[str, Any]:
        """pandas frames `notices`, `clauses`, `rows`, `findings`, as the CSV export has them (needs pandas)."""
        from .export.frames import frames_of

        return frames_of([self])
