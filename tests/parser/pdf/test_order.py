"""Signs that are drawn after their line stand where they are seen, and nothing else is moved."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from hedui.parser.layout.order import seen_order
from hedui.parser.layout.sheet import Glyph
from hedui.parser.readers.pdf.pages import OpenFile

Print = tuple[float, float, str]
"""Characters from the left margin, lines from the top, text."""


def page_of(*prints: Print) -> tuple[OpenFile, str]:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out)
    for x, y, text in prints:
        canvas.setFont("STSong-Light", 10)
        canvas.drawString(50 + 10 * x, 700 - 16 * y, text)
    canvas.save()
    file = OpenFile(out.getvalue(), "file.pdf")
    return file, file.page(1).text


@pytest.mark.parametrize(
    ("prints", "seen"),
    [
        pytest.param(
            [(0, 0, "按照"), (3, 0, "一数一源"), (8, 0, "的原则编制目录"), (2, 0, "“"), (7, 0, "”")],
            "按照“一数一源”的原则编制目录",
            id="quotation marks after the line",
        ),
        pytest.param(
            [(0, 0, "推行"), (3, 0, "一"), (2, 0, "“"), (0, 1, "企一码"), (4, 1, "。"), (3, 1, "”")],
            "推行“一\n企一码”。",
            id="a short way back",
        ),
        pytest.param(
            [(0, 0, "二"), (3, 0, "六年三月"), (1, 0, "○"), (2, 0, "○")], "二○○六年三月", id="circles of a year"
        ),
        pytest.param(
            [(0, 0, "支持"), (3, 0, "小店"), (2, 0, "“"), (5, 0, "”"), (0, 1, "其他"), (3, 1, "户"), (2, 1, "“")],
            "支持“小店”\n其他“户",
            id="line by line",
        ),
        pytest.param(
            [(0, 0, "县财政局"), (10, 0, "县民政局"), (20, 0, "年底")], "县财政局 县民政局 年底", id="columns"
        ),
        pytest.param([(10, 0, "县民政局"), (0, 1, "县财政局")], "县民政局\n县财政局", id="one below the other"),
        pytest.param(
            [(0, 0, "加强政务公开工作"), (2.5, 0, "“样稿”")], "加强政务公开工作 “样稿”", id="prints on one another"
        ),
    ],
)
def test_lines_are_read_as_they_are_seen(prints: list[Print], seen: str) -> None:
    _, text = page_of(*prints)
    assert text.replace("\r\n", "\n") == seen


def test_each_character_keeps_its_place() -> None:
    file, text = page_of((0, 0, "按照"), (3, 0, "数源"), (5, 0, "”"), (2, 0, "“"))
    page = file.page(1)
    lefts = [page.glyph(index).left for index in range(len(text))]
    assert text == "按照“数源”"
    assert lefts == pytest.approx([50, 60, 70, 80, 90, 100])


def test_the_beginning_of_the_next_line_stays_where_it_is():
    places = {"一": (0, 0), "多": (3, 0), "测": (4, 0), "合": (5, 0), "”": (1, 0), "“": (2, 0)}
    text = "一 多测合 ”“ 企”"
    glyphs = [Glyph(10 * x, 10 * x + 9, 13 * y) for x, y in (places.get(char, (0, 0)) for char in text)]
    glyphs[-2:] = Glyph(0, 9, 13), Glyph(10, 14, 13)
    order = seen_order(text, glyphs.__getitem__, lambda indices: [glyphs[index].left for index in indices])
    assert order is not None
    assert "".join(text[index] for index in order) == "一”“多测合 企”"
