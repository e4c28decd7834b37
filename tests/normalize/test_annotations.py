"""Annotations and cells give the duties that the tables of readings say."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedui.model import Place, Quote, SourceText, Unit
from hedui.normalize.aliases import relation, unit_key
from hedui.normalize.annotations import merge_duties, read_annotation, read_cell
from hedui.outline import ColumnRole
from normalize.unit_text import CALENDAR, CITY, duties_line, quote_of, table

ANNOTATIONS = table("annotations.txt")
CELLS = table("duty_cells.txt")
HOSTILE = [
    "(" * 20000,
    ":" * 20000,
    "牵头" * 10000,
    "会同" * 10000,
    "下同" * 10000,
    "无牵头" * 6600,
    "列第一位" * 5000,
    "6月底前," * 3300,
    "责任单位:" * 4000,
    "按职责分工" * 4000,
    "市教育局负责" * 3300,
    "以下各项均需各县区落实" * 1800,
    "市教育局(" * 3000 + ")" * 3000,
]


def names(units: tuple[Unit, ...]) -> list[str]:
    return [unit.name for unit in units]


def test_the_tables_of_readings_are_there() -> None:
    assert len(ANNOTATIONS) > 120
    assert len(CELLS) > 20


@pytest.mark.parametrize(("text", "expected"), ANNOTATIONS, ids=[text for text, _ in ANNOTATIONS])
def test_an_annotation_gives_duties(text: str, expected: str) -> None:
    assert duties_line(read_annotation(quote_of(text), CITY, CALENDAR)) == expected


@pytest.mark.parametrize("lead", ["办公室", "宣传部、办公室", "机电工程系"])
def test_a_label_may_begin_where_a_reader_joined_two_lines(lead: str) -> None:
    lines = (f"（责任部室：{lead}", "配合单位：宣传处）")
    text = "".join(lines)
    quote = Quote(SourceText("body", text, (Place(0, len(text)),)), ((0, len(lines[0])), (len(lines[0]), len(text))))
    duties = read_annotation(quote, CITY, CALENDAR)
    assert [unit.raw for unit in duties.responsible] == lead.split("、")
    assert [unit.raw for unit in duties.supporting] == ["宣传处"]


def test_a_label_cut_by_a_line_end_takes_all_of_its_word() -> None:
    lines = ("（责任单位：市科协办结", "时间：2023年6月底）")
    text = "".join(lines)
    quote = Quote(SourceText("body", text, (Place(0, len(text)),)), ((0, len(lines[0])), (len(lines[0]), len(text))))
    assert duties_line(read_annotation(quote, CITY, CALENDAR)) == "R 市科协 | D by 2023-06-30"


def test_a_label_behind_a_space_takes_nothing_of_a_whole_name() -> None:
    duties = read_annotation(quote_of("（责任部门：各街镇　时间节点：2023年6月底）"), CITY, CALENDAR)
    assert duties_line(duties) == "R 各街镇# | D by 2023-06-30"


@pytest.mark.parametrize(("text", "expected"), CELLS, ids=[text for text, _ in CELLS])
def test_a_cell_gives_duties(text: str, expected: str) -> None:
    head, cell = text.split(" : ")
    role, header = head.split(" ")
    assert duties_line(read_cell(cast("ColumnRole", role), header, quote_of(cell), CITY, CALENDAR)) == expected


def test_stated_names_what_labels_and_verbs_say() -> None:
    assert read_annotation(quote_of("（牵头单位：市教育局；完成时限：6月底）"), CITY, CALENDAR).stated == {
        "lead",
        "deadline",
    }
    assert read_annotation(quote_of("（市教育局牵头，市财政局配合）"), CITY, CALENDAR).stated == {"lead", "supporting"}
    assert read_cell("lead", "牵头单位", quote_of(""), CITY, CALENDAR).stated == {"lead"}


def test_names_of_people_are_never_in_the_duties() -> None:
    for text in (
        "（牵头领导：李明；牵头单位：市教育局；责任人：王芳）",
        "（李明副市长牵头，市教育局负责）",
        "（责任单位：市教育局（王芳）；联系人：李明，联系电话：0571-88888888）",
        "（责任单位及责任人：市教育局 王芳）",
    ):
        duties = read_annotation(quote_of(text), CITY, CALENDAR)
        shown = repr([(unit.raw, unit.name) for unit in duties.lead + duties.responsible + duties.supporting])
        assert "李明" not in shown
        assert "王芳" not in shown
        assert "市教育局" in shown


def test_the_text_of_leaders_and_persons_counts_as_read() -> None:
    duties = read_annotation(quote_of("（牵头领导：李明；责任单位：市教育局；责任人：王芳）"), CITY, CALENDAR)
    assert duties.unread == ()


def test_a_prefix_holds_over_the_fields_of_one_annotation() -> None:
    duties = read_annotation(quote_of("（牵头单位：市教育局；责任单位：财政局、民政局）"), CITY, CALENDAR)
    assert names(duties.responsible) == ["市财政局", "市民政局"]


def test_merging_keeps_order_and_each_unit_once() -> None:
    parts = [
        read_annotation(quote_of(text), CITY, CALENDAR)
        for text in ("（责任单位：市发展改革委、市教育局）", "（责任单位：市发改委、市财政局；完成时限：6月底）")
    ]
    merged = merge_duties(parts, CITY)
    assert names(merged.responsible) == ["市发展改革委", "市教育局", "市财政局"]
    assert merged.stated == {"responsible", "deadline"}


def test_merging_nothing_gives_nothing() -> None:
    merged = merge_duties([])
    assert (merged.lead, merged.responsible, merged.deadlines, merged.stated) == ((), (), (), frozenset())


@given(st.text(alphabet="市教育局民政局牵头配合负责会同责任单位：，；。、（）()各县区等6月底前由和 \n", max_size=80))
def test_reading_never_raises_and_every_unit_stands_in_the_source(text: str) -> None:
    duties = read_annotation(quote_of(text), CITY, CALENDAR)
    for unit in duties.lead + duties.responsible + duties.supporting:
        assert text[unit.span.start : unit.span.end] == unit.span.text == unit.raw


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    read_annotation(quote_of(text), CITY, CALENDAR)
    read_cell("responsible", "责任单位", quote_of(text), CITY, CALENDAR)


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:6] for text in HOSTILE])
def test_hostile_text_takes_linear_time(text: str) -> None:
    started = time.process_time()
    read_annotation(quote_of(text), CITY, CALENDAR)
    assert time.process_time() - started < 10


def test_the_units_of_the_cases_are_read(shared: Path) -> None:
    cases = [json.loads(line) for line in (shared / "field-guide" / "cases.jsonl").open(encoding="utf-8")]
    assert len(cases) == 20
    checked = 0
    for case in cases:
        parsed = case["expected_parse"]["body"]
        if "lead" not in parsed or case["id"] in ("C07", "C19"):  # conventions and headings are applied later
            continue
        annotation = re.findall(r"[(〔][^。]*[)〕]", case["clause"])[-1]
        duties = read_annotation(quote_of(annotation), CITY, CALENDAR)
        assert len(duties.lead) == len(parsed["lead"]), case["id"]
        assert len(duties.responsible) == len([name for name in parsed["resp"] if name != "OPEN_TAIL"]), case["id"]
        for unit, name in zip(duties.lead, parsed["lead"], strict=True):
            assert relation(unit.name, name, CITY) == "same" or name in unit_key(unit.name, CITY).body, case["id"]
        checked += 1
    assert checked >= 12
