"""Headings at the margin of a text with indents, behind a line that is full."""

from __future__ import annotations

from .checks import paragraphs, read
from .drawings import draw, text

PITCH, GAP = 18, 27


def test_a_heading_at_the_margin_begins_a_paragraph_though_the_line_above_is_full():
    def paint(canvas):
        y = 780.0
        for number in range(9):
            heading = "一二三四五六七八九"[number] + "、推进重点工作"
            lines = [
                "　　" + "推进示范创建活动打造放心超市完善管护机制",
                "组织开展联合检查落实各项制度（市商务局负责）",
            ]
            text(canvas, 80, y, heading, 16)
            for line in lines:
                y -= PITCH if line is not lines[0] else GAP
                left = 80 + (32 if line.startswith("　") else 0)
                text(canvas, left, y, line.strip("　"), 16)
            y -= GAP

    found = paragraphs(read(draw(paint)))
    assert [words for words in found if words.endswith("重点工作")] == [
        f"{n}、推进重点工作" for n in "一二三四五六七八九"
    ]
