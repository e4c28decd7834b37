"""Whatever a deadline field holds, its reading is exact, repeatable and quick."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedui.model import Place, Quote, SourceText
from hedui.normalize.deadlines import Calendar, find_deadline_tail, is_deadline, read_deadlines
from normalize.deadline_text import quote_of, readings

CALENDAR = Calendar(2022, datetime.date(2022, 5, 21))
DAYS = st.dates(datetime.date(2022, 6, 1), datetime.date(2049, 12, 31))
PIECES = (
    [text for _, text, _ in readings()]
    + list("，；、。并和至-前底年月日()（） \n0123456789")
    + ["市财政局", "完成", "每", "按"]
)
FIELDS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
MONTHS = ["{y}年{m}月", "{y}年{m}月底", "{y}年{m}月底前", "{y}年{m}月末", "{y}年{m}月份", "{y}.{m}", "{y}年 {m}\n月底"]
ON_THE_DAY = ["{y}年{m}月{d}日", "{y}年{m}月{d}日前", "{y}年{m}月{d}日之前", "{y}.{m}.{d}前", "务于{y}/{m}/{d}前"]


def only(text: str) -> tuple[str, datetime.date | None]:
    (deadline,) = read_deadlines(quote_of(text), CALENDAR).deadlines
    return deadline.kind, deadline.date


@given(DAYS, st.sampled_from(ON_THE_DAY))
def test_a_day_is_read_back_in_every_form(day: datetime.date, form: str) -> None:
    assert only(form.format(y=day.year, m=day.month, d=day.day)) == ("by", day)


@given(DAYS, st.sampled_from(MONTHS))
def test_a_month_is_read_back_as_its_last_day(day: datetime.date, form: str) -> None:
    following = (day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    assert only(form.format(y=day.year, m=day.month)) == ("by", following - datetime.timedelta(days=1))


@given(DAYS, DAYS, st.sampled_from(["-", "—", "–", "－", "～", "~", "至", "到", "——"]))
def test_a_range_is_read_back_with_every_dash(one: datetime.date, other: datetime.date, dash: str) -> None:
    first, last = sorted((one, other))
    text = f"{first.year}年{first.month}月{first.day}日{dash}{last.year}年{last.month}月{last.day}日"
    (deadline,) = read_deadlines(quote_of(text), CALENDAR).deadlines
    assert (deadline.kind, deadline.start, deadline.date) == ("range", first, last)


@given(DAYS, st.sampled_from(["，", ",", "；", "、", "并", "且", " ", "\n", "，并"]))
def test_an_ongoing_part_is_read_beside_a_date(day: datetime.date, joint: str) -> None:
    text = f"{day.year}年{day.month}月{day.day}日前{joint}长期坚持"
    reading = read_deadlines(quote_of(text), CALENDAR)
    assert [(d.kind, d.date) for d in reading.deadlines] == [("by", day), ("ongoing", None)]
    assert reading.unread == ()


@given(st.one_of(FIELDS, st.text(max_size=80)))
def test_every_deadline_is_a_piece_of_its_field(text: str) -> None:
    reading = read_deadlines(quote_of(text), CALENDAR)
    assert all(text[d.span.start : d.span.end] == d.raw == d.span.text != "" for d in reading.deadlines)
    offsets = [offset for d in reading.deadlines for offset in (d.span.start, d.span.end)]
    assert offsets == sorted(offsets)
    assert all(quote.text.strip() for quote in reading.unread)


@given(FIELDS, st.integers(0, 40))
def test_a_field_that_crosses_a_page_keeps_its_source(text: str, cut: int) -> None:
    cut = min(cut, len(text))
    source = text[:cut] + "\n— 3 —\n" + text[cut:]
    ranges = tuple(r for r in ((0, cut), (cut + 7, len(source))) if r[0] < r[1])
    quote = Quote(SourceText("body", source, (Place(0, len(source)),)), ranges)
    whole, crossed = read_deadlines(quote_of(text), CALENDAR), read_deadlines(quote, CALENDAR)
    assert [(d.raw, d.kind, d.date) for d in crossed.deadlines] == [(d.raw, d.kind, d.date) for d in whole.deadlines]


@given(st.one_of(FIELDS, st.text(max_size=80)))
def test_a_tail_is_a_deadline_at_the_end(text: str) -> None:
    found = find_deadline_tail(text)
    if found is not None:
        start, end = found
        assert 0 <= start < end <= len(text)
        assert is_deadline(text[start:end])


HOSTILE = [
    *(
        "1",
        "1 ",
        "2022年",
        "6月",
        "6月、",
        "6-",
        "2022-",
        "长期",
        "持续推进",
        "每月1日、",
        "(",
        ")",
        "前",
        "年底前",
        "按",
        "自",
    ),
    *("会后", "十", "完成", "全面完成", "\n", "，", "6月1日至", "市发展改革委、", "2022年6月底前，", "“"),
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    before = time.process_time()
    read_deadlines(quote_of(text), CALENDAR)
    is_deadline(text)
    find_deadline_tail(text)
    assert time.process_time() - before < 3
