"""Plain text: encodings, tables, marks, page numbers; and that nothing of the file is lost."""

from __future__ import annotations

import pytest

from hedui.errors import InputError
from hedui.parser.document import Document, Paragraph, Table
from hedui.parser.readers import Blob, read_document

TABLE = "序号\t工作任务\t责任单位\n1\t新建公园\t市城管局\n"


def read(text: str | bytes) -> Document:
    data = text if isinstance(text, bytes) else text.encode()
    return read_document(Blob(data, "notice.txt", "body"))


def texts(document: Document) -> list[str]:
    return [document.quote(block).text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_the_encoding_is_told_by_content(codec: str) -> None:
    data = "云川市人民政府关于做好绿化工作的通知\n各区县：".encode(codec)
    if codec == "utf-16-le":
        data = b"\xff\xfe" + data
    assert texts(read(data)) == ["云川市人民政府关于做好绿化工作的通知", "各区县："]


def test_the_source_text_is_the_file_as_decoded() -> None:
    text = "一、绿化\r\n\r\n 1. 新建公园。\r\n"
    assert read(text).source.text == text


def test_tab_lines_are_one_table_across_page_breaks_and_bare_headings() -> None:
    document = read(f"附件\n\n{TABLE}\n序号\t工作任务\t责任单位\n二、管护\n2\t修剪行道树\t市林业局\n\n此件公开发布")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert (table.rows, table.columns, table.merged_known) == (5, 3, False)
    assert texts(document) == ["附件", "此件公开发布"]


def test_a_second_caption_begins_a_second_table() -> None:
    document = read(f"{TABLE}\n附件2 任务清单\n{TABLE}")
    assert sum(isinstance(block, Table) for block in document.blocks) == 2


def test_a_tab_behind_a_number_makes_no_table() -> None:
    assert texts(read("1.\t新建公园。\n2.\t修剪行道树。\n")) == ["1.\t新建公园。", "2.\t修剪行道树。"]


def test_paragraph_marks_divide_a_cell_and_become_furniture() -> None:
    document = read("工作任务\t责任单位\n<p>新建公园。</p> <p>修剪行道树。</p>\t市城管局\n")
    (table,) = document.blocks
    assert isinstance(table, Table)
    cell = table.cells[2]
    assert [document.quote(paragraph).text for paragraph in cell.paragraphs] == ["新建公园。", "修剪行道树。"]
    assert [document.source.text[low:high] for low, high in document.furniture] == ["<p>", "</p>", "<p>", "</p>"]


@pytest.mark.parametrize("line", ["— 3 —", "- 12 -", "第 3 页 共 8 页", "3/8"])
def test_page_numbers_are_furniture(line: str) -> None:
    document = read(f"推动公园建设，完善\n\n{line}\n\n管护机制。\n")
    assert [document.source.text[low:high].strip() for low, high in document.furniture] == [line]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "only white space"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG picture"),
        (b"\x00\x01\x02" * 99, "unknown kind"),
    ],
)
def test_what_is_no_text_gets_one_clear_sentence(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as error:
        read(data)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("notice.txt: ")
