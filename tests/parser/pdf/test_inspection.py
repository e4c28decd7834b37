"""`hedui inspect`: what was read from a page, stage by stage, and where."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from hedui import pipeline
from hedui.errors import UsageError

from .drawings import draw, table, text


@pytest.fixture(scope="module")
def notice() -> bytes:
    def paint(canvas):
        text(canvas, 80, 700, "第一页文字")
        canvas.showPage()
        text(canvas, 80, 700, "表前文字")
        table(canvas, 70, 500)

    return draw(paint)


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("glyphs", "     0 表 80.0-94.0 base 142.0 size 14.0"),
        ("edges", "level   y 342.0  x 69.0-531.0"),
        ("cells", "table 1 2,3  330.0 366.0 530.0 406.0: 市民政局 | 市水务局"),
        ("grid", "  x 70.0 130.0 330.0 530.0"),
        ("blocks", "   2          表前文字"),
    ],
)
def test_a_stage_shows_what_stands_on_the_page_asked_for(notice: bytes, stage: str, expected: str):
    shown = pipeline.inspect(notice, stage, page=2)
    assert expected in shown.splitlines()
    assert "第一页" not in shown


def test_without_a_page_all_pages_are_shown(notice: bytes):
    shown = pipeline.inspect(notice, "cells")
    assert [line for line in shown.splitlines() if line.startswith("page")] == ["page 1", "page 2"]


@pytest.mark.parametrize("stage", [*pipeline.PAGE_STAGES, None])
def test_the_picture_is_the_page_with_coloured_boxes(notice: bytes, stage: str | None):
    picture = Image.open(io.BytesIO(pipeline.inspect_picture(notice, stage, 2)))
    assert picture.size == (1190, 1684)
    assert any(red != green or green != blue for _, (red, green, blue) in picture.getcolors(1 << 20))


@pytest.mark.parametrize("page", [3, 99])
def test_a_page_that_does_not_exist_is_refused(notice: bytes, page: int):
    with pytest.raises(UsageError, match="the file has 2 pages"):
        pipeline.inspect(notice, "grid", page=page)


def test_other_forms_have_no_pages_to_show():
    with pytest.raises(UsageError, match="is no PDF"):
        pipeline.inspect("一、总体要求".encode(), "glyphs", page=1)


def test_a_page_goes_with_the_stages_of_a_page_only(notice: bytes):
    with pytest.raises(UsageError, match="--page goes with"):
        pipeline.inspect(notice, "outline", page=1)
