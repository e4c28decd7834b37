"""Pages as offices really hand them over: turned, stamped, shaded, numbered in any order, locked or broken."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from hedui.errors import InputError
from hedui.parser.document import Paragraph
from hedui.parser.readers import readers

from .checks import furniture, grid, paragraphs, read, tables
from .drawings import ROWS, TABLE, centred, draw, table, text


def pages(number_form: str, *, first: bool, count: int = 3):
    """Body pages with a page number that comes first or last in the content."""

    def paint(canvas):
        for number in range(1, count + 1):
            if first:
                centred(canvas, 297, 40, number_form.format(number, count), 10)
            for line in range(20):
                text(canvas, 80, 740 - 26 * line, f"第{number}章第{line}行文字在这里。", 16)
            if not first:
                centred(canvas, 297, 40, number_form.format(number, count), 10)
            canvas.showPage()

    return draw(paint)


@pytest.mark.parametrize(
    "form", ["— {0} —", "- {0} -", "－{0}－", "第{0}页", "第 {0} 页 共 {1} 页", "{0}", "{0}/{1}", "Page {0} of {1}"]
)
@pytest.mark.parametrize("first", [True, False])
def test_a_page_number_is_furniture_in_any_form_and_content_order(form: str, first: bool):
    document = read(pages(form, first=first))
    assert furniture(document) == [form.format(number, 3) for number in (1, 2, 3)]
    assert len(paragraphs(document)) == 60


def test_running_heads_and_watermarks_are_furniture():
    def paint(canvas):
        for number in (1, 2, 3):
            text(canvas, 70, 805, "云川市人民政府公报", 10)
            canvas.saveState()
            canvas.translate(300, 420)
            canvas.rotate(45)
            canvas.setFillGray(0.8)
            centred(canvas, 0, 0, "内部资料", 60)
            canvas.restoreState()
            canvas.saveState()
            canvas.setFillGray(0.85)
            centred(canvas, 300, 500, "样稿", 50)
            canvas.restoreState()
            text(canvas, 80, 700, f"正文第{number}段。", 16)
            canvas.showPage()

    document = read(draw(paint))
    assert paragraphs(document) == ["正文第1段。", "正文第2段。", "正文第3段。"]
    assert sorted(furniture(document)) == ["云川市人民政府公报"] * 3 + ["内部资料"] * 3 + ["样稿"] * 3


def test_captions_of_attachments_are_no_running_heads():
    def paint(canvas):
        for number in (1, 2, 3):
            text(canvas, 70, 790, "附件", 16)
            text(canvas, 80, 700, f"附件内容{number}。", 16)
            canvas.showPage()

    assert paragraphs(read(draw(paint))).count("附件") == 3


def test_two_tables_on_a_page_stay_apart_and_the_text_around_them_is_body():
    def paint(canvas):
        text(canvas, 80, 780, "前言段落。")
        table(canvas, 70, 760)
        text(canvas, 80, 640, "两表之间的文字。")
        canvas.setFillGray(0.8)
        canvas.rect(70, 576, 460, 24, stroke=0, fill=1)
        canvas.setFillGray(0)
        table(canvas, 70, 600)
        canvas.line(140, 560, 200, 560)  # an underline inside a cell
        text(canvas, 80, 480, "表后文字。")
        canvas.rect(60, 460, 480, 40)  # a box around text is no table

    document = read(draw(paint))
    assert [type(block) is Paragraph for block in document.blocks] == [True, False, True, False, True]
    assert [grid(document, found) for found in tables(document)] == [TABLE, TABLE]


@pytest.mark.parametrize("levels", [(), (0, 1, 3), (0, 1, 2, 3)], ids=["no lines", "three lines", "level lines"])
@pytest.mark.parametrize("shaded", [False, True])
def test_a_table_without_a_full_frame_is_found_by_its_header_words_and_gutters(levels: tuple[int, ...], shaded: bool):
    heights = (24, 40, 24)

    def paint(canvas):
        text(canvas, 80, 700, "表前文字。")
        canvas.setFillGray(0.9)
        if shaded:
            canvas.rect(70, 500 - sum(heights[:2]), 460, heights[1], stroke=0, fill=1)
        canvas.setFillGray(0)
        for level in levels:
            canvas.line(70, 500 - sum(heights[:level]), 530, 500 - sum(heights[:level]))
        table(canvas, 70, 500, lines=False)
        text(canvas, 80, 300, "表后文字。")

    document = read(draw(paint))
    (found,) = tables(document)
    assert grid(document, found) == TABLE
    assert not found.merged_known
    assert paragraphs(document) == ["表前文字。", "表后文字。"]


def test_white_words_on_a_dark_band_are_a_header_and_no_watermark():
    def paint(canvas):
        for y in (500, 476, 436, 412):
            canvas.line(70, y, 530, y)
        canvas.rect(70, 476, 460, 24, stroke=0, fill=1)
        table(canvas, 70, 500, [["", "", ""], *ROWS[1:]], lines=False)
        canvas.setFillGray(1)
        table(canvas, 70, 500, ROWS[:1], heights=(24,), lines=False)

    (found,) = tables(document := read(draw(paint)))
    assert grid(document, found) == TABLE


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_table_reads_the_same_on_a_page_turned_by_the_file(rotation: int):
    def paint(canvas):
        canvas.setPageRotation(rotation)  # reportlab swaps the sides of the paper for 90 and 270 itself
        canvas.translate(*{0: (0, 0), 90: (842, 0), 180: (595, 842), 270: (0, 595)}[rotation])
        canvas.rotate(rotation)
        text(canvas, 70, 520, "表前文字。")
        table(canvas, 70, 500)

    document = read(draw(paint))
    (found,) = tables(document)
    assert grid(document, found) == TABLE
    first = document.source.places[0]
    assert first.bbox == pytest.approx((70, 842 - 520 - 0.88 * 14, 140, 842 - 520 + 0.12 * 14), abs=2)


def test_a_table_drawn_sideways_is_read_upright_and_its_boxes_stay_where_they_are_seen():
    def paint(canvas):
        canvas.translate(595, 0)
        canvas.rotate(90)
        table(canvas, 70, 500)

    document = read(draw(paint))
    (found,) = tables(document)
    assert grid(document, found) == TABLE
    left, top, right, bottom = document.source.places[0].bbox
    assert 95 < left < right < 125
    assert 740 < top < bottom < 770


def test_portrait_and_landscape_pages_mix():
    def paint(canvas):
        text(canvas, 80, 700, "正文第一段。", 16)
        canvas.showPage()
        canvas.setPageSize((842, 595))
        centred(canvas, 421, 540, "任务分解表", 18)
        table(canvas, 120, 500, widths=(60, 300, 240))
        canvas.showPage()

    document = read(draw(paint))
    assert [block.align for block in document.blocks if isinstance(block, Paragraph)] == [None, "center"]
    assert grid(document, tables(document)[0]) == TABLE


def test_an_exact_box_is_given_for_a_part_of_a_line():
    document = read(draw(lambda canvas: text(canvas, 100, 700, "一二三四五六", 20)))
    assert document.source.box_of is not None
    assert document.source.box_of(1, 3) == pytest.approx((120, 842 - 700 - 17.6, 160, 842 - 700 + 2.4), abs=0.5)
    (span,) = document.source.spans(4, 6)
    assert span.text == "五六"
    assert span.bbox == pytest.approx((180, 124.4, 220, 144.4), abs=0.5)


def test_a_character_painted_twice_is_read_once():
    def paint(canvas):
        for shift in (0, 0.3):
            text(canvas, 100 + shift, 700, "粗体标题", 20)

    assert paragraphs(read(draw(paint))) == ["粗体标题"]


def test_a_second_layer_of_the_same_text_is_furniture():
    def paint(canvas):
        for layer in range(2):
            text(canvas, 80, 700, "正文段落。")
            table(canvas, 70, 500, lines=not layer)

    document = read(draw(paint))
    assert grid(document, tables(document)[0]) == TABLE
    assert paragraphs(document) == ["正文段落。"]
    assert len(furniture(document)) == 11


def test_a_hyphen_at_a_line_end_is_kept_and_the_line_ends_there():
    def paint(canvas):
        text(canvas, 80, 700, "ABCDEFGHIJ-", 40)
        text(canvas, 80, 650, "KLMNOP", 40)

    assert "".join(paragraphs(read(draw(paint)))) == "ABCDEFGHIJ-KLMNOP"


def test_a_page_without_text_is_noted_and_the_others_are_read():
    def paint(canvas):
        text(canvas, 80, 700, "有字的一页。")
        canvas.showPage()
        canvas.rect(100, 100, 300, 300, fill=1)
        canvas.showPage()

    document = read(draw(paint))
    assert paragraphs(document) == ["有字的一页。"]
    assert [(note.kind, note.page) for note in document.notes] == [("page-unreadable", 2)]


def test_a_file_that_needs_a_password_is_refused_in_one_sentence():
    with pytest.raises(InputError, match=r"^file\.pdf: this PDF is encrypted and needs a password\."):
        read(draw(lambda canvas: text(canvas, 80, 700, "锁"), password="secret"))


def test_a_file_that_only_its_owner_may_change_is_read():
    assert paragraphs(read(draw(lambda canvas: text(canvas, 80, 700, "可读文字"), password=""))) == ["可读文字"]


def test_a_damaged_file_is_refused():
    with pytest.raises(InputError, match="damaged"):
        read(b"%PDF-1.7\nnothing of use")


def test_the_header_may_stand_behind_junk():
    data = draw(lambda canvas: text(canvas, 80, 700, "可读文字"))
    assert paragraphs(read(b"\xef\xbb\xbf\r\nHTTP/1.1 200 OK\r\n\r\n" + data)) == ["可读文字"]
    (reader,) = [reader for reader in readers() if reader.name == "pdf"]
    assert reader.sniff(b"x" * 1100 + data) == 0


def test_a_page_set_in_columns_from_right_to_left_is_read_column_by_column():
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    upright = UnicodeCIDFont("STSong-Light", isVertical=True)
    columns = ["云川市防汛工作通知", "一、做好备汛工作，落实各项", "责任制度。"]

    def paint(canvas):
        pdfmetrics.registerFont(upright)
        canvas.setFont(upright.fontName, 14)
        for number, column in enumerate(columns):
            canvas.drawString(500 - 28 * number, 700, column)

    document = read(draw(paint))
    assert document.source.text.split() == columns
    left, top, right, bottom = document.source.spans(0, 2)[0].bbox
    assert (left, top, right, bottom) == pytest.approx((493, 142, 507, 170), abs=3)


def test_a_list_number_set_smaller_than_its_paragraph_parts_no_lines():
    def paint(canvas):
        for number in range(4):
            y = 760 - 60 * number
            text(canvas, 80, y, f"{number + 1}.", 11)
            text(canvas, 92, y, "推行错峰值守和轮班巡查办法并每月通报一次结果的各项要求", 16)
            text(canvas, 80, y - 24, "落到人头。", 16)

    assert [block.endswith("要求落到人头。") for block in paragraphs(read(draw(paint)))] == [True] * 4


@pytest.mark.parametrize("middle", [False, True], ids=["set at the top", "set in the middle"])
def test_a_table_of_level_lines_is_found_where_its_header_words_are_wrapped(middle: bool):
    """序号 | 事项名称 | 责任单位, the last word over two lines."""
    body = [["1", "推进社区服务", "市民政局"], ["2", "完善管护", "市教育局"]]

    def paint(canvas):
        for y in (500, 460, 436, 412):
            canvas.line(70, y, 530, y)
        table(canvas, 70, 460, body, heights=(24, 24), lines=False)
        for x, word in ((74, "序号"), (134, "事项名称")):
            text(canvas, x, 478 if middle else 486, word, 10)
        for y, word in ((486, "牵头责任"), (471, "单位")):
            text(canvas, 334, y, word, 10)
            if middle:
                text(canvas, 234, y, {486: "配合责任", 471: "单位"}[y], 10)
        text(canvas, 80, 300, "表后文字。")

    document = read(draw(paint))
    (found,) = tables(document)
    words = [cell for (row, *_), cell in grid(document, found).items() if row == 0]
    assert [word.replace("|", "") for word in words if word] == ["序号", "事项名称"] + middle * ["配合责任单位"] + [
        "牵头责任单位"
    ]
    assert [cell for (row, column, *_), cell in grid(document, found).items() if row and column == 0] == ["1", "2"]


def test_a_stop_keeps_the_digits_behind_it_on_its_line():
    def paint(canvas):
        for number in range(4):
            y = 760 - 60 * number
            text(canvas, 80, y, "推行错峰值守和轮班巡查办法并由各处室按分工尽职负责到位", 16)
            text(canvas, 80, y - 24, "，2024年底前完成。", 16)
        text(canvas, 80, 500, "推行错峰值守和轮班巡查办法并由各处室按分工尽职负", 16)
        text(canvas, 80, 476, "责，2024年底前完成。", 16)

    assert paragraphs(read(draw(paint)))[-1].endswith("尽职负责，2024年底前完成。")


WRAPPED = [
    # text of each line, whether more space stands above it
    ("一、整治沟渠。清理村内排水沟八公里，做到水流通畅、无垃圾堆", False),
    ("积。责任单位：市甲局；完成时限：2031年12月31日", False),
    ("（二）硬化道路。对三条道路加宽，为独居老人每周上门送一次餐。", True),
    ("责任单位：市乙局、市丙局；完成时限：2031年9月30日，长期坚持", False),
    ("三、修缮祠堂。依照原样修补屋面和梁柱，由第三方验收并公开结", True),
    ("果。责任单位：市丁局；完成时限：2031年10月底", False),
    ("四、保障供水。每月清洗蓄水池一次，水质检测结果在公示栏张贴", True),
    ("一次。责任单位：市戊局", False),
]


def test_paragraphs_that_space_parts() -> None:
    """Without indents the space between paragraphs tells more than how full a line is, or how the next one begins."""

    def paint(canvas: Canvas) -> None:
        y = 760.0
        for line, spaced in WRAPPED:
            y -= 30 if spaced else 20
            text(canvas, 90, y, line)

    starts = [paragraph[:2] for paragraph in paragraphs(read(draw(paint)))]
    assert starts == ["一、", "（二", "三、", "四、"]


@pytest.mark.parametrize(
    ("first", "second", "parts"),
    [
        ("一、公开结果。每季度公开检查结果，责任单位为市甲局、市乙局共同", "（二）加强培训。每年组织两次", 2),
        ("一、公开结果。每季度公开检查结果，具体要求按照市政府文件第", "（二）项办理", 1),
        ("一、公开结果。每季度公开一次抽查结果一。（牵头单位：市甲局；", "责任单位：市乙局）", 1),
        ("一、公开结果。每季度公开一次检查结果，责任单位：市甲、市乙、", "三、四等科室", 1),
    ],
)
def test_a_full_line_before_a_number_or_a_label(first: str, second: str, parts: int) -> None:
    def paint(canvas: Canvas) -> None:
        for number, line in enumerate((first, second)):
            text(canvas, 83, 760 - 20 * number, line)

    assert len(paragraphs(read(draw(paint)))) == parts


@pytest.mark.parametrize(
    ("first", "second", "parts"),
    [
        ("一、改善民生工作。每季度公开一次检查结果，由市甲局牵头负责。", "二是加强培训", 2),
        ("一、改善民生工作。每季度公开检查结果。（责任单位：市甲委）", "2 健全机制", 2),
        ("一、改善民生工作。每季度公开检查结果。（责任单位：市甲委）", "责任单位：市乙局", 2),
        ("一、改善民生工作。每季度公开一次检查结果，新建和改建的道路", "1.3万公里", 1),
        ("一、改善民生工作。每季度公开一次检查结果，由市甲局牵头负责", "1.3完善体系", 2),
        ("一、改善民生工作。每季度公开一次检查结果，各县区的合格率在", "≤8%的水平", 1),
    ],
)
def test_a_full_line_before_what_opens_an_item(first: str, second: str, parts: int) -> None:
    test_a_full_line_before_a_number_or_a_label(first, second, parts)


def test_a_large_title_that_wraps_is_one_paragraph() -> None:
    def paint(canvas: Canvas) -> None:
        centred(canvas, 297, 780, "云川市人民政府办公室关于印发重点工作分工方案的", 20)
        centred(canvas, 297, 752, "通知", 20)
        for number in range(6):
            text(canvas, 83, 700 - 20 * number, "各有关单位要按照分工抓好落实，定期报送工作进展情况，不得拖延", 14)

    assert paragraphs(read(draw(paint)))[0] == "云川市人民政府办公室关于印发重点工作分工方案的通知"


def test_an_indented_line_opens_a_paragraph_where_paragraphs_are_indented() -> None:
    """Though the line above is full and ends without a stop."""

    def paint(canvas: Canvas) -> None:
        for number in range(4):
            text(canvas, 111, 760 - 40 * number, "各有关单位要按照分工抓好落实，定期报送工作进展情况，不得拖")
            text(canvas, 83, 740 - 40 * number, "延")
        text(canvas, 111, 600, "云川市人民政府关于进一步优化营商环境的若干政策措施具体")
        text(canvas, 111, 580, "任务分工")

    assert len(paragraphs(read(draw(paint)))) == 6
