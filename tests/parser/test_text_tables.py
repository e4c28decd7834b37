"""Tables in plain text without tabs, Markdown, hard line ends; and that hostile text is read in time."""

from __future__ import annotations

import time

import pytest

from hedui.parser.document import Document, Paragraph, Table
from hedui.parser.flow import Para, flow_of
from hedui.parser.readers import Blob, read_document

SECONDS = 20


def read(text: str) -> Document:
    return read_document(Blob(text.encode(), "notice.txt", "body"))


def grid(document: Document) -> list[list[str]]:
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    rows: list[list[str]] = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = "/".join(document.quote(paragraph).text for paragraph in cell.paragraphs)
    return rows


def paragraphs(document: Document) -> list[str]:
    return [document.quote(block).text for block in document.blocks if isinstance(block, Paragraph)]


def furniture(document: Document) -> str:
    return "".join(document.source.text[start:end] for start, end in document.furniture)


HEADER = ["序号", "工作任务", "责任单位"]
PIPED = {
    "with pipes at the ends": "| 序号 | 工作任务 | 责任单位 |\n|---|:---:|---|\n| 1 | 新建公园 | 市城管局 |\n",
    "without pipes at the ends": "序号 | 工作任务 | 责任单位\n--- | --- | ---\n1 | 新建公园 | 市城管局\n",
    "with wide pipes": "｜序号｜工作任务｜责任单位｜\n｜1｜新建公园｜市城管局｜\n",
    "with box characters": "┌──┬──┬──┐\n│序号│工作任务│责任单位│\n├──┼──┼──┤\n│1│新建公园│市城管局│\n└──┴──┴──┘\n",
    "drawn with wrapped cells": (
        "+----+--------+--------+\n|序号|工作任务|责任单位|\n+----+--------+--------+\n"
        "| 1  | 新建   | 市城管 |\n|    | 公园   | 局     |\n+----+--------+--------+\n"
    ),
}


@pytest.mark.parametrize("name", PIPED)
def test_a_table_of_pipes_is_read_and_its_lines_are_furniture(name: str) -> None:
    document = read(f"附件\n\n{PIPED[name]}\n（此件公开发布）\n")
    assert grid(document) == [HEADER, ["1", "新建公园", "市城管局"]]
    assert paragraphs(document) == ["附件", "（此件公开发布）"]
    assert set(furniture(document)) <= set("|｜│-:+ \n┌─┬┐├┼┤└┴┘")


@pytest.mark.parametrize("text", ["甲|乙\n", "选项 A | B 均可。\n二、管护\n"])
def test_a_pipe_in_a_sentence_makes_no_table(text: str) -> None:
    assert not any(isinstance(block, Table) for block in read(text).blocks)


ALIGNED = {
    "left": """\
序号  工作任务      责任单位
1     新建公园      市城管局
2     修剪行道树    市林业局 市城管局
""",
    "wide spaces": """\
序　号　　工作任务　　责任单位
1　　　　新建公园　　市城管局
2　　　　修剪行道树　市林业局 市城管局
""",
    "centred header": """\
序号    工作任务         责任单位
 1   新建公园      市城管局
 2   修剪行道树    市林业局 市城管局
""",
    "wrapped cells": """\
序号  工作任务      责任单位
1     新建          市城管局
      公园
2     修剪行        市林业局 市
      道树          城管局
""",
}


@pytest.mark.parametrize("name", ALIGNED)
def test_a_table_of_aligned_columns_is_read(name: str) -> None:
    rows = [[cell.replace(" ", "") for cell in row] for row in grid(read(f"{ALIGNED[name]}\n（此件公开发布）\n"))]
    assert [row[1:] for row in rows] == [
        ["工作任务", "责任单位"],
        ["新建公园", "市城管局"],
        ["修剪行道树", "市林业局市城管局"],
    ]


def test_a_section_heading_between_aligned_rows_stands_across_the_table() -> None:
    rows = grid(read(f"{ALIGNED['left']}二、管护\n3     补种苗木      市林业局\n"))
    assert rows[3] == ["二、管护", "", ""]


def test_spaces_in_a_text_make_no_table() -> None:
    text = "云川市教育局    云川市财政局\n2024年4月12日\n"
    assert paragraphs(read(text)) == ["云川市教育局    云川市财政局", "2024年4月12日"]


def test_the_flattened_form_is_read_where_every_line_has_a_word_for_each_column() -> None:
    text = "序号 工作任务 责任单位\n一、绿化\n1 新建公园 市城管局\n2 修剪行道树 市林业局 市城管局\n（此件公开发布）\n"
    assert grid(read(text)) == [
        HEADER,
        ["一、绿化", "", ""],
        ["1", "新建公园", "市城管局"],
        ["2", "修剪行道树", "市林业局 市城管局"],
    ]


_WORDS = ["序号", "工作任务", "主要措施", "责任单位", "完成时限"]
RAGGED = [
    ("1 新建公园 利用零星地块。 市城管局 2024年6月底", ["1", "新建公园", "利用零星地块。", "市城管局", "2024年6月底"]),
    ("2 修剪行道树 逐株登记。 市林业局", ["2", "修剪行道树", "逐株登记。", "市林业局", ""]),
    ("及时更换枯死树木。", ["", "", "及时更换枯死树木。", "", ""]),
    ("二 健全机制", ["二", "健全机制"]),
    ("3 建立台账 每月更新。 长期坚持", ["3", "建立台账", "每月更新。", "", "长期坚持"]),
    ("更新结果公开。", ["", "", "更新结果公开。", "", ""]),
]


@pytest.mark.parametrize("space", [" ", "    ", "　　"])
def test_a_line_with_fewer_words_than_columns_is_read_where_they_fit_in_one_way(space: str) -> None:
    lines = [" ".join(_WORDS), *(line for line, _ in RAGGED), "（此件公开发布）"]
    rows = grid(read("\n".join(line.replace(" ", space) for line in lines)))
    assert [list(row) for row in rows] == [_WORDS, *(_filled(cells) for _, cells in RAGGED)]


def _filled(cells: list[str]) -> list[str]:
    return cells + [""] * (len(_WORDS) - len(cells))


@pytest.mark.parametrize(
    "line",
    [
        "2 修剪行道树 逐株登记。 市林业局 2024年6月底",  # leads or takes part
        "2 修剪行道树 市林业局 逐株登记。 2024年6月底 2024年8月底 市城管局",
    ],
)
def test_a_table_is_left_alone_as_a_whole_where_one_line_fits_in_several_ways(line: str) -> None:
    header = "序号 工作任务 主要措施 牵头单位 责任单位 完成时限"
    text = f"{header}\n1 新建公园 利用地块。 市城管局 市财政局 2024年6月底\n{line}\n"
    assert not any(isinstance(block, Table) for block in read(text).blocks)


def test_the_flattened_form_is_left_alone_where_its_columns_cannot_be_told() -> None:
    assert not any(
        isinstance(block, Table) for block in read("序号 责任单位 工作任务\n1 市城管局 市林业局 新建公园\n").blocks
    )


def test_markdown_marks_are_furniture_and_headings_are_headings() -> None:
    document = read("# 工作方案\n\n1\\. 新建公园。**（责任单位：**市城管局）\n\n- 第一批\n\n---\n")
    assert paragraphs(document) == ["工作方案", "1. 新建公园。（责任单位：市城管局）", "第一批"]
    assert document.blocks[0].style == "heading"  # type: ignore[union-attr]
    assert furniture(document).replace(" ", "") == "#\\****----"


def test_stars_and_signs_stay_where_a_text_is_no_markdown() -> None:
    assert paragraphs(read("* 注：以上任务当年完成。\n#1 机组改造\n")) == ["* 注：以上任务当年完成。", "#1 机组改造"]


LONG = (
    "为持续改善全市群众夜间出行条件制定本方案请各单位结合实际认真抓好贯彻落实工作中遇到的问题及时向市城管局报告",
    "一、补齐照明短板",
    "1. 修复损坏路灯。对主次干道损坏的路灯逐盏登记造册，登记之日起三十日内全部修复到位，修复情况向社会公布。"
    "（牵头单位：市城管局；责任单位：市财政局；完成时限：2024年7月底）",
    "2. 消除背街暗区。对照明不足的背街小巷增设路灯四百盏，优先安排学校周边路段，方便群众夜间出行和就医就学。"
    "（牵头单位：市城管局；责任单位：各县（市、区）人民政府）",
    "3. 建立巡查制度。每周开展一次夜间巡查，发现故障当日派单处置，群众反映的问题二十四小时内答复。",
)


@pytest.mark.parametrize("indent", ["", "　　", "    "])
@pytest.mark.parametrize("margin", ["", "   "])
def test_hard_line_ends_are_joined(indent: str, margin: str) -> None:
    lines = []
    for text in LONG:
        whole = indent + text
        lines += [margin + whole[at : at + 28] for at in range(0, len(whole), 28)]
    flow = flow_of(read("\n".join(lines) + "\n"))
    assert [item.text for item in flow if isinstance(item, Para)] == list(LONG)


def test_a_sentence_goes_on_after_a_page_number() -> None:
    lines = [text[at : at + 28] for text in LONG for at in range(0, len(text), 28)]
    lines[4:4] = ["", "— 1 —", ""]
    flow = flow_of(read("\n".join(lines) + "\n"))
    assert [item.text for item in flow if isinstance(item, Para)] == list(LONG)


def test_a_text_with_a_paragraph_on_each_line_is_never_joined() -> None:
    document = read("\n".join(LONG) + "\n")
    assert paragraphs(document) == list(LONG)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_content(codec: str) -> None:
    data = "云川市关于绿化工作的通知\n1. 新建公园。\n".encode(codec)
    assert paragraphs(read_document(Blob(data, "notice.txt", "body"))) == ["云川市关于绿化工作的通知", "1. 新建公园。"]


HOSTILE = {
    "one line of three million characters": "甲" * 3_000_000,
    "heads of columns that never stand below one another": "".join(
        f"{' ' * (n % 9)}序号{' ' * (2 + n % 5)}工作任务{' ' * (2 + n % 7)}责任单位\n" for n in range(20_000)
    ),
    "one line of pipes": "|" * 200_000,
    "one line of tabs": "\t" * 200_000 + "甲",
    "many lines of pipes": "|甲|乙|丙|\n" * 30_000,
    "a header far to the right": "序号" + " " * 300_000 + "工作任务" + "  责任单位\n1 甲 乙\n",
    "a long aligned table": "序号  工作任务  责任单位\n" + "1     甲        乙\n" * 3_000,
    "blanks without end": "甲" + " " * 500_000 + "\n" + "　" * 500_000 + "乙",
    "stars without end": "**甲**" + "*" * 200_000,
    "drawn lines without end": "-" * 300_000 + "\n" + "+-" * 100_000 + "甲\n",
    "brackets without end": "（" * 100_000,
    "every line full": "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙\n" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_in_time(name: str) -> None:
    begin = time.process_time()
    document = read(HOSTILE[name])
    assert document.source.text == HOSTILE[name]
    assert time.process_time() - begin < SECONDS


@pytest.mark.parametrize("name", [*PIPED, *ALIGNED])
def test_every_place_of_the_source_is_told(name: str) -> None:
    document = read({**PIPED, **ALIGNED}[name])
    places = document.source.places
    told = [offset for place in places for offset in range(place.start, place.end)]
    assert len(told) == len(set(told))
    assert [c for n, c in enumerate(document.source.text) if not c.isspace() and n not in set(told)] == []


def test_one_task_as_a_list_of_labels_and_values_is_a_table() -> None:
    document = read("任务一\n任务名称\t稳岗扩就业\n具体内容\t办招聘会。\n牵头单位\t市人社局\n\n完。")
    assert grid(document) == [["任务名称", "稳岗扩就业"], ["具体内容", "办招聘会。"], ["牵头单位", "市人社局"]]
