"""Where annotations stand: brackets of every kind, label lines, and brackets that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedui.parser.responsibility import find_annotations


@pytest.mark.parametrize(
    ("text", "annotations"),
    [
        ("完善网点。（牵头单位：市商务局；责任单位：各县区政府）", ["（牵头单位：市商务局；责任单位：各县区政府）"]),
        ("完善网点。〔责任单位:市商务局〕", ["〔责任单位:市商务局〕"]),
        ("完善网点。【责任部门：市商务局】", ["【责任部门：市商务局】"]),
        ("完善网点。(市商务局牵头，市财政局配合)", ["(市商务局牵头，市财政局配合)"]),
        (
            "完善网点。（市商务局、市财政局等按职责分工负责，6月底前完成）",
            ["（市商务局、市财政局等按职责分工负责，6月底前完成）"],
        ),
        ("强化创新（由市科技局牵头）", ["（由市科技局牵头）"]),
        ("完善网点。（各县（市、区）政府负责）", ["（各县（市、区）政府负责）"]),
        (
            "完善网点（牵头单位：市商务局）。开展评估（责任单位：市统计局）。",
            ["（牵头单位：市商务局）", "（责任单位：市统计局）"],
        ),
        ("责任单位：区发展改革局", ["责任单位：区发展改革局"]),
        ("完善网点。责任单位：市商务局。完成时限：6月底。", ["责任单位：市商务局。完成时限：6月底。"]),
        ("完善网点。（责 任 单 位：市商务局）", ["（责 任 单 位：市商务局）"]),
        ("完善网点。（牵头单位：市商务局", ["（牵头单位：市商务局"]),
        ("网点达到三百个。（省商务厅、省财政厅，各市人民政府）", ["（省商务厅、省财政厅，各市人民政府）"]),
        ("网点达到三百个。（商务部）", ["（商务部）"]),
        (
            "网点达到三百个。〔市商务局，各县（市、区）政府，列首位的为牵头单位，下同〕",
            ["〔市商务局，各县（市、区）政府，列首位的为牵头单位，下同〕"],
        ),
        ("完善网点。（市商务局、市财政局等部门，6月底前）", ["（市商务局、市财政局等部门，6月底前）"]),
        ("完善网点。（国家医保局，各省级医保部门）", ["（国家医保局，各省级医保部门）"]),
        ("一、强化创新（市科技局）", ["（市科技局）"]),
        ("根据云政办〔20248号文件完善网点。（责任单位：市商务局）", ["（责任单位：市商务局）"]),
        ("完善网点，报领导小组办公室（市商务局）", []),
        ("1.网点报领导小组办公室（市商务局）", []),
        ("完善网点。（含市商务局）", []),
        ("完善网点。（第一批，重点任务）", []),
        ("完善网点。（市商务局）后续另行部署。", []),
        ("完善网点。（以下简称市商务局）", []),
        ("完善网点。（服务社会、便民网办）", []),
        ("（市商务局、市财政局）", []),
        ("完善网点（含社区商业）。", []),
        ("由市商务局（以下简称牵头部门）组织。", []),
        ("本办法（由市商务局负责解释）。", []),
        ("鼓励（公众参与）监督。", []),
        ("会议由责任单位召集。", []),
    ],
)
def test_annotations_are_found_whole(text: str, annotations: list[str]) -> None:
    assert [text[start:end] for start, end in find_annotations(text)] == annotations


@given(st.text(alphabet="（）()〔〕市商务局牵头负责单位责任：:，。、配合 ", max_size=80))
def test_annotations_never_overlap_or_leave_the_text(text: str) -> None:
    found = find_annotations(text)
    bounds = [bound for pair in found for bound in pair]
    assert bounds == sorted(bounds)
    assert all(0 <= low < high <= len(text) for low, high in found)


@pytest.mark.parametrize(
    "text",
    [
        "（" * 20000,
        "局、（" * 7000,
        "。（市" + "局、" * 9000 + "）",
        "责任单位" * 5000,
        "（牵头" * 7000,
        "局牵头，" * 5000,
    ],
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    assert isinstance(find_annotations(text), list)
