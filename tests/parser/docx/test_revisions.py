"""Tracked changes, and paragraphs whose end is not there: what stands in which view."""

from __future__ import annotations

import pytest

from hedui.parser.document import Table
from parser.docx.word_xml import abstract, cell, level, num, para, paragraphs_of, read_body, row, run, table, texts


def test_the_original_view_shows_what_stood_before() -> None:
    body = para(
        f"{run('保留')}<w:ins>{run('新增')}</w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('原处')}</w:moveFrom><w:moveTo>{run('新处')}</w:moveTo>"
    )
    assert texts(read_body(body, "original")) == ["保留删去原处"]
    assert texts(read_body(body)) == ["保留新增新处"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = para(run("前半，"), '<w:rPr><w:del w:id="1"/></w:rPr>') + para("后半。", '<w:jc w:val="center"/>')
    (block,) = read_body(body).blocks
    assert not isinstance(block, Table)
    assert block.align == "center"
    assert texts(read_body(body)) == ["前半，后半。"]
    assert texts(read_body(body, "original")) == ["前半，", "后半。"]


def test_an_inserted_paragraph_mark_joins_in_the_original_view() -> None:
    body = para(run("前半，"), '<w:rPr><w:ins w:id="1"/></w:rPr>') + para("后半。")
    assert texts(read_body(body, "original")) == ["前半，后半。"]
    assert texts(read_body(body)) == ["前半，", "后半。"]


def test_a_deleted_mark_before_a_table_keeps_its_text() -> None:
    body = para(run("前文"), '<w:rPr><w:del w:id="1"/></w:rPr>')
    body += "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    assert texts(read_body(body)) == ["前文", "[table]"]


_LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_LIST = abstract(0, level(0, "chineseCounting", "%1、")) + num(1, 0)
_MARK_HIDDEN = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (para("目标", _MARK_HIDDEN) + para("。做好工作"), ["目标。做好工作"]),
        (para("目标", _LISTED + _MARK_HIDDEN) + para("。做好") + para("任务", _LISTED), ["一、目标。做好", "二、任务"]),
        (para("目标", _LISTED + _MARK_HIDDEN) + para("。做好", _LISTED), ["一、目标。做好"]),
        (para(run("隐", "<w:vanish/>"), _LISTED + _MARK_HIDDEN) + para("任务", _LISTED), ["一、任务"]),
        (para("目标", _LISTED + _MARK_HIDDEN) + table(row("甲", "乙")), ["一、目标", "[table]"]),
        (para("为", '<w:framePr w:dropCap="drop" w:lines="2"/>') + para("做好工作"), ["为做好工作"]),
        (para("旁注", '<w:framePr w:w="2000"/>') + para("正文"), ["旁注", "正文"]),
    ],
)
def test_a_paragraph_without_an_end_of_its_own_stands_before_the_next(body: str, expected: list[str]) -> None:
    assert texts(read_body(body, numbering=_LIST)) == expected


@pytest.mark.parametrize(
    ("body", "final", "original"),
    [
        (
            para("甲", f"{_LISTED}<w:pPrChange><w:pPr/></w:pPrChange>")
            + para("乙", f"<w:pPrChange><w:pPr>{_LISTED}</w:pPr></w:pPrChange>"),
            ["一、甲", "乙"],
            ["甲", "一、乙"],
        ),
        (
            para("甲", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins w:id="1"/></w:numPr>')
            + para("乙", _LISTED),
            ["一、甲", "二、乙"],
            ["甲", "一、乙"],
        ),
    ],
)
def test_a_number_that_came_or_went_with_a_revision(body: str, final: list[str], original: list[str]) -> None:
    assert texts(read_body(body, numbering=_LIST)) == final
    assert texts(read_body(body, "original", numbering=_LIST)) == original
    in_cell = read_body(table(row(cell(body), "丙")), "original", numbering=_LIST)
    assert [in_cell.quote(p).text for p in paragraphs_of(in_cell)] == [*original, "丙"]


def test_inserted_and_deleted_cells_are_revisions() -> None:
    body = table(row("甲", cell("乙", '<w:cellIns w:id="1"/>'), cell("丙", '<w:cellDel w:id="2"/>')))
    assert [read_body(body, view).source.text for view in ("final", "original")] == ["甲\n乙", "甲\n丙"]
    assert "插入 1，删除 1" in read_body(body).notes[0].text


def test_open_revisions_and_comments_give_one_note() -> None:
    body = para(f'<w:ins w:id="1">{run("新")}</w:ins><w:r><w:commentReference w:id="0"/></w:r>')
    (note,) = read_body(body).notes
    assert note.kind == "revisions-open"
    assert "插入 1，删除 0" in note.text
    assert "1 条批注" in note.text


def test_a_clean_document_gives_no_note() -> None:
    assert read_body(para("正文")).notes == ()
