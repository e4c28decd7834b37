"""Rules stated once for all items are found, taken out of annotations and applied."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedui.model import Unit
from hedui.normalize.annotations import Duties, read_annotation
from hedui.normalize.conventions import apply_conventions, default_units, find_conventions
from normalize.unit_text import CALENDAR, CITY, quote_of

STATED = [
    ("责任分工中，列第一位的责任单位为牵头单位或汇总单位。", "first-listed-leads", []),
    ("（列第一位者为工作牵头单位，下同）", "first-listed-leads", []),
    ("排名第一的为牵头单位，下同", "first-listed-leads", []),
    ("各项任务第一个单位为牵头单位", "first-listed-leads", []),
    ("责任单位排在首位的是牵头单位。", "first-listed-leads", []),
    ("清单所列各项任务由列在首位的部门牵头负责，其他部门配合。", "first-listed-leads", []),
    ("排在最前的单位负总责", "first-listed-leads", []),
    ("无牵头单位的，责任单位即为牵头单位，下同", "responsible-leads-if-no-lead", []),
    ("未明确牵头单位的，由责任单位牵头。", "responsible-leads-if-no-lead", []),
    ("以下各项工作均需各县、区人民政府（管委会）落实，不再列出。", "default-units", ["各县、区人民政府（管委会）"]),
    ("以下任务均需各区、市政府负责落实，不再一一列出", "default-units", ["各区、市政府"]),
    ("以下均需各县区政府、云湖新区管委会落实，不再列出", "default-units", ["各县区政府", "云湖新区管委会"]),
    (
        "以下均需各县区政府，云湖新区、高新区管委会落实，不再列出",
        "default-units",
        ["各县区政府", "云湖新区", "高新区管委会"],
    ),
    ("以下各项均由各县区政府，市直有关部门按职责分工落实，不再列出", "default-units", ["各县区政府", "市直有关部门"]),
    ("具体任务均涉及相关市（州）人民政府，不再做分工，下同。", "default-units", ["相关市（州）人民政府"]),
    ("以下任务均由各县（市、区）人民政府负责落实，不再逐一列出", "default-units", ["各县（市、区）人民政府"]),
    ("涉及各县区的任务不再单独列出", "places-not-repeated", []),
]  # fmt: skip
HOSTILE = [
    "第一位" * 6600,
    "下同" * 10000,
    "不再列出" * 5000,
    "无牵头" * 6600,
    "以下均需" * 5000,
    "(" * 10000 + "下同" * 5000,
]


def read(text: str) -> Duties:
    return read_annotation(quote_of(text), CITY, CALENDAR)


def names(units: tuple[Unit, ...]) -> list[str]:
    return [unit.name for unit in units]


@pytest.mark.parametrize(("text", "kind", "units"), STATED, ids=[text for text, _, _ in STATED])
def test_a_convention_is_found_with_its_place(text: str, kind: str, units: list[str]) -> None:
    (found,) = find_conventions([quote_of(text)])
    assert found.kind == kind
    assert found.text == found.span.text == text[found.span.start : found.span.end]
    assert names(default_units(found, CITY)) == units


@pytest.mark.parametrize(
    "text",
    [
        "全市经济总量排名第一，牵头建设实验室。",
        "把发展作为第一要务。",
        "市教育局要牵头抓总，各县区政府要落实责任。",
        "（以下简称云川市）",
        "各牵头单位要及时报送进展。",
    ],
)
def test_ordinary_sentences_state_no_convention(text: str) -> None:
    assert find_conventions([quote_of(text)]) == ()


def test_one_wording_in_several_places_is_one_convention() -> None:
    quotes = [quote_of("（列第一位的为牵头单位，下同）"), quote_of("（列第一位的为牵头单位,下同）")]
    assert len(find_conventions(quotes)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "（责任单位：市教育局、市财政局。列第一位的为牵头单位，下同）",
        "（责任单位：市教育局、市财政局（列第一位的为牵头单位，下同））",
        "（责任单位：市教育局、市财政局，列第一位的为牵头单位，下同）",
        "（列第一位的为牵头单位，下同。责任单位：市教育局、市财政局）",
    ],
)
def test_a_convention_inside_an_annotation_is_no_unit(text: str) -> None:
    duties = read(text)
    assert names(duties.responsible) == ["市教育局", "市财政局"]
    assert [convention.kind for convention in duties.conventions] == ["first-listed-leads"]
    assert duties.unread == ()


def test_the_first_listed_leads_where_no_lead_is_named() -> None:
    conventions = find_conventions([quote_of("列第一位的为牵头单位")])
    duties = apply_conventions(read("（责任单位：市教育局、市财政局）"), conventions, CITY)
    assert (names(duties.lead), names(duties.responsible)) == (["市教育局"], ["市财政局"])
    assert "lead" in duties.stated


def test_a_lead_named_in_words_stays() -> None:
    conventions = find_conventions([quote_of("列第一位的为牵头单位")])
    duties = apply_conventions(read("（市审计局牵头，市教育局、市财政局负责）"), conventions, CITY)
    assert (names(duties.lead), names(duties.responsible)) == (["市审计局"], ["市教育局", "市财政局"])


def test_responsible_units_lead_where_the_notice_says_so() -> None:
    conventions = find_conventions([quote_of("无牵头单位的，责任单位即为牵头单位")])
    duties = apply_conventions(read("（责任单位：市教育局、市财政局）"), conventions, CITY)
    assert (names(duties.lead), names(duties.responsible)) == (["市教育局", "市财政局"], [])


def test_default_units_are_added_once_and_show_where_they_come_from() -> None:
    conventions = find_conventions([quote_of("以下任务均需各县（市、区）政府落实，不再列出")])
    added = apply_conventions(read("（责任单位：市教育局）"), conventions, CITY)
    assert names(added.responsible) == ["市教育局", "各县（市、区）政府"]
    assert added.responsible[1].span == conventions[0].span
    listed = apply_conventions(read("（责任单位：市教育局、县（市、区）人民政府）"), conventions, CITY)
    assert names(listed.responsible) == ["市教育局", "县（市、区）人民政府"]


def test_without_conventions_duties_stay_as_they_are() -> None:
    duties = read("（责任单位：市教育局）")
    assert apply_conventions(duties, (), CITY) == duties


@given(st.text(alphabet="列第一位的为牵头单位下同以下均需各县区落实不再出无责任，。（）", max_size=60))
def test_finding_never_raises_and_spans_always_hold(text: str) -> None:
    for found in find_conventions([quote_of(text)]):
        assert text[found.span.start : found.span.end] == found.text


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:4] for text in HOSTILE])
def test_hostile_text_takes_linear_time(text: str) -> None:
    started = time.process_time()
    find_conventions([quote_of(text)])
    assert time.process_time() - started < 8
