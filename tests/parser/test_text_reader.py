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


TAGGED = """# 云川市关于绿化的通知

<div><table border="1"><thead><tr><th>序号</th><th>工作任务</th><th>责任单位</th></tr></thead>
<tr><td rowspan="2">1</td><td>新建<b>公园</b>。</td><td rowspan=2><p style="a">市城管局</p><p>市林业局</p></td></tr>
<tr><td>&nbsp;修剪
行道树。</td></tr></table></div>

此件公开发布
"""


def test_a_table_written_as_html_is_read_on_its_grid_and_its_tags_are_furniture() -> None:
    document = read(TAGGED)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    shown = [(c.row, c.column, c.row_span, [document.quote(p).text for p in c.paragraphs]) for c in table.cells[3:]]
    assert shown == [
        (1, 0, 2, ["1"]), (1, 1, 1, ["新建公园。"]), (1, 2, 2, ["市城管局", "市林业局"]), (2, 1, 1, ["修剪行道树。"]),
    ]  # fmt: skip
    assert texts(document) == ["云川市关于绿化的通知", "此件公开发布"]
    furniture = "".join(document.source.text[low:high] for low, high in document.furniture)
    assert furniture.count("<") == TAGGED.count("<")


@pytest.mark.parametrize("tail", ["", "<tr><td>2", "<td>" * 50_000, "<table>\n" * 50_000])
def test_a_table_written_as_html_that_is_never_closed_is_read_to_its_end(tail: str) -> None:
    document = read(
        f"# 标题\n\n<table><tr><td>序号</td><td>工作任务</td></tr><tr><td>1</td><td>新建公园。</td></tr>{tail}"
    )
    assert sum(isinstance(block, Table) for block in document.blocks) == 1


def test_a_quoted_cell_of_a_copied_spreadsheet_holds_line_ends() -> None:
    row = '2\t"修剪行道树。\n更换枯死树木。"\t"市林业局\n市城管局"\n3\t"新建\t市城管局\n'
    document = read(f"{TABLE}{row}")
    (table,) = document.blocks
    assert isinstance(table, Table)
    cells = [["".join(document.quote(p).text for p in cell.paragraphs)] for cell in table.cells[6:]]
    assert cells == [["2"], ["修剪行道树。更换枯死树木。"], ["市林业局市城管局"], ["3"], ['"新建'], ["市城管局"]]
    assert [document.source.text[low:high] for low, high in document.furniture] == ['"'] * 4


@pytest.mark.parametrize("line", ["— 3 —", "- 12 -", "第 3 页 共 8 页", "3/8"])
def test_page_numbers_are_furniture(line: str) -> None:
    document = read(f"推动公园建设，完善\n\n{line}\n\n管护机制。\n")
    assert [document.source.text[low:high].strip() for low, high in document.furniture] == [line]


PASTED = """\
云川市人民政府办公室文件汇编
云川市人民政府办公室关于印发云川市城市绿化提升工作方案的通知
各县（市、区）人民政府，市政府有关部门，市有关单位：
　　现将《云川市城市绿化提升工作方案》印发给你们，请结合实际认
真组织实施，落实情况于每季度末报送市城市管理局绿化科汇总备案。
云川市人民政府办公室
云川市城市管理局
2024年4月12日
　　1．新建口袋公园。利用零星地块建设口袋公园，优先安排老旧小

— 1 —

云川市人民政府办公室文件汇编
区周边，配置座椅和照明，年内建成二十处，建成后移交街道管护并
纳入日常巡查，巡查结果每月公布一次，接受群众监督和社会评议。
　　2．修剪行道树。汛期前完成主次干道行道树修剪，对倾斜、枯死
树木逐株登记并及时更换。

— 2 —

云川市人民政府办公室文件汇编
　　3．建立绿化台账。
"""


def test_lines_pasted_from_a_pdf_are_paragraphs_without_page_numbers_and_running_heads() -> None:
    document = read(PASTED)
    assert [text[:9] for text in texts(document)] == [
        "云川市人民政府办公", "云川市人民政府办公", "各县（市、区）人民", "现将《云川市城市绿", "云川市人民政府办公",
        "云川市城市管理局", "2024年4月12", "1．新建口袋公园。", "2．修剪行道树。汛", "3．建立绿化台账。",
    ]  # fmt: skip
    assert "优先安排老旧小区周边" in texts(document)[7]
    furniture = [document.source.text[low:high].strip() for low, high in document.furniture]
    assert furniture == ["— 1 —", "云川市人民政府办公室文件汇编", "— 2 —", "云川市人民政府办公室文件汇编"]


def test_a_table_head_that_each_page_repeats_is_no_running_head() -> None:
    document = read(f"{TABLE}\n- 1 -\n{TABLE}\n- 2 -\n{TABLE}")
    assert [document.source.text[low:high].strip() for low, high in document.furniture] == ["- 1 -", "- 2 -"]


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
