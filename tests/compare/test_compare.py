"""Two versions of a notice: what changed is said once, under the code of the rule, in the words of versions."""

from __future__ import annotations

import importlib.util
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

import hedui
from hedui import comparing, pipeline
from hedui.cli.commands import hedui as command
from hedui.cli.running import run
from hedui.config import Settings
from hedui.export import ExportOptions, exporter_for, exporters
from hedui.export.remarks import remarks_of
from hedui.model import Report
from hedui.normalize.rules import all_rules
from hedui.normalize.version_words import COMPARED

SAMPLES = Path(__file__).resolve().parents[2] / "samples"

OLD = """云川市人民政府办公室关于印发云川市2024年水务工作要点的通知
云政办发〔2024〕31号
各县（市、区）人民政府，市政府各部门：
一、防汛
1.清理河道淤积。疏浚城区内河八公里。每月通报一次进度。（牵头单位：市水利局；责任单位：市发展改革委、市财政局；完成时限：2024年6月底，长期坚持）
2.完善用水计量。居民小区更换智能水表5000块。（牵头单位：市住房城乡建设局；责任单位：市水利局；完成时限：2024年9月底）
3.整治围湖养殖。拆除网箱三百口。（牵头单位：市农业农村局；完成时限：2024年10月底）
4.公开水质信息。按季度公布监测结果。（牵头单位：市生态环境局；责任单位：市卫生健康委；完成时限：2024年11月底）
5.改造老旧管网。更换铸铁管线十二公里，应当同步恢复路面。（牵头单位：市城管局；责任单位：市公安局；完成时限：2024年12月底）
云川市人民政府办公室
2024年3月5日
"""
TABLE = """附件
任务分解表
序号\t重点任务\t工作措施\t牵头单位\t完成时限
1\t清理河道淤积\t疏浚城区内河八公里。\t市水利局\t2024年6月底
\t\t每月通报一次进度。\t市水利局\t2024年6月底
2\t完善用水计量\t居民小区更换智能水表5000块。\t市住房城乡建设局\t2024年9月底
"""

CHANGES = [
    ("牵头单位：市农业农村局", "牵头单位：市林业局、市农业农村局", {"UNT002"}, "新版第3条新增牵头单位市林业局"),
    ("市发展改革委、市财政局", "市财政局", {"UNT005"}, "旧版第1条的责任单位市发展改革委在新版中取消"),
    ("责任单位：市公安局", "责任单位：市公安局、市交通运输局", {"UNT006"}, "新版第5条新增责任单位市交通运输局"),
    (
        "牵头单位：市生态环境局；责任单位：市卫生健康委",
        "牵头单位：市卫生健康委；责任单位：市生态环境局",
        {"UNT004"},
        "新版第4条的市生态环境局由牵头单位改为责任单位，市卫生健康委由责任单位改为牵头单位。",
    ),
    ("牵头单位：市城管局；", "", {"UNT003"}, "旧版第5条的牵头单位为市城管局，新版没有列牵头单位。"),
    ("2024年9月底", "2024年10月底", {"DUE001"}, "由“2024年9月底”改为“2024年10月底”，推迟。"),
    ("；完成时限：2024年9月底", "", {"DUE002"}, "旧版第2条的完成时限“2024年9月底”在新版中取消。"),
    ("，长期坚持", "", {"DUE004"}, "删去“长期坚持”"),
    ("5000块", "500块", {"TXT006"}, "“5000”改为“500”"),
    ("应当同步", "可以同步", {"TXT002"}, "义务要求发生变化"),
    ("每月通报一次进度。", "", {"TXT003"}, "旧版第1条的“每月通报一次进度。”在新版中删去。"),
    ("监测结果。", "监测结果。加强部门信息共享。", {"TXT004"}, "新版第4条增加“加强部门信息共享。”"),
    ("整治围湖养殖", "整治围湖养鱼", {"TXT001"}, "标题由“整治围湖养殖”改为“整治围湖养鱼”"),
    ("一、防汛", "一、防汛抗旱", {"MAT005"}, "章节标题由“防汛”改为“防汛抗旱”。"),
    ("水务工作要点", "水务重点工作", {"TXT001"}, "文件标题由"),
]


def _compare(tmp_path: Path, old: str, new: str, **settings: object) -> Report:
    paths = tmp_path / "旧版.txt", tmp_path / "新版.txt"
    for path, text in zip(paths, (old, new), strict=True):
        path.write_text(text, "utf-8")
    return hedui.compare(*paths, settings=Settings(**settings))  # type: ignore[arg-type]


@pytest.mark.parametrize(("before", "after", "codes", "message"), CHANGES)
def test_a_change_is_one_finding(tmp_path: Path, before: str, after: str, codes: set[str], message: str) -> None:
    assert before in OLD
    report = _compare(tmp_path, OLD, OLD.replace(before, after))
    assert {finding.code for finding in report.findings} == codes
    (finding,) = report.findings
    assert message in finding.message
    assert not re.search("正文|分解表", finding.message)


def test_a_version_compared_with_itself_has_no_finding() -> None:
    paths = sorted(SAMPLES.glob("*/*.txt"))
    assert len(paths) >= 10
    for path in paths:
        report = hedui.compare(path, path)
        assert report.findings == (), path.name
        items = len(hedui.read(path).clauses) + len(hedui.read(path).rows)
        assert len(report.clauses) == len(report.rows) == items


def test_two_formats_of_one_notice_differ_in_nothing() -> None:
    folder = SAMPLES / "business-climate"
    report = hedui.compare(folder / "business-climate.docx", folder / "business-climate.pdf")
    assert report.findings == ()
    assert report.pairs


def test_a_new_clause_is_new_and_the_later_numbers_are_one_piece_of_information(tmp_path: Path) -> None:
    new = re.sub(r"(?m)^([2-5])\.", lambda m: f"{int(m[1]) + 1}.", OLD)
    added = "2.加固堤防。加固险工段四处。（牵头单位：市水利局；完成时限：2024年5月底）\n"
    new = new.replace("3.完善用水计量", added + "3.完善用水计量")
    report = _compare(tmp_path, OLD, new)
    assert [(f.code, f.severity, f.details["side"]) for f in report.findings] == [
        ("MAT002", "error", "new"),
        ("MAT003", "info", "both"),
    ]
    assert report.findings[0].message == "新版第2条“加固堤防”是旧版没有的，为新增内容。"
    assert report.findings[1].message == "旧版第2条至第5条在新版中依次编号为3至6。"


DUTIES = "（牵头单位：市水利局；责任单位：市发展改革委、市财政局；完成时限：2024年6月底，长期坚持）"
FIRST = f"1.清理河道淤积。疏浚城区内河八公里。每月通报一次进度。{DUTIES}"


def _split(duties: str = DUTIES) -> str:
    """The first clause as two, the later ones renumbered."""
    assert FIRST in OLD
    rest = re.sub(r"(?m)^([2-5])\.", lambda m: f"{int(m[1]) + 1}.", OLD)
    return rest.replace(
        FIRST, f"1.清理河道淤积。疏浚城区内河八公里。{DUTIES}\n2.通报河道进度。每月通报一次进度。{duties}"
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "severity", "message"),
    [
        (OLD, _split(), "MAT002", "warning", "新版第2条“通报河道进度”由旧版第1条拆分而成，单位和时限未变。"),
        (_split(), OLD, "MAT001", "warning", "旧版第2条“通报河道进度”并入新版第1条，单位和时限未变。"),
        (
            OLD,
            _split("（牵头单位：市审计局；完成时限：2024年6月底）"),
            "MAT002",
            "error",
            "新版第2条“通报河道进度”由旧版第1条拆分而成，单位或者时限有变动。",
        ),
    ],
)
def test_a_split_or_a_merger_is_one_finding(
    tmp_path: Path, old: str, new: str, code: str, severity: str, message: str
) -> None:
    found = [f for f in _compare(tmp_path, old, new).findings if f.code != "MAT003"]
    assert [(f.code, f.severity, f.message) for f in found] == [(code, severity, message)]
    assert (found[0].clause is None, found[0].row is None) == (False, False)


def test_a_clause_that_is_gone_is_said_of_the_old_version(tmp_path: Path) -> None:
    new = re.sub(r"(?m)^5\..*\n", "", OLD)
    (finding,) = _compare(tmp_path, OLD, new).findings
    assert (finding.code, finding.details["side"], finding.clause, finding.row) == ("MAT001", "old", "5", None)


def test_rows_are_compared_with_rows(tmp_path: Path) -> None:
    new = OLD + TABLE.replace("市住房城乡建设局\t2024年9月底", "市城管局\t2024年9月底")
    report = _compare(tmp_path, OLD + TABLE, new)
    assert [(f.code, f.details["item"]) for f in report.findings] == [("UNT001", "row"), ("UNT002", "row")]
    assert report.findings[0].message.startswith("旧版表中第2项的牵头单位市住房城乡建设局在新版中取消")
    assert (report.findings[0].clause_id, report.findings[0].row_id) == ("old-r2", "new-r2")


def test_a_table_that_one_version_has_not_is_one_finding(tmp_path: Path) -> None:
    (come,) = _compare(tmp_path, OLD, OLD + TABLE).findings
    assert (come.code, come.message) == ("MAT002", "新版增加任务分解表（2项）。")
    (gone,) = _compare(tmp_path, OLD + TABLE, OLD).findings
    assert (gone.code, gone.message) == ("MAT001", "旧版的任务分解表（2项）在新版中没有。")


def test_every_span_points_into_the_file_it_names(tmp_path: Path) -> None:
    old, new = OLD + TABLE, (OLD + TABLE).replace("8", "9").replace("市水利局", "市水务局").replace("12月", "11月")
    report = _compare(tmp_path, old, new)
    texts = {"body": old, "attachment-1": new}
    spans = [span for item in (*report.clauses, *report.rows) for span in item.spans]
    spans += [span for f in report.findings for span in (*f.spans.body, *f.spans.table)]
    assert {span.part for span in spans} == set(texts)
    assert all(texts[span.part][span.start : span.end] == span.text for span in spans)
    assert {span.part for f in report.findings for span in f.spans.table} == {"attachment-1"}
    assert [source.name for source in (report.source, *report.attachments)] == ["旧版.txt", "新版.txt"]


def test_ids_are_told_apart_and_pairs_name_them(tmp_path: Path) -> None:
    report = _compare(tmp_path, OLD + TABLE, OLD + TABLE)
    assert report.compares == "versions"
    clauses, rows = {item.id for item in report.clauses}, {item.id for item in report.rows}
    assert all(name.startswith("old-") for name in clauses)
    assert all(name.startswith("new-") for name in rows)
    assert {(pair.clause, pair.row) for pair in report.pairs} <= {(c, r) for c in clauses for r in rows}
    assert len(report.pairs) == 7


def test_every_rule_that_compares_has_its_words() -> None:
    compared = {rule.code for rule in all_rules() if rule.code[:3] in ("MAT", "UNT", "DUE", "TXT")}
    about_one_text = {"UNT010", "DUE005", "DUE006"}
    assert compared - COMPARED == about_one_text
    assert {info.code for info in comparing.catalogue()} == COMPARED


def test_english_messages_hold_no_chinese_but_quotations(tmp_path: Path) -> None:
    for before, after, _, _ in CHANGES:
        for finding in _compare(tmp_path, OLD, OLD.replace(before, after), lang="en").findings:
            assert (
                "clause" in finding.message
                or "version" in finding.message
                or "headed" in finding.message
                or ("title" in finding.message)
            ), finding.message
            assert not re.search("旧版|新版|改为", finding.message)


def test_the_settings_choose_rules_and_severities(tmp_path: Path) -> None:
    new = OLD.replace("2024年9月底", "2024年10月底").replace("5000块", "500块")
    chosen = _compare(tmp_path, OLD, new, select=("DUE",))
    assert [finding.code for finding in chosen.findings] == ["DUE001"]
    milder = _compare(tmp_path, OLD, new, severity={"DUE001": "info", "TXT006": "off"})
    assert [(f.code, f.severity) for f in milder.findings] == [("DUE001", "info")]


@pytest.mark.parametrize("name", sorted(exporters()))
def test_every_format_takes_the_report(tmp_path: Path, name: str) -> None:
    needs = exporters()[name].needs
    if needs and importlib.util.find_spec(needs[0]) is None:
        pytest.skip(f"{needs[0]} is not installed")
    folder = SAMPLES / "business-climate"
    suffix = "pdf" if name == "pdf" else "docx"
    files = [
        pipeline.load(folder / f"business-climate.{suffix}"),
        pipeline.load(SAMPLES / f"farmland/farmland.{suffix}"),
    ]
    report = comparing.compare(*files)
    assert report.findings
    options = ExportOptions(catalogue=comparing.catalogue(), originals=comparing.originals_of(report, files))
    written = exporter_for(name).write([report], options)
    assert all(written.values())
    if exporters()[name].annotates:
        assert len(written) == 2  # each version back with its remarks


def test_the_command_ends_as_check_does(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    old, new = tmp_path / "旧版.txt", tmp_path / "新版.txt"
    old.write_text(OLD, "utf-8")
    new.write_text(OLD.replace("5000块", "500块"), "utf-8")
    assert run(command, ["compare", str(old), str(old)]) == 0
    assert run(command, ["compare", str(old), str(new)]) == 1
    assert run(command, ["compare", str(old), str(new), "--ignore", "TXT006"]) == 0
    assert run(command, ["compare", str(old), str(tmp_path / "none.txt")]) == 3
    capfdbinary.readouterr()
    assert run(command, ["compare", str(old), str(new), "--format", "json"]) == 1
    plain = json.loads(capfdbinary.readouterr().out)
    assert (plain["compares"], len(plain["findings"])) == ("versions", 1)


MANY = (
    ("2024年9月底", "2024年10月底"),
    ("5000块", "500块"),
    ("完善用水计量", "完善供水计量"),
    ("每月通报一次进度。", ""),
    ("牵头单位：市城管局；", ""),
    ("监测结果。", "监测结果。加强部门信息共享。"),
    ("3.整治围湖养殖。拆除网箱三百口。（牵头单位：市农业农村局；完成时限：2024年10月底）\n", ""),
)
"""Changes of every kind at once."""

FOREIGN = {"zh": "正文|表中|分解表|条款|事项|错误|警告", "en": r"\b(?:body|table|rows?|error|warning)\b"}
"""Words for the sides of one notice, which no report on two versions says."""

NAMED = {"zh": ("旧版", "新版"), "en": ("old", "new")}


def _many(text: str) -> str:
    for before, after in MANY:
        assert before in text
        text = text.replace(before, after)
    return text


def _seen(name: str, report: Report, lang: str, **options: object) -> str:
    """Everything a reader sees of an output, and the names of its files."""
    chosen = ExportOptions(lang=lang, catalogue=comparing.catalogue(), **options)  # type: ignore[arg-type]
    files = exporter_for(name).write([report], chosen)
    return "\n".join([*files, *(_READ[name](data) for data in files.values())])


def _page_text(data: bytes) -> str:
    source = re.sub(r"(?s)<(style|script)>.*?</\1>", "", data.decode())
    attributes = re.findall(r' (?:title|aria-label|placeholder|alt|data-side|data-text)="([^"]*)"', source)
    return "\n".join([re.sub("<[^>]*>", "\n", source), *attributes])


def _workbook_text(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = (cell.value for sheet in book.worksheets for line in sheet.iter_rows() for cell in line)
    return "\n".join([*book.sheetnames, *map(str, filter(None, cells))])


_READ = {
    "text": bytes.decode,
    "html": _page_text,
    "xlsx": _workbook_text,
    "csv": lambda data: re.sub(r"\{.*\}", "", data.decode("utf-8-sig")),  # `details` are for programs
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", sorted(_READ))
def test_every_format_calls_the_sides_by_their_version(tmp_path: Path, name: str, lang: str) -> None:
    report = _compare(tmp_path, OLD, _many(OLD), lang=lang)
    assert {finding.severity for finding in report.findings} == {"error", "warning", "info"}
    # The names of rules, and severities and parts in CSV, are for programs.
    seen = re.sub('clause-without-row|row-without-clause|"error"|"warning"|"body"', "", _seen(name, report, lang))
    assert all(word in seen.lower() for word in NAMED[lang if name != "csv" else "en"])
    assert re.findall(FOREIGN[lang], seen) == []


@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_remarks_in_the_files_themselves_call_the_sides_by_their_version(name: str) -> None:
    folder = SAMPLES / "business-climate"
    files = [pipeline.load(folder / f"business-climate.{name}"), pipeline.load(SAMPLES / f"farmland/farmland.{name}")]
    report = comparing.compare(*files)
    options = ExportOptions(catalogue=comparing.catalogue(), originals=comparing.originals_of(report, files))
    lines = [line for remark in remarks_of(report, options) for line in (remark.heading, *remark.lines)]
    assert any(line.startswith("新版：") for line in lines)
    assert not [line for line in lines if line.startswith(("正文", "表中", "错误", "警告"))]


def test_rows_of_the_two_tables_are_told_from_clauses(tmp_path: Path) -> None:
    new = OLD + TABLE.replace("市住房城乡建设局\t2024年9月底", "市城管局\t2024年9月底")
    report = _compare(tmp_path, OLD + TABLE, new)
    assert "旧版表中 2 ⇄ 新版表中 2" in _seen("text", report, "zh")
    assert "旧版表中 2" in _seen("html", report, "zh")


def test_csv_files_of_two_versions_are_named_after_them(tmp_path: Path) -> None:
    report = _compare(tmp_path, OLD, _many(OLD))
    files = exporter_for("csv").write([report], ExportOptions())
    assert sorted(files) == ["findings.csv", "new.csv", "new_measures.csv", "notices.csv", "old.csv"]
    head = files["findings.csv"].decode("utf-8-sig").split("\r\n")[0].replace('"', "").split(",")
    assert head[4:9] == ["old", "new", "message", "old_text", "new_text"]


def test_the_text_report_calls_the_sides_by_their_version(tmp_path: Path) -> None:
    report = _compare(tmp_path, OLD, OLD.replace("5000块", "500块"))
    (data,) = exporter_for("text").write([report], ExportOptions(catalogue=comparing.catalogue())).values()
    text = data.decode()
    assert "旧版 2 ⇄ 新版 2" in text
    assert "TXT006 数字改动" in text
    assert not re.search("正文|表中", text)
