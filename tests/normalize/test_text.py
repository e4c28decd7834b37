"""The comparison view of a text keeps its way back to the source, and folds what may differ."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedui.model import Place, Quote, SourceText
from hedui.normalize.text import fold, key_of, sentences

each_text = settings(max_examples=200, deadline=None, derandomize=True, database=None)
texts = st.text(max_size=60)


def quote_of(text: str) -> Quote:
    return Quote(SourceText("body", text, (Place(0, len(text)),)), ((0, len(text)),))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("加强领导。", "加强领导"),
        ("（一）加强领导", "(一)加强领导"),
        ("统一标准、统一平台", "统一标准，统一平台"),
        ("建成 5000 个\n泊位", "建成5000个泊位"),
        ("建成５０００个", "建成5000个"),
        ("“放管服”改革", "'放管服'改革"),
        ("ＰＤＦ格式", "pdf格式"),
        ("办结——回访", "办结回访"),
    ],
)
def test_width_space_and_punctuation_fold_away(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("增长3.5个点", "增长35个点"),
        ("比例30%", "比例30"),
        ("2023-2025年", "20232025年"),
        ("12:30开始", "1230开始"),
        ("各部门", "有关部门"),
        ("三处", "3处"),
    ],
)
def test_figures_and_words_do_not(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@each_text
@given(texts)
def test_every_key_character_knows_where_it_stands(text: str) -> None:
    folded = fold(text)
    assert len(folded.key) == len(folded.offsets)
    assert list(folded.offsets) == sorted(set(folded.offsets))
    assert all(0 <= offset < len(text) for offset in folded.offsets)


@each_text
@given(texts)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert key_of(key_of(text)) == key_of(text)


@each_text
@given(texts, st.integers(0, 60), st.integers(0, 60))
def test_a_range_of_the_key_is_a_range_of_the_text(text: str, one: int, other: int) -> None:
    folded = fold(text)
    start, end = sorted((min(one, len(folded.key)), min(other, len(folded.key))))
    low, high = folded.source_range(start, end)
    assert 0 <= low <= high <= len(text)
    if start < end:
        assert (low, high) == (folded.offsets[start], folded.offsets[end - 1] + 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("简化签批环节。清理积压件。", ["简化签批环节。", "清理积压件。"]),
        ("1.编制目录。2.建设清单。", ["编制目录。", "建设清单。"]),
        ("一是编制目录；二是建设清单", ["编制目录；", "建设清单"]),
        ("（1）编制目录。\n（2）建设清单。", ["编制目录。", "建设清单。"]),
        ("1.编制目录。2.100家企业纳入。3.2021年底前公布。", ["编制目录。", "100家企业纳入。", "2021年底前公布。"]),
        ("增长3.5个百分点。1.2万人参加。", ["增长3.5个百分点。", "1.2万人参加。"]),
        ("推广“一网通办”。", ["推广“一网通办”。"]),
        ("做到“有问必答。”再办理", ["做到“有问必答。”", "再办理"]),
        ("增长3.5个百分点，达到1.2万人", ["增长3.5个百分点，达到1.2万人"]),
        ("。；！", []),
        ("", []),
    ],
)
def test_sentences_end_at_their_stops_and_begin_behind_their_numbers(text: str, expected: list[str]) -> None:
    assert [quote.text for quote in sentences(quote_of(text))] == expected


@each_text
@given(st.text("甲乙丙。；1.（）一是\n ，“”", max_size=40))
def test_sentences_are_quotes_of_the_text_in_order(text: str) -> None:
    found = sentences(quote_of(text))
    starts = [quote.ranges[0][0] for quote in found]
    assert starts == sorted(starts)
    assert all(text[low:high] in text and quote.text for quote in found for low, high in quote.ranges)


@each_text
@given(st.text("甲乙丙。；，“”3.5%", max_size=40))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    letters = [char for char in text if char in "甲乙丙"]
    assert [char for quote in sentences(quote_of(text)) for char in quote.text if char in "甲乙丙"] == letters
