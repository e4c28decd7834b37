"""One report built by hand, with every shape of finding and hostile text in every field. All of it is invented."""

from __future__ import annotations

import datetime
from typing import Any

from hedui.model import (
    SCHEMA_VERSION,
    Accounting,
    Clause,
    Convention,
    Deadline,
    Finding,
    FindingSpans,
    Head,
    Measure,
    Notice,
    Pair,
    RawCell,
    Report,
    Row,
    RuleInfo,
    Section,
    Severity,
    Source,
    Span,
    Unit,
)

LONG_TEXT = "绿道连成网。" * 6_667
"""40,002 characters: more than a cell of a workbook holds."""

HOSTILE_TEXTS = (
    '=HYPERLINK("http://example.invalid","点我")',
    "+1+1",
    "-2+3|cmd",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "　＝1+1",
    "'=1+1",
    "<script>alert(1)</script>",
    "控制\x00\x07\x1b[31m字符\x7f\x85",
    "反向\u202e文字\u2066标记",
    "半个代理\ud83d字符",
    "\ufffe非字符\uffff",
    "{=1+1}",
    "#REF!",
    "http://example.invalid/x",
    "_x0041_",
    "007",
    "1E5",
    "3-1",
    '引号"逗号,分号;换行\n竖线|',
    "😀" * 3,
)
"""Texts that some spreadsheet, page, terminal or encoder stumbles over."""

CATALOGUE = (
    RuleInfo(
        "MAT001",
        "clause-without-row",
        "error",
        "条款无对应事项",
        "Clause without row",
        "a body clause has no row",
        "正文的条款在表中没有对应事项。",
    ),
    RuleInfo(
        "MAT002",
        "row-without-clause",
        "error",
        "事项无对应条款",
        "Row without clause",
        "a row has no clause",
        "表中的事项在正文没有对应条款。",
    ),
    RuleInfo(
        "UNT001",
        "lead-unit-missing",
        "error",
        "表中缺少牵头单位",
        "Lead unit missing",
        "in the body, not in the row",
        "正文列有、表中没有的牵头单位。",
    ),
    RuleInfo(
        "UNT009",
        "unit-order-differs",
        "info",
        "首位单位不同",
        "Unit order differs",
        "another unit is listed first",
        "首列单位不一样。",
    ),
    RuleInfo(
        "DUE004",
        "deadline-part-dropped",
        "error",
        "时限少了一段",
        "Deadline part dropped",
        "one part is on one side",
        "完成时限有一段只在一边。",
    ),
    RuleInfo(
        "TXT001",
        "title-differs",
        "info",
        "标题用词不同",
        "Title differs",
        "other words in the title",
        "标题用词不一样。",
    ),
    RuleInfo(
        "TXT002",
        "text-reworded",
        "warning",
        "文字改写",
        "Text reworded",
        "other words in a matched sentence",
        "对应的语句用词不一样。",
    ),
    RuleInfo(
        "TXT003",
        "sentence-missing",
        "warning",
        "表中缺句",
        "Sentence missing",
        "a sentence stands nowhere in the table",
        "正文的语句表中没有。",
    ),
    RuleInfo(
        "TXT005",
        "sentence-moved",
        "error",
        "句子移位",
        "Sentence moved",
        "a sentence stands under another row",
        "语句列在别的事项下。",
    ),
    RuleInfo(
        "RDR004",
        "text-damaged",
        "warning",
        "文字受损",
        "Text damaged",
        "repaired damage, with the original",
        "修补过的文字，附原样。",
    ),
    RuleInfo(
        "UNT007",
        "responsible-units-absent",
        "warning",
        "一边无责任单位",
        "Responsible units absent",
        "one side names none",
        "一边通篇没有责任单位。",
    ),
)

_SENTENCE_1 = "在主城区新建口袋公园12处，扎实推进绿道贯通。"
_SENTENCE_1_ROW = "在主城区新建口袋公园12处，加快推进绿道贯通。"
_SENTENCE_2 = "完善公园养护台账，每季度通报养护情况。"
_SENTENCE_MOVED = "对社区食堂开展用餐补贴，补贴标准另行公布。"


def span(
    text: str, part: str = "body", start: int = 0, page: int = 1, *, cell: tuple[int, int, int] | None = None
) -> Span:
    """A span of that text with a box on the page."""
    return Span(part, start, start + len(text), text, page, 7, cell, (72.004, 100.0, 300.126, 114.5))


def unit(name: str, *, raw: str | None = None, open_list: bool = False) -> Unit:
    """A unit printed as `raw`."""
    kind = "collective" if name.startswith("各") else "unit"
    return Unit(raw or name, name, kind, open_list, True, span(raw or name))


def by(raw: str, year: int, month: int, day: int) -> Deadline:
    """A last permitted day."""
    return Deadline(raw, "by", datetime.date(year, month, day), None, "month", None, ("year_inferred",), span(raw))


def ongoing(raw: str) -> Deadline:
    """A duty without an end."""
    return Deadline(raw, "ongoing", None, None, None, None, (), span(raw))


def clause(number: str | None, title: str | None, text: str, **values: Any) -> Clause:
    """A clause with id c<number>; `values` are units and deadlines."""
    empty: dict[str, Any] = dict.fromkeys(("lead_units", "responsible_units", "supporting_units", "deadlines"), ())
    fields = {"section": "s1", "annotation": None, "spans": (span(text),)} | empty | values
    return Clause(id=f"c{number or 'x'}", number=number, title=title, text=text, **fields)


def row(number: str | None, title: str | None, texts: tuple[str, ...], **values: Any) -> Row:
    """A row with id r<number> and one measure a text."""
    empty: dict[str, Any] = dict.fromkeys(("lead_units", "responsible_units", "supporting_units", "deadlines"), ())
    fields = empty | values
    name = f"r{number or 'x'}"
    measures = tuple(
        Measure(
            id=f"{name}-{index}",
            text=text,
            spans=(span(text, page=9, cell=(1, 3, 2)),),
            cells=(RawCell("lead", "牵头单位", text[:40], carried=index > 1),),
            **fields,
        )
        for index, text in enumerate(texts, start=1)
    )
    spans = tuple(found for measure in measures for found in measure.spans)
    return Row(id=name, number=number, title=title, section="t1", measures=measures, spans=spans, **fields)


def finding(code: str, severity: Severity, message: str, **values: Any) -> Finding:
    """A finding of the rule in the catalogue; `values` are the fields that matter to it."""
    rule = next((info.rule for info in CATALOGUE if info.code == code), code.lower())
    empty: dict[str, Any] = dict.fromkeys(("clause", "row", "body", "table", "clause_id", "row_id"))
    fields = empty | {"details": {}, "spans": FindingSpans(), "fingerprint": f"{code}-0001"} | values
    return Finding(code=code, rule=rule, severity=severity, message=message, **fields)


def _clauses() -> tuple[Clause, ...]:
    all_units = {"responsible_units": (unit("市政府有关部门"), unit("各区人民政府", open_list=True))}
    return (
        clause(
            "1",
            "建好城市公园绿道",
            _SENTENCE_1 + _SENTENCE_2,
            annotation="（牵头单位：市园林局、水务局；责任单位：市政府有关部门，各区人民政府等；完成时限：2031年5月底，长期坚持）",
            lead_units=(unit("市园林局"), unit("市水务局", raw="水务局")),
            deadlines=(by("2031年5月底，长期坚持", 2031, 5, 31), ongoing("2031年5月底，长期坚持")),
            **all_units,
        ),
        clause("2", "办好社区食堂", "每个街道至少开办1家社区食堂。" + _SENTENCE_MOVED, lead_units=(unit("市民政局"),)),
        clause(
            "3", None, "建立夜间公交接驳机制。", lead_units=(unit("市交通运输局"),), deadlines=(ongoing("持续推进"),)
        ),
        clause("4", "整治占道停车", "新划停车泊位3000个。", lead_units=(unit("市公安局"),), **all_units),
        clause(None, "加强组织领导", "各单位要明确专人负责。", section=None),
    )


def _rows() -> tuple[Row, ...]:
    return (
        row(
            "1",
            "建好城市公园和绿道",
            (_SENTENCE_1_ROW, _SENTENCE_2),
            lead_units=(unit("市园林局"),),
            responsible_units=(unit("市政府有关部门"), unit("各区人民政府")),
            deadlines=(by("2031年5月底", 2031, 5, 31),),
        ),
        row("2", "办好社区食堂", ("每个街道至少开办1家社区食堂。",), lead_units=(unit("市民政局"),)),
        row("3", None, ("建立夜间公交接驳机制。" + _SENTENCE_MOVED,), lead_units=(unit("市交通运输局"),)),
        row("5", "编制年度计划", (), lead_units=(unit("市发展改革委"),)),
    )


def _findings() -> tuple[Finding, ...]:
    start = _SENTENCE_1.index("扎实")
    edit = {
        "body": "扎实",
        "table": "加快",
        "body_range": [start, start + 2],
        "table_range": [start, start + 2],
    }
    first = {"clause": "1", "row": "1", "clause_id": "c1", "row_id": "r1"}
    moved = FindingSpans((span(_SENTENCE_MOVED),), (span(_SENTENCE_MOVED, page=9, cell=(1, 4, 2)),))
    return (
        finding(
            "RDR004",
            "warning",
            "第9页一处日期受损，已按“2031年5月底”读取。",
            table="2031\ufffd5\ufffd底",
            details={"page": 9},
        ),
        finding("UNT007", "info", "分解表从头到尾没有配合单位。"),
        finding(
            "UNT001",
            "error",
            "牵头单位市水务局在表中没有列出。",
            body="市园林局、水务局",
            table="市园林局",
            details={"units": ["市水务局"]},
            **first,
        ),
        finding(
            "DUE004",
            "error",
            "正文要求长期坚持，表中只写了完成日期。",
            body="2031年5月底，长期坚持",
            table="2031年5月底",
            details={"parts": ["ongoing"], "date": "2031-05-31"},
            **first,
        ),
        finding("TXT001", "info", "标题用词不同。", body="建好城市公园绿道", table="建好城市公园和绿道", **first),
        finding(
            "TXT002",
            "warning",
            "“扎实”写成“加快”。",
            body=_SENTENCE_1,
            table=_SENTENCE_1_ROW,
            details={"edits": [edit]},
            **first,
        ),
        finding(
            "TXT005",
            "error",
            "这一句在表中列到了第3项下。",
            clause="2",
            row="3",
            body=_SENTENCE_MOVED,
            table=_SENTENCE_MOVED,
            spans=moved,
        ),
        finding("MAT001", "error", "正文第4条在表中没有对应事项。", clause="4", clause_id="c4", body="整治占道停车"),
        finding("MAT002", "error", "表中第5项在正文中没有对应条款。", row="5", row_id="r5", table="编制年度计划"),
    )


def head() -> Head:
    """Head of the invented notice."""
    text = "附表中列第一位的为牵头单位"
    return Head(
        issuer_mark="云川市人民政府办公室文件",
        document_number="云政办发〔2031〕3号",
        title="云川市人民政府办公室关于印发云川市2031年民生实事任务分工的通知",
        issuer="云川市人民政府办公室",
        issuers=("云川市人民政府办公室",),
        addressees=("各区人民政府", "市政府各部门"),
        issued_on=datetime.date(2031, 2, 11),
        release_note="此件公开发布",
        references=("云政发〔2031〕1号",),
        attachments=("云川市2031年民生实事任务分解表",),
        conventions=(Convention("first-listed-leads", text, span(text)),),
    )


def sample() -> Report:
    """The report without hostile text: what golden files show."""
    return Report(
        schema_version=SCHEMA_VERSION,
        tool_version="0.0.0",
        source=Source(
            "云川市民生实事.docx",
            "ab" * 32,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            None,
        ),
        attachments=(Source("分解表.pdf", "cd" * 32, "application/pdf", 3),),
        notice=head(),
        sections=(Section("s1", "一", "改善人居环境", 1, None),),
        clauses=_clauses(),
        table_sections=(Section("t1", "一", "改善人居环境", 1, None),),
        rows=_rows(),
        pairs=(Pair("c1", "r1", "text", 0.91234567), Pair("c2", "r2", "number", 1.0), Pair("c3", "r3", "text", 0.75)),
        findings=_findings(),
        accounting=Accounting(1234, {"head": 120, "clause text": 900, "cell": 214}, (span("云川"),)),
    )


def hostile() -> Report:
    """Every hostile text as a clause, a measure and a finding, and one text that no cell holds."""
    texts = (*HOSTILE_TEXTS, LONG_TEXT)
    clauses = tuple(clause(str(i), text[:300], text, section=None) for i, text in enumerate(texts, start=1))
    rows = tuple(row(str(i), text[:300], (text,)) for i, text in enumerate(texts, start=1))
    findings = tuple(
        finding(
            "TXT002",
            "warning",
            text,
            clause=str(i),
            row=str(i),
            body=text,
            table=text,
            details={
                "edits": [
                    {
                        "body": text[:2],
                        "table": text[-2:],
                        "body_range": [0, 2],
                        "table_range": [len(text) - 2, len(text)],
                    }
                ],
                "units": [text],
            },
        )
        for i, text in enumerate(texts, start=1)
    )
    return Report(
        schema_version=SCHEMA_VERSION,
        tool_version="0.0.0",
        source=Source("=1+1 <b>\u202e\ud83d.txt", "ef" * 32, "text/plain", None),
        attachments=(),
        notice=Head(title='</title><script>alert("x")</script>', issuer="=1+1", addressees=HOSTILE_TEXTS),
        sections=(),
        clauses=clauses,
        table_sections=(),
        rows=rows,
        pairs=tuple(Pair(f"c{i}", f"r{i}", "text", 1.0) for i in range(1, len(texts) + 1)),
        findings=findings,
        accounting=Accounting(0, {}, ()),
    )


def clean() -> Report:
    """A report without a finding."""
    base = sample()
    return Report(
        base.schema_version,
        base.tool_version,
        base.source,
        (),
        base.notice,
        base.sections,
        base.clauses[1:2],
        base.table_sections,
        base.rows[1:2],
        base.pairs[1:2],
        (),
        base.accounting,
    )


def notice() -> Notice:
    """The same notice as `hedui.read` gives it."""
    report = sample()
    values = {name: getattr(report.notice, name) for name in Head.__dataclass_fields__}
    return Notice(
        source=report.source,
        attached=report.attachments,
        sections=report.sections,
        clauses=report.clauses,
        table_sections=report.table_sections,
        rows=report.rows,
        accounting=report.accounting,
        **values,
    )
