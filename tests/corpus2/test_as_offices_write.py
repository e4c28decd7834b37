"""Notices written by hand in the ways of real offices, 2008 to 2025: each field was checked by eye.

`NAME.txt` is the notice as a website or an office hands it out, `NAME.expected` what a careful reader finds in it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import shown

import hedui

NOTICES = sorted((Path(__file__).parent / "notices").glob("*.txt"))


def test_there_are_seventeen_notices() -> None:
    assert len(NOTICES) == 17


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_the_notice_is_read_as_a_careful_reader_reads_it(path: Path) -> None:
    assert shown(hedui.check(path)) == path.with_suffix(".expected").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_no_character_is_left_over(path: Path) -> None:
    assert [span.text for span in hedui.check(path).accounting.unaccounted] == []
