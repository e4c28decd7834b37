"""A notice reads the same in every shell that web pages put around it, whatever kind of file the page was saved as."""

from __future__ import annotations

import datetime
import io
from functools import cache
from pathlib import Path

import docx
import pytest

import hedui
from hedui.model import Report
from hedui.parser.flow import flow_of
from hedui.parser.readers import Blob, read_document

TITLE = "云川市人民政府办公室关于印发云川市城市照明提升工作方案的通知"
NOTICE = f"""{TITLE}
各县（市、区）人民政府，市政府有关部门：
现将《云川市城市照明提升工作方案》印发给你们，请认真组织实施。
一、补齐照明短板
1.修复损坏路灯。对损坏的路灯逐盏登记造册。（责任单位：市城管局；完成时限：7月底）
2.消除背街暗区。对背街小巷增设路灯四百盏。（责任单位：市城管局、市财政局；完成时限：9月底）
（此件公开发布）"""


def _shells() -> dict[str, tuple[list[str], list[str]]]:
    text = (Path(__file__).parent / "shells.txt").read_text("utf-8")
    found = {}
    for block in text.split("\n=== ")[1:]:
        name, _, lines = block.partition("\n")
        above, _, below = lines.partition("---\n")
        found[name] = (above.splitlines(), below.strip("\n").splitlines())
    return found


SHELLS = _shells()


def _docx(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _html(lines: list[str]) -> bytes:
    return f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>".encode()


UNDATED = ("values without labels, the title over them", "html")
"""Days alone on lines of a page are those of the page; nothing tells the one that is not."""
FORMS = {"txt": lambda lines: "\n".join(lines).encode(), "docx": _docx, "html": _html}


@cache
def report_of(shell: str, form: str) -> Report:
    above, below = SHELLS[shell]
    return hedui.check(FORMS[form]([*above, *NOTICE.splitlines(), *below]))


each = pytest.mark.parametrize(("shell", "form"), [(shell, form) for shell in SHELLS for form in FORMS])


def test_there_are_at_least_fifteen_shells() -> None:
    assert len(SHELLS) >= 15


@each
def test_the_head_is_read(shell: str, form: str) -> None:
    notice = report_of(shell, form).notice
    assert notice.title == TITLE
    assert notice.issuer == "云川市人民政府办公室"
    assert notice.document_number == "云政办发〔2024〕30号"
    assert notice.issued_on == (None if (shell, form) == UNDATED else datetime.date(2024, 5, 8))
    assert notice.addressees == ("各县（市、区）人民政府", "市政府有关部门")


@each
def test_the_clauses_are_those_of_the_notice(shell: str, form: str) -> None:
    report = report_of(shell, form)
    assert [clause.number for clause in report.clauses] == ["1", "2"]
    assert [[unit.name for unit in clause.responsible_units] for clause in report.clauses] == [
        ["市城管局"],
        ["市城管局", "市财政局"],
    ]
    assert [str(clause.deadlines[0].date) for clause in report.clauses] == ["2024-07-31", "2024-09-30"]


@each
def test_every_character_has_a_role_and_nothing_is_found(shell: str, form: str) -> None:
    report = report_of(shell, form)
    assert [span.text for span in report.accounting.unaccounted] == []
    assert [finding.code for finding in report.findings if finding.severity != "info"] == []


TABLE = """云川市城市照明提升任务分解表
序号\t工作任务\t责任单位\t完成时限
1\t修复损坏路灯。对损坏的路灯逐盏登记造册。\t市城管局\t7月底
2\t消除背街暗区。对背街小巷增设路灯四百盏。\t市城管局、市财政局\t9月底
"""


@pytest.mark.parametrize(
    ("foot", "role"),
    [
        ("分享到：微信 微博\n扫一扫在手机打开当前页", "furniture"),
        (
            "主办单位：云川市人民政府办公室 承办单位：云川市数据局\n云ICP备00000000号",
            "furniture",
        ),
        ("相关解读\n图解城市照明\n市城管局解读城市照明提升工作方案", "furniture"),
        ("责任编辑：林某\n浏览次数：128\n【打印】【关闭】", "furniture"),
        ("扫一扫在手机打开当前页", "unaccounted"),
        ("以上任务请抓好落实\n城市照明人人有责", "unaccounted"),
    ],
)
def test_a_foot_of_the_page_is_furniture_and_a_stray_line_is_told(foot: str, role: str) -> None:
    report = hedui.check(f"云政办发〔2024〕30号\n{NOTICE}\n{TABLE}\n{foot}\n".encode())
    size = len("".join(foot.split()))
    assert report.accounting.by_role.get(role) == size
    assert [clause.number for clause in report.clauses] == ["1", "2"]
    assert ("RDR001" in [finding.code for finding in report.findings]) == (role == "unaccounted")


ONE_LINE = (
    f"{TITLE} （云政办发〔2024〕30号） 各县（市、区）人民政府，市政府有关部门： "
    "现将《云川市城市照明提升工作方案》印发给你们，落实《云川市城市照明办法》（云政发〔2023〕 5号）， "
    "有关事项通知如下： "
    "一、修复损坏路灯。对损坏的路灯逐盏登记造册。（责任单位：市城管局；完成时限：7月底） "
    "二、消除背街暗区。对背街小巷增设路灯四百盏，优先 安排学校周边路段。（责任单位：市财政局） "
    "三、建立巡查制度。每周开展一次夜间巡查。 （责任单位：市城管局） 云川市人民政府办公室 2024年5月8日"
)


@pytest.mark.parametrize("form", FORMS)
def test_a_notice_in_one_paragraph_is_cut_into_its_lines(form: str) -> None:
    report = hedui.check(FORMS[form]([ONE_LINE]))
    notice = report.notice
    assert (notice.title, notice.issuer) == (TITLE, "云川市人民政府办公室")
    assert (notice.document_number, str(notice.issued_on)) == ("云政办发〔2024〕30号", "2024-05-08")
    assert notice.addressees == ("各县（市、区）人民政府", "市政府有关部门")
    assert [clause.number for clause in report.clauses] == ["一", "二", "三"]
    assert [clause.responsible_units[0].name for clause in report.clauses] == ["市城管局", "市财政局", "市城管局"]
    assert report.accounting.unaccounted == ()
    assert [finding.code for finding in report.findings] == []


@pytest.mark.parametrize(
    "text",
    [
        "现将《城市照明办法》印发给你们。 要落实一、二、三级响应。 " + "对损坏的路灯逐盏登记造册，及时修复到位。 " * 8,
        "云川市城市照明方案： 二、修复损坏路灯。 三、消除背街暗区。 " + "对损坏的路灯逐盏登记造册，及时修复到位。 " * 8,
        "云川市城市照明方案： 一、修复损坏路灯。 " + "对损坏的路灯逐盏登记造册，及时修复到位。 " * 8,
    ],
)
def test_a_paragraph_without_counted_chapters_stays_whole(text: str) -> None:
    document = read_document(Blob(text.encode(), "notice.txt", "body"))
    assert len(flow_of(document)) == 1
