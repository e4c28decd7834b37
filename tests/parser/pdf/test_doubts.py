"""Pages without text, with text that means nothing, or with text behind a picture."""

from __future__ import annotations

import re

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from .checks import paragraphs, read
from .drawings import SONG, draw, text

SCAN = ImageReader(Image.new("L", (60, 80), 200))
LINES = ("一、扎实做好防汛备汛工作。（责任单位：市水务局）", "二、开展房屋安全排查。（责任单位：市住建局）")


def noted(data: bytes) -> list[tuple[str, int | None]]:
    return [(note.kind, note.page) for note in read(data).notes]


def written(canvas) -> None:
    for row, line in enumerate(LINES):
        text(canvas, 80, 700 - 30 * row, line)


def scan(canvas, share: float = 1.0) -> None:
    canvas.drawImage(SCAN, 0, 0, 595, 842 * share)


def hidden(canvas, mode: int = 3) -> None:
    lines = canvas.beginText(80, 700)
    lines.setFont(SONG, 14)
    lines.setTextRenderMode(mode)
    for line in LINES:
        lines.textLine(line)
    canvas.drawText(lines)


def pages(*paints):
    def paint(canvas):
        for each in paints:
            each(canvas)
            canvas.showPage()
        canvas.setPageCompression(0)

    return draw(paint)


def nothing(canvas) -> None:
    canvas.saveState()
    canvas.restoreState()


def test_a_blank_page_is_no_unreadable_page():
    assert noted(pages(written, nothing)) == []


def test_a_blank_page_beside_an_unreadable_one_may_be_damaged_too():
    assert noted(pages(written, nothing, scan)) == [("page-unreadable", 2), ("page-unreadable", 3)]


def test_a_line_alone_makes_no_page_unreadable():
    assert noted(pages(written, lambda canvas: canvas.line(70, 800, 520, 800))) == []


@pytest.mark.parametrize(
    "paint",
    [
        scan,
        lambda canvas: [canvas.circle(90 + 12 * n, 600, 5, fill=1) for n in range(30)],
        lambda canvas: (scan(canvas), text(canvas, 280, 40, "— 2 —", 10)),
    ],
    ids=["a scan", "text as outlines", "a scan with a page number"],
)
def test_a_page_that_shows_something_and_gives_no_text_is_unreadable(paint):
    assert noted(pages(written, paint)) == [("page-unreadable", 2)]


def test_a_stamp_beside_text_is_no_scan():
    assert noted(pages(lambda canvas: (written(canvas), scan(canvas, 0.2)))) == []


def test_invisible_text_over_a_scan_is_read_and_noted():
    data = pages(lambda canvas: (scan(canvas), hidden(canvas)))
    assert paragraphs(read(data)) == list(LINES)
    assert noted(data) == [("hidden-text", 1)]


def test_visible_text_on_a_background_picture_is_text():
    assert noted(pages(lambda canvas: (scan(canvas), hidden(canvas, mode=0)))) == []


@pytest.mark.parametrize(("garbled", "expected"), [(8, [("page-unreadable", 1)]), (1, [])])
@pytest.mark.parametrize("letter", ["\ue123", "ƒ", "Õ", "\x12"])
def test_a_page_of_characters_without_a_meaning_is_unreadable(monkeypatch, letter, garbled, expected):
    from hedui.parser.readers.pdf.page import PdfPage

    plain = PdfPage._read_text
    wrong = re.compile(r"[\u4e00-\u9fff]")
    monkeypatch.setattr(PdfPage, "_read_text", lambda self: wrong.sub(letter, plain(self), count=3 * garbled))
    assert noted(pages(written)) == expected
