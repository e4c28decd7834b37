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
