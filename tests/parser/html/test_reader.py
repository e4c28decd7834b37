"""Web pages: tables on a true grid, encodings by content, layout tables unwrapped, and pages built to overwhelm."""

from __future__ import annotations

import time

import pages
import pytest

from hedui.errors import InputError
from hedui.parser.document import Document, Paragraph, Table
from hedui.parser.readers import Blob, read_document, reader_for

SECONDS = 20
"""Far above what a hostile page costs, far below what it would cost unbounded."""


def read(page: str | bytes, name: str = "page.html") -> Document:
    data = page if isinstance(page, bytes) else f"<html><body>{page}</body></html>".encode()
    return read_document(Blob(data, name, "body"))


def texts(document: Document) -> list[str]:
    return [document.quote(block).text for block in document.blocks if isinstance(block, Paragraph)]


def table_of(document: Document) -> Table:
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return table


def grid(document: Document) -> list[tuple[int, int, int, int, list[str]]]:
    return [
        (c.row, c.column, c.row_span, c.column_span, [document.quote(p).text for p in c.paragraphs])
        for c in table_of(document).cells
    ]


HEAD = "<tr><th>序号</th><th>工作任务</th><th>责任单位</th></tr>"


@pytest.mark.parametrize(
    ("start", "sure"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf\r\n<HTML>", True),
        ("\ufeff<html><p>".encode("utf-16-le"), True),
        (b"<?xml version='1.0'?><!-- a --><html>", True),
        (b"<table><tr><td>1</td></tr></table>\n", True),
        ("<p>新建公园。</p> 序号\t任务\n".encode(), False),
        ("关于<html>的说明".encode(), True),
        ("一、绿化\n".encode(), False),
        (b"<<<", False),
    ],
)
def test_a_page_is_told_by_its_first_tags(start: bytes, sure: bool) -> None:
    found = reader_for(start)
    assert (found is not None and found.name == "html") == sure


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("label", ["utf-8", "gb2312", "iso-8859-1", "big5"])
def test_the_encoding_is_told_by_content_whatever_the_page_says(codec: str, label: str) -> None:
    page = f'<html><head><meta charset="{label}"></head><body><p>云川市关于做好绿化工作的通知</p></body></html>'
    assert texts(read(page.encode(codec))) == ["云川市关于做好绿化工作的通知"]


def test_a_page_with_damaged_bytes_is_read_and_says_how_many() -> None:
    document = read("<html><body><p>新建公园。</p>".encode() + b"\xff\xfe\xff" + "<p>修剪行道树。</p>".encode())
    assert texts(document)[0] == "新建公园。"
    assert [note.kind for note in document.notes] == ["text-damaged"]


def test_a_page_cut_off_inside_a_character_is_read_and_says_so() -> None:
    document = read("<html><body><p>新建公园。</p><p>修剪行道树".encode()[:-1])
    assert texts(document) == ["新建公园。", "修剪行道"]
    assert [note.kind for note in document.notes] == ["text-damaged"]


def test_spans_are_laid_on_a_true_grid() -> None:
    first = "<tr><td rowspan=2>1</td><td>甲</td><td rowspan=0>市林业局</td></tr>"
    document = read(f"<table>{HEAD}{first}<tr><td>乙</td></tr></table>")
    assert grid(document)[3:] == [
        (1, 0, 2, 1, ["1"]),
        (1, 1, 1, 1, ["甲"]),
        (1, 2, 2, 1, ["市林业局"]),
        (2, 1, 1, 1, ["乙"]),
    ]
    assert table_of(document).header_rows == 1


def test_a_wide_cell_never_covers_a_cell_that_reaches_down_from_above() -> None:
    first = "<tr><td>1</td><td>甲</td><td rowspan=2>市林业局</td></tr>"
    document = read(f"<table>{HEAD}{first}<tr><td colspan=3>二、管护</td></tr></table>")
    covered = [(r + i, c + j) for r, c, rs, cs, _ in grid(document) for i in range(rs) for j in range(cs)]
    assert len(covered) == len(set(covered))


@pytest.mark.parametrize(
    "content", ["甲。<br>乙。", "<p>甲。</p><p>乙。</p>", "<div>甲。</div>乙。", "<p>甲。<br/></p>乙。"]
)
def test_breaks_and_paragraphs_divide_a_cell(content: str) -> None:
    document = read(f"<table>{HEAD}<tr><td>1</td><td>{content}</td><td>市林业局</td></tr></table>")
    assert grid(document)[4][4] == ["甲。", "乙。"]


def test_a_table_inside_a_cell_of_a_breakdown_table_reads_as_its_lines() -> None:
    inner = "<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>"
    assert grid(read(f"<table>{HEAD}<tr><td>1</td><td>{inner}</td><td>市林业局</td></tr></table>"))[4][4] == [
        "甲",
        "乙",
    ]


def test_white_space_is_what_a_browser_shows() -> None:
    page = "<p>\n  市发展\r\n改革委   会同\n  市财政局&nbsp;<b>负</b><i>责</i>\u200b。\n</p><pre>一\n二</pre>"
    assert texts(read(page)) == ["市发展改革委 会同 市财政局\xa0负责。", "一", "二"]


@pytest.mark.parametrize(
    ("page", "align", "style"),
    [
        ("<p align=center>标题</p>", "center", None),
        ("<center>标题</center>", "center", None),
        ("<div style='color:red; text-align : right'>日期</div>", "right", None),
        ("<div align=right><p style='text-align:left'>正文</p></div>", None, None),
        ("<h2>标题</h2>", None, "heading"),
        ("<td align=center>" + "长" * 61, None, None),
    ],
)
def test_alignment_and_headings_are_kept(page: str, align: str | None, style: str | None) -> None:
    (block,) = read(page).blocks
    assert isinstance(block, Paragraph)
    assert (block.align, block.style) == (align, style)


def test_scripts_styles_and_hidden_text_are_not_read() -> None:
    unseen = "<script>x</script><style>x</style><p hidden>x</p><p style='display: none'>x</p><select><option>x</select>"
    assert read(f"{unseen}<!-- x --><p>甲</p><input value=x>").source.text == "甲"


def test_a_page_without_visible_text_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(InputError, match="shows no text") as error:
        read("<script>document.write('甲')</script>")
    assert str(error.value).startswith("page.html: ")


HOSTILE = {
    "a span of a thousand million": f"<table>{HEAD}<tr><td rowspan=999999999 colspan=999999999>1</td></tr></table>",
    "many spans of 512": f"<table>{HEAD}" + "<tr>" + "<td rowspan=512 colspan=512>1</td>" * 400 + "</tr></table>",
    "a diagonal of cells": "<table>" + "".join(f"<tr>{'<td>1</td>' * n}</tr>" for n in range(300)) + "</table>",
    "ten thousand nested tables": "<table><tr><td>" * 10_000 + "甲" + "</td></tr></table>" * 10_000,
    "ten thousand nested tables, never closed": "<table><tr><td>甲" * 10_000,
    "ten thousand nested boxes": "<div>" * 10_000 + "甲" + "</div>" * 10_000,
    "ten thousand nested lists": "<ol><li>" * 10_000 + "甲",
    "a hundred thousand unclosed spans": "<span>甲" * 100_000,
    "closing tags alone": "</td></tr></table></div>" * 50_000 + "甲",
    "one line of two million characters": "<p>" + "甲" * 2_000_000,
    "a hundred thousand breaks": "甲<br>" * 100_000,
    "attributes without end": "<p " + "a=1 " * 100_000 + ">甲",
    "brackets without end": "<p>" + "（" * 100_000,
    "blanks without end": "<p>甲" + " \n" * 500_000 + "乙",
    "a line of look-alike furniture": "<p>" + "打印关闭大中小" * 20_000,
    "zero characters": "<p>甲\x00\x00乙</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_built_to_overwhelm_is_read_in_time(name: str) -> None:
    begin = time.process_time()
    document = read(HOSTILE[name])
    assert set(document.source.text) & set("1甲打（")
    assert time.process_time() - begin < SECONDS


def test_a_page_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hedui.parser.readers.html.walker.ELEMENT_LIMIT", 1_000)
    with pytest.raises(InputError, match="more than 1000 elements"):
        read("<b></b>" * 1_000)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
@pytest.mark.parametrize("name", ["index_table", "nested_tables", "office_export"])
def test_a_page_cut_off_anywhere_is_read_or_refused(name: str, share: float) -> None:
    data = pages.PAGES[name]()
    document = read(data[: int(len(data) * share)])
    assert document.source.text


def test_every_place_of_the_source_is_told() -> None:
    document = read(pages.index_table())
    text = document.source.text
    told = {offset for place in document.source.places for offset in range(place.start, place.end)}
    assert [char for offset, char in enumerate(text) if not char.isspace() and offset not in told] == []
