"""Rows at a page end whose frame is drawn whole on both pages: what goes on, and what does not."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from hedui.parser.readers.pdf.file import open_pdf
from hedui.parser.readers.pdf.page import PdfPage
from hedui.parser.readers.pdf.pages import OpenFile

from .checks import Grid, grid, paragraphs, read, tables
from .drawings import draw, table, text

HEADER = ("类别", "序号", "任务", "责任单位")
WIDTHS = (70, 40, 160, 120)


def over_two_pages(
    first: list[tuple[str, ...]], second: list[tuple[str, ...]], merged: tuple[int, int, int] | None = None
) -> Grid:
    """The cells of a table that fills two pages; `merged` is a cell of the second page: column, first row, rows."""

    def paint(canvas: Canvas) -> None:
        table(canvas, 60, 780, first, WIDTHS, [40] * len(first))
        canvas.showPage()
        if merged is None:
            table(canvas, 60, 780, second, WIDTHS, [40] * len(second))
        else:
            _with_merged(canvas, second, *merged)

    document = read(draw(paint))
    (found,) = tables(document)
    return grid(document, found)


def _with_merged(canvas: Canvas, rows: list[tuple[str, ...]], column: int, top: int, span: int) -> None:
    left, bottom = 60, 780 - 40 * len(rows)
    for at in range(len(rows) + 1):
        for number, width in enumerate(WIDTHS):
            x = left + sum(WIDTHS[:number])
            if not (number == column and top < at < top + span):
                canvas.line(x, 780 - 40 * at, x + width, 780 - 40 * at)
    for number in range(len(WIDTHS) + 1):
        canvas.line(left + sum(WIDTHS[:number]), 780, left + sum(WIDTHS[:number]), bottom)
    table(canvas, left, 780, rows, WIDTHS, [40] * len(rows), lines=False)


def cells_of(found: Grid, column: int) -> list[str]:
    return ["".join(content.split()) for (_, at, _, _), content in sorted(found.items()) if at == column]


def test_a_header_alone_at_the_foot_of_a_page_stays_whole() -> None:
    found = over_two_pages([HEADER], [("住宅", "1", "划线标识。", "区甲局"), ("住宅", "2", "综合治理。", "区乙局")])
    assert cells_of(found, 1) == ["序号", "1", "2"]
    assert cells_of(found, 2) == ["任务", "划线标识。", "综合治理。"]


def test_a_row_with_a_number_of_its_own_is_a_new_row_whatever_stands_before_it() -> None:
    """The category has none, and the text above ends without a full stop."""
    first = [HEADER, ("完善网络", "1", "建设书房，每天开放。", "甲科"), ("完善网络", "2", "建设舞台，优先安排", "乙科")]
    found = over_two_pages(first, [("丰富供给", "3", "开展演出，每村一场。", "丙科")])
    assert cells_of(found, 1) == ["序号", "1", "2", "3"]
    assert cells_of(found, 0) == ["类别", "完善网络", "完善网络", "丰富供给"]


def test_a_blank_cell_over_several_items_is_the_merged_cell_of_the_page_before() -> None:
    first = [HEADER, ("村庄规划", "1", "编制规划", "县甲局"), ("基础设施", "2", "改建公路", "县乙局")]
    second = [("", "3", "改造电网", "县丙局"), ("", "4", "新增管网", "县丁局"), ("公共服务", "5", "改善学校", "县戊局")]
    found = over_two_pages(first, second, merged=(0, 0, 2))
    assert found[(2, 0, 3, 1)] == "基础设施"
    assert found[(5, 0, 1, 1)] == "公共服务"


def test_characters_that_pdfium_takes_for_columns_are_words() -> None:
    """On a page with few narrow columns of dense lines it breaks the line after every character printed alone."""
    words = ("排查消防隐患", "市林业局", "年底前")

    def paint(canvas: Canvas) -> None:
        for number in range(40):
            for column, word in enumerate(words):
                for at, sign in enumerate(word):
                    text(canvas, 60 + 180 * column + 10 * at, 760 - 12 * number, sign, 10)

    pages = draw(paint)
    with open_pdf(pages, "file.pdf") as document:
        assert PdfPage(document, 1)._read_text().startswith("排\r\n查")
    assert OpenFile(pages, "file.pdf").page(1).text.startswith("排查消防隐患\r\n市林业局")
    assert paragraphs(read(pages))[0].startswith("排查消防隐患 市林业局 年底前")


BARE = ((60, "序号"), (120, "重点任务"), (260, "责任单位"), (400, "完成时限"))


def bare_pages(*pages: list[tuple[str, ...]]) -> Grid:
    """A table without any line: text at four columns, one line below the other; a line of two is a heading."""

    def paint(canvas: Canvas) -> None:
        for page in pages:
            for number, line in enumerate(page):
                places = [60] if len(line) == 1 else [60, 120] if len(line) == 2 else [x for x, _ in BARE]
                for x, words in zip(places, line, strict=True):
                    text(canvas, x, 760 - 20 * number, words, 10)
            canvas.showPage()

    document = read(draw(paint))
    (found,) = tables(document)
    return grid(document, found)


HEAD = tuple(word for _, word in BARE)
FIRST, SECOND = ("1", "改善营商环境工作", "市甲局", "2031年6月"), ("2", "压缩办理时限工作", "市乙局", "2031年9月")


def test_a_bare_header_at_the_foot_of_a_page_heads_the_next_one() -> None:
    found = bare_pages([("附件：任务分解表",), HEAD], [FIRST, SECOND])
    assert cells_of(found, 0) == ["序号", "1", "2"]


def test_a_bare_table_goes_on_behind_a_section_at_the_top_of_a_page() -> None:
    found = bare_pages([HEAD, FIRST], [("二、提高审批服务效率和质量",), SECOND])
    assert found[(2, 0, 1, 4)] == "二、提高审批服务效率和质量"
    assert cells_of(found, 0) == ["序号", "1", "二、提高审批服务效率和质量", "2"]


def test_the_number_of_a_bare_section_stands_in_its_column() -> None:
    found = bare_pages([HEAD, ("一", "完善现代企业制度和监管体系工作机制建设"), FIRST, SECOND])
    assert found[(1, 0, 1, 1)] == "一"
    assert found[(1, 1, 1, 3)] == "完善现代企业制度和监管体系工作机制建设"


def test_a_bare_row_without_a_number_at_the_top_of_a_page_goes_on() -> None:
    found = bare_pages(
        [HEAD, FIRST, SECOND], [("", "全面公开办理结果", "市丙局", ""), ("3", "加强培训", "市丁局", "长期坚持")]
    )
    assert cells_of(found, 0) == ["序号", "1", "2", "3"]
    assert found[(2, 1, 1, 1)].replace("\n", "") == "压缩办理时限工作全面公开办理结果"


def test_a_page_of_narrow_cells_is_not_set_in_columns_from_right_to_left() -> None:
    """There pdfium breaks the line between characters side by side, and not between those one below the other."""

    def paint(canvas: Canvas) -> None:
        for column in range(3):
            for number in range(40):
                for at, sign in enumerate("城市建设" if number % 2 else "处"):
                    text(canvas, 60 + 180 * column + 10 * at, 760 - 12 * number, sign, 10)

    file = OpenFile(draw(paint), "file.pdf")
    assert file.page(1).turn == 0


def test_a_cell_that_reads_like_header_words_does_not_end_a_bare_table() -> None:
    found = bare_pages([HEAD, FIRST, ("", "重点任务", "区配合", ""), SECOND])
    assert cells_of(found, 0) == ["序号", "1", "2"]


def test_every_line_of_a_bare_table_set_wide_is_a_row() -> None:
    """A category stands only beside its first row, and there are no numbers."""
    rows = [
        ("脱贫", "全部脱贫", "镇甲办", "10月"),
        ("", "实施产业项目", "镇乙办", "8月"),
        ("治理", "创建平安村", "镇丙办", "9月"),
    ]

    def paint(canvas: Canvas) -> None:
        for number, line in enumerate([("类别", "工作任务", "责任单位", "完成时限"), *rows]):
            for (x, _), words in zip(BARE, line, strict=True):
                text(canvas, x, 760 - 26 * number, words, 10)

    document = read(draw(paint))
    found = grid(document, tables(document)[0])
    assert cells_of(found, 1) == ["工作任务", "全部脱贫", "实施产业项目", "创建平安村"]


def test_numbers_behind_a_category_part_the_rows_of_a_bare_table() -> None:
    def paint(canvas: Canvas) -> None:
        lines = [
            ("类别", "序号", "工作任务", "责任单位"),
            ("脱贫", "1", "全部脱贫", "镇甲办"),
            ("", "", "致富", "镇乙办"),
        ]
        lines += [("", "2", "实施产业项目", "镇丙办"), ("治理", "3", "创建平安村", "镇丁办")]
        for number, line in enumerate(lines):
            for (x, _), words in zip(BARE, line, strict=True):
                text(canvas, x, 760 - 15 * number, words, 10)

    document = read(draw(paint))
    found = grid(document, tables(document)[0])
    assert cells_of(found, 1) == ["序号", "1", "2", "3"]


def test_names_cut_beside_a_title_that_is_cut_too_go_on() -> None:
    """Though the measure below is another one."""
    head = ("序号", "任务", "措施", "牵头单位")
    first = [
        head,
        ("1", "甲事", "全面推进编制。", "市甲局"),
        ("2", "采砂秩", "实行编号管理。", "市文化和旅游局、市体育"),
    ]
    found = over_two_pages(first, [("", "序", "与周边地区互认。", "局"), ("3", "乙事", "开展演出。", "丙科")])
    assert cells_of(found, 3) == ["牵头单位", "市甲局", "市文化和旅游局、市体育局", "丙科"]
    assert cells_of(found, 2) == ["措施", "全面推进编制。", "实行编号管理。", "与周边地区互认。", "开展演出。"]


def test_a_heading_cut_by_the_page_end_is_whole_where_others_say_so() -> None:
    whole = "推进全市重点\n工作"
    first = [
        HEADER,
        (whole, "1", "建设城市书房和阅读驿站", "甲科"),
        ("推进全市重点", "2", "建设乡村大舞台十二处", "乙科"),
    ]
    found = over_two_pages(
        first, [("工作", "3", "开展公益演出六百场次", "丙科"), (whole, "4", "开放公共体育场馆七家", "丁科")]
    )
    assert cells_of(found, 0) == ["类别", "推进全市重点工作", "推进全市重点工作", "推进全市重点工作"]
    assert cells_of(found, 1) == ["序号", "1", "2", "3", "4"]
