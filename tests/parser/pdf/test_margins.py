"""Text areas, cell paddings and frames that differ within one file."""

from __future__ import annotations

import pytest

from .checks import flat, grid, paragraphs, read, tables
from .drawings import TABLE, draw, table, text

CLAUSE = (
    "　　1.完善社区食堂运营工作，对点位逐一登记，建立台账",
    "责任单位：市民政局；完成时限：2025年6月底，全市",
    "推行。",
)


@pytest.mark.parametrize("left", [48, 60, 79])
def test_a_page_with_a_table_has_margins_of_its_own(left: float):
    """A caption two characters left of the text margin must not make every line of the text an indented one."""

    def paint(canvas):
        for number in range(6):
            for row, line in enumerate(CLAUSE):
                shift = 32 if row == 0 else 0
                text(canvas, 79 + shift, 740 - 84 * number - 28 * row, line.strip("　"), 16)
        canvas.showPage()
        for row, line in enumerate(("附件", "重点任务分解表")):
            text(canvas, left, 760 - 30 * row, line, 16)
        table(canvas, left, 700, widths=(60, 200, 500 - 260 + 48 - left))

    assert paragraphs(read(draw(paint)))[:6] == ["".join(CLAUSE).strip("　")] * 6


BANDED = [["序号", "事项名称", "责任单位"], ["一、民生保障"], ["1", "推进社区服务", "市民政局"]]


@pytest.mark.parametrize("sections", [1, 2])
def test_a_section_across_a_table_without_an_outer_frame_does_not_cut_it(sections: int):
    rows = [BANDED[0], *[BANDED[1]] * sections, BANDED[2]]

    def paint(canvas):
        for index in range(1, len(rows)):
            canvas.line(70, 500 - 24 * index, 530, 500 - 24 * index)
        for x in (130, 330):
            canvas.line(x, 500, x, 476)
            canvas.line(x, 500 - 24 * (len(rows) - 1), x, 500 - 24 * len(rows))
        table(canvas, 70, 500, rows, heights=[24] * len(rows), lines=False)

    (found,) = tables(document := read(draw(paint)))
    expected = {(0, c, 1, 1): word for c, word in enumerate(BANDED[0])}
    expected |= {(row + 1, 0, 1, 3): BANDED[1][0] for row in range(sections)}
    expected |= {(sections + 1, c, 1, 1): word for c, word in enumerate(BANDED[2])}
    assert grid(document, found) == expected


def test_two_framed_tables_close_together_are_two():
    def paint(canvas):
        table(canvas, 70, 500)
        table(canvas, 70, 395)

    assert len(tables(read(draw(paint)))) == 2


PADDED = {
    "lines of many widths begin 30 points inside": (["市人力资源社\n会保障局", "市发展改革委\n、市文化馆"], 30, True),
    "names of one length, centred": (["市民政局\n市水务局", "市教育局\n市财政局"], 40, False),
}


@pytest.mark.parametrize(("cells", "inset", "joined"), PADDED.values(), ids=PADDED)
def test_a_wide_padding_is_told_from_centred_text(cells: list[str], inset: float, joined: bool):
    def paint(canvas):
        table(canvas, 70, 500, [[cell] for cell in cells], (120,), (40, 40), inset=inset)

    (found,) = tables(document := read(draw(paint)))
    assert list(grid(document, found).values()) == [cell.replace("\n", "" if joined else "|") for cell in cells]


OPEN = (["1", "推进社区服务，落实\n各项管护", "市民政局"], ["", "责任。", ""], ["", "公开服务电话。", ""])


@pytest.mark.parametrize("closed", [True, False])
def test_a_sentence_cut_by_the_page_end_goes_on_though_its_own_cell_is_closed_there(closed: bool):
    """Beside merged cells left open, office programs draw a line under the main cell wherever it is cut."""
    rows = [["序号", "事项名称", "责任单位"], OPEN[0]], [["序号", "事项名称", "责任单位"], *OPEN[1:]]

    def paint(canvas):
        for first, part in zip((True, False), rows, strict=True):
            heights = [24, 40] if first else [24, 24, 24]
            bottom = 500 - sum(heights)
            table(canvas, 70, 500, part, heights=heights, lines=False)
            for x in (70, 130, 330, 530):
                canvas.line(x, 500, x, bottom)
            for y in (500, 476):
                canvas.line(70, y, 530, y)
            if not first:
                canvas.line(130, 452, 330, 452)
                canvas.line(70, bottom, 530, bottom)
            elif closed:
                canvas.line(130, bottom, 330, bottom)
            canvas.showPage()

    (found,) = tables(document := read(draw(paint)))
    assert flat(grid(document, found))[1, 1, 1, 1] == "推进社区服务，落实各项管护责任。"
    assert flat(grid(document, found))[1, 0, 2, 1] == "1"


LEVELS, UPRIGHTS = (500, 476, 436, 412), (70, 130, 330, 530)


def strokes(canvas, gap: float) -> None:
    for shift in (-gap / 2, gap / 2):
        for y in LEVELS:
            canvas.line(70, y + shift, 530, y + shift)
        for x in UPRIGHTS:
            canvas.line(x + shift, 500, x + shift, 412)


def bars(canvas, short: float) -> None:
    for y in LEVELS[:-1]:
        canvas.rect(70, y - 2.25, 460, 4.5, stroke=0, fill=1)
    for x in UPRIGHTS:
        canvas.rect(x - 2.25, 412 + short * (70 < x < 530), 4.5, 88 - short * (70 < x < 530), stroke=0, fill=1)


@pytest.mark.parametrize(
    ("rule", "size"), [(strokes, 3.5), (strokes, 4.5), (bars, 0), (bars, 5)], ids=["3.5", "4.5", "bars", "short bars"]
)
def test_double_and_broad_lines_are_single_lines(rule, size: float):
    def paint(canvas):
        rule(canvas, size)
        table(canvas, 70, 500, lines=False)

    (found,) = tables(document := read(draw(paint)))
    assert grid(document, found) == TABLE


def over_two_pages(first, second, rule, widths: tuple[float, ...] = (60, 200, 200)) -> dict:
    """One table whose rows, each 40 points high, stand on two pages; `rule` draws its lines."""
    uprights = [70 + sum(widths[:index]) for index in range(len(widths) + 1)]

    def paint(canvas):
        for rows in (first, second):
            rule(canvas, [500 - 40 * index for index in range(len(rows) + 1)], uprights)
            table(canvas, 70, 500, rows, widths, [40] * len(rows), lines=False)
            canvas.showPage()

    (found,) = tables(document := read(draw(paint)))
    return flat(grid(document, found))


def test_without_an_outer_frame_open_page_ends_join_no_rows():
    def rule(canvas, levels, uprights):
        for y in levels[1:-1]:
            canvas.line(70, y, 530, y)
        for x in uprights[1:-1]:
            canvas.line(x, levels[0], x, levels[-1])

    head = ["事项", "工作措施", "责任单位"]
    rows = [[name, "公开服务电话。", "市民政局"] for name in ("社区服务", "校车管理", "增设车位")]
    found = over_two_pages([head, rows[0]], [head, *rows[1:]], rule)
    assert [text for (_, column, _, _), text in found.items() if column == 0] == ["事项", *(row[0] for row in rows)]


def test_a_merged_category_does_not_make_a_task_cut_after_a_stop_two_measures():
    def rule(canvas, levels, uprights):
        for y in levels:
            canvas.line(70, y, 100, y)
            canvas.line(160 if y in levels[2:-1] else 100, y, 530, y)
        for x in uprights:
            canvas.line(x, levels[0], x, levels[-1])

    head = ["序号", "类别", "工作任务", "责任单位"]
    tasks = [
        ["1", "民生", "推进社区服务。", "市民政局"],
        ["2", "", "完善校车管理。", "市教育局"],
        ["3", "", "增设车位。", "市公安局"],
    ]
    found = over_two_pages([head, *tasks], [head, ["", "", "公开服务电话。", ""]], rule, (30, 60, 180, 190))
    assert found[3, 2, 1, 1] == "增设车位。公开服务电话。"


def test_a_stop_that_hangs_over_the_border_stays_with_its_sentence():
    words = "推进社区服务，管护，"

    def paint(canvas):
        table(canvas, 70, 500, [["1", words, "市民政局"]], (60, 96, 200), (40,), inset=0)

    (found,) = tables(document := read(draw(paint)))
    assert list(grid(document, found).values()) == ["1", words, "市民政局"]
