"""A stored number reads as its cell shows it."""

from __future__ import annotations

import time

import pytest

from hedui.parser.readers.sheet.numbers import BUILT_IN, printed, printed_text

_SHOWN = [
    # dates: 45473 is 30 June 2024
    ("45473", 'yyyy"年"m"月"d"日"', "2024年6月30日"),
    ("45473", 'YYYY"年"M"月"D"日";@', "2024年6月30日"),
    ("45473", "yyyy\\-mm\\-dd", "2024-06-30"),
    ("45473", "yyyy/m/d", "2024/6/30"),
    ("45473", "yyyy.mm", "2024.06"),
    ("45473", 'yyyy"年"m"月底前"', "2024年6月底前"),
    ("45473", '[$-804]yyyy"年"m"月"', "2024年6月"),
    ("45473", "[$-F800]dddd, mmmm dd, yyyy", "2024年6月30日"),
    ("45473", '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二四年六月三十日"),
    ("45473", 'e"年"m"月"', "2024年6月"),
    ("45473", "aaaa", "星期日"),
    ("45473", "d-mmm-yy", "30-Jun-24"),
    ("45473.75", "yyyy-m-d hh:mm", "2024-6-30 18:00"),
    ("45473.75", '上午/下午h"时"mm"分"', "下午6时00分"),
    ("45473.0000001", "yyyy-mm-dd", "2024-06-30"),
    ("1.5", "[h]:mm", "36:00"),
    ("0.5104166667", "h:mm:ss", "12:15:00"),
    ("60.5", "m/d", "2/28"),  # the day that never was: Excel says 2/29
    ("1", "yyyy-mm-dd", "1900-01-01"),
    ("-1", "yyyy-mm-dd", "-1"),
    ("99999999", "yyyy-mm-dd", "99999999"),
    # numbers
    ("3", "General", "3"),
    ("3.0", "General", "3"),
    ("0.30000000000000004", "General", "0.3"),
    ("0.33333333333333331", "General", "0.3333333333"),
    ("123456789012", "General", "123456789012"),
    ("1E+5", "General", "100000"),
    ("0.35", "0%", "35%"),
    ("0.125", "0.0%", "12.5%"),
    ("1234567.891", "#,##0.00", "1,234,567.89"),
    ("12345", '0.0,"千"', "12.3千"),
    ("2.5", "0", "3"),
    ("7", "000", "007"),
    ("5", '"第"0"项"', "第5项"),
    ("12", "[DBNum1][$-804]General", "十二"),
    ("-3", "0;(0)", "(3)"),
    ("-0.2", "0", "0"),
    ("0", '0;-0;"无"', "无"),
    ("8800", "[$￥-804]#,##0", "￥8,800"),
    ("5", "@", "5"),
    ("0.5", "# ?/?", "0.5"),
    # what is no number stays as it is
    ("abc", "0", "abc"),
    ("NaN", "0", "NaN"),
    ("1E+99999999", "0", "1E+99999999"),
    ("1E-99999999", "0.00", "1E-99999999"),
]


@pytest.mark.parametrize(("raw", "code", "expected"), _SHOWN)
def test_a_number_is_shown_under_its_format(raw: str, code: str, expected: str) -> None:
    assert printed(raw, code) == expected


def test_a_workbook_may_count_its_days_from_1904() -> None:
    assert printed("44011", "yyyy-mm-dd", from_1904=True) == "2024-06-30"


@pytest.mark.parametrize(
    ("code", "expected"), [("General", "甲"), ("@", "甲"), ('"第"@"组"', "第甲组"), ("0;0;0;", ""), ("0.00", "甲")]
)
def test_a_text_is_shown_under_its_format(code: str, expected: str) -> None:
    assert printed_text("甲", code) == expected


def test_every_format_without_a_code_of_its_own_shows_a_number() -> None:
    assert {number: printed("45473.5", code) for number, code in BUILT_IN.items() if not printed("45473.5", code)} == {}


@pytest.mark.parametrize("code", ['"' * 50_000, "[" * 50_000, "y" * 50_000, "0." * 50_000, "#," * 50_000, ";" * 50_000])
def test_a_hostile_format_costs_no_time(code: str) -> None:
    begun = time.process_time()
    printed("45473", code)
    assert time.process_time() - begun < 0.5
