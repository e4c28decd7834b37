"""Edits are what a reader would mark: whole words and whole figures, with their place in both texts."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedui.model import Finding, Place, Quote, Report, SourceText
from hedui.normalize.alignment import Link
from hedui.normalize.edits import Edit, edits_of, obligation_words
from hedui.normalize.match import Sentence
from hedui.normalize.text import key_of
from normalize.planted import body_of, plant, report_of, table_of

each_pair = settings(max_examples=150, deadline=None, derandomize=True, database=None)
texts = st.text("推进政务公开，工作。12应当5%、及时（一）“二” ", min_size=1, max_size=30).filter(key_of)


def sentence(text: str) -> Sentence:
    quote = Quote(SourceText("body", text, (Place(0, len(text)),)), ((0, len(text)),))
    return Sentence("c1", quote, key_of(text))


def edits(body: str, table: str) -> list[Edit]:
    return edits_of(Link((sentence(body),), (sentence(table),)))


@pytest.mark.parametrize(
    ("body", "table", "expected"),
    [
        ("主动解疑释惑，回应关切", "主动答疑解惑，回应关切", [("解疑释惑", "答疑解惑")]),
        ("加大培训工作力度", "加大培训力度", [("工作", "")]),
        ("加大培训力度", "加大培训工作力度", [("", "工作")]),
        ("做到解疑释惑", "做到答疑解惑", [("解疑释惑", "答疑解惑")]),
        ("新建泊位5000个", "新增泊位600个", [("建", "增"), ("5000", "600")]),
        ("组织开展技能竞赛，评选工匠", "组织技能竞赛，评选能手", [("开展", ""), ("工匠", "能手")]),
        ("新增停车泊位5000个", "新增停车泊位500个", [("5000", "500")]),
        ("达到30%以上", "达到35%以上", [("30%", "35%")]),
        ("同比增长3.5个百分点", "同比增长3.6个百分点", [("3.5", "3.6")]),
        ("7月15日前报送", "8月15日前报送", [("7", "8")]),
        ("培训三千人次", "培训五千人次", [("三", "五")]),
        ("抽采率达到百分之三十五以上", "抽采率达到百分之三十以上", [("三十五", "三十")]),
        ("收集率提高3个百分点", "收集率提高3%", [("3个百分点", "3%")]),
        ("统一标准", "统标准", [("一", "")]),
        ("应当及时公开", "可以及时公开", [("应当", "可以")]),
        ("逐户走访", "逐户走访", []),
        ("统一标准、统一平台。", "统一标准，统一平台", []),
        ("新增５０００个 泊位", "新增5000个泊位", []),
        ("使用ＰＤＦ格式", "使用pdf格式", []),
    ],
)
def test_edits_are_words_and_figures(body: str, table: str, expected: list[tuple[str, str]]) -> None:
    assert [(edit.body, edit.table) for edit in edits(body, table)] == expected


@pytest.mark.parametrize(
    ("body", "table", "kinds"),
    [
        ("新增泊位5000个", "新增泊位500个", ["figure"]),
        ("达到30%以上", "达到三成以上", ["words"]),
        ("整治三处积水点", "整治五处积水点", ["figure"]),
        ("应当及时公开", "可以及时公开", ["obligation"]),
        ("不得无故拖延", "无故拖延", ["obligation"]),
        ("必须在场", "应在场", ["obligation"]),
        ("按时办结", "原则上按时办结", ["obligation"]),
        ("及时公开", "主动公开", ["words"]),
        ("新建泊位5000个", "新增泊位600个", ["words", "figure"]),
    ],
)
def test_figures_and_words_of_obligation_are_told_from_style(body: str, table: str, kinds: list[str]) -> None:
    assert [edit.kind for edit in edits(body, table)] == kinds


@pytest.mark.parametrize(
    ("body", "table", "expected"),
    [
        ("新增泊位5000个。", "新增泊位500个。", [("5000个", "500个")]),
        ("投资1.5亿元", "投资1.2亿元", [("1.5亿元", "1.2亿元")]),
        ("达到30以上", "达到35以上", [("30", "35")]),
        ("床位不少于三百张", "床位不低于三百张", [("不少于", "不低于")]),
        ("成立专班，局长任组长", "成立专班，副局长任组长", [("", "副")]),
    ],
)
def test_a_message_shows_what_a_figure_counts_and_a_character_with_its_neighbours(
    body: str, table: str, expected: list[tuple[str, str]]
) -> None:
    assert [edit.shown for edit in edits(body, table)] == expected


def test_words_of_obligation_are_listed() -> None:
    assert {"应当", "可以", "不得", "必须"} <= set(obligation_words())


@each_pair
@given(texts)
def test_a_text_has_no_edits_against_itself(text: str) -> None:
    assert edits(text, text) == []


@each_pair
@given(texts, texts)
def test_putting_the_table_words_in_the_body_gives_the_table(body: str, table: str) -> None:
    key, offset = key_of(body), 0
    rebuilt = ""
    for edit in edits(body, table):
        low = len(key_of(body[: edit.body_quote.ranges[0][0]]))
        rebuilt += key[offset:low] + key_of(edit.table_quote.text)
        offset = low + len(key_of(edit.body_quote.text))
    if not _context_matters(body, table):
        assert rebuilt + key[offset:] == key_of(table)


def _context_matters(*both: str) -> bool:
    """Whether a mark counts only because of the figures beside it; the parts of such a text fold otherwise."""
    return any("%" in text or "1" in text or "2" in text or "5" in text for text in both)


@each_pair
@given(texts, texts)
def test_edits_stand_in_order_and_apart(body: str, table: str) -> None:
    found = edits(body, table)
    for quotes in ([edit.body_quote for edit in found], [edit.table_quote for edit in found]):
        ends = [(quote.ranges[0][0], quote.ranges[-1][1]) for quote in quotes]
        assert all(low <= high for low, high in ends)
        assert all(before[1] <= after[0] for before, after in pairwise(ends))


def reworded(random: Random) -> tuple[Report, list[Finding]]:
    """A notice in whose table one word of each sentence is another one."""
    items = plant(random, 5)
    table = table_of(items)
    for item in items:
        for said in item.sentences:
            at = random.randrange(2, len(said) - 3)
            table = table.replace(said, said[:at] + random.choice("尔乃兮哉") + said[at + 1 :])
    report = report_of(body_of(items), table)
    return report, [finding for finding in report.findings if finding.code == "TXT002"]


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 10**6).map(Random))
def test_offsets_of_edits_are_valid_in_both_texts(random: Random) -> None:
    report, findings = reworded(random)
    clauses = {item.id: item for item in report.clauses}
    measures = {measure.id: measure for item in report.rows for measure in item.measures}
    assert len(findings) == len(report.clauses)
    for finding in findings:
        assert finding.clause_id is not None
        clause = clauses[finding.clause_id]
        assert finding.details["edits"]
        for edit in finding.details["edits"]:
            low, high = edit["body_range"]
            assert key_of(clause.text[low:high]) == key_of(edit["body"])
            low, high = edit["table_range"]
            assert key_of(measures[edit["measure"]].text[low:high]) == key_of(edit["table"])
