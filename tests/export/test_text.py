"""The report in a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedui.export import ExportOptions, exporter_for
from hedui.export.terminal import Styled, beside, cells, styled, wrapped
from hedui.model import Report

from .sample_report import CATALOGUE, clean, hostile, sample


def _text(report: Report, *, width: int = 80, color: bool = False, lang: str = "zh") -> str:
    options = ExportOptions(lang=lang, color=color, width=width, catalogue=CATALOGUE)
    (data,) = exporter_for("text").write([report], options).values()
    return data.decode()


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("build", [sample, hostile, clean])
def test_no_line_is_wider_than_the_terminal(build: Callable[[], Report], width: int) -> None:
    wide = [line for line in _text(build(), width=width).splitlines() if cells(line) > width]
    assert wide == []


def test_the_counts_stand_on_one_line_at_the_top() -> None:
    lines = _text(sample()).splitlines()
    assert "✗ 错误 5  ▲ 警告 2  ○ 提示 2  │ 正文 5 条，表中 4 项，0 条无差异" in lines[:6]
    assert "先看条款：1、2、4" in lines[:6]


def test_findings_of_the_notice_come_first_and_then_clause_by_clause() -> None:
    headings = re.findall(r"^(?:全文|条款 \S+|表中 \d+)", _text(sample()), flags=re.MULTILINE)
    assert headings == ["全文", "条款 1", "条款 2", "条款 4", "表中 5"]


def test_under_a_clause_the_gravest_comes_first() -> None:
    assert re.findall(r"^. (?:错误|警告|提示) ([A-Z]+\d+)", _text(sample()), flags=re.MULTILINE) == [
        "RDR004",
        "UNT007",
        "UNT001",
        "DUE004",
        "TXT002",
        "TXT001",
        "TXT005",
        "MAT001",
        "MAT002",
    ]


def test_body_and_table_stand_side_by_side() -> None:
    line = next(line for line in _text(sample()).splitlines() if "水务局  " in line)
    assert [half.strip() for half in line.split("│")] == ["正文：市园林局、水务局", "表中：市园林局"]


def test_in_a_narrow_terminal_they_stand_one_above_the_other() -> None:
    assert "  正文：市园林局、水务局\n  表中：市园林局\n" in _text(sample(), width=50)


def test_without_colour_the_differing_words_stand_in_brackets() -> None:
    text = _text(sample(), width=100)
    assert "【扎实】" in text
    assert "【加快】" in text
    assert "\x1b" not in text


def test_with_colour_they_are_coloured() -> None:
    text = _text(sample(), color=True, width=100)
    assert "\x1b[1;4;31m扎实\x1b[0m" in text
    assert "【" not in text


def test_colour_changes_nothing_but_colour() -> None:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", _text(clean(), color=True))
    assert plain == _text(clean())


def test_a_clean_report_says_so() -> None:
    text = _text(clean())
    assert "没有发现差异" in text
    assert "怎么办" not in text


def test_the_english_report_speaks_english() -> None:
    text = _text(sample(), lang="en")
    assert "✗ error 5  ▲ warning 2  ○ info 2" in text
    assert "Look first at clauses: 1, 2, 4" in text
    assert "What to do" in text


def test_no_text_can_command_the_terminal_or_turn_the_writing() -> None:
    text = _text(hostile())
    assert {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs")} == {"\n"}
    assert "⟦U+202E⟧" in text
    assert "␛[31m" in text


def test_a_long_quote_is_cut_with_a_mark() -> None:
    text = re.sub(r"\s", "", _text(hostile(), width=50))
    assert len(text) < 20_000
    assert "…（全文见JSON）" in text


@given(st.text(alphabet="市政府，。（「a1 \n"), st.integers(2, 30))
def test_wrapping_loses_only_blanks_at_breaks(text: str, width: int) -> None:
    lines = [line.text for line in wrapped(Styled(text), width)]
    assert "".join(lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert max(map(cells, lines)) <= width


def test_a_line_does_not_begin_with_a_closing_mark_or_break_a_number() -> None:
    lines = [line.text for line in wrapped(Styled("公开政策（试行），共2031年"), 9)]
    assert lines == ["公开政策", "（试", "行），共", "2031年"]


def test_styles_survive_wrapping() -> None:
    lines = wrapped(styled("公开", ("政策文件", "mark"), "清单"), 8)
    assert [line.painted(True) for line in lines] == [
        "公开\x1b[1;4;31m政策\x1b[0m",
        "\x1b[1;4;31m文件\x1b[0m清单",
    ]


def test_two_columns_share_the_width() -> None:
    assert [line.text for line in beside(Styled("公开政策"), Styled("公开"), 11)] == ["公开 │ 公开", "政策 │ "]
