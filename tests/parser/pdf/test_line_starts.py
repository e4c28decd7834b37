"""What a line may not begin with belongs to the line above, however short that one is."""

from __future__ import annotations

import pytest

from .checks import grid, paragraphs, read, tables
from .drawings import draw, table, text

CASES = {
    "a comma behind a short line": ("30分钟到达\n现场\n，DN600以下", "30分钟到达现场，DN600以下"),
    "a closing mark": ("推行“一网\n通办\n”改革", "推行“一网通办”改革"),
    "a figure that takes a bracket along": ("开展\n“3·15”打假", "开展“3·15”打假"),
    "another name": ("市民政局\n市水务局", "市民政局|市水务局"),
}


@pytest.mark.parametrize(("printed", "expected"), CASES.values(), ids=CASES)
def test_lines_of_a_cell_are_joined_where_no_line_may_begin(printed: str, expected: str):
    def paint(canvas):
        rows = (("序号", "事项名称"), ("1", printed), ("2", "推进社区服务"))
        table(canvas, 70, 760, rows, widths=(40, 68), heights=(24, 60, 24))

    document = read(draw(paint))
    assert grid(document, tables(document)[0])[1, 1, 1, 1] == expected


def test_a_paragraph_does_not_begin_with_a_stop():
    def paint(canvas):
        for line, words in enumerate(("现将工作任务分解如下，请结合实际抓好落实", "推进社区服务", "，完善管护。")):
            text(canvas, 80, 760 - 22 * line, words)

    assert paragraphs(read(draw(paint)))[-1] == "推进社区服务，完善管护。"
