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
        (
            "修编规划。（市水利局牵头，市财政局负责；各县负责落实。6月底前完成编制）",
            ["（市水利局牵头，市财政局负责；各县负责落实。6月底前完成编制）"],
        ),
        ("加固水库三座。由市水利局、各县局负责，六月底前完成。", ["由市水利局、各县局负责，六月底前完成。"]),
        ("加固水库三座。该项工作由市水利局牵头，市财政局配合。", ["该项工作由市水利局牵头，市财政局配合。"]),
        ("加固水库三座。由市水利局负责编制方案，报市政府批准。", []),
        ("由市水利局负责，六月底前完成。", []),
        ("完善网点。（各县（市、区）政府负责）", ["（各县（市、区）政府负责）"]),
        (
            "完善网点（牵头单位：市商务局）。开展评估（责任单位：市统计局）。",
            ["（牵头单位：市商务局）", "（责任单位：市统计局）"],
        ),
        ("责任单位：区发展改革局", ["责任单位：区发展改革局"]),
        ("完善网点。责任单位：市商务局。完成时限：6月底。", ["责任单位：市商务局。完成时限：6月底。"]),
        ("完善网点。（责 任 单 位：市商务局）", ["（责 任 单 位：市商务局）"]),
        ("完善网点。（牵头单位：市商务局", ["（牵头单位：市商务局"]),
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


@pytest.mark.parametrize("text", ["（" * 20000, "责任单位" * 5000, "（牵头" * 7000, "局牵头，" * 5000])
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    assert isinstance(find_annotations(text), list)
