"""Printed dates are read in any digits, any zero, any width and any spacing."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedui.lexicon.dates import find_dates, fold, parse_date, read_number

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))
CHINESE = "〇一二三四五六七八九"


def chinese_number(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{CHINESE[tens]}十"
    return head + (CHINESE[ones] if ones or not tens else "")


def in_chinese(day: datetime.date, zero: str) -> str:
    year = "".join(CHINESE[int(digit)] for digit in str(day.year)).replace("〇", zero)
    return f"{year}年{chinese_number(day.month)}月{chinese_number(day.day)}日"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2022年5月21日", "2022-05-21"),
        ("２０２２年５月２１日", "2022-05-21"),
        ("2022 年 5 月 21 日", "2022-05-21"),
        ("2 0 2 2 年 0 5 月 2 1 日", "2022-05-21"),
        ("2022年5\n月21日", "2022-05-21"),
        ("二〇二二年五月二十一日", "2022-05-21"),
        ("二○○七年四月十三日", "2007-04-13"),
        ("二零零七年十月十日", "2007-10-10"),
        ("二OO八年五月二十三日", "2008-05-23"),
        ("二ＯＯ八年五月三十一日", "2008-05-31"),
        ("二00八年五月廿三日", "2008-05-23"),
        ("2022.6.30", "2022-06-30"),
        ("2022-06-30", "2022-06-30"),
        ("2022/6/30", "2022-06-30"),
        ("20220630", "2022-06-30"),
        ("2022年5⽉5⽇", "2022-05-05"),
        ("2017822日", "2017-08-22"),
        ("2022年630日", "2022-06-30"),
        ("2020年9月17", "2020-09-17"),
    ],
)
def test_a_line_that_is_a_date_is_read(text: str, date: str) -> None:
    assert parse_date(text) == datetime.date.fromisoformat(date)


@pytest.mark.parametrize(
    "text",
    ["", "2022年5月", "5月21日", "2022年5月21日印发", "2008年9月31日", "2017111日", "第21号", "365日", "2022年13月1日"],
)
def test_a_line_that_is_no_single_day_is_not_read(text: str) -> None:
    assert parse_date(text) is None


@given(
    DAYS,
    st.sampled_from(["{y}年{m}月{d}日", "{y}年{m:02}月{d:02}日", "{y}.{m}.{d}", "{y}-{m:02}-{d:02}", "{y}/{m}/{d}"]),
)
def test_every_day_is_read_back_in_arabic_digits(day: datetime.date, form: str) -> None:
    assert parse_date(form.format(y=day.year, m=day.month, d=day.day)) == day


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)), st.sampled_from("〇○零OＯ0"))
def test_every_day_is_read_back_in_chinese_digits(day: datetime.date, zero: str) -> None:
    assert parse_date(in_chinese(day, zero)) == day


@given(DAYS, st.data())
def test_white_space_anywhere_changes_nothing(day: datetime.date, data: st.DataObject) -> None:
    text = f"{day.year}年{day.month}月{day.day}日"
    gaps = data.draw(st.lists(st.sampled_from(["", " ", "\n", "　", "\u200b"]), min_size=len(text), max_size=len(text)))
    spaced = "".join(character + gap for character, gap in zip(text, gaps, strict=True))
    assert parse_date(spaced) == day


def test_dates_are_found_where_they_stand() -> None:
    text = "根据2021年3月5日印发的方案，自二〇二二年六月起至2025年底，详见2022.6.30版。5月1日不计。"
    found = [(text[date.start : date.end], date.date, date.precision) for date in find_dates(text)]
    assert found == [
        ("2021年3月5日", datetime.date(2021, 3, 5), "day"),
        ("二〇二二年六月", datetime.date(2022, 6, 30), "month"),
        ("2022.6.30", datetime.date(2022, 6, 30), "day"),
    ]


def test_a_day_that_does_not_exist_is_found_without_a_date() -> None:
    (found,) = find_dates("于2008年9月31日前")
    assert (found.date, found.flags) == (None, ("impossible",))


def test_a_repaired_date_says_so() -> None:
    (found,) = find_dates("2017822日")
    assert (found.date, found.flags) == (datetime.date(2017, 8, 22), ("damaged",))


@given(st.text(alphabet="2022年月日0123456789.-/ 一二三十〇\n，", max_size=60))
def test_found_dates_do_not_overlap_and_lie_in_the_text(text: str) -> None:
    found = find_dates(text)
    offsets = [offset for date in found for offset in (date.start, date.end)]
    assert offsets == sorted(offsets)
    assert all(0 <= date.start < date.end <= len(text) for date in found)


@given(st.text(max_size=200))
def test_the_reading_copy_keeps_its_way_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.origins)
    assert list(folded.origins) == sorted(set(folded.origins))


@pytest.mark.parametrize(
    ("word", "number"), [("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31), ("廿一", 21), ("07", 7)]
)
def test_numbers_are_read(word: str, number: int) -> None:
    assert read_number(word) == number


@pytest.mark.parametrize("unit", ["1", "1 ", "2022年", "6月", "2022-", "二〇", "十", " ", "2022.6."])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    before = time.process_time()
    find_dates(text)
    assert time.process_time() - before < 1
