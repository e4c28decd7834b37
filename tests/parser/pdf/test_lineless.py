"""Tables that nothing but space holds together: two levels of header words, labels and values, page ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from .checks import assert_accounted, grid, paragraphs, read, tables
from .drawings import draw, text

Page = Mapping[int, Mapping[int, str]]
"""Distance from the top -> distance from the left -> what is printed there; all in points."""


def drawn(*pages: Page, size: float = 10):
    def paint(canvas):
        for page in pages:
            for top, line in page.items():
                for left, words in line.items():
                    text(canvas, left, 800 - top, words, size)
            canvas.showPage()

    return read(draw(paint))


def grids(*pages: Page) -> list[Sequence[Sequence[str | None]]]:
    document = drawn(*pages)
    assert_accounted(document)
    return [rows_of(grid(document, found)) for found in tables(document)]


def rows_of(cells: Mapping[tuple[int, int, int, int], str]) -> list[list[str | None]]:
    """The cells by row; None where another one reaches over the place."""
    height = max(row + high for row, _, high, _ in cells)
    width = max(column + wide for _, column, _, wide in cells)
    rows: list[list[str | None]] = [[None] * width for _ in range(height)]
    for (row, column, _, _), words in cells.items():
        rows[row][column] = words
    return rows


HEADER = {60: "序号", 120: "工作任务", 240: "责任单位", 400: "完成时限"}
TWO_LEVELS = {
    "the group over the first of its columns": {
        0: {60: "序号", 120: "工作任务", 240: "责任分工", 400: "完成时限"},
        25: {240: "牵头单位", 320: "配合单位"},
    },
    "the group over the middle": {
        0: {60: "序号", 120: "工作任务", 280: "责任分工", 400: "完成时限"},
        25: {240: "牵头单位", 320: "配合单位"},
    },
    "a word wrapped above": {
        0: {60: "序", 120: "工作任务", 240: "责任分工", 400: "完成时"},
        14: {60: "号", 400: "限"},
        39: {240: "牵头单位", 320: "配合单位"},
    },
}


@pytest.mark.parametrize("header", TWO_LEVELS.values(), ids=TWO_LEVELS)
def test_a_header_of_two_levels_has_the_columns_of_the_lower_one(header: Page):
    rows = {58: {60: "1", 120: "推进社区服务", 240: "市民政局", 320: "市水务局", 400: "6月底"}}
    (found,) = grids({**header, **rows})
    assert found == [
        ["序号", "工作任务", "责任分工", None, "完成时限"],
        ["", "", "牵头单位", "配合单位", ""],
        ["1", "推进社区服务", "市民政局", "市水务局", "6月底"],
    ]


def test_a_row_over_a_page_end_takes_all_lines_above_the_next_number():
    first = {0: HEADER, 25: {60: "1", 120: "推进社区", 240: "市民政局", 400: "6月底"}}
    second = {
        0: {120: "服务，完", 240: "市财政局"},
        15: {120: "善管护。"},
        40: {240: "市水务局"},
        65: {60: "2", 120: "办好食堂", 240: "市教育局", 400: "7月底"},
    }
    (found,) = grids(first, second)
    assert [row[0] for row in found] == ["序号", "1", "2"]
    assert "".join(found[1][2].split()) == "市民政局|市财政局|市水务局"


def test_rows_without_numbers_stay_rows_behind_a_page_end():
    first = {
        0: HEADER,
        25: {60: "1", 120: "推进社区", 240: "市民政局", 400: "6月底"},
        37: {120: "服务"},
        60: {120: "完善社区管护", 240: "市水务局", 400: "8月底"},
    }
    second = {
        0: {120: "和看护"},
        25: {120: "培训社区", 240: "市人社局", 400: "9月底"},
        37: {120: "人员"},
        62: {60: "2", 120: "办好食堂", 240: "市教育局", 400: "7月底"},
    }
    (found,) = grids(first, second)
    assert [row[1] for row in found[1:]] == ["推进社区|服务", "完善社区管护和看护", "培训社区|人员", "办好食堂"]


def test_the_caption_of_the_next_attachment_ends_a_table():
    row = {60: "1", 120: "推进社区服务", 240: "市民政局", 400: "6月底"}
    page = {0: HEADER, 20: row, 40: {60: "附件2"}, 60: HEADER, 80: row}
    assert [len(found) for found in grids(page)] == [2, 2]
    assert paragraphs(drawn(page)) == ["附件2"]


def test_a_header_word_printed_in_pieces_is_one_word():
    header = {60: "序号", 120: "工作任务", 240: "责任单", 270: "位", 400: "完成时限"}
    (found,) = grids({0: header, 20: {60: "1", 120: "推进社区服务", 240: "市民政局", 400: "6月底"}})
    assert found[0] == ["序号", "工作任务", "责任单位", "完成时限"]


HEADERS = {
    "words spaced out": {0: {60: "项次", 120: "任", 140: "务", 240: "责任单位", 400: "验收人签字"}},
    "few known words, who and when among them": {
        0: {60: "章节", 120: "评审要", 200: "责任科", 280: "协作科", 360: "完成时", 440: "自评等"},
        14: {120: "点", 200: "室", 280: "室", 360: "限", 440: "次"},
    },
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_a_header_is_known_by_its_words(header: Page):
    row = {60: "一", 120: "推进社区", 200: "护理部", 280: "药剂科", 360: "6月底", 440: "甲"}
    row = {left: words for left, words in row.items() if left in header[0]}
    (found,) = grids({**header, 34: row, 54: row})
    assert [len(line) for line in found] == [len(header[0]) - (140 in header[0])] * 3


@pytest.mark.parametrize(
    ("above", "below", "rows"),
    [
        ({60: "转移成果5", 240: "科技处", 400: "10月31"}, {60: "项，合同三份", 400: "日"}, 2),
        ({60: "转移科技成果", 240: "科技处", 400: "10月31"}, {60: "并签合同", 400: "日"}, 2),
        ({60: "转移科技成果", 240: "科技处", 400: "10月底"}, {60: "完善管护", 240: "人事处", 400: "6月"}, 3),
    ],
)
def test_a_figure_parted_from_what_it_counts_is_one_row(above: dict[int, str], below: dict[int, str], rows: int):
    header = {60: "任务", 240: "主办部门", 400: "完成节点"}
    (found,) = grids({0: header, 20: above}, {0: below})
    assert len(found) == rows


FIELDS = {
    0: {60: "重点任务", 200: "推进社区服务"},
    20: {60: "工作目标", 200: "服务设施覆盖率达到百分"},
    32: {200: "之百。"},
    52: {60: "责任单位", 200: "市民政局"},
}


def test_labels_with_values_beside_them_are_a_table_also_over_a_page_end():
    (found,) = grids(
        {0: {60: "任务一"}, **{20 + top: line for top, line in FIELDS.items()}}, {0: {60: "完成时限", 200: "6月底"}}
    )
    assert found == [
        ["重点任务", "推进社区服务"],
        ["工作目标", "服务设施覆盖率达到百分之百。"],
        ["责任单位", "市民政局"],
        ["完成时限", "6月底"],
    ]


NO_FIELDS = {
    "two labels": {top: FIELDS[top] for top in (0, 52)},
    "no unit and no time": {0: FIELDS[0], 20: FIELDS[20], 40: {60: "主要任务", 200: "办好食堂"}},
    "no task": {0: {60: "牵头单位", 200: "市民政局"}, 20: FIELDS[52], 40: {60: "完成时限", 200: "6月底"}},
    "values that are columns": {
        0: {60: "重点任务", 200: "推进服务", 320: "办好食堂"},
        20: {60: "责任单位", 200: "市民政局", 320: "市教育局"},
        40: {60: "完成时限", 200: "6月底", 320: "7月底"},
    },
}  # fmt: skip


@pytest.mark.parametrize("page", NO_FIELDS.values(), ids=NO_FIELDS)
def test_few_or_other_words_make_no_table_of_labels(page: Page):
    assert grids(page) == []
