"""Number labels in every form, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedui.lexicon.numerals import han_value, number_value
from hedui.parser.numbering import read_figure, read_label


@pytest.mark.parametrize(
    ("text", "kind", "number", "rest"),
    [
        ("一、总体要求", "han", "一", "总体要求"),
        ("一 、总体要求", "han", "一", "总体要求"),
        ("十二、强化保障", "han", "十二", "强化保障"),
        ("（一）优化服务", "han-bracket", "一", "优化服务"),
        ("(十二)优化服务", "han-bracket", "十二", "优化服务"),
        ("㈢优化服务", "han-bracket", "三", "优化服务"),
        ("1. 加强培训", "arabic", "1", "加强培训"),
        ("1．加强培训", "arabic", "1", "加强培训"),
        ("1、加强培训", "arabic", "1", "加强培训"),
        ("1﹒加强培训", "arabic", "1", "加强培训"),
        ("1。加强培训", "arabic", "1", "加强培训"),
        ("80.加强培训", "arabic", "80", "加强培训"),
        ("3.2024年底前完成", "arabic", "3", "2024年底前完成"),
        ("（1）建立台账", "bracket", "1", "建立台账"),
        ("(12)建立台账", "bracket", "12", "建立台账"),
        ("①建立台账", "circle", "1", "建立台账"),
        ("1）建立台账", "bracket", "1", "建立台账"),
        ("12)“双随机”检查", "bracket", "12", "“双随机”检查"),
        ("三是建立台账", "ordinal", "三", "建立台账"),
        ("甲、组织建设", "stem", "甲", "组织建设"),
        ("Ⅱ公平正义的法治环境", "stem", "Ⅱ", "公平正义的法治环境"),
        ("Ⅳ. 生活环境", "stem", "Ⅳ", "生活环境"),
        ("㉑建立台账", "circle", "21", "建立台账"),
        ("第一章总则", "chapter", "一", "总则"),
        ("第三条 为规范管理", "article", "三", "为规范管理"),
        ("第二节 职责", "section", "二", "职责"),
        ("重点任务1：推行改革", "article", "1", "推行改革"),
        ("任务十二、修缮校舍", "article", "十二", "修缮校舍"),
        ("1.1 编制目的", "decimal", "1.1", "编制目的"),
        ("2.3.1 分级响应", "decimal", "2.3.1", "分级响应"),
    ],
)
def test_a_label_is_read_with_its_kind_and_number(text: str, kind: str, number: str, rest: str) -> None:
    label = read_label(text)
    assert label is not None
    assert (label.kind, label.number, text[label.end :]) == (kind, number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "2024年5月",
        "3.5%以上",
        "100个项目",
        "十几个部门",
        "1），附件2）",
        "甲、乙两类传染病",
        "甲方负责验收",
        "一是否定票",
        "Ⅱ级响应",
        "市教育局、市民政局",
        "（此件公开发布）",
        "12345热线",
        "",
        "一批项目",
        "任务1个月内完成",
        "重点任务：推行改革",
        "1.5万亩",
    ],
)
def test_what_only_looks_like_a_label_is_none(text: str) -> None:
    assert read_label(text) is None


def test_a_bare_number_before_a_heading_is_a_figure_label() -> None:
    label = read_figure("2 应急准备")
    assert label is not None
    assert (label.number, label.end) == ("2", 2)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十九", 29),
        ("一百零三", 103),
        ("二〇", 20),
        ("17", 17),
        ("1.1", None),
        (None, None),
    ],
)
def test_numbers_compare_by_value(printed: str | None, value: int | None) -> None:
    assert number_value(printed) == value


def _han(number: int) -> str:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else digits[tens] + "十")
    return head + (digits[ones] if ones or not tens else "")


@given(st.integers(min_value=1, max_value=99))
def test_every_number_below_a_hundred_reads_back(number: int) -> None:
    assert han_value(_han(number)) == number


@given(st.text(alphabet="一二三十（）()1234.、． 第条章①年", max_size=40))
def test_a_label_never_ends_outside_its_text(text: str) -> None:
    label = read_label(text)
    assert label is None or 0 < label.end <= len(text)
