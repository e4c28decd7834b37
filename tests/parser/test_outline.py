"""From plain text to the outline: head, sections, clauses, annotations, rows, and a role for every character."""

from __future__ import annotations

import datetime

import pytest

from hedui.outline import Outline
from hedui.parser.readers import Blob, read_document
from hedui.parser.structure import read_outline

HEAD = """云川市人民政府办公室文件

云政办发〔2024〕16号

云川市人民政府办公室关于印发云川市2024年公园建设工作要点的通知

各区、县(市)人民政府，市政府各部门、各直属机构：

根据《云川省绿化条例》和云政发〔2023〕5号文件要求，现将工作要点印发给你们。

云川市人民政府办公室

2024年3月8日

(此件公开发布)

"""


def outline(text: str, *attachments: str) -> Outline:
    files = [text, *attachments]
    parts = ["body", *(f"attachment-{n}" for n in range(1, len(files)))]
    return read_outline(
        [read_document(Blob(t.encode(), f"{part}.txt", part)) for t, part in zip(files, parts, strict=True)]
    )


def clauses(text: str) -> list[tuple[str | None, str | None, str | None, list[str]]]:
    return [
        (c.number, c.title.text if c.title else None, c.text.text if c.text else None, [a.text for a in c.annotations])
        for c in outline(text).clauses
    ]


def rows(table: str) -> list[tuple[str | None, str | None, list[str | None]]]:
    return [
        (r.number, r.title.text if r.title else None, [m.text.text if m.text else None for m in r.measures])
        for r in outline(table).rows
    ]


def test_the_head_is_read() -> None:
    head = outline(HEAD + "1. 新建公园。（责任单位：市城管局）").head
    assert head.issuer_mark == "云川市人民政府办公室文件"
    assert head.document_number == "云政办发〔2024〕16号"
    assert head.title == "云川市人民政府办公室关于印发云川市2024年公园建设工作要点的通知"
    assert head.addressees == ("各区、县(市)人民政府", "市政府各部门", "各直属机构")
    assert head.issuers == ("云川市人民政府办公室",)
    assert head.issued_on == datetime.date(2024, 3, 8)
    assert head.release_note == "此件公开发布"
    assert head.references == ("云政发〔2023〕5号",)


@pytest.mark.parametrize(
    "number", ["云政办〔2024〕1号", "云政办[2024]1号", "云政办（2024）1号", "云政办【2024】1号", "云政办〔2024〕 1 号"]
)
def test_the_own_number_is_read_in_every_bracket(number: str) -> None:
    head = outline(f"{number}\n\n关于做好绿化工作的通知\n\n1. 新建公园。（责任单位：市城管局）").head
    assert head.document_number == "".join(number.split())


def test_a_title_over_several_lines_is_one() -> None:
    head = outline("云川市人民政府办公室\n关于印发2024年公园建设\n工作要点的通知\n\n各区政府：\n").head
    assert head.title == "云川市人民政府办公室关于印发2024年公园建设工作要点的通知"


def test_announced_attachments_are_listed() -> None:
    head = outline(HEAD + "附件：1. 任务分解表\n2. 《联系人名单》\n").head
    assert head.attachments == ("任务分解表", "联系人名单")


def test_a_heading_that_runs_in_is_the_title() -> None:
    assert clauses("1. 新建公园。选址三处，年内开工。（责任单位：市城管局）") == [
        ("1", "新建公园", "选址三处，年内开工。", ["（责任单位：市城管局）"])
    ]


def test_a_heading_on_its_own_line_is_the_title() -> None:
    assert clauses("（一）新建公园\n\n选址三处，年内开工。\n\n责任单位：市城管局") == [
        ("一", "新建公园", "选址三处，年内开工。", ["责任单位：市城管局"])
    ]


def test_running_text_has_no_title() -> None:
    text = "在老城区选址三处建设街头公园，配齐健身设施和无障碍通道，方便周边居民。年内全部开工。"
    assert clauses(f"1. {text}（责任单位：市城管局）") == [("1", None, text, ["（责任单位：市城管局）"])]


def test_an_unnumbered_annotated_paragraph_is_a_clause() -> None:
    found = clauses("一、绿化\n\n新建公园。选址三处。（市城管局负责）\n\n修剪行道树。每季一次。（市林业局负责）")
    assert [(number, title) for number, title, _, _ in found] == [(None, "新建公园"), (None, "修剪行道树")]


def test_several_annotations_belong_to_one_clause() -> None:
    ((_, _, text, annotations),) = clauses("1. 绿化。新建公园。（市城管局负责）修剪行道树。（市林业局负责）")
    assert (text, annotations) == ("新建公园。修剪行道树。", ["（市城管局负责）", "（市林业局负责）"])


def test_one_annotation_below_sub_items_belongs_to_the_item_above() -> None:
    found = clauses(
        "1. 绿化工作\n（1）新建公园；\n（2）修剪行道树。\n（责任单位：市城管局）\n2. 亮化工作\n（责任单位：市住建局）"
    )
    assert [(number, annotations) for number, _, _, annotations in found] == [
        ("1", ["（责任单位：市城管局）"]),
        ("2", ["（责任单位：市住建局）"]),
    ]


def test_sections_stand_above_clauses_and_keep_their_own_annotation() -> None:
    found = outline(
        "一、绿化（由市城管局牵头）\n（一）新建公园。（责任单位：市财政局）\n二、亮化\n（一）更换路灯。（责任单位：市住建局）"
    )
    assert [(s.section.number, s.section.title, len(s.annotations)) for s in found.sections] == [
        ("一", "绿化", 1),
        ("二", "亮化", 0),
    ]
    assert [clause.section for clause in found.clauses] == ["s1", "s2"]


def test_items_without_annotation_beside_others_are_clauses() -> None:
    assert [
        n for n, *_ in clauses("1. 新建公园。（市城管局负责）\n2. 修剪行道树。\n3. 更换路灯。（市住建局负责）")
    ] == ["1", "2", "3"]


def test_without_any_annotation_the_smallest_items_are_the_clauses() -> None:
    assert [n for n, *_ in clauses("一、绿化\n1. 新建公园。\n2. 修剪行道树。\n二、亮化\n3. 更换路灯。")] == [
        "1",
        "2",
        "3",
    ]


def test_a_sentence_broken_by_a_page_end_is_one() -> None:
    ((_, _, text, _),) = clauses("1. 新建公园。选址三处，配齐健身\n\n设施，年内开工。（责任单位：市城管\n\n局）")
    assert text == "选址三处，配齐健身设施，年内开工。"


def test_signature_and_distribution_lines_are_no_clause_text() -> None:
    found = outline(
        "1. 新建公园。\n2. 修剪行道树。\n\n云川市城市管理局\n2024年3月8日\n\n抄送：市委办公室，市人大办公室。"
    )
    assert [c.text.text if c.text else None for c in found.clauses] == [None, None]
    assert found.accounting.unaccounted == ()


def test_a_stray_paragraph_is_unaccounted() -> None:
    found = outline("1. 新建公园。（市城管局负责）\n\n多余的一段话。\n\n2. 修剪行道树。（市林业局负责）")
    assert [span.text for span in found.accounting.unaccounted] == ["多余的一段话。"]


TABLE_HEAD = "序号\t工作任务\t工作措施\t责任单位\n"


def test_a_row_gathers_its_measures() -> None:
    assert rows(
        TABLE_HEAD + "1\t新建公园\t选址三处。\t市城管局\n\t\t配齐设施。\t\n2\t更换路灯\t分批更换。\t市住建局\n"
    ) == [
        ("1", "新建公园", ["选址三处。", "配齐设施。"]),
        ("2", "更换路灯", ["分批更换。"]),
    ]


def test_a_blank_below_a_value_means_as_above_within_an_item() -> None:
    (row,) = outline(TABLE_HEAD + "1\t新建公园\t选址三处。\t市城管局\n\t\t配齐设施。\t\n").rows
    assert [[(c.quote.text, c.carried) for c in m.cells] for m in row.measures] == [
        [("市城管局", False)],
        [("市城管局", True)],
    ]


def test_a_row_broken_in_mid_sentence_is_one_measure() -> None:
    assert rows(TABLE_HEAD + "1\t新建公园\t选址三处，配齐\t市城管局\n\n" + TABLE_HEAD + "\t\t健身设施。\t\n") == [
        ("1", "新建公园", ["选址三处，配齐健身设施。"])
    ]


def test_a_numbered_title_cell_gives_the_number() -> None:
    table = "事项名称\t主要任务\t牵头单位\n1. 新建公园\t在老城区选址三处。\t市城管局\n"
    assert rows(table) == [("1", "新建公园", ["在老城区选址三处。"])]


@pytest.mark.parametrize(
    ("number", "printed", "title"),
    [("1", "（一）新建公园", "新建公园"), ("一", "1. 新建公园", "新建公园"), ("2", "（一）新建公园", "（一）新建公园")],
)
def test_the_number_of_a_row_may_stand_before_its_title_in_another_form(number: str, printed: str, title: str) -> None:
    table = f"序号\t工作任务\t责任单位\n{number}\t{printed}。在老城区选址三处。\t市城管局\n"
    assert rows(table) == [(number, title, ["在老城区选址三处。"])]


def test_rows_without_a_number_are_the_rest_of_the_one_above_where_numbers_count_on() -> None:
    table = (
        "序号\t工作任务\t责任单位\n1\t新建公园三处，开放到夜间。\t市城管局\n\t配齐设施，安装路灯。\t市住建局\n"
        "2\t更换路灯，分批完成。\t市住建局\n\t回收旧灯，统一处理。\t市供销社\n"
    )
    assert [number for number, *_ in rows(table)] == ["1", "2"]


def test_one_row_without_a_number_is_a_slip() -> None:
    table = (
        "序号\t工作任务\t责任单位\n1\t新建公园三处，开放到夜间。\t市城管局\n"
        "\t配齐设施，安装路灯。\t市住建局\n2\t更换路灯，分批完成。\t市住建局\n"
    )
    assert [number for number, *_ in rows(table)] == ["1", None, "2"]


def test_section_rows_and_repeated_heads_are_no_items() -> None:
    table = (
        TABLE_HEAD
        + "一、绿化\t\t\t\n1\t新建公园\t选址三处。\t市城管局\n"
        + TABLE_HEAD
        + "二、亮化\t\t\t\n2\t更换路灯\t分批更换。\t市住建局\n"
    )
    found = outline(table)
    assert [row.number for row in found.rows] == ["1", "2"]
    assert [item.section.title for item in found.table_sections] == ["绿化", "亮化"]
    assert found.accounting.by_role["furniture"] == len("序号工作任务工作措施责任单位")


def test_a_category_column_gives_the_sections() -> None:
    table = "类别\t工作任务\t责任单位\n绿化\t新建公园\t市城管局\n绿化\t修剪行道树\t市林业局\n亮化\t更换路灯\t市住建局\n"
    found = outline(table)
    assert [row.section for row in found.rows] == ["ts1", "ts1", "ts2"]


def test_the_same_as_above_is_read() -> None:
    found = outline("工作任务\t责任单位\t完成时限\n新建公园\t市城管局\t6月底\n更换路灯\t同上\t同上\n")
    assert [[c.quote.text for c in row.measures[0].cells] for row in found.rows] == [["市城管局", "6月底"]] * 2


def test_a_table_in_an_attachment_is_read_with_the_body() -> None:
    found = outline("1. 新建公园。（市城管局负责）", "附件\n任务分解表\n工作任务\t责任单位\n新建公园\t市城管局\n")
    assert (len(found.clauses), len(found.rows), found.table_expected) == (1, 1, True)
    assert found.accounting.unaccounted == ()


LISTED = """附件

任务分解表

任务名称\t建设口袋公园
具体内容\t建成口袋公园十处。
牵头单位\t市园林局
完成时限\t9月底

任务名称\t整修步道
具体内容\t修补破损路面。
牵头单位\t市水务局
完成时限\t10月底
"""


def test_tables_of_labels_and_values_give_one_row_for_each_task() -> None:
    assert rows(LISTED) == [(None, "建设口袋公园", ["建成口袋公园十处。"]), (None, "整修步道", ["修补破损路面。"])]
    assert [cell.quote.text for row in outline(LISTED).rows for m in row.measures for cell in m.cells] == [
        "市园林局",
        "9月底",
        "市水务局",
        "10月底",
    ]


def test_labels_may_carry_the_number_of_their_task_and_values_reach_over_the_row() -> None:
    table = "任务{0}\t{1}\t\t\n工作内容\t修补{1}。\t\t\n牵头单位\t市城管局\t配合单位\t市水务局\n"
    text = "附件\n\n任务分解表\n\n" + "".join(table.format(n, title) for n, title in enumerate(("园路", "步道"), 1))
    assert rows(text) == [(None, "园路", ["修补园路。"]), (None, "步道", ["修补步道。"])]


MEASURES = """附件

任务分解表

序号\t任务\t举措\t责任单位\t时限
1\t建设园区\t1.新建公寓三百套。\t建设管理局\t6月
\t\t2.开通巴士四条。\t综合管理局\t5月
2\t守牢底线\t1.检查涉氨企业。\t应急管理局\t7月
"""


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        (
            "一、建设园区\n\n1.新建公寓三百套。（责任单位：建设管理局）\n\n2.开通巴士四条。（责任单位：综合管理局）\n\n"
            "二、守牢底线\n\n1.检查涉氨企业。（责任单位：应急管理局）\n\n",
            ["新建公寓三百套", "开通巴士四条", "检查涉氨企业"],
        ),
        (
            "一、建设园区\n\n新建公寓三百套。开通巴士四条。（责任单位：建设管理局、综合管理局）\n\n"
            "二、守牢底线\n\n检查涉氨企业。（责任单位：应急管理局）\n\n",
            ["建设园区", "守牢底线"],
        ),
    ],
    ids=["each measure is a clause", "each task is a clause"],
)
def test_measures_are_rows_where_the_tasks_are_headings_of_the_body(body: str, titles: list[str]) -> None:
    assert [title for _, title, _ in rows(body + MEASURES)] == titles


def test_blank_values_beside_a_blank_task_are_those_of_the_row_above() -> None:
    table = "序号\t重点任务\t具体任务\t牵头单位\n1\t兴产业\t建冷库三座。\t县农业局\n2\t\t办农交会两场。\t\n"
    cells = [[cell.quote.text for cell in m.cells] for row in outline(table).rows for m in row.measures]
    assert cells == [["县农业局"], ["县农业局"]]


def test_numbered_fields_are_one_clause() -> None:
    text = (
        "一、新建公园\n\n1.工作目标：新建公园三处。\n\n2.责任领导：林某某\n\n3.责任单位：市城管局\n\n4.完成时限：10月底"
        "\n\n二、改造道路\n\n（一）目标任务：改造支路十条。\n\n（二）牵头单位：市交通局"
    )
    assert clauses(text) == [
        ("一", "新建公园", "工作目标：新建公园三处。", ["责任领导：林某某", "责任单位：市城管局", "完成时限：10月底"]),
        ("二", "改造道路", "目标任务：改造支路十条。", ["牵头单位：市交通局"]),
    ]


def test_a_number_that_runs_into_a_figure_counts_where_the_series_goes_on() -> None:
    unit = "（责任单位：市城管局）"
    found = clauses(f"10.公园。{unit}\n\n11.121绿道工程。{unit}\n\n12.行道树。{unit}\n\n13.25万亩造林。{unit}")
    assert [number for number, *_ in found] == ["10", "11", "12"]


def test_an_annotated_heading_stands_above_items_without_annotations() -> None:
    found = outline("一、强化创新（市科技局牵头）\n\n（一）建设平台。新建三处。\n\n（二）培育企业。每年十家。")
    assert [clause.number for clause in found.clauses] == ["一", "二"]
    assert [[quote.text for quote in section.annotations] for section in found.sections] == [["（市科技局牵头）"]]


def test_an_annotated_item_keeps_its_measures() -> None:
    found = clauses("一、新建公园（市城管局牵头）\n\n1.选址三处。\n\n2.配齐设施。")
    assert [(number, annotations) for number, _, _, annotations in found] == [("一", ["（市城管局牵头）"])]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "一、抓靠泊：每日交换计划。\n\n二、用岸电：新增桩位。\n\n三、降损耗：轮换堆存。",
            ["抓靠泊", "用岸电", "降损耗"],
        ),
        ("一、工作目标：清理沟渠。\n\n二、工作目标：新增桩位。\n\n三、工作目标：轮换堆存。", [None] * 3),
    ],
    ids=["headings", "one label"],
)
def test_a_colon_ends_the_headings_where_nearly_all_clauses_have_one(text: str, titles: list[str | None]) -> None:
    body = text.replace("。\n", "。（生产部负责）\n") + "（生产部负责）"
    assert [clause.title.text if clause.title else None for clause in outline(body).clauses] == titles


def test_a_heading_may_stand_on_its_own_line_in_the_cells_of_the_only_text_column() -> None:
    table = (
        "序号\t任务及内容\t责任科室\n1\t严格点名 早晚清点人数并签字。\t狱政科\n2\t改进保障 新增驻点医师四名。\t生活科\n"
    )
    assert rows(table) == [("1", "严格点名", ["早晚清点人数并签字。"]), ("2", "改进保障", ["新增驻点医师四名。"])]


def test_a_line_end_in_one_cell_makes_no_heading() -> None:
    table = "序号\t任务\t责任科室\n1\t严格点名 早晚清点人数并签字。\t狱政科\n2\t改进保障。\t生活科\n"
    assert [title for _, title, _ in rows(table)] == ["严格点名 早晚清点人数并签字", "改进保障"]
