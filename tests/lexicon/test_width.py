"""Shortcuts through texts with little to fold change nothing."""

from __future__ import annotations

import re
import sys

import pytest

from hedui.lexicon import width
from hedui.lexicon.dates import fold
from hedui.lexicon.width import fold_width, squeeze
from hedui.patterns import escaped


def test_every_character_is_folded_as_the_table_says() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    assert fold_width(everything) == everything.translate(width._FOLDS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("市教育局", "市教育局"), ("市 教育局（ＡＢ）", "市教育局(AB)"), ("　各县［市］\t", "各县(市)"), ("", "")],
)
def test_a_text_is_squeezed(text: str, expected: str) -> None:
    assert squeeze(text) == expected


@pytest.mark.parametrize(
    ("text", "read", "origins"),
    [
        ("6月底前", "6月底前", (0, 1, 2, 3)),
        ("6 月底前", "6月底前", (0, 2, 3, 4)),
        ("２０２５—２０２６", "2025-2026", tuple(range(9))),
        ("⽉底\u200b前", "月底前", (0, 1, 3)),
    ],
)
def test_a_reading_copy_keeps_its_way_back(text: str, read: str, origins: tuple[int, ...]) -> None:
    folded = fold(text)
    assert (folded.text, folded.origins) == (read, origins)


@pytest.mark.parametrize("word", ["牵头单位", "A1", "牵头（主办）", "a.b", "-", "|", ""])
def test_a_word_is_escaped_as_by_re(word: str) -> None:
    assert escaped(word) == re.escape(word)
