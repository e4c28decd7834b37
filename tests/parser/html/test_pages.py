"""A notice reads the same on the pages of every site generator; what the site prints around it is furniture."""

from __future__ import annotations

import datetime
from functools import cache

import pages
import pytest

import hedui
from hedui.model import Report
from hedui.pipeline import documents_of

each_page = pytest.mark.parametrize("name", pages.PAGES)
AROUND = ("首页", "打印本页", "相关链接", "微博", "网站标识码", "浏览次数", "热点推荐", "上一篇")
WITHOUT_NUMBER = {"nested_tables", "pdf_lines", "linked_files", "numbered_lists"}


@cache
def report_of(name: str) -> Report:
    return hedui.check(pages.PAGES[name]())


def test_there_are_at_least_ten_pages() -> None:
    assert len(pages.PAGES) >= 10


@each_page
def test_the_head_is_read(name: str) -> None:
    notice = report_of(name).notice
    assert notice.title == pages.TITLE
    assert notice.issuer == pages.ISSUER
    assert notice.issued_on == datetime.date(2024, 5, 8)
    assert notice.addressees == ("各县（市、区）人民政府", "市政府有关部门")
    assert notice.document_number == (None if name in WITHOUT_NUMBER else pages.NUMBER)
    assert notice.attachments[0].removesuffix(".docx") == "云川市城市照明提升任务分解表"


@each_page
def test_clauses_and_rows_are_read(name: str) -> None:
    report = report_of(name)
    assert [clause.number for clause in report.clauses] == ["1", "2", "3"]
    assert [clause.title for clause in report.clauses] == [row[1] for row in pages.ROWS]
    assert [section.title for section in report.sections] == ["补齐照明短板", "健全管护机制"]
    assert [row.title for row in report.rows] == [row[1] for row in pages.ROWS]
    assert [[unit.name for unit in row.lead_units] for row in report.rows] == [["市城管局"]] * 3


@each_page
def test_the_one_difference_is_found_and_nothing_else(name: str) -> None:
    assert [(finding.code, finding.clause) for finding in report_of(name).findings] == [("UNT001", "3")]


@each_page
def test_every_character_has_one_role(name: str) -> None:
    accounting = report_of(name).accounting
    assert accounting.unaccounted == ()
    assert sum(accounting.by_role.values()) == accounting.characters


@each_page
def test_what_the_site_prints_around_the_notice_is_furniture(name: str) -> None:
    (document,) = documents_of(pages.PAGES[name]())
    text = document.source.text
    furniture = "\n".join(text[start:end] for start, end in document.furniture)
    assert [word for word in AROUND if word in text and word not in furniture] == []
    assert pages.CLAUSES[1][:12] not in furniture


def test_what_is_not_shown_is_not_in_the_text() -> None:
    (document,) = documents_of(pages.index_header_row())
    assert "不显示" not in document.source.text


def test_a_file_that_the_page_links_to_is_an_attachment_of_the_notice() -> None:
    assert report_of("linked_files").notice.attachments == ("云川市城市照明提升任务分解表.docx", "名册.xlsx")


def test_numbers_that_the_browser_prints_are_marked_as_generated() -> None:
    spans = [span for clause in report_of("numbered_lists").clauses for span in clause.spans]
    assert [span.text for span in spans if span.generated] == ["1. ", "2. ", "3. "]


WITH_INDEX = (
    "index_table",
    "index_list",
    "index_definitions",
    "index_twice",
    "index_alternating",
    "index_header_row",
    "index_glued",
    "index_framed",
)


@pytest.mark.parametrize("name", WITH_INDEX)
def test_an_index_block_that_contradicts_the_text_is_a_finding_wherever_it_stands(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = {"发文字号": "云政办发〔2024〕13号", "发文机关": "云川市城市管理局", "成文日期": "2023-05-08"}
    monkeypatch.setattr(pages, "OPENING", (pages.TITLE, pages.NUMBER, *pages.OPENING[1:]))
    assert "RDR008" not in [finding.code for finding in hedui.check(pages.PAGES[name]()).findings]
    monkeypatch.setattr(pages, "INDEX", tuple((label, other.get(label, value)) for label, value in pages.INDEX))
    page = pages.PAGES[name]()
    report = hedui.check(page)
    assert report.notice.document_number == pages.NUMBER
    told = [(f.severity, f.details["field"]) for f in report.findings if f.code == "RDR008"]
    assert told == [("info", "issuer"), ("info", "date"), ("warning", "number")]
    (document,) = documents_of(page)
    quoted = [span for f in report.findings if f.code == "RDR008" for span in f.spans.body]
    assert all(document.source.text[span.start : span.end] == span.text for span in quoted)
    assert {"云政办发〔2024〕13号", pages.NUMBER} <= {span.text for span in quoted}
