"""What a line may not begin with belongs to the line above, however short that one is."""

from __future__ import annotations

import pytest

from hedui.parser.layout.lines import first_advance, line_of
from hedui.parser.layout.sheet import Run

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


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("足。2022年底前", "足。2022"),
        ("节、“八一”期间", "节、“八"),
        ("老”“互助", "老”“互"),
        ("个。“双随机”", "个。“双"),
        ("展“3·15”式", "展“3·15”式"),
        ("（牵头单位", "（牵"),
        ("，DN600以下", "，"),
        ("养老服务", "养"),
    ],
)
def test_what_office_programs_do_not_part_at_a_line_end(text: str, kept: str):
    run = Run(text, 1, 0, 0.0, 100.0, 0.0, 10.0)
    width = sum(0.52 if char.isascii() else 1.0 for char in kept)
    assert first_advance(line_of((run,))) == pytest.approx(10 * width)


def test_a_piece_of_what_no_line_has_room_for_is_no_paragraph():
    def paint(canvas):
        rows = (("序号", "事项名称"), ("1", "责任。完\n善\n“31631”递\n进式服务"), ("2", "推进社区服务"))
        table(canvas, 70, 760, rows, widths=(40, 68), heights=(24, 75, 24))

    document = read(draw(paint))
    assert grid(document, tables(document)[0])[1, 1, 1, 1] == "责任。完善“31631”递进式服务"


def test_a_bracket_within_a_bracket_does_not_close_it():
    def paint(canvas):
        lines = ("1.推进示范创建，打造放心超市三家。（县食安办、商务局，各镇（街道）负责；", "11 月底前）")
        for line, words in enumerate((*lines, "2.加强应急能力建设，组织演练一次。（县应急局负责；6月底前）")):
            text(canvas, 80, 760 - 22 * line, words)

    assert paragraphs(read(draw(paint)))[0].endswith("11 月底前）")
