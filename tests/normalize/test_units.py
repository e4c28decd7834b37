"""Unit lists are split, completed and marked as the tables of readings say."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedui.model import Place, Quote, SourceText
from hedui.normalize.collectives import parse_collective
from hedui.normalize.unit_table import words
from hedui.normalize.units import Scope, UnitReading, ends_like_unit, is_unit_name, read_units
from normalize.unit_text import CITY, quote_of, shown, table

LISTS = table("unit_lists.txt")
CELLS = table("unit_cells.txt")
NAMES = st.sampled_from(
    [
        "市教育局",
        "市民政局",
        "市文化和旅游局",
        "市委宣传部",
        "省发展改革委",
        "区财政局",
        "市总工会",
        "市城投集团",
        "各县（市、区）政府",
    ]
)
HOSTILE = [
    "(" * 20000,
    ")" * 20000,
    "()" * 10000,
    "、" * 20000,
    "市" * 20000,
    "等" * 20000,
    "由" * 20000,
    "1" * 20000,
    "市 " * 10000,
    "局\n" * 10000,
    "局和" * 10000,
    "各区、" * 6600,
    "市教育局、" * 4000,
    "市教育局(" * 4000,
    "各县(市、区)" * 2850,
    "市人力资源和社会保障" * 2000,
]


def line_of(reading: UnitReading) -> str:
    damage = " ! " + " ".join(item.likely for item in reading.damages) if reading.damages else ""
    return shown(reading.units) + damage


def test_the_tables_of_readings_are_there() -> None:
    assert len(LISTS) > 120
    assert len(CELLS) > 12


@pytest.mark.parametrize(("text", "expected"), LISTS, ids=[text for text, _ in LISTS])
def test_a_list_names_its_units(text: str, expected: str) -> None:
    assert line_of(read_units(quote_of(text), CITY)) == expected


@pytest.mark.parametrize(("text", "expected"), CELLS, ids=[text for text, _ in CELLS])
def test_white_space_in_a_cell_separates_unless_it_only_wraps_a_name(text: str, expected: str) -> None:
    assert line_of(read_units(quote_of(text), CITY, in_cell=True)) == expected


@pytest.mark.parametrize("text", [text for text, _ in LISTS])
def test_every_unit_shows_the_exact_source_text(text: str) -> None:
    for unit in read_units(quote_of(text), CITY).units:
        assert unit.raw == unit.span.text == text[unit.span.start : unit.span.end]


def test_raw_is_as_printed_and_the_name_is_whole() -> None:
    unit = read_units(quote_of("市教育局、市人力资源和社会保\n\n障局"), CITY).units[1]
    assert (unit.raw, unit.name) == ("市人力资源和社会保\n\n障局", "市人力资源和社会保障局")


def test_plates_stand_in_raw_and_not_in_the_name() -> None:
    (unit,) = read_units(quote_of("市委宣传部（市新闻出版局、市版权局）"), CITY).units
    assert (unit.raw, unit.name) == ("市委宣传部（市新闻出版局、市版权局）", "市委宣传部")


def test_a_person_in_a_bracket_is_in_neither() -> None:
    (unit,) = read_units(quote_of("市教育局（王芳）"), CITY).units
    assert (unit.raw, unit.name) == ("市教育局", "市教育局")


def test_a_name_wrapped_over_two_ranges_is_one() -> None:
    text = "市教育局、市民- 3 -政局"
    source = SourceText("body", text, (Place(0, 7), Place(12, len(text))))
    units = read_units(Quote(source, ((0, 7), (12, len(text)))), CITY).units
    assert [unit.name for unit in units] == ["市教育局", "市民政局"]
    assert units[1].raw == "市民政局"


@pytest.mark.parametrize(
    ("familiar", "expected"),
    [
        ((), "人民银行云川市分行市国有资本投资集团$"),
        (("人民银行云川市分行", "市国有资本投资集团"), "人民银行云川市分行 市国有资本投资集团$"),
        (("人民银行云川市分行市国有资本投资集团",), "人民银行云川市分行市国有资本投资集团$"),
    ],
)
def test_lines_that_a_reader_joined_are_parted_into_names_that_a_clause_prints(
    familiar: tuple[str, ...], expected: str
) -> None:
    lines = ("人民银行云", "川市分行", "市国有资本", "投资集团")
    ends = [0, *accumulate(map(len, lines))]
    text = "".join(lines)
    quote = Quote(SourceText("body", text, (Place(0, len(text)),)), tuple(pairwise(ends)))
    units = read_units(quote, replace(CITY, familiar=frozenset(familiar)), in_cell=True).units
    assert shown(units) == expected


def test_a_doubled_name_is_reported_with_its_likely_reading() -> None:
    reading = read_units(quote_of("市人力资源和社会保障 保障局"), CITY, in_cell=True)
    (damage,) = reading.damages
    assert (damage.raw, damage.likely) == ("市人力资源和社会保障 保障局", "市人力资源和社会保障局")
    assert damage.span.text == damage.raw


@given(
    st.lists(NAMES, min_size=1, max_size=8, unique=True),
    st.sampled_from(["、", "，", ",", "；", ";", " 、", "、\n", "，\n"]),
)
def test_a_joined_list_splits_into_its_names(names: list[str], separator: str) -> None:
    assert [unit.name for unit in read_units(quote_of(separator.join(names)), CITY).units] == names


@given(st.lists(NAMES, min_size=1, max_size=8, unique=True), st.sampled_from([" ", "\n", "　", "\n\n", "、"]))
def test_a_cell_splits_at_white_space(names: list[str], separator: str) -> None:
    units = read_units(quote_of(separator.join(names)), CITY, in_cell=True).units
    assert [unit.name for unit in units] == names


@given(st.lists(NAMES, min_size=2, max_size=2, unique=True), st.sampled_from(["和", "与", "及", "以及"]))
def test_and_joins_two_complete_names(names: list[str], word: str) -> None:
    assert [unit.name for unit in read_units(quote_of(word.join(names)), CITY).units] == names


@given(
    st.text(alphabet="市区县各局委办部和与及等、，；（）() \n〔〕有关部门政府教育财政1。：由", max_size=80),
    st.booleans(),
)
def test_reading_never_raises_and_spans_always_hold(text: str, in_cell: bool) -> None:
    for unit in read_units(quote_of(text), CITY, in_cell=in_cell).units:
        assert text[unit.span.start : unit.span.end] == unit.raw
        assert unit.name


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    read_units(quote_of(text), Scope(None, None))
    is_unit_name(text)


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:6].strip() for text in HOSTILE])
@pytest.mark.parametrize("in_cell", [False, True])
def test_hostile_text_takes_linear_time(text: str, in_cell: bool) -> None:
    started = time.process_time()
    read_units(quote_of(text), CITY, in_cell=in_cell)
    assert time.process_time() - started < 8


@pytest.mark.parametrize(
    "text",
    [
        "市教育局",
        "省发展改革委",
        "各县（市、区）人民政府",
        "市政府有关部门",
        "市数字经济局",
        "云湖新区管委会",
        "国网云川供电公司",
        "市委办",
        "县府办",
        "团市委",
    ],
)
def test_names_of_units_look_like_units(text: str) -> None:
    assert is_unit_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "全市经济格局",
        "建设数据平台",
        "推进项目建设",
        "完成时限",
        "长期坚持",
        "李明副市长",
        "加强市教育局",
        "责任单位",
        "召开座谈会",
        "2023年6月底",
    ],
)
def test_other_words_do_not(text: str) -> None:
    assert not is_unit_name(text)


def test_common_words_do_not_end_like_units() -> None:
    assert ends_like_unit("市数字经济局")
    assert not ends_like_unit("产业新格局")
    assert not ends_like_unit("云平台")


def test_every_collective_of_the_field_guide_is_one_unit(shared: object) -> None:
    import csv
    from pathlib import Path

    rows = list(csv.DictReader((Path(str(shared)) / "field-guide" / "collectives.csv").open(encoding="utf-8")))
    assert len(rows) > 40
    for row in rows:
        phrase = row["phrase"]
        if row["normal_form"] == "OPEN_TAIL":
            (unit,) = read_units(quote_of("市教育局" + phrase), CITY).units
            assert unit.open_list, phrase
            continue
        (unit,) = read_units(quote_of(phrase), CITY).units
        assert unit.kind in ("collective", "reference"), phrase
        collective = parse_collective(phrase.translate(str.maketrans("（）〔〕", "()()")), CITY)
        assert collective is not None
        assert (collective.quantity == "relevant") == row["normal_form"].startswith("RELEVANT"), phrase


FAMILIAR = frozenset({"校团委", "党委宣传部", "后勤管理处", "审计处", "校工会"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("党委宣传部 校团\n委 后勤管理处", "党委宣传部 校团委 后勤管理处"),
        ("审计处 校\n工会 后勤管\n理处", "审计处 校工会 后勤管理处"),
        ("后勤\n管理处", "后勤管理处"),
    ],
)
def test_a_cell_is_cut_into_the_names_that_the_clauses_print(text: str, expected: str) -> None:
    scope = Scope("云川大学", None, FAMILIAR)
    assert " ".join(unit.name for unit in read_units(quote_of(text), scope, in_cell=True).units) == expected


@pytest.mark.parametrize("place", words("place"))
def test_a_name_that_begins_with_a_province_or_prefecture_takes_no_prefix(place: str) -> None:
    names = [unit.name for unit in read_units(quote_of(f"市财政局、{place}电业局、民政局、{place}海关"), CITY).units]
    assert names == ["市财政局", f"{place}电业局", "市民政局", f"{place}海关"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("各县（区）", "税务局"), "各县（区）税务局#"),
        (("各市（州）", "交通运输局"), "各市（州）交通运输局#"),
        (("各车务中心", "车辆维保中心"), "各车务中心# 车辆维保中心?"),
    ],
)
def test_a_line_end_cuts_collectives_of_places_and_parts_those_of_bodies(lines: tuple[str, ...], expected: str) -> None:
    text = "\n".join(lines)
    ends = [len(lines[0]), len(text)]
    quote = Quote(SourceText("body", text, (Place(0, len(text)),)), ((0, ends[0]), (ends[0] + 1, ends[1])))
    assert shown(read_units(quote, CITY, in_cell=True).units) == expected
