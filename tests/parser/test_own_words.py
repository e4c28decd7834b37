"""The words that only one notice uses: labels, verbs and header words, by what they name on both sides."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedui.lexicon.own_words import OwnLabel, OwnWords
from hedui.parser.columns import find_header
from hedui.parser.word_roles import Found, provisional_roles, settle
from hedui.parser.word_uses import Uses

Table = list[list[str]]


def read(paragraphs: list[str], table: Table) -> tuple[Found, dict[str, str]]:
    """What is found, and the role of each header word."""
    uses = Uses()
    for paragraph in paragraphs:
        uses.take(paragraph)
    header = find_header(table, 0, provisional_roles(uses))
    found = settle(uses, [(table, header)] if header is not None else [])
    words = dict(zip(header.words, header.roles, strict=True)) if header is not None else {}
    return found, {**words, **found.columns}


BY_TWO = [
    ["1", "建学校三所", "市教育局", "市财政局、市住建局", "6月底"],
    ["2", "修路五条", "市交通局", "市财政局", "9月底"],
]
BY_ONE = [["1", "建学校三所", "市教育局、市财政局", "6月底"], ["2", "修路五条", "市交通局", "9月底"]]
LEAD_AND_OTHERS = [
    "（{}：市教育局；{}：市财政局、市住建局；{}：6月底）",
    "（{}：市交通局；{}：市财政局；{}：9月底）",
]


def said(*words: str) -> list[str]:
    return [form.format(*words) for form in LEAD_AND_OTHERS]


@pytest.mark.parametrize(
    ("paragraphs", "header", "rows", "labels"),
    [
        (
            said("操盘单位", "跟跑单位", "收官日"),
            ["序号", "任务", "操盘单位", "跟跑单位", "收官日"],
            BY_TWO,
            {"操盘单位": "lead", "跟跑单位": "supporting", "收官日": "deadline"},
        ),
        (
            said("操盘单位", "跟跑单位", "收官日"),
            ["序号", "任务", "牵头单位", "配合单位", "完成时限"],
            BY_TWO,
            {"操盘单位": "lead", "跟跑单位": "supporting", "收官日": "deadline"},
        ),
        (
            ["操盘单位——市教育局、市财政局", "收官日——6月底", "操盘单位——市交通局", "收官日——9月底"],
            ["序号", "任务", "操盘单位", "收官日"],
            BY_ONE,
            {"操盘单位": "responsible", "收官日": "deadline"},
        ),
        (
            ["操盘单位　市教育局、市财政局", "操盘单位　市交通局"],
            ["序号", "任务", "操盘单位", "完成时限"],
            BY_ONE,
            {"操盘单位": "responsible"},
        ),
        (
            ["【操盘单位】市教育局、市财政局【接头人】张三", "【操盘单位】市交通局【接头人】李四"],
            ["序号", "任务", "操盘单位", "完成时限"],
            BY_ONE,
            {"操盘单位": "responsible", "接头人": "person"},
        ),
        (
            ["操盘（领跑）单位：市教育局、市财政局", "操盘（领跑）单位：市交通局"],
            ["序号", "任务", "操盘（领跑）单位", "完成时限"],
            BY_ONE,
            {"操盘(领跑)单位": "responsible"},
        ),
    ],
    ids=["both sides", "known columns", "dashes", "blanks", "framed", "brackets"],
)
def test_labels_have_the_role_of_the_column_that_names_the_same(
    paragraphs: list[str], header: list[str], rows: Table, labels: dict[str, str]
) -> None:
    found, _ = read(paragraphs, [header, *rows])
    assert {label.word: label.role for label in found.words.labels} == labels


def test_header_words_have_the_role_of_the_label_that_names_the_same() -> None:
    table = [["序号", "任务", "谁来抓", "谁来帮", "哪天完"], *BY_TWO]
    _, columns = read(said("牵头单位", "配合单位", "完成时限"), table)
    assert (columns["谁来抓"], columns["谁来帮"]) == ("lead", "supporting")


def test_a_verb_has_the_role_of_the_column_that_its_units_stand_in() -> None:
    paragraphs = ["（市教育局盯紧，市财政局、市住建局接棒，6月底前）", "（市交通局盯紧，市财政局接棒，9月底前）"]
    found, _ = read(paragraphs, [["序号", "任务", "牵头单位", "配合单位", "完成时限"], *BY_TWO])
    assert dict(found.words.verbs) == {"盯紧": "lead", "接棒": "supporting"}


def test_the_verbs_of_cells_are_verbs_of_the_body() -> None:
    rows = [["1", "建学校三所", "市教育局盯紧，市财政局接棒"], ["2", "修路五条", "市交通局盯紧，市住建局接棒"]]
    paragraphs = ["由市教育局盯紧，市财政局接棒。", "由市交通局盯紧，市住建局接棒。"]
    found, _ = read(paragraphs, [["序号", "任务", "责任单位"], *rows])
    assert dict(found.words.verbs) == {"盯紧": "lead", "接棒": "supporting"}


def test_units_that_no_side_says_anything_of_are_no_duty() -> None:
    table = [["序号", "任务", "操盘单位", "得益街道"], ["1", "建学校三所", "市教育局", "东街道"]]
    table.append(["2", "修路五条", "市交通局", "西街道"])
    _, columns = read(["操盘单位：市教育局", "操盘单位：市交通局"], table)
    assert (columns["操盘单位"], columns["得益街道"]) == ("responsible", "other")


def test_a_column_of_the_same_names_is_no_duty_where_another_column_holds_them_all() -> None:
    table = [["序号", "任务", "责任单位", "管钱的"], *([*row[:4], ""] for row in BY_TWO)]
    table = [[*row[:3], row[2]] if number else row[:4] for number, row in enumerate(table)]
    _, columns = read(["责任单位：市教育局", "责任单位：市交通局"], table)
    assert (columns["责任单位"], columns["管钱的"]) == ("responsible", "other")


def test_what_stands_behind_names_in_a_column_of_other_things_is_no_verb() -> None:
    rows = [["1", "建学校三所", "市教育局", "市教育局网站"], ["2", "修路五条", "市交通局", "市交通局网站"]]
    found, columns = read(["责任单位：市教育局", "责任单位：市交通局"], [["序号", "任务", "责任单位", "公示处"], *rows])
    assert (found.words, columns["公示处"]) == (OwnWords(), "other")


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["工作要求：一要抓好落实。", "工作要求：二要加强宣传。"],
        ["咨询单位：市文联，电话：6611001。", "咨询单位：市作协，电话：6611002。"],
        ["时间：6月3日。", "地点：市民广场。", "时间：6月4日。", "地点：体育馆。"],
        ["各村（社区）配合，6月底前完成", "各村（社区）配合，9月底前完成"],
        ["（市教育局牵头，市财政局配合）", "（市交通局牵头，市住建局配合）"],
        ["（市政府办公室）", "（县政府办公室）"],
    ],
    ids=["prose", "whom to call", "an event", "a bracket inside a name", "known verbs", "names"],
)
def test_other_words_are_no_labels(paragraphs: list[str]) -> None:
    found, _ = read(paragraphs, [["序号", "任务", "责任单位", "完成时限"], *BY_ONE])
    assert found.words == OwnWords()


OWN = OwnWords((OwnLabel("操盘单位", "lead"), OwnLabel("终点", "deadline", blank=True)), (("盯紧", "lead"),))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("（操盘单位：市教育局）", "(牵头单位:市教育局)"),
        ("操盘单位——市教育局", "牵头单位: 市教育局"),
        ("【操盘单位】市教育局", "(牵头单位)市教育局"),
        ("操 盘 单 位：市教育局", "牵头单位   :市教育局"),
        ("由市教育局盯紧，6月底前完成", "由市教育局牵头,6月底前完成"),
        ("要盯紧目标，操盘单位要到场", "要盯紧目标,操盘单位要到场"),
    ],
)
def test_own_words_are_read_as_standard_ones(text: str, plain: str) -> None:
    assert OWN.plain(text) == plain


@given(st.text(alphabet="（）【】操盘单位终点盯紧市局：—　 ，。6月", max_size=60))
def test_each_character_keeps_its_place(text: str) -> None:
    assert len(OWN.plain(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "（" * 20000,
        "（市局，" * 5000,
        "甲单位：" * 5000,
        "甲单位 " * 5000,
        "由市局" * 6000,
        "（（甲）" * 5000,
        "—" * 20000,
    ],
)
def test_hostile_text_is_passed_over_in_linear_time(text: str) -> None:
    begin = time.process_time()
    Uses().take(text)
    assert time.process_time() - begin < 2


@pytest.mark.parametrize("text", ["各街镇时间节点：6月底", "市教育局操盘单位：市住建局", "办公室配合单位：宣传处"])
def test_a_name_that_a_line_end_glued_to_a_label_is_no_part_of_it(text: str) -> None:
    uses = Uses()
    uses.take(text)
    words = {use.word for use in uses if not use.verb}
    assert words <= {"时间节点", "配合单位", "市教育局操盘单位"}
