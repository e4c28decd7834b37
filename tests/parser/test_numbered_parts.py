"""Cells that hold several numbered parts."""

from __future__ import annotations

import pytest

from hedui.model import Quote, SourceText
from hedui.parser.cell_headings import headed_by_colons
from hedui.parser.splitting import numbered_parts

CASES = {
    "1.打造线路\n2.培育民宿": ["打造线路", "培育民宿"],
    "①市商务局 ②市贸促会": ["市商务局", "市贸促会"],
    "（1）5月底（2）11月底": ["5月底", "11月底"],
    "4.2023年10月 5.2023年12月": ["2023年10月", "2023年12月"],
    "新建厕所60座，改造3.5公里": [],
    "1.只有一项": [],
    "1.新建\n3.改造": [],
}


@pytest.mark.parametrize("text", CASES)
def test_the_parts_count_on_from_the_first(text: str) -> None:
    quote = Quote(SourceText("body", text, ()), ((0, len(text)),))
    assert [part.bare.text for part in numbered_parts(quote)] == CASES[text]


def test_most_cells_have_a_heading_of_their_own() -> None:
    cells = ["乡村普法：培育明白人8000名", "企业普法：开展体检2000家次", "媒体普法：每周刊播公益广告"]
    assert headed_by_colons(cells)
    assert not headed_by_colons(["目标：培育明白人8000名", "目标：开展体检2000家次", "目标：每周刊播公益广告"])
